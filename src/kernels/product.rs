//! Matrix products of float64 in packed panels, after the scheme of GotoBLAS: a block of the left operand
//! stays in the second cache, a strip of the right one in the first, and a tile of the result in registers.
//! *Source*: K. Goto, R. van de Geijn, Anatomy of High-Performance Matrix Multiplication (2008).
//!
//! Every element is a chain of fused multiply-adds over k from 0 upwards, begun anew and added at each of
//! OpenBLAS's borders in k: NumPy's bits on an AVX-512 machine, with any instruction set and any number
//! of threads.

use super::dispatch::{Kernel, Level};
use super::groups::{GroupKernel, Groups, Term};
use super::math::Lanes;
use super::parallel;
use crate::text::interrupt;
use bytemuck::{Pod, Zeroable};
use std::cell::Cell;
use std::ops::Range;

/// A float64 matrix as it lies in a buffer: transposed, cut and reversed matrices are the same to a product.
#[derive(Clone, Copy, Debug)]
pub struct MatrixRef<'a> {
    /// The buffer.
    pub data: &'a [f64],
    /// Where element (0, 0) is.
    pub first: usize,
    /// The number of rows.
    pub rows: usize,
    /// The number of columns.
    pub columns: usize,
    /// From a row to the next, in elements.
    pub row_step: isize,
    /// From a column to the next, in elements.
    pub column_step: isize,
}

impl<'a> MatrixRef<'a> {
    /// A matrix whose rows lie one after the other, `stride` apart.
    pub fn by_rows(data: &'a [f64], rows: usize, columns: usize, stride: usize) -> MatrixRef<'a> {
        MatrixRef { data, first: 0, rows, columns, row_step: stride as isize, column_step: 1 }
    }

    /// A matrix whose columns lie one after the other, `stride` apart.
    pub fn by_columns(data: &'a [f64], rows: usize, columns: usize, stride: usize) -> MatrixRef<'a> {
        MatrixRef { data, first: 0, rows, columns, row_step: 1, column_step: stride as isize }
    }

    /// Rows and columns exchanged.
    pub fn transposed(self) -> MatrixRef<'a> {
        MatrixRef {
            rows: self.columns,
            columns: self.rows,
            row_step: self.column_step,
            column_step: self.row_step,
            ..self
        }
    }

    /// Whether the rows are contiguous and apart, so that BLAS takes the matrix as it is.
    pub fn is_by_rows(&self) -> bool {
        self.column_step == 1 && self.row_step >= self.columns as isize
    }

    /// Where an element is.
    #[inline(always)]
    fn place(&self, i: usize, j: usize) -> usize {
        (self.first as isize + i as isize * self.row_step + j as isize * self.column_step) as usize
    }
}

/// What becomes of what is in the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// It is overwritten.
    Set,
    /// The product is added to it.
    Add,
    /// The product is subtracted from it.
    Subtract,
}

/// The product as NumPy has it, into a result whose rows are contiguous. *Shape*: `(m, k), (k, n) -> (m, n)`,
/// none of them 0. Stopped by Ctrl-C it leaves the result unfinished.
pub fn matrix_product(a: MatrixRef<'_>, b: MatrixRef<'_>, out: &mut [f64]) {
    let (m, k, n) = (a.rows, a.columns, b.columns);
    // OpenBLAS has other kernels for small matrices; those of `x @ y.T` take few elements only.
    let turned = |x: MatrixRef<'_>| !x.is_by_rows() && x.transposed().is_by_rows();
    let only_right_turned = turned(b) && !turned(a);
    let small = (m * n) as f64 * k as f64 <= 1e6 && !(only_right_turned && (m * n > 1200 || k < 32));
    // Where those kernels go along k, they sum in lanes: products with `y.T`, and a last group of one to
    // four columns of others.
    let from = match small {
        true if only_right_turned => 0,
        true if k >= 16 && (1..=4).contains(&(n % 8)) && !turned(a) && !turned(b) => n & !7,
        _ => n,
    };
    if from > 0 {
        let chained = MatrixRef { columns: from, ..b };
        multiply(a, chained, out, n, Update::Set, !small);
    }
    if from < n {
        lane_sums(a, b, out, from);
    }
}

