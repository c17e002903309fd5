//! Views with a shape and strides of the caller's choice, kept within the memory of their array.

use super::ndarray::fits_storage;
use super::shape::same_class;
use crate::array::Layout;
use crate::run::arguments::{shape_of, sizes_of};
use crate::run::convert::as_array;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[Builtin {
    name: "np.lib.stride_tricks.as_strided",
    signature: "(x, shape=None, strides=None, subok=False, writeable=True)",
    summary: "A view of an array with another shape and other strides, in bytes.",
    details: "NumPy lets such a view reach beyond the array's memory; here that is refused.",
    example: ">>> x = np.arange(4, dtype=np.int64)\n>>> np.lib.stride_tricks.as_strided(x, (3, 2), (8, 8))\narray([[0, 1],\n       [1, 2],\n       [2, 3]])\n",
    see_also: &["np.lib.stride_tricks.sliding_window_view", "np.broadcast_to"],
    run: Run::Function(as_strided),
    ..ROW
}];

fn as_strided(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, shape, strides, subok, writeable] = args else { return Ok(Value::None) };
    let array = as_array(cx, x)?;
    let mut layout: Layout = array.layout();
    if !shape.is_missing() {
        layout.shape = shape_of(cx, shape)?;
        if strides.is_missing() && array.is_c() {
            layout.strides = crate::array::c_strides(&layout.shape, array.itemsize());
        }
    }
    if !strides.is_missing() {
        layout.strides = sizes_of(cx, strides)?.into_iter().map(|stride| stride as isize).collect();
    }
    if layout.shape.len() != layout.strides.len() {
        return err(ErrorClass::ValueError, "mismatch in length of strides and shape");
    }
    if !fits_storage(&array, &layout, array.itemsize()) {
        return Err(Error::unsupported("views that reach beyond the memory of their array"));
    }
    let view = array.view_layout(layout);
    if view.is_writeable() && !cx.truth(writeable)? {
        view.set_writeable(false);
    }
    if cx.truth(subok)? { same_class(cx, &array, view) } else { Ok(Value::Array(view)) }
}
