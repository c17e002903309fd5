//! Division in its many forms. Python's `//` and `%` round towards minus infinity; integer division
//! by zero gives 0 and an error, `-2**63 // -1` gives `-2**63` and an error.

use super::basic::complex_flags;
use super::each::{Binary, Unary};
use super::float::{Real, product_differs, real_flags};
use crate::kernels::fp::FpFlags;
use num_complex::Complex;
use num_traits::Float;

/// `np.divide` of floats and complex numbers.
pub struct Divide;
/// `np.floor_divide`.
pub struct FloorDivide;
/// `np.remainder`: the divisor's sign.
pub struct Remainder;
/// `np.fmod`: the dividend's sign, as in C.
pub struct Fmod;
/// `np.reciprocal`.
pub struct Reciprocal;
/// `np.gcd`.
pub struct Gcd;
/// `np.lcm`.
pub struct Lcm;

/// Python's `divmod` on reals, as NumPy has it: one fmod, from which both come.
///
/// Source: `npy_divmod` in NumPy's `npy_math_internal.h.src`.
#[inline(always)]
pub fn divmod<F: Float>(a: F, b: F) -> (F, F) {
    let rest = a % b;
    if b == F::zero() {
        return (a / b, rest);
    }
    let mut quotient = (a - rest) / b;
    let mut rest = rest;
    if rest == F::zero() {
        rest = F::zero().copysign(b);
    } else if (b < F::zero()) != (rest < F::zero()) {
        rest = rest + b;
        quotient = quotient - F::one();
    }
    if quotient == F::zero() {
        return (F::zero().copysign(a / b), rest);
    }
    let floor = quotient.floor();
    let half = F::one() / (F::one() + F::one());
    (if quotient - floor > half { floor + F::one() } else { floor }, rest)
}

for_floats!(T {
    impl Binary<T> for Divide {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(a.wide() / b.wide())
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            real_flags(a, b, y, b == T::default(), || {
                a != T::default() && (y == T::default() || product_differs(y, b, a))
            })
        }
    }
    impl Binary<T> for FloorDivide {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(divmod(a.wide(), b.wide()).0)
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            let pole = b == T::default();
            let found = real_flags(a, b, y, pole, || false);
            // NumPy's own steps: an infinite quotient minus itself, and the sign of a vanishing one.
            if found == FpFlags::OVER && size_of::<T>() > 2 {
                return found | FpFlags::INVALID;
            }
            let vanishing = size_of::<T>() > 2
                && y == T::default()
                && a != y
                && !pole
                && b.finite()
                && (a.as_f64() / b.as_f64()).abs() < T::TINY.as_f64();
            if vanishing { found | FpFlags::UNDER } else { found }
        }
    }
    impl Binary<T> for Remainder {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(divmod(a.wide(), b.wide()).1)
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            real_flags(a, b, y, false, || false)
        }
    }
    impl Binary<T> for Fmod {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(a.wide() % b.wide())
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            real_flags(a, b, y, false, || false)
        }
    }
    impl Unary<T> for Reciprocal {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(1.0 / a.wide())
        }
        fn flags(a: T, y: T) -> FpFlags {
            real_flags(a, a, y, a == T::default(), || true)
        }
    }
});

