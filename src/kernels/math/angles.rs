//! tan and the inverse trigonometric functions, correctly rounded.

use super::double_double::Pair;
use super::exact;
use super::lanes::{Lanes, Mask, Reals};
use super::map::{LaneFn, LaneFn2};
use super::tables::{ATAN_HIGH, ATAN_LOW, TAN_HIGH, TAN_LOW};

/// float64 tan.
pub(super) struct Tan;
/// float64 arctan.
pub(super) struct Arctan;
/// float64 arcsin.
pub(super) struct Arcsin;
/// float64 arccos.
pub(super) struct Arccos;
/// float64 arctan2.
pub(super) struct Arctan2;

/// What the pairs here may be off by, relative to the result; measured to stay below an eighth of it.
const ERROR: f64 = f64::from_bits((1023 - 71) << 52);

const HALF_PI: [f64; 2] = [f64::from_bits(0x3ff9_21fb_5444_2d18), f64::from_bits(0x3c91_a626_3314_5c07)];
const PI: [f64; 2] = [f64::from_bits(0x4009_21fb_5444_2d18), f64::from_bits(0x3ca1_a626_3314_5c07)];
const THIRD: [f64; 2] = [f64::from_bits(0x3fd5_5555_5555_5555), f64::from_bits(0x3c75_5555_5555_5555)];
/// `1/5 - s/7 + s^2/9 - …`, highest power first.
const ATAN_SERIES: [f64; 7] = [1.0 / 17.0, -1.0 / 15.0, 1.0 / 13.0, -1.0 / 11.0, 1.0 / 9.0, -1.0 / 7.0, 1.0 / 5.0];
/// The tangent's power series from the fifth power on, highest power first.
const TAN_SERIES: [f64; 7] = [
    6_404_582.0 / 10_854_718_875.0,
    929_569.0 / 638_512_875.0,
    21_844.0 / 6_081_075.0,
    1_382.0 / 155_925.0,
    62.0 / 2_835.0,
    17.0 / 315.0,
    2.0 / 15.0,
];
/// Adding and subtracting this rounds to 1/16; the 16ths then stand in the last places.
const SIXTEENTHS: f64 = 1.5 * 281_474_976_710_656.0;
/// Adding and subtracting this rounds to an integer, which then stands in the last places.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// Below this the square of a number has no place in float64 any more, nor is it needed.
const SMALL: f64 = 1e-150;

/// The angle of the point `(run, rise)`, for `0 <= rise <= run`.
#[inline(always)]
fn low_angle<S: Lanes>(rise: Pair<S>, run: Pair<S>) -> Pair<S> {
    let s = rise.high.lanes;
    // atan(rise/run) = atan(c) + atan(t) with c a multiple of 1/16 up to 15/16.
    let shifted = (rise.high / run.high).min(s.real(0.9375)) + s.real(SIXTEENTHS);
    let c = shifted - s.real(SIXTEENTHS);
    let index = shifted.bits();
    let table = Pair { high: index.look_up(&ATAN_HIGH), low: index.look_up(&ATAN_LOW) };
    let above = rise.plus(run.times_real(c).negated());
    let along = run.plus(rise.times_real(c));
    let t = above.over(along);
    table.plus(odd_series(t, true, ATAN_SERIES))
}

/// `t ± t^3 (1/3 ± t^2 series(t^2))`; for the arctangent the first two signs are minus.
#[inline(always)]
fn odd_series<S: Lanes, const N: usize>(t: Pair<S>, alternating: bool, series: [f64; N]) -> Pair<S> {
    let s = t.high.lanes;
    let square = t.times(t);
    let tail = square.high * square.high.polynomial(series);
    let third = if alternating {
        Pair::quick_sum(s.real(-THIRD[0]), tail - s.real(THIRD[1]))
    } else {
        Pair::quick_sum(s.real(THIRD[0]), tail + s.real(THIRD[1]))
    };
    let bend = square.times(third).times(t);
    let sum = Pair::quick_sum(t.high, bend.high);
    Pair::quick_sum(sum.high, sum.low + (t.low + bend.low))
}

/// The angle of the point `(x, y)` in `0..=pi/2`, for `x, y >= 0`: seen from the nearer axis it is at most
/// pi/4.
#[inline(always)]
fn acute_angle<S: Lanes>(y: Pair<S>, x: Pair<S>) -> Pair<S> {
    let s = y.high.lanes;
    let steep = x.high.lt(y.high);
    let low = low_angle(Pair::select(steep, x, y), Pair::select(steep, y, x));
    let base = Pair::select(steep, Pair::constant(s, HALF_PI), Pair::of(s.real(0.0)));
    base.plus(Pair::select(steep, low.negated(), low))
}

