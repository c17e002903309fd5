//! What the main loop does without leaving it: elements of lists and arrays, comparisons of numbers,
//! arithmetic of NumPy's scalars. Everything here either succeeds or changes nothing.

use super::core::Window;
use super::numbers::{complex_op, float_op, int_op};
use crate::array::Single;
use crate::syntax::ast::{BinOp, CmpOp};
use crate::value::code::Code;
use crate::value::{Instance, List, Value};
use std::rc::Rc;

/// A value on its way to a register; numbers travel as themselves.
enum Peek {
    Int(i64),
    Float(f64),
    Bool(bool),
    NpInt(i64),
    NpFloat(f64),
    Value(Value),
    Miss,
}

/// What an attempt came to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quick {
    /// The register has a number.
    Number,
    /// The register has something that must be dropped some day.
    Object,
    /// Nothing was done.
    Miss,
}

/// A value as it travels.
#[inline(always)]
fn peek(value: &Value) -> Peek {
    match value {
        Value::Int(x) => Peek::Int(*x),
        Value::Float(x) => Peek::Float(x.get()),
        Value::Bool(x) => Peek::Bool(x.get()),
        value => Peek::Value(value.clone()),
    }
}

/// Puts what was found into a register.
#[inline(always)]
fn put(slot: &mut Value, found: Peek) -> Quick {
    match found {
        Peek::Int(x) => slot.set_int(x),
        Peek::Float(x) => slot.set_float(x),
        Peek::Bool(x) => slot.set_bool(x),
        Peek::NpInt(x) => slot.set_np_int(x),
        Peek::NpFloat(x) => slot.set_np_float(x),
        Peek::Value(value) => {
            slot.set(value);
            return Quick::Object;
        }
        Peek::Miss => return Quick::Miss,
    }
    Quick::Number
}

// ---- moving values ----

/// A copy of a value into a register or global variable.
#[inline(never)]
pub(super) fn load(slot: &mut Value, value: &Value) -> Quick {
    put(slot, peek(value))
}

/// Register `a` into register `d`.
#[inline(never)]
pub(super) fn move_register(r: &mut Window, d: u8, a: u8) -> Quick {
    let found = peek(&r[a as usize]);
    put(&mut r[d as usize], found)
}

/// Register `a` into register `d`, leaving nothing.
#[inline(never)]
pub(super) fn take_register(r: &mut Window, d: u8, a: u8) {
    let value = r[a as usize].take();
    r[d as usize].set(value);
}

/// The value of the shared variable in register `a`; Miss if it has none.
#[inline(never)]
pub(super) fn get_variable(r: &mut Window, d: u8, a: u8) -> Quick {
    let found = match &r[a as usize] {
        Value::Variable(variable) => match &*variable.value.borrow() {
            Value::Undef => Peek::Miss,
            value => peek(value),
        },
        _ => Peek::Miss,
    };
    put(&mut r[d as usize], found)
}

/// Sets a shared variable.
#[inline(never)]
pub(super) fn set_variable(variable: &Value, value: &Value) {
    let Value::Variable(variable) = variable else { return };
    let _old = variable.value.replace(value.clone());
}

/// Whether any of `n` arguments from `a` on is more than a number.
#[inline(always)]
pub(super) fn any_heap(r: &Window, a: u8, n: u8) -> bool {
    r[a as usize..].iter().take(n as usize).any(Value::is_heap)
}

// ---- elements ----

/// A position counted from the end if it is negative; out of range if it is.
#[inline(always)]
fn position(i: i64, n: usize) -> usize {
    (if i < 0 { i.wrapping_add(n as i64) } else { i }) as usize
}

/// Element `i` of a list, if it is an int (Ok) or a float (Err).
#[inline(always)]
pub(super) fn number_at(list: &List, i: i64) -> Option<Result<i64, f64>> {
    let items = list.items.try_borrow().ok()?;
    match items.get(position(i, items.len()))? {
        Value::Int(x) => Some(Ok(*x)),
        Value::Float(x) => Some(Err(x.get())),
        _ => None,
    }
}

