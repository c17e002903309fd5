"""Arrays in binary files: save, load, savez, savez_compressed."""
import numpy as np


def _header(array):
    if array.flags.c_contiguous:
        order = False
    else:
        order = array.flags.f_contiguous
    descr = array.dtype.descr if array.dtype.names is not None else array.dtype.str
    text = "{'descr': %r, 'fortran_order': %r, 'shape': %r, }" % (descr, bool(order), array.shape)
    missing = 64 - (10 + len(text) + 1) % 64
    text = text + ' ' * (missing % 64) + '\n'
    return text.encode('latin1'), bool(order)


def _to_bytes(array, allow_pickle):
    array = np.asanyarray(array)
    if array.dtype.hasobject:
        if not allow_pickle:
            raise ValueError('Object arrays cannot be saved when allow_pickle=False')
        raise NotImplementedError('numcell does not support saving object arrays yet')
    header, fortran = _header(array)
    start = b'\x93NUMPY\x01\x00' + bytes([len(header) % 256, len(header) // 256]) + header
    return start + array.tobytes('F' if fortran else 'C')


def _dtype_from(descr):
    if isinstance(descr, str):
        return np.dtype(descr)
    fields = []
    for field in descr:
        name = field[0]
        kind = _dtype_from(field[1])
        fields.append((name, kind) + tuple(field[2:]))
    return np.dtype(fields)


def _from_bytes(data, allow_pickle=False):
    if data[:6] != b'\x93NUMPY':
        raise ValueError('the magic string is not correct; expected %r, got %r' % (b'\x93NUMPY', data[:6]))
    if data[6] == 1:
        length, start = data[8] + 256 * data[9], 10
    else:
        length, start = data[8] + 256 * data[9] + 65536 * data[10] + 16777216 * data[11], 12
    header = eval(data[start:start + length].decode('latin1'), {'__builtins__': {}}, {'True': True, 'False': False})
    dtype = _dtype_from(header['descr'])
    if dtype.hasobject:
        if not allow_pickle:
            raise ValueError('Object arrays cannot be loaded when allow_pickle=False')
        raise NotImplementedError('numcell does not support loading object arrays yet')
    shape = header['shape']
    count = 1
    for n in shape:
        count *= n
    body = data[start + length:start + length + count * dtype.itemsize]
    if len(body) < count * dtype.itemsize:
        raise ValueError('EOF: reading array data, expected %d bytes got %d' % (count * dtype.itemsize, len(body)))
    array = np.ndarray((count,), dtype, buffer=body).copy()
    if header['fortran_order']:
        return array.reshape(shape[::-1]).transpose()
    return array.reshape(shape)


def _with_ending(name, ending):
    name = str(name)
    return name if name.endswith(ending) else name + ending


def save(file, arr, allow_pickle=True):
    data = _to_bytes(arr, allow_pickle)
    if hasattr(file, 'write'):
        file.write(data)
        return
    with open(_with_ending(file, '.npy'), 'wb') as opened:
        opened.write(data)


def _number(value, size):
    return bytes([(value >> (8 * k)) & 255 for k in range(size)])


def _read(data, at, size):
    value = 0
    for k in range(size):
        value |= data[at + k] << (8 * k)
    return value


def _save_zip(file, args, kwds, compressed):
    named = dict(kwds)
    for k, value in enumerate(args):
        key = 'arr_%d' % k
        if key in named:
            raise ValueError('Cannot use un-named variables and keyword %s' % key)
        named[key] = value
    parts, directory, place = [], [], 0
    for key, value in named.items():
        data = _to_bytes(value, True)
        name = (key + '.npy').encode('utf-8')
        checksum, size, method = np.lib._crc32(data), len(data), 0
        if compressed:
            data, method = np.lib._deflate(data), 8
        about = (_number(0, 2) + _number(method, 2) + _number(0, 2) + _number(33, 2) + _number(checksum, 4)
                 + _number(len(data), 4) + _number(size, 4) + _number(len(name), 2) + _number(0, 2))
        local = b'PK\x03\x04' + _number(20, 2) + about + name
        directory.append(b'PK\x01\x02' + _number(20, 2) + _number(20, 2) + about + _number(0, 2) + _number(0, 2)
                         + _number(0, 2) + _number(0, 4) + _number(place, 4) + name)
        parts.append(local + data)
        place += len(local) + len(data)
    listing = b''.join(directory)
    end = (b'PK\x05\x06' + _number(0, 4) + _number(len(named), 2) + _number(len(named), 2) + _number(len(listing), 4)
           + _number(place, 4) + _number(0, 2))
    data = b''.join(parts) + listing + end
    if hasattr(file, 'write'):
        file.write(data)
        return
    with open(_with_ending(file, '.npz'), 'wb') as opened:
        opened.write(data)


def savez(file, *args, allow_pickle=True, **kwds):
    _save_zip(file, args, kwds, False)


def savez_compressed(file, *args, allow_pickle=True, **kwds):
    _save_zip(file, args, kwds, True)


class NpzFile:
    """The arrays of an .npz file, read when they are asked for."""
    __module__ = 'numpy.lib.npyio'

    def __init__(self, data, name, allow_pickle):
        self._data = data
        self._name = name
        self._allow_pickle = allow_pickle
        self._entries = {}
        end = data.rfind(b'PK\x05\x06')
        count, at = _read(data, end + 10, 2), _read(data, end + 16, 4)
        for _ in range(count):
            method, size = _read(data, at + 10, 2), _read(data, at + 20, 4)
            n, extra, comment = _read(data, at + 28, 2), _read(data, at + 30, 2), _read(data, at + 32, 2)
            key = data[at + 46:at + 46 + n].decode('utf-8')
            self._entries[key] = (method, size, _read(data, at + 42, 4))
            at += 46 + n + extra + comment
        self.files = [key[:-4] if key.endswith('.npy') else key for key in self._entries]

    def _array(self, key):
        method, size, at = self._entries[key]
        if method not in (0, 8):
            raise NotImplementedError('That compression method is not supported')
        start = at + 30 + _read(self._data, at + 26, 2) + _read(self._data, at + 28, 2)
        data = self._data[start:start + size]
        return _from_bytes(np.lib._inflate(data) if method == 8 else data, self._allow_pickle)

    def __getitem__(self, key):
        if key in self._entries:
            return self._array(key)
        if key + '.npy' in self._entries:
            return self._array(key + '.npy')
        raise KeyError('%s is not a file in the archive' % key)

    def __contains__(self, key):
        return key in self._entries or key in self.files

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()

    def close(self):
        pass

    def keys(self):
        return list(self.files)

    def values(self):
        return [self[key] for key in self.files]

    def items(self):
        return [(key, self[key]) for key in self.files]

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __repr__(self):
        shown = ', '.join(self.files[:5])
        if len(self.files) > 5:
            shown += '...'
        return "NpzFile %r with keys: %s" % (self._name, shown)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', *, max_header_size=10000):
    if mmap_mode is not None:
        raise NotImplementedError("numcell does not support the argument 'mmap_mode' of np.load yet")
    if hasattr(file, 'read'):
        data, name = file.read(), 'object'
        if data[:6] == b'\x93NUMPY' and hasattr(file, 'seek'):
            # Several arrays may follow each other in a file.
            size = _size_of(data)
            file.seek(file.tell() - len(data) + size)
    else:
        name = str(file)
        with open(file, 'rb') as opened:
            data = opened.read()
    if not data:
        raise EOFError('No data left in file')
    if data[:4] in (b'PK\x03\x04', b'PK\x05\x06'):
        return NpzFile(data, name, allow_pickle)
    if data[:6] == b'\x93NUMPY':
        return _from_bytes(data, allow_pickle)
    if not allow_pickle:
        raise ValueError('This file contains pickled (object) data. If you trust the file you can load it unsafely '
                         'using the `allow_pickle=` keyword argument or `pickle.load()`.')
    raise NotImplementedError('numcell does not support loading pickled data yet')


def _size_of(data):
    length, start = data[8] + 256 * data[9], 10
    header = eval(data[start:start + length].decode('latin1'), {'__builtins__': {}}, {'True': True, 'False': False})
    size = _dtype_from(header['descr']).itemsize
    for n in header['shape']:
        size *= n
    return start + length + size
