//! An uncaught exception as text: Python's traceback with its markers, the exceptions behind it, and
//! what was perhaps meant. *Source*: the layout of CPython 3.11's `Python/traceback.c`.

use super::core::Vm;
use super::exception::exception_state;
use crate::session::ErrorReport;
use crate::text::{Error, ErrorClass, Frame, Name, Source, Span, closest};
use crate::value::{Interp, Native, Owner, Type, Value, members, types};
use std::any::Any;
use std::fmt::Write;

/// The same line is shown so often, then counted.
const SHOWN_REPEATS: usize = 3;

/// What `__traceback__` gives: the frames that an exception came through.
pub(super) struct Traceback {
    #[allow(dead_code)]
    trace: Vec<Frame>,
}

impl Traceback {
    /// The traceback of an exception object.
    pub(super) fn of(exception: &Value) -> Value {
        let trace = exception_state(exception).map(|state| state.trace.borrow().clone());
        Value::native(Traceback { trace: trace.unwrap_or_default() })
    }
}

impl Native for Traceback {
    fn class(&self) -> Type {
        types::TRACEBACK
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Vm<'_> {
    /// The report of an uncaught error, with advice.
    pub(super) fn report(&mut self, error: Box<Error>) -> ErrorReport {
        let advice = self.advice(&error);
        let mut report = self.plain_report(error);
        report.hints.extend(advice);
        report
    }

    /// The report of an error without advice.
    pub(super) fn plain_report(&mut self, error: Box<Error>) -> ErrorReport {
        let mut text = String::new();
        let hints = error.hints.clone();
        let class = self.class_of(&error);
        let message = error.message.clone();
        if error.class == ErrorClass::SystemExit {
            return self.exit_report(error);
        }
        self.show_behind(&error, &mut text, 0);
        self.show_error(&error, &mut text, true);
        ErrorReport { class, message, traceback: text, hints }
    }

    /// The class's own name, be it the program's.
    fn class_of(&mut self, error: &Error) -> String {
        match exception_value(error) {
            Some(Value::Instance(instance)) => instance.class.name.get().as_str().to_owned(),
            _ => error.class.name().to_owned(),
        }
    }

    /// What `sys.exit` leaves: its message, if it has one.
    fn exit_report(&mut self, error: Box<Error>) -> ErrorReport {
        let args = match exception_value(&error) {
            Some(Value::Instance(instance)) => instance.exception_args(),
            _ => Value::tuple([]),
        };
        let code = match &args {
            Value::Tuple(args) => args.first().cloned().unwrap_or(Value::None),
            _ => Value::None,
        };
        let traceback = match code {
            Value::None | Value::Int(_) => String::new(),
            code => format!("{}\n", self.str(&code).unwrap_or_default()),
        };
        ErrorReport { class: "SystemExit".to_owned(), message: error.message, traceback, hints: Vec::new() }
    }

    /// The exceptions that led to this one, each with the words between them.
    fn show_behind(&mut self, error: &Error, text: &mut String, depth: usize) {
        let Some(state) = exception_value(error).and_then(exception_state) else { return };
        if depth > 100 {
            return;
        }
        let cause = state.cause.borrow().clone();
        let context = state.context.borrow().clone();
        let (behind, words) = if !cause.is_missing() {
            (cause, "The above exception was the direct cause of the following exception:")
        } else if !context.is_missing() && !state.suppress_context.get() {
            (context, "During handling of the above exception, another exception occurred:")
        } else {
            return;
        };
        let earlier = self.error_from(&behind);
        self.show_behind(&earlier, text, depth + 1);
        self.show_error(&earlier, text, false);
        let _ = write!(text, "\n{words}\n\n");
    }

    fn show_error(&mut self, error: &Error, text: &mut String, last: bool) {
        let mut frames = error.trace.as_slice();
        let mut place = None;
        if error.class.is_a(ErrorClass::SyntaxError)
            && exception_value(error).is_none()
            && let Some((first, rest)) = frames.split_first()
        {
            (place, frames) = (Some(first), rest);
        }
        if !frames.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
        }
        show_frames(frames, text);
        if let Some(place) = place {
            show_syntax_place(place, text);
        }
        let suggestion = if last { self.suggestion(error) } else { None };
        self.show_last_line(error, suggestion.as_deref(), text);
    }

