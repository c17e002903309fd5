"""Masked arrays, fourth part: how they print, and their operators."""


def _binary(function, reflected=False):
    """An operator that leaves other classes their say."""
    def method(self, other):
        if self._defers(other):
            return NotImplemented
        return function(other, self) if reflected else function(self, other)
    return method


def _plain_reflected(function):
    def method(self, other):
        return function(other, self)
    return method


class _Operators:
    # Text.

    def _insert_masked_print(self):
        if not masked_print_option.enabled():
            return self.filled(self.fill_value)
        mask = self._mask
        data = self._data
        if mask is nomask:
            return data
        most = self._print_width if self.ndim > 1 else self._print_width_1d
        for axis in range(self.ndim):
            if data.shape[axis] > most:
                half = most // 2
                ends = np.split(data, (half, -half), axis=axis)
                data = np.concatenate((ends[0], ends[2]), axis=axis)
                ends = np.split(mask, (half, -half), axis=axis)
                mask = np.concatenate((ends[0], ends[2]), axis=axis)
        if self.dtype.names is not None:
            result = np.empty(data.shape, dtype=object)
            for index in np.ndindex(data.shape):
                result[index] = _Shown(_shown_fields(data[index], mask[index], self.dtype))
            return result
        result = data.astype(object)
        np.copyto(result, masked_print_option, where=mask)
        return result

    def __str__(self):
        return str(self._insert_masked_print())

    def __repr__(self):
        name = 'array' if self._baseclass is ndarray else self._baseclass.__name__
        if np.get_printoptions()['legacy'] == '1.13':
            return _old_repr(self, name)
        prefix = f'masked_{name}('
        keys = ['data', 'mask', 'fill_value']
        if not _is_implied(self.dtype) or np.all(self.mask) or self.size == 0:
            keys.append('dtype')
        indents = {key: '  ' for key in keys}
        if builtins.all([n == 1 for n in self.shape[:-1]]):
            indents = {key: ' ' * builtins.max(2, len(prefix) + 4 - len(key)) for key in keys}
            indents['data'] = prefix
            prefix = ''
        else:
            prefix += '\n'
        shown = {
            'data': np.array2string(self._insert_masked_print(), separator=', ', prefix=indents['data'] + 'data=',
                                    suffix=','),
            'mask': np.array2string(self._mask, separator=', ', prefix=indents['mask'] + 'mask=', suffix=','),
            'fill_value': _shown_fill(self),
        }
        if len(keys) == 4:
            shown['dtype'] = _short_dtype(self.dtype)
        return prefix + ',\n'.join([f'{indents[key]}{key}={shown[key]}' for key in keys]) + ')'

    # Comparison.

    def _defers(self, other):
        if isinstance(other, type(self)):
            return False
        if getattr(other, '__array_ufunc__', False) is None:
            return True
        if getattr(other, '__array_ufunc__', None) is not None and not isinstance(other, (ndarray, np.generic)):
            return False
        priority = getattr(other, '__array_priority__', -1000000)
        return self.__array_priority__ < priority

    _delegate_binop = _defers

    def _comparison(self, other, compare):
        theirs = getmask(other)
        own = self._mask
        mask = mask_or(own, theirs, copy=True)
        data = getdata(other)
        if mask.dtype.names is not None:
            if compare not in (operator.eq, operator.ne):
                return NotImplemented
            shape = np.broadcast(self._data, data).shape
            first = np.broadcast_to(self._data, shape, subok=True).copy()
            second = data
            if theirs is not nomask:
                second = np.broadcast_to(data, shape, subok=True).copy()
                _fill_fields(second, np.broadcast_to(mask, shape), self.fill_value)
            _fill_fields(first, np.broadcast_to(mask, shape), self.fill_value)
            mask = np.broadcast_to(mask, shape)
            mask = np.all(np.array([mask[name] for name in mask.dtype.names]), axis=0)
            check = compare(first, second)
        else:
            first, second = self._data, data
            if isinstance(compare, str):
                compare = getattr(operator, compare)
            check = compare(first, second)
            if mask is not nomask and compare in (operator.eq, operator.ne):
                check = np.where(mask, compare(own, theirs), check)
        if isinstance(check, (np.bool_, bool)):
            return masked if mask else check
        if check is NotImplemented:
            return check
        if mask is not nomask and mask.shape != check.shape:
            mask = np.broadcast_to(mask, check.shape).copy()
        check = ndarray.view(check, type(self))
        check._update_from(self)
        check._mask = mask
        if check._fill_value is not None:
            try:
                fill = _check_fill_value(check._fill_value, np.bool_)
            except (TypeError, ValueError):
                fill = _check_fill_value(None, np.bool_)
            check._fill_value = fill
        return check

    def __eq__(self, other):
        return self._comparison(other, operator.eq)

    def __ne__(self, other):
        return self._comparison(other, operator.ne)

    def __le__(self, other):
        return self._comparison(other, operator.le)

    def __lt__(self, other):
        return self._comparison(other, operator.lt)

    def __ge__(self, other):
        return self._comparison(other, operator.ge)

    def __gt__(self, other):
        return self._comparison(other, operator.gt)

    # Arithmetic.

    __add__ = _binary(add)
    __radd__ = _plain_reflected(add)
    __sub__ = _binary(subtract)
    __rsub__ = _plain_reflected(subtract)
    __mul__ = _binary(multiply)
    __rmul__ = _plain_reflected(multiply)
    __truediv__ = _binary(true_divide)
    __rtruediv__ = _plain_reflected(true_divide)
    __floordiv__ = _binary(floor_divide)
    __rfloordiv__ = _plain_reflected(floor_divide)

    def __pow__(self, other):
        return NotImplemented if self._defers(other) else power(self, other)

    def __rpow__(self, other):
        return power(other, self)

    def _changed(self, other, operation, neutral):
        mask = getmask(other)
        if self._mask is nomask:
            if mask is not nomask and mask.any():
                self._mask = make_mask_none(self.shape, self.dtype)
                self._mask += mask
        elif mask is not nomask:
            self._mask += mask
        data = getdata(other)
        data = np.where(self._mask, data.dtype.type(neutral), data)
        getattr(self._data, operation)(data)
        return self

    def _divided(self, other, operation, ufunc):
        data = getdata(other)
        outside = _domains[ufunc](self._data, data)
        mask = mask_or(getmask(other), outside)
        if outside.any():
            data = np.where(outside, data.dtype.type(_fills[ufunc][-1]), data)
        self._mask |= mask
        data = np.where(self._mask, data.dtype.type(1), data)
        getattr(self._data, operation)(data)
        return self

    def __iadd__(self, other):
        return self._changed(other, '__iadd__', 0)

    def __isub__(self, other):
        return self._changed(other, '__isub__', 0)

    def __imul__(self, other):
        return self._changed(other, '__imul__', 1)

    def __ifloordiv__(self, other):
        return self._divided(other, '__ifloordiv__', np.floor_divide)

    def __itruediv__(self, other):
        return self._divided(other, '__itruediv__', np.true_divide)

    def __ipow__(self, other):
        data = getdata(other)
        data = np.where(self._mask, data.dtype.type(1), data)
        with np.errstate(divide='ignore', invalid='ignore'):
            self._data.__ipow__(data)
        invalid = np.logical_not(np.isfinite(self._data))
        if invalid.any():
            if self._mask is nomask:
                self._mask = invalid
            else:
                self._mask |= invalid
            np.copyto(self._data, self.fill_value, where=invalid)
        self._mask = mask_or(self._mask, mask_or(getmask(other), invalid))
        return self

    def __float__(self):
        if self.size > 1:
            raise TypeError('Only length-1 arrays can be converted to Python scalars')
        if self._mask:
            np.lib._warn('UserWarning', 'Warning: converting a masked element to nan.')
            return np.nan
        return float(self.item())

    def __int__(self):
        if self.size > 1:
            raise TypeError('Only length-1 arrays can be converted to Python scalars')
        if self._mask:
            raise MaskError('Cannot convert masked element to a Python int.')
        return int(self.item())

    @property
    def imag(self):
        return self._part('imag')

    get_imag = imag.fget

    @property
    def real(self):
        return self._part('real')

    get_real = real.fget

    def _part(self, name):
        result = getattr(self._data, name).view(type(self))
        result.__setmask__(self._mask)
        return result


