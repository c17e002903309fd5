//! Ufuncs of text: comparison, concatenation, truth; and NumPy's words for what text cannot do.

use super::operand::{Arg, dtype_text};
use super::ufunc_call::{Options, Results, array_or_scalar, no_loop, not_supported};
use crate::array::{Array, ArrayRef, DType, Dims, broadcast_shapes, shape_text};
use crate::kernels::ufunc::{Rule, Ufunc, Weak};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Value, types};
use std::cmp::Ordering;

/// Calls a ufunc of which at least one operand is neither a number nor an object.
pub fn apply(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<Results> {
    let is_time = |arg: &Arg| matches!(arg.dtype().native(), DType::Datetime(_) | DType::Timedelta(_));
    let is_text = |arg: &Arg| matches!(arg.dtype(), DType::Str(_) | DType::Bytes(_));
    if args.iter().any(is_time) && !args.iter().any(is_text) {
        return super::time_loops::apply(cx, ufunc, args, options);
    }
    if options.mask.is_some() || options.out.iter().any(Option::is_some) {
        return Err(Error::unsupported(format!("'out' and 'where' of np.{} on arrays of text", ufunc.name)));
    }
    if ufunc.rule == Rule::Truth && ufunc.inputs == 2 {
        return truths(cx, ufunc, args, options);
    }
    let dtypes: Vec<DType> = args.iter().map(Arg::dtype).collect();
    let structured = |dtype: &DType| matches!(dtype, DType::Struct(_));
    if matches!(ufunc.name, "equal" | "not_equal")
        && dtypes.iter().any(structured)
        && !dtypes.iter().all(|dtype| matches!(dtype, DType::Struct(_) | DType::Void(_)))
    {
        return err(ErrorClass::TypeError, "Cannot compare structured or void to non-void arrays.");
    }
    let (Some(Arg::Array(a)), Some(Arg::Array(b))) = (args.first(), args.get(1)) else {
        return Err(refusal(ufunc, args));
    };
    match (a.dtype(), b.dtype()) {
        (DType::Str(_), DType::Str(_)) | (DType::Bytes(_), DType::Bytes(_)) => {}
        (DType::Struct(_), DType::Struct(_)) if matches!(ufunc.name, "equal" | "not_equal") => {
            return super::struct_loops::equal(cx, a, b, ufunc.name == "equal", options);
        }
        (DType::Str(_), DType::Bytes(_)) | (DType::Bytes(_), DType::Str(_)) if ufunc.name == "add" => {
            let text = format!(
                "ufunc 'add' cannot use operands with types {} and {}",
                dtype_text(a.dtype()),
                dtype_text(b.dtype())
            );
            return err(ErrorClass::UFuncTypeError, text);
        }
        _ => return Err(refusal(ufunc, args)),
    }
    let wanted: Option<fn(Ordering) -> bool> = match ufunc.name {
        "equal" => Some(Ordering::is_eq),
        "not_equal" => Some(Ordering::is_ne),
        "less" => Some(Ordering::is_lt),
        "less_equal" => Some(Ordering::is_le),
        "greater" => Some(Ordering::is_gt),
        "greater_equal" => Some(Ordering::is_ge),
        "add" => None,
        _ => return Err(refusal(ufunc, args)),
    };
    let shape = common_shape(a, b)?;
    let result = match wanted {
        Some(wanted) => compared(a, b, &shape, wanted),
        None => joined(a, b, &shape)?,
    };
    let value = if options.arrays_only { Value::Array(result) } else { array_or_scalar(result) };
    Ok(Results::from_iter([value]))
}

fn common_shape(a: &ArrayRef, b: &ArrayRef) -> R<Dims> {
    let (x, y) = (a.shape(), b.shape());
    match broadcast_shapes([&x[..], &y[..]]) {
        Some(shape) => Ok(shape),
        None => err(
            ErrorClass::ValueError,
            format!("operands could not be broadcast together with shapes {} {} ", shape_text(&x), shape_text(&y)),
        ),
    }
}

/// The places of both arrays' elements, stretched to a shape.
fn pairs(a: &ArrayRef, b: &ArrayRef, shape: &[usize]) -> Vec<(usize, usize)> {
    match (a.layout().broadcast_to(shape), b.layout().broadcast_to(shape)) {
        (Some(x), Some(y)) => x.offsets().zip(y.offsets()).collect(),
        _ => Vec::new(),
    }
}

fn compared(a: &ArrayRef, b: &ArrayRef, shape: &[usize], wanted: fn(Ordering) -> bool) -> ArrayRef {
    let result = Array::scratch(DType::Bool, shape);
    let (width_a, width_b) = (a.itemsize(), b.itemsize());
    let order = match a.dtype() {
        DType::Str(_) => order_of_text,
        _ => order_of_bytes,
    };
    {
        let (x, y) = (a.bytes(), b.bytes());
        let mut truths = result.bytes_mut();
        for (truth, (i, j)) in truths.iter_mut().zip(pairs(a, b, shape)) {
            *truth = u8::from(wanted(order(&x[i..i + width_a], &y[j..j + width_b])));
        }
    }
    result
}

/// Text compares by code point; what one has more than the other compares with zeros.
fn order_of_text(a: &[u8], b: &[u8]) -> Ordering {
    let unit = |bytes: &[u8], i: usize| {
        bytes.get(4 * i..4 * i + 4).map_or(0, |unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]))
    };
    let n = a.len().max(b.len()) / 4;
    (0..n).map(|i| unit(a, i).cmp(&unit(b, i))).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn order_of_bytes(a: &[u8], b: &[u8]) -> Ordering {
    let n = a.len().max(b.len());
    let byte = |bytes: &[u8], i: usize| bytes.get(i).copied().unwrap_or(0);
    (0..n).map(|i| byte(a, i).cmp(&byte(b, i))).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn joined(a: &ArrayRef, b: &ArrayRef, shape: &[usize]) -> R<ArrayRef> {
    let (dtype, unit) = match (a.dtype(), b.dtype()) {
        (DType::Str(n), DType::Str(m)) => (DType::Str(n + m), 4),
        (DType::Bytes(n), DType::Bytes(m)) => (DType::Bytes(n + m), 1),
        _ => return Err(Error::unsupported("addition of these arrays")),
    };
    Array::check_size(shape, dtype)?;
    let result = Array::zeros(dtype, shape);
    let (width_a, width_b) = (a.itemsize(), b.itemsize());
    {
        let (x, y) = (a.bytes(), b.bytes());
        let mut target = result.bytes_mut();
        for (element, (i, j)) in target.chunks_exact_mut(dtype.itemsize().max(1)).zip(pairs(a, b, shape)) {
            let left = trimmed(&x[i..i + width_a], unit);
            let right = trimmed(&y[j..j + width_b], unit);
            element[..left.len()].copy_from_slice(left);
            element[left.len()..left.len() + right.len()].copy_from_slice(right);
        }
    }
    Ok(result)
}

/// The text without the zeros at its end.
fn trimmed(bytes: &[u8], unit: usize) -> &[u8] {
    let end = bytes.chunks_exact(unit).rposition(|unit| unit.iter().any(|&byte| byte != 0));
    &bytes[..end.map_or(0, |at| (at + 1) * unit)]
}

/// Logic asks whether text is empty.
pub(super) fn truths(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<Results> {
    let mut bools = Vec::new();
    for arg in args {
        bools.push(match arg {
            Arg::Array(array) => Arg::Array(super::convert::cast(cx, array, DType::Bool)?),
            number => number.clone(),
        });
    }
    super::ufunc_call::apply(cx, ufunc, &bools, options)
}

/// The class that messages name for an operand.
fn class_of(arg: &Arg) -> String {
    let weak = match arg.operand().weak {
        Weak::No => return format!("<class '{}'>", types::of_dtype(arg.dtype()).full_name()),
        Weak::Int => "_PyLongDType",
        Weak::Float => "_PyFloatDType",
        Weak::Complex => "_PyComplexDType",
    };
    format!("<class 'numpy.dtypes.{weak}'>")
}

/// The error of ufuncs that name the classes of dtypes.
pub(super) fn no_signature(ufunc: &Ufunc, args: &[Arg]) -> Box<Error> {
    let classes: Vec<String> = args.iter().map(class_of).collect();
    let text = format!(
        "ufunc '{}' did not contain a loop with signature matching types ({}) -> None",
        ufunc.name,
        classes.join(", ")
    );
    Error::new(ErrorClass::UFuncTypeError, text)
}

/// The error for operands of text that a ufunc has no use for.
pub(super) fn refusal(ufunc: &Ufunc, args: &[Arg]) -> Box<Error> {
    let no_signature = |types: String| {
        let text =
            format!("ufunc '{}' did not contain a loop with signature matching types {types} -> None", ufunc.name);
        Error::new(ErrorClass::UFuncTypeError, text)
    };
    let dtype = |arg: &Arg| match arg {
        Arg::Big(_) => "dtype('int64')".to_string(),
        arg => dtype_text(arg.dtype()),
    };
    match (ufunc.name, args) {
        ("multiply", [a, b])
            if [a, b]
                .iter()
                .any(|arg| matches!(arg.operand().dtype.kind(), kind if kind <= crate::array::Kind::Signed)) =>
        {
            Error::new(
                ErrorClass::TypeError,
                "The 'out' kwarg is necessary when using the string multiply ufunc directly. Use numpy.strings.multiply to multiply strings without specifying 'out'.",
            )
        }
        (
            "add" | "subtract" | "multiply" | "maximum" | "minimum" | "fmax" | "fmin" | "matmul" | "vecdot" | "matvec"
            | "vecmat" | "clip",
            _,
        ) => {
            let dtypes: Vec<String> = args.iter().map(dtype).collect();
            no_signature(format!("({})", dtypes.join(", ")))
        }
        (_, [a, b]) if ufunc.rule == Rule::Compare => no_signature(format!("({}, {})", class_of(a), class_of(b))),
        ("negative" | "positive", _) => no_loop(ufunc, args),
        _ => not_supported(ufunc),
    }
}
