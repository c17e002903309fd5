"""The matrix class: arrays that stay two-dimensional, with * as the matrix product."""
import numpy as np


def _from_text(text):
    """The rows of a text such as '1 2; 3 4'."""
    rows = []
    for row in text.replace('[', '').replace(']', '').split(';'):
        numbers = []
        for part in row.split(','):
            for word in part.split():
                numbers.append(_number(word))
        if rows and len(numbers) != len(rows[0]):
            raise ValueError('Rows not the same size.')
        rows.append(numbers)
    return rows


def _number(word):
    for kind in (int, float, complex):
        try:
            return kind(word)
        except ValueError:
            pass
    if word in ('True', 'False'):
        return word == 'True'
    raise ValueError('malformed node or string: %r' % (word,))


def _is_scalar(value):
    return np.isscalar(value) or isinstance(value, np.generic)


class matrix(np.ndarray):
    __module__ = 'numpy'
    __array_priority__ = 10.0

    def __new__(subtype, data, dtype=None, copy=True):
        if isinstance(data, matrix):
            if dtype is None or np.dtype(dtype) == data.dtype:
                return data.copy() if copy else data
            return data.astype(dtype)
        if isinstance(data, np.ndarray):
            wanted = data.dtype if dtype is None else np.dtype(dtype)
            made = data.view(subtype)
            if wanted != data.dtype:
                return made.astype(wanted)
            return made.copy() if copy else made
        if isinstance(data, str):
            data = _from_text(data)
        array = np.array(data, dtype=dtype)
        if array.ndim > 2:
            raise ValueError('matrix must be 2-dimensional')
        if array.ndim == 0:
            array = array.reshape(1, 1)
        elif array.ndim == 1:
            array = array.reshape(1, array.shape[0])
        return array.view(subtype)

    def __array_finalize__(self, obj):
        self._getitem = False
        if isinstance(obj, matrix) and obj._getitem:
            return
        if self.ndim == 2:
            return
        shape = self.shape
        if self.ndim > 2:
            shape = tuple([n for n in shape if n > 1])
            if len(shape) > 2:
                raise ValueError('shape too large to be a matrix.')
            if len(shape) == 2:
                self.shape = shape
                return
        if len(shape) == 0:
            self.shape = (1, 1)
        else:
            self.shape = (1, shape[0])

    def __getitem__(self, index):
        self._getitem = True
        try:
            out = np.ndarray.__getitem__(self, index)
        finally:
            self._getitem = False
        if not isinstance(out, np.ndarray):
            return out
        if out.ndim == 0:
            return out[()]
        if out.ndim == 1:
            n = out.shape[0]
            count = len(index) if isinstance(index, tuple) else 0
            if count > 1 and _is_scalar(index[1]):
                out.shape = (n, 1)
            else:
                out.shape = (1, n)
        return out

    def __mul__(self, other):
        if isinstance(other, (np.ndarray, list, tuple)):
            return np.dot(self, asmatrix(other))
        if _is_scalar(other) or not hasattr(other, '__rmul__'):
            return np.dot(self, other)
        return NotImplemented

    def __rmul__(self, other):
        return np.dot(other, self)

    def __imul__(self, other):
        self[:] = self * other
        return self

    def __pow__(self, other):
        return np.linalg.matrix_power(self, other)

    def __ipow__(self, other):
        self[:] = self ** other
        return self

    def __rpow__(self, other):
        return NotImplemented

    def _align(self, axis):
        if axis is None:
            return self[0, 0]
        if axis == 0:
            return self
        if axis == 1:
            return self.transpose()
        raise ValueError('unsupported axis')

    def _collapse(self, axis):
        return self[0, 0] if axis is None else self

    def tolist(self):
        return self.__array__().tolist()

    def sum(self, axis=None, dtype=None, out=None):
        return np.ndarray.sum(self, axis, dtype, out, keepdims=True)._collapse(axis)

    def squeeze(self, axis=None):
        return np.ndarray.squeeze(self, axis=axis)

    def flatten(self, order='C'):
        return np.ndarray.flatten(self, order=order)

    def ravel(self, order='C'):
        return np.ndarray.ravel(self, order=order)

    def mean(self, axis=None, dtype=None, out=None):
        return np.ndarray.mean(self, axis, dtype, out, keepdims=True)._collapse(axis)

    def std(self, axis=None, dtype=None, out=None, ddof=0):
        return np.ndarray.std(self, axis, dtype, out, ddof, keepdims=True)._collapse(axis)

    def var(self, axis=None, dtype=None, out=None, ddof=0):
        return np.ndarray.var(self, axis, dtype, out, ddof, keepdims=True)._collapse(axis)

    def prod(self, axis=None, dtype=None, out=None):
        return np.ndarray.prod(self, axis, dtype, out, keepdims=True)._collapse(axis)

    def any(self, axis=None, out=None):
        return np.ndarray.any(self, axis, out, keepdims=True)._collapse(axis)

    def all(self, axis=None, out=None):
        return np.ndarray.all(self, axis, out, keepdims=True)._collapse(axis)

    def max(self, axis=None, out=None):
        return np.ndarray.max(self, axis, out, keepdims=True)._collapse(axis)

    def min(self, axis=None, out=None):
        return np.ndarray.min(self, axis, out, keepdims=True)._collapse(axis)

    def argmax(self, axis=None, out=None):
        found = np.ndarray.argmax(self, axis, out)
        return found if axis is None else found._align(axis)

    def argmin(self, axis=None, out=None):
        found = np.ndarray.argmin(self, axis, out)
        return found if axis is None else found._align(axis)

    def ptp(self, axis=None, out=None):
        found = np.ptp(self.__array__().view(np.ndarray), axis, out)
        return found if axis is None else np.asarray(found).view(matrix)._align(axis)

    @property
    def I(self):
        rows, columns = self.shape
        if rows == columns:
            return asmatrix(np.linalg.inv(self))
        return asmatrix(np.linalg.pinv(self))

    @property
    def A(self):
        return self.__array__().view(np.ndarray)

    @property
    def A1(self):
        return self.A.ravel()

    @property
    def T(self):
        return self.transpose()

    @property
    def H(self):
        if self.dtype.kind == 'c':
            return self.transpose().conjugate()
        return self.transpose()

    def getT(self):
        return self.T

    def getA(self):
        return self.A

    def getA1(self):
        return self.A1

    def getH(self):
        return self.H

    def getI(self):
        return self.I


def asmatrix(data, dtype=None):
    return matrix(data, dtype=dtype, copy=False)


def bmat(obj, ldict=None, gdict=None):
    if isinstance(obj, str):
        if gdict is None and ldict is None:
            raise NotImplementedError('numcell does not support np.bmat of a text without its variables yet')
        names = dict(gdict or {})
        names.update(ldict or {})
        rows = []
        for row in obj.split(';'):
            parts = []
            for word in row.replace(',', ' ').split():
                if word not in names:
                    raise NameError("name '%s' is not defined" % (word,))
                parts.append(names[word])
            rows.append(np.concatenate(parts, axis=-1))
        return matrix(np.concatenate(rows, axis=0))
    if isinstance(obj, (tuple, list)):
        rows = []
        for row in obj:
            if isinstance(row, np.ndarray):
                return matrix(np.concatenate(obj, axis=-1))
            rows.append(np.concatenate(row, axis=-1))
        return matrix(np.concatenate(rows, axis=0))
    if isinstance(obj, np.ndarray):
        return matrix(obj)
