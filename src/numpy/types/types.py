# Questions about dtypes that read best in Python, and what `numpy.lib.array_utils` has.

import operator
import numpy as np

typecodes = {
    'Character': 'c',
    'Integer': 'bhilqnp',
    'UnsignedInteger': 'BHILQNP',
    'Float': 'efdg',
    'Complex': 'FDG',
    'AllInteger': 'bBhHiIlLqQnNpP',
    'AllFloat': 'efdgFDG',
    'Datetime': 'Mm',
    'All': '?bhilqnpBHILQNPefdgFDGSUVOMm',
}

# Widths as common_type ranks them: half, single, double.
_RANKS = {'e': 0, 'f': 1, 'd': 2, 'F': 1, 'D': 2}


def common_type(*arrays):
    is_complex = False
    rank = 0
    for array in arrays:
        dtype = array.dtype
        if dtype.kind in 'iu':
            rank = 2
            continue
        if dtype.char not in _RANKS:
            raise TypeError("can't get common type for non-numeric array")
        is_complex = is_complex or np.iscomplexobj(array)
        rank = max(rank, _RANKS[dtype.char])
    if is_complex:
        # There is no complex number of two halves.
        return (np.complex64, np.complex64, np.complex128)[rank]
    return (np.float16, np.float32, np.float64)[rank]


def mintypecode(typechars, typeset='GDFgdf', default='d'):
    chars = [one if isinstance(one, str) else np.asarray(one).dtype.char for one in typechars]
    known = {one for one in chars if one in typeset}
    if not known:
        return default
    if 'F' in known and 'd' in known:
        return 'D'
    return min(known, key='GDFgdfehHiIlLqQbB?SUVO'.find)


_NAMES = {
    'S1': 'character', '?': 'bool', 'b': 'signed char', 'B': 'unsigned char', 'h': 'short',
    'H': 'unsigned short', 'i': 'integer', 'I': 'unsigned integer', 'l': 'long integer',
    'L': 'unsigned long integer', 'q': 'long long integer', 'Q': 'unsigned long long integer',
    'f': 'single precision', 'd': 'double precision', 'g': 'long precision',
    'F': 'complex single precision', 'D': 'complex double precision',
    'G': 'complex long double precision', 'S': 'string', 'U': 'unicode', 'V': 'void', 'O': 'object',
}


def typename(char):
    return _NAMES[char]


def isfortran(a):
    return a.flags.fnc


def normalize_axis_index(axis, ndim, msg_prefix=None):
    at = operator.index(axis)
    if not -ndim <= at < ndim:
        prefix = '' if msg_prefix is None else f'{msg_prefix}: '
        raise np.exceptions.AxisError(f'{prefix}axis {at} is out of bounds for array of dimension {ndim}')
    return at + ndim if at < 0 else at


def normalize_axis_tuple(axis, ndim, argname=None, allow_duplicate=False):
    if not isinstance(axis, (tuple, list)):
        try:
            axis = [operator.index(axis)]
        except TypeError:
            pass
    axis = tuple(normalize_axis_index(one, ndim, argname) for one in axis)
    if not allow_duplicate and len(set(axis)) != len(axis):
        raise ValueError(f'repeated axis in `{argname}` argument' if argname else 'repeated axis')
    return axis


class _NoValueType:
    """What stands for an argument that was not given."""
    __module__ = 'numpy._globals'

    def __repr__(self):
        return '<no value>'


_NoValue = _NoValueType()
