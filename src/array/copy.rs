//! Copies between strided layouts: axes in the order of the target's memory, rows in one go, tiles where
//! source and target disagree on what a row is, slabs of the target shared among threads.

use super::layout::Layout;
use super::parallel;
use crate::text::interrupt;
use bytemuck::Pod;
use smallvec::SmallVec;

/// Both sides of a tile stay in the L1 cache.
const TILE: usize = 32;
/// Elements copied between looks at the interrupt flag.
const STEP: usize = 1 << 18;
/// What one element costs, for the question whether to share.
const PICOSECONDS: usize = 600;

/// One axis of a copy: its length, and the distances between neighbours in elements.
#[derive(Clone, Copy)]
struct Axis {
    n: usize,
    from: isize,
    to: isize,
}

/// The axes, outermost first.
type Axes = SmallVec<[Axis; 4]>;

/// Copies elements between non-empty layouts of one shape over different memory.
pub(super) fn copy_strided(from: &[u8], source: &Layout, to: &mut [u8], target: &Layout, itemsize: usize) {
    let done = match itemsize {
        1 => copy_as::<u8>(from, source, to, target),
        2 => copy_as::<u16>(from, source, to, target),
        4 => copy_as::<u32>(from, source, to, target),
        8 => copy_as::<u64>(from, source, to, target),
        16 => copy_as::<[u64; 2]>(from, source, to, target),
        _ => false,
    };
    if !done {
        for (from_offset, to_offset) in source.offsets().zip(target.offsets()) {
            to[to_offset..to_offset + itemsize].copy_from_slice(&from[from_offset..from_offset + itemsize]);
        }
    }
}

/// Whether all offsets of a layout are multiples of an element's size.
pub(super) fn on_grid(layout: &Layout, itemsize: usize) -> bool {
    layout.offset.is_multiple_of(itemsize)
        && layout.strides.iter().all(|stride| stride.unsigned_abs().is_multiple_of(itemsize))
}

/// False, with nothing done, if elements do not lie on multiples of their size.
fn copy_as<T: Pod + Send + Sync>(from: &[u8], source: &Layout, to: &mut [u8], target: &Layout) -> bool {
    let itemsize = size_of::<T>();
    if !on_grid(source, itemsize) || !on_grid(target, itemsize) {
        return false;
    }
    let from = &from[..from.len() / itemsize * itemsize];
    let whole = to.len() / itemsize * itemsize;
    let (Ok(from), Ok(to)) =
        (bytemuck::try_cast_slice::<u8, T>(from), bytemuck::try_cast_slice_mut::<u8, T>(&mut to[..whole]))
    else {
        return false;
    };
    let axes = merged(source, target, itemsize as isize);
    copy_shared(from, source.offset / itemsize, to, target.offset / itemsize, &axes);
    true
}

/// The axes by the target's strides, those of length 1 gone, those that run on in both layouts made one.
fn merged(source: &Layout, target: &Layout, itemsize: isize) -> Axes {
    let strides = source.strides.iter().zip(&target.strides);
    let all =
        source.shape.iter().zip(strides).map(|(&n, (from, to))| Axis { n, from: from / itemsize, to: to / itemsize });
    let mut axes: Axes = all.filter(|axis| axis.n != 1).collect();
    axes.sort_by_key(|axis| std::cmp::Reverse(axis.to.unsigned_abs()));
    let mut merged = Axes::new();
    for axis in axes {
        match merged.last_mut() {
            Some(last) if last.from == axis.from * axis.n as isize && last.to == axis.to * axis.n as isize => {
                *last = Axis { n: last.n * axis.n, ..axis };
            }
            _ => merged.push(axis),
        }
    }
    merged
}

