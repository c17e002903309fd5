//! Integers, bytes, and what `random` does to sequences.

use super::{draw, function, method, of_hidden};
use crate::python::args::POSITIONAL;
use crate::run::protocol::{derives, to_bigint, to_f64, to_index};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value, types};
use num_bigint::BigInt;

pub(super) static ROWS: &[Builtin] = &[
    function!(
        "random",
        "()",
        "A float from 0 up to but not including 1.",
        ">>> import random\n>>> random.seed(1)\n>>> random.random()\n0.13436424411240122\n"
    ),
    method!("random", "(self, /)", "A float from 0 up to but not including 1.", |_, args| {
        draw(&args[0], |random| Value::float(random.random()))
    }),
    function!(
        "randint",
        "(a, b)",
        "An int from a to b, both included.",
        ">>> import random\n>>> random.seed(0)\n>>> [random.randint(1, 6) for _ in range(5)]\n[4, 4, 1, 3, 5]\n"
    ),
    method!("randint", "(self, a, b)", "An int from a to b, both included.", |cx, args| {
        let stop = cx.binary(BinOp::Add, &args[2], &Value::Int(1))?;
        let (receiver, start) = (args[0].clone(), args[1].clone());
        // Its warnings would be about a line of the library, where Python ignores them.
        draw_range(cx, &[receiver, start, stop, Value::Undef], false)
    }),
    function!(
        "randrange",
        "(start, stop=None, step=1)",
        "An int that `range` with these arguments would have.",
        ">>> import random\n>>> random.seed(0)\n>>> random.randrange(0, 100, 5)\n60\n"
    ),
    method!("randrange", "(self, start, stop=None, step=_NoValue)", "An int of a range.", randrange),
    function!("getrandbits", "(k)", "An int of k random bits.", ""),
    method!("getrandbits", "(self, k, /)", "An int of k random bits.", |cx, args| {
        match u64::try_from(to_index(cx, &args[1])?) {
            Ok(k) => draw(&args[0], |random| Value::big(random.getrandbits(k).into())),
            Err(_) => err(ErrorClass::ValueError, "number of bits must be non-negative"),
        }
    }),
    function!("randbytes", "(n)", "Random bytes.", ""),
    method!("randbytes", "(self, n)", "Random bytes.", |cx, args| {
        match usize::try_from(to_index(cx, &args[1])?) {
            Ok(n) => draw(&args[0], |random| Value::bytes(random.randbytes(n))),
            Err(_) => err(ErrorClass::ValueError, "number of bits must be non-negative"),
        }
    }),
    function!(
        "choice",
        "(seq)",
        "An item of a sequence.",
        ">>> import random\n>>> random.seed(0)\n>>> random.choice(['red', 'green', 'blue'])\n'green'\n"
    ),
    method!("choice", "(self, seq)", "An item of a sequence.", |cx, args| {
        let n = cx.len(&args[1])?;
        let index = draw(&args[0], |random| random.choice(n))??;
        cx.get_item(&args[1], &Value::count(index))
    }),
    function!(
        "shuffle",
        "(x)",
        "Brings the items of a list into a random order, in place.",
        ">>> import random\n>>> random.seed(0)\n>>> x = [1, 2, 3, 4, 5]\n>>> random.shuffle(x)\n>>> x\n[3, 2, 1, 5, 4]\n"
    ),
    method!("shuffle", "(self, x)", "Brings the items of a list into a random order, in place.", shuffle),
    function!(
        "sample",
        "(population, k, *, counts=None)",
        "A list of k items of a sequence, none of them twice.",
        ">>> import random\n>>> random.seed(0)\n>>> random.sample(range(100), 4)\n[49, 97, 53, 5]\n"
    ),
    method!("sample", "(self, population, k, *, counts=None)", "A list of k items, none of them twice.", sample),
    function!(
        "choices",
        "(population, weights=None, *, cum_weights=None, k=1)",
        "A list of k items of a sequence, drawn with replacement.",
        ">>> import random\n>>> random.seed(0)\n>>> random.choices('ab', weights=[9, 1], k=6)\n['a', 'a', 'a', 'a', 'a', 'a']\n"
    ),
    method!(
        "choices",
        "(self, population, weights=None, *, cum_weights=None, k=1)",
        "A list of k items, drawn with replacement.",
        choices
    ),
];

/// An int argument of `randrange`. Floats with an integer value still count.
///
/// *Errors*: ValueError `non-integer stop for randrange()`.
fn whole(cx: &mut dyn Interp, value: &Value, what: &str, warns: bool) -> R<BigInt> {
    let is_number = matches!(value, Value::Float(_) | Value::NpFloat(_));
    if !is_number && let Ok(index) = to_bigint(cx, value) {
        return Ok(index);
    }
    let int = cx.call(&Value::Type(types::INT), std::slice::from_ref(value), &[])?;
    if !cx.equal(&int, value)? {
        if warns {
            cx.warn(ErrorClass::DeprecationWarning, "randrange() will raise TypeError in the future")?;
        }
        return err(ErrorClass::ValueError, format!("non-integer {what} for randrange()"));
    }
    let message = "non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed in \
                   a subsequent version";
    if warns {
        cx.warn(ErrorClass::DeprecationWarning, message)?;
    }
    to_bigint(cx, &int)
}

