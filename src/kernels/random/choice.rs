//! Shuffles, permutations and choices as indices; what the indices stand for is the caller's affair.

use super::bounded::{interval, lemire};
use super::vectors::kahan_sum;
use super::{BitGenerator, Generation};
use crate::text::{ErrorClass, R, err, interrupt};

/// Calls `swap(i, j)` for every exchange of a shuffle of `count` things, in order. Both generations
/// shuffle arrays, rows and lists this way; `i == j` occurs.
///
/// The place `j` is drawn by masked rejection (`bounded::interval`). A rejected draw is told to the
/// caller as an exchange of `i` with itself, so that no branch depends on the random bits.
pub fn shuffle(bits: &mut dyn BitGenerator, count: usize, mut swap: impl FnMut(usize, usize)) {
    let mut last = count.saturating_sub(1);
    while last > 0xffff_ffff {
        swap(last, interval(bits, last as u64) as usize);
        last -= 1;
    }
    let mut words = [0u32; 64];
    while last > 0 && !interrupt::raised() {
        // Every one of the places from `last` down to 1 takes at least one word.
        let words = &mut words[..last.min(64)];
        bits.fill_u32(words);
        for &mut word in words {
            let drawn = word as usize & (usize::MAX >> last.leading_zeros());
            let accepted = drawn <= last;
            swap(last, if accepted { drawn } else { last });
            last -= usize::from(accepted);
        }
    }
}

/// Shuffles a slice in place.
pub fn shuffle_slice<T>(bits: &mut dyn BitGenerator, items: &mut [T]) {
    shuffle(bits, items.len(), |i, j| items.swap(i, j));
}

/// The numbers 0 to `count` - 1 in random order: `permutation(count)`.
pub fn permutation(bits: &mut dyn BitGenerator, count: usize) -> Vec<i64> {
    let mut indices: Vec<i64> = (0..count as i64).collect();
    shuffle_slice(bits, &mut indices);
    indices
}

/// `Generator.choice(population, size, replace=False)` without weights: distinct indices.
///
/// `size` is at most `population`; the caller has checked that. Without `shuffle` the order is not
/// uniform. *Source*: NumPy's `_generator.pyx`: a partial shuffle for large shares of a large
/// population, Floyd's algorithm otherwise.
pub fn distinct(bits: &mut dyn BitGenerator, population: usize, size: usize, shuffle: bool) -> Vec<i64> {
    let cutoff = if shuffle { 50 } else { 20 };
    if population > 10_000 && size > population / cutoff {
        let mut indices: Vec<i64> = (0..population as i64).collect();
        let first = (population - size).max(1);
        lemire_shuffle(bits, &mut indices, first);
        return indices.split_off(population - size);
    }
    let mut taken = rustc_hash::FxHashSet::with_capacity_and_hasher(size, Default::default());
    let mut indices = Vec::with_capacity(size);
    for last in population - size..population {
        if interrupt::raised() {
            indices.resize(size, 0);
            return indices;
        }
        let mut index = lemire(bits, last as u64) as i64;
        if !taken.insert(index) {
            index = last as i64;
            taken.insert(index);
        }
        indices.push(index);
    }
    if shuffle {
        lemire_shuffle(bits, &mut indices, 1);
    }
    indices
}

/// Shuffles the places from the last down to `first`, with Lemire's draws.
fn lemire_shuffle(bits: &mut dyn BitGenerator, indices: &mut [i64], first: usize) {
    for i in (first..indices.len()).rev() {
        let j = lemire(bits, i as u64) as usize;
        indices.swap(i, j);
    }
}

/// Checks the weights of `choice(p=…)` for a population of this size.
///
/// *Errors*: ValueError for another length, NaN, a negative weight, or a sum that is not 1.
pub fn check_weights(p: &[f64], population: usize, generation: Generation) -> R<()> {
    // The square root of the double's epsilon.
    const TOLERANCE: f64 = 1.490_116_119_384_765_6e-8;
    let legacy = generation == Generation::Legacy;
    let sum = kahan_sum(p);
    let message = if p.len() != population {
        if legacy { "'a' and 'p' must have same size" } else { "a and p must have same size" }
    } else if sum.is_nan() {
        if legacy { "probabilities contain NaN" } else { "Probabilities contain NaN" }
    } else if p.iter().any(|&weight| weight < 0.0) {
        if legacy { "probabilities are not non-negative" } else { "Probabilities are not non-negative" }
    } else if (sum - 1.0).abs() > TOLERANCE {
        if legacy {
            "probabilities do not sum to 1"
        } else {
            "Probabilities do not sum to 1. See Notes section of docstring for more information."
        }
    } else {
        return Ok(());
    };
    err(ErrorClass::ValueError, message)
}

/// Weights for `choice(p=…)`, summed and ready for look-ups.
pub struct Weights {
    cumulative: Vec<f64>,
}

impl Weights {
    /// The running sums of `p`, divided by the last. `p` is not empty and was checked.
    pub fn new(p: &[f64]) -> Weights {
        let mut total = 0.0;
        let mut cumulative: Vec<f64> = p
            .iter()
            .map(|&weight| {
                total += weight;
                total
            })
            .collect();
        cumulative.iter_mut().for_each(|sum| *sum /= total);
        Weights { cumulative }
    }

    /// The index that a uniform draw selects (`searchsorted(…, side='right')`).
    #[inline]
    pub fn index(&self, uniform: f64) -> i64 {
        self.cumulative.partition_point(|&sum| sum <= uniform) as i64
    }
}

/// `choice(len(p), size, p=p)` with replacement, in both generations.
pub fn weighted(bits: &mut dyn BitGenerator, p: &[f64], size: usize) -> Vec<i64> {
    let weights = Weights::new(p);
    let mut uniforms = vec![0.0; size];
    bits.fill_random(&mut uniforms);
    uniforms.into_iter().map(|uniform| weights.index(uniform)).collect()
}

/// `choice(len(p), size, replace=False, p=p)`, in both generations: draws for all open places at once,
/// keeps the first of each new index, and goes on with the rest of the weights.
///
/// *Errors*: ValueError if fewer than `size` weights are positive.
pub fn weighted_distinct(bits: &mut dyn BitGenerator, p: &[f64], size: usize) -> R<Vec<i64>> {
    if p.iter().filter(|&&weight| weight > 0.0).count() < size {
        return err(ErrorClass::ValueError, "Fewer non-zero entries in p than size");
    }
    let mut p = p.to_vec();
    let mut found: Vec<i64> = Vec::with_capacity(size);
    while found.len() < size {
        if interrupt::raised() {
            found.resize(size, 0);
        }
        let mut uniforms = vec![0.0; size - found.len()];
        bits.fill_random(&mut uniforms);
        for &index in &found {
            p[index as usize] = 0.0;
        }
        let weights = Weights::new(&p);
        let mut new = rustc_hash::FxHashSet::default();
        for uniform in uniforms {
            let index = weights.index(uniform);
            if new.insert(index) {
                found.push(index);
            }
        }
    }
    Ok(found)
}
