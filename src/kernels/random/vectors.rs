//! Distributions whose draws are vectors. `multivariate_normal` is not here: it is
//! `fill_standard_normal` followed by a matrix product, which is the caller's.

use super::binomial::Binomial;
use super::continuous::{beta, standard_gamma};
use super::source::{Modern, Source};
use crate::text::{ErrorClass, R, err, interrupt};

/// `multinomial(n, pvals)`: rows of counts. Both generations draw it alike.
pub fn multinomial(source: &mut impl Source, n: i64, pvals: &[f64], out: &mut [i64]) {
    out.fill(0);
    for row in out.chunks_exact_mut(pvals.len().max(1)).take_while(|_| !interrupt::raised()) {
        let mut open = n;
        let mut left = 1.0;
        let last = row.len() - 1;
        for (count, &p) in row[..last].iter_mut().zip(pvals) {
            *count = Binomial::modern(open, p / left).draw(source);
            open -= *count;
            if open <= 0 {
                break;
            }
            left -= p;
        }
        row[last] = open.max(0);
    }
}

/// `dirichlet(alpha)` of `RandomState`, and of `Generator` unless all of `alpha` is small: rows of
/// gammas divided by their sum.
pub fn dirichlet_by_gammas(source: &mut impl Source, alpha: &[f64], out: &mut [f64]) {
    if alpha.is_empty() {
        return;
    }
    for row in out.chunks_exact_mut(alpha.len()).take_while(|_| !interrupt::raised()) {
        let mut sum = 0.0;
        for (value, &alpha) in row.iter_mut().zip(alpha) {
            *value = standard_gamma(source, alpha);
            sum += *value;
        }
        let inverse = 1.0 / sum;
        row.iter_mut().for_each(|value| *value *= inverse);
    }
}

/// `dirichlet(alpha)` of `Generator`: by stick breaking where gammas would all be 0.
pub fn dirichlet(source: &mut Modern<'_>, alpha: &[f64], out: &mut [f64]) {
    // `max` of NumPy lets a NaN through, and NaN is not small.
    if alpha.is_empty() || !alpha.iter().all(|&alpha| alpha < 0.1) {
        return dirichlet_by_gammas(source, alpha, out);
    }
    let mut rest = alpha.to_vec();
    for i in (1..rest.len()).rev() {
        rest[i - 1] += rest[i];
    }
    out.fill(0.0);
    if rest[0] == 0.0 {
        return;
    }
    let last = alpha.len() - 1;
    for row in out.chunks_exact_mut(alpha.len()).take_while(|_| !interrupt::raised()) {
        let mut stick = 1.0;
        for i in 0..last {
            let share = beta(source, alpha[i], rest[i + 1]);
            row[i] = stick * share;
            stick *= 1.0 - share;
            if rest[i + 1] == 0.0 {
                break;
            }
        }
        row[last] = stick;
    }
}

/// Kahan's sum, which NumPy's checks of probabilities use.
pub fn kahan_sum(values: &[f64]) -> f64 {
    let Some((&first, others)) = values.split_first() else { return 0.0 };
    let mut sum = first;
    let mut lost = 0.0;
    for &value in others {
        let y = value - lost;
        let t = sum + y;
        lost = (t - sum) - y;
        sum = t;
    }
    sum
}

/// Checks the probabilities of `multinomial`, one row.
///
/// *Errors*: ValueError if one is not between 0 and 1, or if all but the last add up to more than 1.
pub fn check_pvals(pvals: &[f64]) -> R<()> {
    if pvals.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return err(ErrorClass::ValueError, "pvals < 0, pvals > 1 or pvals contains NaNs");
    }
    let others = pvals.split_last().map_or(pvals, |(_, others)| others);
    if kahan_sum(others) > 1.0 + 1e-12 {
        return err(ErrorClass::ValueError, "sum(pvals[:-1]) > 1.0");
    }
    Ok(())
}
