//! The line editor: rustyline with what is typed in one buffer however many lines it has. Everything
//! that does not need a terminal is in `typing`, `completion` and `shell`.

use super::completion;
use super::shell::SharedEngine;
use super::style::Style;
use super::typing::{self, Enter};
use crate::session::{Candidate, CandidateKind};
use rustyline::completion::{Completer, Pair};
use rustyline::config::{BellStyle, ColorMode, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::MemHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    Cmd, ConditionalEventHandler, Context, Editor, Event, EventContext, EventHandler, Helper, KeyCode, KeyEvent,
    Modifiers, Movement, RepeatCount,
};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What reading a cell came to.
pub(super) enum Typed {
    /// Text to run.
    Text(String),
    /// Ctrl-C: the line is cleared.
    Cleared,
    /// Ctrl-D: the user leaves, or the terminal is gone.
    End,
}

/// Reads cells from the terminal.
pub(super) struct Terminal {
    editor: Editor<Prompter, MemHistory>,
    engine: SharedEngine,
    style: Style,
    columns: Rc<Cell<usize>>,
    keys: Arc<KeyState>,
    is_dumb: bool,
}

/// What the terminal and its key handlers tell each other.
#[derive(Default)]
struct KeyState {
    /// Whether Enter just made a cell's only line the first of several.
    grows: AtomicBool,
    /// Whether the line that is read is no code, so that keys have no meaning of their own.
    is_answer: AtomicBool,
}

/// How many entries the Up key can reach.
const MOST_HISTORY: usize = 20_000;
const USUAL_COLUMNS: usize = 80;

impl Terminal {
    /// Opens the terminal with what was typed in earlier sessions, oldest first.
    pub(super) fn open(engine: SharedEngine, style: Style, past: &[String]) -> Result<Terminal, ReadlineError> {
        let columns = Rc::new(Cell::new(USUAL_COLUMNS));
        let keys = Arc::new(KeyState::default());
        let editor = new_editor(&engine, style, &columns, &keys)?;
        let is_dumb = is_dumb();
        let mut terminal = Terminal { editor, engine, style, columns, keys, is_dumb };
        past.iter().for_each(|entry| terminal.remember(entry));
        Ok(terminal)
    }

    /// The terminal's columns.
    pub(super) fn columns(&mut self) -> usize {
        if let Some((columns, _)) = self.editor.dimensions() {
            self.columns.set(usize::from(columns).max(1));
        }
        self.columns.get()
    }

    /// Adds a cell to what the Up key brings back.
    pub(super) fn remember(&mut self, entry: &str) {
        // A history in memory has no way to fail.
        let _ = self.editor.add_history_entry(entry);
    }

    /// Reads a cell at `In [number]: `, starting from a text.
    pub(super) fn read_cell(&mut self, number: usize, initial: &str) -> Typed {
        let prompt = format!("In [{number}]: ");
        self.columns();
        let mut own_line = false;
        let mut initial = initial.to_owned();
        loop {
            // The lines of a block must stand under each other: its prompt has a line of its own.
            own_line |= initial.contains('\n') && !self.is_dumb;
            let shown = if own_line { format!("{}\n", prompt.trim_end()) } else { prompt.clone() };
            let typed = self.read(&shown, &initial);
            let Typed::Text(text) = typed else { return typed };
            if self.keys.grows.swap(false, Ordering::Relaxed)
                && let Enter::Line(line) = typing::enter(&text, text.len())
            {
                self.erase(&shown, &text);
                initial = text + &line;
                continue;
            }
            if text.contains('\n') && self.erase(&shown, &text) {
                self.show_typed(number, &text);
            }
            return Typed::Text(text);
        }
    }

    /// Reads a line that answers a question.
    pub(super) fn read_answer(&mut self, question: &str) -> Typed {
        self.columns();
        self.keys.is_answer.store(true, Ordering::Relaxed);
        let typed = self.read(question, "");
        self.keys.is_answer.store(false, Ordering::Relaxed);
        typed
    }

