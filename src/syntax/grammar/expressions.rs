//! Expressions: conditionals and lambdas, displays and comprehensions, calls, subscripts, attributes.

use super::{Lowered, Lowering, NEW_STACK, Node, Pair, Pairs, RED_ZONE, Rule, refuse, span};
use crate::syntax::ast::{Comprehension, Expr, ExprKind, Params};
use crate::text::{Name, Span};
use std::iter::Peekable;

/// A stretch of a conditional up to its `else`: `lambda x: body if test else`.
struct Stretch {
    lambdas: Vec<(Params, u32, u32)>,
    body: Node,
    test: Option<Node>,
}

impl Lowering<'_> {
    /// A pair of `expression`, `disjunction` or `arithmetic`.
    pub(super) fn expression(&self, pair: Pair) -> Lowered<Node> {
        let mut pairs = pair.into_inner().peekable();
        stacker::maybe_grow(RED_ZONE, NEW_STACK, || self.conditional(&mut pairs))
    }

    /// `lambda` and `if … else` bind to the right; they are gathered first and nested from the end.
    fn conditional(&self, pairs: &mut Peekable<Pairs>) -> Lowered<Node> {
        let mut before = Vec::new();
        let mut node = loop {
            let stretch = self.stretch(pairs)?;
            if stretch.test.is_none() {
                break wrap(stretch.lambdas, stretch.body)?;
            }
            before.push(stretch);
        };
        while let Some(Stretch { lambdas, body, test: Some(test) }) = before.pop() {
            let span = body.outer.to(node.outer);
            let depth = body.depth.max(test.depth).max(node.depth);
            let (test, body, orelse) = (Box::new(test.expr), Box::new(body.expr), Box::new(node.expr));
            node = wrap(lambdas, Node::above(depth, ExprKind::IfElse { test, body, orelse }, span)?)?;
        }
        Ok(node)
    }

    fn stretch(&self, pairs: &mut Peekable<Pairs>) -> Lowered<Stretch> {
        let mut lambdas = Vec::new();
        while let Some(pair) = pairs.next_if(|pair| pair.as_rule() == Rule::lambda) {
            let start = span(&pair).start;
            let mut params = (Params::default(), 0);
            for part in pair.into_inner() {
                if part.as_rule() == Rule::lambda_parameters {
                    params = self.parameters(part)?;
                }
            }
            lambdas.push((params.0, params.1, start));
        }
        let body = self.run(pairs)?;
        let mut test = None;
        if pairs.next_if(|pair| pair.as_rule() == Rule::kw_if).is_some() {
            test = Some(self.run(pairs)?);
            pairs.next();
        }
        Ok(Stretch { lambdas, body, test })
    }

    pub(super) fn atom(&self, pair: Pair) -> Lowered<Node> {
        let place = span(&pair);
        let kind = match pair.as_rule() {
            Rule::name => ExprKind::Name(Name::new(pair.as_str())),
            Rule::number => super::literals::number(pair.as_str(), place)?,
            Rule::strings => return self.strings(pair),
            Rule::constant => match pair.as_str() {
                "None" => ExprKind::None,
                "True" => ExprKind::True,
                _ => ExprKind::False,
            },
            Rule::parentheses => return self.parentheses(pair),
            Rule::brackets => return self.brackets(pair),
            Rule::braces => return self.braces(pair),
            _ => ExprKind::Ellipsis,
        };
        Ok(Node::leaf(kind, place))
    }

    pub(super) fn postfix(&self, node: Node, pair: Pair) -> Lowered<Node> {
        let place = Span { start: node.outer.start, end: span(&pair).end };
        match pair.as_rule() {
            Rule::call => {
                let (args, depth) = self.call(pair)?;
                let kind = ExprKind::Call { function: Box::new(node.expr), args };
                Node::above(node.depth.max(depth), kind, place)
            }
            Rule::subscript => {
                let index = self.subscript(pair)?;
                let kind = ExprKind::Subscript { value: Box::new(node.expr), index: Box::new(index.expr) };
                Node::above(node.depth.max(index.depth), kind, place)
            }
            _ => {
                let name = pair.into_inner().next().expect("an attribute has a name");
                let (text, name_span) = (Name::new(name.as_str()), span(&name));
                let kind = ExprKind::Attribute { value: Box::new(node.expr), name: text, name_span };
                Node::above(node.depth, kind, place)
            }
        }
    }

    /// `(x)`, a tuple, or a generator expression.
    fn parentheses(&self, pair: Pair) -> Lowered<Node> {
        let place = span(&pair);
        let mut items = self.items(pair.into_inner())?;
        if !items.clauses.is_empty() {
            let element = items.comprehended()?;
            let (depth, element) = (items.depth.max(element.depth), Box::new(element.expr));
            return Node::above(depth, ExprKind::GeneratorExp { element, clauses: items.clauses }, place);
        }
        if items.nodes.len() == 1 && items.comma.is_none() {
            let node = items.nodes.pop().expect("its length is 1");
            if let ExprKind::Starred(_) = node.expr.kind {
                return refuse(node.expr.span, "cannot use starred expression here");
            }
            return Ok(Node { outer: place, ..node });
        }
        Node::above(items.depth, ExprKind::Tuple(items.exprs()), place)
    }

    /// A list or a list comprehension.
    fn brackets(&self, pair: Pair) -> Lowered<Node> {
        let place = span(&pair);
        let mut items = self.items(pair.into_inner())?;
        if !items.clauses.is_empty() {
            let element = items.comprehended()?;
            let (depth, element) = (items.depth.max(element.depth), Box::new(element.expr));
            return Node::above(depth, ExprKind::ListComp { element, clauses: items.clauses }, place);
        }
        Node::above(items.depth, ExprKind::List(items.exprs()), place)
    }

    /// Elements with their walruses, then the clauses of a comprehension.
    pub(super) fn items<'i>(&self, pairs: impl Iterator<Item = Pair<'i>>) -> Lowered<Items> {
        let mut items = Items::default();
        for pair in pairs {
            let node = match pair.as_rule() {
                Rule::expression => self.expression(pair)?,
                Rule::starred => self.starred(pair)?,
                Rule::yielded => self.yielded(pair)?,
                Rule::walrus => {
                    let name = items.nodes.pop().expect("a walrus follows an expression");
                    self.walrus(name, pair)?
                }
                Rule::clause => {
                    let depth = self.clause(pair, &mut items.clauses)?;
                    items.depth = items.depth.max(depth);
                    continue;
                }
                Rule::comma => {
                    items.comma = Some(span(&pair));
                    continue;
                }
                _ => continue,
            };
            items.depth = items.depth.max(node.depth);
            items.nodes.push(node);
        }
        Ok(items)
    }

    pub(super) fn starred(&self, pair: Pair) -> Lowered<Node> {
        let start = span(&pair).start;
        let value = pair.into_inner().find(|part| part.as_rule() != Rule::star).expect("a star has a value");
        let value = self.expression(value)?;
        let place = Span { start, end: value.outer.end };
        Node::above(value.depth, ExprKind::Starred(Box::new(value.expr)), place)
    }

    pub(super) fn walrus(&self, name: Node, pair: Pair) -> Lowered<Node> {
        let value = self.only_expression(pair)?;
        let place = name.outer.to(value.outer);
        let ExprKind::Name(text) = name.expr.kind else {
            let what = super::describe(&name.expr);
            return refuse(name.expr.span, format!("cannot use assignment expressions with {what}"));
        };
        if !name.is_bare() {
            return refuse(name.expr.span, "cannot use assignment expressions with name");
        }
        Node::above(value.depth, ExprKind::Walrus { name: text, value: Box::new(value.expr) }, place)
    }

    /// The one expression inside a pair that also holds punctuation.
    pub(super) fn only_expression(&self, pair: Pair) -> Lowered<Node> {
        let inner = pair.into_inner().find(|part| {
            matches!(part.as_rule(), Rule::expression | Rule::disjunction | Rule::arithmetic | Rule::starred)
        });
        let inner = inner.expect("the rule holds an expression");
        if inner.as_rule() == Rule::starred { self.starred(inner) } else { self.expression(inner) }
    }

    /// `if` and `while` heads: an expression that may be a walrus.
    pub(super) fn test<'i>(&self, pairs: impl Iterator<Item = Pair<'i>>) -> Lowered<Expr> {
        let mut items = self.items(pairs)?;
        Ok(items.nodes.pop().expect("a head holds a test").expr)
    }

    pub(super) fn yielded(&self, pair: Pair) -> Lowered<Node> {
        let start = span(&pair).start;
        let mut end = start + "yield".len() as u32;
        let (mut depth, mut kind) = (0, ExprKind::Yield(None));
        for part in pair.into_inner() {
            let (value, from) = match part.as_rule() {
                Rule::yield_from => (self.only_expression(part)?, true),
                Rule::expression_list => (self.expression_list(part)?, false),
                _ => continue,
            };
            (end, depth) = (value.outer.end, value.depth);
            let value = Box::new(value.expr);
            kind = if from { ExprKind::YieldFrom(value) } else { ExprKind::Yield(Some(value)) };
        }
        Node::above(depth, kind, Span { start, end })
    }

    /// `x` or, with a comma, a tuple without parentheses.
    pub(super) fn expression_list(&self, pair: Pair) -> Lowered<Node> {
        let items = self.items(pair.into_inner())?;
        items.one_or_tuple()
    }

    /// Reads one `for … in … if …` and says how deep it is.
    pub(super) fn clause(&self, pair: Pair, clauses: &mut Vec<Comprehension>) -> Lowered<u32> {
        let (mut target, mut iter, mut depth) = (None, None, 0);
        let mut conditions = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::target_list => target = Some(self.target_list(part)?),
                Rule::disjunction => {
                    let node = self.expression(part)?;
                    depth = depth.max(node.depth);
                    iter = Some(node.expr);
                }
                Rule::condition => {
                    let node = self.only_expression(part)?;
                    depth = depth.max(node.depth);
                    conditions.push(node.expr);
                }
                _ => {}
            }
        }
        let (target, iter) = (target.expect("a clause has a target"), iter.expect("a clause has an iterable"));
        clauses.push(Comprehension { target, iter, conditions });
        Ok(depth)
    }

    fn subscript(&self, pair: Pair) -> Lowered<Node> {
        let mut items = Items::default();
        // Whether the last expression waits to see if a slice follows.
        let mut open = false;
        for part in pair.into_inner() {
            let node = match part.as_rule() {
                Rule::expression => {
                    open = true;
                    self.expression(part)?
                }
                Rule::starred => self.starred(part)?,
                Rule::walrus => {
                    let name = items.nodes.pop().expect("a walrus follows an expression");
                    self.walrus(name, part)?
                }
                Rule::slice => {
                    let start = if open { items.nodes.pop() } else { None };
                    self.slice(start, part)?
                }
                Rule::comma => {
                    items.comma = Some(span(&part));
                    open = false;
                    continue;
                }
                _ => continue,
            };
            items.depth = items.depth.max(node.depth);
            items.nodes.push(node);
        }
        // A lone star makes a tuple too.
        if let ([only], None) = (&items.nodes[..], items.comma)
            && let ExprKind::Starred(_) = only.expr.kind
        {
            let place = only.outer;
            return Node::above(items.depth, ExprKind::Tuple(items.exprs()), place);
        }
        // A comma between two items is none at the end.
        if let (Some(comma), Some(last)) = (items.comma, items.nodes.last())
            && items.nodes.len() > 1
            && comma.end <= last.outer.start
        {
            items.comma = None;
        }
        items.one_or_tuple()
    }

    fn slice(&self, start: Option<Node>, pair: Pair) -> Lowered<Node> {
        let mut place = span(&pair);
        place.end = place.start;
        let mut depth = 0;
        let mut parts = [None, None, None];
        if let Some(start) = start {
            place.start = start.outer.start;
            depth = start.depth;
            parts[0] = Some(Box::new(start.expr));
        }
        let mut colons = 0;
        for part in pair.into_inner() {
            if part.as_rule() == Rule::colon {
                colons += 1;
                place.end = span(&part).end;
            } else {
                let node = self.expression(part)?;
                place.end = node.outer.end;
                depth = depth.max(node.depth);
                parts[colons] = Some(Box::new(node.expr));
            }
        }
        let [start, stop, step] = parts;
        Node::above(depth, ExprKind::Slice { start, stop, step }, place)
    }

    /// A dict, a set, or a comprehension of either.
    fn braces(&self, pair: Pair) -> Lowered<Node> {
        let place = span(&pair);
        let mut entries: Vec<Entry> = Vec::new();
        let mut clauses = Vec::new();
        let mut depth = 0;
        for part in pair.into_inner() {
            let at = span(&part);
            let entry = match part.as_rule() {
                Rule::expression => Entry { key: None, value: self.expression(part)?, pair: None },
                Rule::starred => Entry { key: None, value: self.starred(part)?, pair: None },
                Rule::spread => Entry { key: None, value: self.only_expression(part)?, pair: Some(at) },
                Rule::walrus => {
                    let name = entries.pop().expect("a walrus follows an expression");
                    Entry { key: None, value: self.walrus(name.value, part)?, pair: None }
                }
                Rule::paired => {
                    let key = entries.pop().expect("a colon follows a key").value;
                    Entry { key: Some(key), value: self.only_expression(part)?, pair: Some(at) }
                }
                Rule::clause => {
                    depth = depth.max(self.clause(part, &mut clauses)?);
                    continue;
                }
                _ => continue,
            };
            depth = depth.max(entry.value.depth).max(entry.key.as_ref().map_or(0, |key| key.depth));
            entries.push(entry);
        }
        if !clauses.is_empty() {
            return comprehended(entries, clauses, depth, place);
        }
        if entries.first().is_some_and(|entry| entry.pair.is_none()) {
            let values = entries.into_iter().map(|entry| entry.value.expr).collect();
            return Node::above(depth, ExprKind::Set(values), place);
        }
        let entries = entries.into_iter().map(|entry| (entry.key.map(|key| key.expr), entry.value.expr)).collect();
        Node::above(depth, ExprKind::Dict(entries), place)
    }
}

