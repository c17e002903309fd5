# Series of coefficients, the lowest degree first: what all bases of polynomials share.

import operator
import numpy as np
from numpy.lib import _warn
from numpy.lib.array_utils import normalize_axis_index as _axis_index


def trimseq(seq):
    size = len(seq)
    while size > 1 and seq[size - 1] == 0:
        size -= 1
    return seq[:size] if size < len(seq) else seq


def as_series(alist, trim=True):
    series = [np.array(item, ndmin=1, copy=None) for item in alist]
    for one in series:
        if one.size == 0:
            raise ValueError('Coefficient array is empty')
        if one.ndim != 1:
            raise ValueError('Coefficient array is not 1-d')
    if trim:
        series = [trimseq(one) for one in series]
    try:
        common = np.common_type(*series)
    except Exception as error:
        if not any(one.dtype == object for one in series):
            raise ValueError('Coefficient arrays have no common type') from error
        common = object
    return [np.array(one, copy=True, dtype=common) for one in series]


def trimcoef(c, tol=0):
    if tol < 0:
        raise ValueError('tol must be non-negative')
    c, = as_series([c])
    large = np.flatnonzero(np.abs(c) > tol)
    if large.size == 0:
        return c[:1] * 0
    return c[:large[-1] + 1].copy()


def getdomain(x):
    x, = as_series([x], trim=False)
    if x.dtype.kind == 'c':
        re, im = x.real, x.imag
        return np.array((complex(re.min(), im.min()), complex(re.max(), im.max())))
    return np.array((x.min(), x.max()))


def mapparms(old, new):
    width = old[1] - old[0]
    return (old[1] * new[0] - old[0] * new[1]) / width, (new[1] - new[0]) / width


def mapdomain(x, old, new):
    if type(x) not in (int, float, complex) and not isinstance(x, np.generic):
        x = np.asanyarray(x)
    off, scl = mapparms(old, new)
    return off + scl * x


