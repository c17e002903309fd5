//! The display list: what a picture consists of, in pixels from the upper left corner. Layout makes it,
//! the ways of drawing read it; neither knows the other.

use super::colour::Rgba;
use super::path::{Path, Point};
use super::scene::{Cap, Join, Smoothing};
use super::typeset::Line;

/// A picture.
#[derive(Clone, Debug)]
pub struct Display {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// What is drawn, in order.
    pub items: Vec<Item>,
}

/// One thing drawn.
#[derive(Clone, Debug)]
pub struct Item {
    /// Left, top, right, bottom of what can be seen of it.
    pub clip: Option<[f64; 4]>,
    /// What it is.
    pub ink: Ink,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Ink {
    /// A shape: filled, then its edge.
    Shape {
        /// Its outline.
        path: Path,
        /// What fills it.
        fill: Option<Rgba>,
        /// Its edge.
        stroke: Option<Pen>,
        /// Whether edges of fills are sharp, so that neighbours show no seam.
        crisp: bool,
    },
    /// A shape many times.
    Stamps(Stamps),
    /// A picture of pixels.
    Image {
        /// Rows and columns.
        shape: [usize; 2],
        /// Red, green, blue, opacity; first row at the top.
        pixels: Vec<u8>,
        /// Left, top, right, bottom.
        at: [f64; 4],
        /// How it is enlarged or shrunk.
        smooth: Smoothing,
    },
    /// A line of text.
    Text {
        /// What is written.
        line: Line,
        /// Where its baseline begins.
        at: Point,
        /// The angle in degrees, counter-clockwise.
        angle: f64,
        /// Its colour.
        colour: Rgba,
    },
}

/// A shape many times.
#[derive(Clone, Debug)]
pub struct Stamps {
    /// The outline around the origin for size 1, y down.
    pub shape: Path,
    /// Where.
    pub at: Vec<Point>,
    /// The sizes in pixels, in turn.
    pub sizes: Vec<f64>,
    /// What fills them, in turn.
    pub fills: Vec<Rgba>,
    /// The edges' colours, in turn.
    pub edges: Vec<Rgba>,
    /// The edges' widths in pixels, in turn.
    pub widths: Vec<f64>,
    /// How edges meet.
    pub join: Join,
}

/// A line's look in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub colour: Rgba,
    /// Its width.
    pub width: f64,
    /// Lengths of dashes and gaps; empty for a whole line.
    pub dashes: Vec<f64>,
    /// Where the pattern begins.
    pub dash_start: f64,
    /// How it ends.
    pub cap: Cap,
    /// How lines meet.
    pub join: Join,
}

/// The element of a list that is gone through in turn, as often as needed.
pub fn in_turn<T: Copy>(list: &[T], i: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[i % list.len()])
}
