//! `float` and `complex`.

use crate::print::quote::repr_bytes;
use crate::print::read::{parse_complex, parse_float, parse_float_shown};
use crate::python::args::{NAMED, POSITIONAL};
use crate::run::protocol::{bytes_of, payload_or_self, to_c128, to_f64};
use crate::text::{ErrorClass, R, err, names};
use crate::value::equal::Number;
use crate::value::{Builtin, Interp, Run, Value};
use num_bigint::BigInt;
use num_complex::Complex64;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "float.__new__",
        signature: "(x=0.0, /)",
        summary: "A float from a number or from text.",
        example: ">>> float(3), float(' 1e-3 '), float('inf')\n(3.0, 0.001, inf)\n",
        see_also: &["int"],
        run: Run::Construct(new),
        ..POSITIONAL
    },
    Builtin {
        name: "float.is_integer",
        signature: "(self)",
        summary: "Whether the number is whole.",
        example: ">>> (2.0).is_integer(), (2.5).is_integer()\n(True, False)\n",
        run: Run::Function(|cx, args| {
            let x = to_f64(cx, &args[0])?;
            Ok(Value::bool(x.is_finite() && x == x.trunc()))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "float.as_integer_ratio",
        signature: "(self)",
        summary: "Two ints whose quotient is exactly this number, in lowest terms.",
        example: ">>> (0.75).as_integer_ratio()\n(3, 4)\n",
        run: Run::Function(as_integer_ratio),
        ..POSITIONAL
    },
    Builtin {
        name: "float.hex",
        signature: "(self)",
        summary: "The exact number in hexadecimal digits.",
        example: ">>> (0.1).hex()\n'0x1.999999999999ap-4'\n",
        see_also: &["float.fromhex"],
        run: Run::Function(|cx, args| to_f64(cx, &args[0]).map(|x| Value::str(hex(x)))),
        ..POSITIONAL
    },
    Builtin {
        name: "float.fromhex",
        signature: "(cls, string, /)",
        summary: "The number that hexadecimal digits stand for.",
        example: ">>> float.fromhex('0x1.8p1')\n3.0\n",
        see_also: &["float.hex"],
        run: Run::Function(fromhex),
        ..POSITIONAL
    },
    Builtin {
        name: "float.conjugate",
        signature: "(self)",
        summary: "The number itself.",
        example: ">>> (1.5).conjugate()\n1.5\n",
        run: Run::Function(|cx, args| to_f64(cx, &args[0]).map(Value::float)),
        ..POSITIONAL
    },
    Builtin {
        name: "float.real",
        summary: "The number itself.",
        example: ">>> (1.5).real\n1.5\n",
        run: Run::Property(|cx, value| to_f64(cx, value).map(Value::float), None),
        ..POSITIONAL
    },
    Builtin {
        name: "float.imag",
        summary: "0.0.",
        example: ">>> (1.5).imag\n0.0\n",
        run: Run::Property(|_, _| Ok(Value::float(0.0)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "complex.__new__",
        signature: "(real=0, imag=_NoValue)",
        summary: "A complex number from its parts, or from text.",
        example: ">>> complex(1, 2), complex('1-2j')\n((1+2j), (1-2j))\n",
        run: Run::Construct(new_complex),
        ..NAMED
    },
    Builtin {
        name: "complex.conjugate",
        signature: "(self)",
        summary: "The number with the opposite imaginary part.",
        example: ">>> (1 + 2j).conjugate()\n(1-2j)\n",
        run: Run::Function(|cx, args| to_c128(cx, &args[0]).map(|x| Value::complex(x.conj()))),
        ..POSITIONAL
    },
    Builtin {
        name: "complex.real",
        summary: "The real part.",
        example: ">>> (1 + 2j).real\n1.0\n",
        run: Run::Property(|cx, value| to_c128(cx, value).map(|x| Value::float(x.re)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "complex.imag",
        summary: "The imaginary part.",
        example: ">>> (1 + 2j).imag\n2.0\n",
        run: Run::Property(|cx, value| to_c128(cx, value).map(|x| Value::float(x.im)), None),
        ..POSITIONAL
    },
];

fn new(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = &args[0];
    if matches!(x, Value::Float(_)) {
        return Ok(x.clone());
    }
    if matches!(x, Value::Instance(_) | Value::Native(_)) && crate::run::protocol::has_special(x, names::FLOAT) {
        return to_f64(cx, x).map(Value::float);
    }
    if let Some(text) = x.as_str() {
        return parse_float(text).map(Value::float);
    }
    if let Some(bytes) = bytes_of(x) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return parse_float_shown(&text, || repr_bytes(&bytes)).map(Value::float);
    }
    if let Value::Scalar(element) = x
        && element.dtype().is_complex()
    {
        // NumPy casts the imaginary part away, with a warning.
        cx.warn(ErrorClass::ComplexWarning, "Casting complex values to real discards the imaginary part")?;
        return Ok(Value::float(element.to_c128().re));
    }
    if let Value::Array(array) = x
        && array.ndim() == 0
        && (!array.dtype().is_numeric() || array.dtype().is_complex())
    {
        let element = crate::value::element_to_value(array.only_element());
        return new(cx, &mut [element]);
    }
    match to_f64(cx, x) {
        Err(error) if error.class == ErrorClass::TypeError && error.message.starts_with("must be real number") => {
            let message = format!("float() argument must be a string or a real number, not '{}'", x.type_name());
            err(ErrorClass::TypeError, message)
        }
        other => other.map(Value::float),
    }
}

fn as_integer_ratio(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (numerator, denominator) = ratio(to_f64(cx, &args[0])?)?;
    Ok(Value::tuple([Value::big(numerator), Value::big(denominator)]))
}

/// The exact fraction that a float is, in lowest terms. *Errors*: OverflowError, ValueError.
pub(in crate::python) fn ratio(x: f64) -> R<(BigInt, BigInt)> {
    if x.is_nan() {
        return err(ErrorClass::ValueError, "cannot convert NaN to integer ratio");
    }
    if x.is_infinite() {
        return err(ErrorClass::OverflowError, "cannot convert Infinity to integer ratio");
    }
    let bits = x.to_bits();
    let (biased, fraction) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased as i32 - 1075) };
    let zeros = if mantissa == 0 { 0 } else { mantissa.trailing_zeros() };
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros as i32);
    let signed = if x < 0.0 { -BigInt::from(mantissa) } else { BigInt::from(mantissa) };
    Ok(if mantissa == 0 {
        (BigInt::default(), BigInt::from(1))
    } else if exponent >= 0 {
        (signed << exponent, BigInt::from(1))
    } else {
        (signed, BigInt::from(1) << -exponent)
    })
}

fn hex(x: f64) -> String {
    let sign = if x.is_sign_negative() && !x.is_nan() { "-" } else { "" };
    if !x.is_finite() {
        return crate::print::repr_float(x);
    }
    let bits = x.to_bits();
    let (biased, fraction) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
    if biased == 0 && fraction == 0 {
        return format!("{sign}0x0.0p+0");
    }
    let (first, exponent) = if biased == 0 { (0, -1022) } else { (1, biased as i64 - 1023) };
    format!("{sign}0x{first}.{fraction:013x}p{exponent:+}")
}

fn fromhex(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let _ = cx;
    let Some(text) = args[1].as_str() else {
        let message = format!("bad argument type for built-in operation: '{}'", args[1].type_name());
        return err(ErrorClass::TypeError, message);
    };
    match read_hex(text.trim()) {
        Some(x) if x.is_infinite() && !text.to_ascii_lowercase().contains("inf") => {
            err(ErrorClass::OverflowError, "hexadecimal value too large to represent as a float")
        }
        Some(x) => Ok(Value::float(x)),
        None => err(ErrorClass::ValueError, "invalid hexadecimal floating-point string"),
    }
}

fn read_hex(text: &str) -> Option<f64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let sign = |x: f64| if negative { -x } else { x };
    let lower = rest.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => return Some(sign(f64::INFINITY)),
        "nan" => return Some(sign(f64::NAN)),
        _ => {}
    }
    let digits = lower.strip_prefix("0x").unwrap_or(&lower);
    let (mantissa, exponent) = match digits.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let value = BigInt::parse_bytes(all.as_bytes(), 16)?;
    let exponent = exponent.checked_sub(4 * fraction.len() as i64)?;
    Some(sign(scaled(&value, exponent)))
}

