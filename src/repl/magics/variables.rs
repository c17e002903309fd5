//! Magics about the session's variables: `%who`, `%whos`, `%xdel`, `%reset`.

use super::options::Options;
use super::{Done, Magic, Opt, Takes};
use crate::repl::shell::{Lines, Next, Pending, Shell};
use crate::session::{KeptResults, ValueInfo};
use crate::teach::whos_table;
use crate::text::closest;

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "who",
        argument: "[TYPE...]",
        takes: Takes::Text,
        summary: "Lists the variables, all of them or those of some types.",
        examples: &["%who", "%who ndarray int"],
        line: Some(who),
        ..Magic::NEW
    },
    Magic {
        name: "whos",
        argument: "[TYPE...]",
        takes: Takes::Text,
        summary: "Shows the variables in a table: name, type, shape, dtype, bytes, value.",
        examples: &["%whos", "%whos ndarray"],
        line: Some(whos),
        ..Magic::NEW
    },
    Magic {
        name: "outlimit",
        argument: "[SIZE]",
        takes: Takes::Text,
        summary: "Shows or sets how much memory the arrays in Out may take, such as 500MB.",
        details: "Beyond it the oldest results are forgotten. What a variable names is never touched.",
        examples: &["%outlimit", "%outlimit 2GB"],
        line: Some(outlimit),
        ..Magic::NEW
    },
    Magic {
        name: "xdel",
        argument: "NAME",
        takes: Takes::Variables,
        summary: "Deletes a variable.",
        examples: &["%xdel x"],
        line: Some(xdel),
        ..Magic::NEW
    },
    Magic {
        name: "reset",
        options: &[Opt::flag('f', "does not ask")],
        summary: "Forgets every variable and result, after asking.",
        examples: &["%reset", "%reset -f"],
        line: Some(reset),
        ..Magic::NEW
    },
];

/// The variables of some types, or all; what starts with `_` is the session's own business.
fn chosen(shell: &Shell, types: &str) -> Vec<(String, ValueInfo)> {
    let types: Vec<&str> = types.split_whitespace().collect();
    let mut names = shell.engine.borrow_mut().names();
    names.retain(|(name, info)| {
        let own = name.starts_with('_') || name == "In" || name == "Out";
        !own && (types.is_empty() || types.contains(&info.type_name.as_str()))
    });
    names
}

fn nothing(types: &str) -> &'static str {
    if types.is_empty() { "Interactive namespace is empty." } else { "No variables match your requested type." }
}

fn who(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let types = options.rest;
    let names = chosen(shell, types);
    if names.is_empty() {
        sink.line(nothing(types));
        return Ok(Next::Cell);
    }
    let longest = names.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let width = longest + 2;
    let columns = (shell.width / width).max(1);
    for row in names.chunks(columns) {
        let row: String = row.iter().map(|(name, _)| format!("{name:width$}")).collect();
        sink.line(row.trim_end());
    }
    Ok(Next::Cell)
}

fn whos(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let types = options.rest;
    let names = chosen(shell, types);
    if names.is_empty() {
        sink.line(nothing(types));
    } else {
        sink.line(&whos_table(&names, shell.width));
    }
    let kept = shell.engine.borrow_mut().kept_results();
    if kept.bytes >= WORTH_SAYING {
        sink.line(&kept_line(kept));
    }
    Ok(Next::Cell)
}

/// Bytes kept from which on `%whos` speaks of them.
const WORTH_SAYING: usize = 1_000_000;

/// What `Out` keeps, in words.
fn kept_line(kept: KeptResults) -> String {
    let arrays = if kept.count == 1 { "array" } else { "arrays" };
    let (bytes, limit) = (size_text(kept.bytes), size_text(kept.limit));
    format!("Out keeps {} {arrays} that no variable names: {bytes} of {limit} at most (%outlimit)", kept.count)
}

/// Bytes in the largest unit that leaves a number of at least 1: `1.5 MB`.
fn size_text(bytes: usize) -> String {
    let (unit, name) = UNITS.iter().copied().rev().find(|(unit, _)| bytes >= *unit).unwrap_or((1, "B"));
    let tenths = bytes / (unit / 10).max(1);
    if unit == 1 || tenths.is_multiple_of(10) {
        format!("{} {name}", bytes / unit)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

/// Units of memory, in bytes.
const UNITS: [(usize, &str); 4] = [(1, "B"), (1_000, "kB"), (1_000_000, "MB"), (1_000_000_000, "GB")];

/// The bytes of a size such as `500MB`, `2 GB` or `1000000`.
fn size_of_text(text: &str) -> Option<usize> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim() {
        "" => 1,
        unit => UNITS.iter().find(|(_, name)| name.eq_ignore_ascii_case(unit))?.0,
    };
    number.parse::<usize>().ok()?.checked_mul(unit)
}

fn outlimit(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let size = options.rest;
    if !size.is_empty() {
        let Some(bytes) = size_of_text(size) else {
            return Err(format!("%outlimit takes a size such as 500MB or 2GB, not {size}"));
        };
        shell.engine.borrow_mut().limit_results(bytes);
    }
    let kept = shell.engine.borrow_mut().kept_results();
    sink.line(&kept_line(kept));
    Ok(Next::Cell)
}

fn xdel(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let name = options.rest;
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_name {
        return Err("%xdel needs the name of a variable".to_owned());
    }
    let names = shell.engine.borrow_mut().names();
    if !names.iter().any(|(known, _)| known == name) {
        let near = closest(name, names.iter().map(|(known, _)| known.as_str()).filter(|known| !known.starts_with('_')));
        let near = near.map(|near| format!(". Did you mean {near}?")).unwrap_or_default();
        return Err(format!("there is no variable {name}{near}"));
    }
    shell.run_quietly("%xdel", &format!("del {name}"), sink);
    Ok(Next::Cell)
}

fn reset(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    if options.has('f') {
        forget(shell);
        return Ok(Next::Cell);
    }
    shell.pending = Some(Pending::Reset);
    sink.end_line();
    Ok(Next::Answer("Once deleted, variables cannot be recovered. Proceed (y/[n])? ".to_owned()))
}

/// Takes the answer to `%reset`'s question.
pub(super) fn answer_reset(shell: &mut Shell, text: &str, sink: &mut Lines<'_>) -> Next {
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" => forget(shell),
        _ => sink.line("Nothing done."),
    }
    Next::Cell
}

fn forget(shell: &mut Shell) {
    shell.engine.borrow_mut().reset();
    shell.outputs.clear();
    shell.set_precision(None);
}
