"""Masked arrays, seventh part: statistics, rows and columns, runs of elements, sets."""


def _on_both(function, x, *args, **params):
    """A function of the data and of the mask."""
    return masked_array(function(np.asarray(getdata(x)), *args, **params),
                        mask=function(getmaskarray(x), *args, **params))


def _stacker(function, name):
    def stacked(tup, *args, **params):
        data = function(tuple([np.asarray(getdata(one)) for one in tup]), *args, **params)
        mask = function(tuple([getmaskarray(one) for one in tup]), *[args[0]] if args else [],
                        **{key: value for key, value in params.items() if key == 'axis'})
        return masked_array(data, mask=mask)
    stacked.__name__ = stacked.__qualname__ = name
    return stacked


vstack = row_stack = _stacker(np.vstack, 'vstack')
hstack = _stacker(np.hstack, 'hstack')
dstack = _stacker(np.dstack, 'dstack')
column_stack = _stacker(np.column_stack, 'column_stack')
stack = _stacker(np.stack, 'stack')


def hsplit(ary, indices_or_sections):
    masks = np.hsplit(getmaskarray(ary), indices_or_sections)
    parts = np.hsplit(np.asarray(getdata(ary)), indices_or_sections)
    return masked_array(parts, mask=masks)


def _at_least(function, arrays):
    made = [_on_both(function, one) for one in arrays]
    return made[0] if len(made) == 1 else tuple(made)


def atleast_1d(*arys):
    return _at_least(np.atleast_1d, arys)


def atleast_2d(*arys):
    return _at_least(np.atleast_2d, arys)


def atleast_3d(*arys):
    return _at_least(np.atleast_3d, arys)


def count_masked(arr, axis=None):
    return getmaskarray(arr).sum(axis)


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = masked_array(arr, copy=False, subok=True)
    axis = np.lib.array_utils.normalize_axis_index(axis, arr.ndim)
    turned = [k for k in builtins.range(arr.ndim) if k != axis]
    outer_shape = tuple([arr.shape[k] for k in turned])
    results, holds_arrays = [], False
    for place in np.ndindex(*outer_shape):
        index = list(place)
        index.insert(axis, builtins.slice(None))
        result = func1d(arr[tuple(index)], *args, **kwargs)
        results.append(result)
    if not np.isscalar(results[0]) and results[0] is not masked and np.ndim(results[0]):
        first = asarray(results[0])
        shape = list(arr.shape)
        shape[axis:axis + 1] = first.shape
        made = zeros(tuple(shape), dtype=first.dtype)
        for place, result in zip(np.ndindex(*outer_shape), results):
            index = list(place)
            index[axis:axis] = [builtins.slice(None)] * first.ndim
            made[tuple(index)] = result
        return made
    kinds = [np.asarray(getdata(one)).dtype for one in results]
    kind = np.result_type(*kinds)
    made = zeros(outer_shape, dtype=kind)
    for place, result in zip(np.ndindex(*outer_shape), results):
        made[place] = result
    return made


def apply_over_axes(func, a, axes):
    result = asarray(a)
    n = result.ndim
    for axis in np.array(axes).ravel():
        axis = int(axis) + n if axis < 0 else int(axis)
        found = func(result, axis)
        if found.ndim == result.ndim:
            result = found
        else:
            found = expand_dims(found, axis)
            if found.ndim != result.ndim:
                raise ValueError('function is not returning an array of the correct shape')
            result = found
    return result


