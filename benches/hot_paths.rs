//! The paths that everything else waits for, one at a time: `cargo bench`, or `cargo bench -- loops` for
//! some. For a comparison with CPython and NumPy there is `benches/compare`.

use divan::{Bencher, black_box};
use numcell::open;
use numcell::session::{Engine, Options, Sink, WarningRecord};
use numcell::text::Source;
use std::rc::Rc;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// Output that nobody reads.
struct Nowhere;

impl Sink for Nowhere {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {}
}

fn cell(text: &str) -> Rc<Source> {
    Source::new("bench", text)
}

/// A session in which a cell has run, and which must not have failed.
fn session(setup: &str) -> Box<dyn Engine> {
    let mut session = open(Options::trusted());
    let outcome = session.run_cell(&cell(setup), &mut Nowhere);
    assert!(outcome.error.is_none(), "{setup}: {:?}", outcome.error);
    session
}

/// Times `code`, which `setup` may define names for.
fn time(bencher: Bencher<'_, '_>, setup: &str, code: &str) {
    let mut session = session(setup);
    let code = cell(code);
    bencher.bench_local(|| black_box(session.run_cell(&code, &mut Nowhere)));
}

/// Ten thousand steps each.
mod loops {
    use super::*;

    const RUN: &str = "f()";

    #[divan::bench]
    fn nothing(bencher: Bencher<'_, '_>) {
        time(bencher, "def f():\n    for i in range(10000):\n        pass\n", RUN);
    }

    #[divan::bench]
    fn int_arithmetic(bencher: Bencher<'_, '_>) {
        time(bencher, "def f():\n    s = 0\n    for i in range(10000):\n        s += i * 3 - 1\n    return s\n", RUN);
    }

    #[divan::bench]
    fn calls(bencher: Bencher<'_, '_>) {
        let setup = "def g(x):\n    return x + 1\ndef f():\n    x = 0\n    for i in range(10000):\n        x = g(x)\n";
        time(bencher, setup, RUN);
    }

    #[divan::bench]
    fn list_elements(bencher: Bencher<'_, '_>) {
        let setup =
            "a = [1] * 10000\ndef f():\n    s = 0\n    for i in range(len(a)):\n        s += a[i]\n    return s\n";
        time(bencher, setup, RUN);
    }

    #[divan::bench]
    fn array_elements(bencher: Bencher<'_, '_>) {
        let setup = "a = np.ones((100, 100))\ndef f():\n    for i in range(100):\n        for j in range(100):\n            a[i, j] = a[j, i]\n";
        time(bencher, setup, RUN);
    }

    #[divan::bench]
    fn dict_counts(bencher: Bencher<'_, '_>) {
        let setup = "def f():\n    d = {}\n    for i in range(10000):\n        d[i % 100] = d.get(i % 100, 0) + 1\n";
        time(bencher, setup, RUN);
    }
}

/// A thousand calls each, on three elements.
mod small_arrays {
    use super::*;

    fn time_call(bencher: Bencher<'_, '_>, call: &str) {
        let setup =
            format!("x = np.array([1.0, 2.0, 3.0])\ny = x + 1\ndef f():\n    for i in range(1000):\n        {call}\n");
        time(bencher, &setup, "f()");
    }

    #[divan::bench(args = ["x + y", "2.5 * x", "np.exp(x)", "1 / (1 + np.exp(-x))", "np.sum(x)", "x.mean()", "x.std()",
        "x.max()", "x > 1.5", "x[x > 1.5]", "x[::-1]", "np.dot(x, y)", "x.reshape(3, 1)"])]
    fn call(bencher: Bencher<'_, '_>, code: &str) {
        time_call(bencher, code);
    }
}

/// A million elements each.
mod large_arrays {
    use super::*;

    #[divan::bench(args = ["x + y", "np.exp(x)", "1 / (1 + np.exp(-x))", "np.sum(x)", "x.std()", "x.argmax()",
        "np.where(x > 0.5, x, y)", "x[x > 0.5]", "np.sort(x)", "np.cumsum(x)", "m.T.copy()", "m.sum(axis=0)"])]
    fn call(bencher: Bencher<'_, '_>, code: &str) {
        let setup =
            "np.random.seed(0)\nx = np.random.rand(1000000)\ny = np.random.rand(1000000)\nm = x.reshape(1000, 1000)";
        time(bencher, setup, &format!("r = {code}"));
    }
}

/// What every start pays for.
mod start {
    use super::*;

    #[divan::bench]
    fn session(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| black_box(super::session("1 + 1")));
    }

    #[divan::bench]
    fn completion(bencher: Bencher<'_, '_>) {
        let mut session = super::session("x = np.arange(3)");
        bencher.bench_local(|| black_box(session.complete("np.", 3)));
    }
}

/// What the editor asks at a key: each must take less than 5 ms.
mod editor {
    use super::*;
    use numcell::repl::{complete, typing};

    const SETUP: &str = "x = np.ones((3, 4)); names = {f'key {n}': n for n in range(1000)}\n\
                         class A:\n    def method(self, one, two=2):\n        pass\na = A()\n";

    #[divan::bench(args = ["np.", "x.", "", "np.linalg.", "np.arrange", "zzzzzz", "np.sum(x, ", "np.zeros(3, dtype='", "names['", "a."])]
    fn completion(bencher: Bencher<'_, '_>, text: &str) {
        let mut session = session(SETUP);
        bencher.bench_local(|| black_box(complete(&mut *session, text, text.len())));
    }

    #[divan::bench(args = ["np.sum(x, ", "a.method(1, ", "np.einsum("])]
    fn hint(bencher: Bencher<'_, '_>, text: &str) {
        let mut session = session(SETUP);
        bencher.bench_local(|| black_box(session.signature_hint(text, text.len())));
    }

    /// Enter behind a paste of 400 kB, which is the longest of what happens to it.
    #[divan::bench(sample_count = 5)]
    fn enter_behind_400_kb(bencher: Bencher<'_, '_>) {
        let text = format!("data = [\n{}]", "    12345, 'some text', [1.5, 2.5],\n".repeat(11_500));
        bencher.bench_local(|| black_box(typing::enter(&text, text.len())));
    }

    /// What `%undo` needs before each cell.
    #[divan::bench]
    fn mark(bencher: Bencher<'_, '_>) {
        let mut session = session(SETUP);
        bencher.bench_local(|| session.mark());
    }
}
