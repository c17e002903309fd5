//! Dense linear algebra on small matrices, after LAPACK's algorithms: the same pivots, the same
//! Householder reflections and the same rotations, so that signs and orders of vectors are NumPy's.
//! Matrices are stored by columns, as LAPACK has them.

mod cholesky;
mod general;
mod givens;
mod hessenberg;
mod householder;
mod lu;
mod qr;
mod svd;
mod symmetric;
mod triangular;
mod vectors;

use super::dispatch::{Level, Plain};

pub use cholesky::cholesky;
pub use general::{Eigen, eig};
pub use lu::{Lu, LuNumber};
pub use qr::{Qr, qr};
pub use svd::{Svd, svd};
pub use symmetric::eigh;

/// A real matrix, column after column.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix<T = f64> {
    /// The elements: element (i, j) is at `i + j * rows`.
    pub data: Vec<T>,
    /// The number of rows.
    pub rows: usize,
    /// The number of columns.
    pub columns: usize,
}

impl<T: Copy> Matrix<T> {
    /// A matrix of one value.
    pub fn filled(rows: usize, columns: usize, value: T) -> Matrix<T> {
        Matrix { data: vec![value; rows * columns], rows, columns }
    }

    /// A matrix from elements in row order.
    pub fn from_rows(elements: &[T], rows: usize, columns: usize) -> Matrix<T> {
        Matrix { data: exchanged(elements, columns, rows), rows, columns }
    }

    /// The elements in row order.
    pub fn to_rows(&self) -> Vec<T> {
        exchanged(&self.data, self.rows, self.columns)
    }

    /// Element (i, j).
    #[inline(always)]
    pub fn at(&self, i: usize, j: usize) -> T {
        self.data[i + j * self.rows]
    }

    /// Sets element (i, j).
    #[inline(always)]
    pub fn set(&mut self, i: usize, j: usize, value: T) {
        self.data[i + j * self.rows] = value;
    }

    /// Column j.
    #[inline(always)]
    pub fn column(&self, j: usize) -> &[T] {
        &self.data[j * self.rows..(j + 1) * self.rows]
    }

    /// Column j, for writing.
    #[inline(always)]
    pub fn column_mut(&mut self, j: usize) -> &mut [T] {
        &mut self.data[j * self.rows..(j + 1) * self.rows]
    }

    /// Rows and columns exchanged.
    pub fn transposed(&self) -> Matrix<T> {
        Matrix { data: self.to_rows(), rows: self.columns, columns: self.rows }
    }

    /// Exchanges two columns.
    pub fn swap_columns(&mut self, a: usize, b: usize) {
        for i in 0..self.rows {
            self.data.swap(i + a * self.rows, i + b * self.rows);
        }
    }
}

/// Elements that lie as `count` runs of `len` each, as `len` runs of `count`.
fn exchanged<T: Copy>(elements: &[T], len: usize, count: usize) -> Vec<T> {
    let mut result = elements.to_vec();
    if len == 0 || count == 0 {
        return result;
    }
    // In squares, so that neither side leaves the first cache.
    const SIDE: usize = 16;
    for from in (0..count).step_by(SIDE) {
        let to = (from + SIDE).min(count);
        for first in (0..len).step_by(SIDE) {
            for j in first..(first + SIDE).min(len) {
                for (i, place) in (from..to).zip(&mut result[j * count + from..j * count + to]) {
                    *place = elements[i * len + j];
                }
            }
        }
    }
    result
}

impl Matrix {
    /// The identity.
    pub fn identity(n: usize) -> Matrix {
        let mut result = Matrix::filled(n, n, 0.0);
        for i in 0..n {
            result.set(i, i, 1.0);
        }
        result
    }
}

/// `y += a·x` on slices of one length.
fn add_scaled(y: &mut [f64], a: f64, x: &[f64]) {
    Level::best().run_plain(AddScaled { y, a, x });
}

struct AddScaled<'a> {
    y: &'a mut [f64],
    a: f64,
    x: &'a [f64],
}

impl Plain for AddScaled<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        for (y, &x) in self.y.iter_mut().zip(self.x) {
            *y = self.a.mul_add(x, *y);
        }
    }
}

/// The dot product of slices of one length, several sums at a time.
fn dot(x: &[f64], y: &[f64]) -> f64 {
    Level::best().run_plain(DotProduct { x, y })
}

struct DotProduct<'a> {
    x: &'a [f64],
    y: &'a [f64],
}

impl Plain for DotProduct<'_> {
    type Output = f64;
    #[inline(always)]
    fn run(self) -> f64 {
        let DotProduct { x, y } = self;
        let mut sum = 0.0f64;
        if x.len() < 16 {
            for (&x, &y) in x.iter().zip(y) {
                sum = x.mul_add(y, sum);
            }
            return sum;
        }
        let mut sums = [0.0f64; 8];
        let (head_x, tail_x) = x.as_chunks::<8>();
        let (head_y, tail_y) = y.as_chunks::<8>();
        for (x, y) in head_x.iter().zip(head_y) {
            for k in 0..8 {
                sums[k] = x[k].mul_add(y[k], sums[k]);
            }
        }
        for (&x, &y) in tail_x.iter().zip(tail_y) {
            sum += x * y;
        }
        ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7])) + sum
    }
}

/// The length of a vector, scaled so that squares neither overflow nor vanish.
fn norm(x: &[f64]) -> f64 {
    let largest = x.iter().fold(0.0f64, |m, &x| m.max(x.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    if (1e-140..1e140).contains(&largest) {
        return x.iter().map(|&x| x * x).sum::<f64>().sqrt();
    }
    largest * x.iter().map(|&x| (x / largest) * (x / largest)).sum::<f64>().sqrt()
}
