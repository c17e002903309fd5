//! dtype objects, the scalar types' constructors, constants of the numpy module, and questions
//! about dtypes.

use crate::array::{Array, Casting, DType, Element, can_cast};
use crate::run::convert::{as_array, dtype_of, from_value, promote, scalar_of};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value, types};

macro_rules! scalar_types {
    ($($name:literal: $class:ident, $summary:literal;)*) => {
        /// The scalar types under numpy's names.
        pub static SCALARS: &[Builtin] = &[$(
            Builtin { name: concat!("np.", $name), summary: $summary, run: Run::Class(types::$class), ..ROW },
        )*];
    };
}

scalar_types! {
    "bool": NP_BOOL, "NumPy's truth value.";
    "bool_": NP_BOOL, "NumPy's truth value.";
    "int8": NP_INT8, "8-bit signed integer, -128 to 127.";
    "byte": NP_INT8, "8-bit signed integer.";
    "int16": NP_INT16, "16-bit signed integer, -32768 to 32767.";
    "short": NP_INT16, "16-bit signed integer.";
    "int32": NP_INT32, "32-bit signed integer.";
    "intc": NP_INT32, "C's int: 32-bit signed integer.";
    "int64": NP_INT64, "64-bit signed integer, the default integer.";
    "int_": NP_INT64, "The default integer: 64 bits.";
    "intp": NP_INT64, "An integer that holds any index: 64 bits.";
    "long": NP_INT64, "C's long: 64-bit signed integer.";
    "longlong": NP_INT64, "C's long long: 64-bit signed integer.";
    "uint8": NP_UINT8, "8-bit unsigned integer, 0 to 255.";
    "ubyte": NP_UINT8, "8-bit unsigned integer.";
    "uint16": NP_UINT16, "16-bit unsigned integer, 0 to 65535.";
    "ushort": NP_UINT16, "16-bit unsigned integer.";
    "uint32": NP_UINT32, "32-bit unsigned integer.";
    "uintc": NP_UINT32, "C's unsigned int.";
    "uint64": NP_UINT64, "64-bit unsigned integer.";
    "uint": NP_UINT64, "The default unsigned integer: 64 bits.";
    "uintp": NP_UINT64, "An unsigned integer that holds any size.";
    "ulong": NP_UINT64, "C's unsigned long.";
    "ulonglong": NP_UINT64, "C's unsigned long long.";
    "float16": NP_FLOAT16, "Half-precision float: 11 bits of precision.";
    "half": NP_FLOAT16, "Half-precision float.";
    "float32": NP_FLOAT32, "Single-precision float: 24 bits of precision.";
    "single": NP_FLOAT32, "Single-precision float.";
    "float64": NP_FLOAT64, "Double-precision float, the default: 53 bits of precision.";
    "double": NP_FLOAT64, "Double-precision float.";
    "complex64": NP_COMPLEX64, "Complex number of two single-precision floats.";
    "csingle": NP_COMPLEX64, "Complex number of two single-precision floats.";
    "complex128": NP_COMPLEX128, "Complex number of two double-precision floats.";
    "cdouble": NP_COMPLEX128, "Complex number of two double-precision floats.";
    "str_": NP_STR, "Text.";
    "bytes_": NP_BYTES, "Bytes.";
    "object_": NP_OBJECT, "Any Python object.";
    "void": NP_VOID, "Raw bytes, or an element of a structured array.";
    "datetime64": NP_DATETIME64, "A date and time of a given unit.";
    "timedelta64": NP_TIMEDELTA64, "A time span of a given unit.";
    "generic": NP_GENERIC, "The base of all scalar types.";
    "number": NP_NUMBER, "The base of all numeric scalar types.";
    "integer": NP_INTEGER, "The base of all integer scalar types.";
    "signedinteger": NP_SIGNEDINTEGER, "The base of the signed integer types.";
    "unsignedinteger": NP_UNSIGNEDINTEGER, "The base of the unsigned integer types.";
    "inexact": NP_INEXACT, "The base of the float and complex types.";
    "floating": NP_FLOATING, "The base of the float types.";
    "complexfloating": NP_COMPLEXFLOATING, "The base of the complex types.";
    "flexible": NP_FLEXIBLE, "The base of the types without a fixed size.";
    "character": NP_CHARACTER, "The base of the text types.";
    "ndarray": NDARRAY, "An n-dimensional array.";
    "dtype": DTYPE, "A data type of array elements.";
    "ufunc": UFUNC, "A function that works element by element.";
}

