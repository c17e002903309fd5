//! LU decomposition with row exchanges: solving, inverses, determinants. *Source*: LAPACK's `getrf`
//! (in the left-looking form that OpenBLAS uses for small matrices), `getrs`.

use super::{Matrix, triangular};
use crate::text::interrupt;
use num_complex::Complex64;

/// The numbers that can be eliminated with.
pub trait LuNumber: Copy + PartialEq {
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// What pivots are compared by: |x|, or |re| + |im|.
    fn size(self) -> f64;
    /// `x − a·y` on slices of one length, each element rounded once where the machine can.
    fn subtract_scaled(x: &mut [Self], a: Self, y: &[Self]);
    /// `a·b`
    fn times(self, other: Self) -> Self;
    /// `a − b`
    fn minus(self, other: Self) -> Self;
    /// `1 / a`
    fn reciprocal(self) -> Self;
    /// The dot product.
    fn dot(x: &[Self], y: &[Self]) -> Self;
    /// Decomposes a square matrix.
    fn decompose(matrix: Matrix<Self>) -> Lu<Self> {
        by_columns(matrix)
    }
    /// Solves A·x = b for each column of `b`, whose rows have been exchanged, in place.
    fn solve_columns(factors: &Matrix<Self>, b: &mut Matrix<Self>) {
        one_by_one(factors, b);
    }
}

impl LuNumber for f64 {
    const ZERO: f64 = 0.0;
    const ONE: f64 = 1.0;
    fn size(self) -> f64 {
        self.abs()
    }
    fn subtract_scaled(x: &mut [f64], a: f64, y: &[f64]) {
        super::add_scaled(x, -a, y);
    }
    #[inline(always)]
    fn times(self, other: f64) -> f64 {
        self * other
    }
    #[inline(always)]
    fn minus(self, other: f64) -> f64 {
        self - other
    }
    fn reciprocal(self) -> f64 {
        1.0 / self
    }
    #[inline]
    fn dot(x: &[f64], y: &[f64]) -> f64 {
        super::dot(x, y)
    }
    fn decompose(mut matrix: Matrix) -> Lu<f64> {
        let n = matrix.rows;
        let mut pivots: Vec<usize> = (0..n).collect();
        let singular = triangular::factor(&mut matrix.data, n, 0, &mut pivots);
        Lu { factors: matrix, pivots, singular }
    }
    fn solve_columns(factors: &Matrix, b: &mut Matrix) {
        let n = factors.rows;
        triangular::solve_lower(&factors.data, n, 0, n, &mut b.data);
        triangular::solve_upper(&factors.data, n, 0, n, &mut b.data);
    }
}

impl LuNumber for Complex64 {
    const ZERO: Complex64 = Complex64::new(0.0, 0.0);
    const ONE: Complex64 = Complex64::new(1.0, 0.0);
    fn size(self) -> f64 {
        self.re.abs() + self.im.abs()
    }
    fn subtract_scaled(x: &mut [Complex64], a: Complex64, y: &[Complex64]) {
        for (x, &y) in x.iter_mut().zip(y) {
            *x -= a * y;
        }
    }
    #[inline(always)]
    fn times(self, other: Complex64) -> Complex64 {
        self * other
    }
    #[inline(always)]
    fn minus(self, other: Complex64) -> Complex64 {
        self - other
    }
    fn reciprocal(self) -> Complex64 {
        Complex64::ONE / self
    }
    fn dot(x: &[Complex64], y: &[Complex64]) -> Complex64 {
        x.iter().zip(y).map(|(x, y)| x * y).sum()
    }
}

/// A decomposed square matrix: P·A = L·U.
pub struct Lu<T> {
    /// L below the diagonal (its diagonal is 1), U on and above it.
    pub factors: Matrix<T>,
    /// Step k exchanged rows k and `pivots[k]`.
    pub pivots: Vec<usize>,
    /// Whether a pivot was exactly 0.
    pub singular: bool,
}

impl<T: LuNumber> Lu<T> {
    /// Decomposes a square matrix. *Shape*: `(n, n)`.
    pub fn new(matrix: Matrix<T>) -> Lu<T> {
        T::decompose(matrix)
    }

    /// Solves A·x = b for each column of `b`, in place.
    pub fn solve(&self, b: &mut Matrix<T>) {
        if self.factors.rows == 0 || b.columns == 0 {
            return;
        }
        for column in b.data.chunks_exact_mut(self.factors.rows) {
            for (k, &p) in self.pivots.iter().enumerate() {
                column.swap(k, p);
            }
        }
        T::solve_columns(&self.factors, b);
    }

    /// Whether the number of row exchanges is odd.
    pub fn is_odd(&self) -> bool {
        self.pivots.iter().enumerate().filter(|&(k, &p)| k != p).count() % 2 == 1
    }
}

/// Decomposes column by column.
fn by_columns<T: LuNumber>(matrix: Matrix<T>) -> Lu<T> {
    let n = matrix.rows;
    let mut a = matrix;
    let mut pivots = Vec::with_capacity(n);
    let mut singular = false;
    // Rows are kept as such beside the columns, so that both dot products run over slices.
    let mut rows = vec![T::ZERO; n * n];
    for j in 0..n {
        // Stopped by Ctrl-C: the caller drops what there is.
        if interrupt::raised() {
            pivots.resize(n, 0);
            break;
        }
        for (k, &p) in pivots.iter().enumerate() {
            a.column_mut(j).swap(k, p);
        }
        let mut column = a.column(j).to_vec();
        for i in 1..n {
            let upto = i.min(j);
            let sum = T::dot(&rows[i * n..i * n + upto], &column[..upto]);
            column[i] = column[i].minus(sum);
        }
        let mut pivot = j;
        for i in j + 1..n {
            if column[i].size() > column[pivot].size() {
                pivot = i;
            }
        }
        pivots.push(pivot);
        a.column_mut(j).copy_from_slice(&column);
        if column[pivot] == T::ZERO {
            singular = true;
        } else {
            if pivot != j {
                for k in 0..=j {
                    a.column_mut(k).swap(j, pivot);
                }
                for k in 0..j {
                    rows.swap(j * n + k, pivot * n + k);
                }
            }
            let scale = a.at(j, j).reciprocal();
            for value in &mut a.column_mut(j)[j + 1..] {
                *value = value.times(scale);
            }
        }
        for i in j + 1..n {
            rows[i * n + j] = a.at(i, j);
        }
    }
    Lu { factors: a, pivots, singular }
}

/// Solves for one column after the other, whose rows have been exchanged.
fn one_by_one<T: LuNumber>(lu: &Matrix<T>, b: &mut Matrix<T>) {
    let n = lu.rows;
    for j in 0..b.columns {
        if interrupt::raised() {
            break;
        }
        let x = b.column_mut(j);
        for k in 0..n {
            let pivot = x[k];
            if pivot != T::ZERO {
                T::subtract_scaled(&mut x[k + 1..], pivot, &lu.column(k)[k + 1..]);
            }
        }
        for k in (0..n).rev() {
            x[k] = x[k].times(lu.at(k, k).reciprocal());
            let pivot = x[k];
            if pivot != T::ZERO {
                T::subtract_scaled(&mut x[..k], pivot, &lu.column(k)[..k]);
            }
        }
    }
}
