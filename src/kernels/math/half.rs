//! The functions of float16: float32's, rounded; the answers as in `double`.

use super::single;
use super::through::{through, through2};
use crate::kernels::operand::Operand;
use half::f16;

macro_rules! functions {
    // The functions of float32, by name.
    ($($name:ident)*) => {$(
        #[doc = concat!("`np.", stringify!($name), "`.")]
        pub fn $name(x: &[f16], out: &mut [f16]) -> bool {
            through(single::$name, x, out)
        }
    )*};
}

functions! {
    exp log sin cos tanh tan arcsin arccos arctan sinh cosh arcsinh arccosh arctanh exp2 expm1 log2 log10 log1p cbrt
}

macro_rules! functions_of_two {
    // The functions of two float32, by name.
    ($($name:ident)*) => {$(
        #[doc = concat!("`np.", stringify!($name), "`.")]
        pub fn $name(a: Operand<'_, f16>, b: Operand<'_, f16>, out: &mut [f16]) -> bool {
            through2(single::$name, a, b, out)
        }
    )*};
}

functions_of_two!(power arctan2 hypot logaddexp logaddexp2);
