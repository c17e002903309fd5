//! What an elementwise kernel is given: a run of elements or one element for all of them. Reusing an
//! operand's memory for the result is `in_place`'s business, in this file too.

use super::fp::FpFlags;

/// One operand of an elementwise kernel.
#[derive(Clone, Copy, Debug)]
pub enum Operand<'a, T> {
    /// As many elements as the output has.
    Slice(&'a [T]),
    /// The same element every time.
    Scalar(T),
}

/// A kernel of two operands. It answers whether its `classify` partner must look at the operands
/// and results again to find floating-point errors (`Binary::flags`); mostly it need not.
pub type BinaryFn<A, B, O> = fn(Operand<'_, A>, Operand<'_, B>, &mut [O]) -> bool;

/// The slow partner of a `BinaryFn`: the floating-point errors that its results show.
pub type BinaryFlagsFn<A, B, O> = fn(Operand<'_, A>, Operand<'_, B>, &[O]) -> FpFlags;

/// A kernel of one operand as long as the output; the answer as in `BinaryFn`.
pub type UnaryFn<A, O> = fn(&[A], &mut [O]) -> bool;

/// The slow partner of a `UnaryFn`: the floating-point errors that its results show.
pub type UnaryFlagsFn<A, O> = fn(&[A], &[O]) -> FpFlags;

/// Elements copied aside at a time by the in-place forms: 2 KB of float64 stay in the L1 cache.
const BLOCK: usize = 256;

impl<'a, T: Copy> Operand<'a, T> {
    /// Element `i` of the (stretched) operand.
    #[inline(always)]
    pub fn at(&self, i: usize) -> T {
        match self {
            Operand::Slice(values) => values[i],
            Operand::Scalar(value) => *value,
        }
    }

    /// The operand for elements `from..to` of the output.
    #[inline(always)]
    pub fn part(&self, from: usize, to: usize) -> Operand<'a, T> {
        match self {
            Operand::Slice(values) => Operand::Slice(&values[from..to]),
            Operand::Scalar(value) => Operand::Scalar(*value),
        }
    }
}

/// Replaces `x` by `kernel(x)`. `always` asks for the flags of every block, not only suspect ones
/// (needed when underflow is watched for).
pub fn unary_in_place<T: Copy>(kernel: UnaryFn<T, T>, flags: UnaryFlagsFn<T, T>, x: &mut [T], always: bool) -> FpFlags {
    let mut found = FpFlags::NONE;
    let Some(&first) = x.first() else { return found };
    let mut copy = [first; BLOCK];
    for block in x.chunks_mut(BLOCK) {
        let old = &mut copy[..block.len()];
        old.copy_from_slice(block);
        if kernel(old, block) || always {
            found |= flags(old, block);
        }
    }
    found
}

/// Replaces the left operand by the result: `a = kernel(a, b)`.
pub fn left_in_place<T: Copy, B: Copy>(
    kernel: BinaryFn<T, B, T>,
    flags: BinaryFlagsFn<T, B, T>,
    a: &mut [T],
    b: Operand<'_, B>,
    always: bool,
) -> FpFlags {
    let mut found = FpFlags::NONE;
    let Some(&first) = a.first() else { return found };
    let mut copy = [first; BLOCK];
    for (i, block) in a.chunks_mut(BLOCK).enumerate() {
        let old = &mut copy[..block.len()];
        old.copy_from_slice(block);
        let a = Operand::Slice(&*old);
        let b = b.part(i * BLOCK, i * BLOCK + block.len());
        if kernel(a, b, block) || always {
            found |= flags(a, b, block);
        }
    }
    found
}

/// Replaces the right operand by the result: `b = kernel(a, b)`.
pub fn right_in_place<A: Copy, T: Copy>(
    kernel: BinaryFn<A, T, T>,
    flags: BinaryFlagsFn<A, T, T>,
    a: Operand<'_, A>,
    b: &mut [T],
    always: bool,
) -> FpFlags {
    let mut found = FpFlags::NONE;
    let Some(&first) = b.first() else { return found };
    let mut copy = [first; BLOCK];
    for (i, block) in b.chunks_mut(BLOCK).enumerate() {
        let old = &mut copy[..block.len()];
        old.copy_from_slice(block);
        let b = Operand::Slice(&*old);
        let a = a.part(i * BLOCK, i * BLOCK + block.len());
        if kernel(a, b, block) || always {
            found |= flags(a, b, block);
        }
    }
    found
}
