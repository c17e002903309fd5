//! The methods of ufuncs that fold: `reduce`, `accumulate`, `reduceat`; and `outer` and `at`.

use super::array_index::{assign, index_items};
use super::convert::{cast, element_of};
use super::fp_report::{report, report_cast, wants_underflow};
use super::operand::{Arg, dtype_text, element_single};
use super::ufunc_args::general_dtype;
use super::ufunc_call::{Options, apply, array_or_scalar, not_supported};
use crate::array::{Array, ArrayRef, DType, Dims, Kind, Layout, Selection, select, shape_text};
use crate::kernels::ufunc::{
    Identity, Input, Loop, Reduction, Rule, Single, Ufunc, accumulate as accumulate_loop, elementwise, fresh_output,
    reduce as reduce_loop,
};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Value, object_of};
use smallvec::SmallVec;

/// What a reduction may say besides what it reduces.
#[derive(Clone, Default)]
pub struct ReduceOptions {
    /// The axes that go away, sorted; None for all.
    pub axes: Option<Vec<usize>>,
    /// The dtype to compute in.
    pub dtype: Option<DType>,
    /// Where the result goes.
    pub out: Option<ArrayRef>,
    /// Whether reduced axes stay with length 1.
    pub keepdims: bool,
    /// What results start from.
    pub initial: Initial,
    /// Which elements take part.
    pub mask: Option<ArrayRef>,
    /// Whether a result without axes stays an array.
    pub arrays_only: bool,
}

/// What results of a reduction start from.
#[derive(Clone, Default)]
pub enum Initial {
    /// The ufunc's identity, or the first element.
    #[default]
    Own,
    /// The first element.
    First,
    /// A given value.
    Given(Value),
}

/// `ufunc.reduce`
///
/// *Errors*: ValueError for nothing to reduce without an identity, for several axes of an operation
/// that may not be reordered.
pub fn reduce(cx: &mut dyn Interp, ufunc: &'static Ufunc, array: &ArrayRef, options: &ReduceOptions) -> R<Value> {
    check_binary(ufunc, "reduce")?;
    let ndim = array.ndim();
    let axes: Vec<usize> = options.axes.clone().unwrap_or_else(|| (0..ndim).collect());
    if axes.len() > 1 && ufunc.identity == Identity::None {
        return err(
            ErrorClass::ValueError,
            format!("reduction operation '{}' is not reorderable, so at most one axis may be specified", ufunc.name),
        );
    }
    let array = &prepared(cx, ufunc, array, options.dtype)?;
    if let DType::Datetime(_) | DType::Timedelta(_) = array.dtype() {
        return super::time_loops::reduce(cx, ufunc, array, options);
    }
    if array.dtype() == DType::Object {
        return super::object_loops::reduce(cx, ufunc, array, &axes, options);
    }
    let which = loop_for_fold(ufunc, array, options.dtype, options.out.as_ref())?;
    let shape = array.shape();
    let kept: Dims = (0..ndim).map(|axis| if axes.contains(&axis) { 1 } else { shape[axis] }).collect();
    let remaining: Dims = (0..ndim).filter(|axis| !axes.contains(axis)).map(|axis| shape[axis]).collect();
    let final_shape = if options.keepdims { &kept } else { &remaining };
    if let Some(out) = &options.out {
        check_out(ufunc, out, final_shape, &shape)?;
    }
    let initial = initial_of(cx, ufunc, which, &options.initial)?;
    if initial.is_none() {
        if options.mask.is_some() {
            return Err(needs_initial(ufunc));
        }
        if axes.iter().any(|&axis| shape[axis] == 0) && remaining.iter().all(|&n| n > 0) {
            return err(
                ErrorClass::ValueError,
                format!("zero-size array to reduction operation {} which has no identity", ufunc.name),
            );
        }
    }
    if ufunc.name == "power" && which.types[1].kind() == Kind::Signed {
        check_exponents(array)?;
    }
    let mask = match &options.mask {
        Some(mask) => Some(stretch_mask(mask, &shape)?),
        None => None,
    };
    if axes.is_empty() && initial.is_none() && mask.is_none() {
        // There is nothing to combine: the elements themselves, in the loop's dtype.
        let same = cast(cx, array, which.types[2])?;
        let same = if same.same_storage(array) { same.copy() } else { same };
        return deliver(cx, same, options.out.as_ref(), options.arrays_only);
    }
    let reduction = Reduction {
        which,
        input: array,
        axes: &axes,
        initial,
        mask: mask.as_ref(),
        always: wants_underflow(&cx.state().error_state),
        buffer: cx.state().error_state.buffer,
    };
    let result = fresh_output(&reduction);
    let outcome = reduce_loop(&reduction, &result);
    cx.check_interrupt()?;
    report_cast(cx, outcome.cast)?;
    report(cx, outcome.flags, "reduce")?;
    let result = if options.keepdims { result } else { without_axes(&result, &axes) };
    deliver(cx, result, options.out.as_ref(), options.arrays_only)
}

