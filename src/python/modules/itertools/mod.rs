//! `itertools`: rows and constructors; the iterators by kind in the files beside.

mod combine;
mod endless;
mod groups;
mod select;

use crate::python::args::{NAMED, POSITIONAL, star};
use crate::run::protocol::{index_or_none, to_index};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value, types};
use combine::{Choice, Combinations, Product};
use endless::{Count, Cycle, Repeat};
use groups::{Accumulate, GroupBy, Pairwise, tee};
use select::{Chain, Compress, DropWhile, FilterFalse, Islice, StarMap, TakeWhile, ZipLongest};

/// A row that makes a class a member of the module.
macro_rules! class {
    // A macro because rows are static.
    ($name:literal, $class:ident) => {
        Builtin { name: concat!("itertools.", $name), run: Run::Class(types::$class), ..POSITIONAL }
    };
}

pub(super) static ROWS: &[Builtin] = &[
    class!("accumulate", ITERTOOLS_ACCUMULATE),
    class!("chain", ITERTOOLS_CHAIN),
    class!("combinations", ITERTOOLS_COMBINATIONS),
    class!("combinations_with_replacement", ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT),
    class!("compress", ITERTOOLS_COMPRESS),
    class!("count", ITERTOOLS_COUNT),
    class!("cycle", ITERTOOLS_CYCLE),
    class!("dropwhile", ITERTOOLS_DROPWHILE),
    class!("filterfalse", ITERTOOLS_FILTERFALSE),
    class!("groupby", ITERTOOLS_GROUPBY),
    class!("islice", ITERTOOLS_ISLICE),
    class!("pairwise", ITERTOOLS_PAIRWISE),
    class!("permutations", ITERTOOLS_PERMUTATIONS),
    class!("product", ITERTOOLS_PRODUCT),
    class!("repeat", ITERTOOLS_REPEAT),
    class!("starmap", ITERTOOLS_STARMAP),
    class!("takewhile", ITERTOOLS_TAKEWHILE),
    class!("zip_longest", ITERTOOLS_ZIP_LONGEST),
    Builtin {
        name: "count.__new__",
        signature: "(start=0, step=1)",
        summary: "The numbers from `start`, `step` apart, without end.",
        example: ">>> from itertools import count\n>>> c = count(10, 5)\n>>> next(c), next(c), c\n(10, 15, count(20, 5))\n",
        run: Run::Construct(count),
        ..NAMED
    },
    Builtin {
        name: "cycle.__new__",
        signature: "(iterable, /)",
        summary: "The items of an iterable, over and over.",
        example: ">>> from itertools import cycle, islice\n>>> list(islice(cycle('ab'), 5))\n['a', 'b', 'a', 'b', 'a']\n",
        run: Run::Construct(|cx, args| Ok(Value::iter(Cycle::new(cx.iter(&args[0])?)))),
        ..POSITIONAL
    },
    Builtin {
        name: "repeat.__new__",
        signature: "(object, times=_NoValue)",
        summary: "An object again and again, `times` times or without end.",
        example: ">>> from itertools import repeat\n>>> list(repeat(7, 3)), repeat('a', 2)\n([7, 7, 7], repeat('a', 2))\n",
        run: Run::Construct(repeat),
        ..NAMED
    },
    Builtin {
        name: "chain.__new__",
        signature: "(*iterables)",
        summary: "The items of one iterable after the other.",
        example: ">>> from itertools import chain\n>>> list(chain('ab', [1]))\n['a', 'b', 1]\n",
        see_also: &["chain.from_iterable"],
        run: Run::Construct(|_, args| Ok(Value::iter(Chain::of(star(&args[0]).to_vec())))),
        ..POSITIONAL
    },
    Builtin {
        name: "chain.from_iterable",
        signature: "(cls, iterable, /)",
        summary: "The items of the iterables that an iterable gives.",
        example: ">>> from itertools import chain\n>>> list(chain.from_iterable(['ab', 'c']))\n['a', 'b', 'c']\n",
        run: Run::Function(|cx, args| Ok(Value::iter(Chain::from_iterator(cx.iter(&args[1])?)))),
        ..POSITIONAL
    },
    Builtin {
        name: "compress.__new__",
        signature: "(data, selectors)",
        summary: "The items whose selector is true.",
        example: ">>> from itertools import compress\n>>> list(compress('abc', [1, 0, 1]))\n['a', 'c']\n",
        run: Run::Construct(|cx, args| {
            let data = cx.iter(&args[0])?;
            Ok(Value::iter(Compress { data, selectors: cx.iter(&args[1])? }))
        }),
        ..NAMED
    },
    Builtin {
        name: "dropwhile.__new__",
        signature: "(predicate, iterable, /)",
        summary: "The items from the first one on for which a function is false.",
        example: ">>> from itertools import dropwhile\n>>> list(dropwhile(lambda x: x < 3, [1, 3, 2]))\n[3, 2]\n",
        run: Run::Construct(|cx, args| {
            let iterator = cx.iter(&args[1])?;
            Ok(Value::iter(DropWhile { predicate: args[0].take(), iterator, started: false }))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "takewhile.__new__",
        signature: "(predicate, iterable, /)",
        summary: "The items up to the first one for which a function is false.",
        example: ">>> from itertools import takewhile\n>>> list(takewhile(lambda x: x < 3, [1, 3, 2]))\n[1]\n",
        run: Run::Construct(|cx, args| {
            let iterator = cx.iter(&args[1])?;
            Ok(Value::iter(TakeWhile { predicate: args[0].take(), iterator, done: false }))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "filterfalse.__new__",
        signature: "(function, iterable, /)",
        summary: "The items for which a function is false.",
        example: ">>> from itertools import filterfalse\n>>> list(filterfalse(lambda x: x % 2, range(5)))\n[0, 2, 4]\n",
        run: Run::Construct(|cx, args| {
            let iterator = cx.iter(&args[1])?;
            Ok(Value::iter(FilterFalse { function: args[0].take(), iterator }))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "islice.__new__",
        signature: "(iterable, start, stop=_NoValue, step=_NoValue, /)",
        summary: "Items by position, as a slice picks them. With two arguments the second is `stop`.",
        example: ">>> from itertools import islice\n>>> list(islice('abcdef', 3)), list(islice('abcdef', 1, None, 2))\n(['a', 'b', 'c'], ['b', 'd', 'f'])\n",
        run: Run::Construct(islice),
        ..POSITIONAL
    },
    Builtin {
        name: "starmap.__new__",
        signature: "(function, iterable, /)",
        summary: "The results of a function of each item's items as arguments.",
        example: ">>> from itertools import starmap\n>>> list(starmap(pow, [(2, 3), (3, 2)]))\n[8, 9]\n",
        run: Run::Construct(|cx, args| {
            let iterator = cx.iter(&args[1])?;
            Ok(Value::iter(StarMap { function: args[0].take(), iterator }))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "zip_longest.__new__",
        signature: "(*iterables, fillvalue=None)",
        summary: "Tuples of items at the same place, up to the longest iterable's end.",
        example: ">>> from itertools import zip_longest\n>>> list(zip_longest('ab', [1], fillvalue='-'))\n[('a', 1), ('b', '-')]\n",
        run: Run::Construct(|cx, args| {
            let mut iterators = Vec::new();
            for iterable in star(&args[0]) {
                iterators.push(Some(cx.iter(iterable)?));
            }
            Ok(Value::iter(ZipLongest { iterators, fill: args[1].take() }))
        }),
        ..NAMED
    },
    Builtin {
        name: "accumulate.__new__",
        signature: "(iterable, func=None, *, initial=None)",
        summary: "Running totals, or the running results of another function of two arguments.",
        example: ">>> from itertools import accumulate\n>>> list(accumulate([1, 2, 3])), list(accumulate([3, 1, 4], max))\n([1, 3, 6], [3, 3, 4])\n",
        run: Run::Construct(|cx, args| {
            let iterator = cx.iter(&args[0])?;
            Ok(Value::iter(Accumulate::new(iterator, args[1].take(), args[2].take())))
        }),
        ..NAMED
    },
    Builtin {
        name: "groupby.__new__",
        signature: "(iterable, key=None)",
        summary: "Runs of items with equal keys: the key and an iterator over the run.",
        example: ">>> from itertools import groupby\n>>> [(key, list(run)) for key, run in groupby('aab')]\n[('a', ['a', 'a']), ('b', ['b'])]\n",
        run: Run::Construct(|cx, args| {
            let iterator = cx.iter(&args[0])?;
            Ok(Value::iter(GroupBy::new(iterator, args[1].take())))
        }),
        ..NAMED
    },
    Builtin {
        name: "pairwise.__new__",
        signature: "(iterable, /)",
        summary: "Each item with the one after it.",
        example: ">>> from itertools import pairwise\n>>> list(pairwise('abc'))\n[('a', 'b'), ('b', 'c')]\n",
        run: Run::Construct(|cx, args| Ok(Value::iter(Pairwise { iterator: cx.iter(&args[0])?, last: Value::Undef }))),
        ..POSITIONAL
    },
    Builtin {
        name: "itertools.tee",
        signature: "(iterable, n=2, /)",
        summary: "Several iterators over the same items.",
        example: ">>> from itertools import tee\n>>> a, b = tee([1, 2])\n>>> list(a), list(b)\n([1, 2], [1, 2])\n",
        run: Run::Function(|cx, args| {
            let n = to_index(cx, &args[1])?;
            let Ok(n) = usize::try_from(n) else { return err(ErrorClass::ValueError, "n must be >= 0") };
            let iterator = cx.iter(&args[0])?;
            Ok(Value::tuple(tee(iterator, n)))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "product.__new__",
        signature: "(*iterables, repeat=1)",
        summary: "All tuples with one item of each iterable.",
        example: ">>> from itertools import product\n>>> list(product('ab', [0, 1]))\n[('a', 0), ('a', 1), ('b', 0), ('b', 1)]\n",
        run: Run::Construct(product),
        ..NAMED
    },
    Builtin {
        name: "permutations.__new__",
        signature: "(iterable, r=None)",
        summary: "All ways to choose r items in order, all of them by default.",
        example: ">>> from itertools import permutations\n>>> list(permutations('abc', 2))[:4]\n[('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c')]\n",
        run: Run::Construct(|cx, args| {
            let items = cx.collect(&args[0])?;
            let r = index_or_none(cx, &args[1])?.unwrap_or(items.len() as i64);
            choose(items, r, Choice::Permutations)
        }),
        ..NAMED
    },
    Builtin {
        name: "combinations.__new__",
        signature: "(iterable, r)",
        summary: "All ways to choose r items, whatever their order.",
        example: ">>> from itertools import combinations\n>>> list(combinations('abc', 2))\n[('a', 'b'), ('a', 'c'), ('b', 'c')]\n",
        run: Run::Construct(|cx, args| {
            let items = cx.collect(&args[0])?;
            let r = to_index(cx, &args[1])?;
            choose(items, r, Choice::Combinations)
        }),
        ..NAMED
    },
    Builtin {
        name: "combinations_with_replacement.__new__",
        signature: "(iterable, r)",
        summary: "All ways to choose r items, each as often as wanted.",
        example: ">>> from itertools import combinations_with_replacement as cwr\n>>> list(cwr('ab', 2))\n[('a', 'a'), ('a', 'b'), ('b', 'b')]\n",
        run: Run::Construct(|cx, args| {
            let items = cx.collect(&args[0])?;
            let r = to_index(cx, &args[1])?;
            choose(items, r, Choice::WithReplacement)
        }),
        ..NAMED
    },
];

fn count(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let number = |value: &Value| {
        crate::value::equal::Number::of(value).is_some()
            || crate::run::protocol::has_special(value, crate::text::names::ADD)
    };
    let _ = cx;
    if !number(&args[0]) || !number(&args[1]) {
        return err(ErrorClass::TypeError, "a number is required");
    }
    Ok(Value::iter(Count::new(args[0].take(), args[1].take())))
}

fn repeat(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let times = match &args[1] {
        Value::Undef => None,
        times => Some(usize::try_from(to_index(cx, times)?).unwrap_or(0)),
    };
    Ok(Value::iter(Repeat { object: args[0].take(), left: times }))
}

fn islice(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (start, stop) =
        if args[2].is_undef() { (Value::None, args[1].clone()) } else { (args[1].clone(), args[2].clone()) };
    let bound = |cx: &mut dyn Interp, value: &Value, what: &str| -> R<Option<usize>> {
        let given = match index_or_none(cx, value) {
            Ok(given) => given,
            Err(error) if error.class == ErrorClass::TypeError => Some(-1),
            Err(error) => return Err(error),
        };
        match given.map(usize::try_from) {
            None => Ok(None),
            Some(Ok(n)) => Ok(Some(n)),
            Some(Err(_)) => {
                let message = match what {
                    "step" => "Step for islice() must be a positive integer or None.",
                    "stop" => "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
                    _ => "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
                };
                err(ErrorClass::ValueError, message)
            }
        }
    };
    let what = if args[2].is_undef() { "stop" } else { "start" };
    let start = bound(cx, &start, what)?.unwrap_or(0);
    let stop = bound(cx, &stop, what)?;
    let step = bound(cx, &args[3], "step")?.unwrap_or(1);
    if step == 0 {
        return err(ErrorClass::ValueError, "Step for islice() must be a positive integer or None.");
    }
    let iterator = cx.iter(&args[0])?;
    Ok(Value::iter(Islice::new(iterator, start, stop, step)))
}

fn product(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let Ok(repeat) = usize::try_from(to_index(cx, &args[1])?) else {
        return err(ErrorClass::ValueError, "repeat argument cannot be negative");
    };
    let mut pools = Vec::new();
    for iterable in star(&args[0]) {
        pools.push(cx.collect(iterable)?);
    }
    Ok(Value::iter(Product::new(std::iter::repeat_n(pools, repeat).flatten().collect())))
}

fn choose(items: Vec<Value>, r: i64, choice: Choice) -> R<Value> {
    match usize::try_from(r) {
        Ok(r) => Ok(Value::iter(Combinations::new(items, r, choice))),
        Err(_) => err(ErrorClass::ValueError, "r must be non-negative"),
    }
}
