//! What keys mean while a cell is typed, as functions of the text and the cursor: where Enter runs the
//! cell and where it starts a line, how far that line is indented, what Tab and Backspace do in the
//! indent. No terminal here.

use super::input;

/// One level of indentation.
const INDENT: usize = 4;

/// What Enter does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Enter {
    /// Runs the cell.
    Run,
    /// Starts a new line with this text.
    Line(String),
}

/// What Enter does in a cell with the cursor at byte `at`.
pub(super) fn enter(text: &str, at: usize) -> Enter {
    let (before, after) = text.split_at(at);
    if let Some(ends) = input::ends_at_once(text) {
        return if ends { Enter::Run } else { Enter::Line("\n".to_owned()) };
    }
    let one_line = !text.contains('\n');
    // In the middle of a cell of several lines Enter only splits a line.
    if !one_line && !after.trim().is_empty() {
        return Enter::Line(new_line(before));
    }
    if is_open(&input::clean(text)) {
        return Enter::Line(new_line(before));
    }
    Enter::Run
}

/// A line feed and the indent of the line after `before`.
fn new_line(before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or("");
    let indent = line.len() - line.trim_start().len();
    let code = without_comment(line).trim();
    let first = code.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let indent = if code.ends_with(':') {
        indent + INDENT
    } else if matches!(first, "return" | "pass" | "break" | "continue" | "raise")
        && !code.ends_with(['(', '[', '{', ','])
    {
        indent.saturating_sub(INDENT)
    } else if code.ends_with(['(', '[', '{']) {
        indent + INDENT
    } else {
        indent
    };
    format!("\n{}", " ".repeat(indent))
}

/// The line up to a `#` that is in no string; good enough for a single line.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) => {
                if !escaped && c == open {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None if c == '#' => return &line[..at],
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
    }
    line
}

/// How many blanks Tab puts in: in a line's indent, as many as the next level needs.
pub(super) fn tab(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    let is_indent = line.chars().all(|c| c == ' ');
    // On an empty first line Tab shows what there is.
    (is_indent && (text[..at].contains('\n') || !line.is_empty())).then(|| INDENT - line.len() % INDENT)
}

/// How many blanks Backspace takes away: in a line's indent, back to the level before.
pub(super) fn backspace(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    let is_indent = !line.is_empty() && line.chars().all(|c| c == ' ');
    is_indent.then(|| (line.len() - 1) % INDENT + 1).filter(|&count| count > 1)
}

/// How a line reads once `:` is typed after a word such as `else`, if it moves back under the line
/// that it belongs to.
pub(super) fn colon(text: &str, at: usize) -> Option<String> {
    let (above, line) = text[..at].rsplit_once('\n')?;
    let indent = line.len() - line.trim_start().len();
    let word = line.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    let heads: &[&str] = match word {
        "else" => &["if", "elif", "for", "while", "try", "except"],
        "elif" => &["if", "elif"],
        "except" => &["try", "except"],
        "finally" => &["try", "except", "else"],
        _ => return None,
    };
    // A conditional expression or a word of a dict display is no clause.
    if matches!(word, "else" | "finally") && line.trim() != word {
        return None;
    }
    let head = above.lines().rev().find_map(|line| {
        let first = line.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
        let depth = line.len() - line.trim_start().len();
        (depth <= indent && heads.contains(&first) && without_comment(line).trim_end().ends_with(':')).then_some(depth)
    })?;
    (head < indent).then(|| format!("{}{}:", " ".repeat(head), line.trim_start()))
}

/// Whether code that is being typed wants more lines.
pub(super) fn is_open(code: &str) -> bool {
    let mut brackets = 0i32;
    let mut quote: Option<&str> = None;
    let mut rest = code;
    let mut line_code = String::new();
    let mut in_block = false;
    while let Some(c) = rest.chars().next() {
        if let Some(mark) = quote {
            if let Some(after) = rest.strip_prefix(mark) {
                quote = None;
                rest = after;
                continue;
            }
            let skip = if c == '\\' { 1 + rest[1..].chars().next().map_or(0, char::len_utf8) } else { c.len_utf8() };
            if c == '\n' && mark.len() == 1 {
                quote = None;
            }
            rest = &rest[skip..];
            continue;
        }
        if let Some(mark) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|mark| rest.starts_with(mark)) {
            quote = Some(mark);
            rest = &rest[mark.len()..];
            line_code.push('"');
            continue;
        }
        match c {
            '#' => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '(' | '[' | '{' => brackets += 1,
            ')' | ']' | '}' => brackets -= 1,
            '\n' if brackets <= 0 => {
                if line_code.trim_end().ends_with(':') || line_code.trim_start().starts_with('@') {
                    in_block = true;
                } else if line_code.trim().is_empty() {
                    in_block = false;
                }
                line_code.clear();
                rest = &rest[1..];
                continue;
            }
            _ => {}
        }
        line_code.push(c);
        rest = &rest[c.len_utf8()..];
    }
    let last = line_code.trim_end();
    brackets > 0
        || quote.is_some_and(|mark| mark.len() == 3)
        || code.ends_with('\\')
        || last.ends_with(':')
        || last.starts_with('@')
        || (in_block && !last.is_empty())
}
