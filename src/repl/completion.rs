//! What Tab offers: names from the interpreter, magics after `%`, files after magics that take one and
//! inside strings that nothing else completes.

use super::magics;
use crate::session::{Candidate, CandidateKind, Completions, Engine};
use std::fs;

/// Completes what stands before the cursor at byte `at`.
pub(super) fn complete(engine: &mut dyn Engine, text: &str, at: usize) -> Completions {
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
        Some(start) if found.candidates.is_empty() => files(&line[start..], line_start + start),
        _ => found,
    }
}

fn magic_names(line: &str, start: usize) -> Completions {
    let mark = if line.starts_with("%%") { "%%" } else { "%" };
    let mut candidates: Vec<Candidate> = magics::all()
        .filter(|magic| if mark == "%%" { magic.has_cell() } else { magic.has_line() })
        .filter(|magic| magic.name.starts_with(&line[mark.len()..]))
        .map(|magic| Candidate {
            text: format!("{mark}{}", magic.name),
            kind: CandidateKind::Magic,
            detail: magic.summary.to_owned(),
        })
        .collect();
    candidates.sort_by(|a, b| a.text.cmp(&b.text));
    Completions { start, candidates }
}

fn after_magic(engine: &mut dyn Engine, text: &str, at: usize, name: &str, argument: &str) -> Completions {
    if matches!(name, "run" | "load" | "save" | "cd" | "ls" | "writefile") {
        let word = argument.rfind(' ').map_or(argument, |blank| &argument[blank + 1..]);
        return files(word, at - word.len());
    }
    engine.complete(text, at)
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
