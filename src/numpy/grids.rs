//! Objects that are subscripted instead of called: `np.r_`, `np.c_`, `np.mgrid`, `np.ogrid`,
//! `np.s_`, `np.index_exp`.

use crate::array::{Array, ArrayRef, DType, Dims, Layout};
use crate::run::convert::{as_array, promote};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Style, Type, Value, types};
use std::any::Any;

use super::products::{numpy, numpy_with};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.r_",
        summary: "Slices and arrays joined along the first axis: `np.r_[1:4, 0, 4]`.",
        example: ">>> np.r_[1:4, 0, 4]\narray([1, 2, 3, 0, 4])\n",
        run: Run::Constant(|| Value::native(Grid(types::R_CLASS))),
        ..ROW
    },
    Builtin {
        name: "np.c_",
        summary: "Slices and arrays as columns: `np.c_[a, b]`.",
        example: ">>> np.c_[[1, 2], [3, 4]]\narray([[1, 3],\n       [2, 4]])\n",
        run: Run::Constant(|| Value::native(Grid(types::C_CLASS))),
        ..ROW
    },
    Builtin {
        name: "np.mgrid",
        summary: "A dense grid from slices; an imaginary step counts points.",
        example: ">>> np.mgrid[0:2, 0:2]\narray([[[0, 0],\n        [1, 1]],\n\n       [[0, 1],\n        [0, 1]]])\n",
        run: Run::Constant(|| Value::native(Grid(types::MGRID_CLASS))),
        ..ROW
    },
    Builtin {
        name: "np.ogrid",
        summary: "An open grid from slices; an imaginary step counts points.",
        example: ">>> np.ogrid[0:2, 0:3]\n(array([[0],\n       [1]]), array([[0, 1, 2]]))\n",
        run: Run::Constant(|| Value::native(Grid(types::OGRID_CLASS))),
        ..ROW
    },
    Builtin {
        name: "np.s_",
        summary: "A subscript as an object: `np.s_[1:3, ::2]`.",
        example: ">>> np.s_[1:3]\nslice(1, 3, None)\n",
        run: Run::Constant(|| Value::native(Index { tuple: false })),
        ..ROW
    },
    Builtin {
        name: "np.index_exp",
        summary: "A subscript as a tuple.",
        example: ">>> np.index_exp[1]\n(1,)\n",
        run: Run::Constant(|| Value::native(Index { tuple: true })),
        ..ROW
    },
    Builtin {
        name: "IndexExpression.__getitem__",
        signature: "(self, item, /)",
        style: Style::Positional,
        summary: "The subscript itself.",
        run: Run::Function(|_, args| {
            let tuple = args[0].as_native::<Index>().is_some_and(|index| index.tuple);
            Ok(match args[1].take() {
                item @ Value::Tuple(_) => item,
                item if tuple => Value::tuple([item]),
                item => item,
            })
        }),
        ..ROW
    },
    Builtin {
        name: "RClass.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "Join what stands between the brackets.",
        run: Run::Function(|cx, args| join(cx, &args[1].take(), false)),
        ..ROW
    },
    Builtin {
        name: "CClass.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "Join what stands between the brackets as columns.",
        run: Run::Function(|cx, args| join(cx, &args[1].take(), true)),
        ..ROW
    },
    Builtin {
        name: "MGridClass.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "A dense grid.",
        run: Run::Function(|cx, args| grid(cx, &args[1].take(), false)),
        ..ROW
    },
    Builtin {
        name: "OGridClass.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "An open grid.",
        run: Run::Function(|cx, args| grid(cx, &args[1].take(), true)),
        ..ROW
    },
];

/// `np.r_`, `np.c_`, `np.mgrid` or `np.ogrid`.
struct Grid(Type);

