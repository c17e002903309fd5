//! Reductions along axes in NumPy's order of operations, which decides the last digits of sums: which
//! axis is walked innermost, which stretches are added as one, and where NumPy's copy buffer
//! cuts them.

use super::drive::{Outcome, Single};
use super::fold::{Stretch, Table};
use super::plan::{Plan, axis_order, stretched};
use super::raw::{Loop, Raw};
use super::walk::{advance, gather, room, scatter, start};
use crate::array::{Array, ArrayRef, CastFlags, DType, Dims, Layout, Strides, cast_block, parallel};
use crate::kernels::fp::FpFlags;
use crate::text::interrupt;
use smallvec::SmallVec;

/// What one element costs, for the question whether to share.
const PICOSECONDS: usize = 300;

/// A reduction of an array along axes. The caller has chosen a loop whose first input and output have
/// one dtype.
#[derive(Clone, Copy)]
pub struct Reduction<'a> {
    /// The loop.
    pub which: &'a Loop,
    /// What is reduced; cast to the loop's second input.
    pub input: &'a ArrayRef,
    /// The axes that go away, sorted.
    pub axes: &'a [usize],
    /// What every result starts from; None for the first element.
    pub initial: Option<Single>,
    /// Which elements take part.
    pub mask: Option<&'a ArrayRef>,
    /// Whether errors that results do not show are wanted (underflow).
    pub always: bool,
    /// NumPy's buffer, in elements: `np.getbufsize`.
    pub buffer: usize,
}

/// A fresh array for the results, its axes kept with length 1, laid out as NumPy lays it out.
pub fn fresh_output(reduction: &Reduction<'_>) -> ArrayRef {
    let layout = reduction.input.layout();
    let dtype = reduction.which.types[2];
    let mut shape = layout.shape.clone();
    for &axis in reduction.axes {
        shape[axis] = 1;
    }
    let strides = stretched(&layout, &layout.shape).unwrap_or_default();
    let mut all: SmallVec<[Strides; 2]> = SmallVec::new();
    all.push(strides);
    if let Some(mask) = reduction.mask
        && let Some(strides) = stretched(&mask.head().layout, &layout.shape)
    {
        all.push(strides);
    }
    let order = axis_order(shape.len(), &all);
    Array::scratch_ordered(dtype, &shape, &order)
}

/// Reduces into an array of the loop's dtype whose reduced axes have length 1, which shares no storage
/// with the input.
pub fn reduce(reduction: &Reduction<'_>, out: &ArrayRef) -> Outcome {
    let mut outcome = Outcome::default();
    let input = reduction.input;
    let layout = input.layout();
    let out_layout = out.layout();
    if out_layout.size() == 0 {
        return outcome;
    }
    let mut rest = layout.clone();
    match &reduction.initial {
        Some(single) => fill(out, single),
        None => {
            // The first elements along the reduced axes; a single axis goes on from its second.
            let mut first = layout.clone();
            for &axis in reduction.axes {
                first.shape[axis] = 1;
            }
            outcome.cast = copy_first(input, &first, out);
            if let [axis] = reduction.axes {
                rest = layout.sliced(*axis, 1, layout.shape[*axis] - 1, 1);
            }
        }
    }
    if rest.size() == 0 {
        return outcome;
    }
    Reducer::new(reduction, &rest, &out_layout).run(out, &mut outcome);
    outcome
}

fn fill(out: &ArrayRef, single: &Single) {
    let size = single.dtype.itemsize();
    if out.base().is_none() && (out.is_c() || out.is_f()) {
        out.bytes_mut().chunks_exact_mut(size).for_each(|place| place.copy_from_slice(&single.bytes[..size]));
        return;
    }
    let offsets = out.layout().offsets();
    let mut bytes = out.bytes_mut();
    for offset in offsets {
        bytes[offset..offset + size].copy_from_slice(&single.bytes[..size]);
    }
}

