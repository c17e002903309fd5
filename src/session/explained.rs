//! An expression taken apart, as plain data: what `%explain` draws and `%cost` counts.

use super::ErrorReport;

/// A traced expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explained {
    /// The expression itself; its parts hang below it.
    pub root: Part,
    /// The error that ended it.
    pub error: Option<ErrorReport>,
}

/// A part of an expression, or a statement of a function that it calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// As it was written.
    pub text: String,
    /// What it gave; None if it raised or was not reached.
    pub value: Option<PartValue>,
    /// What happened to shapes here.
    pub step: Option<Step>,
    /// The work that was done here, without that of the parts below.
    pub cost: Cost,
    /// Whether the error was raised here or below.
    pub failed: bool,
    /// In the order in which they were computed.
    pub parts: Vec<Part>,
}

/// What a part gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartValue {
    /// The type's own name.
    pub type_name: String,
    /// The repr, on one line, cut.
    pub short: String,
    /// Of arrays and NumPy's scalars.
    pub shape: Option<Vec<usize>>,
    /// Of arrays and NumPy's scalars.
    pub dtype: Option<String>,
    /// Bytes of an array's elements.
    pub nbytes: usize,
    /// Whose memory it is.
    pub memory: Memory,
}

/// Whose memory an array is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Memory {
    /// It is no array.
    #[default]
    None,
    /// That of a variable: nothing was computed.
    Variable,
    /// That of a variable which is itself a view of another array.
    VariableView,
    /// A view of what this part gave.
    ViewOf(String),
    /// The same array as this part gave.
    Same(String),
    /// Its own.
    New,
}

/// What happened to shapes. The shapes of results are None where it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Operands met element by element.
    Broadcast {
        /// Each with its shape.
        operands: Vec<(String, Vec<usize>)>,
    },
    /// A matrix product.
    Product {
        /// The left operand.
        left: (String, Vec<usize>),
        /// The right operand.
        right: (String, Vec<usize>),
        /// The result's shape.
        result: Option<Vec<usize>>,
    },
    /// Axes went.
    Reduction {
        /// What was reduced.
        operand: (String, Vec<usize>),
        /// The axes that went, from 0.
        axes: Vec<usize>,
        /// Whether they stay with length 1.
        kept: bool,
        /// The result's shape.
        result: Vec<usize>,
    },
    /// Arrays were joined.
    Joining {
        /// Each with its shape.
        operands: Vec<(String, Vec<usize>)>,
        /// The axis along which they were joined.
        axis: Option<usize>,
        /// The result's shape.
        result: Option<Vec<usize>>,
    },
    /// One array's axes were renamed, split, joined or cut.
    Reshaping {
        /// What was reshaped.
        operand: (String, Vec<usize>),
        /// The result's shape.
        result: Vec<usize>,
    },
}

/// Work in the steps that NumPy takes: each operation by itself, its whole operands read once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Element operations: results of elementwise operations, elements that a reduction takes in,
    /// products of a matrix product.
    pub elements: u64,
    /// Bytes of operands.
    pub read: u64,
    /// Bytes of new arrays.
    pub written: u64,
    /// Times that memory was gone through.
    pub passes: u64,
    /// Arrays that were made and are not the result.
    pub temporaries: u64,
    /// Bytes of those.
    pub temporary_bytes: u64,
    /// Calls whose inside is not counted.
    pub unseen: u64,
}

impl Cost {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Cost) -> Cost {
        Cost {
            elements: self.elements + other.elements,
            read: self.read + other.read,
            written: self.written + other.written,
            passes: self.passes + other.passes,
            temporaries: self.temporaries + other.temporaries,
            temporary_bytes: self.temporary_bytes + other.temporary_bytes,
            unseen: self.unseen + other.unseen,
        }
    }
}

impl Part {
    /// The work of this part and of all below it.
    pub fn total(&self) -> Cost {
        self.parts.iter().fold(self.cost, |sum, part| sum.plus(part.total()))
    }
}
