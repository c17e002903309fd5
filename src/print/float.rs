//! Text of one floating-point or complex number: Python's `repr` and `str`, and those of NumPy's
//! scalars, which no print option changes except `legacy`.

use super::digits::{Binary, Decimal, push_fixed, push_repeated, significant};
use half::f16;

/// `repr(x)` of a Python float, which is also its `str`.
pub fn repr_float(x: f64) -> String {
    let mut out = String::new();
    push_repr(&mut out, x);
    out
}

/// Appends `repr(x)` of a Python float.
pub fn push_repr(out: &mut String, x: f64) {
    push_python(out, x, &Style { code: 'r', precision: 0, alternate: false, dot_zero: true, no_negative_zero: false });
}

/// `repr` of a Python complex number, which is also its `str`: no `.0`, and parentheses unless the
/// real part is exactly +0.
pub fn repr_complex(re: f64, im: f64) -> String {
    let style = Style { code: 'r', precision: 0, alternate: false, dot_zero: false, no_negative_zero: false };
    let bare = re == 0.0 && re.is_sign_positive();
    let mut out = String::new();
    if !bare {
        out.push('(');
        push_python(&mut out, re, &style);
        push_plus(&mut out, im);
    }
    push_python(&mut out, im, &style);
    out.push_str(if bare { "j" } else { "j)" });
    out
}

fn push_plus(out: &mut String, im: f64) {
    if im.is_nan() || im.is_sign_positive() {
        out.push('+');
    }
}

/// What CPython's `PyOS_double_to_string` is told.
pub(crate) struct Style {
    /// One of `e f g r` or `E F G`: exponential, fixed, general, repr.
    pub code: char,
    /// Digits after the point for `e` and `f`, significant digits for `g`, unused for `r`.
    pub precision: usize,
    /// Keep the point and, for `g`, the zeros.
    pub alternate: bool,
    /// Write `.0` after a whole number in positional form.
    pub dot_zero: bool,
    /// Drop the sign of what rounds to zero.
    pub no_negative_zero: bool,
}

/// Appends `x` in a style of Python's; a sign only if it is negative.
pub(crate) fn push_python(out: &mut String, x: f64, style: &Style) {
    if !x.is_finite() {
        let text = match (x.is_nan(), x < 0.0) {
            (true, _) => "nan",
            (_, true) => "-inf",
            _ => "inf",
        };
        let upper = style.code.is_ascii_uppercase();
        out.extend(text.chars().map(|c| if upper { c.to_ascii_uppercase() } else { c }));
        return;
    }
    let start = out.len();
    if x.is_sign_negative() {
        out.push('-');
    }
    let general = style.precision.max(1);
    match style.code.to_ascii_lowercase() {
        'f' => {
            push_fixed(out, x, style.precision);
            if style.alternate && style.precision == 0 {
                out.push('.');
            }
        }
        'e' => {
            let decimal = significant(x, style.precision.saturating_add(1));
            push_exponential(out, &decimal, style.alternate, exponent_letter(style));
        }
        'g' => {
            // Without `#` zeros go again, so no more digits are made than a float has.
            let mut decimal = significant(x, if style.alternate { general } else { general.min(800) });
            if !style.alternate {
                decimal.strip_zeros();
            }
            let last_positional = general as i64 - i64::from(style.dot_zero);
            if decimal.point <= -4 || i64::from(decimal.point) > last_positional {
                push_exponential(out, &decimal, style.alternate, exponent_letter(style));
            } else {
                push_positional(out, &decimal, style);
            }
        }
        _ => {
            let decimal = x.shortest();
            if decimal.point <= -4 || decimal.point > 16 {
                push_exponential(out, &decimal, style.alternate, exponent_letter(style));
            } else {
                push_positional(out, &decimal, style);
            }
        }
    }
    if style.no_negative_zero && x.is_sign_negative() && is_zero_text(&out[start..]) {
        out.remove(start);
    }
}

