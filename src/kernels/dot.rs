//! Dot products, matrix times vector, vector times matrix, in the orders of OpenBLAS on an AVX-512 machine
//! (core SkylakeX, one thread), which NumPy's results have. Matrix times matrix is elsewhere.

use super::dispatch::{Level, Plain};
use super::groups::{GroupKernel, Groups, Term};
use super::parallel;
use super::sum::Run;
use half::f16;
use num_complex::Complex;

/// A type with a dot product.
pub trait Dot: Copy {
    /// The sum of the products of two runs of the same length.
    fn dot(a: Run<'_, Self>, b: Run<'_, Self>) -> Self;
}

impl Dot for f64 {
    fn dot(a: Run<'_, f64>, b: Run<'_, f64>) -> f64 {
        match (a.slice(), b.slice()) {
            (Some(a), Some(b)) => {
                let level = Level::best();
                // Two threads have two accumulators each, so that the sums are the same.
                let shared = parallel::piece(a.len(), PICOSECONDS).map(|_| {
                    let half = |first| f64::run(level, Accumulators::<2> { a, b, first });
                    let ([r0, r1], [r2, r3]) = parallel::join(|| half(0), || half(2));
                    [r0, r1, r2, r3]
                });
                f64::run(level, ContiguousF64 { a, b, shared })
            }
            // NumPy hands only steps forward to OpenBLAS.
            _ if a.stride <= 0 || b.stride <= 0 => a.iter().zip(b.iter()).fold(0.0, |sum, (x, y)| sum + x * y),
            _ => Level::best().run_plain(Strided { a, b }),
        }
    }
}

impl Dot for f32 {
    fn dot(a: Run<'_, f32>, b: Run<'_, f32>) -> f32 {
        match (a.slice(), b.slice()) {
            (Some(a), Some(b)) => f32::run(Level::best(), ContiguousF32 { a, b }),
            // OpenBLAS adds pairs of float32 products in float64.
            _ => {
                let even = a.len & !1;
                let mut sum = 0.0f64;
                for i in (0..even).step_by(2) {
                    sum += f64::from(a.at(i) * b.at(i) + a.at(i + 1) * b.at(i + 1));
                }
                for i in even..a.len {
                    sum += f64::from(a.at(i) * b.at(i));
                }
                sum as f32
            }
        }
    }
}

impl Dot for f16 {
    /// In float32, rounded once at the end.
    fn dot(a: Run<'_, f16>, b: Run<'_, f16>) -> f16 {
        f16::from_f32(a.iter().zip(b.iter()).fold(0.0, |sum, (x, y)| sum + x.to_f32() * y.to_f32()))
    }
}

impl Dot for bool {
    fn dot(a: Run<'_, bool>, b: Run<'_, bool>) -> bool {
        a.iter().zip(b.iter()).any(|(x, y)| x & y)
    }
}

macro_rules! integer {
    // Wrapping sums: the order does not matter.
    ($($type:ident)*) => {$(
        impl Dot for $type {
            fn dot(a: Run<'_, $type>, b: Run<'_, $type>) -> $type {
                a.iter().zip(b.iter()).fold(0, |sum, (x, y)| sum.wrapping_add(x.wrapping_mul(y)))
            }
        }
    )*};
}

integer!(i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! complex {
    // From left to right; OpenBLAS's order for complex numbers is not known.
    ($($real:ident)*) => {$(
        impl Dot for Complex<$real> {
            fn dot(a: Run<'_, Self>, b: Run<'_, Self>) -> Self {
                a.iter().zip(b.iter()).fold(Complex::new(0.0, 0.0), |sum, (x, y)| sum + x * y)
            }
        }
    )*};
}

complex!(f32 f64);

/// What a product of two elements takes where the operands come from the third cache.
const PICOSECONDS: usize = 300;

/// N of the four accumulators of a float64 dot product, from number `first` on: eight lanes each, 32 elements
/// at a time.
struct Accumulators<'a, const N: usize> {
    a: &'a [f64],
    b: &'a [f64],
    first: usize,
}

