//! Magics about what was typed: `%history`, `%recall`, `%rerun`.

use super::options::{Options, path};
use super::{Done, Magic, Opt, Takes};
use crate::repl::shell::{Lines, Next, Shell};

const CHOICES: &[Opt] = &[
    Opt::valued('l', "COUNT", "the last cells, of earlier sessions too"),
    Opt::valued('g', "TEXT", "the last cell of any session that holds a text"),
];

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "history",
        argument: "[CELLS...]",
        takes: Takes::Text,
        options: &[
            Opt::flag('n', "numbers the cells"),
            Opt::flag('o', "shows their values too"),
            Opt::flag('p', "shows them with Python's prompt >>> in front"),
            Opt::valued('l', "COUNT", "the last ones, of earlier sessions too"),
            Opt::valued('g', "TEXT", "the cells of any session that hold a text"),
            Opt::valued('f', "FILE", "writes to a file"),
        ],
        summary: "Shows what was typed: all of it, or cells such as 2-4 7.",
        examples: &["%history", "%history -n 2-4 7", "%history -g softmax"],
        line: Some(history),
        ..Magic::NEW
    },
    Magic {
        name: "recall",
        argument: "[CELLS...]",
        takes: Takes::Text,
        options: CHOICES,
        summary: "Puts cells such as 2-4, or the last one, into the next cell, to be edited and run.",
        examples: &["%recall", "%recall 2-4"],
        line: Some(recall),
        ..Magic::NEW
    },
    Magic {
        name: "rerun",
        argument: "[CELLS...]",
        takes: Takes::Text,
        options: CHOICES,
        summary: "Runs cells such as 2-4, or the last one, again.",
        examples: &["%rerun", "%rerun 2-4"],
        line: Some(rerun),
        ..Magic::NEW
    },
];

/// The numbers that `2-4 7 9:11` names (`2-4` with 4, `9:11` without 11), of cells up to `last`.
pub(super) fn selected(ranges: &str, last: usize) -> Result<Vec<usize>, String> {
    let mut numbers = Vec::new();
    for range in ranges.split([' ', ',']).filter(|range| !range.is_empty()) {
        let wrong = || format!("{range} is no cell and no range of cells, such as 2-4");
        let number = |text: &str, missing: usize| match text {
            "" => Some(missing),
            text => text.parse().ok().filter(|&number| number >= 1),
        };
        let (from, to) = if let Some((from, to)) = range.split_once('-') {
            (number(from, 1), number(to, last))
        } else if let Some((from, to)) = range.split_once(':') {
            (number(from, 1), number(to, last + 1).map(|end| end - 1))
        } else {
            (number(range, 1), number(range, 1))
        };
        let (from, to) = from.zip(to).ok_or_else(wrong)?;
        numbers.extend(from..=to.min(last));
    }
    Ok(numbers)
}

fn history(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    if let Some(pattern) = options.value('g') {
        // The pattern is all the rest: it may hold blanks.
        let pattern = [pattern, options.rest].join(" ");
        return search(shell, pattern.trim(), sink);
    }
    let last = shell.inputs.len();
    let mut text = String::new();
    let numbers: Vec<usize> = match options.number('l')? {
        Some(count) => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let earlier = count.saturating_sub(last).min(shell.past.len());
            shell.past[shell.past.len() - earlier..].iter().for_each(|input| push_input(&mut text, input, options));
            (last.saturating_sub(count) + 1..=last).collect()
        }
        None if options.rest.is_empty() => (1..=last).collect(),
        None => selected(options.rest, last)?,
    };
    for number in numbers {
        let input = &shell.inputs[number - 1];
        if options.has('n') {
            text.push_str(&format!("{number:>4}:{}", if input.contains('\n') { "\n" } else { " " }));
        }
        push_input(&mut text, input, options);
        if let Some(output) = shell.outputs.get(&number).filter(|_| options.has('o')) {
            text.push_str(output);
            text.push('\n');
        }
    }
    match options.value('f') {
        None => sink.line(text.trim_end_matches('\n')),
        Some(file) => {
            let file = path(file);
            super::may_change(shell, &file)?;
            std::fs::write(&file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        }
    }
    Ok(Next::Cell)
}

fn push_input(text: &mut String, input: &str, options: &Options<'_>) {
    let input = if options.has('p') { format!(">>> {}", input.replace('\n', "\n... ")) } else { input.to_owned() };
    text.push_str(&input);
    text.push('\n');
}

fn search(shell: &Shell, pattern: &str, sink: &mut Lines<'_>) -> Done {
    let pattern = pattern.trim_matches('*');
    for input in shell.past.iter().chain(&shell.inputs).filter(|input| input.contains(pattern)) {
        sink.line(input);
    }
    Ok(Next::Cell)
}

/// The text of some cells. Errors: there are none of these numbers.
pub(super) fn cells(shell: &Shell, numbers: &[usize]) -> Result<String, String> {
    let inputs: Vec<&str> =
        numbers.iter().filter_map(|number| shell.inputs.get(number.checked_sub(1)?)).map(String::as_str).collect();
    if inputs.is_empty() { Err("there is no such cell".to_owned()) } else { Ok(inputs.join("\n")) }
}

/// What the cells say that a magic names: by numbers, the last ones, the last that holds a text, or the cell
/// before the magic.
fn chosen(shell: &Shell, options: &Options<'_>) -> Result<String, String> {
    let last = shell.inputs.len().saturating_sub(1);
    if let Some(count) = options.number('l')? {
        let all: Vec<&str> = shell.past.iter().chain(&shell.inputs[..last]).map(String::as_str).collect();
        let from = all.len().saturating_sub(usize::try_from(count).unwrap_or(usize::MAX));
        return Ok(all[from..].join("\n"));
    }
    if let Some(pattern) = options.value('g') {
        let pattern = [pattern, options.rest].join(" ");
        let mut all = shell.past.iter().chain(&shell.inputs[..last]).rev();
        let found = all.find(|input| input.contains(pattern.trim()));
        return found.cloned().ok_or_else(|| format!("no cell holds {}", pattern.trim()));
    }
    let numbers = if options.rest.is_empty() { vec![last] } else { selected(options.rest, last)? };
    cells(shell, &numbers)
}

fn recall(shell: &mut Shell, options: &Options<'_>, _: &mut Lines<'_>) -> Done {
    chosen(shell, options).map(Next::Edit)
}

fn rerun(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let text = chosen(shell, options)?;
    sink.line("=== Executing: ===");
    sink.line(&text);
    sink.line("=== Output: ===");
    // The cell counts as typed again: `%history` shows the code, not the %rerun.
    shell.inputs.pop();
    Ok(shell.feed(&text, sink))
}
