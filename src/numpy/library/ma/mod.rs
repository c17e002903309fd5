//! The rows of `np.ma`: masked arrays. The files of this folder, one after another, make the program that
//! defines them; it runs when one of its names is used first.

use crate::python::source;
use crate::text::{ErrorClass, R};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The program: masks, operations, the class with its operators and reductions, functions, extras.
const PROGRAM: &str = concat!(
    include_str!("masks.py"),
    include_str!("operations.py"),
    include_str!("array.py"),
    include_str!("operators.py"),
    include_str!("reductions.py"),
    include_str!("functions.py"),
    include_str!("extras.py"),
);

/// A row whose value the program defines.
macro_rules! masked {
    // A macro because rows are static.
    ($name:literal, $own:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: $name,
            summary: $summary,
            example: $example,
            run: Run::Property(|cx, _| source::member(cx, "numpy.ma.core", PROGRAM, $own), None),
            ..ROW
        }
    };
}

/// The rest of the program's names, found in a module when they are asked for.
macro_rules! part {
    // A macro because rows are static.
    ($name:literal) => {
        Builtin { name: $name, signature: "(name, /)", run: Run::Function(inner), ..ROW }
    };
}

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    masked!("np.ma.MAError", "MAError", "What masked arrays raise.", ""),
    masked!("np.ma.MaskError", "MaskError", "What masked arrays raise about masks.", ""),
    masked!("np.ma.MaskType", "MaskType", "The dtype's class of masks: `np.bool`.", ""),
    masked!("np.ma.bool_", "bool_", "The class of truth values: `np.bool`.", ""),
    masked!(
        "np.ma.MaskedArray",
        "MaskedArray",
        "An array some of whose elements are masked.",
        ">>> np.ma.MaskedArray([1, 2, 3], mask=[0, 1, 0])\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_array",
        "masked_array",
        "An array some of whose elements are masked.",
        ">>> np.ma.masked_array([1, 2, 3], mask=[0, 1, 0]).sum()\nnp.int64(4)\n"
    ),
    masked!("np.ma.mvoid", "mvoid", "One element of a structured masked array.", ""),
    masked!(
        "np.ma.masked",
        "masked",
        "The masked element: assigned to elements, it masks them.",
        ">>> x = np.ma.array([1, 2])\n>>> x[0] = np.ma.masked\n>>> x\nmasked_array(data=[--, 2],\n             mask=[ True, False],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.masked_singleton", "masked_singleton", "The masked element.", ""),
    masked!(
        "np.ma.masked_print_option",
        "masked_print_option",
        "What masked elements are printed as.",
        ">>> np.ma.masked_print_option\n--\n"
    ),
    masked!("np.ma.nomask", "nomask", "The mask of arrays without masked elements.", ">>> np.ma.nomask\nnp.False_\n"),
    masked!(
        "np.ma.abs",
        "abs",
        "The absolute value; masked elements stay masked.",
        ">>> np.ma.abs(np.ma.array([-1, 2], mask=[0, 1]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.absolute", "absolute", "The absolute value; masked elements stay masked.", ""),
    masked!(
        "np.ma.add",
        "add",
        "The sum; masked where an operand is.",
        ">>> np.ma.add(np.ma.array([1, 2], mask=[0, 1]), 1)\nmasked_array(data=[2, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.all",
        "all",
        "Whether all elements that are not masked are true.",
        ">>> np.ma.all(np.ma.array([1, 0], mask=[0, 1]))\nnp.True_\n"
    ),
    masked!(
        "np.ma.allclose",
        "allclose",
        "Whether two arrays are equal to within a tolerance.",
        ">>> np.ma.allclose(np.ma.array([1., 2.], mask=[0, 1]), [1., 3.])\nnp.True_\n"
    ),
    masked!(
        "np.ma.allequal",
        "allequal",
        "Whether two arrays are equal where neither is masked.",
        ">>> np.ma.allequal(np.ma.array([1, 2], mask=[0, 1]), [1, 3])\nnp.True_\n"
    ),
    masked!("np.ma.alltrue", "alltrue", "Whether all elements along an axis are true.", ""),
    masked!("np.ma.amax", "amax", "The greatest element.", ""),
    masked!("np.ma.amin", "amin", "The least element.", ""),
    masked!("np.ma.angle", "angle", "The angle of complex numbers; masked elements stay masked.", ""),
    masked!(
        "np.ma.anom",
        "anom",
        "The distances from the mean.",
        ">>> np.ma.anom(np.ma.array([1, 2, 3]))\nmasked_array(data=[-1.,  0.,  1.],\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!("np.ma.anomalies", "anomalies", "The distances from the mean.", ""),
    masked!(
        "np.ma.any",
        "any",
        "Whether an element that is not masked is true.",
        ">>> np.ma.any(np.ma.array([0, 1], mask=[0, 1]))\nnp.False_\n"
    ),
    masked!(
        "np.ma.append",
        "append",
        "The elements of two arrays after another.",
        ">>> np.ma.append(np.ma.masked_values([1, 2], 2), [3])\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.apply_along_axis",
        "apply_along_axis",
        "A function of the vectors along an axis.",
        ">>> np.ma.apply_along_axis(np.ma.sum, 0, np.ma.ones((2, 2)))\nmasked_array(data=[2., 2.],\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.apply_over_axes",
        "apply_over_axes",
        "A function along several axes, one after another.",
        ">>> np.ma.apply_over_axes(np.ma.sum, np.ma.ones((2, 2)), [0, 1])\nmasked_array(data=[[4.]],\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.arange",
        "arange",
        "Evenly spaced numbers as a masked array.",
        ">>> np.ma.arange(3)\nmasked_array(data=[0, 1, 2],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.arccos",
        "arccos",
        "The arc cosine; masked outside of -1 to 1.",
        ">>> np.ma.arccos([1, 2])\nmasked_array(data=[0.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.arccosh",
        "arccosh",
        "The inverse of cosh; masked below 1.",
        ">>> np.ma.arccosh([0, 1])\nmasked_array(data=[--, 0.0],\n             mask=[ True, False],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.arcsin",
        "arcsin",
        "The arc sine; masked outside of -1 to 1.",
        ">>> np.ma.arcsin([0, 2])\nmasked_array(data=[0.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!("np.ma.arcsinh", "arcsinh", "The inverse of sinh; masked elements stay masked.", ""),
    masked!("np.ma.arctan", "arctan", "The arc tangent; masked elements stay masked.", ""),
    masked!("np.ma.arctan2", "arctan2", "The angle of points; masked where an operand is.", ""),
    masked!(
        "np.ma.arctanh",
        "arctanh",
        "The inverse of tanh; masked outside of -1 to 1.",
        ">>> np.ma.arctanh([0, 1])\nmasked_array(data=[0.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.argmax",
        "argmax",
        "The place of the greatest element that is not masked.",
        ">>> np.ma.argmax(np.ma.array([1, 5, 9], mask=[0, 0, 1]))\nnp.int64(1)\n"
    ),
    masked!(
        "np.ma.argmin",
        "argmin",
        "The place of the least element that is not masked.",
        ">>> np.ma.argmin(np.ma.array([9, 5, 1], mask=[0, 0, 1]))\nnp.int64(1)\n"
    ),
    masked!(
        "np.ma.argsort",
        "argsort",
        "The places in the order of the elements, masked ones last.",
        ">>> np.ma.argsort(np.ma.array([3, 1, 2], mask=[0, 1, 0]))\narray([2, 0, 1])\n"
    ),
    masked!("np.ma.around", "around", "Rounded numbers; masked elements stay masked.", ""),
    masked!(
        "np.ma.array",
        "array",
        "An array with a mask.",
        ">>> np.ma.array([1, 2, 3], mask=[0, 1, 0])\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.asanyarray",
        "asanyarray",
        "The input as a masked array; subclasses pass through.",
        ">>> np.ma.asanyarray([1, 2])\nmasked_array(data=[1, 2],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.asarray",
        "asarray",
        "The input as a masked array.",
        ">>> np.ma.asarray([1, 2])\nmasked_array(data=[1, 2],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.atleast_1d",
        "atleast_1d",
        "Masked arrays with one axis at least.",
        ">>> np.ma.atleast_1d(3)\nmasked_array(data=[3],\n             mask=[False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.atleast_2d",
        "atleast_2d",
        "Masked arrays with two axes at least.",
        ">>> np.ma.atleast_2d(3)\nmasked_array(data=[[3]],\n             mask=[[False]],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.atleast_3d",
        "atleast_3d",
        "Masked arrays with three axes at least.",
        ">>> np.ma.atleast_3d(3)\nmasked_array(data=[[[3]]],\n             mask=[[[False]]],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.average",
        "average",
        "The weighted mean of the elements that are not masked.",
        ">>> np.ma.average(np.ma.array([1., 2., 9.], mask=[0, 0, 1]), weights=[3, 1, 0])\nnp.float64(1.25)\n"
    ),
    masked!("np.ma.bitwise_and", "bitwise_and", "The common bits; masked where an operand is.", ""),
    masked!("np.ma.bitwise_or", "bitwise_or", "The bits of either; masked where an operand is.", ""),
    masked!("np.ma.bitwise_xor", "bitwise_xor", "The bits of one of both; masked where an operand is.", ""),
    masked!("np.ma.ceil", "ceil", "Rounded up; masked elements stay masked.", ""),
    masked!(
        "np.ma.choose",
        "choose",
        "Elements picked from several arrays.",
        ">>> np.ma.choose([0, 1], [[1, 2], [3, 4]])\nmasked_array(data=[1, 4],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.clip",
        "clip",
        "Elements limited to an interval.",
        ">>> np.ma.clip(np.ma.array([1, 5], mask=[0, 1]), 2, 3)\nmasked_array(data=[2, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.clump_masked",
        "clump_masked",
        "The runs of masked elements, as slices.",
        ">>> np.ma.clump_masked(np.ma.array([1, 2, 3], mask=[0, 1, 1]))\n[slice(np.int64(1), 3, None)]\n"
    ),
    masked!(
        "np.ma.clump_unmasked",
        "clump_unmasked",
        "The runs of elements that are not masked, as slices.",
        ">>> np.ma.clump_unmasked(np.ma.array([1, 2, 3], mask=[0, 1, 1]))\n[slice(0, np.int64(1), None)]\n"
    ),
    masked!(
        "np.ma.column_stack",
        "column_stack",
        "One-dimensional arrays as columns.",
        ">>> np.ma.column_stack((np.ma.array([1, 2], mask=[0, 1]), [3, 4]))\nmasked_array(\n  data=[[1, 3],\n        [--, 4]],\n  mask=[[False, False],\n        [ True, False]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.common_fill_value",
        "common_fill_value",
        "The fill value of two arrays, if they have the same.",
        ">>> np.ma.common_fill_value(np.ma.array([0.]), np.ma.array([1.]))\nnp.float64(1e+20)\n"
    ),
    masked!(
        "np.ma.compress",
        "compress",
        "The elements where a condition holds.",
        ">>> np.ma.compress([True, False], np.ma.array([1, 2]))\nmasked_array(data=[1],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.compress_cols",
        "compress_cols",
        "The columns without masked elements.",
        ">>> np.ma.compress_cols(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\narray([[1],\n       [3]])\n"
    ),
    masked!(
        "np.ma.compress_nd",
        "compress_nd",
        "The slices along the axes without masked elements.",
        ">>> np.ma.compress_nd(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\narray([[3]])\n"
    ),
    masked!(
        "np.ma.compress_rowcols",
        "compress_rowcols",
        "The rows and columns without masked elements.",
        ">>> np.ma.compress_rowcols(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\narray([[3]])\n"
    ),
    masked!(
        "np.ma.compress_rows",
        "compress_rows",
        "The rows without masked elements.",
        ">>> np.ma.compress_rows(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\narray([[3, 4]])\n"
    ),
    masked!(
        "np.ma.compressed",
        "compressed",
        "The elements that are not masked, as a plain array.",
        ">>> np.ma.compressed(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\narray([1, 3])\n"
    ),
    masked!(
        "np.ma.concatenate",
        "concatenate",
        "Arrays joined along an axis.",
        ">>> np.ma.concatenate([np.ma.array([1, 2], mask=[0, 1]), [3]])\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.conjugate", "conjugate", "The complex conjugate; masked elements stay masked.", ""),
    masked!(
        "np.ma.convolve",
        "convolve",
        "The convolution of two sequences.",
        ">>> np.ma.convolve(np.ma.array([1, 2, 3], mask=[0, 1, 0]), [1, 1])\nmasked_array(data=[1, --, --, 3],\n             mask=[False,  True,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.copy",
        "copy",
        "A copy with a mask of its own.",
        ">>> np.ma.copy(np.ma.array([1, 2], mask=[0, 1]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.corrcoef",
        "corrcoef",
        "The correlations of variables, by the pairs that are not masked.",
        ">>> np.ma.corrcoef([[1., 2., 3.], [1., 2., 4.]])[0, 0]\nnp.float64(1.0)\n"
    ),
    masked!(
        "np.ma.correlate",
        "correlate",
        "The correlation of two sequences.",
        ">>> np.ma.correlate(np.ma.array([1, 2, 3], mask=[0, 1, 0]), [1, 1])\nmasked_array(data=[--, --],\n             mask=[ True,  True],\n       fill_value=999999,\n            dtype=int64)\n"
    ),
    masked!("np.ma.cos", "cos", "The cosine; masked elements stay masked.", ""),
    masked!("np.ma.cosh", "cosh", "The hyperbolic cosine; masked elements stay masked.", ""),
    masked!(
        "np.ma.count",
        "count",
        "The number of elements that are not masked.",
        ">>> np.ma.count(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\nnp.int64(2)\n"
    ),
    masked!(
        "np.ma.count_masked",
        "count_masked",
        "The number of masked elements.",
        ">>> np.ma.count_masked(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\nnp.int64(1)\n"
    ),
    masked!(
        "np.ma.cov",
        "cov",
        "The covariances of variables, by the pairs that are not masked.",
        ">>> np.ma.cov([1., 2., 3.])\nmasked_array(data=1.0,\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.cumprod",
        "cumprod",
        "The cumulative products; masked elements count as 1.",
        ">>> np.ma.cumprod(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.cumsum",
        "cumsum",
        "The cumulative sums; masked elements count as 0.",
        ">>> np.ma.cumsum(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\nmasked_array(data=[1, --, 4],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.default_fill_value",
        "default_fill_value",
        "The fill value that arrays of a dtype have if none is given.",
        ">>> np.ma.default_fill_value(np.array([1.5]))\n1e+20\n"
    ),
    masked!(
        "np.ma.diag",
        "diag",
        "The diagonal of an array, or an array with a diagonal.",
        ">>> np.ma.diag(np.ma.array([[1, 2], [3, 4]], mask=[[0, 0], [0, 1]]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.diagflat",
        "diagflat",
        "An array with the elements on its diagonal.",
        ">>> np.ma.diagflat([1, 2])\nmasked_array(\n  data=[[1, 0],\n        [0, 2]],\n  mask=[[False, False],\n        [False, False]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.diagonal",
        "diagonal",
        "The elements of a diagonal.",
        ">>> np.ma.diagonal(np.ma.array([[1, 2], [3, 4]]))\nmasked_array(data=[1, 4],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.diff",
        "diff",
        "The differences of neighbours.",
        ">>> np.ma.diff(np.ma.array([1, 2, 4, 7], mask=[0, 1, 0, 0]))\nmasked_array(data=[--, --, 3],\n             mask=[ True,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.divide",
        "divide",
        "The quotient; masked where it is not defined.",
        ">>> np.ma.divide([1., 2.], [0., 2.])\nmasked_array(data=[--, 1.0],\n             mask=[ True, False],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.dot",
        "dot",
        "The product of matrices; masked elements count as 0.",
        ">>> np.ma.dot(np.ma.array([[1, 2]], mask=[[0, 1]]), [[3], [4]])\nmasked_array(data=[[3]],\n             mask=[[False]],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.dstack",
        "dstack",
        "Arrays stacked along a third axis.",
        ">>> np.ma.dstack(([1, 2], [3, 4]))\nmasked_array(\n  data=[[[1, 3],\n         [2, 4]]],\n  mask=[[[False, False],\n         [False, False]]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.ediff1d",
        "ediff1d",
        "The differences of neighbours of the flat array.",
        ">>> np.ma.ediff1d(np.ma.array([1, 2, 4], mask=[0, 0, 1]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.empty",
        "empty",
        "A new masked array whose elements are not set.",
        ">>> np.ma.empty((2, 3)).shape\n(2, 3)\n"
    ),
    masked!(
        "np.ma.empty_like",
        "empty_like",
        "A new masked array of the shape and dtype of another.",
        ">>> np.ma.empty_like(np.ma.array([1, 2])).shape\n(2,)\n"
    ),
    masked!(
        "np.ma.equal",
        "equal",
        "Whether elements are equal; masked where an operand is.",
        ">>> np.ma.equal(np.ma.array([1, 2], mask=[0, 1]), [1, 2])\nmasked_array(data=[True, --],\n             mask=[False,  True],\n       fill_value=True)\n"
    ),
    masked!(
        "np.ma.exp",
        "exp",
        "The exponential; masked elements stay masked.",
        ">>> np.ma.exp(np.ma.array([0., 1.], mask=[0, 1]))\nmasked_array(data=[1.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.expand_dims",
        "expand_dims",
        "An array with one more axis.",
        ">>> np.ma.expand_dims(np.ma.array([1, 2]), 0)\nmasked_array(data=[[1, 2]],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!("np.ma.fabs", "fabs", "The absolute value as a float; masked elements stay masked.", ""),
    masked!(
        "np.ma.filled",
        "filled",
        "The array with a value in the place of masked elements.",
        ">>> np.ma.filled(np.ma.array([1, 2], mask=[0, 1]), 0)\narray([1, 0])\n"
    ),
    masked!(
        "np.ma.fix_invalid",
        "fix_invalid",
        "The array with its nan and infinite elements masked and replaced.",
        ">>> np.ma.fix_invalid([1., np.nan])\nmasked_array(data=[1.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.flatnotmasked_contiguous",
        "flatnotmasked_contiguous",
        "The runs of elements of the flat array that are not masked.",
        ">>> np.ma.flatnotmasked_contiguous(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\n[slice(0, 1, None), slice(2, 3, None)]\n"
    ),
    masked!(
        "np.ma.flatnotmasked_edges",
        "flatnotmasked_edges",
        "The places of the first and the last element that is not masked.",
        ">>> np.ma.flatnotmasked_edges(np.ma.array([1, 2, 3], mask=[1, 0, 0]))\narray([1, 2])\n"
    ),
    masked!(
        "np.ma.flatten_mask",
        "flatten_mask",
        "A mask without fields and axes.",
        ">>> np.ma.flatten_mask(np.array([0, 1]))\narray([False,  True])\n"
    ),
    masked!(
        "np.ma.flatten_structured_array",
        "flatten_structured_array",
        "The fields of a structured array as an axis.",
        ">>> np.ma.flatten_structured_array(np.array([(1, 2.)], dtype=[('a', int), ('b', float)]))\narray([[1., 2.]])\n"
    ),
    masked!("np.ma.floor", "floor", "Rounded down; masked elements stay masked.", ""),
    masked!(
        "np.ma.floor_divide",
        "floor_divide",
        "The quotient rounded down; masked where it is not defined.",
        ">>> np.ma.floor_divide([5, 6], [0, 4])\nmasked_array(data=[--, 1],\n             mask=[ True, False],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.fmod", "fmod", "The remainder with the sign of the dividend; masked where it is not defined.", ""),
    masked!(
        "np.ma.frombuffer",
        "frombuffer",
        "The bytes of a buffer as a masked array.",
        ">>> np.ma.frombuffer(b'\\x01\\x02', dtype=np.uint8)\nmasked_array(data=[1, 2],\n             mask=False,\n       fill_value=np.uint64(999999),\n            dtype=uint8)\n"
    ),
    masked!(
        "np.ma.fromflex",
        "fromflex",
        "A masked array from an array with the fields `_data` and `_mask`.",
        ">>> np.ma.fromflex(np.ma.array([1, 2], mask=[0, 1]).toflex())\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.fromfunction",
        "fromfunction",
        "A masked array from a function of indices.",
        ">>> np.ma.fromfunction(lambda i: i * i, (3,))\nmasked_array(data=[0., 1., 4.],\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.getdata",
        "getdata",
        "The data of an array.",
        ">>> np.ma.getdata(np.ma.array([1, 2], mask=[0, 1]))\narray([1, 2])\n"
    ),
    masked!(
        "np.ma.getmask",
        "getmask",
        "The mask of an array, or nomask.",
        ">>> np.ma.getmask(np.ma.array([1, 2], mask=[0, 1]))\narray([False,  True])\n"
    ),
    masked!(
        "np.ma.getmaskarray",
        "getmaskarray",
        "The mask of an array, always as an array.",
        ">>> np.ma.getmaskarray([1, 2])\narray([False, False])\n"
    ),
    masked!("np.ma.greater", "greater", "Whether an element is greater; masked where an operand is.", ""),
    masked!(
        "np.ma.greater_equal",
        "greater_equal",
        "Whether an element is greater or equal; masked where an operand is.",
        ""
    ),
    masked!(
        "np.ma.harden_mask",
        "harden_mask",
        "Makes a mask hard: assignments do not unmask elements.",
        ">>> x = np.ma.harden_mask(np.ma.array([1, 2], mask=[0, 1]))\n>>> x[1] = 5\n>>> x\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.hsplit",
        "hsplit",
        "Parts of an array along its second axis.",
        ">>> np.ma.hsplit(np.ma.array([1, 2]), 2)\nmasked_array(\n  data=[[1],\n        [2]],\n  mask=[[False],\n        [False]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.hstack",
        "hstack",
        "Arrays side by side.",
        ">>> np.ma.hstack((np.ma.array([1, 2], mask=[0, 1]), [3]))\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.hypot", "hypot", "The length of the hypotenuse; masked where an operand is.", ""),
    masked!(
        "np.ma.identity",
        "identity",
        "The identity matrix as a masked array.",
        ">>> np.ma.identity(2)\nmasked_array(\n  data=[[1., 0.],\n        [0., 1.]],\n  mask=False,\n  fill_value=1e+20)\n"
    ),
    masked!("np.ma.ids", "ids", "The addresses of the data and of the mask.", ""),
    masked!(
        "np.ma.in1d",
        "in1d",
        "Whether elements are among others.",
        ">>> np.ma.in1d([1, 2], [2, 3])\nmasked_array(data=[False,  True],\n             mask=False,\n       fill_value=True)\n"
    ),
    masked!(
        "np.ma.indices",
        "indices",
        "The indices of an array of a shape.",
        ">>> np.ma.indices((1, 2))\nmasked_array(\n  data=[[[0, 0]],\n\n        [[0, 1]]],\n  mask=False,\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.inner",
        "inner",
        "The inner product; masked elements count as 0.",
        ">>> np.ma.inner(np.ma.array([1, 2], mask=[0, 1]), [3, 4])\nnp.int64(3)\n"
    ),
    masked!("np.ma.innerproduct", "innerproduct", "The inner product; masked elements count as 0.", ""),
    masked!(
        "np.ma.intersect1d",
        "intersect1d",
        "The elements that two arrays share.",
        ">>> np.ma.intersect1d([1, 2], [2, 3])\nmasked_array(data=[2],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!("np.ma.isMA", "isMA", "Whether something is a masked array.", ">>> np.ma.isMA([1])\nFalse\n"),
    masked!(
        "np.ma.isMaskedArray",
        "isMaskedArray",
        "Whether something is a masked array.",
        ">>> np.ma.isMaskedArray(np.ma.array([1]))\nTrue\n"
    ),
    masked!(
        "np.ma.is_mask",
        "is_mask",
        "Whether something is an array of truth values.",
        ">>> np.ma.is_mask(np.array([True]))\nTrue\n"
    ),
    masked!(
        "np.ma.is_masked",
        "is_masked",
        "Whether an element is masked.",
        ">>> np.ma.is_masked(np.ma.array([1, 2], mask=[0, 1]))\nTrue\n"
    ),
    masked!("np.ma.isarray", "isarray", "Whether something is a masked array.", ""),
    masked!(
        "np.ma.isin",
        "isin",
        "Whether elements are among others.",
        ">>> np.ma.isin([1, 2], [2, 3])\nmasked_array(data=[False,  True],\n             mask=False,\n       fill_value=True)\n"
    ),
    masked!(
        "np.ma.left_shift",
        "left_shift",
        "Bits shifted to the left.",
        ">>> np.ma.left_shift(np.ma.array([1, 2], mask=[0, 1]), 1)\nmasked_array(data=[2, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.less", "less", "Whether an element is less; masked where an operand is.", ""),
    masked!("np.ma.less_equal", "less_equal", "Whether an element is less or equal; masked where an operand is.", ""),
    masked!(
        "np.ma.log",
        "log",
        "The logarithm; masked where it is not defined.",
        ">>> np.ma.log([1., 0.])\nmasked_array(data=[0.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.log10",
        "log10",
        "The logarithm to base 10; masked where it is not defined.",
        ">>> np.ma.log10([10., 0.])\nmasked_array(data=[1.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.log2",
        "log2",
        "The logarithm to base 2; masked where it is not defined.",
        ">>> np.ma.log2([8., -1.])\nmasked_array(data=[3.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!("np.ma.logical_and", "logical_and", "Whether both are true; masked where an operand is.", ""),
    masked!("np.ma.logical_not", "logical_not", "Whether an element is false; masked elements stay masked.", ""),
    masked!("np.ma.logical_or", "logical_or", "Whether one is true; masked where an operand is.", ""),
    masked!("np.ma.logical_xor", "logical_xor", "Whether exactly one is true; masked where an operand is.", ""),
    masked!(
        "np.ma.make_mask",
        "make_mask",
        "A mask from truth values.",
        ">>> np.ma.make_mask([0, 1])\narray([False,  True])\n"
    ),
    masked!(
        "np.ma.make_mask_descr",
        "make_mask_descr",
        "The dtype of the masks of arrays of a dtype.",
        ">>> np.ma.make_mask_descr([('a', int), ('b', float)])\ndtype([('a', '?'), ('b', '?')])\n"
    ),
    masked!(
        "np.ma.make_mask_none",
        "make_mask_none",
        "A mask of a shape with nothing masked.",
        ">>> np.ma.make_mask_none((2,))\narray([False, False])\n"
    ),
    masked!(
        "np.ma.mask_cols",
        "mask_cols",
        "The array with columns masked that have a masked element.",
        ">>> np.ma.mask_cols(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\nmasked_array(\n  data=[[1, --],\n        [3, --]],\n  mask=[[False,  True],\n        [False,  True]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.mask_or",
        "mask_or",
        "A mask of what either mask hides.",
        ">>> np.ma.mask_or(np.array([True, False]), np.array([False, False]))\narray([ True, False])\n"
    ),
    masked!(
        "np.ma.mask_rowcols",
        "mask_rowcols",
        "The array with rows and columns masked that have a masked element.",
        ">>> np.ma.mask_rowcols(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\nmasked_array(\n  data=[[--, --],\n        [3, --]],\n  mask=[[ True,  True],\n        [False,  True]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.mask_rows",
        "mask_rows",
        "The array with rows masked that have a masked element.",
        ">>> np.ma.mask_rows(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]))\nmasked_array(\n  data=[[--, --],\n        [3, 4]],\n  mask=[[ True,  True],\n        [False, False]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_all",
        "masked_all",
        "A masked array with all elements masked.",
        ">>> np.ma.masked_all((2,))\nmasked_array(data=[--, --],\n             mask=[ True,  True],\n       fill_value=1e+20,\n            dtype=float64)\n"
    ),
    masked!(
        "np.ma.masked_all_like",
        "masked_all_like",
        "A masked array like another, with all elements masked.",
        ">>> np.ma.masked_all_like(np.array([1, 2])).mask\narray([ True,  True])\n"
    ),
    masked!(
        "np.ma.masked_equal",
        "masked_equal",
        "The array masked where it equals a value.",
        ">>> np.ma.masked_equal([1, 2, 3], 2)\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=2)\n"
    ),
    masked!(
        "np.ma.masked_greater",
        "masked_greater",
        "The array masked where it is greater than a value.",
        ">>> np.ma.masked_greater([1, 2, 3], 2)\nmasked_array(data=[1, 2, --],\n             mask=[False, False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_greater_equal",
        "masked_greater_equal",
        "The array masked where it is greater than a value or equal to it.",
        ">>> np.ma.masked_greater_equal([1, 2, 3], 2)\nmasked_array(data=[1, --, --],\n             mask=[False,  True,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_inside",
        "masked_inside",
        "The array masked inside an interval.",
        ">>> np.ma.masked_inside([1, 2, 3], 2, 3)\nmasked_array(data=[1, --, --],\n             mask=[False,  True,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_invalid",
        "masked_invalid",
        "The array masked where it is nan or infinite.",
        ">>> np.ma.masked_invalid([1., np.nan])\nmasked_array(data=[1.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.masked_less",
        "masked_less",
        "The array masked where it is less than a value.",
        ">>> np.ma.masked_less([1, 2, 3], 2)\nmasked_array(data=[--, 2, 3],\n             mask=[ True, False, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_less_equal",
        "masked_less_equal",
        "The array masked where it is less than a value or equal to it.",
        ">>> np.ma.masked_less_equal([1, 2, 3], 2)\nmasked_array(data=[--, --, 3],\n             mask=[ True,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_not_equal",
        "masked_not_equal",
        "The array masked where it does not equal a value.",
        ">>> np.ma.masked_not_equal([1, 2, 3], 2)\nmasked_array(data=[--, 2, --],\n             mask=[ True, False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_object",
        "masked_object",
        "An array of objects masked where it equals a value.",
        ">>> np.ma.masked_object(np.array(['a', 'b'], dtype=object), 'b')\nmasked_array(data=['a', --],\n             mask=[False,  True],\n       fill_value='b',\n            dtype=object)\n"
    ),
    masked!(
        "np.ma.masked_outside",
        "masked_outside",
        "The array masked outside an interval.",
        ">>> np.ma.masked_outside([1, 2, 3], 2, 3)\nmasked_array(data=[--, 2, 3],\n             mask=[ True, False, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.masked_values",
        "masked_values",
        "The array masked where it is about equal to a value.",
        ">>> np.ma.masked_values([1., 1.1, 2.], 1.1)\nmasked_array(data=[1.0, --, 2.0],\n             mask=[False,  True, False],\n       fill_value=1.1)\n"
    ),
    masked!(
        "np.ma.masked_where",
        "masked_where",
        "The array masked where a condition holds.",
        ">>> np.ma.masked_where([False, True], [1, 2])\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.max",
        "max",
        "The greatest element that is not masked.",
        ">>> np.ma.max(np.ma.array([1, 5, 9], mask=[0, 0, 1]))\nnp.int64(5)\n"
    ),
    masked!(
        "np.ma.maximum",
        "maximum",
        "The greater of two elements; masked where an operand is.",
        ">>> np.ma.maximum(np.ma.array([1, 2], mask=[0, 1]), 2)\nmasked_array(data=[2, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.maximum_fill_value",
        "maximum_fill_value",
        "The least value of a dtype: what stands in for masked elements when the maximum is sought.",
        ">>> np.ma.maximum_fill_value(np.int8())\n-128\n"
    ),
    masked!(
        "np.ma.mean",
        "mean",
        "The mean of the elements that are not masked.",
        ">>> np.ma.mean(np.ma.array([1, 2, 9], mask=[0, 0, 1]))\nnp.float64(1.5)\n"
    ),
    masked!(
        "np.ma.median",
        "median",
        "The median of the elements that are not masked.",
        ">>> np.ma.median(np.ma.array([1, 2, 9], mask=[0, 0, 1]))\nnp.float64(1.5)\n"
    ),
    masked!(
        "np.ma.min",
        "min",
        "The least element that is not masked.",
        ">>> np.ma.min(np.ma.array([1, 5, 9], mask=[1, 0, 0]))\nnp.int64(5)\n"
    ),
    masked!(
        "np.ma.minimum",
        "minimum",
        "The less of two elements; masked where an operand is.",
        ">>> np.ma.minimum(np.ma.array([1, 2], mask=[0, 1]), 2)\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.minimum_fill_value",
        "minimum_fill_value",
        "The greatest value of a dtype: what stands in for masked elements when the minimum is sought.",
        ">>> np.ma.minimum_fill_value(np.int8())\n127\n"
    ),
    masked!("np.ma.mod", "mod", "The remainder; masked where it is not defined.", ""),
    masked!(
        "np.ma.mr_",
        "mr_",
        "Masked arrays from slices and parts.",
        ">>> np.ma.mr_[np.ma.array([1, 2], mask=[0, 1]), 3]\nmasked_array(data=[1, --, 3],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.multiply", "multiply", "The product; masked where an operand is.", ""),
    masked!(
        "np.ma.ndenumerate",
        "ndenumerate",
        "Pairs of index and element, without the masked ones.",
        ">>> list(np.ma.ndenumerate(np.ma.array(['a', 'b'], mask=[0, 1])))\n[((0,), np.str_('a'))]\n"
    ),
    masked!("np.ma.ndim", "ndim", "The number of axes.", ">>> np.ma.ndim([[1, 2]])\n2\n"),
    masked!("np.ma.negative", "negative", "The negative; masked elements stay masked.", ""),
    masked!(
        "np.ma.nonzero",
        "nonzero",
        "The places of the elements that are neither zero nor masked.",
        ">>> np.ma.nonzero(np.ma.array([1, 0, 2], mask=[0, 0, 1]))\n(array([0]),)\n"
    ),
    masked!("np.ma.not_equal", "not_equal", "Whether elements are unequal; masked where an operand is.", ""),
    masked!(
        "np.ma.notmasked_contiguous",
        "notmasked_contiguous",
        "The runs of elements that are not masked, along an axis.",
        ">>> np.ma.notmasked_contiguous(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\n[slice(0, 1, None), slice(2, 3, None)]\n"
    ),
    masked!(
        "np.ma.notmasked_edges",
        "notmasked_edges",
        "The places of the first and the last element that is not masked, along an axis.",
        ">>> np.ma.notmasked_edges(np.ma.array([1, 2, 3], mask=[1, 0, 0]))\narray([1, 2])\n"
    ),
    masked!(
        "np.ma.ones",
        "ones",
        "A masked array of ones.",
        ">>> np.ma.ones(2)\nmasked_array(data=[1., 1.],\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.ones_like",
        "ones_like",
        "A masked array of ones like another.",
        ">>> np.ma.ones_like(np.ma.array([1, 2], mask=[0, 1]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.outer",
        "outer",
        "The outer product.",
        ">>> np.ma.outer(np.ma.array([1, 2], mask=[0, 1]), [3, 4])\nmasked_array(\n  data=[[3, 4],\n        [--, --]],\n  mask=[[False, False],\n        [ True,  True]],\n  fill_value=999999)\n"
    ),
    masked!("np.ma.outerproduct", "outerproduct", "The outer product.", ""),
    masked!(
        "np.ma.polyfit",
        "polyfit",
        "The polynomial of least squares through the points that are not masked.",
        ">>> np.ma.polyfit(np.ma.array([0., 1., 2.], mask=[0, 0, 1]), [1., 3., 9.], 1).round(6)\narray([2., 1.])\n"
    ),
    masked!(
        "np.ma.power",
        "power",
        "The power; masked where it is not finite.",
        ">>> np.ma.power(np.ma.array([2., -1.]), 0.5)\nmasked_array(data=[1.4142135623730951, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.prod",
        "prod",
        "The product of the elements that are not masked.",
        ">>> np.ma.prod(np.ma.array([2, 3, 4], mask=[0, 1, 0]))\nnp.int64(8)\n"
    ),
    masked!("np.ma.product", "product", "The product of the elements that are not masked.", ""),
    masked!(
        "np.ma.ptp",
        "ptp",
        "The distance from the least to the greatest element that is not masked.",
        ">>> np.ma.ptp(np.ma.array([1, 5, 9], mask=[0, 0, 1]))\nnp.int64(4)\n"
    ),
    masked!(
        "np.ma.put",
        "put",
        "Sets elements by their flat places.",
        ">>> x = np.ma.array([1, 2, 3])\n>>> np.ma.put(x, [0, 2], [10, 30])\n>>> x\nmasked_array(data=[10,  2, 30],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.putmask",
        "putmask",
        "Sets elements where a mask is true.",
        ">>> x = np.ma.array([1, 2, 3])\n>>> np.ma.putmask(x, [True, False, False], 7)\n>>> x\nmasked_array(data=[7, 2, 3],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.ravel",
        "ravel",
        "The array without its axes.",
        ">>> np.ma.ravel(np.ma.array([[1, 2]], mask=[[0, 1]]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.remainder",
        "remainder",
        "The remainder; masked where it is not defined.",
        ">>> np.ma.remainder([5, 5], [3, 0])\nmasked_array(data=[2, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.repeat",
        "repeat",
        "Repeated elements.",
        ">>> np.ma.repeat(np.ma.array([1, 2], mask=[0, 1]), 2)\nmasked_array(data=[1, 1, --, --],\n             mask=[False, False,  True,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.reshape",
        "reshape",
        "The array in another shape.",
        ">>> np.ma.reshape(np.ma.array([1, 2], mask=[0, 1]), (2, 1))\nmasked_array(\n  data=[[1],\n        [--]],\n  mask=[[False],\n        [ True]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.resize",
        "resize",
        "A new array of another shape and size.",
        ">>> np.ma.resize(np.ma.array([1, 2], mask=[0, 1]), (3,))\nmasked_array(data=[1, --, 1],\n             mask=[False,  True, False],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.right_shift",
        "right_shift",
        "Bits shifted to the right.",
        ">>> np.ma.right_shift(np.ma.array([4, 2], mask=[0, 1]), 1)\nmasked_array(data=[2, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.round",
        "round",
        "Rounded numbers.",
        ">>> np.ma.round(np.ma.array([1.25, 2.5], mask=[0, 1]), 1)\nmasked_array(data=[1.2, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!("np.ma.round_", "round_", "Rounded numbers.", ""),
    masked!("np.ma.row_stack", "row_stack", "Arrays one under another.", ""),
    masked!(
        "np.ma.set_fill_value",
        "set_fill_value",
        "Sets what stands in for masked elements.",
        ">>> x = np.ma.array([1, 2], mask=[0, 1])\n>>> np.ma.set_fill_value(x, -1)\n>>> x.filled()\narray([ 1, -1])\n"
    ),
    masked!(
        "np.ma.setdiff1d",
        "setdiff1d",
        "The elements that a second array does not have.",
        ">>> np.ma.setdiff1d([1, 2], [2])\nmasked_array(data=[1],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.setxor1d",
        "setxor1d",
        "The elements that one of two arrays has.",
        ">>> np.ma.setxor1d([1, 2], [2, 3])\nmasked_array(data=[1, 3],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!("np.ma.shape", "shape", "The lengths of the axes.", ">>> np.ma.shape([[1, 2]])\n(1, 2)\n"),
    masked!("np.ma.sin", "sin", "The sine; masked elements stay masked.", ""),
    masked!("np.ma.sinh", "sinh", "The hyperbolic sine; masked elements stay masked.", ""),
    masked!("np.ma.size", "size", "The number of elements.", ">>> np.ma.size([1, 2])\n2\n"),
    masked!("np.ma.soften_mask", "soften_mask", "Makes a mask soft: assignments unmask elements.", ""),
    masked!("np.ma.sometrue", "sometrue", "Whether an element along an axis is true.", ""),
    masked!(
        "np.ma.sort",
        "sort",
        "A sorted copy, masked elements last.",
        ">>> np.ma.sort(np.ma.array([3, 1, 2], mask=[0, 1, 0]))\nmasked_array(data=[2, 3, --],\n             mask=[False, False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.sqrt",
        "sqrt",
        "The square root; masked where it is not defined.",
        ">>> np.ma.sqrt([4., -1.])\nmasked_array(data=[2.0, --],\n             mask=[False,  True],\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.squeeze",
        "squeeze",
        "The array without axes of length one.",
        ">>> np.ma.squeeze(np.ma.array([[1, 2]]))\nmasked_array(data=[1, 2],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.stack",
        "stack",
        "Arrays joined along a new axis.",
        ">>> np.ma.stack((np.ma.array([1, 2], mask=[0, 1]), [3, 4]))\nmasked_array(\n  data=[[1, --],\n        [3, 4]],\n  mask=[[False,  True],\n        [False, False]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.std",
        "std",
        "The standard deviation of the elements that are not masked.",
        ">>> np.ma.std(np.ma.array([1., 3., 9.], mask=[0, 0, 1]))\nnp.float64(1.0)\n"
    ),
    masked!("np.ma.subtract", "subtract", "The difference; masked where an operand is.", ""),
    masked!(
        "np.ma.sum",
        "sum",
        "The sum of the elements that are not masked.",
        ">>> np.ma.sum(np.ma.array([1, 2, 3], mask=[0, 1, 0]))\nnp.int64(4)\n"
    ),
    masked!(
        "np.ma.swapaxes",
        "swapaxes",
        "The array with two axes exchanged.",
        ">>> np.ma.swapaxes(np.ma.array([[1, 2]]), 0, 1)\nmasked_array(\n  data=[[1],\n        [2]],\n  mask=False,\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.take",
        "take",
        "Elements by their places.",
        ">>> np.ma.take(np.ma.array([1, 2, 3], mask=[0, 1, 0]), [0, 1])\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!("np.ma.tan", "tan", "The tangent; masked where it is not defined.", ""),
    masked!("np.ma.tanh", "tanh", "The hyperbolic tangent; masked elements stay masked.", ""),
    masked!(
        "np.ma.trace",
        "trace",
        "The sum of a diagonal.",
        ">>> np.ma.trace(np.ma.array([[1, 2], [3, 4]], mask=[[1, 0], [0, 0]]))\nnp.float64(4.0)\n"
    ),
    masked!(
        "np.ma.transpose",
        "transpose",
        "The array with its axes in another order.",
        ">>> np.ma.transpose(np.ma.array([[1, 2]], mask=[[0, 1]]))\nmasked_array(\n  data=[[1],\n        [--]],\n  mask=[[False],\n        [ True]],\n  fill_value=999999)\n"
    ),
    masked!("np.ma.true_divide", "true_divide", "The quotient; masked where it is not defined.", ""),
    masked!(
        "np.ma.union1d",
        "union1d",
        "The elements of either array.",
        ">>> np.ma.union1d([1, 2], [2, 3])\nmasked_array(data=[1, 2, 3],\n             mask=False,\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.unique",
        "unique",
        "The distinct elements; masked ones count as one.",
        ">>> np.ma.unique(np.ma.array([1, 2, 1, 3], mask=[0, 1, 0, 1]))\nmasked_array(data=[1, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.vander",
        "vander",
        "The Vandermonde matrix; rows of masked elements are zero.",
        ">>> np.ma.vander([1, 2, 3], 2)\narray([[1, 1],\n       [2, 1],\n       [3, 1]])\n"
    ),
    masked!(
        "np.ma.var",
        "var",
        "The variance of the elements that are not masked.",
        ">>> np.ma.var(np.ma.array([1., 3., 9.], mask=[0, 0, 1]))\nnp.float64(1.0)\n"
    ),
    masked!(
        "np.ma.vstack",
        "vstack",
        "Arrays one under another.",
        ">>> np.ma.vstack((np.ma.array([1, 2], mask=[0, 1]), [3, 4]))\nmasked_array(\n  data=[[1, --],\n        [3, 4]],\n  mask=[[False,  True],\n        [False, False]],\n  fill_value=999999)\n"
    ),
    masked!(
        "np.ma.where",
        "where",
        "Elements of one array or another, by a condition.",
        ">>> np.ma.where(np.ma.array([True, False, True], mask=[0, 0, 1]), 1, 2)\nmasked_array(data=[1, 2, --],\n             mask=[False, False,  True],\n       fill_value=999999)\n"
    ),
    masked!(
        "np.ma.zeros",
        "zeros",
        "A masked array of zeros.",
        ">>> np.ma.zeros(2)\nmasked_array(data=[0., 0.],\n             mask=False,\n       fill_value=1e+20)\n"
    ),
    masked!(
        "np.ma.zeros_like",
        "zeros_like",
        "A masked array of zeros like another.",
        ">>> np.ma.zeros_like(np.ma.array([1, 2], mask=[0, 1]))\nmasked_array(data=[0, --],\n             mask=[False,  True],\n       fill_value=999999)\n"
    ),
    part!("np.ma.core.__getattr__"),
    part!("np.ma.extras.__getattr__"),
];

/// Any name of the program, as a member of one of the modules that NumPy keeps it in.
fn inner(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let name = args[0].as_str().unwrap_or_default().to_owned();
    match source::member(cx, "numpy.ma.core", PROGRAM, &name) {
        Err(error) if error.class == ErrorClass::AttributeError => Ok(Value::Undef),
        other => other,
    }
}
