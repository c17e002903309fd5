//! float64 tanh with the bits of NumPy's own routine: a power series of degree 16 in each of 15
//! intervals, read off the argument's leading bits.

use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn;
use super::tables::TANH;

/// float64 tanh.
pub(super) struct Tanh;

impl LaneFn for Tanh {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let magnitude = x.abs();
        // Intervals are half octaves from 2^-3 on. Positive numbers order like their bit patterns, so
        // the clamping is done on numbers.
        const FIRST: u64 = 0x3fc0_0000_0000_0000;
        const LAST: u64 = FIRST + 0x0078_0000_0000_0000;
        let clamped = magnitude.min(s.real(f64::from_bits(LAST))).max(s.real(f64::from_bits(FIRST)));
        let i = (clamped.bits() - s.word(FIRST)).shr::<51>();
        let y = magnitude - i.look_up(&TANH[0]);
        let mut p = i.look_up(&TANH[17]);
        let mut c = 16;
        while c > 0 {
            p = p.fma(y, i.look_up(&TANH[c]));
            c -= 1;
        }
        // Only infinity is beyond this, and the series makes it NaN.
        let huge = (x.bits() & s.word(0x7ff8_0000_0000_0000)).gt(s.word(0x7fe0_0000_0000_0000));
        let p = huge.select(s.real(1.0), p);
        let p = (p.bits() | (x.bits() & s.word(1 << 63))).reals();
        (x.equals(x).select(p, x), s.real(1.0).lt(s.real(0.0)))
    }

    fn rare(x: f64) -> f64 {
        x.tanh()
    }
}
