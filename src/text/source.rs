//! A piece of program text and places in it.

use std::rc::Rc;

/// A half-open range of bytes in a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// The smallest range that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What the titles of the library's own texts begin with.
const LIBRARY: &str = "Library ";

/// The text of one cell (or file, or typed line) and what to call it in tracebacks.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// What a traceback calls it: `Cell In[3]`, `File "lesson.py"`, …
    pub title: String,
    /// The program text.
    pub text: String,
    /// The number of the text's first line, for files that hold several cells.
    pub first_line: usize,
}

impl Source {
    /// A source whose lines count from 1.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Rc<Source> {
        Rc::new(Source { title: title.into(), text: text.into(), first_line: 1 })
    }

    /// A part of the library that is written in Python.
    pub fn library(name: &str, text: impl Into<String>) -> Rc<Source> {
        Source::new(format!("{LIBRARY}{name}"), text)
    }

    /// Whether this is a part of the library, of which a program's reader sees nothing.
    pub fn is_library(&self) -> bool {
        self.title.starts_with(LIBRARY)
    }

    /// The line (counted from `first_line`) and the column (in characters, from 0) of a byte.
    pub fn position(&self, byte: u32) -> (usize, usize) {
        let byte = (byte as usize).min(self.text.len());
        let before = &self.text.as_bytes()[..byte];
        let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&b| b == b'\n').count();
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count();
        (self.first_line + line, column)
    }

    /// The whole line that holds a byte, without its line feed.
    pub fn line_at(&self, byte: u32) -> &str {
        let byte = (byte as usize).min(self.text.len());
        let bytes = self.text.as_bytes();
        let start = bytes[..byte].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = bytes[byte..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| byte + at);
        self.text.get(start..end).unwrap_or("")
    }
}
