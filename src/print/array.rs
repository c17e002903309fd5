//! Arrays as text: `array2string`, `array_repr`, `array_str`, and the line breaking of NumPy's
//! `_formatArray`. Only the elements that are shown are read.

use super::dtype::{dtype_is_implied, dtype_short_repr};
use super::elements::{Column, ElementHost, Words, words};
use super::options::{Legacy, PrintOptions};
use super::scalar::{python_repr, python_str, scalar_repr, scalar_str};
use crate::array::{Array, ArrayRef, DType, Data, Element, Layout, shape_tuple};
use crate::text::{ErrorClass, R, err};
use std::cell::RefCell;
use std::rc::Rc;

/// `np.array2string(a, separator=…, prefix=…, suffix=…)`; the other arguments are options.
/// *Errors*: ValueError for a negative precision, and whatever the host gives.
pub fn array2string(
    array: &ArrayRef,
    options: &PrintOptions,
    separator: &str,
    prefix: &str,
    suffix: &str,
    host: &mut dyn ElementHost,
) -> R<String> {
    let mut linewidth = options.linewidth;
    if options.legacy > Legacy::V1_13 {
        linewidth = linewidth.saturating_sub(suffix.chars().count() as i64);
    } else if array.ndim() == 0 && !matches!(array.dtype(), DType::Struct(_)) {
        return python_repr(&array.only_element(), host);
    }
    if array.size() == 0 {
        return Ok("[]".to_owned());
    }
    let Some(_guard) = Guard::enter(array) else { return Ok("...".to_owned()) };
    let layout = array.layout();
    let summary = array.size() as f64 > options.threshold;
    let shown = Shown::new(&layout, summary, options.edgeitems);
    let column = leading_trailing(array, &layout, &shown);
    let words = words(&column, options, host)?;
    if shown.axes.is_empty() {
        return Ok(words.get(0).to_owned());
    }
    let mut formatter = Formatter {
        words: &words,
        axes: &shown.axes,
        separator,
        legacy: options.legacy,
        out: String::new(),
        row: String::new(),
    };
    formatter.recurser(0, 0, 1 + prefix.chars().count(), linewidth)?;
    Ok(formatter.out)
}

/// `repr(a)`: `class_name` is `array`, or the name of a subclass.
/// *Errors*: as for [`array2string`].
pub fn array_repr(array: &ArrayRef, class_name: &str, options: &PrintOptions, host: &mut dyn ElementHost) -> R<String> {
    let prefix = format!("{class_name}(");
    let body = array2string(array, options, ", ", &prefix, ")", host)?;
    let (shape, dtype, size) = (array.shape(), array.dtype(), array.size());
    let mut extras = Vec::new();
    let summarized = options.legacy > Legacy(210) && size as f64 > options.threshold;
    if (size == 0 && shape[..] != [0]) || summarized {
        extras.push(format!("shape={}", shape_tuple(&shape)));
    }
    if !dtype_is_implied(dtype, options.legacy) || size == 0 {
        extras.push(format!("dtype={}", dtype_short_repr(dtype, options.legacy)));
    }
    if extras.is_empty() {
        return Ok(prefix + &body + ")");
    }
    let extras = extras.join(", ") + ")";
    let indent = prefix.chars().count();
    let text = prefix + &body + ",";
    let last_line = text.rsplit('\n').next().unwrap_or("").chars().count() as i64;
    let new_line = if options.legacy <= Legacy::V1_13 {
        matches!(dtype.native(), DType::Str(_) | DType::Bytes(_) | DType::Void(_) | DType::Struct(_))
    } else {
        last_line + extras.chars().count() as i64 + 1 > options.linewidth
    };
    let spacer = if new_line { format!("\n{:indent$}", "") } else { " ".to_owned() };
    Ok(text + &spacer + &extras)
}

/// `str(a)`; without axes the `str` of the element. *Errors*: as for [`array2string`].
pub fn array_str(array: &ArrayRef, options: &PrintOptions, host: &mut dyn ElementHost) -> R<String> {
    if array.ndim() == 0 {
        let element = array.only_element();
        if options.legacy <= Legacy::V1_13 && !matches!(array.dtype(), DType::Struct(_)) {
            return python_str(&element, host);
        }
        let Some(_guard) = Guard::enter(array) else { return Ok("...".to_owned()) };
        return match element {
            Element::Bytes(_) => scalar_repr(&element, options, host),
            _ => scalar_str(&element, options, host),
        };
    }
    array2string(array, options, " ", "", "", host)
}

