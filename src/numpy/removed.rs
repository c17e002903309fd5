//! Names that NumPy 2 does not have any more: what it says about them, as `numpy.__getattr__` and
//! `numpy.lib.__getattr__` do, and `numpy.core`, which is only a new name's shadow.

use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of a part of `numpy.core`.
macro_rules! core_parts {
    // A macro because rows are static.
    ($($name:literal),*) => {
        &[$(
            Builtin {
                name: concat!("np.core.", $name),
                summary: "A part of `numpy.core`, which is now called `numpy._core`.",
                run: Run::Property(|cx, _| core_part(cx, $name), None),
                ..ROW
            },
            Builtin {
                name: concat!("np.core.", $name, ".__getattr__"),
                signature: "(name, /)",
                style: Style::C,
                summary: "A name of NumPy's, found where it was once.",
                run: Run::Function(|cx, args| core_member(cx, concat!("numpy.core.", $name), args)),
                ..ROW
            },
        )*]
    };
}

/// The rows of the parts of `numpy.core`.
pub static CORE: &[Builtin] = core_parts!(
    "_multiarray_umath",
    "arrayprint",
    "defchararray",
    "einsumfunc",
    "fromnumeric",
    "function_base",
    "getlimits",
    "multiarray",
    "numeric",
    "numerictypes",
    "records",
    "shape_base",
    "umath"
);

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.__getattr__",
        signature: "(name, /)",
        style: Style::C,
        summary: "What NumPy says about a name that it had once.",
        run: Run::Function(former),
        ..ROW
    },
    Builtin {
        name: "np.lib.__getattr__",
        signature: "(name, /)",
        style: Style::C,
        summary: "What NumPy says about a part of `numpy.lib` that it had once.",
        run: Run::Function(former_of_lib),
        ..ROW
    },
    Builtin {
        name: "np.core.__getattr__",
        signature: "(name, /)",
        style: Style::C,
        summary: "A name of `numpy.core`, which is now called `numpy._core`.",
        run: Run::Function(|cx, args| core_member(cx, "numpy.core", args)),
        ..ROW
    },
];

/// What NumPy has and numcell has not: said as what it is, not as a name that nobody knows.
const NOT_YET: &[&str] = &[
    "ScalarType",
    "sctypeDict",
    "fromregex",
    "from_dlpack",
    "clongdouble",
    "complex256",
    "ctypeslib",
    "f2py",
    "float128",
    "get_include",
    "info",
    "longdouble",
    "memmap",
    "show_config",
    "show_runtime",
    "test",
];

