//! Finding and replacing parts of a text.

use super::own;
use crate::python::args::{POSITIONAL, text};
use crate::run::protocol::{int_value, to_index, to_index_clipped};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Str, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "str.find",
        signature: "(self, sub, start=None, end=None, /)",
        summary: "The first position of a part; -1 if it is not there.",
        example: ">>> 'banana'.find('an'), 'banana'.find('x')\n(1, -1)\n",
        see_also: &["str.index", "str.rfind"],
        run: Run::Function(|cx, args| Ok(Value::Int(find(cx, args, "find")?.map_or(-1, |at| at as i64)))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.rfind",
        signature: "(self, sub, start=None, end=None, /)",
        summary: "The last position of a part; -1 if it is not there.",
        example: ">>> 'banana'.rfind('an')\n3\n",
        see_also: &["str.find"],
        run: Run::Function(|cx, args| Ok(Value::Int(find(cx, args, "rfind")?.map_or(-1, |at| at as i64)))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.index",
        signature: "(self, sub, start=None, end=None, /)",
        summary: "The first position of a part; ValueError if it is not there.",
        example: ">>> 'banana'.index('an')\n1\n",
        see_also: &["str.find"],
        run: Run::Function(|cx, args| found(find(cx, args, "index")?)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.rindex",
        signature: "(self, sub, start=None, end=None, /)",
        summary: "The last position of a part; ValueError if it is not there.",
        example: ">>> 'banana'.rindex('an')\n3\n",
        see_also: &["str.rfind"],
        run: Run::Function(|cx, args| found(find(cx, args, "rindex")?)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.count",
        signature: "(self, sub, start=None, end=None, /)",
        summary: "How often a part occurs, without overlaps.",
        example: ">>> 'banana'.count('an')\n2\n",
        run: Run::Function(count),
        ..POSITIONAL
    },
    Builtin {
        name: "str.startswith",
        signature: "(self, prefix, start=None, end=None, /)",
        summary: "Whether the text begins with a prefix, or with one of a tuple.",
        example: ">>> 'abc'.startswith('ab'), 'abc'.startswith(('x', 'a'))\n(True, True)\n",
        see_also: &["str.endswith", "str.removeprefix"],
        run: Run::Function(|cx, args| affix(cx, args, "startswith", |text, part| text.starts_with(part))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.endswith",
        signature: "(self, suffix, start=None, end=None, /)",
        summary: "Whether the text ends with a suffix, or with one of a tuple.",
        example: ">>> 'data.csv'.endswith('.csv')\nTrue\n",
        see_also: &["str.startswith", "str.removesuffix"],
        run: Run::Function(|cx, args| affix(cx, args, "endswith", |text, part| text.ends_with(part))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.replace",
        signature: "(self, old, new, count=-1, /)",
        summary: "The text with a part replaced everywhere, or the first `count` times.",
        example: ">>> 'banana'.replace('an', 'o'), 'banana'.replace('a', 'o', 1)\n('booa', 'bonana')\n",
        run: Run::Function(replace),
        ..POSITIONAL
    },
    Builtin {
        name: "str.removeprefix",
        signature: "(self, prefix, /)",
        summary: "The text without a prefix, if it has it.",
        example: ">>> 'unhappy'.removeprefix('un')\n'happy'\n",
        run: Run::Function(|_, args| {
            let (own, prefix) = (own(&args[0], "removeprefix")?, text(&args[1], "removeprefix() argument")?);
            Ok(Value::str(own.strip_prefix(prefix).unwrap_or(own)))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.removesuffix",
        signature: "(self, suffix, /)",
        summary: "The text without a suffix, if it has it.",
        example: ">>> 'data.csv'.removesuffix('.csv')\n'data'\n",
        run: Run::Function(|_, args| {
            let (own, suffix) = (own(&args[0], "removesuffix")?, text(&args[1], "removesuffix() argument")?);
            Ok(Value::str(own.strip_suffix(suffix).unwrap_or(own)))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.partition",
        signature: "(self, sep, /)",
        summary: "What stands before the first separator, the separator, and what follows.",
        example: ">>> 'key=value'.partition('=')\n('key', '=', 'value')\n",
        see_also: &["str.split"],
        run: Run::Function(partition),
        ..POSITIONAL
    },
    Builtin {
        name: "str.rpartition",
        signature: "(self, sep, /)",
        summary: "What stands before the last separator, the separator, and what follows.",
        example: ">>> 'a.b.c'.rpartition('.')\n('a.b', '.', 'c')\n",
        see_also: &["str.rsplit"],
        run: Run::Function(rpartition),
        ..POSITIONAL
    },
];

/// The part of a text between two positions in characters: its bytes, and the position it starts at.
/// None if the start lies behind the end.
fn window<'a>(
    cx: &mut dyn Interp,
    value: &'a Value,
    method: &str,
    start: &Value,
    end: &Value,
) -> R<Option<Window<'a>>> {
    let text = own(value, method)?;
    if start.is_none() && end.is_none() {
        return Ok(Some(Window { text, start: 0 }));
    }
    let n = match value {
        Value::Str(text) => text.chars_len(),
        _ => text.chars().count(),
    } as i64;
    let mut fit = |value: &Value, otherwise: i64| -> R<i64> {
        if value.is_none() {
            return Ok(otherwise);
        }
        if !matches!(value, Value::Int(_)) && int_value(cx, value)?.is_none() {
            let message = "slice indices must be integers or None or have an __index__ method";
            return err(ErrorClass::TypeError, message);
        }
        let at = to_index_clipped(cx, value)?;
        Ok(if at < 0 { at.saturating_add(n).max(0) } else { at })
    };
    let start = fit(start, 0)?;
    let end = fit(end, n)?.min(n);
    if start > end {
        return Ok(None);
    }
    let (start, end) = (start as usize, end as usize);
    let part = match value {
        Value::Str(text) => text.slice(start, end),
        _ => {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            &text[places[start]..places[end]]
        }
    };
    Ok(Some(Window { text: part, start }))
}

struct Window<'a> {
    text: &'a str,
    start: usize,
}

fn part(value: &Value) -> R<&str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => err(ErrorClass::TypeError, format!("must be str, not {}", value.type_name())),
    }
}

fn find(cx: &mut dyn Interp, args: &[Value], method: &str) -> R<Option<usize>> {
    let part = part(&args[1])?;
    let Some(window) = window(cx, &args[0], method, &args[2], &args[3])? else { return Ok(None) };
    let byte = if method.starts_with('r') { window.text.rfind(part) } else { window.text.find(part) };
    Ok(byte.map(|byte| window.start + Str::new(window.text[..byte].to_string()).chars_len()))
}

fn found(position: Option<usize>) -> R<Value> {
    match position {
        Some(at) => Ok(Value::count(at)),
        None => err(ErrorClass::ValueError, "substring not found"),
    }
}

fn count(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let part = part(&args[1])?;
    let Some(window) = window(cx, &args[0], "count", &args[2], &args[3])? else { return Ok(Value::Int(0)) };
    Ok(Value::count(window.text.matches(part).count()))
}

fn affix(cx: &mut dyn Interp, args: &[Value], method: &str, has: fn(&str, &str) -> bool) -> R<Value> {
    let one = [args[1].clone()];
    let parts: &[Value] = match &args[1] {
        Value::Tuple(parts) => parts,
        _ => &one,
    };
    let window = window(cx, &args[0], method, &args[2], &args[3])?;
    for part in parts {
        let Some(part) = part.as_str() else {
            let message = match &args[1] {
                Value::Tuple(_) => format!("tuple for {method} must only contain str, not {}", part.type_name()),
                _ => format!("{method} first arg must be str or a tuple of str, not {}", part.type_name()),
            };
            return err(ErrorClass::TypeError, message);
        };
        if window.as_ref().is_some_and(|window| has(window.text, part)) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn replace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let own = own(&args[0], "replace")?;
    let (old, new) = (text(&args[1], "replace() argument 1")?, text(&args[2], "replace() argument 2")?);
    let count = to_index(cx, &args[3])?;
    if new.len() > old.len() {
        let found = own.matches(old).count();
        super::check_length(own.len().saturating_add(found.saturating_mul(new.len())))?;
    }
    Ok(Value::str(match usize::try_from(count) {
        Ok(count) => own.replacen(old, new, count),
        Err(_) => own.replace(old, new),
    }))
}

fn separator(value: &Value) -> R<&str> {
    let separator = part(value)?;
    if separator.is_empty() { err(ErrorClass::ValueError, "empty separator") } else { Ok(separator) }
}

fn partition(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let own = own(&args[0], "partition")?;
    let (before, middle, after) = match own.split_once(separator(&args[1])?) {
        Some((before, after)) => (before, part(&args[1])?, after),
        None => (own, "", ""),
    };
    Ok(Value::tuple([before, middle, after].map(Value::str)))
}

fn rpartition(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let own = own(&args[0], "rpartition")?;
    let (before, middle, after) = match own.rsplit_once(separator(&args[1])?) {
        Some((before, after)) => (before, part(&args[1])?, after),
        None => ("", "", own),
    };
    Ok(Value::tuple([before, middle, after].map(Value::str)))
}
