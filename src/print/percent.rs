//! The `%` operator of str: `"%-8s %05.2f" % (name, x)`, with values that a [`PercentHost`] supplies.

use super::digits::push_repeated;
use super::float::{Style, push_python};
use super::number::{char_of_code, first_chars};
use super::read::Integer;
use super::spec::checked_size;
use crate::text::{ErrorClass, R, err};

/// What stands on the right of `%`.
#[derive(Clone, Debug)]
pub enum Operand<V> {
    /// A tuple: its members in order.
    Tuple(Vec<V>),
    /// Anything else, which counts as one argument. With `mapping` (it can be subscripted and is
    /// no str) it answers to `%(key)s` and need not be used.
    One {
        /// The object.
        value: V,
        /// Whether it can be subscripted and is no str.
        mapping: bool,
    },
}

/// What `%` formatting asks of the floor that has values.
pub trait PercentHost {
    /// A Python object.
    type Value: Clone;

    /// `mapping[key]`.
    fn item(&mut self, mapping: &Self::Value, key: &str) -> R<Self::Value>;
    /// `repr`, `str` or `ascii` of a value, by the letters r, s and a.
    fn text(&mut self, value: &Self::Value, conversion: char) -> R<String>;
    /// The value as an int: by `__index__` only for o, x and X, by truncation too for others. None
    /// if its type has no such conversion.
    fn integer(&mut self, value: &Self::Value, index_only: bool) -> R<Option<Integer>>;
    /// `float(value)` of a number. *Errors*: TypeError "must be real number, not str".
    fn float(&mut self, value: &Self::Value) -> R<f64>;
    /// The value if it is an int (bool included) and no other number.
    fn exact_int(&mut self, value: &Self::Value) -> Option<Integer>;
    /// The value's text if it is a str.
    fn exact_str(&mut self, value: &Self::Value) -> Option<String>;
    /// The name of the value's type, as messages show it.
    fn type_name(&mut self, value: &Self::Value) -> String;
}

/// `template % operand`. *Errors*: TypeError, ValueError, OverflowError in CPython's words, and
/// whatever the host gives.
pub fn format_percent<H: PercentHost>(template: &str, operand: Operand<H::Value>, host: &mut H) -> R<String> {
    let arguments = match operand {
        Operand::Tuple(values) => Arguments { values, used: 0, mapping: None },
        Operand::One { value, mapping: true } => {
            Arguments { values: vec![value.clone()], used: 0, mapping: Some(value) }
        }
        Operand::One { value, mapping: false } => Arguments { values: vec![value], used: 0, mapping: None },
    };
    let mut out = String::with_capacity(template.len());
    let mut job = Job { template, chars: template.char_indices(), position: 0, arguments, host };
    while let Some(c) = job.next_char() {
        if c != '%' {
            out.push(c);
            continue;
        }
        if job.peek() == Some('%') {
            job.next_char();
            out.push('%');
            continue;
        }
        let field = job.field()?;
        job.push_field(&mut out, &field)?;
    }
    let left = job.arguments.used < job.arguments.values.len();
    if left && job.arguments.mapping.is_none() {
        return err(ErrorClass::TypeError, "not all arguments converted during string formatting");
    }
    Ok(out)
}

/// The values still to be used.
struct Arguments<V> {
    values: Vec<V>,
    used: usize,
    mapping: Option<V>,
}

impl<V: Clone> Arguments<V> {
    fn next(&mut self) -> R<V> {
        match self.values.get(self.used) {
            Some(value) => {
                self.used += 1;
                Ok(value.clone())
            }
            None => err(ErrorClass::TypeError, "not enough arguments for format string"),
        }
    }
}

/// One conversion: flags, width, precision and its letter.
#[derive(Default)]
struct Field {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    letter: char,
    /// Where the letter stands, in characters.
    position: usize,
}

struct Job<'a, H: PercentHost> {
    template: &'a str,
    chars: std::str::CharIndices<'a>,
    /// How many characters were read.
    position: usize,
    arguments: Arguments<H::Value>,
    host: &'a mut H,
}

