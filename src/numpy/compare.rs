//! Whether arrays agree: isclose, allclose, array_equal; and repairs: nan_to_num, angle, fix.

use crate::array::{Array, ArrayRef, Bool8, DType, broadcast_shapes};
use crate::run::arguments::float_of;
use crate::run::convert::{as_array, cast};
use crate::run::ufunc_call::array_or_scalar;
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};
use num_complex::Complex64;

use super::products::{numpy, numpy_with};

macro_rules! infinity_row {
    ($name:literal, $summary:literal, $shown:literal, $side:ident) => {
        Builtin {
            name: concat!("np.", $name),
            signature: "(x, out=None)",
            summary: $summary,
            example: concat!(">>> np.", $name, "([np.inf, 0., -np.inf])\narray(", $shown, ")\n"),
            run: Run::Function(|cx, args| {
                if as_array(cx, &args[0])?.dtype().is_complex() {
                    return err(
                        ErrorClass::TypeError,
                        "This operation is not supported for complex128 values because it would be ambiguous.",
                    );
                }
                let infinite = numpy(cx, "isinf", &[args[0].clone()])?;
                let array = Value::Array(as_array(cx, &args[0])?);
                let side = cx.compare(CmpOp::$side, &array, &Value::Int(0))?;
                let out: Vec<(&str, Value)> =
                    if args[1].is_missing() { vec![] } else { vec![("out", args[1].clone())] };
                numpy_with(cx, "logical_and", &[infinite, side], &out)
            }),
            ..ROW
        }
    };
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.isclose",
        signature: "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
        summary: "For each pair of elements whether they are equal within a tolerance.",
        details: "The test is |a - b| <= atol + rtol * |b|, so b is the reference.",
        example: ">>> np.isclose([1e10, 1e-7], [1.00001e10, 1e-8])\narray([ True, False])\n",
        see_also: &["np.allclose"],
        run: Run::Function(isclose),
        ..ROW
    },
    Builtin {
        name: "np.allclose",
        signature: "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
        summary: "Whether all pairs of elements are equal within a tolerance.",
        example: ">>> np.allclose([1.0, 1e-9], [1.0, 0.0])\nTrue\n",
        see_also: &["np.isclose", "np.array_equal"],
        run: Run::Function(|cx, args| {
            let close = isclose(cx, args)?;
            let close = as_array(cx, &close)?;
            Ok(Value::bool(all_true(&close)))
        }),
        ..ROW
    },
    Builtin {
        name: "np.array_equal",
        signature: "(a1, a2, equal_nan=False)",
        summary: "Whether two arrays have the same shape and elements.",
        example: ">>> np.array_equal([1, 2], [1, 2])\nTrue\n>>> np.array_equal([1, 2], [1, 2, 3])\nFalse\n",
        run: Run::Function(array_equal),
        ..ROW
    },
    Builtin {
        name: "np.array_equiv",
        signature: "(a1, a2)",
        summary: "Whether two arrays are equal after broadcasting.",
        example: ">>> np.array_equiv([1, 2], [[1, 2], [1, 2]])\nTrue\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            if broadcast_shapes([&a.shape()[..], &b.shape()[..]]).is_none() {
                return Ok(Value::bool(false));
            }
            let same = cx.compare(CmpOp::Eq, &Value::Array(a), &Value::Array(b))?;
            let same = as_array(cx, &same)?;
            Ok(Value::bool(all_true(&same)))
        }),
        ..ROW
    },
    Builtin {
        name: "np.nan_to_num",
        signature: "(x, copy=True, nan=0.0, posinf=None, neginf=None)",
        summary: "NaN replaced by zero and infinities by large numbers.",
        example: ">>> np.nan_to_num([np.nan, 1.0], nan=-1)\narray([-1.,  1.])\n",
        run: Run::Function(nan_to_num),
        ..ROW
    },
    Builtin {
        name: "np.angle",
        signature: "(z, deg=False)",
        summary: "The angles of complex numbers, in radians or degrees.",
        example: ">>> np.angle([1.0, 1.0j])\narray([0.        , 1.57079633])\n",
        run: Run::Function(|cx, args| {
            let imaginary = numpy(cx, "imag", &[args[0].clone()])?;
            let real = numpy(cx, "real", &[args[0].clone()])?;
            let angle = numpy(cx, "arctan2", &[imaginary, real])?;
            if cx.truth(&args[1])? {
                let factor = Value::float(180.0 / std::f64::consts::PI);
                return cx.binary(BinOp::Mul, &angle, &factor);
            }
            Ok(angle)
        }),
        ..ROW
    },
    Builtin {
        name: "np.fix",
        signature: "(x, out=None)",
        summary: "Numbers rounded toward zero.",
        example: ">>> np.fix([2.7, -2.7])\narray([ 2., -2.])\n",
        run: Run::Function(|cx, args| {
            let keywords: &[(&str, Value)] = if args[1].is_missing() { &[] } else { &[("out", args[1].clone())] };
            let keywords = keywords.to_vec();
            numpy_with(cx, "trunc", &[args[0].clone()], &keywords)
        }),
        ..ROW
    },
    Builtin {
        name: "np.iscomplexobj",
        signature: "(x)",
        summary: "Whether the type is complex.",
        example: ">>> np.iscomplexobj([1, 2j])\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(as_array(cx, &args[0])?.dtype().is_complex()))),
        ..ROW
    },
    Builtin {
        name: "np.isrealobj",
        signature: "(x)",
        summary: "Whether the type is not complex.",
        example: ">>> np.isrealobj(1)\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(!as_array(cx, &args[0])?.dtype().is_complex()))),
        ..ROW
    },
    Builtin {
        name: "np.iscomplex",
        signature: "(x)",
        summary: "For each element whether its imaginary part is not zero.",
        example: ">>> np.iscomplex([1 + 1j, 2])\narray([ True, False])\n",
        run: Run::Function(|cx, args| {
            let imaginary = numpy(cx, "imag", &[args[0].clone()])?;
            cx.compare(CmpOp::Ne, &imaginary, &Value::Int(0))
        }),
        ..ROW
    },
    Builtin {
        name: "np.isreal",
        signature: "(x)",
        summary: "For each element whether its imaginary part is zero.",
        example: ">>> np.isreal([1 + 1j, 2])\narray([False,  True])\n",
        run: Run::Function(|cx, args| {
            let imaginary = numpy(cx, "imag", &[args[0].clone()])?;
            cx.compare(CmpOp::Eq, &imaginary, &Value::Int(0))
        }),
        ..ROW
    },
    infinity_row!("isposinf", "For each element whether it is positive infinity.", "[ True, False, False]", Gt),
    infinity_row!("isneginf", "For each element whether it is negative infinity.", "[False, False,  True]", Lt),
    Builtin {
        name: "np.real_if_close",
        signature: "(a, tol=100)",
        summary: "Complex numbers as real ones if their imaginary parts are negligible.",
        example: ">>> np.real_if_close([2.1 + 4e-14j, 5.2 + 3e-15j], tol=1000)\narray([2.1, 5.2])\n",
        run: Run::Function(|cx, args| {
            let array = as_array(cx, &args[0])?;
            if !array.dtype().is_complex() {
                return Ok(Value::Array(array));
            }
            let tol = float_of(cx, &args[1])?;
            let limit = if tol > 1.0 { tol * f64::EPSILON } else { tol };
            let wide = cast(cx, &array, DType::C128)?.to_vec::<Complex64>();
            if wide.iter().all(|x| x.im.abs() < limit) {
                return numpy(cx, "real", &[Value::Array(array)]);
            }
            Ok(Value::Array(array))
        }),
        ..ROW
    },
];

