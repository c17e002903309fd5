//! The arguments of a ufunc's call: operands, then `out`, `where`, `casting`, `order`, `dtype`,
//! `signature` and `subok`, with NumPy's errors.

use super::arguments::{dtype_arg, order_of};
use super::convert::{as_array, cast_checked};
use super::operand::Arg;
use super::ufunc_call::{Options, Results, apply};
use crate::array::{ArrayRef, Casting, DType, Order};
use crate::kernels::ufunc::Ufunc;
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Interp, Value};
use smallvec::SmallVec;

/// Calls a ufunc as Python does: `np.add(a, b, out=c)`.
pub fn call(cx: &mut dyn Interp, ufunc: &'static Ufunc, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    if kwargs.is_empty()
        && args.len() == ufunc.inputs
        && let Some(result) = super::array_ops::call_plainly(cx, ufunc, args)?
    {
        return Ok(result);
    }
    let most = ufunc.inputs + ufunc.outputs;
    if args.len() < ufunc.inputs || args.len() > most {
        return Err(count_error(ufunc, args.len()));
    }
    let mut options = Options::default();
    if args.len() > ufunc.inputs || !kwargs.is_empty() {
        options = parse(cx, ufunc, &args[ufunc.inputs..], kwargs)?;
    }
    let mut operands: SmallVec<[Arg; 3]> = SmallVec::new();
    for value in &args[..ufunc.inputs] {
        operands.push(Arg::new(cx, value)?);
    }
    let results = apply(cx, ufunc, &operands, &options)?;
    Ok(bundle(results))
}

/// The error for a wrong number of positional arguments.
pub fn count_error(ufunc: &Ufunc, given: usize) -> Box<Error> {
    let verb = if given == 1 { "was" } else { "were" };
    let text = format!(
        "{}() takes from {} to {} positional arguments but {given} {verb} given",
        ufunc.name,
        ufunc.inputs,
        ufunc.inputs + ufunc.outputs
    );
    Error::new(ErrorClass::TypeError, text)
}

/// One result, or a tuple of several.
pub fn bundle(mut results: Results) -> Value {
    if results.len() == 1 { results.pop().unwrap_or_default() } else { Value::tuple(results) }
}

/// The keyword arguments of a call, without operands.
pub fn options_of(cx: &mut dyn Interp, ufunc: &'static Ufunc, kwargs: &[(Name, Value)]) -> R<Options> {
    parse(cx, ufunc, &[], kwargs)
}

/// The arguments of a call after its operands.
pub fn parse(cx: &mut dyn Interp, ufunc: &'static Ufunc, outs: &[Value], kwargs: &[(Name, Value)]) -> R<Options> {
    let mut options = Options::default();
    let mut out_given = !outs.is_empty();
    if out_given {
        for value in outs {
            options.out.push(out_array(value)?);
        }
        options.out.resize(ufunc.outputs, None);
    }
    let mut signature_given = false;
    let mut mask = None;
    for (name, value) in kwargs {
        match name.as_str() {
            "out" => {
                if !outs.is_empty() {
                    return err(
                        ErrorClass::TypeError,
                        "cannot specify 'out' as both a positional and keyword argument",
                    );
                }
                out_given = true;
                parse_out(ufunc, value, &mut options)?;
            }
            "where" => mask = Some(value),
            "casting" => options.casting = casting_of(value)?,
            "order" => options.order = order_of(value, Order::Keep)?,
            "subok" => match value {
                Value::Bool(subok) => options.subok = subok.get(),
                _ => return err(ErrorClass::TypeError, "'subok' must be a boolean"),
            },
            "dtype" => {
                if signature_given {
                    return err(ErrorClass::TypeError, "cannot specify both 'signature' and 'dtype'");
                }
                if let Some(dtype) = dtype_arg(cx, value)? {
                    let dtype = general_dtype(dtype)?;
                    options.signature.resize(ufunc.inputs, None);
                    options.signature.resize(ufunc.inputs + ufunc.outputs, Some(dtype));
                }
            }
            "signature" | "sig" => {
                if !options.signature.is_empty() {
                    return err(ErrorClass::TypeError, "cannot specify both 'signature' and 'dtype'");
                }
                if !value.is_none() {
                    signature_given = true;
                    options.signature = signature_of(cx, ufunc, value)?;
                }
            }
            other => {
                return err(
                    ErrorClass::TypeError,
                    format!("{}() got an unexpected keyword argument '{other}'", ufunc.name),
                );
            }
        }
    }
    if let Some(mask) = mask {
        parse_mask(cx, mask, out_given, &mut options)?;
    }
    Ok(options)
}