/// What is folded: in this machine's byte order, as objects if they are asked for, as truths where text
/// has no other meaning.
///
/// *Errors*: TypeError for a dtype with details such as a byte order.
fn prepared(cx: &mut dyn Interp, ufunc: &Ufunc, array: &ArrayRef, dtype: Option<DType>) -> R<ArrayRef> {
    let is_text = matches!(array.dtype(), DType::Str(_) | DType::Bytes(_));
    match dtype {
        Some(dtype) => {
            general_dtype(dtype)?;
            let to_objects = dtype == DType::Object && !is_text;
            let from_objects = array.dtype() == DType::Object && dtype.is_numeric();
            if to_objects || from_objects { cast(cx, array, dtype) } else { native(array) }
        }
        None if ufunc.rule == Rule::Truth && is_text => cast(cx, array, DType::Bool),
        None => native(array),
    }
}

/// The result in `out`, or by itself.
pub(super) fn deliver(cx: &mut dyn Interp, result: ArrayRef, out: Option<&ArrayRef>, arrays_only: bool) -> R<Value> {
    match out {
        Some(out) => {
            assign(cx, out, &result)?;
            Ok(Value::Array(out.clone()))
        }
        None if arrays_only => Ok(Value::Array(result)),
        None => Ok(array_or_scalar(result)),
    }
}

/// An array in this machine's byte order.
fn native(array: &ArrayRef) -> R<ArrayRef> {
    let dtype = array.dtype();
    if dtype == dtype.native() {
        return Ok(array.clone());
    }
    match array.cast_numeric(dtype.native()) {
        Some((native, _)) => Ok(native),
        None => Err(Error::unsupported("reductions of text in another byte order")),
    }
}

/// Whether a ufunc can fold.
pub fn check_binary(ufunc: &Ufunc, method: &str) -> R<()> {
    if ufunc.signature.is_some() {
        return err(ErrorClass::RuntimeError, "Reduction not defined on ufunc with signature");
    }
    if ufunc.inputs != 2 {
        return err(ErrorClass::ValueError, format!("{method} only supported for binary functions"));
    }
    if ufunc.outputs != 1 {
        return err(ErrorClass::ValueError, format!("{method} only supported for functions returning a single value"));
    }
    Ok(())
}