impl<const N: usize> GroupKernel<f64> for Accumulators<'_, N> {
    type Output = [[f64; 8]; N];
    #[inline(always)]
    fn run<G: Groups<f64>>(self, groups: G) -> [[f64; 8]; N] {
        let mut r = [groups.load(&[0.0; 8]); N];
        for (a, b) in self.a.as_chunks::<32>().0.iter().zip(self.b.as_chunks::<32>().0) {
            let (a, b) = (&a.as_chunks::<8>().0[self.first..][..N], &b.as_chunks::<8>().0[self.first..][..N]);
            for k in 0..N {
                r[k] = groups.fma(groups.load(&a[k]), groups.load(&b[k]), r[k]);
            }
        }
        r.map(|r| groups.store(r))
    }
}

struct ContiguousF64<'a> {
    a: &'a [f64],
    b: &'a [f64],
    /// The accumulators, if they were computed already.
    shared: Option<[[f64; 8]; 4]>,
}

impl GroupKernel<f64> for ContiguousF64<'_> {
    type Output = f64;
    #[inline(always)]
    fn run<G: Groups<f64>>(self, groups: G) -> f64 {
        let n = self.a.len().min(self.b.len());
        let (a, b) = (&self.a[..n], &self.b[..n]);
        let mut sum = 0.0;
        let mut done = 0;
        if n >= 16 {
            let (a_rest, b_rest) = (a.as_chunks::<32>().1, b.as_chunks::<32>().1);
            let r = match self.shared {
                Some(r) => r,
                None => Accumulators::<4> { a, b, first: 0 }.run(groups),
            };
            // Folded to four lanes; 16 more elements if there are.
            let mut v = [[0.0; 4]; 4];
            for k in 0..4 {
                for l in 0..4 {
                    v[k][l] = r[k][l] + r[k][l + 4];
                }
            }
            done = n - a_rest.len();
            if let (Some(a), Some(b)) = (a_rest.first_chunk::<16>(), b_rest.first_chunk::<16>()) {
                for k in 0..4 {
                    for l in 0..4 {
                        v[k][l] = a[4 * k + l].mul_add(b[4 * k + l], v[k][l]);
                    }
                }
                done += 16;
            }
            let mut w = [0.0; 4];
            for l in 0..4 {
                w[l] = ((v[0][l] + v[1][l]) + v[2][l]) + v[3][l];
            }
            sum = (w[0] + w[2]) + (w[1] + w[3]);
        }
        for (&x, &y) in a[done..].iter().zip(&b[done..]) {
            sum = x.mul_add(y, sum);
        }
        sum
    }
}

struct ContiguousF32<'a> {
    a: &'a [f32],
    b: &'a [f32],
}

impl GroupKernel<f32> for ContiguousF32<'_> {
    type Output = f32;
    #[inline(always)]
    fn run<G: Groups<f32>>(self, groups: G) -> f32 {
        let n = self.a.len().min(self.b.len());
        let (a, b) = (&self.a[..n], &self.b[..n]);
        let (a32, a_rest) = a.as_chunks::<32>();
        let (b32, b_rest) = b.as_chunks::<32>();
        // Four accumulators of 16 lanes, 64 elements at a time; each is kept as its two halves.
        let mut low = [groups.load(&[0.0; 8]); 4];
        let mut high = low;
        let pairs = a32.len() / 2;
        for i in 0..pairs {
            let (a0, a1) = (a32[2 * i].as_chunks::<8>().0, a32[2 * i + 1].as_chunks::<8>().0);
            let (b0, b1) = (b32[2 * i].as_chunks::<8>().0, b32[2 * i + 1].as_chunks::<8>().0);
            for k in 0..2 {
                low[k] = groups.fma(groups.load(&a0[2 * k]), groups.load(&b0[2 * k]), low[k]);
                high[k] = groups.fma(groups.load(&a0[2 * k + 1]), groups.load(&b0[2 * k + 1]), high[k]);
                low[k + 2] = groups.fma(groups.load(&a1[2 * k]), groups.load(&b1[2 * k]), low[k + 2]);
                high[k + 2] = groups.fma(groups.load(&a1[2 * k + 1]), groups.load(&b1[2 * k + 1]), high[k + 2]);
            }
        }
        let mut r = low;
        for k in 0..4 {
            r[k] = groups.add(low[k], high[k]);
        }
        if let (Some(a), Some(b)) = (a32.get(2 * pairs), b32.get(2 * pairs)) {
            let (a, b) = (a.as_chunks::<8>().0, b.as_chunks::<8>().0);
            for k in 0..4 {
                r[k] = groups.fma(groups.load(&a[k]), groups.load(&b[k]), r[k]);
            }
        }
        let w = groups.store(groups.add(groups.add(groups.add(r[0], r[1]), r[2]), r[3]));
        let vector = ((w[0] + w[4]) + (w[1] + w[5])) + ((w[2] + w[6]) + (w[3] + w[7]));
        // What is left over is summed in float64, of products rounded to float32.
        let mut rest = 0.0f64;
        for (&x, &y) in a_rest.iter().zip(b_rest) {
            rest += f64::from(x * y);
        }
        (rest + f64::from(vector)) as f32
    }
}

