//! What the main loop does without leaving it: elements of lists and arrays, comparisons of numbers,
//! arithmetic of NumPy's scalars. Everything here either succeeds or changes nothing.

use super::numbers::{float_op, int_op};
use crate::array::Single;
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::Name;
use crate::value::{DictObject, Instance, List, Value};
use std::rc::Rc;

/// A value on its way to a register; numbers travel as themselves.
pub(super) enum Peek {
    Int(i64),
    Float(f64),
    Bool(bool),
    NpInt(i64),
    NpFloat(f64),
    Value(Value),
    Miss,
}

/// A value as it travels.
#[inline(always)]
pub(super) fn peek(value: &Value) -> Peek {
    match value {
        Value::Int(x) => Peek::Int(*x),
        Value::Float(x) => Peek::Float(x.get()),
        Value::Bool(x) => Peek::Bool(x.get()),
        value => Peek::Value(value.clone()),
    }
}

/// A position counted from the end if it is negative; out of range if it is.
#[inline(always)]
fn position(i: i64, n: usize) -> usize {
    (if i < 0 { i.wrapping_add(n as i64) } else { i }) as usize
}

/// Element `i` of a list, counted from the start.
#[inline(always)]
pub(super) fn at(list: &Rc<List>, i: i64) -> Peek {
    match list.items.try_borrow() {
        Ok(items) => items.get(i as usize).map_or(Peek::Miss, peek),
        Err(_) => Peek::Miss,
    }
}

/// `container[index]`
#[inline(always)]
pub(super) fn index(container: &Value, index: &Value) -> Peek {
    match index {
        Value::Int(i) => index_int(container, *i),
        Value::NpInt(i) => index_int(container, *i),
        _ => index_dict(container, index),
    }
}

/// `container[i]`
#[inline(always)]
pub(super) fn index_int(container: &Value, i: i64) -> Peek {
    match container {
        Value::List(list) => match list.items.try_borrow() {
            Ok(items) => items.get(position(i, items.len())).map_or(Peek::Miss, peek),
            Err(_) => Peek::Miss,
        },
        Value::Array(array) => index_array(array, i),
        Value::Tuple(items) => items.get(position(i, items.len())).map_or(Peek::Miss, peek),
        Value::Dict(_) => index_dict(container, &Value::Int(i)),
        _ => Peek::Miss,
    }
}

#[inline(never)]
fn index_array(array: &crate::array::Array, i: i64) -> Peek {
    single(array.single(i))
}

#[inline(always)]
fn single(found: Option<Single>) -> Peek {
    match found {
        Some(Single::F64(x)) => Peek::NpFloat(x),
        Some(Single::I64(x)) => Peek::NpInt(x),
        Some(Single::Bool(x)) => Peek::Value(Value::np_bool(x)),
        None => Peek::Miss,
    }
}

#[inline(never)]
fn index_dict(container: &Value, key: &Value) -> Peek {
    match container {
        Value::Dict(dict) if matches!(key, Value::Str(_) | Value::Int(_)) => match dict.map.try_borrow() {
            Ok(map) => map.get(key).map_or(Peek::Miss, peek),
            Err(_) => Peek::Miss,
        },
        _ => Peek::Miss,
    }
}

/// `dict.get(key, default)`, None without a default.
#[inline(never)]
pub(super) fn dict_get(dict: &DictObject, key: &Value, default: Option<&Value>) -> Peek {
    if dict.class() != crate::value::types::DICT {
        return Peek::Miss;
    }
    match dict.map.try_borrow().ok().and_then(|map| map.get_fast(key).map(|found| found.map(peek))) {
        Some(Some(value)) => value,
        Some(None) => default.map_or(Peek::Value(Value::None), peek),
        None => Peek::Miss,
    }
}

/// `x % m` for a positive m.
#[inline(always)]
pub(super) fn remainder(x: i64, m: i8) -> i64 {
    // Powers of two need no division.
    if m & (m - 1) == 0 { x & i64::from(m - 1) } else { x.rem_euclid(i64::from(m)) }
}

