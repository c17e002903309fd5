//! The small transforms that passes are made of, of one number or of four side by side.

use num_complex::Complex64;
use std::f64::consts::FRAC_1_SQRT_2;
use std::ops::{Add, Mul, Neg, Sub};

/// Numbers that are computed with alike: one, or several side by side.
pub(super) trait Part:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Neg<Output = Self>
{
    /// The same number everywhere.
    fn all(x: f64) -> Self;
}

impl Part for f64 {
    #[inline(always)]
    fn all(x: f64) -> f64 {
        x
    }
}

/// Four numbers, an AVX register full.
#[derive(Clone, Copy)]
pub(super) struct Four([f64; 4]);

macro_rules! by_lane {
    ($($operation:ident $method:ident $sign:tt)*) => {$(
        impl $operation for Four {
            type Output = Four;
            #[inline(always)]
            fn $method(self, other: Four) -> Four {
                let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
                Four([a $sign e, b $sign f, c $sign g, d $sign h])
            }
        }
    )*};
}
by_lane!(Add add + Sub sub - Mul mul *);

impl Neg for Four {
    type Output = Four;
    #[inline(always)]
    fn neg(self) -> Four {
        Four(self.0.map(|x| -x))
    }
}

impl Part for Four {
    #[inline(always)]
    fn all(x: f64) -> Four {
        Four([x; 4])
    }
}

/// Complex numbers, real and imaginary parts apart.
#[derive(Clone, Copy)]
pub(super) struct Parts<T> {
    /// The real parts.
    pub re: T,
    /// The imaginary parts.
    pub im: T,
}

impl<T: Part> Add for Parts<T> {
    type Output = Parts<T>;
    #[inline(always)]
    fn add(self, other: Parts<T>) -> Parts<T> {
        Parts { re: self.re + other.re, im: self.im + other.im }
    }
}

impl<T: Part> Sub for Parts<T> {
    type Output = Parts<T>;
    #[inline(always)]
    fn sub(self, other: Parts<T>) -> Parts<T> {
        Parts { re: self.re - other.re, im: self.im - other.im }
    }
}

impl From<Complex64> for Parts<f64> {
    #[inline(always)]
    fn from(z: Complex64) -> Parts<f64> {
        Parts { re: z.re, im: z.im }
    }
}

impl From<Parts<f64>> for Complex64 {
    #[inline(always)]
    fn from(z: Parts<f64>) -> Complex64 {
        Complex64::new(z.re, z.im)
    }
}

impl Parts<Four> {
    /// Four complex numbers. The second and third change places, so that taking them apart is one instruction
    /// for each half.
    #[inline(always)]
    pub fn load(z: [Complex64; 4]) -> Parts<Four> {
        Parts { re: Four([z[0].re, z[2].re, z[1].re, z[3].re]), im: Four([z[0].im, z[2].im, z[1].im, z[3].im]) }
    }

    /// The four numbers again, in their order.
    #[inline(always)]
    pub fn numbers(self) -> [Complex64; 4] {
        let (Four(re), Four(im)) = (self.re, self.im);
        [
            Complex64::new(re[0], im[0]),
            Complex64::new(re[2], im[2]),
            Complex64::new(re[1], im[1]),
            Complex64::new(re[3], im[3]),
        ]
    }
}

impl<T: Part> Parts<T> {
    /// The mirror image. A difference, so that zero stays positive.
    #[inline(always)]
    pub fn mirrored(self) -> Parts<T> {
        Parts { re: self.re, im: T::all(0.0) - self.im }
    }

    /// The conjugate.
    #[inline(always)]
    pub fn conj(self) -> Parts<T> {
        Parts { re: self.re, im: -self.im }
    }
}

/// A product with a twiddle factor: with its conjugate on the way forward.
#[inline(always)]
pub(super) fn turned<T: Part>(v: Parts<T>, w: Parts<T>, forward: bool) -> Parts<T> {
    if forward {
        Parts { re: v.re * w.re + v.im * w.im, im: v.im * w.re - v.re * w.im }
    } else {
        Parts { re: v.re * w.re - v.im * w.im, im: v.re * w.im + v.im * w.re }
    }
}

/// A quarter turn, clockwise on the way forward.
#[inline(always)]
fn quarter<T: Part>(a: Parts<T>, forward: bool) -> Parts<T> {
    if forward { Parts { re: a.im, im: -a.re } } else { Parts { re: -a.im, im: a.re } }
}

/// An eighth of a turn.
#[inline(always)]
fn eighth<T: Part>(a: Parts<T>, forward: bool) -> Parts<T> {
    let h = T::all(FRAC_1_SQRT_2);
    if forward {
        Parts { re: h * (a.re + a.im), im: h * (a.im - a.re) }
    } else {
        Parts { re: h * (a.re - a.im), im: h * (a.im + a.re) }
    }
}

/// Three eighths of a turn.
#[inline(always)]
fn three_eighths<T: Part>(a: Parts<T>, forward: bool) -> Parts<T> {
    let h = T::all(FRAC_1_SQRT_2);
    if forward {
        Parts { re: h * (a.im - a.re), im: h * (-a.re - a.im) }
    } else {
        Parts { re: h * (-a.re - a.im), im: h * (a.re - a.im) }
    }
}

/// The transform of a few values, in place: of 2, 4 or 8.
#[inline(always)]
pub(super) fn butterfly<const N: usize, T: Part>(x: &mut [Parts<T>; N], forward: bool) {
    match N {
        2 => (x[0], x[1]) = (x[0] + x[1], x[0] - x[1]),
        4 => {
            let (t2, t1) = (x[0] + x[2], x[0] - x[2]);
            let (t3, t4) = (x[1] + x[3], quarter(x[1] - x[3], forward));
            (x[0], x[2], x[1], x[3]) = (t2 + t3, t2 - t3, t1 + t4, t1 - t4);
        }
        _ => {
            let (a1, a5) = (x[1] + x[5], x[1] - x[5]);
            let (a3, a7) = (x[3] + x[7], quarter(x[3] - x[7], forward));
            let (a1, a3) = (a1 + a3, quarter(a1 - a3, forward));
            let (a5, a7) = (eighth(a5 + a7, forward), three_eighths(a5 - a7, forward));
            let (a0, a4) = (x[0] + x[4], x[0] - x[4]);
            let (a2, a6) = (x[2] + x[6], quarter(x[2] - x[6], forward));
            (x[0], x[4]) = (a0 + a2 + a1, a0 + a2 - a1);
            (x[2], x[6]) = (a0 - a2 + a3, a0 - a2 - a3);
            (x[1], x[5]) = (a4 + a6 + a5, a4 + a6 - a5);
            (x[3], x[7]) = (a4 - a6 + a7, a4 - a6 - a7);
        }
    }
}
