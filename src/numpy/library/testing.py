"""np.testing: assertions about arrays, with what differs in their messages."""
import re
import warnings
import numpy as np

verbose = 0
IS_PYPY = False
IS_WASM = False
HAS_REFCOUNT = True
_DEPRECATED = ('NumPy warning suppression and assertion utilities are deprecated. Use warnings.catch_warnings, '
               'warnings.filterwarnings, pytest.warns, or pytest.filterwarnings instead. (Deprecated NumPy 2.4)')
_NUMBERS = '?bhilqpBHILQPefdgFDG'


class KnownFailureException(Exception):
    """A test fails, and is known to."""
    __module__ = 'numpy.testing._private.utils'


class IgnoreException(Exception):
    """A failure that is no failure."""
    __module__ = 'numpy.testing._private.utils'


def build_err_msg(arrays, err_msg, header='Items are not equal:', verbose=True, names=('ACTUAL', 'DESIRED'), precision=8):
    """The text of an assertion: its header, the caller's message and both sides."""
    err_msg = str(err_msg)
    lines = ['\n' + header]
    if err_msg:
        if '\n' in err_msg or len(err_msg) >= 79 - len(header):
            lines.append(err_msg)
        else:
            lines[0] += ' ' + err_msg
    if verbose:
        for name, value in zip(names, arrays):
            try:
                if isinstance(value, np.ndarray):
                    shown = np.array_repr(value, precision=precision)
                else:
                    shown = repr(value)
            except Exception as failure:
                shown = f'[repr failed for <{type(value).__name__}>: {failure}]'
            if shown.count('\n') > 3:
                shown = '\n'.join(shown.splitlines()[:3]) + '...'
            lines.append(f' {name}: {shown}')
    return '\n'.join(lines)


def assert_(val, msg=''):
    """Check that a value is true."""
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def _is_complex(*values):
    try:
        return any(np.iscomplexobj(value) for value in values)
    except (ValueError, TypeError):
        return False


def assert_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    """Check that two values are equal: containers item by item, nan with nan."""
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], desired[key], f'key={key!r}\n{err_msg}', verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k, (one, other) in enumerate(zip(actual, desired)):
            assert_equal(one, other, f'item={k!r}\n{err_msg}', verbose)
        return
    if isinstance(actual, np.ndarray) or isinstance(desired, np.ndarray):
        return assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
    message = build_err_msg([actual, desired], err_msg, verbose=verbose)
    if _is_complex(actual, desired):
        try:
            assert_equal(np.real(actual), np.real(desired))
            assert_equal(np.imag(actual), np.imag(desired))
        except AssertionError:
            raise AssertionError(message) from None
        return
    if np.isscalar(desired) != np.isscalar(actual):
        raise AssertionError(message)
    if _both_nat(actual, desired):
        if type(actual) != type(desired):
            raise AssertionError(message)
        return
    try:
        if np.isnan(desired) and np.isnan(actual):
            return
        if desired == 0 and actual == 0 and np.signbit(desired) != np.signbit(actual):
            raise AssertionError(message)
    except (TypeError, ValueError, NotImplementedError):
        pass
    if not desired == actual:
        raise AssertionError(message)


def _both_nat(one, other):
    try:
        return bool(np.isnat(one)) and bool(np.isnat(other))
    except (TypeError, ValueError, NotImplementedError):
        return False


def print_assert_equal(test_string, actual, desired):
    """Check that two values are equal, and name the test if they are not."""
    if not (actual == desired):
        raise AssertionError(f'{test_string} failed\nACTUAL: \n{actual!r}\nDESIRED: \n{desired!r}\n')


def assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True):
    """Check that two numbers differ by less than 1.5 * 10**-decimal."""
    def message():
        header = 'Arrays are not almost equal to %d decimals' % decimal
        return build_err_msg([actual, desired], err_msg, verbose=verbose, header=header)

    sides = (actual, desired)
    if _is_complex(*sides) and not any(isinstance(side, (np.ndarray, tuple, list)) for side in sides):
        try:
            assert_almost_equal(np.real(actual), np.real(desired), decimal=decimal)
            assert_almost_equal(np.imag(actual), np.imag(desired), decimal=decimal)
        except AssertionError:
            raise AssertionError(message()) from None
        return
    if any(isinstance(side, (np.ndarray, tuple, list)) for side in sides):
        return assert_array_almost_equal(actual, desired, decimal, err_msg)
    try:
        if not (np.isfinite(desired) and np.isfinite(actual)):
            if np.isnan(desired) or np.isnan(actual):
                if not (np.isnan(desired) and np.isnan(actual)):
                    raise AssertionError(message())
            elif not desired == actual:
                raise AssertionError(message())
            return
    except (NotImplementedError, TypeError):
        pass
    if abs(desired - actual) >= np.float64(1.5 * 10.0 ** (-decimal)):
        raise AssertionError(message())


