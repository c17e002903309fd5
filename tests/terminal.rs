//! Sessions of the program itself at a terminal of its own.

use crate::cells::Scratch;
use pty_process::blocking::{Command, open};
use std::io::{Read, Write};
use std::path::Path;
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
        let place = home.path().to_owned();
        Terminal::start_at(home, &place, (40, columns), &[("NO_COLOR", "1")])
    }

    /// Starts with a home folder, the folder of its history and settings, rows and columns, and what else
    /// the environment holds.
    fn start_at(home: Scratch, place: &Path, (rows, columns): (u16, u16), environment: &[(&str, &str)]) -> Terminal {
        let (pty, pts) = open().expect("a pseudo-terminal");
        pty.resize(pty_process::Size::new(rows, columns)).expect("a size");
        let mut command = Command::new(env!("CARGO_BIN_EXE_numcell"))
            .env("HOME", home.path())
            .env("XDG_STATE_HOME", place)
            .env("XDG_CONFIG_HOME", place)
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .env_remove("VISUAL")
            .env_remove("EDITOR");
        for (name, value) in environment {
            command = command.env(name, value);
        }
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

#[test]
fn up_recalls_whole_cells() {
    let mut terminal = Terminal::start("pty-up", 80);
    terminal.send("def twice(x):\rreturn 2 * x\r\r");
    terminal.wait_for("In [2]: ");
    terminal.send("y = 5\r");
    terminal.wait_for("In [3]: ");
    // Only cells that start as what is typed.
    terminal.send("def\x1b[A");
    terminal.wait_for("def twice(x):\n    return 2 * x");
    terminal.send("\x1b\r");
    terminal.wait_for("In [4]: ");
    terminal.send("\x12twi");
    terminal.wait_for("(reverse-i-search)");
    terminal.wait_for("def twice(x):");
    terminal.send("\x03");
    terminal.wait_for("In [4]: ");
    terminal.send("twice(y)\r");
    terminal.wait_for("Out[4]: 10");
    terminal.leave();
}

#[test]
fn alt_enter_runs_and_ctrl_o_starts_a_line() {
    let mut terminal = Terminal::start("pty-alt", 80);
    terminal.send("a = 1\x0fb = 2\x0fa + b\x1b\r");
    terminal.wait_for("Out[1]: 3");
    terminal.send("for k in range(2):\rprint('k', k)\x1b\r");
    terminal.wait_for("k 0\nk 1\n");
    terminal.leave();
}

#[test]
fn arguments_are_hinted_and_long_values_laid_out() {
    let mut terminal = Terminal::start("pty-hint", 80);
    terminal.send("np.cumsum([1, 2], ");
    terminal.wait_for("(a, \u{ab}axis=None\u{bb}, dtype=None, out=None)");
    terminal.wait_for("The running sums, of the flattened array or along an axis.");
    terminal.send("0)\r");
    terminal.wait_for("Out[1]: array([1, 3])");
    terminal.send("[10 ** 9 + k for k in range(9)]\r");
    terminal.wait_for("Out[2]: \n[1000000000,\n 1000000001,\n");
    terminal.leave();
}

#[test]
fn clauses_and_backspace_go_back_a_level() {
    let mut terminal = Terminal::start("pty-levels", 80);
    terminal.send("if 0:\rx = 1\r");
    terminal.wait_for("x = 1");
    terminal.send("else:");
    terminal.wait_for("else:");
    terminal.send("\rx = 2\r");
    terminal.send("\x7fx * 10\x1b\r");
    terminal.wait_for("Out[1]: 20");
    terminal.send("def twice(k):\rreturn 2 * k\r\r");
    terminal.wait_for("In [3]: ");
    terminal.send("np.cumsum(");
    terminal.wait_for("\u{ab}a\u{bb}");
    terminal.send("\x03");
    terminal.wait_for("np.cumsum(\nKeyboardInterrupt");
    terminal.wait_for("In [3]: ");
    terminal.leave();
}

#[test]
fn a_paste_of_400_kilobytes_arrives_whole() {
    let mut terminal = Terminal::start("pty-large", 80);
    let lines = "    12345, 'some text', [1.5, 2.5],\n".repeat(11_500);
    let text = format!("data = [\n{lines}]\nlen(data)");
    assert!(text.len() > 400_000);
    let start = Instant::now();
    terminal.send(&format!("\x1b[200~{text}\x1b[201~\r"));
    terminal.wait_for("Out[1]: 34500");
    let spent = start.elapsed();
    // Without optimisation the parser alone takes longer.
    assert!(cfg!(debug_assertions) || spent < Duration::from_secs(1), "{spent:?}");
    terminal.leave();
}

#[test]
fn the_first_prompt_comes_at_once() {
    let mut least = Duration::MAX;
    for _ in 0..10 {
        let start = Instant::now();
        let terminal = Terminal::start("pty-first", 80);
        least = least.min(start.elapsed());
        terminal.leave();
    }
    assert!(cfg!(debug_assertions) || least < Duration::from_millis(10), "{least:?}");
}

#[test]
fn small_screens_lose_nothing() {
    let home = Scratch::new("pty-small");
    let place = home.path().to_owned();
    let mut terminal = Terminal::start_at(home, &place, (5, 20), &[("NO_COLOR", "1")]);
    terminal.send("def long_name(first_argument, second_argument):\r");
    for line in 0..8 {
        terminal.send(&format!("a{line} = first_argument + {line}\r"));
    }
    terminal.send("return a7, second_argument\r\r");
    terminal.wait_for("In [2]: ");
    terminal.send("long_name(1, 2)\r");
    terminal.wait_for("(8, 2)");
    // What the cursor is moved to is shown, and can be changed.
    terminal.send("\x10\x10");
    terminal.wait_for("return a7, ");
    terminal.send(&"\x1b[A".repeat(9));
    terminal.wait_for("    a0 = ");
    terminal.send("\x03");
    terminal.wait_for("In [3]: ");
    terminal.send("long_name(3, 4)\r");
    terminal.wait_for("(10, 4)");
    terminal.leave();
}

#[test]
fn a_resize_while_typing_loses_nothing() {
    let mut terminal = Terminal::start("pty-resize", 80);
    terminal.send("wide = 'abcdefghij' * 3 + 'klmnopqrstuvwxyz' + 'ABCDEFGHIJ' + 'KLMNOP'");
    terminal.wait_for("'KLMNOP'");
    for columns in [30, 120, 17, 80] {
        let size = rustix::termios::Winsize { ws_row: 10, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        rustix::termios::tcsetwinsize(&terminal.input, size).expect("a size");
        std::thread::sleep(Duration::from_millis(50));
    }
    terminal.send("; len(wide)\r");
    terminal.wait_for("Out[1]: 62");
    terminal.leave();
}

#[test]
fn settings_and_the_start_up_file_are_read() {
    let home = Scratch::new("pty-config");
    let folder = home.path().join("numcell");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.toml"), "editing = 'vi'\nthem = 'dark'\ntheme = \"light\"\n").expect("a file");
    std::fs::write(folder.join("startup.py"), "start = 41\nprint('ready')\n1 / 0\n").expect("a file");
    let place = home.path().to_owned();
    let mut terminal = Terminal::start_at(home, &place, (40, 80), &[]);
    assert!(terminal.seen.contains("config.toml: line 2: there is no setting them"), "{}", terminal.seen);
    assert!(terminal.seen.contains("ready\n"), "{}", terminal.seen);
    assert!(terminal.seen.contains("startup.py\", line 3"), "{}", terminal.seen);
    // In vi's command mode x deletes and A appends.
    terminal.send("startt\x1b");
    // Right behind it another key would make it Alt and that key.
    std::thread::sleep(Duration::from_millis(700));
    terminal.send("xA + 1\r");
    terminal.wait_for("Out[1]: 42");
    terminal.send("%config theme\r");
    terminal.wait_for("theme = light");
    terminal.leave();
}

#[test]
fn a_history_that_cannot_be_written_is_said_once() {
    let home = Scratch::new("pty-readonly");
    // Nobody can write into a folder that is a file.
    std::fs::write(home.path().join("numcell"), "in the way").expect("a file");
    let place = home.path().to_owned();
    let mut terminal = Terminal::start_at(home, &place, (40, 80), &[("NO_COLOR", "1")]);
    terminal.send("x = 1\r");
    terminal.wait_for("What you type is not kept: ");
    terminal.wait_for("In [2]: ");
    terminal.send("x\r");
    terminal.wait_for("Out[2]: 1");
    assert_eq!(terminal.seen.matches("is not kept").count(), 1);
    terminal.leave();
}

#[test]
fn the_users_editor_is_run() {
    let home = Scratch::new("pty-edit");
    let editor = home.file("editor.sh", "printf 'edited = 6\\nedited * 7\\n' >> \"$1\"\n");
    let place = home.path().to_owned();
    let command = format!("sh {}", editor.display());
    let environment = [("NO_COLOR", "1"), ("EDITOR", command.as_str())];
    let mut terminal = Terminal::start_at(home, &place, (40, 80), &environment);
    terminal.send("%edit\r");
    terminal.wait_for("Out[1]: 42");
    terminal.send("%edit -p\r");
    terminal.wait_for("Out[2]: 42");
    terminal.send("%history -n\r");
    terminal.wait_for("1:\nedited = 6\nedited * 7");
    terminal.leave();
}

/// Two sessions at a time share a history file; each is killed while it takes more cells, sixty times.
#[test]
fn no_acknowledged_entry_is_lost_by_kills() {
    let shared = Scratch::new("pty-kills");
    let mut kept: Vec<String> = Vec::new();
    for round in 0..30_u64 {
        let mut pair: Vec<Terminal> = (0..2)
            .map(|side| {
                let home = Scratch::new(&format!("pty-kills-{side}"));
                Terminal::start_at(home, shared.path(), (40, 80), &[("NO_COLOR", "1")])
            })
            .collect();
        for number in 0..=round % 4 {
            for (side, terminal) in pair.iter_mut().enumerate() {
                let entry = format!("v{round}_{side}_{number} = {number}");
                terminal.send(&format!("{entry}\r"));
                terminal.wait_for(&format!("In [{}]: ", number + 2));
                kept.push(entry);
            }
        }
        for (side, terminal) in pair.iter_mut().enumerate() {
            // More is on its way when the kill comes.
            terminal.send(&format!("w{round}_{side} = 1\rw{round}_{side} += 1\r"));
            std::thread::sleep(Duration::from_micros(137 * (round * 31 % 40)));
            terminal.child.kill().expect("a running child");
            terminal.child.wait().expect("a child");
        }
    }
    let entries = numcell::repl::History::at(shared.path().join("numcell/history")).load().expect("a file");
    let missing: Vec<&String> = kept.iter().filter(|entry| !entries.contains(entry)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
