//! Floor 7: the REPL. `shell` is the session at the prompt, without a terminal; `magics` are its
//! commands; `editor` reads cells with rustyline; `typing`, `recall`, `completion`, `hint`, `viewport`
//! and `colours` serve it; `history` keeps what was typed, `settings` what the user prefers.

mod colours;
mod completion;
mod editor;
pub mod hint;
mod history;
mod input;
mod keys;
mod magics;
mod notebook;
mod present;
mod prompter;
mod recall;
mod settings;
mod shell;
mod style;
pub mod typing;
pub mod viewport;

pub use colours::matching_brackets;
pub use completion::complete;
pub use history::History;
pub use notebook::for_notebooks;
pub use present::Presenter;
pub use recall::Recall;
pub use settings::Settings;
pub use shell::{Next, SharedEngine, Shell};
pub use style::{Style, Theme};

use crate::cells::{Console, Lesson, Status};
use crate::session::{Drawing, Engine, Files, Sink, WarningRecord};
use crate::text::interrupt;
use editor::{Terminal, Typed};
use std::cell::RefCell;
use std::rc::Rc;

/// Shows a lesson a cell at a time, and goes on as a session with what it made.
pub fn present(engine: Box<dyn Engine>, lesson: Lesson) -> Status {
    talk(engine, Some(Presenter::new(lesson.cells)))
}

/// Talks with the user until they leave.
pub fn run(engine: Box<dyn Engine>) -> Status {
    talk(engine, None)
}

fn talk(engine: Box<dyn Engine>, mut lesson: Option<Presenter>) -> Status {
    let engine: SharedEngine = Rc::new(RefCell::new(engine));
    let (settings, problems) = Settings::of_user();
    let style = Style::of_terminal(settings.theme);
    // What is typed in a sandbox is not kept, and nothing of the user's is read into it.
    let in_sandbox = engine.borrow().files() == Files::Nothing;
    let history = History::of_user().filter(|_| settings.history && !in_sandbox);
    let past = history.as_ref().and_then(|history| history.load().ok()).unwrap_or_default();
    let mut terminal = match Terminal::open(Rc::clone(&engine), &settings, style, &past) {
        Ok(terminal) => terminal,
        Err(error) => {
            eprintln!("numcell: cannot open the terminal: {error}");
            return Status::RAISED;
        }
    };
    let mut shell = Shell::new(engine, style, terminal.size().columns);
    shell.set_unicode(crate::teach::shows_unicode());
    shell.set_past(past);
    let mut keeper = Keeper { history, last: String::new() };
    let mut console = Console::standard();
    console.stdout(&format!("numcell {} (? shows help)\n", env!("CARGO_PKG_VERSION")));
    problems.iter().for_each(|problem| console.stderr(&format!("{problem}\n")));
    let startup = settings::startup_file().filter(|_| !in_sandbox);
    shell.start_up(settings, startup.as_deref(), &mut Screen { console: &mut console, terminal: &mut terminal });
    let mut next = match &mut lesson {
        Some(lesson) => lesson.start(&shell, &mut Screen { console: &mut console, terminal: &mut terminal }),
        None => Next::Cell,
    };
    loop {
        let typed = match &next {
            Next::Leave => break,
            Next::Answer(question) => terminal.read_answer(question),
            Next::Cell | Next::Edit(_) => {
                console.line("");
                let initial = if let Next::Edit(text) = &next { text.as_str() } else { "" };
                terminal.read_cell(shell.number(), initial)
            }
        };
        next = match typed {
            Typed::End => match lesson.take() {
                Some(mut lesson) if !lesson.is_over() => lesson.stop(&mut console),
                _ => break,
            },
            Typed::Cleared => {
                console.stdout("KeyboardInterrupt\n");
                shell.cancel();
                lesson.as_mut().map_or(Next::Cell, Presenter::ask)
            }
            Typed::Text(text) => {
                if !matches!(next, Next::Answer(_)) && !text.trim().is_empty() {
                    terminal.remember(text.trim_end());
                    keeper.keep(text.trim_end(), &mut console);
                }
                shell.set_size(terminal.size());
                let screen = &mut Screen { console: &mut console, terminal: &mut terminal };
                let next = match &mut lesson {
                    Some(lesson) => lesson.feed(&text, &mut shell, screen),
                    None => shell.feed(&text, screen),
                };
                terminal.apply(shell.settings(), shell.style());
                next
            }
        };
        console.flush();
        if console.is_closed() {
            break;
        }
    }
    keeper.finish();
    Status::FINE
}

/// The console of a session at the prompt: `input()` reads with the line editor, which may already hold
/// what was typed ahead.
struct Screen<'a> {
    console: &'a mut Console,
    terminal: &'a mut Terminal,
}

impl Sink for Screen<'_> {
    fn stdout(&mut self, text: &str) {
        self.console.stdout(text);
    }

    fn stderr(&mut self, text: &str) {
        self.console.stderr(text);
    }

    fn warning(&mut self, warning: &WarningRecord) {
        self.console.warning(warning);
    }

    fn drawing(&mut self, drawing: &Rc<dyn Drawing>) {
        self.console.drawing(drawing);
    }

    fn flush(&mut self) {
        self.console.flush();
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        // The editor draws its line from the left edge.
        self.console.end_line();
        self.console.flush();
        match self.terminal.read_answer(prompt) {
            Typed::Text(line) => Some(line),
            Typed::End => None,
            Typed::Cleared => {
                interrupt::raise();
                None
            }
        }
    }
}

/// Writes what is typed to the history file; what goes wrong is said once.
struct Keeper {
    history: Option<History>,
    last: String,
}

impl Keeper {
    fn keep(&mut self, text: &str, console: &mut Console) {
        let Some(history) = self.history.as_ref().filter(|_| text != self.last) else { return };
        if let Err(error) = history.append(text) {
            console.stderr(&format!("What you type is not kept: {}: {error}\n", history.path().display()));
            self.history = None;
        }
        self.last = text.to_owned();
    }

    fn finish(&self) {
        if let Some(history) = self.history.as_ref().filter(|_| !self.last.is_empty()) {
            // Only a crash of the machine makes a difference here.
            let _ = history.sync();
        }
    }
}
