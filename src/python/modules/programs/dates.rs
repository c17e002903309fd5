//! `datetime`, `calendar`, `timeit`.

use super::program;
use crate::value::Builtin;

/// The rows of these modules.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![DATETIME, CALENDAR, TIMEIT]
}

static DATETIME: &[Builtin] = program! { "datetime", "datetime.py";
    "date": "A day of the calendar.",
        ">>> from datetime import date\n>>> date(2024, 2, 28) + (date(2024, 3, 2) - date(2024, 3, 1))\ndatetime.date(2024, 2, 29)\n";
    "time": "A time of day.", "";
    "datetime": "A day and a time.",
        ">>> from datetime import datetime\n>>> d = datetime(2024, 5, 6, 7, 8)\n>>> print(d, d.strftime('%A, %d %B %Y'))\n2024-05-06 07:08:00 Monday, 06 May 2024\n";
    "timedelta": "A time between two others.",
        ">>> from datetime import timedelta\n>>> print(timedelta(days=2, hours=3) * 2)\n4 days, 6:00:00\n";
    "tzinfo": "The base of time zones.", "";
    "timezone": "A time zone at a fixed distance from UTC.", "";
    "UTC": "The time zone UTC.", "";
    "MINYEAR": "The first year.", "";
    "MAXYEAR": "The last year.", "";
};

static CALENDAR: &[Builtin] = program! { "calendar", "calendar.py";
    "isleap": "Whether a year has a 29th of February.", ">>> import calendar\n>>> calendar.isleap(2024)\nTrue\n";
    "leapdays": "How many leap years are between two years.", "";
    "weekday": "The day of the week, 0 is Monday.", "";
    "monthrange": "The first day of the week of a month, and its length.",
        ">>> import calendar\n>>> calendar.monthrange(2024, 2)\n(3, 29)\n";
    "month": "A month as text.",
        ">>> import calendar\n>>> print(calendar.month(2024, 2), end='')\n   February 2024\nMo Tu We Th Fr Sa Su\n          1  2  3  4\n 5  6  7  8  9 10 11\n12 13 14 15 16 17 18\n19 20 21 22 23 24 25\n26 27 28 29\n";
    "prmonth": "Prints a month.", "";
    "calendar": "A year as text.", "";
    "prcal": "Prints a year.", "";
    "monthcalendar": "The weeks of a month as lists of days.", "";
    "setfirstweekday": "Sets the day that weeks start with.", "";
    "firstweekday": "The day that weeks start with.", "";
    "timegm": "The seconds since 1970 of a time in UTC.", "";
    "month_name": "The names of the months.", "";
    "month_abbr": "The short names of the months.", "";
    "day_name": "The names of the days.", "";
    "day_abbr": "The short names of the days.", "";
    "Calendar": "Days of months.", "";
    "TextCalendar": "Months and years as text.", "";
    "IllegalMonthError": "What a wrong month raises.", "";
    "MONDAY": "0.", "";
    "TUESDAY": "1.", "";
    "WEDNESDAY": "2.", "";
    "THURSDAY": "3.", "";
    "FRIDAY": "4.", "";
    "SATURDAY": "5.", "";
    "SUNDAY": "6.", "";
    "January": "1.", "";
    "February": "2.", "";
};

static TIMEIT: &[Builtin] = program! { "timeit", "timeit.py";
    "timeit": "How many seconds a statement or function takes, run many times.", "";
    "repeat": "What `timeit` gives, several times.", "";
    "default_timer": "The clock that `timeit` uses.", "";
    "Timer": "A statement to be timed.", "";
};
