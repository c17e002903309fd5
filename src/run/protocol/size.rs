//! `bool`, `len` and `in`.

use super::special::{call_special, has_special, own_special};
use crate::array::Element;
use crate::syntax::ast::CmpOp;
use crate::text::{Error, ErrorClass, Name, R, err, names};
use crate::value::equal::{Number, plain_equal};
use crate::value::{Interp, Range, Value};
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::ToPrimitive;

/// `bool(value)`. *Errors*: ValueError for arrays that have not exactly one element.
pub fn truth(cx: &mut dyn Interp, value: &Value) -> R<bool> {
    Ok(match value {
        Value::Bool(x) | Value::NpBool(x) => x.get(),
        Value::None | Value::Undef => false,
        Value::Int(x) | Value::NpInt(x) => *x != 0,
        Value::Float(x) | Value::NpFloat(x) => x.get() != 0.0,
        Value::Complex(x) => x.re != 0.0 || x.im != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::List(list) => !list.items.borrow().is_empty(),
        Value::Tuple(tuple) => !tuple.is_empty(),
        Value::Dict(dict) => !dict.map.borrow().is_empty(),
        Value::Set(set) => !set.set.borrow().is_empty(),
        Value::Range(range) => range.len_big() != BigInt::default(),
        Value::Scalar(element) => return element_truth(cx, element),
        Value::Array(array) if !has_special(value, names::BOOL) => match array.size() {
            1 => return element_truth(cx, &array.only_element()),
            0 => {
                return err(
                    ErrorClass::ValueError,
                    "The truth value of an empty array is ambiguous. \
                     Use `array.size > 0` to check that an array is not empty.",
                );
            }
            _ => {
                return err(
                    ErrorClass::ValueError,
                    "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
                );
            }
        },
        Value::Instance(_) | Value::Native(_) | Value::Array(_) | Value::Class(_) => {
            return truth_by_methods(cx, value);
        }
        _ => true,
    })
}

fn truth_by_methods(cx: &mut dyn Interp, value: &Value) -> R<bool> {
    match call_special(cx, value, names::BOOL, &[])? {
        Some(Value::Bool(x)) => return Ok(x.get()),
        Some(other) => {
            let message = format!("__bool__ should return bool, returned {}", other.type_name());
            return err(ErrorClass::TypeError, message);
        }
        None => {}
    }
    if has_special(value, names::LEN) {
        return Ok(len_by_method(cx, value)? != 0);
    }
    match value {
        Value::Instance(instance) => match instance.payload() {
            Some(payload) => truth(cx, payload),
            None => Ok(true),
        },
        _ => Ok(true),
    }
}

fn element_truth(cx: &mut dyn Interp, element: &Element) -> R<bool> {
    Ok(match element {
        Element::Str(text) => !text.is_empty(),
        Element::Bytes(bytes) => !bytes.is_empty(),
        Element::C64(_) | Element::C128(_) => {
            let x = element.to_c128();
            x.re != 0.0 || x.im != 0.0
        }
        Element::F16(_) | Element::F32(_) | Element::F64(_) => element.to_f64() != 0.0,
        Element::Object(object) => {
            let value = crate::value::value_of(object);
            return cx.truth(&value);
        }
        // A date is never false, not even the first of January 1970.
        Element::Datetime(..) => true,
        Element::Timedelta(ticks, _) => *ticks != 0,
        Element::Void(bytes, _) => bytes.iter().any(|&byte| byte != 0),
        integer => integer.to_i128() != Some(0),
    })
}

/// `len(value)`. *Errors*: TypeError for what has no length.
pub fn len(cx: &mut dyn Interp, value: &Value) -> R<usize> {
    Ok(match value {
        Value::List(list) => list.items.borrow().len(),
        Value::Tuple(tuple) => tuple.len(),
        Value::Str(text) => text.chars_len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Dict(dict) => dict.map.borrow().len(),
        Value::Set(set) => set.set.borrow().len(),
        Value::Range(range) => match range.len_big().to_usize() {
            Some(n) if n <= i64::MAX as usize => n,
            _ => return err(ErrorClass::OverflowError, "Python int too large to convert to C ssize_t"),
        },
        Value::Array(array) if !has_special(value, names::LEN) => match array.shape().first() {
            Some(&n) => n,
            None => return err(ErrorClass::TypeError, "len() of unsized object"),
        },
        Value::Scalar(element) => match &**element {
            Element::Str(text) => text.chars().count(),
            Element::Bytes(bytes) => bytes.len(),
            Element::Void(_, crate::array::DType::Struct(fields)) => fields.fields.len(),
            _ => return Err(no_length(value)),
        },
        Value::Instance(_) | Value::Native(_) | Value::Class(_) | Value::Array(_) => {
            if has_special(value, names::LEN) {
                return len_by_method(cx, value);
            }
            match value {
                Value::Instance(instance) => match instance.payload() {
                    Some(Value::Int(_) | Value::Float(_) | Value::Complex(_) | Value::BigInt(_)) | None => {
                        return Err(no_length(value));
                    }
                    Some(payload) => return len(cx, payload),
                },
                _ => return Err(no_length(value)),
            }
        }
        Value::DType(dtype) => match &**dtype {
            crate::array::DType::Struct(fields) => fields.fields.len(),
            _ => 0,
        },
        _ => return Err(no_length(value)),
    })
}

fn no_length(value: &Value) -> Box<Error> {
    Error::new(ErrorClass::TypeError, format!("object of type '{}' has no len()", value.type_name()))
}

