//! Arithmetic: sums, products, quotients, powers, signs, divisors.

use super::elementary::complex_loop;
use super::*;
use crate::kernels::arith::{
    Absolute, Add, Binary, Conjugate, Divide, FloorDivide, Fmod, Gcd, Lcm, Multiply, Negative, Positive, Real,
    Reciprocal, Remainder, Sign, Square, Subtract, divmod,
};
use crate::kernels::fp::FpFlags;
use crate::kernels::math::complex;
use crate::kernels::ufunc::raw::typed;
use bytemuck::{Pod, cast_slice_mut};
use num_complex::{Complex32, Complex64};

const SUBTRACT_BOOL: &str = "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.";
const NEGATIVE_BOOL: &str = "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.";

pub(super) const ADD: Ufunc = Ufunc {
    identity: Identity::Int(0),
    ..ufunc(
        "add",
        2,
        1,
        const {
            &[
                any_order::<Add, bool, LIGHT>(),
                any_order::<Add, i8, LIGHT>(),
                any_order::<Add, u8, LIGHT>(),
                any_order::<Add, i16, LIGHT>(),
                any_order::<Add, u16, LIGHT>(),
                any_order::<Add, i32, LIGHT>(),
                any_order::<Add, u32, LIGHT>(),
                any_order::<Add, i64, HEAVY>(),
                any_order::<Add, u64, LIGHT>(),
                pairwise::<::half::f16, LOUD>(),
                pairwise::<f32, { HEAVY | LOUD }>(),
                pairwise::<f64, { HEAVY | LOUD }>(),
                pairwise::<num_complex::Complex32, { HEAVY | LOUD }>(),
                pairwise::<num_complex::Complex64, { HEAVY | LOUD }>(),
            ]
        },
        "??->? bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g FF->F DD->D GG->G Mm->M mm->m mM->M OO->O",
    )
};
pub(super) const SUBTRACT: Ufunc = Ufunc {
    rule: Rule::NotBool(SUBTRACT_BOOL),
    ..ufunc(
        "subtract",
        2,
        1,
        loops!(binary Subtract: ints floats complexes),
        "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g FF->F DD->D GG->G Mm->M mm->m MM->m OO->O",
    )
};
pub(super) const MULTIPLY: Ufunc = Ufunc {
    identity: Identity::Int(1),
    ..ufunc(
        "multiply",
        2,
        1,
        loops!(chain Multiply: bool ints floats complexes),
        "??->? bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g FF->F DD->D GG->G mq->m qm->m md->m dm->m OO->O",
    )
};
pub(super) const DIVIDE: Ufunc = Ufunc {
    rule: Rule::Divide,
    ..ufunc(
        "divide",
        2,
        1,
        loops!(binary Divide: floats complexes),
        "ee->e ff->f dd->d gg->g FF->F DD->D GG->G mq->m md->m mm->d OO->O",
    )
};
pub(super) const FLOOR_DIVIDE: Ufunc = ufunc(
    "floor_divide",
    2,
    1,
    loops!(binary FloorDivide: loud_ints floats),
    "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g mq->m md->m mm->q OO->O",
);
pub(super) const REMAINDER: Ufunc = ufunc(
    "remainder",
    2,
    1,
    loops!(binary Remainder: loud_ints floats),
    "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g mm->m OO->O",
);
pub(super) const FMOD: Ufunc = ufunc(
    "fmod",
    2,
    1,
    loops!(binary Fmod: loud_ints floats),
    "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g OO->O",
);
pub(super) const DIVMOD: Ufunc = ufunc(
    "divmod",
    2,
    2,
    const {
        &[
            whole_divmod::<i8>(),
            whole_divmod::<u8>(),
            whole_divmod::<i16>(),
            whole_divmod::<u16>(),
            whole_divmod::<i32>(),
            whole_divmod::<u32>(),
            whole_divmod::<i64>(),
            whole_divmod::<u64>(),
            real_divmod::<::half::f16>(),
            real_divmod::<f32>(),
            real_divmod::<f64>(),
        ]
    },
    "bb->bb BB->BB hh->hh HH->HH ii->ii II->II ll->ll LL->LL qq->qq QQ->QQ ee->ee ff->ff dd->dd gg->gg mm->qm",
);
pub(super) const POWER: Ufunc = ufunc(
    "power",
    2,
    1,
    const {
        &[
            binary::<Power, i8, LIGHT>(),
            binary::<Power, u8, LIGHT>(),
            binary::<Power, i16, LIGHT>(),
            binary::<Power, u16, LIGHT>(),
            binary::<Power, i32, LIGHT>(),
            binary::<Power, u32, LIGHT>(),
            binary::<Power, i64, LIGHT>(),
            binary::<Power, u64, LIGHT>(),
            super::elementary::power_half(),
            super::elementary::power_single(),
            super::elementary::power_double(),
            complexes::power::<Complex32>(),
            complexes::power::<Complex64>(),
        ]
    },
    "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d ee->e ff->f dd->d gg->g FF->F DD->D GG->G OO->O",
);
pub(super) const FLOAT_POWER: Ufunc = ufunc(
    "float_power",
    2,
    1,
    const { &[super::elementary::power_double(), complexes::power::<Complex64>()] },
    "dd->d gg->g DD->D GG->G",
);
pub(super) const NEGATIVE: Ufunc = Ufunc {
    rule: Rule::NotBool(NEGATIVE_BOOL),
    ..ufunc(
        "negative",
        1,
        1,
        loops!(unary Negative: ints quiet_floats quiet_complexes),
        "b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g m->m F->F D->D G->G O->O",
    )
};
pub(super) const POSITIVE: Ufunc = Ufunc {
    rule: Rule::NotBool(""),
    ..ufunc(
        "positive",
        1,
        1,
        loops!(unary Positive: ints quiet_floats quiet_complexes),
        "b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g m->m F->F D->D G->G O->O",
    )
};
pub(super) const ABSOLUTE: Ufunc = ufunc(
    "absolute",
    1,
    1,
    const {
        &[
            unary::<Absolute, bool, LIGHT>(),
            unary::<Absolute, i8, LIGHT>(),
            unary::<Absolute, u8, LIGHT>(),
            unary::<Absolute, i16, LIGHT>(),
            unary::<Absolute, u16, LIGHT>(),
            unary::<Absolute, i32, LIGHT>(),
            unary::<Absolute, u32, LIGHT>(),
            unary::<Absolute, i64, HEAVY>(),
            unary::<Absolute, u64, LIGHT>(),
            unary::<Absolute, ::half::f16, LIGHT>(),
            unary::<Absolute, f32, HEAVY>(),
            unary::<Absolute, f64, HEAVY>(),
            complexes::absolute::<Complex32, f32>(),
            complexes::absolute::<Complex64, f64>(),
        ]
    },
    "?->? b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g m->m F->f D->d G->g O->O",
);
pub(super) const FABS: Ufunc = ufunc("fabs", 1, 1, loops!(unary Absolute: quiet_floats), "e->e f->f d->d g->g O->O");
pub(super) const SIGN: Ufunc = Ufunc {
    rule: Rule::NotBool(""),
    ..ufunc(
        "sign",
        1,
        1,
        const {
            &[
                unary::<Sign, i8, LIGHT>(),
                unary::<Sign, u8, LIGHT>(),
                unary::<Sign, i16, LIGHT>(),
                unary::<Sign, u16, LIGHT>(),
                unary::<Sign, i32, LIGHT>(),
                unary::<Sign, u32, LIGHT>(),
                unary::<Sign, i64, LIGHT>(),
                unary::<Sign, u64, LIGHT>(),
                unary::<Sign, ::half::f16, LIGHT>(),
                unary::<Sign, f32, LIGHT>(),
                unary::<Sign, f64, HEAVY>(),
                complex_loop!(Complex32, sign_single, |_| false),
                complex_loop!(Complex64, sign, |_| false),
            ]
        },
        "b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g F->F D->D G->G m->m O->O",
    )
};
pub(super) const SQUARE: Ufunc = ufunc(
    "square",
    1,
    1,
    loops!(unary Square: ints floats complexes),
    "b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g F->F D->D G->G O->O",
);
pub(super) const RECIPROCAL: Ufunc = ufunc(
    "reciprocal",
    1,
    1,
    loops!(unary Reciprocal: loud_ints floats complexes),
    "b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g F->F D->D G->G O->O",
);
pub(super) const CONJUGATE: Ufunc = ufunc(
    "conjugate",
    1,
    1,
    const {
        &[
            unary::<Positive, i8, LIGHT>(),
            unary::<Positive, u8, LIGHT>(),
            unary::<Positive, i16, LIGHT>(),
            unary::<Positive, u16, LIGHT>(),
            unary::<Positive, i32, LIGHT>(),
            unary::<Positive, u32, LIGHT>(),
            unary::<Positive, i64, LIGHT>(),
            unary::<Positive, u64, LIGHT>(),
            unary::<Positive, ::half::f16, LIGHT>(),
            unary::<Positive, f32, LIGHT>(),
            unary::<Positive, f64, LIGHT>(),
            unary::<Conjugate, num_complex::Complex32, LIGHT>(),
            unary::<Conjugate, num_complex::Complex64, LIGHT>(),
        ]
    },
    "b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q e->e f->f d->d g->g F->F D->D G->G O->O",
);
pub(super) const GCD: Ufunc = Ufunc {
    identity: Identity::Int(0),
    rule: Rule::NotBool(""),
    ..ufunc("gcd", 2, 1, loops!(binary Gcd: ints), "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q OO->O")
};
pub(super) const LCM: Ufunc = Ufunc {
    rule: Rule::NotBool(""),
    ..ufunc("lcm", 2, 1, loops!(binary Lcm: ints), "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q OO->O")
};

