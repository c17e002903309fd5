//! `%explain`: an expression as a table of its parts, and a drawing of each step that does something
//! to shapes.

use crate::print::shapes::{broadcast, clipped, listed, product, reduction, sizes_text};
use crate::session::{Explained, Memory, Part, Step};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table, TableStyle, Width};

/// The least columns that the table is drawn for.
const LEAST_WIDTH: usize = 40;
/// What the columns besides the expression take at most.
const MOST_SHAPE: usize = 14;
const MOST_DTYPE: usize = 12;
const MOST_MEMORY: usize = 16;
const LEAST_VALUE: usize = 12;
/// In fewer columns than these the dtype, and whose memory it is, are left out.
const NARROW: usize = 52;
const NOT_WIDE: usize = 66;

/// The characters that a drawing is made of.
struct Strokes {
    branch: &'static str,
    last: &'static str,
    through: &'static str,
    rule: char,
}

const LINES: Strokes = Strokes { branch: "├─ ", last: "└─ ", through: "│  ", rule: '─' };
const LETTERS: Strokes = Strokes { branch: "|- ", last: "`- ", through: "|  ", rule: '-' };

/// A line of the table.
struct Entry {
    number: Option<usize>,
    tree: String,
    cells: [String; 3],
    value: String,
}

/// The table of an expression's parts and the drawings of its steps, so many columns wide; without
/// `unicode` of letters alone.
pub fn explanation(explained: &Explained, width: usize, unicode: bool) -> String {
    let strokes = if unicode { &LINES } else { &LETTERS };
    let width = width.max(LEAST_WIDTH);
    let mut entries = Vec::new();
    let mut steps = Vec::new();
    visit(&explained.root, strokes, "", "", &mut entries, &mut steps);
    let mut text = table(entries, width, strokes);
    for (number, drawing) in steps.iter().enumerate() {
        text.push_str(&format!("\n\n{:>2}  {}", number + 1, clipped(&drawing.0, width - 4)));
        for line in &drawing.1 {
            text.push('\n');
            text.push_str(line);
        }
    }
    if unicode { text } else { text.replace('…', "~") }
}

/// Adds a part after those below it have got their numbers, as they were computed.
fn visit(
    part: &Part,
    strokes: &Strokes,
    lead: &str,
    below: &str,
    entries: &mut Vec<Entry>,
    steps: &mut Vec<(String, Vec<String>)>,
) {
    let at = entries.len();
    entries.push(entry(part, lead));
    for (index, child) in part.parts.iter().enumerate() {
        let is_last = index + 1 == part.parts.len();
        let (own, further) = if is_last { (strokes.last, "   ") } else { (strokes.branch, strokes.through) };
        visit(child, strokes, &format!("{below}{own}"), &format!("{below}{further}"), entries, steps);
    }
    if let Some(drawing) = drawing(part) {
        steps.push((part.text.clone(), drawing));
        entries[at].number = Some(steps.len());
    }
}

