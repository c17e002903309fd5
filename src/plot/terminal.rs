//! Pictures in a terminal: as pixels by one of the three ways that terminals have, or in cells of
//! characters ([`super::cells`]). Which way a terminal takes is found elsewhere; this gives the text to
//! write to it.

use super::layout::{self, Page};
use super::raster::{self, Pixels};
use super::scene::Figure;
use super::{cells, png, sixel};
use std::fmt::Write;

/// How a terminal shows pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By kitty's graphics protocol.
    Kitty,
    /// By iTerm2's inline images.
    Iterm,
    /// By sixels.
    Sixel,
    /// By Braille letters and blocks: 2 × 4 dots a cell.
    Braille,
    /// By the letters of ASCII.
    Ascii,
}

/// How a terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Not at all.
    None,
    /// The 256 of xterm.
    Palette,
    /// Any.
    All,
}

/// A terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How it shows pictures.
    pub way: Way,
    /// Its columns.
    pub columns: usize,
    /// Its rows.
    pub rows: usize,
    /// Width and height of a cell in pixels.
    pub cell: [usize; 2],
    /// How it shows colours.
    pub colours: Colours,
    /// Whether its ground is light.
    pub light: bool,
}

/// The height of a cell on a screen where a figure's own dots an inch are right.
const USUAL_CELL: f64 = 20.0;

/// A figure as text for a terminal, with a line feed at its end. *Errors*: in words.
pub fn show(figure: &Figure, screen: &Screen) -> Result<String, String> {
    let too_large = || "the picture is too large".to_owned();
    match screen.way {
        Way::Braille | Way::Ascii => Ok(cells::show(figure, screen)),
        Way::Kitty | Way::Iterm => {
            let (pixels, dpi) = drawn(figure, screen).ok_or_else(too_large)?;
            let file = png::encode(pixels.width, pixels.height, &pixels.bytes, Some(dpi))?;
            let encode = if screen.way == Way::Kitty { kitty } else { iterm };
            Ok(encode(&file, pixels.width, pixels.height))
        }
        Way::Sixel => {
            let (pixels, _) = drawn(figure, screen).ok_or_else(too_large)?;
            Ok(sixel::encode(&pixels) + "\n")
        }
    }
}

/// The figure in pixels, not larger than the screen, and its dots an inch.
fn drawn(figure: &Figure, screen: &Screen) -> Option<(Pixels, f64)> {
    let sharp = (screen.cell[1] as f64 / USUAL_CELL).clamp(1.0, 3.0);
    let room = [screen.columns * screen.cell[0], screen.rows.saturating_sub(1).max(4) * screen.cell[1]];
    let fits = |k: usize| room[k].max(40) as f64 / figure.size[k].max(1e-3);
    let dpi = (figure.dpi * sharp).min(fits(0)).min(fits(1));
    let page = Page::of(figure, dpi);
    Some((raster::draw(&layout::figure(figure, &page))?, dpi))
}

/// The most letters of a part.
const PART: usize = 4096;

/// *Source*: kitty's terminal graphics protocol: a PNG file, sent and shown at once (`a=T`), in parts, without
/// an answer (`q=2`).
fn kitty(file: &[u8], _: usize, _: usize) -> String {
    let letters = png::base64(file);
    let mut text = String::with_capacity(letters.len() + letters.len() / 128 + 64);
    let mut rest = letters.as_str();
    let mut head = "a=T,f=100,q=2,";
    loop {
        let (part, after) = rest.split_at(rest.len().min(PART));
        let more = u8::from(!after.is_empty());
        let _ = write!(text, "\x1b_G{head}m={more};{part}\x1b\\");
        if after.is_empty() {
            break;
        }
        (rest, head) = (after, "");
    }
    text + "\n"
}

/// *Source*: iTerm2's inline images protocol.
fn iterm(file: &[u8], width: usize, height: usize) -> String {
    let letters = png::base64(file);
    let size = file.len();
    format!("\x1b]1337;File=inline=1;size={size};width={width}px;height={height}px:{letters}\x07\n")
}
