//! Huge pages of the system: for large blocks they save faults, for a session of small values they cost
//! memory and half of the time to the first prompt. So they are off until the first large block.

use std::sync::atomic::{AtomicBool, Ordering};

static OFF: AtomicBool = AtomicBool::new(false);

/// Asks the system for small pages until a large block is wanted. Nothing happens where there is no
/// such choice.
pub fn start_small() {
    OFF.store(set_small(true), Ordering::Relaxed);
}

/// A large block is wanted.
#[inline]
pub(super) fn allow_huge() {
    if OFF.load(Ordering::Relaxed) {
        set_small(false);
        OFF.store(false, Ordering::Relaxed);
    }
}

#[cfg(target_os = "linux")]
fn set_small(small: bool) -> bool {
    nix::sys::prctl::set_thp_disable(small).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn set_small(_: bool) -> bool {
    false
}
