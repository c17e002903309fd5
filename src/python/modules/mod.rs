//! Python's modules, one file or folder each.

mod collections;
mod copy;
mod functools;
mod itertools;
mod math;
mod operator;
mod os;
mod programs;
mod random;
mod re;
pub(crate) mod source;
mod sys;
mod time;

use crate::value::Builtin;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = vec![copy::ROWS, itertools::ROWS, operator::ROWS, sys::ROWS, time::PROGRAM, time::ROWS];
    lists.extend(collections::lists());
    lists.extend(functools::lists());
    lists.extend(math::lists());
    lists.extend(os::lists());
    lists.extend(programs::lists());
    lists.extend(random::lists());
    lists.extend(re::lists());
    lists
}
