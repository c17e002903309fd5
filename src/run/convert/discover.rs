//! Nested sequences to arrays: shape first, then the common dtype, then the elements. *Source*:
//! NumPy's `array_coercion.c`.

use super::{cast_checked, element_of};
use crate::array::{Array, ArrayRef, Casting, DType, Dims, Element, StructType, common_unit, shape_tuple};
use crate::text::{Error, ErrorClass, R, err, names};
use crate::value::{Interp, Range, Value, object_of, types};

/// NumPy's limit on nesting.
const MOST_AXES: usize = 64;

/// The array that a value stands for; arrays themselves are passed on, not copied.
pub fn as_array(cx: &mut dyn Interp, value: &Value) -> R<ArrayRef> {
    match value {
        Value::Array(array) => Ok(array.clone()),
        Value::Int(x) => Ok(Array::from_slice(&[*x], &[])),
        Value::Float(x) => Ok(Array::from_slice(&[x.get()], &[])),
        other => from_value(cx, other, None),
    }
}

/// The array that a value stands for, converted to a dtype.
pub fn as_array_of(cx: &mut dyn Interp, value: &Value, dtype: DType) -> R<ArrayRef> {
    match value {
        Value::Array(array) if array.dtype() == dtype => Ok(array.clone()),
        Value::Array(array) => cast_checked(cx, array, dtype, Casting::Unsafe),
        other => from_value(cx, other, Some(dtype)),
    }
}

/// A fresh array from any value but an array (which is passed on or converted).
///
/// *Errors*: ValueError for ragged nesting unless the dtype is object; those of the elements'
/// conversions.
pub fn from_value(cx: &mut dyn Interp, value: &Value, dtype: Option<DType>) -> R<ArrayRef> {
    if let Value::Array(array) = value {
        return match dtype {
            Some(dtype) if dtype != array.dtype() => cast_checked(cx, array, dtype, Casting::Unsafe),
            _ => Ok(array.clone()),
        };
    }
    if let Some(array) = flat_numbers(value, dtype) {
        return Ok(array);
    }
    if let Some(scalar) = value.as_native::<crate::value::VoidScalar>() {
        return from_value(cx, &Value::Array(scalar.array.copy()), dtype);
    }
    if let Some(array) = array_of_object(cx, value, dtype, false)? {
        return from_value(cx, &Value::Array(array), dtype);
    }
    // A NumPy scalar is cast as an array would be, not converted as an element.
    if let Some(dtype) = dtype
        && dtype.is_numeric()
        && let Some(element) = value.as_np_scalar()
        && element.dtype().is_numeric()
    {
        return super::cast(cx, &Array::scalar(element), dtype);
    }
    let mut found = Discovery { structured: matches!(dtype, Some(DType::Struct(_))), ..Discovery::default() };
    found.object = dtype == Some(DType::Object);
    found.visit(cx, value, 0)?;
    if let Some(depth) = found.ragged
        && dtype != Some(DType::Object)
    {
        let shape = &found.shape[..depth];
        return err(
            ErrorClass::ValueError,
            format!(
                "setting an array element with a sequence. The requested array has an inhomogeneous shape after \
                 {depth} dimensions. The detected shape was {} + inhomogeneous part.",
                shape_tuple(shape)
            ),
        );
    }
    let ndim = found.ragged.unwrap_or(found.shape.len());
    let shape = Dims::from_slice(&found.shape[..ndim]);
    let mut leaves = Vec::with_capacity(shape.iter().product());
    gather(cx, value, ndim, &mut leaves)?;
    let dtype = match dtype {
        Some(DType::Str(0) | DType::Bytes(0) | DType::Datetime(_) | DType::Timedelta(_)) | None => {
            common_dtype(cx, &leaves, dtype)?
        }
        Some(dtype) => dtype,
    };
    Array::check_size(&shape, dtype)?;
    fill(cx, leaves, &shape, dtype)
}

