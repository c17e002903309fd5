//! Module objects.

use super::Value;
use crate::text::Name;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// A module: a name and its attributes. Built-in modules find theirs among the rows as they are
/// asked for; what a program sets is kept here and goes first.
pub struct Module {
    /// The dotted name, `numpy.linalg`.
    pub name: Name,
    /// What was set or looked up already.
    pub attributes: RefCell<FxHashMap<Name, Value>>,
}

impl Module {
    /// A module without attributes of its own.
    pub fn new(name: Name) -> Module {
        Module { name, attributes: RefCell::default() }
    }
}
