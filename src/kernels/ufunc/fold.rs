//! What reductions and accumulations do with a binary loop: carry one value along a stretch of
//! elements. Loops without a fold of their own are folded one element at a time by the driver.

use super::raw::{Cell, InMemory};
use crate::kernels::arith::{Add, Binary};
use crate::kernels::dispatch::{Level, Plain};
use crate::kernels::fp::{FpFlags, Watch};
use crate::kernels::reduce;
use crate::kernels::sum::{Finite, Pairwise, Run, add_run, reduction_flags};
use crate::text::interrupt;
use bytemuck::{Pod, bytes_of, cast_slice, cast_slice_mut, pod_read_unaligned};
use std::marker::PhantomData;

/// Elements at equal distances, aligned for their type.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'a> {
    /// The storage that they are in.
    pub bytes: &'a [u8],
    /// Where the first one starts, in bytes.
    pub offset: usize,
    /// The distance from one to the next, in bytes.
    pub stride: isize,
    /// How many they are.
    pub count: usize,
}

impl<'a> Stretch<'a> {
    /// The elements with their type.
    fn run<T: Pod>(&self) -> Run<'a, T> {
        let size = size_of::<T>();
        Run {
            data: cast_slice(&self.bytes[..self.bytes.len() / size * size]),
            first: self.offset / size,
            stride: self.stride / size as isize,
            len: self.count,
        }
    }
}

/// Neighbouring columns of a table without gaps.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Whole rows.
    pub bytes: &'a [u8],
    /// The length of a row, in elements.
    pub row: usize,
    /// The first column.
    pub first: usize,
}

