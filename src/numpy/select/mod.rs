//! Choosing elements: where, nonzero, take, put, choose, select, index grids.

mod conditions;
mod indices;
mod take;

use crate::array::{Array, ArrayRef, DType, Index, Selection, nonzero as true_places};
use crate::run::arguments::{OUTPUT_MUST_BE_AN_ARRAY, out_array};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, as_array_of, cast};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Value};

/// The rows of this family.
pub(super) const LISTS: &[&[Builtin]] = &[conditions::ROWS, take::ROWS, indices::ROWS];

/// Each element's truth value.
fn truth_array(cx: &mut dyn Interp, array: &ArrayRef) -> R<ArrayRef> {
    if array.dtype() == DType::Bool { Ok(array.clone()) } else { cast(cx, array, DType::Bool) }
}

fn true_positions(cx: &mut dyn Interp, line: &ArrayRef) -> R<Vec<i64>> {
    let mask = truth_array(cx, line)?;
    Ok(true_places(&mask).1.into_iter().next().unwrap_or_default())
}

/// Positions brought into range as `mode` says.
fn moded(cx: &mut dyn Interp, indices: &Value, n: usize, mode: &Value, axis: usize) -> R<ArrayRef> {
    let given = as_array(cx, indices)?;
    if !given.dtype().is_integer() && given.dtype() != DType::Bool && given.size() > 0 {
        let from = cx.repr(&Value::dtype(given.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    let positions = as_array_of(cx, indices, DType::I64)?;
    let shape = positions.shape();
    let n_signed = n as i64;
    if n == 0 && positions.size() > 0 {
        return err(ErrorClass::IndexError, "cannot do a non-empty take from an empty axes.");
    }
    let mut places = positions.to_vec::<i64>();
    match mode.as_str() {
        None | Some("raise") => {
            for place in &mut places {
                *place = crate::array::wrap_index(*place, n, axis)? as i64;
            }
        }
        Some("wrap") => places.iter_mut().for_each(|place| *place = place.rem_euclid(n_signed.max(1))),
        Some("clip") => places.iter_mut().for_each(|place| *place = (*place).clamp(0, (n_signed - 1).max(0))),
        Some(other) => {
            return err(
                ErrorClass::ValueError,
                format!("clipmode must be one of 'clip', 'raise', or 'wrap' (got '{other}')"),
            );
        }
    }
    Ok(Array::from_vec(places, &shape))
}

/// Sub-arrays along an axis at positions in range, whose axes replace that axis.
pub(super) fn pick_axis(array: &ArrayRef, positions: ArrayRef, axis: usize) -> R<ArrayRef> {
    let mut items = vec![Index::Slice { start: None, stop: None, step: 1 }; axis];
    items.push(Index::Ints(positions));
    match crate::array::select(array, &items)? {
        Selection::Picked(picked) => Ok(picked.get(array)),
        Selection::View { .. } => unreachable!("an index array picks"),
    }
}

/// Puts a result into `out` if one was given.
fn deliver(cx: &mut dyn Interp, result: ArrayRef, out: &Value) -> R<Value> {
    match out_array(out, OUTPUT_MUST_BE_AN_ARRAY)? {
        Some(out) => {
            if out.shape() != result.shape() {
                return err(ErrorClass::ValueError, "output array does not match result of ndarray.take");
            }
            assign(cx, out, &result)?;
            Ok(Value::Array(out.clone()))
        }
        None if result.ndim() == 0 => Ok(crate::value::element_to_value(result.only_element())),
        None => Ok(Value::Array(result)),
    }
}
