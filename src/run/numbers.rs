//! Arithmetic of Python's own numbers: int of any size, bool, float, complex.

use crate::syntax::ast::{BinOp, UnaryOp};
use crate::text::{Error, ErrorClass, R, err, interrupt};
use crate::value::Value;
use num_bigint::BigInt;
use num_complex::Complex64;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// Ints up to here are floats without rounding.
const EXACT: i64 = 1 << 53;
/// The most bits of an int, against `9 ** 9 ** 9`.
const MOST_BITS: u64 = 1 << 33;
/// The most bits of a product or power that takes real work: beyond, one multiplication could not be
/// stopped for seconds.
const MOST_WORK_BITS: u64 = 1 << 25;
/// The most word products of a long division, for the same reason.
const MOST_DIVISION_WORK: u64 = 1 << 31;

/// `x op y` where the result fits; None where it does not, or where it is an error.
#[inline(always)]
pub(super) fn int_op(op: BinOp, x: i64, y: i64) -> Option<i64> {
    match op {
        BinOp::Add => x.checked_add(y),
        BinOp::Sub => x.checked_sub(y),
        BinOp::Mul => x.checked_mul(y),
        // Powers of two need no division.
        BinOp::FloorDiv if y > 0 && y & (y - 1) == 0 => Some(x >> y.trailing_zeros()),
        BinOp::Mod if y > 0 && y & (y - 1) == 0 => Some(x & (y - 1)),
        // Small numbers need a short division, and no care for signs.
        BinOp::FloorDiv if is_short(x, y) => Some(i64::from(x as u32 / y as u32)),
        BinOp::Mod if is_short(x, y) => Some(i64::from(x as u32 % y as u32)),
        BinOp::FloorDiv => {
            let quotient = x.checked_div(y)?;
            Some(if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient })
        }
        BinOp::Mod => {
            let rest = x.checked_rem(y)?;
            Some(if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest })
        }
        _ => None,
    }
}

#[inline(always)]
fn is_short(x: i64, y: i64) -> bool {
    (x | y) as u64 <= u64::from(u32::MAX) && y != 0
}

/// `x / y` of ints that are floats exactly.
#[inline(always)]
pub(super) fn int_quotient(x: i64, y: i64) -> Option<f64> {
    let exact = |x: i64| x.unsigned_abs() <= EXACT as u64;
    (y != 0 && exact(x) && exact(y)).then(|| x as f64 / y as f64)
}

/// `x op y` of floats; None where it is an error or takes longer.
#[inline(always)]
pub(super) fn float_op(op: BinOp, x: f64, y: f64) -> Option<f64> {
    match op {
        BinOp::Add => Some(x + y),
        BinOp::Sub => Some(x - y),
        BinOp::Mul => Some(x * y),
        BinOp::Div if y != 0.0 => Some(x / y),
        _ => None,
    }
}

/// `x op y` of complex numbers; None where it is an error or takes longer.
#[inline(always)]
pub(super) fn complex_op(op: BinOp, x: Complex64, y: Complex64) -> Option<Complex64> {
    match op {
        BinOp::Add => Some(x + y),
        BinOp::Sub => Some(x - y),
        BinOp::Mul => Some(x * y),
        _ => None,
    }
}

/// `a op b`; None if an operand is no Python number.
pub(super) fn binary(op: BinOp, a: &Value, b: &Value) -> R<Option<Value>> {
    let (a, b) = match (Number::of(a), Number::of(b)) {
        (Some(a), Some(b)) => (a, b),
        _ => return Ok(None),
    };
    match (a, b) {
        (Number::Int(x), Number::Int(y)) => int_binary(op, x, y, a, b),
        (Number::Complex(_), _) | (_, Number::Complex(_)) => {
            let (x, y) = (a.to_complex()?, b.to_complex()?);
            complex_binary(op, x, y)
        }
        (Number::Float(_), _) | (_, Number::Float(_)) => float_binary(op, a.to_float()?, b.to_float()?),
        _ => big_binary(op, &a.to_big(), &b.to_big()),
    }
}

#[derive(Clone, Copy)]
enum Number<'a> {
    Int(i64),
    Big(&'a BigInt),
    Float(f64),
    Complex(Complex64),
}

