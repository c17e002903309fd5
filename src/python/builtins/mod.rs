//! Python's functions that need no import.

mod attributes;
mod classes;
mod code;
mod help;
mod iteration;
mod iterators;
mod numbers;
mod output;
mod reduce;
mod text;

use crate::value::Builtin;

pub use help::{describe, page};
pub(super) use iteration::sort_items;
pub(super) use numbers::whole;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![
        attributes::ROWS,
        classes::ROWS,
        code::ROWS,
        help::ROWS,
        iteration::ROWS,
        numbers::ROWS,
        output::ROWS,
        reduce::ROWS,
        text::ROWS,
    ]
}
