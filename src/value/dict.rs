//! Dicts: entries in insertion order behind a hash table.

use super::Value;

/// A dict's entries. (Hashes of keys are computed by the run floor.)
#[derive(Default)]
pub struct Dict {
    entries: Vec<(Value, Value)>,
}

impl Dict {
    /// An empty dict.
    pub fn new() -> Dict {
        Dict::default()
    }

    /// Sets the value of a str key.
    pub fn insert_str(&mut self, key: &str, value: Value) {
        match self.entries.iter_mut().find(|(have, _)| have.as_str() == Some(key)) {
            Some((_, old)) => *old = value,
            None => self.entries.push((Value::str(key), value)),
        }
    }
}
