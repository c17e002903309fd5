//! The prompt with the real interpreter, below the editor: how values are laid out, what Tab offers, what
//! is shown while a call is typed, what the Up key brings back, what fits the screen.

use crate::screen::{Screen, shell};
use numcell::repl::hint::{Room, lay_out};
use numcell::repl::viewport::{Size, part};
use numcell::repl::{Recall, Settings, Theme, complete, matching_brackets};
use std::time::{Duration, Instant};

/// What a new session shows for these cells.
fn session(cells: &[&str]) -> String {
    let mut screen = Screen::default();
    let mut shell = shell();
    cells.iter().for_each(|cell| drop(shell.feed(cell, &mut screen)));
    screen.text()
}

#[test]
fn short_values_stay_on_their_line() {
    assert_eq!(session(&["[1, 2]"]), "Out[1]: [1, 2]\n");
    assert_eq!(
        session(&["x = [1]; x.append(x)", "x, (), (1,), {}, set()"]),
        "Out[2]: ([1, [...]], (), (1,), {}, set())\n"
    );
    let seventy_nine = format!("['{}']", "a".repeat(75));
    assert_eq!(session(&["['a' * 75]"]), format!("Out[1]: {seventy_nine}\n"));
}

/// As IPython 9.18 shows them.
#[test]
fn long_values_have_an_element_on_each_line() {
    assert_eq!(
        session(&["['a' * 40, 'b' * 40]"]),
        format!("Out[1]: \n['{}',\n '{}']\n", "a".repeat(40), "b".repeat(40))
    );
    assert_eq!(
        session(&["{'key': ['a' * 40, 'b' * 30], 'x': (1, 2), 'y': {3: {4}}}"]),
        format!(
            "Out[1]: \n{{'key': ['{}',\n  '{}'],\n 'x': (1, 2),\n 'y': {{3: {{4}}}}}}\n",
            "a".repeat(40),
            "b".repeat(30)
        )
    );
    assert_eq!(
        session(&["[np.eye(2), np.eye(2)]"]),
        "Out[1]: \n[array([[1., 0.],\n        [0., 1.]]),\n array([[1., 0.],\n        [0., 1.]])]\n"
    );
    let thousand: String = (0..1000).map(|n| format!(" {n},\n")).collect();
    let shown = format!("Out[1]: \n[{} ...]\n", &thousand[1..]);
    assert_eq!(session(&["list(range(5000))"]), shown);
}

#[test]
fn floats_have_the_digits_that_are_wanted() {
    assert_eq!(
        session(&["%precision 3", "1 / 3", "[2 / 3, 'x']", "np.array([1 / 3])"]),
        "Out[2]: 0.333\nOut[3]: [0.667, 'x']\nOut[4]: array([0.333])\n"
    );
    // A program of ours runs once.
    let class = "class A:\n    def __repr__(self):\n        print('shown')\n        return 'A' * 70";
    assert_eq!(session(&[class, "[A(), 1]"]), format!("shown\nOut[2]: [{}, 1]\n", "A".repeat(70)));
}

/// What Tab offers at the end of a text, after some cells.
fn offered(cells: &[&str], text: &str) -> Vec<String> {
    let mut shell = shell();
    let mut screen = Screen::default();
    cells.iter().for_each(|cell| drop(shell.feed(cell, &mut screen)));
    assert_eq!(screen.text(), "", "{cells:?}");
    let engine = shell.engine();
    let found = complete(&mut **engine.borrow_mut(), text, text.len());
    found.candidates.into_iter().map(|candidate| candidate.text).collect()
}

#[test]
fn names_and_attributes_are_completed() {
    assert_eq!(offered(&["alpha_1 = 1"], "alpha"), ["alpha_1"]);
    assert_eq!(offered(&[], "np.linsp"), ["linspace"]);
    assert_eq!(offered(&["x = np.ones(3)"], "x.flat"), ["flat", "flatten"]);
    assert_eq!(offered(&[], "'abc'.isal"), ["isalnum", "isalpha"]);
    // No code of the program's runs.
    let class = "class A:\n    def __init__(self):\n        self.own = 1\n    @property\n    def prop(self):\n        print('ran')";
    assert_eq!(offered(&[class, "a = A()"], "a.o"), ["own"]);
    assert_eq!(offered(&[class, "a = A()"], "a.p"), ["prop"]);
    assert_eq!(offered(&[], "import num"), ["numbers", "numpy"]);
}

