//! The functions of float64, as kernels over slices. Each answers whether some result is not finite, so
//! that the floating-point errors must be looked for (`math::flags`).
//!
//! `sin` and `cos` are the C library's, as NumPy's are: with another C library their last digits differ.

use super::map::{map, map_scalar, map_scalar2, map2};
use super::{exp, log, power, tanh};
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
    tan = f64::tan, "`np.tan`.";
    arcsin = f64::asin, "`np.arcsin`.";
    arccos = f64::acos, "`np.arccos`.";
    arctan = f64::atan, "`np.arctan`.";
    sinh = f64::sinh, "`np.sinh`.";
    cosh = f64::cosh, "`np.cosh`.";
    arcsinh = f64::asinh, "`np.arcsinh`.";
    arccosh = f64::acosh, "`np.arccosh`.";
    arctanh = f64::atanh, "`np.arctanh`.";
    exp2 = f64::exp2, "`np.exp2`.";
    expm1 = f64::exp_m1, "`np.expm1`.";
    log2 = f64::log2, "`np.log2`.";
    log10 = f64::log10, "`np.log10`.";
    log1p = f64::ln_1p, "`np.log1p`.";
    cbrt = f64::cbrt, "`np.cbrt`.";
}

/// `np.power`. Source: SVML's `pow8_ha`, to the bit where `x > 0` and the result is not extreme.
pub fn power(x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    power_at(Level::best(), x, y, out)
}

/// `np.power` with a given instruction set.
pub fn power_at(level: Level, x: Operand<'_, f64>, y: Operand<'_, f64>, out: &mut [f64]) -> bool {
    map2::<power::Power>(level, x, y, out)
}

/// `np.arctan2` of `y` and `x`.
pub fn arctan2(y: Operand<'_, f64>, x: Operand<'_, f64>, out: &mut [f64]) -> bool {
    map_scalar2(y, x, out, f64::atan2)
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