_adopt(_Operators)


def _is_implied(dtype):
    return dtype.kind in 'b' or dtype in (np.dtype(np.int64), np.dtype(np.float64), np.dtype(np.complex128))


def _short_dtype(dtype):
    """A dtype as the repr of an array names it."""
    text = repr(np.zeros((0,), dtype=dtype))
    if 'dtype=' in text:
        return text[text.index('dtype=') + 6:-1]
    return str(dtype)


def _shown_fill(array):
    fill = array.fill_value
    own = array._fill_value
    if isinstance(fill, (str, bytes)) and array.dtype.kind in 'SU':
        return repr(own.item())
    if own.dtype == array.dtype and array.dtype != object:
        return str(fill)
    return repr(fill)


def _old_repr(array, name):
    """The repr of NumPy 1.13."""
    n = array.ndim
    data, mask, fill = str(array), str(array._mask), str(array.fill_value)
    if n <= 1:
        text = f'masked_{name}(data = {data},\n{" " * (len(name) + 13)}mask = {mask},\n'
        text += f'{" " * (len(name) + 7)}fill_value = {fill}'
        return text + (f', dtype = {array.dtype}' if array.dtype.names else '') + ')\n'
    return f'masked_{name}(data =\n {data},\n{" " * 8}mask =\n {mask},\n  fill_value = {fill})\n'


def power(a, b, third=None):
    if third is not None:
        raise MaskError('3-argument power not supported.')
    first, second = getmask(a), getmask(b)
    mask = mask_or(first, second)
    data, exponent = getdata(a), getdata(b)
    cls = type(a) if isinstance(a, MaskedArray) else MaskedArray
    with np.errstate(divide='ignore', invalid='ignore'):
        result = np.where(mask, data, np.power(data, exponent)).view(cls)
    result._update_from(a)
    invalid = np.logical_not(np.isfinite(result.view(ndarray)))
    if mask is not nomask:
        if not result.ndim:
            return masked
        result._mask = np.logical_or(mask, invalid)
    if invalid.any():
        if not result.ndim:
            return masked
        if result._mask is nomask:
            result._mask = invalid
        result._data[invalid] = result.fill_value
    return result
