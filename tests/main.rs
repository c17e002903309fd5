//! The one test binary.
mod cells;
mod fake;
mod random;
