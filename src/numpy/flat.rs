//! `a.flat`: the elements in C order, as an iterator that can be indexed.

use super::ndarray::this;
use super::shape::{flat, same_class};
use crate::array::{Array, ArrayRef, Layout};
use crate::run::array_index::{assign, get_item, set_item};
use crate::run::convert::{as_array_of, cast};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Style, Type, Value, element_to_value, types};
use std::any::Any;
use std::cell::{Cell, RefCell};

/// The rows of the class.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.flatiter",
        summary: "The class of `a.flat`.",
        example: ">>> isinstance(np.zeros(2).flat, np.flatiter)\nTrue\n",
        run: Run::Class(types::FLATITER),
        ..ROW
    },
    Builtin {
        name: "flatiter.__len__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The number of elements.",
        example: ">>> len(np.zeros((2, 2)).flat)\n4\n",
        run: Run::Function(|_, args| Ok(Value::count(of(&args[0])?.array.size()))),
        ..ROW
    },
    Builtin {
        name: "flatiter.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "Elements by their place in C order.",
        example: ">>> np.arange(6).reshape(2, 3).flat[1:3]\narray([1, 2])\n",
        run: Run::Function(get),
        ..ROW
    },
    Builtin {
        name: "flatiter.__setitem__",
        signature: "(self, key, value, /)",
        style: Style::Positional,
        summary: "Set elements by their place in C order; values are repeated as often as needed.",
        example: ">>> a = np.zeros((2, 2))\n>>> a.flat[1:] = [5, 6]\n>>> a\narray([[0., 5.],\n       [6., 5.]])\n",
        run: Run::Function(set),
        ..ROW
    },
    Builtin {
        name: "flatiter.__iter__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The iterator itself.",
        example: ">>> [int(x) for x in np.array([[1, 2]]).flat]\n[1, 2]\n",
        run: Run::Function(|_, args| Ok(args[0].clone())),
        ..ROW
    },
    Builtin {
        name: "flatiter.__next__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The next element.",
        example: ">>> next(np.array([[1, 2]]).flat)\nnp.int64(1)\n",
        run: Run::Function(|_, args| {
            let flat = of(&args[0])?;
            let next = flat.offsets.borrow_mut().next();
            match next {
                Some(offset) => {
                    flat.position.set(flat.position.get() + 1);
                    Ok(element_to_value(flat.array.element(offset)))
                }
                None => err(ErrorClass::StopIteration, ""),
            }
        }),
        ..ROW
    },
    Builtin {
        name: "flatiter.__array__",
        signature: "(self, dtype=None, /)",
        style: Style::Positional,
        summary: "The elements as a 1-d array.",
        example: ">>> np.asarray(np.array([[1, 2]]).flat)\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let line = flat(&of(&args[0])?.array);
            match crate::run::arguments::dtype_arg(cx, &args[1])? {
                Some(dtype) => Ok(Value::Array(cast(cx, &line, dtype)?)),
                None => Ok(Value::Array(line)),
            }
        }),
        ..ROW
    },
    Builtin {
        name: "flatiter.copy",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The elements as a 1-d array.",
        example: ">>> np.array([[1, 2]]).flat.copy()\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let array = &of(&args[0])?.array;
            same_class(cx, array, flat(array).copy())
        }),
        ..ROW
    },
    Builtin {
        name: "flatiter.base",
        summary: "The array.",
        example: ">>> a = np.zeros(2)\n>>> a.flat.base is a\nTrue\n",
        run: Run::Property(|_, f| Ok(Value::Array(of(f)?.array.clone())), None),
        ..ROW
    },
    Builtin {
        name: "flatiter.index",
        summary: "The place of the next element in C order.",
        example: ">>> it = np.zeros((2, 2)).flat\n>>> _ = next(it)\n>>> it.index\n1\n",
        run: Run::Property(|_, f| Ok(Value::count(of(f)?.position.get())), None),
        ..ROW
    },
    Builtin {
        name: "flatiter.coords",
        summary: "The indices of the next element.",
        example: ">>> it = np.zeros((2, 2)).flat\n>>> _ = next(it)\n>>> it.coords\n(0, 1)\n",
        run: Run::Property(|_, f| coords(of(f)?), None),
        ..ROW
    },
];

macro_rules! comparison {
    ($name:literal, $op:ident, $example:literal) => {
        Builtin {
            name: concat!("flatiter.", $name),
            signature: "(self, other, /)",
            style: Style::Positional,
            summary: "The elements compared, as a 1-d array.",
            example: $example,
            run: Run::Function(|cx, args| {
                let line = Value::Array(flat(&of(&args[0])?.array));
                cx.compare(crate::syntax::ast::CmpOp::$op, &line, &args[1])
            }),
            ..ROW
        }
    };
}

