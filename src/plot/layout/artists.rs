//! Artists in pixels.

use super::text::block;
use super::{Frame, Page, legend, put, union};
use crate::plot::arrows;
use crate::plot::colour::Rgba;
use crate::plot::display::{Ink, Item, Pen, Stamps, in_turn};
use crate::plot::hatch;
use crate::plot::path::{Path, Point, Step};
use crate::plot::scene::{Artist, Cap, Image, Join, Kind, Line, MarkerLook, Markers, Shapes, Space, Text};
use crate::plot::simplify;

/// How far outside of the clip lines are kept, in pixels.
const AROUND: f64 = 50.0;
/// Coordinates beyond this are cut before they are drawn.
const FAR: f64 = 20_000.0;

/// Draws an artist; gives what it takes, where that matters for the room around the axes.
pub(super) fn draw(
    artist: &Artist,
    frame: &Frame,
    page: &Page,
    clip: [f64; 4],
    others: &[Artist],
    items: &mut Vec<Item>,
) -> Option<[f64; 4]> {
    let visible = [0.0, 0.0, page.width, page.height];
    let shown = artist.clip.then_some(clip);
    match &artist.kind {
        Kind::Line(line) => {
            draw_line(line, artist.space, frame, page, shown, shown.unwrap_or(visible), items);
            None
        }
        Kind::Shapes(shapes) => draw_shapes(shapes, artist.space, frame, page, shown, items),
        Kind::Markers(markers) => {
            draw_markers(markers, artist.space, frame, page, shown, items);
            None
        }
        Kind::Image(image) => {
            draw_image(image, artist.space, frame, shown, items);
            None
        }
        Kind::Text(text) => draw_text(text, artist.space, frame, page, shown, items),
        Kind::Arrows(field) => {
            arrows::draw(field, frame, page.point, shown, items);
            None
        }
        Kind::Legend(legend) => Some(legend::draw(legend, frame, page, others, items)),
    }
}

fn draw_line(
    line: &Line,
    space: Space,
    frame: &Frame,
    page: &Page,
    clip: Option<[f64; 4]>,
    seen: [f64; 4],
    items: &mut Vec<Item>,
) {
    let points = line.x.iter().zip(&line.y).map(|(x, y)| frame.point([*x, *y], space));
    if let Some(stroke) = line.stroke.as_ref().filter(|stroke| stroke.width > 0.0 && stroke.colour.is_visible()) {
        let pen = page.pen(stroke);
        let around = AROUND + pen.width;
        let bounds = [seen[0] - around, seen[1] - around, seen[2] + around, seen[3] + around];
        let path = simplify::line(Counted { points: points.clone(), left: line.x.len().min(line.y.len()) }, bounds);
        let path = snapped(path, page, pen.width);
        items.push(Item { clip, ink: Ink::Shape { path, fill: None, stroke: Some(pen), crisp: false } });
    }
    if let Some(marker) = &line.marker {
        let [first, step] = line.every;
        let at = points.skip(first).step_by(step.max(1));
        let at: Vec<Point> = near(at, seen, marker.size * page.point).collect();
        items.push(Item { clip, ink: Ink::Stamps(stamps(marker, at, page)) });
    }
}

struct Counted<I> {
    points: I,
    left: usize,
}

impl<I: Iterator> Iterator for Counted<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.left = self.left.saturating_sub(1);
        self.points.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator> ExactSizeIterator for Counted<I> {}

fn near(at: impl Iterator<Item = Point>, seen: [f64; 4], size: f64) -> impl Iterator<Item = Point> {
    at.filter(move |[x, y]| {
        *x >= seen[0] - size && *x <= seen[2] + size && *y >= seen[1] - size && *y <= seen[3] + size
    })
}

/// A marker at places.
pub(super) fn stamps(marker: &MarkerLook, at: Vec<Point>, page: &Page) -> Stamps {
    let at = at.into_iter().map(|[x, y]| [x.floor() + 0.5, y.floor() + 0.5]).collect();
    let fills = if marker.shape.filled { vec![marker.face] } else { Vec::new() };
    Stamps {
        shape: marker.shape.path.map(|[x, y]| [x, -y]),
        at,
        sizes: vec![marker.size * page.point],
        fills,
        edges: vec![marker.edge],
        widths: vec![marker.edge_width * page.point],
        join: if marker.shape.miter { Join::Miter } else { Join::Round },
    }
}

