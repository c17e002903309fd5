//! Elementary functions: roots, exponentials, logarithms, angles.

use super::call;
use crate::kernels::ufunc::id;
use crate::value::{Builtin, ROW, Run, Style};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.sqrt",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Square roots; NaN below zero.",
        example: ">>> np.sqrt([1, 4, 9])\narray([1., 2., 3.])\n",
        see_also: &["np.square", "np.cbrt"],
        run: Run::Raw(call::<{ id::SQRT }>),
        ..ROW
    },
    Builtin {
        name: "np.cbrt",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Cube roots.",
        example: ">>> np.cbrt([1, 8, 27])\narray([1., 2., 3.])\n",
        see_also: &["np.sqrt"],
        run: Run::Raw(call::<{ id::CBRT }>),
        ..ROW
    },
    Builtin {
        name: "np.exp",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "e to the power of each element.",
        example: ">>> np.exp([0, 1])\narray([1.        , 2.71828183])\n",
        see_also: &["np.expm1", "np.exp2", "np.log"],
        run: Run::Raw(call::<{ id::EXP }>),
        ..ROW
    },
    Builtin {
        name: "np.exp2",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "2 to the power of each element.",
        example: ">>> np.exp2([1, 3])\narray([2., 8.])\n",
        see_also: &["np.exp", "np.log2"],
        run: Run::Raw(call::<{ id::EXP2 }>),
        ..ROW
    },
    Builtin {
        name: "np.expm1",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "exp(x) - 1, exact near zero.",
        example: ">>> np.expm1(1e-10)\nnp.float64(1.00000000005e-10)\n",
        see_also: &["np.exp", "np.log1p"],
        run: Run::Raw(call::<{ id::EXPM1 }>),
        ..ROW
    },
    Builtin {
        name: "np.log",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Natural logarithms.",
        example: ">>> np.log([1, np.e])\narray([0., 1.])\n",
        see_also: &["np.log2", "np.log10", "np.log1p", "np.exp"],
        run: Run::Raw(call::<{ id::LOG }>),
        ..ROW
    },
    Builtin {
        name: "np.log2",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Logarithms to base 2.",
        example: ">>> np.log2([1, 8])\narray([0., 3.])\n",
        see_also: &["np.log", "np.exp2"],
        run: Run::Raw(call::<{ id::LOG2 }>),
        ..ROW
    },
    Builtin {
        name: "np.log10",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Logarithms to base 10.",
        example: ">>> np.log10([1, 1000])\narray([0., 3.])\n",
        see_also: &["np.log"],
        run: Run::Raw(call::<{ id::LOG10 }>),
        ..ROW
    },
    Builtin {
        name: "np.log1p",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "log(1 + x), exact near zero.",
        example: ">>> np.log1p(1e-10)\nnp.float64(9.999999999500001e-11)\n",
        see_also: &["np.log", "np.expm1"],
        run: Run::Raw(call::<{ id::LOG1P }>),
        ..ROW
    },
    Builtin {
        name: "np.sin",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Sines of angles in radians.",
        example: ">>> np.sin([0, np.pi / 2])\narray([0., 1.])\n",
        see_also: &["np.cos", "np.tan", "np.arcsin", "np.deg2rad"],
        run: Run::Raw(call::<{ id::SIN }>),
        ..ROW
    },
    Builtin {
        name: "np.cos",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Cosines of angles in radians.",
        example: ">>> np.cos([0, np.pi])\narray([ 1., -1.])\n",
        see_also: &["np.sin", "np.arccos"],
        run: Run::Raw(call::<{ id::COS }>),
        ..ROW
    },
    Builtin {
        name: "np.tan",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Tangents of angles in radians.",
        example: ">>> np.tan(0.5)\nnp.float64(0.5463024898437905)\n",
        see_also: &["np.arctan"],
        run: Run::Raw(call::<{ id::TAN }>),
        ..ROW
    },
    Builtin {
        name: "np.arcsin",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles in radians with these sines, in [-pi/2, pi/2].",
        example: ">>> np.arcsin([0, 1])\narray([0.        , 1.57079633])\n",
        see_also: &["np.sin"],
        run: Run::Raw(call::<{ id::ARCSIN }>),
        ..ROW
    },
    Builtin {
        name: "np.asin",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles with these sines; another name of `np.arcsin`.",
        example: ">>> np.asin(1)\nnp.float64(1.5707963267948966)\n",
        see_also: &["np.sin"],
        run: Run::Raw(call::<{ id::ARCSIN }>),
        ..ROW
    },
    Builtin {
        name: "np.arccos",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles in radians with these cosines, in [0, pi].",
        example: ">>> np.arccos([1, -1])\narray([0.        , 3.14159265])\n",
        see_also: &["np.cos"],
        run: Run::Raw(call::<{ id::ARCCOS }>),
        ..ROW
    },
    Builtin {
        name: "np.acos",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles with these cosines; another name of `np.arccos`.",
        example: ">>> np.acos(1)\nnp.float64(0.0)\n",
        see_also: &["np.cos"],
        run: Run::Raw(call::<{ id::ARCCOS }>),
        ..ROW
    },
    Builtin {
        name: "np.arctan",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles in radians with these tangents, in [-pi/2, pi/2].",
        example: ">>> np.arctan([0, 1])\narray([0.        , 0.78539816])\n",
        see_also: &["np.tan", "np.arctan2"],
        run: Run::Raw(call::<{ id::ARCTAN }>),
        ..ROW
    },
    Builtin {
        name: "np.atan",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles with these tangents; another name of `np.arctan`.",
        example: ">>> np.atan(1)\nnp.float64(0.7853981633974483)\n",
        see_also: &["np.tan", "np.arctan2"],
        run: Run::Raw(call::<{ id::ARCTAN }>),
        ..ROW
    },
    Builtin {
        name: "np.arctan2",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles in radians of points (x2, x1), the quadrant included.",
        example: ">>> np.arctan2([1, -1], [1, -1])\narray([ 0.78539816, -2.35619449])\n",
        see_also: &["np.arctan", "np.hypot"],
        run: Run::Raw(call::<{ id::ARCTAN2 }>),
        ..ROW
    },
    Builtin {
        name: "np.atan2",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles of points (x2, x1); another name of `np.arctan2`.",
        example: ">>> np.atan2(1, 1)\nnp.float64(0.7853981633974483)\n",
        see_also: &["np.arctan", "np.hypot"],
        run: Run::Raw(call::<{ id::ARCTAN2 }>),
        ..ROW
    },
    Builtin {
        name: "np.sinh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Hyperbolic sines.",
        example: ">>> np.sinh([0, 1])\narray([0.        , 1.17520119])\n",
        see_also: &["np.cosh", "np.arcsinh"],
        run: Run::Raw(call::<{ id::SINH }>),
        ..ROW
    },
    Builtin {
        name: "np.cosh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Hyperbolic cosines.",
        example: ">>> np.cosh([0, 1])\narray([1.        , 1.54308063])\n",
        see_also: &["np.sinh", "np.arccosh"],
        run: Run::Raw(call::<{ id::COSH }>),
        ..ROW
    },
    Builtin {
        name: "np.tanh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Hyperbolic tangents.",
        example: ">>> np.tanh([0, 1])\narray([0.        , 0.76159416])\n",
        see_also: &["np.sinh", "np.arctanh"],
        run: Run::Raw(call::<{ id::TANH }>),
        ..ROW
    },
    Builtin {
        name: "np.arcsinh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Numbers with these hyperbolic sines.",
        example: ">>> np.arcsinh(1)\nnp.float64(0.881373587019543)\n",
        see_also: &["np.sinh"],
        run: Run::Raw(call::<{ id::ARCSINH }>),
        ..ROW
    },
    Builtin {
        name: "np.asinh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Numbers with these hyperbolic sines; another name of `np.arcsinh`.",
        example: ">>> np.asinh(0)\nnp.float64(0.0)\n",
        see_also: &["np.sinh"],
        run: Run::Raw(call::<{ id::ARCSINH }>),
        ..ROW
    },
    Builtin {
        name: "np.arccosh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Numbers with these hyperbolic cosines.",
        example: ">>> np.arccosh([1, 2])\narray([0.       , 1.3169579])\n",
        see_also: &["np.cosh"],
        run: Run::Raw(call::<{ id::ARCCOSH }>),
        ..ROW
    },
    Builtin {
        name: "np.acosh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Numbers with these hyperbolic cosines; another name of `np.arccosh`.",
        example: ">>> np.acosh(1)\nnp.float64(0.0)\n",
        see_also: &["np.cosh"],
        run: Run::Raw(call::<{ id::ARCCOSH }>),
        ..ROW
    },
    Builtin {
        name: "np.arctanh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Numbers with these hyperbolic tangents.",
        example: ">>> np.arctanh([0, 0.5])\narray([0.        , 0.54930614])\n",
        see_also: &["np.tanh"],
        run: Run::Raw(call::<{ id::ARCTANH }>),
        ..ROW
    },
    Builtin {
        name: "np.atanh",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Numbers with these hyperbolic tangents; another name of `np.arctanh`.",
        example: ">>> np.atanh(0)\nnp.float64(0.0)\n",
        see_also: &["np.tanh"],
        run: Run::Raw(call::<{ id::ARCTANH }>),
        ..ROW
    },
    Builtin {
        name: "np.hypot",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "The longest sides of right triangles.",
        example: ">>> np.hypot([3, 5], [4, 12])\narray([ 5., 13.])\n",
        see_also: &["np.arctan2"],
        run: Run::Raw(call::<{ id::HYPOT }>),
        ..ROW
    },
    Builtin {
        name: "np.logaddexp",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "log(exp(x1) + exp(x2)), without overflow.",
        example: ">>> np.logaddexp(1000, 1000)\nnp.float64(1000.6931471805599)\n",
        see_also: &["np.logaddexp2"],
        run: Run::Raw(call::<{ id::LOGADDEXP }>),
        ..ROW
    },
    Builtin {
        name: "np.logaddexp2",
        signature: "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "log2(2**x1 + 2**x2), without overflow.",
        example: ">>> np.logaddexp2(10, 10)\nnp.float64(11.0)\n",
        see_also: &["np.logaddexp"],
        run: Run::Raw(call::<{ id::LOGADDEXP2 }>),
        ..ROW
    },
    Builtin {
        name: "np.deg2rad",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles from degrees to radians.",
        example: ">>> np.deg2rad([0, 180])\narray([0.        , 3.14159265])\n",
        see_also: &["np.rad2deg"],
        run: Run::Raw(call::<{ id::DEG2RAD }>),
        ..ROW
    },
    Builtin {
        name: "np.radians",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles from degrees to radians.",
        example: ">>> np.radians(90)\nnp.float64(1.5707963267948966)\n",
        see_also: &["np.degrees"],
        run: Run::Raw(call::<{ id::RADIANS }>),
        ..ROW
    },
    Builtin {
        name: "np.rad2deg",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles from radians to degrees.",
        example: ">>> np.rad2deg([0, np.pi])\narray([  0., 180.])\n",
        see_also: &["np.deg2rad"],
        run: Run::Raw(call::<{ id::RAD2DEG }>),
        ..ROW
    },
    Builtin {
        name: "np.degrees",
        signature: "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True, signature=None)",
        style: Style::Ufunc,
        summary: "Angles from radians to degrees.",
        example: ">>> np.degrees(np.pi / 2)\nnp.float64(90.0)\n",
        see_also: &["np.radians"],
        run: Run::Raw(call::<{ id::DEGREES }>),
        ..ROW
    },
];
