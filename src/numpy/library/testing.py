"""Assertions about arrays: numpy.testing."""
import numpy as np


def _message(arrays, err_msg, header='Items are not equal:', names=('ACTUAL', 'DESIRED'), precision=8, verbose=True):
    lines = ['\n' + header]
    err_msg = str(err_msg)
    if err_msg:
        if '\n' not in err_msg and len(err_msg) < 79 - len(header):
            lines = [lines[0] + ' ' + err_msg]
        else:
            lines.append(err_msg)
    if verbose:
        for name, value in zip(names, arrays):
            if isinstance(value, np.ndarray):
                text = np.array_repr(value, precision=precision)
            else:
                text = repr(value)
            if text.count('\n') > 2:
                text = '\n'.join(text.splitlines()[:3]) + '...'
            lines.append(' %s: %s' % (name, text))
    return '\n'.join(lines)


def _short(value):
    with np.printoptions(precision=8):
        return np.array2string(np.asarray(value))


def _compare(compare, x, y, err_msg='', verbose=True, header='', precision=6, equal_nan=True, equal_inf=True,
             strict=False, names=('ACTUAL', 'DESIRED')):
    x, y = np.asanyarray(x), np.asanyarray(y)
    full_x, full_y = x, y

    def fail(text):
        raise AssertionError(_message([full_x, full_y], text, header=header, names=names, precision=precision,
                                      verbose=verbose))

    def numeric(a):
        return a.dtype.kind in 'biufcmM'

    fits = x.shape == y.shape if strict else (x.shape == () or y.shape == ()) or x.shape == y.shape
    if strict:
        fits = fits and x.dtype == y.dtype
    if not fits:
        if x.shape != y.shape:
            text = '\n(shapes %s, %s mismatch)' % (x.shape, y.shape)
        else:
            text = '\n(dtypes %s, %s mismatch)' % (x.dtype, y.dtype)
        fail(err_msg + text)
    flagged = np.zeros(np.broadcast_shapes(x.shape, y.shape), dtype=bool)
    if numeric(x) and numeric(y) and (x.dtype.kind in 'fc' or y.dtype.kind in 'fc'):
        for test, wanted, kind in ((np.isnan, equal_nan, 'nan'),
                                   (lambda a: a == np.inf, equal_inf, '+inf'),
                                   (lambda a: a == -np.inf, equal_inf, '-inf')):
            if not wanted:
                continue
            mine, theirs = test(x), test(y)
            if not (mine == theirs).all():
                fail(err_msg + '\n%s location mismatch:' % kind)
            flagged = flagged | mine
    keep = ~flagged
    a, b = np.broadcast_to(x, flagged.shape), np.broadcast_to(y, flagged.shape)
    with np.errstate(all='ignore'):
        good = compare(a[keep], b[keep])
    good = np.asarray(good)
    if good.all():
        return
    wrong = np.zeros(flagged.shape, dtype=bool)
    wrong[keep] = ~good
    count, size = int(wrong.sum()), flagged.size
    lines = ['Mismatched elements: %d / %d (%.3g%%)' % (count, size, 100 * count / size)]
    places = np.argwhere(wrong)
    if flagged.ndim:
        lines.append('Mismatch at index:' if count == 1 else 'Mismatch at indices:' if count <= 5 else
                     'First 5 mismatches are at indices:')
        for place in places[:5]:
            place = tuple(place.tolist())
            value_x = x[place] if x.ndim else x[()]
            value_y = y[place] if y.ndim else y[()]
            lines.append(' %s: %s (%s), %s (%s)' % (list(place), value_x, names[0], value_y, names[1]))
    if numeric(x) and numeric(y) and not (x.dtype.kind == 'b' and y.dtype.kind == 'b'):
        with np.errstate(all='ignore'):
            u, v = a[wrong], b[wrong]
            difference = abs(np.where(u > v, u - v, v - u)) if u.dtype.kind == 'u' or v.dtype.kind == 'u' else abs(u - v)
            lines.append('Max absolute difference among violations: ' + _short(difference.max()))
            nonzero = v != 0
            largest = (difference[nonzero] / abs(v[nonzero])).max() if nonzero.any() else np.array(np.inf)
            lines.append('Max relative difference among violations: ' + _short(largest))
    fail(str(err_msg) + '\n' + '\n'.join(lines))


