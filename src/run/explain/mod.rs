//! An expression evaluated a part after the other, over the syntax tree, every operation by the machine's
//! own: what `%explain` shows, what `%cost` counts, and how advice on errors is tried out. `parts.rs`
//! says what happened at a part, `harmless.rs` what may be tried.

mod harmless;
mod opened;
mod parts;

pub(super) use parts::operand_shape;

use super::core::Vm;
use super::frames::{Frame, FrameKind};
use super::lesson::Failed;
use crate::session::{Explained, Limits, Part};
use crate::syntax::ast::{Arg, BoolOp, Expr, ExprKind, StmtKind, UnaryOp};
use crate::text::{ErrorClass, Frame as TraceFrame, Name, R, Source, Span, err, names};
use crate::value::code::Namespace;
use crate::value::dict::Dict;
use crate::value::{Interp, Slice, Value};
use num_complex::Complex64;
use std::rc::Rc;

/// What may be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// Anything: the user asked for it.
    Anything,
    /// Only what changes nothing, needs little time and memory, and runs nothing of the program's.
    Harmless,
}

/// Evaluates expressions of one text.
pub(super) struct Walker<'w, 'a> {
    pub(super) vm: &'w mut Vm<'a>,
    pub(super) source: Rc<Source>,
    /// Variables of the function that the expression stands in.
    pub(super) locals: Vec<(Name, Value)>,
    pub(super) namespace: Rc<Namespace>,
    pub(super) rules: Rules,
    /// How many functions were opened around this.
    pub(super) depth: usize,
}

/// A call's function, and the object it is a method of.
pub(super) struct Callee {
    pub(super) function: Value,
    pub(super) receiver: Option<(String, Value)>,
}

impl Vm<'_> {
    /// Evaluates the expression that a text ends in; what stands before it runs first.
    pub(super) fn explain(&mut self, source: &Rc<Source>, limits: &Limits) -> R<Explained> {
        let namespace = self.core.main.clone();
        // Compiled first: what is wrong with the text is said as of any cell.
        let code = self.compile_text(source, &namespace, true)?;
        let module = crate::syntax::parse(source)?;
        let Some(statement) = module.body.last() else {
            return err(ErrorClass::SyntaxError, "there is no expression to explain");
        };
        let StmtKind::Expr(expr) = &statement.kind else {
            return err(ErrorClass::SyntaxError, "an expression is needed, and this is a statement");
        };
        let before = &source.text[..statement.span.start as usize];
        if module.body.len() > 1 {
            let before = Source { title: source.title.clone(), text: before.to_owned(), first_line: source.first_line };
            let code = self.compile_text(&Rc::new(before), &namespace, false)?;
            self.run_module(code)?;
        }
        let base = self.top();
        self.ensure(base);
        // A frame to stand in, for warnings and for what asks who calls.
        self.core.frames.push(Frame { code, pc: 0, base: base as u32, dst: 0, kind: FrameKind::Entry, dirty: true });
        let mut walker = Walker {
            vm: self,
            source: source.clone(),
            locals: Vec::new(),
            namespace,
            rules: Rules::Anything,
            depth: 0,
        };
        let mut parts = Vec::new();
        let value = walker.part(expr, &mut parts);
        let failed_at = walker.failed_at(&parts, expr.span);
        let mut root = parts.pop().unwrap_or_default();
        // What the whole gives is no temporary.
        root.cost.temporaries = root.cost.temporaries.saturating_sub(1);
        root.cost.temporary_bytes = if root.cost.temporaries == 0 { 0 } else { root.cost.temporary_bytes };
        let error = value.err().map(|mut error| {
            if error.trace.is_empty() {
                let frame =
                    TraceFrame { source: source.clone(), function: names::MODULE_BODY, span: failed_at, anchor: None };
                self.core.failed = Some(Failed::at(frame.clone(), std::mem::take(&mut error.shapes)));
                error.trace.push(frame);
            }
            error
        });
        self.core.frames.truncate(self.core.frames.len().saturating_sub(1));
        let error = error.map(|error| self.last_report(error, limits));
        Ok(Explained { root, error })
    }
}

