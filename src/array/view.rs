//! Strided memory opened as ndarray views: copies between layouts, in an order that is kind to
//! caches.

use super::layout::Layout;
use bytemuck::Pod;
use ndarray::{ArrayViewD, ArrayViewMutD, Axis, IxDyn, ShapeBuilder};

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

/// The same for writing; None where two indices name one element.
pub(crate) fn open_mut<'a, T: Pod>(all: &'a mut [T], layout: &Layout) -> Option<ArrayViewMutD<'a, T>> {
    let (shape, strides, lowest) = dimensions(layout, size_of::<T>());
    let mut view = ArrayViewMutD::from_shape(shape.strides(strides), all.get_mut(lowest..)?).ok()?;
    for (axis, &stride) in layout.strides.iter().enumerate() {
        if stride < 0 {
            view.invert_axis(Axis(axis));
        }
    }
    Some(view)
}

/// Copies elements between non-empty layouts of one shape over different memory.
pub(super) fn copy_strided(from: &[u8], source: &Layout, to: &mut [u8], target: &Layout, itemsize: usize) {
    let done = match itemsize {
        1 => copy_as::<u8>(from, source, to, target),
        2 => copy_as::<u16>(from, source, to, target),
        4 => copy_as::<u32>(from, source, to, target),
        8 => copy_as::<u64>(from, source, to, target),
        16 => copy_as::<[u64; 2]>(from, source, to, target),
        _ => false,
    };
    if !done {
        for (from_offset, to_offset) in source.offsets().zip(target.offsets()) {
            to[to_offset..to_offset + itemsize].copy_from_slice(&from[from_offset..from_offset + itemsize]);
        }
    }
}

/// Whether all offsets of a layout are multiples of an element's size.
fn on_grid(layout: &Layout, itemsize: usize) -> bool {
    layout.offset.is_multiple_of(itemsize)
        && layout.strides.iter().all(|stride| stride.unsigned_abs().is_multiple_of(itemsize))
}

fn copy_as<T: Pod>(from: &[u8], source: &Layout, to: &mut [u8], target: &Layout) -> bool {
    let itemsize = size_of::<T>();
    if !on_grid(source, itemsize) || !on_grid(target, itemsize) {
        return false;
    }
    let from = &from[..from.len() / itemsize * itemsize];
    let whole = to.len() / itemsize * itemsize;
    let (Ok(from), Ok(to)) =
        (bytemuck::try_cast_slice::<u8, T>(from), bytemuck::try_cast_slice_mut::<u8, T>(&mut to[..whole]))
    else {
        return false;
    };
    match (open(from, source), open_mut(to, target)) {
        (Some(source), Some(mut target)) => {
            target.assign(&source);
            true
        }
        _ => false,
    }
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
