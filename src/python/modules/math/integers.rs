//! `math` of ints: divisors, factorials, binomials, integer roots.

use crate::python::args::{POSITIONAL, star};
use crate::run::protocol::{to_bigint, to_index, to_int_value};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One, Signed, Zero};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "math.gcd",
        signature: "(*integers)",
        summary: "The greatest common divisor.",
        example: ">>> math.gcd(12, 18), math.gcd()\n(6, 0)\n",
        see_also: &["math.lcm", "np.gcd"],
        run: Run::Function(gcd),
        ..POSITIONAL
    },
    Builtin {
        name: "math.lcm",
        signature: "(*integers)",
        summary: "The least common multiple.",
        example: ">>> math.lcm(4, 6)\n12\n",
        see_also: &["math.gcd"],
        run: Run::Function(lcm),
        ..POSITIONAL
    },
    Builtin {
        name: "math.factorial",
        signature: "(n, /)",
        summary: "The product of the ints from 1 to n.",
        example: ">>> math.factorial(5)\n120\n",
        run: Run::Function(|cx, args| factorial(cx, &args[0])),
        ..POSITIONAL
    },
    Builtin {
        name: "math.comb",
        signature: "(n, k, /)",
        summary: "How many ways there are to choose k of n things.",
        example: ">>> math.comb(5, 2)\n10\n",
        see_also: &["math.perm"],
        run: Run::Function(comb),
        ..POSITIONAL
    },
    Builtin {
        name: "math.perm",
        signature: "(n, k=None, /)",
        summary: "How many ways there are to choose k of n things in order.",
        example: ">>> math.perm(5, 2), math.perm(4)\n(20, 24)\n",
        see_also: &["math.comb"],
        run: Run::Function(perm),
        ..POSITIONAL
    },
    Builtin {
        name: "math.isqrt",
        signature: "(n, /)",
        summary: "The square root of an int, cut to an int.",
        example: ">>> math.isqrt(17)\n4\n",
        see_also: &["math.sqrt"],
        run: Run::Function(isqrt),
        ..POSITIONAL
    },
];

fn gcd(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut result = BigInt::zero();
    for item in star(&args[0]) {
        result = result.gcd(&to_bigint(cx, item)?);
    }
    Ok(Value::big(result))
}

fn lcm(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut result = BigInt::one();
    for item in star(&args[0]) {
        result = result.lcm(&to_bigint(cx, item)?);
    }
    Ok(Value::big(result))
}

/// The product of the ints from `low` to `high`, by halves: the factors stay of one size.
fn product(cx: &mut dyn Interp, low: u64, high: u64) -> R<BigInt> {
    if high - low < 16 {
        return Ok((low..=high).fold(BigInt::one(), |product, x| product * x));
    }
    if high - low > 1 << 12 {
        cx.check_interrupt()?;
    }
    let middle = low + (high - low) / 2;
    Ok(product(cx, low, middle)? * product(cx, middle + 1, high)?)
}

fn factorial(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    let n = match to_int_value(cx, value)? {
        Value::Int(n) => n,
        Value::BigInt(n) if n.is_negative() => -1,
        _ => {
            return err(ErrorClass::OverflowError, format!("factorial() argument should not exceed {}", i64::MAX));
        }
    };
    match u64::try_from(n) {
        Err(_) => err(ErrorClass::ValueError, "factorial() not defined for negative values"),
        Ok(0) => Ok(Value::Int(1)),
        Ok(n) => product(cx, 1, n).map(Value::big),
    }
}

fn not_negative(cx: &mut dyn Interp, value: &Value, name: &str) -> R<BigInt> {
    let n = to_bigint(cx, value)?;
    if n.is_negative() {
        return err(ErrorClass::ValueError, format!("{name} must be a non-negative integer"));
    }
    Ok(n)
}

fn comb(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let n = not_negative(cx, &args[0], "n")?;
    let k = not_negative(cx, &args[1], "k")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = k.clone().min(&n - k);
    let Ok(k) = u64::try_from(&k) else {
        let message = format!("min(n - k, k) must not exceed {}", u64::MAX);
        return err(ErrorClass::OverflowError, message);
    };
    let mut result = BigInt::one();
    for i in 0..k {
        // Each partial product is a binomial coefficient itself, so that the division is exact.
        result = result * (&n - i) / (i + 1);
        if i.is_multiple_of(1 << 10) {
            cx.check_interrupt()?;
        }
    }
    Ok(Value::big(result))
}

fn perm(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[1].is_none() {
        return factorial(cx, &args[0]);
    }
    let n = not_negative(cx, &args[0], "n")?;
    let k = not_negative(cx, &args[1], "k")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = to_index(cx, &Value::big(k))?;
    let mut result = BigInt::one();
    for i in 0..k {
        result *= &n - i;
        if i % (1 << 10) == 0 {
            cx.check_interrupt()?;
        }
    }
    Ok(Value::big(result))
}

fn isqrt(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let n = to_bigint(cx, &args[0])?;
    if n.is_negative() {
        return err(ErrorClass::ValueError, "isqrt() argument must be nonnegative");
    }
    Ok(Value::big(n.sqrt()))
}
