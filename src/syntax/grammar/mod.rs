//! From text to tree: the grammar of `grammar/cell.pest`, run by pest, and the lowering of what it
//! matched. Only the files of this folder know pest and its `Rule`.

mod arguments;
mod captures;
mod expressions;
mod literals;
mod operators;
mod pairs;
mod parameters;
mod patterns;
mod simple;
mod statements;
mod strings;
mod targets;

use pairs::{Pair, Pairs};
pub(super) use targets::Purpose;
use targets::{describe, invalid_target};

use super::Mistake;
use super::ast::{Expr, ExprKind, Module, Params};
use super::scan::{Scan, Token};
use crate::text::{ErrorClass, Span};
use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use std::cell::RefCell;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/cell.pest"]
struct Grammar;

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
#[derive(Clone, Debug)]
pub(super) struct Stuck {
    /// The farthest place that was reached.
    pub(super) at: usize,
    expected: Vec<Rule>,
}

impl Stuck {
    /// Whether the head of a compound statement was complete but for its colon.
    pub(super) fn expects_colon(&self) -> bool {
        self.expected.contains(&Rule::head_colon)
    }

    /// Whether an indented block had to follow.
    pub(super) fn expects_block(&self) -> bool {
        self.expected.contains(&Rule::indent)
    }

    /// Whether a head was complete and its block could follow.
    pub(super) fn expects_suite(&self) -> bool {
        self.expected.contains(&Rule::block_start)
    }

    /// Whether an operand was read that a comparison could go on from.
    pub(super) fn expects_operator(&self) -> bool {
        self.expected.contains(&Rule::comparison)
    }

    /// Whether a `try` block was read and nothing that belongs to it follows.
    pub(super) fn expects_handler(&self) -> bool {
        [Rule::except_part, Rule::except_head, Rule::kw_except].iter().any(|rule| self.expected.contains(rule))
    }

