//! The functions in 128-bit arithmetic, correctly rounded at the end: what the vectorised routines call
//! for the one argument in some thousands that they cannot decide, and for extreme arguments. Results are
//! those of the real functions; NumPy's differ from them by at most one unit in the last place.

use super::wide::{HALF_PI, LN2, LOG2_E, LOG10_E, Wide};

/// `2^x`.
pub(super) fn exp2(x: f64) -> f64 {
    match x {
        _ if x.is_nan() => x,
        _ if x >= 1024.0 => f64::INFINITY,
        _ if x <= -1100.0 => 0.0,
        _ => {
            // The whole part is exact; only the fraction needs a logarithm.
            let n = x.round_ties_even();
            exp_of(Wide::of(x - n) * LN2).scale(n as i32).round()
        }
    }
}

/// `e^x - 1`.
pub(super) fn expm1(x: f64) -> f64 {
    match x {
        _ if x.is_nan() || x == 0.0 => x,
        _ if x > 710.0 => f64::INFINITY,
        _ if x < -100.0 => -1.0,
        _ => expm1_of(Wide::of(x)).round(),
    }
}

/// The hyperbolic sine.
pub(super) fn sinh(x: f64) -> f64 {
    match x.abs() {
        a if a.is_nan() || a == 0.0 => x,
        a if a > 711.0 => f64::INFINITY.copysign(x),
        a => {
            let e = expm1_of(Wide::of(a));
            (e + e / (e + Wide::ONE)).scale(-1).round().copysign(x)
        }
    }
}

/// The hyperbolic cosine.
pub(super) fn cosh(x: f64) -> f64 {
    match x.abs() {
        a if a.is_nan() => x,
        a if a > 711.0 => f64::INFINITY,
        a => {
            let e = exp_of(Wide::of(a));
            (e + Wide::ONE / e).scale(-1).round()
        }
    }
}

/// The binary logarithm.
pub(super) fn log2(x: f64) -> f64 {
    logarithm(x, LOG2_E)
}

/// The decimal logarithm.
pub(super) fn log10(x: f64) -> f64 {
    logarithm(x, LOG10_E)
}

fn logarithm(x: f64, unit: Wide) -> f64 {
    match x {
        _ if x.is_nan() || x == f64::INFINITY => x,
        0.0 => f64::NEG_INFINITY,
        _ if x < 0.0 => f64::NAN,
        _ => (log_of(Wide::of(x)) * unit).round(),
    }
}

/// `ln(1 + x)`.
pub(super) fn log1p(x: f64) -> f64 {
    match x {
        _ if x.is_nan() || x == 0.0 || x == f64::INFINITY => x,
        -1.0 => f64::NEG_INFINITY,
        _ if x < -1.0 => f64::NAN,
        _ => log1p_of(Wide::of(x)).round(),
    }
}

/// The inverse hyperbolic sine.
pub(super) fn arcsinh(x: f64) -> f64 {
    if !x.is_finite() || x == 0.0 {
        return x;
    }
    let a = Wide::of(x.abs());
    let square = a * a;
    // ln(x + sqrt(x^2 + 1)), without cancellation for small x.
    let more = a + square / (Wide::ONE + (square + Wide::ONE).sqrt());
    log1p_of(more).round().copysign(x)
}

/// The inverse hyperbolic cosine.
pub(super) fn arccosh(x: f64) -> f64 {
    match x {
        _ if x.is_nan() || x == f64::INFINITY => x,
        _ if x < 1.0 => f64::NAN,
        _ => {
            let t = Wide::of(x) - Wide::ONE;
            log1p_of(t + (t * (t + Wide::ONE.scale(1))).sqrt()).round()
        }
    }
}

/// The inverse hyperbolic tangent.
pub(super) fn arctanh(x: f64) -> f64 {
    match x.abs() {
        a if a.is_nan() || a == 0.0 => x,
        1.0 => f64::INFINITY.copysign(x),
        a if a > 1.0 => f64::NAN,
        a => {
            let a = Wide::of(a);
            log1p_of(a.scale(1) / (Wide::ONE - a)).scale(-1).round().copysign(x)
        }
    }
}

/// The cube root.
pub(super) fn cbrt(x: f64) -> f64 {
    if !x.is_finite() || x == 0.0 { x } else { Wide::of(x).cbrt().round() }
}

/// The inverse sine.
pub(super) fn arcsin(x: f64) -> f64 {
    match x.abs() {
        a if a.is_nan() || a == 0.0 => x,
        a if a > 1.0 => f64::NAN,
        a => {
            let a = Wide::of(a);
            angle(a, ((Wide::ONE - a) * (Wide::ONE + a)).sqrt()).round().copysign(x)
        }
    }
}

/// The inverse cosine.
pub(super) fn arccos(x: f64) -> f64 {
    match x {
        _ if x.is_nan() => x,
        1.0 => 0.0,
        _ if x.abs() > 1.0 => f64::NAN,
        _ => {
            let x = Wide::of(x);
            angle(((Wide::ONE - x) * (Wide::ONE + x)).sqrt(), x).round()
        }
    }
}

