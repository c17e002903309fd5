//! Values as operands of array operations: arrays as they are, numbers as single elements, of which
//! Python's own are weak (NEP 50).

use super::convert::as_array;
use crate::array::{ArrayRef, CastFlags, Casting, DType, Element, cast_block};
use crate::kernels::ufunc::{Operand, Single, Weak};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Value};
use num_bigint::BigInt;
use num_complex::Complex64;
use num_traits::ToPrimitive;
use std::rc::Rc;

/// An operand.
#[derive(Clone, Debug)]
pub enum Arg {
    /// An array of any dtype.
    Array(ArrayRef),
    /// A number.
    Number(Single, Weak),
    /// A Python int beyond 64 bits; weak.
    Big(Rc<BigInt>),
}

/// The bytes of a single element.
#[inline]
pub fn single<T: crate::array::Num>(x: T) -> Single {
    let mut bytes = [0; 16];
    bytes[..size_of::<T>()].copy_from_slice(bytemuck::bytes_of(&x));
    Single { dtype: T::DTYPE, bytes }
}

/// A number as an operand, None for other values. The one place that says which values are numbers.
#[inline]
pub fn number(value: &Value) -> Option<Arg> {
    Some(match value {
        Value::Float(x) => Arg::Number(single(x.get()), Weak::Float),
        Value::Int(x) => Arg::Number(single(*x), Weak::Int),
        Value::NpFloat(x) => Arg::Number(single(x.get()), Weak::No),
        Value::NpInt(x) => Arg::Number(single(*x), Weak::No),
        Value::Bool(x) => Arg::Number(single(crate::array::Bool8::new(x.get())), Weak::No),
        Value::NpBool(x) => Arg::Number(single(crate::array::Bool8::new(x.get())), Weak::No),
        Value::Complex(x) => Arg::Number(single::<Complex64>(**x), Weak::Complex),
        Value::BigInt(x) => Arg::Big(x.clone()),
        Value::Scalar(element) => Arg::Number(element_single(element)?, Weak::No),
        _ => return None,
    })
}

/// A numeric element as bytes.
pub fn element_single(element: &Element) -> Option<Single> {
    Some(match element {
        Element::Bool(x) => single(crate::array::Bool8::new(*x)),
        Element::I8(x) => single(*x),
        Element::I16(x) => single(*x),
        Element::I32(x) => single(*x),
        Element::I64(x) => single(*x),
        Element::U8(x) => single(*x),
        Element::U16(x) => single(*x),
        Element::U32(x) => single(*x),
        Element::U64(x) => single(*x),
        Element::F16(x) => single(*x),
        Element::F32(x) => single(*x),
        Element::F64(x) => single(*x),
        Element::C64(x) => single(*x),
        Element::C128(x) => single(*x),
        _ => return None,
    })
}

impl Arg {
    /// The operand that a value is: NumPy's `asarray`, but numbers stay numbers.
    pub fn new(cx: &mut dyn Interp, value: &Value) -> R<Arg> {
        if let Some(number) = number(value) {
            return Ok(number);
        }
        Ok(Arg::Array(as_array(cx, value)?))
    }

    /// What the choice of loops must know.
    #[inline]
    pub fn operand(&self) -> Operand {
        match self {
            Arg::Array(array) => Operand { dtype: array.dtype().native(), weak: Weak::No },
            Arg::Number(single, weak) => Operand { dtype: single.dtype, weak: *weak },
            Arg::Big(_) => Operand { dtype: DType::I64, weak: Weak::Int },
        }
    }

    /// The dtype that an array of it has.
    pub fn dtype(&self) -> DType {
        match self {
            Arg::Array(array) => array.dtype(),
            Arg::Number(single, _) => single.dtype,
            Arg::Big(_) => DType::Object,
        }
    }

    /// The number of axes.
    pub fn ndim(&self) -> usize {
        match self {
            Arg::Array(array) => array.ndim(),
            _ => 0,
        }
    }

