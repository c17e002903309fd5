//! Floor 4: the interpreter. Start with `vm.rs`; `protocol/` says how values are shown, compared,
//! hashed and iterated, `array_index.rs` and `array_ops.rs` what subscripts and operators do to arrays.

mod alias;
pub mod arguments;
pub mod array_index;
pub mod array_ops;
<<<<<<< HEAD
pub mod convert;
pub mod fp_report;
pub mod operand;
pub mod protocol;
pub mod scalar_ops;
pub mod subclass;
pub mod ufunc_call;
=======
mod attribute;
mod call;
mod class;
mod code_object;
pub mod convert;
mod core;
mod descriptor;
mod engine;
mod exception;
mod frames;
mod function;
mod generator;
mod history;
mod import;
mod inspect;
mod interp;
mod numbers;
mod object_rows;
mod operators;
mod pattern;
pub mod protocol;
mod quick;
mod slow;
pub mod subclass;
mod text;
mod traceback;
mod union;
mod vm;
mod warnings;

pub use engine::Session;

use crate::value::Builtin;

/// The rows of this floor: what every object has, exceptions, generators.
pub fn lists() -> Vec<&'static [Builtin]> {
    vec![object_rows::ROWS, code_object::ROWS, alias::ROWS]
}
>>>>>>> bf14907 (Run programs: the register machine, calls, classes, exceptions, generators, sessions)
