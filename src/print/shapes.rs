//! Shapes drawn under each other, an axis a column, with the axes marked that clash, stretch, meet or
//! go: how broadcasting, products and reductions are explained.

use std::fmt::Write;

/// An operand: how it is called and its shape.
pub type Named = (String, Vec<usize>);

/// A name takes at most so many columns.
const NAME_COLUMNS: usize = 26;
/// Columns that stand before each line.
const INDENT: usize = 4;
/// Columns between a name and its shape, and between a shape and a remark.
const GAP: usize = 3;

/// A line of a drawing: the sizes at their columns, and what is said of marked ones.
struct Line {
    name: String,
    sizes: Vec<Option<usize>>,
    marks: Vec<usize>,
    remark: String,
}

/// Shapes aligned at their last axes, as broadcasting does. Axes that do not fit are marked under the
/// last operand; if all fit, those that are stretched, and the result's shape follows.
pub fn broadcast(operands: &[Named]) -> Vec<String> {
    let ndim = operands.iter().map(|(_, shape)| shape.len()).max().unwrap_or(0);
    let at = |shape: &[usize], column: usize| (column + shape.len()).checked_sub(ndim).map(|axis| shape[axis]);
    let full: Vec<Result<usize, (usize, usize)>> = (0..ndim)
        .map(|column| {
            let mut sizes = operands.iter().filter_map(|(_, shape)| at(shape, column)).filter(|&n| n != 1);
            let first = sizes.next().unwrap_or(1);
            sizes.find(|&n| n != first).map_or(Ok(first), |other| Err((first, other)))
        })
        .collect();
    let clashes: Vec<usize> = (0..ndim).filter(|&column| full[column].is_err()).collect();
    let mut lines: Vec<Line> = operands
        .iter()
        .map(|(name, shape)| {
            let sizes: Vec<Option<usize>> = (0..ndim).map(|column| at(shape, column)).collect();
            let grows = |&column: &usize| matches!((sizes[column], full[column]), (None | Some(1), Ok(n)) if n != 1);
            let marks: Vec<usize> = (0..ndim).filter(grows).collect();
            let remark = stretched(&marks, &sizes, &full);
            Line { name: name.clone(), sizes, marks, remark }
        })
        .collect();
    if clashes.is_empty() {
        let sizes = full.iter().map(|size| size.ok()).collect();
        lines.push(Line { name: "result".to_owned(), sizes, marks: Vec::new(), remark: String::new() });
        return draw(&lines);
    }
    for line in &mut lines {
        line.marks.clear();
        line.remark.clear();
    }
    if let Some(last) = lines.last_mut() {
        let pairs: Vec<String> = full
            .iter()
            .filter_map(|size| size.err())
            .map(|(a, b)| format!("{a} is not {b}, and neither is 1"))
            .collect();
        last.remark = pairs.join("; ");
        last.marks = clashes;
    }
    draw(&lines)
}

/// `1 stretched to 5`, `repeated 2 times`.
fn stretched(marks: &[usize], sizes: &[Option<usize>], full: &[Result<usize, (usize, usize)>]) -> String {
    let (mut said, mut times) = (Vec::new(), Vec::new());
    for &column in marks {
        let n = full[column].unwrap_or(1);
        match sizes[column] {
            Some(_) => said.push(format!("1 stretched to {n}")),
            None => times.push(n),
        }
    }
    if !times.is_empty() {
        said.insert(0, format!("repeated {} times", sizes_text(&times)));
    }
    said.join(", ")
}

/// The operands of a matrix product with the axes that meet: the last one of the left and the last but
/// one (or only one) of the right. The result follows if there is one.
pub fn product(left: &Named, right: &Named, result: Option<&[usize]>) -> Vec<String> {
    let ndim = left.1.len().max(right.1.len()).max(result.map_or(0, <[usize]>::len));
    let meets = right.1.len().saturating_sub(2);
    let inner = (left.1.last().copied(), right.1.get(meets).copied());
    let remark = match inner {
        (Some(a), Some(b)) if a == b => format!("these meet: {a} products are summed"),
        (Some(a), Some(b)) => format!("these meet, and {a} is not {b}"),
        _ => "a lone number has no axis to meet".to_owned(),
    };
    let line = |(name, shape): &Named, axis: Option<usize>, remark: &str| {
        let sizes = aligned(shape, ndim);
        let marks = axis.map(|axis| axis + ndim - shape.len()).into_iter().collect();
        Line { name: name.clone(), sizes, marks, remark: remark.to_owned() }
    };
    let mut lines =
        vec![line(left, left.1.len().checked_sub(1), ""), line(right, (!right.1.is_empty()).then_some(meets), &remark)];
    lines.extend(result.map(|shape| line(&("result".to_owned(), shape.to_vec()), None, "")));
    draw(&lines)
}

