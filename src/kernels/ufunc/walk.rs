//! Blocks of elements on a walk through strided memory: where they are, and how they are copied to
//! consecutive places and back.

use smallvec::SmallVec;

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

/// The longest row whose elements cost less than to find the row.
pub(super) const SHORT_ROW: usize = 16;

/// The same for short rows of 8-byte elements: from row to row only the strides are added. False, and
/// nothing done, where elements are not aligned.
fn gather_short(
    bytes: &[u8],
    offset: usize,
    shape: &[usize],
    strides: &[isize],
    index: &[usize],
    to: &mut [u8],
) -> bool {
    const SIZE: usize = size_of::<u64>();
    if !offset.is_multiple_of(SIZE) || strides.iter().any(|stride| !stride.unsigned_abs().is_multiple_of(SIZE)) {
        return false;
    }
    let whole = bytes.len() / SIZE * SIZE;
    let (Ok(all), Ok(to)) =
        (bytemuck::try_cast_slice::<u8, u64>(&bytes[..whole]), bytemuck::try_cast_slice_mut::<u8, u64>(to))
    else {
        return false;
    };
    let Some((&inner, outer)) = shape.split_last() else { return false };
    let steps: SmallVec<[isize; 4]> = strides.iter().map(|stride| stride / SIZE as isize).collect();
    let step = steps[outer.len()];
    let mut index: SmallVec<[usize; 4]> = SmallVec::from_slice(index);
    let mut within = index[outer.len()];
    // Where the row starts.
    let mut row = (start(offset, strides, &index) / SIZE) as isize - within as isize * step;
    let mut rest = to;
    while !rest.is_empty() {
        // Whole rows up to the end of the axis before them.
        if let Some((axis, step_out)) = outer.len().checked_sub(1).map(|axis| (axis, steps[axis]))
            && within == 0
        {
            let n = (outer[axis] - index[axis]).min(rest.len() / inner);
            let (now, later) = rest.split_at_mut(n * inner);
            match inner {
                1 => short_rows::<1>(all, row, step_out, step, now),
                2 => short_rows::<2>(all, row, step_out, step, now),
                3 => short_rows::<3>(all, row, step_out, step, now),
                4 => short_rows::<4>(all, row, step_out, step, now),
                _ => {
                    for (i, now) in now.chunks_exact_mut(inner).enumerate() {
                        let mut at = row + i as isize * step_out;
                        for place in now {
                            *place = all[at as usize];
                            at += step;
                        }
                    }
                }
            }
            rest = later;
            index[axis] += n;
            row += n as isize * step_out;
            if index[axis] < outer[axis] {
                // What is left is less than a row.
                for (k, place) in rest.iter_mut().enumerate() {
                    *place = all[(row + k as isize * step) as usize];
                }
                return true;
            }
            row -= step_out * outer[axis] as isize;
            index[axis] = 0;
            for axis in (0..axis).rev() {
                index[axis] += 1;
                row += steps[axis];
                if index[axis] < outer[axis] {
                    break;
                }
                row -= steps[axis] * outer[axis] as isize;
                index[axis] = 0;
            }
            continue;
        }
        let count = (inner - within).min(rest.len());
        let (now, later) = rest.split_at_mut(count);
        let mut at = row + within as isize * step;
        for place in now {
            *place = all[at as usize];
            at += step;
        }
        rest = later;
        within = 0;
        for axis in (0..outer.len()).rev() {
            index[axis] += 1;
            row += steps[axis];
            if index[axis] < outer[axis] {
                break;
            }
            row -= steps[axis] * outer[axis] as isize;
            index[axis] = 0;
        }
    }
    true
}

/// Rows of N elements, `step_out` from one to the next.
#[inline(always)]
fn short_rows<const N: usize>(all: &[u64], row: isize, step_out: isize, step: isize, to: &mut [u64]) {
    let mut at = row;
    for now in to.as_chunks_mut::<N>().0 {
        *now = match all.get(at as usize..).and_then(|rest| rest.first_chunk::<N>()) {
            Some(whole) if step == 1 => *whole,
            _ => std::array::from_fn(|k| all[(at + k as isize * step) as usize]),
        };
        at += step_out;
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
    if size == 8
        && shape.last().is_some_and(|&inner| inner <= SHORT_ROW)
        && gather_short(bytes, offset, shape, strides, index, to)
    {
        return;
    }
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
