//! Systems of equations: solve, inverses, determinants, least squares.

use super::{Stack, not_converged};
use crate::array::{Array, ArrayRef, DType, Dims, Num};
use crate::kernels::linalg::{Lu, LuNumber, Matrix, svd as svd_kernel};
use crate::run::convert::{as_array, cast};
use crate::run::ufunc_call::array_or_scalar;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Tuple, Value, element_to_value, types};
use num_complex::Complex64;

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.linalg.inv",
        signature: "(a)",
        summary: "The inverse of a square matrix.",
        details: "Errors: LinAlgError if the matrix is singular or not square.",
        example: ">>> np.linalg.inv([[1., 2.], [3., 4.]])\narray([[-2. ,  1. ],\n       [ 1.5, -0.5]])\n",
        see_also: &["np.linalg.pinv", "np.linalg.solve"],
        run: Run::Function(inv),
        ..ROW
    },
    Builtin {
        name: "np.linalg.solve",
        signature: "(a, b)",
        summary: "The x with a @ x = b.",
        details: "Shape: `(n, n), (n,) -> (n,)` or `(n, n), (n, k) -> (n, k)`. Errors: LinAlgError if a is singular.",
        example: ">>> np.linalg.solve([[1, 2], [3, 5]], [1, 2])\narray([-1.,  1.])\n",
        see_also: &["np.linalg.lstsq", "np.linalg.inv"],
        run: Run::Function(solve),
        ..ROW
    },
    Builtin {
        name: "np.linalg.det",
        signature: "(a)",
        summary: "The determinant.",
        example: ">>> np.linalg.det([[1, 2], [3, 4]])\nnp.float64(-2.0000000000000004)\n",
        see_also: &["np.linalg.slogdet"],
        run: Run::Function(det),
        ..ROW
    },
    Builtin {
        name: "np.linalg.slogdet",
        signature: "(a)",
        summary: "The sign and the logarithm of the absolute determinant.",
        example: ">>> np.linalg.slogdet([[1, 2], [3, 4]]).sign\nnp.float64(-1.0)\n",
        run: Run::Function(slogdet),
        ..ROW
    },
    Builtin {
        name: "np.linalg.pinv",
        signature: "(a, rcond=None, hermitian=False, *, rtol=_NoValue)",
        summary: "The Moore-Penrose pseudo-inverse.",
        example: ">>> np.linalg.pinv([[2., 0.], [0., 4.]])\narray([[0.5 , 0.  ],\n       [0.  , 0.25]])\n",
        run: Run::Function(pinv),
        ..ROW
    },
    Builtin {
        name: "np.linalg.lstsq",
        signature: "(a, b, rcond=None)",
        summary: "The x that makes a @ x nearest to b: solution, residuals, rank, singular values.",
        example: ">>> A = np.array([[0., 1.], [1., 1.], [2., 1.], [3., 1.]])\n>>> x = np.linalg.lstsq(A, [-1, 0.2, 0.9, 2.1])[0]\n>>> x.round(2)\narray([ 1.  , -0.95])\n",
        run: Run::Function(lstsq),
        ..ROW
    },
    Builtin {
        name: "np.linalg.LinAlgError",
        summary: "What np.linalg raises for matrices it cannot work with.",
        run: Run::Constant(|| Value::Type(types::of_error(ErrorClass::LinAlgError))),
        ..ROW
    },
];

fn singular<T>() -> R<T> {
    err(ErrorClass::LinAlgError, "Singular matrix")
}

/// `np.linalg.inv` of `(a)`.
pub(super) fn inv(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?;
    let n = stack.rows;
    if stack.dtype.is_complex() {
        let mut parts = Vec::new();
        for matrix in stack.complex_matrices(cx)? {
            let lu = Lu::new(matrix);
            if lu.singular {
                return singular();
            }
            let mut identity = Matrix::filled(n, n, Complex64::ZERO);
            for i in 0..n {
                identity.set(i, i, Complex64::ONE);
            }
            lu.solve(&mut identity);
            parts.extend(identity.to_rows());
        }
        let array = Array::from_vec(parts, &stack.array.shape());
        return Ok(Value::Array(cast(cx, &array, stack.dtype)?));
    }
    let mut parts = Vec::new();
    for matrix in stack.matrices(cx)? {
        let lu = Lu::new(matrix);
        if lu.singular {
            return singular();
        }
        let mut identity = Matrix::identity(n);
        lu.solve(&mut identity);
        parts.push(identity.to_rows());
    }
    Ok(Value::Array(stack.stacked(cx, parts, &[n, n])?))
}

