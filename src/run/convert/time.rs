//! datetime64 and timedelta64: text, units and Python's dates to ticks.

use super::dtype_spec::time_unit;
use super::{as_array, from_value};
use crate::array::calendar::{NAT, common_unit, convert_date, convert_span, date_of_day, day_number, is_nonlinear};
use crate::array::{Array, ArrayRef, DType, Element, TimeBase, TimeUnit};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Interp, Value, element_to_value};

/// No unit.
pub const GENERIC: TimeUnit = TimeUnit { base: TimeBase::Generic, count: 1 };

/// The ticks and the unit of an ISO 8601 text; None if it is none.
pub fn parse(text: &str) -> Option<(i64, TimeUnit)> {
    Reader::new(text).read().ok().map(|read| (read.ticks, read.unit))
}

/// What a text says.
struct Read {
    ticks: i64,
    unit: TimeUnit,
    /// Whether it names an offset from UTC.
    has_zone: bool,
}

/// A text on its way to ticks.
struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

fn unit(base: TimeBase) -> TimeUnit {
    TimeUnit { base, count: 1 }
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader { text, bytes: text.as_bytes(), at: 0 }
    }

    fn refuse<T>(&self) -> R<T> {
        let text = format!("Error parsing datetime string \"{}\" at position {}", self.text, self.at);
        err(ErrorClass::ValueError, text)
    }

    fn out_of_range<T>(&self, what: &str) -> R<T> {
        err(ErrorClass::ValueError, format!("{what} out of range in datetime string \"{}\"", self.text))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Two digits.
    fn two(&mut self) -> R<i64> {
        match self.bytes.get(self.at..self.at + 2) {
            Some(&[a @ b'0'..=b'9', b @ b'0'..=b'9']) => {
                self.at += 2;
                Ok(i64::from(a - b'0') * 10 + i64::from(b - b'0'))
            }
            _ => self.refuse(),
        }
    }

    fn read(mut self) -> R<Read> {
        let done = |ticks, unit| Ok(Read { ticks, unit, has_zone: false });
        let trimmed = self.text.trim();
        if trimmed.is_empty() || trimmed.eq_ignore_ascii_case("nat") {
            return done(NAT, GENERIC);
        }
        if trimmed.eq_ignore_ascii_case("today") || trimmed.eq_ignore_ascii_case("now") {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            let seconds = now.map_or(0, |now| now.as_secs() as i64);
            return if trimmed.eq_ignore_ascii_case("now") {
                done(seconds, unit(TimeBase::Second))
            } else {
                done(seconds.div_euclid(86_400), unit(TimeBase::Day))
            };
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        let sign = match self.peek() {
            Some(b'-') => -1,
            _ => 1,
        };
        if matches!(self.peek(), Some(b'-' | b'+')) {
            self.at += 1;
        }
        let start = self.at;
        let mut year: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            year = year.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
            self.at += 1;
        }
        if self.at == start {
            return self.refuse();
        }
        year *= sign;
        if self.peek().is_none() {
            return done(year - 1970, unit(TimeBase::Year));
        }
        if self.peek() != Some(b'-') {
            return self.refuse();
        }
        self.at += 1;
        let month = self.two()?;
        if !(1..=12).contains(&month) {
            return self.out_of_range("Month");
        }
        if self.peek().is_none() {
            return done((year - 1970) * 12 + month - 1, unit(TimeBase::Month));
        }
        if self.peek() != Some(b'-') {
            return self.refuse();
        }
        self.at += 1;
        let day = self.two()?;
        let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let days = day_number(next_year, next_month, 1) - day_number(year, month, 1);
        if !(1..=days).contains(&day) {
            return self.out_of_range("Day");
        }
        let date = day_number(year, month, day);
        match self.peek() {
            None => return done(date, unit(TimeBase::Day)),
            Some(b'T') => self.at += 1,
            Some(byte) if byte.is_ascii_whitespace() => {
                while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
                    self.at += 1;
                }
                if self.peek().is_none() {
                    return done(date, unit(TimeBase::Day));
                }
            }
            Some(_) => return self.refuse(),
        }
        self.time(date)
    }

    /// What follows a date.
    fn time(mut self, date: i64) -> R<Read> {
        let hour = self.two()?;
        if hour > 23 {
            return self.out_of_range("Hours");
        }
        let (mut ticks, mut base) = (date * 24 + hour, TimeBase::Hour);
        if self.peek() == Some(b':') {
            self.at += 1;
            let minute = self.two()?;
            if minute > 59 {
                return self.out_of_range("Minutes");
            }
            (ticks, base) = (ticks * 60 + minute, TimeBase::Minute);
            if self.peek() == Some(b':') {
                self.at += 1;
                let second = self.two()?;
                if second > 59 {
                    return self.out_of_range("Seconds");
                }
                (ticks, base) = (ticks * 60 + second, TimeBase::Second);
                if self.peek() == Some(b'.') {
                    self.at += 1;
                    (ticks, base) = self.fraction(ticks);
                }
            }
        }
        let mut has_zone = false;
        let per_minute: i64 = match base {
            TimeBase::Hour => 0,
            TimeBase::Minute => 1,
            base => convert_span(1, unit(TimeBase::Minute), unit(base)),
        };
        match self.peek() {
            Some(b'Z') => {
                has_zone = true;
                self.at += 1;
            }
            Some(sign @ (b'+' | b'-')) => {
                has_zone = true;
                self.at += 1;
                let hours = self.two()?;
                if self.peek() == Some(b':') {
                    self.at += 1;
                }
                let minutes = if self.peek().is_some() { self.two()? } else { 0 };
                let offset = (hours * 60 + minutes) * if sign == b'-' { -1 } else { 1 };
                ticks = if per_minute == 0 { ticks - offset / 60 } else { ticks - offset * per_minute };
            }
            _ => {}
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        if self.peek().is_some() {
            return self.refuse();
        }
        Ok(Read { ticks, unit: unit(base), has_zone })
    }

    /// Digits after the seconds: the unit is the first that has room for them.
    fn fraction(&mut self, seconds: i64) -> (i64, TimeBase) {
        const BASES: [TimeBase; 6] = [
            TimeBase::Millisecond,
            TimeBase::Microsecond,
            TimeBase::Nanosecond,
            TimeBase::Picosecond,
            TimeBase::Femtosecond,
            TimeBase::Attosecond,
        ];
        let mut ticks = seconds;
        let mut digits = 0_usize;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            if digits < 18 {
                ticks = ticks.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
                digits += 1;
            }
            self.at += 1;
        }
        let group = usize::max(1, digits.div_ceil(3)) - 1;
        for _ in digits..3 * (group + 1) {
            ticks = ticks.wrapping_mul(10);
        }
        (ticks, BASES[group.min(5)])
    }
}