impl<'a> Number<'a> {
    fn of(value: &'a Value) -> Option<Number<'a>> {
        Some(match value {
            Value::Int(x) => Number::Int(*x),
            Value::Bool(x) => Number::Int(i64::from(x.get())),
            Value::Float(x) => Number::Float(x.get()),
            Value::BigInt(x) => Number::Big(x),
            Value::Complex(x) => Number::Complex(**x),
            _ => return None,
        })
    }

    fn to_big(self) -> BigInt {
        match self {
            Number::Int(x) => x.into(),
            Number::Big(x) => x.clone(),
            _ => BigInt::default(),
        }
    }

    fn to_float(self) -> R<f64> {
        match self {
            Number::Int(x) => Ok(x as f64),
            Number::Float(x) => Ok(x),
            Number::Big(x) => big_to_float(x),
            Number::Complex(x) => Ok(x.re),
        }
    }

    fn to_complex(self) -> R<Complex64> {
        match self {
            Number::Complex(x) => Ok(x),
            other => Ok(Complex64::new(other.to_float()?, 0.0)),
        }
    }
}

/// The float nearest to an int.
///
/// *Errors*: OverflowError beyond the floats.
pub(super) fn big_to_float(x: &BigInt) -> R<f64> {
    match x.to_f64() {
        Some(float) if float.is_finite() => Ok(float),
        _ => err(ErrorClass::OverflowError, "int too large to convert to float"),
    }
}

fn zero_division<T>(message: &str) -> R<T> {
    err(ErrorClass::ZeroDivisionError, message)
}

fn int_binary(op: BinOp, x: i64, y: i64, a: Number<'_>, b: Number<'_>) -> R<Option<Value>> {
    if let Some(result) = int_op(op, x, y) {
        return Ok(Some(Value::Int(result)));
    }
    Ok(Some(match op {
        BinOp::Div => match int_quotient(x, y) {
            Some(quotient) => Value::float(quotient),
            None => return big_binary(op, &a.to_big(), &b.to_big()),
        },
        BinOp::BitAnd => Value::Int(x & y),
        BinOp::BitOr => Value::Int(x | y),
        BinOp::BitXor => Value::Int(x ^ y),
        BinOp::LShift if (0..63).contains(&y) && x.unsigned_abs().leading_zeros() as i64 > y + 1 => Value::Int(x << y),
        BinOp::RShift if y >= 0 => Value::Int(x >> y.min(63)),
        BinOp::Pow if y >= 0 => match u32::try_from(y).ok().and_then(|y| x.checked_pow(y)) {
            Some(power) => Value::Int(power),
            None => return big_binary(op, &a.to_big(), &b.to_big()),
        },
        _ => return big_binary(op, &a.to_big(), &b.to_big()),
    }))
}

fn big_binary(op: BinOp, x: &BigInt, y: &BigInt) -> R<Option<Value>> {
    Ok(Some(match op {
        BinOp::Add => Value::big(x + y),
        BinOp::Sub => Value::big(x - y),
        BinOp::Mul if x.bits().min(y.bits()) > 1 << 16 && x.bits() + y.bits() > MOST_WORK_BITS => {
            return Err(too_large());
        }
        BinOp::Mul => Value::big(x * y),
        BinOp::Div => {
            if y.is_zero() {
                return zero_division("division by zero");
            }
            Value::float(divide_exactly(x, y)?)
        }
        BinOp::FloorDiv if y.is_zero() => return zero_division("integer division or modulo by zero"),
        BinOp::Mod if y.is_zero() => return zero_division("integer modulo by zero"),
        BinOp::FloorDiv | BinOp::Mod if long_division(x, y) > MOST_DIVISION_WORK => return Err(too_large()),
        BinOp::FloorDiv => Value::big(x.div_floor(y)),
        BinOp::Mod => Value::big(x.mod_floor(y)),
        BinOp::Pow => return big_power(x, y),
        BinOp::BitAnd => Value::big(x & y),
        BinOp::BitOr => Value::big(x | y),
        BinOp::BitXor => Value::big(x ^ y),
        BinOp::LShift | BinOp::RShift => return shift(op, x, y),
        BinOp::MatMul => return Ok(None),
    }))
}

fn shift(op: BinOp, x: &BigInt, y: &BigInt) -> R<Option<Value>> {
    if y.is_negative() {
        return err(ErrorClass::ValueError, "negative shift count");
    }
    let right = op == BinOp::RShift;
    match y.to_u64() {
        Some(n) if right => Ok(Some(Value::big(x >> n))),
        Some(n) if x.is_zero() || n < MOST_BITS => Ok(Some(Value::big(x << n))),
        None if right => Ok(Some(Value::Int(if x.is_negative() { -1 } else { 0 }))),
        _ if x.is_zero() => Ok(Some(Value::Int(0))),
        _ => err(ErrorClass::MemoryError, ""),
    }
}

fn big_power(x: &BigInt, y: &BigInt) -> R<Option<Value>> {
    if y.is_negative() {
        return float_binary(BinOp::Pow, big_to_float(x)?, big_to_float(y)?);
    }
    let one = BigInt::from(1);
    if x.is_zero() || *x == one || y.is_zero() {
        return Ok(Some(Value::big(if y.is_zero() { one } else { x.clone() })));
    }
    if *x == -&one {
        return Ok(Some(Value::big(if y.is_even() { one } else { x.clone() })));
    }
    match y.to_u32() {
        Some(exponent) if x.bits().saturating_mul(u64::from(exponent)) < MOST_BITS => power(x, exponent),
        _ => err(ErrorClass::MemoryError, ""),
    }
}

/// `x ** n` by squaring, which Ctrl-C can stop between two multiplications.
fn power(x: &BigInt, n: u32) -> R<Option<Value>> {
    let zeros = x.trailing_zeros().unwrap_or(0);
    let odd: BigInt = x >> zeros;
    let shift = zeros * u64::from(n);
    if odd.bits() > 1 && odd.bits() * u64::from(n) > MOST_WORK_BITS {
        return Err(too_large());
    }
    let mut result = BigInt::from(1);
    for bit in (0..32 - n.leading_zeros()).rev() {
        if interrupt::raised() {
            return Err(super::vm::interrupted());
        }
        result = &result * &result;
        if n >> bit & 1 == 1 {
            result *= &odd;
        }
    }
    Ok(Some(Value::big(result << shift)))
}

/// How many products of words `x // y` takes.
fn long_division(x: &BigInt, y: &BigInt) -> u64 {
    let words = |bits: u64| bits / 64 + 1;
    words(x.bits().saturating_sub(y.bits())) * words(y.bits())
}

fn too_large() -> Box<Error> {
    Error::unsupported("arithmetic with integers of more than ten million digits")
}

/// The float nearest to the exact quotient. *Source*: CPython's `long_true_divide`.
fn divide_exactly(x: &BigInt, y: &BigInt) -> R<f64> {
    if x.is_zero() {
        return Ok(0.0);
    }
    let negative = x.is_negative() != y.is_negative();
    let (x, y) = (x.magnitude(), y.magnitude());
    // Scaled so that the quotient has 55 bits or 56: two more than a float, and one says whether
    // anything is beyond them.
    let shift = x.bits() as i64 - y.bits() as i64 - 55;
    let (numerator, denominator) =
        if shift < 0 { (x << (-shift) as u64, y.clone()) } else { (x.clone(), y << shift as u64) };
    let (mut quotient, rest) = numerator.div_rem(&denominator);
    if !rest.is_zero() {
        quotient |= num_bigint::BigUint::from(1u8);
    }
    let bits = quotient.to_u64().unwrap_or(u64::MAX);
    // Below the normal floats fewer bits are left: drop them before rounding.
    let result = scale(bits, shift);
    if result.is_infinite() {
        return err(ErrorClass::OverflowError, "integer division result too large for a float");
    }
    Ok(if negative { -result } else { result })
}

/// `bits × 2^shift`, rounded once.
fn scale(mut bits: u64, mut shift: i64) -> f64 {
    let length = 64 - i64::from(bits.leading_zeros());
    let excess = (-1074 - shift).max(length - 53).max(0);
    if excess >= 64 {
        return 0.0;
    }
    if excess > 0 {
        let half = 1u64 << (excess - 1);
        let rest = bits & ((1u64 << excess) - 1);
        bits >>= excess;
        shift += excess;
        if rest > half || (rest == half && bits & 1 == 1) {
            bits += 1;
        }
    }
    let mut result = bits as f64;
    while shift > 0 {
        let step = shift.min(1000);
        result *= 2f64.powi(step as i32);
        shift -= step;
        if result.is_infinite() {
            break;
        }
    }
    while shift < 0 {
        let step = shift.max(-1000);
        result *= 2f64.powi(step as i32);
        shift -= step;
    }
    result
}

fn float_binary(op: BinOp, x: f64, y: f64) -> R<Option<Value>> {
    Ok(Some(Value::float(match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => x * y,
        BinOp::Div if y == 0.0 => return zero_division("float division by zero"),
        BinOp::Div => x / y,
        BinOp::FloorDiv if y == 0.0 => return zero_division("float floor division by zero"),
        BinOp::FloorDiv => float_divmod(x, y).0,
        BinOp::Mod if y == 0.0 => return zero_division("float modulo"),
        BinOp::Mod => float_divmod(x, y).1,
        BinOp::Pow => return float_power(x, y).map(Some),
        _ => return Ok(None),
    })))
}