fn len_by_method(cx: &mut dyn Interp, value: &Value) -> R<usize> {
    let Some(method) = own_special(cx, value, names::LEN)? else { return Err(no_length(value)) };
    let n = cx.call(&method, &[], &[])?;
    match usize::try_from(super::to_index(cx, &n)?) {
        Ok(n) => Ok(n),
        Err(_) => err(ErrorClass::ValueError, "__len__() should return >= 0"),
    }
}

/// `item in container`. *Errors*: TypeError for what cannot contain anything.
pub fn contains(cx: &mut dyn Interp, container: &Value, item: &Value) -> R<bool> {
    match container {
        Value::List(list) => {
            let mut at = 0;
            // The list may change while the program's code compares.
            loop {
                let Some(have) = list.items.borrow().get(at).cloned() else { return Ok(false) };
                if same(cx, &have, item)? {
                    return Ok(true);
                }
                at += 1;
            }
        }
        Value::Tuple(tuple) => {
            for have in tuple.iter() {
                if same(cx, have, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Value::Str(text) => match item.as_str() {
            Some(part) => Ok(text.contains(part)),
            None => {
                let message = format!("'in <string>' requires string as left operand, not {}", item.type_name());
                err(ErrorClass::TypeError, message)
            }
        },
        Value::Bytes(bytes) => bytes_contain(cx, bytes, item),
        Value::Dict(dict) => dict.contains(cx, item),
        Value::Set(set) => match item {
            // A set may be looked for as if it were frozen.
            Value::Set(part) if !part.frozen => {
                let hash = part.set.borrow().hash();
                set.contains_hashed(cx, item, hash)
            }
            _ => set.contains(cx, item),
        },
        Value::Range(range) => match item {
            Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => Ok(range_position(range, item).is_some()),
            _ => find(cx, container, item),
        },
        Value::Array(_) if !has_special(container, names::CONTAINS) => {
            let equal = cx.compare(CmpOp::Eq, container, item)?;
            let any = cx.get_attr(&equal, Name::new("any"))?;
            let any = cx.call(&any, &[], &[])?;
            cx.truth(&any)
        }
        Value::Scalar(element) => match &**element {
            Element::Str(text) => contains(cx, &Value::str(&**text), item),
            Element::Bytes(bytes) => contains(cx, &Value::bytes(&**bytes), item),
            _ => Err(no_container(container)),
        },
        Value::Instance(_) | Value::Native(_) | Value::Class(_) | Value::Array(_) => {
            contains_by_methods(cx, container, item)
        }
        Value::Iter(_) | Value::Generator(_) => find(cx, container, item),
        _ => Err(no_container(container)),
    }
}

fn no_container(value: &Value) -> Box<Error> {
    Error::new(ErrorClass::TypeError, format!("argument of type '{}' is not iterable", value.type_name()))
}

fn contains_by_methods(cx: &mut dyn Interp, container: &Value, item: &Value) -> R<bool> {
    match own_special(cx, container, names::CONTAINS)? {
        Some(Value::None) => {
            let message = format!("'{}' object is not a container", container.type_name());
            return err(ErrorClass::TypeError, message);
        }
        Some(method) => {
            let result = cx.call(&method, std::slice::from_ref(item), &[])?;
            return cx.truth(&result);
        }
        None => {}
    }
    if let Value::Instance(instance) = container
        && let Some(payload) = instance.payload()
        && !has_special(container, names::ITER)
    {
        return contains(cx, payload, item);
    }
    match cx.iter(container) {
        Ok(iterator) => find(cx, &iterator, item),
        Err(error) if error.class == ErrorClass::TypeError && !has_special(container, names::ITER) => {
            Err(no_container(container))
        }
        Err(error) => Err(error),
    }
}

fn find(cx: &mut dyn Interp, iterable: &Value, item: &Value) -> R<bool> {
    let iterator = cx.iter(iterable)?;
    while let Some(have) = cx.next(&iterator)? {
        if same(cx, &have, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn same(cx: &mut dyn Interp, have: &Value, item: &Value) -> R<bool> {
    match plain_equal(have, item) {
        Some(equal) => Ok(equal),
        None => cx.equal(have, item),
    }
}

fn bytes_contain(cx: &mut dyn Interp, bytes: &[u8], item: &Value) -> R<bool> {
    if let Some(part) = super::bytes_of(item) {
        return Ok(part.is_empty() || bytes.windows(part.len()).any(|window| *window == *part));
    }
    match super::int_value(cx, item)? {
        Some(Value::Int(x)) => match u8::try_from(x) {
            Ok(byte) => Ok(bytes.contains(&byte)),
            Err(_) => err(ErrorClass::ValueError, "byte must be in range(0, 256)"),
        },
        Some(_) => err(ErrorClass::ValueError, "byte must be in range(0, 256)"),
        None => err(ErrorClass::TypeError, format!("a bytes-like object is required, not '{}'", item.type_name())),
    }
}

/// The position of an int in a range.
pub fn range_position(range: &Range, item: &Value) -> Option<BigInt> {
    if let (Range::Small(start, stop, step), Value::Int(x)) = (range, item) {
        let inside = if *step > 0 { (*start..*stop).contains(x) } else { *x <= *start && *x > *stop };
        let distance = i128::from(*x) - i128::from(*start);
        let fits = inside && distance % i128::from(*step) == 0;
        return fits.then(|| BigInt::from(distance / i128::from(*step)));
    }
    let x = match Number::of(item)? {
        Number::Int(x) => BigInt::from(x),
        Number::Big(x) => (*x).clone(),
        _ => return None,
    };
    let (start, _, step) = range.big_parts();
    let (position, rest) = (x - start).div_mod_floor(&step);
    let zero = BigInt::default();
    (rest == zero && position >= zero && position < range.len_big()).then_some(position)
}
