//! Ufuncs as NumPy's functions: a row each, in the families of `kernels/ufunc/tables`; and the methods
//! and attributes that all of them have.

mod arithmetic;
mod bits;
mod compare;
mod elementary;
mod matrix;
mod methods;
mod parts;

use crate::kernels::ufunc::{UFUNCS, Ufunc};
use crate::run::ufunc_args;
use crate::text::{Name, R};
use crate::value::{Builtin, Interp, Style, Value};

/// Every family's rows.
pub(super) const LISTS: &[&[Builtin]] =
    &[arithmetic::ROWS, bits::ROWS, compare::ROWS, elementary::ROWS, matrix::ROWS, parts::ROWS, methods::ROWS];

/// Calls the ufunc at a place of the table: what the rows run.
fn call<const PLACE: usize>(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    ufunc_args::call(cx, &UFUNCS[PLACE], args, kwargs)
}

/// Other names of ufuncs.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("abs", "absolute"),
    ("acos", "arccos"),
    ("acosh", "arccosh"),
    ("asin", "arcsin"),
    ("asinh", "arcsinh"),
    ("atan", "arctan"),
    ("atan2", "arctan2"),
    ("atanh", "arctanh"),
    ("bitwise_invert", "invert"),
    ("bitwise_left_shift", "left_shift"),
    ("bitwise_not", "invert"),
    ("bitwise_right_shift", "right_shift"),
    ("conj", "conjugate"),
    ("mod", "remainder"),
    ("pow", "power"),
    ("true_divide", "divide"),
];

/// The ufunc that a value is.
pub fn ufunc_of(value: &Value) -> Option<&'static Ufunc> {
    let Value::Builtin(function) = value else { return None };
    if function.row.style != Style::Ufunc {
        return None;
    }
    let name = function.row.name.strip_prefix("np.")?;
    let own = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, own)| own);
    Ufunc::find(own)
}
