//! Python's hashes. Equal values have equal hashes whatever their types, which is why NumPy's scalars
//! hash as Python's numbers do; the order of a set follows from them. Hashes of text are our own:
//! CPython's differ from run to run.

use super::{Instance, Interp, Native, Owner, Range, Type, Value, find_member, types};
use crate::array::Element;
use crate::text::{Error, ErrorClass, R, err, names};
use num_bigint::BigInt;
use num_complex::Complex64;
use num_traits::{Signed, ToPrimitive, Zero};

/// Numbers hash to their value modulo this Mersenne prime.
const MODULUS: u64 = (1 << 61) - 1;
const BITS: u32 = 61;

/// The hash of infinity.
const INFINITY: i64 = 314_159;

/// What CPython multiplies the imaginary part's hash with.
const IMAGINARY: i64 = 1_000_003;

/// `hash(value)`. May run the program's own `__hash__`.
///
/// *Errors*: TypeError for what has no hash.
pub fn hash(cx: &mut dyn Interp, value: &Value) -> R<i64> {
    match plain_hash(value)? {
        Some(hash) => Ok(hash),
        None => hash_by_program(cx, value),
    }
}

/// The hash of a value if no code of the program's decides it.
///
/// *Errors*: TypeError for what has no hash.
#[inline]
pub fn plain_hash(value: &Value) -> R<Option<i64>> {
    match value {
        Value::Int(x) => Ok(Some(hash_int(*x))),
        Value::Str(text) => Ok(Some(text.hash(hash_text))),
        _ => plain_hash_of_other(value),
    }
}

fn plain_hash_of_other(value: &Value) -> R<Option<i64>> {
    let hash = match value {
        Value::Undef | Value::None => 0xfca8_6420,
        Value::NotImplemented => 0xfca8_6421,
        Value::Ellipsis => 0xfca8_6422,
        Value::Bool(x) | Value::NpBool(x) => i64::from(x.get()),
        Value::Int(x) | Value::NpInt(x) => hash_int(*x),
        Value::Float(x) | Value::NpFloat(x) => hash_float(x.get()),
        Value::Type(class) => hash_of_type(*class),
        Value::BigInt(x) => hash_big(x),
        Value::Complex(x) => hash_complex(**x),
        Value::Str(text) => text.hash(hash_text),
        Value::Bytes(bytes) => hash_bytes(bytes),
        Value::Tuple(items) => return hash_all(items),
        Value::Set(set) if set.frozen => set.set.borrow().hash(),
        Value::Range(range) => return hash_range(range).map(Some),
        Value::Method(method) => {
            // Two bound methods are equal if function and object are.
            let receiver = method.receiver.address().map_or(0, hash_address);
            let Some(function) = plain_hash(&method.function)? else { return Ok(None) };
            never_minus_one(receiver ^ function)
        }
        Value::Scalar(element) => return hash_element(element),
        Value::DType(dtype) => {
            use std::hash::{Hash, Hasher};
            let mut hasher = rustc_hash::FxHasher::default();
            dtype.hash(&mut hasher);
            never_minus_one(hasher.finish() as i64)
        }
        Value::Instance(instance) => return hash_instance(instance, value),
        Value::Native(object) => return hash_native(object.data(), value),
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) | Value::Array(_) => {
            return Err(unhashable(value));
        }
        Value::Builtin(function) => hash_address(std::ptr::from_ref(*function) as usize),
        Value::Function(_)
        | Value::Class(_)
        | Value::Iter(_)
        | Value::Generator(_)
        | Value::Module(_)
        | Value::Variable(_) => hash_address(value.address().unwrap_or_default()),
    };
    Ok(Some(hash))
}

/// The error for a value that has no hash.
pub fn unhashable(value: &Value) -> Box<Error> {
    Error::new(ErrorClass::TypeError, format!("unhashable type: '{}'", value.type_name()))
}

