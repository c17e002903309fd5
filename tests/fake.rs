//! An interpreter of five words, to test what stands in front of a real one: `print TEXT`, `NAME =
//! TEXT`, `warn TEXT`, `raise CLASS TEXT`, and any other line, whose value is its text or, if it is
//! a name, the name's.

use numcell::session::*;
use numcell::text::{Error, ErrorClass, R, Source};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

#[derive(Default)]
pub(crate) struct Fake {
    variables: BTreeMap<String, String>,
    /// Each input that was announced with its number.
    pub(crate) inputs: Rc<RefCell<Vec<(usize, String)>>>,
    /// The numbers of the cells whose results were to be kept.
    pub(crate) kept: Rc<RefCell<Vec<usize>>>,
}

/// Opens one as the command line opens a session.
pub(crate) fn open(_: numcell::cells::Form) -> Box<dyn Engine> {
    Box::new(Fake::default())
}

impl Engine for Fake {
    fn files(&self) -> Files {
        Files::All
    }

    fn run_cell(&mut self, source: &Rc<Source>, sink: &mut dyn Sink) -> CellOutcome {
        let mut outcome = CellOutcome::default();
        for (index, line) in source.text.lines().enumerate() {
            let line = line.trim();
            outcome.result = None;
            if let Some(text) = line.strip_prefix("print ") {
                sink.stdout(&text.replace("\\n", "\n"));
                sink.stdout("\n");
            } else if let Some(text) = line.strip_prefix("warn ") {
                let warning = WarningRecord {
                    category: "UserWarning".to_owned(),
                    message: text.to_owned(),
                    title: source.title.clone(),
                    line: source.first_line + index,
                    text: line.to_owned(),
                };
                sink.warning(&warning);
                outcome.warnings.push(warning);
            } else if let Some(text) = line.strip_prefix("raise ") {
                let (class, message) = text.split_once(' ').unwrap_or((text, ""));
                let mut error =
                    ErrorReport { class: class.to_owned(), message: message.to_owned(), ..ErrorReport::default() };
                let place = format!("  {}, line {}, in <module>\n", source.title, source.first_line + index);
                error.traceback = format!("Traceback (most recent call last):\n{place}{}\n", error.summary());
                outcome.error = Some(error);
                return outcome;
            } else if let Some((name, value)) = line.split_once(" = ") {
                self.variables.insert(name.to_owned(), value.to_owned());
            } else if !line.is_empty() && !line.starts_with('#') && !line.ends_with(';') {
                let value = self.variables.get(line).map_or(line, String::as_str);
                outcome.result = (value != "None").then(|| value.replace("\\n", "\n"));
            }
        }
        outcome
    }

    fn set_display(&mut self, _: Option<Display>) {}

    fn names(&mut self) -> Vec<(String, ValueInfo)> {
        let info =
            |value: &String| ValueInfo { type_name: "str".to_owned(), short: value.clone(), ..ValueInfo::default() };
        self.variables.iter().map(|(name, value)| (name.clone(), info(value))).collect()
    }

    fn complete(&mut self, text: &str, position: usize) -> Completions {
        let start = text[..position].rfind(' ').map_or(0, |at| at + 1);
        let found = self.variables.keys().filter(|name| name.starts_with(&text[start..position]));
        let candidates =
            found.map(|name| Candidate { text: name.clone(), kind: CandidateKind::Variable, detail: String::new() });
        Completions { start, candidates: candidates.collect() }
    }

    fn signature_hint(&mut self, text: &str, position: usize) -> Option<SignatureHint> {
        let parameters = vec!["a".to_owned(), "axis=None".to_owned()];
        text[..position].ends_with('(').then(|| SignatureHint { parameters, ..SignatureHint::default() })
    }

    fn help(&mut self, expression: &str, with_source: bool) -> R<String> {
        match self.variables.get(expression) {
            Some(value) if with_source => Ok(format!("{expression} = {value}\n")),
            Some(_) => Ok(format!("{expression} is a variable\n")),
            None => Err(Error::new(ErrorClass::NameError, format!("name '{expression}' is not defined"))),
        }
    }

    fn find(&mut self, _: &str) -> Vec<Found> {
        Vec::new()
    }

    fn mark(&mut self) {}

    fn undo(&mut self) -> Option<Undone> {
        None
    }

    fn explain(&mut self, source: &Rc<Source>, _: &mut dyn Sink) -> Result<Explained, Box<ErrorReport>> {
        let root = Part { text: source.text.clone(), ..Part::default() };
        Ok(Explained { root, error: None })
    }

    fn numbers(&mut self, _: &Rc<Source>, _: &mut dyn Sink) -> Result<Vec<Numbers>, Box<ErrorReport>> {
        Ok(Vec::new())
    }

    fn reset(&mut self) {
        self.variables.clear();
    }

    fn set_history(&mut self, number: usize, input: &str) {
        self.inputs.borrow_mut().push((number, input.to_owned()));
    }

    fn keep_result(&mut self, number: usize) {
        self.kept.borrow_mut().push(number);
    }

    fn kept_results(&mut self) -> KeptResults {
        KeptResults::default()
    }

    fn limit_results(&mut self, _: usize) {}
}
