//! Magics: one row each, directly above its function, in its family's file. From the row come the
//! call, the reading of its options, `%name?`, `%lsmagic`, `%quickref`, completion of its name, options
//! and arguments, and did-you-mean. A family is one file with a list `MAGICS`, named in [`all`].

mod about;
mod editing;
mod files;
mod journal;
mod lesson;
mod notebooks;
mod options;
mod past;
mod preferences;
mod race;
mod timing;
mod variables;

pub(super) use about::explain;
pub(super) use files::run_file;
pub(super) use journal::{Journal, keep_up};
pub(super) use options::{Opt, path};
pub(super) use preferences::set_precision;

use super::input::is_magic;
use super::shell::{Lines, Next, Pending, Shell};
use crate::session::{Access, Files, Sink};
use crate::text::{closest, filled};
use options::Options;
use std::path::Path;

/// A magic. A row names what it has and takes the rest from [`Magic::NEW`].
pub(super) struct Magic {
    /// Its name without `%`.
    pub(super) name: &'static str,
    /// What follows the name and the options, as the page shows it: `STATEMENT`, `[CELLS...]`.
    pub(super) argument: &'static str,
    /// What `%%name` takes on its own line, if it is not `argument`.
    pub(super) cell_argument: Option<&'static str>,
    /// What the argument is, for completion and for a first check.
    pub(super) takes: Takes,
    /// Its options. A magic without any gets its line unread, so that `%time -x` times `-x`.
    pub(super) options: &'static [Opt],
    /// What it does, in a sentence.
    pub(super) summary: &'static str,
    /// What else the page says, in paragraphs; may be empty.
    pub(super) details: &'static str,
    /// Calls to learn from, each with its mark.
    pub(super) examples: &'static [&'static str],
    /// `%name line`.
    pub(super) line: Option<RunLine>,
    /// `%%name line` with a body.
    pub(super) cell: Option<RunCell>,
}

/// What a magic's argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// There is none; one that is given is an error.
    Nothing,
    /// Python.
    Code,
    /// Names of variables.
    Variables,
    /// Files.
    Files,
    /// Directories.
    Directories,
    /// Environment variables.
    Environment,
    /// A setting, and then its value.
    Settings,
    /// Some of these words.
    Words(&'static [&'static str]),
    /// Text of which nothing can be completed: numbers, ranges of cells.
    Text,
}

/// Runs `%name`: the options that were given, and where its output goes.
pub(super) type RunLine = fn(&mut Shell, &Options<'_>, &mut Lines<'_>) -> Done;
/// Runs `%%name`: the options of its first line, the lines under it, and where its output goes.
pub(super) type RunCell = fn(&mut Shell, &Options<'_>, &str, &mut Lines<'_>) -> Done;

/// What a magic comes to: what to read next, or how it was used wrongly.
pub(super) type Done = Result<Next, String>;

impl Magic {
    /// A row without anything.
    pub(super) const NEW: Magic = Magic {
        name: "",
        argument: "",
        cell_argument: None,
        takes: Takes::Nothing,
        options: &[],
        summary: "",
        details: "",
        examples: &[],
        line: None,
        cell: None,
    };

    /// `%name`, or `%%name` if it is a cell magic only.
    pub(super) fn mark(&self) -> String {
        format!("{}{}", if self.line.is_some() { "%" } else { "%%" }, self.name)
    }

    /// How it is called, a line for each way.
    pub(super) fn usage(&self) -> String {
        let options: String = self.options.iter().map(|option| format!(" [{}]", option.usage())).collect();
        let call = |mark: &str, argument: &str| {
            let argument = if argument.is_empty() { String::new() } else { format!(" {argument}") };
            format!("{mark}{}{options}{argument}", self.name)
        };
        let line = self.line.map(|_| call("%", self.argument));
        let cell = self.cell.map(|_| call("%%", self.cell_argument.unwrap_or(self.argument)));
        line.into_iter().chain(cell).collect::<Vec<_>>().join("\n")
    }

    /// What `%name?` shows.
    pub(super) fn page(&self) -> String {
        let mut page = format!("{}\n\n{}", self.usage(), filled(self.summary, 0));
        if !self.details.is_empty() {
            page.push_str("\n\n");
            page.push_str(&filled(self.details, 0));
        }
        let width = self.options.iter().map(|option| option.usage().len()).max().unwrap_or(0);
        if !self.options.is_empty() {
            page.push_str("\n\nOptions");
        }
        for option in self.options {
            page.push_str(&format!("\n  {:width$}  {}", option.usage(), option.summary));
        }
        if !self.examples.is_empty() {
            page.push_str("\n\nExamples");
        }
        for example in self.examples {
            page.push_str(&format!("\n  {}", example.replace('\n', "\n  ")));
        }
        page
    }
}

