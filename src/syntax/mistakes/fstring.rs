//! Mistakes in the fields of f-strings. Python 3.11 compiles each field's text on its own, in
//! parentheses, and shows that text instead of the line.

use super::super::grammar;
use super::super::scan::{Kind, Rank, Scan, fields, scan, string_parts};
use super::Mistake;
use crate::text::Span;

/// Explains the first mistake of the strings that begin at, or hold, a byte.
pub(super) fn explain(text: &str, scanned: &Scan, at: usize) -> Mistake {
    let tokens = &scanned.tokens;
    let is_string = |index: usize| matches!(tokens[index].kind, Kind::String { .. });
    let mut first = tokens.partition_point(|token| (token.end as usize) <= at);
    first = first.min(tokens.len() - 1);
    while first > 0 && is_string(first - 1) {
        first -= 1;
    }
    let after = (first..tokens.len()).find(|&index| !is_string(index)).unwrap_or(tokens.len() - 1);
    // CPython has read one token beyond the strings when it looks into them.
    let place = Span { start: tokens[after].start, end: tokens[after].end };
    for token in &tokens[first..after] {
        if token.kind != (Kind::String { formatted: true }) {
            continue;
        }
        let parts = string_parts(token.text(text));
        let start = token.start as usize;
        let (fields, sound) = fields(text, start + parts.body.0, start + parts.body.1, parts.raw);
        for field in fields {
            if let Some(mistake) = field_mistake(text.get(field.start..field.end).unwrap_or(""), place) {
                return mistake;
            }
        }
        if let Err(message) = sound {
            return Mistake::new(place, message);
        }
    }
    Mistake::new(place, "f-string: invalid syntax")
}

/// What is wrong with a field, if anything.
fn field_mistake(field: &str, place: Span) -> Option<Mistake> {
    if field.trim_matches([' ', '\t', '\n', '\x0c', '\r']).is_empty() {
        return Some(Mistake::new(place, "f-string: empty expression not allowed"));
    }
    let alone = format!("({field})");
    let scan = scan(&alone);
    let parsed = grammar::expression(&alone, &scan);
    if parsed.is_ok() && scan.problem.is_none() {
        return None;
    }
    let mut mistake = super::explain(&alone, &scan, parsed.err());
    // The tokenizer does not know that it works for an f-string.
    let lexical =
        scan.problem.is_some_and(|problem| problem.rank == Rank::Hard && problem.mistake.message == mistake.message);
    if mistake.text.is_none() {
        if !lexical && !mistake.message.starts_with("numcell") {
            mistake.message = format!("f-string: {}", mistake.message);
        }
        mistake.text = Some(alone);
    }
    Some(mistake)
}
