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
        Value::Function(function) => {
            let name = function.qualname.get();
            let module = match cx.find_attr(value, names::MODULE)? {
                Some(module) => cx.str(&module)?,
                None => names::MAIN.as_str().to_string(),
            };
            let parameters = parameters(cx, value)?;
            let mut text = format!("Help on function {name} in module {module}:\n\n{name}{parameters}\n");
            if let Some(doc) = cx.find_attr(value, names::DOC)?.filter(|doc| !doc.is_none()) {
                for line in clean(&cx.str(&doc)?).lines() {
                    let _ = writeln!(text, "    {line}");
                }
            }
            text.push('\n');
            Ok(text)
        }
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

/// The parameters of a function of the program between parentheses, with defaults and annotations.
fn parameters(cx: &mut dyn Interp, value: &Value) -> R<String> {
    let Value::Function(function) = value else { return Ok(String::new()) };
    let list = function.parameters();
    let annotations = cx.get_attr(value, names::ANNOTATIONS)?;
    let annotation = |cx: &mut dyn Interp, name: &str| -> R<Option<String>> {
        let Value::Dict(dict) = &annotations else { return Ok(None) };
        let found = dict.map.borrow().get_str(name).cloned();
        Ok(match found {
            None => None,
            Some(Value::Type(class)) => Some(class.full_name()),
            Some(Value::Class(class)) => Some(format!("__main__.{}", class.qualname.borrow())),
            Some(other) => Some(cx.repr(&other)?),
        })
    };
    let positional = usize::from(list.positional);
    let keyword_only = usize::from(list.keyword_only);
    let defaults = function.defaults.borrow().clone();
    let keyword_defaults = function.keyword_defaults.borrow().clone();
    let star = list.names.get(positional + keyword_only).filter(|_| list.star);
    let mut parts = Vec::new();
    let one = |cx: &mut dyn Interp, mark: &str, name: &str, default: Option<&Value>| -> R<String> {
        let mut text = format!("{mark}{name}");
        let note = annotation(cx, name)?;
        if let Some(note) = &note {
            let _ = write!(text, ": {note}");
        }
        if let Some(default) = default.filter(|default| !default.is_undef()) {
            let equals = if note.is_some() { " = " } else { "=" };
            let _ = write!(text, "{equals}{}", cx.repr(default)?);
        }
        Ok(text)
    };
    for (at, name) in list.names.iter().take(positional).enumerate() {
        let default = (at + defaults.len()).checked_sub(positional).and_then(|at| defaults.get(at));
        parts.push(one(cx, "", name.as_str(), default)?);
        if at + 1 == usize::from(list.positional_only) {
            parts.push("/".to_string());
        }
    }
    match star {
        Some(name) => parts.push(one(cx, "*", name.as_str(), None)?),
        None if keyword_only > 0 => parts.push("*".to_string()),
        None => {}
    }
    for (at, name) in list.names.iter().skip(positional).take(keyword_only).enumerate() {
        parts.push(one(cx, "", name.as_str(), keyword_defaults.get(at))?);
    }
    if list.double_star
        && let Some(name) = list.names.last()
    {
        parts.push(one(cx, "**", name.as_str(), None)?);
    }
    let result = annotation(cx, "return")?.map_or(String::new(), |note| format!(" -> {note}"));
    Ok(format!("({}){result}", parts.join(", ")))
}

/// A documentation string without the indentation of its program.
fn clean(doc: &str) -> String {
    let mut lines = doc.lines();
    let first = lines.next().unwrap_or_default().trim_start();
    let rest: Vec<&str> = lines.collect();
    let indent = rest.iter().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    let margin = indent.min().unwrap_or(0);
    let mut text = first.to_string();
    for line in rest {
        text.push('\n');
        text.push_str(line.get(margin..).unwrap_or_default());
    }
    text.trim_end().to_string()
}
