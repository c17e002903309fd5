//! `int | None`: unions of classes.

use super::core::Vm;
use crate::text::R;
use crate::value::{Interp, Native, Type, Value, types};
use std::any::Any;

/// What `X | Y` of classes gives; `isinstance` looks into it.
pub(super) struct UnionType {
    pub(super) parts: Vec<Value>,
}

impl Native for UnionType {
    fn class(&self) -> Type {
        types::UNION_TYPE
    }
    fn repr(&self, _: &mut dyn Interp) -> Option<R<String>> {
        let name = |part: &Value| match part {
            Value::None => "None".to_owned(),
            Value::Type(class) => class.full_name(),
            Value::Class(class) => format!("__main__.{}", class.qualname.borrow()),
            _ => "?".to_owned(),
        };
        Some(Ok(self.parts.iter().map(name).collect::<Vec<_>>().join(" | ")))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `a | b` of two classes (or None).
pub(super) fn union_of(_: &mut Vm<'_>, a: &Value, b: &Value) -> R<Option<Value>> {
    if a.is(b) {
        return Ok(Some(a.clone()));
    }
    Ok(Some(Value::native(UnionType { parts: vec![a.clone(), b.clone()] })))
}

/// The members of a union, as a tuple; None stands for its class.
pub(super) fn members(value: &Value) -> Value {
    match value.as_native::<UnionType>() {
        Some(union) => Value::tuple(union.parts.iter().map(|part| match part {
            Value::None => Value::Type(types::NONE_TYPE),
            part => part.clone(),
        })),
        None => Value::None,
    }
}
