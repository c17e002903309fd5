//! Python's operators on arrays and NumPy scalars: entry points for the virtual machine. At least one
//! operand is an array or a NumPy scalar.

use super::fp_report::wants_underflow;
use super::operand::{Arg, number};
use super::overrides::{by_row, special_operands};
use super::ufunc_call::{Options, apply, array_or_scalar, call, call_one, ufunc};
use super::{fp_report, scalar_ops};
use crate::array::{Array, ArrayRef, CastFlags, DType, Order};
use crate::kernels::ufunc::{FEW, Input, Rule, Single, Ufunc, Weak, elementwise, few, id};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{ErrorClass, R};
use crate::value::{Interp, Value};
use smallvec::{SmallVec, smallvec};
use std::rc::Rc;

/// Elements up to which a new array costs less than to write over an operand, which must be copied
/// aside for that.
const SMALL: usize = 128;

/// The ufunc of an operator.
pub fn ufunc_of(op: BinOp) -> Option<&'static Ufunc> {
    Some(ufunc(match op {
        BinOp::Add => id::ADD,
        BinOp::Sub => id::SUBTRACT,
        BinOp::Mul => id::MULTIPLY,
        BinOp::Div => id::DIVIDE,
        BinOp::FloorDiv => id::FLOOR_DIVIDE,
        BinOp::Mod => id::REMAINDER,
        BinOp::Pow => id::POWER,
        BinOp::LShift => id::LEFT_SHIFT,
        BinOp::RShift => id::RIGHT_SHIFT,
        BinOp::BitAnd => id::BITWISE_AND,
        BinOp::BitOr => id::BITWISE_OR,
        BinOp::BitXor => id::BITWISE_XOR,
        BinOp::MatMul => return None,
    }))
}

/// The ufunc of a comparison.
pub fn ufunc_of_comparison(op: CmpOp) -> Option<&'static Ufunc> {
    Some(ufunc(match op {
        CmpOp::Lt => id::LESS,
        CmpOp::Le => id::LESS_EQUAL,
        CmpOp::Gt => id::GREATER,
        CmpOp::Ge => id::GREATER_EQUAL,
        CmpOp::Eq => id::EQUAL,
        CmpOp::Ne => id::NOT_EQUAL,
        _ => return None,
    }))
}

/// `a op b`. The operands are given away: an array that nobody else holds is reused for the result.
/// `NotImplemented` if the other operand must be asked.
pub fn binary(cx: &mut dyn Interp, op: BinOp, a: Value, b: Value) -> R<Value> {
    let Some(ufunc) = ufunc_of(op) else {
        if gives_up(&a, &b) {
            return Ok(Value::NotImplemented);
        }
        if special_operands(&a, &b) {
            return by_row(cx, "matmul", &[a, b], None);
        }
        return super::matmul::matmul(cx, &a, &b);
    };
    if let Some(result) = plainly(cx, op, &a, &b)? {
        return Ok(result);
    }
    let has_array = matches!(a, Value::Array(_)) || matches!(b, Value::Array(_));
    if !has_array && let Some(result) = scalar_ops::binary(cx, op, &a, &b)? {
        return Ok(result);
    }
    if op == BinOp::Pow
        && let Value::Array(x) = &a
        && let Some(place) = easy_power(x.dtype(), &b)
    {
        return unary_owned(cx, super::ufunc_call::ufunc(place), x.clone());
    }
    if gives_up(&a, &b) {
        return Ok(Value::NotImplemented);
    }
    if special_operands(&a, &b) {
        return by_row(cx, ufunc.name, &[a, b], None);
    }
    let args = [Arg::new(cx, &a)?, Arg::new(cx, &b)?];
    let mut results = apply(cx, ufunc, &args, &Options::default())?;
    Ok(results.pop().unwrap_or_default())
}

/// `a op b` of plain arrays of one dtype and shape, or of one and a number; None where that is not all
/// there is to it. An array that nobody else holds may be reused for the result.
#[inline]
pub fn plainly(cx: &mut dyn Interp, op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
    let Some(ufunc) = ufunc_of(op) else { return Ok(None) };
    if op == BinOp::Pow
        && let Value::Array(x) = a
        && let Some(place) = easy_power(x.dtype(), b)
    {
        return of_array(cx, super::ufunc_call::ufunc(place), x);
    }
    of_pair(cx, ufunc, a, b)
}

