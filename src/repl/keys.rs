//! Keys whose meaning depends on the text: what `typing` and `recall` say, as the editor's commands.

use super::recall::Recall;
use super::typing::{self, Enter};
use rustyline::history::MemHistory;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, Helper, InputMode, KeyCode, KeyEvent,
    Modifiers, RepeatCount,
};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What the terminal and its key handlers tell each other.
#[derive(Default)]
pub(super) struct KeyState {
    /// What is to be typed on instead of what was read, and the byte of the cursor in it.
    again: Mutex<Option<(String, usize)>>,
    /// Whether Ctrl-C ended the line.
    cleared: AtomicBool,
    /// Whether the prompt has a line of its own.
    pub(super) own_line: AtomicBool,
    /// Whether the line that is read is no code, so that keys have no meaning of their own.
    pub(super) is_answer: AtomicBool,
    recall: Mutex<Recall>,
}

impl KeyState {
    /// Adds a cell to what the Up key brings back.
    pub(super) fn remember(&self, entry: &str) {
        self.recall.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }

    /// Whether Ctrl-C ended the line that was read.
    pub(super) fn take_cleared(&self) -> bool {
        self.cleared.swap(false, Ordering::Relaxed)
    }

    /// What is to be typed on instead of the line that was read, and the byte of the cursor in it.
    pub(super) fn take_again(&self) -> Option<(String, usize)> {
        self.again.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Reads on with this text, the cursor at a byte of it.
    fn read_again(&self, text: String, at: usize) -> Cmd {
        *self.again.lock().unwrap_or_else(PoisonError::into_inner) = Some((text, at));
        Cmd::AcceptLine
    }

    /// Reads on with the text before the cursor changed.
    fn change_before(&self, before: String, after: &str) -> Cmd {
        let at = before.len();
        self.read_again(before + after, at)
    }
}

/// Binds the keys.
pub(super) fn bind<H: Helper>(editor: &mut Editor<H, MemHistory>, state: &Arc<KeyState>, is_dumb: bool) {
    let keys = [
        (KeyCode::Enter, Modifiers::NONE, KeyKind::Enter),
        (KeyCode::Char('J'), Modifiers::CTRL, KeyKind::Enter),
        (KeyCode::Enter, Modifiers::ALT, KeyKind::Run),
        (KeyCode::Char('O'), Modifiers::CTRL, KeyKind::NewLine),
        (KeyCode::Tab, Modifiers::NONE, KeyKind::Tab),
        (KeyCode::Backspace, Modifiers::NONE, KeyKind::Backspace),
        (KeyCode::Char(':'), Modifiers::NONE, KeyKind::Colon),
        (KeyCode::Up, Modifiers::NONE, KeyKind::Up),
        (KeyCode::Down, Modifiers::NONE, KeyKind::Down),
        (KeyCode::Char('P'), Modifiers::CTRL, KeyKind::Older),
        (KeyCode::Char('N'), Modifiers::CTRL, KeyKind::Newer),
        (KeyCode::Char('C'), Modifiers::CTRL, KeyKind::Clear),
    ];
    for (code, modifiers, key) in keys {
        let key = Key { key, state: Arc::clone(state), is_dumb };
        editor.bind_sequence(KeyEvent(code, modifiers), EventHandler::Conditional(Box::new(key)));
    }
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
    Run,
    NewLine,
    Tab,
    Backspace,
    Colon,
    /// A line up, or an older cell.
    Up,
    Down,
    /// An older cell, wherever the cursor is.
    Older,
    Newer,
    /// Gives the text up, the hint behind it gone.
    Clear,
}

impl ConditionalEventHandler for Key {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let (text, at) = (context.line(), context.pos());
        if self.state.is_answer.load(Ordering::Relaxed) {
            return None;
        }
        let types = context.input_mode() != InputMode::Command;
        match self.key {
            KeyKind::Enter => Some(match typing::enter(text, at) {
                Enter::Run => Cmd::AcceptLine,
                Enter::Line(line) if at == text.len() => self.add(text, line),
                Enter::Line(line) => Cmd::Insert(1, line),
            }),
            KeyKind::Run => Some(Cmd::AcceptLine),
            KeyKind::NewLine if at == text.len() => Some(self.add(text, typing::line_break(text, at))),
            KeyKind::NewLine => Some(Cmd::Insert(1, typing::line_break(text, at))),
            KeyKind::Tab => typing::tab(text, at).filter(|_| types).map(|count| Cmd::Insert(1, " ".repeat(count))),
            // The editor's own commands change one character, or leave the cursor where it was.
            KeyKind::Backspace => {
                let count = typing::backspace(text, at).filter(|_| types)?;
                Some(self.state.change_before(text[..at - count].to_owned(), &text[at..]))
            }
            KeyKind::Colon => {
                let line = typing::colon(text, at).filter(|_| types)?;
                let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
                Some(self.state.change_before(text[..start].to_owned() + &line, &text[at..]))
            }
            KeyKind::Clear => {
                self.state.cleared.store(true, Ordering::Relaxed);
                Some(Cmd::AcceptLine)
            }
            KeyKind::Up if text[..at].contains('\n') => None,
            KeyKind::Down if text[at..].contains('\n') => None,
            KeyKind::Up | KeyKind::Older => Some(self.show(|recall| recall.older(text, at))),
            KeyKind::Down | KeyKind::Newer => Some(self.show(|recall| recall.newer(text))),
        }
    }
}

impl Key {
    /// Adds to the end of the text; a cell that gets its second line is read again, with the prompt on a
    /// line of its own.
    fn add(&self, text: &str, line: String) -> Cmd {
        if self.needs_own_line(&line) {
            self.state.change_before(text.to_owned() + &line, "")
        } else {
            Cmd::Insert(1, line)
        }
    }

    fn show(&self, find: impl FnOnce(&mut Recall) -> Option<String>) -> Cmd {
        let mut recall = self.state.recall.lock().unwrap_or_else(PoisonError::into_inner);
        find(&mut recall).map_or(Cmd::Noop, |entry| self.state.change_before(entry, ""))
    }

    /// The lines of a block must stand under each other.
    fn needs_own_line(&self, text: &str) -> bool {
        text.contains('\n') && !self.is_dumb && !self.state.own_line.load(Ordering::Relaxed)
    }
}
