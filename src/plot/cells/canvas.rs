//! Dots of a terminal's cells: areas below, lines above, letters on top of both.

use super::DOTS;
use crate::plot::colour::Rgba;
use crate::plot::display::{Display, Item, Pen, Stamps, in_turn};
use crate::plot::path::{Path, Point, Step};
use crate::plot::raster;

/// The colour of a line or a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tint {
    /// That of the terminal's text.
    Usual,
    /// Its own.
    Colour([u8; 3]),
}

/// A dot of an area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    /// Its colour.
    pub colour: [u8; 3],
    /// Whether its brightness means something, as in images.
    pub shaded: bool,
}

/// Cells of dots.
pub(super) struct Canvas {
    /// Columns and rows of cells.
    pub size: [usize; 2],
    /// Dots between the edges and the page, left and top.
    shift: [f64; 2],
    ground: Vec<Option<Ground>>,
    ink: Vec<Option<Tint>>,
    letters: Vec<Option<(char, Tint)>>,
    paper: Rgba,
    /// The terminal's ground, from 0 to 255.
    back: [f32; 3],
}

type Clip = Option<[f64; 4]>;

/// Whether two colours cannot be told apart.
pub(super) fn alike(a: Rgba, b: Rgba) -> bool {
    [a.r - b.r, a.g - b.g, a.b - b.b].iter().all(|difference| difference.abs() < 0.04)
}

impl Canvas {
    /// An empty canvas.
    pub(super) fn new(size: [usize; 2], shift: [usize; 2], paper: Rgba, back: [f32; 3]) -> Canvas {
        let cells = size[0] * size[1];
        let dots = cells * DOTS[0] * DOTS[1];
        let shift = shift.map(|dots| dots as f64);
        Canvas { size, shift, ground: vec![None; dots], ink: vec![None; dots], letters: vec![None; cells], paper, back }
    }

    fn dots(&self) -> [usize; 2] {
        [self.size[0] * DOTS[0], self.size[1] * DOTS[1]]
    }

    /// The canvas, as far as a clip shows it: left, top, right, bottom in dots.
    fn limits(&self, clip: Clip) -> [i64; 4] {
        let [width, height] = self.dots().map(|dots| dots as i64);
        let Some(clip) = clip else { return [0, 0, width, height] };
        let edge = |k: usize| (clip[k] + self.shift[k % 2]).floor() as i64;
        // The frame's own dots belong to what is inside of it.
        [edge(0).max(0), edge(1).max(0), (edge(2) + 1).min(width), (edge(3) + 1).min(height)]
    }

    fn place(&self, [x, y]: Point) -> Point {
        [x + self.shift[0], y + self.shift[1]]
    }

    fn index(&self, x: i64, y: i64) -> usize {
        y as usize * self.dots()[0] + x as usize
    }

    /// The colour of a line; None for one that cannot be seen on the paper.
    pub(super) fn tint(&self, colour: Rgba) -> Option<Tint> {
        if colour.a < 0.04 {
            return None;
        }
        let [r, g, b] = [colour.r, colour.g, colour.b];
        let grey = (r.max(g).max(b) - r.min(g).min(b)) < 0.1;
        let contrast = ((r + g + b) - (self.paper.r + self.paper.g + self.paper.b)).abs() / 3.0;
        // Black on white paper is the terminal's own text colour, whatever that is.
        if grey && contrast > 0.6 {
            return Some(Tint::Usual);
        }
        Some(Tint::Colour(self.over(colour, self.back)))
    }

    fn over(&self, colour: Rgba, below: [f32; 3]) -> [u8; 3] {
        let parts = [colour.r, colour.g, colour.b];
        [0, 1, 2].map(|k| (parts[k] * 255.0 * colour.a + below[k] * (1.0 - colour.a) + 0.5) as u8)
    }

    fn paint(&mut self, x: i64, y: i64, colour: Rgba, shaded: bool) {
        let i = self.index(x, y);
        let below = self.ground[i].map_or(self.back, |ground| ground.colour.map(f32::from));
        if colour.a > 0.5 {
            self.ink[i] = None;
        }
        self.ground[i] = if !shaded && alike(colour, self.paper) {
            // Paper on paper: what was there is covered.
            if colour.a > 0.5 { None } else { self.ground[i] }
        } else {
            Some(Ground { colour: self.over(colour, below), shaded })
        };
    }

    fn dot(&mut self, x: i64, y: i64, tint: Tint, invisible: bool, limits: [i64; 4]) {
        if x < limits[0] || y < limits[1] || x >= limits[2] || y >= limits[3] {
            return;
        }
        let i = self.index(x, y);
        // The colour of the paper is seen only where something else is below it.
        self.ink[i] = if invisible && self.ground[i].is_none() { None } else { Some(tint) };
    }

