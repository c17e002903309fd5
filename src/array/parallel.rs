//! Work shared among threads. The pool is built when something first has enough to do; what is small
//! never meets it. Storage is not shared between threads: whoever wants help cuts slices into pieces
//! and hands these out. How many threads there are decides who computes a piece, never what is in it.

use crate::text::interrupt;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZero;
use std::sync::OnceLock;

/// Work that takes less than this, in picoseconds, is done by the thread that has it: to wake another
/// one takes a tenth of it.
const WORTH_SHARING: usize = 100_000_000;
/// The fewest elements in a piece.
const SMALLEST: usize = 16_384;
/// Pieces are multiples of this many elements, so that none shares a cache line with another.
const UNIT: usize = 512;
/// Pieces for each thread: one that is held up leaves the rest to others.
const PIECES: usize = 4;

/// How many threads may work: `NUMCELL_NUM_THREADS`, or as many as there are cores.
pub fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| {
        let wanted = std::env::var("NUMCELL_NUM_THREADS").ok();
        match wanted.and_then(|text| text.trim().parse().ok()).filter(|&threads| threads > 0) {
            Some(threads) => threads,
            None => std::thread::available_parallelism().map_or(1, NonZero::get),
        }
    })
}

/// The threads that help. The one that asks first is one of them, because two threads hand work to each
/// other in less time if neither is a stranger. None where the system gives no threads.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let build = || {
        let name = |i| format!("worker {i}");
        ThreadPoolBuilder::new().num_threads(threads()).use_current_thread().thread_name(name).build().ok()
    };
    POOL.get_or_init(build).as_ref()
}

/// The length of the pieces in which to share work on so many elements that take so many picoseconds
/// each, as one thread does it; None if sharing it is not worth while.
pub fn piece(elements: usize, picoseconds: usize) -> Option<usize> {
    if elements < 2 * SMALLEST || elements.saturating_mul(picoseconds) < WORTH_SHARING || threads() == 1 {
        return None;
    }
    Some(elements.div_ceil(PIECES * threads()).next_multiple_of(UNIT).max(SMALLEST))
}

/// Does two things, at the same time if another thread is free.
pub fn join<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    let pool = if threads() == 1 { None } else { pool() };
    match pool {
        Some(pool) => pool.join(a, b),
        None => (a(), b()),
    }
}

/// Does the same with each piece; the answers are in the order of the pieces. A piece that takes more
/// than a few milliseconds looks at the interrupt flag itself; once it is raised, pieces that nobody has
/// begun get no answer.
pub fn map<P: Send, A: Send>(pieces: Vec<P>, work: &(dyn Fn(P) -> A + Sync)) -> Vec<A> {
    let mut places: Vec<(Option<P>, Option<A>)> = pieces.into_iter().map(|piece| (Some(piece), None)).collect();
    spread(&mut places, work);
    places.into_iter().filter_map(|(_, answer)| answer).collect()
}

fn spread<P: Send, A: Send>(places: &mut [(Option<P>, Option<A>)], work: &(dyn Fn(P) -> A + Sync)) {
    match places {
        [] => {}
        [(piece, answer)] => {
            if !interrupt::raised() {
                *answer = piece.take().map(work);
            }
        }
        many => {
            let (left, right) = many.split_at_mut(many.len() / 2);
            join(|| spread(left, work), || spread(right, work));
        }
    }
}
