//! Floor 4: the interpreter. Start with `vm.rs`; `protocol/` says how values are shown, compared,
//! hashed and iterated, `array_index.rs` and `array_ops.rs` what subscripts and operators do to arrays.

pub mod arguments;
pub mod array_index;
pub mod array_ops;
pub mod convert;
pub mod fp_report;
pub mod operand;
pub mod protocol;
pub mod scalar_ops;
pub mod subclass;
pub mod ufunc_call;
