//! Numbers, strings and booleans under a format specification: `format(x, spec)` of each type.

use super::digits::push_repeated;
use super::float::{Style, push_python, repr_complex, repr_float};
use super::spec::{Align, FormatSpec, Operand, checked_size, unknown_code};
use crate::text::{ErrorClass, R, err};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// The most decimal digits that an int converts to or from (`sys.get_int_max_str_digits()`).
pub const MAX_STR_DIGITS: usize = 4300;

/// A Python integer of any size.
#[derive(Clone, Copy, Debug)]
pub enum Int<'a> {
    /// One that fits a machine word.
    Small(i64),
    /// Any other.
    Big(&'a BigInt),
}

impl Int<'_> {
    pub(super) fn is_negative(self) -> bool {
        match self {
            Int::Small(value) => value < 0,
            Int::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// The digits of the absolute value. *Errors*: ValueError in base 10 beyond 4300 digits.
    pub(super) fn digits(self, radix: u32) -> R<String> {
        match self {
            Int::Small(value) => {
                let value = value.unsigned_abs();
                Ok(match radix {
                    2 => format!("{value:b}"),
                    8 => format!("{value:o}"),
                    16 => format!("{value:x}"),
                    _ => value.to_string(),
                })
            }
            Int::Big(value) => {
                // 10^4300 has 14285 bits: far larger numbers are refused before the work is done.
                if radix == 10 && value.bits() > 14_300 {
                    return too_many_digits();
                }
                let digits = value.magnitude().to_str_radix(radix);
                if radix == 10 && digits.len() > MAX_STR_DIGITS { too_many_digits() } else { Ok(digits) }
            }
        }
    }

    /// The nearest float. *Errors*: OverflowError.
    pub(super) fn to_float(self) -> R<f64> {
        let value = match self {
            Int::Small(value) => value as f64,
            Int::Big(value) => value.to_f64().unwrap_or(f64::INFINITY),
        };
        if value.is_finite() { Ok(value) } else { err(ErrorClass::OverflowError, "int too large to convert to float") }
    }

    pub(super) fn to_i64(self) -> Option<i64> {
        match self {
            Int::Small(value) => Some(value),
            Int::Big(value) => value.to_i64(),
        }
    }
}

fn too_many_digits<T>() -> R<T> {
    let message = format!(
        "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
    err(ErrorClass::ValueError, message)
}

/// `repr` of an int. *Errors*: ValueError beyond 4300 digits.
pub fn repr_int(value: Int<'_>) -> R<String> {
    let digits = value.digits(10)?;
    Ok(if value.is_negative() { format!("-{digits}") } else { digits })
}

/// `bin(x)`, `oct(x)`, `hex(x)`: the digits with `0b`, `0o` or `0x` in front.
pub fn repr_int_radix(value: Int<'_>, radix: u32) -> R<String> {
    let sign = if value.is_negative() { "-" } else { "" };
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    };
    Ok(format!("{sign}{prefix}{}", value.digits(radix)?))
}

/// `format(value, spec)` of an int. *Errors*: ValueError, OverflowError.
pub fn format_int(value: Int<'_>, spec: &str, type_name: &str) -> R<String> {
    if spec.is_empty() {
        return repr_int(value);
    }
    let spec = FormatSpec::parse(spec, Operand::Int, type_name)?;
    match spec.kind.unwrap_or('d') {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => format_integer(value, &spec),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => format_real(value.to_float()?, &spec),
        kind => unknown_code(kind, type_name),
    }
}

/// `format(value, spec)` of a bool: an int once there is a specification.
pub fn format_bool(value: bool, spec: &str) -> R<String> {
    match (spec.is_empty(), value) {
        (true, true) => Ok("True".to_owned()),
        (true, false) => Ok("False".to_owned()),
        _ => format_int(Int::Small(i64::from(value)), spec, "bool"),
    }
}

/// `format(value, spec)` of a float. *Errors*: ValueError.
pub fn format_float(value: f64, spec: &str, type_name: &str) -> R<String> {
    if spec.is_empty() {
        return Ok(repr_float(value));
    }
    let spec = FormatSpec::parse(spec, Operand::Float, type_name)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => format_real(value, &spec),
        Some(kind) => unknown_code(kind, type_name),
    }
}

