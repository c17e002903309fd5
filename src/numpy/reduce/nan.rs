//! Reductions that leave out NaN.

use super::means::{Spread, spread};
use super::places::{Wanted, places};
use super::quantiles::{Asked, Scale, asked, lanes, median, quantile_of_lane};
use super::{Told, as_dtype, op, op_into, reduce};
use crate::array::{Array, ArrayRef, Casting, DType, Dims, Layout};
use crate::kernels::ufunc::{UFUNCS, id};
use crate::run::arguments::{axes_of, axis_of, dtype_arg};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast};
use crate::run::operand::Arg;
use crate::run::ufunc_call::{Options, apply, array_or_scalar};
use crate::run::ufunc_reduce::{self, out_of};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, ErrorMode, Interp, ROW, Run, Value};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.nansum",
        signature: "(a, axis=None, dtype=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "Sum of the elements, NaN counting as zero.",
        example: ">>> np.nansum([1, np.nan, 2])\nnp.float64(3.0)\n",
        see_also: &["np.sum", "np.nanmean"],
        run: Run::Function(|cx, args| total(cx, id::ADD, args)),
        ..ROW
    },
    Builtin {
        name: "np.nanprod",
        signature: "(a, axis=None, dtype=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "Product of the elements, NaN counting as one.",
        example: ">>> np.nanprod([2, np.nan, 3])\nnp.float64(6.0)\n",
        see_also: &["np.prod"],
        run: Run::Function(|cx, args| total(cx, id::MULTIPLY, args)),
        ..ROW
    },
    Builtin {
        name: "np.nancumsum",
        signature: "(a, axis=None, dtype=None, out=None)",
        summary: "The running sums, NaN counting as zero.",
        example: ">>> np.nancumsum([1, np.nan, 2])\narray([1., 1., 3.])\n",
        see_also: &["np.cumsum"],
        run: Run::Function(|cx, args| running(cx, id::ADD, args)),
        ..ROW
    },
    Builtin {
        name: "np.nancumprod",
        signature: "(a, axis=None, dtype=None, out=None)",
        summary: "The running products, NaN counting as one.",
        example: ">>> np.nancumprod([2, np.nan, 3])\narray([2., 2., 6.])\n",
        see_also: &["np.cumprod"],
        run: Run::Function(|cx, args| running(cx, id::MULTIPLY, args)),
        ..ROW
    },
    Builtin {
        name: "np.nanmax",
        signature: "(a, axis=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "The largest element that is not NaN.",
        example: ">>> np.nanmax([[1, np.nan], [3, 2]], axis=1)\narray([1., 3.])\n",
        see_also: &["np.max", "np.nanmin", "np.nanargmax"],
        run: Run::Function(|cx, args| extreme(cx, Wanted::Largest, args)),
        ..ROW
    },
    Builtin {
        name: "np.nanmin",
        signature: "(a, axis=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "The smallest element that is not NaN.",
        example: ">>> np.nanmin([4, np.nan, 2])\nnp.float64(2.0)\n",
        see_also: &["np.min", "np.nanmax", "np.nanargmin"],
        run: Run::Function(|cx, args| extreme(cx, Wanted::Smallest, args)),
        ..ROW
    },
    Builtin {
        name: "np.nanargmax",
        signature: "(a, axis=None, out=None, *, keepdims=_NoValue)",
        summary: "The place of the largest element that is not NaN.",
        details: "*Errors*: ValueError if all are NaN.",
        example: ">>> np.nanargmax([np.nan, 4, 2])\nnp.int64(1)\n",
        see_also: &["np.argmax", "np.nanmax"],
        run: Run::Function(|cx, args| place(cx, Wanted::Largest, args)),
        ..ROW
    },
    Builtin {
        name: "np.nanargmin",
        signature: "(a, axis=None, out=None, *, keepdims=_NoValue)",
        summary: "The place of the smallest element that is not NaN.",
        details: "*Errors*: ValueError if all are NaN.",
        example: ">>> np.nanargmin([np.nan, 4, 2])\nnp.int64(2)\n",
        see_also: &["np.argmin", "np.nanmin"],
        run: Run::Function(|cx, args| place(cx, Wanted::Smallest, args)),
        ..ROW
    },
    Builtin {
        name: "np.nanmean",
        signature: "(a, axis=None, dtype=None, out=None, keepdims=_NoValue, *, where=_NoValue)",
        summary: "The mean of the elements that are not NaN.",
        example: ">>> np.nanmean([1, np.nan, 3])\nnp.float64(2.0)\n",
        see_also: &["np.mean", "np.nansum"],
        run: Run::Function(mean_row),
        ..ROW
    },
    Builtin {
        name: "np.nanvar",
        signature: "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, *, where=_NoValue, mean=_NoValue, correction=_NoValue)",
        summary: "The variance of the elements that are not NaN.",
        example: ">>> np.nanvar([1, np.nan, 3])\nnp.float64(1.0)\n",
        see_also: &["np.var", "np.nanstd"],
        run: Run::Function(|cx, args| spread(cx, Spread::Variance, args, variance)),
        ..ROW
    },
    Builtin {
        name: "np.nanstd",
        signature: "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, *, where=_NoValue, mean=_NoValue, correction=_NoValue)",
        summary: "The standard deviation of the elements that are not NaN.",
        example: ">>> np.nanstd([1, np.nan, 5])\nnp.float64(2.0)\n",
        see_also: &["np.std", "np.nanvar"],
        run: Run::Function(|cx, args| spread(cx, Spread::Deviation, args, variance)),
        ..ROW
    },
    Builtin {
        name: "np.nanmedian",
        signature: "(a, axis=None, out=None, overwrite_input=False, keepdims=_NoValue)",
        summary: "The median of the elements that are not NaN.",
        example: ">>> np.nanmedian([1, np.nan, 3, 8])\nnp.float64(3.0)\n",
        see_also: &["np.median", "np.nanpercentile"],
        run: Run::Function(median_row),
        ..ROW
    },
    Builtin {
        name: "np.nanpercentile",
        signature: "(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=_NoValue, *, weights=None)",
        summary: "The percentiles of the elements that are not NaN.",
        example: ">>> np.nanpercentile([1, np.nan, 3, 4, 2], 50)\nnp.float64(2.5)\n",
        see_also: &["np.percentile", "np.nanquantile"],
        run: Run::Function(|cx, args| quantile_row(cx, args, Scale::Percent)),
        ..ROW
    },
    Builtin {
        name: "np.nanquantile",
        signature: "(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=_NoValue, *, weights=None)",
        summary: "The quantiles of the elements that are not NaN.",
        example: ">>> np.nanquantile([1, np.nan, 3, 4, 2], 0.5)\nnp.float64(2.5)\n",
        see_also: &["np.quantile", "np.nanpercentile"],
        run: Run::Function(|cx, args| quantile_row(cx, args, Scale::One)),
        ..ROW
    },
];

