"""Functions of structured arrays: fields added, dropped, renamed, turned into plain arrays and back."""
import numpy as np


def _dtype(fields):
    return np.dtype(fields)


def _spec(dtype, name):
    """A field as it is given to np.dtype."""
    for part in dtype.descr:
        own = part[0][1] if isinstance(part[0], tuple) else part[0]
        if own == name:
            return part
    raise KeyError(name)


def _all_fields(dtype):
    """(name, format, ...) of every field, without gaps."""
    return [_spec(dtype, name) for name in dtype.names]


def repack_fields(a, align=False, recurse=False):
    if not isinstance(a, np.dtype):
        packed = repack_fields(a.dtype, align=align, recurse=recurse)
        return a.astype(packed, copy=False)
    if a.names is None:
        return a
    return np.dtype(_all_fields(a), align=align)


def get_names(adtype):
    names = []
    for name in adtype.names:
        nested = isinstance(_spec(adtype, name)[1], list)
        names.append((name, tuple(get_names(adtype[name]))) if nested else name)
    return tuple(names)


def get_names_flat(adtype):
    names = []
    for name in adtype.names:
        names.append(name)
        if isinstance(_spec(adtype, name)[1], list):
            names.extend(get_names_flat(adtype[name]))
    return tuple(names)


def _flat(array):
    """The columns of a structured array, sub-arrays and nested fields opened."""
    columns = []
    for name in array.dtype.names:
        part = array[name]
        if part.dtype.names is not None:
            columns.extend(_flat(part))
        elif part.ndim > array.ndim:
            rows = part.reshape(array.shape + (-1,))
            columns.extend([rows[..., k] for k in range(rows.shape[-1])])
        else:
            columns.append(part)
    return columns


def structured_to_unstructured(arr, dtype=None, copy=False, casting='unsafe'):
    if arr.dtype.names is None:
        raise ValueError('arr must be a structured array')
    columns = _flat(arr)
    if not columns and dtype is None:
        raise ValueError('arr has no fields. Unable to guess dtype')
    wanted = np.dtype(dtype) if dtype is not None else np.result_type(*[column.dtype for column in columns])
    first = arr[arr.dtype.names[0]]
    size = wanted.itemsize
    plain = all(column.dtype == wanted and column.strides == columns[0].strides for column in columns)
    if plain and not copy and len(columns) > 1 and arr.dtype.itemsize % size == 0 \
            and not any(isinstance(part[1], list) for part in arr.dtype.descr):
        offsets = [arr.dtype.fields[name][1] for name in arr.dtype.names] if len(columns) == len(arr.dtype.names) else None
        steps = set([b - a for a, b in zip(offsets, offsets[1:])]) if offsets else set()
        if len(steps) == 1 and first.ndim == arr.ndim:
            return np.lib.stride_tricks.as_strided(first, arr.shape + (len(columns),), first.strides + (steps.pop(),))
    result = np.empty(arr.shape + (len(columns),), dtype=wanted)
    for k, column in enumerate(columns):
        result[..., k] = column.astype(wanted, casting=casting)
    return result


def unstructured_to_structured(arr, dtype=None, names=None, align=False, copy=False, casting='unsafe'):
    arr = np.asarray(arr)
    if arr.shape == ():
        raise ValueError('arr must have at least one dimension')
    if dtype is None:
        if names is None:
            names = ['f%d' % k for k in range(arr.shape[-1])]
        dtype = np.dtype([(name, arr.dtype) for name in names], align=align)
    else:
        if names is not None:
            raise ValueError("don't supply both dtype and names")
        dtype = np.dtype(dtype)
    result = np.empty(arr.shape[:-1], dtype=dtype)
    columns = _flat(result)
    if len(columns) != arr.shape[-1]:
        raise ValueError('The length of the last dimension of arr must be equal to the number of fields in dtype')
    for k, column in enumerate(columns):
        column[...] = arr[..., k].astype(column.dtype, casting=casting)
    return result


def require_fields(array, required_dtype):
    required = np.dtype(required_dtype)
    result = np.zeros(array.shape, dtype=required)
    assign_fields_by_name(result, array)
    return result


