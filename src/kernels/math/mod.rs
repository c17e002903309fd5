//! The transcendental functions, with the bits of NumPy on an AVX-512 machine on every machine.

mod lanes;

pub use lanes::Lanes;
