# string: constants and templates.

import re

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split the argument into words, capitalize each word, and join them again."""
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = re.IGNORECASE

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls.pattern = _template_pattern(cls)

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        at = match.start('invalid')
        lines = self.template[:at].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = at - len(''.join(lines[:-1])), len(lines)
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (line, column))

    def _substitute(self, mapping, kws, safe):
        if kws and mapping is not None:
            merged = dict(mapping)
            merged.update(kws)
            mapping = merged
        elif mapping is None:
            mapping = kws

        def convert(match):
            name = match.group('named') or match.group('braced')
            if name is not None:
                if safe:
                    try:
                        return str(mapping[name])
                    except KeyError:
                        return match.group()
                return str(mapping[name])
            if match.group('escaped') is not None:
                return self.delimiter
            if safe:
                return match.group()
            self._invalid(match)

        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=None, /, **kws):
        return self._substitute(mapping, kws, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._substitute(mapping, kws, True)

    def is_valid(self):
        for match in self.pattern.finditer(self.template):
            if match.group('invalid') is not None:
                return False
        return True

    def get_identifiers(self):
        names = []
        for match in self.pattern.finditer(self.template):
            name = match.group('named') or match.group('braced')
            if name is not None and name not in names:
                names.append(name)
        return names


def _template_pattern(cls):
    if 'pattern' in cls.__dict__:
        pattern = cls.pattern
    else:
        delimiter = re.escape(cls.delimiter)
        name = cls.idpattern
        braced = cls.braceidpattern or name
        pattern = (
            f'{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|{{(?P<braced>{braced})}}|(?P<invalid>))'
        )
    return re.compile(pattern, cls.flags | re.VERBOSE)


Template.pattern = _template_pattern(Template)


class Formatter:
    """What str.format does, in parts that a subclass may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if name is None:
                continue
            if name == '' or name[0] in '.[':
                if auto is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                name = str(auto) + name
                auto += 1
            elif name.isdigit():
                if auto:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                auto = False
            obj, key = self.get_field(name, args, kwargs)
            used.add(key)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            result.append(self.format_field(obj, spec))
        return ''.join(result), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError('Unknown conversion specifier {!s}'.format(conversion))

    def parse(self, format_string):
        literal = ''
        at = 0
        end = len(format_string)
        while at < end:
            char = format_string[at]
            at += 1
            if char in '{}' and format_string[at:at + 1] == char:
                literal += char
                at += 1
                continue
            if char == '}':
                raise ValueError("Single '}' encountered in format string")
            if char != '{':
                literal += char
                continue
            start, depth = at, 1
            while at < end and depth:
                depth += {'{': 1, '}': -1}.get(format_string[at], 0)
                at += 1
            if depth:
                if start == end:
                    raise ValueError("Single '{' encountered in format string")
                raise ValueError("expected '}' before end of string")
            field = format_string[start:at - 1]
            name, colon, spec = field.partition(':')
            name, mark, conversion = name.partition('!')
            yield literal, name, spec, conversion if mark else None
            literal = ''
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        first = re.match(r'[^.\[]*', field_name).group()
        rest = field_name[len(first):]
        key = int(first) if first.isdigit() else first
        obj = self.get_value(key, args, kwargs)
        for attribute, item in re.findall(r'\.([^.\[]+)|\[([^\]]+)\]', rest):
            if attribute:
                obj = getattr(obj, attribute)
            else:
                obj = obj[int(item) if item.isdigit() else item]
        return obj, key
