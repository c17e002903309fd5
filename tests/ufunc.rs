//! Ufuncs and reductions against NumPy: cells in `tests/ufunc/*.cell` with NumPy's own outputs recorded
//! under them, and the result dtype of every ufunc on every pair of dtypes.

use crate::lessons::{difference, on_large_stack};
use numcell::open;
use numcell::session::{Options, Sink, WarningRecord};
use numcell::text::Source;
use std::fmt::Write;
use std::path::Path;

/// Checks the outputs recorded in a file of `tests/ufunc`.
fn check(name: &'static str) {
    check_in("tests/ufunc", name);
}

/// Checks the outputs recorded in a file.
pub(crate) fn check_in(folder: &'static str, name: &'static str) {
    on_large_stack(move || {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
        if let Some(text) = difference(&file, Options { prelude: false, ..Options::trusted() }) {
            panic!("\n{text}");
        }
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
        let mut session = open(Options { prelude: false, ..Options::trusted() });
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
