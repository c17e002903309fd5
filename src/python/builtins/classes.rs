//! `isinstance` and `issubclass`; attributes of built-in classes as objects.

use crate::python::args::POSITIONAL;
use crate::run::protocol::{is_instance, is_subclass};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "isinstance",
        signature: "(obj, class_or_tuple, /)",
        summary: "Whether an object is of a class or of one that derives from it.",
        details: "Several classes can be given as a tuple or as `A | B`.",
        example: ">>> isinstance(True, int)\nTrue\n>>> isinstance('a', (int, str))\nTrue\n",
        see_also: &["issubclass", "type"],
        run: Run::Function(isinstance),
        ..POSITIONAL
    },
    Builtin {
        name: "issubclass",
        signature: "(cls, class_or_tuple, /)",
        summary: "Whether a class derives from another, or is it.",
        example: ">>> issubclass(bool, int)\nTrue\n",
        see_also: &["isinstance"],
        run: Run::Function(issubclass),
        ..POSITIONAL
    },
    Builtin {
        name: "getset_descriptor.__get__",
        signature: "(self, instance, owner=None, /)",
        summary: "The attribute of an object.",
        run: Run::Function(get),
        ..POSITIONAL
    },
    Builtin {
        name: "getset_descriptor.__set__",
        signature: "(self, instance, value, /)",
        summary: "Sets the attribute of an object.",
        run: Run::Function(set),
        ..POSITIONAL
    },
];

fn get(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let Value::Builtin(function) = &args[0] else { return Ok(Value::None) };
    match function.row.run {
        _ if args[1].is_none() => Ok(args[0].clone()),
        Run::Property(get, _) => get(cx, &args[1]),
        _ => Ok(Value::None),
    }
}

fn set(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let Value::Builtin(function) = &args[0] else { return Ok(Value::None) };
    match function.row.run {
        Run::Property(_, Some(set)) => set(cx, &args[1], args[2].clone())?,
        _ => {
            let text = format!("attribute '{}' of '{}' objects is not writable", function.name, args[1].type_name());
            return err(ErrorClass::AttributeError, text);
        }
    }
    Ok(Value::None)
}

fn isinstance(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    is_instance(cx, &args[0], &args[1]).map(Value::bool)
}

fn issubclass(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    is_subclass(cx, &args[0], &args[1]).map(Value::bool)
}
