//! The `.cell` format: a Python file in the percent format, with what cells showed recorded under
//! them as comments. `render(parse(text))` keeps every line but blank ones at the file's end, blank
//! ones between code and recorded lines, and white space on blank lines.

/// A cell of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Code or prose.
    pub kind: CellKind,
    /// The marker line as written; None for what stands before the first marker.
    pub marker: Option<String>,
    /// The lines after the marker, without recorded ones and without blank ones at the end.
    pub lines: Vec<String>,
    /// The file's line number of the line after the marker, from 1.
    pub line: usize,
    /// 1, 2, … over the code cells; None for markdown.
    pub number: Option<usize>,
    /// What the cell gave when it was recorded.
    pub recorded: Vec<Recorded>,
    /// How many blank lines end the cell.
    blank: usize,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CellKind {
    Code,
    Markdown,
    /// What Jupyter calls raw: neither code nor prose, meant for other programs.
    Raw,
}

/// What a recorded line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `#> `: a line that the cell displays.
    Shown,
    /// `#~ `: a warning.
    Warning,
    /// `#! `: the exception that ended the cell.
    Error,
}

/// One recorded line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What it says.
    pub kind: Kind,
    /// The text after the mark.
    pub text: String,
}

impl Kind {
    /// All kinds, in the order in which they are written.
    pub const ALL: [Kind; 3] = [Kind::Shown, Kind::Warning, Kind::Error];

    /// The comment mark in front of such a line.
    pub fn mark(self) -> &'static str {
        match self {
            Kind::Shown => "#>",
            Kind::Warning => "#~",
            Kind::Error => "#!",
        }
    }
}

impl Recorded {
    /// The line as it stands in a file.
    pub fn line(&self) -> String {
        format!("{} {}", self.kind.mark(), self.text).trim_end().to_owned()
    }

    /// Reads `#> text`, `#~ text` or `#! text`; the text may be missing, the space before it not.
    fn parse(line: &str) -> Option<Recorded> {
        let kind = Kind::ALL.into_iter().find(|kind| line.starts_with(kind.mark()))?;
        let rest = &line[kind.mark().len()..];
        let text = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
        Some(Recorded { kind, text: text.to_owned() })
    }
}

impl Cell {
    /// The cell's program, ending in a line feed.
    pub fn code(&self) -> String {
        self.lines.join("\n") + "\n"
    }

    /// The words after the marker, without tags in brackets.
    pub fn title(&self) -> &str {
        let mut rest = self.marker.as_deref().and_then(marker_text).unwrap_or("");
        while let Some((_, after)) = leading_tag(rest) {
            rest = after;
        }
        rest
    }

    /// The words in brackets after the marker: `# %% [slow] Training` has the tag `slow`.
    pub fn tags(&self) -> Vec<&str> {
        let mut tags = Vec::new();
        let mut rest = self.marker.as_deref().and_then(marker_text).unwrap_or("");
        while let Some((tag, after)) = leading_tag(rest) {
            tags.push(tag);
            rest = after;
        }
        tags
    }

    /// The text of the recorded lines of one kind.
    pub fn recorded_of(&self, kind: Kind) -> Vec<&str> {
        of_kind(&self.recorded, kind)
    }
}

/// The text of those lines that are of a kind.
pub(super) fn of_kind(recorded: &[Recorded], kind: Kind) -> Vec<&str> {
    recorded.iter().filter(|line| line.kind == kind).map(|line| line.text.as_str()).collect()
}

/// Splits a file into its cells. Lines end in `\n`.
pub fn parse(text: &str) -> Vec<Cell> {
    let mut cells = vec![Cell::open(CellKind::Markdown, None, 1)];
    for (index, line) in text.split('\n').enumerate() {
        if let Some(title) = marker_text(line) {
            let kind = match leading_tag(title) {
                Some(("markdown" | "md", _)) => CellKind::Markdown,
                Some(("raw", _)) => CellKind::Raw,
                _ => CellKind::Code,
            };
            cells.push(Cell::open(kind, Some(line.to_owned()), index + 2));
        } else if let Some(cell) = cells.last_mut() {
            cell.lines.push(line.to_owned());
        }
    }
    // What stands before the first marker counts if it is code; comments there are prose.
    if cells[0].lines.iter().any(|line| !is_blank(line) && !line.trim_start().starts_with('#')) {
        cells[0].kind = CellKind::Code;
    } else if cells[0].lines.iter().all(String::is_empty) {
        cells.remove(0);
    }
    let mut count = 0;
    for cell in &mut cells {
        cell.blank = strip_blank(&mut cell.lines);
        if cell.kind == CellKind::Code {
            count += 1;
            cell.number = Some(count);
            cell.take_recorded();
        }
    }
    cells
}

/// The text of a file with these cells.
pub fn render(cells: &[Cell]) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    for cell in cells {
        cell.marker.iter().for_each(|marker| line(marker));
        cell.lines.iter().for_each(|code| line(code));
        cell.recorded.iter().for_each(|recorded| line(&recorded.line()));
        (0..cell.blank).for_each(|_| line(""));
    }
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    text
}

impl Cell {
    fn open(kind: CellKind, marker: Option<String>, line: usize) -> Cell {
        Cell { kind, marker, lines: Vec::new(), line, number: None, recorded: Vec::new(), blank: 0 }
    }

    fn take_recorded(&mut self) {
        // Blank lines do not part recorded lines.
        while let Some(at) = self.lines.iter().rposition(|line| !is_blank(line)) {
            let Some(recorded) = Recorded::parse(&self.lines[at]) else { break };
            self.recorded.push(recorded);
            self.lines.truncate(at);
        }
        self.recorded.reverse();
        if !self.recorded.is_empty() {
            strip_blank(&mut self.lines);
        }
    }
}

/// Whether a line starts a cell.
pub(super) fn is_marker(line: &str) -> bool {
    marker_text(line).is_some()
}

/// Whether a line would be read as a recorded one.
pub(super) fn is_recorded(line: &str) -> bool {
    Recorded::parse(line).is_some()
}

/// What follows `# %%` on a marker line: nothing, or white space and a title.
fn marker_text(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("# %%")?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// Splits `[tag] rest`.
fn leading_tag(text: &str) -> Option<(&str, &str)> {
    let (tag, rest) = text.strip_prefix('[')?.split_once(']')?;
    Some((tag.trim(), rest.trim_start()))
}

fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// Drops the blank lines at the end and says how many there were.
fn strip_blank(lines: &mut Vec<String>) -> usize {
    let kept = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
    let dropped = lines.len() - kept;
    lines.truncate(kept);
    dropped
}
