//! The SyntaxWarnings of CPython's compiler: things that are legal and surely not meant.

use super::Checked;
use super::walk::{annotations, arguments, deeper, defaults, parts};
use crate::syntax::ast::{CmpOp, Comprehension, Expr, ExprKind, Module, Pattern, Stmt, StmtKind, UnaryOp};
use crate::text::Span;

/// The warnings of a module in the order in which CPython gives them.
pub(in crate::syntax) fn warnings(module: &Module) -> Vec<(Span, String)> {
    let mut pass = Pass { found: Vec::new() };
    pass.statements(&module.body);
    pass.found
}

struct Pass {
    found: Vec<(Span, String)>,
}

impl Pass {
    fn warn(&mut self, span: Span, message: impl Into<String>) {
        self.found.push((span, message.into()));
    }

    fn statements(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| deeper(|| self.statement(stmt)));
    }

    fn statement(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. } => {}
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Return(value) => self.all(value),
            StmtKind::Assign { targets, value } => self.all([value].into_iter().chain(targets)),
            StmtKind::AugAssign { target, value, .. } => self.all([target, value]),
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.all(value.iter().chain([target, annotation]));
            }
            StmtKind::Delete(targets) => self.all(targets),
            StmtKind::Raise { exception, cause } => self.all(exception.iter().chain(cause)),
            StmtKind::Assert { test, message } => {
                if matches!(&test.kind, ExprKind::Tuple(items) if !items.is_empty()) {
                    self.warn(stmt.span, "assertion is always true, perhaps remove parentheses?");
                }
                self.all([test].into_iter().chain(message));
            }
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::For { target, iter, body, orelse } => {
                self.all([iter, target]);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.all([&item.context].into_iter().chain(&item.target));
                }
                self.statements(body);
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.statements(body);
                for handler in handlers {
                    self.all(&handler.class);
                    self.statements(&handler.body);
                }
                self.statements(orelse);
                self.statements(finally);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.all(&case.guard);
                    self.statements(&case.body);
                }
            }
            StmtKind::Def(function) => {
                self.all(&function.decorators);
                self.all(defaults(&function.params).chain(annotations(&function.params)).chain(&function.returns));
                self.statements(&function.body);
            }
            StmtKind::Class(class) => {
                self.all(&class.decorators);
                self.statements(&class.body);
                self.all(arguments(&class.bases));
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Value(value) => self.expr(value),
            Pattern::Mapping { keys, .. } => self.all(keys),
            _ => {}
        }
    }

    fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &Expr) {
        deeper(|| {
            match &expr.kind {
                ExprKind::Compare { left, rest } => self.comparison(expr.span, left, rest),
                ExprKind::Call { function, .. } => self.called(function, expr.span),
                ExprKind::Subscript { value, index } => self.subscripted(value, index, expr.span),
                _ => {}
            }
            match &expr.kind {
                ExprKind::Lambda { params, body } => self.all(defaults(params).chain([&**body])),
                ExprKind::ListComp { element, clauses }
                | ExprKind::SetComp { element, clauses }
                | ExprKind::GeneratorExp { element, clauses } => self.comprehension(&[element], clauses),
                ExprKind::DictComp { key, value, clauses } => self.comprehension(&[key, value], clauses),
                _ => {
                    let visited: Checked = parts(expr, &mut |part| {
                        self.expr(part);
                        Ok(())
                    });
                    debug_assert!(visited.is_ok(), "looking for warnings refuses nothing");
                }
            }
        });
    }

    fn comprehension(&mut self, elements: &[&Expr], clauses: &[Comprehension]) {
        for clause in clauses {
            self.all([&clause.iter, &clause.target].into_iter().chain(&clause.conditions));
        }
        self.all(elements.iter().copied());
    }

    /// `x is 1`.
    fn comparison(&mut self, span: Span, left: &Expr, rest: &[(CmpOp, Expr)]) {
        let mut left = left;
        for (op, right) in rest {
            if is_literal(left) || is_literal(right) {
                match op {
                    CmpOp::Is => return self.warn(span, "\"is\" with a literal. Did you mean \"==\"?"),
                    CmpOp::IsNot => return self.warn(span, "\"is not\" with a literal. Did you mean \"!=\"?"),
                    _ => {}
                }
            }
            left = right;
        }
    }

    /// `"a" (x)`, where a comma was forgotten.
    fn called(&mut self, function: &Expr, span: Span) {
        let callable = matches!(function.kind, ExprKind::Lambda { .. });
        if let Some(kind) = type_of(function).filter(|_| !callable) {
            self.warn(span, format!("'{kind}' object is not callable; perhaps you missed a comma?"));
        }
    }

    /// `1[2]`, `[1, 2]["a"]`, `[1, 2][3, 4]`.
    fn subscripted(&mut self, value: &Expr, index: &Expr, span: Span) {
        let Some(kind) = type_of(value) else { return };
        match kind {
            "str" | "bytes" | "tuple" | "list" => {
                if let Some(index) = type_of(index).filter(|kind| !matches!(*kind, "int" | "bool")) {
                    let message =
                        format!("{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?");
                    self.warn(span, message);
                }
            }
            "dict" => {}
            _ => self.warn(span, format!("'{kind}' object is not subscriptable; perhaps you missed a comma?")),
        }
    }
}

/// A constant other than `None`, `True`, `False` and `...`.
fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Unary { op: UnaryOp::Neg | UnaryOp::Pos | UnaryOp::Invert, operand } => is_literal(operand),
        // An empty or constant tuple is folded to a constant.
        ExprKind::Tuple(items) => items.iter().all(|item| is_literal(item) || is_singleton(item)),
        kind => matches!(
            kind,
            ExprKind::Int(_)
                | ExprKind::BigInt(_)
                | ExprKind::Float(_)
                | ExprKind::Imaginary(_)
                | ExprKind::Str(_)
                | ExprKind::Bytes(_)
        ),
    }
}

fn is_singleton(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::None | ExprKind::True | ExprKind::False | ExprKind::Ellipsis)
}

/// The name of the type that a literal or display has.
fn type_of(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::None => "NoneType",
        ExprKind::True | ExprKind::False => "bool",
        ExprKind::Ellipsis => "ellipsis",
        ExprKind::Int(_) | ExprKind::BigInt(_) => "int",
        ExprKind::Float(_) => "float",
        ExprKind::Imaginary(_) => "complex",
        ExprKind::Str(_) | ExprKind::FString(_) => "str",
        ExprKind::Bytes(_) => "bytes",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict(_) | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        _ => return None,
    })
}
