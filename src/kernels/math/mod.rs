//! The transcendental functions. The same digits on every machine, and those of NumPy on an AVX-512
//! machine: to the bit for exp, log, tanh, most of power, and float32's exp, log, sin, cos, tanh; the others are
//! correctly rounded, from which NumPy strays by at most a unit in the last place. sin and cos are the C
//! library's, as NumPy's are. Start at `double`; `map` has the loop and `lanes` the vectors.

mod angles; // tan, arctan and the others
pub mod complex; // the functions of complex numbers
mod cube_root;
pub mod double; // the functions of float64
mod double_double; // 106-bit pairs on lanes
mod exact; // correctly rounded, slowly
mod exp;
mod exponentials; // exp2, expm1, sinh, cosh
pub mod flags; // their floating-point errors
pub mod half; // the functions of float16
mod lanes;
mod log;
mod logarithms; // log2, log10, log1p, arcsinh, arccosh, arctanh
mod map; // the loop round a function on lanes
mod power;
pub mod single; // the functions of float32
mod tables;
mod tanh;
mod through;
mod wide; // 128-bit mantissas // a narrow type by way of a wider one

pub use lanes::Lanes;
