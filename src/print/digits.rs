//! Decimal digits of binary floating-point numbers: the shortest that read back as the same number,
//! and the exact value rounded half-to-even at any place. Everything else in this floor only
//! arranges digits.

use half::f16;
use smallvec::SmallVec;
use std::fmt::{self, Write};

/// A non-negative decimal number: `0.DIGITS × 10^point`. Zero is the one digit `0` with point 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// ASCII digits. The first is not `0` unless the number is zero.
    pub digits: SmallVec<[u8; 24]>,
    /// How many digits stand before the decimal point; negative for zeros after the point.
    pub point: i32,
}

impl Decimal {
    /// The digits as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.digits).unwrap_or("")
    }

    /// Removes zeros at the end, down to one digit.
    pub fn strip_zeros(&mut self) {
        while self.digits.len() > 1 && self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
    }

    /// Appends the number in positional form, always with a point: `120.`, `0.05`.
    pub fn push_point(&self, out: &mut String) {
        let (digits, point) = (self.text(), self.point);
        if point <= 0 {
            out.push_str("0.");
            push_repeated(out, '0', point.unsigned_abs() as usize);
            out.push_str(digits);
        } else if digits.len() > point as usize {
            let (whole, fraction) = digits.split_at(point as usize);
            out.push_str(whole);
            out.push('.');
            out.push_str(fraction);
        } else {
            out.push_str(digits);
            push_repeated(out, '0', point as usize - digits.len());
            out.push('.');
        }
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.iter().all(|&digit| digit == b'0')
    }

    /// The exact value of a number with these shortest digits, rounded half-to-even to its first
    /// `kept` digits, without zeros at the end. None in the one case that the shortest digits do not
    /// decide: a single 5 after those kept.
    ///
    /// A number half-way between two results cannot lie strictly between the exact value and its
    /// shortest decimal: it would have fewer digits and read back too.
    pub fn rounded(&self, kept: i64) -> Option<Decimal> {
        let zero = || Decimal { digits: SmallVec::from_slice(b"0"), point: 1 };
        let Ok(kept) = usize::try_from(kept) else { return Some(zero()) };
        let Some(&next) = self.digits.get(kept) else { return Some(self.clone()) };
        if next == b'5' && kept + 1 == self.digits.len() {
            return None;
        }
        let mut rounded = Decimal { digits: SmallVec::from_slice(&self.digits[..kept]), point: self.point };
        if next < b'5' {
            rounded.strip_zeros();
            return Some(if rounded.digits.is_empty() { zero() } else { rounded });
        }
        while rounded.digits.last() == Some(&b'9') {
            rounded.digits.pop();
        }
        match rounded.digits.last_mut() {
            Some(last) => *last += 1,
            None => {
                rounded.digits.push(b'1');
                rounded.point += 1;
            }
        }
        Some(rounded)
    }

    /// Reads what Rust writes for `{:e}`: `d.ddde-7`.
    fn from_exponential(text: &[u8]) -> Decimal {
        let end = text.iter().position(|&b| b == b'e').unwrap_or(text.len());
        let mut digits = SmallVec::from_slice(&text[..end.min(1)]);
        digits.extend_from_slice(text.get(2..end).unwrap_or(&[]));
        let exponent = text.get(end + 1..).unwrap_or(&[]);
        let number = exponent.iter().filter(|b| b.is_ascii_digit()).fold(0, |n, b| n * 10 + i32::from(b - b'0'));
        Decimal { digits, point: if exponent.first() == Some(&b'-') { 1 - number } else { 1 + number } }
    }
}

/// A floating-point type that NumPy prints.
pub trait Binary: Copy + PartialEq {
    /// How many decimal digits the type is good for (`np.finfo(dtype).precision`).
    const PRECISION: i32;

    /// Below this magnitude it is good for fewer.
    const SMALLEST_NORMAL: f64;

    /// The same number, exactly.
    fn to_f64(self) -> f64;

    /// The nearest number of this type.
    fn from_f64(x: f64) -> Self;

    /// The shortest decimal that reads back as the absolute value of this finite number; the
    /// nearest of those, and the even one of two equally near.
    fn shortest(self) -> Decimal;
}

impl Binary for f64 {
    const PRECISION: i32 = 15;
    const SMALLEST_NORMAL: f64 = f64::MIN_POSITIVE;

    fn to_f64(self) -> f64 {
        self
    }

    fn from_f64(x: f64) -> f64 {
        x
    }

    fn shortest(self) -> Decimal {
        let x = self.abs();
        let mut text = Scratch::new();
        let _ = write!(text, "{x:e}");
        settle_tie(Decimal::from_exponential(text.as_bytes()), x, |text| text.parse() == Ok(x))
    }
}

impl Binary for f32 {
    const PRECISION: i32 = 6;
    const SMALLEST_NORMAL: f64 = f32::MIN_POSITIVE as f64;

    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    fn from_f64(x: f64) -> f32 {
        x as f32
    }

