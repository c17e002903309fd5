"""The class chararray: arrays of text with the methods of str, which forget white space at the ends."""
import numpy as np

_char, _strings = np.char, np.strings


class chararray(np.ndarray):
    __module__ = 'numpy.char'

    def __new__(subtype, shape, itemsize=1, unicode=False, buffer=None, offset=0, strides=None, order='C'):
        kind = np.str_ if unicode else np.bytes_
        filler = None
        if isinstance(buffer, str):
            filler, buffer = buffer, None
        if buffer is None:
            made = np.ndarray.__new__(subtype, shape, (kind, int(itemsize)), order=order)
        else:
            made = np.ndarray.__new__(subtype, shape, (kind, int(itemsize)), buffer=buffer, offset=offset,
                                      strides=strides, order=order)
        if filler is not None:
            made[...] = filler
        return made

    def __array_wrap__(self, arr, context=None, return_scalar=False):
        if arr.dtype.char in 'SUbc':
            return arr.view(type(self))
        return arr

    def __array_finalize__(self, obj):
        if self.dtype.char not in 'VSUbc':
            raise ValueError('Can only create a chararray from string data.')

    def __getitem__(self, obj):
        found = np.ndarray.__getitem__(self, obj)
        if isinstance(found, np.character):
            return found.rstrip()
        return found

    def __repr__(self):
        return np.ndarray.__repr__(_shown(self))

    def __str__(self):
        return np.ndarray.__str__(_shown(self))

    def __eq__(self, other):
        return equal(self, other)

    def __ne__(self, other):
        return not_equal(self, other)

    def __ge__(self, other):
        return greater_equal(self, other)

    def __le__(self, other):
        return less_equal(self, other)

    def __gt__(self, other):
        return greater(self, other)

    def __lt__(self, other):
        return less(self, other)

    def __add__(self, other):
        return asarray(_char.add(_plain(self), _plain(other)))

    def __radd__(self, other):
        return asarray(_char.add(_plain(other), _plain(self)))

    def __mul__(self, i):
        return asarray(_char.multiply(_plain(self), i))

    def __rmul__(self, i):
        return asarray(_char.multiply(_plain(self), i))

    def __mod__(self, i):
        return asarray(_char.mod(_plain(self), i))

    def __rmod__(self, other):
        return NotImplemented

    def argsort(self, axis=-1, kind=None, order=None):
        return self.__array__().argsort(axis, kind, order)

    def count(self, sub, start=0, end=None):
        return _char.count(_plain(self), _plain(sub), start, end)

    def endswith(self, suffix, start=0, end=None):
        return _char.endswith(_plain(self), _plain(suffix), start, end)

    def startswith(self, prefix, start=0, end=None):
        return _char.startswith(_plain(self), _plain(prefix), start, end)

    def find(self, sub, start=0, end=None):
        return _char.find(_plain(self), _plain(sub), start, end)

    def rfind(self, sub, start=0, end=None):
        return _char.rfind(_plain(self), _plain(sub), start, end)

    def index(self, sub, start=0, end=None):
        return _char.index(_plain(self), _plain(sub), start, end)

    def rindex(self, sub, start=0, end=None):
        return _char.rindex(_plain(self), _plain(sub), start, end)

    def center(self, width, fillchar=' '):
        return asarray(_char.center(_plain(self), width, fillchar))

    def ljust(self, width, fillchar=' '):
        return asarray(_char.ljust(_plain(self), width, fillchar))

    def rjust(self, width, fillchar=' '):
        return asarray(_char.rjust(_plain(self), width, fillchar))

    def zfill(self, width):
        return asarray(_char.zfill(_plain(self), width))

    def expandtabs(self, tabsize=8):
        return asarray(_char.expandtabs(_plain(self), tabsize))

    def decode(self, encoding=None, errors=None):
        return _char.decode(_plain(self), encoding, errors)

    def encode(self, encoding=None, errors=None):
        return _char.encode(_plain(self), encoding, errors)

    def join(self, seq):
        return _char.join(_plain(self), seq)

    def strip(self, chars=None):
        return asarray(_char.strip(_plain(self), chars))

    def lstrip(self, chars=None):
        return asarray(_char.lstrip(_plain(self), chars))

    def rstrip(self, chars=None):
        return asarray(_char.rstrip(_plain(self), chars))

    def partition(self, sep):
        return asarray(_char.partition(_plain(self), sep))

    def rpartition(self, sep):
        return asarray(_char.rpartition(_plain(self), sep))

    def replace(self, old, new, count=None):
        return asarray(_char.replace(_plain(self), old, new, count if count is not None else -1))

    def split(self, sep=None, maxsplit=None):
        return _char.split(_plain(self), sep, maxsplit)

    def rsplit(self, sep=None, maxsplit=None):
        return _char.rsplit(_plain(self), sep, maxsplit)

    def splitlines(self, keepends=None):
        return _char.splitlines(_plain(self), keepends)

    def translate(self, table, deletechars=None):
        return asarray(_char.translate(_plain(self), table, deletechars))