def average(a, axis=None, weights=None, returned=False, *, keepdims=_NoValue):
    a = asarray(a)
    mask = getmask(a)
    if axis is not None:
        axis = np.lib.array_utils.normalize_axis_tuple(axis, a.ndim, argname='axis')
    kwargs = _given(keepdims=keepdims)
    if weights is None:
        result = a.mean(axis, **kwargs)
        scale = result.dtype.type(a.count(axis))
    else:
        weights = asarray(weights)
        if issubclass(a.dtype.type, (np.integer, np.bool_)):
            kind = np.result_type(a.dtype, weights.dtype, 'f8')
        else:
            kind = np.result_type(a.dtype, weights.dtype)
        if a.shape != weights.shape:
            if axis is None:
                raise TypeError('Axis must be specified when shapes of a and weights differ.')
            if weights.shape != tuple([a.shape[k] for k in axis]):
                raise ValueError('Shape of weights must be consistent with shape of a along specified axis.')
            weights = weights.transpose(np.argsort(axis))
            weights = weights.reshape(tuple([n if k in axis else 1 for k, n in enumerate(a.shape)]))
        if mask is not nomask:
            weights = weights * (~a.mask)
            weights.mask |= a.mask
        scale = weights.sum(axis=axis, dtype=kind, **kwargs)
        result = multiply(a, weights, dtype=kind).sum(axis, **kwargs) / scale
    if returned:
        if scale.shape != result.shape:
            scale = np.broadcast_to(scale, result.shape).copy()
        return result, scale
    return result


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    if not hasattr(a, 'mask'):
        found = np.median(getdata(a), axis=axis, out=out, overwrite_input=overwrite_input, keepdims=keepdims)
        return masked_array(found, copy=False) if isinstance(found, ndarray) and found.ndim >= 1 else found
    if axis is None:
        axes = tuple(builtins.range(a.ndim))
    else:
        axes = np.lib.array_utils.normalize_axis_tuple(axis, a.ndim)
    kept = tuple([k for k in builtins.range(a.ndim) if k not in axes])
    if len(axes) == 1:
        found = _median(a, axes[0])
    elif not kept:
        found = _median(a.ravel(), 0)
    else:
        turned = a.transpose(kept + axes)
        found = _median(turned.reshape(turned.shape[:len(kept)] + (-1,)), len(kept))
    if keepdims:
        shape = tuple([1 if k in axes else n for k, n in enumerate(a.shape)])
        found = found.reshape(shape) if isinstance(found, ndarray) and found is not masked else \
            masked_array(np.full(shape, getdata(found)), mask=np.full(shape, getmask(found)))
    if out is not None:
        out[...] = found
        return out
    return found


def _median(a, axis):
    """The median along one axis: masked elements are sorted to the end, where only those before them count."""
    inexact = np.issubdtype(a.dtype, np.inexact)
    data = sort(a, axis=axis, fill_value=np.nan if inexact else None)
    index = [builtins.slice(None)] * data.ndim
    index[axis] = -1
    if data.ndim == 1:
        half, odd = divmod(int(count(data)), 2)
        middle = data[half + odd - 1:half + 1]
        if not inexact or data.size == 0:
            return middle.mean()
        found = middle.sum() if odd else np.true_divide(middle.sum(), 2.)
        return data[-1] if data[-1] is not masked and np.isnan(data[-1]) else found
    number = count(data, axis=axis, keepdims=True)
    half = number // 2
    low = np.where(number % 2 == 1, half, half - 1)
    ends = take_along(data, np.concatenate([low, half], axis=axis), axis)
    if not inexact:
        return ends.mean(axis)
    found = ends.sum(axis)
    np.true_divide(found._data, 2., out=found._data)
    last = data[tuple(index)]
    unknown = np.isnan(last._data) & ~getmaskarray(last)
    np.copyto(found._data, np.nan, where=unknown)
    return found


def take_along(a, places, axis):
    data = np.take_along_axis(getdata(a), places, axis=axis)
    if getmask(a) is nomask:
        return masked_array(data)
    return masked_array(data, mask=np.take_along_axis(getmaskarray(a), places, axis=axis))


# Rows and columns.


def compress_nd(x, axis=None):
    x = asarray(x)
    mask = getmask(x)
    axes = tuple(builtins.range(x.ndim)) if axis is None else np.lib.array_utils.normalize_axis_tuple(axis, x.ndim)
    if mask is nomask or not mask.any():
        return x._data
    if mask.all():
        return np.array([])
    data = x._data
    for one in axes:
        others = tuple([k for k in builtins.range(x.ndim) if k != one])
        keep = ~mask.any(axis=others)
        index = [builtins.slice(None)] * x.ndim
        index[one] = keep
        data = data[tuple(index)]
    return data


def compress_rowcols(x, axis=None):
    if asarray(x).ndim != 2:
        raise NotImplementedError('compress_rowcols works for 2D arrays only.')
    return compress_nd(x, axis=axis)


def compress_rows(a):
    a = asarray(a)
    if a.ndim != 2:
        raise NotImplementedError('compress_rows works for 2D arrays only.')
    return compress_rowcols(a, 0)


def compress_cols(a):
    a = asarray(a)
    if a.ndim != 2:
        raise NotImplementedError('compress_cols works for 2D arrays only.')
    return compress_rowcols(a, 1)


