//! Comparisons, the larger and smaller of two, and logic.

use super::call;
use crate::kernels::ufunc::id;
use crate::value::{Builtin, ROW, Run, Style};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.equal",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements are equal.",
        example: ">>> np.equal([1, 2], [1, 3])\narray([ True, False])\n",
        see_also: &["np.not_equal", "np.allclose", "np.array_equal"],
        run: Run::Raw(call::<{ id::EQUAL }>),
        ..ROW
    },
    Builtin {
        name: "np.not_equal",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements differ.",
        example: ">>> np.not_equal([1, 2], [1, 3])\narray([False,  True])\n",
        see_also: &["np.equal"],
        run: Run::Raw(call::<{ id::NOT_EQUAL }>),
        ..ROW
    },
    Builtin {
        name: "np.less",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements of the first are smaller.",
        example: ">>> np.less([1, 2], [2, 2])\narray([ True, False])\n",
        see_also: &["np.less_equal", "np.greater"],
        run: Run::Raw(call::<{ id::LESS }>),
        ..ROW
    },
    Builtin {
        name: "np.less_equal",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements of the first are smaller or equal.",
        example: ">>> np.less_equal([1, 2, 3], 2)\narray([ True,  True, False])\n",
        see_also: &["np.less", "np.greater"],
        run: Run::Raw(call::<{ id::LESS_EQUAL }>),
        ..ROW
    },
    Builtin {
        name: "np.greater",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements of the first are larger.",
        example: ">>> np.greater([1, 2, 3], 2)\narray([False, False,  True])\n",
        see_also: &["np.less", "np.greater_equal"],
        run: Run::Raw(call::<{ id::GREATER }>),
        ..ROW
    },
    Builtin {
        name: "np.greater_equal",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements of the first are larger or equal.",
        example: ">>> np.greater_equal([1, 2, 3], 2)\narray([False,  True,  True])\n",
        see_also: &["np.greater", "np.less_equal"],
        run: Run::Raw(call::<{ id::GREATER_EQUAL }>),
        ..ROW
    },
    Builtin {
        name: "np.maximum",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The larger of two, element by element; NaN if either is.",
        example: ">>> np.maximum([1, 5, 3], 2)\narray([2, 5, 3])\n",
        see_also: &["np.minimum", "np.fmax", "np.max"],
        run: Run::Raw(call::<{ id::MAXIMUM }>),
        ..ROW
    },
    Builtin {
        name: "np.minimum",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The smaller of two, element by element; NaN if either is.",
        example: ">>> np.minimum([1, 5, 3], 2)\narray([1, 2, 2])\n",
        see_also: &["np.maximum", "np.fmin", "np.min"],
        run: Run::Raw(call::<{ id::MINIMUM }>),
        ..ROW
    },
    Builtin {
        name: "np.fmax",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The larger of two; NaN only if both are.",
        example: ">>> np.fmax([1, np.nan], 0)\narray([1., 0.])\n",
        see_also: &["np.maximum", "np.fmin"],
        run: Run::Raw(call::<{ id::FMAX }>),
        ..ROW
    },
    Builtin {
        name: "np.fmin",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The smaller of two; NaN only if both are.",
        example: ">>> np.fmin([1, np.nan], 0)\narray([0., 0.])\n",
        see_also: &["np.minimum", "np.fmax"],
        run: Run::Raw(call::<{ id::FMIN }>),
        ..ROW
    },
    Builtin {
        name: "np.logical_and",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether both elements are true.",
        example: ">>> np.logical_and([True, True], [True, False])\narray([ True, False])\n",
        see_also: &["np.logical_or", "np.all", "np.bitwise_and"],
        run: Run::Raw(call::<{ id::LOGICAL_AND }>),
        ..ROW
    },
    Builtin {
        name: "np.logical_or",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether one element or both are true.",
        example: ">>> np.logical_or([1, 0], [0, 0])\narray([ True, False])\n",
        see_also: &["np.logical_and", "np.any"],
        run: Run::Raw(call::<{ id::LOGICAL_OR }>),
        ..ROW
    },
    Builtin {
        name: "np.logical_xor",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether exactly one element is true.",
        example: ">>> np.logical_xor([1, 0], [1, 1])\narray([False,  True])\n",
        see_also: &["np.logical_or"],
        run: Run::Raw(call::<{ id::LOGICAL_XOR }>),
        ..ROW
    },
    Builtin {
        name: "np.logical_not",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether each element is false.",
        example: ">>> np.logical_not([0, 2])\narray([ True, False])\n",
        see_also: &["np.invert"],
        run: Run::Raw(call::<{ id::LOGICAL_NOT }>),
        ..ROW
    },
];
