//! `int` and `bool`.

use crate::print::quote::repr_bytes;
use crate::print::read::{Integer, parse_int, parse_int_shown};
use crate::python::args::{NAMED, POSITIONAL};
use crate::python::builtins::whole;
use crate::run::protocol::{bytes_of, call_special, int_value, payload_or_self, to_bigint, to_index};
use crate::text::{ErrorClass, R, err, names};
use crate::value::{Builtin, Interp, Run, Value};
use num_bigint::{BigInt, Sign};
use num_traits::Signed;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "int.__new__",
        signature: "(x=0, /, base=_NoValue)",
        summary: "An int from a number, cut towards zero, or from its digits in text.",
        details: "`base` is 2 to 36, or 0 to go by a prefix such as `0x`.",
        example: ">>> int(3.9), int('42'), int('ff', 16), int('0b101', 0)\n(3, 42, 255, 5)\n",
        see_also: &["float", "round"],
        run: Run::Construct(new),
        ..NAMED
    },
    Builtin {
        name: "int.bit_length",
        signature: "(self)",
        summary: "The number of bits of the absolute value.",
        example: ">>> (37).bit_length()\n6\n",
        run: Run::Function(|cx, args| Ok(Value::Int(to_bigint(cx, &args[0])?.bits() as i64))),
        ..POSITIONAL
    },
    Builtin {
        name: "int.bit_count",
        signature: "(self)",
        summary: "The number of ones among the bits of the absolute value.",
        example: ">>> (13).bit_count()\n3\n",
        run: Run::Function(bit_count),
        ..POSITIONAL
    },
    Builtin {
        name: "int.to_bytes",
        signature: "(self, length=1, byteorder='big', *, signed=False)",
        summary: "The int as bytes.",
        example: ">>> (1024).to_bytes(2, 'big')\nb'\\x04\\x00'\n",
        see_also: &["int.from_bytes"],
        run: Run::Function(to_bytes),
        ..NAMED
    },
    Builtin {
        name: "int.from_bytes",
        signature: "(cls, bytes, byteorder='big', *, signed=False)",
        summary: "The int that bytes stand for.",
        example: ">>> int.from_bytes(b'\\x04\\x00', 'big')\n1024\n",
        see_also: &["int.to_bytes"],
        run: Run::Function(from_bytes),
        ..NAMED
    },
    Builtin {
        name: "int.as_integer_ratio",
        signature: "(self)",
        summary: "The int and 1.",
        example: ">>> (10).as_integer_ratio()\n(10, 1)\n",
        run: Run::Function(|cx, args| Ok(Value::tuple([own(cx, &args[0])?, Value::Int(1)]))),
        ..POSITIONAL
    },
    Builtin {
        name: "int.conjugate",
        signature: "(self)",
        summary: "The int itself.",
        example: ">>> (3).conjugate()\n3\n",
        run: Run::Function(|cx, args| own(cx, &args[0])),
        ..POSITIONAL
    },
    Builtin {
        name: "int.real",
        summary: "The int itself.",
        example: ">>> (3).real\n3\n",
        run: Run::Property(own, None),
        ..POSITIONAL
    },
    Builtin {
        name: "int.imag",
        summary: "0.",
        example: ">>> (3).imag\n0\n",
        run: Run::Property(|_, _| Ok(Value::Int(0)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "int.numerator",
        summary: "The int itself.",
        example: ">>> (3).numerator\n3\n",
        run: Run::Property(own, None),
        ..POSITIONAL
    },
    Builtin {
        name: "int.denominator",
        summary: "1.",
        example: ">>> (3).denominator\n1\n",
        run: Run::Property(|_, _| Ok(Value::Int(1)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "bool.__new__",
        signature: "(x=False, /)",
        summary: "The truth value of an object.",
        details: "False for None, zero and empty containers, True for everything else unless its class says otherwise.",
        example: ">>> bool([]), bool('a'), bool(0.0)\n(False, True, False)\n",
        run: Run::Construct(|cx, args| cx.truth(&args[0]).map(Value::bool)),
        ..POSITIONAL
    },
];

/// The int itself, without the class of a derived object and not a bool.
fn own(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    Ok(int_value(cx, payload_or_self(value))?.unwrap_or_else(|| value.clone()))
}

pub(super) fn value_of(int: Integer) -> Value {
    match int {
        Integer::Small(x) => Value::Int(x),
        Integer::Big(x) => Value::big(x),
    }
}

fn new(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (x, base) = (&args[0], &args[1]);
    if base.is_undef() {
        return to_int(cx, x);
    }
    let base = to_index(cx, base)?;
    let base = match u32::try_from(base) {
        Ok(base) if base <= 36 => base,
        _ => return err(ErrorClass::ValueError, "int() base must be >= 2 and <= 36, or 0"),
    };
    match (x.as_str(), bytes_of(x)) {
        (Some(text), _) => parse_int(text, base).map(value_of),
        (None, Some(bytes)) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            parse_int_shown(&text, base, || repr_bytes(&bytes)).map(value_of)
        }
        _ => err(ErrorClass::TypeError, "int() can't convert non-string with explicit base"),
    }
}

/// `int(x)`. *Errors*: TypeError, ValueError in CPython's words.
fn to_int(cx: &mut dyn Interp, x: &Value) -> R<Value> {
    match x {
        Value::Int(_) | Value::BigInt(_) => return Ok(x.clone()),
        Value::Float(x) | Value::NpFloat(x) => return whole(x.get().trunc()),
        Value::NpBool(x) => return Ok(Value::Int(i64::from(x.get()))),
        Value::Array(_) if crate::run::protocol::has_special(x, names::INT) => {}
        Value::Array(array) if array.ndim() > 0 => {
            return err(ErrorClass::TypeError, "only 0-dimensional arrays can be converted to Python scalars");
        }
        Value::Array(array) => {
            let element = crate::value::element_to_value(array.only_element());
            return to_int(cx, &element);
        }
        _ => {}
    }
    if let Some(result) = call_special(cx, x, names::INT, &[])? {
        return match payload_or_self(&result) {
            int @ (Value::Int(_) | Value::BigInt(_)) => Ok(int.clone()),
            Value::Bool(x) => Ok(Value::Int(i64::from(x.get()))),
            _ => err(ErrorClass::TypeError, format!("__int__ returned non-int (type {})", result.type_name())),
        };
    }
    if let Some(int) = int_value(cx, x)? {
        return Ok(int);
    }
    if let Some(result) = call_special(cx, x, names::TRUNC, &[])? {
        return to_int(cx, &result);
    }
    if let Some(text) = x.as_str() {
        return parse_int(text, 10).map(value_of);
    }
    if let Some(bytes) = bytes_of(x) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return parse_int_shown(&text, 10, || repr_bytes(&bytes)).map(value_of);
    }
    match payload_or_self(x) {
        Value::Float(x) => whole(x.get().trunc()),
        Value::Scalar(element) if element.dtype().is_float() => whole(element.to_f64().trunc()),
        Value::Scalar(_) => {
            let method = cx.find_special(x, names::INT)?;
            match method {
                Some(method) => cx.call(&method, &[], &[]),
                None => wrong_argument(x),
            }
        }
        _ => wrong_argument(x),
    }
}

fn wrong_argument<T>(x: &Value) -> R<T> {
    let message =
        format!("int() argument must be a string, a bytes-like object or a real number, not '{}'", x.type_name());
    err(ErrorClass::TypeError, message)
}

fn bit_count(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let ones = to_bigint(cx, &args[0])?.magnitude().iter_u64_digits().map(|digit| i64::from(digit.count_ones())).sum();
    Ok(Value::Int(ones))
}

/// Whether bytes begin with the most significant one. *Errors*: ValueError.
fn is_big_endian(order: &Value) -> R<bool> {
    match order.as_str() {
        Some("big") => Ok(true),
        Some("little") => Ok(false),
        _ => err(ErrorClass::ValueError, "byteorder must be either 'little' or 'big'"),
    }
}

fn to_bytes(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = to_bigint(cx, &args[0])?;
    let length = to_index(cx, &args[1])?;
    let big_endian = is_big_endian(&args[2])?;
    let signed = cx.truth(&args[3])?;
    let Ok(length) = usize::try_from(length) else {
        return err(ErrorClass::ValueError, "length argument must be non-negative");
    };
    if x.is_negative() && !signed {
        return err(ErrorClass::OverflowError, "can't convert negative int to unsigned");
    }
    let mut bytes = if signed { x.to_signed_bytes_le() } else { x.magnitude().to_bytes_le() };
    if x.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return err(ErrorClass::OverflowError, "int too big to convert");
    }
    bytes.resize(length, if x.is_negative() { 0xff } else { 0 });
    if big_endian {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn from_bytes(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let bytes = match bytes_of(&args[1]) {
        Some(bytes) => bytes.into_owned(),
        None => match super::bytes::from_items(cx, &args[1])? {
            Some(bytes) => bytes,
            None => {
                let message = format!("cannot convert '{}' object to bytes", args[1].type_name());
                return err(ErrorClass::TypeError, message);
            }
        },
    };
    let big_endian = is_big_endian(&args[2])?;
    let signed = cx.truth(&args[3])?;
    let x = match (big_endian, signed) {
        (true, true) => BigInt::from_signed_bytes_be(&bytes),
        (false, true) => BigInt::from_signed_bytes_le(&bytes),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, &bytes),
    };
    let int = Value::big(x);
    match &args[0] {
        Value::Class(_) => cx.call(&args[0], &[int], &[]),
        _ => Ok(int),
    }
}
