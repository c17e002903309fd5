//! Magics about numcell itself, and what `?` shows: `%lsmagic`, `%quickref`, `%precision`, `%env`, `%tb`.

use super::options::Options;
use super::{Done, Magic, Takes, all, find};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::{Candidate, Sink};

pub(super) const MAGICS: &[Magic] = &[
    Magic { name: "lsmagic", summary: "Lists the magics.", line: Some(lsmagic), ..Magic::NEW },
    Magic {
        name: "quickref",
        summary: "Shows what the prompt can do, and each magic in a line.",
        line: Some(quickref),
        ..Magic::NEW
    },
    Magic { name: "help", summary: "The same as %quickref.", line: Some(quickref), ..Magic::NEW },
    Magic {
        name: "pinfo",
        argument: "NAME",
        takes: Takes::Code,
        summary: "Shows what NAME? shows: its signature and its documentation.",
        examples: &["%pinfo np.sum", "np.sum?"],
        line: Some(pinfo),
        ..Magic::NEW
    },
    Magic {
        name: "pinfo2",
        argument: "NAME",
        takes: Takes::Code,
        summary: "Shows what NAME?? shows: its source too.",
        examples: &["%pinfo2 softmax", "softmax??"],
        line: Some(pinfo2),
        ..Magic::NEW
    },
    Magic {
        name: "precision",
        argument: "[DIGITS]",
        takes: Takes::Text,
        summary: "Shows floats and arrays with so many digits; without a number, as at first.",
        examples: &["%precision 3", "%precision"],
        line: Some(precision),
        ..Magic::NEW
    },
    Magic {
        name: "env",
        argument: "[NAME]",
        takes: Takes::Environment,
        summary: "Shows an environment variable, or all of them.",
        examples: &["%env HOME"],
        line: Some(env),
        ..Magic::NEW
    },
    Magic { name: "tb", summary: "Shows the last error again.", line: Some(tb), ..Magic::NEW },
    Magic {
        name: "matplotlib",
        argument: "[BACKEND]",
        takes: Takes::Words(&["agg", "gtk", "inline", "notebook", "osx", "qt", "tk", "widget"]),
        summary: "Accepted, so that notebooks run; numcell draws no plots.",
        line: Some(matplotlib),
        ..Magic::NEW
    },
];

const OVERVIEW: &str = "\
numcell: NumPy's notebook at the prompt. np, math and the array functions (exp, dot, array, …) are in scope.

NAME?        the page of a function; NAME?? with its source; np.*max*? lists names
Tab          completes names, attributes, arguments, keys, files
_  __  ___   the last results; _3 or Out[3] the result of cell 3; In[3] what was typed
x = 3;       a ; at the end keeps the value from being shown
Enter        on a complete cell runs it; a blank line ends a block; Alt-Enter only starts a new line
Up, Ctrl-R   earlier cells, of earlier sessions too
Ctrl-C       stops a running cell, or clears the line; every variable stays
Ctrl-D       leaves
";

/// Shows what `?` asks for.
pub(crate) fn explain(shell: &mut Shell, expression: &str, with_source: bool, sink: &mut Lines<'_>) {
    if expression.is_empty() {
        return overview(sink);
    }
    if let Some(name) = expression.strip_prefix('%') {
        return match find(name.trim_start_matches('%')) {
            Some(magic) => sink.line(&magic.page()),
            None => {
                sink.stderr(&format!("There is no magic %{}; %lsmagic lists them.\n", name.trim_start_matches('%')))
            }
        };
    }
    if expression.contains('*') {
        return list_matches(shell, expression, sink);
    }
    let page = shell.engine.borrow_mut().help(expression, with_source);
    match (page, find(expression)) {
        (Ok(page), _) => sink.line(page.trim_end_matches('\n')),
        (Err(_), Some(magic)) => sink.line(&magic.page()),
        (Err(error), None) => {
            sink.stderr(&format!("{}\n", error.message));
            error.hints.iter().for_each(|hint| sink.stderr(&format!("{hint}\n")));
        }
    }
}

