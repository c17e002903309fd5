//! `np.format_float_positional` and `np.format_float_scientific`: the two layouts behind every
//! printed float of NumPy. The names follow NumPy's dragon4.c; the digits come from `digits`.

use super::digits::{Binary, Decimal, fixed, push_repeated, significant};
use super::float::push_exponent;
use crate::text::{ErrorClass, R, err};

/// What happens to zeros at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trim {
    /// `k`: nothing; zeros are added up to the precision.
    Keep,
    /// `.`: zeros go, the point stays.
    Zeros,
    /// `0`: zeros go, one stays after the point.
    LeaveOneZero,
    /// `-`: zeros go, and the point with them.
    Point,
}

impl Trim {
    /// The meaning of NumPy's letter. *Errors*: TypeError.
    pub fn parse(letter: &str) -> R<Trim> {
        match letter {
            "k" => Ok(Trim::Keep),
            "." => Ok(Trim::Zeros),
            "0" => Ok(Trim::LeaveOneZero),
            "-" => Ok(Trim::Point),
            _ => {
                // NumPy does pad what it found.
                let message = format!("if supplied, trim must be 'k', '.', '0' or '-' found `{letter:>100}`");
                err(ErrorClass::TypeError, message)
            }
        }
    }
}

/// The arguments of `np.format_float_positional`.
#[derive(Clone, Copy, Debug)]
pub struct Positional {
    /// The most digits; needed unless `unique`.
    pub precision: Option<usize>,
    /// Whether to stop at the shortest digits that read back.
    pub unique: bool,
    /// Whether precision counts digits after the point; otherwise all digits.
    pub fractional: bool,
    /// What happens to zeros at the end.
    pub trim: Trim,
    /// Whether a number that is not negative gets a `+`.
    pub sign: bool,
    /// The least number of characters before the point.
    pub pad_left: Option<usize>,
    /// The least number of characters after the point.
    pub pad_right: Option<usize>,
    /// The least number of digits, counted like the precision.
    pub min_digits: Option<usize>,
}

/// The arguments of `np.format_float_scientific`.
#[derive(Clone, Copy, Debug)]
pub struct Scientific {
    /// The most digits after the point; needed unless `unique`.
    pub precision: Option<usize>,
    /// Whether to stop at the shortest digits that read back.
    pub unique: bool,
    /// What happens to zeros at the end.
    pub trim: Trim,
    /// Whether a number that is not negative gets a `+`.
    pub sign: bool,
    /// The least number of characters before the point.
    pub pad_left: Option<usize>,
    /// The least number of digits of the exponent, 2 if not given and 5 at most.
    pub exp_digits: Option<usize>,
    /// The least number of digits after the point.
    pub min_digits: Option<usize>,
}

/// The longest text that NumPy makes.
const LONGEST: usize = 16383;

/// `np.format_float_positional(x, …)`.
/// *Errors*: TypeError without a precision where one is needed, RuntimeError for a text beyond
/// NumPy's limit.
pub fn format_positional<T: Binary>(x: T, options: &Positional) -> R<String> {
    check_mode(options.unique, options.precision, &[options.pad_left, options.pad_right, options.min_digits])?;
    let value = x.to_f64();
    let sign = sign_of(value, options.sign);
    if let Some(text) = special(value, sign) {
        return Ok(text);
    }
    let count = |decimal: &Decimal| {
        let digits = decimal.digits.len() as i64;
        if options.fractional { digits - i64::from(decimal.point) } else { digits }
    };
    let round = |n: usize| if options.fractional { fixed(value, n) } else { significant(value, n) };
    let (decimal, cut) = cut(x, options.unique, options.precision, options.min_digits, count, round);
    let whole = decimal.point.max(1) as usize;
    let mut text = String::new();
    decimal.push_point(&mut text);
    let mut wanted = if options.unique { options.min_digits } else { options.precision }.unwrap_or(0);
    if !options.fractional {
        wanted = wanted.saturating_sub(whole);
    } else if value != 0.0 && decimal.is_zero() {
        // What rounds to zero keeps the zeros that were looked at.
        wanted = wanted.max(cut);
    }
    let fraction = trim(&mut text, options.trim, wanted);
    let mut out = String::new();
    push_repeated(&mut out, ' ', options.pad_left.unwrap_or(0).saturating_sub(whole + sign.len()));
    out.push_str(sign);
    out.push_str(&text);
    if let Some(padding) = options.pad_right.and_then(|width| width.checked_sub(fraction)) {
        let place_of_point = usize::from(options.trim == Trim::Point && fraction == 0);
        push_repeated(&mut out, ' ', padding + place_of_point);
    }
    check_length(out)
}

