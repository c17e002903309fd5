//! Errors that carry a value: what `except KeyError as e: e.args[0]` finds.

use crate::text::{Error, ErrorClass};
use crate::value::{Instance, Interp, Value, types};
use std::rc::Rc;

/// The error of a built-in class with these arguments.
pub fn error_with(cx: &mut dyn Interp, class: ErrorClass, args: Vec<Value>) -> Box<Error> {
    let exception = Value::Instance(Rc::new(Instance::exception_of(types::of_error(class), args)));
    cx.error_of(&exception)
}

/// The KeyError of a missing key.
#[cold]
pub fn key_error(cx: &mut dyn Interp, key: &Value) -> Box<Error> {
    error_with(cx, ErrorClass::KeyError, vec![key.clone()])
}
