//! An axes: ground, grid, ticks and their labels, frame, names, titles, and the artists in their layers.

use super::text::block;
use super::{Frame, Page, artists, filled, put, stroked, union};
use crate::plot::colour::Rgba;
use crate::plot::display::{Item, Pen};
use crate::plot::path::Path;
use crate::plot::scene::{Align, Axes, Axis, Cap, Font, Grid, Join, Scale, SpineAt, TickLook, Title, VAlign};
use crate::plot::ticks::{self, Format};

/// What an axes consists of.
pub(super) struct Drawn {
    /// Everything, in order.
    pub items: Vec<Item>,
    /// What it takes: left, top, right, bottom.
    pub bounds: [f64; 4],
}

/// The layer of the frame.
const FRAME: f64 = 2.5;

/// Draws an axes.
pub(super) fn draw(axes: &Axes, frame: &Frame, page: &Page) -> Drawn {
    let mut items = Vec::new();
    let mut bounds = frame.rect;
    let [left, top, right, bottom] = frame.rect;
    let mut layers: Vec<(f64, Layer)> =
        axes.artists.iter().map(|artist| (artist.layer, Layer::Artist(artist))).collect();
    let mut horizontal = Ticks::of(&axes.x, frame, page, true);
    let mut vertical = Ticks::of(&axes.y, frame, page, false);
    if axes.axis_on {
        let (x0, x1) = (page.snap(left, 0.0), page.snap(right, 0.0));
        let (y0, y1) = (page.snap(top, 0.0), page.snap(bottom, 0.0));
        if axes.face.is_visible() {
            items.push(filled(Path::rectangle([x0, y0], [x1, y1]), axes.face, None));
        }
        let layer = match axes.grid_below {
            Some(true) => 0.5,
            None => 1.5,
            Some(false) => 2.5,
        };
        layers.push((layer, Layer::Ticks));
        layers.push((FRAME, Layer::Spines));
    }
    layers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let others = &axes.artists;
    for (_, layer) in layers {
        match layer {
            Layer::Artist(artist) => {
                let seen = artists::draw(artist, frame, page, frame.rect, others, &mut items);
                if let Some(seen) = seen.filter(|_| !artist.clip) {
                    bounds = union(bounds, seen);
                }
            }
            Layer::Ticks => {
                for ticks in [&mut horizontal, &mut vertical] {
                    let axis = if ticks.horizontal { &axes.x } else { &axes.y };
                    if axis.visible {
                        bounds = union(bounds, ticks.draw(axis, axes, frame, page, &mut items));
                    }
                }
            }
            Layer::Spines => spines(axes, frame, page, &mut items),
        }
    }
    for (i, title) in axes.titles.iter().enumerate() {
        if let Some(title) = title {
            let above = if axes.axis_on { horizontal.top } else { frame.rect[1] };
            bounds = union(bounds, draw_title(title, i, above, frame, page, &mut items));
        }
    }
    Drawn { items, bounds }
}

enum Layer<'a> {
    Artist(&'a crate::plot::scene::Artist),
    Ticks,
    Spines,
}

fn draw_title(title: &Title, which: usize, above: f64, frame: &Frame, page: &Page, items: &mut Vec<Item>) -> [f64; 4] {
    let (x, align) = [(0.0, Align::Left), (0.5, Align::Center), (1.0, Align::Right)][which];
    let set = block(&title.text, title.font, 0.0, align, VAlign::Baseline, 1.2, page);
    let y = match title.y {
        Some(y) => frame.up(y),
        None => above.min(frame.rect[1]),
    };
    put(set, [frame.across(x), y - title.pad * page.point], title.font.colour, None, items)
}

fn spines(axes: &Axes, frame: &Frame, page: &Page, items: &mut Vec<Item>) {
    let [left, top, right, bottom] = frame.rect;
    for (i, spine) in axes.spines.iter().enumerate() {
        if !spine.visible || spine.width <= 0.0 {
            continue;
        }
        let width = spine.width * page.point;
        let place = spine_place(spine.at, i, frame, page);
        let path = if i < 2 {
            let x = page.snap(place, width);
            Path::polyline(&[[x, page.snap(bottom, width)], [x, page.snap(top, width)]], false)
        } else {
            let y = page.snap(place, width);
            Path::polyline(&[[page.snap(left, width), y], [page.snap(right, width), y]], false)
        };
        items.push(stroked(path, whole_pen(spine.colour, width, Cap::Square), None));
    }
}

