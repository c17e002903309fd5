//! `range` and `slice`.

use crate::python::args::POSITIONAL;
use crate::run::protocol::{self, index_or_none, make_range, range_position, slice_bounds, to_bigint, to_index};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Range, Run, Slice, Value};
use num_traits::Zero;
use std::rc::Rc;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "range.__new__",
        signature: "(start, stop=_NoValue, step=_NoValue, /)",
        summary: "The ints from `start`, 0 by default, up to but without `stop`, `step` apart.",
        details: "With one argument that is `stop`.",
        example: ">>> list(range(4)), list(range(1, 10, 3)), list(range(3, 0, -1))\n([0, 1, 2, 3], [1, 4, 7], [3, 2, 1])\n",
        see_also: &["np.arange"],
        run: Run::Construct(new),
        ..POSITIONAL
    },
    Builtin {
        name: "range.start",
        summary: "The first int.",
        example: ">>> range(1, 5).start\n1\n",
        run: Run::Property(|_, value| Ok(Value::big(range(value)?.big_parts().0)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "range.stop",
        summary: "The bound that is not reached.",
        example: ">>> range(1, 5).stop\n5\n",
        run: Run::Property(|_, value| Ok(Value::big(range(value)?.big_parts().1)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "range.step",
        summary: "The distance between two ints.",
        example: ">>> range(1, 5).step\n1\n",
        run: Run::Property(|_, value| Ok(Value::big(range(value)?.big_parts().2)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "range.index",
        signature: "(self, value, /)",
        summary: "The position of a value; ValueError if it is not there.",
        example: ">>> range(0, 10, 2).index(6)\n3\n",
        run: Run::Function(index),
        ..POSITIONAL
    },
    Builtin {
        name: "range.count",
        signature: "(self, value, /)",
        summary: "1 if the value is there, else 0.",
        example: ">>> range(5).count(3)\n1\n",
        run: Run::Function(|cx, args| Ok(Value::Int(i64::from(protocol::contains(cx, &args[0], &args[1])?)))),
        ..POSITIONAL
    },
    Builtin {
        name: "slice.__new__",
        signature: "(start, stop=_NoValue, step=None, /)",
        summary: "What `a:b:c` between brackets makes.",
        details: "With one argument that is `stop`.",
        example: ">>> 'abcdef'[slice(1, 4)]\n'bcd'\n",
        run: Run::Construct(new_slice),
        ..POSITIONAL
    },
    Builtin {
        name: "slice.start",
        summary: "The first bound, or None.",
        example: ">>> slice(1, 4).start\n1\n",
        run: Run::Property(|_, value| Ok(slice(value)?.start.clone()), None),
        ..POSITIONAL
    },
    Builtin {
        name: "slice.stop",
        summary: "The second bound, or None.",
        example: ">>> slice(1, 4).stop\n4\n",
        run: Run::Property(|_, value| Ok(slice(value)?.stop.clone()), None),
        ..POSITIONAL
    },
    Builtin {
        name: "slice.step",
        summary: "The step, or None.",
        example: ">>> print(slice(1, 4).step)\nNone\n",
        run: Run::Property(|_, value| Ok(slice(value)?.step.clone()), None),
        ..POSITIONAL
    },
    Builtin {
        name: "slice.indices",
        signature: "(self, length, /)",
        summary: "Start, stop and step as they count for a sequence of a length.",
        example: ">>> slice(-3, None).indices(10)\n(7, 10, 1)\n",
        run: Run::Function(indices),
        ..POSITIONAL
    },
];

fn range(value: &Value) -> R<&Range> {
    match value {
        Value::Range(range) => Ok(range),
        _ => crate::python::args::wrong_receiver(value, "range", "start"),
    }
}

fn slice(value: &Value) -> R<&Slice> {
    match value {
        Value::Slice(slice) => Ok(slice),
        _ => crate::python::args::wrong_receiver(value, "slice", "start"),
    }
}

fn new(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[1].is_undef() {
        if let Value::Int(stop) = args[0] {
            return Ok(Value::Range(Rc::new(Range::Small(0, stop, 1))));
        }
        let stop = to_bigint(cx, &args[0])?;
        return Ok(make_range(0.into(), stop, 1.into()));
    }
    let start = to_bigint(cx, &args[0])?;
    let stop = to_bigint(cx, &args[1])?;
    let step = if args[2].is_undef() { 1.into() } else { to_bigint(cx, &args[2])? };
    if step.is_zero() {
        return err(ErrorClass::ValueError, "range() arg 3 must not be zero");
    }
    Ok(make_range(start, stop, step))
}

fn index(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if matches!(args[1], Value::Int(_) | Value::Bool(_) | Value::BigInt(_)) {
        return match range_position(range(&args[0])?, &args[1]) {
            Some(position) => Ok(Value::big(position)),
            None => {
                let message = format!("{} is not in range", cx.repr(&args[1])?);
                err(ErrorClass::ValueError, message)
            }
        };
    }
    let iterator = cx.iter(&args[0])?;
    let mut position = 0;
    while let Some(item) = cx.next(&iterator)? {
        if cx.equal(&item, &args[1])? {
            return Ok(Value::Int(position));
        }
        position += 1;
    }
    err(ErrorClass::ValueError, "sequence.index(x): x not in sequence")
}

fn new_slice(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [first, second, step] = args else { return Ok(Value::None) };
    let (start, stop) = if second.is_undef() { (Value::None, first.take()) } else { (first.take(), second.take()) };
    Ok(Value::Slice(Rc::new(Slice { start, stop, step: step.take() })))
}

fn indices(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let length = to_index(cx, &args[1])?;
    let Ok(length) = usize::try_from(length) else {
        return err(ErrorClass::ValueError, "length should not be negative");
    };
    let bounds = slice_bounds(cx, slice(&args[0])?, length)?;
    let step = index_or_none(cx, &slice(&args[0])?.step)?.unwrap_or(1);
    Ok(Value::tuple([Value::Int(bounds.start), Value::Int(bounds.stop), Value::Int(step)]))
}
