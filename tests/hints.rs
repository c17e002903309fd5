//! What stands after a traceback in numcell's own voice.

use numcell::open;
use numcell::session::{Options, Sink, WarningRecord};
use numcell::text::Source;

/// For cells that show nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {}
}

fn hints(code: &str) -> Vec<String> {
    let mut session = open(Options::trusted());
    let code = format!("a = np.ones((2, 3)); b = np.ones(4)\n{code}\n");
    let outcome = session.run_cell(&Source::new("Cell In[1]", code), &mut Nowhere);
    outcome.error.map(|error| error.hints).unwrap_or_default()
}

#[test]
fn shape_errors_name_their_operands() {
    for (code, line) in [
        ("a + b", "a has shape (2, 3), b has shape (4,)"),
        ("(a) * (b + 1)", "a has shape (2, 3), b + 1 has shape (4,)"),
        ("a[:, 1:] @ b", "a[:, 1:] has shape (2, 2), b has shape (4,)"),
        ("a += b", "a has shape (2, 3), b has shape (4,)"),
        ("np.dot(a, b)", "a has shape (2, 3), b has shape (4,)"),
        ("a.dot(b)", "a has shape (2, 3), b has shape (4,)"),
        ("np.add(a, b, dtype=float)", "a has shape (2, 3), b has shape (4,)"),
        ("np.vstack([a, b])", "a has shape (2, 3), b has shape (4,)"),
        ("np.concatenate((a, a.T), axis=1)", "a has shape (2, 3), a.T has shape (3, 2)"),
    ] {
        assert_eq!(hints(code), [line], "{code}");
    }
}

#[test]
fn operands_that_cannot_be_named_are_numbered() {
    let code = "f = np.add\nargs = [a, b]\nf(*args)";
    assert_eq!(hints(code), ["operand 1 has shape (2, 3), operand 2 has shape (4,)"]);
}

#[test]
fn other_errors_name_no_shapes() {
    assert!(hints("1 / 0").is_empty());
    assert!(hints("a[7]").is_empty());
}
