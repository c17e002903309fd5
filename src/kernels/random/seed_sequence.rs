//! NumPy's `SeedSequence`: mixes entropy of any size into a pool of 32-bit words, from which bit
//! generators take their initial state and children get seeds of their own.

use num_bigint::BigUint;
use std::hash::{BuildHasher, Hasher};

const INITIAL_A: u32 = 0x43b0_d7e5;
const MULTIPLIER_A: u32 = 0x931e_8875;
const INITIAL_B: u32 = 0x8b51_f9dd;
const MULTIPLIER_B: u32 = 0x58f3_8ded;

/// The least and the usual number of words in the pool.
pub const POOL_SIZE: usize = 4;

/// A source of seeds, with the memory of how many children it has had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedSequence {
    /// The entropy as 32-bit words, lowest first.
    pub entropy: Vec<u32>,
    /// The path from the root: the words of every number in `spawn_key`.
    pub spawn_key: Vec<u32>,
    /// The mixed pool.
    pub pool: Vec<u32>,
    /// NumPy's `n_children_spawned`.
    pub children: u32,
}

/// The 32-bit words of an integer, lowest first; 0 is one word.
pub fn words_of(number: &BigUint) -> Vec<u32> {
    let words = number.to_u32_digits();
    if words.is_empty() { vec![0] } else { words }
}

/// 128 bits that differ from run to run, for generators that get no seed. Std seeds its hash maps
/// from the operating system; nothing here needs to be secret, only different.
pub fn fresh_entropy() -> Vec<u32> {
    (0..2)
        .flat_map(|_| {
            let word = std::hash::RandomState::new().build_hasher().finish();
            [word as u32, (word >> 32) as u32]
        })
        .collect()
}

impl SeedSequence {
    /// A sequence from entropy words (of several numbers one after the other) and a spawn key.
    ///
    /// `pool_size` is at least `POOL_SIZE`; the caller has checked that.
    pub fn new(entropy: Vec<u32>, spawn_key: Vec<u32>, pool_size: usize) -> SeedSequence {
        let mut words = entropy.clone();
        if !spawn_key.is_empty() {
            // Zeros keep a short entropy with a spawn key apart from a longer entropy without one.
            let padded = words.len().max(pool_size);
            words.resize(padded, 0);
            words.extend_from_slice(&spawn_key);
        }
        SeedSequence { pool: mixed_pool(&words, pool_size), entropy, spawn_key, children: 0 }
    }

    /// The sequence of one integer, as `default_rng(seed)` makes it.
    pub fn from_u64(seed: u64) -> SeedSequence {
        SeedSequence::new(words_of(&BigUint::from(seed)), Vec::new(), POOL_SIZE)
    }

    /// Random words derived from the pool; the same at every call.
    pub fn generate_u32(&self, count: usize) -> Vec<u32> {
        let mut hash = INITIAL_B;
        self.pool
            .iter()
            .cycle()
            .take(count)
            .map(|&word| {
                let mut word = word ^ hash;
                hash = hash.wrapping_mul(MULTIPLIER_B);
                word = word.wrapping_mul(hash);
                word ^ (word >> 16)
            })
            .collect()
    }

    /// The same stream in 64-bit words, low half first.
    pub fn generate_u64(&self, count: usize) -> Vec<u64> {
        let words = self.generate_u32(2 * count);
        words.chunks_exact(2).map(|pair| u64::from(pair[0]) | (u64::from(pair[1]) << 32)).collect()
    }

    /// `N` 64-bit words as an array.
    pub(super) fn state<const N: usize>(&self) -> [u64; N] {
        let words = self.generate_u64(N);
        std::array::from_fn(|i| words[i])
    }

    /// New children, each with a spawn key that no earlier child had.
    pub fn spawn(&mut self, count: u32) -> Vec<SeedSequence> {
        let first = self.children;
        self.children = first.wrapping_add(count);
        (0..count)
            .map(|i| {
                let mut key = self.spawn_key.clone();
                key.push(first.wrapping_add(i));
                SeedSequence::new(self.entropy.clone(), key, self.pool.len())
            })
            .collect()
    }
}

fn mixed_pool(words: &[u32], size: usize) -> Vec<u32> {
    let mut constant = INITIAL_A;
    let mut hash = |word: u32| {
        let mut word = word ^ constant;
        constant = constant.wrapping_mul(MULTIPLIER_A);
        word = word.wrapping_mul(constant);
        word ^ (word >> 16)
    };
    let mix = |x: u32, y: u32| {
        let word = x.wrapping_mul(0xca01_f9dd).wrapping_sub(y.wrapping_mul(0x4973_f715));
        word ^ (word >> 16)
    };
    let mut pool: Vec<u32> = (0..size).map(|i| hash(words.get(i).copied().unwrap_or(0))).collect();
    for source in 0..size {
        for target in 0..size {
            if source != target {
                pool[target] = mix(pool[target], hash(pool[source]));
            }
        }
    }
    for &word in words.iter().skip(size) {
        for target in &mut pool {
            *target = mix(*target, hash(word));
        }
    }
    pool
}
