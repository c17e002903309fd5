//! Special methods: how `len(x)` finds the program's `__len__`.

use crate::text::{Name, R};
use crate::value::{Interp, Owner, Value, find_member, types};

/// The value that built-in operations work on: of an object whose class derives from `list`, `int`
/// and so on, the built-in value that it has.
#[inline]
pub fn payload_or_self(value: &Value) -> &Value {
    match value {
        Value::Instance(instance) => instance.payload().unwrap_or(value),
        _ => value,
    }
}

/// A special method that code of the program's, or a row of a built-in object's class, supplies;
/// bound, and not one that all objects have. None for values that built-in code handles.
pub fn own_special(cx: &mut dyn Interp, value: &Value, name: Name) -> R<Option<Value>> {
    if has_special(value, name) { cx.find_special(value, name) } else { Ok(None) }
}

/// Whether [`own_special`] would find one.
pub fn has_special(value: &Value, name: Name) -> bool {
    match value {
        Value::Instance(instance) => instance.class.lookup(name).is_some(),
        Value::Native(object) => {
            let own = object.class().mro().into_iter().filter(|class| *class != types::OBJECT);
            own.into_iter().any(|class| find_member(Owner::Class(class), name).is_some())
        }
        // The dicts of `collections` have operators of their own.
        Value::Dict(dict) if dict.class() != types::DICT => find_member(Owner::Class(dict.class()), name).is_some(),
        // The class of a class may say how it is iterated, called or shown.
        Value::Class(class) => match &class.meta {
            Value::Class(meta) => meta.lookup(name).is_some(),
            _ => false,
        },
        Value::Array(array) => match value.class() {
            Value::Class(class) => array.tag.borrow().is_some() && class.lookup(name).is_some(),
            _ => false,
        },
        _ => false,
    }
}

/// Calls a special method if code of the program's or a row supplies it.
pub fn call_special(cx: &mut dyn Interp, value: &Value, name: Name, args: &[Value]) -> R<Option<Value>> {
    match own_special(cx, value, name)? {
        Some(method) => cx.call(&method, args, &[]).map(Some),
        None => Ok(None),
    }
}
