//! Discrete Fourier transforms of one line. The order of operations is pocketfft's, which NumPy uses, so
//! that the last digits agree: complex lines by decimation in frequency with the radices 8, 4, 2 and odd
//! primes; real lines by decimation in time over the half of the spectrum that is not a mirror image.

use num_complex::Complex64;
use std::f64::consts::FRAC_1_SQRT_2;

/// The powers of a root of unity, `exp(2 pi i k / n)`: products of two short tables.
struct Roots {
    n: usize,
    shift: u32,
    fine: Vec<Complex64>,
    coarse: Vec<Complex64>,
}

/// `exp(2 pi i k / n)`, with the angle brought into the first eighth of the circle.
fn root(k: usize, n: usize) -> Complex64 {
    // A quarter of pi over n, rounded once: pi's own rounding error is carried along.
    let parts = 4.0 * n as f64;
    let quotient = std::f64::consts::PI / parts;
    let rest = (-quotient).mul_add(parts, std::f64::consts::PI) + 1.224_646_799_147_353_2e-16;
    let angle = quotient + rest / parts;
    let x = 8 * k;
    // Below the axis is the mirror image of above.
    let (x, below) = if x < 4 * n { (x, false) } else { (8 * n - x, true) };
    let (x, left) = if x < 2 * n { (x, false) } else { (x - 2 * n, true) };
    let (c, s) = if x < n {
        let a = x as f64 * angle;
        (a.cos(), a.sin())
    } else {
        let a = (2 * n - x) as f64 * angle;
        (a.sin(), a.cos())
    };
    let (re, im) = if left { (-s, c) } else { (c, s) };
    Complex64::new(re, if below { -im } else { im })
}

impl Roots {
    fn new(n: usize) -> Roots {
        let half = (n + 2) / 2;
        let mut shift = 1;
        while (1 << shift) * (1 << shift) < half {
            shift += 1;
        }
        let step = 1_usize << shift;
        let one = Complex64::new(1.0, 0.0);
        let at = |k: usize| if k == 0 { one } else { root(k, n) };
        Roots {
            n,
            shift,
            fine: (0..step).map(at).collect(),
            coarse: (0..half.div_ceil(step)).map(|k| at(k * step)).collect(),
        }
    }

    fn get(&self, k: usize) -> Complex64 {
        let mirrored = 2 * k > self.n;
        let k = if mirrored { self.n - k } else { k };
        let product = self.fine[k & ((1 << self.shift) - 1)] * self.coarse[k >> self.shift];
        if mirrored { product.conj() } else { product }
    }
}

/// The radices of a length: large powers of two first, then odd primes.
fn radices(mut n: usize, eights: bool) -> Vec<usize> {
    let mut found = Vec::new();
    while eights && n.is_multiple_of(8) {
        found.push(8);
        n /= 8;
    }
    while n.is_multiple_of(4) {
        found.push(4);
        n /= 4;
    }
    if n.is_multiple_of(2) {
        found.push(2);
        n /= 2;
        let last = found.len() - 1;
        found.swap(0, last);
    }
    let mut divisor = 3;
    while divisor * divisor <= n {
        while n.is_multiple_of(divisor) {
            found.push(divisor);
            n /= divisor;
        }
        divisor += 2;
    }
    if n > 1 {
        found.push(n);
    }
    found
}

/// A product with a twiddle factor: with its conjugate on the way forward.
fn turned(value: Complex64, w: Complex64, forward: bool) -> Complex64 {
    let (v, w) = ((value.re, value.im), (w.re, w.im));
    if forward {
        Complex64::new(v.0 * w.0 + v.1 * w.1, v.1 * w.0 - v.0 * w.1)
    } else {
        Complex64::new(v.0 * w.0 - v.1 * w.1, v.0 * w.1 + v.1 * w.0)
    }
}

/// A quarter turn, clockwise on the way forward.
fn quarter(a: Complex64, forward: bool) -> Complex64 {
    if forward { Complex64::new(a.im, -a.re) } else { Complex64::new(-a.im, a.re) }
}

