//! Arrays from objects: array, asarray and its kin, copy, fromiter.

use super::refuse_extras;
use crate::array::{Array, ArrayRef, DType, Order};
use crate::run::arguments::{dtype_arg, index_of, order_of, refuse};
use crate::run::convert::{as_array, cast, from_value};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, object_of};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.array",
        signature: "(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, ndmax=0, like=None)",
        style: Style::NumPy,
        summary: "Make an array from a sequence, nested sequences or a number.",
        details: "The dtype is the smallest that holds all elements, unless it is given. `copy=False` \
                  forbids a copy, `copy=None` makes one only if it is needed.",
        example: ">>> np.array([1, 2, 3])\narray([1, 2, 3])\n>>> np.array([[1, 2], [3, 4.5]])\narray([[1. , 2. ],\n       [3. , 4.5]])\n",
        see_also: &["np.asarray", "np.zeros", "np.arange"],
        run: Run::Function(array),
        ..ROW
    },
    Builtin {
        name: "np.asarray",
        signature: "(a, dtype=None, order=None, *, device=None, copy=None, like=None)",
        style: Style::NumPy,
        summary: "Convert the input to an array, without a copy if it is one already.",
        example: ">>> a = np.array([1, 2])\n>>> np.asarray(a) is a\nTrue\n>>> np.asarray([1, 2])\narray([1, 2])\n",
        see_also: &["np.array"],
        run: Run::Function(asarray),
        ..ROW
    },
    Builtin {
        name: "np.asanyarray",
        signature: "(a, dtype=None, order=None, *, device=None, copy=None, like=None)",
        style: Style::NumPy,
        summary: "Convert the input to an array, but pass subclasses of ndarray through.",
        example: ">>> np.asanyarray([1, 2])\narray([1, 2])\n",
        see_also: &["np.asarray"],
        run: Run::Function(asanyarray),
        ..ROW
    },
    Builtin {
        name: "np.ascontiguousarray",
        signature: "(a, dtype=None, *, like=None)",
        style: Style::NumPy,
        summary: "An array of at least one axis that lies in C order.",
        example: ">>> x = np.ones((2, 3), order='F')\n>>> np.ascontiguousarray(x).flags['C_CONTIGUOUS']\nTrue\n",
        run: Run::Function(|cx, args| contiguous(cx, args, Order::C)),
        ..ROW
    },
    Builtin {
        name: "np.asfortranarray",
        signature: "(a, dtype=None, *, like=None)",
        style: Style::NumPy,
        summary: "An array that lies in Fortran order.",
        example: ">>> np.asfortranarray(np.ones((2, 3))).flags['F_CONTIGUOUS']\nTrue\n",
        run: Run::Function(|cx, args| contiguous(cx, args, Order::F)),
        ..ROW
    },
    Builtin {
        name: "np.asarray_chkfinite",
        signature: "(a, dtype=None, order=None)",
        summary: "Convert the input to an array and refuse NaN and infinity.",
        example: ">>> np.asarray_chkfinite([1., 2])\narray([1., 2.])\n",
        run: Run::Function(asarray_chkfinite),
        ..ROW
    },
    Builtin {
        name: "np.fromiter",
        signature: "(iter, dtype, count=-1, *, like=None)",
        style: Style::C,
        summary: "A 1-d array from an iterable.",
        example: ">>> np.fromiter((x * x for x in range(4)), float)\narray([0., 1., 4., 9.])\n",
        run: Run::Function(fromiter),
        ..ROW
    },
    Builtin {
        name: "np.copy",
        signature: "(a, order='K', subok=False)",
        summary: "A copy of an array.",
        example: ">>> a = np.array([1, 2])\n>>> b = np.copy(a)\n>>> b[0] = 9\n>>> a\narray([1, 2])\n",
        run: Run::Function(copy),
        ..ROW
    },
];

fn array(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [object, dtype, copy, order, subok, ndmin, ndmax, like] = args else { return Ok(Value::None) };
    refuse_extras("array", None, like)?;
    if !matches!(ndmax, Value::Int(0)) {
        return crate::value::unsupported_argument("array", "ndmax");
    }
    let dtype = dtype_arg(cx, dtype)?;
    let order = order_of(order, Order::Keep)?;
    let ndmin = index_of(cx, ndmin)?;
    let subok = cx.truth(subok)?;
    let asks_copy = !copy.is_none() && cx.truth(copy)?;
    if let Some(converted) = crate::run::convert::array_of_object(cx, object, dtype, asks_copy)? {
        *object = Value::Array(converted);
    }
    let made = match object {
        Value::Array(source) => {
            let must_copy = !copy.is_none() && cx.truth(copy)?;
            let forbid = !copy.is_none() && !must_copy;
            let same = dtype.is_none_or(|dtype| matches_dtype(dtype, source.dtype())) && lies_in(source, order);
            if forbid && !same {
                return err(
                    ErrorClass::ValueError,
                    "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` \
                     replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\n\
                     For more details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword.",
                );
            }
            if must_copy || !same {
                let source = source.clone();
                let converted = match dtype {
                    Some(dtype) if !matches_dtype(dtype, source.dtype()) => cast(cx, &source, dtype)?,
                    _ => source.clone(),
                };
                let fresh = !std::ptr::eq(&*converted, &*source);
                let result =
                    if fresh && lies_in(&converted, order) { converted } else { converted.copy_ordered(order) };
                if subok { of_same_class(cx, &source, result)? } else { result }
            } else {
                if !subok && source.tag.borrow().is_some() {
                    source.view_layout(source.layout())
                } else {
                    source.clone()
                }
            }
        }
        other => {
            if !copy.is_none() && !cx.truth(copy)? {
                return err(
                    ErrorClass::ValueError,
                    "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` \
                     replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\n\
                     For more details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword.",
                );
            }
            let made = from_value(cx, other, dtype)?;
            if order == Order::F && !made.is_f() { made.copy_ordered(Order::F) } else { made }
        }
    };
    let mut layout = made.layout();
    if (layout.ndim() as i64) < ndmin {
        while (layout.ndim() as i64) < ndmin {
            layout = layout.with_axis(0);
        }
        let view = made.view_layout(layout);
        return Ok(Value::Array(if subok { of_same_class(cx, &made, view)? } else { view }));
    }
    Ok(Value::Array(made))
}

