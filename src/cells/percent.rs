//! Cells as `.cell` and `.py` files have them. What is no Python (magics, `!`, `?`) and what would be
//! read as something else is a comment there: a line after `#@ `.

use super::format::{CellKind, is_marker, is_recorded, parse};
use super::lesson::LessonCell;
use crate::syntax::{Completeness, completeness};

/// The mark in front of a line of code that a Python file cannot hold as it is.
const MARK: &str = "#@ ";

/// Cell magics whose cell is Python all the same.
const PYTHON_MAGICS: [&str; 5] = ["time", "timeit", "capture", "prun", "debug"];

/// The cells of a `.cell` or `.py` file, with their code as it is run in a notebook.
pub(super) fn read(text: &str) -> Vec<LessonCell> {
    parse(text).into_iter().map(|cell| with_code(LessonCell::from(cell), unmarked)).collect()
}

fn with_code(mut cell: LessonCell, change: impl Fn(&str) -> String) -> LessonCell {
    if cell.kind == CellKind::Code {
        cell.text = change(&cell.text);
    }
    cell
}

/// The text of one cell; a blank line ends it unless it is the last one.
pub(super) fn cell_text(cell: &LessonCell, is_last: bool) -> String {
    let mut marker = String::from("# %%");
    match cell.kind {
        CellKind::Code => {}
        CellKind::Markdown => marker.push_str(" [markdown]"),
        CellKind::Raw => marker.push_str(" [raw]"),
    }
    for tag in &cell.tags {
        marker.push_str(&format!(" [{}]", tag.replace(']', ")")));
    }
    let title: Vec<&str> = cell.title.split_whitespace().collect();
    if !title.is_empty() {
        marker.push_str(&format!(" {}", title.join(" ")));
    }
    let mut text = format!("{marker}\n");
    if !cell.text.is_empty() {
        text.push_str(&if cell.kind == CellKind::Code { marked(&cell.text) } else { commented(&cell.text) });
        text.push('\n');
    }
    for recorded in cell.recorded() {
        let blank = if recorded.text.is_empty() { "" } else { " " };
        text.push_str(&format!("{}{blank}{}\n", recorded.kind.mark(), recorded.text));
    }
    text.push_str(if is_last { "" } else { "\n" });
    text
}

/// Prose as comment lines.
fn commented(text: &str) -> String {
    let line = |line: &str| match line {
        "" => "#".to_owned(),
        // With a blank it would start a cell.
        line if is_marker(&format!("# {line}")) => format!("#{line}"),
        line => format!("# {line}"),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Cuts a file into the texts of its cells, in full; what stands before the first marker is one too.
pub(super) fn chunks(text: &str) -> Vec<&str> {
    let mut chunks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_marker(line.trim_end_matches('\n')) && at > start {
            chunks.push(&text[start..at]);
            start = at;
        }
        at += line.len();
    }
    if at > start {
        chunks.push(&text[start..]);
    }
    chunks
}

/// The code with a mark before each line that a Python file cannot hold.
fn marked(code: &str) -> String {
    if starts_foreign_cell(code) {
        let line = |line: &str| format!("{MARK}{line}").trim_end().to_owned();
        return code.split('\n').map(line).collect::<Vec<_>>().join("\n");
    }
    let end = recorded_end(code);
    let mut text = String::new();
    for (index, line) in code.split('\n').enumerate() {
        let rest = line.trim_start();
        let indent = &line[..line.len() - rest.len()];
        text.push_str(if index > 0 { "\n" } else { "" });
        let is_marked = needs_mark(rest, &text, indent, index >= end);
        text.push_str(indent);
        text.push_str(if is_marked { MARK } else { "" });
        text.push_str(rest);
    }
    text
}

/// The code without those marks.
fn unmarked(text: &str) -> String {
    if text.strip_prefix(MARK).is_some_and(starts_foreign_cell) {
        let line = |line: &'_ str| -> String {
            line.strip_prefix(MARK).unwrap_or(if line == MARK.trim_end() { "" } else { line }).to_owned()
        };
        return text.split('\n').map(line).collect::<Vec<_>>().join("\n");
    }
    let end = recorded_end(text);
    let mut code: Vec<String> = Vec::new();
    let mut before = 0;
    for (index, line) in text.split('\n').enumerate() {
        let rest = line.trim_start();
        let indent = &line[..line.len() - rest.len()];
        let plain = rest.strip_prefix(MARK).filter(|plain| needs_mark(plain, &text[..before], indent, index >= end));
        code.push(format!("{indent}{}", plain.unwrap_or(rest)));
        before += line.len() + usize::from(before + line.len() < text.len());
    }
    code.join("\n")
}

/// Whether a line after this much of a marked text cannot stand in it as it is. A line that has a mark
/// already needs another one where its own would be taken off.
fn needs_mark(line: &str, before: &str, indent: &str, is_at_end: bool) -> bool {
    line.strip_prefix(MARK).is_some_and(|rest| needs_mark(rest, before, indent, is_at_end))
        || is_marker(line)
        || (is_at_end && is_recorded(line))
        || (is_foreign(line) && !is_unfinished(before, indent))
}

/// The line from which on there are only lines that look recorded.
fn recorded_end(text: &str) -> usize {
    let lines: Vec<&str> = text.split('\n').collect();
    let looks_recorded = |line: &&str| {
        let mut line = *line;
        while let Some(rest) = line.strip_prefix(MARK) {
            line = rest;
        }
        line.trim().is_empty() || is_recorded(line)
    };
    lines.iter().rposition(|line| !looks_recorded(line)).map_or(0, |last| last + 1)
}

/// Whether a cell starts with a cell magic and is no Python.
fn starts_foreign_cell(code: &str) -> bool {
    code.strip_prefix("%%").is_some_and(|rest| {
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        !name.is_empty() && !PYTHON_MAGICS.contains(&name)
    })
}

/// Whether brackets or a string are open, so that the next line is no statement.
fn is_unfinished(code: &str, indent: &str) -> bool {
    // A blank line ends each block that can end.
    matches!(completeness(&format!("{code}\n\n")), Completeness::Incomplete { .. })
        && completeness(&format!("{code}{indent}pass\n\n")) != Completeness::Complete
}

/// Whether a line says something to IPython: `%magic`, `%%magic`, `!command`, `name?`, `?name`.
pub(crate) fn is_foreign(line: &str) -> bool {
    let line = line.trim_end();
    let is_magic = line
        .strip_prefix('%')
        .is_some_and(|rest| rest.strip_prefix('%').unwrap_or(rest).starts_with(|c: char| c.is_ascii_alphabetic()));
    let asked = line.strip_suffix('?').map(|rest| rest.strip_suffix('?').unwrap_or(rest));
    let asked = asked.or_else(|| line.strip_prefix('?').map(|rest| rest.strip_prefix('?').unwrap_or(rest)));
    is_magic || line.starts_with('!') || asked.is_some_and(|name| name.chars().all(is_name_part))
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || "_.[]*%".contains(c)
}
