//! What NumPy's functions have in common, for their pages: families of related functions, the shapes that
//! they give and the errors that they raise. What a row says itself goes first.

use super::parameters::{has_parameter, is_numpy};
use crate::value::{NativeFunction, Owner, Style, find_function};

/// Related functions, named as after `np.`: the others are what a page says to see also.
struct Family {
    names: &'static [&'static str],
    /// The shape of what they give; empty if the parameters tell, or if there is none.
    shape: &'static str,
    /// What they raise besides what the parameters tell; may be empty.
    errors: &'static str,
}

const fn family(names: &'static [&'static str], shape: &'static str) -> Family {
    Family { names, shape, errors: "" }
}

const fn strict(names: &'static [&'static str], shape: &'static str, errors: &'static str) -> Family {
    Family { names, shape, errors }
}

const NOT_SQUARE: &str = "LinAlgError if the last two axes are not of equal length";
const SINGULAR: &str = "LinAlgError if a matrix is not square, or singular";
const NO_AXIS_FITS: &str = "ValueError if the other axes differ in length";

#[rustfmt::skip]
const FAMILIES: &[Family] = &[
    // Making arrays.
    family(&["zeros", "ones", "empty", "full"], "`shape`"),
    family(&["zeros_like", "ones_like", "empty_like", "full_like"], "that of `a`, unless `shape` is given"),
    family(&["array", "asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "asarray_chkfinite", "copy", "require"],
        "that of the operand; a list of `n` lists of `m` numbers has `(n, m)`"),
    family(&["linspace", "logspace", "geomspace"], "`(num,)`, and behind it what `start` and `stop` broadcast to"),
    family(&["identity", "eye", "tri"], "`(N, M)`, by default square"),
    family(&["diag", "diagflat"], "`(n,) -> (n, n)`; diag also `(n, m) -> (min(n, m),)`"),
    family(&["diagonal", "trace"], "`a` without the two axes; diagonal has its length as the last one"),
    family(&["tril", "triu"], "that of `m`"),
    family(&["meshgrid", "ix_", "mgrid", "ogrid", "indices"], "of `n` vectors `n` arrays with `n` axes"),
    family(&["fromfunction", "fromiter", "frombuffer", "fromstring", "fromfile", "loadtxt", "genfromtxt"], ""),
    family(&["load", "save", "savez", "savez_compressed", "savetxt", "loadtxt"], ""),
    // Shapes.
    strict(&["reshape", "ravel"], "reshape: `shape`; ravel: `(a.size,)`", "ValueError if the number of elements is another"),
    family(&["transpose", "swapaxes", "moveaxis", "rollaxis", "matrix_transpose", "permute_dims"], "the axes of `a` in another order"),
    family(&["expand_dims", "squeeze"], "`a` with axes of length 1 more, or fewer"),
    family(&["atleast_1d", "atleast_2d", "atleast_3d"], "that of the operand, if it has axes enough"),
    strict(&["broadcast_to", "broadcast_arrays", "broadcast_shapes"],
        "what all broadcast to: aligned at the right, length 1 is stretched", "ValueError if the shapes do not broadcast"),
    strict(&["concatenate", "vstack", "hstack", "dstack", "column_stack", "block", "append"],
        "along the axis the sum of the lengths; the other axes stay", NO_AXIS_FITS),
    strict(&["split", "array_split", "hsplit", "vsplit", "dsplit"],
        "a list of parts of `ary`, with all its axes", "ValueError if split cannot make equal parts"),
    family(&["tile", "repeat"], "`a` so many times as long along the axes; repeat without `axis` gives one axis"),
    family(&["flip", "fliplr", "flipud", "roll"], "that of the operand"),
    strict(&["insert", "delete", "resize", "trim_zeros"], "longer or shorter along the axis; without `axis` one axis",
        "IndexError if a position is outside"),
    // Elements.
    family(&["sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2", "hypot"], ""),
    family(&["sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"], ""),
    family(&["deg2rad", "rad2deg", "degrees", "radians", "unwrap"], "that of the operand"),
    family(&["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp"], ""),
    family(&["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power"], ""),
    family(&["floor", "ceil", "trunc", "rint", "round", "around", "fix"], "that of the operand"),
    family(&["isnan", "isinf", "isfinite", "isposinf", "isneginf", "isnat", "nan_to_num"], "that of `x`"),
    family(&["real", "imag", "angle", "conjugate", "iscomplex", "isreal", "real_if_close"], "that of the operand"),
    family(&["iscomplexobj", "isrealobj", "isscalar", "isfortran", "iterable"], ""),
    family(&["bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift", "right_shift", "bitwise_count"], ""),
    family(&["packbits", "unpackbits"], "eight times shorter, or longer, along the axis; without `axis` one axis"),
    family(&["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"], ""),
    family(&["allclose", "array_equal", "array_equiv"], "`()`: a single truth value"),
    family(&["logical_and", "logical_or", "logical_xor", "logical_not"], ""),
    family(&["clip", "maximum", "minimum", "fmax", "fmin"], "the operands broadcast together"),
    family(&["sinc", "i0", "heaviside", "sign", "signbit"], "that of the operand"),
    family(&["vectorize", "frompyfunc", "apply_along_axis", "apply_over_axes", "piecewise"], ""),
    // Totals.
    family(&["sum", "prod", "mean", "std", "var", "median", "average"], ""),
    family(&["max", "min", "amax", "amin", "ptp", "argmax", "argmin"], ""),
    family(&["nansum", "nanmean", "nanstd", "nanvar", "nanmedian", "nanmax", "nanmin"], ""),
    family(&["quantile", "percentile", "nanquantile", "nanpercentile"],
        "that of `q`, and behind it `a` without the axes worked along"),
    family(&["cumsum", "cumprod", "nancumsum", "nancumprod"], "that of `a`; `(a.size,)` if `axis` is None"),
    family(&["cumulative_sum", "cumulative_prod"], "that of `x`; one longer along `axis` with `include_initial`"),
    family(&["diff", "ediff1d"], "that of the operand, shorter by `n` along `axis`; ediff1d gives one axis"),
    family(&["any", "all", "count_nonzero"], ""),
    family(&["cov", "corrcoef"], "`(n, n)` for `n` variables"),
    strict(&["convolve", "correlate"],
        "`(n,), (m,) -> (n + m - 1,)` for 'full', `(max(n, m),)` for 'same', `(max(n, m) - min(n, m) + 1,)` for 'valid'",
        "ValueError if an operand is empty or has more than one axis"),
    family(&["histogram", "histogram_bin_edges"], "`(bins,)` counts and `(bins + 1,)` edges"),
    family(&["histogram2d", "histogramdd"], "an axis of `bins` for each coordinate, and the edges of each"),
    strict(&["bincount", "digitize", "searchsorted"], "bincount: `(max(x) + 1,)`; the others: that of `x` or `v`",
        "ValueError for bins that are in no order, or values that bincount cannot count"),
    // Order and choice.
    family(&["sort", "argsort", "partition", "argpartition"], "that of `a`; `(a.size,)` if `axis` is None"),
    family(&["unique", "unique_values", "unique_counts", "unique_inverse", "unique_all"],
        "`(k,)` for `k` different values; with `axis` so many rows"),
    family(&["intersect1d", "union1d", "setdiff1d", "setxor1d", "isin"], "one axis; isin: that of the first operand"),
    family(&["nonzero", "argwhere", "flatnonzero"],
        "of `k` elements that are not 0: for each axis `(k,)`; argwhere: `(k, ndim)`"),
    strict(&["take", "compress", "extract", "choose", "select"], "take: `indices` in place of `axis`; the others as many as chosen",
        "IndexError if a position is outside"),
    strict(&["take_along_axis", "put_along_axis"], "that of `indices`, broadcast with `arr` off the axis",
        "IndexError if a position is outside"),
    strict(&["put", "place", "putmask", "copyto", "fill_diagonal"], "nothing: the operand is changed",
        "ValueError if what is given does not fit"),
    strict(&["unravel_index", "ravel_multi_index"], "that of the indices, for each axis or in all",
        "ValueError if a position is outside"),
    family(&["diag_indices", "diag_indices_from", "tril_indices", "triu_indices", "mask_indices"], "`(k,)` for each axis"),
    // Linear algebra.
    strict(&["dot", "vdot", "inner", "outer", "matmul", "tensordot", "einsum", "kron"],
        "inner: `(…, k), (…, k) -> (…, …)`; outer: `(m,), (n,) -> (m, n)`; vdot: `()`; einsum: as its letters say",
        "ValueError if the lengths of axes that meet differ"),
    strict(&["linalg.inv", "linalg.pinv", "linalg.matrix_power"],
        "`(…, n, n) -> (…, n, n)`; pinv: `(…, m, n) -> (…, n, m)`", SINGULAR),
    strict(&["linalg.solve", "linalg.lstsq", "linalg.tensorsolve", "linalg.tensorinv"],
        "lstsq: `(m, n), (m, k) -> (n, k)`", SINGULAR),
    strict(&["linalg.det", "linalg.slogdet", "linalg.matrix_rank", "linalg.cond"], "`(…, n, n) -> (…)`", NOT_SQUARE),
    strict(&["linalg.eig", "linalg.eigh", "linalg.eigvals", "linalg.eigvalsh"],
        "`(…, n, n) -> (…, n)`, and the vectors `(…, n, n)` as columns", NOT_SQUARE),
    strict(&["linalg.svd", "linalg.svdvals"], "`(…, m, n) -> (…, m, m), (…, k), (…, n, n)` with `k = min(m, n)`",
        "LinAlgError if it does not converge"),
    family(&["linalg.norm", "linalg.vector_norm", "linalg.matrix_norm"], "the operand without the axes of the norm"),
    // Polynomials, transforms, windows.
    family(&["polyfit", "polyval", "poly", "roots", "poly1d"], "polyfit: `(deg + 1,)`; polyval: that of `x`; roots: `(n - 1,)`"),
    family(&["polyadd", "polysub", "polymul", "polydiv", "polyder", "polyint"], "one axis of coefficients, the highest power first"),
    family(&["hanning", "hamming", "bartlett", "blackman", "kaiser"], "`(M,)`"),
    family(&["fft.fft", "fft.ifft", "fft.fft2", "fft.ifft2", "fft.fftn", "fft.ifftn"],
        "that of `a`, along `axis` as long as `n` says"),
    family(&["fft.rfft", "fft.irfft", "fft.hfft", "fft.ihfft", "fft.rfft2", "fft.rfftn"],
        "`(…, n) -> (…, n // 2 + 1)`; irfft and hfft back to `(…, n)`"),
    family(&["fft.fftfreq", "fft.rfftfreq", "fft.fftshift", "fft.ifftshift"],
        "fftfreq: `(n,)`; rfftfreq: `(n // 2 + 1,)`; the shifts: that of `x`"),
    // Random numbers.
    family(&["random.default_rng", "random.Generator", "random.SeedSequence", "random.PCG64"], ""),
    family(&["random.seed", "random.get_state", "random.set_state", "random.RandomState"], ""),
    family(&["random.rand", "random.randn"], "`(d0, d1, …)`"),
    family(&["random.randint", "random.random", "random.uniform", "random.normal", "random.choice"], ""),
    family(&["random.permutation", "random.shuffle"], "that of `x`"),
    // What dtypes and printing need.
    family(&["can_cast", "result_type", "promote_types", "min_scalar_type", "common_type", "issubdtype", "isdtype"], ""),
    family(&["finfo", "iinfo", "dtype"], ""),
    family(&["array2string", "array_repr", "array_str", "set_printoptions", "get_printoptions", "printoptions"], ""),
    family(&["format_float_positional", "format_float_scientific", "base_repr", "binary_repr"], ""),
    family(&["errstate", "seterr", "geterr", "seterrcall", "geterrcall"], ""),
    family(&["busday_count", "busday_offset", "is_busday", "busdaycalendar", "datetime_as_string", "datetime_data"], ""),
    family(&["shares_memory", "may_share_memory"], "`()`: a single truth value"),
    family(&["nditer", "ndenumerate", "ndindex", "nested_iters", "broadcast"], ""),
    family(&["ndim", "shape", "size"], ""),
    // Alone with their shape: the others have families above.
    family(&["arange", "linspace", "logspace"], "`(ceil((stop - start) / step),)`"),
    family(&["vander", "polyfit", "polyval"], "`(n,) -> (n, N)`"),
    strict(&["stack", "concatenate", "vstack"], "one axis more, as long as there are arrays", "ValueError if the shapes differ"),
    family(&["rot90", "flip", "transpose"], "that of `m`, its two axes swapped for an odd `k`"),
    family(&["pad", "concatenate", "tile", "resize"], "that of `array`, longer by `pad_width` at both ends"),
    family(&["isclose", "allclose", "equal"], "`a` and `b` broadcast together"),
    family(&["gradient", "diff"], "that of `f`, once for each axis"),
    family(&["trapezoid", "sum", "cumsum"], "`y` without `axis`"),
    family(&["lexsort", "argsort", "sort"], "that of one key"),
    family(&["astype", "asarray", "can_cast"], "that of `x`"),
    strict(&["where", "nonzero", "select", "choose"], "what `condition`, `x` and `y` broadcast to", "ValueError if the shapes do not broadcast"),
    strict(&["interp", "searchsorted", "polyfit"], "that of `x`", "ValueError if xp and fp differ in length"),
    strict(&["cross", "dot", "outer"], "`(…, 3), (…, 3) -> (…, 3)`", "ValueError if the last axis is not of length 2 or 3"),
    family(&["linalg.qr", "linalg.svd", "linalg.eigh"], "`(…, m, n) -> (…, m, k), (…, k, n)` with `k = min(m, n)`"),
    strict(&["linalg.cholesky", "linalg.solve", "linalg.eigh"], "`(…, n, n) -> (…, n, n)`", "LinAlgError if a matrix is not positive definite"),
    strict(&["linalg.multi_dot", "matmul", "dot"], "`(m, k), (k, l), (l, n) -> (m, n)`", "ValueError if the lengths of axes that meet differ"),
];

/// The family of a function, and its name after `np.`.
fn family_of(function: &NativeFunction) -> Option<(&'static Family, &'static str)> {
    let is_page = matches!(function.owner, Owner::Module(_)) && is_numpy(function);
    let name = function.row.name.strip_prefix("np.").filter(|_| is_page)?;
    Some((FAMILIES.iter().find(|family| family.names.contains(&name))?, name))
}

/// The shape of what a function gives, if something is known of it.
pub(super) fn shape(function: &NativeFunction) -> Option<&'static str> {
    let has = |name: &str| has_parameter(function, name);
    let own = family_of(function).map_or("", |(family, _)| family.shape);
    if !own.is_empty() {
        return Some(own);
    }
    if !is_numpy(function) {
        return None;
    }
    if function.row.style == Style::Ufunc {
        return Some(if has("x2") { "`x1` and `x2` broadcast together" } else { "that of `x`" });
    }
    if has("axis") && has("keepdims") {
        return Some("`a` without the axes worked along; `keepdims` leaves them with length 1; `()` for all axes");
    }
    let is_drawn = function.row.name.starts_with("np.random.") || function.row.name.starts_with("Generator.");
    (is_drawn && has("size")).then_some("`size`; without it what the parameters broadcast to, usually `()`")
}

/// What the members of its family raise.
pub(super) fn errors(function: &NativeFunction) -> Option<&'static str> {
    family_of(function).map(|(family, _)| family.errors).filter(|errors| !errors.is_empty())
}

/// The other functions of its family.
pub(super) fn related(function: &NativeFunction) -> Vec<String> {
    let Some((family, own)) = family_of(function) else { return Vec::new() };
    let others = family.names.iter().filter(|name| **name != own).map(|name| format!("np.{name}"));
    others.filter(|name| find_function(name).is_some()).take(MOST_RELATED).collect()
}

/// More is no help.
const MOST_RELATED: usize = 5;
