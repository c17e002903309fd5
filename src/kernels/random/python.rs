//! Python's `random` module (CPython 3.11): the Mersenne Twister again, with seeds, integers and
//! distributions of its own. Sequences are drawn from as indices.

use super::{BitGenerator, Mt19937, fresh_entropy, sha512::sha512};
use crate::text::{ErrorClass, R, err};
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::One;

/// A generator of the class `random.Random`.
#[derive(Clone, Debug)]
pub struct PythonRandom {
    /// The bits, and most of `getstate()`.
    pub twister: Mt19937,
    /// The second normal of the last pair of `gauss`.
    pub gauss_next: Option<f64>,
}

/// Seeds.
impl PythonRandom {
    /// `Random()`: different in every run.
    pub fn fresh() -> PythonRandom {
        PythonRandom { twister: Mt19937::from_array(&fresh_entropy()), gauss_next: None }
    }

    /// `seed(n)`, from the magnitude of an integer of any size; `seed(x)` of a float takes the hash
    /// of `x`, as an unsigned number.
    pub fn from_integer(magnitude: &BigUint) -> PythonRandom {
        PythonRandom { twister: Mt19937::from_array(&magnitude.to_u32_digits()), gauss_next: None }
    }

    /// `seed(text)`, from a string's UTF-8, `bytes` or `bytearray`.
    pub fn from_bytes(bytes: &[u8]) -> PythonRandom {
        let mut all = bytes.to_vec();
        all.extend(sha512(bytes));
        PythonRandom::from_integer(&BigUint::from_bytes_be(&all))
    }

    /// `seed(text, version=1)`, from a string's characters or from bytes.
    pub fn from_characters(characters: &[u32]) -> PythonRandom {
        let start = characters.first().map_or(0, |&first| u64::from(first) << 7);
        let hash = characters.iter().fold(start, |hash, &c| hash.wrapping_mul(1_000_003) ^ u64::from(c));
        PythonRandom::from_integer(&BigUint::from(hash ^ characters.len() as u64))
    }
}

/// Integers.
impl PythonRandom {
    /// `getrandbits(k)` for `k` up to 64.
    #[inline]
    pub fn bits(&mut self, k: u32) -> u64 {
        match k {
            0 => 0,
            1..=32 => u64::from(self.twister.next_u32() >> (32 - k)),
            _ => {
                let low = u64::from(self.twister.next_u32());
                let high = u64::from(self.twister.next_u32()) >> (64 - k.min(64));
                (high << 32) | low
            }
        }
    }

    /// `getrandbits(k)`.
    pub fn getrandbits(&mut self, k: u64) -> BigUint {
        let mut words = vec![0; k.div_ceil(32) as usize];
        self.twister.fill_u32(&mut words);
        if let Some(last) = words.last_mut().filter(|_| !k.is_multiple_of(32)) {
            *last >>= 32 - k % 32;
        }
        BigUint::new(words)
    }

    /// `randbytes(n)`.
    pub fn randbytes(&mut self, n: usize) -> Vec<u8> {
        let mut bytes = self.getrandbits(8 * n as u64).to_bytes_le();
        bytes.resize(n, 0);
        bytes
    }

    /// A number below `n`, which is not 0: the draw under `choice`, `shuffle` and `randrange`.
    #[inline]
    pub fn below(&mut self, n: u64) -> u64 {
        let k = u64::BITS - n.leading_zeros();
        loop {
            let value = self.bits(k);
            if value < n {
                return value;
            }
        }
    }

    /// A number below `n`, which is not 0.
    pub fn below_big(&mut self, n: &BigUint) -> BigUint {
        if let Ok(n) = u64::try_from(n) {
            return BigUint::from(self.below(n));
        }
        loop {
            let value = self.getrandbits(n.bits());
            if value < *n {
                return value;
            }
        }
    }

    /// `randrange(stop)`.
    ///
    /// *Errors*: ValueError for an empty range.
    pub fn randrange_to(&mut self, stop: &BigInt) -> R<BigInt> {
        if stop.sign() != Sign::Plus {
            return err(ErrorClass::ValueError, "empty range for randrange()");
        }
        Ok(BigInt::from(self.below_big(stop.magnitude())))
    }

