//! Python's built-in classes: how they are made, their methods and attributes.

mod bytearray;
mod bytes;
mod bytes_search;
mod dict;
mod float;
mod int;
mod list;
mod mapping_proxy;
mod range;
mod set;
mod slots;
mod str;
mod unicode;
mod views;

pub(super) use dict::fill as fill_dict;
pub(super) use str::{decode, encode, is_identifier};
pub(super) use unicode::is_alpha;

use crate::value::Builtin;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = vec![
        bytearray::ROWS,
        bytes::BYTEARRAY,
        bytes::BYTES,
        bytes::ROWS,
        dict::ROWS,
        float::ROWS,
        int::ROWS,
        list::ROWS,
        mapping_proxy::ROWS,
        range::ROWS,
        set::FROZEN,
        set::ROWS,
        set::SHARED,
        views::ITEMS,
        views::KEYS,
        views::VALUES,
    ];
    lists.extend(slots::lists());
    lists.extend(str::lists());
    lists
}
