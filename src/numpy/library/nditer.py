"""Iteration over several arrays at once, in memory order: nditer and its relatives."""
import itertools
import operator
import numpy as np
from numpy.lib.stride_tricks import as_strided

_GLOBAL = {
    'buffered', 'c_index', 'copy_if_overlap', 'common_dtype', 'delay_bufalloc', 'external_loop', 'f_index',
    'grow_inner', 'growinner', 'multi_index', 'ranged', 'refs_ok', 'reduce_ok', 'zerosize_ok',
}
_PER_OPERAND = {
    'aligned', 'allocate', 'arraymask', 'contig', 'copy', 'nbo', 'no_broadcast', 'no_subtype',
    'overlap_assume_elementwise', 'readonly', 'readwrite', 'updateifcopy', 'virtual', 'writeonly', 'writemasked',
}


def _shape_text(shape):
    return '(' + ','.join(str(n) for n in shape) + (',)' if len(shape) == 1 else ')')


def _checked_flags(flags, known, text):
    result = set()
    for flag in flags:
        if flag not in known:
            raise ValueError(text % flag)
        result.add(flag)
    return result


class _Operand:
    """One operand: the array asked for, the one that is iterated, and how."""

    def __init__(self, array, flags):
        self.array = array
        self.flags = flags
        self.read = 'readonly' in flags or 'readwrite' in flags
        self.write = 'writeonly' in flags or 'readwrite' in flags
        self.dtype = None
        self.axes = None
        self.buffer = None
        self.view = None