    /// `randrange(start, stop, step)`; `randint(a, b)` is `randrange(a, b + 1)`.
    ///
    /// *Errors*: ValueError for an empty range or a zero step.
    pub fn randrange(&mut self, start: &BigInt, stop: &BigInt, step: &BigInt) -> R<BigInt> {
        let width = stop - start;
        let count = match step.sign() {
            Sign::NoSign => return err(ErrorClass::ValueError, "zero step for randrange()"),
            Sign::Plus => (&width + step - 1u8).div_floor(step),
            Sign::Minus => (&width + step + 1u8).div_floor(step),
        };
        if count.sign() != Sign::Plus {
            let details = if step.is_one() { format!(" ({start}, {stop}, {width})") } else { String::new() };
            return err(ErrorClass::ValueError, format!("empty range for randrange(){details}"));
        }
        Ok(start + step * BigInt::from(self.below_big(count.magnitude())))
    }
}

/// Sequences.
impl PythonRandom {
    /// The index of `choice(sequence)`.
    ///
    /// *Errors*: IndexError for an empty sequence.
    pub fn choice(&mut self, length: usize) -> R<usize> {
        if length == 0 {
            return err(ErrorClass::IndexError, "Cannot choose from an empty sequence");
        }
        Ok(self.below(length as u64) as usize)
    }

    /// Calls `swap(i, j)` for every exchange of `shuffle`, in order; `i == j` occurs.
    pub fn shuffle(&mut self, length: usize, mut swap: impl FnMut(usize, usize)) {
        for i in (1..length).rev() {
            let j = self.below(i as u64 + 1) as usize;
            swap(i, j);
        }
    }

    /// The indices of `sample(population, k)`, distinct.
    ///
    /// *Errors*: ValueError if `k` is larger than the population or negative.
    pub fn sample(&mut self, length: usize, k: i64) -> R<Vec<usize>> {
        let Some(k) = usize::try_from(k).ok().filter(|&k| k <= length) else {
            return err(ErrorClass::ValueError, "Sample larger than population or is negative");
        };
        // The size from which Python keeps a set of what is taken, not a list of what is left.
        let mut set_size = 21.0;
        if k > 5 {
            set_size += 4f64.powf((((3 * k) as f64).ln() / 4f64.ln()).ceil());
        }
        if length as f64 <= set_size {
            let mut pool: Vec<usize> = (0..length).collect();
            return Ok((0..k)
                .map(|i| {
                    let left = length - i;
                    let j = self.below(left as u64) as usize;
                    let chosen = pool[j];
                    pool[j] = pool[left - 1];
                    chosen
                })
                .collect());
        }
        let mut taken = rustc_hash::FxHashSet::default();
        Ok((0..k)
            .map(|_| {
                loop {
                    let index = self.below(length as u64) as usize;
                    if taken.insert(index) {
                        return index;
                    }
                }
            })
            .collect())
    }

    /// The indices of `choices(population, k=k)` without weights.
    pub fn choices(&mut self, length: usize, k: usize) -> Vec<usize> {
        (0..k).map(|_| (self.random() * length as f64).floor() as usize).collect()
    }

    /// The indices of `choices(population, cum_weights=cumulative, k=k)`.
    ///
    /// *Errors*: ValueError unless the last weight is positive and finite.
    pub fn choices_weighted(&mut self, cumulative: &[f64], k: usize) -> R<Vec<usize>> {
        let Some((&total, others)) = cumulative.split_last() else {
            return err(ErrorClass::IndexError, "list index out of range");
        };
        if total <= 0.0 {
            return err(ErrorClass::ValueError, "Total of weights must be greater than zero");
        }
        if !total.is_finite() {
            return err(ErrorClass::ValueError, "Total of weights must be finite");
        }
        Ok((0..k).map(|_| bisect(others, self.random() * total)).collect())
    }
}

/// `bisect_right`: by halving, as Python does it, so that unsorted weights give the same index.
fn bisect(sorted: &[f64], x: f64) -> usize {
    let (mut low, mut high) = (0, sorted.len());
    while low < high {
        let middle = (low + high) / 2;
        if x < sorted[middle] {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
