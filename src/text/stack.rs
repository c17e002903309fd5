//! How much of the thread's own stack is left: what recursion through builtins is measured by.

use std::cell::Cell;

/// Threads get this much unless somebody asks for another size.
const USUAL: usize = 2 << 20;
/// Left for what runs between two looks at the stack.
const RESERVE: usize = 256 << 10;

thread_local! {
    static LOWEST: Cell<usize> = const { Cell::new(0) };
}

/// Says how large the stack of this thread is. Called near the thread's start.
pub fn declare(bytes: usize) {
    LOWEST.set(here().saturating_sub(bytes.saturating_sub(RESERVE)));
}

/// Whether the stack is nearly used up. A thread that said nothing is taken to have the usual size,
/// from the first question on.
#[inline]
pub fn is_low() -> bool {
    let lowest = LOWEST.get();
    if lowest == 0 {
        declare(USUAL * 3 / 4);
        return false;
    }
    here() < lowest
}

/// The address of something on the stack, near its end.
#[inline(never)]
fn here() -> usize {
    let marker = 0u8;
    std::ptr::from_ref(&marker) as usize
}
