//! Output as words, numbers and signs: what two texts have in common apart from blanks, and numbers as
//! they are written.

/// A piece of output, and how many brackets are open around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) depth: usize,
}

/// The words, numbers and signs of a text. Blanks do not count, nor does the dtype of truth values,
/// which was said once, nor the comma after dots that stand for elements.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
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

/// Whether recorded tokens stand for new ones, by how one stands for one; dots stand for any number.
pub(super) fn same_tokens(old: &[Token<'_>], new: &[Token<'_>], same: impl Fn(Token<'_>, Token<'_>) -> bool) -> bool {
    let (mut i, mut j) = (0, 0);
    // Where to go on after the last dots that were met, if they stand for one token more.
    let mut retry: Option<(usize, usize)> = None;
    while j < new.len() {
        if i < old.len() && old[i].text == "..." {
            retry = Some((i + 1, j));
            i += 1;
        } else if i < old.len() && same(old[i], new[j]) {
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

/// A number as it is written: `0.digits × 10^point`.
pub(super) struct Decimal {
    pub(super) negative: bool,
    /// Without zeros in front.
    pub(super) digits: Vec<u8>,
    point: i32,
    /// How many digits stand behind the point, or behind it in front of the power.
    pub(super) places: usize,
    /// The power of ten.
    pub(super) power: i32,
}

impl Decimal {
    pub(super) fn parse(text: &str) -> Option<Decimal> {
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
        Some(Decimal { negative, digits: all[zeros..].to_vec(), point, places: parts.len(), power })
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) fn same_value(&self, other: &Decimal) -> bool {
        let trimmed = |decimal: &Decimal| {
            let end = decimal.digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
            decimal.digits[..end].to_vec()
        };
        let (a, b) = (trimmed(self), trimmed(other));
        a == b && (a.is_empty() || self.point == other.point)
    }

    /// Whether this is another number rounded to the digits written here, or to `most` of them if this
    /// has fewer because zeros were left out. What a half rounds to is not looked at.
    pub(super) fn rounds(&self, other: &Decimal, most: usize) -> bool {
        let last = self.point - i32::try_from(self.digits.len().max(most)).unwrap_or(i32::MAX);
        let last = if self.is_zero() { -i32::try_from(self.places).unwrap_or(i32::MAX) } else { last };
        let Some(difference) = other.in_units(last - 1).zip(self.in_units(last - 1)).map(|(a, b)| a.abs_diff(b)) else {
            return false;
        };
        difference <= 5
    }

    /// Whether this is another number rounded to the digits behind the point that are written here, or to
    /// one if there are none.
    pub(super) fn is_rounded(&self, other: &Decimal) -> bool {
        let places = i32::try_from(self.places.max(1)).unwrap_or(i32::MAX);
        // A half is looked at in a finer unit, so that what is cut there does not count.
        let unit = self.power.saturating_sub(places).saturating_sub(7);
        let signed = |number: &Decimal| {
            let size = i128::try_from(number.in_units(unit)?).ok()?;
            Some(if number.negative { -size } else { size })
        };
        let difference = signed(self).zip(signed(other)).map(|(a, b)| a.abs_diff(b));
        difference.is_some_and(|difference| difference <= 5_000_000)
    }

    /// The number in units of `10^power`, cut; None if that has more digits than are ever printed.
    pub(super) fn in_units(&self, power: i32) -> Option<u128> {
        let count = usize::try_from(self.point - power).unwrap_or(0);
        if count > 36 {
            return None;
        }
        let digit = |at: usize| u128::from(self.digits.get(at).copied().unwrap_or(0));
        Some((0..count).fold(0, |sum, at| sum * 10 + digit(at)))
    }
}
