# enum: classes of named constants.

import sys
from types import FunctionType, MappingProxyType

__all__ = ['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'auto', 'unique', 'EnumMeta', 'EnumType', 'member', 'nonmember']


class auto:
    """Instances are replaced with an appropriate value in Enum class suites."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return 'auto(%r)' % self.value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class _property:
    # An attribute of members; of the class it is the member of that name, if there is one.
    def __init__(self, get):
        self.get = get
        self.__doc__ = get.__doc__

    def __set_name__(self, owner, name):
        self.name = name
        self.owner = owner

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except (KeyError, AttributeError):
                raise AttributeError('%r has no attribute %r' % (owner, self.name)) from None
        return self.get(instance)

    def __set__(self, instance, value):
        raise AttributeError('%r cannot set attribute %r' % (self.owner, self.name))

    def __delete__(self, instance):
        raise AttributeError('%r cannot delete attribute %r' % (self.owner, self.name))


Enum = Flag = None


def _is_descriptor(value):
    if isinstance(value, (property, classmethod, staticmethod, FunctionType)):
        return True
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(class_name, name):
    start = f'_{class_name}__'
    return len(name) > len(start) and name.startswith(start) and not name.endswith('__')


class _Names(dict):
    # What a class body defines: which names are members, and their values.
    def __init__(self, class_name):
        super().__init__()
        self.class_name = class_name
        self.members = {}
        self.last_values = []
        self.ignored = []
        self.generate = None
        self.kept = []

    def __setitem__(self, key, value):
        if _is_private(self.class_name, key):
            pass
        elif _is_sunder(key):
            if key not in ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
                           '_iter_member_by_value_', '_iter_member_by_def_', '_boundary_', '_member_names_',
                           '_member_map_'):
                raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use' % (key,))
            if key == '_generate_next_value_':
                if self.last_values:
                    raise TypeError('_generate_next_value_ must be defined before members')
                self.generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self.ignored = value
        elif _is_dunder(key):
            pass
        elif key in self.members:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif key in self.ignored:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if isinstance(value, member):
                value = value.value
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            value = self.resolve(key, value)
            self.members[key] = value
            self.last_values.append(value)
        elif isinstance(value, type) and not isinstance(value, (auto,)):
            pass
        super().__setitem__(key, value)

    def resolve(self, key, value):
        if isinstance(value, auto):
            return self.next_value(key, value)
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            return tuple(self.next_value(key, item) if isinstance(item, auto) else item for item in value)
        return value

    def next_value(self, key, item):
        if item.value is None:
            item.value = self.generate(key, 1, len(self.members), self.last_values[:])
        return item.value


class EnumType(type):
    """Metaclass for Enum"""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        names = _Names(cls)
        for base in bases:
            generate = getattr(base, '_generate_next_value_', None)
            if generate is not None:
                names.generate = generate
                break
        return names

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            return super().__new__(metacls, cls, bases, dict(classdict), **kwds)
        members = classdict.members
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f'<enum {cls!r}> cannot extend {base!r}')
        invalid = {'mro', ''} & set(members)
        if invalid:
            raise ValueError('invalid enum member name(s) %s' % ','.join(repr(name) for name in invalid))
        data_type = metacls._data_type(bases)
        body = {key: value for key, value in classdict.items()
                if key not in members and key not in classdict.ignored and key != '_ignore_'}
        body.pop('_order_', None)
        if '_generate_next_value_' in body:
            body['_generate_next_value_'] = staticmethod(classdict.generate)
        new_member = body.get('__new__')
        if isinstance(new_member, staticmethod):
            new_member = new_member.__func__
        if '__new__' in body:
            # Members are made with it once; afterwards calling the class looks members up.
            body['__new_member__'] = staticmethod(new_member)
            del body['__new__']
        body['_member_names_'] = []
        body['_member_map_'] = {}
        body['_value2member_map_'] = {}
        body['_unhashable_values_'] = []
        body['_member_type_'] = data_type
        if boundary is None:
            for base in bases:
                boundary = getattr(base, '_boundary_', None)
                if boundary is not None:
                    break
        body['_boundary_'] = boundary
        body['_flag_mask_'] = 0
        enum_class = super().__new__(metacls, cls, bases, body, **kwds)
        if new_member is None:
            for base in enum_class.__mro__:
                made = base.__dict__.get('__new_member__')
                if made is not None:
                    new_member = made.__func__ if isinstance(made, staticmethod) else made
                    break
        for name, value in members.items():
            metacls._add_member(enum_class, name, value, data_type, new_member)
        if Flag is not None and issubclass(enum_class, Flag):
            single = sorted(m._value_ for m in enum_class._member_map_.values()
                            if m._value_ > 0 and m._value_ & (m._value_ - 1) == 0)
            mask = 0
            for value in single:
                mask |= value
            for m in enum_class._member_map_.values():
                mask |= m._value_ if m._value_ > 0 else 0
            enum_class._flag_mask_ = mask
            enum_class._member_names_ = [
                name for name in enum_class._member_names_
                if enum_class._member_map_[name]._value_ > 0
                and enum_class._member_map_[name]._value_ & (enum_class._member_map_[name]._value_ - 1) == 0
            ]
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    @staticmethod
    def _data_type(bases):
        for base in bases:
            for candidate in base.__mro__:
                if candidate is object:
                    continue
                if isinstance(candidate, EnumType):
                    kind = candidate.__dict__.get('_member_type_')
                    if kind is not None and kind is not object:
                        return kind
                    continue
                if '__new__' in candidate.__dict__ or candidate in (int, str, float, bytes, tuple, complex, dict, list):
                    return candidate
        return object

    @staticmethod
    def _add_member(enum_class, name, value, data_type, new_member):
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        if new_member is not None:
            made = new_member(enum_class, *args)
            if not hasattr(made, '_value_'):
                made._value_ = value if data_type is object else data_type(*args)
        elif data_type is object:
            made = object.__new__(enum_class)
            made._value_ = value
        else:
            made = data_type.__new__(enum_class, *args)
            if not hasattr(made, '_value_'):
                made._value_ = data_type(*args)
        value = made._value_
        canonical = None
        for known in enum_class._member_map_.values():
            if known._value_ == value:
                canonical = known
                break
        if canonical is None:
            made._name_ = name
            made.__objclass__ = enum_class
            made._sort_order_ = len(enum_class._member_names_)
            init = enum_class.__init__
            if init is not object.__init__ and init is not Enum.__init__:
                made.__init__(*args)
            enum_class._member_names_.append(name)
            try:
                enum_class._value2member_map_[value] = made
            except TypeError:
                enum_class._unhashable_values_.append(value)
            canonical = made
        enum_class._member_map_[name] = canonical
        if not isinstance(enum_class.__dict__.get(name), _property):
            type.__setattr__(enum_class, name, canonical)

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        bases = (cls,) if type is None else (type, cls)
        classdict = cls.__class__.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        names = list(names.items()) if isinstance(names, dict) else list(names)
        last = []
        for count, item in enumerate(names):
            if isinstance(item, str):
                generated = cls._generate_next_value_(item, start, count, last[:])
                item = (item, generated)
            name, value = item
            last.append(value)
            classdict[name] = value
        classdict['__module__'] = module or '__main__'
        if qualname is not None:
            classdict['__qualname__'] = qualname
        return cls.__class__(class_name, bases, classdict)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'" % (type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, name))
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    def __dir__(cls):
        names = ['__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__',
                 '__members__', '__module__', '__name__', '__qualname__']
        return sorted(set(names + cls._member_names_))

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return '<flag %r>' % cls.__name__
        return '<enum %r>' % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Create a collection of name/value pairs."""

    _member_names_ = []
    _member_map_ = {}

    @_property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @_property
    def value(self):
        """The value of the Enum member."""
        return self._value_

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except (KeyError, TypeError):
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        try:
            result = cls._missing_(value)
            error = None
        except Exception as caught:
            error = caught
            result = None
        if isinstance(result, cls):
            return result
        problem = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        if result is None and error is None:
            raise problem
        if error is None:
            error = TypeError('error in %s._missing_: returned %r instead of None or a valid member'
                              % (cls.__name__, result))
        if not isinstance(error, ValueError):
            error.__context__ = problem
        raise error

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            for last in reversed(last_values):
                try:
                    return last + 1
                except TypeError:
                    pass
            return start
        try:
            return last + 1
        except TypeError:
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        value = self._value_
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, repr(value))

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        return sorted({'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return True if self is other else NotImplemented

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)


class IntEnum(int, Enum):
    """Enum where members are also (and must be) ints"""

    __str__ = int.__repr__
    __hash__ = int.__hash__
    __eq__ = int.__eq__

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)


