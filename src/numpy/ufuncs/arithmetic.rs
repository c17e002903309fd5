//! Arithmetic ufuncs: sums, products, quotients, powers, signs, divisors.

use super::call;
use crate::kernels::ufunc::id;
use crate::value::{Builtin, ROW, Run, Style};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.add",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Sums, element by element.",
        example: ">>> np.add([1, 2], [10, 20])\narray([11, 22])\n>>> np.add([[1], [2]], [10, 20])\narray([[11, 21],\n       [12, 22]])\n",
        see_also: &["np.subtract", "np.sum", "ufunc.reduce"],
        run: Run::Raw(call::<{ id::ADD }>),
        ..ROW
    },
    Builtin {
        name: "np.subtract",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Differences, element by element.",
        example: ">>> np.subtract([5, 7], 2)\narray([3, 5])\n",
        see_also: &["np.add", "np.diff"],
        run: Run::Raw(call::<{ id::SUBTRACT }>),
        ..ROW
    },
    Builtin {
        name: "np.multiply",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Products, element by element.",
        example: ">>> np.multiply([1, 2, 3], [4, 5, 6])\narray([ 4, 10, 18])\n",
        see_also: &["np.divide", "np.matmul"],
        run: Run::Raw(call::<{ id::MULTIPLY }>),
        ..ROW
    },
    Builtin {
        name: "np.divide",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Quotients, element by element; of integers too they are floats.",
        example: ">>> np.divide([1, 2], 4)\narray([0.25, 0.5 ])\n",
        see_also: &["np.floor_divide", "np.remainder"],
        run: Run::Raw(call::<{ id::DIVIDE }>),
        ..ROW
    },
    Builtin {
        name: "np.true_divide",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Quotients; another name of `np.divide`.",
        example: ">>> np.true_divide(7, 2)\nnp.float64(3.5)\n",
        see_also: &["np.floor_divide"],
        run: Run::Raw(call::<{ id::DIVIDE }>),
        ..ROW
    },
    Builtin {
        name: "np.floor_divide",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Quotients rounded down, Python's `//`.",
        example: ">>> np.floor_divide([7, -7], 2)\narray([ 3, -4])\n",
        see_also: &["np.divide", "np.remainder", "np.divmod"],
        run: Run::Raw(call::<{ id::FLOOR_DIVIDE }>),
        ..ROW
    },
    Builtin {
        name: "np.remainder",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Remainders with the sign of the divisor, Python's `%`.",
        example: ">>> np.remainder([7, -7], 3)\narray([1, 2])\n",
        see_also: &["np.fmod", "np.divmod"],
        run: Run::Raw(call::<{ id::REMAINDER }>),
        ..ROW
    },
    Builtin {
        name: "np.mod",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Remainders; another name of `np.remainder`.",
        example: ">>> np.mod([7, -7], 3)\narray([1, 2])\n",
        see_also: &["np.fmod", "np.divmod"],
        run: Run::Raw(call::<{ id::REMAINDER }>),
        ..ROW
    },
    Builtin {
        name: "np.fmod",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Remainders with the sign of the dividend, as in C.",
        example: ">>> np.fmod([7, -7], 3)\narray([ 1, -1])\n",
        see_also: &["np.remainder"],
        run: Run::Raw(call::<{ id::FMOD }>),
        ..ROW
    },
    Builtin {
        name: "np.divmod",
        signature: "(x1, x2, /, out=(None, None), *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Quotients rounded down, and remainders.",
        example: ">>> np.divmod([7, 8], 3)\n(array([2, 2]), array([1, 2]))\n",
        see_also: &["np.floor_divide", "np.remainder"],
        run: Run::Raw(call::<{ id::DIVMOD }>),
        ..ROW
    },
    Builtin {
        name: "np.power",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Powers, element by element. Integers have no negative powers.",
        example: ">>> np.power([1, 2, 3], 2)\narray([1, 4, 9])\n>>> np.power(2.0, [-1, 0.5])\narray([0.5       , 1.41421356])\n",
        see_also: &["np.float_power", "np.square", "np.sqrt"],
        run: Run::Raw(call::<{ id::POWER }>),
        ..ROW
    },
    Builtin {
        name: "np.pow",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Powers; another name of `np.power`.",
        example: ">>> np.pow(2, [1, 2, 3])\narray([2, 4, 8])\n",
        see_also: &["np.float_power"],
        run: Run::Raw(call::<{ id::POWER }>),
        ..ROW
    },
    Builtin {
        name: "np.float_power",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Powers computed in float64 (or complex128) whatever the dtype.",
        example: ">>> np.float_power([2, 4], -1)\narray([0.5 , 0.25])\n",
        see_also: &["np.power"],
        run: Run::Raw(call::<{ id::FLOAT_POWER }>),
        ..ROW
    },
    Builtin {
        name: "np.negative",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The elements with their sign changed.",
        example: ">>> np.negative([1, -2])\narray([-1,  2])\n",
        see_also: &["np.positive", "np.absolute"],
        run: Run::Raw(call::<{ id::NEGATIVE }>),
        ..ROW
    },
    Builtin {
        name: "np.positive",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The elements as they are: a copy.",
        example: ">>> np.positive([1, -2])\narray([ 1, -2])\n",
        see_also: &["np.negative"],
        run: Run::Raw(call::<{ id::POSITIVE }>),
        ..ROW
    },
    Builtin {
        name: "np.absolute",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Magnitudes; of complex numbers the distance from zero.",
        example: ">>> np.absolute([-1.5, 2.0])\narray([1.5, 2. ])\n",
        see_also: &["np.fabs", "np.sign"],
        run: Run::Raw(call::<{ id::ABSOLUTE }>),
        ..ROW
    },
    Builtin {
        name: "np.abs",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Magnitudes; another name of `np.absolute`.",
        example: ">>> np.abs([-1, 2])\narray([1, 2])\n",
        see_also: &["np.fabs", "np.sign"],
        run: Run::Raw(call::<{ id::ABSOLUTE }>),
        ..ROW
    },
    Builtin {
        name: "np.fabs",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Magnitudes as floats; not for complex numbers.",
        example: ">>> np.fabs([-1, 2])\narray([1., 2.])\n",
        see_also: &["np.absolute"],
        run: Run::Raw(call::<{ id::FABS }>),
        ..ROW
    },
    Builtin {
        name: "np.sign",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "-1, 0 or 1, by the sign of each element.",
        example: ">>> np.sign([-2.5, 0, 7])\narray([-1.,  0.,  1.])\n",
        see_also: &["np.signbit", "np.absolute"],
        run: Run::Raw(call::<{ id::SIGN }>),
        ..ROW
    },
    Builtin {
        name: "np.square",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Squares.",
        example: ">>> np.square([1, 2, 3])\narray([1, 4, 9])\n",
        see_also: &["np.sqrt", "np.power"],
        run: Run::Raw(call::<{ id::SQUARE }>),
        ..ROW
    },
    Builtin {
        name: "np.reciprocal",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "1 divided by each element; of integers rounded towards zero.",
        example: ">>> np.reciprocal([2.0, 4.0])\narray([0.5 , 0.25])\n",
        see_also: &["np.divide"],
        run: Run::Raw(call::<{ id::RECIPROCAL }>),
        ..ROW
    },
    Builtin {
        name: "np.conjugate",
        method: true,
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Complex conjugates.",
        example: ">>> np.conjugate([1 + 2j, 3])\narray([1.-2.j, 3.-0.j])\n",
        see_also: &["np.real", "np.imag"],
        run: Run::Raw(call::<{ id::CONJUGATE }>),
        ..ROW
    },
    Builtin {
        name: "np.conj",
        method: true,
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Complex conjugates; another name of `np.conjugate`.",
        example: ">>> np.conj(1 + 2j)\nnp.complex128(1-2j)\n",
        see_also: &["np.real", "np.imag"],
        run: Run::Raw(call::<{ id::CONJUGATE }>),
        ..ROW
    },
    Builtin {
        name: "np.gcd",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Greatest common divisors.",
        example: ">>> np.gcd([12, 18], 30)\narray([6, 6])\n",
        see_also: &["np.lcm"],
        run: Run::Raw(call::<{ id::GCD }>),
        ..ROW
    },
    Builtin {
        name: "np.lcm",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Least common multiples.",
        example: ">>> np.lcm([4, 6], 10)\narray([20, 30])\n",
        see_also: &["np.gcd"],
        run: Run::Raw(call::<{ id::LCM }>),
        ..ROW
    },
];
