# What subclasses of the abstract classes of collections.abc get: methods that follow from others, and
# those that they must define.


def _needed(name):
    def method(self, *args):
        raise NotImplementedError(name)

    method.__name__ = name
    method.__isabstractmethod__ = True
    return method


class _HashableMixin:
    __hash__ = _needed('__hash__')


class _CallableMixin:
    __call__ = _needed('__call__')


class _SizedMixin:
    __len__ = _needed('__len__')


class _ContainerMixin:
    __contains__ = _needed('__contains__')


class _IterableMixin:
    __iter__ = _needed('__iter__')


class _IteratorMixin:
    __next__ = _needed('__next__')

    def __iter__(self):
        return self


class _ReversibleMixin(_IterableMixin):
    __reversed__ = _needed('__reversed__')


class _GeneratorMixin(_IteratorMixin):
    send = _needed('send')
    throw = _needed('throw')

    def __next__(self):
        return self.send(None)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError('generator ignored GeneratorExit')


class _CollectionMixin(_SizedMixin, _IterableMixin, _ContainerMixin):
    pass


class _SequenceMixin(_CollectionMixin):
    __getitem__ = _needed('__getitem__')

    def __iter__(self):
        at = 0
        try:
            while True:
                yield self[at]
                at += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for at in reversed(range(len(self))):
            yield self[at]

    def index(self, value, start=0, stop=None):
        n = len(self)
        start = max(n + start, 0) if start < 0 else start
        stop = n if stop is None else stop + n if stop < 0 else stop
        while start < stop:
            try:
                item = self[start]
            except IndexError:
                break
            if item is value or item == value:
                return start
            start += 1
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)


class _MutableSequenceMixin(_SequenceMixin):
    __setitem__ = _needed('__setitem__')
    __delitem__ = _needed('__delitem__')
    insert = _needed('insert')

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        if values is self:
            values = list(values)
        for value in values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class _Keys:
    def __init__(self, mapping, part, name):
        self._mapping, self._part, self._name = mapping, part, name

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return (self._part(key) for key in self._mapping)

    def __contains__(self, item):
        return any(item is own or item == own for own in self)

    def __repr__(self):
        return f'{self._name}({self._mapping!r})'

    def __eq__(self, other):
        return set(self) == set(other)

    def __and__(self, other):
        return {item for item in other if item in self}

    def __or__(self, other):
        return set(self) | set(other)

    def __sub__(self, other):
        return set(self) - set(other)


class _MappingMixin(_CollectionMixin):
    __getitem__ = _needed('__getitem__')

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return _Keys(self, lambda key: key, 'KeysView')

    def items(self):
        return _Keys(self, lambda key: (key, self[key]), 'ItemsView')

    def values(self):
        return _Keys(self, lambda key: self[key], 'ValuesView')

    def __eq__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None


_MISSING = object()


class _MutableMappingMixin(_MappingMixin):
    __setitem__ = _needed('__setitem__')
    __delitem__ = _needed('__delitem__')

    def pop(self, key, default=_MISSING):
        try:
            value = self[key]
        except KeyError:
            if default is _MISSING:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        try:
            key = next(iter(self))
        except StopIteration:
            raise KeyError from None
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def update(self, other=(), /, **kwds):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class _SetMixin(_CollectionMixin):
    @classmethod
    def _from_iterable(cls, items):
        return cls(items)

    def __le__(self, other):
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        return len(self) < len(other) and self <= other

    def __ge__(self, other):
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        return len(self) > len(other) and self >= other

    def __eq__(self, other):
        if not hasattr(other, '__len__'):
            return NotImplemented
        return len(self) == len(other) and self <= other

    __hash__ = None

    def __and__(self, other):
        return self._from_iterable(item for item in other if item in self)

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __or__(self, other):
        return self._from_iterable(item for part in (self, other) for item in part)

    __ror__ = __or__

    def __sub__(self, other):
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        return self._from_iterable(item for item in other if item not in self)

    def __xor__(self, other):
        return (self - other) | self._from_iterable(item for item in other if item not in self)

    __rxor__ = __xor__


class _MutableSetMixin(_SetMixin):
    add = _needed('add')
    discard = _needed('discard')

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        try:
            while True:
                self.pop()
        except KeyError:
            pass

    def __ior__(self, items):
        for value in items:
            self.add(value)
        return self

    def __iand__(self, items):
        for value in self - items:
            self.discard(value)
        return self

    def __ixor__(self, items):
        for value in list(items):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self

    def __isub__(self, items):
        for value in list(items):
            self.discard(value)
        return self
