//! One kernel, several instruction sets, one result. A kernel is a struct with one always-inlined
//! body; `Level::run` compiles the body once per instruction set and picks at run time. `unsafe` is
//! pulp's business. Rules that keep a body fast are in `math/lanes.rs`.

use super::math::Lanes;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};
use pulp::{Scalar, Simd, WithSimd};

/// The instruction set a kernel runs with. All give the same bits.
#[derive(Clone, Copy, Debug)]
pub enum Level {
    /// What every processor of the target has.
    Baseline,
    /// AVX2 with FMA.
    #[cfg(target_arch = "x86_64")]
    V3(V3),
    /// AVX-512 (F, BW, CD, DQ, VL).
    #[cfg(target_arch = "x86_64")]
    V4(V4),
}

/// A body over vector lanes, compiled for every level.
pub trait Kernel {
    /// What the body returns.
    type Output;
    /// The body. Implementations are `#[inline(always)]` and call only such functions.
    fn run<S: Lanes>(self, lanes: S) -> Self::Output;
}

/// A body of plain loops that the compiler vectorises, compiled for the baseline and AVX2: what
/// these bodies do is bound by memory, so AVX-512 would add code and no speed.
pub trait Plain {
    /// What the body returns.
    type Output;
    /// The body. Implementations are `#[inline(always)]` and call only such functions.
    fn run(self) -> Self::Output;
}

impl Level {
    /// The best level this processor has. The detection is cached; a call costs a load or two.
    #[inline]
    pub fn best() -> Level {
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(v4) = V4::try_new() {
                return Level::V4(v4);
            }
            if let Some(v3) = V3::try_new() {
                return Level::V3(v3);
            }
        }
        Level::Baseline
    }

    /// All levels this processor has, for tests that compare them.
    pub fn all() -> Vec<Level> {
        #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "only one level there"))]
        let mut levels = vec![Level::Baseline];
        #[cfg(target_arch = "x86_64")]
        {
            levels.extend(V3::try_new().map(Level::V3));
            levels.extend(V4::try_new().map(Level::V4));
        }
        levels
    }

    /// Runs a kernel with this instruction set.
    #[inline]
    pub fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self {
            Level::Baseline => kernel.run(Scalar::new()),
            #[cfg(target_arch = "x86_64")]
            Level::V3(v3) => Simd::vectorize(v3, OnLanes { lanes: v3, kernel }),
            #[cfg(target_arch = "x86_64")]
            Level::V4(v4) => Simd::vectorize(v4, OnLanes { lanes: v4, kernel }),
        }
    }

    /// Runs a plain body with this instruction set, AVX2 at most.
    #[inline]
    pub fn run_plain<P: Plain>(self, plain: P) -> P::Output {
        match self {
            Level::Baseline => plain.run(),
            #[cfg(target_arch = "x86_64")]
            Level::V3(v3) => Simd::vectorize(v3, OnPlain(plain)),
            #[cfg(target_arch = "x86_64")]
            Level::V4(v4) => Simd::vectorize(*v4, OnPlain(plain)),
        }
    }
}

/// A kernel with its lanes, for pulp.
#[cfg(target_arch = "x86_64")]
struct OnLanes<S, K> {
    lanes: S,
    kernel: K,
}

#[cfg(target_arch = "x86_64")]
impl<S: Lanes, K: Kernel> WithSimd for OnLanes<S, K> {
    type Output = K::Output;
    #[inline(always)]
    fn with_simd<T: Simd>(self, _: T) -> K::Output {
        self.kernel.run(self.lanes)
    }
}

/// A plain body, for pulp.
#[cfg(target_arch = "x86_64")]
struct OnPlain<P>(P);

#[cfg(target_arch = "x86_64")]
impl<P: Plain> WithSimd for OnPlain<P> {
    type Output = P::Output;
    #[inline(always)]
    fn with_simd<T: Simd>(self, _: T) -> P::Output {
        self.0.run()
    }
}
