//! The transcendental functions, with the bits of NumPy on an AVX-512 machine on every machine.

pub mod double; // the functions of float64
mod exp;
mod lanes;
mod log;
mod map; // the loop round a function on lanes
mod tables;
mod tanh;

pub use lanes::Lanes;
