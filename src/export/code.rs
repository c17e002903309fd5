//! Code with the colours of the prompt: the lexer's own tokens as spans.

use super::safe::push_escaped;
use crate::syntax::{TokenKind, tokens};

/// Python as HTML.
pub(super) fn highlighted(code: &str) -> String {
    let mut out = String::with_capacity(2 * code.len());
    let mut at = 0;
    for (span, kind) in tokens(code) {
        let (start, end) = (span.start as usize, span.end as usize);
        let (Some(between), Some(token)) = (code.get(at..start), code.get(start..end)) else { continue };
        push_escaped(&mut out, between);
        at = end;
        let class = match kind {
            TokenKind::Keyword => "k",
            TokenKind::Builtin => "b",
            TokenKind::Number => "n",
            TokenKind::String => "s",
            TokenKind::Comment => "c",
            TokenKind::Decorator => "d",
            TokenKind::Operator => "o",
            TokenKind::Name => {
                push_escaped(&mut out, token);
                continue;
            }
        };
        out.push_str(&format!("<span class=\"{class}\">"));
        push_escaped(&mut out, token);
        out.push_str("</span>");
    }
    push_escaped(&mut out, code.get(at..).unwrap_or_default());
    out
}
