//! The part of a cell that the screen can show, where the cell is taller than the screen. The editor
//! moves the cursor up from the end of what it has written, and a terminal stops that at its first row;
//! so either the end of the cell is shown, or the line of the cursor in the first row and what follows.

use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// The size of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its columns.
    pub columns: usize,
    /// Its rows.
    pub rows: usize,
}

/// The bytes of a text to show instead of all of it, for a prompt in front and the cursor at byte `at`;
/// None if the screen has room for the whole.
pub fn part(prompt: &str, text: &str, at: usize, size: Size) -> Option<Range<usize>> {
    // Most texts are short, and this is asked at each key.
    if text.len() + prompt.len() < size.columns && !text.contains('\n') {
        return None;
    }
    let starts = row_starts(prompt, text, size.columns);
    let before = rows_of(prompt, size.columns) - 1;
    if before + starts.len() <= size.rows {
        return None;
    }
    let row = starts.partition_point(|&start| start <= at).saturating_sub(1);
    let last = starts.len() - 1;
    let first = if last - row < size.rows { (last + 1).saturating_sub(size.rows) } else { row };
    let end = starts.get(first + size.rows).map_or(text.len(), |&next| next);
    // The line feed that ends the last row would scroll the first one away.
    let end = if text[..end].ends_with('\n') && end < text.len() { end - 1 } else { end };
    Some(starts[first]..end)
}

/// How many rows a text takes, the cursor's row at its end not counted if it is empty.
pub(super) fn rows_of(text: &str, columns: usize) -> usize {
    row_starts("", text, columns).len()
}

/// The bytes at which the rows of a text start, when a prompt stands in front.
fn row_starts(prompt: &str, text: &str, columns: usize) -> Vec<usize> {
    let mut column = prompt.rsplit('\n').next().map_or(0, |line| line.chars().count());
    let mut starts = vec![0];
    for (at, letter) in text.char_indices() {
        if letter == '\n' {
            column = 0;
            starts.push(at + 1);
            continue;
        }
        let width = if letter == '\t' { 8 - column % 8 } else { letter.width().unwrap_or(0) };
        column += width;
        if column > columns {
            column = width;
            starts.push(at);
        }
    }
    // A full last line leaves the cursor on the next one.
    if column == columns {
        starts.push(text.len());
    }
    starts
}
