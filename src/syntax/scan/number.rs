//! Numbers, with CPython's complaints about what is not quite one.

use super::{Kind, Rank, Scanner};
use crate::text::Span;

impl Scanner<'_> {
    pub(super) fn number(&mut self) {
        let start = self.at;
        if let Err(message) = self.number_literal() {
            // The caret stands under the last character that was read.
            let at = self.at.saturating_sub(1).max(start);
            let wide = message.starts_with("leading zeros");
            let end = if wide { self.zeros_end(start) } else { at + 1 };
            self.problem(Rank::Hard, Span::new(if wide { start } else { at }, end), message);
            while self.peek(0) == b'_' || self.peek(0).is_ascii_alphanumeric() {
                self.at += 1;
            }
        }
        self.push(Kind::Number, start, self.at);
    }

    fn number_literal(&mut self) -> Result<(), String> {
        if self.peek(0) == b'0' {
            match self.peek(1) {
                b'x' | b'X' => return self.radix(16, "hexadecimal"),
                b'o' | b'O' => return self.radix(8, "octal"),
                b'b' | b'B' => return self.radix(2, "binary"),
                _ => {}
            }
        }
        let leading_zero = self.peek(0) == b'0';
        let mut whole = true;
        let mut significant = false;
        if self.peek(0) != b'.' {
            let start = self.at;
            self.digits()?;
            significant = self.bytes[start..self.at].iter().any(|byte| matches!(byte, b'1'..=b'9'));
        }
        if self.peek(0) == b'.' {
            whole = false;
            self.at += 1;
            if self.peek(0).is_ascii_digit() {
                self.digits()?;
            }
        }
        if matches!(self.peek(0), b'e' | b'E') {
            if self.peek(1).is_ascii_digit() {
                whole = false;
                self.at += 1;
                self.digits()?;
            } else if matches!(self.peek(1), b'+' | b'-') {
                self.at += 2;
                if !self.peek(0).is_ascii_digit() {
                    return Err("invalid decimal literal".into());
                }
                whole = false;
                self.digits()?;
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
            return self.end_of_number("imaginary");
        }
        if leading_zero && whole && significant {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            return Err(message.into());
        }
        self.end_of_number("decimal")
    }

    /// Digits with single underscores between them.
    fn digits(&mut self) -> Result<(), String> {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                return Err("invalid decimal literal".into());
            }
        }
    }

    fn radix(&mut self, radix: u32, kind: &str) -> Result<(), String> {
        self.at += 2;
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            if !(self.peek(0) as char).is_digit(radix) {
                return Err(self.wrong_digit(kind));
            }
            while (self.peek(0) as char).is_digit(radix) {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                break;
            }
        }
        if self.peek(0).is_ascii_digit() {
            return Err(self.wrong_digit(kind));
        }
        self.end_of_number(kind)
    }

    fn wrong_digit(&mut self, kind: &str) -> String {
        match self.peek(0) {
            digit @ b'0'..=b'9' => {
                self.at += 1;
                format!("invalid digit '{}' in {kind} literal", digit as char)
            }
            _ => format!("invalid {kind} literal"),
        }
    }

    /// A number may touch a keyword that can follow it (`1if x else y`) but no other name.
    fn end_of_number(&mut self, kind: &str) -> Result<(), String> {
        let rest = &self.bytes[self.at..self.end];
        let touches = [&b"and"[..], b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        if touches.iter().any(|word| rest.starts_with(word)) {
            return Ok(());
        }
        match self.peek(0) {
            byte if byte == b'_' || byte.is_ascii_alphanumeric() => Err(format!("invalid {kind} literal")),
            _ => Ok(()),
        }
    }

    fn zeros_end(&self, start: usize) -> usize {
        let zeros = self.bytes[start..self.end].iter().take_while(|byte| matches!(byte, b'0' | b'_')).count();
        start + zeros
    }
}
