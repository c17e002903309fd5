//! What parameters mean, for the pages of builtins: NumPy's have the same names and meanings in many
//! functions, Python's own in some.

use crate::value::{NativeFunction, Owner, Style};

/// A parameter's meaning; `functions` names those by their last part for which it is another than usual.
struct Meaning {
    functions: &'static [&'static str],
    name: &'static str,
    text: &'static str,
}

const fn usual(name: &'static str, text: &'static str) -> Meaning {
    Meaning { functions: &[], name, text }
}

const fn of(functions: &'static [&'static str], name: &'static str, text: &'static str) -> Meaning {
    Meaning { functions, name, text }
}

/// NumPy's parameters: the special meanings before the usual ones.
const NUMPY: &[Meaning] = &[
    of(&["sort", "argsort", "partition", "argpartition"], "axis", "the axis to sort along; None: the flattened array"),
    of(
        &[
            "cumsum",
            "cumprod",
            "nancumsum",
            "nancumprod",
            "append",
            "insert",
            "delete",
            "repeat",
            "take",
            "compress",
            "roll",
        ],
        "axis",
        "the axis to work along; None: the flattened array",
    ),
    of(
        &["diff", "gradient", "trapezoid", "fft", "ifft", "rfft", "irfft", "hfft", "ihfft"],
        "axis",
        "the axis to work along",
    ),
    of(
        &["matmul", "vecdot", "matvec", "vecmat"],
        "axes",
        "for each operand and the result the axes that count as its last ones",
    ),
    of(&["vecdot"], "axis", "the axis of the vectors"),
    of(&["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"], "n", "how many elements: more are filled with 0, fewer cut"),
    usual("norm", "where to divide by the number of elements: 'backward', 'ortho', 'forward'"),
    usual("s", "how many elements along each axis"),
    usual("deg", "the degree of the polynomial"),
    usual("z", "the operand"),
    usual("M", "how many points"),
    usual("c", "the coefficients"),
    usual("y", "the values"),
    usual("full", "also gives residuals, rank and singular values"),
    usual("w", "a weight for each point"),
    usual("allow_pickle", "whether arrays of objects are read, which can run any program"),
    of(&["expand_dims"], "axis", "where the new axes go in the result"),
    of(&["squeeze"], "axis", "the axes of length 1 to take out; None: all of them"),
    of(&["stack"], "axis", "where the new axis goes in the result"),
    of(&["concatenate"], "axis", "the axis to join along; None: flattened arrays one after the other"),
    of(&["flip"], "axis", "the axes to reverse; None: all of them"),
    of(&["sort", "argsort"], "order", "the fields of a structured array to sort by, the first one first"),
    of(&["dot", "matmul", "vdot", "inner", "outer", "kron"], "b", "the second operand"),
    of(&["solve", "lstsq"], "b", "the right-hand sides"),
    of(
        &["solve", "lstsq", "inv", "det", "eig", "eigh", "svd", "qr", "cholesky"],
        "a",
        "the matrix, or a stack of matrices",
    ),
    of(&["where"], "x", "what to take where the condition is true"),
    of(&["where"], "y", "what to take where it is false"),
    of(&["interp"], "x", "where to evaluate"),
    of(&["interp"], "xp", "the points, increasing"),
    of(&["interp"], "fp", "the values at the points"),
    of(&["linspace", "arange", "logspace", "geomspace"], "start", "the first number"),
    of(&["linspace"], "stop", "the last number, if endpoint"),
    of(&["arange"], "stop", "where it ends: never in the result"),
    of(&["arange"], "step", "the distance between two numbers"),
    of(&["full", "full_like"], "fill_value", "the value of every element"),
    of(&["eye"], "N", "the rows"),
    of(&["eye"], "M", "the columns; None: as many as rows"),
    of(
        &["eye", "diag", "diagonal", "trace", "tri", "tril", "triu"],
        "k",
        "which diagonal: 0 the main one, above it positive, below it negative",
    ),
    of(&["repeat"], "repeats", "how often each element is repeated"),
    of(&["tile"], "reps", "how often along each axis"),
    of(&["norm"], "ord", "which norm; None: Frobenius for matrices, Euclidean for vectors"),
    of(&["clip"], "min", "the least value; None: no limit"),
    of(&["clip"], "max", "the greatest value; None: no limit"),
    of(&["unique"], "return_index", "also gives where each value comes first"),
    of(&["unique"], "return_inverse", "also gives how to make the array from the values"),
    of(&["unique"], "return_counts", "also gives how often each value comes"),
    of(&["normal"], "loc", "the mean"),
    of(&["normal"], "scale", "the standard deviation"),
    of(&["uniform"], "low", "the least number"),
    of(&["uniform"], "high", "the limit above: not drawn"),
    of(&["integers", "randint"], "low", "the least number, or the limit above if high is not given"),
    of(&["integers", "randint"], "high", "the limit above: not drawn, unless endpoint"),
    of(&["choice"], "a", "what to draw from; an int stands for arange"),
    of(&["choice"], "p", "the probabilities; None: all the same"),
    of(&["choice"], "replace", "whether an element can be drawn again"),
    usual("a", "the array, or anything that makes one"),
    usual("arr", "the array, or anything that makes one"),
    usual("array", "the array, or anything that makes one"),
    usual("ary", "the array, or anything that makes one"),
    usual("m", "the array, or anything that makes one"),
    usual("object", "anything that makes an array: nested lists, numbers, arrays"),
    usual("x", "the operand"),
    usual("x1", "the first operand"),
    usual("x2", "the second operand"),
    usual("arrays", "the arrays"),
    usual("tup", "the arrays"),
    usual("arys", "the arrays"),
    usual("axis", "the axis or axes to work along; None: all elements"),
    usual("axes", "the axes"),
    usual("axis1", "the first axis"),
    usual("axis2", "the second axis"),
    usual("dtype", "the dtype to compute in and of the result; None: what the operands ask for"),
    usual("out", "an array of the result's shape to write the result into"),
    usual("keepdims", "keeps the axes that go, with length 1, so that the result broadcasts with the operand"),
    usual("initial", "the value to start from, and of an empty operand"),
    usual("where", "only elements where this is true take part"),
    usual("casting", "which conversions are allowed: 'no', 'equiv', 'safe', 'same_kind', 'unsafe'"),
    usual("order", "memory layout: 'C' rows, 'F' columns, 'A' or 'K' as the operand"),
    usual("subok", "keeps subclasses of ndarray"),
    usual("signature", "the dtypes of the loop to run"),
    usual("ddof", "subtracted from the number of elements in the divisor: 1 for a sample"),
    usual("correction", "the same as ddof"),
    usual("mean", "the mean, if it is known already"),
    usual("shape", "the lengths of the axes: an int or a tuple"),
    usual("size", "how many, or the shape of the result; None: a single value"),
    usual("copy", "whether the result has elements of its own"),
    usual("like", "an array whose kind the result has"),
    usual("device", "'cpu' or None"),
    usual("ndmin", "the least number of axes"),
    usual("num", "how many numbers"),
    usual("endpoint", "whether the end is included"),
    usual("retstep", "also gives the distance between two numbers"),
    usual("indices", "the positions"),
    usual("indices_or_sections", "the number of equal parts, or the positions to split at"),
    of(&["pad"], "mode", "what fills the border: 'constant', 'edge', 'reflect', 'wrap', 'mean', … or a function"),
    of(&["pad"], "kwargs", "constant_values, end_values, stat_length, reflect_type: what the mode needs"),
    of(
        &["convolve", "correlate"],
        "mode",
        "'full': wherever they overlap, 'same': the longer's length, 'valid': whole overlaps",
    ),
    of(&["take", "put", "choose"], "mode", "for positions outside: 'raise', 'wrap' or 'clip'"),
    of(&["qr"], "mode", "'reduced', 'complete', 'r' or 'raw'"),
    usual("mode", "what is done at the borders, as the page says"),
    usual("kind", "the method; 'stable' keeps the order of equal elements"),
    usual("stable", "whether equal elements keep their order"),
    usual("side", "'left': before equal elements, 'right': after them"),
    usual("sorter", "the order that sorts the array"),
    usual("v", "the values"),
    usual("values", "the values"),
    usual("weights", "a weight for each element"),
    usual("q", "the quantiles, from 0 to 1 (percentiles: to 100)"),
    usual("method", "how to estimate, as the page says"),
    usual("overwrite_input", "allows the operand's memory to be used"),
    usual("rtol", "the relative tolerance"),
    usual("atol", "the absolute tolerance"),
    usual("equal_nan", "whether NaN equals NaN"),
    usual("decimals", "how many digits after the point; negative: before it"),
    usual("offset", "which diagonal: 0 the main one, above it positive, below it negative"),
    usual("n", "how many times, or how many elements, as the page says"),
    usual("prepend", "values put in front before the computation"),
    usual("append", "values put behind before the computation"),
    usual("bins", "the number of bins, or their edges"),
    usual("range", "the least and the greatest value that count"),
    usual("density", "gives a density, whose integral is 1, instead of counts"),
    usual("condition", "an array of truth values"),
    usual("pad_width", "how many elements before and after, for each axis or all"),
    usual("rowvar", "whether each row is a variable and each column an observation"),
    usual("full_matrices", "whether the factors are square"),
    usual("compute_uv", "whether the vectors are wanted too"),
    usual("hermitian", "whether the matrices equal their conjugate transposes"),
    usual("rcond", "singular values below this part of the largest count as 0"),
    usual("UPLO", "which triangle is read: 'L' or 'U'"),
    usual("seed", "a number that determines all that is drawn; None: different each time"),
    usual("p", "the probabilities, or the probability"),
    usual("shuffle", "whether the order is random too"),
    usual("scale", "the scale of the distribution"),
    usual("loc", "the place of the distribution"),
    usual("source", "where the axes are"),
    usual("destination", "where they go"),
    usual("shift", "by how many places"),
    usual("newshape", "the new lengths of the axes; -1 for what remains"),
    usual("obj", "the positions, a slice, or a mask"),
    usual("assume_unique", "whether no value comes twice, which is faster"),
    usual("return_indices", "also gives the positions"),
    usual("fname", "the file's name, or an open file"),
    usual("file", "the file's name, or an open file"),
    usual("delimiter", "what stands between two values"),
    usual("skiprows", "how many lines to leave out at the start"),
    usual("usecols", "the columns to read"),
    usual("unpack", "whether the columns come apart"),
    usual("fmt", "the format of a number, such as '%.3f'"),
    usual("header", "text before the numbers"),
    usual("comments", "what starts a comment"),
    usual("indexing", "'xy': columns first, as in plots; 'ij': rows first"),
    usual("sparse", "whether the result has length 1 along axes that repeat"),
    usual("subscripts", "the axes as letters: 'ij,jk->ik'"),
    usual("operands", "the arrays"),
    usual("optimize", "whether a good order of the products is looked for"),
    usual("nan", "what stands for NaN"),
    usual("posinf", "what stands for infinity"),
    usual("neginf", "what stands for negative infinity"),
    usual("precision", "how many digits after the point"),
    usual("suppress", "whether small numbers are shown as 0, never as 1e-10"),
    usual("threshold", "larger arrays are shown in part"),
    usual("edgeitems", "how many elements at each end of what is shown in part"),
    usual("linewidth", "the columns of a line"),
    usual("args", "more positional arguments"),
    usual("kwargs", "more keyword arguments"),
];

