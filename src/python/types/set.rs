//! `set` and `frozenset`.

use crate::python::args::{POSITIONAL, star, wrong_receiver};
use crate::run::protocol::{error_with, key_error};
use crate::text::{ErrorClass, R};
use crate::value::set::Set;
use crate::value::{Builtin, Interp, Run, SetObject, Value, set_of};
use std::cell::RefCell;
use std::rc::Rc;

/// Rows that sets and frozensets share.
macro_rules! shared_rows {
    // A macro because rows are static and their names differ by class.
    ($class:literal, $open:literal, $close:literal) => {
        &[
            Builtin {
                name: concat!($class, ".union"),
                signature: "(self, *others)",
                summary: "The elements of the set and of all others.",
                example: concat!(">>> ", $open, "{1}", $close, ".union([2], (3,))\n", $open, "{1, 2, 3}", $close, "\n"),
                run: Run::Function(union),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".intersection"),
                signature: "(self, *others)",
                summary: "The elements that are in all of them.",
                example: concat!(
                    ">>> ",
                    $open,
                    "{1, 2}",
                    $close,
                    ".intersection([2, 3])\n",
                    $open,
                    "{2}",
                    $close,
                    "\n"
                ),
                run: Run::Function(intersection),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".difference"),
                signature: "(self, *others)",
                summary: "The elements that are in none of the others.",
                example: concat!(">>> ", $open, "{1, 2}", $close, ".difference([2, 3])\n", $open, "{1}", $close, "\n"),
                run: Run::Function(difference),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".symmetric_difference"),
                signature: "(self, other, /)",
                summary: "The elements that are in one of the two only.",
                example: concat!(
                    ">>> ",
                    $open,
                    "{1, 2}",
                    $close,
                    ".symmetric_difference([2, 3])\n",
                    $open,
                    "{1, 3}",
                    $close,
                    "\n"
                ),
                run: Run::Function(symmetric_difference),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".issubset"),
                signature: "(self, other, /)",
                summary: "Whether every element is in the other.",
                example: concat!(">>> ", $open, "{1}", $close, ".issubset([1, 2])\nTrue\n"),
                run: Run::Function(issubset),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".issuperset"),
                signature: "(self, other, /)",
                summary: "Whether every item of the other is in the set.",
                example: concat!(">>> ", $open, "{1, 2}", $close, ".issuperset([1])\nTrue\n"),
                run: Run::Function(issuperset),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".isdisjoint"),
                signature: "(self, other, /)",
                summary: "Whether the two have nothing in common.",
                example: concat!(">>> ", $open, "{1}", $close, ".isdisjoint([2])\nTrue\n"),
                run: Run::Function(isdisjoint),
                ..POSITIONAL
            },
            Builtin {
                name: concat!($class, ".copy"),
                signature: "(self)",
                summary: "A set of the same elements.",
                example: concat!(">>> ", $open, "{1}", $close, ".copy()\n", $open, "{1}", $close, "\n"),
                run: Run::Function(copy),
                ..POSITIONAL
            },
        ]
    };
}

