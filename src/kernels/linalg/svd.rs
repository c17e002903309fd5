//! Singular value decomposition: reduction to a bidiagonal matrix, then implicit QR steps. *Source*:
//! LAPACK's `gesdd` for small matrices: `gebd2`, `bdsqr`, `lasv2`, `las2`.

use super::givens::{rotation, turn_columns};
use super::householder::{apply_left, apply_right, reflect};
use super::qr::qr;
use super::{Matrix, Qr};
use crate::text::interrupt;

const EPS: f64 = f64::EPSILON / 2.0;

/// A = U·diag(s)·Vᵀ with s descending.
pub struct Svd {
    /// Left vectors as columns: `(m, m)` if full, else `(m, k)`, k the smaller of m and n.
    pub u: Matrix,
    /// Singular values.
    pub s: Vec<f64>,
    /// Right vectors as columns: `(n, n)` if full, else `(n, k)`.
    pub v: Matrix,
}

/// Decomposes a matrix. None if the steps do not converge. *Shape*: `(m, n)`.
pub fn svd(matrix: &Matrix, full: bool) -> Option<Svd> {
    let (m, n) = (matrix.rows, matrix.columns);
    let k = m.min(n);
    let threshold = k * 11 / 6;
    if m >= n && m >= threshold && m > n {
        // Tall: the triangle of a QR decomposition carries the singular values.
        let Qr { factors, taus } = qr(matrix.clone());
        let outer = Qr { factors, taus };
        let inner = bidiagonal_svd(outer.r(n))?;
        let u = extended(&outer, &inner.u, if full { m } else { n });
        return Some(Svd { u, s: inner.s, v: inner.v });
    }
    if n > m && n >= threshold {
        let outer = qr(matrix.transposed());
        let inner = bidiagonal_svd(outer.r(m).transposed())?;
        let v = extended(&outer, &inner.v, if full { n } else { m });
        return Some(Svd { u: inner.u, s: inner.s, v });
    }
    let mut result = bidiagonal_svd(matrix.clone())?;
    if !full {
        let cut =
            |matrix: Matrix| Matrix { data: matrix.data[..matrix.rows * k].to_vec(), rows: matrix.rows, columns: k };
        result.u = cut(result.u);
        result.v = cut(result.v);
    }
    Some(result)
}

/// Q times a small square matrix that is bordered by an identity.
fn extended(outer: &Qr, inner: &Matrix, columns: usize) -> Matrix {
    let mut result = Matrix::filled(outer.factors.rows, columns, 0.0);
    for j in 0..columns {
        if j < inner.columns {
            result.column_mut(j)[..inner.rows].copy_from_slice(inner.column(j));
        } else {
            result.set(j, j, 1.0);
        }
    }
    for j in (0..outer.taus.len()).rev() {
        let mut v = vec![1.0];
        v.extend_from_slice(&outer.factors.column(j)[j + 1..]);
        apply_left(&mut result, &v, outer.taus[j], j, 0);
    }
    result
}

