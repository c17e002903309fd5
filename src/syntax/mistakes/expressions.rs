//! Guesses inside expressions.

use super::scene::Scene;
use super::{Guess, Mistake, displays};
use crate::syntax::grammar::{self, Part};
use crate::syntax::scan::Kind;
use crate::text::Span;

/// How many beginnings of expressions are tried, from the nearest on.
const MOST_STARTS: usize = 16;

/// How many brackets around a mistake are looked at.
pub(super) const MOST_BRACKETS: usize = 8;

/// The tokens at which CPython begins an expression, among those of the innermost bracket or statement
/// that holds the stopping token, from the last comma on.
pub(super) fn starts(scene: &Scene) -> Vec<usize> {
    if scene.in_pattern() {
        return Vec::new();
    }
    let opener = scene.opener(scene.at);
    let from = opener.map_or_else(|| scene.statement_start(scene.at), |opener| opener + 1);
    let head = scene.word(scene.statement_start(scene.at));
    let named =
        opener.is_some_and(|opener| displays::is_parameter_list(scene, opener)) || matches!(head, "from" | "import");
    // Where names stand, an expression begins only behind a `=` or `:`.
    let mut names = named || head == "case";
    let mut starts = if names { Vec::new() } else { vec![from] };
    let mut loops = false;
    for index in scene.outermost(from, scene.at) {
        match scene.word(index) {
            "lambda" => {
                names = true;
                starts.clear();
            }
            ":" => {
                names = named;
                starts.push(index + 1);
            }
            "," | ";" => {
                starts.clear();
                if !names {
                    starts.push(index + 1);
                }
            }
            "for" => {
                loops = true;
                starts.push(index + 1);
            }
            // What follows the `in` of a comprehension is no expression of its own.
            "in" if loops && opener.is_some() => starts.clear(),
            "in" if loops => starts.push(index + 1),
            // Nor is the condition of `a if b else c`; that of a statement is.
            "if" if index == from || head == "case" && opener.is_none() => starts.push(index + 1),
            "=" | ":=" | "else" | "->" | "return" | "yield" | "from" | "assert" | "raise" | "del" | "@" | "while"
            | "elif" | "with" | "except" | "match" => starts.push(index + 1),
            word if word.len() > 1 && word.ends_with('=') && !matches!(word, "==" | "!=" | "<=" | ">=") => {
                starts.push(index + 1);
            }
            _ => {}
        }
    }
    for start in &mut starts {
        if matches!(scene.word(*start), "*" | "**") {
            *start += 1;
        }
    }
    starts.extend(scene.read_on);
    starts.retain(|&start| start < scene.at);
    // Each is tried; a chain of thousands would take for ever.
    starts.drain(..starts.len().saturating_sub(MOST_STARTS));
    starts
}

/// `foo(1 2)`: two expressions side by side within brackets.
pub(super) fn forgotten_comma(scene: &Scene) -> Option<Guess> {
    scene.opener(scene.at)?;
    // `a not b`: what CPython stumbles over is the token after `not`.
    let second = if scene.at > 0 && scene.word(scene.at - 1) == "not" { scene.at - 1 } else { scene.at };
    for mut start in starts(scene) {
        // After a soft keyword CPython reads on; it takes their beginnings for one, `c` for `case`.
        while is_soft_keyword(scene, start) && start + 1 < second && scene.word(start + 1) != "(" {
            start += 1;
        }
        let Some(left) = scene.fits(Part::Disjunction, start).filter(|left| left.next == second) else {
            continue;
        };
        let named = scene.kind(start) == Kind::Name;
        let single = left.next == start + 1;
        let odd_prefix = named && matches!(scene.kind(start + 1), Kind::String { .. });
        if odd_prefix || is_soft_keyword(scene, start) || named && single && is_old_statement(scene.word(start)) {
            continue;
        }
        let right = scene.fits(Part::Expression, second)?;
        let place = scene.bare(left.place).to(scene.bare(right.place));
        let mistake = Mistake::new(place, "invalid syntax. Perhaps you forgot a comma?");
        return Some(Guess { mistake, read_to: scene.reach(second) });
    }
    None
}

/// `a if b` without `else`.
pub(super) fn missing_else(scene: &Scene) -> Option<Guess> {
    for start in starts(scene) {
        let Some(left) = scene.fits(Part::Disjunction, start) else { continue };
        if left.next > scene.at || scene.word(left.next) != "if" {
            continue;
        }
        let Some(test) = scene.fits(Part::Disjunction, left.next + 1) else { continue };
        // In the target of a `for` the `if` itself cannot stand.
        let read = test.next <= scene.at || left.next == scene.at;
        if !read || matches!(scene.word(test.next), "else" | ":") {
            continue;
        }
        let place = scene.bare(left.place).to(scene.bare(test.place));
        let mistake = Mistake::new(place, "expected 'else' after 'if' expression");
        return Some(Guess { mistake, read_to: scene.at });
    }
    None
}

fn is_soft_keyword(scene: &Scene, at: usize) -> bool {
    scene.kind(at) == Kind::Name && ["_", "case", "match"].iter().any(|word| word.starts_with(scene.word(at)))
}

