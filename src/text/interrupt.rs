//! The one flag that Ctrl-C and a session's limits set and long work looks at: interpreted loops at each
//! jump back, kernels once per block, waiting builtins every few milliseconds.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

static RAISED: AtomicBool = AtomicBool::new(false);

/// The limit that the flag was raised for; 0 for Ctrl-C.
static LIMIT: AtomicU8 = AtomicU8::new(0);

/// A limit that a cell came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Limit {
    /// It holds too much memory: a MemoryError, which the program may catch.
    Memory = 1,
    /// It went on to take memory all the same, and ends.
    MemoryAgain,
    /// It ran too long, and ends.
    Time,
    /// It printed too much, and ends.
    Output,
}

/// Whether the user asked for the running cell to stop, or a limit does.
#[inline(always)]
pub fn raised() -> bool {
    RAISED.load(Ordering::Relaxed)
}

/// Asks for the running cell to stop, as Ctrl-C does.
pub fn raise() {
    RAISED.store(true, Ordering::Relaxed);
}

/// Asks for the running cell to stop because of a limit.
pub fn raise_for(limit: Limit) {
    LIMIT.store(limit as u8, Ordering::Relaxed);
    // Who sees the flag sees the limit.
    RAISED.store(true, Ordering::Release);
}

/// The limit that the cell came to, if that is why it is to stop.
pub fn limit() -> Option<Limit> {
    match LIMIT.load(Ordering::Acquire) {
        1 => Some(Limit::Memory),
        2 => Some(Limit::MemoryAgain),
        3 => Some(Limit::Time),
        4 => Some(Limit::Output),
        _ => None,
    }
}

/// Whether the cell is to end whatever its program would do about it: nothing catches this.
pub fn ends_cell() -> bool {
    LIMIT.load(Ordering::Relaxed) > Limit::Memory as u8
}

/// Takes the request back: who turns it into an exception has answered it.
pub fn clear() {
    RAISED.store(false, Ordering::Relaxed);
}

/// Forgets the limit, once it is answered.
pub fn forget_limit() {
    LIMIT.store(0, Ordering::Relaxed);
}

/// The flag itself, for a signal handler, which may do no more than store to it.
pub fn flag() -> &'static AtomicBool {
    &RAISED
}
