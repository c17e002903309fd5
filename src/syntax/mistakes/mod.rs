//! CPython's words for text that does not parse.

use super::Mistake;
use super::grammar::{Failure, Stuck};
use super::scan::{Kind, Rank, Scan, Token};
use crate::text::{ErrorClass, Span};

/// Finds the mistake that CPython would report for a text. `failure` says where the grammar stopped.
pub(super) fn explain(text: &str, scan: &Scan, failure: Option<Failure>) -> Mistake {
    let problem = scan.problem.as_ref();
    match (failure, problem) {
        (None | Some(Failure::Mistake(_)), Some(problem)) => problem.mistake.clone(),
        (Some(Failure::Mistake(mistake)), None) => *mistake,
        (Some(Failure::Stuck(stuck)), problem) => {
            if let Some(problem) = problem
                && (problem.rank == Rank::Hard || stuck.at >= problem.at)
            {
                return problem.mistake.clone();
            }
            stuck_at(text, scan, &stuck)
        }
        (None, None) => Mistake::new(Span::default(), "invalid syntax"),
    }
}

fn stuck_at(_text: &str, scan: &Scan, stuck: &Stuck) -> Mistake {
    let token = |token: &&Token| {
        token.start as usize >= stuck.at || token.kind == Kind::Indent && token.end as usize > stuck.at
    };
    let Some(token) = scan.tokens.iter().find(token) else {
        return Mistake::new(Span::default(), "invalid syntax");
    };
    let place = Span { start: token.start, end: token.end };
    if token.kind == Kind::Indent {
        return Mistake { class: ErrorClass::IndentationError, ..Mistake::new(place, "unexpected indent") };
    }
    if stuck.expects_colon() && token.kind == Kind::Newline {
        return Mistake::new(place, "expected ':'");
    }
    if stuck.expects_block() {
        return Mistake { class: ErrorClass::IndentationError, ..Mistake::new(place, "expected an indented block") };
    }
    Mistake::new(place, "invalid syntax")
}
