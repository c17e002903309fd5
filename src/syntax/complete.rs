//! Whether a text can be run, needs more lines, or is wrong: what the editor asks at each Enter.

use super::grammar::{self, Failure};
use super::scan::{self, Kind, Rank, Scan, Token};

/// The state of a text that somebody is typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It can be run.
    Complete,
    /// More lines have to follow.
    Incomplete {
        /// The spaces that the next line should start with.
        indent: usize,
    },
    /// No line that follows can make it right.
    Invalid,
}

/// Spaces for each level of a block.
const UNIT: usize = 4;

/// Judges a text as IPython does: open brackets and quotes, a colon at the end, and a block without a
/// blank line after it ask for more.
pub fn completeness(text: &str) -> Completeness {
    // The cursor's line has ended, even if it is empty: that is what makes a blank line.
    let text = &format!("{text}\n");
    let scan = scan::scan(text);
    if let Some(problem) = &scan.problem {
        return match problem.rank {
            Rank::Unclosed if is_stuck_before(text, &scan, problem.at) => Completeness::Invalid,
            Rank::Unclosed => Completeness::Incomplete { indent: inside_brackets(text) },
            Rank::UnclosedString => Completeness::Incomplete { indent: 0 },
            Rank::Continuation => Completeness::Incomplete { indent: last_indentation(text) },
            Rank::Hard | Rank::Soft | Rank::FString => Completeness::Invalid,
        };
    }
    let Some(last) = last_line(&scan) else { return Completeness::Complete };
    let opens_block = last.last().is_some_and(|token| token.level == 0 && token.text(text) == ":");
    let more = Completeness::Incomplete { indent: next_indentation(text, last, opens_block) };
    match grammar::module(text, &scan) {
        Err(Failure::Stuck(stuck)) => {
            let end = last.last().map_or(0, |token| token.end as usize);
            let line_ended = scan.masked.get(end..stuck.at).is_some_and(|read| read.contains('\n'));
            if line_ended { more } else { Completeness::Invalid }
        }
        Err(Failure::Mistake(_)) => Completeness::Invalid,
        Ok(_) if is_indented(text, last) && !ends_in_blank_line(text) => more,
        Ok(_) => Completeness::Complete,
    }
}

/// Whether the grammar stops before the place where brackets turn out to be open.
fn is_stuck_before(text: &str, scan: &Scan, at: usize) -> bool {
    match grammar::module(text, scan) {
        Err(Failure::Stuck(stuck)) => {
            // A name that is being typed may be a keyword: `[x fo`.
            let rest = text.get(stuck.at..at).unwrap_or("");
            let starts_word = rest.starts_with(|c: char| c.is_alphabetic());
            let typed = rest.chars().take_while(|&c| c.is_alphanumeric() || c == '_').count();
            !rest.trim().is_empty() && !starts_word || typed < rest.trim_end().chars().count()
        }
        _ => false,
    }
}

/// The tokens of the last line that holds any.
fn last_line(scan: &Scan) -> Option<&[Token]> {
    let tokens = &scan.tokens;
    let end = tokens.iter().rposition(|token| !token.ends_line())? + 1;
    let ends_line = |token: &Token| matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent);
    let start = tokens[..end].iter().rposition(ends_line).map_or(0, |at| at + 1);
    Some(&tokens[start..end])
}

fn next_indentation(text: &str, line: &[Token], opens_block: bool) -> usize {
    let Some(first) = line.first() else { return 0 };
    let here = indentation_at(text, first.start as usize);
    if opens_block {
        return here + UNIT;
    }
    // After a blank line in a `try` block `except` comes, not another statement.
    if ends_in_blank_line(text) {
        return here.saturating_sub(UNIT);
    }
    match first.text(text) {
        "return" | "pass" | "break" | "continue" | "raise" => here.saturating_sub(UNIT),
        _ => here,
    }
}

fn is_indented(text: &str, line: &[Token]) -> bool {
    line.first().is_some_and(|first| indentation_at(text, first.start as usize) > 0)
}

/// Whether a line without anything on it follows the last token.
fn ends_in_blank_line(text: &str) -> bool {
    let lines = text.strip_suffix('\n').unwrap_or(text);
    lines.rfind('\n').is_some_and(|newline| lines[newline..].trim().is_empty())
}

/// The columns before the first character of the line that holds a byte.
fn indentation_at(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..].bytes().take_while(|&byte| byte == b' ' || byte == b'\t').count()
}

fn last_indentation(text: &str) -> usize {
    indentation_at(text, text.trim_end().len())
}

/// Within brackets a line starts where the one before did, or further in right after the bracket.
fn inside_brackets(text: &str) -> usize {
    let opened = text.trim_end().ends_with(['(', '[', '{']);
    last_indentation(text) + if opened { UNIT } else { 0 }
}
