//! The shape of arrays: reshape, transpose, axes added, moved, dropped, broadcast.

use crate::array::{ArrayRef, Dims, Layout, Order, shape_text};
use crate::run::arguments::{axes_of, axis_of, index_of, order_of, shape_of, sizes_of, wrap_axis};
use crate::run::convert::as_array;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.reshape",
        signature: "(a, /, shape, order='C', *, copy=None)",
        summary: "The same elements in another shape; a view where that is possible.",
        details: "One length may be -1: it is computed from the others.",
        example: ">>> np.reshape([1, 2, 3, 4, 5, 6], (2, -1))\narray([[1, 2, 3],\n       [4, 5, 6]])\n",
        see_also: &["ndarray.reshape", "np.ravel"],
        run: Run::Function(reshape_function),
        ..ROW
    },
    Builtin {
        name: "ndarray.reshape",
        signature: "(self, /, *shape, order='C', copy=None)",
        style: Style::C,
        summary: "The same elements in another shape; a view where that is possible.",
        example: ">>> np.arange(6).reshape(3, 2)\narray([[0, 1],\n       [2, 3],\n       [4, 5]])\n",
        see_also: &["np.reshape"],
        run: Run::Function(reshape_method),
        ..ROW
    },
    Builtin {
        name: "np.ravel",
        signature: "(a, order='C')",
        method: true,
        summary: "The elements in one axis; a view where that is possible.",
        example: ">>> np.ravel([[1, 2], [3, 4]])\narray([1, 2, 3, 4])\n",
        see_also: &["ndarray.flatten"],
        run: Run::Function(ravel),
        ..ROW
    },
    Builtin {
        name: "ndarray.flatten",
        signature: "(self, /, order='C')",
        style: Style::C,
        summary: "A copy of the elements in one axis.",
        example: ">>> np.array([[1, 2], [3, 4]]).flatten()\narray([1, 2, 3, 4])\n",
        see_also: &["np.ravel"],
        run: Run::Function(flatten),
        ..ROW
    },
    Builtin {
        name: "np.transpose",
        signature: "(a, axes=None)",
        summary: "The axes in reverse order, or in a given order; a view.",
        example: ">>> np.transpose([[1, 2], [3, 4]])\narray([[1, 3],\n       [2, 4]])\n",
        see_also: &["np.moveaxis", "np.swapaxes"],
        run: Run::Function(transpose_function),
        ..ROW
    },
    Builtin {
        name: "np.permute_dims",
        signature: "(a, axes=None)",
        summary: "The axes in reverse order, or in a given order; a view.",
        example: ">>> np.permute_dims(np.ones((1, 2, 3)), (1, 0, 2)).shape\n(2, 1, 3)\n",
        run: Run::Function(transpose_function),
        ..ROW
    },
    Builtin {
        name: "ndarray.transpose",
        signature: "(self, /, *axes)",
        style: Style::C,
        summary: "The axes in reverse order, or in a given order; a view.",
        example: ">>> np.ones((1, 2, 3)).transpose(2, 0, 1).shape\n(3, 1, 2)\n",
        run: Run::Function(transpose_method),
        ..ROW
    },
    Builtin {
        name: "np.matrix_transpose",
        signature: "(x, /)",
        summary: "The last two axes exchanged; a view.",
        example: ">>> np.matrix_transpose([[1, 2], [3, 4]])\narray([[1, 3],\n       [2, 4]])\n",
        run: Run::Function(|cx, args| {
            let array = as_array(cx, &args[0])?;
            matrix_transpose(&array).map(Value::Array)
        }),
        ..ROW
    },
    Builtin {
        name: "np.swapaxes",
        signature: "(a, axis1, axis2)",
        method: true,
        summary: "Two axes exchanged; a view.",
        example: ">>> np.swapaxes([[1, 2, 3]], 0, 1)\narray([[1],\n       [2],\n       [3]])\n",
        run: Run::Function(swapaxes),
        ..ROW
    },
    Builtin {
        name: "np.moveaxis",
        signature: "(a, source, destination)",
        summary: "Axes moved to other places; a view.",
        example: ">>> np.moveaxis(np.zeros((3, 4, 5)), 0, -1).shape\n(4, 5, 3)\n",
        run: Run::Function(moveaxis),
        ..ROW
    },
    Builtin {
        name: "np.rollaxis",
        signature: "(a, axis, start=0)",
        summary: "One axis moved back to a place; a view. `np.moveaxis` is clearer.",
        example: ">>> np.rollaxis(np.ones((3, 4, 5)), 2).shape\n(5, 3, 4)\n",
        run: Run::Function(rollaxis),
        ..ROW
    },
    Builtin {
        name: "np.expand_dims",
        signature: "(a, axis)",
        summary: "New axes of length 1 at given places; a view.",
        example: ">>> np.expand_dims([1, 2], axis=0)\narray([[1, 2]])\n",
        see_also: &["np.squeeze", "np.newaxis"],
        run: Run::Function(expand_dims),
        ..ROW
    },
    Builtin {
        name: "np.squeeze",
        signature: "(a, axis=None)",
        method: true,
        summary: "Axes of length 1 taken away; a view.",
        example: ">>> np.squeeze([[[0], [1], [2]]])\narray([0, 1, 2])\n",
        run: Run::Function(squeeze),
        ..ROW
    },
    Builtin {
        name: "np.atleast_1d",
        signature: "(*arys)",
        summary: "Inputs as arrays of at least one axis.",
        example: ">>> np.atleast_1d(1.0)\narray([1.])\n",
        run: Run::Function(|cx, args| at_least(cx, args, 1)),
        ..ROW
    },
    Builtin {
        name: "np.atleast_2d",
        signature: "(*arys)",
        summary: "Inputs as arrays of at least two axes.",
        example: ">>> np.atleast_2d([1, 2])\narray([[1, 2]])\n",
        run: Run::Function(|cx, args| at_least(cx, args, 2)),
        ..ROW
    },
    Builtin {
        name: "np.atleast_3d",
        signature: "(*arys)",
        summary: "Inputs as arrays of at least three axes.",
        example: ">>> np.atleast_3d([1, 2]).shape\n(1, 2, 1)\n",
        run: Run::Function(|cx, args| at_least(cx, args, 3)),
        ..ROW
    },
    Builtin {
        name: "np.broadcast_to",
        signature: "(array, shape, subok=False)",
        summary: "An array stretched to a shape, as a read-only view.",
        example: ">>> np.broadcast_to([1, 2], (2, 2))\narray([[1, 2],\n       [1, 2]])\n",
        see_also: &["np.broadcast_arrays"],
        run: Run::Function(broadcast_to),
        ..ROW
    },
    Builtin {
        name: "np.broadcast_arrays",
        signature: "(*args, subok=False)",
        summary: "Arrays stretched to their common shape, as views.",
        example: ">>> np.broadcast_arrays([[1, 2, 3]], [[4], [5]])\n(array([[1, 2, 3],\n       [1, 2, 3]]), array([[4, 4, 4],\n       [5, 5, 5]]))\n",
        run: Run::Function(broadcast_arrays),
        ..ROW
    },
    Builtin {
        name: "np.broadcast_shapes",
        signature: "(*args)",
        summary: "The shape that shapes broadcast to.",
        example: ">>> np.broadcast_shapes((1, 2), (3, 1))\n(3, 2)\n",
        run: Run::Function(broadcast_shapes),
        ..ROW
    },
    Builtin {
        name: "np.diagonal",
        signature: "(a, offset=0, axis1=0, axis2=1)",
        method: true,
        summary: "A diagonal of the last two (or given) axes; a read-only view.",
        example: ">>> np.diagonal([[0, 1], [2, 3]])\narray([0, 3])\n",
        see_also: &["np.diag", "np.trace"],
        run: Run::Function(diagonal),
        ..ROW
    },
    Builtin {
        name: "np.flip",
        signature: "(m, axis=None)",
        summary: "The order of elements reversed along axes; a view.",
        example: ">>> np.flip([1, 2, 3])\narray([3, 2, 1])\n",
        run: Run::Function(flip),
        ..ROW
    },
    Builtin {
        name: "np.fliplr",
        signature: "(m)",
        summary: "Columns in reverse order; a view.",
        example: ">>> np.fliplr([[1, 2], [3, 4]])\narray([[2, 1],\n       [4, 3]])\n",
        run: Run::Function(|cx, args| flip_checked(cx, args, 1)),
        ..ROW
    },
    Builtin {
        name: "np.flipud",
        signature: "(m)",
        summary: "Rows in reverse order; a view.",
        example: ">>> np.flipud([[1, 2], [3, 4]])\narray([[3, 4],\n       [1, 2]])\n",
        run: Run::Function(|cx, args| flip_checked(cx, args, 0)),
        ..ROW
    },
    Builtin {
        name: "np.rot90",
        signature: "(m, k=1, axes=(0, 1))",
        summary: "A matrix turned by quarters, counter-clockwise.",
        example: ">>> np.rot90([[1, 2], [3, 4]])\narray([[2, 4],\n       [1, 3]])\n",
        run: Run::Function(rot90),
        ..ROW
    },
    Builtin {
        name: "np.shape",
        signature: "(a)",
        summary: "The lengths of the axes.",
        example: ">>> np.shape([[1, 2, 3]])\n(1, 3)\n",
        run: Run::Function(|cx, args| Ok(Value::tuple_of_counts(&as_array(cx, &args[0])?.shape()))),
        ..ROW
    },
    Builtin {
        name: "np.ndim",
        signature: "(a)",
        summary: "The number of axes.",
        example: ">>> np.ndim([[1, 2]])\n2\n",
        run: Run::Function(|cx, args| Ok(Value::count(as_array(cx, &args[0])?.ndim()))),
        ..ROW
    },
    Builtin {
        name: "np.size",
        signature: "(a, axis=None)",
        summary: "The number of elements, in all or along axes.",
        example: ">>> np.size([[1, 2, 3], [4, 5, 6]])\n6\n>>> np.size([[1, 2, 3], [4, 5, 6]], 1)\n3\n",
        run: Run::Function(size),
        ..ROW
    },
];

