//! Numbers compared with as many digits as were written: `3.14` stands for `3.141592653589793`.

use super::older::without_types;
use super::tokens::{Decimal, Token, same_tokens, tokens};

/// Whether recorded lines stand for new ones if each number counts with as many digits behind its point as
/// were written, and with one if there are none. Whole numbers, words and signs must be the same; blanks,
/// breaks of lines, and the types that NumPy 2 writes around its scalars, do not count.
pub fn same_digits(recorded: &[&str], new: &[&str]) -> bool {
    let (recorded, new) = (recorded.join("\n"), new.join("\n"));
    let old = tokens(&recorded);
    same_tokens(&old, &tokens(&new), stands_for) || same_tokens(&old, &tokens(&without_types(&new).0), stands_for)
}

fn stands_for(old: Token<'_>, new: Token<'_>) -> bool {
    if old.text == new.text {
        return true;
    }
    // A whole number was counted, not measured.
    if !old.text.contains(['.', 'e']) || old.text == "..." {
        return false;
    }
    let (Some(before), Some(now)) = (Decimal::parse(old.text), Decimal::parse(new.text)) else { return false };
    before.is_rounded(&now)
}