def mask_rowcols(a, axis=None):
    a = masked_array(a, subok=False)
    if a.ndim != 2:
        raise NotImplementedError('mask_rowcols works for 2D arrays only.')
    mask = getmask(a)
    if mask is nomask or not mask.any():
        return a
    rows, columns = mask.nonzero()
    a._mask = a._mask.copy()
    if not axis:
        a[np.unique(rows)] = masked
    if axis in [None, 1, -1]:
        a[:, np.unique(columns)] = masked
    return a


def mask_rows(a, axis=_NoValue):
    if axis is not _NoValue:
        np.lib._warn('DeprecationWarning', 'The axis argument has always been ignored, in future passing it will '
                     'raise TypeError')
    return mask_rowcols(a, 0)


def mask_cols(a, axis=_NoValue):
    if axis is not _NoValue:
        np.lib._warn('DeprecationWarning', 'The axis argument has always been ignored, in future passing it will '
                     'raise TypeError')
    return mask_rowcols(a, 1)


# Sets.


def ediff1d(arr, to_end=None, to_begin=None):
    arr = asanyarray(arr).flat
    arr = arr.ma.ravel()
    result = arr[1:] - arr[:-1]
    parts = [result]
    if to_begin is not None:
        parts.insert(0, to_begin)
    if to_end is not None:
        parts.append(to_end)
    return hstack(parts) if len(parts) != 1 else result


def unique(ar1, return_index=False, return_inverse=False):
    if not isinstance(ar1, MaskedArray) or getmask(ar1) is nomask:
        found = np.unique(np.asarray(getdata(ar1)), return_index=return_index, return_inverse=return_inverse)
        if isinstance(found, tuple):
            return (found[0].view(MaskedArray),) + tuple(found[1:])
        return found.view(MaskedArray)
    flat = ar1.ravel()
    hidden = getmaskarray(flat)
    places = flat.argsort(kind='mergesort')
    if hidden.any():
        order = np.concatenate([places[~hidden[places]], places[hidden[places]]])
    else:
        order = places
    data, flags = flat._data[order], hidden[order]
    fresh = np.ones(len(order), dtype=bool)
    if len(order) > 1:
        fresh[1:] = np.where(flags[1:] | flags[:-1], flags[1:] != flags[:-1], data[1:] != data[:-1])
    values = masked_array(data[fresh], mask=flags[fresh])
    values._fill_value = ar1._fill_value
    if not return_index and not return_inverse:
        return values
    result = [values]
    if return_index:
        result.append(order[fresh])
    if return_inverse:
        inverse = np.empty(len(order), dtype=np.intp)
        inverse[order] = np.cumsum(fresh) - 1
        result.append(inverse)
    return tuple(result)


def intersect1d(ar1, ar2, assume_unique=False):
    if assume_unique:
        both = concatenate((ar1, ar2))
    else:
        both = concatenate((unique(ar1), unique(ar2)))
    both.sort()
    return both[:-1][both[1:] == both[:-1]]


def setxor1d(ar1, ar2, assume_unique=False):
    if not assume_unique:
        ar1, ar2 = unique(ar1), unique(ar2)
    both = concatenate((ar1, ar2), axis=None)
    if both.size == 0:
        return both
    both.sort()
    filled_both = both.filled()
    flag = np.concatenate(([True], filled_both[1:] != filled_both[:-1], [True]))
    return both[flag[1:] == flag[:-1]]


def in1d(ar1, ar2, assume_unique=False, invert=False):
    if not assume_unique:
        ar1, places = unique(ar1, return_inverse=True)
        ar2 = unique(ar2)
    ar1, ar2 = asanyarray(ar1).ravel(), asanyarray(ar2).ravel()
    both = concatenate((ar1, ar2))
    order = both.argsort(kind='mergesort')
    ordered = both[order]
    if invert:
        same = ordered[1:] != ordered[:-1]
    else:
        same = ordered[1:] == ordered[:-1]
    flag = concatenate((same, [invert]))
    back = order.argsort(kind='mergesort')[:len(ar1)]
    return flag[back] if assume_unique else flag[back][places]


def isin(element, test_elements, assume_unique=False, invert=False):
    element = asarray(element)
    return in1d(element, test_elements, assume_unique=assume_unique, invert=invert).reshape(element.shape)


def union1d(ar1, ar2):
    return unique(concatenate((ar1, ar2), axis=None))


def setdiff1d(ar1, ar2, assume_unique=False):
    if assume_unique:
        ar1 = asarray(ar1).ravel()
    else:
        ar1, ar2 = unique(ar1), unique(ar2)
    return ar1[in1d(ar1, ar2, assume_unique=True, invert=True)]


# Covariance.


