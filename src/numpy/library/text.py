"""Arrays in text files: loadtxt, savetxt, genfromtxt."""
import numpy as np


def _lines_of(fname, encoding=None):
    """The lines of a file's name, a file, or any iterable of lines."""
    if isinstance(fname, str) or hasattr(fname, '__fspath__'):
        with open(fname, 'r') as opened:
            return opened.read().splitlines()
    lines = []
    for line in fname:
        if isinstance(line, bytes):
            line = line.decode('latin1')
        lines.append(line.rstrip('\n').rstrip('\r'))
    return lines


def _without_comment(line, comments):
    for mark in comments:
        at = line.find(mark)
        if at >= 0:
            line = line[:at]
    return line


def _marks(comments):
    if comments is None:
        return []
    if isinstance(comments, (str, bytes)):
        comments = [comments]
    return [mark.decode('latin1') if isinstance(mark, bytes) else mark for mark in comments]


def _split(line, delimiter, quotechar=None):
    if quotechar is not None and quotechar in line:
        words, word, quoted = [], '', False
        for c in line:
            if c == quotechar:
                quoted = not quoted
            elif not quoted and (c == delimiter or (delimiter is None and c.isspace())):
                if delimiter is not None or word:
                    words.append(word)
                word = ''
            else:
                word += c
        if delimiter is not None or word:
            words.append(word)
        return words
    return line.split(delimiter)


def _flat_fields(dtype):
    """The dtypes of the columns of a row."""
    if dtype.names is None:
        return [dtype]
    found = []
    for name in dtype.names:
        found.extend(_flat_fields(dtype[name]))
    return found


_TYPE_NAMES = {'f': 'float64', 'i': 'int64', 'u': 'uint64'}


def _convert(word, dtype, row, column):
    kind = dtype.kind
    try:
        if kind in 'iu':
            try:
                return int(word)
            except ValueError:
                float(word)
                raise
        if kind == 'f':
            return float.fromhex(word) if 'x' in word.lower() else float(word)
        if kind == 'c':
            return complex(word.strip().strip('()'))
        if kind == 'b':
            return bool(int(word))
        if kind == 'S':
            return word.encode('latin1')
        return word
    except ValueError:
        raise ValueError('could not convert string %r to %s at row %d, column %d.'
                         % (word, dtype.name, row, column)) from None


def loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None):
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.loadtxt yet")
    if isinstance(delimiter, bytes):
        delimiter = delimiter.decode('latin1')
    dtype = np.dtype(dtype)
    if usecols is not None:
        usecols = [usecols] if isinstance(usecols, int) else list(usecols)
    marks = _marks(comments)
    fields = _flat_fields(dtype)
    rows = []
    columns = None
    for line in _lines_of(fname, encoding)[skiprows:]:
        if max_rows is not None and len(rows) >= max_rows:
            break
        line = _without_comment(line, marks)
        if line.strip() == '':
            continue
        words = _split(line, delimiter, quotechar)
        number = len(rows)
        if usecols is not None:
            for column in usecols:
                if not -len(words) <= column < len(words):
                    raise ValueError('invalid column index %d at row %d with %d columns'
                                     % (column, number + 1, len(words)))
            columns_here = usecols
        else:
            if columns is None:
                columns = len(words)
            elif columns != len(words):
                raise ValueError('the number of columns changed from %d to %d at row %d; use `usecols` to select a '
                                 'subset and avoid this error' % (columns, len(words), number + 1))
            columns_here = range(len(words))
        if dtype.names is not None and len(columns_here) != len(fields):
            raise ValueError('the dtype passed requires %d columns but %d were found at row %d; use `usecols` to select a subset and avoid this error'
                             % (len(fields), len(columns_here), number + 1))
        values = []
        for place, column in enumerate(columns_here):
            word = words[column]
            kind = fields[place] if dtype.names is not None else dtype
            converter = None
            if callable(converters):
                converter = converters
            elif converters is not None:
                converter = converters.get(column % len(words))
            if converter is not None:
                values.append(converter(word))
            else:
                text = word if kind.kind in 'SU' else word.strip()
                values.append(_convert(text, kind, number, column % len(words) + 1))
        rows.append(tuple(values) if dtype.names is not None else values)
    if not rows:
        source = fname if isinstance(fname, str) else repr(fname)
        np.lib._warn('UserWarning', 'loadtxt: input contained no data: "%s"' % (fname,))
        result = np.empty((0,) if dtype.names is not None else (0, 1), dtype)
        if dtype.names is None and ndmin < 2:
            result = result.reshape(0)
    elif dtype.names is not None:
        result = np.array(rows, dtype=dtype)
    elif dtype.kind in 'SU' and dtype.itemsize == 0:
        result = np.array(rows, dtype=dtype)
    else:
        result = np.array(rows, dtype=dtype)
    if dtype.names is None and result.ndim == 2:
        if ndmin < 2 and 1 in result.shape:
            if result.shape == (1, 1):
                result = result.reshape((1,) if ndmin == 1 else ())
            else:
                result = result.reshape(-1)
    elif dtype.names is not None and ndmin == 0 and result.shape == (1,):
        result = result.reshape(())
    if unpack:
        if dtype.names is not None:
            return [result[name] for name in dtype.names]
        return result.T
    return result


