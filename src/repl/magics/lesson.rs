//! Magics that take expressions apart: `%explain`, `%cost`; and, in `race.rs`, one that compares.

use super::options::Options;
use super::{Done, Magic, Takes};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::Explained;
use crate::teach::{cost_report, explanation};
use crate::text::Source;

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "explain",
        argument: "EXPRESSION",
        takes: Takes::Code,
        summary: "Takes an expression apart: each part's value, shape and memory, and what each step does to shapes.",
        details: "Shapes are drawn aligned at their last axes: marked are axes that are stretched, that go, or\n\
                  that meet in a product. A function of yours that is a row of assignments is opened too.\n\
                  If the expression raises, it is explained up to there.",
        examples: &["%explain x / x.sum(axis=1, keepdims=True)", "%explain a[:, None] + b", "%explain softmax(x)"],
        line: Some(explain),
        ..Magic::NEW
    },
    Magic {
        name: "cost",
        argument: "EXPRESSION",
        takes: Takes::Code,
        summary: "Counts what an expression costs: elements, bytes read and written, temporaries, passes.",
        details: "The counts are those of NumPy's steps, an operation at a time, each with its whole operands read\n\
                  once. They depend on shapes and dtypes alone and are the same on every machine.",
        examples: &["%cost (x - x.mean()) / x.std()", "%cost a @ b"],
        line: Some(cost),
        ..Magic::NEW
    },
    super::race::MAGIC,
];

fn explain(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let Some(explained) = take_apart(shell, "%explain", options.rest, sink)? else { return Ok(Next::Cell) };
    sink.line(&explanation(&explained, shell.width, shell.unicode));
    show_failure(shell, explained, sink);
    Ok(Next::Cell)
}

fn cost(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let Some(explained) = take_apart(shell, "%cost", options.rest, sink)? else { return Ok(Next::Cell) };
    if explained.error.is_none() {
        sink.line(&cost_report(&explained, shell.width));
    }
    show_failure(shell, explained, sink);
    Ok(Next::Cell)
}

/// Evaluates an expression; None if its text was wrong, which has been shown.
fn take_apart(shell: &mut Shell, magic: &str, code: &str, sink: &mut Lines<'_>) -> Result<Option<Explained>, String> {
    if code.is_empty() {
        return Err(format!("{magic} needs an expression"));
    }
    let source = Source::new(format!("Cell In[{}]", shell.inputs.len()), code);
    crate::text::interrupt::clear();
    let explained = shell.engine.borrow_mut().explain(&source, sink);
    match explained {
        Ok(explained) => Ok(Some(explained)),
        Err(error) => {
            shell.show_error(*error, sink);
            Ok(None)
        }
    }
}

fn show_failure(shell: &mut Shell, explained: Explained, sink: &mut Lines<'_>) {
    if let Some(error) = explained.error {
        sink.line("");
        shell.show_error(error, sink);
    }
}