/// `container[i, j]` of a matrix.
#[inline(always)]
pub(super) fn index_pair(container: &Value, i: &Value, j: &Value) -> Peek {
    match (container, int(i), int(j)) {
        (Value::Array(array), Some(i), Some(j)) => single(array.single_of_pair(i, j)),
        _ => Peek::Miss,
    }
}

#[inline(always)]
fn int(value: &Value) -> Option<i64> {
    match value {
        Value::Int(x) | Value::NpInt(x) => Some(*x),
        _ => None,
    }
}

/// `container[index] = value`; false if that is not so simple.
#[inline(always)]
pub(super) fn set_index(container: &Value, index: &Value, value: &Value) -> bool {
    match index {
        Value::Int(i) | Value::NpInt(i) => set_index_int(container, *i, value),
        Value::Str(_) => set_dict(container, index, value),
        _ => false,
    }
}

/// `container[i] = value`
#[inline(always)]
pub(super) fn set_index_int(container: &Value, i: i64, value: &Value) -> bool {
    match container {
        Value::List(list) => {
            let Ok(mut items) = list.items.try_borrow_mut() else { return false };
            let n = items.len();
            let Some(slot) = items.get_mut(position(i, n)) else { return false };
            match value {
                Value::Int(x) if !slot.is_heap() => slot.set_int(*x),
                Value::Float(x) if !slot.is_heap() => slot.set_float(x.get()),
                Value::Bool(x) if !slot.is_heap() => slot.set_bool(x.get()),
                value => {
                    // The old element is dropped when the list is closed: it may reach it.
                    let old = std::mem::replace(slot, value.clone());
                    drop(items);
                    drop(old);
                }
            }
            true
        }
        Value::Array(array) => match number(value) {
            Some(x) => array.set_single(i, x),
            None => false,
        },
        Value::Dict(_) => set_dict(container, &Value::Int(i), value),
        _ => false,
    }
}

/// A number that array elements are set to without asking anybody.
#[inline(always)]
fn number(value: &Value) -> Option<Single> {
    match value {
        Value::Float(x) | Value::NpFloat(x) => Some(Single::F64(x.get())),
        Value::Int(x) | Value::NpInt(x) => Some(Single::I64(*x)),
        _ => None,
    }
}

#[inline(never)]
fn set_dict(container: &Value, key: &Value, value: &Value) -> bool {
    let Value::Dict(dict) = container else { return false };
    if dict.class() != crate::value::types::DICT {
        return false;
    }
    let Ok(mut map) = dict.map.try_borrow_mut() else { return false };
    let Some(position) = map.position_fast(key) else { return false };
    let old = map.set_at(position, value.clone());
    drop(map);
    drop(old);
    true
}

/// `container[i, j] = value` of a matrix.
#[inline(always)]
pub(super) fn set_index_pair(container: &Value, i: &Value, j: &Value, value: &Value) -> bool {
    match (container, int(i), int(j), number(value)) {
        (Value::Array(array), Some(i), Some(j), Some(x)) => array.set_single_of_pair(i, j, x),
        _ => false,
    }
}

/// `list.append(value)`; false if it is no list.
#[inline(always)]
pub(super) fn append(list: &Value, value: &Value) -> bool {
    let Value::List(list) = list else { return false };
    let Ok(mut items) = list.items.try_borrow_mut() else { return false };
    match value {
        Value::Int(x) => items.push(Value::Int(*x)),
        Value::Float(x) => items.push(Value::Float(*x)),
        value => items.push(value.clone()),
    }
    true
}

