//! The distributions of `RandomState` that `Generator` has since improved. Their streams are frozen,
//! rounding errors included, so they stay as NumPy 1.16 had them.

use super::BitGenerator;
use super::continuous::{chisquare, standard_gamma, wrapped_cauchy_rejection};
use super::discrete::{geometric_search, kemp, poisson, truncated, zipf_rejection};
use super::factorial::log_gamma;
use super::hypergeometric::{D1, D2, accepts};
use super::source::{Legacy, Source};
use crate::text::interrupt;

/// A standard normal by Marsaglia's polar method, which makes two at a time; `spare` keeps the second.
#[inline]
pub fn polar<B: BitGenerator + ?Sized>(bits: &mut B, spare: &mut Option<f64>) -> f64 {
    if let Some(kept) = spare.take() {
        return kept;
    }
    loop {
        let x = 2.0 * bits.next_f64() - 1.0;
        let y = 2.0 * bits.next_f64() - 1.0;
        let square = x * x + y * y;
        if square < 1.0 && square != 0.0 {
            let factor = (-2.0 * square.ln() / square).sqrt();
            *spare = Some(factor * x);
            return factor * y;
        }
    }
}

/// Fills a slice with normals of `polar`. Pairs of uniforms are drawn in batches, never more than the
/// open places need at least, and the accepted ones collected without a branch.
pub(super) fn fill_polar<B: BitGenerator + ?Sized>(bits: &mut B, spare: &mut Option<f64>, mut out: &mut [f64]) {
    const PAIRS: usize = 32;
    if out.len() < 4 {
        return out.fill_with(|| polar(bits, spare));
    }
    if spare.is_some() {
        out[0] = polar(bits, spare);
        out = &mut out[1..];
    }
    let mut uniforms = [0.0; 2 * PAIRS];
    while out.len() > 1 && !interrupt::raised() {
        let needed = (out.len() / 2).min(PAIRS);
        let uniforms = &mut uniforms[..2 * needed];
        bits.fill_random(uniforms);
        let mut accepted = [(0.0, 0.0, 0.0); PAIRS + 1];
        let mut count = 0;
        for pair in uniforms.chunks_exact(2) {
            let x = 2.0 * pair[0] - 1.0;
            let y = 2.0 * pair[1] - 1.0;
            let square = x * x + y * y;
            accepted[count] = (x, y, square);
            count += usize::from(square < 1.0 && square != 0.0);
        }
        let (now, later) = out.split_at_mut(2 * count);
        for (normals, &(x, y, square)) in now.chunks_exact_mut(2).zip(&accepted) {
            let factor = (-2.0 * square.ln() / square).sqrt();
            normals[0] = factor * y;
            normals[1] = factor * x;
        }
        out = later;
    }
    if let [last] = out {
        *last = polar(bits, spare);
    }
}

/// `beta(a, b)`.
pub fn beta(source: &mut Legacy<'_>, a: f64, b: f64) -> f64 {
    if !(a <= 1.0 && b <= 1.0) {
        let first = standard_gamma(source, a);
        let second = standard_gamma(source, b);
        return first / (first + second);
    }
    loop {
        let u = source.uniform();
        let v = source.uniform();
        let x = u.powf(1.0 / a);
        let y = v.powf(1.0 / b);
        if x + y <= 1.0 {
            if x + y > 0.0 {
                return x / (x + y);
            }
            let log_x = u.ln() / a;
            let log_y = v.ln() / b;
            let most = if log_x > log_y { log_x } else { log_y };
            let (log_x, log_y) = (log_x - most, log_y - most);
            return (log_x - (log_x.exp() + log_y.exp()).ln()).exp();
        }
    }
}

/// `noncentral_chisquare(df, nonc)`.
pub fn noncentral_chisquare(source: &mut Legacy<'_>, df: f64, nonc: f64) -> f64 {
    if nonc == 0.0 {
        return chisquare(source, df);
    }
    if 1.0 < df {
        let central = chisquare(source, df - 1.0);
        let normal = source.normal() + nonc.sqrt();
        return central + normal * normal;
    }
    let i = poisson(source, nonc / 2.0);
    let value = chisquare(source, df + i.wrapping_mul(2) as f64);
    if nonc.is_nan() { f64::NAN } else { value }
}

/// `noncentral_f(dfnum, dfden, nonc)`.
pub fn noncentral_f(source: &mut Legacy<'_>, dfnum: f64, dfden: f64, nonc: f64) -> f64 {
    let above = noncentral_chisquare(source, dfnum, nonc) * dfden;
    above / (chisquare(source, dfden) * dfnum)
}

