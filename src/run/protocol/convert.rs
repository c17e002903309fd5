//! Values as indices, numbers and shapes, as builtins ask for them.

use super::special::{call_special, has_special, payload_or_self};
use crate::array::{Dims, Element};
use crate::text::{Error, ErrorClass, R, err, names};
use crate::value::equal::Number;
use crate::value::{Interp, Range, Value};
use num_bigint::BigInt;
use num_complex::Complex64;
use num_traits::ToPrimitive;
use std::rc::Rc;

/// The int that a value is or that its `__index__` gives: ints, bools, NumPy's integer scalars and
/// 0-d integer arrays.
///
/// *Errors*: TypeError "'float' object cannot be interpreted as an integer".
pub fn to_int_value(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    int_value(cx, value)?.ok_or_else(|| not_an_index(value))
}

/// The same, or None if the value has no `__index__`.
pub fn int_value(cx: &mut dyn Interp, value: &Value) -> R<Option<Value>> {
    Ok(match value {
        Value::Int(_) | Value::BigInt(_) => Some(value.clone()),
        Value::Bool(x) => Some(Value::Int(i64::from(x.get()))),
        Value::NpInt(x) => Some(Value::Int(*x)),
        Value::Scalar(element) => integer_element(element),
        Value::Array(array) if array.ndim() == 0 && array.dtype().is_integer() => {
            integer_element(&array.only_element())
        }
        Value::Array(array) if array.dtype().is_integer() => {
            return err(ErrorClass::TypeError, "only integer scalar arrays can be converted to a scalar index");
        }
        Value::Instance(_) | Value::Native(_) => match call_special(cx, value, names::INDEX, &[])? {
            Some(int @ (Value::Int(_) | Value::BigInt(_))) => Some(int),
            Some(Value::Bool(x)) => Some(Value::Int(i64::from(x.get()))),
            Some(other) => {
                let message = format!("__index__ returned non-int (type {})", other.type_name());
                return err(ErrorClass::TypeError, message);
            }
            None => match payload_or_self(value) {
                payload @ (Value::Int(_) | Value::BigInt(_)) => Some(payload.clone()),
                _ => None,
            },
        },
        _ => None,
    })
}

fn integer_element(element: &Element) -> Option<Value> {
    match element {
        Element::Bool(_) | Element::Datetime(..) | Element::Timedelta(..) => None,
        other => other.to_i128().map(|x| Value::big(x.into())),
    }
}

/// The error for a value that is no index.
pub fn not_an_index(value: &Value) -> Box<Error> {
    let message = format!("'{}' object cannot be interpreted as an integer", value.type_name());
    Error::new(ErrorClass::TypeError, message)
}

/// The index that a value gives.
///
/// *Errors*: TypeError if it gives none, OverflowError beyond 64 bits.
pub fn to_index(cx: &mut dyn Interp, value: &Value) -> R<i64> {
    match value {
        Value::Int(x) => Ok(*x),
        _ => match to_int_value(cx, value)? {
            Value::Int(x) => Ok(x),
            _ => err(ErrorClass::OverflowError, "Python int too large to convert to C ssize_t"),
        },
    }
}

/// The same, with ints beyond 64 bits cut to the nearest: how slices read their bounds.
pub fn to_index_clipped(cx: &mut dyn Interp, value: &Value) -> R<i64> {
    match to_int_value(cx, value)? {
        Value::Int(x) => Ok(x),
        Value::BigInt(x) if x.sign() == num_bigint::Sign::Minus => Ok(i64::MIN),
        _ => Ok(i64::MAX),
    }
}

/// The index that a value gives, or None for None.
pub fn index_or_none(cx: &mut dyn Interp, value: &Value) -> R<Option<i64>> {
    if value.is_missing() { Ok(None) } else { to_index(cx, value).map(Some) }
}

/// The int of any size that a value gives. *Errors*: as [`to_index`].
pub fn to_bigint(cx: &mut dyn Interp, value: &Value) -> R<BigInt> {
    match to_int_value(cx, value)? {
        Value::BigInt(x) => Ok((*x).clone()),
        Value::Int(x) => Ok(BigInt::from(x)),
        _ => Ok(BigInt::default()),
    }
}