/// The loop of a fold: its first input and its output have one dtype.
fn loop_for_fold(
    ufunc: &'static Ufunc,
    array: &ArrayRef,
    dtype: Option<DType>,
    out: Option<&ArrayRef>,
) -> R<&'static Loop> {
    let have = array.dtype();
    let none = || {
        Error::new(
            ErrorClass::TypeError,
            format!("No loop matching the specified signature and casting was found for ufunc {}", ufunc.name),
        )
    };
    if let DType::Str(_) | DType::Bytes(_) = have {
        return Err(no_text_fold(ufunc, have));
    }
    if !have.is_numeric() {
        return Err(Error::unsupported(format!("np.{}.reduce of {} arrays", ufunc.name, have.name())));
    }
    if ufunc.rule == Rule::Truth {
        if dtype.is_some_and(|dtype| dtype != DType::Bool) {
            return Err(none());
        }
        return ufunc.loop_for(DType::Bool).ok_or_else(none);
    }
    let widens = matches!(ufunc.name, "add" | "multiply");
    let wanted = match (dtype, out) {
        (Some(dtype), _) => dtype.native(),
        (None, Some(out)) if out.dtype().is_numeric() => match have.promote_numeric(out.dtype()) {
            Some(common) => common,
            None => have,
        },
        _ if widens && matches!(have.kind(), Kind::Bool | Kind::Signed) && have.itemsize() < 8 => DType::I64,
        _ if widens && have.kind() == Kind::Unsigned => DType::U64,
        _ => have,
    };
    if let Rule::NotBool(words) = ufunc.rule
        && wanted == DType::Bool
    {
        return err(ErrorClass::TypeError, words);
    }
    let operands =
        [wanted, wanted].map(|dtype| crate::kernels::ufunc::Operand { dtype, weak: crate::kernels::ufunc::Weak::No });
    let which = if dtype.is_some() {
        ufunc.loop_for(wanted)
    } else {
        match crate::kernels::ufunc::resolve(ufunc, &operands) {
            Ok(which) => Some(which),
            Err(_) => return Err(not_supported(ufunc)),
        }
    };
    match which {
        Some(which) if which.types[0] == which.types[2] => Ok(which),
        _ => Err(none()),
    }
}

/// Text cannot be folded: each addition makes it longer.
fn no_text_fold(ufunc: &Ufunc, dtype: DType) -> Box<Error> {
    let twice = match dtype {
        DType::Str(n) => DType::Str(2 * n),
        DType::Bytes(n) => DType::Bytes(2 * n),
        other => other,
    };
    let (one, twice) = (dtype_text(dtype), dtype_text(twice));
    match ufunc.name {
        "add" => Error::new(
            ErrorClass::TypeError,
            format!("the resolved dtypes are not compatible with add.reduce. Resolved ({one}, {one}, {twice})"),
        ),
        name => Error::new(
            ErrorClass::UFuncTypeError,
            format!("ufunc '{name}' did not contain a loop with signature matching types ({one}, {one}) -> None"),
        ),
    }
}

fn initial_of(cx: &mut dyn Interp, ufunc: &Ufunc, which: &Loop, initial: &Initial) -> R<Option<Single>> {
    let dtype = which.types[0];
    let value = match initial {
        Initial::First => return Ok(None),
        Initial::Given(value) => value.clone(),
        Initial::Own => match ufunc.identity {
            Identity::None | Identity::Reorderable => return Ok(None),
            Identity::Int(-1) if dtype.kind() != Kind::Signed => {
                // All bits set.
                return Ok(Some(Single { dtype, bytes: if dtype == DType::Bool { [1; 16] } else { [0xff; 16] } }));
            }
            Identity::Int(x) => Value::Int(x),
            Identity::Float(x) => Value::float(x),
            Identity::Bool(x) => Value::bool(x),
        },
    };
    let element = element_of(cx, &value, dtype)?;
    match element_single(&element) {
        Some(single) => Ok(Some(single)),
        None => Err(Error::unsupported(format!("np.{}.reduce of {}", ufunc.name, dtype.name()))),
    }
}

fn check_out(ufunc: &Ufunc, out: &ArrayRef, wanted: &[usize], input: &[usize]) -> R<()> {
    let have = out.shape();
    if have.len() != wanted.len() {
        return err(
            ErrorClass::ValueError,
            format!(
                "output parameter for reduction operation {} has the wrong number of dimensions: Found {} but expected {}",
                ufunc.name,
                have.len(),
                wanted.len()
            ),
        );
    }
    if have[..] != *wanted {
        let inner: Vec<String> = have.iter().map(usize::to_string).collect();
        return err(
            ErrorClass::ValueError,
            format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: {}->({}) {} ",
                shape_text(&have),
                inner.join(","),
                shape_text(input)
            ),
        );
    }
    if !out.is_writeable() {
        return err(ErrorClass::ValueError, "output array is read-only");
    }
    Ok(())
}

fn check_exponents(array: &ArrayRef) -> R<()> {
    let negative = array.layout().offsets().skip(1).any(|at| array.element(at).to_i128().is_some_and(|x| x < 0));
    if negative {
        return err(ErrorClass::ValueError, "Integers to negative integer powers are not allowed.");
    }
    Ok(())
}

