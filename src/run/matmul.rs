//! The matrix product `@`: vectors, matrices and stacks of matrices.

use super::convert::{as_array, cast, promote};
use super::operand::Arg;
use crate::array::{Array, ArrayRef, Bool8, DType, Dims, Element, Num, broadcast_shapes, open_matrix, shape_text};
use crate::kernels::dot::{Dot, Rows, matrix_vector, vector_matrix};
use crate::kernels::product::{MatrixRef, matrix_product};
use crate::kernels::sum::Run;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, R, err, interrupt};
use crate::value::{Interp, Value, element_to_value};
use half::f16;
use ndarray::{Array2, ArrayView2, Axis, LinalgScalar};
use num_complex::{Complex32, Complex64};
use std::num::Wrapping;

const SIGNATURE: &str = "(n?,k),(k,m?)->(n?,m?)";

/// `a @ b`. *Shape*: `(m, k), (k, n) -> (m, n)`; a vector counts as a row on the left, a column on the
/// right; axes before the last two are broadcast.
///
/// *Errors*: ValueError in NumPy's words for numbers and for lengths that differ.
pub fn matmul(cx: &mut dyn Interp, a: &Value, b: &Value) -> R<Value> {
    let (a, b) = (as_array(cx, a)?, as_array(cx, b)?);
    if let Some(product) = quick(&a, &b)? {
        cx.check_interrupt()?;
        return Ok(product);
    }
    for (k, array) in [&a, &b].into_iter().enumerate() {
        if array.ndim() == 0 {
            return err(
                ErrorClass::ValueError,
                format!(
                    "matmul: Input operand {k} does not have enough dimensions (has 0, gufunc core with signature \
                     {SIGNATURE} requires 1)"
                ),
            );
        }
    }
    let is_text = |array: &ArrayRef| !array.dtype().is_numeric() && array.dtype() != DType::Object;
    if is_text(&a) || is_text(&b) {
        let ufunc = super::ufunc_call::ufunc(crate::kernels::ufunc::id::MATMUL);
        return Err(super::text_loops::refusal(ufunc, &[Arg::Array(a), Arg::Array(b)]));
    }
    let dtype = promote(a.dtype(), b.dtype())?;
    let shapes = (a.shape(), b.shape());
    let (left_vector, right_vector) = (a.ndim() == 1, b.ndim() == 1);
    let left = if left_vector { a.view_layout(a.layout().with_axis(0)) } else { a };
    let right = if right_vector { b.view_layout(b.layout().with_axis(1)) } else { b };
    let (ls, rs) = (left.shape(), right.shape());
    let (m, k) = (ls[ls.len() - 2], ls[ls.len() - 1]);
    let (inner, n) = (rs[rs.len() - 2], rs[rs.len() - 1]);
    if k != inner {
        let message = format!(
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature {SIGNATURE} \
             (size {inner} is different from {k})"
        );
        return Err(Error::new(ErrorClass::ValueError, message).with_shapes([&shapes.0[..], &shapes.1]));
    }
    let (lo, ro) = (&ls[..ls.len() - 2], &rs[..rs.len() - 2]);
    let Some(outer) = broadcast_shapes([lo, ro]) else {
        return err(
            ErrorClass::ValueError,
            format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: \
                 {}->({},newaxis,newaxis) {}->({},newaxis,newaxis)  and requested shape ({n},{m})",
                shape_text(&ls),
                joined(lo),
                shape_text(&rs),
                joined(ro)
            ),
        );
    };
    let mut shape = outer.clone();
    shape.extend_from_slice(&[m, n]);
    Array::check_size(&shape, dtype)?;
    let result = if dtype == DType::Object || !dtype.is_numeric() {
        by_operators(cx, &left, &right, &outer)?
    } else {
        let (left, right) = (cast(cx, &left, dtype)?, cast(cx, &right, dtype)?);
        by_kernels(&left, &right, &outer, dtype)
    };
    cx.check_interrupt()?;
    let mut layout = result.layout();
    if right_vector {
        layout = layout.indexed(layout.ndim() - 1, 0);
    }
    if left_vector {
        let row = layout.ndim() - if right_vector { 1 } else { 2 };
        layout = layout.indexed(row, 0);
    }
    if layout.ndim() == 0 {
        return Ok(element_to_value(result.element(layout.offset)));
    }
    if layout.ndim() == result.ndim() {
        return Ok(Value::Array(result));
    }
    // A product owns its memory: an axis of length 1 is dropped in place.
    result.set_head(crate::array::Head { dtype: result.dtype(), layout });
    Ok(Value::Array(result))
}

