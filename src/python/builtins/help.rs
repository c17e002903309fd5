//! `help`: the page of a builtin, made from its row, or what is known of anything else.

use crate::python::args::POSITIONAL;
use crate::run::protocol::default_repr;
use crate::text::{R, filled, names};
use crate::value::{Builtin, Interp, NativeFunction, Owner, Run, Value, find_function, find_member, members};
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
            if let Some(row) = library_row(name.as_str(), &module) {
                let head = signature_lines(row.row.name, &parameters);
                return Ok(page(row).replacen(&format!("{}\n", row.row.name), &head, 1));
            }
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

/// The page of a row: signature, summary, parameters, details (shapes, dtypes, errors), examples that run,
/// related rows.
pub fn page(function: &NativeFunction) -> String {
    let row = function.row;
    let name = row.name.strip_suffix(".__new__").unwrap_or(row.name);
    let is_call = matches!(row.run, Run::Function(_) | Run::Raw(_) | Run::Construct(_));
    let mut text = if is_call { signature_lines(name, row.signature) } else { format!("{name}\n") };
    if !row.summary.is_empty() {
        let _ = write!(text, "\n{}\n", filled(row.summary, 0));
    }
    if is_call {
        push_parameters(&mut text, function);
    }
    if !row.details.is_empty() {
        let _ = write!(text, "\n{}\n", row.details.trim_end());
    }
    let is_said = row.details.contains("*Errors*");
    let errors = if is_call && !is_said { super::parameters::errors(function) } else { Vec::new() };
    if !errors.is_empty() {
        let gap = if row.details.is_empty() { "\n" } else { "" };
        let _ = writeln!(text, "{gap}{}", filled(&format!("*Errors*: {}.", errors.join("; ")), 0));
    }
    if !row.example.is_empty() {
        let _ = write!(text, "\n{}\n", row.example.trim_end());
    }
    if !row.see_also.is_empty() {
        let _ = write!(text, "\n{}\n", filled(&format!("See also: {}", row.see_also.join(", ")), 0));
    }
    text
}

/// Columns of a page.
const COLUMNS: usize = 79;

/// A name and its parameters, in lines under each other where they do not fit one.
fn signature_lines(name: &str, signature: &str) -> String {
    let signature = signature.replace("_NoValue", "<no value>");
    let mut text = format!("{name}{signature}\n");
    if text.chars().count() <= COLUMNS + 1 {
        return text;
    }
    text = format!("{name}(");
    let indent = text.chars().count().min(COLUMNS / 2);
    let mut column = text.chars().count();
    let inner = signature.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&signature);
    for (index, part) in inner.split(", ").enumerate() {
        let width = part.chars().count();
        if index > 0 && column + width + 3 > COLUMNS {
            let _ = write!(text, ",\n{}", " ".repeat(indent));
            column = indent;
        } else if index > 0 {
            text.push_str(", ");
            column += 2;
        }
        text.push_str(part);
        column += width;
    }
    text.push_str(")\n");
    text
}

/// The parameters of which something can be said, a line each.
fn push_parameters(text: &mut String, function: &NativeFunction) {
    let known: Vec<(&str, &str)> = function
        .signature()
        .parameters
        .iter()
        .filter_map(|parameter| {
            let name = parameter.name.as_str();
            super::parameters::meaning(function, name).map(|meaning| (name, meaning))
        })
        .collect();
    if known.is_empty() {
        return;
    }
    let width = known.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    text.push_str("\nParameters\n");
    for (name, meaning) in known {
        let _ = writeln!(text, "  {name:width$}  {}", filled(meaning, width + 4));
    }
}

/// The row of a function of NumPy's that is written in Python: what its page says besides the parameters.
fn library_row(name: &str, module: &str) -> Option<&'static NativeFunction> {
    if !module.starts_with("numpy._library") {
        return None;
    }
    let rows = members(None).into_iter();
    rows.filter(|row| row.name.as_str() == name && matches!(row.row.run, Run::Constant(_)))
        .find(|row| matches!(row.owner, Owner::Module(module) if module.as_str().starts_with("numpy")))
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