fn whole_pen(colour: Rgba, width: f64, cap: Cap) -> Pen {
    Pen { colour, width, dashes: Vec::new(), dash_start: 0.0, cap, join: Join::Miter }
}

/// Where the left, right, bottom or top spine is, in pixels.
fn spine_place(at: SpineAt, which: usize, frame: &Frame, page: &Page) -> f64 {
    let edge = [frame.rect[0], frame.rect[2], frame.rect[3], frame.rect[1]][which];
    match at {
        SpineAt::Edge => edge,
        SpineAt::Data(value) if which < 2 => frame.data_x(value),
        SpineAt::Data(value) => frame.data_y(value),
        SpineAt::Axes(part) if which < 2 => frame.across(part),
        SpineAt::Axes(part) => frame.up(part),
        SpineAt::Outward(points) => edge + points * page.point * [-1.0, 1.0, 1.0, -1.0][which],
    }
}

/// The ticks of an axis, found and placed.
struct Ticks {
    horizontal: bool,
    /// Where they are in pixels, and what is written there.
    major: Vec<(f64, String)>,
    minor: Vec<(f64, String)>,
    offset_text: String,
    /// The highest place that labels and names take.
    top: f64,
}

/// The ticks of an axis.
pub struct Found {
    /// Where they are.
    pub major: Vec<f64>,
    /// What is written at them.
    pub labels: Vec<String>,
    /// Where those between them are.
    pub minor: Vec<f64>,
    /// What is written at those.
    pub minor_labels: Vec<String>,
    /// What is written at the end of the axis.
    pub offset_text: String,
}

/// Finds an axis' ticks; `length` is that of the axis in points.
pub fn find_ticks(axis: &Axis, length: f64, horizontal: bool) -> Found {
    let [low, high] = axis.limits;
    let size = axis.major.font.size.max(0.1) * if horizontal { 3.0 } else { 2.0 };
    let room = (length / size).floor().clamp(1.0, 9.0) as usize;
    let (mut major, mut minor) = match axis.scale {
        Scale::Linear => (ticks::linear(low.min(high), low.max(high), room, ticks::ROUND, false, 2), Vec::new()),
        Scale::Log(base) => ticks::powers(low, high, base, room.max(2)),
        Scale::SymLog(near) => (ticks::two_sided(low, high, near), Vec::new()),
    };
    if let Some(given) = &axis.ticks {
        major = given.clone();
    }
    if let Some(given) = &axis.minor {
        minor = given.clone();
    }
    let mut minor_labels = Vec::new();
    let mut offset_text = String::new();
    let labels = match (&axis.labels, axis.scale) {
        (Some(labels), _) => {
            offset_text.clone_from(&axis.offset_text);
            let mut labels = labels.clone();
            labels.resize(major.len(), String::new());
            labels
        }
        (None, Scale::Linear) => {
            let format = Format::of(&major, axis.limits, axis.notation);
            offset_text = format.offset_text();
            major.iter().map(|tick| format.number(*tick)).collect()
        }
        (None, Scale::Log(base)) => {
            if axis.minor.is_none() {
                minor_labels = ticks::log_labels(&minor, axis.limits, base, true);
            }
            ticks::log_labels(&major, axis.limits, base, false)
        }
        (None, Scale::SymLog(_)) => ticks::log_labels(&major, [1.0, 1e9], 10.0, false),
    };
    Found { major, labels, minor, minor_labels, offset_text }
}

