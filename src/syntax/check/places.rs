//! The second pass: what may stand where. `return` and `yield` in functions, `break` in loops, stars in
//! displays, keyword arguments once.

use super::names::is_forbidden;
use super::walk::{annotations, arguments, deeper, defaults, parts};
use super::{Checked, refuse};
use crate::syntax::ast::{
    Arg, ClassDef, Comprehension, Expr, ExprKind, FunctionDef, Handler, Module, Params, Pattern, Stmt, StmtKind,
};
use crate::text::{Name, Span};
use rustc_hash::FxHashSet;

/// The module whose import changes the language.
const FUTURE: &str = "__future__";

/// CPython's limit on nested loops, `with` and `try`.
const MAX_BLOCKS: usize = 20;

pub(super) fn check(text: &str, module: &Module) -> Checked {
    let mut pass = Pass { text, function: false, in_loop: false, blocks: 0 };
    for stmt in &module.body {
        match &stmt.kind {
            // Those at the top have been checked.
            StmtKind::ImportFrom { module, .. } if module.as_str() == FUTURE => {}
            _ => deeper(|| pass.statement(stmt))?,
        }
    }
    Ok(())
}

/// The annotation of `*args: *Ts` may have a star.
fn unstarred(annotation: &Expr) -> &Expr {
    match &annotation.kind {
        ExprKind::Starred(value) => value,
        _ => annotation,
    }
}

struct Pass<'t> {
    text: &'t str,
    /// Inside a function, and not in a class within it.
    function: bool,
    in_loop: bool,
    /// How many loops, `with` and `try` are open.
    blocks: usize,
}

