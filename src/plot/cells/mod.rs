//! Pictures in cells of characters: lines as Braille dots, areas as blocks of colour, and every letter a
//! letter. The layout is the same as for pixels; only its letters are cells.

mod canvas;
mod letters;
mod write;

use super::colour::Rgba;
use super::display::{Display, Ink};
use super::font::Metrics;
use super::layout::{self, Page};
use super::scene::Figure;
use super::terminal::{Screen, Way};
use canvas::{Canvas, Tint};

/// Dots of a cell across and down.
const DOTS: [usize; 2] = [2, 4];

/// Columns an inch of a figure takes where there is room: so wide are letters of ten points.
const COLUMNS_AN_INCH: f64 = 11.5;

/// How much higher than wide cells are.
const TALL: f64 = 2.0;

/// The fewest columns and rows of a figure, and the fewest rows of an axes if the screen has room.
const FEWEST: [usize; 2] = [24, 10];
const ROWS_OF_AXES: f64 = 5.0;

/// Dashes and gaps of grids in points: less than what they are the ground of.
const SPARSE: [f64; 2] = [5.0, 10.0];

/// Letters that are cells.
struct Cells;

impl Metrics for Cells {
    fn width(&self, text: &str, _: bool) -> f64 {
        text.chars().count() as f64 * DOTS[0] as f64 / DOTS[1] as f64
    }

    fn height(&self) -> (f64, f64) {
        (1.0, 0.0)
    }

    fn cell(&self) -> Option<[f64; 2]> {
        Some([DOTS[0] as f64, DOTS[1] as f64])
    }
}

/// A figure as lines of text.
pub fn show(figure: &Figure, screen: &Screen) -> String {
    let mut figure = figure.clone();
    let paper = figure.axes.first().map_or(figure.face, |axes| if axes.axis_on { axes.face } else { figure.face });
    let paper = if paper.is_visible() { paper } else { Rgba::WHITE };
    remove_ground(&mut figure);
    let room = [screen.columns.max(FEWEST[0]), screen.rows.saturating_sub(1).max(FEWEST[1])];
    let mut size = natural(&figure, room);
    let positions: Vec<[f64; 4]> = figure.axes.iter().map(|axes| axes.position).collect();
    // What is written around axes at the edge may need more room than the figure has.
    let mut extra = [0.0; 4];
    for attempt in 0..3 {
        let page = page(size);
        for (axes, position) in figure.axes.iter_mut().zip(&positions) {
            axes.position = snapped(*position, &page);
        }
        extra = overhang(&figure, &page);
        let wide = size[0] + cells(extra[0], 0) + cells(extra[2], 0);
        if wide <= room[0] || attempt == 2 {
            break;
        }
        size[0] -= (wide - room[0]).min(size[0] - FEWEST[0].min(size[0]));
    }
    let page = page(size);
    let display = layout::figure(&figure, &page);
    let shift = [cells(extra[0], 0), cells(extra[1], 1)];
    let whole = [size[0] + shift[0] + cells(extra[2], 0), size[1] + shift[1] + cells(extra[3], 1)];
    let whole = [whole[0].min(room[0]), whole[1]];
    let back = if screen.light { [255.0; 3] } else { [0.0; 3] };
    let mut canvas = Canvas::new(whole, [shift[0] * DOTS[0], shift[1] * DOTS[1]], paper, back);
    draw(&display, &mut canvas);
    write::text(&canvas, screen.way == Way::Ascii, screen.colours)
}

fn page(size: [usize; 2]) -> Page<'static> {
    let [width, height] = [0, 1].map(|k| (size[k] * DOTS[k]) as f64);
    Page { width, height, point: COLUMNS_AN_INCH * DOTS[0] as f64 / 72.0, metrics: &Cells }
}

/// So many dots as whole cells.
fn cells(dots: f64, k: usize) -> usize {
    (dots.max(0.0) / DOTS[k] as f64 - 0.3).ceil().clamp(0.0, 40.0) as usize
}

