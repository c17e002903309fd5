"""Masked arrays, fifth part: reductions, sorting, shapes and conversion."""


def _given(**params):
    """The arguments that were given."""
    return {name: value for name, value in params.items() if value is not _NoValue}


class _Reductions:
    def _reduced(self, result, mask):
        """A reduction's result with its mask; masked, if it is one element that is."""
        if getattr(result, 'ndim', 0):
            result = result.view(type(self))
            result.__setmask__(mask)
            return result
        return masked if mask is not nomask and mask else result

    def _into(self, out, mask):
        """The mask of a result that went into an array."""
        if isinstance(out, MaskedArray):
            if getmask(out) is nomask:
                out._mask = make_mask_none(out.shape)
            out.__setmask__(mask)
        return out

    def count(self, axis=None, keepdims=_NoValue):
        kwargs = _given(keepdims=keepdims)
        mask = self._mask
        if isinstance(self.data, np.matrix):
            if mask is nomask:
                mask = np.zeros(self.shape, dtype=np.bool_)
            mask = mask.view(type(self.data))
        if mask is nomask:
            if self.shape == ():
                if axis not in (None, ()):
                    raise np.exceptions.AxisError(axis=axis, ndim=self.ndim)
                return 1
            if axis is None:
                return np.array(self.size, dtype=np.intp, ndmin=self.ndim) if kwargs.get('keepdims') else self.size
            axes = np.lib.array_utils.normalize_axis_tuple(axis, self.ndim)
            items = 1
            for one in axes:
                items *= self.shape[one]
            shape = list(self.shape)
            if kwargs.get('keepdims'):
                shape = [1 if k in axes else n for k, n in enumerate(shape)]
            else:
                shape = [n for k, n in enumerate(shape) if k not in axes]
            return np.full(shape, items, dtype=np.intp) if shape else items
        if self is masked:
            return 0
        return (~mask).sum(axis=axis, dtype=np.intp, **kwargs)

    def all(self, axis=None, out=None, keepdims=_NoValue):
        kwargs = _given(keepdims=keepdims)
        mask = _merged_axes(self._mask, axis, **kwargs)
        if out is None:
            return self._reduced(self.filled(True).all(axis=axis, **kwargs), mask)
        self.filled(True).all(axis=axis, out=out, **kwargs)
        if isinstance(out, MaskedArray) and (out.ndim or mask):
            out.__setmask__(mask)
        return out

    def any(self, axis=None, out=None, keepdims=_NoValue):
        kwargs = _given(keepdims=keepdims)
        mask = _merged_axes(self._mask, axis, **kwargs)
        if out is None:
            return self._reduced(self.filled(False).any(axis=axis, **kwargs), mask)
        self.filled(False).any(axis=axis, out=out, **kwargs)
        if isinstance(out, MaskedArray) and (out.ndim or mask):
            out.__setmask__(mask)
        return out

    def sum(self, axis=None, dtype=None, out=None, keepdims=_NoValue):
        kwargs = _given(keepdims=keepdims)
        mask = _merged_axes(self._mask, axis, **kwargs)
        if out is None:
            return self._reduced(self.filled(0).sum(axis, dtype=dtype, **kwargs), mask)
        return self._into(self.filled(0).sum(axis, dtype=dtype, out=out, **kwargs), mask)

    def prod(self, axis=None, dtype=None, out=None, keepdims=_NoValue):
        kwargs = _given(keepdims=keepdims)
        mask = _merged_axes(self._mask, axis, **kwargs)
        if out is None:
            return self._reduced(self.filled(1).prod(axis, dtype=dtype, **kwargs), mask)
        return self._into(self.filled(1).prod(axis, dtype=dtype, out=out, **kwargs), mask)

    product = prod

    def cumsum(self, axis=None, dtype=None, out=None):
        result = self.filled(0).cumsum(axis=axis, dtype=dtype, out=out)
        if out is not None:
            return self._into(out, self.mask)
        result = result.view(type(self))
        result.__setmask__(self._mask)
        return result

    def cumprod(self, axis=None, dtype=None, out=None):
        result = self.filled(1).cumprod(axis=axis, dtype=dtype, out=out)
        if out is not None:
            return self._into(out, self._mask)
        result = result.view(type(self))
        result.__setmask__(self._mask)
        return result

    def trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
        if self._mask is nomask:
            result = self._data.trace(offset=offset, axis1=axis1, axis2=axis2, out=out)
            return result.astype(dtype) if dtype is not None else result
        diagonal = self.diagonal(offset=offset, axis1=axis1, axis2=axis2)
        return diagonal.astype(dtype).filled(0).sum(axis=-1, out=out)

    def dot(self, b, out=None, strict=False):
        return dot(self, b, out=out, strict=strict)

    def mean(self, axis=None, dtype=None, out=None, keepdims=_NoValue):
        kwargs = _given(keepdims=keepdims)
        if self._mask is nomask:
            result = self._data.mean(axis=axis, dtype=dtype, **kwargs)
            if getattr(result, 'ndim', 0):
                result = result.view(type(self))
                result._update_from(self)
        else:
            half = False
            if dtype is None:
                if issubclass(self.dtype.type, (np.integer, np.bool_)):
                    dtype = np.dtype('f8')
                elif issubclass(self.dtype.type, np.float16):
                    dtype = np.dtype('f4')
                    half = True
            total = self.sum(axis=axis, dtype=dtype, **kwargs)
            number = self.count(axis=axis, **kwargs)
            if np.shape(number) == () and number == 0:
                result = masked
            elif half:
                result = self.dtype.type(total * 1. / number)
            else:
                result = total * 1. / number
        if out is None:
            return result
        out.flat = result
        if isinstance(out, MaskedArray):
            if getmask(out) is nomask:
                out._mask = make_mask_none(out.shape)
            out.__setmask__(getmask(result))
        return out

    def anom(self, axis=None, dtype=None):
        mean = self.mean(axis, dtype)
        return self - mean if not axis else self - expand_dims(mean, axis)

    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, mean=_NoValue):
        kwargs = _given(keepdims=keepdims)
        if self._mask is nomask:
            result = self._data.var(axis=axis, dtype=dtype, out=None if out is None else getdata(out), ddof=ddof,
                                    **_given(keepdims=keepdims, mean=mean))
            if out is not None:
                out.__setmask__(nomask) if isinstance(out, MaskedArray) else None
                return out
            if getattr(result, 'ndim', 0):
                result = result.view(type(self))
                result._update_from(self)
            return result
        number = self.count(axis=axis, **kwargs) - ddof
        centre = self.mean(axis, dtype, keepdims=True) if mean is _NoValue else mean
        deviations = self - centre
        if np.iscomplexobj(self):
            deviations = absolute(deviations) ** 2
        else:
            deviations = deviations * deviations
        result = divide(deviations.sum(axis, **kwargs), number)
        if self.ndim and getattr(result, 'ndim', 0):
            result = result.view(type(self))
            result._mask = mask_or(self._mask.all(axis, **kwargs), (number <= 0))
            result._update_from(self)
        elif getmask(result) is not nomask and getmask(result):
            result = masked
            if out is not None:
                if isinstance(out, MaskedArray):
                    out.flat = 0
                    out.__setmask__(True)
                elif out.dtype.kind in 'biu':
                    raise MaskError('Masked data information would be lost in one or more location.')
                else:
                    out.flat = np.nan
                return out
        if out is not None:
            out.flat = result._data if isinstance(result, MaskedArray) else result
            if isinstance(out, MaskedArray):
                out.__setmask__(getmask(result))
            return out
        return result

    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=_NoValue, mean=_NoValue):
        result = self.var(axis, dtype, out, ddof, **_given(keepdims=keepdims, mean=mean))
        if result is masked:
            return result
        if out is not None:
            np.power(out, 0.5, out=out, casting='unsafe')
            return out
        return sqrt(result)

    def round(self, decimals=0, out=None):
        stored = None if out is None else getdata(out)
        result = self._data.round(decimals=decimals, out=stored)
        if getattr(result, 'ndim', 0):
            result = result.view(type(self))
            result._mask = self._mask
            result._update_from(self)
        elif self._mask is not nomask and self._mask:
            result = masked
        if out is None:
            return result
        if isinstance(out, MaskedArray):
            out.__setmask__(self._mask)
        return out

    def min(self, axis=None, out=None, fill_value=None, keepdims=_NoValue):
        return self._extreme('min', minimum_fill_value, axis, out, fill_value, keepdims)

    def max(self, axis=None, out=None, fill_value=None, keepdims=_NoValue):
        return self._extreme('max', maximum_fill_value, axis, out, fill_value, keepdims)

    def _extreme(self, name, neutral, axis, out, fill_value, keepdims):
        kwargs = _given(keepdims=keepdims)
        mask = _merged_axes(self._mask, axis, **kwargs)
        if fill_value is None:
            fill_value = neutral(self)
        if out is not None:
            getattr(self.filled(fill_value), name)(axis=axis, out=getdata(out), **kwargs)
            if isinstance(out, MaskedArray):
                out.__setmask__(mask)
            elif mask is not nomask and np.any(mask):
                if out.dtype.kind in 'biu':
                    raise MaskError('Masked data information would be lost in one or more location.')
                np.copyto(out, np.nan, where=mask)
            return out
        result = getattr(self.filled(fill_value), name)(axis=axis, **kwargs)
        if getattr(result, 'ndim', 0):
            result = result.view(type(self))
            result.__setmask__(mask)
            if mask is not nomask and mask.ndim:
                np.copyto(result._data, result.fill_value, where=mask)
            return result
        return masked if mask is not nomask and mask else result

    def ptp(self, axis=None, out=None, fill_value=None, keepdims=False):
        if out is None:
            result = self.max(axis=axis, fill_value=fill_value, keepdims=keepdims)
            result -= self.min(axis=axis, fill_value=fill_value, keepdims=keepdims)
            return result
        out.flat = self.max(axis=axis, out=out, fill_value=fill_value, keepdims=keepdims)
        low = self.min(axis=axis, fill_value=fill_value, keepdims=keepdims)
        np.subtract(out, low, out=out, casting='unsafe')
        return out

    # Order.

    def argsort(self, axis=_NoValue, kind=None, order=None, endwith=True, fill_value=None, *, stable=False):
        if stable:
            raise ValueError('`stable` parameter is not supported for masked arrays.')
        if axis is _NoValue:
            axis = _argsort_axis(self)
        return self._for_order(endwith, fill_value).argsort(axis=axis, kind=kind, order=order)

    def _for_order(self, endwith, fill_value):
        if fill_value is None:
            if endwith:
                fill_value = np.nan if np.issubdtype(self.dtype, np.floating) else minimum_fill_value(self)
            else:
                fill_value = maximum_fill_value(self)
        return self.filled(fill_value)

    def argmin(self, axis=None, fill_value=None, out=None, *, keepdims=_NoValue):
        if fill_value is None:
            fill_value = minimum_fill_value(self)
        data = self.filled(fill_value).view(ndarray)
        return data.argmin(axis, out=out, keepdims=False if keepdims is _NoValue else bool(keepdims))

    def argmax(self, axis=None, fill_value=None, out=None, *, keepdims=_NoValue):
        if fill_value is None:
            fill_value = maximum_fill_value(self._data)
        data = self.filled(fill_value).view(ndarray)
        return data.argmax(axis, out=out, keepdims=False if keepdims is _NoValue else bool(keepdims))

    def sort(self, axis=-1, kind=None, order=None, endwith=True, fill_value=None, *, stable=False):
        if stable:
            raise ValueError('`stable` parameter is not supported for masked arrays.')
        if self._mask is nomask:
            ndarray.sort(self._data, axis=axis, kind=kind, order=order)
            return
        if self is masked:
            return
        places = self.argsort(axis=axis, kind=kind, order=order, fill_value=fill_value, endwith=endwith)
        self[...] = take_along(self, places, axis)

    def partition(self, *args, **kwargs):
        np.lib._warn('UserWarning', "Warning: 'partition' will ignore the 'mask' of the MaskedArray.")
        return self._data.partition(*args, **kwargs)

    def argpartition(self, *args, **kwargs):
        np.lib._warn('UserWarning', "Warning: 'argpartition' will ignore the 'mask' of the MaskedArray.")
        return self._data.argpartition(*args, **kwargs)

    def nonzero(self):
        return np.asarray(self.filled(0)).nonzero()

    def searchsorted(self, v, side='left', sorter=None):
        return self._data.searchsorted(getdata(v), side, sorter)

    # Shape.

    copy = _both('copy')
    diagonal = _both('diagonal')
    flatten = _both('flatten')
    repeat = _both('repeat')
    squeeze = _both('squeeze')
    swapaxes = _both('swapaxes')
    transpose = _both('transpose')
    T = property(fget=lambda self: self.transpose())
    mT = property(fget=lambda self: self.swapaxes(-2, -1) if self.ndim >= 2 else _no_matrix())

    def ravel(self, order='C'):
        if order in 'kKaA':
            order = 'F' if self._data.flags.fnc else 'C'
        result = ndarray.ravel(self._data, order=order).view(type(self))
        result._update_from(self)
        if self._mask is not nomask:
            result._mask = ndarray.ravel(self._mask, order=order).reshape(result.shape)
        else:
            result._mask = nomask
        return result

    def reshape(self, *s, **kwargs):
        result = self._data.reshape(*s, **kwargs).view(type(self))
        result._update_from(self)
        mask = self._mask
        if mask is not nomask:
            result._mask = mask.reshape(*s, **kwargs)
        return result

    def resize(self, newshape, refcheck=True, order=False):
        raise ValueError('A masked array does not own its data and therefore cannot be resized.\n'
                         'Use the numpy.ma.resize function instead.')

    def put(self, indices, values, mode='raise'):
        if self._hardmask and self._mask is not nomask:
            hidden = self._mask[indices]
            indices = np.array(indices, copy=None)
            values = np.array(values, copy=None, subok=True)
            values.resize(indices.shape)
            indices = indices[~hidden]
            values = values[~hidden]
        self._data.put(indices, values, mode=mode)
        if self._mask is nomask and getmask(values) is nomask:
            return
        mask = getmaskarray(self)
        mask.put(indices, False if getmask(values) is nomask else values._mask, mode=mode)
        self._mask = make_mask(mask, copy=False, shrink=True)

    def take(self, indices, axis=None, out=None, mode='raise'):
        hidden = getmask(indices)
        if hidden is not nomask:
            indices = indices.filled(0)
        if out is None:
            result = self._data.take(indices, axis=axis, mode=mode)
            result = np.asarray(result).view(type(self))
        else:
            np.take(self, indices, axis=axis, mode=mode, out=out)
            result = out
        if isinstance(result, MaskedArray):
            if self._mask is nomask:
                mask = hidden
            else:
                mask = self._mask.take(indices, axis=axis, mode=mode) | hidden
            result.__setmask__(mask)
        return result[()]

    def choose(self, choices, out=None, mode='raise'):
        return choose(self, choices, out=out, mode=mode)

    def clip(self, a_min=None, a_max=None, out=None, **kwargs):
        result = self._data.clip(getdata(a_min) if a_min is not None else None,
                                 getdata(a_max) if a_max is not None else None, **kwargs).view(type(self))
        result._update_from(self)
        result._mask = self._mask
        if out is None:
            return result
        out[...] = result
        return out

    def astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True):
        data = self._data.astype(dtype, order, casting, subok, copy)
        if not subok:
            return data
        result = data.view(type(self))
        result._update_from(self)
        mask = self._mask
        if mask is not nomask:
            kind = make_mask_descr(result.dtype)
            mask = mask.astype(kind) if copy or kind != mask.dtype else mask
        result._mask = mask
        if result._fill_value is not None:
            result._fill_value = _check_fill_value(result._fill_value, result.dtype)
        elif result.dtype.names is not None:
            result._fill_value = _check_fill_value(None, result.dtype)
        return result

    def byteswap(self, inplace=False):
        result = self._data.byteswap(inplace)
        return self if inplace else self._like(result)

    def _like(self, data):
        result = data.view(type(self))
        result._update_from(self)
        result._mask = self._mask
        return result

    def conj(self):
        return conjugate(self)

    conjugate = conj

    def fill(self, value):
        self._data.fill(value)

    # Conversion.

    def ids(self):
        place = self._data.__array_interface__['data'][0]
        if self._mask is nomask:
            return (place, builtins.id(nomask))
        return (place, self._mask.__array_interface__['data'][0])

    def iscontiguous(self):
        return self.flags['CONTIGUOUS']

    def item(self, *args):
        return self._data.item(*args)

    def tolist(self, fill_value=None):
        mask = self._mask
        if mask is nomask:
            return self._data.tolist()
        if fill_value is not None:
            return self.filled(fill_value).tolist()
        if self.dtype.names is not None:
            return _listed(self._data, mask)
        if mask is not nomask and not self.ndim:
            return None if mask else self._data.item()
        result = self._data.astype(object)
        result[mask] = None
        return result.tolist()

    def tobytes(self, fill_value=None, order='C'):
        return self.filled(fill_value).tobytes(order=order)

    def tofile(self, fid, sep='', format='%s'):
        raise NotImplementedError('MaskedArray.tofile() not implemented yet.')

    def toflex(self):
        record = np.empty(self.shape, dtype=[('_data', self.dtype), ('_mask', make_mask_descr(self.dtype))])
        record['_data'] = self._data
        record['_mask'] = self._mask
        return record

    torecords = toflex

    def __deepcopy__(self, memo=None):
        result = MaskedArray(self._data, mask=_copying.deepcopy(self._mask) if self._mask is not nomask else nomask,
                             copy=True, fill_value=self._fill_value, hard_mask=self._hardmask)
        return result.view(type(self)) if type(self) is not MaskedArray else result

    def __copy__(self):
        return self.copy()


