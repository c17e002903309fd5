//! What every ufunc has: `reduce`, `accumulate`, `reduceat`, `outer`, `at`, and its numbers.

use super::ufunc_of;
use crate::kernels::ufunc::{Identity, Ufunc};
use crate::run::arguments::{axes_of, axis_of, dtype_arg};
use crate::run::convert::as_array;
use crate::run::ufunc_args::{mask_array, options_of};
use crate::run::ufunc_reduce::{self, Initial, ReduceOptions};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of the class `numpy.ufunc`.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "ufunc.reduce",
        signature: "(self, /, array, axis=0, dtype=None, out=None, keepdims=False, initial=_NoValue, where=True)",
        style: Style::NumPy,
        summary: "The elements along axes combined into one by the ufunc.",
        details: "*Errors*: ValueError for nothing to reduce if the ufunc has no identity; AxisError.",
        example: ">>> np.add.reduce([[1, 2], [3, 4]])\narray([4, 6])\n>>> np.multiply.reduce([1, 2, 3, 4])\nnp.int64(24)\n",
        see_also: &["ufunc.accumulate", "np.sum"],
        run: Run::Function(reduce),
        ..ROW
    },
    Builtin {
        name: "ufunc.accumulate",
        signature: "(self, /, array, axis=0, dtype=None, out=None)",
        style: Style::NumPy,
        summary: "The running results of combining the elements along an axis.",
        example: ">>> np.add.accumulate([1, 2, 3])\narray([1, 3, 6])\n>>> np.maximum.accumulate([1, 3, 2])\narray([1, 3, 3])\n",
        see_also: &["ufunc.reduce", "np.cumsum"],
        run: Run::Function(accumulate),
        ..ROW
    },
    Builtin {
        name: "ufunc.reduceat",
        signature: "(self, /, array, indices, axis=0, dtype=None, out=None)",
        style: Style::NumPy,
        summary: "The elements from each index up to the next combined into one.",
        example: ">>> np.add.reduceat([1, 2, 3, 4], [0, 2])\narray([3, 7])\n",
        see_also: &["ufunc.reduce"],
        run: Run::Function(reduceat),
        ..ROW
    },
    Builtin {
        name: "ufunc.outer",
        signature: "(self, A, B, /, **kwargs)",
        summary: "The ufunc of every element of one array with every element of another.",
        example: ">>> np.add.outer([1, 2], [10, 20])\narray([[11, 21],\n       [12, 22]])\n",
        see_also: &["np.outer"],
        run: Run::Raw(outer),
        ..ROW
    },
    Builtin {
        name: "ufunc.at",
        signature: "(self, a, indices, b=None, /)",
        summary: "The ufunc in place at indices; an index given twice counts twice.",
        example: ">>> a = np.zeros(3)\n>>> np.add.at(a, [0, 0, 2], 1)\n>>> a\narray([2., 0., 1.])\n",
        run: Run::Raw(at),
        ..ROW
    },
    Builtin {
        name: "ufunc.nin",
        summary: "How many inputs it has.",
        example: ">>> np.add.nin\n2\n",
        run: Run::Property(|_, value| Ok(Value::count(own(value)?.inputs)), None),
        ..ROW
    },
    Builtin {
        name: "ufunc.nout",
        summary: "How many outputs it has.",
        example: ">>> np.modf.nout\n2\n",
        run: Run::Property(|_, value| Ok(Value::count(own(value)?.outputs)), None),
        ..ROW
    },
    Builtin {
        name: "ufunc.nargs",
        summary: "How many inputs and outputs it has.",
        example: ">>> np.add.nargs\n3\n",
        run: Run::Property(|_, value| own(value).map(|ufunc| Value::count(ufunc.inputs + ufunc.outputs)), None),
        ..ROW
    },
    Builtin {
        name: "ufunc.types",
        summary: "The dtypes it has loops for, as letters.",
        example: ">>> np.copysign.types\n['ee->e', 'ff->f', 'dd->d', 'gg->g']\n",
        run: Run::Property(|_, value| Ok(Value::list(own(value)?.types.split(' ').map(Value::str).collect())), None),
        ..ROW
    },
    Builtin {
        name: "ufunc.ntypes",
        summary: "How many combinations of dtypes it has loops for.",
        example: ">>> np.copysign.ntypes\n4\n",
        run: Run::Property(|_, value| Ok(Value::count(own(value)?.types.split(' ').count())), None),
        ..ROW
    },
    Builtin {
        name: "ufunc.identity",
        summary: "What combining nothing gives; None if there is no such value.",
        example: ">>> np.multiply.identity\n1\n",
        run: Run::Property(identity, None),
        ..ROW
    },
    Builtin {
        name: "ufunc.signature",
        summary: "The shapes of the operands' cores, for ufuncs that work on whole vectors or matrices.",
        example: ">>> print(np.add.signature)\nNone\n",
        run: Run::Property(|_, value| Ok(own(value)?.signature.map_or(Value::None, Value::str)), None),
        ..ROW
    },
];

