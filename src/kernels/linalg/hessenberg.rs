//! Balancing and reduction to Hessenberg form. *Source*: LAPACK's `gebal`, `gehd2`, `orghr`.

use super::Matrix;
use super::householder::{apply_left, apply_right, reflect};

/// How a matrix was balanced.
pub(super) struct Balance {
    /// The first row of the part that is not triangular yet.
    pub(super) low: usize,
    /// The last row of it.
    pub(super) high: usize,
    /// Inside it the scale of each row, outside the row it was exchanged with.
    scale: Vec<f64>,
}

/// Brings rows that isolate an eigenvalue to the borders and scales the rest.
pub(super) fn balance(a: &mut Matrix) -> Balance {
    let n = a.rows;
    let mut scale = vec![1.0; n];
    let (mut low, mut high) = (0, n - 1);
    let exchange = |a: &mut Matrix, j: usize, m: usize, high: usize, low: usize| {
        if j != m {
            for i in 0..=high {
                a.data.swap(i + j * n, i + m * n);
            }
            for k in low..n {
                a.data.swap(j + k * n, m + k * n);
            }
        }
    };
    // Rows with no other element in the columns up to `high` go to the end.
    'rows: loop {
        for j in (0..=high).rev() {
            if (0..=high).all(|i| i == j || a.at(j, i) == 0.0) {
                scale[high] = j as f64;
                exchange(a, j, high, high, 0);
                if high == 0 {
                    return Balance { low: 0, high: 0, scale };
                }
                high -= 1;
                continue 'rows;
            }
        }
        break;
    }
    // Columns with no other element in the rows from `low` go to the front.
    'columns: loop {
        for j in low..=high {
            if (low..=high).all(|i| i == j || a.at(i, j) == 0.0) {
                scale[low] = j as f64;
                exchange(a, j, low, high, low);
                low += 1;
                continue 'columns;
            }
        }
        break;
    }
    scale[low..=high].fill(1.0);
    const RADIX: f64 = 2.0;
    let safe_min = f64::MIN_POSITIVE / f64::EPSILON;
    let (sfmin2, sfmax2) = (safe_min * RADIX, 1.0 / safe_min / RADIX);
    loop {
        let mut converged = true;
        for i in low..=high {
            let mut c = super::norm(&a.column(i)[low..=high]);
            let row: Vec<f64> = (low..=high).map(|j| a.at(i, j)).collect();
            let mut r = super::norm(&row);
            let mut ca = a.column(i)[..=high].iter().fold(0.0f64, |m, x| m.max(x.abs()));
            let mut ra = (low..n).fold(0.0f64, |m, j| m.max(a.at(i, j).abs()));
            if c == 0.0 || r == 0.0 {
                continue;
            }
            let (mut g, mut f, s) = (r / RADIX, 1.0f64, c + r);
            while c < g && f.max(c).max(ca) < sfmax2 && r.min(g).min(ra) > sfmin2 {
                f *= RADIX;
                c *= RADIX;
                ca *= RADIX;
                r /= RADIX;
                g /= RADIX;
                ra /= RADIX;
            }
            g = c / RADIX;
            while g >= r && r.max(ra) < sfmax2 && f.min(c).min(g).min(ca) > sfmin2 {
                f /= RADIX;
                c /= RADIX;
                g /= RADIX;
                ca /= RADIX;
                r *= RADIX;
                ra *= RADIX;
            }
            if c + r >= 0.95 * s || (f < 1.0 && scale[i] < 1.0 && f * scale[i] <= safe_min) {
                continue;
            }
            if f > 1.0 && scale[i] > 1.0 && scale[i] >= (1.0 / safe_min) / f {
                continue;
            }
            let g = 1.0 / f;
            scale[i] *= f;
            converged = false;
            for j in low..n {
                a.set(i, j, a.at(i, j) * g);
            }
            a.column_mut(i)[..=high].iter_mut().for_each(|x| *x *= f);
        }
        if converged {
            return Balance { low, high, scale };
        }
    }
}

impl Balance {
    /// Undoes the balancing on right eigenvectors.
    pub(super) fn undo(&self, v: &mut Matrix) {
        let n = v.rows;
        let swap_rows = |v: &mut Matrix, i: usize, k: usize| {
            if i != k {
                for j in 0..v.columns {
                    v.data.swap(i + j * n, k + j * n);
                }
            }
        };
        // A part of one row is not scaled: it holds the row it was exchanged with.
        if self.low != self.high {
            for i in self.low..=self.high {
                for j in 0..v.columns {
                    v.set(i, j, v.at(i, j) * self.scale[i]);
                }
            }
        }
        for i in (0..self.low).rev() {
            swap_rows(v, i, self.scale[i] as usize);
        }
        for i in self.high + 1..n {
            swap_rows(v, i, self.scale[i] as usize);
        }
    }
}

/// Reduces rows and columns `low..=high` to Hessenberg form; gives the orthogonal matrix Q.
pub(super) fn hessenberg(a: &mut Matrix, low: usize, high: usize) -> Matrix {
    let n = a.rows;
    let mut reflections = Vec::new();
    for i in low..high {
        let column = &mut a.column_mut(i)[i + 1..=high];
        let (first, rest) = column.split_at_mut(1);
        let (beta, tau) = reflect(first[0], rest);
        let mut v = vec![1.0];
        v.extend_from_slice(rest);
        rest.fill(0.0);
        first[0] = beta;
        if tau != 0.0 {
            // The right side touches rows up to `high` only.
            apply_right_rows(a, &v, tau, i + 1, high);
            apply_left(a, &v, tau, i + 1, i + 1);
        }
        reflections.push((i + 1, v, tau));
    }
    let mut q = Matrix::identity(n);
    for (at, v, tau) in reflections.iter().rev() {
        apply_left(&mut q, v, *tau, *at, *at);
    }
    q
}

/// Applies a reflection from the right to rows `0..=high`.
fn apply_right_rows(a: &mut Matrix, v: &[f64], tau: f64, first: usize, high: usize) {
    if high + 1 == a.rows {
        return apply_right(a, v, tau, first, 0);
    }
    for i in 0..=high {
        let sum: f64 = v.iter().enumerate().map(|(k, v)| v * a.at(i, first + k)).sum();
        for (k, v) in v.iter().enumerate() {
            a.set(i, first + k, a.at(i, first + k) - tau * sum * v);
        }
    }
}
