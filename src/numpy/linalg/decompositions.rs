//! Decompositions: Cholesky, QR, singular values, eigenvalues.

use super::{Stack, not_converged};
use crate::array::{Array, DType, Dims};
use crate::kernels::linalg::{
    Matrix, cholesky as cholesky_kernel, eig as eig_kernel, eigh as eigh_kernel, qr as qr_kernel, svd as svd_kernel,
};
use crate::run::convert::cast;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Tuple, Value, types};
use num_complex::Complex64;

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
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
];

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

/// Refuses NaN and infinity, which the steps would circle on.
fn check_finite(matrices: &[Matrix], what: &str) -> R<()> {
    if matrices.iter().any(|matrix| matrix.data.iter().any(|x| !x.is_finite())) {
        return match what {
            "Eigenvalues" => err(ErrorClass::LinAlgError, "Array must not contain infs or NaNs"),
            other => err(ErrorClass::LinAlgError, format!("{other} did not converge")),
        };
    }
    Ok(())
}

/// `np.linalg.svd` of `(a, full_matrices, compute_uv, hermitian)`.
pub(super) fn svd(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
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
            return not_converged(cx, "SVD");
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
            return not_converged(cx, "Eigenvalues");
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
            None => return not_converged(cx, "Eigenvalues"),
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
