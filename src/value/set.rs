//! Sets, in CPython's order.

/// A set's elements.
#[derive(Default)]
pub struct Set {}
