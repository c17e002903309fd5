//! Operators: Python's own types here, the program's special methods with their reflected forms, and
//! arrays through `array_ops`.

use super::array_ops;
use super::core::Vm;
use super::numbers;
use super::protocol::{has_special, payload_or_self};
use crate::array::Element;
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{Error, ErrorClass, Name, R, err, names, room};
use crate::value::{Interp, List, Value, types};
use std::rc::Rc;

/// Whether NumPy's rules apply as soon as an operand is one of these.
#[inline]
fn is_numpy(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::NpBool(_) | Value::NpInt(_) | Value::NpFloat(_) | Value::Scalar(_))
        || value.as_native::<crate::value::VoidScalar>().is_some()
}

impl Vm<'_> {
    /// `a op b`, the operands given away.
    pub(super) fn binary_op(&mut self, op: BinOp, a: Value, b: Value) -> R<Value> {
        if let Some(result) = numbers::binary(op, &a, &b)? {
            return Ok(result);
        }
        if let Some(result) = sequence_op(self, op, &a, &b)? {
            return Ok(result);
        }
        self.general_binary(op, a, b, false)
    }

    /// `a op= b`
    pub(super) fn in_place_op(&mut self, op: BinOp, a: Value, b: Value) -> R<Value> {
        if let Some(result) = numbers::binary(op, &a, &b)? {
            return Ok(result);
        }
        match (&a, op) {
            (Value::List(list), BinOp::Add) => {
                extend_list(self, list, &b)?;
                return Ok(a);
            }
            (Value::List(list), BinOp::Mul) => {
                if let Some(n) = repeat_count(self, &b)? {
                    let repeated = repeated(&list.items.borrow(), n)?;
                    *list.items.borrow_mut() = repeated;
                    return Ok(a);
                }
            }
            (Value::Str(_), BinOp::Add) => {
                if let Value::Str(text) = &b {
                    return Ok(append_text(a, text.clone()));
                }
            }
            (Value::Dict(dict), BinOp::BitOr) if dict.class() != types::COUNTER => {
                let update = self.get_attr(&a, Name::new("update"))?;
                self.call_value(&update, &[b], &[])?;
                return Ok(a);
            }
            (Value::Set(set), _) if !set.frozen => {
                if let Some(result) = set_in_place(self, op, set, &a, &b)? {
                    return Ok(result);
                }
            }
            (Value::Array(_), _) if !has_special(&a, in_place_name(op)) && !self.leaves_array_to(&b, op) => {
                let result = array_ops::in_place(self, op, &a, &b)?;
                if !matches!(result, Value::NotImplemented) {
                    return Ok(result);
                }
            }
            _ => {}
        }
        if let Some(result) = sequence_op(self, op, &a, &b)? {
            return Ok(result);
        }
        self.general_binary(op, a, b, true)
    }

    /// Operators of objects and arrays, and the error if there is none.
    fn general_binary(&mut self, op: BinOp, a: Value, b: Value, in_place: bool) -> R<Value> {
        if a.is_undef() || b.is_undef() {
            return err(ErrorClass::SystemError, "an operand has no value");
        }
        if in_place
            && has_special(&a, in_place_name(op))
            && let Some(method) = self.special(&a, in_place_name(op))?
        {
            let result = self.call_value(&method, std::slice::from_ref(&b), &[])?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(result);
            }
        }
        let (own, reflected) = operator_names(op);
        let by_left = has_special(&a, own);
        let by_right = has_special(&b, reflected);
        let right_first = by_right && derives(&b, &a) && !a.class().is(&b.class());
        if right_first && let Some(result) = self.ask(&b, reflected, &a)? {
            return Ok(result);
        }
        if by_left && let Some(result) = self.ask(&a, own, &b)? {
            return Ok(result);
        }
        if let Some(result) = self.as_python_numbers(op, &a, &b)? {
            return Ok(result);
        }
        // Python's own classes leave operands of other classes the word.
        let right_next = by_right && !right_first && !is_numpy(&a);
        if right_next && let Some(result) = self.ask(&b, reflected, &a)? {
            return Ok(result);
        }
        if (is_numpy(&a) && !by_left || is_numpy(&b))
            && !(is_numpy(&a) && !is_numpy(&b) && self.leaves_array_to(&b, op))
        {
            let result = self.numpy_binary(op, &a, &b)?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(result);
            }
        }
        if by_right
            && !right_first
            && !right_next
            && let Some(result) = self.ask(&b, reflected, &a)?
        {
            return Ok(result);
        }
        let (x, y) = (payload_or_self(&a), payload_or_self(&b));
        let unwrapped = matches!(a, Value::Instance(_)) && !x.is(&a) || matches!(b, Value::Instance(_)) && !y.is(&b);
        if unwrapped {
            let (x, y) = (x.clone(), y.clone());
            return match self.plain_binary(op, &x, &y)? {
                Some(result) => Ok(result),
                None => Err(unsupported_operands(op, &a, &b, in_place)),
            };
        }
        Err(unsupported_operands(op, &a, &b, in_place))
    }

    /// NumPy's scalars where Python's own rules hold: text, which NumPy's classes derive from, complex
    /// numbers with float64, and sequences, which nothing but an integer multiplies.
    fn as_python_numbers(&mut self, op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
        if let (Value::Complex(_), Value::NpFloat(y)) = (a, b) {
            return self.plain_binary(op, a, &Value::float(y.get()));
        }
        let (x, y) = (python_text(a), python_text(b));
        let foreign = |value: &Value, text: &Option<Value>| {
            text.is_none() && (is_numpy(value) || matches!(value, Value::Instance(_)))
        };
        if x.is_none() && y.is_none() {
            let is_scalar = |value: &Value| is_numpy(value) && !matches!(value, Value::Array(_));
            let refused = op == BinOp::Mul && (is_scalar(a) && is_sequence(b) || is_sequence(a) && is_scalar(b));
            return if refused { Err(unsupported_operands(op, a, b, false)) } else { Ok(None) };
        }
        if foreign(a, &x) || foreign(b, &y) {
            return Ok(None);
        }
        let (left, right) = (x.as_ref().unwrap_or(a), y.as_ref().unwrap_or(b));
        match self.plain_binary(op, left, right)? {
            Some(result) => Ok(Some(result)),
            None => Err(unsupported_operands(op, a, b, false)),
        }
    }

    /// The operator on built-in values alone; None if it has no meaning.
    fn plain_binary(&mut self, op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
        if let Some(result) = numbers::binary(op, a, b)? {
            return Ok(Some(result));
        }
        sequence_op(self, op, a, b)
    }

    fn numpy_binary(&mut self, op: BinOp, a: &Value, b: &Value) -> R<Value> {
        if op == BinOp::MatMul {
            return match crate::value::find_function("np.matmul") {
                Some(function) => self.call_value(&Value::Builtin(function), &[a.clone(), b.clone()], &[]),
                None => Err(Error::unsupported("the operator @ on arrays")),
            };
        }
        array_ops::binary(self, op, a.clone(), b.clone())
    }

    /// Whether an array leaves the operation to an object that says it knows better.
    fn leaves_array_to(&mut self, other: &Value, op: BinOp) -> bool {
        let Value::Instance(instance) = other else { return false };
        let (_, reflected) = operator_names(op);
        if let Some(own) = instance.class.lookup(names::ARRAY_UFUNC) {
            return own.is_none();
        }
        instance.class.lookup(reflected).is_some() && instance.class.lookup(names::ARRAY_PRIORITY).is_some()
    }

    /// Asks an object's special method; None if it declines.
    fn ask(&mut self, object: &Value, name: Name, other: &Value) -> R<Option<Value>> {
        let Some(method) = self.special(object, name)? else { return Ok(None) };
        let result = self.call_value(&method, std::slice::from_ref(other), &[])?;
        Ok((!matches!(result, Value::NotImplemented)).then_some(result))
    }

    /// `op a`
    pub(super) fn unary_op(&mut self, op: UnaryOp, a: Value) -> R<Value> {
        if let Some(result) = numbers::unary(op, &a)? {
            return Ok(result);
        }
        let (name, sign) = match op {
            UnaryOp::Neg => (names::NEG, "-"),
            UnaryOp::Pos => (names::POS, "+"),
            UnaryOp::Invert => (names::INVERT, "~"),
            UnaryOp::Not => return Ok(Value::bool(!self.truth(&a)?)),
        };
        if has_special(&a, name)
            && let Some(method) = self.special(&a, name)?
        {
            return self.call_value(&method, &[], &[]);
        }
        if is_numpy(&a) {
            return array_ops::unary(self, op, a);
        }
        if let Value::Instance(instance) = &a
            && let Some(payload) = instance.payload().cloned()
        {
            return self.unary_op(op, payload);
        }
        err(ErrorClass::TypeError, format!("bad operand type for unary {sign}: '{}'", a.type_name()))
    }

    /// `a op b` of comparisons, membership and identity.
    pub(super) fn compare_op(&mut self, op: CmpOp, a: &Value, b: &Value) -> R<Value> {
        match op {
            CmpOp::Is => return Ok(Value::bool(a.is(b))),
            CmpOp::IsNot => return Ok(Value::bool(!a.is(b))),
            CmpOp::In => return Ok(Value::bool(self.contains(b, a)?)),
            CmpOp::NotIn => return Ok(Value::bool(!self.contains(b, a)?)),
            _ => {}
        }
        if let (Value::DType(dtype), other) | (other, Value::DType(dtype)) = (a, b)
            && matches!(op, CmpOp::Eq | CmpOp::Ne)
            && matches!(other, Value::DType(_) | Value::Type(_) | Value::Str(_) | Value::List(_) | Value::Tuple(_))
        {
            // What stands for a dtype compares as that dtype; anything else is no dtype.
            let same = super::convert::dtype_of(self, other).is_ok_and(|other| other == **dtype);
            return Ok(Value::bool(same == (op == CmpOp::Eq)));
        }
        if is_numpy(a) || is_numpy(b) {
            let (own, reflected) = super::protocol::comparison_names(op);
            if is_numpy(b)
                && has_special(a, own)
                && let Some(result) = self.ask(a, own, b)?
            {
                return Ok(result);
            }
            if has_special(b, reflected)
                && (!matches!(b, Value::Array(_)) || derives(b, a))
                && self.prefers_own_comparison(b)
                && let Some(result) = self.ask(b, reflected, a)?
            {
                return Ok(result);
            }
            if has_special(a, own)
                && let Some(result) = self.ask(a, own, b)?
            {
                return Ok(result);
            }
            if let Some((x, y)) = python_pair(a, b) {
                return super::protocol::compare(self, op, &x, &y);
            }
            let result = array_ops::compare(self, op, a, b)?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(result);
            }
        }
        if crate::text::stack::is_low() {
            return err(ErrorClass::RecursionError, "maximum recursion depth exceeded in comparison");
        }
        super::protocol::compare(self, op, a, b)
    }

    fn prefers_own_comparison(&mut self, value: &Value) -> bool {
        match value {
            Value::Instance(instance) => {
                matches!(instance.class.lookup(names::ARRAY_UFUNC), Some(Value::None))
                    || instance.class.lookup(names::ARRAY_PRIORITY).is_some()
            }
            _ => true,
        }
    }
}