/// The shape that a request with −1 means for `size` elements.
///
/// *Errors*: ValueError in NumPy's words.
pub(super) fn resolve_shape(sizes: &[i64], size: usize) -> R<Dims> {
    let shown = || -> String {
        let parts: Vec<String> = sizes.iter().map(|n| if *n < 0 { "-1".to_string() } else { n.to_string() }).collect();
        // NumPy leaves out a −1 that comes first.
        match &parts[..] {
            [one] => format!("({one},)"),
            [first, rest @ ..] if first == "-1" => format!("({})", rest.join(",")),
            all => format!("({})", all.join(",")),
        }
    };
    let unknown = sizes.iter().filter(|n| **n < 0).count();
    if unknown > 1 {
        return err(ErrorClass::ValueError, "can only specify one unknown dimension");
    }
    let known = sizes.iter().filter(|n| **n >= 0).try_fold(1usize, |product, &n| product.checked_mul(n as usize));
    let cannot = || err(ErrorClass::ValueError, format!("cannot reshape array of size {size} into shape {}", shown()));
    let Some(known) = known else { return cannot() };
    if unknown == 1 {
        if known == 0 || !size.is_multiple_of(known) {
            return cannot();
        }
        return Ok(sizes.iter().map(|&n| if n < 0 { size / known } else { n as usize }).collect());
    }
    if known != size {
        return cannot();
    }
    Ok(sizes.iter().map(|&n| n as usize).collect())
}

