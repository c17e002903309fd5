//! Families that NumPy itself has in Python: programs of ours in NumPy's own language, a file a family,
//! and their rows.

use crate::python::source;
use crate::value::{Builtin, ROW, Run};

/// Every family's rows.
pub(super) const LISTS: &[&[Builtin]] = &[ITERATION, CLASSES];

/// A row whose value a program defines.
macro_rules! program {
    ($file:literal, $name:literal, $own:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: $name,
            summary: $summary,
            example: $example,
            run: Run::Property(
                |cx, _| source::member(cx, concat!("numpy.library.", $file), include_str!(concat!($file, ".py")), $own),
                None,
            ),
            ..ROW
        }
    };
}

static ITERATION: &[Builtin] = &[
    program!(
        "nditer",
        "np.nditer",
        "nditer",
        "Iterate over arrays together, in the order of their memory.",
        ">>> [int(x) for x in np.nditer(np.array([[1, 2], [3, 4]]).T)]\n[1, 2, 3, 4]\n"
    ),
    program!(
        "nditer",
        "np.nested_iters",
        "nested_iters",
        "Iterators for nested loops, each over some of the axes.",
        ">>> a = np.arange(6).reshape(2, 3)\n>>> i, j = np.nested_iters(a, [[1], [0]])\n>>> for x in i:\n...     print([int(y) for y in j])\n[0, 3]\n[1, 4]\n[2, 5]\n"
    ),
    program!(
        "nditer",
        "np.ndenumerate",
        "ndenumerate",
        "Pairs of index and element.",
        ">>> for index, x in np.ndenumerate(np.array([[1, 2], [3, 4]])):\n...     print(index, x)\n(0, 0) 1\n(0, 1) 2\n(1, 0) 3\n(1, 1) 4\n"
    ),
    program!(
        "nditer",
        "np.ndindex",
        "ndindex",
        "The indices of an array of a shape, last axis fastest.",
        ">>> [index for index in np.ndindex(2, 2)]\n[(0, 0), (0, 1), (1, 0), (1, 1)]\n"
    ),
    program!(
        "nditer",
        "np.broadcast",
        "broadcast",
        "Arrays stretched to one shape, walked through together.",
        ">>> b = np.broadcast(np.array([[1], [2]]), np.array([3, 4]))\n>>> b.shape, b.size, b.nd\n((2, 2), 4, 2)\n"
    ),
];

static CLASSES: &[Builtin] = &[program!(
    "mixins",
    "np.lib.mixins.NDArrayOperatorsMixin",
    "NDArrayOperatorsMixin",
    "A base class that gives all operators to a class with `__array_ufunc__`.",
    ""
)];
