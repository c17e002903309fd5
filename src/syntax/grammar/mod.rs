//! From text to tree: the grammar of `grammar/cell.pest`, run by pest, and the lowering of what it
//! matched. Only the files of this folder know pest and its `Rule`.

mod arguments;
mod expressions;
mod literals;
mod operators;
mod parameters;
mod patterns;
mod statements;
mod strings;
mod targets;

pub(super) use targets::{Purpose, describe, invalid_target};

use super::Mistake;
use super::ast::{Expr, ExprKind, Module, Params};
use crate::text::{ErrorClass, Span};
use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/cell.pest"]
struct Grammar;

type Pair<'i> = pest::iterators::Pair<'i, Rule>;
type Pairs<'i> = pest::iterators::Pairs<'i, Rule>;

/// What a lowering function returns.
type Lowered<T> = Result<T, Box<Mistake>>;

/// CPython gives up on deeper trees while compiling.
const MAX_DEPTH: u32 = 2990;

/// Stack that a level of recursion may use, and what is allocated when there is less.
const RED_ZONE: usize = 256 * 1024;
const NEW_STACK: usize = 4 * 1024 * 1024;

/// Why there is no tree.
pub(super) enum Failure {
    /// The text does not follow the grammar.
    Stuck(Stuck),
    /// It does, but Python forbids what it says.
    Mistake(Box<Mistake>),
}

/// Where the grammar could not go on.
#[derive(Debug)]
pub(super) struct Stuck {
    /// The farthest place that was reached.
    pub(super) at: usize,
    expected: Vec<Rule>,
}

impl Stuck {
    /// Whether the head of a compound statement was complete but for its colon.
    pub(super) fn expects_colon(&self) -> bool {
        self.expected.contains(&Rule::colon)
    }

    /// Whether an indented block had to follow.
    pub(super) fn expects_block(&self) -> bool {
        self.expected.contains(&Rule::indent)
    }

    /// Whether `a if b` was read and `else` is missing.
    pub(super) fn expects_else(&self) -> bool {
        self.expected.contains(&Rule::else_word)
    }
}

/// Parts of the grammar that error messages try at a place of the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Expression,
    ExpressionList,
    Disjunction,
    Arithmetic,
    Clause,
    Name,
    Target,
}

/// Parses a whole text. `depth` is how deep its brackets and blocks nest.
pub(super) fn module(text: &str, masked: &str, depth: usize) -> Result<Module, Failure> {
    with_room(depth, || {
        let mut pairs = run(Rule::file, masked)?;
        let file = pairs.next().expect("a match of `file` is one pair");
        let body = Lowering { text }.statements(file.into_inner()).map_err(Failure::Mistake)?;
        Ok(Module { body, ends_in_semicolon: false })
    })
}

/// Parses an expression that is the whole text.
pub(super) fn expression(text: &str, masked: &str, depth: usize) -> Result<Expr, Failure> {
    with_room(depth, || {
        let mut pairs = run(Rule::lone_expression, masked)?;
        let lone = pairs.next().and_then(|pair| pair.into_inner().next());
        let list = lone.expect("`lone_expression` holds an expression list");
        let node = Lowering { text }.expression_list(list).map_err(Failure::Mistake)?;
        Ok(node.expr)
    })
}

/// Parses the parameters of a signature.
pub(super) fn parameters(text: &str) -> Result<Params, Failure> {
    let mut pairs = run(Rule::lone_parameters, text)?;
    let lone = pairs.next().expect("a match of `lone_parameters` is one pair");
    match lone.into_inner().next() {
        Some(pair) if pair.as_rule() == Rule::parameters => {
            Lowering { text }.parameters(pair).map(|(params, _)| params).map_err(Failure::Mistake)
        }
        _ => Ok(Params::default()),
    }
}

/// Parses the longest part of the grammar that starts a text, and says where it ends.
pub(super) fn prefix(part: Part, masked: &str, start: usize) -> Option<Prefix> {
    let rule = match part {
        Part::Expression => Rule::expression,
        Part::ExpressionList => Rule::expression_list,
        Part::Disjunction => Rule::disjunction,
        Part::Arithmetic => Rule::arithmetic,
        Part::Clause => Rule::clause,
        Part::Name => Rule::name,
        Part::Target => Rule::target,
    };
    let rest = masked.get(start..)?;
    with_room(usize::MAX, || {
        let pair = run(rule, rest).ok()?.next()?;
        let end = start + trimmed_end(&pair);
        Some(Prefix { span: Span::new(start, end) })
    })
}

/// A stretch of text that one part of the grammar matches.
pub(super) struct Prefix {
    pub(super) span: Span,
}

/// A pair's end without the white space that pest may have skipped looking for more.
fn trimmed_end(pair: &Pair) -> usize {
    pair.as_span().start() + pair.as_str().trim_end_matches(' ').len()
}

fn run(rule: Rule, text: &str) -> Result<Pairs<'_>, Failure> {
    Grammar::parse(rule, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        match error.variant {
            ErrorVariant::ParsingError { positives, .. } => Failure::Stuck(Stuck { at, expected: positives }),
            ErrorVariant::CustomError { .. } => Failure::Mistake(Box::new(too_deep())),
        }
    })
}

/// Runs a parse with a stack that holds `depth` levels: pest itself recurses at each bracket and
/// block. A small cell pays nothing for it.
fn with_room<T>(depth: usize, parse: impl FnOnce() -> T) -> T {
    const LEVEL: usize = 24 * 1024;
    const SPARE: usize = 256 * 1024;
    const MOST: usize = 64 * 1024 * 1024;
    let needed = depth.saturating_mul(LEVEL).saturating_add(SPARE).min(MOST);
    stacker::maybe_grow(needed, needed + SPARE, parse)
}

fn too_deep() -> Mistake {
    Mistake {
        class: ErrorClass::RecursionError,
        message: "maximum recursion depth exceeded during compilation".into(),
        span: Span::default(),
        text: None,
    }
}

/// Turns what the grammar matched into the tree.
struct Lowering<'s> {
    /// The text as it was written.
    text: &'s str,
}

/// An expression on its way into the tree.
struct Node {
    expr: Expr,
    /// Its place with the parentheses around it.
    outer: Span,
    /// How many levels of expression it holds.
    depth: u32,
}

impl Node {
    /// An expression without parts.
    fn leaf(kind: ExprKind, span: Span) -> Node {
        Node { expr: Expr { kind, span }, outer: span, depth: 1 }
    }

    /// An expression above parts of which the deepest has `depth` levels.
    fn above(depth: u32, kind: ExprKind, span: Span) -> Lowered<Node> {
        if depth >= MAX_DEPTH {
            return Err(Box::new(Mistake { span, ..too_deep() }));
        }
        Ok(Node { expr: Expr { kind, span }, outer: span, depth: depth + 1 })
    }

    /// Whether it stands without parentheses of its own.
    fn is_bare(&self) -> bool {
        self.outer == self.expr.span
    }
}

/// A pair's place. Only for rules that end in a token: see `trimmed_end`.
fn span(pair: &Pair) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}

/// Fails with a SyntaxError at a place.
fn refuse<T>(span: Span, message: impl Into<String>) -> Lowered<T> {
    Err(Box::new(Mistake::new(span, message)))
}
