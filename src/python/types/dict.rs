//! `dict`.

use super::views::DictView;
use crate::python::args::{POSITIONAL, dict, dict_of, double_star};
use crate::run::protocol::{DictIter, DictPart, error_with, key_error};
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::dict::Dict;
use crate::value::{Builtin, DictObject, Interp, Run, Value, types};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "dict.__new__",
        signature: "(*args, **kwargs)",
        summary: "A dict of another one's entries or of pairs, and of keyword arguments.",
        example: ">>> dict([('a', 1), ('b', 2)]), dict(x=1, y=2)\n({'a': 1, 'b': 2}, {'x': 1, 'y': 2})\n",
        run: Run::Raw(new),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.fromkeys",
        signature: "(cls, iterable, value=None, /)",
        summary: "A dict with an iterable's items as keys, all with the same value.",
        example: ">>> dict.fromkeys('ab', 0)\n{'a': 0, 'b': 0}\n",
        run: Run::Function(fromkeys),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.get",
        signature: "(self, key, default=None, /)",
        summary: "The value of a key; `default` if it is not there.",
        example: ">>> {'a': 1}.get('a'), {}.get('a', 0)\n(1, 0)\n",
        see_also: &["dict.setdefault"],
        run: Run::Function(get),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.setdefault",
        signature: "(self, key, default=None, /)",
        summary: "The value of a key, which is set to `default` first if it is not there.",
        example: ">>> d = {}\n>>> d.setdefault('a', []).append(1)\n>>> d\n{'a': [1]}\n",
        see_also: &["dict.get"],
        run: Run::Function(setdefault),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.pop",
        signature: "(self, key, default=_NoValue, /)",
        summary: "Removes a key and gives back its value, or `default`; else KeyError.",
        example: ">>> d = {'a': 1}\n>>> d.pop('a'), d.pop('a', None)\n(1, None)\n",
        run: Run::Function(pop),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.popitem",
        signature: "(self)",
        summary: "Removes the entry added last and gives it back.",
        example: ">>> d = {'a': 1, 'b': 2}\n>>> d.popitem()\n('b', 2)\n",
        run: Run::Function(popitem),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.update",
        signature: "(self, *args, **kwargs)",
        summary: "Sets the entries of another dict, of pairs, or of keyword arguments.",
        example: ">>> d = {'a': 1}\n>>> d.update({'a': 2}, b=3)\n>>> d\n{'a': 2, 'b': 3}\n",
        run: Run::Function(update),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.keys",
        signature: "(self)",
        summary: "A view of the keys.",
        example: ">>> {'a': 1}.keys()\ndict_keys(['a'])\n",
        see_also: &["dict.values", "dict.items"],
        run: Run::Function(|_, args| view(&args[0], DictPart::Keys, "keys")),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.values",
        signature: "(self)",
        summary: "A view of the values.",
        example: ">>> {'a': 1}.values()\ndict_values([1])\n",
        see_also: &["dict.keys", "dict.items"],
        run: Run::Function(|_, args| view(&args[0], DictPart::Values, "values")),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.items",
        signature: "(self)",
        summary: "A view of the entries, as pairs.",
        example: ">>> for key, value in {'a': 1}.items():\n...     print(key, value)\na 1\n",
        see_also: &["dict.keys", "dict.values"],
        run: Run::Function(|_, args| view(&args[0], DictPart::Items, "items")),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.copy",
        signature: "(self)",
        summary: "A new dict of the same entries.",
        example: ">>> d = {'a': 1}\n>>> d.copy() is d\nFalse\n",
        run: Run::Function(copy),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.clear",
        signature: "(self)",
        summary: "Removes all entries.",
        example: ">>> d = {'a': 1}\n>>> d.clear()\n>>> d\n{}\n",
        run: Run::Function(clear),
        ..POSITIONAL
    },
    Builtin {
        name: "dict.__reversed__",
        signature: "(self)",
        summary: "An iterator over the keys from the last to the first.",
        run: Run::Function(|_, args| {
            Ok(Value::iter(DictIter::reversed(dict(&args[0], "__reversed__")?.clone(), DictPart::Keys)))
        }),
        ..POSITIONAL
    },
];

fn new(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let result = Value::dict(Dict::new());
    fill(cx, dict(&result, "__new__")?, "dict", args, kwargs)?;
    Ok(result)
}

/// Sets the entries that `dict(*args, **kwargs)` and `d.update(*args, **kwargs)` name.
pub(in crate::python) fn fill(
    cx: &mut dyn Interp,
    target: &DictObject,
    function: &str,
    args: &[Value],
    kwargs: &[(Name, Value)],
) -> R<()> {
    match args {
        [] => {}
        [source] => merge(cx, target, source)?,
        _ => {
            let message = format!("{function} expected at most 1 argument, got {}", args.len());
            return err(ErrorClass::TypeError, message);
        }
    }
    for (name, value) in kwargs {
        target.set(cx, Value::str(name.as_str()), value.clone())?;
    }
    Ok(())
}

