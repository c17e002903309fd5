//! Norms of vectors and matrices, the condition number, the rank.

use super::decompositions::svd;
use super::systems::inv;
use super::{Stack, not_converged};
use crate::array::{Array, ArrayRef, DType, Dims, Order};
use crate::kernels::linalg::svd as svd_kernel;
use crate::numpy::products::{numpy, numpy_with};
use crate::run::arguments::{axis_of, index_of, sizes_of, wrap_axis};
use crate::run::convert::{as_array, cast};
use crate::run::ufunc_call::array_or_scalar;
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value, inside};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.linalg.norm",
        signature: "(x, ord=None, axis=None, keepdims=False)",
        summary: "The length of vectors, or a norm of matrices.",
        details: "Without `ord` the root of the sum of squares. For vectors `ord` may be any number, inf or 0; for \
                  matrices 'fro', 'nuc', inf, -inf, 1, -1, 2, -2.",
        example: ">>> np.linalg.norm([3, 4])\nnp.float64(5.0)\n>>> np.linalg.norm([[3, 4], [6, 8]], axis=1)\narray([ 5., 10.])\n",
        run: Run::Function(norm),
        ..ROW
    },
    Builtin {
        name: "np.linalg.vector_norm",
        signature: "(x, /, *, axis=None, keepdims=False, ord=2)",
        summary: "The length of vectors.",
        example: ">>> np.linalg.vector_norm([3, 4])\nnp.float64(5.0)\n",
        run: Run::Function(|cx, args| {
            let [x, axis, keepdims, ord] = args else { return Ok(Value::None) };
            if axis.is_missing() {
                let array = as_array(cx, x)?;
                let line = crate::numpy::shape::flat(&array);
                let result = norm(cx, &mut [Value::Array(line), ord.take(), Value::None, Value::bool(false)])?;
                if cx.truth(keepdims)? {
                    let scalar = as_array(cx, &result)?;
                    let shape = Dims::from_elem(1, array.ndim());
                    return Ok(Value::Array(scalar.view_layout(crate::array::Layout::c_order(&shape, 8))));
                }
                return Ok(result);
            }
            norm(cx, &mut [x.take(), ord.take(), axis.take(), keepdims.take()])
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.matrix_norm",
        signature: "(x, /, *, keepdims=False, ord='fro')",
        summary: "A norm of matrices.",
        example: ">>> np.linalg.matrix_norm([[3, 0], [0, 4]])\nnp.float64(5.0)\n",
        run: Run::Function(|cx, args| {
            let [x, keepdims, ord] = args else { return Ok(Value::None) };
            let axes = Value::tuple([Value::Int(-2), Value::Int(-1)]);
            norm(cx, &mut [x.take(), ord.take(), axes, keepdims.take()])
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.matrix_rank",
        signature: "(A, tol=None, hermitian=False, *, rtol=None)",
        summary: "The rank: how many singular values are not negligible.",
        example: ">>> np.linalg.matrix_rank(np.eye(4))\nnp.int64(4)\n",
        run: Run::Function(matrix_rank),
        ..ROW
    },
    Builtin {
        name: "np.linalg.cond",
        signature: "(x, p=None)",
        summary: "The condition number.",
        example: ">>> np.linalg.cond([[2., 0.], [0., 1.]])\nnp.float64(2.0)\n",
        run: Run::Function(cond),
        ..ROW
    },
];

fn matrix_rank(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, tol, hermitian, rtol] = args else { return Ok(Value::None) };
    if cx.truth(hermitian)? {
        return crate::value::unsupported_argument("matrix_rank", "hermitian");
    }
    let array = as_array(cx, a)?;
    if array.ndim() < 2 {
        let any = cast(cx, &array, DType::Bool)?;
        let nonzero = crate::array::nonzero(&any).0 > 0;
        return Ok(Value::Int(i64::from(nonzero)));
    }
    let stack = Stack::new(cx, a)?.real("matrix_rank")?;
    let eps = if stack.dtype == DType::F32 { f32::EPSILON as f64 } else { f64::EPSILON };
    let mut ranks = Vec::new();
    for matrix in stack.matrices(cx)? {
        let Some(found) = svd_kernel(&matrix, false) else {
            return not_converged(cx, "SVD");
        };
        let largest = found.s.iter().fold(0.0f64, |m, &s| m.max(s));
        let limit = if !tol.is_missing() {
            crate::run::arguments::float_of(cx, tol)?
        } else if !rtol.is_missing() {
            largest * crate::run::arguments::float_of(cx, rtol)?
        } else {
            largest * (stack.rows.max(stack.columns) as f64 * eps)
        };
        ranks.push(found.s.iter().filter(|&&s| s > limit).count() as i64);
    }
    if stack.outer.is_empty() {
        return Ok(Value::NpInt(ranks[0]));
    }
    Ok(Value::Array(Array::from_vec(ranks, &stack.outer)))
}

fn cond(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, p] = args else { return Ok(Value::None) };
    let array = as_array(cx, x)?;
    if array.size() == 0 && array.ndim() >= 2 {
        return err(ErrorClass::LinAlgError, "cond is not defined on empty arrays");
    }
    let two = p.is_missing() || matches!(p, Value::Int(2 | -2));
    if two {
        let values = svd(cx, &mut [Value::Array(array), Value::bool(false), Value::bool(false), Value::bool(false)])?;
        let values = as_array(cx, &values)?;
        let last = values.ndim() - 1;
        let n = values.shape()[last];
        let first = Value::Array(values.view_layout(values.layout().indexed(last, 0)));
        let least = Value::Array(values.view_layout(values.layout().indexed(last, n - 1)));
        let (top, bottom) = if matches!(p, Value::Int(-2)) { (least, first) } else { (first, least) };
        let ratio = cx.binary(BinOp::Div, &top, &bottom)?;
        let ratio = as_array(cx, &ratio)?;
        return Ok(array_or_scalar(ratio));
    }
    let inverse = inv(cx, &mut [Value::Array(array.clone())])?;
    let axes = Value::tuple([Value::Int(-2), Value::Int(-1)]);
    let own = norm(cx, &mut [Value::Array(array), p.clone(), axes.clone(), Value::bool(false)])?;
    let other = norm(cx, &mut [inverse, p.clone(), axes, Value::bool(false)])?;
    cx.binary(BinOp::Mul, &own, &other)
}

/// What `ord` asks for.
enum Ord {
    Default,
    Number(f64),
    Frobenius,
    Nuclear,
}

fn norm(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    inside(cx, "norm", |cx| norm_row(cx, args))
}

fn norm_row(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, ord, axis, keepdims] = args else { return Ok(Value::None) };
    let mut array = as_array(cx, x)?;
    if !array.dtype().is_numeric() {
        if array.dtype() != DType::Object {
            let shown = cx.repr(&Value::dtype(array.dtype()))?;
            return err(ErrorClass::TypeError, format!("Cannot take the norm of {shown}"));
        }
        array = cast(cx, &array, DType::F64)?;
    }
    if !array.dtype().is_float() && !array.dtype().is_complex() {
        array = cast(cx, &array, DType::F64)?;
    }
    let keep = cx.truth(keepdims)?;
    let ord = match &*ord {
        Value::None | Value::Undef => Ord::Default,
        Value::Str(name) => match &***name {
            "fro" => Ord::Frobenius,
            "nuc" => Ord::Nuclear,
            "f" => Ord::Frobenius,
            _ => return err(ErrorClass::ValueError, "Invalid norm order for matrices."),
        },
        number => Ord::Number(crate::run::arguments::float_of(cx, number)?),
    };
    let ndim = array.ndim();
    if axis.is_missing() {
        let plain = match ord {
            Ord::Default => true,
            Ord::Frobenius => ndim == 2,
            Ord::Number(p) => p == 2.0 && ndim == 1,
            Ord::Nuclear => false,
        };
        if plain {
            return plain_norm(cx, &array, keep);
        }
    }
    let axes: Vec<usize> = match &*axis {
        Value::None | Value::Undef => (0..ndim).collect(),
        Value::Tuple(_) => {
            let mut axes = Vec::new();
            for axis in sizes_of(cx, axis)? {
                axes.push(wrap_axis(axis, ndim)?);
            }
            axes
        }
        other => match index_of(cx, other) {
            Ok(_) => vec![axis_of(cx, other, ndim)?],
            Err(_) => {
                return err(ErrorClass::TypeError, "'axis' must be None, an integer or a tuple of integers");
            }
        },
    };
    match axes[..] {
        [axis] => vector_norm(cx, &array, ord, axis, keep),
        [row, column] => {
            if row == column {
                return err(ErrorClass::ValueError, "Duplicate axes given.");
            }
            matrix_norm(cx, &array, ord, row, column, keep)
        }
        _ => err(ErrorClass::ValueError, "Improper number of dimensions to norm."),
    }
}