def _for_covariance(x, y, rowvar, allow_masked):
    x = array(x, ndmin=2, copy=True, dtype=float)
    hidden = getmaskarray(x)
    if not allow_masked and hidden.any():
        raise ValueError('Cannot process masked data.')
    if x.shape[0] == 1:
        rowvar = True
    rowvar = int(bool(rowvar))
    axis = 1 - rowvar
    across = (builtins.slice(None), None) if rowvar else (None, builtins.slice(None))
    if y is None:
        present = (~hidden).astype(float)
    else:
        y = array(y, copy=False, ndmin=2, dtype=float)
        other = getmaskarray(y)
        if not allow_masked and other.any():
            raise ValueError('Cannot process masked data.')
        if (hidden.any() or other.any()) and y.shape == x.shape:
            common = np.logical_or(hidden, other)
            if common is not nomask:
                hidden = other = common
                x._mask = y._mask = common
                x._sharedmask = y._sharedmask = False
        x = concatenate((x, y), axis)
        present = (~np.concatenate((hidden, other), axis)).astype(float)
    x -= x.mean(axis=rowvar)[across]
    return x, present, rowvar


def cov(x, y=None, rowvar=True, bias=False, allow_masked=True, ddof=None):
    if ddof is not None and ddof != int(ddof):
        raise ValueError('ddof must be an integer')
    if ddof is None:
        ddof = 0 if bias else 1
    x, present, rowvar = _for_covariance(x, y, rowvar, allow_masked)
    if not rowvar:
        number = np.dot(present.T, present) - ddof
        mask = np.less_equal(number, 0)
        with np.errstate(divide='ignore', invalid='ignore'):
            data = np.dot(filled(x.T, 0), filled(x.conj(), 0)) / number
    else:
        number = np.dot(present, present.T) - ddof
        mask = np.less_equal(number, 0)
        with np.errstate(divide='ignore', invalid='ignore'):
            data = np.dot(filled(x, 0), filled(x.T.conj(), 0)) / number
    return masked_array(data, mask=mask).squeeze()


def corrcoef(x, y=None, rowvar=True, allow_masked=True):
    covariance = cov(x, y, rowvar, allow_masked=allow_masked)
    try:
        deviations = sqrt(diagonal(covariance))
    except ValueError:
        return MaskedConstant()
    return covariance / multiply.outer(deviations, deviations)


# Runs of elements.


def flatnotmasked_edges(a):
    mask = getmask(a)
    if mask is nomask or not np.any(mask):
        return np.array([0, np.size(getdata(a)) - 1])
    seen = np.flatnonzero(~mask)
    return seen[[0, -1]] if len(seen) > 0 else None


def notmasked_edges(a, axis=None):
    a = asarray(a)
    if axis is None or a.ndim == 1:
        return flatnotmasked_edges(a)
    places = array(np.indices(a.shape), mask=np.asarray([getmaskarray(a)] * a.ndim))
    return [tuple([places[k].min(axis).compressed() for k in builtins.range(a.ndim)]),
            tuple([places[k].max(axis).compressed() for k in builtins.range(a.ndim)])]


def flatnotmasked_contiguous(a):
    mask = getmask(a)
    if mask is nomask:
        return [builtins.slice(0, np.size(getdata(a)), None)]
    return _runs(~np.asarray(mask).ravel())


def notmasked_contiguous(a, axis=None):
    a = asarray(a)
    n = a.ndim
    if n > 2:
        raise NotImplementedError('Currently limited to at most 2D array.')
    if axis is None or n == 1:
        return flatnotmasked_contiguous(a)
    result = []
    other = (axis + 1) % 2
    for k in builtins.range(a.shape[other]):
        index = [0, 0]
        index[axis] = builtins.slice(None)
        index[other] = k
        result.append(flatnotmasked_contiguous(a[tuple(index)]))
    return result