/// The ticks and the unit of a text that stands for a point of time.
///
/// *Errors*: ValueError `Error parsing datetime string …`. Warns of an offset from UTC.
fn date_of_text(cx: &mut dyn Interp, text: &str) -> R<(i64, TimeUnit)> {
    let read = Reader::new(text).read()?;
    if read.has_zone {
        cx.warn(ErrorClass::UserWarning, "no explicit representation of timezones available for np.datetime64")?;
    }
    Ok((read.ticks, read.unit))
}

/// The ticks and the unit of one of Python's dates, or of an object with a date's attributes.
fn date_of_object(cx: &mut dyn Interp, value: &Value) -> R<Option<(i64, TimeUnit)>> {
    let mut number = |name: &str| -> R<Option<i64>> {
        Ok(match cx.find_attr(value, Name::new(name))? {
            Some(Value::Int(x)) => Some(x),
            _ => None,
        })
    };
    let (Some(year), Some(month), Some(day)) = (number("year")?, number("month")?, number("day")?) else {
        return Ok(None);
    };
    let date = day_number(year, month, day);
    let (Some(hour), Some(minute), Some(second), Some(micro)) =
        (number("hour")?, number("minute")?, number("second")?, number("microsecond")?)
    else {
        return Ok(Some((date, unit(TimeBase::Day))));
    };
    let seconds = ((date * 24 + hour) * 60 + minute) * 60 + second;
    Ok(Some((seconds * 1_000_000 + micro, unit(TimeBase::Microsecond))))
}

