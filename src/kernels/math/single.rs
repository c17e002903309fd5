//! The functions of float32, as kernels over slices; the answers as in `double`.
//!
//! exp, log, sin, cos and tanh have NumPy's own float32 algorithms (constants from NumPy, see NOTICE) and
//! its bits; the others are the float64 functions, rounded.

use super::tables::TANH_SINGLE;
use super::through::{through, through2};
use super::{double, map};
use crate::kernels::arith::{Unary, unary};
use crate::kernels::operand::Operand;

/// `np.exp`; to the bit. Source: `simd_exp_FLOAT`.
pub fn exp(x: &[f32], out: &mut [f32]) -> bool {
    unary::<Exp, f32>(x, out)
}

/// `np.log`; to the bit. Source: `simd_log_FLOAT`.
pub fn log(x: &[f32], out: &mut [f32]) -> bool {
    unary::<Log, f32>(x, out)
}

/// `np.sin`; to the bit. Source: `simd_sincos_f32`.
pub fn sin(x: &[f32], out: &mut [f32]) -> bool {
    let suspect = unary::<Sin, f32>(x, out);
    large(x, out, 117_435.99, f32::sin);
    suspect
}

/// `np.cos`; to the bit. Source: `simd_sincos_f32`.
pub fn cos(x: &[f32], out: &mut [f32]) -> bool {
    let suspect = unary::<Cos, f32>(x, out);
    large(x, out, 71_476.06, f32::cos);
    suspect
}

/// `np.tanh`; to the bit. Source: `simd_tanh_f32`.
pub fn tanh(x: &[f32], out: &mut [f32]) -> bool {
    unary::<Tanh, f32>(x, out)
}

/// Adding and subtracting this rounds to an integer, which then stands in the last places.
const ROUND: f32 = 12_582_912.0;

struct Exp;

impl Unary<f32> for Exp {
    type Out = f32;
    #[inline(always)]
    fn of(x: f32) -> f32 {
        const P: [f32; 6] = [5.082_763e-4, 6.757_897e-3, 5.114_512e-2, 2.473_615_4e-1, 7.257_665e-1, 1.0];
        const Q: [f32; 3] = [2.159_509_4e-2, -2.742_335_4e-1, 1.0];
        const LARGEST: f32 = 88.722_84;
        const SMALLEST: f32 = -103.972_084;
        let inside = x > SMALLEST && x < LARGEST;
        let r = if inside { x } else { 0.0 };
        let shifted = r * std::f32::consts::LOG2_E + ROUND;
        let n = shifted - ROUND;
        let r = n.mul_add(-6.931_457_5e-1, r);
        let r = n.mul_add(-1.428_606_8e-6, r);
        let p = P[0].mul_add(r, P[1]).mul_add(r, P[2]).mul_add(r, P[3]).mul_add(r, P[4]).mul_add(r, P[5]);
        let q = Q[0].mul_add(r, Q[1]).mul_add(r, Q[2]);
        // Scaled in float64, so that a subnormal result is rounded once.
        let n = (shifted.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32);
        let power = f64::from_bits(((i64::from(n) + 1023) as u64) << 52);
        let y = (f64::from(p / q) * power) as f32;
        if inside {
            y
        } else if x >= LARGEST {
            f32::INFINITY
        } else if x <= SMALLEST {
            0.0
        } else {
            f32::NAN
        }
    }
}

struct Log;

impl Unary<f32> for Log {
    type Out = f32;
    #[inline(always)]
    fn of(x: f32) -> f32 {
        const P: [f32; 6] = [2.589_979_2e-2, 3.808_837_7e-1, 1.480_000_6, 2.112_677_6, 1.0, 0.0];
        const Q: [f32; 6] = [5.875_095_4e-3, 1.546_476_4e-1, 9.864_943e-1, 2.453_006, 2.612_677_6, 1.0];
        const TWO_100: f32 = 1.267_650_6e30;
        let subnormal = x < f32::MIN_POSITIVE;
        let bits = if subnormal { x * TWO_100 } else { x }.to_bits();
        let e = (bits >> 23) as i32 - 126 - if subnormal { 100 } else { 0 };
        let m = f32::from_bits(bits & 0x007f_ffff | 0x3f00_0000);
        let below = m <= std::f32::consts::FRAC_1_SQRT_2;
        let e = (e - i32::from(below)) as f32;
        let r = if below { m + m } else { m } - 1.0;
        let p = P[0].mul_add(r, P[1]).mul_add(r, P[2]).mul_add(r, P[3]).mul_add(r, P[4]).mul_add(r, P[5]);
        let q = Q[0].mul_add(r, Q[1]).mul_add(r, Q[2]).mul_add(r, Q[3]).mul_add(r, Q[4]).mul_add(r, Q[5]);
        let y = e.mul_add(std::f32::consts::LN_2, p / q);
        if x > 0.0 && x < f32::INFINITY {
            y
        } else if x == 0.0 {
            f32::NEG_INFINITY
        } else if x < 0.0 {
            -f32::NAN
        } else if x == f32::INFINITY {
            x
        } else {
            f32::NAN
        }
    }
}

struct Sin;
struct Cos;