/// The angle of the point `(x, y)` in `0..=pi`, for `y >= 0`.
#[inline(always)]
fn angle<S: Lanes>(y: Pair<S>, x: Pair<S>) -> Pair<S> {
    let s = y.high.lanes;
    let left = x.high.lt(s.real(0.0));
    let acute = acute_angle(y, Pair::select(left, x.negated(), x));
    Pair::select(left, Pair::constant(s, PI).plus(acute.negated()), acute)
}

impl LaneFn for Arctan {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let a = x.abs();
        let (y, doubtful) = acute_angle(Pair::of(a), Pair::of(s.real(1.0))).round(ERROR);
        let tiny = a.lt(s.real(SMALL));
        let usual = !doubtful & a.lt(s.real(1e150));
        (tiny.select(x, y.with_sign_of(x)), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::arctan(x)
    }
}

/// `sqrt(1 - x^2)`.
#[inline(always)]
fn other_leg<S: Lanes>(x: Reals<S>) -> Pair<S> {
    let one = x.lanes.real(1.0);
    Pair::product(x, x).negated().plus_real(one).sqrt()
}

impl LaneFn for Arcsin {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let a = x.abs();
        let (y, doubtful) = acute_angle(Pair::of(a), other_leg(a)).round(ERROR);
        let tiny = a.lt(s.real(SMALL));
        let usual = !doubtful & a.lt(s.real(1.0));
        (tiny.select(x, y.with_sign_of(x)), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::arcsin(x)
    }
}

impl LaneFn for Arccos {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let (y, doubtful) = angle(other_leg(x), Pair::of(x)).round(ERROR);
        let tiny = x.abs().lt(s.real(SMALL));
        let usual = !doubtful & x.abs().lt(s.real(1.0));
        (tiny.select(s.real(HALF_PI[0]), y), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::arccos(x)
    }
}

impl LaneFn2 for Arctan2 {
    #[inline(always)]
    fn lanes<S: Lanes>(y: Reals<S>, x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let (a, b) = (y.abs(), x.abs());
        let (result, doubtful) = angle(Pair::of(a), Pair::of(x)).round(ERROR);
        // Products and quotients of these stay well inside the range.
        let moderate = a.ge(s.real(1e-70)) & a.lt(s.real(1e70)) & b.ge(s.real(1e-70)) & b.lt(s.real(1e70));
        (result.with_sign_of(y), doubtful | !moderate)
    }
    fn rare(y: f64, x: f64) -> f64 {
        exact::arctan2(y, x)
    }
}

/// pi/2 in parts: three of 32 bits, whose products with a number of quarter turns are exact, and the rest.
const QUARTER: [f64; 4] = [
    f64::from_bits(0x3ff9_21fb_5440_0000),
    f64::from_bits(0x3dd0_b461_1a60_0000),
    f64::from_bits(0x3ba3_198a_2e00_0000),
    f64::from_bits(0x397b_839a_2520_49c1),
];
/// Up to here the number of quarter turns has at most 20 bits.
const TURNS: f64 = 1_000_000.0;

impl LaneFn for Tan {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let shifted = x.fma_c(std::f64::consts::FRAC_2_PI, ROUND);
        let n = -(shifted - s.real(ROUND));
        // x - n pi/2: the first difference is exact, the later ones keep their errors.
        let r = n.fma(s.real(QUARTER[0]), x);
        let r = Pair::sum(r, n * s.real(QUARTER[1]));
        let low = Pair::sum(r.low, n * s.real(QUARTER[2]));
        let r = Pair::sum(r.high, low.high);
        let r = Pair::quick_sum(r.high, r.low + n.fma(s.real(QUARTER[3]), low.low));
        let back = r.high.lt(s.real(0.0));
        let r = Pair::select(back, r.negated(), r);
        // tan(c + t) = (tan c + tan t) / (1 - tan c tan t); after a quarter turn upside down.
        let sixteenths = r.high + s.real(SIXTEENTHS);
        let index = sixteenths.bits();
        let t = r.plus_real(s.real(SIXTEENTHS) - sixteenths);
        let t = odd_series(t, false, TAN_SERIES);
        let table = Pair { high: index.look_up(&TAN_HIGH), low: index.look_up(&TAN_LOW) };
        let above = table.plus(t);
        let below = table.times(t).negated().plus_real(s.real(1.0));
        let odd = (shifted.bits() & s.word(1)).shl::<62>();
        let odd = s.real(1.0).lt((odd | s.word(0x3ff0_0000_0000_0000)).reals());
        let quotient = Pair::select(odd, below, above).over(Pair::select(odd, above, below));
        let (y, doubtful) = quotient.round(ERROR);
        // The sign: of the rest, and turned in odd quarters.
        let y = back.select(-y, y);
        let y = odd.select(-y, y);
        let tiny = x.abs().lt(s.real(SMALL));
        let usual = !doubtful & x.abs().lt(s.real(TURNS));
        (tiny.select(x, y), !(usual | tiny))
    }
    fn rare(x: f64) -> f64 {
        exact::tan(x)
    }
}