/// `print(x[])`: what stands in front of a bracket with a mistake in it is an expression too, and so may
/// be the bracket.
pub(super) fn around(scene: &Scene) -> Option<Guess> {
    let mut at = scene.at;
    for _ in 0..MOST_BRACKETS {
        at = scene.opener(at)?;
        if at > 0 && scene.ends_operand(at - 1) {
            let outside = scene.moved_to(at);
            let outside = Scene { read_on: None, ..outside };
            if let Some(guess) = missing_else(&outside).or_else(|| forgotten_comma(&outside)) {
                return Some(guess);
            }
        }
    }
    None
}

fn is_old_statement(word: &str) -> bool {
    matches!(word, "print" | "exec")
}

/// `print "hello"`: what was a statement in Python 2.
pub(super) fn old_print(scene: &Scene) -> Option<Guess> {
    // `print print x`: the inner one is met first.
    let outer = scene.at.checked_sub(1).filter(|&outer| is_old_statement(scene.word(outer)))?;
    let mut name = outer;
    while is_old_statement(scene.word(name + 1)) && !matches!(scene.word(name + 2), "(" | "") {
        name += 1;
    }
    let word = scene.word(name);
    if scene.word(name + 1) == "(" || !starts(scene).contains(&outer) {
        return None;
    }
    let rest = scene.fits(Part::ExpressionList, name + 1)?;
    let place = scene.place(name).to(rest.place);
    let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
    Some(Guess { mistake: Mistake::new(place, message), read_to: rest.next })
}

/// `if x = 3`: an assignment where an expression is wanted.
pub(super) fn assignment(scene: &Scene) -> Option<Guess> {
    if scene.word(scene.at) != "=" {
        return unlisted_assignment(scene);
    }
    let start = named_start(scene).or(scene.read_on).filter(|&start| !starts_with_display(scene, start))?;
    let left = scene.fits(Part::Arithmetic, start).filter(|left| left.next == scene.at)?;
    let right = scene.fits(Part::Arithmetic, scene.at + 1)?;
    if matches!(scene.word(right.next), "=" | ":=") {
        return None;
    }
    let guess =
        |place: Span, message: String| Some(Guess { mistake: Mistake::new(place, message), read_to: right.next });
    if scene.kind(start) == Kind::Name && left.next == start + 1 {
        let place = left.place.to(scene.bare(right.place));
        return guess(place, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".into());
    }
    let (place, what) = grammar::description(scene.text, scene.scan, left.place)?;
    guess(place, format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"))
}

/// Whether an expression begins with a list, a tuple, a generator expression or a constant: CPython
/// guesses no comparison there.
pub(super) fn starts_with_display(scene: &Scene, start: usize) -> bool {
    if scene.word(start) != "(" {
        return matches!(scene.word(start), "[" | "True" | "False" | "None");
    }
    let level = scene.level_before(start);
    let closing = (start..scene.at).find(|&index| index > start && scene.token(index).level == level);
    let place = closing.map(|closing| scene.place(start).to(scene.place(closing)));
    let described = place.and_then(|place| grammar::description(scene.text, scene.scan, place));
    described.is_some_and(|(_, what)| matches!(what, "tuple" | "generator expression"))
}

/// `a, b c = d`: CPython reads `c = d` as if it stood in a list.
fn unlisted_assignment(scene: &Scene) -> Option<Guess> {
    let start = statement_expression(scene)?;
    let before = || scene.outermost(scene.statement_start(scene.at), scene.at).map(|index| scene.word(index));
    let listed = before().any(|word| word == ",") && before().all(|word| word != "=");
    if !listed || scene.read_on.is_some() || start >= scene.at {
        return None;
    }
    let value = scene.fits(Part::Arithmetic, scene.at).filter(|value| scene.word(value.next) == "=")?;
    assignment(&scene.moved_to(value.next))
}

/// Where an expression begins that could be a walrus, if the stopping token is in one.
pub(super) fn named_start(scene: &Scene) -> Option<usize> {
    if scene.in_pattern() {
        return None;
    }
    let Some(opener) = scene.opener(scene.at) else {
        let start = scene.statement_start(scene.at);
        return matches!(scene.word(start), "if" | "elif" | "while" | "@").then_some(start + 1);
    };
    let called = scene.word(opener) == "(" && opener > 0 && scene.ends_operand(opener - 1);
    if called {
        return None;
    }
    let comma = scene.outermost(opener + 1, scene.at).rev().find(|&index| scene.word(index) == ",");
    Some(comma.unwrap_or(opener) + 1)
}

/// Where the expression begins that holds the stopping token and stands as a statement.
fn statement_expression(scene: &Scene) -> Option<usize> {
    let start = scene.statement_start(scene.at);
    let plain = scene.opener(scene.at).is_none() && scene.kind(start) != Kind::Keyword || scene.word(start) == "lambda";
    let comma = scene.outermost(start, scene.at).rev().find(|&index| scene.word(index) == ",");
    plain.then(|| comma.map_or(start, |comma| comma + 1))
}

/// `f() := 3` where a walrus could be.
pub(super) fn walrus(scene: &Scene) -> Option<Guess> {
    if scene.word(scene.at) != ":=" {
        return None;
    }
    let start = named_start(scene).or_else(|| statement_expression(scene))?;
    let left = scene.fits(Part::Expression, start).filter(|left| left.next == scene.at)?;
    let right = scene.fits(Part::Expression, scene.at + 1)?;
    let (place, what) = grammar::description(scene.text, scene.scan, left.place)?;
    if what == "name" {
        return None;
    }
    let mistake = Mistake::new(place, format!("cannot use assignment expressions with {what}"));
    Some(Guess { mistake, read_to: right.next })
}
