//! Ufuncs of object arrays: Python's operators and methods, element by element.

use super::convert::cast_quiet;
use super::operand::{Arg, cannot_cast};
use super::ufunc_call::{Options, Results, array_or_scalar, not_supported};
use super::ufunc_reduce::{Initial, ReduceOptions, deliver};
use crate::array::{Array, ArrayRef, DType, Data, Dims, Layout, broadcast_shapes, can_cast};
use crate::kernels::ufunc::{Identity, Ufunc};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Interp, Value, object_of, value_of};

/// An operand as an array of objects.
fn objects(cx: &mut dyn Interp, arg: &Arg) -> R<ArrayRef> {
    Ok(match arg {
        Arg::Array(array) if array.dtype() == DType::Object => array.clone(),
        Arg::Array(array) => cast_quiet(cx, array, DType::Object)?.0,
        Arg::Number(single, _) => {
            let element = super::scalar_ops::element_of(single.dtype, &single.bytes[..single.dtype.itemsize()]);
            Array::from_objects(vec![object_of(super::convert::item(element))], &[])
        }
        Arg::Big(big) => Array::from_objects(vec![object_of(Value::BigInt(big.clone()))], &[]),
    })
}

/// The objects of an array stretched to a shape, in C order.
fn stretched(array: &ArrayRef, shape: &[usize]) -> Vec<Value> {
    let Some(layout) = array.layout().broadcast_to(shape) else { return Vec::new() };
    match &*array.data() {
        Data::Objects(values) => layout.offsets().map(|offset| value_of(&values[offset / 8])).collect(),
        Data::Words(_) => Vec::new(),
    }
}

/// Calls a ufunc element by element. Comparisons give bools unless objects are asked for.
pub fn apply(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<Results> {
    let wants_objects = options.signature.last().copied().flatten() == Some(DType::Object);
    let bools = gives_bools(ufunc) && !wants_objects;
    if let Some(wanted) = options.signature.last().copied().flatten()
        && !bools
        && wanted != DType::Object
    {
        return as_numbers(cx, ufunc, args, options, wanted);
    }
    let dtype = if bools { DType::Bool } else { DType::Object };
    for (k, out) in options.out.iter().enumerate() {
        let Some(out) = out else { continue };
        if !can_cast(dtype, out.dtype(), options.casting) {
            let what = if ufunc.outputs == 1 { "output".to_string() } else { format!("output {}", ufunc.inputs + k) };
            return Err(cannot_cast(ufunc.name, &what, dtype, out.dtype(), options.casting));
        }
    }
    let mut arrays = Vec::new();
    for arg in args {
        arrays.push(objects(cx, arg)?);
    }
    let mut shapes: Vec<Dims> = arrays.iter().map(|array| array.shape()).collect();
    shapes.extend(options.mask.iter().map(|mask| mask.shape()));
    shapes.extend(options.out.iter().flatten().map(|out| out.shape()));
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        let texts: Vec<String> = shapes.iter().map(|shape| crate::array::shape_text(shape)).collect();
        return err(
            ErrorClass::ValueError,
            format!("operands could not be broadcast together with shapes {} ", texts.join(" ")),
        );
    };
    let columns: Vec<Vec<Value>> = arrays.iter().map(|array| stretched(array, &shape)).collect();
    let n = shape.iter().product();
    let chosen: Option<Vec<bool>> = options.mask.as_ref().and_then(|mask| {
        let layout = mask.layout().broadcast_to(&shape)?;
        let bytes = mask.bytes();
        Some(layout.offsets().map(|offset| bytes[offset] != 0).collect())
    });
    let mut results: Vec<Vec<Value>> = vec![Vec::with_capacity(n); ufunc.outputs];
    for i in 0..n {
        if chosen.as_ref().is_some_and(|chosen| !chosen[i]) {
            results.iter_mut().for_each(|column| column.push(Value::None));
            continue;
        }
        let operands: Vec<Value> = columns.iter().map(|column| column[i].clone()).collect();
        let found = one(cx, ufunc, &operands)?;
        match (ufunc.outputs, found) {
            (2, Value::Tuple(pair)) if pair.len() == 2 => {
                results[0].push(pair[0].clone());
                results[1].push(pair[1].clone());
            }
            (_, found) => results[0].push(if bools { Value::bool(cx.truth(&found)?) } else { found }),
        }
    }
    let mut outputs = Results::new();
    for (k, values) in results.into_iter().enumerate() {
        let array = if bools {
            let bytes: Vec<u8> =
                values.iter().map(|value| u8::from(matches!(value, Value::Bool(x) if x.get()))).collect();
            let array = Array::scratch(DType::Bool, &shape);
            array.bytes_mut().copy_from_slice(&bytes);
            array
        } else {
            Array::from_objects(values.into_iter().map(object_of).collect(), &shape)
        };
        outputs.push(match options.out.get(k) {
            Some(Some(out)) => {
                match &options.mask {
                    Some(mask) => assign_where(cx, out, &array, mask)?,
                    None => super::array_index::assign(cx, out, &array)?,
                }
                Value::Array(out.clone())
            }
            _ if options.arrays_only => Value::Array(array),
            _ => array_or_scalar(array),
        });
    }
    Ok(outputs)
}

