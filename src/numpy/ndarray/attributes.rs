//! Attributes of arrays: shape, dtype, strides, parts of complex numbers.

use super::flags::Flags;
use super::methods::view_layout_for;
use super::{complex_part, fits_storage, this};
use crate::array::{ArrayRef, Head, Order};
use crate::numpy::shape::{matrix_transpose, same_class};
use crate::run::arguments::sizes_of;
use crate::run::array_index::set_item;
use crate::run::convert::{as_array, dtype_of};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};

macro_rules! getter {
    ($name:literal, $summary:literal, $example:literal, $read:expr) => {
        Builtin {
            name: concat!("ndarray.", $name),
            summary: $summary,
            example: $example,
            run: Run::Property($read, None),
            ..ROW
        }
    };
    ($name:literal, $summary:literal, $example:literal, $read:expr, $write:expr) => {
        Builtin {
            name: concat!("ndarray.", $name),
            summary: $summary,
            example: $example,
            run: Run::Property($read, Some($write)),
            ..ROW
        }
    };
}

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    getter!(
        "shape",
        "The lengths of the axes.",
        ">>> np.zeros((2, 3)).shape\n(2, 3)\n",
        |_, a| with(a, |a| Ok(Value::tuple_of_counts(&a.shape()))),
        set_shape
    ),
    getter!("ndim", "The number of axes.", ">>> np.zeros((2, 3)).ndim\n2\n", |_, a| with(a, |a| Ok(Value::count(
        a.ndim()
    )))),
    getter!("size", "The number of elements.", ">>> np.zeros((2, 3)).size\n6\n", |_, a| with(a, |a| Ok(Value::count(
        a.size()
    )))),
    getter!(
        "dtype",
        "The type of the elements.",
        ">>> np.zeros(2).dtype\ndtype('float64')\n",
        |_, a| with(a, |a| Ok(Value::dtype(a.dtype()))),
        set_dtype
    ),
    getter!("itemsize", "The size of an element in bytes.", ">>> np.zeros(2).itemsize\n8\n", |_, a| with(a, |a| Ok(
        Value::count(a.itemsize())
    ))),
    getter!("nbytes", "The size of all elements in bytes.", ">>> np.zeros(3).nbytes\n24\n", |_, a| with(a, |a| Ok(
        Value::count(a.size() * a.itemsize())
    ))),
    getter!(
        "strides",
        "Bytes from one element to the next, along each axis.",
        ">>> np.zeros((2, 3)).strides\n(24, 8)\n",
        |_, a| with(a, strides),
        set_strides
    ),
    getter!(
        "T",
        "The array with its axes reversed; a view.",
        ">>> np.array([[1, 2]]).T\narray([[1],\n       [2]])\n",
        |cx, a| with(a, |a| same_class(cx, a, a.view_layout(a.layout().transposed())))
    ),
    getter!(
        "mT",
        "The array with its last two axes exchanged; a view.",
        ">>> np.zeros((2, 3, 4)).mT.shape\n(2, 4, 3)\n",
        |cx, a| with(a, |a| match a.ndim() {
            0 | 1 => err(ErrorClass::ValueError, "matrix transpose with ndim < 2 is undefined"),
            _ => {
                let view = matrix_transpose(a)?;
                same_class(cx, a, view)
            }
        })
    ),
    getter!(
        "base",
        "The array whose memory a view shares, or None.",
        ">>> a = np.zeros(3)\n>>> a[1:].base is a\nTrue\n",
        |_, a| with(a, |a| Ok(a.base().map_or(Value::None, |base| Value::Array(base.clone()))))
    ),
    getter!(
        "real",
        "The real parts; a view for complex arrays.",
        ">>> np.array([1 + 2j]).real\narray([1.])\n",
        |cx, a| with(a, |a| real(cx, a)),
        |cx, a, v| part_set(cx, a, v, false)
    ),
    getter!(
        "imag",
        "The imaginary parts; a view for complex arrays.",
        ">>> np.array([1 + 2j]).imag\narray([2.])\n",
        |cx, a| with(a, |a| imag(cx, a)),
        |cx, a, v| part_set(cx, a, v, true)
    ),
    getter!(
        "flat",
        "An iterator over the elements in C order, which can be indexed.",
        ">>> np.array([[1, 2], [3, 4]]).flat[2]\nnp.int64(3)\n",
        |_, a| with(a, |a| Ok(crate::numpy::flat::flat_iterator(a))),
        crate::numpy::flat::set_flat
    ),
    getter!("flags", "How the memory is laid out.", ">>> np.zeros(2).flags.c_contiguous\nTrue\n", |_, a| with(
        a,
        |a| Ok(Value::native(Flags { array: a.clone() }))
    )),
    getter!("data", "The memory of the array.", ">>> np.zeros(2).data.nbytes\n16\n", |_, a| with(a, |a| Ok(
        crate::numpy::memory::memory_of(a)
    ))),
    Builtin {
        name: "np.real",
        signature: "(val)",
        summary: "The real parts.",
        example: ">>> np.real([1 + 2j, 3])\narray([1., 3.])\n",
        run: Run::Function(|cx, args| part_function(cx, args, "real")),
        ..ROW
    },
    Builtin {
        name: "np.imag",
        signature: "(val)",
        summary: "The imaginary parts.",
        example: ">>> np.imag([1 + 2j, 3])\narray([2., 0.])\n",
        run: Run::Function(|cx, args| part_function(cx, args, "imag")),
        ..ROW
    },
];

