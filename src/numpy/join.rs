//! Arrays put together and taken apart: concatenate, stack, split, tile, repeat, append, insert,
//! delete, roll, resize.

use crate::array::{Array, ArrayRef, Casting, DType, Dims, Layout, Order, can_cast};
use crate::run::arguments::{axis_of, dtype_arg, index_of, out_array, shape_of, sizes_of, wrap_axis};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, as_array_of, promote};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

use super::create::new_array;
use super::select::pick_axis;
use super::shape::{flat, flattened_axis};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.concatenate",
        signature: "(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')",
        style: Style::C,
        summary: "Arrays joined along an axis that they have.",
        example: ">>> np.concatenate([[1, 2], [3]])\narray([1, 2, 3])\n>>> np.concatenate(([[1, 2]], [[3, 4]]), axis=1)\narray([[1, 2, 3, 4]])\n",
        see_also: &["np.stack", "np.vstack", "np.hstack"],
        run: Run::Function(concatenate_row),
        ..ROW
    },
    Builtin {
        name: "np.concat",
        signature: "(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')",
        style: Style::C,
        summary: "Arrays joined along an axis that they have.",
        example: ">>> np.concat([[1], [2]])\narray([1, 2])\n",
        run: Run::Function(concatenate_row),
        ..ROW
    },
    Builtin {
        name: "np.stack",
        signature: "(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')",
        summary: "Arrays joined along a new axis.",
        example: ">>> np.stack(([1, 2], [3, 4]))\narray([[1, 2],\n       [3, 4]])\n",
        see_also: &["np.concatenate"],
        run: Run::Function(stack),
        ..ROW
    },
    Builtin {
        name: "np.vstack",
        signature: "(tup, *, dtype=None, casting='same_kind')",
        summary: "Arrays stacked row by row.",
        example: ">>> np.vstack(([1, 2], [3, 4]))\narray([[1, 2],\n       [3, 4]])\n",
        see_also: &["np.hstack", "np.concatenate"],
        run: Run::Function(|cx, args| stack_kind(cx, args, Stack::Vertical)),
        ..ROW
    },
    Builtin {
        name: "np.row_stack",
        signature: "(tup, *, dtype=None, casting='same_kind')",
        summary: "Arrays stacked row by row; an old name of `np.vstack`.",
        example: ">>> np.vstack(([1], [3]))\narray([[1],\n       [3]])\n",
        run: Run::Function(|cx, args| {
            cx.warn(ErrorClass::DeprecationWarning, "`row_stack` alias is deprecated. Use `np.vstack` directly.")?;
            stack_kind(cx, args, Stack::Vertical)
        }),
        ..ROW
    },
    Builtin {
        name: "np.hstack",
        signature: "(tup, *, dtype=None, casting='same_kind')",
        summary: "Arrays stacked column by column.",
        example: ">>> np.hstack(([1, 2], [3]))\narray([1, 2, 3])\n",
        see_also: &["np.vstack"],
        run: Run::Function(|cx, args| stack_kind(cx, args, Stack::Horizontal)),
        ..ROW
    },
    Builtin {
        name: "np.dstack",
        signature: "(tup)",
        summary: "Arrays stacked along the third axis.",
        example: ">>> np.dstack(([1, 2], [3, 4]))\narray([[[1, 3],\n        [2, 4]]])\n",
        run: Run::Function(|cx, args| stack_kind(cx, &mut [args[0].take(), Value::None, Value::None], Stack::Depth)),
        ..ROW
    },
    Builtin {
        name: "np.column_stack",
        signature: "(tup)",
        summary: "Vectors as the columns of a matrix.",
        example: ">>> np.column_stack(([1, 2], [3, 4]))\narray([[1, 3],\n       [2, 4]])\n",
        run: Run::Function(|cx, args| stack_kind(cx, &mut [args[0].take(), Value::None, Value::None], Stack::Column)),
        ..ROW
    },
    Builtin {
        name: "np.block",
        signature: "(arrays)",
        summary: "An array from nested lists of blocks.",
        example: ">>> np.block([[np.eye(2), np.zeros((2, 1))]])\narray([[1., 0., 0.],\n       [0., 1., 0.]])\n",
        run: Run::Function(block),
        ..ROW
    },
    Builtin {
        name: "np.split",
        signature: "(ary, indices_or_sections, axis=0)",
        summary: "An array cut into equal parts, or at given places; views.",
        example: ">>> np.split(np.arange(4), 2)\n[array([0, 1]), array([2, 3])]\n",
        see_also: &["np.array_split"],
        run: Run::Function(|cx, args| split(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.array_split",
        signature: "(ary, indices_or_sections, axis=0)",
        summary: "An array cut into parts of nearly equal size; views.",
        example: ">>> np.array_split(np.arange(5), 2)\n[array([0, 1, 2]), array([3, 4])]\n",
        run: Run::Function(|cx, args| split(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "np.hsplit",
        signature: "(ary, indices_or_sections)",
        summary: "An array cut column by column; views.",
        example: ">>> np.hsplit(np.arange(4).reshape(2, 2), 2)\n[array([[0],\n       [2]]), array([[1],\n       [3]])]\n",
        run: Run::Function(|cx, args| split_along(cx, args, 1)),
        ..ROW
    },
    Builtin {
        name: "np.vsplit",
        signature: "(ary, indices_or_sections)",
        summary: "An array cut row by row; views.",
        example: ">>> np.vsplit(np.arange(4).reshape(2, 2), 2)\n[array([[0, 1]]), array([[2, 3]])]\n",
        run: Run::Function(|cx, args| split_along(cx, args, 0)),
        ..ROW
    },
    Builtin {
        name: "np.dsplit",
        signature: "(ary, indices_or_sections)",
        summary: "An array cut along the third axis; views.",
        example: ">>> len(np.dsplit(np.ones((2, 2, 4)), 2))\n2\n",
        run: Run::Function(|cx, args| split_along(cx, args, 2)),
        ..ROW
    },
    Builtin {
        name: "np.unstack",
        signature: "(x, /, *, axis=0)",
        summary: "The sub-arrays along an axis, as a tuple.",
        example: ">>> np.unstack([[1, 2], [3, 4]])\n(array([1, 2]), array([3, 4]))\n",
        run: Run::Function(unstack),
        ..ROW
    },
    Builtin {
        name: "np.tile",
        signature: "(A, reps)",
        summary: "An array repeated like tiles.",
        example: ">>> np.tile([0, 1], 2)\narray([0, 1, 0, 1])\n>>> np.tile([0, 1], (2, 1))\narray([[0, 1],\n       [0, 1]])\n",
        see_also: &["np.repeat"],
        run: Run::Function(tile),
        ..ROW
    },
    Builtin {
        name: "np.repeat",
        signature: "(a, repeats, axis=None)",
        method: true,
        summary: "Each element (or sub-array) repeated.",
        example: ">>> np.repeat([1, 2], 2)\narray([1, 1, 2, 2])\n>>> np.repeat([[1, 2]], 2, axis=0)\narray([[1, 2],\n       [1, 2]])\n",
        run: Run::Function(repeat),
        ..ROW
    },
    Builtin {
        name: "np.append",
        signature: "(arr, values, axis=None)",
        summary: "A copy with values put at the end.",
        example: ">>> np.append([1, 2], [[3, 4]])\narray([1, 2, 3, 4])\n",
        see_also: &["np.insert", "np.delete"],
        run: Run::Function(append),
        ..ROW
    },
    Builtin {
        name: "np.insert",
        signature: "(arr, obj, values, axis=None)",
        summary: "A copy with values put before given places.",
        example: ">>> np.insert([1, 2, 3], 1, 9)\narray([1, 9, 2, 3])\n",
        run: Run::Function(insert),
        ..ROW
    },
    Builtin {
        name: "np.delete",
        signature: "(arr, obj, axis=None)",
        summary: "A copy without the elements at given places.",
        example: ">>> np.delete([1, 2, 3], 1)\narray([1, 3])\n",
        run: Run::Function(delete),
        ..ROW
    },
    Builtin {
        name: "np.resize",
        signature: "(a, new_shape)",
        summary: "A copy of a new size, filled with repetitions of the old elements.",
        example: ">>> np.resize([0, 1, 2], 5)\narray([0, 1, 2, 0, 1])\n",
        run: Run::Function(resize),
        ..ROW
    },
    Builtin {
        name: "np.roll",
        signature: "(a, shift, axis=None)",
        summary: "Elements moved along axes, those that leave coming in again at the other end.",
        example: ">>> np.roll([1, 2, 3, 4], 1)\narray([4, 1, 2, 3])\n",
        run: Run::Function(roll),
        ..ROW
    },
    Builtin {
        name: "np.trim_zeros",
        signature: "(filt, trim='fb', axis=None)",
        summary: "A sequence without its leading and trailing zeros.",
        example: ">>> np.trim_zeros(np.array([0, 0, 1, 2, 0]))\narray([1, 2])\n",
        run: Run::Function(trim_zeros),
        ..ROW
    },
];

/// The common dtype of arrays, or the one that was asked for.
fn result_dtype(arrays: &[ArrayRef], wanted: Option<DType>) -> R<DType> {
    if let Some(wanted) = wanted {
        return Ok(wanted);
    }
    let mut common: Option<DType> = None;
    for array in arrays {
        common = Some(match common {
            None => array.dtype(),
            Some(have) => promote(have, array.dtype())?,
        });
    }
    Ok(common.unwrap_or(DType::F64))
}

/// Arrays joined along an axis; `axis` of None joins their flattened elements.
///
/// *Errors*: ValueError in NumPy's words if shapes do not match.
pub(super) fn concatenate(
    cx: &mut dyn Interp,
    arrays: &[ArrayRef],
    axis: Option<i64>,
    dtype: Option<DType>,
) -> R<ArrayRef> {
    let Some(first) = arrays.first() else {
        return err(ErrorClass::ValueError, "need at least one array to concatenate");
    };
    let flattened: Vec<ArrayRef>;
    let (arrays, axis) = match axis {
        None => {
            flattened = arrays.iter().map(flat).collect();
            (&flattened[..], 0)
        }
        Some(axis) => {
            if first.ndim() == 0 {
                return err(ErrorClass::ValueError, "zero-dimensional arrays cannot be concatenated");
            }
            (arrays, wrap_axis(axis, first.ndim())?)
        }
    };
    let mut shape = arrays[0].shape();
    for (k, array) in arrays.iter().enumerate().skip(1) {
        let other = array.shape();
        if other.len() != shape.len() {
            if other.is_empty() {
                return err(ErrorClass::ValueError, "zero-dimensional arrays cannot be concatenated");
            }
            return Err(shapes_differ(
                arrays,
                format!(
                    "all the input arrays must have same number of dimensions, but the array at index 0 has {} \
                     dimension(s) and the array at index {k} has {} dimension(s)",
                    shape.len(),
                    other.len()
                ),
            ));
        }
        for d in 0..shape.len() {
            if d != axis && shape[d] != other[d] {
                return Err(shapes_differ(
                    arrays,
                    format!(
                        "all the input array dimensions except for the concatenation axis must match exactly, but \
                         along dimension {d}, the array at index 0 has size {} and the array at index {k} has size {}",
                        shape[d], other[d]
                    ),
                ));
            }
        }
        shape[axis] += other[axis];
    }
    let dtype = result_dtype(arrays, dtype)?;
    let order = if arrays.iter().all(|array| array.is_f() && !array.is_c()) { Order::F } else { Order::C };
    let result = output(&shape, dtype, order)?;
    let mut start = 0;
    for array in arrays {
        let n = array.shape()[axis];
        let part = result.view_layout(result.layout().sliced(axis, start, n, 1));
        assign(cx, &part, array)?;
        start += n;
    }
    Ok(result)
}

/// The error of arrays whose shapes do not fit each other.
fn shapes_differ(arrays: &[ArrayRef], message: String) -> Box<Error> {
    let shapes: Vec<Dims> = arrays.iter().map(|array| array.shape()).collect();
    Error::new(ErrorClass::ValueError, message).with_shapes(shapes.iter().map(|shape| &shape[..]))
}

/// An array that will be written whole.
fn output(shape: &[usize], dtype: DType, order: Order) -> R<ArrayRef> {
    if dtype == DType::Object {
        return new_array(shape, dtype, order);
    }
    Array::check_size(shape, dtype)?;
    let axes: Vec<usize> =
        if order == Order::F { (0..shape.len()).rev().collect() } else { (0..shape.len()).collect() };
    Ok(Array::scratch_ordered(dtype, shape, &axes))
}

fn array_list(cx: &mut dyn Interp, value: &Value) -> R<Vec<ArrayRef>> {
    if let Value::Array(array) = value {
        if array.ndim() == 0 {
            return err(ErrorClass::TypeError, "iteration over a 0-d array");
        }
        let layout = array.layout();
        return Ok((0..layout.shape[0]).map(|i| array.view_layout(layout.indexed(0, i))).collect());
    }
    let items = match value {
        Value::Int(_) | Value::Float(_) | Value::NpFloat(_) | Value::NpInt(_) | Value::None => {
            return err(ErrorClass::TypeError, "dispatcher for __array_function__ did not return an iterable");
        }
        Value::Generator(_) | Value::Iter(_) => {
            return err(
                ErrorClass::TypeError,
                "arrays to stack must be passed as a \"sequence\" type such as list or tuple.",
            );
        }
        other => cx.collect(other)?,
    };
    let mut arrays = Vec::with_capacity(items.len());
    for item in &items {
        arrays.push(as_array(cx, item)?);
    }
    Ok(arrays)
}

fn casting_rule(value: &Value) -> R<Casting> {
    match value.as_str() {
        None => Ok(Casting::SameKind),
        Some(name) => match Casting::from_name(name) {
            Some(rule) => Ok(rule),
            None => err(
                ErrorClass::ValueError,
                format!(
                    "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got '{name}')"
                ),
            ),
        },
    }
}

/// Puts a joined result into `out` if one was given.
fn into_out(cx: &mut dyn Interp, result: ArrayRef, out: &Value, rule: Casting) -> R<Value> {
    let Some(out) = out_array(out, "'out' must be an array")? else {
        return Ok(Value::Array(result));
    };
    if out.shape() != result.shape() {
        return err(ErrorClass::ValueError, "Output array is the wrong shape");
    }
    if !can_cast(result.dtype(), out.dtype(), rule) {
        let from = cx.repr(&Value::dtype(result.dtype()))?;
        let to = cx.repr(&Value::dtype(out.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to {to} according to the rule '{}'", rule.name()),
        );
    }
    assign(cx, out, &result)?;
    Ok(Value::Array(out.clone()))
}

fn concatenate_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arrays, axis, out, dtype, casting] = args else { return Ok(Value::None) };
    let arrays = array_list(cx, arrays)?;
    let axis = if axis.is_none() { None } else { Some(index_of(cx, axis)?) };
    let dtype = dtype_arg(cx, dtype)?;
    let rule = casting_rule(casting)?;
    if let Some(dtype) = dtype {
        check_casts(cx, &arrays, dtype, rule)?;
    }
    let result = concatenate(cx, &arrays, axis, dtype)?;
    into_out(cx, result, out, rule)
}

fn check_casts(cx: &mut dyn Interp, arrays: &[ArrayRef], dtype: DType, rule: Casting) -> R<()> {
    for array in arrays {
        if !can_cast(array.dtype(), dtype, rule) {
            let from = cx.repr(&Value::dtype(array.dtype()))?;
            let to = cx.repr(&Value::dtype(dtype))?;
            return err(
                ErrorClass::TypeError,
                format!("Cannot cast array data from {from} to {to} according to the rule '{}'", rule.name()),
            );
        }
    }
    Ok(())
}

fn stack(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arrays, axis, out, dtype, casting] = args else { return Ok(Value::None) };
    let arrays = array_list(cx, arrays)?;
    let Some(first) = arrays.first() else {
        return err(ErrorClass::ValueError, "need at least one array to stack");
    };
    let shape = first.shape();
    if arrays.iter().any(|array| array.shape() != shape) {
        return Err(shapes_differ(&arrays, "all input arrays must have the same shape".to_owned()));
    }
    let axis = axis_of(cx, axis, shape.len() + 1)?;
    let dtype = dtype_arg(cx, dtype)?;
    let rule = casting_rule(casting)?;
    if let Some(dtype) = dtype {
        check_casts(cx, &arrays, dtype, rule)?;
    }
    let widened: Vec<ArrayRef> = arrays.iter().map(|array| array.view_layout(array.layout().with_axis(axis))).collect();
    let result = concatenate(cx, &widened, Some(axis as i64), dtype)?;
    into_out(cx, result, out, rule)
}

/// The stacking functions that first bring their inputs to a number of axes.
#[derive(Clone, Copy, PartialEq)]
enum Stack {
    Vertical,
    Horizontal,
    Depth,
    Column,
}

fn stack_kind(cx: &mut dyn Interp, args: &mut [Value], kind: Stack) -> R<Value> {
    let [tup, dtype, casting] = args else { return Ok(Value::None) };
    let arrays = array_list(cx, tup)?;
    let dtype = dtype_arg(cx, dtype)?;
    let rule = casting_rule(casting)?;
    if let Some(dtype) = dtype {
        check_casts(cx, &arrays, dtype, rule)?;
    }
    let prepared: Vec<ArrayRef> = arrays
        .iter()
        .map(|array| {
            let mut layout = array.layout();
            match (kind, layout.ndim()) {
                (Stack::Vertical, 0) => layout = layout.with_axis(0).with_axis(0),
                (Stack::Vertical, 1) => layout = layout.with_axis(0),
                (Stack::Horizontal, 0) => layout = layout.with_axis(0),
                (Stack::Depth, 0) => layout = layout.with_axis(0).with_axis(0).with_axis(0),
                (Stack::Depth, 1) => layout = layout.with_axis(0).with_axis(2),
                (Stack::Depth, 2) => layout = layout.with_axis(2),
                (Stack::Column, 0) => layout = layout.with_axis(0).with_axis(0),
                (Stack::Column, 1) => layout = layout.with_axis(1),
                _ => {}
            }
            array.view_layout(layout)
        })
        .collect();
    let axis = match kind {
        Stack::Vertical => 0,
        Stack::Horizontal if prepared.first().is_some_and(|first| first.ndim() == 1) => 0,
        Stack::Horizontal | Stack::Column => 1,
        Stack::Depth => 2,
    };
    match concatenate(cx, &prepared, Some(axis), dtype) {
        // The shapes as the caller knows them, not with the axes added here.
        Err(error) if !error.shapes.is_empty() => Err(shapes_differ(&arrays, error.message)),
        joined => Ok(Value::Array(joined?)),
    }
}

fn block(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    fn depth_of(value: &Value) -> usize {
        match value {
            Value::List(list) => 1 + list.items.borrow().first().map_or(0, depth_of),
            _ => 0,
        }
    }
    fn most_axes(cx: &mut dyn Interp, value: &Value) -> R<usize> {
        match value {
            Value::List(list) => {
                let items = list.items.borrow().clone();
                let mut most = 0;
                for item in &items {
                    most = most.max(most_axes(cx, item)?);
                }
                Ok(most)
            }
            Value::Tuple(_) => err(
                ErrorClass::TypeError,
                "arrays is a tuple. Only lists can be used to arrange blocks, and np.block does not allow implicit \
                 conversion from tuple to ndarray.",
            ),
            other => Ok(as_array(cx, other)?.ndim()),
        }
    }
    fn join(cx: &mut dyn Interp, value: &Value, depth: usize, levels: usize, ndim: usize) -> R<ArrayRef> {
        let Value::List(list) = value else {
            let array = as_array(cx, value)?;
            let mut layout = array.layout();
            while layout.ndim() < ndim {
                layout = layout.with_axis(0);
            }
            return Ok(array.view_layout(layout));
        };
        let items = list.items.borrow().clone();
        if items.is_empty() {
            return err(ErrorClass::ValueError, "List at arrays cannot be empty");
        }
        let mut parts = Vec::new();
        for item in &items {
            parts.push(join(cx, item, depth + 1, levels, ndim)?);
        }
        concatenate(cx, &parts, Some(-((levels - depth) as i64)), None)
    }
    let levels = depth_of(&args[0]);
    let ndim = most_axes(cx, &args[0])?.max(levels);
    let result = join(cx, &args[0], 0, levels, ndim)?;
    Ok(Value::Array(if levels == 0 { result.copy() } else { result }))
}

fn split(cx: &mut dyn Interp, args: &mut [Value], equal: bool) -> R<Value> {
    let [ary, sections, axis] = args else { return Ok(Value::None) };
    let array = as_array(cx, ary)?;
    if array.ndim() == 0 {
        return match ary {
            Value::Array(_) => err(ErrorClass::IndexError, "tuple index out of range"),
            other => err(ErrorClass::TypeError, format!("object of type '{}' has no len()", other.type_name())),
        };
    }
    let axis = axis_of(cx, axis, array.ndim())?;
    parts(cx, &array, sections, axis, equal)
}

fn parts(cx: &mut dyn Interp, array: &ArrayRef, sections: &Value, axis: usize, equal: bool) -> R<Value> {
    let n = array.shape()[axis];
    let mut bounds = vec![0i64];
    match sections {
        Value::List(_) | Value::Tuple(_) => bounds.extend(sizes_of(cx, sections)?),
        Value::Array(cuts) if cuts.ndim() > 0 => bounds.extend(sizes_of(cx, sections)?),
        other => {
            let count = index_of(cx, other)?;
            if count <= 0 {
                return err(ErrorClass::ValueError, "number sections must be larger than 0.");
            }
            let count = count as usize;
            if equal && !n.is_multiple_of(count) {
                return err(ErrorClass::ValueError, "array split does not result in an equal division");
            }
            let (each, more) = (n / count, n % count);
            let mut at = 0;
            for k in 0..count - 1 {
                at += each + usize::from(k < more);
                bounds.push(at as i64);
            }
        }
    }
    let mut views = Vec::new();
    for (k, &start) in bounds.iter().enumerate() {
        let stop = bounds.get(k + 1).copied();
        let (first, count) = crate::array::slice_range(Some(start), stop, 1, n);
        views.push(Value::Array(array.view_layout(array.layout().sliced(axis, first, count, 1))));
    }
    Ok(Value::list(views))
}

fn split_along(cx: &mut dyn Interp, args: &mut [Value], axis: usize) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let needed = [2, 1, 3][axis];
    if axis != 1 && array.ndim() < [2, 1, 3][axis] || array.ndim() == 0 {
        let name = ["vsplit", "hsplit", "dsplit"][axis];
        let needed = if axis == 0 { 2 } else { needed };
        return err(ErrorClass::ValueError, format!("{name} only works on arrays of {needed} or more dimensions"));
    }
    let axis = if axis == 1 && array.ndim() == 1 { 0 } else { axis };
    parts(cx, &array, &args[1].take(), axis, true)
}