#[test]
fn a_typo_finds_its_name() {
    assert_eq!(offered(&[], "np.arrange"), ["arange"]);
    assert_eq!(offered(&[], "np.linsapce"), ["linspace"]);
    assert_eq!(offered(&[], "np.Arra")[0], "array");
    assert_eq!(offered(&["weights = 1"], "wieghts"), ["weights"]);
    assert_eq!(offered(&[], "np.linalg.sovle"), ["solve"]);
    assert_eq!(offered(&[], "pritn"), ["print"]);
    assert_eq!(offered(&[], "%hsitory"), ["%history"]);
    assert_eq!(offered(&[], "%config them"), ["theme"]);
    assert_eq!(offered(&[], "np.qqqqqqqq"), Vec::<String>::new());
}

#[test]
fn arguments_are_completed() {
    assert_eq!(offered(&[], "np.sum(a, ax"), ["axis="]);
    assert_eq!(offered(&["def f(alpha, beta=1): pass"], "f(1, bet"), ["beta="]);
    assert_eq!(offered(&["def f(alpha, beta=1): pass"], "f(beta=2, alp"), ["alpha="]);
    assert_eq!(offered(&[], "np.zeros(3, dtyp"), ["dtype="]);
    // Where nothing is typed yet: what the call takes, and the program's own names.
    assert_eq!(offered(&["def f(alpha, beta=1): pass"], "f("), ["alpha=", "beta=", "f"]);
    let class = "class A:\n    def grow(self, factor=2): pass";
    assert_eq!(offered(&[class], "A().grow(fact"), ["factor="]);
    assert_eq!(offered(&[], "np.ones(3).sum(ax"), ["axis="]);
}

#[test]
fn strings_are_completed() {
    assert_eq!(offered(&[], "np.zeros(3, dtype=\"fl"), ["float\"", "float16\"", "float32\"", "float64\""]);
    assert_eq!(offered(&["x = np.ones(3)"], "x.astype('uint1"), ["uint16'"]);
    assert_eq!(offered(&[], "np.pad(x, 1, mode=\"re"), ["reflect\""]);
    assert_eq!(offered(&[], "np.pad(x, 1, 're"), ["reflect'"]);
    assert_eq!(offered(&["x = 1"], "np.searchsorted(x, 1, side="), ["'left'", "'right'", "x"]);
    assert_eq!(offered(&[], "np.ones(3).astype(\"uint3"), ["uint32\""]);
    assert_eq!(offered(&[], "np.sort(x, kind='st"), ["stable'"]);
}

/// Without optimisation and beside other tests it takes longer than the 5 ms that it may take.
#[test]
fn completion_comes_at_once() {
    let most = Duration::from_millis(if cfg!(debug_assertions) { 250 } else { 5 });
    let mut shell = shell();
    shell.feed("x = np.ones((3, 4)); names = {f'key {n}': n for n in range(1000)}", &mut Screen::default());
    let engine = shell.engine();
    for text in ["np.", "x.", "np.linalg.", "np.arrange", "np.sum(x, ", "np.zeros(3, dtype='fl", "names['"] {
        let spent = (0..5).map(|_| {
            let start = Instant::now();
            assert!(!complete(&mut **engine.borrow_mut(), text, text.len()).candidates.is_empty());
            start.elapsed()
        });
        let least = spent.min().expect("five times");
        assert!(least < most, "{text} {least:?}");
    }
}

#[test]
fn keys_are_completed() {
    let made = ["d = {'alpha': 1, 'beta': {'gamma': 2}, 3: 4}"];
    assert_eq!(offered(&made, "d['al"), ["alpha']"]);
    assert_eq!(offered(&made, "d[\"beta\"][\""), ["gamma\"]"]);
    assert_eq!(offered(&made, "d["), ["'alpha']", "'beta']", "3]"]);
    assert_eq!(offered(&["d = {\"it's\": 1}"], "d[\"it"), ["it's\"]"]);
    assert_eq!(offered(&["r = np.zeros(2, dtype=[('time', 'f8'), ('x', 'i4')])"], "r['t"), ["time']"]);
}

