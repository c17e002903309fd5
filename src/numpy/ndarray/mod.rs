//! Attributes and methods of arrays that no function of the same name shares: shape, dtype, views
//! of bytes, items, flags.

mod attributes;
mod flags;
mod methods;

use crate::array::{Array, ArrayRef, Layout};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Value};

/// The rows of this family.
pub(super) const LISTS: &[&[Builtin]] = &[attributes::ROWS, methods::ROWS, flags::ROWS];

/// The array that a method was called on.
pub(super) fn this(value: &Value) -> R<ArrayRef> {
    match value {
        Value::Array(array) => Ok(array.clone()),
        other => match other.as_np_scalar() {
            Some(element) => Ok(Array::scalar(element)),
            None => err(
                ErrorClass::TypeError,
                format!("descriptor requires a 'numpy.ndarray' object but received a '{}'", other.type_name()),
            ),
        },
    }
}

/// Whether every element of a layout lies within the storage of an array.
pub(super) fn fits_storage(array: &Array, layout: &Layout, itemsize: usize) -> bool {
    let nbytes = array.data().nbytes() as isize;
    if layout.size() == 0 {
        return true;
    }
    let (mut low, mut high) = (layout.offset as isize, layout.offset as isize);
    for (&n, &stride) in layout.shape.iter().zip(&layout.strides) {
        let Some(reach) = stride.checked_mul(n as isize - 1) else { return false };
        if reach < 0 { low = low.saturating_add(reach) } else { high = high.saturating_add(reach) }
    }
    low >= 0 && high.saturating_add(itemsize as isize) <= nbytes
}

/// The real or imaginary parts of a complex array, as a view.
pub(super) fn complex_part(array: &ArrayRef, imaginary: bool) -> ArrayRef {
    let dtype = array.dtype().real_part();
    let mut layout = array.layout();
    if imaginary {
        layout.offset += dtype.itemsize();
    }
    array.view(dtype, layout)
}
