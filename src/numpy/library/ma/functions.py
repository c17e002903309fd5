"""Masked arrays, sixth part: functions of arrays. From here on, `sum` and the like are functions of masked arrays."""


def _masked_of(a):
    """An array with its method as masked arrays have it."""
    return a if isinstance(a, MaskedArray) else asanyarray(a)


def all(a, axis=None, out=None, keepdims=_NoValue):
    return _masked_of(a).all(axis, out, keepdims)


def any(a, axis=None, out=None, keepdims=_NoValue):
    return _masked_of(a).any(axis, out, keepdims)


def sum(a, axis=None, dtype=None, out=None, keepdims=_NoValue):
    return _masked_of(a).sum(axis, dtype, out, keepdims)


def prod(a, axis=None, dtype=None, out=None, keepdims=_NoValue):
    return _masked_of(a).prod(axis, dtype, out, keepdims)


product = prod


def cumsum(a, axis=None, dtype=None, out=None):
    return _masked_of(a).cumsum(axis, dtype, out)


def cumprod(a, axis=None, dtype=None, out=None):
    return _masked_of(a).cumprod(axis, dtype, out)


def mean(a, axis=None, dtype=None, out=None, keepdims=_NoValue):
    return _masked_of(a).mean(axis, dtype, out, keepdims)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, mean=_NoValue):
    return _masked_of(a).var(axis, dtype, out, ddof, keepdims, mean)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, mean=_NoValue):
    return _masked_of(a).std(axis, dtype, out, ddof, keepdims, mean)


def anom(a, axis=None, dtype=None):
    return _masked_of(a).anom(axis, dtype)


anomalies = anom


def min(obj, axis=None, out=None, fill_value=None, keepdims=_NoValue):
    return _masked_of(obj).min(axis=axis, fill_value=fill_value, out=out, keepdims=keepdims)


def max(obj, axis=None, out=None, fill_value=None, keepdims=_NoValue):
    return _masked_of(obj).max(axis=axis, fill_value=fill_value, out=out, keepdims=keepdims)


def ptp(obj, axis=None, out=None, fill_value=None, keepdims=_NoValue):
    return _masked_of(obj).ptp(axis, out=out, fill_value=fill_value, **_given(keepdims=keepdims))


def count(a, axis=None, keepdims=_NoValue):
    return _masked_of(a).count(axis, keepdims)


def nonzero(a):
    return _masked_of(a).nonzero()


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return _masked_of(a).trace(offset, axis1, axis2, dtype, out)


def harden_mask(a):
    return _masked_of(a).harden_mask()


def soften_mask(a):
    return _masked_of(a).soften_mask()


def shrink_mask(a):
    return _masked_of(a).shrink_mask()


def ids(a):
    return _masked_of(a).ids()


def argmin(a, axis=None, fill_value=None, out=None, *, keepdims=_NoValue):
    return _masked_of(a).argmin(axis, fill_value, out, keepdims=keepdims)


def argmax(a, axis=None, fill_value=None, out=None, *, keepdims=_NoValue):
    return _masked_of(a).argmax(axis, fill_value, out, keepdims=keepdims)


def copy(a, *args, **params):
    return _masked_of(a).copy(*args, **params)


def diagonal(a, *args, **params):
    return _masked_of(a).diagonal(*args, **params)


def repeat(a, *args, **params):
    return _masked_of(a).repeat(*args, **params)


def swapaxes(a, *args, **params):
    return _masked_of(a).swapaxes(*args, **params)


def squeeze(a, axis=None, *, fill_value=None, hardmask=False):
    return _extra(_masked_of(np.squeeze(a, axis)), fill_value, hardmask)


def ravel(a, order='C'):
    return _masked_of(a).ravel(order)


def take(a, indices, axis=None, out=None, mode='raise'):
    return masked_array(a).take(indices, axis=axis, out=out, mode=mode)


def compress(condition, a, axis=None, out=None):
    return _masked_of(a).compress(condition, axis, out)


