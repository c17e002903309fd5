//! One value to one element of a dtype, with NumPy's errors, and Python's view of an element.

use crate::array::{
    Array, ArrayRef, DType, Data, Element, Field, Kind, StructType, TimeBase, TimeUnit, Words, c_strides, common_unit,
};
use crate::print::{self, Integer, read};
use crate::text::{Error, ErrorClass, R, err, names};
use crate::value::{Interp, Value, element_to_value, object_of};
use half::f16;
use num_bigint::BigInt;
use num_complex::{Complex32, Complex64};
use num_traits::ToPrimitive;
use std::rc::Rc;

/// A value as an element of a dtype, as assignment to an array element converts it: floats are cut
/// to ints, ints that do not fit are refused, text is parsed.
pub fn element_of(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Element> {
    if let Value::Array(array) = value {
        if array.ndim() == 0 {
            let inner = element_to_value(array.only_element());
            return element_of(cx, &inner, dtype);
        }
        if dtype != DType::Object {
            return err(ErrorClass::ValueError, "setting an array element with a sequence.");
        }
    }
    match dtype {
        // None is a missing number.
        DType::F16 | DType::F32 | DType::F64 | DType::C64 | DType::C128 if value.is_none() => {
            let part = f64::NAN;
            let missing =
                if dtype.is_complex() { Value::complex(Complex64::new(part, part)) } else { Value::float(part) };
            element_of(cx, &missing, dtype)
        }
        DType::Object => Ok(Element::Object(object_of(value.clone()))),
        DType::Bool => Ok(Element::Bool(cx.truth(value)?)),
        DType::F64 => Ok(Element::F64(float_of(cx, value)?)),
        DType::F32 => Ok(Element::F32(narrow_float(cx, value, |x| x as f32 as f64)? as f32)),
        DType::F16 => Ok(Element::F16(f16::from_f64(narrow_float(cx, value, |x| f16::from_f64(x).to_f64())?))),
        DType::C128 => Ok(Element::C128(complex_of(cx, value)?)),
        DType::C64 => {
            let x = complex_of(cx, value)?;
            Ok(Element::C64(Complex32::new(x.re as f32, x.im as f32)))
        }
        DType::Str(_) => Ok(Element::Str(text_of(cx, value)?.into())),
        DType::Bytes(_) => bytes_of(cx, value),
        DType::Datetime(_) | DType::Timedelta(_) => time_of(cx, value, dtype),
        DType::Struct(fields) => struct_of(cx, value, fields),
        DType::Void(n) => match value {
            Value::Bytes(bytes) => Ok(Element::Void(padded(bytes, n as usize), dtype)),
            Value::Scalar(element) => match &**element {
                Element::Void(bytes, _) => Ok(Element::Void(padded(bytes, n as usize), dtype)),
                _ => err(ErrorClass::TypeError, "a bytes-like object is required"),
            },
            other => {
                err(ErrorClass::TypeError, format!("a bytes-like object is required, not '{}'", other.type_name()))
            }
        },
        DType::Swapped(native) => element_of(cx, value, *native),
        integer => integer_of(cx, value, integer),
    }
}

fn padded(bytes: &[u8], n: usize) -> Rc<[u8]> {
    let mut padded = bytes[..bytes.len().min(n)].to_vec();
    padded.resize(n, 0);
    padded.into()
}

/// The NumPy scalar of a dtype made from a value: what `np.float32(x)` does.
pub fn scalar_of(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Value> {
    Ok(element_to_value(element_of(cx, value, dtype)?))
}

fn is_sequence(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Tuple(_) | Value::Array(_) | Value::Range(_))
}

fn float_of(cx: &mut dyn Interp, value: &Value) -> R<f64> {
    match value {
        Value::Float(x) | Value::NpFloat(x) => Ok(x.get()),
        Value::Int(x) | Value::NpInt(x) => Ok(*x as f64),
        Value::Bool(x) | Value::NpBool(x) => Ok(x.get() as u8 as f64),
        Value::BigInt(x) => match x.to_f64() {
            Some(float) if float.is_finite() => Ok(float),
            _ => err(ErrorClass::OverflowError, "int too large to convert to float"),
        },
        Value::Str(text) => read::parse_float(text),
        Value::Bytes(bytes) => read::parse_float_shown(&String::from_utf8_lossy(bytes), || print::repr_bytes(bytes)),
        Value::Scalar(element) => match &**element {
            Element::Str(text) => read::parse_float_shown(text, || format!("np.str_({})", print::repr_str(text))),
            Element::Bytes(bytes) => {
                let shown = || format!("np.bytes_({})", print::repr_bytes(bytes));
                read::parse_float_shown(&String::from_utf8_lossy(bytes), shown)
            }
            Element::C64(_) | Element::C128(_) => {
                cx.warn(ErrorClass::ComplexWarning, "Casting complex values to real discards the imaginary part")?;
                Ok(element.to_f64())
            }
            Element::Datetime(..) | Element::Timedelta(..) | Element::Void(..) | Element::Object(_) => {
                Err(not_a_number("float", value))
            }
            number => Ok(number.to_f64()),
        },
        Value::Complex(_) => Err(not_a_number("float", value)),
        other if is_sequence(other) => err(ErrorClass::ValueError, "setting an array element with a sequence."),
        other => {
            if let Some(convert) = cx.find_special(other, names::FLOAT)? {
                let converted = cx.call(&convert, &[], &[])?;
                return float_of(cx, &converted);
            }
            if let Some(convert) = cx.find_special(other, names::INDEX)? {
                let converted = cx.call(&convert, &[], &[])?;
                return float_of(cx, &converted);
            }
            Err(not_a_number("float", other))
        }
    }
}

/// A float for a narrower dtype, with a warning where a finite one becomes infinite.
fn narrow_float(cx: &mut dyn Interp, value: &Value, round: impl Fn(f64) -> f64) -> R<f64> {
    let wide = float_of(cx, value)?;
    if wide.is_finite() && !round(wide).is_finite() {
        cx.warn(ErrorClass::RuntimeWarning, "overflow encountered in cast")?;
    }
    Ok(wide)
}

fn not_a_number(target: &str, value: &Value) -> Box<Error> {
    let given = value.type_name();
    let text = match target {
        "float" => format!("float() argument must be a string or a real number, not '{given}'"),
        _ => format!("int() argument must be a string, a bytes-like object or a real number, not '{given}'"),
    };
    Error::new(ErrorClass::TypeError, text)
}

fn complex_of(cx: &mut dyn Interp, value: &Value) -> R<Complex64> {
    match value {
        Value::Complex(x) => Ok(**x),
        Value::Scalar(element) if matches!(&**element, Element::C64(_) | Element::C128(_)) => Ok(element.to_c128()),
        Value::Str(text) => read::parse_complex(text).map(|(re, im)| Complex64::new(re, im)),
        other => Ok(Complex64::new(float_of(cx, other)?, 0.0)),
    }
}

fn integer_of(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Element> {
    let exact: BigInt = match value {
        Value::Int(x) => return small_integer(*x as i128, dtype, true),
        Value::Bool(x) | Value::NpBool(x) => return small_integer(x.get() as i128, dtype, true),
        Value::NpInt(x) => return small_integer(*x as i128, dtype, dtype.kind() == Kind::Signed),
        Value::BigInt(x) => (**x).clone(),
        Value::Float(x) | Value::NpFloat(x) => return float_to_integer(cx, value, x.get(), dtype),
        Value::Str(text) => text_to_integer(text, || print::repr_str(text))?,
        Value::Bytes(bytes) => text_to_integer(&String::from_utf8_lossy(bytes), || print::repr_bytes(bytes))?,
        Value::Scalar(element) => match &**element {
            Element::Str(text) => text_to_integer(text, || format!("np.str_({})", print::repr_str(text)))?,
            Element::Bytes(bytes) => {
                let shown = || format!("np.bytes_({})", print::repr_bytes(bytes));
                text_to_integer(&String::from_utf8_lossy(bytes), shown)?
            }
            Element::C64(_) | Element::C128(_) => {
                cx.warn(ErrorClass::ComplexWarning, "Casting complex values to real discards the imaginary part")?;
                return float_to_integer(cx, value, element.to_f64(), dtype);
            }
            Element::F16(_) | Element::F32(_) => return float_to_integer(cx, value, element.to_f64(), dtype),
            Element::Datetime(x, _) | Element::Timedelta(x, _) => return small_integer(*x as i128, dtype, false),
            other => match other.to_i128() {
                Some(x) => return small_integer(x, dtype, dtype.kind() == Kind::Signed),
                None => return Err(not_a_number("int", value)),
            },
        },
        Value::Complex(_) => return Err(not_a_number("int", value)),
        other if is_sequence(other) => {
            return err(ErrorClass::ValueError, "setting an array element with a sequence.");
        }
        other => {
            for name in [names::INT, names::INDEX] {
                if let Some(convert) = cx.find_special(other, name)? {
                    let converted = cx.call(&convert, &[], &[])?;
                    return integer_of(cx, &converted, dtype);
                }
            }
            return Err(not_a_number("int", other));
        }
    };
    match exact.to_i128() {
        Some(x) => small_integer(x, dtype, true),
        None if dtype == DType::I64 => err(ErrorClass::OverflowError, "Python int too large to convert to C long"),
        None => err(ErrorClass::OverflowError, format!("Python integer {exact} out of bounds for {}", dtype.name())),
    }
}

/// `int(text)`; `shown` is the `repr` of what the text comes from, for the message.
fn text_to_integer(text: &str, shown: impl FnOnce() -> String) -> R<BigInt> {
    match read::parse_int(text, 10) {
        Ok(Integer::Small(x)) => Ok(BigInt::from(x)),
        Ok(Integer::Big(x)) => Ok(x),
        Err(error) if error.message.starts_with("invalid literal") => {
            err(ErrorClass::ValueError, format!("invalid literal for int() with base 10: {}", shown()))
        }
        Err(error) => Err(error),
    }
}

/// An integer for an integer dtype. One that is `checked` must fit, as Python's ints must and NumPy's in
/// signed dtypes; others wrap.
fn small_integer(x: i128, dtype: DType, checked: bool) -> R<Element> {
    let (low, high) = match dtype {
        DType::I8 => (i8::MIN as i128, i8::MAX as i128),
        DType::I16 => (i16::MIN as i128, i16::MAX as i128),
        DType::I32 => (i32::MIN as i128, i32::MAX as i128),
        DType::I64 => (i64::MIN as i128, i64::MAX as i128),
        DType::U8 => (0, u8::MAX as i128),
        DType::U16 => (0, u16::MAX as i128),
        DType::U32 => (0, u32::MAX as i128),
        _ => (0, u64::MAX as i128),
    };
    if checked && !(low..=high).contains(&x) {
        if dtype == DType::I64 {
            return err(ErrorClass::OverflowError, "Python int too large to convert to C long");
        }
        return err(ErrorClass::OverflowError, format!("Python integer {x} out of bounds for {}", dtype.name()));
    }
    Ok(match dtype {
        DType::I8 => Element::I8(x as i8),
        DType::I16 => Element::I16(x as i16),
        DType::I32 => Element::I32(x as i32),
        DType::I64 => Element::I64(x as i64),
        DType::U8 => Element::U8(x as u8),
        DType::U16 => Element::U16(x as u16),
        DType::U32 => Element::U32(x as u32),
        _ => Element::U64(x as u64),
    })
}

fn float_to_integer(_cx: &mut dyn Interp, value: &Value, x: f64, dtype: DType) -> R<Element> {
    if matches!(value, Value::Float(_)) || matches!(value, Value::NpFloat(_)) {
        if x.is_nan() {
            return err(ErrorClass::ValueError, "cannot convert float NaN to integer");
        }
        if x.is_infinite() {
            return err(ErrorClass::OverflowError, "cannot convert float infinity to integer");
        }
    }
    match num_traits::cast::<f64, i128>(x.trunc()) {
        Some(whole) => {
            let checked = matches!(value, Value::Float(_)) || dtype.kind() == Kind::Signed;
            small_integer(whole, dtype, checked)
        }
        None => err(ErrorClass::OverflowError, "Python int too large to convert to C long"),
    }
}

fn text_of(cx: &mut dyn Interp, value: &Value) -> R<String> {
    match value {
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => Ok(text.to_string()),
            _ => err(ErrorClass::UnicodeDecodeError, "'ascii' codec can't decode byte: ordinal not in range(128)"),
        },
        Value::Scalar(element) => match &**element {
            Element::Bytes(bytes) => text_of(cx, &Value::bytes(&**bytes)),
            _ => cx.str(value),
        },
        other if is_sequence(other) => err(ErrorClass::ValueError, "setting an array element with a sequence"),
        other => cx.str(other),
    }
}

fn bytes_of(cx: &mut dyn Interp, value: &Value) -> R<Element> {
    match value {
        Value::Bytes(bytes) => Ok(Element::Bytes(bytes[..].into())),
        Value::Scalar(element) if matches!(&**element, Element::Bytes(_)) => Ok((**element).clone()),
        other if is_sequence(other) => err(ErrorClass::ValueError, "setting an array element with a sequence"),
        other => {
            let text = cx.str(other)?;
            if !text.is_ascii() {
                let (at, _) = text.chars().enumerate().find(|(_, c)| !c.is_ascii()).unwrap_or((0, ' '));
                return err(
                    ErrorClass::UnicodeEncodeError,
                    format!(
                        "'ascii' codec can't encode character {} in position {at}: ordinal not in range(128)",
                        print::repr_str(&text.chars().nth(at).map(String::from).unwrap_or_default())
                    ),
                );
            }
            Ok(Element::Bytes(text.as_bytes().into()))
        }
    }
}

/// A structured element from a tuple (one value a field) or a scalar for every field.
fn struct_of(cx: &mut dyn Interp, value: &Value, fields: &'static StructType) -> R<Element> {
    let dtype = DType::Struct(fields);
    let values: Vec<Value> = match value {
        Value::Tuple(tuple) => {
            if tuple.len() != fields.fields.len() {
                return err(
                    ErrorClass::ValueError,
                    format!(
                        "could not assign tuple of length {} to structure with {} fields.",
                        tuple.len(),
                        fields.fields.len()
                    ),
                );
            }
            tuple.to_vec()
        }
        Value::Scalar(_) | Value::Native(_) => match value.as_np_scalar() {
            Some(Element::Void(bytes, have)) if have == dtype => return Ok(Element::Void(bytes, have)),
            Some(Element::Void(bytes, DType::Struct(have))) if have.fields.len() == fields.fields.len() => {
                let source = Array::from_data(DType::Struct(have), &[], Data::Words(Words::from_bytes(&bytes)));
                let parts = have.fields.iter().map(|field| field_value(&source, field));
                parts.collect()
            }
            _ => vec![value.clone(); fields.fields.len()],
        },
        other => vec![other.clone(); fields.fields.len()],
    };
    let whole = Array::zeros(dtype, &[]);
    for (field, value) in fields.fields.iter().zip(&values) {
        let part = field_view(&whole, field);
        if part.ndim() == 0 {
            let element = element_of(cx, value, field.dtype)?;
            part.set_element(part.head().layout.offset, &element);
        } else {
            let source = super::as_array_of(cx, value, field.dtype)?;
            crate::run::array_index::assign(cx, &part, &source)?;
        }
    }
    let bytes: Rc<[u8]> = whole.bytes()[..fields.itemsize].into();
    Ok(Element::Void(bytes, dtype))
}

/// The view of one field of a structured array.
pub(crate) fn field_view(array: &ArrayRef, field: &Field) -> ArrayRef {
    let mut layout = array.layout();
    layout.offset += field.offset;
    layout.shape.extend_from_slice(&field.shape);
    layout.strides.extend(c_strides(&field.shape, field.dtype.itemsize()));
    array.view(field.dtype, layout)
}

fn field_value(array: &ArrayRef, field: &Field) -> Value {
    let part = field_view(array, field);
    if part.ndim() == 0 { element_to_value(part.only_element()) } else { Value::Array(part) }
}

/// The unit that times without one take from the values themselves.
pub(super) fn time_dtype(wanted: DType, leaves: &[Value]) -> R<DType> {
    let (DType::Datetime(unit) | DType::Timedelta(unit)) = wanted else { return Ok(wanted) };
    if unit.base != TimeBase::Generic {
        return Ok(wanted);
    }
    let mut common: Option<TimeUnit> = None;
    for leaf in leaves {
        let have = match leaf {
            Value::Str(text) => match super::time::parse(text) {
                Some((_, unit)) => unit,
                None => continue,
            },
            Value::Scalar(element) => match **element {
                Element::Datetime(_, unit) | Element::Timedelta(_, unit) => unit,
                _ => continue,
            },
            _ => continue,
        };
        common = Some(common.map_or(have, |common| common_unit(common, have)));
    }
    let unit = common.unwrap_or(unit);
    Ok(if matches!(wanted, DType::Datetime(_)) { DType::Datetime(unit) } else { DType::Timedelta(unit) })
}

fn time_of(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Element> {
    super::time::element(cx, value, dtype)
}