    fn read(&mut self, prompt: &str, initial: &str) -> Typed {
        let is_answer = self.keys.is_answer.load(Ordering::Relaxed);
        let styled = if is_answer { prompt.to_owned() } else { self.style.prompt(prompt) };
        let initial = (initial, "");
        // A bug in the editor costs the line that was typed, never the session.
        let read = catch_unwind(AssertUnwindSafe(|| self.editor.readline_with_initial(&(prompt, &styled), initial)));
        match read {
            Ok(Ok(text)) => Typed::Text(text),
            Ok(Err(ReadlineError::Interrupted)) => Typed::Cleared,
            Ok(Err(_)) => Typed::End,
            Err(_) => match new_editor(&self.engine, self.style, &self.columns, &self.keys) {
                Ok(editor) => {
                    self.editor = editor;
                    Typed::Cleared
                }
                Err(_) => Typed::End,
            },
        }
    }

    /// Takes what was typed off the screen again; false if it does not fit the screen, and on a
    /// terminal that cannot.
    fn erase(&mut self, prompt: &str, text: &str) -> bool {
        let Some((columns, rows)) = self.editor.dimensions().filter(|_| !self.is_dumb) else { return false };
        let used = rows_of(&format!("{prompt}{text}"), usize::from(columns));
        let fits = used < usize::from(rows);
        if fits {
            // The editor writes past the standard library's buffer, so nothing may stay in it.
            print!("\x1b[{used}A\r\x1b[J");
            let _ = std::io::stdout().flush();
        }
        fits
    }

    /// Shows a cell of several lines as IPython does.
    fn show_typed(&self, number: usize, text: &str) {
        let prompt = format!("In [{number}]: ");
        let more = format!("{:>width$}", "...: ", width = prompt.len());
        let code = super::colours::highlight(self.style, text.trim_end());
        for (index, line) in code.split('\n').enumerate() {
            println!("{}{line}", self.style.prompt(if index == 0 { &prompt } else { &more }));
        }
    }
}

/// Whether rustyline reads whole lines on this terminal, without editing.
fn is_dumb() -> bool {
    std::env::var("TERM").map_or(true, |term| ["dumb", "cons25", "emacs", ""].contains(&term.as_str()))
}

/// How many rows a text takes on a terminal, the cursor's row at its end not counted if it is empty.
fn rows_of(text: &str, columns: usize) -> usize {
    use unicode_width::UnicodeWidthChar;
    let (mut row, mut column) = (0, 0);
    for letter in text.chars() {
        if letter == '\n' {
            (row, column) = (row + 1, 0);
            continue;
        }
        let width = if letter == '\t' { 8 - column % 8 } else { letter.width().unwrap_or(0) };
        column += width;
        if column > columns {
            (row, column) = (row + 1, width);
        }
    }
    // A full last line leaves the cursor on the next one.
    row + 1 + usize::from(column == columns)
}

fn new_editor(
    engine: &SharedEngine,
    style: Style,
    columns: &Rc<Cell<usize>>,
    keys: &Arc<KeyState>,
) -> Result<Editor<Prompter, MemHistory>, ReadlineError> {
    let colours = if style.is_coloured() { ColorMode::Enabled } else { ColorMode::Disabled };
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bracketed_paste(true)
        .auto_add_history(false)
        .history_ignore_dups(true)?
        .max_history_size(MOST_HISTORY)?
        .bell_style(BellStyle::None)
        .color_mode(colours)
        .indent_size(4)
        .build();
    let history = MemHistory::with_config(&config);
    let mut editor = Editor::with_history(config, history)?;
    let helper = Prompter { engine: Rc::clone(engine), style, columns: Rc::clone(columns), keys: Arc::clone(keys) };
    editor.set_helper(Some(helper));
    let mut bind = |code, modifiers, key| {
        let key = Key { key, state: Arc::clone(keys), is_dumb: is_dumb() };
        let handler = EventHandler::Conditional(Box::new(key));
        editor.bind_sequence(KeyEvent(code, modifiers), handler);
    };
    bind(KeyCode::Enter, Modifiers::NONE, KeyKind::Enter);
    bind(KeyCode::Char('J'), Modifiers::CTRL, KeyKind::Enter);
    bind(KeyCode::Enter, Modifiers::ALT, KeyKind::NewLine);
    bind(KeyCode::Tab, Modifiers::NONE, KeyKind::Tab);
    bind(KeyCode::Backspace, Modifiers::NONE, KeyKind::Backspace);
    bind(KeyCode::Char(':'), Modifiers::NONE, KeyKind::Colon);
    Ok(editor)
}

