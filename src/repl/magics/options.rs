//! Options of magics, as their rows list them: `-n 10`, `-n10`, `-oq`, up to the first word that is
//! none, or up to `--`.

use super::Magic;

/// An option in a magic's row.
pub(in crate::repl) struct Opt {
    /// The letter after `-`.
    pub(in crate::repl) letter: char,
    /// What its value is called; empty if it takes none.
    pub(in crate::repl) value: &'static str,
    /// What it does, in a few words.
    pub(in crate::repl) summary: &'static str,
}

impl Opt {
    /// An option without a value.
    pub(super) const fn flag(letter: char, summary: &'static str) -> Opt {
        Opt { letter, value: "", summary }
    }

    /// An option that takes a value.
    pub(super) const fn valued(letter: char, value: &'static str, summary: &'static str) -> Opt {
        Opt { letter, value, summary }
    }

    /// `-n LOOPS`
    pub(super) fn usage(&self) -> String {
        if self.value.is_empty() { format!("-{}", self.letter) } else { format!("-{} {}", self.letter, self.value) }
    }
}

/// The options in front of a line, and the rest of it.
pub(in crate::repl) struct Options<'a> {
    given: Vec<(char, &'a str)>,
    /// What follows them, without blanks around it.
    pub(super) rest: &'a str,
}

impl<'a> Options<'a> {
    /// Reads what follows a magic's name. A magic without options gets the whole line. Errors: an
    /// unknown letter, a missing value.
    pub(super) fn read(line: &'a str, magic: &Magic) -> Result<Options<'a>, String> {
        let mut given = Vec::new();
        let mut rest = line.trim();
        while !magic.options.is_empty() {
            if let Some(after) = rest.strip_prefix("--").filter(|after| after.is_empty() || after.starts_with(' ')) {
                rest = after.trim_start();
                break;
            }
            // `-x` may be the statement that is to be timed, but then `--` can say so.
            let is_option = |word: &&str| word.starts_with(|c: char| c.is_ascii_alphabetic());
            let Some(word) = rest.strip_prefix('-').filter(is_option) else { break };
            let end = word.find(char::is_whitespace).unwrap_or(word.len());
            let (mut letters, after) = word.split_at(end);
            rest = after.trim_start();
            while let Some(letter) = letters.chars().next() {
                letters = &letters[letter.len_utf8()..];
                let option = magic.options.iter().find(|option| option.letter == letter);
                let option = option.ok_or_else(|| unknown(magic, letter))?;
                if option.value.is_empty() {
                    given.push((letter, ""));
                    continue;
                }
                let mut value = letters;
                if value.is_empty() {
                    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    (value, rest) = (&rest[..end], rest[end..].trim_start());
                }
                if value.is_empty() {
                    return Err(format!("option -{letter} of {} needs a value: {}", magic.mark(), option.usage()));
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

fn unknown(magic: &Magic, letter: char) -> String {
    let known: Vec<String> = magic.options.iter().map(Opt::usage).collect();
    format!("{} has no option -{letter}; it has {}", magic.mark(), known.join(", "))
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
