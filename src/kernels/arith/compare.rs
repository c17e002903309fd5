//! Comparisons, and the larger or smaller of two. Complex numbers order by real part, then by
//! imaginary part, and a NaN anywhere makes the answer False.

use super::each::Binary;
use crate::kernels::fp::{FpFlags, Watch};
use half::f16;
use num_complex::Complex;

/// What can be compared elementwise.
pub trait Order: Copy + PartialEq + Watch + Send + Sync {
    /// `a < b`; False if either is NaN.
    fn lt(a: Self, b: Self) -> bool;
    /// `a <= b`; False if either is NaN.
    fn le(a: Self, b: Self) -> bool;
    /// Whether it is, or has, a NaN.
    fn is_missing(self) -> bool;
    /// Whether other bits are as large: of zeros, and of NaN.
    fn is_ambiguous(self) -> bool {
        false
    }
    /// Which operand `maximum` and its like give if neither is larger: the left one, or the right one as
    /// the processor's own instruction does. Shows only with zeros of both signs.
    const TIE_LEFT: bool;
    /// Whether comparing these raises the invalid flag (an ordered comparison with a NaN; for reals NumPy
    /// uses comparisons that do not).
    #[inline(always)]
    fn order_is_invalid(_a: Self, _b: Self) -> bool {
        false
    }
}

for_numbers!(T {
    impl Order for T {
        #[inline(always)]
        fn lt(a: T, b: T) -> bool {
            a < b
        }
        #[inline(always)]
        fn le(a: T, b: T) -> bool {
            a <= b
        }
        #[inline(always)]
        fn is_missing(self) -> bool {
            #[expect(clippy::eq_op, reason = "true for NaN alone, false for every integer")]
            let nan = self != self;
            nan
        }
        fn is_ambiguous(self) -> bool {
            // A type that has halves is a float.
            self.is_missing() || (self == 0 as T && 0.5 as T != 0 as T)
        }
        const TIE_LEFT: bool = false;
    }
});

impl Order for f16 {
    #[inline(always)]
    fn lt(a: f16, b: f16) -> bool {
        a < b
    }
    #[inline(always)]
    fn le(a: f16, b: f16) -> bool {
        a <= b
    }
    #[inline(always)]
    fn is_missing(self) -> bool {
        self.is_nan()
    }
    fn is_ambiguous(self) -> bool {
        self.is_nan() || self == f16::ZERO
    }
    const TIE_LEFT: bool = true;
}

impl Order for bool {
    #[inline(always)]
    fn lt(a: bool, b: bool) -> bool {
        !a & b
    }
    #[inline(always)]
    fn le(a: bool, b: bool) -> bool {
        !a | b
    }
    #[inline(always)]
    fn is_missing(self) -> bool {
        false
    }
    const TIE_LEFT: bool = false;
}

macro_rules! complex {
    // The same text for both widths.
    ($($real:ident)*) => {$(
        impl Order for Complex<$real> {
            #[inline(always)]
            fn lt(a: Self, b: Self) -> bool {
                (a.re < b.re && !a.im.is_nan() && !b.im.is_nan()) || (a.re == b.re && a.im < b.im)
            }
            #[inline(always)]
            fn le(a: Self, b: Self) -> bool {
                (a.re < b.re && !a.im.is_nan() && !b.im.is_nan()) || (a.re == b.re && a.im <= b.im)
            }
            #[inline(always)]
            fn is_missing(self) -> bool {
                self.re.is_nan() || self.im.is_nan()
            }
            fn is_ambiguous(self) -> bool {
                self.is_missing() || self.re == 0.0 || self.im == 0.0
            }
            const TIE_LEFT: bool = true;
            fn order_is_invalid(a: Self, b: Self) -> bool {
                a.re.is_nan() || b.re.is_nan() || (a.re == b.re && (a.im.is_nan() || b.im.is_nan()))
            }
        }
    )*};
}

complex!(f32 f64);

/// `np.equal`.
pub struct Equal;
/// `np.not_equal`.
pub struct NotEqual;
/// `np.less`.
pub struct Less;
/// `np.less_equal`.
pub struct LessEqual;
/// `np.greater`.
pub struct Greater;
/// `np.greater_equal`.
pub struct GreaterEqual;
/// `np.maximum`: a NaN wins, the left one first.
pub struct Maximum;
/// `np.minimum`: a NaN wins, the left one first.
pub struct Minimum;
/// `np.fmax`: a NaN loses.
pub struct Fmax;
/// `np.fmin`: a NaN loses.
pub struct Fmin;

impl<T: Order> Binary<T> for Equal {
    type Out = bool;
    #[inline(always)]
    fn of(a: T, b: T) -> bool {
        a == b
    }
}

impl<T: Order> Binary<T> for NotEqual {
    type Out = bool;
    #[inline(always)]
    fn of(a: T, b: T) -> bool {
        a != b
    }
}

macro_rules! ordered {
    // Four operations that differ in the order of operands and in one call.
    ($($op:ident: $a:ident $b:ident => $x:ident $cmp:ident $y:ident;)*) => {$(
        impl<T: Order> Binary<T> for $op {
            type Out = bool;
            #[inline(always)]
            fn of($a: T, $b: T) -> bool {
                T::$cmp($x, $y)
            }
            fn flags(a: T, b: T, _: bool) -> FpFlags {
                if T::order_is_invalid(a, b) { FpFlags::INVALID } else { FpFlags::NONE }
            }
            #[inline(always)]
            fn suspect(a: T, b: T) -> bool {
                T::order_is_invalid(a, b)
            }
        }
    )*};
}

ordered! {
    Less: a b => a lt b;
    LessEqual: a b => a le b;
    Greater: a b => b lt a;
    GreaterEqual: a b => b le a;
}

impl<T: Order> Binary<T> for Maximum {
    type Out = T;
    #[inline(always)]
    fn of(a: T, b: T) -> T {
        let left = if T::TIE_LEFT { T::le(b, a) } else { T::lt(b, a) };
        if left || a.is_missing() { a } else { b }
    }
    fn shows_order(out: T) -> bool {
        out.is_ambiguous()
    }
}

impl<T: Order> Binary<T> for Minimum {
    type Out = T;
    #[inline(always)]
    fn of(a: T, b: T) -> T {
        let left = if T::TIE_LEFT { T::le(a, b) } else { T::lt(a, b) };
        if left || a.is_missing() { a } else { b }
    }
    fn shows_order(out: T) -> bool {
        out.is_ambiguous()
    }
}

impl<T: Order> Binary<T> for Fmax {
    type Out = T;
    #[inline(always)]
    fn of(a: T, b: T) -> T {
        let left = if T::TIE_LEFT { T::le(b, a) } else { T::lt(b, a) };
        if left || b.is_missing() { a } else { b }
    }
    fn shows_order(out: T) -> bool {
        out.is_ambiguous()
    }
}

impl<T: Order> Binary<T> for Fmin {
    type Out = T;
    #[inline(always)]
    fn of(a: T, b: T) -> T {
        let left = if T::TIE_LEFT { T::le(a, b) } else { T::lt(a, b) };
        if left || b.is_missing() { a } else { b }
    }
    fn shows_order(out: T) -> bool {
        out.is_ambiguous()
    }
}