/// The text or bytes that a NumPy scalar holds.
fn python_text(value: &Value) -> Option<Value> {
    let Value::Scalar(element) = value else { return None };
    match &**element {
        Element::Str(text) => Some(Value::str(&**text)),
        Element::Bytes(bytes) => Some(Value::bytes(bytes.to_vec())),
        _ => None,
    }
}

/// Operands that Python's classes compare, one of them a NumPy scalar that derives from such a class.
fn python_pair(a: &Value, b: &Value) -> Option<(Value, Value)> {
    match (a, b) {
        (Value::Complex(_), Value::NpFloat(y)) => return Some((a.clone(), Value::float(y.get()))),
        (Value::NpFloat(x), Value::Complex(_)) => return Some((Value::float(x.get()), b.clone())),
        _ => {}
    }
    let (x, y) = (python_text(a), python_text(b));
    let fits = |value: &Value, text: &Option<Value>| text.is_some() || !is_numpy(value) && !is_sequence_of_any(value);
    if x.is_none() && y.is_none() || !fits(a, &x) || !fits(b, &y) {
        return None;
    }
    Some((x.unwrap_or_else(|| a.clone()), y.unwrap_or_else(|| b.clone())))
}

fn is_sequence_of_any(value: &Value) -> bool {
    matches!(payload_or_self(value), Value::List(_) | Value::Tuple(_))
}

