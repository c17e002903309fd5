//! Numbers with 128 bits of mantissa: slow and exact enough to round any function here correctly. The
//! vectorised routines fall back on them where they cannot tell which way to round.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// `± bits · 2^exponent`; the top bit of `bits` is set unless the number is zero. Operations truncate, with
/// an error below 2^-126 of the result (of the larger operand, for sums).
#[derive(Clone, Copy, Debug)]
pub(super) struct Wide {
    pub(super) negative: bool,
    pub(super) bits: u128,
    pub(super) exponent: i32,
}

/// The natural logarithm of 2.
pub(super) const LN2: Wide = Wide { negative: false, bits: 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2_f6af, exponent: -128 };
/// The binary logarithm of e.
pub(super) const LOG2_E: Wide =
    Wide { negative: false, bits: 0xb8aa_3b29_5c17_f0bb_be87_fed0_691d_3e89, exponent: -127 };
/// The decimal logarithm of e.
pub(super) const LOG10_E: Wide =
    Wide { negative: false, bits: 0xde5b_d8a9_3728_7195_355b_aaaf_ad33_dc32, exponent: -129 };
/// Half of pi.
pub(super) const HALF_PI: Wide =
    Wide { negative: false, bits: 0xc90f_daa2_2168_c234_c4c6_628b_80dc_1cd1, exponent: -127 };

impl Wide {
    /// Zero.
    pub(super) const ZERO: Wide = Wide { negative: false, bits: 0, exponent: 0 };
    /// One.
    pub(super) const ONE: Wide = Wide { negative: false, bits: 1 << 127, exponent: -127 };

    /// `± bits · 2^exponent` of any bits.
    pub(super) fn new(negative: bool, bits: u128, exponent: i32) -> Wide {
        if bits == 0 {
            return Wide::ZERO;
        }
        let shift = bits.leading_zeros();
        Wide { negative, bits: bits << shift, exponent: exponent - shift as i32 }
    }

    /// A finite float64, exactly.
    pub(super) fn of(x: f64) -> Wide {
        let bits = x.to_bits();
        let biased = (bits >> 52 & 0x7ff) as i32;
        let fraction = u128::from(bits & 0x000f_ffff_ffff_ffff);
        let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
        Wide::new(x.is_sign_negative(), mantissa, exponent)
    }

    /// The nearest float64, ties to even; subnormal and infinite results too.
    pub(super) fn round(self) -> f64 {
        if self.bits == 0 {
            return 0.0;
        }
        let sign = if self.negative { 1 << 63 } else { 0 };
        let top = self.exponent + 127;
        if top > 1023 {
            return f64::from_bits(sign | f64::INFINITY.to_bits());
        }
        // Bits that the result has room for: fewer for subnormal results.
        let keep = if top >= -1022 { 53 } else { 53 - (-1022 - top) };
        if keep < 0 {
            return f64::from_bits(sign);
        }
        let drop = 128 - keep as u32;
        let (kept, rest) = if drop == 128 { (0, self.bits) } else { (self.bits >> drop, self.bits << (128 - drop)) };
        const HALF: u128 = 1 << 127;
        let up = rest > HALF || (rest == HALF && kept & 1 == 1);
        let mantissa = kept as u64 + u64::from(up);
        // A carry out of the mantissa goes into the exponent, as it should, to infinity in the end.
        let magnitude = if top >= -1022 { (((top + 1022) as u64) << 52) + mantissa } else { mantissa };
        f64::from_bits(sign | magnitude)
    }

    /// Roughly the value, for a first guess. Its exponent must be moderate.
    pub(super) fn guess(self) -> f64 {
        let x = (self.bits >> 64) as u64 as f64 * 2f64.powi(self.exponent + 64);
        if self.negative { -x } else { x }
    }

    /// Times `2^n`.
    pub(super) fn scale(self, n: i32) -> Wide {
        Wide { exponent: self.exponent + n, ..self }
    }

    /// The magnitude.
    pub(super) fn abs(self) -> Wide {
        Wide { negative: false, ..self }
    }

    /// Whether the magnitude is below `2^n`.
    pub(super) fn below(self, n: i32) -> bool {
        self.bits == 0 || self.exponent + 127 < n
    }

