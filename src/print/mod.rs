//! Floor 1: text of numbers, strings and arrays, exactly as Python and NumPy print them, and the
//! numbers that Python reads from text. Start with `float` for single numbers and `array` for arrays.

pub mod array;
pub mod datetime;
pub mod digits;
pub mod dragon4;
pub mod dtype;
mod elements;
pub mod float;
mod floating;
pub mod number;
pub mod options;
pub mod percent;
pub mod pretty;
pub mod quote;
pub mod read;
pub mod scalar;
pub mod shapes;
mod short;
pub mod spec;
pub mod template;
pub mod unicode;

pub use array::{array_repr, array_str, array2string};
pub use dtype::{dtype_repr, dtype_str};
pub use elements::{ElementHost, NoObjects};
pub use float::{repr_complex, repr_float};
pub use number::{Int, format_bool, format_complex, format_float, format_int, format_str, repr_int};
pub use options::{FloatMode, Legacy, PlusSign, PrintOptions};
pub use percent::{PercentHost, format_percent};
pub use quote::{repr_bytes, repr_str};
pub use read::{Integer, parse_complex, parse_float, parse_int};
pub use scalar::{scalar_repr, scalar_str};
pub use short::ShortSpec;
pub use spec::FormatSpec;
pub use template::{FormatHost, format_template};
