//! The grammar's copy of the text: same length, same places, no layout but newlines and indentation.

/// The copy, while it grows.
pub(super) struct Mask<'t> {
    text: &'t str,
    masked: String,
    /// How far `text` has been copied.
    copied: usize,
    /// Whether a statement has ended (or none has begun) and the next has not begun.
    between: bool,
    /// Nothing after this counts.
    stop: Option<usize>,
}

impl<'t> Mask<'t> {
    pub(super) fn new(text: &'t str) -> Mask<'t> {
        Mask { text, masked: String::with_capacity(text.len() + 1), copied: 0, between: true, stop: None }
    }

    /// Replaces a stretch by spaces.
    pub(super) fn blank(&mut self, start: usize, end: usize) {
        if self.between || start < self.copied {
            return;
        }
        self.copy_to(start);
        self.spaces(end - start);
        self.copied = end;
    }

    /// Ends a statement at a newline; where exactly the newline goes is decided by what follows.
    pub(super) fn end_statement(&mut self, at: usize) {
        self.copy_to(at);
        self.between = true;
    }

    /// Begins a statement: the newline stands right before its indentation, and whatever was between
    /// (blank lines, comments, form feeds) becomes trailing spaces of the statement before.
    pub(super) fn start_statement(&mut self, indentation: usize, at: usize) {
        if indentation > self.copied {
            self.spaces(indentation - self.copied - 1);
            self.masked.push('\n');
        }
        self.spaces(at - indentation);
        self.between = false;
        self.copied = at;
    }

    /// Everything from `at` on is of no use to the grammar.
    pub(super) fn stop(&mut self, at: usize) {
        self.stop = Some(self.stop.map_or(at, |stop| stop.min(at)));
    }

    pub(super) fn finish(mut self) -> String {
        let rest = self.text.len() - self.copied;
        if !self.between {
            self.copy_to(self.text.len());
        } else if rest > 0 || !self.masked.is_empty() {
            self.spaces(rest.saturating_sub(1));
            self.masked.push('\n');
        }
        if let Some(stop) = self.stop {
            let stop = (0..=stop.min(self.masked.len())).rev().find(|&at| self.masked.is_char_boundary(at));
            self.masked.truncate(stop.unwrap_or(0));
        }
        self.masked
    }

    fn copy_to(&mut self, end: usize) {
        if end > self.copied {
            self.masked.push_str(self.text.get(self.copied..end).unwrap_or_default());
            self.copied = end;
        }
    }

    fn spaces(&mut self, count: usize) {
        self.masked.extend(std::iter::repeat_n(' ', count));
    }
}