fn unstack(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    if array.ndim() == 0 {
        return err(ErrorClass::ValueError, "Input array must be at least 1-d.");
    }
    let axis = axis_of(cx, &args[1], array.ndim())?;
    let layout = array.layout();
    Ok(Value::tuple((0..layout.shape[axis]).map(|i| Value::Array(array.view_layout(layout.indexed(axis, i))))))
}

fn tile(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, reps] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let mut reps: Vec<usize> = shape_of(cx, reps)?.to_vec();
    let mut layout = array.layout();
    while layout.ndim() < reps.len() {
        layout = layout.with_axis(0);
    }
    while reps.len() < layout.ndim() {
        reps.insert(0, 1);
    }
    // Each axis becomes (repetitions, length): one strided assignment fills all tiles.
    let shape: Dims = layout.shape.iter().zip(&reps).map(|(&n, &r)| n * r).collect();
    let result = output(&shape, array.dtype(), Order::C)?;
    let paired: Dims = layout.shape.iter().zip(&reps).flat_map(|(&n, &r)| [r, n]).collect();
    let spread = Layout::c_order(&paired, array.itemsize());
    let mut source = layout.clone();
    for axis in (0..layout.ndim()).rev() {
        source = source.with_axis(axis);
    }
    let target = result.view_layout(spread);
    if let Some(stretched) = source.broadcast_to(&paired) {
        assign(cx, &target, &array.view_layout(stretched))?;
    }
    Ok(Value::Array(result))
}

