//! The real floating types as kernels see them: float16 computes in float32 and rounds each result.

use crate::kernels::fp::{FpFlags, Watch, nan_or_inf};
use half::f16;

/// float16, float32 and float64.
pub trait Real: Watch + PartialOrd + PartialEq + Default + Send + Sync {
    /// The type that the arithmetic is done in.
    type Wide: num_traits::Float + Copy;
    /// The smallest positive number held to full precision.
    const TINY: Self;
    /// The value in the type of the arithmetic; exact.
    fn wide(self) -> Self::Wide;
    /// The nearest value of this type.
    fn narrow(x: Self::Wide) -> Self;
    /// Whether it is NaN.
    fn nan(self) -> bool;
    /// Whether it is an infinity.
    fn inf(self) -> bool;
    /// The value without its sign.
    fn magnitude(self) -> Self;
    /// The value as a float64; exact.
    fn as_f64(self) -> f64;
    /// The next value in the direction of `to`, C's `nextafter`.
    fn next_after(self, to: Self) -> Self;
    /// `self · 2^n`, rounded once.
    fn scale(self, n: i64) -> Self;
    /// Mantissa in [1/2, 1) with the sign, and exponent; zero, infinity and NaN give themselves and 0.
    fn split(self) -> (Self, i32);
    /// A small whole number.
    fn whole(n: i8) -> Self;
    /// The next integer in the direction that ties take to even.
    fn round_even(x: Self::Wide) -> Self::Wide;

    /// Whether it is neither infinite nor NaN.
    #[inline(always)]
    fn finite(self) -> bool {
        !self.nan() && !self.inf()
    }
}

macro_rules! real {
    ($($float:ident, $bits:ident, $ibits:ident, $wide:ident;)*) => {$(
        impl Real for $float {
            type Wide = $wide;
            const TINY: $float = $float::MIN_POSITIVE;
            #[inline(always)]
            fn wide(self) -> $wide {
                self.into()
            }
            #[inline(always)]
            fn narrow(x: $wide) -> $float {
                narrow::$float(x)
            }
            #[inline(always)]
            fn nan(self) -> bool {
                self.is_nan()
            }
            #[inline(always)]
            fn inf(self) -> bool {
                self.is_infinite()
            }
            #[inline(always)]
            fn magnitude(self) -> $float {
                $float::from_bits(self.to_bits() & ($bits::MAX >> 1))
            }
            #[inline(always)]
            fn as_f64(self) -> f64 {
                self.into()
            }
            fn next_after(self, to: $float) -> $float {
                if self.is_nan() || to.is_nan() {
                    return $float::NAN;
                }
                if self == to {
                    // Zeros of both signs are equal: float32 and float64 take the other one, float16 does not.
                    return if size_of::<$float>() == 2 { self } else { to };
                }
                let bits = self.to_bits();
                if bits << 1 == 0 {
                    // From a zero of either sign to the smallest subnormal of the other's sign.
                    return $float::from_bits((to.to_bits() & !($bits::MAX >> 1)) | 1);
                }
                let up = (self < to) == (bits >> ($bits::BITS - 1) == 0);
                $float::from_bits(if up { bits + 1 } else { bits - 1 })
            }
            fn scale(self, n: i64) -> $float {
                // Two steps of float64 are exact or round once: a float16 or float32 has room below.
                scale::$float(self, n)
            }
            fn split(self) -> ($float, i32) {
                if self.is_nan() || self.is_infinite() || self == <$float>::default() {
                    return (self, 0);
                }
                let x = f64::from(self);
                let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * TWO_54, -54) } else { (x, 0) };
                let exponent = ((x.to_bits() >> 52) & 0x7ff) as i32 - 1022 + shift;
                let mantissa = f64::from_bits((x.to_bits() & !(0x7ff << 52)) | (1022 << 52));
                (narrow_f64::$float(mantissa), exponent)
            }
            #[inline(always)]
            fn whole(n: i8) -> $float {
                $float::from(n)
            }
            #[inline(always)]
            fn round_even(x: $wide) -> $wide {
                x.round_ties_even()
            }
        }
    )*};
}

real! {
    f16, u16, i16, f32;
    f32, u32, i32, f32;
    f64, u64, i64, f64;
}

const TWO_54: f64 = 18_014_398_509_481_984.0;

/// Rounding from the type of the arithmetic, by the name of the target.
mod narrow {
    #[inline(always)]
    pub(super) fn f16(x: f32) -> half::f16 {
        half::f16::from_f32(x)
    }
    #[inline(always)]
    pub(super) fn f32(x: f32) -> f32 {
        x
    }
    #[inline(always)]
    pub(super) fn f64(x: f64) -> f64 {
        x
    }
}

/// Rounding from float64, by the name of the target.
mod narrow_f64 {
    pub(super) fn f16(x: f64) -> half::f16 {
        half::f16::from_f64(x)
    }
    pub(super) fn f32(x: f64) -> f32 {
        x as f32
    }
    pub(super) fn f64(x: f64) -> f64 {
        x
    }
}

/// `x · 2^n`, by the name of the type.
mod scale {
    /// A power of two in float64's normal range.
    fn power(n: i64) -> f64 {
        f64::from_bits(((n + 1023) as u64) << 52)
    }

    pub(super) fn f16(x: half::f16, n: i64) -> half::f16 {
        half::f16::from_f64(x.to_f64() * power(n.clamp(-200, 200)))
    }

    pub(super) fn f32(x: f32, n: i64) -> f32 {
        (f64::from(x) * power(n.clamp(-600, 600))) as f32
    }

    pub(super) fn f64(x: f64, n: i64) -> f64 {
        // Largest steps first; a subnormal result is rounded by the last product only, because the
        // steps before it stay 53 bits above the subnormal range.
        let mut x = x;
        let mut n = n.clamp(-3000, 3000);
        while n > 1023 {
            x *= power(1023);
            n -= 1023;
        }
        while n < -1022 {
            x *= power(-969);
            n += 969;
        }
        x * power(n)
    }
}

/// Whether `a · b` is not exactly `y`, none of them being infinite or NaN; right also where the product is
/// too small for what rounding it loses to be a number.
pub(super) fn product_differs<T: Real>(a: T, b: T, y: T) -> bool {
    if y == T::default() {
        return a != y && b != y;
    }
    let ((a, m), (b, n)) = (a.as_f64().split(), b.as_f64().split());
    let product = a * b;
    let rest = a.mul_add(b, -product);
    let y = y.as_f64().scale(-i64::from(m + n));
    (product - y) + rest != 0.0
}

/// The errors of a result of `+ - * /` and their like: NaN or infinite without cause, or too small.
/// `inexact` says whether a tiny result differs from the exact one.
#[inline]
pub(super) fn real_flags<T: Real>(a: T, b: T, y: T, at_pole: bool, inexact: impl FnOnce() -> bool) -> FpFlags {
    let found = nan_or_inf(a.nan() || b.nan(), a.finite() && b.finite(), y.nan(), y.inf(), at_pole);
    if y.magnitude() < T::TINY && a.finite() && b.finite() && inexact() { found | FpFlags::UNDER } else { found }
}
