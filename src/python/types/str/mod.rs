//! `str`: how it is made; its methods by subject in the files beside.

mod case;
mod codec;
mod layout;
mod search;
mod split;

use crate::python::args::{NAMED, short_type, wrong_receiver};
use crate::run::protocol::bytes_of;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(in crate::python) use case::is_identifier;
pub(in crate::python) use codec::{decode, encode};

static OWN: &[Builtin] = &[Builtin {
    name: "str.__new__",
    signature: "(object='', encoding=_NoValue, errors=_NoValue)",
    summary: "An object as text; bytes with an encoding are decoded.",
    example: ">>> str(1.5), str([1, 'a']), str(b'abc', 'ascii')\n('1.5', \"[1, 'a']\", 'abc')\n",
    see_also: &["repr", "format"],
    run: Run::Construct(new),
    ..NAMED
}];

/// The rows of `str`.
pub(super) fn lists() -> [&'static [Builtin]; 6] {
    [OWN, case::ROWS, codec::ROWS, layout::ROWS, search::ROWS, split::ROWS]
}

/// The text that a method was called on.
pub(super) fn own<'a>(value: &'a Value, method: &str) -> R<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => wrong_receiver(value, "str", method),
    }
}

fn new(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [object, encoding, errors] = args else { return Ok(Value::None) };
    if encoding.is_undef() && errors.is_undef() {
        return match object {
            Value::Str(_) => Ok(object.take()),
            _ => cx.str(object).map(Value::str),
        };
    }
    for (value, name) in [(&*encoding, "encoding"), (&*errors, "errors")] {
        if !value.is_undef() && value.as_str().is_none() {
            let message = format!("str() argument '{name}' must be str, not {}", short_type(value));
            return err(ErrorClass::TypeError, message);
        }
    }
    let Some(bytes) = bytes_of(object) else {
        let message = match object.as_str() {
            Some(_) => "decoding str is not supported".to_string(),
            None => format!("decoding to str: need a bytes-like object, {} found", object.type_name()),
        };
        return err(ErrorClass::TypeError, message);
    };
    let encoding = encoding.as_str().unwrap_or("utf-8");
    decode(cx, &bytes, encoding, errors.as_str().unwrap_or("strict")).map(Value::str)
}

/// *Errors*: MemoryError for a text of so many bytes that no machine should try.
fn check_length(bytes: usize) -> R<()> {
    const MOST: usize = 1 << 34;
    if bytes > MOST || crate::text::room::refuses(bytes, 0) { err(ErrorClass::MemoryError, "") } else { Ok(()) }
}
