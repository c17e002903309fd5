//! What stands after a traceback in numcell's own voice: `tests/advice/advice.txt` has mistakes and what
//! is said about each. Every change that is named there is run here. `UPDATE_ADVICE=1` writes the file anew.

use numcell::open;
use numcell::session::{Engine, Options, Sink, WarningRecord};
use numcell::text::Source;
use std::fmt::Write;
use std::path::Path;

/// The variables of all mistakes.
const SETUP: &str = "a = np.ones((2, 3)); b = np.arange(4.0); c = np.array([0.5, 1.5]); v = np.arange(3.0)\n\
                     m = np.eye(3); t = np.ones((2, 3, 4)); n = np.arange(3); l = [[1, 2], [3, 4]]; x = 1\n\
                     def f(x):\n    return x\n";

/// For cells that show nothing, and warnings that must not come.
#[derive(Default)]
struct Nowhere(usize);

impl Sink for Nowhere {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {
        self.0 += 1;
    }
}

fn session() -> Box<dyn Engine> {
    let mut session = open(Options::trusted());
    let outcome = session.run_cell(&Source::new("setup", SETUP), &mut Nowhere::default());
    assert!(outcome.error.is_none(), "{:?}", outcome.error);
    session
}

fn hints(code: &str) -> Vec<String> {
    let mut nowhere = Nowhere::default();
    let outcome = session().run_cell(&Source::new("Cell In[1]", code), &mut nowhere);
    assert_eq!(nowhere.0, 0, "trials for {code} warned");
    outcome.error.unwrap_or_else(|| panic!("{code} does not fail")).hints
}

/// The changes that advice names, and what it says they give.
fn changes(advice: &[String]) -> Vec<(String, String)> {
    let named = advice.iter().skip_while(|line| !line.starts_with("  Th")).skip(1);
    named
        .map(|line| {
            let (text, gives) = line.rsplit_once("   gives ").expect("a change says what it gives");
            (text.trim().to_owned(), gives.to_owned())
        })
        .collect()
}

/// Runs a change with the same variables.
fn run(text: &str, gives: &str, mistake: &str) {
    let mut session = session();
    let outcome = session.run_cell(&Source::new("change", text), &mut Nowhere::default());
    assert!(outcome.error.is_none(), "{text}, named for {mistake}, raises {:?}", outcome.error);
    let said = gives.strip_suffix(" there").unwrap_or(gives);
    let Some(shape) = said.strip_prefix("shape ") else {
        assert_eq!(outcome.result.as_deref().unwrap_or_default(), said, "{text}, named for {mistake}");
        return;
    };
    let shape = &shape[..=shape.find(')').expect("a tuple")];
    // What a statement changes is its target.
    let value = match text.split_once(" = ").or_else(|| text.split_once(" += ")) {
        Some((target, _)) if outcome.result.is_none() => target.to_owned(),
        _ => text.to_owned(),
    };
    let asked = session.run_cell(&Source::new("shape", format!("np.shape({value})")), &mut Nowhere::default());
    assert_eq!(asked.result.as_deref(), Some(shape), "{text}, named for {mistake}");
}

#[test]
fn mistakes_are_explained_and_every_change_works() {
    crate::lessons::on_large_stack(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/advice/advice.txt");
        let recorded = std::fs::read_to_string(&path).expect("the mistakes");
        let (head, mistakes) = recorded.split_once("\n>>> ").expect("a mistake");
        let mut now = head.trim_end().to_owned();
        let (mut explained, mut tried) = (0, 0);
        for mistake in mistakes.split("\n>>> ") {
            let mut lines = mistake.lines();
            let mut code = lines.next().unwrap_or_default().to_owned();
            for line in lines.map_while(|line| line.strip_prefix("... ")) {
                code = format!("{code}\n{line}");
            }
            let advice = hints(&code);
            let named = changes(&advice);
            explained += usize::from(!advice.is_empty());
            tried += named.len();
            // Changes to local variables have no meaning outside of their function.
            if !code.starts_with("def ") {
                named.iter().for_each(|(text, gives)| run(text, gives, &code));
            }
            let _ = write!(now, "\n\n>>> {}\n{}", code.replace('\n', "\n... "), advice.join("\n"));
            now.truncate(now.trim_end().len());
        }
        now.push('\n');
        if std::env::var_os("UPDATE_ADVICE").is_some() {
            std::fs::write(&path, &now).expect("the mistakes");
        } else {
            assert_eq!(recorded, now);
        }
        assert!(explained >= 90 && tried >= 100, "{explained} mistakes are explained with {tried} changes");
    });
}

#[test]
fn advice_changes_nothing() {
    let mut session = session();
    let run = |session: &mut Box<dyn Engine>, code: &str| {
        session.run_cell(&Source::new("Cell In[1]", code), &mut Nowhere::default())
    };
    let before = "np.random.seed(3); w = np.array([1, 2, 3])";
    assert!(run(&mut session, before).error.is_none());
    for mistake in ["w[0:2] = b", "w += 0.5", "w[f(7)]", "np.random.rand(3) + b", "w.sort(axis=4)", "w[0] = [1, 2]"] {
        assert!(run(&mut session, mistake).error.is_some(), "{mistake}");
    }
    let kept = run(&mut session, "w.tolist() == [1, 2, 3]").result;
    assert_eq!(kept.as_deref(), Some("True"));
    // One draw of three numbers was made, by the mistake itself.
    let next =
        run(&mut session, "r = np.random.RandomState(3); r.rand(3); bool((r.rand(2) == np.random.rand(2)).all())");
    assert_eq!(next.result.as_deref(), Some("True"));
}

#[test]
fn caught_errors_are_not_explained() {
    let code = "try:\n    a + b\nexcept ValueError:\n    pass\nraise KeyError('k')";
    assert!(hints(code).is_empty());
    // But what is raised again is.
    let again = "try:\n    a + c\nexcept ValueError:\n    raise";
    assert_eq!(hints(again).len(), 7);
    let with = "with np.errstate(all='ignore'):\n    a + c";
    assert_eq!(hints(with).len(), 7);
}
