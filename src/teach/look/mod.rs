//! Arrays to look at in a terminal: `%show`, `%plot`, `%hist`. Ticks are those of the plot floor. The
//! terminal plotting crates have labels at the ends of axes only (textplots), lines over whole numbers
//! only (rasciigraph), or come with a toolkit for whole screens (ratatui); dots in braille are few lines.

mod canvas;
mod chart;
mod shade;

use crate::session::Numbers;

/// How much room there is, and whether it takes more than ASCII.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Characters side by side.
    pub columns: usize,
    /// Lines.
    pub rows: usize,
    /// Whether braille, blocks and lines can be shown.
    pub unicode: bool,
}

/// Above this many columns even a wide terminal draws no wider.
const WIDEST: usize = 100;

impl Page {
    /// The page of a terminal.
    pub fn of_terminal(columns: usize, rows: usize, unicode: bool) -> Page {
        Page { columns: columns.clamp(20, WIDEST), rows: rows.saturating_sub(4).clamp(5, 16), unicode }
    }
}

/// Shape, dtype, least, mean, greatest and what is no number, in a line.
pub fn summary(name: &str, numbers: &Numbers) -> String {
    let shape = match numbers.shape.as_slice() {
        [] => "a single number".to_owned(),
        shape => shape.iter().map(usize::to_string).collect::<Vec<_>>().join(" x "),
    };
    let mut text = format!("{name}: {shape}, {}", numbers.dtype);
    let finite = || numbers.values.iter().copied().filter(|x| x.is_finite());
    if let (Some(low), Some(high)) = (finite().reduce(f64::min), finite().reduce(f64::max)) {
        let mean = finite().sum::<f64>() / finite().count() as f64;
        text.push_str(&format!(", min {}, mean {}, max {}", short(low), short(mean), short(high)));
    } else if numbers.values.is_empty() {
        text.push_str(", empty");
    }
    let nans = numbers.values.iter().filter(|x| x.is_nan()).count();
    let infinite = numbers.values.iter().filter(|x| x.is_infinite()).count();
    text.push_str(&format!(", {nans} NaN, {infinite} Inf"));
    text
}

