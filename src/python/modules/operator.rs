//! `operator`: Python's operators as functions.

use crate::python::args::{POSITIONAL, attribute_name, push_given};
use crate::run::protocol::to_index;
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Native, Run, Type, Value, types};
use std::any::Any;

/// A row of a binary operator.
macro_rules! binary {
    // Macros because rows are static.
    ($name:literal, $op:ident, $symbol:literal, $example:literal) => {
        Builtin {
            name: concat!("operator.", $name),
            signature: "(a, b, /)",
            summary: concat!("`a ", $symbol, " b`."),
            example: concat!(">>> import operator\n>>> operator.", $name, $example),
            run: Run::Function(|cx, args| cx.binary(BinOp::$op, &args[0], &args[1])),
            ..POSITIONAL
        }
    };
}

macro_rules! in_place {
    ($name:literal, $op:ident, $symbol:literal) => {
        Builtin {
            name: concat!("operator.", $name),
            signature: "(a, b, /)",
            summary: concat!("What `a ", $symbol, " b` sets a to."),
            run: Run::Function(|cx, args| cx.binary_in_place(BinOp::$op, &args[0], &args[1])),
            ..POSITIONAL
        }
    };
}

macro_rules! comparison {
    ($name:literal, $op:ident, $symbol:literal, $example:literal) => {
        Builtin {
            name: concat!("operator.", $name),
            signature: "(a, b, /)",
            summary: concat!("`a ", $symbol, " b`."),
            example: concat!(">>> import operator\n>>> operator.", $name, $example),
            run: Run::Function(|cx, args| cx.compare(CmpOp::$op, &args[0], &args[1])),
            ..POSITIONAL
        }
    };
}

macro_rules! unary {
    ($name:literal, $op:ident, $symbol:literal) => {
        Builtin {
            name: concat!("operator.", $name),
            signature: "(a, /)",
            summary: concat!("`", $symbol, "a`."),
            run: Run::Function(|cx, args| cx.unary(UnaryOp::$op, &args[0])),
            ..POSITIONAL
        }
    };
}