impl Native for Grid {
    fn class(&self) -> Type {
        self.0
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `np.s_` or `np.index_exp`.
struct Index {
    tuple: bool,
}

impl Native for Index {
    fn class(&self) -> Type {
        types::INDEX_EXPRESSION
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The numbers of a slice: a range, or as many points as an imaginary step says.
fn slice_values(cx: &mut dyn Interp, slice: &crate::value::Slice) -> R<ArrayRef> {
    let start = if slice.start.is_missing() { Value::Int(0) } else { slice.start.clone() };
    let step = if slice.step.is_missing() { Value::Int(1) } else { slice.step.clone() };
    let result = match &step {
        Value::Complex(points) => {
            let n = points.norm().trunc() as i64;
            numpy(cx, "linspace", &[start, slice.stop.clone(), Value::Int(n)])?
        }
        _ => numpy(cx, "arange", &[start, slice.stop.clone(), step])?,
    };
    as_array(cx, &result)
}

fn join(cx: &mut dyn Interp, key: &Value, columns: bool) -> R<Value> {
    let items = match key {
        Value::Tuple(items) => items.to_vec(),
        other => vec![other.clone()],
    };
    let (mut axis, mut ndmin, mut trans1d) = if columns { (-1i64, 2usize, 0i64) } else { (0, 1, -1) };
    let mut parts: Vec<ArrayRef> = Vec::new();
    for (k, item) in items.iter().enumerate() {
        match item {
            Value::Str(text) => {
                if k != 0 {
                    return err(ErrorClass::ValueError, "special directives must be the first entry.");
                }
                if matches!(&***text, "r" | "c") {
                    return Err(crate::text::Error::unsupported("the directives 'r' and 'c' of np.r_"));
                }
                let numbers: Option<Vec<i64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
                match numbers.as_deref() {
                    Some([a]) => axis = *a,
                    Some([a, n]) => (axis, ndmin) = (*a, *n as usize),
                    Some([a, n, t]) => (axis, ndmin, trans1d) = (*a, *n as usize, *t),
                    _ => {
                        return err(
                            ErrorClass::ValueError,
                            format!("unknown special directive {}", crate::print::repr_str(text)),
                        );
                    }
                }
            }
            Value::Slice(slice) => {
                let values = slice_values(cx, slice)?;
                parts.push(values);
            }
            other => {
                let array = as_array(cx, other)?;
                let array = if array.ndim() == 0 { array.view_layout(array.layout().with_axis(0)) } else { array };
                parts.push(array);
            }
        }
    }
    let widened: Vec<Value> = parts
        .into_iter()
        .map(|array| {
            let own = array.ndim();
            let mut layout = array.layout();
            while layout.ndim() < ndmin {
                layout = layout.with_axis(0);
            }
            // The array's own axes go where the third number says.
            if own < ndmin {
                let added = ndmin - own;
                let start = if trans1d < 0 {
                    (trans1d + added as i64 + 1).max(0) as usize
                } else {
                    (trans1d as usize).min(added)
                };
                let mut order: Vec<usize> = (0..added).collect();
                for (offset, axis) in (added..ndmin).enumerate() {
                    order.insert(start + offset, axis);
                }
                layout = layout.permuted(&order);
            }
            Value::Array(array.view_layout(layout))
        })
        .collect();
    numpy_with(cx, "concatenate", &[Value::list(widened)], &[("axis", Value::Int(axis))])
}

fn grid(cx: &mut dyn Interp, key: &Value, open: bool) -> R<Value> {
    if let Value::Slice(slice) = key {
        return Ok(Value::Array(slice_values(cx, slice)?));
    }
    let Value::Tuple(items) = key else {
        return err(ErrorClass::AttributeError, format!("'{}' object has no attribute 'step'", key.type_name()));
    };
    let mut axes = Vec::new();
    let mut common = DType::I64;
    for item in items.iter() {
        let Value::Slice(slice) = item else {
            return err(ErrorClass::AttributeError, format!("'{}' object has no attribute 'step'", item.type_name()));
        };
        let values = slice_values(cx, slice)?;
        common = promote(common, values.dtype())?;
        axes.push(values);
    }
    let ndim = axes.len();
    let mut thin = Vec::new();
    for (k, values) in axes.iter().enumerate() {
        let values = crate::run::convert::cast(cx, values, common)?.contiguous();
        let mut shape = Dims::from_elem(1, ndim);
        shape[k] = values.size();
        let layout = Layout { offset: values.head().layout.offset, ..Layout::c_order(&shape, values.itemsize()) };
        thin.push(values.view_layout(layout));
    }
    if open {
        return Ok(Value::tuple(thin.into_iter().map(Value::Array)));
    }
    let shape: Dims = axes.iter().map(|values| values.size()).collect();
    let mut full = Dims::from_slice(&[ndim]);
    full.extend_from_slice(&shape);
    Array::check_size(&full, common)?;
    let result = Array::scratch(common, &full);
    for (k, values) in thin.iter().enumerate() {
        let part = result.view_layout(result.layout().indexed(0, k));
        crate::run::array_index::assign(cx, &part, values)?;
    }
    Ok(Value::Array(result))
}
