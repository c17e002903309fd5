//! Subscripts of arrays: NumPy's basic and advanced indexing over layouts, for reading and writing.

use super::data::{Data, Words};
use super::dtype::{Bool8, DType};
use super::layout::{Dims, Layout, Strides, broadcast_shapes};
use super::{Array, ArrayRef, Order, parallel, shape_text};
use crate::text::{ErrorClass, R, err, interrupt};
use smallvec::SmallVec;

/// One item between the brackets.
#[derive(Clone, Debug)]
pub enum Index {
    /// An int: takes one position of an axis.
    Int(i64),
    /// `start:stop:step`.
    Slice {
        /// The first bound.
        start: Option<i64>,
        /// The second bound.
        stop: Option<i64>,
        /// The step; not 0.
        step: i64,
    },
    /// `np.newaxis`
    NewAxis,
    /// `...`
    Ellipsis,
    /// An integer array, of dtype int64.
    Ints(ArrayRef),
    /// A boolean array: stands for its `nonzero()`. One of no dimensions is a bare bool.
    Mask(ArrayRef),
}

/// What a subscript selects.
#[derive(Debug)]
pub enum Selection {
    /// Part of the array, without a copy; `element` if every axis was taken by an int.
    View {
        /// Where its elements are.
        layout: Layout,
        /// Whether it is a single element, not a 0-d array.
        element: bool,
    },
    /// Elements picked by index arrays.
    Picked(Picked),
}

/// Elements picked by index arrays: points, each with a sub-array of the remaining axes.
#[derive(Debug)]
pub struct Picked {
    /// Shape of the broadcast index arrays.
    points_shape: Dims,
    /// Byte offset of each point, in C order.
    points: Vec<usize>,
    /// The remaining axes; its offset counts from a point.
    rest: Layout,
    /// Where among the remaining axes the points' axes stand in the result.
    position: usize,
}

/// Positions that a slice selects of `n`: start and count, after Python's rule.
pub fn slice_range(start: Option<i64>, stop: Option<i64>, step: i64, n: usize) -> (usize, usize) {
    let n = n as i64;
    let clamp = |bound: i64| {
        let bound = if bound < 0 { bound.saturating_add(n) } else { bound };
        if step > 0 { bound.clamp(0, n) } else { bound.clamp(-1, n - 1) }
    };
    let (first, last) = if step > 0 { (0, n) } else { (n - 1, -1) };
    let start = start.map_or(first, clamp);
    let stop = stop.map_or(last, clamp);
    let count = count_steps(start, stop, step);
    (start.max(0) as usize, count)
}

/// How many of start, start+step, … lie before stop.
pub(crate) fn count_steps(start: i64, stop: i64, step: i64) -> usize {
    if step > 0 && start < stop {
        ((stop - start - 1) / step + 1) as usize
    } else if step < 0 && start > stop {
        ((start - stop - 1) / step.saturating_neg().max(1) + 1) as usize
    } else {
        0
    }
}

/// A position of an axis of length `n` from an index that may be negative.
///
/// *Errors*: IndexError in NumPy's words.
#[inline]
pub fn wrap_index(index: i64, n: usize, axis: usize) -> R<usize> {
    let position = if index < 0 { index.wrapping_add(n as i64) } else { index };
    if position >= 0 && (position as usize) < n {
        return Ok(position as usize);
    }
    err(ErrorClass::IndexError, format!("index {index} is out of bounds for axis {axis} with size {n}"))
}

/// What a subscript selects of an array.
///
/// *Errors*: IndexError for too many indices, positions out of range, masks of another shape, index
/// arrays that do not broadcast.
pub fn select(array: &Array, items: &[Index]) -> R<Selection> {
    let layout = array.layout();
    let fancy = items.iter().any(|item| matches!(item, Index::Ints(_) | Index::Mask(_)));
    let used: usize = items.iter().map(axes_used).sum();
    if items.iter().filter(|item| matches!(item, Index::Ellipsis)).count() > 1 {
        return err(ErrorClass::IndexError, "an index can only have a single ellipsis ('...')");
    }
    if used > layout.ndim() {
        return err(
            ErrorClass::IndexError,
            format!("too many indices for array: array is {}-dimensional, but {used} were indexed", layout.ndim()),
        );
    }
    if !fancy { basic(layout, items, used) } else { advanced(array, layout, items, used) }
}

