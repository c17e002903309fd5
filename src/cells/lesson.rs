//! A lesson as data, whichever file it comes from: its cells with their words, titles, tags and saved
//! outputs. What runs, compares, converts or exports lessons works on this.

use super::format::{self, Cell, CellKind, Kind, Recorded};
use super::read::{FileError, Text, read_stdin, read_text};
use super::{markdown, notebook};
use crate::text::Source;
use std::path::Path;
use std::rc::Rc;

/// The forms in which a lesson is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A `.cell` file.
    Cell,
    /// A Jupyter notebook, `.ipynb`.
    Notebook,
    /// A Markdown file, `.md`.
    Markdown,
    /// A Python file, `.py`, in the percent format or without any marker.
    Script,
}

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The form of the file it was read from.
    pub form: Form,
    /// Its cells, in order.
    pub cells: Vec<LessonCell>,
    /// The whole of a script, which runs as one program whatever markers it has.
    script: String,
}

/// A cell of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonCell {
    /// Code, prose, or neither.
    pub kind: CellKind,
    /// Its title; empty if it has none.
    pub title: String,
    /// Its tags, such as `slow`.
    pub tags: Vec<String>,
    /// Code as it is run, or prose in Markdown; without a line feed at the end.
    pub text: String,
    /// The line of the file on which `text` starts, from 1; 1 in a notebook, whose lines nobody sees.
    pub line: usize,
    /// 1, 2, … over the code cells; None for others.
    pub number: Option<usize>,
    /// What the cell gave when it was saved, in order.
    pub saved: Vec<Saved>,
    /// Whether it was never run before it was saved, so that nothing is known of what it gives.
    pub unsaved: bool,
    /// Pictures that its prose shows as `attachment:NAME`.
    pub attachments: Vec<(String, Picture)>,
    /// The identifier that a notebook gives it.
    pub id: Option<String>,
    /// The cell as a `.cell` file has it, kept by a notebook because numcell would write it otherwise.
    pub verbatim: Option<String>,
}

/// A program of a lesson.
#[derive(Clone, Debug)]
pub struct Program {
    /// The number of its cell.
    pub number: usize,
    /// The title of its cell.
    pub title: String,
    /// What to run.
    pub source: Rc<Source>,
    /// Whether the lesson expects an exception.
    pub may_raise: bool,
}

/// A part of what a cell gave when it was saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// Lines printed or shown as a value: a file of text does not tell which.
    Shown(String),
    /// Text printed to standard output.
    Stdout(String),
    /// Text that a program wrote to standard error itself.
    Stderr(String),
    /// A warning, as `Category: message`.
    Warning(String),
    /// The repr of the last expression.
    Result(String),
    /// A drawing, with the text that stands for it; the text may be empty.
    Picture(Picture, String),
    /// The exception that ended it, as `Class: message`.
    Error(String),
}

/// A picture as a notebook keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// `image/png`, `image/jpeg`, `image/svg+xml`, …
    pub media_type: String,
    /// The bytes in base 64; for `image/svg+xml` the text of the file.
    pub data: String,
}

impl Form {
    /// The form that a file's ending stands for.
    pub fn of(path: &Path) -> Option<Form> {
        match path.extension()?.to_str()? {
            "cell" => Some(Form::Cell),
            "ipynb" => Some(Form::Notebook),
            "md" => Some(Form::Markdown),
            "py" => Some(Form::Script),
            _ => None,
        }
    }

    /// The form of a lesson that is run a cell at a time.
    pub fn by_cells(self) -> Form {
        if self == Form::Script { Form::Cell } else { self }
    }

    /// Whether the value of a cell's last expression is shown.
    pub fn shows_values(self) -> bool {
        self != Form::Script
    }
}

impl Lesson {
    /// Reads a lesson; `-` is standard input, in which a notebook is known by its text. A file with an
    /// unknown ending is a script. Errors: it cannot be read, or is no notebook though its ending says so.
    pub fn read(path: &Path) -> Result<Lesson, FileError> {
        if path.as_os_str() == "-" {
            let text = read_stdin()?;
            let form = if notebook::looks_like_one(&text.text) { Form::Notebook } else { Form::Script };
            return Lesson::parse(&text, form, "standard input");
        }
        Lesson::parse(&read_text(path)?, Form::of(path).unwrap_or(Form::Script), &path.display().to_string())
    }

    /// A lesson of these cells, that comes from no file.
    pub fn of_cells(form: Form, cells: Vec<LessonCell>) -> Lesson {
        Lesson { form, cells, script: String::new() }
    }

    /// Reads a lesson from text; `name` is the file's, for errors.
    pub fn parse(text: &Text, form: Form, name: &str) -> Result<Lesson, FileError> {
        let mut script = String::new();
        if form == Form::Script {
            script.clone_from(&text.text);
        }
        let cells = match form {
            Form::Notebook => notebook::parse(&text.text, name)?,
            Form::Markdown => markdown::read(&text.text),
            Form::Cell | Form::Script => format::parse(&text.text).into_iter().map(LessonCell::from).collect(),
        };
        Ok(Lesson { form, cells, script })
    }

    /// The programs to run, one after the other: a cell of code each, or the whole script. `title` says
    /// where they fail, as `File "name"`; a notebook's cells are known by their numbers.
    pub fn programs(&self, title: &str) -> Vec<Program> {
        if self.form == Form::Script {
            let source = Source::new(title, self.script.as_str());
            return vec![Program { number: 1, title: String::new(), source, may_raise: false }];
        }
        self.cell_programs(title)
    }

