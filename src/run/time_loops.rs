//! Ufuncs of datetime64 and timedelta64: which operands go together, the unit of the result, and the
//! loops over ticks. *Source*: NumPy's `type_resolution.c` for datetimes.

use super::convert::time::{array_of_ticks, ticks_of};
use super::fp_report::report;
use super::operand::{Arg, cannot_cast, dtype_text};
use super::ufunc_call::{Options, Results, array_or_scalar, no_loop, not_supported};
use super::ufunc_reduce::ReduceOptions;
use crate::array::calendar::{NAT, common_unit, convert_date, convert_span, is_nonlinear};
use crate::array::{Array, ArrayRef, Casting, DType, Dims, TimeBase, TimeUnit, broadcast_shapes, shape_text};
use crate::kernels::fp::FpFlags;
use crate::kernels::ufunc::Ufunc;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Value};

/// What an operand is.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Date(TimeUnit),
    Span(TimeUnit),
    Int,
    Float,
    Other,
}

fn side(dtype: DType) -> Side {
    match dtype.native() {
        DType::Datetime(unit) => Side::Date(unit),
        DType::Timedelta(unit) => Side::Span(unit),
        dtype if dtype.is_integer() || dtype == DType::Bool => Side::Int,
        dtype if dtype.is_float() => Side::Float,
        _ => Side::Other,
    }
}

/// Calls a ufunc of which at least one operand is a time.
pub fn apply(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Arg], options: &Options) -> R<Results> {
    if options.mask.is_some() {
        return Err(Error::unsupported(format!("'where' of np.{} on arrays of times", ufunc.name)));
    }
    let mut flags = FpFlags::NONE;
    let results = match args {
        [one] => vec![unary(cx, ufunc, one)?],
        [a, b] => binary(cx, ufunc, a, b, &mut flags)?,
        _ => return Err(not_supported(ufunc)),
    };
    report(cx, flags, ufunc.name)?;
    let mut values = Results::new();
    for (k, result) in results.into_iter().enumerate() {
        values.push(match options.out.get(k) {
            Some(Some(out)) => {
                super::array_index::assign(cx, out, &result)?;
                Value::Array(out.clone())
            }
            _ if options.arrays_only => Value::Array(result),
            _ => array_or_scalar(result),
        });
    }
    Ok(values)
}

fn array_of(cx: &mut dyn Interp, arg: &Arg, dtype: DType) -> R<ArrayRef> {
    match arg {
        Arg::Array(array) => super::convert::cast(cx, array, dtype),
        number => {
            let (single, _) = number.to_single(dtype)?;
            let array = Array::zeros(dtype, &[]);
            array.bytes_mut().copy_from_slice(&single.bytes[..dtype.itemsize()]);
            Ok(array)
        }
    }
}

fn bools(shape: &[usize], truths: impl Iterator<Item = bool>) -> ArrayRef {
    let array = Array::zeros(DType::Bool, shape);
    for (place, truth) in array.bytes_mut().iter_mut().zip(truths) {
        *place = u8::from(truth);
    }
    array
}

fn unary(cx: &mut dyn Interp, ufunc: &'static Ufunc, arg: &Arg) -> R<ArrayRef> {
    let array = array_of(cx, arg, arg.dtype().native())?;
    let (dtype, shape) = (array.dtype(), array.shape());
    let ticks = ticks_of(&array);
    let is_span = matches!(dtype, DType::Timedelta(_));
    let changed: fn(i64) -> i64 = match ufunc.name {
        "isnan" => return Ok(bools(&shape, ticks.iter().map(|&x| x == NAT))),
        "isfinite" => return Ok(bools(&shape, ticks.iter().map(|&x| x != NAT))),
        "isinf" => return Ok(bools(&shape, ticks.iter().map(|_| false))),
        "logical_not" => return Ok(bools(&shape, ticks.iter().map(|&x| x == 0))),
        "positive" if is_span => |x| x,
        // The ticks of NaT are their own negative.
        "negative" if is_span => i64::wrapping_neg,
        "absolute" if is_span => i64::wrapping_abs,
        "sign" if is_span => |x| if x == NAT { NAT } else { x.signum() },
        "negative" | "positive" | "absolute" | "sign" => return Err(no_loop(ufunc, std::slice::from_ref(arg))),
        _ => return Err(not_supported(ufunc)),
    };
    let ticks: Vec<i64> = ticks.into_iter().map(changed).collect();
    Ok(array_of_ticks(dtype, &shape, &ticks))
}

