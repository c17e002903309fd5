//! How floating-point errors are treated (`seterr`, `errstate`) and what numbers can hold (`finfo`,
//! `iinfo`).

use crate::array::{DType, Element};
use crate::run::arguments::index_of;
use crate::run::convert::dtype_of;
use crate::run::fp_report::{ErrorHandler, handler};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::dict::Dict;
use crate::value::{
    Builtin, DictObject, ErrorMode, ErrorState, Interp, Native, ROW, Run, Type, Value, element_to_value, types,
};
use half::f16;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

macro_rules! finfo_field {
    ($name:literal, $summary:literal, $example:literal, $read:expr) => {
        Builtin {
            name: concat!("finfo.", $name),
            summary: $summary,
            example: $example,
            run: Run::Property(|_, v| finfo(v, $read), None),
            ..ROW
        }
    };
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.seterr",
        signature: "(all=None, divide=None, over=None, under=None, invalid=None)",
        summary: "Set what happens on floating-point errors: 'ignore', 'warn', 'raise', 'print'; gives the old settings.",
        example: ">>> old = np.seterr(divide='ignore')\n>>> np.array([1.]) / 0\narray([inf])\n>>> _ = np.seterr(**old)\n",
        see_also: &["np.errstate", "np.geterr"],
        run: Run::Function(|cx, args| {
            let old = cx.state().error_state;
            let new = changed(old, args)?;
            cx.state().error_state = new;
            Ok(as_dict(old))
        }),
        ..ROW
    },
    Builtin {
        name: "np.geterr",
        signature: "()",
        summary: "What happens on floating-point errors.",
        example: ">>> np.geterr()['over']\n'warn'\n",
        run: Run::Function(|cx, _| Ok(as_dict(cx.state().error_state))),
        ..ROW
    },
    Builtin {
        name: "np.getbufsize",
        signature: "()",
        summary: "The size of the buffer of ufuncs, in elements.",
        example: ">>> np.getbufsize()\n8192\n",
        run: Run::Function(|cx, _| Ok(Value::count(cx.state().error_state.buffer))),
        ..ROW
    },
    Builtin {
        name: "np.setbufsize",
        signature: "(size)",
        summary: "Set the size of the buffer of ufuncs, in elements; gives the old size.",
        details: "Sums of arrays that are cast or gathered are cut where the buffer ends. *Errors*: ValueError for sizes that are no multiples of 16, or not from 16 to 10,000,000.",
        example: ">>> with np.errstate():\n...     old = np.setbufsize(4096)\n...     print(old, np.getbufsize())\n8192 4096\n",
        see_also: &["np.getbufsize"],
        run: Run::Function(set_buffer),
        ..ROW
    },
    Builtin {
        name: "np.seterrcall",
        signature: "(func)",
        summary: "Set the function that is called on floating-point errors under 'call', or the object that is written to under 'log'.",
        details: "The function gets the kind of error and a number: 1 for division by zero, 2 overflow, 4 underflow, 8 invalid values, added up.",
        example: ">>> old = np.seterrcall(lambda kind, flag: print(kind, flag))\n>>> with np.errstate(divide='call'):\n...     print(np.array([1.]) / 0)\ndivide by zero 1\n[inf]\n>>> _ = np.seterrcall(old)\n",
        see_also: &["np.seterr", "np.geterrcall"],
        run: Run::Function(|cx, args| {
            let old = handler(cx).unwrap_or(Value::None);
            set_handler(cx, args[0].take())?;
            Ok(old)
        }),
        ..ROW
    },
    Builtin {
        name: "np.geterrcall",
        signature: "()",
        summary: "The function or object that `np.seterrcall` set.",
        example: ">>> print(np.geterrcall())\nNone\n",
        run: Run::Function(|cx, _| Ok(handler(cx).unwrap_or(Value::None))),
        ..ROW
    },
    Builtin {
        name: "np.errstate",
        summary: "A context manager that sets what happens on floating-point errors for its block.",
        example: ">>> with np.errstate(divide='ignore'):\n...     print(np.array([1.]) / 0)\n[inf]\n",
        run: Run::Class(types::ERRSTATE),
        ..ROW
    },
    Builtin {
        name: "errstate.__new__",
        signature: "(*, call=_NoValue, all=None, divide=None, over=None, under=None, invalid=None)",
        summary: "A context manager for floating-point errors.",
        run: Run::Construct(|_, args| {
            // The words are checked on entry, as NumPy does.
            let call = Some(args[0].take()).filter(|call| !call.is_undef());
            Ok(Value::native(Manager { call, given: args[1..].to_vec(), outside: RefCell::new(Vec::new()) }))
        }),
        ..ROW
    },
    Builtin {
        name: "errstate.__enter__",
        signature: "(self)",
        summary: "Set the treatment.",
        run: Run::Function(|cx, args| {
            let Some(manager) = args[0].as_native::<Manager>() else { return Ok(Value::None) };
            let old = cx.state().error_state;
            let new = changed(old, &manager.given)?;
            let old_handler = handler(cx).unwrap_or(Value::None);
            if let Some(call) = &manager.call {
                set_handler(cx, call.clone())?;
            }
            manager.outside.borrow_mut().push((old, old_handler));
            cx.state().error_state = new;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "errstate.__exit__",
        signature: "(self, *args)",
        summary: "Bring the treatment back.",
        run: Run::Function(|cx, args| {
            let Some(manager) = args[0].as_native::<Manager>() else { return Ok(Value::None) };
            let outside = manager.outside.borrow_mut().pop();
            if let Some((old, old_handler)) = outside {
                cx.state().error_state = old;
                set_handler(cx, old_handler)?;
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "errstate.__call__",
        signature: "(self, func)",
        summary: "A function that runs with the treatment.",
        example: ">>> @np.errstate(divide='ignore')\n... def f(x):\n...     return x / 0\n>>> f(np.array([1.]))\narray([inf])\n",
        run: Run::Function(|cx, args| {
            let program = include_str!("library/errstate.py");
            let decorated = crate::python::source::member(cx, "numpy.errstate", program, "decorated")?;
            cx.call(&decorated, args, &[])
        }),
        ..ROW
    },
    Builtin {
        name: "np.finfo",
        summary: "The limits of a float type.",
        example: ">>> np.finfo(np.float32).eps\nnp.float32(1.1920929e-07)\n",
        see_also: &["np.iinfo"],
        run: Run::Class(types::FINFO),
        ..ROW
    },
    Builtin {
        name: "finfo.__new__",
        signature: "(dtype)",
        summary: "The limits of a float type.",
        example: ">>> np.finfo(float).max\nnp.float64(1.7976931348623157e+308)\n",
        run: Run::Construct(new_finfo),
        ..ROW
    },
    finfo_field!(
        "eps",
        "The distance from 1.0 to the next larger number.",
        ">>> np.finfo(float).eps\nnp.float64(2.220446049250313e-16)\n",
        |d| of(d, f16::EPSILON, f32::EPSILON, f64::EPSILON)
    ),
    finfo_field!(
        "epsneg",
        "The distance from 1.0 to the next smaller number.",
        ">>> np.finfo(float).epsneg\nnp.float64(1.1102230246251565e-16)\n",
        |d| of(d, f16::from_f32(0.000_488_28), f32::EPSILON / 2.0, f64::EPSILON / 2.0)
    ),
    finfo_field!("max", "The largest finite number.", ">>> np.finfo(np.float16).max\nnp.float16(6.55e+04)\n", |d| of(
        d,
        f16::MAX,
        f32::MAX,
        f64::MAX
    )),
    finfo_field!(
        "min",
        "The most negative finite number.",
        ">>> np.finfo(float).min\nnp.float64(-1.7976931348623157e+308)\n",
        |d| of(d, f16::MIN, f32::MIN, f64::MIN)
    ),
    finfo_field!(
        "tiny",
        "The smallest positive normal number.",
        ">>> np.finfo(float).tiny\nnp.float64(2.2250738585072014e-308)\n",
        |d| of(d, f16::MIN_POSITIVE, f32::MIN_POSITIVE, f64::MIN_POSITIVE)
    ),
    finfo_field!(
        "smallest_normal",
        "The smallest positive normal number.",
        ">>> np.finfo(float).smallest_normal\nnp.float64(2.2250738585072014e-308)\n",
        |d| of(d, f16::MIN_POSITIVE, f32::MIN_POSITIVE, f64::MIN_POSITIVE)
    ),
    finfo_field!(
        "smallest_subnormal",
        "The smallest positive number.",
        ">>> np.finfo(float).smallest_subnormal\nnp.float64(5e-324)\n",
        |d| of(d, f16::MIN_POSITIVE_SUBNORMAL, f32::from_bits(1), f64::from_bits(1))
    ),
    finfo_field!(
        "resolution",
        "10 to the negative precision.",
        ">>> np.finfo(float).resolution\nnp.float64(1e-15)\n",
        |d| of(d, f16::from_f32(0.001), 1e-6, 1e-15)
    ),
    finfo_field!("bits", "The number of bits.", ">>> np.finfo(float).bits\n64\n", |d| int(d, 16, 32, 64)),
    finfo_field!(
        "precision",
        "The number of decimal digits that are exact.",
        ">>> np.finfo(float).precision\n15\n",
        |d| int(d, 3, 6, 15)
    ),
    finfo_field!("nmant", "The bits of the mantissa.", ">>> np.finfo(float).nmant\n52\n", |d| int(d, 10, 23, 52)),
    finfo_field!("nexp", "The bits of the exponent.", ">>> np.finfo(float).nexp\n11\n", |d| int(d, 5, 8, 11)),
    finfo_field!("iexp", "The bits of the exponent.", ">>> np.finfo(float).iexp\n11\n", |d| int(d, 5, 8, 11)),
    finfo_field!("machep", "The exponent of eps.", ">>> np.finfo(float).machep\n-52\n", |d| int(d, -10, -23, -52)),
    finfo_field!("negep", "The exponent of epsneg.", ">>> np.finfo(float).negep\n-53\n", |d| int(d, -11, -24, -53)),
    finfo_field!("maxexp", "The smallest power of two that overflows.", ">>> np.finfo(float).maxexp\n1024\n", |d| int(
        d, 16, 128, 1024
    )),
    finfo_field!(
        "minexp",
        "The most negative power of two of a normal number.",
        ">>> np.finfo(float).minexp\n-1022\n",
        |d| int(d, -14, -126, -1022)
    ),
    finfo_field!("dtype", "The type.", ">>> np.finfo(float).dtype\ndtype('float64')\n", Value::dtype),
    Builtin {
        name: "np.iinfo",
        summary: "The limits of an integer type.",
        example: ">>> np.iinfo(np.int8).max\n127\n",
        see_also: &["np.finfo"],
        run: Run::Class(types::IINFO),
        ..ROW
    },
    Builtin {
        name: "iinfo.__new__",
        signature: "(int_type)",
        summary: "The limits of an integer type.",
        example: ">>> np.iinfo('uint8').min\n0\n",
        run: Run::Construct(new_iinfo),
        ..ROW
    },
    Builtin {
        name: "iinfo.min",
        summary: "The smallest number.",
        example: ">>> np.iinfo(np.int16).min\n-32768\n",
        run: Run::Property(|_, v| iinfo(v, |low, _, _| Value::big(low.into())), None),
        ..ROW
    },
    Builtin {
        name: "iinfo.max",
        summary: "The largest number.",
        example: ">>> np.iinfo(np.int32).max\n2147483647\n",
        run: Run::Property(|_, v| iinfo(v, |_, high, _| Value::big(high.into())), None),
        ..ROW
    },
    Builtin {
        name: "iinfo.bits",
        summary: "The number of bits.",
        example: ">>> np.iinfo(int).bits\n64\n",
        run: Run::Property(|_, v| iinfo(v, |_, _, d| Value::count(8 * d.itemsize())), None),
        ..ROW
    },
    Builtin {
        name: "iinfo.dtype",
        summary: "The type.",
        example: ">>> np.iinfo(int).dtype\ndtype('int64')\n",
        run: Run::Property(|_, v| iinfo(v, |_, _, d| Value::dtype(d)), None),
        ..ROW
    },
    Builtin {
        name: "iinfo.kind",
        summary: "`i` or `u`.",
        example: ">>> np.iinfo(int).kind\n'i'\n",
        run: Run::Property(|_, v| iinfo(v, |_, _, d| Value::str(d.kind_letter())), None),
        ..ROW
    },
];

/// Modes by NumPy's words. *Errors*: KeyError, as from NumPy's dict of them.
fn mode(value: &Value) -> R<Option<ErrorMode>> {
    Ok(Some(match value.as_str() {
        None => return Ok(None),
        Some("ignore") => ErrorMode::Ignore,
        Some("warn") => ErrorMode::Warn,
        Some("raise") => ErrorMode::Raise,
        Some("print") => ErrorMode::Print,
        Some("call") => ErrorMode::Call,
        Some("log") => ErrorMode::Log,
        Some(other) => {
            return err(
                ErrorClass::ValueError,
                format!(
                    "invalid error mode {}; must be one of 'ignore', 'warn', 'raise', 'call', 'print', or 'log'",
                    crate::print::repr_str(other)
                ),
            );
        }
    }))
}

/// The state after `all, divide, over, under, invalid`.
fn changed(old: ErrorState, args: &[Value]) -> R<ErrorState> {
    let [all, divide, over, under, invalid] = args else { return Ok(old) };
    let mut new = old;
    if let Some(all) = mode(all)? {
        new = ErrorState { divide: all, over: all, under: all, invalid: all, ..old };
    }
    for (value, slot) in
        [(divide, &mut new.divide), (over, &mut new.over), (under, &mut new.under), (invalid, &mut new.invalid)]
    {
        if let Some(mode) = mode(value)? {
            *slot = mode;
        }
    }
    Ok(new)
}

fn set_buffer(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let size = index_of(cx, &args[0])?;
    let wrong = match size {
        ..0 => Some("buffer size must be non-negative".to_owned()),
        10_000_001.. => Some(format!("Buffer size, {size}, is too big")),
        0..5 => Some(format!("Buffer size, {size}, is too small")),
        _ if size % 16 != 0 => Some(format!("Buffer size, {size}, is not a multiple of 16")),
        _ => None,
    };
    if let Some(wrong) = wrong {
        return err(ErrorClass::ValueError, wrong);
    }
    let old = std::mem::replace(&mut cx.state().error_state.buffer, size as usize);
    Ok(Value::count(old))
}

fn as_dict(state: ErrorState) -> Value {
    let word = |mode| match mode {
        ErrorMode::Ignore => "ignore",
        ErrorMode::Warn => "warn",
        ErrorMode::Raise => "raise",
        ErrorMode::Call => "call",
        ErrorMode::Print => "print",
        ErrorMode::Log => "log",
    };
    let mut dict = Dict::new();
    for (key, mode) in
        [("divide", state.divide), ("over", state.over), ("under", state.under), ("invalid", state.invalid)]
    {
        dict.insert_str(key, Value::str(word(mode)));
    }
    Value::Dict(Rc::new(DictObject::new(dict)))
}

/// The context manager `np.errstate`.
struct Manager {
    call: Option<Value>,
    given: Vec<Value>,
    outside: RefCell<Vec<(ErrorState, Value)>>,
}

/// Sets what is called or written to on floating-point errors.
///
/// *Errors*: TypeError for what can be neither.
fn set_handler(cx: &mut dyn Interp, value: Value) -> R<()> {
    if !value.is_none() {
        let builtins = cx.import("builtins")?;
        let callable = cx.get_attr(&builtins, Name::new("callable"))?;
        let found = cx.call(&callable, std::slice::from_ref(&value), &[])?;
        if !cx.truth(&found)? && cx.find_attr(&value, Name::new("write"))?.is_none() {
            return err(ErrorClass::TypeError, "python object must be callable or have a callable write method");
        }
    }
    *cx.state().extension(ErrorHandler::default).0.borrow_mut() = value;
    Ok(())
}

impl Native for Manager {
    fn class(&self) -> Type {
        types::ERRSTATE
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `np.finfo(…)`
struct Finfo(DType);
/// `np.iinfo(…)`
struct Iinfo(DType);

impl Native for Finfo {
    fn class(&self) -> Type {
        types::FINFO
    }
    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let show = |cx: &mut dyn Interp, value: Value| cx.str(&value);
        let mut text = || -> R<String> {
            let resolution = show(cx, of(self.0, f16::from_f32(0.001), 1e-6, 1e-15))?;
            let low = show(cx, of(self.0, f16::MIN, f32::MIN, f64::MIN))?;
            let high = show(cx, of(self.0, f16::MAX, f32::MAX, f64::MAX))?;
            Ok(format!("finfo(resolution={resolution}, min={low}, max={high}, dtype={})", self.0.name()))
        };
        Some(text())
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Native for Iinfo {
    fn class(&self) -> Type {
        types::IINFO
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        let (low, high) = limits(self.0);
        Some(Ok(format!("iinfo(min={low}, max={high}, dtype={})", self.0.name())))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The dtype of an argument that may also be a value of the type.
fn type_of(cx: &mut dyn Interp, value: &Value) -> R<DType> {
    match value {
        Value::Array(array) => Ok(array.dtype()),
        Value::Int(_) => Ok(DType::I64),
        Value::Float(_) => Ok(DType::F64),
        Value::Complex(_) => Ok(DType::C128),
        other => match other.as_np_scalar() {
            Some(element) => Ok(element.dtype()),
            None => dtype_of(cx, other),
        },
    }
}

fn new_finfo(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dtype = type_of(cx, &args[0])?.native();
    if !dtype.is_float() && !dtype.is_complex() {
        let shown = cx.repr(&Value::Type(types::scalar_type(dtype)))?;
        return err(ErrorClass::ValueError, format!("data type {shown} not inexact"));
    }
    Ok(Value::native(Finfo(dtype.real_part())))
}

fn new_iinfo(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dtype = type_of(cx, &args[0])?.native();
    if !dtype.is_integer() {
        return err(ErrorClass::ValueError, format!("Invalid integer data type '{}'.", dtype.kind_letter()));
    }
    Ok(Value::native(Iinfo(dtype)))
}

fn of(dtype: DType, half: f16, single: f32, double: f64) -> Value {
    element_to_value(match dtype {
        DType::F16 => Element::F16(half),
        DType::F32 => Element::F32(single),
        _ => Element::F64(double),
    })
}

fn int(dtype: DType, half: i64, single: i64, double: i64) -> Value {
    Value::Int(match dtype {
        DType::F16 => half,
        DType::F32 => single,
        _ => double,
    })
}

fn finfo(value: &Value, read: impl FnOnce(DType) -> Value) -> R<Value> {
    match value.as_native::<Finfo>() {
        Some(info) => Ok(read(info.0)),
        None => err(ErrorClass::TypeError, "descriptor requires a 'finfo' object"),
    }
}

fn limits(dtype: DType) -> (i128, i128) {
    let bits = 8 * dtype.itemsize() as u32;
    if dtype.kind_letter() == 'u' {
        (0, (1i128 << bits) - 1)
    } else {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    }
}

fn iinfo(value: &Value, read: impl FnOnce(i128, i128, DType) -> Value) -> R<Value> {
    match value.as_native::<Iinfo>() {
        Some(info) => {
            let (low, high) = limits(info.0);
            Ok(read(low, high, info.0))
        }
        None => err(ErrorClass::TypeError, "descriptor requires an 'iinfo' object"),
    }
}