pub(super) static SHARED: &[Builtin] = shared_rows!("set", "", "");
pub(super) static FROZEN: &[Builtin] = shared_rows!("frozenset", "frozenset(", ")");

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "set.__new__",
        signature: "(iterable=(), /)",
        summary: "A set of an iterable's items.",
        example: ">>> set([1, 2, 1])\n{1, 2}\n",
        see_also: &["frozenset"],
        run: Run::Construct(|cx, args| made(cx, &args[0], false)),
        ..POSITIONAL
    },
    Builtin {
        name: "frozenset.__new__",
        signature: "(iterable=(), /)",
        summary: "A set that cannot change and so can be a key or an element.",
        example: ">>> frozenset([1, 2])\nfrozenset({1, 2})\n",
        see_also: &["set"],
        run: Run::Construct(new_frozen),
        ..POSITIONAL
    },
    Builtin {
        name: "set.add",
        signature: "(self, object, /)",
        summary: "Adds an element.",
        example: ">>> s = {1}\n>>> s.add(2)\n>>> s\n{1, 2}\n",
        run: Run::Function(|cx, args| {
            let item = args[1].take();
            own(&args[0], "add")?.add(cx, item).map(|_| Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "set.remove",
        signature: "(self, object, /)",
        summary: "Removes an element; KeyError if it is not there.",
        example: ">>> s = {1, 2}\n>>> s.remove(1)\n>>> s\n{2}\n",
        see_also: &["set.discard"],
        run: Run::Function(remove),
        ..POSITIONAL
    },
    Builtin {
        name: "set.discard",
        signature: "(self, object, /)",
        summary: "Removes an element if it is there.",
        example: ">>> s = {1}\n>>> s.discard(5)\n>>> s\n{1}\n",
        see_also: &["set.remove"],
        run: Run::Function(|cx, args| own(&args[0], "discard")?.discard(cx, &args[1]).map(|_| Value::None)),
        ..POSITIONAL
    },
    Builtin {
        name: "set.pop",
        signature: "(self)",
        summary: "Removes some element and gives it back.",
        example: ">>> {7}.pop()\n7\n",
        run: Run::Function(pop),
        ..POSITIONAL
    },
    Builtin {
        name: "set.clear",
        signature: "(self)",
        summary: "Removes all elements.",
        example: ">>> s = {1}\n>>> s.clear()\n>>> s\nset()\n",
        run: Run::Function(clear),
        ..POSITIONAL
    },
    Builtin {
        name: "set.update",
        signature: "(self, *others)",
        summary: "Adds the items of all others.",
        example: ">>> s = {1}\n>>> s.update([2], [3])\n>>> s\n{1, 2, 3}\n",
        run: Run::Function(|cx, args| each(cx, args, "update", |cx, set, other| set.update(cx, other))),
        ..POSITIONAL
    },
    Builtin {
        name: "set.difference_update",
        signature: "(self, *others)",
        summary: "Removes the items of all others.",
        example: ">>> s = {1, 2}\n>>> s.difference_update([2])\n>>> s\n{1}\n",
        run: Run::Function(|cx, args| {
            each(cx, args, "difference_update", |cx, set, other| set.difference_update(cx, other))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "set.intersection_update",
        signature: "(self, *others)",
        summary: "Keeps the elements that are in all others.",
        example: ">>> s = {1, 2}\n>>> s.intersection_update([2])\n>>> s\n{2}\n",
        run: Run::Function(intersection_update),
        ..POSITIONAL
    },
    Builtin {
        name: "set.symmetric_difference_update",
        signature: "(self, other, /)",
        summary: "Keeps what is in one of the two only.",
        example: ">>> s = {1, 2}\n>>> s.symmetric_difference_update([2, 3])\n>>> s\n{1, 3}\n",
        run: Run::Function(|cx, args| {
            own(&args[0], "symmetric_difference_update")?.symmetric_difference_update(cx, &args[1])?;
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
];

/// The set that a method was called on.
fn own<'a>(value: &'a Value, method: &str) -> R<&'a SetObject> {
    match set_of(value) {
        Some(set) => Ok(set),
        None => wrong_receiver(value, "set", method),
    }
}

fn made(cx: &mut dyn Interp, items: &Value, frozen: bool) -> R<Value> {
    let set = SetObject { set: RefCell::new(Set::new()), frozen };
    set.update(cx, items)?;
    Ok(Value::Set(Rc::new(set)))
}

fn finished(set: SetObject) -> R<Value> {
    Ok(Value::Set(Rc::new(set)))
}

fn new_frozen(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match &args[0] {
        Value::Set(set) if set.frozen => Ok(args[0].clone()),
        items => made(cx, items, true),
    }
}

fn copy(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match &args[0] {
        Value::Set(set) if set.frozen => Ok(args[0].clone()),
        value => finished(own(value, "copy")?.copy()),
    }
}

fn union(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = own(&args[0], "union")?;
    let result = set.copy();
    for other in star(&args[1]) {
        result.update(cx, other)?;
    }
    finished(result)
}

fn intersection_of(cx: &mut dyn Interp, set: &SetObject, others: &[Value]) -> R<SetObject> {
    let Some((first, rest)) = others.split_first() else { return Ok(set.copy()) };
    let mut result = set.intersection(cx, first)?;
    for other in rest {
        result = result.intersection(cx, other)?;
    }
    Ok(result)
}

fn intersection(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    finished(intersection_of(cx, own(&args[0], "intersection")?, star(&args[1]))?)
}

fn intersection_update(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = own(&args[0], "intersection_update")?;
    let result = intersection_of(cx, set, star(&args[1]))?;
    set.replace(result);
    Ok(Value::None)
}

fn difference(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = own(&args[0], "difference")?;
    let Some((first, rest)) = star(&args[1]).split_first() else { return finished(set.copy()) };
    let result = set.difference(cx, first)?;
    for other in rest {
        result.difference_update(cx, other)?;
    }
    finished(result)
}

fn symmetric_difference(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    finished(own(&args[0], "symmetric_difference")?.symmetric_difference(cx, &args[1])?)
}

/// The items of any iterable as a set.
fn as_set(cx: &mut dyn Interp, value: &Value) -> R<SetObject> {
    let set = SetObject::new(Set::new());
    set.update(cx, value)?;
    Ok(set)
}

fn issubset(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = own(&args[0], "issubset")?;
    let other = as_set(cx, &args[1])?;
    set.is_subset(cx, &other).map(Value::bool)
}

fn issuperset(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = own(&args[0], "issuperset")?;
    let other = as_set(cx, &args[1])?;
    other.is_subset(cx, set).map(Value::bool)
}

fn isdisjoint(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = own(&args[0], "isdisjoint")?;
    let iterator = cx.iter(&args[1])?;
    while let Some(item) = cx.next(&iterator)? {
        if set.contains(cx, &item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn remove(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if own(&args[0], "remove")?.discard(cx, &args[1])? { Ok(Value::None) } else { Err(key_error(cx, &args[1])) }
}

fn pop(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let popped = own(&args[0], "pop")?.set.borrow_mut().pop();
    match popped {
        Some(item) => Ok(item),
        None => Err(error_with(cx, ErrorClass::KeyError, vec![Value::str("pop from an empty set")])),
    }
}

fn clear(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let old = own(&args[0], "clear")?.set.borrow_mut().take_all();
    drop(old);
    Ok(Value::None)
}

fn each(
    cx: &mut dyn Interp,
    args: &[Value],
    method: &str,
    mut change: impl FnMut(&mut dyn Interp, &SetObject, &Value) -> R<()>,
) -> R<Value> {
    let set = own(&args[0], method)?;
    for other in star(&args[1]) {
        change(cx, set, other)?;
    }
    Ok(Value::None)
}