    /// Fills a shape; `shaded`: its brightness means something.
    pub(super) fn fill(&mut self, path: &Path, colour: Rgba, clip: Clip, shaded: bool) {
        if colour.a < 0.04 {
            return;
        }
        let limits = self.limits(clip);
        let parts: Vec<Vec<Point>> =
            flat(path).into_iter().map(|part| part.iter().map(|p| self.place(*p)).collect()).collect();
        let edges: Vec<[Point; 2]> = parts.iter().flat_map(|part| closed(part)).collect();
        let finite = |k: usize| edges.iter().flatten().map(move |point| point[k]).filter(|at| at.is_finite());
        let (low, high) = (finite(1).fold(f64::MAX, f64::min), finite(1).fold(f64::MIN, f64::max));
        let rows = (low.floor().max(limits[1] as f64) as i64)..(high.ceil().min(limits[3] as f64) as i64);
        let mut painted = false;
        for y in rows {
            let mut crossings = crossings(&edges, y as f64 + 0.5);
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut winding = 0;
            for pair in crossings.windows(2) {
                winding += pair[0].1;
                if winding != 0 {
                    let from = ((pair[0].0 - 0.5).ceil() as i64).max(limits[0]);
                    let to = ((pair[1].0 - 0.5).ceil() as i64).min(limits[2]);
                    for x in from..to {
                        self.paint(x, y, colour, shaded);
                        painted = true;
                    }
                }
            }
        }
        if !painted && !shaded && low < high {
            self.thin_fill(&edges, [low, high], colour, limits);
        }
    }

    /// A bar that is thinner than a dot is a dot thin.
    fn thin_fill(&mut self, edges: &[[Point; 2]], [low, high]: [f64; 2], colour: Rgba, limits: [i64; 4]) {
        let xs = || edges.iter().flatten().map(|point| point[0]);
        let (left, right) = (xs().fold(f64::MAX, f64::min), xs().fold(f64::MIN, f64::max));
        let wide = right - left >= high - low;
        let (x, y) = ((left + right) / 2.0, (low + high) / 2.0);
        let columns =
            if wide { left.round() as i64..right.round() as i64 } else { x.floor() as i64..x.floor() as i64 + 1 };
        let rows = if wide { y.floor() as i64..y.floor() as i64 + 1 } else { low.round() as i64..high.round() as i64 };
        for y in rows.start.max(limits[1])..rows.end.min(limits[3]) {
            for x in columns.start.max(limits[0])..columns.end.min(limits[2]) {
                self.paint(x, y, colour, false);
            }
        }
    }

    /// Draws along a path.
    pub(super) fn stroke(&mut self, path: &Path, pen: &Pen, clip: Clip) {
        let Some(tint) = self.tint(pen.colour) else { return };
        let invisible = alike(pen.colour, self.paper);
        let limits = self.limits(clip);
        let thick = (pen.width.min(40.0).round() as i64).max(1);
        // Dashes that are shorter than two dots would be a grey line.
        let shortest = pen.dashes.iter().copied().filter(|length| *length > 0.0).fold(f64::MAX, f64::min);
        let stretch = (1.6 / shortest).max(1.0);
        let dashes: Vec<f64> = pen.dashes.iter().map(|length| length * stretch).collect();
        let whole: f64 = dashes.iter().sum();
        for part in flat(path) {
            let mut gone = pen.dash_start * stretch;
            for pair in part.windows(2) {
                let (a, b) = (self.place(pair[0]), self.place(pair[1]));
                let length = (b[0] - a[0]).hypot(b[1] - a[1]);
                let Some([from, to]) = inside(a, b, limits) else {
                    gone += length;
                    continue;
                };
                let start = (a[0] + (b[0] - a[0]) * from, a[1] + (b[1] - a[1]) * from);
                let end = (a[0] + (b[0] - a[0]) * to, a[1] + (b[1] - a[1]) * to);
                let steps = ((end.0 - start.0).abs().max((end.1 - start.1).abs())).ceil().max(1.0) as usize;
                for step in 0..=steps {
                    let t = step as f64 / steps as f64;
                    if whole > 0.0 && !is_drawn(gone + length * (from + (to - from) * t), &dashes, whole) {
                        continue;
                    }
                    let (x, y) = (start.0 + (end.0 - start.0) * t, start.1 + (end.1 - start.1) * t);
                    let (x, y) = (x.floor() as i64 - (thick - 1) / 2, y.floor() as i64 - (thick - 1) / 2);
                    for dy in 0..thick {
                        for dx in 0..thick {
                            self.dot(x + dx, y + dy, tint, invisible, limits);
                        }
                    }
                }
                gone += length;
            }
        }
    }

