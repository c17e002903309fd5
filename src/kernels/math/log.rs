//! float64 log with the bits of SVML's `log8_ha`.
//!
//! `x = m 2^e`; `k` is `1/m` rounded to 1/32; `log x = e ln 2 - ln k + log(1 + r)` with `r = mk - 1`.

use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn;
use super::tables::{FINE_LOG_HIGH, FINE_LOG_LOW, FINE_LOG_RECIPROCAL, LOG_HIGH, LOG_LOW, LOG_STEP};

/// float64 log.
pub(super) struct Log;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_0000);
const LN2_LOW: f64 = f64::from_bits(0x3d7c_f79a_bc9e_0000);
/// `(log(1 + r) - r) / r^2`, highest power first.
const POLY: [f64; 8] = [
    f64::from_bits(0x3fbc_81cd_309d_7c70),
    f64::from_bits(0xbfc0_0735_7e93_af62),
    f64::from_bits(0x3fc2_4922_9cee_81ef),
    f64::from_bits(0xbfc5_5553_fb28_db06),
    f64::from_bits(0x3fc9_9999_99cc_9f5c),
    f64::from_bits(0xbfd0_0000_000c_05bd),
    f64::from_bits(0x3fd5_5555_5555_5466),
    f64::from_bits(0xbfdf_ffff_ffff_ffc6),
];

impl LaneFn for Log {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let bits = x.bits();
        let m = ((bits & s.word(0x000f_ffff_ffff_ffff)) | s.word(0x3ff0_0000_0000_0000)).reals();
        // The exponent as a number, without a conversion: in the last places of 2^52.
        const TWO_52: f64 = 4_503_599_627_370_496.0;
        let e = (bits.shr::<52>() | s.word(0x4330_0000_0000_0000)).reals() - s.real(TWO_52 + 1023.0);
        // 32/m + 1/2 by a parabola good to 0.3, rounded, is k or k + 1; the table knows which.
        const ROUND: f64 = 1.5 * TWO_52;
        let guess = m.fma_c(10.343_434_343_434_314, -46.545_454_545_454_5).fma(m, s.real(68.410_256_338_460_57));
        let guess = guess + s.real(ROUND);
        let step = guess.bits().look_up(&LOG_STEP);
        let above = guess - s.real(ROUND);
        let k = m.ge(step).select(above - s.real(1.0), above);
        let index = (k + s.real(TWO_52)).bits();
        let high = index.look_up(&LOG_HIGH);
        let low = index.look_up(&LOG_LOW);
        let k = k * s.real(1.0 / 32.0);
        let r = m.fma(k, s.real(-1.0));
        let e = k.lt(s.real(0.75)).select(e + s.real(1.0), e);
        let q = r * r;
        let a = r.fma_c(POLY[0], POLY[1]);
        let b = r.fma_c(POLY[2], POLY[3]);
        let c = r.fma_c(POLY[4], POLY[5]);
        let d = r.fma_c(POLY[6], POLY[7]);
        let p = a.fma(q, b).fma(q * q, c.fma(q, d));
        let t = e.fma(s.real(LN2_HIGH), high);
        let sum = t + r;
        let rest = r - (sum - t);
        let y = sum + (p.fma(q, rest) + e.fma(s.real(LN2_LOW), low));
        (y, !(x.ge(s.real(f64::MIN_POSITIVE)) & x.lt(s.real(f64::INFINITY))))
    }

    /// Zero, negative numbers, infinity, NaN; and subnormal numbers by SVML's scalar path, whose
    /// products and sums are not fused.
    fn rare(x: f64) -> f64 {
        if x.is_nan() || x == f64::INFINITY {
            return x;
        }
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        if x < 0.0 {
            // The NaN that the processor makes; a program sees its sign in `np.signbit`.
            return f64::from_bits(0xfff8_0000_0000_0000);
        }
        const TWO_60: f64 = 1_152_921_504_606_846_976.0;
        let bits = (x * TWO_60).to_bits();
        let e = (bits >> 52) as f64 - (1023.0 + 60.0);
        let m = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
        // Seven bits after the point, in the last places of 2^46.
        let j = ((m + f64::from_bits(0x42d0_0000_0000_0040)).to_bits() & 127) as usize;
        const TWO_21: f64 = 2_097_152.0;
        let m_high = (m + TWO_21) - TWO_21;
        let m_low = m - m_high;
        let k = FINE_LOG_RECIPROCAL[j];
        let (a, b) = (m_high * k - 1.0, m_low * k);
        let high = (e * f64::from_bits(0x3fe6_2e42_fefa_3800) + FINE_LOG_HIGH[j]) + a;
        let low = (e * f64::from_bits(0x3d2e_f357_93c7_6730) + FINE_LOG_LOW[j]) + b;
        let r = a + b;
        let mut p = f64::from_bits(0xbfc0_00b4_05a2_836d);
        for c in [
            0x3fc2_49c0_2481_059d,
            0xbfc5_5555_5228_b38f,
            0x3fc9_9999_97b3_6c81,
            0xbfd0_0000_0000_0262,
            0x3fd5_5555_5555_5613,
            0xbfe0_0000_0000_0000,
        ] {
            p = p * r + f64::from_bits(c);
        }
        high + (p * r * r + low)
    }
}
