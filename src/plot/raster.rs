//! Pictures as pixels, drawn by tiny-skia.

use super::colour::Rgba;
use super::display::{Display, Ink, Item, Pen, Stamps, in_turn};
use super::font;
use super::path::{Path, Point, Step};
use super::scene::{Cap, Join, Smoothing};
use super::typeset::Line;
use rustc_hash::FxHashMap;
use tiny_skia::{
    FillRule, LineCap, LineJoin, Mask, Paint, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Stroke, StrokeDash,
    Transform,
};

/// Pixels: red, green, blue, opacity, not multiplied, row by row from the top.
pub struct Pixels {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Four bytes a pixel.
    pub bytes: Vec<u8>,
}

/// The most pixels of a picture.
const MOST: f64 = 1e8;

/// Draws a picture. None if it is too large.
pub fn draw(display: &Display) -> Option<Pixels> {
    if display.width * display.height > MOST {
        return None;
    }
    let (width, height) = (display.width.max(1.0) as u32, display.height.max(1.0) as u32);
    let mut canvas = Canvas { pixmap: Pixmap::new(width, height)?, clips: Vec::new() };
    for item in &display.items {
        canvas.item(item);
    }
    let bytes = canvas.pixmap.pixels().iter().flat_map(|pixel| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    });
    Some(Pixels { width: width as usize, height: height as usize, bytes: bytes.collect() })
}

struct Canvas {
    pixmap: Pixmap,
    clips: Vec<([i64; 4], Mask)>,
}

/// A clip in whole pixels.
fn whole(clip: [f64; 4]) -> [i64; 4] {
    clip.map(|edge| (edge + 0.5).floor() as i64)
}

impl Canvas {
    fn item(&mut self, item: &Item) {
        let clip = item.clip.map(whole);
        match &item.ink {
            Ink::Shape { path, fill, stroke, crisp } => {
                if let Some(fill) = fill {
                    self.fill(path, *fill, clip, !crisp, Transform::identity());
                }
                if let Some(pen) = stroke {
                    self.stroke(path, pen, clip);
                }
            }
            Ink::Stamps(stamps) => self.stamps(stamps, clip),
            Ink::Image { shape, pixels, at, smooth } => self.image(*shape, pixels, *at, *smooth, clip),
            Ink::Text { line, at, angle, colour } => self.text(line, *at, *angle, *colour, clip),
        }
    }

    /// Makes the mask of a clip known; a mask that hides nothing is none.
    fn mask(&mut self, clip: Option<[i64; 4]>) -> Option<usize> {
        let clip = clip?;
        let (width, height) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        if clip[0] <= 0 && clip[1] <= 0 && clip[2] >= width && clip[3] >= height {
            return None;
        }
        if let Some(i) = self.clips.iter().position(|(have, _)| *have == clip) {
            return Some(i);
        }
        let mut mask = Mask::new(self.pixmap.width(), self.pixmap.height())?;
        let edge = |at: i64, most: i64| at.clamp(0, most) as usize;
        let (left, right) = (edge(clip[0], width), edge(clip[2], width));
        for y in edge(clip[1], height)..edge(clip[3], height) {
            let start = y * width as usize;
            mask.data_mut()[start + left..(start + right).max(start + left)].fill(255);
        }
        // Many different clips are rare, and each costs as much as the picture.
        if self.clips.len() > 16 {
            self.clips.clear();
        }
        self.clips.push((clip, mask));
        Some(self.clips.len() - 1)
    }

    fn fill(&mut self, path: &Path, colour: Rgba, clip: Option<[i64; 4]>, soft: bool, transform: Transform) {
        let Some(path) = skia(path) else { return };
        let mask = self.mask(clip);
        let mask = mask.map(|i| &self.clips[i].1);
        self.pixmap.fill_path(&path, &paint(colour, soft), FillRule::Winding, transform, mask);
    }

    fn stroke(&mut self, path: &Path, pen: &Pen, clip: Option<[i64; 4]>) {
        let Some(path) = skia(path) else { return };
        let mask = self.mask(clip);
        let mask = mask.map(|i| &self.clips[i].1);
        self.pixmap.stroke_path(&path, &paint(pen.colour, true), &stroke(pen), Transform::identity(), mask);
    }

