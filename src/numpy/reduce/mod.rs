//! Reductions as functions and methods: sums, products, extremes, truth, counts; means and spreads,
//! places of extremes, running sums, quantiles, and their twins that leave out NaN, in files of
//! their own.

mod means;
mod nan;
mod places;
mod quantiles;
mod running;
mod totals;
mod whole;

use crate::array::{ArrayRef, DType};
use crate::kernels::ufunc::UFUNCS;
use crate::run::arguments::{axes_of, dtype_arg};
use crate::run::convert::as_array;
use crate::run::ufunc_args::{bundle, mask_array};
use crate::run::ufunc_call::{self, Options};
use crate::run::ufunc_reduce::{self, Initial, ReduceOptions};
use crate::text::R;
use crate::value::{Builtin, Interp, Value};

/// Every family's rows.
pub(super) const LISTS: &[&[Builtin]] =
    &[totals::ROWS, means::ROWS, places::ROWS, running::ROWS, quantiles::ROWS, nan::ROWS];

/// What most reductions can be told, as the slots of their rows hold it.
#[derive(Clone, Default)]
struct Told {
    axis: Value,
    dtype: Value,
    out: Value,
    keepdims: Value,
    initial: Value,
    mask: Value,
}

impl Told {
    /// The options of a reduction of an array.
    fn options(&self, cx: &mut dyn Interp, array: &ArrayRef) -> R<ReduceOptions> {
        let (out, arrays_only) = ufunc_reduce::out_of(&self.out)?;
        Ok(ReduceOptions {
            axes: self.axes(cx, array)?,
            dtype: dtype_arg(cx, &self.dtype)?,
            out,
            keepdims: self.keeps_axes(cx)?,
            initial: match &self.initial {
                Value::Undef => Initial::Own,
                Value::None => Initial::First,
                value => Initial::Given(value.clone()),
            },
            mask: self.mask_array(cx)?,
            arrays_only,
        })
    }

    /// The axes; a number may be told to reduce its axis 0 or -1.
    fn axes(&self, cx: &mut dyn Interp, array: &ArrayRef) -> R<Option<Vec<usize>>> {
        match &self.axis {
            Value::Int(0 | -1) if array.ndim() == 0 => Ok(None),
            axis => axes_of(cx, axis, array.ndim()),
        }
    }

    /// Whether reduced axes stay.
    fn keeps_axes(&self, cx: &mut dyn Interp) -> R<bool> {
        if self.keepdims.is_undef() { Ok(false) } else { cx.truth(&self.keepdims) }
    }

    /// The mask; None for all elements.
    fn mask_array(&self, cx: &mut dyn Interp) -> R<Option<ArrayRef>> {
        match &self.mask {
            Value::Undef => Ok(None),
            Value::Bool(all) if all.get() => Ok(None),
            mask => Ok(Some(mask_array(cx, mask)?)),
        }
    }
}

/// `ufunc.reduce` of a value, all axes unless told otherwise.
fn reduce(cx: &mut dyn Interp, place: usize, a: &Value, told: &Told) -> R<Value> {
    let array = as_array(cx, a)?;
    let options = told.options(cx, &array)?;
    ufunc_reduce::reduce(cx, &UFUNCS[place], &array, &options)
}

/// A ufunc of values.
fn op(cx: &mut dyn Interp, place: usize, values: &[Value]) -> R<Value> {
    Ok(bundle(ufunc_call::call(cx, &UFUNCS[place], values)?))
}

/// A ufunc of values into an array, with unsafe casting.
fn op_into(cx: &mut dyn Interp, place: usize, values: &[Value], out: &ArrayRef) -> R<Value> {
    let mut args = Vec::new();
    for value in values {
        args.push(crate::run::operand::Arg::new(cx, value)?);
    }
    let mut options = Options { casting: crate::array::Casting::Unsafe, ..Options::default() };
    options.out.push(Some(out.clone()));
    Ok(bundle(ufunc_call::apply(cx, &UFUNCS[place], &args, &options)?))
}

/// A value as an array of a dtype, or the scalar of it.
fn as_dtype(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Value> {
    let array = as_array(cx, value)?;
    let cast = crate::run::convert::cast(cx, &array, dtype)?;
    Ok(if matches!(value, Value::Array(_)) { Value::Array(cast) } else { ufunc_call::array_or_scalar(cast) })
}
