//! Functions between objects and text.

use crate::print::number::{Int, repr_int_radix};
use crate::python::args::{POSITIONAL, short_type};
use crate::run::protocol::{self, bytes_of, to_index, to_int_value};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "repr",
        signature: "(obj, /)",
        summary: "The text that shows an object exactly, quotes included.",
        example: ">>> repr('it')\n\"'it'\"\n",
        see_also: &["str", "ascii"],
        run: Run::Function(|cx, args| cx.repr(&args[0]).map(Value::str)),
        ..POSITIONAL
    },
    Builtin {
        name: "ascii",
        signature: "(obj, /)",
        summary: "`repr` with every character beyond ASCII escaped.",
        example: ">>> ascii('é')\n\"'\\\\xe9'\"\n",
        see_also: &["repr"],
        run: Run::Function(|cx, args| protocol::ascii(cx, &args[0]).map(Value::str)),
        ..POSITIONAL
    },
    Builtin {
        name: "format",
        signature: "(value, format_spec='', /)",
        summary: "An object as text under a format specification.",
        example: ">>> format(3.14159, '.2f')\n'3.14'\n>>> format(255, '#x')\n'0xff'\n",
        see_also: &["str.format"],
        run: Run::Function(format),
        ..POSITIONAL
    },
    Builtin {
        name: "chr",
        signature: "(i, /)",
        summary: "The character of a Unicode code point.",
        example: ">>> chr(97)\n'a'\n",
        see_also: &["ord"],
        run: Run::Function(chr),
        ..POSITIONAL
    },
    Builtin {
        name: "ord",
        signature: "(c, /)",
        summary: "The Unicode code point of a character.",
        example: ">>> ord('a')\n97\n",
        see_also: &["chr"],
        run: Run::Function(ord),
        ..POSITIONAL
    },
    Builtin {
        name: "bin",
        signature: "(number, /)",
        summary: "An int in binary digits.",
        example: ">>> bin(10)\n'0b1010'\n",
        see_also: &["oct", "hex"],
        run: Run::Function(|cx, args| in_radix(cx, &args[0], 2)),
        ..POSITIONAL
    },
    Builtin {
        name: "oct",
        signature: "(number, /)",
        summary: "An int in octal digits.",
        example: ">>> oct(8)\n'0o10'\n",
        see_also: &["bin", "hex"],
        run: Run::Function(|cx, args| in_radix(cx, &args[0], 8)),
        ..POSITIONAL
    },
    Builtin {
        name: "hex",
        signature: "(number, /)",
        summary: "An int in hexadecimal digits.",
        example: ">>> hex(-255)\n'-0xff'\n",
        see_also: &["bin", "oct"],
        run: Run::Function(|cx, args| in_radix(cx, &args[0], 16)),
        ..POSITIONAL
    },
];

fn format(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match args[1].as_str() {
        Some(spec) => cx.format(&args[0], spec).map(Value::str),
        None => {
            let message = format!("format() argument 2 must be str, not {}", short_type(&args[1]));
            err(ErrorClass::TypeError, message)
        }
    }
}

fn chr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let code = to_index(cx, &args[0])?;
    if i32::try_from(code).is_err() {
        let side = if code > 0 { "greater than maximum" } else { "less than minimum" };
        return err(ErrorClass::OverflowError, format!("signed integer is {side}"));
    }
    if !(0..0x11_0000).contains(&code) {
        return err(ErrorClass::ValueError, "chr() arg not in range(0x110000)");
    }
    match char::from_u32(code as u32) {
        Some(c) => Ok(protocol::char_value(c)),
        None => Err(crate::text::Error::unsupported("surrogate characters in a str")),
    }
}

fn ord(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let wrong_length =
        |n: usize| err(ErrorClass::TypeError, format!("ord() expected a character, but string of length {n} found"));
    if let Some(text) = args[0].as_str() {
        let mut chars = text.chars();
        return match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(Value::Int(i64::from(u32::from(c)))),
            _ => wrong_length(text.chars().count()),
        };
    }
    match bytes_of(&args[0]) {
        Some(bytes) => match *bytes {
            [byte] => Ok(Value::Int(i64::from(byte))),
            _ => wrong_length(bytes.len()),
        },
        None => {
            let message = format!("ord() expected string of length 1, but {} found", args[0].type_name());
            err(ErrorClass::TypeError, message)
        }
    }
}

fn in_radix(cx: &mut dyn Interp, value: &Value, radix: u32) -> R<Value> {
    let text = match to_int_value(cx, value)? {
        Value::Int(x) => repr_int_radix(Int::Small(x), radix)?,
        Value::BigInt(x) => repr_int_radix(Int::Big(&x), radix)?,
        _ => String::new(),
    };
    Ok(Value::str(text))
}
