"""Masked arrays, third part: the class."""


def _mask_of(mask, dtype, copy=False):
    """What a program gave as a mask, as an array of the masks' dtype."""
    try:
        return np.array(mask, copy=True if copy else None, dtype=dtype)
    except TypeError:
        return np.array([tuple([one] * len(dtype)) for one in mask], dtype=dtype)


def _both(name):
    """A method that does with the mask what it does with the data."""
    def method(self, *args, **params):
        result = getattr(self._data, name)(*args, **params).view(type(self))
        result._update_from(self)
        mask = self._mask
        if mask is not nomask:
            result.__setmask__(getattr(mask, name)(*args, **params))
        return result
    method.__name__ = name
    method.__qualname__ = 'MaskedArray.' + name
    return method


class _Flat:
    """The elements one after another, with their masks."""
    __module__ = 'numpy.ma.core'
    __name__ = 'MaskedIterator'

    def __init__(self, ma):
        self.ma = ma
        self.dataiter = ma._data.flat
        self.maskiter = None if ma._mask is nomask else ma._mask.flat

    def __iter__(self):
        return self

    def __getitem__(self, indx):
        result = self.dataiter[indx]
        if not isinstance(result, ndarray):
            if self.maskiter is not None and self.maskiter[indx]:
                return masked
            return result
        result = result.view(type(self.ma))
        if self.maskiter is not None:
            mask = self.maskiter[indx]
            mask.shape = result.shape
            result._mask = mask
        return result

    def __setitem__(self, index, value):
        if value is masked and self.maskiter is None:
            self.ma._mask = make_mask_none(self.ma.shape, self.ma.dtype)
            self.maskiter = self.ma._mask.flat
        self.dataiter[index] = getdata(value)
        if self.maskiter is not None:
            self.maskiter[index] = True if value is masked else getmaskarray(value)

    def __next__(self):
        value = next(self.dataiter)
        if self.maskiter is not None:
            flag = next(self.maskiter)
            if isinstance(flag, np.void):
                return mvoid(value, mask=flag, hardmask=self.ma._hardmask)
            if flag:
                return masked
        return value


MaskedIterator = _Flat