_adopt(_Reductions)


def _no_matrix():
    raise ValueError('matrix transpose with ndim < 2 is undefined')


def _listed(data, mask):
    """A structured array as lists and tuples, with None for masked fields."""
    if isinstance(data, ndarray) and data.ndim:
        return [_listed(one, flag) for one, flag in zip(data, mask)]
    names = data.dtype.names
    if names is None:
        return None if np.all(mask) else data.item()
    parts = []
    for name in names:
        one, flag = data[name], mask[name]
        if getattr(one, 'dtype', None) is not None and one.dtype.names is not None:
            parts.append(_listed(one, flag))
        elif isinstance(one, ndarray):
            parts.append(np.where(flag, None, one.astype(object)).tolist())
        else:
            parts.append(None if flag else one.item() if hasattr(one, 'item') else one)
    return tuple(parts)


def _argsort_axis(array):
    if array.ndim <= 1:
        return -1
    np.lib._warn(MaskedArrayFutureWarning,
                 'In the future the default for argsort will be axis=-1, not the current None, to match its '
                 'documentation and np.argsort. Explicitly pass -1 or None to silence this warning.')
    return None


class mvoid(MaskedArray):
    """One element of a structured masked array."""
    __module__ = 'numpy.ma.core'

    def __new__(self, data, mask=nomask, dtype=None, fill_value=None, hardmask=False, copy=False, subok=True):
        made = np.array(data, copy=True if copy else None, subok=subok, dtype=dtype)
        made = ndarray.view(made, self)
        made._hardmask = hardmask
        if mask is not nomask:
            if not isinstance(mask, np.void):
                mask = np.array(mask, dtype=make_mask_descr(made.dtype))
            made._mask = mask
        if fill_value is not None:
            made.fill_value = fill_value
        return made

    @property
    def _data(self):
        return ndarray.view(self, ndarray)[()]

    def __getitem__(self, indx):
        mask = self._mask
        data = self._data
        if isinstance(mask[indx], ndarray):
            return MaskedArray(data[indx], mask=mask[indx], fill_value=self._fill_value[indx], hard_mask=self._hardmask)
        if mask is not nomask and not isinstance(mask[indx], np.void) and mask[indx]:
            return masked
        if isinstance(mask[indx], np.void):
            return mvoid(data[indx], mask=mask[indx], hardmask=self._hardmask)
        return data[indx]

    def __setitem__(self, indx, value):
        if value is not masked:
            ndarray.view(self, ndarray)[indx] = value
        if self._hardmask:
            self._mask[indx] |= getattr(value, '_mask', False)
        else:
            self._mask[indx] = getattr(value, '_mask', False)

    def __str__(self):
        mask = self._mask
        if mask is nomask:
            return str(self._data)
        return _shown_fields(self._data, mask, self.dtype)

    __repr__ = __str__

    def __iter__(self):
        data, mask = self._data, self._mask
        if mask is nomask:
            yield from data
        else:
            for name in self.dtype.names:
                yield masked if np.all(mask[name]) and not isinstance(mask[name], np.void) else data[name]

    def __len__(self):
        return len(self._data)

    def filled(self, fill_value=None):
        return np.asarray(self).view(ndarray)[()] if self._mask is nomask else asarray(self).filled(fill_value)[()]

    def tolist(self):
        mask = self._mask
        if mask is nomask:
            return self._data.tolist()
        return _listed(self._data, mask)


