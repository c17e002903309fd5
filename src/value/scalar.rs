//! Between elements of arrays and values: NumPy scalars.

use super::{Native, Type, Value, types};
use crate::array::{Array, ArrayRef, DType, Data, Element, Object, Words};
use std::any::Any;
use std::rc::Rc;

/// A structured scalar: an element of a structured array, whose memory it shares.
pub struct VoidScalar {
    /// The element as an array without axes.
    pub array: ArrayRef,
}

impl Native for VoidScalar {
    fn class(&self) -> Type {
        types::NP_VOID
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The structured scalar in an array without axes.
pub fn void_scalar(array: ArrayRef) -> Value {
    Value::native(VoidScalar { array })
}

/// The NumPy scalar (or, for object arrays, the object) that indexing gives for an element.
pub fn element_to_value(element: Element) -> Value {
    match element {
        Element::F64(x) => Value::np_float(x),
        Element::I64(x) => Value::NpInt(x),
        Element::Bool(x) => Value::np_bool(x),
        Element::Object(object) => value_of(&object),
        Element::Void(bytes, dtype @ DType::Struct(_)) => {
            void_scalar(Array::from_data(dtype, &[], Data::Words(Words::from_bytes(&bytes))))
        }
        other => Value::Scalar(Rc::new(other)),
    }
}

/// The object array element that holds a value.
pub fn object_of(value: Value) -> Object {
    Object(Rc::new(value))
}

/// The value that an object array element holds; None for one never set.
pub fn value_of(object: &Object) -> Value {
    object.0.downcast_ref::<Value>().cloned().unwrap_or(Value::None)
}

impl Value {
    /// The element, if the value is a NumPy scalar.
    pub fn as_np_scalar(&self) -> Option<Element> {
        match self {
            Value::NpBool(x) => Some(Element::Bool(x.get())),
            Value::NpInt(x) => Some(Element::I64(*x)),
            Value::NpFloat(x) => Some(Element::F64(x.get())),
            Value::Scalar(element) => Some((**element).clone()),
            Value::Native(_) => self.as_native::<VoidScalar>().map(|scalar| scalar.array.only_element()),
            _ => None,
        }
    }
}
