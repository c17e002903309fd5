//! Attributes and methods of arrays that no function of the same name shares: shape, dtype, views
//! of bytes, items, flags.

use crate::array::{Array, ArrayRef, DType, Head, Layout, Order, c_strides};
use crate::run::arguments::{dtype_arg, index_of, order_of, refuse, shape_of, sizes_of};
use crate::run::array_index::{assign, get_item, set_item};
use crate::run::convert::time::python_object;
use crate::run::convert::{as_array, cast, cast_checked, dtype_of, item};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Style, Type, Value, types};
use std::any::Any;

use super::shape::{matrix_transpose, same_class};

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

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
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
        |_, a| with(a, |a| Ok(super::flat::flat_iterator(a))),
        super::flat::set_flat
    ),
    getter!("flags", "How the memory is laid out.", ">>> np.zeros(2).flags.c_contiguous\nTrue\n", |_, a| with(
        a,
        |a| Ok(Value::native(Flags { array: a.clone() }))
    )),
    getter!("data", "The memory of the array.", ">>> np.zeros(2).data.nbytes\n16\n", |_, a| with(a, |a| Ok(
        super::memory::memory_of(a)
    ))),
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
        style: Style::C,
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
                _ => Ok(nested(&array)),
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
        run: Run::Raw(super::library::tofile),
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
    Builtin {
        name: "np.may_share_memory",
        signature: "(a, b, /, max_work=0)",
        style: Style::C,
        summary: "Whether two arrays' memory bounds overlap.",
        example: ">>> x = np.arange(4)\n>>> np.may_share_memory(x, x[2:])\nTrue\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            Ok(Value::bool(bounds_overlap(&a, &b)))
        }),
        ..ROW
    },
    Builtin {
        name: "np.shares_memory",
        signature: "(a, b, /, max_work=-1)",
        style: Style::C,
        summary: "Whether two arrays have an element in common.",
        example: ">>> x = np.arange(4)\n>>> np.shares_memory(x[::2], x[1::2])\nFalse\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            Ok(Value::bool(elements_overlap(&a, &b)))
        }),
        ..ROW
    },
    Builtin {
        name: "flagsobj.c_contiguous",
        summary: "Elements lie without gaps in C order.",
        example: ">>> np.zeros(2).flags.c_contiguous\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.f_contiguous",
        summary: "Elements lie without gaps in Fortran order.",
        example: ">>> np.zeros((2, 2)).flags.f_contiguous\nFalse\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.owndata",
        summary: "The array owns its memory.",
        example: ">>> np.zeros(2).flags.owndata\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.base().is_none()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.writeable",
        summary: "Elements may be written.",
        example: ">>> np.zeros(2).flags.writeable\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_writeable()), Some(set_writeable)),
        ..ROW
    },
    Builtin {
        name: "flagsobj.aligned",
        summary: "Elements are aligned for the hardware.",
        example: ">>> np.zeros(2).flags.aligned\nTrue\n",
        run: Run::Property(|_, f| flag(f, |_| true), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.contiguous",
        summary: "Elements lie without gaps in C order.",
        example: ">>> np.zeros(2).flags.contiguous\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.fortran",
        summary: "Fortran order and not C order.",
        example: ">>> np.zeros(2).flags.fortran\nFalse\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f() && !a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.fnc",
        summary: "Fortran order and not C order.",
        example: ">>> np.zeros(2).flags.fnc\nFalse\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f() && !a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.forc",
        summary: "Fortran order or C order.",
        example: ">>> np.zeros(2).flags.forc\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f() || a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.num",
        summary: "The flags as bits.",
        example: ">>> np.zeros(2).flags.num\n1287\n",
        run: Run::Property(|_, f| flags_number(f), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "A flag by its name.",
        example: ">>> np.zeros(2).flags['OWNDATA']\nTrue\n",
        run: Run::Function(flag_item),
        ..ROW
    },
    Builtin {
        name: "flagsobj.__setitem__",
        signature: "(self, key, value, /)",
        style: Style::Positional,
        summary: "Set a flag by its name.",
        example: ">>> a = np.zeros(2)\n>>> a.flags['WRITEABLE'] = False\n>>> a.flags.writeable\nFalse\n",
        run: Run::Function(|cx, args| {
            match args[1].as_str() {
                Some("WRITEABLE" | "W") => set_writeable(cx, &args[0].clone(), args[2].take())?,
                _ => return err(ErrorClass::KeyError, "'Unknown flag'"),
            }
            Ok(Value::None)
        }),
        ..ROW
    },
];

/// The array that a method was called on.
pub(super) fn this(value: &Value) -> R<ArrayRef> {
    match value {
        Value::Array(array) => Ok(array.clone()),
        other => match other.as_np_scalar() {
            Some(element) => Ok(Array::scalar(element)),
            None => err(
                ErrorClass::TypeError,
                format!("descriptor requires a 'numpy.ndarray' object but received a '{}'", other.type_name()),
            ),
        },
    }
}

fn with(value: &Value, read: impl FnOnce(&ArrayRef) -> R<Value>) -> R<Value> {
    read(&this(value)?)
}

fn strides(array: &ArrayRef) -> R<Value> {
    Ok(Value::tuple(array.strides().iter().map(|&stride| Value::Int(stride as i64))))
}

fn set_shape(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = this(value)?;
    let sizes = sizes_of(cx, &new)?;
    let shape = super::shape::resolve_shape(&sizes, array.size())?;
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

/// Whether every element of a layout lies within the storage of an array.
pub(super) fn fits_storage(array: &Array, layout: &Layout, itemsize: usize) -> bool {
    let nbytes = array.data().nbytes() as isize;
    if layout.size() == 0 {
        return true;
    }
    let (mut low, mut high) = (layout.offset as isize, layout.offset as isize);
    for (&n, &stride) in layout.shape.iter().zip(&layout.strides) {
        let Some(reach) = stride.checked_mul(n as isize - 1) else { return false };
        if reach < 0 { low = low.saturating_add(reach) } else { high = high.saturating_add(reach) }
    }
    low >= 0 && high.saturating_add(itemsize as isize) <= nbytes
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
        let zeros = super::create::new_array(&array.shape(), array.dtype(), Order::C)?;
        zeros.set_writeable(false);
        return same_class(cx, array, zeros);
    }
    let view = complex_part(array, true);
    same_class(cx, array, view)
}

/// The real or imaginary parts of a complex array, as a view.
pub(super) fn complex_part(array: &ArrayRef, imaginary: bool) -> ArrayRef {
    let dtype = array.dtype().real_part();
    let mut layout = array.layout();
    if imaginary {
        layout.offset += dtype.itemsize();
    }
    array.view(dtype, layout)
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

fn new_ndarray(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [shape, dtype, buffer, offset, strides, order] = args else { return Ok(Value::None) };
    let shape = shape_of(cx, shape)?;
    let dtype = dtype_of(cx, dtype)?;
    if buffer.is_missing() {
        return Ok(Value::Array(super::create::new_array(&shape, dtype, order_of(order, Order::C)?)?));
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
fn view_layout_for(array: &ArrayRef, dtype: DType) -> R<Layout> {
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
pub(super) fn nested(array: &ArrayRef) -> Value {
    let layout = array.layout();
    match layout.ndim() {
        0 => item(array.only_element()),
        1 => Value::list(layout.offsets().map(|offset| item(array.element(offset))).collect()),
        _ => Value::list((0..layout.shape[0]).map(|i| nested(&array.view_layout(layout.indexed(0, i)))).collect()),
    }
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
    let old = super::shape::flat(&array).copy();
    let fresh = super::create::new_array(&shape, array.dtype(), Order::C)?;
    let n = old.size().min(fresh.size());
    let part = |a: &ArrayRef| a.view_layout(Layout::c_order(&[n], a.itemsize()));
    assign(cx, &part(&fresh), &part(&old))?;
    array.replace_with(&fresh);
    Ok(Value::None)
}

fn bounds_overlap(a: &Array, b: &Array) -> bool {
    if !a.same_storage(b) {
        return false;
    }
    match (a.layout().extent(), b.layout().extent()) {
        (Some((a_low, a_high)), Some((b_low, b_high))) => {
            a_low < b_high + b.itemsize() && b_low < a_high + a.itemsize()
        }
        _ => false,
    }
}

fn elements_overlap(a: &Array, b: &Array) -> bool {
    if !a.may_overlap(b) {
        return false;
    }
    let bytes: rustc_hash::FxHashSet<usize> =
        a.layout().offsets().flat_map(|offset| offset..offset + a.itemsize()).collect();
    b.layout().offsets().any(|offset| (offset..offset + b.itemsize()).any(|byte| bytes.contains(&byte)))
}

/// `a.flags`
struct Flags {
    array: ArrayRef,
}

impl Native for Flags {
    fn class(&self) -> Type {
        types::FLAGSOBJ
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        let a = &self.array;
        let word = |flag: bool| if flag { "True" } else { "False" };
        Some(Ok(format!(
            "  C_CONTIGUOUS : {}\n  F_CONTIGUOUS : {}\n  OWNDATA : {}\n  WRITEABLE : {}\n  ALIGNED : True\n  \
             WRITEBACKIFCOPY : False\n",
            word(a.is_c()),
            word(a.is_f()),
            word(a.base().is_none()),
            word(a.is_writeable())
        )))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn flags_of(value: &Value) -> R<ArrayRef> {
    match value.as_native::<Flags>() {
        Some(flags) => Ok(flags.array.clone()),
        None => err(ErrorClass::TypeError, "descriptor requires a 'numpy._core.multiarray.flagsobj' object"),
    }
}

fn flag(value: &Value, read: impl FnOnce(&Array) -> bool) -> R<Value> {
    Ok(Value::bool(read(&*flags_of(value)?)))
}

fn flags_number(value: &Value) -> R<Value> {
    let a = flags_of(value)?;
    let bits = (a.is_c() as i64)
        | (a.is_f() as i64) << 1
        | (a.base().is_none() as i64) << 2
        | 0x100
        | (a.is_writeable() as i64) << 10;
    Ok(Value::Int(bits))
}

fn set_writeable(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = flags_of(value)?;
    let write = cx.truth(&new)?;
    if write && array.base().is_some_and(|base| !base.is_writeable()) {
        return err(ErrorClass::ValueError, "cannot set WRITEABLE flag to True of this array");
    }
    array.set_writeable(write);
    Ok(())
}

fn flag_item(_cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = flags_of(&args[0])?;
    let value = match args[1].as_str() {
        Some("C_CONTIGUOUS" | "C" | "CONTIGUOUS") => array.is_c(),
        Some("F_CONTIGUOUS" | "F") => array.is_f(),
        Some("OWNDATA" | "O") => array.base().is_none(),
        Some("WRITEABLE" | "W") => array.is_writeable(),
        Some("ALIGNED" | "A") => true,
        Some("WRITEBACKIFCOPY" | "X") => false,
        Some("FNC") => array.is_f() && !array.is_c(),
        Some("FORC") => array.is_f() || array.is_c(),
        _ => return err(ErrorClass::KeyError, "'Unknown flag'"),
    };
    Ok(Value::bool(value))
}
