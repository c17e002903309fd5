//! A matrix as blocks of shades, with its rows and columns numbered.

use super::{Page, short};

const BLOCKS: [char; 5] = [' ', '░', '▒', '▓', '█'];
const LETTERS: [char; 5] = [' ', '.', ':', 'o', '#'];

/// The matrix, a block for each element or for the mean of several; what is not finite is a `?`. None if
/// nothing is finite, or if numbers are too far apart.
pub fn matrix(values: &[f64], rows: usize, columns: usize, page: Page) -> Option<String> {
    let finite = || values.iter().copied().filter(|x| x.is_finite());
    let (low, high) = (finite().reduce(f64::min)?, finite().reduce(f64::max)?);
    if !(high - low).is_finite() {
        return None;
    }
    let shades = if page.unicode { BLOCKS } else { LETTERS };
    let margin = rows.saturating_sub(1).to_string().len();
    let room = page.columns.saturating_sub(margin + 3).max(4);
    // Characters are about twice as high as they are wide.
    let wide = if columns * 2 <= room { 2 } else { 1 };
    let across = columns.min(room / wide);
    let down = rows.min(page.rows.saturating_sub(3).max(3));
    let mut lines = Vec::new();
    let edge = if page.unicode { '│' } else { '|' };
    let start = |at: usize, parts: usize, whole: usize| at * whole / parts;
    for row in 0..down {
        let (from, to) = (start(row, down, rows), start(row + 1, down, rows));
        let label = if row % 4 == 0 || row + 1 == down { from.to_string() } else { String::new() };
        let mut line = format!("{label:>margin$} {edge}");
        for column in 0..across {
            let (left, right) = (start(column, across, columns), start(column + 1, across, columns));
            let block = || (from..to).flat_map(|row| &values[row * columns + left..row * columns + right]);
            let mean = block().sum::<f64>() / block().count().max(1) as f64;
            let shade = if mean.is_finite() { shades[level(mean, low, high)] } else { '?' };
            line.extend(std::iter::repeat_n(shade, wide));
        }
        lines.push(format!("{line}{edge}"));
    }
    let mut labels = " ".repeat(margin + 2);
    for column in (0..across).step_by((8 / wide).max(1)) {
        let at = margin + 2 + column * wide;
        if at >= labels.chars().count() {
            labels.push_str(&" ".repeat(at - labels.chars().count()));
            labels.push_str(&format!("{} ", start(column, across, columns)));
        }
    }
    lines.push(labels.trim_end().to_owned());
    let steps = (0..5).map(|at| low + (high - low) * at as f64 / 5.0);
    let legend: Vec<String> =
        steps.zip(shades).map(|(from, shade)| format!("'{shade}' from {}", short(from))).collect();
    lines.push(if low == high { format!("all are {}", short(low)) } else { legend.join(", ") });
    if (down, across) != (rows, columns) {
        lines.push("each block is the mean of its elements".to_owned());
    }
    Some(lines.join("\n"))
}

/// Which of five equal parts of a range a number is in.
fn level(x: f64, low: f64, high: f64) -> usize {
    if low == high {
        return 2;
    }
    (((x - low) / (high - low) * 5.0) as usize).min(4)
}