fn all_true(array: &ArrayRef) -> bool {
    array.with_elements::<Bool8, _>(|flags| flags.iter().all(|flag| flag.get()))
}

fn isclose(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, b, rtol, atol, equal_nan] = args else { return Ok(Value::None) };
    let (a, b) = (as_array(cx, a)?, as_array(cx, b)?);
    let (rtol, atol) = (float_of(cx, rtol)?, float_of(cx, atol)?);
    let equal_nan = cx.truth(equal_nan)?;
    let shapes = [a.shape(), b.shape()];
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        // The comparison words the error.
        return cx.compare(CmpOp::Le, &Value::Array(a), &Value::Array(b));
    };
    let spread = |array: &ArrayRef| match array.layout().broadcast_to(&shape) {
        Some(layout) => array.view_layout(layout),
        None => array.clone(),
    };
    let flags: Vec<Bool8> = if a.dtype().is_complex() || b.dtype().is_complex() {
        let x = cast(cx, &spread(&a), DType::C128)?.to_vec::<Complex64>();
        let y = cast(cx, &spread(&b), DType::C128)?.to_vec::<Complex64>();
        let close = |x: Complex64, y: Complex64| {
            let nan = |z: Complex64| z.re.is_nan() || z.im.is_nan();
            (x - y).norm() <= atol + rtol * y.norm() && y.re.is_finite() && y.im.is_finite()
                || x == y
                || (equal_nan && nan(x) && nan(y))
        };
        x.into_iter().zip(y).map(|(x, y)| Bool8::new(close(x, y))).collect()
    } else {
        let x = cast(cx, &spread(&a), DType::F64)?.to_vec::<f64>();
        let y = cast(cx, &spread(&b), DType::F64)?.to_vec::<f64>();
        let close = |x: f64, y: f64| {
            (x - y).abs() <= atol + rtol * y.abs() && y.is_finite() || x == y || (equal_nan && x.is_nan() && y.is_nan())
        };
        x.into_iter().zip(y).map(|(x, y)| Bool8::new(close(x, y))).collect()
    };
    Ok(array_or_scalar(Array::from_vec(flags, &shape)))
}