fn axes_used(item: &Index) -> usize {
    match item {
        Index::Int(_) | Index::Slice { .. } | Index::Ints(_) => 1,
        Index::NewAxis | Index::Ellipsis => 0,
        Index::Mask(mask) => mask.ndim(),
    }
}

fn basic(mut layout: Layout, items: &[Index], used: usize) -> R<Selection> {
    let filled = layout.ndim() - used;
    let element = filled == 0 && items.iter().all(|item| matches!(item, Index::Int(_)));
    // `axis` walks the layout as it changes, `original` the array's own axes, for messages.
    let (mut axis, mut original) = (0, 0);
    for item in items {
        match item {
            Index::Int(index) => {
                let position = wrap_index(*index, layout.shape[axis], original)?;
                layout = layout.indexed(axis, position);
                original += 1;
            }
            Index::Slice { start, stop, step } => {
                let (first, count) = slice_range(*start, *stop, *step, layout.shape[axis]);
                layout = layout.sliced(axis, first, count, *step as isize);
                axis += 1;
                original += 1;
            }
            Index::NewAxis => {
                layout = layout.with_axis(axis);
                axis += 1;
            }
            Index::Ellipsis => {
                axis += filled;
                original += filled;
            }
            Index::Ints(_) | Index::Mask(_) => unreachable!("advanced items are handled by `advanced`"),
        }
    }
    Ok(Selection::View { layout, element })
}

/// An index array and the axis it picks from.
struct Picker {
    /// Positions, as given: they may be negative.
    indices: ArrayRef,
    n: usize,
    stride: isize,
    original: usize,
    /// Out-of-range positions of a mask's nonzero() cannot happen.
    checked: bool,
}

/// Whether masks fit their axes: looked at before anything else, as NumPy does.
fn check_masks(layout: &Layout, items: &[Index], filled: usize) -> R<()> {
    let mut axis = 0;
    for item in items {
        match item {
            Index::Mask(mask) => {
                for &n in &mask.shape() {
                    let have = layout.shape[axis];
                    if have != n {
                        return err(
                            ErrorClass::IndexError,
                            format!(
                                "boolean index did not match indexed array along axis {axis}; size of axis is {have} \
                                 but size of corresponding boolean axis is {n}"
                            ),
                        );
                    }
                    axis += 1;
                }
            }
            Index::NewAxis => {}
            Index::Ellipsis => axis += filled,
            _ => axis += 1,
        }
    }
    Ok(())
}