fn copy_first(input: &ArrayRef, first: &Layout, out: &ArrayRef) -> CastFlags {
    let (from, to) = (input.dtype(), out.dtype());
    let (size, out_size) = (from.itemsize(), to.itemsize());
    let mut flags = CastFlags::default();
    let out_layout = out.layout();
    let bytes = input.bytes();
    let mut out_bytes = out.bytes_mut();
    if from == to && out_layout.is_c(out_size) {
        let order: SmallVec<[usize; 4]> = (0..first.ndim()).collect();
        let plan = Plan::new(&first.shape, &[&first.strides], &order);
        let begin: SmallVec<[usize; 4]> = plan.shape.iter().map(|_| 0).collect();
        let target = &mut out_bytes[out_layout.offset..out_layout.offset + first.size() * size];
        gather(&bytes, first.offset, &plan.shape, &plan.strides[0], &begin, size, target);
        return flags;
    }
    let targets = out_layout.offsets();
    let (mut have, mut want) = ([0u64; 2], [0u64; 2]);
    for (at, to_at) in first.offsets().zip(targets) {
        let target = &mut out_bytes[to_at..to_at + out_size];
        if from == to {
            target.copy_from_slice(&bytes[at..at + size]);
        } else {
            let have: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut have)[..size];
            have.copy_from_slice(&bytes[at..at + size]);
            let want: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut want)[..out_size];
            flags = flags.or(cast_block(have, from, want, to).unwrap_or_default());
            target.copy_from_slice(want);
        }
    }
    flags
}

/// The walk: operand 0 is the output, 1 the input, 2 the mask.
struct Reducer<'a> {
    reduction: &'a Reduction<'a>,
    plan: Plan,
    offset: usize,
    out_offset: usize,
    mask_offset: usize,
    have: DType,
    want: DType,
    gathered: Vec<u64>,
    cast: Vec<u64>,
    chosen: Vec<u64>,
    old: Vec<u64>,
}

