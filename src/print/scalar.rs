//! Text of single elements: `str` and `repr` of NumPy scalars, and of the Python value that an
//! element converts to.

use super::datetime::{NAT, datetime_text, timedelta_text, unit_text};
use super::dtype::dtype_str;
use super::elements::{Column, ElementHost, push_void, words};
use super::float::{Style, push_python, repr_complex, repr_float, scalar_complex, scalar_float};
use super::options::{Legacy, PrintOptions};
use super::quote::{repr_bytes, repr_str};
use crate::array::{DType, Element, Object, StructType, TimeBase};
use crate::text::R;

/// `str` of a NumPy scalar. *Errors*: what the host gives.
pub fn scalar_str(element: &Element, options: &PrintOptions, host: &mut dyn ElementHost) -> R<String> {
    if let Some(text) = number_text(element, options, false) {
        return Ok(text);
    }
    Ok(match element {
        Element::Bool(true) => "True".to_owned(),
        Element::Bool(false) => "False".to_owned(),
        Element::Str(text) => text.to_string(),
        Element::Bytes(bytes) => repr_bytes(bytes),
        Element::Datetime(ticks, unit) => datetime_text(*ticks, *unit),
        Element::Timedelta(ticks, unit) => timedelta_text(*ticks, *unit),
        Element::Object(object) => host.object_str(object)?,
        Element::Void(bytes, DType::Struct(fields)) => void_scalar_to_string(bytes, fields, options, host)?,
        Element::Void(bytes, _) => void_text(bytes),
        number => number.to_i128().unwrap_or(0).to_string(),
    })
}

/// `repr` of a NumPy scalar: `np.float64(0.5)`; without the type in versions up to 1.25.
/// *Errors*: what the host gives.
pub fn scalar_repr(element: &Element, options: &PrintOptions, host: &mut dyn ElementHost) -> R<String> {
    let bare = options.legacy <= Legacy::V1_25;
    if let Some(text) = number_text(element, options, true) {
        return Ok(if bare { text } else { format!("np.{}({text})", element.dtype().name()) });
    }
    let module = if bare { "numpy" } else { "np" };
    Ok(match element {
        Element::Bool(value) => {
            let text = if *value { "True" } else { "False" };
            if bare { text.to_owned() } else { format!("np.{text}_") }
        }
        Element::Str(text) if bare => repr_str(text),
        Element::Str(text) => format!("np.str_({})", repr_str(text)),
        Element::Bytes(bytes) if bare => repr_bytes(bytes),
        Element::Bytes(bytes) => format!("np.bytes_({})", repr_bytes(bytes)),
        Element::Datetime(ticks, unit) => {
            let text = datetime_text(*ticks, *unit);
            let told = (unit.count == 1 && unit.base != TimeBase::Hour) || unit.base == TimeBase::Generic;
            if told && *ticks != NAT {
                format!("{module}.datetime64('{text}')")
            } else {
                format!("{module}.datetime64('{text}','{}')", unit_text(*unit))
            }
        }
        Element::Timedelta(ticks, unit) => {
            let text = if *ticks == NAT { "'NaT'".to_owned() } else { ticks.to_string() };
            if unit.base == TimeBase::Generic {
                format!("{module}.timedelta64({text})")
            } else {
                format!("{module}.timedelta64({text},'{}')", unit_text(*unit))
            }
        }
        Element::Object(object) => host.object(object)?,
        Element::Void(bytes, DType::Struct(fields)) => {
            let text = void_scalar_to_string(bytes, fields, options, host)?;
            let dtype = dtype_str(DType::Struct(fields), options.legacy);
            if bare { text } else { format!("np.void({text}, dtype={dtype})") }
        }
        Element::Void(bytes, _) if bare => format!("void({})", void_text(bytes)),
        Element::Void(bytes, _) => format!("np.void({})", void_text(bytes)),
        number => {
            let text = number.to_i128().unwrap_or(0).to_string();
            if bare { text } else { format!("np.{}({text})", number.dtype().name()) }
        }
    })
}

fn void_text(bytes: &[u8]) -> String {
    let mut out = String::new();
    push_void(&mut out, bytes);
    out
}