/// Sets element `i` of a list to an int, float or bool where there was no more than a number before.
#[inline(always)]
pub(super) fn set_number(list: &List, i: i64, value: &Value) -> bool {
    let Ok(mut items) = list.items.try_borrow_mut() else { return false };
    let n = items.len();
    let Some(slot) = items.get_mut(position(i, n)) else { return false };
    if slot.is_heap() || value.is_heap() {
        return false;
    }
    slot.copy_number(value);
    true
}

/// The next value of a loop over a list or tuple, whose state begins in register `it`.
#[inline(never)]
pub(super) fn step(r: &mut Window, it: u8, d: u8) -> Quick {
    let found = match &mut r[it as usize..][..2] {
        [Value::List(list), Value::Int(at)] => match list.items.try_borrow() {
            Ok(items) => {
                *at += 1;
                items.get(*at as usize - 1).map_or(Peek::Miss, peek)
            }
            Err(_) => Peek::Miss,
        },
        [Value::Tuple(items), Value::Int(at)] => {
            *at += 1;
            items.get(*at as usize - 1).map_or(Peek::Miss, peek)
        }
        _ => Peek::Miss,
    };
    let put = put(&mut r[d as usize], found);
    if put == Quick::Miss {
        r[it as usize].set(Value::Undef);
    }
    put
}

/// `r[a][r[b]]`
#[inline(never)]
pub(super) fn index_registers(r: &mut Window, d: u8, a: u8, b: u8) -> Quick {
    let found = index(&r[a as usize], &r[b as usize]);
    put(&mut r[d as usize], found)
}

/// `r[a][i]`
#[inline(never)]
pub(super) fn index_register_int(r: &mut Window, d: u8, a: u8, i: i64) -> Quick {
    let found = index_int(&r[a as usize], i);
    put(&mut r[d as usize], found)
}

/// `container[r[b]]`
#[inline(never)]
pub(super) fn index_global(r: &mut Window, d: u8, container: &Value, b: u8) -> Quick {
    let found = index(container, &r[b as usize]);
    put(&mut r[d as usize], found)
}

/// `r[a][r[i], r[j]]`
#[inline(never)]
pub(super) fn index_pair_registers(r: &mut Window, d: u8, a: u8, i: u8, j: u8) -> Quick {
    let found = index_pair(&r[a as usize], &r[i as usize], &r[j as usize]);
    put(&mut r[d as usize], found)
}

/// `container[r[i], r[j]]`
#[inline(never)]
pub(super) fn index_pair_global(r: &mut Window, d: u8, container: &Value, i: u8, j: u8) -> Quick {
    let found = index_pair(container, &r[i as usize], &r[j as usize]);
    put(&mut r[d as usize], found)
}

/// `container[index]`
#[inline(always)]
fn index(container: &Value, index: &Value) -> Peek {
    match index {
        Value::Int(i) | Value::NpInt(i) => index_int(container, *i),
        _ => index_dict(container, index),
    }
}

/// `container[i]`
#[inline(always)]
fn index_int(container: &Value, i: i64) -> Peek {
    match container {
        Value::List(list) => match list.items.try_borrow() {
            Ok(items) => items.get(position(i, items.len())).map_or(Peek::Miss, peek),
            Err(_) => Peek::Miss,
        },
        Value::Array(array) if plain(array) => single(array.single(i)),
        Value::Tuple(items) => items.get(position(i, items.len())).map_or(Peek::Miss, peek),
        Value::Dict(_) => index_dict(container, &Value::Int(i)),
        _ => Peek::Miss,
    }
}

