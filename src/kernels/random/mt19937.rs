//! MT19937, the Mersenne Twister: the bits under `np.random.*`, `RandomState` and Python's `random`.
//! A whole block of 624 words is made at once, in loops that vectorise.

use super::{BitGenerator, SeedSequence};
use crate::text::interrupt;

const LENGTH: usize = 624;
const SHIFT: usize = 397;
/// Distance from a new word to the new word it needs: blocks this long have no inner dependency.
const LAG: usize = LENGTH - SHIFT;

/// The generator's state, as `get_state()` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Mt19937 {
    /// The current block of words, before tempering.
    pub key: [u32; LENGTH],
    /// How many words of the block are used up; 624 means that the next draw makes a new block.
    pub position: usize,
}

impl std::fmt::Debug for Mt19937 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mt19937 {{ key: [{}, …], position: {} }}", self.key[0], self.position)
    }
}

impl Mt19937 {
    /// `np.random.seed(seed)` with one integer (Knuth's initialisation).
    pub fn from_legacy_seed(seed: u32) -> Mt19937 {
        let mut key = [seed; LENGTH];
        for i in 1..LENGTH {
            let last = key[i - 1];
            key[i] = (last ^ (last >> 30)).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Mt19937 { key, position: LENGTH }
    }

    /// `np.random.seed([…])`, and Python's `random.seed`: the reference `init_by_array`. No words
    /// count as one zero.
    pub fn from_array(words: &[u32]) -> Mt19937 {
        let words = if words.is_empty() { &[0] } else { words };
        let mut key = Mt19937::from_legacy_seed(19_650_218).key;
        let mut i = 1;
        let step = |i: &mut usize, key: &mut [u32; LENGTH]| {
            *i += 1;
            if *i == LENGTH {
                key[0] = key[LENGTH - 1];
                *i = 1;
            }
        };
        let twist = |key: &[u32; LENGTH], i: usize, factor: u32| {
            let last = key[i - 1];
            key[i] ^ (last ^ (last >> 30)).wrapping_mul(factor)
        };
        for (j, &word) in words.iter().enumerate().cycle().take(words.len().max(LENGTH)) {
            key[i] = twist(&key, i, 1_664_525).wrapping_add(word).wrapping_add(j as u32);
            step(&mut i, &mut key);
        }
        for _ in 1..LENGTH {
            key[i] = twist(&key, i, 1_566_083_941).wrapping_sub(i as u32);
            step(&mut i, &mut key);
        }
        key[0] = 0x8000_0000;
        Mt19937 { key, position: LENGTH }
    }

    /// `np.random.MT19937(seed)`: the words of a seed sequence, with the top bit set so that they
    /// are not all zero.
    pub fn from_sequence(sequence: &SeedSequence) -> Mt19937 {
        let words = sequence.generate_u32(LENGTH);
        let mut key: [u32; LENGTH] = std::array::from_fn(|i| words[i]);
        key[0] = 0x8000_0000;
        // NumPy leaves its loop counter here, one less than for the other seeds.
        Mt19937 { key, position: LENGTH - 1 }
    }

    /// Makes the next block of words.
    pub(super) fn refill(&mut self) {
        let old = self.key;
        let twist = |far: u32, this: u32, next: u32| {
            let mixed = (this & 0x8000_0000) | (next & 0x7fff_ffff);
            far ^ (mixed >> 1) ^ ((mixed & 1).wrapping_neg() & 0x9908_b0df)
        };
        for i in 0..LAG {
            self.key[i] = twist(old[i + SHIFT], old[i], old[i + 1]);
        }
        for start in [LAG, 2 * LAG] {
            let end = (start + LAG).min(LENGTH - 1);
            let (done, rest) = self.key.split_at_mut(start);
            let far = &done[start - LAG..end - LAG];
            let pairs = old[start..end].iter().zip(&old[start + 1..=end]);
            for ((new, &far), (&this, &next)) in rest.iter_mut().zip(far).zip(pairs) {
                *new = twist(far, this, next);
            }
        }
        self.key[LENGTH - 1] = twist(self.key[SHIFT - 1], old[LENGTH - 1], self.key[0]);
        self.position = 0;
    }

    /// Calls `block` with untempered words, as many as are wanted or the block still has.
    #[inline]
    fn take(&mut self, wanted: usize) -> &[u32] {
        if self.position >= LENGTH {
            self.refill();
        }
        let start = self.position;
        self.position = LENGTH.min(start + wanted);
        &self.key[start..self.position]
    }
}

#[inline]
fn temper(mut word: u32) -> u32 {
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c_5680;
    word ^= (word << 15) & 0xefc6_0000;
    word ^ (word >> 18)
}

/// 53 bits from two tempered words, first the high part. Both parts are small enough for a signed
/// conversion, which vectorises where the unsigned one does not.
#[inline]
fn double(first: u32, second: u32) -> f64 {
    let high = (first >> 5) as i32;
    let low = (second >> 6) as i32;
    (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
}

impl BitGenerator for Mt19937 {
    #[inline]
    fn next_u32(&mut self) -> u32 {
        if self.position >= LENGTH {
            self.refill();
        }
        let word = self.key[self.position];
        self.position += 1;
        temper(word)
    }

    #[inline]
    fn next_u64(&mut self) -> u64 {
        let high = u64::from(self.next_u32());
        (high << 32) | u64::from(self.next_u32())
    }

    #[inline]
    fn next_f64(&mut self) -> f64 {
        let first = self.next_u32();
        double(first, self.next_u32())
    }

    fn fill_u32(&mut self, mut out: &mut [u32]) {
        while !out.is_empty() && !interrupt::raised() {
            let words = self.take(out.len());
            let (now, later) = out.split_at_mut(words.len());
            for (value, &word) in now.iter_mut().zip(words) {
                *value = temper(word);
            }
            out = later;
        }
    }

    fn fill_random(&mut self, mut out: &mut [f64]) {
        while !out.is_empty() && !interrupt::raised() {
            if self.position + 1 == LENGTH {
                // The two words of this double lie in different blocks.
                out[0] = self.next_f64();
                out = &mut out[1..];
                continue;
            }
            let words = self.take((2 * out.len()).min(LENGTH));
            let (now, later) = out.split_at_mut(words.len() / 2);
            for (value, pair) in now.iter_mut().zip(words.chunks_exact(2)) {
                *value = double(temper(pair[0]), temper(pair[1]));
            }
            if words.len() % 2 == 1 {
                self.position -= 1;
            }
            out = later;
        }
    }
}
