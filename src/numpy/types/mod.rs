//! Questions about dtypes and axes, written in Python; the modules `numpy.exceptions` and
//! `numpy.dtypes`.

use super::programs::program;
use crate::text::ErrorClass;
use crate::value::{Builtin, ROW, Run, Value, types};

/// The program.
const SOURCE: &str = include_str!("types.py");

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    program!(
        "numpy.types",
        SOURCE,
        "np.",
        "common_type",
        "The class of numbers that all arrays' elements fit.",
        ">>> np.common_type(np.arange(4), np.ones(2, 'f4'))\n<class 'numpy.float64'>\n"
    ),
    program!(
        "numpy.types",
        SOURCE,
        "np.",
        "mintypecode",
        "The letter of the least dtype that all letters' values fit.",
        ">>> np.mintypecode('abceh')\n'd'\n>>> np.mintypecode(['d', 'f', 'F'])\n'D'\n"
    ),
    program!(
        "numpy.types",
        SOURCE,
        "np.",
        "typename",
        "What a dtype's letter stands for.",
        ">>> np.typename('h')\n'short'\n"
    ),
    program!(
        "numpy.types",
        SOURCE,
        "np.",
        "isfortran",
        "Whether an array lies in memory by columns, not by rows.",
        ">>> np.isfortran(np.ones((2, 3), order='F'))\nTrue\n"
    ),
    program!("numpy.types", SOURCE, "np.", "_NoValue", "What stands for an argument that was not given.", ""),
    program!(
        "numpy.types",
        SOURCE,
        "np.",
        "typecodes",
        "The dtypes' letters by kind.",
        ">>> np.typecodes['AllFloat']\n'efdgFDG'\n"
    ),
    program!(
        "numpy.types",
        SOURCE,
        "np.lib.array_utils.",
        "normalize_axis_index",
        "An axis as a number from 0.",
        ">>> np.lib.array_utils.normalize_axis_index(-1, ndim=3)\n2\n"
    ),
    program!(
        "numpy.types",
        SOURCE,
        "np.lib.array_utils.",
        "normalize_axis_tuple",
        "Axes as a tuple of numbers from 0.",
        ">>> np.lib.array_utils.normalize_axis_tuple((0, -1), 3)\n(0, 2)\n"
    ),
];

/// A class of exceptions.
macro_rules! exception {
    ($name:literal, $class:ident) => {
        Builtin {
            name: concat!("np.exceptions.", $name),
            run: Run::Constant(|| Value::Type(types::of_error(ErrorClass::$class))),
            ..ROW
        }
    };
}

/// `numpy.exceptions`.
pub static EXCEPTIONS: &[Builtin] = &[
    exception!("AxisError", AxisError),
    exception!("ComplexWarning", ComplexWarning),
    exception!("DTypePromotionError", DTypePromotionError),
    exception!("RankWarning", RankWarning),
    exception!("TooHardError", TooHardError),
    exception!("VisibleDeprecationWarning", VisibleDeprecationWarning),
];

/// A class of dtypes.
macro_rules! dtype_class {
    ($name:literal, $class:ident) => {
        Builtin { name: concat!("np.dtypes.", $name), run: Run::Class(types::$class), ..ROW }
    };
}

/// `numpy.dtypes`, with C's names for some of the classes.
pub static DTYPES: &[Builtin] = &[
    dtype_class!("BoolDType", BOOL_DTYPE),
    dtype_class!("Int8DType", INT8_DTYPE),
    dtype_class!("Int16DType", INT16_DTYPE),
    dtype_class!("Int32DType", INT32_DTYPE),
    dtype_class!("Int64DType", INT64_DTYPE),
    dtype_class!("UInt8DType", UINT8_DTYPE),
    dtype_class!("UInt16DType", UINT16_DTYPE),
    dtype_class!("UInt32DType", UINT32_DTYPE),
    dtype_class!("UInt64DType", UINT64_DTYPE),
    dtype_class!("Float16DType", FLOAT16_DTYPE),
    dtype_class!("Float32DType", FLOAT32_DTYPE),
    dtype_class!("Float64DType", FLOAT64_DTYPE),
    dtype_class!("Complex64DType", COMPLEX64_DTYPE),
    dtype_class!("Complex128DType", COMPLEX128_DTYPE),
    dtype_class!("StrDType", STR_DTYPE),
    dtype_class!("BytesDType", BYTES_DTYPE),
    dtype_class!("DateTime64DType", DATETIME64_DTYPE),
    dtype_class!("TimeDelta64DType", TIMEDELTA64_DTYPE),
    dtype_class!("ObjectDType", OBJECT_DTYPE),
    dtype_class!("VoidDType", VOID_DTYPE),
    dtype_class!("ByteDType", INT8_DTYPE),
    dtype_class!("ShortDType", INT16_DTYPE),
    dtype_class!("IntDType", INT32_DTYPE),
    dtype_class!("LongDType", INT64_DTYPE),
    dtype_class!("UByteDType", UINT8_DTYPE),
    dtype_class!("UShortDType", UINT16_DTYPE),
    dtype_class!("UIntDType", UINT32_DTYPE),
    dtype_class!("ULongDType", UINT64_DTYPE),
];
