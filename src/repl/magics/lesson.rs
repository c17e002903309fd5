//! Magics that take expressions apart and look at arrays: `%explain`, `%cost`, `%show`, `%plot`, `%hist`; and,
//! in `race.rs`, one that compares.

use super::options::Options;
use super::{Done, Magic, Opt, Takes};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::{Explained, Numbers};
use crate::teach::look::{self, Page};
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
    Magic {
        name: "show",
        argument: "ARRAY",
        takes: Takes::Code,
        summary: "Shows an array: shape, dtype, min, mean, max, NaN and Inf in a line, and a drawing of it.",
        details: "Small arrays are a grid with their subscripts, long rows of numbers a line, large matrices and\n\
                  images blocks of shades. min, mean and max leave NaN and Inf out.",
        examples: &["%show x", "%show a @ a.T"],
        line: Some(show),
        ..Magic::NEW
    },
    Magic {
        name: "plot",
        argument: "[X,] Y",
        takes: Takes::Code,
        summary: "Draws lines through points in the terminal: y over its subscripts, or y over x.",
        details: "A matrix for Y has a line in each column. NaN and Inf leave a gap.",
        examples: &["%plot y", "%plot x, np.sin(x)"],
        line: Some(plot),
        ..Magic::NEW
    },
    Magic {
        name: "hist",
        argument: "ARRAY",
        takes: Takes::Code,
        options: &[Opt::valued('n', "BINS", "so many parts, from 1 to 200, instead of 10")],
        summary: "Counts in the terminal how many numbers fall into each of equal parts of their range.",
        details: "The parts are those of np.histogram. NaN and Inf are left out.",
        examples: &["%hist x", "%hist -n 20 rng.normal(size=1000)"],
        line: Some(hist),
        ..Magic::NEW
    },
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

fn show(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let Some(parts) = numbers(shell, "%show", options.rest, sink)? else { return Ok(Next::Cell) };
    let several = parts.len() > 1;
    for (at, part) in parts.iter().enumerate() {
        let name = if several { format!("({})[{at}]", options.rest) } else { options.rest.to_owned() };
        sink.line(&look::show(&name, part, page(shell)));
    }
    Ok(Next::Cell)
}

fn plot(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let Some(parts) = numbers(shell, "%plot", options.rest, sink)? else { return Ok(Next::Cell) };
    sink.line(&look::plot(&parts, page(shell))?);
    Ok(Next::Cell)
}

fn hist(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let bins = options.number('n')?.unwrap_or(10);
    let bins = usize::try_from(bins).ok().filter(|&bins| bins <= 200);
    let bins = bins.ok_or("option -n of %hist takes a number from 1 to 200")?;
    let Some(parts) = numbers(shell, "%hist", options.rest, sink)? else { return Ok(Next::Cell) };
    for part in &parts {
        sink.line(&look::hist(part, bins, page(shell))?);
    }
    Ok(Next::Cell)
}

fn page(shell: &Shell) -> Page {
    Page::of_terminal(shell.width, shell.height, shell.unicode)
}

/// The numbers of a value; None if there are none, which has been shown.
fn numbers(shell: &mut Shell, magic: &str, code: &str, sink: &mut Lines<'_>) -> Result<Option<Vec<Numbers>>, String> {
    if code.is_empty() {
        return Err(format!("{magic} needs an array"));
    }
    let source = Source::new(format!("Cell In[{}]", shell.inputs.len()), code);
    crate::text::interrupt::clear();
    let numbers = shell.engine.borrow_mut().numbers(&source, sink);
    match numbers {
        Ok(numbers) => Ok(Some(numbers)),
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
