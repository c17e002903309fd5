//! The functions of float64, as kernels over slices. Each answers whether some result is not finite, so
//! that the floating-point errors must be looked for (`math::flags`).
//!
//! `sin` and `cos` are the C library's, as NumPy's are: with another C library their last digits differ.

use super::map::{map, map_scalar, map_scalar2, map2};
use super::{angles, cube_root, exp, exponentials, log, logarithms, power, tanh};
use crate::kernels::dispatch::Level;
use crate::kernels::operand::Operand;

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
    exp2 exp2_at = exponentials::Exp2, "`np.exp2`, correctly rounded.";
    expm1 expm1_at = exponentials::Expm1, "`np.expm1`, correctly rounded.";
    sinh sinh_at = exponentials::Sinh, "`np.sinh`, correctly rounded.";
    cosh cosh_at = exponentials::Cosh, "`np.cosh`, correctly rounded.";
    log2 log2_at = logarithms::Log2, "`np.log2`, correctly rounded.";
    log10 log10_at = logarithms::Log10, "`np.log10`, correctly rounded.";
    log1p log1p_at = logarithms::Log1p, "`np.log1p`, correctly rounded.";
    arcsinh arcsinh_at = logarithms::Arcsinh, "`np.arcsinh`, correctly rounded.";
    arccosh arccosh_at = logarithms::Arccosh, "`np.arccosh`, correctly rounded.";
    arctanh arctanh_at = logarithms::Arctanh, "`np.arctanh`, correctly rounded.";
    tan tan_at = angles::Tan, "`np.tan`, correctly rounded.";
    arctan arctan_at = angles::Arctan, "`np.arctan`, correctly rounded.";
    arcsin arcsin_at = angles::Arcsin, "`np.arcsin`, correctly rounded.";
    arccos arccos_at = angles::Arccos, "`np.arccos`, correctly rounded.";
    cbrt cbrt_at = cube_root::Cbrt, "`np.cbrt`, correctly rounded.";
}

macro_rules! scalar_functions {
    // A function of one number becomes a kernel.
    ($($name:ident = $function:expr, $text:literal;)*) => {$(
        #[doc = $text]
        pub fn $name(x: &[f64], out: &mut [f64]) -> bool {
            map_scalar(x, out, $function)
        }
    )*};
}

scalar_functions! {
    sin = f64::sin, "`np.sin`, the C library's.";
    cos = f64::cos, "`np.cos`, the C library's.";
}

/// `np.power`. Source: SVML's `pow8_ha`, to the bit where `x > 0` and the result is not extreme.
pub fn power(x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    power_at(Level::best(), x, y, out)
}

/// `np.power` with a given instruction set.
pub fn power_at(level: Level, x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    map2::<power::Power>(level, x, y, out)
}

/// `np.arctan2` of `y` and `x`, correctly rounded.
pub fn arctan2(y: Operand<'_, f64>, x: Operand<'_, f64>, out: &mut [f64]) -> bool {
    arctan2_at(Level::best(), y, x, out)
}

/// `np.arctan2` with a given instruction set.
pub fn arctan2_at(level: Level, y: Operand<'_, f64>, x: Operand<'_, f64>, out: &mut [f64]) -> bool {
    map2::<angles::Arctan2>(level, y, x, out)
}

/// `np.hypot`, the C library's.
pub fn hypot(x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    map_scalar2(x, y, out, f64::hypot)
}

/// `np.logaddexp`.
pub fn logaddexp(x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    map_scalar2(x, y, out, |x, y| {
        if x == y {
            // Infinities of the same sign too.
            return x + std::f64::consts::LN_2;
        }
        let d = x - y;
        if d > 0.0 {
            x + (-d).exp().ln_1p()
        } else if d <= 0.0 {
            y + d.exp().ln_1p()
        } else {
            d
        }
    })
}

/// `np.logaddexp2`.
pub fn logaddexp2(x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    // NumPy's log2(1 + x) is log1p(x) times log2(e).
    fn log2_1p(x: f64) -> f64 {
        std::f64::consts::LOG2_E * x.ln_1p()
    }
    map_scalar2(x, y, out, |x, y| {
        if x == y {
            return x + 1.0;
        }
        let d = x - y;
        if d > 0.0 {
            x + log2_1p((-d).exp2())
        } else if d <= 0.0 {
            y + log2_1p(d.exp2())
        } else {
            d
        }
    })
}