fn is_sequence(value: &Value) -> bool {
    matches!(payload_or_self(value), Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_))
}

/// Whether the class of `a` derives from that of `b`.
fn derives(a: &Value, b: &Value) -> bool {
    match a.class() {
        Value::Class(class) => class.is_a(&b.class()),
        _ => false,
    }
}

/// The special methods of an operator: an object's own and the one of the right operand.
pub(super) fn operator_names(op: BinOp) -> (Name, Name) {
    match op {
        BinOp::Add => (names::ADD, names::RADD),
        BinOp::Sub => (names::SUB, names::RSUB),
        BinOp::Mul => (names::MUL, names::RMUL),
        BinOp::Div => (names::TRUEDIV, names::RTRUEDIV),
        BinOp::FloorDiv => (names::FLOORDIV, names::RFLOORDIV),
        BinOp::Mod => (names::MOD, names::RMOD),
        BinOp::Pow => (names::POW, names::RPOW),
        BinOp::MatMul => (names::MATMUL, names::RMATMUL),
        BinOp::LShift => (names::LSHIFT, names::RLSHIFT),
        BinOp::RShift => (names::RSHIFT, names::RRSHIFT),
        BinOp::BitAnd => (names::AND, names::RAND),
        BinOp::BitOr => (names::OR, names::ROR),
        BinOp::BitXor => (names::XOR, names::RXOR),
    }
}

