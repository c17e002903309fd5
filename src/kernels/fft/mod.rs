//! Discrete Fourier transforms of one line. The order of operations is pocketfft's, which NumPy uses, so
//! that the last digits agree: complex lines by decimation in frequency with the radices 8, 4, 2 and odd
//! primes; real lines by decimation in time over the half of the spectrum that is not a mirror image.
//! What depends on the length alone is kept from one call to the next.

mod butterfly;

use super::dispatch::{Level, Plain};
use crate::text::interrupt;
use butterfly::{Four, Parts, butterfly};
use num_complex::Complex64;
use std::cell::RefCell;
use std::f64::consts::FRAC_1_SQRT_2;
use std::rc::Rc;

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
#[inline(always)]
fn turned(value: Complex64, w: Complex64, forward: bool) -> Complex64 {
    butterfly::turned(Parts::from(value), Parts::from(w), forward).into()
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

/// The transform of an odd number of values, in place; `scratch` is as long as they are.
fn odd_butterfly(x: &mut [Complex64], circle: &Circle, scratch: &mut [Complex64], forward: bool) {
    let p = x.len();
    let first = x[0];
    let half = p / 2;
    let (sums, differences) = scratch.split_at_mut(half);
    for j in 1..=half {
        (sums[j - 1], differences[j - 1]) = (x[j] + x[p - j], x[j] - x[p - j]);
    }
    x[0] = sums.iter().fold(first, |total, sum| total + sum);
    for j in 1..=half {
        let (mut even, mut re, mut im) = (first, 0.0, 0.0);
        let mut multiple = 0;
        for k in 1..=half {
            multiple += j;
            multiple -= if multiple >= p { p } else { 0 };
            let (c, s) = circle.at(p, multiple);
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

/// One pass over a line: `done` transforms are joined or split, each into `radix` of length `run`.
struct Stage {
    radix: usize,
    done: usize,
    run: usize,
    /// The circle of an odd radix.
    circle: Option<Circle>,
    /// The twiddle factors: for each input but the first, one for each place in a run (or in half of it).
    twiddles: Vec<Complex64>,
}

impl Stage {
    /// The factors that input or output `j > 0` is turned by.
    #[inline(always)]
    fn turns(&self, j: usize) -> &[Complex64] {
        let len = self.twiddles.len() / (self.radix - 1);
        &self.twiddles[(j - 1) * len..j * len]
    }
}

/// What is known of a length.
struct Plan {
    n: usize,
    real: bool,
    stages: Vec<Stage>,
}

impl Plan {
    fn new(n: usize, real: bool) -> Plan {
        let roots = Roots::new(n.max(1));
        let mut done = 1;
        let stages = radices(n, !real)
            .into_iter()
            .map(|radix| {
                let run = n / (done * radix);
                let places = if real { run / 2 + 1 } else { run };
                let twiddles =
                    (1..radix).flat_map(|j| (0..places).map(move |i| (i, j))).map(|(i, j)| roots.get(j * done * i));
                let twiddles = twiddles.collect();
                let circle = (radix % 2 == 1).then(|| Circle::new(radix));
                let stage = Stage { radix, done, run, circle, twiddles };
                done *= radix;
                stage
            })
            .collect();
        Plan { n, real, stages }
    }

    /// The plan for a length, from those used last if it is there.
    fn of(n: usize, real: bool) -> Rc<Plan> {
        const KEPT: usize = 8;
        const LONGEST: usize = 1 << 18;
        thread_local! {
            static PLANS: RefCell<Vec<Rc<Plan>>> = const { RefCell::new(Vec::new()) };
        }
        PLANS.with_borrow_mut(|plans| {
            if let Some(place) = plans.iter().position(|plan| plan.n == n && plan.real == real) {
                plans[..=place].rotate_right(1);
                return plans[0].clone();
            }
            let plan = Rc::new(Plan::new(n, real));
            if n <= LONGEST {
                plans.truncate(KEPT - 1);
                plans.insert(0, plan.clone());
            }
            plan
        })
    }
}

/// The work of one stage, from one buffer to another.
struct Pass<'a> {
    stage: &'a Stage,
    from: &'a [Complex64],
    to: &'a mut [Complex64],
    kind: Kind,
}

/// Which transform a pass belongs to.
#[derive(Clone, Copy)]
enum Kind {
    Complex { forward: bool },
    RealForward,
    RealBackward,
}

impl Plain for Pass<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let Pass { stage, from, to, kind } = self;
        match (kind, stage.radix) {
            (Kind::Complex { forward: true }, 2) => complex_pass::<2>(stage, from, to, true),
            (Kind::Complex { forward: true }, 4) => complex_pass::<4>(stage, from, to, true),
            (Kind::Complex { forward: true }, 8) => complex_pass::<8>(stage, from, to, true),
            (Kind::Complex { forward: false }, 2) => complex_pass::<2>(stage, from, to, false),
            (Kind::Complex { forward: false }, 4) => complex_pass::<4>(stage, from, to, false),
            (Kind::Complex { forward: false }, 8) => complex_pass::<8>(stage, from, to, false),
            (Kind::Complex { forward }, _) => odd_complex_pass(stage, from, to, forward),
            (Kind::RealForward, 2) => joined::<2>(stage, from, to),
            (Kind::RealForward, 4) => joined::<4>(stage, from, to),
            (Kind::RealForward, _) => odd_joined(stage, from, to),
            (Kind::RealBackward, 2) => split::<2>(stage, from, to),
            (Kind::RealBackward, 4) => split::<4>(stage, from, to),
            (Kind::RealBackward, _) => odd_split(stage, from, to),
        }
    }
}

/// Runs stages from buffer to buffer; the result is in the first.
fn passes<'a>(stages: impl Iterator<Item = &'a Stage>, values: &mut [Complex64], kind: Kind) {
    let mut other = vec![Complex64::default(); values.len()];
    let (mut from, mut to) = (&mut *values, &mut other[..]);
    let mut swapped = false;
    for stage in stages {
        if interrupt::raised() {
            return;
        }
        Level::best().run_plain(Pass { stage, from, to, kind });
        std::mem::swap(&mut from, &mut to);
        swapped = !swapped;
    }
    if swapped {
        values.copy_from_slice(&other);
    }
}