    fn shortest(self) -> Decimal {
        let x = self.abs();
        let mut text = Scratch::new();
        let _ = write!(text, "{x:e}");
        settle_tie(Decimal::from_exponential(text.as_bytes()), f64::from(x), |text| text.parse() == Ok(x))
    }
}

impl Binary for f16 {
    const PRECISION: i32 = 3;
    const SMALLEST_NORMAL: f64 = 6.103515625e-5;

    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    fn from_f64(x: f64) -> f16 {
        f16::from_f64(x)
    }

    /// At most five digits are needed, so trying 1, 2, … digits is quick enough. The bounds of the
    /// numbers that read back as this one are exact in f64.
    fn shortest(self) -> Decimal {
        let bits = self.to_bits() & 0x7fff;
        let x = f16::from_bits(bits).to_f64();
        if bits == 0 {
            return significant(0.0, 1);
        }
        let above = f16::from_bits(bits + 1);
        let above = if above.is_finite() { above.to_f64() } else { 65536.0 };
        let (low, high) = ((x + f16::from_bits(bits - 1).to_f64()) / 2.0, (x + above) / 2.0);
        let reads_back = |decimal: &Decimal| {
            let y = read_back(decimal);
            (low < y && y < high) || (bits & 1 == 0 && (y == low || y == high))
        };
        for n in 1..5 {
            let nearest = significant(x, n);
            if reads_back(&nearest) {
                return nearest;
            }
            // At a power of two the gap below is half the gap above: the farther candidate, above,
            // can read back where the nearest one, below, does not.
            let farther = neighbour(&nearest, x);
            if reads_back(&farther) {
                return farther;
            }
        }
        significant(x, 5)
    }
}

/// The exact value of `|x|` rounded half-to-even to `n` significant digits, zeros at the end kept.
pub fn significant(x: f64, n: usize) -> Decimal {
    // No f64 has more than 767 significant digits.
    let shown = n.clamp(1, 800);
    let mut text = String::new();
    let _ = write!(text, "{:.*e}", shown - 1, x.abs());
    let mut decimal = Decimal::from_exponential(text.as_bytes());
    decimal.digits.resize(n.max(1), b'0');
    decimal
}

/// The exact value of `|x|` rounded half-to-even to `n` decimals, zeros at the end kept.
pub fn fixed(x: f64, n: usize) -> Decimal {
    let mut text = String::new();
    push_fixed(&mut text, x, n);
    let whole = text.find('.').unwrap_or(text.len());
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let zeros = digits.clone().take_while(|&digit| digit == b'0').count();
    let digits: SmallVec<[u8; 24]> = digits.skip(zeros).collect();
    if digits.is_empty() {
        return Decimal { digits: SmallVec::from_slice(b"0"), point: 1 };
    }
    Decimal { digits, point: whole as i32 - zeros as i32 }
}

/// Appends the exact value of `|x|` rounded half-to-even to `n` decimals, zeros at the end kept and
/// without a point if `n` is 0.
pub fn push_fixed(out: &mut String, x: f64, n: usize) {
    if let Some(scaled) = scaled_to_integer(x, n)
        && let Some(unit) = u32::try_from(n).ok().and_then(|n| 10u64.checked_pow(n))
    {
        push_digits(out, scaled / unit, 1);
        if n > 0 {
            out.push('.');
            push_digits(out, scaled % unit, n);
        }
        return;
    }
    // No f64 has more than 1074 decimals.
    let shown = n.min(1100);
    let _ = write!(out, "{:.*}", shown, x.abs());
    push_repeated(out, '0', n - shown);
}

/// `|x| * 10^n` rounded half-to-even, exactly; None where 128 bits do not hold all of it.
fn scaled_to_integer(x: f64, n: usize) -> Option<u64> {
    const MANTISSA_BITS: i32 = 52;
    let bits = x.to_bits() & (u64::MAX >> 1);
    let exponent = (bits >> MANTISSA_BITS) as i32;
    // A multiple of 10^19 is below 2^(53 + 64).
    if exponent == 0 || n > 19 || x.abs() >= 1e15 {
        return (bits == 0).then_some(0);
    }
    let mantissa = (bits & ((1 << MANTISSA_BITS) - 1)) | 1 << MANTISSA_BITS;
    let product = u128::from(mantissa) * u128::from(10u64.pow(n as u32));
    // |x| = mantissa * 2^-shift
    let shift = 1023 + MANTISSA_BITS - exponent;
    let rounded = match shift {
        ..0 => return None,
        0 => product,
        1..=126 => {
            let (whole, rest, half) = (product >> shift, product & ((1 << shift) - 1), 1 << (shift - 1));
            whole + u128::from(rest > half || (rest == half && whole & 1 == 1))
        }
        // Less than half of one.
        _ => 0,
    };
    u64::try_from(rounded).ok()
}

