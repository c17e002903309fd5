//! `numcell convert`: a lesson in another form, without loss of code, prose, titles, tags and recorded
//! lines. A notebook keeps what a `.cell` file says otherwise than numcell writes it, so that the way
//! back gives the same bytes.

use super::format::{CellKind, Kind};
use super::lesson::{Form, Lesson, LessonCell, Saved};
use super::read::{FileError, Text, read_text, write_file};
use super::{markdown, notebook, percent, save};
use crate::syntax::{ast::StmtKind, parse};
use crate::text::Source;
use serde_json::{Value, json};
use std::path::Path;

/// Writes a lesson in the form that the new name's ending says. What was done, in a line.
///
/// Errors: a name with another ending, a file that cannot be read or written, a broken notebook.
pub fn convert_file(from: &Path, to: &Path) -> Result<String, FileError> {
    let form = |path: &Path| {
        let unknown = || format!("{}: the name ends in none of .cell, .ipynb, .py and .md", path.display());
        Form::of(path).ok_or_else(|| FileError::new(unknown()))
    };
    let (old, new) = (form(from)?, form(to)?);
    let file = read_text(from)?;
    let name = from.display().to_string();
    let cells = read_cells(&file, old, &name)?;
    write_file(to, &converted(&file, old, new, &name)?)?;
    let count = if cells.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", cells.len()) };
    let pictures: usize = cells.iter().map(|cell| cell.pictures() + cell.attachments.len()).sum();
    let lost = match pictures {
        _ if new == Form::Notebook => String::new(),
        0 => String::new(),
        1 => "; 1 picture is left out, such a file holds text alone".to_owned(),
        many => format!("; {many} pictures are left out, such a file holds text alone"),
    };
    Ok(format!("{}: {count}{lost}", to.display()))
}

/// The text of a file in another form. `name` is the file's, for errors.
pub fn converted(file: &Text, old: Form, new: Form, name: &str) -> Result<Text, FileError> {
    let is_percent = |form| matches!(form, Form::Cell | Form::Script);
    if is_percent(old) && is_percent(new) {
        return Ok(file.clone());
    }
    let mut cells = read_cells(file, old, name)?;
    let text = match new {
        Form::Notebook => {
            let kept = if is_percent(old) { keep_verbatim(file, &mut cells) } else { None };
            save::render(&cells.into_iter().map(told_apart).collect::<Vec<_>>(), kept)
        }
        Form::Markdown => markdown::write(&cells),
        Form::Cell | Form::Script => {
            let kept = if old == Form::Notebook { notebook::kept(&file.text) } else { None };
            return Ok(percent_file(&cells, kept.as_ref()));
        }
    };
    Ok(Text::new(&text))
}

/// The cells of a file, with their code as it is run.
fn read_cells(file: &Text, form: Form, name: &str) -> Result<Vec<LessonCell>, FileError> {
    match form {
        Form::Cell | Form::Script => Ok(percent::read(&file.text)),
        Form::Notebook | Form::Markdown => Ok(Lesson::parse(file, form, name)?.cells),
    }
}

/// Keeps with each cell its own text where it would come back as another one; gives what the whole
/// file needs for that.
fn keep_verbatim(file: &Text, cells: &mut [LessonCell]) -> Option<Value> {
    let mut chunks = percent::chunks(&file.text);
    let head = if chunks.len() > cells.len() { chunks.remove(0) } else { "" };
    let last = cells.len().saturating_sub(1);
    for (index, (cell, chunk)) in cells.iter_mut().zip(chunks).enumerate() {
        if percent::cell_text(&through_notebook(cell), index == last) != chunk {
            cell.verbatim = Some(chunk.to_owned());
        }
    }
    file.kept(head)
}

/// The cell as it comes back from a notebook.
fn through_notebook(cell: &LessonCell) -> LessonCell {
    let json = save::cell_json(&told_apart(cell.clone()), &mut Vec::new());
    notebook::read_cell(json).unwrap_or_else(|_| cell.clone())
}

/// The text of a `.cell` file with these cells. A cell that is still what it was when it went into the
/// notebook gets the bytes that it had.
fn percent_file(cells: &[LessonCell], kept: Option<&Value>) -> Text {
    let last = cells.len().saturating_sub(1);
    let head = kept.and_then(|kept| kept["head"].as_str()).unwrap_or("");
    let mut text = head.to_owned();
    for (index, cell) in cells.iter().enumerate() {
        match cell.verbatim.as_ref().filter(|verbatim| is_unchanged(cell, verbatim)) {
            Some(verbatim) => text.push_str(verbatim),
            None => text.push_str(&percent::cell_text(cell, index == last)),
        }
    }
    Text::restored(text, kept)
}

/// Whether a cell of a notebook says what the text says that it was made of.
fn is_unchanged(cell: &LessonCell, verbatim: &str) -> bool {
    let cells = percent::read(verbatim);
    let [old] = cells.as_slice() else { return false };
    let old = through_notebook(old);
    (cell.kind, &cell.title, &cell.tags, &cell.text) == (old.kind, &old.title, &old.tags, &old.text)
        && cell.recorded() == old.recorded()
}

/// The cell with shown lines as what was printed or as the value, as far as its code tells.
fn told_apart(mut cell: LessonCell) -> LessonCell {
    let last = cell.saved.iter().rposition(|saved| matches!(saved, Saved::Shown(_)));
    let has_error = cell.recorded().iter().any(|line| line.kind == Kind::Error);
    let has_value = cell.kind == CellKind::Code && !has_error && shows_only_a_value(&cell.text);
    for (index, saved) in cell.saved.iter_mut().enumerate() {
        if let Saved::Shown(text) = saved {
            let text = std::mem::take(text);
            let is_value = has_value && Some(index) == last;
            *saved = if is_value { Saved::Result(text) } else { Saved::Stdout(text + "\n") };
        }
    }
    cell
}

/// Whether code ends in an expression and prints nothing itself.
fn shows_only_a_value(code: &str) -> bool {
    let python: String = code.split_inclusive('\n').filter(|line| !percent::is_foreign(line)).collect();
    let module = parse(&Source::new("File \"<cell>\"", python));
    module.is_ok_and(|module| {
        let is_value = module.body.last().is_some_and(|last| matches!(last.kind, StmtKind::Expr(_)));
        is_value && !module.ends_in_semicolon && !code.contains("print")
    })
}

impl Text {
    /// What a notebook keeps of the file that it was made of, beyond its cells; None if nothing.
    fn kept(&self, head: &str) -> Option<Value> {
        let (crlf, bom) = self.marks();
        (crlf || bom || !head.is_empty()).then(|| json!({"crlf": crlf, "bom": bom, "head": head}))
    }

    /// Text for a file that was kept so.
    fn restored(text: String, kept: Option<&Value>) -> Text {
        let is = |name: &str| kept.is_some_and(|kept| kept[name] == true);
        Text::marked(text, is("crlf"), is("bom"))
    }
}
