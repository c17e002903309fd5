//! Simple statements: assignments, imports, and those of one word.

use super::operators::binary_operator;
use super::targets::{Purpose, describe, invalid_target, require_target};
use super::{Lowered, Lowering, Node, Pair, Rule, refuse, span, trimmed_end};
use crate::syntax::ast::{BinOp, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::text::{Name, Span};

impl Lowering<'_> {
    /// One simple statement.
    pub(super) fn simple(&self, pair: Pair) -> Lowered<Stmt> {
        let place = Span::new(pair.start(), trimmed_end(&pair));
        let kind = match pair.as_rule() {
            Rule::pass_statement => StmtKind::Pass,
            Rule::break_statement => StmtKind::Break,
            Rule::continue_statement => StmtKind::Continue,
            Rule::return_statement => {
                let list = pair.into_inner().find(|part| part.as_rule() == Rule::expression_list);
                let value = list.map(|list| self.expression_list(list)).transpose()?;
                StmtKind::Return(value.map(|value| value.expr))
            }
            Rule::raise_statement => {
                let mut parts = self.expressions(pair)?;
                let exception = parts.next();
                StmtKind::Raise { exception, cause: parts.next() }
            }
            Rule::assert_statement => {
                let mut parts = self.expressions(pair)?;
                StmtKind::Assert { test: parts.next().expect("an `assert` has a test"), message: parts.next() }
            }
            Rule::delete_statement => self.delete(pair)?,
            Rule::global_statement => StmtKind::Global(names(pair)),
            Rule::nonlocal_statement => StmtKind::Nonlocal(names(pair)),
            Rule::import_statement => StmtKind::Import(imports(pair)),
            Rule::from_statement => from_import(pair),
            _ => self.assignment(pair)?,
        };
        Ok(Stmt { kind, span: place })
    }

    fn expressions(&self, pair: Pair) -> Lowered<impl Iterator<Item = Expr> + use<>> {
        let parts = pair.into_inner().filter(|part| part.as_rule() == Rule::expression);
        let exprs = parts.map(|part| Ok(self.expression(part)?.expr)).collect::<Lowered<Vec<_>>>()?;
        Ok(exprs.into_iter())
    }

    fn delete(&self, pair: Pair) -> Lowered<StmtKind> {
        let list = pair.into_inner().find(|part| part.as_rule() == Rule::expression_list);
        let node = self.expression_list(list.expect("a `del` has targets"))?;
        require_target(&node.expr, Purpose::Delete)?;
        Ok(StmtKind::Delete(match node.expr.kind {
            ExprKind::Tuple(items) if node.outer.start == items.first().map_or(0, |item| item.span.start) => items,
            kind => vec![Expr { kind, span: node.expr.span }],
        }))
    }

    fn assignment(&self, pair: Pair) -> Lowered<StmtKind> {
        let mut values: Vec<Node> = Vec::new();
        let mut augmented = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expression_list => values.push(self.expression_list(part)?),
                Rule::yielded => values.push(self.yielded(part)?),
                Rule::augmented => augmented = Some(part.as_str()),
                Rule::annotated => {
                    let target = values.pop().expect("an annotation follows a target");
                    return self.annotated(target, part);
                }
                _ => {}
            }
        }
        let value = values.pop().expect("a statement holds an expression");
        if let Some(operator) = augmented {
            let target = values.pop().expect("an augmented assignment has a target");
            let op = binary_operator(operator.trim_end_matches('='));
            return augmented_assignment(target, op, value.expr);
        }
        if values.is_empty() {
            return Ok(StmtKind::Expr(value.expr));
        }
        if let [target] = &values[..] {
            require_not_equality(target, &value)?;
        }
        for target in &values {
            if let ExprKind::Yield(_) | ExprKind::YieldFrom(_) = target.expr.kind
                && target.is_bare()
            {
                return refuse(target.expr.span, "assignment to yield expression not possible");
            }
            require_target(&target.expr, Purpose::Assign)?;
        }
        Ok(StmtKind::Assign { targets: values.into_iter().map(|node| node.expr).collect(), value: value.expr })
    }

    fn annotated(&self, target: Node, pair: Pair) -> Lowered<StmtKind> {
        match &target.expr.kind {
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) if target.is_bare() => {
                let start = span(&pair).start;
                return refuse(Span { start, end: start + 1 }, "invalid syntax");
            }
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {}
            ExprKind::List(_) => return refuse(target.expr.span, "only single target (not list) can be annotated"),
            ExprKind::Tuple(items) => {
                // Without parentheses CPython points at the first of them.
                let bare = items.first().is_some_and(|first| first.span.start == target.outer.start);
                let place = if bare { items[0].span } else { target.expr.span };
                return refuse(place, "only single target (not tuple) can be annotated");
            }
            _ => return refuse(target.expr.span, "illegal target for annotation"),
        }
        let simple = matches!(target.expr.kind, ExprKind::Name(_)) && target.is_bare();
        let (mut annotation, mut value) = (None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expression => annotation = Some(self.expression(part)?.expr),
                Rule::expression_list => value = Some(self.expression_list(part)?.expr),
                Rule::yielded => value = Some(self.yielded(part)?.expr),
                _ => {}
            }
        }
        let annotation = annotation.expect("the rule holds an annotation");
        Ok(StmtKind::AnnAssign { target: target.expr, annotation, value, simple })
    }
}

