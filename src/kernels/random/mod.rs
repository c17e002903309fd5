//! Random numbers with NumPy's streams, bit for bit. Start at `generator.rs`: `RandomState` (`np.random.*`)
//! and `Generator` (`default_rng`) fill slices; `seed_sequence.rs` and the bit generators make the bits;
//! `bounded.rs` integers, `choice.rs` shuffles and choices as indices.

mod bits;
pub mod bounded;
pub mod choice;
mod generator;
pub mod legacy;
mod mt19937;
mod pcg64;
mod philox;
mod seed_sequence;
mod source;
pub mod ziggurat;
mod ziggurat_tables;

pub use bits::{BitGenerator, Halves};
pub use bounded::{Integers, Pieces, Width};
pub use generator::{Bits, Generator, RandomState, SharedBits};
pub use mt19937::Mt19937;
pub use pcg64::{Pcg64, Pcg64Dxsm};
pub use philox::{Philox, Sfc64};
pub use seed_sequence::{POOL_SIZE, SeedSequence, fresh_entropy, words_of};
pub use source::{Legacy, Modern, Source};
