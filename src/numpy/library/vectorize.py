"""np.vectorize with a signature: a function of small arrays, called for each along the other axes."""
import re
import numpy as np

_LIST = r'\((?:\w+(?:,\w+)*,?)?\)'
_SIGNATURE = re.compile(f'{_LIST}(?:,{_LIST})*->{_LIST}(?:,{_LIST})*')


def _parsed(signature):
    """The names of the core dimensions of inputs and outputs."""
    signature = re.sub(r'\s+', '', signature)
    if not _SIGNATURE.fullmatch(signature):
        raise ValueError(f'not a valid gufunc signature: {signature}')
    return tuple([tuple(re.findall(r'\w+', one)) for one in re.findall(r'\([^)]*\)', side)]
                 for side in signature.split('->'))


def _measure(sizes, array, names):
    """Learn the sizes of core dimensions from an array, or check them."""
    if not names:
        return
    if array.ndim < len(names):
        raise ValueError(f'{array.ndim}-dimensional argument does not have enough dimensions for all core '
                         f'dimensions {names!r}')
    for name, size in zip(names, array.shape[-len(names):]):
        if sizes.setdefault(name, size) != size:
            raise ValueError(f'inconsistent size for core dimension {name!r}: {size!r} vs {sizes[name]!r}')


def call(function, signature, otypes, excluded, args, kwargs):
    """The function called for each of the small arrays that its signature names."""
    inputs, outputs = _parsed(signature)
    keys = [key for key in kwargs if key not in excluded]
    kept = {key: value for key, value in kwargs.items() if key in excluded}
    places = [k for k in range(len(args)) if k not in excluded]
    values = [args[k] for k in places] + [kwargs[key] for key in keys]
    if len(values) != len(inputs):
        raise TypeError('wrong number of positional arguments: '
                        f'expected {len(inputs)!r}, got {len(values)!r}')
    arrays = [np.asanyarray(value) for value in values]
    sizes = {}
    for array, names in zip(arrays, inputs):
        _measure(sizes, array, names)
    loops = [array.shape[:array.ndim - len(names)] for array, names in zip(arrays, inputs)]
    loop = np.broadcast_shapes(*loops)
    arrays = [np.broadcast_to(array, loop + tuple(sizes[name] for name in names), subok=True)
              for array, names in zip(arrays, inputs)]
    made = None
    for index in np.ndindex(*loop):
        given = list(args)
        for k, array in zip(places, arrays):
            given[k] = array[index]
        named = {key: array[index] for key, array in zip(keys, arrays[len(places):])}
        results = function(*given, **named, **kept)
        count = len(results) if isinstance(results, tuple) else 1
        if count != len(outputs):
            raise ValueError(f'wrong number of outputs from pyfunc: expected {len(outputs)!r}, got {count!r}')
        if len(outputs) == 1:
            results = (results,)
        if made is None:
            results = [np.asarray(result) for result in results]
            for result, names in zip(results, outputs):
                _measure(sizes, result, names)
            made = _empty(loop, sizes, outputs, otypes or [result.dtype for result in results])
        for array, result in zip(made, results):
            array[index] = result
    if made is None:
        if otypes is None:
            raise ValueError('cannot call `vectorize` on size 0 inputs unless `otypes` is set')
        if any(name not in sizes for names in outputs for name in names):
            raise ValueError('cannot call `vectorize` with a signature including new output dimensions on size 0 inputs')
        made = _empty(loop, sizes, outputs, otypes)
    return made[0] if len(outputs) == 1 else tuple(made)


def _empty(loop, sizes, outputs, otypes):
    return [np.empty(loop + tuple(sizes[name] for name in names), dtype=dtype)
            for names, dtype in zip(outputs, otypes)]


def check(signature):
    """A signature is one, or a ValueError says so."""
    _parsed(signature)
