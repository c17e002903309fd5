//! Equations with tensors, written in Python.

use crate::numpy::programs::program;
use crate::value::Builtin;

/// The program.
const SOURCE: &str = include_str!("tensors.py");

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    program!(
        "numpy.tensors",
        SOURCE,
        "np.linalg.",
        "tensorsolve",
        "What a tensor must be contracted with to give another.",
        ">>> np.linalg.tensorsolve(np.eye(4).reshape(2, 2, 2, 2), [[1, 2], [3, 4]])\narray([[1., 2.],\n       [3., 4.]])\n"
    ),
    program!(
        "numpy.tensors",
        SOURCE,
        "np.linalg.",
        "tensorinv",
        "The inverse of a tensor with respect to `tensordot`.",
        ">>> np.linalg.tensorinv(2 * np.eye(4).reshape(4, 2, 2), ind=1)[0, 0]\narray([0.5, 0. , 0. , 0. ])\n"
    ),
];
