//! Functions that ask about objects and their attributes.

use crate::python::args::{NAMED, POSITIONAL, attribute_name};
use crate::run::protocol::{object_id, sort};
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::{Builtin, Interp, Owner, Run, Value, members, types};
use std::collections::BTreeSet;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "getattr",
        signature: "(object, name, default=_NoValue, /)",
        summary: "The attribute of a name; `default`, if given, where there is none.",
        example: ">>> getattr(3 + 4j, 'imag')\n4.0\n>>> getattr('x', 'nope', 'none')\n'none'\n",
        see_also: &["hasattr", "setattr"],
        run: Run::Function(getattr),
        ..POSITIONAL
    },
    Builtin {
        name: "hasattr",
        signature: "(object, name, /)",
        summary: "Whether an object has an attribute of a name.",
        example: ">>> hasattr([], 'append')\nTrue\n",
        see_also: &["getattr"],
        run: Run::Function(hasattr),
        ..POSITIONAL
    },
    Builtin {
        name: "setattr",
        signature: "(object, name, value, /)",
        summary: "Sets an attribute: `setattr(x, 'a', 1)` is `x.a = 1`.",
        example: ">>> class Point: pass\n>>> p = Point()\n>>> setattr(p, 'x', 3)\n>>> p.x\n3\n",
        see_also: &["getattr", "delattr"],
        run: Run::Function(setattr),
        ..POSITIONAL
    },
    Builtin {
        name: "delattr",
        signature: "(object, name, /)",
        summary: "Deletes an attribute: `delattr(x, 'a')` is `del x.a`.",
        example: ">>> class Point: x = 1\n>>> p = Point()\n>>> p.x = 2\n>>> delattr(p, 'x')\n>>> p.x\n1\n",
        see_also: &["setattr"],
        run: Run::Function(delattr),
        ..POSITIONAL
    },
    Builtin {
        name: "vars",
        signature: "(object=_NoValue, /)",
        summary: "The attributes of an object as a dict; without an argument, the local variables.",
        example: ">>> class Point: pass\n>>> p = Point()\n>>> p.x = 3\n>>> vars(p)\n{'x': 3}\n",
        see_also: &["dir", "locals"],
        run: Run::Function(vars),
        ..POSITIONAL
    },
    Builtin {
        name: "dir",
        signature: "(object=_NoValue, /)",
        summary: "The names of an object's attributes, sorted; without an argument, those of the local variables.",
        example: ">>> 'append' in dir([])\nTrue\n",
        see_also: &["vars"],
        run: Run::Function(dir),
        ..POSITIONAL
    },
    Builtin {
        name: "id",
        signature: "(obj, /)",
        summary: "A number that no other object has while this one lives.",
        example: ">>> a = [1]\n>>> b = a\n>>> id(a) == id(b)\nTrue\n",
        run: Run::Function(id),
        ..POSITIONAL
    },
    Builtin {
        name: "hash",
        signature: "(obj, /)",
        summary: "The hash of an object: an int, equal for equal objects.",
        details: "Mutable containers have none: TypeError.",
        example: ">>> hash(1.0) == hash(1)\nTrue\n>>> hash((1, 2))\n-3550055125485641917\n",
        run: Run::Function(hash),
        ..POSITIONAL
    },
    Builtin {
        name: "callable",
        signature: "(obj, /)",
        summary: "Whether an object can be called.",
        example: ">>> callable(len), callable(3)\n(True, False)\n",
        run: Run::Function(callable),
        ..POSITIONAL
    },
    Builtin {
        name: "globals",
        signature: "()",
        summary: "The session's variables as a dict.",
        example: ">>> x = 1\n>>> globals()['x']\n1\n",
        see_also: &["locals", "vars"],
        run: Run::Function(|cx, _| cx.globals()),
        ..POSITIONAL
    },
    Builtin {
        name: "locals",
        signature: "()",
        summary: "The local variables as a dict.",
        example: ">>> def f(a):\n...     b = 2\n...     return locals()\n>>> f(1)\n{'a': 1, 'b': 2}\n",
        see_also: &["globals", "vars"],
        run: Run::Function(|cx, _| cx.locals()),
        ..NAMED
    },
];