/// How many numbers go side by side.
const WIDTH: usize = 4;

/// Four complex numbers of a slice, from a place on.
#[inline(always)]
fn four(values: &[Complex64], at: usize) -> Parts<Four> {
    match values.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(&chunk) => Parts::load(chunk),
        None => Parts::load([Complex64::default(); WIDTH]),
    }
}

/// Four complex numbers of a slice, backwards from a place on.
#[inline(always)]
fn four_back(values: &[Complex64], at: usize) -> Parts<Four> {
    match values.get(..=at).and_then(|rest| rest.last_chunk()) {
        Some(&[a, b, c, d]) => Parts::load([d, c, b, a]),
        None => Parts::load([Complex64::default(); WIDTH]),
    }
}

/// Puts four complex numbers into a slice.
#[inline(always)]
fn put_four(to: &mut [Complex64], at: usize, values: Parts<Four>) {
    if let Some(chunk) = to.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
        *chunk = values.numbers();
    }
}

/// The same backwards from a place on.
#[inline(always)]
fn put_four_back(to: &mut [Complex64], at: usize, values: Parts<Four>) {
    if let Some(chunk) = to.get_mut(..=at).and_then(|rest| rest.last_chunk_mut()) {
        let [a, b, c, d] = values.numbers();
        *chunk = [d, c, b, a];
    }
}

/// Where blocks of four begin that cover `1..end`, the last ones overlapping, and whether there are any:
/// single places are left if there are fewer than four.
#[inline(always)]
fn blocks(end: usize) -> impl Iterator<Item = usize> {
    let last = end.saturating_sub(WIDTH);
    let whole = if end > WIDTH { (end - 1).div_ceil(WIDTH) } else { 0 };
    (0..whole).map(move |k| (1 + k * WIDTH).min(last))
}

/// The places of `1..end` that no block covers.
#[inline(always)]
fn singles(end: usize) -> std::ops::Range<usize> {
    if end > WIDTH { end..end } else { 1..end }
}

