//! Means and spreads.

use super::{Told, as_dtype, op, op_into, reduce, whole};
use crate::array::{ArrayRef, DType, Kind, Layout};
use crate::kernels::ufunc::id;
use crate::run::arguments::axes_of;
use crate::run::array_ops;
use crate::run::convert::as_array;
use crate::run::fp_report::wants_underflow;
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value, inside};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.mean",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None, keepdims=_NoValue, *, where=_NoValue)",
        summary: "The arithmetic mean, of all elements or along axes.",
        details: "*Dtype*: float64 for integers and bool; float16 is summed as float32.",
        example: ">>> np.mean([[1, 2], [3, 4]])\nnp.float64(2.5)\n>>> np.mean([[1, 2], [3, 4]], axis=0)\narray([2., 3.])\n",
        see_also: &["np.average", "np.median", "np.std", "np.nanmean"],
        run: Run::Function(mean_row),
        ..ROW
    },
    Builtin {
        name: "np.var",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, *, where=_NoValue, mean=_NoValue, correction=_NoValue)",
        summary: "The variance: the mean of the squared distances from the mean.",
        details: "The sum of squares is divided by `n - ddof`.",
        example: ">>> np.var([1, 2, 3, 4])\nnp.float64(1.25)\n>>> np.var([1, 2, 3, 4], ddof=1)\nnp.float64(1.6666666666666667)\n",
        see_also: &["np.std", "np.mean", "np.nanvar"],
        run: Run::Function(|cx, args| spread_row(cx, Spread::Variance, args)),
        ..ROW
    },
    Builtin {
        name: "np.std",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, *, where=_NoValue, mean=_NoValue, correction=_NoValue)",
        summary: "The standard deviation: the square root of the variance.",
        example: ">>> np.std([1, 2, 3, 4])\nnp.float64(1.118033988749895)\n>>> np.std([[1, 2], [3, 4]], axis=0)\narray([1., 1.])\n",
        see_also: &["np.var", "np.mean", "np.nanstd"],
        run: Run::Function(|cx, args| spread_row(cx, Spread::Deviation, args)),
        ..ROW
    },
    Builtin {
        name: "np.average",
        signature: "(a, axis=None, weights=None, returned=False, *, keepdims=_NoValue)",
        summary: "The weighted mean, of all elements or along axes.",
        details: "*Errors*: ZeroDivisionError if the weights sum to zero; TypeError or ValueError if their shape does not fit.",
        example: ">>> np.average([1, 2, 4], weights=[3, 1, 0])\nnp.float64(1.25)\n",
        see_also: &["np.mean"],
        run: Run::Function(average),
        ..ROW
    },
];

/// How many elements go into each result: an int, or with a mask an array.
fn count(cx: &mut dyn Interp, array: &ArrayRef, told: &Told) -> R<Value> {
    let shape = array.shape();
    if let Some(mask) = told.mask_array(cx)? {
        let Some(layout) = mask.layout().broadcast_to(&shape) else {
            return err(
                ErrorClass::ValueError,
                "operands could not be broadcast together with remapped shapes [original->remapped]",
            );
        };
        let mask = Value::Array(mask.view_layout(layout));
        let told = Told { axis: told.axis.clone(), keepdims: told.keepdims.clone(), ..Told::default() };
        return reduce(cx, id::ADD, &mask, &told);
    }
    let n: usize = match axes_of(cx, &told.axis, array.ndim())? {
        Some(axes) => axes.iter().map(|&axis| shape[axis]).product(),
        None => shape.iter().product(),
    };
    Ok(Value::NpInt(n as i64))
}

/// Whether a count (or some count) satisfies a comparison with a number.
fn some_count(cx: &mut dyn Interp, count: &Value, place: usize, other: &Value) -> R<bool> {
    if let (Value::NpInt(count), Value::Int(other)) = (count, other) {
        return Ok(if place == id::EQUAL { count == other } else { count <= other });
    }
    let found = op(cx, place, &[count.clone(), other.clone()])?;
    let any = reduce(cx, id::LOGICAL_OR, &found, &Told::default())?;
    cx.truth(&any)
}

