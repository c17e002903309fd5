//! What NumPy's scalars have and arrays have not: the methods of Python's numbers.

use crate::array::{Array, Element};
use crate::run::protocol::{to_bigint, to_f64, to_int_value};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value};

/// A row of a method of scalars, whose parameters have no names.
const METHOD: Builtin = Builtin { style: Style::Positional, ..ROW };

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "integer.bit_count",
        signature: "(self)",
        summary: "The number of ones among the bits of the absolute value.",
        example: ">>> np.int32(127).bit_count(), np.int32(-127).bit_count()\n(7, 7)\n",
        see_also: &["np.bitwise_count"],
        run: Run::Function(bit_count),
        ..METHOD
    },
    Builtin {
        name: "integer.is_integer",
        signature: "(self)",
        summary: "Whether the number is whole: an integer is.",
        example: ">>> np.int64(-2).is_integer()\nTrue\n",
        run: Run::Function(|_, _| Ok(Value::bool(true))),
        ..METHOD
    },
    Builtin {
        name: "integer.numerator",
        summary: "The number itself.",
        example: ">>> np.int64(6).numerator\nnp.int64(6)\n",
        run: Run::Property(|_, x| Ok(x.clone()), None),
        ..METHOD
    },
    Builtin {
        name: "integer.denominator",
        summary: "One.",
        example: ">>> np.int64(6).denominator\n1\n",
        run: Run::Property(|_, _| Ok(Value::Int(1)), None),
        ..METHOD
    },
    Builtin {
        name: "integer.__index__",
        signature: "(self, /)",
        summary: "The number as an int.",
        example: ">>> np.int64(6).__index__()\n6\n",
        run: Run::Function(|cx, args| to_int_value(cx, &args[0])),
        ..METHOD
    },
    Builtin {
        name: "floating.is_integer",
        signature: "(self)",
        summary: "Whether the number is whole.",
        example: ">>> np.float32(10.0).is_integer(), np.float32(3.2).is_integer()\n(True, False)\n",
        run: Run::Function(|cx, args| {
            let x = to_f64(cx, &args[0])?;
            Ok(Value::bool(x.is_finite() && x == x.trunc()))
        }),
        ..METHOD
    },
    Builtin {
        name: "floating.as_integer_ratio",
        signature: "(self)",
        summary: "Two ints whose quotient is exactly this number, in lowest terms.",
        example: ">>> np.float32(-0.25).as_integer_ratio()\n(-1, 4)\n",
        run: Run::Function(as_integer_ratio),
        ..METHOD
    },
    Builtin {
        name: "floating.__round__",
        signature: "(self, /, ndigits=None)",
        summary: "The nearest whole number, or the nearest with so many decimals.",
        example: ">>> np.float32(2.7).__round__()\n3\n",
        run: Run::Function(by_round),
        ..ROW
    },
    Builtin {
        name: "integer.__round__",
        signature: "(self, /, ndigits=None)",
        summary: "The number as an int, or rounded to tens for `ndigits=-1`.",
        example: ">>> np.int64(27).__round__()\n27\n",
        run: Run::Function(by_round),
        ..ROW
    },
    Builtin {
        name: "generic.__bool__",
        signature: "(self, /)",
        summary: "Whether the number is not zero.",
        example: ">>> np.float32(2.5).__bool__()\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(cx.truth(&args[0])?))),
        ..METHOD
    },
    Builtin {
        name: "generic.__int__",
        signature: "(self, /)",
        summary: "The number as an int, cut towards zero.",
        example: ">>> np.float32(2.5).__int__()\n2\n",
        run: Run::Function(|cx, args| by_builtin(cx, "int", args)),
        ..METHOD
    },
    Builtin {
        name: "generic.__float__",
        signature: "(self, /)",
        summary: "The number as a float.",
        example: ">>> np.float32(2.5).__float__()\n2.5\n",
        run: Run::Function(|cx, args| by_builtin(cx, "float", args)),
        ..METHOD
    },
    Builtin {
        name: "generic.device",
        summary: "Where the number is: always \"cpu\".",
        example: ">>> np.int64(5).device\n'cpu'\n",
        run: Run::Property(|_, _| Ok(Value::str("cpu")), None),
        ..METHOD
    },
    Builtin {
        name: "generic.__copy__",
        signature: "(self, /)",
        summary: "The number itself.",
        example: ">>> np.int64(5).__copy__()\nnp.int64(5)\n",
        run: Run::Function(|_, args| Ok(args[0].clone())),
        ..METHOD
    },
    Builtin {
        name: "generic.copy",
        signature: "(self, order='C')",
        summary: "A copy: the same number.",
        example: ">>> np.float64(2.5).copy()\nnp.float64(2.5)\n",
        run: Run::Function(|cx, args| as_array(cx, "copy", args)),
        ..ROW
    },
    Builtin {
        name: "generic.squeeze",
        signature: "(self, axis=None)",
        summary: "The number itself, which has no axes to lose.",
        example: ">>> np.float64(2.5).squeeze()\nnp.float64(2.5)\n",
        run: Run::Function(|cx, args| as_array(cx, "squeeze", args)),
        ..ROW
    },
    Builtin {
        name: "generic.byteswap",
        signature: "(self, inplace=False)",
        summary: "The number with its bytes in the other order.",
        example: ">>> np.int16(1).byteswap()\nnp.int16(256)\n",
        run: Run::Function(|cx, args| as_array(cx, "byteswap", args)),
        ..ROW
    },
    Builtin {
        name: "generic.conj",
        signature: "(self)",
        summary: "The complex conjugate.",
        example: ">>> np.complex128(1+2j).conj()\nnp.complex128(1-2j)\n",
        run: Run::Function(|cx, args| as_array(cx, "conj", args)),
        ..ROW
    },
    Builtin {
        name: "generic.conjugate",
        signature: "(self)",
        summary: "The complex conjugate.",
        example: ">>> np.complex128(1+2j).conjugate()\nnp.complex128(1-2j)\n",
        run: Run::Function(|cx, args| as_array(cx, "conjugate", args)),
        ..ROW
    },
    Builtin {
        name: "generic.view",
        signature: "(self, dtype=_NoValue)",
        summary: "The bytes of the number as a number of another dtype.",
        example: ">>> np.int64(1).view(np.float64)\nnp.float64(5e-324)\n",
        run: Run::Function(|cx, args| as_array(cx, "view", args)),
        ..ROW
    },
    Builtin {
        name: "generic.T",
        summary: "The number itself, which has no axes to turn.",
        example: ">>> np.float64(2.5).T\nnp.float64(2.5)\n",
        run: Run::Property(|_, x| Ok(x.clone()), None),
        ..ROW
    },
];

