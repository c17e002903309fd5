//! Philox 4x64-10 (Salmon et al. 2011), a counter-based generator, and SFC64, a small fast one.

use super::{BitGenerator, Halves, SeedSequence};

/// Philox: every four outputs are a keyed scramble of a 256-bit counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Philox {
    /// The counter of the block in `buffer`, lowest word first.
    pub counter: [u64; 4],
    /// The key.
    pub key: [u64; 2],
    /// The current block.
    pub buffer: [u64; 4],
    /// How many words of the block are used up.
    pub position: usize,
    /// The kept half of a 64-bit draw.
    pub halves: Halves,
}

impl Philox {
    /// The generator of `np.random.Philox(seed)`.
    pub fn from_sequence(sequence: &SeedSequence) -> Philox {
        Philox::new([0; 4], sequence.state())
    }

    /// The generator of `np.random.Philox(counter=…, key=…)`.
    pub fn new(counter: [u64; 4], key: [u64; 2]) -> Philox {
        Philox { counter, key, buffer: [0; 4], position: 4, halves: Halves::default() }
    }

    /// Moves the counter on by `delta` blocks; forgets what is left of the current one.
    pub fn advance(&mut self, delta: [u64; 4]) {
        let mut carry = false;
        for (word, add) in self.counter.iter_mut().zip(delta) {
            let (sum, over) = word.overflowing_add(add);
            let (sum, over_too) = sum.overflowing_add(u64::from(carry));
            *word = sum;
            carry = over || over_too;
        }
        *self = Philox::new(self.counter, self.key);
    }

    /// A copy 2^128 blocks ahead for every jump.
    pub fn jumped(&self, jumps: u128) -> Philox {
        let mut copy = self.clone();
        copy.advance([0, 0, jumps as u64, (jumps >> 64) as u64]);
        copy
    }

    fn refill(&mut self) {
        for word in &mut self.counter {
            *word = word.wrapping_add(1);
            if *word != 0 {
                break;
            }
        }
        let [mut a, mut b, mut c, mut d] = self.counter;
        let [mut low_key, mut high_key] = self.key;
        for _ in 0..10 {
            let first = u128::from(a) * 0xd2e7_470e_e14c_6c93;
            let second = u128::from(c) * 0xca5a_8263_9512_1157;
            a = (second >> 64) as u64 ^ b ^ low_key;
            b = second as u64;
            c = (first >> 64) as u64 ^ d ^ high_key;
            d = first as u64;
            low_key = low_key.wrapping_add(0x9e37_79b9_7f4a_7c15);
            high_key = high_key.wrapping_add(0xbb67_ae85_84ca_a73b);
        }
        self.buffer = [a, b, c, d];
        self.position = 0;
    }
}

impl BitGenerator for Philox {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        if self.position >= 4 {
            self.refill();
        }
        let word = self.buffer[self.position];
        self.position += 1;
        word
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

/// SFC64 (Doty-Humphrey): three chaotic words and a counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sfc64 {
    /// The three words and the counter.
    pub state: [u64; 4],
    /// The kept half of a 64-bit draw.
    pub halves: Halves,
}

impl Sfc64 {
    /// The generator of `np.random.SFC64(seed)`; the first twelve words are thrown away.
    pub fn from_sequence(sequence: &SeedSequence) -> Sfc64 {
        let [a, b, c] = sequence.state();
        let mut new = Sfc64 { state: [a, b, c, 1], halves: Halves::default() };
        for _ in 0..12 {
            new.next_u64();
        }
        new
    }
}

impl BitGenerator for Sfc64 {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let [a, b, c, counter] = self.state;
        let word = a.wrapping_add(b).wrapping_add(counter);
        self.state =
            [b ^ (b >> 11), c.wrapping_add(c << 3), c.rotate_left(24).wrapping_add(word), counter.wrapping_add(1)];
        word
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
