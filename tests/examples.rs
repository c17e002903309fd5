//! Every row of the registry: its signature parses, its name is its own, and its example shows what
//! it says.

use numcell::open;
use numcell::session::{Engine, Options, Sink, WarningRecord};
use numcell::text::Source;
use numcell::value::{Builtin, Run};
use std::collections::HashMap;
use std::fmt::Write;

/// All rows of all floors.
fn rows() -> Vec<&'static Builtin> {
    let lists =
        [numcell::run::lists(), numcell::python::lists(), numcell::numpy::lists(), numcell::matplotlib::lists()];
    lists.into_iter().flatten().flatten().collect()
}

#[test]
fn names_are_unique() {
    let mut seen = HashMap::new();
    for row in rows() {
        *seen.entry(row.name).or_insert(0) += 1;
    }
    let twice: Vec<&str> = seen.into_iter().filter(|(_, n)| *n > 1).map(|(name, _)| name).collect();
    assert!(twice.is_empty(), "rows with the same name: {twice:?}");
}

#[test]
fn signatures_parse() {
    let takes_arguments = |row: &&Builtin| matches!(row.run, Run::Function(_) | Run::Raw(_) | Run::Construct(_));
    let wrong: Vec<String> = rows()
        .into_iter()
        .filter(takes_arguments)
        .filter_map(|row| {
            let error = numcell::syntax::parse_parameters(row.signature).err()?;
            Some(format!("{}{}: {error}", row.name, row.signature))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn summaries_are_sentences() {
    let wrong: Vec<&str> = rows()
        .into_iter()
        .filter(|row| !row.summary.is_empty() && (!row.summary.ends_with('.') || row.summary.contains('\n')))
        .map(|row| row.name)
        .collect();
    assert!(wrong.is_empty(), "summaries that are not one line ending in a full stop: {wrong:?}");
}

#[test]
fn examples_show_what_they_say() {
    crate::lessons::on_large_stack(run_examples);
}

fn run_examples() {
    let mut failures = String::new();
    let mut count = 0;
    // One session for all, emptied in between: opening one costs more than most examples.
    let mut session = open(Options::trusted());
    let only = std::env::var("EXAMPLE").unwrap_or_default();
    for row in rows().into_iter().filter(|row| row.name.contains(&only)) {
        session.reset();
        for (code, expected) in steps(row.example) {
            count += 1;
            let shown = run(&mut *session, &code);
            if shown != expected {
                let _ = write!(failures, "{}\n{code}expected:\n{expected}shown:\n{shown}\n", row.name);
                break;
            }
        }
    }
    assert!(count > 500 || !only.is_empty(), "only {count} examples were found");
    assert!(failures.is_empty(), "\n{failures}");
}

/// The code and the expected output of each step of a doctest.
fn steps(example: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        if let Some(code) = line.strip_prefix(">>> ").or(if line == ">>>" { Some("") } else { None }) {
            steps.push((format!("{code}\n"), String::new()));
        } else if let (Some(code), Some(step)) =
            (line.strip_prefix("... ").or(if line == "..." { Some("") } else { None }), steps.last_mut())
            && step.1.is_empty()
        {
            let _ = writeln!(step.0, "{code}");
        } else if let Some(step) = steps.last_mut() {
            // A blank line of output is written so that the end of a step stays visible.
            let line = if line == "<BLANKLINE>" { "" } else { line };
            let _ = writeln!(step.1, "{line}");
        }
    }
    steps
}

/// What a cell prints, its value, and its error, one after the other.
fn run(session: &mut dyn Engine, code: &str) -> String {
    #[derive(Default)]
    struct Shown(String);
    impl Sink for Shown {
        fn stdout(&mut self, text: &str) {
            self.0.push_str(text);
        }
        fn stderr(&mut self, text: &str) {
            self.0.push_str(text);
        }
        fn warning(&mut self, _: &WarningRecord) {}
    }
    let mut shown = Shown::default();
    let outcome = session.run_cell(&Source::new("File \"example.py\"", code), &mut shown);
    let mut text = shown.0;
    if let Some(value) = outcome.result {
        let _ = writeln!(text, "{value}");
    }
    if let Some(error) = outcome.error {
        let _ = writeln!(text, "{}", error.summary());
    }
    text
}