    /// Draws markers: small ones as squares of two dots.
    pub(super) fn stamps(&mut self, stamps: &Stamps, clip: Clip) {
        let limits = self.limits(clip);
        let Some([left, top, right, bottom]) = stamps.shape.bounds() else { return };
        let extent = (right - left).max((bottom - top).abs());
        for (i, at) in stamps.at.iter().enumerate() {
            let size = in_turn(&stamps.sizes, i).unwrap_or(1.0);
            let face = in_turn(&stamps.fills, i).filter(|face| face.a >= 0.04);
            let edge = in_turn(&stamps.edges, i).filter(|edge| edge.a >= 0.04);
            let Some(colour) = face.or(edge) else { continue };
            let [x, y] = self.place(*at);
            if !(x.abs() < 1e6 && y.abs() < 1e6) {
                continue;
            }
            if extent * size >= 3.5 {
                let path = stamps.shape.map(|[dx, dy]| [at[0] + dx * size, at[1] + dy * size]);
                let width = in_turn(&stamps.widths, i).unwrap_or(0.0);
                let pen = Pen { colour: edge.unwrap_or(colour), width, ..THIN };
                match face {
                    Some(face) => self.ink_fill(&path, face, limits),
                    None => self.stroke(&path, &pen, clip),
                }
                continue;
            }
            let Some(tint) = self.tint(colour) else { continue };
            let invisible = alike(colour, self.paper);
            if extent * size < 1.2 {
                self.dot(x.floor() as i64, y.floor() as i64, tint, invisible, limits);
                continue;
            }
            let (x, y) = ((x - 0.5).floor() as i64, (y - 0.5).floor() as i64);
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                self.dot(x + dx, y + dy, tint, invisible, limits);
            }
        }
    }

    /// Fills a marker with dots.
    fn ink_fill(&mut self, path: &Path, colour: Rgba, limits: [i64; 4]) {
        let Some(tint) = self.tint(colour) else { return };
        let invisible = alike(colour, self.paper);
        let edges: Vec<[Point; 2]> = flat(path).iter().flat_map(|part| closed(part)).collect();
        let edges: Vec<[Point; 2]> = edges.iter().map(|edge| edge.map(|point| self.place(point))).collect();
        let ys = || edges.iter().flatten().map(|point| point[1]);
        let (low, high) = (ys().fold(f64::MAX, f64::min), ys().fold(f64::MIN, f64::max));
        for y in (low.floor() as i64).max(limits[1])..(high.ceil() as i64).min(limits[3]) {
            let mut crossings = crossings(&edges, y as f64 + 0.5);
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in crossings.chunks_exact(2) {
                for x in (pair[0].0 - 0.5).ceil() as i64..(pair[1].0 - 0.5).ceil() as i64 {
                    self.dot(x, y, tint, invisible, limits);
                }
            }
        }
    }

    /// Draws a picture of pixels, a dot a pixel.
    pub(super) fn image(&mut self, item: &Item) {
        let [width, height] = self.dots().map(|dots| dots as f64);
        let display = Display { width, height, items: vec![item.clone()] };
        let Some(pixels) = raster::draw(&display) else { return };
        let [width, height] = self.dots().map(|dots| dots as i64);
        let (across, down) = (self.shift[0] as i64, self.shift[1] as i64);
        for y in 0..height - down {
            for x in 0..width - across {
                let start = (y * width + x) as usize * 4;
                let [r, g, b, a] = [0, 1, 2, 3].map(|k| f64::from(pixels.bytes[start + k]) / 255.0);
                if a > 0.04 {
                    self.paint(x + across, y + down, Rgba::new([r, g, b, a]), true);
                }
            }
        }
    }

    /// Writes letters from the place where their baseline begins, side by side or one below the other.
    pub(super) fn write(&mut self, text: &str, at: Point, upright: bool, tint: Tint, clip: Clip) {
        let [x, y] = self.place(at);
        let limits = self.limits(clip).map(|dots| dots as f64);
        let (mut column, mut row) = ((x / DOTS[0] as f64).round(), (y / DOTS[1] as f64).round() - 1.0);
        for sign in text.chars() {
            let [left, top] = [column * DOTS[0] as f64, row * DOTS[1] as f64];
            let seen = left >= limits[0] - 1.0 && top >= limits[1] - 3.0 && left < limits[2] && top < limits[3];
            if seen && left >= 0.0 && top >= 0.0 && (sign != ' ' || !upright) {
                self.letters[row as usize * self.size[0] + column as usize] = Some((sign, tint));
            }
            if upright {
                row += 1.0;
            } else {
                column += 1.0;
            }
        }
    }

    /// The letter of a cell.
    pub(super) fn letter(&self, column: usize, row: usize) -> Option<(char, Tint)> {
        self.letters[row * self.size[0] + column]
    }

    /// The areas' dots of a cell: down its left column, then down its right one.
    pub(super) fn grounds(&self, column: usize, row: usize) -> [Option<Ground>; 8] {
        std::array::from_fn(|i| self.ground[self.dot_of_cell(column, row, i)])
    }

    /// The lines' dots of a cell, in the same order.
    pub(super) fn inks(&self, column: usize, row: usize) -> [Option<Tint>; 8] {
        std::array::from_fn(|i| self.ink[self.dot_of_cell(column, row, i)])
    }

    fn dot_of_cell(&self, column: usize, row: usize, i: usize) -> usize {
        (row * DOTS[1] + i % DOTS[1]) * self.dots()[0] + column * DOTS[0] + i / DOTS[1]
    }
}

