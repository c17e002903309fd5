//! `iter`, `next`, and all values of an iterable.

use super::iterators::{
    ArrayIter, BigRangeIter, BytesIter, DictIter, DictPart, ListIter, RangeIter, SequenceIter, SetIter, StrIter,
    TupleIter,
};
use super::sequence::char_value;
use super::special::{has_special, own_special};
use crate::array::Element;
use crate::text::{Error, ErrorClass, R, err, names, room};
use crate::value::{Interp, Range, Value};
use std::rc::Rc;

/// How many values a builtin takes from an iterator before it looks for Ctrl-C.
const CHECK_EVERY: usize = 4096;

/// `iter(value)`. *Errors*: TypeError for what cannot be iterated.
pub fn iter(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    Ok(match value {
        Value::List(list) => Value::iter(ListIter::new(list.clone())),
        Value::Tuple(tuple) => Value::iter(TupleIter::new(tuple.clone())),
        Value::Str(text) => Value::iter(StrIter::new(text.clone())),
        Value::Bytes(bytes) => Value::iter(BytesIter::new(bytes.clone())),
        Value::Dict(dict) => Value::iter(DictIter::new(dict.clone(), DictPart::Keys)),
        Value::Set(set) => Value::iter(SetIter::new(set.clone())),
        Value::Range(range) => match **range {
            Range::Small(start, stop, step) => Value::iter(RangeIter::new(start, stop, step)),
            Range::Big(_) => Value::iter(BigRangeIter::new(range)),
        },
        Value::Iter(_) | Value::Generator(_) => value.clone(),
        Value::Scalar(element) => match &**element {
            Element::Str(text) => iter(cx, &Value::str(&**text))?,
            Element::Bytes(bytes) => iter(cx, &Value::bytes(&**bytes))?,
            _ => return Err(not_iterable(value)),
        },
        Value::Array(array) if !has_special(value, names::ITER) => {
            if array.ndim() == 0 {
                return err(ErrorClass::TypeError, "iteration over a 0-d array");
            }
            Value::iter(ArrayIter::new(array.clone()))
        }
        _ => return iter_by_methods(cx, value),
    })
}

fn iter_by_methods(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    match own_special(cx, value, names::ITER)? {
        Some(Value::None) => return Err(not_iterable(value)),
        Some(method) => {
            let iterator = cx.call(&method, &[], &[])?;
            let fits = matches!(iterator, Value::Iter(_) | Value::Generator(_)) || has_special(&iterator, names::NEXT);
            if fits {
                return Ok(iterator);
            }
            let message = format!("iter() returned non-iterator of type '{}'", iterator.type_name());
            return err(ErrorClass::TypeError, message);
        }
        None => {}
    }
    if let Value::Instance(instance) = value {
        if let Some(payload) = instance.payload() {
            return iter(cx, payload);
        }
        if instance.class.lookup(names::GETITEM).is_some() {
            return Ok(Value::iter(SequenceIter::new(value.clone())));
        }
    }
    if matches!(value, Value::Native(_)) && has_special(value, names::GETITEM) {
        return Ok(Value::iter(SequenceIter::new(value.clone())));
    }
    Err(not_iterable(value))
}

fn not_iterable(value: &Value) -> Box<Error> {
    Error::new(ErrorClass::TypeError, format!("'{}' object is not iterable", value.type_name()))
}

/// `next(iterator)`, None at the end. Generators are the interpreter's own business.
///
/// *Errors*: TypeError for what is no iterator.
pub fn next(cx: &mut dyn Interp, iterator: &Value) -> R<Option<Value>> {
    match iterator {
        Value::Iter(iter) => iter.next(cx),
        _ => match own_special(cx, iterator, names::NEXT)? {
            Some(method) => match cx.call(&method, &[], &[]) {
                Err(error) if error.class == ErrorClass::StopIteration => Ok(None),
                other => other.map(Some),
            },
            None => err(ErrorClass::TypeError, format!("'{}' object is not an iterator", iterator.type_name())),
        },
    }
}

/// `next(iterator)` as programs see it: the end is a StopIteration.
pub fn next_or_stop(cx: &mut dyn Interp, iterator: &Value) -> R<Value> {
    if let Value::Generator(_) = iterator {
        // The end carries what the generator returned.
        return cx.send(iterator, Value::None);
    }
    match cx.next(iterator)? {
        Some(value) => Ok(value),
        None => err(ErrorClass::StopIteration, ""),
    }
}

/// All values of an iterable.
pub fn collect(cx: &mut dyn Interp, iterable: &Value) -> R<Vec<Value>> {
    let mut items = Vec::new();
    collect_into(cx, iterable, &mut items)?;
    Ok(items)
}

/// Appends all values of an iterable.
pub fn collect_into(cx: &mut dyn Interp, iterable: &Value, items: &mut Vec<Value>) -> R<()> {
    match iterable {
        Value::List(list) => items.extend_from_slice(&list.items.borrow()),
        Value::Tuple(tuple) => items.extend_from_slice(tuple),
        Value::Str(text) => items.extend(text.chars().map(char_value)),
        Value::Bytes(bytes) => items.extend(bytes.iter().map(|&byte| Value::Int(i64::from(byte)))),
        Value::Dict(dict) => items.extend(dict.map.borrow().iter().map(|(key, _)| key.clone())),
        Value::Set(set) => items.extend(set.set.borrow().iter().cloned()),
        Value::Range(range) => match **range {
            Range::Small(start, stop, step) => collect_range(start, stop, step, items)?,
            Range::Big(_) => drain(cx, iterable, items)?,
        },
        _ => drain(cx, iterable, items)?,
    }
    Ok(())
}

fn collect_range(start: i64, stop: i64, step: i64, items: &mut Vec<Value>) -> R<()> {
    let n = Range::len_small(start, stop, step);
    let bytes = (n as usize).saturating_mul(size_of::<Value>());
    if n > isize::MAX as u64 / 16 || room::refuses(bytes, 0) || items.try_reserve_exact(n as usize).is_err() {
        return err(ErrorClass::MemoryError, "");
    }
    items.extend((0..n as i64).map(|i| Value::Int(start.wrapping_add(i.wrapping_mul(step)))));
    Ok(())
}

fn drain(cx: &mut dyn Interp, iterable: &Value, items: &mut Vec<Value>) -> R<()> {
    let iterator = cx.iter(iterable)?;
    if let Value::Iter(iter) = &iterator
        && let Some(n) = iter.len_hint()
    {
        items.reserve(n.min(1 << 20));
    }
    let mut taken = 0usize;
    while let Some(item) = cx.next(&iterator)? {
        items.push(item);
        taken += 1;
        if taken.is_multiple_of(CHECK_EVERY) {
            cx.check_interrupt()?;
        }
    }
    Ok(())
}

/// An iterator over values that are all known already.
pub fn iter_over(items: Vec<Value>) -> Value {
    Value::iter(ListIter::new(Rc::new(crate::value::List::new(items))))
}
