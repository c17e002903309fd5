//! Guesses between brackets: calls, comprehensions, dicts, parameters.

use super::expressions::MOST_BRACKETS;
use super::scene::Scene;
use super::{Guess, Mistake};
use crate::syntax::grammar::Part;
use crate::syntax::scan::Kind;
use crate::text::Span;

/// The guesses that depend on the bracket around the stopping token.
pub(super) fn guess(scene: &Scene) -> Option<Guess> {
    let opener = scene.opener(scene.at)?;
    match scene.word(opener) {
        "(" if is_parameter_list(scene, opener) => parameters(scene, opener, "Function"),
        "(" if opener > 0 && scene.ends_operand(opener - 1) => call(scene, opener),
        "(" => starred_group(scene, opener),
        "[" if opener > 0 && scene.ends_operand(opener - 1) => None,
        "[" => comprehension_target(scene, opener),
        _ => comprehension_target(scene, opener).or_else(|| dict(scene)),
    }
}

pub(super) fn is_parameter_list(scene: &Scene, opener: usize) -> bool {
    opener >= 2 && scene.word(opener - 2) == "def"
}

fn simple(scene: &Scene, place: Span, message: &str) -> Option<Guess> {
    Some(Guess { mistake: Mistake::new(place, message), read_to: scene.at })
}

/// The first token after some `for … in …` clauses.
fn clauses(scene: &Scene, start: usize) -> Option<(usize, Span)> {
    let mut clause = scene.fits(Part::Clause, start)?;
    while let Some(next) = scene.fits(Part::Clause, clause.next) {
        clause = next;
    }
    Some((clause.next, clause.place))
}

