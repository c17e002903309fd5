//! Functions and generators that the program defined.

/// A function.
pub struct Function {}

/// A generator.
pub struct Generator {}
