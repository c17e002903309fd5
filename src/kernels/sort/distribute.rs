//! Sorting words by distribution: into a few hundred buckets of nearly equal ranges, each of which then
//! fits in a cache and is left to the standard library's sort. Buckets are shared among threads. Every
//! step leaves the words a permutation of what they were, so that an interrupted sort has lost nothing.

use crate::array::parallel;
use crate::text::interrupt;
use std::slice::IterMut;

/// An unsigned integer that orders as the number it stands for.
pub(super) trait Word: Copy + Ord + Send + Sync + 'static {
    /// It, as the largest such integer.
    fn wide(self) -> u64;
    /// The number that a float's word stands for.
    fn real(self) -> f64;
}

impl Word for u64 {
    #[inline(always)]
    fn wide(self) -> u64 {
        self
    }
    #[inline(always)]
    fn real(self) -> f64 {
        f64::from_bits(if self >> 63 == 1 { self & !(1 << 63) } else { !self })
    }
}

impl Word for u32 {
    #[inline(always)]
    fn wide(self) -> u64 {
        u64::from(self)
    }
    #[inline(always)]
    fn real(self) -> f64 {
        f64::from(f32::from_bits(if self >> 31 == 1 { self & !(1 << 31) } else { !self }))
    }
}

/// What is sorted: words, or words with their places.
pub(super) trait Record: Copy + Ord + Send + Sync + 'static {
    /// The word's type.
    type Word: Word;
    /// The word.
    fn word(self) -> Self::Word;
}

impl Record for u64 {
    type Word = u64;
    #[inline(always)]
    fn word(self) -> u64 {
        self
    }
}

impl Record for u32 {
    type Word = u32;
    #[inline(always)]
    fn word(self) -> u32 {
        self
    }
}

/// A word and where it comes from; equal words are in the order of their places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed<W> {
    /// The word.
    pub(super) word: W,
    /// Where it was.
    pub(super) place: u32,
}

impl<W: Word> Record for Placed<W> {
    type Word = W;
    #[inline(always)]
    fn word(self) -> W {
        self.word
    }
}

/// More than this are halved first, so that what is copied aside stays small beside what is sorted.
const HALVED: usize = 1 << 20;
/// Fewer than this are left to the standard library.
const FEW: usize = 4096;
/// Elements between looks at the interrupt flag.
const STEP: usize = 1 << 16;
/// What one word costs, for the question whether to share: as measured at a million.
const PICOSECONDS: usize = 10_000;
/// The most buckets at a time.
const BUCKETS: usize = 512;

/// How words fall into buckets: all ways keep the order.
#[derive(Clone, Copy)]
enum Ranges {
    /// By the first bits of the distance from the smallest.
    Bits { low: u64, shift: u32 },
    /// By the numbers' distance from the smallest, in units of the buckets' width.
    Reals { low: f64, scale: f64 },
}

/// Adding it leaves a number below 2^51, rounded to an integer, in the last bits.
const ROUND: f64 = 4_503_599_627_370_496.0;

impl Ranges {
    #[inline(always)]
    fn bucket<W: Word>(self, word: W) -> usize {
        match self {
            Ranges::Bits { low, shift } => ((word.wide() - low) >> shift) as usize,
            Ranges::Reals { low, scale } => ((word.real() - low) * scale + ROUND).to_bits() as u32 as usize,
        }
    }
}

/// Sorts; `reals` says that the words stand for floats. False if it was interrupted.
pub(super) fn sort<R: Record>(records: &mut [R], reals: bool) -> bool {
    if interrupt::raised() {
        return false;
    }
    if records.len() < FEW {
        records.sort_unstable();
        return true;
    }
    let Some((low, high)) = extent(records) else { return true };
    if low == high {
        // All words are one; what else is in the records still orders them.
        records.sort_unstable();
        return true;
    }
    if records.len() > HALVED {
        return halves(records, reals);
    }
    let copy = records.to_vec();
    if reals
        && let Some(ranges) = reals_between(low, high, buckets(records.len()))
        && let Some(done) = distribute(&copy, records, ranges, buckets(records.len()))
    {
        return done;
    }
    let ranges = bits_between(low, high, buckets(records.len()));
    match distribute(&copy, records, ranges, buckets(records.len())) {
        Some(done) => done,
        None => {
            records.sort_unstable();
            true
        }
    }
}

/// The smallest and the largest word; None if the records are in order already.
fn extent<R: Record>(records: &[R]) -> Option<(R::Word, R::Word)> {
    let (first, last) = (records.first()?, records.last()?);
    if first <= last && records.is_sorted() {
        return None;
    }
    let (mut low, mut high) = ([first.word(); 4], [first.word(); 4]);
    for group in records.chunks(4) {
        for (i, record) in group.iter().enumerate() {
            low[i] = low[i].min(record.word());
            high[i] = high[i].max(record.word());
        }
    }
    Some((low.into_iter().min()?, high.into_iter().max()?))
}

fn buckets(n: usize) -> usize {
    (n / 2048).next_power_of_two().clamp(16, BUCKETS)
}

