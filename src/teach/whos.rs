//! The table of `%whos`.

use crate::session::ValueInfo;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table, TableStyle, Width};

/// The columns, and in which order they go when a terminal is too narrow for them all: least first.
const COLUMNS: [(&str, Option<usize>); 6] =
    [("name", None), ("type", Some(4)), ("shape", Some(3)), ("dtype", Some(2)), ("bytes", Some(1)), ("value", Some(0))];
/// Blanks after a column; the table itself puts in one of them.
const GAP: usize = 2;
const PADDING: usize = GAP - 1;
/// A value in less room than this says nothing.
const LEAST_VALUE: usize = 8;

/// The variables with their type, shape, dtype, bytes and value: one line each, cut to `width` columns.
pub fn whos_table(names: &[(String, ValueInfo)], width: usize) -> String {
    let rows: Vec<[String; 6]> = names.iter().map(|(name, info)| cells(name, info)).collect();
    let widths: Vec<usize> = (0..COLUMNS.len()).map(|column| natural_width(&rows, column)).collect();
    let hidden = hidden_columns(&widths, width);
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_truncation_indicator("…");
    table.set_header(COLUMNS.map(|(title, _)| title));
    for row in rows {
        let mut row = Row::from(row);
        row.max_height(1);
        table.add_row(row);
    }
    let value = COLUMNS.len() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == value { 0 } else { PADDING as u16 }));
        if hidden[index] {
            column.set_constraint(ColumnConstraint::Hidden);
        } else if index != value {
            let fixed = (widths[index] + PADDING).min(width);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(fixed as u16)));
        }
        if COLUMNS[index].0 == "bytes" {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

fn cells(name: &str, info: &ValueInfo) -> [String; 6] {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let bytes = info.nbytes.map(|bytes| bytes.to_string()).unwrap_or_default();
    // A value of several lines is shown as one: what matters is which value it is.
    let value = info.short.split_whitespace().collect::<Vec<_>>().join(" ");
    [name.to_owned(), info.type_name.clone(), text(&info.shape), text(&info.dtype), bytes, value]
}

fn natural_width(rows: &[[String; 6]], column: usize) -> usize {
    let longest = rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    longest.max(COLUMNS[column].0.len())
}

/// Which columns have no room, so that the others are whole.
fn hidden_columns(widths: &[usize], width: usize) -> [bool; 6] {
    let mut hidden = [false; 6];
    for turn in 0..COLUMNS.len() - 1 {
        let value = if hidden[5] { 0 } else { widths[5].min(LEAST_VALUE) };
        let needed: usize = (0..5).filter(|&column| !hidden[column]).map(|column| widths[column] + GAP).sum();
        if needed + value <= width {
            break;
        }
        for (column, (_, order)) in COLUMNS.iter().enumerate() {
            hidden[column] |= *order == Some(turn);
        }
    }
    hidden
}
