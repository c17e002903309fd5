//! Operators on NumPy's scalars: the loops of arrays on one element, but with their own words for
//! errors (`scalar add`), warnings when integers overflow, and C's `pow`.

use super::fp_report::report_scalar;
use super::operand::{Arg, number};
use crate::array::{DType, Element};
use crate::kernels::fp::FpFlags;
use crate::kernels::ufunc::{Loop, Operand, Raw, Single, Ufunc, Weak, resolve};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, Value, element_to_value};

/// `a op b` where both are numbers and one is a NumPy scalar; None if that is not so or if the general
/// way gives the answer (NumPy bools among themselves).
#[inline]
pub fn binary(cx: &mut dyn Interp, op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
    // What loops over arrays of float64 do most: one element times another.
    let floats = match (a, b) {
        (Value::NpFloat(x), Value::NpFloat(y) | Value::Float(y)) | (Value::Float(x), Value::NpFloat(y)) => {
            Some((x.get(), y.get()))
        }
        (Value::NpFloat(x), Value::Int(y) | Value::NpInt(y)) => Some((x.get(), *y as f64)),
        (Value::Int(x) | Value::NpInt(x), Value::NpFloat(y)) => Some((*x as f64, y.get())),
        _ => None,
    };
    if let Some((x, y)) = floats {
        let result = match op {
            BinOp::Add => Some(x + y),
            BinOp::Sub => Some(x - y),
            BinOp::Mul => Some(x * y),
            BinOp::Div if y != 0.0 => Some(x / y),
            _ => None,
        };
        if let Some(result) = result
            && result.is_finite()
        {
            return Ok(Some(Value::np_float(result)));
        }
    }
    let ints = match (a, b) {
        (Value::NpInt(x), Value::NpInt(y) | Value::Int(y)) | (Value::Int(x), Value::NpInt(y)) => Some((*x, *y)),
        _ => None,
    };
    if let Some((x, y)) = ints {
        let result = match op {
            BinOp::Add => x.checked_add(y),
            BinOp::Sub => x.checked_sub(y),
            BinOp::Mul => x.checked_mul(y),
            _ => None,
        };
        if let Some(result) = result {
            return Ok(Some(Value::NpInt(result)));
        }
    }
    general(cx, op, a, b)
}

fn general(cx: &mut dyn Interp, op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (number(a), number(b)) else { return Ok(None) };
    let Some(ufunc) = super::array_ops::ufunc_of(op) else { return Ok(None) };
    let operands = [x.operand(), y.operand()];
    if goes_to_the_ufunc(&operands) {
        return Ok(None);
    }
    let which = match resolve(ufunc, &operands) {
        Ok(which) => which,
        Err(_) if matches!(op, BinOp::Mod | BinOp::FloorDiv) && operands.iter().any(|o| o.dtype.is_complex()) => {
            let symbol = if op == BinOp::Mod { "%" } else { "//" };
            return err(
                ErrorClass::TypeError,
                format!("unsupported operand type(s) for {symbol}: '{}' and '{}'", a.type_name(), b.type_name()),
            );
        }
        Err(_) => return Ok(None),
    };
    let (left, cast_left) = x.to_single(which.types[0])?;
    let (right, cast_right) = y.to_single(which.types[1])?;
    super::fp_report::report_cast(cx, cast_left.or(cast_right))?;
    if op == BinOp::Pow
        && let Some(result) = power(cx, &left, &right)?
    {
        return Ok(Some(result));
    }
    let (result, mut flags) = one(which, &[left, right], which.types[2]);
    if which.types[2].is_integer() {
        flags |= integer_overflow(op, &left, &right);
    }
    report_scalar(cx, flags, ufunc.name)?;
    Ok(Some(result))
}

/// Whether NumPy leaves an operation of scalars to the ufunc: bool has no arithmetic of its own, and numbers that both
/// have to be cast are cast there.
fn goes_to_the_ufunc(operands: &[Operand; 2]) -> bool {
    let [a, b] = operands;
    let own = |operand: &Operand| operand.weak == Weak::No;
    if a.dtype == DType::Bool && own(a) || a.dtype == DType::Bool && b.dtype == DType::Bool {
        return true;
    }
    own(a) && own(b) && a.dtype.promote_numeric(b.dtype).is_some_and(|both| both != a.dtype && both != b.dtype)
}

