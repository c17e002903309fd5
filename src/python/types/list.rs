//! `list` and `tuple`.

use crate::python::args::{NAMED, POSITIONAL, list, tuple};
use crate::python::builtins::sort_items;
use crate::run::protocol::{int_value, to_index, to_index_clipped};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "list.__new__",
        signature: "(iterable=(), /)",
        summary: "A new list of an iterable's items.",
        example: ">>> list('abc'), list(range(3)), list()\n(['a', 'b', 'c'], [0, 1, 2], [])\n",
        see_also: &["tuple"],
        run: Run::Construct(|cx, args| cx.collect(&args[0]).map(Value::list)),
        ..POSITIONAL
    },
    Builtin {
        name: "list.append",
        signature: "(self, object, /)",
        summary: "Adds an item at the end.",
        example: ">>> a = [1]\n>>> a.append(2)\n>>> a\n[1, 2]\n",
        see_also: &["list.extend", "list.insert"],
        run: Run::Function(append),
        ..POSITIONAL
    },
    Builtin {
        name: "list.extend",
        signature: "(self, iterable, /)",
        summary: "Adds all items of an iterable at the end.",
        example: ">>> a = [1]\n>>> a.extend((2, 3))\n>>> a\n[1, 2, 3]\n",
        see_also: &["list.append"],
        run: Run::Function(extend),
        ..POSITIONAL
    },
    Builtin {
        name: "list.insert",
        signature: "(self, index, object, /)",
        summary: "Puts an item before the one at `index`.",
        example: ">>> a = [1, 3]\n>>> a.insert(1, 2)\n>>> a\n[1, 2, 3]\n",
        run: Run::Function(insert),
        ..POSITIONAL
    },
    Builtin {
        name: "list.pop",
        signature: "(self, index=-1, /)",
        summary: "Removes the item at `index`, the last one by default, and gives it back.",
        example: ">>> a = [1, 2, 3]\n>>> a.pop(), a.pop(0), a\n(3, 1, [2])\n",
        run: Run::Function(pop),
        ..POSITIONAL
    },
    Builtin {
        name: "list.remove",
        signature: "(self, value, /)",
        summary: "Removes the first item that is equal to a value; ValueError if there is none.",
        example: ">>> a = [1, 2, 1]\n>>> a.remove(1)\n>>> a\n[2, 1]\n",
        run: Run::Function(remove),
        ..POSITIONAL
    },
    Builtin {
        name: "list.index",
        signature: "(self, value, start=0, stop=9223372036854775807, /)",
        summary: "The first position of a value; ValueError if it is not there.",
        example: ">>> ['a', 'b', 'a'].index('a', 1)\n2\n",
        see_also: &["list.count"],
        run: Run::Function(index),
        ..POSITIONAL
    },
    Builtin {
        name: "list.count",
        signature: "(self, value, /)",
        summary: "How many items are equal to a value.",
        example: ">>> [1, 2, 1].count(1)\n2\n",
        run: Run::Function(count),
        ..POSITIONAL
    },
    Builtin {
        name: "list.sort",
        signature: "(self, *, key=None, reverse=False)",
        summary: "Sorts the list in place; equal items keep their order.",
        example: ">>> a = [3, 1, 2]\n>>> a.sort(reverse=True)\n>>> a\n[3, 2, 1]\n",
        see_also: &["sorted"],
        run: Run::Function(sort),
        ..NAMED
    },
    Builtin {
        name: "list.reverse",
        signature: "(self)",
        summary: "Reverses the list in place.",
        example: ">>> a = [1, 2]\n>>> a.reverse()\n>>> a\n[2, 1]\n",
        see_also: &["reversed"],
        run: Run::Function(reverse),
        ..POSITIONAL
    },
    Builtin {
        name: "list.copy",
        signature: "(self)",
        summary: "A new list of the same items.",
        example: ">>> a = [1]\n>>> b = a.copy()\n>>> b.append(2)\n>>> a\n[1]\n",
        run: Run::Function(|_, args| Ok(Value::list(list(&args[0], "copy")?.items.borrow().clone()))),
        ..POSITIONAL
    },
    Builtin {
        name: "list.clear",
        signature: "(self)",
        summary: "Removes all items.",
        example: ">>> a = [1]\n>>> a.clear()\n>>> a\n[]\n",
        run: Run::Function(clear),
        ..POSITIONAL
    },
    Builtin {
        name: "tuple.__new__",
        signature: "(iterable=(), /)",
        summary: "A tuple of an iterable's items.",
        example: ">>> tuple([1, 2]), tuple('ab')\n((1, 2), ('a', 'b'))\n",
        see_also: &["list"],
        run: Run::Construct(new_tuple),
        ..POSITIONAL
    },
    Builtin {
        name: "tuple.index",
        signature: "(self, value, start=0, stop=9223372036854775807, /)",
        summary: "The first position of a value; ValueError if it is not there.",
        example: ">>> (1, 2, 3).index(2)\n1\n",
        run: Run::Function(tuple_index),
        ..POSITIONAL
    },
    Builtin {
        name: "tuple.count",
        signature: "(self, value, /)",
        summary: "How many items are equal to a value.",
        example: ">>> (1, 2, 1).count(1)\n2\n",
        run: Run::Function(|cx, args| {
            let items = tuple(&args[0], "count")?.clone();
            count_equal(cx, &items, &args[1])
        }),
        ..POSITIONAL
    },
];