fn advanced(array: &Array, layout: Layout, items: &[Index], used: usize) -> R<Selection> {
    let filled = layout.ndim() - used;
    let mut rest = Layout { shape: Dims::new(), strides: Strides::new(), offset: layout.offset };
    let mut pickers: Vec<Picker> = Vec::new();
    let mut axis = 0;
    // Where the first advanced item stood among the remaining axes, and whether a gap came after.
    let (mut position, mut gap, mut apart) = (None, false, false);
    let keep = |rest: &mut Layout, n: usize, stride: isize| {
        rest.shape.push(n);
        rest.strides.push(stride);
    };
    check_masks(&layout, items, filled)?;
    let has_ellipsis = items.iter().any(|item| matches!(item, Index::Ellipsis));
    for item in items {
        match item {
            Index::Int(_) | Index::Ints(_) | Index::Mask(_) => {
                apart |= gap && position.is_some();
                position.get_or_insert(rest.shape.len());
                gap = false;
            }
            _ => gap = true,
        }
        match item {
            Index::Int(index) => {
                let at = wrap_index(*index, layout.shape[axis], axis)?;
                let indices = Array::from_slice(&[at as i64], &[]);
                pickers.push(Picker {
                    indices,
                    n: layout.shape[axis],
                    stride: layout.strides[axis],
                    original: axis,
                    checked: true,
                });
                axis += 1;
            }
            Index::Ints(indices) => {
                pickers.push(Picker {
                    indices: indices.clone(),
                    n: layout.shape[axis],
                    stride: layout.strides[axis],
                    original: axis,
                    checked: false,
                });
                axis += 1;
            }
            Index::Mask(mask) => {
                let mask_shape = mask.shape();
                let found = nonzero(mask);
                if mask_shape.is_empty() {
                    // A bare bool adds an axis of length 0 or 1 and picks from none.
                    let indices = Array::from_vec(vec![0i64; found.0], &[found.0]);
                    pickers.push(Picker { indices, n: 1, stride: 0, original: axis, checked: true });
                }
                for (k, indices) in found.1.into_iter().enumerate() {
                    let n = indices.len();
                    pickers.push(Picker {
                        indices: Array::from_vec(indices, &[n]),
                        n: layout.shape[axis + k],
                        stride: layout.strides[axis + k],
                        original: axis + k,
                        checked: true,
                    });
                }
                axis += mask_shape.len();
            }
            Index::Slice { start, stop, step } => {
                let (first, count) = slice_range(*start, *stop, *step, layout.shape[axis]);
                if count > 0 {
                    rest.offset = (rest.offset as isize + first as isize * layout.strides[axis]) as usize;
                }
                let step = if count > 0 { *step as isize } else { 1 };
                keep(&mut rest, count, layout.strides[axis] * step);
                axis += 1;
            }
            Index::NewAxis => keep(&mut rest, 1, 0),
            Index::Ellipsis => {
                for _ in 0..filled {
                    keep(&mut rest, layout.shape[axis], layout.strides[axis]);
                    axis += 1;
                }
            }
        }
    }
    if !has_ellipsis {
        for _ in 0..filled {
            keep(&mut rest, layout.shape[axis], layout.strides[axis]);
            axis += 1;
        }
    }
    let shapes: Vec<Dims> = pickers.iter().map(|picker| picker.indices.shape()).collect();
    let Some(points_shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        let shown: String = shapes.iter().map(|shape| shape_text(shape) + " ").collect();
        return err(
            ErrorClass::IndexError,
            format!("shape mismatch: indexing arrays could not be broadcast together with shapes {shown}"),
        );
    };
    let points = points(array, &pickers, &points_shape, rest.offset)?;
    rest.offset = 0;
    let position = if apart { 0 } else { position.unwrap_or(0) };
    Ok(Selection::Picked(Picked { points_shape, points, rest, position }))
}

/// Byte offsets of the points that index arrays pick.
fn points(array: &Array, pickers: &[Picker], shape: &[usize], offset: usize) -> R<Vec<usize>> {
    let size: usize = shape.iter().product();
    let empty = array.size() == 0;
    let mut points = vec![offset; size];
    for picker in pickers {
        let Some(stretched) = picker.indices.layout().broadcast_to(shape) else {
            unreachable!("the shape was broadcast from these arrays")
        };
        let view = picker.indices.view_layout(stretched);
        view.with_elements::<i64, R<()>>(|indices| {
            let (n, stride) = (picker.n as i64, picker.stride);
            for (point, &index) in points.iter_mut().zip(indices) {
                let at = if index < 0 { index.wrapping_add(n) } else { index };
                if !picker.checked && !(0..n).contains(&at) {
                    wrap_index(index, picker.n, picker.original)?;
                }
                if !empty {
                    *point = (*point as isize + at as isize * stride) as usize;
                }
            }
            Ok(())
        })?;
    }
    Ok(points)
}

