"""Masked arrays, first part: masks and fill values. The files of this folder make one program."""
import builtins
import copy as _copying
import functools
import operator
import numpy as np
from numpy import expand_dims, amax, amin, ndarray

MaskType = np.bool_
bool_ = np.bool_
nomask = np.False_
_NoValue = np._NoValue


class MaskedArrayFutureWarning(FutureWarning):
    __module__ = 'numpy.ma.core'


class MAError(Exception):
    __module__ = 'numpy.ma'


class MaskError(MAError):
    __module__ = 'numpy.ma'


# Fill values.

_DEFAULT_FILLS = {
    'b': True, 'c': 1.e20 + 0.0j, 'f': 1.e20, 'i': 999999, 'O': '?', 'S': b'N/A', 'u': 999999, 'V': b'???',
    'U': 'N/A', 'T': 'N/A', 'M': np.datetime64('NaT'), 'm': np.timedelta64('NaT'),
}


def _extreme_fill(dtype, least):
    """The least (or the greatest) value of a dtype."""
    kind = dtype.kind
    if kind in 'iu':
        info = np.iinfo(dtype)
        return int(info.min) if least else int(info.max)
    if kind == 'b':
        return not least
    if kind == 'f':
        return -np.inf if least else np.inf
    if kind == 'c':
        return complex(-np.inf, -np.inf) if least else complex(np.inf, np.inf)
    if kind in 'mM':
        return np.iinfo(np.int64).min + 1 if least else np.iinfo(np.int64).max
    raise TypeError(f'Unsuitable type {dtype} for calculating {"maximum" if least else "minimum"}.')


def _field(dtype, name):
    """The dtype and the shape of a field."""
    part = np.zeros((), dtype)[name]
    return part.dtype, part.shape


def _by_fields(dtype, of_scalar):
    """What a function of plain dtypes gives for a dtype, field by field."""
    if dtype.names is None:
        return of_scalar(dtype)
    result = np.zeros((), dtype)
    for name in dtype.names:
        result[name] = np.array(_by_fields(_field(dtype, name)[0], of_scalar)).astype(_field(dtype, name)[0])
    return result[()]


def _dtype_of(obj):
    if isinstance(obj, np.dtype):
        return obj
    if hasattr(obj, 'dtype'):
        return obj.dtype
    return np.asarray(obj).dtype


def _default_of(dtype):
    if dtype.kind in 'Mm':
        return _DEFAULT_FILLS[dtype.kind].astype(dtype) if dtype.str[-1] == ']' else _DEFAULT_FILLS[dtype.kind]
    return _DEFAULT_FILLS.get(dtype.kind, '?')


def default_fill_value(obj):
    return _by_fields(_dtype_of(obj), _default_of)


def minimum_fill_value(obj):
    return _by_fields(_dtype_of(obj), lambda dtype: _extreme_fill(dtype, False))


def maximum_fill_value(obj):
    return _by_fields(_dtype_of(obj), lambda dtype: _extreme_fill(dtype, True))


def _fill_of_fields(value, dtype):
    """A fill value for each field, as a tuple."""
    parts = []
    for one, name in zip(np.resize(np.array(value, dtype=object), len(dtype.names)), dtype.names):
        field, _ = _field(dtype, name)
        if field.names is not None:
            parts.append(tuple(_fill_of_fields(one, field)))
        else:
            parts.append(np.array(one, dtype=field).item())
    return tuple(parts)


def _check_fill_value(fill_value, dtype):
    """A fill value as an array without axes of the dtype."""
    dtype = np.dtype(dtype)
    if fill_value is None:
        fill_value = default_fill_value(dtype)
        if isinstance(fill_value, (np.timedelta64, np.datetime64)):
            fill_value = fill_value.astype(dtype)
        if dtype.kind == 'u':
            fill_value = np.uint(fill_value)
        # The default value is not cast: arrays of int8 say that theirs is np.int64(999999).
        return np.array(fill_value)
    elif dtype.names is not None:
        if isinstance(fill_value, (ndarray, np.void)):
            try:
                fill_value = np.asarray(fill_value, dtype=dtype)
            except ValueError as error:
                raise ValueError('Unable to transform %s to dtype %s' % (fill_value, dtype)) from error
        else:
            fill_value = np.array(_fill_of_fields(fill_value, dtype), dtype=dtype)
    elif isinstance(fill_value, str) and dtype.char not in 'OSTVU':
        raise TypeError('Cannot set fill value of string with array of dtype %s' % dtype)
    else:
        try:
            fill_value = np.asarray(fill_value, dtype=dtype)
        except (OverflowError, ValueError) as error:
            raise TypeError('Cannot convert fill_value %s to dtype %s' % (fill_value, dtype)) from error
    return np.array(fill_value, dtype=dtype) if dtype.names is None else np.asarray(fill_value, dtype=dtype)