def savetxt(fname, X, fmt='%.18e', delimiter=' ', newline='\n', header='', footer='', comments='# ', encoding=None):
    X = np.asarray(X)
    if isinstance(delimiter, bytes):
        delimiter = delimiter.decode('latin1')
    if X.ndim == 0 or X.ndim > 2:
        raise ValueError('Expected 1D or 2D array, got %dD array instead' % X.ndim)
    if X.ndim == 1:
        if X.dtype.names is None:
            X = np.atleast_2d(X).T
            columns = 1
        else:
            columns = len(X.dtype.names)
    else:
        columns = X.shape[1]
    is_complex = X.dtype.kind == 'c'
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != columns:
            raise AttributeError('fmt has wrong shape.  %s' % (str(fmt),))
        form = delimiter.join(fmt)
    elif isinstance(fmt, str):
        marks = fmt.count('%')
        if marks == 1:
            one = ' (%s+%sj)' % (fmt, fmt) if is_complex else fmt
            form = delimiter.join([one] * columns)
        elif is_complex and marks != 2 * columns or not is_complex and marks != columns:
            raise ValueError('fmt has wrong number of %% formats:  %s' % fmt)
        else:
            form = fmt
    else:
        raise ValueError('invalid fmt: %r' % (fmt,))
    out = []
    if header:
        out.append(comments + header.replace('\n', '\n' + comments) + newline)
    for row in X:
        if is_complex:
            values = []
            for number in row:
                values.append(number.real)
                values.append(number.imag)
            text = (form % tuple(values) + newline).replace('+-', '-')
        else:
            values = tuple(row)
            try:
                text = form % values + newline
            except TypeError:
                raise TypeError("Mismatch between array dtype ('%s') and format specifier ('%s')"
                                % (str(X.dtype), form)) from None
        out.append(text)
    if footer:
        out.append(comments + footer.replace('\n', '\n' + comments) + newline)
    text = ''.join(out)
    if hasattr(fname, 'write'):
        try:
            fname.write(text)
        except TypeError:
            fname.write(text.encode('latin1'))
        return
    with open(fname, 'w') as opened:
        opened.write(text)


_MISSING = ('', 'nan', 'N/A', 'n/a')


def _guess(words):
    """The simplest type that all words of a column have."""
    def all_of(kind):
        for word in words:
            if word.strip() == '':
                continue
            try:
                kind(word)
            except ValueError:
                return False
        return True
    if words and all(word.strip() in ('True', 'False', 'true', 'false', 'TRUE', 'FALSE', '') for word in words) \
            and any(word.strip() for word in words):
        return np.dtype(bool)
    if all_of(int):
        return np.dtype(int)
    if all_of(float):
        return np.dtype(float)
    if all_of(complex):
        return np.dtype(complex)
    return np.dtype('U')


