//! Running sums and products, differences, slopes, areas, and limits.

use super::{Told, op, reduce};
use crate::array::{Array, ArrayRef, DType, Kind};
use crate::kernels::ufunc::{UFUNCS, id};
use crate::numpy::shape::{flat, flattened_axis};
use crate::run::arguments::{OUTPUT_MUST_BE_AN_ARRAY, axis_of, dtype_arg, index_of, out_array};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast};
use crate::run::ufunc_args::{bundle, options_of};
use crate::run::ufunc_reduce;
use crate::run::{operand, ufunc_call};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.cumsum",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None)",
        summary: "The running sums, of the flattened array or along an axis.",
        example: ">>> np.cumsum([1, 2, 3])\narray([1, 3, 6])\n>>> np.cumsum([[1, 2], [3, 4]], axis=0)\narray([[1, 2],\n       [4, 6]])\n",
        see_also: &["np.sum", "np.diff", "np.cumprod"],
        run: Run::Function(|cx, args| accumulate(cx, id::ADD, args)),
        ..ROW
    },
    Builtin {
        name: "np.cumprod",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None)",
        summary: "The running products, of the flattened array or along an axis.",
        example: ">>> np.cumprod([1, 2, 3, 4])\narray([ 1,  2,  6, 24])\n",
        see_also: &["np.prod", "np.cumsum"],
        run: Run::Function(|cx, args| accumulate(cx, id::MULTIPLY, args)),
        ..ROW
    },
    Builtin {
        name: "np.cumulative_sum",
        signature: "(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
        summary: "The running sums along an axis, with a zero in front if `include_initial`.",
        example: ">>> np.cumulative_sum([1, 2, 3], include_initial=True)\narray([0, 1, 3, 6])\n",
        see_also: &["np.cumsum"],
        run: Run::Function(|cx, args| cumulative(cx, id::ADD, args)),
        ..ROW
    },
    Builtin {
        name: "np.cumulative_prod",
        signature: "(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
        summary: "The running products along an axis, with a one in front if `include_initial`.",
        example: ">>> np.cumulative_prod([2, 3, 4])\narray([ 2,  6, 24])\n",
        see_also: &["np.cumprod"],
        run: Run::Function(|cx, args| cumulative(cx, id::MULTIPLY, args)),
        ..ROW
    },
    Builtin {
        name: "np.diff",
        signature: "(a, n=1, axis=-1, prepend=_NoValue, append=_NoValue)",
        summary: "The differences of neighbours along an axis, taken `n` times.",
        example: ">>> np.diff([1, 4, 9, 16])\narray([3, 5, 7])\n>>> np.diff([1, 4, 9, 16], n=2)\narray([2, 2])\n",
        see_also: &["np.cumsum", "np.gradient", "np.ediff1d"],
        run: Run::Function(diff),
        ..ROW
    },
    Builtin {
        name: "np.ediff1d",
        signature: "(ary, to_end=None, to_begin=None)",
        summary: "The differences of neighbours of the flattened array, with values put in front and at the end.",
        example: ">>> np.ediff1d([1, 2, 4], to_begin=-9)\narray([-9,  1,  2])\n",
        see_also: &["np.diff"],
        run: Run::Function(ediff1d),
        ..ROW
    },
    Builtin {
        name: "np.gradient",
        signature: "(f, *varargs, axis=None, edge_order=1)",
        summary: "The slopes of a function given at points: central differences, one-sided at the edges.",
        details: "*Parameters*: the spacing, one number or one sequence of coordinates for each axis.\n*Shape*: that of `f`; for several axes a tuple of such arrays.",
        example: ">>> np.gradient([1.0, 2.0, 4.0, 7.0])\narray([1. , 1.5, 2.5, 3. ])\n",
        see_also: &["np.diff"],
        run: Run::Function(gradient),
        ..ROW
    },
    Builtin {
        name: "np.trapezoid",
        signature: "(y, x=None, dx=1.0, axis=-1)",
        summary: "The area under points joined by straight lines.",
        example: ">>> np.trapezoid([1, 2, 3])\nnp.float64(4.0)\n>>> np.trapezoid([1, 2, 3], x=[4, 6, 8])\nnp.float64(8.0)\n",
        see_also: &["np.sum", "np.gradient"],
        run: Run::Function(trapezoid),
        ..ROW
    },
    Builtin {
        name: "np.clip",
        signature: "(a, a_min=_NoValue, a_max=_NoValue, out=None, *, min=_NoValue, max=_NoValue, **kwargs)",
        summary: "The elements, those outside limits replaced by the limits.",
        example: ">>> np.clip([1, 5, 10], 2, 8)\narray([2, 5, 8])\n>>> np.clip([-1.5, 0.5], 0, None)\narray([0. , 0.5])\n",
        see_also: &["np.maximum", "np.minimum"],
        run: Run::Function(clip_row),
        ..ROW
    },
    Builtin {
        name: "ndarray.clip",
        signature: "(self, /, min=_NoValue, max=_NoValue, out=None, **kwargs)",
        summary: "The elements, those outside limits replaced by the limits.",
        example: ">>> np.array([1, 5, 10]).clip(2, 8)\narray([2, 5, 8])\n",
        see_also: &["np.clip"],
        run: Run::Function(clip_method),
        ..ROW
    },
];

