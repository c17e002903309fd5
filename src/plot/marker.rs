//! Markers by their names: outlines of size 1 around the origin, y up.

use super::font;
use super::path::{Path, Point, Step};
use super::scene::MarkerShape;
use std::f64::consts::{PI, SQRT_2};

/// The names of all markers but formulas.
pub const NAMES: &[&str] = &[
    ".", ",", "o", "v", "^", "<", ">", "1", "2", "3", "4", "8", "s", "p", "P", "*", "h", "H", "+", "x", "X", "D", "d",
    "|", "_",
];

/// The shape of a name; a text between dollar signs is a shape, too.
pub fn shape(name: &str) -> Option<MarkerShape> {
    let filled =
        |points: &[Point], miter| Some(MarkerShape { path: Path::polyline(points, true), filled: true, miter });
    let lines = |parts: &[[Point; 2]]| {
        let steps = parts.iter().flat_map(|[from, to]| [Step::Move(*from), Step::Line(*to)]).collect();
        Some(MarkerShape { path: Path { steps }, filled: false, miter: false })
    };
    let triangle = |turns: u32| {
        let points = [[0.0, 0.5], [-0.5, -0.5], [0.5, -0.5]].map(|point| turned(point, turns));
        filled(&points, true)
    };
    let three = |turns: u32| {
        let ends = [[0.0, -0.5], [0.4, 0.25], [-0.4, 0.25]].map(|end| [[0.0, 0.0], turned(end, turns)]);
        lines(&ends)
    };
    match name {
        "o" => Some(MarkerShape { path: Path::circle([0.0; 2], 0.5), filled: true, miter: false }),
        "." => Some(MarkerShape { path: Path::circle([0.0; 2], 0.25), filled: true, miter: false }),
        "," => filled(&square(0.04), true),
        "s" => filled(&square(0.5), true),
        "D" => filled(&[[0.0, SQRT_2 / 2.0], [SQRT_2 / 2.0, 0.0], [0.0, -SQRT_2 / 2.0], [-SQRT_2 / 2.0, 0.0]], true),
        "d" => {
            let (w, h) = (0.6 * SQRT_2 / 2.0, SQRT_2 / 2.0);
            filled(&[[0.0, h], [w, 0.0], [0.0, -h], [-w, 0.0]], true)
        }
        "^" => triangle(0),
        "<" => triangle(1),
        "v" => triangle(2),
        ">" => triangle(3),
        "1" => three(0),
        "3" => three(3),
        "2" => three(2),
        "4" => three(1),
        "p" => filled(&regular(5, 0.0, 0.5), true),
        "h" => filled(&regular(6, 0.0, 0.5), true),
        "H" => filled(&regular(6, PI / 6.0, 0.5), true),
        "8" => filled(&regular(8, PI / 8.0, 0.5), true),
        "*" => {
            let points: Vec<Point> = (0..10)
                .map(|i| {
                    let (angle, radius) = (f64::from(i) * PI / 5.0, if i % 2 == 0 { 0.5 } else { 0.5 * 0.381_966 });
                    [-radius * angle.sin(), radius * angle.cos()]
                })
                .collect();
            filled(&points, false)
        }
        "P" => filled(&cross(), true),
        "X" => {
            let turn = |[x, y]: Point| [(x - y) / SQRT_2 * SQRT_2 * 0.75, (x + y) / SQRT_2 * SQRT_2 * 0.75];
            let points = cross().map(turn);
            filled(&points, true)
        }
        "+" => lines(&[[[-0.5, 0.0], [0.5, 0.0]], [[0.0, -0.5], [0.0, 0.5]]]),
        "x" => lines(&[[[-0.5, -0.5], [0.5, 0.5]], [[-0.5, 0.5], [0.5, -0.5]]]),
        "|" => lines(&[[[0.0, -0.5], [0.0, 0.5]]]),
        "_" => lines(&[[[-0.5, 0.0], [0.5, 0.0]]]),
        _ => {
            let text = name.strip_prefix('$')?.strip_suffix('$')?;
            let path = font::outline(text.trim_start_matches('\\'), false, false);
            let [left, top, right, bottom] = path.bounds()?;
            let size = (right - left).max(bottom - top).max(1e-6);
            let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
            Some(MarkerShape { path: path.map(|p| [(p[0] - x) / size, (y - p[1]) / size]), filled: true, miter: false })
        }
    }
}

fn turned([x, y]: Point, quarters: u32) -> Point {
    (0..quarters).fold([x, y], |[x, y], _| [-y, x])
}

fn square(half: f64) -> [Point; 4] {
    [[-half, -half], [half, -half], [half, half], [-half, half]]
}

fn cross() -> [Point; 12] {
    let (a, b) = (1.0 / 6.0, 0.5);
    [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]]
}

/// A regular polygon with a corner at the top, turned.
fn regular(corners: u32, turn: f64, radius: f64) -> Vec<Point> {
    let angle = |i: u32| 2.0 * PI * f64::from(i) / f64::from(corners) + turn;
    (0..corners).map(|i| [-radius * angle(i).sin(), radius * angle(i).cos()]).collect()
}
