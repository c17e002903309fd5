//! The real-valued distributions of Python's `random` (CPython 3.11), with the exceptions that Python's
//! arithmetic raises on the way.

use super::{BitGenerator, PythonRandom};
use crate::text::{ErrorClass, R, err};
use std::f64::consts::{E, PI, TAU};

impl PythonRandom {
    /// `random()`: a double in [0, 1).
    #[inline]
    pub fn random(&mut self) -> f64 {
        self.twister.next_f64()
    }

    /// `uniform(a, b)`.
    pub fn uniform(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.random()
    }

    /// `triangular(low, high, mode)`.
    ///
    /// *Errors*: ValueError for a mode outside of the bounds.
    pub fn triangular(&mut self, low: f64, high: f64, mode: Option<f64>) -> R<f64> {
        let u = self.random();
        let share = match mode {
            None => 0.5,
            Some(_) if high == low => return Ok(low),
            Some(mode) => (mode - low) / (high - low),
        };
        if u > share {
            Ok(high + (low - high) * root((1.0 - u) * (1.0 - share))?)
        } else {
            Ok(low + (high - low) * root(u * share)?)
        }
    }

    /// `normalvariate(mu, sigma)`. *Source*: Kinderman and Monahan (1977).
    pub fn normalvariate(&mut self, mu: f64, sigma: f64) -> f64 {
        let factor = 4.0 * (-0.5f64).exp() / 2f64.sqrt();
        loop {
            let u = self.random();
            let v = 1.0 - self.random();
            let z = factor * (u - 0.5) / v;
            if z * z / 4.0 <= -v.ln() {
                return mu + z * sigma;
            }
        }
    }

    /// `gauss(mu, sigma)`: makes two at a time.
    pub fn gauss(&mut self, mu: f64, sigma: f64) -> f64 {
        let z = self.gauss_next.take().unwrap_or_else(|| {
            let angle = self.random() * TAU;
            let radius = (-2.0 * (1.0 - self.random()).ln()).sqrt();
            self.gauss_next = Some(angle.sin() * radius);
            angle.cos() * radius
        });
        mu + z * sigma
    }

    /// `lognormvariate(mu, sigma)`.
    ///
    /// *Errors*: OverflowError.
    pub fn lognormvariate(&mut self, mu: f64, sigma: f64) -> R<f64> {
        let x = self.normalvariate(mu, sigma);
        exp(x)
    }

    /// `expovariate(lambd)`.
    ///
    /// *Errors*: ZeroDivisionError.
    pub fn expovariate(&mut self, lambd: f64) -> R<f64> {
        divide(-(1.0 - self.random()).ln(), lambd)
    }

    /// `vonmisesvariate(mu, kappa)`. *Source*: Fisher, Statistical Analysis of Circular Data (1993).
    ///
    /// *Errors*: OverflowError.
    pub fn vonmisesvariate(&mut self, mu: f64, kappa: f64) -> R<f64> {
        if kappa <= 1e-6 {
            return Ok(TAU * self.random());
        }
        let s = 0.5 / kappa;
        let r = s + (1.0 + s * s).sqrt();
        let z = loop {
            let z = (PI * self.random()).cos();
            let d = z / (r + z);
            let u = self.random();
            if u < 1.0 - d * d || u <= (1.0 - d) * exp(d)? {
                break z;
            }
        };
        let q = 1.0 / r;
        let angle = ((q + z) / (1.0 + q * z)).acos();
        let theta = if self.random() > 0.5 { mu + angle } else { mu - angle };
        Ok(modulo(theta, TAU))
    }

    /// `gammavariate(alpha, beta)`. *Source*: Cheng (1977) above 1, Ahrens and Dieter's GS below.
    ///
    /// *Errors*: ValueError unless both are positive.
    pub fn gammavariate(&mut self, alpha: f64, beta: f64) -> R<f64> {
        if alpha <= 0.0 || beta <= 0.0 {
            return err(ErrorClass::ValueError, "gammavariate: alpha and beta must be > 0.0");
        }
        if alpha == 1.0 {
            return Ok(-(1.0 - self.random()).ln() * beta);
        }
        if alpha > 1.0 { self.large_gamma(alpha, beta) } else { self.small_gamma(alpha, beta) }
    }

