"""Masked arrays, second part: ufuncs that mask what lies outside their domains."""

# Where a function is not defined, by the ufunc; and what stands in for masked operands.
_domains = {}
_fills = {}


class _Outside:
    """Where a value lies outside of an interval."""

    def __init__(self, a, b):
        self.low, self.high = (b, a) if a > b else (a, b)

    def __call__(self, x):
        with np.errstate(invalid='ignore'):
            return np.logical_or(np.greater(x, self.high), np.less(x, self.low))


class _NearPole:
    """Where the cosine is nearly zero."""

    def __init__(self, eps):
        self.eps = eps

    def __call__(self, x):
        with np.errstate(invalid='ignore'):
            return np.less(np.absolute(np.cos(x)), self.eps)


class _AtMost:
    """Where a value is not greater than a limit."""

    def __init__(self, limit):
        self.limit = limit

    def __call__(self, x):
        with np.errstate(invalid='ignore'):
            return np.less_equal(x, self.limit)


class _Below:
    """Where a value is less than a limit."""

    def __init__(self, limit):
        self.limit = limit

    def __call__(self, x):
        with np.errstate(invalid='ignore'):
            return np.less(x, self.limit)


class _UnsafeQuotient:
    """Where a divisor is too small for its dividend."""

    def __call__(self, a, b):
        a, b = np.asarray(a), np.asarray(b)
        with np.errstate(all='ignore'):
            return np.absolute(a) * np.finfo(float).tiny >= np.absolute(b)


def _masked_class(*arrays):
    """The class that the result of an operation has."""
    first = type(arrays[0]) if isinstance(arrays[0], MaskedArray) else MaskedArray
    if len(arrays) == 2 and isinstance(arrays[1], MaskedArray) and issubclass(type(arrays[1]), first):
        first = type(arrays[1])
    return MaskedArray if first is MaskedConstant else first


get_masked_subclass = _masked_class


def _restore(result, original, where, casting='same_kind'):
    """Puts the operand's data where the result is masked."""
    try:
        np.copyto(result, original, casting=casting, where=where)
    except TypeError:
        pass


class _MaskedUFunc:
    __module__ = 'numpy.ma'

    def __init__(self, ufunc):
        self.f = ufunc
        self.__doc__ = ufunc.__doc__
        self.__name__ = self.__qualname__ = ufunc.__name__

    def __str__(self):
        return f'Masked version of {self.f}'

    def __repr__(self):
        return f'<numpy.ma.{type(self).__name__} object at {builtins.hex(builtins.id(self))}>'


class _MaskedUnaryOperation(_MaskedUFunc):
    __module__ = 'numpy.ma'

    def __init__(self, mufunc, fill=0, domain=None):
        super().__init__(mufunc)
        self.fill, self.domain = fill, domain
        _domains[mufunc] = domain
        _fills[mufunc] = fill

    def __call__(self, a, *args, **kwargs):
        data = getdata(a)
        with np.errstate(divide='ignore', invalid='ignore'):
            result = self.f(data, *args, **kwargs)
        mask = getmask(a)
        if self.domain is not None:
            with np.errstate(divide='ignore', invalid='ignore'):
                mask = ~np.isfinite(result) | self.domain(data) | mask
        if not result.ndim:
            return masked if mask else result
        if mask is not nomask:
            _restore(result, data, mask)
        made = result.view(_masked_class(a))
        made._mask = mask
        made._update_from(a)
        return made