impl<H: PercentHost> Job<'_, H> {
    fn next_char(&mut self) -> Option<char> {
        let (_, c) = self.chars.next()?;
        self.position += 1;
        Some(c)
    }

    fn peek(&self) -> Option<char> {
        self.chars.clone().next().map(|(_, c)| c)
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.next_char();
        }
        found
    }

    /// Reads what follows a `%`; stars and keys take their values here, as in CPython.
    fn field(&mut self) -> R<Field> {
        let mut field = Field::default();
        if self.take('(') {
            self.select_key()?;
        }
        while let Some(c @ ('-' | '+' | ' ' | '#' | '0')) = self.peek() {
            self.next_char();
            match c {
                '-' => field.left = true,
                '+' => field.plus = true,
                ' ' => field.space = true,
                '#' => field.alternate = true,
                _ => field.zero = true,
            }
        }
        if self.take('*') {
            let Some(width) = self.star()? else {
                return err(ErrorClass::OverflowError, "Python int too large to convert to C ssize_t");
            };
            field.left |= width < 0;
            field.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
        } else {
            field.width = self.number(i64::MAX as u64, "width too big")?.unwrap_or(0);
        }
        if self.take('.') {
            field.precision = Some(if self.take('*') {
                match self.star()?.map(i32::try_from) {
                    Some(Ok(precision)) => precision.max(0) as usize,
                    _ => return err(ErrorClass::OverflowError, "Python int too large to convert to C int"),
                }
            } else {
                self.number(i32::MAX as u64, "precision too big")?.unwrap_or(0)
            });
        }
        if let Some('h' | 'l' | 'L') = self.peek() {
            self.next_char();
        }
        field.position = self.position;
        match self.next_char() {
            Some(letter) => field.letter = letter,
            None => return err(ErrorClass::ValueError, "incomplete format"),
        }
        Ok(field)
    }

    /// Reads `key)` and makes the mapping's item the only argument.
    fn select_key(&mut self) -> R<()> {
        let Some(mapping) = self.arguments.mapping.clone() else {
            return err(ErrorClass::TypeError, "format requires a mapping");
        };
        let start = self.chars.offset();
        let mut depth = 1;
        while depth > 0 {
            match self.next_char() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return err(ErrorClass::ValueError, "incomplete format key"),
            }
        }
        let key = &self.template[start..self.chars.offset() - 1];
        self.arguments.values = vec![self.host.item(&mapping, key)?];
        self.arguments.used = 0;
        Ok(())
    }

    /// The argument for a `*`; None if it does not fit a machine word.
    fn star(&mut self) -> R<Option<i64>> {
        let value = self.arguments.next()?;
        match self.host.exact_int(&value) {
            Some(Integer::Small(value)) => Ok(Some(value)),
            Some(Integer::Big(_)) => Ok(None),
            None => err(ErrorClass::TypeError, "* wants int"),
        }
    }

    fn number(&mut self, limit: u64, message: &str) -> R<Option<usize>> {
        let mut number: Option<u64> = None;
        while let Some(digit) = self.peek().filter(char::is_ascii_digit).and_then(|c| c.to_digit(10)) {
            let next = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(u64::from(digit)));
            number = next.filter(|&n| n <= limit);
            if number.is_none() {
                return err(ErrorClass::ValueError, message);
            }
            self.next_char();
        }
        Ok(number.map(|n| n as usize))
    }

    fn push_field(&mut self, out: &mut String, field: &Field) -> R<()> {
        let value = self.arguments.next()?;
        match field.letter {
            letter @ ('s' | 'r' | 'a') => {
                let text = self.host.text(&value, letter)?;
                let (shown, length) = first_chars(&text, field.precision);
                field.push_text(out, shown, length)
            }
            'c' => {
                let c = self.character(&value)?;
                field.push_text(out, c.encode_utf8(&mut [0; 4]), 1)
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                let number = self.integer_text(field, &value)?;
                field.push_number(out, &number)
            }
            code @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G') => {
                let precision = checked_size(field.precision.unwrap_or(6))?;
                let number = self.host.float(&value)?;
                let style =
                    Style { code, precision, alternate: field.alternate, dot_zero: false, no_negative_zero: false };
                let mut text = String::new();
                push_python(&mut text, number, &style);
                field.push_number(out, &text)
            }
            letter => {
                let shown = if ('\x1f'..='~').contains(&letter) { letter } else { '?' };
                let (code, at) = (letter as u32, field.position);
                let message = format!("unsupported format character '{shown}' ({code:#x}) at index {at}");
                err(ErrorClass::ValueError, message)
            }
        }
    }

    fn character(&mut self, value: &H::Value) -> R<char> {
        if let Some(text) = self.host.exact_str(value) {
            let mut chars = text.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                return Ok(c);
            }
        } else if let Some(code) = self.host.integer(value, true)? {
            // What does not fit is beyond Unicode too.
            return char_of_code(code.as_int().to_i64().unwrap_or(-1));
        }
        err(ErrorClass::TypeError, "%c requires int or char")
    }

    /// The digits of an integer conversion with sign, prefix and the zeros of the precision.
    fn integer_text(&mut self, field: &Field, value: &H::Value) -> R<String> {
        let letter = field.letter;
        let index_only = matches!(letter, 'o' | 'x' | 'X');
        let Some(number) = self.host.integer(value, index_only)? else {
            let wanted = if index_only { "an integer" } else { "a real number" };
            let name = self.host.type_name(value);
            return err(ErrorClass::TypeError, format!("%{letter} format: {wanted} is required, not {name}"));
        };
        let (radix, prefix) = match letter {
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        let mut digits = number.as_int().digits(radix)?;
        if letter == 'X' {
            digits.make_ascii_uppercase();
        }
        let mut text = String::new();
        if number.as_int().is_negative() {
            text.push('-');
        }
        if field.alternate {
            text.push_str(prefix);
        }
        push_repeated(&mut text, '0', checked_size(field.precision.unwrap_or(0))?.saturating_sub(digits.len()));
        text.push_str(&digits);
        Ok(text)
    }
}

impl Field {
    /// A text in its width, filled with spaces.
    fn push_text(&self, out: &mut String, text: &str, length: usize) -> R<()> {
        let padding = checked_size(self.width)?.saturating_sub(length);
        if !self.left {
            push_repeated(out, ' ', padding);
        }
        out.push_str(text);
        if self.left {
            push_repeated(out, ' ', padding);
        }
        Ok(())
    }

    /// A number in its width; zeros go between sign or prefix and digits.
    fn push_number(&self, out: &mut String, text: &str) -> R<()> {
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None if self.plus => ("+", text),
            None if self.space => (" ", text),
            None => ("", text),
        };
        let prefixed = self.alternate && matches!(self.letter, 'o' | 'x' | 'X');
        let (prefix, digits) = text.split_at(if prefixed { 2 } else { 0 });
        let padding = checked_size(self.width)?.saturating_sub(sign.len() + text.len());
        let zeros = self.zero && !self.left;
        if !self.left && !zeros {
            push_repeated(out, ' ', padding);
        }
        out.push_str(sign);
        out.push_str(prefix);
        if zeros {
            push_repeated(out, '0', padding);
        }
        out.push_str(digits);
        if self.left {
            push_repeated(out, ' ', padding);
        }
        Ok(())
    }
}