/// `out = a·b`, `out += a·b` or `out -= a·b`; the rows of `out` are `stride` apart. With `cut` the chains
/// end at OpenBLAS's borders in k, else each goes over all of k. Stopped by Ctrl-C it leaves `out` unfinished.
pub fn multiply(a: MatrixRef<'_>, b: MatrixRef<'_>, out: &mut [f64], stride: usize, update: Update, cut: bool) {
    let level = Level::best();
    let strip = level.run(StripWidth);
    let mut panel = RIGHT.take();
    let mut done = 0;
    for depth in Depths::new(a.columns, cut) {
        let update = if done == 0 || update == Update::Subtract { update } else { Update::Add };
        for column in (0..b.columns).step_by(COLUMNS) {
            let width = (b.columns - column).min(COLUMNS);
            let right = MatrixRef { first: b.place(done, column), rows: depth, columns: width, ..b };
            // A matrix that meets few rows is read where it lies, but for a strip that is not full.
            let direct = right.is_by_rows() && (a.rows <= 4 * TILE_ROWS || depth * width <= 2048);
            let direct = if direct { width / strip } else { 0 };
            let packed = sized(&mut panel, (width.div_ceil(strip) - direct) * strip * depth);
            let share = parallel::threads() > 1 && a.rows * depth * width >= WORTH_SHARING;
            let piece = if share { depth * 256 } else { packed.len().max(1) };
            let pack = |(i, panel): (usize, &mut [f64])| {
                level.run(Pack { matrix: right, from: direct * strip + i * piece / depth, width: strip, panel });
            };
            let pieces = packed.chunks_mut(piece).enumerate();
            if share {
                parallel::map(pieces.collect(), &pack);
            } else {
                pieces.for_each(pack);
            }
            let packed = &*packed;
            let rows = if share { a.rows.div_ceil(4 * parallel::threads()).next_multiple_of(TILE_ROWS) } else { ROWS };
            let rows = rows.min(ROWS);
            let work = |(i, out): (usize, &mut [f64])| {
                let count = (a.rows - i * rows).min(rows);
                let left = MatrixRef { first: a.place(i * rows, done), rows: count, columns: depth, ..a };
                let mut panel = LEFT.take();
                level.run(Block { left, right, direct, packed, out, stride, update, panel: &mut panel });
                LEFT.set(panel);
            };
            let blocks = out[column..].chunks_mut(rows * stride).take(a.rows.div_ceil(rows)).enumerate();
            if share {
                parallel::map(blocks.collect(), &work);
            } else {
                blocks.take_while(|_| !interrupt::raised()).for_each(work);
            }
        }
        done += depth;
    }
    RIGHT.set(panel);
}

/// The rows of a tile of the result, which are kept in registers.
const TILE_ROWS: usize = 6;
/// The vectors in a row of a tile.
const TILE_VECTORS: usize = 2;
/// The rows of the left operand that are packed together: with 384 columns they fill half of a second cache.
const ROWS: usize = 12 * TILE_ROWS;
/// The columns of the right operand that are packed together: with 384 rows they fit a third cache.
const COLUMNS: usize = 1024;

/// The multiplications from which on other threads help: some hundred microseconds' worth.
const WORTH_SHARING: usize = 2_500_000;

thread_local! {
    /// Memory for the packed operands, kept from one product to the next.
    static LEFT: Cell<Vec<Line>> = const { Cell::new(Vec::new()) };
    static RIGHT: Cell<Vec<Line>> = const { Cell::new(Vec::new()) };
}

/// A line of the processor's cache: packed operands begin at one, so that no vector straddles two.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
struct Line([f64; 8]);

