//! Right eigenvectors of a real Schur form, brought back to the original basis. *Source*: LAPACK's
//! `trevc` with back-transformation.

use super::Matrix;
use crate::text::interrupt;
use num_complex::Complex64;

/// Eigenvectors as columns, unnormalised: of a conjugate pair the real and the imaginary part.
pub(super) fn back_substituted(t: &Matrix, z: &Matrix, values: &[Complex64]) -> Matrix {
    let n = t.rows;
    let mut result = Matrix::filled(n, n, 0.0);
    let largest = t.data.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    let floor = (f64::EPSILON * largest).max(f64::MIN_POSITIVE / f64::EPSILON);
    let mut k = n;
    while k > 0 && !interrupt::raised() {
        let last = k - 1;
        if values[last].im == 0.0 {
            let x = real_vector(t, last, values[last].re, floor);
            combine(z, &x, &mut result, last);
            k -= 1;
        } else {
            let (re, im) = complex_vector(t, last, values[last - 1], floor);
            combine(z, &re, &mut result, last - 1);
            combine(z, &im, &mut result, last);
            k -= 2;
        }
    }
    result
}

/// Z times a vector of the Schur basis, scaled to a largest component of 1 as LAPACK does.
fn combine(z: &Matrix, x: &[f64], result: &mut Matrix, column: usize) {
    let n = z.rows;
    let mut sum = vec![0.0; n];
    for (j, &x) in x.iter().enumerate() {
        super::add_scaled(&mut sum, x, z.column(j));
    }
    result.column_mut(column).copy_from_slice(&sum);
}

/// Solves (T − w)x = 0 with x[last] = 1, upwards.
fn real_vector(t: &Matrix, last: usize, w: f64, floor: f64) -> Vec<f64> {
    let mut x = vec![0.0; last + 1];
    x[last] = 1.0;
    for (i, x) in x.iter_mut().enumerate().take(last) {
        *x = -t.at(i, last);
    }
    let mut j = last as isize - 1;
    while j >= 0 {
        let at = j as usize;
        if at > 0 && t.at(at, at - 1) != 0.0 {
            let block = [
                Complex64::new(t.at(at - 1, at - 1) - w, 0.0),
                Complex64::new(t.at(at - 1, at), 0.0),
                Complex64::new(t.at(at, at - 1), 0.0),
                Complex64::new(t.at(at, at) - w, 0.0),
            ];
            let right = [Complex64::new(x[at - 1], 0.0), Complex64::new(x[at], 0.0)];
            let [p, q] = solve_2x2(block, right, floor);
            x[at - 1] = p.re;
            x[at] = q.re;
            for i in 0..at - 1 {
                x[i] -= x[at - 1] * t.at(i, at - 1) + x[at] * t.at(i, at);
            }
            j -= 2;
        } else {
            let mut pivot = t.at(at, at) - w;
            if pivot.abs() < floor {
                pivot = floor;
            }
            x[at] /= pivot;
            let value = x[at];
            super::add_scaled(&mut x[..at], -value, &t.column(at)[..at]);
            j -= 1;
        }
    }
    x
}

/// The same for the pair of eigenvalues `w` (positive imaginary part) and its conjugate, whose
/// block ends at `last`.
fn complex_vector(t: &Matrix, last: usize, w: Complex64, floor: f64) -> (Vec<f64>, Vec<f64>) {
    let first = last - 1;
    let mut x = vec![Complex64::ZERO; last + 1];
    if t.at(first, last).abs() >= t.at(last, first).abs() {
        x[first] = Complex64::new(1.0, 0.0);
        x[last] = Complex64::new(0.0, w.im / t.at(first, last));
    } else {
        x[first] = Complex64::new(-w.im / t.at(last, first), 0.0);
        x[last] = Complex64::new(0.0, 1.0);
    }
    for i in 0..first {
        x[i] = -(x[first] * t.at(i, first)) - x[last] * t.at(i, last);
    }
    let mut j = first as isize - 1;
    while j >= 0 {
        let at = j as usize;
        let entry = |i: usize, j: usize| Complex64::new(t.at(i, j), 0.0);
        if at > 0 && t.at(at, at - 1) != 0.0 {
            let block = [entry(at - 1, at - 1) - w, entry(at - 1, at), entry(at, at - 1), entry(at, at) - w];
            let [p, q] = solve_2x2(block, [x[at - 1], x[at]], floor);
            x[at - 1] = p;
            x[at] = q;
            for i in 0..at - 1 {
                let change = p * t.at(i, at - 1) + q * t.at(i, at);
                x[i] -= change;
            }
            j -= 2;
        } else {
            let mut pivot = entry(at, at) - w;
            if pivot.re.abs() + pivot.im.abs() < floor {
                pivot = Complex64::new(floor, 0.0);
            }
            x[at] /= pivot;
            let value = x[at];
            for i in 0..at {
                x[i] -= value * t.at(i, at);
            }
            j -= 1;
        }
    }
    (x.iter().map(|x| x.re).collect(), x.iter().map(|x| x.im).collect())
}

/// Solves a 2 by 2 system [a b; c d] by elimination with row exchange.
fn solve_2x2(m: [Complex64; 4], r: [Complex64; 2], floor: f64) -> [Complex64; 2] {
    let [mut a, mut b, mut c, mut d] = m;
    let [mut p, mut q] = r;
    if c.norm_sqr() > a.norm_sqr() {
        std::mem::swap(&mut a, &mut c);
        std::mem::swap(&mut b, &mut d);
        std::mem::swap(&mut p, &mut q);
    }
    let guard = |x: Complex64| if x.re.abs() + x.im.abs() < floor { Complex64::new(floor, 0.0) } else { x };
    let a = guard(a);
    let factor = c / a;
    let second = guard(d - factor * b);
    let y = (q - factor * p) / second;
    [(p - b * y) / a, y]
}
