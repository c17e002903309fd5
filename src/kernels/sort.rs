//! Sorting by keys: numbers become integers that order as NumPy orders the numbers (NaN last), so
//! that the standard library's sorts run on plain integers.

use crate::array::{Bool8, Num};
use half::f16;
use num_complex::{Complex32, Complex64};

/// A number that maps to an integer key in NumPy's sort order, and back.
pub trait SortKey: Num {
    /// The key.
    type Key: Ord + Copy;
    /// The key of a number.
    fn key(self) -> Self::Key;
}

macro_rules! own_key {
    ($($rust:ty),*) => { $(impl SortKey for $rust {
        type Key = $rust;
        #[inline(always)]
        fn key(self) -> $rust { self }
    })* };
}
own_key! { i8, i16, i32, i64, u8, u16, u32, u64 }

impl SortKey for Bool8 {
    type Key = u8;
    #[inline(always)]
    fn key(self) -> u8 {
        self.0
    }
}

macro_rules! float_key {
    ($($rust:ty, $bits:ty, $signed:ty;)*) => { $(impl SortKey for $rust {
        type Key = $signed;
        /// Two's complement order of the bits, all NaNs last, both zeros one key.
        #[inline(always)]
        fn key(self) -> $signed {
            if self.is_nan() {
                return <$signed>::MAX;
            }
            let bits = self.to_bits() as $signed;
            let key = bits ^ (((bits >> (<$bits>::BITS - 1)) as $bits) >> 1) as $signed;
            // −0 sorts with +0.
            if key == -1 { 0 } else { key }
        }
    })* };
}
float_key! { f64, u64, i64; f32, u32, i32; f16, u16, i16; }

impl SortKey for Complex64 {
    type Key = (bool, i64, i64);
    #[inline(always)]
    fn key(self) -> (bool, i64, i64) {
        (self.re.is_nan() || self.im.is_nan(), self.re.key(), self.im.key())
    }
}

impl SortKey for Complex32 {
    type Key = (bool, i32, i32);
    #[inline(always)]
    fn key(self) -> (bool, i32, i32) {
        (self.re.is_nan() || self.im.is_nan(), self.re.key(), self.im.key())
    }
}

/// Sorts in place, ascending, NaN last. Equal numbers keep their order.
pub fn sort<T: SortKey>(values: &mut [T]) {
    values.sort_by_key(|x| x.key());
}

/// The positions that would sort the values; equal ones keep their order.
pub fn argsort<T: SortKey>(values: &[T]) -> Vec<i64> {
    let mut keyed: Vec<(T::Key, u32)> = Vec::new();
    if values.len() < u32::MAX as usize {
        keyed.extend(values.iter().enumerate().map(|(i, x)| (x.key(), i as u32)));
        // The position breaks ties, so the unstable sort is stable here and needs no scratch memory.
        keyed.sort_unstable();
        return keyed.into_iter().map(|(_, i)| i as i64).collect();
    }
    let mut order: Vec<i64> = (0..values.len() as i64).collect();
    order.sort_by_key(|&i| values[i as usize].key());
    order
}

/// The first place where `x` could stand among sorted values (`right`: the last such place).
pub fn search<T: SortKey>(sorted: &[T], x: T, right: bool) -> usize {
    let key = x.key();
    if right {
        sorted.partition_point(|value| value.key() <= key)
    } else {
        sorted.partition_point(|value| value.key() < key)
    }
}