/// An operand with the axes that a reduction takes away or, with `kept`, leaves with length 1; the
/// result stands under what it keeps.
pub fn reduction(operand: &Named, axes: &[usize], kept: bool, result: &[usize]) -> Vec<String> {
    let (name, shape) = operand;
    let list: Vec<String> = axes.iter().map(usize::to_string).collect();
    let axis = if axes.len() == 1 { "axis" } else { "axes" };
    let verb = match (kept, axes.len()) {
        (true, 1) => "stays with length 1",
        (true, _) => "stay with length 1",
        (false, 1) => "goes",
        (false, _) => "go",
    };
    let remark = if axes.is_empty() { String::new() } else { format!("{axis} {} {verb}", list.join(", ")) };
    let all = |shape: &[usize]| shape.iter().copied().map(Some).collect();
    let mut sizes: Vec<Option<usize>> = all(shape);
    let placed = if kept { result.len() == shape.len() } else { result.len() + axes.len() == shape.len() };
    if !placed {
        sizes = aligned(result, result.len());
    } else if kept {
        sizes = all(result);
    } else {
        axes.iter().for_each(|&axis| sizes[axis] = None);
    }
    let mut lines = vec![Line { name: name.clone(), sizes: all(shape), marks: axes.to_vec(), remark }];
    lines.push(Line { name: "result".to_owned(), sizes, marks: Vec::new(), remark: String::new() });
    draw(&lines)
}

/// Operands under each other, each for itself, and what is said of one axis of theirs.
pub fn listed(operands: &[Named], axis: Option<usize>, remark: &str, result: Option<&[usize]>) -> Vec<String> {
    let mut lines: Vec<Line> = operands
        .iter()
        .map(|(name, shape)| {
            let sizes = shape.iter().copied().map(Some).collect();
            Line { name: name.clone(), sizes, marks: Vec::new(), remark: String::new() }
        })
        .collect();
    if let Some(last) = lines.last_mut() {
        last.marks = axis.filter(|&axis| axis < last.sizes.len()).into_iter().collect();
        last.remark = remark.to_owned();
    }
    if let Some(shape) = result {
        let sizes = shape.iter().copied().map(Some).collect();
        lines.push(Line { name: "result".to_owned(), sizes, marks: Vec::new(), remark: String::new() });
    }
    draw(&lines)
}

/// A shape as words have it: `2 x 3`, `4`, `()` for a lone number.
pub fn sizes_text(shape: &[usize]) -> String {
    if shape.is_empty() {
        return "()".to_owned();
    }
    shape.iter().map(usize::to_string).collect::<Vec<_>>().join(" x ")
}

fn aligned(shape: &[usize], ndim: usize) -> Vec<Option<usize>> {
    std::iter::repeat_n(None, ndim - shape.len()).chain(shape.iter().copied().map(Some)).collect()
}

/// A text of one line, cut to a number of columns.
pub fn clipped(text: &str, columns: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= columns {
        return line;
    }
    let mut cut: String = line.chars().take(columns.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

fn draw(lines: &[Line]) -> Vec<String> {
    let columns = lines.iter().map(|line| line.sizes.len()).max().unwrap_or(0);
    let width = |column: usize| {
        let sizes = lines.iter().filter_map(|line| line.sizes.get(column).copied().flatten());
        sizes.map(|size| size.to_string().len()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let names: Vec<String> = lines.iter().map(|line| clipped(&line.name, NAME_COLUMNS)).collect();
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut drawn = Vec::new();
    for (line, name) in lines.iter().zip(&names) {
        let mut text = format!("{:INDENT$}{name:longest$}{:GAP$}", "", "");
        let mut under = format!("{:INDENT$}{:longest$}{:GAP$}", "", "", "");
        if line.sizes.is_empty() {
            text.push_str("()");
        }
        for (column, size) in line.sizes.iter().enumerate() {
            let between = column > 0;
            let joined = between && size.is_some() && line.sizes[column - 1].is_some();
            text.push_str(if joined {
                " x "
            } else if between {
                "   "
            } else {
                ""
            });
            under.push_str(if between { "   " } else { "" });
            let shown = size.map(|size| size.to_string()).unwrap_or_default();
            let _ = write!(text, "{shown:>width$}", width = widths[column]);
            let mark = if line.marks.contains(&column) { "^".repeat(shown.len().max(1)) } else { String::new() };
            let _ = write!(under, "{mark:>width$}", width = widths[column]);
        }
        drawn.push(text.trim_end().to_owned());
        if !line.marks.is_empty() {
            let _ = write!(under, "{:GAP$}{}", "", line.remark);
            drawn.push(under.trim_end().to_owned());
        } else if !line.remark.is_empty() {
            drawn.push(format!("{:INDENT$}{}", "", line.remark));
        }
    }
    drawn
}