/// The error for operands that an operation does not put together.
fn refusal(ufunc: &Ufunc, a: &Arg, b: &Arg) -> Box<Error> {
    let text = format!(
        "ufunc '{}' cannot use operands with types {} and {}",
        ufunc.name,
        dtype_text(a.dtype()),
        dtype_text(b.dtype())
    );
    Error::new(ErrorClass::UFuncTypeError, text)
}

/// The unit that two spans share.
///
/// *Errors*: TypeError for months and days.
fn common_span(a: TimeUnit, b: TimeUnit) -> R<TimeUnit> {
    let generic = a.base == TimeBase::Generic || b.base == TimeBase::Generic;
    if !generic && is_nonlinear(a.base) != is_nonlinear(b.base) {
        let text = format!(
            "Cannot get a common metadata divisor for Numpy datetime metadata {a} and {b} because they have \
             incompatible nonlinear base time units."
        );
        return err(ErrorClass::TypeError, text);
    }
    Ok(common_unit(a, b))
}

/// The unit of a date and a span together.
fn common_with_span(ufunc: &Ufunc, place: usize, date: TimeUnit, span: TimeUnit) -> R<TimeUnit> {
    let unit = common_unit(date, span);
    if is_nonlinear(span.base) && !is_nonlinear(unit.base) {
        let (from, to) = (DType::Timedelta(span), DType::Timedelta(unit));
        return Err(cannot_cast(ufunc.name, &format!("input {place}"), from, to, Casting::SameKind));
    }
    Ok(unit)
}

/// Two operands' ticks, stretched to a common shape.
struct Pairs {
    shape: Dims,
    left: Vec<i64>,
    right: Vec<i64>,
}

impl Pairs {
    fn new(cx: &mut dyn Interp, a: (&Arg, DType), b: (&Arg, DType)) -> R<Pairs> {
        let (left, right) = (array_of(cx, a.0, a.1)?, array_of(cx, b.0, b.1)?);
        let shape = common_shape(&left, &right)?;
        Ok(Pairs { left: stretched(&left, &shape), right: stretched(&right, &shape), shape })
    }

    fn ticks(&self, dtype: DType, combine: impl Fn(i64, i64) -> i64) -> ArrayRef {
        let ticks: Vec<i64> = self.left.iter().zip(&self.right).map(|(&x, &y)| combine(x, y)).collect();
        array_of_ticks(dtype, &self.shape, &ticks)
    }

    fn bools(&self, combine: impl Fn(i64, i64) -> bool) -> ArrayRef {
        bools(&self.shape, self.left.iter().zip(&self.right).map(|(&x, &y)| combine(x, y)))
    }
}

fn common_shape(left: &ArrayRef, right: &ArrayRef) -> R<Dims> {
    let (x, y) = (left.shape(), right.shape());
    match broadcast_shapes([&x[..], &y[..]]) {
        Some(shape) => Ok(shape),
        None => {
            let text =
                format!("operands could not be broadcast together with shapes {} {} ", shape_text(&x), shape_text(&y));
            err(ErrorClass::ValueError, text)
        }
    }
}

fn stretched(array: &ArrayRef, shape: &[usize]) -> Vec<i64> {
    match array.layout().broadcast_to(shape) {
        Some(layout) => ticks_of(&array.view_layout(layout)),
        None => Vec::new(),
    }
}