/// The float that a number or an object with `__float__` or `__index__` gives.
///
/// *Errors*: TypeError "must be real number, not str", OverflowError for ints that are too large.
pub fn to_f64(cx: &mut dyn Interp, value: &Value) -> R<f64> {
    match value {
        Value::Float(x) | Value::NpFloat(x) => return Ok(x.get()),
        Value::Int(x) | Value::NpInt(x) => return Ok(*x as f64),
        Value::Bool(x) | Value::NpBool(x) => return Ok(f64::from(u8::from(x.get()))),
        Value::Array(array)
            if array.ndim() == 0
                && array.tag.borrow().is_none()
                && array.dtype().is_numeric()
                && !array.dtype().is_complex() =>
        {
            return Ok(array.only_element().to_f64());
        }
        Value::Array(_) if !has_special(value, names::FLOAT) => {
            return err(ErrorClass::TypeError, "only 0-dimensional arrays can be converted to Python scalars");
        }
        Value::Instance(_) | Value::Native(_) | Value::Array(_) => {
            if let Some(result) = call_special(cx, value, names::FLOAT, &[])? {
                return match result {
                    Value::Float(x) | Value::NpFloat(x) => Ok(x.get()),
                    other => {
                        let message =
                            format!("{}.__float__ returned non-float (type {})", value.type_name(), other.type_name());
                        err(ErrorClass::TypeError, message)
                    }
                };
            }
            if let Value::Float(x) = payload_or_self(value) {
                return Ok(x.get());
            }
            if let Some(int) = int_value(cx, value)? {
                return to_f64(cx, &int);
            }
            return Err(not_real(value));
        }
        _ => {}
    }
    match Number::of(value) {
        Some(Number::Int(x)) => Ok(x as f64),
        Some(Number::Float(x)) => Ok(x),
        Some(Number::Big(x)) => match x.to_f64() {
            Some(float) if float.is_finite() => Ok(float),
            _ => err(ErrorClass::OverflowError, "int too large to convert to float"),
        },
        _ => Err(not_real(value)),
    }
}

/// The error for a value that is no real number.
pub fn not_real(value: &Value) -> Box<Error> {
    Error::new(ErrorClass::TypeError, format!("must be real number, not {}", value.type_name()))
}

/// The complex number that a number or an object with `__complex__`, `__float__` or `__index__` gives.
pub fn to_c128(cx: &mut dyn Interp, value: &Value) -> R<Complex64> {
    if let Some(Number::Complex(x)) = Number::of(value) {
        return Ok(x);
    }
    match call_special(cx, value, names::COMPLEX, &[])? {
        Some(Value::Complex(x)) => Ok(*x),
        Some(other) => {
            let message =
                format!("{}.__complex__ returned non-complex (type {})", value.type_name(), other.type_name());
            err(ErrorClass::TypeError, message)
        }
        None => to_f64(cx, value).map(|re| Complex64::new(re, 0.0)),
    }
}

/// A shape: an int or a sequence of ints, none negative.
///
/// *Errors*: TypeError, ValueError in NumPy's words.
pub fn to_shape(cx: &mut dyn Interp, value: &Value) -> R<Dims> {
    let mut shape = Dims::new();
    if let Some(int) = int_value(cx, value)? {
        shape.push(one_length(cx, &int)?);
        return Ok(shape);
    }
    let items = match cx.collect(value) {
        Ok(items) => items,
        Err(error) if error.class == ErrorClass::TypeError => {
            let message = format!("expected a sequence of integers or a single integer, got '{}'", cx.repr(value)?);
            return err(ErrorClass::TypeError, message);
        }
        Err(error) => return Err(error),
    };
    for item in &items {
        let length = one_length(cx, item)?;
        shape.push(length);
    }
    Ok(shape)
}

fn one_length(cx: &mut dyn Interp, value: &Value) -> R<usize> {
    match to_int_value(cx, value)? {
        Value::Int(x) => match usize::try_from(x) {
            Ok(n) => Ok(n),
            Err(_) => err(ErrorClass::ValueError, "negative dimensions are not allowed"),
        },
        _ => err(ErrorClass::ValueError, "Maximum allowed dimension exceeded"),
    }
}

/// The byte that a value gives. *Errors*: ValueError "byte must be in range(0, 256)".
pub fn to_byte(cx: &mut dyn Interp, value: &Value) -> R<u8> {
    match to_int_value(cx, value)? {
        Value::Int(x) if (0..256).contains(&x) => Ok(x as u8),
        _ => err(ErrorClass::ValueError, "byte must be in range(0, 256)"),
    }
}

/// A range of ints of any size.
pub fn make_range(start: BigInt, stop: BigInt, step: BigInt) -> Value {
    let small = (start.to_i64(), stop.to_i64(), step.to_i64());
    Value::Range(Rc::new(match small {
        (Some(start), Some(stop), Some(step)) => Range::Small(start, stop, step),
        _ => Range::Big(Box::new((start, stop, step))),
    }))
}
