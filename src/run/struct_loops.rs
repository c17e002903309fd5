//! Comparison of structured arrays: field by field.

use super::convert::{cast, field_view, promote};
use super::ufunc_call::{Options, Results, array_or_scalar, call_one, ufunc};
use crate::array::{Array, ArrayRef, DType, broadcast_shapes, shape_text};
use crate::kernels::ufunc::id;
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, Value};

/// `a == b`, or `a != b` if not `wanted`.
///
/// *Errors*: TypeError for dtypes without a common one.
pub(super) fn equal(cx: &mut dyn Interp, a: &ArrayRef, b: &ArrayRef, wanted: bool, options: &Options) -> R<Results> {
    let Ok(common) = promote(a.dtype(), b.dtype()) else {
        return err(
            ErrorClass::TypeError,
            "Cannot compare structured arrays unless they have a common dtype.  I.e. `np.result_type(arr1, arr2)` \
             must be defined.",
        );
    };
    let (x, y) = (a.shape(), b.shape());
    let Some(shape) = broadcast_shapes([&x[..], &y[..]]) else {
        let text =
            format!("operands could not be broadcast together with shapes {} {} ", shape_text(&x), shape_text(&y));
        return err(ErrorClass::ValueError, text);
    };
    let (a, b) = (cast(cx, a, common)?, cast(cx, b, common)?);
    let result = same(cx, &a, &b, &shape)?;
    let result = if wanted { result } else { call_one(cx, ufunc(id::LOGICAL_NOT), &[result])? };
    let result = match result {
        Value::Array(array) if !options.arrays_only => array_or_scalar(array),
        other => other,
    };
    Ok(Results::from_iter([result]))
}

fn same(cx: &mut dyn Interp, a: &ArrayRef, b: &ArrayRef, shape: &[usize]) -> R<Value> {
    let whole = Array::scratch(DType::Bool, shape);
    whole.bytes_mut().fill(1);
    let mut all = Value::Array(whole);
    let DType::Struct(fields) = a.dtype() else { return Ok(all) };
    for field in &fields.fields {
        let (x, y) = (aligned(a, field, shape), aligned(b, field, shape));
        let mut equal = match (x.dtype(), y.dtype()) {
            (DType::Struct(_), DType::Struct(_)) => {
                let shape: Vec<usize> = shape.iter().chain(&field.shape).copied().collect();
                same(cx, &x, &y, &shape)?
            }
            _ => call_one(cx, ufunc(id::EQUAL), &[Value::Array(x), Value::Array(y)])?,
        };
        for _ in &field.shape {
            let Value::Array(array) = &equal else { break };
            let options = super::ufunc_reduce::ReduceOptions {
                axes: Some(vec![array.ndim() - 1]),
                arrays_only: true,
                ..Default::default()
            };
            equal = super::ufunc_reduce::reduce(cx, ufunc(id::LOGICAL_AND), array, &options)?;
        }
        all = call_one(cx, ufunc(id::LOGICAL_AND), &[all, equal])?;
    }
    Ok(all)
}

/// One field of an array stretched to a shape.
fn aligned(array: &ArrayRef, field: &crate::array::Field, shape: &[usize]) -> ArrayRef {
    match array.layout().broadcast_to(shape) {
        Some(layout) => field_view(&array.view_layout(layout), field),
        None => field_view(array, field),
    }
}
