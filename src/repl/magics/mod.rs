//! Magics: one row each, directly above its function, in its family's file. From the row come the
//! call, `%name?`, `%lsmagic`, `%quickref`, completion and did-you-mean.

mod about;
mod files;
mod options;
mod past;
mod timing;
mod variables;

pub(super) use about::explain;
pub(super) use options::path;

use super::input::is_magic;
use super::shell::{Lines, Next, Pending, Shell};
use crate::session::Sink;
use crate::text::closest;

/// A magic.
pub(super) struct Magic {
    /// Its name without `%`.
    pub(super) name: &'static str,
    /// How it is called, without `%`.
    pub(super) usage: &'static str,
    /// What it does, in a sentence or a few lines.
    pub(super) summary: &'static str,
    /// `%name line`.
    line: Option<RunLine>,
    /// `%%name line` with a body.
    cell: Option<RunCell>,
}

type RunLine = fn(&mut Shell, &str, &mut Lines<'_>) -> Done;
type RunCell = fn(&mut Shell, &str, &str, &mut Lines<'_>) -> Done;

impl Magic {
    /// Whether it can be called as `%name`.
    pub(super) fn has_line(&self) -> bool {
        self.line.is_some()
    }

    /// Whether it can be called as `%%name`.
    pub(super) fn has_cell(&self) -> bool {
        self.cell.is_some()
    }
}

/// What a magic comes to: what to read next, or how it was used wrongly.
type Done = Result<Next, String>;

/// All magics, a family at a time.
pub(super) fn all() -> impl Iterator<Item = &'static Magic> {
    [timing::MAGICS, variables::MAGICS, files::MAGICS, past::MAGICS, about::MAGICS].into_iter().flatten()
}

fn find(name: &str) -> Option<&'static Magic> {
    all().find(|magic| magic.name == name)
}

/// Runs `%name line`.
pub(super) fn call_line(shell: &mut Shell, name: &str, line: &str, sink: &mut Lines<'_>) -> Next {
    // `%name?` asks for its page.
    if let Some(name) = name.strip_suffix('?') {
        explain(shell, &format!("%{}", name.trim_end_matches('?')), false, sink);
        return Next::Cell;
    }
    let done = match find(name) {
        Some(Magic { line: Some(run), .. }) => run(shell, line, sink),
        Some(_) => Err(format!("`%{name}` is a cell magic: write `%%{name}` and put the cell under it")),
        None => Err(unknown("%", name, |magic| magic.line.is_some())),
    };
    finish(done, sink)
}

/// Runs `%%name line` over the lines under it.
pub(super) fn call_cell(shell: &mut Shell, name: &str, line: &str, body: &str, sink: &mut Lines<'_>) -> Next {
    if let Some(name) = name.strip_suffix('?') {
        explain(shell, &format!("%%{}", name.trim_end_matches('?')), false, sink);
        return Next::Cell;
    }
    let done = match find(name) {
        Some(Magic { cell: Some(run), .. }) => run(shell, line, body, sink),
        Some(_) => Err(format!("`%%{name}` is no cell magic; there is `%{name}`")),
        None => Err(unknown("%%", name, |magic| magic.cell.is_some())),
    };
    finish(done, sink)
}

fn finish(done: Done, sink: &mut Lines<'_>) -> Next {
    done.unwrap_or_else(|problem| {
        sink.end_line();
        sink.stderr(&format!("UsageError: {problem}\n"));
        Next::Cell
    })
}

/// Says that there is no such magic, and which one was meant.
fn unknown(mark: &str, name: &str, fits: impl Fn(&Magic) -> bool) -> String {
    let kind = if mark == "%" { "Line" } else { "Cell" };
    let names = || all().filter(|magic| fits(magic)).map(|magic| magic.name);
    // Two letters in the wrong order are further apart than CPython's measure allows.
    let near = closest(name, names()).or_else(|| names().find(|other| sorted(other) == sorted(name)));
    let advice = match near {
        Some(near) => format!(" Did you mean `{mark}{near}`?"),
        None => " `%lsmagic` lists them.".to_owned(),
    };
    format!("{kind} magic function `{mark}{name}` not found.{advice}")
}

fn sorted(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters
}

/// The magic that a line without `%` calls, as IPython allows: `who`, `cd data`. A name of the
/// program, and anything that reads on like an expression, is code.
pub(super) fn without_percent(shell: &Shell, code: &str) -> Option<(String, String)> {
    let code = code.trim();
    let (name, line) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    let line = line.trim();
    let is_code = line.starts_with(|c: char| "=+-*/%@&|^<>!,.;:([{".contains(c) && !is_option(line))
        || ["in ", "is ", "and ", "or ", "not ", "if ", "for "].iter().any(|word| line.starts_with(word));
    if code.contains('\n') || is_magic(code) || is_code || find(name)?.line.is_none() {
        return None;
    }
    let known = shell.engine.borrow_mut().complete(name, name.len());
    let is_name = known.candidates.iter().any(|candidate| candidate.text == name);
    (!is_name).then(|| (name.to_owned(), line.to_owned()))
}

/// Whether a line starts with an option such as `-n`, a relative path or the home directory.
fn is_option(line: &str) -> bool {
    let mut letters = line.chars();
    match (letters.next(), letters.next()) {
        (Some('-'), Some(letter)) => letter.is_ascii_alphabetic(),
        (Some('.'), next) => matches!(next, Some('.' | '/') | None),
        (Some('/'), Some(letter)) => letter.is_alphanumeric(),
        _ => false,
    }
}

/// Takes the answer to a question.
pub(super) fn answer(shell: &mut Shell, pending: Pending, text: &str, sink: &mut Lines<'_>) -> Next {
    match pending {
        Pending::Reset => variables::answer_reset(shell, text, sink),
        Pending::Paste(block) => past::paste_more(shell, block, text, sink),
    }
}
