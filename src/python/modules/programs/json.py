# json: text for data.

import math
import re

_NUMBER = re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?', re.ASCII)
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_SPACE = re.compile(r'[ \t\n\r]*')
_SHORT = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_LONG = {'"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}
_SPECIAL = re.compile(r'["\\\x00-\x1f]')
_SPECIAL_ASCII = re.compile(r'["\\\x00-\x1f]|[^ -~]')


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count('\n', 0, pos) + 1
        column = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {line} column {column} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column


JSONDecodeError.__module__ = 'json.decoder'


class JSONDecoder:
    """Simple JSON decoder"""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or {'NaN': math.nan, 'Infinity': math.inf, '-Infinity': -math.inf}.get
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self._value(s, _SPACE.match(s, 0).end())
        end = _SPACE.match(s, end).end()
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == '{':
            return self._object(s, at + 1)
        if char == '[':
            return self._array(s, at + 1)
        for text, value in (('null', None), ('true', True), ('false', False)):
            if s.startswith(text, at):
                return value, at + len(text)
        match = _NUMBER.match(s, at)
        if match is not None:
            whole, fraction, exponent = match.groups()
            if fraction or exponent:
                return self.parse_float(match.group()), match.end()
            return self.parse_int(whole), match.end()
        for text in ('NaN', 'Infinity', '-Infinity'):
            if s.startswith(text, at):
                return self.parse_constant(text), at + len(text)
        raise JSONDecodeError('Expecting value', s, at)

    def _string(self, s, at):
        begin = at - 1
        parts = []
        while True:
            match = _PLAIN.match(s, at)
            parts.append(match.group())
            at = match.end()
            char = s[at:at + 1]
            if char == '"':
                return ''.join(parts), at + 1
            if char == '':
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if char != '\\':
                if self.strict:
                    raise JSONDecodeError('Invalid control character at', s, at)
                parts.append(char)
                at += 1
                continue
            escaped = s[at + 1:at + 2]
            if escaped == '':
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if escaped != 'u':
                if escaped not in _SHORT:
                    raise JSONDecodeError('Invalid \\escape', s, at)
                parts.append(_SHORT[escaped])
                at += 2
                continue
            code = self._hex(s, at + 2)
            at += 6
            if 0xd800 <= code <= 0xdbff and s.startswith('\\u', at):
                low = self._hex(s, at + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                    at += 6
            parts.append(chr(code))

    def _hex(self, s, at):
        digits = s[at:at + 4]
        if len(digits) == 4 and all(c in '0123456789abcdefABCDEF' for c in digits):
            return int(digits, 16)
        raise JSONDecodeError('Invalid \\uXXXX escape', s, at - 1)

    def _object(self, s, at):
        pairs = []
        at = _SPACE.match(s, at).end()
        if s[at:at + 1] != '}':
            while True:
                if s[at:at + 1] != '"':
                    raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
                key, at = self._string(s, at + 1)
                at = _SPACE.match(s, at).end()
                if s[at:at + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
                value, at = self._value(s, _SPACE.match(s, at + 1).end())
                pairs.append((key, value))
                at = _SPACE.match(s, at).end()
                char = s[at:at + 1]
                if char == '}':
                    break
                if char != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", s, at)
                comma = at
                at = _SPACE.match(s, at + 1).end()
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at + 1
        value = dict(pairs)
        return (value if self.object_hook is None else self.object_hook(value)), at + 1

    def _array(self, s, at):
        values = []
        at = _SPACE.match(s, at).end()
        if s[at:at + 1] == ']':
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _SPACE.match(s, at).end()
            char = s[at:at + 1]
            if char == ']':
                return values, at + 1
            if char != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _SPACE.match(s, at + 1).end()


def _escape(match):
    char = match.group()
    if char in _LONG:
        return _LONG[char]
    code = ord(char)
    if code < 0x10000:
        return f'\\u{code:04x}'
    code -= 0x10000
    return f'\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}'


class JSONEncoder:
    """Extensible JSON encoder for Python data structures."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = ' ' * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        parts = []
        self._write(o, parts, '\n', [])
        return ''.join(parts)

    def iterencode(self, o):
        parts = []
        self._write(o, parts, '\n', [])
        return iter(parts)

    def _text(self, s):
        return '"' + (_SPECIAL_ASCII if self.ensure_ascii else _SPECIAL).sub(_escape, s) + '"'

    def _float(self, x):
        if x == x and x not in (math.inf, -math.inf):
            return float.__repr__(x)
        if not self.allow_nan:
            raise ValueError('Out of range float values are not JSON compliant')
        return 'NaN' if x != x else 'Infinity' if x > 0 else '-Infinity'

    def _atom(self, o):
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, str):
            return self._text(o)
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _key(self, key):
        if isinstance(key, str):
            return key
        atom = self._atom(key)
        if atom is not None:
            return atom
        if self.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

    def _write(self, o, parts, line, inside):
        atom = self._atom(o)
        if atom is not None:
            parts.append(atom)
            return
        if self.check_circular and any(o is outer for outer in inside):
            raise ValueError('Circular reference detected')
        inside.append(o)
        if isinstance(o, (list, tuple)):
            self._items(o, parts, line, inside, '[]', None)
        elif isinstance(o, dict):
            items = sorted(o.items()) if self.sort_keys else o.items()
            pairs = [(self._key(key), value) for key, value in items]
            pairs = [pair for pair in pairs if pair[0] is not None]
            self._items([v for _, v in pairs], parts, line, inside, '{}', [k for k, _ in pairs])
        else:
            self._write(self.default(o), parts, line, inside)
        inside.pop()

    def _items(self, values, parts, line, inside, brackets, keys):
        if not values:
            parts.append(brackets)
            return
        parts.append(brackets[0])
        inner = '' if self.indent is None else line + self.indent
        separator = self.item_separator + inner
        parts.append(inner)
        for i, value in enumerate(values):
            if i:
                parts.append(separator)
            if keys is not None:
                parts.append(self._text(keys[i]) + self.key_separator)
            self._write(value, parts, '\n' if self.indent is None else inner, inside)
        if self.indent is not None:
            parts.append(line)
        parts.append(brackets[1])


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    """Serialize obj to a JSON formatted str."""
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    """Serialize obj as a JSON formatted stream to fp."""
    fp.write(dumps(obj, **kw))


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    """Deserialize s to a Python object."""
    if isinstance(s, str):
        if s.startswith('\ufeff'):
            raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = bytes(s).decode('utf-8')
    else:
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    return (cls or JSONDecoder)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
        object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    """Deserialize fp to a Python object."""
    return loads(fp.read(), **kw)
