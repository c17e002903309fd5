//! The loop round a function on lanes: whole vectors, the tail, and the rare lanes.

use super::lanes::{Lanes, Mask, Reals};
use crate::kernels::dispatch::{Kernel, Level};
use crate::kernels::fp::Watch;
use crate::kernels::operand::Operand;
use bytemuck::{cast_slice, cast_slice_mut};
use std::marker::PhantomData;
use std::slice::{from_mut, from_ref};

/// A function of one float64, on lanes.
pub(super) trait LaneFn {
    /// The values, and the lanes where they are wrong and `rare` must give them.
    fn lanes<S: Lanes>(x: Reals<S>) -> (Reals<S>, Mask<S>);
    /// The value anywhere, at leisure.
    fn rare(x: f64) -> f64;
}

/// A function of two float64, on lanes.
pub(super) trait LaneFn2 {
    /// The values, and the lanes where they are wrong and `rare` must give them.
    fn lanes<S: Lanes>(x: Reals<S>, y: Reals<S>) -> (Reals<S>, Mask<S>);
    /// The value anywhere, at leisure.
    fn rare(x: f64, y: f64) -> f64;
}

/// Applies a function to each element; whether some result is not finite.
pub(super) fn map<F: LaneFn>(level: Level, x: &[f64], out: &mut [f64]) -> bool {
    level.run(Map::<F> { x, out, function: PhantomData })
}

/// Applies a function to each pair; whether some result is not finite.
pub(super) fn map2<F: LaneFn2>(level: Level, a: Operand<'_, f64>, b: Operand<'_, f64>, out: &mut [f64]) -> bool {
    if let (Operand::Slice(a), Operand::Slice(b)) = (a, b) {
        return level.run(Map2::<F> { a, b, out, function: PhantomData });
    }
    // A scalar operand is a block of copies: next to such a function they cost nothing.
    let (mut a_copies, mut b_copies) = ([0.0; BLOCK], [0.0; BLOCK]);
    let used = out.len().min(BLOCK);
    if let Operand::Scalar(a) = a {
        a_copies[..used].fill(a);
    }
    if let Operand::Scalar(b) = b {
        b_copies[..used].fill(b);
    }
    let mut suspect = false;
    for (i, out) in out.chunks_mut(BLOCK).enumerate() {
        let (from, to) = (i * BLOCK, i * BLOCK + out.len());
        let a = match a.part(from, to) {
            Operand::Slice(a) => a,
            Operand::Scalar(_) => &a_copies[..out.len()],
        };
        let b = match b.part(from, to) {
            Operand::Slice(b) => b,
            Operand::Scalar(_) => &b_copies[..out.len()],
        };
        suspect |= level.run(Map2::<F> { a, b, out, function: PhantomData });
    }
    suspect
}

/// Elements in a block of copies.
const BLOCK: usize = 256;

struct Map<'a, F> {
    x: &'a [f64],
    out: &'a mut [f64],
    function: PhantomData<F>,
}

impl<F: LaneFn> Kernel for Map<'_, F> {
    type Output = bool;
    #[inline(always)]
    fn run<S: Lanes>(self, lanes: S) -> bool {
        let (x, x_tail) = S::as_simd_f64s(self.x);
        let (out, out_tail) = S::as_mut_simd_f64s(self.out);
        // Stays zero until a result is infinite or NaN.
        let mut bad = lanes.real(0.0);
        let mut suspect = false;
        for (x, y) in x.iter().zip(out) {
            let (value, rare) = F::lanes(lanes.reals(*x));
            *y = value.value;
            bad = value.fma(lanes.real(0.0), bad);
            let rare = rare.bits();
            if rare != 0 {
                suspect |= patch(cast_slice(from_ref(x)), cast_slice_mut(from_mut(y)), rare, F::rare);
            }
        }
        if !x_tail.is_empty() {
            let (value, rare) = F::lanes(lanes.reals(lanes.partial_load_f64s(x_tail)));
            lanes.partial_store_f64s(out_tail, value.value);
            let rare = rare.bits() & ((1 << x_tail.len()) - 1);
            if rare != 0 {
                patch(x_tail, out_tail, rare, F::rare);
            }
            suspect |= any_not_finite(out_tail);
        }
        suspect || (!bad.equals(bad)).bits() != 0
    }
}

