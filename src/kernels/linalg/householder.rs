//! Householder reflections. *Source*: LAPACK's `larfg`, `larf`.

use super::{Matrix, add_scaled, dot, norm};
use crate::text::interrupt;

/// Makes the reflection H = I − τ·v·vᵀ (v starts with 1) that brings `(alpha, x)` to `(beta, 0)`;
/// `x` becomes the rest of v. Gives `(beta, τ)`.
pub(super) fn reflect(alpha: f64, x: &mut [f64]) -> (f64, f64) {
    let tail = norm(x);
    if tail == 0.0 {
        return (alpha, 0.0);
    }
    let beta = -alpha.hypot(tail).copysign(alpha);
    let tau = (beta - alpha) / beta;
    let scale = 1.0 / (alpha - beta);
    x.iter_mut().for_each(|x| *x *= scale);
    (beta, tau)
}

/// Applies H from the left to columns `from..` of a matrix; v spans rows `first..first + v.len()`.
pub(super) fn apply_left(a: &mut Matrix, v: &[f64], tau: f64, first: usize, from: usize) {
    // Stopped by Ctrl-C: whoever asked drops what there is.
    if tau == 0.0 || interrupt::raised() {
        return;
    }
    for j in from..a.columns {
        let column = &mut a.column_mut(j)[first..first + v.len()];
        let sum = dot(v, column);
        add_scaled(column, -tau * sum, v);
    }
}

/// Applies H from the right to rows `from..` of a matrix; v spans columns `first..first + v.len()`.
pub(super) fn apply_right(a: &mut Matrix, v: &[f64], tau: f64, first: usize, from: usize) {
    // Stopped by Ctrl-C: whoever asked drops what there is.
    if tau == 0.0 || interrupt::raised() {
        return;
    }
    let rows = a.rows;
    let mut sums = vec![0.0; rows - from];
    for (k, &v) in v.iter().enumerate() {
        add_scaled(&mut sums, v, &a.column(first + k)[from..]);
    }
    for (k, &v) in v.iter().enumerate() {
        add_scaled(&mut a.column_mut(first + k)[from..], -tau * v, &sums);
    }
}