/// A total divided by a count, in the total's dtype: arrays in place.
fn divided(cx: &mut dyn Interp, total: Value, count: &Value) -> R<Value> {
    match &total {
        Value::Array(array) => op_into(cx, id::DIVIDE, &[total.clone(), count.clone()], array),
        _ => {
            let dtype = as_array(cx, &total)?.dtype();
            // A total of objects is Python's own; NumPy divides it by a number of its own.
            let count = match count {
                Value::Int(count) if total.as_np_scalar().is_none() => &Value::NpInt(*count),
                count => count,
            };
            if total.as_np_scalar().is_none() {
                return cx.binary(BinOp::Div, &total, count);
            }
            let quotient = array_ops::binary(cx, BinOp::Div, total, count.clone())?;
            if dtype == DType::Object { Ok(quotient) } else { as_dtype(cx, &quotient, dtype) }
        }
    }
}

fn mean_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if whole::is_plain(&args[1..4], &args[4..])
        && !wants_underflow(&cx.state().error_state)
        && let Some(mean) = whole::mean(&args[0])
    {
        return Ok(mean);
    }
    let [a, axis, dtype, out, keepdims, mask] = args else { return Ok(Value::None) };
    let told = Told {
        axis: axis.take(),
        dtype: dtype.take(),
        out: out.take(),
        keepdims: keepdims.take(),
        mask: mask.take(),
        initial: Value::Undef,
    };
    mean(cx, a, &told)
}

/// The mean of a value.
pub(super) fn mean(cx: &mut dyn Interp, a: &Value, told: &Told) -> R<Value> {
    let array = as_array(cx, a)?;
    let count = count(cx, &array, told)?;
    if some_count(cx, &count, id::EQUAL, &Value::Int(0))? {
        inside(cx, "_mean", |cx| cx.warn(ErrorClass::RuntimeWarning, "Mean of empty slice"))?;
    }
    let mut told = told.clone();
    let is_half = told.dtype.is_missing() && array.dtype() == DType::F16;
    if told.dtype.is_missing() {
        if array.dtype().kind() <= Kind::Signed {
            told.dtype = Value::dtype(DType::F64);
        } else if is_half {
            told.dtype = Value::dtype(DType::F32);
        }
    }
    let total = reduce(cx, id::ADD, &Value::Array(array), &told)?;
    let result = inside(cx, "_mean: quotient", |cx| divided(cx, total, &count))?;
    if is_half && told.out.is_missing() { as_dtype(cx, &result, DType::F16) } else { Ok(result) }
}

/// A measure of how far elements lie from their mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// The variance.
    Variance,
    /// Its root, the standard deviation.
    Deviation,
}

/// `np.var` and `np.std`: a plain array's by one kernel where all of it counts.
fn spread_row(cx: &mut dyn Interp, kind: Spread, args: &mut [Value]) -> R<Value> {
    if whole::is_plain(&args[1..4], &args[5..])
        && let Value::Int(ddof) = args[4]
        && !wants_underflow(&cx.state().error_state)
        && let Some(variance) = whole::variance(&args[0], ddof)
    {
        return Ok(Value::np_float(if kind == Spread::Variance { variance } else { variance.sqrt() }));
    }
    spread(cx, kind, args, variance)
}

/// A variance of a value: what it is told, `ddof`, the mean if it is known.
type VarianceFn = fn(&mut dyn Interp, &Value, &Told, &Value, Option<Value>) -> R<Value>;