/// The ticks and the unit of one of Python's timedeltas.
fn span_of_object(cx: &mut dyn Interp, value: &Value) -> R<Option<(i64, TimeUnit)>> {
    let mut number = |name: &str| -> R<Option<i64>> {
        Ok(match cx.find_attr(value, Name::new(name))? {
            Some(Value::Int(x)) => Some(x),
            _ => None,
        })
    };
    let (Some(days), Some(seconds), Some(micro)) = (number("days")?, number("seconds")?, number("microseconds")?)
    else {
        return Ok(None);
    };
    Ok(Some(((days * 86_400 + seconds) * 1_000_000 + micro, unit(TimeBase::Microsecond))))
}

/// The ticks of a value that stands for a point of time, in a unit; of its own unit if that is generic.
pub fn date_of(cx: &mut dyn Interp, value: &Value, wanted: TimeUnit) -> R<(i64, TimeUnit)> {
    let (ticks, have) = match value {
        Value::None => (NAT, GENERIC),
        Value::Str(text) => date_of_text(cx, text)?,
        Value::Bytes(bytes) => date_of_text(cx, &String::from_utf8_lossy(bytes))?,
        Value::Int(ticks) | Value::NpInt(ticks) => {
            if wanted.base == TimeBase::Generic {
                let text = "Converting an integer to a NumPy datetime requires a specified unit";
                return err(ErrorClass::ValueError, text);
            }
            return Ok((*ticks, wanted));
        }
        Value::Scalar(element) => match &**element {
            Element::Datetime(ticks, unit) => (*ticks, *unit),
            Element::Str(text) => date_of_text(cx, text)?,
            other => match other.to_i128() {
                Some(ticks) => (ticks as i64, wanted),
                None => return err(ErrorClass::ValueError, "Could not convert object to NumPy datetime"),
            },
        },
        other => match date_of_object(cx, other)? {
            Some(found) => found,
            None => return err(ErrorClass::ValueError, "Could not convert object to NumPy datetime"),
        },
    };
    if wanted.base == TimeBase::Generic {
        return Ok((ticks, have));
    }
    Ok((convert_date(ticks, have, wanted), wanted))
}

/// The ticks of a value that stands for a span of time, in a unit; of its own unit if that is generic.
pub fn span_of(cx: &mut dyn Interp, value: &Value, wanted: TimeUnit) -> R<(i64, TimeUnit)> {
    let (ticks, have) = match value {
        Value::None => (NAT, GENERIC),
        Value::Bool(x) | Value::NpBool(x) => return Ok((i64::from(x.get()), wanted)),
        Value::Int(ticks) | Value::NpInt(ticks) => return Ok((*ticks, wanted)),
        Value::Str(text) if text.trim().eq_ignore_ascii_case("nat") || text.trim().is_empty() => (NAT, GENERIC),
        Value::Str(text) => match text.trim().parse() {
            Ok(ticks) => return Ok((ticks, wanted)),
            Err(_) => return err(ErrorClass::ValueError, "Could not convert object to NumPy timedelta"),
        },
        Value::Scalar(element) => match &**element {
            Element::Timedelta(ticks, unit) => (*ticks, *unit),
            Element::Str(text) => return span_of(cx, &Value::str(&**text), wanted),
            other => match other.to_i128() {
                Some(ticks) => return Ok((ticks as i64, wanted)),
                None => return err(ErrorClass::ValueError, "Could not convert object to NumPy timedelta"),
            },
        },
        other => match span_of_object(cx, other)? {
            Some(found) => found,
            None => return err(ErrorClass::ValueError, "Could not convert object to NumPy timedelta"),
        },
    };
    if wanted.base == TimeBase::Generic {
        return Ok((ticks, have));
    }
    Ok((convert_span(ticks, have, wanted), wanted))
}

