//! Medians, percentiles, quantiles. Lanes are sorted; what lies between two elements is interpolated
//! with the arithmetic of NumPy's own formula.

use super::means::mean;
use super::{Told, as_dtype, op, reduce};
use crate::array::{Array, ArrayRef, DType, Dims, Kind, Layout};
use crate::kernels::sort::sort;
use crate::kernels::ufunc::{UFUNCS, id};
use crate::run::arguments::{axes_of, refuse};
use crate::run::array_index::assign;
use crate::run::array_ops;
use crate::run::convert::{as_array, cast};
use crate::run::operand::Arg;
use crate::run::ufunc_call::{Options, apply, array_or_scalar};
use crate::run::ufunc_reduce::out_of;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};
use crate::with_num_type;

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.median",
        signature: "(a, axis=None, out=None, overwrite_input=False, keepdims=False)",
        summary: "The middle element in order, or the mean of the two in the middle.",
        details: "NaN if there is one.",
        example: ">>> np.median([3, 1, 2, 10])\nnp.float64(2.5)\n>>> np.median([[10, 7, 4], [3, 2, 1]], axis=1)\narray([7., 2.])\n",
        see_also: &["np.mean", "np.percentile", "np.nanmedian"],
        run: Run::Function(median_row),
        ..ROW
    },
    Builtin {
        name: "np.percentile",
        signature: "(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)",
        summary: "The values below which `q` percent of the elements lie.",
        details: "*Methods*: linear, lower, higher, midpoint, nearest, inverted_cdf, averaged_inverted_cdf, closest_observation, interpolated_inverted_cdf, hazen, weibull, median_unbiased, normal_unbiased.",
        example: ">>> np.percentile([1, 2, 3, 4.5], 40)\nnp.float64(2.2)\n>>> np.percentile([1, 2, 3, 4], [25, 75])\narray([1.75, 3.25])\n",
        see_also: &["np.quantile", "np.median", "np.nanpercentile"],
        run: Run::Function(|cx, args| quantile_row(cx, args, Scale::Percent)),
        ..ROW
    },
    Builtin {
        name: "np.quantile",
        signature: "(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)",
        summary: "The values below which a fraction `q` of the elements lies.",
        details: "*Methods*: as of `np.percentile`.",
        example: ">>> np.quantile([1, 2, 3, 4], 0.5)\nnp.float64(2.5)\n>>> np.quantile([[1, 2], [3, 4]], 0.25, axis=0)\narray([1.5, 2.5])\n",
        see_also: &["np.percentile", "np.median", "np.nanquantile"],
        run: Run::Function(|cx, args| quantile_row(cx, args, Scale::One)),
        ..ROW
    },
];

/// What the largest `q` is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// 1.
    One,
    /// 100.
    Percent,
}

/// The lanes that are reduced: a C-ordered copy whose last axis holds each lane.
pub(super) struct Lanes {
    /// Shape `kept + (n,)`.
    pub(super) array: ArrayRef,
    /// The shape of the result for one quantile, reduced axes kept with length 1 if asked for.
    pub(super) shape: Dims,
    /// The length of a lane.
    pub(super) n: usize,
}

/// The lanes of an array along axes (None for all).
pub(super) fn lanes(array: &ArrayRef, axes: Option<&[usize]>, keepdims: bool) -> Lanes {
    let ndim = array.ndim();
    let all: Vec<usize> = (0..ndim).collect();
    let axes = axes.unwrap_or(&all);
    let kept: Vec<usize> = (0..ndim).filter(|axis| !axes.contains(axis)).collect();
    let order: Vec<usize> = kept.iter().chain(axes).copied().collect();
    let copy = array.view_layout(array.layout().permuted(&order)).copy();
    let shape = array.shape();
    let n = axes.iter().map(|&axis| shape[axis]).product();
    let mut rows: Dims = kept.iter().map(|&axis| shape[axis]).collect();
    let result = if keepdims {
        (0..ndim).map(|axis| if axes.contains(&axis) { 1 } else { shape[axis] }).collect()
    } else {
        rows.clone()
    };
    rows.push(n);
    let layout = Layout::c_order(&rows, array.itemsize());
    Lanes { array: copy.view_layout(layout), shape: result, n }
}

