//! Text from elsewhere: `%edit` with the user's editor, `%paste`, `%cpaste`; and long text: `%page`.

use super::options::{Options, path};
use super::past::{cells, selected};
use super::{Done, Magic, Opt, Takes};
use crate::python::environment;
use crate::repl::shell::{Lines, Next, Pending, Shell};
use crate::repl::viewport::rows_of;
use crate::session::Sink;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "edit",
        argument: "[CELLS... | NAME | FILE]",
        takes: Takes::Files,
        options: &[Opt::flag('x', "does not run what was edited"), Opt::flag('p', "what was edited last")],
        summary: "Opens cells, the definition of a function, a file or nothing in an editor, and runs what was saved.",
        details: "The editor is the one that VISUAL or EDITOR names in the environment; without one the text is put \
                  at the prompt, to be edited there.",
        examples: &["%edit", "%edit 3-5", "%edit softmax", "%edit -x tools.py"],
        line: Some(edit),
        ..Magic::NEW
    },
    Magic {
        name: "cpaste",
        summary: "Reads a pasted block up to a line of only -- and runs it.",
        details: "Most terminals need no such help: a block pasted at the prompt is taken whole.",
        line: Some(cpaste),
        ..Magic::NEW
    },
    Magic {
        name: "paste",
        summary: "Runs what is in the clipboard, where a program that reads it is there; else as %cpaste.",
        details: "It asks wl-paste, xclip, xsel or pbpaste.",
        line: Some(paste),
        ..Magic::NEW
    },
    Magic {
        name: "page",
        argument: "EXPRESSION",
        takes: Takes::Code,
        options: &[Opt::flag('r', "shows str() of it instead of its value as it is displayed")],
        summary: "Shows a value page by page.",
        examples: &["%page big_table"],
        line: Some(page),
        ..Magic::NEW
    },
];

fn edit(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let (text, file) = to_edit(shell, options)?;
    let Some(editor) =
        ["VISUAL", "EDITOR"].iter().find_map(|name| environment::variable(name)).filter(|name| !name.trim().is_empty())
    else {
        return Ok(Next::Edit(text));
    };
    let temporary = file.is_none();
    let file = match file {
        Some(file) => file,
        None => {
            let file = env::temp_dir().join(format!("numcell-edit-{}.py", std::process::id()));
            let ended = if text.is_empty() { text } else { text + "\n" };
            fs::write(&file, ended).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
            file
        }
    };
    let edited = run_editor(&editor, &file)
        .and_then(|()| fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display())));
    if temporary {
        let _ = fs::remove_file(&file);
    }
    let edited = edited?;
    shell.last_edit.clone_from(&edited);
    if options.has('x') || edited.trim().is_empty() {
        return Ok(Next::Cell);
    }
    // The cell counts as typed: `%history` shows the code, not the %edit.
    shell.inputs.pop();
    Ok(shell.feed(&edited, sink))
}

/// What is to be edited, and the user's own file if it is one.
fn to_edit(shell: &Shell, options: &Options<'_>) -> Result<(String, Option<std::path::PathBuf>), String> {
    let what = options.rest;
    if options.has('p') {
        return Ok((shell.last_edit.clone(), None));
    }
    if what.is_empty() {
        return Ok((String::new(), None));
    }
    if what.starts_with(|c: char| c.is_ascii_digit()) && !Path::new(what).exists() {
        let numbers = selected(what, shell.inputs.len().saturating_sub(1))?;
        return Ok((cells(shell, &numbers)?, None));
    }
    let is_name = what.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name {
        // The last cell that defined it.
        let defines = |input: &&String| {
            input.lines().any(|line| {
                ["def ", "class "].iter().any(|word| {
                    let name = line.strip_prefix(word).and_then(|rest| rest.strip_prefix(what));
                    name.is_some_and(|rest| rest.starts_with(['(', ':', ' ']))
                })
            })
        };
        if let Some(input) = shell.inputs.iter().rev().find(defines) {
            return Ok((input.clone(), None));
        }
        if !path(what).exists() {
            return Err(format!("no cell defines {what}, and there is no such file"));
        }
    }
    let file = path(what);
    let text = if file.exists() {
        fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?
    } else {
        String::new()
    };
    Ok((text, Some(file)))
}

