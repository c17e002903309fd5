//! Kernels: pure functions over slices and scalars. They know no array and no language, allocate
//! nothing and never fail; floating-point errors are answers (`fp`).

pub mod arith; // elementwise arithmetic, comparison, bits
pub mod dispatch; // one body, several instruction sets
pub mod dot; // dot products, matrix times vector
pub mod fft; // Fourier transforms of one line
pub mod fp; // floating-point errors found from results
mod groups; // eight reals at a time
pub mod linalg; // decompositions after LAPACK
pub mod math; // exp, log, tanh and the rest
pub mod operand; // slices and scalars as operands, results in place
pub mod product; // matrix products
pub mod random; // NumPy's and Python's random streams
pub mod reduce; // products, running sums, extremes, counts
pub mod sort; // sorting by integer keys
pub mod sum; // sums in NumPy's order
pub mod ufunc; // the table of ufuncs and the loops over arrays

/// Work shared among threads, which arrays share too.
pub use crate::array::parallel;
