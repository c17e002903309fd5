//! Whole arrays from one dtype to another: numbers by the array floor, everything else element by
//! element, with NumPy's warnings.

use super::element_of;
use crate::array::{Array, ArrayRef, CastFlags, Casting, DType, can_cast};
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, element_to_value, object_of};

/// The elements converted to a dtype; the array itself if it has that dtype already. Warns where
/// numbers became invalid or infinite.
pub fn cast(cx: &mut dyn Interp, array: &ArrayRef, to: DType) -> R<ArrayRef> {
    if array.dtype() == to {
        return Ok(array.clone());
    }
    let (result, flags) = cast_quiet(cx, array, to)?;
    report(cx, flags)?;
    Ok(result)
}

/// The same where a casting rule allows it.
///
/// *Errors*: TypeError `Cannot cast array data from … according to the rule 'safe'`.
pub fn cast_checked(cx: &mut dyn Interp, array: &ArrayRef, to: DType, rule: Casting) -> R<ArrayRef> {
    if !can_cast(array.dtype(), to, rule) {
        return err(
            ErrorClass::TypeError,
            format!(
                "Cannot cast array data from {} to {} according to the rule '{}'",
                dtype_repr(cx, array.dtype())?,
                dtype_repr(cx, to)?,
                rule.name()
            ),
        );
    }
    cast(cx, array, to)
}

fn dtype_repr(cx: &mut dyn Interp, dtype: DType) -> R<String> {
    cx.repr(&crate::value::Value::dtype(dtype))
}

/// Warns of what a conversion lost.
fn report(cx: &mut dyn Interp, flags: CastFlags) -> R<()> {
    if flags.imaginary_lost {
        cx.warn(ErrorClass::ComplexWarning, "Casting complex values to real discards the imaginary part")?;
    }
    crate::run::fp_report::report_cast(cx, CastFlags { imaginary_lost: false, ..flags })
}

/// The conversion without warnings, and what it lost.
pub fn cast_quiet(cx: &mut dyn Interp, array: &ArrayRef, to: DType) -> R<(ArrayRef, CastFlags)> {
    if let Some(done) = array.cast_numeric(to) {
        return Ok(done);
    }
    let from = array.dtype();
    if let Some(done) = crate::run::time_loops::converted(array, to) {
        return Ok((done, CastFlags::default()));
    }
    if let (DType::Datetime(_) | DType::Timedelta(_), true) = (from, to.is_numeric()) {
        let ticks = super::time::array_of_ticks(DType::I64, &array.shape(), &super::time::ticks_of(array));
        return if to == DType::I64 { Ok((ticks, CastFlags::default())) } else { cast_quiet(cx, &ticks, to) };
    }
    let to = match to {
        DType::Str(0) | DType::Bytes(0) => flexible_width(cx, array, to)?,
        other => other,
    };
    if let (DType::Struct(fields), false) = (from, matches!(to, DType::Struct(_) | DType::Void(_) | DType::Object)) {
        // A single field stands for its value; several for nothing.
        return match &fields.fields[..] {
            [only] if only.shape.is_empty() => cast_quiet(cx, &super::field_view(array, only), to),
            _ => err(
                ErrorClass::TypeError,
                format!(
                    "Cannot cast array data from {} to {} according to the rule 'unsafe'",
                    dtype_repr(cx, from)?,
                    dtype_repr(cx, to)?
                ),
            ),
        };
    }
    let shape = array.shape();
    let offsets = array.layout().offsets();
    let flags = CastFlags::default();
    if to == DType::Object {
        let mut objects = Vec::with_capacity(array.size());
        for offset in offsets {
            objects.push(object_of(super::time::python_object(cx, &array.element(offset))?));
        }
        return Ok((Array::from_objects(objects, &shape), flags));
    }
    if from == to {
        return Ok((array.copy(), flags));
    }
    Array::check_size(&shape, to)?;
    let result = Array::zeros(to, &shape);
    let itemsize = to.itemsize();
    for (k, offset) in offsets.enumerate() {
        if k % 4096 == 0 {
            cx.check_interrupt()?;
        }
        let value = element_to_value(array.element(offset));
        let element = element_of(cx, &value, to)?;
        result.set_element(k * itemsize, &element);
    }
    Ok((result, flags))
}

/// The width that text needs for all elements of an array.
fn flexible_width(cx: &mut dyn Interp, array: &ArrayRef, to: DType) -> R<DType> {
    let width = match array.dtype() {
        DType::Str(n) | DType::Bytes(n) => n,
        from if from.is_numeric() => super::discover::text_width(from),
        DType::Datetime(_) => 28,
        _ => {
            let mut width = 1;
            for offset in array.layout().offsets() {
                let text = cx.str(&element_to_value(array.element(offset)))?;
                width = width.max(text.chars().count() as u32);
            }
            width
        }
    };
    Ok(if matches!(to, DType::Str(_)) { DType::Str(width) } else { DType::Bytes(width) })
}
