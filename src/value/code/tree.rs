//! Where trees of elementwise operations are in code, and how it went when they were computed as a whole.

use std::cell::Cell;

/// A tree: instructions that load, compute element by element, and do nothing else. Besides the last
/// one's, no register that they write is read behind them.
pub struct FusedTree {
    /// The first instruction.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// Where it failed last: what comes later belongs to the same evaluation.
    failed: Cell<u32>,
    /// How often it failed in a row.
    failures: Cell<u8>,
    /// How many evaluations are not tried for that.
    pause: Cell<u8>,
}

/// After so many failures in a row, twice as many do not make the pause longer.
const MOST_FAILURES: u8 = 5;

impl FusedTree {
    /// A tree not computed yet.
    pub fn new(from: usize, to: usize) -> FusedTree {
        FusedTree {
            from: from as u32,
            to: to as u32,
            failed: Cell::new(u32::MAX),
            failures: Cell::new(0),
            pause: Cell::new(0),
        }
    }

    /// Whether to try it from the instruction `at` on. Data that meets floating-point errors every time is
    /// not worth computing twice.
    pub fn is_promising(&self, at: u32) -> bool {
        if at > self.failed.get() {
            return false;
        }
        let pause = self.pause.get();
        if pause > 0 {
            self.pause.set(pause - 1);
            self.failed.set(at);
        }
        pause == 0
    }

    /// Takes note of how it went.
    pub fn note(&self, at: u32, success: bool) {
        let failures = if success { 0 } else { (self.failures.get() + 1).min(MOST_FAILURES) };
        self.failed.set(if success { u32::MAX } else { at });
        self.failures.set(failures);
        self.pause.set((1 << failures) - 1);
    }
}
