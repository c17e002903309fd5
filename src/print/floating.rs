//! `FloatingFormat` and `ComplexFloatingFormat` of NumPy's arrayprint.py: one layout for all floats
//! of an array, chosen over the elements that will be shown.

use super::digits::{Binary, Decimal, fixed, push_repeated, significant};
use super::float::push_exponent;
use super::options::{FloatMode, Legacy, PlusSign, PrintOptions};
use crate::text::{ErrorClass, R, err};

/// More digits than any float has.
const UNLIMITED: usize = 1 << 20;

/// The layout of an array's floats, and the digits of each of them.
pub(super) struct FloatingFormat<'a, T> {
    data: &'a [T],
    /// The digits of finite elements, without zeros at the end.
    digits: Vec<Decimal>,
    exp_format: bool,
    /// Places after the point that every element fills with zeros; none in the mode `maxprec`.
    zeros: Option<usize>,
    pad_left: usize,
    pad_right: usize,
    exp_size: usize,
    sign: PlusSign,
    options: &'a PrintOptions,
}

impl<'a, T: Binary> FloatingFormat<'a, T> {
    /// Chooses the layout. `scalar` says that the array has no axes.
    /// *Errors*: ValueError for a negative precision, RuntimeError for one beyond NumPy's limit,
    /// TypeError for an unlimited one in version 1.13.
    pub(super) fn new(
        data: &'a [T],
        scalar: bool,
        floatmode: FloatMode,
        sign: PlusSign,
        options: &'a PrintOptions,
    ) -> R<FloatingFormat<'a, T>> {
        let old = options.legacy <= Legacy::V1_13;
        let sign = if old && !scalar && sign == PlusSign::None { PlusSign::Space } else { sign };
        let precision = match (floatmode, usize::try_from(options.precision)) {
            (FloatMode::Unique, _) => UNLIMITED,
            (FloatMode::Fixed, Ok(precision)) if precision > 16_000 => {
                return err(ErrorClass::RuntimeError, "Float formatting result too large");
            }
            (_, Ok(precision)) => precision.min(UNLIMITED),
            _ => return err(ErrorClass::ValueError, "precision must be >= 0"),
        };
        let mut format = FloatingFormat {
            data,
            digits: Vec::with_capacity(data.len()),
            exp_format: wants_exponent(data, options),
            zeros: None,
            pad_left: 0,
            pad_right: 0,
            exp_size: 0,
            sign,
            options,
        };
        let exact = floatmode == FloatMode::Fixed || (old && format.exp_format);
        if exact && floatmode == FloatMode::Unique {
            return err(ErrorClass::TypeError, "in non-unique mode `precision` must be supplied");
        }
        format.fill_digits(precision, exact);
        format.fill_widths(precision, floatmode);
        format.make_room_for_specials();
        Ok(format)
    }

    fn finite(&self) -> impl Iterator<Item = (f64, &Decimal)> {
        self.data.iter().map(|x| x.to_f64()).zip(&self.digits).filter(|(x, _)| x.is_finite())
    }

    /// The first pass: the shortest digits where they fit, else the exact value rounded.
    fn fill_digits(&mut self, precision: usize, exact: bool) {
        for &x in self.data {
            let value = x.to_f64();
            if !value.is_finite() {
                self.digits.push(Decimal { digits: Default::default(), point: 0 });
                continue;
            }
            let decimal = if exact {
                self.rounded(value, precision)
            } else {
                let shortest = x.shortest();
                let surplus = places(&shortest, self.exp_format) - precision as i64;
                if surplus <= 0 {
                    shortest
                } else {
                    let kept = shortest.digits.len() as i64 - surplus;
                    shortest.rounded(kept).unwrap_or_else(|| self.rounded(value, precision))
                }
            };
            self.digits.push(decimal);
        }
    }

    /// The exact value at so many places after the point, without zeros at the end.
    fn rounded(&self, value: f64, precision: usize) -> Decimal {
        let mut decimal = if self.exp_format { significant(value, precision + 1) } else { fixed(value, precision) };
        decimal.strip_zeros();
        decimal
    }

    fn fill_widths(&mut self, precision: usize, floatmode: FloatMode) {
        let old = self.options.legacy <= Legacy::V1_13;
        let (mut left, mut fraction, mut exponent) = (0, 0, 0);
        let mut any = false;
        for (value, decimal) in self.finite() {
            any = true;
            let sign = !old && (value.is_sign_negative() || self.sign == PlusSign::Plus);
            let whole = if self.exp_format { 1 } else { decimal.point.max(1) as usize };
            left = left.max(whole + usize::from(sign));
            fraction = fraction.max(places(decimal, self.exp_format).max(0) as usize);
            let power = if value == 0.0 { 0 } else { decimal.point - 1 };
            exponent = exponent.max(power.unsigned_abs().max(1).ilog10() as usize + 1);
        }
        if !any {
            return;
        }
        if floatmode == FloatMode::Fixed || (old && self.exp_format) {
            fraction = precision;
        }
        if self.exp_format {
            self.exp_size = exponent.max(2);
            self.zeros = Some(fraction);
            self.pad_left = if old { 3 } else { left };
            // Only the width of nan and inf depends on it.
            self.pad_right = self.exp_size + 2 + fraction;
        } else {
            self.pad_left = if old { left + 1 } else { left };
            self.pad_right = fraction;
            self.zeros = matches!(floatmode, FloatMode::Fixed | FloatMode::MaxprecEqual).then_some(fraction);
        }
        if floatmode != FloatMode::Fixed {
            // Positional form shows all digits before the point, however few identify the number.
            self.extend_digits(self.zeros.unwrap_or(0));
        }
        let any_negative = self.finite().any(|(value, _)| value.is_sign_negative());
        if !old && self.sign == PlusSign::Space && !any_negative {
            self.pad_left += 1;
        }
    }

    /// Zeros behind the shortest digits are right only as far as the type's precision goes; beyond
    /// it the digits of the exact value are shown.
    fn extend_digits(&mut self, zeros: usize) {
        for i in 0..self.data.len() {
            let value = self.data[i].to_f64();
            let shown = if self.exp_format { zeros as i32 + 1 } else { self.digits[i].point + zeros as i32 };
            let short = places(&self.digits[i], self.exp_format) < zeros as i64;
            let imprecise = shown > T::PRECISION || value.abs() < T::SMALLEST_NORMAL;
            if value.is_finite() && short && imprecise {
                self.digits[i] = self.rounded(value, zeros);
            }
        }
    }

    fn make_room_for_specials(&mut self) {
        let specials = || self.data.iter().map(|x| x.to_f64()).filter(|x| !x.is_finite());
        if specials().next().is_none() {
            return;
        }
        let negative = self.sign != PlusSign::None || specials().any(|x| x == f64::NEG_INFINITY);
        let offset = self.pad_right + 1;
        let nan = self.options.nanstr.chars().count();
        let inf = self.options.infstr.chars().count() + usize::from(negative);
        self.pad_left = self.pad_left.max(nan.saturating_sub(offset)).max(inf.saturating_sub(offset));
    }

    /// Appends the text of element `i`.
    pub(super) fn push(&self, out: &mut String, i: usize) {
        let value = self.data[i].to_f64();
        let plus = if self.sign == PlusSign::Plus { "+" } else { "" };
        if !value.is_finite() {
            let (sign, text) = match value.is_nan() {
                true => (plus, &self.options.nanstr),
                false => (if value < 0.0 { "-" } else { plus }, &self.options.infstr),
            };
            let width = self.pad_left + self.pad_right + 1;
            push_repeated(out, ' ', width.saturating_sub(sign.len() + text.chars().count()));
            out.push_str(sign);
            out.push_str(text);
            return;
        }
        let sign = if value.is_sign_negative() { "-" } else { plus };
        let decimal = &self.digits[i];
        if self.exp_format {
            push_repeated(out, ' ', self.pad_left.saturating_sub(1 + sign.len()));
            out.push_str(sign);
            let (first, rest) = decimal.text().split_at(1);
            out.push_str(first);
            out.push('.');
            out.push_str(rest);
            push_repeated(out, '0', self.zeros.unwrap_or(0).saturating_sub(rest.len()));
            out.push('e');
            push_exponent(out, decimal.point - 1, self.exp_size.min(5));
            return;
        }
        push_repeated(out, ' ', self.pad_left.saturating_sub(decimal.point.max(1) as usize + sign.len()));
        out.push_str(sign);
        decimal.push_point(out);
        let missing = self.pad_right.saturating_sub(places(decimal, false).max(0) as usize);
        push_repeated(out, if self.zeros.is_some() { '0' } else { ' ' }, missing);
    }
}