    /// Whether the name of a function was read and its parameters are missing.
    pub(super) fn expects_parenthesis(&self) -> bool {
        self.expected.contains(&Rule::lpar)
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
    Targets,
}

/// Parses a whole text. Besides the tree there may be a mistake that counts only if there is no other.
pub(super) fn module(text: &str, scan: &Scan) -> Result<(Module, Option<Mistake>), Failure> {
    module_before(text, scan, scan.masked.len())
}

/// Parses a text up to a place.
pub(super) fn module_before(text: &str, scan: &Scan, end: usize) -> Result<(Module, Option<Mistake>), Failure> {
    with_room(scan.depth, || {
        let masked = scan.masked.get(..end).unwrap_or(&scan.masked);
        let lowering = Lowering::new(text, &scan.tokens);
        let mut body = Vec::new();
        let mut start = 0;
        // A long text is lowered piece by piece: what pest keeps of a match is thirty times the text.
        while start < masked.len() || start == 0 {
            let end = piece_end(masked, &scan.tokens, start);
            let mut pairs = run_at(Rule::file, &masked[start..end], start)?;
            let file = pairs.next().expect("a match of `file` is one pair");
            let statements = lowering.statements(file.into_inner()).map_err(Failure::Mistake)?;
            if body.is_empty() {
                body = statements
            } else {
                body.extend(statements)
            }
            start = end.max(1);
        }
        Ok((Module { body, ends_in_semicolon: false }, lowering.late.into_inner()))
    })
}

/// The mistake in a statement that starts at a place, read up to another and then ended in some way.
pub(super) fn mistake_in(text: &str, scan: &Scan, start: usize, end: usize, ending: &str) -> Option<Mistake> {
    // Spaces keep the places right.
    let alone = " ".repeat(start) + scan.masked.get(start..end)? + ending;
    with_room(scan.depth, || {
        let statement = run(Rule::lone_statement, &alone).ok()?.next()?;
        Lowering::new(text, &scan.tokens).statements(statement.into_inner()).err().map(|mistake| *mistake)
    })
}

/// Parses an expression that is the whole text.
pub(super) fn expression(text: &str, scan: &Scan) -> Result<Expr, Failure> {
    lone_expression(text, scan, &scan.masked)
}

fn lone_expression(text: &str, scan: &Scan, masked: &str) -> Result<Expr, Failure> {
    with_room(scan.depth, || {
        let mut pairs = run(Rule::lone_expression, masked)?;
        let lone = pairs.next().and_then(|pair| pair.into_inner().next());
        let list = lone.expect("`lone_expression` holds an expression list");
        let node = Lowering::new(text, &scan.tokens).expression_list(list).map_err(Failure::Mistake)?;
        Ok(node.expr)
    })
}

/// Parses the parameters of a signature.
pub(super) fn parameters(text: &str) -> Result<Params, Failure> {
    let mut pairs = run(Rule::lone_parameters, text)?;
    let lone = pairs.next().expect("a match of `lone_parameters` is one pair");
    match lone.into_inner().next() {
        Some(pair) if pair.as_rule() == Rule::parameters => {
            Lowering::new(text, &[]).parameters(pair).map(|(params, _)| params).map_err(Failure::Mistake)
        }
        _ => Ok(Params::default()),
    }
}

/// Matches the longest part of the grammar that starts at a place, and says where it lies; or where
/// the grammar stopped.
pub(super) fn prefix(part: Part, scan: &Scan, start: usize) -> Result<Span, usize> {
    let rule = match part {
        Part::Expression => Rule::expression,
        Part::ExpressionList => Rule::expression_list,
        Part::Disjunction => Rule::disjunction,
        Part::Arithmetic => Rule::arithmetic,
        Part::Clause => Rule::clause,
        Part::Targets => Rule::target_list,
    };
    let rest = scan.masked.get(start..).unwrap_or("");
    with_room(scan.depth, || match run(rule, rest) {
        Ok(mut pairs) => {
            let pair = pairs.next().expect("a match of a rule is one pair");
            Ok(Span::new(start, start + trimmed_end(&pair)))
        }
        Err(Failure::Stuck(stuck)) => Err(start + stuck.at),
        Err(Failure::Mistake(_)) => Err(start),
    })
}

/// How far an expression that starts at a place can be read, the token included that ends it.
pub(super) fn reach(scan: &Scan, start: usize) -> usize {
    let rest = scan.masked.get(start..).unwrap_or("");
    with_room(scan.depth, || match run(Rule::reach, rest) {
        Err(Failure::Stuck(stuck)) => start + stuck.at,
        _ => start,
    })
}

/// What the expression at a place is called, and its place without parentheses around it.
pub(super) fn description(text: &str, scan: &Scan, place: Span) -> Option<(Span, &'static str)> {
    let expr = expression_at(text, scan, place)?;
    Some((expr.span, describe(&expr)))
}

/// What of the expression at a place cannot be a target.
pub(super) fn wrong_target(text: &str, scan: &Scan, place: Span, purpose: Purpose) -> Option<(Span, &'static str)> {
    let expr = expression_at(text, scan, place)?;
    invalid_target(&expr, purpose).map(|wrong| (wrong.span, describe(wrong)))
}

fn expression_at(text: &str, scan: &Scan, place: Span) -> Option<Expr> {
    // Spaces keep the places right.
    let alone = " ".repeat(place.start as usize) + scan.masked.get(place.start as usize..place.end as usize)?;
    lone_expression(text, scan, &alone).ok()
}

/// A pair's end without the white space that pest may have skipped looking for more.
fn trimmed_end(pair: &Pair) -> usize {
    pair.start() + pair.as_str().trim_end_matches(' ').len()
}

/// Where the piece ends that starts at a place: before a statement of the outermost level, at least
/// `PIECE` bytes on, or at the end of the text.
fn piece_end(masked: &str, tokens: &[Token], start: usize) -> usize {
    const PIECE: usize = 32 * 1024;
    if masked.len() - start <= 2 * PIECE {
        return masked.len();
    }
    let first = tokens.partition_point(|token| (token.start as usize) < start + PIECE);
    // What follows a decorator, and the later parts of a compound statement, belong to what is before.
    let goes_on = |word: &str| ["elif", "else", "except", "finally"].iter().any(|part| word.starts_with(part));
    let mut decorated = true;
    for token in &tokens[first..] {
        let at = token.start as usize;
        if at >= masked.len() {
            break;
        }
        if token.level > 1 || masked.as_bytes()[at - 1] != b'\n' || !masked.is_char_boundary(at) {
            continue;
        }
        let rest = &masked[at..];
        if !decorated && !goes_on(rest) && !rest.starts_with(['\n', ' ']) {
            return at;
        }
        decorated = rest.starts_with('@');
    }
    masked.len()
}

fn run(rule: Rule, text: &str) -> Result<Pairs<'_>, Failure> {
    run_at(rule, text, 0)
}

/// Runs a rule on a piece of text that starts at `base`.
fn run_at(rule: Rule, text: &str, base: usize) -> Result<Pairs<'_>, Failure> {
    Grammar::parse(rule, text).map(|pairs| Pairs::new(pairs, base)).map_err(|error| {
        let at = base
            + match error.location {
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
    tokens: &'s [Token],
    /// The first mistake that CPython would only find while compiling.
    late: RefCell<Option<Mistake>>,
}

impl<'s> Lowering<'s> {
    fn new(text: &'s str, tokens: &'s [Token]) -> Lowering<'s> {
        Lowering { text, tokens, late: RefCell::new(None) }
    }

    /// Notes a mistake that counts only if the rest of the text has none.
    fn refuse_later(&self, span: Span, message: impl Into<String>) {
        self.late.borrow_mut().get_or_insert_with(|| Mistake::new(span, message));
    }

    /// The token that follows a place: CPython has read it when it raises an error from what came
    /// before, and points there.
    fn after(&self, end: u32) -> Span {
        let next = self.tokens.partition_point(|token| token.start < end);
        self.tokens.get(next).map_or(Span { start: end, end }, |token| Span { start: token.start, end: token.end })
    }
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
    pair.span()
}

/// Fails with a SyntaxError at a place.
fn refuse<T>(span: Span, message: impl Into<String>) -> Lowered<T> {
    Err(Box::new(Mistake::new(span, message)))
}