/// A copy with NaN replaced, and where NaN was; the array itself and None if its dtype has none.
fn replaced(cx: &mut dyn Interp, a: &Value, by: f64) -> R<(ArrayRef, Option<ArrayRef>)> {
    let array = as_array(cx, a)?;
    let dtype = array.dtype();
    if dtype == DType::Object {
        return Err(Error::unsupported("reductions without NaN of object arrays"));
    }
    if !dtype.is_float() && !dtype.is_complex() {
        return Ok((array, None));
    }
    let mask = op(cx, id::ISNAN, &[Value::Array(array.clone())])?;
    let mask = as_array(cx, &mask)?;
    let copy = array.copy_ordered(crate::array::Order::Keep);
    fill_where(cx, &copy, &Value::float(by), &mask)?;
    Ok((copy, Some(mask)))
}

/// `np.copyto(array, value, where=mask, casting='unsafe')`
fn fill_where(cx: &mut dyn Interp, array: &ArrayRef, value: &Value, mask: &ArrayRef) -> R<()> {
    let value = as_array(cx, value)?;
    let value = cast(cx, &value, array.dtype())?;
    let options = Options {
        mask: Some(mask.clone()),
        casting: Casting::Unsafe,
        out: [Some(array.clone())].into_iter().collect(),
        ..Options::default()
    };
    apply(cx, &UFUNCS[id::POSITIVE], &[Arg::Array(value)], &options)?;
    Ok(())
}

