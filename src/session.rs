//! What a front end (the runner, the REPL, a grader that embeds numcell) needs of an interpreter, and
//! nothing else: cells go in; output, results, warnings and errors come out as plain data.

mod explained;
mod files;
mod limits;
mod numbers;

pub use explained::{Cost, Explained, Memory, Part, PartValue, Step};
pub use files::{Access, Files};
pub use limits::Limits;
pub use numbers::Numbers;

use crate::plot::terminal::Screen;
use crate::text::{R, Source};
use std::fmt;
use std::rc::Rc;

/// An interpreter with one namespace that lives across cells.
///
/// No method panics, and none leaves the namespace half changed by a bug of ours: a panic inside a
/// builtin is caught where the cell runs and comes back as an error of class `SystemError`.
pub trait Engine {
    /// Runs a cell in the session's namespace: what it prints goes to `sink` as it is printed, each
    /// warning when it is first shown. Warnings shown in an earlier cell are forgotten at the start.
    ///
    /// Frames count lines from `source.first_line`; line numbers *inside* a SyntaxError's message
    /// count from 1. An interrupt (`text::interrupt`) ends the cell with KeyboardInterrupt and is
    /// cleared by the engine; everything the cell assigned until then stays.
    fn run_cell(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> CellOutcome;

    /// Says how results are laid out for a reader; None, as at first: as their repr alone.
    fn set_display(&mut self, display: Option<Display>);

    /// Which files the cells may touch, and with them whoever acts for the cells.
    fn files(&self) -> Files;

    /// The variables that the user's cells made, sorted by name: for `%who` and `%whos`.
    fn names(&mut self) -> Vec<(String, ValueInfo)>;

    /// What could stand at `position` (a byte offset on a character boundary) of the typed `text`.
    fn complete(&mut self, text: &str, position: usize) -> Completions;

    /// The parameters of the call that the cursor is in.
    fn signature_hint(&mut self, text: &str, position: usize) -> Option<SignatureHint>;

    /// The page that `name?` shows (or, `with_source`, `name??`): signature, documentation, example.
    /// `expression` is a dotted name or a simple expression; nothing with an effect is evaluated.
    /// Errors: NameError or AttributeError with a did-you-mean.
    fn help(&mut self, expression: &str, with_source: bool) -> R<String>;

    /// The functions that a question in plain words is about, the likeliest first.
    fn find(&mut self, question: &str) -> Vec<Found>;

    /// Keeps the variables and what they hold, to come back to it with [`Engine::undo`].
    fn mark(&mut self);

    /// Makes the variables what they were at the last [`Engine::mark`], and forgets that mark; None, and
    /// nothing done, if there is none.
    fn undo(&mut self) -> Option<Undone>;

    /// Evaluates one expression, a part after the other, as `run_cell` would, and says of each part what
    /// it gave. Functions of the program that are plain rows of assignments are opened too.
    /// Errors: the text does not parse, or is no single expression.
    fn explain(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> Result<Explained, Box<ErrorReport>>;

    /// Runs a cell, and gives the numbers of its value, or of each array or list in it if it is a tuple.
    /// Errors: those of the cell; TypeError for what holds no real numbers.
    fn numbers(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> Result<Vec<Numbers>, Box<ErrorReport>>;

    /// Forgets every variable, import, print option and recorded result; a fresh session.
    fn reset(&mut self);

    /// Opens cell `number` of an interactive session: appends `input` to the list `In` and binds
    /// `_i`, `_ii`, `_iii` and `_i{number}`. Without this call a session has none of these names.
    fn set_history(&mut self, number: usize, input: &str);

    /// Keeps the value that the last `run_cell` gave as its result: binds `Out[number]`, `_{number}`,
    /// `_`, `__` and `___` as IPython does, which leaves `_` alone once a program made its own.
    fn keep_result(&mut self, number: usize);

    /// What `Out` keeps of arrays.
    fn kept_results(&mut self) -> KeptResults;

    /// Sets the most bytes of arrays that `Out` keeps, and lets go of the oldest beyond it.
    fn limit_results(&mut self, bytes: usize);
}

/// A page that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The name that `name?` takes.
    pub name: String,
    /// What it does, in a line.
    pub summary: String,
}

/// What an undo did to the names of variables, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Names that are bound again to what they were bound to.
    pub restored: Vec<String>,
    /// Names that were not there before.
    pub removed: Vec<String>,
    /// Names of arrays that are too large to keep a copy of.
    pub too_large: Vec<String>,
}

/// How results are laid out for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// Lists, tuples, dicts and sets that are longer have an element on each line, as in IPython.
    pub columns: usize,
    /// How many digits after the point plain floats have; None for as many as their repr has.
    pub digits: Option<usize>,
}

