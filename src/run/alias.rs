//! `list[int]`: classes with parameters, as annotations have them.

use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Type, Value, types};
use std::any::Any;

/// `origin[args]`
struct GenericAlias {
    origin: Type,
    args: Value,
}

impl Native for GenericAlias {
    fn class(&self) -> Type {
        types::GENERIC_ALIAS
    }
    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        Some(self.text(cx))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl GenericAlias {
    fn text(&self, cx: &mut dyn Interp) -> R<String> {
        let args = match &self.args {
            Value::Tuple(args) => args.to_vec(),
            other => vec![other.clone()],
        };
        let mut parts = Vec::new();
        for arg in &args {
            parts.push(match arg {
                Value::Type(class) => class.full_name(),
                Value::Class(_) => {
                    let shown = cx.repr(arg)?;
                    shown.trim_start_matches("<class '").trim_end_matches("'>").to_owned()
                }
                Value::Ellipsis => "...".to_owned(),
                other => cx.repr(other)?,
            });
        }
        let listed = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
        Ok(format!("{}[{listed}]", self.origin.full_name()))
    }
}

/// `class[item]` of a built-in class.
///
/// *Errors*: TypeError for classes that have no parameters.
pub(super) fn subscript(class: Type, item: &Value) -> R<Value> {
    let generic = [
        types::LIST,
        types::TUPLE,
        types::DICT,
        types::SET,
        types::FROZENSET,
        types::TYPE,
        types::DEQUE,
        types::DEFAULTDICT,
        types::ORDERED_DICT,
        types::COUNTER,
        types::ENUMERATE,
        types::NDARRAY,
        types::DTYPE,
    ];
    let abstract_class = class.module() == "collections.abc" || class.module() == "typing";
    if !generic.contains(&class) && !abstract_class {
        return err(ErrorClass::TypeError, format!("type '{}' is not subscriptable", class.full_name()));
    }
    Ok(Value::native(GenericAlias { origin: class, args: item.clone() }))
}

fn part(value: &Value, get: impl FnOnce(&GenericAlias) -> Value) -> R<Value> {
    Ok(value.as_native::<GenericAlias>().map_or(Value::None, get))
}

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "GenericAlias.__origin__",
        summary: "The class without its parameters.",
        run: Run::Property(|_, value| part(value, |alias| Value::Type(alias.origin)), None),
        ..ROW
    },
    Builtin {
        name: "GenericAlias.__args__",
        summary: "The parameters.",
        run: Run::Property(
            |_, value| {
                part(value, |alias| match &alias.args {
                    Value::Tuple(_) => alias.args.clone(),
                    other => Value::tuple([other.clone()]),
                })
            },
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "GenericAlias.__call__",
        signature: "(self, /, *args, **kwargs)",
        summary: "Make an object of the class.",
        run: Run::Raw(|cx, args, kwargs| match args.split_first() {
            Some((alias, rest)) => {
                let origin = part(alias, |alias| Value::Type(alias.origin))?;
                cx.call(&origin, rest, kwargs)
            }
            None => Ok(Value::None),
        }),
        ..ROW
    },
    Builtin {
        name: "GenericAlias.__mro_entries__",
        signature: "(self, bases, /)",
        summary: "What stands for it among the bases of a class.",
        run: Run::Function(|_, args| Ok(Value::tuple([part(&args[0], |alias| Value::Type(alias.origin))?]))),
        ..ROW
    },
    Builtin {
        name: "UnionType.__args__",
        summary: "The members of the union.",
        run: Run::Property(|_, value| Ok(super::union::members(value)), None),
        ..ROW
    },
    Builtin {
        name: "UnionType.args",
        summary: "The members of the union.",
        run: Run::Property(|_, value| Ok(super::union::members(value)), None),
        ..ROW
    },
];