/// What the `__array__` of an object gives; None if it has none. `copy` says that a copy is asked for.
///
/// *Errors*: ValueError if that is no array.
pub fn array_of_object(cx: &mut dyn Interp, value: &Value, dtype: Option<DType>, copy: bool) -> R<Option<ArrayRef>> {
    let converts = match value {
        Value::Instance(instance) => !instance.is_exception() && instance.class.lookup(names::ARRAY).is_some(),
        Value::Native(object) => object.class() == types::FLATITER,
        _ => false,
    };
    if !converts {
        return Ok(None);
    }
    let Some(convert) = cx.find_special(value, names::ARRAY)? else { return Ok(None) };
    let args: Vec<Value> = dtype.into_iter().map(Value::dtype).collect();
    let given = match copy && matches!(value, Value::Instance(_)) {
        true => match cx.call(&convert, &args, &[(crate::text::Name::new("copy"), Value::bool(true))]) {
            Err(error)
                if error.class == ErrorClass::TypeError
                    && error.message.contains("unexpected keyword argument 'copy'") =>
            {
                let words = "__array__ implementation doesn't accept a copy keyword, so passing copy=False failed. \
                             __array__ must implement 'dtype' and 'copy' keyword arguments. To learn more, see the \
                             migration guide https://numpy.org/devdocs/numpy_2_0_migration_guide.html\
                             #adapting-to-changes-in-the-copy-keyword";
                cx.warn(ErrorClass::DeprecationWarning, words)?;
                cx.call(&convert, &args, &[])?
            }
            other => other?,
        },
        false => cx.call(&convert, &args, &[])?,
    };
    match given {
        Value::Array(array) => Ok(Some(array)),
        _ => err(ErrorClass::ValueError, "object __array__ method not producing an array"),
    }
}

/// Flat lists and tuples of floats or of ints, the most common case, in one pass.
fn flat_numbers(value: &Value, dtype: Option<DType>) -> Option<ArrayRef> {
    let build = |items: &[Value]| -> Option<ArrayRef> {
        match (items.first()?, dtype) {
            (Value::Float(_), None | Some(DType::F64)) => {
                let numbers = items.iter().map(|item| match item {
                    Value::Float(x) => Some(x.get()),
                    Value::Int(x) => Some(*x as f64),
                    _ => None,
                });
                Some(Array::from_vec(numbers.collect::<Option<Vec<f64>>>()?, &[items.len()]))
            }
            (Value::Int(_), None | Some(DType::I64)) => {
                let numbers = items.iter().map(|item| match item {
                    Value::Int(x) => Some(*x),
                    _ => None,
                });
                Some(Array::from_vec(numbers.collect::<Option<Vec<i64>>>()?, &[items.len()]))
            }
            _ => None,
        }
    };
    match value {
        Value::List(list) => build(&list.items.borrow()),
        Value::Tuple(tuple) => build(tuple),
        _ => None,
    }
}

/// What a walk through nested sequences finds.
#[derive(Default)]
struct Discovery {
    shape: Vec<usize>,
    /// Whether `shape` ends here because an element that is no sequence was seen at this depth.
    leaf_depth: Option<usize>,
    /// The depth from which lengths differ.
    ragged: Option<usize>,
    structured: bool,
    object: bool,
}

impl Discovery {
    fn visit(&mut self, cx: &mut dyn Interp, value: &Value, depth: usize) -> R<()> {
        if self.ragged.is_some_and(|ragged| depth > ragged) {
            return Ok(());
        }
        if let Value::Array(array) = value {
            let shape = array.shape();
            for (k, &n) in shape.iter().enumerate() {
                if !self.enter(depth + k, n) {
                    return Ok(());
                }
            }
            self.leaf(depth + shape.len());
            return Ok(());
        }
        // Tuples are elements of structured dtypes, not axes.
        if self.structured && matches!(value, Value::Tuple(_)) {
            self.leaf(depth);
            return Ok(());
        }
        let Some(items) = sequence_items(cx, value)? else {
            self.leaf(depth);
            return Ok(());
        };
        if depth >= MOST_AXES {
            if self.object {
                self.leaf(depth);
                return Ok(());
            }
            return err(
                ErrorClass::ValueError,
                "setting an array element with a sequence. The requested array would exceed the maximum number of \
                 dimension of 64.",
            );
        }
        if self.enter(depth, items.len()) {
            for item in &items {
                self.visit(cx, item, depth + 1)?;
            }
        }
        Ok(())
    }

