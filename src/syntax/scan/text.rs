//! String tokens: where they end, and what their prefix says.

use super::{Kind, Rank, Scanner};
use crate::text::Span;

/// The pieces of a string token.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)]
pub(crate) struct StringParts {
    /// `r`: backslashes stand for themselves.
    pub(crate) raw: bool,
    /// `b`: a bytes literal.
    pub(crate) bytes: bool,
    /// `f`: a formatted string.
    pub(crate) formatted: bool,
    /// Where the text between the quotes starts and ends, from the start of the token.
    pub(crate) body: (usize, usize),
}

/// Takes a whole string token apart.
pub(crate) fn string_parts(token: &str) -> StringParts {
    let quote = token.find(['"', '\'']).unwrap_or(0);
    let has = |letter: u8| token.as_bytes()[..quote].iter().any(|byte| byte.to_ascii_lowercase() == letter);
    let rest = &token[quote..];
    let width = if rest.len() >= 6 && (rest.starts_with("\"\"\"") || rest.starts_with("'''")) { 3 } else { 1 };
    let body = (quote + width, token.len().saturating_sub(width).max(quote + width));
    StringParts { raw: has(b'r'), bytes: has(b'b'), formatted: has(b'f'), body }
}

impl Scanner<'_> {
    /// A string whose prefix starts at `start` and whose quote is the next byte.
    pub(super) fn string(&mut self, start: usize) {
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        let opening = self.at;
        self.at += if triple { 3 } else { 1 };
        let body = self.at;
        while self.at < self.end {
            match self.bytes[self.at] {
                b'\\' => {
                    self.at += if self.peek(1) == b'\r' && self.peek(2) == b'\n' { 3 } else { 2 };
                    continue;
                }
                byte if byte == quote && !triple => return self.end_of_string(start, body, 1),
                byte if byte == quote && self.peek(1) == quote && self.peek(2) == quote => {
                    return self.end_of_string(start, body, 3);
                }
                b'\n' | b'\r' if !triple => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.end);
        self.unterminated(start, opening, triple);
    }

    fn end_of_string(&mut self, start: usize, body: usize, width: usize) {
        let end = self.at;
        self.at += width;
        let formatted = self.bytes[start..body].iter().any(|&byte| matches!(byte, b'f' | b'F'));
        if formatted {
            self.formatted(start, body, end);
        }
        self.push(Kind::String { formatted }, start, self.at);
    }

    fn unterminated(&mut self, start: usize, opening: usize, triple: bool) {
        let span = Span::new(start, start + 1);
        if triple {
            // A newline at the very end does not begin another line.
            let line = self.line_of(self.end) - usize::from(self.text[..self.end].ends_with(['\n', '\r']));
            let message = format!("unterminated triple-quoted string literal (detected at line {line})");
            self.problem(Rank::UnclosedString, span, message);
        } else {
            let ended = self.at >= self.end && self.text[..self.end].ends_with(['\n', '\r']);
            let line = self.line_of(self.at) - usize::from(ended);
            self.problem(Rank::Hard, span, format!("unterminated string literal (detected at line {line})"));
        }
        let formatted = self.bytes[start..opening].iter().any(|&byte| matches!(byte, b'f' | b'F'));
        self.push(Kind::String { formatted }, start, self.at);
    }
}
