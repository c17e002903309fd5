//! Bit operations of integers and bool.

use super::*;
use crate::kernels::arith::{BitwiseAnd, BitwiseOr, BitwiseXor, Invert, LeftShift, RightShift, Unary};

const BIT_TYPES: &str = "??->? bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q OO->O";
const SHIFT_TYPES: &str = "bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q OO->O";

pub(super) const BITWISE_AND: Ufunc = Ufunc {
    identity: Identity::Int(-1),
    ..ufunc("bitwise_and", 2, 1, loops!(any_order BitwiseAnd: bool ints), BIT_TYPES)
};
pub(super) const BITWISE_OR: Ufunc = Ufunc {
    identity: Identity::Int(0),
    ..ufunc("bitwise_or", 2, 1, loops!(any_order BitwiseOr: bool ints), BIT_TYPES)
};
pub(super) const BITWISE_XOR: Ufunc = Ufunc {
    identity: Identity::Int(0),
    ..ufunc("bitwise_xor", 2, 1, loops!(any_order BitwiseXor: bool ints), BIT_TYPES)
};
pub(super) const INVERT: Ufunc = ufunc(
    "invert",
    1,
    1,
    loops!(unary Invert: bool ints),
    "?->? b->b B->B h->h H->H i->i I->I l->l L->L q->q Q->Q O->O",
);
pub(super) const LEFT_SHIFT: Ufunc = ufunc("left_shift", 2, 1, loops!(binary LeftShift: ints), SHIFT_TYPES);
pub(super) const RIGHT_SHIFT: Ufunc = ufunc("right_shift", 2, 1, loops!(binary RightShift: ints), SHIFT_TYPES);
pub(super) const BITWISE_COUNT: Ufunc = ufunc(
    "bitwise_count",
    1,
    1,
    loops!(unary BitCount: ints),
    "b->B B->B h->B H->B i->B I->B l->B L->B q->B Q->B O->O",
);

/// `np.bitwise_count`: the ones in the magnitude.
struct BitCount;

macro_rules! bit_count {
    // Magnitudes of signed and unsigned types have different names.
    ($($type:ty: $x:ident $magnitude:expr;)*) => {$(
        impl Unary<$type> for BitCount {
            type Out = u8;
            #[inline(always)]
            fn of($x: $type) -> u8 {
                $magnitude.count_ones() as u8
            }
        }
    )*};
}
bit_count! {
    i8: x x.unsigned_abs();
    i16: x x.unsigned_abs();
    i32: x x.unsigned_abs();
    i64: x x.unsigned_abs();
    u8: x x;
    u16: x x;
    u32: x x;
    u64: x x;
}
