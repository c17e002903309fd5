//! `sys`: the interpreter's own streams, limits and numbers. `sizes.rs` knows what objects take in
//! CPython's memory.

mod sizes;

use crate::python::args::{NAMED, POSITIONAL, short_type};
use crate::python::builtins::standard_stream;
use crate::run::protocol::to_index;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, Interp, Run, Tuple, Value, types};
use num_bigint::BigInt;

/// The version of Python that we behave like.
const VERSION: [i64; 3] = [3, 11, 7];

/// A row with a value.
macro_rules! constant {
    // Macros because rows are static.
    ($name:literal, $summary:literal, $example:literal, $make:expr) => {
        Builtin {
            name: concat!("sys.", $name),
            summary: $summary,
            example: $example,
            run: Run::Constant($make),
            ..POSITIONAL
        }
    };
}

macro_rules! function {
    ($name:literal, $signature:literal, $summary:literal, $example:literal, $run:expr) => {
        Builtin {
            name: concat!("sys.", $name),
            signature: $signature,
            summary: $summary,
            example: $example,
            run: Run::Function($run),
            ..POSITIONAL
        }
    };
}

/// The rows of the module.
pub(super) static ROWS: &[Builtin] = &[
    constant!("stdout", "The stream that `print` writes to.", "", || standard_stream("stdout")),
    constant!("stderr", "The stream of warnings and tracebacks.", "", || standard_stream("stderr")),
    constant!("stdin", "The stream that `input` reads from.", "", || standard_stream("stdin")),
    constant!("__stdout__", "What `stdout` was at first.", "", || standard_stream("stdout")),
    constant!("__stderr__", "What `stderr` was at first.", "", || standard_stream("stderr")),
    constant!("__stdin__", "What `stdin` was at first.", "", || standard_stream("stdin")),
    constant!("argv", "The words of the command line; a session has none.", "", || Value::list(vec![Value::str("")])),
    constant!(
        "maxsize",
        "The largest length of a container: 2**63 - 1.",
        ">>> import sys\n>>> sys.maxsize\n9223372036854775807\n",
        || Value::Int(i64::MAX)
    ),
    constant!(
        "maxunicode",
        "The largest code of a character.",
        ">>> import sys\n>>> hex(sys.maxunicode)\n'0x10ffff'\n",
        || Value::Int(0x10ffff)
    ),
    constant!("byteorder", "Whether numbers have their low byte first: 'little' or 'big'.", "", || Value::str(
        if cfg!(target_endian = "little") { "little" } else { "big" }
    )),
    constant!("platform", "The operating system: 'linux', 'darwin', 'win32'.", "", || Value::str(
        match std::env::consts::OS {
            "macos" => "darwin",
            "windows" => "win32",
            other => other,
        }
    )),
    constant!("version", "The version of Python that numcell behaves like, and numcell's own.", "", || {
        let [major, minor, micro] = VERSION;
        Value::str(format!("{major}.{minor}.{micro} (numcell {})", env!("CARGO_PKG_VERSION")))
    }),
    constant!(
        "version_info",
        "The parts of the version.",
        ">>> import sys\n>>> sys.version_info >= (3, 8)\nTrue\n>>> sys.version_info[:2]\n(3, 11)\n",
        || {
            let parts = VERSION.map(Value::Int).into_iter().chain([Value::str("final"), Value::Int(0)]);
            Tuple::named(types::VERSION_INFO, parts)
        }
    ),
    constant!("hexversion", "The version as one number.", "", || Value::Int(0x030b_07f0)),
    constant!(
        "float_info",
        "What floats can hold.",
        ">>> import sys\n>>> sys.float_info.max\n1.7976931348623157e+308\n>>> sys.float_info.epsilon\n2.220446049250313e-16\n",
        float_info
    ),
    constant!("int_info", "How ints are held.", "", || {
        Tuple::named(types::INT_INFO, [30, 4, 4300, 640].map(Value::Int))
    }),
    constant!("hash_info", "How numbers are hashed.", "", || {
        let numbers = [64, (1 << 61) - 1, 314_159, 0, 1_000_003].map(Value::Int).into_iter();
        let rest = [Value::str("siphash13"), Value::Int(64), Value::Int(128), Value::Int(0)];
        Tuple::named(types::HASH_INFO, numbers.chain(rest))
    }),
    constant!("float_repr_style", "How floats are shown: as short as they can be.", "", || Value::str("short")),
    Builtin {
        name: "sys.executable",
        summary: "The running program; empty in a sandbox.",
        run: Run::Property(|cx, _| Ok(Value::str(crate::python::disk::own_program(cx))), None),
        ..POSITIONAL
    },
    constant!("path", "Where modules are searched; numcell's are built in.", "", || Value::list(Vec::new())),
    constant!("warnoptions", "The filters of warnings from the command line.", "", || Value::list(Vec::new())),
    Builtin {
        name: "sys.modules",
        summary: "The modules that were imported so far, by name.",
        example: ">>> import sys, math\n>>> 'math' in sys.modules, 'google.colab' in sys.modules\n(True, False)\n",
        run: Run::Property(|cx, _| modules(cx), None),
        ..POSITIONAL
    },
    function!(
        "getsizeof",
        "(object, default=_NoValue, /)",
        "How many bytes an object takes in CPython, without what it refers to.",
        ">>> import sys\n>>> sys.getsizeof(1), sys.getsizeof('abc'), sys.getsizeof(())\n(28, 52, 40)\n>>> sys.getsizeof(np.zeros(1000))\n8112\n",
        |cx, args| match sizes::size_of(cx, &args[0])? {
            Some(size) => Ok(Value::Int(size)),
            None if !args[1].is_undef() => Ok(args[1].clone()),
            None => Err(Error::unsupported(format!("the size of '{}' objects", args[0].type_name()))),
        }
    ),
    function!(
        "getrefcount",
        "(object, /)",
        "How many references an object has, which only CPython knows.",
        "",
        |_, _| { Err(Error::unsupported("sys.getrefcount: it counts no references")) }
    ),
    function!("getrecursionlimit", "()", "How deep calls may nest.", "", |cx, _| {
        Ok(Value::count(cx.recursion_limit(None)))
    }),
    function!(
        "setrecursionlimit",
        "(limit, /)",
        "Sets how deep calls may nest.",
        ">>> import sys\n>>> sys.setrecursionlimit(3000)\n>>> sys.getrecursionlimit()\n3000\n>>> sys.setrecursionlimit(1000)\n",
        |cx, args| {
            let limit = to_index(cx, &args[0])?;
            match usize::try_from(limit) {
                Ok(limit) if limit > 0 => cx.recursion_limit(Some(limit.min(i32::MAX as usize))),
                _ => return err(ErrorClass::ValueError, "recursion limit must be greater or equal than 1"),
            };
            Ok(Value::None)
        }
    ),
    function!(
        "exc_info",
        "()",
        "Class, object and traceback of the exception that is being handled.",
        ">>> import sys\n>>> try:\n...     1 / 0\n... except ZeroDivisionError:\n...     print(sys.exc_info()[:2])\n(<class 'ZeroDivisionError'>, ZeroDivisionError('division by zero'))\n",
        |cx, _| {
            let exception = cx.handling();
            if exception.is_none() {
                return Ok(Value::tuple([Value::None, Value::None, Value::None]));
            }
            let traceback = cx.get_attr(&exception, crate::text::names::TRACEBACK)?;
            Ok(Value::tuple([exception.class(), exception, traceback]))
        }
    ),
    function!("exception", "()", "The exception that is being handled.", "", |cx, _| Ok(cx.handling())),
    function!("exit", "(status=None, /)", "Ends the program: raises SystemExit.", "", |cx, args| {
        let class = Value::Type(types::of_error(ErrorClass::SystemExit));
        let exception = match &args[0] {
            Value::None => cx.call(&class, &[], &[])?,
            Value::Tuple(items) => cx.call(&class, items, &[])?,
            status => cx.call(&class, std::slice::from_ref(status), &[])?,
        };
        Err(cx.error_of(&exception))
    }),
    function!("intern", "(string, /)", "The string itself: equal strings may become one object.", "", |_, args| {
        match &args[0] {
            Value::Str(_) => Ok(args[0].clone()),
            other => err(ErrorClass::TypeError, format!("intern() argument must be str, not {}", short_type(other))),
        }
    }),
    function!("getdefaultencoding", "()", "How text becomes bytes by default.", "", |_, _| Ok(Value::str("utf-8"))),
    function!("getfilesystemencoding", "()", "How the names of files become bytes.", "", |_, _| {
        Ok(Value::str("utf-8"))
    }),
    function!("get_int_max_str_digits", "()", "How many digits an int may have to become text.", "", |_, _| {
        Ok(Value::Int(4300))
    }),
    function!("gettrace", "()", "The function that traces the program; there is none.", "", |_, _| Ok(Value::None)),
    Builtin {
        name: "sys.setprofile",
        signature: "(function)",
        summary: "Sets a function that profiles the program.",
        run: Run::Function(|_, _| Err(Error::unsupported("sys.setprofile"))),
        ..NAMED
    },
    function!("settrace", "(function, /)", "Sets a function that traces the program.", "", |_, _| {
        Err(Error::unsupported("sys.settrace"))
    }),
];

