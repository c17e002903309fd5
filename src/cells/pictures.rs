//! What the terminal can show of pictures: by its name in the environment, else by asking it.

use crate::plot::terminal::{Colours, Screen, Way};
use nix::poll::{PollFd, PollFlags, poll};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcgetwinsize, tcsetattr};
use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::sync::OnceLock;

/// The variable by which a user says how pictures are shown.
pub const VARIABLE: &str = "NUMCELL_PLOTS";

/// Its values.
const WAYS: [(&str, Option<Way>); 6] = [
    ("kitty", Some(Way::Kitty)),
    ("iterm", Some(Way::Iterm)),
    ("sixel", Some(Way::Sixel)),
    ("braille", Some(Way::Braille)),
    ("ascii", Some(Way::Ascii)),
    ("none", None),
];

/// The terminal of standard output; None if there is none, or if the user wants no pictures.
pub fn screen() -> Option<Screen> {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    static WAY: OnceLock<Option<Way>> = OnceLock::new();
    let way = (*WAY.get_or_init(|| way(&|name| env::var(name).ok(), ask)))?;
    let size = tcgetwinsize(&stdout).ok();
    let size = size.map_or([0; 4], |size| [size.ws_col, size.ws_row, size.ws_xpixel, size.ws_ypixel].map(usize::from));
    Some(measured(way, size, &|name| env::var(name).ok()))
}

type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A screen of so many columns, rows, and pixels across and down; 0 for what the terminal does not say.
pub fn measured(way: Way, [columns, rows, width, height]: [usize; 4], variable: Variables<'_>) -> Screen {
    let (columns, rows) = (if columns == 0 { 80 } else { columns }, if rows == 0 { 24 } else { rows });
    let cell = if width == 0 || height == 0 { [10, 20] } else { [(width / columns).max(1), (height / rows).max(1)] };
    let is = |name: &str, values: &[&str]| variable(name).is_some_and(|value| values.contains(&value.as_str()));
    let plain = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colours = if plain || variable("TERM").is_none_or(|term| term == "dumb") {
        Colours::None
    } else if is("COLORTERM", &["truecolor", "24bit"]) || term_has(variable, &["direct", "kitty", "ghostty"]) {
        Colours::All
    } else {
        Colours::Palette
    };
    let light = variable("COLORFGBG").is_some_and(|colours| matches!(colours.rsplit(';').next(), Some("7" | "15")));
    Screen { way, columns, rows, cell, colours, light }
}

fn term_has(variable: Variables<'_>, names: &[&str]) -> bool {
    variable("TERM").is_some_and(|term| names.iter().any(|name| term.contains(name)))
}

/// The best way that a terminal has. `ask` gives what it answers about itself.
pub fn way(variable: Variables<'_>, ask: impl FnOnce() -> String) -> Option<Way> {
    let wanted = variable(VARIABLE).unwrap_or_default().to_lowercase();
    if let Some((_, way)) = WAYS.iter().find(|(name, _)| *name == wanted) {
        return *way;
    }
    let letters = if has_braille(variable) { Way::Braille } else { Way::Ascii };
    if variable("TERM").is_none_or(|term| term.is_empty() || term == "dumb" || term == "linux") {
        return Some(Way::Ascii);
    }
    // A terminal in a terminal hands on the names of the outer one, but not its pictures.
    let nested = variable("TMUX").is_some() || variable("STY").is_some() || term_has(variable, &["screen", "tmux"]);
    if !nested {
        let program = variable("TERM_PROGRAM").unwrap_or_default();
        let has = |name: &str| variable(name).is_some();
        if has("KITTY_WINDOW_ID") || has("KONSOLE_VERSION") || term_has(variable, &["kitty", "ghostty"]) {
            return Some(Way::Kitty);
        }
        if ["iTerm.app", "WezTerm", "mintty"].contains(&program.as_str())
            || variable("LC_TERMINAL").is_some_and(|name| name == "iTerm2")
        {
            return Some(Way::Iterm);
        }
    }
    Some(if has_sixel(&ask()) { Way::Sixel } else { letters })
}

/// Whether the terminal takes UTF-8.
fn has_braille(variable: Variables<'_>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    // Without any word about it nearly all terminals do.
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Whether an answer to DA1 has the attribute 4.
fn has_sixel(answer: &str) -> bool {
    let Some((_, after)) = answer.split_once("\x1b[?") else { return false };
    let Some((attributes, _)) = after.split_once('c') else { return false };
    attributes.split(';').skip(1).any(|attribute| attribute == "4")
}

/// How long a terminal may take to answer, in milliseconds.
const PATIENCE: u8 = 150;

/// Asks the terminal for its attributes (DA1). Empty if it does not answer, or if somebody has typed ahead:
/// what was typed must not be taken for an answer.
fn ask() -> String {
    answer().unwrap_or_default()
}

fn answer() -> Option<String> {
    let stdin = io::stdin();
    if !stdin.is_terminal() || readable(&stdin, 0) {
        return None;
    }
    let mut terminal = OpenOptions::new().read(true).write(true).open("/dev/tty").ok()?;
    let before = tcgetattr(&terminal).ok()?;
    let mut raw = before.clone();
    raw.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
    raw.special_codes[SpecialCodeIndex::VMIN] = 0;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    tcsetattr(&terminal, OptionalActions::Now, &raw).ok()?;
    let found = dialogue(&mut terminal);
    // If it cannot be set back there is nobody to tell.
    let _ = tcsetattr(&terminal, OptionalActions::Now, &before);
    found
}

fn dialogue(terminal: &mut File) -> Option<String> {
    terminal.write_all(b"\x1b[c").ok()?;
    let mut found = Vec::new();
    while readable(&*terminal, PATIENCE) {
        let mut bytes = [0; 256];
        let count = terminal.read(&mut bytes).ok().filter(|count| *count > 0)?;
        found.extend_from_slice(&bytes[..count]);
        if found.contains(&b'c') || found.len() > 4096 {
            break;
        }
    }
    String::from_utf8(found).ok()
}

fn readable(file: &impl AsFd, milliseconds: u8) -> bool {
    let mut wanted = [PollFd::new(file.as_fd(), PollFlags::POLLIN)];
    poll(&mut wanted, milliseconds).is_ok_and(|count| count > 0)
}
