//! Sums in NumPy's order: eight accumulators over at most 128 elements, longer runs halved. The order
//! decides the last digits, so every path here keeps it; what differs is how many of the tree's
//! leaves are added side by side, because one leaf alone waits for its own additions.
//!
//! Source: `loops_utils.h.src` in NumPy.

use super::dispatch::{Level, Plain};
use super::fp::{FpFlags, Watch};
use super::groups::{GroupKernel, Groups, Term};
use crate::array::parallel;
use half::f16;
use num_complex::Complex;
use std::marker::PhantomData;

/// Elements at equal distances in a buffer. All of `first + i·stride` for `i < len` lie inside.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a, T> {
    /// The buffer.
    pub data: &'a [T],
    /// Where the first element is.
    pub first: usize,
    /// From one element to the next; may be 0 or negative.
    pub stride: isize,
    /// How many elements.
    pub len: usize,
}

impl<'a, T: Copy> Run<'a, T> {
    /// All elements of a slice.
    pub fn all(data: &'a [T]) -> Run<'a, T> {
        Run { data, first: 0, stride: 1, len: data.len() }
    }

    /// The elements as a slice, if they are next to each other.
    #[inline]
    pub fn slice(&self) -> Option<&'a [T]> {
        if self.stride == 1 || self.len <= 1 { Some(&self.data[self.first..self.first + self.len]) } else { None }
    }

    /// Element `i`.
    #[inline(always)]
    pub fn at(&self, i: usize) -> T {
        self.data[self.first.wrapping_add_signed(self.stride.wrapping_mul(i as isize))]
    }

    /// The elements `from..to` of the run.
    fn part(&self, from: usize, to: usize) -> Run<'a, T> {
        let first = self.first.wrapping_add_signed(self.stride.wrapping_mul(from as isize));
        Run { first, len: to - from, ..*self }
    }

    /// Copies the elements to the start of a block.
    fn copy_to(&self, block: &mut [T]) {
        match self.stride {
            1.. => {
                let elements = self.data[self.first..].iter().step_by(self.stride as usize);
                block[..self.len].iter_mut().zip(elements).for_each(|(y, &x)| *y = x);
            }
            _ => block.iter_mut().zip(self.iter()).for_each(|(y, x)| *y = x),
        }
    }

    /// The elements in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + use<'a, T> {
        let run = *self;
        (0..run.len).map(move |i| run.at(i))
    }
}

/// A type with NumPy's pairwise sum.
pub trait Pairwise: Watch + Default {
    /// What a run is summed in: float32 for float16, otherwise the type itself.
    type Total: Copy;
    /// The sum of one run, starting from nothing (an empty run gives -0.0).
    fn sum(run: Run<'_, Self>) -> Self::Total;
    /// A partial result and the sum of one more run.
    fn plus(self, total: Self::Total) -> Self;
}

/// The sum of the squared distances of a contiguous run from a number, as if each step had been done
/// for all elements before the next.
pub fn squared_distances(values: &[f64], from: f64) -> f64 {
    brought::<f64, f64, Real>(Run::all(values), 1, &|run, block| {
        let values = &run.data[run.first..run.first + run.len];
        Level::best().run_plain(Squares { values, from, block });
    })
}

struct Squares<'a> {
    values: &'a [f64],
    from: f64,
    block: &'a mut [f64],
}

impl Plain for Squares<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        for (y, &x) in self.block.iter_mut().zip(self.values) {
            let distance = x - self.from;
            *y = distance * distance;
        }
    }
}

/// `start` plus the sum of one run: one step of `np.add.reduce`.
pub fn add_run<T: Pairwise>(start: T, run: Run<'_, T>) -> T {
    start.plus(T::sum(run))
}

macro_rules! pairwise_real {
    // float32 and float64 differ in nothing.
    ($($real:ident)*) => {$(
        impl Pairwise for $real {
            type Total = $real;
            #[inline]
            fn sum(run: Run<'_, $real>) -> $real {
                if run.len < 8 {
                    return run.iter().fold(-0.0, |sum, x| sum + x);
                }
                match run.slice() {
                    Some(values) => tree::<$real, Real>(values),
                    None => brought::<$real, $real, Real>(run, 1, &|run, block| run.copy_to(block)),
                }
            }
            fn plus(self, total: $real) -> $real {
                self + total
            }
        }
        impl Pairwise for Complex<$real> {
            type Total = Complex<$real>;
            fn sum(run: Run<'_, Complex<$real>>) -> Complex<$real> {
                let [re, im] = match run.slice() {
                    Some(values) => tree::<$real, Pairs>(bytemuck::cast_slice(values)),
                    None => brought::<Complex<$real>, $real, Pairs>(run, 2, &|run, block| {
                        run.copy_to(bytemuck::cast_slice_mut(block));
                    }),
                };
                Complex::new(re, im)
            }
            fn plus(self, total: Complex<$real>) -> Complex<$real> {
                self + total
            }
        }
    )*};
}

pairwise_real!(f32 f64);

