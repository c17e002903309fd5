//! What a session at the prompt shows, collected, and shells to feed: with the real interpreter.

use numcell::repl::{SharedEngine, Shell, Style};
use numcell::session::{Options, Sink, WarningRecord};
use std::cell::RefCell;
use std::rc::Rc;

/// All that is shown, in order.
#[derive(Default)]
pub(crate) struct Screen(String);

impl Screen {
    /// All that was shown so far.
    pub(crate) fn text(self) -> String {
        self.0
    }
}

impl Sink for Screen {
    fn stdout(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn stderr(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn warning(&mut self, warning: &WarningRecord) {
        self.0.push_str(&warning.display());
    }
}

/// A new session of 80 columns, without colours.
pub(crate) fn shell() -> Shell {
    let engine: SharedEngine = Rc::new(RefCell::new(numcell::open(Options::trusted())));
    Shell::new(engine, Style::Plain, 80)
}
