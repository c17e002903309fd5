//! Cholesky decomposition. *Source*: LAPACK's `potrf`, lower triangle.

use super::{Matrix, dot};

/// The lower triangular L with L·Lᵀ = A, or None if A is not positive definite. Only the lower
/// triangle of A is read. *Shape*: `(n, n) -> (n, n)`.
pub fn cholesky(matrix: &Matrix) -> Option<Matrix> {
    let n = matrix.rows;
    // Rows of L, so that dot products run over slices.
    let mut rows = vec![0.0; n * n];
    for j in 0..n {
        let diagonal = matrix.at(j, j) - dot(&rows[j * n..j * n + j], &rows[j * n..j * n + j]);
        if diagonal.is_nan() || diagonal <= 0.0 {
            return None;
        }
        let pivot = diagonal.sqrt();
        rows[j * n + j] = pivot;
        for i in j + 1..n {
            let sum = dot(&rows[i * n..i * n + j], &rows[j * n..j * n + j]);
            rows[i * n + j] = (matrix.at(i, j) - sum) / pivot;
        }
    }
    Some(Matrix::from_rows(&rows, n, n))
}