/// The root of the sum of squares of all elements, by a dot product as NumPy does it.
fn plain_norm(cx: &mut dyn Interp, array: &ArrayRef, keep: bool) -> R<Value> {
    let order = if array.is_f() && !array.is_c() { Order::F } else { Order::C };
    let line = crate::numpy::shape::reshape_array(array, &[-1], order, None)?;
    let square = if line.dtype().is_complex() {
        let (re, im) =
            (crate::numpy::ndarray::complex_part(&line, false), crate::numpy::ndarray::complex_part(&line, true));
        let (re, im) = (re.copy(), im.copy());
        let first = crate::numpy::products::dot(cx, &re, &re)?;
        let second = crate::numpy::products::dot(cx, &im, &im)?;
        cx.binary(BinOp::Add, &first, &second)?
    } else {
        crate::numpy::products::dot(cx, &line, &line)?
    };
    let root = numpy(cx, "sqrt", &[square])?;
    if keep {
        let result = as_array(cx, &root)?;
        let shape = Dims::from_elem(1, array.ndim());
        let layout = crate::array::Layout::c_order(&shape, result.itemsize());
        return Ok(Value::Array(result.view_layout(layout)));
    }
    Ok(root)
}

fn keywords(axis: Value, keep: bool) -> [(&'static str, Value); 2] {
    [("axis", axis), ("keepdims", Value::bool(keep))]
}

fn vector_norm(cx: &mut dyn Interp, array: &ArrayRef, ord: Ord, axis: usize, keep: bool) -> R<Value> {
    let x = Value::Array(array.clone());
    let along = keywords(Value::count(axis), keep);
    match ord {
        Ord::Default => sum_of_squares(cx, array, &along),
        Ord::Number(2.0) => sum_of_squares(cx, array, &along),
        Ord::Number(p) if p == f64::INFINITY => {
            let sizes = numpy(cx, "abs", &[x])?;
            numpy_with(cx, "max", &[sizes], &along)
        }
        Ord::Number(p) if p == f64::NEG_INFINITY => {
            let sizes = numpy(cx, "abs", &[x])?;
            numpy_with(cx, "min", &[sizes], &along)
        }
        Ord::Number(0.0) => {
            let flags = cx.compare(crate::syntax::ast::CmpOp::Ne, &x, &Value::Int(0))?;
            let flags = as_array(cx, &flags)?;
            let flags = cast(cx, &flags, array.dtype().real_part())?;
            numpy_with(cx, "sum", &[Value::Array(flags)], &along)
        }
        Ord::Number(1.0) => {
            let sizes = numpy(cx, "abs", &[x])?;
            numpy_with(cx, "sum", &[sizes], &along)
        }
        Ord::Number(p) => {
            let sizes = numpy(cx, "abs", &[x])?;
            let powers = match p {
                -1.0 => numpy(cx, "reciprocal", &[sizes])?,
                _ => cx.binary(BinOp::Pow, &sizes, &Value::float(p))?,
            };
            let sum = numpy_with(cx, "sum", &[powers], &along)?;
            let exponent = numpy(cx, "reciprocal", &[Value::np_float(p)])?;
            numpy(cx, "power", &[sum, exponent])
        }
        Ord::Frobenius | Ord::Nuclear => {
            let name = if matches!(ord, Ord::Nuclear) { "nuc" } else { "fro" };
            err(ErrorClass::ValueError, format!("Invalid norm order '{name}' for vectors"))
        }
    }
}

fn sum_of_squares(cx: &mut dyn Interp, array: &ArrayRef, along: &[(&str, Value)]) -> R<Value> {
    let x = Value::Array(array.clone());
    let squares = if array.dtype().is_complex() {
        let conjugate = numpy(cx, "conjugate", std::slice::from_ref(&x))?;
        let product = cx.binary(BinOp::Mul, &conjugate, &x)?;
        numpy(cx, "real", &[product])?
    } else {
        cx.binary(BinOp::Mul, &x, &x)?
    };
    let sum = numpy_with(cx, "sum", &[squares], along)?;
    numpy(cx, "sqrt", &[sum])
}

fn matrix_norm(cx: &mut dyn Interp, array: &ArrayRef, ord: Ord, row: usize, column: usize, keep: bool) -> R<Value> {
    let x = Value::Array(array.clone());
    let both = Value::tuple([Value::count(row), Value::count(column)]);
    let mut result = match ord {
        Ord::Default | Ord::Frobenius => return sum_of_squares(cx, array, &keywords(both, keep)),
        Ord::Number(p) if p.abs() == 1.0 || p.is_infinite() => {
            let (inner, outer) = if p.is_infinite() { (column, row) } else { (row, column) };
            let sizes = numpy(cx, "abs", &[x])?;
            let sums = numpy_with(cx, "sum", &[sizes], &[("axis", Value::count(inner))])?;
            let outer = if outer > inner { outer - 1 } else { outer };
            numpy_with(cx, if p > 0.0 { "max" } else { "min" }, &[sums], &[("axis", Value::count(outer))])?
        }
        Ord::Number(2.0) => singular_norm(cx, array, row, column, "max")?,
        Ord::Number(-2.0) => singular_norm(cx, array, row, column, "min")?,
        Ord::Nuclear => singular_norm(cx, array, row, column, "sum")?,
        Ord::Number(_) => return err(ErrorClass::ValueError, "Invalid norm order for matrices."),
    };
    if keep {
        let value = as_array(cx, &result)?;
        let (first, second) = (row.min(column), row.max(column));
        result = Value::Array(value.view_layout(value.layout().with_axis(first).with_axis(second)));
    }
    Ok(result)
}

fn singular_norm(cx: &mut dyn Interp, array: &ArrayRef, row: usize, column: usize, reduce: &str) -> R<Value> {
    let mut order: Vec<usize> = (0..array.ndim()).filter(|&axis| axis != row && axis != column).collect();
    order.extend([row, column]);
    let moved = array.view_layout(array.layout().permuted(&order));
    let values = svd(cx, &mut [Value::Array(moved), Value::bool(false), Value::bool(false), Value::bool(false)])?;
    numpy_with(cx, reduce, &[values], &[("axis", Value::Int(-1))])
}
