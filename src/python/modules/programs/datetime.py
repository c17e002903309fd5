# datetime: dates and times of the Gregorian calendar.

import math
import re
import time as _time

MINYEAR = 1
MAXYEAR = 9999
_MAX_ORDINAL = 3652059
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS = ('', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
           'November', 'December')
_WEEKDAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _days_before_month(year, month):
    return _BEFORE[month] + (month > 2 and _is_leap(year))


def _to_ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    if _days_before_month(year, month) > n:
        month -= 1
    return year, month, n - _days_before_month(year, month) + 1


def _int(value):
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _check_date(year, month, day):
    year, month, day = _int(year), _int(month), _int(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _int(hour), _int(minute), _int(second), _int(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return hour, minute, second, microsecond


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(zone).__name__)


def _clock(hour, minute, second, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    text = f'{hour:02d}'
    if timespec == 'hours':
        return text
    text += f':{minute:02d}'
    if timespec == 'minutes':
        return text
    text += f':{second:02d}'
    if timespec == 'seconds':
        return text
    if timespec == 'milliseconds':
        return text + f'.{us // 1000:03d}'
    if timespec == 'microseconds':
        return text + f'.{us:06d}'
    raise ValueError('Unknown timespec value')


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    sign = '+'
    if offset.days < 0:
        sign, offset = '-', -offset
    minutes, seconds = divmod(offset.seconds + offset.days * 86400, 60)
    hours, minutes = divmod(minutes, 60)
    text = f'{sign}{hours:02d}{colon}{minutes:02d}'
    if seconds or offset.microseconds:
        text += f'{colon}{seconds:02d}'
        if offset.microseconds:
            text += f'.{offset.microseconds:06d}'
    return text


def _strftime(obj, spec, date_part, clock_part):
    def convert(match):
        code = match.group(1)
        d, t = date_part, clock_part
        if code == '%':
            return '%'
        if code == 'Y':
            return str(d.year)
        if code == 'm':
            return f'{d.month:02d}'
        if code == 'd':
            return f'{d.day:02d}'
        if code == 'e':
            return f'{d.day:2d}'
        if code == 'y':
            return f'{d.year % 100:02d}'
        if code == 'C':
            return f'{d.year // 100:02d}'
        if code == 'B':
            return _MONTHS[d.month]
        if code in 'bh':
            return _MONTHS[d.month][:3]
        if code == 'A':
            return _WEEKDAYS[d.weekday()]
        if code == 'a':
            return _WEEKDAYS[d.weekday()][:3]
        if code == 'w':
            return str(d.isoweekday() % 7)
        if code == 'u':
            return str(d.isoweekday())
        if code == 'j':
            return f'{d.toordinal() - _to_ordinal(d.year, 1, 1) + 1:03d}'
        if code in 'UW':
            day = d.toordinal() - _to_ordinal(d.year, 1, 1)
            first = d.isoweekday() % 7 if code == 'U' else d.weekday()
            return f'{(day + 7 - first) // 7:02d}'
        if code == 'V':
            return f'{d.isocalendar()[1]:02d}'
        if code == 'G':
            return str(d.isocalendar()[0])
        if code == 'H':
            return f'{t[0]:02d}'
        if code == 'I':
            return f'{(t[0] + 11) % 12 + 1:02d}'
        if code == 'p':
            return 'AM' if t[0] < 12 else 'PM'
        if code == 'M':
            return f'{t[1]:02d}'
        if code == 'S':
            return f'{t[2]:02d}'
        if code == 'f':
            return f'{t[3]:06d}'
        if code == 'z':
            return _offset_text(obj.utcoffset(), '') if hasattr(obj, 'utcoffset') else ''
        if code == 'Z':
            return (obj.tzname() or '') if hasattr(obj, 'tzname') else ''
        if code in 'Dx':
            return f'{d.month:02d}/{d.day:02d}/{d.year % 100:02d}'
        if code == 'F':
            return f'{d.year}-{d.month:02d}-{d.day:02d}'
        if code in 'TX':
            return f'{t[0]:02d}:{t[1]:02d}:{t[2]:02d}'
        if code == 'R':
            return f'{t[0]:02d}:{t[1]:02d}'
        if code == 'r':
            return f'{(t[0] + 11) % 12 + 1:02d}:{t[1]:02d}:{t[2]:02d} {"AM" if t[0] < 12 else "PM"}'
        if code == 'c':
            return (f'{_WEEKDAYS[d.weekday()][:3]} {_MONTHS[d.month][:3]} {d.day:2d} '
                    f'{t[0]:02d}:{t[1]:02d}:{t[2]:02d} {d.year}')
        if code == 'n':
            return '\n'
        if code == 't':
            return '\t'
        return match.group()

    return re.sub(r'%(.)', convert, spec, flags=re.DOTALL)


class timedelta:
    """Difference between two datetime values."""

    __slots__ = ('_days', '_seconds', '_microseconds', '_hash')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        parts = (('days', days, 86400000000), ('seconds', seconds, 1000000), ('microseconds', microseconds, 1),
                 ('milliseconds', milliseconds, 1000), ('minutes', minutes, 60000000), ('hours', hours, 3600000000),
                 ('weeks', weeks, 604800000000))
        total, rest = 0, 0.0
        for name, value, unit in parts:
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = math.floor(value) if value >= 0 else math.ceil(value)
                total += whole * unit
                part = (value - whole) * unit
                n = math.floor(part) if part >= 0 else math.ceil(part)
                total += n
                rest += part - n
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}')
        if rest:
            n = round(rest)
            if abs(rest) % 1 == 0.5 and (total + n) % 2:
                n += 1 if rest > n else -1
            total += n
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        self = object.__new__(cls)
        seconds, self._microseconds = divmod(total, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f'days={self._days}; must have magnitude <= 999999999')
        return self

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 10**6

    def __repr__(self):
        parts = []
        for name in ('days', 'seconds', 'microseconds'):
            value = getattr(self, name)
            if value:
                parts.append(f'{name}={value}')
        return f'{self.__class__.__module__}.{self.__class__.__qualname__}({", ".join(parts) or 0})'

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self._days:
            text = f'{self._days} day{"" if abs(self._days) == 1 else "s"}, {text}'
        if self._microseconds:
            text += f'.{self._microseconds:06d}'
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() - other._total())
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            return timedelta._of(_divide(self._total() * n, d))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divide(self._total(), other))
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            return timedelta._of(_divide(self._total() * d, n))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total(), other._total())
            return q, timedelta._of(r)
        return NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0


