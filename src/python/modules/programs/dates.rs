//! `datetime`, `calendar`.

use crate::value::Builtin;

/// The rows of these modules.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![]
}
