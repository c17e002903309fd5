//! Calls of the ufuncs of vectors and matrices: `matmul`, `vecdot`, `matvec`, `vecmat`. Each is a matrix
//! product of operands with an axis put in and taken out again.

use super::arguments::{index_of, wrap_axis};
use super::array_index::assign;
use super::convert::{as_array, cast};
use super::matmul::matmul;
use super::operand::{Arg, cannot_cast};
use super::text_loops;
use super::ufunc_args::{count_error, parse};
use super::ufunc_call::{Options, array_or_scalar, call_one, ufunc};
use crate::array::{ArrayRef, Casting, DType, Dims, Order, broadcast_shapes, can_cast, shape_text};
use crate::kernels::ufunc::{Ufunc, id};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Interp, Value};

/// How many of the last axes belong to the product: of both operands and the result.
struct Cores {
    inputs: [usize; 2],
    output: usize,
}

impl Cores {
    /// For `matmul` the vectors among the operands decide.
    fn of(ufunc: &Ufunc, ndims: [usize; 2]) -> Cores {
        match ufunc.name {
            "vecdot" => Cores { inputs: [1, 1], output: 0 },
            "matvec" => Cores { inputs: [2, 1], output: 1 },
            "vecmat" => Cores { inputs: [1, 2], output: 1 },
            _ => {
                let inputs = ndims.map(|ndim| ndim.clamp(1, 2));
                Cores { inputs, output: inputs[0] + inputs[1] - 2 }
            }
        }
    }
}

/// Keyword arguments that only such ufuncs have.
#[derive(Default)]
struct AxisWords {
    axes: Option<Vec<Vec<i64>>>,
    axis: Option<i64>,
    keepdims: bool,
}

/// Calls one of them as Python does.
///
/// *Errors*: ValueError for operands with too few axes or lengths that differ; UFuncTypeError for casts.
pub fn call(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let [a, b, outs @ ..] = args else { return Err(count_error(ufunc, args.len())) };
    if outs.len() > 1 {
        return Err(count_error(ufunc, args.len()));
    }
    let mut words = AxisWords::default();
    let mut rest: Vec<(Name, Value)> = Vec::new();
    for (name, value) in kwargs {
        match name.as_str() {
            "axes" => words.axes = Some(axes_of(cx, ufunc, value)?),
            "axis" if value.is_none() => {}
            "axis" => words.axis = Some(axis_word(cx, ufunc, value)?),
            "keepdims" => words.keepdims = keepdims_word(cx, ufunc, value)?,
            "where" => {
                return err(
                    ErrorClass::TypeError,
                    format!("{}() got an unexpected keyword argument 'where'", ufunc.name),
                );
            }
            _ => rest.push((*name, value.clone())),
        }
    }
    if ufunc.name == "matmul" && outs.is_empty() && kwargs.is_empty() {
        return matmul(cx, a, b);
    }
    let options = parse(cx, ufunc, outs, &rest)?;
    let arrays = [as_array(cx, a)?, as_array(cx, b)?];
    apply(cx, ufunc, arrays, &words, &options)
}

/// Neither numbers nor objects.
fn is_text(array: &ArrayRef) -> bool {
    !array.dtype().is_numeric() && array.dtype() != DType::Object
}

fn apply(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    arrays: [ArrayRef; 2],
    words: &AxisWords,
    options: &Options,
) -> R<Value> {
    if arrays.iter().any(is_text) {
        let args = arrays.map(Arg::Array);
        return Err(text_loops::refusal(ufunc, &args));
    }
    let [mut a, mut b] = arrays;
    let cores = Cores::of(ufunc, [a.ndim(), b.ndim()]);
    for (k, (array, core)) in [(&a, cores.inputs[0]), (&b, cores.inputs[1])].into_iter().enumerate() {
        if array.ndim() < core {
            return err(
                ErrorClass::ValueError,
                format!(
                    "{}: Input operand {k} does not have enough dimensions (has {}, gufunc core with signature {} \
                     requires {core})",
                    ufunc.name,
                    array.ndim(),
                    ufunc.signature.unwrap_or_default(),
                ),
            );
        }
    }
    if let Some(axes) = &words.axes {
        a = axes_last(ufunc, &a, cores.inputs[0], &axes[0])?;
        b = axes_last(ufunc, &b, cores.inputs[1], &axes[1])?;
    } else if let Some(axis) = words.axis {
        a = axes_last(ufunc, &a, 1, &[axis])?;
        b = axes_last(ufunc, &b, 1, &[axis])?;
    }
    if let Some(dtype) = options.signature.last().copied().flatten() {
        for (k, array) in [&mut a, &mut b].into_iter().enumerate() {
            if !can_cast(array.dtype(), dtype, options.casting) {
                return Err(cannot_cast(ufunc.name, &format!("input {k}"), array.dtype(), dtype, options.casting));
            }
            *array = cast(cx, array, dtype)?;
        }
    }
    let mut result = product(cx, ufunc, &a, &b)?;
    if words.keepdims {
        let place = words.axis.map_or(Ok(result.ndim()), |axis| wrap_axis(axis, result.ndim() + 1))?;
        result = result.view_layout(result.layout().with_axis(place));
    }
    if let Some(wanted) = words.axes.as_ref().and_then(|axes| axes.get(2)) {
        result = axes_back(&result, wanted)?;
    }
    match options.out.first() {
        Some(Some(out)) => {
            deliver(cx, ufunc, &result, out, cores.output, options.casting)?;
            Ok(Value::Array(out.clone()))
        }
        _ if options.order == Order::F && result.ndim() > 1 => Ok(Value::Array(result.copy_ordered(Order::F))),
        _ if options.arrays_only => Ok(Value::Array(result)),
        _ => Ok(array_or_scalar(result)),
    }
}