/// How much memory results take that no variable of the program's names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptResults {
    /// The number of arrays.
    pub count: usize,
    /// Their bytes.
    pub bytes: usize,
    /// The most bytes; older results go when newer ones need more.
    pub limit: usize,
}

/// Where a running cell's output goes.
pub trait Sink {
    /// Text printed to standard output.
    fn stdout(&mut self, text: &str);

    /// Text printed to standard error by the program itself.
    fn stderr(&mut self, text: &str);

    /// A warning that Python would show now.
    fn warning(&mut self, warning: &WarningRecord);

    /// A drawing that the program shows, such as the figures of `plt.show()`, in its place among what
    /// is printed. A sink without a place for drawings leaves it out.
    fn drawing(&mut self, _drawing: &Rc<dyn Drawing>) {}

    /// `print(flush=True)`, `sys.stdout.flush()`.
    fn flush(&mut self) {}

    /// One line for `input()`, without its line feed; None at the end of input (EOFError) or after an
    /// interrupt (KeyboardInterrupt). The prompt was not printed yet.
    fn read_line(&mut self, _prompt: &str) -> Option<String> {
        None
    }
}

/// A drawing that a cell shows. It is drawn only when a sink asks for it.
pub trait Drawing: fmt::Debug {
    /// What stands for it where there is only text: `<Figure size 640x480 with 1 Axes>`.
    fn text(&self) -> String;

    /// What a reader who cannot see it is told: its titles, labels and kinds of marks, in a sentence.
    fn description(&self) -> String;

    /// The text of an SVG file that needs nothing else: no scripts, no links, no fonts of its own.
    fn svg(&self) -> String;

    /// The bytes of a PNG file with so many dots an inch. Errors: why there is none, in a line.
    fn png(&self, dots_per_inch: f64) -> Result<Vec<u8>, String>;

    /// What a terminal is sent to show it, with a line feed at its end. Errors: why there is nothing to show,
    /// in a line.
    fn shown(&self, _screen: &Screen) -> Result<String, String> {
        Ok(self.text() + "\n")
    }
}

/// A part of what a cell gives, in the order in which it came.
#[derive(Clone, Debug)]
pub enum Output {
    /// Text printed to standard output, as much as came without anything between.
    Stdout(String),
    /// Text that the program itself printed to standard error.
    Stderr(String),
    /// A warning that was shown.
    Warning(WarningRecord),
    /// A drawing.
    Drawing(Rc<dyn Drawing>),
    /// The repr of the value of the last expression.
    Result(String),
    /// The exception that ended the cell.
    Error(ErrorReport),
}

/// What became of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellOutcome {
    /// The repr of the last statement if it is an expression, its value is not None and the cell
    /// does not end in `;`.
    pub result: Option<String>,
    /// The result as [`Engine::set_display`] wants it laid out, where that is not its repr.
    pub shown: Option<String>,
    /// The warnings that were shown, in order.
    pub warnings: Vec<WarningRecord>,
    /// The exception that ended the cell.
    pub error: Option<ErrorReport>,
}

