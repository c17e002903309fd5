//! The arguments of calls and class heads.

use super::{Lowered, Lowering, Node, Pair, Rule, refuse, span};
use crate::syntax::ast::{Arg, ExprKind};
use crate::text::{Name, Span};

impl Lowering<'_> {
    /// The arguments in parentheses, and how deep they are.
    pub(super) fn call(&self, pair: Pair) -> Lowered<(Vec<Arg>, u32)> {
        let place = span(&pair);
        match pair.into_inner().find(|part| part.as_rule() == Rule::arguments) {
            Some(arguments) => self.arguments(arguments, place),
            None => Ok((Vec::new(), 0)),
        }
    }

    /// The arguments of a call whose parentheses are at `place`.
    pub(super) fn arguments(&self, pair: Pair, place: Span) -> Lowered<(Vec<Arg>, u32)> {
        let mut args: Vec<Arg> = Vec::new();
        let all = pair.clone();
        let mut clauses = Vec::new();
        let mut depth = 0;
        let mut order = Order { keyword: false, unpacked: false, closing: place.end.saturating_sub(1) };
        // The last expression waits to see if a walrus or a `for` follows.
        let mut waiting: Option<Node> = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::walrus => {
                    let name = waiting.take().expect("a walrus follows an expression");
                    if !matches!(name.expr.kind, ExprKind::Name(_)) || !name.is_bare() {
                        let start = span(&part).start;
                        return refuse(Span { start, end: start + 2 }, "invalid syntax");
                    }
                    waiting = Some(self.walrus(name, part)?);
                }
                Rule::keyword => {
                    order.positional(waiting.take(), &mut args)?;
                    let name = part.clone().into_inner().next().map_or("", |name| name.as_str());
                    let value = self.only_expression(part)?;
                    depth = depth.max(value.depth);
                    args.push(Arg::Keyword(Name::new(name), value.expr));
                    order.keyword = true;
                }
                Rule::clause => depth = depth.max(self.clause(part, &mut clauses)?),
                Rule::expression => {
                    order.positional(waiting.take(), &mut args)?;
                    let node = self.expression(part)?;
                    depth = depth.max(node.depth);
                    waiting = Some(node);
                }
                Rule::star_argument => {
                    order.positional(waiting.take(), &mut args)?;
                    if order.unpacked {
                        let start = span(&part).start;
                        return refuse(
                            Span { start, end: start + 1 },
                            "iterable argument unpacking follows keyword argument unpacking",
                        );
                    }
                    let value = self.only_expression(part)?;
                    depth = depth.max(value.depth);
                    args.push(Arg::Star(value.expr));
                }
                Rule::star_stars => {
                    order.positional(waiting.take(), &mut args)?;
                    order.unpacked = true;
                    let value = self.only_expression(part)?;
                    depth = depth.max(value.depth);
                    args.push(Arg::DoubleStar(value.expr));
                }
                _ => {}
            }
        }
        if !clauses.is_empty() {
            let Some(element) = waiting else {
                return self.misplaced_clauses(&all);
            };
            let kind = ExprKind::GeneratorExp { element: Box::new(element.expr), clauses };
            let node = Node::above(depth, kind, place)?;
            return Ok((vec![Arg::Positional(node.expr)], node.depth));
        }
        order.positional(waiting, &mut args)?;
        Ok((args, depth))
    }

    /// `f(a=x for x in xs)`, `f(*x for x in xs)`.
    fn misplaced_clauses<T>(&self, pair: &Pair) -> Lowered<T> {
        let parts: Vec<Pair> = pair.clone().into_inner().collect();
        let first = span(&parts[0]);
        match parts[0].as_rule() {
            Rule::keyword => {
                let equals = parts[0].clone().into_inner().nth(1).map_or(first, |equals| span(&equals));
                refuse(
                    Span { start: first.start, end: equals.end },
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
                )
            }
            Rule::star_argument => {
                let end = self.only_expression(parts[0].clone())?.outer.end;
                refuse(Span { start: first.start, end }, "iterable unpacking cannot be used in comprehension")
            }
            _ => {
                let start = span(&parts[1]).start;
                refuse(Span { start, end: start + 3 }, "invalid syntax")
            }
        }
    }
}

/// What came before an argument.
struct Order {
    keyword: bool,
    unpacked: bool,
    /// Where the closing parenthesis stands: CPython points there.
    closing: u32,
}

impl Order {
    fn positional(&self, node: Option<Node>, args: &mut Vec<Arg>) -> Lowered<()> {
        let Some(node) = node else { return Ok(()) };
        if self.keyword || self.unpacked {
            let place = Span { start: self.closing, end: self.closing + 1 };
            let unpacking = if self.unpacked { " unpacking" } else { "" };
            return refuse(place, format!("positional argument follows keyword argument{unpacking}"));
        }
        args.push(Arg::Positional(node.expr));
        Ok(())
    }
}