    /// The number as an element of a dtype, with what the cast lost.
    ///
    /// *Errors*: OverflowError for a Python int that does not fit.
    pub fn to_single(&self, to: DType) -> R<(Single, CastFlags)> {
        match self {
            Arg::Number(single, _) if single.dtype == to => Ok((*single, CastFlags::default())),
            Arg::Number(single, Weak::Int) if to.is_integer() => {
                let value = i64::from_le_bytes(bytemuck::pod_read_unaligned(&single.bytes[..8]));
                Ok((int_single(value, to)?, CastFlags::default()))
            }
            Arg::Number(single, _) => {
                let mut result = Single { dtype: to, bytes: [0; 16] };
                let size = to.itemsize();
                let mut words = [0u64; 2];
                let target: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut words)[..size];
                let source: [u64; 2] = bytemuck::pod_read_unaligned(&single.bytes);
                let source: &[u8] = &bytemuck::cast_slice(&source)[..single.dtype.itemsize()];
                let flags = cast_block(source, single.dtype, target, to).unwrap_or_default();
                result.bytes[..size].copy_from_slice(target);
                Ok((result, flags))
            }
            Arg::Big(big) => Ok((big_single(big, to)?, CastFlags::default())),
            Arg::Array(_) => unreachable!("arrays are cast block by block"),
        }
    }
}

/// A Python int as an element of an integer dtype.
fn int_single(value: i64, to: DType) -> R<Single> {
    fn fit<T: TryFrom<i64> + crate::array::Num>(value: i64) -> Option<Single> {
        T::try_from(value).ok().map(single)
    }
    let fitted = match to {
        DType::I8 => fit::<i8>(value),
        DType::I16 => fit::<i16>(value),
        DType::I32 => fit::<i32>(value),
        DType::I64 => fit::<i64>(value),
        DType::U8 => fit::<u8>(value),
        DType::U16 => fit::<u16>(value),
        DType::U32 => fit::<u32>(value),
        _ => fit::<u64>(value),
    };
    fitted.ok_or_else(|| out_of_bounds(&value, to))
}

/// An int beyond 64 bits as an element.
fn big_single(big: &BigInt, to: DType) -> R<Single> {
    if to == DType::U64 {
        return match big.to_u64() {
            Some(value) => Ok(single(value)),
            None => err(ErrorClass::OverflowError, "Python int too large to convert to C long"),
        };
    }
    if to.is_integer() || to == DType::Bool {
        return match to {
            DType::I64 => err(ErrorClass::OverflowError, "Python int too large to convert to C long"),
            _ => Err(out_of_bounds(big, to)),
        };
    }
    let value = match big.to_f64() {
        Some(value) if value.is_finite() => value,
        _ => return err(ErrorClass::OverflowError, "int too large to convert to float"),
    };
    Ok(Arg::Number(single(value), Weak::Float).to_single(to)?.0)
}

fn out_of_bounds(value: &dyn std::fmt::Display, to: DType) -> Box<Error> {
    Error::new(ErrorClass::OverflowError, format!("Python integer {value} out of bounds for {}", to.name()))
}

/// A dtype as messages show it: `dtype('int64')`, `dtype('<U3')`.
pub fn dtype_text(dtype: DType) -> String {
    match dtype {
        numeric if numeric.is_numeric() && numeric == numeric.native() => format!("dtype('{}')", numeric.name()),
        DType::Object => "dtype('O')".to_string(),
        DType::Bytes(n) => format!("dtype('S{n}')"),
        DType::Void(n) => format!("dtype('V{n}')"),
        DType::Struct(_) => crate::print::dtype_repr(dtype, crate::print::Legacy::NONE),
        other => format!("dtype('{}')", other.array_protocol()),
    }
}

/// The error for a cast that a rule forbids; `what` is `input 0` or `output`, empty for one of one.
pub fn cannot_cast(ufunc: &str, what: &str, from: DType, to: DType, rule: Casting) -> Box<Error> {
    let text = format!(
        "Cannot cast ufunc '{ufunc}' {what} from {} to {} with casting rule '{}'",
        dtype_text(from),
        dtype_text(to),
        rule.name()
    );
    Error::new(ErrorClass::UFuncTypeError, text)
}
