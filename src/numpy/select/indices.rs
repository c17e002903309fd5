//! Arrays of indices: open meshes, flat and multiple indices, triangles and diagonals.

use super::conditions::nonzero;
use super::{moded, true_positions};
use crate::array::{Array, DType, Dims, Layout, Order};
use crate::numpy::shape::flat;
use crate::run::arguments::{index_of, refuse, shape_of};
use crate::run::convert::{as_array, as_array_of, cast};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
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
            let ones = crate::numpy::create::filled(cx, &[n, n], DType::I64, Order::C, &Value::Int(1))?;
            let masked = cx.call(&args[1].clone(), &[Value::Array(ones), args[2].clone()], &[])?;
            nonzero(cx, &mut [masked])
        }),
        ..ROW
    },
];

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
    let array = crate::numpy::ndarray::this(a)?;
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