def set_fill_value(a, fill_value):
    if isinstance(a, MaskedArray):
        a.set_fill_value(fill_value)


def get_fill_value(a):
    return a.fill_value if isinstance(a, MaskedArray) else default_fill_value(a)


def common_fill_value(a, b):
    first = get_fill_value(a)
    return first if first == get_fill_value(b) else None


def filled(a, fill_value=None):
    if hasattr(a, 'filled'):
        return a.filled(fill_value)
    if isinstance(a, ndarray):
        return a
    return np.array(a, 'O') if isinstance(a, dict) else np.array(a)


# Masks.


def getdata(a, subok=True):
    try:
        data = a._data
    except AttributeError:
        data = np.array(a, copy=None, subok=subok)
    return data if subok else data.view(ndarray)


get_data = getdata


def fix_invalid(a, mask=nomask, copy=True, fill_value=None):
    a = masked_array(a, mask=mask, copy=copy, subok=True)
    invalid = np.logical_not(np.isfinite(a._data))
    if not invalid.any():
        return a
    a._mask |= invalid
    a._data[invalid] = a.fill_value if fill_value is None else fill_value
    return a


def _mask_dtype(dtype):
    if dtype.names is None:
        return np.dtype(bool)
    fields = []
    for name in dtype.names:
        field, shape = _field(dtype, name)
        fields.append((name, _mask_dtype(field), shape) if shape else (name, _mask_dtype(field)))
    return np.dtype(fields)


def make_mask_descr(ndtype):
    return _mask_dtype(np.dtype(ndtype))


def getmask(a):
    return getattr(a, '_mask', nomask)


get_mask = getmask


def getmaskarray(arr):
    mask = getmask(arr)
    if mask is nomask:
        mask = make_mask_none(np.shape(arr), getattr(arr, 'dtype', None))
    return mask


def is_mask(m):
    try:
        return m.dtype.type is MaskType
    except AttributeError:
        return False


def _shrunk(m):
    return m if m.dtype.names is not None or m.any() else nomask


def make_mask(m, copy=False, shrink=True, dtype=MaskType):
    if m is nomask:
        return nomask
    dtype = make_mask_descr(dtype)
    if isinstance(m, ndarray) and m.dtype.fields and dtype == np.bool_:
        return np.ones(m.shape, dtype=dtype)
    result = np.array(filled(m, True), copy=True if copy else None, dtype=dtype, subok=True)
    return _shrunk(result) if shrink else result


def make_mask_none(newshape, dtype=None):
    return np.zeros(newshape, dtype=MaskType if dtype is None else make_mask_descr(dtype))


def _or_by_fields(first, second, out):
    for name in first.dtype.names:
        if first[name].dtype.names is not None:
            _or_by_fields(first[name], second[name], out[name])
        else:
            np.logical_or(first[name], second[name], out[name])


def mask_or(m1, m2, copy=False, shrink=True):
    for one, other in ((m1, m2), (m2, m1)):
        if one is nomask or one is False:
            return make_mask(other, copy=copy, shrink=shrink, dtype=getattr(other, 'dtype', MaskType))
    if m1 is m2 and is_mask(m1):
        return _shrunk(m1) if shrink else m1
    first, second = getattr(m1, 'dtype', None), getattr(m2, 'dtype', None)
    if first != second:
        raise ValueError("Incompatible dtypes '%s'<>'%s'" % (first, second))
    if first.names is not None:
        result = np.empty(np.broadcast(m1, m2).shape, first)
        _or_by_fields(m1, m2, result)
        return result
    return make_mask(np.logical_or(m1, m2), copy=copy, shrink=shrink)


def _flat_leaves(value):
    """The innermost values of a mask, in order."""
    if isinstance(value, (ndarray, np.void)) and value.dtype.names is not None:
        if isinstance(value, ndarray) and value.ndim:
            for one in value:
                yield from _flat_leaves(one)
        else:
            for name in value.dtype.names:
                yield from _flat_leaves(value[name])
    elif isinstance(value, ndarray) or isinstance(value, (list, tuple)):
        for one in (value.ravel() if isinstance(value, ndarray) else value):
            yield from _flat_leaves(one)
    else:
        yield value


def flatten_mask(mask):
    return np.array(list(_flat_leaves(np.asarray(mask))), dtype=bool)


