"""Functions that give complex results where real ones would be NaN, and other small helpers."""
import numpy as np


def _complex_if(test):
    """The argument, as complex if any element fails the function's real domain."""
    def convert(x):
        x = np.asarray(x)
        if x.dtype.kind != 'c' and np.any(test(x)):
            x = x.astype(np.complex64 if x.dtype in (np.dtype('f2'), np.dtype('f4')) else np.complex128)
        return x
    return convert


_negative = _complex_if(lambda x: x < 0)
_beyond_one = _complex_if(lambda x: abs(x) > 1)


def sqrt(x):
    return np.sqrt(_negative(x))


def log(x):
    return np.log(_negative(x))


def log10(x):
    return np.log10(_negative(x))


def log2(x):
    return np.log2(_negative(x))


def logn(n, x):
    return np.log(_negative(x)) / np.log(_negative(n))


def power(x, p):
    x, p = _negative(x), np.asarray(p)
    if p.dtype.kind in 'iu' and np.any(p < 0):
        p = p * 1.0
    return np.power(x, p)


def arccos(x):
    return np.arccos(_beyond_one(x))


def arcsin(x):
    return np.arcsin(_beyond_one(x))


def arctanh(x):
    return np.arctanh(_beyond_one(x))


def require(a, dtype=None, requirements=None, *, like=None):
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.require yet")
    known = {'C': 'C', 'C_CONTIGUOUS': 'C', 'CONTIGUOUS': 'C', 'F': 'F', 'F_CONTIGUOUS': 'F', 'FORTRAN': 'F',
             'A': 'A', 'ALIGNED': 'A', 'W': 'W', 'WRITEABLE': 'W', 'O': 'O', 'OWNDATA': 'O', 'E': 'E',
             'ENSUREARRAY': 'E'}
    if not requirements:
        return np.asanyarray(a, dtype=dtype)
    wanted = set([known[one.upper()] for one in ([requirements] if isinstance(requirements, str) else requirements)])
    subok = 'E' not in wanted
    wanted.discard('E')
    order = 'A'
    if 'C' in wanted and 'F' in wanted:
        raise ValueError('Cannot specify both "C" and "F" order')
    if 'F' in wanted:
        order = 'F'
    elif 'C' in wanted:
        order = 'C'
    made = np.array(a, dtype=dtype, order=order, copy=None, subok=subok)
    if 'O' in wanted and not made.flags.owndata or 'W' in wanted and not made.flags.writeable:
        return made.copy(order)
    return made

