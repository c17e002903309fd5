//! Comparisons, the larger and smaller of two, and logic.

use super::*;
use crate::kernels::arith::Binary;
use crate::kernels::arith::{
    Equal, Fmax, Fmin, Greater, GreaterEqual, Less, LessEqual, LogicalAnd, LogicalNot, LogicalOr, LogicalXor, Maximum,
    Minimum, NotEqual,
};
use crate::kernels::ufunc::raw::{no_flags, typed};
use bytemuck::cast_slice_mut;

const COMPARE_TYPES: &str = "??->? bb->? BB->? hh->? HH->? ii->? II->? ll->? LL->? qq->? QQ->? qQ->? Qq->? ee->? ff->? dd->? gg->? FF->? DD->? GG->? MM->? mm->? OO->? OO->O";
const LARGER_TYPES: &str = "??->? bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g FF->F DD->D GG->G mm->m MM->M OO->O";
const LOGIC_TYPES: &str =
    "??->? bb->? BB->? hh->? HH->? ii->? II->? ll->? LL->? qq->? QQ->? ee->? ff->? dd->? gg->? FF->? DD->? GG->? OO->O";

/// The loops of a comparison: those on one dtype, and the exact ones between int64 and uint64.
macro_rules! comparison {
    ($name:literal, $op:ident) => {
        Ufunc {
            rule: Rule::Compare,
            ..ufunc(
                $name,
                2,
                1,
                const {
                    &[
                        binary::<$op, bool, LIGHT>(),
                        binary::<$op, i8, LIGHT>(),
                        binary::<$op, u8, LIGHT>(),
                        binary::<$op, i16, LIGHT>(),
                        binary::<$op, u16, LIGHT>(),
                        binary::<$op, i32, LIGHT>(),
                        binary::<$op, u32, LIGHT>(),
                        binary::<$op, i64, HEAVY>(),
                        binary::<$op, u64, LIGHT>(),
                        mixed::<$op, i64, u64, LIGHT>(),
                        mixed::<$op, u64, i64, LIGHT>(),
                        binary::<$op, ::half::f16, LIGHT>(),
                        binary::<$op, f32, HEAVY>(),
                        binary::<$op, f64, HEAVY>(),
                        binary::<$op, num_complex::Complex32, LOUD>(),
                        binary::<$op, num_complex::Complex64, LOUD>(),
                    ]
                },
                COMPARE_TYPES,
            )
        }
    };
}

pub(super) const EQUAL: Ufunc = comparison!("equal", Equal);
pub(super) const NOT_EQUAL: Ufunc = comparison!("not_equal", NotEqual);
pub(super) const LESS: Ufunc = comparison!("less", Less);
pub(super) const LESS_EQUAL: Ufunc = comparison!("less_equal", LessEqual);
pub(super) const GREATER: Ufunc = comparison!("greater", Greater);
pub(super) const GREATER_EQUAL: Ufunc = comparison!("greater_equal", GreaterEqual);

macro_rules! exact {
    // int64 with uint64: both fit 128 bits.
    ($($op:ident $symbol:tt;)*) => {$(
        impl Binary<i64, u64> for $op {
            type Out = bool;
            #[inline(always)]
            fn of(a: i64, b: u64) -> bool {
                i128::from(a) $symbol i128::from(b)
            }
        }
        impl Binary<u64, i64> for $op {
            type Out = bool;
            #[inline(always)]
            fn of(a: u64, b: i64) -> bool {
                i128::from(a) $symbol i128::from(b)
            }
        }
    )*};
}
exact! {
    Equal ==;
    NotEqual !=;
    Less <;
    LessEqual <=;
    Greater >;
    GreaterEqual >=;
}

