//! `Counter`: a dict of counts.

use crate::python::args::{NAMED, POSITIONAL, dict, dict_of, double_star, star};
use crate::run::protocol::{sort_by, to_index};
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, DictObject, Interp, Run, Value, types};
use std::rc::Rc;

/// A row of an operator or comparison of two counters.
macro_rules! operator {
    // A macro because rows are static.
    ($name:literal, $run:expr) => {
        Builtin {
            name: concat!("Counter.", $name),
            signature: "(self, other, /)",
            run: Run::Function($run),
            ..POSITIONAL
        }
    };
}

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "Counter.__new__",
        signature: "(iterable=None, /, **kwds)",
        summary: "Counts how often each item of an iterable occurs.",
        example: ">>> from collections import Counter\n>>> c = Counter('banana')\n>>> c, c['a'], c['z']\n(Counter({'a': 3, 'n': 2, 'b': 1}), 3, 0)\n",
        run: Run::Raw(new),
        ..POSITIONAL
    },
    Builtin {
        name: "Counter.most_common",
        signature: "(self, n=None)",
        summary: "The items with their counts, most frequent first; n of them.",
        example: ">>> from collections import Counter\n>>> Counter('banana').most_common(2)\n[('a', 3), ('n', 2)]\n",
        run: Run::Function(most_common),
        ..NAMED
    },
    Builtin {
        name: "Counter.elements",
        signature: "(self)",
        summary: "Each item as often as its count.",
        example: ">>> from collections import Counter\n>>> list(Counter(a=2, b=1).elements())\n['a', 'a', 'b']\n",
        run: Run::Function(elements),
        ..POSITIONAL
    },
    Builtin {
        name: "Counter.total",
        signature: "(self)",
        summary: "The sum of the counts.",
        example: ">>> from collections import Counter\n>>> Counter('banana').total()\n6\n",
        run: Run::Function(|cx, args| {
            let counts: Vec<Value> = entries(&args[0])?.into_iter().map(|(_, count)| count).collect();
            let mut total = Value::Int(0);
            for count in &counts {
                total = cx.binary(BinOp::Add, &total, count)?;
            }
            Ok(total)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "Counter.update",
        signature: "(self, *args, **kwds)",
        summary: "Adds counts.",
        example: ">>> from collections import Counter\n>>> c = Counter('ab')\n>>> c.update('aa')\n>>> c\nCounter({'a': 3, 'b': 1})\n",
        run: Run::Function(|cx, args| change(cx, args, "update", BinOp::Add)),
        ..POSITIONAL
    },
    Builtin {
        name: "Counter.subtract",
        signature: "(self, *args, **kwds)",
        summary: "Takes counts away; they may become negative.",
        example: ">>> from collections import Counter\n>>> c = Counter('aab')\n>>> c.subtract('ab')\n>>> c\nCounter({'a': 1, 'b': 0})\n",
        run: Run::Function(|cx, args| change(cx, args, "subtract", BinOp::Sub)),
        ..POSITIONAL
    },
    Builtin {
        name: "Counter.fromkeys",
        signature: "(cls, iterable, v=None, /)",
        run: Run::Function(|_, _| {
            let message = "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.";
            err(ErrorClass::NotImplementedError, message)
        }),
        ..POSITIONAL
    },
    operator!("__add__", |cx, args| combine(cx, args, Combine::Add)),
    operator!("__sub__", |cx, args| combine(cx, args, Combine::Sub)),
    operator!("__and__", |cx, args| combine(cx, args, Combine::Min)),
    operator!("__or__", |cx, args| combine(cx, args, Combine::Max)),
    operator!("__iadd__", |cx, args| combine_in_place(cx, args, Combine::Add)),
    operator!("__isub__", |cx, args| combine_in_place(cx, args, Combine::Sub)),
    operator!("__iand__", |cx, args| combine_in_place(cx, args, Combine::Min)),
    operator!("__ior__", |cx, args| combine_in_place(cx, args, Combine::Max)),
    Builtin {
        name: "Counter.__pos__",
        signature: "(self)",
        run: Run::Function(|cx, args| signed(cx, &args[0], false)),
        ..POSITIONAL
    },
    Builtin {
        name: "Counter.__neg__",
        signature: "(self)",
        run: Run::Function(|cx, args| signed(cx, &args[0], true)),
        ..POSITIONAL
    },
    operator!("__eq__", |cx, args| compare(cx, args, CmpOp::Eq)),
    operator!("__ne__", |cx, args| {
        Ok(match compare(cx, args, CmpOp::Eq)? {
            Value::Bool(equal) => Value::bool(!equal.get()),
            other => other,
        })
    }),
    operator!("__le__", |cx, args| compare(cx, args, CmpOp::Le)),
    operator!("__ge__", |cx, args| compare(cx, args, CmpOp::Ge)),
    operator!("__lt__", |cx, args| strictly(cx, args, CmpOp::Le)),
    operator!("__gt__", |cx, args| strictly(cx, args, CmpOp::Ge)),
    Builtin {
        name: "Counter.__missing__",
        signature: "(self, key, /)",
        run: Run::Function(|_, _| Ok(Value::Int(0))),
        ..POSITIONAL
    },
];

fn entries(value: &Value) -> R<Vec<(Value, Value)>> {
    let map = dict(value, "most_common")?.map.borrow();
    Ok(map.iter().map(|(key, count)| (key.clone(), count.clone())).collect())
}

fn is_counter(value: &Value) -> bool {
    dict_of(value).is_some_and(|dict| dict.class() == types::COUNTER)
}

fn empty() -> Rc<DictObject> {
    Rc::new(DictObject::of_class(types::COUNTER, Dict::new()))
}

fn new(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let counter = empty();
    count(cx, &counter, "__init__", args, kwargs, BinOp::Add)?;
    Ok(Value::Dict(counter))
}

fn change(cx: &mut dyn Interp, args: &mut [Value], method: &str, op: BinOp) -> R<Value> {
    let given = star(&args[1]).to_vec();
    let kwargs = double_star(&args[2]);
    count(cx, dict(&args[0], method)?, method, &given, &kwargs, op)?;
    Ok(Value::None)
}

/// Adds the counts of a mapping, or of an iterable's items, and those of keyword arguments.
fn count(
    cx: &mut dyn Interp,
    counter: &DictObject,
    method: &str,
    args: &[Value],
    kwargs: &[(Name, Value)],
    op: BinOp,
) -> R<()> {
    if args.len() > 1 {
        let message =
            format!("Counter.{method}() takes from 1 to 2 positional arguments but {} were given", args.len() + 1);
        return err(ErrorClass::TypeError, message);
    }
    match args.first() {
        None | Some(Value::None) => {}
        Some(source) => match dict_of(source) {
            Some(source) => {
                let given: Vec<(Value, Value)> =
                    source.map.borrow().iter().map(|(key, count)| (key.clone(), count.clone())).collect();
                for (key, n) in given {
                    add(cx, counter, key, &n, op)?;
                }
            }
            None => {
                let iterator = cx.iter(source)?;
                while let Some(item) = cx.next(&iterator)? {
                    add(cx, counter, item, &Value::Int(1), op)?;
                }
            }
        },
    }
    for (name, n) in kwargs {
        add(cx, counter, Value::str(name.as_str()), n, op)?;
    }
    Ok(())
}

fn add(cx: &mut dyn Interp, counter: &DictObject, key: Value, n: &Value, op: BinOp) -> R<()> {
    let hash = cx.hash(&key)?;
    let position = counter.locate(cx, &key, hash)?;
    let Some(position) = position else {
        let n = if op == BinOp::Add { n.clone() } else { cx.binary(op, &Value::Int(0), n)? };
        counter.map.borrow_mut().insert_new(hash, key, n);
        return Ok(());
    };
    let have = counter.map.borrow().at(position).map(|(_, have)| have.clone()).unwrap_or_default();
    let sum = match (&have, n, op) {
        (Value::Int(have), Value::Int(n), BinOp::Add) if have.checked_add(*n).is_some() => Value::Int(have + n),
        _ => cx.binary(op, &have, n)?,
    };
    counter.set_hashed(cx, hash, key, sum)
}

fn most_common(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut all = entries(&args[0])?;
    sort_by(cx, &mut all, |entry| &entry.1, true)?;
    if !args[1].is_none() {
        let n = to_index(cx, &args[1])?;
        all.truncate(usize::try_from(n).unwrap_or(0));
    }
    Ok(Value::list(all.into_iter().map(|(key, count)| Value::tuple([key, count])).collect()))
}

fn elements(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut items = Vec::new();
    for (key, count) in entries(&args[0])? {
        let n = usize::try_from(to_index(cx, &count)?).unwrap_or(0);
        items.extend(std::iter::repeat_n(key, n));
    }
    Ok(crate::run::protocol::iter_over(items))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Combine {
    Add,
    Sub,
    Min,
    Max,
}

/// The count of an item; 0 for one that is not there.
fn count_of(cx: &mut dyn Interp, counter: &DictObject, key: &Value) -> R<Value> {
    Ok(counter.get(cx, key)?.unwrap_or(Value::Int(0)))
}

fn combined(cx: &mut dyn Interp, a: &Value, b: &Value, how: Combine) -> R<Option<Rc<DictObject>>> {
    if !is_counter(a) || !is_counter(b) {
        return Ok(None);
    }
    let (x, y) = (dict(a, "__add__")?.clone(), dict(b, "__add__")?.clone());
    let result = empty();
    let put = |cx: &mut dyn Interp, key: Value, n: Value| -> R<()> {
        // Only what occurs is kept.
        let positive = cx.compare(CmpOp::Gt, &n, &Value::Int(0))?;
        if cx.truth(&positive)? { result.set(cx, key, n) } else { Ok(()) }
    };
    for (key, n) in entries(a)? {
        let m = count_of(cx, &y, &key)?;
        let total = match how {
            Combine::Add => cx.binary(BinOp::Add, &n, &m)?,
            Combine::Sub => cx.binary(BinOp::Sub, &n, &m)?,
            Combine::Min => {
                if cx.less(&n, &m)? {
                    n
                } else {
                    m
                }
            }
            Combine::Max => {
                if cx.less(&n, &m)? {
                    m
                } else {
                    n
                }
            }
        };
        put(cx, key, total)?;
    }
    if how != Combine::Min {
        for (key, m) in entries(b)? {
            if !x.contains(cx, &key)? {
                let m = if how == Combine::Sub { cx.binary(BinOp::Sub, &Value::Int(0), &m)? } else { m };
                put(cx, key, m)?;
            }
        }
    }
    Ok(Some(result))
}

fn combine(cx: &mut dyn Interp, args: &[Value], how: Combine) -> R<Value> {
    Ok(combined(cx, &args[0], &args[1], how)?.map_or(Value::NotImplemented, Value::Dict))
}

fn combine_in_place(cx: &mut dyn Interp, args: &[Value], how: Combine) -> R<Value> {
    match combined(cx, &args[0], &args[1], how)? {
        Some(result) => {
            let map = result.map.borrow().copy();
            let old = dict(&args[0], "__iadd__")?.map.replace(map);
            drop(old);
            Ok(args[0].clone())
        }
        None => Ok(Value::NotImplemented),
    }
}

fn signed(cx: &mut dyn Interp, value: &Value, negative: bool) -> R<Value> {
    let result = empty();
    for (key, n) in entries(value)? {
        let n = if negative { cx.binary(BinOp::Sub, &Value::Int(0), &n)? } else { n };
        let positive = cx.compare(CmpOp::Gt, &n, &Value::Int(0))?;
        if cx.truth(&positive)? {
            result.set(cx, key, n)?;
        }
    }
    Ok(Value::Dict(result))
}

/// Whether all counts of the one compare so with those of the other.
fn compare(cx: &mut dyn Interp, args: &[Value], op: CmpOp) -> R<Value> {
    if !is_counter(&args[0]) || !is_counter(&args[1]) {
        if op == CmpOp::Eq && dict_of(&args[1]).is_some() {
            let plain = |value: &Value| -> R<Value> { Ok(Value::dict(dict(value, "__eq__")?.map.borrow().copy())) };
            let (a, b) = (plain(&args[0])?, plain(&args[1])?);
            return cx.equal(&a, &b).map(Value::bool);
        }
        return Ok(Value::NotImplemented);
    }
    let (x, y) = (dict(&args[0], "__eq__")?.clone(), dict(&args[1], "__eq__")?.clone());
    let mut keys: Vec<Value> = entries(&args[0])?.into_iter().map(|(key, _)| key).collect();
    keys.extend(entries(&args[1])?.into_iter().map(|(key, _)| key));
    for key in keys {
        let (n, m) = (count_of(cx, &x, &key)?, count_of(cx, &y, &key)?);
        let holds = cx.compare(op, &n, &m)?;
        if !cx.truth(&holds)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn strictly(cx: &mut dyn Interp, args: &[Value], op: CmpOp) -> R<Value> {
    match compare(cx, args, op)? {
        Value::Bool(holds) if holds.get() => match compare(cx, args, CmpOp::Eq)? {
            Value::Bool(equal) => Ok(Value::bool(!equal.get())),
            other => Ok(other),
        },
        other => Ok(other),
    }
}