/// `np.power` of integers; exponents are not negative (the caller has looked).
pub(super) struct Power;

macro_rules! whole_power {
    // By squaring; products wrap as in NumPy.
    ($($type:ty)*) => {$(
        impl Binary<$type> for Power {
            type Out = $type;
            #[inline(always)]
            fn of(a: $type, b: $type) -> $type {
                let (mut base, mut left, mut result) = (a, b, 1 as $type);
                while left > 0 {
                    if left & 1 == 1 {
                        result = result.wrapping_mul(base);
                    }
                    base = base.wrapping_mul(base);
                    left >>= 1;
                }
                result
            }
        }
    )*};
}
whole_power!(i8 u8 i16 u16 i32 u32 i64 u64);

const fn whole_divmod<T>() -> Loop
where
    T: Cell<Memory = T> + Pod,
    FloorDivide: Binary<T, T, Out = T>,
    Remainder: Binary<T, T, Out = T>,
{
    Loop {
        types: const { &[T::DTYPE, T::DTYPE, T::DTYPE, T::DTYPE] },
        run: |ins, outs| {
            let [quotients, rests] = outs else { return false };
            let first = crate::kernels::arith::binary::<FloorDivide, T, T>(
                typed(ins[0]),
                typed(ins[1]),
                cast_slice_mut(quotients),
            );
            let second =
                crate::kernels::arith::binary::<Remainder, T, T>(typed(ins[0]), typed(ins[1]), cast_slice_mut(rests));
            first || second
        },
        flags: |ins, outs| {
            let quotients: &[T] = bytemuck::cast_slice(&*outs[0]);
            crate::kernels::arith::binary_flags::<FloorDivide, T, T>(typed(ins[0]), typed(ins[1]), quotients)
        },
        fold: None,
    }
}

