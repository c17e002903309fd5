//! datetime64 and timedelta64: text, units and Python's dates to ticks.

use crate::array::{DType, Element, TimeUnit};
use crate::text::{Error, R};
use crate::value::{Interp, Value};

/// The ticks and the unit of an ISO 8601 text; None if it is none.
pub fn parse(_text: &str) -> Option<(i64, TimeUnit)> {
    None
}

/// A value as an element of a datetime64 or timedelta64 dtype.
pub fn element(_cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<Element> {
    match value {
        Value::Scalar(element) if element.dtype() == dtype => Ok((**element).clone()),
        _ => Err(Error::unsupported(dtype.name())),
    }
}

/// `np.arange` over dates and time spans.
pub fn arange(_cx: &mut dyn Interp, _start: &Value, _stop: &Value, _step: &Value, _dtype: Option<DType>) -> R<Value> {
    Err(Error::unsupported("np.arange of dates"))
}