/// The comparisons of the class.
pub(super) static COMPARISONS: &[Builtin] = &[
    comparison!("__eq__", Eq, ">>> np.array([[1, 2]]).flat == 1\narray([ True, False])\n"),
    comparison!("__ne__", Ne, ">>> np.array([[1, 2]]).flat != 1\narray([False,  True])\n"),
    comparison!("__lt__", Lt, ">>> np.array([[1, 2]]).flat < 2\narray([ True, False])\n"),
    comparison!("__le__", Le, ">>> np.array([[1, 2]]).flat <= 2\narray([ True,  True])\n"),
    comparison!("__gt__", Gt, ">>> np.array([[1, 2]]).flat > 1\narray([False,  True])\n"),
    comparison!("__ge__", Ge, ">>> np.array([[1, 2]]).flat >= 1\narray([ True,  True])\n"),
];

/// `a.flat`
struct Flat {
    array: ArrayRef,
    offsets: RefCell<crate::array::Offsets>,
    position: Cell<usize>,
}

impl Native for Flat {
    fn class(&self) -> Type {
        types::FLATITER
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A fresh iterator over an array.
pub(super) fn flat_iterator(array: &ArrayRef) -> Value {
    let offsets = RefCell::new(array.layout().offsets());
    Value::native(Flat { array: array.clone(), offsets, position: Cell::new(0) })
}

fn of(value: &Value) -> R<&Flat> {
    match value.as_native::<Flat>() {
        Some(flat) => Ok(flat),
        None => err(ErrorClass::TypeError, "descriptor requires a 'numpy.flatiter' object"),
    }
}

fn coords(it: &Flat) -> R<Value> {
    let shape = it.array.shape();
    let mut left = it.position.get();
    let mut indices = vec![0; shape.len()];
    for axis in (0..shape.len()).rev() {
        let n = shape[axis].max(1);
        // Past the end the first index runs on.
        indices[axis] = if axis == 0 { left } else { left % n };
        left /= n;
    }
    Ok(Value::tuple_of_counts(&indices))
}

fn get(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let it = of(&args[0])?;
    let line = flat(&it.array);
    let key = checked_key(&args[1])?;
    let found = get_item(cx, &line, &key).map_err(|error| out_of_bounds(error, line.size()))?;
    *it.offsets.borrow_mut() = it.array.layout().offsets();
    it.position.set(0);
    match found {
        Value::Array(array) => same_class(cx, &it.array, array.copy()),
        other => Ok(other),
    }
}

/// NumPy's words for a place beyond the end.
fn out_of_bounds(error: Box<Error>, size: usize) -> Box<Error> {
    match error.message.strip_suffix(&format!("axis 0 with size {size}")) {
        Some(start) => Error::new(ErrorClass::IndexError, format!("{start}size {size}")),
        None => error,
    }
}

/// The key without the tuple around it.
fn checked_key(key: &Value) -> R<Value> {
    match key {
        Value::Tuple(items) if items.len() > 1 => err(ErrorClass::IndexError, "unsupported iterator index"),
        Value::Tuple(items) if items.len() == 1 => Ok(items[0].clone()),
        Value::Tuple(_) => Ok(Value::Ellipsis),
        Value::None => err(ErrorClass::IndexError, "unsupported iterator index"),
        other => Ok(other.clone()),
    }
}

fn set(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let it = of(&args[0])?;
    let array = it.array.clone();
    array.check_writeable()?;
    let key = checked_key(&args[1])?;
    // The places that the key picks, then the values one after another, from the start again as needed.
    let numbers: Vec<i64> = (0..array.size() as i64).collect();
    let places = get_item(cx, &Array::from_vec(numbers, &[array.size()]), &key)
        .map_err(|error| out_of_bounds(error, array.size()))?;
    if !matches!(places, Value::Array(_)) {
        let line = flat(&array);
        set_item(cx, &line, &key, &args[2])?;
        if !line.same_storage(&array) {
            assign(cx, &array, &line.view_layout(Layout::c_order(&array.shape(), line.itemsize())))?;
        }
        return Ok(Value::None);
    }
    let places = crate::run::convert::as_array(cx, &places)?;
    let source = flat(&as_array_of(cx, &args[2], array.dtype())?);
    let source = if source.same_storage(&array) { source.copy() } else { source };
    let n = source.size();
    if n == 0 {
        return if places.size() == 0 {
            Ok(Value::None)
        } else {
            err(ErrorClass::ValueError, "Error setting single item of array.")
        };
    }
    let offsets: Vec<usize> = array.layout().offsets().collect();
    for (k, place) in places.to_vec::<i64>().into_iter().enumerate() {
        let element = source.element(source.offset_of(&[k % n]));
        array.set_element(offsets[place as usize], &element);
    }
    Ok(Value::None)
}

/// `a.flat = values`
pub(super) fn set_flat(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = this(value)?;
    array.check_writeable()?;
    let source = flat(&as_array_of(cx, &new, array.dtype())?);
    let n = source.size();
    if n == 0 {
        return Ok(());
    }
    // Values are repeated as often as needed.
    for (k, offset) in array.layout().offsets().enumerate() {
        let element = source.element(source.offset_of(&[k % n]));
        array.set_element(offset, &element);
    }
    Ok(())
}
