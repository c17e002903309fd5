//! The page that `name?` and `numcell help NAME` show.

use super::known::Known;
use super::place::{Step, whole_path};
use crate::array::shape_tuple;
use crate::run::core::Vm;
use crate::session::{Sink, WarningRecord};
use crate::text::{Error, ErrorClass, Name, R, closest, err, names};
use crate::value::function::Function;
use crate::value::{Interp, NativeFunction, Value, find_function, library_row, members};
use std::fmt::Write;

/// More of a value than this is no help.
const LONGEST_VALUE: usize = 1000;

impl Vm<'_> {
    /// The page of a dotted name or a simple expression. Errors: NameError, AttributeError, SyntaxError.
    pub(in crate::run) fn page(&mut self, expression: &str, with_source: bool) -> R<String> {
        let Some(path) = whole_path(expression) else {
            return err(ErrorClass::SyntaxError, format!("{expression} is not the name of anything"));
        };
        match self.known(&path) {
            Some(Known::Value(value) | Known::Bound(value)) => self.page_of(expression.trim(), &value, with_source),
            Some(Known::Object(class)) => self.page_of(expression.trim(), &Value::Type(class), with_source),
            Some(Known::Instance(class)) => self.page_of(expression.trim(), &class, with_source),
            None => match rows_called(expression.trim()).as_slice() {
                [] => Err(self.unknown(expression.trim())),
                [only] => self.page_of(only.row.name, &Value::Builtin(only), with_source),
                several => {
                    let mut names: Vec<&str> = several.iter().map(|function| function.row.name).collect();
                    names.sort_unstable();
                    names.dedup();
                    Ok(format!("{} is one of: {}\n", expression.trim(), names.join(", ")))
                }
            },
        }
    }

    fn page_of(&mut self, name: &str, value: &Value, with_source: bool) -> R<String> {
        match value {
            Value::Function(function) if !with_source && is_library(function) => self.builtin_page(value),
            Value::Function(function) => Ok(self.function_page(function, with_source)),
            Value::Method(method) => self.page_of(name, &method.function.clone(), with_source),
            Value::Class(class) if is_of_library(&class.name.get(), self.find_attr(value, names::MODULE)?.as_ref()) => {
                self.builtin_page(value)
            }
            Value::Class(class) => {
                let init = self.signature_of(&Known::Value(value.clone())).unwrap_or_default();
                let mut page = format!("class {}{init}\n", class.name.get());
                let doc = self.find_attr(value, names::DOC)?;
                push_doc(&mut page, doc.as_ref());
                Ok(page)
            }
            Value::Builtin(_) | Value::Type(_) => self.builtin_page(value),
            Value::Module(module) => Ok(format!("module {}\n\nnames: dir({name}), {name}.*?\n", module.name)),
            _ => self.value_page(value),
        }
    }

    /// What `help(value)` prints.
    fn builtin_page(&mut self, value: &Value) -> R<String> {
        let Some(help) = crate::run::attribute::builtin_name(Name::new("help")) else { return Ok(String::new()) };
        let mut printed = Printed(String::new());
        let mut vm = Vm { core: &mut *self.core, sink: &mut printed };
        vm.call(&help, std::slice::from_ref(value), &[])?;
        Ok(printed.0)
    }

    fn function_page(&mut self, function: &Function, with_source: bool) -> String {
        let mut page = format!("{}{}\n", function.qualname.get(), self.function_signature(function, false));
        push_doc(&mut page, Some(&*function.doc.borrow()));
        let source = &function.code.source;
        let (line, _) = source.position(function.code.span.start);
        if with_source
            && let Some(text) = source.text.get(function.code.span.start as usize..function.code.span.end as usize)
        {
            let _ = write!(page, "\n{}\n", text.trim_end());
        }
        let _ = write!(page, "\n{}, line {line}\n", source.title);
        page
    }

    fn value_page(&mut self, value: &Value) -> R<String> {
        let mut page = format!("Type:   {}\n", value.type_name());
        if let Value::Array(array) = value {
            let _ = writeln!(page, "Shape:  {}", shape_tuple(&array.shape()));
            let _ = writeln!(page, "dtype:  {}", array.dtype().name());
            let _ = writeln!(page, "Bytes:  {}", array.size() * array.itemsize());
        } else if let Ok(length) = self.len(value) {
            let _ = writeln!(page, "Length: {length}");
        }
        let mut shown = self.repr(value)?;
        if let Some((cut, _)) = shown.char_indices().nth(LONGEST_VALUE) {
            shown.truncate(cut);
            shown.push('…');
        }
        let _ = writeln!(page, "Value:  {}", shown.replace('\n', "\n        "));
        Ok(page)
    }

    /// The error for a name that nothing is known of, as Python would say it.
    fn unknown(&mut self, expression: &str) -> Box<Error> {
        let Some(mut path) = whole_path(expression) else {
            return Error::new(ErrorClass::SyntaxError, format!("{expression} is not the name of anything"));
        };
        let mut missing = None;
        // The longest part that is known says which attribute is missing.
        while let Some(step) = path.steps.pop() {
            if let Some(known) = self.known(&path) {
                missing = Some((known, step));
                break;
            }
        }
        match missing {
            Some((Known::Value(value), Step::Attribute(name))) => {
                let error = crate::run::attribute::no_attribute(&value, Name::new(&name));
                let names = self.attribute_names(&value);
                with_nearest(error, &name, names.iter().map(String::as_str))
            }
            Some(_) => {
                Error::new(ErrorClass::NameError, format!("nothing is known of {expression} without running it"))
            }
            None => {
                let name = expression.split(['.', '[', '(']).next().unwrap_or(expression);
                let error = Error::new(ErrorClass::NameError, format!("name '{name}' is not defined"));
                let names = self.names_in_scope();
                with_nearest(error, name, names.keys().map(String::as_str))
            }
        }
    }
}

