//! By place and by mask: take, put, the same along an axis, compress, extract, place, putmask.

use super::{deliver, moded, pick_axis, true_positions};
use crate::array::{Array, ArrayRef, Dims};
use crate::numpy::shape::{flat, flattened_axis};
use crate::run::array_index::{get_item, set_item};
use crate::run::convert::{as_array, as_array_of};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
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
];

fn take(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, indices, axis, out, mode] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let (array, axis) = flattened_axis(cx, array, axis)?;
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
    let (array, axis) = flattened_axis(cx, array, axis)?;
    let items = along_axis(cx, &array, indices, axis)?;
    get_item(cx, &array, &items)
}

fn put_along_axis(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, indices, values, axis] = args else { return Ok(Value::None) };
    let array = crate::numpy::ndarray::this(arr)?;
    let (array, axis) = flattened_axis(cx, array, axis)?;
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
    let (array, axis) = flattened_axis(cx, array, axis)?;
    let n = places.len();
    let result = pick_axis(&array, Array::from_vec(places, &[n]), axis)?.contiguous();
    deliver(cx, result, out)
}

fn place(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, mask, vals] = args else { return Ok(Value::None) };
    let array = crate::numpy::ndarray::this(arr)?;
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
    let array = crate::numpy::ndarray::this(a)?;
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