    /// Notes an axis of length `n` at a depth; false if it does not fit.
    fn enter(&mut self, depth: usize, n: usize) -> bool {
        if self.leaf_depth.is_some_and(|leaf| leaf <= depth) {
            self.ragged_from(depth);
            return false;
        }
        match self.shape.get(depth) {
            None => {
                self.shape.push(n);
                if n == 0 {
                    // Nothing below: the shape ends here.
                    self.leaf_depth = Some(depth + 1);
                }
                true
            }
            Some(&have) if have == n => true,
            Some(_) => {
                self.ragged_from(depth);
                false
            }
        }
    }

    /// Notes an element that is no sequence at a depth.
    fn leaf(&mut self, depth: usize) {
        if self.shape.len() > depth {
            self.ragged_from(depth);
        } else if self.leaf_depth.is_none_or(|leaf| leaf > depth) {
            self.leaf_depth = Some(depth);
        }
    }

    fn ragged_from(&mut self, depth: usize) {
        self.ragged = Some(self.ragged.map_or(depth, |have| have.min(depth)));
    }
}

/// The items of what NumPy takes for a sequence; None for a single element.
fn sequence_items(cx: &mut dyn Interp, value: &Value) -> R<Option<Vec<Value>>> {
    Ok(match value {
        Value::List(list) => Some(list.items.borrow().clone()),
        Value::Tuple(tuple) => Some(tuple.to_vec()),
        Value::Range(range) => match **range {
            Range::Small(start, stop, step) => {
                let n = Range::len_small(start, stop, step) as i64;
                Some((0..n).map(|i| Value::Int(start + i * step)).collect())
            }
            Range::Big(_) => Some(cx.collect(value)?),
        },
        Value::Instance(instance) if instance.is_exception() => None,
        Value::Instance(instance) => {
            if let Some(payload) = instance.payload() {
                return sequence_items(cx, &payload.clone());
            }
            if let Some(convert) = cx.find_special(value, names::ARRAY)? {
                let array = cx.call(&convert, &[], &[])?;
                return Ok(Some(cx.collect(&array)?));
            }
            if cx.find_special(value, names::LEN)?.is_none() || cx.find_special(value, names::GETITEM)?.is_none() {
                return Ok(None);
            }
            let n = cx.len(value)?;
            let mut items = Vec::with_capacity(n);
            for i in 0..n {
                items.push(cx.get_item(value, &Value::count(i))?);
            }
            Some(items)
        }
        Value::Native(object) if matches!(object.class(), types::DEQUE | types::MEMORYVIEW | types::BYTEARRAY) => {
            Some(cx.collect(value)?)
        }
        _ => None,
    })
}

/// The elements below `ndim` axes, in C order.
fn gather(cx: &mut dyn Interp, value: &Value, ndim: usize, leaves: &mut Vec<Value>) -> R<()> {
    if ndim == 0 {
        leaves.push(value.clone());
        return Ok(());
    }
    if let Value::Array(array) = value {
        if array.ndim() == ndim {
            let offsets = array.layout().offsets();
            leaves.extend(offsets.map(|offset| crate::value::element_to_value(array.element(offset))));
            return Ok(());
        }
        let layout = array.layout();
        for i in 0..layout.shape[0] {
            let row = Value::Array(array.view_layout(layout.indexed(0, i)));
            gather(cx, &row, ndim - 1, leaves)?;
        }
        return Ok(());
    }
    for item in sequence_items(cx, value)?.unwrap_or_default() {
        gather(cx, &item, ndim - 1, leaves)?;
    }
    Ok(())
}