impl Pass<'_> {
    fn statements(&mut self, body: &[Stmt]) -> Checked {
        body.iter().try_for_each(|stmt| deeper(|| self.statement(stmt)))
    }

    fn statement(&mut self, stmt: &Stmt) -> Checked {
        match &stmt.kind {
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Return(value) => {
                if !self.function {
                    return refuse(stmt.span, "'return' outside function");
                }
                self.all(value)
            }
            StmtKind::Break if !self.in_loop => refuse(stmt.span, "'break' outside loop"),
            StmtKind::Continue if !self.in_loop => refuse(stmt.span, "'continue' not properly in loop"),
            StmtKind::Break | StmtKind::Continue => Ok(()),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                targets.iter().try_for_each(|target| self.target(target))
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.forbid_debug(target, "assign to", target.span)?;
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.all(value)?;
                self.forbid_debug(target, "assign to", target.span)?;
                if value.is_some() {
                    self.target(target)?
                } else {
                    parts(target, &mut |part| self.expr(part))?
                }
                self.expr(annotation)
            }
            StmtKind::Delete(targets) => targets.iter().try_for_each(|target| self.deleted(target)),
            StmtKind::Raise { exception, cause } => self.all(exception.iter().chain(cause)),
            StmtKind::Assert { test, message } => self.all([test].into_iter().chain(message)),
            StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.block(stmt, true, |pass| {
                    pass.expr(test)?;
                    pass.statements(body)
                })?;
                self.statements(orelse)
            }
            StmtKind::For { target, iter, body, orelse } => {
                self.block(stmt, true, |pass| {
                    pass.expr(iter)?;
                    pass.target(target)?;
                    pass.statements(body)
                })?;
                self.statements(orelse)
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&item.context)?;
                    item.target.iter().try_for_each(|target| self.target(target))?;
                }
                self.block(stmt, self.in_loop, |pass| pass.statements(body))
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.block(stmt, self.in_loop, |pass| pass.statements(body))?;
                self.handlers(stmt, handlers)?;
                self.statements(orelse)?;
                self.statements(finally)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.all(&case.guard)?;
                    self.statements(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Def(function) => self.function(function, stmt.span),
            StmtKind::Class(class) => self.class(class, stmt.span),
            StmtKind::Import(modules) => {
                modules.iter().try_for_each(|(module, alias, _)| self.bound(alias.unwrap_or(*module), stmt.span))
            }
            StmtKind::ImportFrom { module, .. } if module.as_str() == FUTURE => {
                refuse(stmt.span, "from __future__ imports must occur at the beginning of the file")
            }
            StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|(name, alias, _)| self.bound(alias.unwrap_or(*name), stmt.span))
            }
        }
    }

    /// Checks what a loop, `with` or `try` holds.
    fn block(&mut self, stmt: &Stmt, in_loop: bool, inside: impl FnOnce(&mut Self) -> Checked) -> Checked {
        if self.blocks >= MAX_BLOCKS {
            return refuse(stmt.span, "too many statically nested blocks");
        }
        let around = std::mem::replace(&mut self.in_loop, in_loop);
        self.blocks += 1;
        let checked = inside(self);
        self.blocks -= 1;
        self.in_loop = around;
        checked
    }

    fn handlers(&mut self, stmt: &Stmt, handlers: &[Handler]) -> Checked {
        for (at, handler) in handlers.iter().enumerate() {
            if handler.class.is_none() && at + 1 < handlers.len() {
                return refuse(handler.span, "default 'except:' must be last");
            }
            self.all(&handler.class)?;
            handler.name.iter().try_for_each(|&name| self.bound(name, handler.span))?;
            self.block(stmt, self.in_loop, |pass| pass.statements(&handler.body))?;
        }
        Ok(())
    }

    /// Checks a scope of its own.
    fn scope(&mut self, function: bool, inside: impl FnOnce(&mut Self) -> Checked) -> Checked {
        let mut pass = Pass { text: self.text, function, in_loop: false, blocks: 0 };
        deeper(|| inside(&mut pass))
    }

    fn function(&mut self, function: &FunctionDef, span: Span) -> Checked {
        self.all(&function.decorators)?;
        self.all(defaults(&function.params))?;
        self.all(annotations(&function.params).map(unstarred))?;
        self.all(&function.returns)?;
        self.bound(function.name, span)?;
        self.parameters(&function.params)?;
        self.scope(true, |pass| pass.statements(&function.body))
    }

    fn parameters(&mut self, params: &Params) -> Checked {
        let starred = [&params.star, &params.double_star].into_iter().flatten();
        let all = params.positional.iter().chain(starred).chain(&params.keyword_only);
        all.into_iter().try_for_each(|param| self.bound(param.name, param.span))
    }

    fn class(&mut self, class: &ClassDef, span: Span) -> Checked {
        self.all(&class.decorators)?;
        self.bound(class.name, span)?;
        self.scope(false, |pass| pass.statements(&class.body))?;
        self.arguments(&class.bases)
    }

    fn pattern(&mut self, pattern: &Pattern) -> Checked {
        match pattern {
            Pattern::Value(value) => self.expr(value),
            Pattern::Mapping { keys, patterns, .. } => {
                self.all(keys)?;
                patterns.iter().try_for_each(|pattern| self.pattern(pattern))
            }
            Pattern::Class { class, positional, keywords } => {
                self.expr(class)?;
                let keywords = keywords.iter().map(|(_, pattern)| pattern);
                positional.iter().chain(keywords).try_for_each(|pattern| self.pattern(pattern))
            }
            Pattern::Capture { pattern: Some(pattern), .. } => self.pattern(pattern),
            Pattern::Or(patterns) | Pattern::Sequence(patterns) => {
                patterns.iter().try_for_each(|pattern| deeper(|| self.pattern(pattern)))
            }
            Pattern::Singleton(_) | Pattern::Capture { .. } | Pattern::Star(_) => Ok(()),
        }
    }

    fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Checked {
        exprs.into_iter().try_for_each(|expr| self.expr(expr))
    }

    fn expr(&mut self, expr: &Expr) -> Checked {
        deeper(|| match &expr.kind {
            ExprKind::Starred(_) => refuse(expr.span, "can't use starred expression here"),
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().try_for_each(|item| match &item.kind {
                    ExprKind::Starred(value) => self.expr(value),
                    _ => self.expr(item),
                })
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) if !self.function => {
                refuse(expr.span, "'yield' outside function")
            }
            ExprKind::Call { function, args } => {
                self.expr(function)?;
                self.arguments(args)
            }
            ExprKind::Walrus { name, value } => {
                self.expr(value)?;
                self.bound(*name, Span { start: expr.span.start, end: expr.span.start + name.as_str().len() as u32 })
            }
            ExprKind::Lambda { params, body } => {
                self.parameters(params)?;
                self.all(defaults(params))?;
                self.scope(true, |pass| pass.expr(body))
            }
            ExprKind::ListComp { element, clauses }
            | ExprKind::SetComp { element, clauses }
            | ExprKind::GeneratorExp { element, clauses } => self.comprehension(&[element], clauses),
            ExprKind::DictComp { key, value, clauses } => self.comprehension(&[key, value], clauses),
            _ => parts(expr, &mut |part| self.expr(part)),
        })
    }

    fn comprehension(&mut self, elements: &[&Expr], clauses: &[Comprehension]) -> Checked {
        for clause in clauses {
            self.expr(&clause.iter)?;
            self.target(&clause.target)?;
            self.all(&clause.conditions)?;
        }
        elements.iter().try_for_each(|element| self.expr(element))
    }

    fn arguments(&mut self, args: &[Arg]) -> Checked {
        let mut seen = FxHashSet::default();
        for arg in args {
            let Arg::Keyword(name, value) = arg else { continue };
            if is_forbidden(*name) {
                return refuse(self.keyword_span(*name, value), format!("cannot assign to {name}"));
            }
            if !seen.insert(*name) {
                return refuse(self.keyword_span(*name, value), format!("keyword argument repeated: {name}"));
            }
        }
        arguments(args).try_for_each(|value| self.expr(value))
    }

    /// The place of `name=value`; the tree only knows the value's.
    fn keyword_span(&self, name: Name, value: &Expr) -> Span {
        let before = self.text.get(..value.span.start as usize).unwrap_or("");
        let start = before.rfind('=').and_then(|equals| before[..equals].rfind(name.as_str()));
        Span { start: start.map_or(value.span.start, |start| start as u32), end: value.span.end }
    }

    fn target(&mut self, target: &Expr) -> Checked {
        match &target.kind {
            ExprKind::Starred(_) => refuse(target.span, "starred assignment target must be in a list or tuple"),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let stars = items.iter().filter(|item| matches!(item.kind, ExprKind::Starred(_))).count();
                if stars > 1 {
                    return refuse(target.span, "multiple starred expressions in assignment");
                }
                items.iter().try_for_each(|item| match &item.kind {
                    ExprKind::Starred(value) => self.target(value),
                    _ => deeper(|| self.target(item)),
                })
            }
            _ => {
                self.forbid_debug(target, "assign to", target.span)?;
                parts(target, &mut |part| self.expr(part))
            }
        }
    }

    fn deleted(&mut self, target: &Expr) -> Checked {
        match &target.kind {
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().try_for_each(|item| deeper(|| self.deleted(item)))
            }
            _ => {
                self.forbid_debug(target, "delete", target.span)?;
                parts(target, &mut |part| self.expr(part))
            }
        }
    }

    fn forbid_debug(&mut self, target: &Expr, verb: &str, span: Span) -> Checked {
        match &target.kind {
            ExprKind::Name(name) | ExprKind::Attribute { name, .. } if is_forbidden(*name) => {
                refuse(span, format!("cannot {verb} {name}"))
            }
            _ => Ok(()),
        }
    }

    fn bound(&mut self, name: Name, span: Span) -> Checked {
        if is_forbidden(name) { refuse(span, format!("cannot assign to {name}")) } else { Ok(()) }
    }
}
