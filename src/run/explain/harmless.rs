//! What may be tried without the user's asking: nothing that changes anything, runs code of the
//! program's, or takes long.

use super::{Callee, Rules, Walker};
use crate::array::DType;
use crate::array::broadcast_shapes;
use crate::run::explain::parts::operand_shape;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, Name, R};
use crate::value::{Owner, Style, Value, types};

/// The most elements of any operand or result.
const MOST_ELEMENTS: usize = 4_000_000;
/// The most products of a matrix product, and steps of a function that may take the square of its
/// operands' sizes.
const MOST_STEPS: usize = 200_000_000;
/// The largest number that may say how large something gets.
const LARGEST_NUMBER: f64 = 1e6;

/// Functions of NumPy that are known to change nothing.
const FUNCTIONS: &[&str] = &[
    "all",
    "amax",
    "amin",
    "any",
    "append",
    "arange",
    "argmax",
    "argmin",
    "argsort",
    "argwhere",
    "around",
    "array",
    "array_equal",
    "asarray",
    "atleast_1d",
    "atleast_2d",
    "average",
    "broadcast_to",
    "clip",
    "column_stack",
    "concatenate",
    "corrcoef",
    "count_nonzero",
    "cross",
    "cumprod",
    "cumsum",
    "delete",
    "diag",
    "diff",
    "dot",
    "dstack",
    "empty",
    "expand_dims",
    "eye",
    "flatnonzero",
    "flip",
    "full",
    "hstack",
    "identity",
    "inner",
    "insert",
    "isclose",
    "ix_",
    "linspace",
    "matmul",
    "max",
    "mean",
    "median",
    "min",
    "nanmax",
    "nanmean",
    "nanmin",
    "nansum",
    "nonzero",
    "norm",
    "ones",
    "ones_like",
    "outer",
    "prod",
    "ptp",
    "ravel",
    "repeat",
    "reshape",
    "roll",
    "round",
    "shape",
    "size",
    "sort",
    "split",
    "squeeze",
    "stack",
    "std",
    "sum",
    "swapaxes",
    "take",
    "tensordot",
    "tile",
    "trace",
    "transpose",
    "tril",
    "triu",
    "unique",
    "var",
    "vstack",
    "where",
    "zeros",
    "zeros_like",
    "inv",
    "solve",
    "det",
    "moveaxis",
    "einsum",
    "kron",
    "vdot",
    "logspace",
    "meshgrid",
    "full_like",
    "empty_like",
    "hsplit",
    "vsplit",
    "array_split",
    "searchsorted",
    "bincount",
    "histogram",
    "interp",
    "polyfit",
    "polyval",
    "percentile",
    "quantile",
    "rot90",
    "fliplr",
    "flipud",
    "convolve",
    "correlate",
    "trapezoid",
    "gradient",
    "isin",
    "select",
    "ascontiguousarray",
    "float64",
    "float32",
    "int64",
    "int32",
    "bool",
    "len",
    "int",
    "float",
    "abs",
    "list",
    "tuple",
    "range",
    "block",
    "allclose",
    "array_split",
    "choose",
    "ndim",
    "lstsq",
    "pinv",
    "eig",
    "eigh",
    "svd",
    "qr",
    "cholesky",
    "sqrt",
];
/// Methods of arrays that are known to change nothing.
const METHODS: &[&str] = &[
    "all",
    "any",
    "argmax",
    "argmin",
    "argsort",
    "astype",
    "clip",
    "conj",
    "copy",
    "cumprod",
    "cumsum",
    "diagonal",
    "dot",
    "flatten",
    "item",
    "max",
    "mean",
    "min",
    "nonzero",
    "prod",
    "ravel",
    "repeat",
    "reshape",
    "round",
    "searchsorted",
    "squeeze",
    "std",
    "sum",
    "swapaxes",
    "take",
    "tolist",
    "trace",
    "transpose",
    "var",
];
/// Functions whose work may be the product of their operands' sizes, or the cube of a side.
const HEAVY: &[&str] = &[
    "dot",
    "matmul",
    "inner",
    "outer",
    "kron",
    "tensordot",
    "einsum",
    "inv",
    "solve",
    "det",
    "convolve",
    "correlate",
    "meshgrid",
    "ix_",
    "norm",
    "lstsq",
    "pinv",
    "eig",
    "eigh",
    "svd",
    "qr",
    "cholesky",
    "polyfit",
    "corrcoef",
];

