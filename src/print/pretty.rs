//! Nested values laid out over lines as IPython's pretty printer does: a group that does not fit its line
//! has each of its parts on a line of its own, outer groups first.
//!
//! *Source*: the behaviour of `IPython.lib.pretty.PrettyPrinter`, which follows Oppen's algorithm: text
//! waits in a buffer until the place of the next possible line break is decided.

use std::collections::VecDeque;

/// A text that grows, and is broken into lines where it gets too long.
pub struct Pretty {
    width: usize,
    done: String,
    /// The columns that the last line of `done` takes.
    column: usize,
    waiting: VecDeque<Piece>,
    waiting_columns: usize,
    indent: usize,
    groups: Vec<Group>,
    /// The groups that are open, outermost first.
    open: Vec<usize>,
    /// By depth, the groups that could still be broken, in the order in which they began.
    breakable: Vec<Vec<usize>>,
}

/// What waits until it is known whether its line is broken.
enum Piece {
    Text(String, usize),
    /// A blank that may become a line break, with its group and the indent after it.
    Gap {
        group: usize,
        indent: usize,
    },
}

#[derive(Default)]
struct Group {
    depth: usize,
    /// How many of its gaps wait.
    gaps: usize,
    is_broken: bool,
}

impl Pretty {
    /// A text for lines of so many columns.
    pub fn new(width: usize) -> Pretty {
        Pretty {
            width,
            done: String::new(),
            column: 0,
            waiting: VecDeque::new(),
            waiting_columns: 0,
            indent: 0,
            groups: vec![Group::default()],
            open: vec![0],
            breakable: vec![vec![0]],
        }
    }

    /// Adds text that is one line.
    pub fn text(&mut self, text: &str) {
        let columns = text.chars().count();
        if self.waiting.is_empty() {
            self.done.push_str(text);
            self.column += columns;
            return;
        }
        match self.waiting.back_mut() {
            Some(Piece::Text(last, width)) => {
                last.push_str(text);
                *width += columns;
            }
            _ => self.waiting.push_back(Piece::Text(text.to_owned(), columns)),
        }
        self.waiting_columns += columns;
        self.break_outer_groups();
    }

    /// Adds text of any number of lines, as a group of its own.
    pub fn lines(&mut self, text: &str) {
        self.begin(0, "");
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                self.new_line();
            }
            self.text(line);
        }
        self.end(0, "");
    }

    /// Adds a blank at which the innermost group can be broken.
    pub fn gap(&mut self) {
        let group = self.open.last().copied().unwrap_or(0);
        if self.groups[group].is_broken {
            self.flush();
            self.end_line(self.indent);
        } else {
            self.groups[group].gaps += 1;
            self.waiting.push_back(Piece::Gap { group, indent: self.indent });
            self.waiting_columns += 1;
            self.break_outer_groups();
        }
    }

    /// Opens a group: lines inside it are indented by `indent` more.
    pub fn begin(&mut self, indent: usize, open: &str) {
        if !open.is_empty() {
            self.text(open);
        }
        let outer = self.open.last().map_or(0, |&outer| self.groups[outer].depth);
        let depth = outer + 1;
        let group = self.groups.len();
        self.groups.push(Group { depth, ..Group::default() });
        self.open.push(group);
        if self.breakable.len() <= depth {
            self.breakable.resize_with(depth + 1, Vec::new);
        }
        self.breakable[depth].push(group);
        self.indent += indent;
    }

    /// Closes the group that was opened last.
    pub fn end(&mut self, indent: usize, close: &str) {
        self.indent -= indent;
        if let Some(group) = self.open.pop().filter(|&group| self.groups[group].gaps == 0) {
            self.settle(group);
        }
        if !close.is_empty() {
            self.text(close);
        }
    }

    /// The whole text.
    pub fn finish(mut self) -> String {
        self.flush();
        self.done
    }

    fn new_line(&mut self) {
        if let Some(group) = self.next_to_break() {
            self.break_group(group);
        }
        self.flush();
        self.end_line(self.indent);
    }

    fn end_line(&mut self, indent: usize) {
        self.done.push('\n');
        self.done.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }

    fn break_outer_groups(&mut self) {
        while self.width < self.column + self.waiting_columns {
            let Some(group) = self.next_to_break() else { return };
            self.break_group(group);
        }
    }

    /// The outermost group that has a gap, the latest one of several: it is broken from now on, and so
    /// are the groups around it that have no gap so far.
    fn next_to_break(&mut self) -> Option<usize> {
        for depth in 0..self.breakable.len() {
            let latest = self.breakable[depth].iter().rev().position(|&group| self.groups[group].gaps > 0);
            if let Some(from_end) = latest {
                let group = self.breakable[depth][self.breakable[depth].len() - 1 - from_end];
                // IPython takes away what stands as far from the start as this one from the end.
                self.breakable[depth].remove(from_end);
                self.groups[group].is_broken = true;
                return Some(group);
            }
            for group in std::mem::take(&mut self.breakable[depth]) {
                self.groups[group].is_broken = true;
            }
        }
        None
    }

    /// Writes what waits up to the group's last gap, and the text after it.
    fn break_group(&mut self, group: usize) {
        while self.groups[group].gaps > 0 {
            let Some(piece) = self.waiting.pop_front() else { break };
            self.write(piece);
        }
        while let Some(piece) = self.waiting.pop_front_if(|piece| matches!(piece, Piece::Text(..))) {
            self.write(piece);
        }
    }

    fn flush(&mut self) {
        while let Some(piece) = self.waiting.pop_front() {
            self.write(piece);
        }
    }

    fn write(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text, columns) => {
                self.waiting_columns -= columns;
                self.column += columns;
                self.done.push_str(&text);
            }
            Piece::Gap { group, indent } => {
                self.waiting_columns -= 1;
                self.groups[group].gaps -= 1;
                if self.groups[group].is_broken {
                    return self.end_line(indent);
                }
                if self.groups[group].gaps == 0 {
                    self.settle(group);
                }
                self.done.push(' ');
                self.column += 1;
            }
        }
    }

    /// Takes a group from those that could be broken.
    fn settle(&mut self, group: usize) {
        let depth = self.groups[group].depth;
        if let Some(at) = self.breakable[depth].iter().position(|&other| other == group) {
            self.breakable[depth].remove(at);
        }
    }
}
