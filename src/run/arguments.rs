//! Arguments of NumPy's functions: ints, shapes, axes, orders and dtypes, with NumPy's errors.

use super::convert::dtype_of;
use crate::array::{ArrayRef, DType, Dims, Order};
use crate::text::{Error, ErrorClass, R, err, names};
use crate::value::{Interp, Value};
use num_traits::ToPrimitive;

/// Anything with `__index__` as a machine int.
///
/// *Errors*: TypeError `'float' object cannot be interpreted as an integer`; OverflowError.
pub fn index_of(cx: &mut dyn Interp, value: &Value) -> R<i64> {
    match value {
        Value::Int(x) | Value::NpInt(x) => Ok(*x),
        Value::Bool(x) => Ok(x.get() as i64),
        Value::BigInt(x) => x
            .to_i64()
            .ok_or_else(|| Error::new(ErrorClass::OverflowError, "Python int too large to convert to C ssize_t")),
        Value::Scalar(element) if element.dtype().is_integer() => Ok(element.to_i128().unwrap_or(0) as i64),
        Value::Array(array) if array.dtype().is_integer() && array.ndim() == 0 => {
            Ok(array.only_element().to_i128().unwrap_or(0) as i64)
        }
        Value::Array(_) => err(ErrorClass::TypeError, "only integer scalar arrays can be converted to a scalar index"),
        other => {
            if let Some(convert) = cx.find_special(other, names::INDEX)? {
                let converted = cx.call(&convert, &[], &[])?;
                if matches!(converted, Value::Int(_) | Value::Bool(_)) {
                    return index_of(cx, &converted);
                }
            }
            err(ErrorClass::TypeError, format!("'{}' object cannot be interpreted as an integer", other.type_name()))
        }
    }
}

/// A shape: an int or a sequence of ints, none negative.
///
/// *Errors*: TypeError for other values, ValueError `negative dimensions are not allowed`.
pub fn shape_of(cx: &mut dyn Interp, value: &Value) -> R<Dims> {
    let sizes = sizes_of(cx, value)?;
    let mut shape = Dims::new();
    for n in sizes {
        match usize::try_from(n) {
            Ok(n) => shape.push(n),
            Err(_) => return err(ErrorClass::ValueError, "negative dimensions are not allowed"),
        }
    }
    Ok(shape)
}

/// A shape in which −1 may stand.
pub fn sizes_of(cx: &mut dyn Interp, value: &Value) -> R<Vec<i64>> {
    match value {
        Value::Int(n) | Value::NpInt(n) => Ok(vec![*n]),
        Value::Tuple(items) => {
            let mut sizes = Vec::with_capacity(items.len());
            for item in items.iter() {
                sizes.push(index_of(cx, item)?);
            }
            Ok(sizes)
        }
        Value::Float(_) | Value::NpFloat(_) | Value::None => {
            let shown = match value {
                Value::None => "None".to_string(),
                other => cx.str(other)?,
            };
            err(ErrorClass::TypeError, format!("expected a sequence of integers or a single integer, got '{shown}'"))
        }
        Value::Array(array) if array.ndim() > 0 => sizes_from(cx, value),
        Value::List(_) | Value::Range(_) | Value::Str(_) => sizes_from(cx, value),
        Value::Scalar(_) | Value::Bool(_) | Value::BigInt(_) | Value::Array(_) => Ok(vec![index_of(cx, value)?]),
        other => match index_of(cx, other) {
            Ok(n) => Ok(vec![n]),
            Err(_) => sizes_from(cx, other),
        },
    }
}

fn sizes_from(cx: &mut dyn Interp, value: &Value) -> R<Vec<i64>> {
    let items = match cx.collect(value) {
        Ok(items) => items,
        Err(_) => {
            let shown = cx.str(value)?;
            return err(
                ErrorClass::TypeError,
                format!("expected a sequence of integers or a single integer, got '{shown}'"),
            );
        }
    };
    let mut sizes = Vec::with_capacity(items.len());
    for item in &items {
        sizes.push(index_of(cx, item)?);
    }
    Ok(sizes)
}

