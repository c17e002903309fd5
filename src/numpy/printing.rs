//! Printing arrays: the options and their context manager, `array2string` and its relatives,
//! `format_float_*`, `base_repr`, `binary_repr`.

use crate::array::Element;
use crate::print::array::{array_repr, array_str, array2string};
use crate::print::dragon4::{Positional, Scientific, Trim, format_positional, format_scientific};
use crate::print::options::{FloatMode, Legacy, PlusSign, PrintOptions};
use crate::run::arguments::index_of;
use crate::run::convert::as_array;
use crate::run::protocol::arrays::{Host, PrintSettings, class_name, settings};
use crate::text::{ErrorClass, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, DictObject, Interp, Native, ROW, Run, Type, Value, types};
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.set_printoptions",
        signature: "(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None)",
        summary: "Set how arrays are printed.",
        details: "precision: digits after the point (8). threshold: arrays with more elements are summarized (1000). \
                  edgeitems: items shown at each end (3). linewidth: columns (75). suppress: no exponents for small \
                  numbers. floatmode: 'fixed', 'unique', 'maxprec', 'maxprec_equal'.",
        example: ">>> np.set_printoptions(precision=3)\n>>> np.array([1.123456789])\narray([1.123])\n>>> np.set_printoptions(precision=8)\n",
        see_also: &["np.printoptions", "np.get_printoptions"],
        run: Run::Function(|cx, args| {
            let fresh = changed(cx, args)?;
            *settings(cx).borrow_mut() = fresh;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "np.get_printoptions",
        signature: "()",
        summary: "The current print options as a dict.",
        example: ">>> np.get_printoptions()['precision']\n8\n",
        run: Run::Function(|cx, _| {
            let current = settings(cx).borrow().clone();
            Ok(as_dict(&current))
        }),
        ..ROW
    },
    Builtin {
        name: "np.printoptions",
        signature: "(*args, **kwargs)",
        summary: "A context manager that sets print options for its block.",
        example: ">>> with np.printoptions(precision=2):\n...     print(np.array([2.0]) / 3)\n[0.67]\n",
        run: Run::Raw(|cx, args, kwargs| {
            let function = crate::value::find_function("np.set_printoptions");
            let Some(function) = function else { return Ok(Value::None) };
            let mut slots = function.signature().bind(args, kwargs)?;
            let inside = changed(cx, &mut slots)?;
            Ok(Value::native(Manager { inside, outside: RefCell::new(None) }))
        }),
        ..ROW
    },
    Builtin {
        name: "class:numpy.printoptions.__enter__",
        signature: "(self)",
        summary: "Set the options.",
        run: Run::Function(|cx, args| {
            let Some(manager) = args[0].as_native::<Manager>() else { return Ok(Value::None) };
            let current = settings(cx);
            *manager.outside.borrow_mut() = Some(current.borrow().clone());
            *current.borrow_mut() = manager.inside.clone();
            Ok(as_dict(&manager.inside))
        }),
        ..ROW
    },
    Builtin {
        name: "class:numpy.printoptions.__exit__",
        signature: "(self, *args)",
        summary: "Bring the options back.",
        run: Run::Function(|cx, args| {
            let Some(manager) = args[0].as_native::<Manager>() else { return Ok(Value::None) };
            if let Some(outside) = manager.outside.borrow_mut().take() {
                *settings(cx).borrow_mut() = outside;
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "np.array2string",
        signature: "(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None)",
        summary: "An array as text, with its own print options.",
        example: ">>> np.array2string(np.array([1.5, 2.25]), precision=1, separator=',')\n'[1.5,2.2]'\n",
        run: Run::Function(array2string_row),
        ..ROW
    },
    Builtin {
        name: "np.array_repr",
        signature: "(arr, max_line_width=None, precision=None, suppress_small=None)",
        summary: "The repr of an array.",
        example: ">>> np.array_repr(np.array([1, 2]))\n'array([1, 2])'\n",
        run: Run::Function(|cx, args| text_of(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.array_str",
        signature: "(a, max_line_width=None, precision=None, suppress_small=None)",
        summary: "The str of an array.",
        example: ">>> np.array_str(np.arange(3))\n'[0 1 2]'\n",
        run: Run::Function(|cx, args| text_of(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "np.format_float_positional",
        signature: "(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None)",
        summary: "A float as decimal digits without an exponent.",
        example: ">>> np.format_float_positional(np.float32(0.1))\n'0.1'\n",
        run: Run::Function(format_float_positional),
        ..ROW
    },
    Builtin {
        name: "np.format_float_scientific",
        signature: "(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None)",
        summary: "A float as decimal digits with an exponent.",
        example: ">>> np.format_float_scientific(np.float32(1.23e24))\n'1.23e+24'\n",
        run: Run::Function(format_float_scientific),
        ..ROW
    },
    Builtin {
        name: "np.base_repr",
        signature: "(number, base=2, padding=0)",
        summary: "An int in a base from 2 to 36.",
        example: ">>> np.base_repr(5)\n'101'\n>>> np.base_repr(6, 5)\n'11'\n",
        run: Run::Function(base_repr),
        ..ROW
    },
    Builtin {
        name: "np.binary_repr",
        signature: "(num, width=None)",
        summary: "An int in binary; with a width, negative ones in two's complement.",
        example: ">>> np.binary_repr(3, width=4)\n'0011'\n>>> np.binary_repr(-3, width=5)\n'11101'\n",
        run: Run::Function(binary_repr),
        ..ROW
    },
];

/// The context manager that `np.printoptions` gives.
struct Manager {
    inside: PrintSettings,
    outside: RefCell<Option<PrintSettings>>,
}

impl Native for Manager {
    fn class(&self) -> Type {
        types::PRINTOPTIONS
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The settings after a call of `set_printoptions`.
fn changed(cx: &mut dyn Interp, args: &mut [Value]) -> R<PrintSettings> {
    let [
        precision,
        threshold,
        edgeitems,
        linewidth,
        suppress,
        nanstr,
        infstr,
        formatter,
        sign,
        floatmode,
        legacy,
        override_repr,
    ] = args
    else {
        return Ok(PrintSettings::default());
    };
    let mut result = settings(cx).borrow().clone();
    apply(cx, &mut result.options, [precision, threshold, edgeitems, linewidth, suppress, sign, floatmode, legacy])?;
    if !nanstr.is_missing() {
        result.options.nanstr = cx.str(nanstr)?;
    }
    if !infstr.is_missing() {
        result.options.infstr = cx.str(infstr)?;
    }
    // Every call sets these two anew.
    result.formatter = formatter.take();
    result.override_repr = override_repr.take();
    Ok(result)
}

/// A number that is neither text nor an array.
fn plain_float(value: &Value) -> Option<f64> {
    match value {
        Value::Int(x) => Some(*x as f64),
        Value::Float(x) => Some(x.get()),
        other => other.as_np_scalar().filter(|element| element.dtype().is_numeric()).map(|element| element.to_f64()),
    }
}

/// Options that `set_printoptions` and `array2string` share.
fn apply(cx: &mut dyn Interp, options: &mut PrintOptions, given: [&mut Value; 8]) -> R<()> {
    let [precision, threshold, edgeitems, linewidth, suppress, sign, floatmode, legacy] = given;
    if !precision.is_missing() {
        options.precision = match index_of(cx, precision) {
            Ok(n) => n,
            Err(_) => return err(ErrorClass::TypeError, "precision must be an integer"),
        };
    }
    if !threshold.is_missing() {
        let Some(number) = plain_float(threshold) else {
            return err(ErrorClass::TypeError, "threshold must be numeric");
        };
        if number.is_nan() {
            return err(
                ErrorClass::ValueError,
                "threshold must be non-NAN, try sys.maxsize for untruncated representation",
            );
        }
        options.threshold = number;
    }
    if !edgeitems.is_missing() {
        options.edgeitems = index_of(cx, edgeitems)?.max(0) as usize;
    }
    if !linewidth.is_missing() {
        options.linewidth = index_of(cx, linewidth)?;
    }
    if !suppress.is_missing() {
        options.suppress = cx.truth(suppress)?;
    }
    if !sign.is_missing() {
        let text = cx.str(sign)?;
        options.sign = PlusSign::parse(&text)?;
    }
    if !floatmode.is_missing() {
        let text = cx.str(floatmode)?;
        options.floatmode = FloatMode::parse(&text)?;
    }
    match &*legacy {
        Value::None | Value::Undef => {}
        Value::Bool(flag) if !flag.get() => options.legacy = Legacy::NONE,
        other => {
            let text = cx.str(other)?;
            match Legacy::parse(&text) {
                Some(legacy) => options.legacy = legacy,
                None => cx.warn(
                    ErrorClass::UserWarning,
                    "legacy printing option can currently only be '1.13', '1.21', '1.25', '2.1', '2.2' or `False`",
                )?,
            }
        }
    }
    Ok(())
}

fn as_dict(settings: &PrintSettings) -> Value {
    let options = &settings.options;
    let mut dict = Dict::new();
    let threshold = if options.threshold.fract() == 0.0 && options.threshold.abs() < 1e18 {
        Value::Int(options.threshold as i64)
    } else {
        Value::float(options.threshold)
    };
    let or_none = |value: &Value| if value.is_missing() { Value::None } else { value.clone() };
    dict.insert_str("edgeitems", Value::count(options.edgeitems));
    dict.insert_str("threshold", threshold);
    dict.insert_str("floatmode", Value::str(options.floatmode.name()));
    dict.insert_str("precision", Value::Int(options.precision));
    dict.insert_str("suppress", Value::bool(options.suppress));
    dict.insert_str("linewidth", Value::Int(options.linewidth));
    dict.insert_str("nanstr", Value::str(options.nanstr.clone()));
    dict.insert_str("infstr", Value::str(options.infstr.clone()));
    dict.insert_str("sign", Value::str(options.sign.name()));
    dict.insert_str("formatter", or_none(&settings.formatter));
    dict.insert_str("legacy", options.legacy.name().map_or(Value::bool(false), Value::str));
    dict.insert_str("override_repr", or_none(&settings.override_repr));
    Value::Dict(Rc::new(DictObject::new(dict)))
}

fn array2string_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [
        a,
        width,
        precision,
        suppress,
        separator,
        prefix,
        formatter,
        threshold,
        edgeitems,
        sign,
        floatmode,
        suffix,
        legacy,
    ] = args
    else {
        return Ok(Value::None);
    };
    let array = as_array(cx, a)?;
    let mut own = settings(cx).borrow().clone();
    apply(cx, &mut own.options, [precision, threshold, edgeitems, width, suppress, sign, floatmode, legacy])?;
    if !formatter.is_missing() {
        own.formatter = formatter.take();
    }
    let (separator, prefix, suffix) = (cx.str(separator)?, cx.str(prefix)?, cx.str(suffix)?);
    let mut host = Host { cx, formatter: own.formatter };
    Ok(Value::str(array2string(&array, &own.options, &separator, &prefix, &suffix, &mut host)?))
}

fn text_of(cx: &mut dyn Interp, args: &mut [Value], repr: bool) -> R<Value> {
    let [a, width, precision, suppress] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let mut own = settings(cx).borrow().clone();
    let none = || Value::None;
    let (mut t, mut e, mut s, mut f, mut l) = (none(), none(), none(), none(), none());
    apply(cx, &mut own.options, [precision, &mut t, &mut e, width, suppress, &mut s, &mut f, &mut l])?;
    let name = class_name(&array);
    let mut host = Host { cx, formatter: own.formatter };
    Ok(Value::str(if repr {
        array_repr(&array, &name, &own.options, &mut host)?
    } else {
        array_str(&array, &own.options, &mut host)?
    }))
}

fn base_repr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [number, base, padding] = args else { return Ok(Value::None) };
    let (number, base, padding) = (index_of(cx, number)?, index_of(cx, base)?, index_of(cx, padding)?);
    if base > 36 {
        return err(ErrorClass::ValueError, "Bases greater than 36 not handled in base_repr.");
    }
    if base < 2 {
        return err(ErrorClass::ValueError, "Bases less than 2 not handled in base_repr.");
    }
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    while rest > 0 {
        digits.push(char::from_digit((rest % base as u64) as u32, 36).unwrap_or('?').to_ascii_uppercase());
        rest /= base as u64;
    }
    if padding > 0 {
        digits.extend(std::iter::repeat_n('0', padding as usize));
    }
    if digits.is_empty() {
        digits.push('0');
    }
    if number < 0 {
        digits.push('-');
    }
    Ok(Value::str(digits.into_iter().rev().collect::<String>()))
}

fn binary_repr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let number = index_of(cx, &args[0])?;
    let width = if args[1].is_missing() { None } else { Some(index_of(cx, &args[1])?.max(0) as usize) };
    let too_narrow = |needed: usize| -> R<Value> {
        let given = width.unwrap_or(0);
        err(ErrorClass::ValueError, format!("Insufficient bit width={given} provided for binwidth={needed}"))
    };
    if number >= 0 {
        let digits = format!("{number:b}");
        return match width {
            Some(width) if digits.len() > width => too_narrow(digits.len()),
            Some(width) => Ok(Value::str(format!("{digits:0>width$}"))),
            None => Ok(Value::str(digits)),
        };
    }
    let Some(width) = width else {
        return Ok(Value::str(format!("-{:b}", number.unsigned_abs())));
    };
    let magnitude = number.unsigned_abs();
    let mut needed = 64 - magnitude.leading_zeros() as usize;
    if !magnitude.is_power_of_two() {
        needed += 1;
    }
    if needed > width {
        return too_narrow(needed);
    }
    let bits = (number as i128 as u128) & if width >= 128 { u128::MAX } else { (1u128 << width) - 1 };
    Ok(Value::str(format!("{bits:0>width$b}")))
}

/// A float argument of the formatting functions, and whether it is single precision.
fn float_argument(cx: &mut dyn Interp, value: &Value) -> R<(f64, Option<Element>)> {
    let element = value.as_np_scalar();
    Ok((crate::run::arguments::float_of(cx, value)?, element))
}

fn count(cx: &mut dyn Interp, value: &Value) -> R<Option<usize>> {
    if value.is_missing() {
        return Ok(None);
    }
    let n = index_of(cx, value)?;
    match usize::try_from(n) {
        Ok(n) => Ok(Some(n)),
        Err(_) if n == -1 => Ok(None),
        Err(_) => err(ErrorClass::ValueError, "precision < 0"),
    }
}

fn format_float_positional(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, precision, unique, fractional, trim, sign, pad_left, pad_right, min_digits] = args else {
        return Ok(Value::None);
    };
    let options = Positional {
        precision: count(cx, precision)?,
        unique: cx.truth(unique)?,
        fractional: cx.truth(fractional)?,
        trim: Trim::parse(trim.as_str().unwrap_or_default())?,
        sign: cx.truth(sign)?,
        pad_left: count(cx, pad_left)?,
        pad_right: count(cx, pad_right)?,
        min_digits: count(cx, min_digits)?,
    };
    if !options.fractional && options.precision == Some(0) {
        return err(ErrorClass::ValueError, "precision must be greater than 0 if fractional=False");
    }
    let (wide, element) = float_argument(cx, x)?;
    Ok(Value::str(match element {
        Some(Element::F32(x)) => format_positional(x, &options)?,
        Some(Element::F16(x)) => format_positional(x, &options)?,
        _ => format_positional(wide, &options)?,
    }))
}

fn format_float_scientific(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, precision, unique, trim, sign, pad_left, exp_digits, min_digits] = args else {
        return Ok(Value::None);
    };
    let options = Scientific {
        precision: count(cx, precision)?,
        unique: cx.truth(unique)?,
        trim: Trim::parse(trim.as_str().unwrap_or_default())?,
        sign: cx.truth(sign)?,
        pad_left: count(cx, pad_left)?,
        exp_digits: count(cx, exp_digits)?,
        min_digits: count(cx, min_digits)?,
    };
    let (wide, element) = float_argument(cx, x)?;
    Ok(Value::str(match element {
        Some(Element::F32(x)) => format_scientific(x, &options)?,
        Some(Element::F16(x)) => format_scientific(x, &options)?,
        _ => format_scientific(wide, &options)?,
    }))
}
