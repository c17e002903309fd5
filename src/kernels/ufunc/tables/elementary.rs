//! Elementary functions: roots, exponentials, logarithms, angles.

use super::*;
use crate::kernels::arith::{Deg2Rad, Positive, Rad2Deg, Reciprocal, Sqrt, Square, Unary};
use crate::kernels::math::{complex, double, flags, half, single};
use crate::kernels::ufunc::raw::{Raw, RunFn, map, map_flags, typed};
use ::half::f16;
use bytemuck::{cast_slice, cast_slice_mut};
use num_complex::{Complex32, Complex64};

const COMMON: &str = "e->e f->f d->d e->e f->f d->d g->g F->F D->D G->G O->O";
const FEWER: &str = "e->e f->f d->d f->f d->d g->g F->F D->D G->G O->O";
const PLAIN: &str = "e->e f->f d->d g->g F->F D->D G->G O->O";
const ANGLES: &str = "e->e f->f d->d g->g O->O";

/// A loop of a complex function.
macro_rules! complex_loop {
    ($type:ty, $name:ident, $pole:expr) => {
        Loop {
            types: const { &[<$type as Cell>::DTYPE, <$type as Cell>::DTYPE] },
            run: |ins, outs| complexes::each::<$type>(ins, outs, complex::$name),
            flags: |ins, outs| complexes::each_flags::<$type>(ins, outs, $pole),
            fold: None,
        }
    };
}
pub(super) use complex_loop;

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
    ($($row:ident $name:ident $flags:ident $pole:expr;)*) => {$(
        pub(super) const $row: Ufunc = ufunc(
            stringify!($name),
            1,
            1,
            const {
                &[
                    function_loop!(f16, half::$name, $flags),
                    function_loop!(f32, single::$name, $flags),
                    function_loop!(f64, double::$name, $flags),
                    complex_loop!(Complex32, $name, $pole),
                    complex_loop!(Complex64, $name, $pole),
                ]
            },
            types_of(stringify!($name)),
        );
    )*};
}

functions! {
    EXP exp no_pole |_| false;
    EXP2 exp2 no_pole |_| false;
    EXPM1 expm1 no_pole |_| false;
    LOG log pole_at_zero |z| z.re == 0.0 && z.im == 0.0;
    LOG2 log2 pole_at_zero |z| z.re == 0.0 && z.im == 0.0;
    LOG10 log10 pole_at_zero |z| z.re == 0.0 && z.im == 0.0;
    LOG1P log1p pole_at_minus_one |z| z.re == -1.0 && z.im == 0.0;
    SIN sin no_pole |_| false;
    COS cos no_pole |_| false;
    TAN tan no_pole |_| false;
    ARCSIN arcsin no_pole |_| false;
    ARCCOS arccos no_pole |_| false;
    ARCTAN arctan no_pole |z| z.re == 0.0 && z.im.abs() == 1.0;
    SINH sinh no_pole |_| false;
    COSH cosh no_pole |_| false;
    TANH tanh no_pole |_| false;
    ARCSINH arcsinh no_pole |_| false;
    ARCCOSH arccosh no_pole |_| false;
    ARCTANH arctanh pole_at_ones |z| z.im == 0.0 && z.re.abs() == 1.0;
}

/// The types as NumPy lists them, by name.
const fn types_of(name: &str) -> &'static str {
    match name.as_bytes() {
        b"exp" | b"log" => FEWER,
        b"sin" | b"cos" => PLAIN,
        _ => COMMON,
    }
}

pub(super) const CBRT: Ufunc = ufunc(
    "cbrt",
    1,
    1,
    const {
        &[
            function_loop!(f16, half::cbrt, no_pole),
            function_loop!(f32, single::cbrt, no_pole),
            function_loop!(f64, double::cbrt, no_pole),
        ]
    },
    CBRT_TYPES,
);

const CBRT_TYPES: &str = "e->e f->f d->d e->e f->f d->d g->g O->O";

