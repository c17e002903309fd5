//! A session at the prompt, without the terminal: typed cells go in, what they show goes to a sink.
//! All that the REPL does besides editing lines is here and in `magics`.

use super::input::{self, Input, Part};
use super::magics;
use super::settings::Settings;
use super::style::Style;
use super::viewport::Size;
use crate::cells::{Row, out_text};
use crate::session::{CellOutcome, Display, Drawing, Engine, ErrorReport, Sink, WarningRecord};
use crate::text::{Source, interrupt};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// An interpreter that the prompt's helpers (completion, hints) share with the shell.
pub type SharedEngine = Rc<RefCell<Box<dyn Engine>>>;

/// A session at the prompt.
pub struct Shell {
    pub(super) engine: SharedEngine,
    /// What was typed in this session; cell 1 is at 0.
    pub(super) inputs: Vec<String>,
    /// What cells showed as their values.
    pub(super) outputs: BTreeMap<usize, String>,
    /// All that cells of code gave, to be saved as a lesson.
    pub(super) rows: BTreeMap<usize, Row>,
    /// What was typed in earlier sessions, oldest first.
    pub(super) past: Vec<String>,
    pub(super) style: Style,
    /// The terminal's columns.
    pub(super) width: usize,
    /// Whether the terminal shows more than ASCII.
    pub(super) unicode: bool,
    /// The terminal's rows.
    pub(super) height: usize,
    pub(super) settings: Settings,
    /// What `%logstart` writes to.
    pub(super) journal: Option<magics::Journal>,
    /// What `%edit` gave last.
    pub(super) last_edit: String,
    /// `%precision`: how plain floats are shown.
    pub(super) precision: Option<usize>,
    pub(super) last_error: Option<ErrorReport>,
    pub(super) previous_directory: Option<PathBuf>,
    /// What the next line of input answers.
    pub(super) pending: Option<Pending>,
    /// Whether the namespace before this cell is kept: it is before the first code that the cell runs, so
    /// that an undo passes over magics that only look.
    is_marked: bool,
    /// While a file's cell runs: its value, warnings and error, which whoever runs it will show.
    pub(super) gathered: Option<CellOutcome>,
}

/// Values have lines of so many columns on any wider terminal.
const IPYTHON_COLUMNS: usize = 79;

/// What the shell wants from whoever reads lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another cell.
    Cell,
    /// Another cell, starting from this text.
    Edit(String),
    /// A line that answers this question; an empty question asks for more of a pasted block.
    Answer(String),
    /// Nothing: the user leaves.
    Leave,
}

/// A question that was asked.
pub(super) enum Pending {
    /// Whether to forget every variable.
    Reset,
    /// More lines of `%cpaste`.
    Paste(String),
    /// More pages of this text.
    Page(String),
}

impl Shell {
    /// A session that shows its output in a style, for a terminal so many columns wide.
    pub fn new(engine: SharedEngine, style: Style, width: usize) -> Shell {
        let mut shell = Shell {
            engine,
            inputs: Vec::new(),
            outputs: BTreeMap::new(),
            rows: BTreeMap::new(),
            past: Vec::new(),
            style,
            width,
            unicode: true,
            precision: None,
            last_error: None,
            previous_directory: None,
            pending: None,
            gathered: None,
            height: usize::MAX,
            settings: Settings::default(),
            journal: None,
            last_edit: String::new(),
            is_marked: true,
        };
        shell.set_precision(None);
        shell
    }

    /// The number of the next cell.
    pub fn number(&self) -> usize {
        self.inputs.len() + 1
    }

    /// Tells the shell how large the terminal is now.
    pub fn set_size(&mut self, size: Size) {
        (self.width, self.height) = (size.columns, size.rows);
        self.set_precision(self.precision);
    }

    /// Takes over the user's settings and runs their start-up file, if there is one.
    pub fn start_up(&mut self, settings: Settings, file: Option<&Path>, sink: &mut dyn Sink) {
        let sink = &mut Lines::new(sink);
        self.style = Style::of_terminal(settings.theme);
        self.settings = settings;
        if self.settings.precision.is_some() {
            magics::set_precision(self, self.settings.precision, sink);
        }
        if let Some(Err(problem)) = file.map(|file| magics::run_file(self, file, sink)) {
            sink.stderr(&format!("{problem}\n"));
        }
    }

    /// The interpreter.
    pub fn engine(&self) -> SharedEngine {
        Rc::clone(&self.engine)
    }

    /// The settings as they are now.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The style as it is now.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Says with how many digits plain floats are shown.
    pub(super) fn set_precision(&mut self, digits: Option<usize>) {
        self.precision = digits;
        let columns = self.width.saturating_sub(1).min(IPYTHON_COLUMNS);
        self.engine.borrow_mut().set_display(Some(Display { columns, digits }));
    }

