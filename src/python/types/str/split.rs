//! Splitting, joining and stripping.

use super::own;
use crate::print::unicode::is_space;
use crate::python::args::{NAMED, POSITIONAL};
use crate::run::protocol::to_index;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "str.split",
        signature: "(self, sep=None, maxsplit=-1)",
        summary: "The parts between separators; without `sep` the words between white space.",
        example: ">>> 'a,b,,c'.split(','), ' a  b '.split()\n(['a', 'b', '', 'c'], ['a', 'b'])\n",
        see_also: &["str.join", "str.rsplit", "str.splitlines"],
        run: Run::Function(split),
        ..NAMED
    },
    Builtin {
        name: "str.rsplit",
        signature: "(self, sep=None, maxsplit=-1)",
        summary: "As `split`, but `maxsplit` counts from the end.",
        example: ">>> 'a.b.c'.rsplit('.', 1)\n['a.b', 'c']\n",
        see_also: &["str.split"],
        run: Run::Function(rsplit),
        ..NAMED
    },
    Builtin {
        name: "str.splitlines",
        signature: "(self, keepends=False)",
        summary: "The lines of the text.",
        example: ">>> 'a\\nb\\r\\nc'.splitlines()\n['a', 'b', 'c']\n",
        see_also: &["str.split"],
        run: Run::Function(splitlines),
        ..NAMED
    },
    Builtin {
        name: "str.join",
        signature: "(self, iterable, /)",
        summary: "The strings of an iterable, one after the other, with this text between them.",
        example: ">>> ', '.join(['a', 'b'])\n'a, b'\n",
        see_also: &["str.split"],
        run: Run::Function(join),
        ..POSITIONAL
    },
    Builtin {
        name: "str.strip",
        signature: "(self, chars=None, /)",
        summary: "The text without white space, or without the given characters, at both ends.",
        example: ">>> '  a '.strip(), 'xxaxx'.strip('x')\n('a', 'a')\n",
        see_also: &["str.lstrip", "str.rstrip"],
        run: Run::Function(|_, args| strip(args, "strip", true, true)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.lstrip",
        signature: "(self, chars=None, /)",
        summary: "The text without white space, or without the given characters, at its start.",
        example: ">>> '  a '.lstrip()\n'a '\n",
        run: Run::Function(|_, args| strip(args, "lstrip", true, false)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.rstrip",
        signature: "(self, chars=None, /)",
        summary: "The text without white space, or without the given characters, at its end.",
        example: ">>> '  a '.rstrip()\n'  a'\n",
        run: Run::Function(|_, args| strip(args, "rstrip", false, true)),
        ..POSITIONAL
    },
];

/// The separator, None for white space, and the most splits.
fn arguments<'a>(cx: &mut dyn Interp, args: &'a [Value]) -> R<(Option<&'a str>, usize)> {
    let most = to_index(cx, &args[2])?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if args[1].is_none() {
        return Ok((None, most));
    }
    match args[1].as_str() {
        Some("") => err(ErrorClass::ValueError, "empty separator"),
        Some(separator) => Ok((Some(separator), most)),
        None => err(ErrorClass::TypeError, format!("must be str or None, not {}", args[1].type_name())),
    }
}

fn list<'a>(parts: impl IntoIterator<Item = &'a str>) -> R<Value> {
    Ok(Value::list(parts.into_iter().map(Value::str).collect()))
}

fn split(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (separator, most) = arguments(cx, args)?;
    let text = own(&args[0], "split")?;
    if let Some(separator) = separator {
        return list(text.splitn(most.saturating_add(1), separator));
    }
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    list(parts)
}

fn rsplit(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (separator, most) = arguments(cx, args)?;
    let text = own(&args[0], "rsplit")?;
    let mut parts: Vec<&str> = Vec::new();
    if let Some(separator) = separator {
        parts.extend(text.rsplitn(most.saturating_add(1), separator));
    } else {
        let mut rest = text.trim_end_matches(is_space);
        while !rest.is_empty() {
            if parts.len() == most {
                parts.push(rest);
                break;
            }
            let space = rest.char_indices().rev().find(|(_, c)| is_space(*c));
            let start = space.map_or(0, |(at, c)| at + c.len_utf8());
            parts.push(&rest[start..]);
            rest = rest[..start].trim_end_matches(is_space);
        }
    }
    parts.reverse();
    list(parts)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn splitlines(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let keep = match crate::run::protocol::to_int_value(cx, &args[1])? {
        Value::Int(x) => x != 0,
        _ => true,
    };
    let mut rest = own(&args[0], "splitlines")?;
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(is_line_end).unwrap_or(rest.len());
        let length = match &rest[end..] {
            tail if tail.starts_with("\r\n") => 2,
            tail => tail.chars().next().map_or(0, char::len_utf8),
        };
        lines.push(&rest[..if keep { end + length } else { end }]);
        rest = &rest[end + length..];
    }
    list(lines)
}

fn join(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let separator = own(&args[0], "join")?;
    let items = match cx.collect(&args[1]) {
        Err(error) if error.class == ErrorClass::TypeError && error.message.ends_with("is not iterable") => {
            return err(ErrorClass::TypeError, "can only join an iterable");
        }
        other => other?,
    };
    if let [Value::Str(_)] = items.as_slice() {
        return Ok(items[0].clone());
    }
    let texts = items.iter().filter_map(Value::as_str).map(str::len);
    super::check_length(texts.fold(separator.len().saturating_mul(items.len()), usize::saturating_add))?;
    let mut out = String::new();
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push_str(separator);
        }
        match item.as_str() {
            Some(text) => out.push_str(text),
            None => {
                let message = format!("sequence item {position}: expected str instance, {} found", item.type_name());
                return err(ErrorClass::TypeError, message);
            }
        }
    }
    Ok(Value::str(out))
}

fn strip(args: &[Value], method: &str, left: bool, right: bool) -> R<Value> {
    let mut text = own(&args[0], method)?;
    let chars = match (&args[1], args[1].as_str()) {
        (Value::None, _) => None,
        (_, Some(chars)) => Some(chars),
        _ => return err(ErrorClass::TypeError, format!("{method} arg must be None or str")),
    };
    let goes = |c: char| chars.map_or_else(|| is_space(c), |chars| chars.contains(c));
    if left {
        text = text.trim_start_matches(goes);
    }
    if right {
        text = text.trim_end_matches(goes);
    }
    Ok(match &args[0] {
        Value::Str(same) if same.len() == text.len() => Value::Str(same.clone()),
        _ => Value::str(text),
    })
}
