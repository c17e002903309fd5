//! Eight float32 or float64 at a time: the unit in which NumPy's sums and OpenBLAS's dot products keep
//! their accumulators. Written out with instructions, because whether the compiler finds vectors in
//! arrays of accumulators changes from one use to the next.

use super::dispatch::Level;
use pulp::Scalar;
#[cfg(target_arch = "x86_64")]
use pulp::{
    Simd, WithSimd, cast, f32x8, f64x4, f64x8,
    x86::{V3, V4},
};
use std::marker::PhantomData;
use std::ops::Add;

/// A body over groups of eight, compiled for every level.
pub(super) trait GroupKernel<T> {
    /// What the body returns.
    type Output;
    /// The body. Implementations are `#[inline(always)]` and call only such functions.
    fn run<G: Groups<T>>(self, groups: G) -> Self::Output;
}

/// float32 and float64, which have groups on every processor.
pub(super) trait Term: Copy + Default + Send + Sync + Add<Output = Self> + 'static {
    /// The zero that changes nothing it is added to.
    const MINUS_ZERO: Self;
    /// Runs a body with an instruction set.
    fn run<K: GroupKernel<Self>>(level: Level, kernel: K) -> K::Output;
}

/// An instruction set's way with eight reals.
pub(super) trait Groups<T>: Copy {
    /// Eight reals.
    type Group: Copy;
    /// From memory.
    fn load(self, terms: &[T; 8]) -> Self::Group;
    /// Twice four reals.
    fn load_halves(self, low: &[T; 4], high: &[T; 4]) -> Self::Group;
    /// To memory.
    fn store(self, group: Self::Group) -> [T; 8];
    /// The sums, lane by lane.
    fn add(self, a: Self::Group, b: Self::Group) -> Self::Group;
    /// `a · b + c`, lane by lane, rounded once.
    fn fma(self, a: Self::Group, b: Self::Group, c: Self::Group) -> Self::Group;
}

macro_rules! plain {
    // Any processor.
    ($($real:ident)*) => {$(
        impl Groups<$real> for Scalar {
            type Group = [$real; 8];
            #[inline(always)]
            fn load(self, terms: &[$real; 8]) -> [$real; 8] {
                *terms
            }
            #[inline(always)]
            fn load_halves(self, low: &[$real; 4], high: &[$real; 4]) -> [$real; 8] {
                pulp::cast([*low, *high])
            }
            #[inline(always)]
            fn store(self, group: [$real; 8]) -> [$real; 8] {
                group
            }
            #[inline(always)]
            fn add(self, mut a: [$real; 8], b: [$real; 8]) -> [$real; 8] {
                for i in 0..8 {
                    a[i] += b[i];
                }
                a
            }
            #[inline(always)]
            fn fma(self, a: [$real; 8], b: [$real; 8], mut c: [$real; 8]) -> [$real; 8] {
                for i in 0..8 {
                    c[i] = a[i].mul_add(b[i], c[i]);
                }
                c
            }
        }
    )*};
}

plain!(f32 f64);

macro_rules! term {
    // The dispatch, for both types.
    ($($real:ident)*) => {$(
        impl Term for $real {
            const MINUS_ZERO: $real = -0.0;
            #[inline]
            fn run<K: GroupKernel<$real>>(level: Level, kernel: K) -> K::Output {
                match level {
                    Level::Baseline => kernel.run(Scalar::new()),
                    #[cfg(target_arch = "x86_64")]
                    Level::V3(v3) => Simd::vectorize(v3, OnGroups { groups: v3, kernel, term: PhantomData }),
                    #[cfg(target_arch = "x86_64")]
                    Level::V4(v4) => Simd::vectorize(v4, OnGroups { groups: v4, kernel, term: PhantomData }),
                }
            }
        }
    )*};
}

term!(f32 f64);

/// A body with its groups, for pulp.
#[cfg(target_arch = "x86_64")]
struct OnGroups<G, K, T> {
    groups: G,
    kernel: K,
    term: PhantomData<T>,
}

