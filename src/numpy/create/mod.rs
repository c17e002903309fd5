//! Arrays from nothing, from numbers and from other arrays. Here are the two makers that other families
//! use, `new_array` and `filled`.

mod coordinates;
mod filled;
mod matrices;
mod objects;
mod ranges;

use crate::array::{Array, ArrayRef, DType, Num, Order};
use crate::run::arguments::refuse;
use crate::run::array_index::assign;
use crate::run::convert::element_of;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Value, object_of};
use crate::with_num_type;

/// The rows of this family.
pub(super) const LISTS: &[&[Builtin]] = &[filled::ROWS, objects::ROWS, ranges::ROWS, matrices::ROWS, coordinates::ROWS];

/// Refuses `device` and `like`, which have one meaning here.
fn refuse_extras(function: &str, device: Option<&Value>, like: &Value) -> R<()> {
    if let Some(device) = device
        && !device.is_missing()
        && device.as_str() != Some("cpu")
    {
        let shown = device.as_str().unwrap_or("");
        return err(
            ErrorClass::ValueError,
            format!("Device not understood. Only \"cpu\" is allowed, but received: {shown}"),
        );
    }
    refuse(like, function, "like")
}

/// A new array of zeros (object arrays: of the int 0) in an order.
pub(super) fn new_array(shape: &[usize], dtype: DType, order: Order) -> R<ArrayRef> {
    Array::check_size(shape, dtype)?;
    if dtype == DType::Object {
        let size = shape.iter().product();
        return Ok(Array::from_objects(vec![object_of(Value::Int(0)); size], shape));
    }
    let dtype = match dtype {
        DType::Str(0) => DType::Str(1),
        DType::Bytes(0) => DType::Bytes(1),
        other => other,
    };
    let array = Array::zeros(dtype, shape);
    if order == Order::F && shape.len() > 1 {
        let layout = crate::array::Layout::f_order(shape, dtype.itemsize());
        array.set_head(crate::array::Head { dtype, layout });
    }
    Ok(array)
}

/// An array of one number, fast for the common dtypes.
pub(super) fn filled(cx: &mut dyn Interp, shape: &[usize], dtype: DType, order: Order, value: &Value) -> R<ArrayRef> {
    let array = new_array(shape, dtype, order)?;
    if matches!(value, Value::Int(0)) {
        return Ok(array);
    }
    fn fill<T: Num>(array: &ArrayRef, one: &ArrayRef) -> bool {
        let (Some(one), flat) = (one.as_slice::<T>(), array.head().layout.clone()) else { return false };
        // A fresh array has no gaps in either order, so it may be filled as one run.
        let run = array.view_layout(crate::array::Layout::c_order(&[flat.size()], T::DTYPE.itemsize()));
        let Some(mut elements) = run.as_slice_mut::<T>() else { return false };
        elements.fill(one[0]);
        true
    }
    if dtype.is_numeric()
        && dtype.native() == dtype
        && !matches!(value, Value::Array(_) | Value::List(_) | Value::Tuple(_) | Value::Scalar(_))
        && !(matches!(value, Value::NpInt(_) | Value::NpFloat(_)) && dtype.is_integer())
    {
        let one = Array::scalar(element_of(cx, value, dtype)?);
        if with_num_type!(dtype, T => fill::<T>(&array, &one), else false) {
            return Ok(array);
        }
    }
    let source = crate::run::convert::as_array_of(cx, value, array.dtype())?;
    assign(cx, &array, &source)?;
    Ok(array)
}
