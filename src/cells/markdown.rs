//! Lessons as Markdown, as web sites of courses and pull requests show them: code in fences of
//! `python`, what it showed in fences of `output`, `warning` and `error` under it.

use super::format::{CellKind, Kind, Recorded};
use super::lesson::{LessonCell, Saved};
use serde_json::{Deserializer, Value, json};

/// The words after a fence that say that a cell of code is in it.
const PYTHON: [&str; 5] = ["python", "python3", "py", "ipython", "ipython3"];

/// What the fence of recorded lines says.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Shown => "output",
        Kind::Warning => "warning",
        Kind::Error => "error",
    }
}

/// The text of a Markdown file with these cells.
pub(super) fn write(cells: &[LessonCell]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut after_prose = false;
    for cell in cells {
        let attributes = attributes(cell);
        let is_plain = attributes.is_empty() && !after_prose && is_plain_prose(&cell.text);
        after_prose = cell.kind == CellKind::Markdown && is_plain;
        match cell.kind {
            CellKind::Code => blocks.push(fenced(&format!("python{attributes}"), &cell.text)),
            CellKind::Raw => blocks.push(fenced(&format!("raw{attributes}"), &cell.text)),
            CellKind::Markdown if is_plain => blocks.push(cell.text.clone()),
            CellKind::Markdown => blocks.push(region(&attributes, &cell.text)),
        }
        for lines in cell.recorded().chunk_by(|a, b| a.kind == b.kind) {
            let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            blocks.push(fenced(word(lines[0].kind), &text.join("\n")));
        }
    }
    blocks.join("\n\n") + "\n"
}

/// ` title="…" tags=["…"]`, in JSON that neither a fence nor a comment ends in.
fn attributes(cell: &LessonCell) -> String {
    let mut text = String::new();
    if !cell.title.is_empty() {
        text.push_str(&format!(" title={}", json!(cell.title)));
    }
    if !cell.tags.is_empty() {
        text.push_str(&format!(" tags={}", json!(cell.tags)));
    }
    text.replace('`', "\\u0060").replace('>', "\\u003e")
}

fn fenced(info: &str, text: &str) -> String {
    let longest =
        text.lines().filter_map(|line| fence(line).filter(|fence| fence.mark == '`')).map(|fence| fence.length);
    let fence = "`".repeat(longest.max().map_or(3, |longest| longest + 1));
    let text = if text.is_empty() { String::new() } else { format!("{text}\n") };
    format!("{fence}{info}\n{text}{fence}")
}

/// Prose between two comments, which keep it apart from other prose and its fences from cells.
fn region(attributes: &str, text: &str) -> String {
    let number = (1..).map(|number| if number == 1 { String::new() } else { format!(" {number}") });
    let number = number.into_iter().find(|number| !text.contains(&end_of_region(number))).unwrap_or_default();
    format!("<!-- #region{number}{attributes} -->\n{text}\n{}", end_of_region(&number))
}

fn end_of_region(number: &str) -> String {
    format!("<!-- #endregion{number} -->")
}

/// Whether prose is read back as one cell without a region around it, whatever stands beside it.
fn is_plain_prose(text: &str) -> bool {
    let code = "```python\n```";
    match read(&format!("{code}\n\n{text}\n\n{code}\n")).as_slice() {
        [_, cell, _] => cell.kind == CellKind::Markdown && cell.text == text && cell.title.is_empty(),
        _ => false,
    }
}

/// A fence: which mark, how often, and what follows it.
struct Fence<'a> {
    mark: char,
    length: usize,
    info: &'a str,
}

/// Reads a line that opens or ends a fenced block.
fn fence(line: &str) -> Option<Fence<'_>> {
    let line = line.trim_end();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some(Fence { mark, length, info: info.trim() })
}

