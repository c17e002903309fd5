//! Ufuncs and reductions against NumPy: cells in `tests/ufunc/*.cell` with NumPy's own outputs recorded
//! under them, and the result dtype of every ufunc on every pair of dtypes.

use numcell::cells::{Console, check_file};
use numcell::open;
use numcell::session::{Options, Sink, WarningRecord};
use numcell::text::Source;
use std::fmt::Write;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What a console wrote.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs with a stack as large as the command's own.
fn on_large_stack(work: impl FnOnce() + Send + 'static) {
    let work = move || {
        numcell::text::stack::declare(256 << 20);
        work();
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(work).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Checks the outputs recorded in a file of `tests/ufunc`.
fn check(name: &'static str) {
    check_in("tests/ufunc", name);
}

/// Checks the outputs recorded in a file.
pub(crate) fn check_in(folder: &'static str, name: &'static str) {
    on_large_stack(move || {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
        let page = Page::default();
        let mut console = Console::new(Box::new(page.clone()), Box::new(page.clone()), false);
        let status = check_file(&file, &|| open(Options { prelude: false }), &mut console);
        assert_eq!(console.finish(), None);
        let text = String::from_utf8_lossy(&page.0.lock().expect("nobody panicked")).into_owned();
        assert_eq!(status.ok(), Some(numcell::cells::Status::FINE), "\n{text}");
    });
}

#[test]
fn operators() {
    check("operators.cell");
}

#[test]
fn calls() {
    check("calls.cell");
}

#[test]
fn text_and_objects() {
    check("text.cell");
}

#[test]
fn reductions() {
    check("reductions.cell");
}

#[test]
fn quantiles() {
    check("quantiles.cell");
}

#[test]
fn without_nan() {
    check("nan.cell");
}

/// Nobody listens: only results count here.
struct Silence;

impl Sink for Silence {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {}
}

/// Each line names a ufunc and gives the letters of its results' dtypes: for one operand of each dtype,
/// and for two of each pair. The last three operands are Python's 1, 1.0 and 1j; `-` is an error.
#[test]
fn result_dtypes() {
    on_large_stack(|| {
        let recorded = include_str!("data/ufunc_types.txt");
        let program = "import numpy as np
np.seterr(all='ignore')
ops = [np.ones(1, c) for c in '?bBhHiIlLefdFD'] + [1, 1.0, 1j]
def letter(u, *a):
    try:
        r = u(*a)
    except Exception:
        return '-'
    return (r[0] if isinstance(r, tuple) else r).dtype.char
def line(name):
    u = getattr(np, name)
    if u.nin == 1:
        return name + ' ' + ''.join(letter(u, x) for x in ops)
    return name + ' ' + ' '.join(''.join(letter(u, x, y) for y in ops) for x in ops)
";
        let mut session = open(Options { prelude: false });
        session.run_cell(&Source::new("setup", program), &mut Silence);
        let mut wrong = String::new();
        for line in recorded.lines() {
            let name = line.split(' ').next().unwrap_or_default();
            let code = format!("line('{name}')");
            let outcome = session.run_cell(&Source::new("case", code), &mut Silence);
            let found = outcome.result.unwrap_or_else(|| format!("{:?}", outcome.error.map(|error| error.summary())));
            let found = found.trim_matches('\'');
            if found != line {
                let _ = writeln!(wrong, "numpy   {line}\nnumcell {found}");
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    });
}
