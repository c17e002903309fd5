//! Jupyter notebooks written, in nbformat 4.5 and laid out as Jupyter lays them out: keys in order, one
//! blank for each level.

use super::format::CellKind;
use super::lesson::{LessonCell, Picture, Saved};
use super::read::FileError;
use super::row::Row;
use serde_json::{Map, Value, json};

/// The text of a notebook with these cells. `extra` is what numcell keeps of the file that they are from.
pub(super) fn render(cells: &[LessonCell], extra: Option<Value>) -> String {
    let mut metadata = json!({
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    });
    if let Some(extra) = extra {
        metadata["numcell"] = extra;
    }
    let mut ids = Vec::new();
    let cells: Vec<Value> = cells.iter().map(|cell| cell_json(cell, &mut ids)).collect();
    print(&json!({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
}

/// The text of a notebook with new outputs in some of its cells of code; `name` is the file's, for errors.
pub(super) fn with_outputs(text: &str, name: &str, rows: Vec<Option<&Row>>) -> Result<String, FileError> {
    let wrong = |problem: &str| FileError::new(format!("cannot record into {name}: {problem}"));
    let mut document: Value = serde_json::from_str(text).map_err(|error| wrong(&error.to_string()))?;
    if document["nbformat"] != 4 {
        return Err(wrong("numcell writes nbformat 4; `numcell convert` makes one of it"));
    }
    let cells = document["cells"].as_array_mut().ok_or_else(|| wrong("it has no list of \"cells\""))?;
    let code = cells.iter_mut().filter(|cell| cell["cell_type"] == "code");
    for (index, (cell, row)) in code.zip(rows).enumerate() {
        if let Some(row) = row {
            cell["outputs"] = outputs(&row.saved(), index + 1);
            cell["execution_count"] = json!(index + 1);
        }
    }
    Ok(print(&document))
}

/// One cell as a notebook has it.
pub(super) fn cell_json(cell: &LessonCell, ids: &mut Vec<String>) -> Value {
    let mut metadata = Map::new();
    if !cell.title.is_empty() {
        metadata.insert("title".to_owned(), json!(cell.title));
    }
    if !cell.tags.is_empty() {
        metadata.insert("tags".to_owned(), json!(cell.tags));
    }
    if let Some(text) = &cell.verbatim {
        metadata.insert("numcell".to_owned(), json!({"text": text}));
    }
    let kind = match cell.kind {
        CellKind::Code => "code",
        CellKind::Markdown => "markdown",
        CellKind::Raw => "raw",
    };
    let mut value = json!({
        "cell_type": kind, "id": unused_id(cell, ids), "metadata": metadata, "source": as_lines(&cell.text),
    });
    if cell.kind == CellKind::Code {
        let number = cell.number.filter(|_| !cell.unsaved);
        value["execution_count"] = json!(number);
        value["outputs"] = outputs(&cell.saved, cell.number.unwrap_or(0));
    } else if !cell.attachments.is_empty() {
        let attachments = cell.attachments.iter().map(|(name, picture)| (name.clone(), bundle(picture)));
        value["attachments"] = Value::Object(attachments.collect());
    }
    value
}

/// An identifier for a cell: its own, or one made of its text, so that the same lesson gives the same
/// notebook.
fn unused_id(cell: &LessonCell, ids: &mut Vec<String>) -> String {
    let is_fit = |id: &String| {
        (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    // FNV-1a, 32 bits.
    let hash = cell.text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let own = cell.id.clone().filter(is_fit);
    let made = (0..).map(|turn| format!("{:08x}", hash.wrapping_add(turn)));
    let id = own.into_iter().chain(made).find(|id| !ids.contains(id)).unwrap_or_default();
    ids.push(id.clone());
    id
}

/// Saved outputs as a notebook has them.
pub(super) fn outputs(saved: &[Saved], number: usize) -> Value {
    let mut outputs: Vec<Value> = Vec::new();
    let mut in_warnings = false;
    for part in saved {
        let stream = |name: &str, text: &str| json!({"name": name, "output_type": "stream", "text": as_lines(text)});
        let output = match part {
            Saved::Stdout(text) => stream("stdout", text),
            Saved::Shown(text) => stream("stdout", &format!("{text}\n")),
            Saved::Stderr(text) => stream("stderr", text),
            Saved::Warning(text) => {
                let text = format!("{text}\n");
                if in_warnings
                    && let Some(lines) = outputs.last_mut().and_then(|last| last["text"].as_array_mut())
                    && let Value::Array(more) = as_lines(&text)
                {
                    lines.extend(more);
                    continue;
                }
                stream("stderr", &text)
            }
            Saved::Picture(picture, text) => {
                let mut data = bundle(picture);
                if !text.is_empty() {
                    data["text/plain"] = as_lines(text);
                }
                json!({"data": data, "metadata": {}, "output_type": "display_data"})
            }
            Saved::Result(text) => json!({
                "data": {"text/plain": as_lines(text)}, "execution_count": number, "metadata": {},
                "output_type": "execute_result",
            }),
            Saved::Error(text) => {
                let (class, message) = text.split_once(": ").unwrap_or((text, ""));
                json!({"ename": class, "evalue": message, "output_type": "error", "traceback": [text]})
            }
        };
        in_warnings = matches!(part, Saved::Warning(_));
        outputs.push(output);
    }
    Value::Array(outputs)
}

fn bundle(picture: &Picture) -> Value {
    let data = match picture.media_type.as_str() {
        "image/svg+xml" => as_lines(&picture.data),
        _ => json!(picture.data),
    };
    json!({ picture.media_type.as_str(): data })
}

/// Text as the list of its lines, each with its line feed.
fn as_lines(text: &str) -> Value {
    json!(text.split_inclusive('\n').collect::<Vec<_>>())
}

fn print(document: &Value) -> String {
    let mut text = String::new();
    print_value(document, 0, &mut text);
    text.push('\n');
    text
}

fn print_value(value: &Value, depth: usize, text: &mut String) {
    let entries: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        Value::Object(object) => object.iter().map(|(key, item)| (format!("{}: ", json!(key)), item)).collect(),
        _ => Vec::new(),
    };
    if entries.is_empty() {
        text.push_str(&value.to_string());
        return;
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    text.push(open);
    for (index, (key, item)) in entries.iter().enumerate() {
        text.push_str(if index > 0 { ",\n" } else { "\n" });
        text.push_str(&" ".repeat(depth + 1));
        text.push_str(key);
        print_value(item, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(depth));
    text.push(close);
}
