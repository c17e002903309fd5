//! The driver of elementwise loops: casts and gathers what a loop cannot take as it is, block by block,
//! and hands everything else to it in place.

use super::plan::{Plan, stretched};
use super::raw::{Loop, Raw};
use crate::array::{Array, ArrayRef, CastFlags, DType, Strides, cast_block};
use crate::kernels::fp::FpFlags;
use crate::text::interrupt;
use smallvec::SmallVec;
use std::cell::{Ref, RefMut};

/// One element, given as bytes.
#[derive(Clone, Copy, Debug)]
pub struct Single {
    /// Its dtype: the loop's.
    pub dtype: DType,
    /// Its bytes; those beyond the dtype's size do not count.
    pub bytes: [u8; 16],
}

/// An input of a loop.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// An array of a numeric dtype; cast if it is not the loop's.
    Array(&'a ArrayRef),
    /// One element for all.
    One(&'a Single),
}

/// What went wrong on the way, to be reported once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Floating-point errors of the loop.
    pub flags: FpFlags,
    /// Errors of casts of inputs and outputs.
    pub cast: CastFlags,
}

/// Elements handled at a time where something must be copied: what a loop reads and writes stays in
/// the L1 cache.
pub(super) const BLOCK: usize = 512;
/// Elements handled at a time where nothing must be copied: the search for floating-point errors finds
/// them in the cache still, and Ctrl-C is noticed.
const CHUNK: usize = 8192;
/// Rows shorter than this are gathered several at a time.
const SHORT: usize = 48;