class nditer:
    __module__ = 'numpy'

    def __init__(self, op, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', op_axes=None,
                 itershape=None, buffersize=0):
        if isinstance(op, (tuple, list)):
            arrays = list(op)
        else:
            arrays = [op]
        if not arrays:
            raise ValueError('Must provide at least one operand')
        if len(arrays) > 64:
            raise ValueError('Too many operands to nditer, found %d.' % len(arrays))
        if flags is None:
            flags = ()
        if isinstance(flags, str) or not isinstance(flags, (list, tuple)):
            raise TypeError('Iterator global flags must be a list or tuple of strings')
        self._flags = _checked_flags(flags, _GLOBAL, 'Unexpected iterator global flag "%s"')
        given = self._flags
        if 'c_index' in given and 'f_index' in given:
            raise ValueError('Iterator flags C_INDEX and F_INDEX cannot both be specified')
        if 'external_loop' in given and ('c_index' in given or 'f_index' in given or 'multi_index' in given):
            raise ValueError('Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked')
        if 'ranged' in given and 'external_loop' in given and 'buffered' not in given:
            raise ValueError(
                'Iterator flag RANGED cannot be used with the flag EXTERNAL_LOOP unless BUFFERED is also enabled')
        if order not in ('C', 'F', 'A', 'K'):
            raise ValueError("order must be one of 'C', 'F', 'A', or 'K' (got '%s')" % (order,))
        if casting not in ('no', 'equiv', 'safe', 'same_kind', 'unsafe'):
            raise ValueError("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '%s')"
                             % (casting,))
        self._order = order
        self._casting = casting
        self._buffersize = buffersize or 8192
        self._itershape = itershape
        self._open = False
        self._operands_from(arrays, op_flags, op_dtypes, op_axes)
        self._broadcast()
        self._check_casts()
        self._choose_order()
        self._allocate()
        self._check_sizes()
        self._prepare()
        self._open = True
        self._delayed = 'delay_bufalloc' in given and 'buffered' in given
        self._range = (0, self._size)
        self._rewind()

    # ---- what was asked for ----

    def _operands_from(self, arrays, op_flags, op_dtypes, op_axes):
        count = len(arrays)
        if op_flags is None:
            per = [['writeonly', 'allocate'] if array is None else ['readonly'] for array in arrays]
        elif len(op_flags) and isinstance(op_flags[0], str):
            per = [list(op_flags)] * count
        else:
            per = [list(flags) if isinstance(flags, (list, tuple)) else [flags] for flags in op_flags]
            if len(per) != count:
                raise ValueError('op_flags must be a tuple or array of per-op flag-tuples')
        if op_dtypes is None:
            dtypes = [None] * count
        elif isinstance(op_dtypes, (list, tuple)) and (
                len(op_dtypes) == count and not (count == 1 and isinstance(op_dtypes[0], tuple))):
            dtypes = [None if dtype is None else np.dtype(dtype) for dtype in op_dtypes]
        else:
            dtypes = [np.dtype(op_dtypes)] * count
        self._ops = []
        for k in range(count):
            flags = _checked_flags(per[k], _PER_OPERAND, 'Unexpected per-op iterator flag "%s"')
            chosen = [flag for flag in ('readonly', 'readwrite', 'writeonly') if flag in flags]
            if len(chosen) > 1:
                raise ValueError(
                    'Only one of the iterator flags READWRITE, READONLY, and WRITEONLY may be specified for an operand')
            array = arrays[k]
            if array is not None:
                array = np.asanyarray(array)
                if not isinstance(arrays[k], np.ndarray) and chosen and chosen[0] != 'readonly':
                    raise TypeError('Iterator operand is flagged as writeable, but is an object which cannot be '
                                    'written back to via WRITEBACKIFCOPY')
            if not chosen:
                raise ValueError('None of the iterator flags READWRITE, READONLY, or WRITEONLY were specified for an '
                                 'operand')
            for flag in ('virtual', 'arraymask', 'writemasked'):
                if flag in flags:
                    raise NotImplementedError("numcell does not support the flag '%s' of np.nditer yet" % flag)
            operand = _Operand(array, flags)
            if array is None:
                if 'allocate' not in flags:
                    raise ValueError('Iterator operand was NULL, but neither the ALLOCATE nor the VIRTUAL flag was '
                                     'specified')
                if not operand.write:
                    raise ValueError("Automatic allocation was requested for an iterator operand, but it wasn't "
                                     'flagged for writing')
                if operand.read and 'buffered' in self._flags and 'delay_bufalloc' not in self._flags:
                    raise ValueError('Automatic allocation was requested for an iterator operand, and it was flagged '
                                     'as readable, but buffering  without delayed allocation was enabled')
            elif operand.write and not array.flags.writeable:
                raise ValueError('operand array with iterator write flag set is read-only')
            operand.dtype = dtypes[k]
            if array is not None and 'refs_ok' not in self._flags and (
                    array.dtype.hasobject or (dtypes[k] is not None and dtypes[k].hasobject)):
                raise TypeError('Iterator operand or requested dtype holds references, but the NPY_ITER_REFS_OK flag '
                                'was not enabled')
            if array is not None and operand.dtype is None and 'nbo' in flags:
                operand.dtype = array.dtype.newbyteorder('=')
            self._ops.append(operand)
        if op_axes is not None:
            if not isinstance(op_axes, (list, tuple)) or len(op_axes) != count:
                raise ValueError('op_axes must be a tuple/list matching the number of ops')
            length = None
            for k, axes in enumerate(op_axes):
                if axes is None:
                    continue
                if not isinstance(axes, (list, tuple)):
                    raise ValueError('Each entry of op_axes must be None or a tuple/list')
                if length is not None and len(axes) != length:
                    raise ValueError('Each entry of op_axes must have the same size')
                length = len(axes)
                seen = []
                for axis in axes:
                    axis = -1 if axis is None or axis is np.newaxis else axis
                    if axis >= 0:
                        array = self._ops[k].array
                        if array is not None and axis >= array.ndim:
                            raise ValueError('Iterator input op_axes[%d][%d] (==%d) is not a valid axis of op[%d], '
                                             'which has %d dimensions ' % (k, len(seen), axis, k, array.ndim))
                        if axis in seen:
                            raise ValueError("The 'op_axes' provided to the iterator constructor for operand %d "
                                             'contained duplicate value %d' % (k, axis))
                    seen.append(axis)
                self._ops[k].axes = seen
            if length is None:
                if self._itershape is None:
                    raise ValueError('If op_axes is provided, at least one list of axes must be contained within it')
                length = len(self._itershape)
            self._ndim = length
            self._remapped = True
        else:
            self._remapped = False
            self._ndim = max([op.array.ndim for op in self._ops if op.array is not None] or [0])
            if self._itershape is not None:
                self._ndim = len(self._itershape)

    def _lengths(self, operand):
        """The operand's length along each axis of the iteration; 1 where it has none."""
        array = operand.array
        if operand.axes is not None:
            return [1 if axis < 0 else array.shape[axis] for axis in operand.axes]
        missing = self._ndim - array.ndim
        if missing < 0:
            raise ValueError('input operand has more dimensions than allowed by the axis remapping')
        return [1] * missing + list(array.shape)

    def _broadcast(self):
        shape = [1] * self._ndim
        if self._itershape is not None:
            if len(self._itershape) != self._ndim:
                raise ValueError(
                    "'op_axes' and 'itershape' must have the same number of entries equal to the iterator ndim")
            shape = [1 if n < 0 else int(n) for n in self._itershape]
        fixed = [self._itershape is not None and n >= 0 for n in (self._itershape or shape)]
        for operand in self._ops:
            if operand.array is None:
                continue
            for axis, n in enumerate(self._lengths(operand)):
                if n == 1 or shape[axis] == n:
                    continue
                if shape[axis] != 1 or fixed[axis]:
                    self._refuse_shapes()
                shape[axis] = n
        self._shape = tuple(shape)
        for operand in self._ops:
            if operand.array is None:
                continue
            lengths = self._lengths(operand)
            if tuple(lengths) == self._shape:
                continue
            output = 'output ' if operand.write else ''
            if 'no_broadcast' in operand.flags:
                self._refuse_stretch(operand, output)
            if operand.write:
                for axis, n in enumerate(lengths):
                    if n == 1 and self._shape[axis] != 1:
                        if 'reduce_ok' not in self._flags:
                            if operand.axes is None:
                                self._refuse_stretch(operand, 'output ')
                            raise ValueError(
                                'output operand requires a reduction along dimension %d, but the reduction is not '
                                'enabled. The dimension size of 1 does not match the expected output shape.' % axis)
                        if not operand.read:
                            raise ValueError(
                                'output operand requires a reduction, but is flagged as write-only, not read-write')

    def _refuse_shapes(self):
        known = [operand for operand in self._ops if operand.array is not None]
        if self._remapped:
            shapes = ' '.join(_shape_text(op.array.shape) + '->' + _shape_text(self._lengths(op)) for op in known)
            text = 'operands could not be broadcast together with remapped shapes [original->remapped]: ' + shapes + ' '
        else:
            shapes = ' '.join(_shape_text(op.array.shape) for op in known)
            text = 'operands could not be broadcast together with shapes ' + shapes + ' '
        if self._itershape is not None:
            text += 'and requested shape ' + _shape_text(self._itershape)
        raise ValueError(text)

    def _refuse_stretch(self, operand, output):
        remapped = ''
        if operand.axes is not None:
            remapped = ' [remapped to %s]' % _shape_text(self._lengths(operand))
        raise ValueError("non-broadcastable %soperand with shape %s%s doesn't match the broadcast shape %s"
                         % (output, _shape_text(operand.array.shape), remapped, _shape_text(self._shape)))

    def _check_casts(self):
        known = [operand for operand in self._ops if operand.array is not None]
        common = None
        if 'common_dtype' in self._flags:
            common = np.result_type(*[operand.array for operand in known])
        for k, operand in enumerate(self._ops):
            if common is not None and operand.dtype is None:
                operand.dtype = common
            array = operand.array
            operand.cast = False
            if array is None:
                if operand.dtype is None:
                    readable = [op.array for op in known]
                    if readable:
                        operand.dtype = np.result_type(*[a.dtype for a in readable])
                    else:
                        operand.dtype = np.dtype(float)
                continue
            if operand.dtype is None or operand.dtype == array.dtype:
                operand.dtype = array.dtype
                continue
            if operand.read and not np.can_cast(array.dtype, operand.dtype, self._casting):
                raise TypeError('Iterator operand %d dtype could not be cast from %r to %r according to the rule %r'
                                % (k, array.dtype, operand.dtype, self._casting))
            if operand.write and not np.can_cast(operand.dtype, array.dtype, self._casting):
                raise TypeError('Iterator requested dtype could not be cast from %r to %r, the operand %d dtype, '
                                'according to the rule %r' % (operand.dtype, array.dtype, k, self._casting))
            operand.cast = True

    # ---- the order of the elements ----

    def _strides(self, operand):
        """The operand's stride along each axis of the iteration, 0 where it is stretched."""
        array = operand.array
        if operand.axes is not None:
            return [0 if axis < 0 or array.shape[axis] == 1 else array.strides[axis] for axis in operand.axes]
        missing = self._ndim - array.ndim
        own = [0 if n == 1 else stride for n, stride in zip(array.shape, array.strides)]
        return [0] * missing + own

    def _choose_order(self):
        axes = list(range(self._ndim))
        known = [operand for operand in self._ops if operand.array is not None]
        order = self._order
        if order == 'A':
            every = known and all(op.array.flags.f_contiguous and not op.array.flags.c_contiguous for op in known)
            order = 'F' if every else 'C'
        self._flipped = [False] * self._ndim
        if order == 'F':
            axes.reverse()
        elif order == 'K':
            strides = [self._strides(operand) for operand in known]
            # Insertion from the innermost axis out: an axis moves inwards past those of larger strides.
            inner_first = axes[::-1]
            for at in range(1, self._ndim):
                axis = inner_first[at]
                place = at
                for before in range(at - 1, -1, -1):
                    other = inner_first[before]
                    clear, swap = False, False
                    for own in strides:
                        if own[axis] != 0 and own[other] != 0:
                            if abs(own[other]) <= abs(own[axis]):
                                swap = False
                            elif not clear:
                                swap = True
                            clear = True
                    if clear:
                        if not swap:
                            break
                        place = before
                inner_first.insert(place, inner_first.pop(at))
            axes = inner_first[::-1]
            if len(known) == len(self._ops):
                for axis in axes:
                    own = [row[axis] for row in strides]
                    if any(stride < 0 for stride in own) and all(stride <= 0 for stride in own):
                        self._flipped[axis] = True
        self._axes = axes

    def _allocate(self):
        for operand in self._ops:
            if operand.array is not None:
                continue
            if operand.axes is None:
                places = list(range(self._ndim))
            else:
                places = operand.axes
            ndim = max([place for place in places] + [-1]) + 1
            shape, order = [1] * ndim, []
            for axis, place in enumerate(places):
                if place >= 0:
                    shape[place] = self._shape[axis]
                elif self._shape[axis] != 1:
                    if 'reduce_ok' not in self._flags:
                        raise ValueError(
                            'output operand requires a reduction along dimension %d, but the reduction is not enabled.'
                            ' The dimension size of 1 does not match the expected output shape.' % axis)
                    if not operand.read:
                        raise ValueError(
                            'output operand requires a reduction, but is flagged as write-only, not read-write')
            for axis in self._axes:
                if places[axis] >= 0:
                    order.append(places[axis])
            fresh = np.empty([shape[place] for place in order], dtype=operand.dtype)
            operand.array = fresh.transpose([order.index(place) for place in range(ndim)])
            operand.allocated = True

    def _check_sizes(self):
        size = 1
        for n in self._shape:
            size *= n
        if size == 0 and 'zerosize_ok' not in self._flags:
            raise ValueError('Iteration of zero-sized operands is not enabled')
        self._size = size

    # ---- the memory that is walked through ----

    def _prepare(self):
        buffered = 'buffered' in self._flags
        self._writes = []
        for operand in self._ops:
            source = operand.array
            if operand.cast:
                copies = 'copy' in operand.flags or 'updateifcopy' in operand.flags
                if not buffered and not copies:
                    raise TypeError('Iterator operand required copying or buffering, but neither copying nor '
                                    'buffering was enabled')
                if copies and operand.write and 'updateifcopy' not in operand.flags:
                    raise ValueError('If an iterator operand is writeable, must use the flag UPDATEIFCOPY instead of '
                                     'COPY')
                source = self._buffer_of(operand, source.astype(operand.dtype), copies and not buffered)
            elif 'copy_if_overlap' in self._flags:
                clash = any(other is not operand and other.array is not operand.array and other.write and
                            np.shares_memory(operand.array, other.array) for other in self._ops)
                if clash and not operand.write:
                    source = operand.array.copy()
                    operand.array = source
            elif 'contig' in operand.flags and not source.flags.c_contiguous and not buffered:
                raise TypeError('Iterator operand required buffering, to be contiguous as requested, but buffering is '
                                'not enabled')
            operand.source = source
        self._lay_out()

    def _buffer_of(self, operand, buffer, replaces):
        if operand.write:
            self._writes.append((operand.array, buffer))
        if replaces:
            operand.array = buffer
        return buffer

    def _lay_out(self):
        axes = self._axes
        plain = not ({'multi_index', 'c_index', 'f_index'} & self._flags)
        shape = [self._shape[axis] for axis in axes]
        starts, strides = [], []
        for operand in self._ops:
            source = operand.source
            base = np.asarray(source)
            own = _Operand(source, operand.flags)
            own.axes = operand.axes
            kept = self._strides(own)
            for axis in range(self._ndim):
                if self._flipped[axis]:
                    at = operand.axes[axis] if operand.axes is not None else axis - (self._ndim - base.ndim)
                    if at >= 0:
                        base = base[(slice(None),) * at + (slice(None, None, -1),)]
                        kept[axis] = -kept[axis]
            starts.append(base)
            strides.append([kept[axis] for axis in axes])
        if plain:
            shape, strides = self._merge(shape, strides)
        self._walk_shape = tuple(shape)
        self._views = []
        for operand, base, own in zip(self._ops, starts, strides):
            view = as_strided(base, self._walk_shape, tuple(own), subok=False)
            if not operand.write:
                view.flags.writeable = False
            self._views.append(view)
        if 'external_loop' in self._flags:
            self._split()
        else:
            self._loop_shape = self._walk_shape
        count = 1
        for n in self._loop_shape:
            count *= n
        self._steps = count

    def _merge(self, shape, strides):
        """Joins neighbouring axes that lie in all operands as one."""
        kept = []
        for axis in range(len(shape) - 1, -1, -1):
            if shape[axis] == 1:
                continue
            if kept:
                inner = kept[-1]
                if all(own[inner[0]] * inner[1] == own[axis] for own in strides):
                    inner[1] *= shape[axis]
                    continue
            kept.append([axis, shape[axis]])
        kept.reverse()
        return [n for _, n in kept], [[own[axis] for axis, _ in kept] for own in strides]

    def _split(self):
        """The chunks of an external loop."""
        shape = self._walk_shape
        buffered = 'buffered' in self._flags
        reduces = any(op.write and 0 in view.strides for op, view in zip(self._ops, self._views))
        if not shape:
            self._views = [view.reshape(1) for view in self._views]
            self._loop_shape = ()
            self._chunk = None
        elif buffered and not reduces:
            lines = []
            for operand, view in zip(self._ops, self._views):
                line = view if len(shape) == 1 else view.reshape(-1)
                if operand.write and len(shape) > 1 and not np.shares_memory(line, view):
                    self._writes.append((view, line))
                if not operand.write:
                    line.flags.writeable = False
                lines.append(line)
            self._views = lines
            grow = 'growinner' in self._flags or 'grow_inner' in self._flags
            needs = any(operand.cast for operand in self._ops) or len(shape) > 1
            self._chunk = self._size if grow and not needs else self._buffersize
            self._loop_shape = (-(-self._size // self._chunk) if self._size else 0,)
        else:
            self._chunk = None
            self._loop_shape = shape[:-1]

    # ---- walking ----

    def _rewind(self):
        self._flush()
        for operand in self._ops:
            if operand.cast and operand.read and operand.source is not operand.array:
                operand.source[...] = operand.array
        self._step = 0 if 'external_loop' in self._flags else self._range[0]
        self._started = False
        self._finished = self._size == 0 or self._range[0] >= self._range[1]
        self._locate()

    def _locate(self):
        step, coords = self._step, []
        for n in reversed(self._loop_shape):
            coords.append(step % n if n else 0)
            step = step // n if n else 0
        coords.reverse()
        self._coords = coords

    def _advance(self):
        self._step += 1
        limit = self._steps if 'external_loop' in self._flags else self._range[1]
        if self._step >= limit:
            self._finished = True
            self._flush()
            return False
        coords, shape = self._coords, self._loop_shape
        axis = len(coords) - 1
        while axis >= 0:
            coords[axis] += 1
            if coords[axis] < shape[axis]:
                break
            coords[axis] = 0
            axis -= 1
        for child in self._children:
            child._rebase(self)
        return True

    _children = ()

    def _flush(self):
        for target, buffer in reversed(self._writes):
            np.copyto(target, buffer, casting='unsafe')

    def _value(self, view):
        if 'external_loop' in self._flags and self._chunk is not None:
            start = self._step * self._chunk
            return view[start:start + self._chunk]
        return view[tuple(self._coords) + (...,)]

    def _check_open(self):
        if not self._open:
            raise ValueError('Iterator is invalid')

    def _check_running(self):
        self._check_open()
        if self._finished:
            raise ValueError('Iterator is past the end')

    def __iter__(self):
        return self

    def __next__(self):
        if not self._open or self._finished:
            raise StopIteration
        if self._started:
            if not self._advance():
                raise StopIteration
        self._started = True
        return self.value

    @property
    def value(self):
        self._check_running()
        if len(self._views) == 1:
            return self._value(self._views[0])
        return tuple([self._value(view) for view in self._views])

    def iternext(self):
        self._check_open()
        if self._finished:
            return False
        return self._advance()

    def reset(self):
        self._check_open()
        self._delayed = False
        self._rewind()

    def close(self):
        if self._open:
            self._flush()
            self._open = False

    def __enter__(self):
        if not self._open:
            raise RuntimeError('operation on non-initialized iterator')
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()

    def copy(self):
        self._check_open()
        other = nditer.__new__(nditer)
        for name, value in self.__dict__.items():
            setattr(other, name, value)
        other._coords = list(self._coords)
        return other

    __copy__ = copy

    def __len__(self):
        return len(self._ops)

    def __getitem__(self, key):
        self._check_running()
        values = tuple([self._value(view) for view in self._views])
        if isinstance(key, slice):
            return values[key]
        at = key + len(values) if key < 0 else key
        if not 0 <= at < len(values):
            raise IndexError('Iterator operand index %d is out of bounds' % key)
        return values[at]

    def __setitem__(self, key, value):
        self._check_running()
        at = key + len(self._ops) if key < 0 else key
        if not 0 <= at < len(self._ops):
            raise IndexError('Iterator operand index %d is out of bounds' % key)
        if not self._ops[at].write:
            raise RuntimeError('Iterator operand %d is not writeable' % at)
        self._value(self._views[at])[...] = value

    def __delitem__(self, key):
        raise TypeError('Cannot delete iterator elements')

    # ---- where it is ----

    def _index_tuple(self):
        result = [0] * self._ndim
        for place, axis in enumerate(self._axes):
            at = self._coords[place]
            result[axis] = self._shape[axis] - 1 - at if self._flipped[axis] else at
        return tuple(result)

    @property
    def multi_index(self):
        self._check_open()
        if 'multi_index' not in self._flags:
            raise ValueError('Iterator is not tracking a multi-index')
        if self._finished:
            raise ValueError('Iterator is past the end')
        return self._index_tuple()

    @multi_index.setter
    def multi_index(self, value):
        self._check_open()
        if 'multi_index' not in self._flags:
            raise ValueError('Iterator is not tracking a multi-index')
        value = tuple(value)
        if len(value) != self._ndim:
            raise ValueError('Wrong number of indices')
        coords = []
        for axis in self._axes:
            at = value[axis]
            if not 0 <= at < self._shape[axis]:
                raise IndexError('Iterator GotoMultiIndex called with an out-of-bounds multi-index')
            coords.append(self._shape[axis] - 1 - at if self._flipped[axis] else at)
        self._go(coords)

    def _go(self, coords):
        step = 0
        for n, at in zip(self._loop_shape, coords):
            step = step * n + at
        self._coords, self._step = list(coords), step
        self._finished = False
        self._started = False

    def _strides_of_index(self):
        axes = range(self._ndim) if 'f_index' in self._flags else range(self._ndim - 1, -1, -1)
        strides, step = [0] * self._ndim, 1
        for axis in axes:
            strides[axis] = step
            step *= self._shape[axis]
        return strides

    @property
    def index(self):
        self._check_open()
        if not self.has_index:
            raise ValueError('Iterator does not have an index')
        if self._finished:
            raise ValueError('Iterator is past the end')
        return sum([at * stride for at, stride in zip(self._index_tuple(), self._strides_of_index())])

    @index.setter
    def index(self, value):
        self._check_open()
        if not self.has_index:
            raise ValueError('Iterator does not have an index')
        if not 0 <= value < self._size:
            raise IndexError('Iterator GotoIndex called with an out-of-bounds index')
        index = []
        for n, stride in zip(self._shape, self._strides_of_index()):
            index.append(value // stride % n)
        coords = []
        for axis in self._axes:
            coords.append(self._shape[axis] - 1 - index[axis] if self._flipped[axis] else index[axis])
        self._go(coords)

    @property
    def iterindex(self):
        self._check_open()
        if 'external_loop' in self._flags:
            if self._finished:
                return self._size
            if self._chunk is not None:
                return self._step * self._chunk
            return self._step * (self._walk_shape[-1] if self._walk_shape else 1)
        return self._step

    @iterindex.setter
    def iterindex(self, value):
        self._check_open()
        if 'external_loop' in self._flags:
            raise ValueError('Cannot call GotoIterIndex on an iterator which has the flag EXTERNAL_LOOP')
        if not self._range[0] <= value < self._range[1]:
            raise IndexError('Iterator GotoIterIndex called with an iterindex outside the iteration range.')
        self._step = value
        self._finished = False
        self._started = False
        self._locate()

    @property
    def iterrange(self):
        self._check_open()
        return self._range

    @iterrange.setter
    def iterrange(self, value):
        if 'ranged' not in self._flags:
            raise ValueError('Cannot call ResetToIterIndexRange on an iterator without requesting ranged iteration '
                             'support in the constructor')
        self._range = (value[0], value[1])
        self._rewind()

    @property
    def finished(self):
        return self._finished

    @property
    def itersize(self):
        self._check_open()
        return self._size

    @property
    def shape(self):
        self._check_open()
        if 'multi_index' in self._flags or 'c_index' in self._flags or 'f_index' in self._flags:
            return self._shape
        return self._walk_shape

    @property
    def ndim(self):
        self._check_open()
        return len(self._walk_shape)

    @property
    def nop(self):
        self._check_open()
        return len(self._ops)

    @property
    def operands(self):
        self._check_open()
        return tuple([operand.array for operand in self._ops])

    @property
    def dtypes(self):
        self._check_open()
        return tuple([operand.dtype for operand in self._ops])

    @property
    def itviews(self):
        self._check_open()
        if 'buffered' in self._flags:
            raise ValueError('cannot provide an iterator view when buffering is enabled')
        if 'multi_index' in self._flags:
            return tuple([view.transpose([self._axes.index(axis) for axis in range(self._ndim)])
                          for view in self._views])
        return tuple(self._views)

    @property
    def has_index(self):
        return 'c_index' in self._flags or 'f_index' in self._flags

    @property
    def has_multi_index(self):
        return 'multi_index' in self._flags

    @property
    def has_delayed_bufalloc(self):
        return self._delayed

    @property
    def iterationneedsapi(self):
        return any(operand.dtype.hasobject for operand in self._ops)

    # ---- changing what is walked ----

    def remove_multi_index(self):
        self._check_open()
        if 'multi_index' in self._flags:
            self._flags.discard('multi_index')
            self._lay_out()
            self._range = (0, self._size)
            self._rewind()

    def enable_external_loop(self):
        self._check_open()
        if {'multi_index', 'c_index', 'f_index'} & self._flags:
            raise ValueError('Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked')
        self._flags.add('external_loop')
        self._lay_out()
        self._rewind()

    def remove_axis(self, i):
        self._check_open()
        if 'multi_index' not in self._flags:
            raise ValueError('Iterator RemoveAxis may only be called if a multi-index is being tracked')
        if self.has_index:
            raise ValueError('Iterator RemoveAxis may not be called on an index is being tracked')
        if 'buffered' in self._flags:
            raise ValueError('Iterator RemoveAxis may not be called on a buffered iterator')
        if not 0 <= i < self._ndim:
            raise ValueError('axis out of bounds in iterator RemoveAxis')
        for operand in self._ops:
            if operand.axes is None:
                missing = self._ndim - operand.source.ndim
                operand.axes = [axis - missing if axis >= missing else -1 for axis in range(self._ndim)]
            operand.axes = operand.axes[:i] + operand.axes[i + 1:]
        self._remapped = True
        self._shape = self._shape[:i] + self._shape[i + 1:]
        self._flipped.pop(i)
        self._axes = [axis - 1 if axis > i else axis for axis in self._axes if axis != i]
        self._ndim -= 1
        self._size = 1
        for n in self._shape:
            self._size *= n
        self._range = (0, self._size)
        self._lay_out()
        self._rewind()

    def debug_print(self):
        raise NotImplementedError('numcell does not support nditer.debug_print yet')


class _Nested(nditer):
    """An inner iterator of nested_iters: it walks the part of its operands where the outer one stands."""

    def _rebase(self, outer):
        fixed = outer._position()
        for operand, whole, axes in zip(self._ops, self._whole, self._outer_axes):
            index = [slice(None)] * whole.ndim
            for place, axis in zip(fixed, axes):
                if axis >= 0:
                    index[axis] = place if whole.shape[axis] > 1 else 0
            operand.source = whole[tuple(index) + (...,)]
        self._lay_out()
        self._rewind()


def nested_iters(op, axes, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', buffersize=0):
    arrays = list(op) if isinstance(op, (tuple, list)) else [op]
    if len(axes) < 2:
        raise ValueError('axes must have at least 2 entries for nested iteration')
    used = []
    for group in axes:
        for axis in group:
            if axis < 0:
                raise ValueError('An axis is out of bounds')
            if axis in used:
                raise ValueError('An axis is used more than once')
            used.append(axis)
    if any(array is None for array in arrays) or op_dtypes is not None:
        raise NotImplementedError("numcell does not support allocated operands and 'op_dtypes' of np.nested_iters yet")
    arrays = [np.asanyarray(array) for array in arrays]
    ndim = max([array.ndim for array in arrays])

    def own(array, group):
        return [axis - (ndim - array.ndim) for axis in group]

    iterators, before = [], []
    for level, group in enumerate(axes):
        kept = set(flags or ())
        if level + 1 < len(axes):
            kept -= {'external_loop', 'buffered'}
        parts = []
        for array in arrays:
            index = [slice(None)] * array.ndim
            for axis in own(array, before):
                if axis >= 0:
                    index[axis] = 0
            parts.append(array[tuple(index) + (...,)])
        op_axes = []
        for array in arrays:
            gone = [axis for axis in own(array, before) if axis >= 0]
            op_axes.append([-1 if axis < 0 or array.shape[axis] == 1 else axis - sum([b < axis for b in gone])
                            for axis in own(array, group)])
        maker = _Nested if level else nditer
        it = maker(parts, list(kept), op_flags, None, order, casting, op_axes, None, buffersize)
        it._fixed_axes = list(group)
        if level:
            it._whole = arrays
            it._outer_axes = [own(array, before) for array in arrays]
            it._outer = iterators[-1]
            iterators[-1]._children = [it]
        before = before + list(group)
        iterators.append(it)
    return tuple(iterators)


def _position(self):
    """The indices along the axes of this iterator and of those around it."""
    around = list(self._outer._position()) if isinstance(self, _Nested) else []
    if len(self._coords) == self._ndim and self._walk_shape == tuple([self._shape[a] for a in self._axes]):
        return around + list(self._index_tuple())
    # Axes were joined: take the position apart again.
    step, coords = self._step, [0] * self._ndim
    for axis in reversed(self._axes):
        n = self._shape[axis]
        at = step % n
        step //= n
        coords[axis] = n - 1 - at if self._flipped[axis] else at
    return around + coords


nditer._position = _position


class ndenumerate:
    """Pairs of index and element."""
    __module__ = 'numpy'

    def __init__(self, arr):
        self.iter = np.asarray(arr).flat

    def __next__(self):
        return self.iter.coords, next(self.iter)

    def __iter__(self):
        return self


class ndindex:
    """The indices of an array of a shape, last axis fastest."""
    __module__ = 'numpy'

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        shape = [operator.index(n) for n in shape]
        if any(n < 0 for n in shape):
            raise ValueError('negative dimensions are not allowed')
        self._it = itertools.product(*[range(n) for n in shape])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._it)


class broadcast:
    """Arrays stretched to one shape, walked through together."""
    __module__ = 'numpy'

    def __init__(self, *args):
        arrays = []
        for arg in args:
            if isinstance(arg, broadcast):
                arrays.extend(arg._arrays)
            else:
                arrays.append(np.asarray(arg))
        if len(arrays) > 64:
            raise ValueError('Need at least 0 and at most 64 array objects.')
        self._arrays = arrays
        shape = ()
        first = 0
        for k, array in enumerate(arrays):
            try:
                shape = np.broadcast_shapes(shape, array.shape)
            except ValueError:
                clash = 0
                for j in range(k):
                    try:
                        np.broadcast_shapes(arrays[j].shape, array.shape)
                    except ValueError:
                        clash = j
                        break
                raise ValueError('shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between '
                                 'arg %d with shape %r and arg %d with shape %r.'
                                 % (clash, arrays[clash].shape, k, array.shape)) from None
        self.shape = shape
        self.size = 1
        for n in shape:
            self.size *= n
        self.nd = self.ndim = len(shape)
        self.numiter = len(arrays)
        self._views = [np.broadcast_to(array, shape) for array in arrays]
        self.reset()

    def reset(self):
        self.iters = tuple([view.flat for view in self._views])
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.size:
            raise StopIteration
        self.index += 1
        return tuple([next(it) for it in self.iters])
