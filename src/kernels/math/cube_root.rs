//! float64 cbrt, correctly rounded.

use super::double_double::Pair;
use super::exact;
use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn;

/// float64 cbrt.
pub(super) struct Cbrt;

/// What the pair may be off by, relative to the result.
const ERROR: f64 = f64::from_bits((1023 - 90) << 52);

impl LaneFn for Cbrt {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        // |x| = m 2^(3q) with m in [1, 8): q is a third of the exponent, rounded down.
        const TWO_52: f64 = 4_503_599_627_370_496.0;
        let a = x.abs();
        let biased = a.bits().shr::<52>();
        let e = (biased | s.word(0x4330_0000_0000_0000)).reals() - s.real(TWO_52 + 1023.0);
        let shifted = e.fma(s.real(1.0 / 3.0), s.real(-1.0 / 3.0)) + s.real(1.5 * TWO_52);
        let q = shifted - s.real(1.5 * TWO_52);
        let three_q = (q * s.real(3.0) + s.real(TWO_52 + 4096.0)).bits();
        let m = (a.bits() - three_q.shl::<52>() + s.word(4096 << 52)).reals();
        // The inverse cube root by a cubic good to 2.4 %, then by Newton's method, which needs no division.
        let mut r = m.polynomial([-0.002_121_76, 0.039_874_23, -0.272_689_03, 1.210_969_05]);
        let mut i = 0;
        while i < 4 {
            let cube = r * r * r;
            r = r.fma((-m).fma(cube, s.real(1.0)) * s.real(1.0 / 3.0), r);
            i += 1;
        }
        let y = m * (r * r);
        // One step more in pairs: y + (m - y^3) / (3 y^2).
        let cube = Pair::product(y, y).times_real(y);
        let rest = (m - cube.high) - cube.low;
        let pair = Pair::quick_sum(y, rest * (r * r) * s.real(1.0 / 3.0));
        let (y, doubtful) = pair.round(ERROR);
        let power = (shifted.bits() + s.word(1023)).shl::<52>().reals();
        let usual = a.ge(s.real(f64::MIN_POSITIVE)) & a.lt(s.real(f64::INFINITY));
        ((y * power).with_sign_of(x), doubtful | !usual)
    }
    fn rare(x: f64) -> f64 {
        exact::cbrt(x)
    }
}