/// The dtype of one element by itself; None for what leaves the choice to others.
pub fn dtype_of_value(value: &Value) -> DType {
    match value {
        Value::Bool(_) | Value::NpBool(_) => DType::Bool,
        Value::Int(_) | Value::NpInt(_) => DType::I64,
        Value::BigInt(x) if u64::try_from(&**x).is_ok() => DType::U64,
        Value::Float(_) | Value::NpFloat(_) => DType::F64,
        Value::Complex(_) => DType::C128,
        Value::Str(text) => DType::Str(text.chars_len() as u32),
        Value::Bytes(bytes) => DType::Bytes(bytes.len() as u32),
        Value::Scalar(element) => element.dtype(),
        Value::Native(_) => {
            value.as_native::<crate::value::VoidScalar>().map_or(DType::Object, |scalar| scalar.array.dtype())
        }
        Value::Array(array) if array.ndim() == 0 => array.dtype(),
        Value::Instance(instance) => match instance.payload() {
            Some(payload @ (Value::Int(_) | Value::Float(_) | Value::Str(_))) => dtype_of_value(payload),
            _ => DType::Object,
        },
        _ => DType::Object,
    }
}

/// NumPy's common dtype of two dtypes as array creation finds it.
///
/// *Errors*: DTypePromotionError where there is none.
pub fn promote(a: DType, b: DType) -> R<DType> {
    if a == b {
        return Ok(a.native());
    }
    let (a, b) = (a.native(), b.native());
    if let Some(common) = a.promote_numeric(b) {
        return Ok(common);
    }
    Ok(match (a, b) {
        (DType::Object, _) | (_, DType::Object) => DType::Object,
        (DType::Str(m), DType::Str(n) | DType::Bytes(n)) | (DType::Bytes(m), DType::Str(n)) => DType::Str(m.max(n)),
        (DType::Bytes(m), DType::Bytes(n)) => DType::Bytes(m.max(n)),
        (DType::Str(n), other) | (other, DType::Str(n)) if other.is_numeric() => DType::Str(n.max(text_width(other))),
        (DType::Bytes(n), other) | (other, DType::Bytes(n)) if other.is_numeric() => {
            DType::Bytes(n.max(text_width(other)))
        }
        (DType::Str(n), DType::Datetime(_)) | (DType::Datetime(_), DType::Str(n)) => DType::Str(n.max(28)),
        (DType::Datetime(m), DType::Datetime(n)) => DType::Datetime(common_unit(m, n)),
        (DType::Timedelta(m), DType::Timedelta(n)) => DType::Timedelta(common_unit(m, n)),
        (DType::Timedelta(unit), other) | (other, DType::Timedelta(unit))
            if other.is_integer() || other == DType::Bool =>
        {
            DType::Timedelta(unit)
        }
        (DType::Void(m), DType::Void(n)) => DType::Void(m.max(n)),
        (DType::Struct(m), DType::Struct(n)) => promote_fields(m, n)?,
        (a, b) => return Err(no_common_dtype(a, b)),
    })
}

/// The common dtype of structured dtypes with the same names: field by field, without gaps.
fn promote_fields(a: &StructType, b: &StructType) -> R<DType> {
    let names = |fields: &StructType| {
        let names: Vec<String> = fields.fields.iter().map(|field| crate::print::repr_str(field.name)).collect();
        if names.len() == 1 { format!("({},)", names[0]) } else { format!("({})", names.join(", ")) }
    };
    let same = a.fields.len() == b.fields.len()
        && a.fields.iter().zip(&b.fields).all(|(x, y)| x.name == y.name && x.title == y.title);
    if !same {
        let text = format!("field names `{}` and `{}` mismatch.", names(a), names(b));
        return err(ErrorClass::DTypePromotionError, text);
    }
    let mut specs = Vec::new();
    for (x, y) in a.fields.iter().zip(&b.fields) {
        if x.shape != y.shape {
            return Err(no_common_dtype(x.dtype, y.dtype));
        }
        specs.push(super::FieldSpec {
            name: x.name.to_string(),
            dtype: promote(x.dtype, y.dtype)?,
            shape: x.shape.clone(),
            title: x.title,
        });
    }
    super::struct_type(specs, a.aligned || b.aligned)
}