#[test]
fn files_are_completed() {
    assert_eq!(offered(&[], "open('Cargo.t"), ["Cargo.toml"]);
    assert_eq!(offered(&[], "%run tests/prom"), ["tests/prompt.rs"]);
    assert_eq!(offered(&[], "%cd exampl"), ["examples/"]);
    assert_eq!(offered(&[], "%config them"), ["theme"]);
    assert_eq!(offered(&[], "%config theme l"), ["light"]);
}

/// The hint at the end of a text, for a screen of these columns and rows.
fn hinted(text: &str, columns: usize, rows: usize) -> String {
    let mut engine = numcell::open(numcell::session::Options::trusted());
    let hint = engine.signature_hint(text, text.len());
    let room = Room { columns, rows, behind: columns - text.len() - 8, is_coloured: false };
    hint.and_then(|hint| lay_out(&hint, room)).unwrap_or_default()
}

#[test]
fn the_current_parameter_is_marked() {
    let summary = "\n  Sum of the elements, over all axes or along some.";
    assert_eq!(
        hinted("np.sum(", 120, 24),
        format!(
            "  («a», axis=None, dtype=None, out=None, keepdims=<no value>, initial=<no value>, where=<no value>){summary}"
        )
    );
    assert_eq!(hinted("np.sum(x, ", 80, 24), format!("  (a, «axis=None», dtype=None, out=None, …){summary}"));
    assert_eq!(
        hinted("np.sum(x, keepdims=", 80, 24),
        format!("  (…, «keepdims=<no value>», initial=<no value>, …){summary}")
    );
    assert_eq!(
        hinted("np.sum((1, 2), [3, 4][0], ", 60, 24),
        format!("\n  (…, «dtype=None», out=None, keepdims=<no value>, …){summary}")
    );
    // Where rows are few, the line below is left free.
    assert_eq!(hinted("np.sum(x, ", 80, 5), "  (a, «axis=None», dtype=None, out=None, …)");
    assert_eq!(hinted("np.sum(x, ", 20, 5), "");
    assert_eq!(hinted("np.sum(x)", 80, 24), "");
    assert_eq!(
        hinted("print(1, 2, 3, ", 80, 24),
        "  («*args», sep=' ', end='\\n', file=None, flush=False)\n  Writes values as text, separated by `sep` and followed by `end`."
    );
}

#[test]
fn the_up_key_brings_whole_cells_back() {
    let mut recall = Recall::default();
    ["x = 1", "def f():\n    return 1", "y = 2", "y = 2"].iter().for_each(|cell| recall.push(cell));
    assert_eq!(recall.older("", 0).as_deref(), Some("y = 2"));
    assert_eq!(recall.older("y = 2", 5).as_deref(), Some("def f():\n    return 1"));
    assert_eq!(recall.older("def f():\n    return 1", 3).as_deref(), Some("x = 1"));
    assert_eq!(recall.older("x = 1", 5), None);
    assert_eq!(recall.newer("x = 1").as_deref(), Some("def f():\n    return 1"));
    assert_eq!(recall.newer("def f():\n    return 1").as_deref(), Some("y = 2"));
    assert_eq!(recall.newer("y = 2").as_deref(), Some(""));
    assert_eq!(recall.newer(""), None);
    // Only cells that go on as the text before the cursor.
    assert_eq!(recall.older("x", 1).as_deref(), Some("x = 1"));
    assert_eq!(recall.newer("x = 1").as_deref(), Some("x"));
    // An edited cell starts a search of its own.
    assert_eq!(recall.older("", 0).as_deref(), Some("y = 2"));
    assert_eq!(recall.older("de", 2).as_deref(), Some("def f():\n    return 1"));
}

#[test]
fn brackets_find_their_partners() {
    let pair = |text: &str, at| matching_brackets(text, at).map(|[open, close]| (open, close));
    assert_eq!(pair("f(x[0])", 1), Some((1, 6)));
    assert_eq!(pair("f(x[0])", 7), Some((1, 6)));
    assert_eq!(pair("f(x[0])", 4), Some((3, 5)));
    assert_eq!(pair("f(')')", 1), Some((1, 5)));
    assert_eq!(pair("f(x]", 1), None);
    assert_eq!(pair("abc", 1), None);
}

