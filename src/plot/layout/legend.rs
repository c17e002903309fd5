//! Legends: rows of handles and names in a box, at a given place or where they hide the least.

use super::artists::stamps;
use super::text::{Block, block};
use super::{Frame, Page, filled, put, stroked};
use crate::plot::colour::Rgba;
use crate::plot::display::{Ink, Item, Pen};
use crate::plot::hatch;
use crate::plot::path::{Path, Point};
use crate::plot::scene::{Align, Artist, Cap, Handle, Join, Kind, Legend, Space, VAlign};

struct Row<'a> {
    handle: &'a Handle,
    name: Block,
    colour: Rgba,
}

/// Draws a legend; gives its box.
pub(super) fn draw(legend: &Legend, frame: &Frame, page: &Page, others: &[Artist], items: &mut Vec<Item>) -> [f64; 4] {
    let cell = page.metrics.cell();
    let size = cell.map_or(legend.font.size * page.point, |[_, height]| height);
    // In cells every distance is a whole number of rows or columns.
    let space = &legend.spacing;
    let gap = |units: f64| if cell.is_some() { 0.0 } else { units * size };
    let handle_width = cell.map_or(space.handle * size, |[across, _]| across * 3.0);
    let text_gap = cell.map_or(space.text * size, |[across, _]| across);
    let border = cell.map_or(space.border * size, |[across, _]| across);
    let rows: Vec<Row> = legend
        .entries
        .iter()
        .map(|entry| Row {
            handle: &entry.handle,
            name: block(&entry.label, legend.font, 0.0, Align::Left, VAlign::Top, 1.2, page),
            colour: entry.colour.unwrap_or(legend.font.colour),
        })
        .collect();
    let columns = legend.columns.clamp(1, rows.len().max(1));
    let (most, larger) =
        (rows.len().div_ceil(columns), if rows.len().is_multiple_of(columns) { columns } else { rows.len() % columns });
    // The first columns have one row more, if they cannot all be equal.
    let mut groups: Vec<&[Row]> = Vec::new();
    let mut rest = rows.as_slice();
    for i in 0..columns {
        let (group, after) = rest.split_at(if i < larger { most } else { most - 1 }.min(rest.len()));
        groups.push(group);
        rest = after;
    }
    let row_height =
        |row: &Row| (row.name.bounds[3] - row.name.bounds[1]).max(if cell.is_some() { 0.0 } else { 0.7 * size });
    let name_width = |group: &[Row]| group.iter().map(|row| row.name.bounds[2]).fold(0.0, f64::max);
    let group_height = |group: &[Row]| {
        group.iter().map(row_height).sum::<f64>() + gap(space.rows) * group.len().saturating_sub(1) as f64
    };
    let title = legend
        .title
        .as_ref()
        .map(|(text, font)| (block(text, *font, 0.0, Align::Center, VAlign::Top, 1.2, page), font.colour));
    let widths: Vec<f64> = groups.iter().map(|group| handle_width + text_gap + name_width(group)).collect();
    let mut width = widths.iter().sum::<f64>() + gap(space.columns) * (columns - 1) as f64;
    let mut height = groups.iter().map(|group| group_height(group)).fold(0.0, f64::max);
    let mut title_height = 0.0;
    if let Some((title, _)) = &title {
        width = width.max(title.bounds[2] - title.bounds[0]);
        title_height = title.bounds[3] - title.bounds[1] + gap(space.rows);
        height += title_height;
    }
    let (width, height) = (width + 2.0 * border, height + 2.0 * if cell.is_some() { 0.0 } else { border });

    let [left, top] = place(legend, [width, height], gap(space.axes), frame, others);
    let at = match cell {
        Some([across, down]) => [(left / across).round() * across, (top / down).round() * down],
        None => [left, top],
    };
    let whole = [at[0], at[1], at[0] + width, at[1] + height];
    if let Some(look) = &legend.frame {
        let outline = |by: f64| {
            let (from, to) = ([whole[0] + by, whole[1] + by], [whole[2] + by, whole[3] + by]);
            if look.radius > 0.0 { Path::rounded(from, to, look.radius * size) } else { Path::rectangle(from, to) }
        };
        if legend.shadow {
            items.push(filled(outline(2.0 * page.point), Rgba { a: 0.5, ..Rgba::BLACK }, None));
        }
        let path = outline(0.0);
        if cell.is_none() {
            items.push(filled(path.clone(), look.face, None));
            if look.edge.is_visible() && look.width > 0.0 {
                items.push(stroked(path, pen(look.edge, look.width * page.point), None));
            }
        }
    }
    let mut y = at[1] + if cell.is_some() { 0.0 } else { border };
    if let Some((title, colour)) = title {
        put(title, [at[0] + width / 2.0, y], colour, None, items);
        y += title_height;
    }
    let mut x = at[0] + border;
    for (group, width) in groups.iter().zip(widths) {
        let mut top = y;
        for row in *group {
            let height = row_height(row);
            let baseline = top + row.name.lines.first().map_or(height, |(_, at)| at[1]);
            let area = match cell {
                Some(_) => [x, top, x + handle_width, top + height],
                None => [x, baseline - 0.7 * size, x + handle_width, baseline],
            };
            draw_handle(row.handle, area, page, items);
            let name = Block { lines: row.name.lines.clone(), ..row.name };
            put(name, [x + handle_width + text_gap, top], row.colour, None, items);
            top += height + gap(space.rows);
        }
        x += width + gap(space.columns);
    }
    whole
}

