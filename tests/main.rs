//! The one test binary.
mod cells;
mod examples;
mod fake;
mod floors;
mod format;
mod format_arrays;
mod hints;
mod kernels;
mod lang;
mod lessons;
mod numpy;
mod python;
mod random;
mod repl;
mod syntax;
mod terminal;
mod ufunc;