#[cfg(target_arch = "x86_64")]
impl<T, G: Groups<T>, K: GroupKernel<T>> WithSimd for OnGroups<G, K, T> {
    type Output = K::Output;
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> K::Output {
        self.kernel.run(self.groups)
    }
}

#[cfg(target_arch = "x86_64")]
impl Groups<f64> for V3 {
    type Group = [f64x4; 2];
    #[inline(always)]
    fn load(self, terms: &[f64; 8]) -> [f64x4; 2] {
        cast(*terms)
    }
    #[inline(always)]
    fn load_halves(self, low: &[f64; 4], high: &[f64; 4]) -> [f64x4; 2] {
        cast([*low, *high])
    }
    #[inline(always)]
    fn store(self, group: [f64x4; 2]) -> [f64; 8] {
        cast(group)
    }
    #[inline(always)]
    fn add(self, a: [f64x4; 2], b: [f64x4; 2]) -> [f64x4; 2] {
        [self.add_f64x4(a[0], b[0]), self.add_f64x4(a[1], b[1])]
    }
    #[inline(always)]
    fn fma(self, a: [f64x4; 2], b: [f64x4; 2], c: [f64x4; 2]) -> [f64x4; 2] {
        [self.mul_add_f64x4(a[0], b[0], c[0]), self.mul_add_f64x4(a[1], b[1], c[1])]
    }
}

#[cfg(target_arch = "x86_64")]
impl Groups<f32> for V3 {
    type Group = f32x8;
    #[inline(always)]
    fn load(self, terms: &[f32; 8]) -> f32x8 {
        cast(*terms)
    }
    #[inline(always)]
    fn load_halves(self, low: &[f32; 4], high: &[f32; 4]) -> f32x8 {
        cast([*low, *high])
    }
    #[inline(always)]
    fn store(self, group: f32x8) -> [f32; 8] {
        cast(group)
    }
    #[inline(always)]
    fn add(self, a: f32x8, b: f32x8) -> f32x8 {
        self.add_f32x8(a, b)
    }
    #[inline(always)]
    fn fma(self, a: f32x8, b: f32x8, c: f32x8) -> f32x8 {
        self.mul_add_f32x8(a, b, c)
    }
}

#[cfg(target_arch = "x86_64")]
impl Groups<f64> for V4 {
    type Group = f64x8;
    #[inline(always)]
    fn load(self, terms: &[f64; 8]) -> f64x8 {
        cast(*terms)
    }
    #[inline(always)]
    fn load_halves(self, low: &[f64; 4], high: &[f64; 4]) -> f64x8 {
        cast([*low, *high])
    }
    #[inline(always)]
    fn store(self, group: f64x8) -> [f64; 8] {
        cast(group)
    }
    #[inline(always)]
    fn add(self, a: f64x8, b: f64x8) -> f64x8 {
        self.add_f64x8(a, b)
    }
    #[inline(always)]
    fn fma(self, a: f64x8, b: f64x8, c: f64x8) -> f64x8 {
        self.mul_add_f64x8(a, b, c)
    }
}

#[cfg(target_arch = "x86_64")]
impl Groups<f32> for V4 {
    type Group = f32x8;
    #[inline(always)]
    fn load(self, terms: &[f32; 8]) -> f32x8 {
        cast(*terms)
    }
    #[inline(always)]
    fn load_halves(self, low: &[f32; 4], high: &[f32; 4]) -> f32x8 {
        cast([*low, *high])
    }
    #[inline(always)]
    fn store(self, group: f32x8) -> [f32; 8] {
        cast(group)
    }
    #[inline(always)]
    fn add(self, a: f32x8, b: f32x8) -> f32x8 {
        self.add_f32x8(a, b)
    }
    #[inline(always)]
    fn fma(self, a: f32x8, b: f32x8, c: f32x8) -> f32x8 {
        self.mul_add_f32x8(a, b, c)
    }
}