#[inline(always)]
fn complex_pass<const N: usize>(stage: &Stage, from: &[Complex64], to: &mut [Complex64], forward: bool) {
    let (done, run) = (stage.done, stage.run);
    let turns: [&[Complex64]; N] = std::array::from_fn(|j| if j + 1 < N { stage.turns(j + 1) } else { &[] });
    let mut first = 0;
    if run == 1 {
        // Nothing is turned: four groups side by side.
        for group in (0..done / WIDTH).map(|k| k * WIDTH) {
            let inputs = &from[N * group..][..N * WIDTH];
            let mut few: [Parts<Four>; N] =
                std::array::from_fn(|j| Parts::load([inputs[j], inputs[j + N], inputs[j + 2 * N], inputs[j + 3 * N]]));
            butterfly(&mut few, forward);
            for j in 0..N {
                put_four(to, group + done * j, few[j]);
            }
        }
        first = done / WIDTH * WIDTH;
    }
    for group in first..done {
        let inputs: [&[Complex64]; N] = std::array::from_fn(|j| &from[run * (j + N * group)..][..run]);
        let mut few: [Parts<f64>; N] = std::array::from_fn(|j| inputs[j][0].into());
        butterfly(&mut few, forward);
        for j in 0..N {
            to[run * (group + done * j)] = few[j].into();
        }
        for i in blocks(run) {
            let mut few: [Parts<Four>; N] = std::array::from_fn(|j| four(inputs[j], i));
            butterfly(&mut few, forward);
            put_four(to, i + run * group, few[0]);
            for j in 1..N {
                put_four(to, i + run * (group + done * j), butterfly::turned(few[j], four(turns[j - 1], i), forward));
            }
        }
        for i in singles(run) {
            let mut few: [Parts<f64>; N] = std::array::from_fn(|j| inputs[j][i].into());
            butterfly(&mut few, forward);
            to[i + run * group] = few[0].into();
            for j in 1..N {
                to[i + run * (group + done * j)] = turned(few[j].into(), turns[j - 1][i], forward);
            }
        }
    }
}

fn odd_complex_pass(stage: &Stage, from: &[Complex64], to: &mut [Complex64], forward: bool) {
    let (radix, done, run) = (stage.radix, stage.done, stage.run);
    let Some(circle) = &stage.circle else { return };
    let (mut few, mut scratch) = (vec![Complex64::default(); radix], vec![Complex64::default(); radix]);
    for group in 0..done {
        for i in 0..run {
            for (j, value) in few.iter_mut().enumerate() {
                *value = from[i + run * (j + radix * group)];
            }
            odd_butterfly(&mut few, circle, &mut scratch, forward);
            for (j, &value) in few.iter().enumerate() {
                let plain = i == 0 || j == 0;
                to[i + run * (group + done * j)] =
                    if plain { value } else { turned(value, stage.turns(j)[i], forward) };
            }
        }
    }
}

/// The half spectra of `done` interleaved lines, each from those of `N` shorter ones.
#[inline(always)]
fn joined<const N: usize>(stage: &Stage, from: &[Complex64], to: &mut [Complex64]) {
    let (done, run) = (stage.done, stage.run);
    let (short, long) = (run / 2 + 1, N * run / 2 + 1);
    let turns: [&[Complex64]; N] = std::array::from_fn(|j| if j + 1 < N { stage.turns(j + 1) } else { &[] });
    if run == 1 {
        // Single numbers: most of the lines, and nothing is turned.
        for (s, half) in to.chunks_exact_mut(long).take(done).enumerate() {
            let mut few: [Parts<f64>; N] = std::array::from_fn(|r| from[s + done * r].into());
            butterfly(&mut few, true);
            for j in 0..=N / 2 {
                half[j] = few[j].into();
            }
        }
        return;
    }
    for (s, half) in to.chunks_exact_mut(long).take(done).enumerate() {
        let parts: [&[Complex64]; N] = std::array::from_fn(|r| &from[(s + done * r) * short..][..short]);
        let mut few: [Parts<f64>; N] = std::array::from_fn(|r| parts[r][0].into());
        butterfly(&mut few, true);
        for j in 0..=N / 2 {
            half[run * j] = few[j].into();
        }
        // Outputs in the upper half of the circle go to their mirror images, from the end backwards.
        let end = run.div_ceil(2);
        for k in blocks(end) {
            let mut few: [Parts<Four>; N] = std::array::from_fn(|r| four(parts[r], k));
            for r in 1..N {
                few[r] = butterfly::turned(few[r], four(turns[r - 1], k), true);
            }
            butterfly(&mut few, true);
            for j in 0..N / 2 {
                put_four(half, k + run * j, few[j]);
                put_four_back(half, run * (j + 1) - k, few[N - 1 - j].mirrored());
            }
        }
        for k in singles(end) {
            let mut few: [Parts<f64>; N] = std::array::from_fn(|r| parts[r][k].into());
            for r in 1..N {
                few[r] = butterfly::turned(few[r], turns[r - 1][k].into(), true);
            }
            butterfly(&mut few, true);
            for j in 0..N / 2 {
                half[k + run * j] = few[j].into();
                half[run * (j + 1) - k] = few[N - 1 - j].mirrored().into();
            }
        }
        if run.is_multiple_of(2) {
            joined_middle::<N>(std::array::from_fn(|r| parts[r][run / 2].re), half, run / 2, run);
        }
    }
}

