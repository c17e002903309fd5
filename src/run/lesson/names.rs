//! What the operands of a failing operation are called in the text of the program.

use crate::text::{Frame, Span};

/// The names of so many operands at a place; those that cannot be told are numbered.
pub(super) fn operands(place: &Frame, n: usize) -> Vec<String> {
    let names = match place.anchor {
        Some(anchor) => around(place, anchor),
        None => arguments(text(place, place.span), n),
    };
    let known = names.len() == n;
    (0..n)
        .map(|k| match names.get(k).filter(|_| known) {
            Some(name) => name.trim().to_owned(),
            None => format!("operand {}", k + 1),
        })
        .collect()
}

fn text(place: &Frame, span: Span) -> &str {
    place.source.text.get(span.start as usize..span.end as usize).unwrap_or_default()
}

/// The two sides of an operator.
fn around(place: &Frame, operator: Span) -> Vec<&str> {
    let left = text(place, Span { start: place.span.start, end: operator.start });
    let right = text(place, Span { start: operator.end, end: place.span.end });
    vec![bare(left), bare(right)]
}

/// `(a)` without its brackets, which belong to the operation around it.
fn bare(operand: &str) -> &str {
    let operand = operand.trim();
    match operand.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) if parts(inside).len() == 1 && depth_stays_open(inside) => inside,
        _ => operand,
    }
}

/// Whether no bracket closes one that was opened outside.
fn depth_stays_open(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        depth += step(c);
        depth >= 0
    })
}

/// The arguments of a call that are operands: `np.dot(a, b)`, `a.dot(b)`, `np.vstack([a, b])`, and the
/// two sides of `a += b`.
fn arguments(expression: &str, n: usize) -> Vec<&str> {
    let Some(call) = expression.trim_end().strip_suffix(')') else { return in_place(expression) };
    let Some(open) = opening(call) else { return Vec::new() };
    let function = call[..open].trim_end();
    let mut operands = parts(&call[open + 1..]);
    operands.retain(|operand| !operand.is_empty() && !is_keyword(operand));
    if operands.iter().any(|operand| operand.starts_with('*')) {
        return Vec::new();
    }
    if operands.len() < n && n > 1 {
        let list = operands.first().and_then(|first| {
            let inside = first.strip_prefix(['[', '('])?;
            inside.strip_suffix([']', ')'])
        });
        if let Some(list) = list {
            operands = parts(list);
            operands.retain(|operand| !operand.is_empty());
        } else if operands.len() + 1 == n
            && let Some((object, _)) = function.rsplit_once('.')
        {
            operands.insert(0, object);
        }
    }
    operands.truncate(n);
    operands
}

/// The two sides of an assignment that works in place.
fn in_place(statement: &str) -> Vec<&str> {
    let Some((left, right)) = statement.split_once('=') else { return Vec::new() };
    let target = left.trim_end_matches(['+', '-', '*', '/', '%', '@', '&', '|', '^', '<', '>', ' ']);
    if target.len() < left.trim_end().len() { vec![target, right.trim()] } else { Vec::new() }
}

/// Where the bracket opens that a text without its last bracket leaves open.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        depth -= step(c);
        if depth < 0 {
            return Some(at);
        }
    }
    None
}

/// `axis=0` and the like.
fn is_keyword(argument: &str) -> bool {
    let name = argument.split('=').next().unwrap_or_default().trim();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    argument.contains('=') && !argument[name.len()..].trim_start().starts_with("==") && is_name
}

/// A text cut at the commas that are in no bracket. Quotes are not looked at: what they hide is never
/// an array.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        depth += step(c);
        if c == ',' && depth == 0 {
            parts.push(text[start..at].trim());
            start = at + 1;
        }
    }
    parts.push(text[start..].trim());
    parts
}

fn step(c: char) -> i32 {
    match c {
        '(' | '[' | '{' => 1,
        ')' | ']' | '}' => -1,
        _ => 0,
    }
}