/// Columns and rows of a figure: as its size in inches says, as far as there is room.
fn natural(figure: &Figure, room: [usize; 2]) -> [usize; 2] {
    let wanted = [figure.size[0] * COLUMNS_AN_INCH, figure.size[1] * COLUMNS_AN_INCH / TALL];
    let least = figure.axes.iter().filter(|axes| axes.axis_on).map(|axes| axes.position[3]);
    let least = least.filter(|height| *height > 0.1).fold(1.0, f64::min);
    let many = least < 0.5;
    // Axes above each other may scroll; one picture stays on the screen.
    let rows = if many { room[1].max((wanted[1]).min(60.0) as usize) } else { room[1] };
    let scale = (room[0] as f64 / wanted[0]).min(rows as f64 / wanted[1]).min(1.0);
    let mut size = wanted.map(|cells| cells * scale);
    if many {
        size[1] = size[1].max((ROWS_OF_AXES / least).min(80.0));
    }
    [(size[0].round() as usize).clamp(FEWEST[0], room[0]), (size[1].round() as usize).clamp(FEWEST[1], 200)]
}

/// The terminal's own ground is the paper.
fn remove_ground(figure: &mut Figure) {
    figure.face = Rgba::CLEAR;
    for axes in &mut figure.axes {
        let face = axes.face;
        axes.face = Rgba::CLEAR;
        for axis in [&mut axes.x, &mut axes.y] {
            for grid in [&mut axis.grid, &mut axis.minor_grid].into_iter().flatten() {
                grid.stroke.dashes = SPARSE.to_vec();
                if canvas::alike(grid.stroke.colour, face) || grid.stroke.colour == Rgba::WHITE {
                    grid.stroke.colour = Rgba::new([0.69, 0.69, 0.69, 1.0]);
                }
            }
        }
    }
}

/// Axes whose edges are in the middle of cells, so that ticks fit into the frame's cells and labels do not
/// cover it.
fn snapped([left, bottom, width, height]: [f64; 4], page: &Page) -> [f64; 4] {
    let x = |at: f64, rest: f64| (at * page.width / 2.0).round() * 2.0 + rest;
    let y = |at: f64, rest: f64| ((1.0 - at) * page.height / 4.0).round() * 4.0 + rest;
    let (x0, y1) = (x(left, -0.7), y(bottom, -1.7));
    let (x1, y0) = (x(left + width, 0.45).max(x0 + 3.0), y(bottom + height, 1.0).min(y1 - 3.0));
    [x0 / page.width, 1.0 - y1 / page.height, (x1 - x0) / page.width, (y1 - y0) / page.height]
}

/// How far what is drawn reaches beyond the page: left, top, right, bottom in dots.
fn overhang(figure: &Figure, page: &Page) -> [f64; 4] {
    let mut most = [0.0f64; 4];
    for [left, top, right, bottom] in layout::boxes(figure, page) {
        let out = [-left, -top, right - page.width, bottom - page.height];
        for k in 0..4 {
            most[k] = most[k].max(out[k]);
        }
    }
    most
}

fn draw(display: &Display, canvas: &mut Canvas) {
    for item in &display.items {
        match &item.ink {
            Ink::Shape { path, fill, stroke, crisp } => {
                if let Some(fill) = fill {
                    canvas.fill(path, *fill, item.clip, *crisp);
                }
                if let Some(pen) = stroke {
                    canvas.stroke(path, pen, item.clip);
                }
            }
            Ink::Stamps(stamps) => canvas.stamps(stamps, item.clip),
            Ink::Image { .. } => canvas.image(item),
            Ink::Text { line, at, angle, colour } => {
                let tint = canvas.tint(*colour).unwrap_or(Tint::Usual);
                canvas.write(&letters::of(line), *at, *angle != 0.0, tint, item.clip);
            }
        }
    }
}