def assign_fields_by_name(dst, src, zero_unassigned=True):
    if dst.dtype.names is None:
        dst[...] = src
        return
    for name in dst.dtype.names:
        if name not in (src.dtype.names or ()):
            if zero_unassigned:
                dst[name] = 0
        elif dst.dtype[name].names is not None:
            assign_fields_by_name(dst[name], src[name], zero_unassigned)
        else:
            dst[name] = src[name]


def apply_along_fields(func, arr):
    if arr.dtype.names is None:
        raise ValueError('arr must be a structured array')
    return func(structured_to_unstructured(arr), axis=-1)


def _refuse_masks(usemask, name):
    if usemask:
        raise NotImplementedError("numcell does not support masked results ('usemask=True') of %s yet" % name)


def drop_fields(base, drop_names, usemask=True, asrecarray=False):
    drop = [drop_names] if isinstance(drop_names, str) else list(drop_names)
    kept = [name for name in base.dtype.names if name not in drop]
    result = np.empty(base.shape, dtype=[_spec(base.dtype, name) for name in kept])
    for name in kept:
        result[name] = base[name]
    return result.view(np.recarray) if asrecarray else result


def rename_fields(base, namemapper):
    return base.view(np.dtype([(namemapper.get(name, name),) + tuple(_spec(base.dtype, name)[1:])
                               for name in base.dtype.names]))


def append_fields(base, names, data, dtypes=None, fill_value=-1, usemask=True, asrecarray=False):
    if isinstance(names, (tuple, list)):
        if len(names) != len(data):
            raise ValueError('The number of arrays does not match the number of names')
    else:
        names, data = [names], [data]
    _refuse_masks(usemask, 'append_fields')
    if dtypes is None:
        data = [np.asarray(column) for column in data]
    else:
        kinds = list(dtypes) if isinstance(dtypes, (tuple, list)) else [dtypes] * len(names)
        if len(kinds) == 1:
            kinds = kinds * len(names)
        data = [np.asarray(column).astype(kind) for column, kind in zip(data, kinds)]
    size = max([len(base)] + [len(column) for column in data])
    result = np.empty(size, dtype=_all_fields(base.dtype) + [(name, column.dtype) for name, column in zip(names, data)])
    for name in base.dtype.names:
        result[name][:len(base)] = base[name]
        if len(base) < size:
            result[name][len(base):] = fill_value
    for name, column in zip(names, data):
        result[name][:len(column)] = column
        if len(column) < size:
            result[name][len(column):] = fill_value
    return result.view(np.recarray) if asrecarray else result


def rec_append_fields(base, names, data, dtypes=None):
    return append_fields(base, names, data, dtypes=dtypes, asrecarray=True, usemask=False)


def rec_drop_fields(base, drop_names):
    return drop_fields(base, drop_names, usemask=False, asrecarray=True)


def merge_arrays(seqarrays, fill_value=-1, flatten=False, usemask=False, asrecarray=False):
    _refuse_masks(usemask, 'merge_arrays')
    arrays = [seqarrays] if isinstance(seqarrays, np.ndarray) else [np.asarray(array) for array in seqarrays]
    size = max([array.size for array in arrays])
    fields = []
    for k, array in enumerate(arrays):
        if array.dtype.names is None:
            fields.append(('f%d' % len(fields), array.dtype))
        elif flatten or len(arrays) == 1:
            fields.extend(_all_fields(array.dtype))
        else:
            fields.append(('f%d' % k, array.dtype))
    result = np.empty(size, dtype=fields)
    fillings = {'b': True, 'i': fill_value, 'u': fill_value, 'f': fill_value, 'c': fill_value, 'S': b'-1', 'U': '-1'}

    def put(name, column):
        result[name][:len(column)] = column
        if len(column) < size:
            result[name][len(column):] = fillings.get(column.dtype.kind, fill_value)

    done = 0
    for array in arrays:
        array = array.ravel()
        if array.dtype.names is not None and (flatten or len(arrays) == 1):
            for name in array.dtype.names:
                put(name, array[name])
                done += 1
        else:
            put(fields[done][0], array)
            done += 1
    return result.view(np.recarray) if asrecarray else result
