"""Functions of arrays of text, element by element."""
import numpy as np


def _arrays(*values):
    arrays = np.broadcast_arrays(*[np.asarray(value) for value in values])
    return arrays


def _check_text(array):
    if array.dtype.kind not in 'US':
        raise TypeError('string operation on non-string array')


def _apply(method, a, *args):
    a = np.asarray(a)
    _check_text(a)
    arrays = np.broadcast_arrays(a, *[np.asarray(arg) for arg in args])
    lists = [array.ravel().tolist() for array in arrays]
    results = [getattr(row[0], method)(*row[1:]) for row in zip(*lists)]
    return results, arrays[0].shape


def _text(results, shape, like):
    """Text of the width that it needs."""
    empty = 'U1' if like.dtype.kind == 'U' else 'S1'
    if not results:
        return np.empty(shape, dtype=empty)
    made = np.array(results)
    if made.dtype.itemsize == 0:
        made = made.astype(empty)
    return made.reshape(shape)[()] if shape == () else made.reshape(shape)


def _as_wide(results, shape, like):
    """Text of the width of another array."""
    made = np.array(results, dtype=like.dtype).reshape(shape)
    return made[()] if shape == () else made


def _of(values, dtype, shape):
    made = np.array(values, dtype=dtype).reshape(shape)
    return made[()] if shape == () else made


def _same_kind(a, value):
    """A str or bytes argument as the array has it."""
    if a.dtype.kind == 'S' and isinstance(value, str):
        return value.encode('ascii')
    return value


def _method(name):
    def function(a):
        array = np.asarray(a)
        results, shape = _apply(name, array)
        return np.asarray(_text(results, shape, array))
    function.__name__ = name
    return function


capitalize = _method('capitalize')
lower = _method('lower')
upper = _method('upper')
swapcase = _method('swapcase')
title = _method('title')


def _question(name):
    def function(a):
        results, shape = _apply(name, a)
        return _of(results, bool, shape)
    function.__name__ = name
    return function


isalpha = _question('isalpha')
isalnum = _question('isalnum')
isdigit = _question('isdigit')
islower = _question('islower')
isspace = _question('isspace')
istitle = _question('istitle')
isupper = _question('isupper')
isdecimal = _question('isdecimal')
isnumeric = _question('isnumeric')


def _stripping(name):
    def function(a, chars=None):
        array = np.asarray(a)
        results, shape = _apply(name, array) if chars is None else _apply(name, array, chars)
        return _as_wide(results, shape, array)
    function.__name__ = name
    return function


strip = _stripping('strip')
lstrip = _stripping('lstrip')
rstrip = _stripping('rstrip')


def add(x1, x2):
    return np.add(np.asarray(x1), np.asarray(x2))


def multiply(a, i):
    a = np.asarray(a)
    _check_text(a)
    counts = np.asarray(i)
    if counts.dtype.kind not in 'iub':
        raise TypeError('unsupported type %s for operand \'i\'' % counts.dtype)
    x, y = np.broadcast_arrays(a, counts)
    results = [text * max(int(n), 0) for text, n in zip(x.ravel().tolist(), y.ravel().tolist())]
    return _text(results, x.shape, a)


def mod(a, values):
    a = np.asarray(a)
    x, y = np.broadcast_arrays(a, np.asarray(values))
    results = [text % (value,) for text, value in zip(x.ravel().tolist(), y.ravel().tolist())]
    return _text(results, x.shape, a)


def str_len(a):
    array = np.asarray(a)
    _check_text(array)
    return _of([len(text) for text in array.ravel().tolist()], int, array.shape)


def _padding(name):
    def function(a, width, fillchar=' '):
        array = np.asarray(a)
        fill = _same_kind(array, fillchar)
        results, shape = _apply(name, array, width, fill)
        return _text(results, shape, array)
    function.__name__ = name
    return function


center = _padding('center')
ljust = _padding('ljust')
rjust = _padding('rjust')


