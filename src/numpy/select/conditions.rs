//! By condition: where, nonzero and its kin, copyto, choose, select, piecewise.

use super::{deliver, moded, truth_array};
use crate::array::{
    Array, ArrayRef, DType, Dims, Index, Order, Selection, broadcast_shapes, nonzero as true_places, shape_text,
};
use crate::kernels::ufunc::{Input, choice, elementwise};
use crate::numpy::shape::flat;
use crate::run::array_index::{assign, get_item, set_item};
use crate::run::convert::{as_array, as_array_of, cast, dtype_of_value, promote};
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.where",
        signature: "(condition, x=_NoValue, y=_NoValue, /)",
        style: Style::C,
        summary: "Elements of x where the condition is true, of y elsewhere; alone, the places where it is true.",
        example: ">>> np.where([True, False], [1, 2], [9, 8])\narray([1, 8])\n>>> np.where([0, 3, 4])\n(array([1, 2]),)\n",
        see_also: &["np.nonzero", "np.choose", "np.select"],
        run: Run::Function(where_),
        ..ROW
    },
    Builtin {
        name: "np.nonzero",
        signature: "(a)",
        method: true,
        summary: "The places of elements that are not zero, one array for each axis.",
        example: ">>> np.nonzero([3, 0, 4])\n(array([0, 2]),)\n",
        see_also: &["np.argwhere", "np.flatnonzero"],
        run: Run::Function(nonzero),
        ..ROW
    },
    Builtin {
        name: "np.argwhere",
        signature: "(a)",
        summary: "The places of elements that are not zero, one row for each.",
        example: ">>> np.argwhere([[0, 1], [2, 0]])\narray([[0, 1],\n       [1, 0]])\n",
        run: Run::Function(argwhere),
        ..ROW
    },
    Builtin {
        name: "np.flatnonzero",
        signature: "(a)",
        summary: "The places in the flattened array of elements that are not zero.",
        example: ">>> np.flatnonzero([[0, 1], [2, 0]])\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let line = flat(&as_array(cx, &args[0])?);
            let mask = truth_array(cx, &line)?;
            let (_, mut found) = true_places(&mask);
            let places = found.pop().unwrap_or_default();
            let n = places.len();
            Ok(Value::Array(Array::from_vec(places, &[n])))
        }),
        ..ROW
    },
    Builtin {
        name: "np.copyto",
        signature: "(dst, src, casting='same_kind', where=True)",
        style: Style::C,
        summary: "Copy values into an array, stretched to its shape.",
        example: ">>> a = np.zeros(3)\n>>> np.copyto(a, [4, 5, 6])\n>>> a\narray([4., 5., 6.])\n",
        run: Run::Function(copyto),
        ..ROW
    },
    Builtin {
        name: "np.choose",
        signature: "(a, choices, out=None, mode='raise')",
        summary: "From several arrays, for each place the element of the array that `a` names.",
        example: ">>> np.choose([0, 1, 0], [[1, 2, 3], [10, 20, 30]])\narray([ 1, 20,  3])\n",
        run: Run::Function(choose),
        ..ROW
    },
    Builtin {
        name: "ndarray.choose",
        signature: "(self, choices, /, out=None, mode='raise')",
        style: Style::C,
        summary: "From several arrays, for each place the element of the array that this one names.",
        example: ">>> np.array([0, 1]).choose([[1, 2], [10, 20]])\narray([ 1, 20])\n",
        run: Run::Function(choose),
        ..ROW
    },
    Builtin {
        name: "np.select",
        signature: "(condlist, choicelist, default=0)",
        summary: "From several arrays, for each place the element of the first whose condition is true.",
        example: ">>> x = np.arange(5)\n>>> np.select([x < 2, x > 3], [x, x ** 2], 42)\narray([ 0,  1, 42, 42, 16])\n",
        run: Run::Function(select),
        ..ROW
    },
    Builtin {
        name: "np.piecewise",
        signature: "(x, condlist, funclist, *args, **kw)",
        summary: "A function given in pieces: where each condition is true, its function or value.",
        example: ">>> x = np.array([-2., 3.])\n>>> np.piecewise(x, [x < 0, x >= 0], [lambda x: -x, lambda x: x])\narray([2., 3.])\n",
        run: Run::Function(piecewise),
        ..ROW
    },
];

