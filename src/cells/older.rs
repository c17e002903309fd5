//! Recorded lines that NumPy printed before 2.0 or before 1.14 for the values that are printed otherwise
//! today: scalars without `np.float64(…)`, sums of blanks for signs, other roundings.

use super::matching::match_lines;
use super::tokens::{Decimal, Token, same_tokens, tokens};

/// Which NumPy's printing recorded lines have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printing {
    /// That of NumPy before 2.0: scalars without their type, long arrays without their shape.
    Before2,
    /// That of NumPy before 1.14: a blank for the sign, eight digits in arrays, twelve in `str`.
    Before114,
}

impl Printing {
    /// As a sentence has it: `printed by NumPy before 2.0`.
    pub fn words(self) -> &'static str {
        match self {
            Printing::Before2 => "NumPy before 2.0",
            Printing::Before114 => "NumPy before 1.14",
        }
    }
}

/// The older printing by which recorded lines say the same as new ones that they do not match. None if
/// they say something else. `...` in recorded lines is what it is for [`match_lines`].
pub fn older_printing(recorded: &[&str], new: &[&str]) -> Option<Printing> {
    let recorded_text = recorded.join("\n");
    let (plain, changed) = without_types(&new.join("\n"));
    if changed {
        let lines: Vec<&str> = plain.split('\n').collect();
        // A list of bare numbers takes fewer lines.
        let (one, other) = (in_one_line(&recorded_text), in_one_line(&plain));
        if match_lines(recorded, &lines) || match_lines(&[&one], &[&other]) {
            return Some(Printing::Before2);
        }
    }
    let (old, new) = (tokens(&recorded_text), tokens(&plain));
    same_tokens(&old, &new, same_token).then_some(Printing::Before114)
}

/// Breaks of lines, with the blanks around them, as one blank.
fn in_one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The text as NumPy 1 printed it, and whether it differs.
pub(super) fn without_types(text: &str) -> (String, bool) {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let starts_word = !plain.ends_with(|c: char| c.is_alphanumeric() || "_.'\"".contains(c));
        if starts_word && let Some((old, after)) = bare_scalar(rest) {
            plain.push_str(&old);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<class 'numpy.bool'>") {
            plain.push_str("<class 'numpy.bool_'>");
            rest = after;
        } else if let Some(after) = rest.strip_prefix(", shape=(").and_then(after_shape) {
            rest = after;
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    let changed = plain != text;
    (plain, changed)
}

/// What follows the shape of a shortened array.
fn after_shape(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != ' ')?;
    text[end..].strip_prefix(')')
}

/// A scalar at the start of the text as NumPy 1 printed it, and what follows.
fn bare_scalar(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix("np.")?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    match name {
        "True_" => return Some(("True".to_owned(), after)),
        "False_" => return Some(("False".to_owned(), after)),
        _ => {}
    }
    let inner = after.strip_prefix('(')?;
    let close = closing(inner)?;
    let (inner, after) = (&inner[..close], &inner[close + 1..]);
    let old = match name {
        "datetime64" | "timedelta64" => format!("numpy.{name}({inner})"),
        "complex64" | "complex128" if inner.starts_with('(') => inner.to_owned(),
        // A number without a real part never had parentheses.
        "complex64" | "complex128" if inner[1..].contains(['+', '-']) && !is_imaginary(inner) => format!("({inner})"),
        "longdouble" | "clongdouble" => inner.trim_matches('\'').to_owned(),
        "void" | "record" => inner.split_once(", dtype=").map_or(inner, |(values, _)| values).to_owned(),
        "str_" | "bytes_" | "complex64" | "complex128" | "float16" | "float32" | "float64" | "int8" | "int16"
        | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "longlong" | "ulonglong" => inner.to_owned(),
        _ => return None,
    };
    Some((old, after))
}

/// Whether a complex number is one number and `j`, its exponent's sign apart.
fn is_imaginary(text: &str) -> bool {
    text.strip_suffix('j').is_some_and(|number| number.parse::<f64>().is_ok())
}

/// Where the parenthesis ends that was open before the text.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quote, mut escaped) = (0, None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), c) => quote = (c != open).then_some(open),
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')') if depth == 0 => return Some(at),
            (None, ')' | ']') => depth -= 1,
            (None, _) => {}
        }
    }
    None
}

/// In arrays eight digits after the point were printed, elsewhere twelve digits in all.
fn same_token(old: Token<'_>, new: Token<'_>) -> bool {
    if old.text == new.text {
        return true;
    }
    let (Some(before), Some(now)) = (Decimal::parse(old.text), Decimal::parse(new.text)) else { return false };
    if before.negative != now.negative && !before.is_zero() {
        return false;
    }
    if before.same_value(&now) {
        return old.depth > 0;
    }
    // The seventeen digits of a repr that was not the shortest one.
    if before.digits.len() > now.digits.len().max(15) && old.text.parse::<f64>().ok() == new.text.parse().ok() {
        return true;
    }
    let short = if old.depth > 0 { before.places >= 8 || before.digits.len() >= 8 } else { before.digits.len() <= 12 };
    let long = old.depth > 0 || (13..=17).contains(&now.digits.len());
    short && long && before.rounds(&now, if old.depth > 0 { 0 } else { 12 })
}
