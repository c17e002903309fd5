//! Strings that arguments of NumPy's and Python's functions can be: names of dtypes, modes, orders and
//! methods, for completion.

/// Names of dtypes.
pub(super) const DTYPES: &[&str] = &[
    "bool",
    "complex",
    "complex128",
    "complex64",
    "datetime64[D]",
    "datetime64[s]",
    "float",
    "float16",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "object",
    "str",
    "timedelta64[D]",
    "timedelta64[s]",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
];

/// What a parameter of some functions can be; functions are named by their last part.
struct Row {
    functions: &'static [&'static str],
    parameter: &'static str,
    words: &'static [&'static str],
}

const ORDERS: &[&str] = &["A", "C", "F", "K"];
const MODES: &[&str] = &["clip", "raise", "wrap"];
const ERRORS: &[&str] = &["call", "ignore", "log", "print", "raise", "warn"];
const QUANTILES: &[&str] = &[
    "averaged_inverted_cdf",
    "closest_observation",
    "hazen",
    "higher",
    "interpolated_inverted_cdf",
    "inverted_cdf",
    "linear",
    "lower",
    "median_unbiased",
    "midpoint",
    "nearest",
    "normal_unbiased",
    "weibull",
];
const ENCODINGS: &[&str] = &["ascii", "latin-1", "utf-16", "utf-32", "utf-8", "utf-8-sig"];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { functions: &["pad"], parameter: "mode", words: &[
        "constant", "edge", "empty", "linear_ramp", "maximum", "mean", "median", "minimum", "reflect", "symmetric", "wrap"] },
    Row { functions: &["pad"], parameter: "reflect_type", words: &["even", "odd"] },
    Row { functions: &["take", "put", "choose", "ravel_multi_index"], parameter: "mode", words: MODES },
    Row { functions: &["convolve", "correlate"], parameter: "mode", words: &["full", "same", "valid"] },
    Row { functions: &["qr"], parameter: "mode", words: &["complete", "r", "raw", "reduced"] },
    Row { functions: &["sort", "argsort"], parameter: "kind", words: &["heapsort", "mergesort", "quicksort", "stable"] },
    Row { functions: &["partition", "argpartition"], parameter: "kind", words: &["introselect"] },
    Row { functions: &["isin", "in1d"], parameter: "kind", words: &["sort", "table"] },
    Row { functions: &["searchsorted"], parameter: "side", words: &["left", "right"] },
    Row { functions: &["meshgrid"], parameter: "indexing", words: &["ij", "xy"] },
    Row { functions: &["quantile", "percentile", "nanquantile", "nanpercentile"], parameter: "method", words: QUANTILES },
    Row { functions: &["histogram", "histogram_bin_edges"], parameter: "bins", words: &[
        "auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges"] },
    Row { functions: &["norm"], parameter: "ord", words: &["fro", "nuc"] },
    Row { functions: &["eigh", "eigvalsh"], parameter: "UPLO", words: &["L", "U"] },
    Row { functions: &[
        "fft", "ifft", "rfft", "irfft", "hfft", "ihfft", "fft2", "ifft2", "rfft2", "irfft2", "fftn", "ifftn", "rfftn", "irfftn"],
        parameter: "norm", words: &["backward", "forward", "ortho"] },
    Row { functions: &["einsum", "einsum_path"], parameter: "optimize", words: &["greedy", "optimal"] },
    Row { functions: &["errstate", "seterr"], parameter: "all", words: ERRORS },
    Row { functions: &["errstate", "seterr"], parameter: "divide", words: ERRORS },
    Row { functions: &["errstate", "seterr"], parameter: "over", words: ERRORS },
    Row { functions: &["errstate", "seterr"], parameter: "under", words: ERRORS },
    Row { functions: &["errstate", "seterr"], parameter: "invalid", words: ERRORS },
    Row { functions: &["set_printoptions", "printoptions", "array2string"], parameter: "floatmode", words: &[
        "fixed", "maxprec", "maxprec_equal", "unique"] },
    Row { functions: &["set_printoptions", "printoptions", "array2string"], parameter: "sign", words: &[" ", "+", "-"] },
    Row { functions: &["trim_zeros"], parameter: "trim", words: &["b", "f", "fb"] },
    Row { functions: &["format_float_positional", "format_float_scientific"], parameter: "trim", words: &["-", ".", "0", "k"] },
    Row { functions: &["packbits", "unpackbits"], parameter: "bitorder", words: &["big", "little"] },
    Row { functions: &["busday_offset"], parameter: "roll", words: &[
        "backward", "following", "forward", "modifiedfollowing", "modifiedpreceding", "nat", "preceding", "raise"] },
    Row { functions: &["multivariate_normal"], parameter: "method", words: &["cholesky", "eigh", "svd"] },
    Row { functions: &["multivariate_normal"], parameter: "check_valid", words: &["ignore", "raise", "warn"] },
    Row { functions: &["require"], parameter: "requirements", words: &["A", "C", "E", "F", "O", "W"] },
    Row { functions: &["from_bytes", "to_bytes"], parameter: "byteorder", words: &["big", "little"] },
    Row { functions: &["open"], parameter: "mode", words: &["a", "ab", "r", "rb", "w", "wb", "x", "xb"] },
    Row { functions: &["simplefilter", "filterwarnings"], parameter: "action", words: &[
        "always", "default", "error", "ignore", "module", "once"] },
    Row { functions: &[], parameter: "dtype", words: DTYPES },
    Row { functions: &["can_cast"], parameter: "from_", words: DTYPES },
    Row { functions: &["can_cast"], parameter: "to", words: DTYPES },
    Row { functions: &["promote_types"], parameter: "type1", words: DTYPES },
    Row { functions: &["promote_types"], parameter: "type2", words: DTYPES },
    Row { functions: &[], parameter: "order", words: ORDERS },
    Row { functions: &[], parameter: "casting", words: &["equiv", "no", "safe", "same_kind", "unsafe"] },
    Row { functions: &[], parameter: "encoding", words: ENCODINGS },
    Row { functions: &["encode", "decode", "open"], parameter: "errors", words: &["ignore", "replace", "strict"] },
];

/// The strings that a parameter of a function can be; none if nothing is known of it.
pub(super) fn words_for(function: &str, parameter: &str) -> &'static [&'static str] {
    let fits =
        |row: &&Row| row.parameter == parameter && (row.functions.is_empty() || row.functions.contains(&function));
    ROWS.iter().find(fits).map_or(&[], |row| row.words)
}
