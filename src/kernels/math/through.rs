//! A function of a narrow type by way of the next wider one, block by block.

use crate::kernels::fp::Watch;
use crate::kernels::operand::{BinaryFn, Operand, UnaryFn};
use half::f16;

/// Elements converted at a time.
const BLOCK: usize = 128;

/// A type and the one its functions are computed in.
pub(super) trait Narrow: Watch {
    type Wide: Copy + Default;
    fn widen(self) -> Self::Wide;
    fn round(x: Self::Wide) -> Self;
}

impl Narrow for f16 {
    type Wide = f32;
    #[inline(always)]
    fn widen(self) -> f32 {
        self.to_f32()
    }
    #[inline(always)]
    fn round(x: f32) -> f16 {
        f16::from_f32(x)
    }
}

impl Narrow for f32 {
    type Wide = f64;
    #[inline(always)]
    fn widen(self) -> f64 {
        f64::from(self)
    }
    #[inline(always)]
    fn round(x: f64) -> f32 {
        x as f32
    }
}

/// Applies a kernel of the wider type; whether some result is not finite.
pub(super) fn through<T: Narrow>(kernel: UnaryFn<T::Wide, T::Wide>, x: &[T], out: &mut [T]) -> bool {
    let (mut wide, mut result) = ([T::Wide::default(); BLOCK], [T::Wide::default(); BLOCK]);
    let mut note = T::Note::default();
    for (x, out) in x.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
        let (wide, result) = (&mut wide[..x.len()], &mut result[..x.len()]);
        widen(x, wide);
        kernel(wide, result);
        note = note | narrow(result, out);
    }
    T::noted(note)
}

/// Applies a kernel of two operands of the wider type; whether some result is not finite.
pub(super) fn through2<T: Narrow>(
    kernel: BinaryFn<T::Wide, T::Wide, T::Wide>,
    a: Operand<'_, T>,
    b: Operand<'_, T>,
    out: &mut [T],
) -> bool {
    let (mut wide_a, mut wide_b, mut result) =
        ([T::Wide::default(); BLOCK], [T::Wide::default(); BLOCK], [T::Wide::default(); BLOCK]);
    let mut note = T::Note::default();
    for (i, out) in out.chunks_mut(BLOCK).enumerate() {
        let (from, to) = (i * BLOCK, i * BLOCK + out.len());
        let a = operand(a.part(from, to), &mut wide_a);
        let b = operand(b.part(from, to), &mut wide_b);
        let result = &mut result[..out.len()];
        kernel(a, b, result);
        note = note | narrow(result, out);
    }
    T::noted(note)
}

fn operand<'a, T: Narrow>(x: Operand<'_, T>, wide: &'a mut [T::Wide; BLOCK]) -> Operand<'a, T::Wide> {
    match x {
        Operand::Scalar(x) => Operand::Scalar(x.widen()),
        Operand::Slice(x) => {
            let wide = &mut wide[..x.len()];
            widen(x, wide);
            Operand::Slice(wide)
        }
    }
}

fn widen<T: Narrow>(x: &[T], wide: &mut [T::Wide]) {
    for (x, wide) in x.iter().zip(wide) {
        *wide = x.widen();
    }
}

fn narrow<T: Narrow>(wide: &[T::Wide], out: &mut [T]) -> T::Note {
    let mut note = T::Note::default();
    for (&wide, out) in wide.iter().zip(out) {
        *out = T::round(wide);
        note = note | out.note();
    }
    note
}
