//! Paths: lines and Bézier curves in pixels or in any other units, and what is done with them as a whole.

/// A point: x, y.
pub type Point = [f64; 2];

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Begins a part.
    Move(Point),
    /// A straight line to a point.
    Line(Point),
    /// A quadratic curve: control point, end.
    Quad(Point, Point),
    /// A cubic curve: two control points, end.
    Cubic(Point, Point, Point),
    /// Back to where the part began.
    Close,
}

/// Lines and curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// How far a cubic curve's control points are from the ends of a quarter of a circle of radius 1.
const QUARTER: f64 = 0.552_284_749_830_793_6;

impl Path {
    /// A line through points; `closed` leads back to the first one.
    pub fn polyline(points: &[Point], closed: bool) -> Path {
        let mut steps = Vec::with_capacity(points.len() + 1);
        for (i, point) in points.iter().enumerate() {
            steps.push(if i == 0 { Step::Move(*point) } else { Step::Line(*point) });
        }
        if closed && !steps.is_empty() {
            steps.push(Step::Close);
        }
        Path { steps }
    }

    /// A rectangle between two corners.
    pub fn rectangle(from: Point, to: Point) -> Path {
        Path::polyline(&[from, [to[0], from[1]], to, [from[0], to[1]]], true)
    }

    /// A rectangle with round corners.
    pub fn rounded(from: Point, to: Point, radius: f64) -> Path {
        let [x0, y0] = from;
        let [x1, y1] = to;
        let r = radius.min((x1 - x0).abs() / 2.0).min((y1 - y0).abs() / 2.0);
        Path {
            steps: vec![
                Step::Move([x0 + r, y0]),
                Step::Line([x1 - r, y0]),
                Step::Quad([x1, y0], [x1, y0 + r]),
                Step::Line([x1, y1 - r]),
                Step::Quad([x1, y1], [x1 - r, y1]),
                Step::Line([x0 + r, y1]),
                Step::Quad([x0, y1], [x0, y1 - r]),
                Step::Line([x0, y0 + r]),
                Step::Quad([x0, y0], [x0 + r, y0]),
                Step::Close,
            ],
        }
    }

    /// A circle.
    pub fn circle(centre: Point, radius: f64) -> Path {
        let at = |x: f64, y: f64| [centre[0] + radius * x, centre[1] + radius * y];
        let k = QUARTER;
        Path {
            steps: vec![
                Step::Move(at(1.0, 0.0)),
                Step::Cubic(at(1.0, k), at(k, 1.0), at(0.0, 1.0)),
                Step::Cubic(at(-k, 1.0), at(-1.0, k), at(-1.0, 0.0)),
                Step::Cubic(at(-1.0, -k), at(-k, -1.0), at(0.0, -1.0)),
                Step::Cubic(at(k, -1.0), at(1.0, -k), at(1.0, 0.0)),
                Step::Close,
            ],
        }
    }

    /// The path with every point moved by a function.
    pub fn map(&self, mut f: impl FnMut(Point) -> Point) -> Path {
        let steps = self.steps.iter().map(|step| match *step {
            Step::Move(p) => Step::Move(f(p)),
            Step::Line(p) => Step::Line(f(p)),
            Step::Quad(p, q) => Step::Quad(f(p), f(q)),
            Step::Cubic(p, q, r) => Step::Cubic(f(p), f(q), f(r)),
            Step::Close => Step::Close,
        });
        Path { steps: steps.collect() }
    }

    /// The path with `self`'s steps followed by another's.
    pub fn join(&mut self, other: Path) {
        self.steps.extend(other.steps);
    }

    /// The smallest rectangle around all points, control points included: left, bottom, right, top. None
    /// of a path without finite points.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let mut found: Option<[f64; 4]> = None;
        let mut see = |[x, y]: Point| {
            if x.is_finite() && y.is_finite() {
                let b = found.unwrap_or([x, y, x, y]);
                found = Some([b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]);
            }
        };
        for step in &self.steps {
            match *step {
                Step::Move(p) | Step::Line(p) => see(p),
                Step::Quad(p, q) => {
                    see(p);
                    see(q);
                }
                Step::Cubic(p, q, r) => {
                    see(p);
                    see(q);
                    see(r);
                }
                Step::Close => {}
            }
        }
        found
    }

    /// The parts as polygons: curves become short lines, a few a quarter of a circle.
    pub fn flatten(&self) -> Vec<Polygon> {
        const PIECES: usize = 8;
        let mut parts: Vec<Polygon> = Vec::new();
        let mut at = [0.0, 0.0];
        for step in &self.steps {
            if !matches!(step, Step::Move(_)) && parts.is_empty() {
                parts.push(Polygon::default());
            }
            match *step {
                Step::Move(p) => {
                    parts.push(Polygon { points: vec![p], closed: false });
                    at = p;
                }
                Step::Close => {
                    if let Some(part) = parts.last_mut() {
                        part.closed = true;
                        at = part.points.first().copied().unwrap_or(at);
                    }
                }
                Step::Line(p) => {
                    push(&mut parts, p);
                    at = p;
                }
                Step::Quad(p, q) => {
                    for i in 1..=PIECES {
                        let t = i as f64 / PIECES as f64;
                        let u = 1.0 - t;
                        let along = |k: usize| u * u * at[k] + 2.0 * u * t * p[k] + t * t * q[k];
                        push(&mut parts, [along(0), along(1)]);
                    }
                    at = q;
                }
                Step::Cubic(p, q, r) => {
                    for i in 1..=PIECES {
                        let t = i as f64 / PIECES as f64;
                        let u = 1.0 - t;
                        let along = |k: usize| {
                            u * u * u * at[k] + 3.0 * u * u * t * p[k] + 3.0 * u * t * t * q[k] + t * t * t * r[k]
                        };
                        push(&mut parts, [along(0), along(1)]);
                    }
                    at = r;
                }
            }
        }
        parts
    }
}

fn push(parts: &mut [Polygon], point: Point) {
    if let Some(part) = parts.last_mut() {
        part.points.push(point);
    }
}

/// A part of a flattened path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polygon {
    /// Its corners.
    pub points: Vec<Point>,
    /// Whether the last leads back to the first.
    pub closed: bool,
}