/// `format(value, spec)` of a complex number. *Errors*: ValueError.
pub fn format_complex(re: f64, im: f64, spec: &str, type_name: &str) -> R<String> {
    if spec.is_empty() {
        return Ok(repr_complex(re, im));
    }
    let spec = FormatSpec::parse(spec, Operand::Float, type_name)?;
    let kind = match spec.kind {
        None => 'r',
        Some('n') => 'g',
        Some(kind @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G')) => kind,
        Some(kind) => return unknown_code(kind, type_name),
    };
    if spec.fill == '0' {
        return err(ErrorClass::ValueError, "Zero padding is not allowed in complex format specifier");
    }
    if spec.align == Align::AfterSign {
        return err(ErrorClass::ValueError, "'=' alignment flag is not allowed in complex format specifier");
    }
    let style = float_style(kind, &spec, false)?;
    let bare = kind == 'r' && re == 0.0 && re.is_sign_positive();
    let parentheses = kind == 'r' && !bare;
    let mut part = FormatSpec { fill: '\0', align: Align::Left, width: None, ..spec.clone() };
    let mut text = String::new();
    if parentheses {
        text.push('(');
    }
    if !bare {
        push_real(&mut text, re, &style, "", &part)?;
        part.sign = Some('+');
    }
    push_real(&mut text, im, &style, "", &part)?;
    text.push_str(if parentheses { "j)" } else { "j" });
    let mut out = String::new();
    spec.push_padded(&mut out, &text, text.len())?;
    Ok(out)
}

/// `format(value, spec)` of a str. *Errors*: ValueError.
pub fn format_str(value: &str, spec: &str, type_name: &str) -> R<String> {
    if spec.is_empty() {
        return Ok(value.to_owned());
    }
    let spec = FormatSpec::parse(spec, Operand::Str, type_name)?;
    let refuse = |what: &str| err(ErrorClass::ValueError, format!("{what} not allowed in string format specifier"));
    match spec.kind {
        None | Some('s') => {}
        Some(kind) => return unknown_code(kind, type_name),
    }
    match spec.sign {
        Some(' ') => return refuse("Space"),
        Some(_) => return refuse("Sign"),
        None => {}
    }
    if spec.no_negative_zero {
        return refuse("Negative zero coercion (z)");
    }
    if spec.alternate {
        return refuse("Alternate form (#)");
    }
    if spec.align == Align::AfterSign {
        return refuse("'=' alignment");
    }
    let (shown, length) = first_chars(value, spec.precision);
    let mut out = String::new();
    spec.push_padded(&mut out, shown, length)?;
    Ok(out)
}

/// The text cut after `limit` characters, and how many it has then.
pub(super) fn first_chars(text: &str, limit: Option<usize>) -> (&str, usize) {
    let length = text.chars().count();
    match limit {
        Some(limit) if limit < length => {
            let end = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
            (&text[..end], limit)
        }
        _ => (text, length),
    }
}

fn format_integer(value: Int<'_>, spec: &FormatSpec) -> R<String> {
    let refuse = |message: &str| err(ErrorClass::ValueError, message);
    if spec.precision.is_some() {
        return refuse("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return refuse("Negative zero coercion (z) not allowed in integer format specifier");
    }
    let kind = spec.kind.unwrap_or('d');
    let mut out = String::new();
    if kind == 'c' {
        if spec.sign.is_some() {
            return refuse("Sign not allowed with integer format specifier 'c'");
        }
        if spec.alternate {
            return refuse("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        let Some(code) = value.to_i64() else {
            return err(ErrorClass::OverflowError, "Python int too large to convert to C long");
        };
        let c = char_of_code(code)?;
        spec.push_padded(&mut out, c.encode_utf8(&mut [0; 4]), 1)?;
        return Ok(out);
    }
    let (radix, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.digits(radix)?;
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let group = if radix == 10 { 3 } else { 4 };
    let number = Layout { negative: value.is_negative(), prefix, digits: &digits, rest: "", suffix: "", group };
    number.push(&mut out, spec)?;
    Ok(out)
}

/// The character of a code for `%c` and `{:c}`. *Errors*: OverflowError beyond Unicode.
pub(super) fn char_of_code(code: i64) -> R<char> {
    if !(0..0x11_0000).contains(&code) {
        return err(ErrorClass::OverflowError, "%c arg not in range(0x110000)");
    }
    match char::from_u32(code as u32) {
        Some(c) => Ok(c),
        None => Err(crate::text::Error::unsupported("surrogate characters in a str")),
    }
}

fn format_real(value: f64, spec: &FormatSpec) -> R<String> {
    let (kind, value, suffix) = match spec.kind {
        None => ('r', value, ""),
        Some('n') => ('g', value, ""),
        Some('%') => ('f', value * 100.0, "%"),
        Some(kind) => (kind, value, ""),
    };
    let style = float_style(kind, spec, kind == 'r')?;
    let mut out = String::new();
    push_real(&mut out, value, &style, suffix, spec)?;
    Ok(out)
}

/// What `repr`-like style and precision become: without a type a precision means `g`.
fn float_style(kind: char, spec: &FormatSpec, dot_zero: bool) -> R<Style> {
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return err(ErrorClass::ValueError, "precision too big");
    }
    let (code, precision) = match (kind, spec.precision) {
        ('r', None) => ('r', 0),
        ('r', Some(precision)) => ('g', precision),
        (_, precision) => (kind, precision.unwrap_or(6)),
    };
    let precision = checked_size(precision)?;
    Ok(Style { code, precision, alternate: spec.alternate, dot_zero, no_negative_zero: spec.no_negative_zero })
}

fn push_real(out: &mut String, value: f64, style: &Style, suffix: &str, spec: &FormatSpec) -> R<()> {
    let mut text = String::new();
    push_python(&mut text, value, style);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(whole);
    Layout { negative, prefix: "", digits, rest, suffix, group: 3 }.push(out, spec)
}

/// The parts of a number, in order after its sign.
struct Layout<'a> {
    negative: bool,
    prefix: &'a str,
    /// The digits that are grouped.
    digits: &'a str,
    /// The point and all behind it, or `inf`.
    rest: &'a str,
    suffix: &'a str,
    /// Digits in a group.
    group: usize,
}

impl Layout<'_> {
    fn push(&self, out: &mut String, spec: &FormatSpec) -> R<()> {
        let width = checked_size(spec.width.unwrap_or(0))?;
        let sign = match (self.negative, spec.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        let fixed = sign.len() + self.prefix.len() + self.rest.len() + self.suffix.len();
        let zeros = spec.fill == '0' && spec.align == Align::AfterSign;
        let least = if zeros { width.saturating_sub(fixed) } else { 0 };
        let digits = grouped(self.digits, spec.grouping, self.group, least);
        let padding = width.saturating_sub(fixed + digits.len());
        let (left, inside) = match spec.align {
            Align::Left => (0, 0),
            Align::Center => (padding / 2, 0),
            Align::Right => (padding, 0),
            Align::AfterSign => (0, padding),
        };
        out.reserve(width.max(fixed + digits.len()));
        push_repeated(out, spec.fill, left);
        out.push_str(sign);
        out.push_str(self.prefix);
        push_repeated(out, spec.fill, inside);
        out.push_str(&digits);
        out.push_str(self.rest);
        out.push_str(self.suffix);
        push_repeated(out, spec.fill, padding - left - inside);
        Ok(())
    }
}

/// The digits with separators and with zeros in front up to `least` characters, one more where a
/// separator would come first.
fn grouped<'a>(digits: &'a str, separator: Option<char>, group: usize, least: usize) -> std::borrow::Cow<'a, str> {
    let Some(separator) = separator.filter(|_| !digits.is_empty()) else {
        if digits.is_empty() || digits.len() >= least {
            return digits.into();
        }
        let mut out = String::with_capacity(least);
        push_repeated(&mut out, '0', least - digits.len());
        return (out + digits).into();
    };
    // With every group but the first full, n digits take n + (n - 1) / group characters.
    let mut n = digits.len();
    if n + (n - 1) / group < least {
        n = least - least / (group + 1) + usize::from(least.is_multiple_of(group + 1));
    }
    let mut out = String::with_capacity(n + n / group);
    let zeros = n - digits.len().min(n);
    let all = std::iter::repeat_n('0', zeros).chain(digits.chars());
    for (i, digit) in all.enumerate() {
        if i > 0 && (n - i).is_multiple_of(group) {
            out.push(separator);
        }
        out.push(digit);
    }
    out.into()
}
