# Bases of polynomials: the powers of x, and five orthogonal ones. Most of what a basis can do follows
# from its recurrence, which Clenshaw's summation uses over three rings: numbers (values), series of the
# basis itself (products), series of powers (conversion).


class _Basis:
    """A basis; its methods are the functions of its module."""

    def __init__(self):
        self.domain = np.array([-1., 1.])
        self.zero = np.array([0])
        self.one = np.array([1])
        self.x = np.array([0, 1])

    # ---- what most bases share, and some do otherwise ----

    def line(self, off, scl):
        return np.array([off, scl]) if scl != 0 else np.array([off])

    def add(self, c1, c2):
        return _add(c1, c2)

    def sub(self, c1, c2):
        return _sub(c1, c2)

    def mulx(self, c):
        c, = as_series([c])
        if len(c) == 1 and c[0] == 0:
            return c
        product = np.empty(len(c) + 1, dtype=c.dtype)
        self._times_x(c, product)
        return product

    def _clenshaw(self, c, rise, fall, first, add, sub):
        low, high = c[-2], c[-1]
        for n in range(len(c) - 1, 1, -1):
            low, high = sub(c[n - 2], fall(high, n)), add(low, rise(high, n))
        return add(low, first(high))

    def _over_series(self, c, times_x, add, sub):
        return self._clenshaw(
            c,
            lambda high, n: self._rise(times_x, sub, high, n),
            self._fall,
            lambda high: self._first(times_x, sub, high),
            add,
            sub,
        )

    def mul(self, c1, c2):
        c1, c2 = as_series([c1, c2])
        c, other = (c2, c1) if len(c1) > len(c2) else (c1, c2)
        if len(c) == 1:
            return _add(c[0] * other, self._first(self.mulx, _sub, 0))
        return self._over_series([one * other for one in c], self.mulx, _add, _sub)

    def div(self, c1, c2):
        c1, c2 = as_series([c1, c2])
        known = _trivial_quotient(c1, c2)
        if known is not None:
            return known
        quotient = np.empty(len(c1) - len(c2) + 1, dtype=c1.dtype)
        for degree in range(len(quotient) - 1, -1, -1):
            step = self.mul([0] * degree + [1], c2)
            share = c1[-1] / step[-1]
            c1 = c1[:-1] - share * step[:-1]
            quotient[degree] = share
        return quotient, trimseq(c1)

    def pow(self, c, pow, maxpower=16):
        return _power(c, pow, maxpower, self.mul)

    def fromroots(self, roots):
        return _product_of_lines(self.line, self.mul, roots)

    def val(self, x, c, tensor=True):
        c = _numbers(c, None)
        if isinstance(x, (tuple, list)):
            x = np.asarray(x)
        if isinstance(x, np.ndarray) and tensor:
            c = c.reshape(c.shape + (1,) * x.ndim)
        if len(c) == 1:
            return c[0] + self._first_at(x, 0)
        return self._clenshaw(
            c,
            self._rise_at(x),
            self._fall_at,
            lambda high: self._first_at(x, high),
            lambda a, b: a + b,
            lambda a, b: a - b,
        )

    def val2d(self, x, y, c):
        return _value_at_points(self.val, c, x, y)

    def val3d(self, x, y, z, c):
        return _value_at_points(self.val, c, x, y, z)

    def grid2d(self, x, y, c):
        return _value_on_grid(self.val, c, x, y)

    def grid3d(self, x, y, z, c):
        return _value_on_grid(self.val, c, x, y, z)

    def der(self, c, m=1, scl=1, axis=0):
        return _derivative(c, m, scl, axis, self._slope)

    def int(self, c, m=1, k=[], lbnd=0, scl=1, axis=0):
        return _integral(c, m, k, lbnd, scl, axis, self._area, self.val)

    def vander(self, x, deg):
        degree = _whole(deg, 'deg')
        if degree < 0:
            raise ValueError('deg must be non-negative')
        x = np.array(x, copy=None, ndmin=1) + 0.0
        columns = np.empty((degree + 1, *x.shape), dtype=x.dtype)
        columns[0] = x * 0 + 1
        if degree > 0:
            columns[1] = self._first_at(x, None)
        for n in range(2, degree + 1):
            columns[n] = self._column(x, n, columns[n - 1], columns[n - 2])
        return np.moveaxis(columns, 0, -1)

    def vander2d(self, x, y, deg):
        return _pseudo_vander(self.vander, (x, y), deg)

    def vander3d(self, x, y, z, deg):
        return _pseudo_vander(self.vander, (x, y, z), deg)

    def fit(self, x, y, deg, rcond=None, full=False, w=None):
        return _least_squares(self.vander, x, y, deg, rcond, full, w)

    def trim(self, c, tol=0):
        return trimcoef(c, tol)

    def _single_root(self, c):
        return -c[0] / c[1]

    def companion(self, c):
        c, = as_series([c])
        if len(c) < 2:
            raise ValueError('Series must have maximum degree of at least 1.')
        if len(c) == 2:
            return np.array([[self._single_root(c)]])
        n = len(c) - 1
        matrix = np.zeros((n, n), dtype=c.dtype)
        self._companion(c, n, matrix, *(matrix.reshape(-1)[start::n + 1] for start in (1, 0, n)))
        return matrix

    def roots(self, c):
        c, = as_series([c])
        if len(c) < 2:
            return np.array([], dtype=c.dtype)
        if len(c) == 2:
            return np.array([self._single_root(c)])
        # Turned round, so that the errors of large roots do not spoil small ones.
        found = np.linalg.eigvals(self.companion(c)[::-1, ::-1])
        found.sort()
        return found

    def from_powers(self, pol):
        pol, = as_series([pol])
        series = 0
        for one in pol[::-1]:
            series = _add(self.mulx(series), one)
        return series

    def to_powers(self, c):
        c, = as_series([c])
        if len(c) == 1:
            return c
        return self._over_series(c, _powers.mulx, _add, _sub)

    def _degree(self, deg):
        degree = _whole(deg, 'deg')
        if degree <= 0:
            raise ValueError('deg must be a positive integer')
        return degree