/// Whether the digits before an exponent are all zero.
fn is_zero_text(text: &str) -> bool {
    text.bytes().take_while(|b| !matches!(b, b'e' | b'E')).all(|b| !(b'1'..=b'9').contains(&b))
}

fn exponent_letter(style: &Style) -> char {
    if style.code.is_ascii_uppercase() { 'E' } else { 'e' }
}

fn push_positional(out: &mut String, decimal: &Decimal, style: &Style) {
    decimal.push_point(out);
    if out.ends_with('.') {
        if style.dot_zero {
            out.push('0');
        } else if !style.alternate {
            out.pop();
        }
    }
}

/// Appends `d.ddde+05`; the exponent has a sign and at least two digits.
fn push_exponential(out: &mut String, decimal: &Decimal, keep_point: bool, letter: char) {
    let (first, rest) = decimal.text().split_at(1);
    out.push_str(first);
    if keep_point || !rest.is_empty() {
        out.push('.');
    }
    out.push_str(rest);
    let exponent = if decimal.is_zero() { 0 } else { decimal.point - 1 };
    out.push(letter);
    push_exponent(out, exponent, 2);
}

/// Appends an exponent: its sign and at least `width` digits (0 has none of its own).
pub(crate) fn push_exponent(out: &mut String, exponent: i32, width: usize) {
    out.push(if exponent < 0 { '-' } else { '+' });
    let text = exponent.unsigned_abs().to_string();
    let text = if exponent == 0 { "" } else { &text };
    push_repeated(out, '0', width.saturating_sub(text.len()));
    out.push_str(text);
}

/// A floating-point type of NumPy's scalars.
pub trait Scalar: Binary {
    /// From here on the scalar prints in exponential form.
    const EXPONENTIAL_FROM: f64;
}

impl Scalar for f64 {
    const EXPONENTIAL_FROM: f64 = 1e16;
}

impl Scalar for f32 {
    const EXPONENTIAL_FROM: f64 = 1e6;
}

impl Scalar for f16 {
    const EXPONENTIAL_FROM: f64 = 1e3;
}

/// `str` of a NumPy floating-point scalar; `repr` puts `np.float32(…)` around it. With
/// `wide` (legacy '2.2' and older) every type changes to exponential form at 1e16.
pub fn scalar_float<T: Scalar>(x: T, wide: bool) -> String {
    let mut out = String::new();
    push_scalar(&mut out, x, true, wide);
    out
}

/// The text inside `np.complex64(…)`: both parts without a forced decimal, the real part left out
/// if it is exactly +0. `str` puts parentheses around it unless the real part is left out.
pub fn scalar_complex<T: Scalar>(re: T, im: T, parentheses: bool, wide: bool) -> String {
    let (real, imaginary) = (re.to_f64(), im.to_f64());
    let mut out = String::new();
    let bare = real == 0.0 && real.is_sign_positive();
    if !bare {
        if parentheses {
            out.push('(');
        }
        push_scalar(&mut out, re, false, wide);
        push_plus(&mut out, imaginary);
    }
    push_scalar(&mut out, im, false, wide);
    out.push('j');
    if parentheses && !bare {
        out.push(')');
    }
    out
}

fn push_scalar<T: Scalar>(out: &mut String, x: T, dot_zero: bool, wide: bool) {
    let value = x.to_f64();
    let style = Style { code: 'r', precision: 0, alternate: false, dot_zero, no_negative_zero: false };
    if !value.is_finite() {
        return push_python(out, value, &style);
    }
    if value.is_sign_negative() {
        out.push('-');
    }
    let end = if wide { 1e16 } else { T::EXPONENTIAL_FROM };
    let decimal = x.shortest();
    if value == 0.0 || (1e-4..end).contains(&value.abs()) {
        push_positional(out, &decimal, &style);
    } else {
        push_exponential(out, &decimal, false, 'e');
    }
}
