//! Products of arrays: dot, inner, outer, tensordot, kron, cross, trace, einsum. Here is what they share,
//! and `numpy`, by which families call functions of other families.

mod dot;
mod einsum;
mod matrices;

pub(super) use dot::dot;

use crate::array::ArrayRef;
use crate::run::arguments::out_array;
use crate::run::array_index::assign;
use crate::run::convert::as_array;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Value};

/// The rows of this family.
pub(super) const LISTS: &[&[Builtin]] = &[dot::ROWS, matrices::ROWS, einsum::ROWS];

fn product(cx: &mut dyn Interp, a: ArrayRef, b: ArrayRef) -> R<ArrayRef> {
    let result = cx.binary(BinOp::MatMul, &Value::Array(a), &Value::Array(b))?;
    as_array(cx, &result)
}

fn into_out(cx: &mut dyn Interp, result: Value, out: &Value, not_an_array: &str) -> R<Value> {
    let Some(target) = out_array(out, not_an_array)? else { return Ok(result) };
    let array = as_array(cx, &result)?;
    if target.shape() != array.shape() || target.dtype() != array.dtype() {
        return err(
            ErrorClass::ValueError,
            "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)",
        );
    }
    assign(cx, target, &array)?;
    Ok(out.clone())
}

/// Calls one of numpy's own functions.
pub(super) fn numpy(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    numpy_with(cx, name, args, &[])
}

/// Calls one of numpy's own functions with keyword arguments.
pub(super) fn numpy_with(cx: &mut dyn Interp, name: &str, args: &[Value], kwargs: &[(&str, Value)]) -> R<Value> {
    let Some(function) = crate::value::find_function(&format!("np.{name}")) else {
        return Err(Error::unsupported(format!("np.{name}")));
    };
    let kwargs: Vec<(Name, Value)> = kwargs.iter().map(|(name, value)| (Name::new(name), value.clone())).collect();
    cx.call(&Value::Builtin(function), args, &kwargs)
}