/// float64 with a stride: rounded products, the even and the odd ones apart.
struct Strided<'a> {
    a: Run<'a, f64>,
    b: Run<'a, f64>,
}

impl Plain for Strided<'_> {
    type Output = f64;
    #[inline(always)]
    fn run(self) -> f64 {
        let (a, b) = (self.a, self.b);
        let fours = a.len & !3;
        let (mut even, mut odd) = (0.0, 0.0);
        let mut i = 0;
        while i < fours {
            even += a.at(i) * b.at(i) + a.at(i + 2) * b.at(i + 2);
            odd += a.at(i + 1) * b.at(i + 1) + a.at(i + 3) * b.at(i + 3);
            i += 4;
        }
        while i < a.len {
            even = a.at(i).mul_add(b.at(i), even);
            i += 1;
        }
        even + odd
    }
}

/// A float64 matrix in a buffer, its rows contiguous.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The buffer, from the first element on.
    pub data: &'a [f64],
    /// How many rows.
    pub count: usize,
    /// How long each is.
    pub len: usize,
    /// From one row to the next, in elements; at least `len`.
    pub stride: usize,
}

impl<'a> Rows<'a> {
    #[inline(always)]
    fn row(&self, i: usize) -> &'a [f64] {
        &self.data[i * self.stride..i * self.stride + self.len]
    }
}

/// `(m, k) @ (k,) -> (m,)`.
pub fn matrix_vector(matrix: Rows<'_>, x: &[f64], out: &mut [f64]) {
    if matrix.count == 1 {
        out[0] = f64::dot(Run::all(matrix.row(0)), Run::all(x));
        return;
    }
    let level = Level::best();
    if matrix.count * matrix.len < WORTH_SHARING || parallel::threads() == 1 {
        return f64::run(level, MatrixVector { matrix, x, out });
    }
    // Groups of four rows stay together.
    let count = matrix.count.div_ceil(4 * parallel::threads()).next_multiple_of(4);
    let pieces = out[..matrix.count].chunks_mut(count).enumerate().collect();
    parallel::map(pieces, &|(i, out): (usize, &mut [f64])| {
        let data = &matrix.data[i * count * matrix.stride..];
        f64::run(level, MatrixVector { matrix: Rows { data, count: out.len(), ..matrix }, x, out });
    });
}

/// The elements of a matrix from which on other threads help: some hundred microseconds' worth.
const WORTH_SHARING: usize = 1 << 19;

struct MatrixVector<'a> {
    matrix: Rows<'a>,
    x: &'a [f64],
    out: &'a mut [f64],
}