/// The whole decomposition through a bidiagonal matrix; U and V square.
fn bidiagonal_svd(mut a: Matrix) -> Option<Svd> {
    let (m, n) = (a.rows, a.columns);
    let k = m.min(n);
    let upper = m >= n;
    let (mut d, mut e) = (vec![0.0; k], vec![0.0; k.saturating_sub(1)]);
    let (mut left, mut right): (Vec<(usize, Vec<f64>, f64)>, Vec<(usize, Vec<f64>, f64)>) = Default::default();
    let reflect_column = |a: &mut Matrix, i: usize, j: usize| -> (f64, Vec<f64>, f64) {
        let column = &mut a.column_mut(j)[i..];
        let (first, rest) = column.split_at_mut(1);
        let (beta, tau) = reflect(first[0], rest);
        let mut v = vec![1.0];
        v.extend_from_slice(rest);
        (beta, v, tau)
    };
    let reflect_row = |a: &mut Matrix, i: usize, j: usize| -> (f64, Vec<f64>, f64) {
        let mut row: Vec<f64> = (j..n).map(|k| a.at(i, k)).collect();
        let (first, rest) = row.split_at_mut(1);
        let (beta, tau) = reflect(first[0], rest);
        row[0] = 1.0;
        (beta, row, tau)
    };
    for i in 0..k {
        if interrupt::raised() {
            return None;
        }
        if upper {
            let (beta, v, tau) = reflect_column(&mut a, i, i);
            apply_left(&mut a, &v, tau, i, i + 1);
            d[i] = beta;
            left.push((i, v, tau));
            if i + 1 < n {
                let (beta, v, tau) = reflect_row(&mut a, i, i + 1);
                apply_right(&mut a, &v, tau, i + 1, i + 1);
                e[i] = beta;
                right.push((i + 1, v, tau));
            }
        } else {
            let (beta, v, tau) = reflect_row(&mut a, i, i);
            apply_right(&mut a, &v, tau, i, i + 1);
            d[i] = beta;
            right.push((i, v, tau));
            if i + 1 < m {
                let (beta, v, tau) = reflect_column(&mut a, i + 1, i);
                apply_left(&mut a, &v, tau, i + 1, i + 1);
                e[i] = beta;
                left.push((i + 1, v, tau));
            }
        }
    }
    let mut u = Matrix::identity(k);
    let mut v = Matrix::identity(k);
    let mut turns = Vec::new();
    if !upper {
        // Rotations from the left make the lower bidiagonal matrix an upper one.
        for i in 0..k.saturating_sub(1) {
            let (c, s, r) = rotation(d[i], e[i]);
            d[i] = r;
            e[i] = s * d[i + 1];
            d[i + 1] *= c;
            turns.push((c, -s));
        }
    }
    if !steps(&mut d, &mut e, &mut u, &mut v) {
        return None;
    }
    for (j, &(c, s)) in turns.iter().enumerate().rev() {
        for column in 0..k {
            let (x, y) = (u.at(j, column), u.at(j + 1, column));
            u.set(j + 1, column, c * y - s * x);
            u.set(j, column, s * y + c * x);
        }
    }
    let bordered = |small: Matrix, size: usize| {
        let mut whole = Matrix::identity(size);
        for j in 0..small.columns {
            whole.column_mut(j)[..small.rows].copy_from_slice(small.column(j));
            for i in small.rows..size {
                whole.set(i, j, 0.0);
            }
        }
        whole
    };
    let (mut u, mut v) = (bordered(u, m), bordered(v, n));
    for (at, reflection, tau) in left.iter().rev() {
        apply_left(&mut u, reflection, *tau, *at, 0);
    }
    for (at, reflection, tau) in right.iter().rev() {
        apply_left(&mut v, reflection, *tau, *at, 0);
    }
    Some(Svd { u, s: d, v })
}

/// Implicit QR steps on an upper bidiagonal matrix, turning the columns of `u` and `v` along; then
/// positive values in descending order.
fn steps(d: &mut [f64], e: &mut [f64], u: &mut Matrix, v: &mut Matrix) -> bool {
    let n = d.len();
    let tol = 100f64.min(EPS.powf(-0.125)).max(10.0) * EPS;
    let mut smallest = d.first().map_or(0.0, |d| d.abs());
    let mut mu = smallest;
    for i in 1..n {
        if smallest == 0.0 {
            break;
        }
        mu = d[i].abs() * (mu / (mu + e[i - 1].abs()));
        smallest = smallest.min(mu);
    }
    let threshold = (tol * (smallest / (n as f64).sqrt())).max(6.0 * (n * n) as f64 * f64::MIN_POSITIVE);
    let mut budget = 6 * n * n;
    let mut old: Option<(usize, usize)> = None;
    let mut downward = true;
    let mut m = n;
    'blocks: while m > 1 {
        if interrupt::raised() {
            return false;
        }
        let last = m - 1;
        let mut largest = d[last].abs();
        let mut first = 0;
        for k in (0..last).rev() {
            if e[k].abs() <= threshold {
                e[k] = 0.0;
                if k + 1 == last {
                    m -= 1;
                    continue 'blocks;
                }
                first = k + 1;
                break;
            }
            largest = largest.max(d[k].abs()).max(e[k].abs());
        }
        if first + 1 == last {
            let block = triangular_2x2(d[first], e[first], d[last]);
            (d[first], e[first], d[last]) = (block.largest, 0.0, block.smallest);
            turn_columns(v, first, block.right.0, block.right.1);
            turn_columns(u, first, block.left.0, block.left.1);
            m -= 2;
            continue;
        }
        if old.is_none_or(|(old_first, old_last)| first > old_last || last < old_first) {
            downward = d[first].abs() >= d[last].abs();
        }
        let mut least;
        if downward {
            if e[last - 1].abs() <= tol * d[last].abs() {
                e[last - 1] = 0.0;
                continue;
            }
            let mut mu = d[first].abs();
            least = mu;
            for k in first..last {
                if e[k].abs() <= tol * mu {
                    e[k] = 0.0;
                    continue 'blocks;
                }
                mu = d[k + 1].abs() * (mu / (mu + e[k].abs()));
                least = f64::min(least, mu);
            }
        } else {
            if e[first].abs() <= tol * d[first].abs() {
                e[first] = 0.0;
                continue;
            }
            let mut mu = d[last].abs();
            least = mu;
            for k in (first..last).rev() {
                if e[k].abs() <= tol * mu {
                    e[k] = 0.0;
                    continue 'blocks;
                }
                mu = d[k].abs() * (mu / (mu + e[k].abs()));
                least = f64::min(least, mu);
            }
        }
        old = Some((first, last));
        if budget < last - first {
            return false;
        }
        budget -= last - first;
        let shift = if n as f64 * tol * (least / largest) <= EPS.max(0.01 * tol) {
            0.0
        } else {
            let (near, shift) = if downward {
                (d[first].abs(), smallest_2x2(d[last - 1], e[last - 1], d[last]))
            } else {
                (d[last].abs(), smallest_2x2(d[first], e[first], d[first + 1]))
            };
            if near > 0.0 && (shift / near).powi(2) < EPS { 0.0 } else { shift }
        };
        let block = Block { d, e, u, v, first, last };
        match (shift == 0.0, downward) {
            (true, true) => block.zero_shift_down(),
            (true, false) => block.zero_shift_up(),
            (false, true) => block.shifted_down(shift),
            (false, false) => block.shifted_up(shift),
        }
        let edge = if downward { last - 1 } else { first };
        if e[edge].abs() <= threshold {
            e[edge] = 0.0;
        }
    }
    for (i, d) in d.iter_mut().enumerate() {
        if *d < 0.0 || (*d == 0.0 && d.is_sign_negative()) {
            *d = -*d;
            v.column_mut(i).iter_mut().for_each(|x| *x = -*x);
        }
    }
    for end in (1..n).rev() {
        let mut least = 0;
        for j in 1..=end {
            if d[j] <= d[least] {
                least = j;
            }
        }
        if least != end {
            d.swap(least, end);
            u.swap_columns(least, end);
            v.swap_columns(least, end);
        }
    }
    true
}

