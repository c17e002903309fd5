//! Loops without types: a loop's operands are bytes and its dtypes are data, so that one driver
//! serves all of them. The wrappers here give the bytes their types back; alignment is the driver's
//! duty.

use crate::array::{Bool8, DType, Num};
use crate::kernels::arith::{self, Binary, Unary};
use crate::kernels::fp::{FpFlags, Watch};
use crate::kernels::operand::Operand;
use crate::kernels::sum::{Finite, Pairwise};
use bytemuck::{Pod, cast_slice, cast_slice_mut, pod_read_unaligned};
use half::f16;
use num_complex::{Complex32, Complex64};
use std::marker::PhantomData;

/// One operand of a loop, aligned for its dtype.
#[derive(Clone, Copy, Debug)]
pub enum Raw<'a> {
    /// As many elements as the outputs have.
    Run(&'a [u8]),
    /// The bytes of one element, the same every time; may be unaligned.
    One(&'a [u8]),
}

/// Computes all elements of the outputs; the answer says whether the `FlagsFn` must look at them.
pub type RunFn = fn(&[Raw<'_>], &mut [&mut [u8]]) -> bool;
/// The floating-point errors that a loop's results show.
pub type FlagsFn = fn(&[Raw<'_>], &[&mut [u8]]) -> FpFlags;

/// One typed loop of a ufunc.
pub struct Loop {
    /// The dtypes of the inputs, then of the outputs.
    pub types: &'static [DType],
    /// Computes a block.
    pub run: RunFn,
    /// Finds a computed block's floating-point errors.
    pub flags: FlagsFn,
    /// How a reduction uses the loop; None if the result's dtype is not the operands'.
    pub fold: Option<&'static super::fold::Fold>,
}

impl Loop {
    /// The result of a loop from float64 to float64 for one number, and its floating-point errors.
    /// `always` asks for errors that results do not show (underflow).
    #[inline]
    pub fn of_f64(&self, x: f64, always: bool) -> (FpFlags, f64) {
        debug_assert_eq!(self.types, [DType::F64, DType::F64]);
        let (x, mut y) = ([x], [0.0]);
        let ins = [Raw::Run(cast_slice(&x))];
        let suspect = (self.run)(&ins, &mut [cast_slice_mut(&mut y)]);
        let flags = if suspect || always { (self.flags)(&ins, &[cast_slice_mut(&mut y)]) } else { FpFlags::NONE };
        (flags, y[0])
    }
}

/// A type that kernels compute with, as it lies in memory.
pub trait Cell: Copy + 'static {
    /// The bytes' type.
    type Memory: Pod + Watch + Send + Sync;
    /// The dtype of arrays of it.
    const DTYPE: DType;
    /// The value of the bytes.
    fn load(memory: Self::Memory) -> Self;
    /// The bytes of the value.
    fn store(self) -> Self::Memory;
}

macro_rules! cells {
    // Numbers lie in memory as they are.
    ($($type:ty)*) => {$(
        impl Cell for $type {
            type Memory = $type;
            const DTYPE: DType = <$type as Num>::DTYPE;
            #[inline(always)]
            fn load(memory: $type) -> $type {
                memory
            }
            #[inline(always)]
            fn store(self) -> $type {
                self
            }
        }
    )*};
}
cells!(i8 i16 i32 i64 u8 u16 u32 u64 f16 f32 f64 Complex32 Complex64);

impl Cell for bool {
    // A byte, because not every byte is a bool.
    type Memory = u8;
    const DTYPE: DType = Bool8::DTYPE;
    #[inline(always)]
    fn load(memory: u8) -> bool {
        memory != 0
    }
    #[inline(always)]
    fn store(self) -> u8 {
        u8::from(self)
    }
}

/// An operation on values as one on memory.
pub(super) struct InMemory<Op, A, B = A>(PhantomData<(Op, A, B)>);

impl<Op, A, B> Binary<A::Memory, B::Memory> for InMemory<Op, A, B>
where
    Op: Binary<A, B>,
    A: Cell,
    B: Cell,
    Op::Out: Cell,
{
    type Out = <Op::Out as Cell>::Memory;
    #[inline(always)]
    fn of(a: A::Memory, b: B::Memory) -> Self::Out {
        Op::of(A::load(a), B::load(b)).store()
    }
    fn flags(a: A::Memory, b: B::Memory, out: Self::Out) -> FpFlags {
        Op::flags(A::load(a), B::load(b), Cell::load(out))
    }
    fn shows_order(out: Self::Out) -> bool {
        Op::shows_order(Cell::load(out))
    }
    #[inline(always)]
    fn suspect(a: A::Memory, b: B::Memory) -> bool {
        Op::suspect(A::load(a), B::load(b))
    }
}

impl<Op, A> Unary<A::Memory> for InMemory<Op, A>
where
    Op: Unary<A>,
    A: Cell,
    Op::Out: Cell,
{
    type Out = <Op::Out as Cell>::Memory;
    #[inline(always)]
    fn of(a: A::Memory) -> Self::Out {
        Op::of(A::load(a)).store()
    }
    fn flags(a: A::Memory, out: Self::Out) -> FpFlags {
        Op::flags(A::load(a), Cell::load(out))
    }
    #[inline(always)]
    fn suspect(a: A::Memory) -> bool {
        Op::suspect(A::load(a))
    }
}

/// The operand as a kernel wants it.
#[inline(always)]
pub(super) fn typed<T: Pod>(raw: Raw<'_>) -> Operand<'_, T> {
    match raw {
        Raw::Run(bytes) => Operand::Slice(cast_slice(bytes)),
        Raw::One(bytes) => Operand::Scalar(pod_read_unaligned(bytes)),
    }
}

/// Runs a unary kernel, once if its operand is one element.
#[inline(always)]
pub(super) fn map<A: Pod, O: Pod>(x: Raw<'_>, out: &mut [u8], kernel: impl FnOnce(&[A], &mut [O]) -> bool) -> bool {
    let out: &mut [O] = cast_slice_mut(out);
    match x {
        Raw::Run(bytes) => kernel(cast_slice(bytes), out),
        Raw::One(bytes) => {
            let Some((first, rest)) = out.split_first_mut() else { return false };
            let suspect = kernel(&[pod_read_unaligned(bytes)], std::slice::from_mut(first));
            rest.fill(*first);
            suspect
        }
    }
}

/// The flags of a unary kernel, looked for once if its operand is one element.
#[inline(always)]
pub(super) fn map_flags<A: Pod, O: Pod>(x: Raw<'_>, out: &[u8], flags: impl FnOnce(&[A], &[O]) -> FpFlags) -> FpFlags {
    let out: &[O] = cast_slice(out);
    match x {
        Raw::Run(bytes) => flags(cast_slice(bytes), out),
        Raw::One(bytes) => match out.first() {
            Some(first) => flags(&[pod_read_unaligned(bytes)], std::slice::from_ref(first)),
            None => FpFlags::NONE,
        },
    }
}

/// How a loop is compiled: what is not used much, or is bound by memory anyway, need not be compiled for
/// several instruction sets.
pub(super) const LIGHT: u8 = 0;
/// Compiled for each instruction set, with loops of its own for one-element operands.
pub(super) const HEAVY: u8 = 1;
/// Its results can show floating-point errors.
pub(super) const LOUD: u8 = 2;

/// Elements that a light loop handles at a time.
const LIGHT_BLOCK: usize = 128;

fn light_binary<Op, A, B>(a: Operand<'_, A>, b: Operand<'_, B>, out: &mut [Op::Out]) -> bool
where
    Op: Binary<A, B>,
    A: Copy,
    B: Copy,
{
    let mut suspect = false;
    for (i, out) in out.chunks_mut(LIGHT_BLOCK).enumerate() {
        let (from, to) = (i * LIGHT_BLOCK, i * LIGHT_BLOCK + out.len());
        let (copies_of_a, copies_of_b);
        let a = match a.part(from, to) {
            Operand::Slice(a) => a,
            Operand::Scalar(a) => {
                copies_of_a = [a; LIGHT_BLOCK];
                &copies_of_a[..out.len()]
            }
        };
        let b = match b.part(from, to) {
            Operand::Slice(b) => b,
            Operand::Scalar(b) => {
                copies_of_b = [b; LIGHT_BLOCK];
                &copies_of_b[..out.len()]
            }
        };
        let mut note = <Op::Out as Watch>::Note::default();
        for ((y, &a), &b) in out.iter_mut().zip(a).zip(b) {
            *y = Op::of(a, b);
            note = note | y.note();
            suspect |= Op::suspect(a, b);
        }
        suspect |= Op::Out::noted(note);
    }
    suspect
}

fn light_unary<Op, A>(a: &[A], out: &mut [Op::Out]) -> bool
where
    Op: Unary<A>,
    A: Copy,
{
    let mut suspect = false;
    let mut note = <Op::Out as Watch>::Note::default();
    for (y, &a) in out.iter_mut().zip(a) {
        *y = Op::of(a);
        note = note | y.note();
        suspect |= Op::suspect(a);
    }
    suspect || Op::Out::noted(note)
}

/// For loops whose results show no errors.
pub(super) fn no_flags(_: &[Raw<'_>], _: &[&mut [u8]]) -> FpFlags {
    FpFlags::NONE
}

/// The loop of an operation with one operand.
pub(super) const fn unary<Op, A, const MODE: u8>() -> Loop
where
    Op: Unary<A> + 'static,
    A: Cell,
    Op::Out: Cell,
{
    fn heavy<Op, A>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool
    where
        Op: Unary<A> + 'static,
        A: Cell,
        Op::Out: Cell,
    {
        map(ins[0], outs[0], arith::unary::<InMemory<Op, A>, A::Memory>)
    }
    fn light<Op, A>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool
    where
        Op: Unary<A> + 'static,
        A: Cell,
        Op::Out: Cell,
    {
        map(ins[0], outs[0], light_unary::<InMemory<Op, A>, A::Memory>)
    }
    fn flags<Op, A>(ins: &[Raw<'_>], outs: &[&mut [u8]]) -> FpFlags
    where
        Op: Unary<A> + 'static,
        A: Cell,
        Op::Out: Cell,
    {
        map_flags(ins[0], outs[0], arith::unary_flags::<InMemory<Op, A>, A::Memory>)
    }
    Loop {
        types: const { &[A::DTYPE, <Op::Out as Cell>::DTYPE] },
        run: const { if MODE & HEAVY != 0 { heavy::<Op, A> as RunFn } else { light::<Op, A> } },
        flags: const { if MODE & LOUD != 0 { flags::<Op, A> as FlagsFn } else { no_flags } },
        fold: None,
    }
}

/// The loop of an operation with two operands that may differ in type, and from the result's.
pub(super) const fn mixed<Op, A, B, const MODE: u8>() -> Loop
where
    Op: Binary<A, B> + 'static,
    A: Cell,
    B: Cell,
    Op::Out: Cell,
{
    fn heavy<Op, A, B>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool
    where
        Op: Binary<A, B> + 'static,
        A: Cell,
        B: Cell,
        Op::Out: Cell,
    {
        let (a, b) = (typed(ins[0]), typed(ins[1]));
        arith::binary::<InMemory<Op, A, B>, A::Memory, B::Memory>(a, b, cast_slice_mut(outs[0]))
    }
    fn light<Op, A, B>(ins: &[Raw<'_>], outs: &mut [&mut [u8]]) -> bool
    where
        Op: Binary<A, B> + 'static,
        A: Cell,
        B: Cell,
        Op::Out: Cell,
    {
        let (a, b) = (typed(ins[0]), typed(ins[1]));
        light_binary::<InMemory<Op, A, B>, A::Memory, B::Memory>(a, b, cast_slice_mut(outs[0]))
    }
    fn flags<Op, A, B>(ins: &[Raw<'_>], outs: &[&mut [u8]]) -> FpFlags
    where
        Op: Binary<A, B> + 'static,
        A: Cell,
        B: Cell,
        Op::Out: Cell,
    {
        let (a, b) = (typed(ins[0]), typed(ins[1]));
        arith::binary_flags::<InMemory<Op, A, B>, A::Memory, B::Memory>(a, b, cast_slice(outs[0]))
    }
    Loop {
        types: const { &[A::DTYPE, B::DTYPE, <Op::Out as Cell>::DTYPE] },
        run: const { if MODE & HEAVY != 0 { heavy::<Op, A, B> as RunFn } else { light::<Op, A, B> } },
        flags: const { if MODE & LOUD != 0 { flags::<Op, A, B> as FlagsFn } else { no_flags } },
        fold: None,
    }
}

/// The loop of an operation with two operands of one type.
pub(super) const fn binary<Op, A, const MODE: u8>() -> Loop
where
    Op: Binary<A, A> + 'static,
    A: Cell,
    Op::Out: Cell,
{
    mixed::<Op, A, A, MODE>()
}

/// The same, with a fold from left to right for reductions.
pub(super) const fn chain<Op, A, const MODE: u8>() -> Loop
where
    Op: Binary<A, A, Out = A> + 'static,
    A: Cell,
{
    Loop { fold: Some(const { &super::fold::sequential::<Op, A>() }), ..mixed::<Op, A, A, MODE>() }
}

/// The same for operations that may be folded in any order: whole numbers, extremes.
pub(super) const fn any_order<Op, A, const MODE: u8>() -> Loop
where
    Op: Binary<A, A, Out = A> + 'static,
    A: Cell,
{
    Loop { fold: Some(const { &super::fold::any_order::<Op, A>() }), ..mixed::<Op, A, A, MODE>() }
}

/// The addition of floats, folded pairwise.
pub(super) const fn pairwise<A, const MODE: u8>() -> Loop
where
    arith::Add: Binary<A, A, Out = A>,
    A: Cell<Memory = A> + Pod + Pairwise + Finite,
{
    Loop { fold: Some(const { &super::fold::pairwise::<A>() }), ..mixed::<arith::Add, A, A, MODE>() }
}
