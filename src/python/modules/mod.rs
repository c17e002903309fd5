//! Python's modules, one file or folder each.

mod collections;
mod copy;
mod functools;
mod itertools;
mod math;
mod operator;
pub(crate) mod source;
mod time;

use crate::value::Builtin;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = vec![copy::ROWS, itertools::ROWS, operator::ROWS, time::ROWS];
    lists.extend(collections::lists());
    lists.extend(functools::lists());
    lists.extend(math::lists());
    lists
}