/// An operation on ticks, where NaT makes NaT.
fn unless_nat(combine: impl Fn(i64, i64) -> i64) -> impl Fn(i64, i64) -> i64 {
    move |x, y| if x == NAT || y == NAT { NAT } else { combine(x, y) }
}

fn binary(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &Arg, b: &Arg, flags: &mut FpFlags) -> R<Vec<ArrayRef>> {
    use Side::{Date, Float, Int, Span};
    let (x, y) = (side(a.dtype()), side(b.dtype()));
    let one = |array: ArrayRef| Ok(vec![array]);
    match (ufunc.name, x, y) {
        ("add", Date(date), Span(span)) | ("add", Span(span), Date(date)) => {
            let unit = common_with_span(ufunc, usize::from(x == Date(date)), date, span)?;
            let wanted = |side| if let Date(_) = side { DType::Datetime(unit) } else { DType::Timedelta(unit) };
            let pairs = Pairs::new(cx, (a, wanted(x)), (b, wanted(y)))?;
            one(pairs.ticks(DType::Datetime(unit), unless_nat(i64::wrapping_add)))
        }
        ("add", Date(unit), Int) | ("add", Int, Date(unit)) => {
            let pairs = with_ints(cx, a, b, unit)?;
            one(pairs.ticks(DType::Datetime(unit), unless_nat(i64::wrapping_add)))
        }
        ("subtract", Date(unit), Int) => {
            let pairs = with_ints(cx, a, b, unit)?;
            one(pairs.ticks(DType::Datetime(unit), unless_nat(i64::wrapping_sub)))
        }
        ("subtract", Date(date), Span(span)) => {
            let unit = common_with_span(ufunc, 1, date, span)?;
            let pairs = Pairs::new(cx, (a, DType::Datetime(unit)), (b, DType::Timedelta(unit)))?;
            one(pairs.ticks(DType::Datetime(unit), unless_nat(i64::wrapping_sub)))
        }
        ("subtract", Date(left), Date(right)) => {
            let unit = common_unit(left, right);
            let pairs = Pairs::new(cx, (a, DType::Datetime(unit)), (b, DType::Datetime(unit)))?;
            one(pairs.ticks(DType::Timedelta(unit), unless_nat(i64::wrapping_sub)))
        }
        ("add" | "subtract" | "remainder" | "floor_divide" | "divide" | "divmod", Span(_), Span(_))
        | ("add" | "subtract", Span(_), Int)
        | ("add" | "subtract", Int, Span(_)) => spans(cx, ufunc, a, b, flags),
        ("multiply", Span(unit), Int) | ("multiply", Int, Span(unit)) => {
            let pairs = with_ints(cx, a, b, unit)?;
            let nat = unless_nat(i64::wrapping_mul);
            one(pairs.ticks(DType::Timedelta(unit), nat))
        }
        ("divide" | "floor_divide", Span(unit), Int) => {
            let pairs = with_ints(cx, a, b, unit)?;
            if pairs.left.iter().zip(&pairs.right).any(|(&x, &y)| y == 0 && x != NAT) {
                *flags |= FpFlags::DIVIDE;
            }
            one(pairs.ticks(DType::Timedelta(unit), unless_nat(|x, y| if y == 0 { NAT } else { x.wrapping_div(y) })))
        }
        ("multiply" | "divide" | "floor_divide", Span(_), Float) | ("multiply", Float, Span(_)) => {
            one(with_floats(cx, ufunc, a, b)?)
        }
        ("maximum" | "minimum" | "fmax" | "fmin", ..)
        | ("equal" | "not_equal" | "less" | "less_equal" | "greater" | "greater_equal", ..) => {
            compare(cx, ufunc, a, b).map(|array| vec![array])
        }
        ("logical_and" | "logical_or" | "logical_xor", Date(_) | Span(_), Date(_) | Span(_)) => {
            let pairs = Pairs::new(cx, (a, a.dtype().native()), (b, b.dtype().native()))?;
            one(match ufunc.name {
                "logical_and" => pairs.bools(|x, y| x != 0 && y != 0),
                "logical_or" => pairs.bools(|x, y| x != 0 || y != 0),
                _ => pairs.bools(|x, y| (x != 0) != (y != 0)),
            })
        }
        ("add" | "subtract" | "multiply" | "divide" | "floor_divide" | "remainder" | "divmod", ..) => {
            Err(refusal(ufunc, a, b))
        }
        _ => Err(not_supported(ufunc)),
    }
}

