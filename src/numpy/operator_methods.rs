//! The operators of arrays as methods, for derived classes that call them through `super()`; and the
//! methods of NumPy's protocols for such classes.

use crate::run::array_ops;
use crate::run::overrides::{array_function, array_ufunc, array_wrap};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{Name, R};
use crate::value::dict::Dict;
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, find_function};

macro_rules! method {
    ($name:literal, $signature:literal, $summary:literal, $example:literal, $run:expr) => {
        Builtin {
            name: concat!("ndarray.", $name),
            signature: $signature,
            style: Style::Positional,
            summary: $summary,
            example: $example,
            run: Run::Function($run),
            ..ROW
        }
    };
}

macro_rules! binary {
    ($name:literal, $op:ident, $summary:literal) => {
        method!($name, "(self, value, /)", $summary, "", |cx, args| {
            binary(cx, BinOp::$op, args[0].clone(), args[1].clone())
        })
    };
}

macro_rules! reflected {
    ($name:literal, $op:ident, $summary:literal) => {
        method!($name, "(self, value, /)", $summary, "", |cx, args| {
            binary(cx, BinOp::$op, args[1].clone(), args[0].clone())
        })
    };
}

macro_rules! in_place {
    ($name:literal, $op:ident, $summary:literal) => {
        method!($name, "(self, value, /)", $summary, "", |cx, args| {
            array_ops::in_place(cx, BinOp::$op, &args[0], &args[1])
        })
    };
}

macro_rules! comparison {
    ($name:literal, $op:ident, $summary:literal) => {
        method!($name, "(self, value, /)", $summary, "", |cx, args| {
            array_ops::compare(cx, CmpOp::$op, &args[0], &args[1])
        })
    };
}

/// Operators of two operands.
pub(super) static BINARY: &[Builtin] = &[
    binary!("__add__", Add, "`a + b`."),
    reflected!("__radd__", Add, "`b + a`."),
    in_place!("__iadd__", Add, "`a += b`."),
    binary!("__sub__", Sub, "`a - b`."),
    reflected!("__rsub__", Sub, "`b - a`."),
    in_place!("__isub__", Sub, "`a -= b`."),
    binary!("__mul__", Mul, "`a * b`."),
    reflected!("__rmul__", Mul, "`b * a`."),
    in_place!("__imul__", Mul, "`a *= b`."),
    binary!("__truediv__", Div, "`a / b`."),
    reflected!("__rtruediv__", Div, "`b / a`."),
    in_place!("__itruediv__", Div, "`a /= b`."),
    binary!("__floordiv__", FloorDiv, "`a // b`."),
    reflected!("__rfloordiv__", FloorDiv, "`b // a`."),
    in_place!("__ifloordiv__", FloorDiv, "`a //= b`."),
    binary!("__mod__", Mod, "`a % b`."),
    reflected!("__rmod__", Mod, "`b % a`."),
    in_place!("__imod__", Mod, "`a %= b`."),
    binary!("__pow__", Pow, "`a ** b`."),
    reflected!("__rpow__", Pow, "`b ** a`."),
    in_place!("__ipow__", Pow, "`a **= b`."),
    binary!("__matmul__", MatMul, "`a @ b`."),
    reflected!("__rmatmul__", MatMul, "`b @ a`."),
    binary!("__lshift__", LShift, "`a << b`."),
    reflected!("__rlshift__", LShift, "`b << a`."),
    in_place!("__ilshift__", LShift, "`a <<= b`."),
    binary!("__rshift__", RShift, "`a >> b`."),
    reflected!("__rrshift__", RShift, "`b >> a`."),
    in_place!("__irshift__", RShift, "`a >>= b`."),
    binary!("__and__", BitAnd, "`a & b`."),
    reflected!("__rand__", BitAnd, "`b & a`."),
    in_place!("__iand__", BitAnd, "`a &= b`."),
    binary!("__or__", BitOr, "`a | b`."),
    reflected!("__ror__", BitOr, "`b | a`."),
    in_place!("__ior__", BitOr, "`a |= b`."),
    binary!("__xor__", BitXor, "`a ^ b`."),
    reflected!("__rxor__", BitXor, "`b ^ a`."),
    in_place!("__ixor__", BitXor, "`a ^= b`."),
    comparison!("__eq__", Eq, "`a == b`."),
    comparison!("__ne__", Ne, "`a != b`."),
    comparison!("__lt__", Lt, "`a < b`."),
    comparison!("__le__", Le, "`a <= b`."),
    comparison!("__gt__", Gt, "`a > b`."),
    comparison!("__ge__", Ge, "`a >= b`."),
];

