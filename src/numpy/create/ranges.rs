//! Numbers in a row: arange, linspace, logspace, geomspace.

use super::refuse_extras;
use crate::array::{Array, ArrayRef, Casting, DType, Dims};
use crate::run::arguments::{dtype_arg, float_of, index_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast, cast_checked, promote};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
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
];

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
    let result = if axis != 0 { crate::numpy::shape::move_axis(&result, 0, axis)? } else { result };
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
        return crate::numpy::library::space(cx, "logspace", args);
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
        return crate::numpy::library::space(cx, "geomspace", args);
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
