//! SHA-512 (FIPS 180-4), which Python's `random.seed("text")` mixes into the seed.

use num_bigint::BigUint;

/// The digest of a message.
pub fn sha512(message: &[u8]) -> [u8; 64] {
    let primes: Vec<u64> = (2..).filter(|&n| (2..n).all(|d| n % d != 0)).take(80).collect();
    // The standard's constants: the first 64 bits of the fractional parts of roots of primes.
    let constants: Vec<u64> = primes.iter().map(|&p| low_word(&(BigUint::from(p) << 192u32).cbrt())).collect();
    let mut state: [u64; 8] = std::array::from_fn(|i| low_word(&(BigUint::from(primes[i]) << 128u32).sqrt()));
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 16).next_multiple_of(128), 0);
    let length = padded.len();
    padded[length - 16..].copy_from_slice(&(8 * message.len() as u128).to_be_bytes());
    for block in padded.chunks_exact(128) {
        compress(&mut state, block, &constants);
    }
    let mut digest = [0; 64];
    for (bytes, word) in digest.chunks_exact_mut(8).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn low_word(number: &BigUint) -> u64 {
    number.iter_u64_digits().next().unwrap_or(0)
}

fn compress(state: &mut [u64; 8], block: &[u8], constants: &[u64]) {
    let mut schedule = [0u64; 80];
    for (word, bytes) in schedule.iter_mut().zip(block.chunks_exact(8)) {
        *word = bytes.iter().fold(0, |word, &byte| (word << 8) | u64::from(byte));
    }
    for i in 16..80 {
        let early = schedule[i - 15];
        let late = schedule[i - 2];
        let s0 = early.rotate_right(1) ^ early.rotate_right(8) ^ (early >> 7);
        let s1 = late.rotate_right(19) ^ late.rotate_right(61) ^ (late >> 6);
        schedule[i] = schedule[i - 16].wrapping_add(s0).wrapping_add(schedule[i - 7]).wrapping_add(s1);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (&word, &constant) in schedule.iter().zip(constants) {
        let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
        let choice = (e & f) ^ (!e & g);
        let first = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(constant).wrapping_add(word);
        let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        (h, g, f, e) = (g, f, e, d.wrapping_add(first));
        (d, c, b, a) = (c, b, a, first.wrapping_add(s0).wrapping_add(majority));
    }
    for (word, add) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(add);
    }
}
