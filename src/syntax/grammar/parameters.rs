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
    /// The name and the annotation.
    place: Span,
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
        let mut list = List { lambda: pair.as_rule() == Rule::lambda_parameters, ..List::default() };
        let mut depth = 0;
        for part in pair.into_inner() {
            let written = self.parameter(part)?;
            depth = depth.max(written.depth);
            self.add_parameter(&mut list, written)?;
        }
        self.require_named(&list)?;
        Ok((list.params, depth))
    }

    fn parameter(&self, pair: Pair) -> Lowered<Written> {
        let at = span(&pair);
        let mut written = Written { marker: Marker::None, at, param: None, place: at, depth: 0 };
        for part in pair.into_inner() {
            let place = span(&part);
            match (part.as_rule(), &mut written.param) {
                (Rule::star, _) => (written.marker, written.at) = (Marker::Star, place),
                (Rule::stars, _) => (written.marker, written.at) = (Marker::Stars, place),
                (Rule::slash, _) => (written.marker, written.at) = (Marker::Slash, place),
                (Rule::name, _) => {
                    let name = Name::new(part.as_str());
                    written.place = place;
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
                    written.place.end = value.outer.end;
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
    lambda: bool,
    slash: bool,
    /// A `*` or `*args` was read.
    starred: bool,
    /// The place of a `*` that no parameter follows yet.
    bare_star: Option<Span>,
}

impl Lowering<'_> {
    fn add_parameter(&self, list: &mut List, written: Written) -> Lowered<()> {
        let Written { marker, at, param, place, .. } = written;
        if list.params.double_star.is_some() {
            return refuse(
                if marker == Marker::None { place } else { at },
                "arguments cannot follow var-keyword argument",
            );
        }
        match (marker, param) {
            (Marker::Slash, _) => self.slash(list, at),
            (Marker::Star, None) if list.starred && !self.comma_follows(at) => {
                refuse(self.after(at.end), "invalid syntax")
            }
            (Marker::Star, _) if list.starred => refuse(at, "* argument may appear only once"),
            (Marker::Star, param) => {
                list.starred = true;
                list.bare_star = param.is_none().then_some(at);
                list.params.star = param;
                Ok(())
            }
            (Marker::Stars, param) => {
                self.require_named(list)?;
                list.params.double_star = param;
                Ok(())
            }
            (Marker::None, Some(param)) if list.starred => {
                list.bare_star = None;
                list.params.keyword_only.push(param);
                Ok(())
            }
            (Marker::None, Some(param)) => {
                let defaults = list.params.positional.last().is_some_and(|last| last.default.is_some());
                if defaults && param.default.is_none() {
                    return refuse(place, "non-default argument follows default argument");
                }
                list.params.positional.push(param);
                Ok(())
            }
            (Marker::None, None) => Ok(()),
        }
    }

    fn slash(&self, list: &mut List, at: Span) -> Lowered<()> {
        if list.slash {
            return refuse(at, "/ may appear only once");
        }
        if list.starred {
            return refuse(at, "/ must be ahead of *");
        }
        if list.params.positional.is_empty() {
            let message =
                if self.comma_follows(at) { "at least one argument must precede /" } else { "invalid syntax" };
            return refuse(at, message);
        }
        list.slash = true;
        list.params.positional_only = list.params.positional.len();
        Ok(())
    }

    /// `*` alone has to be followed by a parameter. For a lambda CPython points behind it.
    fn require_named(&self, list: &List) -> Lowered<()> {
        let Some(star) = list.bare_star else { return Ok(()) };
        let mut place = star;
        if list.lambda {
            place = self.after(star.end);
            if self.comma_follows(star) {
                place = self.after(place.end);
            }
        }
        refuse(place, "named arguments must follow bare *")
    }

    fn comma_follows(&self, place: Span) -> bool {
        let next = self.after(place.end);
        self.text.get(next.start as usize..next.end as usize) == Some(",")
    }
}