def compressed(x):
    return asanyarray(x).compressed()


def argsort(a, axis=_NoValue, kind=None, order=None, endwith=True, fill_value=None, *, stable=None):
    a = np.asanyarray(a)
    if axis is _NoValue:
        axis = _argsort_axis(a)
    if isinstance(a, MaskedArray):
        return a.argsort(axis=axis, kind=kind, order=order, endwith=endwith, fill_value=fill_value, stable=False)
    return a.argsort(axis=axis, kind=kind, order=order)


def sort(a, axis=-1, kind=None, order=None, endwith=True, fill_value=None, *, stable=None):
    a = np.array(a, copy=True, subok=True)
    if axis is None:
        a = a.flatten()
        axis = 0
    if isinstance(a, MaskedArray):
        a.sort(axis=axis, kind=kind, order=order, endwith=endwith, fill_value=fill_value)
    else:
        a.sort(axis=axis, kind=kind, order=order)
    return a


def clip(a, a_min=_NoValue, a_max=_NoValue, out=None, *, min=_NoValue, max=_NoValue, fill_value=None, hardmask=False,
         **kwargs):
    low = min if a_min is _NoValue else a_min
    high = max if a_max is _NoValue else a_max
    low = None if low is _NoValue else low
    high = None if high is _NoValue else high
    return _extra(_masked_of(_masked_of(a).clip(low, high, out, **kwargs)), fill_value, hardmask)


def round_(a, decimals=0, out=None):
    if out is None:
        return np.round(a, decimals, out)
    np.round(getdata(a), decimals, out)
    if hasattr(out, '_mask'):
        out._mask = getmask(a)
    return out


round = round_


# Making arrays.


def _extra(result, fill_value, hardmask):
    """Sets what the makers of masked arrays take besides."""
    if isinstance(result, MaskedArray):
        if fill_value is not None:
            result.fill_value = fill_value
        if hardmask:
            result._hardmask = hardmask
    return result


def _made(data, fill_value, hardmask):
    return _extra(data.view(MaskedArray), fill_value, hardmask)


def arange(start_or_stop, /, stop=None, step=1, *, dtype=None, device=None, like=None, fill_value=None,
           hardmask=False):
    if stop is None:
        data = np.arange(start_or_stop, dtype=dtype)
    else:
        data = np.arange(start_or_stop, stop, step, dtype=dtype)
    return _made(data, fill_value, hardmask)


def empty(shape, dtype=None, order='C', *, device=None, like=None, fill_value=None, hardmask=False):
    return _made(np.empty(shape, dtype if dtype is not None else float, order), fill_value, hardmask)


def zeros(shape, dtype=None, order='C', *, device=None, like=None, fill_value=None, hardmask=False):
    return _made(np.zeros(shape, dtype if dtype is not None else float, order), fill_value, hardmask)


def ones(shape, dtype=None, order='C', *, device=None, like=None, fill_value=None, hardmask=False):
    return _made(np.ones(shape, dtype, order), fill_value, hardmask)


def _like(function, prototype, dtype, order, subok, shape):
    result = function(getdata(prototype), dtype=dtype, order=order, subok=subok, shape=shape).view(MaskedArray)
    if isinstance(prototype, MaskedArray) and subok:
        mask = getmask(prototype)
        result._update_from(prototype)
        if mask is not nomask and mask.shape == result.shape:
            result._mask = np.array(mask, copy=True, dtype=make_mask_descr(result.dtype))
        elif mask is not nomask:
            result._mask = nomask
    return result


def empty_like(prototype, /, dtype=None, order='K', subok=True, shape=None, *, device=None):
    return _like(np.empty_like, prototype, dtype, order, subok, shape)


def zeros_like(a, dtype=None, order='K', subok=True, shape=None, *, device=None):
    return _like(np.zeros_like, a, dtype, order, subok, shape)


def ones_like(a, dtype=None, order='K', subok=True, shape=None, *, device=None):
    return _like(np.ones_like, a, dtype, order, subok, shape)


