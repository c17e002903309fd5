//! Floor 1: text of numbers, strings and arrays, exactly as Python and NumPy print them, and the
//! numbers that Python reads from text. Start with `float` for single numbers and `array` for arrays.

pub mod digits;
pub mod float;
pub mod number;
pub mod quote;
pub mod spec;
pub mod unicode;

pub use float::{repr_complex, repr_float};
pub use number::{Int, format_bool, format_complex, format_float, format_int, format_str, repr_int};
pub use quote::{repr_bytes, repr_str};
pub use spec::FormatSpec;
