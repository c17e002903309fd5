# Times as text and in parts. The clock goes by UTC.

import datetime

from time import struct_time, time as _now

tzname = ('UTC', 'UTC')
timezone = 0


def gmtime(secs=None):
    at = datetime.datetime.utcfromtimestamp(int(_now() if secs is None else secs // 1))
    return at.utctimetuple()


localtime = gmtime


def mktime(t):
    parts = tuple(t)
    return (datetime.datetime(*parts[:6]) - datetime.datetime(1970, 1, 1)).total_seconds()


def _date(t):
    parts = tuple(gmtime() if t is None else t)
    return datetime.datetime(*parts[:6])


def strftime(format, t=None):
    return _date(t).strftime(format)


def strptime(string, format='%a %b %d %H:%M:%S %Y'):
    return datetime.datetime.strptime(string, format).timetuple()


def asctime(t=None):
    return _date(t).ctime()


def ctime(secs=None):
    return asctime(gmtime(secs))
