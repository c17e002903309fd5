//! log2, log10, log1p and the inverse hyperbolic functions, correctly rounded: all are the logarithm of a
//! sum of two numbers.

use super::double_double::Pair;
use super::exact;
use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn;
use super::tables::{LOG_HIGH, LOG_LOW, LOG_STEP};

/// float64 log2.
pub(super) struct Log2;
/// float64 log10.
pub(super) struct Log10;
/// float64 log1p.
pub(super) struct Log1p;
/// float64 arcsinh.
pub(super) struct Arcsinh;
/// float64 arccosh.
pub(super) struct Arccosh;
/// float64 arctanh.
pub(super) struct Arctanh;

/// What the pairs here may be off by, relative to the result; measured to stay below a quarter of it.
const ERROR: f64 = f64::from_bits((1023 - 67) << 52);

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_0000);
const LN2_LOW: f64 = f64::from_bits(0x3d7c_f79a_bc9e_3b3a);
const LOG2_E: [f64; 2] = [f64::from_bits(0x3ff7_1547_652b_82fe), f64::from_bits(0x3c77_77d0_ffda_0d24)];
const LOG10_E: [f64; 2] = [f64::from_bits(0x3fdb_cb7b_1526_e50e), f64::from_bits(0x3c69_5355_baaa_fad3)];
const THIRD: [f64; 2] = [f64::from_bits(0x3fd5_5555_5555_5555), f64::from_bits(0x3c75_5555_5555_5555)];
/// `1/4 - r/5 + r^2/6 - …`, highest power first.
const SERIES: [f64; 12] = [
    -1.0 / 15.0,
    1.0 / 14.0,
    -1.0 / 13.0,
    1.0 / 12.0,
    -1.0 / 11.0,
    1.0 / 10.0,
    -1.0 / 9.0,
    1.0 / 8.0,
    -1.0 / 7.0,
    1.0 / 6.0,
    -1.0 / 5.0,
    1.0 / 4.0,
];

/// The logarithm of `x + more`, for positive normal `x` and a much smaller pair `more`.
#[inline(always)]
fn log_of<S: Lanes>(x: Reals<S>, more: Pair<S>) -> Pair<S> {
    let s = x.lanes;
    // The reduction of `log.rs`.
    const TWO_52: f64 = 4_503_599_627_370_496.0;
    const ROUND: f64 = 1.5 * TWO_52;
    let bits = x.bits();
    let m = ((bits & s.word(0x000f_ffff_ffff_ffff)) | s.word(0x3ff0_0000_0000_0000)).reals();
    let e = (bits.shr::<52>() | s.word(0x4330_0000_0000_0000)).reals() - s.real(TWO_52 + 1023.0);
    let guess = m.fma_c(10.343_434_343_434_314, -46.545_454_545_454_5).fma(m, s.real(68.410_256_338_460_57));
    let guess = guess + s.real(ROUND);
    let step = guess.bits().look_up(&LOG_STEP);
    let above = guess - s.real(ROUND);
    let k = m.ge(step).select(above - s.real(1.0), above);
    let index = (k + s.real(TWO_52)).bits();
    let table = Pair { high: index.look_up(&LOG_HIGH), low: index.look_up(&LOG_LOW) };
    let k = k * s.real(1.0 / 32.0);
    let e = k.lt(s.real(0.75)).select(e + s.real(1.0), e);

    // r = mk - 1 exactly, and the small pair brought to the same scale; 2^-exponent by turning the
    // exponent's bits over, in two factors for the sake of the largest numbers.
    let main = m.fma(k, s.real(-1.0));
    let inverse = (s.word(0x7fd0_0000_0000_0000) - (bits & s.word(0x7ff0_0000_0000_0000))).reals();
    let scale = inverse * (k + k);
    let r = Pair::sum(main, more.high * scale);
    let rest = r.low + more.low * scale;
    let r = r.high;

    // log(1 + r) = r + r^2 (-1/2 + r (1/3 - r (1/4 - …))), in pairs as far as the third power.
    let tail = r * r.polynomial(SERIES);
    let third = Pair::quick_sum(s.real(THIRD[0]), s.real(THIRD[1]) - tail);
    let inner = third.times_real(r);
    let inner = Pair::quick_sum(s.real(-0.5), inner.high).plus_real(inner.low);
    let square = Pair::product(r, r);
    let bend = square.times(inner);
    let log = Pair::quick_sum(r, bend.high);
    // The derivative of the logarithm takes care of what r was too short for.
    let slope = (r.fma(s.real(-1.0), s.real(1.0)) + square.high) - r * square.high;
    let low = rest.fma(slope, log.low + bend.low);

    let exact = e.fma(s.real(LN2_HIGH), table.high);
    let sum = Pair::sum(exact, log.high);
    let low = sum.low + (e.fma(s.real(LN2_LOW), table.low) + low);
    Pair::quick_sum(sum.high, low)
}

