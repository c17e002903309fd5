//! Strided memory opened as ndarray views.

use super::copy::on_grid;
use super::layout::Layout;
use bytemuck::Pod;
use ndarray::{ArrayViewD, Axis, IxDyn, ShapeBuilder};

/// Shape, magnitudes of the strides in elements, and the lowest element, as ndarray wants them.
fn dimensions(layout: &Layout, itemsize: usize) -> (IxDyn, IxDyn, usize) {
    let lowest = layout.extent().map_or(0, |(low, _)| low / itemsize);
    let strides: Vec<usize> = layout.strides.iter().map(|stride| stride.unsigned_abs() / itemsize).collect();
    (IxDyn(&layout.shape), IxDyn(&strides), lowest)
}

/// The elements of a layout over `all` as an ndarray view.
pub(crate) fn open<'a, T: Pod>(all: &'a [T], layout: &Layout) -> Option<ArrayViewD<'a, T>> {
    let (shape, strides, lowest) = dimensions(layout, size_of::<T>());
    let mut view = ArrayViewD::from_shape(shape.strides(strides), all.get(lowest..)?).ok()?;
    for (axis, &stride) in layout.strides.iter().enumerate() {
        if stride < 0 {
            view.invert_axis(Axis(axis));
        }
    }
    Some(view)
}

/// Runs a function on a two-dimensional array opened as an ndarray view; one that lies off the grid
/// of its elements is copied first.
pub fn open_matrix<T: super::Num, Out>(array: &super::Array, f: impl FnOnce(ndarray::ArrayView2<'_, T>) -> Out) -> Out {
    let layout = array.layout();
    let itemsize = size_of::<T>();
    if on_grid(&layout, itemsize) {
        let bytes = array.bytes();
        let whole = &bytes[..bytes.len() / itemsize * itemsize];
        if let Ok(all) = bytemuck::try_cast_slice::<u8, T>(whole)
            && let Some(view) = open(all, &layout)
            && let Ok(matrix) = view.into_dimensionality()
        {
            return f(matrix);
        }
    }
    let copy = array.to_vec::<T>();
    let dim = (layout.shape[0], layout.shape[1]);
    match ndarray::ArrayView2::from_shape(dim, &copy) {
        Ok(matrix) => f(matrix),
        Err(_) => unreachable!("a C-ordered copy has the array's shape"),
    }
}