impl Walker<'_, '_> {
    /// The text of a place.
    pub(super) fn text(&self, span: Span) -> &str {
        self.source.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Evaluates an expression as a part of its own.
    pub(super) fn part(&mut self, expr: &Expr, into: &mut Vec<Part>) -> R<Value> {
        if crate::text::stack::is_low() {
            return err(ErrorClass::RecursionError, "maximum recursion depth exceeded");
        }
        let mut part = Part { text: self.text(expr.span).to_owned(), ..Part::default() };
        let value = self.evaluate(expr, &mut part);
        self.close(&mut part, &value);
        into.push(part);
        value
    }

    /// Notes what a part gave.
    pub(super) fn close(&mut self, part: &mut Part, value: &R<Value>) {
        match value {
            Ok(value) if self.rules == Rules::Anything => self.describe(part, value),
            Ok(_) => {}
            Err(_) => part.failed = true,
        }
    }

    /// Evaluates an operand: a part of its own, unless it is a constant or only holds others.
    pub(super) fn operand(&mut self, expr: &Expr, into: &mut Vec<Part>) -> R<Value> {
        match &expr.kind {
            ExprKind::Slice { start, stop, step } => {
                let mut bound = |bound: &Option<Box<Expr>>| match bound {
                    Some(bound) => self.operand(bound, into),
                    None => Ok(Value::None),
                };
                let (start, stop, step) = (bound(start)?, bound(stop)?, bound(step)?);
                Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
            }
            ExprKind::Tuple(items) if !has_star(items) => Ok(Value::tuple(self.operands(items, into)?)),
            ExprKind::List(items) if !has_star(items) => Ok(Value::list(self.operands(items, into)?)),
            ExprKind::Unary { op, operand } if literal(operand).is_some() => {
                let operand = self.operand(operand, into)?;
                self.vm.unary(*op, &operand)
            }
            _ => match literal(expr) {
                Some(value) => Ok(value),
                None => self.part(expr, into),
            },
        }
    }

    fn operands(&mut self, items: &[Expr], into: &mut Vec<Part>) -> R<Vec<Value>> {
        items.iter().map(|item| self.operand(item, into)).collect()
    }

    /// Evaluates an expression whose part is open.
    pub(super) fn evaluate(&mut self, expr: &Expr, part: &mut Part) -> R<Value> {
        let mut parts = std::mem::take(&mut part.parts);
        let value = self.evaluate_into(expr, part, &mut parts);
        part.parts = parts;
        value
    }

    fn evaluate_into(&mut self, expr: &Expr, part: &mut Part, parts: &mut Vec<Part>) -> R<Value> {
        match &expr.kind {
            ExprKind::Name(name) => self.lookup(*name),
            ExprKind::Unary { op, operand } => {
                let x = self.operand(operand, parts)?;
                self.permit_operator(std::slice::from_ref(&x))?;
                let value = match op {
                    UnaryOp::Not => self.vm.truth(&x).map(|truth| Value::bool(!truth)),
                    op => self.vm.unary(*op, &x),
                };
                self.note_elementwise(part, &[(operand, x)], &value);
                value
            }
            ExprKind::Binary { op, left, right } => {
                let (a, b) = (self.operand(left, parts)?, self.operand(right, parts)?);
                self.permit_binary(*op, &a, &b)?;
                let value = self.vm.binary(*op, &a, &b);
                if *op == crate::syntax::ast::BinOp::MatMul {
                    let (left, right) = (self.text(left.span).to_owned(), self.text(right.span).to_owned());
                    self.note_product(part, (left, a), (right, b), &value);
                } else {
                    self.note_elementwise(part, &[(left, a), (right, b)], &value);
                }
                value
            }
            ExprKind::Compare { left, rest } if rest.len() == 1 => {
                let (op, right) = &rest[0];
                let (a, b) = (self.operand(left, parts)?, self.operand(right, parts)?);
                self.permit_operator(&[a.clone(), b.clone()])?;
                let value = self.vm.compare(*op, &a, &b);
                self.note_elementwise(part, &[(left, a), (right, b)], &value);
                value
            }
            ExprKind::BoolOp { op, values } => {
                let mut last = Value::None;
                for (at, value) in values.iter().enumerate() {
                    last = self.operand(value, parts)?;
                    self.permit_operator(std::slice::from_ref(&last))?;
                    if at + 1 < values.len() && self.vm.truth(&last)? != (*op == BoolOp::And) {
                        break;
                    }
                }
                Ok(last)
            }
            ExprKind::IfElse { test, body, orelse } => {
                let test = self.operand(test, parts)?;
                self.permit_operator(std::slice::from_ref(&test))?;
                if self.vm.truth(&test)? { self.operand(body, parts) } else { self.operand(orelse, parts) }
            }
            ExprKind::Attribute { value, name, .. } => {
                let object = self.object(value, parts)?;
                self.permit_attribute(&object, *name)?;
                let found = self.vm.get_attr(&object, *name);
                self.note_view(part, (value, object), &found);
                found
            }
            ExprKind::Subscript { value, index } => {
                let object = self.operand(value, parts)?;
                let index = self.operand(index, parts)?;
                self.permit_operator(&[object.clone(), index.clone()])?;
                let found = self.vm.get_item(&object, &index);
                self.note_view(part, (value, object), &found);
                found
            }
            ExprKind::Call { function, args } if !args.iter().any(|arg| matches!(arg, Arg::DoubleStar(_))) => {
                self.call(function, args, part, parts)
            }
            ExprKind::Tuple(_) | ExprKind::List(_) => self.operand(expr, parts),
            _ => match literal(expr) {
                Some(value) => Ok(value),
                None => self.whole(expr, part),
            },
        }
    }

    /// An object whose attribute is wanted; a module is no part.
    fn object(&mut self, expr: &Expr, parts: &mut Vec<Part>) -> R<Value> {
        match self.module(expr) {
            Some(found) => Ok(found),
            None => self.operand(expr, parts),
        }
    }

    /// The module or class that a dotted name is.
    fn module(&mut self, expr: &Expr) -> Option<Value> {
        let found = match &expr.kind {
            ExprKind::Name(name) => self.lookup(*name).ok()?,
            ExprKind::Attribute { value, name, .. } => {
                let module = self.module(value)?;
                self.vm.get_attr(&module, *name).ok()?
            }
            _ => return None,
        };
        matches!(found, Value::Module(_) | Value::Type(_) | Value::Class(_)).then_some(found)
    }

    fn call(&mut self, function: &Expr, args: &[Arg], part: &mut Part, parts: &mut Vec<Part>) -> R<Value> {
        let callee = match &function.kind {
            ExprKind::Attribute { value, name, .. } => {
                let object = self.object(value, parts)?;
                self.permit_attribute(&object, *name)?;
                let found = self.vm.get_attr(&object, *name)?;
                let is_module = matches!(object, Value::Module(_) | Value::Type(_) | Value::Class(_));
                let receiver = (!is_module).then(|| (self.text(value.span).to_owned(), object));
                Callee { function: found, receiver }
            }
            ExprKind::Name(name) => Callee { function: self.lookup(*name)?, receiver: None },
            _ => Callee { function: self.operand(function, parts)?, receiver: None },
        };
        let mut positional = Vec::new();
        let mut named = Vec::new();
        let mut texts = Vec::new();
        for arg in args {
            match arg {
                Arg::Positional(value) => {
                    texts.push(self.text(value.span).to_owned());
                    positional.push(self.operand(value, parts)?);
                }
                Arg::Keyword(name, value) => named.push((*name, self.operand(value, parts)?)),
                Arg::Star(value) => {
                    let row = self.operand(value, parts)?;
                    self.permit_operator(std::slice::from_ref(&row))?;
                    let row = self.vm.collect(&row)?;
                    texts.extend((0..row.len()).map(|at| format!("argument {}", at + 1)));
                    positional.extend(row);
                }
                Arg::DoubleStar(_) => {}
            }
        }
        self.permit_call(&callee, &positional, &named)?;
        if self.rules == Rules::Anything
            && let Some(value) = self.open_function(&callee.function, &positional, &named, parts)
        {
            let all = positional.iter().chain(named.iter().map(|(_, value)| value)).cloned();
            self.note_opened(part, texts.into_iter().zip(all), &value);
            return value;
        }
        let value = self.vm.call(&callee.function, &positional, &named);
        self.note_call(part, &callee, &texts, &positional, &named, args, &value);
        value
    }

    /// The value of a variable or builtin.
    pub(super) fn lookup(&mut self, name: Name) -> R<Value> {
        if let Some((_, value)) = self.locals.iter().rev().find(|(local, _)| *local == name) {
            // One that could not be kept hides the global one.
            return if value.is_undef() { Err(harmless::refused()) } else { Ok(value.clone()) };
        }
        let slot = self.namespace.slots.borrow().get(&name).copied();
        let own = slot.map(|slot| self.vm.core.globals[slot as usize].clone()).filter(|value| !value.is_undef());
        match own.or_else(|| self.vm.core.builtin(name)) {
            Some(value) => Ok(value),
            None => err(ErrorClass::NameError, format!("name '{name}' is not defined")),
        }
    }

    /// Evaluates what has no parts to show: comprehensions, f-strings, lambdas.
    fn whole(&mut self, expr: &Expr, part: &mut Part) -> R<Value> {
        if self.rules == Rules::Harmless {
            return Err(harmless::refused());
        }
        part.cost.unseen += 1;
        let text = format!("({})", self.text(expr.span));
        let source = Source::new(self.source.title.clone(), text);
        let mut dict = Dict::new();
        for (name, value) in &self.locals {
            dict.insert_str(name.as_str(), value.clone());
        }
        let locals = (!self.locals.is_empty()).then(|| Value::dict(dict));
        self.vm.run_program_text(source, true, None, locals.as_ref())
    }

    /// The place of the innermost part that failed.
    fn failed_at(&self, parts: &[Part], whole: Span) -> Span {
        let Some(failed) = parts.iter().find(|part| part.failed) else { return whole };
        let text = self.text(whole);
        match text.find(failed.text.as_str()) {
            Some(at) if !failed.text.is_empty() => {
                let start = whole.start as usize + at;
                self.failed_at(&failed.parts, Span::new(start, start + failed.text.len()))
            }
            _ => whole,
        }
    }
}

fn has_star(items: &[Expr]) -> bool {
    items.iter().any(|item| matches!(item.kind, ExprKind::Starred(_)))
}

/// The value of a literal.
pub(super) fn literal(expr: &Expr) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::None => Value::None,
        ExprKind::True => Value::bool(true),
        ExprKind::False => Value::bool(false),
        ExprKind::Ellipsis => Value::Ellipsis,
        ExprKind::Int(x) => Value::Int(*x),
        ExprKind::BigInt(x) => Value::big((**x).clone()),
        ExprKind::Float(x) => Value::float(*x),
        ExprKind::Imaginary(x) => Value::complex(Complex64::new(0.0, *x)),
        ExprKind::Str(text) => Value::str(&**text),
        ExprKind::Bytes(bytes) => Value::bytes(&**bytes),
        _ => return None,
    })
}
