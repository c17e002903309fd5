//! One element taken out of an array, with its dtype.

use super::dtype::{Bool8, DType, TimeUnit};
use half::f16;
use num_complex::{Complex32, Complex64};
use std::any::Any;
use std::rc::Rc;

/// A Python object inside an array. What it holds is the value floor's business.
#[derive(Clone)]
pub struct Object(pub Rc<dyn Any>);

impl std::fmt::Debug for Object {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Object")
    }
}

/// The value of one element.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Element {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    U8(u8),
    U16(u16),
    U32(u32),
    U64(u64),
    F16(f16),
    F32(f32),
    F64(f64),
    C64(Complex32),
    C128(Complex64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    /// Ticks since 1970; `i64::MIN` is NaT.
    Datetime(i64, TimeUnit),
    /// Ticks; `i64::MIN` is NaT.
    Timedelta(i64, TimeUnit),
    Object(Object),
    /// The raw bytes of a void or structured element, and its dtype.
    Void(Rc<[u8]>, DType),
}

impl Element {
    /// The element of a dtype that these bytes hold; objects are no bytes.
    pub fn read(dtype: DType, bytes: &[u8]) -> Element {
        super::array::read_element(dtype, bytes)
    }

    /// The dtype that an array of this one element would have.
    pub fn dtype(&self) -> DType {
        match self {
            Element::Bool(_) => DType::Bool,
            Element::I8(_) => DType::I8,
            Element::I16(_) => DType::I16,
            Element::I32(_) => DType::I32,
            Element::I64(_) => DType::I64,
            Element::U8(_) => DType::U8,
            Element::U16(_) => DType::U16,
            Element::U32(_) => DType::U32,
            Element::U64(_) => DType::U64,
            Element::F16(_) => DType::F16,
            Element::F32(_) => DType::F32,
            Element::F64(_) => DType::F64,
            Element::C64(_) => DType::C64,
            Element::C128(_) => DType::C128,
            Element::Str(text) => DType::Str(text.chars().count() as u32),
            Element::Bytes(bytes) => DType::Bytes(bytes.len() as u32),
            Element::Datetime(_, unit) => DType::Datetime(*unit),
            Element::Timedelta(_, unit) => DType::Timedelta(*unit),
            Element::Object(_) => DType::Object,
            Element::Void(_, dtype) => *dtype,
        }
    }

    /// The value as a float; complex numbers give their real part, text and objects NaN.
    pub fn to_f64(&self) -> f64 {
        match self {
            Element::Bool(x) => *x as u8 as f64,
            Element::I8(x) => *x as f64,
            Element::I16(x) => *x as f64,
            Element::I32(x) => *x as f64,
            Element::I64(x) => *x as f64,
            Element::U8(x) => *x as f64,
            Element::U16(x) => *x as f64,
            Element::U32(x) => *x as f64,
            Element::U64(x) => *x as f64,
            Element::F16(x) => x.to_f64(),
            Element::F32(x) => *x as f64,
            Element::F64(x) => *x,
            Element::C64(x) => x.re as f64,
            Element::C128(x) => x.re,
            Element::Datetime(x, _) | Element::Timedelta(x, _) => *x as f64,
            Element::Str(_) | Element::Bytes(_) | Element::Object(_) | Element::Void(..) => f64::NAN,
        }
    }

    /// The value as an exact integer, for bool and the integer types.
    pub fn to_i128(&self) -> Option<i128> {
        Some(match self {
            Element::Bool(x) => *x as i128,
            Element::I8(x) => *x as i128,
            Element::I16(x) => *x as i128,
            Element::I32(x) => *x as i128,
            Element::I64(x) => *x as i128,
            Element::U8(x) => *x as i128,
            Element::U16(x) => *x as i128,
            Element::U32(x) => *x as i128,
            Element::U64(x) => *x as i128,
            _ => return None,
        })
    }

    /// The value as a complex number; text and objects NaN.
    pub fn to_c128(&self) -> Complex64 {
        match self {
            Element::C64(x) => Complex64::new(x.re as f64, x.im as f64),
            Element::C128(x) => *x,
            other => Complex64::new(other.to_f64(), 0.0),
        }
    }
}

macro_rules! from_number {
    ($($rust:ty => $variant:ident),*) => {
        $(impl From<$rust> for Element { fn from(x: $rust) -> Element { Element::$variant(x) } })*
    };
}
from_number! { bool => Bool, i8 => I8, i16 => I16, i32 => I32, i64 => I64, u8 => U8, u16 => U16, u32 => U32,
u64 => U64, f16 => F16, f32 => F32, f64 => F64, Complex32 => C64, Complex64 => C128 }

impl From<Bool8> for Element {
    fn from(x: Bool8) -> Element {
        Element::Bool(x.get())
    }
}
