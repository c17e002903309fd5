//! The command line: reads the arguments, opens a session for each file on a thread with a deep
//! stack, and leaves with 0 (all well), 1 (the program raised, a check differed) or 2 (wrong usage).

use lexopt::prelude::*;
use numcell::cells::{self, Console, FileError, Form, Lesson, RunOptions, Status};
use numcell::export::{self, ExportOptions};
use numcell::session::{Engine, Files, Limits, Options, Sink};
use numcell::teach;
use numcell::text::{Source, interrupt};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How wide tables are drawn.
const COLUMNS: usize = 80;

const HELP: &str = "\
numcell: NumPy's notebook in one small binary

Usage:
  numcell                  open the REPL; run standard input if it is not a terminal
  numcell run FILE...      run .cell files and notebooks (or .py files, or - for standard input)
      --keep-going         later cells still run after an error
      --json               one JSON object a line for each code cell
      --transcript         show the code too
  numcell check FILE...    compare what lessons give with what is recorded in them
      --record             write what they give into them
  numcell convert A B      write the lesson A as B: .cell, .ipynb, .py or .md, by the names' endings
  numcell export FILE      write a lesson as a page that needs no network: FILE.html
      -o PAGE              another name; one that ends in .md gets Markdown
      --no-run             with the outputs that the lesson records
      --keep-going         later cells still run after an error
  numcell present FILE     show a lesson to a class, one cell at a time
  numcell -c CODE          run CODE and show the value of its last expression
  numcell explain CODE     take the expression that CODE ends in apart, step by step
      --after FILE         run the cells of FILE before
  numcell help NAME        the page of a builtin, such as np.sum
      --missing            instead, a table of NumPy's names that are not there yet

  --no-prelude             start with an empty scope, without np, math and bare names
  --sandbox                no files at all, neither to read nor to write, and no environment
  --anywhere               lessons may change files outside of their folder, too
  --limit-memory SIZE      a cell that holds more, such as 500M or 2G, ends in a MemoryError
  --limit-time SECONDS     a cell that runs longer ends
  --limit-output SIZE      a cell that prints more ends
  -V, --version            show the version
  -h, --help               show this text

Exit status: 0 all well, 1 the program raised or a check differed, 2 wrong usage.
";

/// The interpreter's own recursion ends long before this; it is address space, not memory.
const STACK: usize = 512 << 20;
/// For systems that do not give out that much.
const SMALLER_STACK: usize = 64 << 20;

/// What the command line asks for.
#[derive(Clone)]
struct Request {
    command: Command,
    prelude: bool,
    access: Access,
    limits: Limits,
}

/// What the command line says of files.
#[derive(Clone, Copy, Default)]
enum Access {
    /// Nothing: lessons keep to their folder, the user's own code may do what the user may.
    #[default]
    Usual,
    Sandbox,
    Anywhere,
}

impl Request {
    /// How to open a session: for a lesson's file, or for what the user types or pipes in.
    fn options(&self, lesson: Option<&Path>) -> Options {
        let files = match (self.access, lesson) {
            (Access::Sandbox, _) => Files::Nothing,
            (Access::Usual, Some(file)) if file.as_os_str() != "-" => Files::of_lesson(file),
            (Access::Usual | Access::Anywhere, _) => Files::All,
        };
        Options { prelude: self.prelude, files, limits: self.limits }
    }
}

#[derive(Clone)]
enum Command {
    Repl,
    Run(Vec<PathBuf>, RunOptions),
    Check { files: Vec<PathBuf>, record: bool },
    Convert(Vec<PathBuf>),
    Present(Option<PathBuf>),
    Export { files: Vec<PathBuf>, page: Option<PathBuf>, options: ExportOptions },
    Code(String),
    Explain { code: String, after: Option<PathBuf> },
    Help(String),
    Missing,
    Show(String),
}