/// `divmod(a, b)` where both are numbers and one is a NumPy scalar; None if that is not so.
pub fn divmod(cx: &mut dyn Interp, a: &Value, b: &Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (number(a), number(b)) else { return Ok(None) };
    let operands = [x.operand(), y.operand()];
    if operands.iter().any(|operand| operand.dtype.is_complex()) {
        return err(
            ErrorClass::TypeError,
            format!("unsupported operand type(s) for divmod(): '{}' and '{}'", a.type_name(), b.type_name()),
        );
    }
    if goes_to_the_ufunc(&operands) {
        return Ok(None);
    }
    let ufunc = super::ufunc_call::ufunc(crate::kernels::ufunc::id::DIVMOD);
    let Ok(which) = resolve(ufunc, &operands) else { return Ok(None) };
    let (left, cast_left) = x.to_single(which.types[0])?;
    let (right, cast_right) = y.to_single(which.types[1])?;
    super::fp_report::report_cast(cx, cast_left.or(cast_right))?;
    let raws =
        [Raw::One(&left.bytes[..which.types[0].itemsize()]), Raw::One(&right.bytes[..which.types[1].itemsize()])];
    let (out, mut words) = (which.types[2], [[0u64; 2]; 2]);
    let [quotient, rest] = &mut words;
    let mut outs: [&mut [u8]; 2] = [quotient, rest].map(|word| &mut bytemuck::cast_slice_mut(word)[..out.itemsize()]);
    let suspect = (which.run)(&raws, &mut outs);
    let flags = if suspect { (which.flags)(&raws, &outs) } else { FpFlags::NONE };
    let pair = outs.map(|bytes| element_to_value(element_of(out, bytes)));
    report_scalar(cx, flags, "divmod")?;
    Ok(Some(Value::tuple(pair)))
}

/// Runs a loop on single elements.
fn one(which: &Loop, inputs: &[Single], out: DType) -> (Value, FpFlags) {
    let raws: smallvec::SmallVec<[Raw<'_>; 2]> =
        inputs.iter().map(|single| Raw::One(&single.bytes[..single.dtype.itemsize()])).collect();
    let mut words = [0u64; 2];
    let bytes: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut words)[..out.itemsize()];
    let mut outs = [bytes];
    let suspect = (which.run)(&raws, &mut outs);
    let flags = if suspect { (which.flags)(&raws, &outs) } else { FpFlags::NONE };
    (element_to_value(element_of(out, outs[0])), flags)
}

/// The element that some bytes are.
pub fn element_of(dtype: DType, bytes: &[u8]) -> Element {
    crate::with_num_type!(dtype, T => bytemuck::pod_read_unaligned::<T>(bytes).into(), else Element::Bool(bytes[0] != 0))
}

/// The exact integer that a single holds.
fn exact(single: &Single) -> Option<i128> {
    element_of(single.dtype, &single.bytes[..single.dtype.itemsize()]).to_i128()
}

fn integer_overflow(op: BinOp, a: &Single, b: &Single) -> FpFlags {
    let (Some(x), Some(y)) = (exact(a), exact(b)) else { return FpFlags::NONE };
    let result = match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => x.saturating_mul(y),
        _ => return FpFlags::NONE,
    };
    let (low, high) = range(a.dtype);
    if result < low || result > high { FpFlags::OVER } else { FpFlags::NONE }
}

