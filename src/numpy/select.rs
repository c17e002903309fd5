//! Choosing elements: where, nonzero, take, put, choose, select, index grids.

use crate::array::{
    Array, ArrayRef, Bool8, DType, Dims, Index, Layout, Order, Selection, broadcast_shapes, nonzero as true_places,
    shape_text,
};
use crate::run::arguments::{axis_of, index_of, refuse, shape_of};
use crate::run::array_index::{assign, get_item, set_item};
use crate::run::convert::{as_array, as_array_of, cast, dtype_of_value, promote};
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};
use crate::with_num_type;

use super::shape::flat;

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.where",
        signature: "(condition, x=_NoValue, y=_NoValue, /)",
        style: Style::C,
        summary: "Elements of x where the condition is true, of y elsewhere; alone, the places where it is true.",
        example: ">>> np.where([True, False], [1, 2], [9, 8])\narray([1, 8])\n>>> np.where([0, 3, 4])\n(array([1, 2]),)\n",
        see_also: &["np.nonzero", "np.choose", "np.select"],
        run: Run::Function(where_),
        ..ROW
    },
    Builtin {
        name: "np.nonzero",
        signature: "(a)",
        method: true,
        summary: "The places of elements that are not zero, one array for each axis.",
        example: ">>> np.nonzero([3, 0, 4])\n(array([0, 2]),)\n",
        see_also: &["np.argwhere", "np.flatnonzero"],
        run: Run::Function(nonzero),
        ..ROW
    },
    Builtin {
        name: "np.argwhere",
        signature: "(a)",
        summary: "The places of elements that are not zero, one row for each.",
        example: ">>> np.argwhere([[0, 1], [2, 0]])\narray([[0, 1],\n       [1, 0]])\n",
        run: Run::Function(argwhere),
        ..ROW
    },
    Builtin {
        name: "np.flatnonzero",
        signature: "(a)",
        summary: "The places in the flattened array of elements that are not zero.",
        example: ">>> np.flatnonzero([[0, 1], [2, 0]])\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let line = flat(&as_array(cx, &args[0])?);
            let mask = truth_array(cx, &line)?;
            let (_, mut found) = true_places(&mask);
            let places = found.pop().unwrap_or_default();
            let n = places.len();
            Ok(Value::Array(Array::from_vec(places, &[n])))
        }),
        ..ROW
    },
    Builtin {
        name: "np.take",
        signature: "(a, indices, axis=None, out=None, mode='raise')",
        method: true,
        summary: "Elements (or sub-arrays along an axis) at positions.",
        example: ">>> np.take([4, 3, 5, 7], [0, 2])\narray([4, 5])\n",
        run: Run::Function(take),
        ..ROW
    },
    Builtin {
        name: "np.put",
        signature: "(a, ind, v, mode='raise')",
        summary: "Set elements at positions of the flattened array.",
        example: ">>> a = np.arange(5)\n>>> np.put(a, [0, 2], [-44, -55])\n>>> a\narray([-44,   1, -55,   3,   4])\n",
        run: Run::Function(put),
        ..ROW
    },
    Builtin {
        name: "ndarray.put",
        signature: "(self, indices, values, /, mode='raise')",
        style: Style::C,
        summary: "Set elements at positions of the flattened array.",
        example: ">>> a = np.arange(3)\n>>> a.put([0], [9])\n>>> a\narray([9, 1, 2])\n",
        run: Run::Function(put),
        ..ROW
    },
    Builtin {
        name: "np.take_along_axis",
        signature: "(arr, indices, axis=-1)",
        summary: "Elements along an axis at positions given for each line: what argsort and argmax give.",
        example: ">>> a = np.array([[10, 30, 20]])\n>>> np.take_along_axis(a, np.argsort(a, axis=1), axis=1)\narray([[10, 20, 30]])\n",
        run: Run::Function(take_along_axis),
        ..ROW
    },
    Builtin {
        name: "np.put_along_axis",
        signature: "(arr, indices, values, axis)",
        summary: "Set elements along an axis at positions given for each line.",
        example: ">>> a = np.array([[10, 30, 20]])\n>>> np.put_along_axis(a, np.array([[1]]), 99, axis=1)\n>>> a\narray([[10, 99, 20]])\n",
        run: Run::Function(put_along_axis),
        ..ROW
    },
    Builtin {
        name: "np.compress",
        signature: "(condition, a, axis=None, out=None)",
        summary: "Sub-arrays along an axis where a condition is true.",
        example: ">>> np.compress([True, False, True], [1, 2, 3])\narray([1, 3])\n",
        run: Run::Function(|cx, args| {
            let [condition, a, axis, out] = args else { return Ok(Value::None) };
            compress(cx, condition, a, axis, out)
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.compress",
        signature: "(self, condition, /, axis=None, out=None)",
        style: Style::C,
        summary: "Sub-arrays along an axis where a condition is true.",
        example: ">>> np.array([1, 2, 3]).compress([True, False, True])\narray([1, 3])\n",
        run: Run::Function(|cx, args| {
            let [a, condition, axis, out] = args else { return Ok(Value::None) };
            compress(cx, condition, a, axis, out)
        }),
        ..ROW
    },
    Builtin {
        name: "np.extract",
        signature: "(condition, arr)",
        summary: "Elements of the flattened array where a condition is true.",
        example: ">>> np.extract([True, False, True], [1, 2, 3])\narray([1, 3])\n",
        run: Run::Function(|cx, args| {
            let condition = flat(&as_array(cx, &args[0])?);
            let places = true_positions(cx, &condition)?;
            let line = flat(&as_array(cx, &args[1])?);
            Ok(Value::Array(pick_axis(&line, Array::from_vec(places.clone(), &[places.len()]), 0)?))
        }),
        ..ROW
    },
    Builtin {
        name: "np.place",
        signature: "(arr, mask, vals)",
        summary: "Set elements where a mask is true to values in turn.",
        example: ">>> a = np.arange(4)\n>>> np.place(a, a > 1, [44, 55])\n>>> a\narray([ 0,  1, 44, 55])\n",
        run: Run::Function(place),
        ..ROW
    },
    Builtin {
        name: "np.putmask",
        signature: "(a, /, mask, values)",
        style: Style::C,
        summary: "Set elements where a mask is true to the values of the same places.",
        example: ">>> a = np.arange(4)\n>>> np.putmask(a, a > 1, a ** 2)\n>>> a\narray([0, 1, 4, 9])\n",
        run: Run::Function(putmask),
        ..ROW
    },
    Builtin {
        name: "np.copyto",
        signature: "(dst, src, casting='same_kind', where=True)",
        style: Style::C,
        summary: "Copy values into an array, stretched to its shape.",
        example: ">>> a = np.zeros(3)\n>>> np.copyto(a, [4, 5, 6])\n>>> a\narray([4., 5., 6.])\n",
        run: Run::Function(copyto),
        ..ROW
    },
    Builtin {
        name: "np.choose",
        signature: "(a, choices, out=None, mode='raise')",
        summary: "From several arrays, for each place the element of the array that `a` names.",
        example: ">>> np.choose([0, 1, 0], [[1, 2, 3], [10, 20, 30]])\narray([ 1, 20,  3])\n",
        run: Run::Function(choose),
        ..ROW
    },
    Builtin {
        name: "ndarray.choose",
        signature: "(self, choices, /, out=None, mode='raise')",
        style: Style::C,
        summary: "From several arrays, for each place the element of the array that this one names.",
        example: ">>> np.array([0, 1]).choose([[1, 2], [10, 20]])\narray([ 1, 20])\n",
        run: Run::Function(choose),
        ..ROW
    },
    Builtin {
        name: "np.select",
        signature: "(condlist, choicelist, default=0)",
        summary: "From several arrays, for each place the element of the first whose condition is true.",
        example: ">>> x = np.arange(5)\n>>> np.select([x < 2, x > 3], [x, x ** 2], 42)\narray([ 0,  1, 42, 42, 16])\n",
        run: Run::Function(select),
        ..ROW
    },
    Builtin {
        name: "np.piecewise",
        signature: "(x, condlist, funclist, *args, **kw)",
        summary: "A function given in pieces: where each condition is true, its function or value.",
        example: ">>> x = np.array([-2., 3.])\n>>> np.piecewise(x, [x < 0, x >= 0], [lambda x: -x, lambda x: x])\narray([2., 3.])\n",
        run: Run::Function(piecewise),
        ..ROW
    },
    Builtin {
        name: "np.ix_",
        signature: "(*args)",
        summary: "Vectors as an open grid for subscripts.",
        example: ">>> a = np.arange(6).reshape(2, 3)\n>>> a[np.ix_([0, 1], [0, 2])]\narray([[0, 2],\n       [3, 5]])\n",
        run: Run::Function(ix_),
        ..ROW
    },
    Builtin {
        name: "np.unravel_index",
        signature: "(indices, shape, order='C')",
        style: Style::C,
        summary: "Places in the flattened array as indices along the axes.",
        example: ">>> np.unravel_index(5, (2, 3))\n(np.int64(1), np.int64(2))\n",
        run: Run::Function(unravel_index),
        ..ROW
    },
    Builtin {
        name: "np.ravel_multi_index",
        signature: "(multi_index, dims, mode='raise', order='C')",
        style: Style::C,
        summary: "Indices along the axes as places in the flattened array.",
        example: ">>> np.ravel_multi_index(([1, 0], [2, 1]), (2, 3))\narray([5, 1])\n",
        run: Run::Function(ravel_multi_index),
        ..ROW
    },
    Builtin {
        name: "np.tril_indices",
        signature: "(n, k=0, m=None)",
        summary: "The places of the lower triangle.",
        example: ">>> np.tril_indices(2)\n(array([0, 1, 1]), array([0, 0, 1]))\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[0])?;
            let k = index_of(cx, &args[1])?;
            let m = if args[2].is_missing() { n } else { index_of(cx, &args[2])? };
            Ok(triangle_places(n, m, k, true))
        }),
        ..ROW
    },
    Builtin {
        name: "np.triu_indices",
        signature: "(n, k=0, m=None)",
        summary: "The places of the upper triangle.",
        example: ">>> np.triu_indices(2)\n(array([0, 0, 1]), array([0, 1, 1]))\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[0])?;
            let k = index_of(cx, &args[1])?;
            let m = if args[2].is_missing() { n } else { index_of(cx, &args[2])? };
            Ok(triangle_places(n, m, k, false))
        }),
        ..ROW
    },
    Builtin {
        name: "np.tril_indices_from",
        signature: "(arr, k=0)",
        summary: "The places of an array's lower triangle.",
        example: ">>> np.tril_indices_from(np.ones((2, 2)))\n(array([0, 1, 1]), array([0, 0, 1]))\n",
        run: Run::Function(|cx, args| triangle_from(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.triu_indices_from",
        signature: "(arr, k=0)",
        summary: "The places of an array's upper triangle.",
        example: ">>> np.triu_indices_from(np.ones((2, 2)))\n(array([0, 0, 1]), array([0, 1, 1]))\n",
        run: Run::Function(|cx, args| triangle_from(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "np.diag_indices",
        signature: "(n, ndim=2)",
        summary: "The places of the main diagonal.",
        example: ">>> np.diag_indices(3)\n(array([0, 1, 2]), array([0, 1, 2]))\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[0])?.max(0);
            let ndim = index_of(cx, &args[1])?.max(0) as usize;
            let places = Value::Array(Array::from_vec((0..n).collect(), &[n as usize]));
            Ok(Value::tuple(vec![places; ndim]))
        }),
        ..ROW
    },
    Builtin {
        name: "np.diag_indices_from",
        signature: "(arr)",
        summary: "The places of an array's main diagonal.",
        example: ">>> np.diag_indices_from(np.ones((2, 2)))\n(array([0, 1]), array([0, 1]))\n",
        run: Run::Function(|cx, args| {
            let array = as_array(cx, &args[0])?;
            let shape = array.shape();
            if shape.len() < 2 {
                return err(ErrorClass::ValueError, "input array must be at least 2-d");
            }
            if shape.iter().any(|&n| n != shape[0]) {
                return err(ErrorClass::ValueError, "All dimensions of input must be of equal length");
            }
            let n = shape[0];
            let places = Value::Array(Array::from_vec((0..n as i64).collect(), &[n]));
            Ok(Value::tuple(vec![places; shape.len()]))
        }),
        ..ROW
    },
    Builtin {
        name: "np.fill_diagonal",
        signature: "(a, val, wrap=False)",
        summary: "Set the main diagonal, in place.",
        example: ">>> a = np.zeros((2, 2), int)\n>>> np.fill_diagonal(a, 5)\n>>> a\narray([[5, 0],\n       [0, 5]])\n",
        run: Run::Function(fill_diagonal),
        ..ROW
    },
    Builtin {
        name: "np.mask_indices",
        signature: "(n, mask_func, k=0)",
        summary: "The places that a masking function such as `np.triu` keeps.",
        example: ">>> np.mask_indices(2, np.triu)\n(array([0, 0, 1]), array([0, 1, 1]))\n",
        run: Run::Function(|cx, args| {
            let n = shape_of(cx, &args[0])?[0];
            let ones = super::create::filled(cx, &[n, n], DType::I64, Order::C, &Value::Int(1))?;
            let masked = cx.call(&args[1].clone(), &[Value::Array(ones), args[2].clone()], &[])?;
            nonzero(cx, &mut [masked])
        }),
        ..ROW
    },
];

/// Each element's truth value.
pub(super) fn truth_array(cx: &mut dyn Interp, array: &ArrayRef) -> R<ArrayRef> {
    if array.dtype() == DType::Bool { Ok(array.clone()) } else { cast(cx, array, DType::Bool) }
}

fn true_positions(cx: &mut dyn Interp, line: &ArrayRef) -> R<Vec<i64>> {
    let mask = truth_array(cx, line)?;
    Ok(true_places(&mask).1.into_iter().next().unwrap_or_default())
}

/// The dtype of `x` beside `y` where Python's numbers are weak.
fn common_weak(x: &Value, y: &Value, a: &ArrayRef, b: &ArrayRef) -> R<DType> {
    let weak = |value: &Value| matches!(value, Value::Int(_) | Value::Float(_) | Value::Complex(_));
    let rank = |dtype: DType| match () {
        () if dtype.is_complex() => 3,
        () if dtype.is_float() => 2,
        () if dtype.is_integer() => 1,
        () => 0,
    };
    let beside = |strong: DType, value: &Value| {
        let own = dtype_of_value(value);
        if !strong.is_numeric() {
            return promote(strong, own);
        }
        Ok(if rank(strong) >= rank(own) { strong } else { promote(strong, own)? })
    };
    match (weak(x), weak(y)) {
        (true, false) => beside(b.dtype(), x),
        (false, true) => beside(a.dtype(), y),
        _ => promote(a.dtype(), b.dtype()),
    }
}

fn where_(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [condition, x, y] = args else { return Ok(Value::None) };
    if x.is_undef() && y.is_undef() {
        return nonzero(cx, &mut [condition.take()]);
    }
    if x.is_undef() || y.is_undef() {
        return err(ErrorClass::ValueError, "either both or neither of x and y should be given");
    }
    let condition = as_array(cx, condition)?;
    let mask = truth_array(cx, &condition)?;
    let (a, b) = (as_array(cx, x)?, as_array(cx, y)?);
    let dtype = common_weak(x, y, &a, &b)?;
    let (a, b) = (as_array_of(cx, x, dtype)?, as_array_of(cx, y, dtype)?);
    let shapes = [mask.shape(), a.shape(), b.shape()];
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        let shown: String = shapes.iter().map(|shape| shape_text(shape) + " ").collect();
        return err(ErrorClass::ValueError, format!("operands could not be broadcast together with shapes {shown}"));
    };
    Array::check_size(&shape, dtype)?;
    Ok(Value::Array(merge(&mask, &a, &b, &shape)?))
}

