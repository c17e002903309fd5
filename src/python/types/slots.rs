//! The special methods of built-in classes as attributes: `(5).__add__(3)`, `dict.__setitem__(d, k, v)`,
//! `super().__getitem__(k)`. Operators do not come here; each row asks for the operation.

use crate::python::args::POSITIONAL;
use crate::run::protocol::{builtin_repr, derives, payload_or_self};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{ErrorClass, Name, R, names};
use crate::value::{Builtin, Interp, Run, Type, Value, types};

/// The rows of this file.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![INT, FLOAT, COMPLEX, STR, BYTES, LIST, TUPLE, DICT, SET, FROZENSET, RANGE]
}

macro_rules! row {
    // Macros because rows are static and differ in names and operators only.
    ($class:literal, $name:literal, $signature:literal, $run:expr) => {
        Builtin { name: concat!($class, ".", $name), signature: $signature, run: Run::Function($run), ..POSITIONAL }
    };
}

macro_rules! binary {
    ($class:literal, $accepts:expr, $name:literal, $op:ident) => {
        row!($class, $name, "(self, value, /)", |cx, args| operate(cx, BinOp::$op, args, $accepts, false))
    };
    ($class:literal, $accepts:expr, reversed $name:literal, $op:ident) => {
        row!($class, $name, "(self, value, /)", |cx, args| operate(cx, BinOp::$op, args, $accepts, true))
    };
}

macro_rules! compare {
    ($class:literal, $accepts:expr, $name:literal, $op:ident) => {
        row!($class, $name, "(self, value, /)", |cx, args| {
            let (a, b) = (payload_or_self(&args[0]), payload_or_self(&args[1]));
            if !derives(&b.class(), &Value::Type($accepts)) && !fits(b, $accepts) {
                return Ok(Value::NotImplemented);
            }
            cx.compare(CmpOp::$op, a, b)
        })
    };
}

macro_rules! unary {
    ($class:literal, $name:literal, $op:ident) => {
        row!($class, $name, "(self, /)", |cx, args| cx.unary(UnaryOp::$op, payload_or_self(&args[0])))
    };
}

/// What the builtin of this name gives for the object.
macro_rules! by_builtin {
    ($class:literal, $name:literal, $builtin:literal) => {
        row!($class, $name, "(self, /)", |cx, args| {
            let value = payload_or_self(&args[0]).clone();
            call_builtin(cx, $builtin, &[value])
        })
    };
}

macro_rules! shown {
    ($class:literal) => {
        row!($class, "__repr__", "(self, /)", |cx, args| {
            Ok(Value::str(builtin_repr(cx, payload_or_self(&args[0]))?))
        })
    };
}

macro_rules! hashed {
    ($class:literal) => {
        row!($class, "__hash__", "(self, /)", |cx, args| Ok(Value::Int(cx.hash(payload_or_self(&args[0]))?)))
    };
}

macro_rules! not_hashed {
    ($class:literal) => {
        Builtin { name: concat!($class, ".__hash__"), run: Run::Constant(|| Value::None), ..POSITIONAL }
    };
}

macro_rules! formatted {
    ($class:literal) => {
        row!($class, "__format__", "(self, format_spec, /)", |cx, args| {
            let spec = crate::python::args::text(&args[1], "__format__() argument")?.to_string();
            Ok(Value::str(cx.format(payload_or_self(&args[0]), &spec)?))
        })
    };
}

macro_rules! sized {
    ($class:literal) => {
        row!($class, "__len__", "(self, /)", |cx, args| Ok(Value::count(cx.len(payload_or_self(&args[0]))?)))
    };
}

macro_rules! iterated {
    ($class:literal) => {
        row!($class, "__iter__", "(self, /)", |cx, args| cx.iter(payload_or_self(&args[0])))
    };
}

macro_rules! searched {
    ($class:literal) => {
        row!($class, "__contains__", "(self, key, /)", |cx, args| {
            Ok(Value::bool(cx.contains(payload_or_self(&args[0]), &args[1])?))
        })
    };
}

macro_rules! subscripted {
    ($class:literal) => {
        row!($class, "__getitem__", "(self, key, /)", get_item)
    };
}

