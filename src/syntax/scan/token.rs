//! Tokens: what kinds there are, and which characters make an operator.

use crate::text::Span;
use std::fmt;

/// One token of Python, as CPython's parser sees them.
#[derive(Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// How many brackets are open after it.
    pub(crate) level: u8,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Name,
    Keyword,
    Number,
    /// A string with its prefix and quotes; `true` for an f-string.
    String {
        formatted: bool,
    },
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// The reserved words.
pub(crate) struct Keywords;

/// The reserved words, sorted.
pub(crate) const KEYWORDS: Keywords = Keywords;

const WORDS: [&[u8]; 35] = [
    b"False",
    b"None",
    b"True",
    b"and",
    b"as",
    b"assert",
    b"async",
    b"await",
    b"break",
    b"class",
    b"continue",
    b"def",
    b"del",
    b"elif",
    b"else",
    b"except",
    b"finally",
    b"for",
    b"from",
    b"global",
    b"if",
    b"import",
    b"in",
    b"is",
    b"lambda",
    b"nonlocal",
    b"not",
    b"or",
    b"pass",
    b"raise",
    b"return",
    b"try",
    b"while",
    b"with",
    b"yield",
];

impl Keywords {
    /// Whether a word is reserved.
    pub(crate) fn contains(&self, word: &[u8]) -> bool {
        (2..=8).contains(&word.len()) && WORDS.binary_search(&word).is_ok()
    }
}

impl Token {
    /// The token's text.
    pub(crate) fn text(self, source: &str) -> &str {
        source.get(self.start as usize..(self.end as usize).min(source.len())).unwrap_or("")
    }

    /// The token's place.
    pub(crate) fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether a statement may start after it.
    pub(crate) fn ends_line(self) -> bool {
        matches!(self.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::End)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{}..{}", self.kind, self.start, self.end)
    }
}

/// How many of the next three characters make one operator.
pub(super) fn operator_width(next: [u8; 3]) -> usize {
    match next {
        [b'*', b'*', b'='] | [b'/', b'/', b'='] | [b'<', b'<', b'='] | [b'>', b'>', b'='] | [b'.', b'.', b'.'] => 3,
        [b'*', b'*', _] | [b'/', b'/', _] | [b'<', b'<', _] | [b'>', b'>', _] | [b'-', b'>', _] => 2,
        [b'<', b'>', _] => 2,
        [b'=' | b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b':', b'=', _] => 2,
        _ => 1,
    }
}

/// The number of a byte's line, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    let mut line = 1;
    let mut previous = 0;
    for &byte in &text.as_bytes()[..at.min(text.len())] {
        if byte == b'\r' || byte == b'\n' && previous != b'\r' {
            line += 1;
        }
        previous = byte;
    }
    line
}
