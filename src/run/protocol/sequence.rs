//! Positions and slices of sequences.

use super::convert::{int_value, to_index_clipped};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Slice, Value};
use std::cell::OnceCell;

/// A slice fitted to a length: the elements at `start`, `start + step`, …, `n` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceBounds {
    /// The first position; between 0 and the length even if there are no elements.
    pub start: i64,
    /// The bound that is not reached; -1 for a slice that goes back past the first element.
    pub stop: i64,
    /// The step; not 0.
    pub step: i64,
    /// The number of elements.
    pub n: usize,
}

impl SliceBounds {
    /// The positions of the elements in order.
    pub fn positions(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.n).map(move |i| (self.start + i as i64 * self.step) as usize)
    }
}

/// Fits a slice to a sequence's length. *Errors*: TypeError for bounds that are no indices, ValueError
/// for a step of 0.
pub fn slice_bounds(cx: &mut dyn Interp, slice: &Slice, length: usize) -> R<SliceBounds> {
    let step = match bound(cx, &slice.step)? {
        None => 1,
        Some(0) => return err(ErrorClass::ValueError, "slice step cannot be zero"),
        // The least step has no opposite; nothing is that long.
        Some(step) => step.max(-i64::MAX),
    };
    let length = length as i64;
    let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let fit = |bound: Option<i64>, otherwise| match bound {
        None => otherwise,
        Some(at) if at < 0 => (at.saturating_add(length)).max(lowest),
        Some(at) => at.min(highest),
    };
    let start = bound(cx, &slice.start)?;
    let stop = bound(cx, &slice.stop)?;
    let start = fit(start, if step < 0 { highest } else { lowest });
    let stop = fit(stop, if step < 0 { lowest } else { highest });
    let n = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Ok(SliceBounds { start, stop, step, n: n as usize })
}

fn bound(cx: &mut dyn Interp, value: &Value) -> R<Option<i64>> {
    match value {
        Value::None | Value::Undef => Ok(None),
        Value::Int(x) => Ok(Some(*x)),
        _ => match to_index_clipped(cx, value) {
            Err(error) if error.class == ErrorClass::TypeError && int_value(cx, value)?.is_none() => {
                err(ErrorClass::TypeError, "slice indices must be integers or None or have an __index__ method")
            }
            other => other.map(Some),
        },
    }
}

/// The elements that a slice picks.
pub fn sliced<T: Clone>(items: &[T], bounds: SliceBounds) -> Vec<T> {
    if bounds.step == 1 {
        let start = bounds.start as usize;
        return items[start..start + bounds.n].to_vec();
    }
    bounds.positions().map(|at| items[at].clone()).collect()
}

/// The position that an index means in a sequence of a kind (`list`, `tuple`, `string`).
///
/// *Errors*: IndexError "list index out of range", TypeError for what is no index.
pub fn position_in(cx: &mut dyn Interp, index: &Value, length: usize, kind: &str) -> R<usize> {
    let at = match index {
        Value::Int(at) => *at,
        _ => match int_value(cx, index)? {
            Some(Value::Int(at)) => at,
            Some(_) => {
                let message = format!("cannot fit '{}' into an index-sized integer", index.type_name());
                return err(ErrorClass::IndexError, message);
            }
            None => return Err(wrong_index(index, kind)),
        },
    };
    let fitted = if at < 0 { at + length as i64 } else { at };
    if (0..length as i64).contains(&fitted) {
        return Ok(fitted as usize);
    }
    err(ErrorClass::IndexError, format!("{kind} index out of range"))
}

/// The error for a subscript that is neither index nor slice.
fn wrong_index(index: &Value, kind: &str) -> Box<Error> {
    let given = index.type_name();
    let message = match kind {
        "string" => format!("string indices must be integers, not '{given}'"),
        "range object" => format!("range indices must be integers or slices, not {given}"),
        "index" | "bytes" => format!("byte indices must be integers or slices, not {given}"),
        _ => format!("{} indices must be integers or slices, not {given}", kind.trim_end_matches(" assignment")),
    };
    Error::new(ErrorClass::TypeError, message)
}

/// The str of one character. Those of ASCII are made once.
pub fn char_value(c: char) -> Value {
    thread_local! {
        static ASCII: OnceCell<Vec<Value>> = const { OnceCell::new() };
    }
    if !c.is_ascii() {
        return Value::str(c);
    }
    ASCII.with(|table| {
        let table = table.get_or_init(|| (0..128u8).map(|byte| Value::str(char::from(byte))).collect());
        table[c as usize].clone()
    })
}
