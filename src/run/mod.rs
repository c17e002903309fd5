//! (under construction)
pub mod protocol;
