//! CPython's words for text that does not parse. The grammar says how far it came; the token there and
//! its surroundings say what was probably meant. Each of the functions below this module knows one or a
//! few such guesses, with CPython's condition for each, and parts of the grammar are tried at places of
//! the text to see whether the condition holds.

mod displays;
mod expressions;
mod fstring;
mod scene;
mod statements;

use super::Mistake;
use super::grammar::{self, Failure, Part};
use super::scan::{Kind, Rank, Scan};
use crate::text::{ErrorClass, Span};
use scene::Scene;

/// Finds the mistake that CPython would report for a text. `failure` says where the grammar stopped;
/// without one, the scan stopped earlier.
pub(super) fn explain(text: &str, scan: &Scan, failure: Option<Failure>) -> Mistake {
    match (failure, &scan.problem) {
        (Some(Failure::Stuck(stuck)), problem) => {
            let early = problem.as_ref().is_none_or(|problem| stuck.at < problem.at);
            let scene = Scene::new(text, scan, stuck);
            if early || scene.kind(scene.at) == Kind::Indent {
                return stuck_at(&scene);
            }
        }
        // What the grammar accepts and the tree does not, came before what the scan found.
        (Some(Failure::Mistake(mistake)), problem) => {
            return match problem {
                Some(problem) if problem.is_hard() => problem.mistake.clone(),
                _ => *mistake,
            };
        }
        (None, _) => {
            if let Some(mistake) = unexpected_indent(text, scan) {
                return mistake;
            }
        }
    }
    match &scan.problem {
        Some(problem) if problem.rank == Rank::FString => fstring::explain(text, scan, problem.at),
        Some(problem) => problem.mistake.clone(),
        None => Mistake::new(Default::default(), "invalid syntax"),
    }
}

/// The mistake at the token where the grammar stopped.
fn stuck_at(scene: &Scene) -> Mistake {
    let token = scene.token(scene.at);
    if token.kind == Kind::Dedent {
        let place = scene.place(scene.at);
        return Mistake { class: ErrorClass::IndentationError, ..Mistake::new(place, "unexpected unindent") };
    }
    if token.kind == Kind::Indent && !scene.stuck.expects_handler() {
        if let Some(mistake) = statements::match_without_colon(scene) {
            return mistake;
        }
        return indentation(token.span());
    }
    // A text that is not even tokens counts more than its grammar.
    if let Some(problem) = &scene.scan.problem
        && problem.is_hard()
    {
        return problem.mistake.clone();
    }
    if let Some(mistake) = earlier(scene) {
        return mistake;
    }
    if scene.in_field() {
        return fstring::explain(scene.text, scene.scan, token.start as usize);
    }
    let hint = guess(scene).or_else(|| further(scene));
    if let Some(unclosed) = scene.unclosed(hint.as_ref().map(|hint| hint.read_to)) {
        return unclosed;
    }
    match hint {
        Some(hint) => hint.mistake,
        None => invalid_target(scene).unwrap_or_else(|| Mistake::new(scene.caret(), "invalid syntax")),
    }
}

/// An indented line after one that does not end in a colon.
fn unexpected_indent(text: &str, scan: &Scan) -> Option<Mistake> {
    let limit = scan.problem.as_ref().map_or(usize::MAX, |problem| problem.at);
    let announced = |at: usize| at >= 2 && scan.tokens[at - 2].text(text) == ":";
    let indents = scan.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Indent);
    let (_, indent) =
        indents.take_while(|(_, token)| (token.start as usize) < limit).find(|&(at, _)| !announced(at))?;
    Some(indentation(indent.span()))
}

/// CPython points at the white space, left of what it prints, so that no caret is shown.
fn indentation(place: Span) -> Mistake {
    let place = Span { start: place.end.saturating_sub(1), ..place };
    Mistake { class: ErrorClass::IndentationError, ..Mistake::new(place, "unexpected indent") }
}

/// A guess, and the last token that CPython reads to make it: an unclosed bracket on an earlier line
/// than that token is reported instead.
struct Guess {
    mistake: Mistake,
    read_to: usize,
}

/// The guesses in the order in which CPython comes by them.
fn guess(scene: &Scene) -> Option<Guess> {
    // `x.f"a"`: the grammar took the prefix for a name.
    if scene.splits_string() {
        return None;
    }
    statements::unsupported(scene)
        .or_else(|| displays::missing_key(scene))
        .or_else(|| expressions::missing_else(scene))
        .or_else(|| expressions::forgotten_comma(scene))
        .or_else(|| expressions::around(scene))
        .or_else(|| expressions::old_print(scene))
        .or_else(|| expressions::assignment(scene))
        .or_else(|| expressions::walrus(scene))
        .or_else(|| displays::guess(scene))
        .or_else(|| statements::guess(scene))
}

/// After a name CPython reads on, in case the name is an old `print`, and may meet a mistake there.
fn further(scene: &Scene) -> Option<Guess> {
    let name = scene.at.checked_sub(1).filter(|&before| scene.kind(before) == Kind::Name)?;
    if scene.word(scene.at) == "(" || !expressions::starts(scene).contains(&name) {
        return None;
    }
    let next = match grammar::prefix(Part::ExpressionList, scene.scan, scene.token(scene.at).start as usize) {
        Ok(place) => scene.token_at(place.end as usize),
        Err(stuck) => scene.token_at(stuck),
    };
    let there = (next > scene.at).then(|| scene.moved_to(next))?;
    expressions::missing_else(&there)
        .or_else(|| expressions::forgotten_comma(&there))
        .or_else(|| expressions::old_print(&there))
        .or_else(|| displays::guess(&there))
}

/// `5 = x +`: if nothing else is to be said, that the left side is wrong.
fn invalid_target(scene: &Scene) -> Option<Mistake> {
    let start = scene.statement_start(scene.at);
    let equals = scene.outermost(start, scene.at).find(|&index| scene.word(index) == "=")?;
    let (start, end) = (scene.token(start).start as usize, scene.token(equals).end as usize);
    grammar::mistake_in(scene.text, scene.scan, start, end, " not x\n")
}

/// A mistake before the place where the grammar stopped: it accepts some things that the tree does not.
fn earlier(scene: &Scene) -> Option<Mistake> {
    let start = scene.top_level_start();
    if start > 0
        && let Err(Failure::Mistake(mistake)) = grammar::module_before(scene.text, scene.scan, start)
    {
        return Some(*mistake);
    }
    let start = scene.token(scene.statement_start(scene.at)).start as usize;
    let end = scene.token(scene.at).start as usize;
    let assigned = scene.at > 0 && scene.word(scene.at - 1) == "=";
    // An operand that CPython does not take for the right side of a comparison.
    let ending = if assigned { " not x\n" } else { "\n" };
    let try_ending = |ending: &str| grammar::mistake_in(scene.text, scene.scan, start, end, ending);
    try_ending(ending).or_else(|| try_ending(": pass\n"))
}