fn pen(colour: Rgba, width: f64) -> Pen {
    Pen { colour, width, dashes: Vec::new(), dash_start: 0.0, cap: Cap::Butt, join: Join::Miter }
}

fn draw_handle(handle: &Handle, [left, top, right, bottom]: [f64; 4], page: &Page, items: &mut Vec<Item>) {
    let middle = (top + bottom) / 2.0;
    if let Some((face, edge, width)) = handle.patch {
        let path = Path::rectangle([left, top], [right, bottom]);
        items.push(filled(path.clone(), face, None));
        if !handle.hatch.is_empty() {
            let colour = if edge.is_visible() { edge } else { Rgba::BLACK };
            items.push(stroked(hatch::fill(&path, &handle.hatch, page.point), pen(colour, page.point), None));
        }
        if edge.is_visible() && width > 0.0 {
            items.push(stroked(path, pen(edge, width * page.point), None));
        }
    }
    if let Some(stroke) = &handle.line {
        let pen = page.pen(stroke);
        let y = page.snap(middle, pen.width);
        items.push(stroked(Path::polyline(&[[left, y], [right, y]], false), pen, None));
    }
    if let Some(marker) = &handle.marker {
        let at = vec![[(left + right) / 2.0, middle]];
        items.push(Item { clip: None, ink: Ink::Stamps(stamps(marker, at, page)) });
    }
}

/// The upper left corner.
fn place(legend: &Legend, size: Point, pad: f64, frame: &Frame, others: &[Artist]) -> Point {
    if let Some(at) = legend.at {
        let [x, y] = frame.point(at, legend.anchor_space);
        return [x, y - size[1]];
    }
    let room = match legend.anchor {
        Some([x, y, width, height]) => {
            let ([left, bottom], [right, top]) =
                (frame.point([x, y], legend.anchor_space), frame.point([x + width, y + height], legend.anchor_space));
            [left, top, right, bottom]
        }
        None => frame.rect,
    };
    let corner = |place: u8| {
        let [left, top, right, bottom] = [room[0] + pad, room[1] + pad, room[2] - pad, room[3] - pad];
        let x = match place {
            2 | 3 | 6 => left,
            8..=10 => (left + right - size[0]) / 2.0,
            _ => right - size[0],
        };
        let y = match place {
            1 | 2 | 9 => top,
            3 | 4 | 8 => bottom - size[1],
            _ => (top + bottom - size[1]) / 2.0,
        };
        [x, y]
    };
    if legend.place != 0 {
        return corner(legend.place);
    }
    let hidden = Hidden::of(others, frame);
    let mut best = (usize::MAX, [0.0, 0.0]);
    for place in 1..=10 {
        let [x, y] = corner(place);
        let count = hidden.count([x, y, x + size[0], y + size[1]]);
        if count < best.0 {
            best = (count, [x, y]);
        }
        if count == 0 {
            break;
        }
    }
    best.1
}

/// What a legend might hide.
#[derive(Default)]
struct Hidden {
    points: Vec<Point>,
    lines: Vec<Vec<Point>>,
    boxes: Vec<[f64; 4]>,
}

/// No more points than these are looked at.
const MOST: usize = 20_000;

impl Hidden {
    fn of(others: &[Artist], frame: &Frame) -> Hidden {
        let mut hidden = Hidden::default();
        for artist in others {
            match &artist.kind {
                Kind::Line(line) if artist.space == Space::Data => {
                    let step = (line.x.len() / MOST).max(1);
                    let points: Vec<Point> = line
                        .x
                        .iter()
                        .zip(&line.y)
                        .step_by(step)
                        .map(|(x, y)| frame.point([*x, *y], Space::Data))
                        .collect();
                    hidden.points.extend(&points);
                    hidden.lines.push(points);
                }
                Kind::Markers(markers) => {
                    let step = (markers.x.len() / MOST).max(1);
                    let points = markers.x.iter().zip(&markers.y).step_by(step);
                    hidden.points.extend(points.map(|(x, y)| frame.point([*x, *y], artist.space)));
                }
                Kind::Shapes(shapes) if shapes.snap && shapes.paths.len() < MOST => {
                    let paths = shapes.paths.iter().map(|path| path.map(|point| frame.point(point, artist.space)));
                    hidden.boxes.extend(paths.filter_map(|path| path.bounds()));
                }
                Kind::Text(text) if artist.space == Space::Data => {
                    hidden.points.push(frame.point(text.at, artist.space))
                }
                _ => {}
            }
        }
        hidden
    }

    fn count(&self, [left, top, right, bottom]: [f64; 4]) -> usize {
        let inside = |[x, y]: &Point| *x > left && *x < right && *y > top && *y < bottom;
        let points = self.points.iter().filter(|point| inside(point)).count();
        let boxes = self.boxes.iter().filter(|b| b[0] < right && b[2] > left && b[1] < bottom && b[3] > top).count();
        let crosses = |line: &&Vec<Point>| {
            line.windows(2)
                .any(|pair| crate::plot::simplify::cut(pair[0], pair[1], [left, top, right, bottom]).is_some())
        };
        points + boxes + self.lines.iter().filter(crosses).count()
    }
}
