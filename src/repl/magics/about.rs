//! Magics about numcell itself, and what `?` shows: `%lsmagic`, `%quickref`, `%tb`.

use super::editing::show_pages;
use super::options::Options;
use super::{Done, Magic, Takes, all, find};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::{Candidate, Sink};
use crate::text::filled;

pub(super) const MAGICS: &[Magic] = &[
    Magic { name: "lsmagic", summary: "Lists the magics.", line: Some(lsmagic), ..Magic::NEW },
    Magic {
        name: "quickref",
        summary: "Shows what the prompt can do, and each magic in a line.",
        line: Some(quickref),
        ..Magic::NEW
    },
    Magic {
        name: "help",
        argument: "[NAME]",
        takes: Takes::Code,
        summary: "A short tour of the prompt; with a name, its page.",
        examples: &["%help", "%help np.sum"],
        line: Some(help),
        ..Magic::NEW
    },
    Magic {
        name: "find",
        argument: "WORDS",
        takes: Takes::Text,
        summary: "Finds functions by what they do.",
        examples: &["%find running total", "%find solve linear equations"],
        line: Some(find_pages),
        ..Magic::NEW
    },
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
    Magic { name: "tb", summary: "Shows the last error again.", line: Some(tb), ..Magic::NEW },
];

const OVERVIEW: &str = "\
numcell: NumPy's notebook at the prompt. np, math and the array functions
(exp, dot, array, …) are in scope.

NAME?        the page of a function; NAME?? with its source; np.*max*? lists
%find WORDS  functions by what they do; %help is a short tour
Tab          completes names, attributes, arguments, strings, keys, files; a
             mistyped name becomes the nearest one
_  __  ___   the last results; _3 or Out[3] that of cell 3; In[3] its text
x = 3;       a ; at the end keeps the value from being shown
Enter        runs a complete cell; a blank line ends a block
Alt-Enter    runs the cell as it is; Ctrl-O starts a new line
Up, Down     earlier cells, of earlier sessions too, that start as what is
             typed; Ctrl-R searches in them
Ctrl-C       stops a running cell, or clears the line; every variable stays
Ctrl-D       leaves
";

const TOUR: &str = "\
A tour of numcell's prompt

Try things. An expression shows its value, and np is there from the start:
    np.arange(6).reshape(2, 3) * 10
A cell can have several lines. After a line that ends in : or inside brackets
Enter goes on; a blank line, or Alt-Enter, runs the cell. Up brings whole cells
back: those that start as what you have typed.

Ask. Put ? behind a name for its page, ?? for its source:
    np.sum?
    np.*cum*?                names that fit
    %find running total      functions by what they do
While you type a call, its parameters are shown and the current one is marked.
Tab completes whatever stands before the cursor: names, attributes, axis=,
dtype='fl, keys of a dict, files, options of magics.

Look. %who and %whos list the variables with their shapes; _ is the last
result, Out[3] that of cell 3.

Measure. %time runs a statement once, %timeit many times; %%timeit measures the
whole cell under it.

Go back. %undo makes the variables what they were before the last cell.
%history shows what was typed, %recall 3 brings cell 3 back to the prompt,
%rerun 3 runs it again, %edit 3 opens it in your editor.

Keep. %logstart lesson.cell writes the session, with what it showed, as a file
that runs again; %save writes cells of your choice; %run runs a file here.

Settle in. %config shows the settings: vi keys, a theme for a light terminal,
and more. %lsmagic lists all magics, and %timeit? is the page of one.";

/// Shows what `?` asks for.
pub(crate) fn explain(shell: &mut Shell, expression: &str, with_source: bool, sink: &mut Lines<'_>) -> Next {
    if expression.is_empty() {
        return overview(shell, sink);
    }
    if let Some(name) = expression.strip_prefix('%') {
        let name = name.trim_start_matches('%');
        return match find(name) {
            Some(magic) => show_pages(shell, &magic.page(), sink),
            None => {
                sink.stderr(&format!("{}\n", super::unknown("%", name, |_| true)));
                Next::Cell
            }
        };
    }
    if expression.contains('*') {
        return list_matches(shell, expression, sink);
    }
    let page = shell.engine.borrow_mut().help(expression, with_source);
    match (page, find(expression)) {
        (Ok(page), _) => show_pages(shell, &page, sink),
        (Err(_), Some(magic)) => show_pages(shell, &magic.page(), sink),
        (Err(error), None) => {
            sink.stderr(&format!("{}\n", error.message));
            error.hints.iter().for_each(|hint| sink.stderr(&format!("{hint}\n")));
            Next::Cell
        }
    }
}

/// Lists the names that fit a pattern such as `np.*max*`.
fn list_matches(shell: &mut Shell, pattern: &str, sink: &mut Lines<'_>) -> Next {
    let (owner, last) = pattern.rsplit_once('.').map_or(("", pattern), |(owner, last)| (owner, last));
    let start = if owner.is_empty() { String::new() } else { format!("{owner}.") };
    let found = shell.engine.borrow_mut().complete(&start, start.len());
    let mut names: Vec<&str> = found.candidates.iter().map(|Candidate { text, .. }| text.as_str()).collect();
    names.retain(|name| fits(last, name.rsplit('.').next().unwrap_or(name)));
    if names.is_empty() {
        sink.stderr(&format!("no name fits {pattern}\n"));
        return Next::Cell;
    }
    let lines: Vec<String> =
        names.iter().map(|name| format!("{start}{}", name.strip_prefix(&start).unwrap_or(name))).collect();
    show_pages(shell, &lines.join("\n"), sink)
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

fn quickref(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    Ok(overview(shell, sink))
}

fn overview(shell: &mut Shell, sink: &mut Lines<'_>) -> Next {
    let longest = all().map(|magic| magic.name.len()).max().unwrap_or(0);
    let mut text = String::from(OVERVIEW);
    for magic in all() {
        let mark = if magic.line.is_some() { " %" } else { "%%" };
        let first = magic.summary.split_once(". ").map_or(magic.summary, |(first, _)| first);
        let summary = filled(first.trim_end_matches('.'), longest + 4);
        text.push_str(&format!("\n{mark}{:longest$}  {summary}", magic.name));
    }
    show_pages(shell, &text, sink)
}

fn help(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    match options.rest {
        "" => Ok(show_pages(shell, TOUR, sink)),
        name => Ok(explain(shell, name, false, sink)),
    }
}

fn find_pages(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let question = options.rest.trim_matches(['"', '\'']);
    if question.is_empty() {
        return Err("%find needs a few words, such as %find running total".to_owned());
    }
    let found = shell.engine.borrow_mut().find(question);
    if found.is_empty() {
        sink.line(&format!("No page speaks of {question}."));
        return Ok(Next::Cell);
    }
    let width = found.iter().map(|page| page.name.len()).max().unwrap_or(0);
    let lines: Vec<String> =
        found.iter().map(|page| format!("{:width$}  {}", page.name, filled(&page.summary, width + 2))).collect();
    Ok(show_pages(shell, &lines.join("\n"), sink))
}

fn pinfo(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    Ok(explain(shell, options.rest, false, sink))
}

fn pinfo2(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    Ok(explain(shell, options.rest, true, sink))
}

fn tb(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    match shell.last_error.clone() {
        Some(error) => shell.show_error(error, sink),
        None => sink.line("No error so far."),
    }
    Ok(Next::Cell)
}