impl GroupKernel<f64> for MatrixVector<'_> {
    type Output = ();
    #[inline(always)]
    fn run<G: Groups<f64>>(self, groups: G) {
        let MatrixVector { matrix, x, out } = self;
        let (x4, x_rest) = x[..matrix.len].as_chunks::<4>();
        let mut i = 0;
        while i + 4 <= matrix.count {
            // Four rows, four lanes each, two rows in one group.
            let rows = [matrix.row(i), matrix.row(i + 1), matrix.row(i + 2), matrix.row(i + 3)];
            let mut chunks: [&[[f64; 4]]; 4] = [&[]; 4];
            for r in 0..4 {
                chunks[r] = &rows[r].as_chunks::<4>().0[..x4.len()];
            }
            let mut upper = groups.load(&[0.0; 8]);
            let mut lower = upper;
            for t in 0..x4.len() {
                let x = groups.load_halves(&x4[t], &x4[t]);
                upper = groups.fma(groups.load_halves(&chunks[0][t], &chunks[1][t]), x, upper);
                lower = groups.fma(groups.load_halves(&chunks[2][t], &chunks[3][t]), x, lower);
            }
            let lanes = [groups.store(upper), groups.store(lower)];
            for r in 0..4 {
                let l = &lanes[r / 2][4 * (r % 2)..][..4];
                out[i + r] = with_tail((l[0] + l[2]) + (l[1] + l[3]), &rows[r][4 * x4.len()..], x_rest);
            }
            i += 4;
        }
        if i + 2 <= matrix.count {
            for (r, y) in out.iter_mut().enumerate().skip(i).take(2) {
                let row = matrix.row(r);
                let mut l = [0.0; 2];
                for (a, x) in row.as_chunks::<2>().0[..2 * x4.len()].iter().zip(x.as_chunks::<2>().0) {
                    l = [l[0] + a[0] * x[0], l[1] + a[1] * x[1]];
                }
                *y = with_tail(l[0] + l[1], &row[4 * x4.len()..], x_rest);
            }
            i += 2;
        }
        if i < matrix.count {
            let row = matrix.row(i);
            let mut l = [0.0; 4];
            for (a, x) in row.as_chunks::<4>().0.iter().zip(x4) {
                for k in 0..4 {
                    l[k] += a[k] * x[k];
                }
            }
            out[i] = with_tail((l[0] + l[2]) + (l[1] + l[3]), &row[4 * x4.len()..], x_rest);
        }
    }
}

/// The last one to three products of a row.
#[inline(always)]
fn with_tail(sum: f64, a: &[f64], x: &[f64]) -> f64 {
    match (a, x) {
        ([a], [x]) => a.mul_add(*x, sum),
        ([a, b], [x, y]) => sum + a.mul_add(*x, b * y),
        ([a, b, c], [x, y, z]) => sum + c.mul_add(*z, a.mul_add(*x, b * y)),
        _ => sum,
    }
}

/// `(k,) @ (k, n) -> (n,)`.
pub fn vector_matrix(x: &[f64], matrix: Rows<'_>, out: &mut [f64]) {
    Level::best().run_plain(VectorMatrix { matrix, x, out });
}

struct VectorMatrix<'a> {
    matrix: Rows<'a>,
    x: &'a [f64],
    out: &'a mut [f64],
}

impl Plain for VectorMatrix<'_> {
    type Output = ();
    #[inline(always)]
    fn run(self) {
        let VectorMatrix { matrix, x, out } = self;
        let out = &mut out[..matrix.len];
        out.fill(0.0);
        let mut t = 0;
        while t + 4 <= matrix.count {
            let (a, b, c, d) = (matrix.row(t), matrix.row(t + 1), matrix.row(t + 2), matrix.row(t + 3));
            for j in 0..out.len() {
                let first = a[j].mul_add(x[t], b[j] * x[t + 1]);
                out[j] += d[j].mul_add(x[t + 3], c[j].mul_add(x[t + 2], first));
            }
            t += 4;
        }
        if t + 2 <= matrix.count {
            let (a, b) = (matrix.row(t), matrix.row(t + 1));
            for j in 0..out.len() {
                out[j] += a[j].mul_add(x[t], b[j] * x[t + 1]);
            }
            t += 2;
        }
        if t < matrix.count {
            let a = matrix.row(t);
            for j in 0..out.len() {
                out[j] += a[j] * x[t];
            }
        }
        if matrix.count <= 3 {
            // Columns beyond the last group of four, for few rows, are plain chains.
            for j in out.len() & !3..out.len() {
                let mut sum = 0.0;
                for (t, &x) in x.iter().enumerate().take(matrix.count) {
                    sum = matrix.row(t)[j].mul_add(x, sum);
                }
                out[j] = sum;
            }
        }
    }
}