/// The same elements in another shape: a view if strides allow it, else a copy.
pub(super) fn reshape_array(array: &ArrayRef, sizes: &[i64], order: Order, copy: Option<bool>) -> R<ArrayRef> {
    let shape = resolve_shape(sizes, array.size())?;
    let itemsize = array.itemsize();
    let order = match order {
        Order::Any | Order::Keep if array.is_f() && !array.is_c() => Order::F,
        Order::F => Order::F,
        _ => Order::C,
    };
    let layout = if order == Order::F {
        // Fortran order is C order with all axes reversed.
        let reversed: Dims = shape.iter().rev().copied().collect();
        array.layout().transposed().reshaped(&reversed, itemsize).map(|layout| layout.transposed())
    } else {
        array.layout().reshaped(&shape, itemsize)
    };
    match layout {
        Some(layout) if copy != Some(true) => Ok(array.view_layout(layout)),
        _ if copy == Some(false) => err(ErrorClass::ValueError, "Unable to avoid creating a copy while reshaping."),
        _ => {
            let fresh = array.copy_ordered(order);
            let layout =
                if order == Order::F { Layout::f_order(&shape, itemsize) } else { Layout::c_order(&shape, itemsize) };
            Ok(fresh.view_layout(layout))
        }
    }
}

/// Gives a view the subclass of its source.
pub(in crate::numpy) fn same_class(cx: &mut dyn Interp, source: &ArrayRef, result: ArrayRef) -> R<Value> {
    let tag = source.tag.borrow().clone();
    match tag {
        Some(tag) => crate::run::subclass::finalize(cx, source, tag, result),
        None => Ok(Value::Array(result)),
    }
}

