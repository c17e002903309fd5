//! Subclasses of ndarray: results of views keep the class, and `__array_finalize__` sees them.

use crate::array::ArrayRef;
use crate::text::{R, names};
use crate::value::{Interp, Subclass, Value};
use std::any::Any;
use std::rc::Rc;

/// Gives a new array the subclass of the array it was made from.
pub fn finalize(cx: &mut dyn Interp, source: &ArrayRef, tag: Rc<dyn Any>, result: ArrayRef) -> R<Value> {
    finalize_from(cx, Value::Array(source.clone()), tag, result)
}

/// Gives a new array a subclass; it was made from `source`, or from none in particular.
pub(super) fn finalize_from(cx: &mut dyn Interp, source: Value, tag: Rc<dyn Any>, result: ArrayRef) -> R<Value> {
    let Some(subclass) = tag.downcast_ref::<Subclass>() else {
        return Ok(Value::Array(result));
    };
    let made = Subclass { class: subclass.class.clone(), attributes: Default::default() };
    *result.tag.borrow_mut() = Some(Rc::new(made));
    let value = Value::Array(result);
    if let Value::Class(class) = &subclass.class
        && class.lookup(names::ARRAY_FINALIZE).is_some()
        && let Some(method) = cx.find_special(&value, names::ARRAY_FINALIZE)?
    {
        cx.call(&method, &[source], &[])?;
    }
    Ok(value)
}

/// An attribute that the program gave to an array of its subclass.
pub(super) fn own_attribute(value: &Value, name: crate::text::Name) -> Option<Value> {
    let Value::Array(array) = value else { return None };
    let tag = array.tag.borrow();
    let subclass = tag.as_ref()?.downcast_ref::<Subclass>()?;
    subclass.attributes.borrow().get(name)
}

/// Gives an array of the program's subclass an attribute.
pub(super) fn set_own_attribute(value: &Value, name: crate::text::Name, new: Value) {
    let Value::Array(array) = value else { return };
    let tag = array.tag.borrow().clone();
    if let Some(subclass) = tag.as_ref().and_then(|tag| tag.downcast_ref::<Subclass>()) {
        let _old = subclass.attributes.borrow_mut().insert(name, new);
    }
}

/// Removes an attribute that the program gave to an array of its subclass; false if there is none.
pub(super) fn remove_own_attribute(value: &Value, name: crate::text::Name) -> bool {
    let Value::Array(array) = value else { return false };
    let tag = array.tag.borrow().clone();
    let subclass = tag.as_ref().and_then(|tag| tag.downcast_ref::<Subclass>());
    subclass.is_some_and(|subclass| subclass.attributes.borrow_mut().remove(name).is_some())
}

/// The dict that holds the attributes of an array of the program's subclass.
pub(super) fn own_dict(value: &Value) -> Option<Value> {
    let Value::Array(array) = value else { return None };
    let tag = array.tag.borrow().clone()?;
    let subclass = tag.downcast_ref::<Subclass>()?;
    Some(Value::Dict(subclass.attributes.borrow_mut().dict()))
}