/// The dtype of `x` beside `y` where Python's numbers are weak.
fn common_weak(x: &Value, y: &Value, a: &ArrayRef, b: &ArrayRef) -> R<DType> {
    let weak = |value: &Value| matches!(value, Value::Int(_) | Value::Float(_) | Value::Complex(_));
    let rank = |dtype: DType| match () {
        () if dtype.is_complex() => 3,
        () if dtype.is_float() => 2,
        () if dtype.is_integer() => 1,
        () => 0,
    };
    let beside = |strong: DType, value: &Value| {
        let own = dtype_of_value(value);
        if !strong.is_numeric() {
            return promote(strong, own);
        }
        Ok(if rank(strong) >= rank(own) { strong } else { promote(strong, own)? })
    };
    match (weak(x), weak(y)) {
        (true, false) => beside(b.dtype(), x),
        (false, true) => beside(a.dtype(), y),
        _ => promote(a.dtype(), b.dtype()),
    }
}

fn where_(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [condition, x, y] = args else { return Ok(Value::None) };
    if x.is_undef() && y.is_undef() {
        return nonzero(cx, &mut [condition.take()]);
    }
    if x.is_undef() || y.is_undef() {
        return err(ErrorClass::ValueError, "either both or neither of x and y should be given");
    }
    let condition = as_array(cx, condition)?;
    let mask = truth_array(cx, &condition)?;
    let (a, b) = (as_array(cx, x)?, as_array(cx, y)?);
    let dtype = common_weak(x, y, &a, &b)?;
    let (a, b) = (as_array_of(cx, x, dtype)?, as_array_of(cx, y, dtype)?);
    let shapes = [mask.shape(), a.shape(), b.shape()];
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        let shown: String = shapes.iter().map(|shape| shape_text(shape) + " ").collect();
        return err(ErrorClass::ValueError, format!("operands could not be broadcast together with shapes {shown}"));
    };
    Array::check_size(&shape, dtype)?;
    let merged = merge(&mask, &a, &b, &shape)?;
    cx.check_interrupt()?;
    Ok(Value::Array(merged))
}

/// `a` where the mask is true, `b` elsewhere, all stretched to a shape.
fn merge(mask: &ArrayRef, a: &ArrayRef, b: &ArrayRef, shape: &[usize]) -> R<ArrayRef> {
    let stretch = |array: &ArrayRef| match array.layout().broadcast_to(shape) {
        Some(layout) => array.view_layout(layout),
        None => unreachable!("the shape was broadcast from these arrays"),
    };
    if let Some(which) = choice(a.dtype()) {
        let result = Array::scratch(a.dtype(), shape);
        elementwise(which, &[Input::Array(mask), Input::Array(a), Input::Array(b)], &[&result], None, false);
        return Ok(result);
    }
    let mask = stretch(mask).contiguous();
    let result = stretch(b).copy();
    let picked = Index::Mask(mask.clone());
    if let Selection::Picked(places) = crate::array::select(&result, std::slice::from_ref(&picked))?
        && let Selection::Picked(from) = crate::array::select(&stretch(a), &[picked])?
    {
        places.set(&result, &from.get(&stretch(a)));
    }
    Ok(result)
}

/// `np.nonzero`: the indices of the elements that are not zero, an array for each axis.
pub(super) fn nonzero(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    if array.ndim() == 0 {
        return err(
            ErrorClass::ValueError,
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.",
        );
    }
    let mask = truth_array(cx, &array)?;
    let (count, found) = true_places(&mask);
    Ok(Value::tuple(found.into_iter().map(|places| Value::Array(Array::from_vec(places, &[count])))))
}