impl Ticks {
    fn of(axis: &Axis, frame: &Frame, page: &Page, horizontal: bool) -> Ticks {
        let [left, top, right, bottom] = frame.rect;
        let length = if horizontal { right - left } else { bottom - top };
        // Text in cells does not shrink with the page: its ticks need more room.
        let length = match page.metrics.cell() {
            Some(cell) if horizontal => length / (cell[0] * 8.0) * axis.major.font.size * 3.0,
            Some(cell) => length / (cell[1] * 3.0) * axis.major.font.size * 2.0,
            None => length / page.point,
        };
        let found = find_ticks(axis, length, horizontal);
        let (low, high) = if horizontal { (left, right) } else { (top, bottom) };
        let place = |value: f64| if horizontal { frame.data_x(value) } else { frame.data_y(value) };
        // A tick at the very end belongs to the axis, one beyond it does not, however near it is.
        let slack = (high - low) * 1e-9;
        let inside = |at: &f64| *at >= low - slack && *at <= high + slack;
        let major = found.major.iter().map(|value| place(*value)).zip(found.labels);
        let mut minor_labels = found.minor_labels;
        minor_labels.resize(found.minor.len(), String::new());
        let minor = found.minor.iter().map(|value| place(*value)).zip(minor_labels);
        Ticks {
            horizontal,
            major: major.filter(|(at, _)| inside(at)).collect(),
            minor: minor.filter(|(at, _)| inside(at)).collect(),
            offset_text: found.offset_text,
            top,
        }
    }

    fn grid(&self, grid: &Grid, ticks: &[(f64, String)], frame: &Frame, page: &Page, items: &mut Vec<Item>) {
        let [left, top, right, bottom] = frame.rect;
        let pen = page.pen(&grid.stroke);
        for (at, _) in ticks {
            let path = if self.horizontal {
                let x = page.snap(*at, pen.width);
                Path::polyline(&[[x, bottom], [x, top]], false)
            } else {
                let y = page.snap(*at, pen.width);
                Path::polyline(&[[left, y], [right, y]], false)
            };
            items.push(stroked(path, pen.clone(), Some(frame.rect)));
        }
    }

    /// Grid, ticks, labels, the axis' name: what they take.
    fn draw(&mut self, axis: &Axis, axes: &Axes, frame: &Frame, page: &Page, items: &mut Vec<Item>) -> [f64; 4] {
        if let Some(grid) = &axis.minor_grid {
            self.grid(grid, &self.minor, frame, page, items);
        }
        if let Some(grid) = &axis.grid {
            self.grid(grid, &self.major, frame, page, items);
        }
        // The lower or left side, then the upper or right one.
        let spines = if self.horizontal { [2, 3] } else { [0, 1] };
        let mut taken = [frame.rect; 2];
        for side in 0..2 {
            let spine = spines[side];
            let edge = spine_place(axes.spines[spine].at, spine, frame, page);
            let out = if spine == 0 || spine == 3 { -1.0 } else { 1.0 };
            let mut reach = edge;
            for (ticks, look) in [(&self.minor, &axis.minor_look), (&self.major, &axis.major)] {
                let length = look.length * page.point;
                let (inner, outer) = (edge - out * length * look.inside, edge + out * length * (1.0 - look.inside));
                if axis.tick_sides[side] {
                    self.marks(ticks, look, inner, outer, page, items);
                    reach = if out > 0.0 { reach.max(outer) } else { reach.min(outer) };
                }
                if axis.label_sides[side] {
                    let out_by = if axis.tick_sides[side] { outer } else { edge };
                    let at = out_by + out * self.pad(look, page);
                    let seen = self.labels(ticks, look, at, out, page, items);
                    taken[side] = seen.into_iter().fold(taken[side], union);
                }
            }
            let mut rect = taken[side];
            let k = [0, 2, 3, 1][spine];
            rect[k] = if out > 0.0 { rect[k].max(reach) } else { rect[k].min(reach) };
            taken[side] = rect;
        }
        let mut bounds = union(taken[0], taken[1]);
        bounds = union(bounds, self.draw_offset(axis, &taken, frame, page, items));
        if let Some(name) = &axis.name
            && !name.text.is_empty()
        {
            let side = usize::from(name.far);
            let k = [0, 2, 3, 1][spines[side]];
            let out = if k < 2 { -1.0 } else { 1.0 };
            let edge = taken[side][k] + out * name.pad * page.point;
            let (at, align, valign) = if self.horizontal {
                let valign = if name.far { VAlign::Bottom } else { VAlign::Top };
                ([frame.across(name.along), edge], align_along(name.along), valign)
            } else {
                let upright = name.angle.rem_euclid(180.0) == 90.0;
                let align = match (upright, name.far) {
                    (_, false) => Align::Right,
                    (_, true) => Align::Left,
                };
                let valign = match name.along {
                    along if along <= 0.0 => VAlign::Bottom,
                    along if along >= 1.0 => VAlign::Top,
                    _ => VAlign::Center,
                };
                ([edge, frame.up(name.along)], align, valign)
            };
            let set = block(&name.text, name.font, name.angle, align, valign, 1.2, page);
            bounds = union(bounds, put(set, at, name.font.colour, None, items));
        }
        if self.horizontal {
            self.top = if axis.label_sides[1] || axis.name.as_ref().is_some_and(|name| name.far) {
                bounds[1]
            } else {
                frame.rect[1]
            };
        }
        bounds
    }