impl Unary<f32> for Sin {
    type Out = f32;
    #[inline(always)]
    fn of(x: f32) -> f32 {
        sin_cos(x, 0)
    }
}

impl Unary<f32> for Cos {
    type Out = f32;
    #[inline(always)]
    fn of(x: f32) -> f32 {
        sin_cos(x, 1)
    }
}

/// The sine of `x` plus so many right angles, for moderate `x`.
#[inline(always)]
fn sin_cos(x: f32, turn: u32) -> f32 {
    // Fused, as the compiler of NumPy's wheels makes it.
    let shifted = x.mul_add(std::f32::consts::FRAC_2_PI, ROUND);
    let n = shifted - ROUND;
    let r = n.mul_add(f32::from_bits(0xbfc9_0fd8), x);
    let r = n.mul_add(f32::from_bits(0xb4a8_885a), r);
    let r = n.mul_add(f32::from_bits(0xa7c2_34c4), r);
    let q = r * r;
    let c = f32::from_bits(0x37cc_730b).mul_add(q, f32::from_bits(0xbab6_036e));
    let c = c.mul_add(q, f32::from_bits(0x3d2a_aa9e)).mul_add(q, -0.5).mul_add(q, 1.0);
    let s = f32::from_bits(0x363e_9dde).mul_add(q, f32::from_bits(0xb950_35dd));
    let s = s.mul_add(q, f32::from_bits(0x3c08_88cd)).mul_add(q, f32::from_bits(0xbe2a_aaab));
    let s = s.mul_add(q, 0.0).mul_add(r, r);
    let quadrant = shifted.to_bits().wrapping_add(turn);
    let y = if quadrant & 1 == 0 { s } else { c };
    let y = if quadrant & 2 == 0 { y } else { 0.0 - y };
    if x.is_nan() { f32::NAN } else { y }
}

/// Does the arguments again that are too large for the short reduction: the C library's, as in NumPy.
fn large(x: &[f32], out: &mut [f32], limit: f32, function: fn(f32) -> f32) {
    for (x, out) in x.chunks(64).zip(out.chunks_mut(64)) {
        if x.iter().fold(false, |any, x| any | (x.abs() > limit)) {
            for (&x, y) in x.iter().zip(out) {
                if x.abs() > limit {
                    *y = function(x);
                }
            }
        }
    }
}

struct Tanh;

impl Unary<f32> for Tanh {
    type Out = f32;
    #[inline(always)]
    fn of(x: f32) -> f32 {
        let head = x.to_bits() & 0x7fe0_0000;
        let i = (head.saturating_sub(0x3d40_0000).min(0x03e0_0000) >> 21) as usize & 31;
        let y = x.abs() - TANH_SINGLE[0][i];
        let mut p = TANH_SINGLE[7][i];
        let mut c = 6;
        while c > 0 {
            p = p.mul_add(y, TANH_SINGLE[c][i]);
            c -= 1;
        }
        let p = if head > 0x7f00_0000 { 1.0 } else { p };
        if x.is_nan() { f32::NAN } else { f32::from_bits(p.to_bits() | (x.to_bits() & 0x8000_0000)) }
    }
}

macro_rules! through_float64 {
    // Exact in all but one of 2^28 cases: the float64 function errs by less than a float64 place.
    ($($name:ident)*) => {$(
        #[doc = concat!("`np.", stringify!($name), "`, rounded from float64.")]
        pub fn $name(x: &[f32], out: &mut [f32]) -> bool {
            through(double::$name, x, out)
        }
    )*};
}

through_float64!(tan arcsin arccos arctan sinh cosh arcsinh arccosh arctanh exp2 expm1 log2 log10 log1p cbrt);

macro_rules! two_through_float64 {
    // The same, of two numbers.
    ($($name:ident)*) => {$(
        #[doc = concat!("`np.", stringify!($name), "`, rounded from float64.")]
        pub fn $name(a: Operand<'_, f32>, b: Operand<'_, f32>, out: &mut [f32]) -> bool {
            through2(double::$name, a, b, out)
        }
    )*};
}

two_through_float64!(power arctan2 hypot);

/// `np.logaddexp`, each step rounded to float32 as NumPy does.
pub fn logaddexp(x: Operand<'_, f32>, y: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map::map_scalar2(x, y, out, |x, y| {
        if x == y {
            return x + std::f32::consts::LN_2;
        }
        let d = x - y;
        let log1p_exp = |d: f32| f64::from(f64::from(d).exp() as f32).ln_1p() as f32;
        if d > 0.0 {
            x + log1p_exp(-d)
        } else if d <= 0.0 {
            y + log1p_exp(d)
        } else {
            d
        }
    })
}

/// `np.logaddexp2`, each step rounded to float32 as NumPy does.
pub fn logaddexp2(x: Operand<'_, f32>, y: Operand<'_, f32>, out: &mut [f32]) -> bool {
    map::map_scalar2(x, y, out, |x, y| {
        if x == y {
            return x + 1.0;
        }
        let d = x - y;
        let log2_1p = |d: f32| std::f32::consts::LOG2_E * (f64::from(f64::from(d).exp2() as f32).ln_1p() as f32);
        if d > 0.0 {
            x + log2_1p(-d)
        } else if d <= 0.0 {
            y + log2_1p(d)
        } else {
            d
        }
    })
}