/// The part of the bidiagonal matrix that one step works on.
struct Block<'a> {
    d: &'a mut [f64],
    e: &'a mut [f64],
    u: &'a mut Matrix,
    v: &'a mut Matrix,
    first: usize,
    last: usize,
}

impl Block<'_> {
    fn zero_shift_down(self) {
        let Block { d, e, u, v, first, last } = self;
        let (mut c, mut old_c, mut old_s) = (1.0, 1.0, 0.0);
        for i in first..last {
            let (s, r);
            (c, s, r) = rotation(d[i] * c, e[i]);
            if i > first {
                e[i - 1] = old_s * r;
            }
            (old_c, old_s, d[i]) = rotation(old_c * r, d[i + 1] * s);
            turn_columns(v, i, c, s);
            turn_columns(u, i, old_c, old_s);
        }
        let h = d[last] * c;
        d[last] = h * old_c;
        e[last - 1] = h * old_s;
    }

    fn zero_shift_up(self) {
        let Block { d, e, u, v, first, last } = self;
        let (mut c, mut old_c, mut old_s) = (1.0, 1.0, 0.0);
        for i in (first + 1..=last).rev() {
            let (s, r);
            (c, s, r) = rotation(d[i] * c, e[i - 1]);
            if i < last {
                e[i] = old_s * r;
            }
            (old_c, old_s, d[i]) = rotation(old_c * r, d[i - 1] * s);
            turn_columns(v, i - 1, old_c, -old_s);
            turn_columns(u, i - 1, c, -s);
        }
        let h = d[first] * c;
        d[first] = h * old_c;
        e[first] = h * old_s;
    }

    fn shifted_down(self, shift: f64) {
        let Block { d, e, u, v, first, last } = self;
        let mut f = (d[first].abs() - shift) * (1f64.copysign(d[first]) + shift / d[first]);
        let mut g = e[first];
        for i in first..last {
            let (cr, sr, r) = rotation(f, g);
            if i > first {
                e[i - 1] = r;
            }
            f = cr * d[i] + sr * e[i];
            e[i] = cr * e[i] - sr * d[i];
            g = sr * d[i + 1];
            d[i + 1] *= cr;
            let (cl, sl, r) = rotation(f, g);
            d[i] = r;
            f = cl * e[i] + sl * d[i + 1];
            d[i + 1] = cl * d[i + 1] - sl * e[i];
            if i + 1 < last {
                g = sl * e[i + 1];
                e[i + 1] *= cl;
            }
            turn_columns(v, i, cr, sr);
            turn_columns(u, i, cl, sl);
        }
        e[last - 1] = f;
    }

    fn shifted_up(self, shift: f64) {
        let Block { d, e, u, v, first, last } = self;
        let mut f = (d[last].abs() - shift) * (1f64.copysign(d[last]) + shift / d[last]);
        let mut g = e[last - 1];
        for i in (first + 1..=last).rev() {
            let (cr, sr, r) = rotation(f, g);
            if i < last {
                e[i] = r;
            }
            f = cr * d[i] + sr * e[i - 1];
            e[i - 1] = cr * e[i - 1] - sr * d[i];
            g = sr * d[i - 1];
            d[i - 1] *= cr;
            let (cl, sl, r) = rotation(f, g);
            d[i] = r;
            f = cl * e[i - 1] + sl * d[i - 1];
            d[i - 1] = cl * d[i - 1] - sl * e[i - 1];
            if i > first + 1 {
                g = sl * e[i - 2];
                e[i - 2] *= cl;
            }
            turn_columns(v, i - 1, cl, -sl);
            turn_columns(u, i - 1, cr, -sr);
        }
        e[first] = f;
    }
}