impl<'a> Reducer<'a> {
    fn new(reduction: &'a Reduction<'a>, input: &Layout, out: &Layout) -> Reducer<'a> {
        let shape: &Dims = &input.shape;
        let zero = || SmallVec::from_elem(0, shape.len());
        let mut all: SmallVec<[Strides; 4]> = SmallVec::new();
        all.push(stretched(out, shape).unwrap_or_else(zero));
        all.push(stretched(input, shape).unwrap_or_else(zero));
        let mut mask_offset = 0;
        if let Some(mask) = reduction.mask {
            let head = mask.head();
            mask_offset = head.layout.offset;
            all.push(stretched(&head.layout, shape).unwrap_or_else(zero));
        }
        let order = axis_order(shape.len(), &all);
        Reducer {
            reduction,
            plan: Plan::new(shape, &all, &order),
            offset: input.offset,
            out_offset: out.offset,
            mask_offset,
            have: reduction.input.dtype(),
            want: reduction.which.types[1],
            gathered: Vec::new(),
            cast: Vec::new(),
            chosen: Vec::new(),
            old: Vec::new(),
        }
    }

    fn run(mut self, out: &ArrayRef, outcome: &mut Outcome) {
        let input = self.reduction.input.bytes();
        let mut target = out.bytes_mut();
        let axes = self.plan.shape.len();
        if axes == 0 || self.plan.strides[0][axes - 1] == 0 {
            self.along_runs(&input, &mut target, outcome);
        } else if !self.columns(&input, &mut target, outcome) {
            self.along_rows(&input, &mut target, outcome);
        }
    }

    /// The innermost axis is reduced: every stretch becomes one value.
    fn along_runs(&mut self, input: &[u8], target: &mut [u8], outcome: &mut Outcome) {
        let plan = self.plan.clone();
        let (inner_axes, run) = self.run_length();
        let axes = plan.shape.len();
        let outer = axes - inner_axes;
        let block: usize = plan.shape[outer..].iter().product();
        let blocks: usize = plan.shape[..outer].iter().product();
        let size = self.reduction.which.types[2].itemsize();
        if axes == 2 && inner_axes == 1 && run >= block && self.have == self.want && self.is_aligned() && size > 0 {
            // Short rows side by side: nothing to count but two places.
            if self.reduction.mask.is_none() {
                self.short_rows(input, target, blocks, block, outcome);
                return;
            }
        }
        let mut index: SmallVec<[usize; 4]> = SmallVec::from_elem(0, axes);
        for _ in 0..blocks {
            if interrupt::raised() {
                return;
            }
            index[outer..].fill(0);
            let acc_at = start(self.out_offset, &plan.strides[0], &index);
            let mut done = 0;
            while done < block {
                let count = run.min(block - done);
                let acc = &mut target[acc_at..acc_at + size];
                if self.have == self.want && self.reduction.mask.is_none() && inner_axes <= 1 && self.is_aligned() {
                    let stride = if axes == 0 { 0 } else { plan.strides[1][axes - 1] };
                    let at = start(self.offset, &plan.strides[1], &index);
                    outcome.flags |= fold(
                        self.reduction.which,
                        self.reduction.always,
                        acc,
                        Stretch { bytes: input, offset: at, stride, count },
                    );
                } else {
                    self.fetch(input, &plan, &index, count, outcome);
                    let wanted = mask_bytes(self.reduction, self.mask_offset, &plan, &index, count);
                    let memory = std::mem::take(&mut self.chosen);
                    for (from, count) in stretches(&wanted, count) {
                        let (offset, stride) = (from * self.want.itemsize(), self.want.itemsize() as isize);
                        let x = Stretch { bytes: bytemuck::cast_slice(&memory), offset, stride, count };
                        outcome.flags |= fold(self.reduction.which, self.reduction.always, acc, x);
                    }
                    self.chosen = memory;
                }
                done += count;
                advance(&mut index[outer..], &plan.shape[outer..], count);
            }
            advance(&mut index[..outer], &plan.shape[..outer], 1);
        }
    }

    /// Folds rows side by side, several at the same time where the results lie side by side too.
    fn short_rows(&self, input: &[u8], target: &mut [u8], rows: usize, row: usize, outcome: &mut Outcome) {
        let size = self.reduction.which.types[2].itemsize();
        let (which, always, offset) = (self.reduction.which, self.reduction.always, self.offset);
        let (step, acc_step, stride) = (self.plan.strides[1][0], self.plan.strides[0][0], self.plan.strides[1][1]);
        let fold_rows = |first: usize, rows: usize, target: &mut [u8]| {
            let mut at = offset.wrapping_add_signed(step * first as isize);
            if acc_step == size as isize
                && let Some(fold) = which.fold
            {
                let x = Stretch { bytes: input, offset: at, stride, count: row };
                return (fold.rows)(&mut target[..rows * size], x, step, always);
            }
            let mut flags = FpFlags::NONE;
            let mut acc_at = 0usize;
            for i in 0..rows {
                if i % 1024 == 0 && interrupt::raised() {
                    break;
                }
                let x = Stretch { bytes: input, offset: at, stride, count: row };
                flags |= fold(which, always, &mut target[acc_at..acc_at + size], x);
                at = at.wrapping_add_signed(step);
                acc_at = acc_at.wrapping_add_signed(acc_step);
            }
            flags
        };
        match parallel::piece(rows * row, PICOSECONDS) {
            Some(piece) if acc_step == size as isize => {
                let many = (piece / row).max(1);
                let targets = &mut target[self.out_offset..self.out_offset + rows * size];
                let pieces: Vec<(usize, &mut [u8])> = targets.chunks_mut(many * size).enumerate().collect();
                let flags = parallel::map(pieces, &|(i, target)| fold_rows(i * many, target.len() / size, target));
                outcome.flags = flags.into_iter().fold(outcome.flags, FpFlags::union);
            }
            _ if acc_step >= 0 => outcome.flags |= fold_rows(0, rows, &mut target[self.out_offset..]),
            _ => {
                for i in 0..rows {
                    let acc_at = self.out_offset.wrapping_add_signed(acc_step * i as isize);
                    outcome.flags |= fold_rows(i, 1, &mut target[acc_at..]);
                }
            }
        }
    }

    /// How many of the innermost axes are walked as one block, and in stretches of which length.
    ///
    /// *Source*: `npyiter_find_buffering_setup`, as far as two operands of a reduction need it.
    fn run_length(&self) -> (usize, usize) {
        let plan = &self.plan;
        let axes = plan.shape.len();
        if axes == 0 {
            return (0, 1);
        }
        let buffer = self.reduction.buffer;
        let converts = self.have != self.want;
        let inner = plan.shape[axes - 1];
        let mut cost = 1 + usize::from(converts);
        let mut size = inner;
        // The best so far: its cost, size, the size of its core, the axes it takes, and whether it ends
        // where the output turns from one element to many.
        let (mut best_cost, mut best_size, mut core, mut taken, mut ends_at_turn) = (cost, size, 1, 1, false);
        let mut straight = [true, !converts, true];
        for step in 1..axes {
            if size >= buffer && cost > 1 {
                break;
            }
            let axis = axes - 1 - step;
            for (operand, straight) in straight.iter_mut().enumerate().take(plan.strides.len()) {
                let strides = &plan.strides[operand];
                if *straight && strides[axis] != strides[axis + 1] * plan.shape[axis + 1] as isize {
                    *straight = false;
                    cost += 1;
                }
            }
            let turns = (plan.strides[0][axis] == 0) != (plan.strides[0][axis + 1] == 0);
            let new_size = size * plan.shape[axis];
            let counted = if cost > 1 { new_size.min(buffer) } else { new_size };
            if cost * best_size <= best_cost * counted {
                (best_cost, best_size, core, taken, ends_at_turn) = (cost, counted, size, step + 1, turns);
            }
            size = new_size;
            if turns {
                break;
            }
        }
        if ends_at_turn {
            return (taken - 1, core);
        }
        if taken == 1 {
            core = 1;
        }
        let block: usize = plan.shape[axes - taken..].iter().product();
        let run = if best_cost > 1 && block > buffer { core * (buffer / core).max(1) } else { block };
        (taken, run)
    }

    /// Whether the input's elements lie on multiples of their size.
    fn is_aligned(&self) -> bool {
        let size = self.have.itemsize();
        self.offset.is_multiple_of(size)
            && self.plan.strides[1].iter().all(|stride| stride.unsigned_abs().is_multiple_of(size))
    }

    /// The innermost axis stays: rows are added to a row.
    fn along_rows(&mut self, input: &[u8], target: &mut [u8], outcome: &mut Outcome) {
        let plan = self.plan.clone();
        let axes = plan.shape.len();
        let inner = plan.shape[axes - 1];
        let rows: usize = plan.shape[..axes - 1].iter().product();
        let (size, out_size) = (self.want.itemsize(), self.reduction.which.types[2].itemsize());
        let plain = self.have == self.want && self.is_aligned();
        let mut index: SmallVec<[usize; 4]> = SmallVec::from_elem(0, axes);
        for _ in 0..rows {
            if interrupt::raised() {
                return;
            }
            let mut at = 0;
            while at < inner {
                index[axes - 1] = at;
                let count = super::drive::BLOCK.min(inner - at);
                let contiguous = plan.strides[1][axes - 1] == size as isize;
                if !(plain && contiguous) {
                    self.fetch(input, &plan, &index, count, outcome);
                }
                let old = room(&mut self.old, count * out_size);
                gather(target, self.out_offset, &plan.shape, &plan.strides[0], &index, out_size, old);
                let old: &[u8] = &bytemuck::cast_slice(&self.old)[..count * out_size];
                let x: &[u8] = if plain && contiguous {
                    let at = start(self.offset, &plan.strides[1], &index);
                    &input[at..at + count * size]
                } else {
                    &bytemuck::cast_slice(&self.chosen)[..count * size]
                };
                let ins = [Raw::Run(old), Raw::Run(x)];
                let in_place = plan.strides[0][axes - 1] == out_size as isize && self.reduction.mask.is_none();
                let fresh = if in_place {
                    let at = start(self.out_offset, &plan.strides[0], &index);
                    &mut target[at..at + count * out_size]
                } else {
                    room(&mut self.cast, count * out_size)
                };
                let mut outs = [fresh];
                let suspect = (self.reduction.which.run)(&ins, &mut outs);
                if suspect || self.reduction.always {
                    let wanted = mask_bytes(self.reduction, self.mask_offset, &plan, &index, count);
                    outcome.flags |= row_flags(self.reduction.which, &ins, &outs, &wanted);
                }
                if !in_place {
                    self.put_row(target, &plan, &index, count);
                }
                at += count;
            }
            index[axes - 1] = 0;
            advance(&mut index[..axes - 1], &plan.shape[..axes - 1], 1);
        }
    }

    /// Copies a block of the input aside (to `chosen`), cast. What the mask leaves out keeps its place.
    fn fetch(&mut self, input: &[u8], plan: &Plan, index: &[usize], count: usize, outcome: &mut Outcome) {
        let (have, want) = (self.have.itemsize(), self.want.itemsize());
        let chosen = room(&mut self.chosen, count * want);
        if self.have == self.want {
            gather(input, self.offset, &plan.shape, &plan.strides[1], index, have, chosen);
            return;
        }
        let gathered = room(&mut self.gathered, count * have);
        gather(input, self.offset, &plan.shape, &plan.strides[1], index, have, gathered);
        let flags = cast_block(gathered, self.have, chosen, self.want).unwrap_or_default();
        outcome.cast = outcome.cast.or(flags);
    }

    /// Writes a computed row (in `cast`) to the output, what the mask leaves out excepted.
    fn put_row(&mut self, target: &mut [u8], plan: &Plan, index: &[usize], count: usize) {
        let size = self.reduction.which.types[2].itemsize();
        let wanted = mask_bytes(self.reduction, self.mask_offset, plan, index, count);
        let fresh: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut self.cast)[..count * size];
        let old: &[u8] = &bytemuck::cast_slice(&self.old)[..count * size];
        for (i, _) in wanted.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
            fresh[i * size..(i + 1) * size].copy_from_slice(&old[i * size..(i + 1) * size]);
        }
        scatter(target, self.out_offset, &plan.shape, &plan.strides[0], index, size, fresh);
    }

    /// Columns of a table without gaps, one reduced axis outside one kept axis: done in one go. False
    /// if the case is another.
    fn columns(&mut self, input: &[u8], target: &mut [u8], outcome: &mut Outcome) -> bool {
        let plan = &self.plan;
        let ([rows, columns], Some(fold)) = (&plan.shape[..], self.reduction.which.fold) else { return false };
        let size = self.want.itemsize() as isize;
        let fits = self.have == self.want
            && self.reduction.mask.is_none()
            && self.is_aligned()
            && plan.strides[0][..] == [0, size]
            && plan.strides[1][1] == size
            && plan.strides[1][0] == size * *columns as isize
            && *columns <= self.reduction.buffer;
        if !fits {
            return false;
        }
        let (n, m) = (*rows, *columns * size as usize);
        let acc = &mut target[self.out_offset..self.out_offset + m];
        let (row, table, always) = (*columns, &input[self.offset..self.offset + n * m], self.reduction.always);
        let fold_columns = |first: usize, acc: &mut [u8]| {
            let mut flags = FpFlags::NONE;
            // A few rows at a time, so that Ctrl-C is noticed.
            for bytes in table.chunks(((1 << 17) / row).max(4) * m) {
                if interrupt::raised() {
                    break;
                }
                flags |= (fold.table)(acc, Table { bytes, row, first }, always);
            }
            flags
        };
        let strip = row.div_ceil(parallel::threads()).next_multiple_of(64);
        if strip < row && parallel::piece(n * row, PICOSECONDS).is_some() {
            let strips = acc.chunks_mut(strip * size as usize).enumerate().collect();
            let flags = parallel::map(strips, &|(i, acc)| fold_columns(i * strip, acc));
            outcome.flags = flags.into_iter().fold(outcome.flags, FpFlags::union);
        } else {
            outcome.flags |= fold_columns(0, acc);
        }
        true
    }
}