def assert_approx_equal(actual, desired, significant=7, err_msg='', verbose=True):
    """Check that two numbers have the same significant digits."""
    actual, desired = float(actual), float(desired)
    if desired == actual:
        return
    with np.errstate(invalid='ignore'):
        scale = 0.5 * (np.abs(desired) + np.abs(actual))
        scale = np.power(10, np.floor(np.log10(scale)))
    with np.errstate(all='ignore'):
        scaled = [float(side / scale) if scale else 0.0 for side in (desired, actual)]
    message = build_err_msg([actual, desired], err_msg, verbose=verbose,
                            header='Items are not equal to %d significant digits:' % significant)
    if not (np.isfinite(desired) and np.isfinite(actual)):
        if np.isnan(desired) or np.isnan(actual):
            if not (np.isnan(desired) and np.isnan(actual)):
                raise AssertionError(message)
        elif not desired == actual:
            raise AssertionError(message)
        return
    if np.abs(scaled[0] - scaled[1]) >= np.power(10.0, -(significant - 1)):
        raise AssertionError(message)


def _holds(condition):
    """Whether a comparison holds everywhere."""
    return bool(np.all(condition))


class _Sides:
    """Two arrays to compare, what to say about them, and where they were found equal already."""

    def __init__(self, x, y, err_msg, report):
        self.x, self.y = x, y
        self.err_msg = str(err_msg)
        self.report = report
        self.done = np.bool_(False)

    def fail(self, text, x=None, y=None):
        x = self.x if x is None else x
        y = self.y if y is None else y
        raise AssertionError(build_err_msg([x, y], self.err_msg + '\n' + text, **self.report))

    def same_places(self, test, what):
        """Special values stand at the same places on both sides; they need no more comparing."""
        here, there = test(self.x), test(self.y)
        if not _holds(here == there):
            self.fail(f'{what} location mismatch:')
        found = there if np.ndim(here) == 0 and np.ndim(there) > 0 else here
        self.done = self.done | found
        return found

    def same_infinities(self):
        found = self.same_places(np.isinf, 'inf')
        if not np.any(found):
            return
        x = self.x[found] if self.x.ndim > 0 else self.x
        y = self.y[found] if self.y.ndim > 0 else self.y
        if not _holds(x == y):
            self.fail('inf values mismatch:', x, y)


def assert_array_compare(comparison, x, y, err_msg='', verbose=True, header='', precision=6, equal_nan=True,
                         equal_inf=True, *, strict=False, names=('ACTUAL', 'DESIRED')):
    """Check that a comparison holds for all elements of two arrays."""
    x, y = np.asanyarray(x), np.asanyarray(y)
    sides = _Sides(x, y, err_msg, dict(verbose=verbose, header=header, names=names, precision=precision))
    if strict:
        fits = x.shape == y.shape and x.dtype == y.dtype
    else:
        fits = x.shape == () or y.shape == () or x.shape == y.shape
    if not fits:
        if x.shape != y.shape:
            sides.fail(f'(shapes {x.shape}, {y.shape} mismatch)')
        sides.fail(f'(dtypes {x.dtype}, {y.dtype} mismatch)')
    if x.dtype.char in _NUMBERS and y.dtype.char in _NUMBERS:
        if equal_nan:
            sides.same_places(np.isnan, 'nan')
        if equal_inf:
            sides.same_infinities()
    elif x.dtype.kind in 'mM' and x.dtype.kind == y.dtype.kind and equal_nan:
        sides.same_places(np.isnat, 'NaT')
    open_places = ~np.asarray(sides.done)
    if open_places.ndim > 0:
        x = x[open_places] if x.ndim > 0 else x
        y = y[open_places] if y.ndim > 0 else y
        if not open_places.any():
            return
    elif sides.done:
        return
    good = comparison(x, y)
    if isinstance(good, bool):
        good = np.array(good)
    if _holds(good):
        return
    sides.fail(_differences(sides, x, y, good, open_places, names))


