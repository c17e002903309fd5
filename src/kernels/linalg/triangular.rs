//! LU decomposition and triangular systems by halves, so that nearly all the work is in matrix products.
//! *Source*: LAPACK's `getrf2`; panels of up to 32 columns go column by column with dot products, as
//! OpenBLAS's `getf2` does.

use crate::kernels::dispatch::{Level, Plain};
use crate::kernels::product::{MatrixRef, Update, multiply};
use crate::text::interrupt;

/// The largest system that is not halved.
const PANEL: usize = 32;
/// The widest part of a larger one that is not.
const NARROW: usize = 16;

/// Decomposes the columns in `a`, each `n` long, in their rows from `from` on: P·A = L·U. `pivots` gets the
/// row that each row was exchanged with. Whether some pivot was exactly 0.
pub(super) fn factor(a: &mut [f64], n: usize, from: usize, pivots: &mut [usize]) -> bool {
    // Stopped by Ctrl-C: the caller drops what there is.
    if interrupt::raised() {
        return false;
    }
    if pivots.len() <= NARROW || n <= PANEL {
        return Level::best().run_plain(Panel { a, n, from, pivots });
    }
    let half = (pivots.len() / 2).next_multiple_of(2);
    let (left, right) = a.split_at_mut(half * n);
    let (upper, lower) = pivots.split_at_mut(half);
    let mut singular = factor(left, n, from, upper);
    exchange(right, n, from, upper);
    solve_lower(left, n, from, half, right);
    subtract_product(left, n, from..from + half, from + half..n, right);
    singular |= factor(right, n, from + half, lower);
    exchange(left, n, from + half, lower);
    singular
}

/// Exchanges rows in columns that are `n` long: row `from + k` and row `pivots[k]`, one pair after the other.
pub(super) fn exchange(columns: &mut [f64], n: usize, from: usize, pivots: &[usize]) {
    for column in columns.chunks_exact_mut(n) {
        if interrupt::raised() {
            return;
        }
        for (k, &p) in pivots.iter().enumerate() {
            if p != from + k {
                column.swap(from + k, p);
            }
        }
    }
}

/// In the columns `x`: rows `to` minus the columns in `a` (as many as `by` has rows) times rows `by`.
fn subtract_product(a: &[f64], n: usize, by: std::ops::Range<usize>, to: std::ops::Range<usize>, x: &mut [f64]) {
    let width = x.len() / n;
    if by.is_empty() || to.is_empty() || width == 0 || interrupt::raised() {
        return;
    }
    let mut known = Vec::with_capacity(by.len() * width);
    for column in x.chunks_exact(n) {
        known.extend_from_slice(&column[by.clone()]);
    }
    // Columns of a matrix are rows of the transposed one, which a product wants.
    let left = MatrixRef::by_columns(&a[to.start..], to.len(), by.len(), n).transposed();
    let right = MatrixRef::by_columns(&known, by.len(), width, by.len()).transposed();
    multiply(right, left, &mut x[to.start..], n, Update::Subtract, false);
}

/// Solves L·y = x for the columns of `x`, in their rows `from..from + size`. L has 1 on its diagonal, its
/// columns are those of `a`, in the same rows.
pub(super) fn solve_lower(a: &[f64], n: usize, from: usize, size: usize, x: &mut [f64]) {
    if interrupt::raised() {
        return;
    }
    // Few columns take longer to copy than to do one by one.
    if size <= PANEL || x.len() <= 4 * n {
        return Level::best().run_plain(Forward { a, n, from, size, x });
    }
    let half = size / 2;
    solve_lower(a, n, from, half, x);
    subtract_product(a, n, from..from + half, from + half..from + size, x);
    solve_lower(&a[half * n..], n, from + half, size - half, x);
}

/// Solves U·y = x for the columns of `x`, in their rows `from..from + size`; as `solve_lower` does.
pub(super) fn solve_upper(a: &[f64], n: usize, from: usize, size: usize, x: &mut [f64]) {
    if interrupt::raised() {
        return;
    }
    if size <= PANEL || x.len() <= 4 * n {
        return Level::best().run_plain(Backward { a, n, from, size, x });
    }
    let half = size / 2;
    let right = &a[half * n..];
    solve_upper(right, n, from + half, size - half, x);
    subtract_product(right, n, from + half..from + size, from..from + half, x);
    solve_upper(a, n, from, half, x);
}