/// Parameters of Python's own functions.
const PYTHON: &[Meaning] = &[
    of(&["print"], "args", "the values to print"),
    of(&["print"], "sep", "what stands between two values"),
    of(&["print"], "end", "what stands behind the last"),
    of(&["print"], "file", "where it is printed to; None: standard output"),
    of(&["print"], "flush", "whether it is shown at once"),
    of(&["sorted", "min", "max", "sort"], "key", "a function of an item that gives what to compare; None: the item"),
    of(&["min", "max"], "default", "what to give if there is no item"),
    of(&["sum"], "start", "the value to start from"),
    of(&["enumerate"], "start", "the first number"),
    of(&["zip"], "strict", "whether iterables of different lengths are an error"),
    of(&["round"], "ndigits", "how many digits after the point; None: an int"),
    usual("iterable", "what gives the items: a list, a range, a generator, an array, …"),
    usual("reverse", "whether the order is turned round"),
    usual("encoding", "how characters are bytes, such as 'utf-8'"),
];

/// What a parameter of a builtin is; None if it speaks for itself or is not known.
pub(super) fn meaning(function: &NativeFunction, name: &str) -> Option<&'static str> {
    let table = if is_numpy(function) { NUMPY } else { PYTHON };
    let function = function.row.name.trim_end_matches(".__new__").rsplit('.').next().unwrap_or("");
    let fits = |meaning: &&Meaning| {
        meaning.name == name && (meaning.functions.is_empty() || meaning.functions.contains(&function))
    };
    table.iter().find(fits).map(|meaning| meaning.text)
}

/// The errors that the parameters alone tell of: shapes that do not fit, an axis that is not there.
pub(super) fn errors(function: &NativeFunction) -> Vec<&'static str> {
    let has = |name: &str| has_parameter(function, name);
    let mut errors = Vec::new();
    if is_numpy(function) && function.row.style == Style::Ufunc && has("x2") {
        errors.push("ValueError if the shapes do not broadcast");
    }
    if is_numpy(function) && has("axis") {
        errors.push("AxisError if the array has no such axis");
    }
    errors
}

/// Whether a function has a parameter of this name.
pub(super) fn has_parameter(function: &NativeFunction, name: &str) -> bool {
    function.signature().parameters.iter().any(|parameter| parameter.name.as_str() == name)
}

/// Whether a function or method is NumPy's.
pub(super) fn is_numpy(function: &NativeFunction) -> bool {
    match function.owner {
        Owner::Module(module) => module.as_str() == "numpy" || module.as_str().starts_with("numpy."),
        Owner::Class(class) => class.module().starts_with("numpy"),
    }
}