/// A key with a meaning that depends on the text.
struct Key {
    key: KeyKind,
    state: Arc<KeyState>,
    is_dumb: bool,
}

#[derive(Clone, Copy)]
enum KeyKind {
    Enter,
    NewLine,
    Tab,
    Backspace,
    Colon,
}

impl ConditionalEventHandler for Key {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let (text, at) = (context.line(), context.pos());
        if self.state.is_answer.load(Ordering::Relaxed) {
            return None;
        }
        match self.key {
            KeyKind::Enter => Some(match typing::enter(text, at) {
                Enter::Run => Cmd::AcceptLine,
                Enter::Line(_) if at == text.len() && !text.contains('\n') && !self.is_dumb => {
                    // Read again with the prompt on a line of its own.
                    self.state.grows.store(true, Ordering::Relaxed);
                    Cmd::AcceptLine
                }
                Enter::Line(line) => Cmd::Insert(1, line),
            }),
            KeyKind::NewLine => Some(Cmd::Insert(1, "\n".to_owned())),
            KeyKind::Tab => typing::tab(text, at).map(|count| Cmd::Insert(1, " ".repeat(count))),
            KeyKind::Backspace => {
                let count = RepeatCount::try_from(typing::backspace(text, at)?).ok()?;
                Some(Cmd::Kill(Movement::BackwardChar(count)))
            }
            KeyKind::Colon => {
                let line = typing::colon(text, at)?;
                Some(Cmd::Replace(Movement::BeginningOfLine, Some(line)))
            }
        }
    }
}

/// What the editor asks while a line is typed.
struct Prompter {
    engine: SharedEngine,
    style: Style,
    columns: Rc<Cell<usize>>,
    keys: Arc<KeyState>,
}

impl Prompter {
    fn is_answer(&self) -> bool {
        self.keys.is_answer.load(Ordering::Relaxed)
    }
}

impl Helper for Prompter {}

impl Completer for Prompter {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        // While a cell reads a line with input() the engine is at work.
        let Ok(mut engine) = self.engine.try_borrow_mut() else { return Ok((pos, Vec::new())) };
        let found = completion::complete(&mut **engine, line, pos);
        Ok((found.start, found.candidates.into_iter().map(pair).collect()))
    }
}

/// A candidate as a list shows it: of a dotted name only the last part.
fn pair(candidate: Candidate) -> Pair {
    let display = match candidate.kind {
        CandidateKind::Attribute | CandidateKind::Method => candidate.text.rsplit('.').next().unwrap_or("").to_owned(),
        CandidateKind::File => {
            let end = candidate.text.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
            candidate.text[end..].to_owned()
        }
        _ => candidate.text.clone(),
    };
    Pair { display, replacement: candidate.text }
}

/// A hint is shown, never taken over into the line.
struct SignatureHint(String);

impl Hint for SignatureHint {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Prompter {
    type Hint = SignatureHint;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<SignatureHint> {
        if pos < line.len() || self.is_answer() {
            return None;
        }
        let signature = self.engine.try_borrow_mut().ok()?.signature_hint(line, pos)?;
        let used = line.rsplit('\n').next().map_or(0, |line| line.chars().count()) + "In [100]: ".len();
        // A hint that wraps pushes the line that is typed up the screen.
        let room = self.columns.get().saturating_sub(used + 3);
        if room < 8 {
            return None;
        }
        let mut shown: String = signature.chars().take(room).collect();
        if shown.len() < signature.len() {
            shown.push('…');
        }
        Some(SignatureHint(format!("  {shown}")))
    }
}

impl Highlighter for Prompter {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.is_answer() { Cow::Borrowed(line) } else { Cow::Owned(super::colours::highlight(self.style, line)) }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.style.hint(hint))
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}

impl Validator for Prompter {
    /// Asked where keys have no meaning of their own: on a dumb terminal.
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        if self.is_answer() {
            return Ok(ValidationResult::Valid(None));
        }
        Ok(match typing::enter(text, text.len()) {
            Enter::Line(_) => ValidationResult::Incomplete,
            Enter::Run => ValidationResult::Valid(None),
        })
    }
}
