//! Functions that make one value of many: `sum`, `min`, `max`, `any`, `all`.

use crate::python::args::{NAMED, POSITIONAL};
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "sum",
        signature: "(iterable, /, start=0)",
        summary: "The sum of an iterable's items, added to `start` from left to right.",
        details: "Floats are added as they come; `math.fsum` and `np.sum` lose less.",
        example: ">>> sum([1, 2, 3]), sum([0.1] * 10)\n(6, 0.9999999999999999)\n>>> sum([[1], [2]], [])\n[1, 2]\n",
        see_also: &["math.fsum", "np.sum"],
        run: Run::Function(sum),
        ..NAMED
    },
    Builtin {
        name: "min",
        signature: "(*args, key=None, default=_NoValue)",
        summary: "The smallest of the arguments, or of one iterable's items; the first of equals.",
        example: ">>> min(3, 1, 2), min([4, 5])\n(1, 4)\n>>> min(['aa', 'b'], key=len)\n'b'\n",
        see_also: &["max", "np.min"],
        run: Run::Raw(|cx, args, kwargs| extreme(cx, args, kwargs, "min", CmpOp::Lt)),
        ..POSITIONAL
    },
    Builtin {
        name: "max",
        signature: "(*args, key=None, default=_NoValue)",
        summary: "The largest of the arguments, or of one iterable's items; the first of equals.",
        example: ">>> max(3, 1, 2), max([], default=0)\n(3, 0)\n>>> max(['aa', 'b'], key=len)\n'aa'\n",
        see_also: &["min", "np.max"],
        run: Run::Raw(|cx, args, kwargs| extreme(cx, args, kwargs, "max", CmpOp::Gt)),
        ..POSITIONAL
    },
    Builtin {
        name: "any",
        signature: "(iterable, /)",
        summary: "Whether any item is true.",
        example: ">>> any([0, '', 3]), any([])\n(True, False)\n",
        see_also: &["all", "np.any"],
        run: Run::Function(|cx, args| search(cx, &args[0], true)),
        ..POSITIONAL
    },
    Builtin {
        name: "all",
        signature: "(iterable, /)",
        summary: "Whether all items are true; True for none.",
        example: ">>> all([1, 'a']), all([])\n(True, True)\n",
        see_also: &["any", "np.all"],
        run: Run::Function(|cx, args| search(cx, &args[0], false)),
        ..POSITIONAL
    },
];

/// A sum that is kept in a register while all items are of one kind.
enum Total {
    Int(i64),
    Float(f64),
    Other(Value),
}

impl Total {
    fn value(self) -> Value {
        match self {
            Total::Int(x) => Value::Int(x),
            Total::Float(x) => Value::float(x),
            Total::Other(value) => value,
        }
    }

    fn add(self, cx: &mut dyn Interp, item: &Value) -> R<Total> {
        let next = match (&self, item) {
            (Total::Int(total), Value::Int(x)) => total.checked_add(*x).map(Total::Int),
            (Total::Int(total), Value::Float(x)) => Some(Total::Float(*total as f64 + x.get())),
            (Total::Float(total), Value::Float(x)) => Some(Total::Float(total + x.get())),
            (Total::Float(total), Value::Int(x)) => Some(Total::Float(total + *x as f64)),
            (Total::Int(total), Value::Bool(x)) => total.checked_add(i64::from(x.get())).map(Total::Int),
            _ => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Ok(match cx.binary(BinOp::Add, &self.value(), item)? {
                Value::Int(x) => Total::Int(x),
                Value::Float(x) => Total::Float(x.get()),
                other => Total::Other(other),
            }),
        }
    }
}

/// Adds an int or bool to a sum that it does not make too large.
#[inline(always)]
fn add_int(sum: &mut i64, item: &Value) -> bool {
    let x = match item {
        Value::Int(x) => *x,
        Value::Bool(x) => i64::from(x.get()),
        _ => return false,
    };
    match sum.checked_add(x) {
        Some(larger) => {
            *sum = larger;
            true
        }
        None => false,
    }
}