/// `np.format_float_scientific(x, …)`. *Errors*: as for [`format_positional`].
pub fn format_scientific<T: Binary>(x: T, options: &Scientific) -> R<String> {
    check_mode(options.unique, options.precision, &[options.pad_left, options.min_digits])?;
    let value = x.to_f64();
    let sign = sign_of(value, options.sign);
    if let Some(text) = special(value, sign) {
        return Ok(text);
    }
    let round = |n: usize| significant(value, n + 1);
    let count = |decimal: &Decimal| decimal.digits.len() as i64 - 1;
    let (decimal, _) = cut(x, options.unique, options.precision, options.min_digits, count, round);
    let (first, rest) = decimal.text().split_at(1);
    let mut text = format!("{first}.{rest}");
    let wanted = if options.unique { options.min_digits } else { options.precision }.unwrap_or(0);
    // Zeros that were made go from the end here, but not the point in front of them.
    let mode = if options.trim == Trim::Point && !rest.is_empty() { Trim::Zeros } else { options.trim };
    trim(&mut text, mode, wanted);
    let mut out = String::new();
    push_repeated(&mut out, ' ', options.pad_left.unwrap_or(0).saturating_sub(1 + sign.len()));
    out.push_str(sign);
    out.push_str(&text);
    out.push('e');
    push_exponent(&mut out, decimal.point - 1, options.exp_digits.unwrap_or(2).min(5));
    check_length(out)
}

fn sign_of(value: f64, plus: bool) -> &'static str {
    match (value.is_sign_negative(), plus) {
        (true, _) => "-",
        (false, true) => "+",
        _ => "",
    }
}

/// Infinities and nan, which are never padded.
fn special(value: f64, sign: &str) -> Option<String> {
    if value.is_nan() { Some("nan".to_owned()) } else { value.is_infinite().then(|| format!("{sign}inf")) }
}

fn check_mode(unique: bool, precision: Option<usize>, sizes: &[Option<usize>]) -> R<()> {
    if !unique && precision.is_none() {
        return err(ErrorClass::TypeError, "in non-unique mode `precision` must be supplied");
    }
    if sizes.iter().chain([&precision]).flatten().any(|&size| size > LONGEST) { too_long() } else { Ok(()) }
}

fn check_length(text: String) -> R<String> {
    if text.len() > LONGEST { too_long() } else { Ok(text) }
}

fn too_long<T>() -> R<T> {
    err(ErrorClass::RuntimeError, "Float formatting result too large")
}

/// The digits to show, and the place where they were cut: the shortest if they are neither too many
/// nor too few, else the exact value rounded half-to-even.
fn cut<T: Binary>(
    x: T,
    unique: bool,
    most: Option<usize>,
    least: Option<usize>,
    count: impl Fn(&Decimal) -> i64,
    round: impl Fn(usize) -> Decimal,
) -> (Decimal, usize) {
    let mut place = most.unwrap_or(0);
    if unique {
        let shortest = x.shortest();
        place = match (most, least) {
            (Some(most), _) if count(&shortest) > most as i64 => most,
            (_, Some(least)) if count(&shortest) < least as i64 => least,
            _ => return (shortest, 0),
        };
    }
    let mut decimal = round(place);
    // Digits are made one by one, without `unique` until nothing is left, and a carry takes the
    // nines with it: zeros at the end are there only if the value was not rounded up.
    if decimal.digits.ends_with(b"0") {
        let exact = significant(x.to_f64(), 800);
        let shown = decimal.digits.len();
        let same = exact.point == decimal.point && exact.digits.get(..shown) == Some(&decimal.digits[..]);
        let something_left = exact.digits[shown.min(800)..].iter().any(|&digit| digit != b'0');
        if !same || x.to_f64() == 0.0 || !(unique || something_left) {
            decimal.strip_zeros();
        }
    }
    (decimal, place)
}

/// Finishes a text that has a point; gives the number of digits after it.
fn trim(text: &mut String, trim: Trim, wanted: usize) -> usize {
    let point = text.find('.').unwrap_or(text.len());
    while trim != Trim::Keep && text.ends_with('0') && text.len() > point + 1 {
        text.pop();
    }
    let fraction = text.len() - point - 1;
    match trim {
        Trim::Keep => {
            push_repeated(text, '0', wanted.saturating_sub(fraction));
            return fraction.max(wanted);
        }
        Trim::LeaveOneZero if fraction == 0 => {
            text.push('0');
            return 1;
        }
        Trim::Point if fraction == 0 => {
            text.pop();
        }
        _ => {}
    }
    fraction
}