struct Map2<'a, F> {
    a: &'a [f64],
    b: &'a [f64],
    out: &'a mut [f64],
    function: PhantomData<F>,
}

impl<F: LaneFn2> Kernel for Map2<'_, F> {
    type Output = bool;
    #[inline(always)]
    fn run<S: Lanes>(self, lanes: S) -> bool {
        let (a, a_tail) = S::as_simd_f64s(self.a);
        let (b, b_tail) = S::as_simd_f64s(self.b);
        let (out, out_tail) = S::as_mut_simd_f64s(self.out);
        let mut bad = lanes.real(0.0);
        let mut suspect = false;
        for ((a, b), y) in a.iter().zip(b).zip(out) {
            let (value, rare) = F::lanes(lanes.reals(*a), lanes.reals(*b));
            *y = value.value;
            bad = value.fma(lanes.real(0.0), bad);
            let rare = rare.bits();
            if rare != 0 {
                let y = cast_slice_mut(from_mut(y));
                suspect |= patch2(cast_slice(from_ref(a)), cast_slice(from_ref(b)), y, rare, F::rare);
            }
        }
        if !a_tail.is_empty() {
            let (a, b) = (lanes.partial_load_f64s(a_tail), lanes.partial_load_f64s(b_tail));
            let (value, rare) = F::lanes(lanes.reals(a), lanes.reals(b));
            lanes.partial_store_f64s(out_tail, value.value);
            let rare = rare.bits() & ((1 << a_tail.len()) - 1);
            if rare != 0 {
                patch2(a_tail, b_tail, out_tail, rare, F::rare);
            }
            suspect |= any_not_finite(out_tail);
        }
        suspect || (!bad.equals(bad)).bits() != 0
    }
}

#[inline(always)]
fn any_not_finite(values: &[f64]) -> bool {
    let mut bad = 0.0;
    for &y in values {
        // Without fma this is still 0 for every finite `y`.
        bad += y * 0.0;
    }
    !(bad == 0.0)
}

/// Computes the marked lanes again; whether one of them is not finite. In memory, not in registers: a
/// cold path that returned vectors would push the hot one through the stack.
#[cold]
#[inline(never)]
fn patch(x: &[f64], y: &mut [f64], lanes: u32, function: fn(f64) -> f64) -> bool {
    let mut suspect = false;
    for (i, (&x, y)) in x.iter().zip(y).enumerate() {
        if lanes >> i & 1 != 0 {
            *y = function(x);
            suspect |= !y.is_finite();
        }
    }
    suspect
}

#[cold]
#[inline(never)]
fn patch2(a: &[f64], b: &[f64], y: &mut [f64], lanes: u32, function: fn(f64, f64) -> f64) -> bool {
    let mut suspect = false;
    for (i, ((&a, &b), y)) in a.iter().zip(b).zip(y).enumerate() {
        if lanes >> i & 1 != 0 {
            *y = function(a, b);
            suspect |= !y.is_finite();
        }
    }
    suspect
}

/// Applies a function of one number to each element; whether some result is not finite.
#[inline]
pub(super) fn map_scalar<T: Watch>(x: &[T], out: &mut [T], function: impl Fn(T) -> T) -> bool {
    let mut note = T::Note::default();
    for (&x, y) in x.iter().zip(out) {
        *y = function(x);
        note = note | y.note();
    }
    T::noted(note)
}

/// Applies a function of two numbers to each pair; whether some result is not finite.
#[inline]
pub(super) fn map_scalar2<T: Watch>(
    a: Operand<'_, T>,
    b: Operand<'_, T>,
    out: &mut [T],
    function: impl Fn(T, T) -> T,
) -> bool {
    let mut note = T::Note::default();
    for (i, y) in out.iter_mut().enumerate() {
        *y = function(a.at(i), b.at(i));
        note = note | y.note();
    }
    T::noted(note)
}
