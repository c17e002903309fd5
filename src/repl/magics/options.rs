//! Options of magics: `-n 10`, `-n10`, `-oq`, up to the first word that is none.

/// The options in front of a line, and the rest of it.
pub(super) struct Options<'a> {
    given: Vec<(char, &'a str)>,
    /// What follows them.
    pub(super) rest: &'a str,
}

impl<'a> Options<'a> {
    /// Reads a line. `known` lists the letters; a letter with `:` after it takes a value. Errors: an
    /// unknown letter, a missing value.
    pub(super) fn read(line: &'a str, known: &str) -> Result<Options<'a>, String> {
        let mut given = Vec::new();
        let mut rest = line.trim();
        while let Some(word) = rest.strip_prefix('-').filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            let end = word.find(char::is_whitespace).unwrap_or(word.len());
            let (mut letters, after) = word.split_at(end);
            rest = after.trim_start();
            while let Some(letter) = letters.chars().next() {
                letters = &letters[letter.len_utf8()..];
                let at = known.find(letter).filter(|_| letter != ':');
                let at = at.ok_or_else(|| format!("option -{letter} not recognized"))?;
                if !known[at + 1..].starts_with(':') {
                    given.push((letter, ""));
                    continue;
                }
                let mut value = letters;
                if value.is_empty() {
                    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    (value, rest) = (&rest[..end], rest[end..].trim_start());
                }
                if value.is_empty() {
                    return Err(format!("option -{letter} requires argument"));
                }
                given.push((letter, value));
                break;
            }
        }
        Ok(Options { given, rest })
    }

    /// Whether an option was given.
    pub(super) fn has(&self, letter: char) -> bool {
        self.given.iter().any(|(given, _)| *given == letter)
    }

    /// The value of an option, the last one if it was given twice.
    pub(super) fn value(&self, letter: char) -> Option<&'a str> {
        self.given.iter().rev().find(|(given, _)| *given == letter).map(|(_, value)| *value)
    }

    /// The value of an option as a number of at least 1. Errors: it is no such number.
    pub(super) fn number(&self, letter: char) -> Result<Option<u64>, String> {
        let Some(text) = self.value(letter) else { return Ok(None) };
        let number = text.parse().ok().filter(|&number| number >= 1);
        number.map(Some).ok_or_else(|| format!("option -{letter} takes a number from 1 on, not {text}"))
    }
}

/// A file name as typed: quotes around it do not belong to it, `~` is the home directory.
pub(crate) fn path(text: &str) -> std::path::PathBuf {
    let text = text.trim();
    let unquoted = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let text = unquoted.unwrap_or(text);
    match (text.strip_prefix('~'), std::env::home_dir()) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => text.into(),
    }
}
