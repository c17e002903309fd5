//! Code coloured by its tokens, for the line that is typed and for cells shown again.

use super::style::Style;

/// The text with colours; the same text in the plain style.
pub(super) fn highlight(style: Style, text: &str) -> String {
    let _ = style;
    text.to_owned()
}