pub(super) static ROWS: &[Builtin] = &[
    binary!("add", Add, "+", "(1, 2)\n3\n"),
    binary!("sub", Sub, "-", "(5, 2)\n3\n"),
    binary!("mul", Mul, "*", "(2, 3)\n6\n"),
    binary!("truediv", Div, "/", "(1, 2)\n0.5\n"),
    binary!("floordiv", FloorDiv, "//", "(7, 2)\n3\n"),
    binary!("mod", Mod, "%", "(7, 3)\n1\n"),
    binary!("pow", Pow, "**", "(2, 3)\n8\n"),
    binary!("matmul", MatMul, "@", "(np.array([1, 2]), np.array([3, 4]))\nnp.int64(11)\n"),
    binary!("and_", BitAnd, "&", "(6, 3)\n2\n"),
    binary!("or_", BitOr, "|", "(6, 3)\n7\n"),
    binary!("xor", BitXor, "^", "(6, 3)\n5\n"),
    binary!("lshift", LShift, "<<", "(1, 3)\n8\n"),
    binary!("rshift", RShift, ">>", "(8, 2)\n2\n"),
    binary!("concat", Add, "+", "([1], [2])\n[1, 2]\n"),
    in_place!("iadd", Add, "+="),
    in_place!("isub", Sub, "-="),
    in_place!("imul", Mul, "*="),
    in_place!("itruediv", Div, "/="),
    in_place!("ifloordiv", FloorDiv, "//="),
    in_place!("imod", Mod, "%="),
    in_place!("ipow", Pow, "**="),
    in_place!("imatmul", MatMul, "@="),
    in_place!("iand", BitAnd, "&="),
    in_place!("ior", BitOr, "|="),
    in_place!("ixor", BitXor, "^="),
    in_place!("ilshift", LShift, "<<="),
    in_place!("irshift", RShift, ">>="),
    in_place!("iconcat", Add, "+="),
    comparison!("lt", Lt, "<", "(1, 2)\nTrue\n"),
    comparison!("le", Le, "<=", "(1, 2)\nTrue\n"),
    comparison!("eq", Eq, "==", "(1, 2)\nFalse\n"),
    comparison!("ne", Ne, "!=", "(1, 2)\nTrue\n"),
    comparison!("ge", Ge, ">=", "(1, 2)\nFalse\n"),
    comparison!("gt", Gt, ">", "(1, 2)\nFalse\n"),
    unary!("neg", Neg, "-"),
    unary!("pos", Pos, "+"),
    unary!("inv", Invert, "~"),
    unary!("invert", Invert, "~"),
    Builtin {
        name: "operator.not_",
        signature: "(a, /)",
        summary: "`not a`.",
        example: ">>> import operator\n>>> operator.not_(0)\nTrue\n",
        run: Run::Function(|cx, args| Ok(Value::bool(!cx.truth(&args[0])?))),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.truth",
        signature: "(a, /)",
        summary: "`bool(a)`.",
        run: Run::Function(|cx, args| cx.truth(&args[0]).map(Value::bool)),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.is_",
        signature: "(a, b, /)",
        summary: "`a is b`.",
        run: Run::Function(|_, args| Ok(Value::bool(args[0].is(&args[1])))),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.is_not",
        signature: "(a, b, /)",
        summary: "`a is not b`.",
        run: Run::Function(|_, args| Ok(Value::bool(!args[0].is(&args[1])))),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.abs",
        signature: "(a, /)",
        summary: "`abs(a)`.",
        run: Run::Function(|cx, args| {
            let abs = crate::value::find_function("abs").map_or(Value::None, Value::Builtin);
            cx.call(&abs, &args[..1], &[])
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.index",
        signature: "(a, /)",
        summary: "The int that a value counts as where an index is wanted.",
        example: ">>> import operator\n>>> operator.index(True)\n1\n",
        run: Run::Function(|cx, args| crate::run::protocol::to_int_value(cx, &args[0])),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.contains",
        signature: "(a, b, /)",
        summary: "`b in a`.",
        example: ">>> import operator\n>>> operator.contains([1, 2], 2)\nTrue\n",
        run: Run::Function(|cx, args| cx.contains(&args[0], &args[1]).map(Value::bool)),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.countOf",
        signature: "(a, b, /)",
        summary: "How often b occurs in a.",
        example: ">>> import operator\n>>> operator.countOf([1, 2, 1], 1)\n2\n",
        run: Run::Function(|cx, args| {
            let items = cx.collect(&args[0])?;
            let mut n = 0;
            for item in items {
                n += i64::from(cx.equal(&item, &args[1])?);
            }
            Ok(Value::Int(n))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.indexOf",
        signature: "(a, b, /)",
        summary: "The first position of b in a; ValueError if it is not there.",
        run: Run::Function(|cx, args| {
            let items = cx.collect(&args[0])?;
            for (at, item) in items.iter().enumerate() {
                if cx.equal(item, &args[1])? {
                    return Ok(Value::count(at));
                }
            }
            err(ErrorClass::ValueError, "sequence.index(x): x not in sequence")
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.getitem",
        signature: "(a, b, /)",
        summary: "`a[b]`.",
        example: ">>> import operator\n>>> operator.getitem([5, 6], 1)\n6\n",
        run: Run::Function(|cx, args| cx.get_item(&args[0], &args[1])),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.setitem",
        signature: "(a, b, c, /)",
        summary: "`a[b] = c`.",
        run: Run::Function(|cx, args| {
            let new = args[2].take();
            cx.set_item(&args[0], &args[1], new).map(|()| Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.delitem",
        signature: "(a, b, /)",
        summary: "`del a[b]`.",
        run: Run::Function(|cx, args| cx.del_item(&args[0], &args[1]).map(|()| Value::None)),
        ..POSITIONAL
    },
    Builtin {
        name: "operator.length_hint",
        signature: "(obj, default=0, /)",
        summary: "About how many items an iterable has; `default` if that is not known.",
        run: Run::Function(length_hint),
        ..POSITIONAL
    },
    Builtin { name: "operator.itemgetter", run: Run::Class(types::OPERATOR_ITEMGETTER), ..POSITIONAL },
    Builtin { name: "operator.attrgetter", run: Run::Class(types::OPERATOR_ATTRGETTER), ..POSITIONAL },
    Builtin { name: "operator.methodcaller", run: Run::Class(types::OPERATOR_METHODCALLER), ..POSITIONAL },
    Builtin {
        name: "itemgetter.__new__",
        signature: "(item, /, *items)",
        summary: "A function that gives `x[item]`, or a tuple of several items.",
        example: ">>> from operator import itemgetter\n>>> sorted([(1, 'b'), (2, 'a')], key=itemgetter(1))\n[(2, 'a'), (1, 'b')]\n",
        run: Run::Construct(|_, args| Ok(Value::native(ItemGetter { items: one_and_more(args) }))),
        ..POSITIONAL
    },
    Builtin {
        name: "itemgetter.__call__",
        signature: "(self, obj, /)",
        run: Run::Function(|cx, args| {
            let getter = args[0].clone();
            let Some(getter) = getter.as_native::<ItemGetter>() else { return Ok(Value::None) };
            let found = getter.items.iter().map(|item| cx.get_item(&args[1], item)).collect::<R<Vec<_>>>()?;
            Ok(single_or_tuple(found))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "attrgetter.__new__",
        signature: "(attr, /, *attrs)",
        summary: "A function that gives `x.attr`, or a tuple of several attributes; names may be dotted.",
        example: ">>> from operator import attrgetter\n>>> attrgetter('real', 'imag')(1 + 2j)\n(1.0, 2.0)\n",
        run: Run::Construct(|_, args| {
            let names = one_and_more(args);
            if names.iter().any(|name| name.as_str().is_none()) {
                return err(ErrorClass::TypeError, "attribute name must be a string");
            }
            Ok(Value::native(AttrGetter { names }))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "attrgetter.__call__",
        signature: "(self, obj, /)",
        run: Run::Function(|cx, args| {
            let getter = args[0].clone();
            let Some(getter) = getter.as_native::<AttrGetter>() else { return Ok(Value::None) };
            let mut found = Vec::new();
            for name in &getter.names {
                let mut value = args[1].clone();
                for part in name.as_str().unwrap_or("").split('.') {
                    value = cx.get_attr(&value, Name::new(part))?;
                }
                found.push(value);
            }
            Ok(single_or_tuple(found))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "methodcaller.__new__",
        signature: "(name, /, *args, **kwargs)",
        summary: "A function that calls a method with these arguments.",
        example: ">>> from operator import methodcaller\n>>> methodcaller('split', ',')('a,b')\n['a', 'b']\n",
        run: Run::Raw(|_, args, kwargs| {
            let [name, rest @ ..] = args else {
                return err(ErrorClass::TypeError, "methodcaller needs at least one argument, the method name");
            };
            let name = match attribute_name(name) {
                Ok(name) => name,
                Err(_) => return err(ErrorClass::TypeError, "method name must be a string"),
            };
            Ok(Value::native(MethodCaller { name, args: rest.to_vec(), kwargs: kwargs.to_vec() }))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "methodcaller.__call__",
        signature: "(self, obj, /)",
        run: Run::Function(|cx, args| {
            let caller = args[0].clone();
            let Some(caller) = caller.as_native::<MethodCaller>() else { return Ok(Value::None) };
            let method = cx.get_attr(&args[1], caller.name)?;
            cx.call(&method, &caller.args, &caller.kwargs)
        }),
        ..POSITIONAL
    },
];

fn one_and_more(args: &[Value]) -> Vec<Value> {
    let mut all = vec![args[0].clone()];
    all.extend_from_slice(crate::python::args::star(&args[1]));
    all
}

fn single_or_tuple(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.pop().unwrap_or_default(),
        _ => Value::tuple(values),
    }
}

fn length_hint(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match &args[0] {
        Value::Iter(iterator) => Ok(iterator.len_hint().map_or_else(|| args[1].clone(), Value::count)),
        value => match cx.len(value) {
            Ok(n) => Ok(Value::count(n)),
            Err(error) if error.class == ErrorClass::TypeError => {
                to_index(cx, &args[1])?;
                Ok(args[1].clone())
            }
            Err(error) => Err(error),
        },
    }
}

/// The parts of a callable's `repr` between its parentheses.
fn listed(cx: &mut dyn Interp, values: &[Value]) -> R<String> {
    let texts = values.iter().map(|value| cx.repr(value)).collect::<R<Vec<_>>>()?;
    Ok(texts.join(", "))
}

struct ItemGetter {
    items: Vec<Value>,
}

impl Native for ItemGetter {
    fn class(&self) -> Type {
        types::OPERATOR_ITEMGETTER
    }
    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        Some(listed(cx, &self.items).map(|items| format!("operator.itemgetter({items})")))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct AttrGetter {
    names: Vec<Value>,
}

impl Native for AttrGetter {
    fn class(&self) -> Type {
        types::OPERATOR_ATTRGETTER
    }
    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        Some(listed(cx, &self.names).map(|names| format!("operator.attrgetter({names})")))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct MethodCaller {
    name: Name,
    args: Vec<Value>,
    kwargs: Vec<(Name, Value)>,
}

impl Native for MethodCaller {
    fn class(&self) -> Type {
        types::OPERATOR_METHODCALLER
    }
    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let shown = |cx: &mut dyn Interp| {
            let mut text = format!("operator.methodcaller({}", cx.repr(&Value::str(self.name.as_str()))?);
            push_given(cx, &mut text, &self.args, &self.kwargs)?;
            Ok(text + ")")
        };
        Some(shown(cx))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
