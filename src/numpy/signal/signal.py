# Windows, sinc, phases, and histograms of several variables.

import numpy as np


def _window(M, shape):
    # `shape`: the window's values at odd numbers around its middle.
    M = np.array([0.0, M])[1]
    if M < 1:
        return np.array([], dtype=np.float64)
    if M == 1:
        return np.ones(1, dtype=np.float64)
    return shape(np.arange(1 - M, M, 2), M)


def bartlett(M):
    return _window(M, lambda n, M: np.where(np.less_equal(n, 0), 1 + n / (M - 1), 1 - n / (M - 1)))


def blackman(M):
    return _window(M, lambda n, M: 0.42 + 0.5 * np.cos(np.pi * n / (M - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (M - 1)))


def hamming(M):
    return _window(M, lambda n, M: 0.54 + 0.46 * np.cos(np.pi * n / (M - 1)))


def hanning(M):
    return _window(M, lambda n, M: 0.5 + 0.5 * np.cos(np.pi * n / (M - 1)))


def sinc(x):
    x = np.asanyarray(x)
    x = np.pi * x
    # Zero is replaced by the least number that is not: the quotient is 1 then.
    y = np.asanyarray(np.where(x, x, np.finfo(x.dtype).tiny))
    return np.sin(y) / y


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    p = np.asarray(p)
    jumps = np.diff(p, axis=axis)
    if discont is None:
        discont = period / 2
    dtype = np.result_type(jumps, period)
    if dtype.kind in 'iu':
        high, rest = divmod(period, 2)
        ambiguous = rest == 0
    else:
        high = period / 2
        ambiguous = True
    low = -high
    turned = np.mod(jumps - low, period) + low
    if ambiguous:
        turned = np.where((turned == low) & (jumps > 0), high, turned)
    correction = np.where(np.abs(jumps) < discont, 0, turned - jumps)
    result = np.array(p, copy=True, dtype=dtype)
    place = [slice(None)] * p.ndim
    place[axis] = slice(1, None)
    place = tuple(place)
    result[place] = p[place] + correction.cumsum(axis)
    return result


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    return np.histogram(a, bins, range, weights=weights)[1]


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    try:
        count, dims = sample.shape
    except (AttributeError, ValueError):
        sample = np.atleast_2d(sample).T
        count, dims = sample.shape
    if weights is not None:
        weights = np.asarray(weights)
    try:
        if len(bins) != dims:
            raise ValueError('The dimension of bins must be equal to the dimension of the sample x.')
    except TypeError:
        bins = dims * [bins]
    if range is None:
        range = (None,) * dims
    elif len(range) != dims:
        raise ValueError('range argument must have one entry per dimension')
    edges = []
    for i in np.arange(dims).tolist():
        if np.ndim(bins[i]) == 0:
            if bins[i] < 1:
                raise ValueError(f'`bins[{i}]` must be positive, when an integer')
            edges.append(np.histogram_bin_edges(sample[:, i], bins[i], range[i]))
        elif np.ndim(bins[i]) == 1:
            edge = np.asarray(bins[i])
            if np.any(edge[:-1] > edge[1:]):
                raise ValueError(f'`bins[{i}]` must be monotonically increasing, when an array')
            edges.append(edge)
        else:
            raise ValueError(f'`bins[{i}]` must be a scalar or 1d array')
    # Bin 0 and the last are for what lies outside.
    places = []
    for i, edge in enumerate(edges):
        place = np.searchsorted(edge, sample[:, i], side='right')
        place[sample[:, i] == edge[-1]] -= 1
        places.append(place)
    shape = tuple(len(edge) + 1 for edge in edges)
    flat = np.ravel_multi_index(tuple(places), shape)
    hist = np.bincount(flat, weights, minlength=int(np.prod(shape))).reshape(shape).astype(float)
    hist = hist[dims * (slice(1, -1),)]
    if density:
        total = hist.sum()
        for i, edge in enumerate(edges):
            width = np.diff(edge)
            hist = hist / width.reshape([-1 if j == i else 1 for j in np.arange(dims).tolist()])
        hist /= total
    return hist, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    if len(x) != len(y):
        raise ValueError('x and y must have the same length.')
    try:
        count = len(bins)
    except TypeError:
        count = 1
    if count not in (1, 2):
        edges = np.asarray(bins)
        bins = [edges, edges]
    hist, edges = histogramdd(np.array([x, y]).T, bins, range, density, weights)
    return hist, edges[0], edges[1]


# ---- emath: functions that become complex where real ones have no value ----

def _to_complex(x, wanted):
    x = np.asarray(x)
    if wanted(x):
        return x.astype(np.complex64 if x.dtype.char in 'bBhHef' and x.dtype.char != 'd' else np.complex128)
    return x


def _below_zero(x):
    return x.dtype.kind != 'c' and np.any((x < 0) & np.isreal(x))


def _outside_one(x):
    return x.dtype.kind != 'c' and np.any(np.isreal(x) & (np.abs(x) > 1))


class _emath:
    def sqrt(x):
        return np.sqrt(_to_complex(x, _below_zero))

    def log(x):
        return np.log(_to_complex(x, _below_zero))

    def log10(x):
        return np.log10(_to_complex(x, _below_zero))

    def log2(x):
        return np.log2(_to_complex(x, _below_zero))

    def logn(n, x):
        return np.log(_to_complex(x, _below_zero)) / np.log(_to_complex(n, _below_zero))

    def power(x, p):
        p = np.asarray(p)
        if p.dtype.kind in 'iu' and np.any(p < 0):
            p = p * 1.0
        return np.power(_to_complex(x, _below_zero), p)

    def arccos(x):
        return np.arccos(_to_complex(x, _outside_one))

    def arcsin(x):
        return np.arcsin(_to_complex(x, _outside_one))

    def arctanh(x):
        return np.arctanh(_to_complex(x, _outside_one))


sqrt, log, log10, log2, logn = _emath.sqrt, _emath.log, _emath.log10, _emath.log2, _emath.logn
power, arccos, arcsin, arctanh = _emath.power, _emath.arccos, _emath.arcsin, _emath.arctanh