/// How many elements of a boolean array are true, and their indices along each axis.
pub fn nonzero(mask: &Array) -> (usize, Vec<Vec<i64>>) {
    let shape = mask.shape();
    mask.with_elements::<Bool8, _>(|flags| {
        let count = count_true(flags);
        let mut found: Vec<Vec<i64>> = shape.iter().map(|_| Vec::with_capacity(count)).collect();
        match &mut found[..] {
            [] => {}
            [only] => {
                only.resize(count, 0);
                places_of_true(flags, only);
            }
            [rows, columns] => {
                for (i, row) in flags.chunks_exact(shape[1].max(1)).enumerate() {
                    for (j, _) in row.iter().enumerate().filter(|(_, flag)| flag.get()) {
                        rows.push(i as i64);
                        columns.push(j as i64);
                    }
                }
            }
            many => {
                let mut index: SmallVec<[usize; 8]> = SmallVec::from_elem(0, shape.len());
                for flag in flags {
                    if flag.get() {
                        for (axis, found) in many.iter_mut().enumerate() {
                            found.push(index[axis] as i64);
                        }
                    }
                    for axis in (0..shape.len()).rev() {
                        index[axis] += 1;
                        if index[axis] < shape[axis] {
                            break;
                        }
                        index[axis] = 0;
                    }
                }
            }
        }
        (count, found)
    })
}

/// The places of the true ones, which are as many as `to` has room for.
fn places_of_true(flags: &[Bool8], to: &mut [i64]) {
    /// What one flag costs, for the question whether to share.
    const PICOSECONDS: usize = 700;
    let piece = parallel::piece(flags.len(), PICOSECONDS).unwrap_or(flags.len().max(1));
    let mut work: Vec<(usize, &[Bool8], &mut [i64])> = Vec::new();
    let mut rest = to;
    for (i, flags) in flags.chunks(piece).enumerate() {
        let (to, after) = rest.split_at_mut(count_true(flags));
        work.push((i * piece, flags, to));
        rest = after;
    }
    parallel::map(work, &|(first, flags, to)| {
        let mut at = 0;
        for (block, flags) in flags.chunks(STEP).enumerate() {
            if interrupt::raised() {
                return;
            }
            for (i, flag) in flags.iter().enumerate() {
                let Some(place) = to.get_mut(at) else { return };
                *place = (first + block * STEP + i) as i64;
                at += usize::from(flag.get());
            }
        }
    });
}

impl Picked {
    /// The shape of what was picked.
    pub fn shape(&self) -> Dims {
        let mut shape = Dims::from_slice(&self.rest.shape[..self.position]);
        shape.extend_from_slice(&self.points_shape);
        shape.extend_from_slice(&self.rest.shape[self.position..]);
        shape
    }

    /// The axes of the result in terms of (points' axes, then remaining axes).
    fn axes(&self) -> Vec<usize> {
        let p = self.points_shape.len();
        let rest = p..p + self.rest.ndim();
        let (before, after) = (rest.start..p + self.position, p + self.position..rest.end);
        before.chain(0..p).chain(after).collect()
    }

    /// The byte offsets of the sub-array's elements, relative to a point.
    fn relative(&self) -> Vec<isize> {
        // Offsets may be negative, so they are counted from the lowest and shifted back.
        let low: isize = self
            .rest
            .strides
            .iter()
            .zip(&self.rest.shape)
            .map(|(&stride, &n)| (stride * (n as isize - 1).max(0)).min(0))
            .sum();
        let shifted = Layout { offset: (-low) as usize, ..self.rest.clone() };
        shifted.offsets().map(|offset| offset as isize + low).collect()
    }

    /// The picked elements as a fresh array.
    pub fn get(&self, array: &Array) -> ArrayRef {
        let dtype = array.dtype();
        let mut shape = self.points_shape.clone();
        shape.extend_from_slice(&self.rest.shape);
        let result = match &*array.data() {
            Data::Objects(objects) => {
                let relative = self.relative();
                let all = self
                    .points
                    .iter()
                    .flat_map(|&point| relative.iter().map(move |&step| (point as isize + step) as usize));
                Array::from_objects(all.map(|offset| objects[offset / 8].clone()).collect(), &shape)
            }
            Data::Words(words) => {
                let itemsize = dtype.itemsize();
                let size: usize = shape.iter().product();
                let mut target = Words::scratch(size * itemsize);
                self.gather(words.bytes(), target.bytes_mut(), itemsize);
                Array::from_data(dtype, &shape, Data::Words(target))
            }
        };
        if self.position == 0 {
            return result;
        }
        let layout = result.layout().permuted(&self.axes());
        result.view_layout(layout)
    }

