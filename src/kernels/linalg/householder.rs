//! Householder reflections. *Source*: LAPACK's `larfg`, `larf`.

use super::{AddScaled, DotProduct, Matrix, norm};
use crate::kernels::dispatch::{Level, Plain};
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
    let rows = a.rows;
    if rows > 0 && from < a.columns {
        Level::best().run_plain(Left { columns: &mut a.data[from * rows..], rows, first, v, tau });
    }
}

/// Columns that are reflected from the left.
struct Left<'a> {
    columns: &'a mut [f64],
    rows: usize,
    first: usize,
    v: &'a [f64],
    tau: f64,
}

impl Plain for Left<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let Left { columns, rows, first, v, tau } = self;
        for column in columns.chunks_exact_mut(rows) {
            let x = &mut column[first..first + v.len()];
            let sum = DotProduct { x: v, y: x }.run();
            AddScaled { y: x, a: -tau * sum, x: v }.run();
        }
    }
}

/// Applies H from the right to rows `from..` of a matrix; v spans columns `first..first + v.len()`.
pub(super) fn apply_right(a: &mut Matrix, v: &[f64], tau: f64, first: usize, from: usize) {
    // Stopped by Ctrl-C: whoever asked drops what there is.
    if tau == 0.0 || interrupt::raised() {
        return;
    }
    let rows = a.rows;
    let sums = vec![0.0; rows - from];
    Level::best().run_plain(Right {
        columns: &mut a.data[first * rows..(first + v.len()) * rows],
        rows,
        from,
        v,
        tau,
        sums,
    });
}

/// Columns that are combined by a reflection from the right; `sums` begins as zeros.
struct Right<'a> {
    columns: &'a mut [f64],
    rows: usize,
    from: usize,
    v: &'a [f64],
    tau: f64,
    sums: Vec<f64>,
}

impl Plain for Right<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let Right { columns, rows, from, v, tau, mut sums } = self;
        for (&v, column) in v.iter().zip(columns.chunks_exact(rows)) {
            AddScaled { y: &mut sums, a: v, x: &column[from..] }.run();
        }
        for (&v, column) in v.iter().zip(columns.chunks_exact_mut(rows)) {
            AddScaled { y: &mut column[from..], a: -tau * v, x: &sums }.run();
        }
    }
}