/// An eighth of a turn.
fn eighth(a: Complex64, forward: bool) -> Complex64 {
    let h = FRAC_1_SQRT_2;
    if forward {
        Complex64::new(h * (a.re + a.im), h * (a.im - a.re))
    } else {
        Complex64::new(h * (a.re - a.im), h * (a.im + a.re))
    }
}

/// Three eighths of a turn.
fn three_eighths(a: Complex64, forward: bool) -> Complex64 {
    let h = FRAC_1_SQRT_2;
    if forward {
        Complex64::new(h * (a.im - a.re), h * (-a.re - a.im))
    } else {
        Complex64::new(h * (-a.re - a.im), h * (a.re - a.im))
    }
}

/// Cosines and sines of the multiples of a circle's odd part.
struct Circle {
    cos: Vec<f64>,
    sin: Vec<f64>,
}

impl Circle {
    fn new(p: usize) -> Circle {
        // Those of the small primes are correctly rounded.
        let known: Option<(&[f64], &[f64])> = match p {
            3 => Some((&[1.0, -0.5], &[0.0, 0.866_025_403_784_438_6])),
            5 => Some((
                &[1.0, 0.309_016_994_374_947_45, -0.809_016_994_374_947_5],
                &[0.0, 0.951_056_516_295_153_5, 0.587_785_252_292_473_1],
            )),
            7 => Some((
                &[1.0, 0.623_489_801_858_733_5, -0.222_520_933_956_314_4, -0.900_968_867_902_419_1],
                &[0.0, 0.781_831_482_468_029_8, 0.974_927_912_181_823_6, 0.433_883_739_117_558_1],
            )),
            11 => Some((
                &[
                    1.0,
                    0.841_253_532_831_181_2,
                    0.415_415_013_001_886_44,
                    -0.142_314_838_273_285_14,
                    -0.654_860_733_945_285_1,
                    -0.959_492_973_614_497_4,
                ],
                &[
                    0.0,
                    0.540_640_817_455_597_6,
                    0.909_631_995_354_518_4,
                    0.989_821_441_880_932_7,
                    0.755_749_574_354_258_3,
                    0.281_732_556_841_429_67,
                ],
            )),
            _ => None,
        };
        if let Some((cos, sin)) = known {
            return Circle { cos: cos.to_vec(), sin: sin.to_vec() };
        }
        let roots: Vec<Complex64> = (0..=p / 2).map(|k| root(k, p)).collect();
        Circle { cos: roots.iter().map(|z| z.re).collect(), sin: roots.iter().map(|z| z.im).collect() }
    }

    /// Cosine and sine of a multiple of the smallest angle.
    fn at(&self, p: usize, k: usize) -> (f64, f64) {
        let k = k % p;
        if k <= p / 2 { (self.cos[k], self.sin[k]) } else { (self.cos[p - k], -self.sin[p - k]) }
    }
}

