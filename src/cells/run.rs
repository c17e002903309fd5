//! Running files: for people (output and `Out[n]:` as they come) and for graders (`--json`).

use super::OpenEngine;
use super::console::Console;
use super::lesson::{Form, Lesson, Program};
use super::read::FileError;
use super::rest::rest_after_import;
use super::row::Row;
use crate::session::{CellOutcome, Engine, ErrorReport, Sink, WarningRecord};
use crate::text::Source;
use std::path::Path;
use std::rc::Rc;

/// What `numcell run` was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct RunOptions {
    /// Later cells still run after an error.
    pub keep_going: bool,
    /// A row of JSON for each cell instead of its output.
    pub json: bool,
    /// The code is shown too.
    pub transcript: bool,
}

/// The exit status of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u8);

impl Status {
    /// All went well.
    pub const FINE: Status = Status(0);
    /// The program raised, or a check differed.
    pub const RAISED: Status = Status(1);
    /// The command line, or a file that it names, is wrong.
    pub const USAGE: Status = Status(2);
    /// Ctrl-C, as shells count it.
    pub const INTERRUPTED: Status = Status(130);

    /// The worse of two, the first one at a tie.
    #[must_use]
    pub fn and(self, other: Status) -> Status {
        if other.0 > self.0 { other } else { self }
    }
}

/// Runs a `.cell` file or a notebook cell by cell; any other file as one script whose values are not
/// shown; `-` is standard input, a notebook or a script.
pub fn run_file(
    path: &Path,
    options: RunOptions,
    open: OpenEngine<'_>,
    console: &mut Console,
) -> Result<Status, FileError> {
    let lesson = Lesson::read(path)?;
    let title = if path.as_os_str() == "-" { "<stdin>".into() } else { path.display().to_string() };
    Ok(run(&lesson, &format!("File \"{title}\""), options, open, console))
}

/// Runs standard input.
pub fn run_script(options: RunOptions, open: OpenEngine<'_>, console: &mut Console) -> Result<Status, FileError> {
    run_file(Path::new("-"), options, open, console)
}

/// Runs code from the command line and shows the value of its last expression.
pub fn run_code(code: &str, open: OpenEngine<'_>, console: &mut Console) -> Status {
    let outcome = open(Form::Script).run_cell(&Source::new("File \"<string>\"", code), console);
    if let Some(result) = &outcome.result {
        console.line(result);
    }
    ended(&outcome, console).unwrap_or(Status::FINE)
}

/// Runs the cells of a file for what they leave behind; what they show is not shown, but for the error
/// that ends one which records none.
pub fn run_quietly(path: &Path, engine: &mut dyn Engine, console: &mut Console) -> Result<Status, FileError> {
    let lesson = Lesson::read(path)?;
    for program in lesson.cell_programs(&format!("File \"{}\"", path.display())) {
        let outcome = engine.run_cell(&program.source, &mut Unseen);
        if let Some(status) = ended(&outcome, console).filter(|_| !program.may_raise) {
            return Ok(status);
        }
    }
    Ok(Status::FINE)
}

/// A sink for what nobody is to see.
struct Unseen;

impl Sink for Unseen {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {}
}

fn run(lesson: &Lesson, title: &str, options: RunOptions, open: OpenEngine<'_>, console: &mut Console) -> Status {
    let mut engine = open(lesson.form);
    let programs = lesson.programs(title);
    console.start_progress(programs.len());
    let mut status = Status::FINE;
    for program in &programs {
        console.at_cell(program.number, &program.title);
        let ended = if options.json {
            run_for_graders(program, &mut *engine, console)
        } else {
            run_for_people(program, lesson.form.shows_values(), options, &mut *engine, console)
        };
        if console.is_closed() {
            break;
        }
        let Some(now) = ended else { continue };
        if program.may_raise && now == Status::RAISED {
            continue;
        }
        status = status.and(now);
        if now == Status::INTERRUPTED || !options.keep_going {
            break;
        }
    }
    console.end_progress();
    status
}

/// Runs a cell and shows what it gives. The status to leave with if it ended in an exception.
fn run_for_people(
    program: &Program,
    shows_values: bool,
    options: RunOptions,
    engine: &mut dyn Engine,
    console: &mut Console,
) -> Option<Status> {
    if options.transcript {
        show_code(program, console);
    }
    let mut status = None;
    let mut next = Some(Rc::clone(&program.source));
    while let Some(source) = next.take() {
        let outcome = engine.run_cell(&source, console);
        if let Some(result) = outcome.result.as_ref().filter(|_| shows_values) {
            console.line(&out_text(program.number, result));
        }
        status = ended(&outcome, console).or(status);
        if options.keep_going {
            next = outcome.error.as_ref().and_then(|error| rest_after_import(&source, error));
        }
    }
    if options.transcript {
        console.line("");
    }
    status
}

fn run_for_graders(program: &Program, engine: &mut dyn Engine, console: &mut Console) -> Option<Status> {
    let row = Row::run(engine, program.number, &program.source);
    console.line(&row.json());
    console.flush();
    row.error.as_ref().map(status_of)
}

/// `Out[3]: 5`; a value of several lines starts on its own.
pub(crate) fn out_text(number: usize, result: &str) -> String {
    let separator = if result.contains('\n') { "\n" } else { "" };
    format!("Out[{number}]: {separator}{result}")
}

/// The lines of a cell after `In [3]: `, later lines under `   ...: `.
pub(crate) fn in_text(number: usize, code: &str) -> String {
    let prompt = format!("In [{number}]: ");
    let more = format!("{:>width$}", "...: ", width = prompt.len());
    let mut text = prompt;
    for (index, line) in code.trim_end().split('\n').enumerate() {
        if index > 0 {
            text.push('\n');
            text.push_str(&more);
        }
        text.push_str(line);
    }
    text
}

fn show_code(program: &Program, console: &mut Console) {
    console.line(&in_text(program.number, &program.source.text));
}

/// Shows an exception. The status to leave with.
fn ended(outcome: &CellOutcome, console: &mut Console) -> Option<Status> {
    let error = outcome.error.as_ref()?;
    if console.is_closed() {
        return Some(Status::FINE);
    }
    match exit_status(error) {
        Some(Ok(status)) => return Some(status),
        Some(Err(message)) => console.stderr(&format!("{message}\n")),
        None => console.stderr(&error.display()),
    }
    Some(status_of(error))
}

fn status_of(error: &ErrorReport) -> Status {
    if error.class == "KeyboardInterrupt" { Status::INTERRUPTED } else { Status::RAISED }
}

/// What `sys.exit` asked for: a status, or a message to leave with.
fn exit_status(error: &ErrorReport) -> Option<Result<Status, &str>> {
    if error.class != "SystemExit" {
        return None;
    }
    Some(match error.message.as_str() {
        "" | "None" | "False" => Ok(Status::FINE),
        "True" => Ok(Status(1)),
        // As the operating system counts: the lowest byte.
        number => number.parse::<i64>().map(|status| Status(status as u8)).map_err(|_| number),
    })
}
