//! Ufuncs of whole vectors and matrices.

use crate::kernels::ufunc::{UFUNCS, id};
use crate::run::core_product;
use crate::text::{Name, R};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.matmul",
        signature: "(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True, signature=None, axes=None, axis=None)",
        style: Style::Ufunc,
        summary: "The matrix product, the operator `@`.",
        details: "Shape: `(m, k), (k, n) -> (m, n)`; axes before the last two are broadcast.",
        example: ">>> np.matmul([[1, 0], [0, 1]], [[4, 1], [2, 2]])\narray([[4, 1],\n       [2, 2]])\n",
        see_also: &["np.dot", "np.einsum"],
        run: Run::Raw(call::<{ id::MATMUL }>),
        ..ROW
    },
    Builtin {
        name: "np.vecdot",
        signature: "(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True, signature=None, axes=None, axis=None, keepdims=False)",
        style: Style::Ufunc,
        summary: "Dot products of vectors along the last axis, the first vector conjugated.",
        details: "Shape: `(…, n), (…, n) -> (…)`.",
        example: ">>> np.vecdot([[1, 2], [3, 4]], [1, 10])\narray([21, 43])\n",
        see_also: &["np.vdot", "np.matmul"],
        run: Run::Raw(call::<{ id::VECDOT }>),
        ..ROW
    },
    Builtin {
        name: "np.matvec",
        signature: "(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True, signature=None, axes=None, axis=None)",
        style: Style::Ufunc,
        summary: "Products of matrices with vectors.",
        details: "Shape: `(…, m, n), (…, n) -> (…, m)`.",
        example: ">>> np.matvec([[1, 2], [3, 4]], [1, 10])\narray([21, 43])\n",
        see_also: &["np.vecmat", "np.matmul"],
        run: Run::Raw(call::<{ id::MATVEC }>),
        ..ROW
    },
    Builtin {
        name: "np.vecmat",
        signature: "(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True, signature=None, axes=None, axis=None)",
        style: Style::Ufunc,
        summary: "Products of vectors, conjugated, with matrices.",
        details: "Shape: `(…, n), (…, n, m) -> (…, m)`.",
        example: ">>> np.vecmat([1, 10], [[1, 2], [3, 4]])\narray([31, 42])\n",
        see_also: &["np.matvec", "np.matmul"],
        run: Run::Raw(call::<{ id::VECMAT }>),
        ..ROW
    },
];

fn call<const PLACE: usize>(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    core_product::call(cx, &UFUNCS[PLACE], args, kwargs)
}
