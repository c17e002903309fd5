//! `numcell check`: runs lessons and compares what their cells give with what is recorded in them,
//! or records it anew.

use super::OpenEngine;
use super::compare::{Verdict, compare};
use super::console::Console;
use super::diff::difference;
use super::format::{CellKind, parse, render};
use super::lesson::{Form, Lesson, LessonCell, Program};
use super::older::Printing;
use super::read::{FileError, read_text, write_file};
use super::row::{Row, update};
use super::run::Status;
use super::save::with_outputs;
use crate::session::Sink;
use std::path::Path;

/// Runs a lesson and shows a difference for each cell that gives something else than it records. What
/// older NumPy printed otherwise is counted apart and is no difference.
pub fn check_file(path: &Path, open: OpenEngine<'_>, console: &mut Console) -> Result<Status, FileError> {
    let lesson = Lesson::read(path)?;
    let Some(rows) = run_all(path, &lesson, open, console) else { return Ok(Status::INTERRUPTED) };
    let mut tally = Tally { cells: rows.len(), ..Tally::default() };
    for (cell, row) in lesson.code().zip(&rows) {
        let verdict = compare(lesson.form, cell, row);
        tally.add(verdict, cell);
        if verdict == Verdict::Different {
            show_difference(path, lesson.form, cell, row, console);
        }
    }
    console.line(&format!("{}: {}", path.display(), tally.words(lesson.form)));
    Ok(if tally.different == 0 { Status::FINE } else { Status::RAISED })
}

/// Runs a lesson and writes into it what its cells give. Recorded lines that still match stay as they
/// are, `...` in them too.
pub fn record_file(path: &Path, open: OpenEngine<'_>, console: &mut Console) -> Result<Status, FileError> {
    let lesson = Lesson::read(path)?;
    if lesson.form == Form::Markdown {
        let problem = "numcell records into .cell files and notebooks; `numcell convert` makes one of it";
        return Err(FileError::new(format!("cannot record into {}: {problem}", path.display())));
    }
    let Some(rows) = run_all(path, &lesson, open, console) else { return Ok(Status::INTERRUPTED) };
    let verdicts: Vec<Verdict> = lesson.code().zip(&rows).map(|(cell, row)| compare(lesson.form, cell, row)).collect();
    let changed = verdicts.iter().filter(|verdict| **verdict != Verdict::Same).count();
    let file = read_text(path)?;
    let text = if lesson.form == Form::Notebook {
        let new = verdicts.iter().zip(&rows).map(|(verdict, row)| (*verdict != Verdict::Same).then_some(row));
        if changed > 0 {
            with_outputs(&file.text, &path.display().to_string(), new.collect())?
        } else {
            file.text.clone()
        }
    } else {
        let mut cells = parse(&file.text);
        for (cell, row) in cells.iter_mut().filter(|cell| cell.kind == CellKind::Code).zip(&rows) {
            cell.recorded = update(&cell.recorded, row);
        }
        render(&cells)
    };
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

/// How many cells there are of each kind.
#[derive(Default)]
struct Tally {
    cells: usize,
    different: usize,
    before_2: usize,
    before_114: usize,
    unsaved: usize,
    pictures: usize,
}

impl Tally {
    fn add(&mut self, verdict: Verdict, cell: &LessonCell) {
        self.pictures += cell.pictures();
        match verdict {
            Verdict::Same => {}
            Verdict::Older(Printing::Before2) => self.before_2 += 1,
            Verdict::Older(Printing::Before114) => self.before_114 += 1,
            Verdict::Unsaved => self.unsaved += 1,
            Verdict::Different => self.different += 1,
        }
    }

    /// What the last line says.
    fn words(&self, form: Form) -> String {
        let mut words = match (form, self.different) {
            (Form::Notebook, _) if self.unsaved == self.cells => {
                return format!("{}, and no output is saved to compare with; --record saves it", counted(self.cells));
            }
            (Form::Notebook, _) => self.notebook_words(),
            (_, 0) => return format!("{}, all as recorded", counted(self.cells)),
            (_, 1) => return format!("1 of {} differs from what is recorded", counted(self.cells)),
            (_, many) => return format!("{many} of {} differ from what is recorded", counted(self.cells)),
        };
        match self.pictures {
            0 => {}
            1 => words.push_str("; 1 picture is not compared"),
            many => words.push_str(&format!("; {many} pictures are not compared")),
        }
        words
    }

    fn notebook_words(&self) -> String {
        let older = self.before_2 + self.before_114;
        let same = self.cells - self.different - older - self.unsaved;
        if same == self.cells {
            return format!("{}, all as saved", counted(self.cells));
        }
        let parts = [
            (same, "as saved".to_owned()),
            (self.before_2, format!("printed by {}", Printing::Before2.words())),
            (self.before_114, format!("printed by {}", Printing::Before114.words())),
            (self.unsaved, "never run before it was saved".to_owned()),
            (self.different, "different".to_owned()),
        ];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
        format!("{}: {}", counted(self.cells), parts.join(", "))
    }
}

/// A row for each code cell, whatever cells before it raised; None if Ctrl-C ended one.
fn run_all(path: &Path, lesson: &Lesson, open: OpenEngine<'_>, console: &mut Console) -> Option<Vec<Row>> {
    let mut engine = open(lesson.form.by_cells());
    let programs = lesson.cell_programs(&format!("File \"{}\"", path.display()));
    console.start_progress(programs.len());
    let mut rows = Vec::new();
    for Program { number, title, source, .. } in &programs {
        console.at_cell(*number, title);
        let row = Row::run(&mut *engine, *number, source);
        if let Some(error) = row.error.as_ref().filter(|error| error.class == "KeyboardInterrupt") {
            // Unless the lesson itself records one, it is the user who wants to stop.
            let cell = lesson.code().find(|cell| cell.number == Some(*number));
            if !cell.is_some_and(|cell| cell.records_error("KeyboardInterrupt")) {
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

fn show_difference(path: &Path, form: Form, cell: &LessonCell, row: &Row, console: &mut Console) {
    let number = cell.number.unwrap_or(0);
    let title = if cell.title.is_empty() { String::new() } else { format!(" ({})", cell.title) };
    let line = if form == Form::Notebook { String::new() } else { format!("{}:", cell.line) };
    console.line(&format!("{}:{line} cell {number}{title} differs", path.display()));
    // In the order in which a file has them, so that a line is looked for among its own kind.
    let mut recorded = cell.recorded();
    recorded.sort_by_key(|line| line.kind as u8);
    for line in difference(&recorded, &row.outputs()) {
        console.line(&format!("    {line}"));
    }
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}