/// What stands between two commas of a display in braces.
struct Entry {
    key: Option<Node>,
    value: Node,
    /// The place of `: value` or `**value`, by which it belongs to a dict.
    pair: Option<Span>,
}

fn comprehended(mut entries: Vec<Entry>, clauses: Vec<Comprehension>, depth: u32, place: Span) -> Lowered<Node> {
    let Entry { key, value, pair } = entries.pop().expect("clauses follow an entry");
    let kind = match (key, pair) {
        (Some(key), _) => ExprKind::DictComp { key: Box::new(key.expr), value: Box::new(value.expr), clauses },
        (None, Some(stars)) => {
            let stars = Span { start: stars.start, end: stars.start + 2 };
            return refuse(stars, "dict unpacking cannot be used in dict comprehension");
        }
        (None, None) => {
            if let ExprKind::Starred(_) = value.expr.kind {
                return refuse(value.expr.span, "iterable unpacking cannot be used in comprehension");
            }
            ExprKind::SetComp { element: Box::new(value.expr), clauses }
        }
    };
    Node::above(depth, kind, place)
}

/// Elements between brackets or in a list without them.
#[derive(Default)]
pub(super) struct Items {
    pub(super) nodes: Vec<Node>,
    pub(super) clauses: Vec<Comprehension>,
    /// The comma at the end.
    pub(super) comma: Option<Span>,
    pub(super) depth: u32,
}

