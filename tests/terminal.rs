//! Sessions of the program itself at a terminal of its own.

use crate::cells::Scratch;
use pty_process::blocking::{Command, open};
use std::io::{Read, Write};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A running REPL and what its terminal received.
struct Terminal {
    child: Child,
    input: std::fs::File,
    output: Receiver<Vec<u8>>,
    /// All text so far, without the sequences that colour it and move the cursor.
    seen: String,
    /// How much of it was waited for already.
    read: usize,
    home: Scratch,
}

impl Terminal {
    fn start(name: &str, columns: u16) -> Terminal {
        let home = Scratch::new(name);
        Terminal::start_in(home, columns)
    }

    fn start_in(home: Scratch, columns: u16) -> Terminal {
        let (pty, pts) = open().expect("a pseudo-terminal");
        pty.resize(pty_process::Size::new(40, columns)).expect("a size");
        let command = Command::new(env!("CARGO_BIN_EXE_numcell"))
            .env("HOME", home.path())
            .env("XDG_STATE_HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            .env("TERM", "xterm-256color")
            .env("NO_COLOR", "1");
        let child = command.spawn(pts).expect("the program");
        let input = std::fs::File::from(std::os::fd::OwnedFd::from(pty));
        let mut screen = input.try_clone().expect("a second handle");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = screen.read(&mut buffer) {
                if n == 0 || sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut terminal = Terminal { child, input, output, seen: String::new(), read: 0, home };
        terminal.wait_for("In [1]: ");
        terminal
    }

    fn send(&mut self, text: &str) {
        // The other end is closed once the program has left.
        let _ = self.input.write_all(text.as_bytes());
    }

    /// Waits until a text comes after all that was waited for before.
    #[track_caller]
    fn wait_for(&mut self, text: &str) -> Duration {
        let start = Instant::now();
        loop {
            if let Some(at) = self.seen[self.read..].find(text) {
                self.read += at + text.len();
                return start.elapsed();
            }
            match self.output.recv_timeout(Duration::from_secs(20)) {
                Ok(bytes) => self.seen.push_str(&plain(&bytes)),
                Err(_) => panic!("{text:?} did not come after {:?}", &self.seen[self.read..]),
            }
        }
    }

    /// Leaves with Ctrl-D and gives the home folder back.
    fn leave(mut self) -> Scratch {
        let start = Instant::now();
        loop {
            // Sent again: what is typed while no line is being read can get lost.
            self.send("\x04");
            if let Some(status) = self.child.try_wait().expect("a child") {
                assert!(status.success(), "{status}");
                return self.home;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "Ctrl-D did not end the session");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A terminal's text without escape sequences and carriage returns.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut chars = text.chars().peekable();
    let mut plain = String::new();
    while let Some(c) = chars.next() {
        match c {
            '\x1b' => {
                if chars.next_if_eq(&'[').is_some() {
                    while chars.next().is_some_and(|c| !c.is_ascii_alphabetic() && c != '~') {}
                } else {
                    chars.next();
                }
            }
            '\r' | '\x07' => {}
            c => plain.push(c),
        }
    }
    plain
}

#[test]
fn cells_of_several_lines_run() {
    let mut terminal = Terminal::start("pty-lines", 80);
    terminal.send("def double(x):\r");
    terminal.send("return 2 * x\r");
    terminal.send("\r");
    terminal.wait_for("In [2]: ");
    terminal.send("double(np.arange(3))\r");
    terminal.wait_for("Out[2]: array([0, 2, 4])");
    terminal.leave();
}

#[test]
fn pasted_blocks_are_one_cell() {
    let mut terminal = Terminal::start("pty-paste", 80);
    terminal.send("\x1b[200~total = 0\nfor k in range(4):\n    total += k\n\ntotal * 10\x1b[201~");
    terminal.send("\r");
    terminal.wait_for("Out[1]: 60");
    terminal.leave();
}

#[test]
fn tab_completes() {
    let mut terminal = Terminal::start("pty-tab", 80);
    terminal.send("np.lins\t");
    terminal.wait_for("linspace");
    terminal.send("(0, 1, 3)\r");
    terminal.wait_for("Out[1]: array([0. , 0.5, 1. ])");
    terminal.leave();
}

#[test]
fn ctrl_c_stops_a_cell_and_keeps_its_variables() {
    let mut terminal = Terminal::start("pty-stop", 80);
    for (number, code) in
        ["while True: pass", "sum(k for k in iter(int, 1))", "(np.arange(10 ** 7)[:, None] * np.ones(10 ** 3)).sum()"]
            .into_iter()
            .enumerate()
    {
        let number = 3 * number;
        terminal.send(&format!("kept = {number}\r"));
        terminal.wait_for(&format!("In [{}]: ", number + 2));
        terminal.send(&format!("{code}\r"));
        if code.ends_with("pass") {
            terminal.send("\r");
        }
        std::thread::sleep(Duration::from_millis(300));
        terminal.send("\x03");
        terminal.wait_for("KeyboardInterrupt");
        terminal.wait_for(&format!("In [{}]: ", number + 3));
        terminal.send("kept\r");
        terminal.wait_for(&format!("Out[{}]: {number}", number + 3));
    }
    terminal.leave();
}

#[test]
fn errors_leave_the_session_alive_at_forty_columns() {
    let mut terminal = Terminal::start("pty-narrow", 40);
    terminal.send("a = np.ones((2, 3))\r");
    terminal.wait_for("In [2]: ");
    terminal.send("a + np.ones(4)\r");
    terminal.wait_for("ValueError: operands could not be");
    terminal.send("a.shape\r");
    terminal.wait_for("Out[3]: (2, 3)");
    terminal.send("%whos\r");
    terminal.wait_for("ndarray");
    terminal.leave();
}

#[test]
fn history_outlives_a_kill() {
    let mut terminal = Terminal::start("pty-history", 80);
    terminal.send("first = 12345\r");
    terminal.wait_for("In [2]: ");
    terminal.child.kill().expect("a running child");
    terminal.child.wait().expect("a child");
    let mut terminal = Terminal::start_in(terminal.home, 80);
    terminal.send("\x1b[A");
    terminal.wait_for("first = 12345");
    terminal.send("\r");
    terminal.wait_for("In [2]: ");
    terminal.leave();
}
