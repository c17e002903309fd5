//! `functools.cache` and `lru_cache`: functions that remember their results.

use crate::python::args::{NAMED, POSITIONAL};
use crate::python::builtins::is_callable;
use crate::run::protocol::to_index;
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::dict::Dict;
use crate::value::{BoundMethod, Builtin, DictObject, Interp, Native, Run, Type, Value, types};
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

/// A row for an attribute that the wrapped function gives.
macro_rules! attribute {
    // A macro because rows are static.
    ($name:literal, $of:expr) => {
        Builtin {
            name: concat!("_lru_cache_wrapper.", $name),
            run: Run::Property(|cx, value| wrapped_attribute(cx, value, $of), None),
            ..POSITIONAL
        }
    };
}
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "functools.lru_cache",
        signature: "(maxsize=128, typed=False)",
        summary: "A decorator for functions that remember their latest results.",
        details: "`maxsize=None` remembers all of them. `f.cache_info()` counts hits and misses.",
        example: ">>> from functools import lru_cache\n>>> @lru_cache(maxsize=None)\n... def fib(n):\n...     return n if n < 2 else fib(n - 1) + fib(n - 2)\n>>> fib(50)\n12586269025\n>>> fib.cache_info()\nCacheInfo(hits=48, misses=51, maxsize=None, currsize=51)\n",
        see_also: &["functools.cache"],
        run: Run::Function(lru_cache),
        ..NAMED
    },
    Builtin {
        name: "functools.cache",
        signature: "(user_function, /)",
        summary: "A decorator for functions that remember all their results.",
        example: ">>> from functools import cache\n>>> @cache\n... def square(x):\n...     print('computing')\n...     return x * x\n>>> square(3), square(3)\ncomputing\n(9, 9)\n",
        see_also: &["functools.lru_cache"],
        run: Run::Function(|cx, args| made(cx, &args[0], None, false)),
        ..NAMED
    },
    Builtin {
        name: "_lru_cache_wrapper.__call__",
        signature: "(self, /, *args, **kwargs)",
        run: Run::Raw(call),
        ..POSITIONAL
    },
    Builtin {
        name: "_lru_cache_wrapper.__get__",
        signature: "(self, instance, owner=None, /)",
        run: Run::Function(|_, args| {
            let (function, receiver) = (args[0].clone(), args[1].clone());
            if receiver.is_none() {
                return Ok(function);
            }
            Ok(Value::Method(Rc::new(BoundMethod { function, receiver })))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "_lru_cache_wrapper.cache_info",
        signature: "(self)",
        summary: "How many calls were answered from memory, and how much is remembered.",
        run: Run::Function(cache_info),
        ..POSITIONAL
    },
    Builtin {
        name: "_lru_cache_wrapper.cache_clear",
        signature: "(self)",
        summary: "Forgets all results.",
        run: Run::Function(|_, args| {
            let cache = own(&args[0])?;
            let old = cache.results.map.borrow_mut().take_all();
            drop(old);
            cache.hits.set(0);
            cache.misses.set(0);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "_lru_cache_wrapper.cache_parameters",
        signature: "(self)",
        summary: "The arguments of the decorator.",
        run: Run::Function(|_, args| {
            let cache = own(&args[0])?;
            let most = cache.most.map_or(Value::None, Value::count);
            Ok(crate::python::args::dict_of_names([("maxsize", most), ("typed", Value::bool(cache.typed))]))
        }),
        ..POSITIONAL
    },
    attribute!("__wrapped__", names::WRAPPED),
    attribute!("__name__", names::NAME),
    attribute!("__qualname__", names::QUALNAME),
    attribute!("__doc__", names::DOC),
    attribute!("__module__", names::MODULE),
    attribute!("__annotations__", names::ANNOTATIONS),
];

/// A function that remembers.
struct Cache {
    function: Value,
    /// Results by arguments, the one used longest ago first.
    results: DictObject,
    most: Option<usize>,
    /// Whether 1 and 1.0 are different arguments.
    typed: bool,
    hits: Cell<u64>,
    misses: Cell<u64>,
}

impl Native for Cache {
    fn class(&self) -> Type {
        types::LRU_CACHE
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn own(value: &Value) -> R<&Cache> {
    match value.as_native::<Cache>() {
        Some(cache) => Ok(cache),
        None => crate::python::args::wrong_receiver(value, "functools._lru_cache_wrapper", "__call__"),
    }
}

fn wrapped_attribute(cx: &mut dyn Interp, value: &Value, name: Name) -> R<Value> {
    let cache = own(value)?;
    if name == names::WRAPPED { Ok(cache.function.clone()) } else { cx.get_attr(&cache.function, name) }
}

fn made(_: &mut dyn Interp, function: &Value, most: Option<usize>, typed: bool) -> R<Value> {
    if !is_callable(function) {
        return err(ErrorClass::TypeError, "the first argument must be callable");
    }
    Ok(Value::native(Cache {
        function: function.clone(),
        results: DictObject::new(Dict::new()),
        most,
        typed,
        hits: Cell::new(0),
        misses: Cell::new(0),
    }))
}

fn lru_cache(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let typed = cx.truth(&args[1])?;
    // `@lru_cache` without parentheses.
    if is_callable(&args[0]) {
        return made(cx, &args[0], Some(128), typed);
    }
    let most = match &args[0] {
        Value::None => None,
        most => match to_index(cx, most) {
            Ok(n) => Some(usize::try_from(n).unwrap_or(0)),
            Err(_) => {
                let message = "Expected first argument to be an integer, a callable, or None";
                return err(ErrorClass::TypeError, message);
            }
        },
    };
    Ok(Value::native(Decorator { most, typed }))
}

/// What `lru_cache(maxsize=…)` gives: it decorates a function.
struct Decorator {
    most: Option<usize>,
    typed: bool,
}

impl Native for Decorator {
    fn class(&self) -> Type {
        types::LRU_CACHE
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The key of a call: its arguments, and with `typed` their types.
fn key_of(args: &[Value], kwargs: &[(Name, Value)], typed: bool) -> Value {
    if let ([only @ (Value::Int(_) | Value::Str(_))], [], false) = (args, kwargs, typed) {
        return only.clone();
    }
    let mut parts = args.to_vec();
    if !kwargs.is_empty() {
        // A mark between positional and keyword arguments: `f('a', 1)` is not `f(a=1)`.
        parts.push(Value::Type(types::LRU_CACHE));
        for (name, value) in kwargs {
            parts.push(Value::str(name.as_str()));
            parts.push(value.clone());
        }
    }
    if typed {
        parts.extend(args.iter().map(Value::class));
        parts.extend(kwargs.iter().map(|(_, value)| value.class()));
    }
    Value::tuple(parts)
}

fn call(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let Some((receiver, args)) = args.split_first() else { return Ok(Value::None) };
    if let Some(decorator) = receiver.as_native::<Decorator>() {
        let function = args.first().cloned().unwrap_or_default();
        return made(cx, &function, decorator.most, decorator.typed);
    }
    let cache = own(receiver)?;
    if cache.most == Some(0) {
        cache.misses.set(cache.misses.get() + 1);
        return cx.call(&cache.function, args, kwargs);
    }
    let key = key_of(args, kwargs, cache.typed);
    let hash = cx.hash(&key)?;
    if let Some(position) = cache.results.locate(cx, &key, hash)? {
        cache.hits.set(cache.hits.get() + 1);
        let mut results = cache.results.map.borrow_mut();
        let found = results.at(position).map(|(_, value)| value.clone()).unwrap_or_default();
        if cache.most.is_some() {
            results.move_to_end(position, true);
        }
        return Ok(found);
    }
    cache.misses.set(cache.misses.get() + 1);
    let result = cx.call(&cache.function, args, kwargs)?;
    cache.results.set_hashed(cx, hash, key, result.clone())?;
    if let Some(most) = cache.most {
        let mut dropped = Vec::new();
        let mut results = cache.results.map.borrow_mut();
        while results.len() > most {
            let Some(first) = results.next(0).map(|(after, _, _)| after - 1) else { break };
            dropped.push(results.remove_at(first));
        }
        drop(results);
        drop(dropped);
    }
    Ok(result)
}

fn cache_info(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let cache = own(&args[0])?;
    let numbers = [
        Value::Int(cache.hits.get() as i64),
        Value::Int(cache.misses.get() as i64),
        cache.most.map_or(Value::None, Value::count),
        Value::count(cache.results.map.borrow().len()),
    ];
    let _ = cx;
    Ok(crate::value::Tuple::named(types::CACHE_INFO, numbers))
}