fn in_place_name(op: BinOp) -> Name {
    match op {
        BinOp::Add => names::IADD,
        BinOp::Sub => names::ISUB,
        BinOp::Mul => names::IMUL,
        BinOp::Div => names::ITRUEDIV,
        BinOp::FloorDiv => names::IFLOORDIV,
        BinOp::Mod => names::IMOD,
        BinOp::Pow => names::IPOW,
        BinOp::MatMul => names::IMATMUL,
        BinOp::LShift => names::ILSHIFT,
        BinOp::RShift => names::IRSHIFT,
        BinOp::BitAnd => names::IAND,
        BinOp::BitOr => names::IOR,
        BinOp::BitXor => names::IXOR,
    }
}

fn sign(op: BinOp, in_place: bool) -> &'static str {
    match (op, in_place) {
        (BinOp::Add, false) => "+",
        (BinOp::Sub, false) => "-",
        (BinOp::Mul, false) => "*",
        (BinOp::Div, false) => "/",
        (BinOp::FloorDiv, false) => "//",
        (BinOp::Mod, false) => "%",
        (BinOp::Pow, false) => "** or pow()",
        (BinOp::MatMul, false) => "@",
        (BinOp::LShift, false) => "<<",
        (BinOp::RShift, false) => ">>",
        (BinOp::BitAnd, false) => "&",
        (BinOp::BitOr, false) => "|",
        (BinOp::BitXor, false) => "^",
        (BinOp::Add, true) => "+=",
        (BinOp::Sub, true) => "-=",
        (BinOp::Mul, true) => "*=",
        (BinOp::Div, true) => "/=",
        (BinOp::FloorDiv, true) => "//=",
        (BinOp::Mod, true) => "%=",
        (BinOp::Pow, true) => "**=",
        (BinOp::MatMul, true) => "@=",
        (BinOp::LShift, true) => "<<=",
        (BinOp::RShift, true) => ">>=",
        (BinOp::BitAnd, true) => "&=",
        (BinOp::BitOr, true) => "|=",
        (BinOp::BitXor, true) => "^=",
    }
}

/// CPython's words for operands that an operator has no meaning for.
fn unsupported_operands(op: BinOp, a: &Value, b: &Value, in_place: bool) -> Box<Error> {
    let text_of_a = python_text(a);
    let (x, y) = (text_of_a.as_ref().unwrap_or(payload_or_self(a)), payload_or_self(b));
    let text = match op {
        BinOp::Add => match x {
            Value::Str(_) => Some(format!("can only concatenate str (not \"{}\") to str", b.type_name())),
            Value::List(_) => Some(format!("can only concatenate list (not \"{}\") to list", b.type_name())),
            Value::Tuple(_) => Some(format!("can only concatenate tuple (not \"{}\") to tuple", b.type_name())),
            Value::Bytes(_) => Some(format!("can't concat {} to bytes", b.type_name())),
            _ => None,
        },
        BinOp::Mul if is_sequence(a) => Some(format!("can't multiply sequence by non-int of type '{}'", b.type_name())),
        BinOp::Mul if is_sequence(b) && !matches!(y, Value::Instance(_)) => {
            Some(format!("can't multiply sequence by non-int of type '{}'", a.type_name()))
        }
        _ => None,
    };
    let text = text.unwrap_or_else(|| {
        format!("unsupported operand type(s) for {}: '{}' and '{}'", sign(op, in_place), a.type_name(), b.type_name())
    });
    let error = Error::new(ErrorClass::TypeError, text);
    // `print >> x` and `print - x` mean a call in other languages and in Python 2.
    if let Value::Builtin(function) = a
        && op == BinOp::RShift
        && function.name.as_str() == "print"
    {
        let message = format!("{}. Did you mean \"print(<message>, file=<output_stream>)\"?", error.message);
        return Error::new(ErrorClass::TypeError, message);
    }
    error
}

