//! Eigenvalues and eigenvectors of general real matrices: balancing, Hessenberg form, double-shift
//! QR. *Source*: LAPACK's `geev`, `lahqr`, `lanv2`.

use super::Matrix;
use super::hessenberg::{balance, hessenberg};
use super::householder::reflect;
use super::vectors::back_substituted;
use crate::text::interrupt;
use num_complex::Complex64;

const ULP: f64 = f64::EPSILON;
const SAFE_MIN: f64 = f64::MIN_POSITIVE;

/// Eigenvalues, and unit right eigenvectors as columns.
pub struct Eigen {
    /// The eigenvalues, pairs of conjugates with the positive imaginary part first.
    pub values: Vec<Complex64>,
    /// The eigenvectors: the real ones as they are; of a conjugate pair, columns k and k + 1 hold the
    /// real and imaginary parts of the first.
    pub vectors: Matrix,
}

/// Decomposes a square matrix. None if the steps do not converge. *Shape*: `(n, n)`.
pub fn eig(matrix: &Matrix, vectors: bool) -> Option<Eigen> {
    let n = matrix.rows;
    if n == 0 {
        return Some(Eigen { values: Vec::new(), vectors: Matrix::identity(0) });
    }
    let mut h = matrix.clone();
    let balanced = balance(&mut h);
    let mut z = hessenberg(&mut h, balanced.low, balanced.high);
    let values = schur(&mut h, &mut z, balanced.low, balanced.high)?;
    if !vectors {
        return Some(Eigen { values, vectors: z });
    }
    let mut v = back_substituted(&h, &z, &values);
    balanced.undo(&mut v);
    normalise(&mut v, &values);
    Some(Eigen { values, vectors: v })
}

/// Unit length; of complex vectors the largest component real.
fn normalise(v: &mut Matrix, values: &[Complex64]) {
    let mut j = 0;
    while j < values.len() {
        if values[j].im == 0.0 {
            let scale = 1.0 / super::norm(v.column(j));
            v.column_mut(j).iter_mut().for_each(|x| *x *= scale);
            j += 1;
            continue;
        }
        let length = super::norm(v.column(j)).hypot(super::norm(v.column(j + 1)));
        let scale = 1.0 / length;
        for k in [j, j + 1] {
            v.column_mut(k).iter_mut().for_each(|x| *x *= scale);
        }
        let size = |i: usize| v.at(i, j) * v.at(i, j) + v.at(i, j + 1) * v.at(i, j + 1);
        let mut largest = 0;
        for i in 1..v.rows {
            if size(i) > size(largest) {
                largest = i;
            }
        }
        let (c, s, _) = super::givens::rotation(v.at(largest, j), v.at(largest, j + 1));
        for i in 0..v.rows {
            let (x, y) = (v.at(i, j), v.at(i, j + 1));
            v.set(i, j, c * x + s * y);
            v.set(i, j + 1, c * y - s * x);
        }
        v.set(largest, j + 1, 0.0);
        j += 2;
    }
}

/// The real Schur form of a Hessenberg matrix; `z` collects the transformations.
fn schur(h: &mut Matrix, z: &mut Matrix, low: usize, high: usize) -> Option<Vec<Complex64>> {
    let n = h.rows;
    let mut values = vec![Complex64::new(0.0, 0.0); n];
    for i in (0..low).chain(high + 1..n) {
        values[i] = Complex64::new(h.at(i, i), 0.0);
    }
    if low == high {
        values[low] = Complex64::new(h.at(low, low), 0.0);
        return Some(values);
    }
    for j in low..high.saturating_sub(2) {
        h.set(j + 2, j, 0.0);
        h.set(j + 3, j, 0.0);
    }
    if high >= low + 2 {
        h.set(high, high - 2, 0.0);
    }
    let small = SAFE_MIN * ((high - low + 1) as f64 / ULP);
    let limit = 30 * (high - low + 1).max(10);
    let mut defective = 0;
    let mut i = high as isize;
    while i >= low as isize {
        let top = i as usize;
        let mut start = low;
        let mut converged = false;
        for _ in 0..=limit {
            start = split(h, low, start, top, small);
            if interrupt::raised() {
                return None;
            }
            if start + 1 >= top {
                converged = true;
                break;
            }
            defective += 1;
            step(h, z, start, top, defective);
        }
        if !converged {
            return None;
        }
        if start > low {
            h.set(start, start - 1, 0.0);
        }
        if start == top {
            values[top] = Complex64::new(h.at(top, top), 0.0);
            i = top as isize - 1;
        } else {
            let (first, second) = standardise(h, z, top);
            values[top - 1] = first;
            values[top] = second;
            i = top as isize - 2;
        }
        defective = 0;
    }
    Some(values)
}

