//! What a stream of random bits can do: the interface between the bit generators and the
//! distributions. The block methods exist so that filling a million elements is one indirect call.

use super::{legacy, ziggurat};
use crate::text::interrupt;

/// A bit generator, seen from the distributions (NumPy's `bitgen_t`).
pub trait BitGenerator {
    /// The next 64 random bits.
    fn next_u64(&mut self) -> u64;

    /// The next 32 random bits. Generators of 64 bits hand out the low half first and keep the other.
    fn next_u32(&mut self) -> u32;

    /// A double in [0, 1) with 53 random bits.
    #[inline]
    fn next_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A float in [0, 1) with 24 random bits.
    #[inline]
    fn next_f32(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 * (1.0 / 16_777_216.0)
    }

    /// Raw 32-bit words.
    fn fill_u32(&mut self, out: &mut [u32]) {
        fill_blocks(out, || self.next_u32());
    }

    /// Doubles in [0, 1).
    fn fill_random(&mut self, out: &mut [f64]) {
        fill_blocks(out, || self.next_f64());
    }

    /// Floats in [0, 1).
    fn fill_random_f32(&mut self, out: &mut [f32]) {
        fill_blocks(out, || self.next_f32());
    }

    /// Standard normals by ziggurat, as `Generator` draws them.
    fn fill_normal(&mut self, out: &mut [f64]) {
        fill_blocks(out, || ziggurat::normal(self));
    }

    /// Standard normals in single precision by ziggurat.
    fn fill_normal_f32(&mut self, out: &mut [f32]) {
        fill_blocks(out, || ziggurat::normal_f32(self));
    }

    /// Standard exponentials by ziggurat, as `Generator` draws them.
    fn fill_exponential(&mut self, out: &mut [f64]) {
        fill_blocks(out, || ziggurat::exponential(self));
    }

    /// Standard exponentials in single precision by ziggurat.
    fn fill_exponential_f32(&mut self, out: &mut [f32]) {
        fill_blocks(out, || ziggurat::exponential_f32(self));
    }

    /// Standard normals by the polar method, as `RandomState` draws them; `spare` is its kept value.
    fn fill_gauss(&mut self, spare: &mut Option<f64>, out: &mut [f64]) {
        legacy::fill_polar(self, spare, out);
    }
}

/// Fills a slice block by block, and stops when the user asks for it; what is left stays as it was.
pub(super) fn fill_blocks<T>(out: &mut [T], mut draw: impl FnMut() -> T) {
    for block in out.chunks_mut(4096) {
        if interrupt::raised() {
            return;
        }
        block.fill_with(&mut draw);
    }
}

/// Splits 64-bit words into halves for the generators whose natural word is 64 bits: the low half
/// goes out first, the high half waits, also across 64-bit draws in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    /// Whether `high` is still to be handed out (NumPy's `has_uint32`).
    pub waiting: bool,
    /// The high half of the last word that was split (NumPy's `uinteger`).
    pub high: u32,
}

impl Halves {
    /// The waiting half, which then no longer waits.
    #[inline]
    pub(super) fn take(&mut self) -> Option<u32> {
        std::mem::take(&mut self.waiting).then_some(self.high)
    }

    /// Hands out the low half of a new word and keeps the high one.
    #[inline]
    pub(super) fn split(&mut self, word: u64) -> u32 {
        *self = Halves { waiting: true, high: (word >> 32) as u32 };
        word as u32
    }
}