    fn text(&mut self, line: &Line, at: Point, angle: f64, colour: Rgba, clip: Option<[i64; 4]>) {
        // Level text stands on whole pixels, as matplotlib's does.
        let level = angle == 0.0;
        let at = if level { [at[0], at[1].round()] } else { at };
        let (sin, cos) = (-angle.to_radians()).sin_cos();
        let turn = Transform::from_row(cos as f32, sin as f32, -sin as f32, cos as f32, at[0] as f32, at[1] as f32);
        for piece in &line.pieces {
            let path = font::outline(&piece.text, piece.bold, piece.italic);
            let path = path.map(|[x, y]| [piece.x + x * piece.size, piece.y + y * piece.size]);
            self.fill(&path, colour, clip, true, turn);
        }
        for [x, y, width, height] in &line.rules {
            self.fill(&Path::rectangle([*x, *y], [x + width, y + height]), colour, clip, true, turn);
        }
    }

    fn stamps(&mut self, stamps: &Stamps, clip: Option<[i64; 4]>) {
        let (width, height) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        let clip = clip.unwrap_or([0, 0, width, height]);
        let clip = [clip[0].max(0), clip[1].max(0), clip[2].min(width), clip[3].min(height)];
        let mut known: FxHashMap<StampKey, Option<Stamp>> = FxHashMap::default();
        // Points of one look often lie on the same pixels; an opaque one hides its likes.
        for (i, [x, y]) in stamps.at.iter().enumerate() {
            if !(x.abs() < 1e6 && y.abs() < 1e6) {
                continue;
            }
            let (left, top) = (x.floor(), y.floor());
            // Places are kept to a quarter of a pixel, sizes to a sixteenth.
            let phase = [((x - left) * 4.0) as u8, ((y - top) * 4.0) as u8];
            let key = StampKey {
                size: (in_turn(&stamps.sizes, i).unwrap_or(1.0).min(4000.0) * 16.0).round() as u32,
                phase,
                fill: in_turn(&stamps.fills, i).unwrap_or(Rgba::CLEAR).bytes(),
                edge: in_turn(&stamps.edges, i).unwrap_or(Rgba::CLEAR).bytes(),
                width: (in_turn(&stamps.widths, i).unwrap_or(0.0).min(1000.0) * 16.0).round() as u32,
            };
            if known.len() > 4096 {
                known.clear();
            }
            let stamp = known.entry(key).or_insert_with(|| Stamp::new(stamps, i, key));
            if let Some(stamp) = stamp {
                stamp.put([left as i64, top as i64], clip, &mut self.pixmap);
            }
        }
    }

    fn image(&mut self, shape: [usize; 2], pixels: &[u8], at: [f64; 4], smooth: Smoothing, clip: Option<[i64; 4]>) {
        let [rows, columns] = shape;
        let (width, height) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        let clip = clip.unwrap_or([0, 0, width, height]);
        let [left, top, right, bottom] = at;
        let (from_x, to_x) = ((left + 0.5).floor() as i64, (right + 0.5).floor() as i64);
        let (from_y, to_y) = ((top + 0.5).floor() as i64, (bottom + 0.5).floor() as i64);
        let scale = [columns as f64 / (right - left), rows as f64 / (bottom - top)];
        let shrinks = smooth == Smoothing::Auto && (scale[0] > 1.0 || scale[1] > 1.0);
        let sampler = Sampler { pixels, rows, columns };
        for y in from_y.max(clip[1]).max(0)..to_y.max(from_y + 1).min(clip[3]).min(height) {
            for x in from_x.max(clip[0]).max(0)..to_x.max(from_x + 1).min(clip[2]).min(width) {
                let (u, v) = ((x as f64 + 0.5 - left) * scale[0], (y as f64 + 0.5 - top) * scale[1]);
                let colour = match smooth {
                    Smoothing::Auto if shrinks => sampler.average(u, v, scale),
                    Smoothing::Auto | Smoothing::Nearest => sampler.nearest(u, v),
                    Smoothing::Bilinear => sampler.weighted(u, v, 1, |d| 1.0 - d),
                    Smoothing::Bicubic => sampler.weighted(u, v, 2, cubic),
                };
                blend(&mut self.pixmap.pixels_mut()[(y * width + x) as usize], colour);
            }
        }
    }
}

/// Bicubic weight of a distance. *Source*: Keys, Cubic convolution interpolation (1981), a = -1/2.
fn cubic(d: f64) -> f64 {
    if d < 1.0 {
        (1.5 * d - 2.5) * d * d + 1.0
    } else if d < 2.0 {
        ((-0.5 * d + 2.5) * d - 4.0) * d + 2.0
    } else {
        0.0
    }
}

struct Sampler<'a> {
    pixels: &'a [u8],
    rows: usize,
    columns: usize,
}