/// The product of operands whose last axes are the ones to be multiplied.
fn product(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &ArrayRef, b: &ArrayRef) -> R<ArrayRef> {
    if ufunc.name == "matmul" {
        let result = matmul(cx, &Value::Array(a.clone()), &Value::Array(b.clone()))?;
        return as_array(cx, &result);
    }
    let [left_core, right_core] = Cores::of(ufunc, [a.ndim(), b.ndim()]).inputs;
    check_shapes(ufunc, a, b, left_core, right_core)?;
    let mut left = a.clone();
    if left_core == 1 {
        if a.dtype().is_complex() {
            let conjugate = call_one(cx, super::ufunc_call::ufunc(id::CONJUGATE), &[Value::Array(a.clone())])?;
            left = as_array(cx, &conjugate)?;
        }
        left = left.view_layout(left.layout().with_axis(left.ndim() - 1));
    }
    let right = if right_core == 1 { b.view_layout(b.layout().with_axis(b.ndim())) } else { b.clone() };
    let result = matmul(cx, &Value::Array(left), &Value::Array(right))?;
    let result = as_array(cx, &result)?;
    let mut layout = result.layout();
    if right_core == 1 {
        layout = layout.indexed(layout.ndim() - 1, 0);
    }
    if left_core == 1 {
        let row = layout.ndim() - right_core;
        layout = layout.indexed(row, 0);
    }
    Ok(result.view_layout(layout).copy())
}

fn check_shapes(ufunc: &Ufunc, a: &ArrayRef, b: &ArrayRef, left_core: usize, right_core: usize) -> R<()> {
    let (x, y) = (a.shape(), b.shape());
    let (k, inner) = (x[x.len() - 1], y[y.len() - right_core]);
    if k != inner {
        return err(
            ErrorClass::ValueError,
            format!(
                "{}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature {} (size {inner} is \
                 different from {k})",
                ufunc.name,
                ufunc.signature.unwrap_or_default(),
            ),
        );
    }
    let (outer_x, outer_y) = (&x[..x.len() - left_core], &y[..y.len() - right_core]);
    if broadcast_shapes([outer_x, outer_y]).is_some() {
        return Ok(());
    }
    let mut core = Dims::from_slice(&x[x.len() - left_core..x.len() - 1]);
    core.extend_from_slice(&y[y.len() + 1 - right_core..]);
    let remapped = |outer: &[usize]| {
        let mut parts: Vec<String> = outer.iter().map(usize::to_string).collect();
        parts.extend(core.iter().map(|_| "newaxis".to_string()));
        if parts.len() == 1 { format!("({},)", parts[0]) } else { format!("({})", parts.join(",")) }
    };
    let requested: Vec<String> = core.iter().map(usize::to_string).collect();
    err(
        ErrorClass::ValueError,
        format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {}->{} {}->{}  and \
             requested shape ({})",
            shape_text(&x),
            remapped(outer_x),
            shape_text(&y),
            remapped(outer_y),
            requested.join(",")
        ),
    )
}

/// `a @= b`
///
/// *Errors*: ValueError if the product has another shape; UFuncTypeError if it has a higher kind.
pub fn in_place(cx: &mut dyn Interp, target: &ArrayRef, b: &Value) -> R<()> {
    let other = as_array(cx, b)?;
    if target.ndim() < 1 || other.ndim() < 2 {
        return err(
            ErrorClass::ValueError,
            "inplace matrix multiplication requires the first operand to have at least one and the second at least two \
             dimensions.",
        );
    }
    let ufunc = ufunc(id::MATMUL);
    let result = product(cx, ufunc, target, &other)?;
    let core = Cores::of(ufunc, [target.ndim(), other.ndim()]).output;
    deliver(cx, ufunc, &result, target, core, Casting::SameKind)
}