/// An uncaught exception, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorReport {
    /// The class's own name, as a notebook shows it: `LinAlgError`.
    pub class: String,
    /// What `str(error)` gives; for a SyntaxError without file and line.
    pub message: String,
    /// Python's traceback text, `Traceback (most recent call last):` to `Class: message`, without
    /// colours, ending in a line feed.
    pub traceback: String,
    /// What helps, in numcell's own voice, one line each.
    pub hints: Vec<String>,
}

impl ErrorReport {
    /// `Class: message`, or the class alone if there is no message.
    pub fn summary(&self) -> String {
        if self.message.is_empty() { self.class.clone() } else { format!("{}: {}", self.class, self.message) }
    }

    /// The traceback, then the hints set apart by a blank line.
    pub fn display(&self) -> String {
        let mut text = self.traceback.clone();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        if !self.hints.is_empty() {
            text.push('\n');
        }
        for hint in &self.hints {
            text.push_str(hint);
            text.push('\n');
        }
        text
    }
}

/// A warning and where it was raised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WarningRecord {
    /// The class's own name: `RuntimeWarning`.
    pub category: String,
    /// The message.
    pub message: String,
    /// The title of the source, as in [`Source::title`].
    pub title: String,
    /// The number of the line, counted from the source's first line.
    pub line: usize,
    /// The text of that line; shown without its indentation.
    pub text: String,
}

impl WarningRecord {
    /// `Category: message`.
    pub fn summary(&self) -> String {
        format!("{}: {}", self.category, self.message)
    }

    /// The two lines that Python prints: `place:line: Category: message` and the source line.
    pub fn display(&self) -> String {
        let place = self.title.strip_prefix("File \"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(&self.title);
        let mut text = format!("{place}:{}: {}\n", self.line, self.summary());
        if !self.text.trim().is_empty() {
            text.push_str("  ");
            text.push_str(self.text.trim());
            text.push('\n');
        }
        text
    }
}

/// A row of `%whos`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValueInfo {
    /// The type's own name: `ndarray`, `int`, `function`.
    pub type_name: String,
    /// `(2, 3)` for arrays, the length for sized containers.
    pub shape: Option<String>,
    /// The dtype of arrays and NumPy scalars.
    pub dtype: Option<String>,
    /// How many bytes the elements of an array take.
    pub nbytes: Option<usize>,
    /// The value in at most a line or two of text; the caller cuts it to its room.
    pub short: String,
}

/// What is shown while the arguments of a call are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatureHint {
    /// `a`, `axis=None`, `*`, `dtype=None`
    pub parameters: Vec<String>,
    /// Which of them the argument at the cursor is given to.
    pub current: Option<usize>,
    /// What the function does, in a line; may be empty.
    pub summary: String,
}

/// The answer to the Tab key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The byte at which the text to replace starts; it ends at the cursor.
    pub start: usize,
    /// What could replace it, sorted as they should be shown.
    pub candidates: Vec<Candidate>,
}

/// One completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text to put in: a name, `axis=`, a quoted key, a file name.
    pub text: String,
    /// What it is.
    pub kind: CandidateKind,
    /// A signature or a few words about it; may be empty.
    pub detail: String,
}

/// What a completion stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CandidateKind {
    Keyword,
    Variable,
    Function,
    Class,
    Module,
    Attribute,
    Method,
    KeywordArgument,
    DictKey,
    Value,
    File,
    Magic,
}

/// How to open a session. The default is for programs that run somebody else's cells: no files.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether `np`, `math` and the bare array functions are in scope from the start.
    pub prelude: bool,
    /// Which files the cells may touch.
    pub files: Files,
    /// What a cell may use at most.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Options {
        Options { prelude: true, files: Files::Nothing, limits: Limits::default() }
    }
}

impl Options {
    /// For the user's own cells: all files, and no limits.
    pub fn trusted() -> Options {
        Options { files: Files::All, ..Options::default() }
    }
}
