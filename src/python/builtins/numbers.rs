//! `abs`, `round`, `pow`, `divmod`.

use crate::array::Element;
use crate::print::digits::round_to;
use crate::python::args::{NAMED, POSITIONAL};
use crate::run::protocol::{call_special, int_value, payload_or_self, to_bigint, to_index, truncated};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::{Builtin, Interp, Run, Value};
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One, Signed, Zero};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "abs",
        signature: "(x, /)",
        summary: "The absolute value of a number.",
        example: ">>> abs(-3), abs(3 + 4j)\n(3, 5.0)\n",
        run: Run::Function(abs),
        quick: Some(plain_abs),
        ..POSITIONAL
    },
    Builtin {
        name: "round",
        signature: "(number, ndigits=None)",
        summary: "A number rounded to `ndigits` decimals, ties to even; without `ndigits` an int.",
        details: "The exact value of a float decides: `round(2.675, 2)` is 2.67, because 2.675 is a little less.",
        example: ">>> round(2.5), round(3.5), round(2.675, 2), round(1234, -2)\n(2, 4, 2.67, 1200)\n",
        see_also: &["np.round", "math.floor"],
        run: Run::Function(round),
        ..NAMED
    },
    Builtin {
        name: "pow",
        signature: "(base, exp, mod=None)",
        summary: "`base ** exp`; with `mod`, that modulo `mod`, fast.",
        example: ">>> pow(2, 10), pow(3, 200, 13), pow(3, -1, 7)\n(1024, 9, 5)\n",
        run: Run::Function(pow),
        ..NAMED
    },
    Builtin {
        name: "divmod",
        signature: "(x, y, /)",
        summary: "The quotient and the remainder of a division: `(x // y, x % y)`.",
        example: ">>> divmod(17, 5), divmod(-7, 2)\n((3, 2), (-4, 1))\n",
        run: Run::Function(divmod),
        ..POSITIONAL
    },
];

/// The absolute value of a number that has one without further ado.
fn plain_abs(value: &Value) -> Value {
    match value {
        Value::Int(x) => x.checked_abs().map_or(Value::Undef, Value::Int),
        Value::Float(x) => Value::float(x.get().abs()),
        Value::Complex(x) => match x.re.hypot(x.im) {
            size if size.is_finite() => Value::float(size),
            _ => Value::Undef,
        },
        Value::NpFloat(x) => Value::np_float(x.get().abs()),
        _ => Value::Undef,
    }
}

fn abs(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let value = &args[0];
    Ok(match value {
        Value::Int(x) => match x.checked_abs() {
            Some(x) => Value::Int(x),
            None => Value::big(BigInt::from(*x).abs()),
        },
        Value::Float(x) => Value::float(x.get().abs()),
        Value::Bool(x) => Value::Int(i64::from(x.get())),
        Value::BigInt(x) => Value::big(x.abs()),
        Value::Complex(x) => {
            let size = x.re.hypot(x.im);
            if size.is_infinite() && x.re.is_finite() && x.im.is_finite() {
                return err(ErrorClass::OverflowError, "absolute value too large");
            }
            Value::float(size)
        }
        Value::NpFloat(x) => Value::np_float(x.get().abs()),
        Value::NpInt(x) if *x != i64::MIN => Value::NpInt(x.wrapping_abs()),
        Value::NpBool(_) => value.clone(),
        _ => match cx.find_special(value, names::ABS)? {
            Some(method) => return cx.call(&method, &[], &[]),
            None if matches!(value, Value::NpInt(_) | Value::Array(_) | Value::Scalar(_)) => {
                return crate::run::array_ops::absolute(cx, value);
            }
            None => match payload_or_self(value) {
                payload if !std::ptr::eq(payload, value) => return abs(cx, &mut [payload.clone()]),
                _ => {
                    let message = format!("bad operand type for abs(): '{}'", value.type_name());
                    return err(ErrorClass::TypeError, message);
                }
            },
        },
    })
}

fn round(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (value, digits) = (&args[0], &args[1]);
    if let Some(result) = round_number(cx, value, digits)? {
        return Ok(result);
    }
    let extra: &[Value] = if digits.is_none() { &[] } else { std::slice::from_ref(digits) };
    match cx.find_special(value, names::ROUND)? {
        Some(method) => cx.call(&method, extra, &[]),
        None => match payload_or_self(value) {
            payload if !std::ptr::eq(payload, value) => round(cx, &mut [payload.clone(), digits.clone()]),
            _ => err(ErrorClass::TypeError, format!("type {} doesn't define __round__ method", value.type_name())),
        },
    }
}