/// What was removed in NumPy 2.0, and what to use instead.
const EXPIRED: &[(&str, &str)] = &[
    ("DataSource", "It's still available as `np.lib.npyio.DataSource`."),
    ("Inf", "Use `np.inf` instead."),
    ("Infinity", "Use `np.inf` instead."),
    ("NINF", "Use `-np.inf` instead."),
    ("NZERO", "Use `-0.0` instead."),
    ("NaN", "Use `np.nan` instead."),
    ("PINF", "Use `np.inf` instead."),
    ("PZERO", "Use `0.0` instead."),
    ("add_docstring", "It's still available as `np.lib.add_docstring`."),
    ("add_newdoc", "It's still available as `np.lib.add_newdoc`."),
    ("add_newdoc_ufunc", "It's an internal function and doesn't have a replacement."),
    ("alltrue", "Use `np.all` instead."),
    ("asfarray", "Use `np.asarray` with a proper dtype instead."),
    ("byte_bounds", "Now it's available under `np.lib.array_utils.byte_bounds`"),
    ("cast", "Use `np.asarray(arr, dtype=dtype)` instead."),
    ("cfloat", "Use `np.complex128` instead."),
    ("clongfloat", "Use `np.clongdouble` instead."),
    ("compare_chararrays", "It's still available as `np.char.compare_chararrays`."),
    ("complex_", "Use `np.complex128` instead."),
    ("deprecate", "Emit `DeprecationWarning` with `warnings.warn` directly, or use `typing.deprecated`."),
    ("deprecate_with_doc", "Emit `DeprecationWarning` with `warnings.warn` directly, or use `typing.deprecated`."),
    ("fastCopyAndTranspose", "Use `arr.T.copy()` instead."),
    (
        "find_common_type",
        "Use `numpy.promote_types` or `numpy.result_type` instead. To achieve semantics for the `scalar_types` argument, use `numpy.result_type` and pass the Python values `0`, `0.0`, or `0j`.",
    ),
    ("float_", "Use `np.float64` instead."),
    ("format_parser", "It's still available as `np.rec.format_parser`."),
    ("get_array_wrap", ""),
    ("geterrobj", "Use the np.errstate context manager instead."),
    ("infty", "Use `np.inf` instead."),
    ("issctype", "Use `issubclass(rep, np.generic)` instead."),
    ("issubclass_", "Use `issubclass` builtin instead."),
    ("issubsctype", "Use `np.issubdtype` instead."),
    ("longcomplex", "Use `np.clongdouble` instead."),
    ("longfloat", "Use `np.longdouble` instead."),
    ("lookfor", "Search NumPy's documentation directly."),
    ("mat", "Use `np.asmatrix` instead."),
    (
        "maximum_sctype",
        "Use a specific dtype instead. You should avoid relying on any implicit mechanism and select the largest dtype of a kind explicitly in the code.",
    ),
    ("nbytes", "Use `np.dtype(<dtype>).itemsize` instead."),
    ("obj2sctype", "Use `np.dtype(obj).type` instead."),
    ("recfromcsv", "Use `np.genfromtxt` with comma delimiter instead."),
    ("recfromtxt", "Use `np.genfromtxt` instead."),
    ("round_", "Use `np.round` instead."),
    ("safe_eval", "Use `ast.literal_eval` instead."),
    ("sctype2char", "Use `np.dtype(obj).char` instead."),
    ("sctypes", "Access dtypes explicitly instead."),
    (
        "set_numeric_ops",
        "For the general case, use `PyUFunc_ReplaceLoopBySignature`. For ndarray subclasses, define the ``__array_ufunc__`` method and override the relevant ufunc.",
    ),
    ("set_string_function", "Use `np.set_printoptions` instead with a formatter for custom printing of NumPy objects."),
    ("seterrobj", "Use the np.errstate context manager instead."),
    ("singlecomplex", "Use `np.complex64` instead."),
    ("sometrue", "Use `np.any` instead."),
    ("source", "Use `inspect.getsource` instead."),
    ("string_", "Use `np.bytes_` instead."),
    ("tracemalloc_domain", "It's now available from `np.lib`."),
    ("unicode_", "Use `np.str_` instead."),
    ("who", "Use an IDE variable explorer or `locals()` instead."),
];

/// Names of Python's own types that NumPy once had, and what each message says more.
const ALIASES: &[(&str, &str)] = &[
    ("object", ""),
    ("float", "If you specifically wanted the numpy scalar type, use `np.float64` here."),
    ("complex", "If you specifically wanted the numpy scalar type, use `np.complex128` here."),
    ("str", "If you specifically wanted the numpy scalar type, use `np.str_` here."),
    (
        "int",
        "When replacing `np.int`, you may wish to use e.g. `np.int64` or `np.int32` to specify the precision. \
         If you wish to review your current use, check the release note link for additional information.",
    ),
];

/// Parts of `numpy.lib` that are private now.
const PRIVATE: &[&str] = &[
    "arraypad",
    "arraysetops",
    "function_base",
    "histograms",
    "index_tricks",
    "nanfunctions",
    "polynomial",
    "shape_base",
    "twodim_base",
    "type_check",
    "ufunclike",
    "utils",
];

