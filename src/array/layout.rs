//! Where the elements of an array lie in its storage: shape, strides and offset, and the views
//! that are only a change of these.

use smallvec::SmallVec;

/// The lengths of an array's axes, outermost first; up to four without an allocation.
pub type Dims = SmallVec<[usize; 4]>;
/// The distance between neighbours along each axis, in bytes.
pub type Strides = SmallVec<[isize; 4]>;

/// Shape, strides and offset. All distances are in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// Lengths of the axes.
    pub shape: Dims,
    /// Distances between neighbours along the axes.
    pub strides: Strides,
    /// Where the element with all indices 0 starts.
    pub offset: usize,
}

impl Clone for Layout {
    #[inline]
    fn clone(&self) -> Layout {
        // Copied as memory: a SmallVec's own clone goes element by element.
        Layout {
            shape: Dims::from_slice(&self.shape),
            strides: Strides::from_slice(&self.strides),
            offset: self.offset,
        }
    }
}

/// Strides of a C-ordered array; zero-length axes count as one, as in NumPy.
pub fn c_strides(shape: &[usize], itemsize: usize) -> Strides {
    let mut strides: Strides = SmallVec::from_elem(0, shape.len());
    let mut step = itemsize as isize;
    for (stride, &n) in strides.iter_mut().zip(shape).rev() {
        *stride = step;
        step *= n.max(1) as isize;
    }
    strides
}

/// NumPy's broadcast of shapes; None if they do not fit.
pub fn broadcast_shapes<'a>(shapes: impl IntoIterator<Item = &'a [usize]>) -> Option<Dims> {
    let mut result = Dims::new();
    for shape in shapes {
        if shape.len() > result.len() {
            let missing = shape.len() - result.len();
            result.insert_many(0, std::iter::repeat_n(1, missing));
        }
        let skip = result.len() - shape.len();
        for (have, &n) in result[skip..].iter_mut().zip(shape) {
            if *have == 1 {
                *have = n;
            } else if n != 1 && n != *have {
                return None;
            }
        }
    }
    Some(result)
}

impl Layout {
    /// C order from the start of the storage.
    pub fn c_order(shape: &[usize], itemsize: usize) -> Layout {
        Layout { shape: Dims::from_slice(shape), strides: c_strides(shape, itemsize), offset: 0 }
    }

    /// Fortran order from the start of the storage.
    pub fn f_order(shape: &[usize], itemsize: usize) -> Layout {
        let reversed: Dims = shape.iter().rev().copied().collect();
        let mut strides = c_strides(&reversed, itemsize);
        strides.reverse();
        Layout { shape: Dims::from_slice(shape), strides, offset: 0 }
    }

    /// The number of axes.
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// The number of elements.
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether elements lie without gaps in C order.
    pub fn is_c(&self, itemsize: usize) -> bool {
        let mut step = itemsize as isize;
        for (&n, &stride) in self.shape.iter().zip(&self.strides).rev() {
            if n != 1 && stride != step {
                return self.size() == 0;
            }
            step *= n as isize;
        }
        true
    }

    /// Whether elements lie without gaps in Fortran order.
    pub fn is_f(&self, itemsize: usize) -> bool {
        let mut step = itemsize as isize;
        for (&n, &stride) in self.shape.iter().zip(&self.strides) {
            if n != 1 && stride != step {
                return self.size() == 0;
            }
            step *= n as isize;
        }
        true
    }

    /// The lowest byte that an element starts at and the highest, or None without elements.
    pub fn extent(&self) -> Option<(usize, usize)> {
        let (mut low, mut high) = (self.offset as isize, self.offset as isize);
        for (&n, &stride) in self.shape.iter().zip(&self.strides) {
            if n == 0 {
                return None;
            }
            let reach = stride * (n as isize - 1);
            if reach < 0 {
                low += reach;
            } else {
                high += reach;
            }
        }
        Some((low as usize, high as usize))
    }

    /// The axes in another order.
    pub fn permuted(&self, axes: &[usize]) -> Layout {
        Layout {
            shape: axes.iter().map(|&axis| self.shape[axis]).collect(),
            strides: axes.iter().map(|&axis| self.strides[axis]).collect(),
            offset: self.offset,
        }
    }

    /// The axes in reverse order.
    pub fn transposed(&self) -> Layout {
        let mut result = self.clone();
        result.shape.reverse();
        result.strides.reverse();
        result
    }