for_integers!(T {
    impl Binary<T> for FloorDivide {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            if b == 0 {
                return 0;
            }
            let quotient = a.wrapping_div(b);
            // C rounds towards zero: one less if the signs differ and something was left.
            let inexact = quotient.wrapping_mul(b) != a;
            if inexact && ((a < T::default()) != (b < T::default())) { quotient - 1 } else { quotient }
        }
        fn flags(a: T, b: T, _: T) -> FpFlags {
            if b == 0 {
                FpFlags::DIVIDE
            } else if a.checked_div(b).is_none() {
                FpFlags::OVER
            } else {
                FpFlags::NONE
            }
        }
        #[inline(always)]
        fn suspect(a: T, b: T) -> bool {
            // The second half holds for -1 and, harmlessly, for an unsigned type's largest value.
            b == 0 || (b == T::default().wrapping_sub(1) && a == T::MIN)
        }
    }
    impl Binary<T> for Remainder {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            if b == 0 {
                return 0;
            }
            let rest = a.wrapping_rem(b);
            if rest != 0 && ((rest < T::default()) != (b < T::default())) { rest.wrapping_add(b) } else { rest }
        }
        fn flags(_: T, b: T, _: T) -> FpFlags {
            if b == 0 { FpFlags::DIVIDE } else { FpFlags::NONE }
        }
        #[inline(always)]
        fn suspect(_: T, b: T) -> bool {
            b == 0
        }
    }
    impl Binary<T> for Fmod {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            if b == 0 { 0 } else { a.wrapping_rem(b) }
        }
        fn flags(_: T, b: T, _: T) -> FpFlags {
            if b == 0 { FpFlags::DIVIDE } else { FpFlags::NONE }
        }
        #[inline(always)]
        fn suspect(_: T, b: T) -> bool {
            b == 0
        }
    }
    impl Binary<T> for Gcd {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            // The smallest integer's magnitude does not fit its type: it wraps back to itself.
            gcd((a as i128).unsigned_abs() as u64, (b as i128).unsigned_abs() as u64) as T
        }
    }
    impl Binary<T> for Lcm {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            let (a, b) = ((a as i128).unsigned_abs() as u64, (b as i128).unsigned_abs() as u64);
            a.checked_div(gcd(a, b)).map_or(0, |part| part.wrapping_mul(b) as T)
        }
    }
    impl Unary<T> for Reciprocal {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            if a == 0 { reciprocal_of_zero::<T>() } else { (1 as T).wrapping_div(a) }
        }
        fn flags(a: T, _: T) -> FpFlags {
            if a == 0 { FpFlags::DIVIDE | FpFlags::INVALID } else { FpFlags::NONE }
        }
        #[inline(always)]
        fn suspect(a: T) -> bool {
            a == 0
        }
    }
});

/// The greatest common divisor of two magnitudes.
fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// 1/0 converted from float: the smallest value of int32 and int64, 0 of the other types.
fn reciprocal_of_zero<T: num_traits::PrimInt>() -> T {
    let signed = T::min_value() < T::zero();
    let wide = size_of::<T>() >= 4;
    if signed && wide { T::min_value() } else { T::zero() }
}

macro_rules! complex {
    // The same text for both widths.
    ($($real:ident)*) => {$(
        impl Binary<Complex<$real>> for Divide {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>, b: Complex<$real>) -> Complex<$real> {
                // Smith's method, as NumPy has it.
                let (re, im) = (b.re.abs(), b.im.abs());
                if re >= im {
                    if re == 0.0 && im == 0.0 {
                        return Complex::new(a.re / re, a.im / re);
                    }
                    let ratio = b.im / b.re;
                    let scale = 1.0 / (b.re + b.im * ratio);
                    Complex::new((a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale)
                } else {
                    let ratio = b.re / b.im;
                    let scale = 1.0 / (b.im + b.re * ratio);
                    Complex::new((a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale)
                }
            }
            fn flags(a: Complex<$real>, b: Complex<$real>, y: Complex<$real>) -> FpFlags {
                let found = complex_flags(a, b, y, b.re == 0.0 && b.im == 0.0) | unordered(b.re, b.im);
                // Dividing by zero divides each part by zero: one may be 0/0, the other not.
                let zero = b.re == 0.0 && b.im == 0.0;
                if zero && (y.re.is_infinite() || y.im.is_infinite()) && a.re.is_finite() && a.im.is_finite() {
                    found | FpFlags::DIVIDE
                } else {
                    found
                }
            }
        }
        impl Unary<Complex<$real>> for Reciprocal {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>) -> Complex<$real> {
                if a.im.abs() <= a.re.abs() {
                    let ratio = a.im / a.re;
                    let divisor = a.re + a.im * ratio;
                    Complex::new(1.0 / divisor, -ratio / divisor)
                } else {
                    let ratio = a.re / a.im;
                    let divisor = a.re * ratio + a.im;
                    Complex::new(ratio / divisor, -1.0 / divisor)
                }
            }
            fn flags(a: Complex<$real>, y: Complex<$real>) -> FpFlags {
                complex_flags(a, a, y, false) | unordered(a.re, a.im)
            }
        }
    )*};
}

complex!(f32 f64);

/// Smith's method compares the divisor's parts; a processor calls that invalid with a NaN.
fn unordered<F: Float>(re: F, im: F) -> FpFlags {
    if re.is_nan() || im.is_nan() { FpFlags::INVALID } else { FpFlags::NONE }
}
