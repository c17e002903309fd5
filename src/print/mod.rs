//! Floor 1: text of numbers, strings and arrays, exactly as Python and NumPy print them, and the
//! numbers that Python reads from text. Start with `float` for single numbers and `array` for arrays.

pub mod digits;
pub mod dragon4;
pub mod float;
pub mod number;
pub mod percent;
pub mod quote;
pub mod read;
pub mod spec;
pub mod template;
pub mod unicode;

pub use float::{repr_complex, repr_float};
pub use number::{Int, format_bool, format_complex, format_float, format_int, format_str, repr_int};
pub use percent::{PercentHost, format_percent};
pub use quote::{repr_bytes, repr_str};
pub use read::{Integer, parse_complex, parse_float, parse_int};
pub use spec::FormatSpec;
pub use template::{FormatHost, format_template};
