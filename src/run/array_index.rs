//! `a[…]`, `a[…] = …` with values between the brackets, and assignment of arrays to views.

use super::convert::{as_array, as_array_of, element_of};
use crate::array::{
    Array, ArrayRef, Bool8, DType, Index, Layout, Num, Order, Selection, compress, nonzero, select, shape_text,
    wrap_index,
};
use crate::kernels::parallel;
use crate::text::{Error, ErrorClass, R, err, interrupt, names};
use crate::value::{Interp, Value, element_to_value};
use crate::with_num_type;
use num_traits::ToPrimitive;

const BAD_INDEX: &str = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean \
                         arrays are valid indices";

/// `array[index]`: a view, a scalar, or a copy of what index arrays pick.
pub fn get_item(cx: &mut dyn Interp, array: &ArrayRef, index: &Value) -> R<Value> {
    if let Value::Int(i) | Value::NpInt(i) = index {
        return get_position(cx, array, *i);
    }
    if let Some(field) = field_index(cx, array, index)? {
        return Ok(Value::Array(field));
    }
    if let Value::Array(mask) = index
        && mask.dtype() == DType::Bool
        && let Some(picked) = compress(array, mask)
    {
        cx.check_interrupt()?;
        return wrapped(cx, array, picked);
    }
    if let Value::Array(places) = index
        && let Some(picked) = take(array, places)
    {
        cx.check_interrupt()?;
        return wrapped(cx, array, picked);
    }
    let items = index_items(cx, index)?;
    match select(array, &items)? {
        Selection::View { layout, element: true } => Ok(element_at(array, layout.offset)),
        Selection::View { layout, element: false } => Ok(wrapped(cx, array, array.view_layout(layout))?),
        Selection::Picked(picked) => {
            let picked = picked.get(array);
            cx.check_interrupt()?;
            wrapped(cx, array, picked)
        }
    }
}

/// `array[places]` for a 1-d array and an array of places in range, both without gaps, in one pass.
/// None where the general way must be taken.
fn take(array: &ArrayRef, places: &ArrayRef) -> Option<ArrayRef> {
    fn pick<T: Num>(array: &ArrayRef, places: &[i64], shape: &[usize]) -> Option<ArrayRef> {
        let elements = array.as_slice::<T>()?;
        /// What one element costs, for the question whether to share: more where they are far apart.
        const PICOSECONDS: usize = 1000;
        let (n, elements) = (elements.len() as i64, &elements[..]);
        let pick_piece = |(out, places): (&mut [T], &[i64])| {
            for (out, places) in out.chunks_mut(1 << 16).zip(places.chunks(1 << 16)) {
                if interrupt::raised() {
                    break;
                }
                for (element, &place) in out.iter_mut().zip(places) {
                    let place = if place < 0 { place + n } else { place };
                    match elements.get(place as usize) {
                        Some(&found) => *element = found,
                        None => return false,
                    }
                }
            }
            true
        };
        let mut valid = true;
        let picked = Array::build::<T>(shape, |out| {
            valid = match parallel::piece(places.len(), PICOSECONDS) {
                Some(piece) => {
                    let pieces = out.chunks_mut(piece).zip(places.chunks(piece)).collect();
                    parallel::map(pieces, &pick_piece).into_iter().all(|valid| valid)
                }
                None => pick_piece((out, places)),
            };
        });
        valid.then_some(picked)
    }
    if array.ndim() != 1 || places.dtype() != DType::I64 {
        return None;
    }
    let shape = places.shape();
    let places = places.as_slice::<i64>()?;
    with_num_type!(array.dtype(), T => pick::<T>(array, &places, &shape), else None)
}

/// A result that keeps the subclass of the array it came from.
fn wrapped(cx: &mut dyn Interp, source: &ArrayRef, result: ArrayRef) -> R<Value> {
    let Some(tag) = source.tag.borrow().clone() else {
        return Ok(Value::Array(result));
    };
    super::subclass::finalize(cx, source, tag, result)
}

fn element_at(array: &ArrayRef, offset: usize) -> Value {
    if let DType::Struct(_) = array.dtype() {
        let layout = Layout { offset, ..Layout::c_order(&[], 1) };
        return crate::value::void_scalar(array.view_layout(layout));
    }
    element_to_value(array.element(offset))
}

