//! Errors that teach: what stands after a traceback in numcell's own voice. The operands are drawn with
//! their shapes, and changes are named that were tried and work. `site.rs` finds the failing expression
//! in the text, `bench.rs` tries changes, `shapes.rs`, `subscripts.rs`, `truth.rs` and `slips.rs` know
//! kinds of mistakes, `names.rs` names operands where nothing can be tried.

mod bench;
mod names;
mod shapes;
mod site;
mod slips;
mod subscripts;
mod truth;

use super::core::Vm;
use super::frames::Frame;
use crate::array::DType;
use crate::print::shapes::{Named, broadcast, listed, product};
use crate::text::{Error, ErrorClass, Frame as TraceFrame, Name};
use crate::value::Value;
use crate::value::code::CodeKind;
use bench::{Bench, Change};
use site::Site;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// So many changes are named at most.
const MOST_CHANGES: usize = 3;

/// What is remembered of the last error that was raised, until the cell ends.
pub(super) struct Failed {
    place: TraceFrame,
    /// The shapes of operands that do not fit each other.
    shapes: Vec<Vec<usize>>,
    /// The local variables that changes may need; None where they cannot be told.
    locals: Option<Vec<(Name, Value)>>,
}

impl Failed {
    /// An error in an expression of the main module.
    pub(super) fn at(place: TraceFrame, shapes: Vec<Vec<usize>>) -> Failed {
        Failed { place, shapes, locals: Some(Vec::new()) }
    }
}

/// What is said about an error.
#[derive(Default)]
struct Advice {
    /// In a sentence, without a full stop.
    cause: String,
    drawing: Vec<String>,
    changes: Vec<Change>,
}

impl Advice {
    fn new(cause: impl Into<String>) -> Advice {
        Advice { cause: cause.into(), ..Advice::default() }
    }

    fn drawn(mut self, drawing: Vec<String>) -> Advice {
        self.drawing = drawing;
        self
    }

    fn with(mut self, changes: Vec<Change>) -> Advice {
        self.changes = changes;
        self
    }

    fn lines(mut self) -> Vec<String> {
        self.changes.truncate(MOST_CHANGES);
        let mut lines = vec![format!("numcell: {}", self.cause)];
        lines.extend(self.drawing);
        if !self.changes.is_empty() {
            lines.push(
                if self.changes.len() == 1 { "  This was tried and works:" } else { "  These were tried and work:" }
                    .to_owned(),
            );
        }
        let width = self.changes.iter().map(|change| change.text.chars().count()).max().unwrap_or(0);
        lines.extend(self.changes.iter().map(|change| format!("    {:width$}   gives {}", change.text, change.gives)));
        lines
    }
}

impl Vm<'_> {
    /// Remembers where an error was raised in the program, and the variables around it.
    pub(super) fn remember_failure(&mut self, error: &mut Error, frame: &Frame, inlined: bool) {
        let shapes = std::mem::take(&mut error.shapes);
        let class = error.class;
        let teachable =
            [ErrorClass::ValueError, ErrorClass::TypeError, ErrorClass::IndexError, ErrorClass::AttributeError];
        if shapes.is_empty() && !teachable.iter().any(|&base| class.is_a(base)) {
            return;
        }
        let Some(place) = error.trace.first().cloned() else { return };
        let locals = match frame.code.kind {
            _ if inlined => None,
            CodeKind::ClassBody => None,
            CodeKind::Module => Some(Vec::new()),
            CodeKind::Function | CodeKind::Generator => {
                let variables = frame.code.locals.iter().map(|&(name, register)| {
                    let value = match &self.core.stack[frame.base as usize + register as usize] {
                        Value::Variable(variable) => variable.value.borrow().clone(),
                        value if may_be_kept(value, 2) => value.clone(),
                        // A name that is there but not kept hides the global one.
                        _ => Value::Undef,
                    };
                    (name, if may_be_kept(&value, 2) { value } else { Value::Undef })
                });
                Some(variables.collect())
            }
        };
        self.core.failed = Some(Failed { place, shapes, locals });
    }

    /// What is said after the traceback of an error that nobody caught.
    pub(super) fn advice(&mut self, error: &Error) -> Vec<String> {
        if error.class.is_a(ErrorClass::SyntaxError) {
            return error
                .trace
                .first()
                .and_then(|place| slips::equals_sign(self, error, place))
                .map(Advice::lines)
                .unwrap_or_default();
        }
        let Some(failed) = self.core.failed.take() else { return Vec::new() };
        let same = error.trace.first().is_some_and(|place| {
            std::rc::Rc::ptr_eq(&place.source, &failed.place.source) && place.span == failed.place.span
        });
        if !same {
            return Vec::new();
        }
        let Failed { place, shapes, locals } = failed;
        // A mistake in advice must not hide the user's own error.
        let tried = locals.and_then(|locals| {
            catch_unwind(AssertUnwindSafe(|| {
                let module = crate::syntax::parse(&place.source).ok()?;
                let site = Site::new(&place, &module)?;
                let mut bench = Bench::new(self, locals);
                let advice = advise(&mut bench, &site, error);
                bench.close();
                advice
            }))
            .ok()
            .flatten()
        });
        tried.or_else(|| untried(&place, &shapes, error)).map(Advice::lines).unwrap_or_default()
    }
}

/// The advice of whichever kind of mistake this is.
fn advise(bench: &mut Bench<'_, '_>, site: &Site<'_>, error: &Error) -> Option<Advice> {
    let kinds = [shapes::advise, subscripts::advise, truth::advise, slips::advise];
    kinds.into_iter().find_map(|kind| kind(bench, site, error))
}

/// The operands' shapes where nothing could be tried.
fn untried(place: &TraceFrame, shapes: &[Vec<usize>], error: &Error) -> Option<Advice> {
    if shapes.is_empty() {
        return None;
    }
    let operands: Vec<Named> = names::operands(place, shapes.len()).into_iter().zip(shapes.iter().cloned()).collect();
    let cause = "the shapes do not fit each other";
    let message = &error.message;
    let is_product = message.starts_with("matmul") || message.contains("not aligned");
    let drawing = match &operands[..] {
        [left, right] if is_product => product(left, right, None),
        _ if message.contains("broadcast") => broadcast(&operands),
        _ => listed(&operands, None, "", None),
    };
    Some(Advice::new(cause).drawn(drawing))
}

/// Whether a value may be kept until the cell ends: nothing that a program would notice to live on.
fn may_be_kept(value: &Value, depth: usize) -> bool {
    const MOST_ITEMS: usize = 64;
    const MOST_BYTES: usize = 64 << 20;
    match value {
        Value::Array(array) => {
            array.tag.borrow().is_none()
                && array.dtype() != DType::Object
                && array.size() * array.itemsize() <= MOST_BYTES
        }
        Value::List(list) => {
            let items = list.items.borrow();
            depth > 0 && items.len() <= MOST_ITEMS && items.iter().all(|item| may_be_kept(item, depth - 1))
        }
        Value::Tuple(tuple) => {
            depth > 0 && tuple.len() <= MOST_ITEMS && tuple.iter().all(|item| may_be_kept(item, depth - 1))
        }
        Value::Str(_) | Value::Scalar(_) | Value::Range(_) | Value::Complex(_) | Value::Module(_) | Value::DType(_) => {
            true
        }
        other => !other.is_heap() && !other.is_undef(),
    }
}