fn accumulate(cx: &mut dyn Interp, place: usize, args: &mut [Value]) -> R<Value> {
    let [a, axis, dtype, out] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let dtype = dtype_arg(cx, dtype)?;
    let out = out_array(out, OUTPUT_MUST_BE_AN_ARRAY)?.cloned();
    // A number counts as an array of one axis.
    let array = if array.ndim() == 0 { flat(&array) } else { array };
    let (array, axis) = flattened_axis(cx, array, axis)?;
    ufunc_reduce::accumulate(cx, &UFUNCS[place], &array, axis, dtype, out.as_ref())
}

fn cumulative(cx: &mut dyn Interp, place: usize, args: &mut [Value]) -> R<Value> {
    let [x, axis, dtype, out, initial] = args else { return Ok(Value::None) };
    let mut array = as_array(cx, x)?;
    if array.ndim() == 0 {
        array = flat(&array);
    }
    let axis = match &*axis {
        Value::None if array.ndim() == 1 => 0,
        Value::None => {
            return err(
                ErrorClass::ValueError,
                "For arrays which have more than one dimension ``axis`` argument is required.",
            );
        }
        axis => axis_of(cx, axis, array.ndim())?,
    };
    let dtype = dtype_arg(cx, dtype)?;
    let (out, _) = ufunc_reduce::out_of(out)?;
    if !cx.truth(initial)? {
        return ufunc_reduce::accumulate(cx, &UFUNCS[place], &array, axis, dtype, out.as_ref());
    }
    let Value::Array(sums) = ufunc_reduce::accumulate(cx, &UFUNCS[place], &array, axis, dtype, None)? else {
        return Ok(Value::None);
    };
    let mut shape = sums.shape();
    shape[axis] += 1;
    let result = match out {
        Some(out) => out,
        None => Array::zeros(sums.dtype(), &shape),
    };
    let start = as_array(cx, &Value::Int(i64::from(place == id::MULTIPLY)))?;
    assign(cx, &piece(&result, axis, 0, 1), &start)?;
    assign(cx, &piece(&result, axis, 1, shape[axis] - 1), &sums)?;
    Ok(Value::Array(result))
}

/// Elements `from..from + n` along an axis, as a view.
fn piece(array: &ArrayRef, axis: usize, from: usize, n: usize) -> ArrayRef {
    array.view_layout(array.layout().sliced(axis, from, n, 1))
}

fn diff(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, n, axis, prepend, append] = args else { return Ok(Value::None) };
    let n = index_of(cx, n)?;
    if n == 0 {
        return Ok(a.take());
    }
    if n < 0 {
        return err(ErrorClass::ValueError, format!("order must be non-negative but got {n}"));
    }
    let mut array = as_array(cx, a)?;
    if array.ndim() == 0 {
        return err(ErrorClass::ValueError, "diff requires input that is at least one dimensional");
    }
    let axis = axis_of(cx, axis, array.ndim())?;
    let mut parts = Vec::new();
    if !prepend.is_undef() {
        parts.push(edge(cx, prepend, &array, axis)?);
    }
    parts.push(array.clone());
    if !append.is_undef() {
        parts.push(edge(cx, append, &array, axis)?);
    }
    if parts.len() > 1 {
        array = joined(cx, &parts, axis)?;
    }
    let place = if array.dtype() == DType::Bool { id::NOT_EQUAL } else { id::SUBTRACT };
    for _ in 0..n {
        let length = array.shape()[axis];
        let left = length.saturating_sub(1);
        let values = [piece(&array, axis, length.min(1), left), piece(&array, axis, 0, left)].map(Value::Array);
        match op(cx, place, &values)? {
            Value::Array(next) => array = next,
            other => array = as_array(cx, &other)?,
        }
    }
    Ok(Value::Array(array))
}