/// The error for a mask where nothing says what masked results are.
pub(super) fn needs_initial(ufunc: &Ufunc) -> Box<Error> {
    Error::new(
        ErrorClass::ValueError,
        format!(
            "reduction operation '{}' does not have an identity, so to use a where mask one has to specify 'initial'",
            ufunc.name
        ),
    )
}

/// A mask stretched to the shape of what is reduced.
pub(super) fn stretch_mask(mask: &ArrayRef, shape: &[usize]) -> R<ArrayRef> {
    if mask.ndim() > shape.len() {
        return err(ErrorClass::ValueError, "input operand has more dimensions than allowed by the axis remapping");
    }
    match mask.layout().broadcast_to(shape) {
        Some(layout) => Ok(mask.view_layout(layout)),
        None => err(
            ErrorClass::ValueError,
            format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: {} {} ",
                shape_text(shape),
                shape_text(&mask.shape())
            ),
        ),
    }
}

/// The same elements without some axes of length 1, as an array of its own.
fn without_axes(array: &ArrayRef, axes: &[usize]) -> ArrayRef {
    let mut head = array.head().clone();
    for &axis in axes.iter().rev() {
        head.layout.shape.remove(axis);
        head.layout.strides.remove(axis);
    }
    array.set_head(head);
    array.clone()
}

/// `ufunc.accumulate`
pub fn accumulate(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    array: &ArrayRef,
    axis: usize,
    dtype: Option<DType>,
    out: Option<&ArrayRef>,
) -> R<Value> {
    check_binary(ufunc, "accumulate")?;
    let array = &prepared(cx, ufunc, array, dtype)?;
    if let DType::Timedelta(_) = array.dtype()
        && ufunc.name == "add"
        && out.is_none()
    {
        let ticks = array.view(DType::I64, array.layout().clone());
        let Value::Array(sums) = accumulate(cx, ufunc, &ticks, axis, None, None)? else {
            return Err(not_supported(ufunc));
        };
        return Ok(Value::Array(sums.view(array.dtype(), sums.layout().clone())));
    }
    if array.dtype() == DType::Object {
        return super::object_loops::accumulate(cx, ufunc, array, axis, out);
    }
    let which = loop_for_fold(ufunc, array, dtype, out)?;
    if ufunc.name == "power" && which.types[1].kind() == Kind::Signed {
        check_exponents(array)?;
    }
    if let Some(out) = out {
        check_out(ufunc, out, &array.shape(), &array.shape())?;
    }
    let always = wants_underflow(&cx.state().error_state);
    let (result, outcome) = accumulate_loop(which, array, axis, always);
    cx.check_interrupt()?;
    report_cast(cx, outcome.cast)?;
    report(cx, outcome.flags, "accumulate")?;
    deliver(cx, result, out, true)
}

/// `ufunc.reduceat`: each stretch from an index to the next (or the one element, if the next is not
/// larger).
pub fn reduceat(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    array: &ArrayRef,
    indices: &[i64],
    axis: usize,
    dtype: Option<DType>,
    out: Option<&ArrayRef>,
) -> R<Value> {
    check_binary(ufunc, "reduceat")?;
    let n = array.shape()[axis];
    for &index in indices {
        if index < 0 || index as usize >= n {
            return err(
                ErrorClass::IndexError,
                format!("index {index} out-of-bounds in {}.reduceat [0, {n})", ufunc.name),
            );
        }
    }
    let array = &prepared(cx, ufunc, array, dtype)?;
    let mut shape = array.shape();
    shape[axis] = indices.len();
    if array.dtype() == DType::Object {
        let result = Array::from_objects(vec![object_of(Value::None); shape.iter().product()], &shape);
        let each = ReduceOptions { keepdims: true, arrays_only: true, ..ReduceOptions::default() };
        for (k, &from) in indices.iter().enumerate() {
            let to = indices.get(k + 1).map_or(n, |&to| to as usize);
            let count = to.saturating_sub(from as usize).max(1);
            let part = array.view_layout(array.layout().sliced(axis, from as usize, count, 1));
            let found = super::object_loops::reduce(cx, ufunc, &part, &[axis], &each)?;
            let found = super::convert::as_array(cx, &found)?;
            assign(cx, &result.view_layout(result.layout().sliced(axis, k, 1, 1)), &found)?;
        }
        return deliver(cx, result, out, true);
    }
    let which = loop_for_fold(ufunc, array, dtype, out)?;
    let result = Array::zeros(which.types[2], &shape);
    let always = wants_underflow(&cx.state().error_state);
    let buffer = cx.state().error_state.buffer;
    let mut flags = crate::kernels::fp::FpFlags::NONE;
    for (k, &from) in indices.iter().enumerate() {
        let to = indices.get(k + 1).map_or(n, |&to| to as usize);
        let from = from as usize;
        let count = if to > from { to - from } else { 1 };
        let part = array.view_layout(array.layout().sliced(axis, from, count, 1));
        let reduction = Reduction { which, input: &part, axes: &[axis], initial: None, mask: None, always, buffer };
        let one = fresh_output(&reduction);
        let outcome = reduce_loop(&reduction, &one);
        flags |= outcome.flags;
        let place = result.view_layout(result.layout().sliced(axis, k, 1, 1));
        assign(cx, &place, &one)?;
    }
    report(cx, flags, "reduceat")?;
    deliver(cx, result, out, true)
}