/// The cells of a Markdown file.
pub(super) fn read(text: &str) -> Vec<LessonCell> {
    let mut reader = Reader::default();
    let mut lines = text.split('\n').enumerate();
    while let Some((index, line)) = lines.next() {
        if let Some((number, attributes)) = region_start(line) {
            reader.end_prose();
            let end = end_of_region(number);
            let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != end).collect();
            reader.push(CellKind::Markdown, &body, attributes, index + 2);
            continue;
        }
        let Some(opening) = fence(line) else {
            reader.prose(line, index + 1);
            continue;
        };
        let is_end = |line: &str| {
            fence(line)
                .is_some_and(|end| end.mark == opening.mark && end.length >= opening.length && end.info.is_empty())
        };
        let (language, attributes) = opening.info.split_once(char::is_whitespace).unwrap_or((opening.info, ""));
        let kind = Kind::ALL.into_iter().find(|kind| word(*kind) == language).filter(|_| reader.takes_output());
        let is_cell = PYTHON.contains(&language) || language == "raw" || kind.is_some();
        if !is_cell {
            // Somebody else's fence is prose up to its end.
            reader.prose(line, index + 1);
            for (index, line) in lines.by_ref() {
                reader.prose(line, index + 1);
                if is_end(line) {
                    break;
                }
            }
            continue;
        }
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| !is_end(line)).collect();
        match kind {
            Some(kind) => reader.output(kind, &body),
            None => {
                reader.end_prose();
                let kind = if language == "raw" { CellKind::Raw } else { CellKind::Code };
                reader.push(kind, &body, attributes, index + 2);
            }
        }
    }
    reader.end_prose();
    reader.cells
}

/// The number and the attributes of a line that starts a region.
fn region_start(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_end().strip_prefix("<!-- #region")?.strip_suffix("-->")?;
    let digits = rest.strip_prefix(' ')?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let number = if end > 0 { &rest[..=end] } else { "" };
    Some((number, rest[number.len()..].trim()))
}

#[derive(Default)]
struct Reader {
    cells: Vec<LessonCell>,
    /// Lines of prose that no cell has yet, and the number of the first one.
    lines: Vec<String>,
    first: usize,
    code: usize,
}

impl Reader {
    fn prose(&mut self, line: &str, number: usize) {
        if self.lines.is_empty() {
            self.first = number;
        }
        self.lines.push(line.to_owned());
    }

    /// Whether a block of output here belongs to a cell of code: nothing stands between.
    fn takes_output(&self) -> bool {
        self.lines.iter().all(|line| line.trim().is_empty())
            && self.cells.last().is_some_and(|cell| cell.kind == CellKind::Code)
    }

    fn end_prose(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let is_text = |line: &String| !line.trim().is_empty();
        if let Some((first, last)) = lines.iter().position(is_text).zip(lines.iter().rposition(is_text)) {
            let cell = LessonCell::new(CellKind::Markdown, lines[first..=last].join("\n"));
            self.cells.push(LessonCell { line: self.first + first, ..cell });
        }
    }

    fn push(&mut self, kind: CellKind, lines: &[&str], attributes: &str, line: usize) {
        let mut cell = LessonCell { line, ..LessonCell::new(kind, lines.join("\n")) };
        if let Some(Value::String(title)) = attribute(attributes, "title=") {
            cell.title = title;
        }
        if let Some(Value::Array(tags)) = attribute(attributes, "tags=") {
            cell.tags = tags.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        if kind == CellKind::Code {
            self.code += 1;
            cell.number = Some(self.code);
        }
        self.cells.push(cell);
    }

    fn output(&mut self, kind: Kind, lines: &[&str]) {
        self.lines.clear();
        let Some(cell) = self.cells.last_mut() else { return };
        // An empty block is an empty line.
        let lines = if lines.is_empty() { &[""] } else { lines };
        let recorded: Vec<Recorded> = lines.iter().map(|line| Recorded { kind, text: (*line).to_owned() }).collect();
        cell.saved.extend(Saved::from_recorded(&recorded));
    }
}

/// The value of an attribute, in JSON.
fn attribute(attributes: &str, name: &str) -> Option<Value> {
    let at = if attributes.starts_with(name) { 0 } else { attributes.find(&format!(" {name}"))? + 1 };
    Deserializer::from_str(&attributes[at + name.len()..]).into_iter().next()?.ok()
}
