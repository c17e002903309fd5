//! Operators: their precedence, and the folding of a flat run of operands and operators into a tree.
//! The fold keeps its own stacks, so a run of any length needs no recursion.

use super::{Lowered, Lowering, Node, Pair, Pairs, Rule, span};
use crate::syntax::ast::{BinOp, BoolOp, CmpOp, ExprKind, UnaryOp};
use crate::text::Span;
use std::iter::Peekable;

/// What waits for its right operand.
#[derive(Clone, Copy)]
enum Operator {
    /// A sign or `not`, and where it stands.
    Prefix(UnaryOp, u32),
    Binary(BinOp),
    Compare(CmpOp),
    Join(BoolOp),
}

impl Operator {
    /// How tightly it binds; more is tighter.
    fn precedence(self) -> u8 {
        match self {
            Operator::Join(BoolOp::Or) => 1,
            Operator::Join(BoolOp::And) => 2,
            Operator::Prefix(UnaryOp::Not, _) => 3,
            Operator::Compare(_) => 4,
            Operator::Binary(BinOp::BitOr) => 5,
            Operator::Binary(BinOp::BitXor) => 6,
            Operator::Binary(BinOp::BitAnd) => 7,
            Operator::Binary(BinOp::LShift | BinOp::RShift) => 8,
            Operator::Binary(BinOp::Add | BinOp::Sub) => 9,
            Operator::Binary(BinOp::Mul | BinOp::Div | BinOp::FloorDiv | BinOp::Mod | BinOp::MatMul) => 10,
            Operator::Prefix(..) => 11,
            Operator::Binary(BinOp::Pow) => 12,
        }
    }

    /// Whether it takes its left operand from `self` when both want it: `a - b - c` is `(a - b) - c`,
    /// but `a ** b ** c` is `a ** (b ** c)`.
    fn yields_to(self, next: Operator) -> bool {
        match self.precedence().cmp(&next.precedence()) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => !matches!(next, Operator::Binary(BinOp::Pow)),
            std::cmp::Ordering::Less => false,
        }
    }
}

/// The binary operator that a token writes.
pub(super) fn binary_operator(text: &str) -> BinOp {
    match text {
        "+" => BinOp::Add,
        "-" => BinOp::Sub,
        "*" => BinOp::Mul,
        "/" => BinOp::Div,
        "//" => BinOp::FloorDiv,
        "%" => BinOp::Mod,
        "**" => BinOp::Pow,
        "@" => BinOp::MatMul,
        "<<" => BinOp::LShift,
        ">>" => BinOp::RShift,
        "&" => BinOp::BitAnd,
        "|" => BinOp::BitOr,
        _ => BinOp::BitXor,
    }
}

fn comparison(text: &str) -> CmpOp {
    match text {
        "<" => CmpOp::Lt,
        "<=" => CmpOp::Le,
        ">" => CmpOp::Gt,
        ">=" => CmpOp::Ge,
        "==" => CmpOp::Eq,
        "!=" => CmpOp::Ne,
        "in" => CmpOp::In,
        "is" => CmpOp::Is,
        text if text.starts_with("is") => CmpOp::IsNot,
        _ => CmpOp::NotIn,
    }
}

fn operator(pair: &Pair) -> Option<Operator> {
    Some(match pair.as_rule() {
        Rule::power | Rule::product | Rule::sum | Rule::shift | Rule::bit_and | Rule::bit_xor | Rule::bit_or => {
            Operator::Binary(binary_operator(pair.as_str()))
        }
        Rule::comparison => Operator::Compare(comparison(pair.as_str())),
        Rule::and_word => Operator::Join(BoolOp::And),
        Rule::or_word => Operator::Join(BoolOp::Or),
        _ => return None,
    })
}

