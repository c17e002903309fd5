"""Arrays from bytes and text, bits, and windows that slide over arrays."""
import numpy as np
from numpy.lib.stride_tricks import as_strided


def _bytes_of(buffer):
    if isinstance(buffer, np.ndarray):
        return buffer
    if isinstance(buffer, memoryview):
        return np.frombuffer(buffer.tobytes(), np.uint8)
    if isinstance(buffer, (bytes, bytearray)):
        return buffer
    raise TypeError("a bytes-like object is required, not '%s'" % type(buffer).__name__)


def frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None):
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.frombuffer yet")
    dtype = np.dtype(dtype)
    if dtype.itemsize == 0:
        raise ValueError('itemsize cannot be zero in type')
    if dtype.hasobject:
        raise ValueError('cannot create an OBJECT array from memory buffer')
    source = _bytes_of(buffer)
    size = source.nbytes if isinstance(source, np.ndarray) else len(source)
    if offset < 0 or offset > size:
        raise ValueError('offset must be non-negative and no greater than buffer length (%d)' % size)
    left = size - offset
    if count < 0:
        if left % dtype.itemsize:
            raise ValueError('buffer size must be a multiple of element size')
        count = left // dtype.itemsize
    elif left < count * dtype.itemsize:
        raise ValueError('buffer is smaller than requested size')
    if isinstance(source, np.ndarray):
        whole = source.reshape(-1).view(np.uint8)
        return whole[offset:offset + count * dtype.itemsize].view(dtype)
    if isinstance(source, bytearray):
        raise NotImplementedError('numcell does not support np.frombuffer of a bytearray yet')
    return np.ndarray((count,), dtype, buffer=source, offset=offset)


def fromstring(string, dtype=float, count=-1, *, sep='', like=None):
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.fromstring yet")
    if sep == '':
        raise ValueError('The binary mode of fromstring is removed, use frombuffer instead')
    if isinstance(string, bytes):
        string = string.decode('latin1')
    return _numbers(string, np.dtype(dtype), count, sep)


def _numbers(text, dtype, count, sep):
    """The numbers of a text, with a separator between them; blanks in it match any white space."""
    if sep.strip() == '':
        words = text.split()
    else:
        words = [word.strip() for word in text.split(sep.strip())]
        if words and words[-1] == '':
            words.pop()
    if count >= 0:
        words = words[:count]
    values = []
    for word in words:
        try:
            values.append(int(word) if dtype.kind in 'iu' else complex(word) if dtype.kind == 'c' else float(word))
        except ValueError:
            np.lib._warn('DeprecationWarning', 'string or file could not be read to its end due to unmatched data; '
                         'this will raise a ValueError in the future.')
            break
    return np.array(values, dtype=dtype)


def fromfile(file, dtype=float, count=-1, sep='', offset=0, *, like=None):
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.fromfile yet")
    dtype = np.dtype(dtype)
    if hasattr(file, 'read'):
        data = file.read()
    else:
        with open(file, 'rb') as opened:
            data = opened.read()
    if sep != '':
        return _numbers(data.decode('latin1') if isinstance(data, bytes) else data, dtype, count, sep)
    data = data[offset:]
    whole = len(data) // dtype.itemsize
    if count >= 0:
        whole = min(whole, count)
    return np.frombuffer(data[:whole * dtype.itemsize], dtype).copy()


def _tofile(array, fid, sep='', format='%s'):
    if sep == '':
        data = array.tobytes()
    else:
        data = sep.join([format % (x,) for x in array.ravel().tolist()])
    if hasattr(fid, 'write'):
        fid.write(data)
        return
    with open(fid, 'wb' if sep == '' else 'w') as opened:
        opened.write(data)


def packbits(a, /, axis=None, bitorder='big'):
    if bitorder not in ('big', 'little'):
        raise ValueError("'order' must be either 'little' or 'big'")
    a = np.asarray(a)
    if a.dtype.kind not in 'biu':
        raise TypeError('Expected an input array of integer or boolean data type')
    bits = (a != 0).astype(np.uint8)
    if axis is None:
        bits, axis = bits.ravel(), 0
    bits = np.moveaxis(bits, axis, -1)
    n = bits.shape[-1]
    missing = -n % 8
    if missing:
        bits = np.concatenate([bits, np.zeros(bits.shape[:-1] + (missing,), np.uint8)], axis=-1)
    bits = bits.reshape(bits.shape[:-1] + ((n + missing) // 8, 8))
    weights = np.array([128, 64, 32, 16, 8, 4, 2, 1] if bitorder == 'big' else [1, 2, 4, 8, 16, 32, 64, 128], np.uint8)
    return np.ascontiguousarray(np.moveaxis((bits * weights).sum(axis=-1).astype(np.uint8), -1, axis))


def unpackbits(a, /, axis=None, count=None, bitorder='big'):
    if bitorder not in ('big', 'little'):
        raise ValueError("'order' must be either 'little' or 'big'")
    a = np.asarray(a)
    if a.dtype != np.uint8:
        raise TypeError('Expected an input array of unsigned byte data type')
    if axis is None:
        a, axis = a.ravel(), 0
    a = np.moveaxis(a, axis, -1)
    shifts = np.array([7, 6, 5, 4, 3, 2, 1, 0] if bitorder == 'big' else [0, 1, 2, 3, 4, 5, 6, 7], np.uint8)
    bits = (a[..., None] >> shifts) & np.uint8(1)
    bits = bits.reshape(a.shape[:-1] + (a.shape[-1] * 8,))
    if count is not None:
        n = bits.shape[-1]
        if count < 0:
            if -count > n:
                raise ValueError('-ve count out of range')
            bits = bits[..., :n + count]
        elif count <= n:
            bits = bits[..., :count]
        else:
            bits = np.concatenate([bits, np.zeros(bits.shape[:-1] + (count - n,), np.uint8)], axis=-1)
    return np.ascontiguousarray(np.moveaxis(bits, -1, axis))


def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    window_shape = tuple(window_shape) if np.iterable(window_shape) else (window_shape,)
    x = np.array(x, copy=None, subok=subok)
    window = np.array(window_shape)
    if np.any(window < 0):
        raise ValueError('`window_shape` cannot contain negative values')
    if axis is None:
        axis = tuple(range(x.ndim))
        if len(window_shape) != len(axis):
            raise ValueError('Since axis is None, must provide window_shape for all dimensions of `x`; got %d '
                             'window_shape elements and `x.ndim` is %d.' % (len(window_shape), x.ndim))
    else:
        axes = tuple(axis) if np.iterable(axis) else (axis,)
        axis = []
        for one in axes:
            if not -x.ndim <= one < x.ndim:
                raise np.exceptions.AxisError(one, x.ndim)
            axis.append(one % x.ndim)
        if len(window_shape) != len(axis):
            raise ValueError('Must provide matching length window_shape and axis; got %d window_shape elements and %d '
                             'axes elements.' % (len(window_shape), len(axis)))
    strides = x.strides + tuple([x.strides[one] for one in axis])
    shape = list(x.shape)
    for one, n in zip(axis, window_shape):
        if shape[one] < n:
            raise ValueError('window shape cannot be larger than input array shape')
        shape[one] -= n - 1
    return as_strided(x, tuple(shape) + window_shape, strides, subok=subok, writeable=writeable)
