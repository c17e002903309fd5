//! Functions and generators that the program defined, and the variables they share.

use super::code::{Code, Parameters};
use super::{Attributes, Value};
use crate::text::Name;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A variable of a function that inner functions use too.
#[derive(Default)]
pub struct Variable {
    /// Its value; Undef while it has none.
    pub value: RefCell<Value>,
}

/// A function that the program defined.
pub struct Function {
    /// Its body.
    pub code: &'static Code,
    /// `__name__`
    pub name: Cell<Name>,
    /// `__qualname__`, which error messages show.
    pub qualname: Cell<Name>,
    /// The last positional parameters' default values.
    pub defaults: RefCell<Rc<[Value]>>,
    /// Default values of keyword-only parameters; Undef where there is none.
    pub keyword_defaults: RefCell<Rc<[Value]>>,
    /// The shared variables of enclosing functions that it uses.
    pub captures: Box<[Rc<Variable>]>,
    /// `__annotations__`: a dict, or Undef.
    pub annotations: RefCell<Value>,
    /// `__doc__`
    pub doc: RefCell<Value>,
    /// What the program set on it, and `__module__`, `__wrapped__`.
    pub attributes: RefCell<Attributes>,
}

impl Function {
    /// Its parameters.
    pub fn parameters(&self) -> &'static Parameters {
        &self.code.parameters
    }
}

/// What a generator is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    /// It did not run yet.
    Fresh,
    /// It waits at a `yield`.
    Suspended,
    /// It runs now.
    Running,
    /// It has ended.
    Done,
}

/// A generator.
pub struct Generator {
    /// Its body.
    pub code: &'static Code,
    /// `__name__` and `__qualname__`
    pub qualname: Name,
    /// What it is doing.
    pub state: Cell<GeneratorState>,
    /// Where it goes on.
    pub pc: Cell<u32>,
    /// Its registers while it waits.
    pub registers: RefCell<Vec<Value>>,
    /// The exception that it was handling when it yielded.
    pub handling: RefCell<Value>,
    /// While it runs: the exception that was being handled outside.
    pub outer: RefCell<Value>,
}
