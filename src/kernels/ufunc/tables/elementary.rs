//! Elementary functions: roots, exponentials, logarithms, angles.

use super::*;
use crate::kernels::arith::{Deg2Rad, Rad2Deg, Sqrt};
use crate::kernels::math::{double, flags, half, single};
use crate::kernels::ufunc::raw::{map, map_flags, typed};
use ::half::f16;
use bytemuck::{cast_slice, cast_slice_mut};

const COMMON: &str = "e->e f->f d->d e->e f->f d->d g->g F->F D->D G->G O->O";
const FEWER: &str = "e->e f->f d->d f->f d->d g->g F->F D->D G->G O->O";
const PLAIN: &str = "e->e f->f d->d g->g F->F D->D G->G O->O";
const ANGLES: &str = "e->e f->f d->d g->g O->O";

/// A loop of kernels that are functions, not operations.
macro_rules! function_loop {
    ($type:ty, $module:ident::$name:ident, $flags:ident) => {
        Loop {
            types: const { &[<$type as Cell>::DTYPE, <$type as Cell>::DTYPE] },
            run: |ins, outs| map::<$type, $type>(ins[0], outs[0], $module::$name),
            flags: |ins, outs| map_flags::<$type, $type>(ins[0], outs[0], flags::$flags),
            fold: None,
        }
    };
}

macro_rules! functions {
    // One row each: where the exact value is infinite, and the types as NumPy lists them.
    ($($row:ident $name:ident $flags:ident $types:ident;)*) => {$(
        pub(super) const $row: Ufunc = ufunc(
            stringify!($name),
            1,
            1,
            const {
                &[
                    function_loop!(f16, half::$name, $flags),
                    function_loop!(f32, single::$name, $flags),
                    function_loop!(f64, double::$name, $flags),
                ]
            },
            $types,
        );
    )*};
}

functions! {
    CBRT cbrt no_pole CBRT_TYPES;
    EXP exp no_pole FEWER;
    EXP2 exp2 no_pole COMMON;
    EXPM1 expm1 no_pole COMMON;
    LOG log pole_at_zero FEWER;
    LOG2 log2 pole_at_zero COMMON;
    LOG10 log10 pole_at_zero COMMON;
    LOG1P log1p pole_at_minus_one COMMON;
    SIN sin no_pole PLAIN;
    COS cos no_pole PLAIN;
    TAN tan no_pole COMMON;
    ARCSIN arcsin no_pole COMMON;
    ARCCOS arccos no_pole COMMON;
    ARCTAN arctan no_pole COMMON;
    SINH sinh no_pole COMMON;
    COSH cosh no_pole COMMON;
    TANH tanh no_pole COMMON;
    ARCSINH arcsinh no_pole COMMON;
    ARCCOSH arccosh no_pole COMMON;
    ARCTANH arctanh pole_at_ones COMMON;
}

const CBRT_TYPES: &str = "e->e f->f d->d e->e f->f d->d g->g O->O";

pub(super) const SQRT: Ufunc = ufunc("sqrt", 1, 1, loops!(unary Sqrt: floats), FEWER);
pub(super) const DEG2RAD: Ufunc = ufunc("deg2rad", 1, 1, loops!(unary Deg2Rad: floats), ANGLES);
pub(super) const RAD2DEG: Ufunc = ufunc("rad2deg", 1, 1, loops!(unary Rad2Deg: floats), ANGLES);
pub(super) const DEGREES: Ufunc = ufunc("degrees", 1, 1, loops!(unary Rad2Deg: floats), ANGLES);
pub(super) const RADIANS: Ufunc = ufunc("radians", 1, 1, loops!(unary Deg2Rad: floats), ANGLES);

/// The same for functions of two.
macro_rules! function_loop_of_two {
    ($type:ty, $module:ident::$name:ident, $flags:ident) => {
        Loop {
            types: const { &[<$type as Cell>::DTYPE, <$type as Cell>::DTYPE, <$type as Cell>::DTYPE] },
            run: |ins, outs| $module::$name(typed::<$type>(ins[0]), typed(ins[1]), cast_slice_mut(outs[0])),
            flags: |ins, outs| flags::$flags::<$type>(typed(ins[0]), typed(ins[1]), cast_slice(&*outs[0])),
            fold: None,
        }
    };
}

macro_rules! functions_of_two {
    // One row each.
    ($($row:ident $name:ident $identity:expr, $types:literal;)*) => {$(
        pub(super) const $row: Ufunc = Ufunc {
            identity: $identity,
            ..ufunc(
                stringify!($name),
                2,
                1,
                const {
                    &[
                        function_loop_of_two!(f16, half::$name, no_pole_of_two),
                        function_loop_of_two!(f32, single::$name, no_pole_of_two),
                        function_loop_of_two!(f64, double::$name, no_pole_of_two),
                    ]
                },
                $types,
            )
        };
    )*};
}

functions_of_two! {
    ARCTAN2 arctan2 Identity::None, "ee->e ff->f dd->d gg->g OO->O";
    HYPOT hypot Identity::Int(0), "ee->e ff->f dd->d gg->g OO->O";
    LOGADDEXP logaddexp Identity::Float(f64::NEG_INFINITY), "ee->e ff->f dd->d gg->g";
    LOGADDEXP2 logaddexp2 Identity::Float(f64::NEG_INFINITY), "ee->e ff->f dd->d gg->g";
}

pub(super) const fn power_half() -> Loop {
    function_loop_of_two!(f16, half::power, power)
}
pub(super) const fn power_single() -> Loop {
    function_loop_of_two!(f32, single::power, power)
}
pub(super) const fn power_double() -> Loop {
    function_loop_of_two!(f64, double::power, power)
}