fn sum(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (iterable, start) = (&args[0], &args[1]);
    match start {
        Value::Str(_) => {
            return err(ErrorClass::TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
        }
        Value::Bytes(_) => {
            return err(ErrorClass::TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
        }
        _ => {}
    }
    let mut total = match start {
        Value::Int(x) => Total::Int(*x),
        Value::Float(x) => Total::Float(x.get()),
        other => Total::Other(other.clone()),
    };
    if let Value::List(list) = iterable {
        let mut at = 0;
        loop {
            // Numbers are added with the list open; anything else may run code that changes it.
            let odd = {
                let items = list.items.borrow();
                let rest = items.get(at..).unwrap_or_default();
                let taken = match &mut total {
                    Total::Int(sum) => rest.iter().position(|item| !add_int(sum, item)),
                    Total::Float(sum) => rest.iter().position(|item| match item {
                        Value::Float(x) => {
                            *sum += x.get();
                            false
                        }
                        _ => true,
                    }),
                    Total::Other(_) => Some(0).filter(|_| !rest.is_empty()),
                };
                at += taken.unwrap_or(rest.len());
                items.get(at).cloned()
            };
            let Some(item) = odd else { return Ok(total.value()) };
            total = total.add(cx, &item)?;
            at += 1;
        }
    }
    let iterator = cx.iter(iterable)?;
    let mut taken = 0u32;
    while let Some(item) = cx.next(&iterator)? {
        total = total.add(cx, &item)?;
        taken = taken.wrapping_add(1);
        if taken.is_multiple_of(4096) {
            cx.check_interrupt()?;
        }
    }
    Ok(total.value())
}

fn extreme(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)], name: &str, better: CmpOp) -> R<Value> {
    let (mut key, mut default) = (Value::None, Value::Undef);
    for (keyword, value) in kwargs {
        match *keyword {
            names::KEY => key = value.clone(),
            _ if keyword.as_str() == "default" => default = value.clone(),
            _ => {
                let message = format!("{name}() got an unexpected keyword argument '{keyword}'");
                return err(ErrorClass::TypeError, message);
            }
        }
    }
    let iterator = match args {
        [] => return err(ErrorClass::TypeError, format!("{name} expected at least 1 argument, got 0")),
        [one] => cx.iter(one)?,
        _ if !default.is_undef() => {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return err(ErrorClass::TypeError, message);
        }
        many => crate::run::protocol::iter_over(many.to_vec()),
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = cx.next(&iterator)? {
        let item_key = if key.is_none() { item.clone() } else { cx.call(&key, std::slice::from_ref(&item), &[])? };
        let replaces = match &best {
            None => true,
            Some((best_key, _)) => match (&item_key, best_key, better) {
                (Value::Int(a), Value::Int(b), CmpOp::Lt) => a < b,
                (Value::Int(a), Value::Int(b), _) => a > b,
                _ => {
                    let result = cx.compare(better, &item_key, best_key)?;
                    cx.truth(&result)?
                }
            },
        };
        if replaces {
            best = Some((item_key, item));
        }
    }
    match best {
        Some((_, item)) => Ok(item),
        None if !default.is_undef() => Ok(default),
        None => err(ErrorClass::ValueError, format!("{name}() arg is an empty sequence")),
    }
}

/// Whether an item has the truth value that is looked for.
fn search(cx: &mut dyn Interp, iterable: &Value, wanted: bool) -> R<Value> {
    let iterator = cx.iter(iterable)?;
    let mut taken = 0u32;
    while let Some(item) = cx.next(&iterator)? {
        if cx.truth(&item)? == wanted {
            return Ok(Value::bool(wanted));
        }
        taken = taken.wrapping_add(1);
        if taken.is_multiple_of(4096) {
            cx.check_interrupt()?;
        }
    }
    Ok(Value::bool(!wanted))
}