class _Powers(_Basis):
    def _times_x(self, c, product):
        product[0] = c[0] * 0
        product[1:] = c

    def mul(self, c1, c2):
        c1, c2 = as_series([c1, c2])
        return trimseq(np.convolve(c1, c2))

    def div(self, c1, c2):
        c1, c2 = as_series([c1, c2])
        known = _trivial_quotient(c1, c2)
        if known is not None:
            return known
        lead = c2[-1]
        rest = c2[:-1] / lead
        size = len(rest)
        for at in range(len(c1) - 1, size - 1, -1):
            c1[at - size:at] -= rest * c1[at]
        return c1[size:] / lead, trimseq(c1[:size])

    def pow(self, c, pow, maxpower=None):
        # Plain convolutions: nothing is trimmed on the way.
        return _power(c, pow, maxpower, np.convolve)

    def val(self, x, c, tensor=True):
        c = _numbers(c, None)
        if isinstance(x, (tuple, list)):
            x = np.asarray(x)
        if isinstance(x, np.ndarray) and tensor:
            c = c.reshape(c.shape + (1,) * x.ndim)
        value = c[-1] + x * 0
        for one in c[-2::-1]:
            value = one + value * x
        return value

    def valfromroots(self, x, r, tensor=True):
        r = _numbers(r, None)
        if isinstance(x, (tuple, list)):
            x = np.asarray(x)
        if isinstance(x, np.ndarray):
            if tensor:
                r = r.reshape(r.shape + (1,) * x.ndim)
            elif x.ndim >= r.ndim:
                raise ValueError('x.ndim must be < r.ndim when tensor == False')
        return np.prod(x - r, axis=0)

    def _first_at(self, x, high):
        return x if high is None else x * high

    def _column(self, x, n, last, before):
        return last * x

    def _slope(self, c, slope):
        for n in range(len(c) - 1, 0, -1):
            slope[n - 1] = n * c[n]

    def _area(self, c, area):
        area[0] = c[0] * 0
        area[1] = c[0]
        for n in range(1, len(c)):
            area[n + 1] = c[n] / (n + 1)

    def _companion(self, c, n, matrix, above, middle, below):
        below[...] = 1
        matrix[:, -1] -= c[:-1] / c[-1]


class _Orthogonal(_Basis):
    """Values and series agree in how they rise and fall unless a basis says otherwise."""

    def _fall_at(self, high, n):
        return self._fall(high, n)

    def _first_at(self, x, high):
        return x if high is None else high * x

    def _first(self, times_x, sub, high):
        return times_x(high)


