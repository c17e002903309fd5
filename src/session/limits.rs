//! What a cell may use at most, so that a runaway cell ends and its session lives on.

use std::time::Duration;

/// What a cell may use at most; by default as much as there is.
///
/// The limits stop a cell through the process's one interrupt flag, and memory is counted for the whole
/// process: of the sessions of a process only one with limits may run at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory that the process may hold. Counted on Linux; elsewhere only single requests of
    /// more than this are refused.
    pub memory: Option<usize>,
    /// How long a cell may run.
    pub time: Option<Duration>,
    /// Bytes that a cell may print, its value and its warnings included.
    pub output: Option<usize>,
}

impl Limits {
    /// Whether there is any.
    pub fn any(&self) -> bool {
        *self != Limits::default()
    }
}