def zfill(a, width):
    array = np.asarray(a)
    results, shape = _apply('zfill', array, width)
    return _text(results, shape, array)


def expandtabs(a, tabsize=8):
    array = np.asarray(a)
    results, shape = _apply('expandtabs', array, tabsize)
    longest = max([len(text) for text in results], default=1)
    # NumPy takes the largest size in bytes for the number of letters.
    return _of(results, array.dtype.char + str(longest * (4 if array.dtype.kind == 'U' else 1)), shape)


def _finding(name, dtype):
    def function(a, sub, start=0, end=None):
        array = np.asarray(a)
        sub = _same_kind(array, sub)
        results, shape = _apply(name, array, sub, start) if end is None else _apply(name, array, sub, start, end)
        return _of(results, dtype, shape)
    function.__name__ = name
    return function


find = _finding('find', int)
rfind = _finding('rfind', int)
index = _finding('index', int)
rindex = _finding('rindex', int)
count = _finding('count', int)
startswith = _finding('startswith', bool)
endswith = _finding('endswith', bool)


def replace(a, old, new, count=-1):
    array = np.asarray(a)
    results, shape = _apply('replace', array, _same_kind(array, old), _same_kind(array, new), count)
    return _text(results, shape, array)


def partition(a, sep):
    array = np.asarray(a)
    results, shape = _apply('partition', array, sep)
    return tuple([_text([row[k] for row in results], shape, array) for k in range(3)])


def rpartition(a, sep):
    array = np.asarray(a)
    results, shape = _apply('rpartition', array, sep)
    return tuple([_text([row[k] for row in results], shape, array) for k in range(3)])


def _char_partition(a, sep):
    return np.stack(partition(a, sep), axis=-1)


def _char_rpartition(a, sep):
    return np.stack(rpartition(a, sep), axis=-1)


def slice(a, start=None, stop=None, step=None, /):
    array = np.asarray(a)
    _check_text(array)
    import builtins
    if stop is None:
        start, stop = None, start
    part = builtins.slice(start, stop, step)
    return _as_wide([text[part] for text in array.ravel().tolist()], array.shape, array)


def _objects(results, shape):
    made = np.empty(len(results), dtype=object)
    for k, value in enumerate(results):
        made[k] = value
    made = made.reshape(shape)
    return made


def split(a, sep=None, maxsplit=None):
    results, shape = _apply('split', a, *([] if sep is None and maxsplit is None else [sep, -1 if maxsplit is None else maxsplit]))
    return _objects(results, shape)


def rsplit(a, sep=None, maxsplit=None):
    results, shape = _apply('rsplit', a, *([] if sep is None and maxsplit is None else [sep, -1 if maxsplit is None else maxsplit]))
    return _objects(results, shape)


def splitlines(a, keepends=None):
    results, shape = _apply('splitlines', a, *([] if keepends is None else [keepends]))
    return _objects(results, shape)


def join(sep, seq):
    x, y = np.broadcast_arrays(np.asarray(sep), np.asarray(seq))
    results = [one.join(text) for one, text in zip(x.ravel().tolist(), y.ravel().tolist())]
    return _text(results, x.shape, np.asarray(sep))


def encode(a, encoding=None, errors=None):
    results, shape = _apply('encode', a, *[x for x in (encoding, errors) if x is not None])
    made = np.array(results).reshape(shape)
    return made[()] if shape == () else made


def decode(a, encoding=None, errors=None):
    results, shape = _apply('decode', a, *[x for x in (encoding, errors) if x is not None])
    made = np.array(results).reshape(shape)
    return made[()] if shape == () else made


def translate(a, table, deletechars=None):
    array = np.asarray(a)
    results = [text.translate(table) for text in array.ravel().tolist()]
    return _text(results, array.shape, array)


equal, not_equal = np.equal, np.not_equal
less, less_equal = np.less, np.less_equal
greater, greater_equal = np.greater, np.greater_equal
