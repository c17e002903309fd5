//! The functions of float16: float32's, rounded; the answers as in `double`.

use super::single;
use crate::kernels::fp::Watch;
use crate::kernels::operand::{BinaryFn, Operand, UnaryFn};
use half::f16;

/// Elements converted at a time.
const BLOCK: usize = 128;

fn through_float32(kernel: UnaryFn<f32, f32>, x: &[f16], out: &mut [f16]) -> bool {
    let (mut wide, mut result) = ([0.0; BLOCK], [0.0; BLOCK]);
    let mut note = 0;
    for (x, out) in x.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
        let (wide, result) = (&mut wide[..x.len()], &mut result[..x.len()]);
        widen(x, wide);
        kernel(wide, result);
        note |= narrow(result, out);
    }
    f16::noted(note)
}

fn through_float32_2(
    kernel: BinaryFn<f32, f32, f32>,
    a: Operand<'_, f16>,
    b: Operand<'_, f16>,
    out: &mut [f16],
) -> bool {
    let (mut wide_a, mut wide_b, mut result) = ([0.0; BLOCK], [0.0; BLOCK], [0.0; BLOCK]);
    let mut note = 0;
    for (i, out) in out.chunks_mut(BLOCK).enumerate() {
        let (from, to) = (i * BLOCK, i * BLOCK + out.len());
        let a = operand(a.part(from, to), &mut wide_a);
        let b = operand(b.part(from, to), &mut wide_b);
        let result = &mut result[..out.len()];
        kernel(a, b, result);
        note |= narrow(result, out);
    }
    f16::noted(note)
}

fn operand<'a>(x: Operand<'_, f16>, wide: &'a mut [f32; BLOCK]) -> Operand<'a, f32> {
    match x {
        Operand::Scalar(x) => Operand::Scalar(x.to_f32()),
        Operand::Slice(x) => {
            let wide = &mut wide[..x.len()];
            widen(x, wide);
            Operand::Slice(wide)
        }
    }
}

fn widen(x: &[f16], wide: &mut [f32]) {
    for (x, wide) in x.iter().zip(wide) {
        *wide = x.to_f32();
    }
}

fn narrow(wide: &[f32], out: &mut [f16]) -> u16 {
    let mut note = 0;
    for (wide, out) in wide.iter().zip(out) {
        *out = f16::from_f32(*wide);
        note |= out.note();
    }
    note
}

macro_rules! functions {
    // The functions of float32, by name.
    ($($name:ident)*) => {$(
        #[doc = concat!("`np.", stringify!($name), "`.")]
        pub fn $name(x: &[f16], out: &mut [f16]) -> bool {
            through_float32(single::$name, x, out)
        }
    )*};
}

functions! {
    exp log sin cos tanh tan arcsin arccos arctan sinh cosh arcsinh arccosh arctanh exp2 expm1 log2 log10 log1p cbrt
}

macro_rules! functions_of_two {
    // The functions of two float32, by name.
    ($($name:ident)*) => {$(
        #[doc = concat!("`np.", stringify!($name), "`.")]
        pub fn $name(a: Operand<'_, f16>, b: Operand<'_, f16>, out: &mut [f16]) -> bool {
            through_float32_2(single::$name, a, b, out)
        }
    )*};
}

functions_of_two!(power arctan2 hypot logaddexp logaddexp2);