impl Lanes {
    /// Sorts every lane in place.
    pub(super) fn sort(&self) -> R<()> {
        let n = self.n.max(1);
        with_num_type!(self.array.dtype(), T => {
            if let Some(mut all) = self.array.as_slice_mut::<T>() {
                all.chunks_exact_mut(n).for_each(sort);
            }
            Ok(())
        }, else Err(Error::unsupported(format!("quantiles of {} arrays", self.array.dtype().name()))))
    }

    /// Element `i` of every lane, counted from the end if negative, in the result's shape.
    fn at(&self, i: i64) -> Value {
        let axis = self.array.ndim() - 1;
        let i = if i < 0 { i + self.n as i64 } else { i };
        let picked = self.array.view_layout(self.array.layout().indexed(axis, i.max(0) as usize)).copy();
        array_or_scalar(picked)
    }
}

/// Whether a dtype has NaN.
fn has_nan(dtype: DType) -> bool {
    dtype.is_float() || dtype.is_complex()
}

/// Lanes with a NaN get it as their result.
fn with_nan(cx: &mut dyn Interp, lanes: &Lanes, result: Value) -> R<Value> {
    if !has_nan(lanes.array.dtype()) || lanes.n == 0 {
        return Ok(result);
    }
    let last = lanes.at(-1);
    let missing = op(cx, id::ISNAN, &[last.clone()])?;
    let any = reduce(cx, id::LOGICAL_OR, &missing, &Told::default())?;
    if !cx.truth(&any)? {
        return Ok(result);
    }
    match (&result, &missing) {
        (Value::Array(array), _) => {
            let options = Options {
                mask: Some(as_array(cx, &missing)?),
                casting: crate::array::Casting::Unsafe,
                out: [Some(array.clone())].into_iter().collect(),
                ..Options::default()
            };
            let args = [Arg::new(cx, &last)?];
            apply(cx, &UFUNCS[id::POSITIVE], &args, &options)?;
            Ok(result)
        }
        _ => Ok(last),
    }
}

/// A result brought into the shape asked for, and to `out`.
fn finished(cx: &mut dyn Interp, value: Value, leading: &[usize], lanes: &Lanes, out: &Value) -> R<Value> {
    let mut shape: Dims = Dims::from_slice(leading);
    shape.extend_from_slice(&lanes.shape);
    let value = if shape.is_empty() {
        value
    } else {
        let array = as_array(cx, &value)?.contiguous();
        let mut layout = Layout::c_order(&shape, array.itemsize());
        layout.offset = array.layout().offset;
        Value::Array(array.view_layout(layout).copy())
    };
    match out_of(out)?.0 {
        Some(out) => {
            let array = as_array(cx, &value)?;
            assign(cx, &out, &array)?;
            Ok(Value::Array(out))
        }
        None => Ok(value),
    }
}

fn median_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, _, keepdims] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let axes = axes_of(cx, axis, array.ndim())?;
    let keepdims = cx.truth(keepdims)?;
    // A number is a lane of its own.
    let (array, axes) = match array.ndim() {
        0 => (array.view_layout(array.layout().with_axis(0)), None),
        _ => (array, axes),
    };
    let lanes = lanes(&array, axes.as_deref(), keepdims);
    let result = median(cx, &lanes)?;
    finished(cx, result, &[], &lanes, out)
}