struct Forward<'a> {
    a: &'a [f64],
    n: usize,
    from: usize,
    size: usize,
    x: &'a mut [f64],
}

impl Plain for Forward<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let Forward { a, n, from, size, x } = self;
        let mut groups = x.chunks_exact_mut(SIDE * n);
        for x in &mut groups {
            let mut side_by_side = [[0.0; SIDE]; PANEL];
            if size > PANEL {
                for x in x.chunks_exact_mut(n) {
                    forward_one(a, n, from, size, x);
                }
                continue;
            }
            let rows = &mut side_by_side[..size];
            take(x, n, from, rows);
            for k in 0..size {
                let pivot = rows[k];
                let column = &a[k * n + from..k * n + from + size];
                for i in k + 1..size {
                    subtract(&mut rows[i], pivot, column[i]);
                }
            }
            put_back(x, n, from, rows);
        }
        for x in groups.into_remainder().chunks_exact_mut(n) {
            forward_one(a, n, from, size, x);
        }
    }
}

/// How many columns are solved for side by side.
const SIDE: usize = 16;

/// Takes some rows of columns as rows.
#[inline(always)]
fn take(x: &[f64], n: usize, from: usize, rows: &mut [[f64; SIDE]]) {
    for (c, column) in x.chunks_exact(n).enumerate() {
        for (row, &x) in rows.iter_mut().zip(&column[from..]) {
            row[c] = x;
        }
    }
}

/// Puts the rows back into the columns.
#[inline(always)]
fn put_back(x: &mut [f64], n: usize, from: usize, rows: &[[f64; SIDE]]) {
    for (c, column) in x.chunks_exact_mut(n).enumerate() {
        for (row, x) in rows.iter().zip(&mut column[from..]) {
            *x = row[c];
        }
    }
}

/// `x − pivot·a`, but where the pivot is 0, which leaves infinity out.
#[inline(always)]
fn subtract(x: &mut [f64; SIDE], pivot: [f64; SIDE], a: f64) {
    for c in 0..SIDE {
        let less = (-pivot[c]).mul_add(a, x[c]);
        x[c] = if pivot[c] != 0.0 { less } else { x[c] };
    }
}

#[inline(always)]
fn forward_one(a: &[f64], n: usize, from: usize, size: usize, x: &mut [f64]) {
    for k in 0..size {
        let pivot = x[from + k];
        if pivot != 0.0 {
            let column = &a[k * n..(k + 1) * n];
            for (x, &l) in x[from + k + 1..from + size].iter_mut().zip(&column[from + k + 1..from + size]) {
                *x = (-pivot).mul_add(l, *x);
            }
        }
    }
}

struct Backward<'a> {
    a: &'a [f64],
    n: usize,
    from: usize,
    size: usize,
    x: &'a mut [f64],
}

impl Plain for Backward<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let Backward { a, n, from, size, x } = self;
        let mut groups = x.chunks_exact_mut(SIDE * n);
        for x in &mut groups {
            let mut side_by_side = [[0.0; SIDE]; PANEL];
            if size > PANEL {
                for x in x.chunks_exact_mut(n) {
                    backward_one(a, n, from, size, x);
                }
                continue;
            }
            let rows = &mut side_by_side[..size];
            take(x, n, from, rows);
            for k in (0..size).rev() {
                let column = &a[k * n + from..k * n + from + size];
                let scale = 1.0 / column[k];
                for x in &mut rows[k] {
                    *x *= scale;
                }
                let pivot = rows[k];
                for i in 0..k {
                    subtract(&mut rows[i], pivot, column[i]);
                }
            }
            put_back(x, n, from, rows);
        }
        for x in groups.into_remainder().chunks_exact_mut(n) {
            backward_one(a, n, from, size, x);
        }
    }
}

#[inline(always)]
fn backward_one(a: &[f64], n: usize, from: usize, size: usize, x: &mut [f64]) {
    for k in (0..size).rev() {
        let column = &a[k * n..(k + 1) * n];
        x[from + k] *= 1.0 / column[from + k];
        let pivot = x[from + k];
        if pivot != 0.0 {
            for (x, &u) in x[from..from + k].iter_mut().zip(&column[from..from + k]) {
                *x = (-pivot).mul_add(u, *x);
            }
        }
    }
}

/// A few columns, each brought up to date by all before it.
struct Panel<'a> {
    a: &'a mut [f64],
    n: usize,
    from: usize,
    pivots: &'a mut [usize],
}

