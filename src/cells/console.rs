//! Standard output and standard error of a running program: buffered into a pipe, at once on a
//! terminal, in step with each other and with the progress line.

use super::pictures;
use super::progress::Progress;
use super::read::reason;
use crate::session::{Drawing, Sink, WarningRecord};
use crate::text::interrupt;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, poll};
use std::fs::File;
use std::io::{self, BufRead, BufWriter, IsTerminal, Write};
use std::os::fd::AsFd;
use std::rc::Rc;

/// A sink that shows what it is given.
pub struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    /// Whether people watch: each text is shown at once.
    live: bool,
    /// Whether the last text on standard output left its line open.
    open_line: bool,
    /// Why standard output takes no more.
    closed: Option<io::Error>,
    progress: Progress,
}

impl Console {
    /// The process's own output and error.
    pub fn standard() -> Console {
        let stdout = io::stdout();
        let live = stdout.is_terminal();
        // The standard library's own stdout writes at every line feed; a descriptor of our own is
        // buffered as it should be for a pipe or a file.
        let out: Box<dyn Write> = match stdout.as_fd().try_clone_to_owned() {
            Ok(descriptor) => Box::new(BufWriter::with_capacity(1 << 16, File::from(descriptor))),
            Err(_) => Box::new(stdout),
        };
        Console::new(out, Box::new(io::stderr()), live)
    }

    /// A console over any two streams.
    pub fn new(out: Box<dyn Write>, err: Box<dyn Write>, live: bool) -> Console {
        Console { out, err, live, open_line: false, closed: None, progress: Progress::none() }
    }

    /// Shows from now on, if standard error is a terminal, which of a file's cells runs.
    pub fn start_progress(&mut self, cells: usize) {
        if io::stderr().is_terminal() && std::env::var_os("TERM").is_some_and(|term| term != "dumb") {
            self.progress = Progress::start(cells);
        }
    }

    /// Tells the progress line that a cell starts.
    pub fn at_cell(&mut self, number: usize, title: &str) {
        self.progress.at_cell(number, title);
    }

    /// Takes the progress line away.
    pub fn end_progress(&mut self) {
        self.progress = Progress::none();
    }

    /// Writes to standard output and starts a new line first if one is open.
    pub fn line(&mut self, text: &str) {
        self.end_line();
        self.stdout(text);
        self.stdout("\n");
    }

    /// Starts a new line if one is open.
    pub fn end_line(&mut self) {
        if self.open_line {
            self.stdout("\n");
        }
    }

    /// Whether standard output takes no more: there is nobody left to show anything to.
    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Writes out what is buffered. What went wrong with standard output, unless its reader just left.
    pub fn finish(&mut self) -> Option<String> {
        self.flush();
        let error = self.closed.take().filter(|error| error.kind() != io::ErrorKind::BrokenPipe)?;
        Some(format!("cannot write to standard output: {}", reason(&error)))
    }

    fn write(&mut self, text: &str) {
        if self.closed.is_some() {
            return;
        }
        let mut written = self.out.write_all(text.as_bytes());
        if self.live && written.is_ok() {
            written = self.out.flush();
        }
        self.note(written);
    }

    /// A program whose output nobody reads is stopped as by Ctrl-C.
    fn note(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            self.closed = Some(error);
            interrupt::raise();
        }
    }
}

impl Sink for Console {
    fn stdout(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.progress.hide();
        self.write(text);
        self.open_line = !text.ends_with('\n');
        self.progress.set_open_line(self.live && self.open_line);
    }

    fn stderr(&mut self, text: &str) {
        self.flush();
        self.progress.hide();
        // There is nobody to tell when standard error is closed.
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    fn warning(&mut self, warning: &WarningRecord) {
        self.stderr(&warning.display());
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        // Where nobody watches, the text stays as it is.
        let Some(screen) = pictures::screen().filter(|_| self.live) else { return };
        match drawing.shown(&screen) {
            Ok(text) => {
                self.end_line();
                self.stdout(&text);
            }
            Err(reason) => self.stderr(&format!("{}: {reason}\n", drawing.text())),
        }
    }

    fn flush(&mut self) {
        if self.closed.is_none() {
            let flushed = self.out.flush();
            self.note(flushed);
        }
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        self.stdout(prompt);
        self.flush();
        if !wait_for_line() {
            return None;
        }
        let mut line = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut line).ok().filter(|&read| read > 0)?;
        let line = String::from_utf8_lossy(&line);
        Some(line.strip_suffix('\n').unwrap_or(&line).trim_end_matches('\r').to_owned())
    }
}

/// Waits until somebody has typed a line; false if Ctrl-C came first. Input that is no terminal does
/// not keep anybody waiting.
fn wait_for_line() -> bool {
    let stdin = io::stdin();
    while stdin.is_terminal() {
        if interrupt::raised() {
            return false;
        }
        let mut waiting = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
        match poll(&mut waiting, 20u8) {
            Ok(0) | Err(Errno::EINTR) => {}
            _ => break,
        }
    }
    true
}
