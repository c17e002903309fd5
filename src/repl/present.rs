//! `numcell present`: a lesson shown to a class, one cell at a time at the user's key. Without the
//! terminal: answers go in, what they show goes to a sink, as for the shell.

use super::shell::{Next, Shell};
use crate::cells::{CellKind, Kind, LessonCell, same_digits};
use crate::session::Sink;

/// A lesson that is being shown.
pub struct Presenter {
    cells: Vec<LessonCell>,
    /// The cell on the screen.
    at: usize,
    state: State,
}

/// What the next line of input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A key for a cell that is shown, or shown and run.
    Key { ran: bool },
    /// What the class thinks that the cell will give.
    Prediction,
    /// The cell as it was edited.
    Edited,
    /// For the session: the lesson is over.
    Over,
}

/// The keys before a cell of code runs, and after, and under prose.
const BEFORE: &str = "[Enter runs, e edits, s skips, b goes back, q stops] ";
const AFTER: &str = "[Enter goes on, e edits, b goes back, q stops] ";
const PROSE: &str = "[Enter goes on, b goes back, q stops] ";
const PREDICT: &str = "What will it give? ";

impl Presenter {
    /// A lesson of these cells.
    pub fn new(cells: Vec<LessonCell>) -> Presenter {
        let shown = |cell: &LessonCell| cell.kind != CellKind::Raw && !cell.text.trim().is_empty();
        let cells = cells.into_iter().filter(shown).collect();
        Presenter { cells, at: 0, state: State::Key { ran: false } }
    }

    /// Whether the lesson is over, and what is typed goes to the session.
    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// Shows the first cell.
    pub fn start(&mut self, shell: &Shell, sink: &mut dyn Sink) -> Next {
        self.go_to(0, shell, sink)
    }

    /// Takes a key, a prediction or an edited cell.
    pub fn feed(&mut self, text: &str, shell: &mut Shell, sink: &mut dyn Sink) -> Next {
        match self.state {
            State::Prediction => self.reveal(text, shell, sink),
            State::Edited => self.run(text, shell, sink),
            State::Over => shell.feed(text, sink),
            State::Key { ran } => self.key(text.trim(), ran, shell, sink),
        }
    }

    /// Asks again: Ctrl-C.
    pub fn ask(&mut self) -> Next {
        let is_code = self.cells.get(self.at).is_some_and(|cell| cell.kind == CellKind::Code);
        if self.state == State::Edited {
            self.state = State::Key { ran: false };
        }
        match self.state {
            State::Over => Next::Cell,
            State::Prediction => Next::Answer(PREDICT.to_owned()),
            State::Key { ran: true } => Next::Answer(AFTER.to_owned()),
            _ if is_code => Next::Answer(BEFORE.to_owned()),
            _ => Next::Answer(PROSE.to_owned()),
        }
    }

    /// Ends the lesson; its variables stay.
    pub fn stop(&mut self, sink: &mut dyn Sink) -> Next {
        self.state = State::Over;
        sink.stdout("The session stays open, with what the lesson made. Ctrl-D leaves.\n");
        Next::Cell
    }

    fn key(&mut self, key: &str, ran: bool, shell: &mut Shell, sink: &mut dyn Sink) -> Next {
        let is_code = self.cells.get(self.at).is_some_and(|cell| cell.kind == CellKind::Code);
        match key {
            "" if is_code && !ran => {
                let code = self.cells[self.at].program();
                self.run(&code, shell, sink)
            }
            "" | "s" => self.go_to(self.at + 1, shell, sink),
            "b" => self.go_to(self.at.saturating_sub(1), shell, sink),
            "q" => self.stop(sink),
            "e" if is_code => {
                self.state = State::Edited;
                Next::Edit(self.cells[self.at].program().trim_end().to_owned())
            }
            other => {
                sink.stdout(&format!("There is no key {other} here.\n"));
                self.ask()
            }
        }
    }

