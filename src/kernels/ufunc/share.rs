//! Elementwise work cut into pieces for several threads. Whether that is worth while is measured: the
//! first elements are computed alone, and the time they take is the estimate for the rest.

use super::drive::Outcome;
use crate::array::parallel;
use std::time::Instant;

/// Elements from which on work is measured.
const MANY: usize = 49_152;
/// Elements that are measured.
const TRIAL: usize = 8192;

/// Work along an outermost axis.
pub(super) trait Divisible: Send + Sized {
    /// The length of the axis; 1 if the work cannot be cut.
    fn rows(&self) -> usize;
    /// The number of elements.
    fn size(&self) -> usize;
    /// The first rows and the others.
    fn split(self, rows: usize) -> (Self, Self);
    /// Does the work.
    fn run(self) -> Outcome;
}

/// Does the work, with other threads if it is enough for them.
pub(super) fn share<W: Divisible>(work: W) -> Outcome {
    let (size, rows) = (work.size(), work.rows());
    if size < MANY || rows < 2 || parallel::threads() == 1 {
        return work.run();
    }
    let row = size / rows;
    let trial = (TRIAL / row).max(1);
    if trial >= rows {
        return work.run();
    }
    let (first, mut rest) = work.split(trial);
    let begin = Instant::now();
    let outcome = first.run();
    let picoseconds = begin.elapsed().as_nanos() as usize * 1000 / (trial * row);
    let Some(piece) = parallel::piece(size - trial * row, picoseconds) else { return outcome.or(rest.run()) };
    let step = (piece / row).max(1);
    let mut pieces = Vec::new();
    while rest.rows() > step {
        let (piece, others) = rest.split(step);
        pieces.push(piece);
        rest = others;
    }
    pieces.push(rest);
    parallel::map(pieces, &W::run).into_iter().fold(outcome, Outcome::or)
}