/// Quotient and remainder as Python rounds them: the remainder has the divisor's sign.
/// *Source*: CPython's `float_divmod`.
pub(super) fn float_divmod(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest != 0.0 {
        if (y < 0.0) != (rest < 0.0) {
            rest += y;
            quotient -= 1.0;
        }
    } else {
        rest = 0f64.copysign(y);
    }
    if quotient != 0.0 {
        let floor = quotient.floor();
        quotient = if quotient - floor > 0.5 { floor + 1.0 } else { floor };
    } else {
        quotient = 0f64.copysign(x / y);
    }
    (quotient, rest)
}

fn float_power(x: f64, y: f64) -> R<Value> {
    if x == 0.0 && y < 0.0 {
        return zero_division("0.0 cannot be raised to a negative power");
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.trunc() {
        let result = complex_power(Complex64::new(x, 0.0), Complex64::new(y, 0.0))?;
        return Ok(Value::complex(result));
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return err(ErrorClass::OverflowError, "(34, 'Numerical result out of range')");
    }
    Ok(Value::float(result))
}

fn complex_binary(op: BinOp, x: Complex64, y: Complex64) -> R<Option<Value>> {
    if let Some(result) = complex_op(op, x, y) {
        return Ok(Some(Value::complex(result)));
    }
    Ok(Some(Value::complex(match op {
        BinOp::Div => divide_complex(x, y)?,
        BinOp::Pow => complex_power(x, y)?,
        _ => return Ok(None),
    })))
}

/// *Source*: CPython's `_Py_c_quot`.
fn divide_complex(x: Complex64, y: Complex64) -> R<Complex64> {
    if y.re == 0.0 && y.im == 0.0 {
        return zero_division("complex division by zero");
    }
    Ok(if y.re.abs() >= y.im.abs() {
        let ratio = y.im / y.re;
        let denominator = y.re + y.im * ratio;
        Complex64::new((x.re + x.im * ratio) / denominator, (x.im - x.re * ratio) / denominator)
    } else if y.im.abs() >= y.re.abs() {
        let ratio = y.re / y.im;
        let denominator = y.re * ratio + y.im;
        Complex64::new((x.re * ratio + x.im) / denominator, (x.im * ratio - x.re) / denominator)
    } else {
        Complex64::new(f64::NAN, f64::NAN)
    })
}

/// *Source*: CPython's `complex_pow`: small whole exponents by multiplication, others by logarithms.
fn complex_power(x: Complex64, y: Complex64) -> R<Complex64> {
    if y.im == 0.0 && y.re == y.re.floor() && y.re.abs() <= 100.0 {
        let n = y.re as i32;
        if n > 0 {
            return Ok(power_by_squares(x, n as u32));
        }
        return divide_complex(Complex64::new(1.0, 0.0), power_by_squares(x, n.unsigned_abs()))
            .or_else(|_| zero_division("0.0 to a negative or complex power"));
    }
    if y.re == 0.0 && y.im == 0.0 {
        return Ok(Complex64::new(1.0, 0.0));
    }
    if x.re == 0.0 && x.im == 0.0 {
        if y.im != 0.0 || y.re < 0.0 {
            return zero_division("0.0 to a negative or complex power");
        }
        return Ok(Complex64::new(0.0, 0.0));
    }
    let absolute = x.re.hypot(x.im);
    let mut length = absolute.powf(y.re);
    let angle = x.im.atan2(x.re);
    let mut phase = angle * y.re;
    if y.im != 0.0 {
        length /= (angle * y.im).exp();
        phase += y.im * absolute.ln();
    }
    Ok(Complex64::new(length * phase.cos(), length * phase.sin()))
}

fn power_by_squares(x: Complex64, n: u32) -> Complex64 {
    let mut result = Complex64::new(1.0, 0.0);
    let mut square = x;
    let mut mask = 1u32;
    while mask > 0 && n >= mask {
        if n & mask != 0 {
            result *= square;
        }
        mask <<= 1;
        square = square * square;
    }
    result
}

/// `op a`; None if the operand is no Python number.
pub(super) fn unary(op: UnaryOp, a: &Value) -> R<Option<Value>> {
    Ok(Some(match (op, a) {
        (UnaryOp::Neg, Value::Int(x)) => match x.checked_neg() {
            Some(negative) => Value::Int(negative),
            None => Value::big(-BigInt::from(*x)),
        },
        (UnaryOp::Neg, Value::Float(x)) => Value::float(-x.get()),
        (UnaryOp::Neg, Value::Bool(x)) => Value::Int(-i64::from(x.get())),
        (UnaryOp::Neg, Value::BigInt(x)) => Value::big(-(**x).clone()),
        (UnaryOp::Neg, Value::Complex(x)) => Value::complex(-**x),
        (UnaryOp::Pos, Value::Bool(x)) => Value::Int(i64::from(x.get())),
        (UnaryOp::Pos, Value::Int(_) | Value::Float(_) | Value::BigInt(_) | Value::Complex(_)) => a.clone(),
        (UnaryOp::Invert, Value::Int(x)) => Value::Int(!x),
        (UnaryOp::Invert, Value::Bool(x)) => Value::Int(!i64::from(x.get())),
        (UnaryOp::Invert, Value::BigInt(x)) => Value::big(!(**x).clone()),
        _ => return Ok(None),
    }))
}
