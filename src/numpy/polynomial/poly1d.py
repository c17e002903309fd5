# Polynomials by their coefficients, the highest first, and the class that holds them.

import numpy as np
from numpy.lib import _warn


def _like(value, *operands):
    return poly1d(value) if any(isinstance(one, poly1d) for one in operands) else value


def poly(seq_of_zeros):
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] and zeros.shape[0] != 0:
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim == 1:
        if zeros.dtype != object:
            zeros = zeros.astype(np.mintypecode(zeros.dtype.char))
    else:
        raise ValueError('input must be 1d or non-empty square 2d array.')
    if len(zeros) == 0:
        return 1.0
    product = np.ones(1, zeros.dtype)
    for zero in zeros:
        product = np.convolve(product, np.array([1, -zero], dtype=zeros.dtype), mode='full')
    if product.dtype.kind == 'c':
        # Zeros in conjugate pairs make real coefficients.
        zeros = np.asarray(zeros, complex)
        if np.all(np.sort(zeros) == np.sort(zeros.conjugate())):
            product = product.real.copy()
    return product


def roots(p):
    p = np.atleast_1d(p)
    if p.ndim != 1:
        raise ValueError('Input must be a rank-1 array.')
    filled = np.nonzero(np.ravel(p))[0]
    if len(filled) == 0:
        return np.array([])
    at_zero = len(p) - filled[-1] - 1
    p = p[filled[0]:filled[-1] + 1]
    if p.dtype.kind not in 'fc':
        p = p.astype(float)
    found = np.array([])
    if len(p) > 1:
        companion = np.diag(np.ones(len(p) - 2, p.dtype), -1)
        companion[0, :] = -p[1:] / p[0]
        found = np.linalg.eigvals(companion)
    return np.hstack((found, np.zeros(at_zero, found.dtype)))


def polyint(p, m=1, k=None):
    m = int(m)
    if m < 0:
        raise ValueError('Order of integral must be positive (see polyder)')
    k = np.atleast_1d(np.zeros(m, float) if k is None else k)
    if len(k) == 1 and m > 1:
        k = k[0] * np.ones(m, float)
    if len(k) < m:
        raise ValueError('k must be a scalar or a rank-1 array of length 1 or >m.')
    y = np.asarray(p)
    for constant in k[:m]:
        y = np.concatenate((y / np.arange(len(y), 0, -1), [constant]))
    return _like(y, p)


def polyder(p, m=1):
    m = int(m)
    if m < 0:
        raise ValueError('Order of derivative must be positive (see polyint)')
    y = np.asarray(p)
    for _ in range(m):
        y = y[:-1] * np.arange(len(y) - 1, 0, -1)
    return _like(y, p)


def polyval(p, x):
    p = np.asarray(p)
    if isinstance(x, poly1d):
        y = 0
    else:
        x = np.asanyarray(x)
        y = np.zeros_like(x)
    for one in p:
        y = y * x + one
    return y


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    order = int(deg) + 1
    x = np.asarray(x) + 0.0
    y = np.asarray(y) + 0.0
    if deg < 0:
        raise ValueError('expected deg >= 0')
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if x.size == 0:
        raise TypeError('expected non-empty vector for x')
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError('expected 1D or 2D array for y')
    if x.shape[0] != y.shape[0]:
        raise TypeError('expected x and y to have same length')
    if rcond is None:
        rcond = len(x) * np.finfo(x.dtype).eps
    left, right = np.vander(x, order), y
    if w is not None:
        w = np.asarray(w) + 0.0
        if w.ndim != 1:
            raise TypeError('expected a 1-d array for weights')
        if w.shape[0] != y.shape[0]:
            raise TypeError('expected w and y to have the same length')
        left = left * w[:, np.newaxis]
        right = right * (w[:, np.newaxis] if y.ndim == 2 else w)
    # Columns of like size condition the system better.
    scale = np.sqrt((left * left).sum(axis=0))
    left /= scale
    c, residuals, rank, s = np.linalg.lstsq(left, right, rcond)
    c = (c.T / scale).T
    if rank != order and not full:
        _warn('RankWarning', 'Polyfit may be poorly conditioned')
    if full:
        return c, residuals, rank, s, rcond
    if not cov:
        return c
    base = np.linalg.inv(np.dot(left.T, left))
    base /= np.outer(scale, scale)
    factor = 1
    if cov != 'unscaled':
        if len(x) <= order:
            raise ValueError('the number of data points must exceed order to scale the covariance matrix')
        factor = residuals / (len(x) - order)
    return c, (base * factor if y.ndim == 1 else base[:, :, np.newaxis] * factor)


def _aligned(a1, a2):
    a1, a2 = np.atleast_1d(a1), np.atleast_1d(a2)
    more = len(a2) - len(a1)
    if more > 0:
        a1 = np.concatenate((np.zeros(more, a1.dtype), a1))
    elif more < 0:
        a2 = np.concatenate((np.zeros(-more, a2.dtype), a2))
    return a1, a2


def polyadd(a1, a2):
    left, right = _aligned(a1, a2)
    return _like(left + right, a1, a2)


def polysub(a1, a2):
    left, right = _aligned(a1, a2)
    return _like(left - right, a1, a2)


def polymul(a1, a2):
    return _like(np.convolve(poly1d(a1).coeffs, poly1d(a2).coeffs), a1, a2)


