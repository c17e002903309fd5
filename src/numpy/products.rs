//! Products of arrays: dot, inner, outer, tensordot, kron, cross, trace, einsum.

use crate::array::{ArrayRef, DType, Dims, Layout, Order, shape_text};
use crate::run::arguments::{axis_of, dtype_arg, index_of, refuse, sizes_of, wrap_axis};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast, element_of, promote};
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value};

use super::shape::{diagonal_view, flat, move_axis, reshape_array};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.dot",
        signature: "(a, b, out=None)",
        style: Style::C,
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
        style: Style::C,
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
    Builtin {
        name: "np.trace",
        signature: "(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)",
        method: true,
        summary: "The sum of a diagonal.",
        example: ">>> np.trace(np.eye(3))\nnp.float64(3.0)\n",
        run: Run::Function(trace),
        ..ROW
    },
    Builtin {
        name: "np.linalg.trace",
        signature: "(x, /, *, offset=0, dtype=None)",
        summary: "The sums of the diagonals of the last two axes.",
        example: ">>> np.linalg.trace(np.eye(2))\nnp.float64(2.0)\n",
        run: Run::Function(|cx, args| {
            trace(
                cx,
                &mut [args[0].take(), args[1].take(), Value::Int(-2), Value::Int(-1), args[2].take(), Value::None],
            )
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.diagonal",
        signature: "(x, /, *, offset=0)",
        summary: "The diagonals of the last two axes.",
        example: ">>> np.linalg.diagonal([[1, 2], [3, 4]])\narray([1, 4])\n",
        run: Run::Function(|cx, args| {
            let array = as_array(cx, &args[0])?;
            let offset = index_of(cx, &args[1])?;
            let ndim = array.ndim();
            if ndim < 2 {
                return err(ErrorClass::ValueError, "diag requires an array of at least two dimensions");
            }
            Ok(Value::Array(super::shape::read_only(diagonal_view(&array, offset, ndim - 2, ndim - 1))))
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.matmul",
        signature: "(x1, x2, /)",
        summary: "The matrix product.",
        example: ">>> np.linalg.matmul([[1, 2]], [[3], [4]])\narray([[11]])\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            cx.binary(BinOp::MatMul, &Value::Array(a), &Value::Array(b))
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.matrix_transpose",
        signature: "(x, /)",
        summary: "The last two axes exchanged; a view.",
        example: ">>> np.linalg.matrix_transpose([[1, 2]])\narray([[1],\n       [2]])\n",
        run: Run::Function(|cx, args| {
            let array = as_array(cx, &args[0])?;
            super::shape::matrix_transpose(&array).map(Value::Array)
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.multi_dot",
        signature: "(arrays, *, out=None)",
        summary: "The product of several matrices, in the cheapest order.",
        example: ">>> np.linalg.multi_dot([[[1, 2]], [[3], [4]], [[5]]])\narray([[55]])\n",
        run: Run::Function(multi_dot),
        ..ROW
    },
    Builtin {
        name: "np.linalg.matrix_power",
        signature: "(a, n)",
        summary: "A square matrix multiplied with itself n times.",
        example: ">>> np.linalg.matrix_power([[1, 1], [0, 1]], 3)\narray([[1, 3],\n       [0, 1]])\n",
        run: Run::Function(matrix_power),
        ..ROW
    },
    Builtin {
        name: "np.einsum",
        signature: "(*operands, out=None, optimize=False, dtype=None, order='K', casting='safe')",
        style: Style::C,
        summary: "Sums of products in Einstein's notation: letters name axes, repeated ones are summed.",
        example: ">>> np.einsum('ii', [[1, 2], [3, 4]])\nnp.int64(5)\n>>> np.einsum('ij,j->i', [[1, 2], [3, 4]], [1, 1])\narray([3, 7])\n",
        run: Run::Function(einsum),
        ..ROW
    },
];

/// A 0-d result as a scalar.
fn scalar_or_array(array: ArrayRef) -> Value {
    if array.ndim() == 0 { element_to_value(array.only_element()) } else { Value::Array(array) }
}

fn product(cx: &mut dyn Interp, a: ArrayRef, b: ArrayRef) -> R<ArrayRef> {
    let result = cx.binary(BinOp::MatMul, &Value::Array(a), &Value::Array(b))?;
    as_array(cx, &result)
}

/// `np.dot` of arrays.
pub(super) fn dot(cx: &mut dyn Interp, a: &ArrayRef, b: &ArrayRef) -> R<Value> {
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
    into_out(cx, result, out)
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

fn into_out(cx: &mut dyn Interp, result: Value, out: &Value) -> R<Value> {
    let Value::Array(target) = out else { return Ok(result) };
    let array = as_array(cx, &result)?;
    if target.shape() != array.shape() || target.dtype() != array.dtype() {
        return err(
            ErrorClass::ValueError,
            "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)",
        );
    }
    assign(cx, target, &array)?;
    Ok(out.clone())
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

/// Calls one of numpy's own functions.
pub(super) fn numpy(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    numpy_with(cx, name, args, &[])
}

/// Calls one of numpy's own functions with keyword arguments.
pub(super) fn numpy_with(cx: &mut dyn Interp, name: &str, args: &[Value], kwargs: &[(&str, Value)]) -> R<Value> {
    let Some(function) = crate::value::find_function(&format!("np.{name}")) else {
        return Err(Error::unsupported(format!("np.{name}")));
    };
    let kwargs: Vec<(Name, Value)> = kwargs.iter().map(|(name, value)| (Name::new(name), value.clone())).collect();
    cx.call(&Value::Builtin(function), args, &kwargs)
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
    into_out(cx, result, out)
}

fn tensordot(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
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
    Ok(scalar_or_array(reshape_array(&result, &sizes, Order::C, None)?))
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

fn trace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, offset, axis1, axis2, dtype, out] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    if array.ndim() < 2 {
        return err(ErrorClass::ValueError, "diag requires an array of at least two dimensions");
    }
    let offset = index_of(cx, offset)?;
    let (first, second) = (axis_of(cx, axis1, array.ndim())?, axis_of(cx, axis2, array.ndim())?);
    if first == second {
        return err(ErrorClass::ValueError, "axis1 and axis2 cannot be the same");
    }
    let diagonal = diagonal_view(&array, offset, first, second);
    let mut keywords = vec![("axis", Value::Int(-1))];
    if dtype_arg(cx, dtype)?.is_some() {
        keywords.push(("dtype", dtype.clone()));
    }
    if !out.is_missing() {
        keywords.push(("out", out.clone()));
    }
    numpy_with(cx, "sum", &[Value::Array(diagonal)], &keywords)
}

fn multi_dot(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut arrays = Vec::new();
    for value in cx.collect(&args[0])? {
        arrays.push(as_array(cx, &value)?);
    }
    let n = arrays.len();
    if n < 2 {
        return err(ErrorClass::ValueError, "Expecting at least two arrays.");
    }
    let (first_1d, last_1d) = (arrays[0].ndim() == 1, arrays[n - 1].ndim() == 1);
    if first_1d {
        arrays[0] = arrays[0].view_layout(arrays[0].layout().with_axis(0));
    }
    if last_1d {
        arrays[n - 1] = arrays[n - 1].view_layout(arrays[n - 1].layout().with_axis(1));
    }
    if let Some(wrong) = arrays.iter().find(|array| array.ndim() != 2) {
        return err(
            ErrorClass::LinAlgError,
            format!("{}-dimensional array given. Array must be two-dimensional", wrong.ndim()),
        );
    }
    // The matrix-chain order (Cormen et al., 15.2).
    let mut sizes: Vec<usize> = arrays.iter().map(|array| array.shape()[0]).collect();
    sizes.push(arrays[n - 1].shape()[1]);
    let mut cost = vec![vec![0f64; n]; n];
    let mut cut = vec![vec![0usize; n]; n];
    for length in 1..n {
        for i in 0..n - length {
            let j = i + length;
            cost[i][j] = f64::INFINITY;
            for k in i..j {
                let total = cost[i][k] + cost[k + 1][j] + (sizes[i] * sizes[k + 1] * sizes[j + 1]) as f64;
                if total < cost[i][j] {
                    (cost[i][j], cut[i][j]) = (total, k);
                }
            }
        }
    }
    fn chain(cx: &mut dyn Interp, arrays: &[ArrayRef], cut: &[Vec<usize>], i: usize, j: usize) -> R<ArrayRef> {
        if i == j {
            return Ok(arrays[i].clone());
        }
        let left = chain(cx, arrays, cut, i, cut[i][j])?;
        let right = chain(cx, arrays, cut, cut[i][j] + 1, j)?;
        let result = dot(cx, &left, &right)?;
        as_array(cx, &result)
    }
    let result = chain(cx, &arrays, &cut, 0, n - 1)?;
    let result = match (first_1d, last_1d) {
        (true, true) => scalar_or_array(result.view_layout(result.layout().indexed(0, 0).indexed(0, 0))),
        (true, false) => Value::Array(result.view_layout(result.layout().indexed(0, 0))),
        (false, true) => Value::Array(result.view_layout(result.layout().indexed(1, 0))),
        _ => Value::Array(result),
    };
    into_out(cx, result, &args[1].take())
}

fn matrix_power(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = as_array(cx, &args[0])?;
    let shape = array.shape();
    if shape.len() < 2 {
        return err(
            ErrorClass::LinAlgError,
            format!("{}-dimensional array given. Array must be at least two-dimensional", shape.len()),
        );
    }
    let n = shape[shape.len() - 1];
    if shape[shape.len() - 2] != n {
        return err(ErrorClass::LinAlgError, "Last 2 dimensions of the array must be square");
    }
    let Ok(power) = index_of(cx, &args[1]) else {
        return err(ErrorClass::TypeError, "exponent must be an integer");
    };
    let mut base = Value::Array(array.clone());
    if power == 0 {
        let result = super::create::new_array(&shape, array.dtype(), Order::C)?;
        let one = element_of(cx, &Value::Int(1), array.dtype())?;
        let diagonal = diagonal_view(&result, 0, shape.len() - 2, shape.len() - 1);
        for offset in diagonal.layout().offsets() {
            diagonal.set_element(offset, &one);
        }
        return Ok(Value::Array(result));
    }
    if power < 0 {
        let inv = crate::value::find_function("np.linalg.inv").map(Value::Builtin);
        base = match inv {
            Some(inv) => cx.call(&inv, &[base], &[])?,
            None => return Err(Error::unsupported("negative powers of matrices")),
        };
    }
    // By squaring, as NumPy does: small powers by plain products.
    let mut power = power.unsigned_abs();
    if power == 1 {
        return Ok(base);
    }
    if power == 3 {
        let square = cx.binary(BinOp::MatMul, &base, &base)?;
        return cx.binary(BinOp::MatMul, &square, &base);
    }
    let (mut result, mut square): (Option<Value>, Option<Value>) = (None, None);
    while power > 0 {
        let next = match &square {
            None => base.clone(),
            Some(square) => cx.binary(BinOp::MatMul, square, square)?,
        };
        if power & 1 == 1 {
            result = Some(match result {
                None => next.clone(),
                Some(result) => cx.binary(BinOp::MatMul, &result, &next)?,
            });
        }
        square = Some(next);
        power >>= 1;
    }
    Ok(result.unwrap_or(base))
}

/// One operand of an einsum with the letter of each axis.
struct Term {
    array: ArrayRef,
    labels: Vec<char>,
}

fn einsum(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [operands, out, _optimize, dtype, _order, casting] = args else { return Ok(Value::None) };
    if casting.as_str() != Some("safe") {
        refuse(casting, "einsum", "casting")?;
    }
    let operands = cx.collect(operands)?;
    let Some(first) = operands.first() else {
        return err(
            ErrorClass::ValueError,
            "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list",
        );
    };
    let (text, arrays) = match first.as_str() {
        Some(text) => (text.to_string(), operands[1..].to_vec()),
        None => subscript_lists(cx, &operands)?,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (inputs, output) = match text.split_once("->") {
        Some((inputs, output)) => (inputs.to_string(), Some(output.to_string())),
        None => (text.clone(), None),
    };
    let parts: Vec<&str> = inputs.split(',').collect();
    if parts.len() > arrays.len() {
        return err(
            ErrorClass::ValueError,
            "fewer operands provided to einstein sum function than specified in the subscripts string",
        );
    }
    if parts.len() < arrays.len() {
        return err(
            ErrorClass::ValueError,
            "more operands provided to einstein sum function than specified in the subscripts string",
        );
    }
    let wanted = dtype_arg(cx, dtype)?;
    let mut terms = Vec::new();
    let mut common: Option<DType> = None;
    for (k, (part, value)) in parts.iter().zip(&arrays).enumerate() {
        let array = as_array(cx, value)?;
        common = Some(match common {
            None => array.dtype(),
            Some(have) => promote(have, array.dtype())?,
        });
        terms.push(einsum_term(array, part, k)?);
    }
    let dtype = wanted.or(common).unwrap_or(DType::F64);
    let output = match output {
        Some(output) => mark_ellipsis(&output),
        None => {
            let all: Vec<char> = terms.iter().flat_map(|term| term.labels.iter().copied()).collect();
            let mut once: Vec<char> = all
                .iter()
                .copied()
                .filter(|c| c.is_ascii_alphabetic() && all.iter().filter(|d| *d == c).count() == 1)
                .collect();
            once.sort_unstable();
            mark_ellipsis("...").into_iter().chain(once).collect()
        }
    };
    for (k, c) in output.iter().enumerate() {
        if output[..k].contains(c) {
            return err(
                ErrorClass::ValueError,
                format!("einstein sum subscripts string includes output subscript '{c}' multiple times"),
            );
        }
        if *c != '\u{0}' && !terms.iter().any(|term| term.labels.contains(c)) {
            return err(
                ErrorClass::ValueError,
                format!(
                    "einstein sum subscripts string included output subscript '{c}' which never appeared in an input"
                ),
            );
        }
    }
    let result = contract(cx, terms, &output, dtype)?;
    into_out(cx, result, out)
}

/// The form with a list of axis numbers after each operand.
fn subscript_lists(cx: &mut dyn Interp, operands: &[Value]) -> R<(String, Vec<Value>)> {
    let mut letters = |value: &Value| -> R<String> {
        let mut text = String::new();
        for item in cx.collect(value)? {
            match item {
                Value::Ellipsis => text.push_str("..."),
                other => {
                    let n = index_of(cx, &other)?;
                    let letter =
                        u8::try_from(n).ok().filter(|&n| n < 52).map(|n| if n < 26 { b'A' + n } else { b'a' + n - 26 });
                    match letter {
                        Some(letter) => text.push(letter as char),
                        None => return err(ErrorClass::ValueError, "subscript is not within the valid range [0, 52)"),
                    }
                }
            }
        }
        Ok(text)
    };
    let mut parts = Vec::new();
    let mut arrays = Vec::new();
    let pairs = operands.chunks_exact(2);
    let rest = pairs.remainder().first().cloned();
    for pair in pairs {
        arrays.push(pair[0].clone());
        parts.push(letters(&pair[1])?);
    }
    let mut text = parts.join(",");
    if let Some(output) = rest {
        text.push_str("->");
        text.push_str(&letters(&output)?);
    }
    Ok((text, arrays))
}

/// Labels of an operand's axes. The axes of `...` are called by digits, the last one `9`.
fn einsum_term(array: ArrayRef, part: &str, position: usize) -> R<Term> {
    let ndim = array.ndim();
    let named = part.replace("...", "").chars().count();
    if let Some(bad) = part.replace("...", "").chars().find(|c| !c.is_ascii_alphabetic()) {
        let text = if bad == '.' {
            "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand 0"
                .to_string()
        } else {
            format!("invalid subscript '{bad}' in einstein sum subscripts string, subscripts must be letters")
        };
        return err(ErrorClass::ValueError, text);
    }
    if named > ndim {
        return err(
            ErrorClass::ValueError,
            format!("einstein sum subscripts string contains too many subscripts for operand {position}"),
        );
    }
    if !part.contains("...") && named < ndim {
        return err(
            ErrorClass::ValueError,
            "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to \
             broadcast the extra dimensions.",
        );
    }
    let extra = ndim - named;
    if extra > 9 {
        return Err(Error::unsupported("more than nine broadcast axes in np.einsum"));
    }
    let filler: String = (0..extra).map(|k| (b'9' - (extra - 1 - k) as u8) as char).collect();
    Ok(Term { array, labels: part.replace("...", &filler).chars().collect() })
}

/// The output's labels, with one mark for all broadcast axes.
fn mark_ellipsis(output: &str) -> Vec<char> {
    output.replace("...", "\u{0}").chars().collect()
}

/// Multiplies the operands and sums over the labels that the output lacks.
fn contract(cx: &mut dyn Interp, mut terms: Vec<Term>, output: &[char], dtype: DType) -> R<Value> {
    let mut digits: Vec<char> =
        terms.iter().flat_map(|term| term.labels.iter().copied()).filter(|c| c.is_ascii_digit()).collect();
    digits.sort_unstable();
    digits.dedup();
    let output: Vec<char> = output.iter().flat_map(|&c| if c == '\u{0}' { digits.clone() } else { vec![c] }).collect();
    // The length of each label.
    let mut lengths: Vec<(char, usize)> = Vec::new();
    for term in &terms {
        for (&label, &n) in term.labels.iter().zip(term.array.shape().iter()) {
            match lengths.iter_mut().find(|(have, _)| *have == label) {
                Some((_, have)) if *have == 1 => *have = n,
                Some((_, have)) if n != 1 && n != *have => return Err(einsum_mismatch(&terms, &output)),
                Some(_) => {}
                None => lengths.push((label, n)),
            }
        }
    }
    // Repeated labels of one operand are diagonals.
    for term in &mut terms {
        while let Some((i, j)) = repeated(&term.labels) {
            term.array = diagonal_view(&term.array, 0, i, j);
            let label = term.labels[i];
            term.labels.remove(j);
            term.labels.remove(i);
            term.labels.push(label);
        }
        term.array = cast(cx, &term.array, dtype)?;
    }
    let mut summed: Vec<char> =
        lengths.iter().map(|(label, _)| *label).filter(|label| !output.contains(label)).collect();
    if let [a, b] = &terms[..]
        && let Some(result) = as_product(cx, a, b, &output, &summed)?
    {
        return Ok(result);
    }
    summed.sort_unstable();
    let order: Vec<char> = output.iter().chain(&summed).copied().collect();
    let aligned = |term: &Term| -> ArrayRef {
        let layout = term.array.layout();
        let mut result = Layout { shape: Dims::new(), strides: Default::default(), offset: layout.offset };
        for label in &order {
            match term.labels.iter().position(|have| have == label) {
                Some(axis) => {
                    result.shape.push(layout.shape[axis]);
                    result.strides.push(layout.strides[axis]);
                }
                None => {
                    result.shape.push(1);
                    result.strides.push(0);
                }
            }
        }
        term.array.view_layout(result)
    };
    let mut total = Value::Array(aligned(&terms[0]));
    for term in &terms[1..] {
        total = cx.binary(BinOp::Mul, &total, &Value::Array(aligned(term)))?;
    }
    if summed.is_empty() {
        let array = as_array(cx, &total)?;
        // A view of one operand stays a view, as in NumPy.
        return Ok(scalar_or_array(array));
    }
    let axes = Value::tuple((output.len()..order.len()).map(Value::count));
    numpy_with(cx, "sum", &[total], &[("axis", axes), ("dtype", Value::dtype(dtype))])
}

fn repeated(labels: &[char]) -> Option<(usize, usize)> {
    labels.iter().enumerate().find_map(|(j, label)| labels[..j].iter().position(|have| have == label).map(|i| (i, j)))
}

/// Two operands whose common labels are all summed are a matrix product.
fn as_product(cx: &mut dyn Interp, a: &Term, b: &Term, output: &[char], summed: &[char]) -> R<Option<Value>> {
    let shared: Vec<char> = a.labels.iter().copied().filter(|label| b.labels.contains(label)).collect();
    let all_summed =
        shared.iter().all(|label| summed.contains(label)) && summed.iter().all(|label| shared.contains(label));
    if shared.is_empty() || !all_summed {
        return Ok(None);
    }
    let place = |labels: &[char]| -> Vec<Value> {
        shared.iter().filter_map(|label| labels.iter().position(|have| have == label)).map(Value::count).collect()
    };
    let same_lengths = shared.iter().all(|label| {
        let length =
            |term: &Term| term.labels.iter().position(|have| have == label).map(|axis| term.array.shape()[axis]);
        length(a) == length(b)
    });
    if !same_lengths {
        return Ok(None);
    }
    let axes = Value::tuple([Value::tuple(place(&a.labels)), Value::tuple(place(&b.labels))]);
    let mut forwarded = [Value::Array(a.array.clone()), Value::Array(b.array.clone()), axes];
    let result = tensordot(cx, &mut forwarded)?;
    let result = as_array(cx, &result)?;
    let labels: Vec<char> = a.labels.iter().chain(&b.labels).copied().filter(|label| !shared.contains(label)).collect();
    let order: Option<Vec<usize>> = output.iter().map(|label| labels.iter().position(|have| have == label)).collect();
    Ok(order.map(|order| scalar_or_array(result.view_layout(result.layout().permuted(&order)))))
}

fn einsum_mismatch(terms: &[Term], output: &[char]) -> Box<Error> {
    // NumPy shows each operand's shape and how it was spread over the labels.
    let mut order: Vec<char> = output.to_vec();
    for term in terms {
        for &label in &term.labels {
            if !order.contains(&label) {
                order.push(label);
            }
        }
    }
    let shown: Vec<String> = terms
        .iter()
        .map(|term| {
            let shape = term.array.shape();
            let spread: Vec<String> = order
                .iter()
                .map(|label| match term.labels.iter().position(|have| have == label) {
                    Some(axis) => shape[axis].to_string(),
                    None => "newaxis".to_string(),
                })
                .collect();
            format!("{}->({})", shape_text(&shape), spread.join(","))
        })
        .collect();
    Error::new(
        ErrorClass::ValueError,
        format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {} ",
            shown.join(" ")
        ),
    )
}

/// The error of operands whose inner axes differ.
fn not_aligned(a: &[usize], b: &[usize], message: String) -> Box<Error> {
    Error::new(ErrorClass::ValueError, message).with_shapes([a, b])
}
