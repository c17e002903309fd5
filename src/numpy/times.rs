//! datetime64 and timedelta64: their constructors and the functions about them. The calendar of
//! business days is written in Python.

use super::programs::program;
use crate::array::calendar::{NAT, convert_date};
use crate::array::{Array, ArrayRef, DType, Element, TimeBase, TimeUnit};
use crate::print::datetime::{datetime_text, unit_text};
use crate::run::convert::time::{construct, ticks_of, unit_of};
use crate::run::convert::{as_array, dtype_of};
use crate::run::ufunc_call::array_or_scalar;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value};

/// Business days.
const BUSDAYS: &str = include_str!("busdays.py");

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "class:numpy.datetime64.__new__",
        signature: "(value=_NoValue, unit=None, /)",
        style: Style::C,
        summary: "A point of time: ISO 8601 text, or a number of units since 1970.",
        example: ">>> np.datetime64('2005-02') + np.timedelta64(1, 'D')\nnp.datetime64('2005-02-02')\n",
        run: Run::Construct(|cx, args| construct(cx, &args[0], &args[1], true)),
        ..ROW
    },
    Builtin {
        name: "class:numpy.timedelta64.__new__",
        signature: "(value=_NoValue, unit=None, /)",
        style: Style::C,
        summary: "A span of time: a number of units.",
        example: ">>> np.timedelta64(1, 'W') / np.timedelta64(1, 'D')\nnp.float64(7.0)\n",
        run: Run::Construct(|cx, args| construct(cx, &args[0], &args[1], false)),
        ..ROW
    },
    Builtin {
        name: "np.isnat",
        signature: "(x, /)",
        summary: "Whether a time is NaT, which is none.",
        example: ">>> np.isnat(np.array(['2016-01-01', 'NaT'], dtype='M8[D]'))\narray([False,  True])\n",
        run: Run::Function(isnat),
        ..ROW
    },
    Builtin {
        name: "np.datetime_as_string",
        signature: "(arr, unit=None, timezone='naive', casting='same_kind')",
        style: Style::C,
        summary: "Points of time as ISO 8601 text.",
        example: ">>> np.datetime_as_string(np.datetime64('2012-03-04T05:06'), unit='h')\nnp.str_('2012-03-04T05')\n",
        run: Run::Function(as_string),
        ..ROW
    },
    Builtin {
        name: "np.datetime_data",
        signature: "(dtype, /)",
        style: Style::C,
        summary: "The unit of a dtype of times, and how many of it.",
        example: ">>> np.datetime_data(np.dtype('M8[25s]'))\n('s', 25)\n",
        run: Run::Function(data),
        ..ROW
    },
    program!(
        "numpy.busdays",
        BUSDAYS,
        "np.",
        "busdaycalendar",
        "The weekdays and holidays that tell business days.",
        ">>> np.busdaycalendar(holidays=['2011-07-01']).weekmask\narray([ True,  True,  True,  True,  True, False, False])\n"
    ),
    program!(
        "numpy.busdays",
        BUSDAYS,
        "np.",
        "is_busday",
        "Whether days are business days.",
        ">>> np.is_busday(['2011-07-01', '2011-07-02'])\narray([ True, False])\n"
    ),
    program!(
        "numpy.busdays",
        BUSDAYS,
        "np.",
        "busday_offset",
        "The business day so many business days later.",
        ">>> np.busday_offset('2012-05', 1, roll='forward', weekmask='Sun')\nnp.datetime64('2012-05-13')\n"
    ),
    program!(
        "numpy.busdays",
        BUSDAYS,
        "np.",
        "busday_count",
        "How many business days there are from one day up to another.",
        ">>> np.busday_count('2011', '2012')\nnp.int64(260)\n"
    ),
];

