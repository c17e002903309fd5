//! Patterns of lines and dots that fill shapes.

use super::path::{Path, Point, Polygon, Step};

/// The signs that patterns are made of.
pub const SIGNS: &str = "/\\|-+xoO.*";

/// The lines of a pattern within a shape; a sign written twice is twice as dense.
pub fn fill(shape: &Path, pattern: &str, point: f64) -> Path {
    let parts = shape.flatten();
    let Some(bounds) = shape.bounds() else { return Path::default() };
    // A tile of matplotlib's is one inch wide and holds six lines a sign.
    let dense = |signs: &str| pattern.chars().filter(|c| signs.contains(*c)).count() as f64;
    let mut lines = Path::default();
    for (signs, angle) in [("/x", 45.0f64), ("\\x", -45.0), ("-+", 0.0), ("|+", 90.0)] {
        let count = dense(signs);
        if count > 0.0 {
            let slope = if angle.abs() == 45.0 { std::f64::consts::SQRT_2 } else { 1.0 };
            let gap = 72.0 * point / (6.0 * count) / slope;
            lines.join(parallel(&parts, bounds, angle, gap));
        }
    }
    for (sign, radius) in [('o', 0.2), ('O', 0.35), ('.', 0.1), ('*', 1.0 / 3.0)] {
        let count = pattern.chars().filter(|c| *c == sign).count() as f64;
        if count > 0.0 {
            let gap = 72.0 * point / (6.0 * count);
            lines.join(dots(&parts, bounds, gap, radius * gap));
        }
    }
    lines
}

/// Lines of an angle, cut at the shape's edges by the even-odd rule.
fn parallel(parts: &[Polygon], bounds: [f64; 4], angle: f64, gap: f64) -> Path {
    let (sin, cos) = angle.to_radians().sin_cos();
    // Along the lines, and across them.
    let turn = |[x, y]: Point| [x * cos - y * sin, x * sin + y * cos];
    let back = |[a, c]: Point| [a * cos + c * sin, -a * sin + c * cos];
    let corners =
        [[bounds[0], bounds[1]], [bounds[2], bounds[1]], [bounds[2], bounds[3]], [bounds[0], bounds[3]]].map(turn);
    let low = corners.iter().map(|corner| corner[1]).fold(f64::MAX, f64::min);
    let high = corners.iter().map(|corner| corner[1]).fold(f64::MIN, f64::max);
    let turned: Vec<Vec<Point>> = parts.iter().map(|part| part.points.iter().map(|p| turn(*p)).collect()).collect();
    let mut path = Path::default();
    let mut across = (low / gap).ceil() * gap;
    let mut left = 2000;
    while across <= high && left > 0 {
        let mut cuts: Vec<f64> = Vec::new();
        for points in &turned {
            for (i, from) in points.iter().enumerate() {
                let to = points[(i + 1) % points.len()];
                if (from[1] <= across) != (to[1] <= across) {
                    cuts.push(from[0] + (across - from[1]) / (to[1] - from[1]) * (to[0] - from[0]));
                }
            }
        }
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.chunks_exact(2) {
            path.steps.push(Step::Move(back([pair[0], across])));
            path.steps.push(Step::Line(back([pair[1], across])));
        }
        across += gap;
        left -= 1;
    }
    path
}

/// Circles in rows, each second row shifted.
fn dots(parts: &[Polygon], bounds: [f64; 4], gap: f64, radius: f64) -> Path {
    let mut path = Path::default();
    let inside = |[x, y]: Point| {
        let crossings = parts.iter().flat_map(|part| {
            part.points.iter().enumerate().map(|(i, from)| (*from, part.points[(i + 1) % part.points.len()]))
        });
        let count = crossings
            .filter(|(from, to)| {
                (from[1] <= y) != (to[1] <= y) && from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]) > x
            })
            .count();
        count % 2 == 1
    };
    let mut row = 0u32;
    let mut y = (bounds[1] / gap).floor() * gap;
    while y <= bounds[3] && row < 500 {
        let mut x = (bounds[0] / gap).floor() * gap + if row % 2 == 1 { gap / 2.0 } else { 0.0 };
        let mut column = 0;
        while x <= bounds[2] && column < 500 {
            if inside([x, y]) {
                path.join(Path::circle([x, y], radius));
            }
            x += gap;
            column += 1;
        }
        y += gap;
        row += 1;
    }
    path
}