class MaskedArray(ndarray):
    __module__ = 'numpy.ma'
    __array_priority__ = 15
    __hash__ = None
    _defaultmask = nomask
    _defaulthardmask = False
    _baseclass = ndarray
    _print_width = 100
    _print_width_1d = 1500

    def __new__(cls, data=None, mask=nomask, dtype=None, copy=False, subok=True, ndmin=0, fill_value=None,
                keep_mask=True, hard_mask=None, shrink=True, order=None):
        if not copy:
            copy = None if copy is False else copy
        made = np.array(data, dtype=dtype, copy=copy, order=order, subok=True, ndmin=ndmin)
        base = getattr(data, '_baseclass', type(made))
        if isinstance(data, MaskedArray) and data.shape != made.shape:
            copy = True
        if isinstance(data, cls) and subok and not isinstance(data, MaskedConstant):
            made = ndarray.view(made, type(data))
        else:
            made = ndarray.view(made, cls)
        if hasattr(data, '_mask') and not isinstance(data, ndarray):
            made._mask = data._mask
        mask_type = make_mask_descr(made.dtype)
        if mask is nomask:
            made._take_mask(data, mask_type, keep_mask, shrink, copy)
        else:
            if mask is None:
                mask = False
            made._give_mask(mask, mask_type, keep_mask, copy)
        if fill_value is None:
            fill_value = getattr(data, '_fill_value', None)
        if fill_value is not None:
            made._fill_value = _check_fill_value(fill_value, made.dtype)
        made._hardmask = getattr(data, '_hardmask', False) if hard_mask is None else hard_mask
        made._baseclass = base
        return made

    def _take_mask(self, data, mask_type, keep_mask, shrink, copy):
        """The mask of a new array that was given none."""
        if not keep_mask:
            self._mask = nomask if shrink else np.zeros(self.shape, dtype=mask_type)
        elif isinstance(data, (tuple, list)):
            try:
                mask = np.array([getmaskarray(np.asanyarray(one, dtype=self.dtype)) for one in data], dtype=mask_type)
            except (ValueError, TypeError):
                mask = nomask
            if mask_type == MaskType and mask.any():
                self._mask = mask
                self._sharedmask = False
        else:
            self._sharedmask = not copy
            if copy:
                self._mask = self._mask.copy()
                if getmask(data) is not nomask and data._mask.shape != data.shape:
                    data._mask.shape = data.shape

    def _give_mask(self, mask, mask_type, keep_mask, copy):
        """The mask of a new array that was given one."""
        if isinstance(mask, (bool, np.bool_)) and mask_type == MaskType:
            mask = np.full(self.shape, mask, dtype=mask_type)
        else:
            mask = _mask_of(mask, mask_type, copy)
        if mask.shape != self.shape:
            if mask.size == 1:
                mask = np.resize(mask, self.shape)
            elif mask.size == self.size:
                mask = np.reshape(mask, self.shape)
            else:
                raise MaskError('Mask and data not compatible: data size is %i, mask size is %i.'
                                % (self.size, mask.size))
            copy = True
        if self._mask is nomask or not keep_mask:
            self._mask = mask
            self._sharedmask = not copy
        elif self.dtype.names is not None:
            joined = self._mask.copy()
            _or_by_fields(joined, mask, joined)
            self._mask = joined
            self._sharedmask = False
        else:
            self._mask = np.logical_or(mask, self._mask)
            self._sharedmask = False

    def _update_from(self, obj):
        base = type(obj) if isinstance(obj, ndarray) else ndarray
        inherited = {}
        inherited.update(getattr(obj, '_optinfo', {}))
        inherited.update(getattr(obj, '_basedict', {}))
        if not isinstance(obj, MaskedArray):
            inherited.update(getattr(obj, '__dict__', {}))
        self._fill_value = getattr(obj, '_fill_value', None)
        self._hardmask = getattr(obj, '_hardmask', False)
        self._sharedmask = getattr(obj, '_sharedmask', False)
        self._isfield = getattr(obj, '_isfield', False)
        self._baseclass = getattr(obj, '_baseclass', base)
        self._optinfo = inherited
        self._basedict = inherited
        for name in inherited:
            if name not in _OWN:
                ndarray.__setattr__(self, name, inherited[name])

    def __array_finalize__(self, obj):
        self._update_from(obj)
        mask = nomask
        if isinstance(obj, ndarray):
            mask = getmaskarray(obj) if obj.dtype.names is not None else getmask(obj)
            if mask is not nomask:
                if obj.__array_interface__['data'][0] == self.__array_interface__['data'][0]:
                    mask = mask.view()
                else:
                    kind = mask.dtype if self.dtype == obj.dtype else make_mask_descr(self.dtype)
                    order = 'C' if self.flags.c_contiguous else 'F' if self.flags.f_contiguous else 'K'
                    mask = mask.astype(kind, order)
                if mask.shape != self.shape:
                    try:
                        mask.shape = self.shape
                    except ValueError:
                        mask = nomask
        self._mask = mask
        if self._fill_value is not None:
            self._fill_value = _check_fill_value(self._fill_value, self.dtype)
        elif self.dtype.names is not None:
            self._fill_value = _check_fill_value(None, self.dtype)

    def __array_wrap__(self, obj, context=None, return_scalar=False):
        if obj is self:
            result = obj
        else:
            result = obj.view(type(self))
            result._update_from(self)
        if context is None:
            return result
        result._mask = result._mask.copy()
        ufunc, args, place = context
        inputs = args[:ufunc.nin]
        mask = functools.reduce(mask_or, [getmaskarray(one) for one in inputs])
        domain = _domains.get(ufunc)
        if domain is not None:
            with np.errstate(divide='ignore', invalid='ignore'):
                outside = filled(domain(*[getdata(one) for one in inputs]), True)
            if outside.any():
                fill = _fills[ufunc] if ufunc in _fills else self.fill_value
                fill = fill[-1] if isinstance(fill, tuple) else fill
                result = result.copy()
                np.copyto(result._data, fill, where=outside)
                mask = outside if mask is nomask else mask | outside
        if result is not self and result.shape == () and mask:
            return masked
        result._mask = mask
        result._sharedmask = False
        return result

    def view(self, dtype=None, type=None, fill_value=None):
        if dtype is None:
            output = ndarray.view(self) if type is None else ndarray.view(self, type)
        elif type is None:
            if isinstance(dtype, builtins.type) and issubclass(dtype, ndarray):
                output = ndarray.view(self, dtype)
                dtype = None
            else:
                output = ndarray.view(self, dtype)
        else:
            output = ndarray.view(self, dtype, type)
        if getmask(output) is not nomask:
            output._mask = output._mask.view()
        if getattr(output, '_fill_value', None) is not None:
            if fill_value is None:
                if dtype is not None:
                    output._fill_value = None
            else:
                output.fill_value = fill_value
        return output

    # Elements.

    def __getitem__(self, indx):
        data = self._data[indx]
        mask = self._mask
        if mask is not nomask:
            mask = mask[indx]
        if isinstance(data, np.void) or (mask is not nomask and isinstance(mask, np.void)):
            return mvoid(data, mask=mask, hardmask=self._hardmask) if isinstance(data, np.void) else data
        if not isinstance(data, ndarray) or (self.dtype.hasobject and mask is not nomask
                                             and not isinstance(mask, ndarray)):
            if mask is not nomask and (mask.all() if isinstance(mask, ndarray) else mask):
                if self.dtype.type is np.object_ and isinstance(data, ndarray):
                    return MaskedArray(data, mask=True)
                return masked
            return data
        result = ndarray.view(data, type(self))
        result._update_from(self)
        if isinstance(indx, str) or (isinstance(indx, list) and indx and isinstance(indx[0], str)):
            if self._fill_value is not None:
                result._fill_value = self._fill_of(indx)
            result._isfield = True
        if mask is not nomask:
            mask = np.asarray(mask)
            if mask.shape != result.shape:
                mask = np.reshape(mask, result.shape)
            result._mask = mask
            result._sharedmask = True
        return result

    def _fill_of(self, indx):
        fill = self._fill_value[indx]
        if isinstance(fill, ndarray) and fill.ndim > 0 and isinstance(indx, str):
            if not (fill == fill.flat[0]).all():
                np.lib._warn('UserWarning', 'Upon accessing multidimensional field %r, need to keep dimensionality of '
                             'fill_value at 0. Discarding heterogeneous fill_value and setting all to %s.'
                             % (indx, fill.flat[0]))
            return np.array(fill.flat[0])
        return np.array(fill)

    def __setitem__(self, indx, value):
        if self is masked:
            raise MaskError('Cannot alter the masked element.')
        data, mask = self._data, self._mask
        if isinstance(indx, str):
            if value is masked:
                if mask is nomask:
                    mask = self._mask = make_mask_none(self.shape, self.dtype)
                mask[indx] = True
                return
            data[indx] = getdata(value)
            if mask is nomask:
                self._mask = mask = make_mask_none(self.shape, self.dtype)
            mask[indx] = getmask(value)
            return
        names = self.dtype.names
        if value is masked:
            if mask is nomask:
                mask = self._mask = make_mask_none(self.shape, self.dtype)
            mask[indx] = True if names is None else tuple([True] * len(names))
            return
        new, flag = getattr(value, '_data', value), getmask(value)
        if names is not None and flag is nomask:
            flag = tuple([False] * len(names))
        if mask is nomask:
            data[indx] = new
            if flag is not nomask:
                mask = self._mask = make_mask_none(self.shape, self.dtype)
                mask[indx] = flag
        elif not self._hardmask:
            if isinstance(indx, MaskedArray) and not isinstance(value, MaskedArray):
                data[indx._data] = new
            else:
                data[indx] = new
                mask[indx] = flag
        elif getattr(indx, 'dtype', None) == MaskType:
            data[indx & ~mask] = new
        else:
            if names is not None:
                raise NotImplementedError("Flexible 'hard' masks are not yet supported.")
            hidden = mask_or(mask[indx], flag, copy=True)
            kept = data[indx]
            if np.size(kept) > 1:
                np.copyto(kept, new, where=~hidden)
            elif hidden is nomask or not hidden:
                kept = new
            data[indx] = kept
            mask[indx] = hidden

    @property
    def dtype(self):
        return super().dtype

    @dtype.setter
    def dtype(self, dtype):
        ndarray.dtype.__set__(self, dtype)
        if self._mask is not nomask:
            self._mask = self._mask.view(make_mask_descr(dtype))
            if self._mask.shape != self.shape:
                self._mask.shape = self.shape

    @property
    def shape(self):
        return super().shape

    @shape.setter
    def shape(self, shape):
        ndarray.shape.__set__(self, shape)
        if getmask(self) is not nomask:
            self._mask.shape = self.shape

    # The mask.

    def __setmask__(self, mask, copy=False):
        current = self._mask
        if mask is masked:
            mask = True
        if current is nomask:
            if mask is nomask:
                return
            current = self._mask = make_mask_none(self.shape, self.dtype)
        if self.dtype.names is None:
            if self._hardmask:
                current |= mask
            elif isinstance(mask, (int, float, np.bool_, np.number)):
                current[...] = mask
            else:
                current.flat = mask
        else:
            kind = current.dtype
            mask = np.asarray(mask)
            if not mask.ndim:
                if mask.dtype.kind == 'b':
                    mask = np.array(tuple([mask.item()] * len(kind)), dtype=kind)
                else:
                    mask = mask.astype(kind)
            else:
                mask = _mask_of(mask, kind, copy)
            if self._hardmask:
                for name in kind.names:
                    current[name] |= mask[name]
            elif mask.ndim == 0:
                current[...] = mask
            else:
                current.flat = mask
        if current.shape != self.shape:
            current.shape = self.shape

    _set_mask = __setmask__

    @property
    def mask(self):
        return nomask if self._mask is nomask else self._mask.view()

    @mask.setter
    def mask(self, value):
        self.__setmask__(value)

    @property
    def recordmask(self):
        mask = self._mask.view(ndarray)
        if mask.dtype.names is None:
            return mask
        return np.all(np.array([mask[name] for name in mask.dtype.names]), axis=0)

    @recordmask.setter
    def recordmask(self, mask):
        raise NotImplementedError('Coming soon: setting the mask per records!')

    def harden_mask(self):
        self._hardmask = True
        return self

    def soften_mask(self):
        self._hardmask = False
        return self

    @property
    def hardmask(self):
        return self._hardmask

    def unshare_mask(self):
        if self._sharedmask:
            self._mask = self._mask.copy()
            self._sharedmask = False
        return self

    @property
    def sharedmask(self):
        return self._sharedmask

    def shrink_mask(self):
        self._mask = _shrunk(self._mask) if self._mask is not nomask else nomask
        return self

    @property
    def baseclass(self):
        return self._baseclass

    def _get_data(self):
        return ndarray.view(self, self._baseclass)

    _data = property(fget=_get_data)
    data = property(fget=_get_data)

    @property
    def flat(self):
        return MaskedIterator(self)

    @flat.setter
    def flat(self, value):
        self.ravel()[:] = value

    # What stands in for masked elements.

    @property
    def fill_value(self):
        if self._fill_value is None:
            self._fill_value = _check_fill_value(None, self.dtype)
        if isinstance(self._fill_value, ndarray):
            return self._fill_value[()]
        return self._fill_value

    @fill_value.setter
    def fill_value(self, value=None):
        target = _check_fill_value(value, self.dtype)
        if not target.ndim == 0:
            np.lib._warn('DeprecationWarning', 'Non-scalar arrays for the fill value are deprecated. Use arrays with '
                         'scalar values instead. The filled function still supports any array as `fill_value`.')
        if self._fill_value is None:
            self._fill_value = target
        else:
            self._fill_value[()] = target

    def get_fill_value(self):
        return self.fill_value

    def set_fill_value(self, value=None):
        self.fill_value = value

    def filled(self, fill_value=None):
        mask = self._mask
        if mask is nomask:
            return self._data
        if fill_value is None:
            fill_value = self.fill_value
        else:
            fill_value = _check_fill_value(fill_value, self.dtype)
        if self is masked_singleton:
            return np.asanyarray(fill_value)
        if mask.dtype.names is not None:
            result = self._data.copy('K')
            _fill_fields(result, self._mask, fill_value)
        elif not mask.any():
            return self._data
        else:
            result = self._data.copy('K')
            try:
                np.copyto(result, fill_value, where=mask)
            except (TypeError, AttributeError):
                fill_value = np.array(fill_value, dtype=object)
                result = np.where(mask, fill_value, result.astype(object))
        return result

    def compressed(self):
        data = ndarray.ravel(self._data)
        if self._mask is not nomask:
            data = data.compress(np.logical_not(ndarray.ravel(self._mask)))
        return data

    def compress(self, condition, axis=None, out=None):
        new = self._data.compress(np.asarray(condition), axis=axis, out=out).view(type(self))
        new._update_from(self)
        if self._mask is not nomask:
            new._mask = self._mask.compress(np.asarray(condition), axis=axis)
        return new


_OWN = ('_fill_value', '_hardmask', '_sharedmask', '_isfield', '_baseclass', '_optinfo', '_basedict', '_mask')


def _fill_fields(data, mask, fill_value):
    """Puts fill values where fields are masked."""
    for name in data.dtype.names:
        if data[name].dtype.names is not None:
            _fill_fields(data[name], mask[name], fill_value[name])
        else:
            np.copyto(data[name], fill_value[name], where=mask[name])


def _adopt(methods):
    """Gives the class the methods of another, which a file of its own holds."""
    for name, value in list(vars(methods).items()):
        if name not in ('__module__', '__dict__', '__weakref__', '__doc__', '__qualname__'):
            if hasattr(value, '__qualname__'):
                value.__qualname__ = 'MaskedArray.' + name
            setattr(MaskedArray, name, value)


masked_array = MaskedArray
