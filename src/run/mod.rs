//! Floor 4: the interpreter. Start with `vm.rs`; `protocol/` says how values are shown, compared,
//! hashed and iterated, `array_index.rs` and `array_ops.rs` what subscripts and operators do to arrays.

pub mod arguments;
pub mod array_index;
pub mod convert;
pub mod protocol;
pub mod subclass;