const THIN: Pen = Pen {
    colour: Rgba::BLACK,
    width: 1.0,
    dashes: Vec::new(),
    dash_start: 0.0,
    cap: crate::plot::scene::Cap::Butt,
    join: crate::plot::scene::Join::Miter,
};

fn is_drawn(at: f64, dashes: &[f64], whole: f64) -> bool {
    // A pattern of odd length changes its meaning every time.
    let double = if dashes.len() % 2 == 1 { 2.0 } else { 1.0 };
    let mut rest = at.rem_euclid(whole * double);
    let mut drawn = true;
    for length in dashes.iter().chain(dashes) {
        if rest < *length {
            return drawn;
        }
        rest -= length;
        drawn = !drawn;
    }
    drawn
}

/// The part of a line inside of limits, as fractions of it.
///
/// *Source*: Liang and Barsky, A new concept and method for line clipping (1984).
fn inside(a: Point, b: Point, limits: [i64; 4]) -> Option<[f64; 2]> {
    if !(a[0].is_finite() && a[1].is_finite() && b[0].is_finite() && b[1].is_finite()) {
        return None;
    }
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for k in 0..2 {
        let (d, low, high) = (b[k] - a[k], limits[k] as f64 - 1.0, limits[k + 2] as f64 + 1.0);
        if d == 0.0 {
            if a[k] < low || a[k] > high {
                return None;
            }
            continue;
        }
        let (s, t) = ((low - a[k]) / d, (high - a[k]) / d);
        from = from.max(s.min(t));
        to = to.min(s.max(t));
    }
    (from <= to).then_some([from, to])
}

/// Where lines cross a height, and whether down (1) or up.
fn crossings(edges: &[[Point; 2]], y: f64) -> Vec<(f64, i32)> {
    let crosses = |[a, b]: &[Point; 2]| {
        ((a[1] <= y) != (b[1] <= y)).then(|| {
            let x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
            (x.clamp(-1e6, 1e6), if a[1] < b[1] { 1 } else { -1 })
        })
    };
    edges.iter().filter_map(crosses).collect()
}

/// The lines around a part.
fn closed(part: &[Point]) -> impl Iterator<Item = [Point; 2]> + '_ {
    let end = part.last().zip(part.first()).filter(|(last, first)| last != first);
    part.windows(2).map(|pair| [pair[0], pair[1]]).chain(end.map(|(last, first)| [*last, *first]))
}

/// The parts of a path as points, its curves as short lines.
fn flat(path: &Path) -> Vec<Vec<Point>> {
    const STEPS: usize = 10;
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut now = [0.0, 0.0];
    for step in &path.steps {
        if let Step::Move(p) = step {
            parts.push(vec![*p]);
            now = *p;
            continue;
        }
        if parts.is_empty() {
            parts.push(vec![now]);
        }
        let Some(part) = parts.last_mut() else { continue };
        match *step {
            Step::Move(_) => {}
            Step::Line(p) => part.push(p),
            Step::Quad(p, q) => part.extend((1..=STEPS).map(|i| {
                let t = i as f64 / STEPS as f64;
                let s = 1.0 - t;
                [0, 1].map(|k| s * s * now[k] + 2.0 * s * t * p[k] + t * t * q[k])
            })),
            Step::Cubic(p, q, r) => part.extend((1..=STEPS).map(|i| {
                let t = i as f64 / STEPS as f64;
                let s = 1.0 - t;
                [0, 1].map(|k| s * s * s * now[k] + 3.0 * s * s * t * p[k] + 3.0 * s * t * t * q[k] + t * t * t * r[k])
            })),
            Step::Close => {
                if let Some(first) = part.first().copied() {
                    part.push(first);
                }
            }
        }
        now = part.last().copied().unwrap_or(now);
    }
    parts
}
