//! Cholesky decomposition. *Source*: LAPACK's `potrf`, lower triangle.

use super::Matrix;
use super::triangular::update_column;
use crate::kernels::dispatch::{Level, Plain};
use crate::kernels::product::{MatrixRef, Update, multiply};
use crate::text::interrupt;

/// How many columns are done one by one before the rest is brought up to date in one product.
const PANEL: usize = 32;

/// The lower triangular L with L·Lᵀ = A, or None if A is not positive definite. Only the lower
/// triangle of A is read. *Shape*: `(n, n) -> (n, n)`.
pub fn cholesky(matrix: &Matrix) -> Option<Matrix> {
    let n = matrix.rows;
    let mut l = matrix.clone();
    for from in (0..n).step_by(PANEL) {
        // Stopped by Ctrl-C: the caller drops what there is.
        if interrupt::raised() {
            break;
        }
        let to = (from + PANEL).min(n);
        let (done, rest) = l.data.split_at_mut(to * n);
        let done = &mut done[from * n..];
        if !Level::best().run_plain(Columns { columns: done, n, from }) {
            return None;
        }
        if to < n {
            // The product is symmetric: whether it is transposed does not matter.
            let left = MatrixRef::by_columns(&done[to..], n - to, to - from, n);
            multiply(left, left.transposed(), &mut rest[to..], n, Update::Subtract, false);
        }
    }
    for (j, column) in l.data.chunks_exact_mut(n.max(1)).enumerate() {
        column[..j].fill(0.0);
    }
    Some(l)
}

/// Columns from number `from` on, which are up to date with those before; whether all pivots were positive.
struct Columns<'a> {
    columns: &'a mut [f64],
    n: usize,
    from: usize,
}

impl Plain for Columns<'_> {
    type Output = bool;
    #[inline(always)]
    fn run(self) -> bool {
        let Columns { columns, n, from } = self;
        for j in 0..columns.len() / n {
            let (before, rest) = columns.split_at_mut(j * n);
            let column = &mut rest[..n];
            let first = from + j;
            let mut factors = [0.0; PANEL];
            for (factor, column) in factors.iter_mut().zip(before.chunks_exact(n)) {
                *factor = column[first];
            }
            update_column(before, n, first, &factors[..j], column);
            let diagonal = column[first];
            if diagonal.is_nan() || diagonal <= 0.0 {
                return false;
            }
            let pivot = diagonal.sqrt();
            column[first] = pivot;
            for x in &mut column[first + 1..] {
                *x /= pivot;
            }
        }
        true
    }
}