fn repeat(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, repeats, axis] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let (array, axis) = flattened_axis(cx, array, axis)?;
    let n = array.shape()[axis];
    let given = as_array(cx, repeats)?;
    if !given.dtype().is_integer() && given.dtype() != DType::Bool {
        let from = cx.repr(&Value::dtype(given.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    let counts = as_array_of(cx, repeats, DType::I64)?.to_vec::<i64>();
    if given.ndim() > 1 || (counts.len() != 1 && counts.len() != n) {
        return err(
            ErrorClass::ValueError,
            format!("operands could not be broadcast together with shape ({n},) ({},)", counts.len()),
        );
    }
    if counts.iter().any(|&count| count < 0) {
        return err(ErrorClass::ValueError, "repeats may not contain negative values.");
    }
    let total = counts.iter().fold(0usize, |sum, &count| sum.saturating_add(count as usize));
    let mut shape = array.shape();
    shape[axis] = if counts.len() == 1 { total.saturating_mul(n) } else { total };
    Array::check_size(&shape, array.dtype())?;
    let count_at = |i: usize| if counts.len() == 1 { counts[0] } else { counts[i] };
    let indices: Vec<i64> = (0..n).flat_map(|i| std::iter::repeat_n(i as i64, count_at(i) as usize)).collect();
    take_along(&array, indices, axis)
}

/// Sub-arrays at positions (all in range) of an axis.
fn take_along(array: &ArrayRef, positions: Vec<i64>, axis: usize) -> R<Value> {
    let n = positions.len();
    Ok(Value::Array(pick_axis(array, Array::from_vec(positions, &[n]), axis)?.contiguous()))
}

fn append(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, values, axis] = args else { return Ok(Value::None) };
    let (arr, values) = (as_array(cx, arr)?, as_array(cx, values)?);
    let axis = if axis.is_missing() { None } else { Some(index_of(cx, axis)?) };
    Ok(Value::Array(concatenate(cx, &[arr, values], axis, None)?))
}

/// Positions that `obj` names on an axis: an int, a slice, ints or a mask.
fn positions(cx: &mut dyn Interp, obj: &Value, n: usize) -> R<Vec<i64>> {
    match obj {
        Value::Slice(slice) => {
            let start = crate::run::array_index::slice_bound(cx, &slice.start)?;
            let stop = crate::run::array_index::slice_bound(cx, &slice.stop)?;
            let step = crate::run::array_index::slice_bound(cx, &slice.step)?.unwrap_or(1);
            let (first, count) = crate::array::slice_range(start, stop, step, n);
            Ok((0..count as i64).map(|i| first as i64 + i * step).collect())
        }
        other => {
            let array = as_array(cx, other)?;
            if array.dtype() == DType::Bool {
                return Ok(crate::array::nonzero(&array).1.into_iter().next().unwrap_or_default());
            }
            if array.size() == 0 {
                return Ok(Vec::new());
            }
            if !array.dtype().is_integer() {
                return err(ErrorClass::IndexError, "arrays used as indices must be of integer (or boolean) type");
            }
            Ok(as_array_of(cx, other, DType::I64)?.to_vec::<i64>())
        }
    }
}

fn delete(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, obj, axis] = args else { return Ok(Value::None) };
    let arr = as_array(cx, arr)?;
    let (array, axis) = flattened_axis(cx, arr, axis)?;
    let n = array.shape()[axis];
    let single = matches!(obj, Value::Int(_) | Value::NpInt(_));
    if let Value::Array(mask) = &*obj
        && mask.dtype() == DType::Bool
        && mask.shape().as_slice() != [n]
    {
        return err(
            ErrorClass::ValueError,
            format!("boolean array argument `obj` to delete must be one-dimensional and match the axis length of {n}"),
        );
    }
    let mut keep = vec![true; n];
    for index in positions(cx, obj, n)? {
        match crate::array::wrap_index(index, n, axis) {
            Ok(at) => keep[at] = false,
            Err(error) if single => return Err(error),
            Err(_) => {
                return err(ErrorClass::IndexError, format!("index {index} is out of bounds for axis 0 with size {n}"));
            }
        }
    }
    let kept = (0..n as i64).filter(|&i| keep[i as usize]).collect();
    take_along(&array, kept, axis)
}