/// Copies slabs of the target at the same time, if it falls into slabs and there is enough of it.
fn copy_shared<T: Pod + Send + Sync>(from: &[T], at: usize, to: &mut [T], to_at: usize, axes: &[Axis]) {
    let size: usize = axes.iter().map(|axis| axis.n).product();
    let slabs = match axes {
        [outer, inner @ ..] if inner.iter().all(|axis| axis.to > 0) => {
            let extent = inner.iter().map(|axis| (axis.n as isize - 1) * axis.to).sum::<isize>() + 1;
            (outer.to >= extent).then_some(*outer)
        }
        _ => None,
    };
    let piece = parallel::piece(size, PICOSECONDS);
    let (Some(outer), Some(piece)) = (slabs, piece) else { return copy_axes(from, at, to, to_at, axes) };
    let rows = (piece / (size / outer.n)).max(1);
    let to = &mut to[to_at..];
    let work: Vec<(usize, &mut [T])> = to.chunks_mut(rows * outer.to as usize).enumerate().collect();
    parallel::map(work, &|(i, slab)| {
        let first = i * rows;
        if first < outer.n {
            let mut axes = Axes::from_slice(axes);
            axes[0].n = rows.min(outer.n - first);
            copy_axes(from, at.wrapping_add_signed(outer.from * first as isize), slab, 0, &axes);
        }
    });
}

fn copy_axes<T: Pod>(from: &[T], at: usize, to: &mut [T], to_at: usize, axes: &[Axis]) {
    match axes {
        [] => to[to_at] = from[at],
        [row] => copy_row(from, at, to, to_at, *row),
        [rows, row] if row.from.unsigned_abs() > rows.from.unsigned_abs() && rows.from != 0 => {
            copy_tiles(from, at, to, to_at, *rows, *row);
        }
        [outer, inner @ ..] => {
            for i in 0..outer.n as isize {
                if interrupt::raised() {
                    return;
                }
                let (at, to_at) = (at.wrapping_add_signed(outer.from * i), to_at.wrapping_add_signed(outer.to * i));
                copy_axes(from, at, to, to_at, inner);
            }
        }
    }
}

fn copy_row<T: Pod>(from: &[T], at: usize, to: &mut [T], to_at: usize, row: Axis) {
    let n = row.n;
    if row.to != 1 {
        let (mut at, mut to_at) = (at, to_at);
        for _ in 0..n {
            to[to_at] = from[at];
            at = at.wrapping_add_signed(row.from);
            to_at = to_at.wrapping_add_signed(row.to);
        }
        return;
    }
    let to = &mut to[to_at..to_at + n];
    for (i, to) in to.chunks_mut(STEP).enumerate() {
        if interrupt::raised() {
            return;
        }
        let at = at.wrapping_add_signed(row.from * (i * STEP) as isize);
        match row.from {
            0 => to.fill(from[at]),
            1 => to.copy_from_slice(&from[at..at + to.len()]),
            -1 => {
                let from = &from[at + 1 - to.len()..=at];
                to.iter_mut().zip(from.iter().rev()).for_each(|(y, x)| *y = *x);
            }
            2.. => {
                let from = from[at..].iter().step_by(row.from as usize);
                to.iter_mut().zip(from).for_each(|(y, x)| *y = *x);
            }
            _ => {
                let from = from[..=at].iter().rev().step_by(row.from.unsigned_abs());
                to.iter_mut().zip(from).for_each(|(y, x)| *y = *x);
            }
        }
    }
}

/// A matrix whose rows are the source's columns: tile by tile, so that each cache line is fetched once.
fn copy_tiles<T: Pod>(from: &[T], at: usize, to: &mut [T], to_at: usize, rows: Axis, row: Axis) {
    for i in (0..rows.n).step_by(TILE) {
        if interrupt::raised() {
            return;
        }
        for j in (0..row.n).step_by(TILE) {
            let n = TILE.min(row.n - j);
            for i in i..rows.n.min(i + TILE) {
                let at = at.wrapping_add_signed(rows.from * i as isize + row.from * j as isize);
                let to_at = to_at.wrapping_add_signed(rows.to * i as isize + row.to * j as isize);
                if row.to == 1 && row.from > 0 {
                    let from = from[at..].iter().step_by(row.from as usize);
                    to[to_at..to_at + n].iter_mut().zip(from).for_each(|(y, x)| *y = *x);
                } else {
                    copy_row(from, at, to, to_at, Axis { n, ..row });
                }
            }
        }
    }
}
