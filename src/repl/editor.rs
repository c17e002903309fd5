//! The line editor: rustyline with what is typed in one buffer however many lines it has. Everything
//! that does not need a terminal is in `typing`, `recall`, `completion`, `hint`, `viewport` and `shell`;
//! `keys` and `prompter` bring it to the editor.

use super::keys::{self, KeyState};
use super::prompter::{Look, Prompter, screen};
use super::settings::Settings;
use super::shell::SharedEngine;
use super::style::Style;
use super::viewport::{Size, rows_of};
use rustyline::Editor;
use rustyline::config::{BellStyle, ColorMode, CompletionType, Config, Configurer, EditMode};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

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
    look: Rc<Look>,
    keys: Arc<KeyState>,
    edit_mode: EditMode,
    is_dumb: bool,
}

/// How many entries Ctrl-R finds.
const MOST_HISTORY: usize = 20_000;

impl Terminal {
    /// Opens the terminal with what was typed in earlier sessions, oldest first.
    pub(super) fn open(
        engine: SharedEngine,
        settings: &Settings,
        style: Style,
        past: &[String],
    ) -> Result<Terminal, ReadlineError> {
        let keys = Arc::new(KeyState::default());
        let is_dumb = is_dumb();
        let look = Look {
            style: Cell::new(style),
            hints: Cell::new(settings.hints),
            prompt: RefCell::default(),
            reads_whole_lines: is_dumb,
        };
        let look = Rc::new(look);
        let edit_mode = edit_mode(settings);
        let editor = new_editor(&engine, &look, &keys, edit_mode)?;
        let mut terminal = Terminal { editor, engine, look, keys, edit_mode, is_dumb };
        past.iter().for_each(|entry| terminal.remember(entry));
        Ok(terminal)
    }

    /// Takes over settings that may have changed.
    pub(super) fn apply(&mut self, settings: &Settings, style: Style) {
        self.look.style.set(style);
        self.look.hints.set(settings.hints);
        self.edit_mode = edit_mode(settings);
        self.editor.set_edit_mode(self.edit_mode);
    }

    /// The terminal's size.
    pub(super) fn size(&self) -> Size {
        screen()
    }

    /// Adds a cell to what the Up key brings back.
    pub(super) fn remember(&mut self, entry: &str) {
        self.keys.remember(entry);
        // A history in memory has no way to fail.
        let _ = self.editor.add_history_entry(entry);
    }

    /// Reads a cell at `In [number]: `, starting from a text.
    pub(super) fn read_cell(&mut self, number: usize, initial: &str) -> Typed {
        let prompt = format!("In [{number}]: ");
        let mut own_line = false;
        let (mut initial, mut at) = (initial.to_owned(), initial.len());
        loop {
            // The lines of a block must stand under each other: its prompt has a line of its own.
            own_line |= initial.contains('\n') && !self.is_dumb;
            self.keys.own_line.store(own_line, Ordering::Relaxed);
            let shown = if own_line { format!("{}\n", prompt.trim_end()) } else { prompt.clone() };
            let typed = self.read(&shown, initial.split_at(at));
            let Typed::Text(text) = typed else { return typed };
            if let Some(again) = self.keys.take_again() {
                if self.erase(&shown, &text) {
                    own_line = false;
                }
                (initial, at) = again;
                continue;
            }
            if (own_line || text.contains('\n')) && self.erase(&shown, &text) {
                self.show_typed(number, &text);
            }
            return Typed::Text(text);
        }
    }

    /// Reads a line that answers a question.
    pub(super) fn read_answer(&mut self, question: &str) -> Typed {
        self.keys.is_answer.store(true, Ordering::Relaxed);
        let typed = self.read(question, ("", ""));
        self.keys.is_answer.store(false, Ordering::Relaxed);
        typed
    }

    /// Reads a text, starting from one that stands before and after the cursor.
    fn read(&mut self, prompt: &str, initial: (&str, &str)) -> Typed {
        let is_answer = self.keys.is_answer.load(Ordering::Relaxed);
        let styled = if is_answer { prompt.to_owned() } else { self.look.style.get().prompt(prompt) };
        prompt.clone_into(&mut self.look.prompt.borrow_mut());
        // A bug in the editor costs the line that was typed, never the session.
        let read = catch_unwind(AssertUnwindSafe(|| self.editor.readline_with_initial(&(prompt, &styled), initial)));
        match read {
            Ok(Ok(_)) if self.keys.take_cleared() => Typed::Cleared,
            Ok(Ok(text)) => Typed::Text(text),
            Ok(Err(ReadlineError::Interrupted)) => Typed::Cleared,
            Ok(Err(_)) => Typed::End,
            Err(_) => match new_editor(&self.engine, &self.look, &self.keys, self.edit_mode) {
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
        let size = screen();
        let used = rows_of(&format!("{prompt}{text}"), size.columns);
        let fits = used < size.rows && !self.is_dumb;
        if fits {
            // The editor writes past the standard library's buffer, so nothing may stay in it.
            print!("\x1b[{used}A\r\x1b[J");
            let _ = std::io::stdout().flush();
        }
        fits
    }

    /// Shows a cell of several lines as IPython does.
    fn show_typed(&self, number: usize, text: &str) {
        let style = self.look.style.get();
        let prompt = format!("In [{number}]: ");
        let more = format!("{:>width$}", "...: ", width = prompt.len());
        let code = super::colours::highlight(style, text.trim_end(), None);
        for (index, line) in code.split('\n').enumerate() {
            println!("{}{line}", style.prompt(if index == 0 { &prompt } else { &more }));
        }
    }
}

/// Whether rustyline reads whole lines on this terminal, without editing.
fn is_dumb() -> bool {
    std::env::var("TERM").map_or(true, |term| ["dumb", "cons25", "emacs", ""].contains(&term.as_str()))
}

fn edit_mode(settings: &Settings) -> EditMode {
    if settings.vi { EditMode::Vi } else { EditMode::Emacs }
}

fn new_editor(
    engine: &SharedEngine,
    look: &Rc<Look>,
    keys: &Arc<KeyState>,
    edit_mode: EditMode,
) -> Result<Editor<Prompter, MemHistory>, ReadlineError> {
    let config = Config::builder()
        .edit_mode(edit_mode)
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bracketed_paste(true)
        .auto_add_history(false)
        .history_ignore_dups(true)?
        .max_history_size(MOST_HISTORY)?
        .bell_style(BellStyle::None)
        // The texts are coloured or not by our own style; with this the editor always asks for them.
        .color_mode(ColorMode::Forced)
        .indent_size(4)
        .build();
    let history = MemHistory::with_config(&config);
    let mut editor = Editor::with_history(config, history)?;
    editor.set_helper(Some(Prompter::new(Rc::clone(engine), Arc::clone(keys), Rc::clone(look))));
    keys::bind(&mut editor, keys, is_dumb());
    Ok(editor)
}
