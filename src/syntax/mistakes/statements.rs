//! Guesses about whole statements: colons, blocks, the parts of `try`, targets.

use super::scene::Scene;
use super::{Guess, Mistake, displays};
use crate::syntax::grammar::{self, Part};
use crate::syntax::scan::Kind;
use crate::text::{ErrorClass, Span};

fn simple(scene: &Scene, place: Span, message: impl Into<String>) -> Option<Guess> {
    Some(Guess { mistake: Mistake::new(place, message), read_to: scene.at })
}

/// What numcell leaves out of Python.
pub(super) fn unsupported(scene: &Scene) -> Option<Guess> {
    let word = scene.word(scene.at);
    let before = scene.at.saturating_sub(1);
    let at = if scene.word(before) == "async" { before } else { scene.at };
    (matches!(word, "async" | "await") || at < scene.at).then_some(())?;
    simple(scene, scene.place(at), "numcell does not support async yet")
}

pub(super) fn guess(scene: &Scene) -> Option<Guess> {
    annotation(scene)
        .or_else(|| missing_colon(scene))
        .or_else(|| missing_block(scene))
        .or_else(|| incomplete_try(scene))
        .or_else(|| several_exceptions(scene))
        .or_else(|| trailing_import_comma(scene))
        .or_else(|| lambda_parameters(scene))
        .or_else(|| target(scene))
        .or_else(|| pattern_target(scene))
}

/// `f(x): int`, where a call cannot be annotated. (What parses otherwise is refused with the tree.)
fn annotation(scene: &Scene) -> Option<Guess> {
    let start = scene.statement_start(scene.at);
    if scene.word(scene.at) != ":" || scene.level_before(scene.at) > 0 || scene.kind(start) == Kind::Keyword {
        return None;
    }
    let target = scene.fits(Part::ExpressionList, start).filter(|target| target.next == scene.at)?;
    let annotation = scene.fits(Part::Expression, scene.at + 1)?;
    let (place, what) = grammar::description(scene.text, scene.scan, target.place)?;
    let message = match what {
        "list" | "tuple" => format!("only single target (not {what}) can be annotated"),
        _ => "illegal target for annotation".into(),
    };
    // Of a tuple without parentheses the first item is shown.
    let first = scene.fits(Part::Expression, start)?;
    let place = if what == "tuple" && first.next < scene.at { first.place } else { place };
    Some(Guess { mistake: Mistake::new(place, message), read_to: annotation.next })
}

/// `if x` without its colon. After some words CPython insists on a colon whatever follows; after others
/// only the end of the line makes it ask for one.
fn missing_colon(scene: &Scene) -> Option<Guess> {
    let head = scene.word(scene.line_start(scene.at));
    if head == "def" && scene.at > 0 && scene.word(scene.at - 1) == "->" {
        return simple(scene, scene.place(scene.at - 1), "expected ':'");
    }
    if !scene.stuck.expects_colon() || scene.level_before(scene.at) > 0 {
        if scene.stuck.expects_parenthesis() && scene.word(scene.line_start(scene.at)) == "def" {
            return simple(scene, scene.place(scene.at), "expected '('");
        }
        return None;
    }
    let insists = matches!(head, "def" | "else" | "try" | "finally");
    let asks = matches!(head, "if" | "elif" | "while" | "for" | "with" | "class" | "except" | "match" | "case");
    if !(insists || asks && scene.kind(scene.at) == Kind::Newline) {
        return None;
    }
    simple(scene, scene.place(scene.at), "expected ':'")
}

/// `match (x)` without its colon reads as a call, but for the block under it.
pub(super) fn match_without_colon(scene: &Scene) -> Option<Mistake> {
    let newline = scene.at.checked_sub(1)?;
    let start = scene.line_start(newline);
    let subject = (scene.word(start) == "match").then(|| scene.fits(Part::ExpressionList, start + 1))??;
    let place = Span { start: scene.token(scene.at).end.saturating_sub(1), end: scene.token(scene.at).end };
    (subject.next == newline).then(|| Mistake::new(place, "expected ':'"))
}

/// A head without an indented block.
fn missing_block(scene: &Scene) -> Option<Guess> {
    if !scene.stuck.expects_block() || scene.kind(scene.at) == Kind::Indent {
        return None;
    }
    let newline = (0..scene.at).rev().find(|&index| scene.kind(index) == Kind::Newline)?;
    let head = scene.line_start(newline);
    let what = match scene.word(head) {
        "def" => "function definition".to_string(),
        "class" => "class definition".to_string(),
        word => format!("'{word}' statement"),
    };
    let message = format!("expected an indented block after {what} on line {}", scene.line(head));
    let mistake = Mistake { class: ErrorClass::IndentationError, ..Mistake::new(scene.caret(), message) };
    Some(Guess { mistake, read_to: scene.at })
}