// ---- sequences, dicts, sets ----

/// Operators of text, lists, tuples, dicts and sets; None if the operands are others.
fn sequence_op(cx: &mut Vm<'_>, op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
    Ok(match (op, a, b) {
        (BinOp::Add, Value::Str(x), Value::Str(y)) => {
            let mut text = String::with_capacity(x.len() + y.len());
            text.push_str(x);
            text.push_str(y);
            Some(Value::str(text))
        }
        (BinOp::Add, Value::List(x), Value::List(y)) => {
            let mut items = Vec::with_capacity(x.items.borrow().len() + y.items.borrow().len());
            items.extend(x.items.borrow().iter().cloned());
            items.extend(y.items.borrow().iter().cloned());
            Some(Value::list(items))
        }
        (BinOp::Add, Value::Tuple(x), Value::Tuple(y)) => Some(Value::tuple(x.iter().chain(y.iter()).cloned())),
        (BinOp::Add, Value::Bytes(x), Value::Bytes(y)) => Some(Value::bytes([x.as_slice(), y.as_slice()].concat())),
        (BinOp::Mul, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_), n) => repeat(cx, a, n)?,
        (BinOp::Mul, n, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)) => repeat(cx, b, n)?,
        (BinOp::Mod, Value::Str(template), operand) if !has_special(operand, names::RMOD) => {
            Some(Value::str(super::protocol::percent(cx, template, operand)?))
        }
        (BinOp::Mod, Value::Bytes(template), operand) if !has_special(operand, names::RMOD) => {
            Some(Value::bytes(super::protocol::percent_bytes(cx, template, operand)?))
        }
        (BinOp::Add, Value::Bytes(x), Value::Native(_)) => {
            super::protocol::bytes_of(b).map(|y| Value::bytes([x.as_slice(), &y].concat()))
        }
        (BinOp::BitOr, Value::Dict(x), Value::Dict(y)) if x.class() != types::COUNTER => {
            let mut merged = x.map.borrow().copy();
            for (key, value) in y.map.borrow().iter() {
                merged.insert(key.clone(), value.clone());
            }
            let object = crate::value::DictObject::of_class(x.class(), merged);
            *object.default_factory.borrow_mut() = x.default_factory.borrow().clone();
            Some(Value::Dict(Rc::new(object)))
        }
        (BinOp::BitOr, Value::Type(_) | Value::Class(_), Value::Type(_) | Value::Class(_) | Value::None)
        | (BinOp::BitOr, Value::None, Value::Type(_) | Value::Class(_)) => super::union::union_of(cx, a, b)?,
        (BinOp::Sub | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor, _, _) => match (as_set(cx, a)?, as_set(cx, b)?) {
            (Some(x), Some(y)) if is_set_like(a) && is_set_like(b) => Some(set_op(cx, op, &x, &y)?),
            _ => None,
        },
        _ => None,
    })
}

/// Whether operators on the value are those of sets: sets and the keys of dicts.
fn is_set_like(value: &Value) -> bool {
    matches!(value, Value::Set(_))
        || matches!(value, Value::Native(object) if [types::DICT_KEYS, types::DICT_ITEMS].contains(&object.class()))
}

fn as_set(cx: &mut Vm<'_>, value: &Value) -> R<Option<Value>> {
    match value {
        Value::Set(_) => Ok(Some(value.clone())),
        Value::Native(object) if [types::DICT_KEYS, types::DICT_ITEMS].contains(&object.class()) => {
            let set = Value::set_of(crate::value::set::Set::new());
            for item in cx.collect(value)? {
                if let Value::Set(set) = &set {
                    set.add(cx, item)?;
                }
            }
            Ok(Some(set))
        }
        _ => Ok(None),
    }
}

fn set_op(cx: &mut Vm<'_>, op: BinOp, a: &Value, b: &Value) -> R<Value> {
    let (Value::Set(x), Value::Set(_)) = (a, b) else { return Ok(Value::NotImplemented) };
    let result = match op {
        BinOp::Sub => x.difference(cx, b)?,
        BinOp::BitAnd => x.intersection(cx, b)?,
        BinOp::BitXor => x.symmetric_difference(cx, b)?,
        _ => {
            let union = x.copy();
            union.update(cx, b)?;
            union
        }
    };
    Ok(Value::Set(Rc::new(result)))
}