/// A function with the parameters of `np.var`.
///
/// *Errors*: ValueError for both `ddof` and `correction`.
pub(super) fn spread(cx: &mut dyn Interp, kind: Spread, args: &mut [Value], variance: VarianceFn) -> R<Value> {
    let [a, axis, dtype, out, ddof, keepdims, mask, mean, correction] = args else { return Ok(Value::None) };
    let mut ddof = ddof.take();
    if !correction.is_undef() {
        if !matches!(ddof, Value::Int(0)) {
            return err(ErrorClass::ValueError, "ddof and correction can't be provided simultaneously.");
        }
        ddof = correction.take();
    }
    let told = Told {
        axis: axis.take(),
        dtype: dtype.take(),
        out: out.take(),
        keepdims: keepdims.take(),
        mask: mask.take(),
        initial: Value::Undef,
    };
    let mean = if mean.is_undef() { None } else { Some(mean.take()) };
    let variance = variance(cx, a, &told, &ddof, mean)?;
    if kind == Spread::Variance { Ok(variance) } else { root(cx, variance) }
}

/// The square root, arrays in place.
fn root(cx: &mut dyn Interp, variance: Value) -> R<Value> {
    match &variance {
        Value::Array(array) => op_into(cx, id::SQRT, std::slice::from_ref(&variance), array),
        _ => {
            let dtype = as_array(cx, &variance)?.dtype();
            let root = op(cx, id::SQRT, &[variance])?;
            if dtype == DType::Object { Ok(root) } else { as_dtype(cx, &root, dtype) }
        }
    }
}

/// The variance of a value.
pub(super) fn variance(cx: &mut dyn Interp, a: &Value, told: &Told, ddof: &Value, mean: Option<Value>) -> R<Value> {
    let array = as_array(cx, a)?;
    let count = count(cx, &array, told)?;
    if some_count(cx, &count, id::LESS_EQUAL, ddof)? {
        inside(cx, "_var", |cx| cx.warn(ErrorClass::RuntimeWarning, "Degrees of freedom <= 0 for slice"))?;
    }
    let mut told = told.clone();
    let dtype = array.dtype();
    if told.dtype.is_missing() && dtype.kind() <= Kind::Signed {
        told.dtype = Value::dtype(DType::F64);
    }
    let mean = match mean {
        Some(mean) => mean,
        None => {
            let kept = Told { out: Value::None, keepdims: Value::bool(true), ..told.clone() };
            let total = reduce(cx, id::ADD, &Value::Array(array.clone()), &kept)?;
            let divisor = match (&count, &total) {
                (Value::Array(count), Value::Array(total)) => {
                    let layout = Layout::c_order(&total.shape(), count.itemsize());
                    Value::Array(count.contiguous().view_layout(layout))
                }
                _ => count.clone(),
            };
            inside(cx, "_var: mean", |cx| mean_of_kept(cx, total, &divisor))?
        }
    };
    let squares = squared_distances(cx, &array, mean)?;
    let total = reduce(cx, id::ADD, &squares, &told)?;
    let left = op(cx, id::SUBTRACT, &[count, ddof.clone()])?;
    let left = op(cx, id::MAXIMUM, &[left, Value::Int(0)])?;
    inside(cx, "_var: quotient", |cx| divided(cx, total, &left))
}

/// The mean that distances are measured from: NumPy divides it as an array, also where it is a number.
fn mean_of_kept(cx: &mut dyn Interp, total: Value, count: &Value) -> R<Value> {
    match (&total, count) {
        (Value::Array(_), _) | (_, Value::Array(_)) => divided(cx, total, count),
        _ if total.as_np_scalar().is_none() => divided(cx, total, count),
        _ => {
            let array = as_array(cx, &total)?;
            let quotient = op_into(cx, id::DIVIDE, &[Value::Array(array.clone()), count.clone()], &array)?;
            Ok(quotient)
        }
    }
}

