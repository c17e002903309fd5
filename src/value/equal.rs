//! Equality where no code of the program's has a say: what dicts and sets need to find their keys
//! without an interpreter, and the exact comparison of numbers of all kinds.

use super::{Instance, Owner, Value, find_member};
use crate::array::{DType, Element};
use crate::text::names;
use num_bigint::BigInt;
use num_complex::Complex64;
use num_traits::FromPrimitive;
use std::cmp::Ordering;
use std::rc::Rc;

/// A number of any kind, Python's or NumPy's.
#[derive(Clone, Debug)]
pub enum Number {
    /// An integer that fits.
    Int(i128),
    /// Any other integer.
    Big(Rc<BigInt>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(Complex64),
}

impl Number {
    /// The number that a value is; bools are ints. Objects of the program's subclasses of int, float
    /// and complex are their built-in value.
    pub fn of(value: &Value) -> Option<Number> {
        Some(match value {
            Value::Int(x) | Value::NpInt(x) => Number::Int(i128::from(*x)),
            Value::Float(x) | Value::NpFloat(x) => Number::Float(x.get()),
            Value::Bool(x) | Value::NpBool(x) => Number::Int(i128::from(x.get())),
            Value::BigInt(x) => Number::Big(x.clone()),
            Value::Complex(x) => Number::Complex(**x),
            Value::Scalar(element) => return Number::of_element(element),
            Value::Instance(instance) => return instance.payload().and_then(Number::of),
            _ => return None,
        })
    }

    fn of_element(element: &Element) -> Option<Number> {
        match element {
            Element::C64(_) | Element::C128(_) => Some(Number::Complex(element.to_c128())),
            Element::F16(_) | Element::F32(_) | Element::F64(_) => Some(Number::Float(element.to_f64())),
            Element::Bool(x) => Some(Number::Int(i128::from(*x))),
            Element::Datetime(..) | Element::Timedelta(..) => None,
            other => other.to_i128().map(Number::Int),
        }
    }

    /// The order of two numbers by their exact values; None if one is NaN or complex.
    pub fn order(&self, other: &Number) -> Option<Ordering> {
        use Number::{Big, Float, Int};
        match (self, other) {
            (Int(a), Int(b)) => Some(a.cmp(b)),
            (Float(a), Float(b)) => a.partial_cmp(b),
            (Int(a), Float(b)) => order_int_float(*a, *b),
            (Float(a), Int(b)) => order_int_float(*b, *a).map(Ordering::reverse),
            (Big(a), Big(b)) => Some(a.cmp(b)),
            (Big(a), Int(b)) => Some((**a).cmp(&BigInt::from(*b))),
            (Int(a), Big(b)) => Some(BigInt::from(*a).cmp(b)),
            (Big(a), Float(b)) => order_big_float(a, *b),
            (Float(a), Big(b)) => order_big_float(b, *a).map(Ordering::reverse),
            _ => None,
        }
    }

    /// Whether two numbers have the same exact value.
    pub fn equals(&self, other: &Number) -> bool {
        match (self, other) {
            (Number::Complex(a), Number::Complex(b)) => a == b,
            (Number::Complex(a), b) | (b, Number::Complex(a)) => a.im == 0.0 && Number::Float(a.re).equals(b),
            (a, b) => a.order(b) == Some(Ordering::Equal),
        }
    }
}

fn order_int_float(a: i128, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    // Every float between these bounds has an exact integer part of 128 bits.
    if b >= 2f64.powi(126) {
        return Some(Ordering::Less);
    }
    if b <= -(2f64.powi(126)) {
        return Some(Ordering::Greater);
    }
    let whole = b.trunc();
    Some(a.cmp(&(whole as i128)).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal)))
}

fn order_big_float(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    match BigInt::from_f64(b) {
        Some(whole) => Some(a.cmp(&whole).then_with(|| b.trunc().partial_cmp(&b).unwrap_or(Ordering::Equal))),
        None if b > 0.0 => Some(Ordering::Less),
        None => Some(Ordering::Greater),
    }
}