fn draw_markers(
    markers: &Markers,
    space: Space,
    frame: &Frame,
    page: &Page,
    clip: Option<[f64; 4]>,
    items: &mut Vec<Item>,
) {
    let count = markers.x.len().min(markers.y.len());
    let seen = clip.unwrap_or([0.0, 0.0, page.width, page.height]);
    let mut stamps = Stamps {
        shape: markers.shape.path.map(|[x, y]| [x, -y]),
        at: Vec::with_capacity(count),
        sizes: Vec::new(),
        fills: Vec::new(),
        edges: Vec::new(),
        widths: markers.widths.iter().map(|width| width * page.point).collect(),
        join: if markers.shape.miter { Join::Miter } else { Join::Round },
    };
    let size_of = |i: usize| in_turn(&markers.areas, i).unwrap_or(36.0).max(0.0).sqrt() * page.point;
    let many = |length: usize| length > 1;
    for i in 0..count {
        let point = frame.point([markers.x[i], markers.y[i]], space);
        let size = size_of(i);
        let is_near = point[0] >= seen[0] - size
            && point[0] <= seen[2] + size
            && point[1] >= seen[1] - size
            && point[1] <= seen[3] + size;
        if !is_near {
            continue;
        }
        stamps.at.push(point);
        if many(markers.areas.len()) {
            stamps.sizes.push(size);
        }
        if many(markers.faces.len()) {
            stamps.fills.extend(in_turn(&markers.faces, i));
        }
        if many(markers.edges.len()) {
            stamps.edges.extend(in_turn(&markers.edges, i));
        }
    }
    if !many(markers.areas.len()) {
        stamps.sizes.push(size_of(0));
    }
    if !many(markers.faces.len()) {
        stamps.fills.extend(markers.faces.first());
    }
    if !many(markers.edges.len()) {
        stamps.edges.extend(markers.edges.first());
    }
    if !markers.shape.filled {
        stamps.edges = std::mem::take(&mut stamps.fills);
    }
    items.push(Item { clip, ink: Ink::Stamps(stamps) });
}

fn draw_shapes(
    shapes: &Shapes,
    space: Space,
    frame: &Frame,
    page: &Page,
    clip: Option<[f64; 4]>,
    items: &mut Vec<Item>,
) -> Option<[f64; 4]> {
    let mut bounds = None;
    for (i, path) in shapes.paths.iter().enumerate() {
        let width = in_turn(&shapes.widths, i).unwrap_or(0.0) * page.point;
        let edge = in_turn(&shapes.edges, i).filter(|edge| edge.is_visible() && width > 0.0);
        let fill = in_turn(&shapes.faces, i).filter(|face| face.is_visible());
        let mut path = path.map(|point| frame.point(point, space));
        if path.bounds().is_none_or(|b| b[0] < -FAR || b[1] < -FAR || b[2] > FAR || b[3] > FAR) {
            path = cut_far(&path, page);
        }
        if shapes.snap {
            path = snapped(path, page, if edge.is_some() { width } else { 0.0 });
        }
        if let Some(seen) = path.bounds() {
            bounds = Some(bounds.map_or(seen, |all| union(all, seen)));
        }
        let stroke = edge.map(|colour| Pen {
            colour,
            width,
            dashes: shapes.dashes.iter().map(|length| length * page.point).collect(),
            dash_start: 0.0,
            cap: shapes.cap,
            join: shapes.join,
        });
        if !shapes.hatch.is_empty() {
            let lines = hatch::fill(&path, &shapes.hatch, page.point);
            items.push(shape(path.clone(), fill, None, shapes.crisp, clip));
            let colour = in_turn(&shapes.edges, i).filter(|edge| edge.is_visible()).unwrap_or(Rgba::BLACK);
            let pen = Pen {
                colour,
                width: page.point,
                dashes: Vec::new(),
                dash_start: 0.0,
                cap: Cap::Butt,
                join: Join::Miter,
            };
            items.push(shape(lines, None, Some(pen), false, clip));
            items.push(shape(path, None, stroke, false, clip));
        } else if fill.is_some() || stroke.is_some() {
            items.push(shape(path, fill, stroke, shapes.crisp, clip));
        }
    }
    bounds
}

fn shape(path: Path, fill: Option<Rgba>, stroke: Option<Pen>, crisp: bool, clip: Option<[f64; 4]>) -> Item {
    Item { clip, ink: Ink::Shape { path, fill, stroke, crisp } }
}