def _valid_names(names, case_sensitive, deletechars, excludelist, replace_space, defaultfmt='f%i'):
    deleted = set('~!@#$%^&*()-=+~\\|]}[{\';: /?.>,<') if deletechars is None else set(deletechars)
    excluded = set(['return', 'file', 'print'] + list(excludelist or []))
    result, seen = [], {}
    for k, name in enumerate(names):
        name = name.strip().replace(' ', replace_space)
        name = ''.join([c for c in name if c not in deleted])
        if case_sensitive in (False, 'upper'):
            name = name.upper()
        elif case_sensitive == 'lower':
            name = name.lower()
        if name == '':
            name = defaultfmt % k
        if name in excluded:
            name += '_'
        count = seen.get(name, 0)
        seen[name] = count + 1
        result.append(name if count == 0 else '%s_%d' % (name, count))
    return result


def _default(dtype, filling):
    if filling is not None:
        return filling
    return {'b': False, 'i': -1, 'u': -1, 'f': float('nan'), 'c': complex(float('nan'), 0)}.get(dtype.kind, '???')


def _value(word, dtype, missing, filling):
    text = word.strip()
    if text == '' or text in missing:
        if dtype.kind in 'US' and filling is None:
            return text
        return _default(dtype, filling)
    if dtype.kind == 'b':
        return text.lower() == 'true' if text.lower() in ('true', 'false') else bool(int(text))
    if dtype.kind in 'iu':
        try:
            return int(text)
        except ValueError:
            return _default(dtype, filling)
    if dtype.kind == 'f':
        try:
            return float(text)
        except ValueError:
            return _default(dtype, filling)
    if dtype.kind == 'c':
        try:
            return complex(text)
        except ValueError:
            return _default(dtype, filling)
    if dtype.kind == 'S':
        return text.encode('latin1')
    return text


