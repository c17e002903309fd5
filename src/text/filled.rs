//! Paragraphs in lines that fit any terminal.

/// The columns of a paragraph: a line less than what terminals have at least.
const COLUMNS: usize = 79;

/// A paragraph in lines of at most 79 columns; all but the first are indented, and so is what stands before
/// the first.
pub fn filled(text: &str, indent: usize) -> String {
    let mut filled = String::new();
    let mut column = indent;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > indent && column + 1 + width > COLUMNS {
            filled.push('\n');
            filled.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if column > indent {
            filled.push(' ');
            column += 1;
        }
        filled.push_str(word);
        column += width;
    }
    filled
}