/// Sets an attribute of an object where it was the last time; false if it is not there.
#[inline(always)]
pub(super) fn set_attribute(instance: &Instance, position: usize, name: Name, value: &Value) -> bool {
    let mut attributes = instance.attributes.borrow_mut();
    let Some((have, slot)) = attributes.at_mut(position) else { return false };
    if *have != name {
        return false;
    }
    match value {
        Value::Int(x) if !slot.is_heap() => slot.set_int(*x),
        Value::Float(x) if !slot.is_heap() => slot.set_float(x.get()),
        value => {
            let old = std::mem::replace(slot, value.clone());
            drop(attributes);
            drop(old);
        }
    }
    true
}

/// Whether `a op b` of two ordered things.
#[inline(always)]
pub(super) fn order<T: PartialOrd + ?Sized>(op: CmpOp, a: &T, b: &T) -> bool {
    match op {
        CmpOp::Lt => a < b,
        CmpOp::Le => a <= b,
        CmpOp::Gt => a > b,
        CmpOp::Ge => a >= b,
        CmpOp::Eq => a == b,
        _ => a != b,
    }
}

/// Comparisons of numbers of different kinds and of text, as truth values; None for the rest.
#[inline(never)]
pub(super) fn compare(op: CmpOp, a: &Value, b: &Value) -> Option<bool> {
    /// An int that is a float exactly.
    fn float(value: &Value) -> Option<f64> {
        match value {
            Value::Float(x) | Value::NpFloat(x) => Some(x.get()),
            Value::Int(x) | Value::NpInt(x) if x.unsigned_abs() <= 1 << 53 => Some(*x as f64),
            _ => None,
        }
    }
    match (a, b) {
        (Value::Int(x) | Value::NpInt(x), Value::Int(y) | Value::NpInt(y)) => Some(order(op, x, y)),
        (Value::Str(x), Value::Str(y)) => Some(match op {
            CmpOp::Eq => Rc::ptr_eq(x, y) || ***x == ***y,
            CmpOp::Ne => ***x != ***y,
            op => order(op, &***x, &***y),
        }),
        _ => Some(order(op, &float(a)?, &float(b)?)),
    }
}

/// Arithmetic of `np.float64` and `np.int64` with each other and Python's numbers, where nothing is
/// to be warned of.
#[inline(never)]
pub(super) fn numpy_scalars(op: BinOp, a: &Value, b: &Value) -> Peek {
    let (x, y) = match (a, b) {
        (Value::NpFloat(x), Value::NpFloat(y) | Value::Float(y)) | (Value::Float(x), Value::NpFloat(y)) => {
            (x.get(), y.get())
        }
        (Value::NpFloat(x), Value::Int(y) | Value::NpInt(y)) => (x.get(), *y as f64),
        (Value::Int(x) | Value::NpInt(x), Value::NpFloat(y)) => (*x as f64, y.get()),
        (Value::NpInt(x), Value::Float(y)) => (*x as f64, y.get()),
        (Value::Float(x), Value::NpInt(y)) => (x.get(), *y as f64),
        (Value::NpInt(x), Value::NpInt(y) | Value::Int(y)) | (Value::Int(x), Value::NpInt(y)) => {
            return match op {
                BinOp::Add | BinOp::Sub | BinOp::Mul => int_op(op, *x, *y).map_or(Peek::Miss, Peek::NpInt),
                BinOp::FloorDiv | BinOp::Mod if *y != 0 => int_op(op, *x, *y).map_or(Peek::Miss, Peek::NpInt),
                BinOp::Div if *y != 0 => Peek::NpFloat(*x as f64 / *y as f64),
                _ => Peek::Miss,
            };
        }
        _ => return Peek::Miss,
    };
    match float_op(op, x, y) {
        // Overflow and invalid operations warn, elsewhere.
        Some(z) if z.is_finite() && !(z == 0.0 && matches!(op, BinOp::Mul | BinOp::Div) && x != 0.0 && y != 0.0) => {
            Peek::NpFloat(z)
        }
        _ => Peek::Miss,
    }
}

/// Drops what registers hold.
#[inline(never)]
pub(super) fn clear(registers: &mut [Value]) {
    for register in registers {
        if register.is_heap() {
            register.clear();
        }
    }
}
