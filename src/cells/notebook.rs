//! Jupyter notebooks read: nbformat 4 and 3, which differ in their names for the same things. What is
//! not looked at (widgets, HTML, kernels) is passed over; what is broken is said with its place.

use super::format::CellKind;
use super::lesson::{LessonCell, Picture, Saved, starts_warning};
use super::read::FileError;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Whether text of unknown form is a notebook.
pub(super) fn looks_like_one(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("\"nbformat\"")
}

/// Reads the cells of a notebook; `name` is the file's, for errors.
pub(super) fn parse(text: &str, name: &str) -> Result<Vec<LessonCell>, FileError> {
    let wrong = |problem: String| FileError::new(format!("{name} is no notebook that can be read: {problem}"));
    let document: Value = serde_json::from_str(text).map_err(|error| wrong(syntax_problem(text, &error)))?;
    let Value::Object(mut document) = document else {
        return Err(wrong("a notebook is an object in braces".to_owned()));
    };
    let major = document.get("nbformat").and_then(Value::as_u64);
    let cells = match major {
        Some(4) => document.remove("cells"),
        Some(2 | 3) => Some(worksheet_cells(document)),
        Some(1) => return Err(wrong("nbformat 1 is older than IPython 0.12; nbformat 3 and 4 are read".to_owned())),
        Some(newer) => return Err(wrong(format!("nbformat {newer} is newer than what numcell knows, 4"))),
        None => return Err(wrong("it does not say which \"nbformat\" it has".to_owned())),
    };
    let Some(Value::Array(cells)) = cells else { return Err(wrong("it has no list of \"cells\"".to_owned())) };
    let mut count = 0;
    let mut lesson = Vec::with_capacity(cells.len());
    for (index, cell) in cells.into_iter().enumerate() {
        let mut cell = read_cell(cell).map_err(|problem| wrong(format!("cell {}: {problem}", index + 1)))?;
        if cell.kind == CellKind::Code {
            count += 1;
            cell.number = Some(count);
        }
        lesson.push(cell);
    }
    Ok(lesson)
}

/// What is wrong with text that is no JSON, in words of what most often happened to it.
fn syntax_problem(text: &str, error: &serde_json::Error) -> String {
    let start = text.trim_start();
    let conflict = text.lines().position(|line| line.starts_with("<<<<<<< "));
    if start.is_empty() {
        "it is empty".to_owned()
    } else if start.starts_with('<') {
        "it is a web page; download the notebook itself, such as GitHub's \"raw\" file".to_owned()
    } else if let Some(line) = conflict {
        format!("line {} starts a merge conflict that is not resolved", line + 1)
    } else if error.is_eof() {
        format!("it ends too early, on line {}: not all of it was saved or downloaded", error.line())
    } else {
        let message = error.to_string();
        let reason = message.split(" at line ").next().unwrap_or(&message);
        format!("{reason} on line {}, column {}", error.line(), error.column())
    }
}

/// The cells of all worksheets: nbformat 3 allows several, and no program ever wrote them.
fn worksheet_cells(document: Object) -> Value {
    let sheets = document.into_iter().find(|(key, _)| key == "worksheets").map(|(_, sheets)| sheets);
    let Some(Value::Array(sheets)) = sheets else { return Value::Null };
    let mut cells = Vec::new();
    for sheet in sheets {
        if let Value::Object(mut sheet) = sheet
            && let Some(Value::Array(more)) = sheet.remove("cells")
        {
            cells.extend(more);
        }
    }
    Value::Array(cells)
}

/// What numcell keeps in a notebook of the file that it was made of.
pub(super) fn kept(text: &str) -> Option<Value> {
    let mut document: Value = serde_json::from_str(text).ok()?;
    let kept = document.get_mut("metadata")?.get_mut("numcell")?;
    Some(kept.take())
}

