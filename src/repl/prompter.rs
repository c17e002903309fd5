//! What the editor asks while a line is typed: completions, hints, colours.

use super::completion;
use super::hint::{COLOUR_MARK, Room, lay_out};
use super::keys::KeyState;
use super::shell::SharedEngine;
use super::style::Style;
use super::typing::{self, Enter};
use super::viewport::{self, Size};
use crate::session::{Candidate, CandidateKind};
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Answers the editor's questions.
pub(super) struct Prompter {
    engine: SharedEngine,
    keys: Arc<KeyState>,
    pub(super) look: Rc<Look>,
    /// The brackets that stand out, and whether some did before.
    brackets: Cell<Option<[usize; 2]>>,
}

/// How the line that is read looks.
pub(super) struct Look {
    pub(super) style: Cell<Style>,
    pub(super) hints: Cell<bool>,
    /// The prompt in front of the line.
    pub(super) prompt: RefCell<String>,
    /// Whether the editor reads whole lines, on a terminal that cannot do more.
    pub(super) reads_whole_lines: bool,
}

/// Longer cells get no hints: each key would wait for them.
const LONGEST: usize = 50_000;

impl Prompter {
    pub(super) fn new(engine: SharedEngine, keys: Arc<KeyState>, look: Rc<Look>) -> Prompter {
        Prompter { engine, keys, look, brackets: Cell::new(None) }
    }

    fn is_answer(&self) -> bool {
        self.keys.is_answer.load(Ordering::Relaxed)
    }

    /// The part of the text that is shown.
    fn part(&self, text: &str, at: usize) -> Option<std::ops::Range<usize>> {
        viewport::part(&self.look.prompt.borrow(), text, at, screen())
    }
}

/// The terminal's size now; it changes while a line is typed.
pub(super) fn screen() -> Size {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok();
    let (columns, rows) = size.map_or((0, 0), |size| (usize::from(size.ws_col), usize::from(size.ws_row)));
    // A terminal that does not know its size says 0.
    Size { columns: if columns == 0 { 80 } else { columns }, rows: if rows == 0 { 24 } else { rows } }
}

impl Helper for Prompter {}

impl Completer for Prompter {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        // While a cell reads a line with input() the engine is at work.
        let Ok(mut engine) = self.engine.try_borrow_mut() else { return Ok((pos, Vec::new())) };
        let found = completion::complete(&mut **engine, line, pos);
        if found.candidates.len() > 1 && pos == line.len() && !self.look.reads_whole_lines {
            // A list would be written over the hint and leave its ends.
            print!("\x1b[J");
            let _ = std::io::stdout().flush();
        }
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
pub(super) struct ShownHint(String);

impl Hint for ShownHint {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Prompter {
    type Hint = ShownHint;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<ShownHint> {
        if pos < line.len() || line.len() > LONGEST || self.is_answer() || !self.look.hints.get() {
            return None;
        }
        let hint = self.engine.try_borrow_mut().ok()?.signature_hint(line, pos)?;
        let size = screen();
        let shown = format!("{}{line}", self.look.prompt.borrow());
        let used = shown.rsplit('\n').next().map_or(0, |line| line.chars().count()) % size.columns;
        // The hint must leave the whole cell on the screen.
        let rows = size.rows.saturating_sub(viewport::rows_of(&shown, size.columns) - 1);
        let behind = size.columns.saturating_sub(used);
        let is_coloured = self.look.style.get().is_coloured();
        lay_out(&hint, Room { columns: size.columns, rows, behind, is_coloured }).map(ShownHint)
    }
}

impl Highlighter for Prompter {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        if self.is_answer() {
            return Cow::Borrowed(line);
        }
        let style = self.look.style.get();
        match self.part(line, pos) {
            None => Cow::Owned(super::colours::highlight(style, line, self.brackets.get())),
            Some(part) => {
                let code = super::colours::highlight(style, &line[part], None);
                // In place of the prompt.
                let up = if self.look.prompt.borrow().ends_with('\n') { "\x1b[A" } else { "" };
                Cow::Owned(format!("{up}\r\x1b[J{code}"))
            }
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.look.style.get().hint(hint, COLOUR_MARK))
    }

    fn highlight_char(&self, line: &str, pos: usize, kind: CmdKind) -> bool {
        let style = self.look.style.get();
        let brackets = match kind {
            CmdKind::ForcedRefresh => None,
            _ if style.is_coloured() => super::colours::matching_brackets(line, pos),
            _ => None,
        };
        let changed = self.brackets.replace(brackets) != brackets;
        match kind {
            CmdKind::MoveCursor => changed || self.part(line, pos).is_some(),
            CmdKind::ForcedRefresh => changed,
            CmdKind::Other => true,
        }
    }
}

impl Validator for Prompter {
    /// Says whether whole lines are enough; elsewhere the Enter key has decided.
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        if self.is_answer() || !self.look.reads_whole_lines {
            return Ok(ValidationResult::Valid(None));
        }
        Ok(match typing::enter(text, text.len()) {
            Enter::Line(_) => ValidationResult::Incomplete,
            Enter::Run => ValidationResult::Valid(None),
        })
    }
}
