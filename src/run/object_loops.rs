//! Ufuncs of object arrays: Python's operators and methods, element by element.

use super::convert::cast_quiet;
use super::operand::Arg;
use super::ufunc_call::{Options, Results, array_or_scalar};
use super::ufunc_reduce::{Initial, ReduceOptions, deliver};
use crate::array::{Array, ArrayRef, DType, Data, Dims, broadcast_shapes};
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
    if options.mask.is_some() {
        return Err(Error::unsupported(format!("the argument 'where' of np.{} on object arrays", ufunc.name)));
    }
    let mut arrays = Vec::new();
    for arg in args {
        arrays.push(objects(cx, arg)?);
    }
    let mut shapes: Vec<Dims> = arrays.iter().map(|array| array.shape()).collect();
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
    let wants_objects = options.signature.last().copied().flatten() == Some(DType::Object);
    let bools = gives_bools(ufunc) && !wants_objects;
    let mut results: Vec<Vec<Value>> = vec![Vec::with_capacity(n); ufunc.outputs];
    for i in 0..n {
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
                super::array_index::assign(cx, out, &array)?;
                Value::Array(out.clone())
            }
            _ if options.arrays_only => Value::Array(array),
            _ => array_or_scalar(array),
        });
    }
    Ok(outputs)
}

fn gives_bools(ufunc: &Ufunc) -> bool {
    ufunc.types.contains("OO->?")
}

/// The ufunc of objects themselves: an operator, or else the method of its name.
fn one(cx: &mut dyn Interp, ufunc: &Ufunc, operands: &[Value]) -> R<Value> {
    let [a, rest @ ..] = operands else { return Ok(Value::None) };
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
        _ if !ufunc.types.contains("O->O") => err(
            ErrorClass::TypeError,
            format!(
                "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
                ufunc.name
            ),
        ),
        name @ ("floor" | "ceil" | "trunc") => {
            let special = Name::new(&format!("__{name}__"));
            match cx.find_special(a, special)? {
                Some(method) => cx.call(&method, &[], &[]),
                None => call_method(cx, name, a),
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
            None => err(
                ErrorClass::TypeError,
                format!(
                    "loop of ufunc does not support argument 0 of type {} which has no callable {name} method",
                    a.type_name()
                ),
            ),
        },
        _ => err(
            ErrorClass::TypeError,
            format!(
                "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
                ufunc.name
            ),
        ),
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
    if options.mask.is_some() || options.dtype.is_some_and(|dtype| dtype != DType::Object) {
        return Err(Error::unsupported(format!("np.{}.reduce of object arrays with these arguments", ufunc.name)));
    }
    let shape = array.shape();
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
        let mut values = values.into_iter();
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
