//! `format(value, spec)`, the `%` operator, and `str.format`.

use super::convert::{int_value, to_f64};
use super::special::{call_special, has_special, payload_or_self};
use crate::array::Element;
use crate::print::number::{Int, format_bool, format_complex, format_float, format_int, format_str};
use crate::print::percent::{Operand, PercentHost, format_percent};
use crate::print::read::Integer;
use crate::print::template::{Access, FormatHost, format_template, missing_position};
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::{Interp, Value, element_to_value};
use num_bigint::BigInt;
use num_traits::FromPrimitive;

/// `format(value, spec)`. *Errors*: ValueError, TypeError for a specification that the type does not
/// know.
pub fn format(cx: &mut dyn Interp, value: &Value, spec: &str) -> R<String> {
    match value {
        Value::Str(text) => format_str(text, spec, "str"),
        Value::Int(x) => format_int(Int::Small(*x), spec, "int"),
        Value::Float(x) => format_float(x.get(), spec, "float"),
        Value::Bool(x) => format_bool(x.get(), spec),
        Value::BigInt(x) => format_int(Int::Big(x), spec, "int"),
        Value::Complex(x) => format_complex(x.re, x.im, spec, "complex"),
        // NumPy's scalars are formatted as Python's numbers.
        Value::NpInt(x) => format_int(Int::Small(*x), spec, "int"),
        Value::NpFloat(x) => format_float(x.get(), spec, "float"),
        Value::NpBool(x) => format_bool(x.get(), spec),
        Value::Scalar(element) => format_element(cx, element, value, spec),
        Value::Array(array) if !has_special(value, names::FORMAT) => {
            if !spec.is_empty() && array.ndim() == 0 {
                let item = element_to_value(array.only_element());
                return cx.format(&item, spec);
            }
            format_other(cx, value, spec)
        }
        _ => {
            if let Some(text) = call_special(cx, value, names::FORMAT, &[Value::str(spec)])? {
                return match text.as_str() {
                    Some(text) => Ok(text.to_string()),
                    None => {
                        let message = format!("__format__ must return a str, not {}", text.type_name());
                        err(ErrorClass::TypeError, message)
                    }
                };
            }
            match payload_or_self(value) {
                // A subclass's `__str__` shows when nothing is specified.
                Value::Str(text) if !spec.is_empty() => format_str(text, spec, &value.type_name()),
                payload @ (Value::Int(_) | Value::Float(_) | Value::BigInt(_) | Value::Complex(_))
                    if !spec.is_empty() =>
                {
                    format_as(payload, spec, &value.type_name())
                }
                _ => format_other(cx, value, spec),
            }
        }
    }
}

fn format_as(value: &Value, spec: &str, type_name: &str) -> R<String> {
    match value {
        Value::Int(x) => format_int(Int::Small(*x), spec, type_name),
        Value::BigInt(x) => format_int(Int::Big(x), spec, type_name),
        Value::Float(x) => format_float(x.get(), spec, type_name),
        Value::Complex(x) => format_complex(x.re, x.im, spec, type_name),
        _ => Ok(String::new()),
    }
}

/// `object.__format__`: nothing may be specified.
fn format_other(cx: &mut dyn Interp, value: &Value, spec: &str) -> R<String> {
    if spec.is_empty() {
        return cx.str(value);
    }
    let message = format!("unsupported format string passed to {}.__format__", value.type_name());
    err(ErrorClass::TypeError, message)
}

fn format_element(cx: &mut dyn Interp, element: &Element, value: &Value, spec: &str) -> R<String> {
    if spec.is_empty() && !matches!(element, Element::F16(_) | Element::F32(_) | Element::C64(_)) {
        return cx.str(value);
    }
    match element {
        Element::F16(_) | Element::F32(_) | Element::F64(_) => format_float(element.to_f64(), spec, "float"),
        Element::C64(_) | Element::C128(_) => {
            let x = element.to_c128();
            format_complex(x.re, x.im, spec, "complex")
        }
        Element::Bool(x) => format_bool(*x, spec),
        Element::Str(text) => format_str(text, spec, "numpy.str_"),
        Element::Object(object) => {
            let value = crate::value::value_of(object);
            cx.format(&value, spec)
        }
        Element::Bytes(_) | Element::Datetime(..) | Element::Timedelta(..) | Element::Void(..) => {
            let text = cx.str(value)?;
            format_str(&text, spec, "str")
        }
        integer => {
            let x = BigInt::from(integer.to_i128().unwrap_or_default());
            format_int(Int::Big(&x), spec, "int")
        }
    }
}

/// `template % operand` of str.
pub fn percent(cx: &mut dyn Interp, template: &str, operand: &Value) -> R<String> {
    let operand = match payload_or_self(operand) {
        Value::Tuple(items) => Operand::Tuple(items.to_vec()),
        _ => Operand::One { value: operand.clone(), mapping: is_mapping(operand) },
    };
    format_percent(template, operand, &mut Host { cx, args: &[], kwargs: None })
}