/// Sets the entries of a dict, of an object with `keys`, or of an iterable of pairs.
pub(in crate::python) fn merge(cx: &mut dyn Interp, target: &DictObject, source: &Value) -> R<()> {
    let plain = match source {
        Value::Dict(source) => Some(source),
        Value::Instance(_) if !crate::run::protocol::has_special(source, names::ITER) => dict_of(source),
        _ => None,
    };
    if let Some(source) = plain {
        if std::ptr::eq(&**source, target) {
            return Ok(());
        }
        if target.map.borrow().is_empty() {
            let copy = source.map.borrow().copy();
            *target.map.borrow_mut() = copy;
            return Ok(());
        }
        let entries: Vec<(i64, Value, Value)> = {
            let map = source.map.borrow();
            map.iter_hashed().map(|(hash, key, value)| (hash, key.clone(), value.clone())).collect()
        };
        for (hash, key, value) in entries {
            target.set_hashed(cx, hash, key, value)?;
        }
        return Ok(());
    }
    if let Some(keys) = cx.find_attr(source, names::KEYS)? {
        let keys = cx.call(&keys, &[], &[])?;
        let iterator = cx.iter(&keys)?;
        while let Some(key) = cx.next(&iterator)? {
            let value = cx.get_item(source, &key)?;
            target.set(cx, key, value)?;
        }
        return Ok(());
    }
    let iterator = cx.iter(source)?;
    let mut position = 0;
    while let Some(pair) = cx.next(&iterator)? {
        let items = match cx.collect(&pair) {
            Ok(items) => items,
            Err(error) if error.class == ErrorClass::TypeError => {
                let message = format!("cannot convert dictionary update sequence element #{position} to a sequence");
                return err(ErrorClass::TypeError, message);
            }
            Err(error) => return Err(error),
        };
        let n = items.len();
        let Ok([key, value]) = <[Value; 2]>::try_from(items) else {
            let message = format!("dictionary update sequence element #{position} has length {n}; 2 is required");
            return err(ErrorClass::ValueError, message);
        };
        target.set(cx, key, value)?;
        position += 1;
    }
    Ok(())
}

fn fromkeys(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (class, value) = (&args[0], &args[2]);
    let keys = cx.collect(&args[1])?;
    let result = match class {
        Value::Type(types::DICT) => Value::dict(Dict::new()),
        class => cx.call(class, &[], &[])?,
    };
    for key in keys {
        cx.set_item(&result, &key, value.clone())?;
    }
    Ok(result)
}

fn get(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match dict(&args[0], "get")?.get(cx, &args[1])? {
        Some(found) => Ok(found),
        None => Ok(args[2].take()),
    }
}

fn setdefault(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dict = dict(&args[0], "setdefault")?;
    if let Some(found) = dict.get(cx, &args[1])? {
        return Ok(found);
    }
    dict.set(cx, args[1].clone(), args[2].clone())?;
    Ok(args[2].clone())
}

fn pop(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match dict(&args[0], "pop")?.remove(cx, &args[1])? {
        Some((_, value)) => Ok(value),
        None if !args[2].is_undef() => Ok(args[2].take()),
        None => Err(key_error(cx, &args[1])),
    }
}

fn popitem(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dict = dict(&args[0], "popitem")?;
    let last = dict.map.borrow().previous(usize::MAX).map(|(position, _, _)| position);
    match last {
        Some(position) => {
            let (key, value) = dict.map.borrow_mut().remove_at(position);
            Ok(Value::tuple([key, value]))
        }
        None => {
            let message = Value::str("popitem(): dictionary is empty");
            Err(error_with(cx, ErrorClass::KeyError, vec![message]))
        }
    }
}

fn update(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let given = crate::python::args::star(&args[1]).to_vec();
    let kwargs = double_star(&args[2]);
    fill(cx, dict(&args[0], "update")?, "update", &given, &kwargs)?;
    Ok(Value::None)
}

fn view(value: &Value, part: DictPart, method: &str) -> R<Value> {
    Ok(Value::native(DictView { dict: dict(value, method)?.clone(), part }))
}

fn copy(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dict = dict(&args[0], "copy")?;
    let copy = DictObject::of_class(dict.class(), dict.map.borrow().copy());
    *copy.default_factory.borrow_mut() = dict.default_factory.borrow().clone();
    Ok(Value::Dict(std::rc::Rc::new(copy)))
}

fn clear(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let old = dict(&args[0], "clear")?.map.borrow_mut().take_all();
    drop(old);
    Ok(Value::None)
}