fn bits_between<W: Word>(low: W, high: W, buckets: usize) -> Ranges {
    let range = high.wide() - low.wide();
    let bits = u64::BITS - range.leading_zeros();
    Ranges::Bits { low: low.wide(), shift: bits.saturating_sub(buckets.ilog2()) }
}

fn reals_between<W: Word>(low: W, high: W, buckets: usize) -> Option<Ranges> {
    let (low, high) = (low.real(), high.real());
    let scale = (buckets - 1) as f64 / (high - low);
    (scale.is_normal()).then_some(Ranges::Reals { low, scale })
}

/// Puts the smaller half before the larger one, and sorts both.
fn halves<R: Record>(records: &mut [R], reals: bool) -> bool {
    let n = records.len();
    // The middle of a sample is near the middle.
    let mut sample: Vec<R> = (0..255).map(|i| records[i * (n / 255) + (i * 7919) % (n / 255)]).collect();
    sample.sort_unstable();
    let pivot = sample[127];
    let mut smaller = 0;
    for from in (0..n).step_by(STEP) {
        if interrupt::raised() {
            return false;
        }
        for i in from..n.min(from + STEP) {
            let record = records[i];
            records.swap(i, smaller);
            smaller += usize::from(record < pivot);
        }
    }
    let (left, right) = records.split_at_mut(smaller);
    if left.is_empty() {
        // The pivot is the smallest: what equals it is in place.
        let mut same = 0;
        for i in 0..right.len() {
            let record = right[i];
            right.swap(i, same);
            same += usize::from(record == pivot);
        }
        return sort(&mut right[same..], reals);
    }
    let (left, right) = parallel::join(|| sort(left, reals), || sort(right, reals));
    left && right
}

/// Moves records into buckets and sorts these; None, with everything as it was, if the buckets would be
/// too unequal.
fn distribute<R: Record>(from: &[R], to: &mut [R], ranges: Ranges, buckets: usize) -> Option<bool> {
    let n = from.len();
    let piece = parallel::piece(n, PICOSECONDS).map_or(n, |_| n.div_ceil(parallel::threads()));
    let pieces: Vec<&[R]> = from.chunks(piece).collect();
    let counts = parallel::map(pieces.clone(), &|piece| count(piece, ranges, buckets));
    if counts.len() < pieces.len() {
        return Some(false);
    }
    // Buckets for single words need no sorting, however long.
    let exact = matches!(ranges, Ranges::Bits { shift: 0, .. });
    let lengths: Vec<usize> = (0..buckets).map(|b| counts.iter().map(|counts| counts[b] as usize).sum()).collect();
    if !exact && lengths.iter().any(|&length| length > n / 4) {
        return None;
    }
    // Each piece has a place of its own in each bucket.
    let mut places: Vec<Vec<IterMut<'_, R>>> = pieces.iter().map(|_| Vec::with_capacity(buckets)).collect();
    let mut rest = &mut *to;
    for b in 0..buckets {
        for (places, counts) in places.iter_mut().zip(&counts) {
            let (place, after) = rest.split_at_mut(counts[b] as usize);
            places.push(place.iter_mut());
            rest = after;
        }
    }
    let work: Vec<(&[R], Vec<IterMut<'_, R>>)> = pieces.into_iter().zip(places).collect();
    let parts = work.len();
    if parallel::map(work, &|(piece, places)| scatter(piece, places, ranges)).len() < parts {
        to.copy_from_slice(from);
        return Some(false);
    }
    // Several buckets at a time, as many as make a piece.
    let mut groups: Vec<(&mut [R], &[usize])> = Vec::new();
    let (mut rest, mut lengths) = (to, &lengths[..]);
    let target = n.div_ceil(8 * parallel::threads()).max(STEP / 2);
    while !lengths.is_empty() {
        let (mut size, mut many) = (0, 0);
        while many < lengths.len() && size < target {
            size += lengths[many];
            many += 1;
        }
        let (group, after) = std::mem::take(&mut rest).split_at_mut(size);
        groups.push((group, &lengths[..many]));
        (rest, lengths) = (after, &lengths[many..]);
    }
    let many = groups.len();
    let finish = |(mut group, lengths): (&mut [R], &[usize])| {
        for &length in lengths {
            let (bucket, after) = group.split_at_mut(length);
            bucket.sort_unstable();
            group = after;
        }
    };
    if piece == n {
        groups.into_iter().for_each(finish);
        return Some(true);
    }
    Some(parallel::map(groups, &finish).len() == many)
}

fn count<R: Record>(piece: &[R], ranges: Ranges, buckets: usize) -> Vec<u32> {
    let mut counts = vec![0; buckets];
    match ranges {
        Ranges::Bits { low, shift } => {
            for record in piece {
                counts[Ranges::Bits { low, shift }.bucket(record.word())] += 1;
            }
        }
        Ranges::Reals { low, scale } => {
            for record in piece {
                counts[Ranges::Reals { low, scale }.bucket(record.word())] += 1;
            }
        }
    }
    counts
}

fn scatter<R: Record>(piece: &[R], mut places: Vec<IterMut<'_, R>>, ranges: Ranges) {
    let places = &mut places[..];
    for &record in piece {
        if let Some(place) = places[ranges.bucket(record.word())].next() {
            *place = record;
        }
    }
}