/// Calls the loop of a dtype that is asked for, on objects cast to it.
fn as_numbers(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    args: &[Arg],
    options: &Options,
    wanted: DType,
) -> R<Results> {
    let mut numbers = Vec::new();
    for (i, arg) in args.iter().enumerate() {
        numbers.push(match arg {
            Arg::Array(array) if array.dtype() == DType::Object => {
                if !can_cast(DType::Object, wanted, options.casting) {
                    let what = if args.len() == 1 { "input".to_string() } else { format!("input {i}") };
                    return Err(cannot_cast(ufunc.name, &what, DType::Object, wanted, options.casting));
                }
                Arg::Array(cast_quiet(cx, array, wanted)?.0)
            }
            other => other.clone(),
        });
    }
    super::ufunc_call::apply(cx, ufunc, &numbers, options)
}

/// Writes the elements of an array where a mask is true.
fn assign_where(cx: &mut dyn Interp, out: &ArrayRef, array: &ArrayRef, mask: &ArrayRef) -> R<()> {
    let module = cx.import("numpy")?;
    let copyto = cx.get_attr(&module, Name::new("copyto"))?;
    let operands =
        [Value::Array(out.clone()), Value::Array(array.clone()), Value::str("unsafe"), Value::Array(mask.clone())];
    cx.call(&copyto, &operands, &[]).map(drop)
}

fn gives_bools(ufunc: &Ufunc) -> bool {
    ufunc.types.contains("OO->?")
}

/// The ufunc of objects themselves: an operator, or else the method of its name.
pub(super) fn one(cx: &mut dyn Interp, ufunc: &Ufunc, operands: &[Value]) -> R<Value> {
    let [a, rest @ ..] = operands else { return Ok(Value::None) };
    if let [low, high] = rest {
        let pick = |cx: &mut dyn Interp, op: CmpOp, a: &Value, b: &Value| {
            let found = cx.compare(op, a, b)?;
            Ok::<_, Box<Error>>(if cx.truth(&found)? { a.clone() } else { b.clone() })
        };
        let raised = pick(cx, CmpOp::Ge, a, low)?;
        return pick(cx, CmpOp::Le, &raised, high);
    }
    if let Some(b) = rest.first() {
        let op = match ufunc.name {
            "add" => BinOp::Add,
            "subtract" => BinOp::Sub,
            "multiply" => BinOp::Mul,
            "divide" => BinOp::Div,
            "floor_divide" => BinOp::FloorDiv,
            "remainder" => BinOp::Mod,
            "power" => BinOp::Pow,
            "left_shift" => BinOp::LShift,
            "right_shift" => BinOp::RShift,
            "bitwise_and" => BinOp::BitAnd,
            "bitwise_or" => BinOp::BitOr,
            "bitwise_xor" => BinOp::BitXor,
            _ => return one_of_two(cx, ufunc, a, b),
        };
        return cx.binary(op, a, b);
    }
    match ufunc.name {
        "negative" => cx.unary(UnaryOp::Neg, a),
        "positive" => cx.unary(UnaryOp::Pos, a),
        "invert" => cx.unary(UnaryOp::Invert, a),
        "logical_not" => Ok(Value::bool(!cx.truth(a)?)),
        "square" => cx.binary(BinOp::Mul, a, a),
        "reciprocal" => cx.binary(BinOp::Div, &Value::Int(1), a),
        "absolute" => call_builtin(cx, "abs", a),
        "sign" => sign(cx, a),
        _ if !ufunc.types.contains("O->O") => Err(not_supported(ufunc)),
        name @ ("floor" | "ceil" | "trunc") => {
            let special = Name::new(&format!("__{name}__"));
            match cx.find_special(a, special)? {
                Some(method) => cx.call(&method, &[], &[]),
                None => {
                    let module = cx.import("math")?;
                    let function = cx.get_attr(&module, Name::new(name))?;
                    cx.call(&function, std::slice::from_ref(a), &[])
                }
            }
        }
        name => call_method(cx, name, a),
    }
}

