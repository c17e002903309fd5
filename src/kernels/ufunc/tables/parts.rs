//! What looks at a number's parts: rounding, signs, neighbours, exponents; NaN and infinity.

use super::*;
use crate::kernels::arith::{
    self, Ceil, Copysign, Floor, Heaviside, IsFinite, IsInf, IsNan, Ldexp, NextAfter, Real, Rint, Signbit, Spacing,
    Trunc, Unary,
};
use crate::kernels::fp::FpFlags;
use crate::kernels::ufunc::raw::{Raw, typed};
use bytemuck::{Pod, cast_slice_mut};

const WHOLE_TYPES: &str = "?->? b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d f->f d->d g->g O->O";
const QUESTION_TYPES: &str =
    "?->? b->? B->? h->? H->? i->? I->? l->? L->? q->? Q->? e->? f->? d->? g->? F->? D->? G->? m->? M->?";
const REAL_PAIR_TYPES: &str = "ee->e ff->f dd->d gg->g";

pub(super) const FLOOR: Ufunc = ufunc("floor", 1, 1, loops!(unary Floor: bool ints quiet_floats), WHOLE_TYPES);
pub(super) const CEIL: Ufunc = ufunc("ceil", 1, 1, loops!(unary Ceil: bool ints quiet_floats), WHOLE_TYPES);
pub(super) const TRUNC: Ufunc = ufunc("trunc", 1, 1, loops!(unary Trunc: bool ints quiet_floats), WHOLE_TYPES);
pub(super) const RINT: Ufunc = ufunc(
    "rint",
    1,
    1,
    loops!(unary Rint: quiet_floats quiet_complexes),
    "e->e f->f d->d f->f d->d g->g F->F D->D G->G O->O",
);
pub(super) const ISNAN: Ufunc =
    ufunc("isnan", 1, 1, loops!(unary Question<IsNan>: bool ints quiet_floats quiet_complexes), QUESTION_TYPES);
pub(super) const ISINF: Ufunc =
    ufunc("isinf", 1, 1, loops!(unary Question<IsInf>: bool ints quiet_floats quiet_complexes), QUESTION_TYPES);
pub(super) const ISFINITE: Ufunc =
    ufunc("isfinite", 1, 1, loops!(unary Question<IsFinite>: bool ints quiet_floats quiet_complexes), QUESTION_TYPES);
pub(super) const SIGNBIT: Ufunc = ufunc("signbit", 1, 1, loops!(unary Signbit: quiet_floats), "e->? f->? d->? g->?");
pub(super) const COPYSIGN: Ufunc = ufunc("copysign", 2, 1, loops!(binary Copysign: quiet_floats), REAL_PAIR_TYPES);
pub(super) const NEXTAFTER: Ufunc = ufunc("nextafter", 2, 1, loops!(binary NextAfter: floats), REAL_PAIR_TYPES);
pub(super) const SPACING: Ufunc = ufunc("spacing", 1, 1, loops!(unary Spacing: floats), "e->e f->f d->d g->g");
pub(super) const HEAVISIDE: Ufunc = ufunc("heaviside", 2, 1, loops!(binary Heaviside: quiet_floats), REAL_PAIR_TYPES);
pub(super) const LDEXP: Ufunc = ufunc(
    "ldexp",
    2,
    1,
    const {
        &[
            mixed::<Ldexp, ::half::f16, i32, LOUD>(),
            mixed::<Ldexp, f32, i32, LOUD>(),
            mixed::<Ldexp, ::half::f16, i64, LOUD>(),
            mixed::<Ldexp, f32, i64, LOUD>(),
            mixed::<Ldexp, f64, i32, LOUD>(),
            mixed::<Ldexp, f64, i64, LOUD>(),
        ]
    },
    "ei->e fi->f el->e fl->f di->d dl->d gi->g gl->g",
);
pub(super) const FREXP: Ufunc = ufunc(
    "frexp",
    1,
    2,
    const { &[frexp::<::half::f16>(), frexp::<f32>(), frexp::<f64>()] },
    "e->ei f->fi d->di g->gi",
);
pub(super) const MODF: Ufunc =
    ufunc("modf", 1, 2, const { &[modf::<::half::f16>(), modf::<f32>(), modf::<f64>()] }, "e->ee f->ff d->dd g->gg");

/// A question about floats; of integers and bool the answer is that of a finite number.
struct Question<Op>(std::marker::PhantomData<Op>);

macro_rules! question {
    // The floating types ask the operation.
    ($($type:ty)*) => {$(
        impl<Op: Unary<$type, Out = bool>> Unary<$type> for Question<Op> {
            type Out = bool;
            #[inline(always)]
            fn of(a: $type) -> bool {
                Op::of(a)
            }
        }
    )*};
}
question!(::half::f16 f32 f64 num_complex::Complex32 num_complex::Complex64);

macro_rules! answer {
    // No integer is NaN or infinite: the answer is what the operation says of 0.
    ($($type:ty)*) => {$(
        impl<Op: Unary<f32, Out = bool>> Unary<$type> for Question<Op> {
            type Out = bool;
            #[inline(always)]
            fn of(_: $type) -> bool {
                Op::of(0.0)
            }
        }
    )*};
}
answer!(bool i8 u8 i16 u16 i32 u32 i64 u64);

const fn frexp<T: Cell<Memory = T> + Real + Pod>() -> Loop {
    Loop {
        types: const { &[T::DTYPE, T::DTYPE, <i32 as Cell>::DTYPE] },
        run: |ins, outs| {
            let [mantissas, exponents] = outs else { return false };
            each(ins[0], mantissas.len() / size_of::<T>(), |from, to, x: &[T]| {
                let (m, e) = (size_of::<T>(), size_of::<i32>());
                arith::frexp(
                    x,
                    cast_slice_mut(&mut mantissas[from * m..to * m]),
                    cast_slice_mut(&mut exponents[from * e..to * e]),
                );
            });
            false
        },
        flags: |_, _| FpFlags::NONE,
        fold: None,
    }
}

const fn modf<T: Cell<Memory = T> + Real + Pod>() -> Loop {
    Loop {
        types: const { &[T::DTYPE, T::DTYPE, T::DTYPE] },
        run: |ins, outs| {
            let [fractions, wholes] = outs else { return false };
            each(ins[0], fractions.len() / size_of::<T>(), |from, to, x: &[T]| {
                let n = size_of::<T>();
                arith::modf(
                    x,
                    cast_slice_mut(&mut fractions[from * n..to * n]),
                    cast_slice_mut(&mut wholes[from * n..to * n]),
                );
            });
            false
        },
        flags: |_, _| FpFlags::NONE,
        fold: None,
    }
}

/// Calls a kernel with the operand's elements, or with its one element for each place.
fn each<T: Pod>(x: Raw<'_>, n: usize, mut kernel: impl FnMut(usize, usize, &[T])) {
    match typed::<T>(x) {
        crate::kernels::operand::Operand::Slice(x) => kernel(0, x.len(), x),
        crate::kernels::operand::Operand::Scalar(x) => (0..n).for_each(|i| kernel(i, i + 1, &[x])),
    }
}
