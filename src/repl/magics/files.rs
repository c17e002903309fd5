//! Magics about files: `%run`, `%load`, `%save`, `%%writefile`, `%pwd`, `%cd`, `%ls`.

use super::options::{Options, path};
use super::past::selected;
use super::{Done, Magic, Opt, Takes, may_change};
use crate::cells::{Form, Lesson, read_text};
use crate::repl::input::{Input, Part, is_for_ipython, read};
use crate::repl::shell::{Lines, Next, Shell, is_open};
use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "run",
        argument: "FILE",
        takes: Takes::Files,
        options: &[Opt::flag('i', "in this session, as always: IPython needs to be told")],
        summary: "Runs a .cell, .ipynb or .py file in this session: it sees the session's variables and leaves its own.",
        examples: &["%run lesson.cell"],
        line: Some(run),
        ..Magic::NEW
    },
    Magic {
        name: "load",
        argument: "FILE",
        takes: Takes::Files,
        options: &[
            Opt::valued('r', "LINES", "only lines such as 3-10"),
            Opt::flag('y', "without asking, as always: IPython needs to be told"),
        ],
        summary: "Puts a file, or some lines of it, into the next cell, to be edited and run.",
        examples: &["%load script.py", "%load -r 3-10 script.py"],
        line: Some(load),
        ..Magic::NEW
    },
    Magic {
        name: "save",
        argument: "FILE [CELLS...]",
        takes: Takes::Files,
        options: &[Opt::flag('f', "replaces a file that is there"), Opt::flag('a', "appends to a file that is there")],
        summary: "Writes cells such as 1-3 7, or all, to a file; as a .cell file with what they showed.",
        details: "A name without an ending gets .py.",
        examples: &["%save work.py 1-3 7", "%save lesson.cell"],
        line: Some(save),
        ..Magic::NEW
    },
    Magic {
        name: "writefile",
        argument: "FILE",
        takes: Takes::Files,
        options: &[Opt::flag('a', "appends to a file that is there")],
        summary: "Writes the cell to a file, without running it.",
        examples: &["%%writefile tools.py\ndef half(x):\n    return x / 2"],
        cell: Some(write_cell),
        ..Magic::NEW
    },
    Magic { name: "pwd", summary: "Shows the working directory.", line: Some(pwd), ..Magic::NEW },
    Magic {
        name: "cd",
        argument: "[DIRECTORY]",
        takes: Takes::Directories,
        summary: "Goes to a directory: home without one, back to the last one with -.",
        examples: &["%cd data", "%cd -"],
        line: Some(cd),
        ..Magic::NEW
    },
    Magic {
        name: "ls",
        argument: "[DIRECTORY]",
        takes: Takes::Directories,
        summary: "Lists a directory.",
        examples: &["%ls", "%ls data"],
        line: Some(ls),
        ..Magic::NEW
    },
];

fn run(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let file = path(options.rest);
    if file.as_os_str().is_empty() {
        return Err("%run needs a file to run".to_owned());
    }
    run_file(shell, &file, sink)
}

/// Runs a file in the session. Errors: it cannot be read.
pub(in crate::repl) fn run_file(shell: &mut Shell, file: &Path, sink: &mut Lines<'_>) -> Done {
    let lesson = Lesson::read(file).map_err(|error| error.to_string())?;
    for program in lesson.programs(&format!("File \"{}\"", file.display())) {
        if lesson.form == Form::Notebook && is_for_ipython(&program.source.text) {
            shell.act(read(&program.source.text, is_open), sink);
            continue;
        }
        let outcome = shell.run_source(&program.source, sink);
        if let Some(result) = outcome.result.filter(|_| lesson.form.shows_values()) {
            sink.line(&result);
        }
        if let Some(error) = outcome.error {
            shell.show_error(error, sink);
            break;
        }
    }
    Ok(Next::Cell)
}

fn load(_: &mut Shell, options: &Options<'_>, _: &mut Lines<'_>) -> Done {
    if options.rest.is_empty() {
        return Err("%load needs a file".to_owned());
    }
    let file = path(options.rest);
    let text = if Form::of(&file) == Some(Form::Notebook) {
        let lesson = Lesson::read(&file).map_err(|error| error.to_string())?;
        lesson.code().map(|cell| cell.program()).collect::<Vec<_>>().join("\n")
    } else {
        read_text(&file).map_err(|error| error.to_string())?.text
    };
    let lines: Vec<&str> = text.trim_end().split('\n').collect();
    let (from, to) = match options.value('r') {
        None => (1, lines.len()),
        Some(range) => {
            let (from, to) = range.split_once(['-', ':']).unwrap_or((range, range));
            let number = |text: &str, missing: usize| if text.is_empty() { Some(missing) } else { text.parse().ok() };
            number(from, 1).zip(number(to, lines.len())).ok_or_else(|| format!("{range} are no lines, such as 3-10"))?
        }
    };
    let chosen = lines.get(from.saturating_sub(1)..to.min(lines.len())).unwrap_or(&[]);
    Ok(Next::Edit(chosen.join("\n")))
}