class _MaskedBinaryOperation(_MaskedUFunc):
    __module__ = 'numpy.ma'

    def __init__(self, mbfunc, fillx=0, filly=0):
        super().__init__(mbfunc)
        self.fillx, self.filly = fillx, filly
        _domains[mbfunc] = None
        _fills[mbfunc] = (fillx, filly)

    def __call__(self, a, b, *args, **kwargs):
        first, second = getdata(a), getdata(b)
        with np.errstate(divide='ignore', invalid='ignore'):
            result = self.f(first, second, *args, **kwargs)
        one, two = getmask(a), getmask(b)
        if one is nomask and two is nomask:
            mask = nomask
        elif one is nomask:
            mask = mask_or(getmaskarray(a), two)
        elif two is nomask:
            mask = mask_or(one, getmaskarray(b))
        else:
            mask = mask_or(one, two)
        if not result.ndim:
            return masked if mask else result
        if mask is not nomask and mask.any():
            _restore(result, first, mask, 'unsafe')
        made = result.view(_masked_class(a, b))
        made._mask = mask
        if isinstance(a, MaskedArray):
            made._update_from(a)
        elif isinstance(b, MaskedArray):
            made._update_from(b)
        return made

    def reduce(self, target, axis=0, dtype=None):
        cls = _masked_class(target)
        mask = getmask(target)
        data = filled(target, self.filly)
        if data.shape == ():
            data = data.reshape(1)
            if mask is not nomask:
                mask = make_mask(mask, copy=True).reshape(1) if mask else nomask
        result = self.f.reduce(data, axis, dtype) if dtype is not None else self.f.reduce(data, axis)
        reduced = nomask if mask is nomask else np.logical_and.reduce(mask, axis)
        if not np.ndim(result):
            return masked if reduced else result
        made = result.view(cls)
        made._mask = reduced
        return made

    def outer(self, a, b):
        first, second = getdata(a), getdata(b)
        result = self.f.outer(first, second)
        if getmask(a) is nomask and getmask(b) is nomask:
            mask = nomask
        else:
            mask = np.logical_or.outer(getmaskarray(a), getmaskarray(b))
        if not np.ndim(result):
            return masked if mask else result
        if mask is not nomask:
            np.copyto(result, first.reshape(first.shape + (1,) * second.ndim), where=mask)
        made = result.view(_masked_class(a, b))
        made._mask = mask
        return made

    def accumulate(self, target, axis=0):
        result = self.f.accumulate(filled(target, self.filly), axis)
        return result.view(_masked_class(target))


class _DomainedBinaryOperation(_MaskedUFunc):
    __module__ = 'numpy.ma'

    def __init__(self, dbfunc, domain, fillx=0, filly=0):
        super().__init__(dbfunc)
        self.domain, self.fillx, self.filly = domain, fillx, filly
        _domains[dbfunc] = domain
        _fills[dbfunc] = (fillx, filly)

    def __call__(self, a, b, *args, **kwargs):
        first, second = getdata(a), getdata(b)
        with np.errstate(divide='ignore', invalid='ignore'):
            result = self.f(first, second, *args, **kwargs)
        mask = ~np.isfinite(result)
        mask |= self.domain(first, second)
        mask |= getmask(a)
        mask |= getmask(b)
        if not result.ndim:
            return masked if mask else result
        _restore(result, 0, mask, 'unsafe')
        kept = np.multiply(mask, first)
        if np.can_cast(kept.dtype, result.dtype, casting='safe'):
            result += kept
        made = result.view(_masked_class(a, b))
        made._mask = mask
        if isinstance(a, MaskedArray):
            made._update_from(a)
        elif isinstance(b, MaskedArray):
            made._update_from(b)
        return made


exp = _MaskedUnaryOperation(np.exp)
conjugate = _MaskedUnaryOperation(np.conjugate)
sin = _MaskedUnaryOperation(np.sin)
cos = _MaskedUnaryOperation(np.cos)
arctan = _MaskedUnaryOperation(np.arctan)
arcsinh = _MaskedUnaryOperation(np.arcsinh)
sinh = _MaskedUnaryOperation(np.sinh)
cosh = _MaskedUnaryOperation(np.cosh)
tanh = _MaskedUnaryOperation(np.tanh)
absolute = _MaskedUnaryOperation(np.absolute)
abs = absolute
angle = _MaskedUnaryOperation(np.angle)
fabs = _MaskedUnaryOperation(np.fabs)
negative = _MaskedUnaryOperation(np.negative)
floor = _MaskedUnaryOperation(np.floor)
ceil = _MaskedUnaryOperation(np.ceil)
around = _MaskedUnaryOperation(np.around)
logical_not = _MaskedUnaryOperation(np.logical_not)
sqrt = _MaskedUnaryOperation(np.sqrt, 0.0, _Below(0.0))
log = _MaskedUnaryOperation(np.log, 1.0, _AtMost(0.0))
log2 = _MaskedUnaryOperation(np.log2, 1.0, _AtMost(0.0))
log10 = _MaskedUnaryOperation(np.log10, 1.0, _AtMost(0.0))
tan = _MaskedUnaryOperation(np.tan, 0.0, _NearPole(1e-35))
arcsin = _MaskedUnaryOperation(np.arcsin, 0.0, _Outside(-1.0, 1.0))
arccos = _MaskedUnaryOperation(np.arccos, 0.0, _Outside(-1.0, 1.0))
arccosh = _MaskedUnaryOperation(np.arccosh, 1.0, _Below(1.0))
arctanh = _MaskedUnaryOperation(np.arctanh, 0.0, _Outside(-1.0 + 1e-15, 1.0 - 1e-15))

