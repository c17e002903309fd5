//! The parameters of `def` and `lambda`, and what Python asks of their order.

use super::{Lowered, Lowering, Pair, Rule, refuse, span};
use crate::syntax::ast::{Param, Params};
use crate::text::{Name, Span};

/// One parameter as it is written.
struct Written {
    marker: Marker,
    /// Where the marker stands.
    at: Span,
    param: Option<Param>,
    depth: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    None,
    Slash,
    Star,
    Stars,
}

impl Lowering<'_> {
    /// A pair of `parameters` or `lambda_parameters`, and how deep their expressions are.
    pub(super) fn parameters(&self, pair: Pair) -> Lowered<(Params, u32)> {
        let mut list = List::default();
        let mut depth = 0;
        for part in pair.into_inner() {
            let written = self.parameter(part)?;
            depth = depth.max(written.depth);
            list.add(written)?;
        }
        Ok((list.finish()?, depth))
    }

    fn parameter(&self, pair: Pair) -> Lowered<Written> {
        let mut written = Written { marker: Marker::None, at: span(&pair), param: None, depth: 0 };
        for part in pair.into_inner() {
            let place = span(&part);
            match (part.as_rule(), &mut written.param) {
                (Rule::star, _) => (written.marker, written.at) = (Marker::Star, place),
                (Rule::stars, _) => (written.marker, written.at) = (Marker::Stars, place),
                (Rule::slash, _) => (written.marker, written.at) = (Marker::Slash, place),
                (Rule::name, _) => {
                    let name = Name::new(part.as_str());
                    written.param = Some(Param { name, span: place, annotation: None, default: None });
                }
                (Rule::default, Some(param)) => {
                    let equals = Span { start: place.start, end: place.start + 1 };
                    match written.marker {
                        Marker::Star => {
                            return refuse(equals, "var-positional argument cannot have default value");
                        }
                        Marker::Stars => return refuse(equals, "var-keyword argument cannot have default value"),
                        _ => {}
                    }
                    let value = self.only_expression(part)?;
                    written.depth = written.depth.max(value.depth);
                    param.default = Some(value.expr);
                }
                (_, Some(param)) => {
                    let value = self.only_expression(part)?;
                    written.depth = written.depth.max(value.depth);
                    param.annotation = Some(value.expr);
                }
                _ => {}
            }
        }
        Ok(written)
    }
}

/// The parameters read so far.
#[derive(Default)]
struct List {
    params: Params,
    slash: bool,
    /// A `*` or `*args` was read.
    starred: bool,
    /// The place of a `*` that no parameter follows yet.
    bare_star: Option<Span>,
}

impl List {
    fn add(&mut self, written: Written) -> Lowered<()> {
        let at = written.at;
        if self.params.double_star.is_some() {
            let at = written.param.filter(|_| written.marker == Marker::None).map_or(at, |param| param.span);
            return refuse(at, "arguments cannot follow var-keyword argument");
        }
        match (written.marker, written.param) {
            (Marker::Slash, _) => self.slash(at),
            (Marker::Star, _) if self.starred => refuse(at, "* argument may appear only once"),
            (Marker::Star, param) => {
                self.starred = true;
                self.bare_star = param.is_none().then_some(at);
                self.params.star = param;
                Ok(())
            }
            (Marker::Stars, param) => {
                self.named_after_star()?;
                self.params.double_star = param;
                Ok(())
            }
            (Marker::None, Some(param)) if self.starred => {
                self.bare_star = None;
                self.params.keyword_only.push(param);
                Ok(())
            }
            (Marker::None, Some(param)) => {
                let defaults = self.params.positional.last().is_some_and(|last| last.default.is_some());
                if defaults && param.default.is_none() {
                    return refuse(param.span, "non-default argument follows default argument");
                }
                self.params.positional.push(param);
                Ok(())
            }
            (Marker::None, None) => Ok(()),
        }
    }

    fn slash(&mut self, at: Span) -> Lowered<()> {
        if self.slash {
            return refuse(at, "/ may appear only once");
        }
        if self.starred {
            return refuse(at, "/ must be ahead of *");
        }
        if self.params.positional.is_empty() {
            return refuse(at, "at least one argument must precede /");
        }
        self.slash = true;
        self.params.positional_only = self.params.positional.len();
        Ok(())
    }

    fn named_after_star(&self) -> Lowered<()> {
        match self.bare_star {
            Some(at) => refuse(at, "named arguments must follow bare *"),
            None => Ok(()),
        }
    }

    fn finish(self) -> Lowered<Params> {
        self.named_after_star()?;
        Ok(self.params)
    }
}
