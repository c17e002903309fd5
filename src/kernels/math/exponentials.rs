//! exp2, expm1, sinh and cosh, correctly rounded: all come from `2^n (1 + small)` with both factors known
//! to some 70 bits.

use super::double_double::Pair;
use super::exact;
use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn;
use super::tables::{EXP2_HIGH, EXP2_LOW};

/// float64 exp2.
pub(super) struct Exp2;
/// float64 expm1.
pub(super) struct Expm1;
/// float64 sinh.
pub(super) struct Sinh;
/// float64 cosh.
pub(super) struct Cosh;

/// What the pairs here may be off by, relative to the result; measured to stay below a quarter of it.
const ERROR: f64 = f64::from_bits((1023 - 70) << 52);

/// ln 2 in three parts, the first two short enough for exact products with `n`.
const LN2: [f64; 3] = [
    f64::from_bits(0x3fe6_2e42_fefa_0000),
    f64::from_bits(0x3d7c_f79a_bc9e_0000),
    f64::from_bits(0x3b0d_9cc0_1f97_b57a),
];
const LN2_PAIR: [f64; 2] = [f64::from_bits(0x3fe6_2e42_fefa_39ef), f64::from_bits(0x3c7a_bc9e_3b39_803f)];
const SIXTH: [f64; 2] = [f64::from_bits(0x3fc5_5555_5555_5555), f64::from_bits(0x3c65_5555_5555_5555)];
/// `1/4! + r/5! + …`, highest power first.
const SERIES: [f64; 9] = [
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
];
/// Adding this leaves a number's 1/16ths in the last places; the last four bits are `16 · 1023`.
const SHIFT: f64 = f64::from_bits(0x42f8_0000_0000_3ff0);

/// `e^r - 1` for a small pair `r`.
#[inline(always)]
fn expm1_series<S: Lanes>(r: Pair<S>) -> Pair<S> {
    let s = r.high.lanes;
    let x = r.high;
    let tail = x * x.polynomial(SERIES);
    let sixth = Pair::quick_sum(s.real(SIXTH[0]), s.real(SIXTH[1]) + tail);
    let inner = sixth.times_real(x);
    let inner = Pair::quick_sum(s.real(0.5), inner.high).plus_real(inner.low);
    let square = Pair::product(x, x);
    let bend = square.times(inner);
    let sum = Pair::quick_sum(x, bend.high);
    // The derivative takes care of r's second part.
    let slope = s.real(1.0) + (x + square.high * s.real(0.5));
    Pair::quick_sum(sum.high, r.low.fma(slope, sum.low + bend.low))
}

/// `e^r 2^(n/16)` as a power of two, a table entry and what the rest adds to that entry; `shifted` is
/// `n/16 + SHIFT`.
#[inline(always)]
fn power_parts<S: Lanes>(shifted: Reals<S>, r: Pair<S>) -> (Reals<S>, Reals<S>, Pair<S>) {
    let s = shifted.lanes;
    let index = shifted.bits();
    let power = (index & s.word(!15)).shl::<48>().reals();
    let high = index.look_up(&EXP2_HIGH);
    let low = index.look_up(&EXP2_LOW);
    let e = expm1_series(r);
    // T (1 + t) (1 + e) = T + T (e + t + t e).
    let factor = e.plus_real(low);
    let factor = Pair { high: factor.high, low: low.fma(e.high, factor.low) };
    (power, high, factor.times_real(high))
}

/// `e^x` in those parts, for `|x|` up to about 700.
#[inline(always)]
fn exp_parts<S: Lanes>(x: Reals<S>) -> (Reals<S>, Reals<S>, Pair<S>) {
    let s = x.lanes;
    let shifted = x.fma_c(std::f64::consts::LOG2_E, SHIFT);
    let n = -(shifted - s.real(SHIFT));
    let r = n.fma(s.real(LN2[0]), x);
    let r = Pair::sum(r, n * s.real(LN2[1]));
    let r = Pair::quick_sum(r.high, n.fma(s.real(LN2[2]), r.low));
    power_parts(shifted, r)
}

/// `e^x - 1` to full relative precision, scaled, for `|x|` up to about 700.
#[inline(always)]
fn expm1_of<S: Lanes>(x: Reals<S>) -> Pair<S> {
    let s = x.lanes;
    let (power, high, more) = exp_parts(x);
    // (2^N T - 1) + 2^N more; the first difference is exact or its error is kept.
    let first = Pair::sum(high * power, s.real(-1.0));
    let more = more.scaled(power);
    let sum = Pair::sum(first.high, more.high);
    Pair::quick_sum(sum.high, sum.low + (first.low + more.low))
}

/// `e^x`, for `|x|` up to about 700.
#[inline(always)]
fn exp_of<S: Lanes>(x: Reals<S>) -> Pair<S> {
    let (power, high, more) = exp_parts(x);
    let sum = Pair::quick_sum(high, more.high);
    Pair::quick_sum(sum.high, sum.low + more.low).scaled(power)
}

/// Beyond this the results are near an end of the range.
const LIMIT: f64 = 700.0;
/// Below this the square of a number has no place in float64 any more, nor is it needed.
const SMALL: f64 = 1e-150;

impl LaneFn for Exp2 {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let shifted = x + s.real(SHIFT);
        let r = x - (shifted - s.real(SHIFT));
        let (power, high, more) = power_parts(shifted, Pair::constant(s, LN2_PAIR).times_real(r));
        let sum = Pair::quick_sum(high, more.high);
        let (y, doubtful) = Pair::quick_sum(sum.high, sum.low + more.low).round(ERROR);
        let tiny = x.abs().lt(s.real(SMALL));
        let usual = !doubtful & x.abs().lt(s.real(1020.0));
        (tiny.select(s.real(1.0), y * power), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::exp2(x)
    }
}

impl LaneFn for Expm1 {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let (y, doubtful) = expm1_of(x).round(ERROR);
        let tiny = x.abs().lt(s.real(SMALL));
        let usual = !doubtful & x.abs().lt(s.real(LIMIT));
        (tiny.select(x, y), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::expm1(x)
    }
}

impl LaneFn for Sinh {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let a = x.abs();
        let e = expm1_of(a);
        let (y, doubtful) = e.plus(e.over(e.plus_real(s.real(1.0)))).scaled(s.real(0.5)).round(ERROR);
        let tiny = a.lt(s.real(SMALL));
        let usual = !doubtful & a.lt(s.real(LIMIT));
        (tiny.select(x, y.with_sign_of(x)), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::sinh(x)
    }
}

impl LaneFn for Cosh {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let a = x.abs();
        let e = exp_of(a);
        let inverse = Pair::of(s.real(1.0)).over(e);
        let (y, doubtful) = e.plus(inverse).scaled(s.real(0.5)).round(ERROR);
        (y, doubtful | a.ge(s.real(LIMIT)))
    }
    fn rare(x: f64) -> f64 {
        exact::cosh(x)
    }
}
