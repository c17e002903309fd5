"""Operators for classes that have __array_ufunc__."""
import numpy as np


def _declines(other):
    """Whether an object says that ufuncs are not for it."""
    try:
        return other.__array_ufunc__ is None
    except AttributeError:
        return False


def _binary(ufunc, name):
    def method(self, other):
        if _declines(other):
            return NotImplemented
        return ufunc(self, other)
    method.__name__ = '__%s__' % name
    return method


def _reflected(ufunc, name):
    def method(self, other):
        if _declines(other):
            return NotImplemented
        return ufunc(other, self)
    method.__name__ = '__r%s__' % name
    return method


def _in_place(ufunc, name):
    def method(self, other):
        return ufunc(self, other, out=(self,))
    method.__name__ = '__i%s__' % name
    return method


def _unary(ufunc, name):
    def method(self):
        return ufunc(self)
    method.__name__ = '__%s__' % name
    return method


class NDArrayOperatorsMixin:
    __module__ = 'numpy.lib.mixins'
    __slots__ = ()

    __lt__ = _binary(np.less, 'lt')
    __le__ = _binary(np.less_equal, 'le')
    __eq__ = _binary(np.equal, 'eq')
    __ne__ = _binary(np.not_equal, 'ne')
    __gt__ = _binary(np.greater, 'gt')
    __ge__ = _binary(np.greater_equal, 'ge')
    __add__ = _binary(np.add, 'add')
    __radd__ = _reflected(np.add, 'add')
    __iadd__ = _in_place(np.add, 'add')
    __sub__ = _binary(np.subtract, 'sub')
    __rsub__ = _reflected(np.subtract, 'sub')
    __isub__ = _in_place(np.subtract, 'sub')
    __mul__ = _binary(np.multiply, 'mul')
    __rmul__ = _reflected(np.multiply, 'mul')
    __imul__ = _in_place(np.multiply, 'mul')
    __matmul__ = _binary(np.matmul, 'matmul')
    __rmatmul__ = _reflected(np.matmul, 'matmul')
    __imatmul__ = _in_place(np.matmul, 'matmul')
    __truediv__ = _binary(np.true_divide, 'truediv')
    __rtruediv__ = _reflected(np.true_divide, 'truediv')
    __itruediv__ = _in_place(np.true_divide, 'truediv')
    __floordiv__ = _binary(np.floor_divide, 'floordiv')
    __rfloordiv__ = _reflected(np.floor_divide, 'floordiv')
    __ifloordiv__ = _in_place(np.floor_divide, 'floordiv')
    __mod__ = _binary(np.remainder, 'mod')
    __rmod__ = _reflected(np.remainder, 'mod')
    __imod__ = _in_place(np.remainder, 'mod')
    __pow__ = _binary(np.power, 'pow')
    __rpow__ = _reflected(np.power, 'pow')
    __ipow__ = _in_place(np.power, 'pow')
    __lshift__ = _binary(np.left_shift, 'lshift')
    __rlshift__ = _reflected(np.left_shift, 'lshift')
    __ilshift__ = _in_place(np.left_shift, 'lshift')
    __rshift__ = _binary(np.right_shift, 'rshift')
    __rrshift__ = _reflected(np.right_shift, 'rshift')
    __irshift__ = _in_place(np.right_shift, 'rshift')
    __and__ = _binary(np.bitwise_and, 'and')
    __rand__ = _reflected(np.bitwise_and, 'and')
    __iand__ = _in_place(np.bitwise_and, 'and')
    __xor__ = _binary(np.bitwise_xor, 'xor')
    __rxor__ = _reflected(np.bitwise_xor, 'xor')
    __ixor__ = _in_place(np.bitwise_xor, 'xor')
    __or__ = _binary(np.bitwise_or, 'or')
    __ror__ = _reflected(np.bitwise_or, 'or')
    __ior__ = _in_place(np.bitwise_or, 'or')

    def __divmod__(self, other):
        if _declines(other):
            return NotImplemented
        return np.divmod(self, other)

    def __rdivmod__(self, other):
        if _declines(other):
            return NotImplemented
        return np.divmod(other, self)

    __neg__ = _unary(np.negative, 'neg')
    __pos__ = _unary(np.positive, 'pos')
    __abs__ = _unary(np.absolute, 'abs')
    __invert__ = _unary(np.invert, 'invert')