/// Whether no class of the program's has a say in what subscripts of an array give.
#[inline(always)]
fn plain(array: &crate::array::Array) -> bool {
    array.tag.borrow().is_none()
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

#[inline(always)]
fn index_dict(container: &Value, key: &Value) -> Peek {
    match container {
        Value::Dict(dict) if matches!(key, Value::Str(_) | Value::Int(_)) => match dict.map.try_borrow() {
            Ok(map) => map.get(key).map_or(Peek::Miss, peek),
            Err(_) => Peek::Miss,
        },
        _ => Peek::Miss,
    }
}

/// `r[a].get(r[a + 1])` or `.get(r[a + 1], r[a + 2])`, where `n` counts the dict.
#[inline(never)]
pub(super) fn dict_get(r: &mut Window, d: u8, a: u8, n: u8) -> Quick {
    let found = match &r[a as usize..][..n as usize] {
        [Value::Dict(dict), key, default @ ..] if default.len() < 2 && dict.class() == crate::value::types::DICT => {
            match dict.map.try_borrow().ok().and_then(|map| map.get_fast(key).map(|found| found.map(peek))) {
                Some(Some(value)) => value,
                Some(None) => default.first().map_or(Peek::Value(Value::None), peek),
                None => Peek::Miss,
            }
        }
        _ => Peek::Miss,
    };
    put(&mut r[d as usize], found)
}

/// `x % m` for a positive m.
#[inline(always)]
pub(super) fn remainder(x: i64, m: i8) -> i64 {
    // Powers of two need no division, and small numbers a short one.
    if m & (m - 1) == 0 {
        x & i64::from(m - 1)
    } else if let Ok(x) = u32::try_from(x) {
        i64::from(x % u32::from(m.unsigned_abs()))
    } else {
        x.rem_euclid(i64::from(m))
    }
}

/// `container[i, j]` of a matrix.
#[inline(always)]
fn index_pair(container: &Value, i: &Value, j: &Value) -> Peek {
    match (container, int(i), int(j)) {
        (Value::Array(array), Some(i), Some(j)) if plain(array) => single(array.single_of_pair(i, j)),
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
#[inline(never)]
pub(super) fn set_index(container: &Value, index: &Value, value: &Value) -> bool {
    match index {
        Value::Int(i) | Value::NpInt(i) => set_index_int(container, *i, value),
        Value::Str(_) => set_dict(container, index, value),
        _ => false,
    }
}

/// `container[i] = value`
#[inline(never)]
pub(super) fn set_index_int(container: &Value, i: i64, value: &Value) -> bool {
    match container {
        Value::List(list) => {
            let Ok(mut items) = list.items.try_borrow_mut() else { return false };
            let n = items.len();
            let Some(slot) = items.get_mut(position(i, n)) else { return false };
            // The old element is dropped when the list is closed: it may reach it.
            let old = std::mem::replace(slot, value.clone());
            drop(items);
            drop(old);
            true
        }
        Value::Array(array) => match number(value) {
            Some(x) => plain(array) && array.set_single(i, x),
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

#[inline(always)]
fn set_dict(container: &Value, key: &Value, value: &Value) -> bool {
    let Value::Dict(dict) = container else { return false };
    if dict.class() != crate::value::types::DICT {
        return false;
    }
    let Ok(mut map) = dict.map.try_borrow_mut() else { return false };
    let Some(place) = map.value_fast(key) else { return false };
    if !place.is_heap() && !value.is_heap() {
        place.copy_number(value);
        return true;
    }
    let old = std::mem::replace(place, value.clone());
    drop(map);
    drop(old);
    true
}

/// `container[i, j] = value` of a matrix.
#[inline(never)]
pub(super) fn set_index_pair(container: &Value, i: &Value, j: &Value, value: &Value) -> bool {
    match (container, int(i), int(j), number(value)) {
        (Value::Array(array), Some(i), Some(j), Some(x)) => plain(array) && array.set_single_of_pair(i, j, x),
        _ => false,
    }
}

/// `list.append(value)`; false if it is no list.
#[inline(never)]
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

/// A part of an f-string: a number that can be written later waits in its register.
#[inline(never)]
pub(super) fn format_part(r: &mut Window, code: &Code, d: u8, a: u8, k: u16) -> Quick {
    let short = code.formats[k as usize].short;
    let found = match (&r[a as usize], short) {
        (Value::Int(x), Some(short)) if short.takes_int() => Peek::Int(*x),
        (Value::Float(x), Some(short)) if short.takes_float(x.get()) => Peek::Float(x.get()),
        (text @ Value::Str(_), Some(_)) if code.formats[k as usize].text.is_empty() => Peek::Value(text.clone()),
        _ => Peek::Miss,
    };
    put(&mut r[d as usize], found)
}

// ---- attributes and methods ----

/// An attribute of an object, where it was the last time.
#[inline(never)]
pub(super) fn attribute(r: &mut Window, code: &Code, d: u8, a: u8, name: u16, cache: u16) -> Quick {
    let Value::Instance(instance) = &r[a as usize] else { return Quick::Miss };
    let cache = &code.caches[cache as usize];
    if !cache.holds_for(&instance.class) {
        return Quick::Miss;
    }
    let found = match instance.attributes.borrow().at(cache.position.get()) {
        Some((have, value)) if *have == code.names[name as usize] => peek(value),
        _ => Peek::Miss,
    };
    put(&mut r[d as usize], found)
}

/// Sets an attribute of an object where it was the last time; false if it is not there.
#[inline(never)]
pub(super) fn set_attribute(object: &Value, code: &Code, value: &Value, name: u16, cache: u16) -> bool {
    let Value::Instance(instance) = object else { return false };
    let cache = &code.caches[cache as usize];
    if !cache.holds_for(&instance.class) {
        return false;
    }
    let mut attributes = instance.attributes.borrow_mut();
    let Some((have, slot)) = attributes.at_mut(cache.position.get()) else { return false };
    if *have != code.names[name as usize] {
        return false;
    }
    let old = std::mem::replace(slot, value.clone());
    drop(attributes);
    drop(old);
    true
}

/// The code of the method of an object's class that was found the last time, if that is a function
/// and the object has nothing of the name itself.
#[inline(never)]
pub(super) fn method(instance: &Instance, code: &Code, name: u16, cache: u16) -> Option<&'static Code> {
    let cache = &code.caches[cache as usize];
    let holds = cache.holds_for(&instance.class)
        && cache.position.get() == usize::MAX
        && !instance.attributes.borrow().has(code.names[name as usize]);
    match &*cache.found.borrow() {
        Value::Function(function) if holds => Some(function.code),
        _ => None,
    }
}

// ---- numbers ----

/// `r[a] op r[b]` of NumPy's scalars and of complex numbers.
#[inline(never)]
pub(super) fn arith_registers(op: BinOp, r: &mut Window, d: u8, a: u8, b: u8) -> Quick {
    match (&r[a as usize], &r[b as usize]) {
        (Value::Complex(x), Value::Complex(y)) => {
            let Some(z) = complex_op(op, **x, **y) else { return Quick::Miss };
            let slot = &mut r[d as usize];
            // A number that nobody else holds is overwritten.
            if let Value::Complex(place) = slot
                && let Some(place) = Rc::get_mut(place)
            {
                *place = z;
            } else {
                slot.set(Value::complex(z));
            }
            Quick::Object
        }
        (x, y) => {
            let found = numpy_scalars(op, x, y);
            put(&mut r[d as usize], found)
        }
    }
}

/// `r[a] op k`
#[inline(never)]
pub(super) fn arith_constant(op: BinOp, r: &mut Window, d: u8, a: u8, k: &Value) -> Quick {
    let found = numpy_scalars(op, &r[a as usize], k);
    put(&mut r[d as usize], found)
}

/// `k op r[b]`
#[inline(never)]
pub(super) fn constant_arith(op: BinOp, r: &mut Window, d: u8, k: &Value, b: u8) -> Quick {
    let found = numpy_scalars(op, k, &r[b as usize]);
    put(&mut r[d as usize], found)
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
#[inline(always)]
fn numpy_scalars(op: BinOp, a: &Value, b: &Value) -> Peek {
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
