//! What a code cell gave, as data: the rows of `--json`, and the lines to record.

use super::format::{Kind, Recorded, of_kind};
use super::lesson::{Picture, Saved};
use super::matching::match_lines;
use crate::plot::png::base64;
use crate::session::{Drawing, Engine, ErrorReport, Output, Sink, WarningRecord};
use crate::text::Source;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// As sharp as matplotlib draws into notebooks.
const DOTS_PER_INCH: f64 = 100.0;

/// What one code cell gave.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The cell's number in its file.
    pub cell: usize,
    /// What it printed.
    pub stdout: String,
    /// The repr of its last expression, if there is one to show.
    pub result: Option<String>,
    /// The warnings, as `Category: message`.
    pub warnings: Vec<String>,
    /// The exception that ended it.
    pub error: Option<ErrorReport>,
    /// How long it ran.
    pub time: Duration,
    /// All of it in the order in which it came, drawings too.
    pub parts: Vec<Output>,
}

impl Row {
    /// Runs a cell and keeps all that it gives.
    pub fn run(engine: &mut dyn Engine, number: usize, source: &Rc<Source>) -> Row {
        let mut capture = Capture::default();
        let start = Instant::now();
        let outcome = engine.run_cell(source, &mut capture);
        let time = start.elapsed();
        let mut parts = capture.parts;
        parts.extend(outcome.result.iter().cloned().map(Output::Result));
        parts.extend(outcome.error.iter().cloned().map(Output::Error));
        Row {
            cell: number,
            time,
            parts,
            stdout: capture.stdout,
            result: outcome.result,
            warnings: outcome.warnings.iter().map(WarningRecord::summary).collect(),
            error: outcome.error,
        }
    }

    /// The row as one line of JSON: a public interface.
    pub fn json(&self) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let error = self.error.as_ref().map_or("null".to_owned(), |error| {
            format!("{{\"type\": {}, \"message\": {}}}", text(&error.class), text(&error.message))
        });
        format!(
            "{{\"cell\": {}, \"stdout\": {}, \"result\": {}, \"warnings\": [{}], \"error\": {error}, \"seconds\": {}}}",
            self.cell,
            text(&self.stdout),
            self.result.as_deref().map_or("null".to_owned(), text),
            self.warnings.iter().map(|warning| text(warning)).collect::<Vec<_>>().join(", "),
            // Microseconds are all that a clock can tell about a cell.
            self.time.as_micros() as f64 / 1e6,
        )
    }

    /// All of it as a notebook saves it, drawings as PNG.
    pub fn saved(&self) -> Vec<Saved> {
        let saved = |part: &Output| match part {
            Output::Stdout(text) => Saved::Stdout(text.clone()),
            Output::Stderr(text) => Saved::Stderr(text.clone()),
            Output::Warning(warning) => Saved::Warning(warning.summary()),
            Output::Drawing(drawing) => {
                let picture = match drawing.png(DOTS_PER_INCH) {
                    Ok(bytes) => Picture { media_type: "image/png".to_owned(), data: base64(&bytes) },
                    Err(_) => Picture { media_type: "image/svg+xml".to_owned(), data: drawing.svg() },
                };
                Saved::Picture(picture, drawing.text())
            }
            Output::Result(text) => Saved::Result(text.clone()),
            Output::Error(error) => Saved::Error(error.summary()),
        };
        self.parts.iter().map(saved).collect()
    }

    /// The lines to record: what it displays, its warnings, its error.
    pub fn outputs(&self) -> Vec<Recorded> {
        let mut shown: Vec<&str> = self.stdout.split('\n').collect();
        if shown.last() == Some(&"") {
            shown.pop();
        }
        shown.extend(self.result.iter().flat_map(|result| result.split('\n')));
        let error = self.error.as_ref().map(ErrorReport::summary);
        let shown = shown.into_iter().map(|line| (Kind::Shown, line));
        let warnings = self.warnings.iter().flat_map(|warning| warning.split('\n')).map(|line| (Kind::Warning, line));
        let error = error.iter().flat_map(|error| error.split('\n')).map(|line| (Kind::Error, line));
        let all = shown.chain(warnings).chain(error);
        all.map(|(kind, line)| Recorded { kind, text: steady(line) }).collect()
    }
}

/// The recorded lines to have for a row: of each kind those that still match, else the new ones.
pub fn update(recorded: &[Recorded], row: &Row) -> Vec<Recorded> {
    let new = row.outputs();
    let mut kept = Vec::new();
    for kind in Kind::ALL {
        let (old_lines, new_lines) = (of_kind(recorded, kind), of_kind(&new, kind));
        let lines = if match_lines(&old_lines, &new_lines) { old_lines } else { new_lines };
        kept.extend(lines.into_iter().map(|line| Recorded { kind, text: line.to_owned() }));
    }
    kept
}

/// Puts `...` for what differs from machine to machine (memory addresses, where a module's file is)
/// and for characters that no comment of a Python file can hold.
pub(super) fn steady(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(" at 0x") {
        let (before, after) = rest.split_at(at + " at 0x".len());
        text.push_str(before);
        let digits = after.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(after.len());
        text.push_str(if digits > 0 { "..." } else { "" });
        rest = &after[digits..];
    }
    text.push_str(rest);
    if text.starts_with("ImportError: cannot import name ")
        && text.ends_with(')')
        && let Some(at) = text.rfind(" (")
    {
        text.replace_range(at.., " (...)");
    }
    let unwritable = ['\0', '\r'];
    if !text.contains(unwritable) {
        return text;
    }
    let mut writable = String::new();
    for (index, run) in text.split(unwritable).enumerate() {
        if index > 0 && !(run.is_empty() && writable.ends_with("...")) {
            writable.push_str("...");
        }
        writable.push_str(run);
    }
    writable
}

/// A sink that keeps what a cell gives. What a program writes to standard error passes through too.
#[derive(Default)]
pub struct Capture {
    /// All that was printed.
    pub stdout: String,
    /// All that came, in order.
    pub parts: Vec<Output>,
}

impl Sink for Capture {
    fn stdout(&mut self, text: &str) {
        self.stdout.push_str(text);
        match self.parts.last_mut() {
            Some(Output::Stdout(before)) => before.push_str(text),
            _ => self.parts.push(Output::Stdout(text.to_owned())),
        }
    }

    fn stderr(&mut self, text: &str) {
        use std::io::Write;
        // There is nobody to tell when standard error is closed.
        let _ = std::io::stderr().write_all(text.as_bytes());
        match self.parts.last_mut() {
            Some(Output::Stderr(before)) => before.push_str(text),
            _ => self.parts.push(Output::Stderr(text.to_owned())),
        }
    }

    fn warning(&mut self, warning: &WarningRecord) {
        self.parts.push(Output::Warning(warning.clone()));
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        self.parts.push(Output::Drawing(Rc::clone(drawing)));
    }
}