/// The start of the unreduced block that ends at `top`.
fn split(h: &Matrix, low: usize, floor: usize, top: usize, small: f64) -> usize {
    let mut k = top;
    while k > floor {
        let sub = h.at(k, k - 1).abs();
        if sub <= small {
            break;
        }
        let mut test = h.at(k - 1, k - 1).abs() + h.at(k, k).abs();
        if test == 0.0 {
            if k >= low + 2 {
                test += h.at(k - 1, k - 2).abs();
            }
            if k < h.rows - 1 {
                test += h.at(k + 1, k).abs();
            }
        }
        if sub <= ULP * test {
            // The conservative deflation criterion of Ahues and Tisseur (1997).
            let over = h.at(k - 1, k).abs();
            let (ab, ba) = (sub.max(over), sub.min(over));
            let difference = (h.at(k - 1, k - 1) - h.at(k, k)).abs();
            let (aa, bb) = (h.at(k, k).abs().max(difference), h.at(k, k).abs().min(difference));
            let s = aa + ab;
            if ba * (ab / s) <= small.max(ULP * (bb * (aa / s))) {
                break;
            }
        }
        k -= 1;
    }
    k
}

/// One double-shift QR step on rows `start..=top`.
fn step(h: &mut Matrix, z: &mut Matrix, start: usize, top: usize, count: usize) {
    let n = h.rows;
    let (mut h11, mut h21, mut h12, mut h22);
    if count.is_multiple_of(20) {
        let s = h.at(top, top - 1).abs() + h.at(top - 1, top - 2).abs();
        h11 = 0.75 * s + h.at(top, top);
        (h12, h21, h22) = (-0.4375 * s, s, h11);
    } else if count.is_multiple_of(10) {
        let s = h.at(start + 1, start).abs() + h.at(start + 2, start + 1).abs();
        h11 = 0.75 * s + h.at(start, start);
        (h12, h21, h22) = (-0.4375 * s, s, h11);
    } else {
        h11 = h.at(top - 1, top - 1);
        h21 = h.at(top, top - 1);
        h12 = h.at(top - 1, top);
        h22 = h.at(top, top);
    }
    let s = h11.abs() + h12.abs() + h21.abs() + h22.abs();
    let (rt1, rt2) = if s == 0.0 {
        (Complex64::ZERO, Complex64::ZERO)
    } else {
        h11 /= s;
        h21 /= s;
        h12 /= s;
        h22 /= s;
        let half = (h11 + h22) / 2.0;
        let determinant = (h11 - half) * (h22 - half) - h12 * h21;
        let root = determinant.abs().sqrt();
        if determinant >= 0.0 {
            (Complex64::new(half * s, root * s), Complex64::new(half * s, -root * s))
        } else {
            let (a, b) = (half + root, half - root);
            let nearer = if (a - h22).abs() <= (b - h22).abs() { a * s } else { b * s };
            (Complex64::new(nearer, 0.0), Complex64::new(nearer, 0.0))
        }
    };
    let mut v = [0.0; 3];
    let mut m = top - 2;
    loop {
        let sub = h.at(m + 1, m);
        let s = (h.at(m, m) - rt2.re).abs() + rt2.im.abs() + sub.abs();
        let sub = sub / s;
        v[0] = sub * h.at(m, m + 1) + (h.at(m, m) - rt1.re) * ((h.at(m, m) - rt2.re) / s) - rt1.im * (rt2.im / s);
        v[1] = sub * (h.at(m, m) + h.at(m + 1, m + 1) - rt1.re - rt2.re);
        v[2] = sub * h.at(m + 2, m + 1);
        let s = v[0].abs() + v[1].abs() + v[2].abs();
        v.iter_mut().for_each(|x| *x /= s);
        if m == start {
            break;
        }
        let above = h.at(m, m - 1).abs() * (v[1].abs() + v[2].abs());
        let around = h.at(m - 1, m - 1).abs() + h.at(m, m).abs() + h.at(m + 1, m + 1).abs();
        if above <= ULP * v[0].abs() * around {
            break;
        }
        m -= 1;
    }
    for k in m..top {
        let width = 3.min(top - k + 1);
        if k > m {
            for (i, x) in v.iter_mut().enumerate().take(width) {
                *x = h.at(k + i, k - 1);
            }
        }
        let (head, tail) = v[..width].split_at_mut(1);
        let (beta, tau) = reflect(head[0], tail);
        if k > m {
            h.set(k, k - 1, beta);
            h.set(k + 1, k - 1, 0.0);
            if k + 1 < top {
                h.set(k + 2, k - 1, 0.0);
            }
        } else if m > start {
            h.set(k, k - 1, h.at(k, k - 1) * (1.0 - tau));
        }
        let v2 = v[1];
        let t1 = tau;
        let t2 = t1 * v2;
        let (v3, t3) = if width == 3 { (v[2], t1 * v[2]) } else { (0.0, 0.0) };
        for j in k..n {
            let mut sum = h.at(k, j) + v2 * h.at(k + 1, j);
            if width == 3 {
                sum += v3 * h.at(k + 2, j);
                h.set(k + 2, j, h.at(k + 2, j) - sum * t3);
            }
            h.set(k, j, h.at(k, j) - sum * t1);
            h.set(k + 1, j, h.at(k + 1, j) - sum * t2);
        }
        for (matrix, rows) in [(&mut *h, (k + 3).min(top) + 1), (&mut *z, n)] {
            for j in 0..rows {
                let mut sum = matrix.at(j, k) + v2 * matrix.at(j, k + 1);
                if width == 3 {
                    sum += v3 * matrix.at(j, k + 2);
                    matrix.set(j, k + 2, matrix.at(j, k + 2) - sum * t3);
                }
                matrix.set(j, k, matrix.at(j, k) - sum * t1);
                matrix.set(j, k + 1, matrix.at(j, k + 1) - sum * t2);
            }
        }
    }
}