    /// Tells the shell whether the terminal shows more than ASCII.
    pub fn set_unicode(&mut self, unicode: bool) {
        self.unicode = unicode;
    }

    /// Tells the shell what was typed in earlier sessions, oldest first.
    pub fn set_past(&mut self, past: Vec<String>) {
        self.past = past;
    }

    /// Runs what was typed, shows what it gives, and says what to read next.
    pub fn feed(&mut self, text: &str, sink: &mut dyn Sink) -> Next {
        let sink = &mut Lines::new(sink);
        if let Some(pending) = self.pending.take() {
            return magics::answer(self, pending, text, sink);
        }
        let text = input::clean(text);
        match input::read(&text, is_open) {
            Input::Nothing => Next::Cell,
            Input::Leave => Next::Leave,
            input => {
                self.is_marked = false;
                self.remember(text.trim_end());
                let next = self.act(input, sink);
                magics::keep_up(self, sink);
                next
            }
        }
    }

    /// Gives up on a question that was asked: Ctrl-C.
    pub fn cancel(&mut self) {
        self.pending = None;
    }

    pub(super) fn remember(&mut self, text: &str) {
        self.inputs.push(text.to_owned());
        self.engine.borrow_mut().set_history(self.inputs.len(), text);
    }

    pub(super) fn act(&mut self, input: Input, sink: &mut Lines<'_>) -> Next {
        match input {
            Input::Nothing => Next::Cell,
            Input::Leave => Next::Leave,
            Input::CellMagic { name, line, body } => magics::call_cell(self, &name, &line, &body, sink),
            Input::Question { expression, with_source } => self.explain(&expression, with_source, sink),
            Input::Command => self.refuse_command("", sink),
            Input::Parts(parts) => self.run_parts(parts, sink),
        }
    }

    /// Shows a page of help. In a notebook that is for whoever reads it at a prompt, and no output.
    fn explain(&mut self, expression: &str, with_source: bool, sink: &mut Lines<'_>) -> Next {
        if self.gathered.is_some() {
            sink.end_line();
            sink.stderr(&format!("{expression}? is passed over: `numcell help {expression}` shows it\n"));
            return Next::Cell;
        }
        magics::explain(self, expression, with_source, sink)
    }

    /// Says that a command of the system's shell is not run.
    fn refuse_command(&mut self, command: &str, sink: &mut Lines<'_>) -> Next {
        sink.end_line();
        let what = if command.is_empty() {
            "numcell runs no shell commands".to_owned()
        } else {
            format!("!{command} is not run: numcell runs no shell commands")
        };
        sink.stderr(&format!("{what}; %ls, %cd, %pwd and %env are there\n"));
        Next::Cell
    }

    fn run_parts(&mut self, mut parts: Vec<Part>, sink: &mut Lines<'_>) -> Next {
        if let [Part::Code(code)] = parts.as_slice()
            && let Some((name, line)) = magics::without_percent(self, code)
        {
            parts = vec![Part::Magic { name, line }];
        }
        let last = parts.len() - 1;
        for (index, part) in parts.iter().enumerate() {
            match part {
                Part::Magic { name, line } => {
                    let next = magics::call_line(self, name, line, sink);
                    if next != Next::Cell {
                        return next;
                    }
                }
                Part::Command(command) => {
                    self.refuse_command(command, sink);
                }
                Part::Question { expression, with_source } => {
                    self.explain(expression, *with_source, sink);
                }
                // Only a cell's last expression is shown.
                Part::Code(code) if !self.run_code(code, index == last, sink) => return Next::Cell,
                Part::Code(_) => {}
            }
        }
        Next::Cell
    }

    /// Runs code as the current cell and shows what it gives; false if it raised.
    pub(super) fn run_code(&mut self, code: &str, show_result: bool, sink: &mut Lines<'_>) -> bool {
        let number = self.inputs.len();
        let source = Source::new(format!("Cell In[{number}]"), code);
        let mut tee = Tee { sink, kept: String::new() };
        let mut outcome = self.run_source(&source, &mut tee);
        if !show_result {
            (outcome.result, outcome.shown) = (None, None);
        }
        let row = self.rows.entry(number).or_default();
        row.stdout.push_str(&tee.kept);
        row.result.clone_from(&outcome.result);
        row.warnings.extend(outcome.warnings.iter().map(WarningRecord::summary));
        row.error.clone_from(&outcome.error);
        self.show(outcome, sink)
    }

    /// Runs code of the shell's own and shows only what it prints.
    pub(super) fn run_quietly(&mut self, title: &str, code: &str, sink: &mut dyn Sink) -> CellOutcome {
        self.run_source(&Source::new(title, code), sink)
    }

