//! PCG64, the bits under `default_rng`, and its newer relative PCG64DXSM: 128-bit linear congruential
//! generators with a permuted output (O'Neill 2014).

use super::{BitGenerator, Halves, SeedSequence};

const MULTIPLIER: u128 = (2_549_297_995_355_413_924 << 64) + 4_865_540_595_714_422_341;
const CHEAP_MULTIPLIER: u128 = 0xda94_2042_e4dd_58b5;
/// `jumped()` goes this far: the golden ratio times 2^128.
const JUMP: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;

/// PCG XSL-RR 128/64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg64 {
    /// The state that the last output came from.
    pub state: u128,
    /// The increment, odd.
    pub increment: u128,
    /// The kept half of a 64-bit draw.
    pub halves: Halves,
}

/// PCG CM-DXSM 128/64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg64Dxsm {
    /// The state that the next output comes from.
    pub state: u128,
    /// The increment, odd.
    pub increment: u128,
    /// The kept half of a 64-bit draw.
    pub halves: Halves,
}

/// State and increment from a seed sequence: two steps around adding the initial state. NumPy takes
/// the large multiplier here for PCG64DXSM too.
fn seeded(sequence: &SeedSequence) -> (u128, u128) {
    let [a, b, c, d] = sequence.state::<4>().map(u128::from);
    let increment = (((c << 64) | d) << 1) | 1;
    let first = increment.wrapping_add((a << 64) | b);
    (first.wrapping_mul(MULTIPLIER).wrapping_add(increment), increment)
}

/// The state after `delta` steps, by squaring the step.
fn advanced(state: u128, increment: u128, multiplier: u128, mut delta: u128) -> u128 {
    let (mut factor, mut term) = (multiplier, increment);
    let (mut all_factor, mut all_term) = (1u128, 0u128);
    while delta > 0 {
        if delta & 1 == 1 {
            all_factor = all_factor.wrapping_mul(factor);
            all_term = all_term.wrapping_mul(factor).wrapping_add(term);
        }
        term = factor.wrapping_add(1).wrapping_mul(term);
        factor = factor.wrapping_mul(factor);
        delta >>= 1;
    }
    all_factor.wrapping_mul(state).wrapping_add(all_term)
}

impl Pcg64 {
    /// The generator of `np.random.PCG64(seed)`.
    pub fn from_sequence(sequence: &SeedSequence) -> Pcg64 {
        let (state, increment) = seeded(sequence);
        Pcg64 { state, increment, halves: Halves::default() }
    }

    /// Moves on as if `delta` 64-bit words were drawn; forgets a kept half. A negative distance is
    /// its two's complement.
    pub fn advance(&mut self, delta: u128) {
        self.state = advanced(self.state, self.increment, MULTIPLIER, delta);
        self.halves = Halves::default();
    }

    /// A copy far ahead, for independent streams.
    pub fn jumped(&self, jumps: u128) -> Pcg64 {
        let mut copy = self.clone();
        copy.advance(JUMP.wrapping_mul(jumps));
        copy
    }
}

impl BitGenerator for Pcg64 {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
        let mixed = (self.state >> 64) as u64 ^ self.state as u64;
        mixed.rotate_right((self.state >> 122) as u32)
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if let Some(half) = self.halves.take() {
            return half;
        }
        let word = self.next_u64();
        self.halves.split(word)
    }
}

impl Pcg64Dxsm {
    /// The generator of `np.random.PCG64DXSM(seed)`.
    pub fn from_sequence(sequence: &SeedSequence) -> Pcg64Dxsm {
        let (state, increment) = seeded(sequence);
        Pcg64Dxsm { state, increment, halves: Halves::default() }
    }

    /// Moves on as if `delta` 64-bit words were drawn; forgets a kept half.
    pub fn advance(&mut self, delta: u128) {
        self.state = advanced(self.state, self.increment, CHEAP_MULTIPLIER, delta);
        self.halves = Halves::default();
    }

    /// A copy far ahead, for independent streams.
    pub fn jumped(&self, jumps: u128) -> Pcg64Dxsm {
        let mut copy = self.clone();
        copy.advance(JUMP.wrapping_mul(jumps));
        copy
    }
}

impl BitGenerator for Pcg64Dxsm {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let low = self.state as u64 | 1;
        let mut high = (self.state >> 64) as u64;
        high ^= high >> 32;
        high = high.wrapping_mul(CHEAP_MULTIPLIER as u64);
        high ^= high >> 48;
        self.state = self.state.wrapping_mul(CHEAP_MULTIPLIER).wrapping_add(self.increment);
        high.wrapping_mul(low)
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if let Some(half) = self.halves.take() {
            return half;
        }
        let word = self.next_u64();
        self.halves.split(word)
    }
}