fn copy_flag(cx: &mut dyn Interp, copy: &Value) -> R<Option<bool>> {
    if copy.is_missing() { Ok(None) } else { cx.truth(copy).map(Some) }
}

fn reshape_function(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, shape, order, copy] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let sizes = reshape_sizes(cx, shape)?;
    let copy = copy_flag(cx, copy)?;
    let result = reshape_array(&array, &sizes, order_of(order, Order::C)?, copy)?;
    same_class(cx, &array, result)
}

/// Sizes of a reshape, where only ints and sequences of ints may stand.
fn reshape_sizes(cx: &mut dyn Interp, shape: &Value) -> R<Vec<i64>> {
    match shape {
        Value::Str(_) | Value::Float(_) | Value::NpFloat(_) => Ok(vec![index_of(cx, shape)?]),
        other => sizes_of(cx, other),
    }
}

fn reshape_method(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, shape, order, copy] = args else { return Ok(Value::None) };
    let array = as_array(cx, array)?;
    let sizes = match &*shape {
        Value::Tuple(items) if items.is_empty() => {
            return err(ErrorClass::TypeError, "reshape() missing 1 required positional argument: 'shape'");
        }
        Value::Tuple(items) if items.len() == 1 => reshape_sizes(cx, &items[0])?,
        other => sizes_of(cx, other)?,
    };
    let copy = copy_flag(cx, copy)?;
    let result = reshape_array(&array, &sizes, order_of(order, Order::C)?, copy)?;
    same_class(cx, &array, result)
}

fn ravel(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, order] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let order = order_of(order, Order::C)?;
    if order == Order::Keep && !array.is_c() && !array.is_f() {
        let order = array.axis_order();
        let result = array.view_layout(array.layout().permuted(&order));
        return Ok(Value::Array(reshape_array(&result, &[-1], Order::C, None)?));
    }
    let size = array.size() as i64;
    let result = reshape_array(&array, &[size], order, None)?;
    same_class(cx, &array, result)
}

fn flatten(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, order] = args else { return Ok(Value::None) };
    let array = as_array(cx, array)?;
    let order = match order_of(order, Order::C)? {
        Order::Any | Order::Keep if array.is_f() && !array.is_c() => Order::F,
        Order::F => Order::F,
        _ => Order::C,
    };
    let fresh = array.copy_ordered(order);
    let layout = Layout::c_order(&[array.size()], array.itemsize());
    fresh.set_head(crate::array::Head { dtype: fresh.dtype(), layout });
    same_class(cx, &array, fresh)
}

