//! The one flag that Ctrl-C sets and long work looks at: interpreted loops at each jump back, kernels
//! once per block, waiting builtins every few milliseconds.

use std::sync::atomic::{AtomicBool, Ordering};

static RAISED: AtomicBool = AtomicBool::new(false);

/// Whether the user asked for the running cell to stop.
#[inline(always)]
pub fn raised() -> bool {
    RAISED.load(Ordering::Relaxed)
}

/// Asks for the running cell to stop, as Ctrl-C does.
pub fn raise() {
    RAISED.store(true, Ordering::Relaxed);
}

/// Takes the request back: who turns it into a KeyboardInterrupt has answered it.
pub fn clear() {
    RAISED.store(false, Ordering::Relaxed);
}

/// The flag itself, for a signal handler, which may do no more than store to it.
pub fn flag() -> &'static AtomicBool {
    &RAISED
}
