//! Sorting by keys: numbers become integers that order as NumPy orders the numbers (NaN last), so
//! that the standard library's sorts run on plain integers.

use crate::array::{Bool8, Num};
use crate::text::interrupt;
use half::f16;
use num_complex::{Complex32, Complex64};

/// A number that maps to an integer key in NumPy's sort order, and back.
pub trait SortKey: Num {
    /// The key.
    type Key: Ord + Copy;
    /// How numbers of eight bytes are sorted digit by digit.
    const ORDER: WordOrder = WordOrder::Other;
    /// The key of a number.
    fn key(self) -> Self::Key;
}

macro_rules! own_key {
    ($($rust:ty: $order:ident),*) => { $(impl SortKey for $rust {
        type Key = $rust;
        const ORDER: WordOrder = WordOrder::$order;
        #[inline(always)]
        fn key(self) -> $rust { self }
    })* };
}
own_key! { i8: Other, i16: Other, i32: Other, i64: Signed, u8: Other, u16: Other, u32: Other, u64: Unsigned }

impl SortKey for Bool8 {
    type Key = u8;
    #[inline(always)]
    fn key(self) -> u8 {
        self.0
    }
}

macro_rules! float_key {
    ($($rust:ty, $bits:ty, $signed:ty, $order:ident;)*) => { $(impl SortKey for $rust {
        type Key = $signed;
        const ORDER: WordOrder = WordOrder::$order;
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
float_key! { f64, u64, i64, Float; f32, u32, i32, Other; f16, u16, i16, Other; }

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

/// Sorts in place, ascending, NaN last.
pub fn sort<T: SortKey>(values: &mut [T]) {
    if values.len() < LONG || values.len() > u32::MAX as usize || size_of::<T>() > 8 {
        values.sort_by_key(|x| x.key());
    } else if let (true, Ok(words)) = (T::ORDER != WordOrder::Other, bytemuck::try_cast_slice_mut::<T, u64>(values)) {
        radix_sort::<T>(words);
    } else {
        values.sort_by_key(|x| x.key());
    }
}

/// From this length on, words are sorted digit by digit.
const LONG: usize = 2048;

/// How 8-byte numbers map to unsigned words of the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordOrder {
    /// They are such words.
    Unsigned,
    /// Two's complement.
    Signed,
    /// Sign and magnitude; all NaNs last, as one NaN.
    Float,
    /// They have another size.
    Other,
}

/// The unsigned word with the order of a number's.
#[inline(always)]
fn ordered<T: SortKey>(word: u64) -> u64 {
    match T::ORDER {
        WordOrder::Signed => word ^ (1 << 63),
        WordOrder::Float if f64::from_bits(word).is_nan() => f64::NAN.to_bits() | (1 << 63),
        WordOrder::Float if word >> 63 == 1 => !word,
        WordOrder::Float => word | (1 << 63),
        WordOrder::Unsigned | WordOrder::Other => word,
    }
}

/// The number's word back from `ordered`.
#[inline(always)]
fn restored<T: SortKey>(word: u64) -> u64 {
    match T::ORDER {
        WordOrder::Signed => word ^ (1 << 63),
        WordOrder::Float if word >> 63 == 1 => word & !(1 << 63),
        WordOrder::Float => !word,
        WordOrder::Unsigned | WordOrder::Other => word,
    }
}

/// Sorts by one byte after the other, the last one first; bytes that all words share are passed over.
fn radix_sort<T: SortKey>(words: &mut [u64]) {
    let mut counts = [[0u32; 256]; 8];
    let (mut last, mut sorted) = (0, true);
    for word in words.iter_mut() {
        *word = ordered::<T>(*word);
        sorted &= last <= *word;
        last = *word;
        for (byte, count) in word.to_le_bytes().into_iter().zip(&mut counts) {
            count[byte as usize] += 1;
        }
    }
    if !sorted {
        let n = words.len();
        let mut scratch = vec![0u64; n];
        let (mut from, mut to): (&mut [u64], &mut [u64]) = (&mut *words, &mut scratch);
        let mut in_words = true;
        for (digit, counts) in counts.iter().enumerate() {
            if counts.contains(&(n as u32)) {
                continue;
            }
            let mut places = [0u32; 256];
            for byte in 1..256 {
                places[byte] = places[byte - 1] + counts[byte - 1];
            }
            for block in from.chunks(1 << 18) {
                // Whoever is interrupted has no use for the order.
                if interrupt::raised() {
                    break;
                }
                for &word in block {
                    let place = &mut places[(word >> (8 * digit)) as usize & 255];
                    to[*place as usize] = word;
                    *place += 1;
                }
            }
            std::mem::swap(&mut from, &mut to);
            in_words = !in_words;
        }
        if !in_words {
            words.copy_from_slice(&scratch);
        }
    }
    for word in words {
        *word = restored::<T>(*word);
    }
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
