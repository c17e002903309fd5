//! Where ticks are and what is written at them, after matplotlib's locators and formatters: round
//! numbers, at most nine steps, a common offset or power of ten split off where it helps.

use super::scene::{Notation, Scale};

/// The steps between ticks are these times a power of ten.
pub const ROUND: &[f64] = &[1.0, 2.0, 2.5, 5.0, 10.0];

/// Ticks further apart than needed to cover a range; the outer ones may lie outside.
///
/// *Source*: the method of matplotlib's `MaxNLocator`.
pub fn linear(low: f64, high: f64, most: usize, steps: &[f64], integer: bool, fewest: usize) -> Vec<f64> {
    let (low, high) = apart(low, high, 1e-13);
    let most = most.max(1) as f64;
    let (range, middle) = (high - low, (high + low) / 2.0);
    let offset =
        if middle.abs() / range < 100.0 { 0.0 } else { 10f64.powf(middle.abs().log10().floor()).copysign(middle) };
    let scale = 10f64.powf((range / most).log10().floor());
    let (low, high) = (low - offset, high - offset);
    let mut all: Vec<f64> = steps[..steps.len() - 1].iter().map(|step| 0.1 * step * scale).collect();
    all.extend(steps.iter().map(|step| step * scale));
    all.push(10.0 * steps.get(1).copied().unwrap_or(2.0) * scale);
    if integer {
        all.retain(|step| *step < 1.0 - 1e-9 || (step - step.round()).abs() < 1e-3);
    }
    let raw = (high - low) / most;
    let first = all.iter().position(|step| *step >= raw).unwrap_or(all.len() - 1);
    let mut found = Vec::new();
    for &step in all[..=first].iter().rev() {
        let step = if integer { step.max(1.0) } else { step };
        let base = (low / step).floor() * step;
        let from = edge_below(low - base, step, offset);
        let to = edge_above(high - base, step, offset);
        found = (0..=(to - from).clamp(0.0, 1000.0) as usize).map(|i| (from + i as f64) * step + base).collect();
        let inside = found.iter().filter(|tick| **tick <= high && **tick >= low).count();
        if inside >= fewest || integer && step <= 1.0 {
            break;
        }
    }
    found.iter().map(|tick| tick + offset).collect()
}

fn is_close(part: f64, edge: f64, step: f64, offset: f64) -> bool {
    let tolerance =
        if offset == 0.0 { 1e-10 } else { 10f64.powf((offset.abs() / step).log10() - 12.0).clamp(1e-10, 0.4999) };
    (part - edge).abs() < tolerance
}

/// The largest whole number of steps at or below a value.
fn edge_below(value: f64, step: f64, offset: f64) -> f64 {
    let whole = (value / step).floor();
    let rest = value - whole * step;
    if is_close(rest / step, 1.0, step, offset) { whole + 1.0 } else { whole }
}

/// The smallest whole number of steps at or above a value.
fn edge_above(value: f64, step: f64, offset: f64) -> f64 {
    let whole = (value / step).floor();
    let rest = value - whole * step;
    if is_close(rest / step, 0.0, step, offset) { whole } else { whole + 1.0 }
}

/// Limits that differ: equal or nearly equal ones are moved apart.
pub fn apart(low: f64, high: f64, expand: f64) -> (f64, f64) {
    if !low.is_finite() || !high.is_finite() {
        return (-expand, expand);
    }
    let (low, high) = if high < low { (high, low) } else { (low, high) };
    let largest = low.abs().max(high.abs());
    if largest < (1e6 / 1e-14) * f64::MIN_POSITIVE {
        (-expand, expand)
    } else if high - low <= largest * 1e-14 {
        if high == 0.0 && low == 0.0 {
            (-expand, expand)
        } else {
            (low - expand * low.abs(), high + expand * high.abs())
        }
    } else {
        (low, high)
    }
}

