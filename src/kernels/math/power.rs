//! float64 power with the bits of SVML's `pow8_ha`.
//!
//! `log2 x` as a sum of two doubles, times `y`, then 2 to that. Three steps round towards zero and one
//! down; here that is done by looking at the sign of what rounding to nearest lost, so that every
//! instruction set can do it.

use super::exact;
use super::lanes::{Lanes, Mask, Reals};
use super::map::LaneFn2;
use super::tables::{EXP2_HIGH, EXP2_LOW, LOG2_HIGH, LOG2_LOW};
use pulp::Scalar;

/// float64 power.
pub(super) struct Power;

/// `(log2(1 + 2r) - H - C r) / r`-like polynomial, highest power first, in pairs.
const LOG: [f64; 10] = [
    f64::from_bits(0xc062_7a39_4386_376f),
    f64::from_bits(0x4054_873c_f871_41d1),
    f64::from_bits(0xc047_1547_3528_efc1),
    f64::from_bits(0x403a_6176_07e5_5815),
    f64::from_bits(0xc02e_c709_dc3b_71a1),
    f64::from_bits(0x4022_776c_50ef_fbde),
    f64::from_bits(0xc017_1547_652b_82fc),
    f64::from_bits(0x400e_c709_dc3a_03fd),
    f64::from_bits(0xbc87_78d9_c719_0437),
    f64::from_bits(0x3c87_77df_70b7_5d10),
];
/// `2 log2 e`.
const TWO_LOG2_E: f64 = f64::from_bits(0x4007_1547_652b_82fe);
/// `(2^f - 1) / f`, highest power first, in pairs.
const EXP2: [f64; 6] = [
    f64::from_bits(0x3f24_a1d7_f58c_2d59),
    f64::from_bits(0x3f55_d747_2783_d279),
    f64::from_bits(0x3f83_b2ad_1b14_ebaa),
    f64::from_bits(0x3fac_6b08_d4ad_8eb9),
    f64::from_bits(0x3fce_bfbd_ff84_554d),
    f64::from_bits(0x3fe6_2e42_fefa_398b),
];
/// Where `y log2 x` is larger, the result is near an end of the range.
const LIMIT: f64 = 1021.5;
const TWO_52: f64 = 4_503_599_627_370_496.0;
/// Adding this leaves a number's 1/16ths in the last places; the last four bits are `16 · 1023`.
const SHIFT: f64 = f64::from_bits(0x42f8_0000_0000_3ff0);

impl LaneFn2 for Power {
    #[inline(always)]
    fn lanes<S: Lanes>(x: Reals<S>, y: Reals<S>) -> (Reals<S>, Mask<S>) {
        let s = x.lanes;
        let normal = x.ge(s.real(f64::MIN_POSITIVE)) & x.lt(s.real(f64::INFINITY));
        let (result, moderate) = moderate_power(x, y, s.real(0.0));
        (result, !(normal & moderate))
    }

    fn rare(x: f64, y: f64) -> f64 {
        if x > 0.0 && x < f64::MIN_POSITIVE {
            // A subnormal x takes the common way, its exponent adjusted.
            const TWO_54: f64 = 18_014_398_509_481_984.0;
            let s = Scalar::new();
            let (result, moderate) = moderate_power(s.real(x * TWO_54), s.real(y), s.real(-54.0));
            if moderate.value {
                return result.value;
            }
        }
        // SVML computes powers of negative numbers apart, to about 0.501 units in the last place: the C
        // library's have the same digits but for one in a thousand, and `exact` takes 30 times as long.
        if x < 0.0 && x > f64::NEG_INFINITY && y.trunc() == y {
            return x.powf(y);
        }
        exact::power(x, y)
    }
}

