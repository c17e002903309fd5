//! Pictures: what plotting functions give and say, as matplotlib does (`tests/plot/*.cell`), and what
//! terminals are sent to show them.

use crate::ufunc::check_in;
use numcell::cells::pictures;
use numcell::plot::png;
use numcell::plot::terminal::{Colours, Screen, Way};
use numcell::session::{Drawing, Options, Sink, WarningRecord};
use numcell::text::Source;
use std::fs;
use std::rc::Rc;

#[test]
fn reprs() {
    check_in("tests/plot", "reprs.cell");
}

/// The drawings of a program, which may not print, warn or fail.
#[derive(Default)]
struct Drawings(Vec<Rc<dyn Drawing>>);

impl Sink for Drawings {
    fn stdout(&mut self, text: &str) {
        panic!("{text}");
    }

    fn stderr(&mut self, text: &str) {
        panic!("{text}");
    }

    fn warning(&mut self, warning: &WarningRecord) {
        panic!("{}", warning.display());
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        self.0.push(Rc::clone(drawing));
    }
}

fn drawing(program: &str) -> Rc<dyn Drawing> {
    let mut engine = numcell::open(Options::default());
    let mut drawings = Drawings::default();
    let program = format!("import numpy as np\nimport matplotlib.pyplot as plt\n{program}\nplt.show()\n");
    let outcome = engine.run_cell(&Source::new("cell", &program), &mut drawings);
    assert!(outcome.error.is_none(), "{:?}", outcome.error);
    assert_eq!(drawings.0.len(), 1);
    drawings.0.remove(0)
}

const WAVES: &str = "\
x = np.linspace(0, 6, 50)
plt.plot(x, np.sin(x), label='sine')
plt.plot(x, np.cos(x), '--', label=r'$\\cos\\,x^2$')
plt.title('Waves')
plt.xlabel('time')
plt.ylabel('height')
plt.legend()";

fn screen(way: Way) -> Screen {
    Screen { way, columns: 60, rows: 18, cell: [6, 10], colours: Colours::None, light: false }
}

#[test]
fn kitty_is_sent_a_file_in_parts() {
    let text = drawing(WAVES).shown(&screen(Way::Kitty)).expect("it is small");
    let parts: Vec<&str> = text.trim_end().split_terminator("\x1b\\").collect();
    assert!(parts.len() > 2);
    let mut letters = String::new();
    for (i, part) in parts.iter().enumerate() {
        let (head, data) = part.strip_prefix("\x1b_G").and_then(|part| part.split_once(';')).expect("a command");
        let last = i + 1 == parts.len();
        let more = if last { "m=0" } else { "m=1" };
        assert_eq!(head, if i == 0 { format!("a=T,f=100,q=2,{more}") } else { more.to_owned() });
        assert!(data.len() == 4096 || last && data.len() <= 4096);
        letters.push_str(data);
    }
    check_file(&letters);
}

#[test]
fn iterm_is_sent_a_file() {
    let text = drawing(WAVES).shown(&screen(Way::Iterm)).expect("it is small");
    let (head, letters) = text.split_once(':').expect("a command");
    let letters = letters.strip_suffix("\x07\n").expect("its end");
    let padding = letters.bytes().rev().take_while(|letter| *letter == b'=').count();
    let size = letters.len() / 4 * 3 - padding;
    assert_eq!(head, format!("\x1b]1337;File=inline=1;size={size};width=226px;height=170px"));
    check_file(letters);
}

/// The letters of a PNG file of the size that fits on the screen.
fn check_file(letters: &str) {
    let value = |letter: u8| {
        let found =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|c| *c == letter);
        found.expect("base64") as u32
    };
    let letters = letters.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::new();
    for four in letters.chunks(4) {
        let bits = four.iter().fold(0, |bits, letter| bits << 6 | value(*letter)) << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    let picture = png::decode(&bytes).expect("a PNG file");
    assert_eq!((picture.width, picture.height), (226, 170));
}

#[test]
fn sixels_are_the_pictures_pixels() {
    for program in [WAVES, "plt.imshow(np.arange(400).reshape(20, 20))"] {
        let drawing = drawing(program);
        let text = drawing.shown(&screen(Way::Sixel)).expect("it is small");
        let (width, height, pixels) = read_sixels(&text);
        let file = drawing.png(170.0 / 4.8).expect("it is small");
        let picture = png::decode(&file).expect("a PNG file");
        assert_eq!((width, height), (picture.width, picture.height));
        let expected = picture.parts.chunks(picture.channels).map(|parts| [parts[0], parts[1], parts[2]]);
        // Percent, and no more than 256 colours.
        let far = |a: [f32; 3], b: [f32; 3]| (0..3).map(|k| (a[k] - b[k]).abs()).fold(0.0, f32::max);
        let worst = expected.zip(&pixels).map(|(a, b)| far(a, *b)).fold(0.0, f32::max);
        assert!(worst < 0.08, "{worst}");
    }
}

