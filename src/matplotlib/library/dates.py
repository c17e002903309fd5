# Days as places: numbers of days since 1970, and what is written at them.

class _DateLocator(Locator):
    _steps = (('Y', (1, 2, 4, 5, 10, 20, 40, 50, 100, 200)), ('M', (1, 2, 3, 4, 6)), ('D', (1, 2, 3, 7, 14)),
              ('h', (1, 2, 3, 4, 6, 12)), ('m', (1, 5, 10, 15, 30)), ('s', (1, 5, 10, 15, 30)))
    _days = {'Y': 365.2425, 'M': 30.44, 'D': 1.0, 'h': 1 / 24, 'm': 1 / 1440, 's': 1 / 86400}

    def __init__(self, axis):
        self.axis = axis

    def _unit(self, low, high):
        # The smallest unit and step that give few enough ticks.
        most = {'Y': 11, 'M': 12, 'D': 11, 'h': 12, 'm': 11, 's': 11}
        found = ('Y', 1)
        for unit, steps in self._steps:
            count = (high - low) / self._days[unit]
            if count < 4.5 and unit != 's':
                continue
            for step in steps:
                if count / step <= most[unit] - 0.5:
                    return unit, step
            found = unit, steps[-1]
            return found
        return found

    def tick_values(self, vmin, vmax):
        low, high = sorted((float(vmin), float(vmax)))
        unit, step = self._unit(low, high)
        kind = f'datetime64[{unit}]'
        first = np.datetime64(int(math.floor(low * 86400)), 's').astype(kind).astype(int)
        last = np.datetime64(int(math.ceil(high * 86400)), 's').astype(kind).astype(int) + 1
        if unit == 'Y':
            first = (first + 1970) // step * step - 1970
        elif unit == 'D' and step > 1:
            return self._in_months(first, last, step)
        else:
            first = first // step * step
        ticks = np.arange(first, last + step, step).astype(kind).astype('datetime64[s]').astype(float) / 86400
        return ticks

    def _in_months(self, first, last, step):
        # Days count from the start of each month.
        days = np.arange(first, last + 1).astype('datetime64[D]')
        number = (days - days.astype('datetime64[M]')).astype(int) + 1
        shown = {2: range(1, 31, 2), 3: (1, 4, 7, 10, 13, 16, 19, 22, 25, 28), 7: (1, 8, 15, 22), 14: (1, 15)}[step]
        return days[np.isin(number, list(shown))].astype(float)


class _DateFormatter(Formatter):
    def __init__(self, axis):
        self.axis = axis

    def format_ticks(self, values):
        gaps = np.diff(values) if len(values) > 1 else np.array([1.0])
        gap = gaps.min()
        form = '%Y' if gap >= 360 else '%Y-%m' if gap >= 28 else '%Y-%m-%d' if gap >= 1 else '%m-%d %H' if gap >= (
            1 / 24) else '%d %H:%M' if gap >= 1 / 1440 else '%H:%M:%S'
        return [_at_day(value).strftime(form) for value in values]


class DateFormatter(Formatter):
    __module__ = 'matplotlib.dates'

    def __init__(self, fmt, tz=None, *, usetex=None):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return _at_day(x).strftime(self.fmt)


def _at_day(x):
    import datetime
    return datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=round(float(x) * 86400))


def date2num(d):
    days = np.asarray(d, dtype='datetime64[us]')
    found = (days - np.datetime64('1970-01-01T00:00:00', 'us')).astype(float) / 86400e6
    return found if found.ndim else float(found)


def num2date(x, tz=None):
    return [_at_day(v) for v in x] if np.iterable(x) else _at_day(x)
