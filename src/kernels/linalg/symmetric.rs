//! Eigenvalues and eigenvectors of symmetric matrices: reduction to a tridiagonal matrix, then
//! implicit QL or QR steps. *Source*: LAPACK's `sytd2` (lower), `orgtr`, `steqr`.

use super::givens::{rotation, symmetric_2x2, turn_columns};
use super::householder::{apply_left, reflect};
use super::{Matrix, add_scaled, dot};
use crate::text::interrupt;

const EPS: f64 = f64::EPSILON / 2.0;
const SAFE_MIN: f64 = f64::MIN_POSITIVE;

/// Ascending eigenvalues and, as columns, unit eigenvectors of a symmetric matrix whose lower
/// triangle is read. None if the steps do not converge. *Shape*: `(n, n) -> (n), (n, n)`.
pub fn eigh(matrix: &Matrix, vectors: bool) -> Option<(Vec<f64>, Matrix)> {
    let n = matrix.rows;
    if n == 0 {
        return Some((Vec::new(), Matrix::identity(0)));
    }
    let (mut d, mut e, reflections) = tridiagonal(matrix.clone());
    let mut z = if vectors { Matrix::identity(n) } else { Matrix::filled(0, n, 0.0) };
    if !steps(&mut d, &mut e, &mut z) {
        return None;
    }
    if vectors {
        for (i, (v, tau)) in reflections.iter().enumerate().rev() {
            apply_left(&mut z, v, *tau, i + 1, 0);
        }
    }
    Some((d, z))
}

type Reflections = Vec<(Vec<f64>, f64)>;

/// Reduces to a tridiagonal matrix: diagonal, off-diagonal, and the reflections in order.
fn tridiagonal(mut a: Matrix) -> (Vec<f64>, Vec<f64>, Reflections) {
    let n = a.rows;
    let (mut d, mut e, mut reflections) = (vec![0.0; n], vec![0.0; n.saturating_sub(1)], Vec::new());
    for i in 0..n.saturating_sub(1) {
        if interrupt::raised() {
            break;
        }
        let column = &mut a.column_mut(i)[i + 1..];
        let (first, rest) = column.split_at_mut(1);
        let (beta, tau) = reflect(first[0], rest);
        e[i] = beta;
        let mut v = vec![1.0];
        v.extend_from_slice(rest);
        if tau != 0.0 {
            let m = v.len();
            let at = i + 1;
            // w = τ·A·v − ½τ(wᵀv)·v, from the lower triangle alone.
            let mut w = vec![0.0; m];
            for k in 0..m {
                let column = &a.column(at + k)[at + k..];
                w[k] += column[0] * v[k] + dot(&column[1..], &v[k + 1..]);
                let vk = v[k];
                add_scaled(&mut w[k + 1..], vk, &column[1..]);
            }
            w.iter_mut().for_each(|w| *w *= tau);
            let alpha = -0.5 * tau * dot(&w, &v);
            add_scaled(&mut w, alpha, &v);
            for k in 0..m {
                let (vk, wk) = (v[k], w[k]);
                let column = &mut a.column_mut(at + k)[at + k..];
                add_scaled(column, -wk, &v[k..]);
                add_scaled(column, -vk, &w[k..]);
            }
        }
        d[i] = a.at(i, i);
        reflections.push((v, tau));
    }
    d[n - 1] = a.at(n - 1, n - 1);
    (d, e, reflections)
}

/// QL or QR steps on a tridiagonal matrix, turning the columns of `z` along; then ascending order.
fn steps(d: &mut [f64], e: &mut [f64], z: &mut Matrix) -> bool {
    let n = d.len();
    let mut budget = 30 * n;
    let mut start = 0;
    while start < n {
        if start > 0 {
            e[start - 1] = 0.0;
        }
        let mut end = n - 1;
        for m in start..n - 1 {
            let test = e[m].abs();
            if test == 0.0 {
                end = m;
                break;
            }
            if test <= d[m].abs().sqrt() * d[m + 1].abs().sqrt() * EPS {
                e[m] = 0.0;
                end = m;
                break;
            }
        }
        let block = (start, end);
        start = end + 1;
        if block.0 == block.1 {
            continue;
        }
        let done = if d[block.1].abs() < d[block.0].abs() {
            qr_block(d, e, z, block, &mut budget)
        } else {
            ql_block(d, e, z, block, &mut budget)
        };
        if !done {
            return false;
        }
        // A block that split is looked at again from its start.
        if (block.0..block.1).any(|k| e[k] != 0.0) {
            start = block.0;
        }
    }
    for i in 0..n.saturating_sub(1) {
        let mut least = i;
        for j in i + 1..n {
            if d[j] < d[least] {
                least = j;
            }
        }
        if least != i {
            d.swap(i, least);
            if z.rows > 0 {
                z.swap_columns(i, least);
            }
        }
    }
    true
}