/// The powers of a base that cover a range of positive numbers, and the multiples between them.
pub fn powers(low: f64, high: f64, base: f64, most: usize) -> (Vec<f64>, Vec<f64>) {
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    if low <= 0.0 || !high.is_finite() {
        return (Vec::new(), Vec::new());
    }
    let log = |x: f64| {
        let exact = x.ln() / base.ln();
        if (exact - exact.round()).abs() < 1e-9 { exact.round() } else { exact }
    };
    let (from, to) = (log(low).floor(), log(high).ceil());
    let inside = log(high).floor() - log(low).ceil();
    let mut stride = 1.0;
    while (inside / stride).floor() + 1.0 > most.max(2) as f64 {
        stride += 1.0;
    }
    let mut major = Vec::new();
    let mut exponent = from - stride;
    while exponent <= to + stride && major.len() < 1000 {
        major.push(base.powf(exponent));
        exponent += stride;
    }
    let mut minor = Vec::new();
    if inside <= 10.0 && stride == 1.0 {
        let mut exponent = from - 1.0;
        while exponent <= to {
            let power = base.powf(exponent);
            minor.extend((2..base as u32).map(|times| f64::from(times) * power));
            exponent += 1.0;
        }
    } else if stride > 1.0 {
        let mut exponent = from;
        while exponent <= to && minor.len() < 1000 {
            minor.push(base.powf(exponent));
            exponent += 1.0;
        }
        minor.retain(|tick| !major.contains(tick));
    }
    (major, minor)
}

/// Zero and the powers of ten on both sides.
pub fn two_sided(low: f64, high: f64, near: f64) -> Vec<f64> {
    let mut ticks = Vec::new();
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    let start = near.abs().max(f64::MIN_POSITIVE).log10().ceil();
    let decades = |end: f64| ((end.log10() - start) / 5.0).ceil().max(1.0);
    if low < -near {
        let stride = decades(-low);
        let mut exponent = start;
        while 10f64.powf(exponent) <= -low * 1.0001 {
            ticks.push(-10f64.powf(exponent));
            exponent += stride;
        }
        ticks.reverse();
    }
    if low <= 0.0 && high >= 0.0 {
        ticks.push(0.0);
    }
    if high > near {
        let stride = decades(high);
        let mut exponent = start;
        while 10f64.powf(exponent) <= high * 1.0001 {
            ticks.push(10f64.powf(exponent));
            exponent += stride;
        }
    }
    ticks
}

/// How the numbers of an axis are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Format {
    offset: f64,
    power: i32,
    digits: usize,
    math: bool,
}

impl Format {
    /// The format that shows all ticks apart from each other.
    ///
    /// *Source*: the method of matplotlib's `ScalarFormatter`.
    pub fn of(ticks: &[f64], limits: [f64; 2], notation: Notation) -> Format {
        let (low, high) = (limits[0].min(limits[1]), limits[0].max(limits[1]));
        if ticks.is_empty() {
            return Format::default();
        }
        let offset = if notation.offset { common_offset(ticks, low, high) } else { 0.0 };
        let power = power_of(ticks, low, high, offset, notation);
        let unit = 10f64.powi(power);
        let mut shown: Vec<f64> = ticks.iter().map(|tick| (tick - offset) / unit).collect();
        if ticks.len() < 2 {
            shown.extend([(low - offset) / unit, (high - offset) / unit]);
        }
        let largest = shown.iter().fold(0.0f64, |most, x| most.max(x.abs()));
        let (min, max) = shown.iter().fold((f64::MAX, f64::MIN), |(min, max), x| (min.min(*x), max.max(*x)));
        let range = match max - min {
            range if range != 0.0 => range,
            _ if largest != 0.0 => largest,
            _ => 1.0,
        };
        if ticks.len() < 2 {
            shown.truncate(ticks.len());
        }
        let magnitude = range.log10().floor() as i32;
        let mut digits = (3 - magnitude).clamp(0, 300);
        let threshold = 1e-3 * 10f64.powi(magnitude);
        while digits >= 0 {
            let unit = 10f64.powi(digits);
            let off = shown.iter().map(|x| (x - (x * unit).round_ties_even() / unit).abs()).fold(0.0, f64::max);
            if off >= threshold {
                break;
            }
            digits -= 1;
        }
        Format { offset, power, digits: (digits + 1).max(0) as usize, math: notation.math }
    }

    /// A number.
    pub fn number(&self, x: f64) -> String {
        let shown = (x - self.offset) / 10f64.powi(self.power);
        let shown = if shown.abs() < 1e-8 { 0.0 } else { shown };
        format!("{shown:.*}", self.digits).replace('-', "\u{2212}")
    }

    /// What stands at the end of the axis.
    pub fn offset_text(&self) -> String {
        if self.offset == 0.0 && self.power == 0 {
            return String::new();
        }
        let mut text = String::new();
        if self.power != 0 {
            text = if self.math { format!("$\\times10^{{{}}}$", self.power) } else { format!("1e{}", self.power) };
        }
        if self.offset != 0.0 {
            if self.offset > 0.0 {
                text.push('+');
            }
            text.push_str(&short_scientific(self.offset));
        }
        text.replace('-', "\u{2212}")
    }
}

