//! The language against CPython 3.11: programs in `tests/lang/*.py` and what CPython makes of them in
//! the `.out` file of the same name, recorded by `record.py` there.

use numcell::open;
use numcell::session::{Options, Sink, WarningRecord};
use numcell::text::Source;
use std::fmt::Write;
use std::path::Path;

/// Standard output and standard error of a program.
#[derive(Default)]
struct Streams {
    out: String,
    err: String,
}

impl Sink for Streams {
    fn stdout(&mut self, text: &str) {
        self.out.push_str(text);
    }
    fn stderr(&mut self, text: &str) {
        self.err.push_str(text);
    }
    fn warning(&mut self, warning: &WarningRecord) {
        self.err.push_str(&warning.display());
    }
}

/// Runs a program in a fresh session: what it wrote, as `record.py` writes it down.
fn run(file: &str, program: &str) -> String {
    let mut streams = Streams::default();
    let outcome = open(Options { prelude: false, ..Options::trusted() })
        .run_cell(&Source::new(format!("File \"{file}\""), program), &mut streams);
    if let Some(error) = outcome.error {
        streams.err.push_str(&error.traceback);
    }
    if streams.err.is_empty() { streams.out } else { format!("{}--- stderr\n{}", streams.out, streams.err) }
}

/// The parts of a file: title and text of each.
fn parts(text: &str) -> Vec<(&str, &str)> {
    if !text.starts_with("# %% ") {
        return vec![("", text)];
    }
    let pieces = text.split("# %% ").skip(1);
    pieces.map(|piece| piece.split_once('\n').unwrap_or((piece, ""))).collect()
}

/// Compares what the programs of a file do with what is recorded.
fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang");
    let read =
        |extension| std::fs::read_to_string(folder.join(format!("{name}.{extension}"))).expect("the file is there");
    let (programs, recorded) = (read("py"), read("out"));
    // The interpreter's own recursion needs more than a test thread's stack.
    let name = name.to_owned();
    let check = move || {
        numcell::text::stack::declare(256 << 20);
        let mut wrong = String::new();
        let recorded = parts(&recorded);
        for (position, (title, program)) in parts(&programs).into_iter().enumerate() {
            let expected = recorded.get(position).map_or("", |(_, text)| text);
            let got = run(&format!("{name}.py"), program);
            if got != expected {
                let _ = writeln!(wrong, "{name} ({title}): recorded:\n{expected}\ngot:\n{got}");
            }
        }
        wrong
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(check).expect("a thread starts");
    let wrong = thread.join().expect("no panic gets this far");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn scoping() {
    check("scoping");
}

#[test]
fn calls() {
    check("calls");
}

#[test]

fn classes() {
    check("classes");
}

#[test]
fn exceptions() {
    check("exceptions");
}

#[test]
fn generators() {
    check("generators");
}

#[test]
fn statements() {
    check("statements");
}

#[test]

fn tracebacks() {
    check("tracebacks");
}

/// Messages recorded from CPython 3.11.
#[test]
fn suspicious_code_is_warned_about() {
    let rows: &[(&str, &[&str])] = &[
        ("x is 1", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is not 'a'", &["\"is not\" with a literal. Did you mean \"!=\"?"]),
        ("assert (x, 'y')", &["assertion is always true, perhaps remove parentheses?"]),
        ("[1, 2]\n[(1, 2)\n(3, 4)]", &["'tuple' object is not callable; perhaps you missed a comma?"]),
        ("[[1, 2] [3, 4]]", &["list indices must be integers or slices, not tuple; perhaps you missed a comma?"]),
        ("1[2]", &["'int' object is not subscriptable; perhaps you missed a comma?"]),
        ("(-1)()", &["'int' object is not callable; perhaps you missed a comma?"]),
        ("-1()", &["'int' object is not callable; perhaps you missed a comma?"]),
        ("'abc'[-1.5]", &["str indices must be integers or slices, not float; perhaps you missed a comma?"]),
        ("[1,2][-1.5]", &["list indices must be integers or slices, not float; perhaps you missed a comma?"]),
        ("(-1)[0]", &["'int' object is not subscriptable; perhaps you missed a comma?"]),
        ("x is -1", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is +1", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is ~1", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is (1,2)", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is (1,y)", &[]),
        ("x is ()", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("() is x", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is (None,)", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is not 5", &["\"is not\" with a literal. Did you mean \"!=\"?"]),
        ("x is None", &[]),
        ("x is 1 is 2", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("(1+2)()", &["'int' object is not callable; perhaps you missed a comma?"]),
        ("'a'[1+2.0]", &["str indices must be integers or slices, not float; perhaps you missed a comma?"]),
        ("(1,2)[1:2]", &[]),
        ("(1,2)['a']", &["tuple indices must be integers or slices, not str; perhaps you missed a comma?"]),
        ("f'a'['b']", &["str indices must be integers or slices, not str; perhaps you missed a comma?"]),
        ("[1]()", &["'list' object is not callable; perhaps you missed a comma?"]),
        ("{}()", &["'dict' object is not callable; perhaps you missed a comma?"]),
        ("{1:2}['a']", &[]),
        ("{1}[0]", &["'set' object is not subscriptable; perhaps you missed a comma?"]),
        ("(x for x in y)[0]", &["'generator' object is not subscriptable; perhaps you missed a comma?"]),
        ("(lambda:0)[0]", &["'function' object is not subscriptable; perhaps you missed a comma?"]),
        ("(lambda:0)()", &[]),
        ("...()", &["'ellipsis' object is not callable; perhaps you missed a comma?"]),
        ("None[0]", &["'NoneType' object is not subscriptable; perhaps you missed a comma?"]),
        ("True()", &["'bool' object is not callable; perhaps you missed a comma?"]),
        ("5 .real", &[]),
        ("1 is 1.5j", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("assert (1,'x')", &["assertion is always true, perhaps remove parentheses?"]),
        ("assert ()", &[]),
        ("[1,2][None]", &["list indices must be integers or slices, not NoneType; perhaps you missed a comma?"]),
        ("[1,2][...]", &["list indices must be integers or slices, not ellipsis; perhaps you missed a comma?"]),
        ("[1,2][True]", &[]),
        ("b'a'['x']", &["bytes indices must be integers or slices, not str; perhaps you missed a comma?"]),
        ("'a'[b'x']", &["str indices must be integers or slices, not bytes; perhaps you missed a comma?"]),
        ("[][[]]", &["list indices must be integers or slices, not list; perhaps you missed a comma?"]),
        ("(-1j)()", &["'complex' object is not callable; perhaps you missed a comma?"]),
        ("x is -y", &[]),
        ("x is not -(-1)", &["\"is not\" with a literal. Did you mean \"!=\"?"]),
        ("x is (-1, 2)", &["\"is\" with a literal. Did you mean \"==\"?"]),
        ("x is 1+2", &["\"is\" with a literal. Did you mean \"==\"?"]),
    ];
    let mut session = open(Options { prelude: false, ..Options::trusted() });
    for (text, expected) in rows {
        let outcome = session.run_cell(&Source::new("F", *text), &mut Streams::default());
        let of_syntax = outcome.warnings.iter().filter(|warning| warning.category == "SyntaxWarning");
        let messages: Vec<&str> = of_syntax.map(|warning| warning.message.as_str()).collect();
        assert_eq!(messages, *expected, "{text}");
    }
}