    /// Divided by a small whole number.
    pub(super) fn over(self, n: u64) -> Wide {
        if self.bits == 0 {
            return self;
        }
        let n = u128::from(n);
        let (quotient, rest) = (self.bits / n, self.bits % n);
        let shift = quotient.leading_zeros();
        let bits = (quotient << shift) | ((rest << shift) / n);
        Wide { bits, exponent: self.exponent - shift as i32, ..self }
    }

    /// The square root of a number that is not negative.
    pub(super) fn sqrt(self) -> Wide {
        if self.bits == 0 {
            return self;
        }
        // An even exponent for a mantissa in [1, 4).
        let shift = (self.exponent + 127).rem_euclid(2);
        let half = (self.exponent + 127 - shift) / 2;
        let x = Wide { exponent: shift - 127, ..self };
        let mut root = Wide::of(x.guess().sqrt());
        for _ in 0..2 {
            root = (root + x / root).scale(-1);
        }
        root.scale(half)
    }

    /// The real cube root.
    pub(super) fn cbrt(self) -> Wide {
        if self.bits == 0 {
            return self;
        }
        let shift = (self.exponent + 127).rem_euclid(3);
        let third = (self.exponent + 127 - shift) / 3;
        let x = Wide { exponent: shift - 127, negative: false, ..self };
        let mut root = Wide::of(x.guess().cbrt());
        for _ in 0..2 {
            root = (root.scale(1) + x / (root * root)).over(3);
        }
        Wide { negative: self.negative, ..root.scale(third) }
    }
}

impl Neg for Wide {
    type Output = Wide;
    fn neg(self) -> Wide {
        Wide { negative: !self.negative, ..self }
    }
}

impl Add for Wide {
    type Output = Wide;
    fn add(self, other: Wide) -> Wide {
        let larger_first = other.bits == 0 || (self.bits != 0 && self.exponent >= other.exponent);
        let (a, b) = if larger_first { (self, other) } else { (other, self) };
        if b.bits == 0 {
            return a;
        }
        let shift = (a.exponent - b.exponent) as u32;
        let aligned = if shift < 128 { b.bits >> shift } else { 0 };
        if a.negative == b.negative {
            return match a.bits.checked_add(aligned) {
                Some(bits) => Wide { bits, ..a },
                None => {
                    let bits = a.bits.wrapping_add(aligned) >> 1 | 1 << 127;
                    Wide { bits, exponent: a.exponent + 1, ..a }
                }
            };
        }
        if a.bits >= aligned {
            Wide::new(a.negative, a.bits - aligned, a.exponent)
        } else {
            Wide::new(b.negative, aligned - a.bits, a.exponent)
        }
    }
}

impl Sub for Wide {
    type Output = Wide;
    fn sub(self, other: Wide) -> Wide {
        self + -other
    }
}

impl Mul for Wide {
    type Output = Wide;
    fn mul(self, other: Wide) -> Wide {
        const LOW: u128 = u64::MAX as u128;
        let (a1, a0) = (self.bits >> 64, self.bits & LOW);
        let (b1, b0) = (other.bits >> 64, other.bits & LOW);
        let middle = a1 * b0;
        let other_middle = a0 * b1;
        let carries = ((a0 * b0) >> 64) + (middle & LOW) + (other_middle & LOW);
        let high = a1 * b1 + (middle >> 64) + (other_middle >> 64) + (carries >> 64);
        // The product of two top bits is in one of two places.
        let (bits, exponent) = if high >> 127 == 1 { (high, 128) } else { (high << 1 | carries >> 63 & 1, 127) };
        if high == 0 {
            return Wide::ZERO;
        }
        Wide { negative: self.negative != other.negative, bits, exponent: self.exponent + other.exponent + exponent }
    }
}

impl Div for Wide {
    type Output = Wide;
    /// The divisor is not zero.
    fn div(self, other: Wide) -> Wide {
        if self.bits == 0 {
            return self;
        }
        // Schoolbook division, a bit at a time; the dividend's half leaves room for the shift.
        let mut rest = self.bits >> 1;
        let divisor = other.bits >> 1;
        let mut quotient = 0u128;
        for _ in 0..128 {
            quotient <<= 1;
            if rest >= divisor {
                rest -= divisor;
                quotient |= 1;
            }
            rest <<= 1;
        }
        Wide::new(self.negative != other.negative, quotient, self.exponent - other.exponent - 127)
    }
}
