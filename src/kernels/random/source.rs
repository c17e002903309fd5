//! The two generations of NumPy's distributions draw from the same bits in different ways. `Source`
//! is what they share, so that a formula which both use is written once.

use super::{BitGenerator, legacy, ziggurat};

/// Uniform, normal and exponential draws, in the manner of one generation.
pub trait Source {
    /// The bits underneath.
    fn bits(&mut self) -> &mut dyn BitGenerator;

    /// A standard normal.
    fn normal(&mut self) -> f64;

    /// A standard exponential.
    fn exponential(&mut self) -> f64;

    /// A double in [0, 1).
    #[inline]
    fn uniform(&mut self) -> f64 {
        self.bits().next_f64()
    }
}

/// `Generator`'s way: ziggurats.
pub struct Modern<'a> {
    /// The bits underneath.
    pub bits: &'a mut dyn BitGenerator,
}

/// `RandomState`'s way, frozen since NumPy 1.16: the polar method and logarithms.
pub struct Legacy<'a> {
    /// The bits underneath.
    pub bits: &'a mut dyn BitGenerator,
    /// The second normal of the last pair, if it was not used yet.
    pub spare: &'a mut Option<f64>,
}

impl Source for Modern<'_> {
    #[inline]
    fn bits(&mut self) -> &mut dyn BitGenerator {
        self.bits
    }

    #[inline]
    fn normal(&mut self) -> f64 {
        ziggurat::normal(self.bits)
    }

    #[inline]
    fn exponential(&mut self) -> f64 {
        ziggurat::exponential(self.bits)
    }
}

impl Source for Legacy<'_> {
    #[inline]
    fn bits(&mut self) -> &mut dyn BitGenerator {
        self.bits
    }

    #[inline]
    fn normal(&mut self) -> f64 {
        legacy::polar(self.bits, self.spare)
    }

    #[inline]
    fn exponential(&mut self) -> f64 {
        -(1.0 - self.bits.next_f64()).ln()
    }
}
