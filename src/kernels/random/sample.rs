//! Whole samples of a law: one loop for both generations, block fills for the frequent laws.

use super::binomial::Binomial;
use super::continuous::{exponential, normal, uniform};
use super::laws::{Arguments, Draw, Law, LegacyDraw, ModernDraw};
use super::source::{Legacy, Modern, Source};
use crate::text::interrupt;

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
    if let Each::Same(arguments) = each
        && let Some(numbers) = sample_fast(source, law, count, &arguments)
    {
        return numbers;
    }
    match law.draw {
        Draw::Uniform => Numbers::Real(drawn(count, each, |a| uniform(source, a.real[0], a.real[1]))),
        Draw::Normal => Numbers::Real(drawn(count, each, |a| normal(source, a.real[0], a.real[1]))),
        Draw::Exponential => Numbers::Real(drawn(count, each, |a| exponential(source, a.real[0]))),
        Draw::Real(modern, legacy) => Numbers::Real(drawn(count, each, |a| source.real((modern, legacy), a))),
        Draw::Whole(modern, legacy) => Numbers::Whole(drawn(count, each, |a| source.whole((modern, legacy), a))),
        Draw::Binomial => Numbers::Whole(drawn(count, each, |a| S::binomial(a.integer[0], a.real[1]).draw(source))),
    }
}

/// The laws that have something better than one draw after the other, with the same arguments for all.
fn sample_fast<S: Generational>(source: &mut S, law: &Law, count: usize, arguments: &Arguments) -> Option<Numbers> {
    let [a, b, _] = arguments.real;
    let filled = |fill: &mut dyn FnMut(&mut [f64])| {
        let mut out = vec![0.0; count];
        fill(&mut out);
        Some(Numbers::Real(out))
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
            Some(Numbers::Whole(drawn(count, Each::Same(*arguments), |_| ready.draw(source))))
        }
        Draw::Real(..) | Draw::Whole(..) => None,
    }
}

/// One draw after the other; zeros for the rest when the user asks to stop.
fn drawn<T: Default + Clone>(count: usize, each: Each, mut draw: impl FnMut(&Arguments) -> T) -> Vec<T> {
    let mut out = vec![T::default(); count];
    for (i, place) in out.iter_mut().enumerate() {
        if interrupt::raised() {
            break;
        }
        *place = match each {
            Each::Same(arguments) => draw(&arguments),
            Each::Of(arguments) => draw(&arguments(i)),
        };
    }
    out
}

/// Standard draws moved to a location and a scale.
pub(super) fn stretch(loc: f64, scale: f64, out: &mut [f64]) {
    out.iter_mut().for_each(|x| *x = loc + scale * *x);
}
