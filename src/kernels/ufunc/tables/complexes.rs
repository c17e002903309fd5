//! Loops of complex functions: one body for both widths, a function from complex128 to complex128.

use super::{Cell, Loop};
use crate::kernels::fp::{FpFlags, nan_or_inf};
use crate::kernels::operand::Operand;
use crate::kernels::ufunc::raw::{FlagsFn, Raw, RunFn, typed};
use bytemuck::{Pod, cast_slice, cast_slice_mut};
use num_complex::{Complex32, Complex64};

/// complex64 and complex128.
pub(super) trait Width: Cell<Memory = Self> + Pod {
    fn wide(self) -> Complex64;
    fn narrow(z: Complex64) -> Self;
}

impl Width for Complex64 {
    #[inline(always)]
    fn wide(self) -> Complex64 {
        self
    }
    #[inline(always)]
    fn narrow(z: Complex64) -> Complex64 {
        z
    }
}

impl Width for Complex32 {
    #[inline(always)]
    fn wide(self) -> Complex64 {
        Complex64::new(self.re.into(), self.im.into())
    }
    #[inline(always)]
    fn narrow(z: Complex64) -> Complex32 {
        Complex32::new(z.re as f32, z.im as f32)
    }
}

fn finite(z: Complex64) -> bool {
    z.re.is_finite() && z.im.is_finite()
}

fn has_nan(z: Complex64) -> bool {
    z.re.is_nan() || z.im.is_nan()
}

/// The errors of a result, given whether the operands had NaN, were finite, were at a pole.
fn errors(any_nan: bool, all_finite: bool, z: Complex64, pole: bool) -> FpFlags {
    let inf = z.re.is_infinite() || z.im.is_infinite();
    nan_or_inf(any_nan, all_finite, has_nan(z), false, pole) | nan_or_inf(any_nan, all_finite, false, inf, pole)
}

/// Applies a function to each element.
pub(super) fn each<T: Width>(ins: &[Raw<'_>], outs: &mut [&mut [u8]], function: fn(Complex64) -> Complex64) -> bool {
    let x = typed::<T>(ins[0]);
    let mut suspect = false;
    for (i, y) in cast_slice_mut::<u8, T>(outs[0]).iter_mut().enumerate() {
        *y = T::narrow(function(x.at(i).wide()));
        suspect |= !finite(y.wide());
    }
    suspect
}

/// The errors of these results.
pub(super) fn each_flags<T: Width>(ins: &[Raw<'_>], outs: &[&mut [u8]], pole: fn(Complex64) -> bool) -> FpFlags {
    let x = typed::<T>(ins[0]);
    let results = cast_slice::<u8, T>(&*outs[0]).iter().enumerate();
    results.fold(FpFlags::NONE, |found, (i, y)| {
        let x = x.at(i).wide();
        found | errors(has_nan(x), finite(x), y.wide(), pole(x))
    })
}

/// Applies a function to each pair.
fn pair<T: Width>(ins: &[Raw<'_>], outs: &mut [&mut [u8]], function: fn(Complex64, Complex64) -> Complex64) -> bool {
    let (a, b): (Operand<'_, T>, Operand<'_, T>) = (typed(ins[0]), typed(ins[1]));
    let mut suspect = false;
    for (i, y) in cast_slice_mut::<u8, T>(outs[0]).iter_mut().enumerate() {
        *y = T::narrow(function(a.at(i).wide(), b.at(i).wide()));
        suspect |= !finite(y.wide());
    }
    suspect
}

/// `np.power` of complex numbers.
pub(super) const fn power<T: Width>() -> Loop {
    fn run<T: Width>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool {
        pair::<T>(ins, outs, crate::kernels::math::complex::power)
    }
    fn flags<T: Width>(ins: &[Raw<'_>], outs: &[&mut [u8]]) -> FpFlags {
        let (a, b): (Operand<'_, T>, Operand<'_, T>) = (typed(ins[0]), typed(ins[1]));
        let results = cast_slice::<u8, T>(&*outs[0]).iter().enumerate();
        results.fold(FpFlags::NONE, |found, (i, y)| {
            let (a, b) = (a.at(i).wide(), b.at(i).wide());
            let pole = crate::kernels::math::complex::divides_by_zero(a, b);
            let over = if crate::kernels::math::complex::overflows(a, b) { FpFlags::OVER } else { FpFlags::NONE };
            let nan = if crate::kernels::math::complex::meets_nan(a, b) { FpFlags::INVALID } else { FpFlags::NONE };
            found | over | nan | errors(has_nan(a) || has_nan(b), finite(a) && finite(b), y.wide(), pole)
        })
    }
    Loop {
        types: const { &[T::DTYPE, T::DTYPE, T::DTYPE] },
        run: run::<T> as RunFn,
        flags: flags::<T> as FlagsFn,
        fold: None,
    }
}

/// `np.absolute` of complex numbers.
pub(super) const fn absolute<T: Width, S: Cell<Memory = S> + Pod + num_traits::Float>() -> Loop {
    fn run<T: Width, S: Cell<Memory = S> + Pod + num_traits::Float>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool {
        let x = typed::<T>(ins[0]);
        let mut suspect = false;
        for (i, y) in cast_slice_mut::<u8, S>(outs[0]).iter_mut().enumerate() {
            let z = x.at(i).wide();
            *y = S::from(z.re.hypot(z.im)).unwrap_or_else(S::nan);
            suspect |= !y.is_finite();
        }
        suspect
    }
    fn flags<T: Width, S: Cell<Memory = S> + Pod + num_traits::Float>(ins: &[Raw<'_>], outs: &[&mut [u8]]) -> FpFlags {
        let x = typed::<T>(ins[0]);
        let results = cast_slice::<u8, S>(&*outs[0]).iter().enumerate();
        results.fold(FpFlags::NONE, |found, (i, y)| {
            let z = x.at(i).wide();
            found | nan_or_inf(has_nan(z), finite(z), y.is_nan(), y.is_infinite(), false)
        })
    }
    Loop {
        types: const { &[T::DTYPE, S::DTYPE] },
        run: run::<T, S> as RunFn,
        flags: flags::<T, S> as FlagsFn,
        fold: None,
    }
}
