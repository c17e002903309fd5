//! Whole samples of a law: one loop for both generations, block fills for the frequent laws.

use super::binomial::Binomial;
use super::continuous::{exponential, normal, uniform};
use super::laws::{Arguments, Draw, Law, LegacyDraw, ModernDraw};
use super::source::{Legacy, Modern, Source};

/// A sample; `Whole` numbers are `int64`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Numbers {
    Real(Vec<f64>),
    Whole(Vec<i64>),
}

/// The arguments of the draws.
#[derive(Clone, Copy)]
pub enum Each<'a> {
    /// The same for all of them.
    Same(Arguments),
    /// Those of the `i`-th draw (broadcast arrays, in C order).
    Of(&'a dyn Fn(usize) -> Arguments),
}

/// What the sampling loop needs from a generation.
pub(super) trait Generational: Source {
    fn fill_normal(&mut self, out: &mut [f64]);
    fn fill_exponential(&mut self, out: &mut [f64]);
    fn real(&mut self, draw: (ModernDraw<f64>, LegacyDraw<f64>), arguments: &Arguments) -> f64;
    fn whole(&mut self, draw: (ModernDraw<i64>, LegacyDraw<i64>), arguments: &Arguments) -> i64;
    fn binomial(n: i64, p: f64) -> Binomial;
}

impl Generational for Modern<'_> {
    fn fill_normal(&mut self, out: &mut [f64]) {
        self.bits.fill_normal(out);
    }

    fn fill_exponential(&mut self, out: &mut [f64]) {
        self.bits.fill_exponential(out);
    }

    #[inline]
    fn real(&mut self, draw: (ModernDraw<f64>, LegacyDraw<f64>), arguments: &Arguments) -> f64 {
        draw.0(self, arguments)
    }

    #[inline]
    fn whole(&mut self, draw: (ModernDraw<i64>, LegacyDraw<i64>), arguments: &Arguments) -> i64 {
        draw.0(self, arguments)
    }

    fn binomial(n: i64, p: f64) -> Binomial {
        Binomial::modern(n, p)
    }
}

impl Generational for Legacy<'_> {
    fn fill_normal(&mut self, out: &mut [f64]) {
        self.bits.fill_gauss(self.spare, out);
    }

    fn fill_exponential(&mut self, out: &mut [f64]) {
        self.bits.fill_random(out);
        out.iter_mut().for_each(|x| *x = -(1.0 - *x).ln());
    }

    #[inline]
    fn real(&mut self, draw: (ModernDraw<f64>, LegacyDraw<f64>), arguments: &Arguments) -> f64 {
        draw.1(self, arguments)
    }

    #[inline]
    fn whole(&mut self, draw: (ModernDraw<i64>, LegacyDraw<i64>), arguments: &Arguments) -> i64 {
        draw.1(self, arguments)
    }

    fn binomial(n: i64, p: f64) -> Binomial {
        Binomial::legacy(n, p)
    }
}

/// `count` numbers of a law whose arguments were checked.
pub(super) fn sample<S: Generational>(source: &mut S, law: &Law, count: usize, each: Each) -> Numbers {
    match each {
        Each::Same(arguments) => sample_same(source, law, count, &arguments),
        Each::Of(arguments) => sample_each(source, law, (0..count).map(arguments)),
    }
}

fn sample_same<S: Generational>(source: &mut S, law: &Law, count: usize, arguments: &Arguments) -> Numbers {
    let [a, b, _] = arguments.real;
    let filled = |fill: &mut dyn FnMut(&mut [f64])| {
        let mut out = vec![0.0; count];
        fill(&mut out);
        Numbers::Real(out)
    };
    match law.draw {
        Draw::Uniform => filled(&mut |out| {
            source.bits().fill_random(out);
            stretch(a, b - a, out);
        }),
        Draw::Normal => filled(&mut |out| {
            source.fill_normal(out);
            stretch(a, b, out);
        }),
        Draw::Exponential => filled(&mut |out| {
            source.fill_exponential(out);
            out.iter_mut().for_each(|x| *x *= a);
        }),
        Draw::Binomial => {
            let ready = S::binomial(arguments.integer[0], b);
            Numbers::Whole((0..count).map(|_| ready.draw(source)).collect())
        }
        Draw::Real(..) | Draw::Whole(..) => sample_each(source, law, std::iter::repeat_n(*arguments, count)),
    }
}

fn sample_each<S: Generational>(source: &mut S, law: &Law, each: impl Iterator<Item = Arguments>) -> Numbers {
    match law.draw {
        Draw::Uniform => Numbers::Real(each.map(|a| uniform(source, a.real[0], a.real[1])).collect()),
        Draw::Normal => Numbers::Real(each.map(|a| normal(source, a.real[0], a.real[1])).collect()),
        Draw::Exponential => Numbers::Real(each.map(|a| exponential(source, a.real[0])).collect()),
        Draw::Real(modern, legacy) => Numbers::Real(each.map(|a| source.real((modern, legacy), &a)).collect()),
        Draw::Whole(modern, legacy) => Numbers::Whole(each.map(|a| source.whole((modern, legacy), &a)).collect()),
        Draw::Binomial => Numbers::Whole(each.map(|a| S::binomial(a.integer[0], a.real[1]).draw(source)).collect()),
    }
}

/// Standard draws moved to a location and a scale.
pub(super) fn stretch(loc: f64, scale: f64, out: &mut [f64]) {
    out.iter_mut().for_each(|x| *x = loc + scale * *x);
}
