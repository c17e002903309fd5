//! Modules that are written in Python: their programs lie beside this file. `text.rs`, `numeric.rs` and the
//! others have their rows, one for each public name.

mod classes;
mod dates;
mod numeric;
mod text;
mod tools;

use crate::value::Builtin;

/// The rows of a module whose names a program defines.
macro_rules! program {
    // Macros because rows are static.
    ($module:literal, $file:literal; $($name:literal: $summary:literal, $example:literal;)*) => {
        &[$(crate::value::Builtin {
            name: concat!($module, ".", $name),
            summary: $summary,
            example: $example,
            run: crate::value::Run::Property(
                |cx, _| crate::python::modules::source::member(cx, $module, include_str!($file), $name),
                None,
            ),
            ..crate::python::args::POSITIONAL
        }),*]
    };
}
pub(super) use program;

/// The rows of this folder.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = numeric::lists();
    lists.extend(text::lists());
    lists.extend(classes::lists());
    lists.extend(tools::lists());
    lists.extend(dates::lists());
    lists
}