/// The medians of lanes.
pub(super) fn median(cx: &mut dyn Interp, lanes: &Lanes) -> R<Value> {
    lanes.sort()?;
    let axis = lanes.array.ndim() - 1;
    let half = lanes.n / 2;
    let (from, count) = match lanes.n {
        0 => (0, 0),
        n if n % 2 == 1 => (half, 1),
        _ => (half - 1, 2),
    };
    let middle = lanes.array.view_layout(lanes.array.layout().sliced(axis, from, count, 1));
    let told = Told { axis: Value::count(axis), ..Told::default() };
    let result = mean(cx, &Value::Array(middle), &told)?;
    with_nan(cx, lanes, result)
}

/// A `q` argument: fractions, and whether it was a Python number.
pub(super) struct Quantiles {
    /// The fractions as NumPy computes with them.
    values: ArrayRef,
    /// Whether `q` was a Python int or float.
    weak: bool,
}

/// Reads `q`.
///
/// *Errors*: ValueError outside 0 to 1 (or 100).
fn quantiles_of(cx: &mut dyn Interp, q: &Value, scale: Scale) -> R<Quantiles> {
    let weak = matches!(q, Value::Int(_) | Value::Float(_));
    let values = match scale {
        Scale::One => as_array(cx, q)?,
        Scale::Percent => {
            let fractions = op(cx, id::DIVIDE, &[q.clone(), Value::Int(100)])?;
            as_array(cx, &fractions)?
        }
    };
    let fits = values.layout().offsets().all(|offset| (0.0..=1.0).contains(&values.element(offset).to_f64()));
    if !fits {
        let text = match scale {
            Scale::One => "Quantiles must be in the range [0, 1]",
            Scale::Percent => "Percentiles must be in the range [0, 100]",
        };
        return err(ErrorClass::ValueError, text);
    }
    if values.ndim() > 2 {
        return err(ErrorClass::ValueError, "q must be a scalar or 1d");
    }
    Ok(Quantiles { values, weak })
}

fn quantile_row(cx: &mut dyn Interp, args: &mut [Value], scale: Scale) -> R<Value> {
    let [a, q, axis, out, _, method, keepdims, weights] = args else { return Ok(Value::None) };
    let Asked { array, quantiles, method } = asked(cx, a, (q, scale), method, ("quantile", weights))?;
    let axes = axes_of(cx, axis, array.ndim())?;
    let keepdims = !keepdims.is_undef() && cx.truth(keepdims)?;
    let lanes = lanes(&array, axes.as_deref(), keepdims);
    let result = quantile(cx, &lanes, &quantiles, method)?;
    finished(cx, result, &quantiles.values.shape(), &lanes, out)
}

/// What a function is asked for that gives quantiles of real numbers.
pub(super) struct Asked {
    pub(super) array: ArrayRef,
    pub(super) quantiles: Quantiles,
    pub(super) method: &'static str,
}

/// Reads `a`, `q` with its scale and `method`; weights are refused in a function's name.
///
/// *Errors*: TypeError for complex arrays; ValueError for quantiles out of range, unknown methods, and
/// methods that have no meaning with weights.
pub(super) fn asked(
    cx: &mut dyn Interp,
    a: &Value,
    (q, scale): (&Value, Scale),
    method: &Value,
    (function, weights): (&str, &Value),
) -> R<Asked> {
    let array = as_array(cx, a)?;
    if array.dtype().is_complex() {
        return err(ErrorClass::TypeError, "a must be an array of real numbers");
    }
    let quantiles = quantiles_of(cx, q, scale)?;
    let method = method_of(method)?;
    if !weights.is_none() && method != "inverted_cdf" {
        return err(ErrorClass::ValueError, format!("Only method 'inverted_cdf' supports weights. Got: {method}."));
    }
    refuse(weights, function, "weights")?;
    Ok(Asked { array, quantiles, method })
}

/// The methods by name.
const METHODS: [&str; 13] = [
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
    "lower",
    "higher",
    "midpoint",
    "nearest",
];