/// `(x 2^shift)^y` for positive normal `x`, and where that is right: results away from the ends of the
/// range.
#[inline(always)]
fn moderate_power<S: Lanes>(x: Reals<S>, y: Reals<S>, shift: Reals<S>) -> (Reals<S>, Mask<S>) {
    let s = x.lanes;
    let bits = x.bits();
    let e = (bits.shr::<52>() | s.word(0x4330_0000_0000_0000)).reals() - s.real(TWO_52 + 1023.0) + shift;
    let m = ((bits & s.word(0x000f_ffff_ffff_ffff)) | s.word(0x3fe0_0000_0000_0000)).reals();
    // k is 1/m to the nearest 1/32; its 32nds stand in the last places of the shifted number.
    let shifted = s.real(1.0) / m + s.real(1.5 * TWO_52 / 32.0);
    let k = shifted - s.real(1.5 * TWO_52 / 32.0);
    let index = shifted.bits();
    let high = index.look_up_32(&LOG2_HIGH);
    let low = index.look_up_32(&LOG2_LOW);
    let e = k.ge(s.real(1.5)).select(e, e + s.real(1.0));

    let r = (m * s.real(0.5)).fma(k, s.real(-0.5));
    let q = r * r;
    let p = r.fma_c(LOG[0], LOG[1]).fma(q, r.fma_c(LOG[2], LOG[3]));
    let a = r.fma_c(LOG[4], LOG[5]).fma(q, r.fma_c(LOG[6], LOG[7]));
    let p = p.fma(q * q, a).fma(q, r.fma_c(LOG[8], LOG[9]));
    let p = r.fma(p, low);
    // log2 x = hi + lo.
    let c = s.real(TWO_LOG2_E);
    let base = high + e;
    let sum = r.fma(c, base);
    let t = sum - base;
    let u = (-r).fma(t, sum);
    let w = r.fma(c, -t);
    let w = (-w).fma(r, w);
    let g = t.fma(r, u - sum);
    let z = p + (w - g);
    let hi = u + z;
    let lo = z - (hi - u);

    // y log2 x = big + small, both rounded towards zero.
    let product = hi * y;
    let product = toward_zero(product, y.fma(hi, -product));
    // Exact, so that its rounding does not matter.
    let rest = y.fma(hi, -product);
    let small = y.fma(lo, rest);
    let small = toward_zero(small, fma_error(y, lo, rest, small));
    let big = product + small;
    let big = toward_zero(big, sum_error(product, small, big));
    let carried = big - product;
    // n is a multiple of 1/16 not above big; its shifted form holds both parts of the exponent.
    let shifted = big + s.real(SHIFT);
    let n = shifted - s.real(SHIFT);
    let step = big.lt(n).select(s.real(0.0625), s.real(0.0));
    let (shifted, n) = (shifted - step, n - step);
    let f = big - n;
    // Rounded down; f is not negative, so that is towards zero.
    let f = toward_zero(f, sum_error(big, -n, f));
    let f = f + (small - carried);

    let index = shifted.bits();
    let high = index.look_up(&EXP2_HIGH);
    let low = index.look_up(&EXP2_LOW);
    let q = f * f;
    let a = f.fma_c(EXP2[0], EXP2[1]).fma(q, f.fma_c(EXP2[2], EXP2[3])).fma(q, f.fma_c(EXP2[4], EXP2[5]));
    let result = high.fma(f.fma(a, low), high);
    let power = (index & s.word(!15)).shl::<48>().reals();
    (result * power, s.real(LIMIT).ge(big.abs()))
}

/// A number rounded to nearest, rounded towards zero instead; `error` is what it lacks, or has its sign.
#[inline(always)]
fn toward_zero<S: Lanes>(nearest: Reals<S>, error: Reals<S>) -> Reals<S> {
    let s = nearest.lanes;
    // One place back if the error points the other way.
    let back = (nearest.bits() ^ error.bits()).shr::<63>();
    error.equals(s.real(0.0)).select(nearest, (nearest.bits() - back).reals())
}

/// What the rounded `sum` of `a` and `b` lacks, exactly.
#[inline(always)]
fn sum_error<S: Lanes>(a: Reals<S>, b: Reals<S>, sum: Reals<S>) -> Reals<S> {
    let b_part = sum - a;
    (a - (sum - b_part)) + (b - b_part)
}

/// What the rounded `result` of `a b + c` lacks; the sign is right, the size nearly.
#[inline(always)]
fn fma_error<S: Lanes>(a: Reals<S>, b: Reals<S>, c: Reals<S>, result: Reals<S>) -> Reals<S> {
    let product = a * b;
    let product_error = a.fma(b, -product);
    let sum = product + c;
    let error = sum_error(product, c, sum);
    ((sum - result) + error) + product_error
}