/// `f(x for x in xs, 1)`, `f(1, x for x in xs)`, `f(a=x for x in xs)`.
fn call(scene: &Scene, opener: usize) -> Option<Guess> {
    const MESSAGE: &str = "Generator expression must be parenthesized";
    let comma = scene.outermost(opener + 1, scene.at).rev().find(|&index| scene.word(index) == ",");
    let start = comma.unwrap_or(opener) + 1;
    match scene.word(scene.at) {
        "for" => {
            let element = scene.fits(Part::Expression, start)?;
            let (next, last) = clauses(scene, scene.at)?;
            if element.next == scene.at {
                comma?;
                let mistake = Mistake::new(element.place.to(last), MESSAGE);
                return Some(Guess { mistake, read_to: next });
            }
            if element.next == start + 1 && scene.word(element.next) == "=" {
                let place = scene.place(start).to(scene.place(element.next));
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                return Some(Guess { mistake: Mistake::new(place, message), read_to: next });
            }
            None
        }
        "=" => {
            let left = scene.fits(Part::Expression, start).filter(|left| left.next == scene.at)?;
            let constant = left.next == start + 1 && matches!(scene.word(start), "True" | "False" | "None");
            let place = scene.place(start).to(scene.place(scene.at));
            if constant {
                return simple(scene, place, &format!("cannot assign to {}", scene.word(start)));
            }
            simple(scene, place, "expression cannot contain assignment, perhaps you meant \"==\"?")
        }
        "," if comma.is_none() => {
            let element = scene.fits(Part::Expression, start)?;
            if element.next == start + 1 && scene.word(element.next) == "=" {
                let value = scene.fits(Part::Expression, element.next + 1)?;
                clauses(scene, value.next)?;
                let place = scene.place(start).to(scene.place(element.next));
                return simple(scene, place, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            }
            let (next, last) = clauses(scene, element.next)?;
            (next == scene.at).then_some(())?;
            simple(scene, element.place.to(last), MESSAGE)
        }
        _ => None,
    }
}

/// `(**a)`, `(*a or b)`.
fn starred_group(scene: &Scene, opener: usize) -> Option<Guess> {
    let (stars, kind) = match scene.word(opener + 1) {
        "*" => (scene.place(opener + 1), "starred"),
        "**" => (scene.place(opener + 1), "double starred"),
        _ => return None,
    };
    let value = scene.fits(Part::Expression, opener + 2)?;
    (scene.word(value.next) == ")").then_some(())?;
    let place = if kind == "starred" { stars.to(value.place) } else { stars };
    simple(scene, place, &format!("cannot use {kind} expression here"))
}

/// `[x, y for x, y in pairs]`.
fn comprehension_target(scene: &Scene, opener: usize) -> Option<Guess> {
    if scene.word(scene.at) != "for" {
        return None;
    }
    let (next, _) = clauses(scene, scene.at)?;
    let first = scene.fits(Part::Expression, opener + 1)?;
    (scene.word(first.next) == ",").then_some(())?;
    let last = if first.next + 1 == scene.at {
        scene.place(first.next)
    } else {
        let comma = scene.outermost(opener + 1, scene.at).rev().find(|&index| scene.word(index) == ",")?;
        if comma + 1 == scene.at {
            let before = scene.outermost(opener + 1, comma).rev().find(|&index| scene.word(index) == ",")?;
            scene.fits(Part::Expression, before + 1)?.place
        } else {
            scene.fits(Part::Expression, comma + 1).filter(|fit| fit.next == scene.at)?.place
        }
    };
    let mistake = Mistake::new(first.place.to(last), "did you forget parentheses around the comprehension target?");
    Some(Guess { mistake, read_to: next })
}

/// `{1: 2, 3 4}`: after a pair comes a key. CPython notices this before it looks for anything else, in
/// the innermost display that is a dict so far.
pub(super) fn missing_key(scene: &Scene) -> Option<Guess> {
    let mut inside = scene.at;
    for _ in 0..MOST_BRACKETS {
        let opener = scene.opener(inside)?;
        inside = opener;
        if scene.word(opener) != "{" {
            continue;
        }
        let is_dict = scene.word(opener + 1) == "**"
            || scene.fits(Part::Expression, opener + 1).is_some_and(|key| scene.word(key.next) == ":");
        let comma = scene.outermost(opener + 1, scene.at).rev().find(|&index| scene.word(index) == ",");
        let looped = scene.outermost(opener + 1, scene.at).any(|index| scene.word(index) == "for");
        let (true, false, Some(comma)) = (is_dict, looped, comma) else { continue };
        let Some(key) = scene.fits(Part::Expression, comma + 1) else { continue };
        if scene.word(key.next) == ":" {
            continue;
        }
        let end = scene.bare(key.place).end;
        let place = Span { start: end.saturating_sub(1), end };
        let mistake = Mistake::new(place, "':' expected after dictionary key");
        return Some(Guess { mistake, read_to: key.next });
    }
    None
}

/// `{1: }`, `{1: *a}`, `{1: 2, 3: }`.
fn dict(scene: &Scene) -> Option<Guess> {
    let colon = scene.at.checked_sub(1).filter(|&before| scene.word(before) == ":")?;
    match scene.word(scene.at) {
        "}" | "," => simple(scene, scene.place(colon), "expression expected after dictionary key and ':'"),
        "*" => {
            let value = scene.fits(Part::Arithmetic, scene.at + 1)?;
            let place = scene.place(scene.at).to(value.place);
            simple(scene, place, "cannot use a starred expression in a dictionary value")
        }
        _ => None,
    }
}

/// `def f(a, (b, c))`, `def f(a=)`, `def f(a, /*, b)`.
pub(super) fn parameters(scene: &Scene, opener: usize, kind: &str) -> Option<Guess> {
    let before = scene.at.checked_sub(1)?;
    match (scene.word(before), scene.word(scene.at)) {
        ("=", ")" | ",") => simple(scene, scene.place(before), "expected default value expression"),
        ("/", "*") => simple(scene, scene.place(scene.at), "expected comma between / and *"),
        (_, "(") if before == opener || scene.word(before) == "," => {
            let plain = scene
                .outermost(opener + 1, scene.at)
                .all(|index| scene.word(index) == "," || scene.kind(index) == Kind::Name);
            let closes = (scene.at + 1..scene.scan.tokens.len())
                .find(|&index| scene.token(index).level < scene.token(scene.at).level)?;
            let names = (scene.at + 1..closes).all(|index| scene.word(index) == "," || scene.kind(index) == Kind::Name);
            (plain && names && closes > scene.at + 1).then_some(())?;
            let place = scene.place(scene.at).to(scene.place(closes));
            let message = format!("{kind} parameters cannot be parenthesized");
            Some(Guess { mistake: Mistake::new(place, message), read_to: closes })
        }
        _ => None,
    }
}
