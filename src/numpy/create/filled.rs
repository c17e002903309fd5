//! Arrays of one number: zeros, ones, full, and those of another array's shape.

use super::{filled, new_array, refuse_extras};
use crate::array::{DType, Order};
use crate::run::arguments::{dtype_arg, order_of, shape_of};
use crate::run::convert::as_array;
use crate::text::R;
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.zeros",
        signature: "(shape, dtype=None, order='C', *, device=None, like=None)",
        style: Style::NumPy,
        summary: "An array of zeros.",
        details: "`shape` is an int or a tuple; the dtype is float64 unless it is given.",
        example: ">>> np.zeros(3)\narray([0., 0., 0.])\n>>> np.zeros((2, 2), dtype=int)\narray([[0, 0],\n       [0, 0]])\n",
        see_also: &["np.ones", "np.full", "np.zeros_like"],
        run: Run::Function(zeros),
        ..ROW
    },
    Builtin {
        name: "np.empty",
        signature: "(shape, dtype=None, order='C', *, device=None, like=None)",
        style: Style::NumPy,
        summary: "An array whose elements are not set; numcell sets them to zero, objects to None.",
        example: ">>> np.empty((2, 3)).shape\n(2, 3)\n",
        see_also: &["np.zeros"],
        run: Run::Function(empty),
        ..ROW
    },
    Builtin {
        name: "np.ones",
        signature: "(shape, dtype=None, order='C', *, device=None, like=None)",
        summary: "An array of ones.",
        example: ">>> np.ones((2, 3))\narray([[1., 1., 1.],\n       [1., 1., 1.]])\n",
        see_also: &["np.zeros", "np.full"],
        run: Run::Function(ones),
        ..ROW
    },
    Builtin {
        name: "np.full",
        signature: "(shape, fill_value, dtype=None, order='C', *, device=None, like=None)",
        summary: "An array filled with one value.",
        example: ">>> np.full((2, 2), 7)\narray([[7, 7],\n       [7, 7]])\n>>> np.full((2, 2), [1, 2])\narray([[1, 2],\n       [1, 2]])\n",
        see_also: &["np.ones", "np.full_like"],
        run: Run::Function(full),
        ..ROW
    },
    Builtin {
        name: "np.zeros_like",
        signature: "(a, dtype=None, order='K', subok=True, shape=None, *, device=None)",
        summary: "Zeros in the shape and dtype of another array.",
        example: ">>> np.zeros_like([1., 2.])\narray([0., 0.])\n",
        run: Run::Function(|cx, args| like(cx, args, Some(Value::Int(0)))),
        ..ROW
    },
    Builtin {
        name: "np.empty_like",
        signature: "(prototype, /, dtype=None, order='K', subok=True, shape=None, *, device=None)",
        style: Style::C,
        summary: "An array in the shape and dtype of another whose elements are not set (zero here).",
        example: ">>> np.empty_like([1., 2.]).dtype\ndtype('float64')\n",
        run: Run::Function(|cx, args| like(cx, args, None)),
        ..ROW
    },
    Builtin {
        name: "np.ones_like",
        signature: "(a, dtype=None, order='K', subok=True, shape=None, *, device=None)",
        summary: "Ones in the shape and dtype of another array.",
        example: ">>> np.ones_like([5, 6])\narray([1, 1])\n",
        run: Run::Function(|cx, args| like(cx, args, Some(Value::Int(1)))),
        ..ROW
    },
    Builtin {
        name: "np.full_like",
        signature: "(a, fill_value, dtype=None, order='K', subok=True, shape=None, *, device=None)",
        summary: "One value in the shape and dtype of another array.",
        example: ">>> np.full_like([1, 2, 3], 5)\narray([5, 5, 5])\n",
        run: Run::Function(full_like),
        ..ROW
    },
];

fn zeros(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [shape, dtype, order, device, like] = args else { return Ok(Value::None) };
    refuse_extras("zeros", Some(device), like)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let shape = shape_of(cx, shape)?;
    Ok(Value::Array(new_array(&shape, dtype, order_of(order, Order::C)?)?))
}

fn empty(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = zeros(cx, args)?;
    match &array {
        Value::Array(made) if made.dtype() == DType::Object => {
            let order = order_of(&args[2], Order::C)?;
            Ok(Value::Array(filled(cx, &made.shape(), DType::Object, order, &Value::None)?))
        }
        _ => Ok(array),
    }
}

fn ones(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [shape, dtype, order, device, like] = args else { return Ok(Value::None) };
    refuse_extras("ones", Some(device), like)?;
    let shape = shape_of(cx, shape)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    Ok(Value::Array(filled(cx, &shape, dtype, order_of(order, Order::C)?, &Value::Int(1))?))
}

fn full(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [shape, fill_value, dtype, order, device, like] = args else { return Ok(Value::None) };
    refuse_extras("full", Some(device), like)?;
    let dtype = match dtype_arg(cx, dtype)? {
        Some(dtype) => dtype,
        None => as_array(cx, fill_value)?.dtype(),
    };
    let shape = shape_of(cx, shape)?;
    Ok(Value::Array(filled(cx, &shape, dtype, order_of(order, Order::C)?, fill_value)?))
}

/// Zeros, ones or unset elements in the shape of another array.
fn like(cx: &mut dyn Interp, args: &mut [Value], fill: Option<Value>) -> R<Value> {
    let [a, dtype, order, subok, shape, device] = args else { return Ok(Value::None) };
    refuse_extras("zeros_like", Some(device), &Value::None)?;
    let subok = cx.truth(subok)?;
    let fill = match fill {
        Some(fill) => fill,
        None if dtype_arg(cx, dtype)?.map_or_else(|| as_array(cx, a).map(|a| a.dtype()), Ok)? == DType::Object => {
            Value::None
        }
        None => Value::Int(0),
    };
    like_array(cx, a, dtype, order, subok, shape, &fill)
}

fn full_like(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, fill_value, dtype, order, subok, shape, device] = args else { return Ok(Value::None) };
    refuse_extras("full_like", Some(device), &Value::None)?;
    let subok = cx.truth(subok)?;
    like_array(cx, a, dtype, order, subok, shape, fill_value)
}

fn like_array(
    cx: &mut dyn Interp,
    a: &Value,
    dtype: &Value,
    order: &Value,
    subok: bool,
    shape: &Value,
    fill: &Value,
) -> R<Value> {
    let source = as_array(cx, a)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or_else(|| source.dtype());
    let same_shape = shape.is_missing();
    let shape = if same_shape { source.shape() } else { shape_of(cx, shape)? };
    let order = match order_of(order, Order::Keep)? {
        Order::Any | Order::Keep if source.is_f() && !source.is_c() && same_shape => Order::F,
        Order::F => Order::F,
        _ => Order::C,
    };
    let result = filled(cx, &shape, dtype, order, fill)?;
    let tag = source.tag.borrow().clone();
    match tag {
        Some(tag) if subok => crate::run::subclass::finalize(cx, &source, tag, result),
        _ => Ok(Value::Array(result)),
    }
}
