//! Products of two arrays: dot, vdot, inner, outer, tensordot, kron, cross.

use super::{into_out, numpy, numpy_with, product};
use crate::array::{ArrayRef, Dims, Order, shape_text};
use crate::numpy::shape::{flat, move_axis, reshape_array};
use crate::run::arguments::{axis_of, index_of, sizes_of, wrap_axis};
use crate::run::convert::as_array;
use crate::run::ufunc_call::array_or_scalar;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.dot",
        signature: "(a, b, out=None)",
        style: Style::NumPy,
        summary: "The dot product: of vectors, of matrices, or sums over the last axis of a and the second-last of b.",
        details: "Shape: `(n,), (n,) -> ()`, `(m, k), (k, n) -> (m, n)`, `(…, k), (k,) -> (…)`.",
        example: ">>> np.dot([1, 2], [3, 4])\nnp.int64(11)\n>>> np.dot([[1, 0], [0, 1]], [[4, 1], [2, 2]])\narray([[4, 1],\n       [2, 2]])\n",
        see_also: &["np.matmul", "np.vdot", "np.inner"],
        run: Run::Function(dot_row),
        ..ROW
    },
    Builtin {
        name: "ndarray.dot",
        signature: "(self, b, /, out=None)",
        style: Style::NumPy,
        summary: "The dot product with another array.",
        example: ">>> np.array([1, 2]).dot([3, 4])\nnp.int64(11)\n",
        run: Run::Function(dot_row),
        ..ROW
    },
    Builtin {
        name: "np.vdot",
        signature: "(a, b, /)",
        style: Style::C,
        summary: "The dot product of the flattened arrays, the first one conjugated.",
        example: ">>> np.vdot([1 + 2j], [3 + 4j])\nnp.complex128(11-2j)\n",
        run: Run::Function(vdot),
        ..ROW
    },
    Builtin {
        name: "np.inner",
        signature: "(a, b, /)",
        style: Style::C,
        summary: "Sums of products over the last axes.",
        example: ">>> np.inner([1, 2, 3], [0, 1, 0])\nnp.int64(2)\n",
        run: Run::Function(inner),
        ..ROW
    },
    Builtin {
        name: "np.outer",
        signature: "(a, b, out=None)",
        summary: "All products of elements of two vectors.",
        example: ">>> np.outer([1, 2], [3, 4])\narray([[3, 4],\n       [6, 8]])\n",
        run: Run::Function(outer),
        ..ROW
    },
    Builtin {
        name: "np.linalg.outer",
        signature: "(x1, x2, /)",
        summary: "All products of elements of two vectors.",
        example: ">>> np.linalg.outer([1, 2], [3, 4])\narray([[3, 4],\n       [6, 8]])\n",
        run: Run::Function(|cx, args| outer(cx, &mut [args[0].take(), args[1].take(), Value::None])),
        ..ROW
    },
    Builtin {
        name: "np.tensordot",
        signature: "(a, b, axes=2)",
        summary: "Sums of products over given axes of both arrays.",
        example: ">>> np.tensordot([[1, 2], [3, 4]], [[1, 0], [0, 1]], axes=1)\narray([[1, 2],\n       [3, 4]])\n",
        run: Run::Function(tensordot),
        ..ROW
    },
    Builtin {
        name: "np.linalg.tensordot",
        signature: "(a, b, /, *, axes=2)",
        summary: "Sums of products over given axes of both arrays.",
        example: ">>> np.linalg.tensordot([1, 2], [3, 4], axes=1)\narray(11)\n",
        run: Run::Function(tensordot),
        ..ROW
    },
    Builtin {
        name: "np.kron",
        signature: "(a, b)",
        summary: "The Kronecker product: blocks of b scaled by the elements of a.",
        example: ">>> np.kron([1, 10], [5, 6])\narray([ 5,  6, 50, 60])\n",
        run: Run::Function(kron),
        ..ROW
    },
    Builtin {
        name: "np.cross",
        signature: "(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)",
        summary: "The cross product of vectors of three components.",
        example: ">>> np.cross([1, 2, 3], [4, 5, 6])\narray([-3,  6, -3])\n",
        run: Run::Function(cross),
        ..ROW
    },
    Builtin {
        name: "np.linalg.cross",
        signature: "(x1, x2, /, *, axis=-1)",
        summary: "The cross product of vectors of three components.",
        example: ">>> np.linalg.cross([1, 0, 0], [0, 1, 0])\narray([0, 0, 1])\n",
        run: Run::Function(|cx, args| {
            let axis = args[2].clone();
            cross(cx, &mut [args[0].take(), args[1].take(), axis.clone(), axis.clone(), axis, Value::None])
        }),
        ..ROW
    },
];

