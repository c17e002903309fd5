# Transforms along axes, over transforms of the last axis.

import operator
import numpy as np
from numpy.fft import _complex, _half, _real

_SWAPPED = {'backward': 'forward', None: 'forward', 'ortho': 'ortho', 'forward': 'backward'}


def _swapped(norm):
    try:
        return _SWAPPED[norm]
    except KeyError:
        raise ValueError(f'Invalid norm value {norm}; should be "backward","ortho" or "forward".') from None


def _scale(n, norm):
    if norm is None or norm == 'backward':
        return 1.0
    if norm == 'ortho':
        return float(np.reciprocal(np.sqrt(n, dtype=np.float64)))
    if norm == 'forward':
        return 1.0 / n
    _swapped(norm)


def _along(transform, a, n, axis, full, backward, norm, out, name):
    # `full`: how many values of the axis a line of n uses.
    if n < 1:
        raise ValueError(f'Invalid number of FFT data points ({n}) specified.')
    scale = _scale(n, _swapped(norm) if backward else norm)
    if not -a.ndim <= axis < a.ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {a.ndim}')
    if a.dtype.kind not in ('biufc' if name != 'rfft' else 'biuf'):
        which = name if name != 'rfft' else 'rfft_n_odd' if n % 2 else 'rfft_n_even'
        raise TypeError(
            f"ufunc '{which}' not supported for the input types, and the inputs could not be safely coerced to any "
            "supported types according to the casting rule ''safe''"
        )
    single = a.dtype.char in 'efF'
    lines = np.moveaxis(a, axis, -1)
    have = lines.shape[-1]
    if have > full:
        lines = lines[..., :full]
    elif have < full:
        padded = np.zeros(lines.shape[:-1] + (full,), lines.dtype)
        padded[..., :have] = lines
        lines = padded
    result = np.moveaxis(transform(lines, n, scale), -1, axis)
    if single:
        result = result.astype(np.complex64 if result.dtype.kind == 'c' else np.float32)
    if out is not None:
        out[...] = result
        return out
    return result


def _forward(lines, n, scale):
    return _complex(lines, True, scale)


def _backward(lines, n, scale):
    return _complex(lines, False, scale)


def _count(n, a, axis):
    return a.shape[axis] if n is None else operator.index(n)


def fft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = _count(n, a, axis)
    return _along(_forward, a, n, axis, n, False, norm, out, 'fft')


def ifft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = _count(n, a, axis)
    return _along(_backward, a, n, axis, n, True, norm, out, 'ifft')


def rfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = _count(n, a, axis)
    return _along(lambda lines, n, scale: _half(lines, scale), a, n, axis, n, False, norm, out, 'rfft')


def irfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = (a.shape[axis] - 1) * 2 if n is None else operator.index(n)
    return _along(_real, a, n, axis, n // 2 + 1, True, norm, out, 'irfft')


def hfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = (a.shape[axis] - 1) * 2 if n is None else n
    return irfft(np.conjugate(a), n, axis, norm=_swapped(norm), out=out)


def ihfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    n = a.shape[axis] if n is None else n
    result = np.conjugate(rfft(a, n, axis, norm=_swapped(norm)))
    if out is not None:
        out[...] = result
        return out
    return result


def _lengths(a, s, axes, last_doubles=False):
    # The length of each axis to transform, and the axes.
    given = s is not None
    if not given:
        s = list(a.shape) if axes is None else [a.shape[axis] for axis in axes]
    s = list(s)
    if axes is None:
        axes = list(range(-len(s), 0))
    axes = list(axes)
    if len(s) != len(axes):
        raise ValueError('Shape and axes have different lengths.')
    if last_doubles and not given:
        s[-1] = (a.shape[axes[-1]] - 1) * 2
    s = [a.shape[axis] if n == -1 else n for n, axis in zip(s, axes)]
    return s, axes


def _over_axes(a, s, axes, norm, out, transform):
    a = np.asarray(a)
    s, axes = _lengths(a, s, axes)
    for n, axis in reversed(list(zip(s, axes))):
        a = transform(a, n=n, axis=axis, norm=norm)
    if out is not None:
        out[...] = a
        return out
    return a


def fftn(a, s=None, axes=None, norm=None, out=None):
    return _over_axes(a, s, axes, norm, out, fft)


def ifftn(a, s=None, axes=None, norm=None, out=None):
    return _over_axes(a, s, axes, norm, out, ifft)


def fft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return _over_axes(a, s, axes, norm, out, fft)


def ifft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return _over_axes(a, s, axes, norm, out, ifft)


def rfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    s, axes = _lengths(a, s, axes)
    a = rfft(a, s[-1], axes[-1], norm)
    for n, axis in reversed(list(zip(s[:-1], axes[:-1]))):
        a = fft(a, n, axis, norm)
    if out is not None:
        out[...] = a
        return out
    return a


def rfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return rfftn(a, s, axes, norm, out)


def irfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    s, axes = _lengths(a, s, axes, last_doubles=True)
    for n, axis in zip(s[:-1], axes[:-1]):
        a = ifft(a, n, axis, norm)
    return irfft(a, s[-1], axes[-1], norm, out=out)


def irfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return irfftn(a, s, axes, norm, out)


def fftfreq(n, d=1.0, device=None):
    if not isinstance(n, (int, np.integer)):
        raise ValueError('n should be an integer')
    step = 1.0 / (n * d)
    half = (n - 1) // 2 + 1
    whole = np.empty(n, int)
    whole[:half] = np.arange(half)
    whole[half:] = np.arange(-(n // 2), 0)
    return whole * step


def rfftfreq(n, d=1.0, device=None):
    if not isinstance(n, (int, np.integer)):
        raise ValueError('n should be an integer')
    return np.arange(n // 2 + 1) * (1.0 / (n * d))


def _rolled(x, axes, sign):
    x = np.asarray(x)
    if axes is None:
        axes = tuple(range(x.ndim))
    elif isinstance(axes, (int, np.integer)):
        axes = (int(axes),)
    # Half of an axis, rounded down for one way and up for the other.
    return np.roll(x, tuple(sign * (x.shape[axis] // 2) for axis in axes), tuple(axes))


def fftshift(x, axes=None):
    return _rolled(x, axes, 1)


def ifftshift(x, axes=None):
    return _rolled(x, axes, -1)
