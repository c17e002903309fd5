//! The rows of what NumPy has in modules of its own beside its arrays: `np.testing`,
//! `np.version`.

use crate::python::source;
use crate::value::{Builtin, ROW, Run, Value};

/// Names for annotations.
pub(super) static TYPING: &[Builtin] = &[
    program!("typing", "np.typing.ArrayLike", "ArrayLike", "What can be made into an array, for annotations.", ""),
    program!("typing", "np.typing.DTypeLike", "DTypeLike", "What can be made into a dtype, for annotations.", ""),
    program!(
        "typing",
        "np.typing.NDArray",
        "NDArray",
        "Arrays of a class of scalars, for annotations.",
        ">>> np.typing.NDArray[np.float64]\nnumpy.ndarray[tuple[typing.Any, ...], numpy.dtype[numpy.float64]]\n"
    ),
];

/// Assertions.
pub(super) static TESTING: &[Builtin] = &[
    program!(
        "testing",
        "np.testing.assert_",
        "assert_",
        "Check that a value is true.",
        ">>> np.testing.assert_(2 < 3)\n"
    ),
    program!(
        "testing",
        "np.testing.assert_equal",
        "assert_equal",
        "Check that two values are equal: containers item by item, nan with nan.",
        ">>> np.testing.assert_equal([4, 5], [4, 5])\n"
    ),
    program!(
        "testing",
        "np.testing.print_assert_equal",
        "print_assert_equal",
        "Check that two values are equal, and name the test if they are not.",
        ">>> np.testing.print_assert_equal('sums', [0, 1], [0, 1])\n"
    ),
    program!(
        "testing",
        "np.testing.assert_almost_equal",
        "assert_almost_equal",
        "Check that two numbers agree to so many decimals.",
        ">>> np.testing.assert_almost_equal(2.3333333333333, 2.33333334)\n"
    ),
    program!(
        "testing",
        "np.testing.assert_approx_equal",
        "assert_approx_equal",
        "Check that two numbers have the same significant digits.",
        ">>> np.testing.assert_approx_equal(0.12345677e-20, 0.1234567e-20)\n"
    ),
    program!(
        "testing",
        "np.testing.assert_array_compare",
        "assert_array_compare",
        "Check that a comparison holds for all elements.",
        ">>> np.testing.assert_array_compare(np.equal, [1, 2], [1, 2])\n"
    ),
    program!(
        "testing",
        "np.testing.assert_array_equal",
        "assert_array_equal",
        "Check that two arrays have the same shape and elements.",
        ">>> np.testing.assert_array_equal([1.0, 2.0, np.nan], [1, 2, np.nan])\n"
    ),
    program!(
        "testing",
        "np.testing.assert_array_almost_equal",
        "assert_array_almost_equal",
        "Check that arrays agree to so many decimals.",
        ">>> np.testing.assert_array_almost_equal([1.0, 2.333], [1.0, 2.333])\n"
    ),
    program!(
        "testing",
        "np.testing.assert_array_less",
        "assert_array_less",
        "Check that every element of an array is less than that of another.",
        ">>> np.testing.assert_array_less([1.0, 1.0], [1.1, 2.0])\n"
    ),
    program!(
        "testing",
        "np.testing.assert_allclose",
        "assert_allclose",
        "Check that arrays are equal to within atol + rtol * abs(desired).",
        ">>> np.testing.assert_allclose([1e-5, 1e-3], [1e-5, 1e-3 + 1e-12])\n"
    ),
    program!(
        "testing",
        "np.testing.assert_string_equal",
        "assert_string_equal",
        "Check that two texts are equal.",
        ">>> np.testing.assert_string_equal('abc', 'abc')\n"
    ),
    program!(
        "testing",
        "np.testing.assert_raises",
        "assert_raises",
        "Check that a call, or a with block, raises an exception of a class.",
        ">>> np.testing.assert_raises(ValueError, int, 'x')\n"
    ),
    program!(
        "testing",
        "np.testing.assert_raises_regex",
        "assert_raises_regex",
        "Check that a call, or a with block, raises an exception whose message matches.",
        ">>> np.testing.assert_raises_regex(ValueError, 'invalid', int, 'x')\n"
    ),
    program!("testing", "np.testing.assert_warns", "assert_warns", "Check that a call, or a with block, warns.", ""),
    program!(
        "testing",
        "np.testing.assert_no_warnings",
        "assert_no_warnings",
        "Check that a call, or a with block, does not warn.",
        ">>> np.testing.assert_no_warnings(abs, -1)\n1\n"
    ),
    program!(
        "testing",
        "np.testing.assert_array_almost_equal_nulp",
        "assert_array_almost_equal_nulp",
        "Check that arrays differ by at most so many units in the last place.",
        ">>> np.testing.assert_array_almost_equal_nulp(np.ones(2), np.ones(2))\n"
    ),
    program!(
        "testing",
        "np.testing.assert_array_max_ulp",
        "assert_array_max_ulp",
        "Check that arrays differ by at most so many numbers; give how many for each element.",
        ">>> np.testing.assert_array_max_ulp(1.0, 1.0)\narray([0.])\n"
    ),
    program!(
        "testing",
        "np.testing.build_err_msg",
        "build_err_msg",
        "The text of an assertion: its header, a message and both sides.",
        ">>> np.testing.build_err_msg([1, 2], 'why')\n'\\nItems are not equal: why\\n ACTUAL: 1\\n DESIRED: 2'\n"
    ),
    program!(
        "testing",
        "np.testing.KnownFailureException",
        "KnownFailureException",
        "A test fails, and is known to.",
        ""
    ),
    program!("testing", "np.testing.IgnoreException", "IgnoreException", "A failure that is no failure.", ""),
    program!("testing", "np.testing.verbose", "verbose", "How much the tests tell.", ""),
    program!("testing", "np.testing.IS_PYPY", "IS_PYPY", "Whether this is PyPy.", ""),
    program!("testing", "np.testing.IS_WASM", "IS_WASM", "Whether this is WebAssembly.", ""),
    program!("testing", "np.testing.HAS_REFCOUNT", "HAS_REFCOUNT", "Whether objects count their references.", ""),
];

macro_rules! constant {
    ($name:literal, $summary:literal, $value:expr) => {
        Builtin { name: $name, summary: $summary, run: Run::Constant(|| $value), ..ROW }
    };
}

/// NumPy's version.
pub(super) static VERSION: &[Builtin] = &[
    constant!("np.version.version", "NumPy's version.", Value::str("2.4.6")),
    constant!("np.version.full_version", "NumPy's version.", Value::str("2.4.6")),
    constant!("np.version.short_version", "NumPy's version.", Value::str("2.4.6")),
    constant!("np.version.release", "Whether it is a released version.", Value::bool(true)),
];