fn augmented_assignment(target: Node, op: BinOp, value: Expr) -> Lowered<StmtKind> {
    match target.expr.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
            Ok(StmtKind::AugAssign { target: target.expr, op, value })
        }
        _ => {
            let what = describe(&target.expr);
            refuse(target.expr.span, format!("'{what}' is an illegal expression for augmented assignment"))
        }
    }
}

/// `f() = x`: with one `=` between two operands, CPython thinks that `==` was meant.
fn require_not_equality(target: &Node, value: &Node) -> Lowered<()> {
    if invalid_target(&target.expr, Purpose::Assign).is_none() {
        return Ok(());
    }
    let (last, bare) = match &target.expr.kind {
        ExprKind::Tuple(items) => match (items.first(), items.last()) {
            (Some(first), Some(last)) if first.span.start == target.outer.start => {
                (last, last.span.end == target.outer.end)
            }
            _ => return Ok(()),
        },
        _ => (&target.expr, target.is_bare()),
    };
    let display = matches!(
        last.kind,
        ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::List(_)
            | ExprKind::Tuple(_)
            | ExprKind::GeneratorExp { .. }
            | ExprKind::Starred(_)
    );
    let Some(compared) = first_operand(&value.expr) else { return Ok(()) };
    if display || bare && !is_arithmetic(last) {
        return Ok(());
    }
    if let ExprKind::Name(_) = last.kind
        && bare
    {
        let place = last.span.to(compared.span);
        return refuse(place, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    let what = describe(last);
    refuse(last.span, format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"))
}

/// Whether an expression without parentheses around it is arithmetic or simpler.
fn is_arithmetic(expr: &Expr) -> bool {
    !matches!(
        expr.kind,
        ExprKind::Lambda { .. }
            | ExprKind::IfElse { .. }
            | ExprKind::BoolOp { .. }
            | ExprKind::Compare { .. }
            | ExprKind::Unary { op: UnaryOp::Not, .. }
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
    )
}

/// The operand of arithmetic that an expression starts with.
fn first_operand(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Tuple(items) => match items.first() {
            Some(first) if first.span.start == expr.span.start => first_operand(first),
            _ => Some(expr),
        },
        ExprKind::Compare { left, .. } => first_operand(left),
        ExprKind::BoolOp { values, .. } => first_operand(values.first()?),
        ExprKind::IfElse { body, .. } => first_operand(body),
        ExprKind::Starred(_) => None,
        _ => is_arithmetic(expr).then_some(expr),
    }
}

fn names(pair: Pair) -> Vec<Name> {
    pair.into_inner().filter(|part| part.as_rule() == Rule::name).map(|part| Name::new(part.as_str())).collect()
}

/// The alias in `as d`.
fn alias(pair: Pair) -> Option<Name> {
    names(pair).pop()
}

/// `a.b`, without the spaces that may stand around its dots.
fn dotted(pair: Pair) -> Name {
    let parts: Vec<&str> =
        pair.into_inner().filter(|part| part.as_rule() == Rule::name).map(|part| part.as_str()).collect();
    Name::new(&parts.join("."))
}

fn imports(pair: Pair) -> Vec<(Name, Option<Name>, Span)> {
    let modules = pair.into_inner().filter(|part| part.as_rule() == Rule::module);
    modules
        .map(|module| {
            let place = Span::new(module.start(), trimmed_end(&module));
            let (mut name, mut renamed) = (None, None);
            for part in module.into_inner() {
                if part.as_rule() == Rule::dotted { name = Some(dotted(part)) } else { renamed = alias(part) }
            }
            (name.expect("an import names a module"), renamed, place)
        })
        .collect()
}

fn from_import(pair: Pair) -> StmtKind {
    let (mut module, mut level, mut imported) = (Name::new(""), 0, Vec::new());
    for part in pair.into_inner() {
        let place = Span::new(part.start(), trimmed_end(&part));
        match part.as_rule() {
            Rule::dots => level = part.as_str().bytes().filter(|&byte| byte == b'.').count() as u32,
            Rule::dotted => module = dotted(part),
            Rule::star => imported.push((Name::new("*"), None, place)),
            Rule::imported => {
                let (mut name, mut renamed) = (Name::new(""), None);
                for part in part.into_inner() {
                    if part.as_rule() == Rule::name {
                        name = Name::new(part.as_str());
                    } else {
                        renamed = alias(part);
                    }
                }
                imported.push((name, renamed, place));
            }
            _ => {}
        }
    }
    StmtKind::ImportFrom { module, level, names: imported }
}
