//! The loops: an operation on one element becomes a kernel over slices, compiled for each
//! instruction set, with a loop of its own for slice-slice, slice-scalar and scalar-slice so that
//! the compiler vectorises each.

use crate::kernels::dispatch::{Level, Plain};
use crate::kernels::fp::{FpFlags, Watch};
use crate::kernels::operand::Operand;
use std::marker::PhantomData;

/// An operation of two operands, named after NumPy's ufunc.
pub trait Binary<A, B = A> {
    /// The result's type.
    type Out: Watch;
    /// The result for one pair. Implementations are `#[inline(always)]`.
    fn of(a: A, b: B) -> Self::Out;
    /// The floating-point errors of one pair, given the result.
    fn flags(_a: A, _b: B, _out: Self::Out) -> FpFlags {
        FpFlags::NONE
    }
    /// Whether the order in which many are folded may show in this result, of an operation that may be
    /// folded in any order: the sign of a zero, the bits of a NaN.
    fn shows_order(_out: Self::Out) -> bool {
        false
    }
    /// Whether a pair must be looked at though its result is no sign of it (integer division).
    #[inline(always)]
    fn suspect(_a: A, _b: B) -> bool {
        false
    }
}

/// An operation of one operand, named after NumPy's ufunc.
pub trait Unary<A> {
    /// The result's type.
    type Out: Watch;
    /// The result for one element. Implementations are `#[inline(always)]`.
    fn of(a: A) -> Self::Out;
    /// The floating-point errors of one element, given the result.
    fn flags(_a: A, _out: Self::Out) -> FpFlags {
        FpFlags::NONE
    }
    /// Whether an element must be looked at though its result is no sign of it.
    #[inline(always)]
    fn suspect(_a: A) -> bool {
        false
    }
}

/// The kernel of a binary operation: writes `out`, answers whether `binary_flags` is worth calling.
pub fn binary<Op, A, B>(a: Operand<'_, A>, b: Operand<'_, B>, out: &mut [Op::Out]) -> bool
where
    Op: Binary<A, B>,
    A: Copy,
    B: Copy,
{
    Level::best().run_plain(BinaryLoop::<Op, A, B> { a, b, out, op: PhantomData })
}

/// The floating-point errors of a binary operation's results.
pub fn binary_flags<Op, A, B>(a: Operand<'_, A>, b: Operand<'_, B>, out: &[Op::Out]) -> FpFlags
where
    Op: Binary<A, B>,
    A: Copy,
    B: Copy,
{
    out.iter().enumerate().fold(FpFlags::NONE, |found, (i, &y)| found | Op::flags(a.at(i), b.at(i), y))
}

/// The kernel of a unary operation: writes `out`, answers whether `unary_flags` is worth calling.
pub fn unary<Op, A>(a: &[A], out: &mut [Op::Out]) -> bool
where
    Op: Unary<A>,
    A: Copy,
{
    Level::best().run_plain(UnaryLoop::<Op, A> { a, out, op: PhantomData })
}

/// The floating-point errors of a unary operation's results.
pub fn unary_flags<Op, A>(a: &[A], out: &[Op::Out]) -> FpFlags
where
    Op: Unary<A>,
    A: Copy,
{
    a.iter().zip(out).fold(FpFlags::NONE, |found, (&x, &y)| found | Op::flags(x, y))
}

struct BinaryLoop<'a, Op: Binary<A, B>, A, B> {
    a: Operand<'a, A>,
    b: Operand<'a, B>,
    out: &'a mut [Op::Out],
    op: PhantomData<Op>,
}

impl<Op, A, B> Plain for BinaryLoop<'_, Op, A, B>
where
    Op: Binary<A, B>,
    A: Copy,
    B: Copy,
{
    type Output = bool;
    #[inline(always)]
    fn run(self) -> bool {
        let out = self.out;
        let mut note = <Op::Out as Watch>::Note::default();
        let mut suspect = false;
        match (self.a, self.b) {
            (Operand::Slice(a), Operand::Slice(b)) => {
                for ((y, &a), &b) in out.iter_mut().zip(a).zip(b) {
                    *y = Op::of(a, b);
                    note = note | y.note();
                    suspect |= Op::suspect(a, b);
                }
            }
            (Operand::Slice(a), Operand::Scalar(b)) => {
                for (y, &a) in out.iter_mut().zip(a) {
                    *y = Op::of(a, b);
                    note = note | y.note();
                    suspect |= Op::suspect(a, b);
                }
            }
            (Operand::Scalar(a), Operand::Slice(b)) => {
                for (y, &b) in out.iter_mut().zip(b) {
                    *y = Op::of(a, b);
                    note = note | y.note();
                    suspect |= Op::suspect(a, b);
                }
            }
            (Operand::Scalar(a), Operand::Scalar(b)) => {
                let y = Op::of(a, b);
                note = y.note();
                suspect = Op::suspect(a, b);
                out.fill(y);
            }
        }
        suspect || Op::Out::noted(note)
    }
}

struct UnaryLoop<'a, Op: Unary<A>, A> {
    a: &'a [A],
    out: &'a mut [Op::Out],
    op: PhantomData<Op>,
}

impl<Op, A> Plain for UnaryLoop<'_, Op, A>
where
    Op: Unary<A>,
    A: Copy,
{
    type Output = bool;
    #[inline(always)]
    fn run(self) -> bool {
        let mut note = <Op::Out as Watch>::Note::default();
        let mut suspect = false;
        for (y, &a) in self.out.iter_mut().zip(self.a) {
            *y = Op::of(a);
            note = note | y.note();
            suspect |= Op::suspect(a);
        }
        suspect || Op::Out::noted(note)
    }
}