/// An array's axes in another order, given as NumPy's `transpose` takes them.
fn transpose_by(cx: &mut dyn Interp, array: &ArrayRef, axes: &Value) -> R<Value> {
    if axes.is_missing() {
        return same_class(cx, array, array.view_layout(array.layout().transposed()));
    }
    let given = sizes_of(cx, axes)?;
    let ndim = array.ndim();
    if given.len() != ndim {
        return err(ErrorClass::ValueError, "axes don't match array");
    }
    let mut order = Vec::with_capacity(ndim);
    for axis in given {
        let axis = wrap_axis(axis, ndim)?;
        if order.contains(&axis) {
            return err(ErrorClass::ValueError, "repeated axis in transpose");
        }
        order.push(axis);
    }
    same_class(cx, array, array.view_layout(array.layout().permuted(&order)))
}

fn transpose_function(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    transpose_by(cx, &array, &args[1].take())
}

fn transpose_method(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let axes = match &args[1] {
        Value::Tuple(items) if items.is_empty() => Value::None,
        Value::Tuple(items) if items.len() == 1 => items[0].clone(),
        other => other.clone(),
    };
    transpose_by(cx, &array, &axes)
}

/// The last two axes exchanged.
pub(super) fn matrix_transpose(array: &ArrayRef) -> R<ArrayRef> {
    let n = array.ndim();
    if n < 2 {
        return err(
            ErrorClass::ValueError,
            "Input array must be at least 2-dimensional, but it is ".to_string() + &n.to_string(),
        );
    }
    let mut axes: Vec<usize> = (0..n).collect();
    axes.swap(n - 1, n - 2);
    Ok(array.view_layout(array.layout().permuted(&axes)))
}

fn swapaxes(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, first, second] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let ndim = array.ndim();
    let named = |name: &str, result: R<usize>| {
        result.map_err(|mut error| {
            if error.class == ErrorClass::AxisError {
                error.message = format!("{name}: {}", error.message);
            }
            error
        })
    };
    let first = named("axis1", axis_of(cx, first, ndim))?;
    let second = named("axis2", axis_of(cx, second, ndim))?;
    let mut axes: Vec<usize> = (0..ndim).collect();
    axes.swap(first, second);
    same_class(cx, &array, array.view_layout(array.layout().permuted(&axes)))
}

/// One axis moved to another place.
pub(super) fn move_axis(array: &ArrayRef, source: usize, destination: i64) -> R<ArrayRef> {
    let ndim = array.ndim();
    let destination = wrap_axis(destination, ndim)?;
    let mut axes: Vec<usize> = (0..ndim).filter(|&axis| axis != source).collect();
    axes.insert(destination, source);
    Ok(array.view_layout(array.layout().permuted(&axes)))
}

fn moveaxis(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, source, destination] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let ndim = array.ndim();
    let mut read = |value: &Value, name: &str| -> R<Vec<usize>> {
        let mut axes = Vec::new();
        for axis in sizes_of(cx, value)? {
            let axis = wrap_axis(axis, ndim).map_err(|mut error| {
                error.message = format!("{name}: {}", error.message);
                error
            })?;
            if axes.contains(&axis) {
                return err(ErrorClass::ValueError, format!("repeated axis in `{name}` argument"));
            }
            axes.push(axis);
        }
        Ok(axes)
    };
    let source = read(source, "source")?;
    let destination = read(destination, "destination")?;
    if source.len() != destination.len() {
        return err(
            ErrorClass::ValueError,
            "`source` and `destination` arguments must have the same number of elements",
        );
    }
    let mut order: Vec<usize> = (0..ndim).filter(|axis| !source.contains(axis)).collect();
    let mut pairs: Vec<(usize, usize)> = destination.into_iter().zip(source).collect();
    pairs.sort_unstable();
    for (place, axis) in pairs {
        order.insert(place, axis);
    }
    same_class(cx, &array, array.view_layout(array.layout().permuted(&order)))
}