/// A value as an element of a datetime64 or timedelta64 dtype.
pub fn element(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Element> {
    match (value, dtype) {
        (Value::Scalar(element), _) if element.dtype() == dtype => Ok((**element).clone()),
        (_, DType::Datetime(wanted)) => {
            let (ticks, have) = date_of(cx, value, wanted)?;
            if wanted.base == TimeBase::Generic && ticks != NAT {
                let text = "Cannot create a NumPy datetime other than NaT with generic units";
                return err(ErrorClass::ValueError, text);
            }
            Ok(Element::Datetime(ticks, if ticks == NAT { wanted } else { have }))
        }
        (_, DType::Timedelta(wanted)) => {
            let (ticks, _) = span_of(cx, value, wanted)?;
            Ok(Element::Timedelta(ticks, wanted))
        }
        _ => Err(Error::unsupported(dtype.name())),
    }
}

/// The unit that an argument names.
///
/// *Errors*: TypeError `Invalid datetime unit "Q" in metadata`.
pub fn unit_of(value: &Value) -> R<TimeUnit> {
    match value {
        Value::Str(text) => match time_unit(text) {
            Some(unit) => Ok(unit),
            None => err(ErrorClass::TypeError, format!("Invalid datetime unit \"{}\" in metadata", &***text)),
        },
        Value::Tuple(parts) => match &parts[..] {
            [base, Value::Int(count)] if *count > 0 => Ok(TimeUnit { count: *count as u32, ..unit_of(base)? }),
            _ => err(ErrorClass::TypeError, "Invalid object for specifying NumPy datetime metadata"),
        },
        _ => err(ErrorClass::TypeError, "Invalid object for specifying NumPy datetime metadata"),
    }
}

/// `np.datetime64(…)` and `np.timedelta64(…)`.
pub fn construct(cx: &mut dyn Interp, value: &Value, given: &Value, date: bool) -> R<Value> {
    let wanted = if given.is_missing() { GENERIC } else { unit_of(given)? };
    if let Value::Array(_) | Value::List(_) = value {
        let array = as_array(cx, value)?;
        let dtype = if date { DType::Datetime(wanted) } else { DType::Timedelta(wanted) };
        return Ok(Value::Array(super::cast(cx, &array, dtype)?));
    }
    let nothing = if date { Value::None } else { Value::Int(0) };
    let value = if value.is_undef() { &nothing } else { value };
    if let (false, Value::Scalar(element)) = (date, value)
        && let Element::Timedelta(_, have) = **element
        && wanted.base != TimeBase::Generic
        && have.base != TimeBase::Generic
        && is_nonlinear(have.base) != is_nonlinear(wanted.base)
    {
        let text = format!(
            "Cannot cast NumPy timedelta64 scalar from metadata {have} to {wanted} according to the rule 'same_kind'"
        );
        return err(ErrorClass::TypeError, text);
    }
    let element = if date {
        let (ticks, have) = date_of(cx, value, wanted)?;
        Element::Datetime(ticks, have)
    } else {
        let (ticks, have) = span_of(cx, value, wanted)?;
        Element::Timedelta(ticks, have)
    };
    Ok(element_to_value(element))
}

/// An array's elements as ticks of a unit.
pub fn ticks_of(array: &ArrayRef) -> Vec<i64> {
    let bytes = array.bytes();
    let read = |offset: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&bytes[offset..offset + 8]);
        i64::from_le_bytes(word)
    };
    array.layout().offsets().map(read).collect()
}

/// An array of a time dtype with these ticks.
pub fn array_of_ticks(dtype: DType, shape: &[usize], ticks: &[i64]) -> ArrayRef {
    let array = Array::zeros(dtype, shape);
    for (place, tick) in array.bytes_mut().chunks_exact_mut(8).zip(ticks) {
        place.copy_from_slice(&tick.to_le_bytes());
    }
    array
}

