//! Elementwise loops over operands that lie without gaps in one order, which is most of them: nothing
//! is planned, nothing allocated. What does not fit goes to the driver.

use super::drive::{Input, Outcome, stored};
use super::raw::{Loop, Raw};
use super::share::{Divisible, share};
use crate::array::{ArrayRef, Layout};
use crate::kernels::fp::FpFlags;
use crate::text::interrupt;
use smallvec::SmallVec;
use std::cell::{Ref, RefMut};

/// Elements handled at a time: the search for floating-point errors finds them in the cache still, and
/// Ctrl-C is noticed.
const CHUNK: usize = 8192;
/// Words copied aside at a time where the output is an input too: they and what the loop reads and writes
/// stay in the L1 cache.
const ASIDE: usize = 1024;
/// The same for short arrays, and for shorter ones: to clear more would take as long as the loop.
const ASIDE_SHORT: usize = 256;
const ASIDE_FEW: usize = 32;

/// An input of the whole run.
#[derive(Clone, Copy)]
enum Feed<'a> {
    Raw(Raw<'a>),
    /// The elements that the first output is about to replace.
    Old,
}

/// A loop over so many elements.
struct Run<'a> {
    which: &'a Loop,
    inputs: SmallVec<[Feed<'a>; 3]>,
    outputs: SmallVec<[&'a mut [u8]; 2]>,
    size: usize,
    always: bool,
}

/// Runs a loop if all operands have its dtypes and lie without gaps in one order; None otherwise.
pub(super) fn flat(which: &Loop, inputs: &[Input<'_>], outputs: &[&ArrayRef], always: bool) -> Option<Outcome> {
    let size = {
        let head = outputs.first()?.head();
        let shape = &head.layout.shape;
        let fits = |order: fn(&Layout, usize) -> bool| {
            let fits = |operand: usize, array: &ArrayRef| {
                let head = array.head();
                let (dtype, layout) = (stored(head.dtype), &head.layout);
                let size = dtype.itemsize();
                dtype == stored(which.types[operand])
                    && layout.offset.is_multiple_of(size)
                    && layout.shape == *shape
                    && order(layout, size)
            };
            let mut inputs = inputs.iter().enumerate();
            inputs.all(|(i, input)| match input {
                Input::Array(array) => fits(i, array),
                Input::One(_) => true,
            }) && outputs.iter().enumerate().all(|(k, out)| fits(inputs.len() + k, out))
        };
        if !(fits(Layout::is_c) || (shape.len() > 1 && fits(Layout::is_f))) {
            return None;
        }
        head.layout.size()
    };
    if size == 0 {
        return None;
    }
    let mut opened: SmallVec<[Option<Ref<'_, [u8]>>; 3]> = SmallVec::new();
    for input in inputs {
        opened.push(match input {
            Input::Array(array) => match outputs.iter().position(|out| array.same_storage(out)) {
                Some(0) if array.head().layout.offset == outputs[0].head().layout.offset => None,
                Some(_) => return None,
                None => Some(array.bytes()),
            },
            Input::One(_) => None,
        });
    }
    let mut targets: SmallVec<[RefMut<'_, [u8]>; 2]> = outputs.iter().map(|out| out.bytes_mut()).collect();
    let mut run = Run { which, inputs: SmallVec::new(), outputs: SmallVec::new(), size, always };
    for (input, bytes) in inputs.iter().zip(&opened) {
        run.inputs.push(match (input, bytes) {
            (Input::One(single), _) => Feed::Raw(Raw::One(&single.bytes[..single.dtype.itemsize()])),
            (Input::Array(array), Some(bytes)) => {
                let head = array.head();
                let start = head.layout.offset;
                Feed::Raw(Raw::Run(&bytes[start..start + size * head.dtype.itemsize()]))
            }
            (Input::Array(_), None) => Feed::Old,
        });
    }
    for (out, target) in outputs.iter().zip(&mut targets) {
        let head = out.head();
        let start = head.layout.offset;
        run.outputs.push(&mut target[start..start + size * head.dtype.itemsize()]);
    }
    Some(share(run))
}

/// Elements `from..from + n` of an operand.
#[inline]
fn part<'a>(raw: Raw<'a>, size: usize, from: usize, n: usize) -> Raw<'a> {
    match raw {
        Raw::Run(bytes) => Raw::Run(&bytes[from * size..(from + n) * size]),
        one => one,
    }
}

impl Run<'_> {
    fn itemsize(&self, operand: usize) -> usize {
        self.which.types[operand].itemsize()
    }

    /// Computes elements `from..from + n`; `old` are those of the first output.
    #[inline]
    fn block(&mut self, from: usize, n: usize, old: &[u8]) -> FpFlags {
        let which = self.which;
        let mut ins: SmallVec<[Raw<'_>; 3]> = SmallVec::new();
        for (feed, dtype) in self.inputs.iter().zip(which.types) {
            ins.push(match feed {
                Feed::Raw(raw) => part(*raw, dtype.itemsize(), from, n),
                Feed::Old => Raw::Run(old),
            });
        }
        let mut outs: SmallVec<[&mut [u8]; 2]> = SmallVec::new();
        for (out, dtype) in self.outputs.iter_mut().zip(&which.types[ins.len()..]) {
            outs.push(&mut out[from * dtype.itemsize()..(from + n) * dtype.itemsize()]);
        }
        let suspect = (which.run)(&ins, &mut outs);
        if suspect || self.always { (which.flags)(&ins, &outs) } else { FpFlags::NONE }
    }

    /// Computes everything where the first output is an input too.
    fn in_place<const WORDS: usize>(&mut self) -> FpFlags {
        let size = self.itemsize(self.inputs.len());
        let step = WORDS * 8 / size.max(8);
        let mut copy = [0u64; WORDS];
        let mut found = FpFlags::NONE;
        for from in (0..self.size).step_by(step) {
            if interrupt::raised() {
                break;
            }
            let n = step.min(self.size - from);
            let old: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut copy)[..n * size];
            old.copy_from_slice(&self.outputs[0][from * size..(from + n) * size]);
            found |= self.block(from, n, old);
        }
        found
    }
}

impl Divisible for Run<'_> {
    fn rows(&self) -> usize {
        self.size
    }

    fn size(&self) -> usize {
        self.size
    }

    fn split(mut self, rows: usize) -> (Self, Self) {
        let types = self.which.types;
        let (mut after, mut after_outputs) = (self.inputs.clone(), SmallVec::new());
        for ((left, right), dtype) in self.inputs.iter_mut().zip(&mut after).zip(types) {
            if let (Feed::Raw(left), Feed::Raw(right)) = (left, right) {
                let size = dtype.itemsize();
                *right = part(*left, size, rows, self.size - rows);
                *left = part(*left, size, 0, rows);
            }
        }
        let mut before_outputs = SmallVec::new();
        for (out, dtype) in self.outputs.into_iter().zip(&types[after.len()..]) {
            let (left, right) = out.split_at_mut(rows * dtype.itemsize());
            before_outputs.push(left);
            after_outputs.push(right);
        }
        let rest = Run { inputs: after, outputs: after_outputs, size: self.size - rows, ..self };
        (Run { outputs: before_outputs, size: rows, ..self }, rest)
    }

    fn run(mut self) -> Outcome {
        let flags = if !self.inputs.iter().any(|feed| matches!(feed, Feed::Old)) {
            let mut found = FpFlags::NONE;
            for from in (0..self.size).step_by(CHUNK) {
                if interrupt::raised() {
                    break;
                }
                found |= self.block(from, CHUNK.min(self.size - from), &[]);
            }
            found
        } else if self.size <= ASIDE_FEW {
            self.in_place::<ASIDE_FEW>()
        } else if self.size <= 4 * ASIDE {
            self.in_place::<ASIDE_SHORT>()
        } else {
            self.in_place::<ASIDE>()
        };
        Outcome { flags, ..Outcome::default() }
    }
}
