//! What a floating-point error leads to: a warning, an exception, a line of output, or nothing, as
//! `np.seterr` says.

use crate::array::CastFlags;
use crate::kernels::fp::FpFlags;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{ErrorMode, ErrorState, Interp};

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
    for (flag, mode, text) in kinds {
        if flags.contains(flag) {
            act(cx, mode, &format!("{text} encountered in {name}"))?;
        }
    }
    Ok(())
}

fn act(cx: &mut dyn Interp, mode: ErrorMode, text: &str) -> R<()> {
    match mode {
        ErrorMode::Ignore => Ok(()),
        ErrorMode::Warn => cx.warn(ErrorClass::RuntimeWarning, text),
        ErrorMode::Raise => err(ErrorClass::FloatingPointError, text),
        ErrorMode::Print => cx.print(&format!("Warning: {text}\n")),
        ErrorMode::Call => Err(Error::unsupported("np.seterr with 'call'")),
        ErrorMode::Log => Err(Error::unsupported("np.seterr with 'log'")),
    }
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
