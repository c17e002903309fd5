//! In which order elements are visited: axes sorted by stride and merged where they run on, as NumPy's
//! iterator does. The order of axes decides the layout of results (`order='K'`).

use crate::array::{Dims, Layout, Strides};
use smallvec::SmallVec;

/// A walk over several operands of one shape, outermost axis first; axes of length 1 are gone.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The lengths of the merged axes; empty for one element.
    pub shape: Dims,
    /// The strides of each operand along them, in bytes.
    pub strides: SmallVec<[Strides; 4]>,
}

/// The strides of a layout stretched to a shape; None if it does not fit. Axes of length 1 get 0.
pub(crate) fn stretched(layout: &Layout, shape: &[usize]) -> Option<Strides> {
    let skip = shape.len().checked_sub(layout.ndim())?;
    let mut strides: Strides = SmallVec::from_elem(0, shape.len());
    for (axis, (&n, &stride)) in layout.shape.iter().zip(&layout.strides).enumerate() {
        if n == shape[skip + axis] {
            strides[skip + axis] = if n == 1 { 0 } else { stride };
        } else if n != 1 {
            return None;
        }
    }
    Some(strides)
}

/// The axes from the outermost to the innermost as NumPy's iterator orders them: by stride, where the
/// operands agree, else in C order. *Source*: `npyiter_find_best_axis_ordering`.
pub fn axis_order<S: AsRef<[isize]>>(ndim: usize, operands: &[S]) -> SmallVec<[usize; 4]> {
    // From the innermost outwards while sorting.
    let mut order: SmallVec<[usize; 4]> = (0..ndim).rev().collect();
    for i in 1..ndim {
        let axis = order[i];
        let mut place = i;
        for j in (0..i).rev() {
            let other = order[j];
            let mut compared = false;
            let mut swap = false;
            for strides in operands {
                let (mine, theirs) = (strides.as_ref()[axis].unsigned_abs(), strides.as_ref()[other].unsigned_abs());
                if mine != 0 && theirs != 0 {
                    if theirs <= mine {
                        swap = false;
                    } else if !compared {
                        swap = true;
                    }
                    compared = true;
                }
            }
            if compared {
                if !swap {
                    break;
                }
                place = j;
            }
        }
        order[place..=i].rotate_right(1);
    }
    order.reverse();
    order
}

impl Plan {
    /// The walk over operands with these strides, axes in `order` (outermost first).
    pub fn new<S: AsRef<[isize]>>(shape: &[usize], operands: &[S], order: &[usize]) -> Plan {
        let mut plan = Plan { shape: Dims::new(), strides: SmallVec::from_elem(Strides::new(), operands.len()) };
        for &axis in order {
            let n = shape[axis];
            if n == 1 {
                continue;
            }
            let runs_on = plan.shape.last().is_some()
                && plan
                    .strides
                    .iter()
                    .zip(operands)
                    .all(|(have, operand)| have.last().copied() == Some(operand.as_ref()[axis] * n as isize));
            match plan.shape.last_mut() {
                Some(last) if runs_on => {
                    *last *= n;
                    for (have, operand) in plan.strides.iter_mut().zip(operands) {
                        if let Some(stride) = have.last_mut() {
                            *stride = operand.as_ref()[axis];
                        }
                    }
                }
                _ => {
                    plan.shape.push(n);
                    for (have, operand) in plan.strides.iter_mut().zip(operands) {
                        have.push(operand.as_ref()[axis]);
                    }
                }
            }
        }
        plan
    }

    /// The number of elements.
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether an operand's elements lie without gaps in the order of the walk.
    pub fn is_flat(&self, operand: usize, itemsize: usize) -> bool {
        let mut step = itemsize as isize;
        for (&n, &stride) in self.shape.iter().zip(&self.strides[operand]).rev() {
            if stride != step {
                return false;
            }
            step *= n as isize;
        }
        true
    }

    /// Whether an operand is one element, the same all along the walk.
    pub fn is_constant(&self, operand: usize) -> bool {
        self.strides[operand].iter().all(|&stride| stride == 0)
    }
}