    fn pad(&self, look: &TickLook, page: &Page) -> f64 {
        match page.metrics.cell() {
            // One free column beside the axis, none below it.
            Some(_) => 0.0,
            None => look.pad * page.point,
        }
    }

    fn marks(
        &self,
        ticks: &[(f64, String)],
        look: &TickLook,
        inner: f64,
        outer: f64,
        page: &Page,
        items: &mut Vec<Item>,
    ) {
        let width = look.width * page.point;
        if width <= 0.0 || look.length <= 0.0 || !look.colour.is_visible() {
            return;
        }
        for (at, _) in ticks {
            let path = if self.horizontal {
                let x = page.snap(*at, width);
                Path::polyline(&[[x, page.snap(inner, width)], [x, page.snap(outer, width)]], false)
            } else {
                let y = page.snap(*at, width);
                Path::polyline(&[[page.snap(inner, width), y], [page.snap(outer, width), y]], false)
            };
            items.push(stroked(path, whole_pen(look.colour, width, Cap::Butt), None));
        }
    }

    /// The labels along a side: what they take.
    fn labels(
        &self,
        ticks: &[(f64, String)],
        look: &TickLook,
        edge: f64,
        out: f64,
        page: &Page,
        items: &mut Vec<Item>,
    ) -> Option<[f64; 4]> {
        let mut bounds = None;
        for (at, label) in ticks.iter().filter(|(_, label)| !label.is_empty()) {
            let (align, valign) = match (self.horizontal, out > 0.0) {
                (true, true) => (look.align.unwrap_or(Align::Center), VAlign::Top),
                (true, false) => (look.align.unwrap_or(Align::Center), VAlign::Bottom),
                (false, true) => (look.align.unwrap_or(Align::Left), VAlign::CenterBaseline),
                (false, false) => (look.align.unwrap_or(Align::Right), VAlign::CenterBaseline),
            };
            let place = if self.horizontal { [*at, edge] } else { [edge, *at] };
            let set = block(label, look.font, look.angle, align, valign, 1.2, page);
            let seen = put(set, place, look.font.colour, None, items);
            bounds = Some(bounds.map_or(seen, |all| union(all, seen)));
        }
        bounds
    }

    fn draw_offset(
        &self,
        axis: &Axis,
        taken: &[[f64; 4]; 2],
        frame: &Frame,
        page: &Page,
        items: &mut Vec<Item>,
    ) -> [f64; 4] {
        if self.offset_text.is_empty() || !axis.label_sides.contains(&true) {
            return frame.rect;
        }
        let font = Font { ..axis.major.font };
        let pad = 3.0 * page.point;
        let far = !axis.label_sides[0];
        let (at, align, valign) = match (self.horizontal, far) {
            (true, false) => ([frame.rect[2], taken[0][3] + pad], Align::Right, VAlign::Top),
            (true, true) => ([frame.rect[2], taken[1][1] - pad], Align::Right, VAlign::Bottom),
            (false, false) => ([frame.rect[0], frame.rect[1] - pad], Align::Left, VAlign::Bottom),
            (false, true) => ([frame.rect[2], frame.rect[1] - pad], Align::Right, VAlign::Bottom),
        };
        put(block(&self.offset_text, font, 0.0, align, valign, 1.2, page), at, font.colour, None, items)
    }
}

fn align_along(along: f64) -> Align {
    if along <= 0.0 {
        Align::Left
    } else if along >= 1.0 {
        Align::Right
    } else {
        Align::Center
    }
}