add = _MaskedBinaryOperation(np.add)
subtract = _MaskedBinaryOperation(np.subtract)
multiply = _MaskedBinaryOperation(np.multiply, 1, 1)
arctan2 = _MaskedBinaryOperation(np.arctan2, 0.0, 1.0)
equal = _MaskedBinaryOperation(np.equal)
not_equal = _MaskedBinaryOperation(np.not_equal)
less_equal = _MaskedBinaryOperation(np.less_equal)
greater_equal = _MaskedBinaryOperation(np.greater_equal)
less = _MaskedBinaryOperation(np.less)
greater = _MaskedBinaryOperation(np.greater)
logical_and = _MaskedBinaryOperation(np.logical_and)
alltrue = _MaskedBinaryOperation(np.logical_and, 1, 1).reduce
logical_or = _MaskedBinaryOperation(np.logical_or)
sometrue = logical_or.reduce
logical_xor = _MaskedBinaryOperation(np.logical_xor)
bitwise_and = _MaskedBinaryOperation(np.bitwise_and)
bitwise_or = _MaskedBinaryOperation(np.bitwise_or)
bitwise_xor = _MaskedBinaryOperation(np.bitwise_xor)
hypot = _MaskedBinaryOperation(np.hypot)

divide = _DomainedBinaryOperation(np.divide, _UnsafeQuotient(), 0, 1)
true_divide = divide
floor_divide = _DomainedBinaryOperation(np.floor_divide, _UnsafeQuotient(), 0, 1)
remainder = _DomainedBinaryOperation(np.remainder, _UnsafeQuotient(), 0, 1)
mod = remainder
fmod = _DomainedBinaryOperation(np.fmod, _UnsafeQuotient(), 0, 1)


class _extrema_operation(_MaskedUFunc):
    """The larger or the smaller of two arrays; of one array alone, its extreme."""
    __module__ = 'numpy.ma'

    def __init__(self, ufunc, compare, fill_value):
        super().__init__(ufunc)
        self.compare, self.fill_value_func = compare, fill_value

    def __call__(self, a, b):
        return where(self.compare(a, b), a, b)

    def reduce(self, target, axis=_NoValue):
        target = np.array(target, copy=None, subok=True)
        mask = getmask(target)
        if axis is _NoValue and target.ndim > 1:
            np.lib._warn(MaskedArrayFutureWarning,
                         f'In the future the default for ma.{self.__name__}.reduce will be axis=0, '
                         f'not the current None, to match np.{self.__name__}.reduce. Explicitly pass 0 or None to '
                         'silence this warning.')
            axis = None
        given = {} if axis is _NoValue else {'axis': axis}
        if mask is nomask:
            return self.f.reduce(target, **given)
        target = target.filled(self.fill_value_func(target)).view(type(target))
        reduced = self.f.reduce(getdata(target), **given)
        mask = np.logical_and.reduce(mask, **given)
        reduced = np.asarray(reduced).view(MaskedArray)
        reduced._mask = mask
        return reduced

    def outer(self, a, b):
        one, two = getmask(a), getmask(b)
        if one is nomask and two is nomask:
            mask = nomask
        else:
            mask = logical_or.outer(getmaskarray(a), getmaskarray(b))
        result = self.f.outer(filled(a), filled(b))
        if not isinstance(result, MaskedArray):
            result = result.view(MaskedArray)
        result._mask = mask
        return result


minimum = _extrema_operation(np.minimum, less, minimum_fill_value)
maximum = _extrema_operation(np.maximum, greater, maximum_fill_value)
