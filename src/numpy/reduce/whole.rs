//! Reductions of all elements of an array that is one stretch of memory, by the shortest way: nothing
//! is planned and no array made. Where floating-point errors are met, dtypes change or options are
//! given, there is no answer here, and the general way finds it.

use crate::array::{ArrayRef, Bool8, DType};
use crate::kernels::fp::FpFlags;
use crate::kernels::reduce::{count_true, fold_any_order};
use crate::kernels::sum::{Run, add_run, squared_distances};
use crate::kernels::ufunc::{Stretch, UFUNCS};
use crate::text::interrupt;
use crate::value::Value;

/// Whether no option of a reduction was given: `none` are slots whose default is None, `absent` those
/// that are empty by default.
pub(super) fn is_plain(none: &[Value], absent: &[Value]) -> bool {
    none.iter().all(Value::is_none) && absent.iter().all(Value::is_undef)
}

fn is_subclass(array: &ArrayRef) -> bool {
    array.tag.borrow().is_some()
}

/// The sum.
pub(super) fn sum(a: &Value) -> Option<Value> {
    let Value::Array(array) = a else { return None };
    if is_subclass(array) {
        return None;
    }
    if let Some(values) = array.as_slice::<f64>() {
        let total = add_run(0.0, Run::all(&values));
        return total.is_finite().then(|| Value::np_float(total));
    }
    if let Some(values) = array.as_slice::<i64>() {
        return Some(Value::NpInt(fold_any_order::<crate::kernels::arith::Add, i64>(0, Run::all(&values))));
    }
    let flags = array.as_slice::<Bool8>()?;
    Some(Value::NpInt(count_true(Run::all(bytemuck::cast_slice::<Bool8, u8>(&flags))) as i64))
}

/// The mean of float64.
pub(super) fn mean(a: &Value) -> Option<Value> {
    let Value::Array(array) = a else { return None };
    if is_subclass(array) {
        return None;
    }
    let values = array.as_slice::<f64>().filter(|values| !values.is_empty())?;
    let mean = add_run(0.0, Run::all(&values)) / values.len() as f64;
    mean.is_finite().then(|| Value::np_float(mean))
}

/// The variance of float64, the sum of squares divided by so many fewer than there are elements.
pub(super) fn variance(a: &Value, ddof: i64) -> Option<f64> {
    let Value::Array(array) = a else { return None };
    if is_subclass(array) {
        return None;
    }
    let values = array.as_slice::<f64>()?;
    let n = values.len();
    let left = i64::try_from(n).ok()?.checked_sub(ddof).filter(|&left| n > 0 && left > 0)?;
    let mean = add_run(0.0, Run::all(&values)) / n as f64;
    if !mean.is_finite() {
        return None;
    }
    let variance = (0.0 + squared_distances(&values, mean)) / left as f64;
    variance.is_finite().then_some(variance)
}

/// The fold of float64 and int64 by a ufunc that gives what it takes and has no identity: `maximum`
/// and `minimum`.
pub(super) fn extreme(place: usize, a: &Value) -> Option<Value> {
    let Value::Array(array) = a else { return None };
    let dtype = array.dtype();
    if is_subclass(array) || array.ndim() == 0 || !matches!(dtype, DType::F64 | DType::I64) || !array.is_c() {
        return None;
    }
    let fold = UFUNCS[place].loop_for(dtype)?.fold?;
    let (offset, count) = (array.head().layout.offset, array.size());
    let bytes = array.bytes();
    let mut value: [u8; 8] = bytes.get(offset..offset + 8).filter(|_| count > 0)?.try_into().ok()?;
    let rest = Stretch { bytes: &bytes, offset: offset + 8, stride: 8, count: count - 1 };
    let flags = if count > 1 { (fold.run)(&mut value, rest, false) } else { FpFlags::NONE };
    if !flags.is_empty() || interrupt::raised() {
        return None;
    }
    Some(if dtype == DType::F64 {
        Value::np_float(f64::from_ne_bytes(value))
    } else {
        Value::NpInt(i64::from_ne_bytes(value))
    })
}
