//! Products of matrices: matmul, powers, chains; traces, diagonals and transposes of stacks.

use super::dot::dot;
use super::{into_out, numpy_with};
use crate::array::{ArrayRef, Order};
use crate::numpy::shape::{diagonal_of, diagonal_view, read_only};
use crate::run::arguments::{OUTPUT_MUST_BE_AN_ARRAY, dtype_arg, index_of, out_array};
use crate::run::convert::{as_array, element_of};
use crate::run::ufunc_call::array_or_scalar;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
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
            let axes = [Value::Int(-2), Value::Int(-1)];
            let (_, diagonal) = diagonal_of(cx, &args[0], &args[1], &axes[0], &axes[1])?;
            Ok(Value::Array(read_only(diagonal)))
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
            crate::numpy::shape::matrix_transpose(&array).map(Value::Array)
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
];

fn trace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, offset, axis1, axis2, dtype, out] = args else { return Ok(Value::None) };
    let (_, diagonal) = diagonal_of(cx, a, offset, axis1, axis2)?;
    let mut keywords = vec![("axis", Value::Int(-1))];
    if dtype_arg(cx, dtype)?.is_some() {
        keywords.push(("dtype", dtype.clone()));
    }
    if out_array(out, OUTPUT_MUST_BE_AN_ARRAY)?.is_some() {
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
        (true, true) => array_or_scalar(result.view_layout(result.layout().indexed(0, 0).indexed(0, 0))),
        (true, false) => Value::Array(result.view_layout(result.layout().indexed(0, 0))),
        (false, true) => Value::Array(result.view_layout(result.layout().indexed(1, 0))),
        _ => Value::Array(result),
    };
    into_out(cx, result, &args[1].take(), "'out' must be an array")
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
        let result = crate::numpy::create::new_array(&shape, array.dtype(), Order::C)?;
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