fn rollaxis(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let ndim = array.ndim();
    let axis = axis_of(cx, &args[1], ndim)?;
    let start = index_of(cx, &args[2])?;
    let place = if start < 0 { start + ndim as i64 } else { start };
    if !(0..=ndim as i64).contains(&place) {
        return err(
            ErrorClass::AxisError,
            format!("'start' arg requires {} <= start < {}, but {start} was passed in", -(ndim as i64), ndim + 1),
        );
    }
    let mut place = place as usize;
    if axis < place {
        place -= 1;
    }
    let mut order: Vec<usize> = (0..ndim).filter(|&have| have != axis).collect();
    order.insert(place, axis);
    Ok(Value::Array(array.view_layout(array.layout().permuted(&order))))
}

fn expand_dims(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let given = match &args[1] {
        Value::Tuple(_) | Value::List(_) => sizes_of(cx, &args[1])?,
        other => vec![index_of(cx, other)?],
    };
    let ndim = array.ndim() + given.len();
    let mut places = Vec::new();
    for axis in given {
        let axis = wrap_axis(axis, ndim)?;
        if places.contains(&axis) {
            return err(ErrorClass::ValueError, "repeated axis");
        }
        places.push(axis);
    }
    places.sort_unstable();
    let mut layout = array.layout();
    for place in places {
        layout = layout.with_axis(place);
    }
    same_class(cx, &array, array.view_layout(layout))
}

fn squeeze(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let shape = array.shape();
    let dropped = match axes_of(cx, &args[1], shape.len())? {
        None => (0..shape.len()).filter(|&axis| shape[axis] == 1).collect::<Vec<_>>(),
        Some(axes) => {
            if axes.iter().any(|&axis| shape[axis] != 1) {
                return err(
                    ErrorClass::ValueError,
                    "cannot select an axis to squeeze out which has size not equal to one",
                );
            }
            axes
        }
    };
    let kept: Vec<usize> = (0..shape.len()).filter(|axis| !dropped.contains(axis)).collect();
    same_class(cx, &array, array.view_layout(array.layout().permuted(&kept)))
}

fn at_least(cx: &mut dyn Interp, args: &mut [Value], ndim: usize) -> R<Value> {
    let mut results = Vec::new();
    for value in cx.collect(&args[0])? {
        let array = as_array(cx, &value)?;
        let mut layout = array.layout();
        match (ndim, layout.ndim()) {
            (3, 2) => layout = layout.with_axis(2),
            (3, 1) => layout = layout.with_axis(0).with_axis(2),
            _ => {
                while layout.ndim() < ndim {
                    layout = layout.with_axis(0);
                }
            }
        }
        results.push(if layout.ndim() == array.ndim() {
            Value::Array(array)
        } else {
            Value::Array(array.view_layout(layout))
        });
    }
    if results.len() == 1 { Ok(results.remove(0)) } else { Ok(Value::tuple(results)) }
}

/// The view without permission to write.
pub(super) fn read_only(array: ArrayRef) -> ArrayRef {
    array.set_writeable(false);
    array
}

fn broadcast_to(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let shape = match shape_of(cx, &args[1]) {
        Err(error) if error.message == "negative dimensions are not allowed" => {
            return err(ErrorClass::ValueError, "all elements of broadcast shape must be non-negative");
        }
        other => other?,
    };
    match array.layout().broadcast_to(&shape) {
        Some(layout) => Ok(Value::Array(read_only(array.view_layout(layout)))),
        None if array.ndim() > shape.len() => {
            err(ErrorClass::ValueError, "input operand has more dimensions than allowed by the axis remapping")
        }
        None => err(
            ErrorClass::ValueError,
            format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: {}  and \
                 requested shape {}",
                shape_text(&array.shape()),
                shape_text(&shape)
            ),
        ),
    }
}