fn argwhere(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let mask = truth_array(cx, &array)?;
    let (count, found) = true_places(&mask);
    let width = found.len();
    Ok(Value::Array(Array::build::<i64>(&[count, width], |out| {
        for (axis, places) in found.iter().enumerate() {
            for (row, &place) in places.iter().enumerate() {
                out[row * width + axis] = place;
            }
        }
    })))
}

fn copyto(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [dst, src, casting, mask] = args else { return Ok(Value::None) };
    let Value::Array(target) = &*dst else {
        return err(
            ErrorClass::TypeError,
            format!("copyto() argument 1 must be numpy.ndarray, not {}", dst.type_name()),
        );
    };
    let target = target.clone();
    target.check_writeable()?;
    let weak = matches!(src, Value::Int(_) | Value::Float(_) | Value::Bool(_));
    let source = if weak { as_array_of(cx, src, target.dtype())? } else { as_array(cx, src)? };
    let rule = casting.as_str().and_then(crate::array::Casting::from_name).unwrap_or(crate::array::Casting::SameKind);
    if !crate::array::can_cast(source.dtype(), target.dtype(), rule) {
        let from = cx.repr(&Value::dtype(source.dtype()))?;
        let to = cx.repr(&Value::dtype(target.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to {to} according to the rule '{}'", rule.name()),
        );
    }
    if matches!(mask, Value::Bool(flag) if flag.get()) {
        assign(cx, &target, &source)?;
        return Ok(Value::None);
    }
    let mask = as_array_of(cx, mask, DType::Bool)?;
    let source = cast(cx, &source, target.dtype())?;
    let shape = target.shape();
    let merged = merge(&mask, &source, &target, &shape)?;
    assign(cx, &target, &merged)?;
    Ok(Value::None)
}

fn choose(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, choices, out, mode] = args else { return Ok(Value::None) };
    let mut arrays = Vec::new();
    for choice in cx.collect(choices)? {
        arrays.push(as_array(cx, &choice)?);
    }
    if arrays.is_empty() {
        return err(ErrorClass::ValueError, "0-length sequence.");
    }
    let n = arrays.len();
    let which = match moded(cx, a, n, mode, 0) {
        Err(error) if error.class == ErrorClass::IndexError => {
            return err(ErrorClass::ValueError, "invalid entry in choice array");
        }
        other => other?,
    };
    let mut dtype = arrays[0].dtype();
    for array in &arrays {
        dtype = promote(dtype, array.dtype())?;
    }
    let mut shapes: Vec<Dims> = arrays.iter().map(|array| array.shape()).collect();
    shapes.push(which.shape());
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape.");
    };
    let mut result = crate::numpy::create::new_array(&shape, dtype, Order::C)?;
    for (k, array) in arrays.iter().enumerate() {
        let here = cx.compare(CmpOp::Eq, &Value::Array(which.clone()), &Value::count(k))?;
        let here = as_array(cx, &here)?;
        let array = cast(cx, array, dtype)?;
        result = merge(&here, &array, &result, &shape)?;
    }
    deliver(cx, result, out)
}

