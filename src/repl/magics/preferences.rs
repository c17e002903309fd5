//! Magics about how numcell behaves: `%config`, `%precision`, `%env`.

use super::options::Options;
use super::{Done, Magic, Takes};
use crate::python::environment;
use crate::repl::settings::{self, Setting};
use crate::repl::shell::{Lines, Next, Shell};
use crate::repl::style::Style;
use crate::session::Sink;
use crate::text::closest;

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "config",
        argument: "[NAME [VALUE]]",
        takes: Takes::Settings,
        summary: "Shows the settings, or changes one for this session.",
        details: "What holds for every session is in numcell/config.toml in the XDG configuration directory, lines \
                  such as theme = \"light\"; numcell/startup.py beside it runs at the start of each session.",
        examples: &["%config", "%config theme light", "%config editing vi"],
        line: Some(config),
        ..Magic::NEW
    },
    Magic {
        name: "precision",
        argument: "[DIGITS]",
        takes: Takes::Text,
        summary: "Shows floats and arrays with so many digits; without a number, as at first.",
        examples: &["%precision 3", "%precision"],
        line: Some(precision),
        ..Magic::NEW
    },
    Magic {
        name: "env",
        argument: "[NAME[=VALUE]]",
        takes: Takes::Environment,
        summary: "Shows an environment variable, or all of them, or sets one.",
        details: "What is set holds for os.environ and for the editor of %edit.",
        examples: &["%env HOME", "%env EDITOR=nano"],
        line: Some(env),
        ..Magic::NEW
    },
    Magic {
        name: "matplotlib",
        argument: "[BACKEND]",
        takes: Takes::Words(&[
            "agg", "auto", "gtk", "gtk3", "gtk4", "inline", "ipympl", "macosx", "nbagg", "notebook", "osx", "pdf",
            "ps", "qt", "qt4", "qt5", "qt6", "svg", "tk", "webagg", "widget", "wx",
        ]),
        summary: "Accepted, so that notebooks run: figures are shown where they can be seen.",
        line: Some(matplotlib),
        ..Magic::NEW
    },
];

fn config(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let words: Vec<&str> = options.rest.split([' ', '=']).filter(|word| !word.is_empty()).collect();
    // Notebooks set how Jupyter draws: %config InlineBackend.figure_format = 'retina'.
    if let Some(name) = words.first().filter(|word| word.contains('.')) {
        sink.stderr(&format!("%config {name} is passed over: it is a setting of Jupyter's\n"));
        return Ok(Next::Cell);
    }
    match words.as_slice() {
        [] => show_settings(shell, settings::ALL, sink),
        [name] => match settings::ALL.iter().find(|setting| setting.name == *name) {
            Some(setting) => show_settings(shell, std::slice::from_ref(setting), sink),
            None => return shell.settings.clone().set(name, "").map(|()| Next::Cell),
        },
        [name, value] => {
            shell.settings.set(name, value.trim_matches(['"', '\'']))?;
            shell.style = Style::of_terminal(shell.settings.theme);
            if *name == "precision" {
                set_precision(shell, shell.settings.precision, sink);
            }
        }
        _ => return Err("%config takes NAME VALUE, such as %config theme light".to_owned()),
    }
    Ok(Next::Cell)
}

fn show_settings(shell: &Shell, list: &[Setting], sink: &mut Lines<'_>) {
    let width = list.iter().map(|setting| setting.name.len()).max().unwrap_or(0);
    for setting in list {
        let (name, value) = (setting.name, shell.settings.get(setting));
        sink.line(&format!("{name:width$} = {value:6}  ({})", setting.allowed()));
    }
    if let [setting] = list {
        sink.line(setting.summary);
    }
    if let Some(file) = settings::config_file().filter(|_| list.len() > 1) {
        sink.line(&format!("For every session: {}", file.display()));
    }
}

fn precision(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let line = options.rest;
    // IPython takes a format such as %.4f too.
    let number = line.trim().trim_start_matches("%.").trim_end_matches(['f', 'g', 'e']);
    let digits = match line.trim() {
        "" => None,
        _ => Some(number.parse::<usize>().ok().filter(|&digits| digits <= 100)),
    };
    if digits == Some(None) {
        return Err(format!("%precision takes a number of digits, not {line}"));
    }
    set_precision(shell, digits.flatten(), sink);
    Ok(Next::Cell)
}

fn env(_: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    // As in IPython a blank separates them too.
    let (name, value) = match options.rest.split_once(['=', ' ']) {
        Some((name, value)) => (name.trim(), Some(value.trim().trim_start_matches('=').trim_start())),
        None => (options.rest, None),
    };
    match value {
        Some(_) if name.is_empty() => return Err("%env takes NAME=VALUE".to_owned()),
        Some(value) => {
            environment::set_variable(name, value);
            sink.line(&format!("env: {name}={value}"));
        }
        None if name.is_empty() => {
            environment::variables().iter().for_each(|(name, value)| sink.line(&format!("{name}={value}")));
        }
        None => match environment::variable(name) {
            Some(value) => sink.line(&value),
            None => {
                let all = environment::variables();
                let near = closest(name, all.iter().map(|(name, _)| name.as_str()));
                let near = near.map(|near| format!(". Did you mean {near}?")).unwrap_or_default();
                return Err(format!("the environment has no {name}{near}"));
            }
        },
    }
    Ok(Next::Cell)
}

fn matplotlib(_: &mut Shell, _: &Options<'_>, _: &mut Lines<'_>) -> Done {
    Ok(Next::Cell)
}

/// NumPy's own default.
const USUAL_DIGITS: usize = 8;

/// Shows floats and arrays with so many digits; None: as at first.
pub(in crate::repl) fn set_precision(shell: &mut Shell, digits: Option<usize>, sink: &mut Lines<'_>) {
    let arrays = digits.unwrap_or(USUAL_DIGITS);
    let code = format!("import numpy as __numpy\n__numpy.set_printoptions(precision={arrays})\ndel __numpy\n");
    let outcome = shell.run_quietly("%precision", &code, sink);
    match outcome.error {
        Some(error) => shell.show_error(error, sink),
        None => shell.set_precision(digits),
    }
}
