//! The rarer functions: gamma, the error function, inverse hyperbolic functions.

use super::domain_error;
use crate::python::args::POSITIONAL;
use crate::run::protocol::to_f64;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};
use std::f64::consts::{LN_2, PI};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "math.gamma",
        signature: "(x, /)",
        summary: "The gamma function: `factorial(x - 1)` for all numbers.",
        example: ">>> math.gamma(5), math.gamma(0.5)\n(24.0, 1.7724538509055159)\n",
        see_also: &["math.lgamma"],
        run: Run::Function(gamma),
        ..POSITIONAL
    },
    Builtin {
        name: "math.lgamma",
        signature: "(x, /)",
        summary: "The logarithm of the absolute value of the gamma function.",
        example: ">>> math.lgamma(100)\n359.1342053695754\n",
        see_also: &["math.gamma"],
        run: Run::Function(lgamma),
        ..POSITIONAL
    },
    Builtin {
        name: "math.erf",
        signature: "(x, /)",
        summary: "The error function.",
        example: ">>> math.erf(0.5)\n0.5204998778130465\n",
        see_also: &["math.erfc"],
        run: Run::Function(|cx, args| to_f64(cx, &args[0]).map(|x| Value::float(erf(x)))),
        ..POSITIONAL
    },
    Builtin {
        name: "math.erfc",
        signature: "(x, /)",
        summary: "`1 - erf(x)`, exact for large x.",
        example: ">>> math.erfc(10)\n2.088487583762545e-45\n",
        see_also: &["math.erf"],
        run: Run::Function(|cx, args| to_f64(cx, &args[0]).map(|x| Value::float(erfc(x)))),
        ..POSITIONAL
    },
];

const LANCZOS_G: f64 = 6.024_680_040_776_73;
const LANCZOS_G_MINUS_HALF: f64 = 5.524_680_040_776_73;

/// Coefficients of the rational function in Lanczos' formula for g above, lowest power first.
#[allow(clippy::excessive_precision)]
const LANCZOS_NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];
const LANCZOS_DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// The rational function in Lanczos' formula, for x above 0.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for (n, d) in LANCZOS_NUMERATOR.iter().zip(&LANCZOS_DENOMINATOR).rev() {
            numerator = numerator * x + n;
            denominator = denominator * x + d;
        }
    } else {
        for (n, d) in LANCZOS_NUMERATOR.iter().zip(&LANCZOS_DENOMINATOR) {
            numerator = numerator / x + n;
            denominator = denominator / x + d;
        }
    }
    numerator / denominator
}

/// `sin(pi * x)` without the error of a rounded product.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i64 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // sin(pi * (1 - y)) rather than -sin(pi * (y - 1)): the sign of a zero.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

/// *Source*: Lanczos' formula as CPython's `math` evaluates it, correction term included.
fn gamma(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = to_f64(cx, &args[0])?;
    let overflow = || err(ErrorClass::OverflowError, "math range error");
    if x.is_nan() || x == f64::INFINITY {
        return Ok(Value::float(x));
    }
    if x == f64::NEG_INFINITY || x == 0.0 || (x < 0.0 && x == x.floor()) {
        return domain_error();
    }
    if x == x.floor() && x <= 23.0 {
        // Factorials up to 22! are exact.
        return Ok(Value::float((1..x as u64).fold(1.0, |product, n| product * n as f64)));
    }
    let size = x.abs();
    if size < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() { overflow() } else { Ok(Value::float(result)) };
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(Value::float(0.0 / sin_pi(x))) } else { overflow() };
    }
    let y = size + LANCZOS_G_MINUS_HALF;
    let lost =
        if size > LANCZOS_G_MINUS_HALF { (y - size) - LANCZOS_G_MINUS_HALF } else { (y - LANCZOS_G_MINUS_HALF) - size };
    let z = lost * LANCZOS_G / y;
    let mut result = if x < 0.0 {
        let result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result - z * result
    } else {
        let result = lanczos_sum(size) / y.exp();
        result + z * result
    };
    // Large powers are taken in two steps, each of which fits.
    let powers = if size < 140.0 { [y.powf(size - 0.5), 1.0] } else { [y.powf(size / 2.0 - 0.25); 2] };
    for power in powers {
        result = if x < 0.0 { result / power } else { result * power };
    }
    if result.is_infinite() { overflow() } else { Ok(Value::float(result)) }
}