fn insert(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [arr, obj, values, axis] = args else { return Ok(Value::None) };
    let arr = as_array(cx, arr)?;
    let (array, axis) = flattened_axis(cx, arr, axis)?;
    let n = array.shape()[axis];
    let scalar_index = !matches!(obj, Value::List(_) | Value::Tuple(_) | Value::Slice(_))
        && !matches!(&*obj, Value::Array(indices) if indices.ndim() > 0);
    let mut places = positions(cx, obj, n)?;
    for place in &mut places {
        let wrapped = if *place < 0 { *place + n as i64 } else { *place };
        if !(0..=n as i64).contains(&wrapped) {
            return err(
                ErrorClass::IndexError,
                format!("index {place} is out of bounds for axis {axis} with size {n}"),
            );
        }
        *place = wrapped;
    }
    let values = as_array_of(cx, values, array.dtype())?;
    let mut values_layout = values.layout();
    while values_layout.ndim() < array.ndim() {
        values_layout = values_layout.with_axis(0);
    }
    let mut count = places.len();
    if places.len() == 1 {
        // One place takes all values; for an int the values' first axis is the one inserted along.
        if scalar_index {
            let mut order: Vec<usize> = (0..values_layout.ndim()).collect();
            let moved = order.remove(0);
            order.insert(axis.min(order.len()), moved);
            if values.ndim() > 0 {
                values_layout = values_layout.permuted(&order);
            }
        }
        count = values_layout.shape[axis];
        places = vec![places[0]; count];
    }
    // Each new element stands before the old one at its place; equal places keep their order.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&k| places[k]);
    let mut shape = array.shape();
    shape[axis] += count;
    let result = new_array(&shape, array.dtype(), Order::C)?;
    let mut target_of = vec![0usize; count];
    for (rank, &k) in order.iter().enumerate() {
        target_of[k] = places[k] as usize + rank;
    }
    let mut is_new = vec![false; shape[axis]];
    for &at in &target_of {
        is_new[at] = true;
    }
    let mut part_shape = array.shape();
    part_shape[axis] = count;
    let Some(stretched) = values_layout.broadcast_to(&part_shape) else {
        return err(
            ErrorClass::ValueError,
            format!(
                "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}",
                crate::array::shape_text(&values.shape()),
                crate::array::shape_text(&part_shape)
            ),
        );
    };
    let values = values.view_layout(stretched);
    for (k, &at) in target_of.iter().enumerate() {
        let target = result.view_layout(result.layout().indexed(axis, at));
        assign(cx, &target, &values.view_layout(values.layout().indexed(axis, k)))?;
    }
    let mut from = 0;
    for (at, new) in is_new.iter().enumerate() {
        if !new {
            let target = result.view_layout(result.layout().indexed(axis, at));
            assign(cx, &target, &array.view_layout(array.layout().indexed(axis, from)))?;
            from += 1;
        }
    }
    Ok(Value::Array(result))
}