    /// Runs a source and shows only what it prints.
    pub(super) fn run_source(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> CellOutcome {
        // A Ctrl-C that came too late for the last cell is not for this one.
        interrupt::clear();
        if self.gathered.is_none() {
            self.mark();
        }
        let outcome = self.engine.borrow_mut().run_cell(source, sink);
        if let Some(gathered) = &mut self.gathered {
            gathered.warnings.extend(outcome.warnings.iter().cloned());
        }
        outcome
    }

    /// Keeps the namespace as it was before this cell.
    pub(super) fn mark(&mut self) {
        if !std::mem::replace(&mut self.is_marked, true) {
            self.engine.borrow_mut().mark();
        }
    }

    /// Shows a cell's value or error; false if it raised.
    pub(super) fn show(&mut self, outcome: CellOutcome, sink: &mut Lines<'_>) -> bool {
        if let Some(result) = outcome.result {
            let number = self.inputs.len();
            self.engine.borrow_mut().keep_result(number);
            if let Some(gathered) = &mut self.gathered {
                (gathered.result, gathered.shown) = (Some(result), outcome.shown);
                return !self.fails(outcome.error, sink);
            }
            let result = outcome.shown.unwrap_or(result);
            sink.line(&self.style.out(&out_text(number, &result), number));
            self.outputs.insert(number, result);
        }
        !self.fails(outcome.error, sink)
    }

    /// Shows an error if there is one; whether there is.
    fn fails(&mut self, error: Option<ErrorReport>, sink: &mut Lines<'_>) -> bool {
        let failed = error.is_some();
        if let Some(error) = error {
            self.show_error(error, sink);
        }
        failed
    }

    pub(super) fn show_error(&mut self, error: ErrorReport, sink: &mut Lines<'_>) {
        if let Some(gathered) = &mut self.gathered {
            gathered.error = Some(error.clone());
            self.last_error = Some(error);
            return;
        }
        sink.end_line();
        if error.class == "KeyboardInterrupt" {
            // The terminal has shown ^C.
            sink.stderr("\n");
        }
        sink.stderr(&self.style.error(&error));
        if error.class == "SystemExit" {
            sink.stderr("To leave, type exit or press Ctrl-D.\n");
        }
        self.last_error = Some(error);
    }
}

/// Whether code that is being typed wants more lines.
pub(super) fn is_open(code: &str) -> bool {
    super::typing::is_open(code)
}

/// A sink that knows whether a line is open, so that a value or an error starts on its own.
pub(super) struct Lines<'a> {
    sink: &'a mut dyn Sink,
    open: bool,
}

impl<'a> Lines<'a> {
    /// At the start of a line.
    pub(super) fn new(sink: &'a mut dyn Sink) -> Lines<'a> {
        Lines { sink, open: false }
    }
}

impl Lines<'_> {
    /// Writes a line of its own to standard output.
    pub(super) fn line(&mut self, text: &str) {
        self.end_line();
        self.stdout(text);
        self.stdout("\n");
    }

    pub(super) fn end_line(&mut self) {
        if std::mem::take(&mut self.open) {
            self.sink.stdout("\n");
        }
    }
}

impl Sink for Lines<'_> {
    fn stdout(&mut self, text: &str) {
        if !text.is_empty() {
            self.open = !text.ends_with('\n');
            self.sink.stdout(text);
        }
    }

    fn stderr(&mut self, text: &str) {
        self.sink.stderr(text);
    }

    fn warning(&mut self, warning: &WarningRecord) {
        self.end_line();
        self.sink.warning(warning);
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        self.sink.drawing(drawing);
    }

    fn flush(&mut self) {
        self.sink.flush();
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        let line = self.sink.read_line(prompt);
        // The user's Enter ended the line.
        self.open = false;
        line
    }
}

/// A sink that keeps what goes through it, up to a length that a file of a lesson can have.
struct Tee<'a, 'b> {
    sink: &'a mut Lines<'b>,
    kept: String,
}

/// A cell that prints more is no lesson.
const MOST_KEPT: usize = 1 << 20;

impl Sink for Tee<'_, '_> {
    fn stdout(&mut self, text: &str) {
        if self.kept.len() + text.len() <= MOST_KEPT {
            self.kept.push_str(text);
        }
        self.sink.stdout(text);
    }

    fn stderr(&mut self, text: &str) {
        self.sink.stderr(text);
    }

    fn warning(&mut self, warning: &WarningRecord) {
        self.sink.warning(warning);
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        self.sink.drawing(drawing);
    }

    fn flush(&mut self) {
        self.sink.flush();
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        self.sink.read_line(prompt)
    }
}