pub(super) const MAXIMUM: Ufunc = Ufunc {
    identity: Identity::Reorderable,
    ..ufunc("maximum", 2, 1, loops!(any_order Maximum: bool ints quiet_floats quiet_complexes), LARGER_TYPES)
};
pub(super) const MINIMUM: Ufunc = Ufunc {
    identity: Identity::Reorderable,
    ..ufunc("minimum", 2, 1, loops!(any_order Minimum: bool ints quiet_floats quiet_complexes), LARGER_TYPES)
};
pub(super) const FMAX: Ufunc = Ufunc {
    identity: Identity::Reorderable,
    ..ufunc("fmax", 2, 1, loops!(any_order Fmax: bool ints quiet_floats quiet_complexes), LARGER_TYPES)
};
pub(super) const FMIN: Ufunc = Ufunc {
    identity: Identity::Reorderable,
    ..ufunc("fmin", 2, 1, loops!(any_order Fmin: bool ints quiet_floats quiet_complexes), LARGER_TYPES)
};

pub(super) const LOGICAL_AND: Ufunc = Ufunc {
    identity: Identity::Bool(true),
    rule: Rule::Truth,
    ..ufunc("logical_and", 2, 1, loops!(binary LogicalAnd: bool ints quiet_floats quiet_complexes), LOGIC_TYPES)
};
pub(super) const LOGICAL_OR: Ufunc = Ufunc {
    identity: Identity::Bool(false),
    rule: Rule::Truth,
    ..ufunc("logical_or", 2, 1, loops!(binary LogicalOr: bool ints quiet_floats quiet_complexes), LOGIC_TYPES)
};
pub(super) const LOGICAL_XOR: Ufunc = Ufunc {
    identity: Identity::Bool(false),
    rule: Rule::Truth,
    ..ufunc("logical_xor", 2, 1, loops!(binary LogicalXor: bool ints quiet_floats quiet_complexes), LOGIC_TYPES)
};
pub(super) const LOGICAL_NOT: Ufunc = Ufunc {
    rule: Rule::Truth,
    ..ufunc(
        "logical_not",
        1,
        1,
        loops!(unary LogicalNot: bool ints quiet_floats quiet_complexes),
        "?->? b->? B->? h->? H->? i->? I->? l->? L->? q->? Q->? e->? f->? d->? g->? F->? D->? G->? O->O",
    )
};

pub(super) const CLIP: Ufunc = ufunc(
    "clip",
    3,
    1,
    const {
        &[
            clip::<bool>(),
            clip::<i8>(),
            clip::<u8>(),
            clip::<i16>(),
            clip::<u16>(),
            clip::<i32>(),
            clip::<u32>(),
            clip::<i64>(),
            clip::<u64>(),
            clip::<::half::f16>(),
            clip::<f32>(),
            clip::<f64>(),
            clip::<num_complex::Complex32>(),
            clip::<num_complex::Complex64>(),
        ]
    },
    "bbb->b BBB->B hhh->h HHH->H iii->i III->I lll->l LLL->L qqq->q QQQ->Q eee->e fff->f ddd->d ggg->g FFF->F DDD->D GGG->G mmm->m MMM->M OOO->O",
);

/// `minimum(maximum(x, low), high)`, where a NaN anywhere gives NaN.
const fn clip<T: Cell>() -> Loop
where
    Maximum: Binary<T, T, Out = T>,
    Minimum: Binary<T, T, Out = T>,
{
    Loop {
        types: const { &[T::DTYPE, T::DTYPE, T::DTYPE, T::DTYPE] },
        run: |ins, outs| {
            let (x, low, high) = (typed::<T::Memory>(ins[0]), typed::<T::Memory>(ins[1]), typed::<T::Memory>(ins[2]));
            for (i, y) in cast_slice_mut::<u8, T::Memory>(outs[0]).iter_mut().enumerate() {
                let raised = <Maximum as Binary<T, T>>::of(T::load(x.at(i)), T::load(low.at(i)));
                *y = <Minimum as Binary<T, T>>::of(raised, T::load(high.at(i))).store();
            }
            false
        },
        flags: no_flags,
        fold: None,
    }
}
