//! NumPy's families against NumPy: cells in `tests/numpy/*.cell` with NumPy's own outputs recorded under
//! them.

use crate::ufunc::check_in;

macro_rules! recorded {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check_in("tests/numpy", concat!(stringify!($name), ".cell"));
        })*
    };
}

recorded! { iteration subclasses protocols matrices structured files records testing testing_more complex_domain scalar_methods vectorize spaces masked masked_more chararrays outputs_and_warnings bit_generators }