#[test]
fn a_tall_cell_is_shown_in_part() {
    let text: String = (0..20).map(|n| format!("x{n}\n")).collect::<String>() + "end";
    let size = Size { columns: 40, rows: 5 };
    let shown = |at| part("In [1]:\n", &text, at, size).map(|range| text[range].to_owned());
    assert_eq!(shown(text.len()).as_deref(), Some("x16\nx17\nx18\nx19\nend"));
    assert_eq!(shown(text.len() - 8).as_deref(), Some("x16\nx17\nx18\nx19\nend"));
    assert_eq!(shown(0).as_deref(), Some("x0\nx1\nx2\nx3\nx4"));
    assert_eq!(shown(4).as_deref(), Some("x1\nx2\nx3\nx4\nx5"));
    assert_eq!(part("In [1]:\n", "a\nb\nc", 0, size), None);
    let long = "y".repeat(300);
    assert_eq!(part("In [1]: ", &long, 300, size), Some(112..300));
}

#[test]
fn settings_are_read_and_what_is_wrong_is_said() {
    let mut settings = Settings::default();
    let problems = settings.read("# mine\nediting = \"vi\"\n\ntheme = light # day\nhints = false\n");
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!((settings.vi, settings.theme, settings.hints), (true, Theme::Light, false));
    let problems = settings.read("editing = 'nano'\nthem = 'dark'\nwhat\n\u{0}=\u{0}");
    assert_eq!(
        problems,
        [
            "line 1: editing can be emacs, vi, not nano",
            "line 2: there is no setting them; there are editing, theme, hints, history, pager, precision. Did you mean theme?",
            "line 3: a setting is NAME = VALUE",
            "line 4: there is no setting \u{0}; there are editing, theme, hints, history, pager, precision",
        ]
    );
    assert_eq!((settings.vi, settings.theme), (true, Theme::Light));
    assert_eq!(
        session(&["%config theme drk"]),
        "UsageError: theme can be auto, dark, light, plain, not drk. Did you mean dark?\n"
    );
    assert!(session(&["%config"]).starts_with("editing   = emacs   (emacs, vi)\n"));
}

#[test]
fn pages_say_what_goes_in_and_what_comes_out() {
    let engine = shell().engine();
    let page = |name: &str| engine.borrow_mut().help(name, false).expect("a page");
    for name in
        ["np.sum", "np.sin", "np.add", "np.concatenate", "np.linalg.solve", "np.fft.fft", "np.polyfit", "np.pad"]
    {
        let page = page(name);
        for part in [&format!("{name}("), "\nParameters\n", "Shape", "\n>>> ", "\nSee also: "] {
            assert!(page.contains(part), "{part} is missing\n{page}");
        }
    }
    assert!(page("np.sort").contains("*Shape*: that of `a`; `(a.size,)` if `axis` is None."));
    assert!(page("np.matmul").contains("ValueError"), "{}", page("np.matmul"));
    assert!(page("np.float64").starts_with("np.float64("));
    // Each page fits the screen, and what it names is there.
    for module in ["np", "np.linalg", "np.fft", "np.random"] {
        let text = format!("{module}.");
        let names = complete(&mut **engine.borrow_mut(), &text, text.len()).candidates;
        assert!(names.len() > 15);
        for name in names.iter().map(|candidate| candidate.text.rsplit('.').next().unwrap_or("")) {
            let name = format!("{module}.{name}");
            let page = page(&name);
            let wide = page.lines().find(|line| line.chars().count() > 79 && !line.starts_with([' ', '>', 'V']));
            assert_eq!(wide, None, "{name}\n{page}");
            let related = page.split("\nSee also: ").nth(1).unwrap_or("").replace('\n', " ");
            for other in related.split(", ").map(str::trim).filter(|other| !other.is_empty()) {
                let found = engine.borrow_mut().help(other, false);
                assert!(found.is_ok(), "{name} names {other}");
            }
        }
    }
}