/// Writes a result to `out`.
fn deliver(
    cx: &mut dyn Interp,
    ufunc: &Ufunc,
    result: &ArrayRef,
    out: &ArrayRef,
    core: usize,
    casting: Casting,
) -> R<()> {
    let (have, wanted) = (out.shape(), result.shape());
    if have.len() < core {
        return err(
            ErrorClass::ValueError,
            format!(
                "{}: Output operand 0 does not have enough dimensions (has {}, gufunc core with signature {} requires \
                 {core})",
                ufunc.name,
                have.len(),
                ufunc.signature.unwrap_or_default(),
            ),
        );
    }
    let (have_core, wanted_core) = (&have[have.len() - core..], &wanted[wanted.len().saturating_sub(core)..]);
    for (i, (have, wanted)) in have_core.iter().zip(wanted_core).enumerate() {
        if have != wanted {
            return err(
                ErrorClass::ValueError,
                format!(
                    "{}: Output operand 0 has a mismatch in its core dimension {i}, with gufunc signature {} (size \
                     {have} is different from {wanted})",
                    ufunc.name,
                    ufunc.signature.unwrap_or_default(),
                ),
            );
        }
    }
    if !can_cast(result.dtype(), out.dtype(), casting) {
        return Err(cannot_cast(ufunc.name, "output", result.dtype(), out.dtype(), casting));
    }
    assign(cx, out, result)
}

fn axes_error(ufunc: &Ufunc) -> Box<Error> {
    Error::new(
        ErrorClass::ValueError,
        format!(
            "axes should be a list with an entry for all {} inputs and outputs; entries for outputs can only be \
             omitted if none of them has core axes.",
            ufunc.inputs + ufunc.outputs
        ),
    )
}

fn axes_of(cx: &mut dyn Interp, ufunc: &Ufunc, value: &Value) -> R<Vec<Vec<i64>>> {
    let Value::List(list) = value else {
        return err(ErrorClass::TypeError, "axes should be a list.");
    };
    let items: Vec<Value> = list.items.borrow().clone();
    if items.len() != 3 && !(ufunc.name == "vecdot" && items.len() == 2) {
        return Err(axes_error(ufunc));
    }
    let mut axes = Vec::new();
    for item in &items {
        axes.push(match item {
            Value::Tuple(parts) => {
                let mut own = Vec::new();
                for part in parts.iter() {
                    own.push(index_of(cx, part)?);
                }
                own
            }
            other => vec![index_of(cx, other)?],
        });
    }
    Ok(axes)
}

fn axis_word(cx: &mut dyn Interp, ufunc: &Ufunc, value: &Value) -> R<i64> {
    let cores = match ufunc.name {
        "vecdot" => return index_of(cx, value),
        "matmul" => 3,
        _ => 2,
    };
    err(
        ErrorClass::TypeError,
        format!(
            "{}: axis can only be used with a single shared core dimension, not with the {cores} distinct ones implied \
             by signature {}.",
            ufunc.name,
            ufunc.signature.unwrap_or_default(),
        ),
    )
}

fn keepdims_word(cx: &mut dyn Interp, ufunc: &Ufunc, value: &Value) -> R<bool> {
    if ufunc.name == "vecdot" {
        return cx.truth(value);
    }
    let core = if ufunc.name == "matmul" { 2 } else { 1 };
    err(
        ErrorClass::TypeError,
        format!(
            "{} does not support keepdims: its signature {} requires output 0 to have {core} core dimensions, but \
             keepdims can only be used when all inputs have the same number of core dimensions and all outputs have no \
             core dimensions.",
            ufunc.name,
            ufunc.signature.unwrap_or_default(),
        ),
    )
}

/// The array with the named axes last, in that order.
fn axes_last(ufunc: &Ufunc, array: &ArrayRef, core: usize, named: &[i64]) -> R<ArrayRef> {
    if named.len() != core {
        return Err(axes_error(ufunc));
    }
    let mut last = Vec::new();
    for &axis in named {
        last.push(wrap_axis(axis, array.ndim())?);
    }
    let mut axes: Vec<usize> = (0..array.ndim()).filter(|axis| !last.contains(axis)).collect();
    axes.extend(&last);
    Ok(array.view_layout(array.layout().permuted(&axes)))
}

/// The array with its last axes put where they are named.
fn axes_back(array: &ArrayRef, named: &[i64]) -> R<ArrayRef> {
    let ndim = array.ndim();
    let mut places = Vec::new();
    for &axis in named {
        places.push(wrap_axis(axis, ndim)?);
    }
    let mut others = 0..ndim - places.len().min(ndim);
    let axes: Vec<usize> = (0..ndim)
        .map(|axis| match places.iter().position(|&place| place == axis) {
            Some(k) => ndim - places.len() + k,
            None => others.next().unwrap_or(0),
        })
        .collect();
    Ok(array.view_layout(array.layout().permuted(&axes)))
}