impl Pairwise for f16 {
    type Total = f32;
    fn sum(run: Run<'_, f16>) -> f32 {
        brought::<f16, f32, Real>(run, 1, &|run, block| {
            for (x, y) in run.iter().zip(block) {
                *y = x.to_f32();
            }
        })
    }
    fn plus(self, total: f32) -> f16 {
        f16::from_f32(self.to_f32() + total)
    }
}

/// How eight accumulators and the left-over terms become a sum: of reals, or of the real and
/// imaginary parts that take turns in a complex buffer.
trait Shape<T: Term> {
    type Sum: Copy + Send;
    fn fold(accumulators: [T; 8], rest: &[T]) -> Self::Sum;
    fn few(terms: &[T]) -> Self::Sum;
    fn join(a: Self::Sum, b: Self::Sum) -> Self::Sum;
}

struct Real;

impl<T: Term> Shape<T> for Real {
    type Sum = T;
    #[inline(always)]
    fn fold(r: [T; 8], rest: &[T]) -> T {
        let mut sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for &x in rest {
            sum = sum + x;
        }
        sum
    }
    #[inline(always)]
    fn few(terms: &[T]) -> T {
        let mut sum = T::MINUS_ZERO;
        for &x in terms {
            sum = sum + x;
        }
        sum
    }
    #[inline(always)]
    fn join(a: T, b: T) -> T {
        a + b
    }
}

struct Pairs;

impl<T: Term> Shape<T> for Pairs {
    type Sum = [T; 2];
    #[inline(always)]
    fn fold(r: [T; 8], rest: &[T]) -> [T; 2] {
        let mut sum = [(r[0] + r[2]) + (r[4] + r[6]), (r[1] + r[3]) + (r[5] + r[7])];
        for z in rest.as_chunks::<2>().0 {
            sum = [sum[0] + z[0], sum[1] + z[1]];
        }
        sum
    }
    #[inline(always)]
    fn few(terms: &[T]) -> [T; 2] {
        let mut sum = [T::MINUS_ZERO; 2];
        for z in terms.as_chunks::<2>().0 {
            sum = [sum[0] + z[0], sum[1] + z[1]];
        }
        sum
    }
    #[inline(always)]
    fn join(a: [T; 2], b: [T; 2]) -> [T; 2] {
        [a[0] + b[0], a[1] + b[1]]
    }
}

/// A leaf holds at most this many terms.
const LEAF: usize = 128;

/// Where a longer run is cut.
#[inline(always)]
pub fn half(n: usize) -> usize {
    n / 2 - n / 2 % 8
}

/// The sum of a contiguous run. Halves in ordinary code, and hands nodes of one, two or four leaves to
/// the vectorised body.
fn tree<T: Term, K: Shape<T>>(terms: &[T]) -> K::Sum {
    // Beyond the caches, several leaves at once are slower: too many streams for the prefetcher.
    let side_by_side = terms.len() <= 2_000_000;
    let shared = parallel::piece(terms.len(), PICOSECONDS).is_some();
    grow::<T, K>(Level::best(), terms, side_by_side, shared)
}

/// What one term costs, for the question whether to share.
const PICOSECONDS: usize = 250;
/// Nodes with more terms than this are halved among threads: the tree is the same.
const SHARED: usize = 131_072;

fn grow<T: Term, K: Shape<T>>(level: Level, terms: &[T], side_by_side: bool, shared: bool) -> K::Sum {
    if terms.len() <= LEAF || (side_by_side && leaves_below(terms.len()).is_some()) {
        return T::run(level, Node::<'_, T, K> { terms, shape: PhantomData });
    }
    let (left, right) = terms.split_at(half(terms.len()));
    let sum = |terms| grow::<T, K>(level, terms, side_by_side, shared);
    let (left, right) = if shared && terms.len() > SHARED {
        parallel::join(|| sum(left), || sum(right))
    } else {
        (sum(left), sum(right))
    };
    K::join(left, right)
}

/// Whether a run is exactly two or four leaves. (249 to 255 terms are neither: a leaf on the left, two
/// on the right.)
#[inline(always)]
fn leaves_below(n: usize) -> Option<usize> {
    let left = half(n);
    let right = n - left;
    if n <= LEAF {
        None
    } else if right <= LEAF {
        Some(2)
    } else if left > LEAF && left - half(left) <= LEAF && right - half(right) <= LEAF {
        Some(4)
    } else {
        None
    }
}

/// A run of one, two or four leaves.
struct Node<'a, T, K> {
    terms: &'a [T],
    shape: PhantomData<K>,
}

