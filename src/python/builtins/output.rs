//! `print` and `input`.

use crate::python::args::{NAMED, POSITIONAL, star};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "print",
        signature: "(*args, sep=' ', end='\\n', file=None, flush=False)",
        summary: "Writes values as text, separated by `sep` and followed by `end`.",
        details: "`file` is anything with a `write` method; None is standard output.",
        example: ">>> print(1, 'two', [3.0])\n1 two [3.0]\n>>> print('a', 'b', sep='-', end='!\\n')\na-b!\n",
        run: Run::Function(print),
        ..NAMED
    },
    Builtin {
        name: "input",
        signature: "(prompt='', /)",
        summary: "Shows a prompt and reads one line that the user types.",
        details: "Raises EOFError where there is no input.",
        example: "",
        see_also: &["print"],
        run: Run::Function(input),
        ..POSITIONAL
    },
];

fn print(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [items, sep, end, file, flush] = args else { return Ok(Value::None) };
    let sep = separator(sep, "sep", " ")?;
    let end = separator(end, "end", "\n")?;
    let replaced = if file.is_none() { replaced_stdout(cx)? } else { None };
    let file = replaced.as_ref().unwrap_or(file);
    if file.is_none() {
        let mut text = String::new();
        for (position, item) in star(items).iter().enumerate() {
            if position > 0 {
                text.push_str(sep);
            }
            match item {
                Value::Str(item) => text.push_str(item),
                _ => text.push_str(&cx.str(item)?),
            }
        }
        text.push_str(end);
        cx.print(&text)?;
        if cx.truth(flush)? {
            cx.flush()?;
        }
    } else {
        let write = cx.get_attr(file, Name::new("write"))?;
        // Piece by piece, which a `write` of the program's sees.
        for (position, item) in star(items).iter().enumerate() {
            if position > 0 {
                cx.call(&write, &[Value::str(sep)], &[])?;
            }
            let item = cx.str(item)?;
            cx.call(&write, &[Value::str(item)], &[])?;
        }
        cx.call(&write, &[Value::str(end)], &[])?;
        if cx.truth(flush)? {
            let flush = cx.get_attr(file, Name::new("flush"))?;
            cx.call(&flush, &[], &[])?;
        }
    }
    Ok(Value::None)
}

/// What the program set `sys.stdout` to, if it did.
fn replaced_stdout(cx: &mut dyn Interp) -> R<Option<Value>> {
    let Value::Module(sys) = cx.import("sys")? else { return Ok(None) };
    let set = sys.attributes.borrow().get(&Name::new("stdout")).cloned();
    Ok(set.filter(|file| !super::files::is_standard_output(file)))
}

fn separator<'a>(value: &'a Value, name: &str, default: &'a str) -> R<&'a str> {
    if value.is_none() {
        return Ok(default);
    }
    match value.as_str() {
        Some(text) => Ok(text),
        None => err(ErrorClass::TypeError, format!("{name} must be None or a string, not {}", value.type_name())),
    }
}

fn input(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let prompt = cx.str(&args[0])?;
    match cx.read_line(&prompt)? {
        Some(line) => Ok(Value::str(line)),
        None => Err(Error::new(ErrorClass::EOFError, "EOF when reading a line")),
    }
}