def frombuffer(buffer, dtype=None, count=-1, offset=0, *, like=None):
    return np.frombuffer(buffer, dtype if dtype is not None else float, count, offset).view(MaskedArray)


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    return np.fromfunction(function, shape, dtype=dtype, **kwargs).view(MaskedArray)


def identity(n, dtype=None, *, like=None, fill_value=None, hardmask=False):
    return _made(np.identity(n, dtype=dtype), fill_value, hardmask)


def indices(dimensions, dtype=int, sparse=False, *, fill_value=None, hardmask=False):
    if sparse:
        return tuple([_made(one, fill_value, hardmask) for one in np.indices(dimensions, dtype, sparse)])
    return _made(np.indices(dimensions, dtype), fill_value, hardmask)


def masked_all(shape, dtype=float):
    return masked_array(np.empty(shape, dtype), mask=np.ones(shape, make_mask_descr(dtype)))


def masked_all_like(arr):
    made = np.empty_like(getdata(arr)).view(MaskedArray)
    made._mask = np.ones(made.shape, dtype=make_mask_descr(made.dtype))
    return made


def fromflex(fxarray):
    return masked_array(fxarray['_data'], mask=fxarray['_mask'])


def flatten_structured_array(a):
    def leaves(value):
        dtype = getattr(value, 'dtype', None)
        if dtype is not None and dtype.names is not None:
            for name in dtype.names:
                yield from leaves(value[name])
        elif isinstance(value, (tuple, list)) or (isinstance(value, ndarray) and value.ndim):
            for one in value:
                yield from leaves(one)
        else:
            yield value
    a = np.asanyarray(a)
    shape = a.shape
    flat = a.ravel()
    if isinstance(a, MaskedArray):
        result = np.array([tuple(leaves(one)) for one in flat._data]).view(MaskedArray)
        result._mask = np.array([tuple(leaves(one)) for one in getmaskarray(flat)])
    else:
        result = np.array([tuple(leaves(one)) for one in flat])
    if len(shape) > 1:
        result.shape = shape + result.shape[1:]
    return result


# Shape and combination.


def concatenate(arrays, axis=0):
    data = np.concatenate([getdata(one) for one in arrays], axis)
    result = data.view(_masked_class(*arrays) if len(arrays) < 3 else _common_class(arrays))
    for one in arrays:
        if getmask(one) is not nomask:
            mask = np.concatenate([getmaskarray(one) for one in arrays], axis)
            mask = mask.reshape(data.shape)
            result._mask = _shrunk(mask) if mask.dtype.names is not None else mask
            break
    return result


def _common_class(arrays):
    found = MaskedArray
    for one in arrays:
        if isinstance(one, MaskedArray) and issubclass(type(one), found) and not isinstance(one, MaskedConstant):
            found = type(one)
    return found


def append(a, b, axis=None):
    if axis is None:
        return concatenate((ravel(a), ravel(b)), 0)
    return concatenate([a, b], axis)


def diag(v, k=0):
    result = np.diag(getdata(v), k).view(MaskedArray)
    if getmask(v) is not nomask:
        result._mask = np.diag(v._mask, k)
    return result


def diagflat(v, k=0):
    return _on_both(np.diagflat, v, k)


def expand_dims(a, axis):
    return np.expand_dims(a, axis)


def left_shift(a, n):
    return _shifted(np.left_shift, a, n)


def right_shift(a, n):
    return _shifted(np.right_shift, a, n)


def _shifted(ufunc, a, n):
    mask = getmask(a)
    if mask is nomask:
        return masked_array(ufunc(filled(a), n))
    return masked_array(ufunc(filled(a, 0), n), mask=mask)


def put(a, indices, values, mode='raise'):
    try:
        return a.put(indices, values, mode=mode)
    except AttributeError:
        return np.asarray(a).put(indices, values, mode=mode)


