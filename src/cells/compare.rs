//! Whether a cell gives what is saved with it: the lines of a `.cell` file as patterns, those of a
//! notebook as they are, with the printing of older NumPy told apart.

use super::format::{Kind, of_kind};
use super::lesson::{Form, LessonCell};
use super::older::{Printing, older_printing};
use super::row::{Row, steady, update};

/// How what a cell gives compares with what is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the same.
    Same,
    /// It is the same but for how older NumPy printed it.
    Older(Printing),
    /// Nothing is saved because the cell was not run.
    Unsaved,
    /// It says something else.
    Different,
}

/// Compares what is saved with a cell with what it gives.
pub fn compare(form: Form, cell: &LessonCell, row: &Row) -> Verdict {
    if form != Form::Notebook {
        let old = cell.recorded();
        let new = update(&old, row);
        let same = Kind::ALL.into_iter().all(|kind| of_kind(&old, kind) == of_kind(&new, kind));
        return if same { Verdict::Same } else { Verdict::Different };
    }
    if cell.unsaved {
        return Verdict::Unsaved;
    }
    let (old, new) = (cell.recorded(), row.outputs());
    let lines = |kind| (stable(of_kind(&old, kind)), stable(of_kind(&new, kind)));
    for kind in [Kind::Warning, Kind::Error] {
        let (old, new) = lines(kind);
        if old != new {
            return Verdict::Different;
        }
    }
    let (old, new) = lines(Kind::Shown);
    if old == new {
        return Verdict::Same;
    }
    older_printing(&borrowed(&old), &borrowed(&new)).map_or(Verdict::Different, Verdict::Older)
}

/// Lines without what is another one each time: addresses, and the lines that only time something.
fn stable(lines: Vec<&str>) -> Vec<String> {
    lines.into_iter().filter(|line| !is_timing(line)).map(|line| steady(line).trim_end().to_owned()).collect()
}

/// Whether a line is a report of `%time` or `%timeit`, of any version of IPython.
fn is_timing(line: &str) -> bool {
    line.starts_with("CPU times: ")
        || line.starts_with("Wall time: ")
        || line.starts_with("The slowest run took ")
        || line.contains(" per loop (mean ± std. dev. of ")
        || (line.contains(" loops, best of ") && line.ends_with(" per loop"))
        || (line.contains(" loop, best of ") && line.ends_with(" per loop"))
}

fn borrowed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}
