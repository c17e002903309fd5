//! Sums and products that lose nothing on the way: `fsum`, `prod`, `hypot`, `dist`.

use super::{frexp, ldexp};
use crate::python::args::{NAMED, POSITIONAL, star};
use crate::run::protocol::to_f64;
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "math.fsum",
        signature: "(seq, /)",
        summary: "The sum of floats with one rounding at the end.",
        example: ">>> math.fsum([0.1] * 10), sum([0.1] * 10)\n(1.0, 0.9999999999999999)\n",
        see_also: &["sum", "np.sum"],
        run: Run::Function(fsum),
        ..POSITIONAL
    },
    Builtin {
        name: "math.prod",
        signature: "(iterable, /, *, start=1)",
        summary: "The product of an iterable's items.",
        example: ">>> math.prod([2, 3, 4])\n24\n",
        see_also: &["np.prod"],
        run: Run::Function(prod),
        ..NAMED
    },
    Builtin {
        name: "math.hypot",
        signature: "(*coordinates)",
        summary: "The distance of a point from the origin.",
        example: ">>> math.hypot(3, 4)\n5.0\n",
        see_also: &["math.dist"],
        run: Run::Function(hypot),
        ..POSITIONAL
    },
    Builtin {
        name: "math.dist",
        signature: "(p, q, /)",
        summary: "The distance between two points.",
        example: ">>> math.dist([1, 2], [4, 6])\n5.0\n",
        see_also: &["math.hypot"],
        run: Run::Function(dist),
        ..POSITIONAL
    },
];

/// *Source*: J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic: the sum is kept as partial
/// sums that do not overlap; their total is rounded once.
fn fsum(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    let iterator = cx.iter(&args[0])?;
    while let Some(item) = cx.next(&iterator)? {
        let given = to_f64(cx, &item)?;
        let mut x = given;
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x == 0.0 {
            continue;
        }
        if x.is_finite() {
            partials.push(x);
            continue;
        }
        if given.is_finite() {
            return err(ErrorClass::OverflowError, "intermediate overflow in fsum");
        }
        if given.is_infinite() {
            infinities += given;
        }
        special += given;
        partials.clear();
    }
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return err(ErrorClass::ValueError, "-inf + inf in fsum");
        }
        return Ok(Value::float(special));
    }
    Ok(Value::float(total(&partials)))
}

/// The sum of partial sums from small to large, rounded to the nearest float, ties to even.
fn total(partials: &[f64]) -> f64 {
    let Some((&last, rest)) = partials.split_last() else { return 0.0 };
    let (mut high, mut low) = (last, 0.0);
    let mut rest = rest.iter().rev();
    for &y in rest.by_ref() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // A tie is decided by what is still left.
    if let Some(&next) = rest.next()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

fn prod(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut result = args[1].clone();
    let iterator = cx.iter(&args[0])?;
    while let Some(item) = cx.next(&iterator)? {
        result = match (&result, &item) {
            (Value::Float(a), Value::Float(b)) => Value::float(a.get() * b.get()),
            _ => cx.binary(BinOp::Mul, &result, &item)?,
        };
    }
    Ok(result)
}

fn hypot(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let items = star(&args[0]);
    let coordinates = items.iter().map(|item| to_f64(cx, item)).collect::<R<Vec<f64>>>()?;
    Ok(Value::float(norm(coordinates)))
}

fn dist(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (p, q) = (cx.collect(&args[0])?, cx.collect(&args[1])?);
    if p.len() != q.len() {
        return err(ErrorClass::ValueError, "both points must have the same number of dimensions");
    }
    let mut differences = Vec::with_capacity(p.len());
    for (a, b) in p.iter().zip(&q) {
        differences.push(to_f64(cx, a)? - to_f64(cx, b)?);
    }
    Ok(Value::float(norm(differences)))
}

/// The length of a vector, nearly always correctly rounded: squares are summed exactly in two parts,
/// and the root is corrected once. *Source*: `vector_norm` of CPython's `math`.
fn norm(mut vector: Vec<f64>) -> f64 {
    let mut largest = 0.0f64;
    let mut any_nan = false;
    for x in &mut vector {
        *x = x.abs();
        any_nan |= x.is_nan();
        largest = largest.max(*x);
    }
    if largest.is_infinite() {
        return largest;
    }
    if any_nan {
        return f64::NAN;
    }
    if largest == 0.0 || vector.len() <= 1 {
        return largest;
    }
    let (_, exponent) = frexp(largest);
    if exponent < -1023 {
        let normal: Vec<f64> = vector.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(normal);
    }
    let scale = ldexp(1.0, -exponent);
    let (mut sum, mut low_1, mut low_2) = (1.0, 0.0, 0.0);
    let mut add = |square: f64, error: f64, sum: &mut f64| {
        let total = *sum + square;
        low_2 += (*sum - total) + square;
        *sum = total;
        low_1 += error;
        low_1 + low_2
    };
    let mut lows = 0.0;
    for x in vector {
        let x = x * scale;
        let square = x * x;
        lows = add(square, x.mul_add(x, -square), &mut sum);
    }
    let root = (sum - 1.0 + lows).sqrt();
    let square = -root * root;
    let lows = add(square, (-root).mul_add(root, -square), &mut sum);
    let rest = sum - 1.0 + lows;
    (root + rest / (2.0 * root)) / scale
}
