//! `help`: the page of a builtin, made from its row, or what is known of anything else.

use crate::python::args::POSITIONAL;
use crate::run::protocol::default_repr;
use crate::text::{R, names};
use crate::value::{Builtin, Interp, NativeFunction, Owner, Run, Value, find_function, find_member};
use std::fmt::Write;

pub(super) static ROWS: &[Builtin] = &[Builtin {
    name: "help",
    signature: "(request=_NoValue, /)",
    summary: "Prints the page of a function, a class or a module.",
    example: "",
    run: Run::Function(help),
    ..POSITIONAL
}];

fn help(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = describe(cx, &args[0])?;
    cx.print(&text)?;
    Ok(Value::None)
}

/// The page that `help(x)` prints.
pub fn describe(cx: &mut dyn Interp, value: &Value) -> R<String> {
    match value {
        Value::Undef => Ok("Type help(f) to read about a function f, such as help(np.sum).\n".to_string()),
        Value::Builtin(function) => Ok(page(function)),
        Value::Method(method) => match &method.function {
            Value::Builtin(function) => Ok(page(function)),
            function => describe(cx, function),
        },
        Value::Type(class) => match find_member(Owner::Class(*class), names::NEW) {
            Some(function) => Ok(page(function)),
            None => Ok(format!("class {}\n", class.full_name())),
        },
        Value::Str(name) => match find_function(name).or_else(|| find_function(&format!("{}.__new__", &***name))) {
            Some(function) => Ok(page(function)),
            None => Ok(format!("No page for '{}'.\n", &***name)),
        },
        _ => {
            let name = match cx.find_attr(value, names::QUALNAME)? {
                Some(name) => cx.str(&name)?,
                None => default_repr(value),
            };
            let mut text = format!("Help on {name}:\n\n");
            if let Some(doc) = cx.find_attr(value, names::DOC)?.filter(|doc| !doc.is_none()) {
                text.push_str(cx.str(&doc)?.trim_end());
                text.push('\n');
            }
            Ok(text)
        }
    }
}

/// The page of a row: signature, summary, details, example, related rows.
pub fn page(function: &NativeFunction) -> String {
    let row = function.row;
    let name = row.name.strip_suffix(".__new__").unwrap_or(row.name);
    let mut text = match row.run {
        Run::Function(_) | Run::Raw(_) | Run::Construct(_) => format!("{name}{}\n", row.signature),
        _ => format!("{name}\n"),
    };
    for part in [row.summary, row.details] {
        if !part.is_empty() {
            let _ = write!(text, "\n{}\n", part.trim_end());
        }
    }
    if !row.example.is_empty() {
        let _ = write!(text, "\n{}\n", row.example.trim_end());
    }
    if !row.see_also.is_empty() {
        let _ = write!(text, "\nSee also: {}\n", row.see_also.join(", "));
    }
    text
}
