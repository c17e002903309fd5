# typing: what annotations are made of. Nothing here changes what a program does.

import collections
import collections.abc
import types

TYPE_CHECKING = False


def _name(item):
    if item is ...:
        return '...'
    if item is None:
        return 'None'
    if item is type(None):
        return 'NoneType'
    if isinstance(item, type) and not isinstance(item, types.GenericAlias):
        return item.__qualname__ if item.__module__ == 'builtins' else f'{item.__module__}.{item.__qualname__}'
    if isinstance(item, list):
        return '[' + ', '.join(_name(x) for x in item) + ']'
    if isinstance(item, types.FunctionType):
        return item.__name__
    return repr(item)


def _argument(item):
    return type(None) if item is None else ForwardRef(item) if isinstance(item, str) else item


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


class _Form:
    # Something that annotations name, with or without arguments.
    def __init__(self, name, make=None):
        self._name = name
        self._make = make

    def __repr__(self):
        return f'typing.{self._name}'

    def __getitem__(self, item):
        if self._make is None:
            raise TypeError(f'{self!r} is not subscriptable')
        return self._make(self, item if isinstance(item, tuple) else (item,))

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Alias:
    # A form with its arguments.
    def __init__(self, form, args, origin=None):
        self._form = form
        self.__origin__ = form if origin is None else origin
        self.__args__ = args
        self.__parameters__ = tuple(dict.fromkeys(arg for arg in args if isinstance(arg, TypeVar)))

    def __repr__(self):
        args = ', '.join(_name(arg) for arg in self.__args__)
        return f'{self._form!r}[{args or "()"}]'

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self._form is other._form and self.__args__ == other.__args__

    def __hash__(self):
        return hash((id(self._form), self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getitem__(self, item):
        items = item if isinstance(item, tuple) else (item,)
        if not self.__parameters__:
            raise TypeError(f'{self!r} is not a generic class')
        values = dict(zip(self.__parameters__, items))
        return _Alias(self._form, tuple(values.get(arg, arg) for arg in self.__args__), self.__origin__)

    def __call__(self, *args, **kwds):
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **kwds)
        raise TypeError(f'Cannot instantiate {self!r}')

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        return ()

    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


class _ClassForm(_Form):
    # `List`: a built-in class by its old name.
    def __init__(self, name, origin):
        super().__init__(name, lambda form, items: _Alias(form, tuple(_argument(i) for i in items), origin))
        self.__origin__ = origin

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


def _flat_union(form, items):
    flat = []
    for item in items:
        item = _argument(item)
        if isinstance(item, _Alias) and item._form in (Union, Optional):
            parts = item.__args__
        elif isinstance(item, types.UnionType):
            parts = item.__args__
        else:
            parts = (item,)
        for part in parts:
            if part not in flat:
                flat.append(part)
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and type(None) in flat:
        return _OptionalAlias(Union, tuple(flat))
    return _Alias(Union, tuple(flat))


class _OptionalAlias(_Alias):
    def __repr__(self):
        other = [arg for arg in self.__args__ if arg is not type(None)]
        return f'typing.Optional[{_name(other[0])}]'


def _plain(form, items):
    return _Alias(form, tuple(_argument(item) for item in items))


class _Literal(_Alias):
    def __repr__(self):
        return f'typing.Literal[{", ".join(map(repr, self.__args__))}]'


class _Annotated(_Alias):
    def __repr__(self):
        return f'typing.Annotated[{_name(self.__args__[0])}, {", ".join(map(repr, self.__metadata__))}]'


def _annotated(form, items):
    made = _Annotated(form, (_argument(items[0]),), items[0])
    made.__metadata__ = items[1:]
    return made


class _CallableAlias(_Alias):
    def __repr__(self):
        *args, result = self.__args__
        shown = '...' if args == [...] else '[' + ', '.join(_name(arg) for arg in args) + ']'
        return f'typing.Callable[{shown}, {_name(result)}]'


def _callable(form, items):
    if len(items) != 2:
        raise TypeError('Callable must be used as Callable[[arg, ...], result].')
    args, result = items
    args = tuple(_argument(arg) for arg in args) if isinstance(args, list) else (args,)
    return _CallableAlias(form, args + (_argument(result),), collections.abc.Callable)


class Any:
    """Special type indicating an unconstrained type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


class _AnyMeta(type):
    def __repr__(cls):
        return 'typing.Any' if cls.__name__ == 'Any' else type.__repr__(cls)


Any = _AnyMeta('Any', (), dict(__new__=Any.__dict__['__new__'], __module__='typing'))

Union = _Form('Union', _flat_union)
Optional = _Form('Optional', lambda form, items: Union[items[0], None])
Callable = _Form('Callable', _callable)
Literal = _Form('Literal', lambda form, items: _Literal(form, items))
ClassVar = _Form('ClassVar', _plain)
Final = _Form('Final', _plain)
Annotated = _Form('Annotated', _annotated)
Concatenate = _Form('Concatenate', _plain)
TypeGuard = _Form('TypeGuard', _plain)
Required = _Form('Required', _plain)
NotRequired = _Form('NotRequired', _plain)
Unpack = _Form('Unpack', _plain)
NoReturn = _Form('NoReturn')
Never = _Form('Never')
Self = _Form('Self')
LiteralString = _Form('LiteralString')
TypeAlias = _Form('TypeAlias')
List = _ClassForm('List', list)
Dict = _ClassForm('Dict', dict)
Set = _ClassForm('Set', set)
FrozenSet = _ClassForm('FrozenSet', frozenset)
Tuple = _ClassForm('Tuple', tuple)
Type = _ClassForm('Type', type)
Deque = _ClassForm('Deque', collections.deque)
DefaultDict = _ClassForm('DefaultDict', collections.defaultdict)
OrderedDict = _ClassForm('OrderedDict', collections.OrderedDict)
Counter = _ClassForm('Counter', collections.Counter)
ChainMap = _ClassForm('ChainMap', collections.ChainMap)
Iterable = _ClassForm('Iterable', collections.abc.Iterable)
Iterator = _ClassForm('Iterator', collections.abc.Iterator)
Generator = _ClassForm('Generator', collections.abc.Generator)
Reversible = _ClassForm('Reversible', collections.abc.Reversible)
Container = _ClassForm('Container', collections.abc.Container)
Collection = _ClassForm('Collection', collections.abc.Collection)
Sequence = _ClassForm('Sequence', collections.abc.Sequence)
MutableSequence = _ClassForm('MutableSequence', collections.abc.MutableSequence)
Mapping = _ClassForm('Mapping', collections.abc.Mapping)
MutableMapping = _ClassForm('MutableMapping', collections.abc.MutableMapping)
AbstractSet = _ClassForm('AbstractSet', collections.abc.Set)
MutableSet = _ClassForm('MutableSet', collections.abc.MutableSet)
Hashable = _ClassForm('Hashable', collections.abc.Hashable)
Sized = _ClassForm('Sized', collections.abc.Sized)


class TypeVar:
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        mark = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return mark + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


ParamSpec = TypeVarTuple = TypeVar
T = TypeVar('T')
AnyStr = TypeVar('AnyStr', bytes, str)
Text = str


class Generic:
    """Abstract base class for generic types."""

    def __class_getitem__(cls, item):
        items = item if isinstance(item, tuple) else (item,)
        return _GenericAlias(cls, items)


class _GenericAlias(_Alias):
    def __init__(self, cls, items):
        super().__init__(cls, items)

    def __repr__(self):
        origin = self.__origin__
        return f'{origin.__module__}.{origin.__qualname__}[{", ".join(_name(arg) for arg in self.__args__)}]'


class Protocol(Generic):
    """Base class for protocol classes."""

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)


class SupportsFloat(Protocol):
    def __float__(self):
        pass


class SupportsInt(Protocol):
    def __int__(self):
        pass


class SupportsIndex(Protocol):
    def __index__(self):
        pass


class SupportsAbs(Protocol):
    def __abs__(self):
        pass


def _namedtuple(name, kinds, defaults, module):
    made = collections.namedtuple(name, list(kinds), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = kinds
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        kinds = ns.get('__annotations__', {})
        with_default = []
        for name in kinds:
            if name in ns:
                with_default.append(name)
            elif with_default:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field'
                                f'{"s" if len(with_default) > 1 else ""} {", ".join(with_default)}')
        made = _namedtuple(typename, dict(kinds), [ns[n] for n in with_default], ns.get('__module__', '__main__'))
        for key, value in ns.items():
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_make',
                       '_replace', '_asdict', '_source'):
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in ('__module__', '__name__', '__annotations__', '__qualname__') and key not in made._fields:
                setattr(made, key, value)
        if '__qualname__' in ns:
            made.__qualname__ = ns['__qualname__']
        return made


class _NamedTupleBase(metaclass=type):
    pass


class _NamedTuple:
    def __call__(self, typename, fields=None, /, **kwargs):
        kinds = dict(fields) if fields is not None else kwargs
        return _namedtuple(typename, kinds, None, '__main__')

    def __mro_entries__(self, bases):
        return (_named_tuple_base,)

    def __repr__(self):
        return '<function NamedTuple>'


_named_tuple_base = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple = _NamedTuple()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        kinds = {}
        for base in bases:
            kinds.update(base.__dict__.get('__annotations__', {}))
        kinds.update(ns.get('__annotations__', {}))
        made = type.__new__(cls, name, (dict,), dict(ns))
        made.__annotations__ = kinds
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class _TypedDict:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        return _TypedDictMeta(typename, (), {'__annotations__': dict(fields or kwargs)}, total=total)

    def __mro_entries__(self, bases):
        return (_typed_dict_base,)


_typed_dict_base = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict = _TypedDict()


class NewType:
    """NewType creates simple unique types with almost zero runtime overhead."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = '__main__'

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __call__(self, x):
        return x

    def __or__(self, other):
        return Union[self, other]


def cast(typ, val):
    """Cast a value to a type."""
    return val


def overload(func):
    """Decorator for overloaded functions/methods."""
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated '
                                  'functions outside a stub module should always be followed by an implementation '
                                  'that is not @overload-ed.')

    return _overload_dummy


