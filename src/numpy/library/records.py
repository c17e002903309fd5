"""Record arrays: structured arrays whose fields are attributes, too."""
import numpy as np


class record:
    """One element of a record array."""
    __module__ = 'numpy'

    def __init__(self, scalar):
        object.__setattr__(self, '_scalar', scalar)

    def __getattr__(self, name):
        scalar = self._scalar
        if name in (scalar.dtype.names or ()):
            value = scalar[name]
            return record(value) if isinstance(value, np.void) and value.dtype.names else value
        if name in ('dtype', 'item', 'tolist', 'nbytes', 'itemsize', 'size', 'ndim', 'shape', 'copy', 'view'):
            return getattr(scalar, name)
        raise AttributeError("'numpy.record' object has no attribute '%s'" % name)

    def __setattr__(self, name, value):
        if name in (self._scalar.dtype.names or ()):
            self._scalar[name] = value
        else:
            raise AttributeError("'record' object has no attribute '%s'" % name)

    def __getitem__(self, key):
        return self._scalar[key]

    def __setitem__(self, key, value):
        self._scalar[key] = value

    def __len__(self):
        return len(self._scalar)

    def __iter__(self):
        return iter(self._scalar)

    def __eq__(self, other):
        return self._scalar == (other._scalar if isinstance(other, record) else other)

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        return repr(self._scalar).replace('np.void', 'np.record', 1)

    def __str__(self):
        return str(self._scalar)

    def pprint(self):
        names = self.dtype.names
        width = max([len(name) for name in names])
        return '\n'.join(['%*s: %s' % (width, name, self[name]) for name in names])


class recarray(np.ndarray):
    __module__ = 'numpy.rec'

    def __new__(subtype, shape, dtype=None, buf=None, offset=0, strides=None, formats=None, names=None, titles=None,
                byteorder=None, aligned=False, order='C'):
        descr = np.dtype(dtype) if dtype is not None else _fields(formats, names, titles, aligned)
        if buf is None:
            return np.ndarray.__new__(subtype, shape, descr, order=order)
        return np.ndarray.__new__(subtype, shape, descr, buffer=buf, offset=offset, strides=strides, order=order)

    def __getattr__(self, name):
        names = self.dtype.names
        if names is not None and name in names:
            return self[name]
        raise AttributeError('recarray has no attribute %s' % name)

    def __setattr__(self, name, value):
        names = self.dtype.names
        if names is not None and name in names:
            self[name] = value
        else:
            object.__setattr__(self, name, value)

    def __getitem__(self, key):
        found = np.ndarray.__getitem__(self, key)
        if isinstance(found, np.ndarray):
            if found.dtype.names is not None:
                return found.view(recarray) if isinstance(key, str) else found
            return found.view(np.ndarray)
        return record(found) if isinstance(found, np.void) and found.dtype.names else found

    def field(self, attr, val=None):
        name = self.dtype.names[attr] if isinstance(attr, int) else attr
        if val is None:
            return self[name]
        self[name] = val

    def __repr__(self):
        prefix = 'rec.array('
        if self.size > 0 or self.shape == (0,):
            text = np.array2string(self.view(np.ndarray), separator=', ', prefix=prefix, suffix=',')
        else:
            text = '[], shape=%r' % (self.shape,)
        return '%s%s,\n%sdtype=%s)' % (prefix, text, ' ' * len(prefix), self.dtype)


def _fields(formats, names=None, titles=None, aligned=False):
    if formats is None:
        raise ValueError('Need formats argument')
    if isinstance(formats, str):
        kinds = [part.strip() for part in formats.split(',')]
    else:
        kinds = list(formats)
    if isinstance(names, str):
        names = [name.strip() for name in names.split(',')]
    names = list(names) if names is not None else []
    for k in range(len(names), len(kinds)):
        names.append('f%d' % k)
    return np.dtype([(name, np.dtype(kind)) for name, kind in zip(names, kinds)], align=aligned)


def fromarrays(arrayList, dtype=None, shape=None, formats=None, names=None, titles=None, aligned=False,
               byteorder=None):
    arrays = [np.asarray(array) for array in arrayList]
    if shape is None:
        shape = arrays[0].shape
    elif isinstance(shape, int):
        shape = (shape,)
    if dtype is not None:
        descr = np.dtype(dtype)
    elif formats is not None:
        descr = _fields(formats, names, titles, aligned)
    else:
        descr = _fields([array.dtype for array in arrays], names, titles, aligned)
    if len(descr.names) != len(arrays):
        raise ValueError('mismatch between the number of fields and the number of arrays')
    made = np.empty(shape, dtype=descr)
    for name, array in zip(descr.names, arrays):
        if array.shape != made[name].shape:
            raise ValueError('array-shape mismatch in array %d ("%s")' % (list(descr.names).index(name), name))
        made[name] = array
    return made.view(recarray)


def fromrecords(recList, dtype=None, shape=None, formats=None, names=None, titles=None, aligned=False,
                byteorder=None):
    if formats is None and dtype is None:
        columns = list(zip(*[tuple(row) for row in recList]))
        return fromarrays([np.array(list(column)) for column in columns], names=names, titles=titles, aligned=aligned)
    descr = np.dtype(dtype) if dtype is not None else _fields(formats, names, titles, aligned)
    made = np.array([tuple(row) for row in recList], dtype=descr)
    if shape is not None:
        made = made.reshape(shape)
    return made.view(recarray)


def fromstring(datastring, dtype=None, shape=None, offset=0, formats=None, names=None, titles=None, aligned=False,
               byteorder=None):
    if dtype is None and formats is None:
        raise TypeError("fromstring() needs a 'dtype' or 'formats' argument")
    descr = np.dtype(dtype) if dtype is not None else _fields(formats, names, titles, aligned)
    count = -1 if shape in (None, -1) else shape
    return np.frombuffer(datastring, descr, count=count, offset=offset).view(recarray)


def array(obj, dtype=None, shape=None, offset=0, strides=None, formats=None, names=None, titles=None, aligned=False,
          byteorder=None, copy=True):
    if dtype is None and formats is not None:
        dtype = _fields(formats, names, titles, aligned)
    elif dtype is not None:
        dtype = np.dtype(dtype)
    if isinstance(obj, bytes):
        return fromstring(obj, dtype, shape=shape, offset=offset)
    if isinstance(obj, (list, tuple)):
        if len(obj) and isinstance(obj[0], (tuple, list)):
            return fromrecords(obj, dtype=dtype, shape=shape, names=names, titles=titles, aligned=aligned)
        return fromarrays(obj, dtype=dtype, shape=shape, names=names, titles=titles, aligned=aligned)
    if isinstance(obj, np.ndarray):
        made = obj if dtype is None or dtype == obj.dtype else obj.view(dtype)
        return (made.copy() if copy else made).view(recarray)
    if obj is None:
        if shape is None:
            raise ValueError('Must define a shape if obj is None')
        return recarray(shape, dtype)
    raise ValueError('Unknown input type')
