//! Numbers from text: `int(text, base)`, `float(text)`, `complex(text)` with Python's rules and
//! messages.

use super::number::{Int, MAX_STR_DIGITS};
use super::quote::repr_str;
use super::unicode::{decimal_value, is_space};
use crate::text::{ErrorClass, R, err};
use num_bigint::BigInt;

/// An int that was read, small if it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integer {
    /// One that fits a machine word.
    Small(i64),
    /// Any other.
    Big(BigInt),
}

impl Integer {
    /// The same number, borrowed for printing.
    pub fn as_int(&self) -> Int<'_> {
        match self {
            Integer::Small(value) => Int::Small(*value),
            Integer::Big(value) => Int::Big(value),
        }
    }
}

impl From<BigInt> for Integer {
    fn from(value: BigInt) -> Integer {
        match i64::try_from(&value) {
            Ok(small) => Integer::Small(small),
            Err(_) => Integer::Big(value),
        }
    }
}

/// `int(text, base)`; base 0 goes by the prefix.
/// *Errors*: ValueError for another base than 0 and 2 to 36, what is no number, more than 4300 digits.
pub fn parse_int(text: &str, base: u32) -> R<Integer> {
    parse_int_shown(text, base, || repr_str(text))
}

/// [`parse_int`] with the `repr` of the object that the text comes from, for the message.
pub fn parse_int_shown(text: &str, base: u32, shown: impl FnOnce() -> String) -> R<Integer> {
    if base == 1 || base > 36 {
        return err(ErrorClass::ValueError, "int() base must be >= 2 and <= 36, or 0");
    }
    match scan_int(&to_ascii(text), base) {
        Some((digits, radix, negative)) => {
            if !radix.is_power_of_two() && digits.len() > MAX_STR_DIGITS {
                let message = format!(
                    "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: value has {} digits; \
                     use sys.set_int_max_str_digits() to increase the limit",
                    digits.len()
                );
                return err(ErrorClass::ValueError, message);
            }
            Ok(digits_value(&digits, radix, negative))
        }
        None => {
            let shown: String = shown().chars().take(200).collect();
            err(ErrorClass::ValueError, format!("invalid literal for int() with base {base}: {shown}"))
        }
    }
}

/// The value of ASCII digits that are all below `radix`.
fn digits_value(digits: &str, radix: u32, negative: bool) -> Integer {
    if let Ok(value) = i64::from_str_radix(digits, radix) {
        return Integer::Small(if negative { -value } else { value });
    }
    let value = BigInt::parse_bytes(digits.as_bytes(), radix).unwrap_or_default();
    Integer::from(if negative { -value } else { value })
}

/// The digits without underscores, the base and whether there is a minus; None if it is no int.
fn scan_int(text: &str, base: u32) -> Option<(String, u32, bool)> {
    let text = trim_c_space(text);
    let negative = text.starts_with('-');
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let bytes = text.as_bytes();
    let prefix = match (bytes.first(), bytes.get(1).map(u8::to_ascii_lowercase)) {
        (Some(b'0'), Some(b'x')) => 16,
        (Some(b'0'), Some(b'o')) => 8,
        (Some(b'0'), Some(b'b')) => 2,
        _ => 0,
    };
    let radix = match (base, prefix) {
        (0, 0) => 10,
        (0, prefix) => prefix,
        _ => base,
    };
    let mut rest = text;
    if prefix == radix {
        rest = &text[2..];
        rest = rest.strip_prefix('_').unwrap_or(rest);
    }
    let mut digits = String::with_capacity(rest.len());
    let mut after_digit = false;
    for c in rest.chars() {
        match c {
            '_' if after_digit => after_digit = false,
            c if c.is_digit(radix) => {
                digits.push(c);
                after_digit = true;
            }
            _ => return None,
        }
    }
    // Without a prefix, base 0 allows a leading zero only in zero.
    let leading_zero = base == 0 && prefix == 0 && digits.starts_with('0') && digits.bytes().any(|b| b != b'0');
    (after_digit && !leading_zero).then_some((digits, radix, negative))
}

/// `float(text)`. *Errors*: ValueError for what is no number.
pub fn parse_float(text: &str) -> R<f64> {
    parse_float_shown(text, || repr_str(text))
}

