//! How `%time` and `%timeit` report, in IPython's words.

use std::time::Duration;

/// The processor time that a cell took, apart from waiting.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CpuTimes {
    /// Seconds in the program itself.
    pub user: f64,
    /// Seconds that the system worked for it.
    pub system: f64,
}

/// The runs of `%timeit`: how often the statement ran in each, and how many seconds each took.
#[derive(Clone, Debug, PartialEq)]
pub struct Loops {
    /// Executions of the statement in one run.
    pub count: u64,
    /// Seconds of each whole run.
    pub runs: Vec<f64>,
    /// Digits of the report.
    pub precision: usize,
}

/// The two lines of `%time`.
pub fn time_report(cpu: CpuTimes, wall: Duration) -> String {
    let span = |seconds| timespan(seconds, 3);
    let total = cpu.user + cpu.system;
    let (user, system, total) = (span(cpu.user), span(cpu.system), span(total));
    format!("CPU times: user {user}, sys: {system}, total: {total}\nWall time: {}", span(wall.as_secs_f64()))
}

/// The line of `%timeit`, and a line before it if the runs differ suspiciously.
pub fn timeit_report(loops: &Loops) -> String {
    let each: Vec<f64> = loops.runs.iter().map(|seconds| seconds / loops.count as f64).collect();
    let runs = each.len();
    let mean = each.iter().sum::<f64>() / runs as f64;
    let deviation = (each.iter().map(|seconds| (seconds - mean).powi(2)).sum::<f64>() / runs as f64).sqrt();
    let best = each.iter().copied().fold(f64::INFINITY, f64::min);
    let worst = each.iter().copied().fold(0.0, f64::max);
    let mut report = String::new();
    if worst > 4.0 * best && best > 0.0 && worst > 1e-6 {
        report = format!(
            "The slowest run took {:.2} times longer than the fastest. This could mean that an intermediate result \
             is being cached.\n",
            worst / best
        );
    }
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    let span = |seconds| timespan(seconds, loops.precision);
    report.push_str(&format!(
        "{} ± {} per loop (mean ± std. dev. of {runs} run{}, {} loop{} each)",
        span(mean),
        span(deviation),
        plural(runs as u64),
        grouped(loops.count),
        plural(loops.count),
    ));
    report
}

/// A time as people read it: `1.23 µs`, `456 ms`, `2min 3s`, with so many significant digits.
pub fn timespan(seconds: f64, precision: usize) -> String {
    if seconds >= 60.0 {
        return long_timespan(seconds);
    }
    const UNITS: [(f64, &str); 4] = [(1.0, "s"), (1e3, "ms"), (1e6, "µs"), (1e9, "ns")];
    let order = if seconds > 0.0 { (-(seconds.log10().floor() / 3.0).floor()).clamp(0.0, 3.0) as usize } else { 3 };
    let (scale, unit) = UNITS[order];
    format!("{} {unit}", significant(seconds * scale, precision))
}

fn long_timespan(seconds: f64) -> String {
    let mut left = seconds;
    let mut parts = Vec::new();
    for (unit, length) in [("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0)] {
        let count = (left / length).floor();
        if count > 0.0 {
            left -= count * length;
            parts.push(format!("{count}{unit}"));
        }
        if left < 1.0 {
            break;
        }
    }
    parts.join(" ")
}

/// C's `%.{digits}g`.
fn significant(value: f64, digits: usize) -> String {
    let digits = digits.max(1);
    let scientific = format!("{value:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trimmed = |text: &str| {
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
    };
    if exponent < -4 || exponent >= digits as i32 {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trimmed(mantissa), exponent.abs());
    }
    trimmed(&format!("{value:.*}", (digits as i32 - 1 - exponent).max(0) as usize))
}

/// `1,000,000`
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