fn out_array(value: &Value) -> R<Option<ArrayRef>> {
    match value {
        Value::None => Ok(None),
        Value::Array(array) => Ok(Some(array.clone())),
        _ => err(ErrorClass::TypeError, "return arrays must be of ArrayType"),
    }
}

fn parse_out(ufunc: &Ufunc, value: &Value, options: &mut Options) -> R<()> {
    match value {
        Value::None => {}
        // An array comes back even where a scalar would.
        Value::Ellipsis => options.arrays_only = true,
        Value::Tuple(items) => {
            if items.len() != ufunc.outputs {
                return err(ErrorClass::ValueError, "The 'out' tuple must have exactly one entry per ufunc output");
            }
            for item in items.iter() {
                options.out.push(out_array(item)?);
            }
        }
        _ if ufunc.outputs > 1 => return err(ErrorClass::TypeError, "'out' must be a tuple of arrays"),
        other => options.out.push(out_array(other)?),
    }
    Ok(())
}

fn parse_mask(cx: &mut dyn Interp, mask: &Value, out_given: bool, options: &mut Options) -> R<()> {
    if matches!(mask, Value::Bool(all) if all.get()) {
        return Ok(());
    }
    if !out_given {
        cx.warn(
            ErrorClass::UserWarning,
            "'where' used without 'out', expect unitialized memory in output. If this is intentional, use out=None.",
        )?;
    }
    options.mask = Some(mask_array(cx, mask)?);
    Ok(())
}

/// A `where` argument as a bool array. Python's numbers and sequences are converted as `bool` does,
/// arrays only where that is safe.
pub fn mask_array(cx: &mut dyn Interp, mask: &Value) -> R<ArrayRef> {
    match mask {
        Value::Array(array) => cast_checked(cx, array, DType::Bool, Casting::Safe),
        other => {
            let array = as_array(cx, other)?;
            super::convert::cast(cx, &array, DType::Bool)
        }
    }
}

/// A `casting` argument.
pub fn casting_of(value: &Value) -> R<Casting> {
    let Some(text) = value.as_str() else {
        return err(ErrorClass::TypeError, format!("casting must be str, not {}", value.type_name()));
    };
    match Casting::from_name(text) {
        Some(casting) => Ok(casting),
        None => err(
            ErrorClass::ValueError,
            format!("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '{text}')"),
        ),
    }
}

/// A dtype that names a kind of number, not details such as a width.
pub fn general_dtype(dtype: DType) -> R<DType> {
    let detailed = match dtype {
        DType::Str(n) | DType::Bytes(n) | DType::Void(n) => n > 0,
        DType::Swapped(_) | DType::Struct(_) => true,
        _ => false,
    };
    if detailed {
        return err(
            ErrorClass::TypeError,
            "The `dtype` and `signature` arguments to ufuncs only select the general DType and not details such as the byte order or time unit. You can avoid this error by using the scalar types `np.float64` or the dtype string notation.",
        );
    }
    Ok(dtype)
}

fn signature_of(cx: &mut dyn Interp, ufunc: &Ufunc, value: &Value) -> R<SmallVec<[Option<DType>; 4]>> {
    let operands = ufunc.inputs + ufunc.outputs;
    let one = || err(ErrorClass::TypeError, "Use `dtype` or  fill the tuple with more than one 'None'.");
    if let Value::Tuple(items) = value {
        if items.len() == 1 && operands != 1 {
            return one();
        }
        if items.len() != operands {
            return err(
                ErrorClass::ValueError,
                format!("a type-tuple must be specified of length {operands} for ufunc '{}'", ufunc.name),
            );
        }
        let mut signature = SmallVec::new();
        for item in items.iter() {
            signature.push(match dtype_arg(cx, item)? {
                Some(dtype) => Some(general_dtype(dtype)?),
                None => None,
            });
        }
        return Ok(signature);
    }
    let Some(text) = value.as_str() else {
        return err(ErrorClass::TypeError, "the signature object to ufunc must be a string or a tuple.");
    };
    if text.chars().count() == 1 {
        return one();
    }
    let letters: Vec<char> = text.replace("->", "").chars().collect();
    let arrow = text.find("->");
    if letters.len() != operands || arrow != Some(ufunc.inputs) {
        return err(
            ErrorClass::ValueError,
            format!(
                "a type-string for {}, {} typecode(s) before and {} after the -> sign",
                ufunc.name, ufunc.inputs, ufunc.outputs
            ),
        );
    }
    let mut signature = SmallVec::new();
    for letter in letters {
        signature.push(Some(super::convert::dtype_from_text(&letter.to_string())?));
    }
    Ok(signature)
}
