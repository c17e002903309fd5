//! `help`: the page of a builtin, made from its row, or what is known of anything else.

use super::families;
use crate::python::args::POSITIONAL;
use crate::run::protocol::default_repr;
use crate::text::{R, filled, names};
use crate::value::{Builtin, Interp, NativeFunction, Owner, Run, Value, find_function, find_member, library_row};
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
                return Ok(page_of_call(row, Some(&parameters)));
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
            if let Some(row) = class_row(cx, value)? {
                let parameters = match cx.find_attr(value, names::INIT)? {
                    Some(init) => parameters(cx, &init)?.replacen("self, ", "", 1).replacen("(self)", "()", 1),
                    None => String::new(),
                };
                return Ok(page_of_call(row, Some(&parameters)));
            }
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

/// The row of a class of NumPy's that a program of ours defines.
fn class_row(cx: &mut dyn Interp, value: &Value) -> R<Option<&'static NativeFunction>> {
    let Value::Class(class) = value else { return Ok(None) };
    let module = cx.find_attr(value, names::MODULE)?;
    Ok(library_row(class.name.get().as_str(), module.as_ref().and_then(Value::as_str).unwrap_or_default()))
}

/// The page of a row: signature, summary, parameters, details (shapes, dtypes, errors), examples that run,
/// related rows.
pub fn page(function: &NativeFunction) -> String {
    let is_call = matches!(function.row.run, Run::Function(_) | Run::Raw(_) | Run::Construct(_));
    page_of_call(function, is_call.then_some(function.row.signature))
}

/// The page of a row with the signature of what it stands for.
fn page_of_call(function: &NativeFunction, signature: Option<&str>) -> String {
    let row = function.row;
    let name = shown_name(function);
    let mut text = signature.map_or_else(|| format!("{name}\n"), |signature| signature_lines(&name, signature));
    if !row.summary.is_empty() {
        let _ = write!(text, "\n{}\n", filled(row.summary, 0));
    }
    if let Some(signature) = signature {
        push_parameters(&mut text, function, signature);
    }
    if !row.details.is_empty() {
        text.push('\n');
        for line in row.details.trim_end().lines() {
            let is_wide = line.chars().count() > COLUMNS;
            text.push_str(&if is_wide { filled(line, 0) } else { line.to_owned() });
            text.push('\n');
        }
    }
    if signature.is_some() {
        push_rules(&mut text, function);
    }
    if !row.example.is_empty() {
        let _ = write!(text, "\n{}\n", row.example.trim_end());
    }
    let related = if row.see_also.is_empty() {
        families::related(function)
    } else {
        row.see_also.iter().map(|&name| name.to_owned()).collect()
    };
    if !related.is_empty() {
        let _ = write!(text, "\n{}\n", filled(&format!("See also: {}", related.join(", ")), 0));
    }
    text
}

/// The name by which a program calls it.
fn shown_name(function: &NativeFunction) -> String {
    let name = match function.owner {
        Owner::Class(class) if function.name == names::NEW => class.full_name(),
        _ => function.row.name.to_owned(),
    };
    name.strip_prefix("numpy.").map_or(name.clone(), |rest| format!("np.{rest}"))
}

/// Shapes and errors, unless the details speak of them.
fn push_rules(text: &mut String, function: &NativeFunction) {
    let says = |word: &str| function.row.details.contains(word);
    let mut rules = Vec::new();
    rules.extend(families::shape(function).filter(|_| !says("Shape")).map(|shape| format!("*Shape*: {shape}.")));
    let mut errors = super::parameters::errors(function);
    errors.extend(families::errors(function));
    if !errors.is_empty() && !says("Errors") {
        rules.push(format!("*Errors*: {}.", errors.join("; ")));
    }
    if function.row.details.is_empty() && !rules.is_empty() {
        text.push('\n');
    }
    rules.iter().for_each(|rule| text.push_str(&(filled(rule, 0) + "\n")));
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
fn push_parameters(text: &mut String, function: &NativeFunction, signature: &str) {
    let names = signature.trim_matches(['(', ')']).split(", ");
    let known: Vec<(&str, &str)> = names
        .filter_map(|part| {
            let name = part.split(['=', ':']).next().unwrap_or(part).trim_matches('*');
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
