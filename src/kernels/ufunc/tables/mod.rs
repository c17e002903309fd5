//! The table of ufuncs: a row each, in families. A new ufunc is a row here and a row of help in
//! `numpy/ufuncs`.

use super::raw::{Cell, HEAVY, LIGHT, LOUD, Loop, any_order, binary, chain, mixed, pairwise, unary};
use super::{Identity, Rule, Ufunc, index};

/// The loops of an operation in casting order: `loops!(binary Add: bool ints floats complexes)`. A
/// macro because no function can name a list of types.
macro_rules! loops {
    ($build:ident $op:ty: $($group:ident)*) => { loops!(@ $build, $op, [], $($group)*) };
    (@ $build:ident, $op:ty, [$($done:expr,)*],) => { const { &[$($done),*] } };
    (@ $build:ident, $op:ty, [$($done:expr,)*], bool $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)* $build::<$op, bool, LIGHT>(),], $($rest)*)
    };
    (@ $build:ident, $op:ty, [$($done:expr,)*], ints $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)*
            $build::<$op, i8, LIGHT>(), $build::<$op, u8, LIGHT>(),
            $build::<$op, i16, LIGHT>(), $build::<$op, u16, LIGHT>(),
            $build::<$op, i32, LIGHT>(), $build::<$op, u32, LIGHT>(),
            $build::<$op, i64, HEAVY>(), $build::<$op, u64, LIGHT>(),
        ], $($rest)*)
    };
    // Whole numbers that can go wrong: division.
    (@ $build:ident, $op:ty, [$($done:expr,)*], loud_ints $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)*
            $build::<$op, i8, LOUD>(), $build::<$op, u8, LOUD>(),
            $build::<$op, i16, LOUD>(), $build::<$op, u16, LOUD>(),
            $build::<$op, i32, LOUD>(), $build::<$op, u32, LOUD>(),
            $build::<$op, i64, LOUD>(), $build::<$op, u64, LOUD>(),
        ], $($rest)*)
    };
    (@ $build:ident, $op:ty, [$($done:expr,)*], floats $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)*
            $build::<$op, ::half::f16, LOUD>(),
            $build::<$op, f32, { HEAVY | LOUD }>(),
            $build::<$op, f64, { HEAVY | LOUD }>(),
        ], $($rest)*)
    };
    // Floats that cannot go wrong: comparison, signs.
    (@ $build:ident, $op:ty, [$($done:expr,)*], quiet_floats $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)*
            $build::<$op, ::half::f16, LIGHT>(),
            $build::<$op, f32, HEAVY>(),
            $build::<$op, f64, HEAVY>(),
        ], $($rest)*)
    };
    (@ $build:ident, $op:ty, [$($done:expr,)*], complexes $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)*
            $build::<$op, num_complex::Complex32, { HEAVY | LOUD }>(),
            $build::<$op, num_complex::Complex64, { HEAVY | LOUD }>(),
        ], $($rest)*)
    };
    (@ $build:ident, $op:ty, [$($done:expr,)*], quiet_complexes $($rest:ident)*) => {
        loops!(@ $build, $op, [$($done,)*
            $build::<$op, num_complex::Complex32, LIGHT>(),
            $build::<$op, num_complex::Complex64, LIGHT>(),
        ], $($rest)*)
    };
}

mod arithmetic;
mod bits;
mod compare;
mod complexes;
mod elementary;
mod matrix;
mod parts;

/// A row; the rest of it is added by the functions below.
const fn ufunc(
    name: &'static str,
    inputs: usize,
    outputs: usize,
    loops: &'static [Loop],
    types: &'static str,
) -> Ufunc {
    Ufunc {
        name,
        inputs,
        outputs,
        identity: Identity::None,
        rule: Rule::First,
        loops,
        by_type: index(loops, inputs),
        types,
        signature: None,
    }
}

/// The table and the places in it, by name.
macro_rules! table {
    ($($family:ident::$row:ident)*) => {
        /// Places in `UFUNCS`.
        #[allow(missing_docs)]
        pub mod id {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place { $($row),* }
            $(pub const $row: usize = Place::$row as usize;)*
        }
        /// All ufuncs.
        pub static UFUNCS: &[Ufunc] = &[$($family::$row),*];
    };
}

table! {
    arithmetic::ADD
    arithmetic::SUBTRACT
    arithmetic::MULTIPLY
    arithmetic::DIVIDE
    arithmetic::FLOOR_DIVIDE
    arithmetic::REMAINDER
    arithmetic::FMOD
    arithmetic::DIVMOD
    arithmetic::POWER
    arithmetic::FLOAT_POWER
    arithmetic::NEGATIVE
    arithmetic::POSITIVE
    arithmetic::ABSOLUTE
    arithmetic::FABS
    arithmetic::SIGN
    arithmetic::SQUARE
    arithmetic::RECIPROCAL
    arithmetic::CONJUGATE
    arithmetic::GCD
    arithmetic::LCM
    compare::EQUAL
    compare::NOT_EQUAL
    compare::LESS
    compare::LESS_EQUAL
    compare::GREATER
    compare::GREATER_EQUAL
    compare::MAXIMUM
    compare::MINIMUM
    compare::FMAX
    compare::FMIN
    compare::CLIP
    compare::LOGICAL_AND
    compare::LOGICAL_OR
    compare::LOGICAL_XOR
    compare::LOGICAL_NOT
    bits::BITWISE_AND
    bits::BITWISE_OR
    bits::BITWISE_XOR
    bits::INVERT
    bits::LEFT_SHIFT
    bits::RIGHT_SHIFT
    bits::BITWISE_COUNT
    elementary::SQRT
    elementary::CBRT
    elementary::EXP
    elementary::EXP2
    elementary::EXPM1
    elementary::LOG
    elementary::LOG2
    elementary::LOG10
    elementary::LOG1P
    elementary::SIN
    elementary::COS
    elementary::TAN
    elementary::ARCSIN
    elementary::ARCCOS
    elementary::ARCTAN
    elementary::SINH
    elementary::COSH
    elementary::TANH
    elementary::ARCSINH
    elementary::ARCCOSH
    elementary::ARCTANH
    elementary::ARCTAN2
    elementary::HYPOT
    elementary::LOGADDEXP
    elementary::LOGADDEXP2
    elementary::DEG2RAD
    elementary::RAD2DEG
    elementary::DEGREES
    elementary::RADIANS
    parts::FLOOR
    parts::CEIL
    parts::TRUNC
    parts::RINT
    parts::ISNAN
    parts::ISINF
    parts::ISFINITE
    parts::SIGNBIT
    parts::COPYSIGN
    parts::NEXTAFTER
    parts::SPACING
    parts::LDEXP
    parts::FREXP
    parts::MODF
    parts::HEAVISIDE
    matrix::MATMUL
    matrix::VECDOT
    matrix::MATVEC
    matrix::VECMAT
}
