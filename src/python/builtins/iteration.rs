//! `len`, `iter`, `next`, `sorted`, and the classes of lazy iterators: `enumerate`, `zip`, `map`,
//! `filter`, `reversed`.

use super::iterators::{CallableIter, EnumerateIter, FilterIter, MapIter, ZipIter};
use crate::python::args::{NAMED, POSITIONAL, star};
use crate::run::protocol::{
    self, DictIter, DictPart, ListIter, SequenceIter, call_special, has_special, next_or_stop, payload_or_self,
    to_int_value,
};
use crate::text::{ErrorClass, R, err, names};
use crate::value::{Builtin, Interp, Range, Run, Value};
use num_traits::Zero;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "len",
        signature: "(obj, /)",
        summary: "The number of items of a container; of an array, the length of its first axis.",
        example: ">>> len([1, 2, 3]), len('héllo')\n(3, 5)\n",
        run: Run::Function(|cx, args| cx.len(&args[0]).map(Value::count)),
        quick: Some(|value| match value {
            Value::List(list) => Value::count(list.items.borrow().len()),
            Value::Str(text) => Value::count(text.chars_len()),
            _ => Value::Undef,
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "iter",
        signature: "(object, sentinel=_NoValue, /)",
        summary: "An iterator over an object's items; with `sentinel`, one that calls `object` until it returns that.",
        example: ">>> it = iter([1, 2])\n>>> next(it), next(it)\n(1, 2)\n>>> items = [3, 0, 5]\n\
                  >>> list(iter(lambda: items.pop(), 0))\n[5]\n",
        see_also: &["next"],
        run: Run::Function(iter),
        ..POSITIONAL
    },
    Builtin {
        name: "next",
        signature: "(iterator, default=_NoValue, /)",
        summary: "The next item of an iterator; at its end `default` if given, else StopIteration.",
        example: ">>> next(iter('ab')), next(iter([]), 'none')\n('a', 'none')\n",
        see_also: &["iter"],
        run: Run::Function(next),
        ..POSITIONAL
    },
    Builtin {
        name: "sorted",
        signature: "(iterable, /, *, key=None, reverse=False)",
        summary: "A new list of an iterable's items in order; equal items keep theirs.",
        example: ">>> sorted([3, 1, 2]), sorted('bca', reverse=True)\n([1, 2, 3], ['c', 'b', 'a'])\n\
                  >>> sorted(['bb', 'a', 'ccc'], key=len)\n['a', 'bb', 'ccc']\n",
        see_also: &["list.sort", "np.sort"],
        run: Run::Function(sorted),
        ..POSITIONAL
    },
    Builtin {
        name: "enumerate.__new__",
        signature: "(iterable, start=0)",
        summary: "Pairs of a count and an item.",
        example: ">>> list(enumerate('ab')), list(enumerate('ab', start=1))\n([(0, 'a'), (1, 'b')], [(1, 'a'), (2, 'b')])\n",
        run: Run::Construct(enumerate),
        ..NAMED
    },
    Builtin {
        name: "zip.__new__",
        signature: "(*iterables, strict=False)",
        summary: "Tuples of items at the same place, up to the shortest iterable's end.",
        details: "With `strict` iterables of different lengths are a ValueError.",
        example: ">>> list(zip([1, 2, 3], 'ab'))\n[(1, 'a'), (2, 'b')]\n",
        see_also: &["itertools.zip_longest"],
        run: Run::Construct(zip),
        ..NAMED
    },
    Builtin {
        name: "map.__new__",
        signature: "(function, *iterables)",
        summary: "The results of a function of each item.",
        example: ">>> list(map(abs, [-1, 2])), list(map(pow, [2, 3], [3, 2]))\n([1, 2], [8, 9])\n",
        run: Run::Raw(map),
        ..POSITIONAL
    },
    Builtin {
        name: "filter.__new__",
        signature: "(function, iterable, /)",
        summary: "The items for which a function is true; with None, the items that are.",
        example: ">>> list(filter(None, [0, 1, '', 'a']))\n[1, 'a']\n",
        run: Run::Construct(filter),
        ..POSITIONAL
    },
    Builtin {
        name: "reversed.__new__",
        signature: "(sequence, /)",
        summary: "The items of a sequence from the last to the first.",
        example: ">>> list(reversed([1, 2, 3]))\n[3, 2, 1]\n",
        run: Run::Construct(reversed),
        ..POSITIONAL
    },
];

fn iter(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[1].is_undef() {
        return cx.iter(&args[0]);
    }
    if !super::attributes::is_callable(&args[0]) {
        return err(ErrorClass::TypeError, "iter(v, w): v must be callable");
    }
    Ok(Value::iter(CallableIter::new(args[0].take(), args[1].take())))
}

