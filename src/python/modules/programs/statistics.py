# statistics: sums of numbers are exact, rounded once at the end.

import math
import numbers
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction


class StatisticsError(ValueError):
    pass


_ROOT_OF_TWO = math.sqrt(2.0)


def _ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _common_type(types):
    result = int
    for other in types:
        if result is other or other is int or other is bool:
            continue
        if result is int or issubclass(other, result):
            result = other
        elif issubclass(result, other):
            continue
        elif issubclass(result, int):
            result = other
        elif issubclass(other, int):
            continue
        elif issubclass(result, Fraction) and issubclass(other, float):
            result = other
        elif issubclass(result, float) and issubclass(other, Fraction):
            continue
        else:
            raise TypeError(f"don't know how to coerce {result.__name__} and {other.__name__}")
    return result


def _fraction_of(parts):
    # Numerators by denominator; the key None holds what is not finite.
    if None in parts:
        return parts[None]
    if not parts:
        return Fraction(0)
    common = math.lcm(*parts)
    return Fraction(sum(n * (common // d) for d, n in parts.items()), common)


def _sum(data):
    types = {}
    parts = {}
    count = 0
    for x in data:
        types[type(x)] = None
        n, d = _ratio(x)
        parts[d] = parts[d] + n if d in parts else n
        count += 1
    return _common_type(types), _fraction_of(parts), count


def _squares(data, center=None):
    # The sum of squared distances from the center, which is the mean unless it is given.
    if center is not None:
        kind, total, count = _sum((x - center) ** 2 for x in data)
        return kind, total, center, count
    types = {}
    sums = {}
    squares = {}
    count = 0
    for x in data:
        types[type(x)] = None
        n, d = _ratio(x)
        sums[d] = sums[d] + n if d in sums else n
        square = None if d is None else d * d
        squares[square] = squares[square] + n * n if square in squares else n * n
        count += 1
    kind = _common_type(types)
    if not count:
        return kind, Fraction(0), Fraction(0), 0
    total = _fraction_of(sums)
    if None in sums:
        return kind, total, total, count
    distance = (count * _fraction_of(squares) - total * total) / count
    return kind, distance, total / count, count


def _convert(value, kind):
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    return kind(value)


def _sqrt_of_ratio(n, m):
    # The correctly rounded root of n / m: an integer root with two bits to spare, its last bit sticky.
    shift = (n.bit_length() - m.bit_length() - 109) // 2

    def rounded_to_odd(n, m):
        root = math.isqrt(n // m)
        return root | (root * root * m != n)

    if shift >= 0:
        return float(rounded_to_odd(n, m << 2 * shift) << shift)
    return rounded_to_odd(n << -2 * shift, m) / (1 << -shift)


def _root(value, kind):
    if isinstance(value, Fraction):
        return _sqrt_of_ratio(value.numerator, value.denominator)
    return math.sqrt(value)


def _not_negative(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def mean(data):
    """Return the sample arithmetic mean of data."""
    kind, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, kind)


def fmean(data, weights=None):
    """Convert data to floats and compute the arithmetic mean."""
    data = data if hasattr(data, '__len__') else list(data)
    n = len(data)
    if weights is None:
        total = math.fsum(data)
        if not n:
            raise StatisticsError('fmean requires at least one data point')
        return total / n
    weights = weights if hasattr(weights, '__len__') else list(weights)
    total = math.fsum(x * w for x, w in zip(data, weights))
    if n != len(weights):
        raise StatisticsError('data and weights must be the same length')
    weight = math.fsum(weights)
    if not weight:
        raise StatisticsError('sum of weights must be non-zero')
    return total / weight


def geometric_mean(data):
    """Convert data to floats and compute the geometric mean."""
    try:
        return math.exp(fmean([math.log(x) for x in data]))
    except ValueError:
        raise StatisticsError(
            'geometric mean requires a non-empty dataset containing positive numbers'
        ) from None


def harmonic_mean(data, weights=None):
    """Return the harmonic mean of data."""
    data = list(data)
    negative = 'harmonic mean does not support negative values'
    n = len(data)
    if n < 1:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if n == 1 and weights is None:
        x = data[0]
        if not isinstance(x, numbers.Real):
            raise TypeError('unsupported type')
        if x < 0:
            raise StatisticsError(negative)
        return x
    if weights is None:
        weights, sum_of_weights = [1] * n, n
    else:
        weights = list(weights)
        if len(weights) != n:
            raise StatisticsError('Number of weights does not match data size')
        _, sum_of_weights, _ = _sum(_not_negative(weights, negative))
    try:
        pairs = zip(weights, _not_negative(data, negative))
        kind, total, _ = _sum(w / x if w else 0 for w, x in pairs)
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(sum_of_weights / total, kind)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data, len(data)


def median(data):
    """Return the median (middle value) of numeric data."""
    data, n = _sorted(data)
    half = n // 2
    return data[half] if n % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    """Return the low median of numeric data."""
    data, n = _sorted(data)
    return data[(n - 1) // 2]


def median_high(data):
    """Return the high median of data."""
    data, n = _sorted(data)
    return data[n // 2]


def median_grouped(data, interval=1.0):
    """Estimates the median for numeric data that was put into groups."""
    data, n = _sorted(data)
    x = data[n // 2]
    before = bisect_left(data, x)
    count = bisect_right(data, x, lo=before) - before
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError('Value cannot be converted to a float')
    return x - interval / 2.0 + interval * (n / 2 - before) / count


def mode(data):
    """Return the most common data point from discrete or nominal data."""
    most = Counter(iter(data)).most_common(1)
    if not most:
        raise StatisticsError('no mode for empty data')
    return most[0][0]


def multimode(data):
    """Return a list of the most frequently occurring values."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    """Divide data into n continuous intervals with equal probability."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    cuts = []
    if method == 'inclusive':
        for i in range(1, n):
            j, part = divmod(i * (size - 1), n)
            cuts.append((data[j] * (n - part) + data[j + 1] * part) / n)
        return cuts
    if method == 'exclusive':
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            part = i * (size + 1) - j * n
            cuts.append((data[j - 1] * (n - part) + data[j] * part) / n)
        return cuts
    raise ValueError(f'Unknown method: {method!r}')


def variance(data, xbar=None):
    """Return the sample variance of data."""
    kind, total, _, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(total / (n - 1), kind)


def pvariance(data, mu=None):
    """Return the population variance of data."""
    kind, total, _, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(total / n, kind)


def stdev(data, xbar=None):
    """Return the square root of the sample variance."""
    kind, total, _, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _root(total / (n - 1), kind)


def pstdev(data, mu=None):
    """Return the square root of the population variance."""
    kind, total, _, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _root(total / n, kind)


def _pairs(x, y, what):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    return n, math.fsum(x) / n, math.fsum(y) / n


def covariance(x, y, /):
    """Return the sample covariance of two inputs."""
    n, x_mean, y_mean = _pairs(x, y, 'covariance')
    return math.fsum((a - x_mean) * (b - y_mean) for a, b in zip(x, y)) / (n - 1)


def correlation(x, y, /):
    """Pearson's correlation coefficient."""
    n, x_mean, y_mean = _pairs(x, y, 'correlation')
    xy = math.fsum((a - x_mean) * (b - y_mean) for a, b in zip(x, y))
    xx = math.fsum((a - x_mean) * (a - x_mean) for a in x)
    yy = math.fsum((b - y_mean) * (b - y_mean) for b in y)
    try:
        return xy / math.sqrt(xx * yy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'), module='statistics')


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept for simple linear regression."""
    n, x_mean, y_mean = _pairs(x, y, 'linear regression')
    if proportional:
        x_mean = y_mean = 0
    xy = math.fsum((a - x_mean) * (b - y_mean) for a, b in zip(x, y))
    xx = math.fsum((a - x_mean) * (a - x_mean) for a in x)
    try:
        slope = xy / xx
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    intercept = 0.0 if proportional else y_mean - slope * x_mean
    return LinearRegression(slope=slope, intercept=intercept)


def _polynomial(coefficients, x):
    result = 0.0
    for coefficient in coefficients:
        result = result * x + coefficient
    return result


# Wichura, M. J. (1988), Algorithm AS 241: numerator and denominator for the middle and both parts of
# the tail.
_MIDDLE = (
    (2.509080928730122672e+3, 3.343057558358812811e+4, 6.726577092700870085e+4, 4.592195393154987146e+4,
     1.373169376550946113e+4, 1.971590950306551443e+3, 1.331416678917843774e+2, 3.387132872796366608e+0),
    (5.226495278852854561e+3, 2.872908573572194267e+4, 3.930789580009271061e+4, 2.121379430158659587e+4,
     5.394196021424751108e+3, 6.871870074920579083e+2, 4.231333070160091125e+1, 1.0),
)
_NEAR = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
     3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0),
)
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)


class NormalDist:
    """Normal distribution of a random variable"""

    __slots__ = ('_mu', '_sigma')

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        kind, total, center, n = _squares(data)
        if n < 2:
            raise StatisticsError('stdev requires at least two data points')
        return cls(float(center), _root(total / (n - 1), kind))

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError('pdf() not defined when sigma is zero')
        distance = x - self._mu
        return math.exp(distance * distance / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * _ROOT_OF_TWO)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        q = p - 0.5
        if math.fabs(q) <= 0.425:
            over, under = _MIDDLE
            r = 0.180625 - q * q
            x = _polynomial(over, r) * q / _polynomial(under, r)
        else:
            r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
            over, under = _NEAR if r <= 5.0 else _FAR
            r -= 1.6 if r <= 5.0 else 5.0
            x = _polynomial(over, r) / _polynomial(under, r)
            if q < 0.0:
                x = -x
        return self._mu + x * self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        if not x.variance or not y.variance:
            raise StatisticsError('overlap() not defined when sigma is zero')
        wider = y.variance - x.variance
        apart = math.fabs(y._mu - x._mu)
        if not wider:
            return 1.0 - math.erf(apart / (2.0 * x._sigma * _ROOT_OF_TWO))
        # Where the densities cross.
        middle = x._mu * y.variance - y._mu * x.variance
        reach = x._sigma * y._sigma * math.sqrt(apart * apart + wider * math.log(y.variance / x.variance))
        right = (middle + reach) / wider
        left = (middle - reach) / wider
        return 1.0 - (math.fabs(y.cdf(right) - x.cdf(right)) + math.fabs(y.cdf(left) - x.cdf(left)))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / math.fabs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
