//! What an interactive session remembers of its cells: `In`, `Out`, `_` and the like.

use super::core::Vm;
use crate::text::Name;
use crate::value::dict::Dict;
use crate::value::{Interp, Value};

/// Results kept under the names that IPython gives them.
#[derive(Default)]
pub(super) struct History {
    /// The value that the last cell gave.
    pub(super) last_result: Value,
    /// The values that `_`, `__` and `___` were last set to, to see whether a program made its own.
    shown: [Value; 3],
    inputs: Vec<String>,
}

const LAST_RESULTS: [&str; 3] = ["_", "__", "___"];

impl Vm<'_> {
    /// Opens cell `number`: `In`, `_i` and the like.
    pub(super) fn set_history(&mut self, number: usize, input: &str) {
        let list = match self.main_variable(Name::new("In")) {
            Some(Value::List(list)) => list,
            _ => {
                let list = Value::list(vec![Value::str("")]);
                self.set_main_variable(Name::new("In"), list.clone());
                self.set_main_variable(Name::new("Out"), Value::dict(Dict::new()));
                match list {
                    Value::List(list) => list,
                    _ => return,
                }
            }
        };
        {
            let mut items = list.items.borrow_mut();
            items.resize_with(number, || Value::str(""));
            items.push(Value::str(input));
        }
        // The names speak of the cells before this one.
        let before = |back: usize, inputs: &[String]| {
            inputs.len().checked_sub(back).and_then(|at| inputs.get(at)).cloned().unwrap_or_default()
        };
        for (back, name) in [(1, "_i"), (2, "_ii"), (3, "_iii")] {
            let text = before(back, &self.core.history.inputs);
            self.set_main_variable(Name::new(name), Value::str(text));
        }
        self.set_main_variable(Name::new(&format!("_i{number}")), Value::str(input));
        self.core.history.inputs.push(input.to_owned());
    }

    /// Keeps the last cell's result.
    pub(super) fn keep_result(&mut self, number: usize) {
        let result = self.core.history.last_result.clone();
        if result.is_missing() {
            return;
        }
        if let Some(out) = self.main_variable(Name::new("Out")) {
            // Anything may have been put in its place; then nothing is kept there.
            let _ = self.set_item(&out, &Value::count(number), result.clone());
        }
        self.set_main_variable(Name::new(&format!("_{number}")), result.clone());
        let own = LAST_RESULTS.iter().zip(0..).any(|(name, at)| {
            let now = self.main_variable(Name::new(name));
            let shown = &self.core.history.shown[at];
            match now {
                Some(now) => !now.is(shown),
                None => false,
            }
        });
        if own {
            return;
        }
        let [first, second, _] = std::mem::take(&mut self.core.history.shown);
        self.core.history.shown = [result, first, second];
        for (name, value) in LAST_RESULTS.iter().zip(self.core.history.shown.clone()) {
            if !value.is_undef() {
                self.set_main_variable(Name::new(name), value);
            }
        }
    }
}