class StrEnum(str, Enum):
    """Enum where members are also (and must be) strings"""

    def __new_member__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        if values and not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    __new_member__ = staticmethod(__new_member__)
    __hash__ = str.__hash__
    __eq__ = str.__eq__

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = 'strict'
    CONFORM = 'conform'
    EJECT = 'eject'
    KEEP = 'keep'


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    """Support for flags"""

    _boundary_ = STRICT

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 1 << last.bit_length()
        except Exception:
            raise TypeError('invalid flag value %r' % last) from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        mask = cls._flag_mask_
        everything = (1 << mask.bit_length()) - 1
        original = value
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (
                    cls, value, _binary(value, bits), _binary(mask, bits)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += 1 << max(everything.bit_length(), value.bit_length())
        if value < 0:
            value = max(everything + 1, 1 << value.bit_length()) + value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [m._name_ for m in cls if m._value_ & value]
        rest = value
        for m in cls:
            rest &= ~m._value_
        if not names:
            made._name_ = None
        else:
            made._name_ = '|'.join(names)
            if rest and cls._boundary_ is KEEP:
                made._name_ += '|%s' % _number(cls, rest)
        cls._value2member_map_[value] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return (m for m in self.__class__ if m._value_ & self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        if self._name_ is None:
            return '<%s: %s>' % (self.__class__.__name__, repr(self._value_))
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, repr(self._value_))

    def __str__(self):
        if self._name_ is None:
            return '%s(%s)' % (self.__class__.__name__, repr(self._value_))
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        other = self._other(other)
        return other if other is NotImplemented else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._other(other)
        return other if other is NotImplemented else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._other(other)
        return other if other is NotImplemented else self.__class__(self._value_ ^ other)

    def __invert__(self):
        if self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, Flag):
    """Support for integer-based Flags"""

    _boundary_ = KEEP
    __str__ = int.__repr__
    __hash__ = int.__hash__
    __eq__ = int.__eq__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)


def _number(cls, value):
    return value if cls._member_type_ is object else cls._member_type_.__repr__(value)


def _binary(value, bits):
    digits = format(value & ((1 << bits) - 1), f'0{bits}b')
    return '0b%d %s' % (value < 0, digits)


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    duplicates = []
    for name, m in enumeration.__members__.items():
        if name != m.name:
            duplicates.append((name, m.name))
    if duplicates:
        details = ', '.join('%s -> %s' % pair for pair in duplicates)
        raise ValueError('duplicate values found in %r: %s' % (enumeration, details))
    return enumeration