fn lgamma(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let x = to_f64(cx, &args[0])?;
    if x.is_nan() {
        return Ok(Value::float(x));
    }
    if x.is_infinite() {
        return Ok(Value::float(f64::INFINITY));
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { domain_error() } else { Ok(Value::float(0.0)) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(Value::float(-size.ln()));
    }
    let mut result = lanczos_sum(size).ln() - LANCZOS_G;
    result += (size - 0.5) * ((size + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        const LN_PI: f64 = 1.144_729_885_849_400_2;
        result = LN_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() {
        return err(ErrorClass::OverflowError, "math range error");
    }
    Ok(Value::float(result))
}

/// Evaluates a polynomial, lowest power first: coefficients by pairs, which are put together with the
/// powers x², x⁴, x⁶, x⁸, as glibc does.
fn polynomial<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    let square = x * x;
    let fourth = square * square;
    let powers = [1.0, square, fourth, fourth * square, fourth * fourth];
    let mut pairs = coefficients.chunks(2).zip(powers).map(|(pair, power)| match pair {
        [low, high] => (low + x * high) * power,
        [low] => low * power,
        _ => 0.0,
    });
    let first = pairs.next().unwrap_or(0.0);
    pairs.fold(first, |sum, pair| sum + pair)
}

/// The parts of `erfc` beyond 1.25: exp(-x²) over x times a rational function of 1/x².
/// *Source*: rational approximations of Sun's fdlibm, which C libraries use.
#[allow(clippy::excessive_precision)]
fn erfc_tail(x: f64) -> f64 {
    let size = x.abs();
    let s = 1.0 / (x * x);
    let (r, q) = if size < 1.0 / 0.35 {
        (
            polynomial(
                s,
                [
                    -9.86494403484714822705e-03,
                    -6.93858572707181764372e-01,
                    -1.05586262253232909814e+01,
                    -6.23753324503260060396e+01,
                    -1.62396669462573470355e+02,
                    -1.84605092906711035994e+02,
                    -8.12874355063065934246e+01,
                    -9.81432934416914548592e+00,
                ],
            ),
            polynomial(
                s,
                [
                    1.0,
                    1.96512716674392571292e+01,
                    1.37657754143519042600e+02,
                    4.34565877475229228821e+02,
                    6.45387271733267880336e+02,
                    4.29008140027567833386e+02,
                    1.08635005541779435134e+02,
                    6.57024977031928170135e+00,
                    -6.04244152148580987438e-02,
                ],
            ),
        )
    } else {
        (
            polynomial(
                s,
                [
                    -9.86494292470009928597e-03,
                    -7.99283237680523006574e-01,
                    -1.77579549177547519889e+01,
                    -1.60636384855821916062e+02,
                    -6.37566443368389627722e+02,
                    -1.02509513161107724954e+03,
                    -4.83519191608651397019e+02,
                ],
            ),
            polynomial(
                s,
                [
                    1.0,
                    3.03380607434824582924e+01,
                    3.25792512996573918826e+02,
                    1.53672958608443695994e+03,
                    3.19985821950859553908e+03,
                    2.55305040643316442583e+03,
                    4.74528541206955367215e+02,
                    -2.24409524465858183362e+01,
                ],
            ),
        )
    };
    // x² is split so that the exponent is exact to the last bit.
    let z = f64::from_bits(size.to_bits() & 0xffff_ffff_0000_0000);
    (-z * z - 0.5625).exp() * ((z - size) * (z + size) + r / q).exp() / size
}

/// The error function near 0: x plus x times a rational function of x².
#[allow(clippy::excessive_precision)]
fn erf_ratio(x: f64) -> f64 {
    let z = x * x;
    polynomial(
        z,
        [
            1.28379167095512558561e-01,
            -3.25042107247001499370e-01,
            -2.84817495755985104766e-02,
            -5.77027029648944159157e-03,
            -2.37630166566501626084e-05,
        ],
    ) / polynomial(
        z,
        [
            1.0,
            3.97917223959155352819e-01,
            6.50222499887672944485e-02,
            5.08130628187576562776e-03,
            1.32494738004321644526e-04,
            -3.96022827877536812320e-06,
        ],
    )
}

/// The error function around 1, less `ERF_NEAR_ONE`.
#[allow(clippy::excessive_precision)]
fn erf_middle(size: f64) -> f64 {
    let s = size - 1.0;
    polynomial(
        s,
        [
            -2.36211856075265944077e-03,
            4.14856118683748331666e-01,
            -3.72207876035701323847e-01,
            3.18346619901161753674e-01,
            -1.10894694282396677476e-01,
            3.54783043256182359371e-02,
            -2.16637559486879084300e-03,
        ],
    ) / polynomial(
        s,
        [
            1.0,
            1.06420880400844228286e-01,
            5.40397917702171048937e-01,
            7.18286544141962662868e-02,
            1.26171219808761642112e-01,
            1.36370839120290507362e-02,
            1.19844998467991074170e-02,
        ],
    )
}

#[allow(clippy::excessive_precision)]
const ERF_NEAR_ONE: f64 = 8.45062911510467529297e-01;

pub(super) fn erf(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let size = x.abs();
    if size < 0.84375 {
        #[allow(clippy::excessive_precision)]
        const TWO_OVER_ROOT_PI_LESS_1: f64 = 1.28379167095512586316e-01;
        if size < 2f64.powi(-28) {
            return x + TWO_OVER_ROOT_PI_LESS_1 * x;
        }
        return x + x * erf_ratio(x);
    }
    let result = if size < 1.25 {
        ERF_NEAR_ONE + erf_middle(size)
    } else if size >= 6.0 {
        1.0
    } else {
        1.0 - erfc_tail(size)
    };
    result.copysign(x)
}

pub(super) fn erfc(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let size = x.abs();
    if size < 0.84375 {
        if size < 2f64.powi(-56) {
            return 1.0 - x;
        }
        let y = erf_ratio(x);
        if x < 0.25 {
            return 1.0 - (x + x * y);
        }
        return 0.5 - (x - 0.5 + x * y);
    }
    if size < 1.25 {
        let middle = erf_middle(size);
        return if x >= 0.0 { 1.0 - ERF_NEAR_ONE - middle } else { 1.0 + (ERF_NEAR_ONE + middle) };
    }
    if size < 28.0 {
        if x < -6.0 {
            return 2.0;
        }
        let tail = erfc_tail(size);
        return if x > 0.0 { tail } else { 2.0 - tail };
    }
    if x > 0.0 { 0.0 } else { 2.0 }
}

const TINY: f64 = 1.0 / (1u64 << 28) as f64;
const LARGE: f64 = (1u64 << 28) as f64;

/// The cube root with glibc's last digits, which are not always the nearest: a polynomial, and one step
/// of Halley's method. *Source*: glibc's `cbrt`.
#[allow(clippy::excessive_precision)]
pub(super) fn cbrt(x: f64) -> f64 {
    let (m, exponent) = super::frexp(x.abs());
    if x == 0.0 || !x.is_finite() {
        return x + x;
    }
    let u = 0.354895765043919860
        + (1.50819193781584896
            - (2.11499494167371287
                - (2.44693122278083564
                    - (1.83469277483613086 - (0.784932344976639262 - 0.145263899385486367 * m) * m) * m)
                    * m)
                * m)
            * m;
    const CUBE_ROOT_2: f64 = 1.2599210498948731648;
    const CUBE_ROOT_4: f64 = 1.5874010519681994748;
    let factor = [1.0 / CUBE_ROOT_4, 1.0 / CUBE_ROOT_2, 1.0, CUBE_ROOT_2, CUBE_ROOT_4][(2 + exponent % 3) as usize];
    let cube = u * u * u;
    let root = u * (cube + 2.0 * m) / (2.0 * cube + m) * factor;
    super::ldexp(root.copysign(x), exponent / 3)
}

/// The inverse of sinh. *Source*: the formulas of Sun's fdlibm.
pub(super) fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < TINY {
        return x;
    }
    let result = if size > LARGE {
        size.ln() + LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let square = x * x;
        (size + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

/// The inverse of cosh; NaN below 1.
pub(super) fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x >= LARGE {
        if x.is_infinite() { x } else { x.ln() + LN_2 }
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}

/// The inverse of tanh; NaN beyond 1.
pub(super) fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if size >= 1.0 {
        return f64::NAN;
    }
    if size < TINY {
        return x;
    }
    let result = if size < 0.5 {
        let twice = size + size;
        0.5 * (twice + twice * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * ((size + size) / (1.0 - size)).ln_1p()
    };
    result.copysign(x)
}
