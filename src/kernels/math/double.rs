//! The functions of float64, as kernels over slices. Each answers whether some result is not finite, so
//! that the floating-point errors must be looked for (`math::flags`).

use super::map::map;
use super::{exp, log, tanh};
use crate::kernels::dispatch::Level;

macro_rules! vector_functions {
    // The public kernel, and the same with a given instruction set for the tests.
    ($($name:ident $at:ident = $function:ty, $text:literal;)*) => {$(
        #[doc = $text]
        pub fn $name(x: &[f64], out: &mut [f64]) -> bool {
            map::<$function>(Level::best(), x, out)
        }
        #[doc = concat!($text, " With a given instruction set.")]
        pub fn $at(level: Level, x: &[f64], out: &mut [f64]) -> bool {
            map::<$function>(level, x, out)
        }
    )*};
}

vector_functions! {
    exp exp_at = exp::Exp, "`np.exp`. Source: SVML's `exp8_ha`, to the bit.";
    log log_at = log::Log, "`np.log`. Source: SVML's `log8_ha`, to the bit.";
    tanh tanh_at = tanh::Tanh, "`np.tanh`. Source: NumPy's own routine, to the bit.";
}
