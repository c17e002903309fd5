//! The functions of float32, as kernels over slices; the answers as in `double`. Where nothing else is
//! said, a float32 result is the float64 result rounded.

use super::map::{map_scalar, map_scalar2};
use crate::kernels::operand::Operand;

macro_rules! through_float64 {
    // Exact in all but one of 2^28 cases: the float64 function errs by less than a float64 place.
    ($($name:ident = $function:expr, $text:literal;)*) => {$(
        #[doc = $text]
        pub fn $name(x: &[f32], out: &mut [f32]) -> bool {
            map_scalar(x, out, |x| $function(f64::from(x)) as f32)
        }
    )*};
}

through_float64! {
    exp = f64::exp, "`np.exp`.";
    log = f64::ln, "`np.log`.";
    sin = f64::sin, "`np.sin`.";
    cos = f64::cos, "`np.cos`.";
    tanh = f64::tanh, "`np.tanh`.";
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

/// `np.power`.
pub fn power(x: Operand<'_, f32>, y: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map_scalar2(x, y, out, |x, y| f64::from(x).powf(f64::from(y)) as f32)
}

/// `np.arctan2` of `y` and `x`.
pub fn arctan2(y: Operand<'_, f32>, x: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map_scalar2(y, x, out, |y, x| f64::from(y).atan2(f64::from(x)) as f32)
}

/// `np.hypot`.
pub fn hypot(x: Operand<'_, f32>, y: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map_scalar2(x, y, out, |x, y| f64::from(x).hypot(f64::from(y)) as f32)
}

/// `np.logaddexp`.
pub fn logaddexp(x: Operand<'_, f32>, y: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map_scalar2(x, y, out, |x, y| {
        if x == y {
            return x + std::f32::consts::LN_2;
        }
        let d = x - y;
        let log1p_exp = |d: f32| f64::from(f64::from(d).exp() as f32).ln_1p() as f32;
        if d > 0.0 {
            x + log1p_exp(-d)
        } else if d <= 0.0 {
            y + log1p_exp(d)
        } else {
            d
        }
    })
}

/// `np.logaddexp2`.
pub fn logaddexp2(x: Operand<'_, f32>, y: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map_scalar2(x, y, out, |x, y| {
        if x == y {
            return x + 1.0;
        }
        let d = x - y;
        let log2_1p = |d: f32| std::f32::consts::LOG2_E * (f64::from(f64::from(d).exp2() as f32).ln_1p() as f32);
        if d > 0.0 {
            x + log2_1p(-d)
        } else if d <= 0.0 {
            y + log2_1p(d)
        } else {
            d
        }
    })
}
