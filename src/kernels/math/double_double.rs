//! Sums of two float64 on lanes, for results that are to be correctly rounded: a routine computes its value
//! to some 70 bits, and where that does not tell which way to round (once in thousands) it asks for the
//! slow way.

use super::lanes::{Lanes, Mask, Reals};

/// `high + low`, with `low` below half a unit in `high`'s last place, mostly.
#[derive(Clone, Copy)]
pub(super) struct Pair<S: Lanes> {
    pub(super) high: Reals<S>,
    pub(super) low: Reals<S>,
}

impl<S: Lanes> Pair<S> {
    /// One number.
    #[inline(always)]
    pub(super) fn of(high: Reals<S>) -> Self {
        Pair { high, low: high.lanes.real(0.0) }
    }

    /// A constant in two parts.
    #[inline(always)]
    pub(super) fn constant(lanes: S, parts: [f64; 2]) -> Self {
        Pair { high: lanes.real(parts[0]), low: lanes.real(parts[1]) }
    }

    /// `a + b`, exactly.
    #[inline(always)]
    pub(super) fn sum(a: Reals<S>, b: Reals<S>) -> Self {
        let high = a + b;
        let b_part = high - a;
        Pair { high, low: (a - (high - b_part)) + (b - b_part) }
    }

    /// `a + b`, exactly, if `a` is the larger one or zero.
    #[inline(always)]
    pub(super) fn quick_sum(a: Reals<S>, b: Reals<S>) -> Self {
        let high = a + b;
        Pair { high, low: b - (high - a) }
    }

    /// `a · b`, exactly.
    #[inline(always)]
    pub(super) fn product(a: Reals<S>, b: Reals<S>) -> Self {
        let high = a * b;
        Pair { high, low: a.fma(b, -high) }
    }

    /// The sum, to about 2^-104 of the larger operand.
    #[inline(always)]
    pub(super) fn plus(self, other: Self) -> Self {
        let sum = Pair::sum(self.high, other.high);
        Pair::quick_sum(sum.high, sum.low + (self.low + other.low))
    }

    /// The sum with one number.
    #[inline(always)]
    pub(super) fn plus_real(self, other: Reals<S>) -> Self {
        let sum = Pair::sum(self.high, other);
        Pair::quick_sum(sum.high, sum.low + self.low)
    }

    /// The product.
    #[inline(always)]
    pub(super) fn times(self, other: Self) -> Self {
        let product = Pair::product(self.high, other.high);
        let cross = self.high.fma(other.low, self.low * other.high);
        Pair::quick_sum(product.high, product.low + cross)
    }

    /// The product with one number.
    #[inline(always)]
    pub(super) fn times_real(self, other: Reals<S>) -> Self {
        let product = Pair::product(self.high, other);
        Pair::quick_sum(product.high, self.low.fma(other, product.low))
    }

    /// The product with a power of two.
    #[inline(always)]
    pub(super) fn scaled(self, power: Reals<S>) -> Self {
        Pair { high: self.high * power, low: self.low * power }
    }

    /// The quotient.
    #[inline(always)]
    pub(super) fn over(self, other: Self) -> Self {
        // One division: what the first quotient is off by is in the rest.
        let inverse = self.high.lanes.real(1.0) / other.high;
        let quotient = self.high * inverse;
        let rest = (-quotient).fma(other.high, self.high);
        let rest = (-quotient).fma(other.low, rest + self.low);
        Pair::quick_sum(quotient, rest * inverse)
    }

    /// The square root of a positive number.
    #[inline(always)]
    pub(super) fn sqrt(self) -> Self {
        let root = self.high.sqrt();
        let rest = (-root).fma(root, self.high) + self.low;
        Pair::quick_sum(root, rest / (root + root))
    }

    /// The opposite number.
    #[inline(always)]
    pub(super) fn negated(self) -> Self {
        Pair { high: -self.high, low: -self.low }
    }

    /// The numbers of `yes` where true, of `no` where false.
    #[inline(always)]
    pub(super) fn select(mask: Mask<S>, yes: Self, no: Self) -> Self {
        Pair { high: mask.select(yes.high, no.high), low: mask.select(yes.low, no.low) }
    }

    /// The nearest float64, and where it is doubtful, the value being known to `error` times itself only.
    /// NaN is doubtful.
    #[inline(always)]
    pub(super) fn round(self, error: f64) -> (Reals<S>, Mask<S>) {
        let margin = self.high * self.high.lanes.real(error);
        let up = self.high + (self.low + margin);
        let down = self.high + (self.low - margin);
        (up, !up.equals(down))
    }
}

impl<S: Lanes> Reals<S> {
    /// The magnitude of `self` with the sign of `sign`.
    #[inline(always)]
    pub(super) fn with_sign_of(self, sign: Self) -> Self {
        let top = self.lanes.word(1 << 63);
        (self.abs().bits() | (sign.bits() & top)).reals()
    }

    /// A polynomial in `self`, coefficients from the highest power down.
    #[inline(always)]
    pub(super) fn polynomial<const N: usize>(self, coefficients: [f64; N]) -> Self {
        let mut sum = self.lanes.real(coefficients[0]);
        let mut i = 1;
        while i < N {
            sum = sum.fma(self, self.lanes.real(coefficients[i]));
            i += 1;
        }
        sum
    }
}
