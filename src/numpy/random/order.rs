//! Random order and choice: shuffle, permutation, permuted, choice.

use crate::array::{Array, DType};
use crate::kernels::random::Generation;
use crate::kernels::random::choice::check_weights;
use crate::numpy::select::pick_axis;
use crate::run::arguments::{axis_of, index_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, as_array_of};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value};

use super::objects::{Engine, global, size_of};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.random.shuffle",
        signature: "(x)",
        style: Style::C,
        summary: "Shuffle a list or the rows of an array in place.",
        example: ">>> np.random.seed(0)\n>>> a = np.arange(5)\n>>> np.random.shuffle(a)\n>>> a\narray([2, 0, 1, 3, 4])\n",
        run: Run::Function(|cx, args| {
            let engine = Engine::Legacy(global(cx));
            shuffle(cx, &args[0], 0, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.shuffle",
        signature: "(self, x)",
        style: Style::C,
        summary: "Shuffle a list or the rows of an array in place.",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            shuffle(cx, &args[1], 0, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "Generator.shuffle",
        signature: "(self, x, axis=0)",
        style: Style::C,
        summary: "Shuffle a list, or an array along an axis, in place.",
        example: ">>> rng = np.random.default_rng(0)\n>>> a = np.arange(5)\n>>> rng.shuffle(a)\n>>> a\narray([2, 4, 3, 0, 1])\n",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            let axis = index_of(cx, &args[2])?;
            shuffle(cx, &args[1], axis, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "np.random.permutation",
        signature: "(x)",
        style: Style::C,
        summary: "A shuffled copy, or the numbers below an int in random order.",
        example: ">>> np.random.seed(0)\n>>> np.random.permutation(5)\narray([2, 0, 1, 3, 4])\n",
        run: Run::Function(|cx, args| {
            let engine = Engine::Legacy(global(cx));
            permutation(cx, &args[0], 0, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.permutation",
        signature: "(self, x)",
        style: Style::C,
        summary: "A shuffled copy, or the numbers below an int in random order.",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            permutation(cx, &args[1], 0, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "Generator.permutation",
        signature: "(self, x, axis=0)",
        style: Style::C,
        summary: "A shuffled copy, or the numbers below an int in random order.",
        example: ">>> np.random.default_rng(0).permutation(5)\narray([2, 4, 3, 0, 1])\n",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            let axis = index_of(cx, &args[2])?;
            permutation(cx, &args[1], axis, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "Generator.permuted",
        signature: "(self, x, *, axis=None, out=None)",
        style: Style::C,
        summary: "A copy in which each line along an axis is shuffled by itself.",
        example: ">>> np.random.default_rng(0).permuted([1, 2, 3]).shape\n(3,)\n",
        run: Run::Function(permuted),
        ..ROW
    },
    Builtin {
        name: "np.random.choice",
        signature: "(a, size=None, replace=True, p=None)",
        style: Style::C,
        summary: "Random elements of an array, or of the numbers below an int.",
        example: ">>> np.random.seed(0)\n>>> np.random.choice(5, 3)\narray([4, 0, 3])\n>>> np.random.choice(['a', 'b'], 2)\narray(['b', 'b'], dtype='<U1')\n",
        run: Run::Function(|cx, args| {
            let engine = Engine::Legacy(global(cx));
            let [a, size, replace, p] = args else { return Ok(Value::None) };
            choice(cx, Choice { a, size, replace, p, axis: 0, shuffle: true }, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.choice",
        signature: "(self, a, size=None, replace=True, p=None)",
        style: Style::C,
        summary: "Random elements of an array, or of the numbers below an int.",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            let [_, a, size, replace, p] = args else { return Ok(Value::None) };
            choice(cx, Choice { a, size, replace, p, axis: 0, shuffle: true }, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "Generator.choice",
        signature: "(self, a, size=None, replace=True, p=None, axis=0, shuffle=True)",
        style: Style::C,
        summary: "Random elements of an array along an axis, or of the numbers below an int.",
        example: ">>> np.random.default_rng(0).choice(5, 3)\narray([4, 3, 2])\n",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            let [_, a, size, replace, p, axis, shuffle] = args else { return Ok(Value::None) };
            let (axis, shuffle) = (index_of(cx, axis)?, cx.truth(shuffle)?);
            choice(cx, Choice { a, size, replace, p, axis, shuffle }, &engine)
        }),
        ..ROW
    },
];

/// The order that a shuffle brings `n` things into.
fn shuffled(engine: &Engine, n: usize) -> Vec<i64> {
    let mut order: Vec<i64> = (0..n as i64).collect();
    match engine {
        Engine::Legacy(state) => state.borrow_mut().shuffle(n, |i, j| order.swap(i, j)),
        Engine::Modern(_) => engine.with(|_| (), |modern| modern.shuffle(n, |i, j| order.swap(i, j))),
    }
    order
}

fn shuffle(cx: &mut dyn Interp, x: &Value, axis: i64, engine: &Engine) -> R<Value> {
    match x {
        Value::Array(array) => {
            if array.ndim() == 0 {
                return err(ErrorClass::TypeError, "len() of unsized object");
            }
            array
                .check_writeable()
                .map_err(|_| crate::text::Error::new(ErrorClass::ValueError, "array is read-only"))?;
            let axis = crate::run::arguments::wrap_axis(axis, array.ndim())?;
            let n = array.shape()[axis];
            let order = shuffled(engine, n);
            let picked = pick_axis(array, Array::from_vec(order, &[n]), axis)?;
            assign(cx, array, &picked)?;
        }
        Value::List(list) => {
            let n = list.items.borrow().len();
            let order = shuffled(engine, n);
            let mut items = list.items.borrow_mut();
            let old = std::mem::take(&mut *items);
            *items = order.into_iter().filter_map(|at| old.get(at as usize).cloned()).collect();
        }
        other => {
            let n = cx.len(other)?;
            let order = shuffled(engine, n);
            let items = cx.collect(other)?;
            for (k, at) in order.into_iter().enumerate() {
                cx.set_item(other, &Value::count(k), items[at as usize].clone())?;
            }
        }
    }
    Ok(Value::None)
}

fn permutation(cx: &mut dyn Interp, x: &Value, axis: i64, engine: &Engine) -> R<Value> {
    if let Value::Int(n) | Value::NpInt(n) = x {
        let Ok(n) = usize::try_from(*n) else {
            return err(ErrorClass::ValueError, "negative dimensions are not allowed");
        };
        Array::check_size(&[n], DType::I64)?;
        return Ok(Value::Array(Array::from_vec(shuffled(engine, n), &[n])));
    }
    let array = as_array(cx, x)?;
    if array.ndim() == 0 {
        return err(ErrorClass::AxisError, "x must be an integer or at least 1-dimensional");
    }
    let axis = crate::run::arguments::wrap_axis(axis, array.ndim())?;
    let n = array.shape()[axis];
    let order = shuffled(engine, n);
    Ok(Value::Array(pick_axis(&array, Array::from_vec(order, &[n]), axis)?))
}

fn permuted(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let engine = Engine::of(&args[0])?;
    let [_, x, axis, out] = args else { return Ok(Value::None) };
    let source = as_array(cx, x)?;
    let result = match &*out {
        Value::Array(out) => {
            assign(cx, out, &source)?;
            out.clone()
        }
        _ => source.copy(),
    };
    if axis.is_missing() {
        let flat = super::super::shape::flat(&result);
        let n = flat.size();
        let picked = pick_axis(&flat, Array::from_vec(shuffled(&engine, n), &[n]), 0)?;
        assign(cx, &flat, &picked)?;
        return Ok(Value::Array(result));
    }
    let axis = axis_of(cx, axis, result.ndim())?;
    let layout = result.layout();
    let (n, stride) = (layout.shape[axis], layout.strides[axis]);
    let others: Vec<usize> = (0..layout.ndim()).filter(|&other| other != axis).collect();
    for offset in layout.permuted(&others).offsets() {
        let line = result.view_layout(crate::array::Layout {
            shape: smallvec::smallvec![n],
            strides: smallvec::smallvec![stride],
            offset,
        });
        let picked = pick_axis(&line, Array::from_vec(shuffled(&engine, n), &[n]), 0)?;
        assign(cx, &line, &picked)?;
    }
    Ok(Value::Array(result))
}

/// The arguments of a choice.
struct Choice<'a> {
    a: &'a Value,
    size: &'a Value,
    replace: &'a Value,
    p: &'a Value,
    axis: i64,
    shuffle: bool,
}

fn choice(cx: &mut dyn Interp, choice: Choice<'_>, engine: &Engine) -> R<Value> {
    let modern = engine.is_modern();
    let a = as_array(cx, choice.a)?;
    let size = size_of(cx, choice.size)?;
    let count = size.as_ref().map_or(1, |shape| shape.iter().product());
    let (population, axis) = if a.ndim() == 0 {
        let Ok(n) = index_of(cx, choice.a) else {
            let text = if modern {
                "a must be a sequence or an integer, not ".to_string() + &cx.repr(&choice.a.class())?.to_string()
            } else {
                "a must be 1-dimensional or an integer".to_string()
            };
            return err(ErrorClass::ValueError, text);
        };
        if n < 0 || (n == 0 && count != 0) {
            return err(
                ErrorClass::ValueError,
                if modern {
                    "a must be a positive integer unless no samples are taken"
                } else {
                    "a must be greater than 0 unless no samples are taken"
                },
            );
        }
        (n as usize, 0)
    } else {
        if a.ndim() != 1 && !modern {
            return err(ErrorClass::ValueError, "a must be 1-dimensional");
        }
        let axis = crate::run::arguments::wrap_axis(choice.axis, a.ndim())?;
        let n = a.shape()[axis];
        if n == 0 && count != 0 {
            return err(
                ErrorClass::ValueError,
                if modern {
                    "a cannot be empty unless no samples are taken"
                } else {
                    "'a' cannot be empty unless no samples are taken"
                },
            );
        }
        (n, axis)
    };
    let weights = if choice.p.is_missing() {
        None
    } else {
        let p = as_array_of(cx, choice.p, DType::F64)?;
        if p.ndim() != 1 {
            return err(
                ErrorClass::ValueError,
                if modern { "p must be 1-dimensional" } else { "'p' must be 1-dimensional" },
            );
        }
        let p = p.to_vec::<f64>();
        check_weights(&p, population, if modern { Generation::Modern } else { Generation::Legacy })?;
        Some(p)
    };
    let replace = cx.truth(choice.replace)?;
    let positions = match (&weights, replace) {
        (Some(p), true) => {
            engine.with(|legacy| legacy.choice_weighted(p, count), |modern| modern.choice_weighted(p, count))
        }
        (None, true) => engine
            .with(|legacy| legacy.choice(population as u64, count), |modern| modern.choice(population as u64, count)),
        (_, false) if count > population => {
            return err(
                ErrorClass::ValueError,
                if modern {
                    "Cannot take a larger sample than population when replace is False"
                } else {
                    "Cannot take a larger sample than population when 'replace=False'"
                },
            );
        }
        (Some(p), false) => engine.with(
            |legacy| legacy.choice_weighted_distinct(p, count),
            |modern| modern.choice_weighted_distinct(p, count),
        )?,
        (None, false) => engine.with(
            |legacy| legacy.choice_distinct(population, count),
            |modern| modern.choice_distinct(population, count, choice.shuffle),
        ),
    };
    if a.ndim() == 0 {
        return Ok(match size {
            None => Value::Int(positions[0]),
            Some(shape) => Value::Array(Array::from_vec(positions, &shape)),
        });
    }
    match size {
        None if a.ndim() == 1 => Ok(element_to_value(a.element(a.offset_of(&[positions[0] as usize])))),
        None => Ok(Value::Array(a.view_layout(a.layout().indexed(axis, positions[0] as usize)).copy())),
        Some(shape) => Ok(Value::Array(pick_axis(&a, Array::from_vec(positions, &shape), axis)?)),
    }
}