def _differences(sides, x, y, good, open_places, names):
    """How many elements differ, where, and by how much."""
    bad = np.logical_not(good)
    total = open_places.size if open_places.ndim > 0 else np.size(good)
    count = int(np.sum(bad))
    lines = [f'Mismatched elements: {count} / {total} ({100 * count / total:.3g}%)']
    if np.ndim(bad) > 0:
        places = np.argwhere(open_places)[bad] if open_places.ndim > 0 else np.argwhere(bad)
        if len(places) == 1:
            lines.append('Mismatch at index:')
        elif len(places) <= 5:
            lines.append('Mismatch at indices:')
        else:
            lines.append('First 5 mismatches are at indices:')
        for place in places[:5].tolist():
            one, other = (side if side.ndim == 0 else side[tuple(place)] for side in (sides.x, sides.y))
            lines.append(f' {place}: {one} ({names[0]}), {other} ({names[1]})')
    try:
        with np.errstate(all='ignore'):
            for name, largest in _largest_errors(x, y, np.asarray(bad)):
                shown = str(largest) if getattr(largest, 'dtype', np.dtype(object)) == object else np.array2string(largest)
                lines.append(f'Max {name} difference among violations: {shown}')
    except TypeError:
        pass
    return '\n'.join(lines)


def _largest_errors(x, y, bad):
    error = np.asarray(abs(x - y))
    if np.issubdtype(x.dtype, np.unsignedinteger):
        error = np.minimum(error, abs(y - x))
    yield 'absolute', np.max(error[bad])
    counts = np.asarray(np.logical_and(bad, y != 0))
    if np.any(counts):
        divisors = np.broadcast_to(y, np.shape(error))[counts]
        yield 'relative', np.max(error[counts] / abs(divisors))
    else:
        yield 'relative', np.array(np.inf)


def assert_array_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    """Check that two arrays have the same shape and elements."""
    assert_array_compare(np.equal if _plain(actual, desired) else _equal, actual, desired, err_msg=err_msg,
                         verbose=verbose, header='Arrays are not equal', strict=strict)


def _plain(*sides):
    return all(np.asanyarray(side).dtype.kind in 'biufc' for side in sides)


def _equal(x, y):
    return x == y


def _less(x, y):
    return x < y


def assert_array_almost_equal(actual, desired, decimal=6, err_msg='', verbose=True):
    """Check that arrays differ by less than 1.5 * 10**-decimal."""
    def compare(x, y):
        exact = np.result_type(y, 1.)
        difference = abs(x - np.asanyarray(y, exact))
        if not np.issubdtype(difference.dtype, np.number):
            difference = difference.astype(np.float64)
        return difference < 1.5 * 10.0 ** (-decimal)

    assert_array_compare(compare, actual, desired, err_msg=err_msg, verbose=verbose, precision=decimal,
                         header='Arrays are not almost equal to %d decimals' % decimal)


def assert_array_less(x, y, err_msg='', verbose=True, *, strict=False):
    """Check that every element of an array is less than that of another."""
    assert_array_compare(_less, x, y, err_msg=err_msg, verbose=verbose, equal_inf=False, strict=strict,
                         header='Arrays are not strictly ordered `x < y`', names=('x', 'y'))


def assert_allclose(actual, desired, rtol=1e-7, atol=0, equal_nan=True, err_msg='', verbose=True, *, strict=False):
    """Check that arrays are equal to within atol + rtol * abs(desired)."""
    def compare(x, y):
        return np.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan)

    assert_array_compare(compare, np.asanyarray(actual), np.asanyarray(desired), err_msg=str(err_msg), verbose=verbose,
                         header=f'Not equal to tolerance rtol={rtol:g}, atol={atol:g}', equal_nan=equal_nan,
                         strict=strict)


def assert_string_equal(actual, desired):
    """Check that two texts are equal."""
    for side in (actual, desired):
        if not isinstance(side, str):
            raise AssertionError(repr(type(side)))
    if actual == desired:
        return
    old, new = actual.splitlines(True), desired.splitlines(True)
    if len(old) == len(new):
        lines = [text for one, other in zip(old, new) if one != other for text in ('- ' + one, '+ ' + other)]
    else:
        lines = ['- ' + line for line in old] + ['+ ' + line for line in new]
    raise AssertionError('Differences in strings:\n' + ''.join(lines).rstrip())


class _AssertRaisesContext:
    """What `with assert_raises(…)` holds: the exception that came, once it has come."""
    __module__ = 'unittest.case'

    def __init__(self, expected, pattern=None, called=None, msg=None):
        self.expected = expected
        self.expected_regex = re.compile(pattern) if isinstance(pattern, (str, bytes)) else pattern
        self.called = called
        self.msg = msg

    def _fail(self, text):
        raise AssertionError(text if self.msg is None else f'{text} : {self.msg}')

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            name = getattr(self.expected, '__name__', None) or str(self.expected)
            self._fail(f'{name} not raised' + (f' by {self.called}' if self.called else ''))
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        pattern = self.expected_regex
        if pattern is not None and not pattern.search(str(value)):
            self._fail(f'"{pattern.pattern}" does not match "{value}"')
        return True


