//! Continuous distributions, one draw each. Parameters were checked (`laws.rs`); NaN is allowed and
//! gives NaN. Functions over `Source` serve both generations; those over `Modern` have frozen
//! counterparts in `legacy.rs`.

use super::BitGenerator;
use super::source::{Modern, Source};
use super::ziggurat;
use crate::text::interrupt;
use std::f64::consts::PI;

/// The greatest shape of `beta` that one uniform decides: nothing strictly between 0 and 1 would be
/// drawn in 10^100 tries.
const BETA_TINY: f64 = 3e-103;

/// `standard_gamma(shape)`. *Source*: Marsaglia and Tsang (2000) from shape 1 on, Ahrens and Dieter's
/// GS (1974) below.
pub fn standard_gamma(source: &mut impl Source, shape: f64) -> f64 {
    if shape == 1.0 {
        return source.exponential();
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = source.uniform();
            let v = source.exponential();
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = source.normal();
            let v = 1.0 + c * x;
            if v > 0.0 || v.is_nan() {
                break (x, v * v * v);
            }
        };
        let u = source.uniform();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) {
            return b * v;
        }
    }
}

/// `standard_gamma(shape, dtype=float32)`: the same in single precision.
pub fn standard_gamma_f32<B: BitGenerator + ?Sized>(bits: &mut B, shape: f32) -> f32 {
    if shape == 1.0 {
        return ziggurat::exponential_f32(bits);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = bits.next_f32();
            let v = ziggurat::exponential_f32(bits);
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = ziggurat::normal_f32(bits);
            let v = 1.0 + c * x;
            if v > 0.0 || v.is_nan() {
                break (x, v * v * v);
            }
        };
        let u = bits.next_f32();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) {
            return b * v;
        }
    }
}

/// `gamma(shape, scale)`.
pub fn gamma(source: &mut impl Source, shape: f64, scale: f64) -> f64 {
    scale * standard_gamma(source, shape)
}

/// `chisquare(df)`.
pub fn chisquare(source: &mut impl Source, df: f64) -> f64 {
    2.0 * standard_gamma(source, df / 2.0)
}

/// `f(dfnum, dfden)`.
pub fn f(source: &mut impl Source, dfnum: f64, dfden: f64) -> f64 {
    let above = chisquare(source, dfnum) * dfden;
    above / (chisquare(source, dfden) * dfnum)
}

/// `standard_t(df)`.
pub fn standard_t(source: &mut impl Source, df: f64) -> f64 {
    let normal = source.normal();
    let gamma = standard_gamma(source, df / 2.0);
    (df / 2.0).sqrt() * normal / gamma.sqrt()
}

/// `standard_cauchy()`.
pub fn standard_cauchy(source: &mut impl Source) -> f64 {
    let above = source.normal();
    above / source.normal()
}

/// `exponential(scale)`.
pub fn exponential(source: &mut impl Source, scale: f64) -> f64 {
    scale * source.exponential()
}

/// `normal(loc, scale)`.
pub fn normal(source: &mut impl Source, loc: f64, scale: f64) -> f64 {
    loc + scale * source.normal()
}

/// `lognormal(mean, sigma)`.
pub fn lognormal(source: &mut impl Source, mean: f64, sigma: f64) -> f64 {
    normal(source, mean, sigma).exp()
}

/// `weibull(a)`.
pub fn weibull(source: &mut impl Source, a: f64) -> f64 {
    if a == 0.0 { 0.0 } else { source.exponential().powf(1.0 / a) }
}

/// `uniform(low, high)`.
pub fn uniform(source: &mut impl Source, low: f64, high: f64) -> f64 {
    low + (high - low) * source.uniform()
}

/// `laplace(loc, scale)`.
pub fn laplace(source: &mut impl Source, loc: f64, scale: f64) -> f64 {
    loop {
        let u = source.uniform();
        if u >= 0.5 {
            return loc - scale * (2.0 - u - u).ln();
        }
        if u > 0.0 {
            return loc + scale * (u + u).ln();
        }
    }
}

/// `gumbel(loc, scale)`.
pub fn gumbel(source: &mut impl Source, loc: f64, scale: f64) -> f64 {
    loop {
        let u = 1.0 - source.uniform();
        if u < 1.0 {
            return loc - scale * (-u.ln()).ln();
        }
    }
}

/// `logistic(loc, scale)`.
pub fn logistic(source: &mut impl Source, loc: f64, scale: f64) -> f64 {
    loop {
        let u = source.uniform();
        if u > 0.0 {
            return loc + scale * (u / (1.0 - u)).ln();
        }
    }
}

/// `triangular(left, mode, right)`.
pub fn triangular(source: &mut impl Source, left: f64, mode: f64, right: f64) -> f64 {
    let base = right - left;
    let left_base = mode - left;
    let u = source.uniform();
    if u <= left_base / base {
        left + (u * (left_base * base)).sqrt()
    } else {
        right - ((1.0 - u) * ((right - mode) * base)).sqrt()
    }
}