/// The squared distances of all elements from a mean, as an array.
fn squared_distances(cx: &mut dyn Interp, array: &ArrayRef, mean: Value) -> R<Value> {
    let distances = match op(cx, id::SUBTRACT, &[Value::Array(array.clone()), mean])? {
        Value::Array(distances) => distances,
        other => as_array(cx, &other)?,
    };
    let value = Value::Array(distances.clone());
    let dtype = distances.dtype();
    if array.dtype().is_float() || array.dtype().is_integer() {
        return op_into(cx, id::SQUARE, &[value], &distances);
    }
    if dtype.is_complex() {
        // The squares of both parts, added.
        let part = dtype.real_part();
        let parts = |offset: usize| {
            let mut layout = distances.layout();
            layout.offset += offset;
            Value::Array(distances.view(part, layout))
        };
        let (re, im) = (parts(0), parts(part.itemsize()));
        let (re, im) = (op(cx, id::SQUARE, &[re])?, op(cx, id::SQUARE, &[im])?);
        let sum = op(cx, id::ADD, &[re, im])?;
        return Ok(Value::Array(as_array(cx, &sum)?));
    }
    let conjugates = op(cx, id::CONJUGATE, std::slice::from_ref(&value))?;
    let squares = op(cx, id::MULTIPLY, &[value, conjugates])?;
    Ok(Value::Array(as_array(cx, &squares)?))
}

fn average(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, weights, returned, keepdims] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let returned = cx.truth(returned)?;
    let told = Told { axis: axis.take(), keepdims: keepdims.take(), ..Told::default() };
    let axes = told.axes(cx, &array)?;
    let (average, scale) = if weights.is_none() {
        let average = mean(cx, &Value::Array(array.clone()), &told)?;
        let result = as_array(cx, &average)?;
        let ratio = array.size() as f64 / result.size() as f64;
        (average, as_dtype(cx, &Value::np_float(ratio), result.dtype())?)
    } else {
        let weights = fitting_weights(cx, &array, weights, axes.as_deref())?;
        let Some(mut dtype) = array.dtype().promote_numeric(weights.dtype()) else {
            return Err(crate::text::Error::unsupported("np.average of arrays that are not numeric"));
        };
        if array.dtype().kind() <= Kind::Signed {
            dtype = dtype.promote_numeric(DType::F64).unwrap_or(dtype);
        }
        let in_dtype = Told { dtype: Value::dtype(dtype), ..told.clone() };
        let scale = reduce(cx, id::ADD, &Value::Array(weights.clone()), &in_dtype)?;
        if some_count(cx, &scale, id::EQUAL, &Value::float(0.0))? {
            return err(ErrorClass::ZeroDivisionError, "Weights sum to zero, can't be normalized");
        }
        let wide =
            |cx: &mut dyn Interp, array: &ArrayRef| crate::run::convert::cast(cx, array, dtype).map(Value::Array);
        let products = [wide(cx, &array)?, wide(cx, &weights)?];
        let products = op(cx, id::MULTIPLY, &products)?;
        let total = reduce(cx, id::ADD, &products, &told)?;
        (array_ops::binary(cx, BinOp::Div, total, scale.clone())?, scale)
    };
    if !returned {
        return Ok(average);
    }
    let (result, scale_array) = (as_array(cx, &average)?, as_array(cx, &scale)?);
    let scale = match scale_array.layout().broadcast_to(&result.shape()) {
        Some(layout) if scale_array.shape() != result.shape() => Value::Array(scale_array.view_layout(layout).copy()),
        _ => scale,
    };
    Ok(Value::tuple([average, scale]))
}

/// Weights in the shape of the array, or stretched along the averaged axes.
fn fitting_weights(cx: &mut dyn Interp, array: &ArrayRef, weights: &Value, axes: Option<&[usize]>) -> R<ArrayRef> {
    let weights = as_array(cx, weights)?;
    let shape = array.shape();
    if weights.shape() == shape {
        return Ok(weights);
    }
    let Some(axes) = axes else {
        return err(ErrorClass::TypeError, "Axis must be specified when shapes of a and weights differ.");
    };
    let wanted: Vec<usize> = axes.iter().map(|&axis| shape[axis]).collect();
    if weights.shape()[..] != wanted[..] {
        return err(
            ErrorClass::ValueError,
            "Shape of weights must be consistent with shape of a along specified axis.",
        );
    }
    let mut layout = weights.layout();
    for axis in 0..shape.len() {
        if !axes.contains(&axis) {
            layout = layout.with_axis(axis);
        }
    }
    Ok(weights.view_layout(layout))
}
