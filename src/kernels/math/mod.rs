//! The transcendental functions, with the bits of NumPy on an AVX-512 machine on every machine.

pub mod double; // the functions of float64
mod exp;
pub mod flags; // their floating-point errors
pub mod half; // the functions of float16
mod lanes;
mod log;
mod map; // the loop round a function on lanes
mod power;
pub mod single; // the functions of float32
mod tables;
mod tanh;
mod through; // a narrow type by way of a wider one

pub use lanes::Lanes;
