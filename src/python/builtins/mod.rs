//! Python's functions that need no import.

mod attributes;
mod classes;
mod code;
mod families;
mod files;
mod help;
mod iteration;
mod iterators;
mod numbers;
mod output;
mod parameters;
mod reduce;
mod text;

use crate::value::Builtin;

pub(super) use attributes::is_callable;
pub(super) use files::{path_of, standard_stream};
pub use help::{describe, page};
pub(super) use iteration::sort_items;
pub(super) use numbers::whole;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![
        attributes::ROWS,
        classes::ROWS,
        code::ROWS,
        files::BYTES,
        files::RANDOM,
        files::READER,
        files::ROWS,
        files::STRING,
        files::TEXT,
        files::WRITER,
        help::ROWS,
        iteration::ROWS,
        numbers::ROWS,
        output::ROWS,
        reduce::ROWS,
        text::ROWS,
    ]
}
