//! Calling a ufunc: which loop, which shape, where the results go, what is reported. Parsing of its
//! keyword arguments is in `ufunc_args.rs`; objects and text have their own loops.

use super::fp_report::{report, report_cast, wants_underflow};
use super::operand::{Arg, cannot_cast, dtype_text, single};
use super::{object_loops, text_loops};
use crate::array::{
    Array, ArrayRef, CastFlags, Casting, DType, Dims, Order, Strides, broadcast_shapes, can_cast, shape_text,
};
use crate::kernels::ufunc::{
    Input, Loop, Refusal, Rule, Single, UFUNCS, Ufunc, Weak, axis_order, elementwise, resolve,
};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Value, element_to_value, types};
use smallvec::SmallVec;

pub use super::convert::as_array;

/// What a call of a ufunc may say besides its operands.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where results go; empty or one for each output.
    pub out: SmallVec<[Option<ArrayRef>; 2]>,
    /// Which elements are computed: a bool array.
    pub mask: Option<ArrayRef>,
    /// Which casts are allowed.
    pub casting: Casting,
    /// The memory order of new results.
    pub order: Order,
    /// The dtypes of inputs and outputs that the loop must have.
    pub signature: SmallVec<[Option<DType>; 4]>,
    /// Whether results may be of the operands' subclass.
    pub subok: bool,
    /// Whether results without axes stay arrays.
    pub arrays_only: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            out: SmallVec::new(),
            mask: None,
            casting: Casting::SameKind,
            order: Order::Keep,
            signature: SmallVec::new(),
            subok: true,
            arrays_only: false,
        }
    }
}

/// Results of a ufunc, one for each output.
pub type Results = SmallVec<[Value; 2]>;

/// Calls a ufunc on values with no options.
pub fn call(cx: &mut dyn Interp, ufunc: &'static Ufunc, values: &[Value]) -> R<Results> {
    let mut args: SmallVec<[Arg; 3]> = SmallVec::new();
    for value in values {
        args.push(Arg::new(cx, value)?);
    }
    apply(cx, ufunc, &args, &Options::default())
}

/// Calls a ufunc that has one output.
pub fn call_one(cx: &mut dyn Interp, ufunc: &'static Ufunc, values: &[Value]) -> R<Value> {
    Ok(call(cx, ufunc, values)?.pop().unwrap_or_default())
}

