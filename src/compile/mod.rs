//! Floor 3: from the tree to code. `scope` says which variable each name means, `unit` collects the
//! instructions of one frame, the other files go through the tree. Start with [`compile`].

mod call;
mod comprehension;
mod condition;
mod constant;
mod exception;
mod expr;
mod function;
mod fuse;
mod mistakes;
mod name;
mod pattern;
mod scope;
mod stmt;
mod target;
mod unit;

use crate::syntax::ast::{Module, StmtKind};
use crate::text::{Error, ErrorClass, Frame, Name, R, Source, Span, names};
use crate::value::Value;
use crate::value::code::{Code, CodeKind, Ins, NO_ARITY, Namespace, Parameters};
use rustc_hash::FxHashSet;
use scope::Scopes;
use std::rc::Rc;
use unit::{Active, Unit};

/// What the compiler asks about global variables.
pub trait Globals {
    /// The slot of a global variable. *Errors*: more of them than slots can be numbered.
    fn slot(&mut self, name: Name) -> R<u16>;
    /// Whether the variable has a value now, or a builtin has its name.
    fn is_known(&mut self, name: Name) -> bool;
    /// Takes note of something that compiles and is surely not meant so.
    fn warn(&mut self, message: String, span: Span);
}

/// Makes the code of a module. Running it gives the value of the last statement, if `show_last` and
/// it is an expression; else None.
///
/// *Errors*: the few SyntaxErrors that only the meaning of names shows; limits of size.
pub fn compile(
    module: &Module,
    source: &Rc<Source>,
    namespace: &Rc<Namespace>,
    globals: &mut dyn Globals,
    show_last: bool,
) -> R<&'static Code> {
    let scopes = Scopes::of_module(module).map_err(|(error, span)| at_place(error, source, span))?;
    let module_names = module_names(&scopes);
    let mut compiler = Compiler {
        source,
        scopes: &scopes,
        namespace,
        globals,
        module_names,
        units: Vec::new(),
        class_names: Vec::new(),
        failure: None,
    };
    compiler.module(module, show_last);
    let unit = compiler.units.pop();
    if let Some(error) = compiler.failure.take() {
        return Err(error);
    }
    let unit = unit.ok_or_else(|| Error::new(ErrorClass::SystemError, "no code was made"))?;
    let doc = doc_of(&module.body);
    compiler.finish(unit, Parameters::default(), doc)
}

/// Names that the module itself gives a value.
fn module_names(scopes: &Scopes) -> FxHashSet<Name> {
    scopes.get(0).locals.iter().copied().collect()
}

/// Says where an error is.
fn at_place(mut error: Box<Error>, source: &Rc<Source>, span: Span) -> Box<Error> {
    error.trace.push(Frame { source: source.clone(), function: names::MODULE_BODY, span, anchor: None });
    error
}

/// The docstring of a body, or None.
fn doc_of(body: &[crate::syntax::ast::Stmt]) -> Value {
    use crate::syntax::ast::ExprKind;
    match body.first().map(|stmt| &stmt.kind) {
        Some(StmtKind::Expr(expr)) => match &expr.kind {
            ExprKind::Str(text) => Value::str(&**text),
            _ => Value::None,
        },
        _ => Value::None,
    }
}

struct Compiler<'a> {
    source: &'a Rc<Source>,
    scopes: &'a Scopes,
    namespace: &'a Rc<Namespace>,
    globals: &'a mut dyn Globals,
    module_names: FxHashSet<Name>,
    /// The frames being made, the innermost last.
    units: Vec<Unit<'a>>,
    /// The classes around this place, for private names.
    class_names: Vec<Name>,
    /// The first thing that went wrong; code made after it is thrown away.
    failure: Option<Box<Error>>,
}

impl<'a> Compiler<'a> {
    /// The frame being made.
    fn unit(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("code is made inside a unit")
    }

    fn fail(&mut self, error: Box<Error>, span: Span) {
        if self.failure.is_none() {
            self.failure = Some(at_place(error, self.source, span));
        }
    }

    fn module(&mut self, module: &'a Module, show_last: bool) {
        let span = Span::new(0, self.source.text.len());
        self.units.push(Unit::new(CodeKind::Module, names::MODULE_BODY, "<module>".to_owned(), span));
        self.unit().actives.push(Active { scope: 0, places: Default::default() });
        let shown = match module.body.last().map(|stmt| &stmt.kind) {
            Some(StmtKind::Expr(expr)) if show_last => Some(expr),
            _ => None,
        };
        let before = if shown.is_some() { &module.body[..module.body.len() - 1] } else { &module.body[..] };
        self.block(before);
        match shown {
            Some(expr) => {
                let a = self.operand(expr).register;
                self.unit().emit(Ins::Ret { a }, expr.span);
            }
            None => {
                self.unit().emit(Ins::RetNone, span);
            }
        }
    }

    /// The finished code of a unit.
    fn finish(&mut self, mut unit: Unit<'a>, parameters: Parameters, doc: Value) -> R<&'static Code> {
        if unit.too_deep {
            let error = Error::unsupported("expressions and bodies that need this many registers");
            return Err(at_place(error, self.source, unit.span));
        }
        let unset: Box<[u8]> = (0..unit.first_temporary).filter(|&register| unit.doubtful.has(register)).collect();
        let mut locals: Vec<(Name, u8)> = Vec::new();
        for active in unit.actives.iter().take(1) {
            for &name in &self.scopes.get(active.scope).locals {
                if let Some(unit::Place::Register(register) | unit::Place::Shared { register, .. }) =
                    active.places.get(&name)
                {
                    locals.push((name, *register));
                }
            }
        }
        let mut captured: Vec<(u8, Name)> = unit.free.iter().map(|(&name, &register)| (register, name)).collect();
        captured.sort();
        locals.extend(captured.iter().map(|&(register, name)| (name, register)));
        unit.anchors.sort_by_key(|(at, _)| *at);
        let registers = unit.highest().max(1);
        let simple = unit.kind == CodeKind::Function && parameters.is_plain() && captured.is_empty();
        let code = Code {
            ins: unit.ins.into(),
            spans: unit.spans.into(),
            anchors: unit.anchors.into(),
            methods: unit.methods.into(),
            consts: unit.consts.into(),
            formats: unit.formats.into(),
            names: unit.names.into(),
            keywords: unit.keywords.into(),
            templates: unit.templates.into(),
            ranges: unit.ranges.into(),
            inlined: unit.inlined.into(),
            trees: unit.trees.into(),
            caches: (0..unit.caches).map(|_| Default::default()).collect(),
            registers,
            arity: if simple && unset.is_empty() { parameters.positional.into() } else { NO_ARITY },
            parameters,
            unset,
            first_capture: unit.first_capture,
            captured: captured.into_iter().map(|(_, name)| name).collect(),
            locals: locals.into(),
            kind: unit.kind,
            name: unit.name,
            qualname: Name::new(&unit.qualname),
            doc,
            source: self.source.clone(),
            span: unit.span,
            namespace: self.namespace.clone(),
        };
        // Code lives as long as the process: there is no more of it than was typed, and values that
        // refer to it stay small.
        Ok(Box::leak(Box::new(code)))
    }
}