/// Whether two values are the same object or equal; None if code of the program's decides.
pub fn plain_equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Some(a == b),
        (Value::Str(a), Value::Str(b)) => return Some(Rc::ptr_eq(a, b) || ***a == ***b),
        _ if a.is(b) => return Some(true),
        _ => {}
    }
    if has_own_equality(a) || has_own_equality(b) {
        return None;
    }
    if let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) {
        return Some(numbers_equal(a, b, &x, &y));
    }
    if let (Some(a), Some(b)) = (a.as_str(), b.as_str()) {
        return Some(a == b);
    }
    let (a, b) = (payload_or_self(a), payload_or_self(b));
    Some(match (a, b) {
        (Value::Bytes(a), Value::Bytes(b)) => a == b,
        (Value::Tuple(a), Value::Tuple(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            for (a, b) in a.iter().zip(b.iter()) {
                match plain_equal(a, b) {
                    Some(true) => {}
                    other => return other,
                }
            }
            true
        }
        (Value::Range(a), Value::Range(b)) => a.same_elements(b),
        (Value::Method(a), Value::Method(b)) => a.receiver.is(&b.receiver) && a.function.is(&b.function),
        (Value::Scalar(a), Value::Scalar(b)) => elements_equal(a, b),
        (Value::Scalar(a), Value::Bytes(b)) | (Value::Bytes(b), Value::Scalar(a)) => match &**a {
            Element::Bytes(a) => **a == ***b,
            _ => false,
        },
        // Containers compare by their elements, which may be anything; natives by their rows.
        (Value::List(_), Value::List(_))
        | (Value::Dict(_), Value::Dict(_))
        | (Value::Set(_), Value::Set(_))
        | (Value::Slice(_), Value::Slice(_))
        | (Value::Array(_), _)
        | (_, Value::Array(_)) => return None,
        (Value::Native(a), _) if has_equality_row(a.class()) => return None,
        (_, Value::Native(b)) if has_equality_row(b.class()) => return None,
        _ => false,
    })
}

/// A Python float is rounded to the type of a NumPy scalar that it meets, as NumPy does.
fn numbers_equal(a: &Value, b: &Value, x: &Number, y: &Number) -> bool {
    let weak = |scalar: &Value, other: &Value, value: &Number| match (scalar, other, value) {
        (Value::Scalar(element), Value::Float(_), Number::Float(value)) => match element.dtype() {
            DType::F32 | DType::C64 => Some(Number::Float(f64::from(*value as f32))),
            DType::F16 => Some(Number::Float(half::f16::from_f64(*value).to_f64())),
            _ => None,
        },
        _ => None,
    };
    match (weak(a, b, y), weak(b, a, x)) {
        (Some(rounded), _) => x.equals(&rounded),
        (_, Some(rounded)) => rounded.equals(y),
        _ => x.equals(y),
    }
}

fn elements_equal(a: &Element, b: &Element) -> bool {
    match (a, b) {
        (Element::Bytes(a), Element::Bytes(b)) => a == b,
        (Element::Datetime(a, unit), Element::Datetime(b, other))
        | (Element::Timedelta(a, unit), Element::Timedelta(b, other)) => unit == other && a == b && *a != i64::MIN,
        (Element::Void(a, dtype), Element::Void(b, other)) => dtype == other && a == b,
        _ => false,
    }
}

/// Whether an object's class, a program's, says when it is equal to something.
fn has_own_equality(value: &Value) -> bool {
    match value {
        Value::Instance(instance) => defines(instance, names::EQ),
        _ => false,
    }
}

/// Whether an object's class or one of its program-defined bases has an attribute.
pub(crate) fn defines(instance: &Instance, name: crate::text::Name) -> bool {
    instance.class.lookup(name).is_some()
}

fn has_equality_row(class: super::Type) -> bool {
    let own = class.mro().into_iter().filter(|class| *class != super::types::OBJECT);
    own.into_iter().any(|class| find_member(Owner::Class(class), names::EQ).is_some())
}

fn payload_or_self(value: &Value) -> &Value {
    match value {
        Value::Instance(instance) => instance.payload().unwrap_or(value),
        _ => value,
    }
}
