//! Trees of elementwise loops over float64, int64 and bool, computed a block at a time: what one step leaves, the next
//! finds in the L1 cache, and no array is made for what lies between. The loops are the ufuncs' own, so
//! every bit is what they give one after the other. There is an answer only where no step meets a
//! floating-point error; whoever asks goes step by step otherwise.

use super::drive::Outcome;
use super::plan::{Plan, stretched};
use super::raw::{Loop, Raw};
use super::share::{Divisible, share};
use crate::array::{ArrayRef, DType, Dims, Strides, parallel};
use crate::kernels::reduce::count_true;
use crate::kernels::sum::{Pairwise, Run, half};
use crate::text::interrupt;
use bytemuck::{bytes_of, cast_slice, cast_slice_mut};
use smallvec::SmallVec;
use std::cell::Ref;
use std::sync::atomic::{AtomicBool, Ordering};

/// Elements computed at a time: a handful of blocks fill no more than the L1 cache.
const BLOCK: usize = 512;
/// Rows shorter than this are not worth the steps' overhead.
const SHORT: usize = 64;
/// What a step takes for an element, in picoseconds: additions and their like.
const CHEAP: usize = 100;
/// The same for functions such as exp.
const DEAR: usize = 700;

/// Where a step's operand comes from.
#[derive(Clone, Copy, Debug)]
pub enum Feed {
    /// An array, by its place among the leaves.
    Leaf(usize),
    /// A number: the bits of a float64 or an int64.
    Number(u64),
    /// The result of an earlier step.
    Step(usize),
}

/// One loop of a tree; float64, int64 or bool in each operand.
pub struct Step {
    /// The loop.
    pub which: &'static Loop,
    /// Its inputs.
    pub inputs: SmallVec<[Feed; 2]>,
}

impl Step {
    /// The dtype of its result.
    pub fn dtype(&self) -> DType {
        self.which.types[self.inputs.len()]
    }
}

/// A tree, its steps in the order of evaluation; the last one is the root. All of its nodes have the
/// result's shape, which the leaves, arrays of these dtypes, can be stretched to.
pub struct Tree<'a> {
    /// The arrays.
    pub leaves: &'a [ArrayRef],
    /// The loops.
    pub steps: &'a [Step],
    /// The shape of the result.
    pub shape: &'a [usize],
}

impl Tree<'_> {
    /// Computes the root into a fresh array in C order, of the root's dtype. False where NumPy would give
    /// another order, where a step met a floating-point error, where Ctrl-C was pressed, or where it is no
    /// gain: then the array is to be thrown away.
    pub fn fill(&self, out: &ArrayRef) -> bool {
        let opened: Vec<Ref<'_, [u8]>> = self.leaves.iter().map(|leaf| leaf.bytes()).collect();
        let Some(evaluator) = Evaluator::new(self, &opened) else { return false };
        let size = out.itemsize();
        let mut bytes = out.bytes_mut();
        let target = &mut bytes[..self.shape.iter().product::<usize>() * size];
        share(Stretch { evaluator: &evaluator, from: 0, size, out: target });
        // Pieces that nobody has begun when Ctrl-C comes are left out.
        !evaluator.abandoned.load(Ordering::Relaxed) && !interrupt::raised()
    }

    /// The sum of the root's elements, which are no int64: of float64 in the order of NumPy's pairwise sum,
    /// of bool their number. None as for [`Tree::fill`].
    pub fn total(&self) -> Option<f64> {
        let opened: Vec<Ref<'_, [u8]>> = self.leaves.iter().map(|leaf| leaf.bytes()).collect();
        let evaluator = Evaluator::new(self, &opened)?;
        let size = self.shape.iter().product();
        let cost = |step: &Step| if step.inputs.len() == 1 { DEAR } else { CHEAP };
        let piece = parallel::piece(size, self.steps.iter().map(cost).sum()).unwrap_or(size);
        let total = evaluator.total(&mut Blocks::new(&evaluator), 0..size, piece);
        (!evaluator.abandoned.load(Ordering::Relaxed)).then_some(0.0 + total)
    }
}