/// The text of a float or complex scalar, for `str` or inside `repr`.
fn number_text(element: &Element, options: &PrintOptions, repr: bool) -> Option<String> {
    let wide = options.legacy <= Legacy::V2_2;
    let parentheses = !repr || options.legacy <= Legacy::V1_25;
    if options.legacy <= Legacy::V1_13 {
        return old_number_text(element, repr);
    }
    Some(match element {
        Element::F16(x) => scalar_float(*x, wide),
        Element::F32(x) => scalar_float(*x, wide),
        Element::F64(x) => scalar_float(*x, wide),
        Element::C64(z) => scalar_complex(z.re, z.im, parentheses, wide),
        Element::C128(z) => scalar_complex(z.re, z.im, parentheses, wide),
        _ => return None,
    })
}

/// The text of version 1.13: C's `%g` with a fixed number of digits.
fn old_number_text(element: &Element, repr: bool) -> Option<String> {
    let double = matches!(element, Element::F64(_) | Element::C128(_));
    let precision = match (double, repr) {
        (true, true) => 17,
        (true, false) => 12,
        (false, true) => 8,
        (false, false) => 6,
    };
    let style = Style { code: 'g', precision, alternate: false, dot_zero: false, no_negative_zero: false };
    let part = |x: f64| {
        let mut text = String::new();
        push_python(&mut text, x, &style);
        text
    };
    match element {
        Element::F16(_) | Element::F32(_) | Element::F64(_) => {
            let text = part(element.to_f64());
            let whole = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            Some(if whole { text + ".0" } else { text })
        }
        Element::C64(_) | Element::C128(_) => {
            let z = element.to_c128();
            let j = if z.im.is_finite() { "j" } else { "*j" };
            let imaginary = part(z.im);
            if z.re == 0.0 && z.re.is_sign_positive() {
                return Some(imaginary + j);
            }
            let plus = if imaginary.starts_with('-') { "" } else { "+" };
            Some(format!("({}{plus}{imaginary}{j})", part(z.re)))
        }
        _ => None,
    }
}

/// A structured scalar: its fields in parentheses, floats as scalars rather than by the options.
fn void_scalar_to_string(
    bytes: &[u8],
    fields: &'static StructType,
    options: &PrintOptions,
    host: &mut dyn ElementHost,
) -> R<String> {
    let column = Column::new(DType::Struct(fields), 1, bytes.to_vec(), true);
    let words = if options.legacy <= Legacy::V1_25 {
        words(&column, options, host)?
    } else {
        words(&column, options, &mut FloatsAsScalars { options, host })?
    };
    Ok(words.get(0).to_owned())
}

/// A host whose formatter for floats, unless the user gave one, is `str`.
struct FloatsAsScalars<'a> {
    options: &'a PrintOptions,
    host: &'a mut dyn ElementHost,
}

const STR: usize = usize::MAX;

impl ElementHost for FloatsAsScalars<'_> {
    fn object(&mut self, object: &Object) -> R<String> {
        self.host.object(object)
    }

    fn object_str(&mut self, object: &Object) -> R<String> {
        self.host.object_str(object)
    }

    fn formatter(&mut self, keys: &[&str]) -> Option<usize> {
        let special = keys.iter().position(|key| *key == "float_kind");
        let Some(at) = special else { return self.host.formatter(keys) };
        // A formatter for `all` is less special than this one.
        self.host.formatter(&keys[..=at]).or(Some(STR))
    }

    fn call(&mut self, formatter: usize, element: Element) -> R<String> {
        if formatter == STR {
            scalar_str(&element, self.options, self.host)
        } else {
            self.host.call(formatter, element)
        }
    }
}

/// `repr(a.item())`. *Errors*: what the host gives.
pub(super) fn python_repr(element: &Element, host: &mut dyn ElementHost) -> R<String> {
    match element {
        Element::Str(text) => Ok(repr_str(text)),
        Element::Object(object) => host.object(object),
        Element::Void(bytes, DType::Void(_)) => Ok(repr_bytes(bytes)),
        _ => python_str(element, host),
    }
}

/// `str(a.item())`. *Errors*: what the host gives.
pub(super) fn python_str(element: &Element, host: &mut dyn ElementHost) -> R<String> {
    Ok(match element {
        Element::F16(_) | Element::F32(_) | Element::F64(_) => repr_float(element.to_f64()),
        Element::C64(_) | Element::C128(_) => {
            let z = element.to_c128();
            repr_complex(z.re, z.im)
        }
        other => return scalar_str(other, &PrintOptions::default(), host),
    })
}
