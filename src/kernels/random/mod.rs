//! Random numbers with NumPy's and Python's streams, bit for bit.
//!
//! `RandomState::new(42)` and `Generator::default_rng(Some(&SeedSequence::from_u64(42)))` hold a bit
//! generator behind a shareable handle. They fill slices (`fill_random`, `fill_standard_normal`,
//! `fill_integers`, …), give shuffles and choices as indices, and draw every other distribution by
//! its row: `laws::find("gamma")`, then `Law::check`, then `sample`. Drawing never fails; what a call
//! must refuse is refused by the checks: `Law::check`, `choice::check_weights`, `vectors::check_pvals`.
//! Sizes are the caller's to check (`Array::check_size`), and so is an interrupt afterwards: long
//! fills stop early when the user asks for it. Python's `random` is `PythonRandom`. The vectors of
//! `multivariate_normal` are `fill_standard_normal` and a matrix product above this floor.

pub mod binomial;
mod bits;
pub mod bounded;
pub mod choice;
mod constraints;
pub mod continuous;
pub mod discrete;
mod factorial;
mod generator;
pub mod hypergeometric;
pub mod laws;
pub mod legacy;
mod mt19937;
mod pcg64;
mod philox;
mod python;
mod python_real;
mod sample;
mod seed_sequence;
mod sha512;
mod source;
pub mod vectors;
pub mod ziggurat;
mod ziggurat_tables;

pub use bits::{BitGenerator, Halves};
pub use bounded::{Integers, Pieces, Width};
pub use constraints::{Column, Condition, Constraint, Generation, POISSON_LAM_MAX};
pub use generator::{Bits, Generator, RandomState, SharedBits};
pub use laws::{Arguments, Law};
pub use mt19937::Mt19937;
pub use pcg64::{Pcg64, Pcg64Dxsm};
pub use philox::{Philox, Sfc64};
pub use python::PythonRandom;
pub use sample::{Each, Numbers};
pub use seed_sequence::{POOL_SIZE, SeedSequence, fresh_entropy, words_of};
pub use sha512::sha512;
pub use source::{Legacy, Modern, Source};
