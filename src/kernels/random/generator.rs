//! The two generator objects of `np.random`: the bits they draw from, which several of them may
//! share, and the draws that have a slice to fill. One value is a slice of one.

use super::bits::fill_blocks;
use super::bounded::{self, Bounds, Integers, Pieces, Rejection, Width};
use super::laws::Law;
use super::sample::{self, Each, Numbers, stretch};
use super::source::{Legacy, Modern};
use super::{BitGenerator, Mt19937, Pcg64, Pcg64Dxsm, Philox, SeedSequence, Sfc64, fresh_entropy};
use super::{choice, continuous, hypergeometric, vectors};
use crate::text::R;
use std::cell::RefCell;
use std::rc::Rc;

/// One of NumPy's bit generators, with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Bits {
    Mt19937(Box<Mt19937>),
    Pcg64(Pcg64),
    Pcg64Dxsm(Pcg64Dxsm),
    Philox(Philox),
    Sfc64(Sfc64),
}

/// Bits that a generator and its `bit_generator` attribute draw from together.
pub type SharedBits = Rc<RefCell<Bits>>;

impl Bits {
    /// The name of the class.
    pub fn name(&self) -> &'static str {
        match self {
            Bits::Mt19937(_) => "MT19937",
            Bits::Pcg64(_) => "PCG64",
            Bits::Pcg64Dxsm(_) => "PCG64DXSM",
            Bits::Philox(_) => "Philox",
            Bits::Sfc64(_) => "SFC64",
        }
    }

    /// The stream, for the distributions.
    pub fn stream(&mut self) -> &mut dyn BitGenerator {
        match self {
            Bits::Mt19937(bits) => &mut **bits,
            Bits::Pcg64(bits) => bits,
            Bits::Pcg64Dxsm(bits) => bits,
            Bits::Philox(bits) => bits,
            Bits::Sfc64(bits) => bits,
        }
    }

    /// The same bits behind a shareable handle.
    pub fn shared(self) -> SharedBits {
        Rc::new(RefCell::new(self))
    }
}

/// `np.random.Generator`.
#[derive(Clone, Debug)]
pub struct Generator {
    /// Where the bits come from.
    pub bits: SharedBits,
}

impl Generator {
    /// A generator that draws from these bits.
    pub fn new(bits: SharedBits) -> Generator {
        Generator { bits }
    }

    /// `default_rng`: PCG64 from a seed sequence; without one, from fresh entropy.
    pub fn default_rng(sequence: Option<&SeedSequence>) -> Generator {
        let fresh = || SeedSequence::new(fresh_entropy(), Vec::new(), super::POOL_SIZE);
        let bits = sequence.map_or_else(|| Pcg64::from_sequence(&fresh()), Pcg64::from_sequence);
        Generator::new(Bits::Pcg64(bits).shared())
    }

    /// Draws with the distributions of this generation.
    pub fn draw<T>(&mut self, draw: impl FnOnce(&mut Modern<'_>) -> T) -> T {
        draw(&mut Modern { bits: self.bits.borrow_mut().stream() })
    }

    /// `count` numbers of a law. The arguments were checked with `Law::check`.
    pub fn sample(&mut self, law: &Law, count: usize, each: Each) -> Numbers {
        self.draw(|source| sample::sample(source, law, count, each))
    }

    /// `random`: doubles in [0, 1).
    pub fn fill_random(&mut self, out: &mut [f64]) {
        self.draw(|source| source.bits.fill_random(out));
    }

    /// `random(dtype=float32)`.
    pub fn fill_random_f32(&mut self, out: &mut [f32]) {
        self.draw(|source| source.bits.fill_random_f32(out));
    }

    /// `uniform(low, low + range)`.
    pub fn fill_uniform(&mut self, low: f64, range: f64, out: &mut [f64]) {
        self.fill_random(out);
        stretch(low, range, out);
    }

    /// `standard_normal`.
    pub fn fill_standard_normal(&mut self, out: &mut [f64]) {
        self.draw(|source| source.bits.fill_normal(out));
    }

    /// `standard_normal(dtype=float32)`.
    pub fn fill_standard_normal_f32(&mut self, out: &mut [f32]) {
        self.draw(|source| source.bits.fill_normal_f32(out));
    }

    /// `normal(loc, scale)`.
    pub fn fill_normal(&mut self, loc: f64, scale: f64, out: &mut [f64]) {
        self.fill_standard_normal(out);
        stretch(loc, scale, out);
    }

    /// `standard_exponential`, by ziggurat or (`method='inv'`) by inversion.
    pub fn fill_standard_exponential(&mut self, inversion: bool, out: &mut [f64]) {
        self.draw(|source| {
            if inversion {
                fill_blocks(out, || -(-source.bits.next_f64()).ln_1p());
            } else {
                source.bits.fill_exponential(out);
            }
        });
    }

    /// `standard_exponential(dtype=float32)`.
    pub fn fill_standard_exponential_f32(&mut self, inversion: bool, out: &mut [f32]) {
        self.draw(|source| {
            if inversion {
                // NumPy takes this logarithm in double precision.
                fill_blocks(out, || -(f64::from(-source.bits.next_f32()).ln_1p() as f32));
            } else {
                source.bits.fill_exponential_f32(out);
            }
        });
    }

    /// `standard_gamma(shape, dtype=float32)`.
    pub fn fill_standard_gamma_f32(&mut self, shape: f32, out: &mut [f32]) {
        self.draw(|source| fill_blocks(out, || continuous::standard_gamma_f32(source.bits, shape)));
    }

    /// `multinomial(n, pvals)`: rows of `pvals.len()` counts.
    pub fn fill_multinomial(&mut self, n: i64, pvals: &[f64], out: &mut [i64]) {
        self.draw(|source| vectors::multinomial(source, n, pvals, out));
    }

    /// `dirichlet(alpha)`: rows of `alpha.len()` shares.
    pub fn fill_dirichlet(&mut self, alpha: &[f64], out: &mut [f64]) {
        self.draw(|source| vectors::dirichlet(source, alpha, out));
    }

    /// `multivariate_hypergeometric(colors, nsample)`: rows of `colors.len()` counts; `marginals`
    /// chooses the method. `sample` is at most the sum of `colors`.
    pub fn fill_multivariate_hypergeometric(&mut self, colors: &[i64], sample: i64, marginals: bool, out: &mut [i64]) {
        self.draw(|source| {
            if marginals {
                hypergeometric::marginals(source, colors, sample, out);
            } else {
                hypergeometric::counts(source, colors, sample, out);
            }
        });
    }

    /// `integers` between `low` and `low + span`, both included, in two's complement.
    pub fn fill_integers(&mut self, low: u64, span: u64, out: Integers) {
        let bounds = Bounds { low, span, rejection: Rejection::Lemire };
        self.draw(|source| bounded::fill(source.bits, bounds, out));
    }

    /// One of the `integers` of a call whose bounds vary; `pieces` starts afresh with every call.
    pub fn integer(&mut self, width: Width, low: u64, span: u64, pieces: &mut Pieces) -> u64 {
        let bounds = Bounds { low, span, rejection: Rejection::Lemire };
        self.draw(|source| bounded::next(source.bits, width, bounds, pieces))
    }

    /// `bytes`.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        self.draw(|source| bytes(source.bits, length))
    }