fn ql_block(d: &mut [f64], e: &mut [f64], z: &mut Matrix, block: (usize, usize), budget: &mut usize) -> bool {
    let (mut l, last) = block;
    while l <= last {
        let mut m = last;
        for k in l..last {
            if e[k] * e[k] <= (EPS * EPS * d[k].abs()) * d[k + 1].abs() + SAFE_MIN {
                m = k;
                break;
            }
        }
        if m < last {
            e[m] = 0.0;
        }
        let p = d[l];
        if m == l {
            l += 1;
            continue;
        }
        if m == l + 1 {
            let (rt1, rt2, c, s) = symmetric_2x2(d[l], e[l], d[l + 1]);
            turn_columns(z, l, c, s);
            (d[l], d[l + 1], e[l]) = (rt1, rt2, 0.0);
            l += 2;
            continue;
        }
        if *budget == 0 || interrupt::raised() {
            return false;
        }
        *budget -= 1;
        let mut g = (d[l + 1] - p) / (2.0 * e[l]);
        let r = g.hypot(1.0);
        g = d[m] - p + e[l] / (g + r.copysign(g));
        let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
        let mut turns = Vec::with_capacity(m - l);
        for i in (l..m).rev() {
            let (f, b) = (s * e[i], c * e[i]);
            let turn = rotation(g, f);
            (c, s) = (turn.0, turn.1);
            if i != m - 1 {
                e[i + 1] = turn.2;
            }
            g = d[i + 1] - p;
            let r = (d[i] - g) * s + 2.0 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            turns.push((i, c, -s));
        }
        for (i, c, s) in turns {
            turn_columns(z, i, c, s);
        }
        d[l] -= p;
        e[l] = g;
    }
    true
}

fn qr_block(d: &mut [f64], e: &mut [f64], z: &mut Matrix, block: (usize, usize), budget: &mut usize) -> bool {
    let (first, mut l) = block;
    loop {
        let mut m = first;
        for k in (first + 1..=l).rev() {
            if e[k - 1] * e[k - 1] <= (EPS * EPS * d[k].abs()) * d[k - 1].abs() + SAFE_MIN {
                m = k;
                break;
            }
        }
        if m > first {
            e[m - 1] = 0.0;
        }
        let p = d[l];
        if m == l {
            if l == first {
                return true;
            }
            l -= 1;
            continue;
        }
        if m == l - 1 {
            let (rt1, rt2, c, s) = symmetric_2x2(d[l - 1], e[l - 1], d[l]);
            turn_columns(z, l - 1, c, s);
            (d[l - 1], d[l], e[l - 1]) = (rt1, rt2, 0.0);
            if l < first + 2 {
                return true;
            }
            l -= 2;
            continue;
        }
        if *budget == 0 || interrupt::raised() {
            return false;
        }
        *budget -= 1;
        let mut g = (d[l - 1] - p) / (2.0 * e[l - 1]);
        let r = g.hypot(1.0);
        g = d[m] - p + e[l - 1] / (g + r.copysign(g));
        let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
        for i in m..l {
            let (f, b) = (s * e[i], c * e[i]);
            let turn = rotation(g, f);
            (c, s) = (turn.0, turn.1);
            if i != m {
                e[i - 1] = turn.2;
            }
            g = d[i] - p;
            let r = (d[i + 1] - g) * s + 2.0 * c * b;
            p = s * r;
            d[i] = g + p;
            g = c * r - b;
            turn_columns(z, i, c, s);
        }
        d[l] -= p;
        e[l - 1] = g;
    }
}
