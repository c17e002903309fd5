//! Filling, formatting and translating.

use super::own;
use crate::print::digits::push_repeated;
use crate::print::template::{Argument, pieces, split_name};
use crate::python::args::{NAMED, POSITIONAL, star};
use crate::run::protocol::{format_with, percent, to_index};
use crate::text::{ErrorClass, R, err, room};
use crate::value::dict::Dict;
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "str.center",
        signature: "(self, width, fillchar=' ', /)",
        summary: "The text in the middle of a width.",
        example: ">>> 'ab'.center(6, '*')\n'**ab**'\n",
        see_also: &["str.ljust", "str.rjust"],
        run: Run::Function(center),
        ..POSITIONAL
    },
    Builtin {
        name: "str.ljust",
        signature: "(self, width, fillchar=' ', /)",
        summary: "The text at the left of a width.",
        example: ">>> 'ab'.ljust(5, '.')\n'ab...'\n",
        see_also: &["str.rjust", "str.center"],
        run: Run::Function(|cx, args| {
            let (padding, fill) = padding(cx, args, "ljust")?;
            padded(own(&args[0], "ljust")?, 0, padding, fill)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.rjust",
        signature: "(self, width, fillchar=' ', /)",
        summary: "The text at the right of a width.",
        example: ">>> 'ab'.rjust(5)\n'   ab'\n",
        see_also: &["str.ljust", "str.zfill"],
        run: Run::Function(|cx, args| {
            let (padding, fill) = padding(cx, args, "rjust")?;
            padded(own(&args[0], "rjust")?, padding, 0, fill)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.zfill",
        signature: "(self, width, /)",
        summary: "The text with zeros in front, after a sign, up to a width.",
        example: ">>> '42'.zfill(5), '-42'.zfill(5)\n('00042', '-0042')\n",
        run: Run::Function(zfill),
        ..POSITIONAL
    },
    Builtin {
        name: "str.expandtabs",
        signature: "(self, tabsize=8)",
        summary: "The text with spaces up to the next column of tabs in place of each tab.",
        example: ">>> 'a\\tb'.expandtabs(4)\n'a   b'\n",
        run: Run::Function(expandtabs),
        ..NAMED
    },
    Builtin {
        name: "str.format",
        signature: "(self, /, *args, **kwargs)",
        summary: "The text with each `{field}` replaced by an argument.",
        example: ">>> '{} and {0}'.replace('{0}', '{}').format(1, 2)\n'1 and 2'\n\
                  >>> '{name:>5}|{0:.2f}'.format(3.14159, name='pi')\n'   pi|3.14'\n",
        see_also: &["format"],
        run: Run::Function(|cx, args| {
            let text = format_with(cx, own(&args[0], "format")?, star(&args[1]), Some(&args[2]))?;
            Ok(Value::str(text))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.format_map",
        signature: "(self, mapping, /)",
        summary: "As `format`, with the fields' values from a mapping.",
        example: ">>> '{a}'.format_map({'a': 1})\n'1'\n",
        see_also: &["str.format"],
        run: Run::Function(format_map),
        ..POSITIONAL
    },
    Builtin {
        name: "str.__mod__",
        signature: "(self, value, /)",
        summary: "The text with each `%` field replaced by a value.",
        example: ">>> '%d items, %.1f%%' % (3, 12.34)\n'3 items, 12.3%'\n",
        run: Run::Function(|cx, args| percent(cx, own(&args[0], "__mod__")?, &args[1]).map(Value::str)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.translate",
        signature: "(self, table, /)",
        summary: "The text with each character replaced by what a table has for its code.",
        example: ">>> 'abc'.translate({97: 'x', 98: None})\n'xc'\n",
        see_also: &["str.maketrans"],
        run: Run::Function(translate),
        ..POSITIONAL
    },
    Builtin {
        name: "str.maketrans",
        signature: "(cls, x, y=_NoValue, z=_NoValue, /)",
        summary: "A table for `translate`: from a dict, or from two texts of the same length.",
        details: "Characters of `z` are removed.",
        example: ">>> str.maketrans('ab', 'xy', 'c')\n{97: 120, 98: 121, 99: None}\n",
        see_also: &["str.translate"],
        run: Run::Function(maketrans),
        ..POSITIONAL
    },
];

/// How many characters are missing to a width, and what stands for them.
fn padding(cx: &mut dyn Interp, args: &[Value], method: &str) -> R<(usize, char)> {
    let width = to_index(cx, &args[1])?;
    let fill = match args[2].as_str() {
        Some(fill) => {
            let mut chars = fill.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => c,
                _ => return err(ErrorClass::TypeError, "The fill character must be exactly one character long"),
            }
        }
        None => {
            let message = format!("The fill character must be a unicode character, not {}", args[2].type_name());
            return err(ErrorClass::TypeError, message);
        }
    };
    let length = own(&args[0], method)?.chars().count();
    let width = usize::try_from(width).unwrap_or(0);
    if width > 1 << 32 || room::refuses(width, 0) {
        return err(ErrorClass::MemoryError, "");
    }
    Ok((width.saturating_sub(length), fill))
}

fn padded(text: &str, left: usize, right: usize, fill: char) -> R<Value> {
    let mut out = String::with_capacity(text.len() + (left + right) * fill.len_utf8());
    push_repeated(&mut out, fill, left);
    out.push_str(text);
    push_repeated(&mut out, fill, right);
    Ok(Value::str(out))
}

fn center(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (padding, fill) = padding(cx, args, "center")?;
    let text = own(&args[0], "center")?;
    let width = padding + text.chars().count();
    // An odd place goes to the left of texts in an odd width: CPython's choice.
    let left = padding / 2 + (padding & width & 1);
    padded(text, left, padding - left, fill)
}

fn zfill(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let width = to_index(cx, &args[1])?;
    let text = own(&args[0], "zfill")?;
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(text.chars().count());
    if missing > 1 << 32 || room::refuses(missing, 0) {
        return err(ErrorClass::MemoryError, "");
    }
    let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
    Ok(Value::str(format!("{sign}{}{digits}", "0".repeat(missing))))
}

fn expandtabs(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let size = usize::try_from(to_index(cx, &args[1])?).unwrap_or(0);
    let mut out = String::new();
    let mut column = 0;
    for c in own(&args[0], "expandtabs")?.chars() {
        match c {
            '\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                push_repeated(&mut out, ' ', spaces);
                column += spaces;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(Value::str(out))
}

fn format_map(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let template = own(&args[0], "format_map")?;
    for piece in pieces(template) {
        let Some(field) = piece?.field else { continue };
        if !matches!(split_name(field.name)?.0, Argument::Keyword(_)) {
            return err(ErrorClass::ValueError, "Format string contains positional fields");
        }
    }
    format_with(cx, template, &[], Some(&args[1])).map(Value::str)
}

fn translate(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = own(&args[0], "translate")?.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let found = match cx.get_item(&args[1], &Value::Int(i64::from(u32::from(c)))) {
            Ok(found) => found,
            Err(error) if error.class.is_a(ErrorClass::LookupError) => {
                out.push(c);
                continue;
            }
            Err(error) => return Err(error),
        };
        match &found {
            Value::None => {}
            Value::Int(code) => {
                let Ok(code) = u32::try_from(*code) else { return bad_code() };
                match char::from_u32(code) {
                    Some(c) => out.push(c),
                    None => return bad_code(),
                }
            }
            other => match other.as_str() {
                Some(text) => out.push_str(text),
                None => {
                    return err(ErrorClass::TypeError, "character mapping must return integer, None or str");
                }
            },
        }
    }
    Ok(Value::str(out))
}

fn bad_code<T>() -> R<T> {
    err(ErrorClass::ValueError, "character mapping must be in range(0x110000)")
}

fn code(c: char) -> Value {
    Value::Int(i64::from(u32::from(c)))
}

fn maketrans(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut table = Dict::new();
    if args[2].is_undef() {
        let Some(given) = crate::python::args::dict_of(&args[1]) else {
            let message = "if you give only one argument to maketrans it must be a dict";
            return err(ErrorClass::TypeError, message);
        };
        for (key, value) in given.map.borrow().iter() {
            let key = match key.as_str() {
                Some(text) => match (text.chars().next(), text.chars().nth(1)) {
                    (Some(c), None) => code(c),
                    _ => {
                        let message = "string keys in translate table must be of length 1";
                        return err(ErrorClass::ValueError, message);
                    }
                },
                None => match key {
                    Value::Int(_) => key.clone(),
                    _ => {
                        return err(ErrorClass::TypeError, "keys in translate table must be strings or integers");
                    }
                },
            };
            table.insert(key, value.clone());
        }
        return Ok(Value::dict(table));
    }
    let _ = cx;
    let Some(from) = args[1].as_str() else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return err(ErrorClass::TypeError, message);
    };
    let to = crate::python::args::text(&args[2], "maketrans() argument 2")?;
    if from.chars().count() != to.chars().count() {
        let message = "the first two maketrans arguments must have equal length";
        return err(ErrorClass::ValueError, message);
    }
    for (from, to) in from.chars().zip(to.chars()) {
        table.insert(code(from), code(to));
    }
    if !args[3].is_undef() {
        for c in crate::python::args::text(&args[3], "maketrans() argument 3")?.chars() {
            table.insert(code(c), Value::None);
        }
    }
    Ok(Value::dict(table))
}