def _merged_axes(mask, axis, keepdims=_NoValue):
    """Where all elements along the axes are masked."""
    if mask is nomask:
        return nomask
    return mask.all(axis=axis) if keepdims is _NoValue else mask.all(axis=axis, keepdims=keepdims)


# Arrays masked by a condition.


def masked_where(condition, a, copy=True):
    cond = make_mask(condition, shrink=False)
    a = np.array(a, copy=True, subok=True) if copy else np.array(a, copy=None, subok=True)
    if cond.shape and cond.shape != a.shape:
        raise IndexError('Inconsistent shape between the condition and the input (got %s and %s)'
                         % (cond.shape, a.shape))
    if hasattr(a, '_mask'):
        cond = mask_or(cond, a._mask)
        cls = type(a)
    else:
        cls = MaskedArray
    result = a.view(cls)
    result.mask = _shrunk(cond)
    if not copy and hasattr(a, '_mask') and getmask(a) is nomask:
        result._mask = a._mask = result._mask.view() if result._mask is not nomask else nomask
    return result


def masked_greater(x, value, copy=True):
    return masked_where(greater(x, value), x, copy=copy)


def masked_greater_equal(x, value, copy=True):
    return masked_where(greater_equal(x, value), x, copy=copy)


def masked_less(x, value, copy=True):
    return masked_where(less(x, value), x, copy=copy)


def masked_less_equal(x, value, copy=True):
    return masked_where(less_equal(x, value), x, copy=copy)


def masked_not_equal(x, value, copy=True):
    return masked_where(not_equal(x, value), x, copy=copy)


def masked_equal(x, value, copy=True):
    result = masked_where(equal(x, value), x, copy=copy)
    result.fill_value = value
    return result


def masked_inside(x, v1, v2, copy=True):
    low, high = (v2, v1) if v2 < v1 else (v1, v2)
    data = filled(x)
    return masked_where((data >= low) & (data <= high), x, copy=copy)


def masked_outside(x, v1, v2, copy=True):
    low, high = (v2, v1) if v2 < v1 else (v1, v2)
    data = filled(x)
    return masked_where((data < low) | (data > high), x, copy=copy)


def masked_object(x, value, copy=True, shrink=True):
    if isMaskedArray(x):
        condition, mask = np.equal(x._data, value), x._mask
    else:
        condition, mask = np.equal(np.asarray(x), value), nomask
    mask = mask_or(mask, make_mask(condition, shrink=shrink))
    return masked_array(x, mask=mask, copy=copy, fill_value=value)


def masked_values(x, value, rtol=1e-5, atol=1e-8, copy=True, shrink=True):
    data = filled(x, value)
    if np.issubdtype(data.dtype, np.floating):
        mask = np.isclose(data, value, atol=atol, rtol=rtol)
    else:
        mask = np.equal(data, value)
    result = masked_array(data, mask=mask, copy=copy, fill_value=value)
    if shrink:
        result.shrink_mask()
    return result


def masked_invalid(a, copy=True):
    a = np.array(a, copy=None, subok=True)
    result = masked_where(~np.isfinite(a), a, copy=copy)
    if result._mask is nomask:
        result._mask = make_mask_none(result.shape, result.dtype)
    return result


# What masked elements look like.


class _MaskedPrintOption:
    __module__ = 'numpy.ma.core'

    def __init__(self, display):
        self._display = display
        self._enabled = True

    def display(self):
        return self._display

    def set_display(self, s):
        self._display = s

    def enabled(self):
        return self._enabled

    def enable(self, shrink=1):
        self._enabled = shrink

    def __str__(self):
        return str(self._display)

    __repr__ = __str__


masked_print_option = _MaskedPrintOption('--')


class _Shown:
    """A value of a structured element, as it is printed."""

    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text

    __repr__ = __str__


def _shown_fields(value, mask, dtype):
    """The text of a structured element, with masked fields marked."""
    parts = []
    for name in dtype.names:
        field, shape = _field(dtype, name)
        one, flag = value[name], mask[name]
        if shape:
            shown = np.asarray(one).astype(object)
            shown[np.asarray(flag)] = masked_print_option
            parts.append(str(shown.tolist()))
        elif field.names is not None:
            parts.append(_shown_fields(one, flag, field))
        elif flag:
            parts.append(str(masked_print_option))
        else:
            parts.append(repr(one.item() if isinstance(one, np.generic) else one))
    return '(%s)' % (', '.join(parts) if len(parts) != 1 else parts[0] + ',')
