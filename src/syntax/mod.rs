//! (under construction)
pub mod ast;