fn select(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [conditions, choices, default] = args else { return Ok(Value::None) };
    let conditions = cx.collect(conditions)?;
    let choices = cx.collect(choices)?;
    if conditions.len() != choices.len() {
        return err(ErrorClass::ValueError, "list of cases must be same length as list of conditions");
    }
    if conditions.is_empty() {
        return err(ErrorClass::ValueError, "select with an empty condition list is not possible");
    }
    let mut arrays = Vec::new();
    let mut strong: Option<DType> = None;
    for choice in choices.iter().chain([&*default]) {
        let array = as_array(cx, choice)?;
        if !matches!(choice, Value::Int(_) | Value::Float(_) | Value::Complex(_)) {
            strong = Some(match strong {
                None => array.dtype(),
                Some(have) => promote(have, array.dtype())?,
            });
        }
        arrays.push((choice.clone(), array));
    }
    let mut dtype = strong.unwrap_or(DType::Bool);
    for (choice, array) in &arrays {
        let weak = matches!(choice, Value::Int(_) | Value::Float(_) | Value::Complex(_));
        if weak {
            let probe = Array::zeros(dtype, &[]);
            dtype = if strong.is_some() {
                common_weak(&Value::Array(probe.clone()), choice, &probe, array)?
            } else {
                promote(dtype, array.dtype())?
            };
        }
    }
    let mut masks = Vec::new();
    for (k, condition) in conditions.iter().enumerate() {
        let mask = as_array(cx, condition)?;
        if mask.dtype() != DType::Bool {
            return err(ErrorClass::TypeError, format!("invalid entry {k} in condlist: should be boolean ndarray"));
        }
        masks.push(mask);
    }
    let mut shapes: Vec<Dims> = arrays.iter().map(|(_, array)| array.shape()).collect();
    shapes.extend(masks.iter().map(|mask| mask.shape()));
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape.");
    };
    let Some((last, _)) = arrays.pop() else { return Ok(Value::None) };
    let mut result = as_array_of(cx, &last, dtype)?;
    for (mask, (choice, _)) in masks.iter().zip(&arrays).rev() {
        let choice = as_array_of(cx, choice, dtype)?;
        result = merge(mask, &choice, &result, &shape)?;
    }
    Ok(Value::Array(result))
}

fn piecewise(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, condlist, funclist, more, kw] = args else { return Ok(Value::None) };
    let x = as_array(cx, x)?;
    let functions = cx.collect(funclist)?;
    let mut conditions = Vec::new();
    let given = match &*condlist {
        Value::Array(mask) if mask.ndim() <= x.ndim() => vec![condlist.clone()],
        other => cx.collect(other)?,
    };
    for condition in &given {
        let mask = as_array(cx, condition)?;
        conditions.push(truth_array(cx, &mask)?);
    }
    if functions.len() == conditions.len() + 1 {
        // One function more is for where no condition holds.
        let mut any = Value::np_bool(false);
        for mask in &conditions {
            any = cx.binary(BinOp::BitOr, &any, &Value::Array(mask.clone()))?;
        }
        let none = cx.unary(crate::syntax::ast::UnaryOp::Invert, &any)?;
        conditions.push(as_array(cx, &none)?);
    } else if functions.len() != conditions.len() {
        let n = conditions.len();
        return err(
            ErrorClass::ValueError,
            format!("with {n} condition(s), either {n} or {} functions are expected", n + 1),
        );
    }
    let result = crate::numpy::create::new_array(&x.shape(), x.dtype(), Order::C)?;
    let extra = cx.collect(more)?;
    let mut named = Vec::new();
    for key in cx.collect(kw)? {
        let value = cx.get_item(kw, &key)?;
        named.push((crate::text::Name::new(key.as_str().unwrap_or_default()), value));
    }
    for (mask, function) in conditions.into_iter().zip(functions) {
        let callable = !matches!(
            function,
            Value::Int(_)
                | Value::Float(_)
                | Value::NpFloat(_)
                | Value::NpInt(_)
                | Value::Bool(_)
                | Value::Scalar(_)
                | Value::Array(_)
                | Value::Complex(_)
        );
        let mask = Value::Array(mask);
        let value = if callable {
            let part = get_item(cx, &x, &mask)?;
            if cx.len(&part).unwrap_or(1) == 0 {
                continue;
            }
            let mut arguments = vec![part];
            arguments.extend(extra.iter().cloned());
            cx.call(&function, &arguments, &named)?
        } else {
            function
        };
        set_item(cx, &result, &mask, &value)?;
    }
    Ok(Value::Array(result))
}