fn save(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let (name, ranges) = options.rest.split_once(char::is_whitespace).unwrap_or((options.rest, ""));
    if name.is_empty() {
        return Err("%save needs a file to write to".to_owned());
    }
    let mut file = path(name);
    if file.extension().is_none() {
        file.set_extension("py");
    }
    if file.exists() && !options.has('f') && !options.has('a') {
        return Err(format!("{} exists: -f replaces it, -a appends to it", file.display()));
    }
    // The %save itself is the last cell of all.
    let last = shell.inputs.len().saturating_sub(1);
    let numbers = if ranges.trim().is_empty() { (1..=last).collect() } else { selected(ranges, shell.inputs.len())? };
    let is_notebook = file.extension().is_some_and(|extension| extension == "cell");
    let mut text = String::new();
    let mut saved = 0;
    for number in numbers {
        if is_notebook {
            let Some(cell) = lesson_cell(shell, number) else { continue };
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(&cell);
        } else {
            let Some(input) = shell.inputs.get(number - 1).filter(|input| is_python(input)) else { continue };
            text.push_str(input);
            text.push('\n');
        }
        saved += 1;
    }
    write(shell, &file, &text, options.has('a'))?;
    let cells = if saved == 1 { "1 cell".to_owned() } else { format!("{saved} cells") };
    sink.line(&format!("{cells} written to {}", file.display()));
    Ok(Next::Cell)
}

/// A cell as a `.cell` file has it, with what it showed; None if it is not code alone.
pub(super) fn lesson_cell(shell: &Shell, number: usize) -> Option<String> {
    let input = shell.inputs.get(number.checked_sub(1)?).filter(|input| is_python(input))?;
    let mut text = format!("# %%\n{input}\n");
    if let Some(row) = shell.rows.get(&number) {
        row.outputs().iter().for_each(|recorded| text.push_str(&(recorded.line() + "\n")));
    }
    Some(text)
}

/// Whether a cell is code alone, which a file can hold.
fn is_python(input: &str) -> bool {
    match read(input, is_open) {
        Input::Parts(parts) => parts.iter().all(|part| matches!(part, Part::Code(_))),
        _ => false,
    }
}

fn write_cell(shell: &mut Shell, options: &Options<'_>, body: &str, sink: &mut Lines<'_>) -> Done {
    let file = path(options.rest);
    if file.as_os_str().is_empty() {
        return Err("%%writefile needs a file to write to".to_owned());
    }
    let verb = match (options.has('a'), file.exists()) {
        (true, _) => "Appending to",
        (false, true) => "Overwriting",
        (false, false) => "Writing",
    };
    write(shell, &file, &format!("{}\n", body.trim_end_matches('\n')), options.has('a'))?;
    sink.line(&format!("{verb} {}", file.display()));
    Ok(Next::Cell)
}

fn write(shell: &Shell, file: &Path, text: &str, append: bool) -> Result<(), String> {
    may_change(shell, file)?;
    let mut options = fs::OpenOptions::new();
    let opened = options.create(true).write(true).append(append).truncate(!append).open(file);
    let written = opened.and_then(|mut opened| opened.write_all(text.as_bytes()));
    written.map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn pwd(_: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    show_directory(sink)
}

fn show_directory(sink: &mut Lines<'_>) -> Done {
    sink.line(&directory()?.display().to_string());
    Ok(Next::Cell)
}

fn cd(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let target = match options.rest {
        "" => path("~"),
        "-" => shell.previous_directory.clone().ok_or("there is no directory to go back to")?,
        name => path(name),
    };
    let before = directory()?;
    env::set_current_dir(&target).map_err(|error| format!("cannot go to {}: {error}", target.display()))?;
    shell.previous_directory = Some(before);
    show_directory(sink)
}

fn directory() -> Result<std::path::PathBuf, String> {
    env::current_dir().map_err(|error| format!("the working directory is gone: {error}"))
}

fn ls(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let target = path(if options.rest.is_empty() { "." } else { options.rest });
    let entries = fs::read_dir(&target).map_err(|error| format!("cannot list {}: {error}", target.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| {
            let is_directory = entry.path().is_dir();
            format!("{}{}", entry.file_name().to_string_lossy(), if is_directory { "/" } else { "" })
        })
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort_unstable();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0) + 2;
    let columns = (shell.width / width).max(1);
    let rows = names.len().div_ceil(columns);
    for row in 0..rows {
        let row: String = names.iter().skip(row).step_by(rows).map(|name| format!("{name:width$}")).collect();
        sink.line(row.trim_end());
    }
    Ok(Next::Cell)
}
