//! Vector lanes for the maths kernels: pulp's `Simd` and the few things it lacks.

#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};
use pulp::{Scalar, Simd};

/// Lanes of float64 and uint64 with table look-ups.
pub trait Lanes: Simd {}

impl Lanes for Scalar {}
#[cfg(target_arch = "x86_64")]
impl Lanes for V3 {}
#[cfg(target_arch = "x86_64")]
impl Lanes for V4 {}
