//! The patterns of `match`.

use super::{Lowered, Lowering, Pair, Pairs, Rule, refuse, span};
use crate::syntax::ast::{BinOp, Expr, ExprKind, Pattern, UnaryOp};
use crate::text::{Name, Span};

impl Lowering<'_> {
    /// The patterns of a `case`: one, or a sequence without brackets.
    pub(super) fn open_pattern(&self, patterns: Vec<Pair>, comma: bool) -> Lowered<Pattern> {
        let single = patterns.len() == 1 && !comma;
        if let [star] = &patterns[..]
            && single
            && star.as_rule() == Rule::pattern_star
        {
            return refuse(self.after(super::trimmed_end(star) as u32), "invalid syntax");
        }
        let mut patterns = self.patterns(patterns.into_iter())?;
        match patterns.pop() {
            Some(only) if single => Ok(only),
            Some(last) => {
                patterns.push(last);
                Ok(Pattern::Sequence(patterns))
            }
            None => Ok(Pattern::Sequence(patterns)),
        }
    }

    fn patterns<'i>(&self, pairs: impl Iterator<Item = Pair<'i>>) -> Lowered<Vec<Pattern>> {
        let wanted = |pair: &Pair| matches!(pair.as_rule(), Rule::pattern | Rule::pattern_star);
        pairs.filter(wanted).map(|pair| self.pattern(pair)).collect()
    }

    fn pattern(&self, pair: Pair) -> Lowered<Pattern> {
        stacker::maybe_grow(super::RED_ZONE, super::NEW_STACK, || {
            if pair.as_rule() == Rule::pattern_star {
                return Ok(Pattern::Star(captured(pair.into_inner())));
            }
            let mut choices = Vec::new();
            let mut alias = None;
            for part in pair.into_inner() {
                if part.as_rule() == Rule::alias {
                    let name = part.into_inner().find(|part| part.as_rule() == Rule::name);
                    let name = name.expect("an alias has a name");
                    if name.as_str() == "_" {
                        return refuse(span(&name), "cannot use '_' as a target");
                    }
                    alias = Some(Name::new(name.as_str()));
                } else {
                    choices.push(self.closed_pattern(part)?);
                }
            }
            let pattern = match choices.len() {
                1 => choices.pop().expect("its length is 1"),
                _ => Pattern::Or(choices),
            };
            Ok(match alias {
                Some(name) => Pattern::Capture { pattern: Some(Box::new(pattern)), name: Some(name) },
                None => pattern,
            })
        })
    }

    fn closed_pattern(&self, pair: Pair) -> Lowered<Pattern> {
        match pair.as_rule() {
            Rule::pattern_name => self.name_pattern(pair),
            Rule::pattern_group => {
                let parts: Vec<Pair> = pair.into_inner().collect();
                let comma = parts.iter().any(|part| part.as_rule() == Rule::comma);
                let wanted = |part: &Pair| matches!(part.as_rule(), Rule::pattern | Rule::pattern_star);
                self.open_pattern(parts.into_iter().filter(wanted).collect(), comma)
            }
            Rule::pattern_list => Ok(Pattern::Sequence(self.patterns(pair.into_inner())?)),
            Rule::pattern_map => self.mapping(pair),
            Rule::constant => Ok(Pattern::Singleton(self.atom(pair)?.expr)),
            _ => Ok(Pattern::Value(self.literal(pair)?)),
        }
    }

    /// The key of a mapping, if it is one.
    pub(super) fn pattern_key(&self, pair: Pair) -> Option<Expr> {
        self.literal(pair).ok()
    }

    /// A number or string, or the key of a mapping.
    fn literal(&self, pair: Pair) -> Lowered<Expr> {
        match pair.as_rule() {
            Rule::pattern_number => self.signed_number(pair),
            Rule::pattern_name => {
                let (expr, class) = self.dotted_name(pair)?;
                if class.is_some() || matches!(expr.kind, ExprKind::Name(_)) {
                    return refuse(self.after(expr.span.end), "invalid syntax");
                }
                Ok(expr)
            }
            _ => {
                let node = self.atom(pair)?;
                if let ExprKind::FString(_) = node.expr.kind {
                    return refuse(node.expr.span, "patterns may only match literals and attribute lookups");
                }
                Ok(node.expr)
            }
        }
    }

    fn signed_number(&self, pair: Pair) -> Lowered<Expr> {
        let mut left: Option<Expr> = None;
        let mut negative: Option<Span> = None;
        let mut sign = None;
        for part in pair.into_inner() {
            let place = span(&part);
            match part.as_rule() {
                Rule::sign if part.as_str() == "-" => negative = Some(place),
                Rule::sign => return refuse(place, "invalid syntax"),
                Rule::sum => sign = Some(if part.as_str() == "+" { BinOp::Add } else { BinOp::Sub }),
                _ => {
                    let mut number = self.atom(part)?.expr;
                    if let (Some(op), Some(left)) = (sign, left.take()) {
                        if !matches!(number.kind, ExprKind::Imaginary(_)) {
                            return refuse(number.span, "imaginary number required in complex literal");
                        }
                        let span = left.span.to(number.span);
                        let (left, right) = (Box::new(left), Box::new(number));
                        return Ok(Expr { kind: ExprKind::Binary { op, left, right }, span });
                    }
                    if let Some(minus) = negative {
                        let span = minus.to(number.span);
                        let kind = ExprKind::Unary { op: UnaryOp::Neg, operand: Box::new(number) };
                        number = Expr { kind, span };
                    }
                    left = Some(number);
                }
            }
        }
        Ok(left.expect("the rule holds a number"))
    }

    /// A name to bind, a dotted name to compare with, or a class with patterns for its attributes.
    fn name_pattern(&self, pair: Pair) -> Lowered<Pattern> {
        let (expr, class) = self.dotted_name(pair)?;
        if let Some(class) = class {
            return self.class_pattern(expr, class);
        }
        Ok(match expr.kind {
            ExprKind::Name(name) if name.as_str() == "_" => Pattern::Capture { pattern: None, name: None },
            ExprKind::Name(name) => Pattern::Capture { pattern: None, name: Some(name) },
            _ => Pattern::Value(expr),
        })
    }

    fn dotted_name<'i>(&self, pair: Pair<'i>) -> Lowered<(Expr, Option<Pair<'i>>)> {
        let mut dotted: Option<Expr> = None;
        let mut class = None;
        for part in pair.into_inner() {
            if part.as_rule() == Rule::class_pattern {
                class = Some(part);
                continue;
            }
            let (name, name_span) = (Name::new(part.as_str()), span(&part));
            dotted = Some(match dotted {
                None => Expr { kind: ExprKind::Name(name), span: name_span },
                Some(value) => {
                    let span = value.span.to(name_span);
                    Expr { kind: ExprKind::Attribute { value: Box::new(value), name, name_span }, span }
                }
            });
        }
        Ok((dotted.expect("the rule holds a name"), class))
    }

    fn class_pattern(&self, class: Expr, pair: Pair) -> Lowered<Pattern> {
        let (mut positional, mut keywords) = (Vec::new(), Vec::new());
        let mut misplaced: Option<Span> = None;
        for argument in pair.into_inner().filter(|part| part.as_rule() == Rule::pattern_argument) {
            let mut name = None;
            for part in argument.into_inner() {
                match part.as_rule() {
                    Rule::name => name = Some(Name::new(part.as_str())),
                    Rule::pattern => {
                        let place = Span::new(part.start(), super::trimmed_end(&part));
                        let pattern = self.pattern(part)?;
                        match name {
                            Some(name) => keywords.push((name, pattern)),
                            None if keywords.is_empty() => positional.push(pattern),
                            None => misplaced = Some(misplaced.map_or(place, |first| first.to(place))),
                        }
                    }
                    _ => {}
                }
            }
        }
        match misplaced {
            Some(place) => refuse(place, "positional patterns follow keyword patterns"),
            None => Ok(Pattern::Class { class, positional, keywords }),
        }
    }

    fn mapping(&self, pair: Pair) -> Lowered<Pattern> {
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        for entry in pair.into_inner().filter(|part| part.as_rule() == Rule::pattern_entry) {
            let mut parts = entry.into_inner();
            let Some(first) = parts.next() else { continue };
            if rest.is_some() {
                return refuse(span(&first), "invalid syntax");
            }
            if first.as_rule() == Rule::stars {
                let name = parts.find(|part| part.as_rule() == Rule::name).expect("a `**` has a name");
                if name.as_str() == "_" {
                    return refuse(span(&name), "invalid syntax");
                }
                rest = Some(Name::new(name.as_str()));
                continue;
            }
            keys.push(self.literal(first)?);
            for pattern in parts.filter(|part| part.as_rule() == Rule::pattern) {
                patterns.push(self.pattern(pattern)?);
            }
        }
        Ok(Pattern::Mapping { keys, patterns, rest })
    }
}

/// The name that a `*` or `**` binds; none for `_`.
fn captured(mut parts: Pairs) -> Option<Name> {
    let name = parts.find(|part| part.as_rule() == Rule::name)?;
    (name.as_str() != "_").then(|| Name::new(name.as_str()))
}
