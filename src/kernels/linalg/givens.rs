//! Plane rotations. *Source*: LAPACK's `lartg`, `laev2`, `lasr`.

use super::Matrix;
use crate::kernels::dispatch::{Level, Plain};

/// The rotation (c, s) with `c·f + s·g = r` and `−s·f + c·g = 0`; gives `(c, s, r)`.
pub(super) fn rotation(f: f64, g: f64) -> (f64, f64, f64) {
    if g == 0.0 {
        return (1.0, 0.0, f);
    }
    if f == 0.0 {
        return (0.0, 1f64.copysign(g), g.abs());
    }
    let d = if (1e-150..1e150).contains(&f.abs()) && (1e-150..1e150).contains(&g.abs()) {
        (f * f + g * g).sqrt()
    } else {
        f.hypot(g)
    };
    let c = f.abs() / d;
    let r = d.copysign(f);
    (c, g / r, r)
}

/// The eigenvalues (larger magnitude first) of [[a, b], [b, c]] and the unit eigenvector (cs, sn) of
/// the first: `(rt1, rt2, cs, sn)`.
pub(super) fn symmetric_2x2(a: f64, b: f64, c: f64) -> (f64, f64, f64, f64) {
    let (sum, difference) = (a + c, a - c);
    let (adf, tb) = (difference.abs(), b + b);
    let ab = tb.abs();
    let (larger, smaller) = if a.abs() > c.abs() { (a, c) } else { (c, a) };
    let rt = if adf > ab {
        adf * (1.0 + (ab / adf).powi(2)).sqrt()
    } else if adf < ab {
        ab * (1.0 + (adf / ab).powi(2)).sqrt()
    } else {
        ab * std::f64::consts::SQRT_2
    };
    let (rt1, rt2, sign1) = if sum < 0.0 {
        let rt1 = 0.5 * (sum - rt);
        (rt1, (larger / rt1) * smaller - (b / rt1) * b, -1)
    } else if sum > 0.0 {
        let rt1 = 0.5 * (sum + rt);
        (rt1, (larger / rt1) * smaller - (b / rt1) * b, 1)
    } else {
        (0.5 * rt, -0.5 * rt, 1)
    };
    let (cs, sign2) = if difference >= 0.0 { (difference + rt, 1) } else { (difference - rt, -1) };
    let (mut cs1, mut sn1);
    if cs.abs() > ab {
        let ct = -tb / cs;
        sn1 = 1.0 / (1.0 + ct * ct).sqrt();
        cs1 = ct * sn1;
    } else if ab == 0.0 {
        (cs1, sn1) = (1.0, 0.0);
    } else {
        let tn = -cs / tb;
        cs1 = 1.0 / (1.0 + tn * tn).sqrt();
        sn1 = tn * cs1;
    }
    if sign1 == sign2 {
        let tn = cs1;
        cs1 = -sn1;
        sn1 = tn;
    }
    (rt1, rt2, cs1, sn1)
}

/// Turns columns j and j + 1 of a matrix.
pub(super) fn turn_columns(z: &mut Matrix, j: usize, c: f64, s: f64) {
    if c == 1.0 && s == 0.0 {
        return;
    }
    let rows = z.rows;
    let (left, right) = z.data[j * rows..(j + 2) * rows].split_at_mut(rows);
    Level::best().run_plain(Turn { left, right, c, s });
}

struct Turn<'a> {
    left: &'a mut [f64],
    right: &'a mut [f64],
    c: f64,
    s: f64,
}

impl Plain for Turn<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let (c, s) = (self.c, self.s);
        for (x, y) in self.left.iter_mut().zip(self.right) {
            let t = *y;
            *y = c * t - s * *x;
            *x = s * t + c * *x;
        }
    }
}
