//! From a place in a text to the statements and expressions around it.

use super::ast::{Arg, Comprehension, Expr, ExprKind, FPart, FunctionDef, Module, Params, Stmt, StmtKind};
use crate::text::Span;

/// A statement or an expression.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A statement.
    Stmt(&'a Stmt),
    /// An expression.
    Expr(&'a Expr),
}

impl Node<'_> {
    /// Its place.
    pub fn span(self) -> Span {
        match self {
            Node::Stmt(stmt) => stmt.span,
            Node::Expr(expr) => expr.span,
        }
    }
}

/// The nodes that cover a place, from the statement to the smallest expression.
pub fn enclosing(module: &Module, place: Span) -> Vec<Node<'_>> {
    let mut path = Vec::new();
    descend(module.body.iter().map(Node::Stmt).collect(), place, &mut path);
    path
}

/// The innermost `def` around a place.
pub fn definition(module: &Module, place: Span) -> Option<&FunctionDef> {
    enclosing(module, place).into_iter().rev().find_map(|node| match node {
        Node::Stmt(Stmt { kind: StmtKind::Def(def), .. }) => Some(&**def),
        _ => None,
    })
}

fn descend<'a>(nodes: Vec<Node<'a>>, place: Span, path: &mut Vec<Node<'a>>) {
    let covers = |node: &Node<'a>| node.span().start <= place.start && place.end <= node.span().end;
    if let Some(found) = nodes.into_iter().find(covers) {
        path.push(found);
        let inner = match found {
            Node::Stmt(stmt) => statement_parts(stmt),
            Node::Expr(expr) => parts(expr).into_iter().map(Node::Expr).collect(),
        };
        super::check::deeper(|| descend(inner, place, path));
    }
}

fn statement_parts(stmt: &Stmt) -> Vec<Node<'_>> {
    let mut exprs: Vec<&Expr> = Vec::new();
    let mut bodies: Vec<&[Stmt]> = Vec::new();
    match &stmt.kind {
        StmtKind::Expr(value) => exprs.push(value),
        StmtKind::Assign { targets, value } => {
            exprs.extend(targets);
            exprs.push(value);
        }
        StmtKind::AugAssign { target, value, .. } => exprs.extend([target, value]),
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            exprs.extend([target, annotation]);
            exprs.extend(value);
        }
        StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
            exprs.push(test);
            bodies.extend([&body[..], orelse]);
        }
        StmtKind::For { target, iter, body, orelse } => {
            exprs.extend([target, iter]);
            bodies.extend([&body[..], orelse]);
        }
        StmtKind::Def(def) => {
            exprs.extend(&def.decorators);
            exprs.extend(defaults(&def.params));
            bodies.push(&def.body);
        }
        StmtKind::Class(class) => {
            exprs.extend(&class.decorators);
            exprs.extend(arguments(&class.bases));
            bodies.push(&class.body);
        }
        StmtKind::Return(value) => exprs.extend(value),
        StmtKind::Delete(targets) => exprs.extend(targets),
        StmtKind::Raise { exception, cause } => exprs.extend(exception.iter().chain(cause)),
        StmtKind::Try { body, handlers, orelse, finally } => {
            exprs.extend(handlers.iter().filter_map(|handler| handler.class.as_ref()));
            bodies.push(body);
            bodies.extend(handlers.iter().map(|handler| &handler.body[..]));
            bodies.extend([&orelse[..], finally]);
        }
        StmtKind::With { items, body } => {
            exprs.extend(items.iter().flat_map(|item| [Some(&item.context), item.target.as_ref()]).flatten());
            bodies.push(body);
        }
        StmtKind::Match { subject, cases } => {
            exprs.push(subject);
            exprs.extend(cases.iter().filter_map(|case| case.guard.as_ref()));
            bodies.extend(cases.iter().map(|case| &case.body[..]));
        }
        StmtKind::Assert { test, message } => {
            exprs.push(test);
            exprs.extend(message);
        }
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
    let statements = bodies.into_iter().flatten().map(Node::Stmt);
    exprs.into_iter().map(Node::Expr).chain(statements).collect()
}

fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::FString(pieces) => fields(pieces),
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => items.iter().collect(),
        ExprKind::Dict(entries) => entries.iter().flat_map(|(key, value)| key.iter().chain([value])).collect(),
        ExprKind::Unary { operand, .. } => vec![operand],
        ExprKind::Binary { left, right, .. } => vec![left, right],
        ExprKind::BoolOp { values, .. } => values.iter().collect(),
        ExprKind::Compare { left, rest } => {
            std::iter::once(&**left).chain(rest.iter().map(|(_, right)| right)).collect()
        }
        ExprKind::IfElse { test, body, orelse } => vec![test, body, orelse],
        ExprKind::Call { function, args } => std::iter::once(&**function).chain(arguments(args)).collect(),
        ExprKind::Attribute { value, .. }
        | ExprKind::Starred(value)
        | ExprKind::Walrus { value, .. }
        | ExprKind::YieldFrom(value) => vec![value],
        ExprKind::Subscript { value, index } => vec![value, index],
        ExprKind::Slice { start, stop, step } => {
            [start, stop, step].into_iter().flatten().map(|part| &**part).collect()
        }
        ExprKind::Yield(value) => value.iter().map(|value| &**value).collect(),
        ExprKind::Lambda { params, body } => defaults(params).chain([&**body]).collect(),
        ExprKind::ListComp { element, clauses }
        | ExprKind::SetComp { element, clauses }
        | ExprKind::GeneratorExp { element, clauses } => clause_parts(vec![element], clauses),
        ExprKind::DictComp { key, value, clauses } => clause_parts(vec![key, value], clauses),
        _ => Vec::new(),
    }
}

fn clause_parts<'a>(mut parts: Vec<&'a Expr>, clauses: &'a [Comprehension]) -> Vec<&'a Expr> {
    for clause in clauses {
        parts.extend([&clause.target, &clause.iter]);
        parts.extend(&clause.conditions);
    }
    parts
}

fn arguments(args: &[Arg]) -> impl Iterator<Item = &Expr> {
    args.iter().map(|arg| match arg {
        Arg::Positional(value) | Arg::Star(value) | Arg::Keyword(_, value) | Arg::DoubleStar(value) => value,
    })
}

fn defaults(params: &Params) -> impl Iterator<Item = &Expr> {
    params.positional.iter().chain(&params.keyword_only).filter_map(|param| param.default.as_ref())
}

fn fields(pieces: &[FPart]) -> Vec<&Expr> {
    let mut found = Vec::new();
    for piece in pieces {
        if let FPart::Field { value, spec, .. } = piece {
            found.push(value);
            found.extend(fields(spec));
        }
    }
    found
}