    fn large_gamma(&mut self, alpha: f64, beta: f64) -> R<f64> {
        let inverse = (2.0 * alpha - 1.0).sqrt();
        let b = alpha - 4f64.ln();
        let c = alpha + inverse;
        loop {
            let u = self.random();
            if !(1e-7 < u && u < 0.999_999_9) {
                continue;
            }
            let u2 = 1.0 - self.random();
            let v = (u / (1.0 - u)).ln() / inverse;
            let x = alpha * exp(v)?;
            let z = u * u * u2;
            let r = b + c * v - x;
            if r + (1.0 + 4.5f64.ln()) - 4.5 * z >= 0.0 || r >= z.ln() {
                return Ok(x * beta);
            }
        }
    }

    fn small_gamma(&mut self, alpha: f64, beta: f64) -> R<f64> {
        loop {
            let u = self.random();
            let b = (E + alpha) / E;
            let p = b * u;
            let x = if p <= 1.0 { power(p, 1.0 / alpha)? } else { -((b - p) / alpha).ln() };
            let u = self.random();
            let accepted = if p > 1.0 { u <= power(x, alpha - 1.0)? } else { u <= exp(-x)? };
            if accepted {
                return Ok(x * beta);
            }
        }
    }

    /// `betavariate(alpha, beta)`.
    ///
    /// *Errors*: ValueError unless both are positive.
    pub fn betavariate(&mut self, alpha: f64, beta: f64) -> R<f64> {
        let y = self.gammavariate(alpha, 1.0)?;
        if y == 0.0 {
            return Ok(0.0);
        }
        Ok(y / (y + self.gammavariate(beta, 1.0)?))
    }

    /// `paretovariate(alpha)`.
    ///
    /// *Errors*: ZeroDivisionError, OverflowError.
    pub fn paretovariate(&mut self, alpha: f64) -> R<f64> {
        let u = 1.0 - self.random();
        power(u, divide(-1.0, alpha)?)
    }

    /// `weibullvariate(alpha, beta)`.
    ///
    /// *Errors*: ZeroDivisionError, OverflowError.
    pub fn weibullvariate(&mut self, alpha: f64, beta: f64) -> R<f64> {
        let u = 1.0 - self.random();
        Ok(alpha * power(-u.ln(), divide(1.0, beta)?)?)
    }
}

/// `a / b` as Python divides floats.
fn divide(a: f64, b: f64) -> R<f64> {
    if b == 0.0 { err(ErrorClass::ZeroDivisionError, "float division by zero") } else { Ok(a / b) }
}

/// `a % b` as Python takes it, for a positive `b`.
fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0.0
    } else if rest < 0.0 {
        rest + b
    } else {
        rest
    }
}

/// `math.exp`.
fn exp(x: f64) -> R<f64> {
    let y = x.exp();
    if y.is_infinite() && x.is_finite() { err(ErrorClass::OverflowError, "math range error") } else { Ok(y) }
}

/// `math.sqrt`.
fn root(x: f64) -> R<f64> {
    if x < 0.0 { err(ErrorClass::ValueError, "math domain error") } else { Ok(x.sqrt()) }
}

/// `a ** b` for `a` of 0 and more.
fn power(a: f64, b: f64) -> R<f64> {
    if a == 0.0 && b < 0.0 {
        return err(ErrorClass::ZeroDivisionError, "0.0 cannot be raised to a negative power");
    }
    let y = a.powf(b);
    if y.is_infinite() && a.is_finite() && b.is_finite() {
        return err(ErrorClass::OverflowError, "(34, 'Numerical result out of range')");
    }
    Ok(y)
}
