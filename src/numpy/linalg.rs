//! `np.linalg`: norms, decompositions, systems of equations. Matrices may be stacked: every function
//! works on the last two axes.

use crate::array::{Array, ArrayRef, DType, Dims, Order};
use crate::kernels::linalg::{
    Lu, Matrix, cholesky as cholesky_kernel, eig as eig_kernel, eigh as eigh_kernel, qr as qr_kernel, svd as svd_kernel,
};
use crate::run::arguments::{axis_of, index_of, sizes_of, wrap_axis};
use crate::run::convert::{as_array, cast};
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Tuple, Value, element_to_value, types};
use num_complex::Complex64;

use super::products::{numpy, numpy_with};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
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
                let line = super::shape::flat(&array);
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
        name: "np.linalg.cholesky",
        signature: "(a, /, *, upper=False)",
        summary: "The triangular factor L of a positive definite matrix, with L @ L.T = a.",
        example: ">>> np.linalg.cholesky([[4., 2.], [2., 5.]])\narray([[2., 0.],\n       [1., 2.]])\n",
        run: Run::Function(cholesky),
        ..ROW
    },
    Builtin {
        name: "np.linalg.qr",
        signature: "(a, mode='reduced')",
        summary: "The decomposition into an orthonormal and an upper triangular matrix.",
        example: ">>> q, r = np.linalg.qr([[3., 1.], [4., 2.]])\n>>> np.allclose(q @ r, [[3., 1.], [4., 2.]])\nTrue\n",
        run: Run::Function(qr),
        ..ROW
    },
    Builtin {
        name: "np.linalg.svd",
        signature: "(a, full_matrices=True, compute_uv=True, hermitian=False)",
        summary: "The singular value decomposition a = U @ diag(S) @ Vh.",
        example: ">>> U, S, Vh = np.linalg.svd([[3., 0.], [0., 4.]])\n>>> S\narray([4., 3.])\n",
        run: Run::Function(svd),
        ..ROW
    },
    Builtin {
        name: "np.linalg.svdvals",
        signature: "(x, /)",
        summary: "The singular values.",
        example: ">>> np.linalg.svdvals([[3., 0.], [0., 4.]])\narray([4., 3.])\n",
        run: Run::Function(|cx, args| {
            svd(cx, &mut [args[0].take(), Value::bool(false), Value::bool(false), Value::bool(false)])
        }),
        ..ROW
    },
    Builtin {
        name: "np.linalg.eigh",
        signature: "(a, UPLO='L')",
        summary: "Eigenvalues (ascending) and eigenvectors of a symmetric matrix.",
        example: ">>> w, v = np.linalg.eigh([[2., 0.], [0., 1.]])\n>>> w\narray([1., 2.])\n",
        run: Run::Function(|cx, args| eigh(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.linalg.eigvalsh",
        signature: "(a, UPLO='L')",
        summary: "Eigenvalues (ascending) of a symmetric matrix.",
        example: ">>> np.linalg.eigvalsh([[2., 0.], [0., 1.]])\narray([1., 2.])\n",
        run: Run::Function(|cx, args| eigh(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "np.linalg.eig",
        signature: "(a)",
        summary: "Eigenvalues and right eigenvectors (columns) of a square matrix.",
        example: ">>> w, v = np.linalg.eig(np.diag((1, 2, 3)))\n>>> w\narray([1., 2., 3.])\n",
        run: Run::Function(|cx, args| eig(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.linalg.eigvals",
        signature: "(a)",
        summary: "Eigenvalues of a square matrix.",
        example: ">>> np.linalg.eigvals([[2., 0.], [0., 1.]])\narray([2., 1.])\n",
        run: Run::Function(|cx, args| eig(cx, args, false)),
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

/// A stack of matrices: the outer shape, and each matrix as float64.
struct Stack {
    array: ArrayRef,
    outer: Dims,
    rows: usize,
    columns: usize,
    /// What results are cast to.
    dtype: DType,
}

impl Stack {
    /// *Errors*: LinAlgError for less than two axes, TypeError for dtypes without a decomposition.
    fn new(cx: &mut dyn Interp, value: &Value) -> R<Stack> {
        let array = as_array(cx, value)?;
        let shape = array.shape();
        if shape.len() < 2 {
            return err(
                ErrorClass::LinAlgError,
                format!("{}-dimensional array given. Array must be at least two-dimensional", shape.len()),
            );
        }
        let dtype = match array.dtype().native() {
            DType::F32 => DType::F32,
            DType::C64 => DType::C64,
            DType::C128 => DType::C128,
            DType::F16 => return err(ErrorClass::TypeError, "array type float16 is unsupported in linalg"),
            dtype if dtype.is_numeric() => DType::F64,
            other => {
                let shown = other.name();
                return err(ErrorClass::TypeError, format!("Cannot cast dtype {shown} to float64 in linalg"));
            }
        };
        let k = shape.len() - 2;
        Ok(Stack { outer: Dims::from_slice(&shape[..k]), rows: shape[k], columns: shape[k + 1], array, dtype })
    }

    fn square(cx: &mut dyn Interp, value: &Value) -> R<Stack> {
        let stack = Stack::new(cx, value)?;
        if stack.rows != stack.columns {
            return err(ErrorClass::LinAlgError, "Last 2 dimensions of the array must be square");
        }
        Ok(stack)
    }

    /// Refuses complex matrices where only real ones are decomposed so far.
    fn real(self, function: &str) -> R<Stack> {
        if self.dtype.is_complex() {
            return Err(Error::unsupported(format!("complex matrices in np.linalg.{function}")));
        }
        Ok(self)
    }

    fn matrices(&self, cx: &mut dyn Interp) -> R<Vec<Matrix>> {
        let wide = cast(cx, &self.array, DType::F64)?.to_vec::<f64>();
        let size = self.rows * self.columns;
        let count: usize = self.outer.iter().product();
        Ok((0..count).map(|k| Matrix::from_rows(&wide[k * size..(k + 1) * size], self.rows, self.columns)).collect())
    }

    fn complex_matrices(&self, cx: &mut dyn Interp) -> R<Vec<Matrix<Complex64>>> {
        let wide = cast(cx, &self.array, DType::C128)?.to_vec::<Complex64>();
        let size = self.rows * self.columns;
        let count: usize = self.outer.iter().product();
        Ok((0..count).map(|k| Matrix::from_rows(&wide[k * size..(k + 1) * size], self.rows, self.columns)).collect())
    }

    /// Results of one shape each, stacked again.
    fn stacked(&self, cx: &mut dyn Interp, parts: Vec<Vec<f64>>, inner: &[usize]) -> R<ArrayRef> {
        let shape: Dims = self.outer.iter().chain(inner).copied().collect();
        let array = Array::from_vec(parts.concat(), &shape);
        cast(cx, &array, self.dtype.real_part())
    }
}

fn scalar_or_array(array: ArrayRef) -> Value {
    if array.ndim() == 0 { element_to_value(array.only_element()) } else { Value::Array(array) }
}

fn singular<T>() -> R<T> {
    err(ErrorClass::LinAlgError, "Singular matrix")
}

fn inv(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
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
        let (a, b) =
            (cast(cx, &a, DType::C128)?.to_vec::<Complex64>(), cast(cx, &b, DType::C128)?.to_vec::<Complex64>());
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
        let array = Array::from_vec(parts, &full(&[n, width]));
        if single { cast(cx, &array, DType::C64)? } else { array }
    } else {
        let (a, b) = (cast(cx, &a, DType::F64)?.to_vec::<f64>(), cast(cx, &b, DType::F64)?.to_vec::<f64>());
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
        let array = Array::from_vec(parts, &full(&[n, width]));
        if single { cast(cx, &array, DType::F32)? } else { array }
    };
    let last = result.ndim() - 1;
    Ok(Value::Array(if vector { result.view_layout(result.layout().indexed(last, 0)) } else { result }))
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
        return Ok(scalar_or_array(cast(cx, &array, stack.dtype)?));
    }
    let parts = log_determinants(cx, &stack)?.into_iter().map(|(sign, log)| vec![sign * log.exp()]).collect();
    Ok(scalar_or_array(stack.stacked(cx, parts, &[])?))
}

fn slogdet(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?.real("slogdet")?;
    let found = log_determinants(cx, &stack)?;
    let signs = stack.stacked(cx, found.iter().map(|&(sign, _)| vec![sign]).collect(), &[])?;
    let logs = stack.stacked(cx, found.iter().map(|&(_, log)| vec![log]).collect(), &[])?;
    Ok(Tuple::named(types::SLOGDET_RESULT, [scalar_or_array(signs), scalar_or_array(logs)]))
}

fn cholesky(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?.real("cholesky")?;
    let upper = cx.truth(&args[1])?;
    let n = stack.rows;
    let mut parts = Vec::new();
    for matrix in stack.matrices(cx)? {
        let matrix = if upper { matrix.transposed() } else { matrix };
        match cholesky_kernel(&matrix) {
            Some(factor) => parts.push(if upper { factor.transposed().to_rows() } else { factor.to_rows() }),
            None => return err(ErrorClass::LinAlgError, "Matrix is not positive definite"),
        }
    }
    Ok(Value::Array(stack.stacked(cx, parts, &[n, n])?))
}

fn qr(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mode = args[1].as_str().unwrap_or("").to_string();
    if !matches!(mode.as_str(), "reduced" | "complete" | "r" | "raw") {
        return err(ErrorClass::ValueError, format!("Unrecognized mode '{mode}'"));
    }
    if mode == "raw" {
        return Err(Error::unsupported("mode='raw' of np.linalg.qr"));
    }
    let stack = Stack::new(cx, &args[0])?.real("qr")?;
    let (m, n) = (stack.rows, stack.columns);
    let k = if mode == "complete" { m } else { m.min(n) };
    let (mut qs, mut rs) = (Vec::new(), Vec::new());
    for matrix in stack.matrices(cx)? {
        let found = qr_kernel(matrix);
        rs.push(found.r(k).to_rows());
        if mode != "r" {
            qs.push(found.q(k).to_rows());
        }
    }
    let r = Value::Array(stack.stacked(cx, rs, &[k, n])?);
    if mode == "r" {
        return Ok(r);
    }
    let q = Value::Array(stack.stacked(cx, qs, &[m, k])?);
    Ok(Tuple::named(types::QR_RESULT, [q, r]))
}

fn not_converged<T>(what: &str) -> R<T> {
    err(ErrorClass::LinAlgError, format!("{what} did not converge"))
}

/// Refuses NaN and infinity, which the steps would circle on.
fn check_finite(matrices: &[Matrix], what: &str) -> R<()> {
    if matrices.iter().any(|matrix| matrix.data.iter().any(|x| !x.is_finite())) {
        return match what {
            "Eigenvalues" => err(ErrorClass::LinAlgError, "Array must not contain infs or NaNs"),
            other => not_converged(other),
        };
    }
    Ok(())
}

fn svd(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, full, compute_uv, hermitian] = args else { return Ok(Value::None) };
    if cx.truth(hermitian)? {
        return crate::value::unsupported_argument("svd", "hermitian");
    }
    let stack = Stack::new(cx, a)?.real("svd")?;
    let (full, vectors) = (cx.truth(full)?, cx.truth(compute_uv)?);
    let (m, n) = (stack.rows, stack.columns);
    let k = m.min(n);
    let matrices = stack.matrices(cx)?;
    check_finite(&matrices, "SVD")?;
    let (mut us, mut ss, mut vs) = (Vec::new(), Vec::new(), Vec::new());
    for matrix in matrices {
        cx.check_interrupt()?;
        let Some(found) = svd_kernel(&matrix, full && vectors) else {
            return not_converged("SVD");
        };
        us.push(found.u.to_rows());
        ss.push(found.s);
        vs.push(found.v.transposed().to_rows());
    }
    let s = Value::Array(stack.stacked(cx, ss, &[k])?);
    if !vectors {
        return Ok(s);
    }
    let (uk, vk) = if full { (m, n) } else { (k, k) };
    let u = Value::Array(stack.stacked(cx, us, &[m, uk])?);
    let vh = Value::Array(stack.stacked(cx, vs, &[vk, n])?);
    Ok(Tuple::named(types::SVD_RESULT, [u, s, vh]))
}

fn eigh(cx: &mut dyn Interp, args: &mut [Value], vectors: bool) -> R<Value> {
    let upper = match args[1].as_str().map(str::to_uppercase).as_deref() {
        Some("L") => false,
        Some("U") => true,
        _ => return err(ErrorClass::ValueError, "UPLO argument must be 'L' or 'U'"),
    };
    let stack = Stack::square(cx, &args[0])?.real("eigh")?;
    let n = stack.rows;
    let matrices = stack.matrices(cx)?;
    check_finite(&matrices, "Eigenvalues")?;
    let (mut values, mut columns) = (Vec::new(), Vec::new());
    for matrix in matrices {
        cx.check_interrupt()?;
        let matrix = if upper { matrix.transposed() } else { matrix };
        let Some((w, v)) = eigh_kernel(&matrix, vectors) else {
            return not_converged("Eigenvalues");
        };
        values.push(w);
        columns.push(v.to_rows());
    }
    let w = Value::Array(stack.stacked(cx, values, &[n])?);
    if !vectors {
        return Ok(w);
    }
    let v = Value::Array(stack.stacked(cx, columns, &[n, n])?);
    Ok(Tuple::named(types::EIGH_RESULT, [w, v]))
}

fn eig(cx: &mut dyn Interp, args: &mut [Value], vectors: bool) -> R<Value> {
    let stack = Stack::square(cx, &args[0])?.real("eig")?;
    let n = stack.rows;
    let matrices = stack.matrices(cx)?;
    check_finite(&matrices, "Eigenvalues")?;
    let mut found = Vec::new();
    for matrix in matrices {
        cx.check_interrupt()?;
        match eig_kernel(&matrix, vectors) {
            Some(eigen) => found.push(eigen),
            None => return not_converged("Eigenvalues"),
        }
    }
    let real = found.iter().all(|eigen| eigen.values.iter().all(|value| value.im == 0.0));
    let (w, v) = if real {
        let values = found.iter().map(|eigen| eigen.values.iter().map(|value| value.re).collect()).collect();
        let vectors_part = found.iter().map(|eigen| eigen.vectors.to_rows()).collect();
        (stack.stacked(cx, values, &[n])?, stack.stacked(cx, vectors_part, &[n, n])?)
    } else {
        let values: Vec<Complex64> = found.iter().flat_map(|eigen| eigen.values.iter().copied()).collect();
        let columns: Vec<Complex64> = found.iter().flat_map(|eigen| complex_columns(eigen, n)).collect();
        let shape = |tail: &[usize]| -> Dims { stack.outer.iter().chain(tail).copied().collect() };
        let dtype = if stack.dtype == DType::F32 { DType::C64 } else { DType::C128 };
        let w = cast(cx, &Array::from_vec(values, &shape(&[n])), dtype)?;
        let v = cast(cx, &Array::from_vec(columns, &shape(&[n, n])), dtype)?;
        (w, v)
    };
    if !vectors {
        return Ok(Value::Array(w));
    }
    Ok(Tuple::named(types::EIG_RESULT, [Value::Array(w), Value::Array(v)]))
}

/// Eigenvectors as complex numbers in row order.
fn complex_columns(eigen: &crate::kernels::linalg::Eigen, n: usize) -> Vec<Complex64> {
    let mut columns = Matrix::filled(n, n, Complex64::ZERO);
    let mut j = 0;
    while j < n {
        if eigen.values[j].im == 0.0 {
            for i in 0..n {
                columns.set(i, j, Complex64::new(eigen.vectors.at(i, j), 0.0));
            }
            j += 1;
        } else {
            for i in 0..n {
                let value = Complex64::new(eigen.vectors.at(i, j), eigen.vectors.at(i, j + 1));
                columns.set(i, j, value);
                columns.set(i, j + 1, value.conj());
            }
            j += 2;
        }
    }
    columns.to_rows()
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
            return not_converged("SVD");
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
            return not_converged("SVD");
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
        return Ok(scalar_or_array(ratio));
    }
    let inverse = inv(cx, &mut [Value::Array(array.clone())])?;
    let axes = Value::tuple([Value::Int(-2), Value::Int(-1)]);
    let own = norm(cx, &mut [Value::Array(array), p.clone(), axes.clone(), Value::bool(false)])?;
    let other = norm(cx, &mut [inverse, p.clone(), axes, Value::bool(false)])?;
    cx.binary(BinOp::Mul, &own, &other)
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

/// What `ord` asks for.
enum Ord {
    Default,
    Number(f64),
    Frobenius,
    Nuclear,
}

fn norm(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
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
    let line = super::shape::reshape_array(array, &[-1], order, None)?;
    let square = if line.dtype().is_complex() {
        let (re, im) = (super::ndarray::complex_part(&line, false), super::ndarray::complex_part(&line, true));
        let (re, im) = (re.copy(), im.copy());
        let first = super::products::dot(cx, &re, &re)?;
        let second = super::products::dot(cx, &im, &im)?;
        cx.binary(BinOp::Add, &first, &second)?
    } else {
        super::products::dot(cx, &line, &line)?
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
            let powers = cx.binary(BinOp::Pow, &sizes, &Value::float(p))?;
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
