//! Uniform integers in a range, for every integer dtype. The stream depends on the dtype's width:
//! narrow types cut several pieces out of one 32-bit draw. `RandomState` rejects what a bit mask lets
//! through above the range; `Generator` uses Lemire's multiplication (arXiv:1805.10941).

use super::BitGenerator;
use super::bits::fill_blocks;
use crate::text::interrupt;

/// Where integers go. Signed types are handed in as their unsigned twins: all arithmetic wraps.
pub enum Integers<'a> {
    /// One bit each.
    Bool(&'a mut [bool]),
    /// `int8` and `uint8`: four from one 32-bit draw.
    U8(&'a mut [u8]),
    /// `int16` and `uint16`: two from one 32-bit draw.
    U16(&'a mut [u16]),
    /// `int32` and `uint32`.
    U32(&'a mut [u32]),
    /// `int64` and `uint64`; 32-bit draws where the range fits.
    U64(&'a mut [u64]),
}

/// The width of an integer type, which decides how draws are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Width {
    Bool,
    W8,
    W16,
    W32,
    W64,
}

/// How draws outside the range are avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// `RandomState`: mask to the next power of two, draw again above the range.
    Masked,
    /// `Generator`: multiply and take the high half, draw again where that is biased.
    Lemire,
}

/// The closed interval from `low` to `low + span`, both in two's complement.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The least value.
    pub low: u64,
    /// The greatest value less the least.
    pub span: u64,
    /// The algorithm.
    pub rejection: Rejection,
}

/// What is left of a 32-bit draw that narrow integers are cut from, lowest bits first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pieces {
    word: u32,
    left: u32,
}

impl Pieces {
    #[inline]
    fn next<B: BitGenerator + ?Sized>(&mut self, bits: &mut B, width: u32) -> u64 {
        if self.left == 0 {
            self.word = bits.next_u32();
            self.left = 32 / width - 1;
        } else {
            self.word >>= width;
            self.left -= 1;
        }
        u64::from(self.word) & (u64::MAX >> (64 - width))
    }
}

/// One integer between `low` and `low + span`. Bounds that vary from element to element (broadcast
/// `low` and `high`) share one `Pieces`, which starts afresh with every call of the user's.
#[inline]
pub fn next<B: BitGenerator + ?Sized>(bits: &mut B, width: Width, bounds: Bounds, pieces: &mut Pieces) -> u64 {
    let Bounds { low, span, rejection } = bounds;
    if span == 0 {
        return low;
    }
    let value = match width {
        Width::Bool => return pieces.next(bits, 1),
        Width::W8 => narrow::<8, B>(bits, span, rejection, |bits| pieces.next(bits, 8)),
        Width::W16 => narrow::<16, B>(bits, span, rejection, |bits| pieces.next(bits, 16)),
        Width::W32 => narrow::<32, B>(bits, span, rejection, |bits| u64::from(bits.next_u32())),
        Width::W64 if span <= 0xffff_ffff => narrow::<32, B>(bits, span, rejection, |bits| u64::from(bits.next_u32())),
        Width::W64 => wide(bits, span, rejection),
    };
    low.wrapping_add(value)
}

/// Fills a slice with integers within one pair of bounds.
pub(super) fn fill(bits: &mut dyn BitGenerator, bounds: Bounds, out: Integers) {
    let Bounds { low, span, .. } = bounds;
    match out {
        Integers::Bool(out) if span == 0 => out.fill(low != 0),
        Integers::U8(out) if span == 0 => out.fill(low as u8),
        Integers::U16(out) if span == 0 => out.fill(low as u16),
        Integers::U32(out) if span == 0 => out.fill(low as u32),
        Integers::U64(out) if span == 0 => out.fill(low),
        Integers::Bool(out) => {
            let pieces = &mut Pieces::default();
            fill_blocks(out, || pieces.next(bits, 1) != 0);
        }
        Integers::U8(out) => fill_by::<8, _>(bits, bounds, out, |value| value as u8),
        Integers::U16(out) => fill_by::<16, _>(bits, bounds, out, |value| value as u16),
        Integers::U32(out) => fill_by::<32, _>(bits, bounds, out, |value| value as u32),
        Integers::U64(out) if span <= 0xffff_ffff => fill_by::<32, _>(bits, bounds, out, |value| value),
        Integers::U64(out) => {
            fill_blocks(out, || low.wrapping_add(wide(bits, span, bounds.rejection)));
        }
    }
}

