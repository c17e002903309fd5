//! Between values and arrays: `np.array`'s discovery of shape and dtype, conversion of elements, and
//! conversion of whole arrays from one dtype to another.

mod cast;
mod discover;
mod dtype_spec;
mod element;
mod item;
pub mod time;

pub use cast::{cast, cast_checked, cast_quiet};
pub use discover::{array_of_object, as_array, as_array_of, dtype_of_value, from_value, promote};
pub(crate) use dtype_spec::{FieldSpec, struct_type};
pub use dtype_spec::{dtype_from_text, dtype_of};
pub(crate) use element::field_view;
pub use element::{element_of, scalar_of};
pub use item::item;
