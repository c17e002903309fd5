//! A session's limits at work: a watch beside the running cell, a sink that counts, and the errors that
//! end a cell. Without limits none of this exists while a cell runs.

use crate::session::{Drawing, ErrorReport, Limits, Sink, WarningRecord};
use crate::text::interrupt::{self, Limit};
use crate::text::{Error, ErrorClass, room};
use std::rc::Rc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the watch looks.
const TICK: Duration = Duration::from_millis(5);

/// For how many looks in a row a cell may hold too much: memory that was given back takes a moment to
/// reach the system.
const PATIENCE: u32 = 3;

/// A thread that raises the interrupt flag when the cell comes to a limit, until the cell ends.
pub(super) struct Watch {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Starts to watch, if there is anything to watch for.
    pub(super) fn start(limits: &Limits) -> Option<Watch> {
        interrupt::forget_limit();
        room::set_limit(limits.memory);
        let mut watched = Watched::new(limits)?;
        let (end, ended) = channel();
        let thread = std::thread::Builder::new().name("limits".to_owned()).spawn(move || {
            while ended.recv_timeout(watched.next_look()) == Err(RecvTimeoutError::Timeout) {
                watched.look();
            }
        });
        Some(Watch { end: Some(end), thread: thread.ok() })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            // The thread cannot panic, and there is nothing to do if it did.
            let _ = thread.join();
        }
    }
}

/// Answers what the watch and the counting raised too late for the cell.
pub(super) fn settle() {
    if interrupt::limit().is_some() {
        interrupt::clear();
        interrupt::forget_limit();
    }
    room::set_limit(None);
}

struct Watched {
    deadline: Option<Instant>,
    /// Beyond this the program gets a MemoryError; what the session held before is not its fault.
    memory: Option<usize>,
    /// What is allowed beyond that to a program that caught it.
    slack: usize,
    looks_beyond: u32,
}

impl Watched {
    fn new(limits: &Limits) -> Option<Watched> {
        let memory = limits.memory.zip(room::held()).map(|(limit, held)| limit.max(held + limit / 64));
        let deadline = limits.time.and_then(|time| Instant::now().checked_add(time));
        if memory.is_none() && deadline.is_none() {
            return None;
        }
        let slack = limits.memory.unwrap_or(0) / 4;
        Some(Watched { deadline, memory, slack, looks_beyond: 0 })
    }

    fn next_look(&self) -> Duration {
        match self.deadline {
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                // After the deadline the flag is raised until nothing is left to swallow it.
                if self.memory.is_some() || left.is_zero() { left.clamp(Duration::from_micros(1), TICK) } else { left }
            }
            None => TICK,
        }
    }

    fn look(&mut self) {
        if self.deadline.is_some_and(|deadline| deadline <= Instant::now()) {
            interrupt::raise_for(Limit::Time);
            std::thread::sleep(TICK);
            return;
        }
        let (Some(most), Some(held)) = (self.memory, room::held()) else { return };
        if held > most.saturating_add(self.slack) {
            interrupt::raise_for(Limit::MemoryAgain);
        } else if held > most {
            self.looks_beyond += 1;
            if self.looks_beyond >= PATIENCE {
                interrupt::raise_for(Limit::Memory);
                // The next MemoryError is for more than this.
                self.memory = Some(held + self.slack / 8);
                self.slack -= (held + self.slack / 8 - most).min(self.slack);
                self.looks_beyond = 0;
            }
        } else {
            self.looks_beyond = 0;
        }
    }
}

/// A sink that hands on only so many bytes.
pub(super) struct Counted<'a> {
    pub(super) sink: &'a mut dyn Sink,
    pub(super) left: usize,
}

impl Counted<'_> {
    /// As much of a text as may still be shown.
    fn within<'t>(&mut self, text: &'t str) -> &'t str {
        if text.len() <= self.left {
            self.left -= text.len();
            return text;
        }
        interrupt::raise_for(Limit::Output);
        let end = text.floor_char_boundary(std::mem::take(&mut self.left));
        &text[..end]
    }
}

impl Sink for Counted<'_> {
    fn stdout(&mut self, text: &str) {
        let text = self.within(text);
        if !text.is_empty() {
            self.sink.stdout(text);
        }
    }

    fn stderr(&mut self, text: &str) {
        let text = self.within(text);
        if !text.is_empty() {
            self.sink.stderr(text);
        }
    }

    fn warning(&mut self, warning: &WarningRecord) {
        if self.within(&warning.message).len() == warning.message.len() {
            self.sink.warning(warning);
        }
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        self.sink.drawing(drawing);
    }

    fn flush(&mut self) {
        self.sink.flush();
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        self.sink.read_line(prompt)
    }
}

/// The error of a raised interrupt flag, which is answered by it.
#[cold]
pub(super) fn interrupted() -> Box<Error> {
    interrupt::clear();
    match interrupt::limit() {
        None => Error::new(ErrorClass::KeyboardInterrupt, ""),
        Some(Limit::Memory) => {
            interrupt::forget_limit();
            Error::new(ErrorClass::MemoryError, memory_text())
        }
        // Its words come when it has ended the cell.
        Some(limit) => Error::new(class_of(limit), ""),
    }
}

fn class_of(limit: Limit) -> ErrorClass {
    match limit {
        Limit::Memory | Limit::MemoryAgain => ErrorClass::MemoryError,
        Limit::Time => ErrorClass::TimeoutError,
        Limit::Output => ErrorClass::RuntimeError,
    }
}

fn memory_text() -> String {
    room::limit()
        .map_or(String::new(), |limit| format!("more than {}, the limit of this session", room::size_text(limit)))
}

/// What a cell ended by a limit says.
fn message(limit: Limit, limits: &Limits) -> String {
    match limit {
        Limit::Memory | Limit::MemoryAgain => memory_text(),
        Limit::Time => {
            let seconds = limits.time.unwrap_or_default().as_secs_f64();
            format!("the cell ran longer than {seconds} s, the limit of this session")
        }
        Limit::Output => {
            let size = room::size_text(limits.output.unwrap_or(0));
            format!("the cell printed more than {size}, the limit of this session")
        }
    }
}

/// The error of a cell that a limit ended, in place of what came of it on its way.
pub(super) fn ended_by(limit: Limit, limits: &Limits, mut error: Box<Error>) -> Box<Error> {
    error.class = class_of(limit);
    error.message = message(limit, limits);
    error.payload = None;
    error.hints.clear();
    error
}

/// The report of a cell that came to its end, but not to the end of what it shows.
pub(super) fn output_report(limits: &Limits) -> ErrorReport {
    let (class, message) = (class_of(Limit::Output).name().to_owned(), message(Limit::Output, limits));
    let traceback = format!("{class}: {message}\n");
    ErrorReport { class, message, traceback, hints: Vec::new() }
}
