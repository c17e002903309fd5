//! Lines and histograms with labelled axes, in characters.

use super::Page;
use super::canvas::Canvas;
use crate::plot::scene::Notation;
use crate::plot::ticks::{Format, ROUND, apart, linear};

/// Ticks written out in full: a terminal has no room for powers of ten beside the axis.
const PLAIN: Notation = Notation { offset: false, powers: [-5, 6], scientific: false, math: false };

/// An axis: its limits, and its ticks with what is written at them.
struct Axis {
    low: f64,
    high: f64,
    ticks: Vec<(f64, String)>,
}

impl Axis {
    /// The axis of these numbers with about so many ticks. None if none of them is finite.
    fn of(numbers: impl Iterator<Item = f64>, ticks: usize) -> Option<Axis> {
        let finite = numbers.filter(|x| x.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
        // Limits so far apart that their distance is no number have no ticks.
        if low > high || !(high - low).is_finite() {
            return None;
        }
        let (low, high) = apart(low, high, 0.05);
        let places: Vec<f64> = linear(low, high, ticks, ROUND, false, 2);
        let places: Vec<f64> = places.into_iter().filter(|tick| (low..=high).contains(tick)).collect();
        let largest = low.abs().max(high.abs());
        let plain = (1e-4..1e7).contains(&largest);
        let format = Format::of(&places, [low, high], PLAIN);
        let text = |x: f64| if plain { format.number(x).replace('\u{2212}', "-") } else { format!("{x:.3e}") };
        let ticks = places.into_iter().map(|tick| (tick, text(tick))).collect();
        Some(Axis { low, high, ticks })
    }

    /// Where a number is between 0 and `last`.
    fn place(&self, x: f64, last: usize) -> i64 {
        ((x - self.low) / (self.high - self.low) * last as f64).round() as i64
    }
}

/// Lines through points, one for each pair of coordinates, in a page without its last two rows for the
/// axis below. None if there is no finite point, or
/// if points are too far apart.
pub fn lines(series: &[(Vec<f64>, Vec<f64>)], page: Page) -> Option<String> {
    let rows = page.rows.saturating_sub(2).max(3);
    let points = || series.iter().flat_map(|(x, y)| x.iter().copied().zip(y.iter().copied()));
    let finite = || points().filter(|(x, y)| x.is_finite() && y.is_finite());
    let down = Axis::of(finite().map(|(_, y)| y), (rows / 2).clamp(2, 6))?;
    let margin = down.ticks.iter().map(|(_, text)| text.len()).max().unwrap_or(0);
    let columns = page.columns.saturating_sub(margin + 2).max(8);
    let across = Axis::of(finite().map(|(x, _)| x), (columns / 10).clamp(2, 8))?;
    let mut canvas = Canvas::new(columns, rows);
    let (right, bottom) = (canvas.width() - 1, canvas.height() - 1);
    for (x, y) in series {
        let mut before: Option<(i64, i64)> = None;
        for (&x, &y) in x.iter().zip(y) {
            // A point that is no number leaves a gap.
            let is_point = x.is_finite() && y.is_finite();
            let at = is_point.then(|| (across.place(x, right), bottom as i64 - down.place(y, bottom)));
            if let Some(at) = at {
                canvas.line(before.unwrap_or(at), at);
            }
            before = at;
        }
    }
    let mut text = String::new();
    let [bar, tick, corner, dash, mark] =
        if page.unicode { ['│', '┤', '└', '─', '┬'] } else { ['|', '+', '+', '-', '+'] };
    for row in 0..rows {
        let here = down.ticks.iter().find(|(y, _)| (bottom as i64 - down.place(*y, bottom)) / 4 == row as i64);
        let label = here.map_or("", |(_, text)| text.as_str());
        let edge = if here.is_some() { tick } else { bar };
        let dots = canvas.row(row, page.unicode);
        text.push_str(&format!("{label:>margin$} {edge}{}", dots.trim_end()));
        text.push('\n');
    }
    let column = |x: f64| usize::try_from(across.place(x, right) / 2).unwrap_or(0);
    let mut line: Vec<char> = vec![dash; columns];
    let mut labels = String::new();
    for (x, label) in &across.ticks {
        line[column(*x).min(columns - 1)] = mark;
        let start = (margin + 2 + column(*x)).saturating_sub(label.len() / 2);
        // Labels that would touch are left out, those that would stand out move in.
        let start = start.min(page.columns.saturating_sub(label.len()));
        if labels.is_empty() || start > labels.len() {
            labels.push_str(&format!("{:1$}", "", start.saturating_sub(labels.len())));
            labels.push_str(label);
        }
    }
    text.push_str(&format!("{:margin$} {corner}{}\n{labels}", "", line.into_iter().collect::<String>()));
    Some(text)
}

/// How many numbers fall into each of `bins` equal parts of their range, a bar for each. None if none of
/// them is finite, or if they are too far apart.
pub fn histogram(values: &[f64], bins: usize, page: Page) -> Option<String> {
    let finite: Vec<f64> = values.iter().copied().filter(|x| x.is_finite()).collect();
    let low = finite.iter().copied().reduce(f64::min)?;
    let high = finite.iter().copied().reduce(f64::max).filter(|high| (high - low).is_finite())?;
    // As np.histogram has it: a single value is in the middle of a range of 1.
    let (low, high) = if low == high { (low - 0.5, high + 0.5) } else { (low, high) };
    let mut counts = vec![0usize; bins];
    for x in &finite {
        let at = ((x - low) / (high - low) * bins as f64) as usize;
        counts[at.min(bins - 1)] += 1;
    }
    let edges: Vec<f64> = (0..=bins).map(|i| low + (high - low) * i as f64 / bins as f64).collect();
    let digits = (2 - ((high - low) / bins as f64).log10().floor() as i32).clamp(0, 12) as usize;
    let plain = (1e-4..1e7).contains(&low.abs().max(high.abs()));
    let text = |x: f64| if plain { format!("{x:.digits$}") } else { format!("{x:.3e}") };
    let labels: Vec<String> = edges.iter().map(|&edge| text(edge)).collect();
    let margin = labels.iter().map(String::len).max().unwrap_or(0);
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let count_width = most.to_string().len();
    let room = page.columns.saturating_sub(2 * margin + 6 + count_width).max(4);
    let mut lines = Vec::new();
    for (bin, &count) in counts.iter().enumerate() {
        let edge = if page.unicode { '│' } else { '|' };
        let bar = bar(count as f64 / most as f64 * room as f64, page.unicode);
        let gap = if bar.is_empty() { "" } else { " " };
        lines.push(format!("{:>margin$} to {:>margin$} {edge}{bar}{gap}{count}", labels[bin], labels[bin + 1]));
    }
    Some(lines.join("\n"))
}

/// A bar of so many characters, in eighths where there are such characters.
fn bar(length: f64, unicode: bool) -> String {
    if !unicode {
        return "#".repeat(length.round() as usize);
    }
    let eighths = (length * 8.0).round() as usize;
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    format!("{}{part}", "█".repeat(eighths / 8))
}
