//! Colours at the prompt: IPython's green and red prompts, tracebacks, and code by its tokens. On no
//! terminal, on a dumb one and with `NO_COLOR` every text stays as it is.

use crate::session::ErrorReport;
use std::env;
use std::io::IsTerminal;

/// Whether texts are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With ANSI colours.
    Coloured,
    /// As they are.
    Plain,
}

const RESET: &str = "\x1b[0m";
const GREEN: &str = "\x1b[32m";
const RED: &str = "\x1b[31m";
const BOLD_RED: &str = "\x1b[1;31m";
const CYAN: &str = "\x1b[36m";
const DIM: &str = "\x1b[2m";

impl Style {
    /// The style for this process's terminal.
    pub fn of_terminal() -> Style {
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
        if no_color || is_dumb || !std::io::stdout().is_terminal() { Style::Plain } else { Style::Coloured }
    }

    /// Whether colours are on.
    pub fn is_coloured(self) -> bool {
        self == Style::Coloured
    }

    /// `In [3]: `
    pub(super) fn prompt(self, text: &str) -> String {
        self.paint(GREEN, text)
    }

    /// `Out[3]: ` in front of a value.
    pub(super) fn out(self, text: &str, number: usize) -> String {
        let prompt = format!("Out[{number}]: ");
        match text.strip_prefix(&prompt) {
            Some(value) => format!("{}{value}", self.paint(RED, &prompt)),
            None => text.to_owned(),
        }
    }

    /// A hint after the cursor.
    pub(super) fn hint(self, text: &str) -> String {
        self.paint(DIM, text)
    }

    /// A traceback: the class stands out, the hints are set apart.
    pub(super) fn error(self, error: &ErrorReport) -> String {
        if self == Style::Plain {
            return error.display();
        }
        let mut text = String::new();
        let class_lines = error.traceback.lines().enumerate().filter(|(_, line)| names_class(line, &error.class));
        let last = class_lines.last().map(|(index, _)| index);
        for (index, line) in error.traceback.lines().enumerate() {
            if Some(index) == last {
                let end = line.find(':').unwrap_or(line.len());
                text.push_str(&self.paint(BOLD_RED, &line[..end]));
                text.push_str(&line[end..]);
            } else if is_marker(line) {
                text.push_str(&self.paint(RED, line));
            } else if line.starts_with("  ") && !line.starts_with("    ") {
                text.push_str(&self.paint(CYAN, line));
            } else {
                text.push_str(line);
            }
            text.push('\n');
        }
        if !error.hints.is_empty() {
            text.push('\n');
        }
        for hint in &error.hints {
            text.push_str(&self.paint(CYAN, hint));
            text.push('\n');
        }
        text
    }

    fn paint(self, colour: &str, text: &str) -> String {
        if self == Style::Plain { text.to_owned() } else { format!("{colour}{text}{RESET}") }
    }
}

/// Whether a line of a traceback starts with the error's class, with its module in front or not.
fn names_class(line: &str, class: &str) -> bool {
    let head = line.split(':').next().unwrap_or(line);
    head == class || head.rsplit('.').next() == Some(class)
}

/// Whether a line only marks a place in the line above.
fn is_marker(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| c == '^' || c == '~')
}
