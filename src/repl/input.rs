//! What was typed, before it is a program: prompts that came along with a pasted session, a common
//! indent, magics, questions.

use crate::cells::is_foreign;

/// What a typed cell asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Only white space.
    Nothing,
    /// `exit`, `quit`, with or without parentheses.
    Leave,
    /// Code, and the magics between its statements.
    Parts(Vec<Part>),
    /// `%%name line`, and the lines under it.
    CellMagic { name: String, line: String, body: String },
    /// `name?`, or `name??` for the source too.
    Question { expression: String, with_source: bool },
    /// `!command`.
    Command,
}

/// A part of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Statements; the text starts with as many empty lines as stand before it in the cell, so that
    /// its lines are numbered as in the cell.
    Code(String),
    /// `%name line`.
    Magic { name: String, line: String },
    /// `!command`.
    Command(String),
    /// `name?` or `name??`.
    Question { expression: String, with_source: bool },
}

/// Reads a typed cell. `is_open` says whether code wants more lines.
pub(super) fn read(text: &str, is_open: impl Fn(&str) -> bool) -> Input {
    let text = text.trim_end();
    let line = text.trim();
    if line.is_empty() {
        return Input::Nothing;
    }
    if matches!(line, "exit" | "quit" | "exit()" | "quit()") {
        return Input::Leave;
    }
    if let Some(rest) = text.strip_prefix("%%") {
        let (head, body) = rest.split_once('\n').unwrap_or((rest, ""));
        let (name, line) = split_name(head);
        return Input::CellMagic { name: name.to_owned(), line: line.to_owned(), body: body.to_owned() };
    }
    if !text.contains('\n') {
        if let Some(question) = question(line) {
            return question;
        }
        if line.starts_with('!') {
            return Input::Command;
        }
    }
    Input::Parts(parts(text, is_open))
}

/// Whether a cell that is being typed ends with this line whatever the language says: a magic or a
/// question on its only line, or a blank line under a cell magic.
pub(super) fn ends_at_once(text: &str) -> Option<bool> {
    if text.starts_with("%%") {
        return Some(text.contains('\n') && text.ends_with('\n'));
    }
    let line = text.trim();
    let one_line = !text.contains('\n');
    (one_line && (is_magic(line) || line.starts_with(['!', '?']) || question(line).is_some())).then_some(true)
}

fn parts(text: &str, is_open: impl Fn(&str) -> bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut code = String::new();
    for (index, line) in text.split('\n').enumerate() {
        let has_code = !code.trim().is_empty();
        // A line that starts with `%` inside brackets or a string is code.
        let Some(part) = other_part(line).filter(|_| !has_code || !is_unfinished(&code, &is_open)) else {
            code.push_str(line);
            code.push('\n');
            continue;
        };
        let before = std::mem::replace(&mut code, "\n".repeat(index + 1));
        if has_code {
            parts.push(Part::Code(before));
        }
        parts.push(part);
    }
    if !code.trim().is_empty() {
        parts.push(Part::Code(code));
    }
    parts
}

/// What a line is that is no code: a magic, a command, a question.
fn other_part(line: &str) -> Option<Part> {
    if !is_foreign(line) {
        return None;
    }
    if is_magic(line) {
        let (name, line) = split_name(&line[1..]);
        return Some(Part::Magic { name: name.to_owned(), line: line.to_owned() });
    }
    if let Some(command) = line.strip_prefix('!') {
        return Some(Part::Command(command.trim().to_owned()));
    }
    match question(line.trim_end()) {
        Some(Input::Question { expression, with_source }) => Some(Part::Question { expression, with_source }),
        _ => None,
    }
}

/// Whether a cell says something to IPython rather than to Python.
pub(super) fn is_for_ipython(text: &str) -> bool {
    text.split('\n').any(is_foreign)
}

/// Whether code goes on in an unindented line: in brackets or a string, not merely in a block.
fn is_unfinished(code: &str, is_open: &impl Fn(&str) -> bool) -> bool {
    // A blank line ends each block that can end.
    is_open(&format!("{code}\n\n"))
}

/// Whether a line calls a magic: `%name`.
pub(super) fn is_magic(line: &str) -> bool {
    line.strip_prefix('%').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Splits `name the rest`.
fn split_name(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '?').unwrap_or(text.len());
    (&text[..end], text[end..].trim())
}

/// Reads `name?`, `name??`, `?name`, `??name`, with a `%` for magics and `*` as a wildcard.
fn question(line: &str) -> Option<Input> {
    let (expression, marks) = if line.starts_with('?') {
        let expression = line.trim_start_matches('?');
        (expression.trim(), line.len() - expression.len())
    } else {
        let expression = line.trim_end_matches('?');
        (expression.trim(), line.len() - expression.len())
    };
    let is_part = |c: char| c.is_alphanumeric() || "_.[]*%".contains(c);
    let asked = (1..=2).contains(&marks) && expression.chars().all(is_part);
    asked.then(|| Input::Question { expression: expression.to_owned(), with_source: marks == 2 })
}

/// Takes off what a pasted piece of a session or of an indented block has in front of its lines.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let first = lines.iter().find(|line| !line.trim().is_empty()).map_or("", |line| line.trim_start());
    if let Some(more) = first.strip_prefix(">>>").map(|_| "...") {
        return without_prompts(&lines, |line| prompt_end(line, ">>>").or_else(|| prompt_end(line, more)));
    }
    if in_prompt_end(first).is_some() {
        return without_prompts(&lines, |line| in_prompt_end(line).or_else(|| more_prompt_end(line)));
    }
    dedent(&lines)
}

fn without_prompts(lines: &[&str], end_of_prompt: impl Fn(&str) -> Option<usize>) -> String {
    let strip = |line: &&str| {
        let line = line.trim_start();
        end_of_prompt(line).map(|end| line[end..].to_owned())
    };
    // What has no prompt is output.
    lines.iter().filter_map(strip).collect::<Vec<_>>().join("\n")
}

/// The end of `>>> ` or `... `.
fn prompt_end(line: &str, prompt: &str) -> Option<usize> {
    let rest = line.strip_prefix(prompt)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| prompt.len() + usize::from(!rest.is_empty()))
}

/// The end of `In [12]: `.
fn in_prompt_end(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("In [")?;
    let (number, after) = rest.split_once("]:")?;
    let end = line.len() - after.len();
    number.chars().all(|c| c.is_ascii_digit()).then(|| end + usize::from(after.starts_with(' ')))
}

/// The end of `   ...: `.
fn more_prompt_end(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("...:")?;
    Some("...:".len() + usize::from(rest.starts_with(' ')))
}

/// Takes the first line's indent off all lines that have it.
fn dedent(lines: &[&str]) -> String {
    let first = lines.iter().find(|line| !line.trim().is_empty()).copied().unwrap_or("");
    let indent = &first[..first.len() - first.trim_start().len()];
    let strip = |line: &&str| line.strip_prefix(indent).unwrap_or(line).to_owned();
    lines.iter().map(strip).collect::<Vec<_>>().join("\n")
}
