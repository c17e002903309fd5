//! Recorded lines that NumPy printed before 2.0 or before 1.14 for the values that are printed otherwise
//! today: scalars without `np.float64(…)`, sums of blanks for signs, other roundings.

use super::matching::match_lines;

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
    same_tokens(&old, &new).then_some(Printing::Before114)
}

/// Breaks of lines, with the blanks around them, as one blank.
fn in_one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The text as NumPy 1 printed it, and whether it differs.
fn without_types(text: &str) -> (String, bool) {
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

/// A piece of output, and how many brackets are open around it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Token<'a> {
    text: &'a str,
    depth: usize,
}

/// The words, numbers and signs of a text. Blanks do not count, nor does the dtype of truth values,
/// which was said once, nor the comma after dots that stand for elements.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if let Some(length) = number_length(rest) {
            length
        } else if rest.starts_with("...") {
            3
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        match token {
            "[" | "(" => depth += 1,
            "]" | ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let after_dots = token == "," && found.last().is_some_and(|before| before.text == "...");
        if !first.is_whitespace() && !after_dots {
            found.push(Token { text: token, depth });
        }
        let dtype = [",", "dtype", "=", "bool"];
        if found.len() >= 4 && found[found.len() - 4..].iter().map(|token| token.text).eq(dtype) {
            found.truncate(found.len() - 4);
        }
    }
    found
}

/// The length of the number that a text starts with.
fn number_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(at);
    at += whole;
    let mut parts = 0;
    // Three dots stand for elements, they end no number.
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1) != Some(&b'.') {
        parts = digits(at + 1);
        at += 1 + parts;
    }
    if whole + parts == 0 {
        return None;
    }
    if bytes.get(at) == Some(&b'e') {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let power = digits(at + 1 + sign);
        at += if power > 0 { 1 + sign + power } else { 0 };
    }
    Some(at)
}

/// Whether recorded tokens stand for new ones; dots stand for any number of them.
fn same_tokens(old: &[Token<'_>], new: &[Token<'_>]) -> bool {
    let (mut i, mut j) = (0, 0);
    // Where to go on after the last dots that were met, if they stand for one token more.
    let mut retry: Option<(usize, usize)> = None;
    while j < new.len() {
        if i < old.len() && old[i].text == "..." {
            retry = Some((i + 1, j));
            i += 1;
        } else if i < old.len() && same_token(old[i], new[j]) {
            (i, j) = (i + 1, j + 1);
        } else if let Some((after, from)) = retry {
            retry = Some((after, from + 1));
            (i, j) = (after, from + 1);
        } else {
            return false;
        }
    }
    old[i..].iter().all(|token| token.text == "...")
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

/// A number as it is written: `0.digits × 10^point`.
struct Decimal {
    negative: bool,
    /// Without zeros in front.
    digits: Vec<u8>,
    point: i32,
    /// How many digits stand behind the point, or behind it in front of the power.
    places: usize,
}

impl Decimal {
    fn parse(text: &str) -> Option<Decimal> {
        if number_length(text) != Some(text.len()) {
            return None;
        }
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, power) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, parts) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: Vec<u8> = whole.bytes().chain(parts.bytes()).map(|b| b - b'0').collect();
        let zeros = all.iter().take_while(|digit| **digit == 0).count();
        let power: i32 = power.parse().ok()?;
        let point = i32::try_from(whole.len()).ok()? - i32::try_from(zeros).ok()? + power;
        Some(Decimal { negative, digits: all[zeros..].to_vec(), point, places: parts.len() })
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn same_value(&self, other: &Decimal) -> bool {
        let trimmed = |decimal: &Decimal| {
            let end = decimal.digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
            decimal.digits[..end].to_vec()
        };
        let (a, b) = (trimmed(self), trimmed(other));
        a == b && (a.is_empty() || self.point == other.point)
    }

    /// Whether this is another number rounded to the digits written here, or to `most` of them if this
    /// has fewer because zeros were left out. What a half rounds to is not looked at.
    fn rounds(&self, other: &Decimal, most: usize) -> bool {
        let last = self.point - i32::try_from(self.digits.len().max(most)).unwrap_or(i32::MAX);
        let last = if self.is_zero() { -i32::try_from(self.places).unwrap_or(i32::MAX) } else { last };
        let Some(difference) = other.in_units(last - 1).zip(self.in_units(last - 1)).map(|(a, b)| a.abs_diff(b)) else {
            return false;
        };
        difference <= 5
    }

    /// The number in units of `10^power`, cut; None if that has more digits than are ever printed.
    fn in_units(&self, power: i32) -> Option<u128> {
        let count = usize::try_from(self.point - power).unwrap_or(0);
        if count > 36 {
            return None;
        }
        let digit = |at: usize| u128::from(self.digits.get(at).copied().unwrap_or(0));
        Some((0..count).fold(0, |sum, at| sum * 10 + digit(at)))
    }
}
