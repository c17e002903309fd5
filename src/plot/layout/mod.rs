//! Layout: from what is to be drawn to where each line and letter is. Places are in pixels from the upper
//! left corner; whatever depends on the way of drawing is in [`Page`].

mod artists;
mod axes;
mod frame;
mod legend;
mod text;

pub use axes::{Found, find_ticks};
pub use frame::Frame;

use super::colour::Rgba;
use super::display::{Display, Ink, Item, Pen};
use super::font::{Letters, Metrics};
use super::path::Path;
use super::scene::{Figure, Stroke};
use text::Block;

/// What is drawn on.
pub struct Page<'a> {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Pixels a point (1/72 inch).
    pub point: f64,
    /// The letters.
    pub metrics: &'a dyn Metrics,
}

impl Page<'_> {
    /// A figure's own page at so many pixels an inch.
    pub fn of(figure: &Figure, dpi: f64) -> Page<'static> {
        let pixels = |inches: f64| (inches * dpi + 1e-6).floor().max(1.0);
        Page { width: pixels(figure.size[0]), height: pixels(figure.size[1]), point: dpi / 72.0, metrics: &Letters }
    }

    fn pen(&self, stroke: &Stroke) -> Pen {
        Pen {
            colour: stroke.colour,
            width: stroke.width * self.point,
            dashes: stroke.dashes.iter().map(|length| length * self.point).collect(),
            dash_start: stroke.dash_start * self.point,
            cap: stroke.cap,
            join: stroke.join,
        }
    }

    /// A coordinate moved so that a line of this width fills whole pixels.
    fn snap(&self, x: f64, width: f64) -> f64 {
        (x + 0.5).floor() + if width.round() as i64 % 2 == 1 { 0.5 } else { 0.0 }
    }
}

/// A picture of a figure.
pub fn figure(figure: &Figure, page: &Page) -> Display {
    let mut items = Vec::new();
    let whole = [0.0, 0.0, page.width, page.height];
    if figure.face.is_visible() {
        items.push(filled(Path::rectangle([0.0, 0.0], [page.width, page.height]), figure.face, None));
    }
    for axes in &figure.axes {
        let frame = Frame::of(axes, page);
        items.extend(axes::draw(axes, &frame, page).items);
    }
    let frame = Frame::page(page);
    let mut artists: Vec<_> = figure.artists.iter().collect();
    artists.sort_by(|a, b| a.layer.total_cmp(&b.layer));
    for artist in artists {
        artists::draw(artist, &frame, page, whole, &[], &mut items);
    }
    Display { width: page.width, height: page.height, items }
}

/// What a figure's axes take with all that is written around them: left, top, right, bottom in pixels.
pub fn boxes(figure: &Figure, page: &Page) -> Vec<[f64; 4]> {
    let one = |axes| axes::draw(axes, &Frame::of(axes, page), page).bounds;
    figure.axes.iter().map(one).collect()
}

/// What the figure's own artists take.
pub fn artist_boxes(figure: &Figure, page: &Page) -> Vec<[f64; 4]> {
    let frame = Frame::page(page);
    let whole = [0.0, 0.0, page.width, page.height];
    let one = |artist| artists::draw(artist, &frame, page, whole, &[], &mut Vec::new());
    figure.artists.iter().filter_map(one).collect()
}

fn filled(path: Path, colour: Rgba, clip: Option<[f64; 4]>) -> Item {
    Item { clip, ink: Ink::Shape { path, fill: Some(colour), stroke: None, crisp: false } }
}

fn stroked(path: Path, pen: Pen, clip: Option<[f64; 4]>) -> Item {
    Item { clip, ink: Ink::Shape { path, fill: None, stroke: Some(pen), crisp: false } }
}

fn union(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

fn put(block: Block, at: [f64; 2], colour: Rgba, clip: Option<[f64; 4]>, items: &mut Vec<Item>) -> [f64; 4] {
    let bounds = block.bounds_at(at);
    for (line, [x, y]) in block.lines {
        items.push(Item { clip, ink: Ink::Text { line, at: [at[0] + x, at[1] + y], angle: block.angle, colour } });
    }
    bounds
}