    fn show_last_line(&mut self, error: &Error, suggestion: Option<&str>, text: &mut String) {
        let (class, notes) = match exception_value(error) {
            Some(value @ Value::Instance(instance)) => {
                let class = match instance.class.stands_for() {
                    Some(_) => error.class.module_and_name(),
                    None => {
                        let module = instance.class.lookup(crate::text::names::MODULE);
                        match module.as_ref().and_then(Value::as_str) {
                            None | Some("__main__" | "builtins") => instance.class.qualname.borrow().clone(),
                            Some(module) => format!("{module}.{}", instance.class.qualname.borrow()),
                        }
                    }
                };
                let notes = self.find_attr(&value.clone(), Name::new("__notes__")).ok().flatten();
                (class, notes)
            }
            _ => (error.class.module_and_name(), None),
        };
        text.push_str(&class);
        if !error.message.is_empty() {
            let _ = write!(text, ": {}", error.message);
        }
        if let Some(suggestion) = suggestion {
            let _ = write!(text, ". Did you mean: '{suggestion}'?");
        }
        text.push('\n');
        if let Some(notes) = notes {
            for note in self.collect(&notes).unwrap_or_default() {
                let _ = writeln!(text, "{}", note.as_str().unwrap_or_default());
            }
        }
    }

    /// What an unknown name or attribute was perhaps meant to be.
    fn suggestion(&mut self, error: &Error) -> Option<String> {
        if error.class == ErrorClass::AttributeError {
            let (object, name) = self.core.missing_attribute.clone()?;
            let expected = super::attribute::no_attribute(&object, name);
            if expected.message != error.message {
                return None;
            }
            let known = self.attribute_names(&object);
            return closest(name.as_str(), known.iter().map(String::as_str)).map(str::to_owned);
        }
        if error.class != ErrorClass::NameError {
            return None;
        }
        let (name, code) = self.core.missing_name?;
        if error.message != format!("name '{name}' is not defined") {
            return None;
        }
        let locals = code.locals.iter().map(|(name, _)| name.as_str());
        if let Some(found) = closest(name.as_str(), locals) {
            return Some(found.to_owned());
        }
        let globals = self.namespace_dict(&code.namespace.clone());
        if let Some(found) = closest(name.as_str(), globals.iter().filter_map(|(key, _)| key.as_str())) {
            return Some(found.to_owned());
        }
        let builtins = members(Some(Owner::Module(Name::new("builtins"))));
        let mut names: Vec<&str> = builtins.iter().map(|function| function.name.as_str()).collect();
        names.extend(ErrorClass::ALL.iter().filter(|class| class.module() == "builtins").map(|class| class.name()));
        names.extend(super::attribute::builtin_class_names());
        names.sort_unstable();
        if let Some(found) = closest(name.as_str(), names) {
            return Some(found.to_owned());
        }
        if !self.core.prelude {
            return None;
        }
        let numpy = members(Some(Owner::Module(crate::text::names::NUMPY)));
        let mut names: Vec<&str> = numpy.iter().map(|function| function.name.as_str()).collect();
        names.sort_unstable();
        closest(name.as_str(), names).map(str::to_owned)
    }

    /// `dir(object)`, sorted.
    pub(super) fn attribute_names(&mut self, object: &Value) -> Vec<String> {
        let dir = super::attribute::builtin_name(Name::new("dir"));
        let listed = dir.and_then(|dir| self.call_value(&dir, std::slice::from_ref(object), &[]).ok());
        let items = listed.and_then(|listed| self.collect(&listed).ok()).unwrap_or_default();
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }
}

/// The exception object that an error carries.
fn exception_value(error: &Error) -> Option<&Value> {
    error.payload.as_ref()?.downcast_ref()
}

