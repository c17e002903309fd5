//! What counts as bytes: `bytes`, `bytearray`, NumPy's bytes scalars.

use crate::array::Element;
use crate::print::repr_bytes;
use crate::text::R;
use crate::value::{Interp, Native, Type, Value, types};
use std::any::Any;
use std::borrow::Cow;
use std::cell::RefCell;

/// A `bytearray`.
#[derive(Default)]
pub struct ByteArray {
    /// The bytes.
    pub bytes: RefCell<Vec<u8>>,
}

impl ByteArray {
    /// A bytearray as a value.
    pub fn value(bytes: Vec<u8>) -> Value {
        Value::native(ByteArray { bytes: RefCell::new(bytes) })
    }
}

impl Native for ByteArray {
    fn class(&self) -> Type {
        types::BYTEARRAY
    }

    fn repr(&self, _: &mut dyn Interp) -> Option<R<String>> {
        Some(Ok(format!("bytearray({})", repr_bytes(&self.bytes.borrow()))))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The bytes of a bytes-like object.
pub fn bytes_of(value: &Value) -> Option<Cow<'_, [u8]>> {
    match value {
        Value::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
        Value::Scalar(element) => match &**element {
            Element::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
            _ => None,
        },
        Value::Native(object) => object.get::<ByteArray>().map(|array| Cow::Owned(array.bytes.borrow().clone())),
        Value::Instance(instance) => instance.payload().and_then(bytes_of),
        _ => None,
    }
}