/// An axis of an array of `ndim` axes; negative ones count from the end.
///
/// *Errors*: AxisError `axis 2 is out of bounds for array of dimension 2`.
pub fn wrap_axis(axis: i64, ndim: usize) -> R<usize> {
    let wrapped = if axis < 0 { axis + ndim as i64 } else { axis };
    if (0..ndim as i64).contains(&wrapped) {
        return Ok(wrapped as usize);
    }
    err(ErrorClass::AxisError, format!("axis {axis} is out of bounds for array of dimension {ndim}"))
}

/// An `axis` argument that must be one int.
pub fn axis_of(cx: &mut dyn Interp, value: &Value, ndim: usize) -> R<usize> {
    let axis = index_of(cx, value)?;
    wrap_axis(axis, ndim)
}

/// An `axis` argument: None for all axes, an int, or a tuple; sorted.
///
/// *Errors*: AxisError, ValueError `duplicate value in 'axis'`, TypeError.
pub fn axes_of(cx: &mut dyn Interp, value: &Value, ndim: usize) -> R<Option<Vec<usize>>> {
    match value {
        Value::None | Value::Undef => Ok(None),
        Value::Tuple(items) => {
            let mut axes = Vec::new();
            for item in items.iter() {
                let axis = axis_of(cx, item, ndim)?;
                if axes.contains(&axis) {
                    return err(ErrorClass::ValueError, "duplicate value in 'axis'");
                }
                axes.push(axis);
            }
            axes.sort_unstable();
            Ok(Some(axes))
        }
        other => Ok(Some(vec![axis_of(cx, other, ndim)?])),
    }
}

/// A `dtype` argument: None if it was not given.
pub fn dtype_arg(cx: &mut dyn Interp, value: &Value) -> R<Option<DType>> {
    if value.is_missing() { Ok(None) } else { dtype_of(cx, value).map(Some) }
}

/// An `order` argument.
///
/// *Errors*: ValueError for another letter than C, F, A, K.
pub fn order_of(value: &Value, default: Order) -> R<Order> {
    match value.as_str() {
        None if value.is_missing() => Ok(default),
        Some("C" | "c") => Ok(Order::C),
        Some("F" | "f") => Ok(Order::F),
        Some("A" | "a") => Ok(Order::Any),
        Some("K" | "k") => Ok(Order::Keep),
        Some(other) => {
            err(ErrorClass::ValueError, format!("order must be one of 'C', 'F', 'A', or 'K' (got '{other}')"))
        }
        None => err(ErrorClass::TypeError, format!("order must be str, not {}", value.type_name())),
    }
}

/// Refuses an argument that NumPy knows and that we do not honour yet, if it was given.
pub fn refuse(value: &Value, function: &str, argument: &str) -> R<()> {
    if value.is_missing() { Ok(()) } else { crate::value::unsupported_argument(function, argument) }
}

/// A float from anything that `float()` takes.
pub fn float_of(cx: &mut dyn Interp, value: &Value) -> R<f64> {
    if value.is_none() {
        return err(ErrorClass::TypeError, "float() argument must be a string or a real number, not 'NoneType'");
    }
    Ok(super::convert::element_of(cx, value, DType::F64)?.to_f64())
}

/// The argument `out` of a function that takes nothing but an array for it.
///
/// *Errors*: TypeError with a message of the function's own.
pub fn out_array<'a>(out: &'a Value, message: &str) -> R<Option<&'a ArrayRef>> {
    match out {
        Value::None | Value::Undef => Ok(None),
        Value::Array(array) => Ok(Some(array)),
        _ => err(ErrorClass::TypeError, message),
    }
}

/// What most functions say of an `out` that is no array.
pub const OUTPUT_MUST_BE_AN_ARRAY: &str = "output must be an array";
