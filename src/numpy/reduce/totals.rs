//! Sums, products, extremes, truth, ranges, counts.

use super::{Told, op, reduce, whole};
use crate::array::{Array, ArrayRef, Bool8, DType, Data};
use crate::kernels::reduce::{all, any, count_true};
use crate::kernels::sum::Run as Stretch;
use crate::kernels::ufunc::id;
use crate::run::convert::as_array;
use crate::run::ufunc_reduce;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value, value_of};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.sum",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "Sum of the elements, over all axes or along some.",
        details: "*Shape*: `a` without the summed axes; kept with length 1 if `keepdims`.\n*Dtype*: bool and small integers are summed as 64-bit integers.",
        example: ">>> np.sum([[0, 1], [0, 5]])\nnp.int64(6)\n>>> np.sum([[0, 1], [0, 5]], axis=0)\narray([0, 6])\n",
        see_also: &["np.mean", "np.cumsum", "np.nansum"],
        run: Run::Function(sum),
        ..ROW
    },
    Builtin {
        name: "np.prod",
        method: true,
        signature: "(a, axis=None, dtype=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "Product of the elements, over all axes or along some.",
        details: "*Dtype*: bool and small integers are multiplied as 64-bit integers, which wrap.",
        example: ">>> np.prod([1, 2, 3, 4])\nnp.int64(24)\n>>> np.prod([[1.5, 2.0], [3.0, 4.0]], axis=1)\narray([ 3., 12.])\n",
        see_also: &["np.sum", "np.cumprod"],
        run: Run::Function(|cx, args| with_dtype(cx, id::MULTIPLY, args)),
        ..ROW
    },
    Builtin {
        name: "np.max",
        method: true,
        signature: "(a, axis=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "The largest element, of all or along axes; NaN if there is one.",
        details: "*Errors*: ValueError for an empty array without `initial`.",
        example: ">>> np.max([[1, 5], [4, 2]])\nnp.int64(5)\n>>> np.max([[1, 5], [4, 2]], axis=0)\narray([4, 5])\n",
        see_also: &["np.min", "np.argmax", "np.maximum", "np.nanmax"],
        run: Run::Function(|cx, args| extreme(cx, id::MAXIMUM, args)),
        ..ROW
    },
    Builtin {
        name: "np.amax",
        signature: "(a, axis=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "The largest element; another name of `np.max`.",
        example: ">>> np.amax([1, 5, 4])\nnp.int64(5)\n",
        see_also: &["np.max"],
        run: Run::Function(|cx, args| extreme(cx, id::MAXIMUM, args)),
        ..ROW
    },
    Builtin {
        name: "np.min",
        method: true,
        signature: "(a, axis=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "The smallest element, of all or along axes; NaN if there is one.",
        details: "*Errors*: ValueError for an empty array without `initial`.",
        example: ">>> np.min([[1, 5], [4, 2]])\nnp.int64(1)\n>>> np.min([[1, 5], [4, 2]], axis=1)\narray([1, 2])\n",
        see_also: &["np.max", "np.argmin", "np.minimum", "np.nanmin"],
        run: Run::Function(|cx, args| extreme(cx, id::MINIMUM, args)),
        ..ROW
    },
    Builtin {
        name: "np.amin",
        signature: "(a, axis=None, out=None, keepdims=_NoValue, initial=_NoValue, where=_NoValue)",
        summary: "The smallest element; another name of `np.min`.",
        example: ">>> np.amin([4, 5, 1])\nnp.int64(1)\n",
        see_also: &["np.min"],
        run: Run::Function(|cx, args| extreme(cx, id::MINIMUM, args)),
        ..ROW
    },
    Builtin {
        name: "np.any",
        method: true,
        signature: "(a, axis=None, out=None, keepdims=_NoValue, *, where=_NoValue)",
        summary: "Whether some element is true, of all or along axes.",
        example: ">>> np.any([[False, True], [False, False]])\nnp.True_\n>>> np.any([[False, True], [False, False]], axis=1)\narray([ True, False])\n",
        see_also: &["np.all", "np.count_nonzero"],
        run: Run::Function(|cx, args| truth(cx, id::LOGICAL_OR, args)),
        ..ROW
    },
    Builtin {
        name: "np.all",
        method: true,
        signature: "(a, axis=None, out=None, keepdims=_NoValue, *, where=_NoValue)",
        summary: "Whether all elements are true, of all or along axes.",
        example: ">>> np.all([[True, False], [True, True]])\nnp.False_\n>>> np.all([[True, False], [True, True]], axis=0)\narray([ True, False])\n",
        see_also: &["np.any"],
        run: Run::Function(|cx, args| truth(cx, id::LOGICAL_AND, args)),
        ..ROW
    },
    Builtin {
        name: "np.ptp",
        signature: "(a, axis=None, out=None, keepdims=_NoValue)",
        summary: "The largest element minus the smallest, of all or along axes.",
        example: ">>> np.ptp([[4, 9], [2, 10]])\nnp.int64(8)\n>>> np.ptp([[4, 9], [2, 10]], axis=1)\narray([5, 8])\n",
        see_also: &["np.max", "np.min"],
        run: Run::Function(ptp),
        ..ROW
    },
    Builtin {
        name: "np.count_nonzero",
        signature: "(a, axis=None, *, keepdims=False)",
        summary: "How many elements are not zero, of all or along axes.",
        example: ">>> np.count_nonzero([[0, 1, 7], [3, 0, 0]])\nnp.int64(3)\n>>> np.count_nonzero([[0, 1, 7], [3, 0, 0]], axis=1)\narray([2, 1])\n",
        see_also: &["np.nonzero", "np.sum"],
        run: Run::Function(count_nonzero),
        ..ROW
    },
];

