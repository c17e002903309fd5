//! Long lines made short without a visible change: what lies outside is cut off, and steps that stay
//! within a ninth of a pixel of one direction become one.

use super::path::{Path, Point, Step};

/// The largest distance from a straight line, in pixels, that is not seen.
const UNSEEN: f64 = 1.0 / 9.0;
/// Shorter lines are left as they are.
const SHORT: usize = 128;

/// The path of a line through points in pixels; a NaN ends a part. What is outside of `bounds` (left,
/// top, right, bottom) is cut off.
pub fn line(points: impl ExactSizeIterator<Item = Point>, bounds: [f64; 4]) -> Path {
    let mut out = Out { path: Path::default(), run: None, simple: points.len() >= SHORT };
    let mut before: Option<Point> = None;
    let mut pen: Option<Point> = None;
    for point in points {
        if !(point[0].is_finite() && point[1].is_finite()) {
            if before.is_some_and(|_| pen.is_some()) {
                out.end();
            }
            (before, pen) = (None, None);
            continue;
        }
        if let Some(from) = before {
            if let Some((start, end)) = cut(from, point, bounds) {
                if pen != Some(start) {
                    out.begin(start);
                }
                out.to(end);
                pen = Some(end);
            } else {
                pen = None;
            }
        }
        before = Some(point);
    }
    out.end();
    out.path
}

/// The part of a line that lies within bounds.
///
/// *Source*: Liang and Barsky, A new concept and method for line clipping (1984).
pub fn cut(from: Point, to: Point, [left, top, right, bottom]: [f64; 4]) -> Option<(Point, Point)> {
    let inside = |[x, y]: Point| x >= left && x <= right && y >= top && y <= bottom;
    if inside(from) && inside(to) {
        return Some((from, to));
    }
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (p, q) in [(-dx, from[0] - left), (dx, right - from[0]), (-dy, from[1] - top), (dy, bottom - from[1])] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            enter = enter.max(q / p);
        } else {
            leave = leave.min(q / p);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| [from[0] + t * dx, from[1] + t * dy];
    let start = if enter > 0.0 { at(enter) } else { from };
    let end = if leave < 1.0 { at(leave) } else { to };
    Some((start, end))
}

/// A polygon cut to bounds, side by side.
///
/// *Source*: Sutherland and Hodgman, Reentrant polygon clipping (1974).
pub fn cut_polygon(points: &[Point], [left, top, right, bottom]: [f64; 4]) -> Vec<Point> {
    let mut kept: Vec<Point> = points.iter().copied().filter(|[x, y]| x.is_finite() && y.is_finite()).collect();
    for (axis, edge, sign) in [(0, left, 1.0), (0, right, -1.0), (1, top, 1.0), (1, bottom, -1.0)] {
        let inside = |p: &Point| (p[axis] - edge) * sign >= 0.0;
        if kept.iter().all(inside) {
            continue;
        }
        let mut next = Vec::with_capacity(kept.len() + 4);
        for (i, to) in kept.iter().enumerate() {
            let from = &kept[(i + kept.len() - 1) % kept.len()];
            if inside(from) != inside(to) {
                let t = (edge - from[axis]) / (to[axis] - from[axis]);
                let mut point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
                point[axis] = edge;
                next.push(point);
            }
            if inside(to) {
                next.push(*to);
            }
        }
        kept = next;
    }
    kept
}

/// A stretch of points along one direction.
struct Run {
    start: Point,
    direction: Point,
    forward: (f64, Point),
    backward: (f64, Point),
    last: Point,
}

struct Out {
    path: Path,
    run: Option<Run>,
    simple: bool,
}

impl Out {
    fn begin(&mut self, at: Point) {
        self.end();
        self.path.steps.push(Step::Move(at));
    }

    fn pen(&self) -> Option<Point> {
        match self.path.steps.last()? {
            Step::Move(p) | Step::Line(p) => Some(*p),
            _ => None,
        }
    }

    fn to(&mut self, point: Point) {
        if !self.simple {
            self.path.steps.push(Step::Line(point));
            return;
        }
        if let Some(run) = &mut self.run {
            let (dx, dy) = (point[0] - run.start[0], point[1] - run.start[1]);
            let across = dx * run.direction[1] - dy * run.direction[0];
            if across.abs() < UNSEEN {
                let along = dx * run.direction[0] + dy * run.direction[1];
                if along > run.forward.0 {
                    run.forward = (along, point);
                } else if along < run.backward.0 {
                    run.backward = (along, point);
                }
                run.last = point;
                return;
            }
            self.finish_run();
        }
        let Some(start) = self.pen() else { return };
        let (dx, dy) = (point[0] - start[0], point[1] - start[1]);
        let length = dx.hypot(dy);
        if length == 0.0 {
            return;
        }
        let direction = [dx / length, dy / length];
        self.run = Some(Run { start, direction, forward: (length, point), backward: (0.0, start), last: point });
    }

    /// Draws the farthest points of the stretch, and leads on to its last one.
    fn finish_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let steps = &mut self.path.steps;
        if run.backward.0 < 0.0 {
            steps.push(Step::Line(run.backward.1));
        }
        steps.push(Step::Line(run.forward.1));
        if run.last != run.forward.1 {
            steps.push(Step::Line(run.last));
        }
    }

    fn end(&mut self) {
        self.finish_run();
    }
}