impl Sampler<'_> {
    fn at(&self, row: i64, column: i64) -> [f64; 4] {
        let row = row.clamp(0, self.rows as i64 - 1) as usize;
        let column = column.clamp(0, self.columns as i64 - 1) as usize;
        let start = (row * self.columns + column) * 4;
        [0, 1, 2, 3].map(|k| f64::from(self.pixels[start + k]))
    }

    fn nearest(&self, u: f64, v: f64) -> [f64; 4] {
        self.at(v.floor() as i64, u.floor() as i64)
    }

    /// The mean of the pixels around a place that one pixel of the picture covers.
    fn average(&self, u: f64, v: f64, scale: [f64; 2]) -> [f64; 4] {
        let [wide, high] = scale.map(|scale| scale.max(1.0) / 2.0);
        let range = |at: f64, half: f64, most: usize| {
            let from = (at - half + 0.5).floor().clamp(0.0, most as f64 - 1.0) as i64;
            let to = (at + half + 0.5).floor().clamp(from as f64 + 1.0, most.max(1) as f64) as i64;
            from..to.max(from + 1)
        };
        let (rows, columns) = (range(v, high, self.rows), range(u, wide, self.columns));
        let count = ((rows.end - rows.start) * (columns.end - columns.start)) as f64;
        let mut sum = [0.0; 4];
        for row in rows {
            for column in columns.clone() {
                add(&mut sum, self.at(row, column), 1.0 / count);
            }
        }
        sum
    }

    fn weighted(&self, u: f64, v: f64, reach: i64, weight: impl Fn(f64) -> f64) -> [f64; 4] {
        let (u, v) = (u - 0.5, v - 0.5);
        let (column, row) = (u.floor(), v.floor());
        let mut sum = [0.0; 4];
        for dy in 1 - reach..=reach {
            for dx in 1 - reach..=reach {
                let part = weight((u - column - dx as f64).abs()) * weight((v - row - dy as f64).abs());
                add(&mut sum, self.at(row as i64 + dy, column as i64 + dx), part);
            }
        }
        sum.map(|part| part.clamp(0.0, 255.0))
    }
}

fn add(sum: &mut [f64; 4], colour: [f64; 4], part: f64) {
    for k in 0..4 {
        sum[k] += colour[k] * part;
    }
}

/// Lays a colour (0 to 255, not multiplied) over a pixel.
fn blend(pixel: &mut PremultipliedColorU8, [r, g, b, a]: [f64; 4]) {
    let opacity = a / 255.0;
    let under = 1.0 - opacity;
    let mix = |new: f64, old: u8| (new * opacity + f64::from(old) * under + 0.5) as u8;
    let alpha = (a + f64::from(pixel.alpha()) * under + 0.5).min(255.0) as u8;
    let part = |new: f64, old: u8| mix(new, old).min(alpha);
    let mixed =
        PremultipliedColorU8::from_rgba(part(r, pixel.red()), part(g, pixel.green()), part(b, pixel.blue()), alpha);
    *pixel = mixed.unwrap_or(*pixel);
}