impl<T: Term, K: Shape<T>> GroupKernel<T> for Node<'_, T, K> {
    type Output = K::Sum;
    #[inline(always)]
    fn run<G: Groups<T>>(self, groups: G) -> K::Sum {
        let terms = self.terms;
        match leaves_below(terms.len()) {
            None if terms.len() < 8 => K::few(terms),
            None => {
                let [sum] = leaves::<T, K, G, 1>(groups, [terms]);
                sum
            }
            Some(2) => {
                let (left, right) = terms.split_at(half(terms.len()));
                let [a, b] = leaves::<T, K, G, 2>(groups, [left, right]);
                K::join(a, b)
            }
            Some(_) => {
                let (left, right) = terms.split_at(half(terms.len()));
                let (a, b) = left.split_at(half(left.len()));
                let (c, d) = right.split_at(half(right.len()));
                let [a, b, c, d] = leaves::<T, K, G, 4>(groups, [a, b, c, d]);
                K::join(K::join(a, b), K::join(c, d))
            }
        }
    }
}

/// The sums of several leaves of eight terms or more, whose whole groups are added in step.
#[inline(always)]
fn leaves<T: Term, K: Shape<T>, G: Groups<T>, const N: usize>(groups: G, leaves: [&[T]; N]) -> [K::Sum; N] {
    let mut common = usize::MAX;
    for leaf in leaves {
        common = common.min(leaf.len() / 8);
    }
    let mut step: [&[[T; 8]]; N] = [&[]; N];
    let mut r = [groups.load(&[T::default(); 8]); N];
    for i in 0..N {
        step[i] = &leaves[i].as_chunks::<8>().0[..common];
        r[i] = groups.load(&step[i][0]);
    }
    #[expect(clippy::needless_range_loop, reason = "one index for several leaves")]
    for g in 1..common {
        for i in 0..N {
            r[i] = groups.add(r[i], groups.load(&step[i][g]));
        }
    }
    let mut sums = [K::few(&[]); N];
    for i in 0..N {
        let (all, rest) = leaves[i].as_chunks::<8>();
        let mut sum = r[i];
        for group in &all[common..] {
            sum = groups.add(sum, groups.load(group));
        }
        sums[i] = K::fold(groups.store(sum), rest);
    }
    sums
}

/// The tree over a run whose terms do not lie in memory as they are summed: `bring` puts those of up to
/// four leaves, each element `width` terms, at the start of a block.
fn brought<E, T, K>(run: Run<'_, E>, width: usize, bring: &(dyn Fn(Run<'_, E>, &mut [T]) + Sync)) -> K::Sum
where
    E: Copy + Sync,
    T: Term,
    K: Shape<T>,
{
    let shared = parallel::piece(run.len, 2 * PICOSECONDS).is_some();
    bring_and_grow::<E, T, K>(run, width, bring, shared, &mut [T::default(); 4 * LEAF])
}

fn bring_and_grow<E, T, K>(
    run: Run<'_, E>,
    width: usize,
    bring: &(dyn Fn(Run<'_, E>, &mut [T]) + Sync),
    shared: bool,
    block: &mut [T; 4 * LEAF],
) -> K::Sum
where
    E: Copy + Sync,
    T: Term,
    K: Shape<T>,
{
    let n = run.len * width;
    if n <= LEAF || leaves_below(n).is_some() {
        bring(run, &mut block[..n]);
        return T::run(Level::best(), Node::<'_, T, K> { terms: &block[..n], shape: PhantomData });
    }
    let cut = half(n) / width;
    let (left, right) = (run.part(0, cut), run.part(cut, run.len));
    if shared && n > SHARED {
        let sum = |part| bring_and_grow::<E, T, K>(part, width, bring, shared, &mut [T::default(); 4 * LEAF]);
        let (left, right) = parallel::join(|| sum(left), || sum(right));
        return K::join(left, right);
    }
    let left = bring_and_grow::<E, T, K>(left, width, bring, shared, block);
    let right = bring_and_grow::<E, T, K>(right, width, bring, shared, block);
    K::join(left, right)
}

/// The floating-point errors of a reduction whose result is infinite or NaN.
pub fn reduction_flags<T: Finite>(run: Run<'_, T>, result: T) -> FpFlags {
    if result.is_finite() {
        return FpFlags::NONE;
    }
    let any_nan = run.iter().any(T::has_nan);
    let any_inf = run.iter().any(|x| !x.is_finite() && !x.has_nan());
    let mut found = FpFlags::NONE;
    if result.has_nan() && !any_nan {
        found |= FpFlags::INVALID;
    }
    if !any_inf && !any_nan {
        found |= FpFlags::OVER;
    }
    found
}

/// Types whose values can be infinite or NaN.
pub trait Finite: Copy {
    /// Neither infinite nor NaN, in any part.
    fn is_finite(self) -> bool;
    /// NaN in some part.
    fn has_nan(self) -> bool;
}

macro_rules! finite {
    // Inherent methods of the same names, on each floating type.
    ($($real:ty)*) => {$(
        impl Finite for $real {
            fn is_finite(self) -> bool {
                <$real>::is_finite(self)
            }
            fn has_nan(self) -> bool {
                self.is_nan()
            }
        }
    )*};
}

finite!(f16 f32 f64);

impl<T: Finite> Finite for Complex<T> {
    fn is_finite(self) -> bool {
        self.re.is_finite() && self.im.is_finite()
    }
    fn has_nan(self) -> bool {
        self.re.has_nan() || self.im.has_nan()
    }
}