def format_float(x, parens=False):
    if not np.issubdtype(type(x), np.floating):
        return str(x)
    options = np.get_printoptions()
    if np.isnan(x):
        return options['nanstr']
    if np.isinf(x):
        return options['infstr']
    digits = options['precision']
    fixed = options['floatmode'] == 'fixed'
    how = dict(precision=digits, unique=not fixed, trim='k' if fixed else '0', sign=options['sign'] == '+')
    size = np.abs(x)
    if x != 0 and (size >= 1e8 or size < 10**min(0, -(digits - 1) // 2)):
        text = np.format_float_scientific(x, **how)
        return f'({text})' if parens else text
    return np.format_float_positional(x, fractional=True, **how)


def _whole(x, what):
    try:
        return operator.index(x)
    except TypeError as error:
        raise TypeError(f'{what} must be an integer, received {x}') from error


def _numbers(c, copy):
    # Coefficients along an axis: at least one axis, and no integers.
    c = np.array(c, ndmin=1, copy=copy)
    return c.astype(np.double) if c.dtype.kind in 'biu' else c


def _sum(c1, c2, sign):
    c1, c2 = as_series([c1, c2])
    if sign < 0 and len(c1) <= len(c2):
        c2 = -c2
        sign = 1
    if len(c1) > len(c2):
        if sign > 0:
            c1[:len(c2)] += c2
        else:
            c1[:len(c2)] -= c2
        return trimseq(c1)
    c2[:len(c1)] += c1
    return trimseq(c2)


def _add(c1, c2):
    return _sum(c1, c2, 1)


def _sub(c1, c2):
    return _sum(c1, c2, -1)


def _power(c, pow, maxpower, times):
    c, = as_series([c])
    power = int(pow)
    if power != pow or power < 0:
        raise ValueError('Power must be a non-negative integer.')
    if maxpower is not None and power > maxpower:
        raise ValueError('Power is too large')
    if power == 0:
        return np.array([1], dtype=c.dtype)
    product = c
    for _ in range(power - 1):
        product = times(product, c)
    return product


def _trivial_quotient(c1, c2):
    # A quotient that needs no long division, else None.
    if c2[-1] == 0:
        raise ZeroDivisionError
    if len(c1) < len(c2):
        return c1[:1] * 0, c1
    if len(c2) == 1:
        return c1 / c2[-1], c1[:1] * 0
    return None


def _product_of_lines(line, times, roots):
    if len(roots) == 0:
        return np.ones(1)
    roots, = as_series([roots], trim=False)
    roots.sort()
    factors = [line(-root, 1) for root in roots]
    # Halves are multiplied pairwise, so that the factors stay of like degree.
    while len(factors) > 1:
        half = len(factors) // 2
        pairs = [times(factors[i], factors[i + half]) for i in range(half)]
        if len(factors) % 2:
            pairs[0] = times(pairs[0], factors[-1])
        factors = pairs
    return factors[0]


def _value_at_points(value, c, *points):
    points = [np.asanyarray(one) for one in points]
    if any(one.shape != points[0].shape for one in points):
        raise ValueError('x, y, z are incompatible' if len(points) == 3 else 'x, y are incompatible')
    c = value(points[0], c)
    for one in points[1:]:
        c = value(one, c, tensor=False)
    return c


def _value_on_grid(value, c, *points):
    for one in points:
        c = value(one, c)
    return c


def _pseudo_vander(vander, points, degrees):
    n = len(points)
    if n != len(degrees):
        raise ValueError(f'Expected {n} dimensions of degrees, got {len(degrees)}')
    points = tuple(np.asarray(tuple(points)) + 0.0)
    product = None
    for i in range(n):
        place = tuple(slice(None) if j == i else None for j in range(n))
        one = vander(points[i], degrees[i])[(..., *place)]
        product = one if product is None else product * one
    return product.reshape(product.shape[:-n] + (-1,))


def _derivative(c, m, scl, axis, once):
    c = _numbers(c, True)
    count = _whole(m, 'the order of derivation')
    axis = _whole(axis, 'the axis')
    if count < 0:
        raise ValueError('The order of derivation must be non-negative')
    axis = _axis_index(axis, c.ndim)
    if count == 0:
        return c
    c = np.moveaxis(c, axis, 0)
    if count >= len(c):
        c = c[:1] * 0
    else:
        for _ in range(count):
            c *= scl
            slope = np.empty((len(c) - 1, *c.shape[1:]), dtype=c.dtype)
            once(c, slope)
            c = slope
    return np.moveaxis(c, 0, axis)


def _integral(c, m, k, lbnd, scl, axis, once, value):
    c = _numbers(c, True)
    if not np.iterable(k):
        k = [k]
    count = _whole(m, 'the order of integration')
    axis = _whole(axis, 'the axis')
    if count < 0:
        raise ValueError('The order of integration must be non-negative')
    if len(k) > count:
        raise ValueError('Too many integration constants')
    if np.ndim(lbnd) != 0:
        raise ValueError('lbnd must be a scalar.')
    if np.ndim(scl) != 0:
        raise ValueError('scl must be a scalar.')
    axis = _axis_index(axis, c.ndim)
    if count == 0:
        return c
    c = np.moveaxis(c, axis, 0)
    for constant in list(k) + [0] * (count - len(k)):
        c *= scl
        if len(c) == 1 and np.all(c[0] == 0):
            c[0] += constant
            continue
        area = np.empty((len(c) + 1, *c.shape[1:]), dtype=c.dtype)
        once(c, area)
        area[0] += constant - value(lbnd, area)
        c = area
    return np.moveaxis(c, 0, axis)


def _least_squares(vander, x, y, deg, rcond, full, w):
    x = np.asarray(x) + 0.0
    y = np.asarray(y) + 0.0
    deg = np.asarray(deg)
    if deg.ndim > 1 or deg.dtype.kind not in 'iu' or deg.size == 0:
        raise TypeError('deg must be an int or non-empty 1-D array of int')
    if deg.min() < 0:
        raise ValueError('expected deg >= 0')
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if x.size == 0:
        raise TypeError('expected non-empty vector for x')
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError('expected 1D or 2D array for y')
    if len(x) != len(y):
        raise TypeError('expected x and y to have same length')
    chosen = None if deg.ndim == 0 else np.sort(deg)
    highest = int(deg) if chosen is None else int(chosen[-1])
    columns = vander(x, highest)
    if chosen is not None:
        columns = columns[:, chosen]
    left, right = columns.T, y.T
    if w is not None:
        w = np.asarray(w) + 0.0
        if w.ndim != 1:
            raise TypeError('expected 1D vector for w')
        if len(x) != len(w):
            raise TypeError('expected x and w to have same length')
        left = left * w
        right = right * w
    if rcond is None:
        rcond = len(x) * np.finfo(x.dtype).eps
    if left.dtype.kind == 'c':
        norms = np.sqrt((np.square(left.real) + np.square(left.imag)).sum(1))
    else:
        norms = np.sqrt(np.square(left).sum(1))
    norms[norms == 0] = 1
    c, residuals, rank, s = np.linalg.lstsq(left.T / norms, right.T, rcond)
    c = (c.T / norms).T
    if chosen is not None:
        spread = np.zeros((highest + 1, *c.shape[1:]), dtype=c.dtype)
        spread[chosen] = c
        c = spread
    if full:
        return c, [residuals, rank, s, rcond]
    if rank != len(left):
        _warn('RankWarning', 'The fit may be poorly conditioned')
    return c
