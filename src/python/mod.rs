//! Floor 5: Python's builtins, methods and modules, as rows. `builtins/` has the functions that need
//! no import, `types/` the classes with their methods, `modules/` one file for each module.

mod args;
mod builtins;
pub mod disk;
pub mod environment;
mod modules;
mod types;

pub use builtins::{describe, page};
pub(crate) use modules::source;

use crate::value::Builtin;

/// All rows of this floor.
pub fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = builtins::lists();
    lists.extend(types::lists());
    lists.extend(modules::lists());
    lists
}