/// `pareto(a)`.
pub fn pareto(source: &mut Legacy<'_>, a: f64) -> f64 {
    (source.exponential() / a).exp() - 1.0
}

/// `power(a)`.
pub fn power(source: &mut Legacy<'_>, a: f64) -> f64 {
    (1.0 - (-source.exponential()).exp()).powf(1.0 / a)
}

/// `rayleigh(scale)`.
pub fn rayleigh(source: &mut Legacy<'_>, scale: f64) -> f64 {
    scale * (-2.0 * (-source.uniform()).ln_1p()).sqrt()
}

/// `wald(mean, scale)`.
pub fn wald(source: &mut Legacy<'_>, mean: f64, scale: f64) -> f64 {
    let ratio = mean / (2.0 * scale);
    let normal = source.normal();
    let y = mean * normal * normal;
    let x = mean + ratio * (y - (4.0 * scale * y + y * y).sqrt());
    if source.uniform() <= mean / (mean + x) { x } else { mean * mean / x }
}

/// `vonmises(mu, kappa)`.
pub fn vonmises(source: &mut Legacy<'_>, mu: f64, kappa: f64) -> f64 {
    wrapped_cauchy_rejection(source, mu, kappa)
}

/// `geometric(p)`.
pub fn geometric(source: &mut Legacy<'_>, p: f64) -> i64 {
    if p >= 0.333_333_333_333_333_3 {
        return geometric_search(source, p);
    }
    truncated(((-source.uniform()).ln_1p() / (1.0 - p).ln()).ceil())
}

/// `logseries(p)`.
pub fn logseries(source: &mut Legacy<'_>, p: f64) -> i64 {
    let r = (1.0 - p).ln();
    kemp(source, p, |u| 1.0 - (r * u).exp())
}

/// `zipf(a)`.
pub fn zipf(source: &mut Legacy<'_>, a: f64) -> i64 {
    zipf_rejection(source, a, |u| 1.0 - u)
}

/// `hypergeometric(ngood, nbad, nsample)`. *Source*: HRUA above a sample of 10, HYP (Kachitvichyanukul
/// and Schmeiser 1985) up to there.
pub fn hypergeometric(source: &mut Legacy<'_>, good: i64, bad: i64, sample: i64) -> i64 {
    if sample > 10 {
        ratio_of_uniforms(source, good, bad, sample)
    } else if sample > 0 {
        simulated(source, good, bad, sample)
    } else {
        0
    }
}

fn simulated(source: &mut Legacy<'_>, good: i64, bad: i64, sample: i64) -> i64 {
    let rest = bad + good - sample;
    let fewer = good.min(bad) as f64;
    let mut left = fewer;
    let mut open = sample;
    while left > 0.0 {
        let u = source.uniform();
        left -= (u + left / (rest + open) as f64).floor();
        open -= 1;
        if open == 0 {
            break;
        }
    }
    let count = truncated(fewer - left);
    if good > bad { sample - count } else { count }
}

fn ratio_of_uniforms(source: &mut Legacy<'_>, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    let (fewer, more) = (good.min(bad), good.max(bad));
    let drawn = sample.min(total - sample);
    let p = fewer as f64 / total as f64;
    let q = 1.0 - p;
    let a = drawn as f64 * p + 0.5;
    let c = ((total - drawn) as f64 * sample as f64 * p * q / (total - 1) as f64 + 0.5).sqrt();
    let h = D1 * c + D2;
    let mode = ((drawn + 1) as f64 * (fewer + 1) as f64 / (total + 2) as f64).floor() as i64;
    let log_terms = |k: i64| {
        let log_factorial = |n: i64| log_gamma((n + 1) as f64);
        log_factorial(k) + log_factorial(fewer - k) + log_factorial(drawn - k) + log_factorial(more - drawn + k)
    };
    let at_mode = log_terms(mode);
    let end = (drawn.min(fewer) as f64 + 1.0).min((a + 16.0 * c).floor());
    let count = loop {
        let x = source.uniform();
        let y = source.uniform();
        let w = a + h * (y - 0.5) / x;
        if !(0.0..end).contains(&w) {
            continue;
        }
        let k = w.floor() as i64;
        if accepts(x, at_mode - log_terms(k)) {
            break k;
        }
    };
    let count = if good > bad { drawn - count } else { count };
    if drawn < sample { good - count } else { count }
}
