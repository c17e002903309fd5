//! Where the largest and the smallest elements are.

use crate::array::{Array, ArrayRef, Casting, DType, Data, Dims, Element, Layout, can_cast};
use crate::kernels::arith::Order;
use crate::kernels::arith::{Maximum, Minimum};
use crate::kernels::reduce::{argmax, argmin, places_in_columns, places_in_runs};
use crate::kernels::sum::Run as Stretch;
use crate::run::arguments::{OUTPUT_MUST_BE_AN_ARRAY, axis_of, wrap_axis};
use crate::run::convert::{as_array, cast_checked};
use crate::run::ufunc_call::array_or_scalar;
use crate::syntax::ast::CmpOp;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value, element_to_value};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.argmax",
        method: true,
        signature: "(a, axis=None, out=None, *, keepdims=_NoValue)",
        summary: "The place of the largest element, in the flattened array or along an axis.",
        details: "The first of several; the first NaN if there is one.\n*Errors*: ValueError for an empty array.",
        example: ">>> np.argmax([[1, 5], [7, 2]])\nnp.int64(2)\n>>> np.argmax([[1, 5], [7, 2]], axis=1)\narray([1, 0])\n",
        see_also: &["np.argmin", "np.max", "np.unravel_index"],
        run: Run::Function(|cx, args| row(cx, Wanted::Largest, args)),
        ..ROW
    },
    Builtin {
        name: "np.argmin",
        method: true,
        signature: "(a, axis=None, out=None, *, keepdims=_NoValue)",
        summary: "The place of the smallest element, in the flattened array or along an axis.",
        details: "The first of several; the first NaN if there is one.\n*Errors*: ValueError for an empty array.",
        example: ">>> np.argmin([[4, 5], [7, 2]])\nnp.int64(3)\n>>> np.argmin([[4, 5], [7, 2]], axis=0)\narray([0, 1])\n",
        see_also: &["np.argmax", "np.min"],
        run: Run::Function(|cx, args| row(cx, Wanted::Smallest, args)),
        ..ROW
    },
];

/// Which extreme is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The largest.
    Largest,
    /// The smallest.
    Smallest,
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Wanted::Largest => "argmax",
            Wanted::Smallest => "argmin",
        }
    }
}

fn row(cx: &mut dyn Interp, wanted: Wanted, args: &mut [Value]) -> R<Value> {
    let [a, axis, out, keepdims] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let keepdims = !keepdims.is_undef() && cx.truth(keepdims)?;
    let axis = match &*axis {
        Value::None => None,
        axis if array.ndim() == 0 => {
            axis_of(cx, axis, 1)?;
            None
        }
        axis => Some(axis_of(cx, axis, array.ndim())?),
    };
    let result = places(cx, &array, axis, wanted)?;
    let result = match (keepdims, axis) {
        (false, _) => result,
        (true, Some(axis)) => result.view_layout(result.layout().with_axis(axis)).copy(),
        (true, None) => {
            let ones: Dims = array.shape().iter().map(|_| 1).collect();
            result.view_layout(Layout::c_order(&ones, 8)).copy()
        }
    };
    match &*out {
        Value::None => Ok(array_or_scalar(result)),
        Value::Array(out) => {
            if out.shape() != result.shape() {
                return err(
                    ErrorClass::ValueError,
                    format!("output array does not match result of np.{}.", wanted.name()),
                );
            }
            if !can_cast(out.dtype(), DType::I64, Casting::Safe) {
                cast_checked(cx, out, DType::I64, Casting::Safe)?;
            }
            crate::run::array_index::assign(cx, out, &result)?;
            Ok(Value::Array(out.clone()))
        }
        _ => err(ErrorClass::TypeError, OUTPUT_MUST_BE_AN_ARRAY),
    }
}

/// The places of extremes along an axis, or in the flattened array.
pub(super) fn places(cx: &mut dyn Interp, array: &ArrayRef, axis: Option<usize>, wanted: Wanted) -> R<ArrayRef> {
    let flat;
    let (array, axis) = match axis {
        Some(axis) => (array, axis),
        None => {
            let whole = array.contiguous();
            let itemsize = whole.itemsize();
            let mut layout = Layout::c_order(&[whole.size()], itemsize);
            layout.offset = whole.layout().offset;
            flat = whole.view_layout(layout);
            (&flat, 0)
        }
    };
    let axis = wrap_axis(axis as i64, array.ndim())?;
    let layout = array.layout();
    let n = layout.shape[axis];
    let lanes = layout.indexed(axis, 0);
    if n == 0 {
        if lanes.size() == 0 {
            return Ok(Array::zeros(DType::I64, &lanes.shape));
        }
        return err(ErrorClass::ValueError, format!("attempt to get {} of an empty sequence", wanted.name()));
    }
    let found = match numeric(array, &lanes, axis, n, wanted) {
        Some(found) => found,
        None => by_comparison(cx, array, &lanes, axis, n, wanted)?,
    };
    Ok(Array::from_vec(found, &lanes.shape))
}