/// The number of digits after the point; can be negative for positional integers.
fn places(decimal: &Decimal, exp_format: bool) -> i64 {
    let digits = decimal.digits.len() as i64;
    if exp_format {
        digits - 1
    } else if decimal.is_zero() {
        0
    } else {
        digits - i64::from(decimal.point)
    }
}

/// Whether an array goes to exponential form, by its largest and smallest magnitudes but zero. The
/// comparisons are made in the array's own type, as NumPy's are.
fn wants_exponent<T: Binary>(data: &[T], options: &PrintOptions) -> bool {
    let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
    for x in data {
        let magnitude = x.to_f64().abs();
        if magnitude.is_finite() && magnitude != 0.0 {
            least = least.min(magnitude);
            most = most.max(magnitude);
        }
    }
    if most == 0.0 {
        return false;
    }
    let digits = if options.legacy <= Legacy::V2_2 { 8 } else { T::PRECISION.min(8) };
    let limit = 10_f64.powi(digits);
    // float16 cannot hold the limit of old versions.
    let reachable = T::from_f64(limit).to_f64().is_finite();
    let small = T::from_f64(1e-4).to_f64();
    let ratio = T::from_f64(most / least).to_f64();
    (reachable && most >= limit) || (!options.suppress && (least < small || ratio > 1000.0))
}

/// The layouts of real and imaginary parts, which are chosen separately.
pub(super) struct ComplexFloatingFormat<'a, T> {
    real_format: FloatingFormat<'a, T>,
    imag_format: FloatingFormat<'a, T>,
}

impl<'a, T: Binary> ComplexFloatingFormat<'a, T> {
    /// Chooses the layouts. *Errors*: ValueError for a negative precision.
    pub(super) fn new(
        real: &'a [T],
        imag: &'a [T],
        scalar: bool,
        options: &'a PrintOptions,
    ) -> R<ComplexFloatingFormat<'a, T>> {
        let old = options.legacy <= Legacy::V1_13;
        let (real_mode, imag_mode) =
            if old { (FloatMode::MaxprecEqual, FloatMode::Maxprec) } else { (options.floatmode, options.floatmode) };
        Ok(ComplexFloatingFormat {
            real_format: FloatingFormat::new(real, scalar, real_mode, options.sign, options)?,
            imag_format: FloatingFormat::new(imag, scalar, imag_mode, PlusSign::Plus, options)?,
        })
    }

    /// Appends the text of element `i`; the `j` goes before the spaces at the end.
    pub(super) fn push(&self, out: &mut String, i: usize) {
        self.real_format.push(out, i);
        let start = out.len();
        self.imag_format.push(out, i);
        let end = start + out[start..].trim_end().len();
        out.insert(end, 'j');
    }
}
