//! What an interactive session remembers of its cells: `In`, `Out`, `_` and the like.

use crate::value::Value;

/// Results kept under the names that IPython gives them.
#[derive(Default)]
pub(super) struct History {
    /// The value that the last cell gave.
    pub(super) last_result: Value,
    /// The values that `_`, `__` and `___` were last set to, to see whether a program made its own.
    pub(super) shown: [Value; 3],
}