fn main() -> ExitCode {
    let request = match Request::parse(std::env::args_os().skip(1)) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("numcell: {message}\nTry `numcell --help`.");
            return ExitCode::from(Status::USAGE.0);
        }
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("no message");
        eprintln!("numcell: internal error{place}: {message}");
    }));
    numcell::array::pages::start_small();
    // Without the handler Ctrl-C ends the process, which is still what it was pressed for.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, interrupt::flag());
    let run = |stack| {
        let request = request.clone();
        std::thread::Builder::new().name("session".to_owned()).stack_size(stack).spawn(move || {
            numcell::text::stack::declare(stack);
            serve(&request)
        })
    };
    match run(STACK).or_else(|_| run(SMALLER_STACK)).map(|session| session.join()) {
        Ok(Ok(status)) => ExitCode::from(status.0),
        // The panic has been reported where it happened.
        Ok(Err(_)) => ExitCode::from(Status::RAISED.0),
        Err(error) => {
            eprintln!("numcell: cannot start a session: {error}");
            ExitCode::from(Status::RAISED.0)
        }
    }
}

fn serve(request: &Request) -> Status {
    let open_with = |form, options| match form {
        Form::Notebook => numcell::repl::for_notebooks(numcell::open(options)),
        _ => numcell::open(options),
    };
    let open = |form| open_with(form, request.options(None));
    let open_for = |form, file: &Path| open_with(form, request.options(Some(file)));
    let mut console = Console::standard();
    let result = match &request.command {
        Command::Repl if std::io::stdin().is_terminal() => Ok(numcell::repl::run(open(Form::Script))),
        Command::Repl => cells::run_script(RunOptions::default(), &open, &mut console),
        Command::Run(files, options) => each(files, !options.keep_going, |file| {
            cells::run_file(file, *options, &|form| open_for(form, file), &mut console)
        }),
        Command::Check { files, record: false } => {
            each(files, false, |file| cells::check_file(file, &|form| open_for(form, file), &mut console))
        }
        Command::Check { files, record: true } => {
            each(files, false, |file| cells::record_file(file, &|form| open_for(form, file), &mut console))
        }
        Command::Convert(files) => cells::convert_file(&files[0], &files[1]).map(|done| {
            console.line(&done);
            Status::FINE
        }),
        Command::Export { files, page, options } => each(files, false, |file| {
            let page = page.clone().unwrap_or_else(|| file.with_extension("html"));
            if page == file {
                return Ok(complain(&format!("{} would be replaced by its own page", file.display())));
            }
            export::export_file(file, &page, options, &|form| open_for(form, file), &mut console)
        }),
        Command::Present(file) => match file {
            Some(file) if std::io::stdin().is_terminal() => Lesson::read(file).map(|lesson| {
                let engine = open_for(lesson.form.by_cells(), file);
                numcell::repl::present(engine, lesson)
            }),
            _ => Ok(complain(&"present shows a lesson in a terminal, and standard input is none")),
        },
        Command::Code(code) => Ok(cells::run_code(code, &open, &mut console)),
        Command::Missing => Ok(cells::run_code(&numcell::teach::missing_names(), &open, &mut console)),
        Command::Explain { code, after } => explain(&mut *open(Form::Script), code, after.as_deref(), &mut console),
        Command::Help(name) => Ok(help(&mut *open(Form::Script), name, &mut console)),
        Command::Show(text) => {
            console.line(text);
            Ok(Status::FINE)
        }
    };
    let status = result.unwrap_or_else(|error| complain(&error));
    match console.finish() {
        Some(problem) => status.and(complain(&problem)),
        None => status,
    }
}

/// Does the same with each file. What cannot be read is said at once and does not keep the others
/// from their turn, unless the first failure is to be the last.
fn each(
    files: &[PathBuf],
    stop: bool,
    mut one: impl FnMut(&Path) -> Result<Status, FileError>,
) -> Result<Status, FileError> {
    let mut status = Status::FINE;
    for file in files {
        let now = one(file).unwrap_or_else(|error| complain(&error));
        status = status.and(now);
        if now == Status::INTERRUPTED || (stop && now != Status::FINE) {
            break;
        }
    }
    Ok(status)
}