/// What stands before or after an array along an axis; a number stands for a slice of it.
fn edge(cx: &mut dyn Interp, value: &Value, array: &ArrayRef, axis: usize) -> R<ArrayRef> {
    let edge = as_array(cx, value)?;
    if edge.ndim() > 0 {
        return Ok(edge);
    }
    let mut shape = array.shape();
    shape[axis] = 1;
    match edge.layout().broadcast_to(&shape) {
        Some(layout) => Ok(edge.view_layout(layout)),
        None => Ok(edge),
    }
}

/// Arrays one after another along an axis.
fn joined(cx: &mut dyn Interp, parts: &[ArrayRef], axis: usize) -> R<ArrayRef> {
    let module = cx.import("numpy")?;
    let concatenate = cx.get_attr(&module, Name::new("concatenate"))?;
    let parts = Value::list(parts.iter().cloned().map(Value::Array).collect());
    let joined = cx.call(&concatenate, &[parts, Value::count(axis)], &[])?;
    as_array(cx, &joined)
}

fn ediff1d(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [ary, to_end, to_begin] = args else { return Ok(Value::None) };
    let array = as_array(cx, ary)?;
    let array = flat(&array);
    let n = array.size();
    let dtype = array.dtype();
    let mut parts = Vec::new();
    let fitting = |cx: &mut dyn Interp, value: &Value, name: &str| {
        let given = as_array(cx, value)?;
        if !crate::array::can_cast(given.dtype(), dtype, crate::array::Casting::SameKind) {
            return err(
                ErrorClass::TypeError,
                format!("dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule."),
            );
        }
        cast(cx, &flat(&given), dtype)
    };
    let begin = if to_begin.is_none() { None } else { Some(fitting(cx, to_begin, "to_begin")?) };
    let end = if to_end.is_none() { None } else { Some(fitting(cx, to_end, "to_end")?) };
    parts.extend(begin);
    let left = n.saturating_sub(1);
    let values = [piece(&array, 0, n.min(1), left), piece(&array, 0, 0, left)].map(Value::Array);
    let differences = op(cx, id::SUBTRACT, &values)?;
    parts.push(as_array(cx, &differences)?);
    parts.extend(end);
    if parts.len() == 1 {
        return Ok(differences);
    }
    joined(cx, &parts, 0).map(Value::Array)
}

/// The distances between points along one axis.
enum Spacing {
    Even(Value),
    Uneven(ArrayRef),
}

fn gradient(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [f, spacings, axis, edge_order] = args else { return Ok(Value::None) };
    let f = as_array(cx, f)?;
    let ndim = f.ndim();
    let axes: Vec<usize> = match &*axis {
        Value::None => (0..ndim).collect(),
        Value::Tuple(items) => {
            let mut axes = Vec::new();
            for item in items.iter() {
                let axis = axis_of(cx, item, ndim)?;
                if axes.contains(&axis) {
                    return err(ErrorClass::ValueError, "repeated axis");
                }
                axes.push(axis);
            }
            axes
        }
        axis => vec![axis_of(cx, axis, ndim)?],
    };
    let spacings = match &*spacings {
        Value::Tuple(items) => spacings_of(cx, items, &f, &axes)?,
        _ => Vec::new(),
    };
    let edge_order = index_of(cx, edge_order)?;
    if edge_order > 2 {
        return err(ErrorClass::ValueError, "'edge_order' greater than 2 not supported");
    }
    let dtype = match f.dtype() {
        dtype if dtype.is_float() || dtype.is_complex() => dtype,
        dtype if dtype.kind() <= Kind::Signed => DType::F64,
        dtype => return Err(crate::text::Error::unsupported(format!("np.gradient of {} arrays", dtype.name()))),
    };
    let f = if f.dtype().kind() <= Kind::Signed { cast(cx, &f, DType::F64)? } else { f };
    let mut slopes = Vec::new();
    for (&axis, spacing) in axes.iter().zip(&spacings) {
        if f.shape()[axis] < edge_order as usize + 1 {
            return err(
                ErrorClass::ValueError,
                "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.",
            );
        }
        slopes.push(Value::Array(slope(cx, &f, axis, spacing, edge_order as usize, dtype)?));
    }
    Ok(if slopes.len() == 1 { slopes.remove(0) } else { Value::tuple(slopes) })
}