def _divide(a, b):
    # Rounds half to even.
    q, r = divmod(a, b)
    twice = 2 * r
    above = twice > b if b > 0 else twice < b
    if above or twice == b and q % 2:
        q += 1
    return q


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """Abstract base class for time zone info objects."""

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


class timezone(tzinfo):
    """Fixed offset from UTC implementation of tzinfo."""

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(
                f'timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}')
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}.')
        self._offset = offset
        self._name = name

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'datetime.timezone({self._offset!r})'
        return f'datetime.timezone({self._offset!r}, {self._name!r})'

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


def _iso_start(year):
    # The Monday of the first week.
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


class date:
    """date(year, month, day) --> date object"""

    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month, day):
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls.fromordinal(719163 + math.floor(timestamp) // 86400)

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        if n > _MAX_ORDINAL:
            raise ValueError('year is out of range')
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        parts = _parse_date(date_string)
        if parts is None:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= week <= 53 or week == 53 and _iso_start(year + 1) - _iso_start(year) < 371:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls.fromordinal(_iso_start(year) + (week - 1) * 7 + day - 1)

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def __repr__(self):
        return f'{_class_name(self)}({self._year}, {self._month}, {self._day})'

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    __str__ = isoformat

    def ctime(self):
        return _strftime(self, '%a %b %e %H:%M:%S %Y', self, (0, 0, 0, 0))

    def strftime(self, format):
        return _strftime(self, format, self, (0, 0, 0, 0))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        return _struct(self, 0, 0, 0, -1)

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(year if year is not None else self._year, month if month is not None else self._month,
                          day if day is not None else self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        today = self.toordinal()
        start = _iso_start(year)
        week, day = divmod(today - start, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _iso_start(year), 7)
        elif week >= 52 and today >= _iso_start(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate((year, week + 1, day + 1))

    def _key(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() == other._key()
        return NotImplemented

    def _compare(self, other, symbol):
        if isinstance(other, date) and not isinstance(other, datetime):
            return (self._key() > other._key()) - (self._key() < other._key())
        return None

    def __lt__(self, other):
        order = self._compare(other, '<')
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._compare(other, '<=')
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._compare(other, '>')
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._compare(other, '>=')
        return NotImplemented if order is None else order >= 0

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if 0 < n <= _MAX_ORDINAL:
                return type(self).fromordinal(n)
            raise OverflowError('date value out of range')
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


def _class_name(obj):
    cls = obj.__class__
    return f'{cls.__module__}.{cls.__qualname__}'


def _struct(d, hour, minute, second, dst):
    days = _days_before_month(d.year, d.month) + d.day
    return _time.struct_time((d.year, d.month, d.day, hour, minute, second, d.weekday(), days, dst))


def _parse_date(text):
    match = re.fullmatch(r'(\d{4})-?(\d\d)-?(\d\d)', text, re.ASCII)
    if match is not None and text.count('-') in (0, 2):
        return tuple(map(int, match.groups()))
    match = re.fullmatch(r'(\d{4})-?W(\d\d)(?:-?(\d))?', text, re.ASCII)
    if match is not None:
        year, week, day = match.groups()
        return _from_ordinal(date.fromisocalendar(int(year), int(week), int(day or 1)).toordinal())
    return None


def _parse_clock(text):
    match = re.fullmatch(
        r'(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d(?:\.\d+)?)?)?)?', text, re.ASCII)
    if match is None:
        return None
    hour, minute, second, fraction, zone = match.groups()
    us = int(((fraction or '') + '000000')[:6])
    tz = None
    if zone == 'Z':
        tz = timezone.utc
    elif zone:
        digits = zone[1:].replace(':', '')
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0), seconds=int(digits[4:6] or 0))
        tz = timezone(-offset if zone[0] == '-' else offset) if offset else timezone.utc
    return int(hour), int(minute or 0), int(second or 0), us, tz


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class time:
    """Time with time zone."""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string):
        parts = _parse_clock(time_string.removeprefix('T'))
        if parts is None:
            raise ValueError(f'Invalid isoformat string: {time_string!r}')
        return cls(*parts)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec='auto'):
        return _clock(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(
            self.utcoffset())

    __str__ = isoformat

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        text = ', '.join(map(str, parts))
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            text += ', fold=1'
        return f'{_class_name(self)}({text})'

    def strftime(self, format):
        return _strftime(self, format, date(1900, 1, 1), (self._hour, self._minute, self._second, self._microsecond))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _key(self, other):
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            return None
        keys = []
        for t, offset in ((self, mine), (other, theirs)):
            at = timedelta(hours=t._hour, minutes=t._minute, seconds=t._second, microseconds=t._microsecond)
            keys.append(at if offset is None else at - offset)
        return keys

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        keys = self._key(other)
        return keys is not None and keys[0] == keys[1]

    def _order(self, other):
        keys = self._key(other)
        if keys is None:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return keys

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._order(other)
        return a < b

    def __le__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._order(other)
        return a <= b

    def __gt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._order(other)
        return a > b

    def __ge__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._order(other)
        return a >= b

    def __hash__(self):
        return hash((self._hour, self._minute, self._second, self._microsecond, self.utcoffset()))


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_time_class = time
_zone_class = tzinfo


class datetime(date):
    """The year, month and day arguments are required. tzinfo may be None, or an instance of a tzinfo subclass."""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _at(cls, us, tz):
        seconds, us = divmod(us, 1000000)
        days, seconds = divmod(seconds, 86400)
        n = 719163 + days
        if not 0 < n <= _MAX_ORDINAL:
            raise ValueError(f'year {_from_ordinal(n)[0]} is out of range')
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(*_from_ordinal(n), hour, minute, second, us, tz)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        made = cls._at(round(timestamp * 1000000), tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._at(round(timestamp * 1000000), None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone,
                   fold=time.fold)

    @classmethod
    def fromordinal(cls, n):
        d = date.fromordinal(n)
        return cls(d.year, d.month, d.day)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        match = re.match(r'\d{4}-?(?:W\d\d(?:-?\d)?|\d\d-?\d\d)', date_string, re.ASCII)
        day = None if match is None else _parse_date(match.group())
        rest = '' if match is None else date_string[match.end():]
        clock = (0, 0, 0, 0, None) if not rest else _parse_clock(rest[1:])
        if day is None or clock is None:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format):
        return _strptime(cls, date_string, format)

    def timetuple(self):
        return _struct(self, self._hour, self._minute, self._second, -1)

    def utctimetuple(self):
        offset = self.utcoffset()
        at = self if not offset else self - offset
        return _struct(at, at._hour, at._minute, at._second, 0)

    def _us(self):
        return ((self.toordinal() - 719163) * 86400 + self._hour * 3600 + self._minute * 60 + self._second) * 1000000 \
            + self._microsecond

    def timestamp(self):
        offset = self.utcoffset()
        us = self._us()
        return (us if offset is None else us - offset._total()) / 10**6

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        offset = self.utcoffset()
        utc = self if offset is None else self - offset
        return tz.fromutc(utc.replace(tzinfo=tz))

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def isoformat(self, sep='T', timespec='auto'):
        return (f'{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}'
                + _clock(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(sep=' ')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        text = ', '.join(map(str, parts))
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            text += ', fold=1'
        return f'{_class_name(self)}({text})'

    def ctime(self):
        return self.strftime('%a %b %e %H:%M:%S %Y')

    def strftime(self, format):
        return _strftime(self, format, self, (self._hour, self._minute, self._second, self._microsecond))

    def _pair(self, other):
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            return None
        if mine is None:
            return self._us(), other._us()
        return self._us() - mine._total(), other._us() - theirs._total()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        pair = self._pair(other)
        return pair is not None and pair[0] == pair[1]

    def _compare(self, other, symbol):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError(f"can't compare {_class_name(self)} to {_class_name(other)}")
            return None
        pair = self._pair(other)
        if pair is None:
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return (pair[0] > pair[1]) - (pair[0] < pair[1])

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._us() if offset is None else self._us() - offset._total())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        try:
            return type(self)._at(self._us() + other._total(), self._tzinfo)
        except ValueError:
            raise OverflowError('date value out of range') from None

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        pair = self._pair(other)
        if pair is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(pair[0] - pair[1])


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)

_CODES = {
    'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])',
    'f': r'(?P<f>[0-9]{1,6})',
    'H': r'(?P<H>2[0-3]|[0-1]\d|\d)',
    'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])',
    'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
    'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])',
    'M': r'(?P<M>[0-5]\d|\d)',
    'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
    'w': r'(?P<w>[0-6])',
    'y': r'(?P<y>\d\d)',
    'Y': r'(?P<Y>\d\d\d\d)',
    'z': r'(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))',
    'A': '(?P<A>' + '|'.join(_WEEKDAYS) + ')',
    'a': '(?P<a>' + '|'.join(day[:3] for day in _WEEKDAYS) + ')',
    'B': '(?P<B>' + '|'.join(_MONTHS[1:]) + ')',
    'b': '(?P<b>' + '|'.join(month[:3] for month in _MONTHS[1:]) + ')',
    'p': '(?P<p>am|pm)',
    'Z': '(?P<Z>utc|gmt)',
    '%': '%',
}


def _strptime(cls, text, format):
    for value, position in ((text, 0), (format, 1)):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {position} must be str, not {type(value)}')
    full = format
    for code, expanded in (('T', '%H:%M:%S'), ('D', '%m/%d/%y'), ('F', '%Y-%m-%d'), ('R', '%H:%M'),
                           ('c', '%a %b %d %H:%M:%S %Y'), ('x', '%m/%d/%y'), ('X', '%H:%M:%S')):
        full = full.replace('%' + code, expanded)
    pattern = re.sub(r'([\\.^$*+?(){}\[\]|])', r'\\\1', full)
    pattern = re.sub(r'\s+', lambda m: r'\s+', pattern)

    def code(match):
        try:
            return _CODES[match.group(1)]
        except KeyError:
            raise ValueError(f"'{match.group(1)}' is a bad directive in format '{format}'") from None

    if pattern.endswith('%') and not pattern.endswith('%%'):
        raise ValueError("stray %% in format '%s'" % format)
    found = re.compile(re.sub('%(.)', code, pattern), re.IGNORECASE).match(text)
    if found is None:
        raise ValueError('time data %r does not match format %r' % (text, format))
    if found.end() != len(text):
        raise ValueError('unconverted data remains: %s' % text[found.end():])
    got = found.groupdict()
    year, month, day, hour, us, tz = 1900, 1, 1, 0, 0, None
    if got.get('y') is not None:
        year = int(got['y'])
        year += 2000 if year <= 68 else 1900
    if got.get('Y') is not None:
        year = int(got['Y'])
    if got.get('m') is not None:
        month = int(got['m'])
    if got.get('B') is not None:
        month = [name.lower() for name in _MONTHS].index(got['B'].lower())
    if got.get('b') is not None:
        month = [name[:3].lower() for name in _MONTHS].index(got['b'].lower())
    if got.get('d') is not None:
        day = int(got['d'])
    if got.get('j') is not None:
        _, month, day = _from_ordinal(_to_ordinal(year, 1, 1) + int(got['j']) - 1)
    if got.get('H') is not None:
        hour = int(got['H'])
    if got.get('I') is not None:
        hour = int(got['I']) % 12
        if (got.get('p') or '').lower() == 'pm':
            hour += 12
    if got.get('f') is not None:
        us = int((got['f'] + '00000')[:6])
    if got.get('z') is not None:
        tz = _parse_clock('00:00' + got['z'])[4]
    return cls(year, month, day, hour, int(got.get('M') or 0), int(got.get('S') or 0), us, tz)