thread_local! {
    /// Object arrays being printed: one that holds itself shows `...` inside.
    static PRINTING: RefCell<Vec<*const Array>> = const { RefCell::new(Vec::new()) };
}

struct Guard {
    counted: bool,
}

impl Guard {
    fn enter(array: &ArrayRef) -> Option<Guard> {
        if array.dtype() != DType::Object {
            return Some(Guard { counted: false });
        }
        let key = Rc::as_ptr(array);
        PRINTING.with_borrow_mut(|printing| {
            if printing.contains(&key) {
                return None;
            }
            printing.push(key);
            Some(Guard { counted: true })
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if self.counted {
            PRINTING.with_borrow_mut(Vec::pop);
        }
    }
}

/// Which positions of each axis are shown.
struct Shown {
    axes: Vec<Axis>,
}

/// One axis: items from its start, and items at its end with `...` before them.
struct Axis {
    /// Positions that the layout is chosen over.
    positions: Vec<usize>,
    /// How many positions a step of this axis passes over in the gathered elements.
    step: usize,
    leading: usize,
    trailing: usize,
    /// Whether `...` stands between leading and trailing items.
    cut: bool,
}

impl Shown {
    fn new(layout: &Layout, summary: bool, edge: usize) -> Shown {
        let mut axes: Vec<Axis> = layout
            .shape
            .iter()
            .map(|&n| {
                let cut = summary && edge < n.div_ceil(2);
                // NumPy takes `a[-0:]` for no items at the end, which is all of `a`, and shows the last.
                let tail = if edge == 0 { 0 } else { n.saturating_sub(edge) };
                let positions = if cut { (0..edge).chain(tail..n).collect() } else { (0..n).collect() };
                let (leading, trailing) = if cut { (edge, edge.max(1)) } else { (0, n) };
                Axis { positions, step: 0, leading, trailing, cut }
            })
            .collect();
        let mut step = 1;
        for axis in axes.iter_mut().rev() {
            axis.step = step;
            step *= axis.positions.len();
        }
        Shown { axes }
    }
}

/// The corners of an array, or all of it, as gathered elements.
fn leading_trailing(array: &ArrayRef, layout: &Layout, shown: &Shown) -> Column {
    let mut offsets = vec![layout.offset];
    for (axis, &stride) in shown.axes.iter().zip(&layout.strides) {
        let step = |offset: usize, position: usize| (offset as isize + stride * position as isize) as usize;
        offsets = offsets
            .iter()
            .flat_map(|&offset| axis.positions.iter().map(move |&position| step(offset, position)))
            .collect();
    }
    let (dtype, n, scalar) = (array.dtype(), offsets.len(), layout.ndim() == 0);
    match &*array.data() {
        Data::Objects(objects) => {
            let objects = offsets.iter().map(|offset| objects[offset / 8].clone()).collect();
            Column { dtype, n, bytes: Vec::new(), objects, scalar }
        }
        Data::Words(memory) => {
            let (all, size) = (memory.bytes(), dtype.itemsize());
            let bytes = offsets.iter().flat_map(|&offset| &all[offset..offset + size]).copied().collect();
            Column::new(dtype, n, bytes, scalar)
        }
    }
}

/// The state of `_formatArray`.
struct Formatter<'a> {
    words: &'a Words,
    axes: &'a [Axis],
    separator: &'a str,
    legacy: Legacy,
    out: String,
    /// The row being filled, its hanging indent included.
    row: String,
}

/// The line being filled, as the start and the length in characters of its part of the row.
struct Line {
    start: usize,
    length: usize,
}

impl Formatter<'_> {
    fn old(&self) -> bool {
        self.legacy <= Legacy::V1_13
    }

    /// Writes the part of the array below one index of each axis before `axis`; `first` is its
    /// first gathered element.
    fn recurser(&mut self, axis: usize, first: usize, hanging_indent: usize, curr_width: i64) -> R<()> {
        if axis + 1 == self.axes.len() {
            return self.innermost(first, hanging_indent, curr_width);
        }
        let next_width = if self.old() { curr_width } else { curr_width - 1 };
        let this = &self.axes[axis];
        let n = this.positions.len();
        let (leading, trailing) = (0..this.leading, n - this.trailing..n);
        let line_feeds = self.axes.len() - axis - 1;
        let mut separated = false;
        self.out.push('[');
        for item in leading.map(Some).chain(this.cut.then_some(None)).chain(trailing.map(Some)) {
            if separated {
                self.out.extend(std::iter::repeat_n(' ', hanging_indent));
            }
            separated = true;
            match item {
                Some(i) => self.recurser(axis + 1, first + i * this.step, hanging_indent + 1, next_width)?,
                None if self.old() => {
                    self.out.push_str("..., \n");
                    continue;
                }
                None => self.out.push_str("..."),
            }
            if item != Some(n - 1) {
                self.out.push_str(self.separator.trim_end());
                self.out.extend(std::iter::repeat_n('\n', line_feeds));
            }
        }
        self.out.push(']');
        Ok(())
    }

