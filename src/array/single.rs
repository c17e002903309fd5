//! Single elements of float64, int64 and bool arrays of one or two axes, read and written in place:
//! what loops over `x[i]` and `m[i, j]` do all the time. Everything else goes the general way.

use super::array::Array;
use super::data::Data;
use super::dtype::DType;

/// One element as a machine number.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Single {
    F64(f64),
    I64(i64),
    Bool(bool),
}

/// The distance of an index from the first element; None if it is out of range.
#[inline(always)]
fn step(i: i64, n: usize, stride: isize) -> Option<isize> {
    let i = if i < 0 { i.wrapping_add(n as i64) } else { i } as usize;
    (i < n).then(|| i as isize * stride)
}

impl Array {
    /// Element `i` (negative from the end) of such an array of one axis.
    #[inline]
    pub fn single(&self, i: i64) -> Option<Single> {
        let head = self.head();
        let ([n], [stride]) = (&head.layout.shape[..], &head.layout.strides[..]) else { return None };
        let at = (head.layout.offset as isize + step(i, *n, *stride)?) as usize;
        self.read_single(head.dtype, at)
    }

    /// Element `[i, j]` of such an array of two axes.
    #[inline]
    pub fn single_of_pair(&self, i: i64, j: i64) -> Option<Single> {
        let head = self.head();
        let ([n, m], [s, t]) = (&head.layout.shape[..], &head.layout.strides[..]) else { return None };
        let at = (head.layout.offset as isize + step(i, *n, *s)? + step(j, *m, *t)?) as usize;
        self.read_single(head.dtype, at)
    }

    #[inline(always)]
    fn read_single(&self, dtype: DType, at: usize) -> Option<Single> {
        let data = self.data();
        let Data::Words(words) = &*data else { return None };
        let bytes = words.bytes();
        match dtype {
            DType::F64 => Some(Single::F64(f64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))),
            DType::I64 => Some(Single::I64(i64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))),
            DType::Bool => Some(Single::Bool(*bytes.get(at)? != 0)),
            _ => None,
        }
    }

    /// Sets element `i` of a float64, int64 or bool array of one axis; false if that is not all
    /// there is to it.
    #[inline]
    pub fn set_single(&self, i: i64, value: Single) -> bool {
        let head = self.head();
        let ([n], [stride]) = (&head.layout.shape[..], &head.layout.strides[..]) else { return false };
        let Some(step) = step(i, *n, *stride) else { return false };
        let at = (head.layout.offset as isize + step) as usize;
        self.write_single(head.dtype, at, value)
    }

    /// The same for element `[i, j]` of an array of two axes.
    #[inline]
    pub fn set_single_of_pair(&self, i: i64, j: i64, value: Single) -> bool {
        let head = self.head();
        let ([n, m], [s, t]) = (&head.layout.shape[..], &head.layout.strides[..]) else { return false };
        let (Some(rows), Some(columns)) = (step(i, *n, *s), step(j, *m, *t)) else { return false };
        let at = (head.layout.offset as isize + rows + columns) as usize;
        self.write_single(head.dtype, at, value)
    }

    #[inline(always)]
    fn write_single(&self, dtype: DType, at: usize, value: Single) -> bool {
        if !self.is_writeable() {
            return false;
        }
        let word = match (dtype, value) {
            (DType::F64, Single::F64(x)) => x.to_le_bytes(),
            (DType::F64, Single::I64(x)) => (x as f64).to_le_bytes(),
            (DType::I64, Single::I64(x)) => x.to_le_bytes(),
            _ => return false,
        };
        let mut data = self.data_mut();
        let Data::Words(words) = &mut *data else { return false };
        match words.bytes_mut().get_mut(at..at + 8) {
            Some(target) => {
                target.copy_from_slice(&word);
                true
            }
            None => false,
        }
    }
}