def putmask(a, mask, values):
    if not isinstance(a, MaskedArray):
        a = a.view(MaskedArray)
    new, flags = getdata(values), getmask(values)
    if getmask(a) is nomask:
        if flags is not nomask:
            a._sharedmask = True
            a._mask = make_mask_none(a.shape, a.dtype)
            np.copyto(a._mask, flags, where=mask)
    elif a._hardmask:
        if flags is not nomask:
            both = a._mask.copy()
            np.copyto(both, flags, where=mask)
            a.mask |= both
    else:
        np.copyto(a._mask, getmaskarray(values) if flags is nomask else flags, where=mask)
    np.copyto(a._data, new, where=mask)


def transpose(a, axes=None):
    try:
        return a.transpose(axes)
    except AttributeError:
        return np.asarray(a).transpose(axes).view(MaskedArray)


def reshape(a, new_shape, order='C'):
    try:
        return a.reshape(new_shape, order=order)
    except AttributeError:
        return np.asarray(a).reshape(new_shape, order=order).view(MaskedArray)


def resize(x, new_shape):
    mask = getmask(x)
    if mask is not nomask:
        mask = np.resize(mask, new_shape)
    result = np.resize(getdata(x), new_shape).view(_masked_class(x))
    if result.ndim:
        result._mask = mask
    return result


def ndim(obj):
    return np.ndim(getdata(obj))


def shape(obj):
    return np.shape(getdata(obj))


def size(obj, axis=None):
    return np.size(getdata(obj), axis)


def diff(a, /, n=1, axis=-1, prepend=_NoValue, append=_NoValue):
    if n == 0:
        return a
    if n < 0:
        raise ValueError('order must be non-negative but got ' + repr(n))
    a = np.asanyarray(a)
    if a.ndim == 0:
        raise ValueError('diff requires input that is at least one dimensional')
    parts = []
    if prepend is not _NoValue:
        parts.append(_edge(prepend, a, axis))
    parts.append(a)
    if append is not _NoValue:
        parts.append(_edge(append, a, axis))
    if len(parts) > 1:
        a = concatenate(parts, axis)
    a = asanyarray(a)
    later, earlier = [builtins.slice(None)] * a.ndim, [builtins.slice(None)] * a.ndim
    later[axis], earlier[axis] = builtins.slice(1, None), builtins.slice(None, -1)
    later, earlier = tuple(later), tuple(earlier)
    for _ in builtins.range(n):
        a = not_equal(a[later], a[earlier]) if a.dtype == np.bool_ else subtract(a[later], a[earlier])
    return a


def _edge(value, a, axis):
    value = np.asanyarray(value)
    if value.ndim == 0:
        edge = list(a.shape)
        edge[axis] = 1
        value = np.broadcast_to(value, tuple(edge))
    return value


def where(condition, x=_NoValue, y=_NoValue):
    missing = (x is _NoValue) + (y is _NoValue)
    if missing == 1:
        raise ValueError("Must provide both 'x' and 'y' or neither.")
    if missing == 2:
        return nonzero(condition)
    cond = filled(condition, False)
    data = [getdata(one) for one in (x, y)]
    masks = [getmaskarray(one) for one in (x, y)]
    cond_mask = getmaskarray(condition)
    if x is masked and y is not masked:
        data[0], masks[0] = np.zeros((), dtype=data[1].dtype), np.ones((), dtype=masks[1].dtype)
    elif y is masked and x is not masked:
        data[1], masks[1] = np.zeros((), dtype=data[0].dtype), np.ones((), dtype=masks[0].dtype)
    result = np.where(cond, data[0], data[1])
    mask = np.where(cond, masks[0], masks[1])
    mask = np.where(cond_mask, np.ones((), dtype=mask.dtype), mask)
    return masked_array(result, mask=_shrunk(mask))


def choose(indices, choices, out=None, mode='raise'):
    places = filled(indices, 0)
    data = np.choose(places, [filled(one, True) if one is masked else filled(one) for one in choices], mode=mode)
    mask = np.choose(places, [True if one is masked else getmaskarray(one) for one in choices], mode=mode)
    mask = make_mask(mask_or(mask, getmask(indices)), copy=False, shrink=True)
    if out is not None:
        out[...] = data
        if isinstance(out, MaskedArray):
            out.__setmask__(mask)
        return out
    result = data.view(MaskedArray)
    result.__setmask__(mask)
    return result