/// Puts a value of a spectrum into its first half, if it or its mirror image belongs there.
#[inline(always)]
fn put(half: &mut [Complex64], n: usize, place: usize, value: Complex64) {
    if place <= n / 2 {
        half[place] = value;
    } else if n - place <= n / 2 {
        // A difference, so that zero stays positive.
        half[n - place] = Complex64::new(value.re, 0.0 - value.im);
    }
}

/// The middle of even runs, whose inputs are real.
#[inline(always)]
fn joined_middle<const N: usize>(x: [f64; N], half: &mut [Complex64], k: usize, run: usize) {
    if N == 2 {
        half[k] = Complex64::new(x[0], -x[1]);
        return;
    }
    // The turn by an eighth is one product.
    let (im, re) = (-FRAC_1_SQRT_2 * (x[1] + x[3]), FRAC_1_SQRT_2 * (x[1] - x[3]));
    half[k] = Complex64::new(x[0] + re, im - x[2]);
    half[k + run] = Complex64::new(x[0] - re, im + x[2]);
}

fn odd_joined(stage: &Stage, from: &[Complex64], to: &mut [Complex64]) {
    let (radix, done, run) = (stage.radix, stage.done, stage.run);
    let Some(circle) = &stage.circle else { return };
    let (short, long) = (run / 2 + 1, radix * run / 2 + 1);
    let (mut few, mut scratch) = (vec![Complex64::default(); radix], vec![Complex64::default(); radix]);
    for (s, half) in to.chunks_exact_mut(long).take(done).enumerate() {
        for k in 0..short {
            for (r, value) in few.iter_mut().enumerate() {
                let part = from[(s + done * r) * short + k];
                let plain = k == 0 || r == 0;
                *value = if plain { part } else { turned(part, stage.turns(r)[k], true) };
            }
            odd_butterfly(&mut few, circle, &mut scratch, true);
            for (j, &value) in few.iter().enumerate() {
                put(half, radix * run, k + run * j, value);
            }
        }
    }
}

