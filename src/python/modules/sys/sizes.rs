//! What objects take in the memory of CPython 3.11 on a 64-bit machine, in bytes. Measured there.

use super::magnitude;
use crate::text::{Name, R};
use crate::value::{Interp, Type, Value, types};

/// What every object that the garbage collector watches has in front of it.
const WATCHED: i64 = 16;

/// The size of an object; None where it is not known.
pub(super) fn size_of(cx: &mut dyn Interp, value: &Value) -> R<Option<i64>> {
    Ok(match value {
        Value::Instance(instance) => {
            if let Some(method) = cx.find_special(value, Name::new("__sizeof__"))?
                && !matches!(method, Value::Builtin(_))
                && matches!(method, Value::Method(_))
            {
                let size = cx.call(&method, &[], &[])?;
                if let Value::Int(size) = size {
                    return Ok(Some(size + WATCHED));
                }
            }
            if instance.is_exception() {
                return Ok(Some(88));
            }
            match instance.payload() {
                None => Some(40 + WATCHED),
                Some(_) => None,
            }
        }
        Value::List(list) => Some(56 + 8 * allocated(list.items.borrow().len())),
        Value::Dict(dict) => {
            let map = dict.map.borrow();
            let texts = map.iter().all(|(key, _)| matches!(key, Value::Str(_)));
            (dict.class() == types::DICT).then(|| dict_size(map.len(), texts))
        }
        Value::Set(set) => Some(set_size(set.set.borrow().len())),
        other => plain_size(other),
    })
}

fn plain_size(value: &Value) -> Option<i64> {
    Some(match value {
        Value::None | Value::NotImplemented | Value::Ellipsis => 16,
        Value::Bool(_) => 28,
        Value::Int(_) | Value::BigInt(_) => 24 + 4 * magnitude(value)?.bits().div_ceil(30).max(1) as i64,
        Value::Float(_) | Value::NpInt(_) | Value::NpFloat(_) | Value::NpBool(_) | Value::Scalar(_) => {
            return number_size(value);
        }
        Value::Complex(_) => 32,
        Value::Str(text) => text_size(text),
        Value::Bytes(bytes) => 33 + bytes.len() as i64,
        Value::Tuple(items) => 40 + 8 * items.len() as i64,
        Value::Range(_) => 48,
        Value::Slice(_) => 56,
        Value::Function(_) => 136 + WATCHED,
        Value::Builtin(_) | Value::Module(_) => 72,
        Value::Array(array) => {
            let own = if array.base().is_none() { array.size() * array.dtype().itemsize() } else { 0 };
            (96 + 16 * array.ndim() + own) as i64
        }
        Value::Iter(_) | Value::Native(_) => return class_size(value),
        _ => return None,
    })
}

fn number_size(value: &Value) -> Option<i64> {
    Some(match value.builtin_type() {
        types::FLOAT => 24,
        types::NP_BOOL | types::NP_INT8 | types::NP_UINT8 => 25,
        types::NP_INT16 | types::NP_UINT16 | types::NP_FLOAT16 => 26,
        types::NP_INT32 | types::NP_UINT32 | types::NP_FLOAT32 => 28,
        types::NP_INT64 | types::NP_UINT64 | types::NP_FLOAT64 | types::NP_COMPLEX64 => 32,
        types::NP_COMPLEX128 => 48,
        _ => return None,
    })
}

fn class_size(value: &Value) -> Option<i64> {
    let class: Type = value.builtin_type();
    Some(match class {
        types::LIST_ITERATOR
        | types::TUPLE_ITERATOR
        | types::STR_ITERATOR
        | types::STR_ASCII_ITERATOR
        | types::RANGE_ITERATOR
        | types::MAP
        | types::FILTER
        | types::REVERSED => 48,
        types::ENUMERATE | types::DICT_KEYITERATOR => 72,
        types::ZIP => 64,
        types::DICT_KEYS | types::DICT_VALUES | types::DICT_ITEMS => 40,
        types::PROPERTY => 80,
        _ => return None,
    })
}

/// Room for one character more than there are, at the width of the widest.
fn text_size(text: &str) -> i64 {
    let n = text.chars().count() as i64;
    match text.chars().max().map_or(0, u32::from) {
        0..=0x7f => 49 + n,
        0x80..=0xff => 73 + n,
        0x100..=0xffff => 74 + 2 * n,
        _ => 76 + 4 * n,
    }
}

/// How many items a list has room for after `list(...)` or a display of constants: an even number.
fn allocated(n: usize) -> i64 {
    let n = if n > 2 { n.next_multiple_of(2) } else { n };
    n as i64
}

/// A dict that was filled one by one: its table grows to three times the entries, in powers of two.
fn dict_size(n: usize, texts: bool) -> i64 {
    if n == 0 {
        return 48 + WATCHED;
    }
    let usable = |table: usize| 2 * table / 3;
    let mut table = 8usize;
    while usable(table) < n {
        table = (3 * usable(table)).next_power_of_two().max(2 * table);
    }
    let index_width = match table {
        0..=0x80 => 1,
        0x81..=0x8000 => 2,
        _ => 4,
    };
    let entry = if texts { 16 } else { 24 };
    48 + WATCHED + 32 + (table * index_width + usable(table) * entry) as i64
}

/// A set that was filled one by one: its table is at most three fifths full.
fn set_size(n: usize) -> i64 {
    let mut table = 8usize;
    for count in 1..=n {
        if count * 5 >= (table - 1) * 3 {
            let wanted = if count > 50_000 { 2 * count } else { 4 * count };
            table = (wanted + 1).next_power_of_two();
        }
    }
    let own = if table > 8 { 16 * table as i64 } else { 0 };
    200 + WATCHED + own
}