/// A time and integers, which count ticks of the time's unit.
fn with_ints(cx: &mut dyn Interp, a: &Arg, b: &Arg, _unit: TimeUnit) -> R<Pairs> {
    let wanted = |arg: &Arg| match side(arg.dtype()) {
        Side::Int => DType::I64,
        _ => arg.dtype().native(),
    };
    Pairs::new(cx, (a, wanted(a)), (b, wanted(b)))
}

fn spans(cx: &mut dyn Interp, ufunc: &Ufunc, a: &Arg, b: &Arg, flags: &mut FpFlags) -> R<Vec<ArrayRef>> {
    let unit = match (side(a.dtype()), side(b.dtype())) {
        (Side::Span(x), Side::Span(y)) => common_span(x, y)?,
        (Side::Span(unit), _) | (_, Side::Span(unit)) => unit,
        _ => return Err(refusal(ufunc, a, b)),
    };
    let wanted = |arg: &Arg| if side(arg.dtype()) == Side::Int { DType::I64 } else { DType::Timedelta(unit) };
    let pairs = Pairs::new(cx, (a, wanted(a)), (b, wanted(b)))?;
    let span = DType::Timedelta(unit);
    let floored = |x: i64, y: i64| {
        if x == NAT || y == NAT || y == 0 {
            return 0;
        }
        let (quotient, rest) = (x.wrapping_div(y), x.wrapping_rem(y));
        quotient - i64::from(rest != 0 && (rest < 0) != (y < 0))
    };
    let left_over = |x: i64, y: i64| {
        if x == NAT || y == NAT || y == 0 {
            return NAT;
        }
        let rest = x.wrapping_rem(y);
        if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest }
    };
    let by_zero = pairs.left.iter().zip(&pairs.right).any(|(&x, &y)| y == 0 && x != NAT);
    let no_time = pairs.left.iter().chain(&pairs.right).any(|&x| x == NAT);
    let mut note = |divide: bool, invalid: bool| {
        if divide {
            *flags |= FpFlags::DIVIDE;
        }
        if invalid {
            *flags |= FpFlags::INVALID;
        }
    };
    Ok(match ufunc.name {
        "add" => vec![pairs.ticks(span, unless_nat(i64::wrapping_add))],
        "subtract" => vec![pairs.ticks(span, unless_nat(i64::wrapping_sub))],
        "divide" => {
            let quotient = |x: i64, y: i64| {
                if x == NAT || y == NAT { f64::NAN } else { x as f64 / y as f64 }
            };
            let quotients: Vec<f64> = pairs.left.iter().zip(&pairs.right).map(|(&x, &y)| quotient(x, y)).collect();
            let zeros = || pairs.left.iter().zip(&pairs.right);
            note(zeros().any(|(&x, &y)| y == 0 && x != 0 && x != NAT), zeros().any(|(&x, &y)| y == 0 && x == 0));
            vec![Array::from_slice(&quotients, &pairs.shape)]
        }
        "floor_divide" => {
            note(by_zero, no_time);
            vec![pairs.ticks(DType::I64, floored)]
        }
        "remainder" => {
            note(by_zero, false);
            vec![pairs.ticks(span, left_over)]
        }
        _ => {
            note(by_zero, no_time);
            vec![pairs.ticks(DType::I64, floored), pairs.ticks(span, left_over)]
        }
    })
}