/// `np.dot` of arrays.
pub(in crate::numpy) fn dot(cx: &mut dyn Interp, a: &ArrayRef, b: &ArrayRef) -> R<Value> {
    let (m, n) = (a.ndim(), b.ndim());
    if m == 0 || n == 0 {
        return scaled(cx, a, b);
    }
    let (sa, sb) = (a.shape(), b.shape());
    let b_axis = if n == 1 { 0 } else { n - 2 };
    if sa[m - 1] != sb[b_axis] {
        return Err(not_aligned(
            &sa,
            &sb,
            format!(
                "shapes {} and {} not aligned: {} (dim {}) != {} (dim {b_axis})",
                shape_text(&sa),
                shape_text(&sb),
                sa[m - 1],
                m - 1,
                sb[b_axis]
            ),
        ));
    }
    if n <= 2 {
        return cx.binary(BinOp::MatMul, &Value::Array(a.clone()), &Value::Array(b.clone()));
    }
    // Bring b's summed axis to the front and treat the rest as columns.
    let k = sb[b_axis];
    let moved = move_axis(b, b_axis, 0)?.contiguous();
    let rest: Dims = sb.iter().enumerate().filter(|(axis, _)| *axis != b_axis).map(|(_, &n)| n).collect();
    let width: usize = rest.iter().product();
    let columns = reshape_array(&moved, &[k as i64, width as i64], Order::C, None)?;
    let height: usize = sa[..m - 1].iter().product();
    let rows = reshape_array(a, &[height as i64, k as i64], Order::C, None)?;
    let flat_product = product(cx, rows, columns)?;
    let sizes: Vec<i64> = sa[..m - 1].iter().chain(rest.iter()).map(|&n| n as i64).collect();
    Ok(Value::Array(reshape_array(&flat_product, &sizes, Order::C, None)?))
}

fn dot_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, b, out] = args else { return Ok(Value::None) };
    let (a, b) = (as_array(cx, a)?, as_array(cx, b)?);
    let result = dot(cx, &a, &b)?;
    into_out(cx, result, out, "'out' must be an array")
}

/// A product with a number: added to zeros, as BLAS does, so that no zero is negative.
fn scaled(cx: &mut dyn Interp, a: &ArrayRef, b: &ArrayRef) -> R<Value> {
    let product = cx.binary(BinOp::Mul, &Value::Array(a.clone()), &Value::Array(b.clone()))?;
    match &product {
        Value::Array(array) if array.ndim() <= 2 && (array.dtype().is_float() || array.dtype().is_complex()) => {
            cx.binary(BinOp::Add, &product, &Value::float(0.0))
        }
        _ => Ok(product),
    }
}

fn vdot(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
    let (mut a, b) = (flat(&a), flat(&b));
    if a.dtype().is_complex() {
        let conjugate = numpy(cx, "conjugate", &[Value::Array(a)])?;
        a = as_array(cx, &conjugate)?;
    }
    if a.size() != b.size() {
        return err(
            ErrorClass::ValueError,
            format!("cannot reshape array of size {} into shape {}", b.size(), shape_text(&a.shape())),
        );
    }
    dot(cx, &a, &b)
}

