//! QR decomposition by Householder reflections. *Source*: LAPACK's `geqr2`, `org2r`.

use super::Matrix;
use super::householder::{apply_left, reflect};

/// The result of a decomposition before Q is formed.
pub struct Qr {
    /// R on and above the diagonal, the reflections' vectors below it.
    pub factors: Matrix,
    /// The reflections' factors τ.
    pub taus: Vec<f64>,
}

/// Decomposes a matrix. *Shape*: `(m, n)`.
pub fn qr(matrix: Matrix) -> Qr {
    let mut a = matrix;
    let k = a.rows.min(a.columns);
    let mut taus = Vec::with_capacity(k);
    for j in 0..k {
        let column = &mut a.column_mut(j)[j..];
        let (first, rest) = column.split_at_mut(1);
        let (beta, tau) = reflect(first[0], rest);
        let mut v = vec![1.0];
        v.extend_from_slice(rest);
        apply_left(&mut a, &v, tau, j, j + 1);
        a.set(j, j, beta);
        taus.push(tau);
    }
    Qr { factors: a, taus }
}

impl Qr {
    /// The first `columns` columns of Q. *Shape*: `(m, columns)`, `columns <= m`.
    pub fn q(&self, columns: usize) -> Matrix {
        let (m, k) = (self.factors.rows, self.taus.len());
        let mut q = Matrix::filled(m, columns, 0.0);
        for j in 0..columns {
            q.set(j, j, 1.0);
        }
        for j in (0..k.min(columns)).rev() {
            let mut v = vec![1.0];
            v.extend_from_slice(&self.factors.column(j)[j + 1..]);
            apply_left(&mut q, &v, self.taus[j], j, j);
        }
        q
    }

    /// The first `rows` rows of R. *Shape*: `(rows, n)`.
    pub fn r(&self, rows: usize) -> Matrix {
        let n = self.factors.columns;
        let mut r = Matrix::filled(rows, n, 0.0);
        for j in 0..n {
            for i in 0..rows.min(j + 1) {
                r.set(i, j, self.factors.at(i, j));
            }
        }
        r
    }
}
