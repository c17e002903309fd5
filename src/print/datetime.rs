//! ISO 8601 text of datetime64 ticks, as `np.datetime_as_string` writes it, and of timedelta64.

use crate::array::calendar::date_of_day;
use crate::array::{TimeBase, TimeUnit};
use std::fmt::Write;

/// The ticks that stand for "not a time".
pub const NAT: i64 = i64::MIN;

/// `str` of a datetime64: `2020-02-29T12:00`, to the precision of its unit; `NaT`.
pub fn datetime_text(ticks: i64, unit: TimeUnit) -> String {
    if ticks == NAT {
        return "NaT".to_owned();
    }
    // Like NumPy, which multiplies in 64 bits.
    let ticks = ticks.wrapping_mul(i64::from(unit.count));
    let mut out = String::new();
    let per_day = match unit.base {
        TimeBase::Year | TimeBase::Generic => {
            push_year(&mut out, 1970 + i128::from(ticks));
            return out;
        }
        TimeBase::Month => {
            push_year(&mut out, 1970 + i128::from(ticks.div_euclid(12)));
            let _ = write!(out, "-{:02}", ticks.rem_euclid(12) + 1);
            return out;
        }
        TimeBase::Week | TimeBase::Day => {
            push_date(&mut out, if unit.base == TimeBase::Week { ticks.wrapping_mul(7) } else { ticks });
            return out;
        }
        TimeBase::Hour => 24,
        TimeBase::Minute => 24 * 60,
        _ => 24 * 60 * 60 * fraction_scale(unit.base),
    };
    let (days, rest) = (i128::from(ticks).div_euclid(per_day), i128::from(ticks).rem_euclid(per_day));
    push_date(&mut out, days as i64);
    let hour = per_day / 24;
    let _ = write!(out, "T{:02}", rest / hour);
    if unit.base == TimeBase::Hour {
        return out;
    }
    let minute = hour / 60;
    let _ = write!(out, ":{:02}", rest % hour / minute);
    if unit.base == TimeBase::Minute {
        return out;
    }
    let second = minute / 60;
    let _ = write!(out, ":{:02}", rest % minute / second);
    if second > 1 {
        let digits = second.ilog10() as usize;
        let _ = write!(out, ".{:0digits$}", rest % second);
    }
    out
}

/// How many ticks of a unit no coarser than seconds make a second.
fn fraction_scale(base: TimeBase) -> i128 {
    match base {
        TimeBase::Millisecond => 1_000,
        TimeBase::Microsecond => 1_000_000,
        TimeBase::Nanosecond => 1_000_000_000,
        TimeBase::Picosecond => 1_000_000_000_000,
        TimeBase::Femtosecond => 1_000_000_000_000_000,
        TimeBase::Attosecond => 1_000_000_000_000_000_000,
        _ => 1,
    }
}

fn push_year(out: &mut String, year: i128) {
    let _ = write!(out, "{year:04}");
}

/// Appends the date of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
fn push_date(out: &mut String, days: i64) {
    let (year, month, day) = date_of_day(days);
    push_year(out, i128::from(year));
    let _ = write!(out, "-{month:02}-{day:02}");
}

/// `str` of a timedelta64: `5 days`.
pub fn timedelta_text(ticks: i64, unit: TimeUnit) -> String {
    if ticks == NAT {
        return "NaT".to_owned();
    }
    format!("{} {}", ticks.wrapping_mul(i64::from(unit.count)), plural(unit.base))
}

fn plural(base: TimeBase) -> &'static str {
    match base {
        TimeBase::Year => "years",
        TimeBase::Month => "months",
        TimeBase::Week => "weeks",
        TimeBase::Day => "days",
        TimeBase::Hour => "hours",
        TimeBase::Minute => "minutes",
        TimeBase::Second => "seconds",
        TimeBase::Millisecond => "milliseconds",
        TimeBase::Microsecond => "microseconds",
        TimeBase::Nanosecond => "nanoseconds",
        TimeBase::Picosecond => "picoseconds",
        TimeBase::Femtosecond => "femtoseconds",
        TimeBase::Attosecond => "attoseconds",
        TimeBase::Generic => "generic time units",
    }
}

/// A unit without its brackets: `D`, `25s`, `generic`.
pub fn unit_text(unit: TimeUnit) -> String {
    match (unit.base, unit.count) {
        (TimeBase::Generic, _) | (_, 1) => unit.base.code().to_owned(),
        (base, count) => format!("{count}{}", base.code()),
    }
}