fn any(cx: &mut dyn Interp, value: &Value) -> R<bool> {
    let any = reduce(cx, id::LOGICAL_OR, value, &Told::default())?;
    cx.truth(&any)
}

fn total(cx: &mut dyn Interp, ufunc: usize, args: &mut [Value]) -> R<Value> {
    let [a, axis, dtype, out, keepdims, initial, mask] = args else { return Ok(Value::None) };
    let (array, _) = replaced(cx, a, if ufunc == id::ADD { 0.0 } else { 1.0 })?;
    let told = Told {
        axis: axis.take(),
        dtype: dtype.take(),
        out: out.take(),
        keepdims: keepdims.take(),
        initial: initial.take(),
        mask: mask.take(),
    };
    reduce(cx, ufunc, &Value::Array(array), &told)
}

fn running(cx: &mut dyn Interp, ufunc: usize, args: &mut [Value]) -> R<Value> {
    let [a, axis, dtype, out] = args else { return Ok(Value::None) };
    let (array, _) = replaced(cx, a, if ufunc == id::ADD { 0.0 } else { 1.0 })?;
    let dtype = dtype_arg(cx, dtype)?;
    let (out, _) = out_of(out)?;
    let (array, axis) = match &*axis {
        Value::None => {
            let whole = array.contiguous();
            let mut layout = Layout::c_order(&[whole.size()], whole.itemsize());
            layout.offset = whole.layout().offset;
            (whole.view_layout(layout), 0)
        }
        axis => {
            let axis = axis_of(cx, axis, array.ndim())?;
            (array, axis)
        }
    };
    ufunc_reduce::accumulate(cx, &UFUNCS[ufunc], &array, axis, dtype, out.as_ref())
}

fn extreme(cx: &mut dyn Interp, wanted: Wanted, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, keepdims, initial, mask] = args else { return Ok(Value::None) };
    let mut told = Told {
        axis: axis.take(),
        out: out.take(),
        keepdims: keepdims.take(),
        initial: initial.take(),
        mask: mask.take(),
        dtype: Value::None,
    };
    let largest = wanted == Wanted::Largest;
    if matches!(a, Value::Array(_)) {
        let result = reduce(cx, if largest { id::FMAX } else { id::FMIN }, a, &told)?;
        let missing = match as_array(cx, &result)?.dtype() {
            dtype if dtype.is_float() || dtype.is_complex() => op(cx, id::ISNAN, &[result.clone()])?,
            _ => return Ok(result),
        };
        if any(cx, &missing)? {
            cx.warn(ErrorClass::RuntimeWarning, "All-NaN slice encountered")?;
        }
        return Ok(result);
    }
    // Anything but an array goes another way in NumPy, with another warning.
    let by = if largest { f64::NEG_INFINITY } else { f64::INFINITY };
    let (array, missing) = replaced(cx, a, by)?;
    let result = reduce(cx, if largest { id::MAXIMUM } else { id::MINIMUM }, &Value::Array(array), &told)?;
    let Some(missing) = missing else { return Ok(result) };
    told.initial = Value::Undef;
    told.out = Value::None;
    let all_missing = reduce(cx, id::LOGICAL_AND, &Value::Array(missing), &told)?;
    if !any(cx, &all_missing)? {
        return Ok(result);
    }
    cx.warn(ErrorClass::RuntimeWarning, "All-NaN axis encountered")?;
    nan_where(cx, result, &all_missing)
}