impl Items {
    fn exprs(self) -> Vec<Expr> {
        self.nodes.into_iter().map(|node| node.expr).collect()
    }

    /// The element of a comprehension.
    fn comprehended(&mut self) -> Lowered<Node> {
        let element = self.nodes.pop().expect("clauses follow an element");
        if let ExprKind::Starred(_) = element.expr.kind {
            return refuse(element.expr.span, "iterable unpacking cannot be used in comprehension");
        }
        Ok(element)
    }

    /// The value of an f-string's field, which is read as if it stood in parentheses.
    pub(super) fn generator_or_tuple(mut self) -> Lowered<Node> {
        if self.clauses.is_empty() {
            return self.one_or_tuple();
        }
        let element = self.comprehended()?;
        let place = element.outer;
        let kind = ExprKind::GeneratorExp { element: Box::new(element.expr), clauses: self.clauses };
        Node::above(self.depth, kind, place)
    }

    /// The one element or, with a comma, a tuple of them.
    pub(super) fn one_or_tuple(mut self) -> Lowered<Node> {
        if self.nodes.len() == 1 && self.comma.is_none() {
            return Ok(self.nodes.pop().expect("its length is 1"));
        }
        let first = self.nodes.first().expect("a list holds an element").outer;
        let last = self.comma.or(self.nodes.last().map(|node| node.outer)).unwrap_or(first);
        Node::above(self.depth, ExprKind::Tuple(self.exprs()), first.to(last))
    }
}

/// Puts lambdas around a body, the last one innermost.
fn wrap(lambdas: Vec<(Params, u32, u32)>, mut body: Node) -> Lowered<Node> {
    for (params, depth, start) in lambdas.into_iter().rev() {
        let place = Span { start, end: body.outer.end };
        let kind = ExprKind::Lambda { params: Box::new(params), body: Box::new(body.expr) };
        body = Node::above(body.depth.max(depth), kind, place)?;
    }
    Ok(body)
}
