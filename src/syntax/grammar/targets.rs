//! What can be assigned to or deleted, and CPython's names for what cannot.

use super::{Lowered, Lowering, Node, Pair, Rule, refuse, span};
use crate::syntax::ast::{CmpOp, Expr, ExprKind};
use crate::text::Span;

/// Why an expression has to be a target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Purpose {
    Assign,
    Loop,
    Delete,
}

/// The first part of an expression that cannot be a target.
pub(in crate::syntax) fn invalid_target(expr: &Expr, purpose: Purpose) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::List(items) | ExprKind::Tuple(items) => items.iter().find_map(|item| invalid_target(item, purpose)),
        ExprKind::Starred(_) if purpose == Purpose::Delete => Some(expr),
        ExprKind::Starred(value) => invalid_target(value, purpose),
        // `a in b` at the head of a `for` reads as a comparison; its left side is the target.
        ExprKind::Compare { left, rest } if purpose == Purpose::Loop => match rest.first() {
            Some((CmpOp::In, _)) => invalid_target(left, purpose),
            _ => None,
        },
        ExprKind::Name(_) | ExprKind::Subscript { .. } | ExprKind::Attribute { .. } => None,
        _ => Some(expr),
    }
}

/// What CPython calls a kind of expression in "cannot assign to …".
pub(in crate::syntax) fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::None => "None",
        ExprKind::True => "True",
        ExprKind::False => "False",
        ExprKind::Ellipsis => "ellipsis",
        ExprKind::Int(_) | ExprKind::BigInt(_) | ExprKind::Float(_) | ExprKind::Imaginary(_) => "literal",
        ExprKind::Str(_) | ExprKind::Bytes(_) => "literal",
        ExprKind::FString(_) => "f-string expression",
        ExprKind::Name(_) => "name",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) => "list",
        ExprKind::Set(_) => "set display",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Unary { .. } | ExprKind::Binary { .. } | ExprKind::BoolOp { .. } => "expression",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfElse { .. } => "conditional expression",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Slice { .. } => "slice",
        ExprKind::Starred(_) => "starred",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Walrus { .. } => "named expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
    }
}

/// Fails if a part of `expr` cannot be a target.
pub(super) fn require_target(expr: &Expr, purpose: Purpose) -> Lowered<()> {
    let Some(wrong) = invalid_target(expr, purpose) else { return Ok(()) };
    let verb = if purpose == Purpose::Delete { "delete" } else { "assign to" };
    refuse(wrong.span, format!("cannot {verb} {}", describe(wrong)))
}

impl Lowering<'_> {
    /// The targets of a `for`: one, or a tuple of several.
    pub(super) fn target_list(&self, pair: Pair) -> Lowered<Expr> {
        let mut items = super::expressions::Items::default();
        for part in pair.into_inner() {
            if part.as_rule() == Rule::comma {
                items.comma = Some(span(&part));
                continue;
            }
            let node = self.target(part)?;
            items.depth = items.depth.max(node.depth);
            items.nodes.push(node);
        }
        let targets = items.one_or_tuple()?;
        require_target(&targets.expr, Purpose::Loop)?;
        Ok(targets.expr)
    }

    /// One target, unchecked.
    pub(super) fn target(&self, pair: Pair) -> Lowered<Node> {
        let start = span(&pair).start;
        let mut pairs = pair.into_inner().peekable();
        let star = pairs.next_if(|part| part.as_rule() == Rule::star).is_some();
        let node = self.run(&mut pairs)?;
        if !star {
            return Ok(node);
        }
        let place = Span { start, end: node.outer.end };
        Node::above(node.depth, ExprKind::Starred(Box::new(node.expr)), place)
    }
}
