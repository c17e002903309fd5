//! Where changes are tried: with the variables as they were, without warnings, within a moment, and only
//! what is harmless.

use crate::array::shape_tuple;
use crate::print::shapes::clipped;
use crate::run::core::Vm;
use crate::run::explain::{Rules, Walker, operand_shape};
use crate::run::warnings::Warnings;
use crate::session::{Sink, WarningRecord};
use crate::syntax::ast::{BinOp, Expr};
use crate::text::{Error, Name, R, Source};
use crate::value::{ErrorMode, ErrorState, Interp, Value};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// All trials for one error take no longer.
const PATIENCE: Duration = Duration::from_millis(500);

/// A change that works.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The new text.
    pub(super) text: String,
    /// What it gives, in words: `shape (2, 3)`, `True`.
    pub(super) gives: String,
    /// The elements of what it gives.
    pub(super) size: usize,
}

/// Evaluates expressions as they would be at the place of an error.
pub(super) struct Bench<'b, 'a> {
    vm: &'b mut Vm<'a>,
    locals: Vec<(Name, Value)>,
    started: Instant,
    warnings: Warnings,
    errors: ErrorState,
}

/// A sink for what trials say.
struct Nowhere;

impl Sink for Nowhere {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {}
}

impl<'b, 'a> Bench<'b, 'a> {
    pub(super) fn new(vm: &'b mut Vm<'a>, locals: Vec<(Name, Value)>) -> Bench<'b, 'a> {
        let warnings = std::mem::take(&mut vm.core.warnings);
        let errors = vm.core.state.error_state;
        let quiet = |mode| if mode == ErrorMode::Raise { mode } else { ErrorMode::Ignore };
        vm.core.state.error_state = ErrorState {
            divide: quiet(errors.divide),
            over: quiet(errors.over),
            under: quiet(errors.under),
            invalid: quiet(errors.invalid),
            ..errors
        };
        Bench { vm, locals, started: Instant::now(), warnings, errors }
    }

    /// Puts the settings back.
    pub(super) fn close(self) {
        self.vm.core.warnings = self.warnings;
        self.vm.core.state.error_state = self.errors;
    }

    /// The value of an expression of the program's text.
    pub(super) fn value(&mut self, text: &str) -> R<Value> {
        let source = Source::new("File \"<advice>\"", format!("({text})"));
        let expr = crate::syntax::parse_expression(&source)?;
        self.evaluate(&source, &expr)
    }

    fn evaluate(&mut self, source: &Rc<Source>, expr: &Expr) -> R<Value> {
        if self.started.elapsed() > PATIENCE {
            return Err(Error::unsupported("further trials"));
        }
        let namespace = self.vm.core.main.clone();
        let mut vm = Vm { core: &mut *self.vm.core, sink: &mut Nowhere };
        let mut walker = Walker {
            vm: &mut vm,
            source: source.clone(),
            locals: self.locals.clone(),
            namespace,
            rules: Rules::Harmless,
            depth: 0,
        };
        let mut parts = Vec::new();
        walker.operand(expr, &mut parts)
    }

    /// The shape of an expression's value.
    pub(super) fn shape(&mut self, text: &str) -> Option<Vec<usize>> {
        self.value(text).ok().and_then(|value| operand_shape(&value))
    }

    /// Whether an expression raises this error, so that what is said is said of the right values.
    pub(super) fn raises(&mut self, text: &str, error: &Error) -> bool {
        self.value(text).is_err_and(|again| again.class == error.class && again.message == error.message)
    }

    /// Those of some texts that work, in order.
    pub(super) fn working(&mut self, texts: impl IntoIterator<Item = String>) -> Vec<Change> {
        let mut found: Vec<Change> = Vec::new();
        for text in texts {
            if found.iter().any(|change| change.text == text) {
                continue;
            }
            if let Ok(value) = self.value(&text) {
                found.push(self.change(text, &value));
            }
        }
        found
    }

    /// A change that gave a value.
    pub(super) fn change(&mut self, text: String, value: &Value) -> Change {
        let gives = match value {
            Value::Array(array) => format!("shape {}", shape_tuple(&array.shape())),
            other => {
                let mut vm = Vm { core: &mut *self.vm.core, sink: &mut Nowhere };
                clipped(&vm.repr(other).unwrap_or_default(), 32)
            }
        };
        Change { text, gives, size: size(value) }
    }

    /// What `target op= value` makes of a copy of the target.
    pub(super) fn in_place(&mut self, target: &str, op: BinOp, value: &str) -> R<Value> {
        let target = self.value(&format!("{target}.copy()"))?;
        let value = self.value(value)?;
        let mut vm = Vm { core: &mut *self.vm.core, sink: &mut Nowhere };
        vm.binary_in_place(op, &target, &value)
    }

    /// What `target[index] = value` makes of a copy of the target.
    pub(super) fn store(&mut self, target: &str, index: &str, value: &str) -> R<Value> {
        let target = self.value(&format!("{target}.copy()"))?;
        let index = self.index(index)?;
        let value = self.value(value)?;
        let mut vm = Vm { core: &mut *self.vm.core, sink: &mut Nowhere };
        vm.set_item(&target, &index, value)?;
        Ok(target)
    }

    /// The value of what stands between the brackets of a subscript.
    pub(super) fn index(&mut self, index: &str) -> R<Value> {
        let source = Source::new("File \"<advice>\"", format!("x[{index}]"));
        let expr = crate::syntax::parse_expression(&source)?;
        match &expr.kind {
            crate::syntax::ast::ExprKind::Subscript { index, .. } => self.evaluate(&source, index),
            _ => Err(Error::unsupported("this index")),
        }
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(array) => array.size(),
        _ => 1,
    }
}