fn spacings_of(cx: &mut dyn Interp, given: &[Value], f: &ArrayRef, axes: &[usize]) -> R<Vec<Spacing>> {
    if given.is_empty() {
        return Ok(axes.iter().map(|_| Spacing::Even(Value::float(1.0))).collect());
    }
    let mut spacings = Vec::new();
    if given.len() == 1 {
        let only = as_array(cx, &given[0])?;
        if only.ndim() == 0 {
            return Ok(axes.iter().map(|_| Spacing::Even(given[0].clone())).collect());
        }
    }
    if given.len() != axes.len() {
        return err(ErrorClass::TypeError, "invalid number of arguments");
    }
    for (value, &axis) in given.iter().zip(axes) {
        let points = as_array(cx, value)?;
        if points.ndim() == 0 {
            spacings.push(Spacing::Even(value.clone()));
            continue;
        }
        if points.ndim() != 1 {
            return err(ErrorClass::ValueError, "distances must be either scalars or 1d");
        }
        if points.size() != f.shape()[axis] {
            return err(
                ErrorClass::ValueError,
                "when 1d, distances must match the length of the corresponding dimension",
            );
        }
        let points = if points.dtype().is_integer() { cast(cx, &points, DType::F64)? } else { points };
        let n = points.size();
        let pair = [piece(&points, 0, 1, n - 1), piece(&points, 0, 0, n - 1)].map(Value::Array);
        let steps = op(cx, id::SUBTRACT, &pair)?;
        let steps = as_array(cx, &steps)?;
        let first = steps.element(steps.layout().offset).to_f64();
        let even = steps.layout().offsets().all(|offset| steps.element(offset).to_f64() == first);
        spacings.push(if even {
            Spacing::Even(crate::value::element_to_value(steps.element(steps.layout().offset)))
        } else {
            Spacing::Uneven(steps)
        });
    }
    Ok(spacings)
}

fn slope(cx: &mut dyn Interp, f: &ArrayRef, axis: usize, spacing: &Spacing, edge: usize, dtype: DType) -> R<ArrayRef> {
    let n = f.shape()[axis];
    let out = Array::scratch(dtype, &f.shape());
    let at = |i: usize, count: usize| Value::Array(piece(f, axis, i, count));
    let one = |i: usize| Value::Array(f.view_layout(f.layout().indexed(axis, i)));
    let inner = if n > 2 {
        let middle = match spacing {
            Spacing::Even(step) => {
                let rise = op(cx, id::SUBTRACT, &[at(2, n - 2), at(0, n - 2)])?;
                let run = op(cx, id::MULTIPLY, &[Value::float(2.0), step.clone()])?;
                op(cx, id::DIVIDE, &[rise, run])?
            }
            Spacing::Uneven(steps) => {
                let before = along(&piece(steps, 0, 0, n - 2), axis, f.ndim());
                let after = along(&piece(steps, 0, 1, n - 2), axis, f.ndim());
                let weights = uneven_weights(cx, before, after)?;
                weighted(cx, &weights, [at(0, n - 2), at(1, n - 2), at(2, n - 2)])?
            }
        };
        Some(middle)
    } else {
        None
    };
    if let Some(middle) = inner {
        let middle = as_array(cx, &middle)?;
        assign(cx, &piece(&out, axis, 1, n - 2), &middle)?;
    }
    let step = |i: usize| match spacing {
        Spacing::Even(step) => step.clone(),
        Spacing::Uneven(steps) => crate::value::element_to_value(steps.element(steps.layout().indexed(0, i).offset)),
    };
    let (first, last) = if edge == 1 {
        let rise = op(cx, id::SUBTRACT, &[one(1), one(0)])?;
        let first = op(cx, id::DIVIDE, &[rise, step(0)])?;
        let rise = op(cx, id::SUBTRACT, &[one(n - 1), one(n - 2)])?;
        (first, op(cx, id::DIVIDE, &[rise, step(n - 2)])?)
    } else {
        let (first, last) = match spacing {
            Spacing::Even(step) => {
                let mut weights = Vec::new();
                for weight in [-1.5, 2.0, -0.5, 0.5, -2.0, 1.5] {
                    weights.push(op(cx, id::DIVIDE, &[Value::float(weight), step.clone()])?);
                }
                let last = weights.split_off(3);
                (weights, last)
            }
            Spacing::Uneven(_) => {
                (edge_weights(cx, step(0), step(1), true)?, edge_weights(cx, step(n - 3), step(n - 2), false)?)
            }
        };
        (weighted(cx, &first, [one(0), one(1), one(2)])?, weighted(cx, &last, [one(n - 3), one(n - 2), one(n - 1)])?)
    };
    let (first, last) = (as_array(cx, &first)?, as_array(cx, &last)?);
    assign(cx, &out.view_layout(out.layout().indexed(axis, 0)), &first)?;
    assign(cx, &out.view_layout(out.layout().indexed(axis, n - 1)), &last)?;
    Ok(out)
}

