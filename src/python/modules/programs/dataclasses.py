# dataclasses: classes whose methods follow from their annotated attributes.

import copy
from types import GenericAlias, MappingProxyType


class _MissingType:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


class _KeywordsOnly:
    pass


class _FactoryMark:
    def __repr__(self):
        return '<factory>'


class FrozenInstanceError(AttributeError):
    pass


MISSING = _MissingType()
KW_ONLY = _KeywordsOnly()
_FACTORY = _FactoryMark()
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only',
                 '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (
            f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
            f'default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},'
            f'compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},'
            f'_field_type={self._field_type})'
        )


class _Params:
    def __init__(self, **params):
        self.__dict__.update(params)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Return an object to identify dataclass fields."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_class_var(annotation):
    if isinstance(annotation, str):
        return annotation.replace('typing.', '').startswith('ClassVar')
    return repr(annotation).startswith('typing.ClassVar')


def _is_init_var(annotation):
    return annotation is InitVar or isinstance(annotation, InitVar) or (
        isinstance(annotation, str) and annotation.replace('dataclasses.', '').startswith('InitVar'))


def _make_field(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    made = default if isinstance(default, Field) else field(default=default)
    made.name = name
    made.type = annotation
    if _is_class_var(annotation):
        made._field_type = '_FIELD_CLASSVAR'
    elif _is_init_var(annotation):
        made._field_type = '_FIELD_INITVAR'
    else:
        made._field_type = '_FIELD'
    if made._field_type != '_FIELD' and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type == '_FIELD' and made.default is not MISSING and made.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: use default_factory')
    return made


def _function(name, parameters, lines, scope, cls, qualname=None):
    body = '\n'.join('    ' + line for line in lines or ['pass'])
    exec(f'def {name}({parameters}):\n{body}\n', scope)
    function = scope[name]
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    return function


def _init(cls, fields, frozen, has_post_init):
    seen_default = None
    for f in fields:
        if f.init and not f.kw_only:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = f
            elif seen_default is not None:
                raise TypeError(f'non-default argument {f.name!r} follows default argument')
    scope = {'_factory': _FACTORY, '_set': object.__setattr__, '__name__': cls.__module__}
    parameters = ['self']
    lines = []

    def parameter(f):
        if f.default is not MISSING:
            scope[f'_default_{f.name}'] = f.default
            return f'{f.name}=_default_{f.name}'
        if f.default_factory is not MISSING:
            return f'{f.name}=_factory'
        return f.name

    ordered = [f for f in fields if f.init and not f.kw_only]
    keywords = [f for f in fields if f.init and f.kw_only]
    parameters += [parameter(f) for f in ordered]
    if keywords:
        parameters.append('*')
        parameters += [parameter(f) for f in keywords]
    for f in fields:
        if f._field_type == '_FIELD_INITVAR':
            continue
        if f.default_factory is not MISSING:
            scope[f'_factory_{f.name}'] = f.default_factory
            value = f'_factory_{f.name}()'
            if f.init:
                value += f' if {f.name} is _factory else {f.name}'
        elif f.init:
            value = f.name
        else:
            continue
        lines.append(f'_set(self, {f.name!r}, {value})' if frozen else f'self.{f.name} = {value}')
    if has_post_init:
        names = ', '.join(f.name for f in fields if f._field_type == '_FIELD_INITVAR')
        lines.append(f'self.__post_init__({names})')
    function = _function('__init__', ', '.join(parameters), lines, scope, cls)
    function.__annotations__ = {f.name: f.type for f in ordered + keywords}
    function.__annotations__['return'] = None
    return function


_showing = []


def _repr(fields, cls):
    names = [f.name for f in fields if f.repr]

    def __repr__(self):
        if any(self is shown for shown in _showing):
            return '...'
        _showing.append(self)
        try:
            parts = ', '.join([f'{name}={getattr(self, name)!r}' for name in names])
        finally:
            _showing.pop()
        return f'{self.__class__.__qualname__}({parts})'

    __repr__.__qualname__ = f'{cls.__qualname__}.__repr__'
    return __repr__


def _comparison(name, symbol, names, cls):
    values = '(' + ''.join(f'{{0}}.{n}, ' for n in names) + ')'
    test = f'{values.format("self")} {symbol} {values.format("other")}'
    lines = [f'if other.__class__ is self.__class__:', f'    return {test}', 'return NotImplemented']
    return _function(name, 'self, other', lines, {}, cls)


def _set(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _process(cls, init, repr_, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    frozen_base = any_base = False
    for base in cls.__mro__[-1:0:-1]:
        known = base.__dict__.get(_FIELDS)
        if known is not None:
            any_base = True
            for f in known.values():
                fields[f.name] = f
            if getattr(base, _PARAMS).frozen:
                frozen_base = True
    annotations = cls.__dict__.get('__annotations__', {})
    own = []
    keywords_only = kw_only
    seen_mark = False
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or annotation in ('KW_ONLY', 'dataclasses.KW_ONLY'):
            if seen_mark:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_mark = True
            keywords_only = True
        else:
            own.append(_make_field(cls, name, annotation, keywords_only))
    for f in own:
        fields[f.name] = f
        if isinstance(cls.__dict__.get(f.name), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if any_base:
        if frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not frozen_base and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    own_hash = cls.__dict__.get('__hash__', MISSING)
    explicit_hash = not (own_hash is MISSING or (own_hash is None and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    setattr(cls, _FIELDS, fields)
    setattr(cls, _PARAMS, _Params(init=init, repr=repr_, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen))
    listed = [f for f in fields.values() if f._field_type == '_FIELD']
    arguments = [f for f in fields.values() if f._field_type in ('_FIELD', '_FIELD_INITVAR')]
    if init:
        _set(cls, '__init__', _init(cls, arguments, frozen, hasattr(cls, '__post_init__')))
    if repr_:
        _set(cls, '__repr__', _repr(listed, cls))
    compared = [f.name for f in listed if f.compare]
    if eq:
        _set(cls, '__eq__', _comparison('__eq__', '==', compared, cls))
    if order:
        for name, symbol in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            if _set(cls, name, _comparison(name, symbol, compared, cls)):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                                'Consider using functools.total_ordering')
    if frozen:
        names = tuple(fields)

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(cls, self).__delattr__(name)

        for method in (__setattr__, __delattr__):
            method.__qualname__ = f'{cls.__qualname__}.{method.__name__}'
            if _set(cls, method.__name__, method):
                raise TypeError(f'Cannot overwrite attribute {method.__name__} in class {cls.__name__}')
    if unsafe_hash and explicit_hash:
        raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    if unsafe_hash or (eq and frozen and not explicit_hash):
        hashed = [f.name for f in listed if (f.compare if f.hash is None else f.hash)]
        values = '(' + ''.join(f'self.{n}, ' for n in hashed) + ')'
        cls.__hash__ = _function('__hash__', 'self', [f'return hash({values})'], {}, cls)
    elif eq and not explicit_hash:
        cls.__hash__ = None
    if cls.__doc__ is None:
        parts = []
        for f in arguments:
            if f.init:
                kind = f.type.__name__ if isinstance(f.type, type) else repr(f.type)
                default = '' if f.default is MISSING else f' = {f.default!r}'
                default = ' = <factory>' if f.default_factory is not MISSING else default
                parts.append(f'{f.name}: {kind}{default}')
        cls.__doc__ = f'{cls.__name__}({", ".join(parts)})'
    if match_args:
        _set(cls, '__match_args__', tuple(f.name for f in arguments if f.init and not f.kw_only))
    if slots:
        cls = _with_slots(cls, [f.name for f in listed])
    return cls


def _with_slots(cls, names):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get('__slots__', ())}
    body = {key: value for key, value in cls.__dict__.items() if key not in ('__dict__', '__weakref__', *names)}
    body['__slots__'] = tuple(name for name in names if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Add dunder methods based on the fields defined in the class."""
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """Return a tuple describing the fields of this dataclass."""
    try:
        known = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in known.values() if f._field_type == '_FIELD')


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Returns True if obj is a dataclass or an instance of a dataclass."""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _inner(obj, dict_factory):
    # dict_factory None: tuples.
    if _is_instance(obj):
        pairs = [(f.name, _inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)]
        return dict_factory(pairs)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_inner(value, dict_factory) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_inner(value, dict_factory) for value in obj)
    if isinstance(obj, dict):
        return type(obj)((_inner(k, dict_factory), _inner(v, dict_factory)) for k, v in obj.items())
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """Return the fields of a dataclass instance as a new dictionary."""
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _inner(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """Return the fields of a dataclass instance as a new tuple of values."""
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _inner(obj, lambda pairs: tuple_factory(value for _, value in pairs))


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values."""
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type == '_FIELD_CLASSVAR':
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type == '_FIELD_INITVAR' and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    """Return a new dynamically created dataclass."""
    body = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            item = (item, 'typing.Any')
        name, kind, *default = item
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
        if default:
            body[name] = default[0]
    body['__annotations__'] = annotations
    body['__module__'] = 'types'
    return dataclass(type(cls_name, bases, body), **options)
