//! Floor 7: the editor, completion, hints, colours, magics.

use crate::cells::Status;
use crate::session::Engine;

/// Talks with the user until they leave.
pub fn run(_engine: Box<dyn Engine>) -> Status {
    Status::USAGE
}
