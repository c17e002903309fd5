//! Statements with blocks.

use super::targets::{Purpose, require_target};
use super::{Lowered, Lowering, Pair, Rule, refuse, span};
use crate::syntax::ast::{ClassDef, Expr, ExprKind, FunctionDef, Handler, MatchCase, Params, Stmt, StmtKind, WithItem};
use crate::text::{Name, Span};

impl Lowering<'_> {
    /// The statements among some pairs.
    pub(super) fn statements<'i>(&self, pairs: impl Iterator<Item = Pair<'i>>) -> Lowered<Vec<Stmt>> {
        let mut body = Vec::new();
        for pair in pairs {
            match pair.as_rule() {
                Rule::line => {
                    for simple in pair.into_inner().filter(|part| part.as_rule() != Rule::newline) {
                        body.push(self.simple(simple)?);
                    }
                }
                Rule::indent | Rule::block_start | Rule::EOI => {}
                _ => body.push(stacker::maybe_grow(super::RED_ZONE, super::NEW_STACK, || self.compound(pair))?),
            }
        }
        Ok(body)
    }

    fn suite(&self, pair: Pair) -> Lowered<Vec<Stmt>> {
        self.statements(pair.into_inner())
    }

    fn compound(&self, pair: Pair) -> Lowered<Stmt> {
        let start = span(&pair).start;
        let (kind, start) = match pair.as_rule() {
            Rule::if_statement => (self.if_statement(pair)?, start),
            Rule::while_statement => (self.while_statement(pair)?, start),
            Rule::for_statement => (self.for_statement(pair)?, start),
            Rule::try_statement => (self.try_statement(pair)?, start),
            Rule::with_statement => (self.with_statement(pair)?, start),
            Rule::function => (self.function(pair, Vec::new())?, start),
            Rule::class => (self.class(pair, Vec::new())?, start),
            Rule::match_statement => (self.match_statement(pair)?, start),
            _ => self.decorated(pair)?,
        };
        let end = self.with_semicolon(end_of_compound(&kind).unwrap_or(start));
        Ok(Stmt { kind, span: Span { start, end } })
    }

    /// A block ends behind the semicolon of its last line.
    fn with_semicolon(&self, end: u32) -> u32 {
        let next = self.after(end);
        if self.text.get(next.start as usize..next.end as usize) == Some(";") { next.end } else { end }
    }

    /// `elif` is an `if` in the `else` of the one before. The chain is nested from its end.
    fn if_statement(&self, pair: Pair) -> Lowered<StmtKind> {
        let mut arms = Vec::new();
        let mut orelse = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::if_head | Rule::elif_head => {
                    arms.push((span(&part).start, self.test(part.into_inner())?, Vec::new()));
                }
                Rule::suite => {
                    let body = self.suite(part)?;
                    arms.last_mut().expect("a head stands before a suite").2 = body;
                }
                _ => orelse = self.else_part(part)?,
            }
        }
        if arms.len() >= super::MAX_DEPTH as usize {
            return Err(Box::new(super::Mistake { span: arms[0].1.span, ..super::too_deep() }));
        }
        while arms.len() > 1 {
            let (start, test, body) = arms.pop().expect("its length is more than 1");
            let kind = StmtKind::If { test, body, orelse };
            let end = end_of_compound(&kind).unwrap_or(start);
            orelse = vec![Stmt { kind, span: Span { start, end } }];
        }
        let (_, test, body) = arms.pop().expect("an `if` has a head");
        Ok(StmtKind::If { test, body, orelse })
    }

    /// The statements under `else:` or `finally:`.
    fn else_part(&self, pair: Pair) -> Lowered<Vec<Stmt>> {
        let suite = pair.into_inner().find(|part| part.as_rule() == Rule::suite);
        self.suite(suite.expect("the rule holds a suite"))
    }

    fn while_statement(&self, pair: Pair) -> Lowered<StmtKind> {
        let (mut test, mut body, mut orelse) = (None, Vec::new(), Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::while_head => test = Some(self.test(part.into_inner())?),
                Rule::suite => body = self.suite(part)?,
                _ => orelse = self.else_part(part)?,
            }
        }
        Ok(StmtKind::While { test: test.expect("a `while` has a head"), body, orelse })
    }

    fn for_statement(&self, pair: Pair) -> Lowered<StmtKind> {
        let (mut target, mut iter, mut body, mut orelse) = (None, None, Vec::new(), Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::for_head => {
                    for part in part.into_inner() {
                        match part.as_rule() {
                            Rule::target_list => target = Some(self.target_list(part)?),
                            Rule::expression_list => iter = Some(self.expression_list(part)?.expr),
                            _ => {}
                        }
                    }
                }
                Rule::suite => body = self.suite(part)?,
                _ => orelse = self.else_part(part)?,
            }
        }
        let (target, iter) = (target.expect("a `for` has a target"), iter.expect("a `for` has an iterable"));
        Ok(StmtKind::For { target, iter, body, orelse })
    }

    fn try_statement(&self, pair: Pair) -> Lowered<StmtKind> {
        let (mut body, mut handlers, mut orelse, mut finally) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::suite => body = self.suite(part)?,
                Rule::except_part => handlers.push(self.handler(part)?),
                Rule::else_part => orelse = self.else_part(part)?,
                Rule::finally_part => finally = self.else_part(part)?,
                _ => {}
            }
        }
        Ok(StmtKind::Try { body, handlers, orelse, finally })
    }

    fn handler(&self, pair: Pair) -> Lowered<Handler> {
        let (mut class, mut name, mut body) = (None, None, Vec::new());
        let mut place = span(&pair);
        for part in pair.into_inner() {
            if part.as_rule() == Rule::suite {
                body = self.suite(part)?;
                continue;
            }
            place.start = span(&part).start;
            for part in part.into_inner() {
                match part.as_rule() {
                    Rule::star => return refuse(span(&part), "numcell does not support 'except*' yet"),
                    Rule::expression => class = Some(self.expression(part)?.expr),
                    Rule::name => name = Some(Name::new(part.as_str())),
                    _ => {}
                }
            }
        }
        place.end = body.last().map_or(place.end, |last| last.span.end);
        Ok(Handler { class, name, body, span: place })
    }

    fn with_statement(&self, pair: Pair) -> Lowered<StmtKind> {
        let (mut items, mut body) = (Vec::new(), Vec::new());
        for part in pair.into_inner() {
            if part.as_rule() == Rule::suite {
                body = self.suite(part)?;
                continue;
            }
            for item in part.into_inner().filter(|part| part.as_rule() == Rule::with_item) {
                items.push(self.with_item(item)?);
            }
        }
        Ok(StmtKind::With { items, body })
    }

    fn with_item(&self, pair: Pair) -> Lowered<WithItem> {
        let (mut context, mut target) = (None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expression => context = Some(self.expression(part)?.expr),
                Rule::target => {
                    let node = self.target(part)?;
                    require_target(&node.expr, Purpose::Assign)?;
                    target = Some(node.expr);
                }
                _ => {}
            }
        }
        Ok(WithItem { context: context.expect("a `with` item holds an expression"), target })
    }

    fn decorated(&self, pair: Pair) -> Lowered<(StmtKind, u32)> {
        let mut decorators = Vec::new();
        let mut parts = pair.into_inner().filter(|part| part.as_rule() != Rule::same_indent).peekable();
        while let Some(part) = parts.next_if(|part| part.as_rule() == Rule::decorator) {
            decorators.push(self.test(part.into_inner())?);
        }
        let definition = parts.next().expect("a definition follows its decorators");
        let start = span(&definition).start;
        let kind = match definition.as_rule() {
            Rule::function => self.function(definition, decorators)?,
            _ => self.class(definition, decorators)?,
        };
        Ok((kind, start))
    }

    fn function(&self, pair: Pair, decorators: Vec<Expr>) -> Lowered<StmtKind> {
        let (mut name, mut params, mut returns) = (None, Params::default(), None);
        let (mut body, mut head) = (Vec::new(), span(&pair));
        for part in pair.into_inner() {
            if part.as_rule() == Rule::suite {
                body = self.suite(part)?;
                continue;
            }
            head = span(&part);
            for part in part.into_inner() {
                match part.as_rule() {
                    Rule::name => name = Some((Name::new(part.as_str()), span(&part))),
                    Rule::parameters => params = self.parameters(part)?.0,
                    Rule::returns => returns = Some(self.only_expression(part)?.expr),
                    _ => {}
                }
            }
        }
        let (name, name_span) = name.expect("a function has a name");
        let function = FunctionDef { name, name_span, params, returns, body, decorators, head };
        Ok(StmtKind::Def(Box::new(function)))
    }

    fn class(&self, pair: Pair, decorators: Vec<Expr>) -> Lowered<StmtKind> {
        let (mut name, mut bases, mut body) = (None, Vec::new(), Vec::new());
        for part in pair.into_inner() {
            if part.as_rule() == Rule::suite {
                body = self.suite(part)?;
                continue;
            }
            let mut arguments = None;
            let mut end = span(&part).end;
            for part in part.into_inner() {
                match part.as_rule() {
                    Rule::name => name = Some((Name::new(part.as_str()), span(&part))),
                    Rule::rpar => end = span(&part).end,
                    Rule::arguments => arguments = Some(part),
                    _ => {}
                }
            }
            if let Some(arguments) = arguments {
                let start = span(&arguments).start;
                bases = self.arguments(arguments, Span { start: start.saturating_sub(1), end })?.0;
            }
        }
        let (name, name_span) = name.expect("a class has a name");
        Ok(StmtKind::Class(Box::new(ClassDef { name, name_span, bases, body, decorators })))
    }

    fn match_statement(&self, pair: Pair) -> Lowered<StmtKind> {
        let (mut subject, mut cases) = (None, Vec::new());
        let mut parts = pair.into_inner().peekable();
        while let Some(part) = parts.next() {
            match part.as_rule() {
                Rule::match_head => subject = Some(self.subject(part)?),
                Rule::case_block => {
                    self.survey_case(&part, parts.peek().is_none());
                    cases.push(self.case(part)?);
                }
                _ => {}
            }
        }
        Ok(StmtKind::Match { subject: subject.expect("a `match` has a subject"), cases })
    }

    fn subject(&self, pair: Pair) -> Lowered<Expr> {
        let node = self.items(pair.into_inner())?.one_or_tuple()?;
        match node.expr.kind {
            ExprKind::Starred(_) => refuse(self.after(node.outer.end), "invalid syntax"),
            _ => Ok(node.expr),
        }
    }

    fn case(&self, pair: Pair) -> Lowered<MatchCase> {
        let (mut patterns, mut comma, mut guard, mut body) = (Vec::new(), false, None, Vec::new());
        for part in pair.into_inner() {
            if part.as_rule() == Rule::suite {
                body = self.suite(part)?;
                continue;
            }
            for part in part.into_inner() {
                match part.as_rule() {
                    Rule::pattern | Rule::pattern_star => patterns.push(part),
                    Rule::comma => comma = true,
                    Rule::guard => guard = Some(self.test(part.into_inner())?),
                    _ => {}
                }
            }
        }
        Ok(MatchCase { pattern: self.open_pattern(patterns, comma)?, guard, body })
    }
}

/// Where a compound statement ends: with its last block.
fn end_of_compound(kind: &StmtKind) -> Option<u32> {
    let last = |blocks: &[&Vec<Stmt>]| blocks.iter().rev().find_map(|block| block.last()).map(|stmt| stmt.span.end);
    match kind {
        StmtKind::If { body, orelse, .. }
        | StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. } => last(&[body, orelse]),
        StmtKind::Try { body, handlers, orelse, finally } => {
            let handler = handlers.last().map(|handler| handler.span.end);
            last(&[orelse, finally]).or(handler).or(last(&[body]))
        }
        StmtKind::With { body, .. } => last(&[body]),
        StmtKind::Def(function) => last(&[&function.body]),
        StmtKind::Class(class) => last(&[&class.body]),
        StmtKind::Match { cases, .. } => cases.last().and_then(|case| last(&[&case.body])),
        _ => None,
    }
}
