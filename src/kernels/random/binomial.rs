//! The binomial distribution. Its set-up costs more than a draw, so a `Binomial` is made once for all
//! draws with the same parameters. *Source*: Kachitvichyanukul and Schmeiser (1988).

use super::discrete::truncated;
use super::source::Source;

/// `binomial(n, p)`, ready to draw.
#[derive(Clone, Copy, Debug)]
pub struct Binomial {
    n: i64,
    /// Whether successes and failures are exchanged, so that the probability is at most a half.
    mirrored: bool,
    method: Method,
}

#[derive(Clone, Copy, Debug)]
enum Method {
    Zero,
    Inversion(Inversion),
    Btpe(Btpe),
}

impl Binomial {
    /// The distribution for `Generator`, which draws nothing when the answer is certain.
    pub fn modern(n: i64, p: f64) -> Binomial {
        // NaN comes from `multinomial` at worst, and must not reach the rejection loops.
        if n == 0 || p == 0.0 || p.is_nan() {
            return Binomial { n, mirrored: false, method: Method::Zero };
        }
        Binomial::legacy(n, p)
    }

    /// The distribution for `RandomState`.
    pub fn legacy(n: i64, p: f64) -> Binomial {
        let mirrored = p > 0.5;
        let p = if mirrored { 1.0 - p } else { p };
        let method =
            if p * n as f64 <= 30.0 { Method::Inversion(Inversion::new(n, p)) } else { Method::Btpe(Btpe::new(n, p)) };
        Binomial { n, mirrored, method }
    }

    /// One draw.
    pub fn draw(&self, source: &mut impl Source) -> i64 {
        let count = match &self.method {
            Method::Zero => 0,
            Method::Inversion(method) => method.draw(source),
            Method::Btpe(method) => method.draw(source),
        };
        if self.mirrored { self.n.wrapping_sub(count) } else { count }
    }
}

/// Adds up probabilities until they pass a uniform; for small means.
#[derive(Clone, Copy, Debug)]
struct Inversion {
    n: i64,
    p: f64,
    q: f64,
    /// The probability of no success.
    none: f64,
    /// Counts above this are rounding errors.
    bound: i64,
}

impl Inversion {
    fn new(n: i64, p: f64) -> Inversion {
        let q = 1.0 - p;
        let mean = n as f64 * p;
        let likely = mean + 10.0 * (mean * q + 1.0).sqrt();
        let bound = if (n as f64) < likely { n as f64 } else { likely };
        Inversion { n, p, q, none: (n as f64 * q.ln()).exp(), bound: truncated(bound) }
    }

    fn draw(&self, source: &mut impl Source) -> i64 {
        let mut count = 0;
        let mut probability = self.none;
        let mut u = source.uniform();
        while u > probability {
            count += 1;
            if count > self.bound {
                count = 0;
                probability = self.none;
                u = source.uniform();
            } else {
                u -= probability;
                let left = (self.n - count + 1) as f64;
                probability = (left * self.p * probability) / (count as f64 * self.q);
            }
        }
        count
    }
}

/// Acceptance and rejection under a triangle, two parallelograms and two exponential tails.
#[derive(Clone, Copy, Debug)]
struct Btpe {
    n: i64,
    p: f64,
    q: f64,
    mode: i64,
    middle: f64,
    left: f64,
    right: f64,
    c: f64,
    left_rate: f64,
    right_rate: f64,
    /// The running areas of the four regions.
    areas: [f64; 4],
}

impl Btpe {
    fn new(n: i64, p: f64) -> Btpe {
        let count = n as f64;
        let q = 1.0 - p;
        let fm = count * p + p;
        let mode = truncated(fm.floor());
        let triangle = (2.195 * (count * p * q).sqrt() - 4.6 * q).floor() + 0.5;
        let middle = mode as f64 + 0.5;
        let (left, right) = (middle - triangle, middle + triangle);
        let c = 0.134 + 20.5 / (15.3 + mode as f64);
        let rate = |a: f64| a * (1.0 + a / 2.0);
        let left_rate = rate((fm - left) / (fm - left * p));
        let right_rate = rate((right - fm) / (right * q));
        let parallelograms = triangle * (1.0 + 2.0 * c);
        let left_tail = parallelograms + c / left_rate;
        let areas = [triangle, parallelograms, left_tail, left_tail + c / right_rate];
        Btpe { n, p, q, mode, middle, left, right, c, left_rate, right_rate, areas }
    }

    fn draw(&self, source: &mut impl Source) -> i64 {
        let [triangle, parallelograms, left_tail, all] = self.areas;
        loop {
            let u = source.uniform() * all;
            let mut v = source.uniform();
            let y;
            if u <= triangle {
                return truncated((self.middle - triangle * v + u).floor());
            } else if u <= parallelograms {
                let x = self.left + (u - triangle) / self.c;
                v = v * self.c + 1.0 - (self.mode as f64 - x + 0.5).abs() / triangle;
                if v > 1.0 {
                    continue;
                }
                y = truncated(x.floor());
            } else if u <= left_tail {
                y = truncated((self.left + v.ln() / self.left_rate).floor());
                if y < 0 || v == 0.0 {
                    continue;
                }
                v = v * (u - parallelograms) * self.left_rate;
            } else {
                y = truncated((self.right - v.ln() / self.right_rate).floor());
                if y > self.n || v == 0.0 {
                    continue;
                }
                v = v * (u - left_tail) * self.right_rate;
            }
            if self.accepts(y, v) {
                return y;
            }
        }
    }

    /// Whether the point at height `v` above `y` lies under the distribution.
    fn accepts(&self, y: i64, v: f64) -> bool {
        let variance = self.n as f64 * self.p * self.q;
        let distance = y.wrapping_sub(self.mode).wrapping_abs();
        let k = distance as f64;
        if distance <= 20 || k >= variance / 2.0 - 1.0 {
            return v <= self.ratio(y);
        }
        let rho = (k / variance) * ((k * (k / 3.0 + 0.625) + 0.166_666_666_666_666_66) / variance + 0.5);
        let t = distance.wrapping_neg().wrapping_mul(distance) as f64 / (2.0 * variance);
        let height = v.ln();
        if height < t - rho {
            return true;
        }
        if height > t + rho {
            return false;
        }
        let x1 = (y + 1) as f64;
        let f1 = (self.mode + 1) as f64;
        let z = (self.n + 1 - self.mode) as f64;
        let w = (self.n - y + 1) as f64;
        let correction = |x: f64| {
            let square = x * x;
            (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166_320.0
        };
        let bound = self.middle * (f1 / x1).ln()
            + ((self.n - self.mode) as f64 + 0.5) * (z / w).ln()
            + (y - self.mode) as f64 * (w * self.p / (x1 * self.q)).ln()
            + correction(f1)
            + correction(z)
            + correction(x1)
            + correction(w);
        height <= bound
    }

    /// The probability of `y` divided by that of the mode, multiplied out.
    fn ratio(&self, y: i64) -> f64 {
        let s = self.p / self.q;
        let a = s * (self.n + 1) as f64;
        let mut ratio = 1.0;
        for i in self.mode + 1..=y {
            ratio *= a / i as f64 - s;
        }
        for i in y + 1..=self.mode {
            ratio /= a / i as f64 - s;
        }
        ratio
    }
}
