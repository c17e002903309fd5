//! Elementwise arithmetic: one loop over operands (`each.rs`), and per operation one struct that says
//! what happens to one element, for the types that NumPy has it for. `binary::<Add, f64, f64>` is a
//! function pointer of type `BinaryFn`; `binary_flags` with the same parameters is its slow partner.

/// Repeats items for each of a list of types, under one name: the coherence rules forbid saying "all
/// integers" and "all floats" of the same trait.
macro_rules! for_types {
    ($name:ident in [] $items:tt) => {};
    ($name:ident in [$type:ty $(, $rest:ty)*] $items:tt) => {
        const _: () = {
            #[allow(dead_code, reason = "the alias is for the items inside")]
            type $name = $type;
            $items
        };
        for_types!($name in [$($rest),*] $items);
    };
}
/// For the integer types.
macro_rules! for_integers {
    ($name:ident $items:tt) => {
        for_types!($name in [i8, i16, i32, i64, u8, u16, u32, u64] $items);
    };
}
/// For the real floating types.
macro_rules! for_floats {
    ($name:ident $items:tt) => {
        for_types!($name in [half::f16, f32, f64] $items);
    };
}
/// For the types that are numbers to Rust too.
macro_rules! for_numbers {
    ($name:ident $items:tt) => {
        for_types!($name in [i8, i16, i32, i64, u8, u16, u32, u64, f32, f64] $items);
    };
}

mod basic; // + - * negative absolute square sign, on every type
mod bits; // & | ^ ~ << >> and the logical operations
mod compare; // == != < <= > >=, maximum, minimum, fmax, fmin
mod divide; // / // % fmod divmod reciprocal
mod each;
mod float; // the reals as kernels see them
mod parts; // isnan, floor, frexp, copysign, nextafter: what looks at a number's parts

pub use basic::{Absolute, Add, Conjugate, IntegerPower, Multiply, Negative, Positive, Sign, Square, Subtract};
pub use bits::{
    BitwiseAnd, BitwiseOr, BitwiseXor, Invert, LeftShift, LogicalAnd, LogicalNot, LogicalOr, LogicalXor, RightShift,
    Truth,
};
pub use compare::{Equal, Fmax, Fmin, Greater, GreaterEqual, Less, LessEqual, Maximum, Minimum, NotEqual, Order};
pub use divide::{Divide, FloorDivide, Fmod, Gcd, Lcm, Reciprocal, Remainder, divmod};
pub use each::{Binary, Unary, binary, binary_flags, unary, unary_flags};
pub use float::Real;
pub use parts::{
    Ceil, Copysign, Deg2Rad, Floor, Heaviside, IsFinite, IsInf, IsNan, Ldexp, NextAfter, Rad2Deg, Rint, Signbit,
    Spacing, Sqrt, Trunc, frexp, modf,
};