fn complain(problem: &dyn std::fmt::Display) -> Status {
    eprintln!("numcell: {problem}");
    Status::USAGE
}

/// Takes an expression apart, after a file's cells if there is one.
fn explain(
    engine: &mut dyn Engine,
    code: &str,
    after: Option<&Path>,
    console: &mut Console,
) -> Result<Status, FileError> {
    if let Some(file) = after {
        let status = cells::run_quietly(file, engine, console)?;
        if status != Status::FINE {
            return Ok(status);
        }
    }
    let explained = engine.explain(&Source::new("File \"<explain>\"", code), console);
    let (shown, error) = match explained {
        Ok(explained) => (teach::explanation(&explained, COLUMNS, teach::shows_unicode()), explained.error),
        Err(error) => (String::new(), Some(*error)),
    };
    if !shown.is_empty() {
        console.line(&shown);
    }
    Ok(match error {
        Some(error) => {
            console.stderr(&format!("\n{}", error.display()));
            Status::RAISED
        }
        None => Status::FINE,
    })
}

fn help(engine: &mut dyn Engine, name: &str, console: &mut Console) -> Status {
    match engine.help(name, false) {
        Ok(page) => {
            console.line(page.trim_end_matches('\n'));
            Status::FINE
        }
        Err(error) => {
            eprintln!("numcell: {}", error.message);
            error.hints.iter().for_each(|hint| eprintln!("{hint}"));
            Status::RAISED
        }
    }
}

