//! Floor 0: sources and places in them, interned names, and errors and warnings as plain data in
//! Python's vocabulary. Knows no values and no arrays.

mod error;
mod filled;
pub mod interrupt;
mod name;
pub mod room;
mod similar;
mod source;
pub mod stack;

pub use error::{Error, ErrorClass, Frame, R, WarningClass, err};
pub use filled::filled;
pub use name::{Name, names};
pub use similar::{closest, nearest};
pub use source::{Source, Span};
