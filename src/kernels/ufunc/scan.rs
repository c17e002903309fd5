//! Running results along an axis: `np.add.accumulate` and its like.

use super::drive::{Input, Outcome, elementwise};
use super::fold::Stretch;
use super::plan::{axis_order, stretched};
use super::raw::{Loop, Raw};
use super::walk::room;
use crate::array::{Array, ArrayRef, cast_block};
use smallvec::SmallVec;

/// Rows at least this long are added whole; shorter ones are walked column by column.
const LONG_ROW: usize = 16;

/// The running results of a loop (whose first input and output have one dtype) along an axis, as a
/// fresh array laid out as the input is.
pub fn accumulate(which: &Loop, input: &ArrayRef, axis: usize, always: bool) -> (ArrayRef, Outcome) {
    let layout = input.layout();
    let order = axis_order(layout.ndim(), &[stretched(&layout, &layout.shape).unwrap_or_default()]);
    let out = Array::scratch_ordered(which.types[2], &layout.shape, &order);
    let mut outcome = Outcome::default();
    let n = layout.shape[axis];
    if layout.size() == 0 {
        return (out, outcome);
    }
    if order.last() != Some(&axis) && layout.size() / n >= LONG_ROW {
        row_by_row(which, input, &out, axis, always, &mut outcome);
    } else {
        lane_by_lane(which, input, &out, axis, always, &mut outcome);
    }
    (out, outcome)
}

fn row_by_row(which: &Loop, input: &ArrayRef, out: &ArrayRef, axis: usize, always: bool, outcome: &mut Outcome) {
    let row = |array: &ArrayRef, i: usize| array.view_layout(array.layout().indexed(axis, i));
    let n = input.layout().shape[axis];
    // The first row is only cast: the loop is not asked.
    copy_row(&row(input, 0), &row(out, 0), outcome);
    for i in 1..n {
        let (before, x, after) = (row(out, i - 1), row(input, i), row(out, i));
        let done = elementwise(which, &[Input::Array(&before), Input::Array(&x)], &[&after], None, always);
        outcome.flags |= done.flags;
        outcome.cast = outcome.cast.or(done.cast);
    }
}

fn copy_row(from: &ArrayRef, to: &ArrayRef, outcome: &mut Outcome) {
    let (have, want) = (from.dtype(), to.dtype());
    let (size, out_size) = (have.itemsize(), want.itemsize());
    let (mut a, mut b) = ([0u64; 2], [0u64; 2]);
    let source = from.bytes();
    let mut target = to.bytes_mut();
    for (at, to_at) in from.layout().offsets().zip(to.layout().offsets()) {
        let a: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut a)[..size];
        a.copy_from_slice(&source[at..at + size]);
        let b: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut b)[..out_size];
        let flags = cast_block(a, have, b, want).unwrap_or_default();
        outcome.cast = outcome.cast.or(flags);
        target[to_at..to_at + out_size].copy_from_slice(b);
    }
}

fn lane_by_lane(which: &Loop, input: &ArrayRef, out: &ArrayRef, axis: usize, always: bool, outcome: &mut Outcome) {
    let (layout, out_layout) = (input.layout(), out.layout());
    let n = layout.shape[axis];
    let (stride, out_stride) = (layout.strides[axis], out_layout.strides[axis]);
    let (have, want) = (input.dtype(), which.types[1]);
    let (size, out_size) = (have.itemsize(), want.itemsize());
    let source = input.bytes();
    let mut target = out.bytes_mut();
    let (mut gathered, mut x, mut y) = (Vec::new(), Vec::new(), Vec::new());
    let starts: SmallVec<[(usize, usize); 4]> =
        layout.indexed(axis, 0).offsets().zip(out_layout.indexed(axis, 0).offsets()).collect();
    // Without a cast or gaps, the results go where they belong at once.
    let in_place = have == want && stride.unsigned_abs().is_multiple_of(size) && out_stride == out_size as isize;
    if let Some(fold) = which.fold.filter(|_| in_place && starts.iter().all(|(at, _)| at.is_multiple_of(size))) {
        for (at, to_at) in starts {
            let results = &mut target[to_at..to_at + n * out_size];
            let (first, rest) = results.split_at_mut(out_size);
            first.copy_from_slice(&source[at..at + size]);
            if n == 1 {
                continue;
            }
            let after = Stretch { bytes: &source, offset: at.wrapping_add_signed(stride), stride, count: n - 1 };
            outcome.flags |= (fold.scan)(first, after, rest, always);
        }
        return;
    }
    for (at, to_at) in starts {
        let raw = room(&mut gathered, n * size);
        let mut place = at as isize;
        for element in raw.chunks_exact_mut(size) {
            element.copy_from_slice(&source[place as usize..place as usize + size]);
            place += stride;
        }
        let elements = room(&mut x, n * out_size);
        let flags = cast_block(raw, have, elements, want).unwrap_or_default();
        outcome.cast = outcome.cast.or(flags);
        let results = room(&mut y, n * out_size);
        let (first, rest) = results.split_at_mut(out_size);
        first.copy_from_slice(&elements[..out_size]);
        let after = Stretch { bytes: elements, offset: out_size, stride: out_size as isize, count: n - 1 };
        match which.fold {
            Some(fold) => outcome.flags |= (fold.scan)(first, after, rest, always),
            None => one_by_one(which, elements, results, out_size, always, outcome),
        }
        let results: &[u8] = &bytemuck::cast_slice(&y)[..n * out_size];
        let mut place = to_at as isize;
        for element in results.chunks_exact(out_size) {
            target[place as usize..place as usize + out_size].copy_from_slice(element);
            place += out_stride;
        }
    }
}

fn one_by_one(which: &Loop, x: &[u8], y: &mut [u8], size: usize, always: bool, outcome: &mut Outcome) {
    for i in 1..x.len() / size {
        let (before, after) = y.split_at_mut(i * size);
        let ins = [Raw::One(&before[(i - 1) * size..]), Raw::One(&x[i * size..(i + 1) * size])];
        let mut outs = [&mut after[..size]];
        let suspect = (which.run)(&ins, &mut outs);
        if suspect || always {
            outcome.flags |= (which.flags)(&ins, &outs);
        }
    }
}
