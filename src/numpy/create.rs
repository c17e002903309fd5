//! Making arrays: from data, filled, ranges, diagonals, grids.

use crate::array::{Array, ArrayRef, Casting, DType, Dims, Num, Order};
use crate::run::arguments::{dtype_arg, float_of, index_of, order_of, refuse, shape_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast, cast_checked, element_of, from_value, promote};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, object_of};
use crate::with_num_type;

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.array",
        signature: "(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, ndmax=0, like=None)",
        style: Style::C,
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
        style: Style::C,
        summary: "Convert the input to an array, without a copy if it is one already.",
        example: ">>> a = np.array([1, 2])\n>>> np.asarray(a) is a\nTrue\n>>> np.asarray([1, 2])\narray([1, 2])\n",
        see_also: &["np.array"],
        run: Run::Function(asarray),
        ..ROW
    },
    Builtin {
        name: "np.asanyarray",
        signature: "(a, dtype=None, order=None, *, device=None, copy=None, like=None)",
        style: Style::C,
        summary: "Convert the input to an array, but pass subclasses of ndarray through.",
        example: ">>> np.asanyarray([1, 2])\narray([1, 2])\n",
        see_also: &["np.asarray"],
        run: Run::Function(asanyarray),
        ..ROW
    },
    Builtin {
        name: "np.ascontiguousarray",
        signature: "(a, dtype=None, *, like=None)",
        style: Style::C,
        summary: "An array of at least one axis that lies in C order.",
        example: ">>> x = np.ones((2, 3), order='F')\n>>> np.ascontiguousarray(x).flags['C_CONTIGUOUS']\nTrue\n",
        run: Run::Function(|cx, args| contiguous(cx, args, Order::C)),
        ..ROW
    },
    Builtin {
        name: "np.asfortranarray",
        signature: "(a, dtype=None, *, like=None)",
        style: Style::C,
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
        name: "np.zeros",
        signature: "(shape, dtype=None, order='C', *, device=None, like=None)",
        style: Style::C,
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
        style: Style::C,
        summary: "An array whose elements are not set; numcell sets them to zero.",
        example: ">>> np.empty((2, 3)).shape\n(2, 3)\n",
        see_also: &["np.zeros"],
        run: Run::Function(zeros),
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
    Builtin {
        name: "np.arange",
        signature: "(*args, start=_NoValue, stop=_NoValue, step=_NoValue, dtype=None, device=None, like=None)",
        style: Style::C,
        summary: "Evenly spaced numbers from start (0) to below stop, a step (1) apart.",
        details: "Called as `arange(stop)`, `arange(start, stop)` or `arange(start, stop, step)`.",
        example: ">>> np.arange(3)\narray([0, 1, 2])\n>>> np.arange(3, 7, 2)\narray([3, 5])\n>>> np.arange(0, 1, 0.25)\narray([0.  , 0.25, 0.5 , 0.75])\n",
        see_also: &["np.linspace"],
        run: Run::Function(arange),
        ..ROW
    },
    Builtin {
        name: "np.linspace",
        signature: "(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None)",
        summary: "Evenly spaced numbers from start to stop, both included.",
        example: ">>> np.linspace(2.0, 3.0, num=5)\narray([2.  , 2.25, 2.5 , 2.75, 3.  ])\n>>> np.linspace(0, 1, 4, endpoint=False)\narray([0.  , 0.25, 0.5 , 0.75])\n",
        see_also: &["np.arange", "np.logspace", "np.geomspace"],
        run: Run::Function(linspace),
        ..ROW
    },
    Builtin {
        name: "np.logspace",
        signature: "(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)",
        summary: "Numbers spaced evenly on a log scale: powers of base.",
        example: ">>> np.logspace(0, 3, 4)\narray([   1.,   10.,  100., 1000.])\n",
        see_also: &["np.linspace", "np.geomspace"],
        run: Run::Function(logspace),
        ..ROW
    },
    Builtin {
        name: "np.geomspace",
        signature: "(start, stop, num=50, endpoint=True, dtype=None, axis=0)",
        summary: "Numbers spaced evenly on a log scale between two values: a geometric progression.",
        example: ">>> np.geomspace(1, 1000, num=4)\narray([   1.,   10.,  100., 1000.])\n",
        see_also: &["np.logspace"],
        run: Run::Function(geomspace),
        ..ROW
    },
    Builtin {
        name: "np.eye",
        signature: "(N, M=None, k=0, dtype=float, order='C', *, device=None, like=None)",
        summary: "A matrix with ones on a diagonal and zeros elsewhere.",
        example: ">>> np.eye(2, dtype=int)\narray([[1, 0],\n       [0, 1]])\n>>> np.eye(3, k=1)\narray([[0., 1., 0.],\n       [0., 0., 1.],\n       [0., 0., 0.]])\n",
        see_also: &["np.identity", "np.diag"],
        run: Run::Function(eye),
        ..ROW
    },
    Builtin {
        name: "np.identity",
        signature: "(n, dtype=None, *, like=None)",
        summary: "The square matrix with ones on its main diagonal.",
        example: ">>> np.identity(2)\narray([[1., 0.],\n       [0., 1.]])\n",
        see_also: &["np.eye"],
        run: Run::Function(identity),
        ..ROW
    },
    Builtin {
        name: "np.diag",
        signature: "(v, k=0)",
        summary: "The diagonal of a matrix, or the matrix with a diagonal.",
        example: ">>> np.diag([[0, 1], [2, 3]])\narray([0, 3])\n>>> np.diag([1, 2])\narray([[1, 0],\n       [0, 2]])\n",
        see_also: &["np.diagonal", "np.diagflat", "np.trace"],
        run: Run::Function(diag),
        ..ROW
    },
    Builtin {
        name: "np.diagflat",
        signature: "(v, k=0)",
        summary: "The matrix with the flattened input as a diagonal.",
        example: ">>> np.diagflat([[1, 2]])\narray([[1, 0],\n       [0, 2]])\n",
        run: Run::Function(diagflat),
        ..ROW
    },
    Builtin {
        name: "np.tri",
        signature: "(N, M=None, k=0, dtype=float, *, like=None)",
        summary: "A matrix with ones at and below a diagonal.",
        example: ">>> np.tri(2, 3, dtype=int)\narray([[1, 0, 0],\n       [1, 1, 0]])\n",
        see_also: &["np.tril", "np.triu"],
        run: Run::Function(tri),
        ..ROW
    },
    Builtin {
        name: "np.tril",
        signature: "(m, k=0)",
        summary: "The lower triangle; elements above the diagonal become zero.",
        example: ">>> np.tril([[1, 2], [3, 4]])\narray([[1, 0],\n       [3, 4]])\n",
        run: Run::Function(|cx, args| triangle(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.triu",
        signature: "(m, k=0)",
        summary: "The upper triangle; elements below the diagonal become zero.",
        example: ">>> np.triu([[1, 2], [3, 4]])\narray([[1, 2],\n       [0, 4]])\n",
        run: Run::Function(|cx, args| triangle(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "np.vander",
        signature: "(x, N=None, increasing=False)",
        summary: "The Vandermonde matrix: powers of a vector as columns.",
        example: ">>> np.vander([1, 2, 3], 3)\narray([[1, 1, 1],\n       [4, 2, 1],\n       [9, 3, 1]])\n",
        run: Run::Function(vander),
        ..ROW
    },
    Builtin {
        name: "np.fromfunction",
        signature: "(function, shape, *, dtype=float, like=None, **kwargs)",
        summary: "An array from a function of the indices.",
        example: ">>> np.fromfunction(lambda i, j: i + j, (2, 3), dtype=int)\narray([[0, 1, 2],\n       [1, 2, 3]])\n",
        run: Run::Function(fromfunction),
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
        name: "np.indices",
        signature: "(dimensions, dtype=int, sparse=False)",
        summary: "The indices of a grid, one array for each axis.",
        example: ">>> np.indices((2, 2))\narray([[[0, 0],\n        [1, 1]],\n\n       [[0, 1],\n        [0, 1]]])\n",
        run: Run::Function(indices),
        ..ROW
    },
    Builtin {
        name: "np.meshgrid",
        signature: "(*xi, copy=True, sparse=False, indexing='xy')",
        summary: "Coordinate matrices from coordinate vectors.",
        example: ">>> xx, yy = np.meshgrid([1, 2, 3], [10, 20])\n>>> xx\narray([[1, 2, 3],\n       [1, 2, 3]])\n>>> yy\narray([[10, 10, 10],\n       [20, 20, 20]])\n",
        run: Run::Function(meshgrid),
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

/// Refuses `device` and `like`, which have one meaning here.
fn refuse_extras(function: &str, device: Option<&Value>, like: &Value) -> R<()> {
    if let Some(device) = device
        && !device.is_missing()
        && device.as_str() != Some("cpu")
    {
        let shown = device.as_str().unwrap_or("");
        return err(
            ErrorClass::ValueError,
            format!("Device not understood. Only \"cpu\" is allowed, but received: {shown}"),
        );
    }
    refuse(like, function, "like")
}

/// A new array of zeros (object arrays: of the int 0) in an order.
pub(super) fn new_array(shape: &[usize], dtype: DType, order: Order) -> R<ArrayRef> {
    Array::check_size(shape, dtype)?;
    if dtype == DType::Object {
        let size = shape.iter().product();
        return Ok(Array::from_objects(vec![object_of(Value::Int(0)); size], shape));
    }
    let dtype = match dtype {
        DType::Str(0) => DType::Str(1),
        DType::Bytes(0) => DType::Bytes(1),
        other => other,
    };
    let array = Array::zeros(dtype, shape);
    if order == Order::F && shape.len() > 1 {
        let layout = crate::array::Layout::f_order(shape, dtype.itemsize());
        array.set_head(crate::array::Head { dtype, layout });
    }
    Ok(array)
}

/// An array of one number, fast for the common dtypes.
pub(super) fn filled(cx: &mut dyn Interp, shape: &[usize], dtype: DType, order: Order, value: &Value) -> R<ArrayRef> {
    let array = new_array(shape, dtype, order)?;
    if matches!(value, Value::Int(0)) {
        return Ok(array);
    }
    fn fill<T: Num>(array: &ArrayRef, one: &ArrayRef) -> bool {
        let (Some(one), flat) = (one.as_slice::<T>(), array.head().layout.clone()) else { return false };
        // A fresh array has no gaps in either order, so it may be filled as one run.
        let run = array.view_layout(crate::array::Layout::c_order(&[flat.size()], T::DTYPE.itemsize()));
        let Some(mut elements) = run.as_slice_mut::<T>() else { return false };
        elements.fill(one[0]);
        true
    }
    if dtype.is_numeric()
        && dtype.native() == dtype
        && !matches!(value, Value::Array(_) | Value::List(_) | Value::Tuple(_) | Value::Scalar(_))
        && !(matches!(value, Value::NpInt(_) | Value::NpFloat(_)) && dtype.is_integer())
    {
        let one = Array::scalar(element_of(cx, value, dtype)?);
        if with_num_type!(dtype, T => fill::<T>(&array, &one), else false) {
            return Ok(array);
        }
    }
    let source = crate::run::convert::as_array_of(cx, value, array.dtype())?;
    assign(cx, &array, &source)?;
    Ok(array)
}

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
                keep_subclass(&source, &result, subok);
                result
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
        return Ok(Value::Array(made.view_layout(layout)));
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

fn keep_subclass(source: &ArrayRef, result: &ArrayRef, subok: bool) {
    if subok {
        result.tag.replace(source.tag.borrow().clone());
    }
}

fn asarray(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, dtype, order, device, copy, like] = args else { return Ok(Value::None) };
    refuse_extras("asarray", Some(device), like)?;
    if order.is_none() {
        *order = Value::str("K");
    }
    let mut forwarded = [
        a.take(),
        dtype.take(),
        copy.take(),
        order.take(),
        Value::bool(false),
        Value::Int(0),
        Value::Int(0),
        Value::None,
    ];
    array(cx, &mut forwarded)
}

fn asanyarray(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, dtype, order, device, copy, like] = args else { return Ok(Value::None) };
    refuse_extras("asanyarray", Some(device), like)?;
    if order.is_none() {
        *order = Value::str("K");
    }
    let mut forwarded = [
        a.take(),
        dtype.take(),
        copy.take(),
        order.take(),
        Value::bool(true),
        Value::Int(0),
        Value::Int(0),
        Value::None,
    ];
    array(cx, &mut forwarded)
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

fn zeros(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [shape, dtype, order, device, like] = args else { return Ok(Value::None) };
    refuse_extras("zeros", Some(device), like)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let shape = shape_of(cx, shape)?;
    Ok(Value::Array(new_array(&shape, dtype, order_of(order, Order::C)?)?))
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
    like_array(cx, a, dtype, order, subok, shape, &fill.unwrap_or(Value::Int(0)))
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

fn arange(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [positional, start, stop, step, dtype, device, like] = args else { return Ok(Value::None) };
    refuse_extras("arange", Some(device), like)?;
    let mut dtype = dtype_arg(cx, dtype)?;
    if let (Value::Tuple(given), true) = (&*positional, start.is_undef()) {
        let given = given.to_vec();
        match &given[..] {
            [] => {}
            // `arange(n)` stops at n; `arange(n, stop=m)` starts there.
            [only] if stop.is_missing() => *stop = only.clone(),
            [only] => *start = only.clone(),
            [first, rest @ ..] => {
                if given.len() > 4 {
                    return err(
                        ErrorClass::TypeError,
                        format!("arange() takes from 0 to 4 positional arguments but {} were given", given.len()),
                    );
                }
                *start = first.clone();
                *stop = rest[0].clone();
                if let Some(third) = rest.get(1) {
                    *step = third.clone();
                }
                if let Some(fourth) = rest.get(2) {
                    dtype = dtype_arg(cx, fourth)?;
                }
            }
        }
    }
    if stop.is_missing() {
        if start.is_missing() {
            return err(ErrorClass::TypeError, "arange() requires stop to be specified.");
        }
        *stop = start.take();
    }
    if start.is_missing() {
        *start = Value::Int(0);
    }
    if step.is_missing() {
        *step = Value::Int(1);
    }
    if let (Value::Int(start), Value::Int(stop), Value::Int(step), None | Some(DType::I64)) =
        (&*start, &*stop, &*step, dtype)
    {
        return int_range(*start, *stop, *step);
    }
    general_range(cx, start, stop, step, dtype)
}

fn int_range(start: i64, stop: i64, step: i64) -> R<Value> {
    if step == 0 {
        return err(ErrorClass::ZeroDivisionError, "division by zero");
    }
    let n = crate::value::Range::len_small(start, stop, step);
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    if n > isize::MAX as usize / 8 {
        return err(ErrorClass::ValueError, "Maximum allowed size exceeded");
    }
    Array::check_size(&[n], DType::I64)?;
    Ok(Value::Array(Array::build::<i64>(&[n], |out| {
        for (i, x) in out.iter_mut().enumerate() {
            *x = start.wrapping_add((i as i64).wrapping_mul(step));
        }
    })))
}

fn general_range(cx: &mut dyn Interp, start: &Value, stop: &Value, step: &Value, dtype: Option<DType>) -> R<Value> {
    let mut common = DType::I64;
    if let Some(DType::Datetime(_) | DType::Timedelta(_)) = dtype {
        return crate::run::convert::time::arange(cx, start, stop, step, dtype);
    }
    for value in [start, stop, step] {
        let array = as_array(cx, value)?;
        if array.ndim() > 0 {
            return err(ErrorClass::TypeError, "only 0-dimensional arrays can be converted to Python scalars");
        }
        let have = array.dtype();
        if let DType::Datetime(_) | DType::Timedelta(_) = have {
            return crate::run::convert::time::arange(cx, start, stop, step, dtype);
        }
        // Python's ints are weak beside NumPy's scalars, but at least a default int.
        common = promote(common, have)?;
    }
    let only_small = [start, stop, step].iter().all(|value| matches!(value, Value::Int(_) | Value::Scalar(_)));
    if only_small && let Some(scalar) = [start, stop, step].iter().find_map(|value| value.as_np_scalar()) {
        let mut strong = scalar.dtype();
        for value in [start, stop, step] {
            if let Some(element) = value.as_np_scalar() {
                strong = promote(strong, element.dtype())?;
            }
        }
        common = strong;
    }
    let dtype = dtype.unwrap_or(common);
    let (first, last, step_size) = (float_of(cx, start)?, float_of(cx, stop)?, float_of(cx, step)?);
    if step_size == 0.0 {
        return err(
            ErrorClass::ZeroDivisionError,
            if common.is_float() { "float division by zero" } else { "division by zero" },
        );
    }
    let length = ((last - first) / step_size).ceil();
    if length.is_nan() {
        return err(ErrorClass::ValueError, "arange: cannot compute length");
    }
    if length > 1e18 {
        return err(ErrorClass::ValueError, "Maximum allowed size exceeded");
    }
    let n = length.max(0.0) as usize;
    Array::check_size(&[n], dtype)?;
    if dtype.is_integer() {
        // The first two elements are converted, the rest continues their difference.
        let second = first + step_size;
        let (a, b) = (first.trunc() as i64, second.trunc() as i64);
        let ints = Array::build::<i64>(&[n], |out| {
            for (i, x) in out.iter_mut().enumerate() {
                *x = a.wrapping_add((i as i64).wrapping_mul(b.wrapping_sub(a)));
            }
        });
        return Ok(Value::Array(cast(cx, &ints, dtype)?));
    }
    let delta = (first + step_size) - first;
    let floats = match dtype {
        DType::F32 => {
            let (a, delta) = (first as f32, ((first + step_size) as f32) - first as f32);
            return Ok(Value::Array(Array::build::<f32>(&[n], |out| {
                for (i, x) in out.iter_mut().enumerate() {
                    *x = a + i as f32 * delta;
                }
            })));
        }
        _ => Array::build::<f64>(&[n], |out| {
            for (i, x) in out.iter_mut().enumerate() {
                *x = first + i as f64 * delta;
            }
        }),
    };
    Ok(Value::Array(cast(cx, &floats, dtype)?))
}

/// The `num` argument of the spacing functions.
fn sample_count(cx: &mut dyn Interp, num: &Value) -> R<usize> {
    let n = index_of(cx, num)?;
    match usize::try_from(n) {
        Ok(n) => Ok(n),
        Err(_) => err(ErrorClass::ValueError, format!("Number of samples, {n}, must be non-negative.")),
    }
}

fn linspace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [start, stop, num, endpoint, retstep, dtype, axis, device] = args else { return Ok(Value::None) };
    refuse_extras("linspace", Some(device), &Value::None)?;
    let n = sample_count(cx, num)?;
    let endpoint = cx.truth(endpoint)?;
    let retstep = cx.truth(retstep)?;
    let dtype = dtype_arg(cx, dtype)?;
    let (first, last) = (as_array(cx, start)?, as_array(cx, stop)?);
    let floating = promote(promote(first.dtype(), last.dtype())?, DType::F64)?;
    let weak = |value: &Value| matches!(value, Value::Int(_) | Value::Float(_) | Value::Bool(_));
    let floating = match (weak(start), weak(stop)) {
        // Python's numbers leave the width to the other one.
        (true, false) if last.dtype().is_float() || last.dtype().is_complex() => last.dtype(),
        (false, true) if first.dtype().is_float() || first.dtype().is_complex() => first.dtype(),
        (false, false) if first.dtype().is_float() && last.dtype().is_float() => promote(first.dtype(), last.dtype())?,
        _ => floating,
    };
    let (result, step) = if first.ndim() == 0 && last.ndim() == 0 && floating == DType::F64 {
        let (a, b) = (first.only_element().to_f64(), last.only_element().to_f64());
        let (samples, step) = spaced(a, b, n, endpoint)?;
        (samples, Value::np_float(step))
    } else {
        spaced_arrays(cx, &first, &last, n, endpoint, floating)?
    };
    let result = match dtype {
        Some(dtype) if dtype.is_integer() && !result.dtype().is_complex() => {
            let floored = cx.import("numpy")?;
            let floor = cx.get_attr(&floored, crate::text::Name::new("floor"))?;
            let value = cx.call(&floor, &[Value::Array(result)], &[])?;
            let whole = as_array(cx, &value)?;
            cast(cx, &whole, dtype)?
        }
        Some(dtype) => cast(cx, &result, dtype)?,
        None => result,
    };
    let axis = index_of(cx, axis)?;
    let result = if axis != 0 { super::shape::move_axis(&result, 0, axis)? } else { result };
    let result = Value::Array(result);
    if retstep { Ok(Value::tuple([result, step])) } else { Ok(result) }
}

/// `n` numbers from `a` to `b` in NumPy's order of operations, and the step.
fn spaced(a: f64, b: f64, n: usize, endpoint: bool) -> R<(ArrayRef, f64)> {
    Array::check_size(&[n], DType::F64)?;
    let div = if endpoint { n as f64 - 1.0 } else { n as f64 };
    let delta = b - a;
    let step = if div > 0.0 { delta / div } else { f64::NAN };
    let samples = Array::build::<f64>(&[n], |out| {
        for (i, x) in out.iter_mut().enumerate() {
            let i = i as f64;
            *x = if div > 0.0 { if step == 0.0 { i / div * delta + a } else { i * step + a } } else { i * delta + a };
        }
        if endpoint && n > 1 {
            out[n - 1] = b;
        }
    });
    Ok((samples, step))
}

/// The same for arrays of starts and stops, or other dtypes, through the operators.
fn spaced_arrays(
    cx: &mut dyn Interp,
    first: &ArrayRef,
    last: &ArrayRef,
    n: usize,
    endpoint: bool,
    dtype: DType,
) -> R<(ArrayRef, Value)> {
    let one = Value::Int(1);
    let exact = if dtype.is_complex() { dtype } else { promote(dtype, DType::F32)? };
    let first = cast(cx, first, exact)?;
    let last = cast(cx, last, exact)?;
    let first = cx.binary(BinOp::Mul, &Value::Array(first), &one)?;
    let last = cx.binary(BinOp::Mul, &Value::Array(last), &one)?;
    let delta = cx.binary(BinOp::Sub, &last, &first)?;
    let delta = as_array(cx, &delta)?;
    let div = if endpoint { n as i64 - 1 } else { n as i64 };
    let mut column = Dims::from_slice(&[n]);
    column.extend(std::iter::repeat_n(1, delta.ndim()));
    let counting = Array::build::<i64>(&column, |out| {
        for (i, x) in out.iter_mut().enumerate() {
            *x = i as i64;
        }
    });
    let counting = Value::Array(cast(cx, &counting, delta.dtype().real_part())?);
    let delta = Value::Array(delta);
    let (samples, step) = if div > 0 {
        let step = cx.binary(BinOp::Div, &delta, &Value::Int(div))?;
        let step_array = as_array(cx, &step)?;
        let zero_step =
            step_array.layout().offsets().any(|at| step_array.element(at).to_c128() == num_complex::Complex64::ZERO);
        let samples = if zero_step {
            let part = cx.binary(BinOp::Div, &counting, &Value::Int(div))?;
            cx.binary(BinOp::Mul, &part, &delta)?
        } else {
            cx.binary(BinOp::Mul, &counting, &step)?
        };
        (samples, step)
    } else {
        (cx.binary(BinOp::Mul, &counting, &delta)?, Value::np_float(f64::NAN))
    };
    let samples = cx.binary(BinOp::Add, &samples, &first)?;
    let samples = as_array(cx, &samples)?;
    if endpoint && n > 1 {
        let end = samples.view_layout(samples.layout().indexed(0, n - 1));
        let last = as_array(cx, &last)?;
        assign(cx, &end, &last)?;
    }
    Ok((cast(cx, &samples, dtype)?, step))
}

fn logspace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if matches!(&args[4], Value::Array(_) | Value::List(_) | Value::Tuple(_)) {
        return super::library::space(cx, "logspace", args);
    }
    let [start, stop, num, endpoint, base, dtype, axis] = args else { return Ok(Value::None) };
    let mut spacing = [
        start.take(),
        stop.take(),
        num.take(),
        endpoint.take(),
        Value::bool(false),
        Value::None,
        axis.take(),
        Value::None,
    ];
    let exponents = linspace(cx, &mut spacing)?;
    let numpy = cx.import("numpy")?;
    let power = cx.get_attr(&numpy, crate::text::Name::new("power"))?;
    let result = cx.call(&power, &[base.take(), exponents], &[])?;
    convert_result(cx, result, dtype)
}

fn convert_result(cx: &mut dyn Interp, result: Value, dtype: &Value) -> R<Value> {
    match dtype_arg(cx, dtype)? {
        Some(dtype) => {
            let array = as_array(cx, &result)?;
            Ok(Value::Array(cast_checked(cx, &array, dtype, Casting::Unsafe)?))
        }
        None => Ok(result),
    }
}

fn geomspace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [start, stop, num, endpoint, dtype, axis] = args else { return Ok(Value::None) };
    let (first, last) = (as_array(cx, start)?, as_array(cx, stop)?);
    let axis_number = index_of(cx, axis)?;
    let complex = first.dtype().is_complex() || last.dtype().is_complex();
    if first.ndim() > 0 || last.ndim() > 0 || complex || axis_number != 0 {
        return super::library::space(cx, "geomspace", args);
    }
    let (a, b) = (first.only_element().to_f64(), last.only_element().to_f64());
    if a == 0.0 || b == 0.0 {
        return err(ErrorClass::ValueError, "Geometric sequence cannot include zero");
    }
    // Both ends are divided by the sign of the start, so that negative sequences work too.
    let sign = a.signum();
    let (a, b) = (a / sign, b / sign);
    let numpy = cx.import("numpy")?;
    let log10 = cx.get_attr(&numpy, crate::text::Name::new("log10"))?;
    let log_a = cx.call(&log10, &[Value::np_float(a)], &[])?;
    let log_b = cx.call(&log10, &[Value::np_float(b)], &[])?;
    let endpoint_flag = cx.truth(endpoint)?;
    let mut forwarded = [log_a, log_b, num.clone(), endpoint.take(), Value::float(10.0), Value::None, Value::Int(0)];
    let samples = logspace(cx, &mut forwarded)?;
    let samples = as_array(cx, &samples)?;
    if let Some(mut out) = samples.as_slice_mut::<f64>() {
        let n = out.len();
        if n > 0 {
            out[0] = a;
            if n > 1 && endpoint_flag {
                out[n - 1] = b;
            }
        }
        out.iter_mut().for_each(|x| *x *= sign);
    }
    convert_result(cx, Value::Array(samples), dtype)
}

fn eye(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [rows, columns, k, dtype, order, device, like] = args else { return Ok(Value::None) };
    refuse_extras("eye", Some(device), like)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let order = order_of(order, Order::C)?;
    let n = index_of(cx, rows)?;
    let m = if columns.is_missing() { n } else { index_of(cx, columns)? };
    let shape = shape_of(cx, &Value::tuple([Value::Int(n), Value::Int(m)]))?;
    let k = index_of(cx, k)?;
    let array = new_array(&shape, dtype, order)?;
    let one = element_of(cx, &Value::Int(1), dtype)?;
    for i in 0..shape[0] {
        let j = i as i64 + k;
        if (0..shape[1] as i64).contains(&j) {
            array.set_element(array.offset_of(&[i, j as usize]), &one);
        }
    }
    Ok(Value::Array(array))
}

fn identity(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [n, dtype, like] = args else { return Ok(Value::None) };
    let mut forwarded = [n.take(), Value::None, Value::Int(0), dtype.take(), Value::str("C"), Value::None, like.take()];
    eye(cx, &mut forwarded)
}

fn diag(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [v, k] = args else { return Ok(Value::None) };
    let source = as_array(cx, v)?;
    let k = index_of(cx, k)?;
    match source.ndim() {
        1 => {
            let n = source.size() + k.unsigned_abs() as usize;
            let result = new_array(&[n, n], source.dtype(), Order::C)?;
            let target = super::shape::diagonal_view(&result, k, 0, 1);
            assign(cx, &target, &source)?;
            Ok(Value::Array(result))
        }
        2 => Ok(Value::Array(super::shape::read_only(super::shape::diagonal_view(&source, k, 0, 1)))),
        _ => err(ErrorClass::ValueError, "Input must be 1- or 2-d."),
    }
}

fn diagflat(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let source = as_array(cx, &args[0])?;
    let n = source.size();
    let flat = source.contiguous();
    let layout =
        crate::array::Layout { offset: flat.layout().offset, ..crate::array::Layout::c_order(&[n], flat.itemsize()) };
    let mut forwarded = [Value::Array(flat.view_layout(layout)), args[1].take()];
    diag(cx, &mut forwarded)
}

fn tri(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [rows, columns, k, dtype, like] = args else { return Ok(Value::None) };
    refuse(like, "tri", "like")?;
    let n = index_of(cx, rows)?;
    let m = if columns.is_missing() { n } else { index_of(cx, columns)? };
    let k = index_of(cx, k)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let shape = shape_of(cx, &Value::tuple([Value::Int(n), Value::Int(m)]))?;
    Array::check_size(&shape, dtype)?;
    let width = shape[1];
    let ones = Array::build::<f64>(&shape, |out| {
        for (at, x) in out.iter_mut().enumerate() {
            let (i, j) = ((at / width) as i64, (at % width) as i64);
            *x = if j - i <= k { 1.0 } else { 0.0 };
        }
    });
    Ok(Value::Array(cast(cx, &ones, dtype)?))
}

fn triangle(cx: &mut dyn Interp, args: &mut [Value], lower: bool) -> R<Value> {
    let [m, k] = args else { return Ok(Value::None) };
    let mut source = as_array(cx, m)?;
    let k = index_of(cx, k)?;
    if source.ndim() == 0 {
        return err(ErrorClass::TypeError, "tri() missing 1 required positional argument: 'N'");
    }
    if source.ndim() < 2 {
        // One row is stretched to a square, as np.where does with a square mask.
        let n = source.shape().first().copied().unwrap_or(1);
        let Some(layout) = source.layout().broadcast_to(&[n, n]) else { return Ok(Value::Array(source)) };
        source = source.view_layout(layout);
    }
    let result = source.copy();
    let shape = result.shape();
    let (rows, width) = (shape[shape.len() - 2], shape[shape.len() - 1]);
    let zero = element_of(cx, &Value::Int(0), result.dtype())?;
    for (at, offset) in result.layout().offsets().enumerate() {
        let (i, j) = ((at / width % rows) as i64, (at % width) as i64);
        let outside = if lower { j - i > k } else { j - i < k };
        if outside {
            result.set_element(offset, &zero);
        }
    }
    Ok(Value::Array(result))
}

fn vander(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, count, increasing] = args else { return Ok(Value::None) };
    let x = as_array(cx, x)?;
    if x.ndim() != 1 {
        return err(ErrorClass::ValueError, "x must be a one-dimensional array or sequence.");
    }
    let rows = x.size();
    let n = if count.is_missing() { rows as i64 } else { index_of(cx, count)? };
    let shape = shape_of(cx, &Value::tuple([Value::count(rows), Value::Int(n)]))?;
    let dtype = promote(x.dtype(), DType::I64)?;
    let result = filled(cx, &shape, dtype, Order::C, &Value::Int(1))?;
    let increasing = cx.truth(increasing)?;
    let column = |k: usize| if increasing { k } else { shape[1] - 1 - k };
    // Powers are built by repeated multiplication, as NumPy's multiply.accumulate does.
    for k in 1..shape[1] {
        let before = result.view_layout(result.layout().indexed(1, column(k - 1)));
        let product = cx.binary(BinOp::Mul, &Value::Array(before), &Value::Array(x.clone()))?;
        let product = as_array(cx, &product)?;
        assign(cx, &result.view_layout(result.layout().indexed(1, column(k))), &product)?;
    }
    Ok(Value::Array(result))
}

fn fromfunction(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [function, shape, dtype, like, kwargs] = args else { return Ok(Value::None) };
    refuse(like, "fromfunction", "like")?;
    let mut grid = [shape.take(), dtype.take(), Value::bool(false)];
    let grid = indices(cx, &mut grid)?;
    let coordinates = cx.collect(&grid)?;
    let mut named = Vec::new();
    for key in cx.collect(kwargs)? {
        let value = cx.get_item(kwargs, &key)?;
        named.push((crate::text::Name::new(key.as_str().unwrap_or_default()), value));
    }
    cx.call(function, &coordinates, &named)
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

fn indices(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [dimensions, dtype, sparse] = args else { return Ok(Value::None) };
    let shape = shape_of(cx, dimensions)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::I64);
    let ndim = shape.len();
    if cx.truth(sparse)? {
        let mut parts = Vec::new();
        for axis in 0..ndim {
            parts.push(Value::Array(counting_axis(cx, &shape, axis, dtype)?));
        }
        return Ok(Value::tuple(parts));
    }
    let mut full = Dims::from_slice(&[ndim]);
    full.extend_from_slice(&shape);
    let result = new_array(&full, dtype, Order::C)?;
    for axis in 0..ndim {
        let part = result.view_layout(result.layout().indexed(0, axis));
        let counting = counting_axis(cx, &shape, axis, dtype)?;
        assign(cx, &part, &counting)?;
    }
    Ok(Value::Array(result))
}

/// 0, 1, … along one axis, length 1 along the others.
fn counting_axis(cx: &mut dyn Interp, shape: &[usize], axis: usize, dtype: DType) -> R<ArrayRef> {
    let mut thin = Dims::from_elem(1, shape.len());
    thin[axis] = shape[axis];
    let counting = Array::build::<i64>(&thin, |out| {
        for (i, x) in out.iter_mut().enumerate() {
            *x = i as i64;
        }
    });
    cast(cx, &counting, dtype)
}

fn meshgrid(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [xi, copy, sparse, indexing] = args else { return Ok(Value::None) };
    let cartesian = match indexing.as_str() {
        Some("xy") => true,
        Some("ij") => false,
        _ => return err(ErrorClass::ValueError, "Valid values for `indexing` are 'xy' and 'ij'."),
    };
    let (copies, sparse) = (cx.truth(copy)?, cx.truth(sparse)?);
    let vectors = cx.collect(xi)?;
    let ndim = vectors.len();
    let mut thin = Vec::new();
    for (k, vector) in vectors.iter().enumerate() {
        let vector = as_array(cx, vector)?.contiguous();
        let axis = match (cartesian && ndim > 1, k) {
            (true, 0) => 1,
            (true, 1) => 0,
            _ => k,
        };
        let mut shape = Dims::from_elem(1, ndim);
        shape[axis] = vector.size();
        let layout = crate::array::Layout {
            offset: vector.layout().offset,
            ..crate::array::Layout::c_order(&shape, vector.itemsize())
        };
        thin.push(vector.view_layout(layout));
    }
    let shapes: Vec<Dims> = thin.iter().map(|part| part.shape()).collect();
    let full = crate::array::broadcast_shapes(shapes.iter().map(|shape| &shape[..])).unwrap_or_default();
    let grids = thin.into_iter().map(|part| {
        let part = if sparse {
            part
        } else {
            match part.layout().broadcast_to(&full) {
                Some(layout) => part.view_layout(layout),
                None => part,
            }
        };
        Value::Array(if copies { part.copy() } else { part })
    });
    Ok(Value::tuple(grids.collect::<Vec<_>>()))
}

fn copy(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, order, subok] = args else { return Ok(Value::None) };
    let source = as_array(cx, a)?;
    let result = source.copy_ordered(order_of(order, Order::Keep)?);
    let subok = cx.truth(subok)?;
    keep_subclass(&source, &result, subok);
    Ok(Value::Array(result))
}