    /// Writes a row, wrapped where elements would not fit on a line.
    fn innermost(&mut self, first: usize, hanging_indent: usize, curr_width: i64) -> R<()> {
        let mark = self.separator.trim_end().chars().count() as i64;
        let elem_width = curr_width - if self.old() { mark } else { mark.max(1) };
        self.row.clear();
        self.row.extend(std::iter::repeat_n(' ', hanging_indent));
        let mut line = Line { start: 0, length: hanging_indent };
        let this = &self.axes[self.axes.len() - 1];
        let n = this.positions.len();
        let separator_length = self.separator.chars().count();
        for i in 0..this.leading {
            self.extend_line_pretty(&mut line, first + i, elem_width, hanging_indent)?;
            self.row.push_str(self.separator);
            line.length += separator_length;
        }
        if this.cut {
            self.extend_line(&mut line, "...", 3, elem_width, hanging_indent);
            let separator = if self.old() { ", " } else { self.separator };
            self.row.push_str(separator);
            line.length += separator.chars().count();
        }
        for i in n - this.trailing..n - 1 {
            self.extend_line_pretty(&mut line, first + i, elem_width, hanging_indent)?;
            self.row.push_str(self.separator);
            line.length += separator_length;
        }
        // The width of the separator is not considered for the last word in old versions.
        let elem_width = if self.old() { curr_width } else { elem_width };
        self.extend_line_pretty(&mut line, first + n - 1, elem_width, hanging_indent)?;
        self.out.push('[');
        self.out.push_str(&self.row[hanging_indent..]);
        self.out.push(']');
        Ok(())
    }

    /// `_extendLine`: appends a word, on a new line if it would be too long and that helps.
    fn extend_line(&mut self, line: &mut Line, word: &str, length: usize, width: i64, indent: usize) {
        let too_long = (line.length + length) as i64 > width;
        if too_long && (self.old() || line.length > indent) {
            self.new_line(line);
            self.row.extend(std::iter::repeat_n(' ', indent));
            line.length = indent;
        }
        self.row.push_str(word);
        line.length += length;
    }

    /// Ends the line without its trailing spaces.
    fn new_line(&mut self, line: &mut Line) {
        let kept = self.row[line.start..].trim_end().len();
        self.row.truncate(line.start + kept);
        self.row.push('\n');
        *line = Line { start: self.row.len(), length: 0 };
    }

    /// `_extendLine_pretty`: the same for a word of several lines, which keeps its shape.
    fn extend_line_pretty(&mut self, line: &mut Line, word: usize, width: i64, indent: usize) -> R<()> {
        let words = self.words;
        let word = words.get(word);
        if word.is_ascii() && !word.bytes().any(|b| b < b' ') && !word.is_empty() {
            self.extend_line(line, word, word.len(), width, indent);
            return Ok(());
        }
        let lines = split_lines(word);
        if lines.len() == 1 || self.old() {
            self.extend_line(line, word, word.chars().count(), width, indent);
            return Ok(());
        }
        let Some((last, others)) = lines.split_last() else {
            return err(ErrorClass::ValueError, "max() arg is an empty sequence");
        };
        let last = last.chars().count();
        let longest = others.iter().map(|text| text.chars().count()).fold(last, usize::max);
        let mut block_indent = line.length;
        if (line.length + longest) as i64 > width && line.length > indent {
            self.new_line(line);
            self.row.extend(std::iter::repeat_n(' ', indent));
            block_indent = indent;
        }
        self.row.push_str(lines[0]);
        for text in &lines[1..] {
            self.new_line(line);
            self.row.extend(std::iter::repeat_n(' ', block_indent));
            self.row.push_str(text);
        }
        self.row.extend(std::iter::repeat_n(' ', longest - last));
        line.length = block_indent + longest;
        Ok(())
    }
}

/// `str.splitlines`.
fn split_lines(text: &str) -> Vec<&str> {
    let is_end = |c: char| matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(at) = rest.find(is_end) else {
            lines.push(rest);
            break;
        };
        lines.push(&rest[..at]);
        rest = &rest[at..];
        let skip = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(1, char::len_utf8) };
        rest = &rest[skip..];
    }
    lines
}
