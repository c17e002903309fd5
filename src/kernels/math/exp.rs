//! float64 exp with the bits of SVML's `exp8_ha`.
//!
//! `x = (N + j/16) ln 2 + r` with `0 <= r < ln 2 / 16`; `exp(x) = 2^N 2^(j/16) exp(r)`.

use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn;
use super::tables::{EXP2_HIGH, EXP2_LOW, FINE_EXP2_HIGH, FINE_EXP2_LOW};

/// float64 exp.
pub(super) struct Exp;

/// From here on results may overflow or be subnormal.
const LIMIT: f64 = f64::from_bits(0x4086_1da0_4cba_fe44);
/// Larger arguments overflow; equals 1024 ln 2 rounded down.
const OVERFLOW: f64 = f64::from_bits(0x4086_2e42_fefa_39ef);
/// Smaller arguments give zero.
const UNDERFLOW: f64 = f64::from_bits(0xc087_4910_d52d_3051);
/// Smaller arguments give subnormal results.
const SUBNORMAL: f64 = f64::from_bits(0xc086_232b_dd7a_bcd2);

const LOG2_E: f64 = std::f64::consts::LOG2_E;
/// Adding this leaves a number's 1/16ths in the last places; the last four bits are `16 · 1023`.
const SHIFT: f64 = f64::from_bits(0x42f8_0000_0000_3ff0);
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_39ef);
const LN2_LOW: f64 = f64::from_bits(0x3c7a_bc9e_3b39_803f);
/// `(exp(r) - 1) / r`, highest power first.
const POLY: [f64; 6] = [
    f64::from_bits(0x3f57_4118_3694_0c04),
    f64::from_bits(0x3f81_101c_bbc2_65c0),
    f64::from_bits(0x3fa5_5557_242d_68fe),
    f64::from_bits(0x3fc5_5555_5393_9732),
    f64::from_bits(0x3fe0_0000_0000_d008),
    f64::from_bits(0x3fef_ffff_ffff_ff70),
];

impl LaneFn for Exp {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        // z is x / ln 2 rounded to nearest 1/16, then down; its low bits hold N and j.
        let z = x.fma_c(LOG2_E, SHIFT);
        let n = z - s.real(SHIFT);
        let above = x.fma(s.real(LOG2_E), -n).lt(s.real(0.0));
        let step = above.select(s.real(0.0625), s.real(0.0));
        let (z, n) = (z - step, n - step);
        let r = (-n).fma(s.real(LN2_HIGH), x);
        let r = (-n).fma(s.real(LN2_LOW), r);
        let z = z.bits();
        let high = z.look_up(&EXP2_HIGH);
        let low = z.look_up(&EXP2_LOW);
        let q = r * r;
        let a = r.fma_c(POLY[0], POLY[1]);
        let b = r.fma_c(POLY[2], POLY[3]);
        let c = r.fma_c(POLY[4], POLY[5]);
        let p = a.fma(q, b).fma(q, c);
        let y = r.fma(p, low).fma(high, high);
        // N is already biased and stands above the four bits of j.
        let power = (z & s.word(!15)).shl::<48>().reals();
        (y * power, x.abs().ge(s.real(LIMIT)))
    }

    /// Near overflow and for subnormal results: SVML's scalar path, whose products and sums are not fused.
    fn rare(x: f64) -> f64 {
        if x.is_nan() {
            return x;
        }
        if x > OVERFLOW {
            return f64::INFINITY;
        }
        if x < UNDERFLOW {
            return 0.0;
        }
        const ROUND: f64 = 6_755_399_441_055_744.0;
        let z = x * (64.0 * LOG2_E) + ROUND;
        let n = z - ROUND;
        let index = z.to_bits() as u32;
        let (j, m) = ((index & 63) as usize, index >> 6);
        let r = x - n * f64::from_bits(0x3f86_2e42_fefa_0000);
        let r = r - n * f64::from_bits(0x3d1c_f79a_bc9e_3b3a);
        let mut p = f64::from_bits(0x3f56_c16a_1c2a_3ffd);
        for c in [0x3f81_1112_3aaf_20d3, 0x3fa5_5555_5555_8fcc, 0x3fc5_5555_5555_48f8, 0x3fe0_0000_0000_0000] {
            p = p * r + f64::from_bits(c);
        }
        let p = p * r * r + r;
        let high = FINE_EXP2_HIGH[j];
        let p = (p + FINE_EXP2_LOW[j]) * high;
        if x >= SUBNORMAL {
            let y = p + high;
            return match m.wrapping_add(1023) & 2047 {
                2047 => y * power(2046) * 2.0,
                biased => y * power(biased),
            };
        }
        // Scaled by 2^60, then rounded once on the way down.
        let biased = m.wrapping_add(1083) & 2047;
        let (p, high) = (p * power(biased), high * power(biased));
        let y = high + p;
        let down = power(1023 - 60);
        if biased <= 50 {
            return y * down;
        }
        let rest = (high - y) + p;
        let wide = y * 6_442_450_944.0;
        let top = (y + wide) - wide;
        let rest = rest + (y - top);
        top * down + rest * down
    }
}

/// The power of two with this biased exponent.
fn power(biased: u32) -> f64 {
    f64::from_bits(u64::from(biased) << 52)
}
