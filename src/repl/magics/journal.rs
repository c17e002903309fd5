//! The session as a lesson: `%logstart` writes each cell to a `.cell` file with what it showed, as soon as
//! it ran; `%undo` takes the last cell's changes back.

use super::options::{Options, path};
use super::{Done, Magic, Opt, Takes};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::Sink;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "logstart",
        argument: "[FILE]",
        takes: Takes::Files,
        options: &[Opt::flag('f', "replaces a file that is there"), Opt::flag('a', "appends to a file that is there")],
        summary: "Writes the session as a .cell file with its outputs: what was typed so far, and each cell from now on.",
        details: "Without FILE it is session.cell. Each cell is in the file as soon as it ran, so that nothing is lost \
                  if the session ends badly. `numcell check` runs the file again and compares.",
        examples: &["%logstart lesson.cell", "%logstart -a lesson.cell"],
        line: Some(start),
        ..Magic::NEW
    },
    Magic { name: "logstop", summary: "Ends what %logstart began.", line: Some(stop), ..Magic::NEW },
    Magic {
        name: "logstate",
        summary: "Says whether the session is written to a file.",
        line: Some(state),
        ..Magic::NEW
    },
    Magic {
        name: "undo",
        summary: "Makes the variables what they were before the last cell; again, before the one before it.",
        details: "What a cell changed inside lists, dicts, sets, objects and arrays is put back too. Not put back are \
                  arrays of more than 16 MB, what was printed, files, imports, and how far random numbers are drawn.",
        examples: &["%undo"],
        line: Some(undo),
        ..Magic::NEW
    },
];

/// A file that the session is written to.
pub(in crate::repl) struct Journal {
    file: File,
    path: PathBuf,
    /// The last cell that is in it.
    last: usize,
    /// Whether it holds a cell already.
    is_begun: bool,
}

fn start(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    if let Some(journal) = &shell.journal {
        return Err(format!("the session is written to {} already; %logstop ends that", journal.path.display()));
    }
    let mut file = path(if options.rest.is_empty() { "session.cell" } else { options.rest });
    if file.extension().is_none() {
        file.set_extension("cell");
    }
    let has_choice = options.has('f') || options.has('a');
    if file.exists() && !has_choice {
        return Err(format!("{} exists: -f replaces it, -a appends to it", file.display()));
    }
    super::may_change(shell, &file)?;
    let append = options.has('a');
    let opened = OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(&file);
    let opened = opened.map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let is_begun = append && opened.metadata().is_ok_and(|metadata| metadata.len() > 0);
    let shown = file.display().to_string();
    shell.journal = Some(Journal { file: opened, path: file, last: 0, is_begun });
    keep_up(shell, sink);
    if shell.journal.is_some() {
        sink.line(&format!("The session is written to {shown}"));
    }
    Ok(Next::Cell)
}

fn stop(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    match shell.journal.take() {
        Some(journal) => sink.line(&format!("{} is complete", journal.path.display())),
        None => return Err("the session is not being written to a file; %logstart begins it".to_owned()),
    }
    Ok(Next::Cell)
}

fn state(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    match &shell.journal {
        Some(journal) => sink.line(&format!("The session is written to {}", journal.path.display())),
        None => sink.line("The session is not being written to a file; %logstart begins it"),
    }
    Ok(Next::Cell)
}

/// Writes the cells that are not in the file yet. What goes wrong is said once and ends the writing.
pub(in crate::repl) fn keep_up(shell: &mut Shell, sink: &mut Lines<'_>) {
    let Some(mut journal) = shell.journal.take() else { return };
    let mut text = String::new();
    for number in journal.last + 1..=shell.inputs.len() {
        if let Some(cell) = super::files::lesson_cell(shell, number) {
            text.push_str(if journal.is_begun { "\n" } else { "" });
            text.push_str(&cell);
            journal.is_begun = true;
        }
    }
    journal.last = shell.inputs.len();
    match journal.file.write_all(text.as_bytes()) {
        Ok(()) => shell.journal = Some(journal),
        Err(error) => {
            sink.end_line();
            sink.stderr(&format!("The session is no longer written to {}: {error}\n", journal.path.display()));
        }
    }
}

fn undo(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let undone = shell.engine.borrow_mut().undo();
    let Some(undone) = undone else { return Err("there is no cell to undo".to_owned()) };
    let list = |names: &[String]| names.join(", ");
    let mut said = Vec::new();
    if !undone.restored.is_empty() {
        said.push(format!("as before: {}", list(&undone.restored)));
    }
    if !undone.removed.is_empty() {
        said.push(format!("gone: {}", list(&undone.removed)));
    }
    sink.line(&if said.is_empty() { "The variables are as before.".to_owned() } else { said.join("; ") });
    if !undone.too_large.is_empty() {
        sink.line(&format!("Too large to be put back, and left as it is: {}", list(&undone.too_large)));
    }
    Ok(Next::Cell)
}
