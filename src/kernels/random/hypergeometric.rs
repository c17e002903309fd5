//! The hypergeometric distributions of `Generator`, of one and of many colours. *Source*: Stadlober's
//! HRUA (1989) for large samples, counting for small ones.

use super::bounded::interval;
use super::factorial::log_factorial;
use super::source::{Modern, Source};
use crate::text::interrupt;

/// 2·sqrt(2/e) and 3 - 2·sqrt(3/e): the proportions of the table mountain over the distribution.
pub(super) const D1: f64 = 1.715_527_769_921_413_5;
pub(super) const D2: f64 = 0.898_916_162_058_898_8;

/// `hypergeometric(ngood, nbad, nsample)`.
pub fn hypergeometric(source: &mut Modern<'_>, good: i64, bad: i64, sample: i64) -> i64 {
    if sample >= 10 && sample <= good + bad - 10 {
        ratio_of_uniforms(source, good, bad, sample)
    } else {
        counted(source, good, bad, sample)
    }
}

/// Draws one thing after the other, from the smaller of sample and rest.
fn counted(source: &mut Modern<'_>, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    let complement = sample > total / 2;
    let mut open = if complement { total - sample } else { sample };
    let mut left = total;
    let mut left_good = good;
    while open > 0 && left_good > 0 && left > left_good {
        left -= 1;
        if interval(source.bits, left.cast_unsigned()).cast_signed() < left_good {
            left_good -= 1;
        }
        open -= 1;
    }
    if left == left_good {
        // Only good ones are left.
        left_good -= open;
    }
    if complement { left_good } else { good - left_good }
}

fn ratio_of_uniforms(source: &mut Modern<'_>, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    let (fewer, more) = (good.min(bad), good.max(bad));
    let drawn = sample.min(total - sample);
    let p = fewer as f64 / total as f64;
    let q = more as f64 / total as f64;
    let a = drawn as f64 * p + 0.5;
    let variance = (total - drawn) as f64 * drawn as f64 * p * q / (total - 1) as f64;
    let c = (variance + 0.5).sqrt();
    let h = D1 * c + D2;
    let mode = ((drawn + 1) as f64 * (fewer + 1) as f64 / (total + 2) as f64).floor() as i64;
    let log_terms = |k: i64| {
        log_factorial(k) + log_factorial(fewer - k) + log_factorial(drawn - k) + log_factorial(more - drawn + k)
    };
    let at_mode = log_terms(mode);
    // Beyond 16 standard deviations nothing is ever accepted.
    let end = ((drawn.min(fewer) + 1) as f64).min((a + 16.0 * c).floor());
    let count = loop {
        let u = source.uniform();
        let v = source.uniform();
        let x = a + h * (v - 0.5) / u;
        if !(0.0..end).contains(&x) {
            continue;
        }
        let k = x.floor() as i64;
        if accepts(u, at_mode - log_terms(k)) {
            break k;
        }
    };
    let count = if good > bad { drawn - count } else { count };
    if drawn < sample { good - count } else { count }
}

/// The last test of a ratio of uniforms: `2·ln(u) <= t`, with quick bounds on both sides.
pub(super) fn accepts(u: f64, t: f64) -> bool {
    if u * (4.0 - u) - 3.0 <= t {
        return true;
    }
    if u * (u - t) >= 1.0 {
        return false;
    }
    2.0 * u.ln() <= t
}

/// `multivariate_hypergeometric(colors, nsample, method='marginals')`: rows of `colors.len()` counts.
///
/// `sample` is at most the sum of `colors`, which is below 10^9; the caller has checked that.
pub fn marginals(source: &mut Modern<'_>, colors: &[i64], sample: i64, out: &mut [i64]) {
    let total: i64 = colors.iter().sum();
    out.fill(0);
    if total == 0 || sample == 0 || colors.is_empty() {
        return;
    }
    let complement = sample > total / 2;
    let drawn = if complement { total - sample } else { sample };
    for row in out.chunks_exact_mut(colors.len()).take_while(|_| !interrupt::raised()) {
        let mut open = drawn;
        let mut left = total;
        let last = row.len() - 1;
        for (count, &color) in row[..last].iter_mut().zip(colors) {
            if open <= 0 {
                break;
            }
            left -= color;
            *count = hypergeometric(source, color, left, open);
            open -= *count;
        }
        row[last] = open;
        if complement {
            row.iter_mut().zip(colors).for_each(|(count, &color)| *count = color - *count);
        }
    }
}

/// `multivariate_hypergeometric(colors, nsample, method='count')`: shuffles the start of an array that
/// holds every single thing; the caller has checked that it fits into memory.
pub fn counts(source: &mut Modern<'_>, colors: &[i64], sample: i64, out: &mut [i64]) {
    let total: i64 = colors.iter().sum();
    out.fill(0);
    if total == 0 || sample == 0 || colors.is_empty() {
        return;
    }
    let mut things: Vec<usize> =
        colors.iter().enumerate().flat_map(|(color, &count)| (0..count).map(move |_| color)).collect();
    let complement = sample > total / 2;
    let drawn = if complement { total - sample } else { sample } as usize;
    for row in out.chunks_exact_mut(colors.len()).take_while(|_| !interrupt::raised()) {
        for i in 0..drawn {
            let j = i + interval(source.bits, (things.len() - i - 1) as u64) as usize;
            things.swap(i, j);
        }
        for &color in &things[..drawn] {
            row[color] += 1;
        }
        if complement {
            row.iter_mut().zip(colors).for_each(|(count, &color)| *count = color - *count);
        }
    }
}