const fn real_divmod<T>() -> Loop
where
    T: Cell<Memory = T> + Real + Pod,
    FloorDivide: Binary<T, T, Out = T>,
    Remainder: Binary<T, T, Out = T>,
{
    Loop {
        types: const { &[T::DTYPE, T::DTYPE, T::DTYPE, T::DTYPE] },
        run: |ins, outs| {
            let [quotients, rests] = outs else { return false };
            let (a, b) = (typed::<T>(ins[0]), typed::<T>(ins[1]));
            let pairs = cast_slice_mut::<u8, T>(quotients).iter_mut().zip(cast_slice_mut::<u8, T>(rests));
            let mut suspect = false;
            for (i, (quotient, rest)) in pairs.enumerate() {
                let (q, r) = divmod(a.at(i).wide(), b.at(i).wide());
                (*quotient, *rest) = (T::narrow(q), T::narrow(r));
                suspect |= !quotient.finite() || !rest.finite();
            }
            suspect
        },
        flags: |ins, outs| {
            let (a, b) = (typed::<T>(ins[0]), typed::<T>(ins[1]));
            let quotients: &[T] = bytemuck::cast_slice(&*outs[0]);
            let rests: &[T] = bytemuck::cast_slice(&*outs[1]);
            let mut found = FpFlags::NONE;
            for (i, (&quotient, &rest)) in quotients.iter().zip(rests).enumerate() {
                found |= FloorDivide::flags(a.at(i), b.at(i), quotient) | Remainder::flags(a.at(i), b.at(i), rest);
            }
            found
        },
        fold: None,
    }
}
