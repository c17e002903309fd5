//! Statements but for definitions, `try`, `with` and `match`.

use super::Compiler;
use super::unit::{Assigned, Block, Jump};
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::text::{Name, Span};
use crate::value::code::{CodeKind, Ins, NO_REGISTER};

impl<'a> Compiler<'a> {
    pub(super) fn block(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            let mark = self.unit().mark();
            self.stmt(stmt);
            self.unit().release(mark);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Expr(expr) => self.expression_statement(expr),
            StmtKind::Assign { targets, value } => match targets.as_slice() {
                [target] => self.assign(target, value),
                targets => {
                    let a = self.operand(value).register;
                    targets.iter().for_each(|target| self.store(target, a));
                }
            },
            StmtKind::AugAssign { target, op, value } => self.augmented_assign(target, *op, value, span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, value.as_ref(), *simple);
            }
            StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse, span),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, span),
            StmtKind::For { target, iter, body, orelse } => self.for_loop(target, iter, body, orelse, span),
            StmtKind::Def(def) => self.def(def, span),
            StmtKind::Class(class) => self.class(class, span),
            StmtKind::Return(value) => self.return_statement(value.as_ref(), span),
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::Raise { exception, cause } => self.raise(exception.as_ref(), cause.as_ref(), span),
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.try_statement(body, handlers, orelse, finally, span);
            }
            StmtKind::With { items, body } => self.with_statement(items, body, span),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases, span),
            StmtKind::Assert { test, message } => self.assert(test, message.as_ref(), span),
            StmtKind::Import(modules) => self.import(modules, span),
            StmtKind::ImportFrom { module, level, names } => self.import_from(*module, *level, names, span),
            StmtKind::Break => self.leave_loop(span, true),
            StmtKind::Continue => self.leave_loop(span, false),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
        }
    }

    fn expression_statement(&mut self, expr: &'a Expr) {
        // A literal alone has no effect; a name alone may not exist.
        if super::constant::constant(expr).is_some() || self.append_statement(expr) {
            return;
        }
        self.temporary(expr);
    }

    fn annotated(&mut self, target: &'a Expr, annotation: &'a Expr, value: Option<&'a Expr>, simple: bool) {
        if let Some(value) = value {
            self.assign(target, value);
        }
        if matches!(self.unit().kind, CodeKind::Module | CodeKind::ClassBody) {
            let v = self.operand(annotation).register;
            if let ExprKind::Name(name) = &target.kind
                && simple
            {
                let name = self.mangled(*name);
                let name = self.unit().name_index(name);
                self.unit().emit(Ins::Annotate { v, name }, annotation.span);
            }
        }
    }

    // ---- branches and loops ----

    fn if_statement(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) {
        let mut to_else = Vec::new();
        self.condition(test, false, &mut to_else);
        let before = self.unit().assigned;
        self.block(body);
        if orelse.is_empty() {
            let unit = self.unit();
            unit.assigned = unit.assigned.meet(before);
            to_else.into_iter().for_each(|jump| unit.land(jump));
            return;
        }
        let end = self.unit().jump(Ins::Jmp { to: 0 }, span);
        let after_body = self.unit().assigned;
        self.unit().assigned = before;
        to_else.into_iter().for_each(|jump| self.unit().land(jump));
        self.block(orelse);
        let unit = self.unit();
        unit.assigned = unit.assigned.meet(after_body);
        unit.land(end);
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) {
        let forever = matches!(test.kind, ExprKind::True);
        let to_test = (!forever).then(|| self.unit().jump(Ins::Jmp { to: 0 }, span));
        let start = self.unit().here();
        let before = self.unit().assigned;
        self.unit().blocks.push(Block::Loop { breaks: Vec::new(), continues: Vec::new(), iterator: None });
        self.block(body);
        let (breaks, continues) = self.close_loop();
        continues.into_iter().for_each(|(jump, _)| self.unit().land(jump));
        match to_test {
            Some(jump) => {
                // The test runs first: only what is set before the loop is sure in it.
                self.unit().land(jump);
                self.unit().assigned = before;
                let mut back = Vec::new();
                self.condition(test, true, &mut back);
                back.into_iter().for_each(|jump| self.unit().aim(jump, start));
            }
            None => {
                self.unit().emit(Ins::Loop { to: start as u32 }, test.span);
                self.unreachable();
            }
        }
        self.block(orelse);
        self.join_breaks(breaks);
    }

    fn for_loop(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) {
        let it = self.unit().registers(3);
        self.expr(iter, it);
        let to_step = self.unit().jump(Ins::ForPrep { it, to: 0 }, span);
        let start = self.unit().here();
        let before = self.unit().assigned;
        self.unit().blocks.push(Block::Loop { breaks: Vec::new(), continues: Vec::new(), iterator: Some(it) });
        let d = self.loop_variable(target);
        self.block(body);
        let (breaks, continues) = self.close_loop();
        continues.into_iter().for_each(|(jump, _)| self.unit().land(jump));
        self.unit().land(to_step);
        self.unit().emit(Ins::ForIter { it, d, to: start as u32 }, span);
        self.unit().assigned = before;
        self.block(orelse);
        self.join_breaks(breaks);
    }

    /// Where a loop puts its values: the variable itself, or a register that the loop's body starts
    /// by storing from.
    pub(super) fn loop_variable(&mut self, target: &'a Expr) -> u8 {
        match self.target_register(target) {
            Some(register) => {
                self.assigned_target(target, register);
                register
            }
            None => {
                let d = self.unit().register();
                self.store(target, d);
                d
            }
        }
    }

    #[allow(clippy::type_complexity)]
    fn close_loop(&mut self) -> (Vec<(Jump, Assigned)>, Vec<(Jump, Assigned)>) {
        match self.unit().blocks.pop() {
            Some(Block::Loop { breaks, continues, .. }) => (breaks, continues),
            _ => (Vec::new(), Vec::new()),
        }
    }

    fn join_breaks(&mut self, breaks: Vec<(Jump, Assigned)>) {
        let unit = self.unit();
        for (jump, assigned) in breaks {
            unit.assigned = unit.assigned.meet(assigned);
            unit.land(jump);
        }
    }

    /// `break` or `continue`
    fn leave_loop(&mut self, span: Span, is_break: bool) {
        let is_loop = |block: &Block| matches!(block, Block::Loop { .. });
        let Some(depth) = self.unit().blocks.iter().rposition(is_loop) else { return };
        self.leave_blocks(depth + 1, span, |compiler| {
            if let (true, Some(Block::Loop { iterator: Some(it), .. })) = (is_break, compiler.unit().blocks.get(depth))
            {
                // What is iterated over may go away now.
                let it = *it;
                compiler.unit().emit(Ins::Unset { d: it }, span);
            }
            let unit = compiler.unit();
            let jump = unit.jump(Ins::Jmp { to: 0 }, span);
            let assigned = unit.assigned;
            if let Some(Block::Loop { breaks, continues, .. }) = unit.blocks.get_mut(depth) {
                if is_break { breaks.push((jump, assigned)) } else { continues.push((jump, assigned)) }
            }
        });
        self.unreachable();
    }

    fn return_statement(&mut self, value: Option<&'a Expr>, span: Span) {
        let guarded = self
            .unit()
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Finally { .. } | Block::With { .. } | Block::Handler { .. }));
        match value {
            None => self.leave_blocks(0, span, |compiler| {
                compiler.unit().emit(Ins::RetNone, span);
            }),
            Some(value) => {
                // What runs on the way out may change variables.
                let a = if guarded { self.temporary(value) } else { self.operand(value).register };
                self.leave_blocks(0, span, |compiler| {
                    compiler.unit().emit(Ins::Ret { a }, span);
                });
            }
        }
        self.unreachable();
    }

    // ---- the rest ----

    fn raise(&mut self, exception: Option<&'a Expr>, cause: Option<&'a Expr>, span: Span) {
        match exception {
            None => {
                self.unit().emit(Ins::RaiseAgain, span);
            }
            Some(exception) => {
                let a = self.operand(exception).register;
                let cause = cause.map_or(NO_REGISTER, |cause| self.operand(cause).register);
                self.unit().emit(Ins::Raise { a, cause }, span);
            }
        }
        self.unreachable();
    }

    fn assert(&mut self, test: &'a Expr, message: Option<&'a Expr>, span: Span) {
        self.check_assertion(test, test.span);
        let mut fine = Vec::new();
        self.condition(test, true, &mut fine);
        let a = message.map_or(NO_REGISTER, |message| self.operand(message).register);
        let place = last_comparison(test).unwrap_or(span);
        self.unit().emit(Ins::RaiseAssert { a }, place);
        fine.into_iter().for_each(|jump| self.unit().land(jump));
    }

    fn import(&mut self, modules: &'a [(Name, Option<Name>, Span)], span: Span) {
        for (module, alias, _) in modules {
            let d = self.unit().register();
            let name = self.unit().name_index(*module);
            self.unit().emit(Ins::Import { d, root: alias.is_none(), name }, span);
            self.store_name(alias.unwrap_or_else(|| super::scope::first_part(*module)), d, span);
        }
    }

    fn import_from(&mut self, module: Name, level: u32, names: &'a [(Name, Option<Name>, Span)], span: Span) {
        let a = self.unit().registers(2);
        let dotted = if level == 0 { module } else { Name::new(&format!("{}{module}", ".".repeat(level as usize))) };
        let name = self.unit().name_index(dotted);
        self.unit().emit(Ins::Import { d: a, root: false, name }, span);
        for (name, alias, _) in names {
            if name.as_str() == "*" {
                self.unit().emit(Ins::ImportStar { a }, span);
                continue;
            }
            let index = self.unit().name_index(*name);
            self.unit().emit(Ins::ImportFrom { d: a + 1, a, name: index }, span);
            self.store_name(alias.unwrap_or(*name), a + 1, span);
        }
    }
}

/// The comparison of a condition that is decided last: what a failed `assert` points at.
fn last_comparison(test: &Expr) -> Option<Span> {
    match &test.kind {
        ExprKind::Compare { .. } => Some(test.span),
        ExprKind::Unary { op: UnaryOp::Not, operand } => last_comparison(operand),
        ExprKind::BoolOp { values, .. } => values.iter().rev().find_map(last_comparison),
        ExprKind::IfElse { test, body, orelse } => {
            last_comparison(orelse).or_else(|| last_comparison(body)).or_else(|| last_comparison(test))
        }
        _ => None,
    }
}
