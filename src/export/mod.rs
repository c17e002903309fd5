//! Floor 7: lessons as pages to hand out. A page is one file that needs no network and has no program in
//! it: `page` lays it out, `prose` writes Markdown, `math` formulas, `code` programs; `safe` is where text
//! becomes HTML that stays text. `plain` writes Markdown instead.

mod code;
mod math;
mod page;
mod plain;
mod prose;
mod safe;
mod shown;

use crate::cells::{Console, FileError, Lesson, OpenEngine, Status, Text, write_file};
use shown::Shown;
use std::path::Path;

/// What `numcell export` was asked for.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// The outputs that the lesson records, instead of those of a new run.
    pub recorded: bool,
    /// Later cells still run after an error.
    pub keep_going: bool,
}

/// Writes a lesson as a page: HTML, or Markdown for a name that ends in `.md`. The status is that of the
/// run. Errors: the lesson cannot be read, or the page cannot be written.
pub fn export_file(
    path: &Path,
    page: &Path,
    options: &ExportOptions,
    open: OpenEngine<'_>,
    console: &mut Console,
) -> Result<Status, FileError> {
    let lesson = Lesson::read(path)?;
    let title = path.file_stem().map_or("Lesson".to_owned(), |name| name.to_string_lossy().replace('_', " "));
    let is_markdown = page.extension().is_some_and(|extension| extension == "md" || extension == "markdown");
    let (shown, status) = if options.recorded {
        (shown::recorded(&lesson), Status::FINE)
    } else {
        shown::run(&lesson, path, options.keep_going, open, console)
    };
    let text =
        if is_markdown { plain::markdown(&lesson, &shown) } else { html(&lesson, &shown, &title, path.parent()) };
    write_file(page, &Text::new(&text))?;
    Ok(status)
}

/// A lesson as a page with the outputs that it records; `title` is for a lesson without a heading.
pub fn recorded_page(lesson: &Lesson, title: &str) -> String {
    html(lesson, &shown::recorded(lesson), title, None)
}

fn html(lesson: &Lesson, shown: &[Vec<Shown>], title: &str, folder: Option<&Path>) -> String {
    page::html(lesson, shown, title, folder)
}
