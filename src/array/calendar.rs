//! Ticks of datetime64 and timedelta64 from one unit to another, over the proleptic Gregorian calendar.
//! The ticks of "not a time" stay what they are.

use super::dtype::{TimeBase, TimeUnit};

/// The ticks that stand for "not a time".
pub const NAT: i64 = i64::MIN;

/// The number of a day, counted from 1970-01-01.
pub fn day_number(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that a leap day ends its year.
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of the month of a day's number.
pub fn date_of_day(day: i64) -> (i64, i64, i64) {
    let day = i128::from(day) + 719_468;
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    ((era * 400 + year + next) as i64, month as i64, day_of_month as i64)
}

/// How many of a unit make a day; None for units longer than one.
fn per_day(base: TimeBase) -> Option<i128> {
    let second: i128 = match base {
        TimeBase::Day => return Some(1),
        TimeBase::Hour => return Some(24),
        TimeBase::Minute => return Some(24 * 60),
        TimeBase::Second => 1,
        TimeBase::Millisecond => 1_000,
        TimeBase::Microsecond => 1_000_000,
        TimeBase::Nanosecond => 1_000_000_000,
        TimeBase::Picosecond => 1_000_000_000_000,
        TimeBase::Femtosecond => 1_000_000_000_000_000,
        TimeBase::Attosecond => 1_000_000_000_000_000_000,
        _ => return None,
    };
    Some(second * 86_400)
}

/// Whether a unit is a number of months, which have no fixed length.
pub fn is_nonlinear(base: TimeBase) -> bool {
    matches!(base, TimeBase::Year | TimeBase::Month)
}

/// Attoseconds of a day.
const DAY: i128 = 86_400 * 1_000_000_000_000_000_000;

/// A point of time in another unit: the latest tick that is not after it.
pub fn convert_date(ticks: i64, from: TimeUnit, to: TimeUnit) -> i64 {
    if ticks == NAT || from == to || from.base == TimeBase::Generic || to.base == TimeBase::Generic {
        return ticks;
    }
    let count = i128::from(ticks) * i128::from(from.count);
    let (days, rest) = match from.base {
        TimeBase::Year => (i128::from(day_number((1970 + count) as i64, 1, 1)), 0),
        TimeBase::Month => {
            (i128::from(day_number((1970 + count.div_euclid(12)) as i64, count.rem_euclid(12) as i64 + 1, 1)), 0)
        }
        TimeBase::Week => (count * 7, 0),
        base => {
            let per_day = per_day(base).unwrap_or(1);
            (count.div_euclid(per_day), count.rem_euclid(per_day) * (DAY / per_day))
        }
    };
    let result = match to.base {
        TimeBase::Year => i128::from(date_of_day(days as i64).0) - 1970,
        TimeBase::Month => {
            let (year, month, _) = date_of_day(days as i64);
            (i128::from(year) - 1970) * 12 + i128::from(month) - 1
        }
        TimeBase::Week => days.div_euclid(7),
        base => {
            let per_day = per_day(base).unwrap_or(1);
            days * per_day + rest / (DAY / per_day)
        }
    };
    result.div_euclid(i128::from(to.count)) as i64
}

/// How many of a finer base unit make one of a coarser one, as a fraction; months have their mean length.
fn ratio(from: TimeBase, to: TimeBase) -> (i128, i128) {
    // Days of 400 years, and the number of units in 400 years.
    let span = |base: TimeBase| match base {
        TimeBase::Year => (146_097, 400),
        TimeBase::Month => (146_097, 4_800),
        TimeBase::Week => (7, 1),
        base => (1, per_day(base).unwrap_or(1)),
    };
    if from == TimeBase::Year && to == TimeBase::Month {
        return (12, 1);
    }
    if from == TimeBase::Month && to == TimeBase::Year {
        return (1, 12);
    }
    let ((a, b), (c, d)) = (span(from), span(to));
    (a * d, b * c)
}

/// A span of time in another unit, rounded down.
pub fn convert_span(ticks: i64, from: TimeUnit, to: TimeUnit) -> i64 {
    if ticks == NAT || from == to || from.base == TimeBase::Generic || to.base == TimeBase::Generic {
        return ticks;
    }
    let (over, under) = ratio(from.base, to.base);
    let (over, under) = (over * i128::from(from.count), under * i128::from(to.count));
    let common = num_integer::gcd(over, under);
    let (over, under) = (over / common, under / common);
    match i128::from(ticks).checked_mul(over) {
        Some(product) => product.div_euclid(under) as i64,
        None => (ticks.wrapping_mul(over as i64)).div_euclid(under.max(1) as i64),
    }
}

/// The unit that two times share: one that both are whole numbers of, where months are fixed.
pub fn common_unit(a: TimeUnit, b: TimeUnit) -> TimeUnit {
    if a.base == TimeBase::Generic || b.base == TimeBase::Generic {
        return if a.base == TimeBase::Generic { b } else { a };
    }
    let (coarse, fine) = if a.base <= b.base { (a, b) } else { (b, a) };
    if is_nonlinear(coarse.base) != is_nonlinear(fine.base) {
        return fine;
    }
    let (over, under) = ratio(coarse.base, fine.base);
    let count = i128::from(coarse.count) * (over / under.max(1));
    TimeUnit { base: fine.base, count: num_integer::gcd(count, i128::from(fine.count)) as u32 }
}
