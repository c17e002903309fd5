//! Python's format mini-language: what stands after the colon in `f"{x:>8.2f}"`.

use super::unicode::decimal_value;
use crate::text::{ErrorClass, R, err, room};

/// A parsed format specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// What fills the width.
    pub fill: char,
    /// Where the text stands in the width.
    pub align: Align,
    /// `+`, `-` or space: what a number that is not negative gets in front; `-` is nothing.
    pub sign: Option<char>,
    /// `z`: what rounds to zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// The least number of characters.
    pub width: Option<usize>,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// The number after the point.
    pub precision: Option<usize>,
    /// The last letter: `d`, `f`, `s`, …
    pub kind: Option<char>,
}

/// Where a text stands in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`; an odd space goes to the right.
    Center,
    /// `=`: between the sign and the digits.
    AfterSign,
}

/// What a specification is applied to: strings and numbers have different defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Left-aligned, type `s`.
    Str,
    /// Right-aligned, type `d`.
    Int,
    /// Right-aligned, no type.
    Float,
}

impl FormatSpec {
    /// Reads a specification. `type_name` is the operand's type, for messages.
    /// *Errors*: ValueError in CPython 3.11's words.
    pub fn parse(text: &str, operand: Operand, type_name: &str) -> R<FormatSpec> {
        let numeric = operand != Operand::Str;
        let mut spec = FormatSpec {
            fill: ' ',
            align: if numeric { Align::Right } else { Align::Left },
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: None,
            precision: None,
            kind: None,
        };
        let mut rest = Cursor { rest: text };
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let (mut fill_given, mut align_given) = (false, true);
        if let (Some(fill), Some(align)) = (first, second.and_then(Align::from_char)) {
            (spec.fill, spec.align, fill_given) = (fill, align, true);
            rest.skip(2);
        } else if let Some(align) = first.and_then(Align::from_char) {
            spec.align = align;
            rest.skip(1);
        } else {
            align_given = false;
        }
        spec.sign = rest.take(|c| matches!(c, '+' | '-' | ' '));
        spec.no_negative_zero = rest.take(|c| c == 'z').is_some();
        spec.alternate = rest.take(|c| c == '#').is_some();
        if !fill_given && rest.take(|c| c == '0').is_some() {
            spec.fill = '0';
            if !align_given && numeric {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = rest.number()?;
        spec.grouping = rest.take(|c| c == ',');
        if rest.take(|c| c == '_').is_some() {
            if spec.grouping.is_some() {
                return both_separators();
            }
            spec.grouping = Some('_');
        }
        if spec.grouping == Some('_') && rest.peek() == Some(',') {
            return both_separators();
        }
        if rest.take(|c| c == '.').is_some() {
            spec.precision = rest.number()?;
            if spec.precision.is_none() {
                return err(ErrorClass::ValueError, "Format specifier missing precision");
            }
        }
        spec.kind = rest.take(|_| true);
        if rest.peek().is_some() {
            let message = format!("Invalid format specifier '{text}' for object of type '{type_name}'");
            return err(ErrorClass::ValueError, message);
        }
        spec.check_grouping(operand)?;
        Ok(spec)
    }

    fn check_grouping(&self, operand: Operand) -> R<()> {
        let Some(separator) = self.grouping else { return Ok(()) };
        let kind = match (self.kind, operand) {
            (Some(kind), _) => kind,
            (None, Operand::Str) => 's',
            (None, _) => return Ok(()),
        };
        match kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' => Ok(()),
            'b' | 'o' | 'x' | 'X' if separator == '_' => Ok(()),
            _ => err(ErrorClass::ValueError, format!("Cannot specify '{separator}' with '{}'.", code_text(kind))),
        }
    }

    /// Puts a text of `length` characters into the width.
    pub(super) fn push_padded(&self, out: &mut String, text: &str, length: usize) -> R<()> {
        let padding = checked_size(self.width.unwrap_or(0))?.saturating_sub(length);
        let left = match self.align {
            Align::Left => 0,
            Align::Center => padding / 2,
            Align::Right | Align::AfterSign => padding,
        };
        super::digits::push_repeated(out, self.fill, left);
        out.push_str(text);
        super::digits::push_repeated(out, self.fill, padding - left);
        Ok(())
    }
}

/// The error for a letter that the type does not know.
pub(super) fn unknown_code<T>(kind: char, type_name: &str) -> R<T> {
    let message = format!("Unknown format code '{}' for object of type '{type_name}'", code_text(kind));
    err(ErrorClass::ValueError, message)
}

/// Widths and precisions that would need more memory than a text may take.
pub(super) fn checked_size(size: usize) -> R<usize> {
    if size > 1 << 30 || room::refuses(size, 0) { err(ErrorClass::MemoryError, "") } else { Ok(size) }
}

fn both_separators<T>() -> R<T> {
    err(ErrorClass::ValueError, "Cannot specify both ',' and '_'.")
}

/// A format code as messages show it.
fn code_text(kind: char) -> String {
    if ('!'..='\x7f').contains(&kind) { kind.to_string() } else { format!("\\x{:x}", kind as u32) }
}

impl Align {
    fn from_char(c: char) -> Option<Align> {
        match c {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// The part of a specification that is still to be read.
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self, n: usize) {
        let mut chars = self.rest.chars();
        for _ in 0..n {
            chars.next();
        }
        self.rest = chars.as_str();
    }

    fn take(&mut self, accepts: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| accepts(c))?;
        self.skip(1);
        Some(c)
    }

    /// A run of decimal digits of any script.
    fn number(&mut self) -> R<Option<usize>> {
        let mut number: Option<i64> = None;
        while let Some(digit) = self.peek().and_then(decimal_value) {
            let next = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(i64::from(digit)));
            let Some(next) = next else {
                return err(ErrorClass::ValueError, "Too many decimal digits in format string");
            };
            number = Some(next);
            self.skip(1);
        }
        Ok(number.map(|n| n as usize))
    }
}