fn solve(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?;
    let n = stack.rows;
    let b = as_array(cx, &args[1])?;
    let vector = b.ndim() == 1;
    let b = if vector { b.view_layout(b.layout().with_axis(1)) } else { b };
    let shape = b.shape();
    if shape.len() < 2 {
        return err(ErrorClass::LinAlgError, "0-dimensional array given. Array must be at least one-dimensional");
    }
    let (rows, width) = (shape[shape.len() - 2], shape[shape.len() - 1]);
    if rows != n {
        let (signature, name) = if vector { ("(m,m),(m)->(m)", "solve1") } else { ("(m,m),(m,n)->(m,n)", "solve") };
        return err(
            ErrorClass::ValueError,
            format!(
                "{name}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature {signature} \
                 (size {rows} is different from {n})"
            ),
        );
    }
    let outer_b = Dims::from_slice(&shape[..shape.len() - 2]);
    let Some(outer) = crate::array::broadcast_shapes([&stack.outer[..], &outer_b[..]]) else {
        return err(ErrorClass::ValueError, "operands could not be broadcast together");
    };
    let complex = stack.dtype.is_complex() || b.dtype().is_complex();
    let full = |tail: &[usize]| -> Dims { outer.iter().chain(tail).copied().collect() };
    let spread = |array: &ArrayRef, tail: &[usize]| match array.layout().broadcast_to(&full(tail)) {
        Some(layout) => array.view_layout(layout),
        None => array.clone(),
    };
    let (a, b) = (spread(&stack.array, &[n, n]), spread(&b, &[n, width]));
    let count: usize = outer.iter().product();
    let single = stack.dtype.real_part() == DType::F32 && b.dtype().real_part() == DType::F32;
    let result = if complex {
        let parts =
            solutions::<Complex64>(&cast(cx, &a, DType::C128)?, &cast(cx, &b, DType::C128)?, [count, n, width])?;
        let array = Array::from_vec(parts, &full(&[n, width]));
        if single { cast(cx, &array, DType::C64)? } else { array }
    } else {
        let parts = solutions::<f64>(&cast(cx, &a, DType::F64)?, &cast(cx, &b, DType::F64)?, [count, n, width])?;
        let array = Array::from_vec(parts, &full(&[n, width]));
        if single { cast(cx, &array, DType::F32)? } else { array }
    };
    let last = result.ndim() - 1;
    Ok(Value::Array(if vector { result.view_layout(result.layout().indexed(last, 0)) } else { result }))
}

/// The solutions of `count` systems, one after the other.
///
/// *Shape*: `(count, n, n), (count, n, width) -> (count, n, width)`. *Errors*: LinAlgError.
fn solutions<T: LuNumber + Num>(a: &ArrayRef, b: &ArrayRef, [count, n, width]: [usize; 3]) -> R<Vec<T>> {
    let (a, b) = (a.to_vec::<T>(), b.to_vec::<T>());
    let mut parts = Vec::new();
    for k in 0..count {
        let lu = Lu::new(Matrix::from_rows(&a[k * n * n..(k + 1) * n * n], n, n));
        if lu.singular {
            return singular();
        }
        let mut x = Matrix::from_rows(&b[k * n * width..(k + 1) * n * width], n, width);
        lu.solve(&mut x);
        parts.extend(x.to_rows());
    }
    Ok(parts)
}

/// Sign and logarithm of the absolute determinant of each matrix, in NumPy's order of operations.
fn log_determinants(cx: &mut dyn Interp, stack: &Stack) -> R<Vec<(f64, f64)>> {
    let mut results = Vec::new();
    for matrix in stack.matrices(cx)? {
        let n = matrix.rows;
        let lu = Lu::new(matrix);
        if lu.singular {
            results.push((0.0, f64::NEG_INFINITY));
            continue;
        }
        let mut sign = if lu.is_odd() { -1.0 } else { 1.0 };
        let mut log = 0.0;
        for i in 0..n {
            let pivot = lu.factors.at(i, i);
            if pivot < 0.0 {
                sign = -sign;
            }
            log += pivot.abs().ln();
        }
        results.push((sign, log));
    }
    Ok(results)
}

fn complex_determinants(cx: &mut dyn Interp, stack: &Stack) -> R<Vec<Complex64>> {
    Ok(stack
        .complex_matrices(cx)?
        .into_iter()
        .map(|matrix| {
            let n = matrix.rows;
            let lu = Lu::new(matrix);
            let start = Complex64::new(if lu.is_odd() { -1.0 } else { 1.0 }, 0.0);
            if lu.singular { Complex64::ZERO } else { (0..n).fold(start, |product, i| product * lu.factors.at(i, i)) }
        })
        .collect())
}

fn det(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?;
    if stack.dtype.is_complex() {
        let values = complex_determinants(cx, &stack)?;
        let array = Array::from_vec(values, &stack.outer);
        return Ok(array_or_scalar(cast(cx, &array, stack.dtype)?));
    }
    let parts = log_determinants(cx, &stack)?.into_iter().map(|(sign, log)| vec![sign * log.exp()]).collect();
    Ok(array_or_scalar(stack.stacked(cx, parts, &[])?))
}