impl Plain for Panel<'_> {
    type Output = bool;
    #[inline(always)]
    fn run(self) -> bool {
        let Panel { a, n, from, pivots } = self;
        let mut singular = false;
        // The rows of L above the current one, for dot products along them.
        let mut rows = [[0.0; PANEL]; PANEL];
        for j in 0..pivots.len() {
            let (before, rest) = a.split_at_mut(j * n);
            let column = &mut rest[..n];
            for (k, &p) in pivots[..j].iter().enumerate() {
                column.swap(from + k, p);
            }
            let mut top = [0.0; PANEL];
            top[..j].copy_from_slice(&column[from..from + j]);
            for i in 1..j {
                top[i] -= in_lanes([0.0], i, |k, _| (rows[i][k], top[k]))[0];
            }
            column[from..from + j].copy_from_slice(&top[..j]);
            let first = from + j;
            update_column(before, n, first, &top[..j], column);
            let mut pivot = first;
            let mut largest = column[first].abs();
            for (i, x) in column.iter().enumerate().skip(first + 1) {
                if x.abs() > largest {
                    (pivot, largest) = (i, x.abs());
                }
            }
            pivots[j] = pivot;
            if column[pivot] == 0.0 {
                singular = true;
            } else {
                if pivot != first {
                    for column in a[..(j + 1) * n].chunks_exact_mut(n) {
                        column.swap(first, pivot);
                    }
                }
                let column = &mut a[j * n..(j + 1) * n];
                let scale = 1.0 / column[first];
                for x in &mut column[first + 1..] {
                    *x *= scale;
                }
            }
            // Rows of the panel's square may have been exchanged.
            for i in j..pivots.len() {
                for k in 0..=j {
                    rows[i][k] = a[k * n + from + i];
                }
            }
        }
        singular
    }
}

/// Subtracts from a column, from row `first` on, the columns `before` times `factors`, each sum of products
/// by itself.
#[inline(always)]
pub(super) fn update_column(before: &[f64], n: usize, first: usize, factors: &[f64], column: &mut [f64]) {
    let len = factors.len();
    let (eights, rest) = column[first..].as_chunks_mut::<8>();
    let last = first + 8 * eights.len();
    for (g, x) in eights.iter_mut().enumerate() {
        let at = first + 8 * g;
        let mut sums = [0.0; 8];
        if len < 16 {
            for (column, &factor) in before.chunks_exact(n).zip(factors) {
                let Some(l) = column[at..].first_chunk::<8>() else { break };
                for r in 0..8 {
                    sums[r] = l[r].mul_add(factor, sums[r]);
                }
            }
        } else {
            for half in [0, 4] {
                let at = at + half;
                let four = in_lanes([0.0; 4], len, |k, r| (before[k * n + at..k * n + at + 4][r], factors[k]));
                sums[half..half + 4].copy_from_slice(&four);
            }
        }
        for r in 0..8 {
            x[r] -= sums[r];
        }
    }
    for (r, x) in rest.iter_mut().enumerate() {
        *x -= in_lanes([0.0], len, |k, _| (before[k * n + last + r], factors[k]))[0];
    }
}

/// Dot products of R pairs of runs at once, each in the order of `super::dot`.
#[inline(always)]
fn in_lanes<const R: usize>(zero: [f64; R], len: usize, at: impl Fn(usize, usize) -> (f64, f64)) -> [f64; R] {
    let mut sum = zero;
    if len < 16 {
        for k in 0..len {
            for r in 0..R {
                let (x, y) = at(k, r);
                sum[r] = x.mul_add(y, sum[r]);
            }
        }
        return sum;
    }
    let mut sums = [zero; 8];
    let whole = len & !7;
    for group in (0..whole).step_by(8) {
        for l in 0..8 {
            for r in 0..R {
                let (x, y) = at(group + l, r);
                sums[l][r] = x.mul_add(y, sums[l][r]);
            }
        }
    }
    for k in whole..len {
        for r in 0..R {
            let (x, y) = at(k, r);
            sum[r] += x * y;
        }
    }
    for r in 0..R {
        let s = |l: usize| sums[l][r];
        sum[r] += ((s(0) + s(4)) + (s(2) + s(6))) + ((s(1) + s(5)) + (s(3) + s(7)));
    }
    sum
}