fn randrange(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    draw_range(cx, args, true)
}

fn draw_range(cx: &mut dyn Interp, args: &[Value], warns: bool) -> R<Value> {
    let start = whole(cx, &args[1], "arg 1", warns)?;
    let drawn = if args[2].is_none() {
        if !args[3].is_undef() {
            return err(ErrorClass::TypeError, "Missing a non-None stop argument");
        }
        draw(&args[0], |random| random.randrange_to(&start))?
    } else {
        let stop = whole(cx, &args[2], "stop", warns)?;
        let step = if args[3].is_undef() { BigInt::from(1) } else { whole(cx, &args[3], "step", warns)? };
        draw(&args[0], |random| random.randrange(&start, &stop, &step))?
    };
    drawn.map(Value::big)
}

fn shuffle(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let n = cx.len(&args[1])?;
    let mut swaps = Vec::with_capacity(n);
    draw(&args[0], |random| random.shuffle(n, |i, j| swaps.push((i, j))))?;
    if let Value::List(list) = &args[1] {
        let mut items = list.items.borrow_mut();
        swaps.into_iter().for_each(|(i, j)| items.swap(i, j));
        return Ok(Value::None);
    }
    // Items are read before they are written: rows of an array are views, which shows.
    for (i, j) in swaps {
        let (i, j) = (Value::count(i), Value::count(j));
        let (at_j, at_i) = (cx.get_item(&args[1], &j)?, cx.get_item(&args[1], &i)?);
        cx.set_item(&args[1], &i, at_j)?;
        cx.set_item(&args[1], &j, at_i)?;
    }
    Ok(Value::None)
}

fn picked(cx: &mut dyn Interp, population: &Value, indices: Vec<usize>) -> R<Value> {
    let mut items = Vec::with_capacity(indices.len());
    for index in indices {
        items.push(cx.get_item(population, &Value::count(index))?);
    }
    Ok(Value::list(items))
}

/// Running totals of numbers, as `itertools.accumulate` adds them.
fn totals(cx: &mut dyn Interp, numbers: &Value) -> R<Vec<Value>> {
    let mut sums: Vec<Value> = Vec::new();
    for number in cx.collect(numbers)? {
        let sum = match sums.last() {
            Some(last) => cx.binary(BinOp::Add, last, &number)?,
            None => number,
        };
        sums.push(sum);
    }
    Ok(sums)
}

fn sample(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let population = &args[1];
    if !derives(&population.class(), &Value::Type(types::ABC_SEQUENCE)) {
        let message = "Population must be a sequence.  For dicts or sets, use sorted(d).";
        return err(ErrorClass::TypeError, message);
    }
    let n = cx.len(population)?;
    let k = to_index(cx, &args[2])?;
    if args[3].is_none() {
        let indices = draw(&args[0], |random| random.sample(n, k))??;
        return picked(cx, population, indices);
    }
    let sums = totals(cx, &args[3])?;
    if sums.len() != n {
        return err(ErrorClass::ValueError, "The number of counts does not match the population");
    }
    let Some(total) = sums.last() else { return err(ErrorClass::IndexError, "pop from empty list") };
    if !matches!(total, Value::Int(_) | Value::BigInt(_) | Value::Bool(_)) {
        return err(ErrorClass::TypeError, "Counts must be integers");
    }
    let Some(length) = usize::try_from(to_index(cx, total)?).ok().filter(|&n| n > 0) else {
        return err(ErrorClass::ValueError, "Total of counts must be greater than zero");
    };
    let mut ends = Vec::with_capacity(sums.len());
    for sum in &sums {
        ends.push(to_index(cx, sum)?);
    }
    let chosen = draw(&args[0], |random| random.sample(length, k))??;
    let places = chosen.into_iter().map(|at| ends.partition_point(|&end| end <= at as i64)).collect();
    picked(cx, population, places)
}

fn choices(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let n = cx.len(&args[1])?;
    let weights = &args[2];
    if matches!(weights, Value::Int(_)) && args[3].is_none() {
        let shown = cx.repr(weights)?;
        let message = format!("The number of choices must be a keyword argument: k={shown}");
        return err(ErrorClass::TypeError, message);
    }
    let k = usize::try_from(to_index(cx, &args[4])?).unwrap_or(0);
    let cumulative = match (weights.is_none(), args[3].is_none()) {
        (true, true) => {
            if n == 0 && k > 0 {
                return err(ErrorClass::IndexError, "list index out of range");
            }
            let indices = draw(&args[0], |random| random.choices(n, k))?;
            return picked(cx, &args[1], indices);
        }
        (false, false) => {
            return err(ErrorClass::TypeError, "Cannot specify both weights and cumulative weights");
        }
        (false, true) => totals(cx, weights)?,
        (true, false) => cx.collect(&args[3])?,
    };
    if cumulative.len() != n {
        return err(ErrorClass::ValueError, "The number of weights does not match the population");
    }
    let mut sums = Vec::with_capacity(n);
    for sum in &cumulative {
        sums.push(to_f64(cx, sum)?);
    }
    let indices = draw(&args[0], |random| random.choices_weighted(&sums, k))??;
    picked(cx, &args[1], indices)
}
