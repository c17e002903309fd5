//! The beginning of a logical line: its indentation against the blocks that are open.

use super::{Kind, Rank, Scanner};
use crate::text::{ErrorClass, Span};

/// CPython's limit on open blocks, the outermost level included.
const MAX_INDENTS: usize = 100;

/// The columns of the open blocks.
#[derive(Default)]
pub(super) struct Indentation {
    /// With tabs to every eighth column, and with tabs as one column: if the two orders disagree, what
    /// the reader sees depends on the editor, and Python refuses the line.
    levels: Vec<(usize, usize)>,
}

impl Indentation {
    /// How many blocks are open.
    pub(super) fn depth(&self) -> usize {
        self.levels.len()
    }

    fn current(&self) -> (usize, usize) {
        self.levels.last().copied().unwrap_or((0, 0))
    }
}

impl Scanner<'_> {
    /// Goes to the first token of the next line that holds any, over blank lines and comments, and
    /// compares its indentation; false at the end of the text.
    pub(super) fn start_line(&mut self) -> bool {
        while self.at < self.end {
            if self.line() {
                return self.at < self.end;
            }
        }
        false
    }

    /// Reads a line's indentation; false if the line is blank or only a comment and was skipped.
    fn line(&mut self) -> bool {
        let line = self.at;
        let (mut wide, mut narrow) = (0, 0);
        let mut continued = None;
        loop {
            match self.peek(0) {
                b' ' => (wide, narrow) = (wide + 1, narrow + 1),
                b'\t' => (wide, narrow) = ((wide / 8 + 1) * 8, narrow + 1),
                b'\x0c' => (wide, narrow) = (0, 0),
                b'\\' if matches!(self.peek(1), b'\n' | b'\r') && self.at + 2 < self.end => {
                    // The first line's indentation is the one that counts.
                    continued = continued.or((wide > 0).then_some((wide, narrow)));
                    self.at += if self.peek(1) == b'\r' && self.peek(2) == b'\n' { 2 } else { 1 };
                }
                _ => break,
            }
            self.at += 1;
        }
        if self.at >= self.end {
            self.mask.blank(line, self.at);
            return false;
        }
        match self.bytes[self.at] {
            b'#' => {
                self.mask.blank(line, self.at);
                self.comment();
                return false;
            }
            b'\n' | b'\r' => {
                let width = if self.bytes[self.at] == b'\r' && self.peek(1) == b'\n' { 2 } else { 1 };
                self.at += width;
                return false;
            }
            // A backslash is read before the indentation is judged.
            b'\\' => {
                self.mask.start_statement(self.at, self.at);
                self.continuation();
                return true;
            }
            _ => {}
        }
        let columns = continued.unwrap_or((wide, narrow));
        self.comment = None;
        self.mask.start_statement(self.at - columns.1, self.at);
        self.indent(line, columns);
        true
    }

    fn indent(&mut self, line: usize, (wide, narrow): (usize, usize)) {
        let (open, open_narrow) = self.indentation.current();
        if wide > open {
            if self.indentation.depth() + 1 >= MAX_INDENTS {
                let message = "too many levels of indentation";
                self.refuse(ErrorClass::IndentationError, line, message);
                self.at = self.end;
                return;
            }
            if narrow <= open_narrow {
                return self.refuse_tabs(line);
            }
            self.indentation.levels.push((wide, narrow));
            self.deepen();
            self.push(Kind::Indent, line, self.at);
            return;
        }
        while self.indentation.current().0 > wide {
            self.indentation.levels.pop();
            self.push(Kind::Dedent, self.at, self.at);
        }
        let (open, open_narrow) = self.indentation.current();
        if open != wide {
            let message = "unindent does not match any outer indentation level";
            self.refuse(ErrorClass::IndentationError, line, message);
        } else if open_narrow != narrow {
            self.refuse_tabs(line);
        }
    }

    fn refuse_tabs(&mut self, line: usize) {
        self.refuse(ErrorClass::TabError, line, "inconsistent use of tabs and spaces in indentation");
    }

    /// A problem with the whole line; CPython puts the caret after its end.
    fn refuse(&mut self, class: ErrorClass, line: usize, message: &str) {
        let rest = &self.bytes[line..self.end];
        let end = line + rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        let caret = if class == ErrorClass::TabError { line } else { end };
        let span = Span::new(caret, (caret + 1).min(self.end));
        self.at = self.at.min(end);
        let before = self.problem.is_none();
        self.problem_of(class, Rank::Soft, span, message);
        if before && let Some(problem) = &mut self.problem {
            problem.at = line;
            self.mask.stop(line);
        }
    }
}