    fn gather(&self, from: &[u8], to: &mut [u8], itemsize: usize) {
        if self.rest.ndim() == 0 {
            return match itemsize {
                1 => gather_as::<u8>(from, &self.points, to),
                2 => gather_as::<u16>(from, &self.points, to),
                4 => gather_as::<u32>(from, &self.points, to),
                8 => gather_as::<u64>(from, &self.points, to),
                _ => {
                    for (chunk, &point) in to.chunks_exact_mut(itemsize.max(1)).zip(&self.points) {
                        chunk.copy_from_slice(&from[point..point + itemsize]);
                    }
                }
            };
        }
        let run = self.rest.size() * itemsize;
        if run == 0 {
            return;
        }
        if self.rest.is_c(itemsize) {
            for (chunk, &point) in to.chunks_exact_mut(run).zip(&self.points) {
                chunk.copy_from_slice(&from[point..point + run]);
            }
            return;
        }
        let relative = self.relative();
        for (chunk, &point) in to.chunks_exact_mut(run).zip(&self.points) {
            for (element, &step) in chunk.chunks_exact_mut(itemsize).zip(&relative) {
                let offset = (point as isize + step) as usize;
                element.copy_from_slice(&from[offset..offset + itemsize]);
            }
        }
    }

    /// Writes elements of the array's own dtype, already stretched to [`Picked::shape`]; later
    /// points win.
    pub fn set(&self, array: &Array, values: &ArrayRef) {
        // Bring the values into the points' order.
        let axes = self.axes();
        let mut inverse = vec![0; axes.len()];
        for (at, &axis) in axes.iter().enumerate() {
            inverse[axis] = at;
        }
        let layout = values.layout().permuted(&inverse);
        let values = values.view_layout(layout).copy_ordered(Order::C);
        let relative = self.relative();
        match (&mut *array.data_mut(), &*values.data()) {
            (Data::Objects(objects), Data::Objects(new)) => {
                let mut new = new.iter();
                for &point in &self.points {
                    for &step in &relative {
                        if let Some(object) = new.next() {
                            objects[(point as isize + step) as usize / 8] = object.clone();
                        }
                    }
                }
            }
            (Data::Words(words), Data::Words(new)) => {
                let itemsize = array.dtype().itemsize();
                if itemsize == 0 {
                    return;
                }
                let to = words.bytes_mut();
                let mut elements = new.bytes().chunks_exact(itemsize);
                // What is set is set: an interrupted assignment has been made up to a place.
                for points in self.points.chunks(STEP / 8).take_while(|_| !interrupt::raised()) {
                    for &point in points {
                        for &step in &relative {
                            if let Some(element) = elements.next() {
                                let offset = (point as isize + step) as usize;
                                to[offset..offset + itemsize].copy_from_slice(element);
                            }
                        }
                    }
                }
            }
            _ => unreachable!("both arrays have one dtype"),
        }
    }
}

fn gather_as<T: bytemuck::Pod + Send + Sync>(from: &[u8], points: &[usize], to: &mut [u8]) {
    /// What one element costs, for the question whether to share.
    const PICOSECONDS: usize = 1500;
    let itemsize = size_of::<T>();
    let whole = &from[..from.len() / itemsize * itemsize];
    let Ok(to) = bytemuck::try_cast_slice_mut::<u8, T>(to) else { return };
    let Ok(all) = bytemuck::try_cast_slice::<u8, T>(whole) else { return };
    let gather = |(points, to): (&[usize], &mut [T])| {
        for (points, to) in points.chunks(STEP).zip(to.chunks_mut(STEP)) {
            if interrupt::raised() {
                return;
            }
            if points.iter().fold(0, |all, point| all | (point % itemsize)) == 0 {
                for (element, &point) in to.iter_mut().zip(points) {
                    *element = all[point / itemsize];
                }
            } else {
                for (element, &point) in to.iter_mut().zip(points) {
                    *element = bytemuck::pod_read_unaligned(&from[point..point + itemsize]);
                }
            }
        }
    };
    match parallel::piece(points.len(), PICOSECONDS) {
        Some(piece) => {
            parallel::map(points.chunks(piece).zip(to.chunks_mut(piece)).collect(), &gather);
        }
        None => gather((points, to)),
    }
}

