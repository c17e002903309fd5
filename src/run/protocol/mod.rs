//! What Python does with objects of any type, as free functions: `repr`, `==`, `iter`, `len`, `in`,
//! `bool`, subscripts and conversions. They run the program's special methods through [`Interp`],
//! which the interpreter implements with them; arrays and generators it handles first.
//!
//! [`Interp`]: crate::value::Interp

pub mod arrays;
mod bytes;
mod classes;
mod compare;
mod convert;
mod format;
mod iterate;
mod iterators;
mod named;
mod raise;
mod repr;
mod sequence;
mod size;
mod sort;
mod special;
mod subscript;

pub use crate::value::hash::hash;
pub use bytes::{ByteArray, bytes_of};
pub use classes::{derives, is_instance, is_subclass};
pub use compare::{compare, comparison_names, equal, less, not_comparable};
pub use convert::{
    index_or_none, int_value, make_range, not_an_index, not_real, to_bigint, to_byte, to_c128, to_f64, to_index,
    to_index_clipped, to_int_value, to_shape,
};
pub use format::{format, format_with, percent, percent_bytes, truncated};
pub use iterate::{collect, collect_into, iter, iter_over, next, next_or_stop};
pub use iterators::{DictIter, DictPart, ListIter, RangeIter, SequenceIter};
pub use named::field_names;
pub use raise::{error_with, key_error};
pub use repr::{
    ascii, builtin_repr, default_repr, guarded, object_address, object_id, repr, str, str_of_exception, with_guard,
};
pub use sequence::{SliceBounds, char_value, position_in, slice_bounds, sliced};
pub use size::{contains, len, range_position, truth};
pub use sort::{sort, sort_by};
pub use special::{call_special, has_special, own_special, payload_or_self};
pub use subscript::{del_item, get_item, set_item};
