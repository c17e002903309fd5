//! The line on standard error that says, while a file runs for longer than a second, which cell it is at.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Files that are done sooner show no progress.
const QUIET: Duration = Duration::from_secs(1);
/// How often the line is drawn anew.
const TICK: Duration = Duration::from_millis(200);
/// The line stays within the narrowest terminal that numcell is made for.
const WIDTH: usize = 39;

/// A progress line that draws itself until it is dropped.
pub(super) struct Progress(Option<Arc<Shared>>);

struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

struct State {
    cells: usize,
    number: usize,
    title: String,
    started: Instant,
    shown: bool,
    /// Whether the program's output stands in the middle of a line, which must not be overwritten.
    open_line: bool,
    ended: bool,
}

impl Progress {
    /// No progress line.
    pub(super) fn none() -> Progress {
        Progress(None)
    }

    /// A progress line for a file of so many code cells.
    pub(super) fn start(cells: usize) -> Progress {
        let state = State {
            cells,
            number: 0,
            title: String::new(),
            started: Instant::now(),
            shown: false,
            open_line: false,
            ended: false,
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), ended: Condvar::new() });
        let drawing = Arc::clone(&shared);
        // Without a thread to draw it there is no line; the file runs all the same.
        let thread = std::thread::Builder::new().name("progress".to_owned()).spawn(move || drawing.draw_until_ended());
        Progress(thread.ok().map(|_| shared))
    }

    /// Says which cell starts.
    pub(super) fn at_cell(&self, number: usize, title: &str) {
        if let Some(mut state) = self.state() {
            state.number = number;
            state.title = title.to_owned();
        }
    }

    /// Says whether the cursor stands in the middle of a line of output.
    pub(super) fn set_open_line(&self, open: bool) {
        if let Some(mut state) = self.state() {
            state.open_line = open;
        }
    }

    /// Erases the line, so that output can stand in its place; the next tick draws it below.
    pub(super) fn hide(&self) {
        if let Some(mut state) = self.state() {
            state.hide();
        }
    }

    fn state(&self) -> Option<MutexGuard<'_, State>> {
        self.0.as_ref().map(|shared| shared.lock())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(shared) = &self.0 {
            let mut state = shared.lock();
            state.hide();
            state.ended = true;
            shared.ended.notify_all();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw_until_ended(&self) {
        let mut state = self.lock();
        while !state.ended {
            state = self.ended.wait_timeout(state, TICK).unwrap_or_else(PoisonError::into_inner).0;
            if !state.ended && !state.open_line && state.started.elapsed() > QUIET {
                state.draw();
            }
        }
    }
}

impl State {
    fn draw(&mut self) {
        let head = format!("[{}/{}] ", self.number, self.cells);
        let tail = format!(" {} s", self.started.elapsed().as_secs());
        let room = WIDTH.saturating_sub(head.len() + tail.len());
        let title: String = self.title.chars().take(room).collect();
        self.shown = true;
        // There is nobody to tell when standard error is closed.
        let _ = write!(std::io::stderr(), "\r\x1b[K{head}{title}{tail}");
    }

    fn hide(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
