//! `x[i]`, `x[i] = v` and `del x[i]` of everything but arrays and NumPy's scalars, whose subscripts
//! the interpreter handles first.

use super::bytes::{ByteArray, bytes_of};
use super::convert::int_value;
use super::sequence::{char_value, position_in, slice_bounds, sliced};
use super::special::{call_special, has_special, payload_or_self};
use crate::text::{Error, ErrorClass, R, err, names};
use crate::value::{DictObject, Interp, List, Range, Value, types};
use num_bigint::BigInt;

/// `value[index]`. *Errors*: TypeError, IndexError, KeyError in CPython's words.
pub fn get_item(cx: &mut dyn Interp, value: &Value, index: &Value) -> R<Value> {
    match value {
        Value::List(list) => match index {
            Value::Slice(slice) => {
                let n = list.items.borrow().len();
                let bounds = slice_bounds(cx, slice, n)?;
                let items = list.items.borrow();
                // The bounds' own `__index__` may have shortened the list.
                if items.len() < n {
                    drop(items);
                    return get_item(cx, value, index);
                }
                let part = sliced(&items, bounds);
                drop(items);
                Ok(Value::list(part))
            }
            _ => {
                let n = list.items.borrow().len();
                let at = position_in(cx, index, n, "list")?;
                let found = list.items.borrow().get(at).cloned();
                found.map_or_else(|| err(ErrorClass::IndexError, "list index out of range"), Ok)
            }
        },
        Value::Tuple(tuple) => match index {
            Value::Slice(slice) => {
                let bounds = slice_bounds(cx, slice, tuple.len())?;
                if bounds.n == tuple.len() && bounds.step == 1 && tuple.class.is_none() {
                    return Ok(value.clone());
                }
                Ok(Value::tuple(bounds.positions().map(|at| tuple[at].clone())))
            }
            _ => Ok(tuple[position_in(cx, index, tuple.len(), "tuple")?].clone()),
        },
        Value::Str(text) => match index {
            Value::Slice(slice) => {
                let bounds = slice_bounds(cx, slice, text.chars_len())?;
                if bounds.step == 1 {
                    let start = bounds.start as usize;
                    return Ok(Value::str(text.slice(start, start + bounds.n)));
                }
                if text.is_ascii() {
                    let bytes = text.as_bytes();
                    return Ok(Value::str(bounds.positions().map(|at| char::from(bytes[at])).collect::<String>()));
                }
                let chars: Vec<char> = text.chars().collect();
                Ok(Value::str(bounds.positions().map(|at| chars[at]).collect::<String>()))
            }
            _ => {
                let at = position_in(cx, index, text.chars_len(), "string")?;
                if text.is_ascii() {
                    return Ok(char_value(char::from(text.as_bytes()[at])));
                }
                Ok(text.chars().nth(at).map_or(Value::None, char_value))
            }
        },
        Value::Bytes(bytes) => match index {
            Value::Slice(slice) => {
                let bounds = slice_bounds(cx, slice, bytes.len())?;
                Ok(Value::bytes(sliced(bytes, bounds)))
            }
            _ => Ok(Value::Int(i64::from(bytes[position_in(cx, index, bytes.len(), "index")?]))),
        },
        Value::DType(_) => match cx.find_special(value, names::GETITEM)? {
            Some(method) => cx.call(&method, std::slice::from_ref(index), &[]),
            None => Err(Error::unsupported("subscripts of dtypes")),
        },
        Value::Range(range) => range_item(cx, range, index),
        Value::Dict(dict) => match dict.get(cx, index)? {
            Some(found) => Ok(found),
            None => missing(cx, dict, index),
        },
        Value::Native(_) | Value::Instance(_) | Value::Class(_) => get_by_methods(cx, value, index),
        _ => err(ErrorClass::TypeError, format!("'{}' object is not subscriptable", value.type_name())),
    }
}

/// What a dict without the key does: the classes of `collections` make up a value.
fn missing(cx: &mut dyn Interp, dict: &DictObject, key: &Value) -> R<Value> {
    match dict.class() {
        types::COUNTER => Ok(Value::Int(0)),
        types::DEFAULTDICT => {
            let factory = dict.default_factory.borrow().clone();
            if factory.is_missing() {
                return Err(super::key_error(cx, key));
            }
            let value = cx.call(&factory, &[], &[])?;
            dict.set(cx, key.clone(), value.clone())?;
            Ok(value)
        }
        _ => Err(super::key_error(cx, key)),
    }
}

