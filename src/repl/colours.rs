//! Code coloured by its tokens, for the line that is typed and for cells shown again.

use super::style::Style;
use crate::syntax::{TokenKind, tokens};

/// The text with colours; the same text in the plain style.
pub(super) fn highlight(style: Style, text: &str) -> String {
    if !style.is_coloured() {
        return text.to_owned();
    }
    let mut coloured = String::with_capacity(text.len() * 2);
    let mut end = 0;
    for (span, kind) in tokens(text) {
        let (start, stop) = (span.start as usize, span.end as usize);
        let (Some(gap), Some(token), Some(colour)) = (text.get(end..start), text.get(start..stop), colour(kind)) else {
            continue;
        };
        coloured.push_str(gap);
        // A colour ends with its line: the prompt of the next one has its own.
        for (index, line) in token.split('\n').enumerate() {
            if index > 0 {
                coloured.push('\n');
            }
            coloured.push_str(colour);
            coloured.push_str(line);
            coloured.push_str("\x1b[0m");
        }
        end = stop;
    }
    coloured.push_str(text.get(end..).unwrap_or(""));
    coloured
}

fn colour(kind: TokenKind) -> Option<&'static str> {
    match kind {
        TokenKind::Keyword => Some("\x1b[1;32m"),
        TokenKind::Builtin => Some("\x1b[36m"),
        TokenKind::Number => Some("\x1b[35m"),
        TokenKind::String => Some("\x1b[33m"),
        TokenKind::Comment => Some("\x1b[2m"),
        TokenKind::Decorator => Some("\x1b[36m"),
        TokenKind::Name | TokenKind::Operator => None,
    }
}