/// Elements handled between looks at the interrupt flag.
const STEP: usize = 1 << 16;

/// Elements where a mask of the same shape is true, as a 1-d array: the common case of a mask
/// subscript, in one pass. None where the general way must be taken.
pub fn compress(array: &Array, mask: &Array) -> Option<ArrayRef> {
    if array.shape() != mask.shape() || array.dtype() == DType::Object || !array.is_c() {
        return None;
    }
    let flags = mask.as_slice::<Bool8>()?;
    let itemsize = array.itemsize();
    let start = array.head().layout.offset;
    let piece = parallel::piece(flags.len(), 1000);
    let counts: SmallVec<[usize; 1]> = match piece {
        Some(piece) => parallel::map(flags.chunks(piece).collect(), &count_true).into(),
        None => smallvec::smallvec![count_true(&flags)],
    };
    let count = counts.iter().sum();
    let mut target = Words::scratch(count * itemsize);
    {
        let bytes = array.bytes();
        let from = if flags.is_empty() { &[][..] } else { &bytes[start..start + flags.len() * itemsize] };
        let done = match itemsize {
            1 => compress_as::<u8>(from, &flags, &counts, piece, target.bytes_mut()),
            2 => compress_as::<u16>(from, &flags, &counts, piece, target.bytes_mut()),
            4 => compress_as::<u32>(from, &flags, &counts, piece, target.bytes_mut()),
            8 => compress_as::<u64>(from, &flags, &counts, piece, target.bytes_mut()),
            _ => false,
        };
        if !done {
            return None;
        }
    }
    Some(Array::from_data(array.dtype(), &[count], Data::Words(target)))
}

/// How many are true.
pub(super) fn count_true(flags: &[Bool8]) -> usize {
    // A block's count fits in a byte, so that the loop stays as narrow as bool.
    let in_block = |block: &[Bool8]| block.iter().fold(0u8, |count, flag| count + u8::from(flag.get()));
    flags.chunks(255).map(|block| usize::from(in_block(block))).sum()
}

/// The elements that count, piece after piece, of which `counts` go to the result.
fn compress_as<T>(from: &[u8], flags: &[Bool8], counts: &[usize], piece: Option<usize>, to: &mut [u8]) -> bool
where
    T: bytemuck::Pod + Send + Sync,
{
    let (Ok(from), Ok(mut rest)) = (bytemuck::try_cast_slice::<u8, T>(from), bytemuck::try_cast_slice_mut::<u8, T>(to))
    else {
        return false;
    };
    let Some(piece) = piece else {
        compress_piece(from, flags, rest);
        return true;
    };
    let mut work: Vec<(&[T], &[Bool8], &mut [T])> = Vec::with_capacity(counts.len());
    for ((from, flags), &count) in from.chunks(piece).zip(flags.chunks(piece)).zip(counts) {
        let (to, after) = rest.split_at_mut(count);
        work.push((from, flags, to));
        rest = after;
    }
    parallel::map(work, &|(from, flags, to)| compress_piece(from, flags, to));
    true
}

fn compress_piece<T: bytemuck::Pod>(from: &[T], flags: &[Bool8], to: &mut [T]) {
    // Without a branch: every element is written at the current place, and the place moves on only
    // after those that count. When all of these have been written, there is no place any more.
    let mut at = 0;
    for (from, flags) in from.chunks(STEP).zip(flags.chunks(STEP)) {
        if interrupt::raised() {
            return;
        }
        for (&element, flag) in from.iter().zip(flags) {
            let Some(place) = to.get_mut(at) else { return };
            *place = element;
            at += usize::from(flag.get());
        }
    }
}
