//! The table of `%race`.

use super::timing::timespan;
use crate::print::shapes::clipped;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table, TableStyle, Width};

/// A way of computing something, and how it did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runner {
    /// Its text.
    pub text: String,
    /// Seconds of one time; None if it raised.
    pub seconds: Option<f64>,
    /// The most bytes that arrays took at a time.
    pub memory: usize,
    /// `exactly`, `within 1e-15`, or `no: …`; empty for the first, which the others are compared with.
    pub agreement: String,
    /// The error that it raised.
    pub error: Option<String>,
}

const TIME: usize = 9;
const SPEED: usize = 8;
const MEMORY: usize = 8;
const LEAST_AGREEMENT: usize = 12;

/// The variants in order: time, speed beside the first that ran, memory, agreement with it; and a line
/// for each that raised or gave something else.
pub fn race_table(runners: &[Runner], width: usize, unicode: bool) -> String {
    let rule = if unicode { '─' } else { '-' };
    let base = runners.iter().find(|runner| runner.error.is_none());
    let first = base.and_then(|runner| runner.seconds);
    let agreement = |runner: &Runner| match (&runner.error, runner.agreement.as_str()) {
        (Some(_), _) => "raised".to_owned(),
        (None, "") => "(the first)".to_owned(),
        (None, said) => said.split(':').next().unwrap_or_default().to_owned(),
    };
    let fixed = TIME + SPEED + MEMORY + LEAST_AGREEMENT + 4 * 2;
    let longest = runners.iter().map(|runner| runner.text.chars().count()).max().unwrap_or(0).max("variant".len());
    let name = longest.min(width.saturating_sub(fixed + 1)).max(8);
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill(rule).junction(rule)));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(["variant", "time", "speed-up", "memory", "agrees"]);
    for runner in runners {
        let speed = match (first, runner.seconds) {
            (Some(first), Some(seconds)) if seconds > 0.0 => ratio(first / seconds),
            _ => String::new(),
        };
        let time = runner.seconds.map(|seconds| timespan(seconds, 3)).unwrap_or_default();
        let memory = if runner.error.is_some() { String::new() } else { bytes_text(runner.memory) };
        let mut row = Row::from([clipped(&runner.text, name), time, speed, memory, agreement(runner)]);
        row.max_height(1);
        table.add_row(row);
    }
    let widths = [name, TIME, SPEED, MEMORY, LEAST_AGREEMENT];
    for (index, column) in table.column_iter_mut().enumerate() {
        let padding = usize::from(index + 1 < widths.len());
        column.set_padding((0, padding as u16));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed((widths[index] + padding) as u16)));
        if (1..=3).contains(&index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    for (at, runner) in runners.iter().enumerate() {
        if let Some(error) = &runner.error {
            lines.push(clipped(&format!("variant {} raised {error}", at + 1), width));
        } else if let Some(why) = runner.agreement.strip_prefix("no: ") {
            lines.push(clipped(&format!("variant {} does not give what the first gives: {why}", at + 1), width));
        }
    }
    if runners.iter().any(|runner| runner.agreement.starts_with("within")) {
        lines.push("within 1e-12: the largest difference, as a part of the larger of both numbers".to_owned());
    }
    let text = lines.join("\n");
    if unicode { text } else { text.replace('µ', "u").replace('…', "~") }
}

/// `12.3x`
fn ratio(times: f64) -> String {
    match times {
        times if times >= 100.0 => format!("{times:.0}x"),
        times if times >= 10.0 => format!("{times:.1}x"),
        times => format!("{times:.2}x"),
    }
}

/// Bytes in a unit that leaves at most four digits.
fn bytes_text(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0..10_000 => return format!("{bytes} B"),
        10_000..10_000_000 => (1e3, "kB"),
        10_000_000..10_000_000_000 => (1e6, "MB"),
        _ => (1e9, "GB"),
    };
    format!("{:.0} {name}", bytes as f64 / unit)
}