/// The width of the text that numbers of a dtype become.
pub(super) fn text_width(dtype: DType) -> u32 {
    match dtype {
        DType::Bool => 5,
        DType::U8 => 3,
        DType::I8 => 4,
        DType::U16 => 5,
        DType::I16 => 6,
        DType::U32 => 10,
        DType::I32 => 11,
        DType::U64 => 20,
        DType::I64 => 21,
        DType::C64 | DType::C128 => 64,
        _ => 32,
    }
}

fn no_common_dtype(a: DType, b: DType) -> Box<Error> {
    let class = |dtype: DType| format!("<class '{}'>", types::of_dtype(dtype).full_name());
    Error::new(
        ErrorClass::DTypePromotionError,
        format!(
            "The DType {} could not be promoted by {}. This means that no common DType exists for the given inputs. \
             For example they cannot be stored in a single array unless the dtype is `object`. The full list of \
             DTypes is: ({}, {})",
            class(a),
            class(b),
            class(a),
            class(b)
        ),
    )
}

fn common_dtype(cx: &mut dyn Interp, leaves: &[Value], wanted: Option<DType>) -> R<DType> {
    match wanted {
        Some(DType::Str(_)) => {
            let mut width = 0;
            for leaf in leaves {
                width = width.max(match leaf {
                    Value::Str(text) => text.chars_len() as u32,
                    Value::Scalar(_) | Value::Array(_) | Value::Bytes(_) => match dtype_of_value(leaf) {
                        DType::Str(n) | DType::Bytes(n) => n,
                        other if other.is_numeric() => text_width(other),
                        _ => cx.str(leaf)?.chars().count() as u32,
                    },
                    other => cx.str(other)?.chars().count() as u32,
                });
            }
            return Ok(DType::Str(width.max(1)));
        }
        Some(DType::Bytes(_)) => {
            let mut width = 0;
            for leaf in leaves {
                width = width.max(match leaf {
                    Value::Bytes(bytes) => bytes.len(),
                    other => cx.str(other)?.len(),
                });
            }
            return Ok(DType::Bytes(width.max(1) as u32));
        }
        Some(time @ (DType::Datetime(_) | DType::Timedelta(_))) => return super::element::time_dtype(time, leaves),
        _ => {}
    }
    let mut common: Option<DType> = None;
    for leaf in leaves {
        let dtype = dtype_of_value(leaf);
        common = Some(match common {
            None => dtype.native(),
            Some(have) if have == dtype => have,
            // A number too large for any integer type beside others makes objects of all.
            Some(have) => promote(have, dtype)?,
        });
        if common == Some(DType::Object) {
            break;
        }
    }
    Ok(match common.unwrap_or(DType::F64) {
        DType::Str(0) => DType::Str(1),
        DType::Bytes(0) => DType::Bytes(1),
        other => other,
    })
}

fn fill(cx: &mut dyn Interp, leaves: Vec<Value>, shape: &[usize], dtype: DType) -> R<ArrayRef> {
    if dtype == DType::Object {
        return Ok(Array::from_objects(leaves.into_iter().map(object_of).collect(), shape));
    }
    match dtype {
        DType::F64 => {
            let mut numbers = Vec::with_capacity(leaves.len());
            for leaf in &leaves {
                numbers.push(match leaf {
                    Value::Float(x) | Value::NpFloat(x) => x.get(),
                    Value::Int(x) | Value::NpInt(x) => *x as f64,
                    other => element_of(cx, other, dtype)?.to_f64(),
                });
            }
            return Ok(Array::from_vec(numbers, shape));
        }
        DType::I64 => {
            let mut numbers = Vec::with_capacity(leaves.len());
            for leaf in &leaves {
                numbers.push(match leaf {
                    Value::Int(x) | Value::NpInt(x) => *x,
                    other => match element_of(cx, other, dtype)? {
                        Element::I64(x) => x,
                        _ => unreachable!("element_of gives the dtype that was asked for"),
                    },
                });
            }
            return Ok(Array::from_vec(numbers, shape));
        }
        _ => {}
    }
    let array = Array::zeros(dtype, shape);
    let itemsize = dtype.itemsize();
    for (k, leaf) in leaves.iter().enumerate() {
        let element = element_of(cx, leaf, dtype)?;
        array.set_element(k * itemsize, &element);
    }
    Ok(array)
}