fn slogdet(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?.real("slogdet")?;
    let found = log_determinants(cx, &stack)?;
    let signs = stack.stacked(cx, found.iter().map(|&(sign, _)| vec![sign]).collect(), &[])?;
    let logs = stack.stacked(cx, found.iter().map(|&(_, log)| vec![log]).collect(), &[])?;
    Ok(Tuple::named(types::SLOGDET_RESULT, [array_or_scalar(signs), array_or_scalar(logs)]))
}

fn pinv(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, rcond, hermitian, rtol] = args else { return Ok(Value::None) };
    if cx.truth(hermitian)? {
        return crate::value::unsupported_argument("pinv", "hermitian");
    }
    let stack = Stack::new(cx, a)?.real("pinv")?;
    let (m, n) = (stack.rows, stack.columns);
    let given = if rtol.is_missing() { rcond } else { rtol };
    let cutoff = if given.is_missing() {
        m.max(n) as f64 * if stack.dtype == DType::F32 { f32::EPSILON as f64 } else { f64::EPSILON }
    } else {
        crate::run::arguments::float_of(cx, given)?
    };
    let mut parts = Vec::new();
    for matrix in stack.matrices(cx)? {
        let Some(found) = svd_kernel(&matrix, false) else {
            return not_converged(cx, "SVD");
        };
        let largest = found.s.iter().fold(0.0f64, |m, &s| m.max(s));
        let k = found.s.len();
        let mut result = vec![0.0; n * m];
        for (r, &s) in found.s.iter().enumerate().take(k) {
            let weight = if s > cutoff * largest { 1.0 / s } else { 0.0 };
            for i in 0..n {
                for j in 0..m {
                    result[i * m + j] += found.v.at(i, r) * (weight * found.u.at(j, r));
                }
            }
        }
        parts.push(result);
    }
    Ok(Value::Array(stack.stacked(cx, parts, &[n, m])?))
}

fn lstsq(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, b, rcond] = args else { return Ok(Value::None) };
    let matrix = as_array(cx, a)?;
    if matrix.ndim() != 2 {
        return err(
            ErrorClass::LinAlgError,
            format!("{}-dimensional array given. Array must be two-dimensional", matrix.ndim()),
        );
    }
    let stack = Stack::new(cx, a)?.real("lstsq")?;
    let right = as_array(cx, b)?;
    let vector = right.ndim() == 1;
    let right = if vector { right.view_layout(right.layout().with_axis(1)) } else { right };
    let (m, n) = (stack.rows, stack.columns);
    if right.shape()[0] != m {
        return err(ErrorClass::LinAlgError, "Incompatible dimensions");
    }
    let width = right.shape()[1];
    let right = Matrix::from_rows(&cast(cx, &right, DType::F64)?.to_vec::<f64>(), m, width);
    let cutoff = if rcond.is_missing() {
        m.max(n) as f64 * f64::EPSILON
    } else {
        let given = crate::run::arguments::float_of(cx, rcond)?;
        if given < 0.0 { f64::EPSILON } else { given }
    };
    let Some(own) = stack.matrices(cx)?.pop() else { return Ok(Value::None) };
    let Some(found) = svd_kernel(&own, false) else {
        cx.check_interrupt()?;
        return err(ErrorClass::LinAlgError, "SVD did not converge in Linear Least Squares");
    };
    let largest = found.s.iter().fold(0.0f64, |m, &s| m.max(s));
    let rank = found.s.iter().filter(|&&s| s > cutoff * largest).count();
    let mut x = Matrix::filled(n, width, 0.0);
    for j in 0..width {
        for (r, &s) in found.s.iter().enumerate().take(rank) {
            let projection: f64 = (0..m).map(|i| found.u.at(i, r) * right.at(i, j)).sum();
            for i in 0..n {
                x.set(i, j, x.at(i, j) + found.v.at(i, r) * (projection / s));
            }
        }
    }
    let residuals = if rank == n && m > n {
        let sums = (0..width).map(|j| {
            (0..m)
                .map(|i| {
                    let value: f64 = (0..n).map(|k| own.at(i, k) * x.at(k, j)).sum();
                    (right.at(i, j) - value).powi(2)
                })
                .sum()
        });
        Array::from_vec(sums.collect::<Vec<f64>>(), &[width])
    } else {
        Array::from_vec(Vec::<f64>::new(), &[0])
    };
    let shape: &[usize] = if vector { &[n] } else { &[n, width] };
    let solution = Array::from_vec(x.to_rows(), shape);
    let k = found.s.len();
    Ok(Value::tuple([
        Value::Array(solution),
        Value::Array(residuals),
        // The rank that LAPACK reports is a C int, which NumPy hands on as such.
        element_to_value(crate::array::Element::I32(rank as i32)),
        Value::Array(Array::from_vec(found.s, &[k])),
    ]))
}