# Products.


def inner(a, b):
    first, second = filled(a, 0), filled(b, 0)
    if first.ndim == 0:
        first = first.reshape(1)
    if second.ndim == 0:
        second = second.reshape(1)
    result = np.inner(first, second)
    return result.view(MaskedArray) if isinstance(result, ndarray) else result


innerproduct = inner


def outer(a, b):
    first, second = filled(a, 0).ravel(), filled(b, 0).ravel()
    data = np.outer(first, second)
    if getmask(a) is nomask and getmask(b) is nomask:
        return masked_array(data)
    mask = make_mask(1 - np.outer(1 - getmaskarray(a), 1 - getmaskarray(b)), copy=False)
    return masked_array(data, mask=mask)


outerproduct = outer


def dot(a, b, strict=False, out=None):
    if strict:
        if np.ndim(a) != 0 and np.ndim(b) != 0:
            a, b = _strictly_masked(a, b)
    absent = ~np.dot(~getmaskarray(a), ~getmaskarray(b))
    if out is not None:
        np.dot(filled(a, 0), filled(b, 0), out._data)
        if out.mask.shape != absent.shape:
            out._mask = np.empty(absent.shape, MaskType)
        np.copyto(out._mask, absent)
        return out
    data = np.dot(filled(a, 0), filled(b, 0))
    if np.ndim(data) == 0:
        data = np.asarray(data)
    result = data.view(_masked_class(a, b))
    result.__setmask__(absent)
    return result


def _strictly_masked(a, b):
    if a.ndim == 2 and b.ndim == 2:
        return mask_rowcols(a, 0), mask_rowcols(b, 1)
    return a, b


def correlate(a, v, mode='valid', propagate_mask=True):
    return _sliding(np.correlate, a, v, mode, propagate_mask)


def convolve(a, v, mode='full', propagate_mask=True):
    return _sliding(np.convolve, a, v, mode, propagate_mask)


def _sliding(function, a, v, mode, propagate_mask):
    if propagate_mask:
        mask = (function(getmaskarray(a), np.ones(np.shape(v), dtype=bool), mode=mode)
                | function(np.ones(np.shape(a), dtype=bool), getmaskarray(v), mode=mode))
        data = function(getdata(a), getdata(v), mode=mode)
    else:
        mask = ~function(~getmaskarray(a), ~getmaskarray(v), mode=mode)
        data = function(filled(a, 0), filled(v, 0), mode=mode)
    return masked_array(data, mask=mask)


def allequal(a, b, fill_value=True):
    mask = mask_or(getmask(a), getmask(b))
    if mask is nomask:
        return np.equal(getdata(a), getdata(b)).all()
    if not fill_value:
        return False
    return masked_array(np.equal(getdata(a), getdata(b)), mask=mask, copy=False).filled(True).all(None)


def allclose(a, b, masked_equal=True, rtol=1e-5, atol=1e-8):
    x = masked_array(a, copy=False)
    y = masked_array(b, copy=False)
    if y.dtype.kind != 'm':
        kind = np.result_type(y, 1.)
        if y.dtype != kind:
            y = masked_array(y, dtype=kind, copy=False)
    mask = mask_or(getmask(x), getmask(y))
    infinite = np.isinf(masked_array(x, copy=False, mask=mask)).filled(False)
    if not np.all(infinite == filled(np.isinf(y), False)):
        return False
    if not np.any(infinite):
        return np.all(filled(less_equal(absolute(x - y), atol + rtol * absolute(y)), masked_equal))
    if not np.all(filled(x[infinite] == y[infinite], masked_equal)):
        return False
    x, y = x[~infinite], y[~infinite]
    return np.all(filled(less_equal(absolute(x - y), atol + rtol * absolute(y)), masked_equal))
