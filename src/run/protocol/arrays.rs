//! Text of arrays and NumPy scalars among other values.

use crate::array::{ArrayRef, DType, Element};
use crate::print::{float, repr_bytes, repr_str};
use crate::text::{Error, R};
use crate::value::{Interp, value_of};

/// `repr` of an array.
pub(super) fn repr_array(_: &mut dyn Interp, _: &ArrayRef) -> R<String> {
    Err(Error::unsupported("the repr of arrays"))
}

/// `str` of an array.
pub(super) fn str_array(_: &mut dyn Interp, _: &ArrayRef) -> R<String> {
    Err(Error::unsupported("the str of arrays"))
}

/// `repr` of a NumPy scalar.
pub(super) fn repr_element(cx: &mut dyn Interp, element: &Element) -> R<String> {
    let class = crate::value::types::of_element(element);
    Ok(match element {
        Element::Bool(x) => if *x { "np.True_" } else { "np.False_" }.to_string(),
        Element::Str(text) => format!("np.str_({})", repr_str(text)),
        Element::Bytes(bytes) => format!("np.bytes_({})", repr_bytes(bytes)),
        Element::Object(object) => return cx.repr(&value_of(object)),
        Element::C64(x) => format!("np.complex64({})", float::scalar_complex(x.re, x.im, false, false)),
        Element::C128(x) => format!("np.complex128({})", float::scalar_complex(x.re, x.im, false, false)),
        _ => format!("np.{}({})", class.name(), str_element(cx, element)?),
    })
}

/// `str` of a NumPy scalar.
pub(super) fn str_element(cx: &mut dyn Interp, element: &Element) -> R<String> {
    Ok(match element {
        Element::Bool(x) => if *x { "True" } else { "False" }.to_string(),
        Element::F16(x) => float::scalar_float(*x, false),
        Element::F32(x) => float::scalar_float(*x, false),
        Element::F64(x) => float::scalar_float(*x, false),
        Element::C64(x) => float::scalar_complex(x.re, x.im, true, false),
        Element::C128(x) => float::scalar_complex(x.re, x.im, true, false),
        Element::Str(text) => text.to_string(),
        Element::Bytes(bytes) => repr_bytes(bytes),
        Element::Object(object) => return cx.str(&value_of(object)),
        Element::Datetime(..) | Element::Timedelta(..) | Element::Void(..) => {
            return Err(Error::unsupported(format_args!("the text of a {} scalar", element.dtype().name())));
        }
        integer => integer.to_i128().unwrap_or_default().to_string(),
    })
}

/// `repr` of a dtype object.
pub(super) fn repr_dtype(dtype: DType) -> String {
    match dtype {
        DType::Object => "dtype('O')".to_string(),
        DType::Str(_) | DType::Bytes(_) | DType::Void(_) | DType::Datetime(_) | DType::Timedelta(_) => {
            format!("dtype('{}')", dtype.array_protocol())
        }
        DType::Swapped(_) => format!("dtype('{}')", dtype.array_protocol()),
        _ => format!("dtype('{}')", dtype.name()),
    }
}

/// `str` of a dtype object.
pub(super) fn str_dtype(dtype: DType) -> String {
    match dtype {
        DType::Str(_) | DType::Bytes(_) | DType::Void(_) | DType::Swapped(_) => dtype.array_protocol(),
        _ => dtype.name(),
    }
}