/// [`parse_float`] with the `repr` of the object that the text comes from, for the message.
pub fn parse_float_shown(text: &str, shown: impl FnOnce() -> String) -> R<f64> {
    let ascii = to_ascii(text);
    let number = trim_c_space(&ascii);
    match without_underscores(number).and_then(|number| whole_float(&number)) {
        Some(value) => Ok(value),
        None => err(ErrorClass::ValueError, format!("could not convert string to float: {}", shown())),
    }
}

/// `complex(text)`. *Errors*: ValueError for what is no number.
pub fn parse_complex(text: &str) -> R<(f64, f64)> {
    let ascii = to_ascii(text);
    let Some(number) = without_underscores(trim_c_space(&ascii)) else {
        return err(ErrorClass::ValueError, format!("could not convert string to complex: {}", repr_str(text)));
    };
    match scan_complex(&number) {
        Some(parts) => Ok(parts),
        None => err(ErrorClass::ValueError, "complex() arg is a malformed string"),
    }
}

fn scan_complex(text: &str) -> Option<(f64, f64)> {
    let inner = match text.strip_prefix('(') {
        Some(rest) => trim_c_space(rest.strip_suffix(')')?),
        None => text,
    };
    let (first, rest) = leading_float(inner);
    let is_j = |text: &str| text == "j" || text == "J";
    // A sign without digits counts one.
    let unit = |text: &str| match text.as_bytes() {
        [b'-', j] if is_j(&(*j as char).to_string()) => Some(-1.0),
        [b'+', j] if is_j(&(*j as char).to_string()) => Some(1.0),
        _ => None,
    };
    let Some(first) = first else {
        return if is_j(inner) { Some((0.0, 1.0)) } else { unit(inner).map(|im| (0.0, im)) };
    };
    if rest.is_empty() {
        return Some((first, 0.0));
    }
    if is_j(rest) {
        return Some((0.0, first));
    }
    if !rest.starts_with(['+', '-']) {
        return None;
    }
    match leading_float(rest) {
        (Some(im), tail) => is_j(tail).then_some((first, im)),
        (None, _) => unit(rest).map(|im| (first, im)),
    }
}

/// A text that is a float and nothing else.
fn whole_float(text: &str) -> Option<f64> {
    match leading_float(text) {
        (value, "") => value,
        _ => None,
    }
}

/// The longest float at the start of a text, and what follows it.
fn leading_float(text: &str) -> (Option<f64>, &str) {
    let bytes = text.as_bytes();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let digits_from = |at: usize| bytes[at.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let named = ["infinity", "inf", "nan"]
        .iter()
        .find(|name| bytes.get(sign..sign + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())));
    let end = if let Some(name) = named {
        sign + name.len()
    } else {
        let whole = digits_from(sign);
        let mut end = sign + whole;
        let mut fraction = 0;
        if bytes.get(end) == Some(&b'.') {
            fraction = digits_from(end + 1);
            end += 1 + fraction;
        }
        if whole + fraction == 0 {
            return (None, text);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits_from(end + 1 + sign);
            if exponent > 0 {
                end += 1 + sign + exponent;
            }
        }
        end
    };
    (text[..end].parse().ok(), &text[end..])
}

/// The text with decimal digits and white space of any script turned into ASCII.
fn to_ascii(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let convert = |c: char| match decimal_value(c) {
        _ if c.is_ascii() => c,
        Some(value) => char::from_digit(value, 10).unwrap_or(c),
        None if is_space(c) => ' ',
        None => c,
    };
    text.chars().map(convert).collect()
}

/// Strips what C's `isspace` strips: not the separators that `str.strip` strips too.
fn trim_c_space(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\x0b', '\x0c', '\r'])
}

/// Removes single underscores between digits; None if one stands elsewhere.
fn without_underscores(text: &str) -> Option<std::borrow::Cow<'_, str>> {
    if !text.contains('_') {
        return Some(text.into());
    }
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let placed = |(at, &b): (usize, &u8)| b != b'_' || (is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)));
    bytes.iter().enumerate().all(placed).then(|| text.replace('_', "").into())
}