/// `np.arange` over dates and time spans.
pub fn arange(cx: &mut dyn Interp, start: &Value, stop: &Value, step: &Value, dtype: Option<DType>) -> R<Value> {
    let dtype = match dtype {
        Some(DType::Datetime(unit)) => DType::Datetime(unit),
        Some(DType::Timedelta(unit)) => DType::Timedelta(unit),
        Some(other) => return Err(Error::unsupported(format!("np.arange of dates as {}", other.name()))),
        None => {
            let is_date = matches!(as_array(cx, start)?.dtype(), DType::Datetime(_));
            if is_date { DType::Datetime(GENERIC) } else { DType::Timedelta(GENERIC) }
        }
    };
    let (is_date, mut common) = match dtype {
        DType::Datetime(unit) => (true, unit),
        DType::Timedelta(unit) => (false, unit),
        _ => return Err(Error::unsupported(dtype.name())),
    };
    if common.base == TimeBase::Generic {
        for value in [start, stop, step] {
            let wanted = if matches!(value, Value::Str(_)) { DType::Datetime(GENERIC) } else { DType::Object };
            let array =
                if wanted == DType::Object { as_array(cx, value)? } else { from_value(cx, value, Some(wanted))? };
            if let DType::Datetime(unit) | DType::Timedelta(unit) = array.dtype() {
                common = common_unit(common, unit);
            }
        }
    }
    let is_span = |value: &Value| match value {
        Value::Scalar(element) => matches!(**element, Element::Timedelta(..)),
        Value::Int(_) | Value::NpInt(_) => true,
        _ => false,
    };
    let (first, last) = if is_date {
        let (first, _) = date_of(cx, start, common)?;
        let last = if is_span(stop) { first + span_of(cx, stop, common)?.0 } else { date_of(cx, stop, common)?.0 };
        (first, last)
    } else {
        (span_of(cx, start, common)?.0, span_of(cx, stop, common)?.0)
    };
    let step = if step.is_missing() { 1 } else { span_of(cx, step, common)?.0 };
    if step == 0 {
        return err(ErrorClass::ValueError, "arange: step cannot be zero");
    }
    if [first, last, step].contains(&NAT) {
        return err(ErrorClass::ValueError, "arange: cannot use NaT (not-a-time) datetime values");
    }
    let dtype = if is_date { DType::Datetime(common) } else { DType::Timedelta(common) };
    let span = (i128::from(last) - i128::from(first)) * i128::from(step.signum());
    let count = if span <= 0 { 0 } else { ((span - 1) / i128::from(step.unsigned_abs()) + 1) as usize };
    Array::check_size(&[count], dtype)?;
    let ticks: Vec<i64> = (0..count as i64).map(|k| first + k * step).collect();
    Ok(Value::Array(array_of_ticks(dtype, &[count], &ticks)))
}

/// The Python object nearest to an element: a `datetime.date`, `datetime.datetime` or
/// `datetime.timedelta` for times that have one, None for NaT, ticks for other times.
pub fn python_object(cx: &mut dyn Interp, element: &Element) -> R<Value> {
    let (ticks, have, is_date) = match *element {
        Element::Datetime(ticks, unit) => (ticks, unit, true),
        Element::Timedelta(ticks, unit) => (ticks, unit, false),
        _ => return Ok(super::item(element.clone())),
    };
    if ticks == NAT {
        return Ok(Value::None);
    }
    let fine = have.base > TimeBase::Microsecond;
    if fine || (!is_date && is_nonlinear(have.base)) {
        return Ok(Value::Int(ticks));
    }
    let micros = unit(TimeBase::Microsecond);
    let module = cx.import("datetime")?;
    let int = |x: i64| Value::Int(x);
    if !is_date {
        let ticks = convert_span(ticks, have, micros);
        let (days, rest) = (ticks.div_euclid(86_400_000_000), ticks.rem_euclid(86_400_000_000));
        let class = cx.get_attr(&module, Name::new("timedelta"))?;
        return cx.call(&class, &[int(days), int(rest / 1_000_000), int(rest % 1_000_000)], &[]);
    }
    let (year, month, day) = date_of_day(convert_date(ticks, have, unit(TimeBase::Day)));
    if !(1..=9999).contains(&year) {
        return Ok(Value::Int(ticks));
    }
    let mut parts = vec![int(year), int(month), int(day)];
    if have.base <= TimeBase::Day {
        let class = cx.get_attr(&module, Name::new("date"))?;
        return cx.call(&class, &parts, &[]);
    }
    let rest = convert_date(ticks, have, micros).rem_euclid(86_400_000_000);
    let seconds = rest / 1_000_000;
    parts.extend([int(seconds / 3_600), int(seconds / 60 % 60), int(seconds % 60), int(rest % 1_000_000)]);
    let class = cx.get_attr(&module, Name::new("datetime"))?;
    cx.call(&class, &parts, &[])
}