/// A leaf, opened: its strides along the merged axes, in bytes.
struct Leaf<'a> {
    bytes: &'a [u8],
    offset: usize,
    strides: Strides,
    /// The last of the strides.
    inner: isize,
    /// The size of an element: 8 or 1.
    size: usize,
}

/// Where a step's operand is found.
enum Source<'a> {
    /// In a leaf, as it lies there.
    Leaf(usize),
    /// In a leaf, one element for all of a row.
    Same(usize),
    /// In the block that a leaf's elements are gathered in.
    Apart(usize),
    Number(&'a [u8]),
    /// In the block of an earlier step, with elements of this size.
    Step(usize, usize),
}

/// A step with its operands found.
struct Compiled<'a> {
    which: &'static Loop,
    inputs: SmallVec<[Source<'a>; 2]>,
    /// The size of an element of its result.
    size: usize,
}

/// All that the threads read.
struct Evaluator<'a> {
    steps: SmallVec<[Compiled<'a>; 8]>,
    leaves: SmallVec<[Leaf<'a>; 4]>,
    /// The leaves whose elements are not next to each other.
    apart: SmallVec<[usize; 4]>,
    /// The lengths of the merged axes.
    shape: Dims,
    /// In which block each step leaves its result.
    places: SmallVec<[usize; 8]>,
    abandoned: AtomicBool,
}

impl<'a> Evaluator<'a> {
    fn new(tree: &Tree<'a>, opened: &'a [Ref<'_, [u8]>]) -> Option<Evaluator<'a>> {
        let shape = tree.shape;
        let mut all: SmallVec<[Strides; 4]> = SmallVec::new();
        for leaf in tree.leaves {
            let head = leaf.head();
            let strides = stretched(&head.layout, shape)?;
            let size = leaf.itemsize();
            let aligned = strides.iter().all(|stride| stride.unsigned_abs().is_multiple_of(size))
                && head.layout.offset.is_multiple_of(size);
            if !aligned || !keeps_order(&strides) {
                return None;
            }
            all.push(strides);
        }
        let order: SmallVec<[usize; 4]> = (0..shape.len()).collect();
        let plan = Plan::new(shape, &all, &order);
        if *plan.shape.last()? < SHORT {
            return None;
        }
        let leaf = |(i, strides): (usize, Strides)| Leaf {
            bytes: &opened[i],
            offset: tree.leaves[i].head().layout.offset,
            inner: strides.last().copied().unwrap_or(0),
            strides,
            size: tree.leaves[i].itemsize(),
        };
        let leaves: SmallVec<[Leaf<'a>; 4]> = plan.strides.into_iter().enumerate().map(leaf).collect();
        let places = places(tree.steps);
        let source = |feed: &'a Feed| match feed {
            Feed::Leaf(i) if leaves[*i].inner == 0 => Source::Same(*i),
            Feed::Leaf(i) if leaves[*i].inner == leaves[*i].size as isize => Source::Leaf(*i),
            Feed::Leaf(i) => Source::Apart(*i),
            Feed::Number(bits) => Source::Number(bytes_of(bits)),
            Feed::Step(k) => Source::Step(places[*k], tree.steps[*k].dtype().itemsize()),
        };
        let compiled = |step: &'a Step| Compiled {
            which: step.which,
            inputs: step.inputs.iter().map(source).collect(),
            size: step.dtype().itemsize(),
        };
        let steps = tree.steps.iter().map(compiled).collect();
        let is_apart = |i: &usize| leaves[*i].inner != 0 && leaves[*i].inner != leaves[*i].size as isize;
        let apart = (0..leaves.len()).filter(is_apart).collect();
        Some(Evaluator { steps, leaves, apart, shape: plan.shape, places, abandoned: AtomicBool::new(false) })
    }

    /// Computes as many elements as `out` holds, which lie in one row, from `column` on; the leaves' rows
    /// begin at `starts`. False if a step met an error.
    #[inline]
    fn row(&self, blocks: &mut Blocks, starts: &[isize], column: usize, n: usize, out: &mut [u8]) -> bool {
        let place = |i: usize| starts[i] + column as isize * self.leaves[i].inner;
        for &i in &self.apart {
            let (leaf, start) = (&self.leaves[i], place(i) as usize);
            let Some(block) = &mut blocks.gathered[i] else { return false };
            if leaf.size == 8 {
                let all = cast_slice(&leaf.bytes[..leaf.bytes.len() / 8 * 8]);
                collect(all, start / 8, leaf.inner / 8, &mut block.0[..n]);
            } else {
                collect(leaf.bytes, start, leaf.inner, &mut cast_slice_mut(&mut block.0[..])[..n]);
            }
        }
        let last = self.steps.len() - 1;
        for (k, step) in self.steps.iter().enumerate() {
            let mut target = if k == last { None } else { blocks.results[self.places[k]].take() };
            let fine = {
                let out = match &mut target {
                    Some(block) => &mut cast_slice_mut(&mut block.0[..])[..n * step.size],
                    None => &mut out[..],
                };
                let raw = |feed: &Source<'a>| match feed {
                    Source::Leaf(i) => {
                        let leaf = &self.leaves[*i];
                        let start = place(*i) as usize;
                        Raw::Run(&leaf.bytes[start..start + leaf.size * n])
                    }
                    Source::Same(i) => {
                        let start = place(*i) as usize;
                        Raw::One(&self.leaves[*i].bytes[start..start + self.leaves[*i].size])
                    }
                    Source::Apart(i) => Raw::Run(block(&blocks.gathered[*i], n * self.leaves[*i].size)),
                    Source::Number(bytes) => Raw::One(bytes),
                    Source::Step(at, size) => Raw::Run(block(&blocks.results[*at], n * size)),
                };
                let mut outs = [out];
                let run = |inputs: &[Raw<'_>], outs: &mut [&mut [u8]]| {
                    !(step.which.run)(inputs, outs) || (step.which.flags)(inputs, outs).is_empty()
                };
                match &step.inputs[..] {
                    [a] => run(&[raw(a)], &mut outs),
                    [a, b] => run(&[raw(a), raw(b)], &mut outs),
                    _ => false,
                }
            };
            if !fine {
                return false;
            }
            if k != last {
                blocks.results[self.places[k]] = target;
            }
        }
        true
    }

    /// The same for elements in any number of rows, or a part of them: what is missing is abandoned.
    fn rows(&self, blocks: &mut Blocks, from: usize, size: usize, out: &mut [u8]) {
        let Some((&inner, outer)) = self.shape.split_last() else { return };
        let (mut row, mut column) = if outer.is_empty() { (0, from) } else { (from / inner, from % inner) };
        // Where the row is along the other axes, and where it begins in the leaves.
        let mut index: SmallVec<[usize; 4]> = outer.iter().map(|_| 0).collect();
        for (place, &length) in index.iter_mut().zip(outer).rev() {
            *place = row % length;
            row /= length;
        }
        let begin = |leaf: &Leaf<'_>| {
            let steps: isize = index.iter().zip(&leaf.strides).map(|(&i, &stride)| i as isize * stride).sum();
            leaf.offset as isize + steps
        };
        let mut starts: SmallVec<[isize; 8]> = self.leaves.iter().map(begin).collect();
        let mut out = out;
        while !out.is_empty() {
            if self.abandoned.load(Ordering::Relaxed) {
                return;
            }
            let n = BLOCK.min(inner - column).min(out.len() / size);
            let (now, later) = out.split_at_mut(n * size);
            if interrupt::raised() || !self.row(blocks, &starts, column, n, now) {
                self.abandoned.store(true, Ordering::Relaxed);
                return;
            }
            out = later;
            column += n;
            if column < inner {
                continue;
            }
            column = 0;
            for axis in (0..outer.len()).rev() {
                index[axis] += 1;
                let back = index[axis] == outer[axis];
                let steps = if back { 1 - outer[axis] as isize } else { 1 };
                for (start, leaf) in starts.iter_mut().zip(&self.leaves) {
                    *start += steps * leaf.strides[axis];
                }
                if !back {
                    break;
                }
                index[axis] = 0;
            }
        }
    }

    /// The sum of the elements in a range; ranges longer than `piece` are shared with other threads.
    fn total(&self, blocks: &mut Blocks, range: std::ops::Range<usize>, piece: usize) -> f64 {
        let n = range.len();
        if n > BLOCK {
            let middle = range.start + half(n);
            let (left, right) = (range.start..middle, middle..range.end);
            if n <= piece {
                return self.total(blocks, left, piece) + self.total(blocks, right, piece);
            }
            let (left, right) = parallel::join(
                || self.total(&mut Blocks::new(self), left, piece),
                || self.total(&mut Blocks::new(self), right, piece),
            );
            return left + right;
        }
        let mut terms = blocks.terms.take().unwrap_or_default();
        let size = self.steps.last().map_or(8, |step| step.size);
        let bytes = &mut cast_slice_mut(&mut terms.0[..])[..n * size];
        self.rows(blocks, range.start, size, bytes);
        let total = if size == 1 {
            count_true(Run::all(&*bytes)) as f64
        } else {
            f64::sum(Run::all(cast_slice(&terms.0[..n])))
        };
        blocks.terms = Some(terms);
        total
    }
}