/// A method of arrays, on the number as an array without axes; such a result is a number again.
fn as_array(cx: &mut dyn Interp, name: &str, args: &mut [Value]) -> R<Value> {
    let [own, rest @ ..] = args else { return Ok(Value::None) };
    let Some(element) = own.as_np_scalar() else { return Ok(own.clone()) };
    if matches!(element, Element::Bool(_)) && name.starts_with("conj") {
        return Ok(own.clone());
    }
    let method = cx.get_attr(&Value::Array(Array::scalar(element)), Name::new(name))?;
    let given: Vec<Value> = rest.iter().filter(|arg| !arg.is_undef()).cloned().collect();
    match cx.call(&method, &given, &[])? {
        Value::Array(array) if array.ndim() == 0 => Ok(element_to_value(array.only_element())),
        other => Ok(other),
    }
}

fn bit_count(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if matches!(args[0].as_np_scalar(), Some(Element::Timedelta(..))) {
        return err(ErrorClass::AttributeError, "'numpy.timedelta64' object has no attribute 'bit_count'");
    }
    let ones: u64 = to_bigint(cx, &args[0])?.iter_u64_digits().map(|digit| u64::from(digit.count_ones())).sum();
    Ok(Value::Int(ones as i64))
}

fn as_integer_ratio(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = Value::float(to_f64(cx, &args[0])?);
    let method = cx.get_attr(&x, Name::new("as_integer_ratio"))?;
    cx.call(&method, &[], &[])
}

fn by_builtin(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    let builtins = cx.import("builtins")?;
    let function = cx.get_attr(&builtins, Name::new(name))?;
    cx.call(&function, args, &[])
}

fn by_round(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    by_builtin(cx, "round", args)
}
