//! Bit operations of integers and bool.

use super::call;
use crate::kernels::ufunc::id;
use crate::value::{Builtin, ROW, Run, Style};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.bitwise_and",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The bits that both have; of bool, and.",
        example: ">>> np.bitwise_and(12, [10, 5])\narray([8, 4])\n",
        see_also: &["np.bitwise_or", "np.bitwise_xor"],
        run: Run::Raw(call::<{ id::BITWISE_AND }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_or",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The bits that one or both have; of bool, or.",
        example: ">>> np.bitwise_or(12, [10, 5])\narray([14, 13])\n",
        see_also: &["np.bitwise_and"],
        run: Run::Raw(call::<{ id::BITWISE_OR }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_xor",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The bits that exactly one has.",
        example: ">>> np.bitwise_xor(12, [10, 5])\narray([6, 9])\n",
        see_also: &["np.bitwise_and"],
        run: Run::Raw(call::<{ id::BITWISE_XOR }>),
        ..ROW
    },
    Builtin {
        name: "np.invert",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Every bit turned round; of bool, not.",
        example: ">>> np.invert([0, 5])\narray([-1, -6])\n>>> np.invert([True, False])\narray([False,  True])\n",
        see_also: &["np.logical_not"],
        run: Run::Raw(call::<{ id::INVERT }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_invert",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Every bit turned round; another name of `np.invert`.",
        example: ">>> np.bitwise_invert(5)\nnp.int64(-6)\n",
        see_also: &["np.logical_not"],
        run: Run::Raw(call::<{ id::INVERT }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_not",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Every bit turned round; another name of `np.invert`.",
        example: ">>> np.bitwise_not(5)\nnp.int64(-6)\n",
        see_also: &["np.logical_not"],
        run: Run::Raw(call::<{ id::INVERT }>),
        ..ROW
    },
    Builtin {
        name: "np.left_shift",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Bits moved up, zeros added below.",
        example: ">>> np.left_shift(5, [0, 1, 2])\narray([ 5, 10, 20])\n",
        see_also: &["np.right_shift"],
        run: Run::Raw(call::<{ id::LEFT_SHIFT }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_left_shift",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Bits moved up; another name of `np.left_shift`.",
        example: ">>> np.bitwise_left_shift(5, 1)\nnp.int64(10)\n",
        see_also: &["np.right_shift"],
        run: Run::Raw(call::<{ id::LEFT_SHIFT }>),
        ..ROW
    },
    Builtin {
        name: "np.right_shift",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Bits moved down.",
        example: ">>> np.right_shift(20, [0, 1, 2])\narray([20, 10,  5])\n",
        see_also: &["np.left_shift"],
        run: Run::Raw(call::<{ id::RIGHT_SHIFT }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_right_shift",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Bits moved down; another name of `np.right_shift`.",
        example: ">>> np.bitwise_right_shift(20, 2)\nnp.int64(5)\n",
        see_also: &["np.left_shift"],
        run: Run::Raw(call::<{ id::RIGHT_SHIFT }>),
        ..ROW
    },
    Builtin {
        name: "np.bitwise_count",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "How many bits of the magnitude are one.",
        example: ">>> np.bitwise_count([7, 255])\narray([3, 8], dtype=uint8)\n",
        run: Run::Raw(call::<{ id::BITWISE_COUNT }>),
        ..ROW
    },
];