impl Request {
    /// Reads the arguments. Errors: what is wrong, in one line.
    fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, String> {
        Request::read(lexopt::Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    fn read(mut parser: lexopt::Parser) -> Result<Request, lexopt::Error> {
        let mut prelude = true;
        let mut access = Access::Usual;
        let mut limits = Limits::default();
        let mut command: Option<Command> = None;
        while let Some(argument) = parser.next()? {
            match (&mut command, argument) {
                (_, Short('h') | Long("help")) => command = Some(Command::Show(HELP.trim_end().to_owned())),
                (_, Short('V') | Long("version")) => {
                    command = Some(Command::Show(format!("numcell {}", env!("CARGO_PKG_VERSION"))));
                }
                (_, Long("no-prelude")) => prelude = false,
                (_, Long("sandbox")) => access = Access::Sandbox,
                (_, Long("anywhere")) => access = Access::Anywhere,
                (_, Long("limit-memory")) => limits.memory = Some(size(&parser.value()?.string()?)?),
                (_, Long("limit-time")) => limits.time = Some(seconds(&parser.value()?.string()?)?),
                (_, Long("limit-output")) => limits.output = Some(size(&parser.value()?.string()?)?),
                (None, Short('c')) => command = Some(Command::Code(parser.value()?.string()?)),
                (Some(Command::Run(_, options)), Long("keep-going")) => options.keep_going = true,
                (Some(Command::Run(_, options)), Long("json")) => options.json = true,
                (Some(Command::Run(_, options)), Long("transcript")) => options.transcript = true,
                (Some(Command::Check { record, .. }), Long("record")) => *record = true,
                (Some(Command::Export { page, .. }), Short('o')) => *page = Some(parser.value()?.into()),
                (Some(Command::Export { options, .. }), Long("no-run")) => options.recorded = true,
                (Some(Command::Export { options, .. }), Long("keep-going")) => options.keep_going = true,
                (None, Value(word)) => command = Some(Command::named(word)?),
                (
                    Some(
                        Command::Run(files, _)
                        | Command::Check { files, .. }
                        | Command::Convert(files)
                        | Command::Export { files, .. },
                    ),
                    Value(file),
                ) => files.push(file.into()),
                (Some(Command::Explain { after, .. }), Long("after")) => *after = Some(parser.value()?.into()),
                (Some(Command::Explain { code, .. }), Value(word)) if code.is_empty() => *code = word.string()?,
                (Some(Command::Present(file @ None)), Value(word)) => *file = Some(word.into()),
                (Some(Command::Help(name)), Value(word)) if name.is_empty() => *name = word.string()?,
                (Some(Command::Show(_)), _) => {}
                (Some(Command::Help(name)), Long("missing")) if name.is_empty() => command = Some(Command::Missing),
                (_, argument) => return Err(argument.unexpected()),
            }
        }
        let command = command.unwrap_or(Command::Repl);
        match &command {
            Command::Run(files, _) | Command::Check { files, .. } | Command::Export { files, .. }
                if files.is_empty() =>
            {
                Err("no FILE to work on".into())
            }
            Command::Export { files, page: Some(_), .. } if files.len() > 1 => {
                Err("-o names one page, and there are several FILEs".into())
            }
            Command::Present(None) => Err("no FILE to show".into()),
            Command::Explain { code, .. } if code.is_empty() => Err("no CODE to explain".into()),
            Command::Convert(files) if files.len() != 2 => {
                Err("convert takes two names: the lesson, and the file to write".into())
            }
            Command::Help(name) if name.is_empty() => {
                Ok(Request { command: Command::Show(HELP.trim_end().to_owned()), prelude, access, limits })
            }
            _ => Ok(Request { command, prelude, access, limits }),
        }
    }
}

impl Command {
    /// The command that the first word names.
    fn named(word: OsString) -> Result<Command, lexopt::Error> {
        match word.to_str() {
            Some("run") => Ok(Command::Run(Vec::new(), RunOptions::default())),
            Some("export") => Ok(Command::Export { files: Vec::new(), page: None, options: ExportOptions::default() }),
            Some("check") => Ok(Command::Check { files: Vec::new(), record: false }),
            Some("convert") => Ok(Command::Convert(Vec::new())),
            Some("explain") => Ok(Command::Explain { code: String::new(), after: None }),
            Some("present") => Ok(Command::Present(None)),
            Some("help") => Ok(Command::Help(String::new())),
            Some("-") => Ok(Command::Run(vec![PathBuf::from("-")], RunOptions::default())),
            _ if Path::new(&word).exists() => {
                let file = word.to_string_lossy();
                Err(format!("{file} is no command; to run the file: numcell run {file}").into())
            }
            _ => {
                let word = word.to_string_lossy();
                Err(format!("there is no command {word}; there are run, check, convert, present, explain and help")
                    .into())
            }
        }
    }
}

/// A number of bytes: `800`, `64K`, `500M`, `1.5G`, in powers of 1024. Errors: what is wrong.
fn size(text: &str) -> Result<usize, lexopt::Error> {
    let wrong = || format!("{text} is no size such as 500M or 2G");
    let upper = text.trim().to_ascii_uppercase();
    let upper = upper.strip_suffix('B').unwrap_or(&upper);
    let (number, unit) = match upper.char_indices().next_back() {
        Some((at, 'K')) => (&upper[..at], 1u64 << 10),
        Some((at, 'M')) => (&upper[..at], 1 << 20),
        Some((at, 'G')) => (&upper[..at], 1 << 30),
        _ => (upper, 1),
    };
    match number.trim().parse::<f64>() {
        Ok(number) if number > 0.0 && number.is_finite() => Ok((number * unit as f64) as usize),
        _ => Err(wrong().into()),
    }
}

/// A time: `10`, `0.5`. Errors: what is wrong.
fn seconds(text: &str) -> Result<Duration, lexopt::Error> {
    let number = text.trim().trim_end_matches('s').trim().parse::<f64>().ok().filter(|&number| number > 0.0);
    let time = number.and_then(|number| Duration::try_from_secs_f64(number).ok());
    time.ok_or_else(|| format!("{text} is no time in seconds such as 10 or 0.5").into())
}
