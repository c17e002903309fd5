//! The user's settings: `numcell/config.toml` in the XDG configuration directory, lines such as
//! `editing = "vi"`; `%config` shows and changes them for a session. Beside it is the start-up file.

use super::style::Theme;
use crate::text::closest;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// How the prompt behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The keys of the vi editor instead of those of Emacs.
    pub vi: bool,
    /// The colours.
    pub theme: Theme,
    /// Whether parameters are shown while a call is typed.
    pub hints: bool,
    /// Whether what is typed is kept for later sessions.
    pub history: bool,
    /// Whether pages that are longer than the screen stop at its end.
    pub pager: bool,
    /// The digits of floats, as `%precision` sets them.
    pub precision: Option<usize>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { vi: false, theme: Theme::Auto, hints: true, history: true, pager: true, precision: None }
    }
}

/// A setting: its name, what it can be, and what it is for.
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) values: &'static [&'static str],
    pub(super) summary: &'static str,
    get: fn(&Settings) -> String,
    set: fn(&mut Settings, &str) -> bool,
}

impl Setting {
    /// What it can be, in words.
    pub(super) fn allowed(&self) -> String {
        match self.values {
            [word, first, .., last] if first.parse::<usize>().is_ok() => format!("{word}, {first} to {last}"),
            words => words.join(", "),
        }
    }
}

const ON_OFF: &[&str] = &["on", "off"];

/// All settings.
pub(super) const ALL: &[Setting] = &[
    Setting {
        name: "editing",
        values: &["emacs", "vi"],
        summary: "the keys that edit a cell",
        get: |settings| if settings.vi { "vi" } else { "emacs" }.to_owned(),
        set: |settings, value| {
            settings.vi = value == "vi";
            true
        },
    },
    Setting {
        name: "theme",
        values: &["auto", "dark", "light", "plain"],
        summary: "colours for a dark or a light terminal, or none; NO_COLOR in the environment always means none",
        get: |settings| settings.theme.name().to_owned(),
        set: |settings, value| match Theme::named(value) {
            Some(theme) => {
                settings.theme = theme;
                true
            }
            None => false,
        },
    },
    Setting {
        name: "hints",
        values: ON_OFF,
        summary: "parameters shown while a call is typed",
        get: |settings| on_off(settings.hints),
        set: |settings, value| {
            settings.hints = value == "on";
            true
        },
    },
    Setting {
        name: "history",
        values: ON_OFF,
        summary: "what is typed is kept for later sessions",
        get: |settings| on_off(settings.history),
        set: |settings, value| {
            settings.history = value == "on";
            true
        },
    },
    Setting {
        name: "pager",
        values: ON_OFF,
        summary: "pages longer than the screen stop at its end",
        get: |settings| on_off(settings.pager),
        set: |settings, value| {
            settings.pager = value == "on";
            true
        },
    },
    Setting {
        name: "precision",
        values: &[
            "auto", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
        ],
        summary: "digits of floats, as %precision sets them",
        get: |settings| settings.precision.map_or("auto".to_owned(), |digits| digits.to_string()),
        set: |settings, value| {
            settings.precision = value.parse().ok();
            true
        },
    },
];

fn on_off(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.to_owned()
}

impl Settings {
    /// Sets one by its name; `true` and `false` are `on` and `off`. Errors: what is allowed, in a line.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let names = || ALL.iter().map(|setting| setting.name);
        let Some(setting) = ALL.iter().find(|setting| setting.name == name) else {
            let near = closest(name, names()).map(|near| format!(". Did you mean {near}?")).unwrap_or_default();
            let all: Vec<&str> = names().collect();
            return Err(format!("there is no setting {name}; there are {}{near}", all.join(", ")));
        };
        let value = match value {
            "true" if setting.values == ON_OFF => "on",
            "false" if setting.values == ON_OFF => "off",
            value => value,
        };
        if setting.values.contains(&value) && (setting.set)(self, value) {
            return Ok(());
        }
        let words = setting.values.iter().copied().filter(|word| word.parse::<usize>().is_err());
        let near = closest(value, words).map(|near| format!(". Did you mean {near}?")).unwrap_or_default();
        Err(format!("{name} can be {}, not {value}{near}", setting.allowed()))
    }

    /// The value of a setting, as text.
    pub(super) fn get(&self, setting: &Setting) -> String {
        (setting.get)(self)
    }

    /// Reads the text of a configuration file. What is wrong in it, a line each, changes nothing.
    pub fn read(&mut self, text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', '[']) {
                continue;
            }
            let set = match line.split_once('=') {
                Some((name, value)) => self.set(name.trim(), plain_value(value)),
                None => Err("a setting is NAME = VALUE".to_owned()),
            };
            if let Err(problem) = set {
                problems.push(format!("line {number}: {problem}"));
            }
        }
        problems
    }

    /// The user's settings, and what is wrong with their file.
    pub(super) fn of_user() -> (Settings, Vec<String>) {
        let mut settings = Settings::default();
        let Some(path) = config_file() else { return (settings, Vec::new()) };
        let problems = match fs::read(&path) {
            Ok(bytes) => settings.read(&String::from_utf8_lossy(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => vec![error.to_string()],
        };
        let problems = problems.into_iter().map(|problem| format!("{}: {problem}", path.display())).collect();
        (settings, problems)
    }
}

/// A value without its quotes and without the comment after it.
fn plain_value(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.split(quote).next().unwrap_or(rest);
        }
    }
    value.split('#').next().unwrap_or(value).trim()
}

/// Where the configuration file is looked for; None without a home.
pub(super) fn config_file() -> Option<PathBuf> {
    Some(directory()?.join("config.toml"))
}

/// The program that runs at the start of each session, if there is one.
pub(super) fn startup_file() -> Option<PathBuf> {
    let directory = directory()?;
    ["startup.py", "startup.cell"].iter().map(|name| directory.join(name)).find(|path| Path::exists(path))
}

fn directory() -> Option<PathBuf> {
    let config = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    Some(config.or_else(|| Some(env::home_dir()?.join(".config")))?.join("numcell"))
}