fn common_shape(shapes: &[Dims]) -> R<Dims> {
    if let Some(shape) = crate::array::broadcast_shapes(shapes.iter().map(|shape| &shape[..])) {
        return Ok(shape);
    }
    // The first shape that does not fit what comes before it, and the first it clashes with.
    for k in 1..shapes.len() {
        if crate::array::broadcast_shapes(shapes[..=k].iter().map(|shape| &shape[..])).is_none() {
            let clash = (0..k).find(|&j| crate::array::broadcast_shapes([&shapes[j][..], &shapes[k][..]]).is_none());
            let tuple = crate::array::shape_tuple;
            let first = clash.unwrap_or(0);
            return err(
                ErrorClass::ValueError,
                format!(
                    "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {first} \
                     with shape {} and arg {k} with shape {}.",
                    tuple(&shapes[first]),
                    tuple(&shapes[k])
                ),
            );
        }
    }
    Ok(Dims::new())
}

fn broadcast_arrays(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut arrays = Vec::new();
    for value in cx.collect(&args[0])? {
        arrays.push(as_array(cx, &value)?);
    }
    let shapes: Vec<Dims> = arrays.iter().map(|array| array.shape()).collect();
    let shape = common_shape(&shapes)?;
    let stretched = arrays.into_iter().map(|array| match array.layout().broadcast_to(&shape) {
        Some(layout) if array.shape() != shape => Value::Array(array.view_layout(layout)),
        _ => Value::Array(array),
    });
    Ok(Value::tuple(stretched.collect::<Vec<_>>()))
}

fn broadcast_shapes(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut shapes = Vec::new();
    for value in cx.collect(&args[0])? {
        shapes.push(shape_of(cx, &value)?);
    }
    Ok(Value::tuple_of_counts(&common_shape(&shapes)?))
}

/// The diagonal of two axes, which become one at the end.
pub(super) fn diagonal_view(array: &ArrayRef, offset: i64, axis1: usize, axis2: usize) -> ArrayRef {
    let layout = array.layout();
    let (rows, columns) = (layout.shape[axis1] as i64, layout.shape[axis2] as i64);
    let (down, right) = if offset < 0 { (-offset, 0) } else { (0, offset) };
    let n = (rows - down).min(columns - right).max(0) as usize;
    let rest: Vec<usize> = (0..layout.ndim()).filter(|&axis| axis != axis1 && axis != axis2).collect();
    let mut view = layout.permuted(&rest);
    if n > 0 {
        let start = down as isize * layout.strides[axis1] + right as isize * layout.strides[axis2];
        view.offset = (view.offset as isize + start) as usize;
    }
    view.shape.push(n);
    view.strides.push(layout.strides[axis1] + layout.strides[axis2]);
    array.view_layout(view)
}

/// An array and the view of its diagonals that numbers name.
///
/// *Errors*: ValueError for less than two axes or twice the same one, AxisError.
pub(super) fn diagonal_of(
    cx: &mut dyn Interp,
    a: &Value,
    offset: &Value,
    axis1: &Value,
    axis2: &Value,
) -> R<(ArrayRef, ArrayRef)> {
    let array = as_array(cx, a)?;
    let offset = index_of(cx, offset)?;
    if array.ndim() < 2 {
        return err(ErrorClass::ValueError, "diag requires an array of at least two dimensions");
    }
    let (first, second) = (axis_of(cx, axis1, array.ndim())?, axis_of(cx, axis2, array.ndim())?);
    if first == second {
        return err(ErrorClass::ValueError, "axis1 and axis2 cannot be the same");
    }
    let diagonal = diagonal_view(&array, offset, first, second);
    Ok((array, diagonal))
}