    fn go_to(&mut self, at: usize, shell: &Shell, sink: &mut dyn Sink) -> Next {
        let Some(cell) = self.cells.get(at) else {
            sink.stdout("The lesson ends here. ");
            return self.stop(sink);
        };
        self.at = at;
        let rule = if shell.unicode { "─" } else { "-" };
        let width = shell.width.clamp(20, 80);
        let mut head = format!("{} {} of {} ", rule.repeat(2), at + 1, self.cells.len());
        if !cell.title.is_empty() && cell.kind == CellKind::Code {
            head.push_str(&format!("{rule} {} ", cell.title));
        }
        let left = width.saturating_sub(head.chars().count());
        sink.stdout(&format!("\n{head}{}\n", rule.repeat(left)));
        let is_prediction = cell.kind == CellKind::Code && cell.tags.iter().any(|tag| tag == "predict");
        if cell.kind == CellKind::Code {
            sink.stdout(&format!("{}\n", cell.text.trim_end()));
        } else {
            sink.stdout(&format!("{}\n", rendered(&cell.text, width, shell.unicode)));
        }
        self.state = if is_prediction { State::Prediction } else { State::Key { ran: false } };
        self.ask()
    }

    /// Runs the cell's code, as it is or as it was edited.
    fn run(&mut self, code: &str, shell: &mut Shell, sink: &mut dyn Sink) -> Next {
        self.state = State::Key { ran: true };
        match shell.feed(code, sink) {
            Next::Leave => self.stop(sink),
            // Pages and questions of magics wait for their own answers.
            Next::Answer(question) if !question.is_empty() => {
                shell.cancel();
                self.ask()
            }
            _ => self.ask(),
        }
    }

    /// Runs a cell after its prediction and says if that was right: blanks, types of scalars and digits
    /// that were not said do not count.
    fn reveal(&mut self, prediction: &str, shell: &mut Shell, sink: &mut dyn Sink) -> Next {
        let code = self.cells[self.at].program();
        let next = self.run(&code, shell, sink);
        let row = shell.rows.get(&shell.inputs.len());
        let outputs = row.map(|row| row.outputs()).unwrap_or_default();
        let shown: Vec<&str> =
            outputs.iter().filter(|line| line.kind != Kind::Warning).map(|line| line.text.as_str()).collect();
        let said = prediction.trim();
        if !said.is_empty() {
            // Dots of a prediction stand for nothing.
            let right = !said.contains("...") && same_digits(&[said], &shown);
            sink.stdout(&format!("You said: {said}{}\n", if right { "   That is right." } else { "" }));
        }
        next
    }
}

/// Prose of a lesson's Markdown for a terminal: headings underlined, lists with dots, paragraphs filled,
/// emphasis without its marks; code and tables stay as they are.
fn rendered(markdown: &str, width: usize, unicode: bool) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut paragraph = String::new();
    let mut in_code = false;
    for text in markdown.lines() {
        let trimmed = text.trim_start();
        if trimmed.starts_with("```") {
            flush(&mut paragraph, width, &mut out);
            in_code = !in_code;
            continue;
        }
        let heading = trimmed.trim_start_matches('#');
        let level = trimmed.len() - heading.len();
        if in_code || trimmed.starts_with('|') {
            flush(&mut paragraph, width, &mut out);
            out.push(format!("    {text}").trim_end().to_owned());
        } else if trimmed.is_empty() {
            flush(&mut paragraph, width, &mut out);
            out.push(String::new());
        } else if level > 0 && heading.starts_with(' ') {
            flush(&mut paragraph, width, &mut out);
            let heading = plain(heading.trim());
            let mark = match (level, unicode) {
                (1, true) => "═",
                (1, false) => "=",
                (_, true) => "─",
                (_, false) => "-",
            };
            out.push(mark.repeat(heading.chars().count()));
            let at = out.len() - 1;
            out.insert(at, heading);
        } else if let Some(item) = trimmed.strip_prefix("- ").or_else(|| trimmed.strip_prefix("* ")) {
            flush(&mut paragraph, width, &mut out);
            paragraph = format!("{} {}", if unicode { '•' } else { '*' }, plain(item));
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&plain(trimmed));
        }
    }
    flush(&mut paragraph, width, &mut out);
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.join("\n")
}

/// Words without the marks of strong emphasis.
fn plain(text: &str) -> String {
    text.replace("**", "").replace("__", "")
}

/// Ends a paragraph: its words in lines, those of an item indented.
fn flush(paragraph: &mut String, width: usize, out: &mut Vec<String>) {
    let text = std::mem::take(paragraph);
    let indent = if text.starts_with(['•', '*']) { "  " } else { "" };
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            out.push(std::mem::replace(&mut line, indent.to_owned()));
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        out.push(line);
    }
}