def _give(name, made_of_text):
    def method(self):
        found = getattr(_char, name)(_plain(self))
        return asarray(found) if made_of_text else found
    method.__name__ = name
    method.__qualname__ = 'chararray.' + name
    setattr(chararray, name, method)


for _name in ('capitalize', 'lower', 'swapcase', 'title', 'upper'):
    _give(_name, True)
for _name in ('isalnum', 'isalpha', 'isdecimal', 'isdigit', 'islower', 'isnumeric', 'isspace', 'istitle', 'isupper'):
    _give(_name, False)


def _shown(array):
    """The same array as its elements are read: without white space at their ends."""
    plain = _plain(array)
    return np.asarray(_strings.rstrip(plain)).astype(plain.dtype).view(type(array))


def _plain(value):
    return value.view(np.ndarray) if isinstance(value, chararray) else value


def array(obj, itemsize=None, copy=True, unicode=None, order=None):
    if isinstance(obj, (bytes, str)):
        if unicode is None:
            unicode = isinstance(obj, str)
        if itemsize is None:
            itemsize = len(obj)
        return chararray(len(obj) // itemsize, itemsize=itemsize, unicode=unicode, buffer=obj, order=order)
    if isinstance(obj, (list, tuple)):
        found = np.asarray(obj)
        if issubclass(found.dtype.type, np.character):
            obj = found
    if isinstance(obj, np.ndarray) and issubclass(obj.dtype.type, np.character):
        if not isinstance(obj, chararray):
            obj = obj.view(chararray)
        wide = issubclass(obj.dtype.type, np.str_)
        length = obj.itemsize // 4 if wide else obj.itemsize
        if itemsize is None:
            itemsize = length
        if unicode is None:
            unicode = wide
        if order is not None:
            obj = np.asarray(obj, order=order)
        if copy or itemsize != length or unicode != wide:
            obj = obj.astype((np.str_ if unicode else np.bytes_, int(itemsize)))
        return obj
    if isinstance(obj, np.ndarray) and issubclass(obj.dtype.type, np.object_) and itemsize is None:
        obj = obj.tolist()
    kind = np.str_ if unicode else np.bytes_
    made = np.array(obj, dtype=kind if itemsize is None else (kind, itemsize), order=order, subok=True)
    return made.view(chararray)


def asarray(obj, itemsize=None, unicode=None, order=None):
    return array(obj, itemsize, copy=False, unicode=unicode, order=order)


_COMPARED = {'<': np.less, '<=': np.less_equal, '==': np.equal, '>=': np.greater_equal, '>': np.greater,
             '!=': np.not_equal}


def compare_chararrays(a1, a2, cmp, rstrip):
    a, b = np.asarray(_plain(a1)), np.asarray(_plain(a2))
    if a.dtype.kind not in 'SU' or b.dtype.kind not in 'SU':
        raise TypeError('comparison of non-string arrays')
    if cmp not in _COMPARED:
        raise ValueError("comparison must be '==', '!=', '<', '>', '<=', '>='")
    if rstrip:
        a, b = _strings.rstrip(a), _strings.rstrip(b)
    return np.asarray(_COMPARED[cmp](a, b))


def _comparison(name, sign):
    def function(x1, x2):
        return compare_chararrays(x1, x2, sign, True)
    function.__name__ = function.__qualname__ = name
    function.__module__ = 'numpy.char'
    return function


equal = _comparison('equal', '==')
not_equal = _comparison('not_equal', '!=')
greater_equal = _comparison('greater_equal', '>=')
less_equal = _comparison('less_equal', '<=')
greater = _comparison('greater', '>')
less = _comparison('less', '<')