/// The transform of a few values, in place.
fn butterfly(x: &mut [Complex64], circle: Option<&Circle>, forward: bool) {
    match x.len() {
        2 => (x[0], x[1]) = (x[0] + x[1], x[0] - x[1]),
        4 => {
            let (t2, t1) = (x[0] + x[2], x[0] - x[2]);
            let (t3, t4) = (x[1] + x[3], quarter(x[1] - x[3], forward));
            (x[0], x[2], x[1], x[3]) = (t2 + t3, t2 - t3, t1 + t4, t1 - t4);
        }
        8 => {
            let (a1, a5) = (x[1] + x[5], x[1] - x[5]);
            let (a3, a7) = (x[3] + x[7], quarter(x[3] - x[7], forward));
            let (a1, a3) = (a1 + a3, quarter(a1 - a3, forward));
            let (a5, a7) = (eighth(a5 + a7, forward), three_eighths(a5 - a7, forward));
            let (a0, a4) = (x[0] + x[4], x[0] - x[4]);
            let (a2, a6) = (x[2] + x[6], quarter(x[2] - x[6], forward));
            (x[0], x[4]) = (a0 + a2 + a1, a0 + a2 - a1);
            (x[2], x[6]) = (a0 - a2 + a3, a0 - a2 - a3);
            (x[1], x[5]) = (a4 + a6 + a5, a4 + a6 - a5);
            (x[3], x[7]) = (a4 - a6 + a7, a4 - a6 - a7);
        }
        p => {
            let Some(circle) = circle else { return };
            let first = x[0];
            let half = p / 2;
            let sums: Vec<Complex64> = (1..=half).map(|j| x[j] + x[p - j]).collect();
            let differences: Vec<Complex64> = (1..=half).map(|j| x[j] - x[p - j]).collect();
            x[0] = sums.iter().fold(first, |total, sum| total + sum);
            for j in 1..=half {
                let (mut even, mut re, mut im) = (first, 0.0, 0.0);
                for k in 1..=half {
                    let (c, s) = circle.at(p, j * k);
                    let s = if forward { -s } else { s };
                    even += sums[k - 1] * c;
                    if k == 1 {
                        (re, im) = (s * differences[0].im, s * differences[0].re);
                    } else {
                        re += s * differences[k - 1].im;
                        im += s * differences[k - 1].re;
                    }
                }
                let odd = Complex64::new(-re, im);
                (x[j], x[p - j]) = (even + odd, even - odd);
            }
        }
    }
}

/// The transform of a complex line, times `scale`.
pub fn complex(line: &mut [Complex64], forward: bool, scale: f64) {
    let n = line.len();
    if n > 1 {
        let roots = Roots::new(n);
        let mut from = line.to_vec();
        let mut to = from.clone();
        let mut done = 1;
        for radix in radices(n, true) {
            let run = n / (done * radix);
            let circle = (radix % 2 == 1).then(|| Circle::new(radix));
            let mut few = vec![Complex64::default(); radix];
            for group in 0..done {
                for i in 0..run {
                    for (j, value) in few.iter_mut().enumerate() {
                        *value = from[i + run * (j + radix * group)];
                    }
                    butterfly(&mut few, circle.as_ref(), forward);
                    for (j, &value) in few.iter().enumerate() {
                        let place = i + run * (group + done * j);
                        let plain = i == 0 || j == 0;
                        to[place] = if plain { value } else { turned(value, roots.get(j * done * i), forward) };
                    }
                }
            }
            std::mem::swap(&mut from, &mut to);
            done *= radix;
        }
        line.copy_from_slice(&from);
    }
    if scale != 1.0 {
        for value in line {
            *value *= scale;
        }
    }
}

/// The first half of the spectrum of a real line, `n / 2 + 1` values, times `scale`.
pub fn real_forward(line: &[f64], scale: f64) -> Vec<Complex64> {
    let n = line.len();
    let roots = Roots::new(n.max(1));
    let mut half = half_spectrum(line, &radices(n, false), &roots, 1);
    if scale != 1.0 {
        for value in &mut half {
            *value *= scale;
        }
    }
    half
}

/// A value of a spectrum, from its first half.
fn mirrored(half: &[Complex64], n: usize, k: usize) -> Complex64 {
    if k <= n / 2 { half[k] } else { half[n - k].conj() }
}