/// All magics, a family at a time.
pub(super) fn all() -> impl Iterator<Item = &'static Magic> {
    [
        timing::MAGICS,
        variables::MAGICS,
        files::MAGICS,
        past::MAGICS,
        editing::MAGICS,
        journal::MAGICS,
        preferences::MAGICS,
        lesson::MAGICS,
        notebooks::MAGICS,
        about::MAGICS,
    ]
    .into_iter()
    .flatten()
}

/// The magic of this name, without `%`.
pub(super) fn find(name: &str) -> Option<&'static Magic> {
    all().find(|magic| magic.name == name)
}

/// Runs `%name line`.
pub(super) fn call_line(shell: &mut Shell, name: &str, line: &str, sink: &mut Lines<'_>) -> Next {
    // `%name?` asks for its page.
    if let Some(name) = name.strip_suffix('?') {
        return explain(shell, &format!("%{}", name.trim_end_matches('?')), false, sink);
    }
    let done = match find(name) {
        Some(magic @ Magic { line: Some(run), .. }) => {
            read(shell, magic, line).and_then(|options| run(shell, &options, sink))
        }
        None if shell.gathered.is_some() => return pass_over(&format!("%{name}"), sink),
        Some(_) => Err(format!("`%{name}` is a cell magic: write `%%{name}` and put the cell under it")),
        None => Err(unknown("%", name, |magic| magic.line.is_some())),
    };
    finish(done, sink)
}

/// Runs `%%name line` over the lines under it.
pub(super) fn call_cell(shell: &mut Shell, name: &str, line: &str, body: &str, sink: &mut Lines<'_>) -> Next {
    if let Some(name) = name.strip_suffix('?') {
        return explain(shell, &format!("%%{}", name.trim_end_matches('?')), false, sink);
    }
    let done = match find(name) {
        Some(magic @ Magic { cell: Some(run), .. }) => {
            read(shell, magic, line).and_then(|options| run(shell, &options, body, sink))
        }
        None if shell.gathered.is_some() => return pass_over(&format!("the cell under %%{name}"), sink),
        Some(_) => Err(format!("`%%{name}` is no cell magic; there is `%{name}`")),
        None => Err(unknown("%%", name, |magic| magic.cell.is_some())),
    };
    finish(done, sink)
}

/// Reads a magic's line and checks what its row says of it, and that the session may do it.
fn read<'a>(shell: &Shell, magic: &Magic, line: &'a str) -> Result<Options<'a>, String> {
    let options = Options::read(line, magic)?;
    if shell.engine.borrow().files() == Files::Nothing && touches_files(magic, &options) {
        return Err(format!("{} needs files, and this session runs in a sandbox, without any", magic.mark()));
    }
    if magic.name == "edit" && shell.engine.borrow().files() != Files::All {
        return Err("%edit starts a program of yours, which lessons may not".to_owned());
    }
    match magic.takes {
        Takes::Nothing if !options.rest.is_empty() => {
            Err(format!("{} takes no argument, and {} was given", magic.mark(), options.rest))
        }
        Takes::Words(words) => match options.rest.split_whitespace().find(|word| !words.contains(word)) {
            Some(word) => Err(not_among(magic, word, words)),
            None => Ok(options),
        },
        _ => Ok(options),
    }
}

/// An error if the session may not change this file.
pub(super) fn may_change(shell: &Shell, file: &Path) -> Result<(), String> {
    let allowed = shell.engine.borrow().files().allow(file, Access::Change);
    allowed.map(drop).map_err(|advice| format!("cannot write {}. {advice}", file.display()))
}

/// Whether a call looks at the user's files, folders or environment: by what its row says that it takes.
fn touches_files(magic: &Magic, options: &Options<'_>) -> bool {
    matches!(magic.takes, Takes::Files | Takes::Directories | Takes::Environment)
        || magic.name == "pwd"
        || magic.options.iter().any(|option| option.value == "FILE" && options.has(option.letter))
}

/// Says which words a magic takes, and which one was meant.
pub(super) fn not_among(magic: &Magic, word: &str, words: &[&str]) -> String {
    let near = closest(word, words.iter().copied());
    let advice = near.map(|near| format!(". Did you mean {near}?")).unwrap_or_default();
    format!("{} does not know {word}; it takes {}{advice}", magic.mark(), words.join(", "))
}

fn finish(done: Done, sink: &mut Lines<'_>) -> Next {
    done.unwrap_or_else(|problem| {
        sink.end_line();
        sink.stderr(&format!("UsageError: {problem}\n"));
        Next::Cell
    })
}

/// Says that a notebook asks for a magic that numcell does not have, and goes on.
fn pass_over(what: &str, sink: &mut Lines<'_>) -> Next {
    sink.end_line();
    sink.stderr(&format!("{what} is passed over: numcell has no such magic\n"));
    Next::Cell
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
        Pending::Paste(block) => editing::paste_more(shell, block, text, sink),
        Pending::Page(rest) => editing::next_page(shell, &rest, text, sink),
    }
}