/// The first elements of a buffer, which grows if need be.
fn sized(buffer: &mut Vec<Line>, len: usize) -> &mut [f64] {
    let lines = len.div_ceil(8);
    if buffer.len() < lines {
        buffer.resize(lines, Line::zeroed());
    }
    &mut bytemuck::cast_slice_mut(buffer)[..len]
}

/// The lengths of the parts in which OpenBLAS takes k (with one thread): 384 each; between 385 and 767
/// that are left over, the first half is rounded up to a multiple of 16.
struct Depths {
    left: usize,
    cut: bool,
}

impl Depths {
    fn new(k: usize, cut: bool) -> Depths {
        Depths { left: k, cut }
    }
}

impl Iterator for Depths {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        const FULL: usize = 384;
        let depth = match self.left {
            0 => return None,
            left if !self.cut || left <= FULL => left,
            left if left >= 2 * FULL => FULL,
            left => (left / 2).next_multiple_of(16),
        };
        self.left -= depth;
        Some(depth)
    }
}

/// The columns of a tile.
struct StripWidth;

impl Kernel for StripWidth {
    type Output = usize;
    #[inline(always)]
    fn run<S: Lanes>(self, _: S) -> usize {
        TILE_VECTORS * S::F64_LANES
    }
}

/// Packs columns `from..` in strips of `width`, row after row of each; a last strip is filled up with zeros.
struct Pack<'a> {
    matrix: MatrixRef<'a>,
    from: usize,
    width: usize,
    panel: &'a mut [f64],
}

impl Kernel for Pack<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Lanes>(self, _: S) {
        let Pack { matrix, from, width, panel } = self;
        for (s, strip) in panel.chunks_exact_mut(width * matrix.rows).enumerate() {
            let column = from + s * width;
            pack_strip(matrix, column, width.min(matrix.columns - column), width, strip);
        }
    }
}

/// Packs one strip: `used` columns, filled up to `width`.
#[inline(always)]
fn pack_strip(matrix: MatrixRef<'_>, column: usize, used: usize, width: usize, strip: &mut [f64]) {
    if used < width {
        strip.fill(0.0);
    }
    let lines = strip.chunks_exact_mut(width);
    if matrix.column_step == 1 {
        for (p, line) in lines.enumerate() {
            let at = matrix.place(p, column);
            for (x, &y) in line.iter_mut().zip(&matrix.data[at..at + used]) {
                *x = y;
            }
        }
    } else if matrix.row_step == 1 {
        let run = |j: usize| {
            let at = matrix.place(0, column + j);
            &matrix.data[at..at + matrix.rows]
        };
        let mut j = 0;
        while j + 2 <= used {
            for ((line, &x), &y) in strip.chunks_exact_mut(width).zip(run(j)).zip(run(j + 1)) {
                (line[j], line[j + 1]) = (x, y);
            }
            j += 2;
        }
        if j < used {
            for (line, &x) in strip.chunks_exact_mut(width).zip(run(j)) {
                line[j] = x;
            }
        }
    } else {
        for (p, line) in lines.enumerate() {
            for (j, x) in line.iter_mut().enumerate().take(used) {
                *x = matrix.data[matrix.place(p, column + j)];
            }
        }
    }
}

/// Some rows of the result: all strips of the right operand, the first `direct` where they lie.
struct Block<'a> {
    left: MatrixRef<'a>,
    right: MatrixRef<'a>,
    direct: usize,
    packed: &'a [f64],
    out: &'a mut [f64],
    stride: usize,
    update: Update,
    panel: &'a mut Vec<Line>,
}