/// The other way round: half spectra into those of N lines each.
#[inline(always)]
fn split<const N: usize>(stage: &Stage, from: &[Complex64], to: &mut [Complex64]) {
    let (done, run) = (stage.done, stage.run);
    let (short, long) = (run / 2 + 1, N * run / 2 + 1);
    let turns: [&[Complex64]; N] = std::array::from_fn(|j| if j + 1 < N { stage.turns(j + 1) } else { &[] });
    for (s, half) in from.chunks_exact(long).take(done).enumerate() {
        let line = |r: usize| (s + done * r) * short;
        let mut few: [Parts<f64>; N] = std::array::from_fn(|j| mirrored(half, N * run, run * j).into());
        butterfly(&mut few, false);
        for r in 0..N {
            to[line(r)] = few[r].into();
        }
        // Inputs in the upper half of the circle are mirror images, from the end backwards.
        let end = run.div_ceil(2);
        for k in blocks(end) {
            let input = |j: usize| {
                if j < N / 2 { four(half, k + run * j) } else { four_back(half, run * (N - j) - k).conj() }
            };
            let mut few: [Parts<Four>; N] = std::array::from_fn(input);
            butterfly(&mut few, false);
            put_four(to, line(0) + k, few[0]);
            for r in 1..N {
                put_four(to, line(r) + k, butterfly::turned(few[r], four(turns[r - 1], k), false));
            }
        }
        for k in singles(end) {
            let mut few: [Parts<f64>; N] = std::array::from_fn(|j| mirrored(half, N * run, k + run * j).into());
            butterfly(&mut few, false);
            to[line(0) + k] = few[0].into();
            for r in 1..N {
                to[line(r) + k] = butterfly::turned(few[r], turns[r - 1][k].into(), false).into();
            }
        }
        if run.is_multiple_of(2) {
            let values = split_middle::<N>(half, run / 2, run);
            for r in 0..N {
                to[line(r) + run / 2] = Complex64::new(values[r], 0.0);
            }
        }
    }
}

/// The middle of even runs, whose outputs are real.
#[inline(always)]
fn split_middle<const N: usize>(half: &[Complex64], k: usize, run: usize) -> [f64; N] {
    let mut values = [0.0; N];
    if N == 2 {
        (values[0], values[1]) = (2.0 * half[k].re, -2.0 * half[k].im);
        return values;
    }
    let (a, b) = (half[k], half[k + run]);
    let (sum, difference) = (a.re + b.re, a.re - b.re);
    let (low, high) = (b.im + a.im, b.im - a.im);
    let root = std::f64::consts::SQRT_2;
    (values[0], values[1]) = (sum + sum, root * (difference - low));
    (values[2], values[3]) = (high + high, -root * (difference + low));
    values
}

fn odd_split(stage: &Stage, from: &[Complex64], to: &mut [Complex64]) {
    let (radix, done, run) = (stage.radix, stage.done, stage.run);
    let Some(circle) = &stage.circle else { return };
    let (short, long) = (run / 2 + 1, radix * run / 2 + 1);
    let (mut few, mut scratch) = (vec![Complex64::default(); radix], vec![Complex64::default(); radix]);
    for (s, half) in from.chunks_exact(long).take(done).enumerate() {
        for k in 0..short {
            for (j, value) in few.iter_mut().enumerate() {
                *value = mirrored(half, radix * run, k + run * j);
            }
            odd_butterfly(&mut few, circle, &mut scratch, false);
            for (r, &value) in few.iter().enumerate() {
                let plain = k == 0 || r == 0;
                to[(s + done * r) * short + k] = if plain { value } else { turned(value, stage.turns(r)[k], false) };
            }
        }
    }
}

/// The transform of a complex line, times `scale`.
pub fn complex(line: &mut [Complex64], forward: bool, scale: f64) {
    let n = line.len();
    if n > 1 {
        passes(Plan::of(n, false).stages.iter(), line, Kind::Complex { forward });
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
    let mut half: Vec<Complex64> = line.iter().map(|&x| Complex64::new(x, 0.0)).collect();
    if n > 1 {
        passes(Plan::of(n, true).stages.iter().rev(), &mut half, Kind::RealForward);
        half.truncate(n / 2 + 1);
    }
    if scale != 1.0 {
        for value in &mut half {
            *value *= scale;
        }
    }
    half
}

/// A value of a spectrum, from its first half.
#[inline(always)]
fn mirrored(half: &[Complex64], n: usize, k: usize) -> Complex64 {
    if k <= n / 2 { half[k] } else { half[n - k].conj() }
}

/// The real line of length `n` whose spectrum begins with `half`, times `scale`.
pub fn real_backward(half: &[Complex64], n: usize, scale: f64) -> Vec<f64> {
    let mut values = half.to_vec();
    values[0].im = 0.0;
    if n.is_multiple_of(2) {
        values[n / 2].im = 0.0;
    }
    values.resize(n.max(1), Complex64::default());
    if n > 1 {
        passes(Plan::of(n, true).stages.iter(), &mut values, Kind::RealBackward);
    }
    values.iter().map(|z| z.re * scale).collect()
}
