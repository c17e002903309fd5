//! What an interactive session remembers of its cells: `In`, `Out`, `_` and the like.

use super::core::Vm;
use crate::array::ArrayRef;
use crate::session::KeptResults;
use crate::text::Name;
use crate::value::dict::Dict;
use crate::value::{Interp, Value};
use std::collections::VecDeque;
use std::rc::Rc;

/// Results kept under the names that IPython gives them.
pub(super) struct History {
    /// The value that the last cell gave.
    pub(super) last_result: Value,
    /// The values that `_`, `__` and `___` were last set to, to see whether a program made its own.
    shown: [Value; 3],
    inputs: Vec<String>,
    /// The numbers of cells whose results are arrays, oldest first.
    arrays: VecDeque<usize>,
    /// The most bytes of arrays kept that only the session names.
    limit: usize,
}

impl Default for History {
    fn default() -> History {
        History {
            last_result: Value::default(),
            shown: Default::default(),
            inputs: Vec::new(),
            arrays: VecDeque::new(),
            limit: DEFAULT_LIMIT,
        }
    }
}

/// The most bytes of arrays that `Out` keeps unless told otherwise.
const DEFAULT_LIMIT: usize = 1_000_000_000;

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
        if matches!(result, Value::Array(_)) {
            self.core.history.arrays.push_back(number);
        }
        self.note_last(result);
        self.forget_old_results();
    }

    /// Moves `_`, `__` and `___` on, unless a program made its own.
    fn note_last(&mut self, result: Value) {
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

    /// The array that cell `number` gave, if it is still in `Out`, and the bytes that letting go of it
    /// would free: none if a variable of the program's names it too, or a view of it.
    fn kept_array(&mut self, number: usize) -> Option<(ArrayRef, usize)> {
        let Some(Value::Dict(out)) = self.main_variable(Name::new("Out")) else { return None };
        let array = match out.map.borrow().get(&Value::count(number)) {
            Some(Value::Array(array)) => array.clone(),
            _ => return None,
        };
        let same = |value: &Value| matches!(value, Value::Array(other) if Rc::ptr_eq(other, &array));
        let number_name = self.main_variable(Name::new(&format!("_{number}")));
        let own_names = usize::from(number_name.as_ref().is_some_and(same));
        let last = self.core.history.shown.iter().filter(|value| same(value)).count();
        let last_names = LAST_RESULTS.iter().filter_map(|name| self.main_variable(Name::new(name)));
        let last_names = last_names.filter(same).count();
        let last_result = usize::from(same(&self.core.history.last_result));
        drop(number_name);
        // The dict's, this function's, and the session's own names.
        let known = 2 + own_names + last + last_names + last_result;
        let freed = if Rc::strong_count(&array) > known { 0 } else { array.data().nbytes() };
        Some((array, freed))
    }

    /// What `Out` keeps of arrays that only the session names.
    pub(super) fn kept_results(&mut self) -> KeptResults {
        let mut kept = KeptResults { limit: self.core.history.limit, ..KeptResults::default() };
        for number in self.core.history.arrays.clone() {
            if let Some((_, bytes)) = self.kept_array(number).filter(|(_, bytes)| *bytes > 0) {
                kept.count += 1;
                kept.bytes += bytes;
            }
        }
        kept
    }

    /// Sets the most bytes.
    pub(super) fn limit_results(&mut self, bytes: usize) {
        self.core.history.limit = bytes;
        self.forget_old_results();
    }

    /// Lets go of the oldest arrays while there are more bytes than may be; the newest three stay, which
    /// `_`, `__` and `___` name.
    fn forget_old_results(&mut self) {
        let mut kept = self.kept_results();
        let mut position = 0;
        while kept.bytes > kept.limit && position + LAST_RESULTS.len() < self.core.history.arrays.len() {
            let number = self.core.history.arrays[position];
            let found = self.kept_array(number);
            if matches!(found, Some((_, 0))) {
                position += 1;
                continue;
            }
            self.core.history.arrays.remove(position);
            let Some((array, bytes)) = found else { continue };
            if let Some(Value::Dict(out)) = self.main_variable(Name::new("Out")) {
                out.map.borrow_mut().remove(&Value::count(number));
            }
            let name = Name::new(&format!("_{number}"));
            if matches!(self.main_variable(name), Some(Value::Array(other)) if Rc::ptr_eq(&other, &array)) {
                self.set_main_variable(name, Value::Undef);
            }
            kept.bytes -= bytes;
        }
    }
}