/// Whether a function is NumPy's own, written in Python.
pub(super) fn is_library(function: &Function) -> bool {
    function.code.source.title.starts_with("Library numpy")
}

/// Whether a class of this name and module is one of NumPy's with a page of its own.
fn is_of_library(name: &Name, module: Option<&Value>) -> bool {
    module.and_then(Value::as_str).is_some_and(|module| library_row(name.as_str(), module).is_some())
}

fn with_nearest<'a>(error: Box<Error>, name: &str, names: impl IntoIterator<Item = &'a str>) -> Box<Error> {
    match closest(name, names) {
        Some(near) => error.with_hint(format!("Did you mean: '{near}'?")),
        None => error,
    }
}

/// The rows whose name, or its last part, is this: pages name methods by their class, as `Generator.normal`.
fn rows_called(name: &str) -> Vec<&'static NativeFunction> {
    if let Some(only) = find_function(name) {
        return vec![only];
    }
    let mut found = members(None);
    found.retain(|function| function.name.as_str() == name);
    found.sort_by_key(|function| function.row.name);
    found.dedup_by_key(|function| function.row.name);
    found
}

fn push_doc(page: &mut String, doc: Option<&Value>) {
    if let Some(doc) = doc.and_then(Value::as_str) {
        let _ = write!(page, "\n{}\n", undented(doc));
    }
}

/// A docstring without the indent of its later lines.
fn undented(doc: &str) -> String {
    let indent = doc.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = indent.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let mut lines = doc.trim().lines();
    let first = lines.next().unwrap_or("").to_owned();
    lines.fold(first, |text, line| text + "\n" + line.get(indent..).unwrap_or("").trim_end())
}

/// A sink that keeps what a page prints.
struct Printed(String);

impl Sink for Printed {
    fn stdout(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn stderr(&mut self, _: &str) {}

    fn warning(&mut self, _: &WarningRecord) {}
}