/// Folds a stretch into one value, by the loop's own fold or element by element.
fn fold(which: &Loop, always: bool, acc: &mut [u8], x: Stretch<'_>) -> FpFlags {
    if let Some(fold) = which.fold {
        return (fold.run)(acc, x, always);
    }
    let mut found = FpFlags::NONE;
    let size = acc.len();
    let mut old = [0u64; 2];
    let old: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut old)[..size];
    let mut at = x.offset as isize;
    for _ in 0..x.count {
        old.copy_from_slice(acc);
        let ins = [Raw::One(old), Raw::One(&x.bytes[at as usize..at as usize + which.types[1].itemsize()])];
        let suspect = (which.run)(&ins, &mut [&mut *acc]);
        if suspect || always {
            found |= (which.flags)(&ins, &[&mut *acc]);
        }
        at += x.stride;
    }
    found
}

/// The stretches of consecutive elements that a mask lets through (all of them without a mask), as
/// places and lengths: NumPy folds each by itself.
fn stretches(wanted: &[u8], count: usize) -> Vec<(usize, usize)> {
    if wanted.is_empty() {
        return vec![(0, count)];
    }
    let mut found = Vec::new();
    let mut at = 0;
    for stretch in wanted.chunk_by(|a, b| (*a != 0) == (*b != 0)) {
        if stretch[0] != 0 {
            found.push((at, stretch.len()));
        }
        at += stretch.len();
    }
    found
}