/// The logarithm of `1 + u`, for `u > -1`; to full relative precision for small `u`.
#[inline(always)]
fn log_of_one_plus<S: Lanes>(u: Pair<S>) -> Pair<S> {
    let s = u.high.lanes;
    let sum = Pair::sum(s.real(1.0), u.high);
    log_of(sum.high, Pair { high: sum.low, low: u.low })
}

/// Whether `low <= x < high`.
#[inline(always)]
fn within<S: Lanes>(x: Reals<S>, low: f64, high: f64) -> Mask<S> {
    x.ge(x.lanes.real(low)) & x.lt(x.lanes.real(high))
}

impl LaneFn for Log2 {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let log = log_of(x, Pair::of(s.real(0.0))).times(Pair::constant(s, LOG2_E));
        let (y, doubtful) = log.round(ERROR);
        (y, doubtful | !within(x, f64::MIN_POSITIVE, f64::INFINITY))
    }
    fn rare(x: f64) -> f64 {
        exact::log2(x)
    }
}

impl LaneFn for Log10 {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let log = log_of(x, Pair::of(s.real(0.0))).times(Pair::constant(s, LOG10_E));
        let (y, doubtful) = log.round(ERROR);
        (y, doubtful | !within(x, f64::MIN_POSITIVE, f64::INFINITY))
    }
    fn rare(x: f64) -> f64 {
        exact::log10(x)
    }
}

/// Below this the square of a number has no place in float64 any more, nor is it needed.
const SMALL: f64 = 1e-150;
/// Above this the square of a number may overflow.
const LARGE: f64 = 1e150;

impl LaneFn for Log1p {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let (y, doubtful) = log_of_one_plus(Pair::of(x)).round(ERROR);
        let tiny = x.abs().lt(s.real(SMALL));
        let usual = !doubtful & within(x, -0.999_999_999, LARGE);
        (tiny.select(x, y), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::log1p(x)
    }
}

impl LaneFn for Arcsinh {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let a = x.abs();
        // x + sqrt(x^2 + 1) - 1, without cancellation.
        let square = Pair::product(a, a);
        let one = s.real(1.0);
        let root = square.plus_real(one).sqrt();
        let u = square.over(root.plus_real(one)).plus_real(a);
        let (y, doubtful) = log_of_one_plus(u).round(ERROR);
        let tiny = a.lt(s.real(SMALL));
        let usual = !doubtful & a.lt(s.real(LARGE));
        (tiny.select(x, y.with_sign_of(x)), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::arcsinh(x)
    }
}

impl LaneFn for Arccosh {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let t = Pair::sum(x, s.real(-1.0));
        let root = t.times(t.plus_real(s.real(2.0))).sqrt();
        let (y, doubtful) = log_of_one_plus(t.plus(root)).round(ERROR);
        (y, doubtful | !within(x, 1.0 + f64::EPSILON, LARGE))
    }
    fn rare(x: f64) -> f64 {
        exact::arccosh(x)
    }
}

impl LaneFn for Arctanh {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let a = x.abs();
        let u = Pair::of(a + a).over(Pair::sum(s.real(1.0), -a));
        let (y, doubtful) = log_of_one_plus(u).scaled(s.real(0.5)).round(ERROR);
        let tiny = a.lt(s.real(SMALL));
        let usual = !doubtful & a.lt(s.real(1.0));
        (tiny.select(x, y.with_sign_of(x)), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::arctanh(x)
    }
}