fn inner(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
    let (m, n) = (a.ndim(), b.ndim());
    if m == 0 || n == 0 {
        return scaled(cx, &a, &b);
    }
    let (sa, sb) = (a.shape(), b.shape());
    if sa[m - 1] != sb[n - 1] {
        return Err(not_aligned(
            &sa,
            &sb,
            format!(
                "shapes {} and {} not aligned: {} (dim {}) != {} (dim {})",
                shape_text(&sa),
                shape_text(&sb),
                sa[m - 1],
                m - 1,
                sb[n - 1],
                n - 1
            ),
        ));
    }
    if n == 1 {
        return dot(cx, &a, &b);
    }
    // The last axis of b becomes its second-last, as dot wants it.
    let b = move_axis(&b, n - 1, n as i64 - 2)?;
    dot(cx, &a, &b)
}

fn outer(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, b, out] = args else { return Ok(Value::None) };
    let (a, b) = (as_array(cx, a)?, as_array(cx, b)?);
    let (a, b) = (flat(&a), flat(&b));
    let column = a.view_layout(a.layout().with_axis(1));
    let row = b.view_layout(b.layout().with_axis(0));
    let result = cx.binary(BinOp::Mul, &Value::Array(column), &Value::Array(row))?;
    into_out(cx, result, out, "return arrays must be of ArrayType")
}

/// `np.tensordot` of `(a, b, axes)`.
pub(super) fn tensordot(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
    let (m, n) = (a.ndim(), b.ndim());
    let (axes_a, axes_b) = match &args[2] {
        Value::Tuple(_) | Value::List(_) | Value::Array(_) => {
            let pair = cx.collect(&args[2])?;
            if pair.len() != 2 {
                return err(ErrorClass::ValueError, "not enough values to unpack (expected 2, got 1)");
            }
            let mut read = |value: &Value, ndim: usize| -> R<Vec<usize>> {
                let mut axes = Vec::new();
                for axis in sizes_of(cx, value)? {
                    axes.push(wrap_axis(axis, ndim)?);
                }
                Ok(axes)
            };
            (read(&pair[0], m)?, read(&pair[1], n)?)
        }
        other => {
            let count = index_of(cx, other)?.max(0) as usize;
            if count > m || count > n {
                return err(ErrorClass::ValueError, "shape-mismatch for sum");
            }
            ((m - count..m).collect(), (0..count).collect())
        }
    };
    let (sa, sb) = (a.shape(), b.shape());
    let fits = axes_a.len() == axes_b.len() && axes_a.iter().zip(&axes_b).all(|(&i, &j)| sa[i] == sb[j]);
    if !fits {
        return err(ErrorClass::ValueError, "shape-mismatch for sum");
    }
    let rest_a: Vec<usize> = (0..m).filter(|axis| !axes_a.contains(axis)).collect();
    let rest_b: Vec<usize> = (0..n).filter(|axis| !axes_b.contains(axis)).collect();
    let order_a: Vec<usize> = rest_a.iter().chain(&axes_a).copied().collect();
    let order_b: Vec<usize> = axes_b.iter().chain(&rest_b).copied().collect();
    let k: usize = axes_a.iter().map(|&axis| sa[axis]).product();
    let height: usize = rest_a.iter().map(|&axis| sa[axis]).product();
    let width: usize = rest_b.iter().map(|&axis| sb[axis]).product();
    let rows =
        reshape_array(&a.view_layout(a.layout().permuted(&order_a)), &[height as i64, k as i64], Order::C, None)?;
    let columns =
        reshape_array(&b.view_layout(b.layout().permuted(&order_b)), &[k as i64, width as i64], Order::C, None)?;
    let result = product(cx, rows, columns)?;
    let sizes: Vec<i64> =
        rest_a.iter().map(|&axis| sa[axis] as i64).chain(rest_b.iter().map(|&axis| sb[axis] as i64)).collect();
    Ok(Value::Array(reshape_array(&result, &sizes, Order::C, None)?))
}

