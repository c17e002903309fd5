//! What `--keep-going` still runs of a cell whose import of a missing package failed: lessons import
//! everything in their first cell, and most of it is there.

use super::percent::is_foreign;
use crate::session::ErrorReport;
use crate::syntax::{ast::StmtKind, parse};
use crate::text::Source;
use std::rc::Rc;

/// The cell without what has run and without the import that failed; its lines keep their numbers. None
/// if it was something else that failed, or nothing follows.
pub(super) fn rest_after_import(source: &Rc<Source>, error: &ErrorReport) -> Option<Rc<Source>> {
    if error.class != "ModuleNotFoundError" {
        return None;
    }
    let failed = line_of(error)?.checked_sub(source.first_line)?;
    let python: Vec<&str> = source.text.split('\n').map(|line| if is_foreign(line) { "" } else { line }).collect();
    let python = python.join("\n");
    let module = parse(&Source::new(source.title.as_str(), python.as_str())).ok()?;
    let line_at = |byte: u32| python[..byte as usize].matches('\n').count();
    let import = module.body.iter().find(|statement| {
        (line_at(statement.span.start)..=line_at(statement.span.end)).contains(&failed)
            && matches!(statement.kind, StmtKind::Import(_) | StmtKind::ImportFrom { .. })
    })?;
    let done = line_at(import.span.end) + 1;
    let rest: Vec<&str> =
        source.text.split('\n').enumerate().map(|(at, line)| if at < done { "" } else { line }).collect();
    let text = rest.join("\n");
    (!text.trim().is_empty())
        .then(|| Rc::new(Source { title: source.title.clone(), text, first_line: source.first_line }))
}

/// The line of the program that the traceback starts at.
fn line_of(error: &ErrorReport) -> Option<usize> {
    let (_, after) = error.traceback.split_once(", line ")?;
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after[..digits].parse().ok()
}
