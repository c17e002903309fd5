//! A lesson as Markdown: its prose as it is, its code and what it shows as fenced blocks that nothing in
//! them can end, pictures as addresses of data.

use super::shown::Shown;
use crate::cells::{CellKind, Lesson};

/// The Markdown of a lesson.
pub(super) fn markdown(lesson: &Lesson, shown: &[Vec<Shown>]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for (cell, shown) in lesson.cells.iter().zip(shown) {
        match cell.kind {
            CellKind::Markdown => blocks.push(cell.text.trim_end().to_owned()),
            CellKind::Raw => blocks.push(fenced("text", &cell.text)),
            CellKind::Code => {
                if !cell.title.is_empty() {
                    blocks.push(format!("**{}**", one_line(&cell.title)));
                }
                if !cell.text.trim().is_empty() {
                    blocks.push(fenced("python", &cell.text));
                }
                blocks.extend(shown.iter().map(block));
            }
        }
    }
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn block(shown: &Shown) -> String {
    match shown {
        Shown::Printed(text) | Shown::Warning(text) | Shown::Value(text) | Shown::Either(text) | Shown::Error(text) => {
            fenced("text", text)
        }
        Shown::Picture(data, words) => format!("![{}]({data})", one_line(words)),
    }
}

/// A block with a fence longer than any row of backticks in it.
fn fenced(language: &str, text: &str) -> String {
    let mut longest = 2;
    let mut row = 0;
    for c in text.chars() {
        row = if c == '`' { row + 1 } else { 0 };
        longest = longest.max(row);
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// Words that stay words on one line of Markdown.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            c if c.is_ascii_punctuation() => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