def polydiv(u, v):
    left, right = np.atleast_1d(u) + 0.0, np.atleast_1d(v) + 0.0
    kind = (left[0] + right[0]).dtype
    steps = len(left) - len(right) + 1
    inverse = 1. / right[0]
    quotient = np.zeros(max(steps, 1), kind)
    rest = left.astype(kind)
    for k in range(steps):
        share = inverse * rest[k]
        quotient[k] = share
        rest[k:k + len(right)] -= share * right
    while np.allclose(rest[0], 0, rtol=1e-14) and rest.shape[-1] > 1:
        rest = rest[1:]
    if isinstance(u, poly1d) or isinstance(v, poly1d):
        return poly1d(quotient), poly1d(rest)
    return quotient, rest


def _short(number):
    text = '%.4g' % number
    return text[:-5] if text.endswith('.0000') else text


def _coefficient(number):
    if not np.iscomplex(number):
        return _short(np.real(number))
    if np.real(number) == 0:
        return f'{_short(np.imag(number))}j'
    return f'({_short(np.real(number))} + {_short(np.imag(number))}j)'


def _two_lines(terms, wrap=70):
    # Terms are pairs of text and power; powers stand on a line above the text.
    text, above, below = ' ', '', ''
    for part, power in terms:
        if power is None:
            return text + above + '\n' + below + part
        top = ' ' * (len(part) - 1) + power
        bottom = part + ' ' * (len(power) - 1)
        if len(below) + len(bottom) > wrap or len(above) + len(top) > wrap:
            text += above + '\n' + below + '\n '
            above, below = top, bottom
        else:
            above += top
            below += bottom
    return text + above + '\n' + below


class poly1d:
    """A one-dimensional polynomial class."""

    __module__ = 'numpy'
    __hash__ = None

    def __init__(self, c_or_r, r=False, variable=None):
        self._variable = 'x'
        if isinstance(c_or_r, poly1d):
            self._variable = c_or_r._variable
            self._coeffs = c_or_r._coeffs
            if variable is not None:
                self._variable = variable
            return
        if r:
            c_or_r = poly(c_or_r)
        coeffs = np.atleast_1d(c_or_r)
        if coeffs.ndim > 1:
            raise ValueError('Polynomial must be 1d only.')
        coeffs = np.trim_zeros(coeffs, trim='f')
        if len(coeffs) == 0:
            coeffs = np.array([0], dtype=coeffs.dtype)
        self._coeffs = coeffs
        if variable is not None:
            self._variable = variable

    @property
    def coeffs(self):
        return self._coeffs

    @coeffs.setter
    def coeffs(self, value):
        # The setter is there for `p.coeffs += 1`, which sets what it was given.
        if value is not self._coeffs:
            raise AttributeError('Cannot set attribute')

    c = coef = coefficients = coeffs

    @property
    def variable(self):
        return self._variable

    @property
    def order(self):
        return len(self._coeffs) - 1

    o = order

    @property
    def roots(self):
        return roots(self._coeffs)

    r = roots

    def __array__(self, t=None, copy=None):
        return np.asarray(self.coeffs, t) if t else np.asarray(self.coeffs)

    def __repr__(self):
        return f'poly1d({repr(self.coeffs)[6:-1]})'

    def __len__(self):
        return self.order

    def __str__(self):
        coeffs = self.coeffs[np.logical_or.accumulate(self.coeffs != 0)]
        order = len(coeffs) - 1
        terms = []
        text = '0'
        for k, number in enumerate(coeffs):
            size = _coefficient(number)
            power = order - k
            if size == '0' and (power > 0 or k > 0):
                part = ''
            else:
                part = size if power == 0 else f'{size} {self.variable}'
            if k == 0:
                text = part
            elif part.startswith('-'):
                text += f' - {part[1:]}'
            elif part:
                text += f' + {part}'
            if power > 1 and part:
                terms.append((text, str(power)))
                text = ''
        return _two_lines(terms + [(text, None)])

    def __call__(self, val):
        return polyval(self.coeffs, val)

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __pos__(self):
        return self

    def __mul__(self, other):
        if np.isscalar(other):
            return poly1d(self.coeffs * other)
        return poly1d(polymul(self.coeffs, poly1d(other).coeffs))

    def __rmul__(self, other):
        if np.isscalar(other):
            return poly1d(other * self.coeffs)
        return poly1d(polymul(self.coeffs, poly1d(other).coeffs))

    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, poly1d(other).coeffs))

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, poly1d(other).coeffs))

    def __rsub__(self, other):
        return poly1d(polysub(poly1d(other).coeffs, self.coeffs))

    def __pow__(self, val):
        if not np.isscalar(val) or int(val) != val or val < 0:
            raise ValueError('Power to non-negative integers only.')
        product = [1]
        for _ in range(val):
            product = polymul(self.coeffs, product)
        return poly1d(product)

    def __truediv__(self, other):
        if np.isscalar(other):
            return poly1d(self.coeffs / other)
        return polydiv(self, poly1d(other))

    def __rtruediv__(self, other):
        if np.isscalar(other):
            return poly1d(other / self.coeffs)
        return polydiv(poly1d(other), self)

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        if self.coeffs.shape != other.coeffs.shape:
            return False
        return (self.coeffs == other.coeffs).all()

    def __ne__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return not self.__eq__(other)

    def __getitem__(self, val):
        if val > self.order or val < 0:
            return self.coeffs.dtype.type(0)
        return self.coeffs[self.order - val]

    def __setitem__(self, key, val):
        if key < 0:
            raise ValueError('Does not support negative powers.')
        place = self.order - key
        if place < 0:
            self._coeffs = np.concatenate((np.zeros(-place, self.coeffs.dtype), self.coeffs))
            place = 0
        self._coeffs[place] = val

    def __iter__(self):
        return iter(self.coeffs)

    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m=m, k=k))

    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m=m))