/// `a op b`, compared, under the same conditions.
#[inline]
pub fn compare_plainly(cx: &mut dyn Interp, op: CmpOp, a: &Value, b: &Value) -> R<Option<Value>> {
    match ufunc_of_comparison(op) {
        Some(ufunc) => of_pair(cx, ufunc, a, b),
        None => Ok(None),
    }
}

#[inline]
fn of_pair(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &Value, b: &Value) -> R<Option<Value>> {
    match (a, b) {
        (Value::Array(x), Value::Array(y)) => same_shape(cx, ufunc, x, y),
        (Value::Array(x), other) => match number(other) {
            Some(single) => with_number(cx, ufunc, x, &single, true),
            None => Ok(None),
        },
        (other, Value::Array(y)) => match number(other) {
            Some(single) => with_number(cx, ufunc, y, &single, false),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// The same; the name says that operands are given away.
pub fn binary_owned(cx: &mut dyn Interp, op: BinOp, a: Value, b: Value) -> R<Value> {
    binary(cx, op, a, b)
}

/// Whether an operand is something that arrays leave to itself.
fn gives_up(a: &Value, b: &Value) -> bool {
    let foreign = |value: &Value| {
        matches!(
            value,
            Value::Function(_)
                | Value::Generator(_)
                | Value::Module(_)
                | Value::Class(_)
                | Value::Type(_)
                | Value::Iter(_)
        )
    };
    foreign(a) || foreign(b)
}

/// `a op b` on plain arrays of one dtype and shape; None where that is not all there is to it.
#[inline]
fn same_shape(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &ArrayRef, b: &ArrayRef) -> R<Option<Value>> {
    let dtype = a.dtype();
    if dtype != b.dtype() || !simple_rule(ufunc, dtype) {
        return Ok(None);
    }
    let Some(which) = ufunc.loop_for(dtype) else { return Ok(None) };
    if !a.is_c()
        || !b.is_c()
        || a.head().layout.shape != b.head().layout.shape
        || a.ndim() == 0
        || !plain(a)
        || !plain(b)
    {
        return Ok(None);
    }
    let out_dtype = which.types[2];
    let always = wants_underflow(&cx.state().error_state);
    let keeps = a.size() > SMALL && (reusable(a, out_dtype) || reusable(b, out_dtype));
    if !keeps && a.size() <= FEW {
        let out = Array::scratch(out_dtype, &a.head().layout.shape);
        if let Some(flags) = few(which, [Input::Array(a), Input::Array(b)], &out, always) {
            fp_report::report(cx, flags, ufunc.name)?;
            return Ok(Some(Value::Array(out)));
        }
    }
    // The callers' own reference is one; the variable's would be another.
    let out = [a, b].into_iter().find(|array| reusable(array, out_dtype)).cloned();
    let out = out.unwrap_or_else(|| Array::scratch(out_dtype, &a.head().layout.shape));
    let outcome = elementwise(which, &[Input::Array(a), Input::Array(b)], &[&out], None, always);
    cx.check_interrupt()?;
    fp_report::report(cx, outcome.flags, ufunc.name)?;
    Ok(Some(Value::Array(out)))
}

/// `a op number` or `number op a` (`left` says that the array is on the left) where the loop is that of
/// the array's dtype.
#[inline]
fn with_number(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &ArrayRef, x: &Arg, left: bool) -> R<Option<Value>> {
    let dtype = a.dtype();
    if !simple_rule(ufunc, dtype) || a.ndim() == 0 || !plain(a) || !a.is_c() {
        return Ok(None);
    }
    let Some(which) = ufunc.loop_for(dtype) else { return Ok(None) };
    let Some(single) = own_number(x, dtype)? else { return Ok(None) };
    let out_dtype = which.types[2];
    let always = wants_underflow(&cx.state().error_state);
    let inputs = if left { [Input::Array(a), Input::One(&single)] } else { [Input::One(&single), Input::Array(a)] };
    let keeps = a.size() > SMALL && reusable(a, out_dtype);
    if !keeps && a.size() <= FEW {
        let out = Array::scratch(out_dtype, &a.head().layout.shape);
        if let Some(flags) = few(which, inputs, &out, always) {
            fp_report::report(cx, flags, ufunc.name)?;
            return Ok(Some(Value::Array(out)));
        }
    }
    let out = output_for(a, out_dtype);
    let outcome = elementwise(which, &inputs, &[&out], None, always);
    cx.check_interrupt()?;
    fp_report::report_cast(cx, outcome.cast)?;
    fp_report::report(cx, outcome.flags, ufunc.name)?;
    Ok(Some(Value::Array(out)))
}

/// Whether a ufunc on operands of one dtype runs that dtype's loop and nothing else is to be checked.
#[inline]
fn simple_rule(ufunc: &Ufunc, dtype: DType) -> bool {
    match ufunc.rule {
        Rule::First | Rule::Compare => dtype.is_float() || dtype.is_complex() || ufunc.name != "power",
        Rule::Divide => dtype.is_float() || dtype.is_complex(),
        Rule::NotBool(_) => dtype != DType::Bool,
        Rule::Truth => true,
    }
}

/// Whether an array is of no subclass.
#[inline]
fn plain(array: &ArrayRef) -> bool {
    array.tag.borrow().is_none()
}

/// Whether a temporary can take the result: only the caller holds it, it owns its memory, and the
/// dtype is right.
#[inline]
fn reusable(array: &ArrayRef, dtype: DType) -> bool {
    Rc::strong_count(array) == 1
        && Rc::weak_count(array) == 0
        && array.base().is_none()
        && array.dtype() == dtype
        && array.is_writeable()
}

/// Where the result of an operation on an array goes: the array itself if it can take it, else a new one.
#[inline]
fn output_for(array: &ArrayRef, dtype: DType) -> ArrayRef {
    if reusable(array, dtype) { array.clone() } else { Array::scratch(dtype, &array.head().layout.shape) }
}

/// Powers with a Python number that the operator computes another way: `a**2` is `np.square(a)`.
///
/// *Source*: `fast_scalar_power` in `number.c`.
pub(super) fn easy_power(dtype: DType, exponent: &Value) -> Option<usize> {
    let inexact = dtype.is_float() || dtype.is_complex();
    match exponent {
        Value::Int(2) => Some(id::SQUARE),
        Value::Int(-1) if inexact => Some(id::RECIPROCAL),
        Value::Float(x) if inexact && x.get() == 0.5 => Some(id::SQRT),
        _ => None,
    }
}

/// `op a`
pub fn unary(cx: &mut dyn Interp, op: UnaryOp, a: Value) -> R<Value> {
    let place = match op {
        UnaryOp::Neg => id::NEGATIVE,
        UnaryOp::Pos => id::POSITIVE,
        UnaryOp::Invert => id::INVERT,
        UnaryOp::Not => return Ok(Value::bool(!cx.truth(&a)?)),
    };
    let Value::Array(array) = a else {
        if let Some(result) = scalar_ops::unary(cx, op, &a)? {
            return Ok(result);
        }
        return call_one(cx, ufunc(place), &[a]);
    };
    unary_owned(cx, ufunc(place), array)
}

/// A ufunc of an array that is given away: one that nobody else holds is reused for the result.
fn unary_owned(cx: &mut dyn Interp, ufunc: &'static Ufunc, array: ArrayRef) -> R<Value> {
    if let Some(result) = of_array(cx, ufunc, &array)? {
        return Ok(result);
    }
    if !plain(&array) {
        return by_row(cx, ufunc.name, &[Value::Array(array)], None);
    }
    call_one(cx, ufunc, &[Value::Array(array)])
}

/// `ufunc(a)` where the loop is that of the array's dtype; None where that is not all there is to it.
#[inline]
fn of_array(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &ArrayRef) -> R<Option<Value>> {
    let dtype = a.dtype();
    if ufunc.outputs != 1 || !simple_rule(ufunc, dtype) || a.ndim() == 0 || !plain(a) || !a.is_c() {
        return Ok(None);
    }
    let Some(which) = ufunc.loop_for(dtype) else { return Ok(None) };
    let always = wants_underflow(&cx.state().error_state);
    let keeps = a.size() > SMALL && reusable(a, which.types[1]);
    if !keeps && a.size() <= FEW {
        let out = Array::scratch(which.types[1], &a.head().layout.shape);
        if let Some(flags) = few(which, [Input::Array(a)], &out, always) {
            fp_report::report(cx, flags, ufunc.name)?;
            return Ok(Some(Value::Array(out)));
        }
    }
    let out = output_for(a, which.types[1]);
    let outcome = elementwise(which, &[Input::Array(a)], &[&out], None, always);
    cx.check_interrupt()?;
    fp_report::report(cx, outcome.flags, ufunc.name)?;
    Ok(Some(Value::Array(out)))
}

/// `ufunc(x)` of one float64, by the loop that arrays go through.
#[inline]
fn of_float(cx: &mut dyn Interp, ufunc: &'static Ufunc, x: f64) -> R<Option<Value>> {
    let Some(which) = ufunc.loop_for(DType::F64) else { return Ok(None) };
    if *which.types != [DType::F64, DType::F64] {
        return Ok(None);
    }
    let (flags, y) = which.of_f64(x, wants_underflow(&cx.state().error_state));
    fp_report::report(cx, flags, ufunc.name)?;
    Ok(Some(Value::np_float(y)))
}

/// A ufunc's call without options on operands that it takes as they are: plain arrays of one dtype
/// and shape, an array and a number. The operands are given away: an array that nobody else holds is
/// reused for the result. None where that is not all there is to it.
pub fn call_plainly(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Value]) -> R<Option<Value>> {
    match args {
        [Value::Array(x)] => of_array(cx, ufunc, x),
        [Value::Float(x) | Value::NpFloat(x)] => of_float(cx, ufunc, x.get()),
        _ if ufunc.outputs != 1 => Ok(None),
        [x, y] => of_pair(cx, ufunc, x, y),
        _ => Ok(None),
    }
}

/// `abs(a)`
pub fn absolute(cx: &mut dyn Interp, a: &Value) -> R<Value> {
    match scalar_ops::absolute(cx, a)? {
        Some(result) => Ok(result),
        None if special_operands(a, a) => by_row(cx, "absolute", std::slice::from_ref(a), None),
        None => call_one(cx, ufunc(id::ABSOLUTE), std::slice::from_ref(a)),
    }
}

/// `divmod(a, b)`: a pair.
pub fn divmod(cx: &mut dyn Interp, a: &Value, b: &Value) -> R<Value> {
    match scalar_ops::divmod(cx, a, b)? {
        Some(result) => Ok(result),
        None if special_operands(a, b) => by_row(cx, "divmod", &[a.clone(), b.clone()], None),
        None => Ok(super::ufunc_args::bundle(call(cx, ufunc(id::DIVMOD), &[a.clone(), b.clone()])?)),
    }
}

/// `a op b`, an array or a NumPy bool; `NotImplemented` if the other operand must be asked.
pub fn compare(cx: &mut dyn Interp, op: CmpOp, a: &Value, b: &Value) -> R<Value> {
    let has_array = matches!(a, Value::Array(_)) || matches!(b, Value::Array(_));
    if matches!(op, CmpOp::Eq | CmpOp::Ne) && !has_array && (a.is_none() || b.is_none()) {
        return Ok(Value::bool(op == CmpOp::Ne));
    }
    let Some(ufunc) = ufunc_of_comparison(op) else { return Ok(Value::NotImplemented) };
    if let Some(result) = of_pair(cx, ufunc, a, b)? {
        return Ok(result);
    }
    if !has_array && let Some(result) = scalar_ops::compare(cx, op, a, b)? {
        return Ok(result);
    }
    if gives_up(a, b) {
        return Ok(Value::NotImplemented);
    }
    if special_operands(a, b) {
        return by_row(cx, ufunc.name, &[a.clone(), b.clone()], None);
    }
    let args = [Arg::new(cx, a)?, Arg::new(cx, b)?];
    // A scalar and an object that is no array compare as Python's own.
    let is_object = |arg: &Arg| matches!(arg, Arg::Array(array) if array.dtype() == DType::Object && array.ndim() == 0);
    let plain = !has_array && matches!(op, CmpOp::Eq | CmpOp::Ne) && args.iter().any(is_object);
    match apply(cx, ufunc, &args, &Options::default()) {
        Ok(mut results) => {
            let result = results.pop().unwrap_or_default();
            if plain { Ok(Value::bool(cx.truth(&result)?)) } else { Ok(result) }
        }
        Err(error) => match op {
            // What cannot be compared is not equal.
            CmpOp::Eq | CmpOp::Ne if error.class == ErrorClass::UFuncTypeError => {
                let shapes: SmallVec<[crate::array::Dims; 2]> = args
                    .iter()
                    .map(|arg| match arg {
                        Arg::Array(array) => array.shape(),
                        _ => smallvec![],
                    })
                    .collect();
                let Some(shape) = crate::array::broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
                    let texts: Vec<String> = shapes.iter().map(|shape| crate::array::shape_text(shape)).collect();
                    let text = format!("operands could not be broadcast together with shapes {} ", texts.join(" "));
                    return Err(crate::text::Error::new(ErrorClass::ValueError, text));
                };
                let array = Array::scratch(DType::Bool, &shape);
                array.bytes_mut().fill(u8::from(op == CmpOp::Ne));
                Ok(array_or_scalar(array))
            }
            _ => Err(error),
        },
    }
}

/// `a op= b` where the loop of the array's dtype gives that dtype and `b` is an array of the same dtype
/// and shape, or a number; false where that is not all there is to it.
fn in_place_plainly(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &ArrayRef, b: &Value) -> R<bool> {
    let dtype = a.dtype();
    let Some(which) = ufunc.loop_for(dtype) else { return Ok(false) };
    if !simple_rule(ufunc, dtype) || which.types[2] != dtype || !plain(a) || !a.is_writeable() || a.ndim() == 0 {
        return Ok(false);
    }
    let always = wants_underflow(&cx.state().error_state);
    let outcome = match b {
        Value::Array(y) => {
            if y.dtype() != dtype || !plain(y) || y.head().layout.shape != a.head().layout.shape {
                return Ok(false);
            }
            elementwise(which, &[Input::Array(a), Input::Array(y)], &[a], None, always)
        }
        other => {
            let Some(number) = number(other) else { return Ok(false) };
            let Some(single) = own_number(&number, dtype)? else { return Ok(false) };
            elementwise(which, &[Input::Array(a), Input::One(&single)], &[a], None, always)
        }
    };
    cx.check_interrupt()?;
    fp_report::report_cast(cx, outcome.cast)?;
    fp_report::report(cx, outcome.flags, ufunc.name)?;
    Ok(true)
}

/// A number as an element of an array's dtype, if that dtype is the result's and nothing is lost.
fn own_number(number: &Arg, dtype: DType) -> R<Option<Single>> {
    let Arg::Number(single, weak) = number else { return Ok(None) };
    let own = single.dtype == dtype
        || match weak {
            Weak::Int => dtype.is_float() || dtype.is_complex(),
            Weak::Float => dtype.is_complex(),
            _ => false,
        };
    if !own {
        return Ok(None);
    }
    let (single, cast) = number.to_single(dtype)?;
    Ok((cast == CastFlags::default()).then_some(single))
}

/// `target op= b`: writes to the target if it is an array, else gives the new value.
///
/// *Errors*: UFuncTypeError if the result cannot be cast back within its kind.
pub fn in_place(cx: &mut dyn Interp, op: BinOp, target: &Value, b: &Value) -> R<Value> {
    let Value::Array(array) = target else { return binary(cx, op, target.clone(), b.clone()) };
    let Some(ufunc) = ufunc_of(op) else {
        super::core_product::in_place(cx, array, b)?;
        return Ok(target.clone());
    };
    if gives_up(target, b) {
        return Ok(Value::NotImplemented);
    }
    if special_operands(target, b) {
        let name = ufunc_of(op).map_or("matmul", |ufunc| ufunc.name);
        return by_row(cx, name, &[target.clone(), b.clone()], Some(target));
    }
    if op != BinOp::Pow && in_place_plainly(cx, ufunc, array, b)? {
        return Ok(target.clone());
    }
    let args = [Arg::Array(array.clone()), Arg::new(cx, b)?];
    let options = Options { out: smallvec![Some(array.clone())], order: Order::Keep, ..Options::default() };
    if op == BinOp::Pow
        && let Some(place) = easy_power(array.dtype(), b)
    {
        apply(cx, super::ufunc_call::ufunc(place), &args[..1], &options)?;
        return Ok(target.clone());
    }
    apply(cx, ufunc, &args, &options)?;
    Ok(target.clone())
}
