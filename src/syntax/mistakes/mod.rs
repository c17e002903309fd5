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
use super::grammar::{self, Failure};
use super::scan::{Kind, Rank, Scan};
use crate::text::ErrorClass;
use scene::Scene;

/// Finds the mistake that CPython would report for a text. `failure` says where the grammar stopped;
/// without one, the scan stopped earlier.
pub(super) fn explain(text: &str, scan: &Scan, failure: Option<Failure>) -> Mistake {
    match (failure, &scan.problem) {
        (Some(Failure::Stuck(stuck)), problem) => {
            if problem.as_ref().is_none_or(|problem| stuck.at < problem.at) {
                return stuck_at(&Scene::new(text, scan, stuck));
            }
        }
        // What the grammar accepts and the tree does not, came before what the scan found.
        (Some(Failure::Mistake(mistake)), problem) => {
            return match problem {
                Some(problem) if problem.rank == Rank::Hard => problem.mistake.clone(),
                _ => *mistake,
            };
        }
        (None, _) => {}
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
    if token.kind == Kind::Indent {
        // CPython points at the white space, left of what it prints, so that no caret is shown.
        let mut place = scene.place(scene.at);
        place.start = place.end.saturating_sub(1);
        return Mistake { class: ErrorClass::IndentationError, ..Mistake::new(place, "unexpected indent") };
    }
    if let Some(mistake) = earlier(scene) {
        return mistake;
    }
    // A text that is not even tokens counts more than its grammar.
    if let Some(problem) = &scene.scan.problem
        && problem.rank == Rank::Hard
    {
        return problem.mistake.clone();
    }
    if let Kind::String { formatted: true } = token.kind
        && scene.stuck.at > token.start as usize
    {
        return fstring::explain(scene.text, scene.scan, token.start as usize);
    }
    let hint = guess(scene);
    if let Some(unclosed) = scene.unclosed(hint.as_ref().map(|hint| hint.read_to)) {
        return unclosed;
    }
    match hint {
        Some(hint) => hint.mistake,
        None => Mistake::new(scene.caret(), "invalid syntax"),
    }
}

/// A guess, and the last token that CPython reads to make it: an unclosed bracket on an earlier line
/// than that token is reported instead.
struct Guess {
    mistake: Mistake,
    read_to: usize,
}

/// The guesses in the order in which CPython comes by them.
fn guess(scene: &Scene) -> Option<Guess> {
    statements::unsupported(scene)
        .or_else(|| displays::missing_key(scene))
        .or_else(|| expressions::missing_else(scene))
        .or_else(|| expressions::forgotten_comma(scene))
        .or_else(|| expressions::old_print(scene))
        .or_else(|| expressions::assignment(scene))
        .or_else(|| expressions::walrus(scene))
        .or_else(|| displays::guess(scene))
        .or_else(|| statements::guess(scene))
}

/// A mistake in the statements before the one that does not parse: the grammar accepts some things
/// that the tree does not.
fn earlier(scene: &Scene) -> Option<Mistake> {
    let start = scene.top_level_start();
    if start == 0 {
        return None;
    }
    match grammar::module_before(scene.text, scene.scan, start) {
        Err(Failure::Mistake(mistake)) => Some(*mistake),
        _ => None,
    }
}
