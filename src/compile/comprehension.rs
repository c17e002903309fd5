//! Comprehensions run in the frame around them, with registers of their own for their variables, and
//! appear in tracebacks as the calls that they are in CPython 3.11. Generator expressions have a frame.

use super::Compiler;
use super::function::Body;
use super::scope::key;
use super::unit::{Active, Place};
use crate::syntax::ast::{Comprehension, Expr, Params};
use crate::text::{Name, Span, names};
use crate::value::Value;
use crate::value::code::{CodeKind, InlineCall, Ins, Parameters, Template};
use rustc_hash::FxHashMap;

impl<'a> Compiler<'a> {
    pub(super) fn list_comprehension(&mut self, element: &'a Expr, clauses: &'a [Comprehension], d: u8, span: Span) {
        let make = |a| Ins::MakeList { d: a, a, n: 0 };
        self.inline(names::LISTCOMP, clauses, make, d, span, &mut |compiler, a| {
            let v = compiler.operand(element).register;
            compiler.unit().emit(Ins::ListAppend { a, v }, element.span);
        });
    }

    pub(super) fn set_comprehension(&mut self, element: &'a Expr, clauses: &'a [Comprehension], d: u8, span: Span) {
        let make = |a| Ins::MakeSet { d: a, a, n: 0 };
        self.inline(names::SETCOMP, clauses, make, d, span, &mut |compiler, a| {
            let v = compiler.operand(element).register;
            compiler.unit().emit(Ins::SetAdd { a, v }, element.span);
        });
    }

    pub(super) fn dict_comprehension(
        &mut self,
        key: &'a Expr,
        value: &'a Expr,
        clauses: &'a [Comprehension],
        d: u8,
        span: Span,
    ) {
        let make = |a| Ins::MakeDict { d: a, a, n: 0 };
        self.inline(names::DICTCOMP, clauses, make, d, span, &mut |compiler, a| {
            let key_register = compiler.operand(key).register;
            let v = compiler.operand(value).register;
            compiler.unit().emit(Ins::DictSet { a, key: key_register, v }, key.span.to(value.span));
        });
    }

    fn inline(
        &mut self,
        function: Name,
        clauses: &'a [Comprehension],
        make: impl FnOnce(u8) -> Ins,
        d: u8,
        span: Span,
        add: &mut dyn FnMut(&mut Self, u8),
    ) {
        let Some(first) = clauses.first() else { return };
        let result = self.unit().register();
        let it = self.unit().registers(3);
        self.expr(&first.iter, it);
        self.unit().emit(make(result), span);
        self.open_comprehension(clauses, span);
        let to_step = self.unit().jump(Ins::ForPrep { it, to: 0 }, span);
        let from = self.unit().here() as u32;
        self.inner_loop(clauses, it, to_step, result, span, add);
        let to = self.unit().here() as u32;
        self.unit().inlined.push(InlineCall { from, to, function, span });
        self.unit().actives.pop();
        self.unit().emit(Ins::Take { d, a: result }, span);
    }

    /// Registers for the variables of a comprehension, which a second evaluation finds fresh.
    fn open_comprehension(&mut self, clauses: &'a [Comprehension], span: Span) {
        let scope = self.scopes.at(key(clauses));
        let info = self.scopes.get(scope);
        let mut places = FxHashMap::default();
        for &name in &info.locals {
            let unit = self.unit();
            let register = unit.register();
            if info.captured.contains(&name) {
                unit.emit(Ins::NewVar { d: register }, span);
                places.insert(name, Place::Shared { register, free: false });
            } else {
                unit.assigned.remove(register);
                if clauses.len() > 1 {
                    unit.emit(Ins::Unset { d: register }, span);
                }
                places.insert(name, Place::Register(register));
            }
        }
        self.unit().actives.push(Active { scope, places });
    }

    /// The loop of the first clause, whose iterator is ready, around those of the others.
    fn inner_loop(
        &mut self,
        clauses: &'a [Comprehension],
        it: u8,
        to_step: super::unit::Jump,
        result: u8,
        span: Span,
        add: &mut dyn FnMut(&mut Self, u8),
    ) {
        let Some((clause, rest)) = clauses.split_first() else { return };
        let mark = self.unit().mark();
        let start = self.unit().here();
        let before = self.unit().assigned;
        let d = self.loop_variable(&clause.target);
        let mut next = Vec::new();
        for condition in &clause.conditions {
            self.condition(condition, false, &mut next);
        }
        match rest.first() {
            Some(inner) => {
                let it = self.unit().registers(3);
                self.expr(&inner.iter, it);
                let to_step = self.unit().jump(Ins::ForPrep { it, to: 0 }, span);
                self.inner_loop(rest, it, to_step, result, span, add);
            }
            None => {
                let mark = self.unit().mark();
                add(self, result);
                self.unit().release(mark);
            }
        }
        next.into_iter().for_each(|jump| self.unit().land(jump));
        self.unit().land(to_step);
        self.unit().emit(Ins::ForIter { it, d, to: start as u32 }, span);
        self.unit().assigned = before;
        self.unit().release(mark);
    }

    pub(super) fn generator_expression(&mut self, element: &'a Expr, clauses: &'a [Comprehension], d: u8, span: Span) {
        let Some(first) = clauses.first() else { return };
        let scope = self.scopes.at(key(clauses));
        let f = self.unit().register();
        let argument = self.temporary(&first.iter);
        self.unit().emit(Ins::IterArgument { d: argument, a: argument }, span);
        let parameters =
            Parameters { names: Box::new([Name::new(".0")]), positional: 1, positional_only: 1, ..Default::default() };
        let body = Body { name: names::GENEXPR, scope, params: &NO_PARAMS, span };
        let code = self.body(CodeKind::Generator, &body, parameters, |compiler| {
            let it = compiler.unit().registers(3);
            compiler.unit().emit(Ins::Take { d: it, a: 0 }, first.iter.span);
            let to_step = compiler.unit().jump(Ins::ForPrep { it, to: 0 }, span);
            compiler.inner_loop(clauses, it, to_step, 0, span, &mut |compiler, _| {
                let a = compiler.operand(element).register;
                let d = compiler.unit().register();
                compiler.unit().emit(Ins::Yield { d, a }, element.span);
            });
            Value::None
        });
        if let Some(code) = code {
            let captures = self.captures(code);
            let template =
                Template { code, defaults: 0, keyword_defaults: Box::default(), captures, annotations: false };
            self.make_function(template, f, f, span);
            self.unit().emit(Ins::Call { d, f, a: argument, n: 1 }, span);
        }
    }
}

static NO_PARAMS: Params =
    Params { positional: Vec::new(), positional_only: 0, star: None, keyword_only: Vec::new(), double_star: None };
