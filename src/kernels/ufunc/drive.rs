//! The driver of elementwise loops: casts and gathers what a loop cannot take as it is, block by block,
//! and hands everything else to it in place.

use super::flat::flat;
use super::plan::{Plan, stretched};
use super::raw::{Loop, Raw};
use super::share::{Divisible, share};
use super::walk::{SHORT_ROW, advance, gather, room, scatter, start};
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

impl Outcome {
    /// What went wrong in either.
    pub(super) fn or(self, other: Outcome) -> Outcome {
        Outcome { flags: self.flags | other.flags, cast: self.cast.or(other.cast) }
    }
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
    if mask.is_none()
        && !inputs
            .iter()
            .any(|input| matches!(input, Input::Array(array) if outputs.iter().any(|out| clashes(array, out))))
        && let Some(outcome) = flat(which, inputs, outputs, always)
    {
        return outcome;
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
    let opened: SmallVec<[Option<Ref<'_, [u8]>>; 3]> = inputs.iter().map(|input| open(input, outputs)).collect();
    let opened_mask = mask.map(|mask| mask.bytes());
    let mut targets: SmallVec<[RefMut<'_, [u8]>; 2]> = outputs.iter().map(|out| out.bytes_mut()).collect();
    let operands = Operands {
        inputs: inputs.iter().zip(&opened).map(|(input, bytes)| (*input, bytes.as_deref())).collect(),
        outputs: outputs.iter().copied().zip(targets.iter_mut().map(|target| &mut **target)).collect(),
        mask: mask.zip(opened_mask.as_deref()),
    };
    Driver::new(which, operands, always).map_or_else(Outcome::default, share)
}

/// The storage of an input; None if there is none, or if it is an output's, which is open for writing.
fn open<'a>(input: &Input<'a>, outputs: &[&ArrayRef]) -> Option<Ref<'a, [u8]>> {
    match input {
        Input::Array(array) if !outputs.iter().any(|out| array.same_storage(out)) => Some(array.bytes()),
        _ => None,
    }
}

/// Operands with their storage, opened.
struct Operands<'a> {
    inputs: SmallVec<[(Input<'a>, Option<&'a [u8]>); 3]>,
    outputs: SmallVec<[(&'a ArrayRef, &'a mut [u8]); 2]>,
    mask: Option<(&'a ArrayRef, &'a [u8])>,
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
#[derive(Clone, Copy)]
enum Source<'a> {
    Array(&'a [u8]),
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
    targets: SmallVec<[&'a mut [u8]; 2]>,
    mask: Option<Lane<'a>>,
    always: bool,
    outcome: Outcome,
}

/// The dtype as which elements are stored: times are integers.
pub(super) fn stored(dtype: DType) -> DType {
    match dtype {
        DType::Datetime(_) | DType::Timedelta(_) => DType::I64,
        other => other,
    }
}

impl<'a> Driver<'a> {
    /// None if there is nothing to do.
    fn new(which: &'a Loop, operands: Operands<'a>, always: bool) -> Option<Driver<'a>> {
        let Operands { inputs, outputs, mask } = operands;
        let shape = outputs.first()?.0.shape();
        if shape.contains(&0) {
            return None;
        }
        // Outputs first: where operands disagree on the order of axes, writing in order wins.
        let mut all: SmallVec<[Strides; 4]> = SmallVec::new();
        for (out, _) in &outputs {
            all.push(stretched(&out.head().layout, &shape)?);
        }
        for (input, _) in &inputs {
            all.push(match input {
                Input::Array(array) => stretched(&array.head().layout, &shape)?,
                Input::One(_) => SmallVec::from_elem(0, shape.len()),
            });
        }
        if let Some((mask, _)) = mask {
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
        let mut out_lanes: SmallVec<[Lane<'a>; 2]> = SmallVec::new();
        for (k, (out, _)) in outputs.iter().enumerate() {
            out_lanes.push(lane(k, out, which.types[inputs.len() + k], Source::Output(k)));
        }
        let mut in_lanes: SmallVec<[Lane<'a>; 3]> = SmallVec::new();
        for (i, (input, bytes)) in inputs.iter().enumerate() {
            in_lanes.push(match input {
                Input::Array(array) => {
                    let source = match bytes {
                        Some(bytes) => Source::Array(bytes),
                        None => Source::Output(outputs.iter().position(|(out, _)| array.same_storage(out))?),
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
        let mask =
            mask.map(|(mask, bytes)| lane(outputs.len() + inputs.len(), mask, DType::Bool, Source::Array(bytes)));
        let targets = outputs.into_iter().map(|(_, bytes)| bytes).collect();
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

    /// Whether the elements before a place of the outermost axis and those after it lie apart in every
    /// output, and no input finds its elements in an output other than where the results go.
    fn can_split(&self) -> bool {
        let apart = |k: usize| {
            let strides = &self.plan.strides[k];
            let inner: isize = strides.iter().zip(&self.plan.shape).skip(1).map(|(s, &n)| s * (n as isize - 1)).sum();
            strides.iter().all(|&stride| stride > 0) && inner + self.outputs[k].have.itemsize() as isize <= strides[0]
        };
        let in_place = |(i, lane): (usize, &Lane<'_>)| match lane.source {
            Source::Output(k) => {
                lane.offset == self.outputs[k].offset
                    && lane.have.itemsize() == self.outputs[k].have.itemsize()
                    && self.plan.strides[self.outputs.len() + i] == self.plan.strides[k]
            }
            _ => true,
        };
        !self.plan.shape.is_empty()
            && (0..self.outputs.len()).all(apart)
            && self.inputs.iter().enumerate().all(in_place)
    }

    fn run_alone(mut self) -> Outcome {
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
        if !whole && self.mask.is_none() && outer > 0 && inner > SHORT_ROW && self.rows_need_no_copies() {
            self.direct_rows(inner);
            return self.outcome;
        }
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
                    Source::Output(k) => self.targets[*k],
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

    /// Computes row by row what needs no copies.
    fn direct_rows(&mut self, inner: usize) {
        let outer = self.plan.shape.len() - 1;
        let first_input = self.outputs.len();
        let mut index: SmallVec<[usize; 4]> = SmallVec::from_elem(0, outer);
        let mut places: SmallVec<[usize; 5]> =
            self.outputs.iter().chain(&self.inputs).map(|lane| lane.offset).collect();
        loop {
            for from in (0..inner).step_by(CHUNK) {
                if interrupt::raised() {
                    return;
                }
                let n = CHUNK.min(inner - from);
                let mut ins: SmallVec<[Raw<'_>; 3]> = SmallVec::new();
                for (i, lane) in self.inputs.iter().enumerate() {
                    let (size, place) = (lane.have.itemsize(), places[first_input + i]);
                    ins.push(match lane.source {
                        _ if lane.constant => lane.one(),
                        Source::Array(bytes) if self.plan.strides[first_input + i][outer] == 0 => {
                            Raw::One(&bytes[place..place + size])
                        }
                        Source::Array(bytes) => Raw::Run(&bytes[place + from * size..place + (from + n) * size]),
                        _ => lane.one(),
                    });
                }
                let mut outs: SmallVec<[&mut [u8]; 2]> = SmallVec::new();
                for (k, target) in self.targets.iter_mut().enumerate() {
                    let (size, place) = (self.outputs[k].have.itemsize(), places[k]);
                    outs.push(&mut target[place + from * size..place + (from + n) * size]);
                }
                let suspect = (self.which.run)(&ins, &mut outs);
                if suspect || self.always {
                    self.outcome.flags |= (self.which.flags)(&ins, &outs);
                }
            }
            // The next row, counting from the innermost of the outer axes.
            let mut axis = outer;
            loop {
                if axis == 0 {
                    return;
                }
                axis -= 1;
                index[axis] += 1;
                let back = index[axis] == self.plan.shape[axis];
                for (place, strides) in places.iter_mut().zip(&self.plan.strides) {
                    let steps = if back { 1 - self.plan.shape[axis] as isize } else { 1 };
                    *place = place.wrapping_add_signed(strides[axis] * steps);
                }
                if !back {
                    break;
                }
                index[axis] = 0;
            }
        }
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
                let flags = lane.put(&self.plan, k, index, n, self.targets[k]);
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
            gather(self.targets[k], lane.offset, &self.plan.shape, &self.plan.strides[k], index, have, old);
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
            scatter(self.targets[k], lane.offset, &self.plan.shape, &self.plan.strides[k], index, have, old);
        }
    }
}

impl Divisible for Driver<'_> {
    fn rows(&self) -> usize {
        if self.can_split() { self.plan.shape[0] } else { 1 }
    }

    fn size(&self) -> usize {
        self.plan.size()
    }

    fn split(mut self, rows: usize) -> (Self, Self) {
        let mut plan = self.plan.clone();
        plan.shape[0] -= rows;
        self.plan.shape[0] = rows;
        let outputs = self.outputs.len();
        let step = |operand: usize| self.plan.strides[operand][0] * rows as isize;
        let (mut before, mut after) = (SmallVec::new(), SmallVec::new());
        // Where the second part of each output's storage starts.
        let mut cuts: SmallVec<[usize; 2]> = SmallVec::new();
        for (k, (lane, target)) in self.outputs.iter().zip(self.targets).enumerate() {
            let cut = lane.offset.wrapping_add_signed(step(k));
            let (left, right) = target.split_at_mut(cut);
            before.push(left);
            after.push(right);
            cuts.push(cut);
        }
        let moved = |operand: usize, lane: &Lane<'_>| {
            let start = lane.offset.wrapping_add_signed(if lane.constant { 0 } else { step(operand) });
            match lane.source {
                Source::Output(k) => start - cuts[k],
                _ => start,
            }
        };
        let second = Driver {
            which: self.which,
            inputs: self.inputs.iter().enumerate().map(|(i, lane)| lane.at(moved(outputs + i, lane))).collect(),
            outputs: self.outputs.iter().enumerate().map(|(k, lane)| lane.at(moved(k, lane))).collect(),
            targets: after,
            mask: self.mask.as_ref().map(|mask| mask.at(moved(outputs + self.inputs.len(), mask))),
            always: self.always,
            outcome: Outcome::default(),
            plan,
        };
        (Driver { targets: before, ..self }, second)
    }

    fn run(self) -> Outcome {
        self.run_alone()
    }
}

impl<'a> Lane<'a> {
    /// The same lane from another place on, its memory for blocks its own.
    fn at(&self, offset: usize) -> Lane<'a> {
        Lane { offset, gathered: Vec::new(), cast: Vec::new(), ..*self }
    }

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
    fn fetch(&mut self, plan: &Plan, operand: usize, index: &[usize], n: usize, targets: &[&mut [u8]]) -> CastFlags {
        let size = self.have.itemsize();
        let bytes: &[u8] = match &self.source {
            Source::Array(bytes) => bytes,
            Source::Output(k) => targets[*k],
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