/// Half the spectrum of a real line, whose roots of unity are every `step`-th.
fn half_spectrum(line: &[f64], radices: &[usize], roots: &Roots, step: usize) -> Vec<Complex64> {
    let n = line.len();
    let Some((&radix, rest)) = radices.split_first() else {
        return line.iter().map(|&x| Complex64::new(x, 0.0)).collect();
    };
    let parts: Vec<Vec<Complex64>> = (0..radix)
        .map(|r| {
            let part: Vec<f64> = line.iter().skip(r).step_by(radix).copied().collect();
            half_spectrum(&part, rest, roots, step * radix)
        })
        .collect();
    let run = n / radix;
    let circle = (radix % 2 == 1).then(|| Circle::new(radix));
    let mut half = vec![Complex64::default(); n / 2 + 1];
    let mut few = vec![Complex64::default(); radix];
    for k in 0..=run / 2 {
        if radix == 4 && 2 * k == run {
            // Both inputs of a turn by an eighth are real here: the turn is one product.
            let [a, b, c, d] = [0, 1, 2, 3].map(|r: usize| parts[r][k].re);
            let (im, re) = (-FRAC_1_SQRT_2 * (b + d), FRAC_1_SQRT_2 * (b - d));
            half[k] = Complex64::new(a + re, im - c);
            half[k + run] = Complex64::new(a - re, im + c);
            continue;
        }
        if radix == 2 && 2 * k == run {
            half[k] = Complex64::new(parts[0][k].re, -parts[1][k].re);
            continue;
        }
        for (r, value) in few.iter_mut().enumerate() {
            let plain = k == 0 || r == 0;
            *value = if plain { parts[r][k] } else { turned(parts[r][k], roots.get(step * r * k), true) };
        }
        butterfly(&mut few, circle.as_ref(), true);
        for (j, &value) in few.iter().enumerate() {
            let place = k + run * j;
            if place <= n / 2 {
                half[place] = value;
            } else if n - place <= n / 2 {
                // A difference, so that zero stays positive.
                half[n - place] = Complex64::new(value.re, 0.0 - value.im);
            }
        }
    }
    half
}

/// The real line of length `n` whose spectrum begins with `half`, times `scale`.
pub fn real_backward(half: &[Complex64], n: usize, scale: f64) -> Vec<f64> {
    let roots = Roots::new(n.max(1));
    let mut half = half.to_vec();
    half[0].im = 0.0;
    if n.is_multiple_of(2) {
        half[n / 2].im = 0.0;
    }
    let mut line = line_of(&half, n, &radices(n, false), &roots, 1);
    if scale != 1.0 {
        for value in &mut line {
            *value *= scale;
        }
    }
    line
}

fn line_of(half: &[Complex64], n: usize, radices: &[usize], roots: &Roots, step: usize) -> Vec<f64> {
    let Some((&radix, rest)) = radices.split_first() else {
        return half.iter().map(|z| z.re).collect();
    };
    let run = n / radix;
    let circle = (radix % 2 == 1).then(|| Circle::new(radix));
    let mut parts = vec![vec![Complex64::default(); run / 2 + 1]; radix];
    let mut few = vec![Complex64::default(); radix];
    for k in 0..=run / 2 {
        if radix == 4 && 2 * k == run {
            let (a, b) = (half[k], half[k + run]);
            let (sum, difference) = (a.re + b.re, a.re - b.re);
            let (low, high) = (b.im + a.im, b.im - a.im);
            let root = std::f64::consts::SQRT_2;
            let values = [sum + sum, root * (difference - low), high + high, -root * (difference + low)];
            for (part, value) in parts.iter_mut().zip(values) {
                part[k] = Complex64::new(value, 0.0);
            }
            continue;
        }
        if radix == 2 && 2 * k == run {
            parts[0][k] = Complex64::new(2.0 * half[k].re, 0.0);
            parts[1][k] = Complex64::new(-2.0 * half[k].im, 0.0);
            continue;
        }
        for (j, value) in few.iter_mut().enumerate() {
            *value = mirrored(half, n, k + run * j);
        }
        butterfly(&mut few, circle.as_ref(), false);
        for (r, &value) in few.iter().enumerate() {
            let plain = k == 0 || r == 0;
            parts[r][k] = if plain { value } else { turned(value, roots.get(step * r * k), false) };
        }
    }
    let mut line = vec![0.0; n];
    for (r, part) in parts.iter().enumerate() {
        for (i, value) in line_of(part, run, rest, roots, step * radix).into_iter().enumerate() {
            line[r + radix * i] = value;
        }
    }
    line
}
