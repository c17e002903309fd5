//! Methods of arrays: copies and casts, views of bytes, items, lists, bytes.

use super::{fits_storage, this};
use crate::array::{Array, ArrayRef, DType, Layout, Order, c_strides};
use crate::numpy::shape::same_class;
use crate::run::arguments::{dtype_arg, index_of, order_of, refuse, shape_of, sizes_of};
use crate::run::array_index::{assign, get_item, set_item};
use crate::run::convert::time::python_object;
use crate::run::convert::{cast, cast_checked, dtype_of, item};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, types};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "ndarray.__new__",
        signature: "(shape, dtype=float, buffer=None, offset=0, strides=None, order=None)",
        style: Style::C,
        summary: "Make an array of a shape; usually `np.array` or `np.zeros` is wanted.",
        example: ">>> np.ndarray((2,), dtype=int).shape\n(2,)\n",
        run: Run::Construct(new_ndarray),
        ..ROW
    },
    Builtin {
        name: "ndarray.copy",
        signature: "(self, /, order='C')",
        style: Style::C,
        summary: "A copy of the array.",
        example: ">>> a = np.array([1, 2])\n>>> b = a.copy()\n>>> b[0] = 5\n>>> a\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            let order = order_of(&args[1], Order::C)?;
            same_class(cx, &array, array.copy_ordered(order))
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.__copy__",
        signature: "(self, /)",
        style: Style::C,
        summary: "A copy, for the copy module.",
        example: ">>> import copy\n>>> copy.copy(np.array([1, 2]))\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            same_class(cx, &array, array.copy_ordered(Order::Keep))
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.__deepcopy__",
        signature: "(self, memo, /)",
        style: Style::C,
        summary: "A deep copy, for the copy module.",
        example: ">>> import copy\n>>> copy.deepcopy(np.array([1, 2]))\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            same_class(cx, &array, array.copy_ordered(Order::Keep))
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.astype",
        signature: "(self, /, dtype, order='K', casting='unsafe', subok=True, copy=True)",
        style: Style::NumPy,
        summary: "The elements converted to another dtype.",
        details: "Floats are cut to ints toward zero. With `copy=False` the array itself is returned if it has the dtype.",
        example: ">>> np.array([1.7, -1.7]).astype(int)\narray([ 1, -1])\n",
        run: Run::Function(astype),
        ..ROW
    },
    Builtin {
        name: "np.astype",
        signature: "(x, dtype, /, *, copy=True, device=None)",
        summary: "The elements converted to another dtype.",
        example: ">>> np.astype(np.array([1, 2]), np.float64)\narray([1., 2.])\n",
        run: Run::Function(|cx, args| {
            refuse(&args[3], "astype", "device")?;
            let copy = args[2].take();
            let mut forwarded =
                [args[0].take(), args[1].take(), Value::str("K"), Value::str("unsafe"), Value::bool(true), copy];
            astype(cx, &mut forwarded)
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.view",
        signature: "(self, /, dtype=_NoValue, type=_NoValue)",
        style: Style::C,
        summary: "The same memory under another dtype or class.",
        example: ">>> np.array([1, 2], dtype=np.int16).view(np.int8)\narray([1, 0, 2, 0], dtype=int8)\n",
        run: Run::Function(view),
        ..ROW
    },
    Builtin {
        name: "ndarray.item",
        signature: "(self, /, *args)",
        style: Style::C,
        summary: "One element as a Python number.",
        example: ">>> np.array([[1, 2]]).item(1)\n2\n>>> np.array([3.5]).item()\n3.5\n",
        run: Run::Function(item_row),
        ..ROW
    },
    Builtin {
        name: "ndarray.tolist",
        signature: "(self, /)",
        style: Style::C,
        summary: "The elements as nested lists of Python numbers.",
        example: ">>> np.array([[1, 2], [3, 4]]).tolist()\n[[1, 2], [3, 4]]\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            match array.dtype() {
                DType::Datetime(_) | DType::Timedelta(_) => nested_times(cx, &array),
                _ => nested(cx, &array),
            }
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.fill",
        signature: "(self, /, value)",
        style: Style::C,
        summary: "Set all elements to one value.",
        example: ">>> a = np.zeros(2)\n>>> a.fill(7)\n>>> a\narray([7., 7.])\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            set_item(cx, &array, &Value::Ellipsis, &args[1])?;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.tobytes",
        signature: "(self, /, order='C')",
        style: Style::C,
        summary: "The elements' bytes.",
        example: ">>> np.array([1, 2], dtype=np.uint8).tobytes()\nb'\\x01\\x02'\n",
        run: Run::Function(tobytes),
        ..ROW
    },
    Builtin {
        name: "ndarray.tofile",
        signature: "(self, /, fid, sep='', format='%s')",
        style: Style::C,
        summary: "Write the elements to a file, as bytes or as text with a separator.",
        example: "",
        run: Run::Raw(crate::numpy::library::tofile),
        ..ROW
    },
    Builtin {
        name: "ndarray.byteswap",
        signature: "(self, /, inplace=False)",
        style: Style::C,
        summary: "The bytes of each element turned round.",
        example: ">>> np.array([1, 256], dtype=np.int16).byteswap()\narray([256,   1], dtype=int16)\n",
        run: Run::Function(byteswap),
        ..ROW
    },
    Builtin {
        name: "ndarray.resize",
        signature: "(self, /, *new_shape, refcheck=True)",
        style: Style::C,
        summary: "Change shape and size in place; new elements are zero.",
        example: ">>> a = np.array([1, 2, 3])\n>>> a.resize((2, 2), refcheck=False)\n>>> a\narray([[1, 2],\n       [3, 0]])\n",
        run: Run::Function(resize),
        ..ROW
    },
    Builtin {
        name: "ndarray.setflags",
        signature: "(self, /, write=None, align=None, uic=None)",
        style: Style::C,
        summary: "Allow or forbid writing to the array.",
        example: ">>> a = np.zeros(2)\n>>> a.setflags(write=False)\n>>> a.flags.writeable\nFalse\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            if !args[1].is_missing() {
                let write = cx.truth(&args[1])?;
                if write && array.base().is_some_and(|base| !base.is_writeable()) {
                    return err(ErrorClass::ValueError, "cannot set WRITEABLE flag to True of this array");
                }
                array.set_writeable(write);
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.__len__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The length of the first axis.",
        example: ">>> np.zeros((3, 2)).__len__()\n3\n",
        run: Run::Function(|_, args| {
            let array = this(&args[0])?;
            match array.shape().first() {
                Some(&n) => Ok(Value::count(n)),
                None => err(ErrorClass::TypeError, "len() of unsized object"),
            }
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "`a[key]`.",
        example: ">>> np.array([1, 2]).__getitem__(0)\nnp.int64(1)\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            get_item(cx, &array, &args[1])
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.__setitem__",
        signature: "(self, key, value, /)",
        style: Style::Positional,
        summary: "`a[key] = value`.",
        example: ">>> a = np.array([1, 2])\n>>> a.__setitem__(0, 5)\n>>> a\narray([5, 2])\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            set_item(cx, &array, &args[1], &args[2])?;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.__array__",
        signature: "(self, dtype=None, /, *, copy=None)",
        style: Style::C,
        summary: "The array itself, or converted to a dtype.",
        example: ">>> np.array([1]).__array__(float)\narray([1.])\n",
        run: Run::Function(|cx, args| {
            let array = this(&args[0])?;
            match dtype_arg(cx, &args[1])? {
                Some(dtype) => Ok(Value::Array(cast(cx, &array, dtype)?)),
                None if array.tag.borrow().is_some() => Ok(Value::Array(array.view_layout(array.layout()))),
                None => Ok(args[0].clone()),
            }
        }),
        ..ROW
    },
];

fn new_ndarray(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [shape, dtype, buffer, offset, strides, order] = args else { return Ok(Value::None) };
    let shape = shape_of(cx, shape)?;
    let dtype = dtype_of(cx, dtype)?;
    if buffer.is_missing() {
        return Ok(Value::Array(crate::numpy::create::new_array(&shape, dtype, order_of(order, Order::C)?)?));
    }
    let source = match &*buffer {
        Value::Array(array) => array.clone(),
        Value::Bytes(bytes) => {
            let array = Array::from_slice::<u8>(bytes, &[bytes.len()]);
            array.set_writeable(false);
            array
        }
        other => {
            return err(ErrorClass::TypeError, format!("a bytes-like object is required, not '{}'", other.type_name()));
        }
    };
    let offset = index_of(cx, offset)? as usize + source.layout().offset;
    let strides = if strides.is_missing() {
        c_strides(&shape, dtype.itemsize())
    } else {
        sizes_of(cx, strides)?.iter().map(|&stride| stride as isize).collect()
    };
    let layout = Layout { shape, strides, offset };
    if !fits_storage(&source, &layout, dtype.itemsize()) {
        return err(ErrorClass::TypeError, "buffer is too small for requested array");
    }
    Ok(Value::Array(source.view(dtype, layout)))
}

fn astype(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, dtype, order, casting, subok, copy] = args else { return Ok(Value::None) };
    let is_scalar = !matches!(array, Value::Array(_) | Value::Instance(_));
    let array = this(array)?;
    let dtype = dtype_of(cx, dtype)?;
    let order = order_of(order, Order::Keep)?;
    let rule = match casting.as_str().and_then(crate::array::Casting::from_name) {
        Some(rule) => rule,
        None => {
            let shown = cx.str(casting)?;
            return err(
                ErrorClass::ValueError,
                format!(
                    "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got '{shown}')"
                ),
            );
        }
    };
    let same = array.dtype() == dtype;
    if same && !cx.truth(copy)? {
        return Ok(Value::Array(array));
    }
    let converted = if same { array.copy_ordered(order) } else { cast_checked(cx, &array, dtype, rule)? };
    let converted = match order {
        Order::C if !converted.is_c() => converted.copy_ordered(Order::C),
        Order::F if !converted.is_f() => converted.copy_ordered(Order::F),
        _ => converted,
    };
    if is_scalar {
        return Ok(crate::run::ufunc_call::array_or_scalar(converted));
    }
    if cx.truth(subok)? { same_class(cx, &array, converted) } else { Ok(Value::Array(converted)) }
}

/// The layout of the same memory under a dtype of another size.
pub(super) fn view_layout_for(array: &ArrayRef, dtype: DType) -> R<Layout> {
    let mut layout = array.layout();
    let (old, new) = (array.itemsize(), dtype.itemsize());
    if (array.dtype() == DType::Object) != (dtype == DType::Object) {
        return err(ErrorClass::TypeError, "Cannot change data-type for array of references.");
    }
    if old == new {
        return Ok(layout);
    }
    let Some(last) = layout.shape.len().checked_sub(1) else {
        return err(
            ErrorClass::ValueError,
            "Changing the dtype of a 0d array is only supported if the itemsize is unchanged",
        );
    };
    if layout.shape[last] != 1 && layout.strides[last] != old as isize && layout.size() > 0 {
        return err(
            ErrorClass::ValueError,
            "To change to a dtype of a different size, the last axis must be contiguous",
        );
    }
    let bytes = layout.shape[last] * old;
    if new == 0 || !bytes.is_multiple_of(new) {
        if new < old {
            return err(
                ErrorClass::ValueError,
                "When changing to a smaller dtype, its size must be a divisor of the size of original dtype",
            );
        }
        return err(
            ErrorClass::ValueError,
            "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis \
             of the array.",
        );
    }
    if new < old && !old.is_multiple_of(new) {
        return err(
            ErrorClass::ValueError,
            "When changing to a smaller dtype, its size must be a divisor of the size of original dtype",
        );
    }
    layout.shape[last] = bytes / new;
    layout.strides[last] = new as isize;
    Ok(layout)
}

fn view(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, dtype, class] = args else { return Ok(Value::None) };
    let array = this(array)?;
    let is_class = |value: &Value| match value {
        Value::Type(class) => class.is_a(types::NDARRAY),
        Value::Class(class) => class.builtin_base().is_a(types::NDARRAY),
        _ => false,
    };
    if is_class(dtype) {
        *class = dtype.take();
    }
    let result = match dtype_arg(cx, dtype)? {
        Some(dtype) => {
            let dtype = match dtype {
                DType::Str(0) => array.dtype(),
                other => other,
            };
            let layout = view_layout_for(&array, dtype)?;
            array.view(dtype, layout)
        }
        None => array.view_layout(array.layout()),
    };
    if class.is_missing() {
        return same_class(cx, &array, result);
    }
    if let Value::Type(types::NDARRAY) = class {
        return Ok(Value::Array(result));
    }
    let tag = crate::value::Subclass { class: class.take(), attributes: Default::default() };
    crate::run::subclass::finalize(cx, &array, std::rc::Rc::new(tag), result)
}

