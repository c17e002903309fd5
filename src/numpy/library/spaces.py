"""Sequences between arrays of bounds, between complex bounds, and to arrays of bases."""
import numpy as np


def logspace(start, stop, num, endpoint, base, dtype, axis):
    """Powers of each of several bases."""
    ndim = np.broadcast(start, stop, base).ndim
    start, stop, base = (np.array(each, copy=None, subok=True, ndmin=ndim) for each in (start, stop, base))
    exponents = np.linspace(start, stop, num=num, endpoint=endpoint, axis=axis)
    powers = np.power(np.expand_dims(base, axis=axis), exponents)
    return powers if dtype is None else powers.astype(dtype, copy=False)


def geomspace(start, stop, num, endpoint, dtype, axis):
    """Numbers whose logarithms are evenly spaced, from each start to its stop."""
    start, stop = np.asanyarray(start), np.asanyarray(stop)
    if np.any(start == 0) or np.any(stop == 0):
        raise ValueError('Geometric sequence cannot include zero')
    exact = np.result_type(start, stop, float(num), np.zeros((), dtype))
    start, stop = start.astype(exact, copy=True), stop.astype(exact, copy=True)
    # Turned so that every start is positive and real: both real and complex sequences go that way.
    turn = np.sign(start)
    start, stop = start / turn, stop / turn
    result = np.logspace(np.log10(start), np.log10(stop), num=num, endpoint=endpoint, base=10.0, dtype=exact)
    if num > 0:
        result[0] = start
        if num > 1 and endpoint:
            result[-1] = stop
    result = result * turn
    if axis != 0:
        result = np.moveaxis(result, 0, axis)
    return result.astype(exact if dtype is None else np.dtype(dtype), copy=False)