fn numeric(array: &ArrayRef, lanes: &Layout, axis: usize, n: usize, wanted: Wanted) -> Option<Vec<i64>> {
    macro_rules! by_type {
        // One arm a dtype: bool compares as its byte.
        ($($dtype:ident $type:ty;)*) => {
            match array.dtype() {
                $(DType::$dtype => along::<$type>(array, lanes, axis, n, wanted),)*
                DType::Bool => {
                    let bytes = array.bytes();
                    let stride = array.layout().strides[axis];
                    Some(lanes.offsets().map(|first| place(Stretch { data: &*bytes, first, stride, len: n }, wanted)).collect())
                }
                _ => None,
            }
        };
    }
    by_type! {
        I8 i8; I16 i16; I32 i32; I64 i64; U8 u8; U16 u16; U32 u32; U64 u64;
        F16 half::f16; F32 f32; F64 f64; C64 num_complex::Complex32; C128 num_complex::Complex64;
    }
}

/// Runs of so many elements are searched one element at a time.
const SHORT: usize = 24;

fn along<T: crate::array::Num + Order>(
    array: &ArrayRef,
    lanes: &Layout,
    axis: usize,
    n: usize,
    wanted: Wanted,
) -> Option<Vec<i64>> {
    let strided = array.as_strided::<T>()?;
    let stride = strided.strides[axis];
    let width = lanes.shape.last().copied().unwrap_or(1);
    if axis + 1 < strided.strides.len() && strided.strides.last() == Some(&1) && width > 1 {
        // Rows lie in memory as they are: all columns go along at once.
        let mut found = vec![0; lanes.size()];
        let starts = lanes.offsets().step_by(width);
        for (places, offset) in found.chunks_exact_mut(width).zip(starts) {
            let first = offset / size_of::<T>();
            let row = |k: usize| {
                let at = first.wrapping_add_signed(stride * k as isize);
                &strided.all[at..at + width]
            };
            match wanted {
                Wanted::Largest => places_in_columns::<Maximum, T>(n, row, places),
                Wanted::Smallest => places_in_columns::<Minimum, T>(n, row, places),
            }
        }
        return Some(found);
    }
    let starts = lanes.offsets().map(|offset| offset / size_of::<T>());
    if n <= SHORT {
        return Some(match wanted {
            Wanted::Largest => places_in_runs::<Maximum, T>(&strided.all, starts, stride, n),
            Wanted::Smallest => places_in_runs::<Minimum, T>(&strided.all, starts, stride, n),
        });
    }
    Some(starts.map(|first| place(Stretch { data: &strided.all, first, stride, len: n }, wanted)).collect())
}

fn place<T: Order>(lane: Stretch<'_, T>, wanted: Wanted) -> i64 {
    let found = match wanted {
        Wanted::Largest => argmax(lane),
        Wanted::Smallest => argmin(lane),
    };
    found.unwrap_or(0) as i64
}

/// Objects and text: compared one by one.
fn by_comparison(
    cx: &mut dyn Interp,
    array: &ArrayRef,
    lanes: &Layout,
    axis: usize,
    n: usize,
    wanted: Wanted,
) -> R<Vec<i64>> {
    if !matches!(
        array.dtype(),
        DType::Object | DType::Str(_) | DType::Bytes(_) | DType::Datetime(_) | DType::Timedelta(_)
    ) {
        return Err(Error::unsupported(format!("np.{} of {} arrays", wanted.name(), array.dtype().name())));
    }
    let stride = array.layout().strides[axis];
    let op = if wanted == Wanted::Largest { CmpOp::Gt } else { CmpOp::Lt };
    let mut found = Vec::new();
    for start in lanes.offsets() {
        let element = |i: usize| {
            let offset = (start as isize + i as isize * stride) as usize;
            match &*array.data() {
                Data::Objects(values) => crate::value::value_of(&values[offset / 8]),
                Data::Words(_) => Value::Undef,
            }
        };
        let value = |i: usize| match element(i) {
            Value::Undef => element_to_value(array.element((start as isize + i as isize * stride) as usize)),
            value => value,
        };
        let (mut best, mut place) = (value(0), 0);
        for i in 1..n {
            let next = value(i);
            // The first NaT is the largest and the smallest.
            if is_nat(&best) {
                break;
            }
            let better = cx.compare(op, &next, &best)?;
            if is_nat(&next) || cx.truth(&better)? {
                (best, place) = (next, i);
            }
        }
        found.push(place as i64);
    }
    Ok(found)
}

fn is_nat(value: &Value) -> bool {
    let Value::Scalar(element) = value else { return false };
    matches!(&**element, Element::Datetime(i64::MIN, _) | Element::Timedelta(i64::MIN, _))
}