/// Width, height and colours of a picture of sixels.
fn read_sixels(text: &str) -> (usize, usize, Vec<[f32; 3]>) {
    let text = text.strip_prefix("\x1bPq\"1;1;").and_then(|text| text.strip_suffix("\x1b\\\n")).expect("sixels");
    let mut signs = text.bytes().peekable();
    let number = |signs: &mut std::iter::Peekable<std::str::Bytes>| {
        let mut number = 0;
        while let Some(digit) = signs.next_if(u8::is_ascii_digit) {
            number = number * 10 + usize::from(digit - b'0');
        }
        number
    };
    let width = number(&mut signs);
    assert_eq!(signs.next(), Some(b';'));
    let height = number(&mut signs);
    let mut palette = vec![[0.0; 3]; 256];
    let mut pixels = vec![[-1.0; 3]; width * height];
    let (mut x, mut y, mut colour, mut times) = (0, 0, 0, 1);
    while let Some(sign) = signs.next() {
        match sign {
            b'#' => {
                colour = number(&mut signs);
                if signs.next_if_eq(&b';').is_some() {
                    assert_eq!((number(&mut signs), signs.next()), (2, Some(b';')));
                    for k in 0..3 {
                        palette[colour][k] = number(&mut signs) as f32 / 100.0;
                        signs.next_if_eq(&b';');
                    }
                }
            }
            b'!' => times = number(&mut signs),
            b'$' => x = 0,
            b'-' => (x, y) = (0, y + 6),
            63..=126 => {
                for _ in 0..std::mem::replace(&mut times, 1) {
                    for row in (0..6).filter(|row| (sign - 63) >> row & 1 == 1) {
                        pixels[(y + row) * width + x] = palette[colour];
                    }
                    x += 1;
                }
            }
            _ => panic!("{sign} is no sixel"),
        }
    }
    (width, height, pixels)
}

/// Compares with a file; with the variable set, writes it.
fn check_text(way: Way, colours: Colours, program: &str, name: &str) {
    let text = drawing(program).shown(&Screen { colours, ..screen(way) }).expect("letters");
    let path = format!("tests/plot/{name}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &text).expect("the folder is there");
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap_or_default());
}

#[test]
fn lines_are_braille() {
    check_text(Way::Braille, Colours::None, WAVES, "waves.txt");
}

#[test]
fn lines_are_ascii() {
    check_text(Way::Ascii, Colours::None, WAVES, "waves-ascii.txt");
}

#[test]
fn areas_are_blocks_of_colour() {
    let program = "plt.bar(['a', 'b'], [3, 1.5], color=['tab:blue', '#ff0000'])\nplt.xlim(-0.5, 1.5)";
    check_text(Way::Braille, Colours::All, program, "bars.txt");
    check_text(Way::Braille, Colours::Palette, "plt.imshow([[0, 1, 2], [3, 4, 5]])\nplt.colorbar()", "image.txt");
}

fn found(variables: &[(&str, &str)], answer: &str) -> Option<Way> {
    let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    pictures::way(&get, || answer.to_owned())
}

#[test]
fn terminals_are_known_by_name_or_by_answer() {
    let xterm = ("TERM", "xterm-256color");
    assert_eq!(found(&[("TERM", "xterm-kitty")], ""), Some(Way::Kitty));
    assert_eq!(found(&[xterm, ("KITTY_WINDOW_ID", "1")], ""), Some(Way::Kitty));
    assert_eq!(found(&[xterm, ("TERM_PROGRAM", "iTerm.app")], ""), Some(Way::Iterm));
    assert_eq!(found(&[xterm, ("LC_TERMINAL", "iTerm2")], ""), Some(Way::Iterm));
    assert_eq!(found(&[xterm], "\x1b[?62;4;22c"), Some(Way::Sixel));
    assert_eq!(found(&[xterm], "\x1b[?62;22c"), Some(Way::Braille));
    assert_eq!(found(&[xterm], "\x1b[?4;22c"), Some(Way::Braille));
    assert_eq!(found(&[xterm, ("LANG", "en_GB.UTF-8")], ""), Some(Way::Braille));
    assert_eq!(found(&[xterm, ("LANG", "C")], ""), Some(Way::Ascii));
    assert_eq!(found(&[("TERM", "dumb")], ""), Some(Way::Ascii));
    assert_eq!(found(&[], ""), Some(Way::Ascii));
    // In tmux the outer terminal's name says nothing.
    assert_eq!(found(&[xterm, ("TMUX", "x"), ("KITTY_WINDOW_ID", "1")], ""), Some(Way::Braille));
    assert_eq!(found(&[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")], "\x1b[?1;2;4c"), Some(Way::Sixel));
    assert_eq!(found(&[("TERM", "xterm-kitty"), (pictures::VARIABLE, "ascii")], ""), Some(Way::Ascii));
    assert_eq!(found(&[xterm, (pictures::VARIABLE, "none")], "\x1b[?62;4c"), None);
}

#[test]
fn screens_are_measured() {
    let variables = |name: &str| match name {
        "TERM" => Some("xterm-256color".to_owned()),
        "COLORFGBG" => Some("0;15".to_owned()),
        _ => None,
    };
    let screen = pictures::measured(Way::Sixel, [100, 40, 900, 800], &variables);
    let expected =
        Screen { way: Way::Sixel, columns: 100, rows: 40, cell: [9, 20], colours: Colours::Palette, light: true };
    assert_eq!(screen, expected);
    let unknown = pictures::measured(Way::Ascii, [0; 4], &|_: &str| None);
    let expected =
        Screen { way: Way::Ascii, columns: 80, rows: 24, cell: [10, 20], colours: Colours::None, light: false };
    assert_eq!(unknown, expected);
}
