//! Arrows: those of fields, and those from a remark to its place.

use super::colour::Rgba;
use super::display::{Ink, Item, Pen, in_turn};
use super::layout::Frame;
use super::path::{Path, Point, Step};
use super::scene::{Arrow, Arrows, Cap, Join, Space, Units};
use super::simplify;

/// Draws the arrows of a field.
///
/// *Source*: the shapes and the scale of matplotlib's `quiver`.
pub(super) fn draw(field: &Arrows, frame: &Frame, point: f64, clip: Option<[f64; 4]>, items: &mut Vec<Item>) {
    let count = field.x.len().min(field.y.len()).min(field.u.len()).min(field.v.len());
    if count == 0 {
        return;
    }
    let [left, top, right, bottom] = frame.rect;
    let unit = frame.unit();
    let pixels = |units: Units| match units {
        Units::Width => right - left,
        Units::Height => bottom - top,
        Units::X => unit[0].abs(),
        Units::Y => unit[1].abs(),
        Units::Xy => unit[0].hypot(unit[1]),
        Units::Inches => 72.0 * point,
        Units::Dots => 1.0,
    };
    let across = (count as f64).sqrt();
    let width = match field.width {
        Some(width) => width * (right - left),
        None => 0.06 / across.clamp(8.0, 25.0) * (right - left),
    };
    let lengths: Vec<f64> = (0..count).map(|i| field.u[i].hypot(field.v[i])).collect();
    let finite: Vec<f64> = lengths.iter().copied().filter(|length| length.is_finite()).collect();
    let mean = finite.iter().sum::<f64>() / finite.len().max(1) as f64;
    // The number of widths of the axes that a unit of length takes.
    let pixels_a_unit = match field.scale {
        Some(scale) => pixels(field.scale_units) / scale,
        None => {
            let spread = across.ceil().max(10.0);
            let scale = 1.8 * mean * spread;
            if scale > 0.0 { (right - left) / scale } else { 0.0 }
        }
    };
    let [head_width, head_length, head_axis] = field.head;
    for i in 0..count {
        let (u, v) = (field.u[i], field.v[i]);
        let at = frame.point([field.x[i], field.y[i]], Space::Data);
        if !(u.is_finite() && v.is_finite() && at[0].is_finite() && at[1].is_finite()) {
            continue;
        }
        let angle = if field.data_angles { (v * unit[1]).atan2(u * unit[0]) } else { v.atan2(u) };
        // Everything in widths of the shaft.
        let length = lengths[i] * pixels_a_unit / width;
        let outline = arrow_outline(length, [head_width, head_length, head_axis]);
        let shift = -field.pivot * length;
        let (sin, cos) = angle.sin_cos();
        let place = |[x, y]: Point| {
            let (x, y) = ((x + shift) * width, y * width);
            [at[0] + x * cos - y * sin, at[1] - (x * sin + y * cos)]
        };
        let path = outline.map(place);
        let colour = in_turn(&field.colours, i).unwrap_or(Rgba::BLACK);
        items.push(Item { clip, ink: Ink::Shape { path, fill: Some(colour), stroke: None, crisp: false } });
    }
}

/// An arrow along x from the origin, its shaft 1 wide.
fn arrow_outline(length: f64, [head_width, head_length, head_axis]: [f64; 3]) -> Path {
    const SHORTEST: f64 = 1.0;
    if length < SHORTEST {
        // A dot stands for an arrow that is too short to be seen.
        let corners: Vec<Point> = (0..6)
            .map(|i| {
                let (sin, cos) = (f64::from(i) * std::f64::consts::FRAC_PI_3).sin_cos();
                [0.5 * cos, 0.5 * sin]
            })
            .collect();
        return Path::polyline(&corners, true);
    }
    let shrink = (length / head_length).min(1.0);
    let (half_head, head, axis) = (head_width / 2.0 * shrink, head_length * shrink, head_axis * shrink);
    let half = 0.5 * if shrink < 1.0 { shrink } else { 1.0 };
    let neck = length - axis;
    let points = [
        [0.0, half],
        [neck, half],
        [length - head, half_head],
        [length, 0.0],
        [length - head, -half_head],
        [neck, -half],
        [0.0, -half],
    ];
    Path::polyline(&points, true)
}

