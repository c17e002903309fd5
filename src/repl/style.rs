//! Colours at the prompt, for dark and for light terminals: prompts, tracebacks, and code by its tokens.
//! On no terminal, on a dumb one and with `NO_COLOR` every text stays as it is.

use crate::session::ErrorReport;
use crate::syntax::TokenKind;
use std::env;
use std::io::IsTerminal;

/// How texts are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With ANSI colours that can be read on a dark background.
    Dark,
    /// With ANSI colours that can be read on a light background.
    Light,
    /// As they are.
    Plain,
}

/// Which style the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the terminal's background is, where it says so in `COLORFGBG`; else for a dark one.
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// No colours.
    Plain,
}

impl Theme {
    const NAMES: [(Theme, &'static str); 4] =
        [(Theme::Auto, "auto"), (Theme::Dark, "dark"), (Theme::Light, "light"), (Theme::Plain, "plain")];

    /// The theme of a name.
    pub fn named(name: &str) -> Option<Theme> {
        Theme::NAMES.iter().find(|(_, known)| *known == name).map(|(theme, _)| *theme)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Theme::NAMES.iter().find(|(theme, _)| *theme == self).map_or("", |(_, name)| name)
    }
}

/// ANSI colours for what is shown.
struct Palette {
    prompt: &'static str,
    out: &'static str,
    class: &'static str,
    marker: &'static str,
    place: &'static str,
    hint: &'static str,
    current: &'static str,
    bracket: &'static str,
    keyword: &'static str,
    builtin: &'static str,
    number: &'static str,
    string: &'static str,
    comment: &'static str,
}

const DARK: Palette = Palette {
    prompt: "\x1b[32m",
    out: "\x1b[31m",
    class: "\x1b[1;31m",
    marker: "\x1b[31m",
    place: "\x1b[36m",
    hint: "\x1b[2m",
    current: "\x1b[0;1m",
    bracket: "\x1b[1;4m",
    keyword: "\x1b[1;32m",
    builtin: "\x1b[36m",
    number: "\x1b[35m",
    string: "\x1b[33m",
    comment: "\x1b[2m",
};

const LIGHT: Palette = Palette {
    prompt: "\x1b[34m",
    keyword: "\x1b[1;34m",
    builtin: "\x1b[34m",
    place: "\x1b[34m",
    // Yellow cannot be read on white.
    string: "\x1b[32m",
    ..DARK
};

const RESET: &str = "\x1b[0m";

impl Style {
    /// The style of a theme on this process's terminal.
    pub fn of_terminal(theme: Theme) -> Style {
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
        if no_color || is_dumb || !std::io::stdout().is_terminal() {
            return Style::Plain;
        }
        match theme {
            Theme::Auto if is_light_background() => Style::Light,
            Theme::Auto | Theme::Dark => Style::Dark,
            Theme::Light => Style::Light,
            Theme::Plain => Style::Plain,
        }
    }

    /// Whether colours are on.
    pub fn is_coloured(self) -> bool {
        self != Style::Plain
    }

    fn palette(self) -> Option<&'static Palette> {
        match self {
            Style::Dark => Some(&DARK),
            Style::Light => Some(&LIGHT),
            Style::Plain => None,
        }
    }

    /// `In [3]: `
    pub(super) fn prompt(self, text: &str) -> String {
        self.paint(|palette| palette.prompt, text)
    }

    /// `Out[3]: ` in front of a value.
    pub(super) fn out(self, text: &str, number: usize) -> String {
        let prompt = format!("Out[{number}]: ");
        match text.strip_prefix(&prompt) {
            Some(value) => format!("{}{value}", self.paint(|palette| palette.out, &prompt)),
            None => text.to_owned(),
        }
    }

    /// A hint after the cursor; what stands between two of `mark` is the current parameter.
    pub(super) fn hint(self, text: &str, mark: char) -> String {
        let Some(palette) = self.palette() else { return text.to_owned() };
        let mut painted = String::from(palette.hint);
        for (at, part) in text.split(mark).enumerate() {
            if at > 0 {
                painted.push_str(RESET);
                painted.push_str(if at % 2 == 1 { palette.current } else { palette.hint });
            }
            painted.push_str(part);
        }
        painted.push_str(RESET);
        painted
    }

    /// The colour of a piece of code, if it has one.
    pub(super) fn token(self, kind: TokenKind) -> Option<&'static str> {
        let palette = self.palette()?;
        match kind {
            TokenKind::Keyword => Some(palette.keyword),
            TokenKind::Builtin | TokenKind::Decorator => Some(palette.builtin),
            TokenKind::Number => Some(palette.number),
            TokenKind::String => Some(palette.string),
            TokenKind::Comment => Some(palette.comment),
            TokenKind::Name | TokenKind::Operator => None,
        }
    }

    /// How a bracket looks whose partner the cursor is at.
    pub(super) fn bracket(self) -> Option<&'static str> {
        self.palette().map(|palette| palette.bracket)
    }

    /// A traceback: the class stands out, the hints are set apart.
    pub(super) fn error(self, error: &ErrorReport) -> String {
        if self == Style::Plain {
            return error.display();
        }
        let mut text = String::new();
        let class_lines = error.traceback.lines().enumerate().filter(|(_, line)| names_class(line, &error.class));
        let last = class_lines.last().map(|(index, _)| index);
        for (index, line) in error.traceback.lines().enumerate() {
            if Some(index) == last {
                let end = line.find(':').unwrap_or(line.len());
                text.push_str(&self.paint(|palette| palette.class, &line[..end]));
                text.push_str(&line[end..]);
            } else if is_marker(line) {
                text.push_str(&self.paint(|palette| palette.marker, line));
            } else if line.starts_with("  ") && !line.starts_with("    ") {
                text.push_str(&self.paint(|palette| palette.place, line));
            } else {
                text.push_str(line);
            }
            text.push('\n');
        }
        if !error.hints.is_empty() {
            text.push('\n');
        }
        for hint in &error.hints {
            text.push_str(&self.paint(|palette| palette.place, hint));
            text.push('\n');
        }
        text
    }

    fn paint(self, colour: fn(&Palette) -> &'static str, text: &str) -> String {
        match self.palette() {
            Some(palette) => format!("{}{text}{RESET}", colour(palette)),
            None => text.to_owned(),
        }
    }
}

/// Whether the terminal says that its background is light: `COLORFGBG` is `15;0` or `0;default;15`.
fn is_light_background() -> bool {
    let colours = env::var("COLORFGBG").unwrap_or_default();
    matches!(colours.rsplit(';').next(), Some("7" | "15"))
}

/// Whether a line of a traceback starts with the error's class, with its module in front or not.
fn names_class(line: &str, class: &str) -> bool {
    let head = line.split(':').next().unwrap_or(line);
    head == class || head.rsplit('.').next() == Some(class)
}

/// Whether a line only marks a place in the line above.
fn is_marker(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| c == '^' || c == '~')
}
