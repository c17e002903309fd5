//! [`Session`]: the interpreter as front ends see it.

use super::core::{Core, Vm};
use super::limits::{Counted, Watch, ended_by, output_report, settle};
use crate::array::OutOfMemory;
use crate::session::{
    CellOutcome, Completions, Display, Engine, ErrorReport, Explained, Files, Found, KeptResults, Limits, Numbers,
    Options, SignatureHint, Sink, Undone, ValueInfo,
};
use crate::text::interrupt::{self, Limit};
use crate::text::{Error, ErrorClass, Name, R, Source};
use crate::value::{Interp, Value};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// An interpreter whose variables live across cells.
pub struct Session {
    core: Core,
    options: Options,
}

impl Session {
    /// A fresh session. The rows of all builtins are registered by then.
    pub fn new(options: Options) -> Session {
        Session { core: fresh(&options), options }
    }
}

/// A core without any variables.
fn fresh(options: &Options) -> Core {
    let mut core = Core::new(options.prelude);
    core.state.files = options.files.clone();
    core
}

impl Session {
    /// Answers a question of the editor. A panic is our bug and costs the answer.
    fn quietly<T>(&mut self, ask: impl FnOnce(&mut Vm<'_>) -> T) -> Option<T> {
        let core = &mut self.core;
        let answer = catch_unwind(AssertUnwindSafe(|| ask(&mut Vm { core: &mut *core, sink: &mut Nowhere })));
        if answer.is_err() {
            self.core.reset_machine();
        }
        answer.ok()
    }

    /// Evaluates what somebody looks at, within the limits.
    fn look<T>(
        &mut self,
        sink: &mut dyn Sink,
        evaluate: impl FnOnce(&mut Vm<'_>, &Limits) -> R<T>,
    ) -> Result<T, Box<ErrorReport>> {
        self.core.warnings.forget();
        let limits = self.options.limits;
        let watch = limits.any().then(|| Watch::start(&limits));
        let core = &mut self.core;
        let ran = catch_unwind(AssertUnwindSafe(|| {
            let mut vm = Vm { core: &mut *core, sink: &mut *sink };
            evaluate(&mut vm, &limits).map_err(|error| Box::new(vm.last_report(error, &limits)))
        }));
        self.core.reset_machine();
        if watch.is_some() {
            drop(watch);
            settle();
        }
        ran.unwrap_or_else(|payload| Err(Box::new(broken_off(&payload))))
    }

    /// Runs a cell; limits have been set up.
    fn run_within(&mut self, limits: &Limits, source: &Rc<Source>, sink: &mut dyn Sink) -> CellOutcome {
        let core = &mut self.core;
        // A panic is our bug: it costs the user this cell, and nothing that was assigned before.
        let ran = catch_unwind(AssertUnwindSafe(|| {
            let mut vm = Vm { core: &mut *core, sink: &mut *sink };
            vm.run_cell(source, limits)
        }));
        let (result, error) = match ran {
            Ok(outcome) => outcome,
            Err(payload) => (None, Some(broken_off(&payload))),
        };
        self.core.reset_machine();
        let warnings = std::mem::take(&mut self.core.warnings.shown);
        let (result, shown) = result.map_or((None, None), |(result, shown)| (Some(result), shown));
        CellOutcome { result, shown, warnings, error }
    }
}

/// What becomes of output that nobody waits for.
struct Nowhere;

impl Sink for Nowhere {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &crate::session::WarningRecord) {}
}

impl Engine for Session {
    fn run_cell(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> CellOutcome {
        self.core.warnings.forget();
        self.core.history.last_result = Value::Undef;
        let limits = self.options.limits;
        if !limits.any() {
            return self.run_within(&limits, source, sink);
        }
        let watch = Watch::start(&limits);
        let outcome = match limits.output {
            Some(left) => {
                let mut counted = Counted { sink, left };
                let mut outcome = self.run_within(&limits, source, &mut counted);
                let shown = outcome.shown.as_ref().or(outcome.result.as_ref()).map_or(0, String::len);
                if outcome.error.is_none() && (shown > counted.left || interrupt::limit() == Some(Limit::Output)) {
                    (outcome.result, outcome.shown) = (None, None);
                    outcome.error = Some(output_report(&limits));
                }
                outcome
            }
            None => self.run_within(&limits, source, sink),
        };
        drop(watch);
        settle();
        outcome
    }

    fn files(&self) -> Files {
        self.options.files.clone()
    }

    fn set_display(&mut self, display: Option<Display>) {
        self.core.display = display;
    }

    fn explain(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> Result<Explained, Box<ErrorReport>> {
        self.look(sink, |vm, limits| vm.explain(source, limits))
    }

    fn numbers(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> Result<Vec<Numbers>, Box<ErrorReport>> {
        self.look(sink, |vm, _| vm.numbers(source))
    }

    fn names(&mut self) -> Vec<(String, ValueInfo)> {
        let mut sink = Nowhere;
        let mut vm = Vm { core: &mut self.core, sink: &mut sink };
        super::inspect::variables(&mut vm)
    }

    fn complete(&mut self, text: &str, position: usize) -> Completions {
        let nothing = Completions { start: position, candidates: Vec::new() };
        let Some(before) = text.get(..position) else { return nothing };
        self.quietly(|vm| vm.complete(before)).unwrap_or(nothing)
    }

    fn signature_hint(&mut self, text: &str, position: usize) -> Option<SignatureHint> {
        let before = text.get(..position)?;
        self.quietly(|vm| vm.signature_hint(before)).flatten()
    }

    fn help(&mut self, expression: &str, with_source: bool) -> R<String> {
        let page = self.quietly(|vm| vm.page(expression, with_source));
        page.unwrap_or_else(|| Err(Error::new(ErrorClass::SystemError, "internal error; this is a bug in numcell")))
    }

    fn reset(&mut self) {
        let display = self.core.display;
        self.core = fresh(&self.options);
        self.core.display = display;
    }

    fn set_history(&mut self, number: usize, input: &str) {
        let mut sink = Nowhere;
        let mut vm = Vm { core: &mut self.core, sink: &mut sink };
        vm.set_history(number, input);
    }

    fn keep_result(&mut self, number: usize) {
        let mut sink = Nowhere;
        let mut vm = Vm { core: &mut self.core, sink: &mut sink };
        vm.keep_result(number);
    }

    fn find(&mut self, question: &str) -> Vec<Found> {
        super::assist::search(question)
    }

    fn mark(&mut self) {
        self.quietly(|vm| vm.mark());
    }

    fn undo(&mut self) -> Option<Undone> {
        self.quietly(|vm| vm.undo()).flatten()
    }

    fn kept_results(&mut self) -> KeptResults {
        Vm { core: &mut self.core, sink: &mut Nowhere }.kept_results()
    }

    fn limit_results(&mut self, bytes: usize) {
        Vm { core: &mut self.core, sink: &mut Nowhere }.limit_results(bytes);
    }
}

/// The report of what unwound: want of memory, or a bug of ours.
fn broken_off(payload: &Box<dyn Any + Send>) -> ErrorReport {
    let (class, message) = if payload.is::<OutOfMemory>() {
        ("MemoryError", String::new())
    } else {
        ("SystemError", "internal error; this is a bug in numcell".to_owned())
    };
    let mut report = ErrorReport { class: class.to_owned(), message, ..ErrorReport::default() };
    report.traceback = format!("{}\n", report.summary());
    report
}

impl Core {
    /// Leaves nothing of a cell behind but its variables.
    fn reset_machine(&mut self) {
        self.frames.clear();
        self.extras.clear();
        self.handling = Value::Undef;
        self.going_on = false;
        self.depth = 0;
        self.missing_attribute = None;
        self.failed = None;
        for register in &mut self.stack {
            if register.is_heap() {
                register.clear();
            }
        }
    }
}

/// The repr of a result, and how it is laid out if that differs.
type ResultText = (String, Option<String>);

impl Vm<'_> {
    /// Runs a cell: its result, and the report of its error.
    fn run_cell(&mut self, source: &Rc<Source>, limits: &Limits) -> (Option<ResultText>, Option<ErrorReport>) {
        let ran = self.evaluate_cell(source);
        // What the cell leaves open is shown even if it failed; its own error comes first.
        let after = std::mem::take(&mut self.state().after_cell);
        let closed =
            if after.is_undef() || interrupt::ends_cell() { Ok(Value::None) } else { self.call(&after, &[], &[]) };
        match ran.and_then(|result| closed.map(|_| result)) {
            Ok(result) => (result, None),
            Err(error) => (None, Some(self.last_report(error, limits))),
        }
    }

    /// The report of the error that ended a cell.
    pub(super) fn last_report(&mut self, mut error: Box<Error>, limits: &Limits) -> ErrorReport {
        if error.class == ErrorClass::KeyboardInterrupt {
            interrupt::clear();
        }
        if let Some(limit) = interrupt::limit().filter(|_| interrupt::ends_cell()) {
            error = ended_by(limit, limits, error);
        }
        self.core.handling = Value::Undef;
        self.report(error)
    }

    fn evaluate_cell(&mut self, source: &Rc<Source>) -> R<Option<ResultText>> {
        let namespace = self.core.main.clone();
        self.core.slot(&namespace, crate::text::names::NAME)?;
        let code = self.compile_text(source, &namespace, true)?;
        let value = self.run_module(code)?;
        if value.is_none() {
            return Ok(None);
        }
        self.core.history.last_result = value.clone();
        match self.core.display {
            Some(display) => self.displayed(&value, display).map(Some),
            None => Ok(Some((self.repr(&value)?, None))),
        }
    }

    /// The value of a main module's variable.
    pub(super) fn main_variable(&mut self, name: Name) -> Option<Value> {
        let slot = self.core.main.slots.borrow().get(&name).copied()?;
        let value = self.core.globals[slot as usize].clone();
        (!value.is_undef()).then_some(value)
    }

    /// Sets a main module's variable.
    pub(super) fn set_main_variable(&mut self, name: Name, value: Value) {
        let namespace = self.core.main.clone();
        if let Ok(slot) = self.core.slot(&namespace, name) {
            self.core.globals[slot as usize] = value;
        }
    }
}