def assert_(val, msg=''):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def assert_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], desired[key], 'key=%r\n%s' % (key, err_msg), verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in range(len(desired)):
            assert_equal(actual[k], desired[k], 'item=%r\n%s' % (k, err_msg), verbose)
        return
    if isinstance(actual, np.ndarray) or isinstance(desired, np.ndarray):
        return assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
    text = _message([actual, desired], err_msg, verbose=verbose)
    try:
        if np.isnan(desired) and np.isnan(actual):
            return
    except (TypeError, ValueError):
        pass
    if not actual == desired:
        raise AssertionError(text)


def assert_array_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    _compare(lambda x, y: x == y, actual, desired, err_msg, verbose, 'Arrays are not equal', strict=strict)


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True, *, strict=False):
    header = 'Not equal to tolerance rtol=%s, atol=%s' % (format(rtol, 'g'), format(atol, 'g'))
    _compare(lambda x, y: np.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan), actual, desired,
             str(err_msg), verbose, header, equal_nan=equal_nan, strict=strict)


def assert_array_almost_equal(actual, desired, decimal=6, err_msg='', verbose=True):
    _compare(lambda x, y: abs(x - y) < 1.5 * 10.0 ** (-decimal), actual, desired, err_msg, verbose,
             'Arrays are not almost equal to %d decimals' % decimal, precision=decimal)


def assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True):
    if isinstance(actual, (np.ndarray, tuple, list)) or isinstance(desired, (np.ndarray, tuple, list)):
        return assert_array_almost_equal(actual, desired, decimal, err_msg)
    text = _message([actual, desired], err_msg, verbose=verbose,
                    header='Arrays are not almost equal to %d decimals' % decimal)
    if not (np.isfinite(desired) and np.isfinite(actual)):
        if np.isnan(desired) or np.isnan(actual):
            if not (np.isnan(desired) and np.isnan(actual)):
                raise AssertionError(text)
        elif desired != actual:
            raise AssertionError(text)
        return
    if abs(desired - actual) >= 1.5 * 10.0 ** (-decimal):
        raise AssertionError(text)


def assert_array_less(x, y, err_msg='', verbose=True, *, strict=False):
    _compare(lambda a, b: a < b, x, y, err_msg, verbose, 'Arrays are not strictly ordered `x < y`', equal_inf=False,
             strict=strict, names=('x', 'y'))


def assert_approx_equal(actual, desired, significant=7, err_msg='', verbose=True):
    if desired == actual:
        return
    scale = 10.0 ** np.floor(np.log10(0.5 * (abs(desired) + abs(actual))))
    text = _message([actual, desired], err_msg, verbose=verbose,
                    header='Items are not equal to %d significant digits:' % significant)
    if not abs(desired / scale - actual / scale) < 10.0 ** (-(significant - 1)):
        raise AssertionError(text)


def assert_string_equal(actual, desired):
    if not isinstance(actual, str):
        raise AssertionError(repr(type(actual)))
    if not isinstance(desired, str):
        raise AssertionError(repr(type(desired)))
    if actual != desired:
        raise AssertionError('Differences in strings:\n- %s\n+ %s' % (actual, desired))


class _Raises:
    def __init__(self, expected):
        self.expected = expected
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            name = getattr(self.expected, '__name__', str(self.expected))
            raise AssertionError('%s not raised' % name)
        if issubclass(kind, self.expected):
            self.exception = value
            return True
        return False


def assert_raises(exception_class, *args, **kwargs):
    if not args:
        return _Raises(exception_class)
    function = args[0]
    try:
        function(*args[1:], **kwargs)
    except exception_class:
        return None
    raise AssertionError('%s not raised by %s' % (exception_class.__name__, getattr(function, '__name__', function)))


def assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
    import re
    function = args[0]
    try:
        function(*args[1:], **kwargs)
    except exception_class as error:
        if not re.search(expected_regexp, str(error)):
            raise AssertionError('"%s" does not match "%s"' % (expected_regexp, error)) from None
        return None
    raise AssertionError('%s not raised by %s' % (exception_class.__name__, getattr(function, '__name__', function)))
