# pprint: data in lines of a width.

import collections
import re
import sys


class _Key:
    # Sorts whatever can be compared, and the rest by type.
    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(obj):
    return f'<Recursion on {type(obj).__name__} with id={id(obj)}>'


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._indent = int(indent)
        self._width = int(width)
        self._depth = depth
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscores = underscore_numbers

    def pprint(self, object):
        (self._stream or sys.stdout).write(self.pformat(object) + '\n')

    def pformat(self, object):
        parts = []
        self._put(object, parts, 0, 0, {}, 0)
        return ''.join(parts)

    def isrecursive(self, object):
        return self._short(object, {}, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self._short(object, {}, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._short(object, context, level)

    def _repr(self, obj, context, level):
        return self.format(obj, dict(context), self._depth, level)[0]

    def _short(self, obj, context, level):
        kind = type(obj)
        if kind is int and self._underscores:
            return f'{obj:_d}', True, False
        if isinstance(obj, dict) and kind.__repr__ is dict.__repr__:
            opening, closing = '{', '}'
        elif isinstance(obj, list) and kind.__repr__ is list.__repr__:
            opening, closing = '[', ']'
        elif isinstance(obj, tuple) and kind.__repr__ is tuple.__repr__:
            opening, closing = '(', ',)' if len(obj) == 1 else ')'
        else:
            text = repr(obj)
            return text, bool(text) and not text.startswith('<'), False
        if not obj:
            return opening + closing, True, False
        if self._depth and level >= self._depth:
            return opening + '...' + ('}' if opening == '{' else closing), False, False
        if id(obj) in context:
            return _recursion(obj), False, True
        context[id(obj)] = 1
        readable, recursive = True, False
        parts = []
        if opening == '{':
            items = sorted(obj.items(), key=_pair_key) if self._sort_dicts else obj.items()
            for key, value in items:
                k = self.format(key, context, self._depth, level + 1)
                v = self.format(value, context, self._depth, level + 1)
                parts.append(f'{k[0]}: {v[0]}')
                readable = readable and k[1] and v[1]
                recursive = recursive or k[2] or v[2]
        else:
            for item in obj:
                text, r, c = self.format(item, context, self._depth, level + 1)
                parts.append(text)
                readable = readable and r
                recursive = recursive or c
        del context[id(obj)]
        return opening + ', '.join(parts) + closing, readable, recursive

    def _put(self, obj, out, indent, allowance, context, level):
        if id(obj) in context:
            out.append(_recursion(obj))
            return
        text = self._repr(obj, context, level)
        width = self._width - indent - allowance
        if len(text) > width:
            method = self._method(obj)
            if method is not None:
                context[id(obj)] = 1
                method(obj, out, indent, allowance, context, level + 1)
                del context[id(obj)]
                return
            if hasattr(type(obj), '__dataclass_fields__') and type(obj).__repr__.__qualname__.endswith('.__repr__'):
                context[id(obj)] = 1
                self._dataclass(obj, out, indent, allowance, context, level + 1)
                del context[id(obj)]
                return
        out.append(text)

    def _method(self, obj):
        kind = type(obj).__repr__
        for base, method in (
            (dict, self._dict), (list, self._list), (tuple, self._tuple), (str, self._str),
            (collections.OrderedDict, self._ordered), (collections.defaultdict, self._default),
            (collections.Counter, self._counter), (collections.deque, self._deque),
            (set, self._set), (frozenset, self._set),
        ):
            if isinstance(obj, base) and kind is base.__repr__:
                return method
        return None

    def _dict(self, obj, out, indent, allowance, context, level):
        out.append('{')
        if self._indent > 1:
            out.append((self._indent - 1) * ' ')
        if obj:
            items = sorted(obj.items(), key=_pair_key) if self._sort_dicts else obj.items()
            self._pairs(list(items), out, indent, allowance + 1, context, level)
        out.append('}')

    def _pairs(self, items, out, indent, allowance, context, level):
        indent += self._indent
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            key = self._repr(key, context, level)
            out.append(key + ': ')
            self._put(value, out, indent + len(key) + 2, allowance if last else 1, context, level)
            if not last:
                out.append(',\n' + ' ' * indent)

    def _list(self, obj, out, indent, allowance, context, level):
        out.append('[')
        self._items(obj, out, indent, allowance + 1, context, level)
        out.append(']')

    def _tuple(self, obj, out, indent, allowance, context, level):
        closing = ',)' if len(obj) == 1 else ')'
        out.append('(')
        self._items(obj, out, indent, allowance + len(closing), context, level)
        out.append(closing)

    def _set(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        if type(obj) is set:
            opening, closing = '{', '}'
        else:
            opening, closing = type(obj).__name__ + '({', '})'
            indent += len(type(obj).__name__) + 1
        out.append(opening)
        self._items(sorted(obj, key=_Key), out, indent, allowance + len(closing), context, level)
        out.append(closing)

    def _ordered(self, obj, out, indent, allowance, context, level):
        name = type(obj).__name__
        out.append(name + '(')
        self._put(list(obj.items()), out, indent + len(name) + 1, allowance + 1, context, level)
        out.append(')')

    def _default(self, obj, out, indent, allowance, context, level):
        factory = self._repr(obj.default_factory, context, level)
        name = type(obj).__name__
        indent += len(name) + 1
        out.append(f'{name}({factory},\n{" " * indent}')
        self._dict(obj, out, indent, allowance + 1, context, level)
        out.append(')')

    def _counter(self, obj, out, indent, allowance, context, level):
        name = type(obj).__name__
        out.append(name + '({')
        if self._indent > 1:
            out.append((self._indent - 1) * ' ')
        self._pairs(obj.most_common(), out, indent + len(name) + 1, allowance + 2, context, level)
        out.append('})')

    def _deque(self, obj, out, indent, allowance, context, level):
        name = type(obj).__name__
        out.append(name + '(')
        indent += len(name) + 1
        out.append('[')
        self._items(obj, out, indent, allowance + 2, context, level)
        out.append(']' if obj.maxlen is None else '],\n%smaxlen=%r' % (' ' * indent, obj.maxlen))
        out.append(')')

    def _dataclass(self, obj, out, indent, allowance, context, level):
        name = type(obj).__name__
        out.append(name + '(')
        indent += len(name) + 1
        items = [(f.name, getattr(obj, f.name)) for f in type(obj).__dataclass_fields__.values() if f.repr]
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            out.append(key + '=')
            self._put(value, out, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                out.append(',\n' + ' ' * indent)
        out.append(')')

    def _items(self, items, out, indent, allowance, context, level):
        items = list(items)
        indent += self._indent
        if self._indent > 1:
            out.append((self._indent - 1) * ' ')
        separator = ''
        break_line = ',\n' + ' ' * indent
        width = room = self._width - indent + 1
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if room < size:
                    room = width
                    if separator:
                        separator = break_line
                if room >= size:
                    room -= size
                    out.append(separator + text)
                    separator = ', '
                    continue
            out.append(separator)
            separator = break_line
            self._put(item, out, indent, allowance if last else 1, context, level)

    def _str(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        most = room = self._width - indent
        chunks = []
        text = ''
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                room -= allowance
            if len(text) <= room:
                chunks.append(text)
                continue
            parts = re.findall(r'\S*\s*', line)
            parts.pop()
            limit = room
            current = ''
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(text)
            return
        out.append(('(' if level == 1 else '') + ('\n' + ' ' * indent).join(chunks) + (')' if level == 1 else ''))


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Pretty-print a Python object to a stream [default is sys.stdout]."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Pretty-print a Python object"""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Format a Python object into a pretty-printed representation."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    return PrettyPrinter()._short(object, {}, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
