//! Code coloured by its tokens, for the line that is typed and for cells shown again; the brackets that
//! belong to the one at the cursor.

use super::style::Style;
use crate::syntax::{TokenKind, tokens};

/// Longer texts are shown as they are: each key would wait for the colours.
const LONGEST: usize = 50_000;

/// The text with colours, the bracket at byte `at` and its partner standing out; the same text in the
/// plain style.
pub(super) fn highlight(style: Style, text: &str, brackets: Option<[usize; 2]>) -> String {
    if !style.is_coloured() || text.len() > LONGEST {
        return text.to_owned();
    }
    let mut coloured = String::with_capacity(text.len() * 2);
    let mut end = 0;
    for (span, kind) in tokens(text) {
        let (start, stop) = (span.start as usize, span.end as usize);
        let is_partner = brackets.is_some_and(|pair| pair.contains(&start));
        let colour = if is_partner { style.bracket() } else { style.token(kind) };
        let (Some(gap), Some(token), Some(colour)) = (text.get(end..start), text.get(start..stop), colour) else {
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

/// The bracket at the cursor, or just before it, and the one that belongs to it, as bytes of the text.
pub fn matching_brackets(text: &str, at: usize) -> Option<[usize; 2]> {
    if text.len() > LONGEST {
        return None;
    }
    let is_bracket = |at: usize| text.as_bytes().get(at).is_some_and(|byte| b"()[]{}".contains(byte));
    let own = [Some(at), at.checked_sub(1)].into_iter().flatten().find(|&at| is_bracket(at))?;
    let mut open: Vec<usize> = Vec::new();
    for (span, kind) in tokens(text) {
        let start = span.start as usize;
        // Brackets in strings and comments are none.
        if kind != TokenKind::Operator || !is_bracket(start) {
            continue;
        }
        if matches!(text.as_bytes()[start], b'(' | b'[' | b'{') {
            open.push(start);
            continue;
        }
        let partner = open.pop()?;
        let is_pair = matches!(&text[partner..=partner], "(") == matches!(&text[start..=start], ")")
            && matches!(&text[partner..=partner], "[") == matches!(&text[start..=start], "]");
        if own == start || own == partner {
            return is_pair.then_some([partner, start]);
        }
    }
    None
}
