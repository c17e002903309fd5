//! What NumPy's scalars have and arrays have not: the methods of Python's numbers.

use crate::array::Element;
use crate::run::protocol::{to_bigint, to_f64, to_int_value};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

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
];

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