/// The smallest and largest value of an integer dtype.
fn range(dtype: DType) -> (i128, i128) {
    let bits = 8 * dtype.itemsize() as u32;
    if dtype.kind() == crate::array::Kind::Signed {
        (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    } else {
        (0, (1 << bits) - 1)
    }
}

/// Powers that do not go through the loop: floats use C's `pow`, integers refuse negative exponents.
fn power(cx: &mut dyn Interp, a: &Single, b: &Single) -> R<Option<Value>> {
    let dtype = a.dtype;
    if dtype.is_integer() {
        if exact(b).is_some_and(|exponent| exponent < 0) {
            return err(ErrorClass::ValueError, "Integers to negative integer powers are not allowed.");
        }
        return Ok(None);
    }
    let (x, y) = (element_of(dtype, &a.bytes[..dtype.itemsize()]), element_of(dtype, &b.bytes[..dtype.itemsize()]));
    let flags = |x: f64, y: f64, z: f64| {
        let finite = x.is_finite() && y.is_finite();
        crate::kernels::fp::nan_or_inf(x.is_nan() || y.is_nan(), finite, z.is_nan(), z.is_infinite(), x == 0.0)
    };
    let (result, found) = match (x, y) {
        (Element::F64(x), Element::F64(y)) => {
            let z = x.powf(y);
            (Value::np_float(z), flags(x, y, z))
        }
        (Element::F32(x), Element::F32(y)) => {
            let z = x.powf(y);
            (element_to_value(Element::F32(z)), flags(x.into(), y.into(), z.into()))
        }
        (Element::F16(x), Element::F16(y)) => {
            let z = half::f16::from_f32(x.to_f32().powf(y.to_f32()));
            (element_to_value(Element::F16(z)), flags(x.into(), y.into(), z.into()))
        }
        _ => return Ok(None),
    };
    report_scalar(cx, found, "power")?;
    Ok(Some(result))
}

/// `op a` of a NumPy scalar; None for bool, whose operators are the ufuncs.
pub fn unary(cx: &mut dyn Interp, op: UnaryOp, a: &Value) -> R<Option<Value>> {
    let place = match op {
        UnaryOp::Neg => crate::kernels::ufunc::id::NEGATIVE,
        UnaryOp::Pos => crate::kernels::ufunc::id::POSITIVE,
        _ => return Ok(None),
    };
    unary_ufunc(cx, super::ufunc_call::ufunc(place), a)
}

/// `abs(a)` of a NumPy scalar.
pub fn absolute(cx: &mut dyn Interp, a: &Value) -> R<Option<Value>> {
    unary_ufunc(cx, super::ufunc_call::ufunc(crate::kernels::ufunc::id::ABSOLUTE), a)
}

fn unary_ufunc(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &Value) -> R<Option<Value>> {
    let Some(Arg::Number(single, _)) = number(a) else { return Ok(None) };
    if single.dtype == DType::Bool {
        return Ok(None);
    }
    let Some(which) = ufunc.loop_for(single.dtype) else { return Ok(None) };
    let (result, mut flags) = one(which, &[single], which.types[1]);
    if let Some(x) = exact(&single)
        && ufunc.name != "positive"
    {
        let (low, high) = range(single.dtype);
        let right = if ufunc.name == "negative" { -x } else { x.abs() };
        if right < low || right > high {
            flags |= FpFlags::OVER;
        }
    }
    report_scalar(cx, flags, ufunc.name)?;
    Ok(Some(result))
}

/// `a op b` as a NumPy bool; None if one is not a number.
#[inline]
pub fn compare(cx: &mut dyn Interp, op: CmpOp, a: &Value, b: &Value) -> R<Option<Value>> {
    let floats = match (a, b) {
        (Value::NpFloat(x), Value::NpFloat(y) | Value::Float(y)) | (Value::Float(x), Value::NpFloat(y)) => {
            Some((x.get(), y.get()))
        }
        _ => None,
    };
    if let Some((x, y)) = floats {
        return Ok(ordered(op, x.partial_cmp(&y)));
    }
    let ints = match (a, b) {
        (Value::NpInt(x), Value::NpInt(y) | Value::Int(y)) | (Value::Int(x), Value::NpInt(y)) => Some((*x, *y)),
        _ => None,
    };
    if let Some((x, y)) = ints {
        return Ok(ordered(op, Some(x.cmp(&y))));
    }
    let (Some(x), Some(y)) = (number(a), number(b)) else { return Ok(None) };
    let Some(ufunc) = super::array_ops::ufunc_of_comparison(op) else { return Ok(None) };
    let mut results = super::ufunc_call::apply(cx, ufunc, &[x, y], &super::ufunc_call::Options::default())?;
    Ok(results.pop())
}

fn ordered(op: CmpOp, order: Option<std::cmp::Ordering>) -> Option<Value> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    Some(Value::np_bool(match op {
        CmpOp::Lt => order == Some(Less),
        CmpOp::Le => matches!(order, Some(Less | Equal)),
        CmpOp::Gt => order == Some(Greater),
        CmpOp::Ge => matches!(order, Some(Greater | Equal)),
        CmpOp::Eq => order == Some(Equal),
        CmpOp::Ne => order != Some(Equal),
        _ => return None,
    }))
}