fn with(value: &Value, read: impl FnOnce(&ArrayRef) -> R<Value>) -> R<Value> {
    read(&this(value)?)
}

fn strides(array: &ArrayRef) -> R<Value> {
    Ok(Value::tuple(array.strides().iter().map(|&stride| Value::Int(stride as i64))))
}

fn set_shape(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = this(value)?;
    let sizes = sizes_of(cx, &new)?;
    let shape = crate::numpy::shape::resolve_shape(&sizes, array.size())?;
    match array.layout().reshaped(&shape, array.itemsize()) {
        Some(layout) => {
            array.set_head(Head { dtype: array.dtype(), layout });
            Ok(())
        }
        None => err(
            ErrorClass::AttributeError,
            "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.",
        ),
    }
}

fn set_dtype(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = this(value)?;
    let dtype = dtype_of(cx, &new)?;
    let layout = view_layout_for(&array, dtype)?;
    array.set_head(Head { dtype, layout });
    Ok(())
}

fn set_strides(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = this(value)?;
    let given = sizes_of(cx, &new)?;
    if given.len() != array.ndim() {
        return err(ErrorClass::ValueError, format!("strides must be same length as shape ({})", array.ndim()));
    }
    let mut layout = array.layout();
    layout.strides = given.iter().map(|&stride| stride as isize).collect();
    if !fits_storage(&array, &layout, array.itemsize()) {
        return err(ErrorClass::ValueError, "strides is not compatible with available memory");
    }
    array.set_head(Head { dtype: array.dtype(), layout });
    Ok(())
}

fn real(cx: &mut dyn Interp, array: &ArrayRef) -> R<Value> {
    if !array.dtype().is_complex() {
        return Ok(Value::Array(array.clone()));
    }
    let view = complex_part(array, false);
    same_class(cx, array, view)
}

fn imag(cx: &mut dyn Interp, array: &ArrayRef) -> R<Value> {
    if !array.dtype().is_complex() {
        let zeros = crate::numpy::create::new_array(&array.shape(), array.dtype(), Order::C)?;
        zeros.set_writeable(false);
        return same_class(cx, array, zeros);
    }
    let view = complex_part(array, true);
    same_class(cx, array, view)
}

fn part_set(cx: &mut dyn Interp, value: &Value, new: Value, imaginary: bool) -> R<()> {
    let array = this(value)?;
    let target = match (array.dtype().is_complex(), imaginary) {
        (true, _) => complex_part(&array, imaginary),
        (false, false) => array,
        (false, true) => {
            return err(ErrorClass::TypeError, "array does not have imaginary part to set");
        }
    };
    set_item(cx, &target, &Value::Ellipsis, &new)
}

fn part_function(cx: &mut dyn Interp, args: &mut [Value], name: &str) -> R<Value> {
    if let Some(part) = cx.find_attr(&args[0], Name::new(name))? {
        return Ok(part);
    }
    let array = as_array(cx, &args[0])?;
    if name == "real" { real(cx, &array) } else { imag(cx, &array) }
}