fn entry(part: &Part, lead: &str) -> Entry {
    let tree = format!("{lead}{}", part.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let Some(value) = &part.value else {
        let what = if part.failed { "failed" } else { "" };
        return Entry {
            number: None,
            tree,
            cells: [String::new(), String::new(), what.to_owned()],
            value: String::new(),
        };
    };
    let memory = match &value.memory {
        Memory::None => String::new(),
        Memory::Variable => "variable".to_owned(),
        Memory::VariableView => "variable (view)".to_owned(),
        Memory::ViewOf(of) => format!("view of {}", clipped(of, MOST_MEMORY - 8)),
        Memory::Same(of) => format!("is {}", clipped(of, MOST_MEMORY - 3)),
        Memory::New => "new".to_owned(),
    };
    let shape = value.shape.as_deref().map(sizes_text).unwrap_or_default();
    let dtype = value.dtype.clone().unwrap_or_else(|| value.type_name.clone());
    Entry { number: None, tree, cells: [shape, dtype, memory], value: value.short.clone() }
}

/// What a step does to shapes, unless there is nothing to see.
fn drawing(part: &Part) -> Option<Vec<String>> {
    let is_fine = part.value.is_some();
    match part.step.as_ref()? {
        Step::Broadcast { operands } => {
            // A lone number goes with anything, and equal shapes are themselves.
            let mut shapes = operands.iter().map(|(_, shape)| shape).filter(|shape| !shape.is_empty());
            let first = shapes.next();
            let same = shapes.all(|shape| Some(shape) == first);
            (!(is_fine && same) && operands.len() > 1).then(|| broadcast(operands))
        }
        Step::Product { left, right, result } => Some(product(left, right, result.as_deref())),
        Step::Reduction { operand, axes, kept, result } => Some(reduction(operand, axes, *kept, result)),
        Step::Joining { operands, axis, result } => {
            let remark = axis.map(|axis| format!("joined along axis {axis}")).unwrap_or_default();
            let marked = axis.filter(|_| result.as_ref().is_some_and(|shape| shape.len() == operands[0].1.len()));
            (!operands.is_empty()).then(|| listed(operands, marked, &remark, result.as_deref()))
        }
        Step::Reshaping { operand, result } => {
            (operand.1 != *result).then(|| listed(std::slice::from_ref(operand), None, "", Some(result)))
        }
    }
}

fn table(entries: Vec<Entry>, width: usize, strokes: &Strokes) -> String {
    let longest = |column: usize, title: &str, most: usize| {
        let cells = entries.iter().map(|entry| entry.cells[column].chars().count());
        cells.max().unwrap_or(0).max(title.len()).min(most)
    };
    let fixed = [longest(0, "shape", MOST_SHAPE), longest(1, "dtype", MOST_DTYPE), longest(2, "memory", MOST_MEMORY)];
    // What has no room goes: first whose memory it is, then the dtype.
    let hidden = [false, width < NARROW, width < NOT_WIDE];
    let shown = fixed.iter().zip(hidden).filter(|(_, hidden)| !hidden);
    let taken: usize = shown.map(|(columns, _)| columns + 2).sum::<usize>() + 4;
    let widest = entries.iter().map(|entry| entry.tree.chars().count()).max().unwrap_or(0).max(10);
    // The expression may take what the others leave; the value gets the rest, or goes.
    let room = width.saturating_sub(taken);
    let tree = widest.min(room.saturating_sub(LEAST_VALUE + 2)).max(12);
    let value = room.saturating_sub(tree + 2);
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill(strokes.rule).junction(strokes.rule)));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(["#", "expression", "shape", "dtype", "memory", "value"]);
    for entry in entries {
        let number = entry.number.map(|number| number.to_string()).unwrap_or_default();
        let [shape, dtype, memory] = entry.cells;
        let cells = [
            number,
            cut(&entry.tree, tree),
            clipped(&shape, MOST_SHAPE),
            clipped(&dtype, MOST_DTYPE),
            clipped(&memory, MOST_MEMORY),
            clipped(&entry.value, value),
        ];
        let mut row = Row::from(cells);
        row.max_height(1);
        table.add_row(row);
    }
    let widths = [2, tree, fixed[0], fixed[1], fixed[2], value];
    for (index, column) in table.column_iter_mut().enumerate() {
        let padding = usize::from(index + 1 < widths.len());
        column.set_padding((0, padding as u16));
        let columns = (widths[index] + padding).max(1);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(columns as u16)));
        if (2..5).contains(&index) && hidden[index - 2] {
            column.set_constraint(ColumnConstraint::Hidden);
        }
        if index == 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if index + 1 == widths.len() && value < 4 {
            column.set_constraint(ColumnConstraint::Hidden);
        }
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A line of the tree, cut; its strokes stay.
fn cut(tree: &str, columns: usize) -> String {
    if tree.chars().count() <= columns {
        return tree.to_owned();
    }
    let mut cut: String = tree.chars().take(columns.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// Whether the locale's character set has more than ASCII; most that say nothing do.
pub fn shows_unicode() -> bool {
    let set =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|x| !x.is_empty()));
    set.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
