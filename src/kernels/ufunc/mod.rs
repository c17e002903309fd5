//! Ufuncs as data: each is a row with its typed loops in casting order, as in NumPy's own table
//! (`generate_umath.py`); one driver runs them over arrays. Knows no value of the language. Start with
//! `Ufunc`, then `raw.rs` (loops without types), `resolve.rs`, `drive.rs`.

mod choice;
mod drive;
mod few;
mod flat;
mod fold;
mod fused;
mod plan;
mod raw;
mod reduce;
mod resolve;
mod scan;
mod share;
mod tables;
mod walk;

pub use choice::choice;
pub use drive::{Input, Outcome, Single, elementwise};
pub use few::{FEW, few};
pub use fold::{Fold, Stretch, Table};
pub use fused::{Feed, Step, Tree};
pub use plan::{Plan, axis_order};
pub use raw::{FlagsFn, Loop, Raw, RunFn};
pub use reduce::{Reduction, fresh_output, reduce};
pub use resolve::{Operand, Refusal, Weak, common_dtype, resolve};
pub use scan::accumulate;
pub use tables::{UFUNCS, id};

use crate::array::DType;

/// A universal function.
pub struct Ufunc {
    /// NumPy's name.
    pub name: &'static str,
    /// The number of inputs.
    pub inputs: usize,
    /// The number of outputs.
    pub outputs: usize,
    /// What a reduction of nothing gives.
    pub identity: Identity,
    /// How loops are chosen where "the first that all inputs can be cast to" is not the rule.
    pub rule: Rule,
    /// The loops on numbers in casting order.
    pub loops: &'static [Loop],
    /// Places of the loops whose inputs all have one dtype, by that dtype.
    by_type: [u8; 14],
    /// `types` as NumPy prints it; its loops on long doubles, times and objects included.
    pub types: &'static str,
    /// For generalised ufuncs, the shapes of the operands' cores: `(m,n),(n)->(m)`.
    pub signature: Option<&'static str>,
}

/// What a reduction starts from.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Identity {
    /// The first element; nothing to reduce is an error. May not reduce over several axes.
    None,
    /// The first element; the order of the operands does not matter.
    Reorderable,
    Int(i64),
    Float(f64),
    Bool(bool),
}

/// Exceptions from the rule "the first loop that all inputs can be cast to".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// No exception.
    First,
    /// Integers and bool become float64 first.
    Divide,
    /// Comparisons: of int64 with uint64 exactly.
    Compare,
    /// Not for bool: `-` and its like.
    NotBool(&'static str),
    /// Loops have no order; the result is of this kind whatever the operands (`logical_and`).
    Truth,
}

/// The place of a numeric dtype in tables.
pub(crate) const fn number(dtype: DType) -> Option<usize> {
    Some(match dtype {
        DType::Bool => 0,
        DType::I8 => 1,
        DType::U8 => 2,
        DType::I16 => 3,
        DType::U16 => 4,
        DType::I32 => 5,
        DType::U32 => 6,
        DType::I64 => 7,
        DType::U64 => 8,
        DType::F16 => 9,
        DType::F32 => 10,
        DType::F64 => 11,
        DType::C64 => 12,
        DType::C128 => 13,
        _ => return None,
    })
}

const ABSENT: u8 = u8::MAX;

/// Where the loops with inputs of one dtype are.
const fn index(loops: &[Loop], inputs: usize) -> [u8; 14] {
    let mut places = [ABSENT; 14];
    let mut i = loops.len();
    while i > 0 {
        i -= 1;
        if let Some(first) = number(loops[i].types[0]) {
            let mut same = true;
            let mut k = 1;
            while k < inputs {
                same &= matches!(number(loops[i].types[k]), Some(other) if other == first);
                k += 1;
            }
            if same {
                places[first] = i as u8;
            }
        }
    }
    places
}

impl Ufunc {
    /// The loop whose inputs are all of this dtype.
    #[inline]
    pub fn loop_for(&self, dtype: DType) -> Option<&'static Loop> {
        let place = self.by_type[number(dtype)?];
        if place == ABSENT { None } else { Some(&self.loops[place as usize]) }
    }

    /// The ufunc of a name such as `add`.
    pub fn find(name: &str) -> Option<&'static Ufunc> {
        UFUNCS.iter().find(|ufunc| ufunc.name == name)
    }
}