/// Runs a loop over inputs stretched to the outputs' shape. Outputs all have one shape; their dtypes
/// may differ from the loop's. `mask` (bool, of the outputs' shape or stretched to it) says which
/// elements are written. `always` asks for errors that results do not show (underflow).
pub fn elementwise(
    which: &Loop,
    inputs: &[Input<'_>],
    outputs: &[&ArrayRef],
    mask: Option<&ArrayRef>,
    always: bool,
) -> Outcome {
    if let [first, second] = outputs
        && first.same_storage(second)
    {
        return into_copies(which, inputs, outputs, mask, always);
    }
    // An input that overlaps an output other than element by element is copied first.
    let mut copies: SmallVec<[Option<ArrayRef>; 4]> = SmallVec::new();
    for input in inputs {
        copies.push(match input {
            Input::Array(array) if outputs.iter().any(|out| clashes(array, out)) => Some(array.copy()),
            _ => None,
        });
    }
    let pairs = inputs.iter().zip(&copies);
    let inputs: SmallVec<[Input<'_>; 4]> =
        pairs.map(|(input, copy)| copy.as_ref().map_or(*input, Input::Array)).collect();
    let mask_copy = mask.filter(|mask| outputs.iter().any(|out| mask.same_storage(out))).map(|mask| mask.copy());
    let mask = mask_copy.as_ref().or(mask);
    Driver::new(which, &inputs, outputs, mask, always).map_or_else(Outcome::default, Driver::run)
}

/// Whether writing an output could change elements of an input that are yet to be read.
fn clashes(input: &ArrayRef, output: &ArrayRef) -> bool {
    if !input.may_overlap(output) {
        return false;
    }
    let (a, b) = (input.head(), output.head());
    !(a.layout == b.layout && a.dtype.itemsize() == b.dtype.itemsize())
}

/// Two outputs in one storage: computed apart, then copied in order.
fn into_copies(
    which: &Loop,
    inputs: &[Input<'_>],
    outputs: &[&ArrayRef],
    mask: Option<&ArrayRef>,
    always: bool,
) -> Outcome {
    let fresh: Vec<ArrayRef> = outputs.iter().map(|out| out.copy()).collect();
    let outcome = elementwise(which, inputs, &fresh.iter().collect::<SmallVec<[&ArrayRef; 2]>>(), mask, always);
    for (from, to) in fresh.iter().zip(outputs) {
        for (at, to_at) in from.layout().offsets().zip(to.layout().offsets()) {
            to.set_element(to_at, &from.element(at));
        }
    }
    outcome
}

/// Where an input's bytes are.
enum Source<'a> {
    Array(Ref<'a, [u8]>),
    One(&'a [u8; 16]),
    /// In the storage of this output, which is open for writing.
    Output(usize),
}

/// An input or output on its way through the blocks.
struct Lane<'a> {
    source: Source<'a>,
    /// What lies in memory, and what the loop wants.
    have: DType,
    want: DType,
    offset: usize,
    /// One element for all of the walk.
    constant: bool,
    /// Without gaps over the whole walk.
    flat: bool,
    /// On multiples of its size.
    aligned: bool,
    /// A gathered block, and the same cast to the loop's dtype.
    gathered: Vec<u64>,
    cast: Vec<u64>,
}

struct Driver<'a> {
    which: &'a Loop,
    plan: Plan,
    inputs: SmallVec<[Lane<'a>; 3]>,
    outputs: SmallVec<[Lane<'a>; 2]>,
    targets: SmallVec<[RefMut<'a, [u8]>; 2]>,
    mask: Option<Lane<'a>>,
    always: bool,
    outcome: Outcome,
}

/// The dtype as which elements are stored: times are integers.
fn stored(dtype: DType) -> DType {
    match dtype {
        DType::Datetime(_) | DType::Timedelta(_) => DType::I64,
        other => other,
    }
}

impl<'a> Driver<'a> {
    /// None if there is nothing to do.
    fn new(
        which: &'a Loop,
        inputs: &[Input<'a>],
        outputs: &[&'a ArrayRef],
        mask: Option<&'a ArrayRef>,
        always: bool,
    ) -> Option<Driver<'a>> {
        let shape = outputs.first()?.shape();
        if shape.contains(&0) {
            return None;
        }
        // Outputs first: where operands disagree on the order of axes, writing in order wins.
        let mut all: SmallVec<[Strides; 4]> = SmallVec::new();
        for out in outputs {
            all.push(stretched(&out.head().layout, &shape)?);
        }
        for input in inputs {
            all.push(match input {
                Input::Array(array) => stretched(&array.head().layout, &shape)?,
                Input::One(_) => SmallVec::from_elem(0, shape.len()),
            });
        }
        if let Some(mask) = mask {
            all.push(stretched(&mask.head().layout, &shape)?);
        }
        let order = super::plan::axis_order(shape.len(), &all);
        let plan = Plan::new(&shape, &all, &order);
        let lane = |operand: usize, array: &Array, want: DType, source: Source<'a>| {
            let head = array.head();
            let have = stored(head.dtype);
            let size = have.itemsize();
            Lane {
                source,
                have,
                want: stored(want),
                offset: head.layout.offset,
                constant: plan.is_constant(operand),
                flat: plan.is_flat(operand, size),
                aligned: head.layout.offset.is_multiple_of(size)
                    && plan.strides[operand].iter().all(|stride| stride.unsigned_abs().is_multiple_of(size)),
                gathered: Vec::new(),
                cast: Vec::new(),
            }
        };
        let mut out_lanes = SmallVec::new();
        for (k, out) in outputs.iter().enumerate() {
            out_lanes.push(lane(k, out, which.types[inputs.len() + k], Source::Output(k)));
        }
        let mut in_lanes = SmallVec::new();
        for (i, input) in inputs.iter().enumerate() {
            in_lanes.push(match input {
                Input::Array(array) => {
                    let source = match outputs.iter().position(|out| array.same_storage(out)) {
                        Some(k) => Source::Output(k),
                        None => Source::Array(array.bytes()),
                    };
                    lane(outputs.len() + i, array, which.types[i], source)
                }
                Input::One(single) => Lane {
                    source: Source::One(&single.bytes),
                    have: single.dtype,
                    want: single.dtype,
                    offset: 0,
                    constant: true,
                    flat: false,
                    aligned: true,
                    gathered: Vec::new(),
                    cast: Vec::new(),
                },
            });
        }
        let mask = mask.map(|mask| lane(outputs.len() + inputs.len(), mask, DType::Bool, Source::Array(mask.bytes())));
        let targets = outputs.iter().map(|out| out.bytes_mut()).collect();
        Some(Driver {
            which,
            plan,
            inputs: in_lanes,
            outputs: out_lanes,
            targets,
            mask,
            always,
            outcome: Outcome::default(),
        })
    }

    fn run(mut self) -> Outcome {
        let total = self.plan.size();
        let inner = self.plan.shape.last().copied().unwrap_or(1);
        let outer = self.plan.shape.len().saturating_sub(1);
        self.constants();
        let direct = |lane: &Lane<'_>| lane.constant || (lane.flat && lane.is_plain());
        let whole = self.mask.is_none()
            && self
                .inputs
                .iter()
                .all(|lane| direct(lane) && (lane.constant || !matches!(lane.source, Source::Output(_))))
            && self.outputs.iter().all(|lane| lane.flat && lane.is_plain());
        let mut index: SmallVec<[usize; 4]> = SmallVec::from_elem(0, self.plan.shape.len());
        if whole || inner < SHORT || outer == 0 {
            // In order of the walk, across rows.
            let step = if whole { CHUNK } else { BLOCK };
            let mut at = 0;
            while at < total && !interrupt::raised() {
                let n = step.min(total - at);
                self.block(at, &index, n, false);
                at += n;
                advance(&mut index, &self.plan.shape, n);
            }
        } else {
            // Row by row: most operands need no copy then.
            let rows = total / inner;
            for row in 0..rows {
                if interrupt::raised() {
                    break;
                }
                let mut at = 0;
                while at < inner {
                    let n = BLOCK.min(inner - at);
                    let n = if self.rows_need_no_copies() { inner - at } else { n };
                    if let Some(last) = index.last_mut() {
                        *last = at;
                    }
                    self.block(row * inner + at, &index, n, true);
                    at += n;
                }
                if let Some(last) = index.last_mut() {
                    *last = 0;
                }
                advance(&mut index[..outer], &self.plan.shape[..outer], 1);
            }
        }
        self.outcome
    }

    /// Casts the inputs that are one element, once.
    fn constants(&mut self) {
        for lane in &mut self.inputs {
            if lane.constant && !matches!(lane.source, Source::One(_)) {
                let size = lane.have.itemsize();
                let bytes: &[u8] = match &lane.source {
                    Source::Array(bytes) => bytes,
                    Source::Output(k) => &self.targets[*k],
                    Source::One(bytes) => &bytes[..],
                };
                let gathered = room(&mut lane.gathered, size);
                gathered.copy_from_slice(&bytes[lane.offset..lane.offset + size]);
                if lane.have != lane.want {
                    let gathered: &[u8] = gathered;
                    let cast = room(&mut lane.cast, lane.want.itemsize());
                    let flags = cast_block(gathered, lane.have, cast, lane.want).unwrap_or_default();
                    self.outcome.cast = self.outcome.cast.or(flags);
                }
            }
        }
    }

    /// Whether row mode can hand out slices of the storage only.
    fn rows_need_no_copies(&self) -> bool {
        let last = self.plan.shape.len() - 1;
        let first = self.outputs.len();
        let row = |operand: usize, lane: &Lane<'_>| {
            lane.is_plain() && self.plan.strides[operand][last] == lane.have.itemsize() as isize
        };
        self.mask.is_none()
            && self.outputs.iter().enumerate().all(|(k, lane)| row(k, lane))
            && self.inputs.iter().enumerate().all(|(i, lane)| {
                lane.constant
                    || lane.is_one_in_row(&self.plan, first + i)
                    || (!matches!(lane.source, Source::Output(_)) && row(first + i, lane))
            })
    }

    /// Computes `n` elements from a place of the walk; with `row` they lie within one row.
    fn block(&mut self, at: usize, index: &[usize], n: usize, row: bool) {
        if self.mask.is_some() {
            return self.masked_block(index, n);
        }
        let first_input = self.outputs.len();
        // What must be copied is copied before the outputs are opened for writing.
        for (i, lane) in self.inputs.iter_mut().enumerate() {
            let operand = first_input + i;
            let in_place = lane.constant
                || lane.place(&self.plan, operand, at, index, row, false).is_some()
                || (row && lane.is_one_in_row(&self.plan, operand));
            if !in_place {
                let flags = lane.fetch(&self.plan, operand, index, n, &self.targets);
                self.outcome.cast = self.outcome.cast.or(flags);
            }
        }
        let mut ins: SmallVec<[Raw<'_>; 3]> = SmallVec::new();
        for (i, lane) in self.inputs.iter().enumerate() {
            ins.push(lane.raw(&self.plan, first_input + i, at, index, n, row));
        }
        let mut outs: SmallVec<[&mut [u8]; 2]> = SmallVec::new();
        let mut scatter: SmallVec<[bool; 2]> = SmallVec::new();
        for ((k, lane), target) in self.outputs.iter_mut().enumerate().zip(&mut self.targets) {
            match lane.place(&self.plan, k, at, index, row, true) {
                Some(offset) => {
                    outs.push(&mut target[offset..offset + n * lane.want.itemsize()]);
                    scatter.push(false);
                }
                None => {
                    outs.push(room(&mut lane.cast, n * lane.want.itemsize()));
                    scatter.push(true);
                }
            }
        }
        let suspect = (self.which.run)(&ins, &mut outs);
        if suspect || self.always {
            self.outcome.flags |= (self.which.flags)(&ins, &outs);
        }
        drop(outs);
        for (k, lane) in self.outputs.iter_mut().enumerate() {
            if scatter[k] {
                let flags = lane.put(&self.plan, k, index, n, &mut self.targets[k]);
                self.outcome.cast = self.outcome.cast.or(flags);
            }
        }
    }

    /// The same where only some elements are wanted: these alone go through the loop.
    fn masked_block(&mut self, index: &[usize], n: usize) {
        let Some(mask) = &mut self.mask else { return };
        let operands = self.plan.strides.len();
        mask.fetch(&self.plan, operands - 1, index, n, &self.targets);
        let wanted: Vec<usize> =
            mask.fetched(n).iter().enumerate().filter(|&(_, &byte)| byte != 0).map(|(i, _)| i).collect();
        if wanted.is_empty() {
            return;
        }
        let first_input = self.outputs.len();
        for (i, lane) in self.inputs.iter_mut().enumerate() {
            if !lane.constant {
                let flags = lane.fetch(&self.plan, first_input + i, index, n, &self.targets);
                self.outcome.cast = self.outcome.cast.or(flags);
                lane.compress(&wanted, n);
            }
        }
        let count = wanted.len();
        let ins: SmallVec<[Raw<'_>; 3]> = self
            .inputs
            .iter()
            .map(|lane| if lane.constant { lane.one() } else { Raw::Run(lane.fetched(count)) })
            .collect();
        let mut results: SmallVec<[Vec<u64>; 2]> = SmallVec::new();
        for lane in &self.outputs {
            results.push(vec![0; (n * lane.want.itemsize()).div_ceil(8)]);
        }
        let mut outs: SmallVec<[&mut [u8]; 2]> = SmallVec::new();
        for (lane, result) in self.outputs.iter().zip(&mut results) {
            outs.push(&mut bytemuck::cast_slice_mut(result)[..count * lane.want.itemsize()]);
        }
        let suspect = (self.which.run)(&ins, &mut outs);
        if suspect || self.always {
            self.outcome.flags |= (self.which.flags)(&ins, &outs);
        }
        drop(outs);
        for (k, lane) in self.outputs.iter_mut().enumerate() {
            // The old elements with the wanted ones replaced go back as a block.
            let have = lane.have.itemsize();
            let old = room(&mut lane.gathered, n * have);
            gather(&self.targets[k], lane.offset, &self.plan.shape, &self.plan.strides[k], index, have, old);
            let computed: &[u8] = &bytemuck::cast_slice(&results[k])[..count * lane.want.itemsize()];
            let converted = room(&mut lane.cast, count * have);
            if lane.have == lane.want {
                converted.copy_from_slice(computed);
            } else {
                let flags = cast_block(computed, lane.want, converted, lane.have).unwrap_or_default();
                self.outcome.cast = self.outcome.cast.or(flags);
            }
            for (j, &i) in wanted.iter().enumerate() {
                old[i * have..(i + 1) * have].copy_from_slice(&converted[j * have..(j + 1) * have]);
            }
            scatter(&mut self.targets[k], lane.offset, &self.plan.shape, &self.plan.strides[k], index, have, old);
        }
    }
}

impl Lane<'_> {
    /// Whether the loop can take the elements as they lie in memory.
    fn is_plain(&self) -> bool {
        self.have == self.want && self.aligned
    }

    /// Whether every row of the walk sees one element of the storage.
    fn is_one_in_row(&self, plan: &Plan, operand: usize) -> bool {
        self.have == self.want && matches!(self.source, Source::Array(_)) && plan.strides[operand].last() == Some(&0)
    }

    /// Where a block starts in storage, if it can be used there.
    fn place(&self, plan: &Plan, operand: usize, at: usize, index: &[usize], row: bool, output: bool) -> Option<usize> {
        if !self.is_plain() || (!output && matches!(self.source, Source::Output(_))) {
            return None;
        }
        let size = self.have.itemsize();
        if self.flat {
            return Some(self.offset + at * size);
        }
        let strides = &plan.strides[operand];
        if row && strides.last() == Some(&(size as isize)) {
            return Some(start(self.offset, strides, index));
        }
        None
    }

    /// The operand of a block that has been fetched where need was.
    fn raw(&self, plan: &Plan, operand: usize, at: usize, index: &[usize], n: usize, row: bool) -> Raw<'_> {
        if self.constant {
            return self.one();
        }
        if row
            && self.is_one_in_row(plan, operand)
            && let Source::Array(bytes) = &self.source
        {
            let at = start(self.offset, &plan.strides[operand], index);
            return Raw::One(&bytes[at..at + self.have.itemsize()]);
        }
        match (self.place(plan, operand, at, index, row, false), &self.source) {
            (Some(offset), Source::Array(bytes)) => Raw::Run(&bytes[offset..offset + n * self.have.itemsize()]),
            _ => Raw::Run(self.fetched(n)),
        }
    }

    /// The one element of a constant operand.
    fn one(&self) -> Raw<'_> {
        match &self.source {
            Source::One(bytes) => Raw::One(&bytes[..self.want.itemsize()]),
            _ => Raw::One(self.fetched(1)),
        }
    }

    /// The first `n` elements fetched, in the loop's dtype.
    fn fetched(&self, n: usize) -> &[u8] {
        let memory = if self.have == self.want { &self.gathered } else { &self.cast };
        &bytemuck::cast_slice(memory)[..n * self.want.itemsize()]
    }

    /// Copies a block aside and casts it.
    fn fetch(
        &mut self,
        plan: &Plan,
        operand: usize,
        index: &[usize],
        n: usize,
        targets: &[RefMut<'_, [u8]>],
    ) -> CastFlags {
        let size = self.have.itemsize();
        let bytes: &[u8] = match &self.source {
            Source::Array(bytes) => bytes,
            Source::Output(k) => &targets[*k],
            Source::One(bytes) => &bytes[..],
        };
        let gathered = room(&mut self.gathered, n * size);
        gather(bytes, self.offset, &plan.shape, &plan.strides[operand], index, size, gathered);
        if self.have == self.want {
            return CastFlags::default();
        }
        let gathered: &[u8] = gathered;
        let cast = room(&mut self.cast, n * self.want.itemsize());
        cast_block(gathered, self.have, cast, self.want).unwrap_or_default()
    }

    /// Moves the wanted elements of a fetched block to its front.
    fn compress(&mut self, wanted: &[usize], n: usize) {
        let size = self.want.itemsize();
        let memory = if self.have == self.want { &mut self.gathered } else { &mut self.cast };
        let bytes: &mut [u8] = &mut bytemuck::cast_slice_mut(memory)[..n * size];
        for (j, &i) in wanted.iter().enumerate() {
            bytes.copy_within(i * size..(i + 1) * size, j * size);
        }
    }

    /// Casts a computed block (in `cast`) and writes it to storage.
    fn put(&mut self, plan: &Plan, operand: usize, index: &[usize], n: usize, target: &mut [u8]) -> CastFlags {
        let (have, want) = (self.have.itemsize(), self.want.itemsize());
        let computed: &[u8] = &bytemuck::cast_slice(&self.cast)[..n * want];
        let strides = &plan.strides[operand];
        if self.have == self.want {
            scatter(target, self.offset, &plan.shape, strides, index, have, computed);
            return CastFlags::default();
        }
        let converted = room(&mut self.gathered, n * have);
        let flags = cast_block(computed, self.want, converted, self.have).unwrap_or_default();
        scatter(target, self.offset, &plan.shape, strides, index, have, converted);
        flags
    }
}

/// The first bytes of memory that grows as needed, 8-byte aligned.
pub(super) fn room(memory: &mut Vec<u64>, bytes: usize) -> &mut [u8] {
    let words = bytes.div_ceil(8);
    if memory.len() < words {
        memory.resize(words, 0);
    }
    &mut bytemuck::cast_slice_mut(memory)[..bytes]
}

/// Where the element with an index starts.
pub(super) fn start(offset: usize, strides: &[isize], index: &[usize]) -> usize {
    let steps: isize = strides.iter().zip(index).map(|(&stride, &i)| stride * i as isize).sum();
    (offset as isize + steps) as usize
}

/// Moves an index on by `n` elements of the walk.
pub(super) fn advance(index: &mut [usize], shape: &[usize], n: usize) {
    let mut carry = n;
    for (i, &length) in index.iter_mut().zip(shape).rev() {
        *i += carry;
        if *i < length {
            return;
        }
        carry = *i / length;
        *i %= length;
    }
}

/// Calls `copy(start, stride, first, count)` for the pieces of rows that a block from `index` is made of.
fn rows(
    offset: usize,
    shape: &[usize],
    strides: &[isize],
    index: &[usize],
    n: usize,
    mut copy: impl FnMut(usize, isize, usize, usize),
) {
    let Some((&inner, &stride)) = shape.last().zip(strides.last()) else {
        copy(offset, 0, 0, n);
        return;
    };
    let mut index: SmallVec<[usize; 4]> = SmallVec::from_slice(index);
    let mut done = 0;
    while done < n {
        let within = index[index.len() - 1];
        let count = (inner - within).min(n - done);
        copy(start(offset, strides, &index), stride, done, count);
        done += count;
        if done < n {
            advance(&mut index, shape, count);
        }
    }
}

/// Copies a block of elements of a walk to consecutive places.
pub(super) fn gather(
    bytes: &[u8],
    offset: usize,
    shape: &[usize],
    strides: &[isize],
    index: &[usize],
    size: usize,
    to: &mut [u8],
) {
    let n = to.len() / size.max(1);
    rows(offset, shape, strides, index, n, |at, stride, first, count| {
        let to = &mut to[first * size..(first + count) * size];
        if stride == size as isize {
            to.copy_from_slice(&bytes[at..at + count * size]);
            return;
        }
        let done = match size {
            1 => gather_row::<u8>(bytes, at, stride, to),
            2 => gather_row::<u16>(bytes, at, stride, to),
            4 => gather_row::<u32>(bytes, at, stride, to),
            8 => gather_row::<u64>(bytes, at, stride, to),
            16 => gather_row::<[u64; 2]>(bytes, at, stride, to),
            _ => false,
        };
        if !done {
            let mut at = at as isize;
            for element in to.chunks_exact_mut(size) {
                element.copy_from_slice(&bytes[at as usize..at as usize + size]);
                at += stride;
            }
        }
    });
}

fn gather_row<T: bytemuck::Pod>(bytes: &[u8], at: usize, stride: isize, to: &mut [u8]) -> bool {
    let size = size_of::<T>();
    if !at.is_multiple_of(size) || !stride.unsigned_abs().is_multiple_of(size) {
        return false;
    }
    let whole = bytes.len() / size * size;
    let (Ok(all), Ok(to)) =
        (bytemuck::try_cast_slice::<u8, T>(&bytes[..whole]), bytemuck::try_cast_slice_mut::<u8, T>(to))
    else {
        return false;
    };
    let (at, step) = (at / size, stride / size as isize);
    if step > 0 {
        for (y, x) in to.iter_mut().zip(all[at..].iter().step_by(step as usize)) {
            *y = *x;
        }
    } else if step == 0 {
        to.fill(all[at]);
    } else {
        for (y, x) in to.iter_mut().zip(all[..=at].iter().rev().step_by(step.unsigned_abs())) {
            *y = *x;
        }
    }
    true
}

/// Copies consecutive elements to a block of a walk.
pub(super) fn scatter(
    bytes: &mut [u8],
    offset: usize,
    shape: &[usize],
    strides: &[isize],
    index: &[usize],
    size: usize,
    from: &[u8],
) {
    let n = from.len() / size.max(1);
    rows(offset, shape, strides, index, n, |at, stride, first, count| {
        let from = &from[first * size..(first + count) * size];
        if stride == size as isize {
            bytes[at..at + count * size].copy_from_slice(from);
            return;
        }
        let mut at = at as isize;
        for element in from.chunks_exact(size) {
            bytes[at as usize..at as usize + size].copy_from_slice(element);
            at += stride;
        }
    });
}
