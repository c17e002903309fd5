//! The loop of `np.where`: no ufunc, but driven like one.

use super::raw::{Loop, Raw, no_flags, typed};
use crate::array::{DType, Num};
use crate::kernels::dispatch::{Level, Plain};
use crate::kernels::operand::Operand;
use crate::with_num_type;
use bytemuck::{Pod, cast_slice_mut};

/// The loop that takes a bool and two elements of a dtype, and gives the first element where the bool is
/// true, the second elsewhere. None for dtypes that are not numbers.
pub fn choice(dtype: DType) -> Option<&'static Loop> {
    with_num_type!(dtype, T => Some(const { &choice_of::<T>() }), else None)
}

const fn choice_of<T: Num>() -> Loop {
    let run = match size_of::<T>() {
        1 => run::<u8>,
        2 => run::<u16>,
        4 => run::<u32>,
        8 => run::<u64>,
        _ => run::<[u64; 2]>,
    };
    Loop { types: const { &[DType::Bool, T::DTYPE, T::DTYPE, T::DTYPE] }, run, flags: no_flags, fold: None }
}

/// The bits of an element. Which of two it is must not be a jump, which a processor would have to guess.
trait Bits: Pod {
    /// `a` if the flag is set, else `b`.
    fn choose(flag: u8, a: Self, b: Self) -> Self;
}

macro_rules! bits {
    // All ones or all zeros, as wide as the element.
    ($($bits:ident)*) => {$(
        impl Bits for $bits {
            #[inline(always)]
            fn choose(flag: u8, a: $bits, b: $bits) -> $bits {
                let mask = $bits::from(flag != 0).wrapping_neg();
                (a & mask) | (b & !mask)
            }
        }
    )*};
}

bits!(u8 u16 u32 u64);

impl Bits for [u64; 2] {
    #[inline(always)]
    fn choose(flag: u8, a: [u64; 2], b: [u64; 2]) -> [u64; 2] {
        [u64::choose(flag, a[0], b[0]), u64::choose(flag, a[1], b[1])]
    }
}

fn run<T: Bits>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool {
    let out: &mut [T] = cast_slice_mut(outs[0]);
    let (a, b) = (typed::<T>(ins[1]), typed::<T>(ins[2]));
    match ins[0] {
        Raw::Run(flags) => Level::best().run_plain(Choice { flags, a, b, out }),
        Raw::One(flag) => match if flag[0] != 0 { a } else { b } {
            Operand::Slice(values) => out.copy_from_slice(values),
            Operand::Scalar(value) => out.fill(value),
        },
    }
    false
}

struct Choice<'a, T> {
    flags: &'a [u8],
    a: Operand<'a, T>,
    b: Operand<'a, T>,
    out: &'a mut [T],
}

impl<T: Bits> Plain for Choice<'_, T> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let pairs = self.out.iter_mut().zip(self.flags);
        match (self.a, self.b) {
            (Operand::Slice(a), Operand::Slice(b)) => {
                for (((y, &flag), &a), &b) in pairs.zip(a).zip(b) {
                    *y = T::choose(flag, a, b);
                }
            }
            (Operand::Slice(a), Operand::Scalar(b)) => {
                for ((y, &flag), &a) in pairs.zip(a) {
                    *y = T::choose(flag, a, b);
                }
            }
            (Operand::Scalar(a), Operand::Slice(b)) => {
                for ((y, &flag), &b) in pairs.zip(b) {
                    *y = T::choose(flag, a, b);
                }
            }
            (Operand::Scalar(a), Operand::Scalar(b)) => {
                for (y, &flag) in pairs {
                    *y = T::choose(flag, a, b);
                }
            }
        }
    }
}