/// A span times or divided by a float, cut to whole ticks.
fn with_floats(cx: &mut dyn Interp, ufunc: &Ufunc, a: &Arg, b: &Arg) -> R<ArrayRef> {
    let floats = |cx: &mut dyn Interp, arg: &Arg| -> R<ArrayRef> {
        let array = match side(arg.dtype()) {
            Side::Float => return array_of(cx, arg, DType::F64),
            _ => array_of(cx, arg, arg.dtype().native())?,
        };
        let values: Vec<f64> =
            ticks_of(&array).into_iter().map(|x| if x == NAT { f64::NAN } else { x as f64 }).collect();
        Ok(Array::from_slice(&values, &array.shape()))
    };
    let (left, right) = (floats(cx, a)?, floats(cx, b)?);
    let shape = common_shape(&left, &right)?;
    let bits = |array: &ArrayRef| stretched(array, &shape).into_iter().map(|x| f64::from_bits(x as u64));
    let combine = |x: f64, y: f64| match ufunc.name {
        "multiply" => x * y,
        "divide" => x / y,
        _ => (x / y).floor(),
    };
    let cut = |x: f64| if x.is_finite() { x as i64 } else { NAT };
    let ticks: Vec<i64> = bits(&left).zip(bits(&right)).map(|(x, y)| cut(combine(x, y))).collect();
    let dtype = if let Side::Span(_) = side(a.dtype()) { a.dtype() } else { b.dtype() };
    Ok(array_of_ticks(dtype.native(), &shape, &ticks))
}

fn compare(cx: &mut dyn Interp, ufunc: &'static Ufunc, a: &Arg, b: &Arg) -> R<ArrayRef> {
    use Side::{Date, Int, Span};
    let (x, y) = (side(a.dtype()), side(b.dtype()));
    let dtype = match (x, y) {
        (Date(x), Date(y)) => DType::Datetime(common_unit(x, y)),
        (Span(x), Span(y)) => DType::Timedelta(common_span(x, y)?),
        (Span(unit), Int) | (Int, Span(unit)) => DType::Timedelta(unit),
        _ => {
            if matches!(ufunc.name, "equal" | "not_equal") {
                let shapes = [a, b].map(|arg| match arg {
                    Arg::Array(array) => array.shape(),
                    _ => Dims::new(),
                });
                let shape = broadcast_shapes([&shapes[0][..], &shapes[1][..]]).unwrap_or_default();
                let size: usize = shape.iter().product();
                return Ok(bools(&shape, std::iter::repeat_n(ufunc.name == "not_equal", size)));
            }
            return Err(no_common_loop(ufunc, a, b));
        }
    };
    let wanted = |arg: &Arg| if side(arg.dtype()) == Int { DType::I64 } else { dtype };
    let pairs = Pairs::new(cx, (a, wanted(a)), (b, wanted(b)))?;
    let truth = |wanted: fn(i64, i64) -> bool| pairs.bools(move |x, y| x != NAT && y != NAT && wanted(x, y));
    Ok(match ufunc.name {
        "equal" => truth(|x, y| x == y),
        "not_equal" => pairs.bools(|x, y| x == NAT || y == NAT || x != y),
        "less" => truth(|x, y| x < y),
        "less_equal" => truth(|x, y| x <= y),
        "greater" => truth(|x, y| x > y),
        "greater_equal" => truth(|x, y| x >= y),
        "maximum" => pairs.ticks(dtype, unless_nat(i64::max)),
        "minimum" => pairs.ticks(dtype, unless_nat(i64::min)),
        // NaT is the least number.
        "fmax" => pairs.ticks(dtype, i64::max),
        _ => pairs.ticks(dtype, |x, y| {
            if x == NAT {
                y
            } else if y == NAT {
                x
            } else {
                x.min(y)
            }
        }),
    })
}