macro_rules! written {
    (set $class:literal) => {
        row!($class, "__setitem__", "(self, key, value, /)", |cx, args| {
            let target = payload_or_self(&args[0]).clone();
            cx.set_item(&target, &args[1], args[2].clone())?;
            Ok(Value::None)
        })
    };
    (delete $class:literal) => {
        row!($class, "__delitem__", "(self, key, /)", |cx, args| {
            let target = payload_or_self(&args[0]).clone();
            cx.del_item(&target, &args[1])?;
            Ok(Value::None)
        })
    };
}

macro_rules! all_comparisons {
    ($class:literal, $accepts:expr $(, $more:expr)* $(,)?) => {
        &[
            compare!($class, $accepts, "__eq__", Eq),
            compare!($class, $accepts, "__ne__", Ne),
            compare!($class, $accepts, "__lt__", Lt),
            compare!($class, $accepts, "__le__", Le),
            compare!($class, $accepts, "__gt__", Gt),
            compare!($class, $accepts, "__ge__", Ge),
            $($more),*
        ]
    };
}

macro_rules! arithmetic {
    ($class:literal, $accepts:expr $(, $more:expr)* $(,)?) => {
        all_comparisons!(
            $class, $accepts,
            shown!($class),
            hashed!($class),
            formatted!($class),
            by_builtin!($class, "__bool__", "bool"),
            by_builtin!($class, "__abs__", "abs"),
            unary!($class, "__neg__", Neg),
            unary!($class, "__pos__", Pos),
            binary!($class, $accepts, "__add__", Add),
            binary!($class, $accepts, reversed "__radd__", Add),
            binary!($class, $accepts, "__sub__", Sub),
            binary!($class, $accepts, reversed "__rsub__", Sub),
            binary!($class, $accepts, "__mul__", Mul),
            binary!($class, $accepts, reversed "__rmul__", Mul),
            binary!($class, $accepts, "__truediv__", Div),
            binary!($class, $accepts, reversed "__rtruediv__", Div),
            binary!($class, $accepts, "__pow__", Pow),
            binary!($class, $accepts, reversed "__rpow__", Pow),
            $($more),*
        )
    };
}

static INT: &[Builtin] = arithmetic!(
    "int",
    types::INT,
    binary!("int", types::INT, "__floordiv__", FloorDiv),
    binary!("int", types::INT, reversed "__rfloordiv__", FloorDiv),
    binary!("int", types::INT, "__mod__", Mod),
    binary!("int", types::INT, reversed "__rmod__", Mod),
    binary!("int", types::INT, "__and__", BitAnd),
    binary!("int", types::INT, reversed "__rand__", BitAnd),
    binary!("int", types::INT, "__or__", BitOr),
    binary!("int", types::INT, reversed "__ror__", BitOr),
    binary!("int", types::INT, "__xor__", BitXor),
    binary!("int", types::INT, reversed "__rxor__", BitXor),
    binary!("int", types::INT, "__lshift__", LShift),
    binary!("int", types::INT, reversed "__rlshift__", LShift),
    binary!("int", types::INT, "__rshift__", RShift),
    binary!("int", types::INT, reversed "__rrshift__", RShift),
    row!("int", "__divmod__", "(self, value, /)", |cx, args| divided(cx, args, types::INT, false)),
    row!("int", "__rdivmod__", "(self, value, /)", |cx, args| divided(cx, args, types::INT, true)),
    unary!("int", "__invert__", Invert),
    by_builtin!("int", "__int__", "int"),
    by_builtin!("int", "__index__", "int"),
    by_builtin!("int", "__trunc__", "int"),
    by_builtin!("int", "__floor__", "int"),
    by_builtin!("int", "__ceil__", "int"),
    by_builtin!("int", "__float__", "float"),
    row!("int", "__round__", "(self, ndigits=None, /)", rounded),
);

static FLOAT: &[Builtin] = arithmetic!(
    "float",
    types::FLOAT,
    binary!("float", types::FLOAT, "__floordiv__", FloorDiv),
    binary!("float", types::FLOAT, reversed "__rfloordiv__", FloorDiv),
    binary!("float", types::FLOAT, "__mod__", Mod),
    binary!("float", types::FLOAT, reversed "__rmod__", Mod),
    row!("float", "__divmod__", "(self, value, /)", |cx, args| divided(cx, args, types::FLOAT, false)),
    row!("float", "__rdivmod__", "(self, value, /)", |cx, args| divided(cx, args, types::FLOAT, true)),
    by_builtin!("float", "__int__", "int"),
    by_builtin!("float", "__trunc__", "int"),
    by_builtin!("float", "__float__", "float"),
    row!("float", "__floor__", "(self, /)", |cx, args| by_math(cx, "floor", args)),
    row!("float", "__ceil__", "(self, /)", |cx, args| by_math(cx, "ceil", args)),
    row!("float", "__round__", "(self, ndigits=None, /)", rounded),
);