/// Fills a slice from pieces of `WIDTH` bits, at most 32, of 32-bit draws.
fn fill_by<const WIDTH: u32, T>(bits: &mut dyn BitGenerator, bounds: Bounds, out: &mut [T], cast: fn(u64) -> T) {
    let Bounds { low, span, rejection } = bounds;
    let all = u64::MAX >> (64 - WIDTH);
    if span >= all {
        return fill_accepted::<WIDTH, T>(bits, out, |piece| (true, cast(low.wrapping_add(piece))));
    }
    match rejection {
        Rejection::Masked => {
            let mask = mask_of(span);
            fill_accepted::<WIDTH, T>(bits, out, |piece| {
                let value = piece & mask;
                (value <= span, cast(low.wrapping_add(value)))
            });
        }
        Rejection::Lemire => {
            let count = span + 1;
            let biased = (all - span) % count;
            fill_accepted::<WIDTH, T>(bits, out, |piece| {
                let product = piece * count;
                (product & all >= biased, cast(low.wrapping_add(product >> WIDTH)))
            });
        }
    }
}

/// How many words are drawn ahead where it is certain that they are needed.
const BATCH: usize = 64;

/// Fills a slice with the accepted ones of the values made from successive pieces. Rejected values are
/// overwritten by the next: no branch depends on the random bits. Words are drawn in batches, never
/// more than the open places need at least.
#[inline]
fn fill_accepted<const WIDTH: u32, T>(bits: &mut dyn BitGenerator, out: &mut [T], make: impl Fn(u64) -> (bool, T)) {
    let pieces = (32 / WIDTH) as usize;
    let mut words = [0u32; BATCH];
    let mut done = 0;
    while done < out.len() && !interrupt::raised() {
        let needed = (out.len() - done).div_ceil(pieces).min(BATCH);
        let words = &mut words[..needed];
        bits.fill_u32(words);
        for &mut word in words {
            for i in 0..pieces {
                let piece = (u64::from(word) >> (i as u32 * WIDTH)) & (u64::MAX >> (64 - WIDTH));
                let Some(place) = out.get_mut(done) else { return };
                let (accepted, value) = make(piece);
                *place = value;
                done += usize::from(accepted);
            }
        }
    }
}

/// A number from 0 to `span`, made of draws of `WIDTH` bits, at most 32.
#[inline]
fn narrow<const WIDTH: u32, B: BitGenerator + ?Sized>(
    bits: &mut B,
    span: u64,
    rejection: Rejection,
    mut draw: impl FnMut(&mut B) -> u64,
) -> u64 {
    let all = u64::MAX >> (64 - WIDTH);
    if span >= all {
        return draw(bits);
    }
    match rejection {
        Rejection::Masked => {
            let mask = mask_of(span);
            loop {
                let value = draw(bits) & mask;
                if value <= span {
                    return value;
                }
            }
        }
        Rejection::Lemire => {
            let count = span + 1;
            let mut product = draw(bits) * count;
            if product & all < count {
                let biased = (all - span) % count;
                while product & all < biased {
                    product = draw(bits) * count;
                }
            }
            product >> WIDTH
        }
    }
}

/// A number from 0 to `span`, made of 64-bit draws.
fn wide<B: BitGenerator + ?Sized>(bits: &mut B, span: u64, rejection: Rejection) -> u64 {
    if span == u64::MAX {
        return bits.next_u64();
    }
    match rejection {
        Rejection::Masked => {
            let mask = mask_of(span);
            loop {
                let value = bits.next_u64() & mask;
                if value <= span {
                    return value;
                }
            }
        }
        Rejection::Lemire => {
            let count = span + 1;
            let mut product = u128::from(bits.next_u64()) * u128::from(count);
            if (product as u64) < count {
                let biased = (u64::MAX - span) % count;
                while (product as u64) < biased {
                    product = u128::from(bits.next_u64()) * u128::from(count);
                }
            }
            (product >> 64) as u64
        }
    }
}

/// A number from 0 to `max` by masked rejection: the draw of every shuffle, in both generations.
#[inline]
pub fn interval<B: BitGenerator + ?Sized>(bits: &mut B, max: u64) -> u64 {
    let bounds = Bounds { low: 0, span: max, rejection: Rejection::Masked };
    next(bits, Width::W64, bounds, &mut Pieces::default())
}

/// A number from 0 to `max` by Lemire's method: the draw of `Generator.choice` without replacement.
#[inline]
pub fn lemire<B: BitGenerator + ?Sized>(bits: &mut B, max: u64) -> u64 {
    let bounds = Bounds { low: 0, span: max, rejection: Rejection::Lemire };
    next(bits, Width::W64, bounds, &mut Pieces::default())
}

/// The least all-ones number that covers `span`, which is not 0.
#[inline]
fn mask_of(span: u64) -> u64 {
    u64::MAX >> span.leading_zeros()
}