/// `round` of the built-in numbers and NumPy's real scalars.
pub(in crate::python) fn round_number(cx: &mut dyn Interp, value: &Value, digits: &Value) -> R<Option<Value>> {
    let scalar = match value {
        Value::NpFloat(_) | Value::NpInt(_) => true,
        Value::Scalar(element) => {
            matches!(**element, Element::F16(_) | Element::F32(_)) || element.dtype().is_integer()
        }
        _ => false,
    };
    if scalar {
        if digits.is_none() {
            // NumPy rounds its scalars itself; without digits the result is a Python int.
            let float = crate::run::protocol::to_f64(cx, value)?;
            return match int_value(cx, value)? {
                Some(int) => Ok(Some(int)),
                None => Ok(Some(whole(float.round_ties_even())?)),
            };
        }
        let method = cx.get_attr(value, Name::new("round"))?;
        return cx.call(&method, std::slice::from_ref(digits), &[]).map(Some);
    }
    Ok(Some(match value {
        Value::Float(x) if digits.is_none() => whole(x.get().round_ties_even())?,
        Value::Float(x) => {
            let n = to_index(cx, digits)?;
            let rounded = round_to(x.get(), n);
            if rounded.is_infinite() && x.get().is_finite() {
                return err(ErrorClass::OverflowError, "rounded value too large to represent");
            }
            Value::float(rounded)
        }
        Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => {
            let int = int_value(cx, value)?.unwrap_or(Value::None);
            if digits.is_none() {
                return Ok(Some(int));
            }
            let n = to_index(cx, digits)?;
            if n >= 0 {
                return Ok(Some(int));
            }
            let x = to_bigint(cx, &int)?;
            // Beyond so many digits every 64-bit number, and in practice every int, is nearest to 0.
            let Ok(places) = u32::try_from(n.unsigned_abs()) else { return Ok(Some(Value::Int(0))) };
            if u64::from(places) > x.bits() {
                return Ok(Some(Value::Int(0)));
            }
            let unit = BigInt::from(10).pow(places);
            let (quotient, rest) = x.div_mod_floor(&unit);
            let twice = rest * 2u8;
            let up = twice > unit || (twice == unit && quotient.is_odd());
            Value::big((quotient + u8::from(up)) * unit)
        }
        _ => return Ok(None),
    }))
}

/// The int that a whole float is. *Errors*: ValueError, OverflowError for NaN and infinity.
pub(in crate::python) fn whole(x: f64) -> R<Value> {
    if x.abs() < 9e18 {
        return Ok(Value::Int(x as i64));
    }
    Ok(match truncated(x)? {
        crate::print::read::Integer::Small(x) => Value::Int(x),
        crate::print::read::Integer::Big(x) => Value::big(x),
    })
}

fn pow(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[2].is_none() {
        return cx.binary(BinOp::Pow, &args[0], &args[1]);
    }
    let is_int = |value: &Value| matches!(payload_or_self(value), Value::Int(_) | Value::Bool(_) | Value::BigInt(_));
    if !args.iter().all(is_int) {
        // NumPy's own have no third argument.
        let is_numpy = args[0].as_np_scalar().is_some() || matches!(args[0], Value::Array(_));
        if !is_numpy && let Some(method) = cx.find_special(&args[0], names::POW)? {
            return cx.call(&method, &args[1..], &[]);
        }
        if args.iter().any(|value| matches!(value, Value::Float(_))) {
            let message = "pow() 3rd argument not allowed unless all arguments are integers";
            return err(ErrorClass::TypeError, message);
        }
        let message = format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            args[0].type_name(),
            args[1].type_name(),
            args[2].type_name()
        );
        return err(ErrorClass::TypeError, message);
    }
    let (base, exponent, modulus) = (to_bigint(cx, &args[0])?, to_bigint(cx, &args[1])?, to_bigint(cx, &args[2])?);
    if modulus.is_zero() {
        return err(ErrorClass::ValueError, "pow() 3rd argument cannot be 0");
    }
    let (base, exponent) = if exponent.is_negative() {
        let Some(inverse) = base.modinv(&modulus.abs()) else {
            return err(ErrorClass::ValueError, "base is not invertible for the given modulus");
        };
        (inverse, -exponent)
    } else {
        (base, exponent)
    };
    if modulus.abs().is_one() {
        return Ok(Value::Int(0));
    }
    Ok(Value::big(base.modpow(&exponent, &modulus)))
}

fn divmod(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (x, y) = (&args[0], &args[1]);
    let is_own = |value: &Value| matches!(value, Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::BigInt(_));
    if is_own(x) && is_own(y) {
        let zero = matches!(y, Value::Float(_)) || matches!(x, Value::Float(_));
        if zero && !cx.truth(y)? {
            return err(ErrorClass::ZeroDivisionError, "float divmod()");
        }
        let quotient = cx.binary(BinOp::FloorDiv, x, y)?;
        return Ok(Value::tuple([quotient, cx.binary(BinOp::Mod, x, y)?]));
    }
    if let Some(result) = call_special(cx, x, names::DIVMOD, std::slice::from_ref(y))?
        && !matches!(result, Value::NotImplemented)
    {
        return Ok(result);
    }
    if let Some(result) = call_special(cx, y, names::RDIVMOD, std::slice::from_ref(x))?
        && !matches!(result, Value::NotImplemented)
    {
        return Ok(result);
    }
    let is_numpy = |value: &Value| value.as_np_scalar().is_some() || matches!(value, Value::Array(_));
    if is_numpy(x) || is_numpy(y) {
        return crate::run::array_ops::divmod(cx, x, y);
    }
    let divides = |value: &Value| is_own(payload_or_self(value));
    if divides(x) && divides(y) {
        let quotient = cx.binary(BinOp::FloorDiv, x, y)?;
        return Ok(Value::tuple([quotient, cx.binary(BinOp::Mod, x, y)?]));
    }
    let message = format!("unsupported operand type(s) for divmod(): '{}' and '{}'", x.type_name(), y.type_name());
    err(ErrorClass::TypeError, message)
}
