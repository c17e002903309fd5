//! Where the fields of an f-string are. Python 3.11 finds them by counting brackets and quotes, before
//! it looks at the expressions; so do we, and the grammar then only meets fields of sound structure.

use super::{MAX_BRACKETS, Mask, Rank, Scanner, Token};
use crate::text::Span;
use std::mem;

/// The expression of a field, as a range of bytes in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The fields of an f-string whose text lies from `start` to `end`, in the order in which Python
/// compiles their expressions; then, if the structure is unsound, what is wrong with it.
pub(crate) fn fields(text: &str, start: usize, end: usize, raw: bool) -> (Vec<Field>, Result<(), String>) {
    let mut finder = Finder { bytes: text.as_bytes(), at: start, end, raw, fields: Vec::new() };
    let sound = finder.text(0);
    (finder.fields, sound)
}

struct Finder<'t> {
    bytes: &'t [u8],
    at: usize,
    end: usize,
    raw: bool,
    fields: Vec<Field>,
}

type Found = Result<(), String>;

impl Finder<'_> {
    fn next(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.bytes[at] } else { 0 }
    }

    /// Literal text and fields; inside a format spec (`nesting` 1) up to the closing brace.
    fn text(&mut self, nesting: usize) -> Found {
        while self.at < self.end {
            match self.bytes[self.at] {
                b'\\' if !self.raw => self.escape(),
                brace @ (b'{' | b'}') if nesting == 0 && self.next(1) == brace => self.at += 2,
                b'{' => self.field(nesting)?,
                b'}' if nesting == 0 => return Err("f-string: single '}' is not allowed".into()),
                b'}' => return Ok(()),
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    /// A backslash hides the next character, except a brace; the braces of `\N{…}` are no field.
    fn escape(&mut self) {
        self.at += 1;
        match self.next(0) {
            b'{' | b'}' => {}
            b'N' if self.next(1) == b'{' => {
                let rest = &self.bytes[self.at..self.end];
                self.at += rest.iter().position(|&byte| byte == b'}').map_or(rest.len(), |brace| brace + 1);
            }
            _ => self.at += 1,
        }
    }

    fn field(&mut self, nesting: usize) -> Found {
        const UNFINISHED: &str = "f-string: expecting '}'";
        if nesting >= 2 {
            return Err("f-string: expressions nested too deeply".into());
        }
        self.at += 1;
        let start = self.at;
        self.expression()?;
        if self.at >= self.end {
            return Err(UNFINISHED.into());
        }
        self.fields.push(Field { start, end: self.at });
        if self.bytes[start..self.at].iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')) {
            return Err("f-string: empty expression not allowed".into());
        }
        if self.next(0) == b'=' {
            self.at += 1;
            while matches!(self.next(0), b' ' | b'\t'..=b'\r') {
                self.at += 1;
            }
        }
        if self.next(0) == b'!' {
            self.at += 1;
            if self.at >= self.end {
                return Err(UNFINISHED.into());
            }
            if !matches!(self.next(0), b's' | b'r' | b'a') {
                return Err("f-string: invalid conversion character: expected 's', 'r', or 'a'".into());
            }
            self.at += 1;
        }
        if self.next(0) == b':' {
            self.at += 1;
            if self.at >= self.end {
                return Err(UNFINISHED.into());
            }
            self.text(nesting + 1)?;
        }
        if self.next(0) != b'}' {
            return Err(UNFINISHED.into());
        }
        self.at += 1;
        Ok(())
    }

    /// Goes to the `!`, `:`, `=` or `}` that ends an expression.
    fn expression(&mut self) -> Found {
        let mut open: Vec<u8> = Vec::new();
        let mut quote: Option<(u8, bool)> = None;
        while self.at < self.end {
            let byte = self.bytes[self.at];
            let tripled = self.next(1) == byte && self.next(2) == byte;
            if byte == b'\\' {
                return Err("f-string expression part cannot include a backslash".into());
            }
            match (quote, byte) {
                (Some((quoted, triple)), _) if byte == quoted && (!triple || tripled) => {
                    self.at += if triple { 2 } else { 0 };
                    quote = None;
                }
                (Some(_), _) => {}
                (None, b'"' | b'\'') => {
                    quote = Some((byte, tripled));
                    self.at += if tripled { 2 } else { 0 };
                }
                (None, b'(' | b'[' | b'{') => {
                    if open.len() >= MAX_BRACKETS {
                        return Err("f-string: too many nested parenthesis".into());
                    }
                    open.push(byte);
                }
                (None, b'#') => return Err("f-string expression part cannot include '#'".into()),
                (None, b'!' | b'=' | b'<' | b'>') if open.is_empty() && self.next(1) == b'=' => self.at += 1,
                (None, b'!' | b':' | b'}' | b'=') if open.is_empty() => return Ok(()),
                (None, b')' | b']' | b'}') => match open.pop() {
                    None => return Err(format!("f-string: unmatched '{}'", byte as char)),
                    Some(opening) if matches!((opening, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) => {}
                    Some(opening) => {
                        return Err(format!(
                            "f-string: closing parenthesis '{}' does not match opening parenthesis '{}'",
                            byte as char, opening as char
                        ));
                    }
                },
                _ => {}
            }
            self.at += 1;
        }
        match (quote, open.last()) {
            (Some(_), _) => Err("f-string: unterminated string".into()),
            (None, Some(&opening)) => Err(format!("f-string: unmatched '{}'", opening as char)),
            (None, None) => Ok(()),
        }
    }
}

impl<'t> Scanner<'t> {
    /// Checks the fields of an f-string and masks their newlines.
    pub(super) fn formatted(&mut self, start: usize, body: usize, end: usize) {
        let raw = self.bytes[start..body].iter().any(|&byte| matches!(byte, b'r' | b'R'));
        let (fields, sound) = fields(self.text, body, end, raw);
        if let Err(message) = sound {
            return self.problem(Rank::FString, Span::new(start, end), message);
        }
        for field in fields {
            let mask = mem::replace(&mut self.mask, Mask::new(""));
            let mut inner = Scanner::new(self.text, field.start, field.end, mask);
            inner.in_field = true;
            inner.run();
            self.mask = inner.mask;
            self.depth = self.depth.max(self.brackets.len() + self.indentation.depth() + inner.depth + 1);
            // What exactly is said is found out by parsing the field on its own. The colon of a lambda
            // outside brackets would begin the format.
            let lambda = |token: &Token| token.level == 0 && token.text(self.text) == "lambda";
            if inner.problem.is_some() || inner.tokens.iter().any(lambda) {
                return self.problem(Rank::FString, Span::new(start, end), "f-string: invalid syntax");
            }
        }
    }
}