/// Lists the names that fit a pattern such as `np.*max*`.
fn list_matches(shell: &mut Shell, pattern: &str, sink: &mut Lines<'_>) {
    let (owner, last) = pattern.rsplit_once('.').map_or(("", pattern), |(owner, last)| (owner, last));
    let start = if owner.is_empty() { String::new() } else { format!("{owner}.") };
    let found = shell.engine.borrow_mut().complete(&start, start.len());
    let mut names: Vec<&str> = found.candidates.iter().map(|Candidate { text, .. }| text.as_str()).collect();
    names.retain(|name| fits(last, name.rsplit('.').next().unwrap_or(name)));
    for name in names {
        let name = name.strip_prefix(&start).unwrap_or(name);
        sink.line(&format!("{start}{name}"));
    }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| fits(tail, &rest[at..]))
        }),
    }
}

fn lsmagic(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let list = |mark: &str, is: fn(&Magic) -> bool| {
        let mut names: Vec<String> =
            all().filter(|magic| is(magic)).map(|magic| format!("{mark}{}", magic.name)).collect();
        names.sort_unstable();
        names
    };
    sink.line("Available line magics:");
    wrapped(&list("%", |magic| magic.line.is_some()), shell.width, sink);
    sink.line("\nAvailable cell magics:");
    wrapped(&list("%%", |magic| magic.cell.is_some()), shell.width, sink);
    Ok(Next::Cell)
}

/// Shows words separated by two blanks, in as many lines as they need.
fn wrapped(words: &[String], width: usize, sink: &mut Lines<'_>) {
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.len() + 2 + word.len() > width {
            sink.line(&std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push_str("  ");
        }
        line.push_str(word);
    }
    sink.line(&line);
}

fn quickref(_: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    overview(sink);
    Ok(Next::Cell)
}

fn overview(sink: &mut Lines<'_>) {
    sink.line(OVERVIEW);
    let longest = all().map(|magic| magic.name.len()).max().unwrap_or(0);
    for magic in all() {
        let mark = if magic.line.is_some() { " %" } else { "%%" };
        let first = magic.summary.split_once(". ").map_or(magic.summary, |(first, _)| first);
        sink.line(&format!("{mark}{:longest$}  {}", magic.name, first.trim_end_matches('.')));
    }
}

fn pinfo(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    explain(shell, options.rest, false, sink);
    Ok(Next::Cell)
}

fn pinfo2(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    explain(shell, options.rest, true, sink);
    Ok(Next::Cell)
}

fn precision(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let line = options.rest;
    // IPython takes a format such as %.4f too.
    let number = line.trim().trim_start_matches("%.").trim_end_matches(['f', 'g', 'e']);
    let digits = match line.trim() {
        "" => None,
        _ => Some(number.parse::<usize>().ok().filter(|&digits| digits <= 100)),
    };
    let arrays = match digits {
        // NumPy's own default.
        None => 8,
        Some(Some(digits)) => digits,
        Some(None) => return Err(format!("%precision takes a number of digits, not {line}")),
    };
    let code = format!("import numpy as __numpy\n__numpy.set_printoptions(precision={arrays})\ndel __numpy\n");
    let outcome = shell.run_quietly("%precision", &code, sink);
    if let Some(error) = outcome.error {
        shell.show_error(error, sink);
        return Ok(Next::Cell);
    }
    shell.set_precision(digits.flatten());
    Ok(Next::Cell)
}

fn env(_: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let name = options.rest;
    if name.contains(['=', ' ']) {
        return Err("numcell does not support setting environment variables yet".to_owned());
    }
    if name.is_empty() {
        for (name, value) in std::env::vars_os() {
            sink.line(&format!("{}={}", name.to_string_lossy(), value.to_string_lossy()));
        }
        return Ok(Next::Cell);
    }
    let value = std::env::var_os(name).ok_or_else(|| format!("Environment does not have key: {name}"))?;
    sink.line(&value.to_string_lossy());
    Ok(Next::Cell)
}

fn tb(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    match shell.last_error.clone() {
        Some(error) => shell.show_error(error, sink),
        None => sink.line("No error so far."),
    }
    Ok(Next::Cell)
}

fn matplotlib(_: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    sink.stderr("numcell draws no plots; %matplotlib changes nothing\n");
    Ok(Next::Cell)
}