fn item_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = this(&args[0])?;
    let places = match &args[1] {
        Value::Tuple(places) if places.len() == 1 => match &places[0] {
            Value::Tuple(inner) => inner.to_vec(),
            other => vec![other.clone()],
        },
        Value::Tuple(places) => places.to_vec(),
        _ => Vec::new(),
    };
    if places.is_empty() {
        if array.size() != 1 {
            return err(ErrorClass::ValueError, "can only convert an array of size 1 to a Python scalar");
        }
        return python_object(cx, &array.only_element());
    }
    if places.len() == 1 && array.ndim() != 1 {
        let at = index_of(cx, &places[0])?;
        let n = array.size();
        let wrapped = if at < 0 { at + n as i64 } else { at };
        return match array.layout().offsets().nth(usize::try_from(wrapped).unwrap_or(usize::MAX)) {
            Some(offset) => python_object(cx, &array.element(offset)),
            None => err(ErrorClass::IndexError, format!("index {at} is out of bounds for size {n}")),
        };
    }
    if places.len() != array.ndim() {
        return err(ErrorClass::ValueError, "incorrect number of indices for array");
    }
    let mut indices = Vec::new();
    for (axis, place) in places.iter().enumerate() {
        let at = index_of(cx, place)?;
        indices.push(crate::array::wrap_index(at, array.shape()[axis], axis)?);
    }
    python_object(cx, &array.element(array.offset_of(&indices)))
}

