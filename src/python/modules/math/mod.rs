//! `math`: functions of floats here, of ints, sums and the rarer functions in the files beside.

mod integers;
mod special;
mod sums;

use crate::python::args::{NAMED, POSITIONAL};
use crate::python::builtins::whole;
use crate::run::protocol::{call_special, int_value, to_bigint, to_f64};
use crate::text::{ErrorClass, R, err, names};
use crate::value::{Builtin, Interp, Run, Value};
use num_traits::{Signed, ToPrimitive};

/// The rows of the module.
pub(super) fn lists() -> [&'static [Builtin]; 4] {
    [ROWS, integers::ROWS, special::ROWS, sums::ROWS]
}

/// A row of one float argument.
macro_rules! float_row {
    // A macro because rows are static; it keeps thirty alike rows to what differs.
    ($name:literal, $summary:literal, $example:literal, $function:expr, $overflows:expr) => {
        Builtin {
            name: concat!("math.", $name),
            signature: "(x, /)",
            summary: $summary,
            example: $example,
            run: Run::Function(|cx, args| one(cx, &args[0], $function, $overflows)),
            quick: Some(|value| match value {
                Value::Float(x) => {
                    Some($function(x.get())).filter(|y| y.is_finite()).map_or(Value::Undef, Value::float)
                }
                _ => Value::Undef,
            }),
            ..POSITIONAL
        }
    };
}