    /// The exchanges that shuffle `count` things; see `choice::shuffle`.
    pub fn shuffle(&mut self, count: usize, swap: impl FnMut(usize, usize)) {
        self.draw(|source| choice::shuffle(source.bits, count, swap));
    }

    /// `permutation(count)`.
    pub fn permutation(&mut self, count: usize) -> Vec<i64> {
        self.draw(|source| choice::permutation(source.bits, count))
    }

    /// `choice(population, size)`: indices, repeats allowed.
    pub fn choice(&mut self, population: u64, size: usize) -> Vec<i64> {
        let mut out = vec![0u64; size];
        self.fill_integers(0, population.saturating_sub(1), Integers::U64(&mut out));
        out.into_iter().map(u64::cast_signed).collect()
    }

    /// `choice(population, size, replace=False)`; `size` is at most `population`.
    pub fn choice_distinct(&mut self, population: usize, size: usize, shuffle: bool) -> Vec<i64> {
        self.draw(|source| choice::distinct(source.bits, population, size, shuffle))
    }

    /// `choice(len(p), size, p=p)`.
    pub fn choice_weighted(&mut self, p: &[f64], size: usize) -> Vec<i64> {
        self.draw(|source| choice::weighted(source.bits, p, size))
    }

    /// `choice(len(p), size, replace=False, p=p)`.
    ///
    /// *Errors*: ValueError if fewer than `size` weights are positive.
    pub fn choice_weighted_distinct(&mut self, p: &[f64], size: usize) -> R<Vec<i64>> {
        self.draw(|source| choice::weighted_distinct(source.bits, p, size))
    }
}

/// `np.random.RandomState`, and the generator behind the functions of `np.random`.
#[derive(Clone, Debug)]
pub struct RandomState {
    /// Where the bits come from; MT19937 unless the user chose others.
    pub bits: SharedBits,
    /// The second normal of the last pair (`has_gauss` and `cached_gaussian` of the state).
    pub spare: Option<f64>,
}

impl RandomState {
    /// `RandomState(seed)`, `np.random.seed(seed)`.
    pub fn new(seed: u32) -> RandomState {
        RandomState::over(Bits::Mt19937(Box::new(Mt19937::from_legacy_seed(seed))).shared())
    }

    /// `RandomState([seed, …])`.
    pub fn from_array(seed: &[u32]) -> RandomState {
        RandomState::over(Bits::Mt19937(Box::new(Mt19937::from_array(seed))).shared())
    }

    /// `RandomState()`: different in every run.
    pub fn fresh() -> RandomState {
        let sequence = SeedSequence::new(fresh_entropy(), Vec::new(), super::POOL_SIZE);
        RandomState::over(Bits::Mt19937(Box::new(Mt19937::from_sequence(&sequence))).shared())
    }

    /// `RandomState(bit_generator)`.
    pub fn over(bits: SharedBits) -> RandomState {
        RandomState { bits, spare: None }
    }