fn kron(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
    let ndim = a.ndim().max(b.ndim());
    let widen = |array: &ArrayRef| {
        let mut layout = array.layout();
        while layout.ndim() < ndim {
            layout = layout.with_axis(0);
        }
        layout
    };
    let (la, lb) = (widen(&a), widen(&b));
    // Axes of a and b alternate: (a0, 1, a1, 1, …) times (1, b0, 1, b1, …).
    let (mut ea, mut eb) = (la.clone(), lb.clone());
    for axis in (0..ndim).rev() {
        ea = ea.with_axis(axis + 1);
        eb = eb.with_axis(axis);
    }
    let result = cx.binary(BinOp::Mul, &Value::Array(a.view_layout(ea)), &Value::Array(b.view_layout(eb)))?;
    let result = as_array(cx, &result)?;
    let sizes: Vec<i64> = la.shape.iter().zip(&lb.shape).map(|(&x, &y)| (x * y) as i64).collect();
    Ok(array_or_scalar(reshape_array(&result, &sizes, Order::C, None)?))
}

fn cross(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, b, axisa, axisb, axisc, axis] = args else { return Ok(Value::None) };
    if !axis.is_missing() {
        (*axisa, *axisb, *axisc) = (axis.clone(), axis.clone(), axis.clone());
    }
    let (a, b) = (as_array(cx, a)?, as_array(cx, b)?);
    if a.ndim() == 0 || b.ndim() == 0 {
        return err(ErrorClass::ValueError, "At least one array has zero dimension");
    }
    let axis_a = axis_of(cx, axisa, a.ndim())?;
    let axis_b = axis_of(cx, axisb, b.ndim())?;
    let (a, b) = (move_axis(&a, axis_a, -1)?, move_axis(&b, axis_b, -1)?);
    let (na, nb) = (a.shape()[a.ndim() - 1], b.shape()[b.ndim() - 1]);
    if !(2..=3).contains(&na) || !(2..=3).contains(&nb) {
        return err(ErrorClass::ValueError, "incompatible dimensions for cross product\n(dimension must be 2 or 3)");
    }
    if na == 2 || nb == 2 {
        cx.warn(
            ErrorClass::DeprecationWarning,
            "Arrays of 2-dimensional vectors are deprecated. Use arrays of 3-dimensional vectors instead. (deprecated \
             in NumPy 2.0)",
        )?;
    }
    let part = |array: &ArrayRef, i: usize, n: usize| -> Option<Value> {
        (i < n).then(|| Value::Array(array.view_layout(array.layout().indexed(array.ndim() - 1, i))))
    };
    // x_i y_j − x_j y_i, where a missing third component counts as zero.
    let mut component = |i: usize, j: usize| -> R<Option<Value>> {
        let mut term = |p: Option<Value>, q: Option<Value>| -> R<Option<Value>> {
            match (p, q) {
                (Some(p), Some(q)) => cx.binary(BinOp::Mul, &p, &q).map(Some),
                _ => Ok(None),
            }
        };
        let first = term(part(&a, i, na), part(&b, j, nb))?;
        let second = term(part(&a, j, na), part(&b, i, nb))?;
        Ok(match (first, second) {
            (Some(x), Some(y)) => Some(cx.binary(BinOp::Sub, &x, &y)?),
            (Some(x), None) => Some(x),
            (None, Some(y)) => Some(cx.unary(crate::syntax::ast::UnaryOp::Neg, &y)?),
            (None, None) => None,
        })
    };
    if na == 2 && nb == 2 {
        return Ok(component(0, 1)?.unwrap_or(Value::None));
    }
    let mut parts = Vec::new();
    for (i, j) in [(1, 2), (2, 0), (0, 1)] {
        parts.extend(component(i, j)?);
    }
    let list = Value::list(parts);
    let stacked = numpy_with(cx, "stack", &[list], &[("axis", Value::Int(-1))])?;
    let stacked = as_array(cx, &stacked)?;
    let axis_c = index_of(cx, axisc)?;
    let last = stacked.ndim() - 1;
    Ok(Value::Array(move_axis(&stacked, last, axis_c)?))
}

/// The error of operands whose inner axes differ.
fn not_aligned(a: &[usize], b: &[usize], message: String) -> Box<Error> {
    Error::new(ErrorClass::ValueError, message).with_shapes([a, b])
}