def _check_raises(expected, pattern, args, kwargs):
    if not args:
        return _AssertRaisesContext(expected, pattern, msg=kwargs.get('msg'))
    function, *args = args
    called = getattr(function, '__name__', None) or str(function)
    with _AssertRaisesContext(expected, pattern, called):
        function(*args, **kwargs)


def assert_raises(exception_class, *args, **kwargs):
    """Check that a call, or a with block, raises an exception of a class."""
    return _check_raises(exception_class, None, args, kwargs)


def assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
    """Check that a call, or a with block, raises an exception whose message matches."""
    return _check_raises(exception_class, expected_regexp, args, kwargs)


def _ulp_integers(x):
    """Numbers as integers that count their neighbours."""
    if x.dtype.char not in 'efd':
        raise ValueError(f'Unsupported dtype {x.dtype}')
    integers = x.view({2: np.int16, 4: np.int32, 8: np.int64}[x.dtype.itemsize])
    lowest = np.iinfo(integers.dtype).min
    return np.where(integers < 0, lowest - integers, integers)


def nulp_diff(x, y, dtype=None):
    """How many numbers of a dtype lie between the elements of two arrays."""
    x, y = (np.asarray(side, dtype=dtype) if dtype else np.asarray(side) for side in (x, y))
    kind = np.common_type(x, y)
    if np.iscomplexobj(x) or np.iscomplexobj(y):
        raise NotImplementedError('_nulp not implemented for complex array')
    x, y = np.array([x], dtype=kind), np.array([y], dtype=kind)
    x[np.isnan(x)] = np.nan
    y[np.isnan(y)] = np.nan
    if not x.shape == y.shape:
        raise ValueError(f'Arrays do not have the same shape: {x.shape} - {y.shape}')
    return np.abs(np.asarray(_ulp_integers(x) - _ulp_integers(y), dtype=kind))


def assert_array_almost_equal_nulp(x, y, nulp=1):
    """Check that arrays differ by at most so many units in the last place."""
    larger = np.maximum(np.abs(x), np.abs(y)) if not _is_complex(x, y) else np.abs(x)
    if np.all(np.abs(np.asarray(x) - np.asarray(y)) <= nulp * np.spacing(larger)):
        return
    if _is_complex(x, y):
        raise AssertionError(f'Arrays are not equal to {nulp} ULP')
    raise AssertionError(f'Arrays are not equal to {nulp} ULP (max is {np.max(nulp_diff(x, y)):g})')


def assert_array_max_ulp(a, b, maxulp=1, dtype=None):
    """Check that arrays differ by at most so many numbers; give how many for each element."""
    between = nulp_diff(a, b, dtype)
    if not np.all(between <= maxulp):
        raise AssertionError(f'Arrays are not almost equal up to {maxulp:g} ULP '
                             f'(max difference is {np.max(between):g} ULP)')
    return between


class _Warned:
    """What `with assert_warns(…)` and `with assert_no_warnings()` do."""

    def __init__(self, check):
        self.check = check
        self.recording = warnings.catch_warnings(record=True)

    def __enter__(self):
        self.found = self.recording.__enter__()
        warnings.simplefilter('always')
        return self.found

    def __exit__(self, kind, value, traceback):
        self.recording.__exit__(kind, value, traceback)
        if kind is None:
            self.check(self.found)
        return False


def _called(name):
    return '' if name is None else f' when calling {name}'


def assert_warns(warning_class, *args, **kwargs):
    """Check that a call, or a with block, warns."""
    warnings.warn(_DEPRECATED, DeprecationWarning, stacklevel=2)
    name = args[0].__name__ if args else None

    def check(found):
        if not any(issubclass(one.category, warning_class) for one in found):
            raise AssertionError('No warning raised' + _called(name))

    if not args:
        return _Warned(check)
    with _Warned(check):
        return args[0](*args[1:], **kwargs)


def assert_no_warnings(*args, **kwargs):
    """Check that a call, or a with block, does not warn."""
    name = args[0].__name__ if args else None

    def check(found):
        if found:
            raise AssertionError(f'Got warnings{_called(name)}: {found}')

    if not args:
        return _Warned(check)
    with _Warned(check):
        return args[0](*args[1:], **kwargs)
