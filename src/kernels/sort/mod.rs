//! Sorting by keys: numbers become integers that order as NumPy orders the numbers (NaN last), so
//! that sorts run on plain integers. How many of them are sorted fast is in `distribute.rs`.

mod distribute;

use crate::array::{Bool8, Num, parallel};
use crate::text::interrupt;
use distribute::{Placed, Word};
use half::f16;
use num_complex::{Complex32, Complex64};

/// A number that maps to an integer key in NumPy's sort order, and back.
pub trait SortKey: Num {
    /// The key.
    type Key: Ord + Copy;
    /// How they map to unsigned words of their size.
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
own_key! {
    i8: Signed, i16: Signed, i32: Signed, i64: Signed, u8: Unsigned, u16: Unsigned, u32: Unsigned, u64: Unsigned
}

impl SortKey for Bool8 {
    type Key = u8;
    const ORDER: WordOrder = WordOrder::Unsigned;
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
float_key! { f64, u64, i64, Float; f32, u32, i32, Float; f16, u16, i16, Float; }

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

/// From this many on, floats are sorted as words, where -0 comes before +0 and all NaNs are one.
const LONG: usize = 2048;

/// How numbers map to unsigned words of the same size and order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordOrder {
    /// They are such words.
    Unsigned,
    /// Two's complement.
    Signed,
    /// Sign and magnitude; all NaNs last, as one NaN.
    Float,
    /// There are none.
    Other,
}

/// An unsigned integer as large as some numbers.
trait Bits: Copy + Ord + bytemuck::Pod {
    /// The word with the order of a number's.
    fn ordered(self, order: WordOrder) -> Self;
    /// The number's word back from `ordered`.
    fn restored(self, order: WordOrder) -> Self;
    /// A float's word, that of +0 for both zeros.
    fn without_sign_of_zero(self) -> Self;
    /// Whether the words of floats lose something in order: one of several NaNs, one of two zeros.
    fn is_special(self) -> bool;
}

macro_rules! bits {
    // A word, its highest bit, the bits of infinity and of NumPy's NaN.
    ($($bits:ident $sign:expr, $infinity:expr, $nan:expr;)*) => {$(
        impl Bits for $bits {
            #[inline(always)]
            fn ordered(self, order: WordOrder) -> $bits {
                match order {
                    WordOrder::Signed => self ^ $sign,
                    WordOrder::Float => {
                        let word = if self << 1 > $infinity << 1 { $nan } else { self };
                        if word & $sign == 0 { word | $sign } else { !word }
                    }
                    WordOrder::Unsigned | WordOrder::Other => self,
                }
            }
            #[inline(always)]
            fn restored(self, order: WordOrder) -> $bits {
                match order {
                    WordOrder::Signed => self ^ $sign,
                    WordOrder::Float => if self & $sign == 0 { !self } else { self & !$sign },
                    WordOrder::Unsigned | WordOrder::Other => self,
                }
            }
            #[inline(always)]
            fn without_sign_of_zero(self) -> $bits {
                if self == $sign { 0 } else { self }
            }
            #[inline(always)]
            fn is_special(self) -> bool {
                self == $sign || self << 1 > $infinity << 1
            }
        }
    )*};
}

bits! {
    u8 0x80, 0x7f, 0;
    u16 0x8000, 0x7c00, 0x7e00;
    u32 0x8000_0000, 0x7f80_0000, 0x7fc0_0000;
    u64 0x8000_0000_0000_0000, 0x7ff0_0000_0000_0000, 0x7ff8_0000_0000_0000;
}

/// Sorts in place, ascending, NaN last. An interrupted sort leaves the numbers in some order.
pub fn sort<T: SortKey>(values: &mut [T]) {
    let done = T::ORDER != WordOrder::Other
        && match size_of::<T>() {
            1 => sort_small::<T, u8>(values, usize::from, |i| i as u8),
            2 => sort_small::<T, u16>(values, usize::from, |i| i as u16),
            4 => sort_words::<T, u32>(values),
            8 => sort_words::<T, u64>(values),
            _ => false,
        };
    if !done {
        values.sort_by_key(|x| x.key());
    }
}

/// Sorts numbers that stand for words; false if there are words that must be told apart.
fn sort_words<T, W>(values: &mut [T]) -> bool
where
    T: SortKey,
    W: Bits + Word + distribute::Record,
{
    let Ok(words) = bytemuck::try_cast_slice_mut::<T, W>(values) else { return false };
    if words.len() < LONG && T::ORDER == WordOrder::Float && words.iter().any(|word| word.is_special()) {
        return false;
    }
    words.iter_mut().for_each(|word| *word = word.ordered(T::ORDER));
    // Whoever is interrupted has no use for the order.
    let _ = distribute::sort(words, T::ORDER == WordOrder::Float);
    words.iter_mut().for_each(|word| *word = word.restored(T::ORDER));
    true
}

/// Sorts by counting how often each word of one or two bytes occurs; false if there are too few numbers
/// for that.
fn sort_small<T: SortKey, W: Bits>(values: &mut [T], index: fn(W) -> usize, word: fn(usize) -> W) -> bool {
    let kinds = 1usize << (8 * size_of::<W>());
    if values.len() < kinds / 8 || values.len() < LONG {
        return false;
    }
    let Ok(words) = bytemuck::try_cast_slice_mut::<T, W>(values) else { return false };
    let mut counts = vec![0usize; kinds];
    for word in &*words {
        counts[index(word.ordered(T::ORDER))] += 1;
    }
    let mut rest = words;
    for (i, &count) in counts.iter().enumerate() {
        let (same, after) = rest.split_at_mut(count);
        same.fill(word(i).restored(T::ORDER));
        rest = after;
    }
    true
}

/// Sorts the lines of a table, each by itself.
pub fn sort_lines<T: SortKey>(values: &mut [T], n: usize) {
    let lines: Vec<&mut [T]> = match parallel::piece(values.len(), 5000) {
        Some(piece) if n < piece => values.chunks_mut(piece / n * n).collect(),
        _ => return values.chunks_exact_mut(n).for_each(sort),
    };
    parallel::map(lines, &|lines| lines.chunks_exact_mut(n).for_each(sort));
}

/// The positions that would sort the values; equal ones keep their order.
pub fn argsort<T: SortKey>(values: &[T]) -> Vec<i64> {
    if T::ORDER != WordOrder::Other && u32::try_from(values.len()).is_ok() {
        match size_of::<T>() {
            4 => return argsort_words::<T, u32>(values),
            8 => return argsort_words::<T, u64>(values),
            _ => {}
        }
    }
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

fn argsort_words<T, W>(values: &[T]) -> Vec<i64>
where
    T: SortKey,
    W: Bits + Word,
{
    let words: &[W] = bytemuck::cast_slice(values);
    // Both zeros are one number.
    let word = |word: W| if T::ORDER == WordOrder::Float { word.without_sign_of_zero() } else { word };
    let placed = |(i, &bits): (usize, &W)| Placed { word: word(bits).ordered(T::ORDER), place: i as u32 };
    let mut records: Vec<Placed<W>> = words.iter().enumerate().map(placed).collect();
    let _ = distribute::sort(&mut records, T::ORDER == WordOrder::Float);
    records.into_iter().map(|record| i64::from(record.place)).collect()
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

/// The same for many numbers.
pub fn search_all<T: SortKey>(sorted: &[T], values: &[T], right: bool) -> Vec<i64> {
    /// What one search costs, for the question whether to share: most of it is waiting for memory.
    const PICOSECONDS: usize = 60_000;
    /// Numbers between looks at the interrupt flag.
    const STEP: usize = 4096;
    let mut found = vec![0; values.len()];
    let search_piece = |(values, found): (&[T], &mut [i64])| {
        for (values, found) in values.chunks(STEP).zip(found.chunks_mut(STEP)) {
            if interrupt::raised() {
                return;
            }
            for (&x, place) in values.iter().zip(found) {
                *place = search(sorted, x, right) as i64;
            }
        }
    };
    match parallel::piece(values.len(), PICOSECONDS) {
        Some(piece) => {
            parallel::map(values.chunks(piece).zip(found.chunks_mut(piece)).collect(), &search_piece);
        }
        None => search_piece((values, &mut found)),
    }
    found
}

/// The distinct numbers, sorted; None where equal numbers differ in their bits, so that it matters which
/// one stands for all.
pub fn distinct<T: SortKey>(mut values: Vec<T>) -> Option<Vec<T>> {
    let special = match size_of::<T>() {
        2 => any_special::<T, u16>(&values),
        4 => any_special::<T, u32>(&values),
        8 => any_special::<T, u64>(&values),
        _ => false,
    };
    if T::ORDER == WordOrder::Other || special {
        return None;
    }
    sort(&mut values);
    values.dedup();
    Some(values)
}

fn any_special<T: SortKey, W: Bits>(values: &[T]) -> bool {
    let words: &[W] = bytemuck::cast_slice(values);
    T::ORDER == WordOrder::Float && words.iter().any(|word| word.is_special())
}
