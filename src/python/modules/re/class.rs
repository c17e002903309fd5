//! Sets of characters: `[a-z]`, `\w`.

use crate::print::unicode::{decimal_value, is_space};

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Category {
    Digit,
    NotDigit,
    Space,
    NotSpace,
    Word,
    NotWord,
}

impl Category {
    /// The category that a letter after a backslash stands for.
    pub(super) fn of(c: char) -> Option<Category> {
        Some(match c {
            'd' => Category::Digit,
            'D' => Category::NotDigit,
            's' => Category::Space,
            'S' => Category::NotSpace,
            'w' => Category::Word,
            'W' => Category::NotWord,
            _ => return None,
        })
    }

    fn has(self, c: u32, ascii: bool) -> bool {
        let Some(c) = char::from_u32(c) else { return false };
        match self {
            Category::Digit if ascii => c.is_ascii_digit(),
            Category::Digit => decimal_value(c).is_some(),
            Category::Space if ascii => matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c'),
            Category::Space => is_space(c),
            Category::Word => is_word(c as u32, ascii),
            Category::NotDigit => !Category::Digit.has(c as u32, ascii),
            Category::NotSpace => !Category::Space.has(c as u32, ascii),
            Category::NotWord => !Category::Word.has(c as u32, ascii),
        }
    }
}

/// Whether a character belongs to words.
pub(super) fn is_word(c: u32, ascii: bool) -> bool {
    match char::from_u32(c) {
        Some(c) if c.is_ascii() => c.is_ascii_alphanumeric() || c == '_',
        Some(c) => !ascii && (crate::python::types::is_alpha(c) || c.is_numeric()),
        None => false,
    }
}

/// One entry of a set.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Char(u32),
    Range(u32, u32),
    /// The flag says that only ASCII counts.
    Category(Category, bool),
}

/// A set of characters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Set {
    pub(super) items: Vec<Item>,
    pub(super) negative: bool,
    /// Whether case does not count.
    pub(super) ignore: bool,
}

impl Set {
    /// Whether a character is in the set.
    pub(super) fn has(&self, c: u32) -> bool {
        let found = self.has_exactly(c)
            || self.ignore && {
                let (lower, upper) = cases(c);
                self.has_exactly(lower) || self.has_exactly(upper)
            };
        found != self.negative
    }

    fn has_exactly(&self, c: u32) -> bool {
        self.items.iter().any(|item| match *item {
            Item::Char(have) => have == c,
            Item::Range(low, high) => (low..=high).contains(&c),
            Item::Category(category, ascii) => category.has(c, ascii),
        })
    }
}

/// A character in lower and upper case, where each is one character.
fn cases(c: u32) -> (u32, u32) {
    let Some(c) = char::from_u32(c) else { return (c, c) };
    let only = |mut cases: Box<dyn Iterator<Item = char>>| match (cases.next(), cases.next()) {
        (Some(one), None) => one as u32,
        _ => c as u32,
    };
    (only(Box::new(c.to_lowercase())), only(Box::new(c.to_uppercase())))
}

/// Whether two characters are the same but for their case.
pub(super) fn same_letter(a: u32, b: u32) -> bool {
    if a == b {
        return true;
    }
    if a < 128 && b < 128 {
        return (a as u8).eq_ignore_ascii_case(&(b as u8));
    }
    let ((lower_a, upper_a), (lower_b, upper_b)) = (cases(a), cases(b));
    lower_a == lower_b || upper_a == upper_b
}