/// Draws an arrow from a text's box to a place.
pub(super) fn annotation(arrow: &Arrow, from: [f64; 4], tip: Point, size: f64, point: f64, items: &mut Vec<Item>) {
    let pad = size * 0.4 * point;
    let from = [from[0] - pad, from[1] - pad, from[2] + pad, from[3] + pad];
    let start = [(from[0] + from[2]) / 2.0, (from[1] + from[3]) / 2.0];
    let distance = (tip[0] - start[0]).hypot(tip[1] - start[1]);
    if !distance.is_finite() || distance < 1e-6 {
        return;
    }
    let direction = [(tip[0] - start[0]) / distance, (tip[1] - start[1]) / distance];
    // Where the line leaves the box.
    let leaves = match simplify::cut(start, tip, from) {
        Some((_, end)) => end,
        None => start,
    };
    let [shrink_start, shrink_end] = arrow.shrink.map(|length| length * point);
    let move_by = |p: Point, by: f64| [p[0] + direction[0] * by, p[1] + direction[1] * by];
    let (a, b) = (move_by(leaves, shrink_start), move_by(tip, -shrink_end));
    if (b[0] - a[0]) * direction[0] + (b[1] - a[1]) * direction[1] <= 0.0 {
        return;
    }
    if let Some([shaft, head, length]) = arrow.wide.map(|sizes| sizes.map(|size| size * point)) {
        let whole = (b[0] - a[0]).hypot(b[1] - a[1]);
        let length = length.min(whole);
        let outline = [
            [0.0, shaft / 2.0],
            [whole - length, shaft / 2.0],
            [whole - length, head / 2.0],
            [whole, 0.0],
            [whole - length, -head / 2.0],
            [whole - length, -shaft / 2.0],
            [0.0, -shaft / 2.0],
        ];
        let place =
            |[x, y]: Point| [a[0] + x * direction[0] - y * direction[1], a[1] + x * direction[1] + y * direction[0]];
        let path = Path::polyline(&outline.map(place), true);
        let stroke = Some(pen(arrow, point));
        let ink = Ink::Shape { path, fill: Some(arrow.face), stroke, crisp: false };
        items.push(Item { clip: None, ink });
        return;
    }
    let bend = arrow.bend * (b[0] - a[0]).hypot(b[1] - a[1]);
    let control = [(a[0] + b[0]) / 2.0 - bend * direction[1], (a[1] + b[1]) / 2.0 + bend * direction[0]];
    let steps = if arrow.bend == 0.0 {
        vec![Step::Move(a), Step::Line(b)]
    } else {
        vec![Step::Move(a), Step::Quad(control, b)]
    };
    let ink = Ink::Shape { path: Path { steps }, fill: None, stroke: Some(pen(arrow, point)), crisp: false };
    items.push(Item { clip: None, ink });
    let toward = |from: Point, to: Point| {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]).max(1e-9);
        [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
    };
    let style = arrow.style.split(',').next().unwrap_or_default();
    let (end_direction, start_direction) = if arrow.bend == 0.0 {
        (direction, [-direction[0], -direction[1]])
    } else {
        (toward(control, b), toward(control, a))
    };
    match style {
        "->" => head(b, end_direction, false, arrow, point, items),
        "<-" => head(a, start_direction, false, arrow, point, items),
        "<->" => {
            head(b, end_direction, false, arrow, point, items);
            head(a, start_direction, false, arrow, point, items);
        }
        "-|>" | "simple" | "fancy" | "wedge" => head(b, end_direction, true, arrow, point, items),
        "<|-" => head(a, start_direction, true, arrow, point, items),
        "<|-|>" => {
            head(b, end_direction, true, arrow, point, items);
            head(a, start_direction, true, arrow, point, items);
        }
        _ => {}
    }
}

fn pen(arrow: &Arrow, point: f64) -> Pen {
    Pen {
        colour: arrow.stroke.colour,
        width: arrow.stroke.width * point,
        dashes: arrow.stroke.dashes.iter().map(|length| length * point).collect(),
        dash_start: 0.0,
        cap: Cap::Round,
        join: Join::Miter,
    }
}

fn head(tip: Point, [dx, dy]: Point, full: bool, arrow: &Arrow, point: f64, items: &mut Vec<Item>) {
    let (length, half) = (0.4 * arrow.head * point, 0.2 * arrow.head * point);
    let side = |sign: f64| [tip[0] - length * dx - sign * half * dy, tip[1] - length * dy + sign * half * dx];
    let path = Path::polyline(&[side(1.0), tip, side(-1.0)], full);
    let fill = full.then_some(arrow.face);
    items.push(Item { clip: None, ink: Ink::Shape { path, fill, stroke: Some(pen(arrow, point)), crisp: false } });
}
