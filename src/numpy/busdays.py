# Business days: weekdays of a mask that are no holidays.

import numpy as np

_DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def _mask(weekmask):
    if isinstance(weekmask, str):
        text = weekmask
        if len(text) == 7 and set(text) <= {'0', '1'}:
            mask = [one == '1' for one in text]
        else:
            mask = [False] * 7
            letters = ''.join(text.split())
            for at in range(0, len(letters), 3):
                if letters[at:at + 3] not in _DAYS:
                    raise ValueError('Invalid business day weekmask string "%s"' % weekmask)
                mask[_DAYS.index(letters[at:at + 3])] = True
        mask = np.array(mask)
    else:
        mask = np.asarray(weekmask)
        if mask.shape != (7,):
            raise ValueError('A business day weekmask array must have length 7')
        mask = mask.astype(bool)
    if not mask.any():
        raise ValueError('Cannot construct a numpy.busdaycal with a weekmask of all zeros')
    return mask


class busdaycalendar:
    __module__ = 'numpy'

    def __init__(self, weekmask='1111100', holidays=None):
        self._mask = _mask(weekmask)
        days = np.array([] if holidays is None else holidays, dtype='M8[D]').ravel()
        days = np.unique(days[~np.isnat(days)])
        self._holidays = days[self._mask[_weekday(days)]] if days.size else days

    @property
    def weekmask(self):
        return self._mask.copy()

    @property
    def holidays(self):
        return self._holidays.copy()


def _weekday(days):
    # 1970-01-01 was a Thursday.
    return (days.astype('i8') + 3) % 7


def _calendar(weekmask, holidays, busdaycal):
    if busdaycal is None:
        return busdaycalendar(weekmask, holidays)
    if weekmask != '1111100' or holidays is not None:
        raise ValueError('Cannot supply both the weekmask/holidays and the busdaycal parameters')
    return busdaycal


def _days(dates):
    return np.asarray(dates, dtype='M8[D]') if not isinstance(dates, np.ndarray) else dates.astype('M8[D]')


def _result(array, out):
    if out is not None:
        out[...] = array
        return out
    return array[()]


def _business(days, calendar):
    return calendar._mask[_weekday(days)] & ~np.isin(days.astype('i8'), calendar._holidays.astype('i8')) & ~np.isnat(days)


def is_busday(dates, weekmask='1111100', holidays=None, busdaycal=None, out=None):
    calendar = _calendar(weekmask, holidays, busdaycal)
    days = _days(dates)
    return _result(np.asarray(_business(days, calendar)), out)


def _rolled(day, roll, calendar):
    # A day as a number, moved to a business day.
    def business(day):
        return bool(_business(np.array(day, 'i8').astype('M8[D]'), calendar))

    if business(day):
        return day
    if roll == 'raise':
        raise ValueError('Non-business day date in busday_offset')
    step = -1 if roll in ('backward', 'preceding', 'modifiedpreceding') else 1
    start = day
    while not business(day):
        day += step
    if roll in ('modifiedfollowing', 'modifiedpreceding'):
        months = np.array([start, day], 'i8').astype('M8[D]').astype('M8[M]')
        if months[0] != months[1]:
            day = start
            while not business(day):
                day -= step
    return day


_ROLLS = ('raise', 'nat', 'forward', 'following', 'backward', 'preceding', 'modifiedfollowing', 'modifiedpreceding')


def busday_offset(dates, offsets, roll='raise', weekmask='1111100', holidays=None, busdaycal=None, out=None):
    calendar = _calendar(weekmask, holidays, busdaycal)
    if roll not in _ROLLS:
        raise ValueError(f'Invalid business day roll parameter "{roll}"')
    days, counts = np.broadcast_arrays(_days(dates), np.asarray(offsets, 'i8'))
    result = []
    week = int(calendar._mask.sum())
    holidays = calendar._holidays.astype('i8')
    for day, count in zip(days.ravel(), counts.ravel().tolist()):
        if np.isnat(day) or roll == 'nat' and not _business(np.asarray(day), calendar):
            result.append(np.datetime64('NaT', 'D'))
            continue
        day = _rolled(int(day.astype('i8')), roll, calendar)
        step = 1 if count > 0 else -1
        left = abs(count)
        while left > 0:
            # Whole weeks without holidays go at once.
            weeks = left // week
            if weeks > 1:
                end = day + step * 7 * weeks
                inside = ((holidays > min(day, end)) & (holidays < max(day, end))).any()
                if not inside and end not in holidays:
                    day, left = end, left - weeks * week
                    continue
            day += step
            if _business(np.array(day, 'i8').astype('M8[D]'), calendar):
                left -= 1
        result.append(np.datetime64(day, 'D'))
    return _result(np.array(result, 'M8[D]').reshape(days.shape), out)


def busday_count(begindates, enddates, weekmask='1111100', holidays=[], busdaycal=None, out=None):
    calendar = _calendar(weekmask, None if len(np.shape(holidays)) and len(holidays) == 0 else holidays, busdaycal)
    begins, ends = np.broadcast_arrays(_days(begindates), _days(enddates))
    if np.isnat(begins).any() or np.isnat(ends).any():
        raise ValueError('Cannot compute a business day count with a NaT (not-a-time) date')
    mask = calendar._mask.astype('i8')
    week = int(mask.sum())
    holidays = calendar._holidays.astype('i8')

    def before(day):
        # Business days from Monday 1969-12-29 up to a day.
        since = day + 3
        full, rest = since // 7, since % 7
        return full * week + int(mask[:rest].sum()) - int((holidays < day).sum())

    result = []
    for first, last in zip(begins.ravel().astype('i8').tolist(), ends.ravel().astype('i8').tolist()):
        if first <= last:
            result.append(before(last) - before(first))
        else:
            result.append(before(last + 1) - before(first + 1))
    return _result(np.array(result, 'i8').reshape(begins.shape), out)