/// Runs the user's editor on a file until they leave it.
fn run_editor(editor: &str, file: &Path) -> Result<(), String> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or(editor);
    let status = Command::new(program).args(words).arg(file).envs(environment::variables()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the editor {program} failed ({status}); nothing was run")),
        Err(error) => Err(format!("cannot start the editor {program}: {error}")),
    }
}

fn paste(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let Some(text) = clipboard().filter(|text| !text.trim().is_empty()) else { return cpaste(shell, options, sink) };
    sink.line(text.trim_end());
    sink.line("## -- End pasted text --");
    shell.inputs.pop();
    Ok(shell.feed(&text, sink))
}

/// What is in the clipboard, where a program can tell.
fn clipboard() -> Option<String> {
    let programs: [&[&str]; 4] =
        [&["wl-paste", "-n"], &["xclip", "-selection", "clipboard", "-o"], &["xsel", "-b", "-o"], &["pbpaste"]];
    programs.iter().find_map(|words| {
        let output =
            Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    })
}

fn cpaste(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    sink.line("Paste the block; a line of only -- ends it.");
    shell.pending = Some(Pending::Paste(String::new()));
    Ok(Next::Answer(String::new()))
}

/// Takes more lines of a pasted block and runs it after the last one.
pub(super) fn paste_more(shell: &mut Shell, mut block: String, text: &str, sink: &mut Lines<'_>) -> Next {
    for line in text.split('\n') {
        if line.trim() == "--" {
            return shell.feed(&block, sink);
        }
        block.push_str(line);
        block.push('\n');
    }
    shell.pending = Some(Pending::Paste(block));
    Next::Answer(String::new())
}

fn page(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    if options.rest.is_empty() {
        return Err("%page needs a value to show".to_owned());
    }
    let code = if options.has('r') { format!("print({})", options.rest) } else { options.rest.to_owned() };
    let mut printed = Printed { sink, text: String::new() };
    let outcome = shell.run_quietly(&format!("Cell In[{}]", shell.inputs.len()), &code, &mut printed);
    let mut text = printed.text;
    if let Some(error) = outcome.error {
        shell.show_error(error, sink);
        return Ok(Next::Cell);
    }
    text.extend(outcome.shown.or(outcome.result));
    Ok(show_pages(shell, &text, sink))
}

/// Keeps what a value prints, to be shown page by page.
struct Printed<'a, 'b> {
    sink: &'a mut Lines<'b>,
    text: String,
}

impl Sink for Printed<'_, '_> {
    fn stdout(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn stderr(&mut self, text: &str) {
        self.sink.stderr(text);
    }

    fn warning(&mut self, warning: &crate::session::WarningRecord) {
        self.sink.warning(warning);
    }
}

/// Asked below each page but the last.
const MORE: &str = "-- Enter: next page, a: all of it, q: no more -- ";

/// Shows a text; one that is longer than the screen stops at its end, if the user wants pages.
pub(super) fn show_pages(shell: &mut Shell, text: &str, sink: &mut Lines<'_>) -> Next {
    let text = text.trim_end_matches('\n');
    // The question takes a row, and the line that was typed another.
    let room = shell.height.saturating_sub(2).max(2);
    let mut used = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        used += rows_of(line.trim_end_matches('\n'), shell.width);
        if used > room && end > 0 && shell.settings.pager {
            sink.line(text[..end].trim_end_matches('\n'));
            shell.pending = Some(Pending::Page(text[end..].to_owned()));
            return Next::Answer(MORE.to_owned());
        }
        end += line.len();
    }
    sink.line(text);
    Next::Cell
}

/// Takes the answer to [`MORE`].
pub(super) fn next_page(shell: &mut Shell, rest: &str, answer: &str, sink: &mut Lines<'_>) -> Next {
    match answer.trim() {
        "q" => Next::Cell,
        "a" => {
            sink.line(rest);
            Next::Cell
        }
        _ => show_pages(shell, rest, sink),
    }
}
