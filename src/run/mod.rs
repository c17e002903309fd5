//! Floor 4: the interpreter. Start with `vm.rs`; `protocol/` says how values are shown, compared,
//! hashed and iterated, `array_index.rs` and `array_ops.rs` what subscripts and operators do to arrays.

mod alias;
pub mod arguments;
pub mod array_index;
pub mod array_ops;
mod assist;
mod attribute;
mod call;
mod class;
mod code_object;
pub mod convert;
mod core;
pub mod core_product;
mod descriptor;
mod display;
mod engine;
mod exception;
mod explain;
pub mod fp_report;
mod frames;
mod function;
mod fused;
mod general;
mod generator;
mod history;
mod import;
mod inspect;
mod interp;
mod lesson;
mod limits;
pub mod matmul;
mod numbers;
mod numbers_of;
pub mod object_loops;
mod object_rows;
pub mod operand;
mod operators;
pub mod overrides;
mod pattern;
pub mod protocol;
mod quick;
pub mod scalar_ops;
mod slow;
mod struct_loops;
pub mod subclass;
mod text;
pub mod text_loops;
pub mod time_loops;
mod traceback;
pub mod ufunc_args;
pub mod ufunc_call;
pub mod ufunc_reduce;
mod undo;
mod union;
mod vm;
mod warnings;

pub use engine::Session;
pub use warnings::WarningSettings;

use crate::value::Builtin;

/// The rows of this floor: what every object has, exceptions, generators.
pub fn lists() -> Vec<&'static [Builtin]> {
    vec![object_rows::ROWS, code_object::ROWS, alias::ROWS]
}