fn next(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[1].is_undef() {
        // What the iterator says in its StopIteration (a generator's result) is kept.
        if has_special(&args[0], names::NEXT) {
            let result = call_special(cx, &args[0], names::NEXT, &[])?;
            return Ok(result.unwrap_or(Value::None));
        }
        return next_or_stop(cx, &args[0]);
    }
    Ok(cx.next(&args[0])?.unwrap_or_else(|| args[1].take()))
}

fn sorted(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut items = cx.collect(&args[0])?;
    sort_items(cx, &mut items, &args[1], &args[2])?;
    Ok(Value::list(items))
}

/// Sorts items as `sorted` and `list.sort` do. `reverse` is an int, as in C.
pub(in crate::python) fn sort_items(
    cx: &mut dyn Interp,
    items: &mut Vec<Value>,
    key: &Value,
    reverse: &Value,
) -> R<()> {
    let reverse = match to_int_value(cx, reverse)? {
        Value::Int(x) => x != 0,
        _ => true,
    };
    if key.is_none() {
        return protocol::sort(cx, items, reverse);
    }
    let mut pairs = Vec::with_capacity(items.len());
    for item in items.iter() {
        let item_key = cx.call(key, std::slice::from_ref(item), &[])?;
        pairs.push((item_key, item.clone()));
    }
    protocol::sort_by(cx, &mut pairs, |pair| &pair.0, reverse)?;
    *items = pairs.into_iter().map(|pair| pair.1).collect();
    Ok(())
}

fn enumerate(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let iterator = cx.iter(&args[0])?;
    let start = to_int_value(cx, &args[1])?;
    Ok(Value::iter(EnumerateIter::new(iterator, start)))
}

fn zip(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut iterators = Vec::new();
    for iterable in star(&args[0]) {
        match cx.iter(iterable) {
            Ok(iterator) => iterators.push(iterator),
            Err(error) if error.class == ErrorClass::TypeError && error.message.ends_with("is not iterable") => {
                let message = format!("'{}' object is not iterable", iterable.type_name());
                return err(ErrorClass::TypeError, message);
            }
            Err(error) => return Err(error),
        }
    }
    let strict = cx.truth(&args[1])?;
    Ok(Value::iter(ZipIter::new(iterators, strict)))
}

fn map(cx: &mut dyn Interp, args: &[Value], kwargs: &[(crate::text::Name, Value)]) -> R<Value> {
    if !kwargs.is_empty() {
        return err(ErrorClass::TypeError, "map() takes no keyword arguments");
    }
    let [function, iterables @ ..] = args else {
        return err(ErrorClass::TypeError, "map() must have at least two arguments.");
    };
    if iterables.is_empty() {
        return err(ErrorClass::TypeError, "map() must have at least two arguments.");
    }
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        iterators.push(cx.iter(iterable)?);
    }
    Ok(Value::iter(MapIter::new(function.clone(), iterators)))
}

fn filter(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let iterator = cx.iter(&args[1])?;
    Ok(Value::iter(FilterIter::new(args[0].take(), iterator)))
}

fn reversed(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let value = &args[0];
    match call_special(cx, value, names::REVERSED, &[])? {
        Some(Value::None) => return not_reversible(value),
        Some(result) => return Ok(result),
        None => {}
    }
    Ok(match payload_or_self(value) {
        Value::List(list) => Value::iter(ListIter::reversed(list.clone())),
        Value::Dict(dict) => Value::iter(DictIter::reversed(dict.clone(), DictPart::Keys)),
        Value::Range(range) => {
            let n = range.len_big();
            let (start, _, step) = range.big_parts();
            let back = if n.is_zero() {
                protocol::make_range(0.into(), 0.into(), 1.into())
            } else {
                let last = &start + (n - 1u8) * &step;
                protocol::make_range(last, start - &step, -step)
            };
            match &back {
                Value::Range(range) => match **range {
                    Range::Small(start, stop, step) => {
                        Value::iter(crate::run::protocol::RangeIter::new(start, stop, step))
                    }
                    Range::Big(_) => cx.iter(&back)?,
                },
                _ => cx.iter(&back)?,
            }
        }
        Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) => {
            let n = cx.len(value)?;
            Value::iter(SequenceIter::reversed(value.clone(), n))
        }
        Value::Array(array) if array.ndim() > 0 => {
            let n = cx.len(value)?;
            Value::iter(SequenceIter::reversed(value.clone(), n))
        }
        _ if has_special(value, names::LEN) && has_special(value, names::GETITEM) => {
            let n = cx.len(value)?;
            Value::iter(SequenceIter::reversed(value.clone(), n))
        }
        _ => return not_reversible(value),
    })
}

fn not_reversible<T>(value: &Value) -> R<T> {
    err(ErrorClass::TypeError, format!("'{}' object is not reversible", value.type_name()))
}