/// Nested lists of Python objects; a 0-d array gives its object.
fn nested(cx: &mut dyn Interp, array: &ArrayRef) -> R<Value> {
    /// Elements converted between looks at the interrupt flag.
    const STEP: usize = 1 << 14;
    let layout = array.layout();
    let mut values = Vec::new();
    match layout.ndim() {
        0 => return Ok(item(array.only_element())),
        1 => {
            values.reserve_exact(layout.size());
            if let Some(floats) = array.as_slice::<f64>() {
                for floats in floats.chunks(STEP) {
                    cx.check_interrupt()?;
                    values.extend(floats.iter().map(|&x| Value::float(x)));
                }
            } else {
                for (i, offset) in layout.offsets().enumerate() {
                    if i % STEP == 0 {
                        cx.check_interrupt()?;
                    }
                    values.push(item(array.element(offset)));
                }
            }
        }
        _ => {
            for i in 0..layout.shape[0] {
                values.push(nested(cx, &array.view_layout(layout.indexed(0, i)))?);
            }
        }
    }
    Ok(Value::list(values))
}

/// The same for times, which Python's own dates stand for.
fn nested_times(cx: &mut dyn Interp, array: &ArrayRef) -> R<Value> {
    let layout = array.layout();
    if layout.ndim() == 0 {
        return python_object(cx, &array.only_element());
    }
    let mut values = Vec::new();
    for i in 0..layout.shape[0] {
        values.push(nested_times(cx, &array.view_layout(layout.indexed(0, i)))?);
    }
    Ok(Value::list(values))
}