/// The words for operands of which no loop takes both.
fn no_common_loop(ufunc: &Ufunc, a: &Arg, b: &Arg) -> Box<Error> {
    use crate::kernels::ufunc::Weak;
    let name = |arg: &Arg| match arg.operand().weak {
        Weak::Int => "<class 'numpy.dtypes._PyLongDType'>".to_owned(),
        Weak::Float => "<class 'numpy.dtypes._PyFloatDType'>".to_owned(),
        Weak::Complex => "<class 'numpy.dtypes._PyComplexDType'>".to_owned(),
        Weak::No => format!("<class '{}'>", crate::value::types::of_dtype(arg.dtype()).full_name()),
    };
    let text = format!(
        "ufunc '{}' did not contain a loop with signature matching types ({}, {}) -> None",
        ufunc.name,
        name(a),
        name(b)
    );
    Error::new(ErrorClass::UFuncTypeError, text)
}

/// A reduction of times: of their ticks, with NaT wherever one takes part.
pub fn reduce(cx: &mut dyn Interp, ufunc: &'static Ufunc, array: &ArrayRef, options: &ReduceOptions) -> R<Value> {
    let dtype = array.dtype();
    let is_date = matches!(dtype, DType::Datetime(_));
    let ticks = array.view(DType::I64, array.layout().clone());
    match ufunc.name {
        "logical_and" | "logical_or" => return super::ufunc_reduce::reduce(cx, ufunc, &ticks, options),
        "add" if !is_date => {}
        "maximum" | "minimum" | "fmax" | "fmin" => {}
        "add" | "subtract" | "multiply" | "divide" => {
            let arg = Arg::Array(array.clone());
            return Err(refusal(ufunc, &arg, &arg));
        }
        _ => return Err(not_supported(ufunc)),
    }
    if options.mask.is_some() {
        return Err(Error::unsupported(format!("'where' of np.{}.reduce on arrays of times", ufunc.name)));
    }
    let plain = ReduceOptions { out: None, dtype: None, arrays_only: true, ..options.clone() };
    let nat = bools(&array.shape(), ticks_of(array).into_iter().map(|x| x == NAT));
    let any_nat = nat.bytes().contains(&1);
    let ticks = if any_nat && ufunc.name == "fmin" {
        let values: Vec<i64> = ticks_of(array).into_iter().map(|x| if x == NAT { i64::MAX } else { x }).collect();
        array_of_ticks(DType::I64, &array.shape(), &values)
    } else {
        ticks
    };
    let Value::Array(found) = super::ufunc_reduce::reduce(cx, ufunc, &ticks, &plain)? else {
        return Err(not_supported(ufunc));
    };
    let mut values = ticks_of(&found);
    if any_nat && ufunc.name != "fmax" {
        let which = if ufunc.name == "fmin" { "logical_and" } else { "logical_or" };
        if let Some(which) = crate::kernels::ufunc::UFUNCS.iter().find(|ufunc| ufunc.name == which)
            && let Value::Array(spoiled) = super::ufunc_reduce::reduce(cx, which, &nat, &plain)?
        {
            for (value, offset) in values.iter_mut().zip(spoiled.layout().offsets()) {
                if spoiled.bytes()[offset] != 0 {
                    *value = NAT;
                }
            }
        }
    }
    let result = array_of_ticks(dtype, &found.shape(), &values);
    super::ufunc_reduce::deliver(cx, result, options.out.as_ref(), options.arrays_only)
}

/// An array of times in another unit.
pub fn converted(array: &ArrayRef, to: DType) -> Option<ArrayRef> {
    let convert: Box<dyn Fn(i64) -> i64> = match (array.dtype(), to) {
        (DType::Datetime(from), DType::Datetime(to)) => Box::new(move |x| convert_date(x, from, to)),
        (DType::Timedelta(from), DType::Timedelta(to)) => Box::new(move |x| convert_span(x, from, to)),
        _ => return None,
    };
    let ticks: Vec<i64> = ticks_of(array).into_iter().map(convert).collect();
    Some(array_of_ticks(to, &array.shape(), &ticks))
}
