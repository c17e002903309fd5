//! Functions and generators that the program defined, and the variables they share.

use super::Value;
use std::cell::RefCell;

/// A variable of a function that inner functions use too.
#[derive(Default)]
pub struct Variable {
    /// Its value; Undef while it has none.
    pub value: RefCell<Value>,
}

/// A function.
pub struct Function {}

/// A generator.
pub struct Generator {}
