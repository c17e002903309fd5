//! Polynomials: `np.poly1d` and its functions, and `numpy.polynomial`: series of powers and of
//! orthogonal polynomials. All of it is written in Python, over arrays; the rows here name it.

use crate::numpy::programs::program;
use crate::python::source;
use crate::text::{Name, R};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// `np.poly1d` and the functions that take the highest coefficient first.
const POLY1D: &str = include_str!("poly1d.py");

/// `numpy.polynomial`; its parts share their names.
const SERIES: &str = concat!(include_str!("series.py"), include_str!("bases.py"), include_str!("classes.py"));

/// Every list of rows of this folder.
pub static LISTS: &[&[Builtin]] =
    &[HIGHEST_FIRST, CLASSES, UTILITIES, POWERS, CHEBYSHEV, LEGENDRE, LAGUERRE, HERMITE, HERMITE_E];

/// A function of a module of one basis: a method of the basis.
fn basis_member(cx: &mut dyn Interp, basis: &str, method: &str) -> R<Value> {
    let basis = source::member(cx, "numpy.polynomial", SERIES, basis)?;
    cx.get_attr(&basis, Name::new(method))
}

/// A row whose value is a method of a basis.
macro_rules! method {
    // Macros because rows are static.
    ($module:literal, $basis:literal, $name:expr, $method:literal, $summary:literal) => {
        Builtin {
            name: concat!("np.polynomial.", $module, ".", $name),
            summary: $summary,
            run: Run::Property(|cx, _| basis_member(cx, $basis, $method), None),
            ..ROW
        }
    };
}

/// The rows of the module of a basis.
macro_rules! basis {
    ($rows:ident, $module:literal, $basis:literal, $prefix:literal, $class:literal; $($name:literal: $method:literal = $summary:literal,)*) => {
        static $rows: &[Builtin] = &[
            Builtin {
                name: concat!("np.polynomial.", $module, ".", $class),
                summary: "Series of this basis as objects.",
                run: Run::Property(|cx, _| source::member(cx, "numpy.polynomial", SERIES, $class), None),
                ..ROW
            },
            method!($module, $basis, concat!($prefix, "zero"), "zero", "The series of the number 0."),
            method!($module, $basis, concat!($prefix, "one"), "one", "The series of the number 1."),
            method!($module, $basis, concat!($prefix, "x"), "x", "The series of x."),
            method!($module, $basis, concat!($prefix, "domain"), "domain", "Where the basis lives."),
            method!($module, $basis, concat!($prefix, "line"), "line", "The series of off + scl x."),
            method!($module, $basis, concat!($prefix, "add"), "add", "The sum of two series."),
            method!($module, $basis, concat!($prefix, "sub"), "sub", "The difference of two series."),
            method!($module, $basis, concat!($prefix, "mulx"), "mulx", "A series times x."),
            method!($module, $basis, concat!($prefix, "mul"), "mul", "The product of two series."),
            method!($module, $basis, concat!($prefix, "div"), "div", "Quotient and remainder of two series."),
            method!($module, $basis, concat!($prefix, "pow"), "pow", "A series to a power."),
            method!($module, $basis, concat!($prefix, "val"), "val", "The value of a series at points."),
            method!($module, $basis, concat!($prefix, "val2d"), "val2d", "The value at points (x, y)."),
            method!($module, $basis, concat!($prefix, "val3d"), "val3d", "The value at points (x, y, z)."),
            method!($module, $basis, concat!($prefix, "grid2d"), "grid2d", "The value on a grid of x and y."),
            method!($module, $basis, concat!($prefix, "grid3d"), "grid3d", "The value on a grid of x, y and z."),
            method!($module, $basis, concat!($prefix, "der"), "der", "The derivative of a series."),
            method!($module, $basis, concat!($prefix, "int"), "int", "The integral of a series."),
            method!($module, $basis, concat!($prefix, "fromroots"), "fromroots", "The monic series with these roots."),
            method!($module, $basis, concat!($prefix, "vander"), "vander", "The values of the basis at points."),
            method!($module, $basis, concat!($prefix, "vander2d"), "vander2d", "Products of the basis at (x, y)."),
            method!($module, $basis, concat!($prefix, "vander3d"), "vander3d", "Products of the basis at (x, y, z)."),
            method!($module, $basis, concat!($prefix, "fit"), "fit", "The series that fits points best."),
            method!($module, $basis, concat!($prefix, "trim"), "trim", "A series without small trailing coefficients."),
            method!($module, $basis, concat!($prefix, "companion"), "companion", "The matrix whose eigenvalues are the roots."),
            method!($module, $basis, concat!($prefix, "roots"), "roots", "Where a series is 0."),
            $(method!($module, $basis, $name, $method, $summary),)*
        ];
    };
}