fn diagonal(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, offset, axis1, axis2] = args else { return Ok(Value::None) };
    let (array, diagonal) = diagonal_of(cx, a, offset, axis1, axis2)?;
    same_class(cx, &array, read_only(diagonal))
}

/// The order of elements reversed along axes.
pub(super) fn flip_axes(array: &ArrayRef, axes: &[usize]) -> ArrayRef {
    let mut layout = array.layout();
    for &axis in axes {
        let n = layout.shape[axis];
        layout = layout.sliced(axis, n.saturating_sub(1), n, -1);
    }
    array.view_layout(layout)
}

fn flip(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let axes = axes_of(cx, &args[1], array.ndim())?.unwrap_or_else(|| (0..array.ndim()).collect());
    if array.ndim() == 0 {
        return Ok(crate::value::element_to_value(array.only_element()));
    }
    let result = flip_axes(&array, &axes);
    same_class(cx, &array, result)
}

fn flip_checked(cx: &mut dyn Interp, args: &mut [Value], axis: usize) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    if array.ndim() <= axis {
        let least = if axis == 0 { "1" } else { "2" };
        return err(ErrorClass::ValueError, format!("Input must be >= {least}-d."));
    }
    let result = flip_axes(&array, &[axis]);
    same_class(cx, &array, result)
}

fn rot90(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [m, k, axes] = args else { return Ok(Value::None) };
    let array = as_array(cx, m)?;
    let axes = sizes_of(cx, axes)?;
    if axes.len() != 2 {
        return err(ErrorClass::ValueError, "len(axes) must be 2.");
    }
    let ndim = array.ndim() as i64;
    if axes[0] == axes[1] || (axes[0] - axes[1]).abs() == ndim {
        return err(ErrorClass::ValueError, "Axes must be different.");
    }
    if axes.iter().any(|axis| !(-ndim..ndim).contains(axis)) {
        return err(
            ErrorClass::ValueError,
            format!("Axes=({}, {}) out of range for array of ndim={ndim}.", axes[0], axes[1]),
        );
    }
    let (first, second) = (wrap_axis(axes[0], ndim as usize)?, wrap_axis(axes[1], ndim as usize)?);
    let mut order: Vec<usize> = (0..ndim as usize).collect();
    order.swap(first, second);
    let turned = match index_of(cx, k)?.rem_euclid(4) {
        0 => array.view_layout(array.layout()),
        2 => flip_axes(&array, &[first, second]),
        1 => {
            let flipped = flip_axes(&array, &[second]);
            flipped.view_layout(flipped.layout().permuted(&order))
        }
        _ => {
            let turned = array.view_layout(array.layout().permuted(&order));
            flip_axes(&turned, &[second])
        }
    };
    Ok(Value::Array(turned))
}

fn size(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let shape = array.shape();
    Ok(match axes_of(cx, &args[1], shape.len())? {
        None => Value::count(array.size()),
        Some(axes) => Value::count(axes.iter().map(|&axis| shape[axis]).product()),
    })
}

/// An array and a number of its axes; without an axis the flattened array and its only one.
///
/// *Errors*: AxisError.
pub(super) fn flattened_axis(cx: &mut dyn Interp, array: ArrayRef, axis: &Value) -> R<(ArrayRef, usize)> {
    if axis.is_missing() {
        return Ok((flat(&array), 0));
    }
    let axis = axis_of(cx, axis, array.ndim())?;
    Ok((array, axis))
}

/// A value's elements in one axis.
pub(super) fn line_of(cx: &mut dyn Interp, value: &Value) -> R<ArrayRef> {
    Ok(flat(&as_array(cx, value)?))
}

/// A flat C-ordered view or copy, for functions that work on all elements in order.
pub(super) fn flat(array: &ArrayRef) -> ArrayRef {
    let whole = array.contiguous();
    let layout = Layout { offset: whole.head().layout.offset, ..Layout::c_order(&[whole.size()], whole.itemsize()) };
    whole.view_layout(layout)
}