    /// Draws with the distributions of this generation.
    pub fn draw<T>(&mut self, draw: impl FnOnce(&mut Legacy<'_>) -> T) -> T {
        draw(&mut Legacy { bits: self.bits.borrow_mut().stream(), spare: &mut self.spare })
    }

    /// `count` numbers of a law. The arguments were checked with `Law::check`.
    pub fn sample(&mut self, law: &Law, count: usize, each: Each) -> Numbers {
        self.draw(|source| sample::sample(source, law, count, each))
    }

    /// `rand`, `random_sample`: doubles in [0, 1).
    pub fn fill_random(&mut self, out: &mut [f64]) {
        self.draw(|source| source.bits.fill_random(out));
    }

    /// `uniform(low, low + range)`.
    pub fn fill_uniform(&mut self, low: f64, range: f64, out: &mut [f64]) {
        self.fill_random(out);
        stretch(low, range, out);
    }

    /// `randn`, `standard_normal`.
    pub fn fill_standard_normal(&mut self, out: &mut [f64]) {
        self.draw(|source| source.bits.fill_gauss(source.spare, out));
    }

    /// `normal(loc, scale)`.
    pub fn fill_normal(&mut self, loc: f64, scale: f64, out: &mut [f64]) {
        self.fill_standard_normal(out);
        stretch(loc, scale, out);
    }

    /// `standard_exponential`.
    pub fn fill_standard_exponential(&mut self, out: &mut [f64]) {
        self.fill_random(out);
        out.iter_mut().for_each(|x| *x = -(1.0 - *x).ln());
    }

    /// `multinomial(n, pvals)`: rows of `pvals.len()` counts.
    pub fn fill_multinomial(&mut self, n: i64, pvals: &[f64], out: &mut [i64]) {
        self.draw(|source| vectors::multinomial(source, n, pvals, out));
    }

    /// `dirichlet(alpha)`: rows of `alpha.len()` shares.
    pub fn fill_dirichlet(&mut self, alpha: &[f64], out: &mut [f64]) {
        self.draw(|source| vectors::dirichlet_by_gammas(source, alpha, out));
    }

    /// `randint` between `low` and `low + span`, both included, in two's complement.
    pub fn fill_integers(&mut self, low: u64, span: u64, out: Integers) {
        let bounds = Bounds { low, span, rejection: Rejection::Masked };
        self.draw(|source| bounded::fill(source.bits, bounds, out));
    }

    /// One of the numbers of a `randint` call whose bounds vary; `pieces` starts afresh with every call.
    pub fn integer(&mut self, width: Width, low: u64, span: u64, pieces: &mut Pieces) -> u64 {
        let bounds = Bounds { low, span, rejection: Rejection::Masked };
        self.draw(|source| bounded::next(source.bits, width, bounds, pieces))
    }

    /// `tomaxint`: integers from 0 to 2^63 - 1.
    pub fn fill_tomaxint(&mut self, out: &mut [i64]) {
        self.draw(|source| fill_blocks(out, || (source.bits.next_u64() >> 1).cast_signed()));
    }

    /// `bytes`.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        self.draw(|source| bytes(source.bits, length))
    }

    /// The exchanges that shuffle `count` things; see `choice::shuffle`.
    pub fn shuffle(&mut self, count: usize, swap: impl FnMut(usize, usize)) {
        self.draw(|source| choice::shuffle(source.bits, count, swap));
    }

    /// `permutation(count)`.
    pub fn permutation(&mut self, count: usize) -> Vec<i64> {
        self.draw(|source| choice::permutation(source.bits, count))
    }

    /// `choice(population, size)`: indices, repeats allowed.
    pub fn choice(&mut self, population: u64, size: usize) -> Vec<i64> {
        let mut out = vec![0u64; size];
        self.fill_integers(0, population.saturating_sub(1), Integers::U64(&mut out));
        out.into_iter().map(u64::cast_signed).collect()
    }

    /// `choice(population, size, replace=False)`: the start of a permutation.
    pub fn choice_distinct(&mut self, population: usize, size: usize) -> Vec<i64> {
        let mut indices = self.permutation(population);
        indices.truncate(size);
        indices
    }

    /// `choice(len(p), size, p=p)`.
    pub fn choice_weighted(&mut self, p: &[f64], size: usize) -> Vec<i64> {
        self.draw(|source| choice::weighted(source.bits, p, size))
    }

    /// `choice(len(p), size, replace=False, p=p)`.
    ///
    /// *Errors*: ValueError if fewer than `size` weights are positive.
    pub fn choice_weighted_distinct(&mut self, p: &[f64], size: usize) -> R<Vec<i64>> {
        self.draw(|source| choice::weighted_distinct(source.bits, p, size))
    }
}

/// Bytes of 32-bit draws, lowest first; what is left of the last one is dropped.
fn bytes(bits: &mut dyn BitGenerator, length: usize) -> Vec<u8> {
    let mut words = vec![0; length.div_ceil(4)];
    bits.fill_u32(&mut words);
    let mut bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
    bytes.truncate(length);
    bytes
}