/// A sequence stood up along an axis of a larger shape.
fn along(steps: &ArrayRef, axis: usize, ndim: usize) -> Value {
    let mut layout = steps.layout();
    for at in 0..ndim {
        if at != axis {
            layout = layout.with_axis(at.min(layout.ndim()));
        }
    }
    Value::Array(steps.view_layout(layout))
}

/// `a·x + b·y + c·z`, from left to right.
fn weighted(cx: &mut dyn Interp, weights: &[Value], values: [Value; 3]) -> R<Value> {
    let mut total = Value::Undef;
    for (weight, value) in weights.iter().zip(values) {
        let term = op(cx, id::MULTIPLY, &[weight.clone(), value])?;
        total = if total.is_undef() { term } else { op(cx, id::ADD, &[total, term])? };
    }
    Ok(total)
}

/// The weights of three points with steps `dx1` and `dx2` between them for the slope at the middle one.
fn uneven_weights(cx: &mut dyn Interp, dx1: Value, dx2: Value) -> R<Vec<Value>> {
    let sum = op(cx, id::ADD, &[dx1.clone(), dx2.clone()])?;
    let minus = op(cx, id::NEGATIVE, &[dx2.clone()])?;
    let below = op(cx, id::MULTIPLY, &[dx1.clone(), sum.clone()])?;
    let a = op(cx, id::DIVIDE, &[minus, below])?;
    let difference = op(cx, id::SUBTRACT, &[dx2.clone(), dx1.clone()])?;
    let product = op(cx, id::MULTIPLY, &[dx1.clone(), dx2.clone()])?;
    let b = op(cx, id::DIVIDE, &[difference, product])?;
    let below = op(cx, id::MULTIPLY, &[dx2, sum])?;
    let c = op(cx, id::DIVIDE, &[dx1, below])?;
    Ok(vec![a, b, c])
}

/// The same for the slope at the first of three points, or at the last.
fn edge_weights(cx: &mut dyn Interp, dx1: Value, dx2: Value, first: bool) -> R<Vec<Value>> {
    let two = |cx: &mut dyn Interp, x: &Value| op(cx, id::MULTIPLY, &[Value::float(2.0), x.clone()]);
    let sum = op(cx, id::ADD, &[dx1.clone(), dx2.clone()])?;
    let product = op(cx, id::MULTIPLY, &[dx1.clone(), dx2.clone()])?;
    let negative = |cx: &mut dyn Interp, x: Value| op(cx, id::NEGATIVE, &[x]);
    let ratio = |cx: &mut dyn Interp, a: Value, b: Value| op(cx, id::DIVIDE, &[a, b]);
    if first {
        let twice = two(cx, &dx1)?;
        let above = op(cx, id::ADD, &[twice, dx2.clone()])?;
        let above = negative(cx, above)?;
        let below = op(cx, id::MULTIPLY, &[dx1.clone(), sum.clone()])?;
        let a = ratio(cx, above, below)?;
        let b = ratio(cx, sum.clone(), product)?;
        let above = negative(cx, dx1)?;
        let below = op(cx, id::MULTIPLY, &[dx2, sum])?;
        let c = ratio(cx, above, below)?;
        Ok(vec![a, b, c])
    } else {
        let below = op(cx, id::MULTIPLY, &[dx1.clone(), sum.clone()])?;
        let a = ratio(cx, dx2.clone(), below)?;
        let above = op(cx, id::ADD, &[dx2.clone(), dx1.clone()])?;
        let above = negative(cx, above)?;
        let b = ratio(cx, above, product)?;
        let twice = two(cx, &dx2)?;
        let above = op(cx, id::ADD, &[twice, dx1])?;
        let below = op(cx, id::MULTIPLY, &[dx2, sum])?;
        let c = ratio(cx, above, below)?;
        Ok(vec![a, b, c])
    }
}

