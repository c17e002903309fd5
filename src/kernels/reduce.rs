//! Reductions whose order decides nothing, or is simply from left to right: products, running sums,
//! extremes and their places, truth, counts, integer sums.

use super::arith::{Binary, Maximum, Minimum, Order, Truth};
use super::dispatch::{Level, Plain};
use super::sum::Run;
use crate::array::parallel;
use num_traits::{AsPrimitive, WrappingAdd};
use std::marker::PhantomData;

/// `start op x0 op x1 …`, strictly from left to right: `np.multiply.reduce` and its like.
pub fn fold<Op, T>(start: T, run: Run<'_, T>) -> T
where
    Op: Binary<T, Out = T>,
    T: Copy,
{
    run.iter().fold(start, Op::of)
}

/// The running result, `out[0] = x0`, `out[i] = out[i - 1] op x_i`: `np.add.accumulate` and its like.
pub fn scan<Op, T>(run: Run<'_, T>, out: &mut [T])
where
    Op: Binary<T, Out = T>,
    T: Copy,
{
    let mut elements = run.iter();
    let Some(mut sum) = elements.next() else { return };
    let Some((first, rest)) = out.split_first_mut() else { return };
    *first = sum;
    for (x, y) in elements.zip(rest) {
        sum = Op::of(sum, x);
        *y = sum;
    }
}

/// `start op x0 op x1 …` for an operation whose order does not matter: extremes, bit operations, integer
/// sums and products. Several accumulators side by side, several threads.
pub fn fold_any_order<Op, T>(start: T, run: Run<'_, T>) -> T
where
    Op: Binary<T, Out = T>,
    T: Copy + Send + Sync,
{
    match run.slice() {
        Some(values) if values.len() >= WIDTH => Op::of(start, fold_slice::<Op, T>(values)),
        _ => fold::<Op, T>(start, run),
    }
}

/// What one element costs, for the question whether to share.
const PICOSECONDS: usize = 250;
/// Accumulators side by side: enough for two vectors of AVX2 in every type from 4 bytes on.
const WIDTH: usize = 16;
/// The same where there is enough to do: as many vectors as hide how long one operation takes.
const MANY: usize = 32;

fn fold_slice<Op, T>(values: &[T]) -> T
where
    Op: Binary<T, Out = T>,
    T: Copy + Send + Sync,
{
    if values.len() < 4 * MANY {
        return Level::best().run_plain(Wide::<'_, Op, T, WIDTH> { values, op: PhantomData });
    }
    let wide = |values| Level::best().run_plain(Wide::<'_, Op, T, MANY> { values, op: PhantomData });
    let result = match parallel::piece(values.len(), PICOSECONDS) {
        Some(piece) if values.len().is_multiple_of(piece) || values.len() % piece >= MANY => {
            let results = parallel::map(values.chunks(piece).collect(), &wide);
            results.into_iter().reduce(Op::of).unwrap_or(values[0])
        }
        _ => wide(values),
    };
    if !Op::shows_order(result) {
        return result;
    }
    // Which of two zeros, which NaN: that is for one order to say.
    Level::best().run_plain(Wide::<'_, Op, T, WIDTH> { values, op: PhantomData })
}

struct Wide<'a, Op, T, const N: usize> {
    /// At least `N` of them.
    values: &'a [T],
    op: PhantomData<Op>,
}

impl<Op, T, const N: usize> Plain for Wide<'_, Op, T, N>
where
    Op: Binary<T, Out = T>,
    T: Copy,
{
    type Output = T;
    #[inline(always)]
    fn run(self) -> T {
        let (groups, rest) = self.values.as_chunks::<N>();
        let mut r = groups[0];
        for group in &groups[1..] {
            for l in 0..N {
                r[l] = Op::of(r[l], group[l]);
            }
        }
        let mut result = r[0];
        for &x in r[1..].iter().chain(rest) {
            result = Op::of(result, x);
        }
        result
    }
}

/// The sum of integers or bool in a wide type, wrapping: what `np.sum` does for whole numbers.
pub fn integer_sum<T, W>(run: Run<'_, T>) -> W
where
    T: AsPrimitive<W>,
    W: WrappingAdd + Copy + Default + 'static,
{
    match run.slice() {
        Some(values) => Level::best().run_plain(IntegerSum::<'_, T, W> { values, wide: PhantomData }),
        None => run.iter().fold(W::default(), |sum, x| sum.wrapping_add(&x.as_())),
    }
}

struct IntegerSum<'a, T, W> {
    values: &'a [T],
    wide: PhantomData<W>,
}

impl<T, W> Plain for IntegerSum<'_, T, W>
where
    T: AsPrimitive<W>,
    W: WrappingAdd + Copy + Default + 'static,
{
    type Output = W;
    #[inline(always)]
    fn run(self) -> W {
        let mut sum = W::default();
        for &x in self.values {
            sum = sum.wrapping_add(&x.as_());
        }
        sum
    }
}

/// How many elements are true.
pub fn count_true<T: Truth>(run: Run<'_, T>) -> usize {
    match run.slice() {
        Some(values) => Level::best().run_plain(CountTrue { values }),
        None => run.iter().filter(|x| x.truth()).count(),
    }
}

struct CountTrue<'a, T> {
    values: &'a [T],
}

impl<T: Truth> Plain for CountTrue<'_, T> {
    type Output = usize;
    #[inline(always)]
    fn run(self) -> usize {
        let mut total = 0;
        // A block's count fits in a byte, so that the inner loop stays as narrow as bool.
        for block in self.values.chunks(255) {
            let mut count = 0u8;
            for x in block {
                count += u8::from(x.truth());
            }
            total += usize::from(count);
        }
        total
    }
}

/// Whether some element is true; stops early.
pub fn any<T: Truth>(run: Run<'_, T>) -> bool {
    match run.slice() {
        Some(values) => values.chunks(128).any(|block| block.iter().fold(false, |any, x| any | x.truth())),
        None => run.iter().any(Truth::truth),
    }
}

/// Whether every element is true; stops early.
pub fn all<T: Truth>(run: Run<'_, T>) -> bool {
    match run.slice() {
        Some(values) => values.chunks(128).all(|block| block.iter().fold(true, |all, x| all & x.truth())),
        None => run.iter().all(Truth::truth),
    }
}

/// The place of the largest element; of the first NaN if there is one. `None` for an empty run.
pub fn argmax<T: Order + Send + Sync>(run: Run<'_, T>) -> Option<usize> {
    place::<Maximum, T>(run)
}

/// The place of the smallest element; of the first NaN if there is one. `None` for an empty run.
pub fn argmin<T: Order + Send + Sync>(run: Run<'_, T>) -> Option<usize> {
    place::<Minimum, T>(run)
}

fn place<Op, T>(run: Run<'_, T>) -> Option<usize>
where
    Op: Binary<T, Out = T> + Extreme<T>,
    T: Order + Send + Sync,
{
    if run.len == 0 {
        return None;
    }
    let Some(values) = run.slice() else {
        let extreme = fold::<Op, T>(run.at(0), run);
        return run.iter().position(|x| is_it(x, extreme));
    };
    let Some(piece) = parallel::piece(values.len(), PICOSECONDS) else { return place_in::<Op, T>(values) };
    let found = parallel::map(values.chunks(piece).collect(), &place_in::<Op, T>);
    let places = found.into_iter().enumerate().filter_map(|(i, at)| Some(i * piece + at?));
    places.reduce(|first, second| if Op::beats(values[second], values[first]) { second } else { first })
}

fn is_it<T: Order>(x: T, extreme: T) -> bool {
    if extreme.is_missing() { x.is_missing() } else { x == extreme }
}

/// Which of two elements is the extreme.
pub trait Extreme<T> {
    /// Whether a later element is what is looked for, and not an earlier one: only if it is more extreme, or
    /// the first NaN.
    fn beats(later: T, earlier: T) -> bool;
}

// Written with `le`, which is false with NaN, so that it is two comparisons.
impl<T: Order> Extreme<T> for Maximum {
    #[inline(always)]
    fn beats(later: T, earlier: T) -> bool {
        !earlier.is_missing() & !T::le(later, earlier)
    }
}

impl<T: Order> Extreme<T> for Minimum {
    #[inline(always)]
    fn beats(later: T, earlier: T) -> bool {
        !earlier.is_missing() & !T::le(earlier, later)
    }
}

/// The place of the extreme in each of several short runs, `n` elements at a distance of `stride` from the
/// start on; `n` is at least 1.
pub fn places_in_runs<Op, T>(data: &[T], starts: impl Iterator<Item = usize>, stride: isize, n: usize) -> Vec<i64>
where
    Op: Extreme<T>,
    T: Copy,
{
    let place = |first: usize| {
        let (mut best, mut place) = (data[first], 0);
        let mut at = first;
        for i in 1..n {
            at = at.wrapping_add_signed(stride);
            let better = Op::beats(data[at], best);
            best = if better { data[at] } else { best };
            place = if better { i } else { place };
        }
        place as i64
    };
    starts.map(place).collect()
}

/// The place of the extreme in each of `places.len()` columns; `row(k)` gives row `k` of `rows`, of which
/// there is at least one.
pub fn places_in_columns<'a, Op, T>(rows: usize, row: impl Fn(usize) -> &'a [T], places: &mut [i64])
where
    Op: Extreme<T>,
    T: Copy + 'a,
{
    let mut best = row(0).to_vec();
    places.fill(0);
    for k in 1..rows {
        Level::best().run_plain(NextRow::<'_, Op, T> {
            best: &mut best,
            places,
            row: row(k),
            k: k as i64,
            op: PhantomData,
        });
    }
}

struct NextRow<'a, Op, T> {
    best: &'a mut [T],
    places: &'a mut [i64],
    row: &'a [T],
    k: i64,
    op: PhantomData<Op>,
}

impl<Op: Extreme<T>, T: Copy> Plain for NextRow<'_, Op, T> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        for ((best, place), &x) in self.best.iter_mut().zip(self.places).zip(self.row) {
            let better = Op::beats(x, *best);
            *best = if better { x } else { *best };
            *place = if better { self.k } else { *place };
        }
    }
}

/// Elements whose extreme is found before it is asked which of them it is: they stay in the cache.
const BLOCK: usize = 1024;

/// First the extremes of blocks, then the place within the block: no element is compared twice unless it
/// is near.
fn place_in<Op, T>(values: &[T]) -> Option<usize>
where
    Op: Binary<T, Out = T> + Extreme<T>,
    T: Order,
{
    let mut best: Option<(usize, T)> = None;
    for (i, block) in values.chunks(BLOCK).enumerate() {
        let extreme = if block.len() < MANY {
            fold::<Op, T>(block[0], Run::all(block))
        } else {
            Level::best().run_plain(Wide::<'_, Op, T, MANY> { values: block, op: PhantomData })
        };
        if best.is_none_or(|(_, best)| Op::beats(extreme, best)) {
            best = Some((i, extreme));
            if extreme.is_missing() {
                break;
            }
        }
    }
    let (i, extreme) = best?;
    values[BLOCK * i..].iter().position(|&x| is_it(x, extreme)).map(|at| BLOCK * i + at)
}