/// `ufunc.outer`: the ufunc of every element of one with every element of the other.
pub fn outer(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &Value, b: &Value, options: &Options) -> R<Value> {
    if ufunc.signature.is_some() {
        return err(ErrorClass::TypeError, "method outer is not allowed in ufunc with non-trivial signature");
    }
    if ufunc.inputs != 2 {
        return err(ErrorClass::ValueError, "outer product only supported for binary functions");
    }
    let (a, b) = (Arg::new(cx, a)?, Arg::new(cx, b)?);
    let a = match &a {
        Arg::Array(array) => {
            let mut layout: Layout = array.layout();
            for _ in 0..b.ndim() {
                layout = layout.with_axis(layout.ndim());
            }
            Arg::Array(array.view_layout(layout))
        }
        _ => a,
    };
    let results = apply(cx, ufunc, &[a, b], options)?;
    Ok(super::ufunc_args::bundle(results))
}

/// `ufunc.at`: the ufunc in place at indices, repeated ones again and again.
pub fn at(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    target: &Value,
    indices: &Value,
    other: Option<&Value>,
) -> R<Value> {
    if let Some(signature) = ufunc.signature {
        return err(
            ErrorClass::TypeError,
            format!(
                "{0}.at does not support ufunc with non-trivial signature: {0} has signature {signature}.",
                ufunc.name
            ),
        );
    }
    let Value::Array(array) = target else {
        return err(ErrorClass::TypeError, "first operand must be array");
    };
    if ufunc.inputs == 2 && other.is_none() {
        return err(ErrorClass::ValueError, "second operand needed for ufunc");
    }
    if ufunc.inputs == 1 && other.is_some() {
        return err(ErrorClass::ValueError, "second operand provided when ufunc is unary");
    }
    if ufunc.inputs > 2 || ufunc.outputs != 1 {
        return err(ErrorClass::ValueError, "Only unary and binary ufuncs supported at this time");
    }
    array.check_writeable()?;
    let (places, shape) = index_places(cx, array, indices)?;
    let mut operands = vec![Arg::Array(Array::zeros(array.dtype(), &[]))];
    let values = match other {
        None => None,
        Some(other) => {
            let arg = Arg::new(cx, other)?;
            operands.push(match &arg {
                Arg::Array(values) => Arg::Array(Array::zeros(values.dtype(), &[])),
                number => number.clone(),
            });
            Some(arg)
        }
    };
    let is_number = |arg: &Arg| !matches!(arg, Arg::Array(array) if !array.dtype().is_numeric());
    if !operands.iter().all(is_number) {
        if operands.iter().any(|arg| arg.dtype() == DType::Object) {
            return at_objects(cx, ufunc, array, indices, other);
        }
        return Err(super::text_loops::refusal(ufunc, &operands));
    }
    let which = super::ufunc_call::choose(ufunc, &operands, &Options::default())?;
    let dtype = array.dtype();
    let offsets: Vec<Option<usize>> = match &values {
        Some(Arg::Array(values)) => {
            let Some(layout) = values.layout().broadcast_to(&shape) else {
                return err(ErrorClass::ValueError, "array is not broadcastable to correct shape");
            };
            layout.offsets().map(Some).collect()
        }
        _ => vec![None; places.len()],
    };
    let second = match &values {
        Some(Arg::Array(_)) | None => None,
        Some(number) => Some(number.to_single(which.types[1])?.0),
    };
    let always = wants_underflow(&cx.state().error_state);
    let mut outcome = crate::kernels::ufunc::Outcome::default();
    for (place, offset) in places.iter().zip(offsets) {
        let one = array.view(dtype, Layout { shape: Dims::new(), strides: SmallVec::new(), offset: *place });
        let value = match (&values, offset) {
            (Some(Arg::Array(values)), Some(offset)) => {
                Some(values.view(values.dtype(), Layout { shape: Dims::new(), strides: SmallVec::new(), offset }))
            }
            _ => None,
        };
        let mut inputs: SmallVec<[Input<'_>; 2]> = SmallVec::new();
        inputs.push(Input::Array(&one));
        if let Some(value) = &value {
            inputs.push(Input::Array(value));
        } else if let Some(second) = &second {
            inputs.push(Input::One(second));
        }
        let done = elementwise(which, &inputs, &[&one], None, always);
        outcome.flags |= done.flags;
        outcome.cast = outcome.cast.or(done.cast);
    }
    report_cast(cx, outcome.cast)?;
    report(cx, outcome.flags, "at")?;
    Ok(Value::None)
}

/// `ufunc.at` where objects take part: element by element, in order.
fn at_objects(
    cx: &mut dyn Interp,
    ufunc: &'static Ufunc,
    array: &ArrayRef,
    indices: &Value,
    other: Option<&Value>,
) -> R<Value> {
    let (places, shape) = index_places(cx, array, indices)?;
    let values = match other {
        None => None,
        Some(other) => {
            let values = super::convert::as_array(cx, other)?;
            match values.layout().broadcast_to(&shape) {
                Some(layout) => Some((layout.offsets().collect::<Vec<usize>>(), values)),
                None => return err(ErrorClass::ValueError, "array is not broadcastable to correct shape"),
            }
        }
    };
    for (i, place) in places.iter().enumerate() {
        let mut operands = vec![super::convert::item(array.element(*place))];
        if let Some((offsets, values)) = &values {
            operands.push(super::convert::item(values.element(offsets[i])));
        }
        let result = super::object_loops::one(cx, ufunc, &operands)?;
        let element = element_of(cx, &result, array.dtype())?;
        array.set_element(*place, &element);
    }
    Ok(Value::None)
}

/// Where the elements that an index selects start in storage, in order, and the shape they make.
fn index_places(cx: &mut dyn Interp, array: &ArrayRef, index: &Value) -> R<(Vec<usize>, Dims)> {
    let items = index_items(cx, index)?;
    // An array of the places themselves, indexed the same way.
    let places: Vec<i64> = array.layout().offsets().map(|offset| offset as i64).collect();
    let places = Array::from_vec(places, &array.shape());
    let chosen = match select(&places, &items)? {
        Selection::View { layout, .. } => places.view_layout(layout),
        Selection::Picked(picked) => picked.get(&places),
    };
    let values = chosen.to_vec::<i64>().into_iter().map(|place| place as usize).collect();
    Ok((values, chosen.shape()))
}

/// An `out` argument of a folding method: an array, a tuple of one, or `...` for "an array in any case".
pub fn out_of(value: &Value) -> R<(Option<ArrayRef>, bool)> {
    match value {
        Value::None | Value::Undef => Ok((None, false)),
        Value::Ellipsis => Ok((None, true)),
        Value::Array(array) => Ok((Some(array.clone()), false)),
        Value::Tuple(items) => match &items[..] {
            [one] => out_of(one),
            _ => err(ErrorClass::ValueError, "The 'out' tuple must have exactly one entry"),
        },
        _ => err(ErrorClass::TypeError, "return arrays must be of ArrayType"),
    }
}