fn set_in_place(
    cx: &mut Vm<'_>,
    op: BinOp,
    set: &Rc<crate::value::SetObject>,
    a: &Value,
    b: &Value,
) -> R<Option<Value>> {
    if !is_set_like(b) {
        return Ok(None);
    }
    match op {
        BinOp::BitOr => set.update(cx, b)?,
        BinOp::Sub => set.difference_update(cx, b)?,
        BinOp::BitXor => set.symmetric_difference_update(cx, b)?,
        BinOp::BitAnd => {
            let result = set.intersection(cx, b)?;
            set.replace(result);
        }
        _ => return Ok(None),
    }
    Ok(Some(a.clone()))
}

/// How often a sequence is repeated; None if the value is no int.
fn repeat_count(cx: &mut Vm<'_>, n: &Value) -> R<Option<usize>> {
    match n {
        Value::Int(n) | Value::NpInt(n) => Ok(Some((*n).max(0) as usize)),
        Value::Bool(x) => Ok(Some(usize::from(x.get()))),
        Value::BigInt(n) => match n.sign() {
            num_bigint::Sign::Minus => Ok(Some(0)),
            _ => err(ErrorClass::OverflowError, "cannot fit 'int' into an index-sized integer"),
        },
        Value::Scalar(element) if element.dtype().is_integer() => Ok(element.to_i128().map(|n| n.max(0) as usize)),
        other if has_special(other, names::INDEX) => {
            let value = super::protocol::to_int_value(cx, other)?;
            repeat_count(cx, &value)
        }
        _ => Ok(None),
    }
}

fn repeat(cx: &mut Vm<'_>, sequence: &Value, n: &Value) -> R<Option<Value>> {
    let Some(n) = repeat_count(cx, n)? else { return Ok(None) };
    Ok(Some(match sequence {
        Value::Str(text) => {
            check_room(text.len(), n, 1)?;
            Value::str(text.repeat(n))
        }
        Value::Bytes(bytes) => {
            check_room(bytes.len(), n, 1)?;
            Value::bytes(bytes.repeat(n))
        }
        Value::List(list) => Value::list(repeated(&list.items.borrow(), n)?),
        Value::Tuple(items) => Value::tuple(repeated(items, n)?),
        _ => return Ok(None),
    }))
}

fn check_room(length: usize, n: usize, size: usize) -> R<()> {
    const MOST: usize = 1 << 34;
    match length.checked_mul(n).and_then(|total| total.checked_mul(size)) {
        Some(total) if total <= MOST && !room::refuses(total, 0) => Ok(()),
        _ => err(ErrorClass::MemoryError, ""),
    }
}

fn repeated(items: &[Value], n: usize) -> R<Vec<Value>> {
    check_room(items.len(), n, size_of::<Value>())?;
    // Without looking at what is copied each time.
    match items {
        [Value::Int(x)] => return Ok((0..n).map(|_| Value::Int(*x)).collect()),
        [Value::Float(x)] => return Ok((0..n).map(|_| Value::Float(*x)).collect()),
        [Value::Bool(x)] => return Ok((0..n).map(|_| Value::Bool(*x)).collect()),
        [Value::None] => return Ok((0..n).map(|_| Value::None).collect()),
        [one] => return Ok(vec![one.clone(); n]),
        _ => {}
    }
    let mut result = Vec::with_capacity(items.len() * n);
    for _ in 0..n {
        result.extend(items.iter().cloned());
    }
    Ok(result)
}

/// `list += iterable`
pub(super) fn extend_list(cx: &mut Vm<'_>, list: &Rc<List>, iterable: &Value) -> R<()> {
    match iterable {
        Value::List(other) => {
            let items: Vec<Value> = other.items.borrow().iter().cloned().collect();
            list.items.borrow_mut().extend(items);
        }
        Value::Tuple(items) => list.items.borrow_mut().extend(items.iter().cloned()),
        other => {
            let items = cx.collect(other)?;
            list.items.borrow_mut().extend(items);
        }
    }
    Ok(())
}

/// `text += more`: into the same memory if nobody else holds it.
fn append_text(a: Value, more: Rc<crate::value::Str>) -> Value {
    let Value::Str(text) = a else { return a };
    match Rc::try_unwrap(text) {
        Ok(own) => {
            let mut whole = own.into_string();
            whole.push_str(&more);
            Value::str(whole)
        }
        Err(shared) => {
            let mut whole = String::with_capacity(shared.len() + more.len());
            whole.push_str(&shared);
            whole.push_str(&more);
            Value::str(whole)
        }
    }
}
