//! Floor 6: lessons. `lesson` is what any of their files holds; `format` reads and writes `.cell` files,
//! `notebook` reads Jupyter's. Matching recorded lines is in `matching`, older NumPy's printing in `older`,
//! numbers with fewer digits in `digits`;
//! `pictures` knows what the terminal can show; `run` runs a file for people and graders, `check` compares it
//! with what it records.

mod check;
mod compare;
mod console;
mod convert;
mod diff;
mod digits;
mod format;
mod lesson;
mod markdown;
mod matching;
mod notebook;
mod older;
mod percent;
pub mod pictures;
mod progress;
mod read;
mod rest;
mod row;
mod run;
mod save;
mod tokens;

pub use check::{check_file, record_file};
pub use compare::{Verdict, compare};
pub use console::Console;
pub use convert::{convert_file, converted};
pub use diff::difference;
pub use digits::same_digits;
pub use format::{Cell, CellKind, Kind, Recorded, parse, render};
pub use lesson::{Form, Lesson, LessonCell, Picture, Program, Saved};
pub use matching::{match_line, match_lines};
pub use older::{Printing, older_printing};
pub(crate) use percent::is_foreign;
pub use read::{FileError, Text, read_file, read_picture, read_stdin, read_text, write_file};
pub use row::{Capture, Row, update};
pub(crate) use run::out_text;
pub use run::{RunOptions, Status, run_code, run_file, run_quietly, run_script};

/// How the command line opens a session: a fresh engine for each file, which knows what its form needs.
pub type OpenEngine<'a> = &'a dyn Fn(Form) -> Box<dyn crate::session::Engine>;
