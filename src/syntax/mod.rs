//! Floor 2: Python source to its tree. `scan` cuts the text into tokens, `grammar` parses it through
//! pest and builds the tree, `check` refuses what only the meaning forbids, `mistakes` finds CPython's
//! words for text that does not parse.

pub mod ast;
mod check;
mod colour;
mod complete;
mod enclosing;
mod grammar;
mod mistakes;
mod scan;

pub use colour::{TokenKind, tokens};
pub use complete::{Completeness, completeness};
pub use enclosing::{Node, definition, enclosing};

use crate::text::{Error, ErrorClass, Frame, R, Source, Span, names};
use std::rc::Rc;

/// Something wrong with a text, as CPython would say it.
#[derive(Clone, Debug)]
struct Mistake {
    class: ErrorClass,
    message: String,
    /// What the caret marks.
    span: Span,
    /// The text that the span counts in, if it is not the whole source: inside an f-string CPython
    /// shows the field alone.
    text: Option<String>,
}

impl Mistake {
    fn new(span: Span, message: impl Into<String>) -> Mistake {
        Mistake { class: ErrorClass::SyntaxError, message: message.into(), span, text: None }
    }
}

/// Parses a cell.
///
/// Errors: SyntaxError, IndentationError or TabError with CPython's message; the one frame of its trace
/// holds the span to mark.
pub fn parse(source: &Rc<Source>) -> R<ast::Module> {
    parse_text(&source.text).map_err(|mistake| error(source, *mistake))
}

fn parse_text(text: &str) -> Result<ast::Module, Box<Mistake>> {
    let scan = scan::scan(text);
    let parsed = grammar::module(text, &scan);
    match (parsed, &scan.problem) {
        (Ok((mut module, late)), None) => {
            module.ends_in_semicolon = ends_in_semicolon(text, &scan);
            check::check(text, &module, late)?;
            Ok(module)
        }
        (parsed, _) => Err(Box::new(mistakes::explain(text, &scan, parsed.err()))),
    }
}

/// Parses an expression that is all of a text, as Python's `eval` does.
///
/// Errors: as `parse`.
pub fn parse_expression(source: &Rc<Source>) -> R<ast::Expr> {
    let scan = scan::scan_expression(&source.text);
    match (grammar::expression(&source.text, &scan), &scan.problem) {
        (Ok(expr), None) => Ok(expr),
        (parsed, _) => Err(error(source, mistakes::explain(&source.text, &scan, parsed.err()))),
    }
}

/// Parses the parameters of a builtin's signature, `(a, axis=None, *, dtype=None)`, with or without the
/// outer parentheses.
pub fn parse_parameters(text: &str) -> R<ast::Params> {
    let failed = |mistake: Mistake| error(&Source::new("signature", text), mistake);
    grammar::parameters(text).map_err(|failure| match failure {
        grammar::Failure::Mistake(mistake) => failed(*mistake),
        grammar::Failure::Stuck(stuck) => failed(Mistake::new(Span::new(stuck.at, stuck.at + 1), "invalid syntax")),
    })
}

fn ends_in_semicolon(text: &str, scan: &scan::Scan) -> bool {
    let last = scan.tokens.iter().rev().find(|token| !token.ends_line());
    last.is_some_and(|token| token.text(text) == ";")
}

/// The error for a mistake, with its place.
fn error(source: &Rc<Source>, mistake: Mistake) -> Box<Error> {
    let mut error = Error::new(mistake.class, mistake.message);
    let source = match mistake.text {
        Some(text) => Source::new(source.title.clone(), text),
        None => source.clone(),
    };
    error.trace.push(Frame { source, function: names::MODULE_BODY, span: mistake.span, anchor: None });
    error
}