/// How a binary loop folds. All functions answer with the floating-point errors met.
pub struct Fold {
    /// `acc = acc op x` for every element. `always` asks for errors that results do not show (underflow).
    pub run: fn(acc: &mut [u8], x: Stretch<'_>, always: bool) -> FpFlags,
    /// The same for many rows: `acc[i] = acc[i] op x` for every element of row `i`, which lies `step` bytes
    /// behind the one before it. Stops at Ctrl-C.
    pub rows: fn(acc: &mut [u8], first: Stretch<'_>, step: isize, always: bool) -> FpFlags,
    /// `acc[j] = acc[j] op x[i][j]` for every row `i` of a table without gaps.
    pub table: fn(acc: &mut [u8], x: Table<'_>, always: bool) -> FpFlags,
    /// `out[i] = out[i - 1] op x[i]`, where `start` stands before `out[0]`.
    pub scan: fn(start: &[u8], x: Stretch<'_>, out: &mut [u8], always: bool) -> FpFlags,
}

/// Folds row after row with a function that the compiler can see into.
#[inline(always)]
fn each_row(
    acc: &mut [u8],
    size: usize,
    first: Stretch<'_>,
    step: isize,
    run: impl Fn(&mut [u8], Stretch<'_>) -> FpFlags,
) -> FpFlags {
    let mut flags = FpFlags::NONE;
    let mut row = first;
    for some in acc.chunks_mut(1024 * size) {
        if interrupt::raised() {
            break;
        }
        for acc in some.chunks_exact_mut(size) {
            flags |= run(acc, row);
            row.offset = row.offset.wrapping_add_signed(step);
        }
    }
    flags
}

/// The fold of an operation that goes from left to right.
pub(super) const fn sequential<Op, A>() -> Fold
where
    Op: Binary<A, A, Out = A> + 'static,
    A: Cell,
{
    fn rows<Op, A>(acc: &mut [u8], first: Stretch<'_>, step: isize, always: bool) -> FpFlags
    where
        Op: Binary<A, A, Out = A>,
        A: Cell,
    {
        each_row(acc, size_of::<A::Memory>(), first, step, |acc, x| run::<Op, A>(acc, x, always))
    }
    Fold { run: run::<Op, A>, rows: rows::<Op, A>, table: table::<Op, A>, scan: scan::<Op, A> }
}

/// The fold of an operation whose result does not depend on the order, and shows no errors.
pub(super) const fn any_order<Op, A>() -> Fold
where
    Op: Binary<A, A, Out = A> + 'static,
    A: Cell,
{
    fn run<Op, A>(acc: &mut [u8], x: Stretch<'_>, _: bool) -> FpFlags
    where
        Op: Binary<A, A, Out = A>,
        A: Cell,
    {
        let start: A::Memory = pod_read_unaligned(acc);
        let x = x.run();
        let result = if x.len < 8 {
            reduce::fold::<InMemory<Op, A>, A::Memory>(start, x)
        } else {
            reduce::fold_any_order::<InMemory<Op, A>, A::Memory>(start, x)
        };
        acc.copy_from_slice(bytes_of(&result));
        FpFlags::NONE
    }
    fn rows<Op, A>(acc: &mut [u8], first: Stretch<'_>, step: isize, _: bool) -> FpFlags
    where
        Op: Binary<A, A, Out = A>,
        A: Cell,
    {
        each_row(acc, size_of::<A::Memory>(), first, step, |acc, x| run::<Op, A>(acc, x, false))
    }
    Fold { run: run::<Op, A>, rows: rows::<Op, A>, table: table::<Op, A>, scan: scan::<Op, A> }
}

/// The sum of floats: each stretch is added pairwise.
pub(super) const fn pairwise<A>() -> Fold
where
    Add: Binary<A, A, Out = A>,
    A: Cell<Memory = A> + Pod + Pairwise + Finite,
{
    #[inline]
    fn run<A>(acc: &mut [u8], x: Stretch<'_>, _: bool) -> FpFlags
    where
        Add: Binary<A, A, Out = A>,
        A: Cell<Memory = A> + Pod + Pairwise + Finite,
    {
        let start: A = pod_read_unaligned(acc);
        let sum = add_run(start, x.run());
        acc.copy_from_slice(bytes_of(&sum));
        if sum.is_finite() {
            return FpFlags::NONE;
        }
        if start.is_finite() {
            return reduction_flags(x.run(), sum);
        }
        // What came before is infinite or NaN: this stretch can only have cancelled it.
        let total = add_run(A::default(), x.run::<A>());
        let within = reduction_flags(x.run(), total);
        within | if sum.has_nan() && !start.has_nan() && !total.has_nan() { FpFlags::INVALID } else { FpFlags::NONE }
    }
    fn rows<A>(acc: &mut [u8], first: Stretch<'_>, step: isize, _: bool) -> FpFlags
    where
        Add: Binary<A, A, Out = A>,
        A: Cell<Memory = A> + Pod + Pairwise + Finite,
    {
        each_row(acc, size_of::<A>(), first, step, |acc, x| run::<A>(acc, x, false))
    }
    Fold { run: run::<A>, rows: rows::<A>, table: table::<Add, A>, scan: scan::<Add, A> }
}

fn run<Op, A>(acc: &mut [u8], x: Stretch<'_>, always: bool) -> FpFlags
where
    Op: Binary<A, A, Out = A>,
    A: Cell,
{
    let start: A::Memory = pod_read_unaligned(acc);
    let x = x.run::<A::Memory>();
    let mut value = start;
    let mut note = <A::Memory as Watch>::Note::default();
    let mut suspect = false;
    for i in 0..x.len {
        let element = x.at(i);
        suspect |= InMemory::<Op, A>::suspect(value, element);
        value = InMemory::<Op, A>::of(value, element);
        note = note | value.note();
    }
    acc.copy_from_slice(bytes_of(&value));
    if suspect || A::Memory::noted(note) || always { replay::<Op, A>(start, x) } else { FpFlags::NONE }
}

fn scan<Op, A>(start: &[u8], x: Stretch<'_>, out: &mut [u8], always: bool) -> FpFlags
where
    Op: Binary<A, A, Out = A>,
    A: Cell,
{
    let start: A::Memory = pod_read_unaligned(start);
    let x = x.run::<A::Memory>();
    let (mut value, mut suspect) = (start, false);
    let mut note = <A::Memory as Watch>::Note::default();
    let mut step = |element: A::Memory, y: &mut A::Memory| {
        suspect |= InMemory::<Op, A>::suspect(value, element);
        value = InMemory::<Op, A>::of(value, element);
        note = note | value.note();
        *y = value;
    };
    let out = cast_slice_mut::<u8, A::Memory>(out);
    match x.slice() {
        Some(elements) => {
            for (elements, out) in elements.chunks(1 << 20).zip(out.chunks_mut(1 << 20)) {
                if interrupt::raised() {
                    break;
                }
                elements.iter().zip(out).for_each(|(&element, y)| step(element, y));
            }
        }
        None => x.iter().zip(out).for_each(|(element, y)| step(element, y)),
    }
    if suspect || A::Memory::noted(note) || always { replay::<Op, A>(start, x) } else { FpFlags::NONE }
}

fn table<Op, A>(acc: &mut [u8], table: Table<'_>, always: bool) -> FpFlags
where
    Op: Binary<A, A, Out = A>,
    A: Cell,
{
    let acc: &mut [A::Memory] = cast_slice_mut(acc);
    let x: &[A::Memory] = cast_slice(table.bytes);
    let before = acc.to_vec();
    let (columns, row, first) = (acc.len(), table.row, table.first);
    let suspect = Level::best().run_plain(Rows::<'_, Op, A> { acc, x, row, first, op: PhantomData });
    if !suspect && !always {
        return FpFlags::NONE;
    }
    let column = |j: usize| Run { data: x, first: first + j, stride: row as isize, len: x.len() / row };
    (0..columns).fold(FpFlags::NONE, |found, j| found | replay::<Op, A>(before[j], column(j)))
}

/// Rows added to a row, as many elements at a time as the processor can.
struct Rows<'a, Op, A: Cell> {
    acc: &'a mut [A::Memory],
    x: &'a [A::Memory],
    row: usize,
    first: usize,
    op: PhantomData<Op>,
}

impl<Op, A> Plain for Rows<'_, Op, A>
where
    Op: Binary<A, A, Out = A>,
    A: Cell,
{
    type Output = bool;
    #[inline(always)]
    fn run(self) -> bool {
        let mut suspect = false;
        let columns = self.acc.len();
        let (first, row) = (self.first, self.row);
        let mut fours = self.x.chunks_exact(4 * row);
        for rows in &mut fours {
            // Four rows for one reading and writing of the results, each result in the rows' order.
            let [a, b, c, d] = [0, 1, 2, 3].map(|i| &rows[i * row + first..i * row + first + columns]);
            let mut note = <A::Memory as Watch>::Note::default();
            for ((((y, &a), &b), &c), &d) in self.acc.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                let mut value = *y;
                for x in [a, b, c, d] {
                    suspect |= InMemory::<Op, A>::suspect(value, x);
                    value = InMemory::<Op, A>::of(value, x);
                    note = note | value.note();
                }
                *y = value;
            }
            suspect |= A::Memory::noted(note);
        }
        for row in fours.remainder().chunks_exact(row) {
            let row = &row[first..first + columns];
            let mut note = <A::Memory as Watch>::Note::default();
            for (y, &x) in self.acc.iter_mut().zip(row) {
                suspect |= InMemory::<Op, A>::suspect(*y, x);
                *y = InMemory::<Op, A>::of(*y, x);
                note = note | y.note();
            }
            suspect |= A::Memory::noted(note);
        }
        suspect
    }
}

/// The errors of a chain of operations, gone through once more.
fn replay<Op, A>(start: A::Memory, x: Run<'_, A::Memory>) -> FpFlags
where
    Op: Binary<A, A, Out = A>,
    A: Cell,
{
    let mut value = start;
    let mut found = FpFlags::NONE;
    for i in 0..x.len {
        let element = x.at(i);
        let next = InMemory::<Op, A>::of(value, element);
        found |= InMemory::<Op, A>::flags(value, element, next);
        value = next;
    }
    found
}
