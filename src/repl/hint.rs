//! What stands behind the cursor while the arguments of a call are typed: the parameters, the current one
//! marked, and under them what the function does.

use crate::session::SignatureHint;

/// The room for a hint, in columns and rows.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The columns of the terminal.
    pub columns: usize,
    /// The rows of the terminal.
    pub rows: usize,
    /// The columns that are free behind the cursor.
    pub behind: usize,
    /// Whether the mark of the current parameter is a colour: then it takes no column.
    pub is_coloured: bool,
}

/// Stands before and after the current parameter where a colour shows it: a character without width.
pub(super) const COLOUR_MARK: char = '\u{2060}';

/// Fewer columns show nothing worth reading.
const FEW_COLUMNS: usize = 8;
/// A signature that must be cut to fewer columns than this has a line of its own.
const CRAMPED: usize = 36;
/// On a lower terminal no hint takes a line of its own.
const FEW_ROWS: usize = 8;

/// The text of a hint; None if there is no room.
pub fn lay_out(hint: &SignatureHint, room: Room) -> Option<String> {
    let own_lines = room.rows >= FEW_ROWS;
    let (mark, past_mark) = if room.is_coloured { (COLOUR_MARK, COLOUR_MARK) } else { ('«', '»') };
    let whole = cut(hint, usize::MAX);
    let inline = room.behind.saturating_sub(3);
    let mut text = String::from("  ");
    let (room_for, parameters) = if width(&whole) <= inline || inline >= CRAMPED || !own_lines {
        (inline, cut(hint, inline))
    } else {
        text = String::from("\n  ");
        (room.columns.saturating_sub(3), cut(hint, room.columns.saturating_sub(3)))
    };
    if room_for < FEW_COLUMNS {
        return None;
    }
    let mut line = String::from("(");
    for (at, (index, parameter)) in parameters.iter().enumerate() {
        line.push_str(if at > 0 { ", " } else { "" });
        if index.is_some() && *index == hint.current {
            line.push(mark);
            line.push_str(parameter);
            line.push(past_mark);
        } else {
            line.push_str(parameter);
        }
    }
    line.push(')');
    text.push_str(&shortened(&line, room_for));
    if own_lines && !hint.summary.is_empty() && room.columns >= CRAMPED {
        text.push_str("\n  ");
        text.push_str(&shortened(&hint.summary, room.columns - 3));
    }
    Some(text)
}

/// The parameters around the current one that fit so many columns; `…` stands for those that do not.
fn cut(hint: &SignatureHint, columns: usize) -> Vec<(Option<usize>, &str)> {
    let all: Vec<(Option<usize>, &str)> =
        hint.parameters.iter().enumerate().map(|(at, text)| (Some(at), text.as_str())).collect();
    let with_gaps = |from: usize, to: usize| {
        let mut shown = all[from..to].to_vec();
        if from > 0 {
            shown.insert(0, (None, "…"));
        }
        if to < all.len() {
            shown.push((None, "…"));
        }
        shown
    };
    let (mut from, mut to) = (hint.current.unwrap_or(0), (hint.current.unwrap_or(0) + 1).min(all.len()));
    loop {
        if to < all.len() && width(&with_gaps(from, to + 1)) <= columns {
            to += 1;
        } else if from > 0 && width(&with_gaps(from - 1, to)) <= columns {
            from -= 1;
        } else {
            return with_gaps(from, to);
        }
    }
}

/// The columns of parameters between parentheses, one of them between marks.
fn width(parameters: &[(Option<usize>, &str)]) -> usize {
    let letters: usize = parameters.iter().map(|(_, text)| text.chars().count()).sum();
    letters + 2 * parameters.len().saturating_sub(1) + 4
}

/// A line cut to so many columns.
fn shortened(text: &str, columns: usize) -> String {
    let letters = text.chars().filter(|&letter| letter != COLOUR_MARK).count();
    if letters <= columns {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(columns.saturating_sub(1)).collect();
    if cut.matches(COLOUR_MARK).count() == 1 {
        cut.push(COLOUR_MARK);
    }
    cut.push('…');
    cut
}