impl Kernel for Block<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Lanes>(self, lanes: S) {
        let Block { left, right, direct, packed, out, stride, update, panel } = self;
        let (rows, depth, columns) = (left.rows, left.columns, right.columns);
        let panel = sized(panel, rows * depth);
        let tiles = rows.div_ceil(TILE_ROWS);
        let transposed = left.transposed();
        for tile in 0..tiles {
            let (row, height) = tile_rows(rows, tiles, tile);
            pack_strip(transposed, row, height, height, &mut panel[row * depth..(row + height) * depth]);
        }
        let width = TILE_VECTORS * S::F64_LANES;
        let strips = columns.div_ceil(width);
        // As many strips at a time as stay in the first cache beside the rows of a tile.
        let group = (2048 / (depth * width)).max(1);
        for first in (0..strips).step_by(group) {
            for tile in 0..tiles {
                let (row, height) = tile_rows(rows, tiles, tile);
                let a = &panel[row * depth..(row + height) * depth];
                let out = &mut out[row * stride..];
                let which = first..(first + group).min(strips);
                let b = Strips { right, direct, packed };
                match height {
                    6 => tile_products::<S, 6>(lanes, a, b, which, out, stride, update),
                    5 => tile_products::<S, 5>(lanes, a, b, which, out, stride, update),
                    4 => tile_products::<S, 4>(lanes, a, b, which, out, stride, update),
                    3 => tile_products::<S, 3>(lanes, a, b, which, out, stride, update),
                    2 => tile_products::<S, 2>(lanes, a, b, which, out, stride, update),
                    _ => tile_products::<S, 1>(lanes, a, b, which, out, stride, update),
                }
            }
        }
    }
}

/// The strips of the right operand: the first `direct` where they lie, the others packed.
#[derive(Clone, Copy)]
struct Strips<'a> {
    right: MatrixRef<'a>,
    direct: usize,
    packed: &'a [f64],
}

/// M rows of the result, in some strips.
#[inline(always)]
fn tile_products<S: Lanes, const M: usize>(
    lanes: S,
    a: &[f64],
    b: Strips<'_>,
    which: Range<usize>,
    out: &mut [f64],
    stride: usize,
    update: Update,
) {
    let width = TILE_VECTORS * S::F64_LANES;
    let Strips { right, direct, packed } = b;
    for strip in which {
        let column = strip * width;
        let used = width.min(right.columns - column);
        let (b, step) = if strip < direct {
            (&right.data[right.place(0, column)..], right.row_step as usize)
        } else {
            (&packed[(strip - direct) * width * right.rows..][..width * right.rows], width)
        };
        let place = Place { out: &mut out[column..], stride, used, update };
        match (used > S::F64_LANES, right.rows >= DEEP) {
            (true, true) => tile::<S, M, 2>(lanes, a, b, step, place),
            (true, false) => tile_product::<S, M, 2>(lanes, a, b, step, place),
            (false, _) => tile_product::<S, M, 1>(lanes, a, b, step, place),
        }
    }
}

/// The first row of a tile and how many it has: all tiles are about as high.
#[inline(always)]
fn tile_rows(rows: usize, tiles: usize, tile: usize) -> (usize, usize) {
    let (low, more) = (rows / tiles, rows % tiles);
    (tile * low + tile.min(more), low + usize::from(tile < more))
}

/// Where a tile goes.
struct Place<'a> {
    out: &'a mut [f64],
    stride: usize,
    used: usize,
    update: Update,
}

/// From this depth on a call is nothing beside the work of a tile.
const DEEP: usize = 32;

/// One tile, in a function of its own: among others its sums would not all find a register.
#[inline(never)]
fn tile<S: Lanes, const M: usize, const V: usize>(lanes: S, a: &[f64], b: &[f64], step: usize, to: Place<'_>) {
    lanes.vectorize(
        #[inline(always)]
        || tile_product::<S, M, V>(lanes, a, b, step, to),
    )
}