fn resize(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, new_shape] = args else { return Ok(Value::None) };
    let array = flat(&as_array(cx, a)?);
    let shape = match shape_of(cx, new_shape) {
        Err(error) if error.message == "negative dimensions are not allowed" => {
            return err(ErrorClass::ValueError, "all elements of `new_shape` must be non-negative");
        }
        other => other?,
    };
    let size: usize = shape.iter().product();
    if array.size() == 0 {
        return Ok(Value::Array(new_array(&shape, array.dtype(), Order::C)?));
    }
    Array::check_size(&shape, array.dtype())?;
    let positions = (0..size).map(|i| (i % array.size()) as i64).collect();
    match take_along(&array, positions, 0)? {
        Value::Array(flat) => Ok(Value::Array(flat.view_layout(Layout::c_order(&shape, flat.itemsize())))),
        other => Ok(other),
    }
}

fn roll(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, shift, axis] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    if axis.is_missing() {
        let shape = array.shape();
        let shift = index_of(cx, shift)?;
        let line = flat(&array);
        let rolled = roll_axis(cx, &line, shift, 0)?;
        return Ok(Value::Array(rolled.view_layout(Layout::c_order(&shape, rolled.itemsize()))));
    }
    let axes = sizes_of(cx, axis)?;
    let shifts = sizes_of(cx, shift)?;
    let n = axes.len().max(shifts.len());
    if (axes.len() != n && axes.len() != 1) || (shifts.len() != n && shifts.len() != 1) {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape");
    }
    let mut result = array.clone();
    for k in 0..n {
        let axis = wrap_axis(axes[if axes.len() == 1 { 0 } else { k }], array.ndim())?;
        result = roll_axis(cx, &result, shifts[if shifts.len() == 1 { 0 } else { k }], axis)?;
    }
    super::shape::same_class(cx, &array, result)
}