fn trapezoid(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [y, x, dx, axis] = args else { return Ok(Value::None) };
    let y = as_array(cx, y)?;
    let given_axis = axis.clone();
    let d = if x.is_none() {
        dx.take()
    } else {
        let x = as_array(cx, x)?;
        let axis = if x.ndim() == 1 { 0 } else { axis_of(cx, &given_axis, x.ndim())? };
        let n = x.shape().get(axis).copied().unwrap_or(0);
        let left = n.saturating_sub(1);
        let pair = [piece(&x, axis, n.min(1), left), piece(&x, axis, 0, left)].map(Value::Array);
        let steps = op(cx, id::SUBTRACT, &pair)?;
        if x.ndim() == 1 {
            let steps = as_array(cx, &steps)?;
            let axis = axis_of(cx, &given_axis, y.ndim())?;
            along(&steps, axis, y.ndim())
        } else {
            steps
        }
    };
    let axis = axis_of(cx, &given_axis, y.ndim())?;
    let n = y.shape()[axis];
    let left = n.saturating_sub(1);
    let sums = op(cx, id::ADD, &[piece(&y, axis, n.min(1), left), piece(&y, axis, 0, left)].map(Value::Array))?;
    let areas = op(cx, id::MULTIPLY, &[d, sums])?;
    let areas = op(cx, id::DIVIDE, &[areas, Value::float(2.0)])?;
    reduce(cx, id::ADD, &areas, &Told { axis: Value::count(axis), ..Told::default() })
}

fn clip_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, a_min, a_max, out, min, max, kwargs] = args else { return Ok(Value::None) };
    let (low, high) = match (a_min.is_undef(), a_max.is_undef()) {
        (true, true) => (min.take(), max.take()),
        (true, false) => return err(ErrorClass::TypeError, "clip() missing 1 required positional argument: 'a_min'"),
        (false, true) => return err(ErrorClass::TypeError, "clip() missing 1 required positional argument: 'a_max'"),
        (false, false) => {
            if !min.is_undef() || !max.is_undef() {
                return err(
                    ErrorClass::ValueError,
                    "Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.",
                );
            }
            (a_min.take(), a_max.take())
        }
    };
    clip(cx, a, low, high, out.take(), kwargs)
}

fn clip_method(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, min, max, out, kwargs] = args else { return Ok(Value::None) };
    clip(cx, a, min.take(), max.take(), out.take(), kwargs)
}

fn clip(cx: &mut dyn Interp, a: &Value, mut low: Value, mut high: Value, out: Value, kwargs: &Value) -> R<Value> {
    let array = as_array(cx, a)?;
    if array.dtype().is_integer() {
        // Python's ints beyond the dtype's range limit nothing.
        let (least, most) = range(array.dtype());
        if exact(&low).is_some_and(|low| low <= least) {
            low = Value::None;
        }
        if exact(&high).is_some_and(|high| high >= most) {
            high = Value::None;
        }
    }
    let (place, mut values) = match (low.is_missing(), high.is_missing()) {
        (true, true) => (id::POSITIVE, vec![]),
        (true, false) => (id::MINIMUM, vec![high]),
        (false, true) => (id::MAXIMUM, vec![low]),
        (false, false) => (id::CLIP, vec![low, high]),
    };
    values.insert(0, Value::Array(array));
    let mut keywords: Vec<(Name, Value)> = Vec::new();
    if !out.is_none() {
        keywords.push((Name::new("out"), out));
    }
    if let Value::Dict(dict) = kwargs {
        for (name, value) in dict.map.borrow().iter() {
            if let Some(name) = name.as_str() {
                keywords.push((Name::new(name), value.clone()));
            }
        }
    }
    let options = options_of(cx, &UFUNCS[place], &keywords)?;
    let mut operands = Vec::new();
    for value in &values {
        operands.push(operand::Arg::new(cx, value)?);
    }
    Ok(bundle(ufunc_call::apply(cx, &UFUNCS[place], &operands, &options)?))
}

fn exact(value: &Value) -> Option<i128> {
    match value {
        Value::Int(x) => Some(i128::from(*x)),
        Value::BigInt(x) => i128::try_from(&**x).ok(),
        _ => None,
    }
}

/// The smallest and the largest value of an integer dtype.
fn range(dtype: DType) -> (i128, i128) {
    let bits = 8 * dtype.itemsize() as u32;
    match dtype.kind() {
        Kind::Signed => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        _ => (0, (1 << bits) - 1),
    }
}
