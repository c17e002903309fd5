//! Pictures of data. [`scene`] says what is to be drawn, [`layout`] finds where everything is and gives a
//! display list ([`display`]), and that is written as SVG ([`svg`]), drawn as pixels ([`raster`], [`png`])
//! or shown in a terminal ([`terminal`]). Knows no language: the model behind `matplotlib.pyplot` is on a floor above.

mod arrows;
mod cells;
pub mod colormap;
pub mod colour;
pub mod contour;
pub mod describe;
pub mod display;
pub mod font;
pub mod hatch;
pub mod layout;
pub mod marker;
pub mod path;
pub mod png;
pub mod raster;
pub mod scene;
mod simplify;
mod sixel;
pub mod svg;
mod symbols;
pub mod terminal;
pub mod ticks;
pub mod typeset;

use scene::Figure;

/// A figure as the text of an SVG file, at 72 pixels an inch as matplotlib's.
pub fn svg(figure: &Figure) -> String {
    let page = layout::Page::of(figure, 72.0);
    svg::write(&layout::figure(figure, &page), &describe::figure(figure))
}

/// A figure as a PNG file. *Errors*: in words.
pub fn png(figure: &Figure, dpi: f64) -> Result<Vec<u8>, String> {
    let page = layout::Page::of(figure, dpi);
    let pixels = raster::draw(&layout::figure(figure, &page)).ok_or("the picture is too large")?;
    png::encode(pixels.width, pixels.height, &pixels.bytes, Some(dpi))
}