/// `value * 2**exponent`, correctly rounded, for a value that is not negative.
fn scaled(value: &BigInt, exponent: i64) -> f64 {
    let bits = value.bits() as i64;
    if bits == 0 {
        return 0.0;
    }
    let top = bits + exponent;
    if top > 1024 {
        return f64::INFINITY;
    }
    if top < -1080 {
        return 0.0;
    }
    // As many bits as fit at this magnitude; the rest decides the rounding, ties to even.
    let kept = 53.min(top + 1074);
    let drop = bits - kept;
    let (mantissa, exponent) = if drop > 0 {
        let low = value & ((BigInt::from(1) << drop) - 1u8);
        let half = BigInt::from(1) << (drop - 1);
        let high = value >> drop;
        let odd = &high & BigInt::from(1) == BigInt::from(1);
        let up = low > half || (low == half && odd);
        (high + u8::from(up), exponent + drop)
    } else {
        (value.clone(), exponent)
    };
    let mantissa = u64::try_from(&mantissa).unwrap_or(0) as f64;
    let half = exponent / 2;
    mantissa * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32)
}

fn new_complex(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (real, imag) = (&args[0], &args[1]);
    if let Some(text) = real.as_str() {
        if !imag.is_undef() {
            return err(ErrorClass::TypeError, "complex() can't take second arg if first is a string");
        }
        let (re, im) = parse_complex(text)?;
        return Ok(Value::complex(Complex64::new(re, im)));
    }
    if imag.as_str().is_some() {
        return err(ErrorClass::TypeError, "complex() second arg can't be a string");
    }
    if imag.is_undef() && matches!(real, Value::Complex(_)) {
        return Ok(real.clone());
    }
    let re = part(cx, real, "first argument must be a string or a number")?;
    if imag.is_undef() {
        return Ok(Value::complex(re));
    }
    let im = part(cx, imag, "second argument must be a number")?;
    // Complex parts add up: re + im * 1j, without the rounding of a product by 0.
    let is_complex = |value: &Value| matches!(Number::of(payload_or_self(value)), Some(Number::Complex(_)));
    let real_part = if is_complex(imag) { re.re - im.im } else { re.re };
    let imag_part = if is_complex(real) { im.re + re.im } else { im.re };
    Ok(Value::complex(Complex64::new(real_part, imag_part)))
}

fn part(cx: &mut dyn Interp, value: &Value, wanted: &str) -> R<Complex64> {
    match to_c128(cx, value) {
        Err(error) if error.class == ErrorClass::TypeError && error.message.starts_with("must be real number") => {
            err(ErrorClass::TypeError, format!("complex() {wanted}, not '{}'", value.type_name()))
        }
        other => other,
    }
}