/// The mask's bytes for a block; empty without a mask.
fn mask_bytes(reduction: &Reduction<'_>, offset: usize, plan: &Plan, index: &[usize], count: usize) -> Vec<u8> {
    let Some(mask) = reduction.mask else { return Vec::new() };
    let mut wanted = vec![0; count];
    gather(&mask.bytes(), offset, &plan.shape, &plan.strides[2], index, 1, &mut wanted);
    wanted
}

/// The errors of a row's results, of those that the mask lets through.
fn row_flags(which: &Loop, ins: &[Raw<'_>; 2], outs: &[&mut [u8]; 1], wanted: &[u8]) -> FpFlags {
    let count = wanted.len();
    let [Raw::Run(old), Raw::Run(x)] = ins else { return FpFlags::NONE };
    if count == 0 {
        return (which.flags)(ins, outs);
    }
    let (a, b, c) = (old.len() / count, x.len() / count, outs[0].len() / count);
    let mut found = FpFlags::NONE;
    for i in (0..count).filter(|&i| wanted[i] != 0) {
        let pair = [Raw::One(&old[i * a..(i + 1) * a]), Raw::One(&x[i * b..(i + 1) * b])];
        let mut copy = [0u64; 2];
        let one: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut copy)[..c];
        one.copy_from_slice(&outs[0][i * c..(i + 1) * c]);
        found |= (which.flags)(&pair, &[one]);
    }
    found
}