    /// `n` elements of an axis from `start`, `step` apart.
    pub fn sliced(&self, axis: usize, start: usize, n: usize, step: isize) -> Layout {
        let mut result = self.clone();
        if n > 0 {
            result.offset = (result.offset as isize + start as isize * result.strides[axis]) as usize;
        }
        result.shape[axis] = n;
        // Of nothing NumPy takes every element.
        if n > 0 {
            result.strides[axis] *= step;
        }
        result
    }

    /// One position of an axis, which goes away.
    pub fn indexed(&self, axis: usize, position: usize) -> Layout {
        let mut result = self.clone();
        result.offset = (result.offset as isize + position as isize * result.strides[axis]) as usize;
        result.shape.remove(axis);
        result.strides.remove(axis);
        result
    }

    /// A new axis of length 1 before `axis`.
    pub fn with_axis(&self, axis: usize) -> Layout {
        let mut result = self.clone();
        result.shape.insert(axis, 1);
        result.strides.insert(axis, 0);
        result
    }

    /// The layout stretched to a shape with NumPy's rule; None if it does not fit.
    pub fn broadcast_to(&self, shape: &[usize]) -> Option<Layout> {
        let skip = shape.len().checked_sub(self.ndim())?;
        let mut strides: Strides = SmallVec::from_elem(0, shape.len());
        for axis in 0..self.ndim() {
            if self.shape[axis] == shape[skip + axis] {
                strides[skip + axis] = if self.shape[axis] == 1 { 0 } else { self.strides[axis] };
            } else if self.shape[axis] != 1 {
                return None;
            }
        }
        Some(Layout { shape: Dims::from_slice(shape), strides, offset: self.offset })
    }

    /// The same elements in C order under another shape of the same size, without a copy; None
    /// where strides do not allow it. After NumPy's `_attempt_nocopy_reshape`.
    pub fn reshaped(&self, shape: &[usize], itemsize: usize) -> Option<Layout> {
        if self.shape[..] == *shape {
            return Some(self.clone());
        }
        if self.is_c(itemsize) {
            let strides = c_strides(shape, itemsize);
            return Some(Layout { shape: Dims::from_slice(shape), strides, offset: self.offset });
        }
        let old: SmallVec<[(usize, isize); 4]> =
            self.shape.iter().copied().zip(self.strides.iter().copied()).filter(|&(n, _)| n != 1).collect();
        let mut strides: Strides = SmallVec::from_elem(0, shape.len());
        let (mut from, mut to) = (0, 0);
        while to < shape.len() && from < old.len() {
            let (mut new_count, mut old_count) = (shape[to], old[from].0);
            let (mut to_end, mut from_end) = (to + 1, from + 1);
            while new_count != old_count {
                if new_count < old_count {
                    new_count *= *shape.get(to_end)?;
                    to_end += 1;
                } else {
                    old_count *= old.get(from_end)?.0;
                    from_end += 1;
                }
            }
            for pair in old[from..from_end].windows(2) {
                if pair[0].1 != pair[1].0 as isize * pair[1].1 {
                    return None;
                }
            }
            let mut step = old[from_end - 1].1;
            for axis in (to..to_end).rev() {
                strides[axis] = step;
                step *= shape[axis] as isize;
            }
            (from, to) = (from_end, to_end);
        }
        // What remains are axes of length 1; NumPy gives them the stride of what precedes.
        let last = if to > 0 { strides[to - 1] } else { itemsize as isize };
        for stride in &mut strides[to..] {
            *stride = last;
        }
        Some(Layout { shape: Dims::from_slice(shape), strides, offset: self.offset })
    }

    /// The offsets of all elements in C order.
    pub fn offsets(&self) -> Offsets {
        Offsets {
            index: SmallVec::from_elem(0, self.ndim()),
            shape: self.shape.clone(),
            strides: self.strides.clone(),
            offset: self.offset as isize,
            left: self.size(),
        }
    }
}

/// The byte offsets of a layout's elements in C order.
#[derive(Clone, Debug)]
pub struct Offsets {
    shape: Dims,
    strides: Strides,
    index: Dims,
    offset: isize,
    left: usize,
}

impl Iterator for Offsets {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let result = self.offset as usize;
        for axis in (0..self.shape.len()).rev() {
            self.index[axis] += 1;
            self.offset += self.strides[axis];
            if self.index[axis] < self.shape[axis] {
                break;
            }
            self.offset -= self.strides[axis] * self.shape[axis] as isize;
            self.index[axis] = 0;
        }
        Some(result)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Offsets {}