/// `array[i]` for an int.
pub fn get_position(cx: &mut dyn Interp, array: &ArrayRef, i: i64) -> R<Value> {
    let layout = {
        let head = array.head();
        let Some(&n) = head.layout.shape.first() else {
            return too_many(0, 1);
        };
        let at = wrap_index(i, n, 0)?;
        if head.layout.ndim() == 1 {
            let offset = (head.layout.offset as isize + at as isize * head.layout.strides[0]) as usize;
            drop(head);
            return Ok(element_at(array, offset));
        }
        head.layout.indexed(0, at)
    };
    wrapped(cx, array, array.view_layout(layout))
}

fn too_many<T>(ndim: usize, given: usize) -> R<T> {
    err(
        ErrorClass::IndexError,
        format!("too many indices for array: array is {ndim}-dimensional, but {given} were indexed"),
    )
}

/// `a["name"]` and `a[["x", "y"]]` of a structured array; None if the index is no field name.
fn field_index(cx: &mut dyn Interp, array: &ArrayRef, index: &Value) -> R<Option<ArrayRef>> {
    let names: Vec<String> = match index {
        Value::Str(name) => vec![name.to_string()],
        Value::List(list) => {
            let items = list.items.borrow();
            match items.iter().map(|item| item.as_str().map(str::to_string)).collect::<Option<Vec<_>>>() {
                Some(names) if !names.is_empty() => names,
                _ => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    let DType::Struct(fields) = array.dtype() else {
        return if matches!(index, Value::Str(_)) { err(ErrorClass::IndexError, BAD_INDEX) } else { Ok(None) };
    };
    let mut picked = Vec::new();
    for name in &names {
        match fields.field(name) {
            Some(field) => picked.push(field.clone()),
            None if matches!(index, Value::Str(_)) => {
                return err(ErrorClass::ValueError, format!("no field of name {name}"));
            }
            None => return err(ErrorClass::KeyError, crate::print::repr_str(name)),
        }
    }
    let view = match (index, &picked[..]) {
        (Value::Str(_), [field]) => super::convert::field_view(array, field),
        _ => {
            let dtype = crate::array::StructType { fields: picked, itemsize: fields.itemsize, aligned: false };
            array.view(DType::Struct(dtype.intern()), array.layout())
        }
    };
    match wrapped(cx, array, view)? {
        Value::Array(view) => Ok(Some(view)),
        _ => Ok(None),
    }
}

/// The items between the brackets.
pub fn index_items(cx: &mut dyn Interp, index: &Value) -> R<Vec<Index>> {
    match index {
        Value::Tuple(items) => {
            let mut result = Vec::with_capacity(items.len());
            for item in items.iter() {
                result.push(index_item(cx, item)?);
            }
            Ok(result)
        }
        other => Ok(vec![index_item(cx, other)?]),
    }
}

fn index_item(cx: &mut dyn Interp, item: &Value) -> R<Index> {
    Ok(match item {
        Value::Int(i) | Value::NpInt(i) => Index::Int(*i),
        Value::None => Index::NewAxis,
        Value::Ellipsis => Index::Ellipsis,
        Value::Slice(slice) => {
            let step = slice_bound(cx, &slice.step)?.unwrap_or(1);
            if step == 0 {
                return err(ErrorClass::ValueError, "slice step cannot be zero");
            }
            Index::Slice { start: slice_bound(cx, &slice.start)?, stop: slice_bound(cx, &slice.stop)?, step }
        }
        Value::Bool(flag) | Value::NpBool(flag) => Index::Mask(Array::from_slice(&[Bool8::new(flag.get())], &[])),
        Value::BigInt(_) => return err(ErrorClass::IndexError, "cannot fit 'int' into an index-sized integer"),
        Value::Float(_) | Value::NpFloat(_) | Value::Str(_) | Value::Bytes(_) | Value::Complex(_) => {
            return err(ErrorClass::IndexError, BAD_INDEX);
        }
        Value::Scalar(element) => match element.to_i128() {
            Some(i) => Index::Int(i as i64),
            None => return err(ErrorClass::IndexError, BAD_INDEX),
        },
        Value::Array(array) => index_array(array)?,
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => {
            let array = as_array(cx, item)?;
            if array.size() == 0 && array.dtype() == DType::F64 {
                Index::Ints(Array::zeros(DType::I64, &array.shape()))
            } else if array.dtype().is_integer() || array.dtype() == DType::Bool {
                index_array(&array)?
            } else {
                return err(ErrorClass::IndexError, BAD_INDEX);
            }
        }
        other => {
            if let Some(convert) = cx.find_special(other, names::INDEX)? {
                let converted = cx.call(&convert, &[], &[])?;
                return index_item(cx, &converted);
            }
            let array = as_array(cx, other)?;
            if !array.dtype().is_integer() && array.dtype() != DType::Bool {
                return err(ErrorClass::IndexError, BAD_INDEX);
            }
            index_array(&array)?
        }
    })
}

fn index_array(array: &ArrayRef) -> R<Index> {
    match array.dtype() {
        DType::Bool => Ok(Index::Mask(array.clone())),
        DType::I64 if array.ndim() == 0 => Ok(Index::Int(array.only_element().to_i128().unwrap_or(0) as i64)),
        DType::I64 => Ok(Index::Ints(array.clone())),
        dtype if dtype.is_integer() => match array.cast_numeric(DType::I64) {
            Some((ints, _)) => index_array(&ints),
            None => err(ErrorClass::IndexError, BAD_INDEX),
        },
        _ => err(ErrorClass::IndexError, "arrays used as indices must be of integer (or boolean) type"),
    }
}

/// A bound of a slice: None or anything with `__index__`.
pub fn slice_bound(cx: &mut dyn Interp, value: &Value) -> R<Option<i64>> {
    Ok(match value {
        Value::None | Value::Undef => None,
        Value::Int(i) | Value::NpInt(i) => Some(*i),
        Value::Bool(flag) => Some(flag.get() as i64),
        Value::BigInt(big) => {
            Some(big.to_i64().unwrap_or(if big.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX }))
        }
        Value::Scalar(element) if element.to_i128().is_some() => element.to_i128().map(|i| i as i64),
        Value::Array(array) if array.ndim() == 0 && array.dtype().is_integer() => {
            array.only_element().to_i128().map(|i| i as i64)
        }
        Value::Array(_) => {
            return err(ErrorClass::TypeError, "only integer scalar arrays can be converted to a scalar index");
        }
        other => {
            if let Some(convert) = cx.find_special(other, names::INDEX)? {
                let converted = cx.call(&convert, &[], &[])?;
                return slice_bound(cx, &converted);
            }
            return err(ErrorClass::TypeError, "slice indices must be integers or None or have an __index__ method");
        }
    })
}

/// `array[index] = value`
pub fn set_item(cx: &mut dyn Interp, array: &ArrayRef, index: &Value, value: &Value) -> R<()> {
    array.check_writeable()?;
    if let Value::Int(i) = index
        && array.ndim() == 1
    {
        let offset = {
            let head = array.head();
            let at = wrap_index(*i, head.layout.shape[0], 0)?;
            (head.layout.offset as isize + at as isize * head.layout.strides[0]) as usize
        };
        return set_element(cx, array, offset, value);
    }
    if let Some(field) = field_index(cx, array, index)? {
        return set_view(cx, &field, value);
    }
    let items = index_items(cx, index)?;
    if let [Index::Mask(mask)] = &items[..]
        && mask.shape() == array.shape()
        && array.ndim() > 0
    {
        return set_mask(cx, array, mask, value);
    }
    match select(array, &items)? {
        Selection::View { layout, element: true } => set_element(cx, array, layout.offset, value),
        Selection::View { layout, element: false } => set_view(cx, &array.view_layout(layout), value),
        Selection::Picked(picked) => {
            let shape = picked.shape();
            let values = value_for(cx, value, array)?;
            let Some(layout) = broadcast_value(&values, &shape) else {
                return err(
                    ErrorClass::ValueError,
                    format!(
                        "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}",
                        shape_text(&values.shape()),
                        shape_text(&shape)
                    ),
                );
            };
            let values =
                if values.same_storage(array) { values.view_layout(layout).copy() } else { values.view_layout(layout) };
            picked.set(array, &values);
            Ok(())
        }
    }
}

fn set_element(cx: &mut dyn Interp, array: &ArrayRef, offset: usize, value: &Value) -> R<()> {
    let dtype = array.dtype();
    if let (Value::Array(source), true) = (value, dtype != DType::Object) {
        if source.size() != 1 || source.ndim() > 0 {
            return err(ErrorClass::ValueError, "setting an array element with a sequence.");
        }
        let converted = as_array_of(cx, value, dtype)?;
        array.set_element(offset, &converted.only_element());
        return Ok(());
    }
    // A scalar of another NumPy dtype is converted as an array would be: with its warnings.
    if let (Value::Scalar(_) | Value::NpFloat(_), true) = (value, dtype.is_numeric())
        && let Some(element) = value.as_np_scalar()
        && element.dtype().is_numeric()
        && !(dtype.is_integer() && !element.dtype().is_complex())
    {
        let converted = super::convert::cast(cx, &Array::scalar(element), dtype)?;
        array.set_element(offset, &converted.only_element());
        return Ok(());
    }
    let element = element_of(cx, value, dtype).map_err(|error| explain_sequence(error, value))?;
    array.set_element(offset, &element);
    Ok(())
}

/// NumPy raises the sequence error from the conversion error; its own words win.
fn explain_sequence(error: Box<Error>, value: &Value) -> Box<Error> {
    match value {
        Value::List(_) | Value::Tuple(_) => {
            Error::new(ErrorClass::ValueError, "setting an array element with a sequence.")
        }
        _ => error,
    }
}

/// The right side of an assignment as an array of the target's dtype.
fn value_for(cx: &mut dyn Interp, value: &Value, target: &ArrayRef) -> R<ArrayRef> {
    let dtype = target.dtype();
    match value {
        Value::Array(array) if array.dtype() == dtype => Ok(array.clone()),
        Value::Array(array) => super::convert::cast(cx, array, dtype),
        Value::Scalar(_) | Value::NpFloat(_) | Value::NpInt(_) | Value::NpBool(_) if dtype.is_numeric() => {
            let array = as_array(cx, value)?;
            super::convert::cast(cx, &array, dtype)
        }
        _ => as_array_of(cx, value, dtype),
    }
}

/// Stretches values to a shape; leading axes of length 1 beyond its own count for nothing.
fn broadcast_value(values: &ArrayRef, shape: &[usize]) -> Option<Layout> {
    let mut layout = values.layout();
    while layout.ndim() > shape.len() && layout.shape[0] == 1 {
        layout = layout.indexed(0, 0);
    }
    layout.broadcast_to(shape)
}

/// Writes a value to all elements of a view.
fn set_view(cx: &mut dyn Interp, target: &ArrayRef, value: &Value) -> R<()> {
    if target.dtype() == DType::Object && !matches!(value, Value::Array(_) | Value::List(_) | Value::Tuple(_)) {
        let single = Array::from_objects(vec![crate::value::object_of(value.clone())], &[]);
        return assign(cx, target, &single);
    }
    // One integer for all elements must fit, like one for an element.
    let is_scalar = matches!(value, Value::Scalar(_) | Value::NpInt(_) | Value::NpFloat(_));
    let values = if is_scalar && target.dtype().is_integer() {
        Array::scalar(element_of(cx, value, target.dtype())?)
    } else {
        value_for(cx, value, target)?
    };
    assign(cx, target, &values)
}

/// Copies the elements of an array, stretched and converted, to all elements of another that may
/// share its memory: as if the right side had been copied first.
///
/// *Errors*: ValueError if the shapes do not fit, or if the target is read-only.
pub fn assign(cx: &mut dyn Interp, target: &ArrayRef, source: &ArrayRef) -> R<()> {
    target.check_writeable()?;
    let source = if source.dtype() == target.dtype() {
        source.clone()
    } else {
        super::convert::cast(cx, source, target.dtype())?
    };
    let shape = target.shape();
    let Some(layout) = broadcast_value(&source, &shape) else {
        return err(
            ErrorClass::ValueError,
            format!(
                "could not broadcast input array from shape {} into shape {}",
                shape_text(&source.shape()),
                shape_text(&shape)
            ),
        );
    };
    let source = source.view_layout(layout);
    if source.same_storage(target) {
        if source.layout() == target.layout() {
            return Ok(());
        }
        crate::array::copy_into(&source.copy_ordered(Order::Keep), target);
    } else {
        crate::array::copy_into(&source, target);
    }
    Ok(())
}

/// `array[mask] = value` for a mask of the array's own shape.
fn set_mask(cx: &mut dyn Interp, array: &ArrayRef, mask: &ArrayRef, value: &Value) -> R<()> {
    let values = value_for(cx, value, array)?;
    if values.size() == 1 {
        let layout = Layout::c_order(&[], 1);
        let offset = values.head().layout.offset;
        let one = values.view_layout(Layout { offset, ..layout });
        if let Some(done) = fill_mask(array, mask, &one) {
            return Ok(done);
        }
    }
    let (count, indices) = nonzero(mask);
    let values = if values.ndim() > 1 && values.shape()[..values.ndim() - 1].iter().all(|&n| n == 1) {
        let n = values.size();
        let flat = values.layout().reshaped(&[n], values.itemsize());
        flat.map_or_else(|| values.copy(), |layout| values.view_layout(layout))
    } else {
        values
    };
    let Some(layout) = (values.ndim() <= 1).then(|| values.layout().broadcast_to(&[count])).flatten() else {
        if values.ndim() > 1 {
            return err(
                ErrorClass::ValueError,
                format!(
                    "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has {} dimensions",
                    values.ndim()
                ),
            );
        }
        return err(
            ErrorClass::ValueError,
            format!(
                "NumPy boolean array indexing assignment cannot assign {} input values to the {count} output values \
                 where the mask is true",
                values.size()
            ),
        );
    };
    let items: Vec<Index> = indices
        .into_iter()
        .map(|positions| {
            let n = positions.len();
            Index::Ints(Array::from_vec(positions, &[n]))
        })
        .collect();
    if let Selection::Picked(picked) = select(array, &items)? {
        picked.set(array, &values.view_layout(layout).copy());
    }
    Ok(())
}

/// One value to all elements of a gap-free array where a mask is true; None if the general way must
/// be taken.
fn fill_mask(array: &ArrayRef, mask: &ArrayRef, one: &ArrayRef) -> Option<()> {
    fn fill<T: Num>(array: &ArrayRef, flags: &[Bool8], one: &ArrayRef) -> Option<()> {
        let value = one.as_slice::<T>()?[0];
        let mut elements = array.as_slice_mut::<T>()?;
        for (element, flag) in elements.iter_mut().zip(flags) {
            *element = if flag.get() { value } else { *element };
        }
        Some(())
    }
    // The same row by row, for views whose rows have no gaps.
    fn rows<T: Num>(array: &ArrayRef, flags: &[Bool8], one: &ArrayRef) -> Option<()> {
        let value = one.as_slice::<T>()?[0];
        let layout = array.layout();
        let last = layout.ndim().checked_sub(1)?;
        let (n, size) = (layout.shape[last], size_of::<T>());
        let aligned = |offset: usize| offset.is_multiple_of(size);
        if n == 0 || layout.strides[last] != size as isize || !layout.indexed(last, 0).offsets().all(aligned) {
            return None;
        }
        let mut bytes = array.bytes_mut();
        for (offset, flags) in layout.indexed(last, 0).offsets().zip(flags.chunks_exact(n)) {
            let elements: &mut [T] = bytemuck::try_cast_slice_mut(&mut bytes[offset..offset + n * size]).ok()?;
            for (element, flag) in elements.iter_mut().zip(flags) {
                *element = if flag.get() { value } else { *element };
            }
        }
        Some(())
    }
    if mask.same_storage(array) || mask.shape() != array.shape() {
        return None;
    }
    let one = one.copy();
    let flags = mask.as_slice::<Bool8>()?;
    crate::with_num_type!(array.dtype(), T => fill::<T>(array, &flags, &one).or_else(|| rows::<T>(array, &flags, &one)), else None)
}