/// The inverse tangent.
pub(super) fn arctan(x: f64) -> f64 {
    match x {
        _ if x.is_nan() || x == 0.0 => x,
        _ if x.is_infinite() => HALF_PI.round().copysign(x),
        _ => angle(Wide::of(x.abs()), Wide::ONE).round().copysign(x),
    }
}

/// The angle of the point `(x, y)`.
pub(super) fn arctan2(y: f64, x: f64) -> f64 {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let magnitude = if y == 0.0 || (x.is_infinite() && !y.is_infinite()) {
        if x.is_sign_negative() { PI } else { 0.0 }
    } else if y.is_infinite() {
        match x {
            f64::INFINITY => FRAC_PI_4,
            // Three quarters of pi, correctly rounded.
            f64::NEG_INFINITY => 3.0 * FRAC_PI_4,
            _ => FRAC_PI_2,
        }
    } else if x == 0.0 {
        FRAC_PI_2
    } else {
        angle(Wide::of(y.abs()), Wide::of(x)).round()
    };
    magnitude.copysign(y)
}

/// The tangent.
pub(super) fn tan(x: f64) -> f64 {
    if x.is_nan() || x == 0.0 {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (quarters, rest) = reduce(x.abs());
    let (sin, cos) = sin_cos(rest.abs());
    let magnitude = if quarters % 2 == 0 { sin / cos } else { cos / sin };
    // Odd quarters turn the sign, a negative rest turns it again, and x's own sign a third time.
    let negative = (quarters % 2 == 1) ^ rest.negative ^ x.is_sign_negative();
    Wide { negative, ..magnitude }.round()
}

/// `x^y` for any `x` and `y`, as C defines it.
pub(super) fn power(x: f64, y: f64) -> f64 {
    if x == 1.0 || y == 0.0 {
        return 1.0;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let whole = y.trunc() == y;
    // From 2^53 on every number is even.
    let odd = whole && y.abs() < 9_007_199_254_740_992.0 && y % 2.0 != 0.0;
    let negative = x.is_sign_negative() && odd;
    let signed = |magnitude: f64| if negative { -magnitude } else { magnitude };
    let a = x.abs();
    if a == 1.0 && y.is_infinite() {
        return 1.0;
    }
    if y.is_infinite() || a == 0.0 || a.is_infinite() {
        // The result grows with y if |x| > 1.
        let grows = (a > 1.0) == (y > 0.0);
        return signed(if grows { f64::INFINITY } else { 0.0 });
    }
    if x < 0.0 && !whole {
        return f64::NAN;
    }
    if a == 1.0 {
        return signed(1.0);
    }
    let exponent = log_of(Wide::of(a)) * Wide::of(y);
    if !exponent.below(11) {
        return signed(if exponent.negative { 0.0 } else { f64::INFINITY });
    }
    signed(exp_of(exponent).round())
}

/// `e^x` for `|x| < 2^11`.
fn exp_of(x: Wide) -> Wide {
    let n = (x * LOG2_E).guess().round_ties_even();
    let r = x - Wide::of(n) * LN2;
    (expm1_series(r) + Wide::ONE).scale(n as i32)
}

/// `e^x - 1` for `|x| < 2^11`.
fn expm1_of(x: Wide) -> Wide {
    if x.below(-1) { expm1_series(x) } else { exp_of(x) - Wide::ONE }
}

/// `x (1 + x/2 (1 + x/3 (…)))` for `|x| <= 1/2`.
fn expm1_series(x: Wide) -> Wide {
    let mut sum = Wide::ONE;
    for n in (2..=31).rev() {
        sum = (x * sum).over(n) + Wide::ONE;
    }
    x * sum
}

/// `ln x`.
fn log_of(x: Wide) -> Wide {
    let near = x - Wide::ONE;
    if near.below(-4) {
        return log1p_of(near);
    }
    // One Newton step from float64: ln x = y + ln(x e^-y), and the latter's argument is 1 + 2^-45 or so.
    let top = x.exponent + 127;
    let mantissa = Wide { exponent: -127, ..x }.guess();
    let y = Wide::of(mantissa.ln() + f64::from(top) * std::f64::consts::LN_2);
    let t = x * exp_of(-y) - Wide::ONE;
    // t - t^2/2 + t^3/3; the next term is beyond 2^-170.
    let square = t * t;
    y + (t - square.scale(-1) + (square * t).over(3))
}

/// `ln(1 + t)`.
fn log1p_of(t: Wide) -> Wide {
    if !t.below(-4) {
        return log_of(Wide::ONE + t);
    }
    // 2 artanh(u) with u = t / (2 + t), |u| < 1/30.
    let u = t / (t + Wide::ONE.scale(1));
    odd_series(u, false).scale(1)
}

/// `u ± u^3/3 + u^5/5 ± …` for `|u| <= 1/30`.
fn odd_series(u: Wide, alternating: bool) -> Wide {
    let square = if alternating { -(u * u) } else { u * u };
    let mut sum = Wide::ZERO;
    for n in (0..=13).rev() {
        sum = Wide::ONE.over(2 * n + 1) + square * sum;
    }
    u * sum
}

/// The angle of `(x, y)` for `y >= 0`, not both zero, in `0..=pi`.
fn angle(y: Wide, x: Wide) -> Wide {
    let a = x.abs();
    // Seen from the nearer axis, the angle is at most pi/4.
    let steep = (y - a).bits != 0 && !(y - a).negative;
    let (rise, run) = if steep { (a, y) } else { (y, a) };
    let slope = rise / run;
    // A first guess v, then what is left over: tan(angle - v) = (rise cos v - run sin v)/(run cos v + …).
    let first = if slope.below(-900) { 0.0 } else { slope.guess().atan() };
    let v = Wide::of(first);
    let (sin, cos) = sin_cos(v);
    let left = (slope * cos - sin) / (cos + slope * sin);
    let angle = v + odd_series(left, true);
    match (steep, x.negative) {
        (false, false) => angle,
        (false, true) => HALF_PI.scale(1) - angle,
        (true, false) => HALF_PI - angle,
        (true, true) => HALF_PI + angle,
    }
}

/// Sine and cosine for `0 <= x < 1`.
fn sin_cos(x: Wide) -> (Wide, Wide) {
    let square = -(x * x);
    let (mut sin, mut cos) = (Wide::ONE, Wide::ONE);
    for n in (1..=17).rev() {
        sin = Wide::ONE + (square * sin).over(2 * n * (2 * n + 1));
        cos = Wide::ONE + (square * cos).over(2 * n * (2 * n - 1));
    }
    (x * sin, cos)
}

/// `x = quarters · pi/2 + rest` with `|rest| <= pi/4`, for positive finite `x`; `quarters` mod 4.
fn reduce(x: f64) -> (u32, Wide) {
    if x < std::f64::consts::FRAC_PI_4 {
        return (0, Wide::of(x));
    }
    let exponent = (x.to_bits() >> 52) as i32 - 1075;
    let mantissa = x.to_bits() & 0x000f_ffff_ffff_ffff | 1 << 52;
    // x · 2/pi mod 4: bits of 2/pi worth a multiple of 4 here can be left out.
    let skip = (exponent - 2).max(0) as u32;
    let mut product = [0u64; 7];
    let mut carry = 0;
    for (i, part) in product.iter_mut().take(6).enumerate() {
        // Words from the least significant one on, 384 bits of 2/pi in all.
        let word = window(skip + 64 * (5 - i as u32));
        let term = u128::from(word) * u128::from(mantissa) + carry;
        *part = term as u64;
        carry = term >> 64;
    }
    product[6] = carry as u64;
    // The binary point stands before bit `point`.
    let point = (384 + skip as i32 - exponent) as u32;
    let bits = |from: u32| {
        let (word, shift) = ((from / 64) as usize, from % 64);
        let low = product.get(word).copied().unwrap_or(0);
        let high = product.get(word + 1).copied().unwrap_or(0);
        if shift == 0 { low } else { low >> shift | high << (64 - shift) }
    };
    let quarters = bits(point) as u32 & 3;
    let high = u128::from(bits(point - 64)) << 64 | u128::from(bits(point - 128));
    let low = u128::from(bits(point - 192)) << 64 | u128::from(bits(point - 256));
    let fraction = |high, low| Wide::new(false, high, -128) + Wide::new(false, low, -256);
    if high >> 127 == 0 {
        (quarters, fraction(high, low) * HALF_PI)
    } else {
        // More than half a quarter: count from the next one, backwards.
        let (low, borrow) = low.overflowing_neg();
        let high = (!high).wrapping_add(u128::from(!borrow));
        ((quarters + 1) & 3, -(fraction(high, low) * HALF_PI))
    }
}

/// 64 bits of 2/pi, the first of them worth `2^-(skip + 1)`.
fn window(skip: u32) -> u64 {
    let (word, shift) = ((skip / 64) as usize, skip % 64);
    let high = TWO_OVER_PI.get(word).copied().unwrap_or(0);
    let low = TWO_OVER_PI.get(word + 1).copied().unwrap_or(0);
    if shift == 0 { high } else { high << shift | low >> (64 - shift) }
}

/// The bits of 2/pi after the point.
static TWO_OVER_PI: [u64; 21] = [
    0xa2f9_836e_4e44_1529,
    0xfc27_57d1_f534_ddc0,
    0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0,
    0x0649_2eea_09d1_921c,
    0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41,
    0x3991_d639_8353_39f4,
    0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f,
    0x6d36_7ecf_27cb_09b7,
    0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea,
    0x6bfb_5fb1_1f8d_5d08,
    0x5603_3046_fc7b_6bab,
    0xf0cf_bc20_9af4_361d,
    0xa9e3_9161_5ee6_1b08,
];