/// The decomposition of [[f, g], [0, h]].
struct Triangular {
    largest: f64,
    smallest: f64,
    right: (f64, f64),
    left: (f64, f64),
}

fn triangular_2x2(f: f64, g: f64, h: f64) -> Triangular {
    let sign = |x: f64| 1f64.copysign(x);
    let (mut ft, mut fa, mut ht, mut ha) = (f, f.abs(), h, h.abs());
    let swapped = ha > fa;
    let mut biggest = 1;
    if swapped {
        biggest = 3;
        std::mem::swap(&mut ft, &mut ht);
        std::mem::swap(&mut fa, &mut ha);
    }
    let (gt, ga) = (g, g.abs());
    let (mut smallest, mut largest, clt, crt, slt, srt);
    if ga == 0.0 {
        (smallest, largest, clt, crt, slt, srt) = (ha, fa, 1.0, 1.0, 0.0, 0.0);
    } else {
        if ga > fa {
            biggest = 2;
        }
        if ga > fa && fa / ga < EPS {
            largest = ga;
            smallest = if ha > 1.0 { fa / (ga / ha) } else { (fa / ga) * ha };
            (clt, slt, srt, crt) = (1.0, ht / gt, 1.0, ft / gt);
        } else {
            let d = fa - ha;
            let mut l = if d == fa { 1.0 } else { d / fa };
            let m = gt / ft;
            let mut t = 2.0 - l;
            let (mm, tt) = (m * m, t * t);
            let s = (tt + mm).sqrt();
            let r = if l == 0.0 { m.abs() } else { (l * l + mm).sqrt() };
            let a = 0.5 * (s + r);
            smallest = ha / a;
            largest = fa * a;
            t = if mm == 0.0 {
                if l == 0.0 { 2f64.copysign(ft) * sign(gt) } else { gt / d.copysign(ft) + m / t }
            } else {
                (m / (s + t) + m / (r + l)) * (1.0 + a)
            };
            l = (t * t + 4.0).sqrt();
            crt = 2.0 / l;
            srt = t / l;
            clt = (crt + srt * m) / a;
            slt = (ht / ft) * srt / a;
        }
    }
    let (csl, snl, csr, snr) = if swapped { (srt, crt, slt, clt) } else { (clt, slt, crt, srt) };
    let direction = match biggest {
        1 => sign(csr) * sign(csl) * sign(f),
        2 => sign(snr) * sign(csl) * sign(g),
        _ => sign(snr) * sign(snl) * sign(h),
    };
    largest = largest.copysign(direction);
    smallest = smallest.copysign(direction * sign(f) * sign(h));
    Triangular { largest, smallest, right: (csr, snr), left: (csl, snl) }
}

/// The smaller singular value of [[f, g], [0, h]].
fn smallest_2x2(f: f64, g: f64, h: f64) -> f64 {
    let (fa, ga, ha) = (f.abs(), g.abs(), h.abs());
    let (low, high) = (fa.min(ha), fa.max(ha));
    if low == 0.0 {
        return 0.0;
    }
    if ga < high {
        let (p, q) = (1.0 + low / high, (high - low) / high);
        let r = (ga / high).powi(2);
        return low * (2.0 / ((p * p + r).sqrt() + (q * q + r).sqrt()));
    }
    let r = high / ga;
    if r == 0.0 {
        return (low * high) / ga;
    }
    let (p, q) = (1.0 + low / high, (high - low) / high);
    let c = 1.0 / ((1.0 + (p * r).powi(2)).sqrt() + (1.0 + (q * r).powi(2)).sqrt());
    2.0 * ((low * c) * r)
}
