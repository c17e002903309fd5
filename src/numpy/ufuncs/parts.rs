//! What looks at a number's parts: rounding, signs, neighbours, exponents; NaN and infinity.

use super::call;
use crate::kernels::ufunc::id;
use crate::value::{Builtin, ROW, Run, Style};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.floor",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Rounded down.",
        example: ">>> np.floor([1.7, -1.7])\narray([ 1., -2.])\n",
        see_also: &["np.ceil", "np.trunc", "np.rint"],
        run: Run::Raw(call::<{ id::FLOOR }>),
        ..ROW
    },
    Builtin {
        name: "np.ceil",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Rounded up.",
        example: ">>> np.ceil([1.2, -1.2])\narray([ 2., -1.])\n",
        see_also: &["np.floor", "np.trunc"],
        run: Run::Raw(call::<{ id::CEIL }>),
        ..ROW
    },
    Builtin {
        name: "np.trunc",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Rounded towards zero.",
        example: ">>> np.trunc([1.7, -1.7])\narray([ 1., -1.])\n",
        see_also: &["np.floor", "np.fix"],
        run: Run::Raw(call::<{ id::TRUNC }>),
        ..ROW
    },
    Builtin {
        name: "np.rint",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Rounded to whole numbers, halves to the even one.",
        example: ">>> np.rint([0.5, 1.5, 2.5])\narray([0., 2., 2.])\n",
        see_also: &["np.round"],
        run: Run::Raw(call::<{ id::RINT }>),
        ..ROW
    },
    Builtin {
        name: "np.isnan",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements are NaN.",
        example: ">>> np.isnan([1.0, np.nan])\narray([False,  True])\n",
        see_also: &["np.isfinite", "np.isinf"],
        run: Run::Raw(call::<{ id::ISNAN }>),
        ..ROW
    },
    Builtin {
        name: "np.isinf",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements are infinite.",
        example: ">>> np.isinf([1.0, -np.inf])\narray([False,  True])\n",
        see_also: &["np.isnan", "np.isfinite"],
        run: Run::Raw(call::<{ id::ISINF }>),
        ..ROW
    },
    Builtin {
        name: "np.isfinite",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether elements are neither infinite nor NaN.",
        example: ">>> np.isfinite([1.0, np.inf, np.nan])\narray([ True, False, False])\n",
        see_also: &["np.isnan", "np.isinf"],
        run: Run::Raw(call::<{ id::ISFINITE }>),
        ..ROW
    },
    Builtin {
        name: "np.signbit",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Whether the sign bit is set: below zero, or -0.0.",
        example: ">>> np.signbit([-1.0, -0.0, 2.0])\narray([ True,  True, False])\n",
        see_also: &["np.sign", "np.copysign"],
        run: Run::Raw(call::<{ id::SIGNBIT }>),
        ..ROW
    },
    Builtin {
        name: "np.copysign",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The first with the sign of the second.",
        example: ">>> np.copysign([1.0, 2.0], -1)\narray([-1., -2.])\n",
        see_also: &["np.signbit"],
        run: Run::Raw(call::<{ id::COPYSIGN }>),
        ..ROW
    },
    Builtin {
        name: "np.nextafter",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The next number towards the second.",
        example: ">>> np.nextafter(1, 2)\nnp.float64(1.0000000000000002)\n",
        see_also: &["np.spacing"],
        run: Run::Raw(call::<{ id::NEXTAFTER }>),
        ..ROW
    },
    Builtin {
        name: "np.spacing",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The distance to the next number away from zero.",
        example: ">>> np.spacing(1.0)\nnp.float64(2.220446049250313e-16)\n",
        see_also: &["np.nextafter"],
        run: Run::Raw(call::<{ id::SPACING }>),
        ..ROW
    },
    Builtin {
        name: "np.ldexp",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "x1 times 2 to the power of x2.",
        example: ">>> np.ldexp(5.0, [0, 1, 2])\narray([ 5., 10., 20.])\n",
        see_also: &["np.frexp"],
        run: Run::Raw(call::<{ id::LDEXP }>),
        ..ROW
    },
    Builtin {
        name: "np.frexp",
        signature: "(x, /, out=(None, None), *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Mantissas in [1/2, 1) and exponents of 2.",
        example: ">>> np.frexp([1.0, 10.0])\n(array([0.5  , 0.625]), array([1, 4], dtype=int32))\n",
        see_also: &["np.ldexp"],
        run: Run::Raw(call::<{ id::FREXP }>),
        ..ROW
    },
    Builtin {
        name: "np.modf",
        signature: "(x, /, out=(None, None), *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Fractional and whole parts, both with the sign of the number.",
        example: ">>> np.modf([1.5, -2.25])\n(array([ 0.5 , -0.25]), array([ 1., -2.]))\n",
        see_also: &["np.divmod", "np.trunc"],
        run: Run::Raw(call::<{ id::MODF }>),
        ..ROW
    },
    Builtin {
        name: "np.heaviside",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "0 below zero, 1 above it, the second argument at zero.",
        example: ">>> np.heaviside([-1.5, 0, 2.0], 0.5)\narray([0. , 0.5, 1. ])\n",
        run: Run::Raw(call::<{ id::HEAVISIDE }>),
        ..ROW
    },
];
