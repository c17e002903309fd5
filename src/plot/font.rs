//! The font: DejaVu Sans, matplotlib's own, cut to the letters and signs that lessons use.

use super::path::{Path, Point, Step};
use std::sync::OnceLock;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// What layout must know of letters.
pub trait Metrics {
    /// The width of a text of size 1.
    fn width(&self, text: &str, bold: bool) -> f64;
    /// How far letters rise above the baseline and fall below it, for size 1.
    fn height(&self) -> (f64, f64);
    /// Whether text is made of cells of equal size (that many pixels wide and high) rather than of letters of
    /// any size.
    fn cell(&self) -> Option<[f64; 2]> {
        None
    }
}

/// The letters of pictures.
pub struct Letters;

impl Metrics for Letters {
    fn width(&self, text: &str, bold: bool) -> f64 {
        let font = font(bold);
        let mut width = 0.0;
        let mut before = None;
        for c in text.chars() {
            let glyph = font.glyph(c);
            width += font.kerning(before, glyph) + font.advance(glyph);
            before = Some(glyph);
        }
        width
    }

    fn height(&self) -> (f64, f64) {
        // Of `l` and `p`, by which matplotlib measures lines.
        (0.76, 0.24)
    }
}

struct Font {
    face: Face<'static>,
    unit: f64,
}

fn font(bold: bool) -> &'static Font {
    static FONTS: [OnceLock<Font>; 2] = [const { OnceLock::new() }; 2];
    FONTS[usize::from(bold)].get_or_init(|| {
        let data: &[u8] =
            if bold { include_bytes!("data/DejaVuSans-Bold.ttf") } else { include_bytes!("data/DejaVuSans.ttf") };
        let face = Face::parse(data, 0).expect("the font is part of the program");
        let unit = 1.0 / f64::from(face.units_per_em());
        Font { face, unit }
    })
}

impl Font {
    fn glyph(&self, c: char) -> GlyphId {
        self.face.glyph_index(c).or_else(|| self.face.glyph_index('\u{fffd}')).unwrap_or(GlyphId(0))
    }

    fn advance(&self, glyph: GlyphId) -> f64 {
        f64::from(self.face.glyph_hor_advance(glyph).unwrap_or_default()) * self.unit
    }

    fn kerning(&self, before: Option<GlyphId>, glyph: GlyphId) -> f64 {
        let Some(before) = before else { return 0.0 };
        let tables = self.face.tables().kern.into_iter().flat_map(|kern| kern.subtables);
        let pair = tables.filter(|table| table.horizontal && !table.has_state_machine);
        let found = pair.filter_map(|table| table.glyphs_kerning(before, glyph)).next();
        f64::from(found.unwrap_or_default()) * self.unit
    }
}

/// The outlines of a text of size 1 whose baseline begins at the origin, y down.
pub fn outline(text: &str, bold: bool, italic: bool) -> Path {
    let font = font(bold);
    let mut pen = Outline { steps: Vec::new(), x: 0.0, unit: font.unit, lean: if italic { 0.2 } else { 0.0 } };
    let mut before = None;
    for c in text.chars() {
        let glyph = font.glyph(c);
        pen.x += font.kerning(before, glyph);
        // A glyph without an outline is a space.
        let _ = font.face.outline_glyph(glyph, &mut pen);
        pen.x += font.advance(glyph);
        before = Some(glyph);
    }
    Path { steps: pen.steps }
}

struct Outline {
    steps: Vec<Step>,
    x: f64,
    unit: f64,
    lean: f64,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> Point {
        let (x, y) = (f64::from(x) * self.unit, f64::from(y) * self.unit);
        [self.x + x + self.lean * y, -y]
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.steps.push(Step::Quad(self.at(x1, y1), self.at(x, y)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.steps.push(Step::Cubic(self.at(x1, y1), self.at(x2, y2), self.at(x, y)));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