/// Operators of one operand, and those that are functions.
pub(super) static OTHERS: &[Builtin] = &[
    method!("__neg__", "(self, /)", "`-a`.", ">>> np.array([1]).__neg__()\narray([-1])\n", |cx, args| {
        array_ops::unary(cx, UnaryOp::Neg, args[0].take())
    }),
    method!("__pos__", "(self, /)", "`+a`.", ">>> np.array([1]).__pos__()\narray([1])\n", |cx, args| {
        array_ops::unary(cx, UnaryOp::Pos, args[0].take())
    }),
    method!("__invert__", "(self, /)", "`~a`.", ">>> np.array([1]).__invert__()\narray([-2])\n", |cx, args| {
        array_ops::unary(cx, UnaryOp::Invert, args[0].take())
    }),
    method!("__abs__", "(self, /)", "`abs(a)`.", ">>> np.array([-1]).__abs__()\narray([1])\n", |cx, args| {
        array_ops::absolute(cx, &args[0])
    }),
    method!(
        "__divmod__",
        "(self, value, /)",
        "`divmod(a, b)`.",
        ">>> np.array([7]).__divmod__(2)\n(array([3]), array([1]))\n",
        |cx, args| array_ops::divmod(cx, &args[0], &args[1])
    ),
];

/// What NumPy asks of classes that behave like arrays.
pub(super) static PROTOCOLS: &[Builtin] = &[
    Builtin {
        name: "ndarray.__array_ufunc__",
        signature: "(self, ufunc, method, /, *inputs, **kwargs)",
        summary: "What a ufunc called with this array does.",
        example: ">>> a = np.array([1, 4])\n>>> a.__array_ufunc__(np.sqrt, '__call__', a)\narray([1., 2.])\n",
        run: Run::Raw(array_ufunc),
        ..ROW
    },
    Builtin {
        name: "ndarray.__array_function__",
        signature: "(self, func, types, args, kwargs, /)",
        style: Style::Positional,
        summary: "What a function of NumPy's called with this array does.",
        example: ">>> a = np.array([1, 4])\n>>> a.__array_function__(np.sum, (np.ndarray,), (a,), {})\nnp.int64(5)\n",
        run: Run::Raw(|cx, args, _| array_function(cx, args)),
        ..ROW
    },
    Builtin {
        name: "ndarray.__array_wrap__",
        signature: "(self, array, context=None, return_scalar=False, /)",
        style: Style::Positional,
        summary: "A result as an array of this array's class.",
        example: ">>> np.array([1]).__array_wrap__(np.array([2]))\narray([2])\n",
        run: Run::Raw(|cx, args, _| array_wrap(cx, args)),
        ..ROW
    },
    Builtin {
        name: "ndarray.__array_finalize__",
        signature: "(self, obj, /)",
        style: Style::Positional,
        summary: "Called for every new array of a derived class with the array it comes from; does nothing here.",
        example: ">>> np.array([1]).__array_finalize__(None)\n",
        run: Run::Function(|_, _| Ok(Value::None)),
        ..ROW
    },
    Builtin {
        name: "ndarray.__array_interface__",
        summary: "Where the elements are and what they are, as a dict.",
        example: ">>> np.array([1, 2], dtype=np.int16).__array_interface__['typestr']\n'<i2'\n",
        run: Run::Property(array_interface, None),
        ..ROW
    },
    Builtin {
        name: "ndarray.__array_priority__",
        summary: "Whose class results take: that of the highest number.",
        example: ">>> np.array([1]).__array_priority__\n0.0\n",
        run: Run::Property(|_, _| Ok(Value::float(0.0)), None),
        ..ROW
    },
];

fn binary(cx: &mut dyn Interp, op: BinOp, a: Value, b: Value) -> R<Value> {
    if op == BinOp::MatMul {
        return named(cx, "np.matmul", &[a, b]);
    }
    array_ops::binary(cx, op, a, b)
}

fn named(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    match find_function(name) {
        Some(function) => cx.call(&Value::Builtin(function), args, &[]),
        None => Err(crate::text::Error::unsupported(name)),
    }
}

fn array_interface(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    let array = super::ndarray::this(value)?;
    let dtype = Value::dtype(array.dtype());
    // No pointer leaves the program: the number only tells memory apart.
    let owner = array.base().unwrap_or(&array);
    let start = std::rc::Rc::as_ptr(owner) as usize + array.layout().offset;
    let strides = match array.is_c() {
        true => Value::None,
        false => Value::tuple(array.strides().iter().map(|&stride| Value::Int(stride as i64))),
    };
    let mut dict = Dict::new();
    dict.insert_str("data", Value::tuple([Value::count(start), Value::bool(!array.is_writeable())]));
    dict.insert_str("strides", strides);
    dict.insert_str("descr", cx.get_attr(&dtype, Name::new("descr"))?);
    dict.insert_str("typestr", cx.get_attr(&dtype, Name::new("str"))?);
    dict.insert_str("shape", Value::tuple_of_counts(&array.shape()));
    dict.insert_str("version", Value::Int(3));
    Ok(Value::dict(dict))
}
