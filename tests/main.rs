//! The one test binary.
mod cells;
mod fake;
mod lang;
mod format;
mod format_arrays;
mod kernels;
mod random;
mod repl;
mod ufunc;