def _runs(flags):
    """Slices of the runs of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8))).tolist()
    return [builtins.slice(first, last, None) for first, last in zip(edges[::2], edges[1::2])]


def clump_unmasked(a):
    mask = getattr(a, '_mask', nomask)
    if mask is nomask:
        return [builtins.slice(0, a.size)]
    return _clumps(~mask)


def clump_masked(a):
    mask = getmask(a)
    return [] if mask is nomask else _clumps(mask)


def _clumps(mask):
    """The runs of a mask; borders inside are np.int64, those at the ends int."""
    if mask.ndim > 1:
        mask = mask.ravel()
    borders = list((mask[1:] ^ mask[:-1]).nonzero()[0] + 1)
    if mask[0]:
        borders.insert(0, 0)
    if mask[-1]:
        borders.append(mask.size)
    return [builtins.slice(first, last) for first, last in zip(borders[::2], borders[1::2])]


class _Joiner:
    """Arrays from slices and parts, as np.r_."""

    def __getitem__(self, key):
        if isinstance(key, str):
            raise MaskError('Unavailable for masked array.')
        parts = key if isinstance(key, tuple) else (key,)
        data, masks = [], []
        for part in parts:
            if isinstance(part, str):
                raise MaskError('Unavailable for masked array.')
            if isinstance(part, builtins.slice):
                part = np.r_[part]
            part = np.asanyarray(part)
            data.append(part if part.ndim else part.reshape(1))
        return concatenate(data)

    def __len__(self):
        return 0


class mr_class(_Joiner):
    __module__ = 'numpy.ma.extras'


mr_ = mr_class()


def ndenumerate(a, compressed=True):
    for index in np.ndindex(*np.shape(getdata(a))):
        value = a[index]
        if value is masked:
            if not compressed:
                yield index, masked
        else:
            yield index, value


def vander(x, n=None):
    result = np.vander(getdata(x), n)
    mask = getmask(x)
    if mask is not nomask:
        result[mask] = 0
    return result


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    x, y = asarray(x), asarray(y)
    mask = getmask(x)
    if y.ndim == 1:
        mask = mask_or(mask, getmask(y))
    elif y.ndim == 2:
        hidden = getmask(mask_rows(y))
        if hidden is not nomask:
            mask = mask_or(mask, hidden[:, 0])
    else:
        raise TypeError('Expected a 1D or 2D array for y!')
    if w is not None:
        w = asarray(w)
        if w.ndim != 1:
            raise TypeError('expected a 1-d array for weights')
        if w.shape[0] != y.shape[0]:
            raise TypeError('expected w and y to have the same length')
        mask = mask_or(mask, getmask(w))
    if mask is nomask:
        return np.polyfit(x._data, y._data, deg, rcond, full, w if w is None else w._data, cov)
    keep = ~mask
    if w is not None:
        w = w._data[keep]
    return np.polyfit(x._data[keep], y._data[keep], deg, rcond, full, w, cov)


# What NumPy's own functions give for masked arrays.


def _numpy_sort(a, axis=-1, kind=None, order=None, *, stable=None):
    a = a.flatten() if axis is None else a.copy()
    a.sort(axis=-1 if axis is None else axis, kind=kind, order=order)
    return a


def _numpy_median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    np.lib._warn('UserWarning', "Warning: 'partition' will ignore the 'mask' of the MaskedArray.")
    return np.median(a._data, axis=axis, out=out, keepdims=keepdims)


def _numpy_average(a, axis=None, weights=None, returned=False, *, keepdims=_NoValue):
    return average(a, axis, weights, returned, keepdims=keepdims)


def _numpy_unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, **params):
    if return_counts or axis is not None:
        return np.unique(ar._data, return_index, return_inverse, return_counts, axis, **params)
    return unique(ar, return_index, return_inverse)


def _numpy_ptp(a, axis=None, out=None, keepdims=False):
    return np.subtract(np.maximum.reduce(a, axis=axis, keepdims=keepdims),
                       np.minimum.reduce(a, axis=axis, keepdims=keepdims), out=out)


def _numpy_argsort(a, axis=-1, kind=None, order=None, *, stable=None):
    return a.argsort(axis=axis, kind=kind, order=order)



MaskedArray._numpy_functions = {
    'sort': _numpy_sort, 'median': _numpy_median, 'average': _numpy_average, 'unique': _numpy_unique,
    'argsort': _numpy_argsort, 'diff': diff, 'ptp': _numpy_ptp, 'expand_dims': lambda a, axis: _expanded(a, axis),
    'ravel': ravel, 'copy': lambda a, order='K', subok=False: a.copy() if subok else np.array(a._data, copy=True),
    'resize': lambda a, new_shape: masked_array(np.resize(a._data, new_shape)), 'ndim': ndim, 'shape': shape, 'size': size,
}


def _expanded(a, axis):
    axes = np.lib.array_utils.normalize_axis_tuple(axis if isinstance(axis, (tuple, list)) else (axis,),
                                                   a.ndim + (len(axis) if isinstance(axis, (tuple, list)) else 1))
    lengths = iter(a.shape)
    return a.reshape(tuple([1 if k in axes else next(lengths) for k in builtins.range(a.ndim + len(axes))]))