fn getattr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = attribute_name(&args[1])?;
    if args[2].is_undef() {
        return cx.get_attr(&args[0], name);
    }
    match cx.find_attr(&args[0], name) {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Ok(args[2].clone()),
        Err(error) if error.class.is_a(ErrorClass::AttributeError) => Ok(args[2].clone()),
        Err(error) => Err(error),
    }
}

fn hasattr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = attribute_name(&args[1])?;
    match cx.find_attr(&args[0], name) {
        Ok(found) => Ok(Value::bool(found.is_some())),
        Err(error) if error.class.is_a(ErrorClass::AttributeError) => Ok(Value::bool(false)),
        Err(error) => Err(error),
    }
}

fn setattr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = attribute_name(&args[1])?;
    let new = args[2].take();
    cx.set_attr(&args[0], name, new)?;
    Ok(Value::None)
}

fn delattr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = attribute_name(&args[1])?;
    cx.del_attr(&args[0], name)?;
    Ok(Value::None)
}

fn vars(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[0].is_undef() {
        return cx.locals();
    }
    match cx.find_attr(&args[0], names::DICT)? {
        Some(found) => Ok(found),
        None => err(ErrorClass::TypeError, "vars() argument must have __dict__ attribute"),
    }
}

fn dir(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let object = &args[0];
    if object.is_undef() {
        let locals = cx.locals()?;
        let mut keys = cx.collect(&locals)?;
        sort(cx, &mut keys, false)?;
        return Ok(Value::list(keys));
    }
    if let Some(found) = crate::run::protocol::call_special(cx, object, names::DIR, &[])? {
        let mut found = cx.collect(&found)?;
        sort(cx, &mut found, false)?;
        return Ok(Value::list(found));
    }
    Ok(Value::list(attribute_names(object).into_iter().map(Value::str).collect()))
}

/// The names of an object's attributes, its class's included, sorted.
pub(in crate::python) fn attribute_names(object: &Value) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let add_class = |found: &mut BTreeSet<&'static str>, class: &Value| match class {
        Value::Class(class) => {
            for class in class.mro.borrow().iter() {
                add_members(found, class);
            }
        }
        Value::Type(class) => {
            for class in class.mro() {
                add_members(found, &Value::Type(class));
            }
        }
        _ => {}
    };
    match object {
        Value::Module(module) => {
            found.extend(members(Some(Owner::Module(module.name))).iter().map(|member| member.name.as_str()));
            found.extend(module.attributes.borrow().keys().map(|name| name.as_str()));
            found.insert("__name__");
            return found;
        }
        Value::Class(_) | Value::Type(_) => add_class(&mut found, object),
        Value::Instance(instance) => {
            found.extend(instance.attributes.borrow().iter().map(|(name, _)| name.as_str()));
            add_class(&mut found, &instance.class.as_value());
        }
        other => add_class(&mut found, &other.class()),
    }
    found.extend(ALL_HAVE);
    found
}

fn add_members(found: &mut BTreeSet<&'static str>, class: &Value) {
    match class {
        Value::Class(class) => found.extend(class.attributes.borrow().keys().map(|name| name.as_str())),
        Value::Type(class) => {
            found.extend(members(Some(Owner::Class(*class))).iter().map(|member| member.name.as_str()));
        }
        _ => {}
    }
}

/// What every object has, without a row of its own.
const ALL_HAVE: &[&str] = &[
    "__class__",
    "__delattr__",
    "__dir__",
    "__doc__",
    "__eq__",
    "__format__",
    "__ge__",
    "__getattribute__",
    "__gt__",
    "__hash__",
    "__init__",
    "__init_subclass__",
    "__le__",
    "__lt__",
    "__ne__",
    "__new__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__setattr__",
    "__sizeof__",
    "__str__",
    "__subclasshook__",
];

fn id(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    Ok(Value::count(object_id(&args[0])))
}

fn hash(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    cx.hash(&args[0]).map(Value::Int)
}

fn callable(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    Ok(Value::bool(is_callable(&args[0])))
}

/// Whether an object can be called.
pub(in crate::python) fn is_callable(value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Builtin(_) | Value::Method(_) | Value::Type(_) | Value::Class(_) => true,
        Value::Native(object) => {
            matches!(object.class(), types::STATICMETHOD | types::BUILTIN_FUNCTION)
                || crate::run::protocol::has_special(value, Name::new("__call__"))
        }
        _ => crate::run::protocol::has_special(value, names::CALL),
    }
}