fn get_by_methods(cx: &mut dyn Interp, value: &Value, index: &Value) -> R<Value> {
    if has_special(value, names::GETITEM)
        && let Some(found) = call_special(cx, value, names::GETITEM, std::slice::from_ref(index))?
    {
        return Ok(found);
    }
    if let Some(bytes) = value.as_native::<ByteArray>() {
        let n = bytes.bytes.borrow().len();
        if let Value::Slice(slice) = index {
            let bounds = slice_bounds(cx, slice, n)?;
            let part = sliced(&bytes.bytes.borrow(), bounds);
            return Ok(ByteArray::value(part));
        }
        let at = position_in(cx, index, n, "bytearray")?;
        let byte = bytes.bytes.borrow()[at];
        return Ok(Value::Int(i64::from(byte)));
    }
    if let Value::Instance(instance) = value {
        match instance.payload() {
            Some(Value::Dict(dict)) => {
                return match dict.get(cx, index)? {
                    Some(found) => Ok(found),
                    None if has_special(value, names::MISSING) => {
                        let found = call_special(cx, value, names::MISSING, std::slice::from_ref(index))?;
                        Ok(found.unwrap_or(Value::None))
                    }
                    None => missing(cx, dict, index),
                };
            }
            Some(payload) => return get_item(cx, payload, index),
            None => {}
        }
    }
    if let Value::Class(class) = value {
        // `Generic[T]` and `class Stack(Generic[T])` are subscripted in annotations only.
        if let Some(method) = cx.find_attr(value, names::CLASS_GETITEM)? {
            return cx.call(&method, std::slice::from_ref(index), &[]);
        }
        let message = format!("type '{}' is not subscriptable", class.name.get());
        return err(ErrorClass::TypeError, message);
    }
    err(ErrorClass::TypeError, format!("'{}' object is not subscriptable", value.type_name()))
}

fn range_item(cx: &mut dyn Interp, range: &Range, index: &Value) -> R<Value> {
    let n = range.len_big();
    let (start, _, step) = range.big_parts();
    if let Value::Slice(slice) = index {
        let Ok(length) = usize::try_from(&n) else {
            return err(ErrorClass::OverflowError, "Python int too large to convert to C ssize_t");
        };
        let bounds = slice_bounds(cx, slice, length)?;
        let at = |position: i64| &start + &step * position;
        let part = super::make_range(at(bounds.start), at(bounds.stop), &step * bounds.step);
        return Ok(part);
    }
    let Some(int) = int_value(cx, index)? else {
        let message = format!("range indices must be integers or slices, not {}", index.type_name());
        return err(ErrorClass::TypeError, message);
    };
    let mut at = super::to_bigint(cx, &int)?;
    let zero = BigInt::default();
    if at < zero {
        at += &n;
    }
    if at < zero || at >= n {
        return err(ErrorClass::IndexError, "range object index out of range");
    }
    Ok(Value::big(start + step * at))
}

/// `value[index] = new`. *Errors*: TypeError, IndexError, ValueError in CPython's words.
pub fn set_item(cx: &mut dyn Interp, value: &Value, index: &Value, new: Value) -> R<()> {
    match value {
        Value::List(list) => match index {
            Value::Slice(slice) => {
                let new =
                    list_items_for_slice(cx, &new, slice.step.is_missing() || matches!(slice.step, Value::Int(1)))?;
                let n = list.items.borrow().len();
                let bounds = slice_bounds(cx, slice, n)?;
                set_slice(list, bounds, new)
            }
            _ => {
                let n = list.items.borrow().len();
                let at = position_in(cx, index, n, "list assignment")?;
                let old = list.items.borrow_mut().get_mut(at).map(|slot| std::mem::replace(slot, new));
                drop(old);
                Ok(())
            }
        },
        Value::Dict(dict) => dict.set(cx, index.clone(), new),
        Value::Instance(_) | Value::Native(_) | Value::Class(_) => {
            if has_special(value, names::SETITEM) {
                call_special(cx, value, names::SETITEM, &[index.clone(), new])?;
                return Ok(());
            }
            if let Some(bytes) = value.as_native::<ByteArray>() {
                return set_bytes(cx, bytes, index, &new);
            }
            match payload_or_self(value) {
                payload @ (Value::List(_) | Value::Dict(_) | Value::Native(_)) if !std::ptr::eq(payload, value) => {
                    set_item(cx, payload, index, new)
                }
                _ => Err(no_assignment(value)),
            }
        }
        _ => Err(no_assignment(value)),
    }
}

fn no_assignment(value: &Value) -> Box<crate::text::Error> {
    let message = format!("'{}' object does not support item assignment", value.type_name());
    crate::text::Error::new(ErrorClass::TypeError, message)
}

fn list_items_for_slice(cx: &mut dyn Interp, new: &Value, plain: bool) -> R<Vec<Value>> {
    match cx.collect(new) {
        Err(error) if error.class == ErrorClass::TypeError && cx.iter(new).is_err() => {
            let message = if plain { "can only assign an iterable" } else { "must assign iterable to extended slice" };
            err(ErrorClass::TypeError, message)
        }
        other => other,
    }
}

