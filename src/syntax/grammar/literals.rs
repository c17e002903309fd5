//! Numbers.

use super::{Lowered, refuse};
use crate::syntax::ast::ExprKind;
use crate::text::Span;
use num_bigint::BigInt;

/// CPython's guard against quadratic work: no more decimal digits than this.
const MAX_DIGITS: usize = 4300;

/// The value of a number as it is written.
pub(super) fn number(text: &str, place: Span) -> Lowered<ExprKind> {
    let clean;
    let text = if text.contains('_') {
        clean = text.replace('_', "");
        &clean
    } else {
        text
    };
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    if radix != 10 {
        return whole(&text[2..], radix, place);
    }
    if let Some(digits) = text.strip_suffix(['j', 'J']) {
        return Ok(ExprKind::Imaginary(float(digits)));
    }
    if text.contains(['.', 'e', 'E']) {
        return Ok(ExprKind::Float(float(text)));
    }
    if text.len() > MAX_DIGITS {
        let message = format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals \
             to avoid decimal conversion limits.",
            text.len()
        );
        return refuse(place, message);
    }
    whole(text, 10, place)
}

fn whole(digits: &str, radix: u32, place: Span) -> Lowered<ExprKind> {
    if let Ok(small) = i64::from_str_radix(digits, radix) {
        return Ok(ExprKind::Int(small));
    }
    match BigInt::parse_bytes(digits.as_bytes(), radix) {
        Some(big) => Ok(ExprKind::BigInt(Box::new(big))),
        None => refuse(place, "invalid decimal literal"),
    }
}

/// Rust reads every decimal number that Python does, to the nearest double, and gives infinity above.
fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}
