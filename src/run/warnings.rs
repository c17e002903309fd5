//! Warnings: what the filters of the module `warnings` say of each, and by default Python's way: shown
//! once per place, forgotten with each cell.

use super::core::Vm;
use crate::session::WarningRecord;
use crate::text::{ErrorClass, Name, R, Source, Span, names};
use crate::value::{Interp, Value, types};
use rustc_hash::FxHashSet;
use std::cell::{Cell, RefCell};

/// What was shown in this cell.
#[derive(Default)]
pub(super) struct Warnings {
    seen: FxHashSet<(String, String, Spot)>,
    /// The settings for which `seen` holds.
    version: usize,
    /// Those shown, in order.
    pub(super) shown: Vec<WarningRecord>,
}

impl Warnings {
    /// A new cell begins.
    pub(super) fn forget(&mut self) {
        self.seen.clear();
        self.shown.clear();
    }
}

/// What the module `warnings` set; kept among the session's settings.
#[derive(Default)]
pub struct WarningSettings {
    /// A list of `(action, message, category, module, line)`; Undef for Python's own.
    pub filters: RefCell<Value>,
    /// The list that `catch_warnings(record=True)` fills; Undef or None where there is none.
    pub record: RefCell<Value>,
    /// Counts the changes: after each, warnings that were shown may be shown again.
    pub version: Cell<usize>,
}

/// What to do with a warning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Error,
    Ignore,
    Always,
    OncePerPlace,
    Once,
}

/// A place that shows a warning once.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Spot {
    /// A line of the program.
    Line(usize),
    /// A part of NumPy's own Python code.
    Inside(&'static str),
    /// Everywhere.
    Anywhere,
}

/// Where a warning is said to be.
struct Place {
    title: String,
    line: usize,
    text: String,
}