/// The slots of a sum or product.
fn told_with_dtype(args: &mut [Value]) -> (Value, Told) {
    match args {
        [a, axis, dtype, out, keepdims, initial, mask] => (
            a.take(),
            Told {
                axis: axis.take(),
                dtype: dtype.take(),
                out: out.take(),
                keepdims: keepdims.take(),
                initial: initial.take(),
                mask: mask.take(),
            },
        ),
        _ => (Value::None, Told::default()),
    }
}

fn with_dtype(cx: &mut dyn Interp, place: usize, args: &mut [Value]) -> R<Value> {
    let (a, told) = told_with_dtype(args);
    reduce(cx, place, &a, &told)
}

fn sum(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if whole::is_plain(&args[1..4], &args[4..])
        && let Some(total) = whole::sum(&args[0])
    {
        return Ok(total);
    }
    if matches!(args[0], Value::Generator(_)) {
        return err(
            ErrorClass::TypeError,
            "Calling np.sum(generator) is deprecated.Use np.sum(np.fromiter(generator)) or the python sum builtin instead.",
        );
    }
    with_dtype(cx, id::ADD, args)
}

fn extreme(cx: &mut dyn Interp, place: usize, args: &mut [Value]) -> R<Value> {
    if whole::is_plain(&args[1..3], &args[3..])
        && let Some(value) = whole::extreme(place, &args[0])
    {
        return Ok(value);
    }
    let [a, axis, out, keepdims, initial, mask] = args else { return Ok(Value::None) };
    let told = Told {
        axis: axis.take(),
        out: out.take(),
        keepdims: keepdims.take(),
        initial: initial.take(),
        mask: mask.take(),
        dtype: Value::None,
    };
    reduce(cx, place, a, &told)
}

fn truth(cx: &mut dyn Interp, place: usize, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, keepdims, mask] = args else { return Ok(Value::None) };
    let told =
        Told { axis: axis.take(), out: out.take(), keepdims: keepdims.take(), mask: mask.take(), ..Told::default() };
    let mut array = as_array(cx, a)?;
    if !array.dtype().is_numeric() {
        array = bools_of(cx, &array)?;
    }
    let all_at_once = told.axis.is_none() && told.out.is_missing() && told.mask.is_missing();
    if all_at_once
        && told.keepdims.is_missing()
        && array.tag.borrow().is_none()
        && let Some(flags) = array.as_slice::<Bool8>()
    {
        let run = Stretch::all(bytemuck::cast_slice::<Bool8, u8>(&flags));
        return Ok(Value::np_bool(if place == id::LOGICAL_AND { all(run) } else { any(run) }));
    }
    reduce(cx, place, &Value::Array(array), &told)
}

/// The truth of each element of an array that is not numeric.
fn bools_of(cx: &mut dyn Interp, array: &ArrayRef) -> R<ArrayRef> {
    if array.dtype() != DType::Object {
        return crate::run::convert::cast(cx, array, DType::Bool);
    }
    let values: Vec<Value> = match &*array.data() {
        Data::Objects(all) => array.layout().offsets().map(|offset| value_of(&all[offset / 8])).collect(),
        Data::Words(_) => Vec::new(),
    };
    let result = Array::scratch(DType::Bool, &array.shape());
    for (i, value) in values.iter().enumerate() {
        let truth = cx.truth(value)?;
        result.bytes_mut()[i] = u8::from(truth);
    }
    Ok(result)
}

fn ptp(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, keepdims] = args else { return Ok(Value::None) };
    let told = Told { axis: axis.take(), keepdims: keepdims.take(), ..Told::default() };
    let largest = reduce(cx, id::MAXIMUM, a, &told)?;
    let smallest = reduce(cx, id::MINIMUM, a, &told)?;
    match ufunc_reduce::out_of(out)?.0 {
        Some(out) => super::op_into(cx, id::SUBTRACT, &[largest, smallest], &out),
        None => op(cx, id::SUBTRACT, &[largest, smallest]),
    }
}

fn count_nonzero(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, keepdims] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    if axis.is_none() && !cx.truth(keepdims)? {
        return Ok(Value::NpInt(count_all(cx, &array)? as i64));
    }
    let bools = if array.dtype().is_numeric() {
        let zero = Array::zeros(array.dtype(), &[]);
        match op(cx, id::NOT_EQUAL, &[Value::Array(array.clone()), Value::Array(zero)])? {
            Value::Array(bools) => bools,
            _ => crate::run::convert::cast(cx, &array, DType::Bool)?,
        }
    } else {
        bools_of(cx, &array)?
    };
    let told = Told { axis: axis.take(), keepdims: keepdims.take(), ..Told::default() };
    reduce(cx, id::ADD, &Value::Array(bools), &told)
}

fn count_all(cx: &mut dyn Interp, array: &ArrayRef) -> R<usize> {
    macro_rules! counted {
        // Types of elements that are true if not zero.
        ($($type:ty)*) => {$(
            if let Some(values) = array.as_slice::<$type>() {
                return Ok(count_true(Stretch::all(&values)));
            }
        )*};
    }
    counted!(i64 f64 i32 f32 u8);
    if let Some(flags) = array.as_slice::<Bool8>() {
        return Ok(count_true(Stretch::all(bytemuck::cast_slice::<Bool8, u8>(&flags))));
    }
    let bools = if array.dtype() == DType::Bool { array.clone() } else { bools_of(cx, array)? };
    let bytes = bools.bytes();
    let places = bools.layout().offsets();
    Ok(places.filter(|&offset| bytes[offset] != 0).count())
}