fn append(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let item = args[1].take();
    list(&args[0], "append")?.items.borrow_mut().push(item);
    Ok(Value::None)
}

fn extend(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let list = list(&args[0], "extend")?;
    match &args[1] {
        Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Dict(_) | Value::Set(_) | Value::Range(_) => {
            let items = cx.collect(&args[1])?;
            list.items.borrow_mut().extend(items);
        }
        iterable => {
            // What was taken before an error stays, as in CPython.
            let iterator = cx.iter(iterable)?;
            while let Some(item) = cx.next(&iterator)? {
                list.items.borrow_mut().push(item);
            }
        }
    }
    Ok(Value::None)
}

fn insert(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let at = to_index(cx, &args[1])?;
    let item = args[2].take();
    let mut items = list(&args[0], "insert")?.items.borrow_mut();
    let n = items.len() as i64;
    let at = if at < 0 { (at + n).max(0) } else { at.min(n) };
    items.insert(at as usize, item);
    Ok(Value::None)
}

fn pop(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let at = to_index(cx, &args[1])?;
    let mut items = list(&args[0], "pop")?.items.borrow_mut();
    let n = items.len() as i64;
    if n == 0 {
        return err(ErrorClass::IndexError, "pop from empty list");
    }
    let at = if at < 0 { at + n } else { at };
    if !(0..n).contains(&at) {
        return err(ErrorClass::IndexError, "pop index out of range");
    }
    Ok(items.remove(at as usize))
}

fn remove(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let list = list(&args[0], "remove")?;
    let mut at = 0;
    loop {
        let Some(item) = list.items.borrow().get(at).cloned() else {
            return err(ErrorClass::ValueError, "list.remove(x): x not in list");
        };
        if cx.equal(&item, &args[1])? {
            let mut items = list.items.borrow_mut();
            let removed = (at < items.len()).then(|| items.remove(at));
            drop(items);
            drop(removed);
            return Ok(Value::None);
        }
        at += 1;
    }
}

/// The part of a sequence that `index` searches.
fn search_bounds(cx: &mut dyn Interp, start: &Value, stop: &Value, n: usize) -> R<(usize, usize)> {
    let mut fit = |value: &Value| -> R<usize> {
        if int_value(cx, value)?.is_none() {
            return err(ErrorClass::TypeError, "slice indices must be integers or have an __index__ method");
        }
        let at = to_index_clipped(cx, value)?;
        Ok((if at < 0 { at.saturating_add(n as i64).max(0) } else { at }) as usize)
    };
    Ok((fit(start)?, fit(stop)?))
}

fn index(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let list = list(&args[0], "index")?;
    let n = list.items.borrow().len();
    let (start, stop) = search_bounds(cx, &args[2], &args[3], n)?;
    let mut at = start;
    while at < stop {
        let Some(item) = list.items.borrow().get(at).cloned() else { break };
        if cx.equal(&item, &args[1])? {
            return Ok(Value::count(at));
        }
        at += 1;
    }
    let message = format!("{} is not in list", cx.repr(&args[1])?);
    err(ErrorClass::ValueError, message)
}

fn tuple_index(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let items = tuple(&args[0], "index")?;
    let (start, stop) = search_bounds(cx, &args[2], &args[3], items.len())?;
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if cx.equal(item, &args[1])? {
            return Ok(Value::count(at));
        }
    }
    err(ErrorClass::ValueError, "tuple.index(x): x not in tuple")
}

fn count(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let items = list(&args[0], "count")?.items.borrow().clone();
    count_equal(cx, &items, &args[1])
}

fn count_equal(cx: &mut dyn Interp, items: &[Value], value: &Value) -> R<Value> {
    let mut n = 0;
    for item in items {
        n += usize::from(cx.equal(item, value)?);
    }
    Ok(Value::count(n))
}

fn sort(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let list = list(&args[0], "sort")?;
    // The list is empty while it is sorted, so that code that looks at it meanwhile cannot see a mess.
    let mut items = list.items.take();
    let result = sort_items(cx, &mut items, &args[1], &args[2]);
    let meanwhile = list.items.replace(items);
    result?;
    if !meanwhile.is_empty() {
        return err(ErrorClass::ValueError, "list modified during sort");
    }
    Ok(Value::None)
}

fn reverse(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    list(&args[0], "reverse")?.items.borrow_mut().reverse();
    Ok(Value::None)
}

fn clear(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let old = list(&args[0], "clear")?.items.take();
    drop(old);
    Ok(Value::None)
}

fn new_tuple(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match &args[0] {
        Value::Tuple(items) if items.class.is_none() => Ok(args[0].clone()),
        iterable => cx.collect(iterable).map(Value::tuple),
    }
}