/// A result with NaN where a mask says so.
fn nan_where(cx: &mut dyn Interp, result: Value, mask: &Value) -> R<Value> {
    match &result {
        Value::Array(array) => {
            let mask = as_array(cx, mask)?;
            fill_where(cx, array, &Value::float(f64::NAN), &mask)?;
            Ok(result)
        }
        _ => {
            let dtype = as_array(cx, &result)?.dtype();
            as_dtype(cx, &Value::np_float(f64::NAN), dtype)
        }
    }
}

fn place(cx: &mut dyn Interp, wanted: Wanted, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, keepdims] = args else { return Ok(Value::None) };
    let by = if wanted == Wanted::Largest { f64::NEG_INFINITY } else { f64::INFINITY };
    let (array, missing) = replaced(cx, a, by)?;
    if let Some(missing) = missing
        && missing.size() > 0
    {
        let told = Told { axis: axis.clone(), ..Told::default() };
        let all_missing = reduce(cx, id::LOGICAL_AND, &Value::Array(missing), &told)?;
        if any(cx, &all_missing)? {
            return err(ErrorClass::ValueError, "All-NaN slice encountered");
        }
    }
    let keepdims = !keepdims.is_undef() && cx.truth(keepdims)?;
    let axis = match &*axis {
        Value::None => None,
        axis => Some(axis_of(cx, axis, array.ndim())?),
    };
    let mut result = places(cx, &array, axis, wanted)?;
    if keepdims {
        let shape: Dims = match axis {
            Some(axis) => result.layout().with_axis(axis).shape,
            None => array.shape().iter().map(|_| 1).collect(),
        };
        result = result.view_layout(Layout::c_order(&shape, 8)).copy();
    }
    match out_of(out)?.0 {
        Some(out) => {
            assign(cx, &out, &result)?;
            Ok(Value::Array(out))
        }
        None => Ok(array_or_scalar(result)),
    }
}

/// `a / b` without warnings: arrays in place, scalars in their dtype.
fn divided(cx: &mut dyn Interp, a: Value, b: &Value) -> R<Value> {
    let before = cx.state().error_state;
    cx.state().error_state.invalid = ErrorMode::Ignore;
    cx.state().error_state.divide = ErrorMode::Ignore;
    let result = match &a {
        Value::Array(array) => op_into(cx, id::DIVIDE, &[a.clone(), b.clone()], array),
        _ => {
            let dtype = as_array(cx, &a)?.dtype();
            let quotient = op(cx, id::DIVIDE, &[a, b.clone()]);
            quotient.and_then(|quotient| as_dtype(cx, &quotient, dtype))
        }
    };
    cx.state().error_state = before;
    result
}

fn check_inexact(cx: &mut dyn Interp, dtype: &Value, out: &Value) -> R<()> {
    let exact = |dtype: DType| !dtype.is_float() && !dtype.is_complex();
    if dtype_arg(cx, dtype)?.is_some_and(exact) {
        return err(ErrorClass::TypeError, "If a is inexact, then dtype must be inexact");
    }
    if let Value::Array(out) = out
        && exact(out.dtype())
    {
        return err(ErrorClass::TypeError, "If a is inexact, then out must be inexact");
    }
    Ok(())
}

/// How many elements are not NaN.
fn present(cx: &mut dyn Interp, missing: &ArrayRef, told: &Told) -> R<Value> {
    let present = op(cx, id::INVERT, &[Value::Array(missing.clone())])?;
    let told = Told { dtype: Value::dtype(DType::I64), out: Value::None, initial: Value::Undef, ..told.clone() };
    reduce(cx, id::ADD, &present, &told)
}

fn mean_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
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

