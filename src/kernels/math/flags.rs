//! The floating-point errors of the maths functions, found from arguments and results. A function has one
//! of these few kinds; they fit `UnaryFlagsFn` and `BinaryFlagsFn` for every real type.

use crate::kernels::arith::Real;
use crate::kernels::fp::{FpFlags, nan_or_inf};
use crate::kernels::operand::Operand;

/// No pole: exp, expm1, exp2, sinh, cosh, sin, cos, tan, tanh, the inverse trigonometric functions, cbrt,
/// arcsinh, arccosh.
pub fn no_pole<T: Real>(x: &[T], y: &[T]) -> FpFlags {
    unary(x, y, |_| false)
}

/// A pole at zero: log, log2, log10.
pub fn pole_at_zero<T: Real>(x: &[T], y: &[T]) -> FpFlags {
    unary(x, y, |x| x == 0.0)
}

/// A pole at minus one: log1p.
pub fn pole_at_minus_one<T: Real>(x: &[T], y: &[T]) -> FpFlags {
    unary(x, y, |x| x == -1.0)
}

/// Poles at one and minus one: arctanh.
pub fn pole_at_ones<T: Real>(x: &[T], y: &[T]) -> FpFlags {
    unary(x, y, |x| x.abs() == 1.0)
}

fn unary<T: Real>(x: &[T], y: &[T], pole: impl Fn(f64) -> bool) -> FpFlags {
    x.iter().zip(y).fold(FpFlags::NONE, |found, (&x, &y)| {
        let error = nan_or_inf(x.nan(), x.finite(), y.nan(), y.inf(), pole(x.as_f64()));
        // A subnormal or vanished result of an argument that is neither: exp of a large negative number.
        let under = x.finite() && y.magnitude() < T::TINY && x.magnitude() >= T::TINY && !exact_zero(x.as_f64());
        found | error | if under { FpFlags::UNDER } else { FpFlags::NONE }
    })
}

/// Arguments whose zero result is exact: the zeros of log, arccos, arccosh.
fn exact_zero(x: f64) -> bool {
    x == 1.0
}

/// power: zero to a negative power is a pole.
pub fn power<T: Real>(x: Operand<'_, T>, y: Operand<'_, T>, out: &[T]) -> FpFlags {
    binary(x, y, out, |x, y| x == 0.0 && y < 0.0)
}

/// logaddexp, logaddexp2: NumPy's code compares its operands, which a processor calls invalid with a NaN.
pub fn logaddexp<T: Real>(x: Operand<'_, T>, y: Operand<'_, T>, out: &[T]) -> FpFlags {
    let any_nan = (0..out.len()).any(|i| x.at(i).nan() || y.at(i).nan());
    no_pole_of_two(x, y, out) | if any_nan { FpFlags::INVALID } else { FpFlags::NONE }
}

/// No pole: arctan2, hypot.
pub fn no_pole_of_two<T: Real>(x: Operand<'_, T>, y: Operand<'_, T>, out: &[T]) -> FpFlags {
    binary(x, y, out, |_, _| false)
}

fn binary<T: Real>(x: Operand<'_, T>, y: Operand<'_, T>, out: &[T], pole: impl Fn(f64, f64) -> bool) -> FpFlags {
    out.iter().enumerate().fold(FpFlags::NONE, |found, (i, &z)| {
        let (x, y) = (x.at(i), y.at(i));
        let at_pole = pole(x.as_f64(), y.as_f64());
        let error = nan_or_inf(x.nan() || y.nan(), x.finite() && y.finite(), z.nan(), z.inf(), at_pole);
        let under =
            x.finite() && y.finite() && z.magnitude() < T::TINY && x.magnitude() >= T::TINY && y != T::default();
        found | error | if under { FpFlags::UNDER } else { FpFlags::NONE }
    })
}