fn joined(shape: &[usize]) -> String {
    shape.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

/// The two-dimensional parts of a stack, broadcast to an outer shape.
fn parts(array: &ArrayRef, outer: &[usize]) -> Vec<ArrayRef> {
    let layout = array.layout();
    let inner = layout.ndim() - 2;
    let mut full = Dims::from_slice(outer);
    full.extend_from_slice(&layout.shape[inner..]);
    let Some(layout) = layout.broadcast_to(&full) else { return Vec::new() };
    let axes: Vec<usize> = (0..outer.len()).collect();
    let (shape, strides) = (layout.shape[outer.len()..].into(), layout.strides[outer.len()..].into());
    let part = crate::array::Layout { shape, strides, offset: 0 };
    layout
        .permuted(&axes)
        .offsets()
        .map(|offset| array.view_layout(crate::array::Layout { offset, ..part.clone() }))
        .collect()
}

fn by_kernels(left: &ArrayRef, right: &ArrayRef, outer: &[usize], dtype: DType) -> ArrayRef {
    let (lefts, rights) = (parts(left, outer), parts(right, outer));
    let mut shape = Dims::from_slice(outer);
    shape.extend_from_slice(&[left.shape()[left.ndim() - 2], right.shape()[right.ndim() - 1]]);
    let pairs = || lefts.iter().zip(&rights);
    match dtype {
        DType::F64 => Array::build::<f64>(&shape, |out| {
            let size = shape[shape.len() - 2] * shape[shape.len() - 1];
            for ((a, b), out) in pairs().zip(out.chunks_exact_mut(size.max(1))) {
                f64_product(a, b, out);
            }
        }),
        DType::F32 => build::<f32>(&shape, pairs()),
        DType::I64 => build_whole::<i64>(&shape, pairs()),
        DType::I32 => build_whole::<i32>(&shape, pairs()),
        DType::I16 => build_whole::<i16>(&shape, pairs()),
        DType::I8 => build_whole::<i8>(&shape, pairs()),
        DType::U64 => build_whole::<u64>(&shape, pairs()),
        DType::U32 => build_whole::<u32>(&shape, pairs()),
        DType::U16 => build_whole::<u16>(&shape, pairs()),
        DType::U8 => build_whole::<u8>(&shape, pairs()),
        DType::C64 => build::<Complex32>(&shape, pairs()),
        DType::C128 => build::<Complex64>(&shape, pairs()),
        DType::F16 => each(&shape, pairs(), f16::ZERO, |sum: f16, x: f16, y: f16| {
            f16::from_f32(sum.to_f32() + x.to_f32() * y.to_f32())
        }),
        _ => each(&shape, pairs(), Bool8(0), |sum: Bool8, x: Bool8, y: Bool8| Bool8(sum.0 | (x.0 & y.0))),
    }
}

/// Products of float64, in OpenBLAS's order of operations.
fn f64_product(a: &ArrayRef, b: &ArrayRef, out: &mut [f64]) {
    with_matrix(a, a.shape()[0], a.shape()[1], |a| {
        with_matrix(b, b.shape()[0], b.shape()[1], |b| product_of(a, b, out));
    });
}

/// An array of one or two axes as a matrix of the given shape.
fn with_matrix<Out>(array: &ArrayRef, rows: usize, columns: usize, f: impl FnOnce(MatrixRef<'_>) -> Out) -> Out {
    match array.as_strided::<f64>() {
        Some(strided) => {
            let steps = match &strided.strides[..] {
                [row, column] => (*row, *column),
                // A vector: the axis that it has not is never stepped along.
                steps => steps
                    .first()
                    .map_or((0, 0), |&step| if columns == 1 { (step, 1) } else { (step * columns as isize, step) }),
            };
            f(MatrixRef {
                data: &strided.all,
                first: strided.offset,
                rows,
                columns,
                row_step: steps.0,
                column_step: steps.1,
            })
        }
        None => f(MatrixRef::by_rows(&array.to_vec::<f64>(), rows, columns, columns)),
    }
}

/// One product by the kernel that OpenBLAS has for its shape.
fn product_of(a: MatrixRef<'_>, b: MatrixRef<'_>, out: &mut [f64]) {
    let (m, k, n) = (a.rows, a.columns, b.columns);
    if k == 0 || out.is_empty() {
        out.fill(0.0);
    } else if m == 1 && n == 1 {
        out[0] = f64::dot(row_of(a), row_of(b.transposed()));
    } else if n == 1 && (a.is_by_rows() || a.transposed().is_by_rows()) {
        with_vector(b.transposed(), |x| matrix_times_vector(a, x, out));
    } else if m == 1 && (b.is_by_rows() || b.transposed().is_by_rows()) {
        with_vector(a, |x| matrix_times_vector(b.transposed(), x, out));
    } else {
        matrix_product(a, b, out);
    }
}

/// A matrix that lies by rows or by columns, times a vector.
fn matrix_times_vector(a: MatrixRef<'_>, x: &[f64], out: &mut [f64]) {
    if a.is_by_rows() {
        matrix_vector(rows_of(a), x, out);
    } else {
        vector_matrix(x, rows_of(a.transposed()), out);
    }
}

/// A matrix that lies by rows.
fn rows_of(a: MatrixRef<'_>) -> Rows<'_> {
    Rows { data: &a.data[a.first..], count: a.rows, len: a.columns, stride: a.row_step as usize }
}

/// The only row of a matrix.
fn row_of(a: MatrixRef<'_>) -> Run<'_, f64> {
    Run { data: a.data, first: a.first, stride: a.column_step, len: a.columns }
}

/// The only row of a matrix without gaps.
fn with_vector<Out>(a: MatrixRef<'_>, f: impl FnOnce(&[f64]) -> Out) -> Out {
    let run = row_of(a);
    match run.slice() {
        Some(slice) => f(slice),
        None => f(&run.iter().collect::<Vec<f64>>()),
    }
}

/// The product of two float64 arrays of one or two axes whose lengths agree: the way through nothing else.
fn quick(a: &ArrayRef, b: &ArrayRef) -> R<Option<Value>> {
    let (left, right) = (a.head(), b.head());
    if left.dtype != DType::F64 || right.dtype != DType::F64 {
        return Ok(None);
    }
    let (m, k) = match left.layout.shape[..] {
        [k] => (1, k),
        [m, k] => (m, k),
        _ => return Ok(None),
    };
    let (inner, n) = match right.layout.shape[..] {
        [k] => (k, 1),
        [k, n] => (k, n),
        _ => return Ok(None),
    };
    if k != inner {
        return Ok(None);
    }
    let multiplied = |out: &mut [f64]| {
        with_matrix(a, m, k, |a| with_matrix(b, k, n, |b| product_of(a, b, out)));
    };
    let both = [m, n];
    let shape = match (left.layout.ndim(), right.layout.ndim()) {
        (1, 1) => {
            let mut sum = [0.0];
            multiplied(&mut sum);
            return Ok(Some(element_to_value(Element::F64(sum[0]))));
        }
        (1, _) => &both[1..],
        (_, 1) => &both[..1],
        _ => &both[..],
    };
    Array::check_size(shape, DType::F64)?;
    Ok(Some(Value::Array(Array::build::<f64>(shape, multiplied))))
}

fn build<'a, T: Num + LinalgScalar>(
    shape: &[usize],
    pairs: impl Iterator<Item = (&'a ArrayRef, &'a ArrayRef)>,
) -> ArrayRef {
    let size = shape[shape.len() - 2] * shape[shape.len() - 1];
    Array::build::<T>(shape, |out| {
        for ((a, b), out) in pairs.zip(out.chunks_exact_mut(size.max(1))) {
            product_into(a, b, out);
        }
    })
}

/// One product through ndarray: strided operands are opened as they lie. Integers wrap.
fn product_into<T: Num + LinalgScalar>(a: &ArrayRef, b: &ArrayRef, out: &mut [T]) {
    let (m, n) = (a.shape()[0], b.shape()[1]);
    // Rows in blocks of some ten million multiplications, so that Ctrl-C is noticed.
    let rows = (10_000_000 / (a.shape()[1] * n).max(1)).max(64).min(m.max(1));
    let product = |x: ArrayView2<'_, T>, y: ArrayView2<'_, T>| -> Array2<T> { x.dot(&y) };
    open_matrix::<T, _>(a, |x| {
        open_matrix::<T, _>(b, |y| {
            for (x, out) in x.axis_chunks_iter(Axis(0), rows).zip(out.chunks_mut((rows * n).max(1))) {
                if interrupt::raised() {
                    return;
                }
                let result = product(x, y);
                for (out, x) in out.iter_mut().zip(result.iter()) {
                    *out = *x;
                }
            }
        });
    });
}

/// Products of integers, which wrap.
fn build_whole<'a, T: Num>(shape: &[usize], pairs: impl Iterator<Item = (&'a ArrayRef, &'a ArrayRef)>) -> ArrayRef
where
    Wrapping<T>: LinalgScalar,
{
    let (m, n) = (shape[shape.len() - 2], shape[shape.len() - 1]);
    Array::build::<T>(shape, |out| {
        for ((a, b), out) in pairs.zip(out.chunks_exact_mut((m * n).max(1))) {
            let wrapped = |array: &ArrayRef| -> Option<Array2<Wrapping<T>>> {
                let values = array.to_vec::<T>().into_iter().map(Wrapping).collect();
                Array2::from_shape_vec((array.shape()[0], array.shape()[1]), values).ok()
            };
            let (Some(x), Some(y)) = (wrapped(a), wrapped(b)) else { continue };
            for (out, x) in out.iter_mut().zip(x.dot(&y).iter()) {
                *out = x.0;
            }
        }
    })
}

/// Products by a step of one's own, in the order of k.
fn each<'a, T: Num>(
    shape: &[usize],
    pairs: impl Iterator<Item = (&'a ArrayRef, &'a ArrayRef)>,
    zero: T,
    step: impl Fn(T, T, T) -> T,
) -> ArrayRef {
    let (m, n) = (shape[shape.len() - 2], shape[shape.len() - 1]);
    Array::build::<T>(shape, |out| {
        for ((a, b), out) in pairs.zip(out.chunks_exact_mut((m * n).max(1))) {
            let (x, y, k) = (a.to_vec::<T>(), b.to_vec::<T>(), a.shape()[1]);
            for i in 0..m {
                for j in 0..n {
                    out[i * n + j] = (0..k).fold(zero, |sum, l| step(sum, x[i * k + l], y[l * n + j]));
                }
            }
        }
    })
}

/// Products of objects by their own `*` and `+`.
fn by_operators(cx: &mut dyn Interp, left: &ArrayRef, right: &ArrayRef, outer: &[usize]) -> R<ArrayRef> {
    let mut values = Vec::new();
    let (lefts, rights) = (parts(left, outer), parts(right, outer));
    for (a, b) in lefts.iter().zip(&rights) {
        let (m, k, n) = (a.shape()[0], a.shape()[1], b.shape()[1]);
        for i in 0..m {
            for j in 0..n {
                let mut sum: Option<Value> = None;
                for l in 0..k {
                    let x = element_to_value(a.element(a.offset_of(&[i, l])));
                    let y = element_to_value(b.element(b.offset_of(&[l, j])));
                    let product = cx.binary(BinOp::Mul, &x, &y)?;
                    sum = Some(match sum {
                        None => product,
                        Some(sum) => cx.binary(BinOp::Add, &sum, &product)?,
                    });
                }
                values.push(crate::value::object_of(sum.unwrap_or(Value::Int(0))));
            }
        }
    }
    let mut shape = Dims::from_slice(outer);
    shape.extend_from_slice(&[left.shape()[left.ndim() - 2], right.shape()[right.ndim() - 1]]);
    Ok(Array::from_objects(values, &shape))
}
