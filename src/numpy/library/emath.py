"""np.emath: functions that give complex numbers where real ones have no answer."""
import numpy as np

__name__ = 'numpy.lib.scimath'


def _complex(x):
    """An array as complex numbers of the size that fits its own."""
    small = x.dtype.char in 'fFebBhH'
    return x.astype(np.complex64 if small else np.complex128)


def _real(x):
    """Numbers as they are, or as complex ones if some real one is negative."""
    x = np.asarray(x)
    return _complex(x) if np.any(np.isreal(x) & (x < 0)) else x


def _within_one(x):
    """Numbers as they are, or as complex ones if some real one is beyond -1 and 1."""
    x = np.asarray(x)
    return _complex(x) if np.any(np.isreal(x) & (abs(x) > 1)) else x


def sqrt(x):
    """The square root, imaginary for negative numbers."""
    return np.sqrt(_real(x))


def log(x):
    """The natural logarithm, complex for negative numbers."""
    return np.log(_real(x))


def log10(x):
    """The logarithm to base 10, complex for negative numbers."""
    return np.log10(_real(x))


def log2(x):
    """The logarithm to base 2, complex for negative numbers."""
    return np.log2(_real(x))


def logn(n, x):
    """The logarithm of x to base n, complex for negative numbers."""
    x, n = _real(x), _real(n)
    return np.log(x) / np.log(n)


def power(x, p):
    """x to the power p, complex for negative x; negative powers of integers are floats."""
    x, p = _real(x), np.asarray(p)
    if np.any(p < 0):
        p = p * 1.0
    return np.power(x, p)


def arccos(x):
    """The inverse cosine, complex beyond -1 and 1."""
    return np.arccos(_within_one(x))


def arcsin(x):
    """The inverse sine, complex beyond -1 and 1."""
    return np.arcsin(_within_one(x))


def arctanh(x):
    """The inverse hyperbolic tangent, complex beyond -1 and 1."""
    return np.arctanh(_within_one(x))