static COMPLEX: &[Builtin] = arithmetic!("complex", types::COMPLEX, by_builtin!("complex", "__complex__", "complex"));

static STR: &[Builtin] = all_comparisons!(
    "str",
    types::STR,
    shown!("str"),
    hashed!("str"),
    formatted!("str"),
    sized!("str"),
    iterated!("str"),
    searched!("str"),
    subscripted!("str"),
    row!("str", "__str__", "(self, /)", |cx, args| Ok(Value::str(cx.str(payload_or_self(&args[0]))?))),
    row!("str", "__add__", "(self, value, /)", |cx, args| joined(cx, args)),
    row!("str", "__mul__", "(self, value, /)", |cx, args| repeated(cx, args)),
    row!("str", "__rmul__", "(self, value, /)", |cx, args| repeated(cx, args)),
);

static BYTES: &[Builtin] = all_comparisons!(
    "bytes",
    types::BYTES,
    shown!("bytes"),
    hashed!("bytes"),
    sized!("bytes"),
    iterated!("bytes"),
    searched!("bytes"),
    subscripted!("bytes"),
    row!("bytes", "__add__", "(self, value, /)", |cx, args| joined(cx, args)),
    row!("bytes", "__mul__", "(self, value, /)", |cx, args| repeated(cx, args)),
    row!("bytes", "__rmul__", "(self, value, /)", |cx, args| repeated(cx, args)),
);

static LIST: &[Builtin] = all_comparisons!(
    "list",
    types::LIST,
    shown!("list"),
    not_hashed!("list"),
    sized!("list"),
    iterated!("list"),
    searched!("list"),
    subscripted!("list"),
    written!(set "list"),
    written!(delete "list"),
    by_builtin!("list", "__reversed__", "reversed"),
    row!("list", "__add__", "(self, value, /)", |cx, args| joined(cx, args)),
    row!("list", "__mul__", "(self, value, /)", |cx, args| repeated(cx, args)),
    row!("list", "__rmul__", "(self, value, /)", |cx, args| repeated(cx, args)),
    row!("list", "__iadd__", "(self, value, /)", |cx, args| in_place(cx, BinOp::Add, args)),
    row!("list", "__imul__", "(self, value, /)", |cx, args| in_place(cx, BinOp::Mul, args)),
);

static TUPLE: &[Builtin] = all_comparisons!(
    "tuple",
    types::TUPLE,
    shown!("tuple"),
    hashed!("tuple"),
    sized!("tuple"),
    iterated!("tuple"),
    searched!("tuple"),
    subscripted!("tuple"),
    row!("tuple", "__add__", "(self, value, /)", |cx, args| joined(cx, args)),
    row!("tuple", "__mul__", "(self, value, /)", |cx, args| repeated(cx, args)),
    row!("tuple", "__rmul__", "(self, value, /)", |cx, args| repeated(cx, args)),
);

static DICT: &[Builtin] = &[
    compare!("dict", types::DICT, "__eq__", Eq),
    compare!("dict", types::DICT, "__ne__", Ne),
    shown!("dict"),
    not_hashed!("dict"),
    sized!("dict"),
    iterated!("dict"),
    searched!("dict"),
    subscripted!("dict"),
    written!(set "dict"),
    written!(delete "dict"),
    binary!("dict", types::DICT, "__or__", BitOr),
    binary!("dict", types::DICT, reversed "__ror__", BitOr),
    row!("dict", "__ior__", "(self, value, /)", |cx, args| in_place(cx, BinOp::BitOr, args)),
];

macro_rules! set_operators {
    ($class:literal $(, $more:expr)* $(,)?) => {
        all_comparisons!(
            $class,
            types::SET,
            shown!($class),
            sized!($class),
            iterated!($class),
            searched!($class),
            binary!($class, types::SET, "__or__", BitOr),
            binary!($class, types::SET, reversed "__ror__", BitOr),
            binary!($class, types::SET, "__and__", BitAnd),
            binary!($class, types::SET, reversed "__rand__", BitAnd),
            binary!($class, types::SET, "__sub__", Sub),
            binary!($class, types::SET, reversed "__rsub__", Sub),
            binary!($class, types::SET, "__xor__", BitXor),
            binary!($class, types::SET, reversed "__rxor__", BitXor),
            $($more),*
        )
    };
}