/// `a` where the mask is true, `b` elsewhere, all stretched to a shape.
fn merge(mask: &ArrayRef, a: &ArrayRef, b: &ArrayRef, shape: &[usize]) -> R<ArrayRef> {
    let stretch = |array: &ArrayRef| match array.layout().broadcast_to(shape) {
        Some(layout) => array.view_layout(layout),
        None => unreachable!("the shape was broadcast from these arrays"),
    };
    let mask = stretch(mask).contiguous();
    fn numbers<T: crate::array::Num>(mask: &[Bool8], a: &ArrayRef, b: &ArrayRef, shape: &[usize]) -> ArrayRef {
        let one = |array: &ArrayRef| (array.size() == 1).then(|| array.to_vec::<T>()[0]);
        let full = |array: &ArrayRef| match array.layout().broadcast_to(shape) {
            Some(layout) => array.view_layout(layout).contiguous(),
            None => array.clone(),
        };
        let (one_a, one_b) = (one(a), one(b));
        Array::build::<T>(shape, |out| match (one_a, one_b) {
            (Some(x), Some(y)) => {
                for (o, m) in out.iter_mut().zip(mask) {
                    *o = if m.get() { x } else { y };
                }
            }
            (Some(x), None) => full(b).with_elements::<T, _>(|b| {
                for ((o, m), y) in out.iter_mut().zip(mask).zip(b) {
                    *o = if m.get() { x } else { *y };
                }
            }),
            (None, Some(y)) => full(a).with_elements::<T, _>(|a| {
                for ((o, m), x) in out.iter_mut().zip(mask).zip(a) {
                    *o = if m.get() { *x } else { y };
                }
            }),
            (None, None) => full(a).with_elements::<T, _>(|a| {
                full(b).with_elements::<T, _>(|b| {
                    for (((o, m), x), y) in out.iter_mut().zip(mask).zip(a).zip(b) {
                        *o = if m.get() { *x } else { *y };
                    }
                });
            }),
        })
    }
    let result = mask.with_elements::<Bool8, _>(
        |flags| with_num_type!(a.dtype(), T => Some(numbers::<T>(flags, a, b, shape)), else None),
    );
    if let Some(result) = result {
        return Ok(result);
    }
    let result = stretch(b).copy();
    let picked = Index::Mask(mask.clone());
    if let Selection::Picked(places) = crate::array::select(&result, std::slice::from_ref(&picked))?
        && let Selection::Picked(from) = crate::array::select(&stretch(a), &[picked])?
    {
        places.set(&result, &from.get(&stretch(a)));
    }
    Ok(result)
}

