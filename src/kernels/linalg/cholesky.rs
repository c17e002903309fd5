//! Cholesky decomposition. *Source*: LAPACK's `potrf`, lower triangle.

use super::{Matrix, dot};
use crate::kernels::dispatch::{Level, Plain};
use crate::kernels::product::{MatrixRef, Update, multiply};
use crate::text::interrupt;

/// How many columns are done one by one before the rest is brought up to date in one product.
const PANEL: usize = 32;

/// The lower triangular L with L·Lᵀ = A, or None if A is not positive definite. Only the lower
/// triangle of A is read. *Shape*: `(n, n) -> (n, n)`.
pub fn cholesky(matrix: &Matrix) -> Option<Matrix> {
    let n = matrix.rows;
    // Rows of L, so that dot products run over slices.
    let mut rows = matrix.to_rows();
    for from in (0..n).step_by(PANEL) {
        // Stopped by Ctrl-C: the caller drops what there is.
        if interrupt::raised() {
            break;
        }
        let to = (from + PANEL).min(n);
        if !Level::best().run_plain(Columns { rows: &mut rows, n, from, to }) {
            return None;
        }
        if to < n {
            let width = to - from;
            let mut done = Vec::with_capacity((n - to) * width);
            for row in rows.chunks_exact(n).skip(to) {
                done.extend_from_slice(&row[from..to]);
            }
            let left = MatrixRef::by_rows(&done, n - to, width, width);
            multiply(left, left.transposed(), &mut rows[to * n + to..], n, Update::Subtract, false);
        }
    }
    for (i, row) in rows.chunks_exact_mut(n.max(1)).enumerate() {
        row[i + 1..].fill(0.0);
    }
    Some(Matrix::from_rows(&rows, n, n))
}

/// Columns `from..to`, which are up to date with those before; whether all pivots were positive.
struct Columns<'a> {
    rows: &'a mut [f64],
    n: usize,
    from: usize,
    to: usize,
}

impl Plain for Columns<'_> {
    type Output = bool;
    #[inline(always)]
    fn run(self) -> bool {
        let Columns { rows, n, from, to } = self;
        for j in from..to {
            let (above, below) = rows.split_at_mut((j + 1) * n);
            let row = &mut above[j * n..];
            let diagonal = row[j] - dot(&row[from..j], &row[from..j]);
            if diagonal.is_nan() || diagonal <= 0.0 {
                return false;
            }
            let pivot = diagonal.sqrt();
            row[j] = pivot;
            for other in below.chunks_exact_mut(n) {
                other[j] = (other[j] - dot(&other[from..j], &row[from..j])) / pivot;
            }
        }
        true
    }
}
