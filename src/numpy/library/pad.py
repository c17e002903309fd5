"""pad: arrays with more elements around them."""
import numpy as np

_ALLOWED = {
    'empty': [], 'edge': [], 'wrap': [], 'constant': ['constant_values'], 'linear_ramp': ['end_values'],
    'maximum': ['stat_length'], 'mean': ['stat_length'], 'median': ['stat_length'], 'minimum': ['stat_length'],
    'reflect': ['reflect_type'], 'symmetric': ['reflect_type'],
}


def _pairs(value, ndim, index=False):
    """A (before, after) pair for each axis."""
    if value is None:
        return ((None, None),) * ndim
    value = np.array(value)
    if index:
        value = np.round(value).astype(np.intp, copy=False)
    if index and value.size and value.min() < 0:
        raise ValueError("index can't contain negative values")
    return np.broadcast_to(value, (ndim, 2)).tolist()


def _statistic(mode, array, axis, length, at_end):
    n = array.shape[axis]
    if length is None or length > n:
        length = n
    if length == 0 and mode in ('maximum', 'minimum'):
        raise ValueError('stat_length of 0 yields no value for padding')
    part = slice(n - length, n) if at_end else slice(0, length)
    chunk = array[(slice(None),) * axis + (part,)]
    if mode == 'maximum':
        return chunk.max(axis=axis, keepdims=True)
    if mode == 'minimum':
        return chunk.min(axis=axis, keepdims=True)
    value = chunk.mean(axis=axis, keepdims=True) if mode == 'mean' else np.median(chunk, axis=axis, keepdims=True)
    if array.dtype.kind in 'iu':
        value = np.round(value)
    return value.astype(array.dtype)


def _mirrored(array, axis, before, after, edge_twice, odd):
    """The array reflected at its ends, as often as needed."""
    n = array.shape[axis]
    if n == 1 and not edge_twice:
        return array.take([0] * (before + 1 + after), axis=axis)
    period = 2 * n if edge_twice else 2 * (n - 1)
    turns, places, back = [], [], []
    for i in range(-before, n + after):
        turn, place = divmod(i, period)
        turned = place >= n
        if turned:
            place = (2 * n - 1 - place) if edge_twice else period - place
        turns.append(turn)
        places.append(place)
        back.append(turned)
    result = array.take(places, axis=axis)
    if odd:
        first, last = array.take([0], axis=axis), array.take([n - 1], axis=axis)
        shape = [1] * array.ndim
        shape[axis] = len(places)
        turns = np.array(turns).reshape(shape)
        back = np.array(back).reshape(shape)
        result = np.where(back, 2 * last - result, result) + turns * (2 * (last - first))
        result = result.astype(array.dtype)
    return result


def pad(array, pad_width, mode='constant', **kwargs):
    array = np.asarray(array)
    if isinstance(pad_width, dict):
        widths = [(0, 0)] * array.ndim
        for axis, width in pad_width.items():
            widths[axis] = (width, width) if isinstance(width, int) else tuple(width)
        pad_width = widths
    pad_width = np.asarray(pad_width)
    if pad_width.dtype.kind != 'i' and pad_width.dtype.kind != 'u':
        raise TypeError('`pad_width` must be of integral type.')
    pad_width = _pairs(pad_width, array.ndim, index=True)
    if callable(mode):
        padded = np.zeros([n + a + b for n, (a, b) in zip(array.shape, pad_width)], dtype=array.dtype)
        padded[tuple([slice(a, a + n) for n, (a, b) in zip(array.shape, pad_width)])] = array
        for axis in range(array.ndim):
            lines = np.moveaxis(padded, axis, -1)
            for index in np.ndindex(*lines.shape[:-1]):
                mode(lines[index], tuple(pad_width[axis]), axis, kwargs)
        return padded
    if mode not in _ALLOWED:
        raise ValueError("mode '%s' is not supported" % (mode,))
    unsupported = set(kwargs) - set(_ALLOWED[mode])
    if unsupported:
        raise ValueError("unsupported keyword arguments for mode '%s': %s" % (mode, unsupported))
    if mode in ('maximum', 'mean', 'median', 'minimum'):
        lengths = _pairs(kwargs.get('stat_length', None), array.ndim, index='stat_length' in kwargs and
                         kwargs['stat_length'] is not None)
    elif mode == 'constant':
        values = _pairs(kwargs.get('constant_values', 0), array.ndim)
    elif mode == 'linear_ramp':
        values = _pairs(kwargs.get('end_values', 0), array.ndim)
    elif mode in ('reflect', 'symmetric'):
        odd = kwargs.get('reflect_type', 'even')
        if odd not in ('even', 'odd') and odd is not None:
            odd = 'odd'
    if array.size == 0 and mode not in ('constant', 'empty'):
        for axis, (n, (a, b)) in enumerate(zip(array.shape, pad_width)):
            if n == 0 and (a or b):
                raise ValueError("can't extend empty axis %d using modes other than 'constant' or 'empty'" % axis)
    result = array.copy()
    for axis in range(array.ndim):
        before, after = pad_width[axis]
        if before == 0 and after == 0:
            continue
        n = result.shape[axis]
        shape = list(result.shape)
        if mode in ('constant', 'empty'):
            parts = []
            for width, at_end in ((before, 0), (after, 1)):
                shape[axis] = width
                fill = values[axis][at_end] if mode == 'constant' else 0
                parts.append(np.full(shape, fill, dtype=result.dtype))
            result = np.concatenate([parts[0], result, parts[1]], axis=axis)
        elif mode == 'edge':
            places = [0] * before + list(range(n)) + [n - 1] * after
            result = result.take(places, axis=axis)
        elif mode == 'wrap':
            result = result.take([i % n for i in range(-before, n + after)], axis=axis)
        elif mode in ('reflect', 'symmetric'):
            result = _mirrored(result, axis, before, after, mode == 'symmetric', odd == 'odd')
        elif mode == 'linear_ramp':
            left = np.linspace(values[axis][0], result.take(0, axis=axis), before, endpoint=False,
                               dtype=result.dtype, axis=axis)
            right = np.linspace(values[axis][1], result.take(n - 1, axis=axis), after, endpoint=False,
                                dtype=result.dtype, axis=axis)
            result = np.concatenate([left, result, np.flip(right, axis=axis)], axis=axis)
        else:
            left = _statistic(mode, result, axis, lengths[axis][0], False)
            right = _statistic(mode, result, axis, lengths[axis][1], True)
            result = np.concatenate([np.repeat(left, before, axis=axis), result, np.repeat(right, after, axis=axis)],
                                    axis=axis)
    return result