fn hash_by_program(cx: &mut dyn Interp, value: &Value) -> R<i64> {
    if let Value::Tuple(items) = value {
        let mut hash = TupleHash::new();
        for item in items.iter() {
            hash.add(self::hash(cx, item)?);
        }
        return Ok(hash.finish());
    }
    if let Value::Method(method) = value {
        let receiver = method.receiver.address().map_or(0, hash_address);
        return Ok(never_minus_one(receiver ^ self::hash(cx, &method.function)?));
    }
    match cx.find_special(value, names::HASH)? {
        None | Some(Value::None) => Err(unhashable(value)),
        Some(method) => match cx.call(&method, &[], &[])? {
            Value::Int(hash) => Ok(never_minus_one(hash)),
            Value::Bool(hash) => Ok(i64::from(hash.get())),
            Value::BigInt(hash) => Ok(hash_big(&hash)),
            _ => err(ErrorClass::TypeError, "__hash__ method should return an integer"),
        },
    }
}

/// An object without a `__hash__` of its own hashes as its built-in value, or by where it is.
fn hash_instance(instance: &Instance, value: &Value) -> R<Option<i64>> {
    for class in instance.class.mro.borrow().iter() {
        let Value::Class(class) = class else { break };
        let attributes = class.attributes.borrow();
        match attributes.get(&names::HASH) {
            Some(Value::None) => return Err(unhashable(value)),
            Some(_) => return Ok(None),
            // A class that says when its objects are equal, and no more, takes their hash away.
            None if attributes.contains_key(&names::EQ) => return Err(unhashable(value)),
            None => {}
        }
    }
    match instance.payload() {
        Some(Value::List(_) | Value::Dict(_)) => Err(unhashable(value)),
        Some(Value::Set(set)) if !set.frozen => Err(unhashable(value)),
        Some(payload) => plain_hash(payload),
        None => Ok(Some(hash_address(value.address().unwrap_or_default()))),
    }
}

/// A built-in object hashes as its class's row `__hash__` says, or by where it is.
fn hash_native(object: &dyn Native, value: &Value) -> R<Option<i64>> {
    for class in object.class().mro().into_iter().filter(|class| *class != types::OBJECT) {
        match find_member(Owner::Class(class), names::HASH) {
            Some(row) if matches!(row.constant(), Some(Value::None)) => return Err(unhashable(value)),
            Some(_) => return Ok(None),
            None => {}
        }
    }
    Ok(Some(hash_address(value.address().unwrap_or_default())))
}

fn hash_element(element: &Element) -> R<Option<i64>> {
    let hash = match element {
        Element::Bool(x) => i64::from(*x),
        Element::Str(text) => hash_text(text),
        Element::Bytes(bytes) => hash_bytes(bytes),
        Element::C64(x) => hash_complex(Complex64::new(f64::from(x.re), f64::from(x.im))),
        Element::C128(x) => hash_complex(*x),
        Element::F16(_) | Element::F32(_) | Element::F64(_) => hash_float(element.to_f64()),
        Element::Datetime(ticks, _) | Element::Timedelta(ticks, _) => hash_int(*ticks),
        Element::Object(object) => return plain_hash(&super::value_of(object)),
        Element::Void(bytes, _) => hash_bytes(bytes),
        integer => match integer.to_i128() {
            Some(x) => hash_wide(x),
            None => 0,
        },
    };
    Ok(Some(hash))
}

/// The hash of an int of 64 bits.
#[inline]
pub fn hash_int(x: i64) -> i64 {
    if x.unsigned_abs() < MODULUS { never_minus_one(x) } else { hash_wide(i128::from(x)) }
}

fn hash_wide(x: i128) -> i64 {
    let magnitude = (x.unsigned_abs() % u128::from(MODULUS)) as i64;
    never_minus_one(if x < 0 { -magnitude } else { magnitude })
}

/// The hash of an int of any size.
pub fn hash_big(x: &BigInt) -> i64 {
    let remainder = (x.abs() % BigInt::from(MODULUS)).to_i64().unwrap_or(0);
    never_minus_one(if x.is_negative() { -remainder } else { remainder })
}