/// `template % operand` of bytes: each byte stands for the character of its number meanwhile.
pub fn percent_bytes(cx: &mut dyn Interp, template: &[u8], operand: &Value) -> R<Vec<u8>> {
    let as_text = |bytes: &[u8]| bytes.iter().map(|&byte| char::from(byte)).collect::<String>();
    let convert = |value: &Value| match super::bytes_of(value) {
        Some(bytes) => Value::str(as_text(&bytes)),
        None => value.clone(),
    };
    let operand = match payload_or_self(operand) {
        Value::Tuple(items) => Value::tuple(items.iter().map(convert)),
        other => convert(other),
    };
    let text = percent(cx, &as_text(template), &operand)?;
    text.chars()
        .map(|c| match u8::try_from(u32::from(c)) {
            Ok(byte) => Ok(byte),
            Err(_) => err(
                ErrorClass::TypeError,
                "%b requires a bytes-like object, or an object that implements __bytes__, not 'str'",
            ),
        })
        .collect()
}

/// Whether `%(key)s` may be asked of a value: it has a subscript and is no str.
fn is_mapping(value: &Value) -> bool {
    match value {
        Value::Dict(_) | Value::List(_) | Value::Bytes(_) | Value::Range(_) | Value::Array(_) => true,
        Value::Str(_) | Value::Tuple(_) => false,
        Value::Instance(instance) => {
            has_special(value, names::GETITEM)
                || matches!(instance.payload(), Some(Value::Dict(_) | Value::List(_) | Value::Bytes(_)))
        }
        _ => has_special(value, names::GETITEM),
    }
}

/// `template.format(*args, **kwargs)`; `format_map` gives no positional arguments.
pub fn format_with(cx: &mut dyn Interp, template: &str, args: &[Value], kwargs: Option<&Value>) -> R<String> {
    format_template(template, &mut Host { cx, args, kwargs })
}

struct Host<'a> {
    cx: &'a mut dyn Interp,
    args: &'a [Value],
    kwargs: Option<&'a Value>,
}

impl FormatHost for Host<'_> {
    type Value = Value;

    fn position(&mut self, index: usize) -> R<Value> {
        match self.args.get(index) {
            Some(value) => Ok(value.clone()),
            None => missing_position(index),
        }
    }

    fn keyword(&mut self, name: &str) -> R<Value> {
        match self.kwargs {
            Some(mapping) => self.cx.get_item(mapping, &Value::str(name)),
            None => Err(super::key_error(self.cx, &Value::str(name))),
        }
    }

    fn access(&mut self, value: Value, access: Access<'_>) -> R<Value> {
        match access {
            Access::Attribute(name) => self.cx.get_attr(&value, Name::new(name)),
            Access::Index(at) => self.cx.get_item(&value, &Value::count(at)),
            Access::Key(key) => self.cx.get_item(&value, &Value::str(key)),
        }
    }

    fn convert(&mut self, value: Value, conversion: char) -> R<Value> {
        Ok(Value::str(match conversion {
            'r' => self.cx.repr(&value)?,
            'a' => super::ascii(self.cx, &value)?,
            _ => self.cx.str(&value)?,
        }))
    }

    fn format(&mut self, value: Value, spec: &str) -> R<String> {
        self.cx.format(&value, spec)
    }
}

impl PercentHost for Host<'_> {
    type Value = Value;

    fn item(&mut self, mapping: &Value, key: &str) -> R<Value> {
        self.cx.get_item(mapping, &Value::str(key))
    }

    fn text(&mut self, value: &Value, conversion: char) -> R<String> {
        match conversion {
            'r' => self.cx.repr(value),
            'a' => super::ascii(self.cx, value),
            _ => self.cx.str(value),
        }
    }

    fn integer(&mut self, value: &Value, index_only: bool) -> R<Option<Integer>> {
        if let Some(int) = int_value(self.cx, value)? {
            return Ok(integer_of(&int));
        }
        if index_only {
            return Ok(None);
        }
        match payload_or_self(value) {
            Value::NpBool(x) => Ok(Some(Integer::Small(i64::from(x.get())))),
            Value::Float(x) | Value::NpFloat(x) => truncated(x.get()).map(Some),
            Value::Scalar(element) if matches!(**element, Element::F16(_) | Element::F32(_)) => {
                truncated(element.to_f64()).map(Some)
            }
            Value::Array(array) if array.ndim() == 0 && array.dtype().is_numeric() && !array.dtype().is_complex() => {
                truncated(array.only_element().to_f64()).map(Some)
            }
            _ => match call_special(self.cx, value, names::INT, &[])? {
                Some(int) => Ok(integer_of(&int)),
                None => Ok(None),
            },
        }
    }

    fn float(&mut self, value: &Value) -> R<f64> {
        to_f64(self.cx, value)
    }

    fn exact_int(&mut self, value: &Value) -> Option<Integer> {
        match payload_or_self(value) {
            Value::Bool(x) => Some(Integer::Small(i64::from(x.get()))),
            int => integer_of(int),
        }
    }

    fn exact_str(&mut self, value: &Value) -> Option<String> {
        value.as_str().map(str::to_string)
    }

    fn type_name(&mut self, value: &Value) -> String {
        value.type_name()
    }
}

fn integer_of(value: &Value) -> Option<Integer> {
    match value {
        Value::Int(x) => Some(Integer::Small(*x)),
        Value::BigInt(x) => Some(Integer::Big((**x).clone())),
        _ => None,
    }
}

/// The integer part of a float. *Errors*: ValueError for NaN, OverflowError for infinity.
pub fn truncated(x: f64) -> R<Integer> {
    if x.is_nan() {
        return err(ErrorClass::ValueError, "cannot convert float NaN to integer");
    }
    match BigInt::from_f64(x.trunc()) {
        Some(whole) => Ok(Integer::from(whole)),
        None => err(ErrorClass::OverflowError, "cannot convert float infinity to integer"),
    }
}
