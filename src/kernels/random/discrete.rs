//! Discrete distributions, one draw each. Parameters were checked (`laws.rs`). Functions over `Source`
//! serve both generations; those over `Modern` have frozen counterparts in `legacy.rs`.

use super::source::{Modern, Source};
use super::{continuous, factorial::log_gamma};
use crate::text::interrupt;

/// The first double above every `i64`.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// Truncation as the processor does it for C: what does not fit becomes the least integer. Streams
/// with absurd parameters show it.
#[inline]
pub(super) fn truncated(x: f64) -> i64 {
    if (-TWO_63..TWO_63).contains(&x) { x as i64 } else { i64::MIN }
}

/// `poisson(lam)`. *Source*: multiplication of uniforms below 10, Hörmann's PTRS (1993) from there on.
pub fn poisson(source: &mut impl Source, lam: f64) -> i64 {
    if lam >= 10.0 {
        transformed_poisson(source, lam)
    } else if lam == 0.0 {
        0
    } else {
        let floor = (-lam).exp();
        let mut product = 1.0;
        let mut count = 0;
        loop {
            product *= source.uniform();
            // A NaN mean (from `negative_binomial`) ends here at once.
            let more = product > floor;
            if !more {
                return count;
            }
            count += 1;
        }
    }
}

fn transformed_poisson(source: &mut impl Source, lam: f64) -> i64 {
    let log_lam = lam.ln();
    let b = 0.931 + 2.53 * lam.sqrt();
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let v_r = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = source.uniform() - 0.5;
        let v = source.uniform();
        let us = 0.5 - u.abs();
        let k = truncated(((2.0 * a / us + b) * u + lam + 0.43).floor());
        if us >= 0.07 && v <= v_r {
            return k;
        }
        if k < 0 || (us < 0.013 && v > us) {
            continue;
        }
        let log_density = -lam + k as f64 * log_lam - log_gamma(k.wrapping_add(1) as f64);
        if v.ln() + inverse_alpha.ln() - (a / (us * us) + b).ln() <= log_density {
            return k;
        }
    }
}

/// `negative_binomial(n, p)`: a Poisson number whose mean is a gamma.
pub fn negative_binomial(source: &mut impl Source, n: f64, p: f64) -> i64 {
    let mean = continuous::gamma(source, n, (1.0 - p) / p);
    poisson(source, mean)
}

/// `geometric(p)` by adding up probabilities, for `p` of a third or more.
pub(super) fn geometric_search(source: &mut impl Source, p: f64) -> i64 {
    let u = source.uniform();
    let mut count = 1;
    let mut sum = p;
    let mut term = p;
    while u > sum {
        term *= 1.0 - p;
        sum += term;
        count += 1;
    }
    count
}

/// `geometric(p)`.
pub fn geometric(source: &mut Modern<'_>, p: f64) -> i64 {
    if p >= 0.333_333_333_333_333_3 {
        return geometric_search(source, p);
    }
    let z = (-source.exponential() / (-p).ln_1p()).ceil();
    if z >= TWO_63 { i64::MAX } else { truncated(z) }
}

/// `logseries(p)`. *Source*: Kemp's LK (1981).
pub fn logseries(source: &mut Modern<'_>, p: f64) -> i64 {
    let r = (-p).ln_1p();
    kemp(source, p, |u| -(r * u).exp_m1())
}

/// Kemp's algorithm around the transformed uniform that the two generations compute differently.
pub(super) fn kemp(source: &mut impl Source, p: f64, transformed: impl Fn(f64) -> f64) -> i64 {
    loop {
        let v = source.uniform();
        if v >= p {
            return 1;
        }
        let q = transformed(source.uniform());
        if v <= q * q {
            let result = truncated((1.0 + v.ln() / q.ln()).floor());
            if result < 1 || v == 0.0 {
                continue;
            }
            return result;
        }
        return if v >= q { 1 } else { 2 };
    }
}

/// `zipf(a)`: rejection from a Pareto distribution, cut off at 2^63.
pub fn zipf(source: &mut Modern<'_>, a: f64) -> i64 {
    if a >= 1025.0 {
        // Anything but 1 has a probability below the least double.
        return 1;
    }
    let least = TWO_63.powf(-(a - 1.0));
    zipf_rejection(source, a, |u| u * least + (1.0 - u))
}

/// The rejection loop of `zipf` around the uniform that the two generations scale differently.
pub(super) fn zipf_rejection(source: &mut impl Source, a: f64, scaled: impl Fn(f64) -> f64) -> i64 {
    let exponent = a - 1.0;
    let b = 2.0f64.powf(exponent);
    loop {
        let u = scaled(source.uniform());
        let v = source.uniform();
        let x = u.powf(-1.0 / exponent).floor();
        if !(1.0..=TWO_63).contains(&x) {
            continue;
        }
        let t = (1.0 + 1.0 / x).powf(exponent);
        // With an enormous `a` the old version never accepts anything, in NumPy either.
        if interrupt::raised() || v * x * (t - 1.0) / (b - 1.0) <= t / b {
            return truncated(x);
        }
    }
}