/// The ufunc that a method was called on.
fn own(value: &Value) -> R<&'static Ufunc> {
    match ufunc_of(value) {
        Some(ufunc) => Ok(ufunc),
        None => err(ErrorClass::TypeError, "descriptor requires a 'numpy.ufunc' object"),
    }
}

fn identity(_: &mut dyn Interp, value: &Value) -> R<Value> {
    Ok(match own(value)?.identity {
        Identity::None | Identity::Reorderable => Value::None,
        Identity::Int(x) => Value::Int(x),
        Identity::Float(x) => Value::float(x),
        Identity::Bool(x) => Value::bool(x),
    })
}

fn reduce(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [ufunc, array, axis, dtype, out, keepdims, initial, mask] = args else { return Ok(Value::None) };
    let ufunc = own(ufunc)?;
    let array = as_array(cx, array)?;
    // A number has no axis; its only one may be named all the same.
    let axes = match &*axis {
        Value::Int(0 | -1) if array.ndim() == 0 => Some(Vec::new()),
        axis => axes_of(cx, axis, array.ndim())?,
    };
    let (out, arrays_only) = ufunc_reduce::out_of(out)?;
    let options = ReduceOptions {
        axes,
        dtype: dtype_arg(cx, dtype)?,
        out,
        keepdims: cx.truth(keepdims)?,
        initial: match initial.take() {
            Value::Undef => Initial::Own,
            Value::None => Initial::First,
            value => Initial::Given(value),
        },
        mask: match mask {
            Value::Bool(all) if all.get() => None,
            mask => Some(mask_array(cx, mask)?),
        },
        arrays_only,
    };
    ufunc_reduce::reduce(cx, ufunc, &array, &options)
}

fn accumulate(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [ufunc, array, axis, dtype, out] = args else { return Ok(Value::None) };
    let ufunc = own(ufunc)?;
    ufunc_reduce::check_binary(ufunc, "accumulate")?;
    let array = as_array(cx, array)?;
    if array.ndim() == 0 {
        return err(ErrorClass::TypeError, "cannot accumulate on a scalar");
    }
    let axis = single_axis(cx, axis, array.ndim(), "accumulate")?;
    let dtype = dtype_arg(cx, dtype)?;
    let (out, _) = ufunc_reduce::out_of(out)?;
    ufunc_reduce::accumulate(cx, ufunc, &array, axis, dtype, out.as_ref())
}

fn single_axis(cx: &mut dyn Interp, axis: &Value, ndim: usize, method: &str) -> R<usize> {
    match axis {
        Value::Tuple(items) if items.len() == 1 => axis_of(cx, &items[0], ndim),
        Value::None if ndim == 1 => Ok(0),
        Value::Tuple(_) | Value::None => err(ErrorClass::ValueError, format!("{method} does not allow multiple axes")),
        axis => axis_of(cx, axis, ndim),
    }
}

fn reduceat(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [ufunc, array, indices, axis, dtype, out] = args else { return Ok(Value::None) };
    let ufunc = own(ufunc)?;
    ufunc_reduce::check_binary(ufunc, "reduceat")?;
    let array = as_array(cx, array)?;
    if array.ndim() == 0 {
        return err(ErrorClass::TypeError, "cannot reduceat on a scalar");
    }
    let places = as_array(cx, indices)?;
    if places.ndim() == 0 {
        return err(ErrorClass::ValueError, "object of too small depth for desired array");
    }
    let mut indices = Vec::new();
    for offset in places.layout().offsets() {
        let element = places.element(offset);
        indices.push(match element.to_i128() {
            Some(index) => index as i64,
            None => element.to_f64() as i64,
        });
    }
    let axis = single_axis(cx, axis, array.ndim(), "reduceat")?;
    let dtype = dtype_arg(cx, dtype)?;
    let (out, _) = ufunc_reduce::out_of(out)?;
    ufunc_reduce::reduceat(cx, ufunc, &array, &indices, axis, dtype, out.as_ref())
}

fn outer(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let [ufunc, a, b] = args else {
        return err(ErrorClass::TypeError, "exactly two arguments expected");
    };
    let ufunc = own(ufunc)?;
    let options = options_of(cx, ufunc, kwargs)?;
    ufunc_reduce::outer(cx, ufunc, a, b, &options)
}

fn at(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    if !kwargs.is_empty() {
        return err(ErrorClass::TypeError, "ufunc.at() takes no keyword arguments");
    }
    let (ufunc, target, indices, other) = match args {
        [ufunc, target, indices] => (ufunc, target, indices, None),
        [ufunc, target, indices, other] => (ufunc, target, indices, Some(other)),
        _ => {
            let given = args.len().saturating_sub(1);
            let text = if given < 2 {
                format!("at() takes at least 2 arguments ({given} given)")
            } else {
                format!("at() takes at most 3 arguments ({given} given)")
            };
            return err(ErrorClass::TypeError, text);
        }
    };
    ufunc_reduce::at(cx, own(ufunc)?, target, indices, other)
}