/// Whether an array of dtype `have` satisfies a request for `wanted`: `str` takes any width.
fn matches_dtype(wanted: DType, have: DType) -> bool {
    wanted == have || matches!((wanted, have), (DType::Str(0), DType::Str(_)) | (DType::Bytes(0), DType::Bytes(_)))
}

fn lies_in(array: &Array, order: Order) -> bool {
    match order {
        Order::C => array.is_c(),
        Order::F => array.is_f(),
        Order::Any | Order::Keep => true,
    }
}

/// A new array, after it was given the class of the one that it was made from.
fn of_same_class(cx: &mut dyn Interp, source: &ArrayRef, result: ArrayRef) -> R<ArrayRef> {
    crate::numpy::shape::same_class(cx, source, result.clone())?;
    Ok(result)
}

/// `np.asarray` or `np.asanyarray`, which keeps a subclass.
fn as_given(cx: &mut dyn Interp, function: &str, args: &mut [Value], subok: bool) -> R<Value> {
    let [a, dtype, order, device, copy, like] = args else { return Ok(Value::None) };
    refuse_extras(function, Some(device), like)?;
    if order.is_none() {
        *order = Value::str("K");
    }
    let mut forwarded = [
        a.take(),
        dtype.take(),
        copy.take(),
        order.take(),
        Value::bool(subok),
        Value::Int(0),
        Value::Int(0),
        Value::None,
    ];
    array(cx, &mut forwarded)
}

fn asarray(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    as_given(cx, "asarray", args, false)
}

fn asanyarray(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    as_given(cx, "asanyarray", args, true)
}

fn contiguous(cx: &mut dyn Interp, args: &mut [Value], order: Order) -> R<Value> {
    let [a, dtype, like] = args else { return Ok(Value::None) };
    refuse(like, "ascontiguousarray", "like")?;
    let letter = Value::str(if order == Order::C { "C" } else { "F" });
    let ndmin = Value::Int(if order == Order::C { 1 } else { 0 });
    let mut forwarded =
        [a.take(), dtype.take(), Value::None, letter, Value::bool(false), ndmin, Value::Int(0), Value::None];
    array(cx, &mut forwarded)
}

fn asarray_chkfinite(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, dtype, order] = args else { return Ok(Value::None) };
    let mut forwarded = [a.take(), dtype.take(), order.take(), Value::None, Value::None, Value::None];
    let result = asarray(cx, &mut forwarded)?;
    if let Value::Array(array) = &result
        && (array.dtype().is_float() || array.dtype().is_complex())
        && let Some((wide, _)) = array.cast_numeric(DType::C128)
        && wide.to_vec::<num_complex::Complex64>().iter().any(|x| !x.re.is_finite() || !x.im.is_finite())
    {
        return err(ErrorClass::ValueError, "array must not contain infs or NaNs");
    }
    Ok(result)
}

fn fromiter(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [iterable, dtype, count, like] = args else { return Ok(Value::None) };
    refuse(like, "fromiter", "like")?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let count = index_of(cx, count)?;
    let iterator = cx.iter(iterable)?;
    let mut items = Vec::new();
    while count < 0 || (items.len() as i64) < count {
        match cx.next(&iterator)? {
            Some(item) => items.push(item),
            None if count >= 0 => {
                return err(
                    ErrorClass::ValueError,
                    format!("iterator too short: Expected {count} but iterator had only {} items.", items.len()),
                );
            }
            None => break,
        }
    }
    let n = items.len();
    if dtype == DType::Object {
        return Ok(Value::Array(Array::from_objects(items.into_iter().map(object_of).collect(), &[n])));
    }
    Ok(Value::Array(from_value(cx, &Value::list(items), Some(dtype))?))
}

fn copy(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, order, subok] = args else { return Ok(Value::None) };
    let source = as_array(cx, a)?;
    let result = source.copy_ordered(order_of(order, Order::Keep)?);
    let subok = cx.truth(subok)?;
    Ok(Value::Array(if subok { of_same_class(cx, &source, result)? } else { result }))
}