pub(super) const SQRT: Ufunc = ufunc(
    "sqrt",
    1,
    1,
    const {
        &[
            unary::<Sqrt, f16, LOUD>(),
            unary::<Sqrt, f32, { HEAVY | LOUD }>(),
            unary::<Sqrt, f64, { HEAVY | LOUD }>(),
            complex_loop!(Complex32, sqrt, |_| false),
            complex_loop!(Complex64, sqrt, |_| false),
        ]
    },
    FEWER,
);
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
    ($($row:ident $name:ident $flags:ident $identity:expr, $types:literal;)*) => {$(
        pub(super) const $row: Ufunc = Ufunc {
            identity: $identity,
            ..ufunc(
                stringify!($name),
                2,
                1,
                const {
                    &[
                        function_loop_of_two!(f16, half::$name, $flags),
                        function_loop_of_two!(f32, single::$name, $flags),
                        function_loop_of_two!(f64, double::$name, $flags),
                    ]
                },
                $types,
            )
        };
    )*};
}

functions_of_two! {
    ARCTAN2 arctan2 no_pole_of_two Identity::None, "ee->e ff->f dd->d gg->g OO->O";
    HYPOT hypot no_pole_of_two Identity::Int(0), "ee->e ff->f dd->d gg->g OO->O";
    LOGADDEXP logaddexp logaddexp Identity::Float(f64::NEG_INFINITY), "ee->e ff->f dd->d gg->g";
    LOGADDEXP2 logaddexp2 logaddexp Identity::Float(f64::NEG_INFINITY), "ee->e ff->f dd->d gg->g";
}

pub(super) const fn power_half() -> Loop {
    function_loop_of_two!(f16, half::power, power)
}

pub(super) const fn power_single() -> Loop {
    Loop {
        run: |ins, outs| match easy_exponent::<f32>(ins, outs) {
            Some(run) => run(ins, outs),
            None => single::power(typed(ins[0]), typed(ins[1]), cast_slice_mut(outs[0])),
        },
        ..function_loop_of_two!(f32, single::power, power)
    }
}

pub(super) const fn power_double() -> Loop {
    Loop {
        run: |ins, outs| match easy_exponent::<f64>(ins, outs) {
            Some(run) => run(ins, outs),
            None => double::power(typed(ins[0]), typed(ins[1]), cast_slice_mut(outs[0])),
        },
        ..function_loop_of_two!(f64, double::power, power)
    }
}

/// The shorter way of one exponent for all elements, if it has one: -1, 0, 1/2, 1, 2.
///
/// *Source*: `loops_umath_fp.dispatch.c.src`.
fn easy_exponent<T>(ins: &[Raw<'_>], outs: &[&mut [u8]]) -> Option<RunFn>
where
    T: Cell<Memory = T> + bytemuck::Pod + Into<f64>,
    Reciprocal: Unary<T, Out = T>,
    Sqrt: Unary<T, Out = T>,
    Square: Unary<T, Out = T>,
    Positive: Unary<T, Out = T>,
    One: Unary<T, Out = T>,
{
    let exponent: f64 = match ins[1] {
        Raw::One(bytes) => bytemuck::pod_read_unaligned::<T>(bytes).into(),
        // An array of one element is as good.
        Raw::Run(bytes) if outs[0].len() == size_of::<T>() => bytemuck::pod_read_unaligned::<T>(bytes).into(),
        Raw::Run(_) => return None,
    };
    if exponent == 2.0 {
        Some(const { unary::<Square, T, { HEAVY | LOUD }>().run })
    } else if exponent == 1.0 {
        Some(const { unary::<Positive, T, HEAVY>().run })
    } else if exponent == 0.5 {
        Some(const { unary::<Sqrt, T, { HEAVY | LOUD }>().run })
    } else if exponent == 0.0 {
        Some(const { unary::<One, T, HEAVY>().run })
    } else if exponent == -1.0 {
        Some(const { unary::<Reciprocal, T, { HEAVY | LOUD }>().run })
    } else {
        None
    }
}

/// 1 whatever the operand.
struct One;

impl Unary<f32> for One {
    type Out = f32;
    #[inline(always)]
    fn of(_: f32) -> f32 {
        1.0
    }
}

impl Unary<f64> for One {
    type Out = f64;
    #[inline(always)]
    fn of(_: f64) -> f64 {
        1.0
    }
}
