//! Arrays of coordinates: indices, meshgrid, fromfunction.

use super::new_array;
use crate::array::{Array, ArrayRef, DType, Dims, Order};
use crate::run::arguments::{dtype_arg, refuse, shape_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.fromfunction",
        signature: "(function, shape, *, dtype=float, like=None, **kwargs)",
        summary: "An array from a function of the indices.",
        example: ">>> np.fromfunction(lambda i, j: i + j, (2, 3), dtype=int)\narray([[0, 1, 2],\n       [1, 2, 3]])\n",
        run: Run::Function(fromfunction),
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
];

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