/// A number with at most six digits.
fn short(x: f64) -> String {
    if x == x.trunc() && x.abs() < 1e15 {
        return format!("{x:.0}");
    }
    if !(1e-4..1e6).contains(&x.abs()) {
        return format!("{x:.4e}");
    }
    let digits = (5 - x.abs().log10().floor() as i32).clamp(0, 9) as usize;
    let text = format!("{x:.digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The summary, and under it the array: as a grid with its subscripts if it is small, a line if it is a
/// long row of numbers, shades of blocks if it is a large matrix. An image of three or four channels is
/// drawn by their mean; of more axes, the first matrix is drawn.
pub fn show(name: &str, numbers: &Numbers, page: Page) -> String {
    let mut text = summary(name, numbers);
    if numbers.values.is_empty() {
        return text;
    }
    let drawing = match *numbers.shape.as_slice() {
        [] => Some(numbers.texts.concat()),
        [_] => grid(numbers, 1, page).or_else(|| {
            let places = (0..numbers.values.len()).map(|i| i as f64).collect();
            chart::lines(&[(places, numbers.values.clone())], page)
        }),
        [rows, columns] => grid(numbers, rows, page).or_else(|| shade::matrix(&numbers.values, rows, columns, page)),
        [rows, columns, channels @ (3 | 4)] if rows > 4 && columns > 4 => {
            // The fourth channel says how opaque a pixel is, not how bright.
            let mean = |pixel: &[f64]| pixel.iter().take(3).sum::<f64>() / 3.0;
            let bright: Vec<f64> = numbers.values.chunks(channels).map(mean).collect();
            text.push_str(&format!("\nan image of {channels} channels, by the mean of its colours"));
            shade::matrix(&bright, rows, columns, page)
        }
        [.., rows, columns] => {
            let zeros = vec!["0"; numbers.shape.len() - 2].join(", ");
            text.push_str(&format!("\n{name}[{zeros}], the first of {}", numbers.values.len() / (rows * columns)));
            let first = Numbers {
                shape: vec![rows, columns],
                values: numbers.values[..rows * columns].to_vec(),
                texts: numbers.texts.iter().take(rows * columns).cloned().collect(),
                ..numbers.clone()
            };
            grid(&first, rows, page).or_else(|| shade::matrix(&first.values, rows, columns, page))
        }
    };
    if let Some(drawing) = drawing {
        text.push('\n');
        text.push_str(&drawing);
    }
    text
}

/// Numbers in rows and columns with their subscripts; None if they do not fit.
fn grid(numbers: &Numbers, rows: usize, page: Page) -> Option<String> {
    let columns = numbers.texts.len().checked_div(rows)?;
    if columns == 0 || rows > page.rows {
        return None;
    }
    let head = if numbers.shape.len() > 1 { (rows - 1).to_string().len() } else { 0 };
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let longest = numbers.texts.iter().skip(column).step_by(columns).map(|text| text.len()).max().unwrap_or(0);
            longest.max(column.to_string().len())
        })
        .collect();
    if head + 2 + widths.iter().map(|width| width + 2).sum::<usize>() > page.columns {
        return None;
    }
    let bar = if page.unicode { "│" } else { "|" };
    let line = |label: String, bar: &str, cells: Vec<String>| {
        let cells: String = cells.iter().zip(&widths).map(|(cell, width)| format!("  {cell:>width$}")).collect();
        format!("{label:>head$} {bar}{cells}").trim_end().to_owned()
    };
    let mut lines = vec![line(String::new(), " ", (0..columns).map(|column| column.to_string()).collect())];
    for (row, cells) in numbers.texts.chunks(columns).enumerate() {
        let label = if numbers.shape.len() > 1 { row.to_string() } else { String::new() };
        lines.push(line(label, bar, cells.to_vec()));
    }
    Some(lines.join("\n"))
}

/// `y`, or `x, y`: lines through the points. A matrix for `y` has a line in each column. Errors: the shapes
/// do not fit, or there is nothing to draw.
pub fn plot(parts: &[Numbers], page: Page) -> Result<String, String> {
    let (x, y) = match parts {
        [y] => (None, y),
        [x, y] => (Some(x), y),
        _ => return Err(format!("%plot takes y, or x and y, not {} arrays", parts.len())),
    };
    let (rows, columns) = match *y.shape.as_slice() {
        [] => (1, 1),
        [n] => (n, 1),
        [rows, columns] => (rows, columns),
        _ => {
            return Err(format!("%plot draws rows of numbers and the columns of matrices, not {} axes", y.shape.len()));
        }
    };
    let across: Vec<f64> = match x {
        Some(x) if x.shape.len() > 1 => {
            return Err(format!("x of %plot is one row of numbers, not {} axes", x.shape.len()));
        }
        Some(x) if x.values.len() != rows => {
            return Err(format!("x has {} numbers, and y has {rows} along its first axis", x.values.len()));
        }
        Some(x) => x.values.clone(),
        None => (0..rows).map(|i| i as f64).collect(),
    };
    let column = |column: usize| y.values.iter().skip(column).step_by(columns.max(1)).copied().collect();
    let series: Vec<(Vec<f64>, Vec<f64>)> = (0..columns).map(|at| (across.clone(), column(at))).collect();
    chart::lines(&series, page)
        .ok_or_else(|| "there are no finite numbers, or they are too far apart, to draw".to_owned())
}

/// How many numbers fall into each of `bins` equal parts of their range. Errors: none of them is finite.
pub fn hist(numbers: &Numbers, bins: usize, page: Page) -> Result<String, String> {
    let mut text = chart::histogram(&numbers.values, bins, page)
        .ok_or("there are no finite numbers, or they are too far apart, to count")?;
    let left_out = numbers.values.iter().filter(|x| !x.is_finite()).count();
    if left_out > 0 {
        text.push_str(&format!("\n{left_out} NaN or Inf left out"));
    }
    Ok(text)
}