basis!(POWERS, "polynomial", "_powers", "poly", "Polynomial";
    "polyvalfromroots": "valfromroots" = "The value of the monic polynomial with these roots.",
);
basis!(CHEBYSHEV, "chebyshev", "_chebyshev", "cheb", "Chebyshev";
    "poly2cheb": "from_powers" = "The Chebyshev series of a polynomial.",
    "cheb2poly": "to_powers" = "The polynomial of a Chebyshev series.",
    "chebgauss": "gauss" = "Points and weights of Gauss-Chebyshev quadrature.",
    "chebweight": "weight" = "The weight under which the basis is orthogonal.",
    "chebpts1": "pts1" = "The zeros of a Chebyshev polynomial.",
    "chebpts2": "pts2" = "The extrema of a Chebyshev polynomial.",
    "chebinterpolate": "interpolate" = "The series through a function's values at Chebyshev points.",
);
basis!(LEGENDRE, "legendre", "_legendre", "leg", "Legendre";
    "poly2leg": "from_powers" = "The Legendre series of a polynomial.",
    "leg2poly": "to_powers" = "The polynomial of a Legendre series.",
    "leggauss": "gauss" = "Points and weights of Gauss-Legendre quadrature.",
    "legweight": "weight" = "The weight under which the basis is orthogonal.",
);
basis!(LAGUERRE, "laguerre", "_laguerre", "lag", "Laguerre";
    "poly2lag": "from_powers" = "The Laguerre series of a polynomial.",
    "lag2poly": "to_powers" = "The polynomial of a Laguerre series.",
    "laggauss": "gauss" = "Points and weights of Gauss-Laguerre quadrature.",
    "lagweight": "weight" = "The weight under which the basis is orthogonal.",
);
basis!(HERMITE, "hermite", "_hermite", "herm", "Hermite";
    "poly2herm": "from_powers" = "The Hermite series of a polynomial.",
    "herm2poly": "to_powers" = "The polynomial of a Hermite series.",
    "hermgauss": "gauss" = "Points and weights of Gauss-Hermite quadrature.",
    "hermweight": "weight" = "The weight under which the basis is orthogonal.",
);
basis!(HERMITE_E, "hermite_e", "_hermite_e", "herme", "HermiteE";
    "poly2herme": "from_powers" = "The HermiteE series of a polynomial.",
    "herme2poly": "to_powers" = "The polynomial of a HermiteE series.",
    "hermegauss": "gauss" = "Points and weights of Gauss-HermiteE quadrature.",
    "hermeweight": "weight" = "The weight under which the basis is orthogonal.",
);

static CLASSES: &[Builtin] = &[
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.",
        "Polynomial",
        "Polynomials by their coefficients, the lowest first, as objects.",
        ">>> p = np.polynomial.Polynomial([1, 2, 3])\n>>> print(p)\n1.0 + 2.0·x + 3.0·x²\n>>> p(2)\nnp.float64(17.0)\n"
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.",
        "Chebyshev",
        "Series of Chebyshev polynomials.",
        ">>> np.polynomial.Chebyshev([1, 2]).roots()\narray([-0.5])\n"
    ),
    program!("numpy.polynomial", SERIES, "np.polynomial.", "Legendre", "Series of Legendre polynomials.", ""),
    program!("numpy.polynomial", SERIES, "np.polynomial.", "Laguerre", "Series of Laguerre polynomials.", ""),
    program!("numpy.polynomial", SERIES, "np.polynomial.", "Hermite", "Series of Hermite polynomials.", ""),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.",
        "HermiteE",
        "Series of probabilists' Hermite polynomials.",
        ""
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.",
        "set_default_printstyle",
        "Whether series print with Unicode or with ASCII characters.",
        ""
    ),
];

static UTILITIES: &[Builtin] = &[
    program!("numpy.polynomial", SERIES, "np.polynomial.polyutils.", "as_series", "Arrays as series of one dtype.", ""),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.polyutils.",
        "trimseq",
        "A sequence without trailing zeros.",
        ""
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.polyutils.",
        "trimcoef",
        "A series without small trailing coefficients.",
        ""
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.polyutils.",
        "getdomain",
        "The least and the largest of points.",
        ""
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.polyutils.",
        "mapdomain",
        "Points of one interval moved to another.",
        ""
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.polyutils.",
        "mapparms",
        "Offset and scale that move one interval to another.",
        ""
    ),
    program!(
        "numpy.polynomial",
        SERIES,
        "np.polynomial.polyutils.",
        "format_float",
        "A coefficient as series print it.",
        ""
    ),
];

static HIGHEST_FIRST: &[Builtin] = &[
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "poly1d",
        "Polynomials by their coefficients, the highest first, as objects.",
        ">>> p = np.poly1d([1, 2, 3])\n>>> print(p)\n   2\n1 x + 2 x + 3\n>>> p(0.5)\nnp.float64(4.25)\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "poly",
        "The polynomial with these roots, or of a matrix's eigenvalues.",
        ">>> np.poly([0, 1, 2])\narray([ 1., -3.,  2.,  0.])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "roots",
        "Where a polynomial is 0.",
        ">>> np.roots([1, 0, -4])\narray([-2.,  2.])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polyval",
        "The value of a polynomial, its highest coefficient first.",
        ">>> np.polyval([3, 0, 1], 5)\nnp.int64(76)\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polyfit",
        "The polynomial of a degree that fits points best, its highest coefficient first.",
        ">>> np.polyfit([0., 1., 2.], [1., 3., 5.], 1).round(6)\narray([2., 1.])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polyadd",
        "The sum of two polynomials.",
        ">>> np.polyadd([1, 2], [9, 5, 4])\narray([9, 6, 6])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polysub",
        "The difference of two polynomials.",
        ">>> np.polysub([2, 10, -2], [3, 10, -4])\narray([-1,  0,  2])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polymul",
        "The product of two polynomials.",
        ">>> np.polymul([1, 2, 3], [9, 5, 1])\narray([ 9, 23, 38, 17,  3])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polydiv",
        "Quotient and remainder of two polynomials.",
        ">>> np.polydiv([3., 5., 2.], [2., 1.])\n(array([1.5 , 1.75]), array([0.25]))\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polyder",
        "The derivative of a polynomial.",
        ">>> np.polyder([1, 1, 1, 1])\narray([3, 2, 1])\n"
    ),
    program!(
        "numpy.poly1d",
        POLY1D,
        "np.",
        "polyint",
        "The integral of a polynomial.",
        ">>> np.polyint([1., 1., 1.])\narray([0.33333333, 0.5       , 1.        , 0.        ])\n"
    ),
];
