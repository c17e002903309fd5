//! The interpreter as notebooks know it: magics, `!` and `?` between the statements, `In` and `Out`,
//! values laid out as IPython does. What numcell does not have is passed over with a line that says so.

use super::input;
use super::magics;
use super::shell::{Lines, Next, SharedEngine, Shell, is_open};
use super::style::Style;
use crate::cells::is_foreign;
use crate::session::Numbers;
use crate::session::*;
use crate::text::{R, Source};
use std::cell::RefCell;
use std::rc::Rc;

/// An interpreter that runs the cells of a notebook.
pub fn for_notebooks(engine: Box<dyn Engine>) -> Box<dyn Engine> {
    let engine: SharedEngine = Rc::new(RefCell::new(engine));
    let shell = Shell::new(Rc::clone(&engine), Style::Plain, COLUMNS);
    Box::new(Notebook { engine, shell })
}

/// Jupyter's kernel lays values out for 79 columns.
const COLUMNS: usize = 80;

struct Notebook {
    engine: SharedEngine,
    shell: Shell,
}

impl Notebook {
    /// Runs a cell that says something to IPython.
    fn run_parts(&mut self, text: &str, sink: &mut dyn Sink) -> CellOutcome {
        self.shell.gathered = Some(CellOutcome::default());
        let lines = &mut Lines::new(sink);
        // What %load brings in stands in the cell when its reader runs it.
        if let Next::Edit(loaded) = self.shell.act(input::read(text, is_open), lines) {
            self.shell.run_code(&loaded, true, lines);
        }
        self.shell.cancel();
        self.shell.gathered.take().unwrap_or_default()
    }
}

impl Engine for Notebook {
    fn run_cell(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> CellOutcome {
        // The rest of a cell, after an import that failed, is no cell of its own.
        if source.title != format!("Cell In[{}]", self.shell.inputs.len()) {
            self.shell.remember(source.text.trim_end());
        }
        let number = self.shell.inputs.len();
        // A cell that was pasted with its prompts or its indentation; any other stays as it is.
        let text = source.text.trim_start_matches('\n');
        let source = &if text.starts_with([' ', '\t']) || text.starts_with(">>> ") || text.starts_with("In [") {
            Source::new(source.title.as_str(), input::clean(&source.text))
        } else {
            Rc::clone(source)
        };
        let mut outcome =
            if input::is_for_ipython(&source.text) || magics::without_percent(&self.shell, &source.text).is_some() {
                self.run_parts(&source.text, sink)
            } else {
                let outcome = self.engine.borrow_mut().run_cell(source, sink);
                if outcome.result.is_some() {
                    self.engine.borrow_mut().keep_result(number);
                }
                outcome
            };
        let is_magic = |line: &str| line.starts_with(char::is_whitespace) && is_foreign(line.trim_start());
        if let Some(error) = outcome.error.as_mut().filter(|error| error.class == "SyntaxError")
            && source.text.lines().any(is_magic)
        {
            error
                .hints
                .push("numcell does not support magics inside a block yet; they stand at the start of a line".into());
        }
        if let Some(shown) = outcome.shown.take() {
            outcome.result = Some(shown);
        }
        outcome
    }

    fn set_display(&mut self, display: Option<Display>) {
        self.engine.borrow_mut().set_display(display);
    }

    fn names(&mut self) -> Vec<(String, ValueInfo)> {
        self.engine.borrow_mut().names()
    }

    fn complete(&mut self, text: &str, position: usize) -> Completions {
        self.engine.borrow_mut().complete(text, position)
    }

    fn signature_hint(&mut self, text: &str, position: usize) -> Option<SignatureHint> {
        self.engine.borrow_mut().signature_hint(text, position)
    }

    fn help(&mut self, expression: &str, with_source: bool) -> R<String> {
        self.engine.borrow_mut().help(expression, with_source)
    }

    fn find(&mut self, question: &str) -> Vec<Found> {
        self.engine.borrow_mut().find(question)
    }

    fn mark(&mut self) {
        self.engine.borrow_mut().mark();
    }

    fn undo(&mut self) -> Option<Undone> {
        self.engine.borrow_mut().undo()
    }

    fn explain(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> Result<Explained, Box<ErrorReport>> {
        self.engine.borrow_mut().explain(source, sink)
    }

    fn numbers(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> Result<Vec<Numbers>, Box<ErrorReport>> {
        self.engine.borrow_mut().numbers(source, sink)
    }

    fn files(&self) -> Files {
        self.engine.borrow().files()
    }

    fn reset(&mut self) {
        self.engine.borrow_mut().reset();
    }

    fn set_history(&mut self, number: usize, input: &str) {
        self.engine.borrow_mut().set_history(number, input);
    }

    fn keep_result(&mut self, number: usize) {
        self.engine.borrow_mut().keep_result(number);
    }

    fn kept_results(&mut self) -> KeptResults {
        self.engine.borrow_mut().kept_results()
    }

    fn limit_results(&mut self, bytes: usize) {
        self.engine.borrow_mut().limit_results(bytes);
    }
}