/// An image made smaller by averaging: `shape` and `to` are rows and columns.
pub(super) fn averaged(pixels: &[u8], shape: [usize; 2], to: [usize; 2]) -> Vec<u8> {
    let sampler = Sampler { pixels, rows: shape[0], columns: shape[1] };
    let scale = [shape[1] as f64 / to[1] as f64, shape[0] as f64 / to[0] as f64];
    let mut small = Vec::with_capacity(to[0] * to[1] * 4);
    for row in 0..to[0] {
        for column in 0..to[1] {
            let (u, v) = ((column as f64 + 0.5) * scale[0], (row as f64 + 0.5) * scale[1]);
            small.extend(sampler.average(u, v, scale).map(|part| (part + 0.5) as u8));
        }
    }
    small
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct StampKey {
    size: u32,
    phase: [u8; 2],
    fill: [u8; 4],
    edge: [u8; 4],
    width: u32,
}

/// A marker drawn once, to be laid on many places.
struct Stamp {
    pixmap: Pixmap,
    /// Where the marker's place is in it.
    origin: [i64; 2],
}

impl Stamp {
    fn new(stamps: &Stamps, i: usize, key: StampKey) -> Option<Stamp> {
        let size = f64::from(key.size) / 16.0;
        let width = f64::from(key.width) / 16.0;
        let [left, top, right, bottom] = stamps.shape.bounds()?;
        let (low, high) = (left.min(top) * size - width - 2.0, right.max(bottom) * size + width + 3.0);
        let origin = (-low.floor()).clamp(1.0, 5000.0);
        let side = (origin + high.ceil()).clamp(2.0, 10_000.0);
        let pixmap = Pixmap::new(side as u32, side as u32)?;
        let mut canvas = Canvas { pixmap, clips: Vec::new() };
        let shift = key.phase.map(|phase| (f64::from(phase) + 0.5) / 4.0 + origin);
        let path = stamps.shape.map(|[x, y]| [shift[0] + x * size, shift[1] + y * size]);
        if let Some(fill) = in_turn(&stamps.fills, i).filter(|fill| fill.is_visible()) {
            canvas.fill(&path, fill, None, true, Transform::identity());
        }
        if let Some(edge) = in_turn(&stamps.edges, i).filter(|edge| edge.is_visible() && width > 0.0) {
            let pen =
                Pen { colour: edge, width, dashes: Vec::new(), dash_start: 0.0, cap: Cap::Butt, join: stamps.join };
            canvas.stroke(&path, &pen, None);
        }
        Some(Stamp { pixmap: canvas.pixmap, origin: [origin as i64; 2] })
    }

    fn put(&self, at: [i64; 2], clip: [i64; 4], to: &mut Pixmap) {
        let (left, top) = (at[0] - self.origin[0], at[1] - self.origin[1]);
        let (side, width) = (i64::from(self.pixmap.width()), to.width() as usize);
        let (from_x, to_x) = (left.max(clip[0]), (left + side).min(clip[2]));
        if from_x >= to_x {
            return;
        }
        let length = (to_x - from_x) as usize;
        for y in top.max(clip[1])..(top + side).min(clip[3]) {
            let source = ((y - top) * side + from_x - left) as usize;
            let target = y as usize * width + from_x as usize;
            let above = &self.pixmap.pixels()[source..source + length];
            let below = &mut to.pixels_mut()[target..target + length];
            for (over, under) in above.iter().zip(below) {
                match over.alpha() {
                    0 => {}
                    255 => *under = *over,
                    alpha => {
                        let rest = 255 - u32::from(alpha);
                        let mix = |over: u8, under: u8| over + ((u32::from(under) * rest + 127) / 255) as u8;
                        let alpha = mix(alpha, under.alpha());
                        let mixed = PremultipliedColorU8::from_rgba(
                            mix(over.red(), under.red()).min(alpha),
                            mix(over.green(), under.green()).min(alpha),
                            mix(over.blue(), under.blue()).min(alpha),
                            alpha,
                        );
                        *under = mixed.unwrap_or(*under);
                    }
                }
            }
        }
    }
}

fn paint(colour: Rgba, soft: bool) -> Paint<'static> {
    let mut paint = Paint { anti_alias: soft, ..Paint::default() };
    let [r, g, b, a] = colour.bytes();
    paint.set_color_rgba8(r, g, b, a);
    paint
}

fn stroke(pen: &Pen) -> Stroke {
    let dash = match pen.dashes.len() {
        0 => None,
        count => {
            let mut lengths: Vec<f32> = pen.dashes.iter().map(|length| length.max(1e-3) as f32).collect();
            if count % 2 == 1 {
                lengths.extend(lengths.clone());
            }
            StrokeDash::new(lengths, pen.dash_start as f32)
        }
    };
    Stroke {
        width: pen.width as f32,
        line_cap: match pen.cap {
            Cap::Butt => LineCap::Butt,
            Cap::Round => LineCap::Round,
            Cap::Square => LineCap::Square,
        },
        line_join: match pen.join {
            Join::Miter => LineJoin::Miter,
            Join::Round => LineJoin::Round,
            Join::Bevel => LineJoin::Bevel,
        },
        dash,
        miter_limit: 10.0,
    }
}

/// The path as tiny-skia's; None without two points or with one that is not finite.
fn skia(path: &Path) -> Option<tiny_skia::Path> {
    if let [Step::Move(a), Step::Line(b), Step::Line(c), Step::Line(d), Step::Close] = path.steps.as_slice()
        && a[0] == d[0]
        && b[0] == c[0]
        && a[1] == b[1]
        && c[1] == d[1]
        && let Some(rectangle) =
            Rect::from_ltrb(a[0].min(b[0]) as f32, a[1].min(c[1]) as f32, a[0].max(b[0]) as f32, a[1].max(c[1]) as f32)
    {
        return Some(PathBuilder::from_rect(rectangle));
    }
    let mut builder = PathBuilder::with_capacity(path.steps.len(), path.steps.len() * 2);
    let f = |p: &Point| (p[0] as f32, p[1] as f32);
    for step in &path.steps {
        match step {
            Step::Move(p) => {
                let (x, y) = f(p);
                builder.move_to(x, y);
            }
            Step::Line(p) => {
                let (x, y) = f(p);
                builder.line_to(x, y);
            }
            Step::Quad(p, q) => {
                let ((a, b), (x, y)) = (f(p), f(q));
                builder.quad_to(a, b, x, y);
            }
            Step::Cubic(p, q, r) => {
                let ((a, b), (c, d), (x, y)) = (f(p), f(q), f(r));
                builder.cubic_to(a, b, c, d, x, y);
            }
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}