/// A path whose far parts are cut off.
fn cut_far(path: &Path, page: &Page) -> Path {
    let bounds = [-1000.0, -1000.0, page.width + 1000.0, page.height + 1000.0];
    let mut kept = Path::default();
    for part in path.flatten() {
        if part.closed {
            kept.join(Path::polyline(&simplify::cut_polygon(&part.points, bounds), true));
        } else {
            kept.join(simplify::line(part.points.into_iter(), bounds));
        }
    }
    kept
}

/// A path of level and upright lines on whole pixels; any other as it is.
pub(super) fn snapped(path: Path, page: &Page, width: f64) -> Path {
    const MANY: usize = 1024;
    if path.steps.len() > MANY {
        return path;
    }
    let mut at: Option<Point> = None;
    for step in &path.steps {
        match *step {
            Step::Move(p) => at = Some(p),
            Step::Line(p) => {
                let level = at.is_none_or(|[x, y]| (x - p[0]).abs() < 1e-4 || (y - p[1]).abs() < 1e-4);
                if !level {
                    return path;
                }
                at = Some(p);
            }
            Step::Close => {}
            Step::Quad(..) | Step::Cubic(..) => return path,
        }
    }
    path.map(|[x, y]| [page.snap(x, width), page.snap(y, width)])
}

fn draw_image(image: &Image, space: Space, frame: &Frame, clip: Option<[f64; 4]>, items: &mut Vec<Item>) {
    let [left, right, bottom, top] = image.extent;
    let ([x0, y1], [x1, y0]) = (frame.point([left, bottom], space), frame.point([right, top], space));
    if ![x0, x1, y0, y1].iter().all(|place| place.is_finite()) || image.shape.contains(&0) {
        return;
    }
    let [rows, columns] = image.shape;
    let mut pixels = image.pixels.clone();
    if x1 < x0 {
        for row in pixels.chunks_exact_mut(columns * 4) {
            let turned: Vec<u8> = row.chunks_exact(4).rev().flatten().copied().collect();
            row.copy_from_slice(&turned);
        }
    }
    if y1 < y0 {
        pixels = pixels.chunks_exact(columns * 4).rev().flatten().copied().collect();
    }
    let at = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    items.push(Item { clip, ink: Ink::Image { shape: [rows, columns], pixels, at, smooth: image.smooth } });
}

fn draw_text(
    text: &Text,
    space: Space,
    frame: &Frame,
    page: &Page,
    clip: Option<[f64; 4]>,
    items: &mut Vec<Item>,
) -> Option<[f64; 4]> {
    let [x, y] = frame.point(text.at, space);
    let at = [x + text.offset[0] * page.point, y - text.offset[1] * page.point];
    if !at.iter().all(|place| place.is_finite()) {
        return None;
    }
    let set = block(&text.text, text.font, text.angle, text.align, text.valign, text.line_spacing, page);
    let corners = set.corners.map(|[x, y]| [at[0] + x, at[1] + y]);
    let mut bounds = set.bounds_at(at);
    if let Some(arrow) = &text.arrow {
        let tip = frame.point(arrow.to, arrow.space);
        arrows::annotation(arrow, bounds, tip, text.font.size, page.point, items);
        bounds = union(bounds, [tip[0], tip[1], tip[0], tip[1]]);
    }
    if text.text.is_empty() {
        return None;
    }
    if let Some(look) = &text.frame {
        let pad = look.pad * page.point;
        let path = if text.angle == 0.0 {
            let (from, to) = ([bounds[0] - pad, bounds[1] - pad], [bounds[2] + pad, bounds[3] + pad]);
            if look.radius > 0.0 {
                Path::rounded(from, to, look.radius * page.point)
            } else {
                Path::rectangle(from, to)
            }
        } else {
            let middle = [(corners[0][0] + corners[2][0]) / 2.0, (corners[0][1] + corners[2][1]) / 2.0];
            Path::polyline(&corners, true).map(|[x, y]| {
                let (dx, dy) = (x - middle[0], y - middle[1]);
                let stretch = 1.0 + pad * 1.4 / dx.hypot(dy).max(1e-6);
                [middle[0] + dx * stretch, middle[1] + dy * stretch]
            })
        };
        let width = look.width * page.point;
        let pen =
            Pen { colour: look.edge, width, dashes: Vec::new(), dash_start: 0.0, cap: Cap::Butt, join: Join::Miter };
        let pen = (width > 0.0 && look.edge.is_visible()).then_some(pen);
        items.push(shape(path, Some(look.face), pen, false, clip));
        bounds = [bounds[0] - pad, bounds[1] - pad, bounds[2] + pad, bounds[3] + pad];
    }
    put(set, at, text.font.colour, clip, items);
    Some(bounds)
}
