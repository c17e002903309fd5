//! `defaultdict` and `OrderedDict`: dicts whose class is their own; the rest is in the rows of dict.

use crate::python::args::{POSITIONAL, dict};
use crate::python::builtins::is_callable;
use crate::python::types::fill_dict;
use crate::run::protocol::{DictIter, DictPart, error_with, key_error};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, DictObject, Interp, Run, Type, Value, types};
use std::rc::Rc;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "defaultdict.__new__",
        signature: "(default_factory=None, /, *args, **kwargs)",
        summary: "A dict that makes the values of missing keys by calling a function.",
        example: ">>> from collections import defaultdict\n>>> d = defaultdict(list)\n>>> d['a'].append(1)\n>>> d\ndefaultdict(<class 'list'>, {'a': [1]})\n",
        run: Run::Raw(new_default),
        ..POSITIONAL
    },
    Builtin {
        name: "defaultdict.default_factory",
        summary: "What makes the values of missing keys.",
        run: Run::Property(
            |_, value| {
                let factory = dict(value, "default_factory")?.default_factory.borrow().clone();
                Ok(if factory.is_undef() { Value::None } else { factory })
            },
            Some(|_, value, new| {
                *dict(value, "default_factory")?.default_factory.borrow_mut() = new;
                Ok(())
            }),
        ),
        ..POSITIONAL
    },
    Builtin {
        name: "defaultdict.__missing__",
        signature: "(self, key, /)",
        run: Run::Function(|cx, args| {
            let dict = dict(&args[0], "__missing__")?;
            let factory = dict.default_factory.borrow().clone();
            if factory.is_missing() {
                return Err(key_error(cx, &args[1]));
            }
            let value = cx.call(&factory, &[], &[])?;
            dict.set(cx, args[1].clone(), value.clone())?;
            Ok(value)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "OrderedDict.__new__",
        signature: "(*args, **kwargs)",
        summary: "A dict that can move its entries, and whose order counts in comparisons.",
        example: ">>> from collections import OrderedDict\n>>> d = OrderedDict(a=1, b=2)\n>>> d.move_to_end('a')\n>>> d\nOrderedDict([('b', 2), ('a', 1)])\n",
        run: Run::Raw(|cx, args, kwargs| filled(cx, types::ORDERED_DICT, Value::Undef, args, kwargs, "OrderedDict")),
        ..POSITIONAL
    },
    Builtin {
        name: "OrderedDict.move_to_end",
        signature: "(self, key, last=True)",
        summary: "Moves an entry to the end, or to the start.",
        run: Run::Function(move_to_end),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "OrderedDict.popitem",
        signature: "(self, last=True)",
        summary: "Removes the last entry, or the first one, and gives it back.",
        run: Run::Function(popitem),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "OrderedDict.__reversed__",
        signature: "(self)",
        run: Run::Function(|_, args| {
            Ok(Value::iter(DictIter::reversed(dict(&args[0], "__reversed__")?.clone(), DictPart::Keys)))
        }),
        ..POSITIONAL
    },
];

/// A dict of a class, filled as `dict(*args, **kwargs)` is.
pub(super) fn filled(
    cx: &mut dyn Interp,
    class: Type,
    factory: Value,
    args: &[Value],
    kwargs: &[(Name, Value)],
    name: &str,
) -> R<Value> {
    let object = DictObject::of_class(class, Dict::new());
    *object.default_factory.borrow_mut() = factory;
    fill_dict(cx, &object, name, args, kwargs)?;
    Ok(Value::Dict(Rc::new(object)))
}

fn new_default(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let (factory, rest) = match args {
        [factory, rest @ ..] => (factory.clone(), rest),
        [] => (Value::None, args),
    };
    if !factory.is_none() && !is_callable(&factory) {
        return err(ErrorClass::TypeError, "first argument must be callable or None");
    }
    filled(cx, types::DEFAULTDICT, factory, rest, kwargs, "defaultdict")
}

fn move_to_end(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dict = dict(&args[0], "move_to_end")?;
    let hash = cx.hash(&args[1])?;
    let last = cx.truth(&args[2])?;
    match dict.locate(cx, &args[1], hash)? {
        Some(position) => {
            dict.map.borrow_mut().move_to_end(position, last);
            Ok(Value::None)
        }
        None => Err(key_error(cx, &args[1])),
    }
}

fn popitem(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let last = cx.truth(&args[1])?;
    let dict = dict(&args[0], "popitem")?;
    let position = {
        let map = dict.map.borrow();
        if last {
            map.previous(usize::MAX).map(|(position, _, _)| position)
        } else {
            map.next(0).map(|(after, _, _)| after - 1)
        }
    };
    match position {
        Some(position) => {
            let (key, value) = dict.map.borrow_mut().remove_at(position);
            Ok(Value::tuple([key, value]))
        }
        None => Err(error_with(cx, ErrorClass::KeyError, vec![Value::str("dictionary is empty")])),
    }
}
