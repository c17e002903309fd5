//! Where an axes' coordinates are on the page.

use super::Page;
use crate::plot::path::Point;
use crate::plot::scene::{Axes, Scale, Space};

/// A rectangle of the page, and what its edges stand for.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Left, top, right, bottom in pixels.
    pub rect: [f64; 4],
    page: [f64; 2],
    x: Side,
    y: Side,
}

#[derive(Clone, Copy, Debug)]
struct Side {
    scale: Scale,
    low: f64,
    range: f64,
}

impl Side {
    fn of(limits: [f64; 2], scale: Scale) -> Side {
        let (low, high) = (scale.forward(limits[0]), scale.forward(limits[1]));
        Side { scale, low, range: high - low }
    }

    fn fraction(&self, value: f64) -> f64 {
        (self.scale.forward(value) - self.low) / self.range
    }
}

impl Frame {
    /// The frame of an axes.
    pub fn of(axes: &Axes, page: &Page) -> Frame {
        let [left, bottom, width, height] = axes.position;
        let rect = [
            left * page.width,
            (1.0 - bottom - height) * page.height,
            (left + width) * page.width,
            (1.0 - bottom) * page.height,
        ];
        let (x, y) = (Side::of(axes.x.limits, axes.x.scale), Side::of(axes.y.limits, axes.y.scale));
        Frame { rect, page: [page.width, page.height], x, y }
    }

    /// The whole page, from 0 to 1.
    pub fn page(page: &Page) -> Frame {
        let side = Side::of([0.0, 1.0], Scale::Linear);
        Frame { rect: [0.0, 0.0, page.width, page.height], page: [page.width, page.height], x: side, y: side }
    }

    /// Where a point is.
    pub fn point(&self, [x, y]: Point, space: Space) -> Point {
        match space {
            Space::Data => [self.data_x(x), self.data_y(y)],
            Space::Axes => [self.across(x), self.up(y)],
            Space::XData => [self.data_x(x), self.up(y)],
            Space::YData => [self.across(x), self.data_y(y)],
            Space::Figure => [x * self.page[0], (1.0 - y) * self.page[1]],
            Space::Pixels => [x, self.page[1] - y],
        }
    }

    /// Where a value is along x.
    pub fn data_x(&self, x: f64) -> f64 {
        self.across(self.x.fraction(x))
    }

    /// Where a value is along y.
    pub fn data_y(&self, y: f64) -> f64 {
        self.up(self.y.fraction(y))
    }

    /// Pixels a unit of x at the axes' middle, and of y; negative where the axis runs the other way.
    pub fn unit(&self) -> Point {
        [(self.rect[2] - self.rect[0]) / self.x.range, (self.rect[3] - self.rect[1]) / self.y.range]
    }

    /// A fraction of the width.
    pub fn across(&self, x: f64) -> f64 {
        self.rect[0] + x * (self.rect[2] - self.rect[0])
    }

    /// A fraction of the height.
    pub fn up(&self, y: f64) -> f64 {
        self.rect[3] - y * (self.rect[3] - self.rect[1])
    }
}
