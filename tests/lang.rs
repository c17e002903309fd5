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
    let outcome =
        open(Options { prelude: false }).run_cell(&Source::new(format!("File \"{file}\""), program), &mut streams);
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
