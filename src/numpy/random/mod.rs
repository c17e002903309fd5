//! `np.random`: the functions over one global RandomState, the classes RandomState and Generator,
//! bit generators and seeds. The streams themselves are `kernels::random`'s.

mod bits;
mod draw;
mod integers;
mod laws;
mod objects;
mod order;
mod seed;

use crate::value::Builtin;

/// The rows of this family.
pub fn lists() -> [&'static [Builtin]; 7] {
    [bits::ROWS, draw::ROWS, integers::ROWS, laws::ROWS, objects::ROWS, order::ROWS, seed::ROWS]
}