static ROWS: &[Builtin] = &[
    float_row!("sqrt", "The square root.", ">>> math.sqrt(2)\n1.4142135623730951\n", f64::sqrt, false),
    float_row!("cbrt", "The cube root.", ">>> math.cbrt(-8)\n-2.0\n", special::cbrt, false),
    float_row!("exp", "e to the power of x.", ">>> math.exp(1)\n2.718281828459045\n", f64::exp, true),
    float_row!("exp2", "2 to the power of x.", ">>> math.exp2(10)\n1024.0\n", f64::exp2, true),
    float_row!(
        "expm1",
        "`exp(x) - 1`, exact for small x.",
        ">>> math.expm1(1e-10)\n1.00000000005e-10\n",
        f64::exp_m1,
        true
    ),
    float_row!(
        "log1p",
        "`log(1 + x)`, exact for small x.",
        ">>> math.log1p(1e-10)\n9.999999999500001e-11\n",
        f64::ln_1p,
        false
    ),
    float_row!("sin", "The sine of an angle in radians.", ">>> math.sin(math.pi / 2)\n1.0\n", f64::sin, false),
    float_row!("cos", "The cosine of an angle in radians.", ">>> math.cos(0)\n1.0\n", f64::cos, false),
    float_row!("tan", "The tangent of an angle in radians.", ">>> math.tan(0)\n0.0\n", f64::tan, false),
    float_row!("asin", "The angle whose sine is x.", ">>> math.asin(1)\n1.5707963267948966\n", f64::asin, false),
    float_row!("acos", "The angle whose cosine is x.", ">>> math.acos(1)\n0.0\n", f64::acos, false),
    float_row!("atan", "The angle whose tangent is x.", ">>> math.atan(1)\n0.7853981633974483\n", f64::atan, false),
    float_row!("sinh", "The hyperbolic sine.", ">>> math.sinh(1)\n1.1752011936438014\n", f64::sinh, true),
    float_row!("cosh", "The hyperbolic cosine.", ">>> math.cosh(0)\n1.0\n", f64::cosh, true),
    float_row!("tanh", "The hyperbolic tangent.", ">>> math.tanh(0.5)\n0.46211715726000974\n", f64::tanh, false),
    float_row!("asinh", "The inverse of `sinh`.", ">>> math.asinh(0)\n0.0\n", special::asinh, false),
    float_row!("acosh", "The inverse of `cosh`.", ">>> math.acosh(1)\n0.0\n", special::acosh, false),
    float_row!("atanh", "The inverse of `tanh`.", ">>> math.atanh(0)\n0.0\n", special::atanh, false),
    float_row!("fabs", "The absolute value as a float.", ">>> math.fabs(-3)\n3.0\n", f64::abs, false),
    float_row!(
        "degrees",
        "An angle in degrees.",
        ">>> math.degrees(math.pi)\n180.0\n",
        |x| x * (180.0 / std::f64::consts::PI),
        false
    ),
    float_row!(
        "radians",
        "An angle in radians.",
        ">>> math.radians(180)\n3.141592653589793\n",
        |x| x * (std::f64::consts::PI / 180.0),
        false
    ),
    Builtin {
        name: "math.log",
        signature: "(x, base=math.e, /)",
        summary: "The logarithm, to the base e or another one.",
        example: ">>> math.log(math.e), math.log(8, 2)\n(1.0, 3.0)\n",
        see_also: &["math.log2", "math.log10", "math.log1p"],
        run: Run::Raw(log),
        ..POSITIONAL
    },
    Builtin {
        name: "math.log2",
        signature: "(x, /)",
        summary: "The logarithm to the base 2.",
        example: ">>> math.log2(1024)\n10.0\n",
        run: Run::Function(|cx, args| log_of(cx, &args[0], f64::log2).map(Value::float)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.log10",
        signature: "(x, /)",
        summary: "The logarithm to the base 10.",
        example: ">>> math.log10(1000)\n3.0\n",
        run: Run::Function(|cx, args| log_of(cx, &args[0], f64::log10).map(Value::float)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.pow",
        signature: "(x, y, /)",
        summary: "x to the power of y, as floats.",
        example: ">>> math.pow(2, 3)\n8.0\n",
        see_also: &["pow"],
        run: Run::Function(pow),
        ..POSITIONAL
    },
    Builtin {
        name: "math.atan2",
        signature: "(y, x, /)",
        summary: "The angle of the point (x, y), in radians.",
        example: ">>> math.atan2(1, -1)\n2.356194490192345\n",
        run: Run::Function(|cx, args| Ok(Value::float(to_f64(cx, &args[0])?.atan2(to_f64(cx, &args[1])?)))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.copysign",
        signature: "(x, y, /)",
        summary: "The size of x with the sign of y.",
        example: ">>> math.copysign(3, -0.0)\n-3.0\n",
        run: Run::Function(|cx, args| Ok(Value::float(to_f64(cx, &args[0])?.copysign(to_f64(cx, &args[1])?)))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.fmod",
        signature: "(x, y, /)",
        summary: "The remainder of a division, with the sign of x.",
        example: ">>> math.fmod(-7, 3), -7 % 3\n(-1.0, 2)\n",
        see_also: &["math.remainder"],
        run: Run::Function(fmod),
        ..POSITIONAL
    },
    Builtin {
        name: "math.remainder",
        signature: "(x, y, /)",
        summary: "The difference between x and the nearest multiple of y.",
        example: ">>> math.remainder(7, 4)\n-1.0\n",
        see_also: &["math.fmod"],
        run: Run::Function(remainder),
        ..POSITIONAL
    },
    Builtin {
        name: "math.modf",
        signature: "(x, /)",
        summary: "The fractional and the whole part of x.",
        example: ">>> math.modf(2.5)\n(0.5, 2.0)\n",
        run: Run::Function(modf),
        ..POSITIONAL
    },
    Builtin {
        name: "math.frexp",
        signature: "(x, /)",
        summary: "m and e so that x is `m * 2**e` and m is 0 or from 0.5 to 1.",
        example: ">>> math.frexp(8)\n(0.5, 4)\n",
        see_also: &["math.ldexp"],
        run: Run::Function(|cx, args| {
            let (mantissa, exponent) = frexp(to_f64(cx, &args[0])?);
            Ok(Value::tuple([Value::float(mantissa), Value::Int(exponent)]))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "math.ldexp",
        signature: "(x, i, /)",
        summary: "`x * 2**i`.",
        example: ">>> math.ldexp(0.5, 4)\n8.0\n",
        see_also: &["math.frexp"],
        run: Run::Function(ldexp_row),
        ..POSITIONAL
    },
    Builtin {
        name: "math.floor",
        signature: "(x, /)",
        summary: "The largest int that is not above x.",
        example: ">>> math.floor(2.7), math.floor(-2.7)\n(2, -3)\n",
        see_also: &["math.ceil", "math.trunc"],
        run: Run::Function(|cx, args| rounded(cx, &args[0], names::FLOOR, f64::floor)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.ceil",
        signature: "(x, /)",
        summary: "The smallest int that is not below x.",
        example: ">>> math.ceil(2.1), math.ceil(-2.1)\n(3, -2)\n",
        see_also: &["math.floor"],
        run: Run::Function(|cx, args| rounded(cx, &args[0], names::CEIL, f64::ceil)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.trunc",
        signature: "(x, /)",
        summary: "x cut to an int, towards zero.",
        example: ">>> math.trunc(2.7), math.trunc(-2.7)\n(2, -2)\n",
        run: Run::Function(trunc),
        ..POSITIONAL
    },
    Builtin {
        name: "math.isnan",
        signature: "(x, /)",
        summary: "Whether x is not a number.",
        example: ">>> math.isnan(math.nan)\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(to_f64(cx, &args[0])?.is_nan()))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.isinf",
        signature: "(x, /)",
        summary: "Whether x is infinite.",
        example: ">>> math.isinf(math.inf)\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(to_f64(cx, &args[0])?.is_infinite()))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.isfinite",
        signature: "(x, /)",
        summary: "Whether x is neither infinite nor NaN.",
        example: ">>> math.isfinite(1.0)\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(to_f64(cx, &args[0])?.is_finite()))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.isclose",
        signature: "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        summary: "Whether two numbers are nearly equal.",
        details: "They are if they differ by at most `rel_tol` times the larger one, or by `abs_tol`.",
        example: ">>> math.isclose(0.1 + 0.2, 0.3)\nTrue\n",
        see_also: &["np.isclose"],
        run: Run::Function(isclose),
        ..NAMED
    },
    Builtin {
        name: "math.nextafter",
        signature: "(x, y, /)",
        summary: "The next float after x towards y.",
        example: ">>> math.nextafter(1, 2)\n1.0000000000000002\n",
        see_also: &["math.ulp"],
        run: Run::Function(|cx, args| Ok(Value::float(nextafter(to_f64(cx, &args[0])?, to_f64(cx, &args[1])?)))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.ulp",
        signature: "(x, /)",
        summary: "The value of the last bit of x.",
        example: ">>> math.ulp(1.0)\n2.220446049250313e-16\n",
        run: Run::Function(ulp),
        ..POSITIONAL
    },
    Builtin {
        name: "math.pi",
        summary: "The circumference of a circle of diameter 1.",
        example: ">>> math.pi\n3.141592653589793\n",
        run: Run::Constant(|| Value::float(std::f64::consts::PI)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.e",
        summary: "The base of the natural logarithm.",
        example: ">>> math.e\n2.718281828459045\n",
        run: Run::Constant(|| Value::float(std::f64::consts::E)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.tau",
        summary: "Two pi.",
        example: ">>> math.tau\n6.283185307179586\n",
        run: Run::Constant(|| Value::float(std::f64::consts::TAU)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.inf",
        summary: "Infinity.",
        example: ">>> math.inf\ninf\n",
        run: Run::Constant(|| Value::float(f64::INFINITY)),
        ..POSITIONAL
    },
    Builtin {
        name: "math.nan",
        summary: "Not a number.",
        example: ">>> math.nan\nnan\n",
        run: Run::Constant(|| Value::float(f64::NAN)),
        ..POSITIONAL
    },
];

/// A function of one float. *Errors*: ValueError where the result is no number although the argument
/// is; OverflowError where it is infinite and the function can overflow.
fn one(cx: &mut dyn Interp, value: &Value, function: fn(f64) -> f64, overflows: bool) -> R<Value> {
    let x = to_f64(cx, value)?;
    checked(function(x), x.is_nan(), x.is_finite(), overflows).map(Value::float)
}

fn checked(result: f64, any_nan: bool, all_finite: bool, overflows: bool) -> R<f64> {
    if result.is_nan() && !any_nan {
        return domain_error();
    }
    if result.is_infinite() && all_finite {
        return if overflows { err(ErrorClass::OverflowError, "math range error") } else { domain_error() };
    }
    Ok(result)
}

pub(super) fn domain_error<T>() -> R<T> {
    err(ErrorClass::ValueError, "math domain error")
}

/// The logarithm of a number; ints beyond the range of floats have one too.
fn log_of(cx: &mut dyn Interp, value: &Value, function: fn(f64) -> f64) -> R<f64> {
    if let Some(int) = int_value(cx, value)? {
        let x = to_bigint(cx, &int)?;
        if !x.is_positive() {
            return domain_error();
        }
        if let Some(float) = x.to_f64().filter(|float| float.is_finite()) {
            return Ok(function(float));
        }
        let shift = x.bits() - 64;
        let mantissa = (x >> shift).to_f64().unwrap_or(f64::NAN) / 2f64.powi(64);
        return Ok(function(mantissa) + function(2.0) * (shift + 64) as f64);
    }
    let x = to_f64(cx, value)?;
    if x <= 0.0 {
        return domain_error();
    }
    Ok(function(x))
}

fn log(cx: &mut dyn Interp, args: &[Value], kwargs: &[(crate::text::Name, Value)]) -> R<Value> {
    if !kwargs.is_empty() {
        return err(ErrorClass::TypeError, "math.log() takes no keyword arguments");
    }
    match args {
        [x] => log_of(cx, x, f64::ln).map(Value::float),
        [x, base] => {
            let numerator = log_of(cx, x, f64::ln)?;
            let denominator = log_of(cx, base, f64::ln)?;
            if denominator == 0.0 {
                return err(ErrorClass::ZeroDivisionError, "float division by zero");
            }
            Ok(Value::float(numerator / denominator))
        }
        _ => err(ErrorClass::TypeError, "math.log requires 1 to 2 arguments"),
    }
}

fn pow(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (x, y) = (to_f64(cx, &args[0])?, to_f64(cx, &args[1])?);
    let result = x.powf(y);
    if !x.is_finite() || !y.is_finite() {
        return Ok(Value::float(result));
    }
    if result.is_nan() || (result.is_infinite() && x == 0.0) {
        return domain_error();
    }
    if result.is_infinite() {
        return err(ErrorClass::OverflowError, "math range error");
    }
    Ok(Value::float(result))
}

fn fmod(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (x, y) = (to_f64(cx, &args[0])?, to_f64(cx, &args[1])?);
    if y.is_infinite() && x.is_finite() {
        return Ok(Value::float(x));
    }
    checked(x % y, x.is_nan() || y.is_nan(), true, false).map(Value::float)
}

fn remainder(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (x, y) = (to_f64(cx, &args[0])?, to_f64(cx, &args[1])?);
    if x.is_nan() || y.is_nan() {
        return Ok(Value::float(f64::NAN));
    }
    if x.is_infinite() || y == 0.0 {
        return domain_error();
    }
    if y.is_infinite() {
        return Ok(Value::float(x));
    }
    let (size, unit) = (x.abs(), y.abs());
    let rest = size % unit;
    let complement = unit - rest;
    // Half-way between two multiples the even one is nearest.
    let signed = if rest < complement {
        rest
    } else if rest > complement {
        -complement
    } else {
        rest - 2.0 * ((0.5 * (size - rest)) % unit)
    };
    Ok(Value::float(1f64.copysign(x) * signed))
}

fn modf(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = to_f64(cx, &args[0])?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) };
    Ok(Value::tuple([Value::float(fraction), Value::float(whole)]))
}

/// A float as a number from 0.5 to 1 and a power of two.
pub(super) fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let bits = x.to_bits();
    let biased = ((bits >> 52) & 0x7ff) as i64;
    if biased == 0 {
        let (mantissa, exponent) = frexp(x * 2f64.powi(54));
        return (mantissa, exponent - 54);
    }
    (f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52)), biased - 1022)
}

/// `x * 2**exponent` with one rounding.
pub(super) fn ldexp(x: f64, exponent: i64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (mantissa, own) = frexp(x);
    let exponent = own.saturating_add(exponent);
    if exponent > 1024 {
        return f64::INFINITY.copysign(x);
    }
    if exponent < -1080 {
        return 0f64.copysign(x);
    }
    if exponent > 1023 {
        return mantissa * 2f64.powi(1023) * 2f64.powi((exponent - 1023) as i32);
    }
    if exponent < -1021 {
        // Subnormal results: all but the last multiplication are exact.
        return mantissa * 2f64.powi((exponent + 60) as i32) * 2f64.powi(-60);
    }
    mantissa * 2f64.powi(exponent as i32)
}

fn ldexp_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = to_f64(cx, &args[0])?;
    let exponent = match &args[1] {
        Value::Int(i) => *i,
        Value::Bool(i) => i64::from(i.get()),
        Value::BigInt(i) if i.is_negative() => i64::MIN / 2,
        Value::BigInt(_) => i64::MAX / 2,
        Value::NpInt(i) => *i,
        _ => return err(ErrorClass::TypeError, "Expected an int as second argument to ldexp."),
    };
    let result = ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() {
        return err(ErrorClass::OverflowError, "math range error");
    }
    Ok(Value::float(result))
}

fn rounded(cx: &mut dyn Interp, value: &Value, method: crate::text::Name, function: fn(f64) -> f64) -> R<Value> {
    if !matches!(value, Value::Float(_))
        && let Some(result) = call_special(cx, value, method, &[])?
    {
        return Ok(result);
    }
    if let Some(int) = int_value(cx, value)? {
        return Ok(int);
    }
    whole(function(to_f64(cx, value)?))
}

fn trunc(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if let Some(result) = call_special(cx, &args[0], names::TRUNC, &[])? {
        return Ok(result);
    }
    if let Some(int) = int_value(cx, &args[0])? {
        return Ok(int);
    }
    match to_f64(cx, &args[0]) {
        Ok(x) => whole(x.trunc()),
        Err(error) if error.class == ErrorClass::TypeError => {
            let message = format!("type {} doesn't define __trunc__ method", args[0].type_name());
            err(ErrorClass::TypeError, message)
        }
        Err(error) => Err(error),
    }
}

fn isclose(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (to_f64(cx, &args[0])?, to_f64(cx, &args[1])?);
    let (relative, absolute) = (to_f64(cx, &args[2])?, to_f64(cx, &args[3])?);
    if relative < 0.0 || absolute < 0.0 {
        return err(ErrorClass::ValueError, "tolerances must be non-negative");
    }
    if a == b {
        return Ok(Value::bool(true));
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::bool(false));
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(close))
}

fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if x == y {
        return y;
    }
    if y > x { x.next_up() } else { x.next_down() }
}

fn ulp(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = to_f64(cx, &args[0])?.abs();
    if x.is_nan() || x.is_infinite() {
        return Ok(Value::float(x));
    }
    let next = x.next_up();
    // The largest float has no finite neighbour above.
    Ok(Value::float(if next.is_infinite() { x - x.next_down() } else { next - x }))
}