fn nonzero(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    if array.ndim() == 0 {
        return err(
            ErrorClass::ValueError,
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context \
             of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`.",
        );
    }
    let mask = truth_array(cx, &array)?;
    let (count, found) = true_places(&mask);
    Ok(Value::tuple(found.into_iter().map(|places| Value::Array(Array::from_vec(places, &[count])))))
}

fn argwhere(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let mask = truth_array(cx, &array)?;
    let (count, found) = true_places(&mask);
    let width = found.len();
    Ok(Value::Array(Array::build::<i64>(&[count, width], |out| {
        for (axis, places) in found.iter().enumerate() {
            for (row, &place) in places.iter().enumerate() {
                out[row * width + axis] = place;
            }
        }
    })))
}

/// Positions brought into range as `mode` says.
fn moded(cx: &mut dyn Interp, indices: &Value, n: usize, mode: &Value, axis: usize) -> R<ArrayRef> {
    let given = as_array(cx, indices)?;
    if !given.dtype().is_integer() && given.dtype() != DType::Bool && given.size() > 0 {
        let from = cx.repr(&Value::dtype(given.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    let positions = as_array_of(cx, indices, DType::I64)?;
    let shape = positions.shape();
    let n_signed = n as i64;
    if n == 0 && positions.size() > 0 {
        return err(ErrorClass::IndexError, "cannot do a non-empty take from an empty axes.");
    }
    let mut places = positions.to_vec::<i64>();
    match mode.as_str() {
        None | Some("raise") => {
            for place in &mut places {
                *place = crate::array::wrap_index(*place, n, axis)? as i64;
            }
        }
        Some("wrap") => places.iter_mut().for_each(|place| *place = place.rem_euclid(n_signed.max(1))),
        Some("clip") => places.iter_mut().for_each(|place| *place = (*place).clamp(0, (n_signed - 1).max(0))),
        Some(other) => {
            return err(
                ErrorClass::ValueError,
                format!("clipmode must be one of 'clip', 'raise', or 'wrap' (got '{other}')"),
            );
        }
    }
    Ok(Array::from_vec(places, &shape))
}

/// Sub-arrays along an axis at positions in range.
fn pick_axis(array: &ArrayRef, positions: ArrayRef, axis: usize) -> R<ArrayRef> {
    let mut items = vec![Index::Slice { start: None, stop: None, step: 1 }; axis];
    items.push(Index::Ints(positions));
    match crate::array::select(array, &items)? {
        Selection::Picked(picked) => Ok(picked.get(array)),
        Selection::View { .. } => unreachable!("an index array picks"),
    }
}

/// Puts a result into `out` if one was given.
pub(super) fn deliver(cx: &mut dyn Interp, result: ArrayRef, out: &Value) -> R<Value> {
    match out {
        Value::Array(out) => {
            if out.shape() != result.shape() {
                return err(ErrorClass::ValueError, "output array does not match result of ndarray.take");
            }
            assign(cx, out, &result)?;
            Ok(Value::Array(out.clone()))
        }
        _ if result.ndim() == 0 => Ok(crate::value::element_to_value(result.only_element())),
        _ => Ok(Value::Array(result)),
    }
}

fn take(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, indices, axis, out, mode] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let (array, axis) = if axis.is_missing() {
        (flat(&array), 0)
    } else {
        let axis = axis_of(cx, axis, array.ndim())?;
        (array, axis)
    };
    let positions = moded(cx, indices, array.shape()[axis], mode, axis)?;
    let result = pick_axis(&array, positions, axis)?.contiguous();
    deliver(cx, result, out)
}

fn put(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, ind, v, mode] = args else { return Ok(Value::None) };
    let Value::Array(array) = &*a else {
        return err(ErrorClass::TypeError, format!("argument 1 must be numpy.ndarray, not {}", a.type_name()));
    };
    let array = array.clone();
    array.check_writeable()?;
    let positions = moded(cx, ind, array.size(), mode, 0)?;
    let values = flat(&as_array_of(cx, v, array.dtype())?);
    if values.size() == 0 {
        return Ok(Value::None);
    }
    let offsets: Vec<usize> = array.layout().offsets().collect();
    for (k, place) in positions.to_vec::<i64>().into_iter().enumerate() {
        let element = values.element(values.offset_of(&[k % values.size()]));
        array.set_element(offsets[place as usize], &element);
    }
    Ok(Value::None)
}

/// Subscripts that pick along one axis at positions given for each line.
fn along_axis(cx: &mut dyn Interp, array: &ArrayRef, indices: &Value, axis: usize) -> R<Value> {
    let positions = as_array(cx, indices)?;
    if !positions.dtype().is_integer() {
        return err(ErrorClass::IndexError, "`indices` must be an integer array");
    }
    if positions.ndim() != array.ndim() {
        return err(ErrorClass::ValueError, "`indices` and `arr` must have the same number of dimensions");
    }
    let ndim = array.ndim();
    let mut items = Vec::new();
    for k in 0..ndim {
        if k == axis {
            items.push(Value::Array(positions.clone()));
        } else {
            let n = array.shape()[k];
            let mut shape = Dims::from_elem(1, ndim);
            shape[k] = n;
            items.push(Value::Array(Array::from_vec((0..n as i64).collect(), &shape)));
        }
    }
    Ok(Value::tuple(items))
}

fn take_along_axis(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, indices, axis] = args else { return Ok(Value::None) };
    let array = as_array(cx, arr)?;
    let (array, axis) = if axis.is_none() {
        (flat(&array), 0)
    } else {
        let axis = axis_of(cx, axis, array.ndim())?;
        (array, axis)
    };
    let items = along_axis(cx, &array, indices, axis)?;
    get_item(cx, &array, &items)
}

fn put_along_axis(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, indices, values, axis] = args else { return Ok(Value::None) };
    let array = super::ndarray::this(arr)?;
    let (array, axis) = if axis.is_none() {
        (flat(&array), 0)
    } else {
        let axis = axis_of(cx, axis, array.ndim())?;
        (array, axis)
    };
    let items = along_axis(cx, &array, indices, axis)?;
    set_item(cx, &array, &items, values)?;
    Ok(Value::None)
}

fn compress(cx: &mut dyn Interp, condition: &Value, a: &Value, axis: &Value, out: &Value) -> R<Value> {
    let condition = as_array(cx, condition)?;
    if condition.ndim() != 1 {
        return err(ErrorClass::ValueError, "condition must be a 1-d array");
    }
    let places = true_positions(cx, &condition)?;
    let array = as_array(cx, a)?;
    let (array, axis) = if axis.is_missing() {
        (flat(&array), 0)
    } else {
        let axis = axis_of(cx, axis, array.ndim())?;
        (array, axis)
    };
    let n = places.len();
    let result = pick_axis(&array, Array::from_vec(places, &[n]), axis)?.contiguous();
    deliver(cx, result, out)
}

fn place(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, mask, vals] = args else { return Ok(Value::None) };
    let array = super::ndarray::this(arr)?;
    array.check_writeable()?;
    let mask = flat(&as_array(cx, mask)?);
    if mask.size() != array.size() {
        return err(ErrorClass::ValueError, "place: mask and data must be the same size");
    }
    let places = true_positions(cx, &mask)?;
    let values = flat(&as_array_of(cx, vals, array.dtype())?);
    if values.size() == 0 {
        if places.is_empty() {
            return Ok(Value::None);
        }
        return err(ErrorClass::ValueError, "Cannot insert from an empty array!");
    }
    let offsets: Vec<usize> = array.layout().offsets().collect();
    for (k, place) in places.into_iter().enumerate() {
        let element = values.element(values.offset_of(&[k % values.size()]));
        array.set_element(offsets[place as usize], &element);
    }
    Ok(Value::None)
}

fn putmask(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, mask, values] = args else { return Ok(Value::None) };
    let array = super::ndarray::this(a)?;
    array.check_writeable()?;
    let mask = flat(&as_array(cx, mask)?);
    if mask.size() != array.size() {
        return err(ErrorClass::ValueError, "putmask: mask and data must be the same size");
    }
    let values = flat(&as_array_of(cx, values, array.dtype())?).copy();
    if values.size() == 0 {
        return Ok(Value::None);
    }
    let offsets: Vec<usize> = array.layout().offsets().collect();
    for place in true_positions(cx, &mask)? {
        let place = place as usize;
        let element = values.element(values.offset_of(&[place % values.size()]));
        array.set_element(offsets[place], &element);
    }
    Ok(Value::None)
}

fn copyto(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [dst, src, casting, mask] = args else { return Ok(Value::None) };
    let Value::Array(target) = &*dst else {
        return err(
            ErrorClass::TypeError,
            format!("copyto() argument 1 must be numpy.ndarray, not {}", dst.type_name()),
        );
    };
    let target = target.clone();
    target.check_writeable()?;
    let weak = matches!(src, Value::Int(_) | Value::Float(_) | Value::Bool(_));
    let source = if weak { as_array_of(cx, src, target.dtype())? } else { as_array(cx, src)? };
    let rule = casting.as_str().and_then(crate::array::Casting::from_name).unwrap_or(crate::array::Casting::SameKind);
    if !crate::array::can_cast(source.dtype(), target.dtype(), rule) {
        let from = cx.repr(&Value::dtype(source.dtype()))?;
        let to = cx.repr(&Value::dtype(target.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to {to} according to the rule '{}'", rule.name()),
        );
    }
    if matches!(mask, Value::Bool(flag) if flag.get()) {
        assign(cx, &target, &source)?;
        return Ok(Value::None);
    }
    let mask = as_array_of(cx, mask, DType::Bool)?;
    let source = cast(cx, &source, target.dtype())?;
    let shape = target.shape();
    let merged = merge(&mask, &source, &target, &shape)?;
    assign(cx, &target, &merged)?;
    Ok(Value::None)
}

fn choose(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, choices, out, mode] = args else { return Ok(Value::None) };
    let mut arrays = Vec::new();
    for choice in cx.collect(choices)? {
        arrays.push(as_array(cx, &choice)?);
    }
    if arrays.is_empty() {
        return err(ErrorClass::ValueError, "0-length sequence.");
    }
    let n = arrays.len();
    let which = match moded(cx, a, n, mode, 0) {
        Err(error) if error.class == ErrorClass::IndexError => {
            return err(ErrorClass::ValueError, "invalid entry in choice array");
        }
        other => other?,
    };
    let mut dtype = arrays[0].dtype();
    for array in &arrays {
        dtype = promote(dtype, array.dtype())?;
    }
    let mut shapes: Vec<Dims> = arrays.iter().map(|array| array.shape()).collect();
    shapes.push(which.shape());
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape.");
    };
    let mut result = super::create::new_array(&shape, dtype, Order::C)?;
    for (k, array) in arrays.iter().enumerate() {
        let here = cx.compare(CmpOp::Eq, &Value::Array(which.clone()), &Value::count(k))?;
        let here = as_array(cx, &here)?;
        let array = cast(cx, array, dtype)?;
        result = merge(&here, &array, &result, &shape)?;
    }
    deliver(cx, result, out)
}

fn select(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [conditions, choices, default] = args else { return Ok(Value::None) };
    let conditions = cx.collect(conditions)?;
    let choices = cx.collect(choices)?;
    if conditions.len() != choices.len() {
        return err(ErrorClass::ValueError, "list of cases must be same length as list of conditions");
    }
    if conditions.is_empty() {
        return err(ErrorClass::ValueError, "select with an empty condition list is not possible");
    }
    let mut arrays = Vec::new();
    let mut strong: Option<DType> = None;
    for choice in choices.iter().chain([&*default]) {
        let array = as_array(cx, choice)?;
        if !matches!(choice, Value::Int(_) | Value::Float(_) | Value::Complex(_)) {
            strong = Some(match strong {
                None => array.dtype(),
                Some(have) => promote(have, array.dtype())?,
            });
        }
        arrays.push((choice.clone(), array));
    }
    let mut dtype = strong.unwrap_or(DType::Bool);
    for (choice, array) in &arrays {
        let weak = matches!(choice, Value::Int(_) | Value::Float(_) | Value::Complex(_));
        if weak {
            let probe = Array::zeros(dtype, &[]);
            dtype = if strong.is_some() {
                common_weak(&Value::Array(probe.clone()), choice, &probe, array)?
            } else {
                promote(dtype, array.dtype())?
            };
        }
    }
    let mut masks = Vec::new();
    for (k, condition) in conditions.iter().enumerate() {
        let mask = as_array(cx, condition)?;
        if mask.dtype() != DType::Bool {
            return err(ErrorClass::TypeError, format!("invalid entry {k} in condlist: should be boolean ndarray"));
        }
        masks.push(mask);
    }
    let mut shapes: Vec<Dims> = arrays.iter().map(|(_, array)| array.shape()).collect();
    shapes.extend(masks.iter().map(|mask| mask.shape()));
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape.");
    };
    let Some((last, _)) = arrays.pop() else { return Ok(Value::None) };
    let mut result = as_array_of(cx, &last, dtype)?;
    for (mask, (choice, _)) in masks.iter().zip(&arrays).rev() {
        let choice = as_array_of(cx, choice, dtype)?;
        result = merge(mask, &choice, &result, &shape)?;
    }
    Ok(Value::Array(result))
}

fn piecewise(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, condlist, funclist, more, kw] = args else { return Ok(Value::None) };
    let x = as_array(cx, x)?;
    let functions = cx.collect(funclist)?;
    let mut conditions = Vec::new();
    let given = match &*condlist {
        Value::Array(mask) if mask.ndim() <= x.ndim() => vec![condlist.clone()],
        other => cx.collect(other)?,
    };
    for condition in &given {
        let mask = as_array(cx, condition)?;
        conditions.push(truth_array(cx, &mask)?);
    }
    if functions.len() == conditions.len() + 1 {
        // One function more is for where no condition holds.
        let mut any = Value::np_bool(false);
        for mask in &conditions {
            any = cx.binary(BinOp::BitOr, &any, &Value::Array(mask.clone()))?;
        }
        let none = cx.unary(crate::syntax::ast::UnaryOp::Invert, &any)?;
        conditions.push(as_array(cx, &none)?);
    } else if functions.len() != conditions.len() {
        let n = conditions.len();
        return err(
            ErrorClass::ValueError,
            format!("with {n} condition(s), either {n} or {} functions are expected", n + 1),
        );
    }
    let result = super::create::new_array(&x.shape(), x.dtype(), Order::C)?;
    let extra = cx.collect(more)?;
    let mut named = Vec::new();
    for key in cx.collect(kw)? {
        let value = cx.get_item(kw, &key)?;
        named.push((crate::text::Name::new(key.as_str().unwrap_or_default()), value));
    }
    for (mask, function) in conditions.into_iter().zip(functions) {
        let callable = !matches!(
            function,
            Value::Int(_)
                | Value::Float(_)
                | Value::NpFloat(_)
                | Value::NpInt(_)
                | Value::Bool(_)
                | Value::Scalar(_)
                | Value::Array(_)
                | Value::Complex(_)
        );
        let mask = Value::Array(mask);
        let value = if callable {
            let part = get_item(cx, &x, &mask)?;
            if cx.len(&part).unwrap_or(1) == 0 {
                continue;
            }
            let mut arguments = vec![part];
            arguments.extend(extra.iter().cloned());
            cx.call(&function, &arguments, &named)?
        } else {
            function
        };
        set_item(cx, &result, &mask, &value)?;
    }
    Ok(Value::Array(result))
}

fn ix_(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let vectors = cx.collect(&args[0])?;
    let ndim = vectors.len();
    let mut grid = Vec::new();
    for (k, vector) in vectors.iter().enumerate() {
        let mut vector = as_array(cx, vector)?;
        if vector.ndim() != 1 {
            return err(ErrorClass::ValueError, "Cross index must be 1 dimensional");
        }
        if vector.size() == 0 {
            vector = cast(cx, &vector, DType::I64)?;
        }
        if vector.dtype() == DType::Bool {
            let places = true_positions(cx, &vector)?;
            let n = places.len();
            vector = Array::from_vec(places, &[n]);
        }
        let vector = vector.contiguous();
        let mut shape = Dims::from_elem(1, ndim);
        shape[k] = vector.size();
        let layout = Layout { offset: vector.head().layout.offset, ..Layout::c_order(&shape, vector.itemsize()) };
        grid.push(Value::Array(vector.view_layout(layout)));
    }
    Ok(Value::tuple(grid))
}

fn is_fortran(order: &Value) -> R<bool> {
    match order.as_str() {
        Some("C") | None => Ok(false),
        Some("F") => Ok(true),
        Some(_) => err(ErrorClass::ValueError, "only 'C' or 'F' order is permitted"),
    }
}

fn unravel_index(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [indices, shape, order] = args else { return Ok(Value::None) };
    let given = as_array(cx, indices)?;
    if !given.dtype().is_integer() {
        return err(ErrorClass::TypeError, "only int indices permitted");
    }
    let dims = shape_of(cx, shape)?;
    let fortran = is_fortran(order)?;
    let size: usize = dims.iter().product();
    let places = as_array_of(cx, indices, DType::I64)?;
    let mut results: Vec<Vec<i64>> = vec![Vec::new(); dims.len()];
    for place in places.to_vec::<i64>() {
        let at = if place < 0 { place + size as i64 } else { place };
        if !(0..size as i64).contains(&at) {
            return err(ErrorClass::ValueError, format!("index {place} is out of bounds for array with size {size}"));
        }
        let mut rest = at as usize;
        let axes: Vec<usize> = if fortran { (0..dims.len()).collect() } else { (0..dims.len()).rev().collect() };
        for axis in axes {
            results[axis].push((rest % dims[axis]) as i64);
            rest /= dims[axis];
        }
    }
    let shape = places.shape();
    Ok(Value::tuple(results.into_iter().map(|values| {
        if shape.is_empty() { Value::NpInt(values[0]) } else { Value::Array(Array::from_vec(values, &shape)) }
    })))
}

fn ravel_multi_index(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [multi_index, dims, mode, order] = args else { return Ok(Value::None) };
    let dims = shape_of(cx, dims)?;
    let fortran = is_fortran(order)?;
    let parts = cx.collect(multi_index)?;
    if parts.len() != dims.len() {
        return err(
            ErrorClass::ValueError,
            format!("parameter multi_index must be a sequence of length {}", dims.len()),
        );
    }
    let modes: Vec<Value> = match &*mode {
        Value::Tuple(modes) => modes.to_vec(),
        other => vec![other.clone(); dims.len()],
    };
    let mut total = Value::Int(0);
    let mut step = 1usize;
    let axes: Vec<usize> = if fortran { (0..dims.len()).collect() } else { (0..dims.len()).rev().collect() };
    for axis in axes {
        let strict = modes[axis].as_str().is_none_or(|mode| mode == "raise");
        let positions = if strict {
            let positions = as_array_of(cx, &parts[axis], DType::I64)?;
            if positions.to_vec::<i64>().iter().any(|place| !(0..dims[axis] as i64).contains(place)) {
                return err(ErrorClass::ValueError, "invalid entry in coordinates array");
            }
            positions
        } else {
            moded(cx, &parts[axis], dims[axis], &modes[axis], axis)?
        };
        let scaled = cx.binary(BinOp::Mul, &Value::Array(positions), &Value::count(step))?;
        total = cx.binary(BinOp::Add, &total, &scaled)?;
        step *= dims[axis];
    }
    Ok(total)
}

fn triangle_places(n: i64, m: i64, k: i64, lower: bool) -> Value {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for i in 0..n {
        for j in 0..m {
            if (lower && j - i <= k) || (!lower && j - i >= k) {
                rows.push(i);
                columns.push(j);
            }
        }
    }
    let count = rows.len();
    Value::tuple([Value::Array(Array::from_vec(rows, &[count])), Value::Array(Array::from_vec(columns, &[count]))])
}

fn triangle_from(cx: &mut dyn Interp, args: &mut [Value], lower: bool) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    if array.ndim() != 2 {
        return err(ErrorClass::ValueError, "input array must be 2-d");
    }
    let k = index_of(cx, &args[1])?;
    let shape = array.shape();
    Ok(triangle_places(shape[0] as i64, shape[1] as i64, k, lower))
}

fn fill_diagonal(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, val, wrap] = args else { return Ok(Value::None) };
    let array = super::ndarray::this(a)?;
    array.check_writeable()?;
    let shape = array.shape();
    if shape.len() < 2 {
        return err(ErrorClass::ValueError, "array must be at least 2-d");
    }
    if shape.len() > 2 && shape.iter().any(|&n| n != shape[0]) {
        return err(ErrorClass::ValueError, "All dimensions of input must be of equal length");
    }
    if cx.truth(wrap)? && shape.len() == 2 && shape[0] > shape[1] + 1 {
        refuse(&Value::bool(true), "fill_diagonal", "wrap")?;
    }
    let n = shape.iter().copied().min().unwrap_or(0);
    let values = flat(&as_array_of(cx, val, array.dtype())?);
    if values.size() == 0 {
        return Ok(Value::None);
    }
    for i in 0..n {
        let place = vec![i; shape.len()];
        let element = values.element(values.offset_of(&[i % values.size()]));
        array.set_element(array.offset_of(&place), &element);
    }
    Ok(Value::None)
}
