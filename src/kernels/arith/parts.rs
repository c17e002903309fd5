//! What looks at a number's parts: sign, exponent, fraction; and rounding to whole numbers.

use super::each::{Binary, Unary};
use super::float::{Real, real_flags};
use crate::kernels::fp::{FpFlags, nan_or_inf};
use num_complex::Complex;
use num_traits::Float;

/// `np.isnan` of floats and complex numbers.
pub struct IsNan;
/// `np.isinf` of floats and complex numbers.
pub struct IsInf;
/// `np.isfinite` of floats and complex numbers.
pub struct IsFinite;
/// `np.signbit`.
pub struct Signbit;
/// `np.copysign`.
pub struct Copysign;
/// `np.nextafter`.
pub struct NextAfter;
/// `np.spacing`: the distance to the next number away from zero, with the sign.
pub struct Spacing;
/// `np.ldexp`.
pub struct Ldexp;
/// `np.heaviside`.
pub struct Heaviside;
/// `np.floor`; of integers and bool the same value.
pub struct Floor;
/// `np.ceil`; of integers and bool the same value.
pub struct Ceil;
/// `np.trunc`; of integers and bool the same value.
pub struct Trunc;
/// `np.rint`: ties to even.
pub struct Rint;
/// `np.sqrt` of reals.
pub struct Sqrt;
/// `np.deg2rad` and `np.radians`.
pub struct Deg2Rad;
/// `np.rad2deg` and `np.degrees`.
pub struct Rad2Deg;

for_floats!(T {
    impl Unary<T> for IsNan {
        type Out = bool;
        #[inline(always)]
        fn of(a: T) -> bool {
            a.nan()
        }
    }
    impl Unary<T> for IsInf {
        type Out = bool;
        #[inline(always)]
        fn of(a: T) -> bool {
            a.inf()
        }
    }
    impl Unary<T> for IsFinite {
        type Out = bool;
        #[inline(always)]
        fn of(a: T) -> bool {
            a.finite()
        }
    }
    impl Unary<T> for Signbit {
        type Out = bool;
        #[inline(always)]
        fn of(a: T) -> bool {
            a.is_sign_negative()
        }
    }
    impl Binary<T> for Copysign {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            a.copysign(b)
        }
    }
    impl Binary<T> for NextAfter {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            a.next_after(b)
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            // Of float16, NumPy watches for overflow only.
            let found = nan_or_inf(a.nan() || b.nan(), a.finite(), y.nan(), y.inf(), false);
            let under = size_of::<T>() > 2 && y.magnitude() < T::TINY && a != b;
            if under { found | FpFlags::UNDER } else { found }
        }
    }
    impl Unary<T> for Spacing {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            if a.inf() {
                return T::NAN;
            }
            // Away from zero; for float16 always upwards.
            let towards = if size_of::<T>() == 2 { T::INFINITY } else { T::INFINITY.copysign(a) };
            if a == T::default() { T::default().next_after(T::INFINITY) } else { a.next_after(towards) - a }
        }
        fn flags(_: T, y: T) -> FpFlags {
            // Of float16, NumPy calls the spacing of infinity and NaN invalid.
            let half = size_of::<T>() == 2;
            nan_or_inf(!half, true, y.nan(), y.inf(), false)
        }
    }
    impl Binary<T> for Heaviside {
        type Out = T;
        #[inline(always)]
        fn of(a: T, at_zero: T) -> T {
            let zero = T::default();
            if a.nan() {
                a
            } else if a == zero {
                at_zero
            } else {
                T::narrow(if a < zero { 0.0 } else { 1.0 })
            }
        }
    }
    impl Unary<T> for Floor {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide().floor())
        }
    }
    impl Unary<T> for Ceil {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide().ceil())
        }
    }
    impl Unary<T> for Trunc {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide().trunc())
        }
    }
    impl Unary<T> for Rint {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(T::round_even(a.wide()))
        }
    }
    impl Unary<T> for Sqrt {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide().sqrt())
        }
        fn flags(a: T, y: T) -> FpFlags {
            nan_or_inf(a.nan(), true, y.nan(), false, false)
        }
    }
    impl Unary<T> for Deg2Rad {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide() * <T as Angles>::DEGREE)
        }
        fn flags(a: T, y: T) -> FpFlags {
            real_flags(a, a, y, false, || a != T::default())
        }
    }
    impl Unary<T> for Rad2Deg {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide() * <T as Angles>::RADIAN)
        }
        fn flags(a: T, y: T) -> FpFlags {
            real_flags(a, a, y, false, || a != T::default())
        }
    }
});