/// `1.25e3`, `1e−5`, `3`.
fn short_scientific(x: f64) -> String {
    let power = x.abs().log10().floor();
    let digits = format!("{:.9}", x / 10f64.powf(power));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    if power == 0.0 { digits.to_owned() } else { format!("{digits}e{power}") }
}

fn common_offset(ticks: &[f64], low: f64, high: f64) -> f64 {
    let inside: Vec<f64> = ticks.iter().copied().filter(|tick| *tick >= low && *tick <= high).collect();
    let Some(min) = inside.iter().copied().reduce(f64::min) else { return 0.0 };
    let max = inside.iter().copied().fold(min, f64::max);
    if min == max || min <= 0.0 && max >= 0.0 {
        return 0.0;
    }
    let (small, large) = (min.abs().min(max.abs()), min.abs().max(max.abs()));
    let at = |exponent: i32, x: f64| (x / 10f64.powi(exponent)).floor();
    let start = large.log10().ceil() as i32;
    let Some(mut exponent) = (start - 330..=start).rev().find(|e| at(*e, small) != at(*e, large)) else { return 0.0 };
    exponent += 1;
    if (large - small) / 10f64.powi(exponent) <= 1e-2 {
        let Some(found) = (start - 330..=start).rev().find(|e| at(*e, large) - at(*e, small) > 1.0) else { return 0.0 };
        exponent = found + 1;
    }
    let whole = at(exponent, large);
    if whole >= 1000.0 { (whole * 10f64.powi(exponent)).copysign(max) } else { 0.0 }
}

fn power_of(ticks: &[f64], low: f64, high: f64, offset: f64, notation: Notation) -> i32 {
    if !notation.scientific {
        return 0;
    }
    let [small, large] = notation.powers;
    if small == large && small != 0 {
        return small;
    }
    let inside = ticks.iter().filter(|tick| **tick >= low && **tick <= high);
    let most = inside.fold(0.0f64, |most, tick| most.max(tick.abs()));
    let power = if offset != 0.0 {
        (high - low).log10().floor() as i32
    } else if most == 0.0 {
        0
    } else {
        most.log10().floor() as i32
    };
    if power <= small || power >= large { power } else { 0 }
}

/// `10²` and its like at the ticks of a logarithmic axis; empty for ticks between powers, unless the range
/// is so short that they are needed.
pub fn log_labels(ticks: &[f64], limits: [f64; 2], base: f64, minor: bool) -> Vec<String> {
    let decades = ((limits[1] / limits[0]).ln() / base.ln()).abs();
    let shown = |times: f64| {
        if !minor {
            return true;
        }
        if decades > 1.0 {
            return false;
        }
        decades <= 0.4 || matches!(times.round() as i64, 1 | 2 | 3 | 4 | 6)
    };
    let label = |tick: &f64| {
        if *tick == 0.0 {
            return "$\\mathdefault{0}$".to_owned();
        }
        let sign = if *tick < 0.0 { "-" } else { "" };
        let exact = tick.abs().ln() / base.ln();
        let power = (exact + 1e-9).floor();
        let times = tick.abs() / base.powf(power);
        if !shown(times) {
            return String::new();
        }
        if (times - 1.0).abs() < 1e-6 {
            format!("$\\mathdefault{{{sign}{base}^{{{power}}}}}$")
        } else {
            format!("$\\mathdefault{{{sign}{}\\times{base}^{{{power}}}}}$", times.round())
        }
    };
    ticks.iter().map(label).collect()
}

impl Scale {
    /// Where a value stands on an even line.
    pub fn forward(self, x: f64) -> f64 {
        match self {
            Scale::Linear => x,
            Scale::Log(_) => {
                if x > 0.0 {
                    x.log10()
                } else {
                    f64::NAN
                }
            }
            Scale::SymLog(near) => {
                if x.abs() <= near {
                    x / near * SYMLOG_STRETCH
                } else {
                    (SYMLOG_STRETCH + (x.abs() / near).log10()).copysign(x)
                }
            }
        }
    }

    /// The value that stands there.
    pub fn back(self, y: f64) -> f64 {
        match self {
            Scale::Linear => y,
            Scale::Log(_) => 10f64.powf(y),
            Scale::SymLog(near) => {
                if y.abs() <= SYMLOG_STRETCH {
                    y * near / SYMLOG_STRETCH
                } else {
                    (near * 10f64.powf(y.abs() - SYMLOG_STRETCH)).copysign(y)
                }
            }
        }
    }
}

/// The even part of a two-sided logarithmic scale is this many decades long on each side: 1/(1 - 1/10).
const SYMLOG_STRETCH: f64 = 1.0 / 0.9;
