//! `==`, `<` and their relatives. Arrays and NumPy's scalars have their own rules, which the
//! interpreter applies before it comes here.

use super::special::{has_special, payload_or_self};
use crate::syntax::ast::CmpOp;
use crate::text::{Error, ErrorClass, Name, R, names};
use crate::value::equal::{Number, plain_equal};
use crate::value::{Interp, Value};
use std::cmp::Ordering;
use std::rc::Rc;

/// `left is right or left == right`, as containers compare their elements.
pub fn equal(cx: &mut dyn Interp, left: &Value, right: &Value) -> R<bool> {
    match plain_equal(left, right) {
        Some(equal) => Ok(equal),
        None if left.is(right) => Ok(true),
        None => {
            let result = cx.compare(CmpOp::Eq, left, right)?;
            cx.truth(&result)
        }
    }
}

/// `left < right` as a truth value, as sorting compares.
pub fn less(cx: &mut dyn Interp, left: &Value, right: &Value) -> R<bool> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Float(a), Value::Float(b)) => Ok(a.get() < b.get()),
        (Value::Str(a), Value::Str(b)) => Ok(***a < ***b),
        _ => {
            let result = cx.compare(CmpOp::Lt, left, right)?;
            cx.truth(&result)
        }
    }
}

/// `left op right` for `<`, `<=`, `>`, `>=`, `==` and `!=`. *Errors*: TypeError for what has no order.
pub fn compare(cx: &mut dyn Interp, op: CmpOp, left: &Value, right: &Value) -> R<Value> {
    let (own, reflected) = comparison_names(op);
    let by_left = has_comparison(left, own, op);
    let by_right = has_comparison(right, reflected, op);
    // The right operand goes first if its class derives from the left one's.
    let right_first = by_right && derives(right, left);
    if right_first && let Some(result) = ask(cx, right, reflected, left, op)? {
        return Ok(result);
    }
    if by_left && let Some(result) = ask(cx, left, own, right, op)? {
        return Ok(result);
    }
    if !right_first
        && by_right
        && let Some(result) = ask(cx, right, reflected, left, op)?
    {
        return Ok(result);
    }
    if let Some(result) = compare_built_in(cx, op, payload_or_self(left), payload_or_self(right), by_left, by_right)? {
        return Ok(result);
    }
    match op {
        CmpOp::Eq => Ok(Value::bool(left.is(right))),
        CmpOp::Ne => Ok(Value::bool(!left.is(right))),
        _ => Err(not_comparable(op, left, right)),
    }
}

/// The error for operands without an order.
pub fn not_comparable(op: CmpOp, left: &Value, right: &Value) -> Box<Error> {
    let symbol = match op {
        CmpOp::Lt => "<",
        CmpOp::Le => "<=",
        CmpOp::Gt => ">",
        CmpOp::Ge => ">=",
        CmpOp::Eq => "==",
        _ => "!=",
    };
    let message =
        format!("'{symbol}' not supported between instances of '{}' and '{}'", left.type_name(), right.type_name());
    Error::new(ErrorClass::TypeError, message)
}

/// The special methods of a comparison: an object's own and that of the other operand.
pub fn comparison_names(op: CmpOp) -> (Name, Name) {
    match op {
        CmpOp::Lt => (names::LT, names::GT),
        CmpOp::Le => (names::LE, names::GE),
        CmpOp::Gt => (names::GT, names::LT),
        CmpOp::Ge => (names::GE, names::LE),
        CmpOp::Ne => (names::NE, names::NE),
        _ => (names::EQ, names::EQ),
    }
}

/// Without `__ne__`, `!=` is the opposite of `==`.
fn has_comparison(value: &Value, name: Name, op: CmpOp) -> bool {
    has_special(value, name) || (op == CmpOp::Ne && has_special(value, names::EQ))
}

fn derives(right: &Value, left: &Value) -> bool {
    match (right, left) {
        (Value::Instance(right), Value::Instance(left)) => {
            !Rc::ptr_eq(&right.class, &left.class) && right.class.is_a(&left.class.as_value())
        }
        (Value::Instance(right), left) => right.class.is_a(&left.class()),
        (Value::Native(right), Value::Native(left)) => {
            right.class() != left.class() && right.class().is_a(left.class())
        }
        _ => false,
    }
}

/// The answer of an object's own method; None if it has none.
fn ask(cx: &mut dyn Interp, object: &Value, name: Name, other: &Value, op: CmpOp) -> R<Option<Value>> {
    let (name, opposite) =
        if op == CmpOp::Ne && !has_special(object, names::NE) { (names::EQ, true) } else { (name, false) };
    let Some(method) = cx.find_special(object, name)? else { return Ok(None) };
    match cx.call(&method, std::slice::from_ref(other), &[])? {
        Value::NotImplemented => Ok(None),
        result if opposite => Ok(Some(Value::bool(!cx.truth(&result)?))),
        result => Ok(Some(result)),
    }
}

fn holds(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
        CmpOp::Ne => order.is_ne(),
        _ => order.is_eq(),
    }
}

