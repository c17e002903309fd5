//! Lines of equal height, and the areas between two heights, on a grid of values.
//!
//! *Source*: marching squares (Lorensen and Cline, Marching cubes, 1987, in the plane).

use super::path::{Path, Point, Step};
use rustc_hash::FxHashMap;

/// Heights on a grid: `rows` x `columns` places and values in C order. Cells with a NaN corner are left out.
pub struct Field<'a> {
    /// Rows of the grid.
    pub rows: usize,
    /// Columns of the grid.
    pub columns: usize,
    /// Where each value is.
    pub x: &'a [f64],
    /// See `x`.
    pub y: &'a [f64],
    /// The values.
    pub z: &'a [f64],
}

/// A corner (`a` = `b`, `which` = 0), or where the line between two corners crosses the lower (1) or upper
/// (2) height. Corners beyond the grid are the middles of cells.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Vertex {
    a: usize,
    b: usize,
    which: u8,
}

#[derive(Clone, Copy)]
struct Node {
    id: usize,
    at: Point,
    z: f64,
}

impl Field<'_> {
    fn node(&self, row: usize, column: usize) -> Node {
        let id = row * self.columns + column;
        Node { id, at: [self.x[id], self.y[id]], z: self.z[id] }
    }

    /// The corners of a cell in order around it; None if one is not a number.
    fn corners(&self, row: usize, column: usize) -> Option<[Node; 4]> {
        let corners = [
            self.node(row, column),
            self.node(row, column + 1),
            self.node(row + 1, column + 1),
            self.node(row + 1, column),
        ];
        corners.iter().all(|corner| corner.z.is_finite()).then_some(corners)
    }

    fn middle(&self, row: usize, column: usize, corners: &[Node; 4]) -> Node {
        let mean = |f: fn(&Node) -> f64| corners.iter().map(f).sum::<f64>() / 4.0;
        Node {
            id: self.rows * self.columns + row * self.columns + column,
            at: [mean(|node| node.at[0]), mean(|node| node.at[1])],
            z: mean(|node| node.z),
        }
    }

    /// The lines of a height, each as a path of its own.
    pub fn lines(&self, level: f64) -> Vec<Path> {
        let mut places: FxHashMap<Vertex, Point> = FxHashMap::default();
        let mut joins: FxHashMap<Vertex, Vec<Vertex>> = FxHashMap::default();
        let mut order = Vec::new();
        for row in 0..self.rows.saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                let Some(corners) = self.corners(row, column) else { continue };
                let above = corners.map(|corner| corner.z > level);
                let mut found = Vec::with_capacity(4);
                for i in 0..4 {
                    let (from, to) = (corners[i], corners[(i + 1) % 4]);
                    if above[i] != above[(i + 1) % 4] {
                        let (vertex, at) = crossing(from, to, level, 1);
                        places.insert(vertex, at);
                        found.push(vertex);
                    }
                }
                let mut join = |p: Vertex, q: Vertex| {
                    joins.entry(p).or_default().push(q);
                    joins.entry(q).or_default().push(p);
                    order.push(p);
                };
                match found.as_slice() {
                    [p, q] => join(*p, *q),
                    // At a saddle the middle says which corners belong together.
                    &[p, q, r, s] => {
                        if above[0] == (self.middle(row, column, &corners).z > level) {
                            join(p, q);
                            join(r, s);
                        } else {
                            join(s, p);
                            join(q, r);
                        }
                    }
                    _ => {}
                }
            }
        }
        // Open lines first, from their ends.
        let ends: Vec<Vertex> = order.iter().copied().chain(joins.keys().copied().collect::<Vec<_>>()).collect();
        let mut ends: Vec<Vertex> = ends.into_iter().filter(|vertex| joins[vertex].len() == 1).collect();
        ends.sort_by_key(|vertex| (vertex.a, vertex.b));
        ends.dedup();
        let mut paths = Vec::new();
        for start in ends.into_iter().chain(order) {
            let mut points = vec![places[&start]];
            let mut at = start;
            while let Some(next) = joins.get_mut(&at).and_then(Vec::pop) {
                if let Some(back) = joins.get_mut(&next)
                    && let Some(i) = back.iter().position(|vertex| *vertex == at)
                {
                    back.swap_remove(i);
                }
                points.push(places[&next]);
                at = next;
            }
            if points.len() > 1 {
                let closed = at == start;
                if closed {
                    points.pop();
                }
                paths.push(Path::polyline(&points, closed));
            }
        }
        paths
    }

    /// The area where `low <= z <= high`, as one path of closed parts; holes run the other way round.
    pub fn area(&self, low: f64, high: f64) -> Path {
        let (rows, columns) = (self.rows.saturating_sub(1), self.columns.saturating_sub(1));
        let inside = |z: f64| z >= low && z <= high;
        let full: Vec<bool> = (0..rows * columns)
            .map(|i| {
                let corners = self.corners(i / columns, i % columns);
                corners.is_some_and(|corners| corners.iter().all(|corner| inside(corner.z)))
            })
            .collect();
        let mut rim = Rim::default();
        for row in 0..rows {
            for column in 0..columns {
                let Some(corners) = self.corners(row, column) else { continue };
                if full[row * columns + column] {
                    // The sides to cells that are full, too, cancel out.
                    let neighbours = [
                        row.checked_sub(1).map(|row| (row, column)),
                        (column + 1 < columns).then_some((row, column + 1)),
                        (row + 1 < rows).then_some((row + 1, column)),
                        column.checked_sub(1).map(|column| (row, column)),
                    ];
                    for (i, neighbour) in neighbours.into_iter().enumerate() {
                        if !neighbour.is_some_and(|(row, column)| full[row * columns + column]) {
                            let (from, to) = (corners[i], corners[(i + 1) % 4]);
                            rim.side(corner_of(from), from.at, corner_of(to), to.at);
                        }
                    }
                    continue;
                }
                let split = [low, high].iter().any(|level| {
                    let above = corners.map(|corner| corner.z > *level);
                    above[0] == above[2] && above[1] == above[3] && above[0] != above[1]
                });
                if split {
                    let middle = self.middle(row, column, &corners);
                    for i in 0..4 {
                        rim.cell(&[corners[i], corners[(i + 1) % 4], middle], low, high);
                    }
                } else {
                    rim.cell(&corners, low, high);
                }
            }
        }
        rim.trace()
    }
}

