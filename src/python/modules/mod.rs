//! Python's modules, one file or folder each.

mod itertools;
mod math;
mod time;

use crate::value::Builtin;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = vec![itertools::ROWS, time::ROWS];
    lists.extend(math::lists());
    lists
}