/// The error that says that something may not be tried. Nobody sees it.
pub(super) fn refused() -> Box<Error> {
    Error::new(ErrorClass::SystemError, "this is not tried")
}

fn allow(allowed: bool) -> R<()> {
    if allowed { Ok(()) } else { Err(refused()) }
}

impl Walker<'_, '_> {
    pub(super) fn permit_operator(&self, operands: &[Value]) -> R<()> {
        if self.rules == Rules::Anything {
            return Ok(());
        }
        let shapes: Option<Vec<Vec<usize>>> = operands.iter().map(operand_shape).collect();
        let together = shapes.and_then(|shapes| broadcast_shapes(shapes.iter().map(|shape| &shape[..])));
        let fits = together.is_none_or(|shape| count(&shape) <= MOST_ELEMENTS);
        allow(fits && operands.iter().all(is_harmless))
    }

    pub(super) fn permit_binary(&self, op: BinOp, a: &Value, b: &Value) -> R<()> {
        if self.rules == Rules::Anything {
            return Ok(());
        }
        allow(is_harmless(a) && is_harmless(b))?;
        let (left, right) = (operand_shape(a).unwrap_or_default(), operand_shape(b).unwrap_or_default());
        match op {
            BinOp::MatMul => {
                let columns = right.last().copied().unwrap_or(1);
                allow(count(&left).saturating_mul(columns) <= MOST_STEPS && left.len() < 4 && right.len() < 4)
            }
            // A power or shift of ints may be as long as memory; a repeated list or text too.
            BinOp::Pow | BinOp::LShift | BinOp::Mul if left.is_empty() || right.is_empty() => {
                let is_number = |value: &Value| matches!(value, Value::Int(n) if n.unsigned_abs() < 10_000);
                let big = |value: &Value| matches!(value, Value::Int(_) | Value::BigInt(_)) && !is_number(value);
                let rows =
                    |value: &Value| matches!(value, Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_));
                allow(!(big(a) && big(b)) && !(rows(a) && big(b)) && !(rows(b) && big(a)))
            }
            _ => self.permit_operator(&[a.clone(), b.clone()]),
        }
    }

    pub(super) fn permit_attribute(&self, object: &Value, _name: Name) -> R<()> {
        allow(
            self.rules == Rules::Anything || is_harmless(object) || matches!(object, Value::Module(_) | Value::Type(_)),
        )
    }

    pub(super) fn permit_call(&self, callee: &Callee, args: &[Value], kwargs: &[(Name, Value)]) -> R<()> {
        if self.rules == Rules::Anything {
            return Ok(());
        }
        let name = harmless_function(&callee.function).ok_or_else(refused)?;
        allow(kwargs.iter().all(|(name, _)| name.as_str() != "out"))?;
        let receiver = callee.receiver.iter().map(|(_, value)| value);
        let all: Vec<&Value> = receiver.chain(args).chain(kwargs.iter().map(|(_, value)| value)).collect();
        allow(all.iter().all(|value| is_harmless(value) && is_small(value)))?;
        let sizes = all.iter().map(|value| operand_shape(value).map_or(1, |shape| count(&shape).max(1)));
        let steps = sizes.clone().fold(1usize, usize::saturating_mul);
        let side = all.iter().filter_map(|value| operand_shape(value)?.into_iter().max()).max().unwrap_or(1);
        let heavy = HEAVY.contains(&name);
        allow(!heavy || (steps <= MOST_STEPS && steps.saturating_mul(side) <= 10 * MOST_STEPS))?;
        let spread = matches!(name, "tile" | "repeat" | "broadcast_to" | "full" | "zeros" | "ones" | "empty" | "eye");
        allow(!spread || numbers_product(&all) <= MOST_ELEMENTS as f64)
    }
}