def final(f):
    """Decorator to indicate final methods and final classes."""
    return f


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol."""
    names = [name for name in cls.__dict__ if not name.startswith('__') or name in ('__call__', '__len__', '__iter__')]
    names += [name for name in cls.__dict__.get('__annotations__', {}) if name not in names]

    class _Runtime(type):
        def __instancecheck__(self, obj):
            if self.__dict__.get('_is_runtime'):
                return all(hasattr(obj, name) for name in names)
            return self in type(obj).__mro__

    body = {key: value for key, value in cls.__dict__.items() if key not in ('__dict__', '__weakref__')}
    body['_is_runtime'] = True
    made = _Runtime(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def get_origin(tp):
    """Get the unsubscripted version of a type."""
    if isinstance(tp, _Annotated):
        return Annotated
    return getattr(tp, '__origin__', types.UnionType if isinstance(tp, types.UnionType) else None)


def get_args(tp):
    """Get type arguments with all substitutions performed."""
    if isinstance(tp, _Annotated):
        return (tp.__args__[0],) + tp.__metadata__
    if isinstance(tp, _CallableAlias):
        *args, result = tp.__args__
        return ((... if args == [...] else args), result)
    return getattr(tp, '__args__', ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Return type hints for an object."""
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get('__annotations__', {}))
    else:
        hints.update(getattr(obj, '__annotations__', {}))
    scope = globalns if globalns is not None else getattr(obj, '__globals__', {})
    for name, hint in hints.items():
        if hint is None:
            hints[name] = type(None)
        elif isinstance(hint, str):
            hints[name] = eval(hint, dict(scope), localns)
    return hints