/// The hash of a float: its exact value modulo the prime, so that it equals that of an equal int.
/// NaN hashes to 0, not by identity: our NaNs have none.
pub fn hash_float(x: f64) -> i64 {
    if x.is_nan() {
        return 0;
    }
    if x.is_infinite() {
        return if x > 0.0 { INFINITY } else { -INFINITY };
    }
    if x == x.trunc() && x.abs() < MODULUS as f64 {
        return never_minus_one(x as i64);
    }
    // x = mantissa × 2^exponent; multiplying by a power of two modulo 2^61 - 1 rotates 61 bits.
    let bits = x.to_bits();
    let biased = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    let rotation = exponent.rem_euclid(BITS as i32) as u32;
    let hash = ((mantissa << rotation) & MODULUS) | (mantissa >> (BITS - rotation));
    let hash = (hash % MODULUS) as i64;
    never_minus_one(if x < 0.0 { -hash } else { hash })
}

/// The hash of a complex number: that of its real part if the imaginary one is zero.
pub fn hash_complex(x: Complex64) -> i64 {
    let imaginary = hash_float(x.im).wrapping_mul(IMAGINARY);
    never_minus_one(hash_float(x.re).wrapping_add(imaginary))
}

/// The hash of a text.
pub fn hash_text(text: &str) -> i64 {
    hash_bytes(text.as_bytes())
}

fn hash_bytes(bytes: &[u8]) -> i64 {
    use std::hash::Hasher;
    if bytes.is_empty() {
        return 0;
    }
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes);
    never_minus_one(hasher.finish() as i64)
}

/// The hash of an object by where it is: CPython rotates the low bits, which are always zero, away.
pub fn hash_address(address: usize) -> i64 {
    never_minus_one((address as u64).rotate_right(4) as i64)
}

fn hash_of_type(class: Type) -> i64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    class.hash(&mut hasher);
    never_minus_one(hasher.finish() as i64)
}

fn hash_all(items: &[Value]) -> R<Option<i64>> {
    let mut hash = TupleHash::new();
    for item in items {
        match plain_hash(item)? {
            Some(part) => hash.add(part),
            None => return Ok(None),
        }
    }
    Ok(Some(hash.finish()))
}

fn hash_range(range: &Range) -> R<i64> {
    // Equal ranges have equal elements: their length, first element and step say which.
    let big = range.big_parts();
    let n = range.len_big();
    let mut hash = TupleHash::new();
    let none = plain_hash(&Value::None)?.unwrap_or_default();
    hash.add(hash_big(&n));
    if n.is_zero() {
        hash.add(none);
        hash.add(none);
    } else {
        hash.add(hash_big(&big.0));
        hash.add(if n == BigInt::from(1) { none } else { hash_big(&big.2) });
    }
    Ok(hash.finish())
}

/// -1 is CPython's sign for an error, so that no value has it as its hash.
#[inline]
fn never_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// CPython's hash of a tuple, part by part. *Source*: xxHash, as in `Objects/tupleobject.c`.
pub struct TupleHash {
    state: u64,
    n: u64,
}

impl TupleHash {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;

    /// Of no parts yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> TupleHash {
        TupleHash { state: TupleHash::PRIME_5, n: 0 }
    }

    /// Takes in the hash of the next part.
    pub fn add(&mut self, part: i64) {
        let mixed = self.state.wrapping_add((part as u64).wrapping_mul(TupleHash::PRIME_2));
        self.state = mixed.rotate_left(31).wrapping_mul(TupleHash::PRIME_1);
        self.n += 1;
    }

    /// The hash of the tuple.
    pub fn finish(self) -> i64 {
        let hash = self.state.wrapping_add(self.n ^ (TupleHash::PRIME_5 ^ 3_527_539));
        if hash == u64::MAX { 1_546_275_796 } else { hash as i64 }
    }
}