/// Brings the 2 by 2 block that ends at `top` to standard form and gives its eigenvalues.
fn standardise(h: &mut Matrix, z: &mut Matrix, top: usize) -> (Complex64, Complex64) {
    let (n, k) = (h.rows, top - 1);
    let block = standard_2x2(h.at(k, k), h.at(k, top), h.at(top, k), h.at(top, top));
    h.set(k, k, block.a);
    h.set(k, top, block.b);
    h.set(top, k, block.c);
    h.set(top, top, block.d);
    let (c, s) = (block.cs, block.sn);
    for j in top + 1..n {
        let (x, y) = (h.at(k, j), h.at(top, j));
        h.set(k, j, c * x + s * y);
        h.set(top, j, c * y - s * x);
    }
    for (matrix, rows) in [(&mut *h, k), (&mut *z, n)] {
        for i in 0..rows {
            let (x, y) = (matrix.at(i, k), matrix.at(i, top));
            matrix.set(i, k, c * x + s * y);
            matrix.set(i, top, c * y - s * x);
        }
    }
    (block.first, block.second)
}

/// A 2 by 2 block in standard form: triangular, or with equal diagonal and opposite signs.
struct Standard {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    first: Complex64,
    second: Complex64,
    cs: f64,
    sn: f64,
}

fn standard_2x2(mut a: f64, mut b: f64, mut c: f64, mut d: f64) -> Standard {
    let sign = |x: f64| 1f64.copysign(x);
    let (mut cs, mut sn) = (1.0, 0.0);
    if c == 0.0 {
        // Triangular already.
    } else if b == 0.0 {
        (cs, sn) = (0.0, 1.0);
        std::mem::swap(&mut a, &mut d);
        b = -c;
        c = 0.0;
    } else if a - d == 0.0 && sign(b) != sign(c) {
        // Standard already.
    } else {
        let difference = a - d;
        let mut p = 0.5 * difference;
        let larger = b.abs().max(c.abs());
        let smaller = b.abs().min(c.abs()) * sign(b) * sign(c);
        let scale = p.abs().max(larger);
        let mut zz = (p / scale) * p + (larger / scale) * smaller;
        if zz >= 4.0 * ULP / 2.0 {
            // Two real eigenvalues.
            zz = p + (scale.sqrt() * zz.sqrt()).copysign(p);
            a = d + zz;
            d -= (larger / zz) * smaller;
            let tau = c.hypot(zz);
            cs = zz / tau;
            sn = c / tau;
            b -= c;
            c = 0.0;
        } else {
            let sigma = b + c;
            p = 0.5 * difference;
            let tau = sigma.hypot(difference);
            cs = (0.5 * (1.0 + sigma.abs() / tau)).sqrt();
            sn = -(p / (tau * cs)) * sign(sigma);
            let (aa, bb, cc, dd) = (a * cs + b * sn, -a * sn + b * cs, c * cs + d * sn, -c * sn + d * cs);
            a = aa * cs + cc * sn;
            b = bb * cs + dd * sn;
            c = -aa * sn + cc * cs;
            d = -bb * sn + dd * cs;
            let middle = 0.5 * (a + d);
            a = middle;
            d = middle;
            if c != 0.0 {
                if b != 0.0 {
                    if sign(b) == sign(c) {
                        let (sab, sac) = (b.abs().sqrt(), c.abs().sqrt());
                        let p = (sab * sac).copysign(c);
                        let tau = 1.0 / (b + c).abs().sqrt();
                        a = middle + p;
                        d = middle - p;
                        b -= c;
                        c = 0.0;
                        let (cs1, sn1) = (sab * tau, sac * tau);
                        (cs, sn) = (cs * cs1 - sn * sn1, cs * sn1 + sn * cs1);
                    }
                } else {
                    b = -c;
                    c = 0.0;
                    (cs, sn) = (-sn, cs);
                }
            }
        }
    }
    let imaginary = if c == 0.0 { 0.0 } else { b.abs().sqrt() * c.abs().sqrt() };
    Standard { a, b, c, d, first: Complex64::new(a, imaginary), second: Complex64::new(d, -imaginary), cs, sn }
}
