//! What Tab offers: names from the interpreter, magics after `%`, files after magics that take one and
//! inside strings that nothing else completes.

use super::magics::{self, Takes};
use super::settings;
use crate::python::environment;
use crate::session::{Candidate, CandidateKind, Completions, Engine, Files};
use crate::text::nearest;
use std::fs;

/// Completes what stands before the cursor at byte `at`.
pub fn complete(engine: &mut dyn Engine, text: &str, at: usize) -> Completions {
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[line_start..at];
    if let Some(rest) = line.strip_prefix('%') {
        return match rest.split_once(' ') {
            None => magic_names(line, line_start),
            Some((name, argument)) => after_magic(engine, text, at, name.trim_start_matches('%'), argument),
        };
    }
    let found = engine.complete(text, at);
    match open_string(line) {
        Some(start) if found.candidates.is_empty() && may_look(engine) => files(&line[start..], line_start + start),
        _ => found,
    }
}

/// Whether the user's files may be named; in a sandbox they may not.
fn may_look(engine: &dyn Engine) -> bool {
    engine.files() != Files::Nothing
}

fn magic_names(line: &str, start: usize) -> Completions {
    let mark = if line.starts_with("%%") { "%%" } else { "%" };
    let fits = |magic: &&magics::Magic| if mark == "%%" { magic.cell.is_some() } else { magic.line.is_some() };
    among(magics::all().filter(fits).map(|magic| (format!("{mark}{}", magic.name), magic.summary)), line, start)
}

/// Completes what follows a magic's name by what its row says: options, their values, its argument.
fn after_magic(engine: &mut dyn Engine, text: &str, at: usize, name: &str, argument: &str) -> Completions {
    let word = argument.rfind(' ').map_or(argument, |blank| &argument[blank + 1..]);
    let start = at - word.len();
    let Some(magic) = magics::find(name) else { return Completions { start, candidates: Vec::new() } };
    let is_option = word.starts_with('-') && word.len() <= 2 && !magic.options.is_empty();
    if is_option {
        let options = magic.options.iter().map(|option| (format!("-{}", option.letter), option.summary));
        return among(options, word, start);
    }
    match magic.takes {
        Takes::Files | Takes::Directories | Takes::Environment if !may_look(engine) => {
            Completions { start, candidates: Vec::new() }
        }
        Takes::Nothing | Takes::Text => Completions { start, candidates: Vec::new() },
        Takes::Code => engine.complete(text, at),
        Takes::Variables => {
            let names = engine.names();
            among(names.iter().map(|(name, info)| (name.clone(), info.type_name.as_str())), word, start)
        }
        Takes::Files => files(word, start),
        Takes::Directories => {
            let mut found = files(word, start);
            found.candidates.retain(|candidate| candidate.text.ends_with('/'));
            found
        }
        Takes::Environment => among(environment::variables().into_iter().map(|(name, _)| (name, "")), word, start),
        Takes::Settings => match argument.trim_start().split_once([' ', '=']) {
            None => among(settings::ALL.iter().map(|setting| (setting.name.to_owned(), setting.summary)), word, start),
            Some((name, _)) => {
                let values =
                    settings::ALL.iter().find(|setting| setting.name == name).map_or(&[][..], |found| found.values);
                among(values.iter().map(|value| ((*value).to_owned(), "")), word, start)
            }
        },
        Takes::Words(words) => among(words.iter().map(|word| ((*word).to_owned(), "")), word, start),
    }
}

/// Those of some words, each with a few words about it, that start with `word`, or else those that it was
/// meant to be.
fn among<'a>(words: impl Iterator<Item = (String, &'a str)>, word: &str, start: usize) -> Completions {
    let words: Vec<(String, &str)> = words.collect();
    let mut fitting: Vec<usize> = (0..words.len()).filter(|&at| words[at].0.starts_with(word)).collect();
    if fitting.is_empty() {
        fitting = nearest(word, words.iter().map(|(text, _)| text.as_str()));
    }
    let candidate = |at: usize| {
        let (text, detail) = &words[at];
        Candidate { text: text.clone(), kind: CandidateKind::Magic, detail: (*detail).to_owned() }
    };
    let mut candidates: Vec<Candidate> = fitting.into_iter().map(candidate).collect();
    candidates.sort_by(|a, b| a.text.cmp(&b.text));
    Completions { start, candidates }
}

/// Where the string starts that the cursor at the end of the line is in.
fn open_string(line: &str) -> Option<usize> {
    let mut open: Option<(char, usize)> = None;
    for (at, letter) in line.char_indices() {
        match open {
            Some((quote, _)) if quote == letter => open = None,
            None if letter == '"' || letter == '\'' => open = Some((letter, at + 1)),
            _ => {}
        }
    }
    open.map(|(_, start)| start)
}

/// The files whose path starts with `word`, which stands at byte `start`.
fn files(word: &str, start: usize) -> Completions {
    let (directory, name) =
        word.rsplit_once('/').map_or(("", word), |(_, name)| word.split_at(word.len() - name.len()));
    let place = if directory.is_empty() { "." } else { directory };
    let mut candidates = Vec::new();
    for entry in fs::read_dir(magics::path(place)).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with(name) && (name.starts_with('.') || !file.starts_with('.')) {
            let slash = if entry.path().is_dir() { "/" } else { "" };
            let text = format!("{directory}{file}{slash}");
            candidates.push(Candidate { text, kind: CandidateKind::File, detail: String::new() });
        }
    }
    candidates.sort_by(|a, b| a.text.cmp(&b.text));
    Completions { start, candidates }
}