fn mean(cx: &mut dyn Interp, a: &Value, told: &Told) -> R<Value> {
    let (array, missing) = replaced(cx, a, 0.0)?;
    let Some(missing) = missing else { return super::means::mean(cx, &Value::Array(array), told) };
    check_inexact(cx, &told.dtype, &told.out)?;
    let count = present(cx, &missing, told)?;
    let total = reduce(cx, id::ADD, &Value::Array(array), told)?;
    let average = divided(cx, total, &count)?;
    let empty = op(cx, id::EQUAL, &[count, Value::Int(0)])?;
    if any(cx, &empty)? {
        cx.warn(ErrorClass::RuntimeWarning, "Mean of empty slice")?;
    }
    Ok(average)
}

fn variance(cx: &mut dyn Interp, a: &Value, told: &Told, ddof: &Value, mean: Option<Value>) -> R<Value> {
    let (array, missing) = replaced(cx, a, 0.0)?;
    let Some(missing) = missing else {
        return super::means::variance(cx, &Value::Array(array), told, ddof, mean);
    };
    check_inexact(cx, &told.dtype, &told.out)?;
    let kept = Told { keepdims: Value::bool(true), out: Value::None, ..told.clone() };
    let count = present(cx, &missing, &kept)?;
    let average = match mean {
        Some(mean) => mean,
        None => {
            let total = reduce(cx, id::ADD, &Value::Array(array.clone()), &kept)?;
            divided(cx, total, &count)?
        }
    };
    let here = Value::Array(array.clone());
    op_into(cx, id::SUBTRACT, &[here.clone(), average], &array)?;
    fill_where(cx, &array, &Value::float(0.0), &missing)?;
    let squares = if array.dtype().is_complex() {
        let conjugates = op(cx, id::CONJUGATE, &[here.clone()])?;
        let products = op(cx, id::MULTIPLY, &[here, conjugates])?;
        let products = as_array(cx, &products)?;
        Value::Array(products.view(products.dtype().real_part(), products.layout()))
    } else {
        op_into(cx, id::MULTIPLY, &[here.clone(), here], &array)?
    };
    let total = reduce(cx, id::ADD, &squares, told)?;
    let count = match (&total, &count) {
        (Value::Array(total), Value::Array(count)) => {
            Value::Array(count.contiguous().view_layout(Layout::c_order(&total.shape(), 8)))
        }
        (_, Value::Array(count)) => {
            array_or_scalar(count.view_layout(Layout { offset: count.layout().offset, ..Layout::c_order(&[], 8) }))
        }
        _ => count,
    };
    let left = op(cx, id::SUBTRACT, &[count, ddof.clone()])?;
    let variance = divided(cx, total, &left)?;
    let bad = op(cx, id::LESS_EQUAL, &[left, Value::Int(0)])?;
    if !any(cx, &bad)? {
        return Ok(variance);
    }
    cx.warn(ErrorClass::RuntimeWarning, "Degrees of freedom <= 0 for slice.")?;
    nan_where(cx, variance, &bad)
}

/// One lane at a time, without its NaNs.
fn each_lane(
    cx: &mut dyn Interp,
    array: &ArrayRef,
    axes: Option<&[usize]>,
    keepdims: bool,
    leading: &[usize],
    one: &mut dyn FnMut(&mut dyn Interp, &ArrayRef) -> R<Value>,
) -> R<Value> {
    let all = lanes(array, axes, keepdims);
    let rows = all.array.shape();
    let rows = &rows[..rows.len() - 1];
    let count: usize = rows.iter().product();
    let quantiles: usize = leading.iter().product();
    let mut results: Vec<Vec<Value>> = vec![Vec::new(); quantiles.max(1)];
    let itemsize = all.array.itemsize();
    let mut dtype = None;
    for row in 0..count {
        let mut layout = Layout::c_order(&[all.n], itemsize);
        layout.offset = all.array.layout().offset + row * all.n * itemsize;
        let lane = all.array.view_layout(layout);
        let found = one(cx, &lane)?;
        let found = as_array(cx, &found)?;
        dtype.get_or_insert(found.dtype());
        for (results, offset) in results.iter_mut().zip(found.layout().offsets()) {
            results.push(crate::value::element_to_value(found.element(offset)));
        }
    }
    let mut shape: Dims = Dims::from_slice(leading);
    shape.extend_from_slice(&all.shape);
    if shape.is_empty() {
        return Ok(results.pop().and_then(|mut first| first.pop()).unwrap_or(Value::np_float(f64::NAN)));
    }
    let dtype = dtype.unwrap_or(DType::F64);
    let result = Array::zeros(dtype, &shape);
    for (i, value) in results.into_iter().flatten().enumerate() {
        let element = crate::run::convert::element_of(cx, &value, dtype)?;
        result.set_element(i * dtype.itemsize(), &element);
    }
    Ok(Value::Array(result))
}

