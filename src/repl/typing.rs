//! What keys mean while a cell is typed, as functions of the text and the cursor: where Enter runs the
//! cell and where it starts a line, how far that line is indented, what Tab and Backspace do in the
//! indent. No terminal here.

use super::input;
use crate::syntax::{Completeness, completeness};

/// One level of indentation.
const INDENT: usize = 4;

/// What Enter does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enter {
    /// Runs the cell.
    Run,
    /// Starts a new line with this text.
    Line(String),
}

/// What Enter does in a cell with the cursor at byte `at`.
pub fn enter(text: &str, at: usize) -> Enter {
    let (before, after) = text.split_at(at);
    if let Some(ends) = input::ends_at_once(text) {
        return if ends { Enter::Run } else { Enter::Line("\n".to_owned()) };
    }
    // In the middle of a cell of several lines Enter only splits a line.
    if text.contains('\n') && !after.trim().is_empty() {
        return match completeness(before) {
            Completeness::Incomplete { indent } => new_line(indent),
            _ => new_line(indent_of(last_line(before))),
        };
    }
    match completeness(&input::clean(text)) {
        Completeness::Incomplete { indent } => new_line(indent),
        // What is wrong is said at once: no further line can make it right.
        Completeness::Complete | Completeness::Invalid => Enter::Run,
    }
}

fn new_line(indent: usize) -> Enter {
    Enter::Line(format!("\n{}", " ".repeat(indent)))
}

/// A line feed and the indent of the line after it, whatever Enter would do.
pub fn line_break(text: &str, at: usize) -> String {
    let before = &text[..at];
    let indent = match completeness(before) {
        Completeness::Incomplete { indent } => indent,
        _ => indent_of(last_line(before)),
    };
    format!("\n{}", " ".repeat(indent))
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// How many blanks Tab puts in: in a line's indent, as many as the next level needs.
pub fn tab(text: &str, at: usize) -> Option<usize> {
    let line = last_line(&text[..at]);
    let is_indent = line.chars().all(|c| c == ' ');
    // On an empty first line Tab shows what there is.
    (is_indent && (text[..at].contains('\n') || !line.is_empty())).then(|| INDENT - line.len() % INDENT)
}

/// How many blanks Backspace takes away: in a line's indent, back to the level before.
pub fn backspace(text: &str, at: usize) -> Option<usize> {
    let line = last_line(&text[..at]);
    let is_indent = !line.is_empty() && line.chars().all(|c| c == ' ');
    is_indent.then(|| (line.len() - 1) % INDENT + 1).filter(|&count| count > 1)
}

/// How a line reads once `:` is typed after a word such as `else`, if it moves back under the line
/// that it belongs to.
pub fn colon(text: &str, at: usize) -> Option<String> {
    let (above, line) = text[..at].rsplit_once('\n')?;
    let indent = indent_of(line);
    let word = line.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    let heads: &[&str] = match word {
        "else" => &["if", "elif", "for", "while", "try", "except"],
        "elif" => &["if", "elif"],
        "except" => &["try", "except"],
        "finally" => &["try", "except", "else"],
        _ => return None,
    };
    // A conditional expression or a word of a dict display is no clause.
    if matches!(word, "else" | "finally") && line.trim() != word {
        return None;
    }
    let head = above.lines().rev().find_map(|line| {
        let first = line.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
        let depth = indent_of(line);
        (depth <= indent && heads.contains(&first)).then_some(depth)
    })?;
    (head < indent).then(|| format!("{}{}:", " ".repeat(head), line.trim_start()))
}

/// Whether code that is being typed wants more lines.
pub fn is_open(code: &str) -> bool {
    matches!(completeness(code), Completeness::Incomplete { .. })
}