/// The first bytes of a block.
#[inline(always)]
fn block(block: &Option<Box<Block>>, bytes: usize) -> &[u8] {
    block.as_ref().map_or(&[], |block| &cast_slice(&block.0[..])[..bytes])
}

/// Brings elements together, `step` places from one to the next.
fn collect<T: Copy>(all: &[T], first: usize, step: isize, to: &mut [T]) {
    let mut at = first;
    for place in to {
        *place = all[at];
        at = at.wrapping_add_signed(step);
    }
}

/// Whether an operand with these strides lets results be in C order.
fn keeps_order(strides: &[isize]) -> bool {
    let mut outer = usize::MAX;
    strides.iter().all(|stride| {
        let step = stride.unsigned_abs();
        let fits = step <= outer;
        if step != 0 {
            outer = step;
        }
        fits
    })
}

/// Gives each step a block for its result that holds nothing which is still wanted.
fn places(steps: &[Step]) -> SmallVec<[usize; 8]> {
    let read = |step: &Step, k: usize| step.inputs.iter().any(|feed| matches!(feed, Feed::Step(j) if *j == k));
    let last_use = |k: usize| (k..steps.len()).rev().find(|&at| read(&steps[at], k)).unwrap_or(k);
    let mut places: SmallVec<[usize; 8]> = SmallVec::new();
    for k in 0..steps.len() {
        let taken = |place: usize| (0..k).any(|j| places[j] == place && last_use(j) >= k);
        let free = (0..=k).find(|&place| !taken(place)).unwrap_or(k);
        places.push(free);
    }
    places
}

