//! Bit operations on integers and bool, shifts, and the logical operations on everything.

use super::each::{Binary, Unary};
use half::f16;
use num_complex::Complex;

/// `np.bitwise_and`.
pub struct BitwiseAnd;
/// `np.bitwise_or`.
pub struct BitwiseOr;
/// `np.bitwise_xor`.
pub struct BitwiseXor;
/// `np.invert`; of bool the logical not.
pub struct Invert;
/// `np.left_shift`; a count outside the type's width gives 0.
pub struct LeftShift;
/// `np.right_shift`; a count outside the type's width gives the sign alone.
pub struct RightShift;
/// `np.logical_and`.
pub struct LogicalAnd;
/// `np.logical_or`.
pub struct LogicalOr;
/// `np.logical_xor`.
pub struct LogicalXor;
/// `np.logical_not`.
pub struct LogicalNot;

macro_rules! bitwise {
    // The three bit operations, for each of the types that have them.
    ($($op:ident $symbol:tt;)*) => {$(
        for_integers!(T {
            impl Binary<T> for $op {
                type Out = T;
                #[inline(always)]
                fn of(a: T, b: T) -> T {
                    a $symbol b
                }
            }
        });
        impl Binary<bool> for $op {
            type Out = bool;
            #[inline(always)]
            fn of(a: bool, b: bool) -> bool {
                a $symbol b
            }
        }
    )*};
}

bitwise! {
    BitwiseAnd &;
    BitwiseOr |;
    BitwiseXor ^;
}

for_integers!(T {
    impl Unary<T> for Invert {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            !a
        }
    }
    impl Binary<T> for LeftShift {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            if in_width(i128::from(b), T::BITS) { a << b } else { 0 }
        }
    }
    impl Binary<T> for RightShift {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            // The last place of a signed type holds copies of the sign, of an unsigned type nothing.
            if in_width(i128::from(b), T::BITS) { a >> b } else { (a >> (T::BITS - 1)) >> 1 }
        }
    }
});

/// Whether a shift count is one that the machine can do.
#[inline(always)]
fn in_width(count: i128, bits: u32) -> bool {
    0 <= count && count < i128::from(bits)
}

impl Unary<bool> for Invert {
    type Out = bool;
    #[inline(always)]
    fn of(a: bool) -> bool {
        !a
    }
}

/// Python's truth of a number.
pub trait Truth: Copy {
    /// Whether it is not zero; NaN is true.
    fn truth(self) -> bool;
}

for_numbers!(T {
    impl Truth for T {
        #[inline(always)]
        fn truth(self) -> bool {
            self != T::default()
        }
    }
});

impl Truth for bool {
    #[inline(always)]
    fn truth(self) -> bool {
        self
    }
}

impl Truth for f16 {
    #[inline(always)]
    fn truth(self) -> bool {
        self.to_bits() << 1 != 0
    }
}

impl<T: Truth> Truth for Complex<T> {
    #[inline(always)]
    fn truth(self) -> bool {
        self.re.truth() | self.im.truth()
    }
}

impl<T: Truth> Binary<T> for LogicalAnd {
    type Out = bool;
    #[inline(always)]
    fn of(a: T, b: T) -> bool {
        a.truth() & b.truth()
    }
}

impl<T: Truth> Binary<T> for LogicalOr {
    type Out = bool;
    #[inline(always)]
    fn of(a: T, b: T) -> bool {
        a.truth() | b.truth()
    }
}

impl<T: Truth> Binary<T> for LogicalXor {
    type Out = bool;
    #[inline(always)]
    fn of(a: T, b: T) -> bool {
        a.truth() ^ b.truth()
    }
}

impl<T: Truth> Unary<T> for LogicalNot {
    type Out = bool;
    #[inline(always)]
    fn of(a: T) -> bool {
        !a.truth()
    }
}