def genfromtxt(fname, dtype=float, comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None,
               missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None,
               deletechars=None, replace_space='_', autostrip=False, case_sensitive=True, defaultfmt='f%i',
               unpack=None, usemask=False, loose=True, invalid_raise=True, max_rows=None, encoding=None, *,
               ndmin=0, like=None):
    if usemask:
        raise NotImplementedError("numcell does not support the argument 'usemask' of np.genfromtxt yet")
    if like is not None:
        raise NotImplementedError("numcell does not support the argument 'like' of np.genfromtxt yet")
    if isinstance(fname, str) and '\n' in fname:
        fname = fname.splitlines()
    lines = _lines_of(fname, encoding)
    marks = _marks(comments)
    lines = lines[skip_header:]
    if isinstance(usecols, str):
        usecols = [name.strip() for name in usecols.split(',')]
    elif isinstance(usecols, int):
        usecols = [usecols]

    def words_of(line):
        line = _without_comment(line, marks)
        if line.strip() == '':
            return []
        if isinstance(delimiter, int):
            words = [line[k:k + delimiter] for k in range(0, len(line), delimiter)]
        elif isinstance(delimiter, (list, tuple)):
            words, start = [], 0
            for width in delimiter:
                words.append(line[start:start + width])
                start += width
        else:
            words = line.strip(' \r\n').split(delimiter) if delimiter is not None else line.split()
        return [word.strip() for word in words] if autostrip or delimiter is None else words

    if names is True:
        while lines:
            first = lines.pop(0)
            text = first
            for mark in marks:
                if text.strip().startswith(mark):
                    text = text.strip()[len(mark):]
            found = words_of(text)
            if found:
                names = [word.strip() for word in found]
                break
    elif isinstance(names, str):
        names = [name.strip() for name in names.split(',')]
    elif names is not None:
        names = list(names)
    if names:
        names = _valid_names(names, case_sensitive, deletechars, excludelist, replace_space, defaultfmt)
    rows, wrong, width = [], [], None
    kept_lines = [(number, words_of(line)) for number, line in enumerate(lines)]
    kept_lines = [(number, words) for number, words in kept_lines if words]
    if skip_footer > 0:
        kept_lines = kept_lines[:-skip_footer]
    if max_rows is not None:
        kept_lines = kept_lines[:max_rows]
    for number, words in kept_lines:
        if width is None:
            width = len(words)
        if usecols is not None:
            try:
                places = [names.index(c) if isinstance(c, str) else c for c in usecols]
                words = [words[c] for c in places]
            except IndexError:
                wrong.append((number + skip_header + 1, len(words)))
                continue
        elif len(words) != width:
            wrong.append((number + skip_header + 1, len(words)))
            continue
        rows.append(words)
    if wrong:
        text = 'Some errors were detected !\n' + '\n'.join(
            ['    Line #%i (got %i columns instead of %i)' % (number, n, width) for number, n in wrong])
        if invalid_raise:
            raise ValueError(text)
        np.lib._warn('ConversionWarning', text)
    if not rows:
        np.lib._warn('UserWarning', 'genfromtxt: Empty input file: "%s"' % (fname,))
        return np.array([])
    if usecols is not None and names and len(names) > len(usecols):
        names = [c if isinstance(c, str) else names[c] for c in usecols]
    count = len(rows[0])
    columns = [[row[k] for row in rows] for k in range(count)]
    missing = [set(_MISSING) for _ in range(count)]
    if missing_values is not None:
        if isinstance(missing_values, dict):
            for key, value in missing_values.items():
                k = names.index(key) if isinstance(key, str) else key
                missing[k].update([value] if isinstance(value, str) else value)
        elif isinstance(missing_values, str):
            for one in missing:
                one.update([word.strip() for word in missing_values.split(',')])
        else:
            for one, value in zip(missing, missing_values):
                one.add(str(value))
    filling = [None] * count
    if isinstance(filling_values, dict):
        for key, value in filling_values.items():
            filling[names.index(key) if isinstance(key, str) else key] = value
    elif isinstance(filling_values, (list, tuple)):
        filling[:len(filling_values)] = list(filling_values)
    elif filling_values is not None:
        filling = [filling_values] * count
    functions = {}
    for key, function in (converters or {}).items():
        functions[names.index(key) if isinstance(key, str) else key] = function
    if dtype is None:
        kinds = []
        for k, column in enumerate(columns):
            if k in functions:
                kinds.append(np.array([functions[k](word) for word in column]).dtype)
            else:
                kinds.append(_guess([word for word in column if word.strip() not in missing[k]]))
        uniform = len(set([str(kind) for kind in kinds])) == 1
        if kinds and not names and not uniform and all(kind.kind in 'bifc' for kind in kinds) and False:
            uniform = True
    else:
        dtype = np.dtype(dtype)
        if dtype.names is not None:
            kinds = _flat_fields(dtype)
            if names is None:
                names = list(dtype.names)
            uniform = False
        else:
            kinds = [dtype] * count
            uniform = True
    values = []
    for k, column in enumerate(columns):
        if k in functions:
            values.append([functions[k](word) for word in column])
        else:
            words = column
            if kinds[k].kind in 'US' and not autostrip and delimiter is not None:
                values.append([word if word.strip() not in missing[k] or filling[k] is None else filling[k]
                               for word in words])
            else:
                values.append([_value(word, kinds[k], missing[k], filling[k]) for word in words])
    if dtype is not None and dtype.names is not None:
        result = np.array(list(zip(*values)), dtype=dtype)
        if names != list(dtype.names):
            result = result.view(np.dtype([(name, dtype[own]) for name, own in zip(names, dtype.names)]))
    elif uniform and not names:
        result = np.array([list(row) for row in zip(*values)], dtype=kinds[0] if kinds[0].itemsize else None)
    else:
        if not names:
            names = [defaultfmt % k for k in range(count)]
        fields = []
        for name, kind, column in zip(names, kinds, values):
            if kind.kind == 'U' and kind.itemsize == 0:
                kind = np.array(column).dtype
            fields.append((name, kind))
        result = np.array(list(zip(*values)), dtype=fields)
    if result.dtype.names is None and ndmin < 2:
        if result.ndim == 2 and 1 in result.shape:
            result = np.squeeze(result)
            if ndmin == 1 and result.ndim == 0:
                result = result.reshape(1)
    elif result.dtype.names is not None and result.shape == (1,) and ndmin == 0:
        result = result.reshape(())
    if unpack:
        if result.dtype.names is not None:
            return [result[name] for name in result.dtype.names]
        return result.T
    return result