macro_rules! ldexp {
    // The exponent is a C int or long.
    ($($exponent:ident)*) => {$(
        for_floats!(T {
            impl Binary<T, $exponent> for Ldexp {
                type Out = T;
                #[inline(always)]
                fn of(a: T, n: $exponent) -> T {
                    a.scale(i64::from(n))
                }
                fn flags(a: T, n: $exponent, y: T) -> FpFlags {
                    real_flags(a, a, y, false, || a != T::default() && y.scale(-i64::from(n)) != a)
                }
            }
        });
    )*};
}

ldexp!(i32 i64);

/// A degree in radians and a radian in degrees, in the type of the arithmetic.
trait Angles: Real {
    const DEGREE: Self::Wide;
    const RADIAN: Self::Wide;
}

impl Angles for half::f16 {
    const DEGREE: f32 = std::f32::consts::PI / 180.0;
    const RADIAN: f32 = 180.0 / std::f32::consts::PI;
}

impl Angles for f32 {
    const DEGREE: f32 = std::f32::consts::PI / 180.0;
    const RADIAN: f32 = 180.0 / std::f32::consts::PI;
}

impl Angles for f64 {
    const DEGREE: f64 = std::f64::consts::PI / 180.0;
    const RADIAN: f64 = 180.0 / std::f64::consts::PI;
}

/// `np.frexp`: mantissas in [1/2, 1) and exponents.
pub fn frexp<T: Real>(a: &[T], mantissa: &mut [T], exponent: &mut [i32]) {
    for ((&x, m), e) in a.iter().zip(mantissa).zip(exponent) {
        (*m, *e) = x.split();
    }
}

/// `np.modf`: fractional and whole parts, both with the sign of the number.
pub fn modf<T: Real>(a: &[T], fraction: &mut [T], whole: &mut [T]) {
    let zero = <T::Wide as num_traits::Zero>::zero();
    for ((&x, f), w) in a.iter().zip(fraction).zip(whole) {
        let x = x.wide();
        let integer = x.trunc();
        *w = T::narrow(integer);
        *f = T::narrow(if x.is_infinite() { zero.copysign(x) } else { (x - integer).copysign(x) });
    }
}

macro_rules! whole_already {
    // Integers and bool have no fraction.
    ($($op:ident)*) => {$(
        for_integers!(T {
            impl Unary<T> for $op {
                type Out = T;
                #[inline(always)]
                fn of(a: T) -> T {
                    a
                }
            }
        });
        impl Unary<bool> for $op {
            type Out = bool;
            #[inline(always)]
            fn of(a: bool) -> bool {
                a
            }
        }
    )*};
}

whole_already!(Floor Ceil Trunc);

macro_rules! complex {
    // A complex number is NaN or infinite if a part of it is.
    ($($real:ident)*) => {$(
        impl Unary<Complex<$real>> for IsNan {
            type Out = bool;
            #[inline(always)]
            fn of(a: Complex<$real>) -> bool {
                a.re.is_nan() | a.im.is_nan()
            }
        }
        impl Unary<Complex<$real>> for IsInf {
            type Out = bool;
            #[inline(always)]
            fn of(a: Complex<$real>) -> bool {
                a.re.is_infinite() | a.im.is_infinite()
            }
        }
        impl Unary<Complex<$real>> for IsFinite {
            type Out = bool;
            #[inline(always)]
            fn of(a: Complex<$real>) -> bool {
                a.re.is_finite() & a.im.is_finite()
            }
        }
        impl Unary<Complex<$real>> for Rint {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>) -> Complex<$real> {
                Complex::new(a.re.round_ties_even(), a.im.round_ties_even())
            }
        }
    )*};
}

complex!(f32 f64);