/// `try:` with a block and nothing more.
fn incomplete_try(scene: &Scene) -> Option<Guess> {
    scene.stuck.expects_handler().then_some(())?;
    simple(scene, scene.caret(), "expected 'except' or 'finally' block")
}

/// `except A, B:`.
fn several_exceptions(scene: &Scene) -> Option<Guess> {
    let start = scene.line_start(scene.at);
    let head = scene.word(start) == "except" && scene.level_before(scene.at) == 0;
    let star = scene.word(start + 1) == "*";
    if head && star && matches!(scene.word(scene.at), ":" | "") && scene.at == start + 2 {
        return simple(scene, scene.place(scene.at), "expected one or more exception types");
    }
    if !head || scene.word(scene.at) != "," {
        return None;
    }
    let first = scene.fits(Part::Expression, start + 1 + usize::from(star)).filter(|first| first.next == scene.at)?;
    let rest = scene.fits(Part::ExpressionList, scene.at + 1)?;
    let colon = if scene.word(rest.next) == "as" { rest.next + 2 } else { rest.next };
    (scene.word(colon) == ":").then_some(())?;
    let place = first.place.to(scene.place(colon - 1));
    simple(scene, place, "multiple exception types must be parenthesized")
}

/// `from a import b,`.
fn trailing_import_comma(scene: &Scene) -> Option<Guess> {
    let start = scene.statement_start(scene.at);
    let comma = scene.at > 0 && scene.word(scene.at - 1) == ",";
    let imports = scene.word(start) == "from" && scene.outermost(start, scene.at).any(|at| scene.word(at) == "import");
    (imports && comma && scene.kind(scene.at) == Kind::Newline).then_some(())?;
    simple(scene, scene.place(scene.at), "trailing comma not allowed without surrounding parentheses")
}

/// `lambda (x, y): x`, `lambda x=: x`.
fn lambda_parameters(scene: &Scene) -> Option<Guess> {
    let start = scene.opener(scene.at).map_or_else(|| scene.line_start(scene.at), |opener| opener + 1);
    let lambda = scene.outermost(start, scene.at).rev().find(|&index| scene.word(index) == "lambda")?;
    let open = scene.outermost(lambda, scene.at).all(|index| scene.word(index) != ":");
    open.then(|| displays::parameters(scene, lambda, "Lambda expression")).flatten()
}

/// `for x + 1 in y`, `with a as b + 1`: what stands before the stopping token cannot be bound.
fn target(scene: &Scene) -> Option<Guess> {
    let start = scene.statement_start(scene.at);
    if scene.word(start) == "del" {
        let list = scene.fits(Part::ExpressionList, start + 1)?;
        let (place, what) = grammar::wrong_target(scene.text, scene.scan, list.place, grammar::Purpose::Delete)?;
        return simple(scene, place, format!("cannot delete {what}"));
    }
    let from = scene.opener(scene.at).map_or_else(|| scene.statement_start(scene.at), |opener| opener + 1);
    let word = scene.outermost(from, scene.at).rev().find(|&index| matches!(scene.word(index), "for" | "as"))?;
    let (part, purpose) = if scene.word(word) == "for" {
        (Part::ExpressionList, grammar::Purpose::Loop)
    } else {
        (scene.word(scene.statement_start(scene.at)) == "with").then_some(())?;
        (Part::Expression, grammar::Purpose::Assign)
    };
    // Behind `in` the target was accepted.
    if scene.fits(Part::Targets, word + 1).is_some_and(|targets| scene.word(targets.next) == "in") {
        return None;
    }
    let list = scene.fits(part, word + 1)?;
    if purpose == grammar::Purpose::Assign && !matches!(scene.word(list.next), "," | ")" | ":") {
        return None;
    }
    let (place, what) = grammar::wrong_target(scene.text, scene.scan, list.place, purpose)?;
    let mistake = Mistake::new(place, format!("cannot assign to {what}"));
    Some(Guess { mistake, read_to: list.next })
}

/// `case x as y.z`.
fn pattern_target(scene: &Scene) -> Option<Guess> {
    let before = scene.at.checked_sub(1)?;
    (scene.word(scene.line_start(scene.at)) == "case").then_some(())?;
    let (start, fit) = match scene.word(before) {
        "as" => (scene.at, scene.fits(Part::Expression, scene.at)?),
        _ if before > 0 && scene.word(before - 1) == "as" => (before, scene.fits(Part::Expression, before)?),
        _ => return None,
    };
    (scene.kind(start) != Kind::Name).then_some(())?;
    let mistake = Mistake::new(fit.place, "invalid pattern target");
    Some(Guess { mistake, read_to: fit.next })
}