/// One tile: M rows of V vectors.
#[inline(always)]
fn tile_product<S: Lanes, const M: usize, const V: usize>(lanes: S, a: &[f64], b: &[f64], step: usize, to: Place<'_>) {
    let width = TILE_VECTORS * S::F64_LANES;
    let mut sums = [[lanes.splat_f64s(0.0); V]; M];
    for (a, b) in a.as_chunks::<M>().0.iter().zip(b.chunks(step)) {
        let b = S::as_simd_f64s(&b[..width]).0;
        for i in 0..M {
            let x = lanes.splat_f64s(a[i]);
            for v in 0..V {
                sums[i][v] = lanes.mul_add_f64s(x, b[v], sums[i][v]);
            }
        }
    }
    let Place { out, stride, used, update } = to;
    let full = V * S::F64_LANES;
    if used == full {
        for i in 0..M {
            let row = S::as_mut_simd_f64s(&mut out[i * stride..i * stride + full]).0;
            for v in 0..V {
                row[v] = match update {
                    Update::Set => sums[i][v],
                    Update::Add => lanes.add_f64s(row[v], sums[i][v]),
                    Update::Subtract => lanes.sub_f64s(row[v], sums[i][v]),
                };
            }
        }
        return;
    }
    for i in 0..M {
        // Two vectors of the widest kind.
        let mut line = [0.0; 16];
        let vectors = S::as_mut_simd_f64s(&mut line).0;
        vectors[..V].copy_from_slice(&sums[i]);
        let row = &mut out[i * stride..i * stride + used];
        for (x, &sum) in row.iter_mut().zip(&line) {
            match update {
                Update::Set => *x = sum,
                Update::Add => *x += sum,
                Update::Subtract => *x -= sum,
            }
        }
    }
}

/// Columns `from..` of a product as OpenBLAS's small kernels have them where they go along k: eight lanes.
/// *Source*: the order of additions in OpenBLAS's `dgemm_small_kernel_nn` and `_tn` for SkylakeX.
fn lane_sums(a: MatrixRef<'_>, b: MatrixRef<'_>, out: &mut [f64], from: usize) {
    let (m, k, n) = (a.rows, a.columns, b.columns);
    let padded = k.next_multiple_of(8);
    // Rows of a and columns of b, each filled up to whole groups.
    let mut panel = LEFT.take();
    let (rows, columns) = sized(&mut panel, (m + n - from) * padded).split_at_mut(m * padded);
    for (i, line) in rows.chunks_exact_mut(padded).enumerate() {
        copy_run(a.data, a.place(i, 0), a.column_step, &mut line[..k]);
        line[k..].fill(0.0);
    }
    for (j, line) in columns.chunks_exact_mut(padded).enumerate() {
        copy_run(b.data, b.place(0, from + j), b.row_step, &mut line[..k]);
        line[k..].fill(0.0);
    }
    f64::run(Level::best(), LaneSums { rows, columns, padded, out, shape: (m, n), from });
    LEFT.set(panel);
}

/// Copies elements that are `step` apart.
fn copy_run(data: &[f64], first: usize, step: isize, out: &mut [f64]) {
    if step == 1 {
        return out.copy_from_slice(&data[first..first + out.len()]);
    }
    for (p, x) in out.iter_mut().enumerate() {
        *x = data[(first as isize + p as isize * step) as usize];
    }
}

/// Products of padded rows and columns in eight running sums.
struct LaneSums<'a> {
    rows: &'a [f64],
    columns: &'a [f64],
    padded: usize,
    out: &'a mut [f64],
    shape: (usize, usize),
    from: usize,
}

impl GroupKernel<f64> for LaneSums<'_> {
    type Output = ();
    #[inline(always)]
    fn run<G: Groups<f64>>(self, groups: G) {
        let LaneSums { rows, columns, padded, out, shape: (m, n), from } = self;
        for (i, row) in rows.chunks_exact(padded).enumerate() {
            let out = &mut out[i * n + from..(i + 1) * n];
            for (j, (x, column)) in out.iter_mut().zip(columns.chunks_exact(padded)).enumerate() {
                let mut sums = groups.load(&[0.0; 8]);
                for (a, b) in row.as_chunks::<8>().0.iter().zip(column.as_chunks::<8>().0) {
                    sums = groups.fma(groups.load(a), groups.load(b), sums);
                }
                let v = groups.store(sums);
                // The last rows and columns beyond groups of four are folded in another order.
                let last = i >= m & !3 && from + j >= n & !3;
                *x = if last {
                    ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]))
                } else {
                    ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]))
                };
            }
        }
    }
}
