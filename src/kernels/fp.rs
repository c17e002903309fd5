//! Floating-point errors without a status register: Rust gives no access to the processor's flags,
//! so a kernel notes whether any result is not finite (`Watch`), and only then its operands and
//! results are gone through again, one by one (`nan_or_inf`), to say which error it was.

use half::f16;
use num_complex::Complex;
use std::ops::{BitOr, BitOrAssign};

/// A set of floating-point errors, NumPy's four kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FpFlags(u8);

impl FpFlags {
    /// No error.
    pub const NONE: FpFlags = FpFlags(0);
    /// An exact infinity from finite operands: `1 / 0`, `log(0)`.
    pub const DIVIDE: FpFlags = FpFlags(1);
    /// A result too large for its type.
    pub const OVER: FpFlags = FpFlags(2);
    /// A non-zero result too small to be held to full precision.
    pub const UNDER: FpFlags = FpFlags(4);
    /// No meaningful result: `0 / 0`, `sqrt(-1)`, `inf - inf`.
    pub const INVALID: FpFlags = FpFlags(8);

    /// Whether all of `other` are in this set.
    pub fn contains(self, other: FpFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// NumPy's number for the set: 1, 2, 4 and 8 added.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether there is no error in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The errors of both sets.
    pub const fn union(self, other: FpFlags) -> FpFlags {
        FpFlags(self.0 | other.0)
    }
}

impl BitOr for FpFlags {
    type Output = FpFlags;
    fn bitor(self, other: FpFlags) -> FpFlags {
        self.union(other)
    }
}

impl BitOrAssign for FpFlags {
    fn bitor_assign(&mut self, other: FpFlags) {
        *self = self.union(other);
    }
}

/// A result type whose suspicious values can be noted in a vectorised loop: one `and`, `add` and
/// `or` on integers as wide as the element, so that nothing in the loop changes its width.
pub trait Watch: Copy + 'static {
    /// What a loop carries along, starting from its default.
    type Note: Copy + Default + BitOr<Output = Self::Note>;
    /// The note on one result.
    fn note(self) -> Self::Note;
    /// Whether some noted result was infinite or NaN.
    fn noted(note: Self::Note) -> bool;
}

macro_rules! watch_float {
    // Adding one to an exponent field of all ones carries into the sign bit, and only then.
    ($($float:ty, $bits:ty, $exponent:expr, $one:expr;)*) => {$(
        impl Watch for $float {
            type Note = $bits;
            #[inline(always)]
            fn note(self) -> $bits {
                (self.to_bits() & $exponent).wrapping_add($one)
            }
            #[inline(always)]
            fn noted(note: $bits) -> bool {
                note >> (<$bits>::BITS - 1) != 0
            }
        }
    )*};
}

watch_float! {
    f16, u16, 0x7c00, 0x0400;
    f32, u32, 0x7f80_0000, 0x0080_0000;
    f64, u64, 0x7ff0_0000_0000_0000, 0x0010_0000_0000_0000;
}

impl<T: Watch> Watch for Complex<T> {
    type Note = T::Note;
    #[inline(always)]
    fn note(self) -> T::Note {
        self.re.note() | self.im.note()
    }
    #[inline(always)]
    fn noted(note: T::Note) -> bool {
        T::noted(note)
    }
}

/// The note on results that are never suspicious.
#[derive(Clone, Copy, Default)]
pub struct Nothing;

impl BitOr for Nothing {
    type Output = Nothing;
    #[inline(always)]
    fn bitor(self, _: Nothing) -> Nothing {
        Nothing
    }
}

macro_rules! watch_nothing {
    ($($type:ty)*) => {$(
        impl Watch for $type {
            type Note = Nothing;
            #[inline(always)]
            fn note(self) -> Nothing {
                Nothing
            }
            #[inline(always)]
            fn noted(_: Nothing) -> bool {
                false
            }
        }
    )*};
}

watch_nothing!(bool i8 i16 i32 i64 u8 u16 u32 u64 usize);

/// The error of a result that is NaN (no operand being NaN) or infinite (all operands being
/// finite); `at_pole` says whether the operands are where the exact result is infinite.
#[inline]
pub fn nan_or_inf(any_nan: bool, all_finite: bool, nan: bool, inf: bool, at_pole: bool) -> FpFlags {
    if nan && !any_nan {
        FpFlags::INVALID
    } else if inf && all_finite {
        if at_pole { FpFlags::DIVIDE } else { FpFlags::OVER }
    } else {
        FpFlags::NONE
    }
}