impl Vm<'_> {
    /// Issues a warning where the program is now.
    pub(super) fn show_warning(&mut self, category: ErrorClass, message: &str) -> R<()> {
        self.issue_warning(&Value::Type(types::of_error(category)), &Value::str(message), 1)
    }

    /// Issues a warning `level - 1` calls away from here; `text` is a str or a warning object.
    ///
    /// *Errors*: the warning itself if a filter turns it into one.
    pub(super) fn issue_warning(&mut self, category: &Value, text: &Value, level: usize) -> R<()> {
        let Some(place) = self.warning_place(level) else { return Ok(()) };
        self.issue_warning_at(category, text, place)
    }

    /// Shows a warning about a place of a text, unless it was shown already.
    pub(super) fn show_warning_at(&mut self, category: ErrorClass, message: &str, source: &Source, span: Span) {
        let place = place_of(source, span);
        // A filter may turn a SyntaxWarning into an error, which has no place to go here.
        let _ = self.issue_warning_at(&Value::Type(types::of_error(category)), &Value::str(message), place);
    }

    fn issue_warning_at(&mut self, category: &Value, text: &Value, place: Place) -> R<()> {
        let message = self.str(text)?;
        let action = self.warning_action(category, &message)?;
        if action == Action::Ignore {
            return Ok(());
        }
        let object = match text {
            Value::Instance(instance) if instance.is_exception() => Some(text.clone()),
            _ => None,
        };
        if action == Action::Error {
            let error = match object {
                Some(object) => object,
                None => self.call(category, std::slice::from_ref(text), &[])?,
            };
            return Err(self.error_of(&error));
        }
        let name = match category {
            Value::Class(class) => class.name.get().as_str().to_owned(),
            other => self.get_attr(other, names::NAME).and_then(|name| self.str(&name))?,
        };
        let version = self.warning_settings().version.get();
        if self.core.warnings.version != version {
            self.core.warnings.version = version;
            self.core.warnings.seen.clear();
        }
        let spot = match self.core.state.inside {
            _ if action == Action::Once => Spot::Anywhere,
            Some(part) => Spot::Inside(part),
            None => Spot::Line(place.line),
        };
        let key = (name.clone(), message.clone(), spot);
        if action != Action::Always && !self.core.warnings.seen.insert(key) {
            return Ok(());
        }
        let record = self.warning_settings().record.borrow().clone();
        if !record.is_missing() {
            let object = match object {
                Some(object) => object,
                None => self.call(category, std::slice::from_ref(text), &[])?,
            };
            return self.record_warning(&record, object, category, &place);
        }
        let record = WarningRecord { category: name, message, title: place.title, line: place.line, text: place.text };
        self.sink.warning(&record);
        self.core.warnings.shown.push(record);
        Ok(())
    }

    fn record_warning(&mut self, list: &Value, object: Value, category: &Value, place: &Place) -> R<()> {
        let module = self.core.module(Name::new("warnings"));
        let Some(class) = self.module_attribute(&module, Name::new("WarningMessage"))? else { return Ok(()) };
        let file = place.title.trim_start_matches("File ").trim_matches('"');
        let args = [object, category.clone(), Value::str(file), Value::count(place.line)];
        let made = self.call(&class, &args, &[])?;
        let append = self.get_attr(list, names::APPEND)?;
        self.call(&append, &[made], &[])?;
        Ok(())
    }

    fn warning_settings(&mut self) -> std::rc::Rc<WarningSettings> {
        self.core.state.extension(WarningSettings::default)
    }

    fn warning_action(&mut self, category: &Value, message: &str) -> R<Action> {
        let filters = self.warning_settings().filters.borrow().clone();
        if filters.is_undef() {
            return Ok(action_by_default(category));
        }
        for filter in self.collect(&filters)? {
            let [action, text, class, module, line] = &self.collect(&filter)?[..] else { continue };
            let matches = crate::run::protocol::derives(category, class)
                && matches!(line, Value::Int(0))
                && self.pattern_matches(text, message)?
                && self.pattern_matches(module, "__main__")?;
            if matches {
                return Ok(match action.as_str().unwrap_or_default() {
                    "error" => Action::Error,
                    "ignore" => Action::Ignore,
                    "always" => Action::Always,
                    "once" | "module" => Action::Once,
                    _ => Action::OncePerPlace,
                });
            }
        }
        Ok(Action::OncePerPlace)
    }

    /// Whether a filter's pattern, which is None or a compiled regular expression, fits a text.
    fn pattern_matches(&mut self, pattern: &Value, text: &str) -> R<bool> {
        if pattern.is_none() {
            return Ok(true);
        }
        if let Some(pattern) = pattern.as_str() {
            return Ok(pattern == text);
        }
        let method = self.get_attr(pattern, Name::new("match"))?;
        let found = self.call(&method, &[Value::str(text)], &[])?;
        self.truth(&found)
    }

    /// The line of the program that runs, or that waits `level - 1` calls further out. Parts of the
    /// library that are written in Python do not count.
    fn warning_place(&self, level: usize) -> Option<Place> {
        let own = |frame: &&super::frames::Frame| !frame.code.source.is_library();
        let frames: Vec<_> = self.core.frames.iter().rev().filter(own).collect();
        let frame = frames.get(level.saturating_sub(1)).or(frames.last())?;
        let (span, _) = frame.code.place((frame.pc as usize).saturating_sub(1));
        Some(place_of(&frame.code.source, span))
    }
}

fn place_of(source: &Source, span: Span) -> Place {
    let (line, _) = source.position(span.start);
    Place { title: source.title.clone(), line, text: source.line_at(span.start).to_owned() }
}

/// Python's own filters, as they are for a program: it ignores these outside of a test runner unless
/// the program's own module issues them.
fn action_by_default(category: &Value) -> Action {
    let ignored = [ErrorClass::PendingDeprecationWarning, ErrorClass::ImportWarning, ErrorClass::ResourceWarning];
    let is = |class: &ErrorClass| crate::run::protocol::derives(category, &Value::Type(types::of_error(*class)));
    if ignored.iter().any(is) { Action::Ignore } else { Action::OncePerPlace }
}