fn set_slice(list: &List, bounds: super::SliceBounds, new: Vec<Value>) -> R<()> {
    let mut items = list.items.borrow_mut();
    if bounds.step == 1 {
        let start = bounds.start as usize;
        let end = (start + bounds.n).min(items.len());
        let old: Vec<Value> = items.splice(start.min(end)..end, new).collect();
        drop(items);
        drop(old);
        return Ok(());
    }
    if new.len() != bounds.n {
        let message =
            format!("attempt to assign sequence of size {} to extended slice of size {}", new.len(), bounds.n);
        return err(ErrorClass::ValueError, message);
    }
    let mut old = Vec::with_capacity(bounds.n);
    for (at, value) in bounds.positions().zip(new) {
        if let Some(slot) = items.get_mut(at) {
            old.push(std::mem::replace(slot, value));
        }
    }
    drop(items);
    drop(old);
    Ok(())
}

fn set_bytes(cx: &mut dyn Interp, bytes: &ByteArray, index: &Value, new: &Value) -> R<()> {
    let n = bytes.bytes.borrow().len();
    let Value::Slice(slice) = index else {
        let at = position_in(cx, index, n, "bytearray")?;
        let byte = super::to_byte(cx, new)?;
        if let Some(slot) = bytes.bytes.borrow_mut().get_mut(at) {
            *slot = byte;
        }
        return Ok(());
    };
    let bounds = slice_bounds(cx, slice, n)?;
    let new: Vec<u8> = match bytes_of(new) {
        Some(new) => new.into_owned(),
        None => {
            let items = cx.collect(new)?;
            items.iter().map(|item| super::to_byte(cx, item)).collect::<R<_>>()?
        }
    };
    let mut held = bytes.bytes.borrow_mut();
    if bounds.step == 1 {
        let start = bounds.start as usize;
        held.splice(start..start + bounds.n, new);
        return Ok(());
    }
    if new.len() != bounds.n {
        let message = format!("attempt to assign bytes of size {} to extended slice of size {}", new.len(), bounds.n);
        return err(ErrorClass::ValueError, message);
    }
    for (at, byte) in bounds.positions().zip(new) {
        held[at] = byte;
    }
    Ok(())
}

/// `del value[index]`. *Errors*: TypeError, IndexError, KeyError in CPython's words.
pub fn del_item(cx: &mut dyn Interp, value: &Value, index: &Value) -> R<()> {
    match value {
        Value::List(list) => {
            let n = list.items.borrow().len();
            let Value::Slice(slice) = index else {
                let at = position_in(cx, index, n, "list assignment")?;
                let still_there = at < list.items.borrow().len();
                let old = still_there.then(|| list.items.borrow_mut().remove(at));
                drop(old);
                return Ok(());
            };
            let bounds = slice_bounds(cx, slice, n)?;
            if bounds.step == 1 {
                return set_slice(list, bounds, Vec::new());
            }
            let gone: std::collections::BTreeSet<usize> = bounds.positions().collect();
            let kept = |items: Vec<Value>| {
                let (mut kept, mut dropped) = (Vec::with_capacity(items.len()), Vec::new());
                for (at, item) in items.into_iter().enumerate() {
                    if gone.contains(&at) { dropped.push(item) } else { kept.push(item) }
                }
                (kept, dropped)
            };
            let (kept, dropped) = kept(list.items.take());
            *list.items.borrow_mut() = kept;
            drop(dropped);
            Ok(())
        }
        Value::Dict(dict) => match dict.remove(cx, index)? {
            Some(removed) => {
                drop(removed);
                Ok(())
            }
            None => Err(super::key_error(cx, index)),
        },
        Value::Instance(_) | Value::Native(_) | Value::Class(_) => {
            if has_special(value, names::DELITEM) {
                call_special(cx, value, names::DELITEM, std::slice::from_ref(index))?;
                return Ok(());
            }
            if let Some(bytes) = value.as_native::<ByteArray>() {
                let n = bytes.bytes.borrow().len();
                if let Value::Slice(_) = index {
                    return set_bytes(cx, bytes, index, &Value::bytes(Vec::new()));
                }
                let at = position_in(cx, index, n, "bytearray")?;
                bytes.bytes.borrow_mut().remove(at);
                return Ok(());
            }
            match payload_or_self(value) {
                payload @ (Value::List(_) | Value::Dict(_) | Value::Native(_)) if !std::ptr::eq(payload, value) => {
                    del_item(cx, payload, index)
                }
                _ => Err(no_deletion(value, index)),
            }
        }
        _ => Err(no_deletion(value, index)),
    }
}

/// The error where nothing can be deleted; C's sequences word it their own way.
fn no_deletion(value: &Value, index: &Value) -> Box<crate::text::Error> {
    let by_position =
        matches!(payload_or_self(value), Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_))
            && matches!(index, Value::Int(_) | Value::BigInt(_) | Value::Bool(_) | Value::NpInt(_));
    let does_not = if by_position { "doesn't" } else { "does not" };
    let message = format!("'{}' object {does_not} support item deletion", value.type_name());
    crate::text::Error::new(ErrorClass::TypeError, message)
}