fn array_equal(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = match (as_array(cx, &args[0]), as_array(cx, &args[1])) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(error), _) | (_, Err(error)) if error.class == ErrorClass::KeyboardInterrupt => return Err(error),
        _ => return Ok(Value::bool(false)),
    };
    if a.shape() != b.shape() {
        return Ok(Value::bool(false));
    }
    let same = cx.compare(CmpOp::Eq, &Value::Array(a.clone()), &Value::Array(b.clone()))?;
    let mut same = as_array(cx, &same)?;
    if same.shape() != a.shape() || same.dtype() != DType::Bool {
        return Ok(Value::bool(false));
    }
    if cx.truth(&args[2])? && a.dtype().is_numeric() && b.dtype().is_numeric() {
        let x = cast(cx, &a, DType::C128)?.to_vec::<Complex64>();
        let y = cast(cx, &b, DType::C128)?.to_vec::<Complex64>();
        let nan = |z: &Complex64| z.re.is_nan() || z.im.is_nan();
        let flags = same.to_vec::<Bool8>();
        let flags: Vec<Bool8> = flags
            .into_iter()
            .zip(x.iter().zip(&y))
            .map(|(flag, (x, y))| Bool8::new(flag.get() || nan(x) && nan(y)))
            .collect();
        same = Array::from_vec(flags, &a.shape());
    }
    Ok(Value::bool(all_true(&same)))
}

fn nan_to_num(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, copy, nan, posinf, neginf] = args else { return Ok(Value::None) };
    let source = as_array(cx, x)?;
    let in_place = !cx.truth(copy)? && matches!(x, Value::Array(_));
    let dtype = source.dtype();
    if !dtype.is_float() && !dtype.is_complex() {
        return Ok(array_or_scalar(if in_place { source } else { source.copy() }));
    }
    let (most, least) = match dtype.real_part() {
        DType::F16 => (65504.0, -65504.0),
        DType::F32 => (f32::MAX as f64, f32::MIN as f64),
        _ => (f64::MAX, f64::MIN),
    };
    let nan = float_of(cx, nan)?;
    let high = if posinf.is_missing() { most } else { float_of(cx, posinf)? };
    let low = if neginf.is_missing() { least } else { float_of(cx, neginf)? };
    let repair = |x: f64| {
        if x.is_nan() {
            nan
        } else if x == f64::INFINITY {
            high
        } else if x == f64::NEG_INFINITY {
            low
        } else {
            x
        }
    };
    let wide = cast(cx, &source, DType::C128)?.to_vec::<Complex64>();
    let fixed: Vec<Complex64> = wide.into_iter().map(|z| Complex64::new(repair(z.re), repair(z.im))).collect();
    let fixed = Array::from_vec(fixed, &source.shape());
    let result = if dtype.is_complex() {
        cast(cx, &fixed, dtype)?
    } else {
        cast(cx, &super::ndarray::complex_part(&fixed, false), dtype)?
    };
    if in_place {
        crate::run::array_index::assign(cx, &source, &result)?;
        return Ok(Value::Array(source));
    }
    Ok(array_or_scalar(result))
}