#[repr(align(64))]
struct Block([u64; BLOCK]);

impl Default for Block {
    fn default() -> Block {
        Block([0; BLOCK])
    }
}

/// The blocks that one thread works with.
struct Blocks {
    results: SmallVec<[Option<Box<Block>>; 8]>,
    /// Leaves whose elements are not next to each other.
    gathered: SmallVec<[Option<Box<Block>>; 4]>,
    /// What is to be summed.
    terms: Option<Box<Block>>,
}

impl Blocks {
    fn new(evaluator: &Evaluator<'_>) -> Blocks {
        let inner = &evaluator.places[..evaluator.places.len() - 1];
        let count = inner.iter().max().map_or(0, |most| most + 1);
        let results = (0..count).map(|_| Some(Box::default())).collect();
        let gathered = (0..evaluator.leaves.len()).map(|i| evaluator.apart.contains(&i).then(Box::default)).collect();
        Blocks { results, gathered, terms: None }
    }
}

/// A part of the result, from element `from` on.
struct Stretch<'e, 'a> {
    evaluator: &'e Evaluator<'a>,
    from: usize,
    /// The size of an element of the result.
    size: usize,
    out: &'e mut [u8],
}

impl Divisible for Stretch<'_, '_> {
    fn rows(&self) -> usize {
        self.out.len() / self.size
    }

    fn size(&self) -> usize {
        self.rows()
    }

    fn split(self, rows: usize) -> (Self, Self) {
        let (left, right) = self.out.split_at_mut(rows * self.size);
        (Stretch { out: left, ..self }, Stretch { from: self.from + rows, out: right, ..self })
    }

    fn run(self) -> Outcome {
        self.evaluator.rows(&mut Blocks::new(self.evaluator), self.from, self.size, self.out);
        Outcome::default()
    }
}
