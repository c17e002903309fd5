//! Text as a block of lines: its size, and where its lines are when a corner, an edge or its middle is at a
//! place.

use super::Page;
use crate::plot::path::Point;
use crate::plot::scene::{Align, Font, VAlign};
use crate::plot::typeset::{self, Face, Line};

/// Lines of text around a place.
pub(super) struct Block {
    /// The lines and where their baselines begin, from the place.
    pub lines: Vec<(Line, Point)>,
    /// The angle in degrees.
    pub angle: f64,
    /// Left, top, right, bottom from the place.
    pub bounds: [f64; 4],
    /// The corners of the text itself, turned.
    pub corners: [Point; 4],
}

impl Block {
    /// The bounds when the place is here.
    pub fn bounds_at(&self, at: Point) -> [f64; 4] {
        [self.bounds[0] + at[0], self.bounds[1] + at[1], self.bounds[2] + at[0], self.bounds[3] + at[1]]
    }
}

/// Sets a text.
///
/// *Source*: the rules of matplotlib's `Text._get_layout` in mode `default`: alignment is that of the
/// rectangle around the turned text.
pub(super) fn block(
    text: &str,
    font: Font,
    angle: f64,
    align: Align,
    valign: VAlign,
    spacing: f64,
    page: &Page,
) -> Block {
    let cell = page.metrics.cell();
    let size = cell.map_or(font.size * page.point, |[_, height]| height);
    let face = Face { size, bold: font.bold, italic: font.italic };
    let lines: Vec<Line> = text.split('\n').map(|line| typeset::line(line, face, page.metrics)).collect();
    let (up, down) = page.metrics.height();
    let least = if cell.is_some() { (up + down) * size - down * size } else { up * size * spacing };
    let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    let mut baselines = Vec::with_capacity(lines.len());
    let mut y = 0.0;
    for (i, line) in lines.iter().enumerate() {
        y += if i == 0 { line.ascent } else { least.max(line.ascent * if cell.is_some() { 1.0 } else { spacing }) };
        baselines.push(y);
        y += line.descent;
    }
    let height = y;
    let descent = lines.last().map_or(0.0, |line| line.descent);
    let first = lines.first().map_or(0.0, |line| line.ascent);
    if cell.is_some() {
        return in_cells(lines, &baselines, [width, height], angle, align, valign, page);
    }

    let (sin, cos) = match angle.rem_euclid(360.0) {
        0.0 => (0.0, 1.0),
        90.0 => (1.0, 0.0),
        180.0 => (0.0, -1.0),
        270.0 => (-1.0, 0.0),
        angle => angle.to_radians().sin_cos(),
    };
    // y down, angles counter-clockwise.
    let turn = |[x, y]: Point| [x * cos + y * sin, y * cos - x * sin];
    let corners = [[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]].map(turn);
    let min = |k: usize| corners.iter().map(|corner| corner[k]).fold(f64::MAX, f64::min);
    let max = |k: usize| corners.iter().map(|corner| corner[k]).fold(f64::MIN, f64::max);
    let (left, top, right, bottom) = (min(0), min(1), max(0), max(1));
    let x = match align {
        Align::Left => left,
        Align::Center => (left + right) / 2.0,
        Align::Right => right,
    };
    let y = match valign {
        VAlign::Top => top,
        VAlign::Bottom => bottom,
        VAlign::Center => (top + bottom) / 2.0,
        VAlign::Baseline => bottom - descent * cos.abs(),
        VAlign::CenterBaseline => top + if sin == 0.0 { first / 2.0 } else { (bottom - top) / 2.0 },
    };
    let placed = |line: &Line, baseline: f64| {
        let start = match align {
            Align::Left => 0.0,
            Align::Center => (width - line.width) / 2.0,
            Align::Right => width - line.width,
        };
        let [px, py] = turn([start, baseline]);
        [px - x, py - y]
    };
    let places: Vec<Point> = lines.iter().zip(&baselines).map(|(line, baseline)| placed(line, *baseline)).collect();
    Block {
        lines: lines.into_iter().zip(places).collect(),
        angle,
        bounds: [left - x, top - y, right - x, bottom - y],
        corners: corners.map(|[px, py]| [px - x, py - y]),
    }
}

/// The same for cells of a terminal: text is level, or one letter below the other.
fn in_cells(
    lines: Vec<Line>,
    baselines: &[f64],
    [width, height]: [f64; 2],
    angle: f64,
    align: Align,
    valign: VAlign,
    page: &Page,
) -> Block {
    let [across, down] = page.metrics.cell().unwrap_or([1.0, 1.0]);
    let upright = (angle.rem_euclid(180.0) - 90.0).abs() < 30.0;
    let (width, height) = if upright { (across * lines.len() as f64, width / across * down) } else { (width, height) };
    let x = match align {
        Align::Left => 0.0,
        Align::Center => width / 2.0,
        Align::Right => width,
    };
    let y = match valign {
        VAlign::Top => 0.0,
        VAlign::Center | VAlign::CenterBaseline => height / 2.0,
        VAlign::Bottom | VAlign::Baseline => height,
    };
    let place = |i: usize, line: &Line| {
        if upright {
            return [across * i as f64 - x, down - y];
        }
        let start = match align {
            Align::Left => 0.0,
            Align::Center => (width - line.width) / 2.0,
            Align::Right => width - line.width,
        };
        [start - x, baselines[i] - y]
    };
    let places: Vec<Point> = lines.iter().enumerate().map(|(i, line)| place(i, line)).collect();
    let (left, top) = (-x, -y);
    Block {
        lines: lines.into_iter().zip(places).collect(),
        angle: if upright { 90.0 } else { 0.0 },
        bounds: [left, top, left + width, top + height],
        corners: [[left, top], [left + width, top], [left + width, top + height], [left, top + height]],
    }
}