fn corner_of(node: Node) -> Vertex {
    Vertex { a: node.id, b: node.id, which: 0 }
}

/// Where the line between two corners has a height; the same to the last bit from both sides.
fn crossing(from: Node, to: Node, level: f64, which: u8) -> (Vertex, Point) {
    let (p, q) = if from.id < to.id { (from, to) } else { (to, from) };
    let t = ((level - p.z) / (q.z - p.z)).clamp(0.0, 1.0);
    let at = [p.at[0] + t * (q.at[0] - p.at[0]), p.at[1] + t * (q.at[1] - p.at[1])];
    (Vertex { a: p.id, b: q.id, which }, at)
}

/// The sides of an area: a side that two cells share is none.
#[derive(Default)]
struct Rim {
    sides: FxHashMap<Vertex, Vec<Vertex>>,
    places: FxHashMap<Vertex, Point>,
    order: Vec<Vertex>,
}

impl Rim {
    fn side(&mut self, from: Vertex, start: Point, to: Vertex, end: Point) {
        if from == to {
            return;
        }
        if let Some(back) = self.sides.get_mut(&to)
            && let Some(i) = back.iter().position(|vertex| *vertex == from)
        {
            back.swap_remove(i);
            return;
        }
        self.places.insert(from, start);
        self.places.insert(to, end);
        self.sides.entry(from).or_default().push(to);
        self.order.push(from);
    }

    /// The part of a cell between two heights.
    fn cell(&mut self, corners: &[Node], low: f64, high: f64) {
        let mut polygon: Vec<(Vertex, Point)> = Vec::with_capacity(8);
        for (i, from) in corners.iter().enumerate() {
            let to = corners[(i + 1) % corners.len()];
            if from.z >= low && from.z <= high {
                polygon.push((corner_of(*from), from.at));
            }
            let crosses = |level: f64| (from.z < level) != (to.z < level) && from.z != level && to.z != level;
            let above = |level: f64| (from.z <= level) != (to.z <= level) && from.z != level && to.z != level;
            let lower = (crosses(low) && low.is_finite()).then(|| crossing(*from, to, low, 1));
            let upper = (above(high) && high.is_finite()).then(|| crossing(*from, to, high, 2));
            let (first, second) = if from.z < to.z { (lower, upper) } else { (upper, lower) };
            polygon.extend(first);
            polygon.extend(second);
        }
        for i in 0..polygon.len() {
            let ((from, start), (to, end)) = (polygon[i], polygon[(i + 1) % polygon.len()]);
            if polygon.len() > 2 {
                self.side(from, start, to, end);
            }
        }
    }

    fn trace(mut self) -> Path {
        let mut path = Path::default();
        for start in std::mem::take(&mut self.order) {
            let mut points = Vec::new();
            let mut at = start;
            while let Some(next) = self.sides.get_mut(&at).and_then(Vec::pop) {
                points.push(self.places[&at]);
                at = next;
                if at == start {
                    break;
                }
            }
            if points.len() > 2 {
                path.steps.push(Step::Move(points[0]));
                path.steps.extend(points[1..].iter().map(|point| Step::Line(*point)));
                path.steps.push(Step::Close);
            }
        }
        path
    }
}
