//! The one test binary.
mod cells;
mod fake;
mod format;
mod random;
mod repl;