macro_rules! constructors {
    ($($class:literal, $dtype:expr, $default:expr;)*) => {
        /// What calling a scalar type does.
        pub static CONSTRUCTORS: &[Builtin] = &[$(
            Builtin {
                name: concat!("class:", $class, ".__new__"),
                signature: "(value=_NoValue, /)",
                style: Style::C,
                summary: "Convert to a scalar (or an array) of this type.",
                run: Run::Construct(|cx, args| construct(cx, args, $dtype, $default)),
                ..ROW
            },
        )*];
    };
}

constructors! {
    "numpy.bool", DType::Bool, Value::bool(false);
    "numpy.int8", DType::I8, Value::Int(0);
    "numpy.int16", DType::I16, Value::Int(0);
    "numpy.int32", DType::I32, Value::Int(0);
    "numpy.int64", DType::I64, Value::Int(0);
    "numpy.uint8", DType::U8, Value::Int(0);
    "numpy.uint16", DType::U16, Value::Int(0);
    "numpy.uint32", DType::U32, Value::Int(0);
    "numpy.uint64", DType::U64, Value::Int(0);
    "numpy.float16", DType::F16, Value::Int(0);
    "numpy.float32", DType::F32, Value::Int(0);
    "numpy.float64", DType::F64, Value::Int(0);
    "numpy.complex64", DType::C64, Value::Int(0);
    "numpy.str_", DType::Str(0), Value::str("");
    "numpy.bytes_", DType::Bytes(0), Value::bytes([]);
    "numpy.object_", DType::Object, Value::None;
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "class:numpy.complex128.__new__",
        signature: "(real=0, imag=0, /)",
        style: Style::C,
        summary: "Convert to a complex number of two float64.",
        example: ">>> np.complex128(1, 2)\nnp.complex128(1+2j)\n",
        run: Run::Construct(complex_scalar),
        ..ROW
    },
    Builtin {
        name: "np.pi",
        summary: "The ratio of a circle's circumference to its diameter.",
        example: ">>> np.pi\n3.141592653589793\n",
        run: Run::Constant(|| Value::float(std::f64::consts::PI)),
        ..ROW
    },
    Builtin {
        name: "np.e",
        summary: "Euler's number, the base of natural logarithms.",
        example: ">>> np.e\n2.718281828459045\n",
        run: Run::Constant(|| Value::float(std::f64::consts::E)),
        ..ROW
    },
    Builtin {
        name: "np.euler_gamma",
        summary: "Euler's constant.",
        example: ">>> np.euler_gamma\n0.5772156649015329\n",
        run: Run::Constant(|| Value::float(0.577_215_664_901_532_9)),
        ..ROW
    },
    Builtin {
        name: "np.inf",
        summary: "Positive infinity.",
        example: ">>> np.inf\ninf\n",
        run: Run::Constant(|| Value::float(f64::INFINITY)),
        ..ROW
    },
    Builtin {
        name: "np.nan",
        summary: "Not a number.",
        example: ">>> np.nan\nnan\n",
        run: Run::Constant(|| Value::float(f64::NAN)),
        ..ROW
    },
    Builtin {
        name: "np.newaxis",
        summary: "None, which adds an axis in a subscript.",
        example: ">>> np.array([1, 2])[:, np.newaxis]\narray([[1],\n       [2]])\n",
        run: Run::Constant(|| Value::None),
        ..ROW
    },
    Builtin {
        name: "np.True_",
        summary: "NumPy's true.",
        example: ">>> np.True_\nnp.True_\n",
        run: Run::Constant(|| Value::np_bool(true)),
        ..ROW
    },
    Builtin {
        name: "np.False_",
        summary: "NumPy's false.",
        example: ">>> np.False_\nnp.False_\n",
        run: Run::Constant(|| Value::np_bool(false)),
        ..ROW
    },
    Builtin {
        name: "np.little_endian",
        summary: "Whether this machine stores the low byte first.",
        example: ">>> np.little_endian\nTrue\n",
        run: Run::Constant(|| Value::bool(true)),
        ..ROW
    },
    Builtin {
        name: "np.__version__",
        summary: "The version of NumPy whose behaviour this is.",
        example: ">>> np.__version__\n'2.4.6'\n",
        run: Run::Constant(|| Value::str("2.4.6")),
        ..ROW
    },
    Builtin {
        name: "dtype.__new__",
        signature: "(dtype, align=False, copy=False)",
        style: Style::C,
        summary: "Make a dtype from a type, a name, a list of fields or a dict.",
        example: ">>> np.dtype('int32')\ndtype('int32')\n>>> np.dtype([('x', 'f8'), ('n', 'i4')])\ndtype([('x', '<f8'), ('n', '<i4')])\n",
        run: Run::Construct(new_dtype),
        ..ROW
    },
    Builtin {
        name: "dtype.name",
        summary: "The name, `int64`.",
        example: ">>> np.dtype('i8').name\n'int64'\n",
        run: Run::Property(|_, v| of(v, |d| Value::str(d.name())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.kind",
        summary: "One letter for the kind: b i u f c m M O S U V.",
        example: ">>> np.dtype('f4').kind\n'f'\n",
        run: Run::Property(|_, v| of(v, |d| Value::str(d.kind_letter())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.char",
        summary: "One letter for the type.",
        example: ">>> np.dtype('f8').char\n'd'\n",
        run: Run::Property(|_, v| of(v, |d| Value::str(d.char_letter())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.str",
        summary: "Byte order, kind and size: `<i8`.",
        example: ">>> np.dtype(int).str\n'<i8'\n",
        run: Run::Property(|_, v| of(v, |d| Value::str(d.array_protocol())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.itemsize",
        summary: "The size of an element in bytes.",
        example: ">>> np.dtype(float).itemsize\n8\n",
        run: Run::Property(|_, v| of(v, |d| Value::count(d.itemsize())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.alignment",
        summary: "The alignment in bytes.",
        example: ">>> np.dtype('i2').alignment\n2\n",
        run: Run::Property(|_, v| of(v, |d| Value::count(d.alignment())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.num",
        summary: "NumPy's number for the type.",
        example: ">>> np.dtype(float).num\n12\n",
        run: Run::Property(|_, v| of(v, |d| Value::Int(number(d))), None),
        ..ROW
    },
    Builtin {
        name: "dtype.byteorder",
        summary: "`=` native, `>` big-endian, `|` does not apply.",
        example: ">>> np.dtype(float).byteorder\n'='\n",
        run: Run::Property(|_, v| of(v, |d| Value::str(byteorder(d))), None),
        ..ROW
    },
    Builtin {
        name: "dtype.isnative",
        summary: "Whether the byte order is this machine's.",
        example: ">>> np.dtype('>f8').isnative\nFalse\n",
        run: Run::Property(|_, v| of(v, |d| Value::bool(d == d.native())), None),
        ..ROW
    },
    Builtin {
        name: "dtype.isbuiltin",
        summary: "1 for NumPy's own types, 0 for structured ones.",
        example: ">>> np.dtype(float).isbuiltin\n1\n",
        run: Run::Property(
            |_, v| of(v, |d| Value::Int(i64::from(!matches!(d, DType::Struct(_) | DType::Swapped(_))))),
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "dtype.isalignedstruct",
        summary: "Whether fields are placed as a C compiler would.",
        example: ">>> np.dtype(float).isalignedstruct\nFalse\n",
        run: Run::Property(|_, v| of(v, |d| Value::bool(matches!(d, DType::Struct(s) if s.aligned))), None),
        ..ROW
    },
    Builtin {
        name: "dtype.hasobject",
        summary: "Whether elements are Python objects.",
        example: ">>> np.dtype(object).hasobject\nTrue\n",
        run: Run::Property(|_, v| of(v, |d| Value::bool(d == DType::Object)), None),
        ..ROW
    },
    Builtin {
        name: "dtype.shape",
        summary: "The shape of a sub-array dtype.",
        example: ">>> np.dtype(float).shape\n()\n",
        run: Run::Property(|_, _| Ok(Value::tuple([])), None),
        ..ROW
    },
    Builtin {
        name: "dtype.ndim",
        summary: "The number of axes of a sub-array dtype.",
        example: ">>> np.dtype(float).ndim\n0\n",
        run: Run::Property(|_, _| Ok(Value::Int(0)), None),
        ..ROW
    },
    Builtin {
        name: "dtype.subdtype",
        summary: "The element type and shape of a sub-array dtype.",
        example: ">>> np.dtype(float).subdtype is None\nTrue\n",
        run: Run::Property(|_, _| Ok(Value::None), None),
        ..ROW
    },
    Builtin {
        name: "dtype.metadata",
        summary: "None.",
        example: ">>> np.dtype(float).metadata is None\nTrue\n",
        run: Run::Property(|_, _| Ok(Value::None), None),
        ..ROW
    },
    Builtin {
        name: "dtype.base",
        summary: "The element type of a sub-array dtype, else the dtype itself.",
        example: ">>> np.dtype('f4').base\ndtype('float32')\n",
        run: Run::Property(|_, v| Ok(v.clone()), None),
        ..ROW
    },
    Builtin {
        name: "dtype.type",
        summary: "The type of a scalar of this dtype.",
        example: ">>> np.dtype('f4').type\n<class 'numpy.float32'>\n",
        run: Run::Property(|_, v| of(v, |d| Value::Type(types::scalar_type(d))), None),
        ..ROW
    },
    Builtin {
        name: "dtype.names",
        summary: "The names of the fields, or None.",
        example: ">>> np.dtype([('x', 'f8')]).names\n('x',)\n",
        run: Run::Property(|_, v| of(v, field_names), None),
        ..ROW
    },
    Builtin {
        name: "dtype.fields",
        summary: "The fields as a mapping from name to dtype and offset, or None.",
        example: ">>> np.dtype([('x', 'f8')]).fields['x']\n(dtype('float64'), 0)\n",
        run: Run::Property(super::fields::fields, None),
        ..ROW
    },
    Builtin {
        name: "dtype.newbyteorder",
        signature: "(self, new_order='S', /)",
        style: Style::C,
        summary: "The dtype in another byte order.",
        example: ">>> np.dtype('i4').newbyteorder('>')\ndtype('>i4')\n",
        run: Run::Function(newbyteorder),
        ..ROW
    },
    Builtin {
        name: "np.result_type",
        signature: "(*arrays_and_dtypes)",
        summary: "The dtype that NumPy's promotion gives for arrays, scalars and dtypes.",
        example: ">>> np.result_type('i4', 'f4')\ndtype('float64')\n>>> np.result_type(3, np.arange(7, dtype='i1'))\ndtype('int8')\n",
        see_also: &["np.promote_types", "np.can_cast"],
        run: Run::Function(result_type),
        ..ROW
    },
    Builtin {
        name: "np.promote_types",
        signature: "(type1, type2)",
        style: Style::C,
        summary: "The smallest dtype to which both can be cast safely.",
        example: ">>> np.promote_types('i8', 'f4')\ndtype('float64')\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (dtype_of(cx, &args[0])?, dtype_of(cx, &args[1])?);
            Ok(Value::dtype(promote(a, b)?))
        }),
        ..ROW
    },
    Builtin {
        name: "np.can_cast",
        signature: "(from_, to, casting='safe')",
        style: Style::C,
        summary: "Whether a cast between dtypes is allowed by a rule.",
        example: ">>> np.can_cast(np.int32, np.int64)\nTrue\n>>> np.can_cast('f8', 'i4', 'same_kind')\nFalse\n",
        run: Run::Function(can_cast_row),
        ..ROW
    },
    Builtin {
        name: "np.issubdtype",
        signature: "(arg1, arg2)",
        summary: "Whether one dtype is of a kind.",
        example: ">>> np.issubdtype(np.float64, np.floating)\nTrue\n>>> np.issubdtype(np.int32, np.floating)\nFalse\n",
        run: Run::Function(issubdtype),
        ..ROW
    },
    Builtin {
        name: "np.isdtype",
        signature: "(dtype, kind)",
        summary: "Whether a dtype is of a kind such as 'integral' or 'real floating'.",
        example: ">>> np.isdtype(np.float32, 'real floating')\nTrue\n",
        run: Run::Function(isdtype),
        ..ROW
    },
    Builtin {
        name: "np.min_scalar_type",
        signature: "(a)",
        style: Style::C,
        summary: "The smallest dtype that holds a scalar.",
        example: ">>> np.min_scalar_type(10)\ndtype('uint8')\n>>> np.min_scalar_type(-260)\ndtype('int16')\n",
        run: Run::Function(min_scalar_type),
        ..ROW
    },
    Builtin {
        name: "np.isscalar",
        signature: "(element)",
        summary: "Whether a value is a scalar: a number, a string, or a NumPy scalar.",
        example: ">>> np.isscalar(3.1)\nTrue\n>>> np.isscalar([3.1])\nFalse\n",
        run: Run::Function(|_, args| {
            let scalar = matches!(
                args[0],
                Value::Int(_)
                    | Value::BigInt(_)
                    | Value::Float(_)
                    | Value::Bool(_)
                    | Value::Complex(_)
                    | Value::Str(_)
                    | Value::Bytes(_)
            );
            Ok(Value::bool(scalar || args[0].as_np_scalar().is_some()))
        }),
        ..ROW
    },
    Builtin {
        name: "np.iterable",
        signature: "(y)",
        summary: "Whether a value can be iterated.",
        example: ">>> np.iterable([1, 2])\nTrue\n>>> np.iterable(2)\nFalse\n",
        run: Run::Function(|cx, args| Ok(Value::bool(cx.iter(&args[0]).is_ok()))),
        ..ROW
    },
];

fn of(value: &Value, read: impl FnOnce(DType) -> Value) -> R<Value> {
    match value {
        Value::DType(dtype) => Ok(read(**dtype)),
        _ => err(ErrorClass::TypeError, "descriptor requires a 'numpy.dtype' object"),
    }
}

fn byteorder(dtype: DType) -> &'static str {
    match dtype {
        DType::Swapped(_) => ">",
        DType::Bool | DType::I8 | DType::U8 | DType::Object | DType::Bytes(_) | DType::Void(_) | DType::Struct(_) => {
            "|"
        }
        _ => "=",
    }
}

fn number(dtype: DType) -> i64 {
    match dtype {
        DType::Bool => 0,
        DType::I8 => 1,
        DType::U8 => 2,
        DType::I16 => 3,
        DType::U16 => 4,
        DType::I32 => 5,
        DType::U32 => 6,
        DType::I64 => 7,
        DType::U64 => 8,
        DType::F32 => 11,
        DType::F64 => 12,
        DType::C64 => 14,
        DType::C128 => 15,
        DType::Object => 17,
        DType::Bytes(_) => 18,
        DType::Str(_) => 19,
        DType::Void(_) | DType::Struct(_) => 20,
        DType::Datetime(_) => 21,
        DType::Timedelta(_) => 22,
        DType::F16 => 23,
        DType::Swapped(native) => number(*native),
    }
}

fn field_names(dtype: DType) -> Value {
    match dtype {
        DType::Struct(fields) => Value::tuple(fields.fields.iter().map(|field| Value::str(field.name))),
        _ => Value::None,
    }
}

fn new_dtype(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let align = cx.truth(&args[1])?;
    let dtype = dtype_of(cx, &args[0])?;
    if align && let DType::Struct(fields) = dtype {
        let specs = fields.fields.iter().map(|field| crate::run::convert::FieldSpec {
            name: field.name.to_string(),
            dtype: field.dtype,
            shape: field.shape.clone(),
            title: field.title,
        });
        return Ok(Value::dtype(crate::run::convert::struct_type(specs.collect(), true)?));
    }
    Ok(Value::dtype(dtype))
}

fn newbyteorder(_cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let Value::DType(dtype) = &args[0] else { return Ok(Value::None) };
    let dtype = **dtype;
    let order = args[1].as_str().unwrap_or("S");
    Ok(Value::dtype(match order.chars().next() {
        Some('S' | 's') => dtype.swapped(),
        Some('>' | 'B' | 'b') => dtype.native().swapped(),
        Some('<' | 'L' | 'l' | '=' | 'N' | 'n') => dtype.native(),
        Some('|' | 'I' | 'i') => dtype,
        _ => return err(ErrorClass::ValueError, format!("{order} is an unrecognized byteorder")),
    }))
}

/// What calling a scalar type does: a scalar from a scalar, an array from a sequence.
fn construct(cx: &mut dyn Interp, args: &mut [Value], dtype: DType, default: Value) -> R<Value> {
    let value = if args[0].is_undef() { default } else { args[0].take() };
    match &value {
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => Ok(Value::Array(from_value(cx, &value, Some(dtype))?)),
        Value::Array(array) if array.ndim() > 0 => Ok(Value::Array(crate::run::convert::cast(cx, array, dtype)?)),
        Value::None if dtype.is_float() => Ok(element_to_value(match dtype {
            DType::F16 => Element::F16(half::f16::NAN),
            DType::F32 => Element::F32(f32::NAN),
            _ => Element::F64(f64::NAN),
        })),
        _ if dtype == DType::Object => Ok(value),
        Value::NpFloat(_) | Value::NpInt(_) | Value::NpBool(_) | Value::Scalar(_)
            if dtype.is_numeric() && value.as_np_scalar().is_some_and(|element| element.dtype().is_numeric()) =>
        {
            let Some(element) = value.as_np_scalar() else { return Ok(Value::None) };
            let converted = crate::run::convert::cast(cx, &Array::scalar(element), dtype)?;
            Ok(element_to_value(converted.only_element()))
        }
        Value::Float(x) if dtype.is_integer() && x.get().is_finite() => {
            let converted = crate::run::convert::cast(cx, &Array::from_slice(&[x.get()], &[]), dtype)?;
            Ok(element_to_value(converted.only_element()))
        }
        other => scalar_of(cx, other, dtype),
    }
}

fn complex_scalar(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let imaginary = crate::run::arguments::float_of(cx, &args[1])?;
    let real = args[0].take();
    let value = construct(cx, &mut [real], DType::C128, Value::Int(0))?;
    if imaginary == 0.0 {
        return Ok(value);
    }
    match value.as_np_scalar() {
        Some(Element::C128(x)) => Ok(element_to_value(Element::C128(x + num_complex::Complex64::new(0.0, imaginary)))),
        _ => Ok(value),
    }
}

/// The dtype an argument of the type questions stands for: an array's, a scalar's, or itself.
fn type_of_argument(cx: &mut dyn Interp, value: &Value) -> R<DType> {
    match value {
        Value::Array(array) => Ok(array.dtype()),
        other => match other.as_np_scalar() {
            Some(element) => Ok(element.dtype()),
            None => dtype_of(cx, other),
        },
    }
}

fn result_type(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let items = cx.collect(&args[0])?;
    if items.is_empty() {
        return err(ErrorClass::ValueError, "at least one array or dtype is required");
    }
    let mut strong: Option<DType> = None;
    let mut weak: Option<DType> = None;
    for value in &items {
        match value {
            Value::Int(_) | Value::BigInt(_) => weak = Some(weak.map_or(DType::I64, |w| w)),
            Value::Float(_) => weak = Some(if weak == Some(DType::C128) { DType::C128 } else { DType::F64 }),
            Value::Complex(_) => weak = Some(DType::C128),
            other => {
                let dtype = match other {
                    Value::Bool(_) => DType::Bool,
                    Value::List(_) => as_array(cx, other)?.dtype(),
                    _ => type_of_argument(cx, other)?,
                };
                strong = Some(match strong {
                    None => dtype,
                    Some(have) => promote(have, dtype)?,
                });
            }
        }
    }
    let result = match (strong, weak) {
        (Some(strong), None) => strong,
        (None, Some(weak)) => weak,
        (Some(strong), Some(weak)) => with_weak(strong, weak)?,
        (None, None) => DType::F64,
    };
    Ok(Value::dtype(result))
}

/// The dtype of a strong operand beside a Python number of the kind of `weak`.
fn with_weak(strong: DType, weak: DType) -> R<DType> {
    let rank = |dtype: DType| match dtype {
        dtype if dtype.is_complex() => 3,
        dtype if dtype.is_float() => 2,
        dtype if dtype.is_integer() => 1,
        _ => 0,
    };
    if !strong.is_numeric() {
        return promote(strong, weak);
    }
    Ok(if rank(strong) >= rank(weak) {
        strong
    } else if weak == DType::C128 && matches!(strong, DType::F16 | DType::F32) {
        DType::C64
    } else {
        weak
    })
}

fn can_cast_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [from, to, casting] = args else { return Ok(Value::None) };
    if matches!(from, Value::Int(_) | Value::Float(_) | Value::Complex(_)) {
        return err(
            ErrorClass::TypeError,
            "can_cast() does not support Python ints, floats, and complex because the result used to depend on the \
             value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.",
        );
    }
    let (from, to) = (type_of_argument(cx, from)?, dtype_of(cx, to)?);
    let name = casting.as_str().unwrap_or("safe");
    match Casting::from_name(name) {
        Some(rule) => Ok(Value::bool(can_cast(from, to, rule))),
        None => err(
            ErrorClass::ValueError,
            format!("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got '{name}')"),
        ),
    }
}

fn scalar_class(cx: &mut dyn Interp, value: &Value) -> R<crate::value::Type> {
    match value {
        Value::Type(class) if class.is_a(types::NP_GENERIC) => Ok(*class),
        other => Ok(types::scalar_type(type_of_argument(cx, other)?)),
    }
}

fn issubdtype(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (first, second) = (scalar_class(cx, &args[0])?, scalar_class(cx, &args[1])?);
    Ok(Value::bool(first.is_a(second)))
}

fn isdtype(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dtype = dtype_of(cx, &args[0])?;
    let kinds = match &args[1] {
        Value::Tuple(items) => items.to_vec(),
        other => vec![other.clone()],
    };
    for kind in kinds {
        let found = match &kind {
            Value::Str(name) => match &***name {
                "bool" => dtype == DType::Bool,
                "signed integer" => dtype.kind_letter() == 'i',
                "unsigned integer" => dtype.kind_letter() == 'u',
                "integral" => dtype.is_integer(),
                "real floating" => dtype.is_float(),
                "complex floating" => dtype.is_complex(),
                "numeric" => dtype.is_numeric() && dtype != DType::Bool,
                other => {
                    return err(
                        ErrorClass::ValueError,
                        format!(
                            "kind argument is a string, but {} is not a known kind name.",
                            crate::print::repr_str(other)
                        ),
                    );
                }
            },
            other => dtype_of(cx, other)? == dtype,
        };
        if found {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn min_scalar_type(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let dtype = array.dtype();
    if array.ndim() > 0 {
        return Ok(Value::dtype(dtype));
    }
    let element = array.only_element();
    let found = match element.to_i128() {
        Some(_) if dtype == DType::Bool => DType::Bool,
        Some(x) if x >= 0 => match x {
            0..=0xff => DType::U8,
            0x100..=0xffff => DType::U16,
            0x1_0000..=0xffff_ffff => DType::U32,
            _ => DType::U64,
        },
        Some(x) => match x {
            -0x80.. => DType::I8,
            -0x8000.. => DType::I16,
            -0x8000_0000.. => DType::I32,
            _ => DType::I64,
        },
        None if dtype.is_float() => {
            let x = element.to_f64();
            if !x.is_finite() || x.abs() < 65000.0 {
                DType::F16
            } else if x.abs() < 3.4e38 {
                DType::F32
            } else {
                DType::F64
            }
        }
        None => dtype,
    };
    Ok(Value::dtype(found))
}
