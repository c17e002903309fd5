//! Elements as Python's own objects: what `a.item()` and `a.tolist()` give.

use crate::array::Element;
use crate::value::{Value, element_to_value};
use num_bigint::BigInt;

/// The Python object nearest to an element.
pub fn item(element: Element) -> Value {
    match element {
        Element::Bool(x) => Value::bool(x),
        Element::F16(x) => Value::float(x.to_f64()),
        Element::F32(x) => Value::float(x as f64),
        Element::F64(x) => Value::float(x),
        Element::C64(_) | Element::C128(_) => Value::complex(element.to_c128()),
        Element::U64(x) => Value::big(BigInt::from(x)),
        Element::Str(text) => Value::str(&*text),
        Element::Bytes(bytes) => Value::bytes(&*bytes),
        Element::Void(ref bytes, crate::array::DType::Struct(fields)) => {
            let whole = crate::array::Array::from_data(
                crate::array::DType::Struct(fields),
                &[],
                crate::array::Data::Words(crate::array::Words::from_bytes(bytes)),
            );
            let parts = fields.fields.iter().map(|field| {
                let part = super::element::field_view(&whole, field);
                if part.ndim() == 0 { item(part.only_element()) } else { Value::Array(part) }
            });
            Value::tuple(parts.collect::<Vec<_>>())
        }
        other => match other.to_i128() {
            Some(x) => Value::Int(x as i64),
            None => element_to_value(other),
        },
    }
}