/// The elements of a lane that are not NaN; None, with a warning, if there is none.
fn without_nan(cx: &mut dyn Interp, lane: &ArrayRef) -> R<Option<ArrayRef>> {
    if !lane.dtype().is_float() {
        return Ok(Some(lane.clone()));
    }
    let missing = op(cx, id::ISNAN, &[Value::Array(lane.clone())])?;
    let missing = as_array(cx, &missing)?;
    let present = op(cx, id::INVERT, &[Value::Array(missing)])?;
    let present = as_array(cx, &present)?;
    let kept = crate::array::compress(lane, &present).unwrap_or_else(|| lane.clone());
    if kept.size() == 0 {
        cx.warn(ErrorClass::RuntimeWarning, "All-NaN slice encountered")?;
        return Ok(None);
    }
    Ok(Some(kept))
}

/// Puts a result into `out[...]`, as NumPy does, whatever `out` is.
fn to_out(cx: &mut dyn Interp, result: Value, out: &Value) -> R<Value> {
    if out.is_missing() {
        return Ok(result);
    }
    cx.set_item(out, &Value::Ellipsis, result)?;
    Ok(out.clone())
}

fn median_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, _, keepdims] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    if array.size() == 0 {
        let told = Told { axis: axis.take(), out: out.take(), keepdims: keepdims.take(), ..Told::default() };
        return mean(cx, &Value::Array(array), &told);
    }
    let axes = axes_of(cx, axis, array.ndim())?;
    let keepdims = !keepdims.is_undef() && cx.truth(keepdims)?;
    let result = each_lane(cx, &array, axes.as_deref(), keepdims, &[], &mut |cx, lane| {
        Ok(match without_nan(cx, lane)? {
            Some(kept) => median(cx, &lanes(&kept, None, false))?,
            None => Value::np_float(f64::NAN),
        })
    })?;
    to_out(cx, result, out)
}

fn quantile_row(cx: &mut dyn Interp, args: &mut [Value], scale: Scale) -> R<Value> {
    let [a, q, axis, out, _, method, keepdims, weights] = args else { return Ok(Value::None) };
    let Asked { array, quantiles, method } = asked(cx, a, (q, scale), method, ("nanquantile", weights))?;
    if array.size() == 0 {
        let told = Told { axis: axis.take(), out: out.take(), keepdims: keepdims.take(), ..Told::default() };
        return mean(cx, &Value::Array(array), &told);
    }
    let axes = axes_of(cx, axis, array.ndim())?;
    let keepdims = !keepdims.is_undef() && cx.truth(keepdims)?;
    let leading = quantiles.shape();
    let result = each_lane(cx, &array, axes.as_deref(), keepdims, &leading, &mut |cx, lane| {
        Ok(match without_nan(cx, lane)? {
            Some(kept) => quantile_of_lane(cx, &kept, &quantiles, method)?,
            None => {
                let filled = Array::build::<f64>(&leading, |all| all.fill(f64::NAN));
                Value::Array(cast(cx, &filled, lane.dtype())?)
            }
        })
    })?;
    to_out(cx, result, out)
}