    /// The cells of code as programs, those of a script too.
    pub fn cell_programs(&self, title: &str) -> Vec<Program> {
        let source = |cell: &LessonCell| match cell.number {
            Some(number) if self.form == Form::Notebook => {
                Source { title: format!("Cell In[{number}]"), text: cell.program(), first_line: 1 }
            }
            _ => Source { title: title.to_owned(), text: cell.program(), first_line: cell.line },
        };
        let program = |cell: &LessonCell| Program {
            number: cell.number.unwrap_or(0),
            title: cell.title.clone(),
            source: Rc::new(source(cell)),
            may_raise: cell.may_raise(),
        };
        self.code().map(program).collect()
    }

    /// The cells of code.
    pub fn code(&self) -> impl Iterator<Item = &LessonCell> {
        self.cells.iter().filter(|cell| cell.kind == CellKind::Code)
    }
}

impl LessonCell {
    /// A cell with nothing but its text.
    pub fn new(kind: CellKind, text: String) -> LessonCell {
        LessonCell {
            kind,
            text,
            title: String::new(),
            tags: Vec::new(),
            line: 1,
            number: None,
            saved: Vec::new(),
            unsaved: false,
            attachments: Vec::new(),
            id: None,
            verbatim: None,
        }
    }

    /// The cell's program, ending in a line feed.
    pub fn program(&self) -> String {
        format!("{}\n", self.text)
    }

    /// Whether the cell is to end in an exception, because it did when it was saved or is tagged so, as
    /// nbconvert and Jupyter Book know it.
    pub fn may_raise(&self) -> bool {
        self.saved.iter().any(|saved| matches!(saved, Saved::Error(_)))
            || self.tags.iter().any(|tag| tag == "raises-exception")
    }

    /// Whether the cell ended in an exception of this class when it was saved.
    pub fn records_error(&self, class: &str) -> bool {
        let is_class =
            |text: &str| text.strip_prefix(class).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
        self.saved.iter().any(|saved| matches!(saved, Saved::Error(text) if is_class(text)))
    }

    /// The saved text as recorded lines, in order. Neither pictures nor what programs write to standard
    /// error themselves are recorded.
    pub fn recorded(&self) -> Vec<Recorded> {
        let mut recorded = Vec::new();
        let mut printed = String::new();
        for saved in &self.saved {
            match saved {
                Saved::Stdout(text) => printed.push_str(text),
                Saved::Shown(text) | Saved::Result(text) => {
                    record_printed(&mut printed, &mut recorded);
                    record(Kind::Shown, text, &mut recorded);
                }
                Saved::Warning(text) => {
                    record_printed(&mut printed, &mut recorded);
                    record(Kind::Warning, text, &mut recorded);
                }
                Saved::Error(text) => {
                    record_printed(&mut printed, &mut recorded);
                    record(Kind::Error, text, &mut recorded);
                }
                Saved::Stderr(_) | Saved::Picture(..) => {}
            }
        }
        record_printed(&mut printed, &mut recorded);
        recorded
    }

    /// The number of saved pictures.
    pub fn pictures(&self) -> usize {
        self.saved.iter().filter(|saved| matches!(saved, Saved::Picture(..))).count()
    }
}

fn record(kind: Kind, text: &str, recorded: &mut Vec<Recorded>) {
    recorded.extend(text.split('\n').map(|line| Recorded { kind, text: line.to_owned() }));
}

/// Records what was printed so far. The last line need not end.
fn record_printed(printed: &mut String, recorded: &mut Vec<Recorded>) {
    if !printed.is_empty() {
        record(Kind::Shown, printed.strip_suffix('\n').unwrap_or(printed), recorded);
        printed.clear();
    }
}

impl Saved {
    /// Recorded lines as what they are: lines of one kind together, but each warning for itself.
    pub(super) fn from_recorded(recorded: &[Recorded]) -> Vec<Saved> {
        let mut saved: Vec<Saved> = Vec::new();
        let mut last = None;
        for Recorded { kind, text } in recorded {
            match saved.last_mut() {
                // A warning starts with its class; what does not goes on with the one before.
                Some(Saved::Shown(before) | Saved::Warning(before) | Saved::Error(before))
                    if last == Some(*kind) && !(*kind == Kind::Warning && starts_warning(text)) =>
                {
                    before.push('\n');
                    before.push_str(text);
                }
                _ => saved.push(match kind {
                    Kind::Shown => Saved::Shown(text.clone()),
                    Kind::Warning => Saved::Warning(text.clone()),
                    Kind::Error => Saved::Error(text.clone()),
                }),
            }
            last = Some(*kind);
        }
        saved
    }
}

impl From<Cell> for LessonCell {
    fn from(cell: Cell) -> LessonCell {
        let text = match cell.kind {
            CellKind::Code => cell.lines.join("\n"),
            CellKind::Markdown | CellKind::Raw => {
                cell.lines.iter().map(|line| uncommented(line)).collect::<Vec<_>>().join("\n")
            }
        };
        LessonCell {
            title: cell.title().to_owned(),
            // The first word in brackets of prose says that it is prose.
            tags: cell.tags().into_iter().skip(usize::from(cell.kind != CellKind::Code)).map(str::to_owned).collect(),
            line: cell.line,
            number: cell.number,
            saved: Saved::from_recorded(&cell.recorded),
            ..LessonCell::new(cell.kind, text)
        }
    }
}

/// Whether a line is `Category: …` or a category alone.
pub(super) fn starts_warning(line: &str) -> bool {
    let class = line.split_once(": ").map_or(line, |(class, _)| class);
    class.ends_with("Warning") && class.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// A line of prose without its comment mark.
fn uncommented(line: &str) -> &str {
    line.strip_prefix("# ").or_else(|| line.strip_prefix('#')).unwrap_or(line)
}
