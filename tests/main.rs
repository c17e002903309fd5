//! The one test binary.
mod cells;
mod examples;
mod fake;
mod format;
mod format_arrays;
mod kernels;
mod lang;
mod random;
mod repl;
mod syntax;
mod ufunc;
