//! `mappingproxy`: a dict that cannot be changed through it.

use crate::python::args::POSITIONAL;
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Native, Run, Type, Value, types};
use std::any::Any;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "mappingproxy.__new__",
        signature: "(mapping, /)",
        summary: "A view of a mapping that cannot change it.",
        run: Run::Construct(|_, args| Ok(Value::native(MappingProxy { mapping: args[0].take() }))),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.__getitem__",
        signature: "(self, key, /)",
        run: Run::Function(|cx, args| cx.get_item(mapping(&args[0])?, &args[1])),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.__len__",
        signature: "(self)",
        run: Run::Function(|cx, args| cx.len(mapping(&args[0])?).map(Value::count)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.__iter__",
        signature: "(self)",
        run: Run::Function(|cx, args| cx.iter(mapping(&args[0])?)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.__contains__",
        signature: "(self, key, /)",
        run: Run::Function(|cx, args| cx.contains(mapping(&args[0])?, &args[1]).map(Value::bool)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.__eq__",
        signature: "(self, other, /)",
        run: Run::Function(|cx, args| {
            let other = mapping(&args[1]).unwrap_or(&args[1]).clone();
            cx.equal(mapping(&args[0])?, &other).map(Value::bool)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.get",
        signature: "(self, key, default=None, /)",
        summary: "The value of a key; `default` if it is not there.",
        run: Run::Function(|cx, args| forward(cx, "get", args)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.keys",
        signature: "(self)",
        summary: "A view of the keys.",
        run: Run::Function(|cx, args| forward(cx, "keys", args)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.values",
        signature: "(self)",
        summary: "A view of the values.",
        run: Run::Function(|cx, args| forward(cx, "values", args)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.items",
        signature: "(self)",
        summary: "A view of the entries.",
        run: Run::Function(|cx, args| forward(cx, "items", args)),
        ..POSITIONAL
    },
    Builtin {
        name: "mappingproxy.copy",
        signature: "(self)",
        summary: "A copy of the mapping.",
        run: Run::Function(|cx, args| forward(cx, "copy", args)),
        ..POSITIONAL
    },
];

/// A mapping behind glass.
pub(in crate::python) struct MappingProxy {
    /// What is seen.
    pub(in crate::python) mapping: Value,
}

impl Native for MappingProxy {
    fn class(&self) -> Type {
        types::MAPPINGPROXY
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        Some(cx.repr(&self.mapping).map(|text| format!("mappingproxy({text})")))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn mapping(value: &Value) -> R<&Value> {
    match value.as_native::<MappingProxy>() {
        Some(proxy) => Ok(&proxy.mapping),
        None => err(ErrorClass::TypeError, format!("expected a mappingproxy, not '{}'", value.type_name())),
    }
}

fn forward(cx: &mut dyn Interp, method: &str, args: &mut [Value]) -> R<Value> {
    let method = cx.get_attr(mapping(&args[0])?, Name::new(method))?;
    cx.call(&method, &args[1..], &[])
}