fn call_builtin(cx: &mut dyn Interp, name: &str, a: &Value) -> R<Value> {
    let module = cx.import("builtins")?;
    let function = cx.get_attr(&module, Name::new(name))?;
    cx.call(&function, std::slice::from_ref(a), &[])
}

/// NumPy asks objects for a method with the ufunc's name.
fn call_method(cx: &mut dyn Interp, name: &str, a: &Value) -> R<Value> {
    match cx.find_attr(a, Name::new(name))? {
        Some(method) => cx.call(&method, &[], &[]),
        None => err(
            ErrorClass::TypeError,
            format!(
                "loop of ufunc does not support argument 0 of type {} which has no callable {name} method",
                a.type_name()
            ),
        ),
    }
}

fn sign(cx: &mut dyn Interp, a: &Value) -> R<Value> {
    let zero = Value::Int(0);
    let truth = |cx: &mut dyn Interp, op| {
        let found = cx.compare(op, a, &zero)?;
        cx.truth(&found)
    };
    if truth(cx, CmpOp::Lt)? {
        Ok(Value::Int(-1))
    } else if truth(cx, CmpOp::Gt)? {
        Ok(Value::Int(1))
    } else if truth(cx, CmpOp::Eq)? {
        Ok(Value::Int(0))
    } else {
        err(ErrorClass::TypeError, "unorderable types for comparison")
    }
}

fn one_of_two(cx: &mut dyn Interp, ufunc: &Ufunc, a: &Value, b: &Value) -> R<Value> {
    let compared = match ufunc.name {
        "equal" => Some(CmpOp::Eq),
        "not_equal" => Some(CmpOp::Ne),
        "less" => Some(CmpOp::Lt),
        "less_equal" => Some(CmpOp::Le),
        "greater" => Some(CmpOp::Gt),
        "greater_equal" => Some(CmpOp::Ge),
        _ => None,
    };
    if let Some(op) = compared {
        return cx.compare(op, a, b);
    }
    let pick = |cx: &mut dyn Interp, op: CmpOp| {
        let found = cx.compare(op, a, b)?;
        Ok(if cx.truth(&found)? { a.clone() } else { b.clone() })
    };
    match ufunc.name {
        "maximum" | "fmax" => pick(cx, CmpOp::Ge),
        "minimum" | "fmin" => pick(cx, CmpOp::Le),
        "logical_and" => Ok(if cx.truth(a)? { b.clone() } else { a.clone() }),
        "logical_or" => Ok(if cx.truth(a)? { a.clone() } else { b.clone() }),
        "logical_xor" => Ok(Value::bool(cx.truth(a)? != cx.truth(b)?)),
        "gcd" | "lcm" => {
            let module = cx.import("math")?;
            let function = cx.get_attr(&module, Name::new(ufunc.name))?;
            cx.call(&function, &[a.clone(), b.clone()], &[])
        }
        name if ufunc.types.contains("OO->O") => match cx.find_attr(a, Name::new(name))? {
            Some(method) => cx.call(&method, std::slice::from_ref(b), &[]),
            None => err(ErrorClass::AttributeError, format!("'{}' object has no attribute '{name}'", a.type_name())),
        },
        _ => Err(not_supported(ufunc)),
    }
}