fn former(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = args[0].as_str().unwrap_or_default();
    if matches!(name, "bytes" | "object" | "str") {
        let text = format!("In the future `np.{name}` will be defined as the corresponding NumPy scalar.");
        cx.warn(ErrorClass::FutureWarning, &text)?;
    }
    let message = if let Some((_, more)) = ALIASES.iter().find(|(alias, _)| *alias == name) {
        format!(
            "module 'numpy' has no attribute '{name}'.\n\
             `np.{name}` was a deprecated alias for the builtin `{name}`. To avoid this error in existing code, \
             use `{name}` by itself. Doing this will not modify any behavior and is safe. {more}\n\
             The aliases was originally deprecated in NumPy 1.20; for more details and guidance see the original \
             release note at:\n    https://numpy.org/devdocs/release/1.20.0-notes.html#deprecations"
        )
    } else if let Some((_, instead)) = EXPIRED.iter().find(|(expired, _)| *expired == name) {
        format!("`np.{name}` was removed in the NumPy 2.0 release. {instead}")
    } else {
        match name {
            "chararray" => {
                let text = "`np.chararray` is deprecated and will be removed from the main namespace in the future. Use \
                            an array with a string or bytes dtype instead.";
                cx.warn(ErrorClass::DeprecationWarning, text)?;
                let char = cx.import("numpy.char")?;
                return cx.get_attr(&char, Name::new("chararray"));
            }
            "array_api" => "`numpy.array_api` is not available from numpy 2.0 onwards".to_owned(),
            "distutils" => "`numpy.distutils` is not available from Python 3.12 onwards".to_owned(),
            name if NOT_YET.contains(&name) => format!("numcell does not support np.{name} yet"),
            _ => return Ok(Value::Undef),
        }
    };
    err(ErrorClass::AttributeError, message)
}

fn former_of_lib(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = args[0].as_str().unwrap_or_default();
    let message = match name {
        "math" => {
            let text = "`np.lib.math` is a deprecated alias for the standard library `math` module (Deprecated \
                        Numpy 1.25). Replace usages of `numpy.lib.math` with `math`";
            cx.warn(ErrorClass::DeprecationWarning, text)?;
            return cx.import("math");
        }
        "emath" => "numpy.lib.emath was an alias for emath module that was removed in NumPy 2.0. Replace usages of \
                    numpy.lib.emath with numpy.emath."
            .to_owned(),
        "arrayterator" => "numpy.lib.arrayterator submodule is now private. To access Arrayterator class use \
                           numpy.lib.Arrayterator."
            .to_owned(),
        name if PRIVATE.contains(&name) => format!(
            "numpy.lib.{name} is now private. If you are using a public function, it should be available in the main \
             numpy namespace, otherwise check the NumPy 2.0 migration guide."
        ),
        _ => return Ok(Value::Undef),
    };
    err(ErrorClass::AttributeError, message)
}

/// A name of NumPy's own, asked for by way of `numpy.core` or one of its parts.
fn core_member(cx: &mut dyn Interp, module: &str, args: &[Value]) -> R<Value> {
    let name = args[0].as_str().unwrap_or_default();
    let numpy = cx.import("numpy")?;
    let Some(found) = cx.find_attr(&numpy, Name::new(name))? else {
        let message = match module {
            "numpy.core" => format!("module 'numpy._core' has no attribute '{name}'"),
            module => format!("module '{module}' has no attribute {name}"),
        };
        return err(ErrorClass::AttributeError, message);
    };
    warn_about_core(cx, module, name)?;
    Ok(found)
}

/// A part of `numpy.core`.
fn core_part(cx: &mut dyn Interp, name: &str) -> R<Value> {
    warn_about_core(cx, "numpy.core", name)?;
    cx.import(&format!("numpy.core.{name}"))
}

fn warn_about_core(cx: &mut dyn Interp, module: &str, name: &str) -> R<()> {
    let new = module.replace("numpy.core", "numpy._core");
    let text = format!(
        "{module} is deprecated and has been renamed to {new}. The numpy._core namespace contains private NumPy \
         internals and its use is discouraged, as NumPy internals can change without warning in any release. In \
         practice, most real-world usage of numpy.core is to access functionality in the public NumPy API. If that \
         is the case, use the public NumPy API. If not, you are using NumPy internals. If you would still like to \
         access an internal attribute, use {new}.{name}."
    );
    cx.warn(ErrorClass::DeprecationWarning, &text)
}