impl Lowering<'_> {
    /// Folds a run: up to the end of the pairs, or to the `if` or `else` of a conditional.
    pub(super) fn run(&self, pairs: &mut Peekable<Pairs>) -> Lowered<Node> {
        let mut operands: Vec<Node> = Vec::new();
        let mut waiting: Vec<Operator> = Vec::new();
        loop {
            while let Some(pair) = pairs.next_if(|pair| matches!(pair.as_rule(), Rule::sign | Rule::not_word)) {
                let operator = match pair.as_str() {
                    "-" => UnaryOp::Neg,
                    "+" => UnaryOp::Pos,
                    "~" => UnaryOp::Invert,
                    _ => UnaryOp::Not,
                };
                waiting.push(Operator::Prefix(operator, span(&pair).start));
            }
            let operand = self.operand(pairs)?;
            let Some(next) = pairs.peek().and_then(operator) else {
                if waiting.is_empty() {
                    return Ok(operand);
                }
                operands.push(operand);
                break;
            };
            pairs.next();
            operands.push(operand);
            while waiting.last().is_some_and(|waiting| waiting.yields_to(next)) {
                apply(&mut operands, &mut waiting)?;
            }
            waiting.push(next);
        }
        while !waiting.is_empty() {
            apply(&mut operands, &mut waiting)?;
        }
        Ok(operands.pop().expect("a run holds an operand"))
    }

    /// An atom with the calls, subscripts and attributes behind it.
    fn operand(&self, pairs: &mut Peekable<Pairs>) -> Lowered<Node> {
        let mut node = self.atom(pairs.next().expect("an operator stands before an operand"))?;
        while let Some(pair) =
            pairs.next_if(|pair| matches!(pair.as_rule(), Rule::call | Rule::subscript | Rule::attribute))
        {
            node = self.postfix(node, pair)?;
        }
        Ok(node)
    }
}

/// Gives the last waiting operator its operands.
fn apply(operands: &mut Vec<Node>, waiting: &mut Vec<Operator>) -> Lowered<()> {
    let operator = waiting.pop().expect("the caller saw a waiting operator");
    let right = operands.pop().expect("an operator has a right operand");
    let node = match operator {
        Operator::Prefix(op, start) => {
            let span = Span { start, end: right.outer.end };
            Node::above(right.depth, ExprKind::Unary { op, operand: Box::new(right.expr) }, span)?
        }
        Operator::Binary(op) => {
            let left = operands.pop().expect("a binary operator has a left operand");
            let (span, depth) = (left.outer.to(right.outer), left.depth.max(right.depth));
            let (left, right) = (Box::new(left.expr), Box::new(right.expr));
            Node::above(depth, ExprKind::Binary { op, left, right }, span)?
        }
        Operator::Compare(op) => {
            let left = operands.pop().expect("a comparison has a left operand");
            compare(left, op, right)?
        }
        Operator::Join(op) => {
            let left = operands.pop().expect("`and` and `or` have a left operand");
            join(left, op, right)?
        }
    };
    operands.push(node);
    Ok(())
}

/// `a < b` or, when `left` is such a comparison already, `a < b < c`.
fn compare(left: Node, op: CmpOp, right: Node) -> Lowered<Node> {
    let span = left.outer.to(right.outer);
    let depth = left.depth.max(right.depth + 1);
    let bare = left.is_bare();
    match left.expr.kind {
        ExprKind::Compare { left: first, mut rest } if bare => {
            rest.push((op, right.expr));
            Node::above(depth - 1, ExprKind::Compare { left: first, rest }, span)
        }
        kind => {
            let first = Box::new(crate::syntax::ast::Expr { kind, span: left.expr.span });
            let depth = left.depth.max(right.depth);
            Node::above(depth, ExprKind::Compare { left: first, rest: vec![(op, right.expr)] }, span)
        }
    }
}

/// `a or b` or, when `left` is a list of such operands already, `a or b or c`.
fn join(left: Node, op: BoolOp, right: Node) -> Lowered<Node> {
    let span = left.outer.to(right.outer);
    let bare = left.is_bare();
    match left.expr.kind {
        ExprKind::BoolOp { op: before, mut values } if bare && before == op => {
            values.push(right.expr);
            Node::above(left.depth.max(right.depth + 1) - 1, ExprKind::BoolOp { op, values }, span)
        }
        kind => {
            let first = crate::syntax::ast::Expr { kind, span: left.expr.span };
            let values = vec![first, right.expr];
            Node::above(left.depth.max(right.depth), ExprKind::BoolOp { op, values }, span)
        }
    }
}
