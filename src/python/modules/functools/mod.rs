//! `functools`: functions of functions.

mod cache;
mod partial;

use crate::python::args::{NAMED, POSITIONAL};
use crate::python::modules::source;
use crate::text::{ErrorClass, R, err, names};
use crate::value::{Builtin, Interp, Run, Value, types};

/// The parts that are written in Python.
const SOURCE: &str = include_str!("functools.py");

/// A row whose value a program defines.
macro_rules! program {
    // A macro because rows are static.
    ($name:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: concat!("functools.", $name),
            summary: $summary,
            example: $example,
            run: Run::Property(|cx, _| source::member(cx, "functools", SOURCE, $name), None),
            ..POSITIONAL
        }
    };
}

/// The rows of the module.
pub(super) fn lists() -> [&'static [Builtin]; 3] {
    [ROWS, cache::ROWS, partial::ROWS]
}

static ROWS: &[Builtin] = &[
    Builtin {
        name: "functools.reduce",
        signature: "(function, sequence, initial=_NoValue, /)",
        summary: "The items of a sequence put together by a function of two arguments, from the left.",
        example: ">>> from functools import reduce\n>>> reduce(lambda a, b: a * b, [1, 2, 3, 4])\n24\n",
        run: Run::Function(reduce),
        ..POSITIONAL
    },
    Builtin {
        name: "functools.update_wrapper",
        signature: "(wrapper, wrapped, assigned=_NoValue, updated=_NoValue)",
        summary: "Gives a function the name and documentation of the one that it wraps.",
        see_also: &["functools.wraps"],
        run: Run::Function(|cx, args| {
            update_wrapper(cx, &args[0], &args[1])?;
            Ok(args[0].clone())
        }),
        ..NAMED
    },
    program!(
        "wraps",
        "A decorator that gives a wrapper the name and documentation of what it wraps.",
        ">>> from functools import wraps\n>>> def twice(f):\n...     @wraps(f)\n...     def wrapper(x):\n...         return f(f(x))\n...     return wrapper\n>>> @twice\n... def inc(x):\n...     return x + 1\n>>> inc(1), inc.__name__\n(3, 'inc')\n"
    ),
    program!(
        "cmp_to_key",
        "A key function for `sorted` from a function that compares two values.",
        ">>> from functools import cmp_to_key\n>>> sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))\n[3, 2, 1]\n"
    ),
    program!(
        "total_ordering",
        "A class decorator that adds the missing comparisons.",
        ">>> from functools import total_ordering\n>>> @total_ordering\n... class V:\n...     def __init__(self, n): self.n = n\n...     def __eq__(self, other): return self.n == other.n\n...     def __lt__(self, other): return self.n < other.n\n>>> V(1) >= V(2), V(1) <= V(2)\n(False, True)\n"
    ),
    program!(
        "singledispatch",
        "A decorator for functions that go by the type of their first argument.",
        ">>> from functools import singledispatch\n>>> @singledispatch\n... def show(x):\n...     return 'something'\n>>> @show.register\n... def _(x: int):\n...     return 'an int'\n>>> show(1), show('a')\n('an int', 'something')\n"
    ),
    program!(
        "singledispatchmethod",
        "`singledispatch` for methods: they go by the type of the argument after self.",
        ""
    ),
    program!(
        "cached_property",
        "A property that is computed once for each object.",
        ">>> from functools import cached_property\n>>> class A:\n...     @cached_property\n...     def x(self):\n...         print('computing')\n...         return 3\n>>> a = A()\n>>> a.x, a.x\ncomputing\n(3, 3)\n"
    ),
    program!("partialmethod", "`partial` for methods.", ""),
    Builtin { name: "functools.partial", run: Run::Class(types::PARTIAL), ..POSITIONAL },
];

fn reduce(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let iterator = match cx.iter(&args[1]) {
        Err(error) if error.class == ErrorClass::TypeError && error.message.ends_with("is not iterable") => {
            return err(ErrorClass::TypeError, "reduce() arg 2 must support iteration");
        }
        other => other?,
    };
    let mut result = args[2].take();
    if result.is_undef() {
        match cx.next(&iterator)? {
            Some(first) => result = first,
            None => {
                return err(ErrorClass::TypeError, "reduce() of empty iterable with no initial value");
            }
        }
    }
    while let Some(item) = cx.next(&iterator)? {
        result = cx.call(&args[0], &[result, item], &[])?;
    }
    Ok(result)
}

/// What `wraps` and `update_wrapper` copy.
pub(super) fn update_wrapper(cx: &mut dyn Interp, wrapper: &Value, wrapped: &Value) -> R<()> {
    for name in [names::MODULE, names::NAME, names::QUALNAME, names::DOC, names::ANNOTATIONS] {
        if let Some(value) = cx.find_attr(wrapped, name)? {
            cx.set_attr(wrapper, name, value)?;
        }
    }
    if let Some(Value::Dict(own)) = cx.find_attr(wrapped, names::DICT)? {
        let entries: Vec<(Value, Value)> =
            own.map.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        for (key, value) in entries {
            if let Some(key) = key.as_str() {
                cx.set_attr(wrapper, crate::text::Name::new(key), value)?;
            }
        }
    }
    cx.set_attr(wrapper, names::WRAPPED, wrapped.clone())
}