/// `ufunc.reduce` of objects: from the first element on, or from what was given.
pub(super) fn reduce(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    array: &ArrayRef,
    axes: &[usize],
    options: &ReduceOptions,
) -> R<Value> {
    let shape = array.shape();
    let given = matches!(&options.initial, Initial::Given(value) if !value.is_none());
    let chosen = match &options.mask {
        Some(_) if !given => return Err(super::ufunc_reduce::needs_initial(ufunc)),
        Some(mask) => Some(super::ufunc_reduce::stretch_mask(mask, &shape)?),
        None => None,
    };
    let kept: Dims = (0..shape.len()).map(|axis| if axes.contains(&axis) { 1 } else { shape[axis] }).collect();
    let layout = array.layout();
    let mut first = layout.clone();
    first.shape = kept.clone();
    let mut block = layout.clone();
    for axis in 0..shape.len() {
        if !axes.contains(&axis) {
            block.shape[axis] = 1;
        }
    }
    let mut results = Vec::new();
    for offset in first.offsets() {
        let mut part = block.clone();
        part.offset = offset;
        let values: Vec<Value> = match &*array.data() {
            Data::Objects(all) => part.offsets().map(|offset| value_of(&all[offset / 8])).collect(),
            Data::Words(_) => Vec::new(),
        };
        let masks = chosen.as_ref().map(|mask| mask_of(mask, &layout, &part));
        let mut values = values
            .into_iter()
            .enumerate()
            .filter(|(i, _)| masks.as_ref().is_none_or(|masks| masks[*i]))
            .map(|(_, value)| value);
        let start = match (&options.initial, ufunc.identity) {
            (Initial::Given(value), _) if !value.is_none() => Some(value.clone()),
            _ => values.next(),
        };
        let start = match (start, ufunc.identity) {
            (Some(start), _) => start,
            (None, Identity::Int(x)) => Value::Int(x),
            (None, Identity::Bool(x)) => Value::bool(x),
            (None, Identity::Float(x)) => Value::float(x),
            (None, _) => {
                return err(
                    ErrorClass::ValueError,
                    format!("zero-size array to reduction operation {} which has no identity", ufunc.name),
                );
            }
        };
        let mut total = start;
        for value in values {
            total = one(cx, ufunc, &[total, value])?;
        }
        results.push(object_of(total));
    }
    let shape: Dims = if options.keepdims {
        kept
    } else {
        (0..shape.len()).filter(|axis| !axes.contains(axis)).map(|axis| shape[axis]).collect()
    };
    deliver(cx, Array::from_objects(results, &shape), options.out.as_ref(), options.arrays_only)
}

/// The mask's elements for a part of what it masks; `mask` has the shape of the whole.
fn mask_of(mask: &ArrayRef, whole: &Layout, part: &Layout) -> Vec<bool> {
    let bytes = mask.bytes();
    let wanted: std::collections::HashSet<usize> = part.offsets().collect();
    let pairs = whole.offsets().zip(mask.layout().offsets());
    pairs.filter(|(offset, _)| wanted.contains(offset)).map(|(_, at)| bytes[at] != 0).collect()
}

/// `ufunc.accumulate` of objects.
pub(super) fn accumulate(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    array: &ArrayRef,
    axis: usize,
    out: Option<&ArrayRef>,
) -> R<Value> {
    let shape = array.shape();
    let n = shape[axis];
    let mut results: Vec<Value> = vec![Value::None; array.size()];
    let layout = array.layout();
    let flat = Array::zeros(DType::I64, &shape).layout();
    if n > 0 {
        for (from, to) in layout.indexed(axis, 0).offsets().zip(flat.indexed(axis, 0).offsets()) {
            let mut total = Value::Undef;
            for i in 0..n {
                let at = (from as isize + i as isize * layout.strides[axis]) as usize;
                let value = match &*array.data() {
                    Data::Objects(all) => value_of(&all[at / 8]),
                    Data::Words(_) => Value::None,
                };
                total = if total.is_undef() { value } else { one(cx, ufunc, &[total, value])? };
                results[(to + i * flat.strides[axis] as usize) / 8] = total.clone();
            }
        }
    }
    let result = Array::from_objects(results.into_iter().map(object_of).collect(), &shape);
    deliver(cx, result, out, true)
}