/// Appends the decimal digits of `x`, with zeros in front up to `least` (at most 20).
pub fn push_digits(out: &mut String, mut x: u64, least: usize) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    while x > 0 {
        first -= 1;
        digits[first] = b'0' + (x % 10) as u8;
        x /= 10;
    }
    let first = first.min(digits.len() - least.min(digits.len()));
    out.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
}

/// Appends a character many times.
pub fn push_repeated(out: &mut String, c: char, n: usize) {
    match c {
        ' ' if n <= SPACES.len() => out.push_str(&SPACES[..n]),
        '0' if n <= ZEROS.len() => out.push_str(&ZEROS[..n]),
        _ => out.extend(std::iter::repeat_n(c, n)),
    }
}

const SPACES: &str = "                                ";
const ZEROS: &str = "00000000000000000000000000000000";

/// `round(x, n)` of Python: the nearest number with `n` decimals (n may be negative), decided on the
/// exact value, ties to even. The result can be infinite where Python raises OverflowError.
pub fn round_to(x: f64, n: i64) -> f64 {
    if !x.is_finite() || n > 323 {
        return x;
    }
    if n < -308 {
        return 0.0 * x;
    }
    let mut text = String::new();
    if n >= 0 {
        push_fixed(&mut text, x, n as usize);
    } else {
        // All digits before the point are exact; a fraction only breaks a tie.
        let magnitude = x.abs();
        push_fixed(&mut text, magnitude.trunc(), 0);
        let places = n.unsigned_abs() as usize;
        let padded = format!("{text:0>width$}", width = places + 1);
        let (kept, dropped) = padded.split_at(padded.len() - places);
        let half = format!("5{}", "0".repeat(places - 1));
        let odd = kept.bytes().last().is_some_and(|b| (b - b'0') % 2 == 1);
        let up = dropped > half.as_str() || (dropped == half && (magnitude.fract() > 0.0 || odd));
        let mut kept = kept.as_bytes().to_vec();
        if up {
            increment(&mut kept);
        }
        text = format!("{}e{places}", String::from_utf8_lossy(&kept));
    }
    text.parse::<f64>().unwrap_or(x).copysign(x)
}

/// Adds one to a number given by ASCII digits.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// Where two shortest decimals are equally near, Rust takes the upper one, Python and NumPy the even
/// one. That happens only if the exact value has one digit more, a 5.
fn settle_tie(decimal: Decimal, x: f64, reads_back: impl Fn(&str) -> bool) -> Decimal {
    let last_is_odd = decimal.digits.last().is_some_and(|digit| digit & 1 == 1);
    if !last_is_odd {
        return decimal;
    }
    let (mantissa, exponent) = odd_mantissa(x);
    // An exact value of at most 18 digits has at most 25 binary places.
    if !(-25..0).contains(&exponent) || decimal.digits.len() as i32 - decimal.point != -exponent - 1 {
        return decimal;
    }
    let exact = u128::from(mantissa) * 5u128.pow(exponent.unsigned_abs());
    let taken: u128 = decimal.text().parse().unwrap_or(0);
    let other = if taken * 10 > exact { taken - 1 } else { taken + 1 };
    let text = format!("{other}e{}", exponent + 1);
    if !reads_back(&text) {
        return decimal;
    }
    let digits: SmallVec<[u8; 24]> = other.to_string().bytes().collect();
    let point = digits.len() as i32 + exponent + 1;
    let mut settled = Decimal { digits, point };
    settled.strip_zeros();
    settled
}

/// `x = mantissa × 2^exponent` with an odd mantissa, or zero.
fn odd_mantissa(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let (biased, fraction) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased as i32 - 1075) };
    let zeros = mantissa.trailing_zeros();
    if zeros == 64 { (0, 0) } else { (mantissa >> zeros, exponent + zeros as i32) }
}

/// The value of a decimal, correctly rounded.
fn read_back(decimal: &Decimal) -> f64 {
    let places = decimal.point - decimal.digits.len() as i32;
    format!("{}e{places}", decimal.text()).parse().unwrap_or(f64::NAN)
}

/// The decimal with as many digits on the other side of `x`.
fn neighbour(decimal: &Decimal, x: f64) -> Decimal {
    let number: u64 = decimal.text().parse().unwrap_or(0);
    let other = if read_back(decimal) > x { number - 1 } else { number + 1 };
    let digits: SmallVec<[u8; 24]> = other.to_string().bytes().collect();
    let point = decimal.point + digits.len() as i32 - decimal.digits.len() as i32;
    let mut other = Decimal { digits, point };
    other.strip_zeros();
    other
}

/// A text on the stack: 17 digits, a point and an exponent fit.
struct Scratch {
    bytes: [u8; 32],
    length: usize,
}

impl Scratch {
    fn new() -> Scratch {
        Scratch { bytes: [0; 32], length: 0 }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Write for Scratch {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
