//! What a floating-point error leads to: a warning, an exception, a line of output, or nothing, as
//! `np.seterr` says.

use crate::array::CastFlags;
use crate::kernels::fp::FpFlags;
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{ErrorMode, ErrorState, Interp, Value};
use std::cell::RefCell;

/// Reports the errors that an operation called `name` met, in NumPy's order.
#[inline]
pub fn report(cx: &mut dyn Interp, flags: FpFlags, name: &str) -> R<()> {
    if flags.is_empty() { Ok(()) } else { report_all(cx, flags, name) }
}

/// The same for the operators of NumPy's scalars.
#[cold]
pub fn report_scalar(cx: &mut dyn Interp, flags: FpFlags, name: &str) -> R<()> {
    report(cx, flags, &format!("scalar {name}"))
}

#[cold]
fn report_all(cx: &mut dyn Interp, flags: FpFlags, name: &str) -> R<()> {
    let state = cx.state().error_state;
    let kinds = [
        (FpFlags::DIVIDE, state.divide, "divide by zero"),
        (FpFlags::OVER, state.over, "overflow"),
        (FpFlags::UNDER, state.under, "underflow"),
        (FpFlags::INVALID, state.invalid, "invalid value"),
    ];
    for (flag, mode, kind) in kinds {
        if flags.contains(flag) {
            act(cx, mode, &Event { kind, name, flags })?;
        }
    }
    Ok(())
}

/// One kind of floating-point error in an operation that may have met others, too.
struct Event<'a> {
    kind: &'a str,
    name: &'a str,
    flags: FpFlags,
}

/// What `np.seterrcall` set: a function for the mode 'call', an object that is written to for 'log'.
#[derive(Default)]
pub struct ErrorHandler(pub RefCell<Value>);

fn act(cx: &mut dyn Interp, mode: ErrorMode, event: &Event<'_>) -> R<()> {
    let (kind, name) = (event.kind, event.name);
    let text = format!("{kind} encountered in {name}");
    match mode {
        ErrorMode::Ignore => Ok(()),
        ErrorMode::Warn => cx.warn(ErrorClass::RuntimeWarning, &text),
        ErrorMode::Raise => err(ErrorClass::FloatingPointError, text),
        // NumPy writes past Python's own streams.
        ErrorMode::Print => cx.print_error(&format!("Warning: {text}\n")),
        ErrorMode::Call => match handler(cx) {
            Some(function) => {
                let flags = Value::Int(event.flags.number().into());
                cx.call(&function, &[Value::str(kind), flags], &[]).map(drop)
            }
            None => err(
                ErrorClass::NameError,
                format!("python callback specified for {kind} (in  {name}) but no function found."),
            ),
        },
        ErrorMode::Log => match handler(cx) {
            Some(object) => {
                let write = cx.get_attr(&object, Name::new("write"))?;
                cx.call(&write, &[Value::str(format!("Warning: {text}\n"))], &[]).map(drop)
            }
            None => err(
                ErrorClass::NameError,
                format!("log specified for {kind} (in {name}) but no object with write method found."),
            ),
        },
    }
}

/// The handler that `np.seterrcall` set, if one is set.
pub fn handler(cx: &mut dyn Interp) -> Option<Value> {
    let value = cx.state().extension(ErrorHandler::default).0.borrow().clone();
    (!value.is_missing()).then_some(value)
}

/// Reports what casts lost: NumPy calls the operation `cast`.
pub fn report_cast(cx: &mut dyn Interp, cast: CastFlags) -> R<()> {
    if cast.overflow {
        report(cx, FpFlags::OVER, "cast")?;
    }
    if cast.invalid {
        report(cx, FpFlags::INVALID, "cast")?;
    }
    if cast.imaginary_lost {
        cx.warn(ErrorClass::ComplexWarning, "Casting complex values to real discards the imaginary part")?;
    }
    Ok(())
}

/// Whether errors that results do not show must be looked for.
#[inline]
pub fn wants_underflow(state: &ErrorState) -> bool {
    state.under != ErrorMode::Ignore
}