class _Chebyshev(_Orthogonal):
    # T[n] = 2 x T[n-1] - T[n-2]

    def _times_x(self, c, product):
        product[0] = c[0] * 0
        product[1] = c[0]
        if len(c) > 1:
            half = c[1:] / 2
            product[2:] = half
            product[:-2] += half

    def _rise(self, times_x, sub, high, n):
        return times_x(high) * 2

    def _rise_at(self, x):
        twice = 2 * x
        return lambda high, n: high * twice

    def _fall(self, high, n):
        return high

    def _column(self, x, n, last, before):
        return last * (2 * x) - before

    # With x = (z + 1/z) / 2, a series is a symmetric Laurent series in z: products are convolutions.

    def _laurent(self, c):
        n = len(c)
        z = np.zeros(2 * n - 1, dtype=c.dtype)
        z[n - 1:] = c / 2
        return z + z[::-1]

    def _from_laurent(self, z):
        n = (len(z) + 1) // 2
        c = z[n - 1:].copy()
        c[1:] *= 2
        return c

    def mul(self, c1, c2):
        c1, c2 = as_series([c1, c2])
        return trimseq(self._from_laurent(np.convolve(self._laurent(c1), self._laurent(c2))))

    def div(self, c1, c2):
        c1, c2 = as_series([c1, c2])
        known = _trivial_quotient(c1, c2)
        if known is not None:
            return known
        rest, divisor = self._laurent(c1), self._laurent(c2)
        lead = divisor[0]
        divisor = divisor / lead
        size = len(divisor)
        last = len(rest) - size
        quotient = np.empty(last + 1, dtype=rest.dtype)
        # Both ends go at once, as all is symmetric; the middle goes once.
        for left in range(last // 2 + 1):
            right = last - left
            share = rest[left]
            quotient[left] = quotient[right] = share
            step = share * divisor
            rest[left:left + size] -= step
            if left < right:
                rest[right:right + size] -= step
        middle = last // 2
        remainder = rest[middle + 1:middle - 1 + size].copy()
        return trimseq(self._from_laurent(quotient / lead)), trimseq(self._from_laurent(remainder))

    def pow(self, c, pow, maxpower=16):
        c, = as_series([c])
        if pow in (0, 1):
            return _power(c, pow, maxpower, self.mul)
        return self._from_laurent(_power(self._laurent(c), pow, maxpower, np.convolve))

    def _slope(self, c, slope):
        for n in range(len(c) - 1, 2, -1):
            slope[n - 1] = (2 * n) * c[n]
            c[n - 2] += (n * c[n]) / (n - 2)
        if len(c) > 2:
            slope[1] = 4 * c[2]
        slope[0] = c[1]

    def _area(self, c, area):
        area[0] = c[0] * 0
        area[1] = c[0]
        if len(c) > 1:
            area[2] = c[1] / 4
        for n in range(2, len(c)):
            area[n + 1] = c[n] / (2 * (n + 1))
            area[n - 1] -= c[n] / (2 * (n - 1))

    def _companion(self, c, n, matrix, above, middle, below):
        half = np.sqrt(.5)
        scale = np.full(n, half)
        scale[0] = 1
        above[...] = .5
        above[0] = half
        below[...] = above
        matrix[:, -1] -= (c[:-1] / c[-1]) * (scale / scale[-1]) * .5

    def gauss(self, deg):
        n = self._degree(deg)
        return np.cos(np.pi * np.arange(1, 2 * n, 2) / (2.0 * n)), np.ones(n) * (np.pi / n)

    def weight(self, x):
        return 1. / (np.sqrt(1. + x) * np.sqrt(1. - x))

    def _count(self, npts, least):
        count = int(npts)
        if count != npts:
            raise ValueError('npts must be integer')
        if count < least:
            raise ValueError(f'npts must be >= {least}')
        return count

    def pts1(self, npts):
        n = self._count(npts, 1)
        return np.sin(.5 * np.pi / n * np.arange(1 - n, n + 1, 2))

    def pts2(self, npts):
        return np.cos(np.linspace(-np.pi, 0, self._count(npts, 2)))

    def interpolate(self, func, deg, args=()):
        deg = np.asarray(deg)
        if deg.ndim > 0 or deg.dtype.kind not in 'iu' or deg.size == 0:
            raise TypeError('deg must be an int')
        if deg < 0:
            raise ValueError('expected deg >= 0')
        count = int(deg) + 1
        points = self.pts1(count)
        c = np.dot(self.vander(points, count - 1).T, func(points, *args))
        c[0] /= count
        c[1:] /= .5 * count
        return c


class _Legendre(_Orthogonal):
    # n P[n] = (2n - 1) x P[n-1] - (n - 1) P[n-2]

    def _times_x(self, c, product):
        product[0] = c[0] * 0
        product[1] = c[0]
        for n in range(1, len(c)):
            product[n + 1] = (c[n] * (n + 1)) / (2 * n + 1)
            product[n - 1] += (c[n] * n) / (2 * n + 1)

    def _rise(self, times_x, sub, high, n):
        return (times_x(high) * (2 * n - 1)) / n

    def _rise_at(self, x):
        return lambda high, n: high * x * ((2 * n - 1) / n)

    def _fall(self, high, n):
        return (high * (n - 1)) / n

    def _fall_at(self, high, n):
        return high * ((n - 1) / n)

    def _column(self, x, n, last, before):
        return (last * x * (2 * n - 1) - before * (n - 1)) / n

    def _slope(self, c, slope):
        for n in range(len(c) - 1, 2, -1):
            slope[n - 1] = (2 * n - 1) * c[n]
            c[n - 2] += c[n]
        if len(c) > 2:
            slope[1] = 3 * c[2]
        slope[0] = c[1]

    def _area(self, c, area):
        area[0] = c[0] * 0
        area[1] = c[0]
        if len(c) > 1:
            area[2] = c[1] / 3
        for n in range(2, len(c)):
            part = c[n] / (2 * n + 1)
            area[n + 1] = part
            area[n - 1] -= part

    def _companion(self, c, n, matrix, above, middle, below):
        scale = 1. / np.sqrt(2 * np.arange(n) + 1)
        above[...] = np.arange(1, n) * scale[:-1] * scale[1:]
        below[...] = above
        matrix[:, -1] -= (c[:-1] / c[-1]) * (scale / scale[-1]) * (n / (2 * n - 1))

    def gauss(self, deg):
        degree = self._degree(deg)
        c = np.array([0] * degree + [1])
        x = np.linalg.eigvalsh(self.companion(c))
        slope = self.val(x, self.der(c))
        x -= self.val(x, c) / slope
        before = self.val(x, c[1:])
        before /= np.abs(before).max()
        slope /= np.abs(slope).max()
        w = 1 / (before * slope)
        w = (w + w[::-1]) / 2
        x = (x - x[::-1]) / 2
        w *= 2. / w.sum()
        return x, w

    def weight(self, x):
        return x * 0.0 + 1.0


class _Laguerre(_Orthogonal):
    # n L[n] = (2n - 1 - x) L[n-1] - (n - 1) L[n-2]

    def __init__(self):
        super().__init__()
        self.domain = np.array([0., 1.])
        self.x = np.array([1, -1])

    def line(self, off, scl):
        return np.array([off + scl, -scl]) if scl != 0 else np.array([off])

    def _times_x(self, c, product):
        product[0] = c[0]
        product[1] = -c[0]
        for n in range(1, len(c)):
            product[n + 1] = -c[n] * (n + 1)
            product[n] += c[n] * (2 * n + 1)
            product[n - 1] -= c[n] * n

    def _rise(self, times_x, sub, high, n):
        return sub((2 * n - 1) * high, times_x(high)) / n

    def _rise_at(self, x):
        return lambda high, n: (high * ((2 * n - 1) - x)) / n

    def _fall(self, high, n):
        return (high * (n - 1)) / n

    def _first(self, times_x, sub, high):
        return sub(high, times_x(high))

    def _first_at(self, x, high):
        return 1 - x if high is None else high * (1 - x)

    def _column(self, x, n, last, before):
        return (last * (2 * n - 1 - x) - before * (n - 1)) / n

    def _slope(self, c, slope):
        for n in range(len(c) - 1, 1, -1):
            slope[n - 1] = -c[n]
            c[n - 1] += c[n]
        slope[0] = -c[1]

    def _area(self, c, area):
        area[0] = c[0]
        area[1] = -c[0]
        for n in range(1, len(c)):
            area[n] += c[n]
            area[n + 1] = -c[n]

    def _single_root(self, c):
        return 1 + c[0] / c[1]

    def _companion(self, c, n, matrix, above, middle, below):
        above[...] = -np.arange(1, n)
        middle[...] = 2. * np.arange(n) + 1.
        below[...] = above
        matrix[:, -1] += (c[:-1] / c[-1]) * n

    def gauss(self, deg):
        degree = self._degree(deg)
        c = np.array([0] * degree + [1])
        x = np.linalg.eigvalsh(self.companion(c))
        slope = self.val(x, self.der(c))
        x -= self.val(x, c) / slope
        before = self.val(x, c[1:])
        before /= np.abs(before).max()
        slope /= np.abs(slope).max()
        w = 1 / (before * slope)
        w /= w.sum()
        return x, w

    def weight(self, x):
        return np.exp(-x)


class _Hermite(_Orthogonal):
    # P[n] = k x P[n-1] - k (n - 1) P[n-2]: k is 2 for physicists, 1 for probabilists.

    def __init__(self, k):
        super().__init__()
        self.k = k
        if k == 2:
            self.x = np.array([0, 1 / 2])

    def line(self, off, scl):
        return super().line(off, scl / 2 if self.k == 2 else scl)

    def _times_x(self, c, product):
        product[0] = c[0] * 0
        product[1] = c[0] / self.k
        for n in range(1, len(c)):
            product[n + 1] = c[n] / self.k
            product[n - 1] += c[n] * n

    def _rise(self, times_x, sub, high, n):
        return times_x(high) * self.k

    def _rise_at(self, x):
        scaled = x * self.k
        return lambda high, n: high * scaled

    def _fall(self, high, n):
        return high * (self.k * (n - 1))

    def _first(self, times_x, sub, high):
        return times_x(high) * self.k

    def _first_at(self, x, high):
        return x * self.k if high is None else high * (x * self.k)

    def _column(self, x, n, last, before):
        return last * (x * self.k) - before * (self.k * (n - 1))

    def _slope(self, c, slope):
        for n in range(len(c) - 1, 0, -1):
            slope[n - 1] = (self.k * n) * c[n]

    def _area(self, c, area):
        area[0] = c[0] * 0
        area[1] = c[0] / self.k
        for n in range(1, len(c)):
            area[n + 1] = c[n] / (self.k * (n + 1))

    def _single_root(self, c):
        return -.5 * c[0] / c[1] if self.k == 2 else -c[0] / c[1]

    def _companion(self, c, n, matrix, above, middle, below):
        falling = np.arange(n - 1, 0, -1)
        scale = np.hstack((1., 1. / np.sqrt(2. * falling if self.k == 2 else falling)))
        scale = np.multiply.accumulate(scale)[::-1]
        above[...] = np.sqrt((.5 if self.k == 2 else 1) * np.arange(1, n))
        below[...] = above
        matrix[:, -1] -= scale * c[:-1] / (self.k * c[-1])

    def _normed(self, x, n):
        # The orthonormal polynomial, which neither overflows nor vanishes.
        start = np.sqrt(np.sqrt((3 - self.k) * np.pi))
        if n == 0:
            return np.full(x.shape, 1 / start)
        low, high = 0., 1. / start
        for m in range(n, 1, -1):
            m = float(m)
            low, high = -high * np.sqrt((m - 1.) / m), low + high * x * np.sqrt(self.k / m)
        return low + high * x * np.sqrt(2) if self.k == 2 else low + high * x

    def gauss(self, deg):
        degree = self._degree(deg)
        x = np.linalg.eigvalsh(self.companion(np.array([0] * degree + [1], dtype=np.float64)))
        slope = self._normed(x, degree - 1) * np.sqrt(self.k * degree)
        x -= self._normed(x, degree) / slope
        before = self._normed(x, degree - 1)
        before /= np.abs(before).max()
        w = 1 / (before * before)
        w = (w + w[::-1]) / 2
        x = (x - x[::-1]) / 2
        w *= np.sqrt((3 - self.k) * np.pi) / w.sum()
        return x, w

    def weight(self, x):
        return np.exp(-x**2) if self.k == 2 else np.exp(-.5 * x**2)


_powers = _Powers()
_chebyshev = _Chebyshev()
_legendre = _Legendre()
_laguerre = _Laguerre()
_hermite = _Hermite(2)
_hermite_e = _Hermite(1)