fn isnat(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    if !matches!(array.dtype(), DType::Datetime(_) | DType::Timedelta(_)) {
        let text = "ufunc 'isnat' is only defined for np.datetime64 and np.timedelta64.";
        return err(ErrorClass::TypeError, text);
    }
    let truths = Array::zeros(DType::Bool, &array.shape());
    for (place, tick) in truths.bytes_mut().iter_mut().zip(ticks_of(&array)) {
        *place = u8::from(tick == NAT);
    }
    Ok(array_or_scalar(truths))
}

fn data(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dtype = dtype_of(cx, &args[0])?;
    match dtype.native() {
        DType::Datetime(unit) | DType::Timedelta(unit) => {
            Ok(Value::tuple([Value::str(unit.base.code()), Value::Int(i64::from(unit.count))]))
        }
        _ => err(ErrorClass::TypeError, "cannot get datetime metadata from non-datetime type"),
    }
}

/// The coarsest unit from days on that shows all of a point of time.
fn shortest(ticks: &[i64], unit: TimeUnit) -> TimeUnit {
    use TimeBase::{Day, Minute};
    let one = |base| TimeUnit { base, count: 1 };
    if unit.base <= Day {
        return one(unit.base);
    }
    let exact = |base| {
        let back = |tick| convert_date(convert_date(tick, unit, one(base)), one(base), unit);
        ticks.iter().all(|&tick| back(tick) == tick)
    };
    let bases = [Day, Minute, TimeBase::Second, TimeBase::Millisecond, TimeBase::Microsecond, TimeBase::Nanosecond];
    bases.into_iter().filter(|&base| base <= unit.base).find(|&base| exact(base)).map_or(unit, one)
}

/// The width of the text of a unit, as NumPy reserves it.
fn text_width(base: TimeBase) -> u32 {
    match base {
        TimeBase::Year | TimeBase::Generic => 22,
        TimeBase::Month => 25,
        TimeBase::Week | TimeBase::Day => 28,
        TimeBase::Hour => 32,
        TimeBase::Minute => 35,
        TimeBase::Second => 38,
        TimeBase::Millisecond => 42,
        TimeBase::Microsecond => 45,
        TimeBase::Nanosecond => 48,
        TimeBase::Picosecond => 51,
        TimeBase::Femtosecond => 54,
        TimeBase::Attosecond => 57,
    }
}

fn as_string(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, wanted, zone, casting] = args else { return Ok(Value::None) };
    let array: ArrayRef = as_array(cx, array)?;
    let DType::Datetime(unit) = array.dtype() else {
        return err(ErrorClass::TypeError, "input must have type NumPy datetime");
    };
    let utc = match zone.as_str() {
        Some("naive") => false,
        Some("UTC") => true,
        _ => return Err(Error::unsupported("the argument 'timezone' of np.datetime_as_string")),
    };
    let ticks = ticks_of(&array);
    let (to, width) = match wanted.as_str() {
        None => (unit, text_width(unit.base)),
        Some("auto") => (shortest(&ticks, unit), 62),
        Some(_) => {
            let to = unit_of(wanted)?;
            (to, text_width(to.base))
        }
    };
    if casting.as_str() == Some("safe") && to.base < unit.base {
        let text = format!(
            "Cannot create a datetime string as units '{}' from a NumPy datetime with units '{}' according to the \
             rule 'safe'",
            unit_text(to),
            unit_text(unit)
        );
        return err(ErrorClass::TypeError, text);
    }
    let text = |tick: i64| {
        let mut text = datetime_text(convert_date(tick, unit, to), to);
        if utc && tick != NAT && to.base > TimeBase::Day {
            text.push('Z');
        }
        text
    };
    let result = Array::zeros(DType::Str(width), &array.shape());
    for (k, &tick) in ticks.iter().enumerate() {
        result.set_element(k * 4 * width as usize, &Element::Str(text(tick).into()));
    }
    Ok(if result.ndim() == 0 { element_to_value(result.only_element()) } else { Value::Array(result) })
}
