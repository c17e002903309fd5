//! What the cells of a lesson show: in a new run, or as it is recorded.

use crate::cells::{CellKind, Console, Lesson, LessonCell, OpenEngine, Row, Saved, Status};
use crate::plot::png::base64;
use crate::session::{Output, Sink};
use std::path::Path;

/// A part of what a cell shows.
pub(super) enum Shown {
    /// What it printed.
    Printed(String),
    /// What it wrote to standard error, and its warnings.
    Warning(String),
    /// The value of its last expression.
    Value(String),
    /// Lines of which it is not known whether they were printed or are its value.
    Either(String),
    /// A picture as an address of data, and what it shows, in words.
    Picture(String, String),
    /// The exception that ended it.
    Error(String),
}

/// Runs a lesson: what each of its cells shows, and how the run ended.
pub(super) fn run(
    lesson: &Lesson,
    path: &Path,
    keep_going: bool,
    open: OpenEngine<'_>,
    console: &mut Console,
) -> (Vec<Vec<Shown>>, Status) {
    let mut engine = open(lesson.form.by_cells());
    // A page says nothing of the folder that it was made in.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut programs = lesson.cell_programs(&format!("File \"{name}\"")).into_iter();
    let mut status = Status::FINE;
    let mut all = Vec::with_capacity(lesson.cells.len());
    let mut ended = false;
    for cell in &lesson.cells {
        let program = if cell.kind == CellKind::Code { programs.next() } else { None };
        let Some(program) = program.filter(|_| !ended) else {
            all.push(Vec::new());
            continue;
        };
        let row = Row::run(&mut *engine, program.number, &program.source);
        if let Some(error) = row.error.as_ref().filter(|_| !program.may_raise) {
            console.stderr(&format!("cell {}: {}\n", program.number, error.summary()));
            let interrupted = error.class == "KeyboardInterrupt";
            status = status.and(if interrupted { Status::INTERRUPTED } else { Status::RAISED });
            ended = interrupted || !keep_going;
        }
        all.push(given(&row, lesson.form.shows_values()));
    }
    (all, status)
}

fn given(row: &Row, shows_values: bool) -> Vec<Shown> {
    let mut shown = Vec::new();
    for part in &row.parts {
        shown.push(match part {
            Output::Stdout(text) => Shown::Printed(text.clone()),
            Output::Stderr(text) => Shown::Warning(text.clone()),
            Output::Warning(warning) => Shown::Warning(warning.summary()),
            Output::Drawing(drawing) => {
                let data = format!("data:image/svg+xml;base64,{}", base64(drawing.svg().as_bytes()));
                Shown::Picture(data, drawing.description())
            }
            Output::Result(_) if !shows_values => continue,
            Output::Result(text) => Shown::Value(text.clone()),
            Output::Error(error) => Shown::Error(error.display()),
        });
    }
    shown
}

/// What a lesson records of each of its cells.
pub(super) fn recorded(lesson: &Lesson) -> Vec<Vec<Shown>> {
    lesson.cells.iter().map(saved).collect()
}

fn saved(cell: &LessonCell) -> Vec<Shown> {
    let part = |saved: &Saved| match saved {
        Saved::Shown(text) => Shown::Either(text.clone()),
        Saved::Stdout(text) => Shown::Printed(text.clone()),
        Saved::Stderr(text) | Saved::Warning(text) => Shown::Warning(text.clone()),
        Saved::Result(text) => Shown::Value(text.clone()),
        Saved::Error(text) => Shown::Error(text.clone()),
        Saved::Picture(picture, words) => Shown::Picture(address(&picture.media_type, &picture.data), words.clone()),
    };
    cell.saved.iter().map(part).collect()
}

/// The address of data of a picture as a notebook keeps it. As an image even an SVG file runs nothing and
/// loads nothing.
pub(super) fn address(media_type: &str, data: &str) -> String {
    if media_type == "image/svg+xml" {
        format!("data:image/svg+xml;base64,{}", base64(data.as_bytes()))
    } else {
        let data: String = data.chars().filter(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
        let known = ["image/png", "image/jpeg", "image/gif", "image/webp"];
        let kind = known.into_iter().find(|kind| *kind == media_type).unwrap_or("image/png");
        format!("data:{kind};base64,{data}")
    }
}