/// Reads one cell. Errors: what is wrong with it.
pub(super) fn read_cell(cell: Value) -> Result<LessonCell, String> {
    let Value::Object(mut cell) = cell else { return Err("it is no object".to_owned()) };
    let kind = cell.get("cell_type").and_then(Value::as_str).ok_or("it has no \"cell_type\"")?.to_owned();
    let metadata = match cell.remove("metadata") {
        Some(Value::Object(metadata)) => metadata,
        _ => Object::new(),
    };
    // nbformat 3 says "input" for the source of code.
    let source = cell.remove("source").or_else(|| cell.remove("input")).ok_or("it has no \"source\"")?;
    let source = lines(source).ok_or("its \"source\" is neither text nor a list of lines")?;
    let mut read = match kind.as_str() {
        "code" => LessonCell::new(CellKind::Code, source),
        "markdown" | "html" => LessonCell::new(CellKind::Markdown, source),
        "heading" => {
            let level = cell.get("level").and_then(Value::as_u64).unwrap_or(1).clamp(1, 6) as usize;
            LessonCell::new(CellKind::Markdown, format!("{} {}", "#".repeat(level), source.replace('\n', " ")))
        }
        "raw" => LessonCell::new(CellKind::Raw, source),
        other => return Err(format!("\"{other}\" is no type of cell; there are code, markdown and raw")),
    };
    read.text.truncate(read.text.trim_end_matches('\n').len());
    let text = |key: &str| metadata.get(key).and_then(Value::as_str);
    read.title = text("title").unwrap_or("").to_owned();
    if let Some(Value::Array(tags)) = metadata.get("tags") {
        read.tags = tags.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    read.verbatim = metadata.get("numcell").and_then(|own| own.get("text")?.as_str()).map(str::to_owned);
    read.id = cell.get("id").and_then(Value::as_str).map(str::to_owned);
    if let Some(Value::Object(attachments)) = cell.remove("attachments") {
        let picture = |(name, bundle): (String, Value)| match bundle {
            Value::Object(mut bundle) => Some((name, picture(&mut bundle)?)),
            _ => None,
        };
        read.attachments = attachments.into_iter().filter_map(picture).collect();
    }
    if read.kind == CellKind::Code {
        let count = cell.remove("execution_count").or_else(|| cell.remove("prompt_number"));
        let outputs = match cell.remove("outputs") {
            Some(Value::Array(outputs)) => outputs,
            None | Some(Value::Null) => Vec::new(),
            Some(_) => return Err("its \"outputs\" are no list".to_owned()),
        };
        for (index, output) in outputs.into_iter().enumerate() {
            read_output(output, &mut read.saved).map_err(|problem| format!("output {}: {problem}", index + 1))?;
        }
        read.unsaved = read.saved.is_empty() && count.is_none_or(|count| count.is_null());
    }
    Ok(read)
}

/// Text, which notebooks also keep as a list of its lines.
fn lines(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(lines) => lines.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

fn read_output(output: Value, saved: &mut Vec<Saved>) -> Result<(), String> {
    let Value::Object(mut output) = output else { return Err("it is no object".to_owned()) };
    let kind = output.get("output_type").and_then(Value::as_str).ok_or("it has no \"output_type\"")?.to_owned();
    match kind.as_str() {
        "stream" => {
            let text = output.remove("text").and_then(lines).ok_or("its \"text\" is no text")?;
            // nbformat 3 says "stream" for the name.
            let name = output.get("name").or_else(|| output.get("stream")).and_then(Value::as_str);
            if name == Some("stderr") { read_stderr(&text, saved) } else { saved.push(Saved::Stdout(text)) }
        }
        "execute_result" | "pyout" | "display_data" | "update_display_data" => {
            // nbformat 3 has no "data": the forms stand beside the type.
            let mut bundle = match output.remove("data") {
                Some(Value::Object(bundle)) => bundle,
                _ => output,
            };
            let plain = bundle.remove("text/plain").or_else(|| bundle.remove("text")).and_then(lines);
            let is_value = matches!(kind.as_str(), "execute_result" | "pyout");
            let picture = picture(&mut bundle);
            match (picture, plain) {
                (Some(picture), plain) if !is_value => saved.push(Saved::Picture(picture, plain.unwrap_or_default())),
                (picture, plain) => {
                    saved.extend(plain.map(Saved::Result));
                    saved.extend(picture.map(|picture| Saved::Picture(picture, String::new())));
                }
            }
        }
        "error" | "pyerr" => {
            let text = |key: &str| output.get(key).and_then(Value::as_str).unwrap_or("");
            let (class, message) = (text("ename"), text("evalue"));
            saved.push(Saved::Error(if message.is_empty() { class.to_owned() } else { format!("{class}: {message}") }));
        }
        other => return Err(format!("\"{other}\" is no type of output")),
    }
    Ok(())
}

/// The first of the forms of an output that is a picture.
fn picture(bundle: &mut Object) -> Option<Picture> {
    const TYPES: [(&str, &str); 4] =
        [("image/png", "png"), ("image/svg+xml", "svg"), ("image/jpeg", "jpeg"), ("image/gif", "gif")];
    for (media_type, old_name) in TYPES {
        let data = bundle.remove(media_type).or_else(|| bundle.remove(old_name)).and_then(lines);
        if let Some(data) = data {
            return Some(Picture { media_type: media_type.to_owned(), data });
        }
    }
    None
}

/// Finds the warnings in what was written to standard error: `place:line: Category: message` with the
/// line of the program under it, or `Category: message` as numcell writes it.
fn read_stderr(text: &str, saved: &mut Vec<Saved>) {
    let mut other = String::new();
    let mut in_warning = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        if let Some(warning) = warning_in(content) {
            if !other.is_empty() {
                saved.push(Saved::Stderr(std::mem::take(&mut other)));
            }
            saved.push(Saved::Warning(warning.to_owned()));
            in_warning = true;
        } else if in_warning && content.starts_with("  ") {
            // The line of the program that warned; nothing follows it.
            in_warning = false;
        } else if in_warning && let Some(Saved::Warning(message)) = saved.last_mut() {
            message.push('\n');
            message.push_str(content);
        } else {
            other.push_str(line);
        }
    }
    if !other.is_empty() {
        saved.push(Saved::Stderr(other));
    }
}

/// `Category: message` in a line that shows a warning.
fn warning_in(line: &str) -> Option<&str> {
    if line.contains(": ") && starts_warning(line) {
        return Some(line);
    }
    let mut rest = line;
    // The place may hold colons itself, as a drive's letter does.
    while let Some((_, after)) = rest.split_once(':') {
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if digits > 0
            && let Some(warning) = after[digits..].strip_prefix(": ").filter(|text| starts_warning(text))
        {
            return Some(warning);
        }
        rest = after;
    }
    None
}