/// The answer for values of built-in types that know each other; None for others.
fn compare_built_in(
    cx: &mut dyn Interp,
    op: CmpOp,
    left: &Value,
    right: &Value,
    by_left: bool,
    by_right: bool,
) -> R<Option<Value>> {
    let answer = |order: Ordering| Ok(Some(Value::bool(holds(op, order))));
    let equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
    let equal = |equal: bool| {
        if equality { Ok(Some(Value::bool(equal == (op == CmpOp::Eq)))) } else { Ok(None) }
    };
    if let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) {
        return Ok(match a.order(&b) {
            Some(order) => Some(Value::bool(holds(op, order))),
            None if matches!(a, Number::Complex(_)) || matches!(b, Number::Complex(_)) => return equal(a.equals(&b)),
            // NaN.
            None => Some(Value::bool(op == CmpOp::Ne)),
        });
    }
    if let (Some(a), Some(b)) = (left.as_str(), right.as_str()) {
        return answer(a.cmp(b));
    }
    match (left, right) {
        (Value::List(a), Value::List(b)) => {
            if equality && a.items.borrow().len() != b.items.borrow().len() {
                return equal(false);
            }
            let pair = |at: usize| Some((a.items.borrow().get(at)?.clone(), b.items.borrow().get(at)?.clone()));
            match first_difference(cx, pair)? {
                Some((x, y)) => compare_different(cx, op, &x, &y),
                None => answer(a.items.borrow().len().cmp(&b.items.borrow().len())),
            }
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            let pair = |at: usize| Some((a.get(at)?.clone(), b.get(at)?.clone()));
            match first_difference(cx, pair)? {
                Some((x, y)) => compare_different(cx, op, &x, &y),
                None => answer(a.len().cmp(&b.len())),
            }
        }
        (Value::Dict(a), Value::Dict(b)) if equality => {
            let ordered = |dict: &crate::value::DictObject| dict.class() == crate::value::types::ORDERED_DICT;
            let result = dicts_equal(cx, a, b)? && (!(ordered(a) && ordered(b)) || same_order(cx, a, b)?);
            equal(result)
        }
        (Value::Set(a), Value::Set(b)) => {
            let (n, m) = (a.set.borrow().len(), b.set.borrow().len());
            let result = match op {
                CmpOp::Eq => n == m && a.is_subset(cx, b)?,
                CmpOp::Ne => !(n == m && a.is_subset(cx, b)?),
                CmpOp::Le => a.is_subset(cx, b)?,
                CmpOp::Lt => n < m && a.is_subset(cx, b)?,
                CmpOp::Ge => b.is_subset(cx, a)?,
                _ => n > m && b.is_subset(cx, a)?,
            };
            Ok(Some(Value::bool(result)))
        }
        (Value::Slice(a), Value::Slice(b)) => {
            let parts = |slice: &crate::value::Slice| {
                Value::tuple([slice.start.clone(), slice.stop.clone(), slice.step.clone()])
            };
            compare_built_in(cx, op, &parts(a), &parts(b), by_left, by_right)
        }
        (Value::Range(a), Value::Range(b)) => equal(a.same_elements(b)),
        (a, b) => match (super::bytes_of(a), super::bytes_of(b)) {
            (Some(a), Some(b)) => answer(a.cmp(&b)),
            _ if equality => match plain_equal(left, right) {
                Some(true) => equal(true),
                _ => Ok(None),
            },
            _ => Ok(None),
        },
    }
}

/// The first elements at the same place that are not equal.
fn first_difference(cx: &mut dyn Interp, pair: impl Fn(usize) -> Option<(Value, Value)>) -> R<Option<(Value, Value)>> {
    let mut at = 0;
    while let Some((x, y)) = pair(at) {
        if !x.is(&y) && !cx.equal(&x, &y)? {
            return Ok(Some((x, y)));
        }
        at += 1;
    }
    Ok(None)
}

fn compare_different(cx: &mut dyn Interp, op: CmpOp, x: &Value, y: &Value) -> R<Option<Value>> {
    match op {
        CmpOp::Eq => Ok(Some(Value::bool(false))),
        CmpOp::Ne => Ok(Some(Value::bool(true))),
        _ => cx.compare(op, x, y).map(Some),
    }
}

/// Whether two dicts of equal entries have them in the same order.
fn same_order(cx: &mut dyn Interp, a: &crate::value::DictObject, b: &crate::value::DictObject) -> R<bool> {
    let keys = |dict: &crate::value::DictObject| -> Vec<Value> {
        dict.map.borrow().iter().map(|(key, _)| key.clone()).collect()
    };
    for (x, y) in keys(a).iter().zip(&keys(b)) {
        if !cx.equal(x, y)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn dicts_equal(cx: &mut dyn Interp, a: &crate::value::DictObject, b: &crate::value::DictObject) -> R<bool> {
    if a.map.borrow().len() != b.map.borrow().len() {
        return Ok(false);
    }
    let entries: Vec<(i64, Value, Value)> =
        a.map.borrow().iter_hashed().map(|(hash, key, value)| (hash, key.clone(), value.clone())).collect();
    for (hash, key, value) in entries {
        let Some(position) = b.locate(cx, &key, hash)? else { return Ok(false) };
        let other = b.map.borrow().at(position).map(|(_, other)| other.clone());
        match other {
            Some(other) if cx.equal(&value, &other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}