fn roll_axis(cx: &mut dyn Interp, array: &ArrayRef, shift: i64, axis: usize) -> R<ArrayRef> {
    let n = array.shape()[axis];
    if n == 0 {
        return Ok(array.copy());
    }
    let by = shift.rem_euclid(n as i64) as usize;
    let result = output(&array.shape(), array.dtype(), Order::C)?;
    let (from, to) = (array.layout(), result.layout());
    for (source, target, count) in [(0, by, n - by), (n - by, 0, by)] {
        let source = array.view_layout(from.sliced(axis, source, count, 1));
        assign(cx, &result.view_layout(to.sliced(axis, target, count, 1)), &source)?;
    }
    Ok(result)
}

fn trim_zeros(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [filt, trim, axis] = args else { return Ok(Value::None) };
    crate::run::arguments::refuse(axis, "trim_zeros", "axis")?;
    let trim = trim.as_str().unwrap_or("fb").to_lowercase();
    if trim.chars().any(|c| c != 'f' && c != 'b') {
        return err(
            ErrorClass::ValueError,
            format!("unexpected character(s) in `trim`: {}", crate::print::repr_str(&trim)),
        );
    }
    let items = cx.collect(filt)?;
    let mut flags = Vec::new();
    for item in &items {
        flags.push(cx.truth(item)?);
    }
    let first = if trim.contains('f') { flags.iter().position(|&flag| flag).unwrap_or(flags.len()) } else { 0 };
    let last =
        if trim.contains('b') { flags.iter().rposition(|&flag| flag).map_or(first, |at| at + 1) } else { flags.len() };
    let slice = crate::value::Slice { start: Value::count(first), stop: Value::count(last), step: Value::None };
    cx.get_item(filt, &Value::Slice(std::rc::Rc::new(slice)))
}