fn count(shape: &[usize]) -> usize {
    shape.iter().fold(1, |product, &n| product.saturating_mul(n))
}

/// The product of all numbers in the arguments: what is made is no larger.
fn numbers_product(values: &[&Value]) -> f64 {
    values.iter().fold(1.0, |product, value| product * numbers_in(value))
}

fn numbers_in(value: &Value) -> f64 {
    let row = |items: &[Value]| items.iter().fold(1.0, |product, item| product * numbers_in(item));
    match value {
        Value::Int(n) | Value::NpInt(n) => n.unsigned_abs().max(1) as f64,
        Value::Float(x) | Value::NpFloat(x) => x.get().abs().max(1.0),
        Value::List(list) => row(&list.items.borrow()),
        Value::Tuple(tuple) => row(tuple),
        Value::Array(array) => array.size().max(1) as f64,
        _ => 1.0,
    }
}

fn is_small(value: &Value) -> bool {
    match value {
        Value::Int(_) | Value::NpInt(_) | Value::Float(_) | Value::NpFloat(_) => numbers_in(value) <= LARGEST_NUMBER,
        Value::BigInt(_) => false,
        Value::Tuple(tuple) => tuple.iter().all(is_small),
        Value::Array(array) => array.size() <= MOST_ELEMENTS,
        _ => true,
    }
}

/// Whether operations on a value run nothing of the program's.
fn is_harmless(value: &Value) -> bool {
    const MOST_ITEMS: usize = 10_000;
    match value {
        Value::None
        | Value::Ellipsis
        | Value::Undef
        | Value::Bool(_)
        | Value::Int(_)
        | Value::BigInt(_)
        | Value::Float(_)
        | Value::Complex(_)
        | Value::NpBool(_)
        | Value::NpInt(_)
        | Value::NpFloat(_)
        | Value::Scalar(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::DType(_)
        | Value::Range(_)
        | Value::Type(_) => true,
        Value::Array(array) => {
            array.tag.borrow().is_none() && array.dtype() != DType::Object && array.size() <= MOST_ELEMENTS
        }
        Value::List(list) => {
            let items = list.items.borrow();
            items.len() <= MOST_ITEMS && items.iter().all(is_harmless)
        }
        Value::Tuple(tuple) => tuple.class.is_none() && tuple.len() <= MOST_ITEMS && tuple.iter().all(is_harmless),
        Value::Slice(slice) => [&slice.start, &slice.stop, &slice.step].into_iter().all(is_harmless),
        _ => false,
    }
}

/// The name of a function that may be called.
fn harmless_function(function: &Value) -> Option<&'static str> {
    match function {
        Value::Builtin(function) => {
            let name = function.name.as_str();
            let known = match function.owner {
                Owner::Module(module) => {
                    let module = module.as_str();
                    let is_numpy = matches!(module, "numpy" | "numpy.linalg");
                    (is_numpy && function.row.style == Style::Ufunc)
                        || ((is_numpy || module == "builtins") && FUNCTIONS.contains(&name))
                        || (module == "math" && !matches!(name, "factorial" | "comb" | "perm"))
                }
                Owner::Class(class) => class == types::NDARRAY && METHODS.contains(&name),
            };
            known.then_some(name)
        }
        Value::Method(method) => match &method.receiver {
            Value::Array(_) => {
                let Value::Builtin(function) = &method.function else { return None };
                let name = function.name.as_str();
                METHODS.contains(&name).then_some(name)
            }
            _ => None,
        },
        Value::Type(class) => {
            let name = class.name();
            let module = class.module();
            let number = ["float", "int", "uint", "complex", "bool", "dtype"].iter().any(|kind| name.starts_with(kind));
            let known = (module == "numpy" && number)
                || (module == "builtins"
                    && matches!(name, "int" | "float" | "bool" | "str" | "list" | "tuple" | "range"));
            known.then_some(name)
        }
        _ => None,
    }
}