static SET: &[Builtin] = set_operators!(
    "set",
    not_hashed!("set"),
    row!("set", "__ior__", "(self, value, /)", |cx, args| in_place(cx, BinOp::BitOr, args)),
    row!("set", "__iand__", "(self, value, /)", |cx, args| in_place(cx, BinOp::BitAnd, args)),
    row!("set", "__isub__", "(self, value, /)", |cx, args| in_place(cx, BinOp::Sub, args)),
    row!("set", "__ixor__", "(self, value, /)", |cx, args| in_place(cx, BinOp::BitXor, args)),
);

static FROZENSET: &[Builtin] = set_operators!("frozenset", hashed!("frozenset"));

static RANGE: &[Builtin] = &[
    compare!("range", types::RANGE, "__eq__", Eq),
    compare!("range", types::RANGE, "__ne__", Ne),
    shown!("range"),
    hashed!("range"),
    sized!("range"),
    iterated!("range"),
    searched!("range"),
    subscripted!("range"),
];

/// Whether an operand is one that a class's methods know: a float takes ints, a set frozensets.
fn fits(value: &Value, accepts: Type) -> bool {
    let own = value.builtin_type();
    own.is_a(accepts)
        || match accepts {
            types::FLOAT => own.is_a(types::INT),
            types::COMPLEX => own.is_a(types::INT) || own.is_a(types::FLOAT),
            types::SET => own.is_a(types::FROZENSET),
            _ => false,
        }
}

fn operate(cx: &mut dyn Interp, op: BinOp, args: &[Value], accepts: Type, reversed: bool) -> R<Value> {
    let (a, b) = (payload_or_self(&args[0]), payload_or_self(&args[1]));
    if !fits(b, accepts) {
        return Ok(Value::NotImplemented);
    }
    if reversed { cx.binary(op, b, a) } else { cx.binary(op, a, b) }
}

fn divided(cx: &mut dyn Interp, args: &[Value], accepts: Type, reversed: bool) -> R<Value> {
    let (a, b) = (payload_or_self(&args[0]).clone(), payload_or_self(&args[1]).clone());
    if !fits(&b, accepts) {
        return Ok(Value::NotImplemented);
    }
    call_builtin(cx, "divmod", &if reversed { [b, a] } else { [a, b] })
}

fn joined(cx: &mut dyn Interp, args: &[Value]) -> R<Value> {
    cx.binary(BinOp::Add, payload_or_self(&args[0]), payload_or_self(&args[1]))
}

fn repeated(cx: &mut dyn Interp, args: &[Value]) -> R<Value> {
    cx.binary(BinOp::Mul, payload_or_self(&args[0]), payload_or_self(&args[1]))
}

fn in_place(cx: &mut dyn Interp, op: BinOp, args: &[Value]) -> R<Value> {
    cx.binary_in_place(op, payload_or_self(&args[0]), payload_or_self(&args[1]))?;
    Ok(args[0].clone())
}

fn rounded(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let value = payload_or_self(&args[0]).clone();
    let digits = args[1].clone();
    call_builtin(cx, "round", &[value, digits])
}

fn get_item(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let found = cx.get_item(payload_or_self(&args[0]), &args[1]);
    match (found, &args[0]) {
        // A class that derives from dict may make what is missing.
        (Err(error), Value::Instance(instance))
            if error.class == ErrorClass::KeyError && instance.class.lookup(names::MISSING).is_some() =>
        {
            let method = cx.get_attr(&args[0], names::MISSING)?;
            cx.call(&method, &[args[1].clone()], &[])
        }
        (found, _) => found,
    }
}

fn call_builtin(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    let builtins = cx.import("builtins")?;
    let function = cx.get_attr(&builtins, Name::new(name))?;
    cx.call(&function, args, &[])
}

fn by_math(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    let math = cx.import("math")?;
    let function = cx.get_attr(&math, Name::new(name))?;
    cx.call(&function, &[payload_or_self(&args[0]).clone()], &[])
}
