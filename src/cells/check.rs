//! `numcell check`: runs lessons and compares what their cells give with what is recorded in them,
//! or records it anew.

use super::OpenEngine;
use super::console::Console;
use super::diff::difference;
use super::format::{Cell, CellKind, Kind, parse, render};
use super::read::{FileError, read_file, write_file};
use super::row::{Row, update};
use super::run::Status;
use crate::session::Sink;
use crate::text::Source;
use std::path::Path;
use std::rc::Rc;

/// Runs a lesson and shows a difference for each cell that gives something else than it records.
pub fn check_file(path: &Path, open: OpenEngine<'_>, console: &mut Console) -> Result<Status, FileError> {
    let cells = parse(&read_file(path)?.text);
    let Some(rows) = run_all(path, &cells, open, console) else { return Ok(Status::INTERRUPTED) };
    let mut differing = 0;
    for (cell, row) in code_cells(&cells).zip(&rows) {
        if differs(cell, row) {
            differing += 1;
            show_difference(path, cell, row, console);
        }
    }
    let (file, count) = (path.display(), counted(rows.len()));
    if differing == 0 {
        console.line(&format!("{file}: {count}, all as recorded"));
        return Ok(Status::FINE);
    }
    let verb = if differing == 1 { "differs" } else { "differ" };
    console.line(&format!("{file}: {differing} of {count} {verb} from what is recorded"));
    Ok(Status::RAISED)
}

/// Runs a lesson and writes into it what its cells give. Recorded lines that still match stay as they
/// are, `...` in them too.
pub fn record_file(path: &Path, open: OpenEngine<'_>, console: &mut Console) -> Result<Status, FileError> {
    let file = read_file(path)?;
    let mut cells = parse(&file.text);
    let Some(rows) = run_all(path, &cells, open, console) else { return Ok(Status::INTERRUPTED) };
    let mut changed = 0;
    for (cell, row) in cells.iter_mut().filter(|cell| cell.kind == CellKind::Code).zip(&rows) {
        changed += usize::from(differs(cell, row));
        cell.recorded = update(&cell.recorded, row);
    }
    let text = render(&cells);
    if text != file.text {
        write_file(path, &file.with_text(text))?;
    }
    let file = path.display();
    console.line(&match changed {
        0 => format!("{file}: {}, all as recorded", counted(rows.len())),
        changed => format!("{file}: {} recorded anew", counted(changed)),
    });
    Ok(Status::FINE)
}

fn code_cells(cells: &[Cell]) -> impl Iterator<Item = &Cell> {
    cells.iter().filter(|cell| cell.kind == CellKind::Code)
}

/// A row for each code cell, whatever cells before it raised; None if Ctrl-C ended one.
fn run_all(path: &Path, cells: &[Cell], open: OpenEngine<'_>, console: &mut Console) -> Option<Vec<Row>> {
    let mut engine = open();
    let title = format!("File \"{}\"", path.display());
    console.start_progress(code_cells(cells).count());
    let mut rows = Vec::new();
    for cell in code_cells(cells) {
        let number = cell.number.unwrap_or(0);
        console.at_cell(number, cell.title());
        let source = Source { title: title.clone(), text: cell.code(), first_line: cell.line };
        let row = Row::run(&mut *engine, number, &Rc::new(source));
        if let Some(error) = row.error.as_ref().filter(|error| error.class == "KeyboardInterrupt") {
            // A lesson may raise one itself and record it; Ctrl-C is in no recording.
            if !cell.recorded_of(Kind::Error).iter().any(|line| line.starts_with("KeyboardInterrupt")) {
                console.stderr(&error.display());
                console.end_progress();
                return None;
            }
        }
        rows.push(row);
    }
    console.end_progress();
    Some(rows)
}

fn differs(cell: &Cell, row: &Row) -> bool {
    let (old, new) = (&cell.recorded, update(&cell.recorded, row));
    Kind::ALL.into_iter().any(|kind| super::format::of_kind(old, kind) != super::format::of_kind(&new, kind))
}

fn show_difference(path: &Path, cell: &Cell, row: &Row, console: &mut Console) {
    let number = cell.number.unwrap_or(0);
    let title = if cell.title().is_empty() { String::new() } else { format!(" ({})", cell.title()) };
    console.line(&format!("{}:{}: cell {number}{title} differs", path.display(), cell.line));
    // In the order in which a file has them, so that a line is looked for among its own kind.
    let mut recorded = cell.recorded.clone();
    recorded.sort_by_key(|line| line.kind as u8);
    for line in difference(&recorded, &row.outputs()) {
        console.line(&format!("    {line}"));
    }
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}
