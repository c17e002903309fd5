//! The page: a table of contents, the cells in order, and a style for screens, phones, printers and dark
//! rooms. No program is in it, and its policy forbids any, and any request.

use super::code::highlighted;
use super::math::Formulas;
use super::prose::{self, Headings};
use super::safe::escape;
use super::shown::{Shown, address};
use crate::cells::{CellKind, Lesson, LessonCell, read_picture};
use crate::plot::png::base64;
use std::path::Path;

const STYLE: &str = include_str!("page.css");

/// What the page may do: show itself.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A lesson as a page. `folder` is where pictures lie that the prose names.
pub(super) fn html(lesson: &Lesson, shown: &[Vec<Shown>], title: &str, folder: Option<&Path>) -> String {
    let formulas = Formulas::new();
    let mut headings = Headings::default();
    let mut body = String::new();
    let first = lesson.cells.iter().find(|cell| cell.kind != CellKind::Raw && !cell.text.trim().is_empty());
    if !first.is_some_and(|cell| cell.kind == CellKind::Markdown && prose::starts_with_heading(&cell.text)) {
        let id = headings.start_with(title);
        body.push_str(&format!("<h1 id=\"{}\">{}</h1>\n", escape(&id), escape(title)));
    }
    for (index, (cell, shown)) in lesson.cells.iter().zip(shown).enumerate() {
        match cell.kind {
            CellKind::Markdown => {
                let picture = |name: &str| picture(name, cell, folder);
                body.push_str(&prose::html(&cell.text, &formulas, &mut headings, index, &picture));
            }
            CellKind::Raw => body.push_str(&block("raw", "text", &escape(&cell.text))),
            CellKind::Code => body.push_str(&code_cell(cell, shown, &mut headings)),
        }
    }
    let name = headings.entries.first().map_or(title, |heading| heading.text.as_str());
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"numcell {}\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#lesson\">Skip to the lesson</a>\n{}<main id=\"lesson\">\n{body}</main>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION"),
        escape(name),
        contents(&headings),
    )
}

/// The table of contents; nothing for a page that has only its name.
fn contents(headings: &Headings) -> String {
    let entries = headings.entries.get(1..).unwrap_or_default();
    if entries.is_empty() {
        return String::new();
    }
    let mut out = "<nav aria-label=\"Contents\">\n<details open><summary>Contents</summary>\n<ul>\n".to_owned();
    for entry in entries {
        let (level, id, text) = (entry.level, escape(&entry.id), escape(&entry.text));
        out.push_str(&format!("<li class=\"l{level}\"><a href=\"#{id}\">{text}</a></li>\n"));
    }
    out.push_str("</ul>\n</details>\n</nav>\n");
    out
}

/// A block of text that scrolls if it is wide, also by keyboard.
fn block(class: &str, label: &str, inner: &str) -> String {
    let label = escape(label);
    format!("<pre class=\"{class}\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{inner}</pre>\n")
}

fn code_cell(cell: &LessonCell, shown: &[Shown], headings: &mut Headings) -> String {
    let number = cell.number.unwrap_or(0);
    let mut out = format!("<section class=\"cell\" aria-label=\"Cell {number}\">\n");
    if !cell.title.is_empty() {
        let (level, id) = headings.add_title(&cell.title);
        out.push_str(&format!("<h{level} id=\"{}\">{}</h{level}>\n", escape(&id), escape(&cell.title)));
    }
    if !cell.text.trim().is_empty() {
        out.push_str(&format!("<div class=\"row\"><span class=\"in\" aria-hidden=\"true\">In [{number}]:</span>\n"));
        let code = format!("<code>{}</code>", highlighted(&cell.text));
        out.push_str(&block("code", &format!("code of cell {number}"), &code));
        out.push_str("</div>\n");
    }
    for part in shown {
        out.push_str(&output(part, number));
    }
    out.push_str("</section>\n");
    out
}

fn output(part: &Shown, number: usize) -> String {
    let row = |prompt: &str, inner: String| {
        format!("<div class=\"row\"><span class=\"out\" aria-hidden=\"true\">{prompt}</span>\n{inner}</div>\n")
    };
    let text = |class: &str, what: &str, text: &str| {
        block(class, &format!("{what} of cell {number}"), &escape(text.trim_end_matches('\n')))
    };
    match part {
        Shown::Printed(printed) => row("", text("shown", "output", printed)),
        Shown::Either(printed) => row("", text("shown", "output", printed)),
        Shown::Value(value) => row(&format!("Out[{number}]:"), text("shown", "value", value)),
        Shown::Warning(warning) => row("", text("warning", "warning", warning)),
        Shown::Error(error) => row("", text("error", "error", error)),
        Shown::Picture(data, words) => {
            let words = if words.trim().is_empty() { format!("drawing of cell {number}") } else { words.clone() };
            row("", format!("<img class=\"drawing\" src=\"{}\" alt=\"{}\">\n", escape(data), escape(&words)))
        }
    }
}

/// The address of data of a picture that the prose of a cell names: one attached to the cell, or a file
/// beside the lesson.
fn picture(name: &str, cell: &LessonCell, folder: Option<&Path>) -> Option<String> {
    if let Some(attached) = name.strip_prefix("attachment:") {
        let (_, picture) = cell.attachments.iter().find(|(own, _)| own == attached)?;
        return Some(address(&picture.media_type, &picture.data));
    }
    let (media_type, bytes) = read_picture(folder?, name)?;
    Some(format!("data:{media_type};base64,{}", base64(&bytes)))
}