/// A `method` argument.
fn method_of(method: &Value) -> R<&'static str> {
    let text = method.as_str().unwrap_or("");
    match METHODS.iter().find(|known| **known == text) {
        Some(known) => Ok(known),
        None => {
            let keys: Vec<String> = METHODS.iter().map(|method| format!("'{method}'")).collect();
            err(
                ErrorClass::ValueError,
                format!("'{text}' is not a valid method. Use one of: dict_keys([{}])", keys.join(", ")),
            )
        }
    }
}

/// Where a quantile lies among `n` sorted elements: at an element, or between elements.
enum Place {
    At(i64),
    Between(f64),
}

fn place(method: &str, n: usize, q: f64) -> Place {
    let n = n as f64;
    // n·q + α + q·(1 − α − β) − 1, in NumPy's order of operations.
    let virtual_index = |alpha: f64, beta: f64| n * q + (alpha + q * (1.0 - alpha - beta)) - 1.0;
    let boundary = |index: f64, stays: &dyn Fn(f64, f64) -> bool| {
        let previous = index.floor();
        let chosen = if stays(index - previous, index) { previous } else { previous + 1.0 };
        Place::At(chosen.max(0.0) as i64)
    };
    match method {
        "inverted_cdf" => boundary(n * q - 1.0, &|gamma, _| gamma == 0.0),
        "closest_observation" => {
            boundary(n * q - 1.0 - 0.5, &|gamma, index| gamma == 0.0 && index.floor().rem_euclid(2.0) == 1.0)
        }
        "averaged_inverted_cdf" => Place::Between(n * q - 1.0),
        "interpolated_inverted_cdf" => Place::Between(virtual_index(0.0, 1.0)),
        "hazen" => Place::Between(virtual_index(0.5, 0.5)),
        "weibull" => Place::Between(virtual_index(0.0, 0.0)),
        "median_unbiased" => Place::Between(virtual_index(1.0 / 3.0, 1.0 / 3.0)),
        "normal_unbiased" => Place::Between(virtual_index(3.0 / 8.0, 3.0 / 8.0)),
        "lower" => Place::At(((n - 1.0) * q).floor() as i64),
        "higher" => Place::At(((n - 1.0) * q).ceil() as i64),
        "nearest" => Place::At(((n - 1.0) * q).round_ties_even() as i64),
        "midpoint" => Place::Between(0.5 * (((n - 1.0) * q).floor() + ((n - 1.0) * q).ceil())),
        _ => Place::Between((n - 1.0) * q),
    }
}

/// The weight of the upper neighbour.
fn gamma(method: &str, index: f64, previous: f64) -> f64 {
    let gamma = index - previous;
    match method {
        "averaged_inverted_cdf" => {
            if gamma == 0.0 {
                0.5
            } else {
                1.0
            }
        }
        "midpoint" => {
            if index % 1.0 == 0.0 {
                0.0
            } else {
                0.5
            }
        }
        _ => gamma,
    }
}

/// The quantiles of lanes: an array of shape `q.shape + kept`, or a scalar.
pub(super) fn quantile(cx: &mut dyn Interp, lanes: &Lanes, quantiles: &Quantiles, method: &str) -> R<Value> {
    lanes.sort()?;
    if lanes.n == 0 {
        let nothing_asked = quantiles.values.size() == 0;
        if !nothing_asked {
            // NumPy looks for a NaN at the end first, where the dtype has one.
            let place = if has_nan(lanes.array.dtype()) { -1 } else { 0 };
            return err(ErrorClass::IndexError, format!("index {place} is out of bounds for axis 0 with size 0"));
        }
    }
    let q_shape = quantiles.values.shape();
    let whole = quantiles.values.dtype().kind() <= Kind::Signed && method == "linear";
    let mut parts = Vec::new();
    for offset in quantiles.values.layout().offsets() {
        let q = quantiles.values.element(offset).to_f64();
        let place = match place(method, lanes.n, q) {
            Place::Between(index) if whole => Place::At(index as i64),
            place => place,
        };
        let part = match place {
            Place::At(i) => lanes.at(i),
            Place::Between(index) => between(cx, lanes, method, index, quantiles)?,
        };
        parts.push(with_nan(cx, lanes, part)?);
    }
    if q_shape.is_empty() {
        return Ok(parts.pop().unwrap_or_default());
    }
    stacked(cx, &parts, &q_shape, lanes)
}