/// Calls a ufunc on operands.
pub fn apply(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<Results> {
    let is_object = |arg: &Arg| matches!(arg, Arg::Array(array) if array.dtype() == DType::Object);
    let is_text =
        |arg: &Arg| matches!(arg, Arg::Array(array) if matches!(array.dtype(), DType::Str(_) | DType::Bytes(_)));
    // Text stays text whatever is asked for.
    let wants_objects = options.signature.contains(&Some(DType::Object)) && !args.iter().any(is_text);
    if args.iter().any(is_object) || wants_objects {
        return object_loops::apply(cx, ufunc, args, options);
    }
    // A Python int of any size is an object if nothing else says what it shall be.
    if let [Arg::Big(big)] = args {
        return match num_traits::ToPrimitive::to_u64(&**big) {
            Some(value) => apply(cx, ufunc, &[Arg::Number(single(value), Weak::No)], options),
            None => object_loops::apply(cx, ufunc, args, options),
        };
    }
    let other = |arg: &Arg| matches!(arg, Arg::Array(array) if !array.dtype().is_numeric());
    if args.iter().any(other) {
        return text_loops::apply(cx, ufunc, args, options);
    }
    let which = choose(ufunc, args, options)?;
    check_casts(ufunc, args, which, options)?;
    let arrays = native_arrays(ufunc, args)?;
    let shape = result_shape(&arrays, options)?;
    if let Some(known) = out_of_range_comparison(ufunc, args, which) {
        return finish(vec![filled(known, &shape)].into_iter().collect(), options);
    }
    let mut cast = CastFlags::default();
    let mut singles: SmallVec<[Option<Single>; 3]> = SmallVec::new();
    for (arg, &wanted) in args.iter().zip(which.types) {
        singles.push(match arg {
            Arg::Array(_) => None,
            number => {
                let (single, flags) = number.to_single(wanted)?;
                cast = cast.or(flags);
                Some(single)
            }
        });
    }
    let mut inputs: SmallVec<[Input<'_>; 3]> = SmallVec::new();
    for (array, single) in arrays.iter().zip(&singles) {
        inputs.push(match (array, single) {
            (Some(array), _) => Input::Array(array),
            (None, Some(single)) => Input::One(single),
            (None, None) => unreachable!("every operand is an array or a number"),
        });
    }
    if ufunc.name == "power" && !shape.contains(&0) {
        check_exponents(&inputs, which)?;
    }
    let outputs = outputs_for(ufunc, which, &arrays, &shape, options)?;
    let always = wants_underflow(&cx.state().error_state);
    let outcome = {
        let targets: SmallVec<[&ArrayRef; 2]> = outputs.iter().collect();
        elementwise(which, &inputs, &targets, options.mask.as_ref(), always)
    };
    cx.check_interrupt()?;
    report_cast(cx, cast.or(outcome.cast))?;
    report(cx, outcome.flags, ufunc.name)?;
    finish(outputs, options)
}

/// New results without axes are NumPy scalars.
fn finish(outputs: SmallVec<[ArrayRef; 2]>, options: &Options) -> R<Results> {
    let given = |k: usize| options.arrays_only || options.out.get(k).is_some_and(Option::is_some);
    Ok(outputs
        .into_iter()
        .enumerate()
        .map(|(k, array)| if given(k) { Value::Array(array) } else { array_or_scalar(array) })
        .collect())
}

/// The array, or its element if it has no axes.
pub fn array_or_scalar(array: ArrayRef) -> Value {
    if array.ndim() == 0 { element_to_value(array.only_element()) } else { Value::Array(array) }
}

/// The loop for the operands.
pub fn choose(ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<&'static Loop> {
    if options.signature.iter().any(Option::is_some) {
        return choose_by_signature(ufunc, args, options);
    }
    let operands: SmallVec<[crate::kernels::ufunc::Operand; 3]> = args.iter().map(Arg::operand).collect();
    match resolve(ufunc, &operands) {
        Ok(which) => Ok(which),
        Err(Refusal::Words(words)) if !words.is_empty() => err(ErrorClass::TypeError, words),
        Err(Refusal::Words(_)) => Err(no_loop(ufunc, args)),
        Err(Refusal::NoLoop) if matches!(ufunc.name, "gcd" | "lcm") => Err(text_loops::no_signature(ufunc, args)),
        Err(Refusal::NoLoop) => Err(not_supported(ufunc)),
    }
}

/// The error for dtypes that none of a ufunc's loops can take.
pub fn not_supported(ufunc: &Ufunc) -> Box<Error> {
    Error::new(
        ErrorClass::TypeError,
        format!(
            "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
            ufunc.name
        ),
    )
}

/// The loop of a given signature: the first one that the operands can be cast to safely, or else the
/// first one there is.
fn choose_by_signature(ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<&'static Loop> {
    let fits = |which: &&'static Loop| {
        let mut pairs = options.signature.iter().zip(which.types);
        pairs.all(|(wanted, have)| wanted.is_none_or(|wanted| wanted == *have))
    };
    let safe = |which: &&'static Loop| {
        let mut pairs = args.iter().zip(which.types);
        pairs.all(|(arg, to)| may_cast(arg, *to, Casting::Safe))
    };
    let all: SmallVec<[&'static Loop; 8]> = ufunc.loops.iter().filter(fits).collect();
    match all.iter().copied().find(|which| safe(which)).or(all.first().copied()) {
        Some(which) => Ok(which),
        None => err(
            ErrorClass::TypeError,
            format!("No loop matching the specified signature and casting was found for ufunc {}", ufunc.name),
        ),
    }
}

/// Whether an operand may become an element of a dtype: Python's numbers go by their kind alone.
fn may_cast(arg: &Arg, to: DType, rule: Casting) -> bool {
    use crate::array::Kind;
    let from = arg.operand();
    match from.weak {
        Weak::No => can_cast(from.dtype, to, rule),
        Weak::Int => to.kind() >= Kind::Unsigned,
        Weak::Float => to.kind() >= Kind::Float,
        Weak::Complex => to.kind() >= Kind::Complex,
    }
}

fn class_name(dtype: DType) -> String {
    format!("<class '{}'>", types::of_dtype(dtype).full_name())
}

/// The error for dtypes that a ufunc has no loop for at all.
pub fn no_loop(ufunc: &Ufunc, args: &[Arg]) -> Box<Error> {
    let names: Vec<String> = args.iter().map(|arg| class_name(arg.dtype())).collect();
    let names = match names.as_slice() {
        [one] => one.clone(),
        many => format!("({})", many.join(", ")),
    };
    let text = format!("ufunc '{}' did not contain a loop with signature matching types {names} -> None", ufunc.name);
    Error::new(ErrorClass::UFuncTypeError, text)
}

/// The operands that are arrays, in this machine's byte order.
fn native_arrays(ufunc: &Ufunc, args: &[Arg]) -> R<SmallVec<[Option<ArrayRef>; 3]>> {
    let mut arrays = SmallVec::new();
    for arg in args {
        arrays.push(match arg {
            Arg::Array(array) if array.dtype() == array.dtype().native() => Some(array.clone()),
            Arg::Array(array) => match array.cast_numeric(array.dtype().native()) {
                Some((native, _)) => Some(native),
                None => return Err(Error::unsupported(format!("np.{} of {}", ufunc.name, dtype_text(array.dtype())))),
            },
            _ => None,
        });
    }
    Ok(arrays)
}

/// The shape that the operands, the mask and given outputs have together.
fn result_shape(arrays: &[Option<ArrayRef>], options: &Options) -> R<Dims> {
    let mut shapes: SmallVec<[Dims; 4]> = SmallVec::new();
    shapes.extend(arrays.iter().map(|array| array.as_ref().map_or_else(Dims::new, |array| array.shape())));
    if let Some(mask) = &options.mask {
        shapes.push(mask.shape());
    }
    let inputs = broadcast_shapes(shapes.iter().map(|shape| &shape[..]));
    let given: SmallVec<[Dims; 2]> = options.out.iter().flatten().map(|out| out.shape()).collect();
    let all = match &inputs {
        Some(shape) => broadcast_shapes([&shape[..]].into_iter().chain(given.iter().map(|shape| &shape[..]))),
        None => None,
    };
    let Some(all) = all else {
        let inputs = arrays.len();
        let arrays = arrays.iter().map(|array| array.as_ref().map_or_else(Dims::new, |array| array.shape()));
        let mask = options.mask.iter().map(|mask| mask.shape());
        let shapes: Vec<Dims> = arrays.chain(given.iter().cloned()).chain(mask).collect();
        let texts: Vec<String> = shapes.iter().map(|shape| shape_text(shape)).collect();
        let message = format!("operands could not be broadcast together with shapes {} ", texts.join(" "));
        let error = Error::new(ErrorClass::ValueError, message);
        return Err(error.with_shapes(shapes.iter().take(inputs).map(|shape| &shape[..])));
    };
    for shape in &given {
        if *shape != all {
            let message = format!(
                "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
                shape_text(shape),
                shape_text(&all)
            );
            let inputs = shapes.iter().map(|shape| &shape[..]);
            return Err(Error::new(ErrorClass::ValueError, message).with_shapes(inputs));
        }
    }
    Ok(all)
}

/// Whether inputs and outputs may be cast as the loop needs.
fn check_casts(ufunc: &Ufunc, args: &[Arg], which: &Loop, options: &Options) -> R<()> {
    if options.signature.iter().any(Option::is_some) {
        for (i, arg) in args.iter().enumerate() {
            let (from, to) = (arg.operand(), which.types[i]);
            if !may_cast(arg, to, options.casting) {
                let what = if ufunc.inputs == 1 { "input".to_string() } else { format!("input {i}") };
                return Err(cannot_cast(ufunc.name, &what, from.dtype, to, options.casting));
            }
        }
    }
    for (k, out) in options.out.iter().enumerate() {
        let Some(out) = out else { continue };
        let from = which.types[ufunc.inputs + k];
        if !can_cast(from, out.dtype(), options.casting) {
            // NumPy counts outputs on from the inputs.
            let what = if ufunc.outputs == 1 { "output".to_string() } else { format!("output {}", ufunc.inputs + k) };
            return Err(cannot_cast(ufunc.name, &what, from, out.dtype(), options.casting));
        }
        if out.dtype() == DType::Object && from != DType::Object {
            return Err(Error::unsupported(format!("an array of objects as out of np.{} of numbers", ufunc.name)));
        }
        if !out.is_writeable() {
            return err(ErrorClass::ValueError, "output array is read-only");
        }
    }
    Ok(())
}

/// The answer of a comparison with a Python int that the other operand's dtype cannot hold.
fn out_of_range_comparison(ufunc: &Ufunc, args: &[Arg], which: &Loop) -> Option<bool> {
    if ufunc.rule != Rule::Compare {
        return None;
    }
    for (i, (arg, &wanted)) in args.iter().zip(which.types).enumerate() {
        let is_int = wanted.is_integer() || wanted == DType::Bool;
        if !is_int || arg.operand().weak != Weak::Int || arg.to_single(wanted).is_ok() {
            continue;
        }
        let negative = match arg {
            Arg::Big(big) => big.sign() == num_bigint::Sign::Minus,
            Arg::Number(single, _) => single.bytes[7] & 0x80 != 0,
            Arg::Array(_) => false,
        };
        // Whether the left operand is the smaller one.
        let less = if i == 0 { negative } else { !negative };
        return Some(match ufunc.name {
            "equal" => false,
            "not_equal" => true,
            "less" | "less_equal" => less,
            _ => !less,
        });
    }
    None
}

fn filled(value: bool, shape: &[usize]) -> ArrayRef {
    let array = Array::scratch(DType::Bool, shape);
    array.bytes_mut().fill(u8::from(value));
    array
}

/// Integers have no negative powers.
fn check_exponents(inputs: &[Input<'_>], which: &Loop) -> R<()> {
    if which.types[1].kind() != crate::array::Kind::Signed {
        return Ok(());
    }
    let negative = match inputs.get(1) {
        Some(Input::One(single)) => single.bytes[which.types[1].itemsize() - 1] & 0x80 != 0,
        Some(Input::Array(array)) => {
            let size = array.itemsize();
            array.dtype().kind() == crate::array::Kind::Signed && {
                let bytes = array.bytes();
                array.layout().offsets().any(|offset| bytes[offset + size - 1] & 0x80 != 0)
            }
        }
        None => false,
    };
    if negative {
        return err(ErrorClass::ValueError, "Integers to negative integer powers are not allowed.");
    }
    Ok(())
}

/// The arrays that results go to: given ones, or new ones laid out as the operands are.
fn outputs_for(
    ufunc: &Ufunc,
    which: &Loop,
    arrays: &[Option<ArrayRef>],
    shape: &[usize],
    options: &Options,
) -> R<SmallVec<[ArrayRef; 2]>> {
    let mut outputs = SmallVec::new();
    for k in 0..ufunc.outputs {
        if let Some(Some(out)) = options.out.get(k) {
            outputs.push(out.clone());
            continue;
        }
        let dtype = which.types[ufunc.inputs + k];
        Array::check_size(shape, dtype)?;
        if options.mask.is_some() {
            outputs.push(Array::zeros(dtype, shape));
            continue;
        }
        let order = new_order(arrays, shape, options.order);
        outputs.push(match order {
            None => Array::scratch(dtype, shape),
            Some(order) => Array::scratch_ordered(dtype, shape, &order),
        });
    }
    Ok(outputs)
}

/// The axes of a new result, largest stride first; None for C order.
pub fn new_order(arrays: &[Option<ArrayRef>], shape: &[usize], order: Order) -> Option<SmallVec<[usize; 4]>> {
    if shape.len() < 2 {
        return None;
    }
    let fortran = || Some((0..shape.len()).rev().collect());
    match order {
        Order::C => None,
        Order::F => fortran(),
        Order::Any => {
            let mut all = arrays.iter().flatten();
            if all.clone().next().is_some() && all.all(|array| array.is_f() && !array.is_c()) {
                fortran()
            } else {
                None
            }
        }
        Order::Keep => {
            if arrays.iter().flatten().all(|array| array.is_c())
                && arrays.iter().flatten().all(|a| a.ndim() == shape.len())
            {
                return None;
            }
            let mut strides: SmallVec<[Strides; 4]> = SmallVec::new();
            for array in arrays.iter().flatten() {
                let stretched = array.head().layout.broadcast_to(shape)?;
                let mut own = stretched.strides;
                for (stride, &n) in own.iter_mut().zip(shape) {
                    if n == 1 {
                        *stride = 0;
                    }
                }
                strides.push(own);
            }
            Some(axis_order(shape.len(), &strides))
        }
    }
}

/// The ufunc at a place of the table.
#[inline]
pub fn ufunc(place: usize) -> &'static Ufunc {
    &UFUNCS[place]
}