/// Frames, the outermost first; a line that repeats is counted.
fn show_frames(frames: &[Frame], text: &mut String) {
    let mut last: Option<(*const Source, usize, Name)> = None;
    let mut count = 0;
    let repeated = |count: usize, text: &mut String| {
        if count > SHOWN_REPEATS {
            let more = count - SHOWN_REPEATS;
            let s = if more == 1 { "" } else { "s" };
            let _ = writeln!(text, "  [Previous line repeated {more} more time{s}]");
        }
    };
    for frame in frames.iter().rev() {
        let (line, _) = frame.source.position(frame.span.start);
        let this = (std::rc::Rc::as_ptr(&frame.source), line, frame.function);
        if last != Some(this) {
            repeated(count, text);
            count = 0;
            last = Some(this);
        }
        count += 1;
        if count <= SHOWN_REPEATS {
            show_frame(frame, line, text);
        }
    }
    repeated(count, text);
}

fn show_frame(frame: &Frame, line: usize, text: &mut String) {
    let _ = writeln!(text, "  {}, line {line}, in {}", frame.source.title, frame.function);
    let source_line = frame.source.line_at(frame.span.start);
    let stripped = source_line.trim_start();
    // Text from `-c` and `exec` is in no file to be looked up.
    if stripped.is_empty() || frame.source.title == "File \"<string>\"" {
        return;
    }
    let _ = writeln!(text, "    {}", source_line.trim());
    let indent = source_line.chars().count() - stripped.chars().count();
    let column = |byte: u32| display_column(&frame.source, byte);
    let start = column(frame.span.start);
    let one_line = frame.source.position(frame.span.end).0 == line;
    let end = if one_line { column(frame.span.end) } else { display_width(source_line.trim_end()) };
    let anchor = frame.anchor.filter(|_| one_line);
    if end <= start || (anchor.is_none() && end - start == display_width(source_line) - indent) {
        return;
    }
    text.push_str("    ");
    text.extend(std::iter::repeat_n(' ', start - indent.min(start)));
    match anchor {
        Some(anchor) => {
            let (left, right) = (column(anchor.start), column(anchor.end));
            for at in start..end {
                text.push(if (left..right).contains(&at) { '^' } else { '~' });
            }
        }
        None => text.extend(std::iter::repeat_n('^', end - start)),
    }
    text.push('\n');
}

/// How many columns of a terminal stand left of a byte in its line.
fn display_column(source: &Source, byte: u32) -> usize {
    let line = source.line_at(byte);
    let start = byte as usize - source.text[..byte as usize].rfind('\n').map_or(0, |at| at + 1);
    display_width(line.get(..start).unwrap_or(line))
}

/// How many columns a text takes: East Asian wide characters take two.
fn display_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(|c| 1 + usize::from(is_wide(c))).sum() }
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x231a..=0x231b | 0x2329..=0x232a | 0x23e9..=0x23ec | 0x25fd..=0x25fe | 0x2e80..=0x303e
        | 0x3041..=0x33ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa000..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff01..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff | 0x1f900..=0x1f9ff | 0x20000..=0x3fffd)
}

/// Where the text does not parse.
fn show_syntax_place(place: &Frame, text: &mut String) {
    let source = &place.source;
    let (line, column) = source.position(place.span.start);
    let _ = writeln!(text, "  {}, line {line}", source.title);
    let source_line = source.line_at(place.span.start);
    let stripped = source_line.trim_start_matches([' ', '\t', '\x0c']);
    if stripped.is_empty() {
        return;
    }
    let _ = writeln!(text, "    {}", stripped.trim_end());
    let indent = source_line.chars().count() - stripped.chars().count();
    if column < indent {
        return;
    }
    let carets = caret_count(source, place.span, source_line);
    text.push_str("    ");
    text.extend(std::iter::repeat_n(' ', column - indent));
    text.extend(std::iter::repeat_n('^', carets));
    text.push('\n');
}

fn caret_count(source: &Source, span: Span, source_line: &str) -> usize {
    let (line, start) = source.position(span.start);
    let (end_line, end) = source.position(span.end);
    let end = if end_line == line { end } else { source_line.trim_end().chars().count() };
    end.saturating_sub(start).max(1)
}