/// What lies at a fractional index of every lane.
fn between(cx: &mut dyn Interp, lanes: &Lanes, method: &str, index: f64, quantiles: &Quantiles) -> R<Value> {
    let (previous, next) = if index >= (lanes.n - 1) as f64 {
        (-1.0, -1.0)
    } else if index < 0.0 {
        (0.0, 0.0)
    } else {
        (index.floor(), index.floor() + 1.0)
    };
    let gamma = gamma(method, index, previous);
    let t = if quantiles.weak {
        Value::float(gamma)
    } else {
        let dtype = quantiles.values.dtype();
        let dtype = if dtype.is_float() { dtype } else { DType::F64 };
        as_dtype(cx, &Value::np_float(gamma), dtype)?
    };
    lerp(cx, lanes.at(previous as i64), lanes.at(next as i64), &t, gamma)
}

/// `a + (b - a)·t`, or from above where `t` is at least a half.
fn lerp(cx: &mut dyn Interp, a: Value, b: Value, t: &Value, gamma: f64) -> R<Value> {
    let apart = operator(cx, BinOp::Sub, &b, &a)?;
    let step = operator(cx, BinOp::Mul, &apart, t)?;
    let low = op(cx, id::ADD, &[a, step])?;
    let rest = operator(cx, BinOp::Sub, &Value::Int(1), t)?;
    let step = operator(cx, BinOp::Mul, &apart, &rest)?;
    if gamma < 0.5 {
        return Ok(low);
    }
    let dtype = as_array(cx, &low)?.dtype();
    let high = op(cx, id::SUBTRACT, &[b, step])?;
    as_dtype(cx, &high, dtype)
}

/// An operator on values of which some may be Python's own.
fn operator(cx: &mut dyn Interp, sign: BinOp, a: &Value, b: &Value) -> R<Value> {
    match (a, b) {
        (Value::Int(x), Value::Float(y)) => Ok(Value::float(*x as f64 - y.get())),
        _ => array_ops::binary(cx, sign, a.clone(), b.clone()),
    }
}

/// Results for several quantiles as one array.
fn stacked(cx: &mut dyn Interp, parts: &[Value], q_shape: &[usize], lanes: &Lanes) -> R<Value> {
    let mut arrays = Vec::new();
    for part in parts {
        arrays.push(as_array(cx, part)?);
    }
    let dtype = match arrays.first() {
        Some(first) => first.dtype(),
        None => DType::F64,
    };
    let rows = lanes.array.shape();
    let mut shape: Dims = Dims::from_slice(&[parts.len()]);
    shape.extend_from_slice(&rows[..rows.len() - 1]);
    let result = Array::zeros(dtype, &shape);
    for (i, part) in arrays.iter().enumerate() {
        let part = cast(cx, part, dtype)?;
        assign(cx, &result.view_layout(result.layout().indexed(0, i)), &part)?;
    }
    let mut full: Dims = Dims::from_slice(q_shape);
    full.extend_from_slice(&rows[..rows.len() - 1]);
    Ok(Value::Array(result.view_layout(Layout::c_order(&full, dtype.itemsize()))))
}

/// The quantiles of one lane given apart, for those that leave out some elements first.
pub(super) fn quantile_of_lane(cx: &mut dyn Interp, lane: &ArrayRef, quantiles: &Quantiles, method: &str) -> R<Value> {
    let lanes = lanes(lane, None, false);
    quantile(cx, &lanes, quantiles, method)
}

impl Quantiles {
    /// The shape of `q`.
    pub(super) fn shape(&self) -> Dims {
        self.values.shape()
    }
}