fn tobytes(_cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = this(&args[0])?;
    if array.dtype() == DType::Object {
        return Err(Error::unsupported("the bytes of object arrays"));
    }
    let order = match order_of(&args[1], Order::C)? {
        Order::Any | Order::Keep if array.is_f() && !array.is_c() => Order::F,
        Order::F => Order::F,
        _ => Order::C,
    };
    let copy = array.copy_ordered(order);
    let bytes = copy.bytes().to_vec();
    Ok(Value::bytes(bytes))
}

fn byteswap(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = this(&args[0])?;
    let swapped = array.copy_ordered(Order::Keep);
    // Bytes strings have no byte order.
    if !matches!(array.dtype(), DType::Bytes(_)) {
        swapped.swap_bytes();
    }
    if cx.truth(&args[1])? {
        assign(cx, &array, &swapped)?;
        return Ok(Value::Array(array));
    }
    same_class(cx, &array, swapped)
}

fn resize(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = this(&args[0])?;
    let shape = match &args[1] {
        Value::Tuple(given) if given.len() == 1 => shape_of(cx, &given[0])?,
        other => shape_of(cx, other)?,
    };
    if array.base().is_some() {
        return err(ErrorClass::ValueError, "cannot resize this array: it does not own its data");
    }
    let old = crate::numpy::shape::flat(&array).copy();
    let fresh = crate::numpy::create::new_array(&shape, array.dtype(), Order::C)?;
    let n = old.size().min(fresh.size());
    let part = |a: &ArrayRef| a.view_layout(Layout::c_order(&[n], a.itemsize()));
    assign(cx, &part(&fresh), &part(&old))?;
    array.replace_with(&fresh);
    Ok(Value::None)
}
