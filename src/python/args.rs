//! What rows ask of their arguments, with CPython's words where one does not fit.

use crate::text::{ErrorClass, Name, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, DictObject, Interp, List, ROW, Style, Tuple, Value};
use std::rc::Rc;

/// The parts of a row whose function takes its arguments by position.
pub(super) const POSITIONAL: Builtin = Builtin { style: Style::Positional, ..ROW };

/// The parts of a row whose function knows its parameters' names but is written in C.
pub(super) const NAMED: Builtin = Builtin { style: Style::C, ..ROW };

/// The text of a str argument; `what` says whose it is: `replace() argument 1`.
///
/// *Errors*: TypeError "… must be str, not int".
pub(super) fn text<'a>(value: &'a Value, what: &str) -> R<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => err(ErrorClass::TypeError, format!("{what} must be str, not {}", short_type(value))),
    }
}

/// The type's name as argument checks show it: `None` for None.
pub(super) fn short_type(value: &Value) -> String {
    if value.is_none() { "None".to_string() } else { value.type_name() }
}

/// An attribute's name. *Errors*: TypeError.
pub(super) fn attribute_name(value: &Value) -> R<Name> {
    match value.as_str() {
        Some(text) => Ok(Name::new(text)),
        None => err(ErrorClass::TypeError, format!("attribute name must be string, not '{}'", value.type_name())),
    }
}

/// The list that a method was called on, or that an object of a subclass has.
pub(super) fn list<'a>(value: &'a Value, method: &str) -> R<&'a Rc<List>> {
    match value {
        Value::List(list) => Ok(list),
        Value::Instance(instance) => match instance.payload() {
            Some(Value::List(list)) => Ok(list),
            _ => wrong_receiver(value, "list", method),
        },
        _ => wrong_receiver(value, "list", method),
    }
}

/// The tuple that a method was called on.
pub(super) fn tuple<'a>(value: &'a Value, method: &str) -> R<&'a Rc<Tuple>> {
    match value {
        Value::Tuple(tuple) => Ok(tuple),
        Value::Instance(instance) => match instance.payload() {
            Some(Value::Tuple(tuple)) => Ok(tuple),
            _ => wrong_receiver(value, "tuple", method),
        },
        _ => wrong_receiver(value, "tuple", method),
    }
}

/// The dict that a method was called on.
pub(super) fn dict<'a>(value: &'a Value, method: &str) -> R<&'a Rc<DictObject>> {
    match dict_of(value) {
        Some(dict) => Ok(dict),
        None => wrong_receiver(value, "dict", method),
    }
}

/// The dict that a value is or that an object of a subclass has.
pub(super) fn dict_of(value: &Value) -> Option<&Rc<DictObject>> {
    match value {
        Value::Dict(dict) => Some(dict),
        Value::Instance(instance) => match instance.payload() {
            Some(Value::Dict(dict)) => Some(dict),
            _ => None,
        },
        _ => None,
    }
}

/// The error of a method that is called on the wrong thing: `str.upper(5)`.
pub(super) fn wrong_receiver<T>(value: &Value, class: &str, method: &str) -> R<T> {
    let message =
        format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{}' object", value.type_name());
    err(ErrorClass::TypeError, message)
}

/// The items that a `*args` slot holds.
pub(super) fn star(value: &Value) -> &[Value] {
    match value {
        Value::Tuple(items) => items,
        _ => &[],
    }
}

/// The entries that a `**kwargs` slot holds.
pub(super) fn double_star(value: &Value) -> Vec<(Name, Value)> {
    match value {
        Value::Dict(dict) => {
            let map = dict.map.borrow();
            map.iter().map(|(key, value)| (Name::new(key.as_str().unwrap_or("")), value.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// Appends arguments as the `repr` of a callable shows what it was given: `, 1, key=2`.
pub(super) fn push_given(cx: &mut dyn Interp, text: &mut String, args: &[Value], kwargs: &[(Name, Value)]) -> R<()> {
    for arg in args {
        text.push_str(&format!(", {}", cx.repr(arg)?));
    }
    for (name, value) in kwargs {
        text.push_str(&format!(", {name}={}", cx.repr(value)?));
    }
    Ok(())
}

/// A plain dict of str keys.
pub(super) fn dict_of_names<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut dict = Dict::new();
    for (name, value) in entries {
        dict.insert_str(name, value);
    }
    Value::dict(dict)
}