class MaskedConstant(MaskedArray):
    """The masked element."""
    __module__ = 'numpy.ma.core'
    __singleton = None

    def __new__(cls):
        if cls.__singleton is None:
            data = np.array(0.)
            mask = np.array(True)
            data.flags.writeable = False
            mask.flags.writeable = False
            made = MaskedArray(data, mask=mask)
            cls.__singleton = ndarray.view(made, cls)
            cls.__singleton._mask = mask
        return cls.__singleton

    def __array_finalize__(self, obj):
        if MaskedConstant.__singleton is None:
            MaskedArray.__array_finalize__(self, obj)
        elif self is MaskedConstant.__singleton:
            pass
        else:
            MaskedArray.__array_finalize__(self, obj)

    def __array_wrap__(self, obj, context=None, return_scalar=False):
        return obj.view(MaskedArray).__array_wrap__(obj, context) if context is None else \
            MaskedArray.__array_wrap__(ndarray.view(self, MaskedArray), obj, context, return_scalar)

    def __str__(self):
        return str(masked_print_option._display)

    def __repr__(self):
        return 'masked'

    def __format__(self, format_spec):
        try:
            return object.__format__(self, format_spec)
        except TypeError:
            np.lib._warn('FutureWarning', 'Format strings passed to MaskedConstant are ignored, but in future may '
                         'error or produce different behavior')
            return object.__format__(self, '')

    def __reduce__(self):
        return (self.__class__, ())

    def __iadd__(self, other):
        return self

    __isub__ = __imul__ = __ifloordiv__ = __itruediv__ = __ipow__ = __iadd__

    def copy(self, *args, **kwargs):
        return self

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __setattr__(self, attr, value):
        if MaskedConstant.__singleton is None or attr.startswith('_'):
            return ndarray.__setattr__(self, attr, value)
        raise AttributeError(f"attributes of {self!r} are not writeable")


masked = masked_singleton = MaskedConstant()


def isMaskedArray(x):
    return isinstance(x, MaskedArray)


isarray = isMaskedArray
isMA = isMaskedArray


def is_masked(x):
    mask = getmask(x)
    return mask is not nomask and bool(np.any(flatten_mask(mask)))


def array(data, dtype=None, copy=False, order=None, mask=nomask, fill_value=None, keep_mask=True, hard_mask=False,
          shrink=True, subok=True, ndmin=0):
    return MaskedArray(data, mask=mask, dtype=dtype, copy=copy, subok=subok, keep_mask=keep_mask,
                       hard_mask=hard_mask, fill_value=fill_value, ndmin=ndmin, shrink=shrink, order=order)


def asarray(a, dtype=None, order=None):
    return MaskedArray(a, dtype=dtype, copy=False, keep_mask=True, subok=False, order=order)


def asanyarray(a, dtype=None, order=None):
    if isinstance(a, MaskedArray) and (dtype is None or dtype == a.dtype):
        return a
    return MaskedArray(a, dtype=dtype, copy=False, keep_mask=True, subok=True, order=order)