/// `beta(a, b)`. *Source*: Jöhnk's method when both shapes are at most 1, two gammas otherwise.
pub fn beta(source: &mut Modern<'_>, a: f64, b: f64) -> f64 {
    if !(a <= 1.0 && b <= 1.0) {
        let first = standard_gamma(source, a);
        let second = standard_gamma(source, b);
        return first / (first + second);
    }
    if a < BETA_TINY && b < BETA_TINY {
        let u = source.uniform();
        return if (a + b) * u < a { 1.0 } else { 0.0 };
    }
    loop {
        let u = source.uniform();
        let v = source.uniform();
        let x = u.powf(1.0 / a);
        let y = v.powf(1.0 / b);
        let sum = x + y;
        if sum <= 1.0 && u + v > 0.0 {
            if x > 0.0 && y > 0.0 {
                return x / sum;
            }
            // A power underflowed: go on with logarithms.
            let difference = u.ln() / a - v.ln() / b;
            return if difference > 0.0 {
                (-(-difference).exp().ln_1p()).exp()
            } else {
                (difference - difference.exp().ln_1p()).exp()
            };
        }
    }
}

/// `noncentral_chisquare(df, nonc)`.
pub fn noncentral_chisquare(source: &mut Modern<'_>, df: f64, nonc: f64) -> f64 {
    if nonc.is_nan() {
        return f64::NAN;
    }
    if nonc == 0.0 {
        return chisquare(source, df);
    }
    if 1.0 < df {
        let central = chisquare(source, df - 1.0);
        let normal = source.normal() + nonc.sqrt();
        return central + normal * normal;
    }
    let i = super::discrete::poisson(source, nonc / 2.0);
    chisquare(source, df + i.wrapping_mul(2) as f64)
}

/// `noncentral_f(dfnum, dfden, nonc)`.
pub fn noncentral_f(source: &mut Modern<'_>, dfnum: f64, dfden: f64, nonc: f64) -> f64 {
    let above = noncentral_chisquare(source, dfnum, nonc) * dfden;
    above / (chisquare(source, dfden) * dfnum)
}

/// `pareto(a)`.
pub fn pareto(source: &mut Modern<'_>, a: f64) -> f64 {
    (source.exponential() / a).exp_m1()
}

/// `power(a)`.
pub fn power(source: &mut Modern<'_>, a: f64) -> f64 {
    (-(-source.exponential()).exp_m1()).powf(1.0 / a)
}

/// `rayleigh(scale)`.
pub fn rayleigh(source: &mut Modern<'_>, scale: f64) -> f64 {
    scale * (2.0 * source.exponential()).sqrt()
}

/// `wald(mean, scale)`.
pub fn wald(source: &mut Modern<'_>, mean: f64, scale: f64) -> f64 {
    let normal = source.normal();
    let y = mean * normal * normal;
    let d = 1.0 + (1.0 + 4.0 * scale / y).sqrt();
    let x = mean * (1.0 - 2.0 / d);
    if source.uniform() <= mean / (mean + x) { x } else { mean * mean / x }
}

/// `vonmises(mu, kappa)`. *Source*: Best and Fisher (1979); a wrapped normal for `kappa` above 10^6.
pub fn vonmises(source: &mut Modern<'_>, mu: f64, kappa: f64) -> f64 {
    if kappa > 1e6 {
        let result = mu + (1.0 / kappa).sqrt() * source.normal();
        let result = if result < -PI { result + 2.0 * PI } else { result };
        return if result > PI { result - 2.0 * PI } else { result };
    }
    wrapped_cauchy_rejection(source, mu, kappa)
}

/// The part of `vonmises` that both generations share.
pub(super) fn wrapped_cauchy_rejection(source: &mut impl Source, mu: f64, kappa: f64) -> f64 {
    if kappa.is_nan() {
        return f64::NAN;
    }
    if kappa < 1e-8 {
        return PI * (2.0 * source.uniform() - 1.0);
    }
    let s = if kappa < 1e-5 {
        1.0 / kappa + kappa
    } else {
        let r = 1.0 + (1.0 + 4.0 * kappa * kappa).sqrt();
        let rho = (r - (2.0 * r).sqrt()) / (2.0 * kappa);
        (1.0 + rho * rho) / (2.0 * rho)
    };
    let w = loop {
        let z = (PI * source.uniform()).cos();
        let w = (1.0 + s * z) / (s + z);
        let y = kappa * (s - w);
        let v = source.uniform();
        // With an enormous `kappa` nothing is ever accepted, in NumPy either.
        if interrupt::raised() || y * (2.0 - y) - v >= 0.0 || (y / v).ln() + 1.0 - y >= 0.0 {
            break w;
        }
    };
    let angle = w.acos();
    let result = if source.uniform() < 0.5 { mu - angle } else { mu + angle };
    let wrapped = (result.abs() + PI) % (2.0 * PI) - PI;
    if result < 0.0 { -wrapped } else { wrapped }
}