fn float_info() -> Value {
    let fields = [
        Value::float(f64::MAX),
        Value::Int(f64::MAX_EXP.into()),
        Value::Int(f64::MAX_10_EXP.into()),
        Value::float(f64::MIN_POSITIVE),
        Value::Int(f64::MIN_EXP.into()),
        Value::Int(f64::MIN_10_EXP.into()),
        Value::Int(f64::DIGITS.into()),
        Value::Int(f64::MANTISSA_DIGITS.into()),
        Value::float(f64::EPSILON),
        Value::Int(2),
        Value::Int(1),
    ];
    Tuple::named(types::FLOAT_INFO, fields)
}

fn modules(cx: &mut dyn Interp) -> R<Value> {
    let mut all = cx.modules();
    all.sort_by_key(|module| module.name.as_str());
    let mut dict = Dict::new();
    for name in ["sys", "builtins"] {
        dict.insert_str(name, cx.import(name)?);
    }
    for module in all {
        dict.insert_str(module.name.as_str(), Value::Module(module));
    }
    Ok(Value::dict(dict))
}

/// The magnitude of an int, for its size.
fn magnitude(value: &Value) -> Option<BigInt> {
    match value {
        Value::Int(n) => Some(BigInt::from(*n)),
        Value::BigInt(n) => Some((**n).clone()),
        _ => None,
    }
}
