//! The commonest format specifications of numbers, read once and written without detours: `05d`, `.2f`,
//! `8.3f`, nothing at all.

use super::digits::{push_digits, push_repeated};
use super::float::repr_float;

/// A specification of the form `[0][width][.precision][d|f]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortSpec {
    zeros: bool,
    width: u8,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// No type: ints, and floats if there is no width either.
    Plain,
    /// `d`
    Decimal,
    /// `.nf`
    Fixed(u8),
}

/// Most decimals written from an integer of 64 bits.
const MOST_DECIMALS: u8 = 15;

impl ShortSpec {
    /// Reads a specification; None if it is of another form.
    pub fn parse(text: &str) -> Option<ShortSpec> {
        let (text, zeros) = match text.strip_prefix('0') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (width, rest) = text.split_at(digits);
        let width = if width.is_empty() { 0 } else { width.parse().ok().filter(|&width| width < 100)? };
        let kind = match rest {
            "" => Kind::Plain,
            "d" => Kind::Decimal,
            _ => {
                let decimals: u8 = rest.strip_prefix('.')?.strip_suffix('f')?.parse().ok()?;
                Kind::Fixed(Some(decimals).filter(|&decimals| decimals <= MOST_DECIMALS)?)
            }
        };
        // A sign before the number of decimals is no digit.
        (!rest.contains('+')).then_some(ShortSpec { zeros, width, kind })
    }

    /// Whether [`ShortSpec::push_int`] writes every int.
    pub fn takes_int(self) -> bool {
        !matches!(self.kind, Kind::Fixed(_))
    }

    /// Whether [`ShortSpec::push_float`] writes this float.
    pub fn takes_float(self, x: f64) -> bool {
        match self.kind {
            Kind::Plain => self.width == 0 && !self.zeros,
            Kind::Decimal => false,
            Kind::Fixed(n) => {
                // Then the digits are an integer of 64 bits; subnormal numbers go another way.
                let size = x.abs();
                size == 0.0 || (f64::MIN_POSITIVE..1e15).contains(&size) && size * 10f64.powi(n.into()) < 1e18
            }
        }
    }

    /// Appends an int as `format(x, spec)` gives it.
    pub fn push_int(self, out: &mut String, x: i64) {
        self.push(out, x < 0, |out| push_digits(out, x.unsigned_abs(), 1));
    }

    /// Appends a float as `format(x, spec)` gives it, if [`ShortSpec::takes_float`] says so.
    pub fn push_float(self, out: &mut String, x: f64) {
        match self.kind {
            Kind::Fixed(n) => self.push(out, x.is_sign_negative(), |out| super::digits::push_fixed(out, x, n as usize)),
            _ => out.push_str(&repr_float(x)),
        }
    }

    fn push(self, out: &mut String, negative: bool, digits: impl FnOnce(&mut String)) {
        let start = out.len();
        if negative {
            out.push('-');
        }
        let first = out.len();
        digits(out);
        let width = self.width as usize;
        let length = out.len() - start;
        if length < width {
            // Seldom: what was written moves up.
            let mut padding = String::new();
            push_repeated(&mut padding, if self.zeros { '0' } else { ' ' }, width - length);
            out.insert_str(if self.zeros { first } else { start }, &padding);
        }
    }
}
